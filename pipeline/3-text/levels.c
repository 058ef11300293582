/* levels.c: ranks of headings become levels; after structure.c.
 *
 * text-headings.tsv ranks the signs (제1장 before 1. before 1)), for the small ones the order in which they come first; which of them a paper uses, and so how deep each stands, only the whole paper tells. The signs of
 * the text are levels 1, 2, 3 ... in their order; a named part (Abstract, References) is level 1, parts of a bibliography are level 2. A heading without a sign, and
 * a 1. among Roman figures (OCR makes it of Ⅰ.), goes with the headings that are set as high. */
#include "flow.h"

#include <stdlib.h>

enum { RANKS = 100, ROMAN = 32, FIGURE = 40, SMALL = 46 }; /* Ⅰ. and 1. of text-headings.tsv; from 가. on papers differ in their order */

static int height_of(const sil_tx_doc *d, const sil_tx_block *b)
{
    return b->line >= 0 && d->lines[b->line].pixels ? d->lines[b->line].height : 0;
}

/* The rank, below `under`, of the headings that are as high as h: within a sixteenth; 0 when none. */
static int as_high(const int *n, const int *sum, int h, int under)
{
    for (int r = 1; r < under && h; r++)
        if (n[r] && abs(sum[r] / n[r] - h) * 16 <= h)
            return r;
    return 0;
}

void sil_tx_levels(sil_tx_doc *d)
{
    int n[RANKS] = {0}, sum[RANKS] = {0}, level[RANKS] = {0}, depth = 0;
    bool large = false, less = false;
    for (size_t i = 0; i < d->n_blocks; i++) {
        const sil_tx_block *b = &d->blocks[i];
        if (b->type != SIL_HEADING)
            continue;
        large = large || b->rank == SIL_TX_LARGE;
        less = less || b->rank == SIL_TX_LESS_LARGE;
        if (b->rank > 0 && b->rank < RANKS) {
            n[b->rank]++;
            sum[b->rank] += height_of(d, b);
        }
    }
    for (size_t i = 0; i < d->n_blocks; i++) { /* who goes with others */
        sil_tx_block *b = &d->blocks[i];
        if (b->type != SIL_HEADING || b->rank >= RANKS)
            continue;
        bool alone = b->rank == FIGURE && n[FIGURE] == 1 && n[ROMAN], bare = b->rank == SIL_TX_LARGE || b->rank == SIL_TX_LESS_LARGE;
        int r = alone || bare ? as_high(n, sum, height_of(d, b), alone ? b->rank : RANKS) : 0;
        if (!r)
            continue;
        if (alone)
            n[b->rank] = 0;
        b->rank = r;
    }
    for (int r = 0; r < SMALL; r++)
        if (n[r])
            level[r] = ++depth;
    for (size_t i = 0; i < d->n_blocks; i++) { /* 1) over (1) or (1) over 1): the one that comes first */
        const sil_tx_block *b = &d->blocks[i];
        if (b->type == SIL_HEADING && b->rank >= SMALL && b->rank < RANKS && !level[b->rank])
            level[b->rank] = ++depth;
    }
    for (size_t i = 0; i < d->n_blocks; i++) {
        sil_tx_block *b = &d->blocks[i];
        if (b->type != SIL_HEADING)
            continue;
        if (b->rank > 0 && b->rank < RANKS)
            b->level = level[b->rank];
        else if (b->rank == SIL_TX_SPACED)
            b->level = depth ? depth + 1 : 1 + large + less;
        else
            b->level = b->rank == SIL_TX_BIB_PART || (b->rank == SIL_TX_LESS_LARGE && (large || depth)) ? 2 : 1;
    }
}
