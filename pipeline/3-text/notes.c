/* notes.c: footnotes at the foot of a column; after the furniture is known.
 *
 * What follows a printed rule in the lower part of a column, or the last lines of a column that begin with a note's mark, are set smaller or stand after a
 * blank line, and count on from the note before. A note that begins without a mark at the top of the notes goes on from the page before. */
#include "flow.h"

#include <stdlib.h>

/* Number of the note that begins here; 0 = a mark that is no number; -1 = none. dressed: a bracket or a raised figure, no bare number. */
static int mark_of(sil_tx_doc *d, const sil_tx_line *l, bool *dressed)
{
    sil_tx_match m;
    if (l->kind != SIL_TX_LINE || !sil_tx_rule_match(d->rules, &d->rules->lists, "note", SIL_TX_ANY, &l->run, true, &m))
        return -1;
    if (dressed)
        *dressed = m.end[0] > m.end[1] && !sil_tx_is_space(l->run.cp[m.end[1]]);
    int n = 0;
    for (int i = m.start[1]; i >= 0 && i < m.end[1]; i++) {
        int32_t c = l->run.cp[i];
        if (c == ')' && dressed)
            *dressed = true; /* the figure is lost, its bracket is not */
        static const int32_t super[] = {0x2070, 0xB9, 0xB2, 0xB3, 0x2074, 0x2075, 0x2076, 0x2077, 0x2078, 0x2079};
        int digit = c >= '0' && c <= '9' ? c - '0' : -1;
        for (int k = 0; k < 10; k++)
            if (super[k] == c)
                digit = k;
        if (c > 0x7F && dressed)
            *dressed = true;
        if (digit < 0)
            return 0;
        n = n * 10 + digit;
    }
    return n;
}

/* First line of the notes of the column [from, to), or `to`. */
static size_t notes_begin(sil_tx_doc *d, size_t from, size_t to, int last)
{
    const sil_tx_page *p = NULL;
    for (size_t k = 0; k < d->n_pages; k++)
        if (d->pages[k].page == d->lines[from].page)
            p = &d->pages[k];
    if (!p)
        return to;
    int top = d->lines[from].box.y0, bottom = d->lines[to - 1].box.y1;
    /* A rule with text below it that begins like a note, or is smaller than the rest. */
    for (size_t i = to; i-- > from;) {
        const sil_tx_line *l = &d->lines[i];
        if (l->kind != SIL_TX_RULE || l->page != p->page)
            continue;
        int page_middle = p->height ? p->height * 2 / 5 : (top + bottom) / 2;
        if (l->box.y0 < page_middle)
            break;
        size_t next = i + 1;
        while (next < to && d->lines[next].role != SIL_TX_BODY)
            next++;
        if (next >= to)
            break;
        const sil_tx_line *n = &d->lines[next];
        if (n->kind != SIL_TX_LINE || n->unreadable)
            break;
        if (mark_of(d, n, NULL) >= 0 || (d->body && n->height * 100 < d->body * 93))
            return next;
        break;
    }
    /* Else the longest tail whose marks count on, from a line that stands apart (smaller letters, a blank line) or counts on from the note before. */
    size_t best = to;
    int after = -1;
    for (size_t i = to; i-- > from;) {
        const sil_tx_line *l = &d->lines[i];
        if (l->kind != SIL_TX_LINE)
            break;
        if (l->role != SIL_TX_BODY)
            continue;
        bool dressed = true;
        int n = mark_of(d, l, &dressed);
        if (n < 0 || (after >= 0 && n != after - 1 && n != 0))
            continue;
        bool small = l->pixels && d->body && l->height * 100 < d->body * 93;
        bool apart = l->gap >= (l->pixels ? 4 : 10);
        bool counts_on = last > 0 && n > last && n <= last + (dressed ? 3 : 1);
        if (l->pixels && !small && !counts_on && !apart)
            continue;
        if (!dressed && !counts_on && !(small && n <= 99))
            continue;
        if (l->pixels && p->height && l->box.y0 * 2 < p->height && !small)
            break;
        bool large = l->pixels && d->body && l->height * 100 > d->body * 104; /* a heading: 1) ... */
        bool first_note = !large && (last == 0 || (n == 1 && last < 40 && l->pixels));
        size_t tail = i; /* how far the notes reach: not over a wide blank */
        while (tail + 1 < to && d->lines[tail + 1].gap < 20)
            tail++;
        bool starts = l->pixels ? small || (apart && (counts_on || first_note)) : counts_on || (apart && first_note && dressed && tail - i <= 14);
        if (starts)
            best = i;
        after = n;
        if (n == 1 || (counts_on && n == last + 1))
            break;
    }
    return best;
}

void sil_tx_notes(sil_tx_doc *d)
{
    int last = 0, count = 0;
    for (size_t i = 0; i < d->n_lines;) {
        size_t from = i;
        while (i < d->n_lines && d->lines[i].column == d->lines[from].column)
            i++;
        size_t begin = notes_begin(d, from, i, last);
        if (begin < i && mark_of(d, &d->lines[begin], NULL) < 0 && count > 0)
            count--; /* goes on from the page before */
        for (size_t k = begin; k < i; k++) {
            sil_tx_line *l = &d->lines[k];
            if (l->kind != SIL_TX_LINE || l->role != SIL_TX_BODY)
                continue;
            bool dressed = true;
            int n = mark_of(d, l, &dressed);
            /* Inside the notes only a number that counts on begins a new one: "2020) ..." at the start of a line does not. */
            bool next = n >= 0 && (k == begin || (n == 0 && dressed) || (n > last && n <= last + (dressed ? 3 : 1)) || last == 0 || (n == 1 && k == begin));
            if (!l->pixels && k > begin && l->gap >= 20 && !next)
                break; /* far below the notes: the next page without a form feed */
            if (next) {
                count++;
                if (n > 0)
                    last = n;
            }
            l->role = SIL_TX_NOTE;
            l->note = count;
        }
    }
}
