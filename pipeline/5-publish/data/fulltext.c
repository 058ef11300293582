/* Room 5, publish: the text of all papers in corpus.db (fulltext.h). */
#include "fulltext.h"

#include <stdlib.h>
#include <string.h>

#include "fields.h"
#include "sillok/fts5.h"

struct sil_fulltext {
    sqlite3 *db;
    sqlite3_stmt *insert;
};

static sil_status fail(const sil_fulltext *t, const char *what, sil_err *err)
{
    return sil_fail(err, sqlite3_errcode(t->db) == SQLITE_NOMEM ? SIL_NOMEM : SIL_IO, "corpus.db: %s: %s", what, sqlite3_errmsg(t->db));
}

sil_status sil_fulltext_open(sqlite3 *db, sil_fulltext **out, sil_err *err)
{
    static const char tables[] =
        "CREATE TABLE blocks (\n  id INTEGER PRIMARY KEY,\n  doc_id TEXT NOT NULL,\n  block_id TEXT NOT NULL,\n  page INTEGER,\n  type TEXT NOT NULL,\n  lang TEXT,\n"
        "  lines TEXT NOT NULL,\n  text TEXT NOT NULL,\n  UNIQUE (doc_id, block_id),\n  FOREIGN KEY (doc_id) REFERENCES documents (doc_id)\n);\n"
        "CREATE VIRTUAL TABLE fulltext USING fts5(text, content='blocks', content_rowid='id', tokenize='sillok');\n";
    sil_fulltext *t = *out = calloc(1, sizeof *t);
    if (!t)
        return sil_fail(err, SIL_NOMEM, "out of memory while writing corpus.db");
    t->db = db;
    if (sil_fts5_register(db) != SQLITE_OK)
        return sil_fail(err, SIL_LIBRARY, "this SQLite has no FTS5, or ICU's data is missing; see sillok doctor");
    if (sqlite3_exec(db, tables, NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(db, "INSERT INTO blocks (doc_id, block_id, page, type, lang, lines, text) VALUES (?, ?, ?, ?, ?, ?, ?)", -1, &t->insert, NULL) != SQLITE_OK)
        return fail(t, "cannot make the tables of the text", err);
    return SIL_OK;
}

void sil_fulltext_drop(sil_fulltext *t)
{
    if (t)
        sqlite3_finalize(t->insert);
    free(t);
}

sil_status sil_fulltext_close(sil_fulltext *t, sil_err *err)
{
    /* one segment, whatever came in which order: the same bytes, and the quickest to ask */
    sil_status s = SIL_OK;
    if (sqlite3_exec(t->db, "INSERT INTO fulltext (fulltext) VALUES ('rebuild'); INSERT INTO fulltext (fulltext) VALUES ('optimize')", NULL, NULL, NULL) != SQLITE_OK)
        s = fail(t, "cannot fill the index of the text", err);
    sil_fulltext_drop(t);
    return s;
}

/* Where the block's printed lines begin in its text, and their boxes. */
static void printed_lines(const sil_doc *doc, const sil_block *b, sil_buf *out)
{
    int line = -1;
    char sep = '[';
    for (size_t k = 0; k < b->n_words; k++) {
        const sil_place *p = sil_doc_word(doc, b->words[k].word);
        if (!p || p->line_no == line)
            continue;
        line = p->line_no;
        sil_buf_printf(out, "%c[%d,%d", sep, b->words[k].start, p->page);
        if (p->line_spot)
            sil_buf_printf(out, ",%d,%d,%d,%d", p->line_spot->box.x0, p->line_spot->box.y0, p->line_spot->box.x1, p->line_spot->box.y1);
        sil_buf_putc(out, ']');
        sep = ',';
    }
    sil_buf_puts(out, sep == '[' ? "[]" : "]");
}

void sil_fulltext_lines(const sil_doc *doc, sil_buf *out)
{
    for (size_t i = 0; i < doc->text.n_blocks; i++) {
        const sil_block *b = &doc->text.blocks[i];
        if (b->unreadable || !*b->text || b->type == SIL_PAGE_HEADER || b->type == SIL_PAGE_FOOTER || b->type == SIL_PAGE_NUMBER)
            continue;
        sil_buf_puts(out, "@block\t");
        sil_field_put(out, b->id);
        sil_buf_printf(out, "\t%d\t%s\t", b->page, sil_block_type_name(b->type));
        sil_field_put(out, b->lang);
        sil_buf_putc(out, '\t');
        printed_lines(doc, b, out);
        sil_buf_putc(out, '\t');
        sil_field_put(out, b->text);
        sil_buf_putc(out, '\n');
    }
}

sil_status sil_fulltext_line(sil_fulltext *t, const char *doc_id, char *const *f, size_t n, sil_err *err)
{
    bool whole = n == SIL_BLOCK_FIELDS;
    for (size_t i = 0; whole && i < n; i++)
        whole = f[i] != NULL || i == 4;
    if (!whole)
        return sil_fail(err, SIL_FORMAT, "a line of a block has %zu of %d fields", n, SIL_BLOCK_FIELDS);
    const char *const texts[] = {doc_id, f[1], NULL, f[3], f[4], f[5], f[6]};
    int rc = sqlite3_bind_int64(t->insert, 3, strtol(f[2], NULL, 10));
    for (int i = 0; rc == SQLITE_OK && i < 7; i++)
        if (i != 2)
            rc = sqlite3_bind_text(t->insert, i + 1, texts[i], -1, SQLITE_TRANSIENT);
    if (rc == SQLITE_OK)
        rc = sqlite3_step(t->insert);
    sqlite3_reset(t->insert);
    return rc == SQLITE_DONE ? SIL_OK : fail(t, "cannot write a block", err);
}
