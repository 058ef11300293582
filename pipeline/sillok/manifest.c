/* driver/manifest.c: CORPUS/SHA256SUMS (manifest.h). */
#include "manifest.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sillok/file.h"

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

static sil_status list_all(sil_arena *a, const char *corpus, sil_buf *b, sil_err *err)
{
    char **paths, sha[SIL_SHA_LEN];
    size_t n;
    sil_status s = manifest_walk(a, corpus, &paths, &n, NULL, err);
    for (size_t i = 0; !s && i < n; i++) {
        char *path = sil_sprintf(a, "%s/%s", corpus, paths[i]);
        s = path ? sil_sha256_file(path, sha, err) : no_memory(err);
        if (!s)
            sil_buf_printf(b, "%s  %s\n", sha, paths[i]);
    }
    return s ? s : sil_buf_ok(b, err);
}

sil_status manifest_write(const char *corpus, sil_err *err)
{
    enum { LIMIT = 1 << 30 };
    sil_arena *a = sil_arena_new(LIMIT);
    sil_buf list = {.limit = LIMIT}, whole = {.limit = LIMIT};
    char sum[SIL_SHA_LEN], *path = a ? sil_sprintf(a, "%s/" MANIFEST_NAME, corpus) : NULL;
    sil_status s = path ? list_all(a, corpus, &list, err) : no_memory(err);
    if (!s)
        s = sil_sha256(list.data ? list.data : "", list.len, sum, err);
    if (!s) {
        sil_buf_printf(&whole, "%s%s\n", HEAD, sum);
        sil_buf_add(&whole, list.data, list.len);
        s = sil_buf_ok(&whole, err);
    }
    if (!s)
        s = sil_file_write(path, whole.data, whole.len, err);
    sil_buf_free(&list);
    sil_buf_free(&whole);
    sil_arena_free(a);
    return s;
}

sil_status manifest_drop(const char *corpus, sil_err *err)
{
    sil_arena *a = sil_arena_new(0);
    char *path = a ? sil_sprintf(a, "%s/" MANIFEST_NAME, corpus) : NULL;
    sil_status s = !path ? no_memory(err) : unlink(path) == 0 || errno == ENOENT ? SIL_OK : sil_fail(err, SIL_IO, "cannot take away %s: %s", path, strerror(errno));
    sil_arena_free(a);
    return s;
}

sil_status manifest_read(sil_arena *a, const char *corpus, manifest *m, sil_err *err)
{
    memset(m, 0, sizeof *m);
    char *data, sum[SIL_SHA_LEN], *path = sil_sprintf(a, "%s/" MANIFEST_NAME, corpus);
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
