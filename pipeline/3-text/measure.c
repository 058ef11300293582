/* measure.c: after the last page: the edges of columns, usual heights and distances, dirt at the edges, the language of each line, the paper's own words. After
 * gather.c; from here on lines are normalized. */
#include "flow.h"

#include <stdlib.h>
#include <string.h>

#include "sillok/text.h"

static int by_int(const void *x, const void *y)
{
    int a = *(const int *)x, b = *(const int *)y;
    return a < b ? -1 : a > b;
}

/* A form feed that became a space: on a typewriter page whose lines begin at the edge, a line one column in. */
static void soft_pages(sil_tx_doc *d, size_t from, size_t to)
{
    size_t edge = 0, one = 0;
    for (size_t i = from; i < to; i++) {
        if (d->lines[i].box.x0 == 0)
            edge++;
        if (d->lines[i].box.x0 == 10)
            one++;
    }
    if (one * 5 > edge)
        return;
    int shift = 0;
    for (size_t i = from; i < to; i++) {
        if (i > from && d->lines[i].box.x0 == 10) {
            d->lines[i].soft_page = true;
            shift++;
        }
        d->lines[i].column += shift;
    }
    for (size_t i = to; i < d->n_lines; i++)
        d->lines[i].column += shift;
    d->n_columns += shift;
}

static bool is_letter(int32_t c)
{
    sil_script s = sil_script_of(c);
    return s == SIL_SCRIPT_HANGUL || s == SIL_SCRIPT_HAN || s == SIL_SCRIPT_LATIN;
}

static bool same_word(const sil_tx_doc *d, int32_t a, int32_t b)
{
    return a == b || (a >= 0 && b >= 0 && d->words[a].id == d->words[b].id);
}

/* A stroke beyond the edge of the column is dirt of the scan: the book's gutter, the edge of the paper. */
static bool trim_dirt(sil_tx_doc *d, sil_tx_line *l, bool many, int left, int right)
{
    int em = l->height > 0 ? l->height : 20;
    for (int side = 0; side < 2 && l->run.n; side++) {
        size_t at = side ? l->run.n - 1 : 0, from = at, to = at + 1;
        int32_t src = l->run.src[at];
        if (src < 0)
            continue;
        while (side && from > 0 && same_word(d, l->run.src[from - 1], src))
            from--;
        while (!side && to < l->run.n && same_word(d, l->run.src[to], src))
            to++;
        sil_box b = d->words[src].box;
        if (to - from > 2 || to - from == l->run.n)
            continue;
        bool outside = many && (side ? b.x0 > right + em / 3 : b.x1 < left - em / 3);
        int32_t c = l->run.cp[from];
        if (outside && (is_letter(c) || sil_script_of(c) == SIL_SCRIPT_DIGIT) && d->words[src].conf > 0.6f)
            outside = false;
        bool speck = to - from == 1 && (c == '.' || c == ',' || c == ':' || c == ';' || c == '\'' || c == '`' || c == '|' || c == '!' || c == 0xB7 || c == 0x318D || c == '_');
        if (speck && side && from > 1 && l->run.src[from - 1] < 0 && l->run.src[from - 2] >= 0)
            outside |= b.x0 - d->words[l->run.src[from - 2]].box.x1 > em / 3;
        if (speck && !side && to + 1 < l->run.n && l->run.src[to] < 0 && l->run.src[to + 1] >= 0)
            outside = true;
        if (!outside)
            continue;
        size_t next = side ? from - 1 : to; /* over the space */
        while (side ? next > 0 && l->run.src[next] < 0 : next + 1 < l->run.n && l->run.src[next] < 0)
            next += side ? (size_t)-1 : 1;
        if (!sil_tx_changed(d, &l->run, next, side ? SIL_TX_BEHIND : SIL_TX_BEFORE, 0, "edge-dirt", "a stroke beyond the edge of the column is left out", l->run.cp + from, to - from))
            return false;
        sil_tx_run_cut(&l->run, from, to);
        sil_tx_run_trim(&l->run);
        l->box = (sil_box){0};
        for (size_t i = 0; i < l->run.n; i++)
            if (l->run.src[i] >= 0)
                l->box = sil_box_union(l->box, d->words[l->run.src[i]].box);
    }
    return true;
}

static int window_edge(const sil_tx_doc *d, size_t from, size_t to, size_t at, bool right)
{
    int v[16];
    size_t n = 0, a = at > from + 6 ? at - 6 : from, b = at + 7 < to ? at + 7 : to;
    for (size_t i = a; i < b; i++)
        if (d->lines[i].kind == SIL_TX_LINE && d->lines[i].run.n)
            v[n++] = right ? -d->lines[i].box.x1 : d->lines[i].box.x0;
    if (!n)
        return right ? d->lines[at].box.x1 : d->lines[at].box.x0;
    qsort(v, n, sizeof *v, by_int);
    int e = v[n >= 6 ? 1 : 0];
    return right ? -e : e;
}

static bool edges_and_gaps(sil_tx_doc *d, size_t from, size_t to, int pitch, int *v)
{
    size_t n = 0;
    bool pixels = d->lines[from].pixels;
    for (size_t i = from; i < to; i++)
        if (d->lines[i].kind == SIL_TX_LINE)
            v[n++] = d->lines[i].box.x0;
    if (!n)
        return true;
    qsort(v, n, sizeof *v, by_int);
    int left = v[n / (pixels ? 8 : 20)];
    n = 0;
    for (size_t i = from; i < to; i++)
        if (d->lines[i].kind == SIL_TX_LINE)
            v[n++] = d->lines[i].box.x1;
    qsort(v, n, sizeof *v, by_int);
    int right = v[n - 1 - n / (pixels ? 5 : 10)];
    if (pixels)
        for (size_t i = from; i < to; i++)
            if (d->lines[i].kind == SIL_TX_LINE && !trim_dirt(d, &d->lines[i], n >= 8, left, right))
                return false;
    int before = -1;
    for (size_t i = from; i < to; i++) {
        sil_tx_line *l = &d->lines[i];
        /* Pages lean and books curl: the edge is that of the lines around. */
        l->left = left;
        l->right = right;
        if (pixels && l->kind == SIL_TX_LINE) {
            int near_left = window_edge(d, from, to, i, false), near_right = window_edge(d, from, to, i, true), lean = l->height * 8 / 10;
            l->left = near_left < left - lean ? left - lean : near_left > left + lean ? left + lean
                                                                                      : near_left;
            l->right = near_right < right - lean ? right - lean : near_right > right + lean ? right + lean
                                                                                            : near_right;
        }
        int middle = (l->box.y0 + l->box.y1) / 2;
        if (l->kind != SIL_TX_LINE) {
            before = -1;
            l->gap = 99;
            continue;
        }
        l->gap = before < 0 ? 99 : pitch > 0 ? (middle - before - pitch) * 10 / pitch
                                             : 0;
        if (l->gap > 99)
            l->gap = 99;
        if (l->gap < 0)
            l->gap = 0;
        before = middle;
    }
    return true;
}

/* A page with few lines (a title page, the end of a chapter) has the edges of the others. */
static void borrow_edges(sil_tx_doc *d, int *v)
{
    size_t n = 0, m = 0;
    int *w = v + d->n_lines;
    for (size_t i = 0; i < d->n_lines; i++) {
        const sil_tx_line *l = &d->lines[i];
        if (l->kind != SIL_TX_LINE || !l->pixels)
            continue;
        v[n++] = l->left;
        w[m++] = l->right;
    }
    if (n < 15)
        return;
    int left = sil_tx_int_median(v, n), right = sil_tx_int_median(w, m);
    for (size_t i = 0; i < d->n_lines;) {
        size_t e = i;
        int column = d->lines[i].column, x0 = 1 << 30, x1 = 0;
        while (e < d->n_lines && d->lines[e].column == column) {
            if (d->lines[e].box.x0 < x0)
                x0 = d->lines[e].box.x0;
            if (d->lines[e].box.x1 > x1)
                x1 = d->lines[e].box.x1;
            e++;
        }
        if (d->lines[i].pixels && e - i < 18 && x0 >= left - 20 && x1 <= right + 20)
            for (size_t k = i; k < e; k++) {
                d->lines[k].left = left;
                d->lines[k].right = right;
            }
        i = e;
    }
}

/* Usual distance of lines on a page. Where it can be told, of lines inside paragraphs: a full line and the next one; a page of headings and short lines has others. */
static int pitch_of(const sil_tx_doc *d, size_t from, size_t to, int *v, bool *sure)
{
    size_t all = 0, full = 0;
    int *w = v + d->n_lines;
    for (size_t j = from; j < to;) {
        size_t e = j;
        int x0 = 1 << 30, x1 = 0;
        for (; e < to && d->lines[e].column == d->lines[j].column; e++) {
            x0 = d->lines[e].box.x0 < x0 ? d->lines[e].box.x0 : x0;
            x1 = d->lines[e].box.x1 > x1 ? d->lines[e].box.x1 : x1;
        }
        for (size_t k = j + 1; k < e; k++) {
            const sil_tx_line *a = &d->lines[k - 1], *b = &d->lines[k];
            int step = (b->box.y0 + b->box.y1 - a->box.y0 - a->box.y1) / 2;
            if (a->kind != SIL_TX_LINE || b->kind != SIL_TX_LINE || step <= 0)
                continue;
            v[all++] = step;
            if ((x1 - a->box.x1) * 12 < x1 - x0 && abs(a->height - b->height) * 6 < a->height)
                w[full++] = step;
        }
        j = e;
    }
    int usual = sil_tx_int_median(v, all), inside = full >= 5 ? sil_tx_int_median(w, full) : 0;
    *sure = inside > 0;
    return inside && inside < usual ? inside : usual;
}

/* A page of a few lines stands as close as the others of its letters. */
static void borrow_pitch(sil_tx_doc *d, int *v)
{
    size_t n = 0;
    int *h = v + d->n_lines, pitch, height;
    for (size_t k = 0; k < d->n_pages && n < d->n_lines; k++)
        if (d->pages[k].pixels && d->pages[k].sure) {
            v[n] = d->pages[k].pitch;
            h[n++] = d->pages[k].line_height;
        }
    if (!n)
        return;
    pitch = sil_tx_int_median(v, n);
    height = sil_tx_int_median(h, n);
    for (size_t k = 0; k < d->n_pages; k++) {
        sil_tx_page *p = &d->pages[k];
        if (p->pixels && !p->sure && p->pitch > pitch && abs(p->line_height - height) * 4 < height)
            p->pitch = pitch;
    }
}

/* Distances and edges, column by column. */
static sil_status measure_pages(sil_tx_doc *d, sil_err *err)
{
    int *v = malloc((d->n_lines * 2 + 2) * sizeof *v);
    if (!v)
        return SIL_TX_NOMEM(err);
    for (size_t k = 0, i = 0; k < d->n_pages; k++) {
        sil_tx_page *p = &d->pages[k];
        size_t from = i, n = 0;
        while (i < d->n_lines && d->lines[i].page == p->page)
            i++;
        if (!p->pixels)
            soft_pages(d, from, i);
        for (size_t j = from; j < i; j++)
            if (d->lines[j].kind == SIL_TX_LINE)
                v[n++] = d->lines[j].height;
        p->line_height = sil_tx_int_median(v, n);
        p->pitch = p->pixels ? pitch_of(d, from, i, v, &p->sure) : 20;
    }
    borrow_pitch(d, v);
    for (size_t k = 0, i = 0; k < d->n_pages; k++) {
        const sil_tx_page *p = &d->pages[k];
        size_t from = i;
        while (i < d->n_lines && d->lines[i].page == p->page)
            i++;
        for (size_t j = from; j < i;) {
            size_t e = j;
            while (e < i && d->lines[e].column == d->lines[j].column)
                e++;
            if (!edges_and_gaps(d, j, e, p->pitch, v)) {
                free(v);
                return SIL_TX_NOMEM(err);
            }
            j = e;
        }
    }
    size_t n = 0;
    for (size_t i = 0; i < d->n_lines; i++)
        if (d->lines[i].kind == SIL_TX_LINE && d->lines[i].pixels)
            v[n++] = d->lines[i].height;
    d->body = sil_tx_int_median(v, n);
    borrow_edges(d, v);
    free(v);
    return SIL_OK;
}

/* Words inside lines, the first and last of a line left out: they may be halves. Latin in lower case. */
static bool learn(sil_tx_doc *d, const sil_tx_line *l)
{
    int32_t w[64];
    size_t n = 0;
    bool first = true;
    for (size_t i = 0; i < l->run.n; i++) {
        int32_t c = l->run.cp[i];
        bool inside = is_letter(c) || (c == '-' && n);
        if (inside && n < 64)
            w[n++] = c >= 'A' && c <= 'Z' ? c + 32 : c;
        if (!inside) {
            if (!first && n > 1 && n < 64 && !sil_tx_words_add(&d->known, w, n))
                return false;
            n = 0;
            if (sil_tx_is_space(c))
                first = false;
        }
    }
    return true;
}

sil_status sil_tx_measure(sil_tx_doc *d, sil_err *err)
{
    size_t ko = 0, zh = 0, en = 0;
    for (size_t i = 0; i < d->n_lines; i++) {
        const sil_tx_line *l = &d->lines[i];
        if (l->unreadable)
            continue;
        const char *lang = sil_tx_run_lang(&l->run, NULL);
        if (!lang)
            continue;
        if (*lang == 'k')
            ko += l->run.n;
        else if (*lang == 'z')
            zh += l->run.n * 2;
        else
            en += l->run.n / 2;
    }
    d->lang = ko >= zh && ko >= en && ko ? "ko" : zh >= en && zh ? "zh"
                                                                 : "en";
    sil_status s = measure_pages(d, err);
    if (s)
        return s;
    for (size_t i = 0; i < d->n_lines; i++) {
        sil_tx_line *l = &d->lines[i];
        l->lang = sil_tx_run_lang(&l->run, d->lang);
        if (l->kind != SIL_TX_LINE)
            continue;
        if ((s = sil_tx_normalize(d, &l->run, sil_tx_lang_bit(l->lang) | (*d->lang == 'z' ? SIL_TX_ZH_PAPER : 0u), err)))
            return s;
        if (!l->unreadable && !learn(d, l))
            return SIL_TX_NOMEM(err);
    }
    for (size_t t = 0; t < d->n_tables; t++)
        for (size_t c = 0; c < d->tables[t].n_cells; c++) {
            sil_tx_run *r = &d->tables[t].cells[c].run;
            if ((s = sil_tx_normalize(d, r, sil_tx_lang_bit(sil_tx_run_lang(r, d->lang)) | (*d->lang == 'z' ? SIL_TX_ZH_PAPER : 0u), err)))
                return s;
        }
    return SIL_OK;
}
