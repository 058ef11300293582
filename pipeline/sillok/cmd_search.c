/* driver/cmd_search.c: `sillok search WORDS`: where the papers of a corpus say something, out of corpus.db.
 *
 * Words are found in all three scripts, two-character words and parts of Korean words included (sillok/tokens.h); all must stand in one block.
 * "words in quotes" stand side by side. city:NAME, org:NAME (or city:gn:1835848) find what was read as that city or organization, however it is
 * printed. A line a hit: paper, page, box of the printed line in pixels, kind of block, the words around it. */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sillok.h"
#include "sillok/file.h"
#include "sillok/fts5.h"
#include "sillok/json.h"
#include "sillok/log.h"
#include "sillok/text.h"

enum { AROUND = 40, TERMS_MAX = 32, SCHEMA_FROM = 2 }; /* AROUND: code points before and behind what was found */

typedef struct query {
    sil_buf match;                 /* for FTS5 */
    const char *entities[TERMS_MAX];
    size_t n_entities, n_words;
} query;

typedef struct hit {
    const char *doc, *block, *type, *lang, *text;
    size_t start, end; /* code points in text */
    int page, box[4];
    bool has_box;
} hit;

/* ---- what is asked ---------------------------------------------------------------------------------------------------- */

static int count_token(void *ctx, const char *token, size_t n, size_t start, size_t end)
{
    (void)token, (void)n, (void)start, (void)end;
    ++*(int *)ctx;
    return 0;
}

/* One word or phrase as FTS5 wants it. A lone character of a script written in pairs is the beginning of a pair. */
static sil_status add_words(query *q, sil_tokenizer *t, const char *words, sil_err *err)
{
    int n = 0;
    size_t at = 0;
    sil_script k = *words ? sil_script_of(sil_cp_next(words, strlen(words), &at)) : SIL_SCRIPT_OTHER;
    sil_tokens(t, words, strlen(words), true, count_token, &n);
    if (n == 0)
        return sil_fail(err, SIL_USAGE, "\"%s\" has no letter or digit to look for", words);
    sil_buf_puts(&q->match, q->n_words++ ? " \"" : "\"");
    for (const char *c = words; *c; c++)
        sil_buf_putc(&q->match, *c == '"' ? ' ' : *c);
    sil_buf_puts(&q->match, (k == SIL_SCRIPT_HANGUL || k == SIL_SCRIPT_HAN || k == SIL_SCRIPT_KANA) && sil_cp_count(words) == 1 ? "\" *" : "\"");
    return SIL_OK;
}

/* The id of the entity with this id or name; NULL when the corpus has none. */
static const char *entity_of(sil_arena *a, sqlite3 *db, bool city, const char *name)
{
    static const char cities[] = "SELECT city_id FROM cities WHERE city_id = ?1 OR lower(name_en) = lower(?1) OR name_ko = ?1 OR name_zh_hans = ?1 OR name_zh_hant = ?1 "
                                 "ORDER BY mentions DESC, city_id LIMIT 1";
    static const char organizations[] = "SELECT org_id FROM organizations WHERE org_id = ?1 OR lower(name_en) = lower(?1) OR lower(acronym) = lower(?1) OR name_ko = ?1 OR "
                                        "name_zh = ?1 ORDER BY mentions DESC, org_id LIMIT 1";
    sqlite3_stmt *ask = NULL;
    const char *id = NULL;
    if (sqlite3_prepare_v2(db, city ? cities : organizations, -1, &ask, NULL) == SQLITE_OK && sqlite3_bind_text(ask, 1, name, -1, SQLITE_STATIC) == SQLITE_OK &&
        sqlite3_step(ask) == SQLITE_ROW)
        id = sil_strdup(a, (const char *)sqlite3_column_text(ask, 0));
    sqlite3_finalize(ask);
    return id;
}

static sil_status add_term(driver *d, sqlite3 *db, query *q, sil_tokenizer *t, const char *term, sil_err *err)
{
    static const struct { const char *prefix; bool city; } kinds[] = {{"city:", true}, {"org:", false}, {"organization:", false}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t n = strlen(kinds[i].prefix);
        if (strncmp(term, kinds[i].prefix, n) != 0)
            continue;
        const char *id = entity_of(d->arena, db, kinds[i].city, term + n);
        if (!id)
            return sil_fail(err, SIL_USAGE, "no %s \"%s\" is known in this corpus; datasets/%s.csv lists them", kinds[i].city ? "city" : "organization", term + n,
                            kinds[i].city ? "cities" : "organizations");
        if (q->n_entities == TERMS_MAX)
            return sil_fail(err, SIL_USAGE, "more than %d entities in one question", TERMS_MAX);
        q->entities[q->n_entities++] = id;
        return SIL_OK;
    }
    return add_words(q, t, term, err);
}

/* ---- what is found ---------------------------------------------------------------------------------------------------- */

/* Text with the marks 2 and 3 around what was found: the text without them, and the first place. */
static sil_status unmark(sil_arena *a, const char *marked, hit *h, sil_err *err)
{
    size_t len = strcspn(marked, "\2"), to = len + (marked[len] ? 1 + strcspn(marked + len + 1, "\3") : 0);
    char *text = sil_strdup(a, marked), *out = text;
    if (!text)
        return sil_fail(err, SIL_NOMEM, "no memory to show what was found");
    text[len] = '\0';
    h->start = sil_cp_count(text);
    h->end = h->start + (to > len ? sil_cp_count(sil_strndup(a, marked + len + 1, to - len - 1)) : 0);
    for (const char *c = marked; *c; c++)
        if (*c != '\2' && *c != '\3')
            *out++ = *c;
    *out = '\0';
    h->text = text;
    return SIL_OK;
}

/* The printed line that h->start stands on. */
static void find_line(const char *lines, hit *h)
{
    json_t *list = NULL;
    if (sil_json_parse(lines, strlen(lines), "lines", &list, NULL) != SIL_OK)
        return;
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *l = json_array_get(list, i);
        if ((size_t)json_integer_value(json_array_get(l, 0)) > h->start)
            break;
        h->page = (int)json_integer_value(json_array_get(l, 1));
        h->has_box = json_array_size(l) == 6;
        for (size_t k = 0; k < 4 && h->has_box; k++)
            h->box[k] = (int)json_integer_value(json_array_get(l, k + 2));
    }
    json_decref(list);
}

/* The words around; what was found between open and close. Newlines and tabs become spaces. */
static void snippet(sil_buf *b, sil_arena *a, const hit *h, const char *open, const char *close)
{
    size_t n = sil_cp_count(h->text), from = h->start > AROUND ? h->start - AROUND : 0, to = h->end + AROUND < n ? h->end + AROUND : n;
    const char *parts[] = {sil_cp_slice(a, h->text, from, h->start), open, sil_cp_slice(a, h->text, h->start, h->end), close, sil_cp_slice(a, h->text, h->end, to)};
    sil_buf_puts(b, from ? "…" : "");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        for (const char *c = parts[i] ? parts[i] : ""; *c; c++)
            sil_buf_putc(b, *c == '\n' || *c == '\t' || *c == '\r' ? ' ' : *c);
    sil_buf_puts(b, to < n ? "…" : "");
}

static sil_status show(const driver *d, const hit *h, sil_err *err)
{
    sil_arena *a = sil_arena_new(0);
    sil_buf b = {0}, text = {0};
    bool terminal = isatty(STDOUT_FILENO) && !getenv("NO_COLOR");
    if (!a)
        return sil_fail(err, SIL_NOMEM, "no memory to show what was found");
    if (d->json) {
        snippet(&text, a, h, "", "");
        sil_buf_puts(&b, "{\"doc_id\":");
        sil_json_put(&b, h->doc);
        sil_buf_printf(&b, ",\"page\":%d,\"box\":", h->page);
        if (h->has_box)
            sil_buf_printf(&b, "[%d,%d,%d,%d]", h->box[0], h->box[1], h->box[2], h->box[3]);
        else
            sil_buf_puts(&b, "null");
        sil_buf_puts(&b, ",\"block_id\":");
        sil_json_put(&b, h->block);
        sil_buf_printf(&b, ",\"start\":%zu,\"end\":%zu,\"type\":\"%s\",\"lang\":", h->start, h->end, h->type);
        sil_json_put(&b, h->lang);
        sil_buf_puts(&b, ",\"text\":");
        sil_json_put(&b, text.data ? text.data : "");
        sil_buf_putc(&b, '}');
    } else {
        sil_buf_printf(&b, "%s\t%d\t", h->doc, h->page);
        if (h->has_box)
            sil_buf_printf(&b, "%d,%d,%d,%d", h->box[0], h->box[1], h->box[2], h->box[3]);
        sil_buf_printf(&b, "\t%s\t", h->type);
        snippet(&b, a, h, terminal ? "\033[1;31m" : "«", terminal ? "\033[0m" : "»");
    }
    sil_status s = sil_buf_ok(&b, err);
    if (!s)
        puts(b.data);
    sil_buf_free(&text);
    sil_buf_free(&b);
    sil_arena_free(a);
    return s;
}

static const char *text_at(sqlite3_stmt *row, int i)
{
    const char *v = (const char *)sqlite3_column_text(row, i);
    return v ? v : "";
}

/* Columns of both questions: doc_id, block_id, type, lang, lines, text (marked), page; of mentions also start, end, x0, y0, x1, y1. */
static sil_status ask(driver *d, sqlite3 *db, const query *q, sil_err *err)
{
    sil_buf sql = {0};
    sqlite3_stmt *rows = NULL;
    size_t found = 0, first = q->n_words ? 0 : 1;
    if (q->n_words)
        sil_buf_puts(&sql, "SELECT b.doc_id, b.block_id, b.type, b.lang, b.lines, highlight(fulltext, 0, char(2), char(3)), b.page FROM fulltext JOIN blocks b ON b.id = fulltext.rowid "
                           "WHERE fulltext MATCH ?1");
    else
        sil_buf_puts(&sql, "SELECT b.doc_id, b.block_id, b.type, b.lang, b.lines, b.text, m.page, m.start, m.\"end\", m.x0, m.y0, m.x1, m.y1 FROM mentions m "
                           "JOIN blocks b ON b.doc_id = m.doc_id AND b.block_id = m.block_id WHERE m.entity_id = ?1");
    for (size_t i = first; i < q->n_entities; i++)
        sil_buf_printf(&sql, " AND EXISTS (SELECT 1 FROM mentions x WHERE x.doc_id = b.doc_id AND x.block_id = b.block_id AND x.entity_id = ?%zu)", i + 2 - first);
    sil_buf_printf(&sql, q->n_words ? " ORDER BY rank, b.id LIMIT %d" : " ORDER BY b.id, m.start LIMIT %d", d->limit ? d->limit : -1);
    sil_status s = sil_buf_ok(&sql, err);
    int rc = s ? SQLITE_NOMEM : sqlite3_prepare_v2(db, sql.data, -1, &rows, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_bind_text(rows, 1, q->n_words ? q->match.data : q->entities[0], -1, SQLITE_STATIC);
    for (size_t i = first; rc == SQLITE_OK && i < q->n_entities; i++)
        rc = sqlite3_bind_text(rows, (int)(i + 2 - first), q->entities[i], -1, SQLITE_STATIC);
    while (rc == SQLITE_OK && !s && (rc = sqlite3_step(rows)) == SQLITE_ROW) {
        sil_arena *a = sil_arena_new(0);
        hit h = {.doc = text_at(rows, 0), .block = text_at(rows, 1), .type = text_at(rows, 2), .lang = text_at(rows, 3)};
        if (!a)
            s = sil_fail(err, SIL_NOMEM, "no memory to show what was found");
        else if (q->n_words) {
            s = unmark(a, text_at(rows, 5), &h, err);
            h.page = sqlite3_column_int(rows, 6);
            find_line(text_at(rows, 4), &h);
        } else {
            h.text = text_at(rows, 5);
            h.page = sqlite3_column_int(rows, 6);
            h.start = (size_t)sqlite3_column_int64(rows, 7);
            h.end = (size_t)sqlite3_column_int64(rows, 8);
            h.has_box = sqlite3_column_type(rows, 9) != SQLITE_NULL;
            for (int k = 0; k < 4; k++)
                h.box[k] = sqlite3_column_int(rows, 9 + k);
        }
        if (!s)
            s = show(d, &h, err);
        sil_arena_free(a);
        found++;
        rc = SQLITE_OK;
    }
    if (!s && rc != SQLITE_DONE)
        s = sil_fail(err, SIL_FORMAT, "corpus.db cannot be asked: %s", sqlite3_errmsg(db));
    if (!s && !d->quiet)
        sil_log(SIL_LOG_INFO, found == 0 ? "nothing found" : d->limit && found == (size_t)d->limit ? "the first %zu places; --limit 0 shows all" : "%zu places", found);
    sqlite3_finalize(rows);
    sil_buf_free(&sql);
    return s;
}

static int version_of(sqlite3 *db)
{
    sqlite3_stmt *v = NULL;
    int n = sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &v, NULL) == SQLITE_OK && sqlite3_step(v) == SQLITE_ROW ? sqlite3_column_int(v, 0) : 0;
    sqlite3_finalize(v);
    return n;
}

int cmd_search(driver *d, sil_err *err)
{
    const char *path = sil_sprintf(d->arena, "%s/datasets/corpus.db", d->corpus);
    sil_tokenizer *t = sil_tokenizer_new();
    sqlite3 *db = NULL;
    query q = {.n_words = 0};
    sil_status s = SIL_OK;
    if (!path || !t)
        s = sil_fail(err, t ? SIL_NOMEM : SIL_LIBRARY, "ICU's data is missing; see sillok doctor");
    else if (d->n_paths == 0)
        s = sil_fail(err, SIL_USAGE, "sillok search needs words; example: sillok search -C corpus/build 서울 \"sister city\"");
    else if (!sil_file_exists(path))
        s = sil_fail(err, SIL_USAGE, "there is no %s; sillok ingest or rebuild makes it", path);
    else if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK || sil_fts5_register(db) != SQLITE_OK)
        s = sil_fail(err, SIL_IO, "cannot open %s: %s", path, sqlite3_errmsg(db));
    else if (version_of(db) < SCHEMA_FROM)
        s = sil_fail(err, SIL_USAGE, "%s was made by an older Sillok and has no full text; sillok rebuild -C %s makes it anew", path, d->corpus);
    for (size_t i = 0; !s && i < d->n_paths; i++)
        s = add_term(d, db, &q, t, d->paths[i], err);
    if (!s)
        s = sil_buf_ok(&q.match, err);
    if (!s)
        s = ask(d, db, &q, err);
    sil_buf_free(&q.match);
    sqlite3_close(db);
    sil_tokenizer_free(t);
    if (s)
        sil_log(SIL_LOG_ERROR, "%s", err->text);
    return s ? sil_exit_code(s) : 0;
}
