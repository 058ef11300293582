/* driver/verify_data.c: the datasets as a consumer reads them: datapackage.json says what each table is; every CSV file is held against it, against
 * the JSON lines of the same name row by row, and against corpus.db. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sillok/file.h"
#include "verify.h"

enum { COLUMNS = 64 };

typedef struct table {
    const json_t *resource, *fields;
    const char *name;
    size_t n;
    const char *column[COLUMNS];
    char type[COLUMNS];    /* 's' string, 'i' integer, 'n' number */
    sqlite3_stmt *by_key;  /* SELECT * … WHERE key, NULL without corpus.db */
    int key[COLUMNS], n_key;
} table;

static const char *text_of(const json_t *o, const char *key)
{
    const char *s = json_string_value(json_object_get(o, key));
    return s ? s : "";
}

/* ---- one CSV file (RFC 4180) --------------------------------------------------------------------------------------------- */

typedef struct csv {
    FILE *f;
    sil_buf line;            /* fields of the row in hand, each with a NUL */
    size_t at[COLUMNS + 1];
    int n;
    bool bad;                /* not RFC 4180: a quote in a bare field, a lone CR, no end of line */
} csv;

/* The next row. false at the end of the file, or where it is no CSV any more (bad). */
static bool csv_row(csv *c)
{
    int ch = getc(c->f);
    c->line.len = 0;
    c->n = 0;
    if (ch == EOF)
        return false;
    for (;; ch = getc(c->f)) {
        if (c->n > COLUMNS - 1) {
            c->bad = true;
            return false;
        }
        c->at[c->n++] = c->line.len;
        bool quoted = ch == '"';
        if (quoted)
            ch = getc(c->f);
        for (; ch != EOF; ch = getc(c->f)) {
            if (quoted && ch == '"') {
                ch = getc(c->f);
                if (ch != '"') {
                    quoted = false;
                    break;
                }
            } else if (!quoted && (ch == ',' || ch == '\r' || ch == '\n' || ch == '"')) {
                break;
            }
            sil_buf_putc(&c->line, (char)ch);
        }
        sil_buf_putc(&c->line, '\0');
        if (ch == ',')
            continue;
        c->bad = quoted || ch != '\r' || getc(c->f) != '\n' || c->line.failed;
        return !c->bad;
    }
}

static const char *csv_field(const csv *c, int i)
{
    return c->line.data + c->at[i];
}

/* ---- a value against its column ------------------------------------------------------------------------------------------- */

static bool number_ok(const char *s, bool whole)
{
    char *end;
    errno = 0;
    if (whole)
        (void)strtoll(s, &end, 10);
    else if (!isfinite(strtod(s, &end)))
        return false;
    return end != s && !*end && !errno;
}

static bool listed(const json_t *values, const char *s)
{
    size_t i;
    const json_t *one;
    json_array_foreach(values, i, one) {
        const char *t = json_string_value(one);
        if (t && strcmp(t, s) == 0)
            return true;
    }
    return false;
}

static void check_value(verify *v, const table *t, const char *where, size_t i, const char *s)
{
    const json_t *limits = json_object_get(json_array_get(t->fields, i), "constraints");
    const json_t *values = json_object_get(limits, "enum");
    if (!*s) {
        if (json_is_true(json_object_get(limits, "required")))
            verify_tell(v, where, "%s is empty, and must not be", t->column[i]);
    } else if (t->type[i] != 's' && !number_ok(s, t->type[i] == 'i')) {
        verify_tell(v, where, "%s = \"%s\" is no %s", t->column[i], s, t->type[i] == 'i' ? "whole number" : "number");
    } else if (values && !listed(values, s)) {
        verify_tell(v, where, "%s = \"%s\" is none of the values allowed", t->column[i], s);
    }
}

static bool same_number(const char *s, double x)
{
    return fabs(strtod(s, NULL) - x) <= 1e-9 * (1 + fabs(x));
}

static bool json_same(const table *t, size_t i, const char *s, const json_t *x)
{
    if (!*s)
        return json_is_null(x);
    if (t->type[i] == 's')
        return json_is_string(x) && strcmp(json_string_value(x), s) == 0;
    return json_is_number(x) && same_number(s, json_number_value(x));
}

static void check_jsonl(verify *v, const table *t, const char *where, const csv *c, const char *line, size_t len)
{
    json_t *j = NULL;
    sil_err err;
    if (sil_json_parse(line, len, where, &j, &err)) {
        verify_tell(v, where, "%s", err.text);
        return;
    }
    if (json_object_size(j) != t->n)
        verify_tell(v, where, "the JSON line has %zu members, not %zu", json_object_size(j), t->n);
    for (size_t i = 0; i < t->n; i++)
        if (!json_same(t, i, csv_field(c, (int)i), json_object_get(j, t->column[i]))) {
            verify_tell(v, where, "%s is not the same in the JSON lines as in the CSV", t->column[i]);
            break;
        }
    json_decref(j);
}

static void check_db(verify *v, table *t, const char *where, const csv *c)
{
    sqlite3_stmt *q = t->by_key;
    if (!q)
        return;
    for (int k = 0; k < t->n_key; k++)
        sqlite3_bind_text(q, k + 1, csv_field(c, t->key[k]), -1, SQLITE_STATIC);
    if (sqlite3_step(q) != SQLITE_ROW) {
        verify_tell(v, where, "is not in corpus.db");
    } else {
        for (size_t i = 0; i < t->n; i++) {
            const char *s = csv_field(c, (int)i), *x = (const char *)sqlite3_column_text(q, (int)i);
            bool same = !*s ? !x : x && (t->type[i] == 's' ? strcmp(s, x) == 0 : same_number(s, sqlite3_column_double(q, (int)i)));
            if (!same) {
                verify_tell(v, where, "%s is not the same in corpus.db as in the CSV", t->column[i]);
                break;
            }
        }
    }
    sqlite3_reset(q);
}

/* ---- one table ------------------------------------------------------------------------------------------------------------ */

static int column_find(const table *t, const char *name)
{
    for (size_t i = 0; i < t->n; i++)
        if (strcmp(t->column[i], name) == 0)
            return (int)i;
    return -1;
}

static bool table_open(verify *v, const json_t *resource, table *t)
{
    const json_t *schema = json_object_get(resource, "schema"), *key = json_object_get(schema, "primaryKey"), *one;
    size_t i;
    *t = (table){.resource = resource, .fields = json_object_get(schema, "fields"), .name = text_of(resource, "name")};
    json_array_foreach(t->fields, i, one) {
        const char *type = text_of(one, "type");
        if (i >= COLUMNS)
            return false;
        t->column[t->n] = text_of(one, "name");
        t->type[t->n++] = strcmp(type, "integer") == 0 ? 'i' : strcmp(type, "number") == 0 ? 'n' : 's';
    }
    json_array_foreach(key, i, one) {
        t->key[t->n_key] = json_is_string(one) ? column_find(t, json_string_value(one)) : -1;
        if (t->key[t->n_key++] < 0)
            return false;
    }
    if (!t->n || !t->n_key || strspn(t->name, "abcdefghijklmnopqrstuvwxyz_") != strlen(t->name))
        return false;
    sil_buf sql = {.limit = 1 << 16};
    sil_buf_puts(&sql, "SELECT ");
    for (size_t k = 0; k < t->n; k++)
        sil_buf_printf(&sql, "%s\"%s\"", k ? ", " : "", t->column[k]);
    sil_buf_printf(&sql, " FROM \"%s\" WHERE ", t->name);
    for (int k = 0; k < t->n_key; k++)
        sil_buf_printf(&sql, "%s\"%s\" = ?", k ? " AND " : "", t->column[t->key[k]]);
    if (v->db && (sql.failed || sqlite3_prepare_v2(v->db, sql.data, -1, &t->by_key, NULL) != SQLITE_OK))
        verify_tell(v, "datasets/corpus.db", "%s: %s", t->name, sqlite3_errmsg(v->db));
    sil_buf_free(&sql);
    return true;
}

static long long ask_db(verify *v, const char *sql, const char *what)
{
    sqlite3_stmt *q = NULL;
    long long n = -1;
    if (sqlite3_prepare_v2(v->db, sql, -1, &q, NULL) == SQLITE_OK && sqlite3_step(q) == SQLITE_ROW)
        n = sqlite3_column_int64(q, 0);
    else
        verify_tell(v, "datasets/corpus.db", "%s: %s", what, sqlite3_errmsg(v->db));
    sqlite3_finalize(q);
    return n;
}

/* Keys that point at nothing, as datapackage.json tells them. */
static void check_foreign(verify *v, const table *t)
{
    size_t i, k;
    const json_t *one, *name;
    json_array_foreach(json_object_get(json_object_get(t->resource, "schema"), "foreignKeys"), i, one) {
        const json_t *to = json_object_get(one, "reference"), *fields = json_object_get(one, "fields"), *target = json_object_get(to, "fields");
        sil_buf sql = {.limit = 1 << 16};
        sil_buf_printf(&sql, "SELECT count(*) FROM \"%s\" a WHERE ", t->name);
        json_array_foreach(fields, k, name) sil_buf_printf(&sql, "a.\"%s\" IS NOT NULL AND ", json_string_value(name));
        sil_buf_printf(&sql, "NOT EXISTS (SELECT 1 FROM \"%s\" b WHERE 1", text_of(to, "resource"));
        json_array_foreach(fields, k, name) sil_buf_printf(&sql, " AND b.\"%s\" = a.\"%s\"", json_string_value(json_array_get(target, k)), json_string_value(name));
        sil_buf_puts(&sql, ")");
        long long n = sql.failed ? 0 : ask_db(v, sql.data, t->name);
        if (n > 0)
            verify_tell(v, "datasets/corpus.db", "%lld rows of %s point at rows of %s that are not there", n, t->name, text_of(to, "resource"));
        sil_buf_free(&sql);
    }
}

static void check_header(verify *v, const table *t, const char *where, csv *c)
{
    bool same = csv_row(c) && (size_t)c->n == t->n;
    for (size_t i = 0; same && i < t->n; i++)
        same = strcmp(csv_field(c, (int)i), t->column[i]) == 0;
    if (!same)
        verify_tell(v, where, "its header is not the one of datapackage.json");
}

static void check_table(verify *v, const char *dir, const json_t *resource)
{
    table t;
    if (!table_open(v, resource, &t)) {
        verify_tell(v, "datasets/datapackage.json", "the table %s is not described so that it can be checked", text_of(resource, "name"));
        return;
    }
    char *where = sil_sprintf(v->a, "datasets/%s.csv", t.name), *lines = sil_sprintf(v->a, "datasets/%s.jsonl", t.name);
    char *csv_path = sil_sprintf(v->a, "%s/%s.csv", dir, t.name), *jsonl_path = sil_sprintf(v->a, "%s/%s.jsonl", dir, t.name);
    char sha[SIL_SHA_LEN], *line = NULL, row[256];
    size_t cap = 0;
    sil_err err;
    csv c = {.f = csv_path ? fopen(csv_path, "rb") : NULL};
    FILE *j = jsonl_path && !verify_wrong(v, lines) ? fopen(jsonl_path, "rb") : NULL;
    if (!c.f || (!j && !verify_wrong(v, lines)))
        verify_tell(v, c.f ? lines : where, "cannot be opened");
    if (c.f && (sil_sha256_file(csv_path, sha, &err) || strncmp(text_of(resource, "hash"), "sha256:", 7) != 0 || strcmp(text_of(resource, "hash") + 7, sha) != 0)) {
        if (!verify_wrong(v, where))
            verify_tell(v, where, "its bytes are not those that datapackage.json names");
    }
    if (c.f && !verify_wrong(v, where)) {
        long long n = 0, told = (long long)v->problems;
        check_header(v, &t, where, &c);
        while (!c.bad && csv_row(&c)) {
            ssize_t len = j ? getline(&line, &cap, j) : 0;
            n++;
            snprintf(row, sizeof row, "%.60s row %lld", where, n);
            if ((size_t)c.n != t.n) {
                verify_tell(v, row, "has %d fields, not %zu", c.n, t.n);
                continue;
            }
            for (size_t i = 0; i < t.n; i++)
                check_value(v, &t, row, i, csv_field(&c, (int)i));
            if (len < 0)
                verify_tell(v, row, "has no JSON line");
            else if (j)
                check_jsonl(v, &t, row, &c, line, (size_t)len);
            check_db(v, &t, row, &c);
            if ((long long)v->problems - told > 50) {
                verify_tell(v, where, "more is wrong; the rest of the table was not looked at");
                break;
            }
        }
        if (c.bad)
            verify_tell(v, where, "is no CSV (RFC 4180) behind row %lld", n);
        else if (t.by_key && (long long)v->problems == told) {
            snprintf(row, sizeof row, "SELECT count(*) FROM \"%.100s\"", t.name);
            if (ask_db(v, row, t.name) != n)
                verify_tell(v, "datasets/corpus.db", "%s has not as many rows as the CSV", t.name);
            check_foreign(v, &t);
        }
        v->rows += (size_t)n;
    }
    free(line);
    if (c.f)
        fclose(c.f);
    if (j)
        fclose(j);
    sil_buf_free(&c.line);
    sqlite3_finalize(t.by_key);
}

static void open_db(verify *v, const char *dir)
{
    const char *where = "datasets/corpus.db";
    char *path = sil_sprintf(v->a, "%s/corpus.db", dir);
    if (!path || verify_wrong(v, where))
        return;
    if (sqlite3_open_v2(path, &v->db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) {
        verify_tell(v, where, "cannot be opened: %s", v->db ? sqlite3_errmsg(v->db) : "out of memory");
    } else {
        sqlite3_stmt *q = NULL;
        const char *said = sqlite3_prepare_v2(v->db, "PRAGMA integrity_check(1)", -1, &q, NULL) == SQLITE_OK && sqlite3_step(q) == SQLITE_ROW ? (const char *)sqlite3_column_text(q, 0) : NULL;
        bool ok = said && strcmp(said, "ok") == 0;
        if (!ok)
            verify_tell(v, where, "is damaged: %s", said ? said : sqlite3_errmsg(v->db));
        sqlite3_finalize(q);
        if (ok)
            return;
    }
    sqlite3_close(v->db);
    v->db = NULL;
}

sil_status verify_data(verify *v, sil_err *err)
{
    char *dir = sil_sprintf(v->a, "%s/datasets", v->d->corpus), *path = dir ? sil_sprintf(v->a, "%s/datapackage.json", dir) : NULL, *data;
    size_t len, i;
    json_t *p = NULL, *one;
    sil_err why;
    if (!path)
        return sil_fail(err, SIL_NOMEM, "no memory to look at the datasets");
    open_db(v, dir);
    if (verify_wrong(v, "datasets/datapackage.json"))
        return SIL_OK;
    if (sil_file_read(v->a, path, 0, &data, &len, &why) || sil_json_parse(data, len, "datapackage.json", &p, &why)) {
        verify_tell(v, "datasets/datapackage.json", "%s", why.text);
        return SIL_OK;
    }
    if (json_array_size(json_object_get(p, "resources")) == 0)
        verify_tell(v, "datasets/datapackage.json", "names no table");
    json_array_foreach(json_object_get(p, "resources"), i, one) check_table(v, dir, one);
    json_decref(p);
    return SIL_OK;
}
