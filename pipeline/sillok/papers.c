/* driver/papers.c: which papers a run is about (papers.h). */
#include "papers.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sillok/file.h"
#include "sillok/log.h"
#include "sillok/source.h"

static sil_status no_memory(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "no memory for the list of papers");
}

/* ---- papers by their bytes: an id ends with the first 8 digits of the sha256 ----------------------------------------------- */

static size_t chain_of(const papers *l, const char *digits)
{
    char d[9] = "";
    memcpy(d, digits, 8);
    return (size_t)strtoul(d, NULL, 16) % l->n_heads;
}

static const char *digits_of(const char *id)
{
    size_t n = strlen(id);
    return n > 8 ? id + n - 8 : NULL;
}

static sil_status know(driver *d, papers *l, const char *id, const char *sha, sil_err *err)
{
    const char *digits = digits_of(id);
    struct papers_known *k = digits ? SIL_PUSH(d->arena, l->known, l->n_known, l->cap_known) : NULL;
    if (!k)
        return digits ? no_memory(err) : SIL_OK; /* no id of ours: nothing can be the same */
    size_t c = chain_of(l, digits);
    *k = (struct papers_known){.id = id, .sha = sha, .next = l->heads[c]};
    l->heads[c] = l->n_known;
    return SIL_OK;
}

/* The paper with these bytes, or NULL. Eight digits may be the same by chance: source.json decides. */
static struct papers_known *find_known(driver *d, papers *l, const char *sha)
{
    for (size_t i = l->heads[chain_of(l, sha)]; i; i = l->known[i - 1].next) {
        struct papers_known *k = &l->known[i - 1];
        if (strncmp(digits_of(k->id), sha, 8) != 0)
            continue;
        sil_source s;
        if (!k->sha && sil_source_read(d->arena, d->corpus, k->id, &s, NULL) == SIL_OK)
            k->sha = s.sha256;
        if (!k->sha || !*k->sha || strcmp(k->sha, sha) == 0)
            return k;
    }
    return NULL;
}

static sil_status add(driver *d, papers *l, const char *id, const char *path, sil_err *err)
{
    doc *x = SIL_PUSH(d->arena, l->docs, l->n, l->cap);
    return x && (x->id = sil_strdup(d->arena, id)) && (!path || (x->path = sil_strdup(d->arena, path))) ? SIL_OK : no_memory(err);
}

/* ---- the corpus ------------------------------------------------------------------------------------------------------------- */

static bool has_bytes(sil_arena *a, const char *dir)
{
    char **names;
    size_t n;
    if (sil_list_dir(a, dir, &names, &n, NULL))
        return true; /* not ours to judge */
    for (size_t i = 0; i < n; i++)
        if (strncmp(names[i], "source.", 7) == 0 && strcmp(names[i], "source.json") != 0)
            return true;
    return false;
}

static sil_status list_corpus(driver *d, char ***ids, size_t *n, sil_err *err)
{
    sil_status s = sil_docs(d->arena, d->corpus, ids, n, err);
    size_t kept = 0;
    for (size_t i = 0; !s && i < *n; i++) {
        sil_arena *a = sil_arena_new(0);
        char *dir = a ? sil_doc_dir(a, d->corpus, (*ids)[i]) : NULL;
        if (!dir)
            s = no_memory(err);
        else if (has_bytes(a, dir))
            (*ids)[kept++] = (*ids)[i];
        else if (!d->dry_run && !(s = sil_remove_tree(dir, err)))
            sil_log(SIL_LOG_WARN, "%s was not delivered whole: the run that took it in was stopped; deliver it again", (*ids)[i]);
        sil_arena_free(a);
    }
    *n = kept;
    return s;
}

sil_status papers_all(driver *d, papers *l, sil_err *err)
{
    char **ids;
    size_t n;
    sil_status s = list_corpus(d, &ids, &n, err);
    for (size_t i = 0; !s && i < n; i++)
        if (!d->shards || (int)(i % (size_t)d->shards) == d->shard - 1)
            s = add(d, l, ids[i], NULL, err);
    return s;
}

/* ---- what people name -------------------------------------------------------------------------------------------------------- */

static sil_status add_file(driver *d, papers *l, const char *path, sil_err *err)
{
    char sha[SIL_SHA_LEN], id[SIL_ID_LEN];
    sil_status s = sil_sha256_file(path, sha, err);
    if (s) {
        sil_log(SIL_LOG_ERROR, "%s", err->text);
        l->unusable++;
        return SIL_OK;
    }
    struct papers_known *known = find_known(d, l, sha);
    if (known) {
        bool again = known->named; /* the same bytes twice in one call */
        known->named = true;
        return again ? SIL_OK : add(d, l, known->id, NULL, err);
    }
    if ((s = sil_doc_id(path, sha, id, err)) || (s = add(d, l, id, path, err)))
        return s;
    char *kept = sil_strdup(d->arena, sha);
    s = kept ? know(d, l, l->docs[l->n - 1].id, kept, err) : no_memory(err);
    if (!s)
        l->known[l->n_known - 1].named = true;
    return s;
}

static sil_status add_folder(driver *d, papers *l, const char *path, int depth, sil_err *err)
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
            return no_memory(err);
        if (lstat(sub, &st) != 0)
            continue;
        if (S_ISDIR(st.st_mode))
            s = add_folder(d, l, sub, depth + 1, err);
        else if (S_ISREG(st.st_mode))
            s = add_file(d, l, sub, err);
    }
    return s;
}

sil_status papers_named(driver *d, papers *l, sil_err *err)
{
    struct stat st;
    char **ids;
    size_t n;
    if (stat(d->corpus, &st) == 0) {
        l->corpus_ino = st.st_ino;
        l->corpus_dev = st.st_dev;
    }
    sil_status s = list_corpus(d, &ids, &n, err);
    l->n_heads = 2 * (s ? 0 : n) + 1021;
    if (!s && !(l->heads = sil_alloc(d->arena, l->n_heads * sizeof *l->heads)))
        return no_memory(err);
    for (size_t i = 0; !s && i < n; i++)
        s = know(d, l, ids[i], NULL, err);
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

/* ---- what killed runs left --------------------------------------------------------------------------------------------------- */

static sil_status sweep(const char *path, sil_err *err)
{
    DIR *d = opendir(path);
    if (!d)
        return errno == ENOENT || errno == ENOTDIR ? SIL_OK : sil_fail(err, SIL_IO, "cannot open the folder %s: %s", path, strerror(errno));
    for (struct dirent *e; (e = readdir(d));)
        if (strncmp(e->d_name, ".sil-", 5) == 0 && unlinkat(dirfd(d), e->d_name, 0) != 0 && errno != ENOENT) {
            sil_status s = sil_fail(err, SIL_IO, "cannot remove %s/%s: %s", path, e->d_name, strerror(errno));
            closedir(d);
            return s;
        }
    closedir(d);
    return SIL_OK;
}

sil_status papers_sweep(const char *corpus, const char *doc_id, sil_err *err)
{
    static const char *const whole[] = {"", "/datasets", "/datasets/tables", "/site", NULL}, *const paper[] = {"", "/pages", "/layers", "/ocr", NULL};
    sil_status s = SIL_OK;
    for (const char *const *p = doc_id ? paper : whole; !s && *p; p++) {
        sil_arena *a = sil_arena_new(0);
        char *path = a ? sil_sprintf(a, doc_id ? "%s/docs/%s%s" : "%s%s%s", corpus, doc_id ? doc_id : "", *p) : NULL;
        s = path ? sweep(path, err) : no_memory(err);
        sil_arena_free(a);
    }
    return s;
}
