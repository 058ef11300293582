/* driver/schedule.c: get the work done: a few slots, each with its own rooms kept alive, take the next job of the papers in order.
 * What a job leaves is decided by content (plan.c), so the order of arrival changes no byte of the corpus. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "papers.h"
#include "sillok/json.h"
#include "sillok/log.h"

typedef struct worker {
    pid_t pid; /* 0 = not started */
    int to, from;
} worker;

typedef struct slot {
    worker rooms[ROOMS];
    doc *doc;  /* NULL = idle */
    room_id room;
    int page;
    int tries; /* of this job, from 1 */
    long deadline; /* monotonic seconds */
    bool overdue;
    sil_buf answer;
} slot;

typedef struct state {
    driver *d;
    char *const *recipes;
    doc *docs;
    size_t n;
    size_t *todo, n_todo, first; /* numbers of the papers with work, in order; all before first are finished */
    slot *slots;
    int n_slots;
    tally *t;
    stamps *stamps;
    long seconds;
} state;

static long now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (long)t.tv_sec;
}

static const room_id stage_room[] = {ROOM_INTAKE, ROOM_OCR, ROOM_TEXT, ROOM_EXTRACT, ROOM_PUBLISH};

/* Whether a job of x can start now; fills room and page. */
static bool next_job(doc *x, room_id *room, int *page)
{
    if (x->stage == STAGE_DONE)
        return false;
    *room = stage_room[x->stage];
    *page = 0;
    if (x->stage != STAGE_OCR)
        return x->running == 0;
    if (x->next_page >= x->n_pages)
        return false;
    *page = x->pages[x->next_page];
    return true;
}

/* What a room is asked: the id of a paper; for a paper that comes in its path, which may be any bytes, in hex digits. */
static void put_target(sil_buf *b, const doc *x, room_id room)
{
    if (room != ROOM_INTAKE || !x->path) {
        sil_buf_printf(b, "\"target\":\"%s%s\"", room == ROOM_INTAKE ? "@" : "", x->id);
        return;
    }
    sil_buf_puts(b, "\"target_hex\":\"");
    for (const char *p = x->path; *p; p++)
        sil_buf_printf(b, "%02x", (unsigned char)*p);
    sil_buf_putc(b, '"');
}

static sil_status send_job(state *st, slot *s, sil_err *err)
{
    worker *w = &s->rooms[s->room];
    sil_buf b = {.limit = 1 << 16};
    s->overdue = false;
    s->answer.len = 0;
    s->deadline = now() + st->seconds;
    s->tries++;
    if (!w->pid) {
        sil_status r = room_start(st->d, s->room, true, NULL, &w->pid, &w->to, &w->from, err);
        if (r)
            return r;
    }
    sil_buf_putc(&b, '{');
    put_target(&b, s->doc, s->room);
    sil_buf_printf(&b, ",\"page\":%d}\n", s->page);
    sil_status r = sil_buf_ok(&b, err);
    for (size_t at = 0; !r && at < b.len;) {
        ssize_t n = write(w->to, b.data + at, b.len - at);
        if (n < 0 && errno != EINTR)
            break; /* the room is gone: its answer will be the end of its pipe */
        at += n > 0 ? (size_t)n : 0;
    }
    sil_buf_free(&b);
    return r;
}

static sil_status start_job(state *st, slot *s, doc *x, room_id room, int page, sil_err *err)
{
    s->doc = x;
    s->room = room;
    s->page = page;
    s->tries = 0;
    x->running++;
    if (room == ROOM_OCR)
        x->next_page++;
    return send_job(st, s, err);
}

static sil_status fill(state *st, sil_err *err)
{
    while (st->first < st->n_todo && st->docs[st->todo[st->first]].stage == STAGE_DONE && !st->docs[st->todo[st->first]].running)
        st->first++;
    for (int k = 0; k < st->n_slots; k++) {
        slot *s = &st->slots[k];
        /* Look a little ahead only: papers are finished in order, and memory does not grow with their number. */
        for (size_t i = st->first; !s->doc && i < st->n_todo && i < st->first + 4 * (size_t)st->n_slots; i++) {
            room_id room;
            int page;
            doc *x = &st->docs[st->todo[i]];
            if (next_job(x, &room, &page)) {
                sil_status r = start_job(st, s, x, room, page, err);
                if (r)
                    return r;
            }
        }
    }
    return SIL_OK;
}

static void drop_worker(worker *w)
{
    if (w->to > 0)
        close(w->to);
    if (w->from > 0)
        close(w->from);
    memset(w, 0, sizeof *w);
}

static void count(state *st, doc *x, const char *word, const char *reason)
{
    x->counted = true;
    st->t->done++;
    st->t->failed += strcmp(word, "failed") == 0;
    st->t->partial += strcmp(word, "partial") == 0;
    st->t->fresh += !x->worked;
    if (*reason && !x->failed)
        x->failed = sil_strdup(st->d->arena, reason);
    progress_paper(x->id, word, x->worked ? reason : "");
}

/* Closing its jobs ends a room that is waiting. */
static void end_worker(worker *w, bool at_once)
{
    pid_t pid = w->pid;
    if (at_once) {
        kill(-pid, SIGKILL);
        kill(pid, SIGKILL); /* it may not lead its group yet */
    }
    drop_worker(w);
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
        ;
}

/* A paper reached the end of its way in this run. */
static sil_status finish(state *st, doc *x, sil_err *err)
{
    if (x->counted)
        return SIL_OK;
    sil_arena *a = sil_arena_new(0);
    const char *word = "ok", *kind;
    char *reason = NULL;
    int pages;
    sil_status s = a ? SIL_OK : sil_fail(err, SIL_NOMEM, "no memory to look at %s", x->id);
    if (!s && x->left) {
        word = "failed";
        reason = x->failed;
    } else if (!s) {
        s = doc_state(a, st->d->corpus, x->id, &word, &reason, &pages, &kind, err);
    }
    if (!s)
        count(st, x, word, reason);
    if (!s && !x->fault && !x->left)
        s = stamps_note(st->stamps, x->id, word, reason, err);
    sil_arena_free(a);
    return s;
}

/* Where each paper stands before any work; those that were fresh when their files were as they are now are not opened. */
static sil_status look_at_all(state *st, sil_err *err)
{
    sil_status s = SIL_OK;
    for (size_t i = 0; !s && i < st->n && !interrupt_came(); i++) {
        doc *x = &st->docs[i];
        const char *word, *reason;
        if (stamps_fresh(st->stamps, x->id, &word, &reason) && (!st->d->retry || strcmp(word, "ok") == 0)) {
            x->stage = STAGE_DONE;
            count(st, x, word, reason);
            continue;
        }
        s = doc_advance(st->d, st->recipes, x, err);
        if (!s && x->stage == STAGE_OCR)
            progress_expect(x->n_pages);
        if (!s && x->stage == STAGE_DONE) {
            s = finish(st, x, err);
        } else if (!s) {
            st->todo[st->n_todo++] = i;
            if (!st->d->shards) /* two may have been given the same share */
                s = papers_sweep(st->d->corpus, x->id, err);
        }
    }
    return s;
}

/* Look where x stands after a job of `room`; a room that left its layer stale has broken its promise. */
static sil_status look_again(state *st, doc *x, room_id room, sil_err *err)
{
    doc_stage before = x->stage;
    sil_status s = doc_advance(st->d, st->recipes, x, err);
    if (s)
        return s;
    if (before == STAGE_INTAKE && x->stage == STAGE_OCR)
        progress_expect(x->n_pages);
    if (before == x->stage && room != ROOM_OCR && x->stage != STAGE_DONE) {
        sil_log(SIL_LOG_ERROR, "%s: sillok-%s ended and its layer is not what was asked for; a fault of Sillok", x->id, room_names[room]);
        x->failed = sil_sprintf(st->d->arena, "sillok-%s did not write its layer", room_names[room]);
        x->fault = true;
        x->stage = STAGE_DONE;
    }
    return x->stage == STAGE_DONE ? finish(st, x, err) : SIL_OK;
}

/* The room died or ran over its time: have it write the layer as failed, in a fresh process. */
static sil_status mark_failed(state *st, const slot *s, const char *reason, sil_err *err)
{
    char page[16];
    const doc *x = s->doc;
    const char *target = s->room != ROOM_INTAKE ? x->id : x->path ? x->path : sil_sprintf(st->d->arena, "@%s", x->id);
    const char *args[] = {"--mark-failed", reason, "--page", page, "--", target, NULL};
    int code = 0;
    snprintf(page, sizeof page, "%d", s->page);
    sil_log(SIL_LOG_WARN, "%s: %s", x->id, reason);
    sil_status r = SIL_OK;
    for (int i = 0; !r && i < 3 && (i == 0 || code >= 128) && !interrupt_came(); i++) /* it, too, may be killed */
        r = room_run(st->d, s->room, args, NULL, &code, err);
    if (!r && code && !interrupt_came())
        r = sil_fail(err, code == 6 ? SIL_IO : SIL_LIBRARY, "sillok-%s could not even write down that %s failed (exit %d)", room_names[s->room], x->id, code);
    return r;
}

/* What happened to a job whose room did not say "ok" or "failed": died with wait status ws, or said "error" with code and message. */
static char *what_happened(state *st, const slot *s, const char *how, int code, const char *message, int ws)
{
    sil_arena *a = st->d->arena;
    const char *room = room_names[s->room];
    if (how)
        return sil_sprintf(a, code == 5 ? "%s" : "sillok-%s: %s", code == 5 ? message : room, message);
    if (s->overdue)
        return sil_sprintf(a, "sillok-%s took longer than the %ld seconds of driver.stage_seconds and was stopped", room, st->seconds);
    if (WIFSIGNALED(ws))
        return sil_sprintf(a, "sillok-%s crashed (signal %d)", room, WTERMSIG(ws));
    return sil_sprintf(a, "sillok-%s ended with code %d", room, WEXITSTATUS(ws));
}

/* A signal that a program does not send itself: somebody, or a machine short of memory, ended the room. That says nothing about the paper. */
static bool from_outside(int ws)
{
    return WIFSIGNALED(ws) && (WTERMSIG(ws) == SIGKILL || WTERMSIG(ws) == SIGTERM || WTERMSIG(ws) == SIGINT || WTERMSIG(ws) == SIGHUP);
}

/* The job of s ended. how: what the room said ("ok", "failed", "error"), NULL when it died with wait status ws. Crashes and want of memory are tried a second time in a
 * fresh process before they are written down; a room killed from outside a third time, and then its paper is left for another run. */
static sil_status end_job(state *st, slot *s, const char *how, int code, const char *message, int ws, sil_err *err)
{
    enum { TRIES = 2, KILLS = 3 };
    doc *x = s->doc;
    sil_status r = SIL_OK;
    bool lost = !how || strcmp(how, "error") == 0;
    x->worked = true;
    if (how && lost && (code == 4 || code == 6))
        r = sil_fail(err, code == 4 ? SIL_LIBRARY : SIL_IO, "%s: %s", x->id, message);
    else if (lost) {
        bool outside = !how && !s->overdue && from_outside(ws);
        if (!s->overdue && s->tries < (outside ? KILLS : TRIES)) {
            if (how) /* it lives, and may be short of memory: start afresh */
                end_worker(&s->rooms[s->room], true);
            return send_job(st, s, err);
        }
        char *reason = outside ? sil_sprintf(st->d->arena, "sillok-%s was killed %d times from outside (signal %d), perhaps for want of memory; the paper is left for another run: sillok rebuild", room_names[s->room], KILLS, WTERMSIG(ws))
                               : what_happened(st, s, how, code, message, ws);
        if (!reason)
            r = sil_fail(err, SIL_NOMEM, "no memory for a reason");
        else if (!outside)
            r = mark_failed(st, s, reason, err);
        else {
            x->left = true;
            x->failed = reason;
            x->stage = STAGE_DONE;
        }
    }
    if (!r && s->room == ROOM_OCR) {
        st->t->pages_read++;
        progress_page();
    }
    room_id room = s->room;
    s->doc = NULL;
    x->running--;
    if (r || interrupt_came())
        return r;
    return x->left ? finish(st, x, err) : look_again(st, x, room, err);
}

static sil_status worker_gone(state *st, slot *s, sil_err *err)
{
    worker *w = &s->rooms[s->room];
    int ws = 0;
    while (waitpid(w->pid, &ws, 0) < 0 && errno == EINTR)
        ;
    drop_worker(w);
    return end_job(st, s, NULL, 0, NULL, ws, err);
}

static sil_status heard(state *st, slot *s, sil_err *err)
{
    char buf[4096];
    ssize_t n = read(s->rooms[s->room].from, buf, sizeof buf);
    if (n < 0 && errno == EINTR)
        return SIL_OK;
    if (n <= 0)
        return worker_gone(st, s, err);
    sil_buf_add(&s->answer, buf, (size_t)n);
    if (!memchr(s->answer.data, '\n', s->answer.len))
        return SIL_OK;
    json_t *j = NULL;
    sil_status r = sil_json_parse(s->answer.data, strcspn(s->answer.data, "\n"), "an answer of a room", &j, err);
    if (r)
        return r;
    const char *how = json_string_value(json_object_get(j, "status")), *message = json_string_value(json_object_get(j, "message"));
    int code = sil_json_int(j, "code", 0);
    r = end_job(st, s, how ? how : "error", code, message ? message : "", 0, err);
    json_decref(j);
    return r;
}

/* Wait for answers for a second at most; stop what is overdue. */
static sil_status wait_some(state *st, sil_err *err)
{
    struct pollfd fds[64];
    slot *who[64];
    nfds_t n = 0;
    for (int k = 0; k < st->n_slots; k++) {
        slot *s = &st->slots[k];
        if (!s->doc)
            continue;
        if (now() > s->deadline && !s->overdue) {
            s->overdue = true;
            kill(-s->rooms[s->room].pid, SIGKILL);
        }
        fds[n] = (struct pollfd){.fd = s->rooms[s->room].from, .events = POLLIN};
        who[n++] = s;
    }
    if (poll(fds, n, 250) < 0 && errno != EINTR)
        return sil_fail(err, SIL_IO, "cannot wait for the rooms: %s", strerror(errno));
    for (nfds_t i = 0; i < n; i++)
        if (fds[i].revents) {
            sil_status r = heard(st, who[i], err);
            if (r)
                return r;
        }
    progress_tick();
    return SIL_OK;
}

static void end_workers(state *st, bool at_once)
{
    for (int k = 0; k < st->n_slots; k++)
        for (int r = 0; r < ROOMS; r++)
            if (st->slots[k].rooms[r].pid)
                end_worker(&st->slots[k].rooms[r], at_once);
}

static bool busy(const state *st)
{
    for (int k = 0; k < st->n_slots; k++)
        if (st->slots[k].doc)
            return true;
    return false;
}

sil_status schedule(driver *d, char *const recipes[ROOMS], doc *docs, size_t n, stamps *known, tally *t, sil_err *err)
{
    state st = {.d = d, .recipes = recipes, .docs = docs, .n = n, .t = t, .stamps = known, .n_slots = d->jobs < 64 ? d->jobs : 64, .seconds = sil_setting_int(d->settings, "driver.stage_seconds")};
    st.slots = sil_alloc(d->arena, (size_t)st.n_slots * sizeof *st.slots);
    st.todo = sil_alloc(d->arena, (n + 1) * sizeof *st.todo);
    if (!st.slots || !st.todo)
        return sil_fail(err, SIL_NOMEM, "no memory for %d workers", st.n_slots);
    t->papers = (int)n;
    progress_open(d, (int)n);
    sil_status s = SIL_OK;
    if (!s)
        s = look_at_all(&st, err);
    if (!s)
        s = fill(&st, err);
    while (!s && busy(&st) && !interrupt_came()) {
        s = wait_some(&st, err);
        if (!s && !interrupt_came())
            s = fill(&st, err);
    }
    t->interrupted = interrupt_came();
    end_workers(&st, s != SIL_OK || t->interrupted);
    for (int k = 0; k < st.n_slots; k++)
        sil_buf_free(&st.slots[k].answer);
    progress_close();
    return s;
}
