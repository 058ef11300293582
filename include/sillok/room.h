/* sillok/room.h: what makes a room a program. A room's main.c holds one sil_room and calls sil_room_main(); the command line, the settings,
 * the recipe, failure layers and the worker protocol are here, the same for all five.
 *
 *   sillok-text [-C CORPUS] [--config DIR] [-o section.key=value] [-q|-v] [--log-format json] [--page N] TARGET...
 *       TARGET: a doc-id; for intake a file (or @doc-id: take the delivered bytes again).
 *   sillok-text --recipe        print what the room's layers will be made from (a head without "input"), and stop
 *   sillok-text --corpus        (publish) the work on the corpus as a whole, after the papers
 *   sillok-text --mark-failed REASON TARGET   write the layer as failed (the driver does so when a room died)
 *   sillok-text --serve         read jobs from stdin, one JSON line each {"target":"…","page":0}; answer each on stdout with
 *                               {"target":"…","page":0,"status":"ok|failed|error","code":N,"message":"…"}
 *       A path may be any bytes: then "target_hex", its bytes in hex digits, stands instead, and the answer has an empty target.
 * "failed": the layer was written as a failed one with the reason; the work goes on. "error": nothing was written (disk, memory, library). */
#ifndef SILLOK_ROOM_H
#define SILLOK_ROOM_H

#include "sillok/err.h"
#include "sillok/layer.h"
#include "sillok/mem.h"
#include "sillok/settings.h"

typedef struct sil_room_ctx {
    const char *corpus;        /* folder, exists */
    const char *config;        /* folder of config/ */
    const sil_settings *settings;
    const char *recipe;        /* canonical JSON of this room now */
    void *state;               /* the room's own, made by open */
} sil_room_ctx;

typedef struct sil_room {
    const char *name;          /* "ocr" */
    const char *summary;       /* one line for --help */
    sil_layer layer;           /* what it writes */
    const char *const *sections; /* sections of the settings its layers depend on, NULL-terminated */

    /* Names of the files (authority, rules, models) its layers depend on, in the arena: absolute, or relative to config/. Their
     * hashes go into the recipe. May be NULL. */
    sil_status (*files)(sil_arena *a, const sil_room_ctx *ctx, char ***names, size_t *n, sil_err *err);
    sil_status (*open)(sil_room_ctx *ctx, sil_err *err);   /* once, before the first job; may be NULL */
    void (*close)(sil_room_ctx *ctx);                      /* may be NULL */

    /* Make the layer of one paper (page 0) or of one page. SIL_FORMAT or SIL_LIMIT: room_main calls `fail` with the sentence. */
    sil_status (*run)(sil_room_ctx *ctx, const char *target, int page, sil_err *err);
    /* Write the layer as failed, with reason. */
    sil_status (*fail)(sil_room_ctx *ctx, const char *target, int page, const char *reason, sil_err *err);
    sil_status (*corpus)(sil_room_ctx *ctx, sil_err *err); /* --corpus; NULL for all but publish */
} sil_room;

/* main() of a room. The version in its recipe is SIL_VERSION "+" SIL_BUILD, the first digits of a hash over the sources of the room and of the
 * core, which the Makefile gives to main.c: layers of a changed program are stale without anybody counting versions up. */
#ifndef SIL_BUILD
#define SIL_BUILD ""
#endif
#define sil_room_main(room, argc, argv) sil_room_start((room), SIL_BUILD, (argc), (argv))
int sil_room_start(const sil_room *room, const char *build, int argc, char **argv);

/* Folder of config/: $SILLOK_CONFIG, else ../../config or ../share/sillok/config beside the running program. */
sil_status sil_config_dir(sil_arena *a, char **dir, sil_err *err) SIL_CHECK;

/* Head for a layer of this room: recipe joined with the hash of its input (sil_layer_input) and a reason or NULL. */
sil_status sil_room_head(sil_arena *a, const sil_room_ctx *ctx, sil_layer layer, const char *doc_id, int page, const char *failed, char **head, sil_err *err) SIL_CHECK;

#endif
