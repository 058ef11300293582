/* run.h: text that remembers where each of its characters was read.
 *
 * A run is an array of code points; each carries the number of the word it came from (index into sil_tx_doc.words), or -1 when a rule put it
 * there (a space, a tab). Every step of the room works on runs, so the way back to the words needs no bookkeeping of its own.
 * Runs live in an arena. Functions that grow a run say SIL_NOMEM through their bool result (false). */
#ifndef SIL_TX_RUN_H
#define SIL_TX_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <unicode/utypes.h>

#include "sillok/mem.h"

typedef struct sil_tx_run {
    int32_t *cp;
    int32_t *src;
    size_t n, cap;
} sil_tx_run;

/* Room for n characters in a run that is empty, no more and no less. false: out of memory. */
bool sil_tx_run_room(sil_arena *a, sil_tx_run *r, size_t n);
bool sil_tx_run_put(sil_arena *a, sil_tx_run *r, int32_t cp, int32_t src);
bool sil_tx_run_puts(sil_arena *a, sil_tx_run *r, const char *utf8, int32_t src);
bool sil_tx_run_add(sil_arena *a, sil_tx_run *r, const sil_tx_run *more);
bool sil_tx_run_add_range(sil_arena *a, sil_tx_run *r, const sil_tx_run *more, size_t start, size_t end);

/* Drop [start, end). */
void sil_tx_run_cut(sil_tx_run *r, size_t start, size_t end);
/* Drop spaces at both ends. */
void sil_tx_run_trim(sil_tx_run *r);

/* UTF-8 of the run, or of [start, end) of it. NULL: out of memory. */
char *sil_tx_run_text(sil_arena *a, const sil_tx_run *r);
char *sil_tx_run_slice(sil_arena *a, const sil_tx_run *r, size_t start, size_t end);

/* UTF-16 for ICU's regular expressions: u has n units; at[i] is the code point unit i belongs to, at[n] = r->n. */
typedef struct sil_tx_utf16 {
    UChar *u;
    int32_t *at;
    int32_t n, cap;
} sil_tx_utf16;
/* Fill b (its memory is used again from call to call; start with {0} and end with sil_tx_utf16_free). false: out of memory. */
bool sil_tx_utf16_of(sil_tx_utf16 *b, const sil_tx_run *r);
void sil_tx_utf16_free(sil_tx_utf16 *b);

static inline bool sil_tx_is_space(int32_t c)
{
    return c == ' ' || c == '\t' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A);
}

#endif
