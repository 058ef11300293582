/* tests/fault/fault.c: a library to be preloaded (LD_PRELOAD) that lets the Nth call of a kind fail, to see what a program makes of it.
 *
 *   SILLOK_FAULT=KIND:N:PROGRAM:FLAG
 *     KIND     alloc (malloc, calloc, realloc: no memory), write (no space), fsync (no space), rename (I/O error), open (of a file to be written: no space);
 *              full: from the Nth write on all fail for want of space; readonly: from the Nth on, nothing can be made, written, renamed or removed
 *     N        which call, from 1, counted in each process, forked children going on from their parent's count
 *     PROGRAM  name of the program it is for (/proc/self/comm), as sillok-text
 *     FLAG     a file; a byte is written to it when the fault strikes, and it strikes once: as long as the file is empty (full, readonly: always)
 * Writes to pipes and terminals never fail. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);

enum kind { NONE, ALLOC, WRITE, FSYNC, RENAME, OPEN, FULL, READONLY };
static enum kind kind;
static long nth, count;
static int flag = -1;

__attribute__((constructor)) static void begin(void)
{
    static const char *const names[] = {"", "alloc", "write", "fsync", "rename", "open", "full", "readonly"};
    char what[16] = "", program[64] = "", path[512] = "", self[64] = "";
    long n = 0;
    const char *env = getenv("SILLOK_FAULT");
    int fd = open("/proc/self/comm", O_RDONLY | O_CLOEXEC);
    ssize_t got = fd >= 0 ? read(fd, self, sizeof self - 1) : 0;
    if (fd >= 0)
        close(fd);
    self[got > 0 ? got - 1 : 0] = '\0';
    if (!env || sscanf(env, "%15[^:]:%ld:%63[^:]:%511[^\n]", what, &n, program, path) != 4 || strcmp(self, program) != 0)
        return;
    fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    flag = fd >= 0 ? fcntl(fd, F_DUPFD_CLOEXEC, 40) : -1;
    if (fd >= 0)
        close(fd);
    nth = n;
    for (int k = 1; k <= READONLY && flag >= 0; k++)
        if (strcmp(what, names[k]) == 0)
            kind = (enum kind)k;
}

/* Whether this call of kind k fails. */
static bool strikes(enum kind k)
{
    char c;
    if (kind != k || nth <= 0)
        return false;
    long n = __atomic_add_fetch(&count, 1, __ATOMIC_RELAXED);
    if (k == FULL || k == READONLY ? n < nth : n != nth)
        return false;
    if (k != FULL && k != READONLY && pread(flag, &c, 1, 0) == 1)
        return false; /* it struck in another process */
    enum kind kept = kind;
    kind = NONE;
    (void)!pwrite(flag, "x", 1, 0);
    kind = kept;
    return true;
}

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) \
        *(void **)&real = dlsym(RTLD_NEXT, #name)

static bool file(int fd)
{
    struct stat st;
    return fd != flag && fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
}

static bool fails(int e)
{
    errno = e;
    return true;
}

void *malloc(size_t n)
{
    return strikes(ALLOC) && fails(ENOMEM) ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
    return strikes(ALLOC) && fails(ENOMEM) ? NULL : __libc_calloc(n, size);
}

void *realloc(void *p, size_t n)
{
    return strikes(ALLOC) && fails(ENOMEM) ? NULL : __libc_realloc(p, n);
}

static bool no_write(int fd)
{
    if (kind != WRITE && kind != FULL && kind != READONLY)
        return false;
    return file(fd) && (((strikes(WRITE) || strikes(FULL)) && fails(ENOSPC)) || (strikes(READONLY) && fails(EROFS)));
}

ssize_t write(int fd, const void *p, size_t n)
{
    REAL(ssize_t, write, int, const void *, size_t);
    return no_write(fd) ? -1 : real(fd, p, n);
}

ssize_t pwrite(int fd, const void *p, size_t n, off_t at)
{
    REAL(ssize_t, pwrite64, int, const void *, size_t, off_t);
    return no_write(fd) ? -1 : real(fd, p, n, at);
}

ssize_t pwrite64(int fd, const void *p, size_t n, off_t at)
{
    REAL(ssize_t, pwrite64, int, const void *, size_t, off_t);
    return no_write(fd) ? -1 : real(fd, p, n, at);
}

size_t fwrite(const void *p, size_t size, size_t n, FILE *f)
{
    REAL(size_t, fwrite, const void *, size_t, size_t, FILE *);
    return no_write(fileno(f)) ? 0 : real(p, size, n, f);
}

int fsync(int fd)
{
    REAL(int, fsync, int);
    return strikes(FSYNC) && fails(ENOSPC) ? -1 : real(fd);
}

int rename(const char *from, const char *to)
{
    REAL(int, rename, const char *, const char *);
    return (strikes(RENAME) && fails(EIO)) || (strikes(READONLY) && fails(EROFS)) ? -1 : real(from, to);
}

int unlink(const char *path)
{
    REAL(int, unlink, const char *);
    return strikes(READONLY) && fails(EROFS) ? -1 : real(path);
}

int mkdir(const char *path, mode_t mode)
{
    REAL(int, mkdir, const char *, mode_t);
    struct stat st;
    return stat(path, &st) != 0 && strikes(READONLY) && fails(EROFS) ? -1 : real(path, mode);
}

static bool no_open(const char *path, int flags)
{
    if (!(flags & (O_WRONLY | O_RDWR)) || strncmp(path, "/dev/", 5) == 0)
        return false;
    return (strikes(OPEN) && fails(ENOSPC)) || (strikes(READONLY) && fails(EROFS));
}

static mode_t mode_of(int flags, va_list ap)
{
    return flags & O_CREAT ? (mode_t)va_arg(ap, int) : 0;
}

int open(const char *path, int flags, ...)
{
    REAL(int, open64, const char *, int, ...);
    va_list ap;
    va_start(ap, flags);
    mode_t mode = mode_of(flags, ap);
    va_end(ap);
    return kind != NONE && no_open(path, flags) ? -1 : real(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    REAL(int, open64, const char *, int, ...);
    va_list ap;
    va_start(ap, flags);
    mode_t mode = mode_of(flags, ap);
    va_end(ap);
    return kind != NONE && no_open(path, flags) ? -1 : real(path, flags, mode);
}

FILE *fopen(const char *path, const char *mode)
{
    REAL(FILE *, fopen64, const char *, const char *);
    return kind != NONE && mode[0] != 'r' && no_open(path, O_WRONLY) ? NULL : real(path, mode);
}

FILE *fopen64(const char *path, const char *mode)
{
    REAL(FILE *, fopen64, const char *, const char *);
    return kind != NONE && mode[0] != 'r' && no_open(path, O_WRONLY) ? NULL : real(path, mode);
}
