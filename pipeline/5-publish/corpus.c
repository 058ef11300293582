/* Room 5, publish: the work on the corpus as a whole: all papers, one at a time, into datasets/ and site/ (publish.h). What stays in
 * memory from one paper to the next is the list of entities and a line a paper for the reader's first page. */
#include "publish.h"

#include <stdint.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "doc.h"
#include "fields.h"
#include "gather.h"
#include "package.h"
#include "sillok/file.h"
#include "sillok/hash.h"
#include "sillok/layer.h"
#include "sillok/log.h"
#include "sink.h"
#include "site.h"
#include "slice.h"

typedef struct work {
    sil_arena *a;             /* of the whole run */
    sil_room_ctx *ctx;
    const sil_authority *auth;
    const char *tables_dir, *site_dir; /* datasets/tables, site */
    char **tables;            /* names written there, in order */
    size_t n_tables, cap_tables;
    sil_sink *sink;
    sil_gather gather;
    sil_site site;
} work;

static sil_status no_memory(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "out of memory while writing the datasets");
}

/* One line of a paper's rows into what all papers give. */
static sil_status one_line(work *w, const char *id, char *line, sil_err *err)
{
    char *f[SIL_COLUMNS_MAX + 1];
    size_t n = sil_fields(line, f, sizeof f / sizeof *f);
    if (n == 6 && f[0] && f[1] && f[2] && f[3] && f[4] && f[5] && strcmp(f[0], "@paper") == 0)
        return sil_site_add(&w->site, f[1], strtoul(f[2], NULL, 10), strtoul(f[3], NULL, 10), f[4], f[5], err);
    if (n == 2 && f[0] && f[1] && strcmp(f[0], "@cells") == 0) {
        char **slot = SIL_PUSH(w->a, w->tables, w->n_tables, w->cap_tables);
        return slot && (*slot = sil_strdup(w->a, f[1])) ? SIL_OK : no_memory(err);
    }
    if (f[0] && strcmp(f[0], "@block") == 0)
        return sil_sink_block(w->sink, id, f, n, err);
    return f[0] && strcmp(f[0], "@entity") == 0 ? sil_gather_line(&w->gather, f, n, err) : sil_row_again(w->sink, f, n, err);
}

/* The paper's rows as they were kept with its TEI; made from its layers where there are none, as for a paper that never got so far. */
static sil_status one_paper(sil_arena *a, work *w, const char *id, sil_err *err)
{
    const char *path = sil_layer_path(a, w->ctx->corpus, id, SIL_LAYER_TEI, 0);
    char *head = NULL, *lines = NULL;
    sil_doc doc;
    sil_status s = path ? sil_head_read(a, path, &head, err) : no_memory(err);
    if (s == SIL_OK && head)
        s = sil_slice_read(a, w->ctx->corpus, id, head, &lines, err);
    if (s == SIL_OK && !lines && (s = sil_doc_read(a, w->ctx->corpus, id, &doc, err)) == SIL_OK) {
        doc.failed_tei = head ? sil_head_failed(a, head) : sil_file_exists(path) ? NULL : "paper.tei.xml is not there yet";
        s = sil_slice_write(a, w->ctx, w->auth, &doc, head, &lines, err);
    }
    for (char *end; s == SIL_OK && *lines; lines = end) {
        end = lines + strcspn(lines, "\n");
        if (*end)
            *end++ = '\0';
        if ((s = one_line(w, id, lines, err)) == SIL_FORMAT)
            sil_in(err, "rows.tsv (delete it and run the rebuild again): ");
    }
    return s;
}

static int by_text(const void *x, const void *y)
{
    return strcmp(*(char *const *)x, *(char *const *)y);
}

/* Delete what an earlier run wrote for papers or tables that are no more. keep: sorted. */
static sil_status sweep(sil_arena *a, const char *dir, char **keep, size_t n_keep, const char *ext, sil_err *err)
{
    char **names;
    size_t n;
    sil_status s = sil_list_dir(a, dir, &names, &n, err);
    for (size_t i = 0; s == SIL_OK && i < n; i++) {
        size_t len = strlen(names[i]), e = strlen(ext);
        if (len <= e || strcmp(names[i] + len - e, ext) != 0 || (n_keep && bsearch(&names[i], keep, n_keep, sizeof *keep, by_text)))
            continue;
        char *path = sil_sprintf(a, "%s/%s", dir, names[i]);
        if (!path)
            return no_memory(err);
        if (unlink(path) != 0)
            sil_log(SIL_LOG_WARN, "cannot delete %s", path);
    }
    return s;
}

static sil_status sweep_all(work *w, char **ids, size_t n, sil_err *err)
{
    static char *const own[] = {"index.html", "entities.html", "rankings.html"};
    enum { OWN = sizeof own / sizeof *own };
    size_t n_all = n + OWN + w->site.n_cities;
    char **pages = sil_alloc(w->a, n_all * sizeof *pages);
    if (!pages)
        return no_memory(err);
    memcpy(pages, own, sizeof own);
    for (size_t i = 0; i < n; i++)
        if (!(pages[OWN + i] = sil_sprintf(w->a, "%s.html", ids[i])))
            return no_memory(err);
    for (size_t i = 0; i < w->site.n_cities; i++)
        pages[n + OWN + i] = (char *)(intptr_t)w->site.cities[i];
    qsort(pages, n_all, sizeof *pages, by_text);
    if (w->n_tables)
        qsort(w->tables, w->n_tables, sizeof *w->tables, by_text);
    sil_status s = sweep(w->a, w->site_dir, pages, n_all, ".html", err);
    return s == SIL_OK ? sweep(w->a, w->tables_dir, w->tables, w->n_tables, ".csv", err) : s;
}

/* ---- nothing to do ---------------------------------------------------------------------------------------------------- */

/* What datasets/ and site/ are made of: this room, the reader's own files, the head of each paper's TEI (where there is none, all its layers).
 * *there: whether the page of each paper is in the reader. */
static sil_status made_of(work *w, char **ids, size_t n, char key[SIL_SHA_LEN], bool *there, sil_err *err)
{
    sil_hash *h = sil_hash_new();
    sil_status s = h ? SIL_OK : sil_fail(err, SIL_LIBRARY, "libcrypto cannot start SHA-256");
    char sha[SIL_SHA_LEN];
    *there = true;
    if (h)
        sil_hash_add(h, w->ctx->recipe, strlen(w->ctx->recipe) + 1);
    for (size_t i = 0; s == SIL_OK && sil_site_assets[i]; i++) {
        const char *path = sil_sprintf(w->a, "%s/site/%s", w->ctx->config, sil_site_assets[i]);
        if ((s = path ? sil_sha256_file(path, sha, err) : no_memory(err)) == SIL_OK)
            sil_hash_add(h, sha, sizeof sha);
    }
    for (size_t i = 0; s == SIL_OK && i < n; i++) {
        sil_arena *a = sil_arena_new(0);
        const char *path = sil_layer_path(a, w->ctx->corpus, ids[i], SIL_LAYER_TEI, 0), *page = sil_sprintf(a, "%s/%s.html", w->site_dir, ids[i]);
        char *head = NULL;
        s = path && page ? sil_head_read(a, path, &head, err) : no_memory(err);
        if (s == SIL_OK && !head) {
            sil_err why; /* a paper of which not even a source is there: no hash, and its row says why */
            head = sil_layer_input(w->ctx->corpus, ids[i], SIL_LAYER_TEI, 0, sha, &why) == SIL_OK ? sha : why.text;
        }
        if (s == SIL_OK) {
            sil_hash_add(h, ids[i], strlen(ids[i]) + 1);
            sil_hash_add(h, head, strlen(head) + 1);
            *there = *there && sil_file_exists(page);
        }
        sil_arena_free(a);
    }
    if (h)
        sil_hash_end(h, key);
    return s;
}

/* Whether all that this room writes for the corpus as a whole is there and made of the same; datapackage.json is written last of it. */
static bool made_before(work *w, const char *dir, const char *key)
{
    static const char *const others[] = {"datasets/corpus.db", "site/index.html", "site/entities.html", "site/rankings.html", "site/world.svg"};
    char *text, **names;
    size_t len, cells;
    const char *package = sil_sprintf(w->a, "%s/datapackage.json", dir);
    bool same = package && sil_file_exists(package) && sil_file_read(w->a, package, 0, &text, &len, NULL) == SIL_OK &&
                sil_list_dir(w->a, w->tables_dir, &names, &cells, NULL) == SIL_OK && sil_package_is(text, len, key, cells);
    for (size_t i = 0; same && i < sizeof others / sizeof *others; i++)
        same = sil_file_exists(sil_sprintf(w->a, "%s/%s", w->ctx->corpus, others[i]));
    for (size_t i = 0; same && sil_site_assets[i]; i++)
        same = sil_file_exists(sil_sprintf(w->a, "%s/%s", w->site_dir, sil_site_assets[i]));
    for (int t = 0; same && t < SIL_T_COUNT; t++)
        same = sil_file_exists(sil_sprintf(w->a, "%s/%s.csv", dir, sil_tables[t].name)) && sil_file_exists(sil_sprintf(w->a, "%s/%s.jsonl", dir, sil_tables[t].name));
    return same;
}

static sil_status whole(work *w, sil_err *err)
{
    const char *dir = sil_sprintf(w->a, "%s/datasets", w->ctx->corpus);
    char **ids, key[SIL_SHA_LEN];
    size_t n;
    bool there;
    w->tables_dir = sil_sprintf(w->a, "%s/datasets/tables", w->ctx->corpus);
    w->site_dir = sil_sprintf(w->a, "%s/site", w->ctx->corpus);
    if (!dir || !w->tables_dir || !w->site_dir)
        return no_memory(err);
    sil_status s = sil_mkdirs(w->tables_dir, err);
    if (s == SIL_OK)
        s = sil_docs(w->a, w->ctx->corpus, &ids, &n, err);
    if (s == SIL_OK)
        s = made_of(w, ids, n, key, &there, err);
    if (s == SIL_OK && there && made_before(w, dir, key))
        return SIL_OK;
    const char *package = sil_sprintf(w->a, "%s/datapackage.json", dir);
    if (s == SIL_OK && (!package || (unlink(package) != 0 && errno != ENOENT))) /* it vouches for what is written now: a killed run leaves none */
        s = package ? sil_fail(err, SIL_IO, "cannot take away %s: %s", package, strerror(errno)) : no_memory(err);
    if (s == SIL_OK)
        s = sil_sink_open(dir, &w->sink, err);
    if (s == SIL_OK)
        s = sil_site_open(w->a, w->ctx->corpus, w->ctx->config, &w->site, err);
    for (size_t i = 0; s == SIL_OK && i < n; i++) {
        sil_arena *a = sil_arena_new(0);
        s = a ? one_paper(a, w, ids[i], err) : no_memory(err);
        if (s != SIL_OK)
            sil_in(err, "%s: ", ids[i]);
        sil_arena_free(a);
    }
    if (s == SIL_OK)
        s = sil_gather_rows(&w->gather, w->sink, err);
    if (s == SIL_OK) {
        size_t mentions = sil_sink_rows(w->sink, SIL_T_MENTIONS), rankings = sil_sink_rows(w->sink, SIL_T_RANKINGS);
        sil_sink *sink = w->sink;
        w->sink = NULL;
        s = sil_sink_close(sink, err);
        if (s == SIL_OK)
            sil_log(SIL_LOG_INFO, "datasets: %zu papers, %zu mentions, %zu ranking values", n, mentions, rankings);
    }
    if (s == SIL_OK)
        s = sil_site_cities(w->a, &w->site, &w->gather, sil_sprintf(w->a, "%s/corpus.db", dir), err);
    if (s == SIL_OK)
        s = sil_site_close(w->a, &w->site, &w->gather, err);
    if (s == SIL_OK)
        s = sweep_all(w, ids, n, err);
    return s == SIL_OK ? sil_package_write(dir, key, w->n_tables, err) : s;
}

sil_status sil_publish_corpus(sil_room_ctx *ctx, sil_err *err)
{
    sil_publish *p = ctx->state;
    sil_arena *a = sil_arena_new(0);
    if (!a)
        return no_memory(err);
    work w = {.a = a, .ctx = ctx, .auth = &p->authority, .gather = {.a = a, .auth = &p->authority}};
    sil_status s = whole(&w, err);
    sil_sink_drop(w.sink);
    sil_site_drop(&w.site);
    sil_arena_free(a);
    return s;
}
