/* driver/plan.c: what is stale, by content alone: a layer's head against the head its room would write now. */
#include <string.h>

#include "sillok.h"
#include "sillok/file.h"
#include "sillok/json.h"
#include "sillok/source.h"

/* In words, what differs between two heads. */
static const char *difference(sil_arena *a, const char *old, const char *now)
{
    json_t *x = NULL, *y = NULL;
    const char *why = "made in another way";
    if (!sil_json_parse(old, strlen(old), "head", &x, NULL) && !sil_json_parse(now, strlen(now), "head", &y, NULL)) {
        json_t *fx = json_object_get(x, "files"), *fy = json_object_get(y, "files");
        if (!json_equal(json_object_get(x, "sillok"), json_object_get(y, "sillok"))) {
            why = "made by another version";
        } else if (!json_equal(json_object_get(x, "settings"), json_object_get(y, "settings"))) {
            why = "settings changed";
        } else if (!json_equal(fx, fy)) {
            const char *key;
            json_t *value;
            why = "files changed";
            json_object_foreach(fy, key, value) {
                if (!json_equal(json_object_get(fx, key), value)) {
                    why = sil_sprintf(a, "%s changed", key);
                    break;
                }
            }
        } else if (!json_equal(json_object_get(x, "input"), json_object_get(y, "input"))) {
            why = "input changed";
        }
    }
    json_decref(x);
    json_decref(y);
    return why;
}

sil_status layer_fresh(sil_arena *a, const char *corpus, const char *recipe, const char *doc_id, sil_layer layer, int page, bool retry, const char **why, sil_err *err)
{
    char *path = sil_layer_path(a, corpus, doc_id, layer, page), *head = NULL, *now = NULL, input[SIL_SHA_LEN];
    *why = "missing";
    sil_status s = path ? sil_head_read(a, path, &head, err) : sil_fail(err, SIL_NOMEM, "no memory to look at %s", doc_id);
    if (s || !head)
        return s;
    s = sil_layer_input(corpus, doc_id, layer, page, input, err);
    if (!s)
        s = sil_head_make(a, recipe, input, NULL, &now, err);
    if (s)
        return s;
    if (!sil_head_same(head, now))
        *why = difference(a, head, now);
    else if (retry && sil_head_failed(a, head))
        *why = "failed before";
    else
        *why = "";
    return SIL_OK;
}

/* Pages of x that room 2 has to read and that are not fresh. Pages whose ALTO room 1 wrote are room 1's. */
static sil_status pages_to_read(driver *d, char *const recipes[ROOMS], sil_arena *a, const sil_source *src, doc *x, sil_err *err)
{
    x->pages = sil_alloc(d->arena, (src->n_pages + 1) * sizeof *x->pages);
    if (!x->pages)
        return sil_fail(err, SIL_NOMEM, "no memory for the pages of %s", x->id);
    x->n_pages = x->next_page = 0;
    for (size_t i = 0; i < src->n_pages; i++) {
        const char *why;
        if (!sil_source_needs_ocr(&src->pages[i]))
            continue;
        sil_status s = layer_fresh(a, d->corpus, recipes[ROOM_OCR], x->id, SIL_LAYER_OCR, src->pages[i].page, d->retry, &why, err);
        if (s)
            return s;
        if (*why)
            x->pages[x->n_pages++] = src->pages[i].page;
    }
    return SIL_OK;
}

/* Pages of which room 1 had no image. */
static bool lost_pages(const sil_source *src)
{
    for (size_t i = 0; i < src->n_pages; i++)
        if (src->pages[i].verdict == SIL_VERDICT_FAILED)
            return true;
    return false;
}

static sil_status advance(driver *d, char *const recipes[ROOMS], sil_arena *a, doc *x, sil_err *err)
{
    const char *why;
    sil_status s;
    if (x->stage == STAGE_INTAKE) {
        if (!sil_file_exists(sil_layer_path(a, d->corpus, x->id, SIL_LAYER_SOURCE, 0)))
            return SIL_OK;
        if ((s = layer_fresh(a, d->corpus, recipes[ROOM_INTAKE], x->id, SIL_LAYER_SOURCE, 0, d->retry && !x->worked, &why, err)))
            return s;
        if (*why)
            return SIL_OK;
        x->stage = STAGE_OCR;
        x->n_pages = -1;
    }
    sil_source src;
    if ((s = sil_source_read(a, d->corpus, x->id, &src, err)))
        return s;
    if (x->stage == STAGE_OCR && x->n_pages < 0 && d->retry && !x->worked && lost_pages(&src)) {
        x->stage = STAGE_INTAKE;
        return SIL_OK;
    }
    x->pages_all = (int)src.n_pages;
    if (src.failed) { /* nothing to build on: the paper is kept with its reason */
        x->failed = sil_strdup(d->arena, src.failed);
        x->stage = STAGE_DONE;
        return SIL_OK;
    }
    if (x->stage == STAGE_OCR) {
        if (x->n_pages < 0 && (s = pages_to_read(d, recipes, a, &src, x, err)))
            return s;
        if (x->next_page < x->n_pages || x->running)
            return SIL_OK;
        x->stage = STAGE_TEXT;
    }
    for (; x->stage < STAGE_DONE; x->stage++) {
        room_id r = (room_id)(ROOM_TEXT + (x->stage - STAGE_TEXT));
        if ((s = layer_fresh(a, d->corpus, recipes[r], x->id, room_layers[r], 0, d->retry && !x->worked, &why, err)))
            return s;
        if (*why)
            return SIL_OK;
        char *head = NULL;
        if (sil_head_read(a, sil_layer_path(a, d->corpus, x->id, room_layers[r], 0), &head, NULL) == SIL_OK) {
            char *failed = sil_head_failed(a, head);
            if (failed && !x->failed)
                x->failed = sil_strdup(d->arena, failed);
        }
    }
    return SIL_OK;
}

sil_status doc_advance(driver *d, char *const recipes[ROOMS], doc *x, sil_err *err)
{
    sil_arena *a = sil_arena_new(0);
    if (!a)
        return sil_fail(err, SIL_NOMEM, "no memory to plan the work on %s", x->id);
    sil_status s = advance(d, recipes, a, x, err);
    sil_arena_free(a);
    return s;
}

sil_status doc_state(sil_arena *a, const char *corpus, const char *doc_id, const char **state, char **reason, int *pages, const char **kind, sil_err *err)
{
    sil_source src;
    *state = "ok";
    *reason = sil_strdup(a, "");
    sil_status s = sil_source_read(a, corpus, doc_id, &src, err);
    if (s)
        return s;
    *pages = (int)src.n_pages;
    *kind = src.kind;
    if (!src.head) { /* room 1 has begun, and no more */
        *state = "unfinished";
        return SIL_OK;
    }
    if (src.failed) {
        *state = "failed";
        *reason = src.failed;
        return SIL_OK;
    }
    for (int r = ROOM_TEXT; r < ROOMS; r++) {
        char *head = NULL, *failed;
        if ((s = sil_head_read(a, sil_layer_path(a, corpus, doc_id, room_layers[r], 0), &head, err)))
            return s;
        if ((failed = sil_head_failed(a, head))) {
            *state = "failed";
            *reason = failed;
            return SIL_OK;
        }
    }
    for (size_t i = 0; i < src.n_pages; i++) {
        char *head = NULL, *failed = NULL;
        if (src.pages[i].verdict == SIL_VERDICT_FAILED)
            failed = src.pages[i].reason;
        else if (!(s = sil_head_read(a, sil_layer_path(a, corpus, doc_id, SIL_LAYER_OCR, src.pages[i].page), &head, err)))
            failed = sil_head_failed(a, head);
        if (s)
            return s;
        if (failed && strcmp(*state, "ok") == 0) {
            *state = "partial";
            *reason = sil_sprintf(a, "page %d: %s", src.pages[i].page, failed);
        }
    }
    return SIL_OK;
}
