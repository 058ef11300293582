/* Room 5, publish: the work on the corpus as a whole: all papers, one at a time, into datasets/ and site/ (publish.h). What stays in
 * memory from one paper to the next is the list of entities and a line a paper for the reader's first page. */
#include "publish.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "doc.h"
#include "gather.h"
#include "package.h"
#include "rows.h"
#include "sillok/file.h"
#include "sillok/layer.h"
#include "sillok/log.h"
#include "sink.h"
#include "site.h"

typedef struct work {
    sil_arena *a;             /* of the whole run */
    sil_room_ctx *ctx;
    const sil_authority *auth;
    const char *tables_dir;   /* datasets/tables */
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

static sil_status write_cells(sil_arena *a, work *w, const sil_doc *doc, sil_err *err)
{
    for (size_t i = 0; i < doc->text.n_blocks; i++) {
        const sil_block *b = &doc->text.blocks[i];
        if (!sil_rows_is_table(b) || b->n_cells == 0 || b->unreadable || strchr(b->table, '/'))
            continue;
        sil_buf cells = {0};
        char *name = sil_sprintf(w->a, "%s_%s.csv", doc->id, b->table), *path = name ? sil_sprintf(a, "%s/%s", w->tables_dir, name) : NULL;
        char **slot = path ? SIL_PUSH(w->a, w->tables, w->n_tables, w->cap_tables) : NULL;
        if (slot)
            *slot = name;
        sil_status s = slot ? sil_rows_cells(a, b, &cells, err) : no_memory(err);
        if (s == SIL_OK)
            s = sil_write_changed(path, cells.data, cells.len, err);
        sil_buf_free(&cells);
        if (s == SIL_FORMAT)
            sil_log(SIL_LOG_WARN, "%s: %s", doc->id, err->text);
        else if (s != SIL_OK)
            return s;
    }
    return SIL_OK;
}

/* The state of the paper's own TEI: a paper is not done before it has one. */
static sil_status tei_state(sil_arena *a, work *w, sil_doc *doc, sil_err *err)
{
    const char *path = sil_layer_path(a, w->ctx->corpus, doc->id, SIL_LAYER_TEI, 0);
    char *head = NULL;
    if (!path)
        return no_memory(err);
    if (!sil_file_exists(path)) {
        doc->failed_tei = "paper.tei.xml is not there yet";
        return SIL_OK;
    }
    sil_status s = sil_head_read(a, path, &head, err);
    if (s == SIL_OK && head)
        doc->failed_tei = sil_head_failed(a, head);
    return s == SIL_NOMEM || s == SIL_IO ? s : SIL_OK;
}

static sil_status one_paper(sil_arena *a, work *w, const char *id, sil_err *err)
{
    sil_doc doc;
    char *reason;
    sil_status s = sil_doc_read(a, w->ctx->corpus, id, &doc, err);
    if (s == SIL_OK)
        s = tei_state(a, w, &doc, err);
    if (s != SIL_OK)
        return s;
    const char *doubt = sil_rows_doubt(a, &doc);
    if (!doubt)
        return no_memory(err);
    if (*doubt) { /* its records cannot stand in tables with keys: the paper keeps its row and its reason */
        doc.failed = sil_strdup(a, doubt);
        memset(&doc.entities, 0, sizeof doc.entities);
        doc.text.n_blocks = 0;
    }
    const sil_settings *set = w->ctx->settings;
    const char *status = sil_doc_status(a, &doc, sil_setting_real(set, "publish.partial_share"), &reason);
    if ((s = sil_gather_paper(&w->gather, &doc, err)) == SIL_OK && (s = sil_rows_paper(w->sink, &doc, status, reason, err)) == SIL_OK &&
        (s = write_cells(a, w, &doc, err)) == SIL_OK)
        s = sil_site_paper(a, &w->site, &doc, &w->gather, status, reason, sil_setting_real(set, "publish.unclear_below"), err);
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
    char **pages = sil_alloc(w->a, (n + OWN) * sizeof *pages);
    if (!pages)
        return no_memory(err);
    memcpy(pages, own, sizeof own);
    for (size_t i = 0; i < n; i++)
        if (!(pages[OWN + i] = sil_sprintf(w->a, "%s.html", ids[i])))
            return no_memory(err);
    qsort(pages, n + OWN, sizeof *pages, by_text);
    if (w->n_tables)
        qsort(w->tables, w->n_tables, sizeof *w->tables, by_text);
    sil_status s = sweep(w->a, w->site.dir, pages, n + OWN, ".html", err);
    return s == SIL_OK ? sweep(w->a, w->tables_dir, w->tables, w->n_tables, ".csv", err) : s;
}

static sil_status whole(work *w, sil_err *err)
{
    const char *dir = sil_sprintf(w->a, "%s/datasets", w->ctx->corpus);
    char **ids;
    size_t n;
    w->tables_dir = sil_sprintf(w->a, "%s/datasets/tables", w->ctx->corpus);
    if (!dir || !w->tables_dir)
        return no_memory(err);
    sil_status s = sil_mkdirs(w->tables_dir, err);
    if (s == SIL_OK)
        s = sil_docs(w->a, w->ctx->corpus, &ids, &n, err);
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
        s = sil_package_write(dir, err);
    if (s == SIL_OK)
        s = sil_site_close(w->a, &w->site, &w->gather, err);
    return s == SIL_OK ? sweep_all(w, ids, n, err) : s;
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
