/* headings.c: whether a line is a heading: by its sign, by its letters, by the blanks around it; called by structure.c. */
#include "pass.h"

#include <stdlib.h>
#include <string.h>

bool sil_tx_looks_like_heading(sil_tx_doc *d, const sil_tx_line *l, const sil_tx_match *m)
{
    size_t chars = l->run.n;
    bool wide_script = *l->lang != 'e';
    bool chapter = !strcmp(m->rule->kind, "chapter");
    const sil_tx_line *n = (size_t)(l - d->lines) + 1 < d->n_lines ? l + 1 : NULL;
    bool stacked = n && l->gap >= 2 && n->column == l->column && n->gap >= 2 && sil_tx_is_short(d, l) && sil_tx_is_short(d, n); /* the first of two headings */
    if (chars > (wide_script ? 50u : 100u))
        return false;
    int32_t last = l->run.cp[chars - 1];
    if (sil_tx_ends_sentence(&l->run) && (size_t)(m->end[0]) < chars)
        return false;
    if (last == ',' || last == ';' || last == 0xFF0C || last == 0x3001)
        return false;
    bool apart = l->gap >= 3 || stacked || (l->pixels && d->body && l->height * 100 >= d->body * 112) || sil_tx_is_centred(d, l);
    if (chapter)
        return apart || sil_tx_is_short(d, l);
    return apart && (sil_tx_is_short(d, l) || chars < (wide_script ? 30u : 50u));
}

/* A line of prose in letters of the usual size follows. */
static bool next_is_text(const sil_tx_doc *d, const sil_tx_line *l)
{
    size_t i = (size_t)(l - d->lines) + 1;
    const sil_tx_line *n = i < d->n_lines ? &d->lines[i] : NULL;
    return n && n->kind == SIL_TX_LINE && n->role == SIL_TX_BODY && n->column == l->column && sil_tx_full(n) && n->height < l->height;
}

/* Lines that begin at the left edge or its indent follow, in smaller letters. */
static bool over_lines(const sil_tx_doc *d, const sil_tx_line *l)
{
    const sil_tx_line *n = (size_t)(l - d->lines) + 1 < d->n_lines ? l + 1 : NULL;
    return l->gap >= 5 && n && n->kind == SIL_TX_LINE && n->role == SIL_TX_BODY && n->column == l->column && n->height < l->height && n->gap >= 1 && n->box.x0 - n->left < 3 * d->body;
}

/* Larger letters on a line of its own; or as large as the headings that have signs: OCR has lost this one's. */
bool sil_tx_large_heading(const sil_tx_doc *d, const sil_tx_line *l)
{
    if (!l->pixels || !d->body || l->run.n < 2 || l->run.n > 80)
        return false;
    if (d->head_height * 100 >= d->body * 108 && abs(l->height - d->head_height) * 20 <= d->head_height && l->gap >= 3 && l->run.n <= 40 && sil_tx_is_short(d, l) && !sil_tx_ends_sentence(&l->run) && next_is_text(d, l))
        return true;
    if (l->height * 100 >= d->body * 112 && l->gap >= 3 && l->run.n <= 30 && sil_tx_is_short(d, l) && sil_tx_is_centred(d, l) && !sil_tx_ends_sentence(&l->run) && (next_is_text(d, l) || over_lines(d, l)))
        return true;
    return l->height * 100 >= d->body * ((d->heading_percent ? d->heading_percent : 115) + 5) && l->gap >= 3 && (sil_tx_is_short(d, l) || sil_tx_is_centred(d, l)) && !sil_tx_ends_sentence(&l->run);
}

/* Letters of the text, but alone: a short line without a full stop, behind the end of a paragraph, with a wider blank above it than below, over a line of prose. */
bool sil_tx_spaced_heading(const sil_tx_doc *d, const sil_tx_line *l)
{
    const sil_tx_line *n = (size_t)(l - d->lines) + 1 < d->n_lines ? l + 1 : NULL, *a = l > d->lines ? l - 1 : NULL;
    int32_t c = l->run.n ? l->run.cp[0] : 0;
    if (!l->pixels || !d->body || !n || !a || l->run.n < 4 || l->run.n > 50 || l->gap < 5 || l->height * 100 < d->body * 96 || !sil_tx_is_short(d, l) || sil_tx_is_centred(d, l))
        return false;
    if (n->kind != SIL_TX_LINE || n->role != SIL_TX_BODY || n->column != l->column || n->gap + 1 > l->gap || !sil_tx_full(n) || n->height * 100 > l->height * 112)
        return false;
    int32_t last = l->run.cp[l->run.n - 1];
    if (sil_tx_ends_sentence(&l->run) || last == ',' || last == ';' || last == ':' || last == 0xFF1A || last == 0xFF0C || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (l->box.x1 - l->left) * 2 > l->right - l->left)
        return false;
    bool after_heading = d->n_blocks && d->blocks[d->n_blocks - 1].type == SIL_HEADING;
    return after_heading || a->column != l->column || a->role != SIL_TX_BODY || sil_tx_ends_sentence(&a->run);
}

/* How high the headings with signs are set, most of them. */
void sil_tx_head_height(sil_tx_doc *d, int *v)
{
    size_t n = 0;
    sil_tx_match m;
    for (size_t i = 0; i < d->n_lines; i++) {
        const sil_tx_line *l = &d->lines[i];
        if (l->kind == SIL_TX_LINE && l->role == SIL_TX_BODY && l->pixels && l->run.n && !l->unreadable && l->gap >= 3 && sil_tx_is_short(d, l) &&
            sil_tx_rule_match(d->rules, &d->rules->headings, NULL, sil_tx_lang_bit(l->lang), &l->run, true, &m) && sil_tx_looks_like_heading(d, l, &m))
            v[n++] = l->height;
    }
    d->head_height = n >= 2 ? sil_tx_int_median(v, n) : 0;
}
