/* sillok/tsv.h: the tables of config/: UTF-8, tab-separated, `#` lines are comments, the first other line names the columns,
 * no quoting, `|` between several values of one field. A linguist can edit them; an error names file and line. */
#ifndef SILLOK_TSV_H
#define SILLOK_TSV_H

#include "sillok/err.h"
#include "sillok/mem.h"

typedef struct sil_tsv {
    const char *path;
    char **columns;
    size_t n_columns;
    char ***rows; /* rows[r][c], never NULL, "" when empty or missing at the end of a line */
    size_t *lines; /* line number in the file of each row, from 1 */
    size_t n_rows;
} sil_tsv;

/* Everything lives in the arena. `need`: NULL-terminated names of columns that must be there, or NULL. */
sil_status sil_tsv_read(sil_arena *a, const char *path, const char *const *need, sil_tsv *out, sil_err *err) SIL_CHECK;
int sil_tsv_column(const sil_tsv *t, const char *name); /* index, or -1 */

/* Split a field at `|` into a NULL-terminated array in the arena (empty field: only the NULL). NULL when memory is out. */
char **sil_tsv_values(sil_arena *a, const char *field);

#endif
