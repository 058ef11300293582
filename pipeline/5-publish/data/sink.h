/* sink.h: rows into <table>.csv, <table>.jsonl and corpus.db at once, in the column order of tables.h. All files are written under
 * temporary names and take theirs together at the end (sil_sink_close). Memory does not grow with the rows.
 *
 *   sil_row_begin(sink, SIL_T_DATES); sil_row_text(sink, id); ... one call a column ...; sil_row_end(sink, err)
 *
 * CSV: RFC 4180 (CRLF, quotes doubled), UTF-8 without a mark; an empty field is unknown. JSONL: null is unknown. */
#ifndef SILLOK_PUBLISH_SINK_H
#define SILLOK_PUBLISH_SINK_H

#include "sillok/err.h"
#include "sillok/mem.h"
#include "tables.h"

typedef struct sil_sink sil_sink;

/* dir: CORPUS/datasets, exists. */
sil_status sil_sink_open(const char *dir, sil_sink **out, sil_err *err) SIL_CHECK;
sil_status sil_sink_close(sil_sink *s, sil_err *err) SIL_CHECK; /* checks the foreign keys, gives all files their names; frees */
void sil_sink_drop(sil_sink *s);                                /* instead of close after an error: nothing takes a name; frees */

/* A sink that keeps rows as lines instead, for a paper's rows.tsv: the table's name and the fields (fields.h). out is the caller's; ended by
 * sil_sink_drop. And such a line as a row again: fields[0] is the table's name; a line of no known table is SIL_FORMAT. */
sil_status sil_sink_lines(sil_buf *out, sil_sink **s, sil_err *err) SIL_CHECK;
sil_status sil_row_again(sil_sink *s, char *const *fields, size_t n, sil_err *err) SIL_CHECK;

/* A block of a paper for the text of corpus.db (fulltext.h). */
sil_status sil_sink_block(sil_sink *s, const char *doc_id, char *const *fields, size_t n, sil_err *err) SIL_CHECK;

void sil_row_begin(sil_sink *s, sil_table t);
void sil_row_text(sil_sink *s, const char *v); /* NULL or "": unknown */
void sil_row_int(sil_sink *s, long v);
void sil_row_real(sil_sink *s, double v);      /* written with three digits at most after the point */
void sil_row_number(sil_sink *s, const char *v); /* a real number as text of an authority file, taken over as it stands */
void sil_row_none(sil_sink *s);
sil_status sil_row_end(sil_sink *s, sil_err *err) SIL_CHECK;
size_t sil_sink_rows(const sil_sink *s, sil_table t);

/* One CSV field, quoted where it must be; for the files of tables/. */
void sil_csv_field(sil_buf *b, const char *v);

#endif
