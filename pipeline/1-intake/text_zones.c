/* Room 1, text layer: from words with boxes to zones in reading order. */
#include "text_zones.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plain_text.h"
#include "sillok/text.h"

enum { MAX_GUTTERS = 12, MAX_DEPTH = 8 };

/* A run of words that stand close together on one line; its box is shrunk a little in height, as font boxes of neighbours overlap. */
typedef struct run {
    size_t from, to; /* words */
    double x0, y0, x1, y1, height;
    double width_units; /* letters, wide ones count two */
} run;

typedef struct strip { /* runs [from,to) of a list sorted by height on the page, which no blank row divides */
    size_t from, to;
    double y0, y1;
} strip;

typedef struct cutter {
    sil_arena *a;
    const placed_word *words;
    sil_page *out;
    size_t cap_zones;
    double line; /* usual height of a run */
    sil_err *err;
} cutter;

static sil_status no_memory(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "no memory for the lines of the page");
}

static int by_double(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(sil_arena *a, const run *r, size_t n, double (*of)(const run *))
{
    double *v = sil_alloc(a, n * sizeof *v);
    if (!v || !n)
        return 0;
    for (size_t i = 0; i < n; i++)
        v[i] = of(&r[i]);
    qsort(v, n, sizeof *v, by_double);
    return v[n / 2];
}

static double height_of(const run *r)
{
    return r->height;
}

static double units_of(const run *r)
{
    return r->width_units;
}

/* Words to runs: a line ends where the layer says so, and at gaps too wide for a space between words. */
static run *make_runs(sil_arena *a, const placed_word *w, size_t n, size_t *n_runs)
{
    run *runs = NULL;
    size_t cap = 0;
    *n_runs = 0;
    for (size_t i = 0; i < n; i++) {
        double h = w[i].y1 - w[i].y0;
        run *r = *n_runs ? &runs[*n_runs - 1] : NULL;
        bool joins = r && !w[i - 1].line_end && w[i].x0 - w[i - 1].x1 < 1.5 * h && w[i].x0 > w[i - 1].x0 - h;
        if (!joins) {
            if (!(r = SIL_PUSH(a, runs, *n_runs, cap)))
                return NULL;
            *r = (run){.from = i, .x0 = w[i].x0, .y0 = w[i].y0, .x1 = w[i].x1, .y1 = w[i].y1};
        }
        r->to = i + 1;
        r->x0 = fmin(r->x0, w[i].x0);
        r->y0 = fmin(r->y0, w[i].y0);
        r->x1 = fmax(r->x1, w[i].x1);
        r->y1 = fmax(r->y1, w[i].y1);
        for (const char *s = w[i].s; *s; s++)
            r->width_units += (*s & 0xc0) != 0x80 ? ((unsigned char)*s >= 0xe2 ? 2 : 1) : 0;
        r->width_units += r->to - r->from > 1;
    }
    for (size_t i = 0; i < *n_runs; i++) {
        runs[i].height = runs[i].y1 - runs[i].y0;
        runs[i].y0 += runs[i].height * 0.2;
        runs[i].y1 -= runs[i].height * 0.2;
    }
    return runs;
}

static int by_top(const void *a, const void *b)
{
    const run *x = a, *y = b;
    if (x->y0 != y->y0)
        return x->y0 < y->y0 ? -1 : 1;
    return (x->from > y->from) - (x->from < y->from);
}

static int by_left(const void *a, const void *b)
{
    const run *x = a, *y = b;
    if (x->x0 != y->x0)
        return x->x0 < y->x0 ? -1 : 1;
    return (x->from > y->from) - (x->from < y->from);
}

static sil_zone *new_zone(cutter *c, sil_zone_kind kind)
{
    sil_zone *z = SIL_PUSH(c->a, c->out->zones, c->out->n_zones, c->cap_zones);
    if (z)
        z->kind = kind;
    return z;
}

static int clamp(double v, int most)
{
    return v < 0 ? 0 : v > most ? most : (int)v;
}

/* The words of runs r[0..n), from left to right, as a line of zone z. */
static sil_status add_line(cutter *c, sil_zone *z, const run *r, size_t n)
{
    sil_line *l = SIL_PUSH(c->a, z->lines, z->n_lines, z->cap_lines);
    sil_buf text = {.limit = 1 << 20};
    if (!l)
        return no_memory(c->err);
    for (size_t k = 0; k < n; k++)
        for (size_t i = r[k].from; i < r[k].to; i++) {
            const placed_word *w = &c->words[i];
            int width = c->out->width, height = c->out->height;
            sil_box b = {clamp(floor(w->x0), width - 1), clamp(floor(w->y0), height - 1), clamp(ceil(w->x1), width), clamp(ceil(w->y1), height)};
            b.x1 = b.x1 > b.x0 ? b.x1 : b.x0 + 1;
            b.y1 = b.y1 > b.y0 ? b.y1 : b.y0 + 1;
            sil_status s = text_add_word(c->a, l, w->s, strlen(w->s), b, 1, k + 1 == n && i + 1 == r[k].to, c->err);
            if (s)
                return s;
            sil_buf_puts(&text, w->s);
            sil_buf_putc(&text, ' ');
        }
    l->lang = text.failed || !text.data ? NULL : sil_guess_lang(text.data);
    sil_buf_free(&text);
    z->box = sil_box_union(z->box, l->box);
    return SIL_OK;
}

/* Blank columns between runs r[0..n), at least `least` wide, each with something on both sides. */
typedef struct gutter {
    double x0, x1;
} gutter;

static size_t find_gutters(const run *sorted_by_left, size_t n, double least, gutter *g)
{
    size_t k = 0;
    double right = n ? sorted_by_left[0].x1 : 0;
    for (size_t i = 1; i < n; i++) {
        if (sorted_by_left[i].x0 - right >= least && k < MAX_GUTTERS)
            g[k++] = (gutter){right, sorted_by_left[i].x0};
        right = fmax(right, sorted_by_left[i].x1);
    }
    return k;
}

static run *copy_sorted(sil_arena *a, const run *r, size_t n, int (*order)(const void *, const void *))
{
    run *v = sil_alloc(a, (n ? n : 1) * sizeof *v);
    if (v && n) {
        memcpy(v, r, n * sizeof *v);
        qsort(v, n, sizeof *v, order);
    }
    return v;
}

/* Do runs[0..n) stand in columns that are read one after the other (1), in a table (2), or in neither (0)? */
static int columns_kind(cutter *c, const run *r, size_t n, gutter *g, size_t *n_gutters)
{
    run *s = copy_sorted(c->a, r, n, by_left);
    *n_gutters = s ? find_gutters(s, n, 0.8 * c->line, g) : 0;
    if (!*n_gutters || n < 4)
        return 0;
    size_t from = 0, least = n, wide = 0, aligned = 0;
    for (size_t k = 0; k <= *n_gutters; k++) {
        size_t to = from;
        while (to < n && (k == *n_gutters || s[to].x0 < g[k].x1))
            to++;
        size_t m = to - from;
        least = m < least ? m : least;
        wide += median(c->a, s + from, m, units_of) >= 18;
        for (size_t i = from; i < to; i++) {
            bool mate = false;
            for (size_t o = 0; o < n && !mate; o++)
                mate = (o < from || o >= to) && fabs((s[o].y0 + s[o].y1) - (s[i].y0 + s[i].y1)) < 0.6 * c->line;
            aligned += mate;
        }
        from = to;
    }
    bool in_rows = (double)aligned >= 0.75 * (double)n;
    if (wide == *n_gutters + 1 && least >= 3)
        return 1;
    if (in_rows && least >= (*n_gutters > 1 ? 2 : 3))
        return 2;
    return least >= 3 && wide * 2 > *n_gutters ? 1 : 0;
}

static sil_status add_table(cutter *c, const run *r, size_t n)
{
    sil_zone *z = new_zone(c, SIL_ZONE_TABLE);
    run *s = copy_sorted(c->a, r, n, by_top);
    if (!z || !s)
        return no_memory(c->err);
    for (size_t from = 0, to; from < n; from = to) { /* rows, each from left to right */
        for (to = from + 1; to < n && s[to].y0 < s[from].y1 - 0.3 * (s[from].y1 - s[from].y0);)
            to++;
        qsort(s + from, to - from, sizeof *s, by_left);
    }
    for (size_t i = 0; i < n; i++) {
        sil_zone *cell = SIL_PUSH(c->a, z->cells, z->n_cells, z->cap_cells);
        if (!cell)
            return no_memory(c->err);
        cell->kind = SIL_ZONE_TEXT;
        sil_status st = add_line(c, cell, &s[i], 1);
        if (st)
            return st;
        z->box = sil_box_union(z->box, cell->box);
    }
    return SIL_OK;
}

/* Strips i..j as plain lines, a zone wherever the gap or the size of the letters changes. */
static sil_status add_lines(cutter *c, run *r, const strip *s, size_t n)
{
    sil_zone *z = NULL;
    double bottom = 0, size = 0;
    for (size_t i = 0; i < n; i++) {
        run *row = r + s[i].from;
        size_t m = s[i].to - s[i].from;
        double h = median(c->a, row, m, height_of);
        bool split = !z || s[i].y0 - bottom > 1.0 * fmax(h, size) || h > 1.3 * size || size > 1.3 * h;
        if (split && !(z = new_zone(c, SIL_ZONE_TEXT)))
            return no_memory(c->err);
        /* A strip mostly is one line; where runs of several heights lean on each other it is divided by their middles. */
        qsort(row, m, sizeof *row, by_top);
        for (size_t from = 0, to; from < m; from = to) {
            double middle = (row[from].y0 + row[from].y1) / 2;
            for (to = from + 1; to < m && row[to].y0 < middle;)
                to++;
            qsort(row + from, to - from, sizeof *row, by_left);
            sil_status st = add_line(c, z, row + from, to - from);
            if (st)
                return st;
        }
        bottom = s[i].y1;
        size = h;
    }
    return SIL_OK;
}

static sil_status cut(cutter *c, run *r, size_t n, int depth)
{
    strip *s = NULL;
    size_t n_strips = 0, cap = 0;
    qsort(r, n, sizeof *r, by_top);
    for (size_t i = 0; i < n; i++) {
        if (!n_strips || r[i].y0 >= s[n_strips - 1].y1) {
            strip *fresh = SIL_PUSH(c->a, s, n_strips, cap);
            if (!fresh)
                return no_memory(c->err);
            *fresh = (strip){i, i, r[i].y0, r[i].y1};
        }
        s[n_strips - 1].to = i + 1;
        s[n_strips - 1].y1 = fmax(s[n_strips - 1].y1, r[i].y1);
    }
    size_t plain = 0; /* strips [plain, i) wait to become lines */
    for (size_t i = 0; i < n_strips;) {
        gutter g[MAX_GUTTERS], best_g[MAX_GUTTERS];
        size_t k = 0, best_k = 0, best = i;
        int kind = 0;
        if (s[i].to - s[i].from > 1 && depth < MAX_DEPTH) /* columns begin where something stands side by side */
            for (size_t j = i; j < n_strips; j++) {
                int here = columns_kind(c, r + s[i].from, s[j].to - s[i].from, g, &k);
                if (!k && j > i)
                    break;
                if (here) {
                    kind = here;
                    best = j;
                    best_k = k;
                    memcpy(best_g, g, sizeof g);
                }
            }
        if (!kind) {
            i++;
            continue;
        }
        sil_status st = plain < i ? add_lines(c, r, s + plain, i - plain) : SIL_OK;
        size_t from = s[i].from, m = s[best].to - from;
        if (!st && kind == 2) {
            st = add_table(c, r + from, m);
        } else if (!st) {
            run *column = copy_sorted(c->a, r + from, m, by_left);
            if (!column)
                return no_memory(c->err);
            for (size_t at = 0, q = 0; q <= best_k && !st; q++) {
                size_t to = at;
                while (to < m && (q == best_k || column[to].x0 < best_g[q].x1))
                    to++;
                if (to > at)
                    st = cut(c, column + at, to - at, depth + 1);
                at = to;
            }
        }
        if (st)
            return st;
        plain = i = best + 1;
    }
    return plain < n_strips ? add_lines(c, r, s + plain, n_strips - plain) : SIL_OK;
}

sil_status text_build_zones(sil_arena *a, const placed_word *words, size_t n, sil_page *out, sil_err *err)
{
    cutter c = {.a = a, .words = words, .out = out, .err = err};
    size_t n_runs;
    if (!n)
        return SIL_OK;
    run *r = make_runs(a, words, n, &n_runs);
    if (!r)
        return no_memory(err);
    c.line = fmax(1, median(a, r, n_runs, height_of));
    return cut(&c, r, n_runs, 0);
}
