/* order.c: see sillok/order.h. Room 2 orders its blocks by it, room 3 the zones of a page and lines that stand side by side. */
#include "sillok/order.h"

#include <stdbool.h>
#include <stdlib.h>

typedef struct cut {
    const sil_box *box;
    int unit; /* about the height of a line */
    size_t *order;
    int *column;
    size_t done;
    int next_column;
    sil_arena *a;
} cut;

static const sil_box *sort_boxes; /* qsort has no context; one thread, set right before each call */

static int by_left(const void *x, const void *y)
{
    const size_t a = *(const size_t *)x, b = *(const size_t *)y;
    if (sort_boxes[a].x0 != sort_boxes[b].x0)
        return sort_boxes[a].x0 < sort_boxes[b].x0 ? -1 : 1;
    return a < b ? -1 : 1;
}

static int by_top(const void *x, const void *y)
{
    const size_t a = *(const size_t *)x, b = *(const size_t *)y;
    if (sort_boxes[a].y0 != sort_boxes[b].y0)
        return sort_boxes[a].y0 < sort_boxes[b].y0 ? -1 : 1;
    if (sort_boxes[a].x0 != sort_boxes[b].x0)
        return sort_boxes[a].x0 < sort_boxes[b].x0 ? -1 : 1;
    return a < b ? -1 : 1;
}

static void sort_by(const cut *c, size_t *set, size_t n, int (*by)(const void *, const void *))
{
    sort_boxes = c->box;
    qsort(set, n, sizeof *set, by);
}

/* Widest gutter of the set: *at becomes its middle. The sides must both be taller than a line, else it is a gap in a row. */
static bool gutter(const cut *c, size_t *set, size_t n, int *at)
{
    if (n < 2)
        return false;
    sort_by(c, set, n, by_left);
    int right = c->box[set[0]].x1, best = 0;
    for (size_t i = 1; i < n; i++) {
        const sil_box *b = &c->box[set[i]];
        if (b->x0 - right > best) {
            int tall_left = 0, tall_right = 0;
            for (size_t k = 0; k < n; k++) {
                int h = c->box[set[k]].y1 - c->box[set[k]].y0;
                if (k < i)
                    tall_left += h;
                else
                    tall_right += h;
            }
            if (b->x0 - right >= (c->unit * 7) / 10 && tall_left > c->unit * 2 && tall_right > c->unit * 2) {
                best = b->x0 - right;
                *at = right + best / 2;
            }
        }
        if (b->x1 > right)
            right = b->x1;
    }
    return best > 0;
}

/* How much of the height of box f the boxes of set fill that end left of it (side < 0) or begin right of it, in per cent. */
static int beside(const cut *c, const size_t *set, size_t n, const sil_box *f, int side)
{
    int from = f->y1, to = f->y0, sum = 0;
    for (size_t i = 0; i < n; i++) {
        const sil_box *b = &c->box[set[i]];
        if (b == f || (side < 0 ? b->x1 > f->x0 : b->x0 < f->x1))
            continue;
        int a = b->y0 > f->y0 ? b->y0 : f->y0, e = b->y1 < f->y1 ? b->y1 : f->y1;
        if (e <= a)
            continue;
        sum += e - a;
        from = a < from ? a : from, to = e > to ? e : to;
    }
    int height = f->y1 - f->y0;
    sum = sum < to - from ? sum : to - from;
    return height > 0 ? sum * 100 / height : 0;
}

enum { MOST_WITH_FLOATS = 100 }; /* boxes; beyond, what comes is lines or scraps, not blocks */

/* A gutter that something stands across which has text at both its sides. The boxes across come last in set; returns how many, 0 = none. */
static size_t gutter_with_floats(const cut *c, size_t *set, size_t n, int *at)
{
    size_t most = 0;
    int best = 0;
    for (size_t i = 0; i < n && n <= MOST_WITH_FLOATS; i++) {
        int left = c->box[set[i]].x1, right = -1, tall_left = 0, tall_right = 0, across = 0;
        bool above = false;
        size_t crossing = 0;
        for (size_t k = 0; k < n; k++) /* what begins next */
            if (c->box[set[k]].x0 >= left + c->unit * 7 / 10 && (right < 0 || c->box[set[k]].x0 < right))
                right = c->box[set[k]].x0;
        if (right < 0)
            continue;
        for (size_t k = 0; k < n; k++) {
            const sil_box *b = &c->box[set[k]];
            int h = b->y1 - b->y0;
            if (b->x1 <= left)
                tall_left += h;
            else if (b->x0 >= right)
                tall_right += h;
            else if (beside(c, set, n, b, -1) >= 60 && beside(c, set, n, b, 1) >= 60)
                crossing++, across += h;
            else
                above = true; /* it ends the gutter */
        }
        int low = tall_left < tall_right ? tall_left : tall_right;
        if (!above && crossing && low > c->unit * 8 && low > across && low - across > best)
            best = low - across, *at = (left + right) / 2, most = crossing;
    }
    if (!most)
        return 0;
    size_t end = n;
    for (size_t i = 0; i < end;) {
        const sil_box *b = &c->box[set[i]];
        if (b->x0 < *at && b->x1 > *at) {
            size_t t = set[i];
            set[i] = set[--end], set[end] = t;
        } else {
            i++;
        }
    }
    return n - end;
}

static bool visit(cut *c, size_t *set, size_t n, int depth);

/* Left of the gutter, right of it, then the last `floats` of the set. */
static bool split_at(cut *c, size_t *set, size_t n, int at, size_t floats, int depth)
{
    size_t k = 0, m = n - floats;
    sort_by(c, set, m, by_left);
    while (k < m && c->box[set[k]].x0 < at)
        k++;
    return visit(c, set, k, depth + 1) && visit(c, set + k, m - k, depth + 1) && (!floats || visit(c, set + m, floats, depth + 1));
}

/* One column: from top to bottom; boxes on one height from left to right. */
static void emit(cut *c, size_t *set, size_t n)
{
    sort_by(c, set, n, by_top);
    for (size_t i = 0; i < n; i++) {
        c->order[c->done++] = set[i];
        c->column[set[i]] = c->next_column;
    }
    if (n)
        c->next_column++;
}

/* The title in the middle above an odd number of columns, or the number of the page below them: it stands in no gutter's way and yet belongs to no
 * column. Moved to the end of the set. side: -1 = above all else, 1 = below. */
static bool apart_in_the_middle(const cut *c, size_t *set, size_t n, int side)
{
    size_t out = 0;
    int x0 = c->box[set[0]].x0, x1 = c->box[set[0]].x1;
    for (size_t i = 1; i < n; i++) {
        const sil_box *b = &c->box[set[i]], *o = &c->box[set[out]];
        if (side < 0 ? b->y0 < o->y0 : b->y1 > o->y1)
            out = i;
        x0 = b->x0 < x0 ? b->x0 : x0, x1 = b->x1 > x1 ? b->x1 : x1;
    }
    const sil_box *o = &c->box[set[out]];
    if (n < 4 || abs(o->x0 + o->x1 - x0 - x1) * 25 > (x1 - x0) * 2 || o->y1 - o->y0 > c->unit * 4)
        return false;
    for (size_t i = 0; i < n; i++)
        if (i != out && (side < 0 ? c->box[set[i]].y0 < o->y1 : c->box[set[i]].y1 > o->y0))
            return false;
    size_t t = set[out];
    set[out] = set[n - 1], set[n - 1] = t;
    return true;
}

/* A set with a gutter: what stands in the middle above it, the columns, what stands in the middle below. */
static bool columns_of(cut *c, size_t *set, size_t n, int depth)
{
    int at = 0;
    if (apart_in_the_middle(c, set, n, -1)) {
        emit(c, set + n - 1, 1);
        n--;
    }
    bool below = apart_in_the_middle(c, set, n, 1);
    if (!gutter(c, set, n - below, &at)) /* also puts them back in order */
        return visit(c, set, n - below, depth + 1) && (!below || visit(c, set + n - 1, 1, depth + 1));
    if (!split_at(c, set, n - below, at, 0, depth))
        return false;
    if (below)
        emit(c, set + n - 1, 1);
    return true;
}

static bool visit(cut *c, size_t *set, size_t n, int depth)
{
    int at = 0;
    size_t floats = 0;
    if (n < 2 || depth > 20) {
        emit(c, set, n);
        return true;
    }
    if (gutter(c, set, n, &at))
        return columns_of(c, set, n, depth);
    if ((floats = gutter_with_floats(c, set, n, &at)))
        return split_at(c, set, n, at, floats, depth);

    /* Bands: where no box crosses a height. */
    size_t *end = sil_alloc(c->a, n * sizeof *end), *work = sil_alloc(c->a, n * sizeof *work);
    if (!end || !work)
        return false;
    size_t bands = 0;
    sort_by(c, set, n, by_top);
    int bottom = c->box[set[0]].y1;
    for (size_t i = 1; i < n; i++) {
        if (c->box[set[i]].y0 >= bottom)
            end[bands++] = i;
        if (c->box[set[i]].y1 > bottom)
            bottom = c->box[set[i]].y1;
    }
    end[bands++] = n;
    if (bands == 1) {
        emit(c, set, n);
        return true;
    }
    /* Take bands together while they share a gutter; what has none is one column. */
    size_t b = 0, start = 0, plain = 0;
    while (b < bands) {
        size_t last = b;
        bool columns = false;
        for (size_t e = b; e < bands; e++) {
            size_t m = end[e] - start;
            for (size_t i = 0; i < m; i++)
                work[i] = set[start + i];
            if (!gutter(c, work, m, &at) && !gutter_with_floats(c, work, m, &at)) {
                if (columns || e > b)
                    break;
                /* A first band without a gutter may still be the top of one column. */
                if (end[b] - start > 1)
                    break;
                int width = c->box[set[start]].x1 - c->box[set[start]].x0, all = 0, x0 = c->box[set[0]].x0;
                for (size_t i = 0; i < n; i++) {
                    if (c->box[set[i]].x1 > all)
                        all = c->box[set[i]].x1;
                    if (c->box[set[i]].x0 < x0)
                        x0 = c->box[set[i]].x0;
                }
                if (width * 2 > all - x0)
                    break;
                continue;
            }
            columns = true;
            last = e;
        }
        size_t stop = end[last];
        if (columns) {
            for (size_t i = start; i < stop; i++)
                work[i] = set[i];
            size_t *part = sil_alloc(c->a, (stop - start) * sizeof *part);
            if (!part)
                return false;
            for (size_t i = start; i < stop; i++)
                part[i - start] = set[i];
            if (plain < start)
                emit(c, set + plain, start - plain);
            floats = 0;
            if (!gutter(c, part, stop - start, &at) && !(floats = gutter_with_floats(c, part, stop - start, &at)))
                emit(c, part, stop - start);
            else if (!split_at(c, part, stop - start, at, floats, depth))
                return false;
            plain = stop;
            b = last + 1;
        } else {
            stop = end[b];
            b++;
        }
        start = stop;
    }
    if (plain < n)
        emit(c, set + plain, n - plain);
    return true;
}

sil_status sil_order(sil_arena *a, const sil_box *box, size_t n, int unit, size_t *order, int *column, sil_err *err)
{
    if (!n)
        return SIL_OK;
    size_t *set = sil_alloc(a, n * sizeof *set);
    if (!set)
        return sil_fail(err, SIL_NOMEM, "no memory for the order of a page");
    for (size_t i = 0; i < n; i++)
        set[i] = i;
    cut c = {.box = box, .unit = unit > 0 ? unit : 20, .order = order, .column = column, .a = a};
    return visit(&c, set, n, 0) ? SIL_OK : sil_fail(err, SIL_NOMEM, "no memory for the order of a page");
}
