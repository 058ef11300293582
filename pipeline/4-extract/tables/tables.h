/* tables.h: tables as room 4 sees them: logical rows (a table that goes on over a page is one), typed columns, and what caption and source say. */
#ifndef EXTRACT_TABLES_H
#define EXTRACT_TABLES_H

#include "work.h"

typedef enum sil_col_type {
    SIL_COL_TEXT, SIL_COL_RANK, SIL_COL_SCORE, SIL_COL_CHANGE, SIL_COL_CLASS, SIL_COL_YEAR, SIL_COL_COUNT, SIL_COL_CITY, SIL_COL_COUNTRY,
    SIL_COL_ORGANIZATION, SIL_COL_SEAT, SIL_COL_ITEM, SIL_COL_SHARE, SIL_COL_TYPES
} sil_col_type;
const char *sil_col_name(sil_col_type t); /* "rank", "score" ... as in extract-columns.tsv and in the measure field */

typedef struct sil_tcell {
    char *text;      /* without outer spaces, line ends as spaces; "" when empty */
    int start, end;  /* code points in the piece */
    bool spanned;    /* filled from a cell that covers several */
} sil_tcell;

typedef struct sil_trow {
    sil_piece *piece;
    int printed;     /* row in its block, from 1 */
    sil_tcell *cell; /* cols of them */
    bool total;
} sil_trow;

typedef struct sil_tcol {
    sil_col_type type;
    char *header;    /* words over it, all header rows */
    char *period;    /* a year in the header, "" */
    int city;        /* the city that stands over it (entities side by side), or -1 */
    char *city_printed;
} sil_tcol;

typedef struct sil_ttable {
    sil_trow *rows;  /* header rows are not among them */
    size_t n_rows, cap_rows;
    int cols;
    sil_tcol *col;
    sil_piece *piece;            /* where it begins */
    const sil_block *caption, *source; /* may be NULL */
    char *caption_text, *source_text;  /* "" when absent */
    bool across;                 /* entities stand over the columns */
} sil_ttable;

/* Build w->tables from the blocks of type table (tables.c), type their columns and mark cells that name cities (columns.c). */
sil_status sil_tables_build(sil_work *w, sil_err *err) SIL_CHECK;
sil_status sil_columns_type(sil_work *w, sil_ttable *t, sil_err *err) SIL_CHECK;

/* Stacks side by side put one under the other (unfold.c). */
sil_status sil_table_unfold(sil_work *w, sil_ttable *t, sil_err *err) SIL_CHECK;

/* A cell read as a number. */
typedef struct sil_number {
    bool ok;        /* a number stands here */
    double value;
    int decimals;
    bool dash;      /* "-" and its like: no change */
    bool specks;    /* dirt stood beside the digits */
    char sign;      /* '+', '-', '?' (an arrow that was not read), 0 = none printed */
    char digits[32];/* digits as printed, no separators, with the point */
} sil_number;
sil_number sil_cell_number(const char *text);

/* First column of a type, from `from` on, or -1. */
int sil_col_find(const sil_ttable *t, sil_col_type type, int from);

/* The name of that kind that fills the cell best, or NULL. strong: weak names do not count. */
const sil_hit *sil_cell_hit(const sil_piece *p, const sil_tcell *c, sil_name_kind kind, bool strong);

/* The first mention of that type inside the cell, or NULL. */
const sil_mention *sil_mention_in(const sil_work *w, const sil_piece *p, const sil_tcell *c, const char *type);

/* City that a cell of a column of cities nearly spells (Pairs, Los Angels), or -1. *ambiguous: several are as near. nearcity.c. */
int sil_near_city(const sil_work *w, const char *printed, bool *ambiguous);

#endif
