/* table_geometry.c: tables without rules: lines that follow each other and share blank intervals. After the notes are known.
 *
 * A row has a blank wider than spaces of prose are. In a run of such lines an interval that at least 80 % of them leave blank divides two columns. */
#include "flow.h"

#include <stdlib.h>
#include <string.h>

#include "sillok/text.h"

typedef struct piece { /* a word of a line: its place on the page and in the run */
    int x0, x1;
    size_t start, end;
} piece;

/* Words of a line from left to right as pieces; at most cap. */
static size_t pieces_of(const sil_tx_doc *d, const sil_tx_line *l, piece *out, size_t cap)
{
    size_t n = 0;
    for (size_t i = 0; i < l->run.n; i++) {
        if (l->run.src[i] < 0)
            continue;
        const sil_tx_word *w = &d->words[l->run.src[i]];
        if (n && out[n - 1].x0 == w->box.x0 && out[n - 1].x1 == w->box.x1) {
            out[n - 1].end = i + 1;
        } else if (n < cap) {
            out[n++] = (piece){w->box.x0, w->box.x1, i, i + 1};
        } else {
            break;
        }
    }
    return n;
}

static int wide(const sil_tx_line *l, int height)
{
    return l->pixels ? height * 13 / 10 : 30;
}

static bool has_blank(const sil_tx_doc *d, const sil_tx_line *l, int height)
{
    piece p[256];
    size_t n = pieces_of(d, l, p, 256);
    for (size_t i = 1; i < n; i++)
        if (p[i].x0 - p[i - 1].x1 >= wide(l, height))
            return true;
    return false;
}

static bool open_to_tables(sil_tx_doc *d, const sil_tx_line *l)
{
    return l->kind == SIL_TX_LINE && l->role == SIL_TX_BODY && l->table < 0 && l->run.n && !sil_tx_rule_match(d->rules, &d->rules->captions, NULL, SIL_TX_ANY, &l->run, true, NULL) &&
           !sil_tx_rule_match(d->rules, &d->rules->lists, "leader", SIL_TX_ANY, &l->run, false, NULL);
}

typedef struct interval {
    int from, to;
} interval;

/* Blank intervals of the lines [from, to), at most cap. */
static size_t blanks(const sil_tx_doc *d, size_t from, size_t to, int height, interval *out, size_t cap)
{
    int left = 1 << 30, right = 0;
    for (size_t i = from; i < to; i++) {
        if (d->lines[i].box.x0 < left)
            left = d->lines[i].box.x0;
        if (d->lines[i].box.x1 > right)
            right = d->lines[i].box.x1;
    }
    if (right - left < 1 || right - left > 100000)
        return 0;
    size_t width = (size_t)(right - left);
    int *delta = calloc(width + 1, sizeof *delta);
    if (!delta)
        return 0;
    int rows = 0;
    for (size_t i = from; i < to; i++) {
        piece p[256];
        size_t n = pieces_of(d, &d->lines[i], p, 256);
        if (!has_blank(d, &d->lines[i], height))
            continue; /* a wrapped cell, a heading over the columns */
        rows++;
        for (size_t k = 0; k < n; k++) {
            /* Words of one cell hold together: fill the spaces between them. */
            int x1 = k + 1 < n && p[k + 1].x0 - p[k].x1 < wide(&d->lines[i], height) ? p[k + 1].x0 : p[k].x1;
            int a = p[k].x0 - left, b = x1 - left;
            if (a < 0)
                a = 0;
            if (b > (int)width)
                b = (int)width;
            if (b <= a)
                continue;
            delta[a]++;
            delta[b]--;
        }
    }
    size_t n = 0;
    int ink = 0, start = -1, least = d->lines[from].pixels ? height * 6 / 10 : 20;
    for (size_t x = 0; x <= width; x++) {
        ink += delta[x];
        bool blank = ink * 5 <= rows && x < width;
        if (blank && start < 0)
            start = (int)x;
        if (!blank && start >= 0) {
            if (start > 0 && x < width && (int)x - start >= least && n < cap)
                out[n++] = (interval){left + start, left + (int)x};
            start = -1;
        }
    }
    free(delta);
    return n;
}

static int column_of(const interval *b, size_t n, int x0, int x1)
{
    int middle = (x0 + x1) / 2, c = 0;
    for (size_t k = 0; k < n; k++) {
        int cut = (b[k].from + b[k].to) / 2;
        if (x0 >= cut || (middle > cut && x0 > b[k].from - (x1 - x0) / 2))
            c = (int)k + 1;
    }
    return c;
}

/* Justified prose whose words are spread over the line: its blanks are all alike and stand anywhere; those of a row stand between columns. */
static bool spread(const sil_tx_doc *d, size_t from, size_t to, int height, const interval *b, size_t n)
{
    size_t between = 0, elsewhere = 0;
    for (size_t i = from; i < to; i++) {
        piece p[256];
        size_t m = pieces_of(d, &d->lines[i], p, 256);
        if (!has_blank(d, &d->lines[i], height))
            continue;
        for (size_t k = 1; k < m; k++) {
            if ((p[k].x0 - p[k - 1].x1) * 10 < wide(&d->lines[i], height) * 6)
                continue;
            bool column = false;
            for (size_t c = 0; c < n && !column; c++)
                column = p[k - 1].x1 <= (b[c].from + b[c].to) / 2 && p[k].x0 >= (b[c].from + b[c].to) / 2;
            *(column ? &between : &elsewhere) += 1;
        }
    }
    return elsewhere * 2 > between;
}

static bool prose(const sil_tx_doc *d, size_t from, size_t to, const interval *b, size_t n)
{
    /* Two columns of which the first holds marks alone are a list; long cells everywhere are columns of prose. */
    size_t letters = 0, cells = 0, marks = 0;
    for (size_t i = from; i < to; i++) {
        piece p[256];
        size_t m = pieces_of(d, &d->lines[i], p, 256), first = 0;
        bool seen[65] = {false};
        for (size_t k = 0; k < m; k++) {
            int c = column_of(b, n, p[k].x0, p[k].x1);
            letters += p[k].end - p[k].start;
            if (!c)
                first += p[k].end - p[k].start;
            if (!seen[c]) {
                seen[c] = true;
                cells++;
            }
        }
        if (first <= 3)
            marks++;
    }
    if (!cells)
        return true;
    /* A column of single strokes is dirt at the edge of the scan. */
    size_t in[65] = {0}, chars[65] = {0};
    for (size_t i = from; i < to; i++) {
        piece p[256];
        size_t m = pieces_of(d, &d->lines[i], p, 256);
        for (size_t k = 0; k < m; k++) {
            int c = column_of(b, n, p[k].x0, p[k].x1);
            in[c]++;
            for (size_t q = p[k].start; q < p[k].end; q++)
                chars[c] += sil_script_of(d->lines[i].run.cp[q]) != SIL_SCRIPT_PUNCT;
        }
    }
    size_t real = 0;
    for (size_t c = 0; c <= n; c++)
        real += chars[c] >= 2 && chars[c] * 2 > in[c] && in[c] >= 2;
    if (real < 2)
        return true;
    return letters / cells > 40 || (n == 1 && marks == to - from && letters / cells > 12);
}

static sil_status build(sil_tx_doc *d, size_t from, size_t to, const interval *b, size_t n, sil_err *err)
{
    sil_tx_table *t = sil_tx_table_new(d, d->lines[from].page, err);
    if (!t)
        return SIL_TX_NOMEM(err);
    int index = (int)d->n_tables - 1, steps = 0, step = 0;
    t->first = (int)from;
    t->last = (int)to - 1;
    t->zone = d->lines[from].zone;
    t->cols = (int)n + 1;
    for (size_t i = from + 1; i < to; i++, steps++)
        step += d->lines[i].box.y0 - d->lines[i - 1].box.y0;
    if (steps)
        step /= steps;
    int row = -1;
    for (size_t i = from; i < to; i++) {
        sil_tx_line *l = &d->lines[i];
        piece p[256];
        size_t m = pieces_of(d, l, p, 256);
        int only = -1, cells = 0;
        bool seen[65] = {false};
        for (size_t k = 0; k < m; k++) {
            int c = column_of(b, n, p[k].x0, p[k].x1);
            if (!seen[c]) {
                seen[c] = true;
                cells++;
                only = c;
            }
        }
        /* A lone cell close under a row goes on with that row. */
        int down = l->box.y0 - d->lines[i ? i - 1 : 0].box.y0;
        bool wrapped = row > 0 && cells == 1 && t->cols > 1 && down <= (only > 0 ? step * 12 / 10 : step) && !has_blank(d, l, l->height ? l->height : 20);
        if (wrapped && only == 0 && l->box.y0 - d->lines[i - 1].box.y0 > step * 8 / 10)
            wrapped = false;
        if (!wrapped)
            row++;
        for (size_t k = 0; k < m; k++) {
            int c = column_of(b, n, p[k].x0, p[k].x1);
            sil_tx_cell *cell = NULL;
            for (size_t q = t->n_cells; q-- > 0 && t->cells[q].row == row;)
                if (t->cells[q].col == c)
                    cell = &t->cells[q];
            if (!cell)
                cell = sil_tx_cell_new(d, t, row, c);
            if (!cell)
                return SIL_TX_NOMEM(err);
            bool space = cell->run.n && p[k].start && (sil_tx_is_space(l->run.cp[p[k].start - 1]) || k == 0);
            if (space && !sil_tx_run_put(d->arena, &cell->run, ' ', -1))
                return SIL_TX_NOMEM(err);
            if (!sil_tx_run_add_range(d->arena, &cell->run, &l->run, p[k].start, p[k].end))
                return SIL_TX_NOMEM(err);
        }
        l->role = SIL_TX_IN_TABLE;
        l->table = index;
        t->box = sil_box_union(t->box, l->box);
    }
    return SIL_OK;
}

sil_status sil_tx_tables_geometry(sil_tx_doc *d, sil_err *err)
{
    for (size_t i = 0; i < d->n_lines;) {
        const sil_tx_line *first = &d->lines[i];
        int height = first->pixels ? (d->body ? d->body : first->height) : 20;
        if (!open_to_tables(d, first) || first->unreadable || !has_blank(d, first, height)) {
            i++;
            continue;
        }
        size_t to = i + 1, with = 1, misses = 0, last = i + 1;
        while (to < d->n_lines && d->lines[to].column == first->column && open_to_tables(d, &d->lines[to]) && !d->lines[to].unreadable && misses < 2 && d->lines[to].gap < 30) {
            if (has_blank(d, &d->lines[to], height)) {
                with++;
                misses = 0;
                last = to + 1;
            } else {
                misses++;
            }
            to++;
        }
        to = last;
        interval b[64];
        size_t n = with >= 3 ? blanks(d, i, to, height, b, 64) : 0;
        if (n && with * 10 >= (to - i) * 6 && !spread(d, i, to, height, b, n) && !prose(d, i, to, b, n)) {
            sil_status s = build(d, i, to, b, n, err);
            if (s)
                return s;
        }
        i = to;
    }
    return SIL_OK;
}
