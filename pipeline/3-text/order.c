/* order.c: the reading order of boxes; called by gather.c for the zones of a page and for lines that stand side by side.
 *
 * Recursive X-Y cut (Nagy & Seth 1984) with two changes that columns of prose need: a gutter is looked for before blank bands, and neighbouring
 * bands that share a gutter are taken together, so that a blank line that happens to run through both columns does not tear them apart. */
#include "flow.h"

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

static bool visit(cut *c, size_t *set, size_t n, int depth);

static bool split_at(cut *c, size_t *set, size_t n, int at, int depth)
{
    size_t k = 0;
    sort_by(c, set, n, by_left);
    while (k < n && c->box[set[k]].x0 < at)
        k++;
    return visit(c, set, k, depth + 1) && visit(c, set + k, n - k, depth + 1);
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

static bool visit(cut *c, size_t *set, size_t n, int depth)
{
    int at = 0;
    if (n < 2 || depth > 20) {
        emit(c, set, n);
        return true;
    }
    if (gutter(c, set, n, &at))
        return split_at(c, set, n, at, depth);

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
            if (!gutter(c, work, m, &at)) {
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
            if (!gutter(c, part, stop - start, &at))
                emit(c, part, stop - start);
            else if (!split_at(c, part, stop - start, at, depth))
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

sil_status sil_tx_order(sil_arena *a, const sil_box *box, size_t n, int unit, size_t *order, int *column, sil_err *err)
{
    if (!n)
        return SIL_OK;
    size_t *set = sil_alloc(a, n * sizeof *set);
    if (!set)
        return SIL_TX_NOMEM(err);
    for (size_t i = 0; i < n; i++)
        set[i] = i;
    cut c = {.box = box, .unit = unit > 0 ? unit : 20, .order = order, .column = column, .a = a};
    return visit(&c, set, n, 0) ? SIL_OK : SIL_TX_NOMEM(err);
}
