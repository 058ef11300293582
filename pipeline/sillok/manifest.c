/* driver/manifest.c: CORPUS/SHA256SUMS (manifest.h). */
#include "manifest.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sillok/file.h"
#include "sillok/layer.h"

static const char HEAD[] = "# sillok ";

static sil_status no_memory(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "no memory for the list of the corpus's files");
}

typedef struct walk {
    sil_arena *a;
    const char *corpus;
    char **paths;
    size_t n, cap, odd;
} walk;

static sil_status walk_into(walk *w, const char *below, int depth, sil_err *err)
{
    struct stat st;
    char *path = sil_sprintf(w->a, "%s/%s", w->corpus, below), **names;
    size_t n;
    if (!path)
        return no_memory(err);
    if (lstat(path, &st) != 0)
        return errno == ENOENT ? SIL_OK : sil_fail(err, SIL_IO, "cannot look at %s: %s", path, strerror(errno));
    if (S_ISREG(st.st_mode) && !strpbrk(below, "\n\\")) {
        char **slot = SIL_PUSH(w->a, w->paths, w->n, w->cap);
        return slot && (*slot = sil_strdup(w->a, below)) ? SIL_OK : no_memory(err);
    }
    if (!S_ISDIR(st.st_mode) || depth > 8) {
        w->odd++;
        return SIL_OK;
    }
    sil_status s = sil_list_dir(w->a, path, &names, &n, err);
    for (size_t i = 0; !s && i < n; i++) {
        char *sub = names[i][0] == '.' ? NULL : sil_sprintf(w->a, "%s/%s", below, names[i]);
        if (sub)
            s = walk_into(w, sub, depth + 1, err);
        else if (names[i][0] != '.')
            s = no_memory(err);
    }
    return s;
}

static int by_text(const void *x, const void *y)
{
    return strcmp(*(char *const *)x, *(char *const *)y);
}

sil_status manifest_walk(sil_arena *a, const char *corpus, char ***paths, size_t *n, size_t *odd, sil_err *err)
{
    static const char *const roots[] = {"corrections", "datasets", "docs", "sillok.ini", "site"};
    walk w = {.a = a, .corpus = corpus};
    sil_status s = SIL_OK;
    for (size_t i = 0; !s && i < sizeof roots / sizeof *roots; i++)
        s = walk_into(&w, roots[i], 0, err);
    if (w.n)
        qsort(w.paths, w.n, sizeof *w.paths, by_text);
    *paths = w.paths;
    *n = w.n;
    if (odd)
        *odd = w.odd;
    return s;
}

static sil_status read_list(sil_arena *a, const char *corpus, const char *name, manifest *m, sil_err *err)
{
    memset(m, 0, sizeof *m);
    char *data, sum[SIL_SHA_LEN], *path = sil_sprintf(a, "%s/%s", corpus, name);
    size_t len, head = strlen(HEAD);
    if (!path)
        return no_memory(err);
    if (!sil_file_exists(path))
        return SIL_OK;
    sil_status s = sil_file_read(a, path, (size_t)1 << 30, &data, &len, err);
    if (s)
        return s;
    m->there = true;
    if (len < head + SIL_SHA_LEN || strncmp(data, HEAD, head) != 0 || data[head + SIL_SHA_LEN - 1] != '\n')
        return SIL_OK;
    char *at = data + head + SIL_SHA_LEN, *end = data + len;
    if ((s = sil_sha256(at, (size_t)(end - at), sum, err)))
        return s;
    m->sound = strncmp(sum, data + head, SIL_SHA_LEN - 1) == 0;
    while (m->sound && at < end) {
        char *nl = memchr(at, '\n', (size_t)(end - at));
        manifest_file *f = nl && nl - at > SIL_SHA_LEN + 1 ? SIL_PUSH(a, m->files, m->n, m->cap) : NULL;
        if (!f)
            return nl ? no_memory(err) : SIL_OK;
        *nl = '\0';
        at[SIL_SHA_LEN - 1] = '\0';
        *f = (manifest_file){.path = at + SIL_SHA_LEN + 1, .sha = at};
        at = nl + 1;
    }
    return SIL_OK;
}

sil_status manifest_read(sil_arena *a, const char *corpus, manifest *m, sil_err *err)
{
    return read_list(a, corpus, MANIFEST_NAME, m, err);
}

static int by_path(const void *key, const void *file)
{
    return strcmp(key, ((const manifest_file *)file)->path);
}

manifest_file *manifest_find(const manifest *m, const char *path)
{
    return m->n ? bsearch(path, m->files, m->n, sizeof *m->files, by_path) : NULL;
}

size_t manifest_from(const manifest *m, const char *prefix)
{
    size_t lo = 0, hi = m->n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (strcmp(m->files[mid].path, prefix) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* ---- writing ------------------------------------------------------------------------------------------------------------ */

static const char KEPT[] = "." MANIFEST_NAME; /* the old list while a run works */

sil_status manifest_drop(const char *corpus, sil_err *err)
{
    sil_arena *a = sil_arena_new(0);
    char *path = a ? sil_sprintf(a, "%s/" MANIFEST_NAME, corpus) : NULL, *kept = a ? sil_sprintf(a, "%s/%s", corpus, KEPT) : NULL;
    sil_status s = !path || !kept ? no_memory(err) : rename(path, kept) == 0 || errno == ENOENT ? SIL_OK : sil_fail(err, SIL_IO, "cannot take away %s: %s", path, strerror(errno));
    sil_arena_free(a);
    return s;
}

typedef struct writer {
    sil_arena *a;
    const char *corpus;
    manifest old;
    char **ids; /* papers, sorted */
    bool *same; /* of each: its old sums hold */
    size_t n_ids;
    manifest_file *files; /* the new list */
    size_t n, cap;
    bool common; /* the old sums of the datasets and the reader hold, but for what is one paper's */
} writer;

/* The number of the paper whose id a name in datasets/tables or site begins with; -1: none. */
static long paper_of(const writer *w, const char *name)
{
    char id[SIL_ID_LEN], *key = id;
    size_t n = strcspn(name, "_.");
    if (n >= sizeof id)
        return -1;
    memcpy(id, name, n);
    id[n] = '\0';
    char **at = w->n_ids ? bsearch(&key, w->ids, w->n_ids, sizeof *w->ids, by_text) : NULL;
    return at ? (long)(at - w->ids) : -1;
}

static bool keeps(const writer *w, const char *path)
{
    static const char *const of_papers[] = {"datasets/tables/", "site/"};
    for (size_t i = 0; i < sizeof of_papers / sizeof *of_papers; i++)
        if (strncmp(path, of_papers[i], strlen(of_papers[i])) == 0) {
            long k = paper_of(w, path + strlen(of_papers[i]));
            if (k >= 0)
                return w->same[k];
        }
    return w->common && (strncmp(path, "site/", 5) == 0 || strncmp(path, "datasets/", 9) == 0);
}

static sil_status put(writer *w, const char *path, const char *sha, sil_err *err)
{
    char now[SIL_SHA_LEN], *full = sil_sprintf(w->a, "%s/%s", w->corpus, path);
    sil_status s = !full ? no_memory(err) : sha ? SIL_OK : sil_sha256_file(full, now, err);
    manifest_file *f = s ? NULL : SIL_PUSH(w->a, w->files, w->n, w->cap);
    if (f)
        *f = (manifest_file){.path = path, .sha = sha ? sha : sil_strdup(w->a, now)};
    return s ? s : f && f->sha ? SIL_OK : no_memory(err);
}

/* One paper: its old lines, or its files as they are. */
static sil_status put_paper(writer *w, size_t k, sil_err *err)
{
    const char *dir = sil_sprintf(w->a, "docs/%s/", w->ids[k]);
    walk files = {.a = w->a, .corpus = w->corpus};
    if (!dir)
        return no_memory(err);
    sil_status s = SIL_OK;
    size_t from = manifest_from(&w->old, dir), i = from;
    for (; !s && w->same[k] && i < w->old.n && strncmp(w->old.files[i].path, dir, strlen(dir)) == 0; i++)
        s = put(w, w->old.files[i].path, w->old.files[i].sha, err);
    if (i == from)
        s = walk_into(&files, sil_sprintf(w->a, "docs/%s", w->ids[k]), 1, err);
    for (i = 0; !s && i < files.n; i++)
        s = put(w, files.paths[i], NULL, err);
    return s;
}

static int by_file(const void *x, const void *y)
{
    return strcmp(((const manifest_file *)x)->path, ((const manifest_file *)y)->path);
}

static sil_status put_all(writer *w, sil_buf *b, sil_err *err)
{
    static const char *const roots[] = {"corrections", "datasets", "sillok.ini", "site"}; /* and docs */
    sil_status s = SIL_OK;
    for (size_t r = 0; !s && r < sizeof roots / sizeof *roots; r++) {
        walk files = {.a = w->a, .corpus = w->corpus};
        s = walk_into(&files, roots[r], 0, err);
        for (size_t i = 0; !s && i < files.n; i++) {
            const manifest_file *old = keeps(w, files.paths[i]) ? manifest_find(&w->old, files.paths[i]) : NULL;
            s = put(w, files.paths[i], old ? old->sha : NULL, err);
        }
    }
    for (size_t k = 0; !s && k < w->n_ids; k++)
        s = put_paper(w, k, err);
    if (w->n)
        qsort(w->files, w->n, sizeof *w->files, by_file);
    for (size_t i = 0; !s && i < w->n; i++)
        sil_buf_printf(b, "%s  %s\n", w->files[i].sha, w->files[i].path);
    return s ? s : sil_buf_ok(b, err);
}

static sil_status look_around(writer *w, bool (*same)(void *ctx, const char *doc_id), void *ctx, sil_err *err)
{
    char sha[SIL_SHA_LEN], *package = sil_sprintf(w->a, "%s/datasets/datapackage.json", w->corpus);
    sil_status s = read_list(w->a, w->corpus, KEPT, &w->old, err);
    if (!s && !w->old.sound)
        w->old.n = 0;
    if (!s)
        s = sil_docs(w->a, w->corpus, &w->ids, &w->n_ids, err);
    w->same = s ? NULL : sil_alloc(w->a, w->n_ids + 1);
    if (!s && (!w->same || !package))
        return no_memory(err);
    for (size_t k = 0; !s && w->old.n && k < w->n_ids; k++)
        w->same[k] = same(ctx, w->ids[k]);
    const manifest_file *head = s ? NULL : manifest_find(&w->old, "datasets/datapackage.json");
    w->common = head && sil_sha256_file(package, sha, NULL) == SIL_OK && strcmp(sha, head->sha) == 0;
    return s;
}

sil_status manifest_write(const char *corpus, bool (*same)(void *ctx, const char *doc_id), void *ctx, sil_err *err)
{
    enum { LIMIT = 1 << 30 };
    writer w = {.a = sil_arena_new(LIMIT), .corpus = corpus};
    sil_buf list = {.limit = LIMIT}, whole = {.limit = LIMIT};
    char sum[SIL_SHA_LEN], *path = w.a ? sil_sprintf(w.a, "%s/" MANIFEST_NAME, corpus) : NULL, *kept = w.a ? sil_sprintf(w.a, "%s/%s", corpus, KEPT) : NULL;
    sil_status s = path && kept ? look_around(&w, same, ctx, err) : no_memory(err);
    if (!s)
        s = put_all(&w, &list, err);
    if (!s)
        s = sil_sha256(list.data ? list.data : "", list.len, sum, err);
    if (!s) {
        sil_buf_printf(&whole, "%s%s\n", HEAD, sum);
        sil_buf_add(&whole, list.data, list.len);
        s = sil_buf_ok(&whole, err);
    }
    if (!s && (s = sil_file_write(path, whole.data, whole.len, err)) == SIL_OK)
        unlink(kept);
    sil_buf_free(&list);
    sil_buf_free(&whole);
    sil_arena_free(w.a);
    return s;
}
