/* driver/cmd_ingest.c: sillok ingest and sillok rebuild: papers in, the corpus brought up to date. */
#include <string.h>
#include <unistd.h>

#include "manifest.h"
#include "papers.h"
#include "sillok/file.h"
#include "sillok/log.h"
#include "sillok/source.h"

static void tell(const driver *d, const papers *l, const tally *t)
{
    int told = 0;
    for (size_t i = 0; i < l->n; i++)
        if (l->docs[i].failed && !l->docs[i].worked && told++ < 20)
            sil_log(SIL_LOG_WARN, "%s failed before and was not tried again (--retry does): %s", l->docs[i].id, l->docs[i].failed);
    if (d->quiet)
        return;
    sil_log(SIL_LOG_INFO, "%d papers: %d ok, %d partial, %d failed; %d were up to date; %d pages read", t->papers, t->done - t->failed - t->partial, t->partial,
            t->failed, t->fresh, t->pages_read);
}

static bool untouched(void *known, const char *doc_id)
{
    const char *state, *reason;
    return stamps_fresh(known, doc_id, &state, &reason);
}

/* The datasets and the reader. */
static sil_status publish_all(driver *d, sil_err *err)
{
    static const char *const whole[] = {"--corpus", NULL};
    int code = 0;
    sil_status s = SIL_OK;
    for (int i = 0; !s && i < 3 && (i == 0 || code >= 128) && !interrupt_came(); i++) /* it may be killed from outside */
        s = room_run(d, ROOM_PUBLISH, whole, NULL, &code, err);
    if (s || !code || interrupt_came())
        return s;
    if (code >= 128)
        return sil_fail(err, SIL_NOMEM, "sillok-publish was stopped by signal %d while it wrote the datasets; `sillok rebuild -C %s` writes them", code - 128, d->corpus);
    return sil_fail(err, code == 6 ? SIL_IO : code == 5 ? SIL_NOMEM : SIL_LIBRARY, "the datasets could not be written (see above)");
}

static sil_status work(driver *d, papers *l, tally *t, sil_err *err)
{
    char *recipes[ROOMS];
    stamps *known = NULL;
    bool ended = sil_file_exists(sil_sprintf(d->arena, "%s/" MANIFEST_NAME, d->corpus)); /* the run before */
    sil_status s = room_recipes(d, recipes, err);
    if (!s && !ended && !d->shards) /* others may be at work in the same folders */
        s = papers_sweep(d->corpus, NULL, err);
    for (size_t i = 0; !s && !ended && !d->shards && i < l->n; i++)
        s = papers_sweep(d->corpus, l->docs[i].id, err);
    if (!s)
        s = manifest_drop(d->corpus, err);
    if (!s)
        s = stamps_open(d, recipes, &known, err);
    if (!s)
        s = schedule(d, recipes, l->docs, l->n, known, t, err);
    if (d->shards) { /* what is one for all papers is written by the run that comes after the shards */
        stamps_drop(known);
        return s;
    }
    if (!s && !interrupt_came())
        s = publish_all(d, err);
    if (!s && !interrupt_came())
        s = manifest_write(d->corpus, untouched, known, err);
    sil_status kept = stamps_close(known, s ? NULL : err);
    return s ? s : kept;
}

/* What ingest and rebuild share: one driver at a time, the papers, the work, the end. */
static int bring_up_to_date(driver *d, sil_status (*list)(driver *d, papers *l, sil_err *err), sil_err *err)
{
    papers l = {.docs = NULL};
    tally t = {.papers = 0};
    int lock = -1;
    interrupt_catch();
    sil_status s = corpus_lock(d->corpus, d->shards > 0, &lock, err);
    room_holds(lock);
    if (!s)
        s = list(d, &l, err);
    bool none = !s && d->n_paths && l.n == 0;
    if (!s && !none)
        s = work(d, &l, &t, err);
    if (lock >= 0)
        close(lock);
    if (interrupt_came()) {
        sil_log(SIL_LOG_WARN, "interrupted; nothing is lost: `sillok rebuild -C %s` goes on where this stopped%s", d->corpus, d->n_paths ? ", the same `sillok ingest` takes in the papers that were not reached" : "");
        return 130;
    }
    if (s) {
        sil_log(SIL_LOG_ERROR, "%s", err->text);
        return sil_exit_code(s) == 1 ? 5 : sil_exit_code(s);
    }
    if (none) {
        sil_log(SIL_LOG_ERROR, "no paper in what was given");
        return 3;
    }
    tell(d, &l, &t);
    if (d->n_paths && l.unusable + t.failed > 0 && t.done == t.failed)
        return 3;
    return t.failed || t.partial || l.unusable ? 1 : 0;
}

int cmd_ingest(driver *d, sil_err *err)
{
    if (d->n_paths == 0) {
        sil_log(SIL_LOG_ERROR, "sillok ingest needs files or folders; example: sillok ingest -C corpus/build papers/");
        return 2;
    }
    if (d->shards) {
        sil_log(SIL_LOG_ERROR, "--shard divides a rebuild; take the papers in by one `sillok ingest`");
        return 2;
    }
    if (sil_mkdirs(d->corpus, err)) {
        sil_log(SIL_LOG_ERROR, "%s", err->text);
        return sil_exit_code(err->code);
    }
    return bring_up_to_date(d, papers_named, err);
}

/* rebuild --dry-run: what would be redone, and why. Layers behind a stale one are stale with it. */
static sil_status dry_run(driver *d, const papers *l, sil_err *err)
{
    char *recipes[ROOMS];
    sil_status s = room_recipes(d, recipes, err);
    for (size_t i = 0; !s && i < l->n; i++) {
        sil_arena *a = sil_arena_new(0);
        const char *id = l->docs[i].id, *why = "";
        sil_source src = {.n_pages = 0};
        bool stale = false;
        for (int r = 0; a && !s && r < ROOMS && !stale; r++) {
            if (r == ROOM_OCR) {
                s = sil_source_read(a, d->corpus, id, &src, err);
                for (size_t k = 0; !s && k < src.n_pages; k++)
                    if (sil_source_needs_ocr(&src.pages[k]) && !(s = layer_fresh(a, d->corpus, recipes[r], id, SIL_LAYER_OCR, src.pages[k].page, d->retry, &why, err)) && *why) {
                        printf("%s\tocr page %d\t%s\n", id, src.pages[k].page, why);
                        stale = true;
                    }
            } else if (!src.failed && !(s = layer_fresh(a, d->corpus, recipes[r], id, room_layers[r], 0, d->retry, &why, err)) && *why) {
                printf("%s\t%s\t%s\n", id, room_names[r], why);
                stale = true;
            }
        }
        sil_arena_free(a);
    }
    return s;
}

int cmd_rebuild(driver *d, sil_err *err)
{
    papers l = {.docs = NULL};
    sil_status s = sil_is_dir(d->corpus) ? SIL_OK : sil_fail(err, SIL_USAGE, "there is no corpus at %s; sillok ingest makes one", d->corpus);
    if (!s && !d->dry_run)
        return bring_up_to_date(d, papers_all, err);
    if (!s)
        s = papers_all(d, &l, err);
    if (!s)
        s = dry_run(d, &l, err);
    if (s)
        sil_log(SIL_LOG_ERROR, "%s", err->text);
    return sil_exit_code(s);
}
