/* plain_text.h: the steps by which a plain text becomes pages. */
#ifndef INTAKE_PLAIN_TEXT_H
#define INTAKE_PLAIN_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "sillok/alto.h"
#include "sillok/err.h"
#include "sillok/mem.h"
#include "sillok/quality.h"

/* Any encoding to UTF-8 (in the arena), by mark, by validity, else by ICU's detector (ucsdet) among those that convert without a
 * broken character. *name: the encoding, static. q helps to choose; may be NULL. SIL_FORMAT when none fits. */
sil_status text_to_utf8(sil_arena *a, const sil_quality *q, const char *bytes, size_t len, char **out, const char **name, sil_err *err) SIL_CHECK;

/* Lines of a text: newlines of all kinds, controls and soft hyphens cleaned, NFC. A form feed ends the line before it. */
typedef struct text_line {
    char *s;            /* without the newline */
    bool page_start;    /* first of a page */
} text_line;
typedef struct text_lines {
    text_line *at;
    size_t n, cap;
    const char *how;    /* how the pages were told, for a person; "" when there is one page */
} text_lines;
sil_status text_to_lines(sil_arena *a, const char *utf8, text_lines *out, sil_err *err) SIL_CHECK;

/* Number of a line that holds nothing but a page number ("12", "- 12 -", "_73_", "[5]"), -1 when it holds anything else.
 * *decorated: it has more than the digits. */
int text_page_number(const char *line, bool *decorated);

/* Lines as a page on the typewriter grid of alto.h; quality[i] tells the unreadable ones. *unreadable: how many. */
sil_status text_to_page(sil_arena *a, const text_line *lines, const sil_line_quality *quality, size_t n, sil_page *out, size_t *unreadable, sil_err *err) SIL_CHECK;

/* Add one word to a line: a hyphen that divides it at the line's end becomes the mark word.hyphen. */
sil_status text_add_word(sil_arena *a, sil_line *line, const char *s, size_t len, sil_box box, double conf, bool last, sil_err *err) SIL_CHECK;

#endif
