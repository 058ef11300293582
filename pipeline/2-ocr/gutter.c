/* 2-ocr/gutter.c: the walls of a page: what no line of text passes. Called by cut.c. Next: lines between walls become blocks.
 *
 * A gutter is a blank stripe beside which, on both sides, lines run nearly through. Gaps of a table and wide spaces of justified text are
 * blank stripes too, but what stands beside them is short or does not go on for several lines. Each gutter is as long as it is blank: a heading
 * over two columns, a figure between them or a change of their number ends one and begins others, anywhere on the page. */
#include "layout.h"

typedef struct finder {
    sil_arena *a;
    const sil_raster *all, *lines;
    const sil_rules *rules;
    int unit;
    sil_wall *walls;
    size_t n, cap;
    sil_err *err;
} finder;

typedef struct stripe { /* blank from x0 to x1, y0 to y1; rows: how many have ink at both sides */
    int x0, x1, y0, y1, rows;
} stripe;

static bool trim(const sil_raster *a, stripe *r)
{
    if (!sil_raster_count(a, r->x0, r->y0, r->x1, r->y1))
        return false;
    while (!sil_raster_count(a, r->x0, r->y0, r->x0 + 1, r->y1))
        r->x0++;
    while (!sil_raster_count(a, r->x1 - 1, r->y0, r->x1, r->y1))
        r->x1--;
    return true;
}

/* Share of [x0, x1) that lines fill, over the rows that have more than a speck of ink, in per cent. */
static int filled(const finder *f, const stripe *s)
{
    long ink = 0, all = 0;
    for (int y = s->y0; y < s->y1; y++)
        if ((int)sil_raster_count(f->all, s->x0, y, s->x1, y + 1) * 12 > s->x1 - s->x0) {
            ink += sil_raster_count(f->lines, s->x0, y, s->x1, y + 1);
            all += s->x1 - s->x0;
        }
    return all ? (int)(ink * 100 / all) : 0;
}

static bool ruled(const finder *f, const stripe *g)
{
    int px0 = g->x0 * SIL_GRAIN, px1 = g->x1 * SIL_GRAIN, height = (g->y1 - g->y0) * SIL_GRAIN;
    for (size_t i = 0; i < f->rules->n; i++) {
        const sil_rule *r = &f->rules->r[i];
        if (r->vertical && !r->used && r->box.x0 >= px0 - f->unit / 4 && r->box.x1 <= px1 + f->unit / 4 && (r->box.y1 - r->box.y0) * 2 > height)
            return true;
    }
    return false;
}

static bool divides(const finder *f, const stripe *g, int full)
{
    int least = 10 * f->unit / SIL_GRAIN, look = 14 * f->unit / SIL_GRAIN;
    stripe left = {0, g->x0, g->y0, g->y1, 0}, right = {g->x1, f->all->w, g->y0, g->y1, 0};
    if (!trim(f->all, &left) || !trim(f->all, &right) || left.x1 - left.x0 < least || right.x1 - right.x0 < least)
        return false;
    if (ruled(f, g))
        return true;
    /* what stands next to it decides: farther out there may be more columns */
    left.x0 = left.x0 < g->x0 - look ? g->x0 - look : left.x0, right.x1 = right.x1 > g->x1 + look ? g->x1 + look : right.x1;
    return filled(f, &left) >= full && filled(f, &right) >= full;
}

static bool known(const finder *f, const stripe *g)
{
    int sum = 0, near = f->unit / SIL_GRAIN;
    for (size_t i = 0; i < f->n; i++) {
        const sil_wall *w = &f->walls[i];
        int y0 = w->y0 > g->y0 ? w->y0 : g->y0, y1 = w->y1 < g->y1 ? w->y1 : g->y1;
        if (g->x0 < w->x1 + near && w->x0 < g->x1 + near && y1 > y0)
            sum += y1 - y0;
    }
    return sum * 2 > g->y1 - g->y0;
}

static sil_status add(finder *f, sil_wall w)
{
    sil_wall *out = SIL_PUSH(f->a, f->walls, f->n, f->cap);
    if (!out)
        return sil_fail(f->err, SIL_NOMEM, "no memory to divide a page");
    *out = w;
    return SIL_OK;
}

static bool blank(const finder *f, int at, int y)
{
    int look = 14 * f->unit / SIL_GRAIN;
    return sil_raster_count(f->all, at - look, y, at + look, y + 1) == 0;
}

/* A heading over two columns may have a space between words just above their gutter: where much less than its width is blank, there is no gutter. What is left
 * of it is kept where there is text at both sides. */
static sil_status pieces(finder *f, const stripe *g, const stripe *run, int at, const int *first, const int *last, int least)
{
    int wide = g->x1 - g->x0, reach = f->unit * 3 / 2 / SIL_GRAIN, broken = 0, rows = 0, from = run->y0;
    for (int y = run->y0; y <= run->y1; y++) {
        int a = at, b = at;
        while (y < run->y1 && a > g->x0 && !sil_raster_count(f->all, a - 1, y, a, y + 1))
            a--;
        while (y < run->y1 && b < g->x1 && !sil_raster_count(f->all, b, y, b + 1, y + 1))
            b++;
        bool narrow = (b - a) * 100 < wide * 72;
        broken = narrow ? broken + 1 : 0;
        if (y == run->y1 || broken == 4) {
            int to = y == run->y1 ? y : y - 3;
            if (rows * 2 >= least) {
                /* the ink that ends it belongs to a line whose other letters may reach a little further */
                for (int k = from; k < from + reach; k++)
                    if (blank(f, at, k)) {
                        from = k;
                        break;
                    }
                for (int k = to; k > to - reach && k > from + 1; k--)
                    if (blank(f, at, k - 1)) {
                        to = k;
                        break;
                    }
                sil_status st = add(f, (sil_wall){g->x0, g->x1, from, to, at});
                if (st != SIL_OK)
                    return st;
            }
            rows = 0;
        }
        if (broken >= 4)
            from = y + 1;
        else if (y < run->y1)
            rows += !narrow && first[y] < at && last[y] >= at;
    }
    return SIL_OK;
}

/* Stripes blank over `wide` cells (a speck counts as blank) beside which at least `least` rows have ink at both sides, longest first. Neighbouring
 * stripes that are nearly as long as the longest are one gutter. */
static sil_status gutters(finder *f, int wide, int least, int few, int full)
{
    enum { MOST = 4000 };
    const sil_raster *all = f->all;
    int w = all->w, h = all->h, line = f->unit * 3 / 2 / SIL_GRAIN;
    int *first = sil_alloc(f->a, sizeof(int) * (size_t)(h + 1)), *last = sil_alloc(f->a, sizeof(int) * (size_t)(h + 1));
    stripe *run = sil_alloc(f->a, sizeof *run * MOST);
    bool *done = sil_alloc(f->a, MOST);
    if (!first || !last || !run || !done)
        return sil_fail(f->err, SIL_NOMEM, "no memory to divide a page");
    for (int y = 0; y < h; y++) {
        int a = 0, b = w - 1;
        while (a < w && !sil_raster_count(all, a, y, a + 1, y + 1))
            a++;
        while (b >= a && !sil_raster_count(all, b, y, b + 1, y + 1))
            b--;
        first[y] = a, last[y] = b;
    }
    size_t n = 0;
    for (int x = 0; x + wide < w; x++) {
        int rows = 0, start = 0, group = 0, groups = 0, longest = 0; /* of rows: about lines */
        for (int y = 0; y <= h; y++) {
            if (y < h && sil_raster_count(all, x, y, x + wide, y + 1) <= 1) {
                bool both = first[y] < x && last[y] >= x + wide;
                group = both ? group + 1 : 0;
                groups += group == 3;
                longest = group > longest ? group : longest;
                rows += both;
                continue;
            }
            if (rows >= least && (groups >= few || longest >= few * line) && n < MOST)
                run[n++] = (stripe){x, x + wide, start, y, rows};
            rows = group = groups = longest = 0, start = y + 1;
        }
    }
    for (;;) {
        size_t top = n;
        for (size_t i = 0; i < n; i++)
            if (!done[i] && (top == n || run[i].rows > run[top].rows))
                top = i;
        if (top == n)
            return SIL_OK;
        stripe g = run[top];
        int x0 = g.x0, x1 = g.x1; /* of those that are as long as the longest */
        done[top] = true;
        for (bool grown = true; grown;) { /* its neighbours */
            grown = false;
            for (size_t i = 0; i < n; i++) {
                int y0 = run[i].y0 > g.y0 ? run[i].y0 : g.y0, y1 = run[i].y1 < g.y1 ? run[i].y1 : g.y1;
                if (done[i] || run[i].x0 > g.x1 || run[i].x1 < g.x0 || (y1 - y0) * 10 < (run[i].y1 - run[i].y0) * 9)
                    continue;
                done[i] = true; /* part of this gutter, or a shorter stripe along it */
                if (run[i].rows * 20 >= run[top].rows * 17) {
                    g.x0 = run[i].x0 < g.x0 ? run[i].x0 : g.x0, g.x1 = run[i].x1 > g.x1 ? run[i].x1 : g.x1;
                    grown = true;
                }
                if (run[i].rows * 50 >= run[top].rows * 49)
                    x0 = run[i].x0 < x0 ? run[i].x0 : x0, x1 = run[i].x1 > x1 ? run[i].x1 : x1;
            }
        }
        stripe narrow = {run[top].x0, run[top].x1, run[top].y0, run[top].y1, 0}; /* beside it all that is blank is its own */
if (known(f, &g) || (!divides(f, &g, full) && !divides(f, &narrow, full)))
            continue;
        sil_status st = pieces(f, &g, &run[top], (x0 + x1) / 2, first, last, least);
        if (st != SIL_OK)
            return st;
    }
}

sil_status sil_walls_find(sil_arena *a, const sil_raster *all, const sil_raster *lines, const sil_part *objects, size_t n_objects, const sil_rules *rules, int unit, sil_wall **walls, size_t *n, sil_err *err)
{
    finder f = {.a = a, .all = all, .lines = lines, .rules = rules, .unit = unit, .err = err};
    int line = unit / SIL_GRAIN;
    /* word spaces do not stand below each other for sixteen lines, so that a long gutter may be narrow */
    sil_status st = gutters(&f, line * 9 / 10, line * 13 / 2, 3, 55);
    if (st == SIL_OK)
        st = gutters(&f, line * 11 / 20 > 3 ? line * 11 / 20 : 3, line * 16, 3, 55);
    bool columns = f.n > 0;
    for (size_t k = 0; k < n_objects; k++)
        columns |= objects[k].kind == SIL_ZONE_FIGURE;
    if (st == SIL_OK && columns) /* where there are columns or pictures a few lines may stand beside a caption, or above one another */
        st = gutters(&f, line * 8 / 5, line * 12 / 5, 3, 40);
    for (size_t i = 0; st == SIL_OK && i < rules->n; i++) {
        const sil_rule *r = &rules->r[i];
        sil_wall w = {r->box.x0 / SIL_GRAIN, r->box.x1 / SIL_GRAIN + 1, r->box.y0 / SIL_GRAIN, r->box.y1 / SIL_GRAIN + 1, (r->box.x0 + r->box.x1) / 2 / SIL_GRAIN};
        bool within = !r->vertical || r->box.y1 - r->box.y0 < unit * 5;
        for (size_t k = 0; k < n_objects && !within; k++) {
            const sil_box *o = &objects[k].box;
            int x = (r->box.x0 + r->box.x1) / 2, y = (r->box.y0 + r->box.y1) / 2;
            within = objects[k].kind != SIL_ZONE_RULE && x >= o->x0 - unit / 4 && x < o->x1 + unit / 4 && y >= o->y0 && y < o->y1;
        }
        if (!within)
            st = add(&f, w);
    }
    for (size_t k = 0; st == SIL_OK && k < n_objects; k++) {
        const sil_box *o = &objects[k].box;
        if (objects[k].kind != SIL_ZONE_RULE)
            st = add(&f, (sil_wall){o->x0 / SIL_GRAIN, o->x1 / SIL_GRAIN + 1, o->y0 / SIL_GRAIN, o->y1 / SIL_GRAIN + 1, (o->x0 + o->x1) / 2 / SIL_GRAIN});
    }
    *walls = f.walls, *n = f.n;
    return st;
}
