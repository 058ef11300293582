/* 2-ocr/cut.c: the page divided into blocks in reading order: lines end at walls (gutter.c), lines between the same walls make a strip, a strip is divided
 * by the gaps between its lines. The order is sil_order's (sillok/order.h). */
#include "layout.h"

#include <leptonica/allheaders.h>
#include <stdlib.h>
#include <string.h>

#include "sillok/order.h"

typedef struct cutter {
    sil_arena *a;
    PIX *text; /* ink of text alone, without specks that stand alone */
    const sil_part *objects;
    size_t n_objects;
    const sil_rules *rules;
    const sil_wall *walls;
    size_t n_walls;
    int unit;
    sil_layout *out;
    sil_err *err;
} cutter;

/* Ink of one row of cells between two walls, and later all that touches it: a line, or several that are set tight. Cells of the raster. */
typedef struct clump {
    int x0, x1, y0, y1;
    int left, right; /* numbers of the walls beside it, -1 = none */
    size_t parent;
} clump;

typedef struct clumps {
    clump *c;
    size_t n, cap;
    size_t *touch; /* pairs that touch and have other walls beside them */
    size_t n_touch, cap_touch;
} clumps;

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

/* Whether the ink of a tall band is large letters in one line: then much of it is as high as half of the band. */
static bool large_letters(PIX *band, int tall)
{
    BOXA *b = pixConnCompBB(band, 8);
    int wide = 0;
    for (int i = 0; i < boxaGetCount(b); i++) {
        l_int32 w, h;
        boxaGetBoxGeometry(b, i, NULL, NULL, &w, &h);
        wide += h * 2 > tall && w < tall * 3 / 2 ? w : 0;
    }
    boxaDestroy(&b);
    return wide * 5 > pixGetWidth(band);
}

/* Text of bands [from, to) of a strip as one block; its sides are where its ink ends. */
static sil_status block(cutter *c, sil_box strip, const sil_band *band, size_t from, size_t to)
{
    sil_box box = {strip.x0, band[from].y0, strip.x1, band[to - 1].y1};
    int pw = pixGetWidth(c->text), ph = pixGetHeight(c->text);
    box.x1 = box.x1 > pw ? pw : box.x1, box.y1 = box.y1 > ph ? ph : box.y1;
    BOX *b = boxCreate(box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0), *tight = NULL;
    PIX *clip = pixClipRectangle(c->text, b, NULL), *used = NULL;
    if (clip && pixClipToForeground(clip, &used, &tight) == 0 && tight) {
        l_int32 x, y, w, h;
        boxGetGeometry(tight, &x, &y, &w, &h);
        box = (sil_box){box.x0 + x, box.y0 + y, box.x0 + x + w, box.y0 + y + h};
    }
    int tall = box.y1 - box.y0, lines = (int)(to - from);
    bool large = lines == 1 && tall > c->unit * 2 && used && large_letters(used, tall);
    boxDestroy(&b);
    boxDestroy(&tight);
    pixDestroy(&clip);
    pixDestroy(&used);
    if (lines == 1 && tall > c->unit * 2 && !large)
        lines = (tall + c->unit) / (c->unit * 7 / 4);
    if (tall < c->unit / 4 && box.x1 - box.x0 < c->unit / 2)
        return SIL_OK; /* a speck */
    return put(c, &(sil_part){.kind = SIL_ZONE_TEXT, .box = box, .lines = lines < 1 ? 1 : lines});
}

static size_t root(clumps *s, size_t i)
{
    while (s->c[i].parent != i)
        i = s->c[i].parent = s->c[s->c[i].parent].parent;
    return i;
}

static void unite(clumps *s, size_t i, size_t k)
{
    i = root(s, i), k = root(s, k);
    if (i == k)
        return;
    if (s->c[k].y1 - s->c[k].y0 > s->c[i].y1 - s->c[i].y0) { /* the taller one's walls */
        size_t t = i;
        i = k, k = t;
    }
    clump *a = &s->c[i], *b = &s->c[k];
    a->x0 = b->x0 < a->x0 ? b->x0 : a->x0, a->x1 = b->x1 > a->x1 ? b->x1 : a->x1;
    a->y0 = b->y0 < a->y0 ? b->y0 : a->y0, a->y1 = b->y1 > a->y1 ? b->y1 : a->y1;
    b->parent = i;
}

static int by_middle(const void *x, const void *y)
{
    const sil_wall *a = *(const sil_wall *const *)x, *b = *(const sil_wall *const *)y;
    return a->at != b->at ? (a->at < b->at ? -1 : 1) : a < b ? -1 : a > b;
}

/* What stands in row y between the walls that pass it; joined to what it touches in the row above, which begins at clump `above`. */
static sil_status row(cutter *c, const sil_raster *ink, int y, const sil_wall **wall, size_t above, clumps *s)
{
    size_t n = 0, here = s->n;
    for (size_t i = 0; i < c->n_walls; i++)
        if (c->walls[i].y0 <= y && y < c->walls[i].y1)
            wall[n++] = &c->walls[i];
    qsort(wall, n, sizeof *wall, by_middle);
    for (size_t i = 0; i <= n; i++) {
        int a = i ? wall[i - 1]->at : 0, b = i < n ? wall[i]->at : ink->w;
        if (b <= a || !sil_raster_count(ink, a, y, b, y + 1))
            continue;
        while (!sil_raster_count(ink, a, y, a + 1, y + 1))
            a++;
        while (!sil_raster_count(ink, b - 1, y, b, y + 1))
            b--;
        clump *k = SIL_PUSH(c->a, s->c, s->n, s->cap);
        if (!k)
            return sil_fail(c->err, SIL_NOMEM, "no memory for the lines of a page");
        *k = (clump){a, b, y, y + 1, i ? (int)(wall[i - 1] - c->walls) : -1, i < n ? (int)(wall[i] - c->walls) : -1, s->n - 1};
    }
    for (size_t i = here; i < s->n; i++)
        for (size_t k = above; k < here; k++) {
            const clump *p = &s->c[i], *q = &s->c[k];
            if (p->x0 >= q->x1 || q->x0 >= p->x1)
                continue;
            if (p->left == q->left && p->right == q->right) {
                unite(s, k, i);
                continue;
            }
            for (int j = 0; j < 2; j++) {
                size_t *t = SIL_PUSH(c->a, s->touch, s->n_touch, s->cap_touch);
                if (!t)
                    return sil_fail(c->err, SIL_NOMEM, "no memory for the lines of a page");
                *t = j ? i : k;
            }
        }
    return SIL_OK;
}

static int by_top(const void *x, const void *y)
{
    const clump *a = x, *b = y;
    return a->y0 != b->y0 ? (a->y0 < b->y0 ? -1 : 1) : a->x0 != b->x0 ? (a->x0 < b->x0 ? -1 : 1) : 0;
}

/* The lines of a page, top to bottom. */
static sil_status lines_of(cutter *c, const sil_raster *ink, clumps *s)
{
    const sil_wall **wall = sil_alloc(c->a, sizeof *wall * (c->n_walls + 1));
    if (!wall)
        return sil_fail(c->err, SIL_NOMEM, "no memory for the lines of a page");
    size_t above = 0;
    for (int y = 0; y < ink->h; y++) {
        size_t here = s->n;
        sil_status st = row(c, ink, y, wall, above, s);
        if (st != SIL_OK)
            return st;
        above = here;
    }
    for (size_t i = 0; i + 1 < s->n_touch; i += 2) { /* a wall that ends inside a line has cut off the tips of its letters */
        const clump *p = &s->c[root(s, s->touch[i])], *q = &s->c[root(s, s->touch[i + 1])];
        int low = p->y1 - p->y0 < q->y1 - q->y0 ? p->y1 - p->y0 : q->y1 - q->y0;
        if (low * SIL_GRAIN * 5 < c->unit * 3)
            unite(s, s->touch[i], s->touch[i + 1]);
    }
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++) /* a parent's box is whole and never moves before itself */
        s->c[i].parent = root(s, i);
    for (size_t i = 0; i < s->n; i++)
        if (s->c[i].parent == i)
            s->c[n++] = s->c[i];
    s->n = n;
    if (n)
        qsort(s->c, n, sizeof *s->c, by_top);
    return SIL_OK;
}

/* Whether something stands between line a and line b of the same walls: another line, an object, a rule. */
static bool parted(const cutter *c, const clumps *s, const clump *a, const clump *b)
{
    int x0 = a->x0 < b->x0 ? a->x0 : b->x0, x1 = a->x1 > b->x1 ? a->x1 : b->x1;
    for (const clump *k = a + 1; k < b; k++)
        if ((k->left != a->left || k->right != a->right) && k->x0 < x1 && k->x1 > x0 && k->y0 >= a->y0 && k->y1 <= b->y1)
            return true;
    (void)s;
    for (size_t i = 0; i < c->n_objects + c->rules->n; i++) {
        const sil_rule *r = i < c->n_objects ? NULL : &c->rules->r[i - c->n_objects];
        if (r && (r->vertical || !r->used))
            continue;
        const sil_box *o = r ? &r->box : &c->objects[i].box;
        int y = (o->y0 + o->y1) / 2 / SIL_GRAIN;
        if (y >= (a->y0 + a->y1) / 2 && y < (b->y0 + b->y1) / 2 && o->x0 / SIL_GRAIN < x1 && o->x1 / SIL_GRAIN > x0)
            return true;
    }
    return false;
}

/* Lines between the same walls with nothing else between them, as blocks. */
static sil_status strip(cutter *c, const clump *k)
{
    sil_band *band;
    size_t n;
    sil_box box = {k->x0 * SIL_GRAIN, k->y0 * SIL_GRAIN, k->x1 * SIL_GRAIN, k->y1 * SIL_GRAIN};
    sil_status st = sil_bands(c->a, c->text, box, c->unit, &band, &n, c->err);
    int usual = n > 1 ? middle_gap(band, n) : 0;
    for (size_t i = 0, to; st == SIL_OK && i < n; i = to) {
        for (to = i + 1; to < n && !apart(c, &band[to - 1], &band[to], usual);)
            to++;
        st = block(c, box, band, i, to);
    }
    return st;
}

static sil_status strips(cutter *c, const sil_raster *ink)
{
    clumps s = {0};
    sil_status st = lines_of(c, ink, &s);
    bool *taken = st == SIL_OK ? sil_alloc(c->a, s.n + 1) : NULL;
    if (st == SIL_OK && !taken)
        st = sil_fail(c->err, SIL_NOMEM, "no memory for the lines of a page");
    for (size_t i = 0; st == SIL_OK && i < s.n; i++) {
        if (taken[i])
            continue;
        clump all = s.c[i];
        size_t last = i;
        for (size_t k = i + 1; k < s.n; k++) {
            const clump *b = &s.c[k];
            if (taken[k] || b->left != all.left || b->right != all.right)
                continue;
            if (parted(c, &s, &s.c[last], b))
                break;
            taken[k] = true, last = k;
            all.x0 = b->x0 < all.x0 ? b->x0 : all.x0, all.x1 = b->x1 > all.x1 ? b->x1 : all.x1;
            all.y1 = b->y1 > all.y1 ? b->y1 : all.y1;
        }
        st = strip(c, &all);
    }
    return st;
}

/* Specks that stand alone bridge no gap and make no line longer. What stands in a row (the dots that lead to a page number) is none. */
static sil_status despeckle(cutter *c)
{
    int cell = c->unit / SIL_GRAIN, least = cell / 4 > 1 ? cell / 4 : 1;
    PIX *small = pixReduceRankBinaryCascade(c->text, 1, 1, 0, 0);
    PIX *joined = small ? pixCloseSafeBrick(NULL, small, cell, 1) : NULL;
    PIX *big = joined ? pixSelectBySize(joined, least, least, 8, L_SELECT_IF_EITHER, L_SELECT_IF_GT, NULL) : NULL;
    PIX *near = big ? pixDilateBrick(NULL, big, cell * 2 + 1, cell * 3 / 2) : NULL;
    sil_status st = near ? SIL_OK : sil_fail(c->err, SIL_NOMEM, "no memory to divide a page");
    l_int32 none = 1;
    if (st == SIL_OK && pixSubtract(small, small, near) && pixZero(small, &none) == 0 && !none) {
        PIX *specks = pixExpandReplicate(small, SIL_GRAIN);
        if (specks)
            pixRasterop(c->text, 0, 0, pixGetWidth(specks), pixGetHeight(specks), PIX_DST & PIX_NOT(PIX_SRC), specks, 0, 0);
        pixDestroy(&specks);
    }
    pixDestroy(&near);
    pixDestroy(&big);
    pixDestroy(&joined);
    pixDestroy(&small);
    return st;
}

static sil_status in_order(cutter *c)
{
    size_t n = c->out->n;
    sil_box *box = sil_alloc(c->a, sizeof *box * (n + 1));
    size_t *order = sil_alloc(c->a, sizeof *order * (n + 1));
    int *column = sil_alloc(c->a, sizeof *column * (n + 1));
    sil_part *parts = sil_alloc(c->a, sizeof *parts * (n + 1));
    if (!box || !order || !column || !parts)
        return sil_fail(c->err, SIL_NOMEM, "no memory for the order of a page");
    for (size_t i = 0; i < n; i++)
        box[i] = c->out->parts[i].box;
    sil_status st = sil_order(c->a, box, n, c->unit, order, column, c->err);
    for (size_t i = 0; st == SIL_OK && i < n; i++)
        parts[i] = c->out->parts[order[i]];
    if (st == SIL_OK)
        c->out->parts = parts, c->out->cap = n + 1;
    return st;
}

sil_status sil_cut(sil_arena *a, PIX *ink, const sil_part *objects, size_t n_objects, const sil_rules *rules, int unit, sil_layout *out, sil_err *err)
{
    cutter c = {.a = a, .objects = objects, .n_objects = n_objects, .rules = rules, .unit = unit, .out = out, .err = err};
    c.text = pixCopy(NULL, ink);
    PIX *all = NULL, *closed = NULL;
    sil_raster text, whole, lines;
    sil_status st = c.text ? SIL_OK : sil_fail(err, SIL_NOMEM, "no memory to divide a page");
    for (size_t i = 0; st == SIL_OK && i < n_objects; i++) {
        const sil_box *b = &objects[i].box;
        pixRasterop(c.text, b->x0, b->y0, b->x1 - b->x0, b->y1 - b->y0, PIX_CLR, NULL, 0, 0);
    }
    if (st == SIL_OK)
        st = despeckle(&c);
    if (st == SIL_OK && !(all = pixCopy(NULL, c.text)))
        st = sil_fail(err, SIL_NOMEM, "no memory to divide a page");
    for (size_t i = 0; st == SIL_OK && i < n_objects; i++) {
        const sil_box *b = &objects[i].box;
        pixRasterop(all, b->x0, b->y0, b->x1 - b->x0, b->y1 - b->y0, PIX_SET, NULL, 0, 0);
    }
    if (st == SIL_OK)
        st = sil_raster_new(a, c.text, &text, err);
    if (st == SIL_OK)
        st = sil_raster_new(a, all, &whole, err);
    if (st == SIL_OK && !(closed = pixCloseSafeBrick(NULL, all, unit * 3 / 2, 1)))
        st = sil_fail(err, SIL_NOMEM, "no memory to divide a page");
    if (st == SIL_OK)
        st = sil_raster_new(a, closed, &lines, err);
    sil_wall *walls = NULL;
    if (st == SIL_OK)
        st = sil_walls_find(a, &whole, &lines, objects, n_objects, rules, unit, &walls, &c.n_walls, err);
    c.walls = walls;
    if (st == SIL_OK)
        st = strips(&c, &text);
    for (size_t i = 0; st == SIL_OK && i < n_objects; i++)
        st = put(&c, &objects[i]);
    if (st == SIL_OK)
        st = in_order(&c);
    pixDestroy(&closed);
    pixDestroy(&all);
    pixDestroy(&c.text);
    return st;
}
