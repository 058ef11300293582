/* checks.h: the arithmetic of a table. A value that fails and has exactly one repair that satisfies the check becomes `repaired`, what was
 * printed is kept by the caller; one with none or several becomes `conflict`. What spoke is named in evidence. */
#ifndef EXTRACT_CHECKS_H
#define EXTRACT_CHECKS_H

#include <stdbool.h>
#include <stddef.h>

#include "tables.h"

typedef enum sil_value_status { SIL_PRINTED, SIL_REPAIRED, SIL_CONFLICT } sil_value_status;

typedef struct sil_value { /* one cell of a measure column; rows without one have present = false */
    bool present;
    const sil_tcell *cell;
    sil_number n;
    char value[32];     /* what goes into the record */
    sil_value_status status;
    char evidence[128]; /* names of checks, space separated */
} sil_value;

void sil_value_read(sil_value *v, const sil_tcell *cell);
void sil_value_evidence(sil_value *v, const char *name); /* once each */

/* Ranks down the rows: each one more than the last. Ties and gaps that keep the order are let stand. Checks: rank-sequence, rank-order. */
void sil_check_ranks(sil_value *v, size_t n);

/* Scores in the order of the ranks (falling or rising). Checks: score-order, decimals, digit. */
void sil_check_scores(sil_value *v, size_t n);

/* A column in which every number has as many decimals but one that has no point: the point was lost. Check: decimals. */
void sil_check_decimals(sil_value *v, size_t n);

/* change = before - now, row by row; before and now may be NULL, then only the sign is looked at. Checks: change-arithmetic, change-sign. */
void sil_check_changes(sil_value *change, sil_value *now, sil_value *before, size_t n);

/* The last value is the sum of the others. Check: total. */
void sil_check_total(sil_value *v, size_t n, size_t total);

#endif
