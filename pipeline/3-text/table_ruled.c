/* table_ruled.c: a table whose cells came with the page (room 2 found its rules): rows and columns from the boxes of the cells. Called by gather.c.
 *
 * Narrow cells first: each either falls into a column already there or opens one; a wide cell that meets several columns spans them. Rows the same. */
#include "flow.h"

#include <stdlib.h>

sil_tx_table *sil_tx_table_new(sil_tx_doc *d, int page, sil_err *err)
{
    sil_tx_table *t = SIL_PUSH(d->arena, d->tables, d->n_tables, d->cap_tables);
    if (!t) {
        (void)SIL_TX_NOMEM(err);
        return NULL;
    }
    *t = (sil_tx_table){.page = page, .last_page = page, .first = -1, .last = -1, .into = -1, .caption = -1, .source = -1};
    return t;
}

sil_tx_cell *sil_tx_cell_new(sil_tx_doc *d, sil_tx_table *t, int row, int col)
{
    sil_tx_cell *c = SIL_PUSH(d->arena, t->cells, t->n_cells, t->cap_cells);
    if (!c)
        return NULL;
    *c = (sil_tx_cell){.row = row, .col = col, .rowspan = 1, .colspan = 1};
    if (row + 1 > t->rows)
        t->rows = row + 1;
    if (col + 1 > t->cols)
        t->cols = col + 1;
    return c;
}

typedef struct band { /* a column or a row */
    int from, to;
} band;

static int shared(int a0, int a1, int b0, int b1)
{
    int lo = a0 > b0 ? a0 : b0, hi = a1 < b1 ? a1 : b1;
    return hi - lo;
}

static bool meets(const band *b, int from, int to)
{
    int smaller = b->to - b->from < to - from ? b->to - b->from : to - from;
    return shared(b->from, b->to, from, to) * 10 > smaller * 4;
}

static const sil_zone *sort_cells;
static bool sort_rows;

static int extent(size_t i)
{
    sil_box b = sort_cells[i].box;
    return sort_rows ? b.y1 - b.y0 : b.x1 - b.x0;
}

static int by_extent(const void *x, const void *y)
{
    size_t a = *(const size_t *)x, b = *(const size_t *)y;
    int u = extent(a), v = extent(b);
    return u != v ? (u < v ? -1 : 1) : (a < b ? -1 : a > b);
}

static int by_from(const void *x, const void *y)
{
    const band *a = x, *b = y;
    return a->from < b->from ? -1 : a->from > b->from;
}

static size_t bands_of(const sil_zone *z, bool rows, size_t *order, band *out)
{
    size_t n = 0;
    for (size_t i = 0; i < z->n_cells; i++)
        order[i] = i;
    sort_cells = z->cells;
    sort_rows = rows;
    qsort(order, z->n_cells, sizeof *order, by_extent);
    for (size_t i = 0; i < z->n_cells; i++) {
        sil_box b = z->cells[order[i]].box;
        int from = rows ? b.y0 : b.x0, to = rows ? b.y1 : b.x1;
        size_t met = 0;
        for (size_t k = 0; k < n; k++)
            met += meets(&out[k], from, to);
        if (!met && to > from)
            out[n++] = (band){from, to};
    }
    qsort(out, n, sizeof *out, by_from);
    return n;
}

static void place(const band *b, size_t n, int from, int to, int *first, int *span)
{
    *first = -1;
    *span = 1;
    for (size_t k = 0; k < n; k++) {
        if (!meets(&b[k], from, to))
            continue;
        if (*first < 0)
            *first = (int)k;
        *span = (int)k - *first + 1;
    }
    if (*first < 0)
        *first = 0;
}

static bool fill(sil_tx_doc *d, sil_tx_run *run, const sil_zone *cell)
{
    for (size_t i = 0; i < cell->n_lines; i++) {
        const sil_line *l = &cell->lines[i];
        if (l->unreadable)
            continue;
        if (run->n && !sil_tx_run_put(d->arena, run, ' ', -1))
            return false;
        for (size_t k = 0; k < l->n_words; k++) {
            const sil_word *w = &l->words[k];
            sil_tx_word *x = SIL_PUSH_LONG(d->arena, d->words, d->n_words, d->cap_words);
            if (!x || !w->text)
                return false;
            *x = (sil_tx_word){.id = sil_strdup(d->arena, w->id ? w->id : ""), .box = w->box, .conf = (float)w->conf, .line = -1};
            if (!x->id || !sil_tx_run_puts(d->arena, run, w->text, (int32_t)(d->n_words - 1)))
                return false;
            if (w->space_after && k + 1 < l->n_words && !sil_tx_run_put(d->arena, run, ' ', -1))
                return false;
        }
    }
    return true;
}

sil_status sil_tx_table_from_zone(sil_tx_doc *d, const sil_zone *z, int page, int *index, sil_err *err)
{
    sil_status s = SIL_OK;
    *index = -1;
    sil_arena *a = sil_arena_new(0);
    size_t *order = a ? sil_alloc(a, (z->n_cells + 1) * sizeof *order) : NULL;
    band *cols = a ? sil_alloc(a, (z->n_cells + 1) * sizeof *cols) : NULL, *rows = a ? sil_alloc(a, (z->n_cells + 1) * sizeof *rows) : NULL;
    sil_tx_table *t = order && cols && rows ? sil_tx_table_new(d, page, err) : NULL;
    if (!t) {
        s = SIL_TX_NOMEM(err);
        goto done;
    }
    t->zone = z->id ? sil_strdup(d->arena, z->id) : NULL;
    t->box = z->box;
    size_t n_cols = bands_of(z, false, order, cols), n_rows = bands_of(z, true, order, rows);
    t->rows = (int)n_rows;
    t->cols = (int)n_cols;
    for (int r = 0; r < t->rows; r++) {
        for (int c = 0; c < t->cols; c++) { /* row by row, whatever order the cells came in */
            for (size_t i = 0; i < z->n_cells; i++) {
                sil_box b = z->cells[i].box;
                int row, col, rowspan, colspan;
                place(rows, n_rows, b.y0, b.y1, &row, &rowspan);
                place(cols, n_cols, b.x0, b.x1, &col, &colspan);
                if (row != r || col != c)
                    continue;
                sil_tx_cell *cell = NULL;
                for (size_t k = 0; k < t->n_cells; k++)
                    if (t->cells[k].row == r && t->cells[k].col == c)
                        cell = &t->cells[k];
                if (!cell) {
                    cell = sil_tx_cell_new(d, t, r, c);
                    if (cell) {
                        cell->rowspan = rowspan;
                        cell->colspan = colspan;
                    }
                }
                if (!cell || !fill(d, &cell->run, &z->cells[i])) {
                    s = SIL_TX_NOMEM(err);
                    goto done;
                }
            }
        }
    }
    *index = (int)(t - d->tables);
done:
    sil_arena_free(a);
    return s;
}
