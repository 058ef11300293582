/* sillok/wall.h: the wall around a process that decodes bytes from outside, put up by the process itself, from which there is no way back.
 *
 *   Landlock (Linux 5.13)  no file but those named: by path, for reading, or for writing below a folder. Nothing may be executed.
 *   seccomp (libseccomp)   no system call but those a decoder needs. What only an attack asks for (a program, the network, another process)
 *                          ends the process with SIGSYS; anything else that is not needed is refused with EPERM.
 *   no_new_privs           no set-uid program can undo it.
 *
 * A kernel that lacks one of them still has the others, and the limits that the caller sets (memory, CPU, size and number of files: setrlimit); `sillok
 * doctor` says what this machine has. Method: landlock(7), seccomp(2); the set of calls was found by running every reader over the test files. */
#ifndef SILLOK_WALL_H
#define SILLOK_WALL_H

#include "sillok/err.h"

enum { SIL_WALL_LANDLOCK = 1, SIL_WALL_SECCOMP = 2 };

typedef struct sil_wall {
    const char *const *read;  /* files and folders that may be read, NULL-terminated; those that are not there are passed over; may be NULL */
    const char *write;        /* a folder below which files may be made, written, renamed, removed; NULL: nothing may be written */
} sil_wall;

/* Which of the two this kernel has and lets this user have: SIL_WALL_… or-ed. Starts a process for a moment to find out. */
unsigned sil_wall_kinds(void);

/* Put it up around this process, for good. What the kernel lacks is left out; SIL_LIBRARY when it has it and refuses what was asked. */
sil_status sil_wall_up(const sil_wall *w, sil_err *err) SIL_CHECK;

#endif
