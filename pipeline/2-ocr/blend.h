/* 2-ocr/blend.h: two readings of one line made one: the Han characters of a Chinese model in the frame of ours, which knows spaces, quotes, digits, Latin and
 * Hangul. Where one of them has fewer characters, the places are found by the fewest edits (Levenshtein, weighted by kind of character). */
#ifndef SILLOK_OCR_BLEND_H
#define SILLOK_OCR_BLEND_H

#include "engine.h"
#include "forms.h"

/* What a line says of the readings of its own Hanja: said[i] is the syllable that glyph i of base must be read as, 0 where nothing says so. */
typedef struct sil_gloss {
    const sil_hanja *hanja;
    const int32_t *said;
} sil_gloss;

/* out: base with the Han characters of `han`, which model m has read, wherever that was surer than not (what base had stays as `other`); those which only `han` has come in when it is sure of them. *taken: how
 * many are not what base had. m = SIL_MODEL_HANT: another form of the same character is left as base has it (it knows Korea's and Japan's). gloss may be NULL: of two characters the one
 * that has the reading wins. */
sil_status sil_blend(sil_arena *a, const sil_forms *f, const sil_reading *base, const sil_reading *han, sil_model m, const sil_gloss *gloss, sil_reading *out, size_t *taken, sil_err *err) SIL_CHECK;

/* out: base, as an English model has read a line of Latin, with the letters that `ours` has with accents in their places (é for e, ü for u or 6). */
bool sil_blend_has_accents(const sil_reading *r);
sil_status sil_blend_accents(sil_arena *a, const sil_reading *base, const sil_reading *ours, sil_reading *out, sil_err *err) SIL_CHECK;

#endif
