/* corrected.c: behind the flow: what a person said of blocks and of names (sillok/corrections.h). Words were corrected before it, in their page
 * (text_room.c), so everything between saw them as they should be. */
#include "flow.h"

#include <string.h>

#include "sillok/log.h"
#include "sillok/text.h"

static bool among(const sil_correction *c, const char *word)
{
    for (size_t i = 0; i < c->n_words; i++)
        if (!strcmp(c->words[i], word))
            return true;
    return false;
}

/* The block in which the words of the anchor stand, and the range from the first to the last of them. NULL: in none. */
static sil_block *block_of(sil_text *t, const sil_correction *c, int *start, int *end)
{
    for (size_t i = 0; i < t->n_blocks; i++) {
        sil_block *b = &t->blocks[i];
        *start = -1;
        for (size_t k = 0; k < b->n_words; k++)
            if (among(c, b->words[k].word)) {
                *start = *start < 0 ? b->words[k].start : *start;
                *end = b->words[k].end;
            }
        if (*start >= 0)
            return b;
    }
    return NULL;
}

/* Where `what` stands in the block's text between start and end, in code points. */
static bool find(sil_arena *a, const sil_block *b, const char *what, int *start, int *end)
{
    char *part = sil_cp_slice(a, b->text, (size_t)*start, (size_t)*end), *at = part ? strstr(part, what) : NULL;
    if (!at)
        return false;
    *at = '\0';
    *start += (int)sil_cp_count(part);
    *end = *start + (int)sil_cp_count(what);
    return true;
}

static sil_status name(sil_tx_doc *d, sil_text *t, sil_correction *c, sil_err *err)
{
    int start, end;
    sil_block *b = block_of(t, c, &start, &end);
    char *stands = b ? sil_cp_slice(d->arena, b->text, (size_t)start, (size_t)end) : sil_strdup(d->arena, "");
    c->state = SIL_CORRECTION_OPEN;
    if (!stands)
        return SIL_TX_NOMEM(err);
    c->stands = stands;
    if (!b || b->unreadable || !find(d->arena, b, c->from, &start, &end))
        return SIL_OK;
    sil_given *g = SIL_PUSH(d->arena, b->given, b->n_given, b->cap_given);
    if (!g)
        return SIL_TX_NOMEM(err);
    *g = (sil_given){.start = start, .end = end, .type = *c->to ? c->type : c->to, .entity = c->to};
    c->state = SIL_CORRECTION_APPLIED;
    return SIL_OK;
}

static sil_status type(sil_tx_doc *d, sil_text *t, sil_correction *c, sil_err *err)
{
    int start, end;
    sil_block *b = block_of(t, c, &start, &end);
    c->state = SIL_CORRECTION_OPEN;
    c->stands = sil_strdup(d->arena, b ? sil_block_type_name(b->type) : "");
    if (!c->stands)
        return SIL_TX_NOMEM(err);
    if (!b || b->type == SIL_TABLE || !strcmp(c->to, "table"))
        return SIL_OK; /* a table is more than the name of a block */
    if (!strcmp(c->stands, c->to)) {
        c->state = SIL_CORRECTION_MET;
    } else if (!strcmp(c->stands, c->from)) {
        b->type = (sil_block_type)sil_block_type_find(c->to);
        b->level = b->type == SIL_HEADING ? b->level > 0 ? b->level : 1 : 0;
        c->state = SIL_CORRECTION_APPLIED;
    }
    return SIL_OK;
}

sil_status sil_tx_corrected(sil_tx_doc *d, sil_corrections *list, sil_text *out, sil_err *err)
{
    static const char *const states[] = {"open", "applied", "met", "open"};
    for (size_t i = 0; i < list->n; i++) {
        sil_correction *c = &list->c[i];
        sil_status s = c->kind == SIL_CORRECT_ENTITY ? name(d, out, c, err) : c->kind == SIL_CORRECT_BLOCK ? type(d, out, c, err) : SIL_OK;
        sil_correction_done *done = s ? NULL : SIL_PUSH(d->arena, out->paper.corrections, out->paper.n_corrections, out->paper.cap_corrections);
        if (!done)
            return s ? s : SIL_TX_NOMEM(err);
        *done = (sil_correction_done){.line = c->line, .state = sil_strdup(d->arena, states[c->state]), .stands = c->stands};
        if (!done->state)
            return SIL_TX_NOMEM(err);
    }
    return SIL_OK;
}
