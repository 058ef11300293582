/* Room 1, the wall: all decoding happens in a forked child under limits (address space, CPU, file size, open files, and a clock
 * that restarts with each page), which sees no file but the fonts and tables of its libraries, writes below the paper's own folder alone, and has no
 * network, no program and no other process in reach (sillok/wall.h). The child tells what it makes in JSON lines over a pipe:
 *   {"count":N}  {"about":{...}}  {"begin":n,"doing":"..."}  {"page":{...}}  {"error":{"code":n,"text":"..."}}  {"done":true}
 * A child that has used half of its CPU seconds ends between two pages with {"pause":true}; another goes on behind it.
 * A child that dies at page n costs that page: the next one goes on behind it, until too many have died. One that is killed from outside costs nothing: another takes its page again. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "intake.h"
#include "sillok/json.h"
#include "sillok/log.h"
#include "sillok/wall.h"

#if defined(__SANITIZE_ADDRESS__)
#define UNDER_ASAN 1 /* its shadow memory does not fit below any limit of the address space */
#else
#define UNDER_ASAN 0
#endif

enum { MAX_DEATHS = 3, MAX_KILLS = 3, LINE_LIMIT = 1 << 20 };

/* ---- in the child ------------------------------------------------------------------------------------------------- */

static void tell(intake_job *j, json_t *message)
{
    if (!message)
        return;
    char *line = json_dumps(message, JSON_COMPACT | JSON_SORT_KEYS);
    if (line) {
        fputs(line, j->out);
        fputc('\n', j->out);
        fflush(j->out);
        free(line);
    }
    json_decref(message);
}

void intake_tell_count(intake_job *j, int pages)
{
    tell(j, json_pack("{s:i}", "count", pages));
}

void intake_tell_begin(intake_job *j, int page, const char *doing)
{
    tell(j, json_pack("{s:i,s:s}", "begin", page, "doing", doing));
}

void intake_tell_page(intake_job *j, const sil_source_page *p, bool scanned)
{
    tell(j, json_pack("{s:{s:i,s:i,s:s,s:s,s:s,s:i,s:i,s:i,s:b}}", "page", "page", p->page, "verdict", (int)p->verdict, "reason",
                      p->reason ? p->reason : "", "image", p->image ? p->image : "", "sha256", p->sha256, "width", p->width, "height",
                      p->height, "dpi", p->dpi, "scanned", scanned));
    struct rusage used;
    if (getrusage(RUSAGE_SELF, &used) == 0 && (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 2 + 1 >= sil_setting_int(j->settings, "intake.max_seconds")) {
        tell(j, json_pack("{s:b}", "pause", 1));
        fclose(j->out);
        _exit(0);
    }
}

void intake_tell_about(intake_job *j, const char *title, const char *authors, const char *date)
{
    tell(j, json_pack("{s:{s:s%,s:s%,s:s%}}", "about", "title", title, strlen(title), "authors", authors, strlen(authors), "date", date,
                      strlen(date)));
}

static void limit(int what, rlim_t n)
{
    struct rlimit r;
    if (getrlimit(what, &r) == 0 && (r.rlim_max == RLIM_INFINITY || n <= r.rlim_max)) {
        r.rlim_cur = n;
        r.rlim_max = what == RLIMIT_CPU ? n + 5 : n; /* SIGXCPU first, so that the death can be named */
        setrlimit(what, &r);
    }
}

/* What the libraries read besides the bytes they are given: fonts, CMaps, conversion tables, themselves. */
static const char *const tables[] = {"/usr/share", "/usr/local/share", "/usr/lib", "/lib", "/etc/fonts", "/var/cache/fontconfig", "/etc/ld.so.cache", "/etc/localtime", NULL};

static sil_status take(intake_job *j, sil_err *err)
{
    const sil_wall wall = {.read = tables, .write = j->dir};
    sil_status s = sil_wall_up(&wall, err);
    if (s)
        return s;
    switch (j->kind.format) {
    case INTAKE_PDF: return intake_take_pdf(j, err);
    case INTAKE_TIFF: return intake_take_tiff(j, err);
    case INTAKE_PNG:
    case INTAKE_JPEG:
    case INTAKE_JP2:
    case INTAKE_WEBP: return intake_take_image(j, err);
    case INTAKE_TEXT: return intake_take_text(j, err);
    case INTAKE_ALTO: return intake_take_alto(j, err);
    case INTAKE_HOCR: return intake_take_hocr(j, err);
    case INTAKE_PAGE: return intake_take_page_xml(j, err);
    case INTAKE_EMPTY:
    case INTAKE_UNKNOWN: break;
    }
    return sil_fail(err, SIL_FORMAT, "this is %s; Sillok takes PDF, TIFF, PNG, JPEG, JPEG 2000, WebP, plain text, ALTO, hOCR and PAGE", j->kind.what);
}

static void child(intake_job *j, int fd, pid_t parent)
{
    sil_err err = {0};
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1);
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nothing >= 0) {
        dup2(nothing, 0);
        dup2(nothing, 1);
        if (!UNDER_ASAN) /* libraries write about broken files what no user can use */
            dup2(nothing, 2);
    }
    signal(SIGXFSZ, SIG_IGN);
    signal(SIGPIPE, SIG_DFL);
    signal(SIGINT, SIG_IGN); /* the parent decides what an interruption means */
    if (!UNDER_ASAN)
        limit(RLIMIT_AS, (rlim_t)sil_setting_int(j->settings, "intake.max_memory_mb") << 20);
    limit(RLIMIT_CPU, (rlim_t)sil_setting_int(j->settings, "intake.max_seconds"));
    limit(RLIMIT_FSIZE, (rlim_t)sil_setting_int(j->settings, "intake.max_output_mb") << 20);
    limit(RLIMIT_NOFILE, 64);
    limit(RLIMIT_CORE, 0);
    if (!(j->out = fdopen(fd, "w")))
        _exit(1);
    sil_status s = take(j, &err);
    if (s)
        tell(j, json_pack("{s:{s:i,s:s%}}", "error", "code", (int)s, "text", err.text, strlen(err.text)));
    else
        tell(j, json_pack("{s:b}", "done", 1));
    fclose(j->out);
    _exit(0);
}

/* ---- in the parent ------------------------------------------------------------------------------------------------ */

typedef struct run {
    sil_arena *a;
    sil_source *s;
    int count;          /* pages announced, 0 = not yet */
    int page;           /* begun and not yet told, 0 = none */
    char doing[64];
    int last;           /* last page told */
    size_t scanned;
    bool done, pause;
    bool killed;        /* the last child was ended by SIGKILL, and not by us: that says nothing about the paper */
} run;

static sil_status no_memory(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "no memory for the pages of the paper");
}

static sil_status add_page(run *r, const json_t *j, sil_err *err)
{
    sil_source_page *p = SIL_PUSH(r->a, r->s->pages, r->s->n_pages, r->s->cap_pages);
    if (!p)
        return no_memory(err);
    p->page = sil_json_int(j, "page", 0);
    p->verdict = (sil_verdict)sil_json_int(j, "verdict", SIL_VERDICT_FAILED);
    p->reason = sil_json_text(r->a, j, "reason");
    p->image = sil_json_text(r->a, j, "image");
    snprintf(p->sha256, sizeof p->sha256, "%s", sil_json_text(r->a, j, "sha256"));
    p->width = sil_json_int(j, "width", 0);
    p->height = sil_json_int(j, "height", 0);
    p->dpi = sil_json_int(j, "dpi", 0);
    if (p->image && !*p->image)
        p->image = NULL;
    if (json_is_true(json_object_get(j, "scanned")))
        r->scanned++;
    r->last = p->page;
    r->page = 0;
    return p->reason ? SIL_OK : no_memory(err);
}

static sil_status take_line(run *r, const char *line, size_t len, sil_err *err)
{
    json_t *j = NULL, *v;
    if (sil_json_parse(line, len, "a message of the decoding child", &j, err))
        return SIL_FORMAT;
    sil_status s = SIL_OK;
    if ((v = json_object_get(j, "page"))) {
        s = add_page(r, v, err);
    } else if ((v = json_object_get(j, "begin"))) {
        r->page = (int)json_integer_value(v);
        snprintf(r->doing, sizeof r->doing, "%s", sil_json_text(r->a, j, "doing"));
    } else if ((v = json_object_get(j, "count"))) {
        r->count = (int)json_integer_value(v);
    } else if ((v = json_object_get(j, "about"))) {
        r->s->title = sil_json_text(r->a, v, "title");
        r->s->authors = sil_json_text(r->a, v, "authors");
        r->s->date = sil_json_text(r->a, v, "date");
    } else if ((v = json_object_get(j, "error"))) {
        s = sil_fail(err, (sil_status)sil_json_int(v, "code", SIL_FORMAT), "%s", sil_json_text(r->a, v, "text"));
    } else if (json_object_get(j, "pause")) {
        r->pause = true;
    } else if (json_object_get(j, "done")) {
        r->done = true;
    }
    json_decref(j);
    return s;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Read the child's lines until it ends or is silent for longer than `seconds`. *silent says which. */
static sil_status listen_to(run *r, int fd, double seconds, bool *silent, sil_err *err)
{
    sil_buf b = {.limit = LINE_LIMIT};
    sil_status s = SIL_OK;
    double deadline = now() + seconds;
    *silent = false;
    while (!s) {
        struct pollfd p = {.fd = fd, .events = POLLIN};
        double left = deadline - now();
        int n = left <= 0 ? 0 : poll(&p, 1, (int)(left * 1000) + 1);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            *silent = true;
            break;
        }
        char chunk[4096];
        ssize_t got = read(fd, chunk, sizeof chunk);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        deadline = now() + seconds;
        sil_buf_add(&b, chunk, (size_t)got);
        if ((s = sil_buf_ok(&b, err)))
            break;
        char *nl;
        while (!s && (nl = memchr(b.data, '\n', b.len))) {
            size_t len = (size_t)(nl - b.data);
            s = take_line(r, b.data, len, err);
            memmove(b.data, nl + 1, b.len - len - 1);
            b.len -= len + 1;
        }
    }
    sil_buf_free(&b);
    return s;
}

/* A sentence part for how the child ended. */
static const char *how_it_died(sil_arena *a, const intake_job *j, int wstatus, bool silent)
{
    if (silent)
        return sil_sprintf(a, "made no progress for %ld seconds (intake.page_seconds) and was stopped", sil_setting_int(j->settings, "intake.page_seconds"));
    if (WIFSIGNALED(wstatus) && WTERMSIG(wstatus) == SIGXCPU)
        return sil_sprintf(a, "used more than %ld CPU seconds (intake.max_seconds)", sil_setting_int(j->settings, "intake.max_seconds"));
    if (WIFSIGNALED(wstatus) && WTERMSIG(wstatus) == SIGSYS)
        return "tried to start a program, to reach the network or another process, which no paper asks for, and was stopped";
    if (WIFSIGNALED(wstatus))
        return sil_sprintf(a, "crashed (signal %d, %s), perhaps for want of memory (intake.max_memory_mb is %ld)", WTERMSIG(wstatus), strsignal(WTERMSIG(wstatus)),
                           sil_setting_int(j->settings, "intake.max_memory_mb"));
    return sil_sprintf(a, "gave up (exit %d), perhaps for want of memory (intake.max_memory_mb is %ld)", WIFEXITED(wstatus) ? WEXITSTATUS(wstatus) : -1,
                       sil_setting_int(j->settings, "intake.max_memory_mb"));
}

static sil_status one_child(run *r, intake_job *j, const char **death, sil_err *err)
{
    int fd[2], wstatus = 0;
    *death = NULL;
    if (pipe2(fd, O_CLOEXEC) != 0)
        return sil_fail(err, SIL_IO, "cannot open a pipe: %s", strerror(errno));
    fflush(NULL);
    pid_t parent = getpid(), pid = fork();
    if (pid < 0) {
        close(fd[0]);
        close(fd[1]);
        return sil_fail(err, SIL_NOMEM, "cannot start a process to decode the paper: %s", strerror(errno));
    }
    if (pid == 0) {
        close(fd[0]);
        child(j, fd[1], parent);
    }
    close(fd[1]);
    bool silent;
    sil_status s = listen_to(r, fd[0], (double)sil_setting_int(j->settings, "intake.page_seconds"), &silent, err);
    close(fd[0]);
    if (silent || s)
        kill(pid, SIGKILL);
    while (waitpid(pid, &wstatus, 0) < 0 && errno == EINTR)
        continue;
    r->killed = !silent && !s && WIFSIGNALED(wstatus) && WTERMSIG(wstatus) == SIGKILL;
    if (!s && !r->done && !r->pause && !(*death = how_it_died(r->a, j, wstatus, silent)))
        return no_memory(err);
    return s;
}

/* Pages that are not tried any more because the reader died too often before them. */
static sil_status give_up(run *r, const char *why, sil_err *err)
{
    while (r->last < r->count) {
        sil_source_page *p = SIL_PUSH(r->a, r->s->pages, r->s->n_pages, r->s->cap_pages);
        if (!p || !(p->reason = sil_sprintf(r->a, "not tried: the reader had died %d times before; the last time, %s", MAX_DEATHS, why)))
            return no_memory(err);
        p->page = ++r->last;
        p->verdict = SIL_VERDICT_FAILED;
    }
    return SIL_OK;
}

static const char *kind_of(const run *r)
{
    size_t text = 0, n = r->s->n_pages;
    for (size_t i = 0; i < n; i++)
        text += r->s->pages[i].verdict == SIL_VERDICT_TEXT;
    if (text == n)
        return "text";
    return r->scanned == n ? "scan" : r->scanned ? "mixed" : "digital";
}

sil_status intake_work(sil_arena *a, intake_job *j, sil_source *s, sil_err *err)
{
    run r = {.a = a, .s = s};
    for (int deaths = 0, kills = 0;;) {
        const char *death;
        j->first_page = r.last + 1;
        sil_status st = one_child(&r, j, &death, err);
        if (st)
            return st;
        if (r.done || (r.pause && r.count && r.last >= r.count))
            break;
        r.pause = false;
        if (!death)
            continue;
        if (r.killed && ++kills < MAX_KILLS) {
            r.page = 0;
            continue;
        }
        if (!r.page)
            return sil_fail(err, SIL_LIMIT, "the %s reader %s before it came to page %d", j->kind.what + (strncmp(j->kind.what, "a ", 2) ? 0 : 2), death, r.last + 1);
        sil_log(SIL_LOG_WARN, "page %d: while %s the reader %s", r.page, r.doing, death);
        sil_source_page *p = SIL_PUSH(a, s->pages, s->n_pages, s->cap_pages);
        if (!p || !(p->reason = sil_sprintf(a, "while %s the reader %s", r.doing, death)))
            return no_memory(err);
        p->page = r.last = r.page;
        p->verdict = SIL_VERDICT_FAILED;
        r.page = 0;
        if (++deaths >= MAX_DEATHS) {
            if (give_up(&r, p->reason, err))
                return err->code;
            break;
        }
        if (r.count && r.last >= r.count)
            break;
    }
    if (!s->n_pages)
        return sil_fail(err, SIL_FORMAT, "no page was found in %s", j->kind.what);
    size_t failed = 0;
    for (size_t i = 0; i < s->n_pages; i++)
        failed += s->pages[i].verdict == SIL_VERDICT_FAILED;
    if (failed == s->n_pages)
        return sil_fail(err, SIL_FORMAT, "%spage 1: %s", failed > 1 ? "no page could be had; " : "", s->pages[0].reason);
    s->kind = sil_strdup(a, kind_of(&r));
    return s->kind ? SIL_OK : no_memory(err);
}
