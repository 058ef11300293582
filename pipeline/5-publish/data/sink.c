/* Room 5, publish: rows into CSV, JSON lines and SQLite (sink.h). */
#include "sink.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fields.h"
#include "fulltext.h"
#include "sillok/file.h"
#include "sillok/json.h"

enum { APPLICATION_ID = 0x53494C4B /* "SILK" */, SCHEMA_VERSION = 2 };

typedef struct out {
    FILE *csv, *jsonl;
    char *csv_tmp, *csv_path, *jsonl_tmp, *jsonl_path;
    sqlite3_stmt *insert;
    size_t rows;
} out;

struct sil_sink {
    sil_arena *a;
    out t[SIL_T_COUNT];
    sqlite3 *db;
    char *db_tmp, *db_path;
    sil_table at;      /* the table of the row in hand */
    size_t column;
    bool wrong;        /* more or fewer fields than columns */
    sil_buf csv, json; /* of the row in hand */
    sil_fulltext *text;
    sil_buf *lines;    /* NULL, or where rows go as lines: nothing else is written then */
};

/* ---- corpus.db ----------------------------------------------------------------------------------------------------- */

static sil_status db_fail(sil_sink *s, const char *what, sil_err *err)
{
    int code = s->db ? sqlite3_errcode(s->db) : SQLITE_NOMEM;
    return sil_fail(err, code == SQLITE_NOMEM ? SIL_NOMEM : SIL_IO, "corpus.db: %s: %s", what, s->db ? sqlite3_errmsg(s->db) : "out of memory");
}

/* "a,b" -> "a","b" */
static void sql_names(sil_buf *b, const char *list)
{
    sil_buf_putc(b, '"');
    for (; *list; list++)
        if (*list == ',')
            sil_buf_puts(b, "\", \"");
        else
            sil_buf_putc(b, *list);
    sil_buf_putc(b, '"');
}

static void sql_table(sil_buf *b, const sil_table_spec *t)
{
    sil_buf_printf(b, "CREATE TABLE \"%s\" (\n", t->name);
    for (size_t i = 0; i < t->n_columns; i++) {
        const sil_column *c = &t->columns[i];
        sil_buf_printf(b, "  \"%s\" %s%s,\n", c->name, c->type == 'i' ? "INTEGER" : c->type == 'r' ? "REAL" : "TEXT", c->required ? " NOT NULL" : "");
    }
    sil_buf_puts(b, "  PRIMARY KEY (");
    sql_names(b, t->key);
    sil_buf_putc(b, ')');
    for (const sil_foreign *f = t->foreign; f < t->foreign + sizeof t->foreign / sizeof *t->foreign && f->columns; f++) {
        sil_buf_puts(b, ",\n  FOREIGN KEY (");
        sql_names(b, f->columns);
        sil_buf_printf(b, ") REFERENCES \"%s\" (", f->table);
        sql_names(b, f->target);
        sil_buf_putc(b, ')');
    }
    sil_buf_puts(b, "\n) WITHOUT ROWID;\n");
}

static sil_status db_open(sil_sink *s, sil_err *err)
{
    unlink(s->db_tmp);
    if (sqlite3_open_v2(s->db_tmp, &s->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
        return db_fail(s, "cannot create it", err);
    sil_buf sql = {0};
    /* the file is thrown away when anything fails, so it needs no journal; a fixed page size keeps its bytes the same everywhere */
    sil_buf_printf(&sql, "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA encoding = 'UTF-8';\n"
                         "PRAGMA application_id = %d; PRAGMA user_version = %d; PRAGMA foreign_keys = OFF;\nBEGIN;\n", APPLICATION_ID, SCHEMA_VERSION);
    for (int i = 0; i < SIL_T_COUNT; i++)
        sql_table(&sql, &sil_tables[i]);
    sil_status st = sil_buf_ok(&sql, err);
    if (st == SIL_OK && sqlite3_exec(s->db, sql.data, NULL, NULL, NULL) != SQLITE_OK)
        st = db_fail(s, "cannot make the tables", err);
    if (st == SIL_OK)
        st = sil_fulltext_open(s->db, &s->text, err);
    for (int i = 0; i < SIL_T_COUNT && st == SIL_OK; i++) {
        sql.len = 0;
        sil_buf_printf(&sql, "INSERT INTO \"%s\" VALUES (", sil_tables[i].name);
        for (size_t c = 0; c < sil_tables[i].n_columns; c++)
            sil_buf_puts(&sql, c ? ", ?" : "?");
        sil_buf_putc(&sql, ')');
        st = sil_buf_ok(&sql, err);
        if (st == SIL_OK && sqlite3_prepare_v2(s->db, sql.data, -1, &s->t[i].insert, NULL) != SQLITE_OK)
            st = db_fail(s, sil_tables[i].name, err);
    }
    sil_buf_free(&sql);
    return st;
}

static sil_status db_finish(sil_sink *s, sil_err *err)
{
    for (int i = 0; i < SIL_T_COUNT; i++) {
        sqlite3_finalize(s->t[i].insert);
        s->t[i].insert = NULL;
    }
    sil_buf sql = {0};
    for (int i = 0; i < SIL_T_COUNT; i++)
        for (size_t k = 0; sil_tables[i].indexes[k]; k++) {
            sil_buf_printf(&sql, "CREATE INDEX \"%s_%zu\" ON \"%s\" (", sil_tables[i].name, k + 1, sil_tables[i].name);
            sql_names(&sql, sil_tables[i].indexes[k]);
            sil_buf_puts(&sql, ");\n");
        }
    sil_buf_puts(&sql, "COMMIT;");
    sil_fulltext *text = s->text;
    s->text = NULL;
    sil_status st = sil_fulltext_close(text, err);
    if (st == SIL_OK)
        st = sil_buf_ok(&sql, err);
    if (st == SIL_OK && sqlite3_exec(s->db, sql.data, NULL, NULL, NULL) != SQLITE_OK)
        st = db_fail(s, "cannot finish it", err);
    sil_buf_free(&sql);
    sqlite3_stmt *check = NULL;
    if (st == SIL_OK && sqlite3_prepare_v2(s->db, "PRAGMA foreign_key_check", -1, &check, NULL) != SQLITE_OK)
        st = db_fail(s, "cannot check the foreign keys", err);
    if (st == SIL_OK && sqlite3_step(check) == SQLITE_ROW)
        st = sil_fail(err, SIL_FORMAT, "the datasets are not consistent: a row of %s points at a row of %s that is not there; please report this",
                      (const char *)sqlite3_column_text(check, 0), (const char *)sqlite3_column_text(check, 2));
    sqlite3_finalize(check);
    if (st == SIL_OK && sqlite3_close(s->db) != SQLITE_OK)
        return db_fail(s, "cannot close it", err);
    if (st == SIL_OK)
        s->db = NULL;
    return st;
}

/* ---- opening and closing --------------------------------------------------------------------------------------------- */

static sil_status open_file(sil_arena *a, const char *dir, const char *name, const char *ext, FILE **f, char **tmp, char **path, sil_err *err)
{
    *path = sil_sprintf(a, "%s/%s.%s", dir, name, ext);
    if (!*path)
        return sil_fail(err, SIL_NOMEM, "out of memory while writing the datasets");
    sil_status s = sil_file_temp(a, *path, tmp, err);
    if (s == SIL_OK && !(*f = fopen(*tmp, "wb")))
        s = sil_fail(err, SIL_IO, "cannot write %s: %s", *tmp, strerror(errno));
    return s;
}

sil_status sil_sink_open(const char *dir, sil_sink **result, sil_err *err)
{
    *result = NULL;
    sil_sink *s = calloc(1, sizeof *s);
    if (!s || !(s->a = sil_arena_new(0))) {
        free(s);
        return sil_fail(err, SIL_NOMEM, "out of memory while writing the datasets");
    }
    sil_status st = SIL_OK;
    for (int i = 0; i < SIL_T_COUNT && st == SIL_OK; i++) {
        out *o = &s->t[i];
        st = open_file(s->a, dir, sil_tables[i].name, "csv", &o->csv, &o->csv_tmp, &o->csv_path, err);
        if (st == SIL_OK)
            st = open_file(s->a, dir, sil_tables[i].name, "jsonl", &o->jsonl, &o->jsonl_tmp, &o->jsonl_path, err);
        for (size_t c = 0; st == SIL_OK && c < sil_tables[i].n_columns; c++)
            fprintf(o->csv, "%s%s", c ? "," : "", sil_tables[i].columns[c].name);
        if (st == SIL_OK)
            fputs("\r\n", o->csv);
    }
    if (st == SIL_OK) {
        s->db_path = sil_sprintf(s->a, "%s/corpus.db", dir);
        st = s->db_path ? sil_file_temp(s->a, s->db_path, &s->db_tmp, err) : sil_fail(err, SIL_NOMEM, "out of memory while writing the datasets");
    }
    if (st == SIL_OK)
        st = db_open(s, err);
    if (st != SIL_OK) {
        sil_sink_drop(s);
        return st;
    }
    *result = s;
    return SIL_OK;
}

sil_status sil_sink_lines(sil_buf *lines, sil_sink **result, sil_err *err)
{
    sil_sink *s = *result = calloc(1, sizeof *s);
    if (!s)
        return sil_fail(err, SIL_NOMEM, "out of memory while writing the datasets");
    s->lines = lines;
    return SIL_OK;
}

static void discard(FILE *f, const char *tmp)
{
    if (f)
        fclose(f);
    if (tmp)
        unlink(tmp);
}

void sil_sink_drop(sil_sink *s)
{
    if (!s)
        return;
    for (int i = 0; i < SIL_T_COUNT; i++) {
        discard(s->t[i].csv, s->t[i].csv_tmp);
        discard(s->t[i].jsonl, s->t[i].jsonl_tmp);
        sqlite3_finalize(s->t[i].insert);
    }
    sil_fulltext_drop(s->text);
    sqlite3_close(s->db);
    discard(NULL, s->db_tmp);
    sil_buf_free(&s->csv);
    sil_buf_free(&s->json);
    sil_arena_free(s->a);
    free(s);
}

static sil_status close_file(FILE **f, const char *path, sil_err *err)
{
    bool bad = ferror(*f) != 0;
    bad = fclose(*f) != 0 || bad;
    *f = NULL;
    return bad ? sil_fail(err, SIL_IO, "cannot write %s: %s", path, strerror(errno)) : SIL_OK;
}

sil_status sil_sink_close(sil_sink *s, sil_err *err)
{
    sil_status st = db_finish(s, err);
    for (int i = 0; i < SIL_T_COUNT && st == SIL_OK; i++)
        if ((st = close_file(&s->t[i].csv, s->t[i].csv_path, err)) == SIL_OK)
            st = close_file(&s->t[i].jsonl, s->t[i].jsonl_path, err);
    for (int i = 0; i < SIL_T_COUNT && st == SIL_OK; i++)
        if ((st = sil_file_commit(s->t[i].csv_tmp, s->t[i].csv_path, err)) == SIL_OK)
            st = sil_file_commit(s->t[i].jsonl_tmp, s->t[i].jsonl_path, err);
    if (st == SIL_OK)
        st = sil_file_commit(s->db_tmp, s->db_path, err);
    sil_sink_drop(s);
    return st;
}

/* ---- rows ------------------------------------------------------------------------------------------------------------ */

void sil_csv_field(sil_buf *b, const char *v)
{
    if (!strpbrk(v, ",\"\r\n")) {
        sil_buf_puts(b, v);
        return;
    }
    sil_buf_putc(b, '"');
    for (; *v; v++) {
        if (*v == '"')
            sil_buf_putc(b, '"');
        sil_buf_putc(b, *v);
    }
    sil_buf_putc(b, '"');
}

void sil_row_begin(sil_sink *s, sil_table t)
{
    s->at = t;
    s->column = 0;
    if (s->lines) {
        sil_buf_puts(s->lines, sil_tables[t].name);
        return;
    }
    s->csv.len = s->json.len = 0;
    sil_buf_putc(&s->json, '{');
}

/* Start the next field; NULL when there is none left. */
static const sil_column *field(sil_sink *s)
{
    const sil_table_spec *t = &sil_tables[s->at];
    if (s->column >= t->n_columns) {
        s->wrong = true;
        return NULL;
    }
    const sil_column *c = &t->columns[s->column++];
    if (s->lines) {
        sil_buf_putc(s->lines, '\t');
        return c;
    }
    if (s->column > 1) {
        sil_buf_putc(&s->csv, ',');
        sil_buf_putc(&s->json, ',');
    }
    sil_json_put(&s->json, c->name);
    sil_buf_putc(&s->json, ':');
    return c;
}

static void bind_ok(sil_sink *s, int code)
{
    if (code != SQLITE_OK)
        s->wrong = true;
}

void sil_row_none(sil_sink *s)
{
    const sil_column *c = field(s);
    if (!c)
        return;
    if (s->lines) {
        sil_field_put(s->lines, NULL);
        return;
    }
    sil_buf_puts(&s->json, "null");
    bind_ok(s, sqlite3_bind_null(s->t[s->at].insert, (int)s->column));
}

void sil_row_text(sil_sink *s, const char *v)
{
    if (!v || !*v) {
        const sil_column *next = s->column < sil_tables[s->at].n_columns ? &sil_tables[s->at].columns[s->column] : NULL;
        if (!next || !next->required) {
            sil_row_none(s);
            return;
        }
        v = ""; /* a required text may be empty, not null */
    }
    if (!field(s))
        return;
    if (s->lines) {
        sil_field_put(s->lines, v);
        return;
    }
    sil_csv_field(&s->csv, v);
    sil_json_put(&s->json, v);
    bind_ok(s, sqlite3_bind_text(s->t[s->at].insert, (int)s->column, v, -1, SQLITE_TRANSIENT));
}

void sil_row_int(sil_sink *s, long v)
{
    if (!field(s))
        return;
    if (s->lines) {
        sil_buf_printf(s->lines, "%ld", v);
        return;
    }
    sil_buf_printf(&s->csv, "%ld", v);
    sil_buf_printf(&s->json, "%ld", v);
    bind_ok(s, sqlite3_bind_int64(s->t[s->at].insert, (int)s->column, v));
}

static void put_real(sil_sink *s, double v, const char *text)
{
    if (!field(s))
        return;
    if (s->lines) {
        sil_buf_puts(s->lines, text);
        return;
    }
    sil_buf_puts(&s->csv, text);
    sil_buf_puts(&s->json, text);
    bind_ok(s, sqlite3_bind_double(s->t[s->at].insert, (int)s->column, v));
}

void sil_row_real(sil_sink *s, double v)
{
    char text[64];
    if (!isfinite(v) || fabs(v) > 1e15) {
        sil_row_none(s);
        return;
    }
    snprintf(text, sizeof text, "%.3f", v);
    size_t n = strlen(text);
    while (n && text[n - 1] == '0')
        text[--n] = '\0';
    if (n && text[n - 1] == '.')
        text[--n] = '\0';
    put_real(s, strtod(text, NULL), strcmp(text, "-0") == 0 ? "0" : text);
}

void sil_row_number(sil_sink *s, const char *v)
{
    char *end;
    double d = v && *v ? strtod(v, &end) : 0;
    const char *digits = v && *v == '-' ? v + 1 : v;
    bool plain = v && *v && !*end && isfinite(d) && isdigit((unsigned char)*digits) && (digits[0] != '0' || !isdigit((unsigned char)digits[1])) &&
                 strspn(digits, "0123456789.") == strlen(digits) && digits[strlen(digits) - 1] != '.';
    if (plain)
        put_real(s, d, v);
    else
        sil_row_none(s);
}

sil_status sil_row_end(sil_sink *s, sil_err *err)
{
    out *o = &s->t[s->at];
    bool whole = !s->wrong && s->column == sil_tables[s->at].n_columns;
    if (s->lines && whole) {
        sil_buf_putc(s->lines, '\n');
        return sil_buf_ok(s->lines, err);
    }
    sil_buf_puts(&s->csv, "\r\n");
    sil_buf_puts(&s->json, "}\n");
    if (s->csv.failed || s->json.failed)
        return sil_fail(err, SIL_NOMEM, "out of memory while writing a row of %s", sil_tables[s->at].name);
    if (!whole)
        return sil_fail(err, SIL_NOMEM, "a row of %s was given %zu of %zu fields; this is a fault of sillok-publish, please report it", sil_tables[s->at].name,
                        s->column, sil_tables[s->at].n_columns);
    if (fwrite(s->csv.data, 1, s->csv.len, o->csv) != s->csv.len || fwrite(s->json.data, 1, s->json.len, o->jsonl) != s->json.len)
        return sil_fail(err, SIL_IO, "cannot write %s: %s", o->csv_path, strerror(errno));
    int code = sqlite3_step(o->insert);
    if (code == SQLITE_CONSTRAINT)
        return sil_fail(err, SIL_FORMAT, "%s: %s: %.200s", sil_tables[s->at].name, sqlite3_errmsg(s->db), s->csv.data);
    if (code != SQLITE_DONE)
        return db_fail(s, sil_tables[s->at].name, err);
    sqlite3_reset(o->insert);
    o->rows++;
    return SIL_OK;
}

size_t sil_sink_rows(const sil_sink *s, sil_table t)
{
    return s->t[t].rows;
}

sil_status sil_row_again(sil_sink *s, char *const *fields, size_t n, sil_err *err)
{
    int t = 0;
    while (n && fields[0] && t < SIL_T_COUNT && strcmp(sil_tables[t].name, fields[0]) != 0)
        t++;
    if (!n || !fields[0] || t == SIL_T_COUNT || n != sil_tables[t].n_columns + 1)
        return sil_fail(err, SIL_FORMAT, "a line of %zu fields that begins with \"%.40s\" is a row of no table", n, n && fields[0] ? fields[0] : "");
    sil_row_begin(s, (sil_table)t);
    for (size_t i = 0; i + 1 < n; i++) {
        const char *v = fields[i + 1];
        if (!v)
            sil_row_none(s);
        else if (sil_tables[t].columns[i].type == 'i')
            sil_row_int(s, strtol(v, NULL, 10));
        else if (sil_tables[t].columns[i].type == 'r')
            put_real(s, strtod(v, NULL), v);
        else
            sil_row_text(s, v);
    }
    return sil_row_end(s, err);
}

sil_status sil_sink_block(sil_sink *s, const char *doc_id, char *const *fields, size_t n, sil_err *err)
{
    return sil_fulltext_line(s->text, doc_id, fields, n, err);
}
