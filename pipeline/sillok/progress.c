/* driver/progress.c: what people see while the work goes on: one line redrawn on a terminal, a line a paper elsewhere. */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "sillok.h"
#include "sillok/json.h"
#include "sillok/log.h"

static struct {
    bool line, colour, json, quiet;
    int papers, papers_done, pages, pages_done;
    double start, drawn;
    char last[SIL_ID_LEN];
} p;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void progress_open(const driver *d, int papers)
{
    memset(&p, 0, sizeof p);
    bool terminal = isatty(2) && !d->json;
    p.line = d->progress == PROGRESS_ALWAYS || (d->progress == PROGRESS_AUTO && terminal && !d->quiet);
    p.colour = terminal && !getenv("NO_COLOR");
    p.json = d->json;
    p.quiet = d->quiet > 0;
    p.papers = papers;
    p.start = p.drawn = now();
}

static void wipe(void)
{
    if (p.line)
        fputs("\r\033[K", stderr);
}

static void draw(void)
{
    if (!p.line)
        return;
    double t = now() - p.start, rate = t > 0.5 ? p.pages_done / t : 0;
    fprintf(stderr, "\r\033[K%d/%d papers  %d/%d pages", p.papers_done, p.papers, p.pages_done, p.pages);
    if (rate > 0 && p.pages > p.pages_done) {
        long left = (long)((p.pages - p.pages_done) / rate + 0.5);
        fprintf(stderr, "  %.2f pages/s  %ld:%02ld left", rate, left / 60, left % 60);
    }
    if (*p.last)
        fprintf(stderr, "  %.40s", p.last);
    fflush(stderr);
}

void progress_tick(void)
{
    double t = now();
    if (t - p.drawn < 0.2)
        return;
    p.drawn = t;
    draw();
}

void progress_expect(int pages)
{
    p.pages += pages;
}

void progress_page(void)
{
    p.pages_done++;
    progress_tick();
}

void progress_paper(const char *id, const char *state, const char *reason)
{
    p.papers_done++;
    snprintf(p.last, sizeof p.last, "%s", id);
    if (p.quiet && strcmp(state, "ok") == 0)
        return;
    wipe();
    if (p.json) {
        sil_log(strcmp(state, "ok") ? SIL_LOG_WARN : SIL_LOG_INFO, "%s %s%s%s", state, id, *reason ? ": " : "", reason);
    } else {
        const char *on = !p.colour ? "" : strcmp(state, "failed") == 0 ? "\033[31m" : strcmp(state, "partial") == 0 ? "\033[33m" : "";
        fprintf(stderr, "%s%-7s%s %s%s%s\n", on, state, *on ? "\033[0m" : "", id, *reason ? ": " : "", reason);
    }
    draw();
}

void progress_close(void)
{
    wipe();
    fflush(stderr);
}
