/* rows.h: one paper as rows of the datasets. */
#ifndef SILLOK_PUBLISH_ROWS_H
#define SILLOK_PUBLISH_ROWS_H

#include "authority.h"
#include "doc.h"
#include "sink.h"

/* "" when the ids of the paper's records are unique, as the datasets' keys ask, else a sentence. */
const char *sil_rows_doubt(sil_arena *a, const sil_doc *doc);

/* Rows of all tables but cities and organizations. A paper that failed gives its documents row, and what else there is of it. */
sil_status sil_rows_paper(sil_sink *sink, const sil_doc *doc, const char *status, const char *reason, sil_err *err) SIL_CHECK;

/* Rows of alignments, bibliography and citations (rows_refs.c). */
sil_status sil_rows_refs(sil_sink *sink, const sil_doc *doc, sil_err *err) SIL_CHECK;

/* page, x0, y0, x1, y1 */
void sil_row_where(sil_sink *sink, sil_where w);

/* Cells of block b as CSV (RFC 4180): b->rows lines of b->cols fields; a cell over several columns or rows stands in its first. */
sil_status sil_rows_cells(sil_arena *a, const sil_block *b, sil_buf *out, sil_err *err) SIL_CHECK;

/* A table block that has an id: the one of a row of `tables`. */
bool sil_rows_is_table(const sil_block *b);

#endif
