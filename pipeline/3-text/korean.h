/* korean.h: what is a Korean word (korean.c). Strings are code points, Hangul syllables. */
#ifndef SIL_TX_KOREAN_H
#define SIL_TX_KOREAN_H

#include "sillok/err.h"
#include "words.h"

/* Where the dictionary's list of words stands (package hunspell-ko); line ends are decided without it when it is not there. */
#define SIL_TX_KOREAN_WORDS "/usr/share/hunspell/ko.dic"
#define SIL_TX_KOREAN_FILE "rules/text-korean.tsv"

typedef struct sil_tx_korean {
    sil_tx_words nouns, verbs, forms;                                                      /* verbs: stems; forms: in 아 / 어 */
    sil_tx_words josa, suffix, ending, linked, past, then_n, then_l, then_b, light, light_form, words; /* the kinds of text-korean.tsv */
} sil_tx_korean;

typedef enum sil_tx_korean_word { SIL_TX_NO_WORD,
                                  SIL_TX_SHORT,   /* of one syllable: may be a word */
                                  SIL_TX_BARE,    /* a noun */
                                  SIL_TX_WHOLE } sil_tx_korean_word; /* with its particle or ending, or one that takes none */

sil_status sil_tx_korean_open(const char *config, sil_tx_korean *k, sil_err *err) SIL_CHECK; /* k: zeroed */
void sil_tx_korean_close(sil_tx_korean *k);
sil_tx_korean_word sil_tx_korean_is(const sil_tx_korean *k, const int32_t *w, size_t n);

#endif
