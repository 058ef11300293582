/* orgs.h: the parts of finding organizations: organizations.c (authority), pairs.c (introduced names), orgnames.c (open names). */
#ifndef EXTRACT_ORGS_H
#define EXTRACT_ORGS_H

#include "sillok/text.h"
#include "work.h"

/* A name may stand at code points [start, end): no letter of the same script goes on, Korean particles excepted. */
bool sil_edges_ok(const sil_work *w, const sil_view *v, int start, int end);

/* A publisher behind the place of a reference ("The Hague: Clingendael") is no organization that the paper speaks of. */
bool sil_is_imprint(const sil_piece *p, int start);

/* "Name (ABC)", "이름(ABC, English Name)", "名称（ABC）": links the two, remembers ABC for this paper. */
sil_status sil_find_pairs(sil_work *w, sil_err *err) SIL_CHECK;

/* Names by triggers and shape in three languages. */
sil_status sil_find_open_names(sil_work *w, sil_err *err) SIL_CHECK;

/* Range of the open name that ends exactly at code point `end` (before a bracket), or false. orgnames.c. */
bool sil_open_name_before(const sil_work *w, const sil_piece *p, int end, int *start);

/* Acronyms that stand alone or begin a Korean name (KBS, SK그룹), by extract-acronyms.tsv and what follows. acronyms.c. */
sil_status sil_find_open_acronyms(sil_work *w, sil_err *err) SIL_CHECK;

/* What extract-acronyms.tsv says of these letters: always, name, open, never; NULL: nothing. */
const char *sil_acronym_rule(const sil_rules *r, const char *acronym);

/* Remember a name or an acronym for this paper. False: out of memory. */
bool sil_local_add(sil_work *w, const char *name, bool acronym, const char *entity, const char *normalized);

/* Schwartz & Hearst (2003), "A simple algorithm for identifying abbreviation definitions in biomedical text", PSB: the long form of `acronym`
 * among the words of v that end at code point `end`. Returns its first code point, or -1. */
int sil_long_form(const sil_view *v, int end, const int32_t *acronym, int n);

#endif
