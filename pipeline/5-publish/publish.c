/* Room 5, publish: one paper, from its layers to paper.tei.xml, paper.txt and its rows of the datasets (publish.h). */
#include "publish.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <libxml/parser.h>

#include "doc.h"
#include "plain.h"
#include "sillok/file.h"
#include "sillok/layer.h"
#include "slice.h"
#include "tei.h"

sil_status sil_publish_files(sil_arena *a, const sil_room_ctx *ctx, char ***names, size_t *n, sil_err *err)
{
    static const char *const list[] = {"authority/cities.tsv", "authority/organizations.tsv", "authority/indices.tsv", "schemas/sillok-tei.rng", SIL_PERSONS_FILE};
    (void)ctx;
    *n = sizeof list / sizeof *list;
    *names = sil_alloc(a, *n * sizeof **names);
    for (size_t i = 0; *names && i < *n; i++)
        if (!((*names)[i] = sil_strdup(a, list[i])))
            *names = NULL;
    return *names ? SIL_OK : sil_fail(err, SIL_NOMEM, "out of memory while starting");
}

sil_status sil_publish_open(sil_room_ctx *ctx, sil_err *err)
{
    xmlInitParser();
    sil_arena *a = sil_arena_new(0);
    sil_publish *p = a ? sil_alloc(a, sizeof *p) : NULL;
    if (!p) {
        sil_arena_free(a);
        return sil_fail(err, SIL_NOMEM, "out of memory while starting");
    }
    p->arena = a;
    sil_status s = sil_authority_read(a, ctx->config, &p->authority, err);
    if (s == SIL_OK)
        s = sil_schema_open(ctx->config, &p->schema, err);
    if (s != SIL_OK) {
        sil_persons_close(p->authority.persons);
        sil_arena_free(a);
        return s;
    }
    ctx->state = p;
    return SIL_OK;
}

void sil_publish_close(sil_room_ctx *ctx)
{
    sil_publish *p = ctx->state;
    if (!p)
        return;
    sil_schema_free(p->schema);
    sil_persons_close(p->authority.persons);
    sil_arena_free(p->arena);
    ctx->state = NULL;
    xmlCleanupParser();
}

/* The TEI under a temporary name, and its buffer empty: what a paper gives to the datasets takes as much room again. */
static sil_status put_aside(sil_arena *a, const char *path, sil_buf *tei, char **tmp, sil_err *err)
{
    sil_status s = path ? sil_file_temp(a, path, tmp, err) : sil_fail(err, SIL_NOMEM, "out of memory");
    FILE *f = s == SIL_OK ? fopen(*tmp, "wbe") : NULL;
    if (s == SIL_OK && !f)
        s = sil_fail(err, SIL_IO, "cannot write %s: %s", *tmp, strerror(errno));
    bool wrong = f && fwrite(tei->data, 1, tei->len, f) != tei->len;
    wrong = (f && fclose(f) != 0) || wrong;
    if (wrong) {
        s = sil_fail(err, SIL_IO, "cannot write %s: %s", *tmp, strerror(errno));
        unlink(*tmp);
    }
    sil_buf_free(tei);
    return s;
}

/* failed: NULL, or why the TEI has no text. */
static sil_status publish(sil_arena *a, sil_room_ctx *ctx, const char *doc_id, const char *failed, sil_err *err)
{
    sil_publish *p = ctx->state;
    sil_doc doc;
    char *head;
    sil_status s = sil_doc_read(a, ctx->corpus, doc_id, &doc, err);
    if (s != SIL_OK)
        return s;
    if (doc.failed && !failed)
        return sil_fail(err, SIL_FORMAT, "%s", doc.failed);
    s = sil_room_head(a, ctx, SIL_LAYER_TEI, doc_id, 0, failed, &head, err);
    if (s != SIL_OK)
        return s;
    sil_buf tei = {0}, txt = {0};
    sil_arena *ta = sil_arena_new(0); /* what is needed while the TEI is written */
    if (!ta)
        return sil_fail(err, SIL_NOMEM, "out of memory while writing TEI");
    s = sil_tei_format(ta, &doc, &p->authority, sil_setting_real(ctx->settings, "publish.unclear_below"), head, failed, &tei, err);
    sil_arena_free(ta);
    if (s == SIL_OK && (s = sil_schema_check(p->schema, tei.data, tei.len, err)) != SIL_OK)
        sil_in(err, "paper.tei.xml would not be valid: ");
    if (s == SIL_OK && !failed)
        s = sil_plain_format(&doc, &txt, err);
    const char *tei_path = sil_layer_path(a, ctx->corpus, doc_id, SIL_LAYER_TEI, 0), *txt_path = sil_doc_path(a, ctx->corpus, doc_id, "paper.txt");
    char *tmp = NULL;
    bool aside = s == SIL_OK && (s = put_aside(a, tei_path, &tei, &tmp, err)) == SIL_OK;
    if (s == SIL_OK) { /* before the TEI has its name, which says that all is there */
        doc.failed_tei = sil_head_failed(a, head);
        s = sil_slice_write(a, ctx, &p->authority, &doc, head, NULL, err);
    }
    if (s == SIL_OK)
        s = txt_path ? sil_file_write(txt_path, txt.data ? txt.data : "", txt.len, err) : sil_fail(err, SIL_NOMEM, "out of memory");
    if (aside && s == SIL_OK)
        s = sil_file_commit(tmp, tei_path, err);
    else if (aside)
        unlink(tmp);
    sil_buf_free(&txt);
    sil_buf_free(&tei);
    return s;
}

sil_status sil_publish_run(sil_room_ctx *ctx, const char *doc_id, int page, sil_err *err)
{
    (void)page;
    sil_arena *a = sil_arena_new(0);
    sil_status s = a ? publish(a, ctx, doc_id, NULL, err) : sil_fail(err, SIL_NOMEM, "out of memory");
    sil_arena_free(a);
    return s;
}

sil_status sil_publish_fail(sil_room_ctx *ctx, const char *doc_id, int page, const char *reason, sil_err *err)
{
    (void)page;
    sil_arena *a = sil_arena_new(0);
    sil_status s = a ? publish(a, ctx, doc_id, reason, err) : sil_fail(err, SIL_NOMEM, "out of memory");
    sil_arena_free(a);
    return s;
}
