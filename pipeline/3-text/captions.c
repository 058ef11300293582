/* captions.c: captions and source lines find the table or figure they belong to. After the blocks are made.
 *
 * A table's caption stands above it, a figure's below; either may stand on the other side. A source line stands under its table or figure. */
#include "flow.h"

static bool passes(const sil_tx_block *b)
{
    return b->type == SIL_FOOTNOTE || b->type == SIL_PAGE_HEADER || b->type == SIL_PAGE_FOOTER || b->type == SIL_PAGE_NUMBER;
}

/* Nearest block of `type` without a caption, before or after block i, over at most one block that is no furniture. */
static int near_by(const sil_tx_doc *d, int i, int step, sil_block_type type)
{
    int over = 0;
    for (int k = i + step; k >= 0 && k < (int)d->n_blocks && over < 2; k += step) {
        const sil_tx_block *b = &d->blocks[k];
        if (passes(b))
            continue;
        if (b->type == type)
            return b->caption < 0 && (step < 0 ? d->blocks[i].page - b->page <= 1 || b->table >= 0 : b->page - d->blocks[i].page <= 1) ? k : -1;
        if (b->type == SIL_CAPTION && b->is_unit)
            continue;
        if (b->type == SIL_CAPTION && !b->is_source) {
            /* Two captions in a row: each belongs to its own side. */
            return -1;
        }
        if (!b->is_source && !(step > 0 && b->run.n < 30 && !b->unreadable))
            return -1;
        over++;
    }
    return -1;
}

static void bind(sil_tx_doc *d, int caption, int to)
{
    d->blocks[caption].ref = to;
    d->blocks[to].caption = caption;
}

/* A figure nobody saw (a text layer, a page of text) stands where its caption says: an empty block before each caption of a figure that found none. */
static sil_status add_figures(sil_tx_doc *d, sil_err *err)
{
    size_t n = d->n_blocks, more = 0;
    for (size_t i = 0; i < n; i++)
        more += d->blocks[i].type == SIL_CAPTION && d->blocks[i].figure_label && d->blocks[i].ref < 0;
    if (!more)
        return SIL_OK;
    sil_tx_block *to = sil_alloc(d->arena, (n + more) * sizeof *to);
    int *at = sil_alloc(d->arena, (n + 1) * sizeof *at); /* where each block stands now */
    if (!to || !at)
        return SIL_TX_NOMEM(err);
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        sil_tx_block *b = &d->blocks[i];
        if (b->type == SIL_CAPTION && b->figure_label && b->ref < 0) {
            to[k] = (sil_tx_block){.type = SIL_FIGURE, .page = b->page, .zone = b->zone, .table = -1, .line = -1, .ref = -1, .caption = (int)i, .source = -1};
            b->ref = -2;
            k++;
        }
        at[i] = (int)k;
        to[k++] = *b;
    }
    for (size_t i = 0; i < k; i++) {
        sil_tx_block *b = &to[i];
        if (b->ref >= 0)
            b->ref = at[b->ref];
        else if (b->ref == -2)
            b->ref = (int)i - 1;
        if (b->caption >= 0)
            b->caption = at[b->caption];
        if (b->source >= 0)
            b->source = at[b->source];
    }
    d->blocks = to;
    d->n_blocks = d->cap_blocks = k;
    return SIL_OK;
}

sil_status sil_tx_captions_bind(sil_tx_doc *d, sil_err *err)
{
    int n = (int)d->n_blocks;
    for (int i = 0; i < n; i++) { /* what the finder of the table saw is certain */
        sil_tx_block *b = &d->blocks[i];
        if (b->type != SIL_TABLE)
            continue;
        int line = d->tables[b->table].caption;
        for (int k = 0; k < n && line >= 0; k++)
            if (d->blocks[k].type == SIL_CAPTION && !d->blocks[k].is_source && d->blocks[k].line == line)
                bind(d, k, i);
    }
    for (int round = 0; round < 2; round++) { /* first the usual side, then the other */
        for (int i = 0; i < n; i++) {
            sil_tx_block *c = &d->blocks[i];
            if (c->type != SIL_CAPTION || c->is_source || c->is_unit || c->ref >= 0)
                continue;
            int to = -1;
            if (!c->figure_label)
                to = near_by(d, i, round ? -1 : 1, SIL_TABLE);
            if (to < 0 && (c->figure_label || c->damaged))
                to = near_by(d, i, round ? 1 : -1, SIL_FIGURE);
            if (to >= 0)
                bind(d, i, to);
        }
    }
    /* A picture of a table is still what its caption speaks of. */
    for (int i = 0; i < n; i++) {
        sil_tx_block *c = &d->blocks[i];
        if (c->type != SIL_CAPTION || c->is_source || c->is_unit || c->ref >= 0)
            continue;
        int to = near_by(d, i, 1, SIL_FIGURE);
        if (to < 0)
            to = near_by(d, i, -1, SIL_FIGURE);
        if (to >= 0)
            bind(d, i, to);
    }
    sil_status made = add_figures(d, err);
    if (made)
        return made;
    n = (int)d->n_blocks;
    for (int i = 0; i < n; i++) { /* what the figures count stands over the table */
        sil_tx_block *u = &d->blocks[i];
        for (int k = i + 1, over = 0; u->is_unit && u->ref < 0 && k < n && over < 2; k++) {
            const sil_tx_block *b = &d->blocks[k];
            if (passes(b))
                continue;
            if (b->type == SIL_TABLE || b->type == SIL_FIGURE)
                u->ref = k;
            else if (b->type != SIL_CAPTION)
                break;
            over++;
        }
    }
    for (int i = 0; i < n; i++) {
        sil_tx_block *s = &d->blocks[i];
        if (!s->is_source)
            continue;
        int over = 0;
        for (int k = i - 1; k >= 0 && over < 3; k--) {
            sil_tx_block *b = &d->blocks[k];
            if (passes(b))
                continue;
            over++;
            if (b->type != SIL_TABLE && b->type != SIL_FIGURE) {
                if (b->type == SIL_CAPTION || b->run.n < 60)
                    continue;
                break;
            }
            if (b->source < 0)
                b->source = i;
            s->ref = k; /* 자료: and 주: may both stand under it */
            break;
        }
    }
    return SIL_OK;
}
