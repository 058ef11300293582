/* words.h: a set of words, kept as hashes; filled and asked by every step of this room (rules.c). */
#ifndef SIL_TX_WORDS_H
#define SIL_TX_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct sil_tx_words { /* a set of words, open addressing; keys are 64-bit hashes (FNV-1a over code points) */
    uint64_t *slot;
    size_t cap, n;
} sil_tx_words;
bool sil_tx_words_add(sil_tx_words *w, const int32_t *cp, size_t n);
bool sil_tx_words_has(const sil_tx_words *w, const int32_t *cp, size_t n);
void sil_tx_words_free(sil_tx_words *w);

#endif
