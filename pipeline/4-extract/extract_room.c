/* extract_room.c: room 4 as a program: what it opens once, and a paper from text.jsonl to entities.jsonl. The work is in extract.c. */
#include "extract_room.h"

#include <stdlib.h>

#include "work.h"

typedef struct state {
    sil_arena *arena;
    sil_authority au;
    sil_rules rules;
    bool authority, tables;
} state;

sil_status sil_extract_files(sil_arena *a, const sil_room_ctx *ctx, char ***names, size_t *n, sil_err *err)
{
    static const char *const used[] = {"authority/cities.tsv",          "authority/organizations.tsv",    "authority/indices.tsv",     "rules/extract-acronyms.tsv",
                                       "rules/extract-categories.tsv",  "rules/extract-columns.tsv",      "rules/extract-countries.tsv", "rules/extract-dates.tsv",
                                       "rules/extract-eras.tsv",        "rules/extract-org-triggers.tsv", "rules/extract-particles.tsv", "rules/extract-relations.tsv",
                                       "rules/extract-alignment.tsv",   "rules/extract-bibliography.tsv", "rules/extract-rankprose.tsv", SIL_PERSONS_FILE};
    (void)ctx;
    *n = sizeof used / sizeof *used;
    *names = sil_alloc(a, (*n + 1) * sizeof **names);
    if (!*names)
        return sil_fail(err, SIL_NOMEM, "out of memory for the list of authority files");
    for (size_t i = 0; i < *n; i++)
        if (!((*names)[i] = sil_strdup(a, used[i])))
            return sil_fail(err, SIL_NOMEM, "out of memory for the list of authority files");
    return SIL_OK;
}

void sil_extract_close(sil_room_ctx *ctx)
{
    state *s = ctx->state;
    if (!s)
        return;
    if (s->authority)
        sil_authority_close(&s->au);
    if (s->tables)
        sil_rules_close(&s->rules);
    sil_arena_free(s->arena);
    free(s);
    ctx->state = NULL;
}

sil_status sil_extract_open(sil_room_ctx *ctx, sil_err *err)
{
    state *s = calloc(1, sizeof *s);
    ctx->state = s;
    if (!s || !(s->arena = sil_arena_new(0)))
        return sil_fail(err, SIL_NOMEM, "out of memory for the authority files");
    sil_status st = sil_authority_open(s->arena, ctx->config, sil_setting_real(ctx->settings, "extract.strong_population"), &s->au, err);
    s->authority = st == SIL_OK;
    if (st == SIL_OK)
        st = sil_rules_open(s->arena, ctx->config, &s->rules, err);
    s->tables = st == SIL_OK;
    if (st != SIL_OK)
        sil_extract_close(ctx);
    return st;
}

static sil_status write_entities(sil_room_ctx *ctx, sil_arena *a, const char *id, const char *failed, sil_entities *e, sil_err *err)
{
    const char *path = sil_layer_path(a, ctx->corpus, id, SIL_LAYER_ENTITIES, 0);
    if (!path)
        return sil_fail(err, SIL_NOMEM, "out of memory for a path");
    sil_status st = sil_room_head(a, ctx, SIL_LAYER_ENTITIES, id, 0, failed, &e->head, err);
    return st == SIL_OK ? sil_entities_write(path, e, err) : st;
}

sil_status sil_extract_run(sil_room_ctx *ctx, const char *target, int page, sil_err *err)
{
    (void)page;
    sil_arena *a = sil_arena_new(0);
    if (!a)
        return sil_fail(err, SIL_NOMEM, "out of memory for a paper");
    const state *s = ctx->state;
    sil_text text = {0};
    sil_entities out = {0};
    const char *path = sil_layer_path(a, ctx->corpus, target, SIL_LAYER_TEXT, 0);
    sil_status st = path ? sil_text_read(a, path, &text, err) : sil_fail(err, SIL_NOMEM, "out of memory for a path");
    if (st == SIL_OK && text.head && sil_head_failed(a, text.head))
        st = sil_fail(err, SIL_FORMAT, "there is no text to extract from: %s", sil_head_failed(a, text.head));
    if (st == SIL_OK)
        st = sil_extract(a, &s->au, &s->rules, &text, &out, err);
    if (st == SIL_OK)
        st = write_entities(ctx, a, target, NULL, &out, err);
    sil_arena_free(a);
    return st;
}

sil_status sil_extract_fail(sil_room_ctx *ctx, const char *target, int page, const char *reason, sil_err *err)
{
    (void)page;
    sil_arena *a = sil_arena_new(0);
    if (!a)
        return sil_fail(err, SIL_NOMEM, "out of memory for a paper");
    sil_entities none = {0};
    sil_status st = write_entities(ctx, a, target, reason, &none, err);
    sil_arena_free(a);
    return st;
}
