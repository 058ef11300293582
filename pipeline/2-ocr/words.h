/* 2-ocr/words.h: glyphs become words, as ALTO has them (sillok/alto.h): Korean and Latin words are what stands between spaces, whatever
 * tokens the engine made; between Han characters, and between them and their punctuation, no space is printed. */
#ifndef SILLOK_OCR_WORDS_H
#define SILLOK_OCR_WORDS_H

#include "engine.h"
#include "image.h"
#include "trust.h"

/* Language of a line by its scripts: a fifth of its letters in Hangul make it Korean, one syllable that our whole model has read does so; Han characters are Chinese of the model's kind, or of
 * the kind ICU sees in them; NULL when only digits and marks stand there. Static text. */
const char *sil_line_lang(const sil_reading *r);

typedef struct sil_words_how {
    const sil_image *image;
    const sil_trust *trust; /* NULL: confidence is what the engine said */
    const sil_hanja *hanja; /* NULL: no reading is checked */
    bool evidence;          /* each word says what its confidence was made of */
} sil_words_how;

/* Add the line to `out` (arena), boxes mapped to the page. last: the last line of its block (then a hyphen at its end divides nothing). */
sil_status sil_words_make(sil_arena *a, const sil_reading *r, const sil_words_how *how, bool last, sil_line *out, sil_err *err) SIL_CHECK;

#endif
