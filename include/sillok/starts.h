/* sillok/starts.h: whether a regular expression of ICU can match at all where a given character stands. Most rules of a table fail at the first
 * character of a line; asking the expression itself costs a hundred times more than a bit.
 *
 * The expression is tried once on each character met, alone: when it fails without having looked beyond the end (uregex_hitEnd), no text that
 * begins with that character can match. Expressions that look at what stands before (a positive look-behind, \b, \B) are never filtered. */
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

#endif
