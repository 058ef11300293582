/* dates.h: dates as printed to EDTF (ISO 8601-2, Library of Congress). The forms are in config/rules/extract-dates.tsv. */
#ifndef EXTRACT_DATES_H
#define EXTRACT_DATES_H

#include "rules.h"
#include "view.h"

typedef struct sil_date {
    int start, end;                 /* code points */
    char edtf[48], from[48], to[48];
    char flag[16];                  /* "" citation repaired impossible after before early mid late */
    const char *rule;               /* name of the rule in extract-dates.tsv */
    int year;                       /* the first year, for "the same year, 7월 1일" */
} sil_date;

/* All dates in a text, in order, not overlapping. last_year: year of the last date before it, 0 = none; updated. */
sil_status sil_dates_read(sil_arena *a, const sil_rules *r, const sil_view *v, int *last_year, sil_date **out, size_t *n, sil_err *err) SIL_CHECK;

/* A number printed in digits (ASCII, full width), Han or Hangul numerals, positional (二〇二一) or spelled (二千零八, 이천이십일); -1 when it is none. */
long sil_number_read(const int32_t *cp, int n);

#endif
