/* core/tsv.c: the tables of config/. */
#include "sillok/tsv.h"

#include <string.h>

#include "sillok/file.h"
#include "sillok/text.h"

/* Split line in place at tabs; exactly n fields, "" for those missing. More than n is an error (returns false). */
static bool split(sil_arena *a, char *line, char **out, size_t n)
{
    size_t i = 0;
    for (char *p = line;; i++) {
        char *tab = strchr(p, '\t');
        if (tab)
            *tab = '\0';
        if (i < n)
            out[i] = p;
        else if (*p)
            return false;
        if (!tab)
            break;
        p = tab + 1;
    }
    for (i++; i < n; i++)
        out[i] = sil_alloc(a, 1);
    return true;
}

static size_t count_fields(const char *line)
{
    size_t n = 1;
    for (; *line; line++)
        n += *line == '\t';
    return n;
}

sil_status sil_tsv_read(sil_arena *a, const char *path, const char *const *need, sil_tsv *out, sil_err *err)
{
    memset(out, 0, sizeof *out);
    char *data;
    size_t len;
    sil_status s = sil_file_read(a, path, 0, &data, &len, err);
    if (s)
        return s;
    if (!sil_utf8_valid(data, len) || memchr(data, 0, len))
        return sil_fail(err, SIL_FORMAT, "%s is not UTF-8 text; save it as UTF-8", path);
    if (!(out->path = sil_strdup(a, path)))
        return sil_fail(err, SIL_NOMEM, "no memory for %s", path);
    size_t cap = 0, cap_lines = 0, n_lines = 0, line_no = 0;
    for (char *line = data, *next; line && *line; line = next) {
        line_no++;
        char *nl = strchr(line, '\n');
        next = nl ? nl + 1 : NULL;
        if (nl)
            *nl = '\0';
        size_t n = strlen(line);
        if (n && line[n - 1] == '\r')
            line[n - 1] = '\0';
        if (*line == '#' || *line == '\0')
            continue;
        if (!out->columns) {
            out->n_columns = count_fields(line);
            out->columns = sil_alloc(a, out->n_columns * sizeof *out->columns);
            if (!out->columns)
                return sil_fail(err, SIL_NOMEM, "no memory for %s", path);
            split(a, line, out->columns, out->n_columns);
            continue;
        }
        char **row = sil_alloc(a, out->n_columns * sizeof *row);
        char ***slot = row ? SIL_PUSH(a, out->rows, out->n_rows, cap) : NULL;
        size_t *no = slot ? SIL_PUSH(a, out->lines, n_lines, cap_lines) : NULL;
        if (!no)
            return sil_fail(err, SIL_NOMEM, "no memory for %s", path);
        if (!split(a, line, row, out->n_columns))
            return sil_fail(err, SIL_FORMAT, "%s line %zu has more than the %zu columns its first line names", path, line_no, out->n_columns);
        *slot = row;
        *no = line_no;
    }
    if (!out->columns)
        return sil_fail(err, SIL_FORMAT, "%s has no line that names its columns", path);
    for (; need && *need; need++)
        if (sil_tsv_column(out, *need) < 0)
            return sil_fail(err, SIL_FORMAT, "%s has no column \"%s\"", path, *need);
    return SIL_OK;
}

int sil_tsv_column(const sil_tsv *t, const char *name)
{
    for (size_t i = 0; i < t->n_columns; i++)
        if (strcmp(t->columns[i], name) == 0)
            return (int)i;
    return -1;
}

char **sil_tsv_values(sil_arena *a, const char *field)
{
    size_t n = 1;
    for (const char *p = field; *p; p++)
        n += *p == '|';
    char **v = sil_alloc(a, (n + 1) * sizeof *v), *copy = sil_strdup(a, field);
    if (!v || !copy)
        return NULL;
    size_t k = 0;
    for (char *p = copy, *bar; p; p = bar ? bar + 1 : NULL) {
        if ((bar = strchr(p, '|')))
            *bar = '\0';
        if (*p)
            v[k++] = p;
    }
    return v;
}
