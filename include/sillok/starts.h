/* sillok/starts.h: whether a regular expression of ICU can match at all where a given character stands. Most rules of a table fail at the first
 * character of a line; asking the expression itself costs a hundred times more than a bit.
 *
 * The expression is tried once on each character met, alone: when it fails without having looked beyond the end (uregex_hitEnd), no text that
 * begins with that character can match. What an expression asks, first of all, of the text before it (a look-behind, \b) is left out of the trial; one that looks
 * back from within, or may, is never filtered. */
#ifndef SILLOK_STARTS_H
#define SILLOK_STARTS_H

#include <stdbool.h>
#include <stdint.h>
#include <unicode/uregex.h>

typedef struct sil_starts sil_starts;

/* NULL when the expression cannot be filtered or memory is out: then everything may match. The caller frees it. */
sil_starts *sil_starts_new(const URegularExpression *re, const char *pattern);
void sil_starts_free(sil_starts *s); /* NULL is fine */

/* false: no match can begin with this character. */
bool sil_starts_may(sil_starts *s, int32_t c);

/* Many expressions at once, and more than the first character: the first SIL_STARTS units of the text are tried on each once, and the answer kept (of some ten thousand such
 * beginnings; what comes later is judged by its first character). n: of `each`, whose members (NULL: may always match) stay the caller's and outlive the set. NULL when memory is out. */
enum { SIL_STARTS = 6 };
typedef struct sil_starts_set sil_starts_set;
sil_starts_set *sil_starts_set_new(sil_starts *const *each, size_t n);
void sil_starts_set_free(sil_starts_set *s); /* NULL is fine */

/* Bits of those that may match where text begins: number i is bit i % 64 of word i / 64. left: units from there to the end of the text, at least 1. Good until the next call. */
const uint64_t *sil_starts_at(sil_starts_set *s, const UChar *text, int32_t left);

#endif
