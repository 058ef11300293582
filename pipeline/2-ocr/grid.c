/* 2-ocr/grid.c: tables told by their rules. Rules that touch make one set; their positions are the lines of a grid; where no rule stands between two
 * slots of the grid they are one cell. Tables of horizontal rules alone get their columns from blanks that most rows share, and
 * a ruled row with several lines of text that fill most columns is several rows. */
#include "layout.h"

#include <leptonica/allheaders.h>
#include <stdlib.h>

enum { MAX_LINES = 200, MAX_SLOTS = 8000 };

typedef struct grid {
    int x[MAX_LINES + 1], y[MAX_LINES + 1];
    int nx, ny;              /* lines; slots are nx-1 by ny-1 */
    bool *right, *below;     /* [row * (nx-1) + col]: a wall at that side of the slot */
    bool *made;              /* y[i] was made between lines of text, no rule stands there */
} grid;

static int by_number(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

/* Sort and merge positions nearer than tol. */
static int cluster(int *v, int n, int tol)
{
    qsort(v, (size_t)n, sizeof *v, by_number);
    int out = 0;
    for (int i = 0; i < n;) {
        int j = i;
        long sum = 0;
        for (; j < n && v[j] - v[i] <= tol; j++)
            sum += v[j];
        v[out++] = (int)(sum / (j - i));
        i = j;
    }
    return out;
}

static int middle(const sil_rule *r) { return r->vertical ? (r->box.x0 + r->box.x1) / 2 : (r->box.y0 + r->box.y1) / 2; }

/* How much of [from, to) the rules of a direction near `at` cover, in per cent. */
static int covered(const sil_rules *rules, const bool *in, bool vertical, int at, int from, int to, int tol)
{
    int sum = 0;
    for (size_t i = 0; i < rules->n; i++) {
        const sil_rule *r = &rules->r[i];
        if (!in[i] || r->vertical != vertical || abs(middle(r) - at) > tol)
            continue;
        int a = vertical ? r->box.y0 : r->box.x0, b = vertical ? r->box.y1 : r->box.x1;
        a = a > from ? a : from, b = b < to ? b : to;
        sum += b > a ? b - a : 0;
    }
    return to > from ? sum * 100 / (to - from) : 0;
}

/* Positions of blank stripes that at least four of five bands share; into x, at most max. */
static int shared_blanks(const sil_raster *ra, const sil_band *band, size_t n, int x0, int x1, int unit, int *x, int max)
{
    int c0 = x0 / SIL_GRAIN, c1 = x1 / SIL_GRAIN, found = 0, start = -1, need = unit * 4 / 5 / SIL_GRAIN;
    bool seen = false; /* ink stands to the left */
    for (int c = c0; c <= c1; c++) {
        size_t ink = 0;
        for (size_t i = 0; i < n; i++)
            ink += sil_raster_count(ra, c, band[i].y0 / SIL_GRAIN, c + 1, (band[i].y1 + SIL_GRAIN - 1) / SIL_GRAIN) > 0;
        if (ink * 5 <= n && c < c1) {
            start = start < 0 ? c : start;
            continue;
        }
        if (start >= 0 && seen && c < c1 && c - start >= need && found < max)
            x[found++] = (start + c) / 2 * SIL_GRAIN;
        start = -1, seen = true;
    }
    return found;
}

static int root(int *p, int i)
{
    while (p[i] != i)
        i = p[i] = p[p[i]];
    return i;
}

/* Rows of text inside one ruled row become rows of the grid. */
static sil_status split_rows(sil_arena *a, grid *g, PIX *ink, const sil_raster *ra, int unit, sil_err *err)
{
    for (int r = 0; r + 1 < g->ny && g->ny <= MAX_LINES; r++) {
        sil_band *band;
        size_t n;
        sil_status st = sil_bands(a, ink, (sil_box){g->x[0], g->y[r] + 3, g->x[g->nx - 1], g->y[r + 1] - 3}, unit, &band, &n, err);
        if (st != SIL_OK)
            return st;
        bool rows = n > 1;
        for (size_t i = 0; rows && i < n; i++) {
            int filled = 0;
            for (int c = 0; c + 1 < g->nx; c++)
                filled += sil_raster_count(ra, g->x[c] / SIL_GRAIN + 1, band[i].y0 / SIL_GRAIN, g->x[c + 1] / SIL_GRAIN, (band[i].y1 - 1) / SIL_GRAIN + 1) > 0;
            rows = filled >= 2 && filled * 5 >= (g->nx - 1) * 3;
        }
        if (!rows || g->ny + (int)n - 1 > MAX_LINES)
            continue;
        int more = (int)n - 1;
        for (int k = g->ny - 1; k > r; k--) {
            g->y[k + more] = g->y[k];
            g->made[k + more] = g->made[k];
        }
        for (int k = 0; k < more; k++) {
            g->y[r + 1 + k] = (band[k].y1 + band[k + 1].y0) / 2;
            g->made[r + 1 + k] = true;
        }
        g->ny += more;
        r += more;
    }
    return SIL_OK;
}

static sil_status cells(sil_arena *a, const grid *g, sil_part *t, sil_err *err)
{
    int w = g->nx - 1, h = g->ny - 1, n = w * h;
    int *p = sil_alloc(a, sizeof *p * (size_t)n);
    sil_slot *slot = sil_alloc(a, sizeof *slot * (size_t)n);
    if (!p || !slot)
        return sil_fail(err, SIL_NOMEM, "no memory for the cells of a table");
    for (int i = 0; i < n; i++)
        p[i] = i;
    for (int i = 0; i < n; i++) {
        if (i % w + 1 < w && !g->right[i])
            p[root(p, i + 1)] = root(p, i);
        if (i + w < n && !g->below[i])
            p[root(p, i + w)] = root(p, i);
    }
    for (int i = 0; i < n; i++) {
        sil_slot *s = &slot[root(p, i)];
        int row = i / w, col = i % w;
        if (!s->rowspan) {
            *s = (sil_slot){{g->x[col], g->y[row], g->x[col + 1], g->y[row + 1]}, row, col, 1, 1};
            continue;
        }
        int row1 = s->row + s->rowspan, col1 = s->col + s->colspan;
        s->row = row < s->row ? row : s->row, s->col = col < s->col ? col : s->col;
        s->rowspan = (row + 1 > row1 ? row + 1 : row1) - s->row;
        s->colspan = (col + 1 > col1 ? col + 1 : col1) - s->col;
        s->box = (sil_box){g->x[s->col], g->y[s->row], g->x[s->col + s->colspan], g->y[s->row + s->rowspan]};
    }
    for (int i = 0; i < n; i++) { /* the first slot in reading order speaks for its cell */
        sil_slot *s = &slot[root(p, i)];
        if (i / w != s->row || i % w != s->col)
            continue;
        sil_slot *out = SIL_PUSH(a, t->slots, t->n_slots, t->cap_slots);
        if (!out)
            return sil_fail(err, SIL_NOMEM, "no memory for the cells of a table");
        *out = *s;
    }
    return SIL_OK;
}

/* One set of rules -> a table, or *is = false. */
static sil_status table(sil_arena *a, const sil_rules *rules, const bool *in, sil_box box, PIX *ink, const sil_raster *ra, int unit, sil_part *t, bool *is, sil_err *err)
{
    *is = false;
    grid *g = sil_alloc(a, sizeof *g);
    bool *made = sil_alloc(a, (MAX_LINES + 2) * sizeof *made);
    if (!g || !made)
        return sil_fail(err, SIL_NOMEM, "no memory for a table");
    g->made = made;
    int tol = unit / 2;
    g->x[g->nx++] = box.x0, g->x[g->nx++] = box.x1 - 1;
    g->y[g->ny++] = box.y0, g->y[g->ny++] = box.y1 - 1;
    for (size_t i = 0; i < rules->n; i++) {
        if (!in[i])
            continue;
        int at = middle(&rules->r[i]);
        if (rules->r[i].vertical && g->nx < MAX_LINES)
            g->x[g->nx++] = at;
        if (!rules->r[i].vertical && g->ny < MAX_LINES)
            g->y[g->ny++] = at;
    }
    g->nx = cluster(g->x, g->nx, tol), g->ny = cluster(g->y, g->ny, tol);
    bool open = g->nx == 2; /* no rule between columns */
    if (open && g->ny >= 2) {
        sil_band *band;
        size_t n;
        sil_status st = sil_bands(a, ink, box, unit, &band, &n, err);
        if (st != SIL_OK)
            return st;
        int cut[MAX_LINES], k = n ? shared_blanks(ra, band, n, box.x0, box.x1, unit, cut, MAX_LINES - 2) : 0;
        for (int i = 0; i < k; i++)
            g->x[g->nx++] = cut[i];
        qsort(g->x, (size_t)g->nx, sizeof *g->x, by_number);
    }
    if (g->nx < 3)
        return SIL_OK;
    sil_status st = split_rows(a, g, ink, ra, unit, err);
    if (st != SIL_OK)
        return st;
    int w = g->nx - 1, h = g->ny - 1;
    if (h < 2 || w * h > MAX_SLOTS)
        return SIL_OK;
    g->right = sil_alloc(a, (size_t)(w * h));
    g->below = sil_alloc(a, (size_t)(w * h));
    if (!g->right || !g->below)
        return sil_fail(err, SIL_NOMEM, "no memory for a table");
    for (int i = 0; i < w * h; i++) {
        int r = i / w, c = i % w, at = g->x[c + 1];
        if (open) /* what a slanted rule left at the edges of a row is no text, nor is a speck */
            g->right[i] = sil_raster_count(ra, at / SIL_GRAIN - 1, (g->y[r] + unit / 4) / SIL_GRAIN + 1, at / SIL_GRAIN + 2, (g->y[r + 1] - unit / 4) / SIL_GRAIN) <= 1;
        else
            g->right[i] = covered(rules, in, true, at, g->y[r], g->y[r + 1], tol) >= 50;
        g->below[i] = g->made[r + 1] || covered(rules, in, false, g->y[r + 1], g->x[c], g->x[c + 1], tol) >= 50;
    }
    *t = (sil_part){.kind = SIL_ZONE_TABLE, .box = box};
    if ((st = cells(a, g, t, err)) != SIL_OK)
        return st;
    *is = t->n_slots >= 4;
    size_t full = 0; /* rules between articles make no table: its cells hold no pages of prose */
    for (size_t i = 0; t->n_slots <= 16 && i < t->n_slots; i++) {
        sil_band *band;
        size_t n;
        if ((st = sil_bands(a, ink, t->slots[i].box, unit, &band, &n, err)) != SIL_OK)
            return st;
        full += n > 10;
    }
    if (full * 4 >= t->n_slots)
        *is = false;
    return SIL_OK;
}

static bool near(sil_box a, sil_box b, int d) { return a.x0 - d < b.x1 && b.x0 - d < a.x1 && a.y0 - d < b.y1 && b.y0 - d < a.y1; }

/* Prose between two rules: lines that run through most of the width. */
static bool prose(const sil_raster *ra, const sil_band *band, size_t n, int x0, int x1, int unit)
{
    size_t full = 0;
    for (size_t i = 0; i < n; i++) {
        int blank = 0, widest = 0, ink = 0;
        for (int c = x0 / SIL_GRAIN; c < x1 / SIL_GRAIN; c++) {
            if (sil_raster_count(ra, c, band[i].y0 / SIL_GRAIN, c + 1, (band[i].y1 - 1) / SIL_GRAIN + 1))
                blank = 0, ink++;
            else
                blank++;
            widest = ink && blank > widest ? blank : widest;
        }
        full += widest * SIL_GRAIN < unit * 3 / 2;
    }
    return n >= 3 && full * 3 >= n * 2;
}

/* Sets of horizontal rules of the same extent with rows between them: booktabs tables. Marks members in `in`; returns how many. */
static sil_status open_set(sil_arena *a, sil_rules *rules, size_t first, PIX *ink, const sil_raster *ra, int unit, bool *in, size_t *count, sil_box *box, sil_err *err)
{
    for (size_t i = 0; i < rules->n; i++)
        in[i] = false;
    *count = 1, *box = rules->r[first].box, in[first] = true;
    for (;;) { /* the next rule below of the same extent */
        size_t next = rules->n;
        for (size_t i = 0; i < rules->n; i++) {
            const sil_rule *r = &rules->r[i];
            if (r->vertical || r->used || in[i] || r->box.y0 < box->y1 + unit / 2 || abs(r->box.x0 - box->x0) > unit * 2 || abs(r->box.x1 - box->x1) > unit * 2)
                continue;
            if (next == rules->n || r->box.y0 < rules->r[next].box.y0)
                next = i;
        }
        if (next == rules->n)
            return SIL_OK;
        sil_band *band;
        size_t n;
        sil_status st = sil_bands(a, ink, (sil_box){box->x0, box->y1, box->x1, rules->r[next].box.y0}, unit, &band, &n, err);
        if (st != SIL_OK)
            return st;
        if (n == 0 || prose(ra, band, n, box->x0, box->x1, unit))
            return SIL_OK;
        in[next] = true;
        *box = sil_box_union(*box, rules->r[next].box);
        ++*count;
    }
}

sil_status sil_grids_find(sil_arena *a, sil_rules *rules, PIX *ink, int unit, sil_part **tables, size_t *n, size_t *cap, sil_err *err)
{
    sil_raster ra;
    sil_status st = sil_raster_new(a, ink, &ra, err);
    bool *in = sil_alloc(a, rules->n + 1), *done = sil_alloc(a, rules->n + 1);
    if (st == SIL_OK && (!in || !done))
        st = sil_fail(err, SIL_NOMEM, "no memory for the tables of a page");
    for (size_t first = 0; st == SIL_OK && first < rules->n; first++) { /* sets of rules that touch */
        if (done[first])
            continue;
        int hor = 0, ver = 0;
        sil_box box = {0};
        for (size_t i = 0; i < rules->n; i++)
            in[i] = i == first;
        for (bool grown = true; grown;) {
            grown = false;
            for (size_t i = 0; i < rules->n; i++)
                for (size_t k = 0; !in[i] && k < rules->n; k++)
                    if (in[k] && near(rules->r[i].box, rules->r[k].box, unit / 2))
                        in[i] = grown = true;
        }
        for (size_t i = 0; i < rules->n; i++)
            if (in[i]) {
                done[i] = true;
                box = sil_box_union(box, rules->r[i].box);
                *(rules->r[i].vertical ? &ver : &hor) += 1;
            }
        if (hor < 2 || ver < 1 || box.y1 - box.y0 < unit * 3 / 2)
            continue;
        sil_part t;
        bool is;
        st = table(a, rules, in, box, ink, &ra, unit, &t, &is, err);
        for (size_t i = 0; st == SIL_OK && i < rules->n; i++)
            if (in[i] && (is || (hor >= 2 && ver >= 2))) /* a frame is no rule that divides, either */
                rules->r[i].used = true;
        sil_part *out = st == SIL_OK && is ? SIL_PUSH(a, *tables, *n, *cap) : NULL;
        if (out)
            *out = t;
        else if (st == SIL_OK && is)
            st = sil_fail(err, SIL_NOMEM, "no memory for the tables of a page");
    }
    for (size_t first = 0; st == SIL_OK && first < rules->n; first++) { /* horizontal rules alone, from the top */
        size_t top = rules->n, count;
        for (size_t i = 0; i < rules->n; i++)
            if (!rules->r[i].used && !rules->r[i].vertical && done[i] && (top == rules->n || rules->r[i].box.y0 < rules->r[top].box.y0))
                top = i;
        if (top == rules->n)
            break;
        sil_box box;
        sil_part t;
        bool is = false;
        if ((st = open_set(a, rules, top, ink, &ra, unit, in, &count, &box, err)) != SIL_OK)
            break;
        if (count >= 3 || (count == 2 && box.y1 - box.y0 > unit * 4))
            st = table(a, rules, in, box, ink, &ra, unit, &t, &is, err);
        if (st == SIL_OK && is) {
            sil_part *out = SIL_PUSH(a, *tables, *n, *cap);
            if (!out)
                st = sil_fail(err, SIL_NOMEM, "no memory for the tables of a page");
            else
                *out = t;
            for (size_t i = 0; i < rules->n; i++)
                rules->r[i].used |= in[i];
        }
        done[top] = false; /* looked at */
    }
    return st;
}
