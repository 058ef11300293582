/* core/json_scan.h: a line of text.jsonl or entities.jsonl as Sillok itself writes it (no spaces, few escapes), read in one pass without a tree: a long paper has
 * half a million values. Each function takes what it names from the front of the text and says whether it was there. Whoever meets anything else (another
 * program's spacing, rare escapes, a fault) stops and has jansson read the line, which is strict and says what is wrong with it. */
#ifndef SILLOK_CORE_JSON_SCAN_H
#define SILLOK_CORE_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "sillok/mem.h"

typedef struct sil_scan {
    const char *p, *end;
} sil_scan;

bool sil_scan_char(sil_scan *s, char c);
bool sil_scan_key(sil_scan *s, const char **key, size_t *n);  /* "key": without escapes; key points into the text */
bool sil_scan_int(sil_scan *s, int *v);                       /* of nine digits at most */
bool sil_scan_real(sil_scan *s, double *v);                   /* of fifteen digits at most, no exponent */
bool sil_scan_bool(sil_scan *s, bool *v);
bool sil_scan_plain(sil_scan *s, const char **text, size_t *n); /* a string without escapes; text points into the line */
bool sil_scan_text(sil_arena *a, sil_scan *s, char **text);   /* a string, in the arena; valid UTF-8 */

#endif
