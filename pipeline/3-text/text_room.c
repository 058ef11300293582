/* text_room.c: one paper through this room: reads source.json and the pages of ALTO one by one, runs the steps of flow.h, writes text.jsonl. */
#include "text_room.h"

#include <string.h>

#include "flow.h"
#include "sillok/file.h"
#include "sillok/log.h"

sil_status sil_tx_room_files(sil_arena *a, const sil_room_ctx *ctx, char ***names, size_t *n, sil_err *err)
{
    (void)ctx;
    size_t cap = 0;
    *names = NULL;
    *n = 0;
    for (size_t i = 0; sil_tx_rule_files[i]; i++) {
        char **x = SIL_PUSH(a, *names, *n, cap);
        if (!x || !(*x = sil_strdup(a, sil_tx_rule_files[i])))
            return sil_fail(err, SIL_NOMEM, "no memory for the names of the rule tables");
    }
    static const char *const lists[] = {SIL_TX_ENGLISH_WORDS, SIL_TX_KOREAN_WORDS};
    for (size_t i = 0; i < 2; i++) {
        if (!sil_file_exists(lists[i]))
            continue;
        char **x = SIL_PUSH(a, *names, *n, cap);
        if (!x || !(*x = sil_strdup(a, lists[i])))
            return sil_fail(err, SIL_NOMEM, "no memory for the names of the rule tables");
    }
    return SIL_OK;
}

sil_status sil_tx_room_open(sil_room_ctx *ctx, sil_err *err)
{
    sil_tx_rules *rules = NULL;
    sil_status s = sil_tx_rules_open(ctx->config, &rules, err);
    ctx->state = rules;
    return s;
}

void sil_tx_room_close(sil_room_ctx *ctx)
{
    sil_tx_rules_close(ctx->state);
}

static sil_status pages(sil_tx_doc *d, sil_room_ctx *ctx, const char *doc_id, const sil_source *source, sil_corrections *list, sil_err *err)
{
    size_t read = 0;
    for (size_t i = 0; i < source->n_pages; i++) {
        int number = source->pages[i].page;
        sil_arena *a = sil_arena_new(0);
        char *path = a ? sil_layer_path(a, ctx->corpus, doc_id, SIL_LAYER_OCR, number) : NULL;
        sil_page page = {0};
        if (!path) {
            sil_arena_free(a);
            return SIL_TX_NOMEM(err);
        }
        if (!sil_file_exists(path)) { /* no image could be had: the page is missing, the others go on */
            sil_log(SIL_LOG_DEBUG, "%s page %d: no ocr layer", doc_id, number);
            sil_arena_free(a);
            continue;
        }
        sil_status s = sil_alto_read(a, path, &page, err);
        if (s == SIL_FORMAT) {
            sil_log(SIL_LOG_WARN, "%s page %d left out: %s", doc_id, number, err ? err->text : "");
            sil_arena_free(a);
            continue;
        }
        if (!page.page)
            page.page = number;
        if (!s && !sil_corrections_page(d->arena, list, &page, false)) /* in boxes of the image, so before the page is straightened */
            s = SIL_TX_NOMEM(err);
        if (!s) {
            sil_tx_straighten(&page);
            s = sil_tx_gather(d, &page, err);
        }
        sil_arena_free(a);
        if (s)
            return sil_in(err, "page %d: ", number);
        read++;
    }
    if (!read && source->n_pages)
        return sil_fail(err, SIL_FORMAT, "%s: none of its %zu pages has an ocr layer that can be read; run sillok-ocr on it", doc_id, source->n_pages);
    return SIL_OK;
}

sil_status sil_tx_room_run(sil_room_ctx *ctx, const char *target, int page, sil_err *err)
{
    (void)page;
    sil_arena *a = sil_arena_new(0);
    if (!a)
        return SIL_TX_NOMEM(err);
    sil_source source = {0};
    sil_text out = {0};
    sil_corrections list = {0};
    sil_tx_doc d = {.arena = a, .rules = ctx->state, .heading_percent = (int)(sil_setting_real(ctx->settings, "text.heading_scale") * 100 + 0.5)};
    sil_status s = sil_source_read(a, ctx->corpus, target, &source, err);
    if (!s && source.failed)
        s = sil_fail(err, SIL_FORMAT, "nothing came of the file: %s", source.failed);
    if (!s)
        s = sil_corrections_read(a, ctx->corpus, target, &list, err);
    if (!s)
        s = pages(&d, ctx, target, &source, &list, err);
    if (!s)
        s = sil_tx_flow(&d, &source, &out, err);
    if (!s)
        s = sil_tx_corrected(&d, &list, &out, err);
    if (!s)
        s = sil_room_head(a, ctx, SIL_LAYER_TEXT, target, 0, NULL, &out.head, err);
    char *path = s ? NULL : sil_layer_path(a, ctx->corpus, target, SIL_LAYER_TEXT, 0);
    if (!s)
        s = path ? sil_text_write(path, &out, err) : SIL_TX_NOMEM(err);
    sil_tx_words_free(&d.known);
    sil_arena_free(a);
    return s;
}

sil_status sil_tx_room_fail(sil_room_ctx *ctx, const char *target, int page, const char *reason, sil_err *err)
{
    (void)page;
    sil_arena *a = sil_arena_new(0);
    if (!a)
        return SIL_TX_NOMEM(err);
    char *none = sil_strdup(a, ""), *und = sil_strdup(a, "und");
    sil_text out = {.paper = {.date = none, .degree = none, .institution = none, .lang = und, .langs = none}};
    sil_status s = none && und ? sil_room_head(a, ctx, SIL_LAYER_TEXT, target, 0, reason, &out.head, err) : SIL_TX_NOMEM(err);
    char *path = s ? NULL : sil_layer_path(a, ctx->corpus, target, SIL_LAYER_TEXT, 0);
    if (!s)
        s = path ? sil_text_write(path, &out, err) : SIL_TX_NOMEM(err);
    sil_arena_free(a);
    return s;
}
