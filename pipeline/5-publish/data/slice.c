/* Room 5, publish: what one paper gives to the datasets and the reader, and the file that keeps it (slice.h). */
#include "slice.h"

#include <string.h>

#include "fields.h"
#include "fulltext.h"
#include "gather.h"
#include "rows.h"
#include "sillok/file.h"
#include "sillok/layer.h"
#include "sillok/log.h"
#include "sink.h"
#include "site.h"

static sil_status no_memory(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "out of memory while writing the rows of a paper");
}

/* Cells of the paper's tables, a file a table; a "@cells" line each. */
static sil_status write_cells(sil_arena *a, const char *corpus, const sil_doc *doc, sil_buf *out, sil_err *err)
{
    bool made = false;
    for (size_t i = 0; i < doc->text.n_blocks; i++) {
        const sil_block *b = &doc->text.blocks[i];
        if (!sil_rows_is_table(b) || b->n_cells == 0 || b->unreadable || strchr(b->table, '/'))
            continue;
        sil_buf cells = {0};
        const char *dir = sil_sprintf(a, "%s/datasets/tables", corpus), *path = sil_sprintf(a, "%s/%s_%s.csv", dir, doc->id, b->table);
        sil_status s = dir && path ? SIL_OK : no_memory(err);
        if (s == SIL_OK && !made)
            s = sil_mkdirs(dir, err);
        made = true;
        if (s == SIL_OK)
            s = sil_rows_cells(a, b, &cells, err);
        if (s == SIL_OK && (s = sil_write_changed(path, cells.data, cells.len, err)) == SIL_OK)
            sil_buf_printf(out, "@cells\t%s_%s.csv\n", doc->id, b->table);
        sil_buf_free(&cells);
        if (s == SIL_FORMAT)
            sil_log(SIL_LOG_WARN, "%s: %s", doc->id, err->text);
        else if (s != SIL_OK)
            return s;
    }
    return SIL_OK;
}

static sil_status write_page(sil_arena *a, const char *corpus, const sil_doc *doc, const sil_buf *page, sil_err *err)
{
    const char *dir = sil_sprintf(a, "%s/site", corpus), *path = sil_sprintf(a, "%s/site/%s.html", corpus, doc->id);
    sil_status s = sil_buf_ok(page, err);
    if (s == SIL_OK)
        s = dir && path ? sil_mkdirs(dir, err) : no_memory(err);
    return s == SIL_OK ? sil_write_changed(path, page->data, page->len, err) : s;
}

static sil_status rows(sil_arena *a, const sil_room_ctx *ctx, const sil_authority *auth, const sil_doc *doc, sil_buf *out, sil_err *err)
{
    double unclear = sil_setting_real(ctx->settings, "publish.unclear_below");
    char *reason;
    const char *status = sil_doc_status(a, doc, sil_setting_real(ctx->settings, "publish.partial_share"), &reason);
    sil_gather g = {.a = a, .auth = auth};
    sil_buf row = {0}, ranks = {0}, page = {0};
    sil_sink *sink = NULL;
    sil_status s = sil_gather_paper(&g, doc, err);
    if (s == SIL_OK) {
        sil_site_row(doc, status, reason, &row);
        sil_site_ranks(a, doc, &g, &ranks);
        sil_site_page(a, doc, &g, status, reason, unclear, &page);
        sil_buf_printf(out, "@paper\t%s\t%zu\t%zu\t", status, doc->n_pages, doc->entities.n_rankings);
        sil_field_put(out, row.len ? row.data : "");
        sil_buf_putc(out, '\t');
        sil_field_put(out, ranks.len ? ranks.data : "");
        sil_buf_putc(out, '\n');
        s = row.failed || ranks.failed ? no_memory(err) : write_page(a, ctx->corpus, doc, &page, err);
        sil_buf_free(&row); /* of a long paper these are tens of megabytes */
        sil_buf_free(&ranks);
        sil_buf_free(&page);
    }
    if (s == SIL_OK)
        s = write_cells(a, ctx->corpus, doc, out, err);
    sil_gather_lines(&g, out);
    sil_fulltext_lines(doc, out);
    if (s == SIL_OK)
        s = sil_sink_lines(out, &sink, err);
    if (s == SIL_OK)
        s = sil_rows_paper(sink, doc, status, reason, err);
    sil_sink_drop(sink);
    sil_buf_free(&row);
    sil_buf_free(&ranks);
    sil_buf_free(&page);
    return s;
}

/* Its records cannot stand in tables with keys: the paper keeps its row and its reason. */
static void bare(sil_arena *a, sil_doc *doc, const char *why)
{
    doc->failed = sil_strdup(a, why);
    memset(&doc->entities, 0, sizeof doc->entities);
    memset(doc->page_at, 0, ((size_t)doc->last_page + 2) * sizeof *doc->page_at);
    doc->text.n_blocks = 0;
}

sil_status sil_slice_write(sil_arena *a, const sil_room_ctx *ctx, const sil_authority *auth, sil_doc *doc, const char *head, char **lines, sil_err *err)
{
    const char *doubt = sil_rows_doubt(a, doc), *path = sil_doc_path(a, ctx->corpus, doc->id, "rows.tsv");
    sil_buf b = {0};
    if (!doubt || !path)
        return no_memory(err);
    if (*doubt)
        bare(a, doc, doubt);
    if (head)
        sil_buf_puts(&b, head);
    sil_buf_putc(&b, '\n');
    size_t from = b.len;
    sil_status s = rows(a, ctx, auth, doc, &b, err);
    if (s == SIL_FORMAT && !*doubt) {
        bare(a, doc, err->text);
        b.len = from;
        s = rows(a, ctx, auth, doc, &b, err);
    }
    if (s == SIL_OK)
        s = sil_buf_ok(&b, err);
    if (s == SIL_OK && head)
        s = sil_file_write(path, b.data, b.len, err);
    if (s == SIL_OK && lines && !(*lines = sil_strdup(a, b.data + from)))
        s = no_memory(err);
    sil_buf_free(&b);
    return s;
}

sil_status sil_slice_read(sil_arena *a, const char *corpus, const char *doc_id, const char *head, char **lines, sil_err *err)
{
    *lines = NULL;
    const char *path = sil_doc_path(a, corpus, doc_id, "rows.tsv"), *page = sil_sprintf(a, "%s/site/%s.html", corpus, doc_id);
    char *data;
    size_t len, n = strlen(head);
    if (!path || !page)
        return no_memory(err);
    if (!sil_file_exists(path) || !sil_file_exists(page))
        return SIL_OK;
    sil_status s = sil_file_read(a, path, 0, &data, &len, err);
    if (s != SIL_OK || len <= n || memcmp(data, head, n) != 0 || data[n] != '\n' || memchr(data, '\0', len))
        return s;
    for (const char *at = data + n; (at = strstr(at, "\n@cells\t")) != NULL;) {
        at += strlen("\n@cells\t");
        const char *cells = sil_sprintf(a, "%s/datasets/tables/%.*s", corpus, (int)strcspn(at, "\n"), at);
        if (!cells)
            return no_memory(err);
        if (!sil_file_exists(cells))
            return SIL_OK;
    }
    *lines = data + n + 1;
    return SIL_OK;
}
