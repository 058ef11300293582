/* orgwords.h: what finding open names of organizations shares over the three languages: the words of config/rules/extract-org-triggers.tsv, places beside a name,
 * and adding what was found. */
#ifndef EXTRACT_ORGWORDS_H
#define EXTRACT_ORGWORDS_H

#include "orgs.h"

/* Whether the n code points are a word of that language and kind. */
bool sil_word_is(const sil_rules *r, const char *lang, sil_trigger_kind kind, const int32_t *cp, int n);

/* Code points of the longest word of that language and kind that ends before code point `end`, 0 = none. */
int sil_word_before(const sil_rules *r, const char *lang, sil_trigger_kind kind, const int32_t *cp, int end);
/* The same for words that begin at `at`, within n code points. */
int sil_word_after(const sil_rules *r, const char *lang, sil_trigger_kind kind, const int32_t *cp, int at, int n);

/* End of the longest city or country name on sight that begins at code point `at` (with 시, 市), or -1; *country: it is a country's. */
int sil_place_end(const sil_piece *p, int at, bool *country);
/* End of the longest organization of the authority that begins at `at`, acronyms left out, or -1. */
int sil_known_org_end(const sil_piece *p, int at);

/* The organization named at [start, end), by its own name: a mention and the name remembered for the paper. */
sil_status sil_org_add(sil_work *w, sil_piece *p, int start, int end, const char *lang, const char *rule, double sure, sil_err *err) SIL_CHECK;

/* One language each: the open names of a piece (orgko.c, orgzh.c, orgen.c). */
sil_status sil_orgs_korean(sil_work *w, sil_piece *p, sil_err *err) SIL_CHECK;
sil_status sil_orgs_chinese(sil_work *w, sil_piece *p, sil_err *err) SIL_CHECK;
sil_status sil_orgs_english(sil_work *w, sil_piece *p, sil_err *err) SIL_CHECK;
/* 北京大学国际关系学院: a name of the authority that goes on to a further trigger is the longer organization's. Before the authority's names are taken. */
sil_status sil_orgs_nested(sil_work *w, sil_piece *p, sil_err *err) SIL_CHECK;

/* The open name that ends exactly at `end`. */
bool sil_ko_name(const sil_work *w, const sil_piece *p, int end, int *start);
bool sil_zh_name(const sil_work *w, const sil_piece *p, int end, int *start);

#endif
