/* 2-ocr/second.h: a second opinion on doubtful places of a Chinese line: what chi_sim or chi_tra has read there, beside what our whole model reads in the same
 * place with its neighbours.
 *
 * chi_sim and chi_tra know more simplified characters; ours knows rare ones (蹶, 簿, 埠) and the marks (；，：·) better and does not write one character as two. What
 * each is worth was measured on pages of our own in nine fonts: below the confidences named in second.c ours is right four times as often. */
#ifndef SILLOK_OCR_SECOND_H
#define SILLOK_OCR_SECOND_H

#include "engine.h"
#include "forms.h"

typedef struct sil_place { /* glyphs [from, to) of a line, the neighbours that help to find the place included; [i, j) is doubtful */
    size_t from, i, j, to;
} sil_place;

/* The next place at or after glyph `at`; false: there is none. Doubtful glyphs with one sure one between them are one place. */
bool sil_second_next(const sil_reading *line, size_t at, sil_place *out);

/* out: what [i, j) of the line should be (arena), given what our whole model reads in [from, to) (`got`, which may show a neighbour more or less). m: who has read the
 * line. Glyphs that were taken have their old text as `other`, those that both read are marked as agreed. *unsure: a Han character was not taken because ours was as unsure; `alone`, the
 * doubtful glyphs read by ours without their neighbours, may tell (NULL: not asked). forms may be NULL. */
sil_status sil_second_weigh(sil_arena *a, const sil_forms *f, const sil_reading *line, const sil_place *p, sil_model m, const sil_reading *got, const sil_reading *alone, sil_reading *out, bool *unsure, sil_err *err) SIL_CHECK;

#endif
