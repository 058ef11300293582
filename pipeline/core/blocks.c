/* core/blocks.c: text.jsonl to and from disk. */
#include "sillok/blocks.h"

#include <stdlib.h>
#include <string.h>

#include "blocks_plain.h"
#include "sillok/file.h"
#include "sillok/json.h"

static const char *const type_names[SIL_BLOCK_TYPES] = {
    "title", "author", "affiliation", "abstract", "keywords", "heading", "paragraph", "list-item", "block-quote", "table",
    "caption", "figure", "footnote", "bibliography-item", "page-header", "page-footer", "page-number"};

const char *sil_block_type_name(sil_block_type t)
{
    return (unsigned)t < SIL_BLOCK_TYPES ? type_names[t] : "paragraph";
}

int sil_block_type_find(const char *name)
{
    for (int i = 0; i < SIL_BLOCK_TYPES; i++)
        if (strcmp(type_names[i], name) == 0)
            return i;
    return -1;
}

sil_block *sil_block_find(const sil_text *t, const char *id)
{
    size_t guess = id && *id ? strtoul(id + 1, NULL, 10) : 0; /* t0042 mostly is the 42nd */
    if (guess && guess <= t->n_blocks && strcmp(t->blocks[guess - 1].id, id) == 0)
        return &t->blocks[guess - 1];
    for (size_t i = 0; id && i < t->n_blocks; i++)
        if (strcmp(t->blocks[i].id, id) == 0)
            return &t->blocks[i];
    return NULL;
}

/* ---- writing ---------------------------------------------------------------------------------------------------- */

static void put_key(sil_buf *b, const char *key)
{
    sil_buf_puts(b, ",\"");
    sil_buf_puts(b, key);
    sil_buf_puts(b, "\":");
}

/* open: "[" or ",[". */
static void put_range(sil_buf *b, const char *open, int start, int end)
{
    sil_buf_puts(b, open);
    sil_buf_int(b, start);
    sil_buf_putc(b, ',');
    sil_buf_int(b, end);
    sil_buf_putc(b, ',');
}

static void put(sil_buf *b, const char *key, const char *value)
{
    if (value && *value) {
        put_key(b, key);
        sil_json_put(b, value);
    }
}

static void put_int(sil_buf *b, const char *key, int value)
{
    if (value) {
        put_key(b, key);
        sil_buf_int(b, value);
    }
}

static void put_list(sil_buf *b, const char *key, const sil_lang_text *l, size_t n)
{
    if (!n)
        return;
    sil_buf_printf(b, ",\"%s\":[", key);
    for (size_t i = 0; i < n; i++) {
        sil_buf_puts(b, i ? ",[" : "[");
        sil_json_put(b, l[i].lang ? l[i].lang : "");
        sil_buf_putc(b, ',');
        sil_json_put(b, l[i].text ? l[i].text : "");
        sil_buf_putc(b, ']');
    }
    sil_buf_putc(b, ']');
}

static void put_paper(sil_buf *b, const sil_paper *p)
{
    sil_buf_puts(b, "{\"paper\":{\"lang\":");
    sil_json_put(b, p->lang ? p->lang : "und");
    put(b, "langs", p->langs);
    put_list(b, "titles", p->titles, p->n_titles);
    put_list(b, "authors", p->authors, p->n_authors);
    put_list(b, "keywords", p->keywords, p->n_keywords);
    put_list(b, "identifiers", p->identifiers, p->n_identifiers);
    put(b, "date", p->date);
    put(b, "degree", p->degree);
    put(b, "institution", p->institution);
    for (size_t i = 0; i < p->n_rules; i++) {
        sil_buf_puts(b, i ? ",[" : ",\"rules\":[[");
        sil_json_put(b, p->rules[i].rule);
        sil_buf_printf(b, ",%d,", p->rules[i].times);
        sil_json_put(b, p->rules[i].example);
        sil_buf_puts(b, i + 1 == p->n_rules ? "]]" : "]");
    }
    for (size_t i = 0; i < p->n_corrections; i++) {
        sil_buf_printf(b, "%s[%d,\"%s\",", i ? "," : ",\"corrections\":[", p->corrections[i].line, p->corrections[i].state);
        sil_json_put(b, p->corrections[i].stands);
        sil_buf_puts(b, i + 1 == p->n_corrections ? "]]" : "]");
    }
    sil_buf_puts(b, "}}\n");
}

static void put_cells(sil_buf *b, const sil_block *k)
{
    sil_buf_printf(b, ",\"rows\":%d,\"cols\":%d,\"cells\":[", k->rows, k->cols);
    for (size_t i = 0; i < k->n_cells; i++) {
        const sil_cell *c = &k->cells[i];
        sil_buf_printf(b, "%s{\"row\":%d,\"col\":%d,\"start\":%d,\"end\":%d", i ? "," : "", c->row, c->col, c->start, c->end);
        if (c->rowspan > 1)
            put_int(b, "rowspan", c->rowspan);
        if (c->colspan > 1)
            put_int(b, "colspan", c->colspan);
        sil_buf_puts(b, c->header ? ",\"header\":true}" : "}");
    }
    sil_buf_putc(b, ']');
}

static void put_block(sil_buf *b, const sil_block *k)
{
    sil_buf_puts(b, "{\"id\":");
    sil_json_put(b, k->id);
    put(b, "type", sil_block_type_name(k->type));
    put(b, "lang", k->lang ? k->lang : "und");
    put_int(b, "page", k->page);
    put(b, "zone", k->zone);
    put_int(b, "level", k->level);
    put(b, "mark", k->mark);
    put(b, "ref", k->ref);
    if (k->at_end) {
        put_int(b, "at", k->at);
        put_int(b, "at_end", k->at_end);
    }
    if (k->endnote)
        sil_buf_puts(b, ",\"endnote\":true");
    put(b, "table", k->table);
    put(b, "caption", k->caption);
    put(b, "source", k->source);
    if (k->unreadable)
        sil_buf_puts(b, ",\"unreadable\":true");
    sil_buf_puts(b, ",\"conf\":");
    sil_buf_milli(b, k->conf);
    sil_buf_puts(b, ",\"text\":");
    sil_json_put(b, k->text ? k->text : "");
    if (k->type == SIL_TABLE)
        put_cells(b, k);
    if (k->n_spans) {
        sil_buf_puts(b, ",\"spans\":[");
        for (size_t i = 0; i < k->n_spans; i++) {
            put_range(b, i ? ",[" : "[", k->spans[i].start, k->spans[i].end);
            sil_json_put(b, k->spans[i].lang);
            sil_buf_putc(b, ']');
        }
        sil_buf_putc(b, ']');
    }
    if (k->n_changes) {
        sil_buf_puts(b, ",\"changes\":[");
        for (size_t i = 0; i < k->n_changes; i++) {
            put_range(b, i ? ",[" : "[", k->changes[i].start, k->changes[i].end);
            sil_json_put(b, k->changes[i].printed);
            sil_buf_putc(b, ',');
            sil_json_put(b, k->changes[i].rule);
            sil_buf_putc(b, ']');
        }
        sil_buf_putc(b, ']');
    }
    if (k->n_given) {
        sil_buf_puts(b, ",\"given\":[");
        for (size_t i = 0; i < k->n_given; i++) {
            sil_buf_printf(b, "%s[%d,%d,", i ? "," : "", k->given[i].start, k->given[i].end);
            sil_json_put(b, k->given[i].type);
            sil_buf_putc(b, ',');
            sil_json_put(b, k->given[i].entity);
            sil_buf_putc(b, ']');
        }
        sil_buf_putc(b, ']');
    }
    sil_buf_puts(b, ",\"words\":[");
    for (size_t i = 0; i < k->n_words; i++) {
        put_range(b, i ? ",[" : "[", k->words[i].start, k->words[i].end);
        sil_json_put(b, k->words[i].word);
        sil_buf_putc(b, ']');
    }
    sil_buf_puts(b, "]}\n");
}

static void put_head(sil_buf *b, const sil_text *t)
{
    sil_buf_puts(b, "{\"head\":");
    sil_buf_puts(b, t->head ? t->head : "{}");
    sil_buf_puts(b, "}\n");
    put_paper(b, &t->paper);
}

sil_status sil_text_format(const sil_text *t, sil_buf *out, sil_err *err)
{
    put_head(out, t);
    for (size_t i = 0; i < t->n_blocks; i++)
        put_block(out, &t->blocks[i]);
    return sil_buf_ok(out, err);
}

enum { PIECE = 1 << 16 }; /* bytes of a file that are in memory at once */

typedef struct writing {
    const sil_text *t;
    size_t next; /* block */
} writing;

static sil_status next_blocks(void *from, sil_buf *piece, bool *more, sil_err *err)
{
    writing *w = from;
    (void)err;
    if (w->next == 0)
        put_head(piece, w->t);
    while (w->next < w->t->n_blocks && piece->len < PIECE)
        put_block(piece, &w->t->blocks[w->next++]);
    *more = w->next < w->t->n_blocks;
    return SIL_OK;
}

sil_status sil_text_write(const char *path, const sil_text *t, sil_err *err)
{
    return sil_file_write_pieces(path, next_blocks, &(writing){.t = t}, err);
}

/* ---- reading ---------------------------------------------------------------------------------------------------- */

static bool read_list(sil_arena *a, const json_t *o, const char *key, sil_lang_text **list, size_t *n, size_t *cap)
{
    size_t i;
    const json_t *e;
    json_array_foreach(json_object_get(o, key), i, e) {
        sil_lang_text *t = SIL_PUSH(a, *list, *n, *cap);
        if (!t)
            return false;
        const char *lang = json_string_value(json_array_get(e, 0)), *text = json_string_value(json_array_get(e, 1));
        t->lang = sil_strdup(a, lang ? lang : "");
        t->text = sil_strdup(a, text ? text : "");
        if (!t->lang || !t->text)
            return false;
    }
    return true;
}

static bool read_rules(sil_arena *a, const json_t *o, sil_paper *p)
{
    size_t i;
    const json_t *e;
    json_array_foreach(json_object_get(o, "rules"), i, e) {
        sil_rule_use *u = SIL_PUSH(a, p->rules, p->n_rules, p->cap_rules);
        const char *rule = json_string_value(json_array_get(e, 0)), *example = json_string_value(json_array_get(e, 2));
        if (!u || !(u->rule = sil_strdup(a, rule ? rule : "")) || !(u->example = sil_strdup(a, example ? example : "")))
            return false;
        u->times = (int)json_integer_value(json_array_get(e, 1));
    }
    return true;
}

static bool read_corrections(sil_arena *a, const json_t *o, sil_paper *p)
{
    size_t i;
    const json_t *e;
    json_array_foreach(json_object_get(o, "corrections"), i, e) {
        sil_correction_done *c = SIL_PUSH(a, p->corrections, p->n_corrections, p->cap_corrections);
        const char *state = json_string_value(json_array_get(e, 1)), *stands = json_string_value(json_array_get(e, 2));
        if (!c || !(c->state = sil_strdup(a, state ? state : "")) || !(c->stands = sil_strdup(a, stands ? stands : "")))
            return false;
        c->line = (int)json_integer_value(json_array_get(e, 0));
    }
    return true;
}

static bool read_paper(sil_arena *a, const json_t *o, sil_paper *p)
{
    p->lang = sil_json_text(a, o, "lang");
    p->langs = sil_json_text(a, o, "langs");
    p->date = sil_json_text(a, o, "date");
    p->degree = sil_json_text(a, o, "degree");
    p->institution = sil_json_text(a, o, "institution");
    return read_list(a, o, "titles", &p->titles, &p->n_titles, &p->cap_titles) &&
           read_list(a, o, "authors", &p->authors, &p->n_authors, &p->cap_authors) &&
           read_list(a, o, "keywords", &p->keywords, &p->n_keywords, &p->cap_keywords) &&
           read_list(a, o, "identifiers", &p->identifiers, &p->n_identifiers, &p->cap_identifiers) && read_rules(a, o, p) &&
           read_corrections(a, o, p);
}

static int at(const json_t *array, size_t i)
{
    return (int)json_integer_value(json_array_get(array, i));
}

static bool read_ranges(sil_arena *a, const json_t *o, sil_block *k)
{
    size_t i;
    const json_t *e;
    json_array_foreach(json_object_get(o, "words"), i, e) {
        sil_word_ref *w = SIL_PUSH(a, k->words, k->n_words, k->cap_words);
        const char *id = json_string_value(json_array_get(e, 2));
        if (!w || !(w->word = sil_strdup(a, id ? id : "")))
            return false;
        w->start = at(e, 0);
        w->end = at(e, 1);
    }
    json_array_foreach(json_object_get(o, "spans"), i, e) {
        sil_span *s = SIL_PUSH(a, k->spans, k->n_spans, k->cap_spans);
        const char *lang = json_string_value(json_array_get(e, 2));
        if (!s || !(s->lang = sil_strdup(a, lang ? lang : "und")))
            return false;
        s->start = at(e, 0);
        s->end = at(e, 1);
    }
    json_array_foreach(json_object_get(o, "changes"), i, e) {
        sil_change *c = SIL_PUSH(a, k->changes, k->n_changes, k->cap_changes);
        const char *printed = json_string_value(json_array_get(e, 2)), *rule = json_string_value(json_array_get(e, 3));
        if (!c || !(c->printed = sil_strdup(a, printed ? printed : "")) || !(c->rule = sil_strdup(a, rule ? rule : "")))
            return false;
        c->start = at(e, 0);
        c->end = at(e, 1);
    }
    json_array_foreach(json_object_get(o, "given"), i, e) {
        sil_given *g = SIL_PUSH(a, k->given, k->n_given, k->cap_given);
        const char *type = json_string_value(json_array_get(e, 2)), *entity = json_string_value(json_array_get(e, 3));
        if (!g || !(g->type = sil_strdup(a, type ? type : "")) || !(g->entity = sil_strdup(a, entity ? entity : "")))
            return false;
        g->start = at(e, 0);
        g->end = at(e, 1);
    }
    json_array_foreach(json_object_get(o, "cells"), i, e) {
        sil_cell *c = SIL_PUSH(a, k->cells, k->n_cells, k->cap_cells);
        if (!c)
            return false;
        c->row = sil_json_int(e, "row", 0);
        c->col = sil_json_int(e, "col", 0);
        c->rowspan = sil_json_int(e, "rowspan", 1);
        c->colspan = sil_json_int(e, "colspan", 1);
        c->start = sil_json_int(e, "start", 0);
        c->end = sil_json_int(e, "end", 0);
        c->header = json_is_true(json_object_get(e, "header"));
    }
    return true;
}

static sil_status read_block(sil_arena *a, const json_t *o, sil_text *t, const char *where, sil_err *err)
{
    sil_block *k = SIL_PUSH_LONG(a, t->blocks, t->n_blocks, t->cap_blocks);
    if (!k)
        return sil_fail(err, SIL_NOMEM, "no memory for %s", where);
    k->id = sil_json_text_or_null(a, o, "id");
    int type = sil_block_type_find(sil_json_text(a, o, "type"));
    if (!k->id || type < 0)
        return sil_fail(err, SIL_FORMAT, "%s is no block: it needs an id and a known type", where);
    k->type = (sil_block_type)type;
    k->lang = sil_json_text(a, o, "lang");
    k->page = sil_json_int(o, "page", 1);
    k->zone = sil_json_text_or_null(a, o, "zone");
    k->text = sil_json_text(a, o, "text");
    k->level = sil_json_int(o, "level", 0);
    k->mark = sil_json_text_or_null(a, o, "mark");
    k->ref = sil_json_text_or_null(a, o, "ref");
    k->at = sil_json_int(o, "at", 0);
    k->at_end = sil_json_int(o, "at_end", 0);
    k->endnote = json_is_true(json_object_get(o, "endnote"));
    k->table = sil_json_text_or_null(a, o, "table");
    k->caption = sil_json_text_or_null(a, o, "caption");
    k->source = sil_json_text_or_null(a, o, "source");
    k->unreadable = json_is_true(json_object_get(o, "unreadable"));
    k->conf = sil_json_real(o, "conf", 0);
    k->rows = sil_json_int(o, "rows", 0);
    k->cols = sil_json_int(o, "cols", 0);
    return read_ranges(a, o, k) ? SIL_OK : sil_fail(err, SIL_NOMEM, "no memory for %s", where);
}

static bool read_plain(sil_arena *a, const char *line, size_t len, void *out)
{
    sil_text *t = out;
    sil_scan s = {line, line + len};
    sil_block *k = len > 6 && memcmp(line, "{\"id\":", 6) == 0 ? SIL_PUSH_LONG(a, t->blocks, t->n_blocks, t->cap_blocks) : NULL;
    if (!k)
        return false;
    if (sil_block_plain(a, &s, k))
        return true;
    memset(k, 0, sizeof *k); /* a pushed element is zeroed */
    t->n_blocks--;
    return false;
}

static sil_status read_line(sil_arena *a, const json_t *j, const char *where, void *out, sil_err *err)
{
    sil_text *t = out;
    const json_t *head = json_object_get(j, "head"), *paper = json_object_get(j, "paper");
    if (head)
        return (t->head = sil_json_dump(a, head)) ? SIL_OK : sil_fail(err, SIL_NOMEM, "no memory for %s", where);
    if (paper)
        return read_paper(a, paper, &t->paper) ? SIL_OK : sil_fail(err, SIL_NOMEM, "no memory for %s", where);
    return read_block(a, j, t, where, err);
}

sil_status sil_text_read(sil_arena *a, const char *path, sil_text *out, sil_err *err)
{
    memset(out, 0, sizeof *out);
    sil_status s = sil_json_lines(a, path, read_plain, read_line, out, err);
    if (!s && !out->paper.lang && !read_paper(a, NULL, &out->paper))
        s = sil_fail(err, SIL_NOMEM, "no memory for %s", path);
    return s;
}
