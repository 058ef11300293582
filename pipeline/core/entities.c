/* core/entities.c: entities.jsonl to and from disk. One table of fields a kind serves both ways. */
#include "sillok/entities.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "json_scan.h"
#include "sillok/file.h"
#include "sillok/json.h"

typedef struct field {
    const char *key;
    char type; /* 't' text, 'i' whole number, 'c' confidence */
    size_t at;
} field;

#define T(s, m) {#m, 't', offsetof(s, m)}
#define I(s, m) {#m, 'i', offsetof(s, m)}
#define C(s, m) {#m, 'c', offsetof(s, m)}

static const field mention_fields[] = {
    T(sil_mention, id), T(sil_mention, type), T(sil_mention, entity), T(sil_mention, as_printed), T(sil_mention, normalized),
    T(sil_mention, lang), T(sil_mention, block), I(sil_mention, start), I(sil_mention, end), C(sil_mention, conf),
    T(sil_mention, rule), T(sil_mention, from), T(sil_mention, to), T(sil_mention, flag), {NULL, 0, 0}};
static const field ranking_fields[] = {
    T(sil_ranking, id), T(sil_ranking, table), I(sil_ranking, row), T(sil_ranking, index), T(sil_ranking, index_name),
    T(sil_ranking, edition), T(sil_ranking, publisher), T(sil_ranking, entity_type), T(sil_ranking, entity),
    T(sil_ranking, entity_as_printed), T(sil_ranking, measure), T(sil_ranking, category), T(sil_ranking, period),
    T(sil_ranking, value), T(sil_ranking, as_printed), T(sil_ranking, status), T(sil_ranking, evidence), T(sil_ranking, block),
    I(sil_ranking, start), I(sil_ranking, end), C(sil_ranking, conf), {NULL, 0, 0}};
static const field relation_fields[] = {
    T(sil_relation, id), T(sil_relation, subject), T(sil_relation, predicate), T(sil_relation, object),
    T(sil_relation, object_value), T(sil_relation, date), T(sil_relation, as_printed), T(sil_relation, block),
    I(sil_relation, start), I(sil_relation, end), C(sil_relation, conf), T(sil_relation, rule), {NULL, 0, 0}};
static const field term_fields[] = {
    T(sil_term, id), T(sil_term, ko), T(sil_term, zh), T(sil_term, en), T(sil_term, block), I(sil_term, occurrences), {NULL, 0, 0}};
static const field entity_fields[] = {
    T(sil_entity, id), T(sil_entity, type), T(sil_entity, name_en), T(sil_entity, name_ko), T(sil_entity, name_zh),
    T(sil_entity, acronym), T(sil_entity, founded), T(sil_entity, seat), {NULL, 0, 0}};

static const field alignment_fields[] = {
    T(sil_alignment, id), {"beads", 't', offsetof(sil_alignment, kind)}, T(sil_alignment, lang), T(sil_alignment, block), I(sil_alignment, start), I(sil_alignment, end),
    T(sil_alignment, other_lang), T(sil_alignment, other_block), I(sil_alignment, other_start), I(sil_alignment, other_end),
    C(sil_alignment, conf), T(sil_alignment, evidence), {NULL, 0, 0}};
static const field reference_fields[] = {
    T(sil_reference, id), T(sil_reference, block), T(sil_reference, label), {"form", 't', offsetof(sil_reference, kind)}, T(sil_reference, authors),
    T(sil_reference, year), T(sil_reference, title), T(sil_reference, container), T(sil_reference, volume), T(sil_reference, issue),
    T(sil_reference, pages), T(sil_reference, place), T(sil_reference, publisher), T(sil_reference, url), C(sil_reference, conf),
    T(sil_reference, rule), {NULL, 0, 0}};
static const field citation_fields[] = {
    T(sil_citation, id), T(sil_citation, block), I(sil_citation, start), I(sil_citation, end), T(sil_citation, reference),
    T(sil_citation, as_printed), C(sil_citation, conf), T(sil_citation, rule), {NULL, 0, 0}};

/* Where the records of each kind stand, in the order in which they are written. */
static const struct {
    const char *kind;
    const field *fields;
    size_t size, list, n, cap;
} kinds[] = {
#define K(kind, fields, type, list) {kind, fields, sizeof(type), offsetof(sil_entities, list), offsetof(sil_entities, n_##list), offsetof(sil_entities, cap_##list)}
    K("entity", entity_fields, sil_entity, entities), K("mention", mention_fields, sil_mention, mentions), K("ranking", ranking_fields, sil_ranking, rankings),
    K("relation", relation_fields, sil_relation, relations), K("term", term_fields, sil_term, terms), K("alignment", alignment_fields, sil_alignment, alignments),
    K("reference", reference_fields, sil_reference, references), K("citation", citation_fields, sil_citation, citations)};
enum { KINDS = sizeof kinds / sizeof *kinds };

static void put(sil_buf *b, const char *kind, const field *f, const void *record)
{
    sil_buf_puts(b, "{\"kind\":\"");
    sil_buf_puts(b, kind);
    sil_buf_putc(b, '"');
    for (; f->key; f++) {
        const char *p = (const char *)record + f->at;
        const char *s = f->type == 't' ? *(char *const *)(const void *)p : "";
        if (f->type == 't' && (!s || !*s))
            continue;
        sil_buf_puts(b, ",\"");
        sil_buf_puts(b, f->key);
        sil_buf_puts(b, "\":");
        if (f->type == 't')
            sil_json_put(b, s);
        else if (f->type == 'i')
            sil_buf_int(b, *(const int *)(const void *)p);
        else
            sil_buf_milli(b, *(const double *)(const void *)p);
    }
    sil_buf_puts(b, "}\n");
}

enum { PIECE = 1 << 16 }; /* bytes of a file that are in memory at once */

typedef struct writing {
    const sil_entities *e;
    size_t kind, next; /* what comes next: a record of a kind */
    bool begun;
} writing;

/* Records until the buffer holds `most` bytes; whether there are more. */
static bool put_records(writing *w, sil_buf *b, size_t most)
{
    if (!w->begun) {
        sil_buf_puts(b, "{\"head\":");
        sil_buf_puts(b, w->e->head ? w->e->head : "{}");
        sil_buf_puts(b, "}\n");
        w->begun = true;
    }
    for (; w->kind < KINDS; w->kind++, w->next = 0) {
        const void *list;
        memcpy(&list, (const char *)w->e + kinds[w->kind].list, sizeof list); /* a pointer to another type a kind */
        size_t n = *(const size_t *)(const void *)((const char *)w->e + kinds[w->kind].n);
        for (; w->next < n; w->next++) {
            if (b->len >= most || b->failed)
                return !b->failed;
            put(b, kinds[w->kind].kind, kinds[w->kind].fields, (const char *)list + w->next * kinds[w->kind].size);
        }
    }
    return false;
}

sil_status sil_entities_format(const sil_entities *e, sil_buf *out, sil_err *err)
{
    put_records(&(writing){.e = e}, out, SIZE_MAX);
    return sil_buf_ok(out, err);
}

static sil_status next_records(void *from, sil_buf *piece, bool *more, sil_err *err)
{
    (void)err;
    *more = put_records(from, piece, PIECE);
    return SIL_OK;
}

sil_status sil_entities_write(const char *path, const sil_entities *e, sil_err *err)
{
    return sil_file_write_pieces(path, next_records, &(writing){.e = e}, err);
}

static bool get(sil_arena *a, const json_t *o, const field *f, void *record)
{
    for (; record && f->key; f++) {
        char *p = (char *)record + f->at;
        if (f->type == 't') {
            char *s = sil_json_text(a, o, f->key);
            if (!s)
                return false;
            *(char **)(void *)p = s;
        } else if (f->type == 'i') {
            *(int *)(void *)p = sil_json_int(o, f->key, 0);
        } else {
            *(double *)(void *)p = sil_json_real(o, f->key, 0);
        }
    }
    return record != NULL;
}

/* A fresh record of a kind; *before: the one pushed before it, or NULL. */
static void *push(sil_arena *a, sil_entities *e, size_t kind, const char **before)
{
    size_t *n = (size_t *)(void *)((char *)e + kinds[kind].n), *cap = (size_t *)(void *)((char *)e + kinds[kind].cap);
    void *list;
    memcpy(&list, (char *)e + kinds[kind].list, sizeof list); /* a pointer to another type a kind */
    list = sil_grow_moving(a, list, *n, cap, kinds[kind].size);
    if (!list)
        return NULL;
    memcpy((char *)e + kinds[kind].list, &list, sizeof list);
    char *record = memset((char *)list + (*n)++ * kinds[kind].size, 0, kinds[kind].size);
    *before = *n > 1 ? record - kinds[kind].size : NULL;
    return record;
}

/* The fields of one record as put() writes them, in their order. What says the same as in the record before (its language, block, rule, table ...) is kept once. */
static bool plain_fields(sil_arena *a, sil_scan *s, const field *f, char *record, const char *before)
{
    static char none[1];
    while (sil_scan_char(s, ',')) {
        const char *key, *text;
        size_t n;
        if (!sil_scan_key(s, &key, &n))
            return false;
        for (; f->key && (strlen(f->key) != n || memcmp(f->key, key, n) != 0); f++)
            if (f->type == 't')
                *(char **)(void *)(record + f->at) = none;
        if (!f->key)
            return false;
        char **to = (char **)(void *)(record + f->at);
        if (f->type == 'i' ? !sil_scan_int(s, (int *)(void *)to) : f->type == 'c' && !sil_scan_real(s, (double *)(void *)to))
            return false;
        if (f->type == 't' && sil_scan_plain(s, &text, &n)) {
            char *same = before ? *(char *const *)(const void *)(before + f->at) : NULL;
            if (same && strncmp(same, text, n) == 0 && same[n] == '\0')
                *to = same;
            else if (!(*to = sil_strndup(a, text, n)))
                return false;
        } else if (f->type == 't' && !sil_scan_text(a, s, to)) {
            return false;
        }
        f++;
    }
    for (; f->key; f++)
        if (f->type == 't')
            *(char **)(void *)(record + f->at) = none;
    return sil_scan_char(s, '}') && s->p == s->end;
}

static bool read_plain(sil_arena *a, const char *line, size_t len, void *out)
{
    sil_entities *e = out;
    sil_scan s = {line, line + len};
    const char *text, *before;
    size_t n, kind = 0;
    if (!sil_scan_char(&s, '{') || !sil_scan_key(&s, &text, &n) || n != 4 || memcmp(text, "kind", 4) != 0 || !sil_scan_plain(&s, &text, &n))
        return false;
    while (kind < KINDS && (strlen(kinds[kind].kind) != n || memcmp(kinds[kind].kind, text, n) != 0))
        kind++;
    char *record = kind < KINDS ? push(a, e, kind, &before) : NULL;
    if (!record)
        return false;
    if (plain_fields(a, &s, kinds[kind].fields, record, before))
        return true;
    memset(record, 0, kinds[kind].size); /* a pushed element is zeroed */
    --*(size_t *)(void *)((char *)e + kinds[kind].n);
    return false;
}

static sil_status read_line(sil_arena *a, const json_t *j, const char *where, void *out, sil_err *err)
{
    sil_entities *e = out;
    const json_t *head = json_object_get(j, "head"), *name = json_object_get(j, "kind");
    const char *k = json_is_string(name) ? json_string_value(name) : "", *before;
    size_t kind = 0;
    while (!head && kind < KINDS && strcmp(k, kinds[kind].kind) != 0)
        kind++;
    if (kind == KINDS)
        return sil_fail(err, SIL_FORMAT, "%s is of no known kind: \"%.40s\"", where, k);
    bool ok = head ? (e->head = sil_json_dump(a, head)) != NULL : get(a, j, kinds[kind].fields, push(a, e, kind, &before));
    return ok ? SIL_OK : sil_fail(err, SIL_NOMEM, "no memory for %s", where);
}

sil_status sil_entities_read(sil_arena *a, const char *path, sil_entities *out, sil_err *err)
{
    memset(out, 0, sizeof *out);
    return sil_json_lines(a, path, read_plain, read_line, out, err);
}
