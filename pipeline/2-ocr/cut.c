/* 2-ocr/cut.c: the page divided into blocks in reading order: columns by gutters, then blocks by the gaps between lines.
 *
 * A gutter is a blank stripe beside which, on both sides, lines run nearly through. Gaps of a table and wide spaces of justified text are
 * blank stripes too, but what stands beside them is short or does not go on for several lines. */
#include "layout.h"

#include <leptonica/allheaders.h>
#include <stdlib.h>
#include <string.h>

typedef struct cutter {
    sil_arena *a;
    PIX *text;              /* ink of text alone */
    sil_raster all, lines;  /* text and objects; the same with spaces between words closed */
    const sil_part *objects;
    size_t n_objects;
    bool *placed;
    const sil_rules *rules;
    int unit;
    sil_layout *out;
    sil_err *err;
} cutter;

typedef struct area { /* in cells of the raster */
    int x0, y0, x1, y1;
} area;

typedef struct gutter {
    int x0, x1, y0, y1, rows;
} gutter;

static bool trim(const cutter *c, area *r)
{
    const sil_raster *a = &c->all;
    if (!sil_raster_count(a, r->x0, r->y0, r->x1, r->y1))
        return false;
    while (!sil_raster_count(a, r->x0, r->y0, r->x1, r->y0 + 1))
        r->y0++;
    while (!sil_raster_count(a, r->x0, r->y1 - 1, r->x1, r->y1))
        r->y1--;
    while (!sil_raster_count(a, r->x0, r->y0, r->x0 + 1, r->y1))
        r->x0++;
    while (!sil_raster_count(a, r->x1 - 1, r->y0, r->x1, r->y1))
        r->x1--;
    return true;
}

/* Share of [x0, x1) that lines fill, over the rows that have more than a speck of ink, in per cent. */
static int filled(const cutter *c, int x0, int x1, int y0, int y1)
{
    long ink = 0, all = 0;
    for (int y = y0; y < y1; y++)
        if ((int)sil_raster_count(&c->all, x0, y, x1, y + 1) * 12 > x1 - x0) {
            ink += sil_raster_count(&c->lines, x0, y, x1, y + 1);
            all += x1 - x0;
        }
    return all ? (int)(ink * 100 / all) : 0;
}

static bool ruled(const cutter *c, const gutter *g)
{
    int px0 = g->x0 * SIL_GRAIN, px1 = g->x1 * SIL_GRAIN, height = (g->y1 - g->y0) * SIL_GRAIN;
    for (size_t i = 0; i < c->rules->n; i++) {
        const sil_rule *r = &c->rules->r[i];
        if (r->vertical && !r->used && r->box.x0 >= px0 - c->unit / 4 && r->box.x1 <= px1 + c->unit / 4 && (r->box.y1 - r->box.y0) * 2 > height)
            return true;
    }
    return false;
}

static bool divides(const cutter *c, const area *r, const gutter *g)
{
    int least = 10 * c->unit / SIL_GRAIN;
    area left = {r->x0, g->y0, g->x0, g->y1}, right = {g->x1, g->y0, r->x1, g->y1};
    if (!trim(c, &left) || !trim(c, &right) || left.x1 - left.x0 < least || right.x1 - right.x0 < least)
        return false;
    if (ruled(c, g))
        return true;
    /* what stands next to it decides: farther out there may be more columns */
    int look = 14 * c->unit / SIL_GRAIN;
    left.x0 = left.x0 < g->x0 - look ? g->x0 - look : left.x0, right.x1 = right.x1 > g->x1 + look ? g->x1 + look : right.x1;
    return filled(c, left.x0, left.x1, g->y0, g->y1) >= 55 && filled(c, right.x0, right.x1, g->y0, g->y1) >= 55;
}

/* The widest stripe among neighbours [from, to) of run[], whose stripes are nearly as long as the longest of them. */
static gutter widest(const gutter *run, int from, int to)
{
    int top = from;
    for (int k = from; k < to; k++)
        top = run[k].rows > run[top].rows ? k : top;
    gutter g = run[top];
    for (int k = from; k < to; k++)
        if (run[k].rows * 20 >= run[top].rows * 17) {
            g.x0 = run[k].x0 < g.x0 ? run[k].x0 : g.x0, g.x1 = run[k].x1 > g.x1 ? run[k].x1 : g.x1;
            g.y0 = run[k].y0 > g.y0 ? run[k].y0 : g.y0, g.y1 = run[k].y1 < g.y1 ? run[k].y1 : g.y1;
        }
    return g;
}

/* The gutter of an area with the most rows beside it: for each place the longest run of rows that are blank over the least width of a
 * gutter (a speck counts as blank), measured by the rows that have ink at both sides. */
static sil_status find_gutter(cutter *c, const area *r, gutter *best, bool *found)
{
    int w = r->x1 - r->x0, h = r->y1 - r->y0, least = c->unit * 13 / 2 / SIL_GRAIN, wide = c->unit * 9 / 10 / SIL_GRAIN;
    *found = false;
    int *first = sil_alloc(c->a, sizeof(int) * (size_t)(h + 1)), *last = sil_alloc(c->a, sizeof(int) * (size_t)(h + 1));
    gutter *run = sil_alloc(c->a, sizeof(gutter) * (size_t)(w + 1));
    if (!first || !last || !run)
        return sil_fail(c->err, SIL_NOMEM, "no memory to divide a page");
    for (int y = 0; y < h; y++) {
        int a = r->x0, b = r->x1 - 1;
        while (a < r->x1 && !sil_raster_count(&c->all, a, r->y0 + y, a + 1, r->y0 + y + 1))
            a++;
        while (b >= a && !sil_raster_count(&c->all, b, r->y0 + y, b + 1, r->y0 + y + 1))
            b--;
        first[y] = a, last[y] = b;
    }
    for (int x = 0; x + wide < w; x++) {
        int rows = 0, start = 0, ax = r->x0 + x;
        for (int y = 0; y <= h; y++) {
            if (y < h && sil_raster_count(&c->all, ax, r->y0 + y, ax + wide, r->y0 + y + 1) <= 1) {
                rows += first[y] < ax && last[y] >= ax + wide;
                continue;
            }
            if (rows > run[x].rows)
                run[x] = (gutter){ax, ax + wide, r->y0 + start, r->y0 + y, rows};
            rows = 0, start = y + 1;
        }
    }
    best->rows = 0;
    for (int x = 0; x < w;) {
        int e = x;
        while (e < w && run[e].rows >= least)
            e++;
        if (e > x) {
            gutter g = widest(run, x, e);
            if (g.y1 - g.y0 >= least && g.rows > best->rows && divides(c, r, &g))
                *best = g, *found = true;
        }
        x = e + 1;
    }
    return SIL_OK;
}

static bool blank_row(const cutter *c, const area *r, int y) { return sil_raster_count(&c->all, r->x0, y, r->x1, y + 1) == 0; }

static sil_status put(cutter *c, const sil_part *p)
{
    sil_part *out = SIL_PUSH(c->a, c->out->parts, c->out->n, c->out->cap);
    if (!out)
        return sil_fail(c->err, SIL_NOMEM, "no memory for the blocks of a page");
    *out = *p;
    return SIL_OK;
}

static int middle_gap(const sil_band *b, size_t n)
{
    int count[512] = {0}, seen = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        int g = b[i + 1].y0 - b[i].y1;
        count[g < 0 ? 0 : g > 511 ? 511 : g]++;
    }
    for (int g = 0; g < 512; g++)
        if ((seen += count[g]) * 2 >= (int)n - 1)
            return g;
    return 0;
}

static bool apart(const cutter *c, const sil_band *a, const sil_band *b, int usual)
{
    int gap = b->y0 - a->y1, ha = a->y1 - a->y0, hb = b->y1 - b->y0, big = ha > hb ? ha : hb, small = ha < hb ? ha : hb;
    if (gap > usual * 3 / 2 && gap > usual + c->unit * 9 / 20)
        return true;
    return small * 7 < big * 5 && small > c->unit / 2 && big < c->unit * 3 && gap > c->unit / 3;
}

/* Text of bands [from, to) of a leaf as one block; its sides are where its ink ends. */
static sil_status block(cutter *c, const area *r, const sil_band *band, size_t from, size_t to)
{
    sil_box box = {r->x0 * SIL_GRAIN, band[from].y0, r->x1 * SIL_GRAIN, band[to - 1].y1};
    int pw = pixGetWidth(c->text), ph = pixGetHeight(c->text);
    box.x1 = box.x1 > pw ? pw : box.x1, box.y1 = box.y1 > ph ? ph : box.y1;
    BOX *b = boxCreate(box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0), *tight = NULL;
    PIX *clip = pixClipRectangle(c->text, b, NULL), *used = NULL;
    if (clip && pixClipToForeground(clip, &used, &tight) == 0 && tight) {
        l_int32 x, y, w, h;
        boxGetGeometry(tight, &x, &y, &w, &h);
        box = (sil_box){box.x0 + x, box.y0 + y, box.x0 + x + w, box.y0 + y + h};
    }
    boxDestroy(&b);
    boxDestroy(&tight);
    pixDestroy(&clip);
    pixDestroy(&used);
    int tall = box.y1 - box.y0, lines = (int)(to - from);
    if (lines == 1 && tall > c->unit * 2)
        lines = (tall + c->unit) / (c->unit * 7 / 4);
    if (tall < c->unit / 4 && box.x1 - box.x0 < c->unit / 2)
        return SIL_OK; /* a speck */
    return put(c, &(sil_part){.kind = SIL_ZONE_TEXT, .box = box, .lines = lines < 1 ? 1 : lines});
}

static sil_status leaf(cutter *c, const area *r)
{
    sil_band *band;
    size_t n, i = 0;
    sil_box box = {r->x0 * SIL_GRAIN, r->y0 * SIL_GRAIN, r->x1 * SIL_GRAIN, r->y1 * SIL_GRAIN};
    sil_status st = sil_bands(c->a, c->text, box, c->unit, &band, &n, c->err);
    int usual = n > 1 ? middle_gap(band, n) : 0;
    while (st == SIL_OK) {
        size_t next = c->n_objects; /* the highest object of this area that is not placed */
        for (size_t k = 0; k < c->n_objects; k++) {
            const sil_box *o = &c->objects[k].box;
            int ox = (o->x0 + o->x1) / 2, oy = (o->y0 + o->y1) / 2;
            if (!c->placed[k] && ox >= box.x0 && ox < box.x1 && oy >= box.y0 && oy < box.y1 && (next == c->n_objects || o->y0 < c->objects[next].box.y0))
                next = k;
        }
        int stop = next < c->n_objects ? (c->objects[next].box.y0 + c->objects[next].box.y1) / 2 : box.y1 + 1;
        while (st == SIL_OK && i < n && (band[i].y0 + band[i].y1) / 2 < stop) {
            size_t to = i + 1;
            while (to < n && (band[to].y0 + band[to].y1) / 2 < stop && !apart(c, &band[to - 1], &band[to], usual))
                to++;
            st = block(c, r, band, i, to);
            i = to;
        }
        if (next == c->n_objects)
            break;
        if (st == SIL_OK)
            st = put(c, &c->objects[next]);
        c->placed[next] = true;
    }
    return st;
}

static sil_status divide(cutter *c, area r, int depth)
{
    if (!trim(c, &r))
        return SIL_OK;
    gutter g;
    bool found = false;
    sil_status st = depth < 12 ? find_gutter(c, &r, &g, &found) : SIL_OK;
    if (st != SIL_OK || !found)
        return st != SIL_OK ? st : leaf(c, &r);
    int top = g.y0, bottom = g.y1, reach = c->unit * 4 / 5 / SIL_GRAIN;
    /* the ink that ends the gutter belongs to a line whose other letters may reach a little further */
    for (int y = g.y0; g.y0 > r.y0 && y < g.y0 + reach && y < g.y1; y++)
        if (blank_row(c, &r, y)) {
            top = y;
            break;
        }
    for (int y = g.y1; g.y1 < r.y1 && y > g.y1 - reach && y > top; y--)
        if (blank_row(c, &r, y - 1)) {
            bottom = y;
            break;
        }
    int mid = (g.x0 + g.x1) / 2;
    if (top > r.y0)
        st = divide(c, (area){r.x0, r.y0, r.x1, top}, depth + 1);
    if (st == SIL_OK)
        st = divide(c, (area){r.x0, top, mid, bottom}, depth + 1);
    if (st == SIL_OK)
        st = divide(c, (area){mid, top, r.x1, bottom}, depth + 1);
    if (st == SIL_OK && bottom < r.y1)
        st = divide(c, (area){r.x0, bottom, r.x1, r.y1}, depth + 1);
    return st;
}

sil_status sil_cut(sil_arena *a, PIX *ink, const sil_part *objects, size_t n_objects, const sil_rules *rules, int unit, sil_layout *out, sil_err *err)
{
    cutter c = {.a = a, .objects = objects, .n_objects = n_objects, .rules = rules, .unit = unit, .out = out, .err = err};
    c.placed = sil_alloc(a, n_objects + 1);
    c.text = pixCopy(NULL, ink);
    PIX *all = pixCopy(NULL, ink), *lines = NULL;
    sil_status st = c.placed && c.text && all ? SIL_OK : sil_fail(err, SIL_NOMEM, "no memory to divide a page");
    for (size_t i = 0; st == SIL_OK && i < n_objects; i++) {
        const sil_box *b = &objects[i].box;
        pixRasterop(all, b->x0, b->y0, b->x1 - b->x0, b->y1 - b->y0, PIX_SET, NULL, 0, 0);
        pixRasterop(c.text, b->x0, b->y0, b->x1 - b->x0, b->y1 - b->y0, PIX_CLR, NULL, 0, 0);
    }
    if (st == SIL_OK)
        st = sil_raster_new(a, all, &c.all, err);
    if (st == SIL_OK && !(lines = pixCloseSafeBrick(NULL, all, unit * 3 / 2, 1)))
        st = sil_fail(err, SIL_NOMEM, "no memory to divide a page");
    if (st == SIL_OK)
        st = sil_raster_new(a, lines, &c.lines, err);
    if (st == SIL_OK)
        st = divide(&c, (area){0, 0, c.all.w, c.all.h}, 0);
    for (size_t i = 0; st == SIL_OK && i < n_objects; i++)
        if (!c.placed[i])
            st = put(&c, &objects[i]);
    pixDestroy(&lines);
    pixDestroy(&all);
    pixDestroy(&c.text);
    return st;
}
