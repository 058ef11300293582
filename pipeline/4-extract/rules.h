/* rules.h: the rule tables config/rules/extract-*.tsv in memory. A table that is absent or has a word it should not have is an error that
 * names file and line. What each column means stands at the head of each table. */
#ifndef EXTRACT_RULES_H
#define EXTRACT_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <unicode/uregex.h>

#include "sillok/err.h"
#include "sillok/mem.h"
#include "sillok/persons.h"
#include "sillok/starts.h"

typedef enum sil_tail_kind { SIL_PARTICLE, SIL_SUFFIX, SIL_FOLLOW } sil_tail_kind;

typedef struct sil_form { /* a word as code points */
    int32_t *cp;
    int n;
    int kind;
} sil_form;

typedef struct sil_forms {
    sil_form *f;
    size_t n;
} sil_forms;

typedef enum sil_trigger_kind { /* what each means stands at the head of extract-org-triggers.tsv */
    SIL_TRIGGER_STRONG, SIL_TRIGGER_WEAK, SIL_TRIGGER_GENERIC, SIL_TRIGGER_LEAD, SIL_TRIGGER_STOP, SIL_TRIGGER_PROPER, SIL_TRIGGER_SHORT, SIL_TRIGGER_LONG,
    SIL_TRIGGER_ENDING, SIL_TRIGGER_TAIL, SIL_TRIGGER_WHOLE, SIL_TRIGGER_ACTOR, SIL_TRIGGER_SOUND, SIL_TRIGGER_HEAD, SIL_TRIGGER_COMPANY, SIL_TRIGGER_BEFORE,
    SIL_CITY_NOT_AFTER, SIL_CITY_NOT_BEFORE, SIL_CITY_PLACE_BEFORE, SIL_CITY_PERSON, SIL_CITY_WORD, SIL_CITY_FINE,
    SIL_CITY_FACILITY, SIL_TRIGGER_CIVIC /* extract-city-context.tsv */
} sil_trigger_kind;

typedef struct sil_trigger {
    char *lang;            /* ko zh en */
    sil_trigger_kind kind;
    int32_t *cp;
    int n;
    char *word;
    int by_first, by_last; /* next trigger whose first or last character falls into the same bucket, -1 = none */
} sil_trigger;

typedef struct sil_region { /* a state or province behind a city's name */
    char *country;
    double lat, lon, reach; /* its middle in degrees; km */
    char **forms, **shorts; /* NULL-terminated, folded as in view.h (exact) */
} sil_region;

typedef struct sil_date_rule {
    char *name, *handler, *flag;
    unsigned starts; /* bits of SIL_START_ */
    URegularExpression *re;
    sil_starts *can_start; /* NULL: any character may begin a match */
} sil_date_rule;

enum { SIL_START_DIGIT = 1, SIL_START_HAN = 2, SIL_START_HANGUL = 4, SIL_START_LATIN = 8, SIL_START_OTHER = 16 };

typedef struct sil_pattern { /* a regex and what it means: column types, relations, prose rankings, source lines */
    char *kind, *value, *lang;
    URegularExpression *re;
} sil_pattern;

typedef struct sil_patterns {
    sil_pattern *p;
    size_t n;
} sil_patterns;

typedef struct sil_rules {
    sil_forms tails;
    sil_trigger *triggers;
    size_t n_triggers;
    sil_region *regions;
    size_t n_regions;
    int first_bucket[256], last_bucket[256]; /* character & 255 -> trigger, -1 = none */
    sil_date_rule *dates;
    size_t n_dates;
    sil_starts_set *date_starts; /* of all date rules */
    char **eras;        /* names */
    int *era_offset;    /* year = number + offset */
    size_t n_eras;
    sil_patterns columns;    /* header words */
    sil_patterns categories; /* functions of an index, in one spelling */
    sil_patterns relations;  /* triggers of relations */
    sil_patterns rankprose;  /* ranks and scores in sentences */
    sil_patterns alignment;  /* labels, abbreviations, words that abstracts share */
    sil_patterns bibliography; /* forms of an item; lang holds the form's name */
    sil_persons *persons;      /* names of authors */
    char **acronyms;         /* name\0 decision */
    char **acronym_rule;
    size_t n_acronyms;
} sil_rules;

sil_status sil_rules_open(sil_arena *a, const char *config, sil_rules *out, sil_err *err) SIL_CHECK;
void sil_rules_close(sil_rules *r);

/* What follows a Korean name that ends before code point `at`: true when it may; *suffix = code points that belong to the name. */
bool sil_tail_ok(const sil_rules *r, const int32_t *cp, int n, int at, int *suffix);

/* First pattern whose regex is found in text (UTF-8), or NULL. */
/* Code points that the longest pattern of that kind takes at the very beginning of text, 0 when none does. */
int sil_pattern_at(const sil_patterns *p, const char *text, const char *kind);

/* Whether this pattern is found in text (of any length). */
bool sil_pattern_hits(const sil_pattern *p, const char *text);

const sil_pattern *sil_pattern_find(const sil_patterns *p, const char *text, const char *kind);

#endif
