/* core/file.c: files read whole and written whole: temporary name, flush, sync, rename, sync of the folder. */
#include "sillok/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEMP_PREFIX ".sil-"

static sil_status io_fail(sil_err *err, const char *what, const char *path)
{
    int e = errno;
    sil_status code = e == ENOMEM ? SIL_NOMEM : SIL_IO;
    return sil_fail(err, code, "cannot %s %s: %s", what, path, strerror(e));
}

static sil_status open_regular(const char *path, size_t limit, int *fd, size_t *size, sil_err *err)
{
    if (!limit)
        limit = (size_t)256 << 20;
    *fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (*fd < 0)
        return io_fail(err, "open", path);
    struct stat st;
    sil_status s = SIL_OK;
    if (fstat(*fd, &st) != 0)
        s = io_fail(err, "look at", path);
    else if (!S_ISREG(st.st_mode))
        s = sil_fail(err, SIL_FORMAT, "%s is not a regular file", path);
    else if ((unsigned long long)st.st_size > limit)
        s = sil_fail(err, SIL_LIMIT, "%s has %lld bytes, more than the limit of %zu", path, (long long)st.st_size, limit);
    *size = (size_t)st.st_size;
    if (s)
        close(*fd);
    return s;
}

sil_status sil_file_open(const char *path, size_t limit, FILE **f, sil_err *err)
{
    int fd;
    size_t size;
    *f = NULL;
    sil_status s = open_regular(path, limit, &fd, &size, err);
    if (s)
        return s;
    if (!(*f = fdopen(fd, "rb"))) {
        s = io_fail(err, "open", path);
        close(fd);
    }
    return s;
}

sil_status sil_file_read(sil_arena *a, const char *path, size_t limit, char **data, size_t *len, sil_err *err)
{
    *data = NULL;
    *len = 0;
    int fd;
    size_t size, got = 0;
    sil_status s = open_regular(path, limit, &fd, &size, err);
    if (s)
        return s;
    char *p = sil_alloc(a, size + 1);
    if (!p)
        s = sil_fail(err, SIL_NOMEM, "no memory for the %zu bytes of %s", size, path);
    while (!s && got < size) {
        ssize_t n = read(fd, p + got, size - got);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            s = io_fail(err, "read", path);
        if (n <= 0)
            break;
        got += (size_t)n;
    }
    close(fd);
    if (s)
        return s;
    *data = p;
    *len = got;
    return SIL_OK;
}

sil_status sil_file_read_start(const char *path, char *buf, size_t n, size_t *got, sil_err *err)
{
    *got = 0;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return io_fail(err, "open", path);
    while (*got < n) {
        ssize_t r = read(fd, buf + *got, n - *got);
        if (r < 0 && errno == EINTR)
            continue;
        if (r < 0) {
            sil_status s = io_fail(err, "read", path);
            close(fd);
            return s;
        }
        if (r == 0)
            break;
        *got += (size_t)r;
    }
    close(fd);
    return SIL_OK;
}

/* Folder part of a path, "." when there is none. */
static char *folder_of(sil_arena *a, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return sil_strdup(a, ".");
    return sil_strndup(a, path, slash == path ? 1 : (size_t)(slash - path));
}

sil_status sil_file_temp(sil_arena *a, const char *path, char **tmp, sil_err *err)
{
    char *dir = folder_of(a, path);
    const char *slash = strrchr(path, '/');
    *tmp = dir ? sil_sprintf(a, "%s/" TEMP_PREFIX "%ld-%s", dir, (long)getpid(), slash ? slash + 1 : path) : NULL;
    if (!*tmp)
        return sil_fail(err, SIL_NOMEM, "no memory for a temporary name beside %s", path);
    return SIL_OK;
}

sil_status sil_file_commit(const char *tmp, const char *path, sil_err *err)
{
    int fd = open(tmp, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return io_fail(err, "open", tmp);
    if (fsync(fd) != 0) {
        sil_status s = io_fail(err, "sync", tmp);
        close(fd);
        unlink(tmp);
        return s;
    }
    close(fd);
    if (rename(tmp, path) != 0) {
        sil_status s = io_fail(err, "rename a temporary file to", path);
        unlink(tmp);
        return s;
    }
    sil_arena *a = sil_arena_new(0);
    char *dir = a ? folder_of(a, path) : NULL;
    int dfd = dir ? open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    sil_status s = SIL_OK;
    if (dfd < 0 || (fsync(dfd) != 0 && errno != EINVAL))
        s = io_fail(err, "sync the folder of", path);
    if (dfd >= 0)
        close(dfd);
    sil_arena_free(a);
    return s;
}

static sil_status write_all(int fd, const char *p, size_t n, const char *path, sil_err *err)
{
    while (n) {
        ssize_t w = write(fd, p, n);
        if (w < 0 && errno == EINTR)
            continue;
        if (w < 0)
            return io_fail(err, "write", path);
        p += w;
        n -= (size_t)w;
    }
    return SIL_OK;
}

/* Close fd of a temporary file and give it its name, or take it away when s says that writing failed. */
static sil_status finish(int fd, const char *tmp, const char *path, sil_status s, sil_err *err)
{
    if (close(fd) != 0 && !s)
        s = io_fail(err, "close", tmp);
    if (s) {
        unlink(tmp);
        return s;
    }
    return sil_file_commit(tmp, path, err);
}

static sil_status open_temp(sil_arena *a, const char *path, char **tmp, int *fd, sil_err *err)
{
    sil_status s = sil_file_temp(a, path, tmp, err);
    if (s)
        return s;
    *fd = open(*tmp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
    return *fd < 0 ? io_fail(err, "create", *tmp) : SIL_OK;
}

static sil_status write_pieces(int fd, const char *path, sil_file_next *next, void *from, sil_err *err)
{
    sil_buf piece = {.limit = 0};
    sil_status s = SIL_OK;
    for (bool more = true; !s && more;) {
        piece.len = 0;
        if (!(s = next(from, &piece, &more, err)) && !(s = sil_buf_ok(&piece, err)) && piece.len)
            s = write_all(fd, piece.data, piece.len, path, err);
    }
    sil_buf_free(&piece);
    return s;
}

/* Whole under a temporary name, then in its place: the bytes of data, or, when next is given, what it hands out. */
static sil_status write_file(const char *path, const void *data, size_t len, sil_file_next *next, void *from, sil_err *err)
{
    sil_arena *a = sil_arena_new(0);
    if (!a)
        return sil_fail(err, SIL_NOMEM, "no memory to write %s", path);
    char *tmp = NULL;
    int fd = -1;
    sil_status s = open_temp(a, path, &tmp, &fd, err);
    if (!s)
        s = finish(fd, tmp, path, next ? write_pieces(fd, path, next, from, err) : write_all(fd, data, len, path, err), err);
    sil_arena_free(a);
    return s;
}

sil_status sil_file_write(const char *path, const void *data, size_t len, sil_err *err)
{
    return write_file(path, data, len, NULL, NULL, err);
}

sil_status sil_file_write_pieces(const char *path, sil_file_next *next, void *from, sil_err *err)
{
    return write_file(path, NULL, 0, next, from, err);
}

sil_status sil_file_copy(const char *from, const char *to, sil_err *err)
{
    sil_arena *a = sil_arena_new(0);
    if (!a)
        return sil_fail(err, SIL_NOMEM, "no memory to copy %s", from);
    int in = open(from, O_RDONLY | O_CLOEXEC | O_NONBLOCK), out = -1;
    char *tmp = NULL;
    sil_status s = in < 0 ? io_fail(err, "open", from) : open_temp(a, to, &tmp, &out, err);
    if (!s) {
        char *buf = sil_alloc(a, 1 << 16);
        ssize_t n = 0;
        if (!buf)
            s = sil_fail(err, SIL_NOMEM, "no memory to copy %s", from);
        while (!s && ((n = read(in, buf, 1 << 16)) > 0 || (n < 0 && errno == EINTR)))
            if (n > 0)
                s = write_all(out, buf, (size_t)n, to, err);
        if (!s && n < 0)
            s = io_fail(err, "read", from);
        s = finish(out, tmp, to, s, err);
    }
    if (in >= 0)
        close(in);
    sil_arena_free(a);
    return s;
}

bool sil_file_exists(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

bool sil_is_dir(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

sil_status sil_mkdirs(const char *path, sil_err *err)
{
    char *copy = strdup(path);
    if (!copy)
        return sil_fail(err, SIL_NOMEM, "no memory to make the folder %s", path);
    sil_status s = SIL_OK;
    for (char *p = copy + 1; !s; p++) {
        if (*p != '/' && *p != '\0')
            continue;
        char c = *p;
        *p = '\0';
        if (mkdir(copy, 0777) != 0 && errno != EEXIST)
            s = io_fail(err, "make the folder", copy);
        *p = c;
        if (c == '\0')
            break;
    }
    if (!s && !sil_is_dir(path))
        s = sil_fail(err, SIL_IO, "%s is there and is not a folder", path);
    free(copy);
    return s;
}

static sil_status remove_at(int dir, const char *name, const char *shown, int depth, sil_err *err)
{
    if (unlinkat(dir, name, 0) == 0 || errno == ENOENT)
        return SIL_OK;
    if (errno != EISDIR && errno != EPERM)
        return io_fail(err, "remove", shown);
    if (depth > 64)
        return sil_fail(err, SIL_LIMIT, "cannot remove %s: folders are nested deeper than 64", shown);
    int fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *d = fd < 0 ? NULL : fdopendir(fd);
    if (!d) {
        if (fd >= 0)
            close(fd);
        return io_fail(err, "open the folder", shown);
    }
    sil_status s = SIL_OK;
    for (struct dirent *e; !s && (e = readdir(d));)
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
            s = remove_at(dirfd(d), e->d_name, shown, depth + 1, err);
    closedir(d);
    if (!s && unlinkat(dir, name, AT_REMOVEDIR) != 0 && errno != ENOENT)
        s = io_fail(err, "remove the folder", shown);
    return s;
}

sil_status sil_remove_tree(const char *path, sil_err *err)
{
    return remove_at(AT_FDCWD, path, path, 0, err);
}

static int by_bytes(const void *x, const void *y)
{
    return strcmp(*(char *const *)x, *(char *const *)y);
}

sil_status sil_list_dir(sil_arena *a, const char *path, char ***names, size_t *n, sil_err *err)
{
    *names = NULL;
    *n = 0;
    DIR *d = opendir(path);
    if (!d)
        return io_fail(err, "open the folder", path);
    size_t cap = 0;
    sil_status s = SIL_OK;
    for (struct dirent *e; !s && (e = readdir(d));) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0 || strncmp(e->d_name, TEMP_PREFIX, strlen(TEMP_PREFIX)) == 0)
            continue;
        char **slot = SIL_PUSH(a, *names, *n, cap);
        if (!slot || !(*slot = sil_strdup(a, e->d_name)))
            s = sil_fail(err, SIL_NOMEM, "no memory for the names in %s", path);
    }
    closedir(d);
    if (s)
        return s;
    if (*n)
        qsort(*names, *n, sizeof **names, by_bytes);
    return SIL_OK;
}
