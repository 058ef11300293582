/* table_join.c: tables that go on over a column or page become one; the heads of tables found by boxes. After all tables are found.
 *
 * The second part is the first thing of its column, has no caption of its own (or one that says "continued"), the first part is the last thing of its
 * column and no source line closes it, and both have the same number of columns. A repeated heading goes. */
#include "flow.h"

#include <string.h>

#include "sillok/text.h"

static bool nothing_of_text(const sil_tx_doc *d, size_t i)
{
    const sil_tx_line *l = &d->lines[i];
    return l->role == SIL_TX_PAGE_HEADER || l->role == SIL_TX_PAGE_FOOTER || l->role == SIL_TX_PAGE_NUMBER || l->role == SIL_TX_NOTE || l->kind == SIL_TX_RULE || l->unreadable || !l->run.n;
}

static bool numeric(const sil_tx_run *r)
{
    size_t digits = 0, letters = 0;
    for (size_t i = 0; i < r->n; i++) {
        sil_script s = sil_script_of(r->cp[i]);
        if (s == SIL_SCRIPT_DIGIT)
            digits++;
        else if (s != SIL_SCRIPT_PUNCT && s != SIL_SCRIPT_SPACE)
            letters++;
    }
    return digits && !letters;
}

static const sil_tx_cell *at(const sil_tx_table *t, int row, int col)
{
    for (size_t k = 0; k < t->n_cells; k++)
        if (t->cells[k].row == row && t->cells[k].col == col)
            return &t->cells[k];
    return NULL;
}

/* Headings: rows at the top that hold no number in the columns that are mostly numbers; without such columns the first row. */
static void find_head(sil_tx_table *t)
{
    bool number_col[65] = {false};
    bool any = false;
    for (int c = 0; c < t->cols && c < 64; c++) {
        int yes = 0, all = 0;
        for (int r = 1; r < t->rows; r++) {
            const sil_tx_cell *x = at(t, r, c);
            if (!x || !x->run.n)
                continue;
            all++;
            yes += numeric(&x->run);
        }
        number_col[c] = all >= 2 && yes * 10 >= all * 7;
        any |= number_col[c];
    }
    int head = 0;
    if (any) {
        for (; head < t->rows && head < 4; head++) {
            bool has_number = false, has_any = false;
            for (int c = 0; c < t->cols && c < 64; c++) {
                const sil_tx_cell *x = at(t, head, c);
                if (x && x->run.n) {
                    has_any = true;
                    if (number_col[c] && numeric(&x->run) && x->run.n < 12)
                        has_number = true;
                }
            }
            if (has_number || !has_any)
                break;
        }
        if (head == t->rows)
            head = 0;
    } else if (t->rows > 2) {
        head = 1;
        for (int c = 0; c < t->cols; c++) {
            const sil_tx_cell *x = at(t, 0, c);
            if (!x || !x->run.n)
                head = c ? 0 : head; /* an empty corner is usual */
        }
    }
    t->head_rows = head;
    for (size_t k = 0; k < t->n_cells; k++)
        t->cells[k].header = t->cells[k].row < head;
}

static bool same_text(const sil_tx_run *a, const sil_tx_run *b)
{
    size_t i = 0, j = 0, same = 0, all = 0;
    for (; i < a->n && j < b->n; i++, j++, all++)
        same += a->cp[i] == b->cp[j];
    return all && same * 10 >= (a->n > b->n ? a->n : b->n) * 7;
}

static int repeated_head(const sil_tx_table *a, const sil_tx_table *b)
{
    int rows = 0;
    for (int r = 0; r < a->head_rows && r < b->rows; r++) {
        int same = 0, all = 0;
        for (int c = 0; c < a->cols; c++) {
            const sil_tx_cell *x = at(a, r, c), *y = at(b, r, c);
            if (!x || !x->run.n)
                continue;
            all++;
            same += y && same_text(&x->run, &y->run);
        }
        if (!all || same * 2 < all)
            break;
        rows = r + 1;
    }
    return rows;
}

static bool continued_caption(sil_tx_doc *d, const sil_tx_line *l)
{
    return sil_tx_rule_match(d->rules, &d->rules->captions, "continued", SIL_TX_ANY, &l->run, false, NULL);
}

/* Line before `i` in the same column that is text of the page, or -1; and whether a caption that says "continued" was passed over. */
static bool opens_column(sil_tx_doc *d, const sil_tx_table *t, bool *said)
{
    *said = false;
    int column = d->lines[t->first].column;
    for (int i = t->first - 1; i >= 0 && d->lines[i].column == column; i--) {
        if (nothing_of_text(d, (size_t)i))
            continue;
        if (continued_caption(d, &d->lines[i])) {
            *said = true;
            continue;
        }
        return false;
    }
    return true;
}

static bool closes_column(const sil_tx_doc *d, const sil_tx_table *t, int next_first)
{
    for (int i = t->last + 1; i < next_first; i++)
        if (d->lines[i].column == d->lines[t->last].column && !nothing_of_text(d, (size_t)i))
            return false;
    return true;
}

static bool append(sil_tx_doc *d, sil_tx_table *a, const sil_tx_table *b, int skip)
{
    int base = a->rows - skip;
    for (size_t k = 0; k < b->n_cells; k++) {
        const sil_tx_cell *from = &b->cells[k];
        if (from->row < skip)
            continue;
        sil_tx_cell *c = SIL_PUSH(d->arena, a->cells, a->n_cells, a->cap_cells);
        if (!c)
            return false;
        *c = *from;
        c->row += base;
        c->header = false;
    }
    a->rows += b->rows - skip;
    a->last_page = b->last_page;
    a->last = b->last;
    return true;
}

sil_status sil_tx_tables_join(sil_tx_doc *d, sil_err *err)
{
    for (size_t k = 0; k < d->n_tables; k++)
        if (d->lines[d->tables[k].first].kind == SIL_TX_RULED || d->lines[d->tables[k].first].pixels || !d->tables[k].head_rows)
            if (d->lines[d->tables[k].first].pixels)
                find_head(&d->tables[k]);
    int open = -1;
    /* Tables stand in the list in the order of the pages for each finder; go by their lines. */
    for (size_t i = 0; i < d->n_lines; i++) {
        int k = d->lines[i].table;
        if (k < 0 || d->tables[k].first != (int)i)
            continue;
        sil_tx_table *b = &d->tables[k];
        bool said = false;
        if (open >= 0) {
            sil_tx_table *a = &d->tables[open];
            bool other_column = d->lines[a->last].column != d->lines[b->first].column;
            bool near_by = b->page - a->last_page <= 1;
            if (other_column && near_by && a->cols == b->cols && b->caption < 0 && opens_column(d, b, &said) && closes_column(d, a, b->first)) {
                int skip = repeated_head(a, b);
                bool same_head = !a->head_rows || skip || !b->head_rows || !d->lines[i].pixels || said;
                if (!skip && b->head_rows && d->lines[i].pixels && !said) {
                    /* A first row taken for a heading because nothing better was known. */
                    same_head = a->head_rows > 0;
                }
                if (same_head) {
                    if (!append(d, a, b, skip))
                        return SIL_TX_NOMEM(err);
                    b->into = open;
                    for (int j = b->first; j <= b->last; j++)
                        if (d->lines[j].table == k)
                            d->lines[j].table = open;
                    continue;
                }
            }
        }
        open = k;
    }
    return SIL_OK;
}
