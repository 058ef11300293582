/* 2-ocr/signs.c: see signs.h. Beside read_table.c. */
#include "signs.h"

#include <leptonica/allheaders.h>
#include <stdlib.h>

enum { MAX_ROWS = 256, MAX_BLOBS = 64 };

typedef struct outline { /* of the rows of a blob */
    int w, h;
    int x0[MAX_ROWS], x1[MAX_ROWS], ink[MAX_ROWS];
    long all, area; /* ink; sum of x1-x0 */
} outline;

static bool trace(PIX *blob, outline *o)
{
    *o = (outline){.w = pixGetWidth(blob), .h = pixGetHeight(blob)};
    if (o->h > MAX_ROWS || o->h < 3 || o->w < 3)
        return false;
    for (int y = 0; y < o->h; y++) {
        o->x0[y] = o->w;
        for (int x = 0; x < o->w; x++) {
            l_uint32 v;
            pixGetPixel(blob, x, y, &v);
            if (!v)
                continue;
            o->x0[y] = x < o->x0[y] ? x : o->x0[y];
            o->x1[y] = x + 1, o->ink[y]++;
        }
        if (!o->ink[y]) { /* a sign that the scan has broken */
            if (y == 0)
                return false;
            o->x0[y] = o->x0[y - 1], o->x1[y] = o->x1[y - 1], o->ink[y] = o->ink[y - 1];
        }
        o->all += o->ink[y], o->area += o->x1[y] - o->x0[y];
    }
    return true;
}

static int wide(const outline *o, int y) { return o->x1[y] - o->x0[y]; }
/* Row at that share (per cent) of the height, counted from the point of the sign. */
static int at(const outline *o, int percent, bool up)
{
    int y = (o->h - 1) * percent / 100;
    return up ? y : o->h - 1 - y;
}

/* Widths grow evenly from the point to the base, which is a line; solid ones are full of ink. 0: none, 1: solid, 2: hollow. */
static int triangle(const outline *o, bool up)
{
    if (o->w * 10 < o->h * 7 || o->w * 10 > o->h * 18)
        return 0;
    for (int p = 5; p <= 95; p += 15) {
        int want = o->w * p / 100, got = wide(o, at(o, p, up));
        if (abs(got - want) * 100 > o->w * (p == 95 ? 22 : 18))
            return 0;
    }
    int base = 0, rows = o->h / 10 + 1;
    for (int k = 0; k < rows; k++) {
        int y = up ? o->h - 1 - k : k;
        base = o->ink[y] > base ? o->ink[y] : base;
    }
    if (base * 100 < o->w * 80)
        return 0;
    return o->all * 100 >= o->area * 88 ? 1 : o->all * 100 <= o->area * 70 ? 2 : 0;
}

/* A point, a head that widens evenly, and a thin stem under its middle for the rest. */
static bool arrow(const outline *o, bool up)
{
    if (o->h * 10 < o->w * 11 || o->w * 4 < o->h)
        return false;
    int stem_row = at(o, 80, up), stem = wide(o, stem_row), middle = o->x0[stem_row] + o->x1[stem_row], slope = 0, widest = 0;
    for (int p = 65; p <= 97; p += 8)
        if (wide(o, at(o, p, up)) * 100 > o->w * 36 || abs(o->x0[at(o, p, up)] + o->x1[at(o, p, up)] - middle) * 100 > o->w * 30)
            return false;
    for (int k = 0; k * 100 < o->h * 60; k++) {
        int y = up ? k : o->h - 1 - k, v = wide(o, y);
        widest = v > widest ? v : widest;
        slope += v * 100 > o->w * 40 && v * 100 < o->w * 92;
    }
    return wide(o, at(o, 0, up)) * 100 <= o->w * 50 && widest * 100 >= o->w * 90 && stem * 3 <= o->w && slope * 100 >= o->h * 8 && abs(middle - o->w) * 100 <= o->w * 30;
}

/* Two thin strokes that cross at their middles. */
static bool plus(const outline *o, int unit)
{
    if (o->w * 10 < o->h * 8 || o->w * 10 > o->h * 13 || o->h * 10 > unit * 7 || o->h * 4 < unit)
        return false;
    int first = -1, last = -1; /* rows of the bar */
    for (int y = 0; y < o->h; y++)
        if (wide(o, y) * 100 >= o->w * 80)
            first = first < 0 ? y : first, last = y;
    if (first <= o->h / 4 || last >= o->h * 3 / 4 || (last - first + 1) * 3 > o->h)
        return false;
    for (int y = 0; y < o->h; y++)
        if ((y < first - 1 || y > last + 1) && (wide(o, y) * 100 > o->w * 42 || abs(o->x0[y] + o->x1[y] - o->w) * 100 > o->w * 30))
            return false;
    return true;
}

sil_sign sil_sign_of(PIX *blob, int unit)
{
    int w = pixGetWidth(blob), h = pixGetHeight(blob);
    outline o;
    if (w * 6 >= unit && w < unit * 3 && h * 6 <= unit && w >= h * 3) { /* straight: its fullest row runs through, noise may hang on it */
        l_int32 fullest = 0;
        NUMA *rows = pixCountPixelsByRow(blob, NULL);
        for (int y = 0; rows && y < h; y++) {
            l_int32 v;
            numaGetIValue(rows, y, &v);
            fullest = v > fullest ? v : fullest;
        }
        numaDestroy(&rows);
        return fullest * 100 >= w * 80 ? SIL_SIGN_DASH : SIL_SIGN_NONE;
    }
    if (h * 10 < unit * 3 || h > unit * 2 || !trace(blob, &o))
        return SIL_SIGN_NONE;
    if (plus(&o, unit))
        return SIL_SIGN_PLUS;
    int up = triangle(&o, true), down = triangle(&o, false);
    if (up)
        return up == 1 ? SIL_SIGN_UP : SIL_SIGN_UP_HOLLOW;
    if (down)
        return down == 1 ? SIL_SIGN_DOWN : SIL_SIGN_DOWN_HOLLOW;
    return arrow(&o, true) ? SIL_SIGN_ARROW_UP : arrow(&o, false) ? SIL_SIGN_ARROW_DOWN : SIL_SIGN_NONE;
}

const char *sil_sign_text(sil_sign s)
{
    static const char *const text[] = {"", "▲", "▼", "△", "▽", "↑", "↓", "-", "+"};
    return text[s];
}

typedef struct blob {
    sil_box box;
    sil_sign sign;
} blob;

static int by_x(const void *a, const void *b) { return ((const blob *)a)->box.x0 - ((const blob *)b)->box.x0; }

/* Two pieces of one dash. */
static bool in_line(sil_box a, sil_box b, int unit) { return (a.y1 - a.y0) * 8 < unit && (b.y1 - b.y0) * 8 < unit && abs(a.y0 - b.y0) * 8 < unit && (b.x0 - a.x1) * 4 < unit; }

/* Components one above the other are one: the scan has broken them, or they are strokes of one character. */
static int join(blob *b, int n, int unit)
{
    int out = 0;
    qsort(b, (size_t)n, sizeof *b, by_x);
    for (int i = 0; i < n; i++) {
        blob *last = out ? &b[out - 1] : NULL;
        int wide_a = last ? last->box.x1 - last->box.x0 : 0, wide_b = b[i].box.x1 - b[i].box.x0, least = wide_a < wide_b ? wide_a : wide_b;
        if (last && ((last->box.x1 < b[i].box.x1 ? last->box.x1 : b[i].box.x1) - b[i].box.x0 > least / 2 || in_line(last->box, b[i].box, unit)))
            last->box = sil_box_union(last->box, b[i].box);
        else
            b[out++] = b[i];
    }
    return out;
}

static void classify(PIX *ink, blob *b, int unit)
{
    BOX *box = boxCreate(b->box.x0, b->box.y0, b->box.x1 - b->box.x0, b->box.y1 - b->box.y0);
    PIX *p = box ? pixClipRectangle(ink, box, NULL) : NULL;
    if (p)
        b->sign = sil_sign_of(p, unit);
    pixDestroy(&p);
    boxDestroy(&box);
}

static bool half_way(sil_box b, sil_box outer) { return abs(b.y0 + b.y1 - outer.y0 - outer.y1) * 3 <= outer.y1 - outer.y0; }

/* The sign among the blobs of a cell, left to right. */
static void find_signs(const blob *b, int n, sil_box cell, sil_cell_ink *out)
{
    sil_sign first = b[0].sign, last = b[n - 1].sign;
    bool moves = first >= SIL_SIGN_UP && first <= SIL_SIGN_ARROW_DOWN;
    if (n >= 3 && first == SIL_SIGN_DASH && last == SIL_SIGN_DASH && half_way(b[0].box, out->all) && half_way(b[n - 1].box, out->all)) {
        out->lead = first, out->lead_box = b[0].box;
        out->tail = last, out->tail_box = b[n - 1].box;
        return;
    }
    if ((moves && n <= 5 && (n == 1 || b[0].box.x1 <= b[1].box.x0)) || (n == 1 && first == SIL_SIGN_DASH && half_way(b[0].box, cell)))
        out->lead = first, out->lead_box = b[0].box;
    else if ((last == SIL_SIGN_PLUS || (last == SIL_SIGN_DASH && half_way(b[n - 1].box, out->all))) && n >= 2 && n <= 4 && b[n - 2].box.x1 <= b[n - 1].box.x0)
        out->tail = last, out->tail_box = b[n - 1].box;
}

/* Components of a cell that are neither specks nor what rules left at its edges; in pixels of the page. */
static sil_status blobs(PIX *ink, sil_box cell, int unit, blob *b, int *n, sil_err *err)
{
    *n = 0;
    BOX *box = boxCreate(cell.x0 + 4, cell.y0 + 4, cell.x1 - cell.x0 - 8, cell.y1 - cell.y0 - 8), *used = NULL;
    PIX *part = box ? pixClipRectangle(ink, box, &used) : NULL;
    l_int32 ux = 0, uy = 0, uh = 0;
    if (used)
        boxGetGeometry(used, &ux, &uy, NULL, &uh);
    boxDestroy(&box);
    boxDestroy(&used);
    if (!part)
        return SIL_OK; /* too small to hold anything */
    BOXA *boxes = pixConnCompBB(part, 8);
    for (int i = 0; boxes && *n < MAX_BLOBS && i < boxaGetCount(boxes); i++) {
        l_int32 x, y, w, h;
        boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
        bool speck = w * 6 < unit && h * 6 < unit, edge = h * 4 < unit && (y < unit / 6 || y + h > uh - unit / 6);
        if (!speck && !edge)
            b[(*n)++] = (blob){{ux + x, uy + y, ux + x + w, uy + y + h}, SIL_SIGN_NONE};
    }
    bool ok = boxes != NULL;
    boxaDestroy(&boxes);
    pixDestroy(&part);
    return ok ? SIL_OK : sil_fail(err, SIL_NOMEM, "no memory to look at a cell");
}

sil_status sil_cell_look(PIX *ink, sil_box cell, int unit, sil_cell_ink *out, sil_err *err)
{
    enum { MOST_WITH_SIGN = 5 };
    blob b[MAX_BLOBS];
    int n;
    *out = (sil_cell_ink){.one_line = true};
    sil_status st = blobs(ink, cell, unit, b, &n, err);
    if (st != SIL_OK)
        return st;
    n = join(b, n, unit);
    for (int i = 0; i < n; i++)
        out->all = sil_box_union(out->all, b[i].box);
    out->one_line = out->all.y1 - out->all.y0 <= unit * 8 / 5;
    for (int i = 0; n <= MOST_WITH_SIGN && i < n; i++)
        classify(ink, &b[i], unit);
    if (n && out->one_line)
        find_signs(b, n, cell, out);
    for (int i = 0; i < n; i++)
        if (!(i == 0 && out->lead) && !(i == n - 1 && out->tail))
            out->rest = sil_box_union(out->rest, b[i].box), out->blobs++;
    return SIL_OK;
}
