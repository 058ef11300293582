/* Room 5, publish: the description of the datasets for other people's programs (package.h). */
#include "package.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "sillok/file.h"
#include "sillok/hash.h"
#include "sillok/json.h"
#include "sillok/layer.h"
#include "tables.h"

/* "a,b" as JSON: the Data Package form of a key. */
static json_t *key_list(const char *names)
{
    json_t *list = json_array();
    while (*names) {
        size_t n = strcspn(names, ",");
        json_array_append_new(list, json_stringn(names, n));
        names += n + (names[n] == ',');
    }
    return list;
}

static json_t *column(const sil_column *c)
{
    json_t *f = json_pack("{s:s, s:s, s:s}", "name", c->name, "type", c->type == 'i' ? "integer" : c->type == 'r' ? "number" : "string", "description", c->help);
    json_t *limits = json_object();
    if (c->required)
        json_object_set_new(limits, "required", json_true());
    if (c->values) {
        json_t *values = json_array();
        for (const char *v = c->values; *v;) {
            size_t n = strcspn(v, "|");
            json_array_append_new(values, json_stringn(v, n));
            v += n + (v[n] == '|');
        }
        json_object_set_new(limits, "enum", values);
    }
    if (json_object_size(limits))
        json_object_set_new(f, "constraints", limits);
    else
        json_decref(limits);
    return f;
}

static json_t *schema(const sil_table_spec *t)
{
    json_t *fields = json_array(), *foreign = json_array();
    for (size_t i = 0; i < t->n_columns; i++)
        json_array_append_new(fields, column(&t->columns[i]));
    for (const sil_foreign *f = t->foreign; f < t->foreign + sizeof t->foreign / sizeof *t->foreign && f->columns; f++)
        json_array_append_new(foreign, json_pack("{s:o, s:{s:s, s:o}}", "fields", key_list(f->columns), "reference", "resource", f->table, "fields", key_list(f->target)));
    json_t *s = json_pack("{s:o, s:o, s:[s]}", "fields", fields, "primaryKey", key_list(t->key), "missingValues", "");
    if (s && json_array_size(foreign))
        json_object_set_new(s, "foreignKeys", foreign);
    else
        json_decref(foreign);
    return s;
}

static sil_status resource(sil_arena *a, const char *dir, const sil_table_spec *t, json_t *list, sil_err *err)
{
    char sha[SIL_SHA_LEN];
    struct stat st;
    const char *path = sil_sprintf(a, "%s/%s.csv", dir, t->name);
    if (!path)
        return sil_fail(err, SIL_NOMEM, "out of memory while writing datapackage.json");
    sil_status s = sil_sha256_file(path, sha, err);
    if (s != SIL_OK)
        return s;
    if (stat(path, &st) != 0)
        return sil_fail(err, SIL_IO, "cannot find %s", path);
    json_t *r = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:I, s:s, s:{s:s, s:s, s:b, s:b}, s:o}", "name", t->name, "path", sil_sprintf(a, "%s.csv", t->name),
                          "profile", "tabular-data-resource", "description", t->help, "format", "csv", "mediatype", "text/csv", "encoding", "utf-8", "bytes",
                          (json_int_t)st.st_size, "hash", sil_sprintf(a, "sha256:%s", sha), "dialect", "delimiter", ",", "lineTerminator", "\r\n", "doubleQuote", 1,
                          "header", 1, "schema", schema(t));
    if (!r || json_array_append_new(list, r) != 0)
        return sil_fail(err, SIL_NOMEM, "out of memory while writing datapackage.json");
    return SIL_OK;
}

sil_status sil_package_write(const char *dir, const char *made_of, size_t cells, sil_err *err)
{
    sil_arena *a = sil_arena_new(0);
    json_t *resources = json_array();
    sil_status s = a && resources ? SIL_OK : sil_fail(err, SIL_NOMEM, "out of memory while writing datapackage.json");
    for (int i = 0; i < SIL_T_COUNT && s == SIL_OK; i++)
        s = resource(a, dir, &sil_tables[i], resources, err);
    if (s == SIL_OK) {
        json_t *p = json_pack("{s:s, s:s, s:s, s:s, s:s, s:{s:s, s:I}, s:O}", "name", "sillok-datasets", "title", "Datasets read from scanned papers by Sillok", "profile",
                              "tabular-data-package", "version", SIL_VERSION, "description",
                              "Cities, organizations, dates, rankings and relations that papers on city diplomacy name, each with the page and box it was read from. "
                              "Boxes are pixels of the image in docs/<doc_id>/pages, origin top left, right and bottom edges not included. "
                              "Dates are EDTF (ISO 8601-2). An empty field is unknown. The same tables stand in <table>.jsonl and, with keys and indexes, in corpus.db; "
                              "the cells of every printed table in tables/<doc_id>_<table_id>.csv. entity_id, subject_id and object_id are a city_id or an org_id.",
                              "sillok", "made_of", made_of, "cells", (json_int_t)cells, "resources", resources);
        char *text = p ? json_dumps(p, JSON_INDENT(1) | JSON_PRESERVE_ORDER) : NULL;
        const char *path = sil_sprintf(a, "%s/datapackage.json", dir);
        char *whole = text && path ? sil_sprintf(a, "%s\n", text) : NULL;
        s = whole ? sil_file_write(path, whole, strlen(whole), err) : sil_fail(err, SIL_NOMEM, "out of memory while writing datapackage.json");
        free(text);
        json_decref(p);
    }
    json_decref(resources);
    sil_arena_free(a);
    return s;
}

bool sil_package_is(const char *text, size_t len, const char *made_of, size_t cells)
{
    json_t *p = NULL;
    if (sil_json_parse(text, len, "datapackage.json", &p, NULL) != SIL_OK)
        return false;
    const json_t *head = json_object_get(p, "sillok");
    const char *was = json_string_value(json_object_get(head, "made_of"));
    bool same = was && strcmp(was, made_of) == 0 && json_integer_value(json_object_get(head, "cells")) == (json_int_t)cells;
    json_decref(p);
    return same;
}
