/* Room 1: a delivered file becomes CORPUS/docs/<id>/. The order makes it safe: the bytes first, then pages and text layers by the
 * child, source.json last; a paper without source.json is not there yet, and doing it again gives the same bytes. */
#include "intake.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "intake_room.h"
#include "sillok/file.h"
#include "sillok/log.h"

/* What is known of a target before anything is decoded. */
typedef struct delivery {
    char *path;              /* to read from */
    char *name;              /* as delivered, without folders, UTF-8 */
    char *file;              /* "source.pdf" */
    bool again;              /* @doc-id: the bytes are there already */
    char sha[SIL_SHA_LEN];
    char id[SIL_ID_LEN];
    intake_kind kind;
} delivery;

static sil_status no_memory(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "no memory to take in the paper");
}

/* UTF-8 name: broken bytes and controls become U+FFFD or '?'. */
static char *clean_name(sil_arena *a, const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    size_t len = strlen(name), i = 0, n = 0;
    char *out = sil_alloc(a, len * 3 + 1);
    while (out && i < len) {
        char one[5];
        int32_t cp = sil_cp_next(name, len, &i);
        size_t k = sil_cp_put(one, cp < 32 || cp == 127 ? '?' : cp);
        memcpy(out + n, one, k);
        n += k;
    }
    return out;
}

/* The delivered file of a paper that is there: source.<ext>, not source.json. */
static sil_status find_again(sil_arena *a, const sil_room_ctx *ctx, const char *id, delivery *d, sil_err *err)
{
    if (!sil_doc_id_valid(id))
        return sil_fail(err, SIL_USAGE, "\"@%s\" is not the id of a paper", id);
    char **names, *dir = sil_doc_dir(a, ctx->corpus, id);
    size_t n;
    if (!dir)
        return no_memory(err);
    if (!sil_is_dir(dir))
        return sil_fail(err, SIL_USAGE, "the corpus has no paper %s", id);
    sil_status s = sil_list_dir(a, dir, &names, &n, err);
    for (size_t i = 0; !s && i < n; i++)
        if (!strncmp(names[i], "source.", 7) && strcmp(names[i], "source.json"))
            d->path = sil_sprintf(a, "%s/%s", dir, names[i]);
    if (s)
        return s;
    if (!d->path)
        return sil_fail(err, SIL_IO, "%s has no delivered file source.* any more; deliver it again", id);
    sil_source old;
    sil_err ignored;
    d->name = sil_source_read(a, ctx->corpus, id, &old, &ignored) ? NULL : old.source_name;
    if (!d->name || !*d->name)
        d->name = clean_name(a, d->path);
    snprintf(d->id, sizeof d->id, "%s", id);
    d->again = true;
    return d->name ? SIL_OK : no_memory(err);
}

static sil_status find_kind(sil_arena *a, delivery *d, const char *bytes, size_t len, sil_err *err)
{
    d->kind = intake_detect(bytes, len);
    d->file = d->again ? sil_strdup(a, strrchr(d->path, '/') + 1) : sil_sprintf(a, "source.%s", d->kind.ext);
    return d->file ? SIL_OK : no_memory(err);
}

/* Name, hash, id, kind and bytes. SIL_LIMIT: the file is too large; all of d is known, the bytes are not. */
static sil_status look_at(sil_arena *a, const sil_room_ctx *ctx, const char *target, delivery *d, char **bytes, size_t *len, sil_err *err)
{
    memset(d, 0, sizeof *d);
    sil_status s = SIL_OK;
    if (target[0] == '@') {
        s = find_again(a, ctx, target + 1, d, err);
    } else {
        d->path = sil_strdup(a, target);
        d->name = clean_name(a, target);
        if (!d->path || !d->name)
            s = no_memory(err);
        else if (sil_is_dir(target))
            s = sil_fail(err, SIL_USAGE, "%s is a folder; sillok-intake takes one file at a time, sillok ingest takes folders", target);
        else if (access(target, R_OK) != 0)
            s = sil_fail(err, SIL_USAGE, "cannot read %s; is it there, and may you read it?", target);
    }
    if (!s)
        s = sil_sha256_file(d->path, d->sha, err);
    if (!s && !d->again)
        s = sil_doc_id(d->name, d->sha, d->id, err);
    if (s)
        return s;
    size_t limit = (size_t)sil_setting_int(ctx->settings, "intake.max_file_mb") << 20, got = 0;
    s = sil_file_read(a, d->path, limit, bytes, len, err);
    if (s != SIL_LIMIT)
        return s ? s : find_kind(a, d, *bytes, *len, err);
    char start[4096];
    if (sil_file_read_start(d->path, start, sizeof start, &got, err) || find_kind(a, d, start, got, err))
        return err->code;
    return sil_fail(err, SIL_LIMIT, "the file is larger than intake.max_file_mb allows (%zu MB); raise it or divide the file", limit >> 20);
}

/* Folder and source.<ext>. */
static sil_status keep_bytes(sil_arena *a, const sil_room_ctx *ctx, const delivery *d, sil_err *err)
{
    char **names, *dir = sil_doc_dir(a, ctx->corpus, d->id), *to = sil_doc_path(a, ctx->corpus, d->id, d->file);
    char *pages = sil_doc_path(a, ctx->corpus, d->id, "pages"), *ocr = sil_doc_path(a, ctx->corpus, d->id, "ocr");
    char there[SIL_SHA_LEN];
    size_t n;
    sil_err ignored;
    if (!dir || !to || !pages || !ocr)
        return no_memory(err);
    sil_status s = sil_mkdirs(pages, err);
    if (!s)
        s = sil_mkdirs(ocr, err);
    if (s || d->again)
        return s;
    if (!sil_file_exists(to) || sil_sha256_file(to, there, &ignored) || strcmp(there, d->sha))
        s = sil_file_copy(d->path, to, err);
    if (!s)
        s = sil_list_dir(a, dir, &names, &n, err);
    for (size_t i = 0; !s && i < n; i++) { /* another program version may have given it another extension */
        char *path = sil_sprintf(a, "%s/%s", dir, names[i]);
        if (!path)
            return no_memory(err);
        if (!strncmp(names[i], "source.", 7) && strcmp(names[i], "source.json") && strcmp(names[i], d->file))
            s = sil_remove_tree(path, err);
    }
    return s;
}

/* Page images and ALTO of an earlier taking that this one did not make: another extension, or pages beyond the last. ALTO of room 2
 * for a page that is still there stays; its head tells whether it is fresh. */
static sil_status drop_leftovers(sil_arena *a, const sil_room_ctx *ctx, const sil_source *src, sil_err *err)
{
    static const char *const folders[] = {"pages", "ocr", "layers"};
    for (int f = 0; f < 3; f++) {
        char **names, *dir = sil_doc_path(a, ctx->corpus, src->doc_id, folders[f]);
        size_t n;
        if (f == 2 && dir && !sil_is_dir(dir))
            continue;
        sil_status s = dir ? sil_list_dir(a, dir, &names, &n, err) : no_memory(err);
        for (size_t i = 0; !s && i < n; i++) {
            bool wanted = false;
            char *name = sil_sprintf(a, "%s/%s", folders[f], names[i]), *path = sil_sprintf(a, "%s/%s", dir, names[i]);
            if (!name || !path)
                return no_memory(err);
            for (size_t k = 0; k < src->n_pages && !wanted; k++) {
                const sil_source_page *p = &src->pages[k];
                wanted = f == 0 ? p->image && !strcmp(p->image, name) : p->verdict != SIL_VERDICT_FAILED && atoi(names[i]) == p->page && (f == 1 || p->verdict == SIL_VERDICT_DOUBTFUL);
            }
            if (!wanted)
                s = sil_remove_tree(path, err);
        }
        if (s)
            return s;
    }
    return SIL_OK;
}

static sil_status begin_source(sil_arena *a, const sil_room_ctx *ctx, const delivery *d, const char *failed, sil_source *src, sil_err *err)
{
    *src = (sil_source){.doc_id = sil_strdup(a, d->id),
                        .source_name = d->name,
                        .file = d->file,
                        .sha256 = sil_strdup(a, d->sha),
                        .media_type = sil_strdup(a, d->kind.media_type),
                        .kind = sil_strdup(a, d->kind.format == INTAKE_TEXT || d->kind.format == INTAKE_ALTO ? "text" : "scan"),
                        .title = "",
                        .authors = "",
                        .date = "",
                        .failed = failed ? sil_strdup(a, failed) : NULL};
    if (!src->doc_id || !src->sha256 || !src->media_type || !src->kind)
        return no_memory(err);
    return sil_head_make(a, ctx->recipe, d->sha, failed, &src->head, err);
}

static sil_status file_size(const char *path, size_t *n, sil_err *err)
{
    FILE *f = fopen(path, "rb");
    long at = -1;
    if (f && fseek(f, 0, SEEK_END) == 0)
        at = ftell(f);
    if (f)
        fclose(f);
    if (at < 0)
        return sil_fail(err, SIL_IO, "cannot read %s", path);
    *n = (size_t)at;
    return SIL_OK;
}

/* The name under which the paper came, before its bytes: a run that is killed from here on leaves all that another needs. source.json without a head: not yet
 * taken in. */
static sil_status keep_name(sil_arena *a, const sil_room_ctx *ctx, const delivery *d, sil_source *src, sil_err *err)
{
    char *dir = sil_doc_dir(a, ctx->corpus, d->id), *path = sil_layer_path(a, ctx->corpus, d->id, SIL_LAYER_SOURCE, 0);
    if (!dir || !path)
        return no_memory(err);
    if (sil_file_exists(path))
        return SIL_OK;
    sil_status s = begin_source(a, ctx, d, NULL, src, err);
    src->head = NULL;
    if (!s)
        s = sil_mkdirs(dir, err);
    return s ? s : sil_source_write(ctx->corpus, src, err);
}

static sil_status take_in(sil_arena *a, sil_room_ctx *ctx, const char *target, sil_err *err)
{
    delivery d;
    char *bytes;
    size_t len;
    sil_source src;
    sil_status s = look_at(a, ctx, target, &d, &bytes, &len, err);
    if (s)
        return s;
    if (d.kind.format == INTAKE_EMPTY)
        return sil_fail(err, SIL_FORMAT, "the file is empty; deliver it again");
    if (d.kind.format == INTAKE_UNKNOWN)
        return sil_fail(err, SIL_FORMAT, "this is %s; Sillok takes PDF, TIFF, PNG, JPEG, JPEG 2000, WebP, plain text, ALTO, hOCR and PAGE", d.kind.what);
    if (d.kind.format == INTAKE_PDF && !sil_is_dir("/usr/share/poppler/cMap"))
        return sil_fail(err, SIL_LIBRARY, "the package poppler-data is missing, without which Korean and Chinese PDFs come out blank: apt-get install poppler-data");
    if ((s = keep_name(a, ctx, &d, &src, err)) || (s = keep_bytes(a, ctx, &d, err)) || (s = begin_source(a, ctx, &d, NULL, &src, err)))
        return s;
    src.bytes = len;
    intake_job job = {.settings = ctx->settings, .recipe = ctx->recipe, .dir = sil_doc_dir(a, ctx->corpus, d.id), .sha = d.sha,
                      .bytes = bytes, .len = len, .kind = d.kind, .quality = ctx->state};
    if (!job.dir)
        return no_memory(err);
    if ((s = intake_work(a, &job, &src, err)) || (s = drop_leftovers(a, ctx, &src, err)))
        return s;
    if ((s = sil_source_write(ctx->corpus, &src, err)))
        return s;
    sil_log(SIL_LOG_INFO, "%s: %s, %zu page%s, %s", d.name, d.kind.what, src.n_pages, src.n_pages == 1 ? "" : "s", d.id);
    return SIL_OK;
}

sil_status intake_run(sil_room_ctx *ctx, const char *target, int page, sil_err *err)
{
    (void)page;
    sil_arena *a = sil_arena_new((size_t)3 << 30);
    if (!a)
        return no_memory(err);
    sil_status s = take_in(a, ctx, target, err);
    sil_arena_free(a);
    return s;
}

sil_status intake_fail(sil_room_ctx *ctx, const char *target, int page, const char *reason, sil_err *err)
{
    (void)page;
    delivery d;
    sil_source src;
    sil_arena *a = sil_arena_new((size_t)3 << 30);
    if (!a)
        return no_memory(err);
    char *bytes;
    size_t len;
    sil_status s = look_at(a, ctx, target, &d, &bytes, &len, err);
    if (!s || s == SIL_LIMIT)
        s = keep_name(a, ctx, &d, &src, err);
    if (!s)
        s = keep_bytes(a, ctx, &d, err);
    if (!s)
        s = begin_source(a, ctx, &d, reason, &src, err);
    if (!s)
        s = file_size(d.path, &src.bytes, err);
    if (!s)
        s = drop_leftovers(a, ctx, &src, err);
    if (!s)
        s = sil_source_write(ctx->corpus, &src, err);
    sil_arena_free(a);
    return s;
}

sil_status intake_files(sil_arena *a, const sil_room_ctx *ctx, char ***names, size_t *n, sil_err *err)
{
    *names = sil_alloc(a, 2 * sizeof **names);
    if (!*names || !((*names)[0] = sil_strdup(a, sil_setting_text(ctx->settings, "intake.dictionary"))) ||
        !((*names)[1] = sil_strdup(a, SIL_QUALITY_RULES)))
        return no_memory(err);
    *n = 2;
    return SIL_OK;
}

sil_status intake_open(sil_room_ctx *ctx, sil_err *err)
{
    sil_quality *q;
    sil_status s = sil_quality_open(ctx->config, sil_setting_text(ctx->settings, "intake.dictionary"), &q, err);
    if (!s)
        ctx->state = q;
    return s;
}

void intake_close(sil_room_ctx *ctx)
{
    sil_quality_close(ctx->state);
    ctx->state = NULL;
}
