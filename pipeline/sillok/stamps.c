/* driver/stamps.c: a cache of what was found fresh, so that a rebuild of ten thousand papers with nothing to do opens none of them.
 *
 * What is stale is decided by content (plan.c). CORPUS/.stamps only remembers that a paper was found fresh for these recipes while its
 * files had these sizes, numbers and times; when any of that differs, or the file is gone or damaged, the paper is looked at again. The way
 * of git's index (Documentation/technical/racy-git): a paper changed within the last second before the cache is written is left out. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "sillok.h"
#include "sillok/file.h"
#include "sillok/hash.h"

typedef struct stamp {
    char *id, *mark, *state, *reason; /* mark: sha256 over names, sizes and times */
} stamp;

struct stamps {
    sil_arena *a;
    const char *corpus;
    char key[SIL_SHA_LEN]; /* of all recipes */
    stamp *old, *now;      /* old: sorted by id */
    size_t n_old, n_now, cap_old, cap_now;
};

enum { RACY_SECONDS = 1 };

typedef struct entry {
    char *name;
    struct stat st;
} entry;

static int by_name(const void *x, const void *y)
{
    return strcmp(((const entry *)x)->name, ((const entry *)y)->name);
}

static void add_stat(sil_hash *h, const char *name, const struct stat *st, struct timespec *newest)
{
    const long long facts[] = {(long long)st->st_size, (long long)st->st_ino, (long long)st->st_dev, (long long)st->st_mode, (long long)st->st_mtim.tv_sec, st->st_mtim.tv_nsec,
                               (long long)st->st_ctim.tv_sec, st->st_ctim.tv_nsec};
    sil_hash_add(h, name, strlen(name) + 1);
    sil_hash_add(h, facts, sizeof facts);
    if (st->st_ctim.tv_sec > newest->tv_sec || (st->st_ctim.tv_sec == newest->tv_sec && st->st_ctim.tv_nsec > newest->tv_nsec))
        *newest = st->st_ctim;
}

/* All names of a folder with what stat says of them; of its folders too, one level down. Absent: nothing. */
static bool add_folder(sil_hash *h, sil_arena *a, const char *path, int depth, struct timespec *newest)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    DIR *d = fd >= 0 ? fdopendir(fd) : NULL;
    if (!d) {
        if (fd >= 0)
            close(fd);
        return errno == ENOENT;
    }
    entry *e = NULL;
    size_t n = 0, cap = 0;
    bool good = true;
    for (struct dirent *x; good && (x = readdir(d)) != NULL;) {
        if (x->d_name[0] == '.')
            continue;
        entry *slot = SIL_PUSH(a, e, n, cap);
        good = slot && (slot->name = sil_strdup(a, x->d_name)) && fstatat(fd, x->d_name, &slot->st, AT_SYMLINK_NOFOLLOW) == 0;
    }
    if (n)
        qsort(e, n, sizeof *e, by_name);
    for (size_t i = 0; good && i < n; i++) {
        if (!S_ISDIR(e[i].st.st_mode)) {
            add_stat(h, e[i].name, &e[i].st, newest);
            continue;
        }
        sil_hash_add(h, e[i].name, strlen(e[i].name) + 1);
        good = depth < 2 && add_folder(h, a, sil_sprintf(a, "%s/%s", path, e[i].name), depth + 1, newest);
    }
    closedir(d);
    return good;
}

/* The mark of a paper's files as they are now; false when it cannot be had, or a file is too young to go by its times. */
static bool mark_of(const char *corpus, const char *doc_id, bool old_enough, char out[SIL_SHA_LEN])
{
    sil_arena *a = sil_arena_new(0);
    sil_hash *h = a ? sil_hash_new() : NULL;
    bool good = false;
    if (h) {
        struct timespec newest = {0}, now;
        struct stat st;
        const char *dir = sil_doc_dir(a, corpus, doc_id), *mended = sil_sprintf(a, "%s/corrections/%s.jsonl", corpus, doc_id);
        good = dir && mended && add_folder(h, a, dir, 0, &newest);
        if (good && lstat(mended, &st) == 0)
            add_stat(h, "corrections", &st, &newest);
        clock_gettime(CLOCK_REALTIME, &now);
        if (old_enough && now.tv_sec - newest.tv_sec <= RACY_SECONDS)
            good = false;
        sil_hash_end(h, out);
    }
    sil_arena_free(a);
    return good;
}

static int by_id(const void *x, const void *y)
{
    return strcmp(((const stamp *)x)->id, ((const stamp *)y)->id);
}

/* Take the lines of an earlier run when it had the same recipes; anything odd and the cache counts as empty. */
static void read_old(stamps *s, const char *path)
{
    char *data, *key, *next;
    size_t len;
    if (!sil_file_exists(path) || sil_file_read(s->a, path, 0, &data, &len, NULL) != SIL_OK || memchr(data, '\0', len))
        return;
    key = strtok_r(data, "\n", &next);
    if (!key || strcmp(key, s->key) != 0)
        return;
    for (char *line; (line = strtok_r(NULL, "\n", &next)) != NULL;) {
        char *at = line, *f[4];
        int n = 0;
        while (n < 4 && (f[n] = strsep(&at, "\t")) != NULL)
            n++;
        stamp *p = n == 4 && !at ? SIL_PUSH(s->a, s->old, s->n_old, s->cap_old) : NULL;
        if (!p || (s->n_old > 1 && strcmp(s->old[s->n_old - 2].id, f[0]) >= 0)) {
            s->n_old = 0;
            return;
        }
        *p = (stamp){f[0], f[1], f[2], f[3]};
    }
}

sil_status stamps_open(const driver *d, char *const recipes[ROOMS], stamps **out, sil_err *err)
{
    sil_arena *a = sil_arena_new(0);
    stamps *s = *out = a ? sil_alloc(a, sizeof *s) : NULL;
    sil_hash *h = s ? sil_hash_new() : NULL;
    const char *path = h ? sil_sprintf(a, "%s/.stamps", d->corpus) : NULL;
    if (!path) {
        sil_arena_free(a);
        *out = NULL;
        return sil_fail(err, SIL_NOMEM, "no memory to look at the corpus");
    }
    s->a = a;
    s->corpus = d->corpus;
    for (int r = 0; r < ROOMS; r++)
        sil_hash_add(h, recipes[r], strlen(recipes[r]) + 1);
    sil_hash_end(h, s->key);
    read_old(s, path);
    return SIL_OK;
}

bool stamps_fresh(const stamps *s, const char *doc_id, const char **state, const char **reason)
{
    const stamp key = {.id = (char *)(intptr_t)doc_id}, *p = s->n_old ? bsearch(&key, s->old, s->n_old, sizeof *s->old, by_id) : NULL;
    char mark[SIL_SHA_LEN];
    if (!p || !mark_of(s->corpus, doc_id, false, mark) || strcmp(mark, p->mark) != 0)
        return false;
    *state = p->state;
    *reason = p->reason;
    return true;
}

sil_status stamps_note(stamps *s, const char *doc_id, const char *state, const char *reason, sil_err *err)
{
    stamp *p = SIL_PUSH(s->a, s->now, s->n_now, s->cap_now);
    if (!p || !(p->id = sil_strdup(s->a, doc_id)) || !(p->state = sil_strdup(s->a, state)) || !(p->reason = sil_strdup(s->a, reason)))
        return sil_fail(err, SIL_NOMEM, "no memory for the list of papers");
    for (char *c = p->reason; *c; c++)
        if (*c == '\t' || *c == '\n')
            *c = ' ';
    return SIL_OK;
}

/* Both lists in one, in order of the ids; a paper that was looked at takes its new mark. */
static sil_status save(stamps *s, sil_err *err)
{
    sil_buf b = {0};
    const char *path = sil_sprintf(s->a, "%s/.stamps", s->corpus);
    sil_buf_printf(&b, "%s\n", s->key);
    qsort(s->now, s->n_now, sizeof *s->now, by_id);
    for (size_t i = 0, k = 0; i < s->n_old || k < s->n_now;) {
        int order = i == s->n_old ? 1 : k == s->n_now ? -1 : strcmp(s->old[i].id, s->now[k].id);
        const stamp *p = order < 0 ? &s->old[i] : &s->now[k];
        char mark[SIL_SHA_LEN];
        if (order < 0 ? sil_is_dir(sil_doc_dir(s->a, s->corpus, p->id)) : mark_of(s->corpus, p->id, true, mark))
            sil_buf_printf(&b, "%s\t%s\t%s\t%s\n", p->id, order < 0 ? p->mark : mark, p->state, p->reason);
        i += order <= 0;
        k += order >= 0;
    }
    sil_status st = sil_buf_ok(&b, err);
    if (st == SIL_OK)
        st = path ? sil_file_write(path, b.data, b.len, err) : sil_fail(err, SIL_NOMEM, "no memory for the list of papers");
    sil_buf_free(&b);
    return st;
}

sil_status stamps_close(stamps *s, sil_err *err)
{
    sil_status st = s && s->n_now ? save(s, err) : SIL_OK;
    if (s)
        sil_arena_free(s->a);
    return st;
}

void stamps_drop(stamps *s)
{
    if (s)
        sil_arena_free(s->a);
}
