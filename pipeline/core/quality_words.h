/* core/quality_words.h: the words and symbols by which quality.c judges, loaded from config/rules/quality.tsv, a dictionary and ICU's tables. */
#ifndef SILLOK_CORE_QUALITY_WORDS_H
#define SILLOK_CORE_QUALITY_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "sillok/mem.h"
#include "sillok/quality.h"

/* Flags of a character of the Basic Multilingual Plane. KS: a syllable of KS X 1001; HAN_KNOWN: a Han character of a national standard. */
enum { KS = 1, HAN_KNOWN = 2, SYMBOL = 4, RARE = 8, COMMON = 16, SINGLE = 32 };

typedef struct word_set {
    const char **slot;
    size_t n, cap; /* cap is a power of two */
} word_set;

/* A language that is written in Latin letters: told by its little words, or, a writing of Korean or Chinese, by its syllables. */
enum { MAX_LANGS = 16 };
typedef struct latin_lang {
    const char *code;
    word_set function, onset, rime, coda;
} latin_lang;

struct sil_quality {
    sil_arena *a;
    latin_lang langs[MAX_LANGS];
    size_t n_langs;
    word_set words, shorts, particles;
    char **prefixes, **forwards, **backwards;
    size_t n_prefixes, cap_prefixes, n_forwards, cap_forwards, n_backwards, cap_backwards;
    uint8_t flags[65536];
};

bool sil_words_has(const word_set *w, const char *s, size_t n);

/* ---- quality_latin.c ---- */

/* Lower case without marks, NUL added; 0 when it holds more than Latin letters. */
size_t sil_latin_fold(const int32_t *cp, size_t n, char *out, size_t cap);

/* Bits of q->langs in which each line, or it and those around it, is written; none for English. */
void sil_latin_langs(const sil_quality *q, const char *const *lines, size_t n, unsigned *langs);

/* Whether a folded word can be one of these languages. */
bool sil_latin_fits(const sil_quality *q, unsigned langs, const char *folded, size_t n);

#endif
