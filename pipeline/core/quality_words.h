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

struct sil_quality {
    sil_arena *a;
    word_set words, shorts, particles;
    char **prefixes;
    size_t n_prefixes, cap_prefixes;
    uint8_t flags[65536];
};

bool sil_words_has(const word_set *w, const char *s, size_t n);

#endif
