/* unfold.c: room 4, tables: one long list printed in two or more stacks side by side (rank, city, rank, city) becomes one list again. */
#include <string.h>

#include "tables.h"

/* How many columns make one stack: the headers repeat after them; 0 when they do not. */
static int stack(const sil_ttable *t)
{
    for (int m = 2; m <= t->cols / 2; m++) {
        bool same = t->cols % m == 0, words = false;
        for (int c = 0; c < t->cols && same; c++) {
            same = strcmp(t->col[c].header, t->col[c % m].header) == 0 && t->col[c].city < 0;
            words = words || t->col[c].header[0];
        }
        bool twice = false; /* within a stack no header stands twice */
        for (int a = 0; a < m && same; a++)
            for (int b = 0; b < a; b++)
                twice = twice || strcmp(t->col[a].header, t->col[b].header) == 0;
        if (same && words && !twice)
            return m;
    }
    return 0;
}

sil_status sil_table_unfold(sil_work *w, sil_ttable *t, sil_err *err)
{
    int m = stack(t);
    size_t rows = t->n_rows;
    for (int g = 1; m > 0 && g < t->cols / m; g++)
        for (size_t r = 0; r < rows; r++) {
            bool any = false;
            for (int c = 0; c < m; c++)
                any = any || t->rows[r].cell[g * m + c].text[0];
            if (!any)
                continue;
            sil_trow *row = SIL_PUSH(w->a, t->rows, t->n_rows, t->cap_rows);
            if (!row)
                return sil_fail(err, SIL_NOMEM, "out of memory for the tables of the paper");
            *row = t->rows[r];
            row->cell += g * m;
        }
    if (m > 0)
        t->cols = m;
    return SIL_OK;
}
