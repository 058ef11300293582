/* 2-ocr/route.h: decisions about what was read, as functions of glyphs alone: which characters to believe, which to read again with which
 * model, which of several readings to keep. read.c asks these and does the reading.
 *
 * What is believed rests on the confidence of the engine's token: that of single characters says nothing (it is near 1 on garbage). */
#ifndef SILLOK_OCR_ROUTE_H
#define SILLOK_OCR_ROUTE_H

#include <stdbool.h>
#include <stddef.h>

#include "engine.h"
#include "forms.h"

typedef enum sil_glyph_class {
    SIL_GLYPH_HANGUL,  /* a syllable of a token that can be believed */
    SIL_GLYPH_LATIN,   /* a Latin letter that can be believed */
    SIL_GLYPH_DIGIT,
    SIL_GLYPH_NEUTRAL, /* punctuation as it is common in print */
    SIL_GLYPH_HAN,     /* a Han character that can be believed (from a model that has them) */
    SIL_GLYPH_DOUBT
} sil_glyph_class;

/* What a glyph read by the Korean model is worth. */
sil_glyph_class sil_glyph_classify(const sil_glyph *g);

/* Korean line: again[i] is set for each glyph that another model should read. */
void sil_route_doubts(const sil_glyph *g, size_t n, bool *again);

/* Shares of a line, 0 to 1, over all glyphs; 0 for an empty line. */
double sil_share_hangul(const sil_reading *r); /* believed syllables */
double sil_share_script(const sil_reading *r, int script); /* of one sil_script, believed or not; SIL_BLIND is Han */
double sil_share_doubt(const sil_reading *r);  /* what another model should read, numbers apart */

/* Whether a Hanja stands there that the light model saw and could not write. */
bool sil_route_blind(const sil_glyph *g, size_t n);

/* Whether a block or line read with model m shows the language of m: its script stands there and was read with some confidence. */
bool sil_route_fits(sil_model m, const sil_reading *lines, size_t n);

/* Worth of a reading for choosing among models, about 0 to 1: mean confidence less what the text says against it (no letters at all, odd
 * symbols, case that changes inside a word, a single character of a script where others surround it). */
double sil_route_worth(const sil_reading *r, sil_model m);

/* Index of the reading to keep; readings[0] is the one there already (it stays when nothing is clearly better). NULL entries are skipped. */
size_t sil_route_choose(const sil_reading *const *readings, const sil_model *models, size_t n);

/* Digits with the marks that numbers have, at least one digit. */
bool sil_route_number(const sil_glyph *g, size_t n);
size_t sil_route_digits(const sil_glyph *g, size_t n);

/* Digits and up to three syllables, as 제45 or 2013년: no model has to look for Hanja here. */
bool sil_route_counted(const sil_glyph *g, size_t n);


/* Whether a reading may take the place of `base` at all: bare syllables, not in brackets, give way only to a reading that is sure, since Hanja and
 * Latin words mostly leave other traces in what the Korean model reads. */
bool sil_route_may_replace(const sil_glyph *base, size_t n, const sil_reading *r, sil_model m);

/* Trim what a piece shows of its neighbours: when the first reading of it began with ( or ended with ), so does the new one, if it has them
 * near its ends at all. */
void sil_route_keep_brackets(const sil_glyph *base, size_t n, sil_reading *r);

/* Which model reads the Han characters of a line again that our whole model has read with that confidence, and of a word of a Korean line of which `least` is the
 * least sure: SIL_MODEL_HANS, SIL_MODEL_HANT, or SIL_MODELS for none. chinese_before: the line before was in simplified Chinese. poor: see read.c. */
sil_model sil_route_han(const sil_form_count *c, double conf, bool chinese_before, bool poor);
sil_model sil_route_han_word(const sil_form_count *c, const sil_form_count *line, double least, bool blind);

/* A line of a cell as two models read it: the number when one of them sees a number, else the first one. Of two numbers ours (main was read by a model of our
 * own) unless it is far less sure; two that differ are marked as disputed, two alike as agreed. */
const sil_reading *sil_route_cell(sil_reading *main, const sil_reading *digits, bool ours);

#endif
