/* matcher.h: a set of names as a double-array trie over UTF-8 bytes. Asking costs one step a byte, whatever the number of names.
 *
 * Method: J. Aoe, "An Efficient Digital Search Algorithm by Using a Double-Array Structure", IEEE TSE 15(9), 1989. A step from state s by code c
 * leads to t = base[s] + c and is legal when check[t] == s. Code 0 ends a name, code b + 1 is the byte b. */
#ifndef EXTRACT_MATCHER_H
#define EXTRACT_MATCHER_H

#include <stddef.h>
#include <stdint.h>

#include "sillok/err.h"

typedef struct sil_matcher sil_matcher;

typedef struct sil_match {
    size_t end; /* bytes of the name */
    int value;  /* number of the name in the list it was built from */
} sil_match;

/* keys: n different, non-empty names in strcmp order, borrowed during the call only. The caller frees *out. */
sil_status sil_matcher_new(const char *const *keys, size_t n, sil_matcher **out, sil_err *err) SIL_CHECK;
void sil_matcher_free(sil_matcher *m); /* NULL is fine */

/* All names that s begins with, shortest first, at most max of them. Returns how many. */
size_t sil_matcher_prefixes(const sil_matcher *m, const char *s, size_t len, sil_match *out, size_t max);

/* The name equal to s, or -1. */
int sil_matcher_find(const sil_matcher *m, const char *s, size_t len);

#endif
