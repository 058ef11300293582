/* fulltext.h: the text of all papers in corpus.db, to be searched (sillok/tokens.h).
 *
 *   blocks    doc_id, block_id, page, type, lang, lines, text: every block that is text, page furniture left out. lines: JSON, one
 *             [start, page, x0, y0, x1, y1] a printed line: the code point of the text it begins with and its box; [start, page] without a box
 *   fulltext  FTS5 over blocks.text, tokenizer "sillok": rowid is that of blocks */
#ifndef SILLOK_PUBLISH_FULLTEXT_H
#define SILLOK_PUBLISH_FULLTEXT_H

#include <sqlite3.h>

#include "doc.h"

typedef struct sil_fulltext sil_fulltext;

sil_status sil_fulltext_open(sqlite3 *db, sil_fulltext **out, sil_err *err) SIL_CHECK; /* makes the tables, in the transaction that is open */
sil_status sil_fulltext_close(sil_fulltext *t, sil_err *err) SIL_CHECK;                /* fills the index; frees */
void sil_fulltext_drop(sil_fulltext *t);                                               /* frees; NULL is fine */

/* The blocks of a paper as lines of its rows.tsv (fields.h): "@block", block_id, page, type, lang, lines, text. And such a line into the table. */
enum { SIL_BLOCK_FIELDS = 7 };
void sil_fulltext_lines(const sil_doc *doc, sil_buf *out);
sil_status sil_fulltext_line(sil_fulltext *t, const char *doc_id, char *const *fields, size_t n, sil_err *err) SIL_CHECK;

#endif
