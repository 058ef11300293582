/* core/err.c: sentences of failure. Below everything else. */
#include "sillok/err.h"

#include <stdio.h>
#include <string.h>

/* Cut at a character when the sentence did not fit: no half UTF-8 sequence reaches a log. */
static void cut_at_character(char *text, size_t size)
{
    size_t n = strlen(text);
    if (n + 1 < size)
        return;
    size_t i = n;
    while (i > 0 && ((unsigned char)text[i - 1] & 0xC0) == 0x80)
        i--;
    if (i > 0 && ((unsigned char)text[i - 1] & 0x80))
        text[i - 1] = '\0';
}

sil_status sil_fail(sil_err *err, sil_status code, const char *fmt, ...)
{
    if (err) {
        char text[sizeof err->text]; /* the arguments may point into err */
        va_list ap;
        va_start(ap, fmt);
        vsnprintf(text, sizeof text, fmt, ap);
        va_end(ap);
        memcpy(err->text, text, sizeof text);
        err->code = code;
        cut_at_character(err->text, sizeof err->text);
    }
    return code;
}

sil_status sil_in(sil_err *err, const char *fmt, ...)
{
    if (!err)
        return SIL_FORMAT;
    char place[sizeof err->text];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(place, sizeof place, fmt, ap);
    va_end(ap);
    size_t n = strlen(place), room = sizeof err->text - 1;
    if (n > room)
        n = room;
    size_t rest = strlen(err->text);
    if (rest > room - n)
        rest = room - n;
    memmove(err->text + n, err->text, rest);
    memcpy(err->text, place, n);
    err->text[n + rest] = '\0';
    cut_at_character(err->text, sizeof err->text);
    return err->code;
}

int sil_exit_code(sil_status code)
{
    switch (code) {
    case SIL_OK: return 0;
    case SIL_FORMAT:
    case SIL_LIMIT: return 1;
    case SIL_USAGE: return 2;
    case SIL_LIBRARY: return 4;
    case SIL_NOMEM: return 5;
    case SIL_IO: return 6;
    }
    return 5;
}

const char *sil_status_name(sil_status code)
{
    static const char *const names[] = {"ok", "nomem", "io", "format", "limit", "library", "usage"};
    return (unsigned)code < sizeof names / sizeof *names ? names[code] : "unknown";
}
