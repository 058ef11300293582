/* furniture.c: page numbers, running headers and footers; after normalization, before everything that reads text on.
 *
 * A page number has the form of one (text-furniture.tsv) and is the first or the last line of its page. A running header or footer stands among the first
 * or last two lines of a page and comes again, digits aside, at the same height on a page near by. */
#include "flow.h"

#include <stdlib.h>
#include <string.h>

#include "sillok/text.h"

typedef struct edge { /* an outer line of a page */
    size_t line;
    int page, place; /* place: 1 first, 2 second, -1 last, -2 last but one */
} edge;

/* Letters in lower case, every digit as #, nothing else. */
static size_t skeleton(const sil_tx_run *r, int32_t *out, size_t cap)
{
    size_t n = 0;
    for (size_t i = 0; i < r->n && n < cap; i++) {
        int32_t c = r->cp[i];
        sil_script s = sil_script_of(c);
        if (s == SIL_SCRIPT_DIGIT) {
            if (!n || out[n - 1] != '#')
                out[n++] = '#';
        } else if (s != SIL_SCRIPT_SPACE && s != SIL_SCRIPT_PUNCT) {
            out[n++] = c >= 'A' && c <= 'Z' ? c + 32 : c;
        }
    }
    return n;
}

static bool alike(const sil_tx_run *a, const sil_tx_run *b)
{
    int32_t x[80], y[80];
    size_t n = skeleton(a, x, 80), m = skeleton(b, y, 80), row[81];
    if (n < 3 || m < 3)
        return false;
    for (size_t j = 0; j <= m; j++)
        row[j] = j;
    for (size_t i = 1; i <= n; i++) { /* Levenshtein, one row */
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t up = row[j], best = diagonal + (x[i - 1] != y[j - 1]);
            if (up + 1 < best)
                best = up + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            row[j] = best;
            diagonal = up;
        }
    }
    size_t longer = n > m ? n : m;
    return row[m] * 5 <= longer;
}

static bool number_form(sil_tx_doc *d, const sil_tx_line *l)
{
    return sil_tx_rule_match(d->rules, &d->rules->furniture, "page-number", SIL_TX_ANY, &l->run, true, NULL);
}

/* The `want` outermost lines of a page from above or below, by height on the page, not by reading order. */
static size_t outer(const sil_tx_doc *d, size_t from, size_t to, bool above, size_t want, size_t *out)
{
    size_t n = 0;
    while (n < want) {
        size_t best = to;
        for (size_t i = from; i < to; i++) {
            const sil_tx_line *l = &d->lines[i];
            bool taken = l->kind != SIL_TX_LINE || l->run.n == 0;
            for (size_t k = 0; k < n; k++)
                taken |= out[k] == i;
            if (taken)
                continue;
            if (best == to || (above ? l->box.y0 < d->lines[best].box.y0 : l->box.y1 > d->lines[best].box.y1))
                best = i;
        }
        if (best == to)
            break;
        out[n++] = best;
    }
    return n;
}

/* The number a line says, Roman figures as well; 0 when none. */
static int value_of(const sil_tx_run *r)
{
    int n = 0, roman = 0, before = 0;
    for (size_t i = 0; i < r->n; i++) {
        int32_t c = r->cp[i];
        if (c >= '0' && c <= '9')
            n = n * 10 + (c - '0');
        else if (n)
            break;
        int32_t low = c | 32;
        int v = low == 'i' ? 1 : low == 'v' ? 5
                             : low == 'x'   ? 10
                             : low == 'l'   ? 50
                             : low == 'c'   ? 100
                                            : 0;
        roman += v;
        if (before && before < v)
            roman -= 2 * before;
        before = v;
    }
    return n ? n : roman;
}

/* Bare numbers count only when they count: another page's number stands at the same distance from its page. On a page with pixels a number alone at
 * the edge of the paper is one, too. */
static void confirm(sil_tx_doc *d)
{
    int *offset = malloc((d->n_lines + 1) * sizeof *offset);
    if (!offset)
        return;
    for (size_t i = 0; i < d->n_lines; i++)
        offset[i] = d->lines[i].role == SIL_TX_PAGE_NUMBER ? value_of(&d->lines[i].run) - d->lines[i].page : 1 << 20;
    for (size_t i = 0; i < d->n_lines; i++) {
        sil_tx_line *l = &d->lines[i];
        if (l->role != SIL_TX_PAGE_NUMBER || sil_tx_rule_match(d->rules, &d->rules->furniture, "dressed-number", SIL_TX_ANY, &l->run, true, NULL))
            continue;
        size_t others = 0;
        for (size_t k = 0; k < d->n_lines; k++)
            others += k != i && d->lines[k].page != l->page && offset[k] == offset[i];
        bool roman = !(l->run.cp[0] >= '0' && l->run.cp[0] <= '9') && !(l->run.n > 1 && l->run.cp[1] >= '0' && l->run.cp[1] <= '9');
        bool alone = l->pixels && !roman && d->n_pages < 4;
        if (!others && !alone && !(l->pixels && !roman && (l->box.x0 + l->box.x1) / 2 > (l->left + l->right) * 2 / 5 && (l->box.x0 + l->box.x1) / 2 < (l->left + l->right) * 3 / 5))
            l->role = SIL_TX_BODY;
        else if (!l->pixels && others < 2 && d->n_pages > 6)
            l->role = SIL_TX_BODY;
    }
    free(offset);
}

/* A page number that OCR spoilt stands where the other pages have theirs. */
static void spoilt_number(sil_tx_doc *d, size_t from, size_t to, const sil_tx_page *p)
{
    size_t line[1];
    for (size_t i = from; i < to; i++)
        if (d->lines[i].role == SIL_TX_PAGE_NUMBER)
            return;
    if (!outer(d, from, to, false, 1, line))
        return;
    sil_tx_line *l = &d->lines[line[0]];
    if (l->run.n > 12 || l->role != SIL_TX_BODY || l->box.y0 * 8 < p->height * 7)
        return;
    for (size_t i = 0; i < d->n_lines; i++) {
        const sil_tx_line *n = &d->lines[i];
        bool alike_spot = n->role == SIL_TX_BODY && n->run.n <= 6 && l->run.n <= 6 && n->box.y0 * 10 > p->height * 9; /* spoilt on each page */
        if ((n->role != SIL_TX_PAGE_NUMBER && !alike_spot) || !n->pixels || n->page == l->page)
            continue;
        int dy = abs(n->box.y0 + n->box.y1 - l->box.y0 - l->box.y1) / 2, dx = abs(n->box.x0 + n->box.x1 - l->box.x0 - l->box.x1) / 2;
        if (dy * 50 < p->height && dx * 4 < p->width) {
            l->role = SIL_TX_PAGE_NUMBER;
            return;
        }
    }
}

static void page_number(sil_tx_doc *d, size_t from, size_t to, const sil_tx_page *p)
{
    size_t line[3];
    for (int above = 0; above < 2; above++) {
        size_t n = outer(d, from, to, above, 2, line);
        for (size_t k = 0; k < n; k++) {
            sil_tx_line *l = &d->lines[line[k]];
            if (!number_form(d, l))
                continue;
            bool at_edge = above ? l->box.y1 * 8 < p->height : l->box.y0 * 8 > p->height * 7;
            if (p->pixels && p->height && !at_edge)
                continue;
            if (k && !(p->pixels && at_edge))
                continue;
            l->role = SIL_TX_PAGE_NUMBER;
            break;
        }
    }
    if (p->pixels)
        return;
    /* A typewriter page may hold several of the paper's pages: a dressed number (_73_, - 12 -) with blank lines about it ends one. */
    int shift = 0;
    for (size_t i = from; i < to; i++) {
        sil_tx_line *l = &d->lines[i];
        l->column += shift;
        if (l->kind == SIL_TX_LINE && l->gap >= 10 && sil_tx_rule_match(d->rules, &d->rules->furniture, "dressed-number", SIL_TX_ANY, &l->run, true, NULL) &&
            (i + 1 == to || d->lines[i + 1].gap >= 10)) {
            l->role = SIL_TX_PAGE_NUMBER;
            if (i + 1 < to && d->lines[i + 1].column + shift == l->column)
                shift++;
        }
    }
    for (size_t i = to; i < d->n_lines; i++)
        d->lines[i].column += shift;
    d->n_columns += shift;
}

/* A running header that comes only once (left and right pages differ, few pages): the topmost line, close to the edge, a line or more above the text. On the
 * first page only what names the journal's volume. */
static void lone_header(sil_tx_doc *d, size_t from, size_t to, const sil_tx_page *p, bool first_page)
{
    size_t line[4];
    size_t n = outer(d, from, to, true, first_page ? 4 : 2, line);
    for (size_t k = 0; k < n; k++) {
        sil_tx_line *l = &d->lines[line[k]];
        if (l->role == SIL_TX_PAGE_NUMBER)
            continue;
        bool journal = sil_tx_rule_match(d->rules, &d->rules->furniture, "journal", SIL_TX_ANY, &l->run, false, NULL);
        if (!journal && first_page)
            continue;
        if (l->role != SIL_TX_BODY || l->unreadable || l->box.y1 * (journal ? 6 : 8) > p->height || l->run.n > 130)
            return;
        if (journal && l->height * 100 <= d->body * 110) {
            l->role = SIL_TX_PAGE_HEADER;
            continue;
        }
        int middle = l->box.y0 + l->box.y1, below = p->height * 2;
        for (size_t i = from; i < to; i++) {
            int other = d->lines[i].box.y0 + d->lines[i].box.y1;
            if (i != line[k] && d->lines[i].role != SIL_TX_PAGE_NUMBER && d->lines[i].kind != SIL_TX_RULE && other > middle && other < below)
                below = other;
        }
        bool ruled = false; /* a printed rule parts it from the text */
        for (size_t i = from; i < to; i++) {
            int rule = d->lines[i].box.y0 + d->lines[i].box.y1;
            ruled |= d->lines[i].kind == SIL_TX_RULE && rule > middle && rule < below;
        }
        bool apart = (below - middle) / 2 > p->pitch * (ruled ? 12 : 18) / 10 && l->height * 100 <= d->body * 104;
        bool small = l->height * 100 <= d->body * 93;
        if (apart && small && !(sil_tx_ends_sentence(&l->run) && l->run.n > 40) && !sil_tx_rule_match(d->rules, &d->rules->captions, NULL, SIL_TX_ANY, &l->run, true, NULL))
            l->role = SIL_TX_PAGE_HEADER;
        else if (apart && !sil_tx_rule_match(d->rules, &d->rules->headings, NULL, SIL_TX_ANY, &l->run, true, NULL) && !sil_tx_rule_match(d->rules, &d->rules->captions, NULL, SIL_TX_ANY, &l->run, true, NULL) &&
                 !sil_tx_rule_match(d->rules, &d->rules->sections, NULL, SIL_TX_ANY, &l->run, true, NULL) && !sil_tx_ends_sentence(&l->run))
            l->role = SIL_TX_PAGE_HEADER;
        return;
    }
}

/* The line under the text of the first page that names the journal's volume; notes may stand above it. */
static void lone_footer(sil_tx_doc *d, size_t from, size_t to, const sil_tx_page *p)
{
    size_t line[2], n = outer(d, from, to, false, 2, line);
    for (size_t k = 0; k < n; k++) {
        sil_tx_line *l = &d->lines[line[k]];
        if (l->role == SIL_TX_BODY && !l->unreadable && l->run.n <= 130 && l->box.y0 * 6 > p->height * 5 && l->gap >= 3 && sil_tx_rule_match(d->rules, &d->rules->furniture, "journal", SIL_TX_ANY, &l->run, false, NULL))
            l->role = SIL_TX_PAGE_FOOTER;
        else if (l->role == SIL_TX_BODY)
            return;
    }
}

/* What stands on one line with a running head or a page's number, at the same edge, is furniture as well. */
static void row_mates(sil_tx_doc *d, size_t from, size_t to, const sil_tx_page *p)
{
    for (size_t i = from; i < to; i++) {
        const sil_tx_line *f = &d->lines[i];
        bool head = f->box.y1 * 7 < p->height;
        if ((f->role != SIL_TX_PAGE_HEADER && f->role != SIL_TX_PAGE_FOOTER && f->role != SIL_TX_PAGE_NUMBER) || (!head && f->box.y0 * 7 < p->height * 6))
            continue;
        for (size_t k = from; k < to; k++) {
            sil_tx_line *l = &d->lines[k];
            int lo = f->box.y0 > l->box.y0 ? f->box.y0 : l->box.y0, hi = f->box.y1 < l->box.y1 ? f->box.y1 : l->box.y1;
            if (l->role == SIL_TX_BODY && l->kind == SIL_TX_LINE && l->run.n && l->run.n < 60 && !l->unreadable && (hi - lo) * 2 > l->box.y1 - l->box.y0)
                l->role = number_form(d, l) ? SIL_TX_PAGE_NUMBER : head ? SIL_TX_PAGE_HEADER
                                                                        : SIL_TX_PAGE_FOOTER;
        }
    }
}

void sil_tx_furniture(sil_tx_doc *d)
{
    edge *e = malloc((d->n_pages * 4 + 1) * sizeof *e);
    size_t n = 0;
    for (size_t k = 0, i = 0; k < d->n_pages; k++) {
        size_t from = i;
        while (i < d->n_lines && d->lines[i].page == d->pages[k].page)
            i++;
        page_number(d, from, i, &d->pages[k]);
        if (!e)
            continue;
        for (int above = 0; above < 2; above++) {
            size_t line[2], m = outer(d, from, i, above, 2, line);
            for (size_t j = 0; j < m; j++)
                e[n++] = (edge){.line = line[j], .page = (int)k, .place = above ? (int)j + 1 : -(int)j - 1};
        }
    }
    confirm(d);
    for (size_t k = 0, i = 0; k < d->n_pages; k++) {
        size_t from = i;
        while (i < d->n_lines && d->lines[i].page == d->pages[k].page)
            i++;
        if (d->pages[k].pixels)
            spoilt_number(d, from, i, &d->pages[k]);
    }
    for (size_t a = 0; e && a < n; a++) {
        sil_tx_line *x = &d->lines[e[a].line];
        const sil_tx_page *p = &d->pages[e[a].page];
        if (!e[a].page && x->pixels && d->body && x->height * 100 > d->body * 112)
            continue; /* the title, which comes again as a running header */
        if (x->role != SIL_TX_BODY || x->unreadable || sil_tx_rule_match(d->rules, &d->rules->captions, e[a].place < 0 ? "source" : NULL, SIL_TX_ANY, &x->run, true, NULL))
            continue;
        if (e[a].place < 0 && sil_tx_rule_match(d->rules, &d->rules->lists, "note", SIL_TX_ANY, &x->run, true, NULL))
            continue;
        int again = 0;
        for (size_t b = 0; b < n; b++) {
            sil_tx_line *y = &d->lines[e[b].line];
            int apart = abs(e[a].page - e[b].page);
            if (apart < 1 || apart > 4 || e[a].place * e[b].place < 0 || y->unreadable)
                continue;
            if (y->pixels != x->pixels || (x->pixels && abs(x->box.y0 - y->box.y0) * 50 > p->height))
                continue;
            if (x->pixels && p->height && (e[a].place > 0 ? x->box.y0 * 6 > p->height : x->box.y1 * 6 < p->height * 5))
                continue;
            if (alike(&x->run, &y->run))
                again++;
        }
        /* Twice is chance where there are many pages. */
        if (again >= (d->n_pages > 6 || !x->pixels ? 2 : 1))
            x->role = e[a].place > 0 ? SIL_TX_PAGE_HEADER : SIL_TX_PAGE_FOOTER;
    }
    free(e);
    for (size_t k = 0, i = 0; k < d->n_pages; k++) {
        size_t from = i;
        while (i < d->n_lines && d->lines[i].page == d->pages[k].page)
            i++;
        if (d->pages[k].pixels) {
            lone_header(d, from, i, &d->pages[k], k == 0);
            if (k == 0)
                lone_footer(d, from, i, &d->pages[k]);
            row_mates(d, from, i, &d->pages[k]);
        }
    }
}
