/* sillok/err.h: how every function of Sillok says that it failed.
 *
 * A function that can fail returns a sil_status and takes, as its last argument, a sil_err that belongs to the caller.
 * The status tells what the caller can do; the text is a sentence for a person: what happened, where, what to do.
 * Each level may put its place in front with sil_in(): "page 7: cannot decode the JPEG: ...".
 * Nothing below main() exits, aborts or jumps. */
#ifndef SILLOK_ERR_H
#define SILLOK_ERR_H

#include <stdarg.h>

typedef enum sil_status {
    SIL_OK = 0,
    SIL_NOMEM,   /* memory ran out: give the work back, free something, or stop                       */
    SIL_IO,      /* the disk or a descriptor failed: the same call may work later (exit 6)             */
    SIL_FORMAT,  /* the input is not what it should be: this page or paper is lost, the others go on   */
    SIL_LIMIT,   /* a limit of the settings was reached; the text names the setting                    */
    SIL_LIBRARY, /* a library, model or dictionary is missing or refused to start (exit 4)             */
    SIL_USAGE    /* the caller asked for something that makes no sense (exit 2)                        */
} sil_status;

typedef struct sil_err {
    sil_status code;
    char text[1024]; /* UTF-8, always terminated, cut at a character when too long */
} sil_err;

#define SIL_CHECK __attribute__((warn_unused_result))
#define SIL_PRINTF(f, a) __attribute__((format(printf, f, a)))

/* Fill err (may be NULL) and return code, so that `return sil_fail(err, SIL_IO, "...")` reads as one step. */
sil_status sil_fail(sil_err *err, sil_status code, const char *fmt, ...) SIL_PRINTF(3, 4);

/* Put a place in front of the sentence already in err and return its code. */
sil_status sil_in(sil_err *err, const char *fmt, ...) SIL_PRINTF(2, 3);

/* The exit code of the design for a status: 0, 1 (format, limit), 2, 4, 5 (nomem), 6. */
int sil_exit_code(sil_status code);

/* One word for logs and JSON: "ok", "nomem", "io", "format", "limit", "library", "usage". Static. */
const char *sil_status_name(sil_status code);

#endif
