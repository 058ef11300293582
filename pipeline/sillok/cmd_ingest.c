/* driver/cmd_ingest.c: sillok ingest and sillok rebuild: papers in, the corpus brought up to date. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "manifest.h"
#include "sillok.h"
#include "sillok/file.h"
#include "sillok/log.h"
#include "sillok/source.h"

typedef struct list {
    doc *docs;
    size_t n, cap;
    char **known; /* doc-ids of the corpus, sorted */
    size_t n_known;
    int unusable; /* paths that could not be read */
    ino_t corpus_ino;
    dev_t corpus_dev;
} list;

static sil_status add_doc(driver *d, list *l, const char *id, const char *path, sil_err *err)
{
    for (size_t i = 0; i < l->n; i++)
        if (strcmp(l->docs[i].id, id) == 0)
            return SIL_OK; /* the same bytes twice in one call */
    doc *x = SIL_PUSH(d->arena, l->docs, l->n, l->cap);
    if (!x || !(x->id = sil_strdup(d->arena, id)) || (path && !(x->path = sil_strdup(d->arena, path))))
        return sil_fail(err, SIL_NOMEM, "no memory for the list of papers");
    return SIL_OK;
}

/* A paper with these bytes that is in the corpus already, under whatever name it came in. */
static const char *known_by_bytes(const list *l, const char *sha)
{
    for (size_t i = 0; i < l->n_known; i++) {
        size_t n = strlen(l->known[i]);
        if (n > 9 && strncmp(l->known[i] + n - 8, sha, 8) == 0)
            return l->known[i];
    }
    return NULL;
}

static sil_status add_file(driver *d, list *l, const char *path, sil_err *err)
{
    char sha[SIL_SHA_LEN], id[SIL_ID_LEN];
    sil_status s = sil_sha256_file(path, sha, err);
    if (s) {
        sil_log(SIL_LOG_ERROR, "%s", err->text);
        l->unusable++;
        return SIL_OK;
    }
    const char *known = known_by_bytes(l, sha);
    if (known)
        return add_doc(d, l, known, NULL, err);
    s = sil_doc_id(path, sha, id, err);
    return s ? s : add_doc(d, l, id, path, err);
}

/* A folder's regular files, in order of their names, its folders too; hidden names, links and specials are passed over. */
static sil_status add_folder(driver *d, list *l, const char *path, int depth, sil_err *err)
{
    struct stat st;
    char **names;
    size_t n;
    if (depth > 32)
        return sil_fail(err, SIL_LIMIT, "%s is nested deeper than 32 folders", path);
    if (stat(path, &st) == 0 && st.st_ino == l->corpus_ino && st.st_dev == l->corpus_dev)
        return SIL_OK; /* the corpus itself is no delivery */
    sil_status s = sil_list_dir(d->arena, path, &names, &n, err);
    for (size_t i = 0; !s && i < n; i++) {
        if (names[i][0] == '.')
            continue;
        char *sub = sil_sprintf(d->arena, "%s/%s", path, names[i]);
        if (!sub)
            return sil_fail(err, SIL_NOMEM, "no memory for the names in %s", path);
        if (lstat(sub, &st) != 0)
            continue;
        if (S_ISDIR(st.st_mode))
            s = add_folder(d, l, sub, depth + 1, err);
        else if (S_ISREG(st.st_mode))
            s = add_file(d, l, sub, err);
    }
    return s;
}

static sil_status add_paths(driver *d, list *l, sil_err *err)
{
    struct stat st;
    if (stat(d->corpus, &st) == 0) {
        l->corpus_ino = st.st_ino;
        l->corpus_dev = st.st_dev;
    }
    sil_status s = sil_docs(d->arena, d->corpus, &l->known, &l->n_known, err);
    for (size_t i = 0; !s && i < d->n_paths; i++) {
        if (stat(d->paths[i], &st) != 0) {
            sil_log(SIL_LOG_ERROR, "%s: %s", d->paths[i], strerror(errno));
            l->unusable++;
        } else if (S_ISDIR(st.st_mode)) {
            s = add_folder(d, l, d->paths[i], 0, err);
        } else if (S_ISREG(st.st_mode)) {
            s = add_file(d, l, d->paths[i], err);
        } else {
            sil_log(SIL_LOG_ERROR, "%s is neither a file nor a folder", d->paths[i]);
            l->unusable++;
        }
    }
    return s;
}

static void tell(const driver *d, const list *l, const tally *t)
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

/* The shared end of ingest and rebuild. */
static int bring_up_to_date(driver *d, list *l, sil_err *err)
{
    char *recipes[ROOMS];
    tally t = {.papers = 0};
    stamps *known = NULL;
    int lock = -1, code = 0;
    sil_status s = room_recipes(d, recipes, err);
    if (!s)
        s = corpus_lock(d->corpus, &lock, err);
    if (!s)
        s = manifest_drop(d->corpus, err);
    if (!s)
        s = stamps_open(d, recipes, &known, err);
    if (!s)
        s = schedule(d, recipes, l->docs, l->n, known, &t, err);
    if (!s && !t.interrupted) {
        static const char *const whole[] = {"--corpus", NULL};
        s = room_run(d, ROOM_PUBLISH, whole, NULL, &code, err);
        if (!s && code)
            s = sil_fail(err, code == 6 ? SIL_IO : SIL_LIBRARY, "the datasets could not be written (see above)");
        if (!s)
            s = manifest_write(d->corpus, untouched, known, err);
    }
    sil_status kept = stamps_close(known, s ? NULL : err);
    s = s ? s : kept;
    if (lock >= 0)
        close(lock);
    if (s) {
        sil_log(SIL_LOG_ERROR, "%s", err->text);
        return sil_exit_code(s) == 1 ? 5 : sil_exit_code(s);
    }
    if (t.interrupted) {
        sil_log(SIL_LOG_WARN, "interrupted; nothing is lost: `sillok rebuild -C %s` goes on where this stopped", d->corpus);
        return 130;
    }
    tell(d, l, &t);
    if (d->n_paths && l->unusable + t.failed > 0 && t.done == t.failed)
        return 3;
    return t.failed || t.partial || l->unusable ? 1 : 0;
}

int cmd_ingest(driver *d, sil_err *err)
{
    list l = {.docs = NULL};
    if (d->n_paths == 0) {
        sil_log(SIL_LOG_ERROR, "sillok ingest needs files or folders; example: sillok ingest -C corpus/build papers/");
        return 2;
    }
    sil_status s = sil_mkdirs(d->corpus, err);
    if (!s)
        s = add_paths(d, &l, err);
    if (s) {
        sil_log(SIL_LOG_ERROR, "%s", err->text);
        return sil_exit_code(s);
    }
    if (l.n == 0) {
        sil_log(SIL_LOG_ERROR, "no paper in what was given");
        return 3;
    }
    return bring_up_to_date(d, &l, err);
}

/* rebuild --dry-run: what would be redone, and why. Layers behind a stale one are stale with it. */
static sil_status dry_run(driver *d, const list *l, sil_err *err)
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
    list l = {.docs = NULL};
    char **ids;
    size_t n;
    sil_status s = sil_is_dir(d->corpus) ? sil_docs(d->arena, d->corpus, &ids, &n, err) : sil_fail(err, SIL_USAGE, "there is no corpus at %s; sillok ingest makes one", d->corpus);
    for (size_t i = 0; !s && i < n; i++)
        s = add_doc(d, &l, ids[i], NULL, err);
    if (!s && d->dry_run) {
        s = dry_run(d, &l, err);
        if (!s)
            return 0;
    }
    if (s) {
        sil_log(SIL_LOG_ERROR, "%s", err->text);
        return sil_exit_code(s);
    }
    return bring_up_to_date(d, &l, err);
}
