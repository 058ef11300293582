/* temp.h: a fresh folder or file in /tmp for a test, its name in out (TEMP_LEN bytes). The caller takes it away. */
#ifndef SILLOK_TEST_TEMP_H
#define SILLOK_TEST_TEMP_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { TEMP_LEN = 64 };

static inline void temp_name(char *out, const char *what)
{
    static const char letters[] = {'X', 'X', 'X', 'X', 'X', 'X'}; /* those that mkdtemp and mkstemp replace */
    snprintf(out, TEMP_LEN, "/tmp/sillok-%.30s-%.6s", what, letters);
}

static inline char *temp_folder(char *out, const char *what) /* out, or NULL */
{
    temp_name(out, what);
    return mkdtemp(out);
}

static inline int temp_file(char *out, const char *what) /* open to write, or -1 */
{
    temp_name(out, what);
    return mkstemp(out);
}

#endif
