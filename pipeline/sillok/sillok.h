/* sillok.h: what the files of the driver share. The driver starts the five rooms, decides by content what is stale, and tells people. */
#ifndef SILLOK_DRIVER_H
#define SILLOK_DRIVER_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

#include "sillok/err.h"
#include "sillok/layer.h"
#include "sillok/mem.h"
#include "sillok/settings.h"

typedef enum progress_mode { PROGRESS_AUTO, PROGRESS_ALWAYS, PROGRESS_NEVER } progress_mode;

typedef struct driver {
    const char *corpus;       /* -C */
    char *config;             /* folder of config/ */
    char *bin;                /* folder of the room programs */
    int jobs;                 /* -j */
    int shard, shards;        /* --shard I/N: this run's share of the papers, from 1; 0: all of them */
    bool retry, json, dry_run;
    int limit;                /* search: places shown, 0 = all */
    const char *to, *out, *base; /* export: format, folder, of URIs; NULL: not said */
    int quiet, verbose;
    progress_mode progress;
    const char **sets;        /* -o KEY=VALUE, in order */
    size_t n_sets;
    char **paths;             /* what is left of the command line */
    size_t n_paths;
    sil_settings *settings;
    sil_arena *arena;         /* lives as long as the command */
} driver;

/* A command: one table in main.c lists them all. run gives the exit code of the design. */
typedef struct command {
    const char *name, *arguments, *summary;
    int (*run)(driver *d, sil_err *err);
} command;

int cmd_ingest(driver *d, sil_err *err);
int cmd_rebuild(driver *d, sil_err *err);
int cmd_status(driver *d, sil_err *err);
int cmd_evaluate(driver *d, sil_err *err);
int cmd_correct(driver *d, sil_err *err);
int cmd_search(driver *d, sil_err *err);
int cmd_verify(driver *d, sil_err *err);
int cmd_export(driver *d, sil_err *err);
int cmd_doctor(driver *d, sil_err *err);
int cmd_settings(driver *d, sil_err *err);

/* ---- interrupt.c: Ctrl-C ----------------------------------------------------------------------------------------------- */

void interrupt_catch(void);      /* from now on SIGINT, SIGTERM and SIGHUP are only noted */
bool interrupt_came(void);

/* ---- rooms.c: the five programs ------------------------------------------------------------------------------------ */

typedef enum room_id { ROOM_INTAKE, ROOM_OCR, ROOM_TEXT, ROOM_EXTRACT, ROOM_PUBLISH, ROOMS } room_id;
extern const char *const room_names[ROOMS]; /* "intake" … */
extern const sil_layer room_layers[ROOMS];

/* Start a room. serve: --serve with pipes (to, from; -1 otherwise). extra: further arguments, NULL-terminated, may be NULL. */
sil_status room_start(const driver *d, room_id room, bool serve, const char *const *extra, pid_t *pid, int *to, int *from, sil_err *err) SIL_CHECK;

/* A descriptor that every room keeps open as long as it lives, the lock of the corpus: nobody else begins before the last room of a killed driver is gone. */
void room_holds(int fd);

/* Run a room to its end, or to an interruption, which ends it; what it prints on stdout goes to out when not NULL. *code: its exit code, or 128 + signal. */
sil_status room_run(const driver *d, room_id room, const char *const *args, sil_buf *out, int *code, sil_err *err) SIL_CHECK;

/* What each room's layers would be made from now (`--recipe`), into recipes[ROOMS]. */
sil_status room_recipes(driver *d, char *recipes[ROOMS], sil_err *err) SIL_CHECK;

/* ---- plan.c: what is stale ---------------------------------------------------------------------------------------- */

typedef enum doc_stage { STAGE_INTAKE, STAGE_OCR, STAGE_TEXT, STAGE_EXTRACT, STAGE_PUBLISH, STAGE_DONE } doc_stage;

typedef struct doc {
    char *id;             /* "" until known; always known before it is scheduled */
    char *path;           /* delivered file, or NULL when the paper is in the corpus already */
    doc_stage stage;
    int running;          /* jobs under way */
    int *pages;           /* pages to be read by room 2, in order */
    int n_pages, next_page;
    int pages_all;        /* pages of the paper, 0 until known */
    bool worked;          /* something was made in this run */
    bool counted;         /* told as finished */
    bool left;            /* set aside unfinished in this run: its rooms were killed from outside again and again */
    bool fault;           /* a room broke its promise: not fresh, whatever its layers say */
    char *failed;         /* first sentence of what failed, or NULL */
    int failed_pages;
} doc;

/* Whether the layer is what the room would write now. *why: "" when fresh, else "missing", "made by another version", "settings changed",
 * "files changed: …", "input changed", "failed before" (only with retry). */
sil_status layer_fresh(sil_arena *a, const char *corpus, const char *recipe, const char *doc_id, sil_layer layer, int page, bool retry, const char **why, sil_err *err) SIL_CHECK;

/* Move a paper to its next stage that has work, filling pages for room 2. */
sil_status doc_advance(driver *d, char *const recipes[ROOMS], doc *x, sil_err *err) SIL_CHECK;

/* Where a paper stands: "ok", "partial", "failed" or "unfinished", and the first reason ("" when ok). Whole layers must be there. */
sil_status doc_state(sil_arena *a, const char *corpus, const char *doc_id, const char **state, char **reason, int *pages, const char **kind, sil_err *err) SIL_CHECK;

/* ---- stamps.c: a cache of what was found fresh ---------------------------------------------------------------------------- */

typedef struct stamps stamps;
sil_status stamps_open(const driver *d, char *const recipes[ROOMS], stamps **out, sil_err *err) SIL_CHECK;
/* Whether the paper was fresh when its files were as they are now; then state and reason as doc_state says (of the stamps). */
bool stamps_fresh(const stamps *s, const char *doc_id, const char **state, const char **reason);
/* The paper was found fresh, or made so. */
sil_status stamps_note(stamps *s, const char *doc_id, const char *state, const char *reason, sil_err *err) SIL_CHECK;
void stamps_drop(stamps *s); /* instead of close: nothing is written; NULL is fine */
sil_status stamps_close(stamps *s, sil_err *err) SIL_CHECK; /* writes CORPUS/.stamps when something was noted; frees; NULL is fine */

/* ---- schedule.c: get the work done ------------------------------------------------------------------------------- */

typedef struct tally {
    int papers, done, failed, partial, fresh;
    int pages_read;
    bool interrupted;
} tally;

/* Bring docs up to date with d->jobs workers. Returns SIL_OK also when papers failed (see tally and docs). */
sil_status schedule(driver *d, char *const recipes[ROOMS], doc *docs, size_t n, stamps *known, tally *t, sil_err *err) SIL_CHECK;

/* ---- progress.c ----------------------------------------------------------------------------------------------------- */

void progress_open(const driver *d, int papers);
void progress_page(void);                     /* a page was read */
void progress_expect(int pages);              /* so many pages more are to be read */
void progress_paper(const char *id, const char *state, const char *reason); /* a paper is finished */
void progress_tick(void);                     /* redraw when it is time */
void progress_close(void);

/* ---- lock.c ------------------------------------------------------------------------------------------------------- */

/* One driver a corpus, or (shared) several with a share of its papers each: waits up to ten seconds, then says which process holds it. The descriptor is kept until the process ends. */
sil_status corpus_lock(const char *corpus, bool shared, int *fd, sil_err *err) SIL_CHECK;

#endif
