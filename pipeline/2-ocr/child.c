/* 2-ocr/child.c: the fork around page.c. The child sends one byte of status, one of the models it has used, and then ALTO or a sentence through
 * a pipe; the parent writes the layer. */
#include "child.h"

#include "sillok/wall.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MAX_ANSWER = 64 << 20 };

/* AddressSanitizer's shadow fits under no limit, and it hangs when it has to report that. */
#if defined(__SANITIZE_ADDRESS__)
enum { LIMIT_MEMORY = 0 };
#else
enum { LIMIT_MEMORY = 1 };
#endif

static void send_all(int fd, const char *data, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, data, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return;
        data += n, len -= (size_t)n;
    }
}

static void limit(int what, rlim_t value)
{
    struct rlimit r = {value, what == RLIMIT_CPU ? value + 5 : value}; /* SIGXCPU first: SIGKILL then comes from outside */
    setrlimit(what, &r);
}

/* Address space this process has now. */
static rlim_t have_now(void)
{
    unsigned long pages = 0;
    FILE *f = fopen("/proc/self/statm", "r");
    if (f) {
        if (fscanf(f, "%lu", &pages) != 1)
            pages = 0;
        fclose(f);
    }
    return (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE);
}

static void child(int fd, const sil_page_job *job, const sil_page *given, sil_child_limits limits, pid_t parent)
{
    sil_err err = {0};
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        return;
    sil_page page = *given;
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, (rlim_t)limits.seconds);
    if (LIMIT_MEMORY)
        limit(RLIMIT_AS, have_now() + ((rlim_t)limits.memory_mb << 20));
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC); /* the room's own jobs and answers are not the child's */
    if (nothing >= 0) {
        dup2(nothing, 0);
        dup2(nothing, 1);
    }
    static const char *const packages[] = {"/usr/share", NULL};
    const sil_wall wall = {.read = limits.models ? limits.models : packages}; /* it loads a model that no page before has asked for */
    sil_arena *a = sil_arena_new((size_t)limits.memory_mb << 20);
    sil_buf xml = {.limit = MAX_ANSWER};
    sil_status st = a ? sil_wall_up(&wall, &err) : sil_fail(&err, SIL_NOMEM, "no memory to begin a page");
    if (st == SIL_OK)
        st = sil_page_read(a, job, &page, &err);
    if (st == SIL_OK)
        st = sil_page_number(a, &page, &err);
    if (st == SIL_OK)
        st = sil_alto_format(&page, &xml, &err);
    char code[2] = {(char)st, (char)sil_engine_used(job->engine)};
    send_all(fd, code, sizeof code);
    if (st == SIL_OK)
        send_all(fd, xml.data, xml.len);
    else
        send_all(fd, err.text, strlen(err.text));
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Everything the child sends until it closes the pipe. false: the deadline passed. */
static bool receive(int fd, double until, sil_buf *b)
{
    char part[65536];
    for (;;) {
        double left = until - now();
        if (left <= 0)
            return false;
        struct pollfd p = {.fd = fd, .events = POLLIN};
        int r = poll(&p, 1, left > 1e6 ? 1000000000 : (int)(left * 1000) + 1);
        if (r < 0 && errno != EINTR)
            return true;
        if (r <= 0)
            continue;
        ssize_t n = read(fd, part, sizeof part);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return true;
        sil_buf_add(b, part, (size_t)n);
    }
}

static sil_status ended(int status, bool late, sil_child_limits limits, sil_err *err)
{
    if (late || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) || (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL))
        return sil_fail(err, SIL_LIMIT, late || WTERMSIG(status) == SIGXCPU ? "reading took longer than the setting ocr.page_seconds allows (%d)"
                                                                            : "the process that read the page was killed; see the setting ocr.page_seconds (%d) and the memory of this machine", limits.seconds);
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS)
        return sil_fail(err, SIL_FORMAT, "the process that read the page tried to start a program, to reach the network or another process, which no page asks for, and was stopped");
    if (WIFSIGNALED(status))
        return sil_fail(err, SIL_FORMAT, "reading the page crashed (%s); other pages are not touched by it. With less memory than it needs (setting ocr.memory_mb, now %d) it ends the same way", strsignal(WTERMSIG(status)), limits.memory_mb);
    return sil_fail(err, SIL_FORMAT, "the process that read the page ended without an answer (status %d)", WEXITSTATUS(status));
}

/* One child; *killed: it was ended by SIGKILL, and not by us, which says nothing about the page. */
static sil_status one_child(sil_arena *a, const sil_page_job *job, const sil_page *page, sil_child_limits limits, char **xml, size_t *len, unsigned *models, bool *killed, sil_err *err)
{
    enum { HEAD = 2 };
    int fd[2];
    *xml = NULL, *len = 0, *killed = false;
    if (pipe2(fd, O_CLOEXEC) < 0)
        return sil_fail(err, SIL_IO, "cannot make a pipe: %s", strerror(errno));
    fflush(NULL);
    pid_t parent = getpid(), pid = fork();
    if (pid < 0) {
        close(fd[0]);
        close(fd[1]);
        return sil_fail(err, SIL_NOMEM, "cannot start a process for a page: %s", strerror(errno));
    }
    if (pid == 0) {
        close(fd[0]);
        child(fd[1], job, page, limits, parent);
        _exit(0);
    }
    close(fd[1]);
    sil_buf b = {.limit = MAX_ANSWER + 4096};
    bool late = !receive(fd[0], now() + 4.0 * limits.seconds + 5, &b);
    close(fd[0]);
    if (late || b.failed)
        kill(pid, SIGKILL);
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    *killed = !late && !b.failed && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    sil_status st = SIL_OK;
    if (late || !WIFEXITED(status) || WEXITSTATUS(status) != 0 || b.len < HEAD) {
        st = ended(status, late, limits, err);
    } else if (b.data[0] != (char)SIL_OK) {
        sil_status code = b.data[0] > 0 && b.data[0] <= SIL_USAGE ? (sil_status)b.data[0] : SIL_FORMAT;
        st = code == SIL_NOMEM ? sil_fail(err, SIL_LIMIT, "%s (the setting ocr.memory_mb allows %d MB beyond the models)", b.data + HEAD, limits.memory_mb) : sil_fail(err, code, "%s", b.data + HEAD);
    } else if (!(*xml = sil_strndup(a, b.data + HEAD, b.len - HEAD))) {
        st = sil_fail(err, SIL_NOMEM, "no memory for the ALTO of a page");
    } else {
        *len = b.len - HEAD;
    }
    if (b.len >= HEAD)
        *models = (unsigned char)b.data[1];
    sil_buf_free(&b);
    return st;
}

sil_status sil_child_read(sil_arena *a, const sil_page_job *job, const sil_page *page, sil_child_limits limits, char **xml, size_t *len, unsigned *models, sil_err *err)
{
    enum { KILLS = 3 };
    bool killed = true;
    sil_status st = SIL_OK;
    for (int i = 0; killed && i < KILLS; i++)
        st = one_child(a, job, page, limits, xml, len, models, &killed, err);
    return st;
}
