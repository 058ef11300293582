/* emit.c: the last step: blocks get their text, ranges of words, cells and ids, as text.jsonl wants them. */
#include "flow.h"

#include <stdlib.h>
#include <string.h>

/* The text of a table: cells in order of rows, tabs and newlines between. */
static sil_status table_text(sil_tx_doc *d, sil_tx_block *b, sil_block *out, sil_err *err)
{
    sil_tx_table *t = &d->tables[b->table];
    size_t n = t->n_cells;
    out->rows = t->rows;
    out->cols = t->cols;
    for (int r = 0; r < t->rows; r++) {
        if (r && !sil_tx_run_put(d->arena, &b->run, '\n', -1))
            return SIL_TX_NOMEM(err);
        for (int c = 0; c < t->cols; c++) {
            if (c && !sil_tx_run_put(d->arena, &b->run, '\t', -1))
                return SIL_TX_NOMEM(err);
            for (size_t k = 0; k < n; k++) {
                sil_tx_cell *x = &t->cells[k];
                if (x->row != r || x->col != c)
                    continue;
                sil_cell *o = SIL_PUSH(d->arena, out->cells, out->n_cells, out->cap_cells);
                if (!o)
                    return SIL_TX_NOMEM(err);
                *o = (sil_cell){.row = r, .col = c, .rowspan = x->rowspan, .colspan = x->colspan, .header = x->header, .start = (int)b->run.n};
                if (!sil_tx_run_add(d->arena, &b->run, &x->run))
                    return SIL_TX_NOMEM(err);
                o->end = (int)b->run.n;
                break;
            }
        }
    }
    return SIL_OK;
}

/* Runs of characters from one word become one reference. */
static sil_status references(sil_tx_doc *d, const sil_tx_run *r, sil_block *out, sil_err *err)
{
    double sum = 0;
    size_t weight = 0, most = 0;
    for (size_t i = 0; i < r->n; i++)
        most += r->src[i] >= 0 && (i == 0 || r->src[i] != r->src[i - 1]);
    if (!out->words && most) {
        out->words = sil_alloc(d->arena, most * sizeof *out->words);
        out->cap_words = out->words ? most : 0;
    }
    for (size_t i = 0; i < r->n;) {
        size_t e = i + 1;
        int32_t src = r->src[i];
        while (e < r->n && (r->src[e] == src || (src >= 0 && r->src[e] >= 0 && d->words[r->src[e]].id == d->words[src].id)))
            e++;
        if (src >= 0) {
            const sil_tx_word *w = &d->words[src];
            sil_word_ref *x = SIL_PUSH(d->arena, out->words, out->n_words, out->cap_words);
            if (!x)
                return SIL_TX_NOMEM(err);
            *x = (sil_word_ref){.start = (int)i, .end = (int)e, .word = w->id};
            sum += (double)w->conf * (double)(e - i);
            weight += e - i;
        }
        i = e;
    }
    out->conf = weight ? sum / (double)weight : 0;
    return SIL_OK;
}

static char *block_id(sil_tx_doc *d, int i)
{
    return i < 0 ? NULL : sil_sprintf(d->arena, "t%04d", i + 1);
}

/* Tables first: their text is needed before languages are told. */
static sil_status fill_tables(sil_tx_doc *d, sil_text *out, sil_err *err)
{
    int number = 0;
    out->blocks = sil_alloc(d->arena, (d->n_blocks + 1) * sizeof *out->blocks);
    out->cap_blocks = out->blocks ? d->n_blocks + 1 : 0;
    for (size_t i = 0; i < d->n_blocks; i++) {
        sil_tx_block *b = &d->blocks[i];
        sil_block *o = SIL_PUSH(d->arena, out->blocks, out->n_blocks, out->cap_blocks);
        if (!o)
            return SIL_TX_NOMEM(err);
        if (b->type != SIL_TABLE)
            continue;
        o->table = sil_sprintf(d->arena, "tbl%03d", ++number);
        if (!o->table)
            return SIL_TX_NOMEM(err);
        sil_status s = table_text(d, b, o, err);
        if (s)
            return s;
    }
    return SIL_OK;
}

static int by_times(const void *x, const void *y)
{
    const sil_rule_use *a = x, *b = y;
    return a->times != b->times ? b->times - a->times : strcmp(a->rule, b->rule);
}

sil_status sil_tx_emit(sil_tx_doc *d, sil_text *out, sil_err *err)
{
    for (size_t i = 0; i < d->n_blocks; i++) {
        sil_tx_block *b = &d->blocks[i];
        sil_block *o = &out->blocks[i];
        o->id = block_id(d, (int)i);
        o->type = b->type;
        o->lang = sil_strdup(d->arena, b->lang ? b->lang : "und");
        o->page = b->page;
        o->zone = b->zone;
        o->text = sil_tx_run_text(d->arena, &b->run);
        o->spans = b->spans;
        o->n_spans = o->cap_spans = b->n_spans;
        o->level = b->level;
        o->mark = b->mark;
        o->ref = block_id(d, b->ref);
        o->at = b->at;
        o->at_end = b->at_end;
        o->endnote = b->endnote;
        o->caption = block_id(d, b->caption);
        o->source = block_id(d, b->source);
        o->unreadable = b->unreadable;
        if (!o->id || !o->lang || !o->text)
            return SIL_TX_NOMEM(err);
        sil_status s = references(d, &b->run, o, err);
        if (!s && !b->unreadable)
            s = sil_tx_changes_emit(d, &b->run, o, err);
        if (s)
            return s;
    }
    if (d->paper.n_rules)
        qsort(d->paper.rules, d->paper.n_rules, sizeof *d->paper.rules, by_times);
    out->paper = d->paper;
    return SIL_OK;
}

sil_status sil_tx_flow(sil_tx_doc *d, const sil_source *source, sil_text *out, sil_err *err)
{
    sil_status s = sil_tx_measure(d, err);
    if (s)
        return s;
    sil_tx_furniture(d);
    sil_tx_notes(d);
    if ((s = sil_tx_tables_geometry(d, err)))
        return s;
    if ((s = sil_tx_tables_text(d, err)))
        return s;
    if ((s = sil_tx_tables_lines(d, err)))
        return s;
    if ((s = sil_tx_tables_join(d, err)))
        return s;
    sil_tx_doubt(d);
    if ((s = sil_tx_structure(d, err)))
        return s;
    if ((s = sil_tx_captions_bind(d, err)))
        return s;
    sil_tx_levels(d);
    if ((s = sil_tx_notes_bind(d, err)))
        return s;
    if ((s = fill_tables(d, out, err)))
        return s;
    if ((s = sil_tx_languages(d, err)))
        return s;
    if ((s = sil_tx_header(d, source, err)))
        return s;
    s = sil_tx_emit(d, out, err);
    sil_tx_words_free(&d->known);
    return s;
}
