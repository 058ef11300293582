/* view.h: a text decoded to code points, and folded so that one spelling in the authority files meets all that print the same name.
 *
 * exact: one space for any run of spaces; one form of apostrophe, dash and middle dot; full width to ASCII; accents off Latin letters.
 * loose: besides, lower case, and spaces, hyphens, apostrophes, commas and middle dots gone; & is "and"; -isation is -ization, centre is center.
 * In tables what divides cells is 0x01 in both, so that no name runs from one cell into the next. */
#ifndef EXTRACT_VIEW_H
#define EXTRACT_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sillok/err.h"
#include "sillok/mem.h"

typedef struct sil_fold {
    char *bytes;
    size_t len;
    int *at;    /* code point -> byte offset, n + 1 entries */
    int *cp_of; /* byte -> code point, len + 1 entries */
} sil_fold;

typedef struct sil_view {
    const char *text;
    int32_t *cp;
    unsigned char *script; /* sil_script of each code point */
    int n;
    int *byte_at;          /* code point -> byte in text, n + 1 entries */
    sil_fold exact, loose;
} sil_view;

/* cells: tabs and newlines divide cells. */
sil_status sil_view_make(sil_arena *a, const char *text, bool cells, sil_view *out, sil_err *err) SIL_CHECK;

/* A name folded as above, in the arena; NULL when out of memory. */
char *sil_fold_name(sil_arena *a, const char *name, bool loose);

/* Code points [start, end) of the view's text. */
char *sil_view_slice(sil_arena *a, const sil_view *v, int start, int end);

bool sil_is_space(int32_t c);
bool sil_is_digit(int32_t c);  /* ASCII or full width */
bool sil_is_latin(int32_t c);
bool sil_is_hangul(int32_t c);
bool sil_is_han(int32_t c);
bool sil_is_open(int32_t c);   /* opening bracket: ( （ [ 〔 「 … */
bool sil_is_close(int32_t c);

#endif
