/* checks.h: the arithmetic of a table. A value that fails and has exactly one repair that satisfies the check becomes `repaired`, what was
 * printed is kept by the caller; one with none or several becomes `conflict`. What spoke is named in evidence.
 *
 * values.c the value; ranks.c ranks; scores.c scores and decimals; changes.c changes of rank; sums.c totals, sums of a row, shares. */
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
bool sil_value_says(const sil_value *v, const char *name); /* the check is among its evidence */
bool sil_value_number(const sil_value *v);               /* a number that nothing speaks against so far */
void sil_value_set(sil_value *v, const char *digits, const char *check); /* repaired; its sign is gone */
void sil_value_set_whole(sil_value *v, double x, const char *check);
void sil_value_conflict(sil_value *v, const char *check);

/* What readers take for digits turned into them (l O S B Z, a comma for the point before the last `decimals` digits); false when no number comes of it. */
bool sil_digits_meant(const char *printed, int decimals, char *out, size_t size);

/* One character of a number is another, or one too many, or one too few (or none at all). */
bool sil_digits_alike(const char *a, const char *b);

/* Alike, and the one character is one that readers confuse (1 7, 3 8, 0 6 ...) or lose. */
bool sil_digits_confused(const char *a, const char *b);

/* Every number that is one character away from the printed one, in turn: start with *state = 0; false when there is none left. */
bool sil_digits_near(const char *printed, int *state, char *out, size_t size);

/* Ranks down the rows: each one more than the last, in stretches; ties that the scores (or NULL) bear out and gaps are let stand.
 * Checks: rank-sequence, rank-tie, rank-order. */
void sil_check_ranks(sil_value *v, const sil_value *scores, size_t n);

/* How many of them follow each other so: which column of ranks the rows are ordered by. */
size_t sil_ranks_kept(const sil_value *v, size_t n);

/* Ranks in any order: no number stands twice, none is beyond the number of rows where the others are within it and it is easily misread; those that another
 * check bears out are left alone. Nothing ranks 0th. items: the rows are fields, not the ranked: then the last alone. Checks: rank-once, no-rank. */
void sil_check_ranks_once(sil_value *v, size_t n, bool items);

/* Scores in the order of the ranks (falling or rising). Checks: score-order, decimals, digit, score-jump. */
void sil_check_scores(sil_value *v, size_t n);

/* A column in which every number has as many decimals but one that has no point: the point was lost. Check: decimals. */
void sil_check_decimals(sil_value *v, size_t n);

/* change = before - now, row by row; before and now may be NULL, then only the sign is looked at. Checks: change-arithmetic, change-sign. */
void sil_check_changes(sil_value *change, sil_value *now, sil_value *before, size_t n);

/* Sums over a whole table. col: per column its values by row, NULL where it has none; total: the row of sums, n when there is none;
 * row_total: the column that is the sum of the parts before it, -1 when there is none. Checks: total, row-total, share. */
typedef struct sil_sums {
    sil_value **col;
    int cols;
    size_t n, total;
    const bool *adds;  /* per column: its total may be looked for (counts, scores) */
    const bool *share; /* per column: percentages of the column of counts before it */
    int row_total;
} sil_sums;
void sil_check_sums(const sil_sums *s);

/* The column (of scores or counts) that is the sum of the others in most rows, or -1. */
int sil_find_row_total(const sil_sums *s);

/* Every check that the types of the columns call for (tablechecks.c). col: per column its values by row, NULL for columns without values.
 * series: the rows are years of one entity, in no order of rank. */
void sil_check_table(const sil_ttable *t, sil_value **col, bool series);

#endif
