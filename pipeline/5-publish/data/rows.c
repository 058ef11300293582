/* Room 5, publish: one paper as rows of the datasets (rows.h), in the column order of tables.c. */
#include "rows.h"

#include <stdlib.h>
#include <string.h>

#include "sillok/text.h"

bool sil_rows_is_table(const sil_block *b)
{
    return b->type == SIL_TABLE && b->table && *b->table;
}

/* ---- keys ---------------------------------------------------------------------------------------------------------- */

static int by_text(const void *x, const void *y)
{
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static const char *twice(const char **ids, size_t n)
{
    if (n)
        qsort(ids, n, sizeof *ids, by_text);
    for (size_t i = 1; i < n; i++)
        if (strcmp(ids[i - 1], ids[i]) == 0)
            return ids[i];
    return NULL;
}

const char *sil_rows_doubt(sil_arena *a, const sil_doc *doc)
{
    const sil_entities *e = &doc->entities;
    size_t most = e->n_mentions + e->n_rankings + e->n_relations + e->n_terms + e->n_alignments + e->n_references + e->n_citations + doc->text.n_blocks, n;
    const char **ids = sil_alloc(a, (most + 1) * sizeof *ids), *id;
    if (!ids)
        return "out of memory while checking its records";
    for (n = 0; n < e->n_mentions; n++)
        ids[n] = e->mentions[n].id;
    if ((id = twice(ids, n)))
        return sil_sprintf(a, "entities.jsonl: two mentions have the id %s", id);
    for (n = 0; n < e->n_rankings; n++)
        ids[n] = e->rankings[n].id;
    if ((id = twice(ids, n)))
        return sil_sprintf(a, "entities.jsonl: two ranking values have the id %s", id);
    for (n = 0; n < e->n_relations; n++)
        ids[n] = e->relations[n].id;
    if ((id = twice(ids, n)))
        return sil_sprintf(a, "entities.jsonl: two relations have the id %s", id);
    for (n = 0; n < e->n_terms; n++)
        ids[n] = e->terms[n].id;
    if ((id = twice(ids, n)))
        return sil_sprintf(a, "entities.jsonl: two terms have the id %s", id);
    for (n = 0; n < e->n_alignments; n++)
        ids[n] = e->alignments[n].id;
    if ((id = twice(ids, n)))
        return sil_sprintf(a, "entities.jsonl: two alignments have the id %s", id);
    for (n = 0; n < e->n_references; n++)
        ids[n] = e->references[n].id;
    if ((id = twice(ids, n)))
        return sil_sprintf(a, "entities.jsonl: two items of the bibliography have the id %s", id);
    for (n = 0; n < e->n_citations; n++)
        ids[n] = e->citations[n].id;
    if ((id = twice(ids, n)))
        return sil_sprintf(a, "entities.jsonl: two citations have the id %s", id);
    n = 0;
    for (size_t i = 0; i < doc->text.n_blocks; i++)
        if (sil_rows_is_table(&doc->text.blocks[i]))
            ids[n++] = doc->text.blocks[i].table;
    id = twice(ids, n);
    return id ? sil_sprintf(a, "text.jsonl: two tables have the id %s", id) : "";
}

/* ---- documents ------------------------------------------------------------------------------------------------------ */

static void joined(sil_sink *sink, const sil_lang_text *list, size_t n, const char *lang, const char *by, bool scheme)
{
    sil_buf b = {.limit = 1 << 20};
    size_t k = 0;
    for (size_t i = 0; i < n; i++)
        if (!lang || strcmp(list[i].lang, lang) == 0)
            sil_buf_printf(&b, "%s%s%s%s", k++ ? by : "", scheme ? list[i].lang : "", scheme ? ":" : "", list[i].text);
    sil_row_text(sink, b.data);
    sil_buf_free(&b);
}

static sil_status document_row(sil_sink *sink, const sil_doc *doc, const char *status, const char *reason, sil_err *err)
{
    const sil_source *s = &doc->source;
    const sil_paper *p = &doc->text.paper;
    long title = sil_lang_pick(p->titles, p->n_titles, p->lang), author = sil_lang_pick(p->authors, p->n_authors, p->lang);
    double conf = sil_doc_confidence(doc);
    sil_row_begin(sink, SIL_T_DOCUMENTS);
    sil_row_text(sink, doc->id);
    sil_row_text(sink, s->source_name);
    sil_row_text(sink, s->sha256);
    sil_row_text(sink, s->kind);
    if (doc->has_source)
        sil_row_int(sink, (long)doc->n_pages);
    else
        sil_row_none(sink);
    sil_row_text(sink, p->lang);
    sil_row_text(sink, p->langs);
    sil_row_text(sink, title >= 0 ? p->titles[title].text : "");
    joined(sink, p->authors, p->n_authors, author >= 0 ? p->authors[author].lang : NULL, "; ", false);
    sil_row_text(sink, p->date);
    sil_row_text(sink, p->degree);
    joined(sink, p->identifiers, p->n_identifiers, NULL, " ", true);
    joined(sink, p->keywords, p->n_keywords, NULL, "; ", false);
    if (conf >= 0)
        sil_row_real(sink, conf);
    else
        sil_row_none(sink);
    sil_row_text(sink, status);
    sil_row_text(sink, reason);
    return sil_row_end(sink, err);
}

/* ---- what the text says ---------------------------------------------------------------------------------------------- */

/* page, x0, y0, x1, y1 */
void sil_row_where(sil_sink *sink, sil_where w)
{
    if (w.page > 0)
        sil_row_int(sink, w.page);
    else
        sil_row_none(sink);
    const int box[] = {w.box.x0, w.box.y0, w.box.x1, w.box.y1};
    for (int i = 0; i < 4; i++)
        if (w.has_box)
            sil_row_int(sink, box[i]);
        else
            sil_row_none(sink);
}

static sil_status mention_rows(sil_sink *sink, const sil_doc *doc, sil_err *err)
{
    sil_status st = SIL_OK;
    for (size_t i = 0; i < doc->entities.n_mentions && st == SIL_OK; i++) {
        const sil_mention *m = &doc->entities.mentions[i];
        sil_row_begin(sink, SIL_T_MENTIONS);
        sil_row_text(sink, m->id);
        sil_row_text(sink, doc->id);
        sil_row_text(sink, m->type);
        sil_row_text(sink, m->entity);
        sil_row_text(sink, m->as_printed);
        sil_row_text(sink, m->normalized);
        sil_row_text(sink, m->lang);
        sil_row_where(sink, sil_doc_where(doc, m->block, m->start, m->end));
        sil_row_text(sink, m->block);
        sil_row_int(sink, m->start);
        sil_row_int(sink, m->end);
        sil_row_real(sink, m->conf);
        sil_row_text(sink, m->rule);
        if ((st = sil_row_end(sink, err)) != SIL_OK || strcmp(m->type, "date") != 0)
            continue;
        sil_row_begin(sink, SIL_T_DATES);
        sil_row_text(sink, m->id);
        sil_row_text(sink, doc->id);
        sil_row_text(sink, m->normalized);
        sil_row_text(sink, m->from);
        sil_row_text(sink, m->to);
        sil_row_text(sink, m->flag);
        st = sil_row_end(sink, err);
    }
    return st;
}

static bool table_known(const sil_doc *doc, const char *id)
{
    for (size_t i = 0; i < doc->text.n_blocks; i++)
        if (sil_rows_is_table(&doc->text.blocks[i]) && strcmp(doc->text.blocks[i].table, id) == 0)
            return true;
    return false;
}

static sil_status ranking_rows(sil_sink *sink, const sil_doc *doc, sil_err *err)
{
    sil_status st = SIL_OK;
    for (size_t i = 0; i < doc->entities.n_rankings && st == SIL_OK; i++) {
        const sil_ranking *r = &doc->entities.rankings[i];
        bool table = *r->table && table_known(doc, r->table);
        sil_row_begin(sink, SIL_T_RANKINGS);
        sil_row_text(sink, r->id);
        sil_row_text(sink, doc->id);
        sil_row_text(sink, table ? r->table : "");
        if (table && r->row > 0)
            sil_row_int(sink, r->row);
        else
            sil_row_none(sink);
        sil_row_text(sink, r->index);
        sil_row_text(sink, r->index_name);
        sil_row_text(sink, r->edition);
        sil_row_text(sink, r->publisher);
        sil_row_text(sink, r->entity_type);
        sil_row_text(sink, r->entity);
        sil_row_text(sink, r->entity_as_printed);
        sil_row_text(sink, r->measure);
        sil_row_text(sink, r->category);
        sil_row_text(sink, r->period);
        sil_row_text(sink, r->value);
        sil_row_text(sink, r->as_printed);
        sil_row_text(sink, r->status);
        sil_row_text(sink, r->evidence);
        sil_row_where(sink, sil_doc_where(doc, r->block, r->start, r->end));
        sil_row_real(sink, r->conf);
        st = sil_row_end(sink, err);
    }
    return st;
}

static sil_status relation_rows(sil_sink *sink, const sil_doc *doc, sil_err *err)
{
    sil_status st = SIL_OK;
    for (size_t i = 0; i < doc->entities.n_relations && st == SIL_OK; i++) {
        const sil_relation *r = &doc->entities.relations[i];
        sil_row_begin(sink, SIL_T_RELATIONS);
        sil_row_text(sink, r->id);
        sil_row_text(sink, doc->id);
        sil_row_text(sink, r->subject);
        sil_row_text(sink, r->predicate);
        sil_row_text(sink, r->object);
        sil_row_text(sink, r->object_value);
        sil_row_text(sink, r->date);
        sil_row_text(sink, r->as_printed);
        sil_row_where(sink, sil_doc_where(doc, r->block, r->start, r->end));
        sil_row_real(sink, r->conf);
        sil_row_text(sink, r->rule);
        st = sil_row_end(sink, err);
    }
    return st;
}

static sil_status term_rows(sil_sink *sink, const sil_doc *doc, sil_err *err)
{
    sil_status st = SIL_OK;
    for (size_t i = 0; i < doc->entities.n_terms && st == SIL_OK; i++) {
        const sil_term *t = &doc->entities.terms[i];
        sil_row_begin(sink, SIL_T_TERMS);
        sil_row_text(sink, t->id);
        sil_row_text(sink, doc->id);
        sil_row_text(sink, t->ko);
        sil_row_text(sink, t->zh);
        sil_row_text(sink, t->en);
        sil_row_int(sink, t->occurrences);
        sil_row_text(sink, t->block);
        st = sil_row_end(sink, err);
    }
    return st;
}

/* ---- tables ---------------------------------------------------------------------------------------------------------- */

static sil_status table_rows(sil_sink *sink, const sil_doc *doc, sil_err *err)
{
    sil_status st = SIL_OK;
    for (size_t i = 0; i < doc->text.n_blocks && st == SIL_OK; i++) {
        const sil_block *b = &doc->text.blocks[i];
        if (!sil_rows_is_table(b))
            continue;
        bool ranking = false;
        for (size_t k = 0; k < doc->entities.n_rankings && !ranking; k++)
            ranking = strcmp(doc->entities.rankings[k].table, b->table) == 0;
        long caption = sil_doc_block(doc, b->caption);
        sil_row_begin(sink, SIL_T_TABLES);
        sil_row_text(sink, b->table);
        sil_row_text(sink, doc->id);
        sil_row_int(sink, b->page);
        sil_row_text(sink, caption >= 0 ? doc->text.blocks[caption].text : "");
        sil_row_int(sink, b->rows);
        sil_row_int(sink, b->cols);
        sil_row_text(sink, b->unreadable ? "unreadable" : ranking ? "ranking" : "other");
        st = sil_row_end(sink, err);
    }
    return st;
}

sil_status sil_rows_cells(sil_arena *a, const sil_block *b, sil_buf *out, sil_err *err)
{
    enum { CELLS_MAX = 1000000 }; /* rows x columns of one printed table */
    if (b->rows <= 0 || b->cols <= 0 || (size_t)b->rows * (size_t)b->cols > CELLS_MAX)
        return sil_fail(err, SIL_FORMAT, "%s: a table of %d rows and %d columns cannot be written", b->id, b->rows, b->cols);
    const char **grid = sil_alloc(a, (size_t)b->rows * (size_t)b->cols * sizeof *grid);
    if (!grid)
        return sil_fail(err, SIL_NOMEM, "out of memory while writing a table");
    for (size_t i = 0; i < b->n_cells; i++) {
        const sil_cell *c = &b->cells[i];
        if (c->row < 0 || c->row >= b->rows || c->col < 0 || c->col >= b->cols || c->start < 0 || c->end < c->start)
            continue;
        char *text = sil_cp_slice(a, b->text, (size_t)c->start, (size_t)c->end);
        if (!text)
            return sil_fail(err, SIL_NOMEM, "out of memory while writing a table");
        grid[c->row * b->cols + c->col] = text;
    }
    for (int r = 0; r < b->rows; r++) {
        for (int c = 0; c < b->cols; c++) {
            if (c)
                sil_buf_putc(out, ',');
            if (grid[r * b->cols + c])
                sil_csv_field(out, grid[r * b->cols + c]);
        }
        sil_buf_puts(out, "\r\n");
    }
    return sil_buf_ok(out, err);
}

sil_status sil_rows_paper(sil_sink *sink, const sil_doc *doc, const char *status, const char *reason, sil_err *err)
{
    sil_status s = document_row(sink, doc, status, reason, err);
    if (s == SIL_OK)
        s = table_rows(sink, doc, err);
    if (s == SIL_OK)
        s = mention_rows(sink, doc, err);
    if (s == SIL_OK)
        s = ranking_rows(sink, doc, err);
    if (s == SIL_OK)
        s = relation_rows(sink, doc, err);
    if (s == SIL_OK)
        s = term_rows(sink, doc, err);
    return s == SIL_OK ? sil_rows_refs(sink, doc, err) : s;
}
