/* driver/cmd_status.c: what is in the corpus, what is stale, what failed and why. */
#include <string.h>

#include "sillok.h"
#include "sillok/json.h"
#include "sillok/log.h"

typedef struct row {
    const char *id, *state, *kind, *stale;
    char *reason;
    int pages;
} row;

static sil_status look(driver *d, char *const recipes[ROOMS], sil_arena *a, const char *id, row *r, sil_err *err)
{
    static const char *const stages[] = {"intake", "ocr", "text", "extract", "publish", ""};
    doc x = {.id = sil_strdup(a, id)};
    *r = (row){.id = id, .state = "unfinished", .kind = "", .stale = "", .reason = sil_strdup(a, "")};
    sil_status s = x.id ? doc_advance(d, recipes, &x, err) : sil_fail(err, SIL_NOMEM, "no memory to look at %s", id);
    if (s)
        return s;
    r->stale = stages[x.stage];
    if (x.stage == STAGE_INTAKE && x.pages_all == 0 && doc_state(a, d->corpus, id, &r->state, &r->reason, &r->pages, &r->kind, NULL) != SIL_OK) {
        r->state = "unfinished";
        r->reason = sil_strdup(a, "");
        return SIL_OK;
    }
    return doc_state(a, d->corpus, id, &r->state, &r->reason, &r->pages, &r->kind, err);
}

static void show_json(const row *r)
{
    sil_buf b = {.limit = 1 << 16};
    sil_buf_puts(&b, "{\"doc_id\":");
    sil_json_put(&b, r->id);
    sil_buf_printf(&b, ",\"status\":\"%s\",\"kind\":\"%s\",\"pages\":%d,\"stale_from\":\"%s\",\"reason\":", r->state, r->kind, r->pages, r->stale);
    sil_json_put(&b, r->reason);
    sil_buf_putc(&b, '}');
    if (!b.failed)
        puts(b.data);
    sil_buf_free(&b);
}

static void show(const row *r)
{
    printf("%-10s %-8s %4d pages  %s", r->state, r->kind, r->pages, r->id);
    if (*r->stale)
        printf("  [stale from %s]", r->stale);
    putchar('\n');
    if (*r->reason)
        printf("           %s\n", r->reason);
}

int cmd_status(driver *d, sil_err *err)
{
    char **ids, *recipes[ROOMS];
    size_t n = 0;
    int stale = 0, failed = 0;
    sil_status s = sil_docs(d->arena, d->corpus, &ids, &n, err);
    if (!s)
        s = room_recipes(d, recipes, err);
    for (size_t i = 0; !s && i < n; i++) {
        sil_arena *a = sil_arena_new(0);
        row r;
        s = a ? look(d, recipes, a, ids[i], &r, err) : sil_fail(err, SIL_NOMEM, "no memory for the status");
        if (!s) {
            (d->json ? show_json : show)(&r);
            stale += *r.stale != '\0';
            failed += strcmp(r.state, "failed") == 0;
        }
        sil_arena_free(a);
    }
    if (s) {
        sil_log(SIL_LOG_ERROR, "%s", err->text);
        return sil_exit_code(s);
    }
    if (!d->json)
        printf("%zu papers, %d stale, %d failed\n", n, stale, failed);
    return 0;
}
