/* driver/evaluate_cells.c: `sillok evaluate`, ranking values of a paper in corpus.db against rankings.tsv.
 *
 * A value of the truth and one of the corpus belong together when index, entity, measure, category and period are the same; of several such
 * the equal ones are paired first, then those that are flagged, so that nobody is called silently wrong for another's value. */
#include <stdlib.h>
#include <string.h>

#include "evaluate.h"
#include "sillok/tsv.h"

typedef struct cell {
    char *key, *value;
    char status; /* p printed, r repaired, c conflict */
    bool known;  /* its entity is linked */
    bool used;
} cell;

typedef struct cells {
    cell *c;
    size_t n, cap;
} cells;

static sil_status nomem(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "out of memory for the ranking values of a paper");
}

/* 1,661.10 and 1661.1 are the same number; what is no number is compared as it is printed. */
static bool same_value(const char *x, const char *y)
{
    char *e, *g, a[64], b[64];
    size_t n = 0, m = 0;
    for (; *x && n + 1 < sizeof a; x++)
        if (*x != ',')
            a[n++] = *x;
    for (; *y && m + 1 < sizeof b; y++)
        if (*y != ',')
            b[m++] = *y;
    a[n] = b[m] = 0;
    double p = strtod(a, &e), q = strtod(b, &g);
    return *e || *g || e == a || g == b ? strcmp(a, b) == 0 : p == q;
}

static bool add(sil_arena *a, cells *set, const char *const f[5], const char *value, char status)
{
    cell *c = SIL_PUSH(a, set->c, set->n, set->cap);
    if (!c)
        return false;
    *c = (cell){.key = sil_sprintf(a, "%s\t%s\t%s\t%s\t%s", f[0], f[1], f[2], f[3], f[4]), .value = sil_strdup(a, value), .status = status, .known = f[1][0] != 0};
    return c->key && c->value;
}

static int by_key(const void *x, const void *y)
{
    const cell *p = x, *q = y;
    int c = strcmp(p->key, q->key);
    return c ? c : strcmp(p->value, q->value);
}

static cell *partner(cells *found, const cell *t, int pass)
{
    size_t lo = 0, hi = found->n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (strcmp(found->c[mid].key, t->key) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (; lo < found->n && strcmp(found->c[lo].key, t->key) == 0; lo++) {
        cell *f = &found->c[lo];
        if (!f->used && (pass == 0 ? same_value(f->value, t->value) : pass == 1 ? f->status != 'p' : true))
            return f;
    }
    return NULL;
}

static void count(cells *truth, cells *found, eval_cells *o)
{
    *o = (eval_cells){.truth = truth->n};
    if (found->n)
        qsort(found->c, found->n, sizeof *found->c, by_key);
    for (int pass = 0; pass < 3; pass++)
        for (size_t i = 0; i < truth->n; i++) {
            cell *t = &truth->c[i], *f = t->used ? NULL : partner(found, t, pass);
            if (!f)
                continue;
            t->used = f->used = true;
            bool right = pass == 0;
            if (f->status == 'c')
                o->conflict++;
            else if (f->status == 'r')
                right ? o->repaired++ : o->repaired_wrong++;
            else
                right ? o->right++ : o->silent++;
        }
    for (size_t i = 0; i < truth->n; i++)
        o->missing += !truth->c[i].used;
    for (size_t i = 0; i < found->n; i++) /* a value under a wrong city, measure or year is as wrong as a wrong number */
        if (!found->c[i].used) {
            bool silent = found->c[i].status == 'p' && found->c[i].known;
            o->silent += silent;
            o->extra += !silent;
        }
}

sil_status eval_rankings(sil_arena *a, const char *path, sqlite3 *db, const char *doc_id, eval_paper *out, sil_err *err)
{
    static const char *const need[] = {"index_id", "entity_id", "measure", "category", "period", "value", NULL};
    sil_tsv t;
    cells truth = {0}, found = {0};
    sil_status st = sil_tsv_read(a, path, need, &t, err);
    int c[6];
    for (int i = 0; st == SIL_OK && i < 6; i++)
        c[i] = sil_tsv_column(&t, need[i]);
    for (size_t r = 0; st == SIL_OK && r < t.n_rows; r++) {
        char **f = t.rows[r];
        const char *const key[5] = {f[c[0]], f[c[1]], f[c[2]], f[c[3]], f[c[4]]};
        if (!add(a, &truth, key, f[c[5]], 'p'))
            st = nomem(err);
    }
    sqlite3_stmt *s = NULL;
    if (st == SIL_OK)
        st = eval_query(db, "select index_id, entity_id, measure, category, period, value, status from rankings where doc_id = ? and coalesce(table_id, '') <> ''", doc_id, &s, err);
    while (st == SIL_OK && sqlite3_step(s) == SQLITE_ROW) {
        char *k[5] = {0};
        for (int i = 0; i < 5; i++)
            k[i] = sil_strdup(a, eval_column(s, i));
        const char *const key[5] = {k[0], k[1], k[2], k[3], k[4]};
        if (!k[0] || !k[1] || !k[2] || !k[3] || !k[4] || !add(a, &found, key, eval_column(s, 5), eval_column(s, 6)[0]))
            st = nomem(err);
    }
    sqlite3_finalize(s);
    if (st == SIL_OK) {
        out->has_cells = true;
        count(&truth, &found, &out->cells);
    }
    return st;
}
