/* table_lines.c: what stands under the caption of a table and has no rows that could be told: a table of lines. After table_text.c, on pages without pixels only.
 *
 * OCR of others leaves tables of words as short lines in the order of its own. Which cell they were nobody can tell; but they are no prose, and the caption has its table:
 * one column, a line a row. */
#include <string.h>

#include "flow.h"

enum { FEWEST = 4, MOST = 30, LONGEST = 75 };

static const sil_tx_line *text_before(const sil_tx_doc *d, size_t i)
{
    while (i-- > 0)
        if (d->lines[i].kind == SIL_TX_LINE && d->lines[i].run.n && d->lines[i].role == SIL_TX_BODY)
            return &d->lines[i];
    return NULL;
}

/* A caption of a table: its label can be read as one, or is spoilt and what stands before is no source line (under which captions of figures stand). */
static bool table_caption(sil_tx_doc *d, size_t i)
{
    const sil_tx_line *l = &d->lines[i];
    sil_tx_match m;
    if (sil_tx_rule_match(d->rules, &d->rules->captions, NULL, SIL_TX_ANY, &l->run, true, &m)) {
        if (!strcmp(m.rule->kind, "table"))
            return true;
        if (strcmp(m.rule->kind, "damaged"))
            return false;
    } else if (!sil_tx_rule_match(d->rules, &d->rules->tables, "spoilt-caption", SIL_TX_ANY, &l->run, true, NULL) || sil_tx_known_share(d, &l->run) < 60) {
        return false;
    }
    const sil_tx_line *before = text_before(d, i);
    return !before || !sil_tx_rule_match(d->rules, &d->rules->captions, "source", SIL_TX_ANY, &before->run, true, NULL);
}

static bool row(sil_tx_doc *d, size_t i, size_t caption)
{
    const sil_tx_line *l = &d->lines[i];
    if (l->kind != SIL_TX_LINE || l->role != SIL_TX_BODY || l->table >= 0 || l->page != d->lines[caption].page || l->run.n > LONGEST || l->gap >= 30)
        return false;
    if (l->unreadable)
        return l->run.n <= 12; /* a spoilt letter between the lines */
    return !sil_tx_rule_match(d->rules, &d->rules->captions, NULL, SIL_TX_ANY, &l->run, true, NULL) &&
           !(l->run.n > 50 && sil_tx_ends_sentence(&l->run)) && (l->run.n <= 14 || sil_tx_known_share(d, &l->run) >= 25);
}

static sil_status build(sil_tx_doc *d, size_t caption, size_t to, sil_err *err)
{
    const sil_tx_line *first = &d->lines[caption + 1];
    sil_tx_table *t = sil_tx_table_new(d, first->page, err);
    if (!t)
        return err->code;
    int index = (int)(t - d->tables);
    t->first = (int)caption + 1;
    t->last = (int)to - 1;
    t->caption = (int)caption;
    t->zone = first->zone;
    for (size_t i = caption + 1; i < to; i++) {
        sil_tx_line *l = &d->lines[i];
        sil_tx_cell *c = l->run.n ? sil_tx_cell_new(d, t, t->rows, 0) : NULL;
        if (l->run.n && (!c || !sil_tx_run_add(d->arena, &c->run, &l->run)))
            return SIL_TX_NOMEM(err);
        t->box = sil_box_union(t->box, l->box);
        l->role = SIL_TX_IN_TABLE;
        l->table = index;
        l->unreadable = false;
    }
    return SIL_OK;
}

sil_status sil_tx_tables_lines(sil_tx_doc *d, sil_err *err)
{
    sil_status s = SIL_OK;
    for (size_t i = 0; i + 1 < d->n_lines && !s; i++) {
        const sil_tx_line *l = &d->lines[i];
        if (l->pixels || l->kind != SIL_TX_LINE || l->role != SIL_TX_BODY || l->unreadable || !l->run.n || l->column != d->lines[i + 1].column || l->right > 2000)
            continue;
        size_t to = i + 1, good = 0, wide = 0; /* wide: as prose is */
        while (to < d->n_lines && to - i <= MOST && row(d, to, i)) {
            good += !d->lines[to].unreadable;
            wide += d->lines[to].run.n > 48;
            to++;
        }
        while (to > i + 1 && d->lines[to - 1].unreadable)
            to--;
        bool ends = to < d->n_lines && d->lines[to].page == l->page && !d->lines[to].unreadable && to - i > MOST;
        if (good < FEWEST || ends || wide * 2 > good || !table_caption(d, i))
            continue;
        s = build(d, i, to, err);
        i = to - 1;
    }
    return s;
}
