/* 2-ocr/ocr.c: the room: which pages are to be read, and their layers. The reading of one page is page.c, in a child (child.c). */
#include "ocr.h"

#include <leptonica/allheaders.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "child.h"
#include "sillok/alto.h"
#include "sillok/file.h"
#include "sillok/log.h"
#include "sillok/source.h"

static const char HANJA_PATH[] = "/usr/share/libhangul/hanja/hanja.txt";

typedef struct state {
    sil_engine *engine;
    sil_hanja *hanja;
    sil_forms *forms;
    unsigned models; /* that the page before has used */
    sil_trust *trust;
} state;

static sil_status files(sil_arena *a, const sil_room_ctx *ctx, char ***names, size_t *n, sil_err *err)
{
    char **models;
    size_t k;
    sil_status st = sil_engine_files(a, sil_setting_text(ctx->settings, "ocr.languages"), sil_setting_text(ctx->settings, "ocr.tessdata"), ctx->config, &models, &k, err);
    if (st != SIL_OK)
        return st;
    char **all = sil_alloc(a, (k + 3) * sizeof *all);
    if (!all)
        return sil_fail(err, SIL_NOMEM, "no memory for the list of models");
    memcpy(all, models, k * sizeof *all);
    all[k] = sil_strdup(a, HANJA_PATH);
    all[k + 1] = sil_strdup(a, SIL_FORMS_RULES);
    all[k + 2] = sil_strdup(a, SIL_TRUST_TABLE);
    if (!all[k] || !all[k + 1] || !all[k + 2])
        return sil_fail(err, SIL_NOMEM, "no memory for the list of models");
    *names = all, *n = k + 3;
    return SIL_OK;
}

static sil_status open_room(sil_room_ctx *ctx, sil_err *err)
{
    setMsgSeverity(L_SEVERITY_NONE); /* Leptonica writes to stderr what its functions also return */
    ctx->state = calloc(1, sizeof(state));
    return ctx->state ? SIL_OK : sil_fail(err, SIL_NOMEM, "no memory to begin");
}

static void close_room(sil_room_ctx *ctx)
{
    state *s = ctx->state;
    if (!s)
        return;
    sil_engine_close(s->engine);
    sil_hanja_free(s->hanja);
    sil_forms_free(s->forms);
    sil_trust_free(s->trust);
    free(s);
    ctx->state = NULL;
}

/* For the first page that is to be read: a paper with a good text layer costs nothing here. The models of one page are loaded for the next. */
static sil_status load(const sil_room_ctx *ctx, state *s, sil_err *err)
{
    sil_status st = SIL_OK;
    if (!s->engine)
        st = sil_engine_open(sil_setting_text(ctx->settings, "ocr.languages"), sil_setting_text(ctx->settings, "ocr.tessdata"), ctx->config, &s->engine, err);
    if (st == SIL_OK && !s->hanja)
        st = sil_hanja_open(HANJA_PATH, &s->hanja, err);
    if (st == SIL_OK && !s->forms)
        st = sil_forms_open(ctx->config, &s->forms, err);
    if (st == SIL_OK && !s->trust) {
        char path[4096];
        int n = snprintf(path, sizeof path, "%s/%s", ctx->config, SIL_TRUST_TABLE);
        st = n > 0 && (size_t)n < sizeof path ? sil_trust_open(path, &s->trust, err) : sil_fail(err, SIL_USAGE, "the path of the folder config is too long: %s", ctx->config);
    }
    return st == SIL_OK ? sil_engine_keep(s->engine, s->models, err) : st;
}

static sil_status empty_page(sil_arena *a, const sil_room_ctx *ctx, const char *doc, const sil_source_page *p, const char *reason, sil_err *err)
{
    sil_page page = {.page = p->page, .width = p->width, .height = p->height, .image = p->image, .pixels = true, .engine = "", .models = "", .note = sil_strdup(a, reason)};
    char *path = sil_layer_path(a, ctx->corpus, doc, SIL_LAYER_OCR, p->page), *dir = sil_doc_path(a, ctx->corpus, doc, "ocr");
    if (!path || !dir || !page.note)
        return sil_fail(err, SIL_NOMEM, "no memory for a page");
    sil_status st = sil_room_head(a, ctx, SIL_LAYER_OCR, doc, p->page, reason, &page.head, err);
    if (st == SIL_OK)
        st = sil_page_number(a, &page, err);
    if (st == SIL_OK)
        st = sil_mkdirs(dir, err);
    return st == SIL_OK ? sil_alto_write(path, &page, err) : st;
}

/* The files that a child may read: models by their full names. */
static sil_status readable(sil_arena *a, const sil_room_ctx *ctx, const char *const **list, sil_err *err)
{
    char **names;
    size_t n;
    sil_status st = files(a, ctx, &names, &n, err);
    const char **all = st == SIL_OK ? sil_alloc(a, (n + 1) * sizeof *all) : NULL;
    for (size_t i = 0; all && i < n; i++)
        if (!(all[i] = names[i][0] == '/' ? names[i] : sil_sprintf(a, "%s/%s", ctx->config, names[i])))
            all = NULL;
    *list = all;
    return st != SIL_OK || all ? st : sil_fail(err, SIL_NOMEM, "no memory for the list of models");
}

static sil_status one_page(const sil_room_ctx *ctx, const char *doc, const sil_source_page *p, sil_err *err)
{
    state *s = ctx->state;
    sil_status st = load(ctx, s, err);
    if (st != SIL_OK)
        return st;
    sil_arena *a = sil_arena_new(0);
    if (!a)
        return sil_fail(err, SIL_NOMEM, "no memory to begin a page");
    sil_page page = {.page = p->page, .image = p->image, .pixels = true};
    sil_page_job job = {.engine = s->engine, .hanja = s->hanja, .forms = s->forms, .trust = s->trust, .evidence = sil_setting_int(ctx->settings, "ocr.evidence") == 1,
                        .dpi = p->dpi, .max_mpixels = (int)sil_setting_int(ctx->settings, "intake.max_page_mpixels")};
    sil_child_limits limits = {(int)sil_setting_int(ctx->settings, "ocr.page_seconds"), (int)sil_setting_int(ctx->settings, "ocr.memory_mb"), NULL};
    char *path = sil_layer_path(a, ctx->corpus, doc, SIL_LAYER_OCR, p->page), *dir = sil_doc_path(a, ctx->corpus, doc, "ocr");
    char *image = sil_doc_path(a, ctx->corpus, doc, p->image), *data = NULL, *xml = NULL;
    size_t len = 0, xml_len = 0;
    if (!path || !dir || !image)
        st = sil_fail(err, SIL_NOMEM, "no memory to begin a page");
    if (st == SIL_OK)
        st = readable(a, ctx, &limits.models, err);
    if (st == SIL_OK)
        st = sil_file_read(a, image, 0, &data, &len, err);
    if (st == SIL_OK && p->verdict == SIL_VERDICT_DOUBTFUL) {
        char *layer = sil_doubtful_path(a, ctx->corpus, doc, p->page), *alto = NULL;
        st = layer ? sil_file_read(a, layer, 0, &alto, &job.layer_len, err) : sil_fail(err, SIL_NOMEM, "no memory to begin a page");
        job.layer = alto;
    }
    if (st == SIL_OK)
        st = sil_room_head(a, ctx, SIL_LAYER_OCR, doc, p->page, NULL, &page.head, err);
    if (st == SIL_OK) {
        job.image = data, job.image_len = len;
        st = sil_child_read(a, &job, &page, limits, &xml, &xml_len, &s->models, err);
    }
    if (st == SIL_OK)
        st = sil_mkdirs(dir, err);
    if (st == SIL_OK)
        st = sil_file_write(path, xml, xml_len, err);
    if (st == SIL_OK)
        sil_log(SIL_LOG_DEBUG, "%s: page %d read", doc, p->page);
    sil_arena_free(a);
    return st == SIL_OK ? SIL_OK : sil_in(err, "page %d: ", p->page);
}

static sil_status each_page(sil_room_ctx *ctx, const char *doc, int page, sil_err *err)
{
    sil_arena *a = sil_arena_new(0);
    if (!a)
        return sil_fail(err, SIL_NOMEM, "no memory to begin a paper");
    sil_source src;
    sil_status st = sil_source_read(a, ctx->corpus, doc, &src, err);
    size_t lost = 0, todo = 0;
    sil_err first = {0};
    bool found = page == 0;
    for (size_t i = 0; st == SIL_OK && i < src.n_pages; i++) {
        const sil_source_page *p = &src.pages[i];
        if (page && p->page != page)
            continue;
        found = true;
        if (!sil_source_needs_ocr(p))
            continue;
        todo++;
        sil_err e = {0};
        sil_status s = one_page(ctx, doc, p, &e);
        if (s == SIL_FORMAT || s == SIL_LIMIT) { /* this page alone */
            if (!lost++)
                first = e;
            sil_log(SIL_LOG_WARN, "%s: %s", doc, e.text);
            st = empty_page(a, ctx, doc, p, e.text, err);
        } else if (s != SIL_OK) {
            *err = e;
            st = s;
        }
    }
    if (st == SIL_OK && !found)
        st = sil_fail(err, SIL_USAGE, "%s has no page %d", doc, page);
    if (st == SIL_OK && lost)
        st = sil_fail(err, first.code, "%zu of %zu pages could not be read; the first: %s", lost, todo, first.text);
    sil_arena_free(a);
    return st;
}

/* Pages whose layer was written just now, as read or as failed, are left alone: each has its own reason. */
static sil_status fail_pages(sil_room_ctx *ctx, const char *doc, int page, const char *reason, sil_err *err)
{
    sil_arena *a = sil_arena_new(0);
    if (!a)
        return sil_fail(err, SIL_NOMEM, "no memory to write down a failure");
    sil_source src;
    sil_status st = sil_source_read(a, ctx->corpus, doc, &src, err);
    for (size_t i = 0; st == SIL_OK && i < src.n_pages; i++) {
        const sil_source_page *p = &src.pages[i];
        if ((page && p->page != page) || !sil_source_needs_ocr(p))
            continue;
        char *want = NULL, *have = NULL, *path = sil_layer_path(a, ctx->corpus, doc, SIL_LAYER_OCR, p->page);
        st = path ? sil_room_head(a, ctx, SIL_LAYER_OCR, doc, p->page, NULL, &want, err) : sil_fail(err, SIL_NOMEM, "no memory to write down a failure");
        if (st == SIL_OK)
            st = sil_head_read(a, path, &have, err);
        if (st == SIL_OK && !(have && sil_head_same(have, want)))
            st = empty_page(a, ctx, doc, p, reason, err);
    }
    sil_arena_free(a);
    return st;
}

static const char *const SECTIONS[] = {"ocr", NULL};

const sil_room sil_ocr_room = {
    .name = "ocr",
    .summary = "page images -> ALTO: layout, reading by the model of each line's language",
    .layer = SIL_LAYER_OCR,
    .sections = SECTIONS,
    .files = files,
    .open = open_room,
    .close = close_room,
    .run = each_page,
    .fail = fail_pages,
};
