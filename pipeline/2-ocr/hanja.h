/* 2-ocr/hanja.h: 한글(漢字) checks itself: the reading of the Hanja must be the Hangul before it (libhangul's hanja.txt, BSD).
 * Where it is not, the likeliest character with that reading that the model weighed takes its place, else that of the dictionary's word which
 * differs least from what was read; such glyphs are marked as changed. */
#ifndef SILLOK_OCR_HANJA_H
#define SILLOK_OCR_HANJA_H

#include "engine.h"

typedef struct sil_hanja sil_hanja;

/* SIL_LIBRARY when the file is missing. Free with sil_hanja_free. */
sil_status sil_hanja_open(const char *path, sil_hanja **out, sil_err *err) SIL_CHECK;
void sil_hanja_free(sil_hanja *h);

/* Mend the line in place. */
sil_status sil_hanja_check(const sil_hanja *h, sil_arena *a, sil_reading *r, sil_err *err) SIL_CHECK;

/* Whether `han` can be read as the syllable (two forms by the initial-sound law count). */
bool sil_hanja_reads(const sil_hanja *h, int32_t han, int32_t syllable);

/* Whether the n characters are a word of the dictionary that is read as those syllables. */
bool sil_hanja_word(const sil_hanja *h, const sil_glyph *han, const int32_t *said, size_t n);

/* 한글(漢字) in the line: said[k] becomes the syllable before the bracket that character k is the Hanja of; the others stay as they are. Whether any of those n characters
 * is read otherwise. */
bool sil_hanja_said(const sil_hanja *h, const sil_glyph *g, size_t n, int32_t *said);

#endif
