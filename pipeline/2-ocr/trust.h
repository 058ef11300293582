/* 2-ocr/trust.h: how far a word can be believed: from what the engine said of it and what else is seen (who read it, in which script, whether two
 * models read the same) to the share of such words that are right on pages with known text.
 *
 * The shares stand in config/rules/ocr-trust.tsv, which `make calibrate` makes. They grow with the engine's confidence (isotonic regression by pooling
 * adjacent violators; Ayer and others 1955, as Zadrozny and Elkan 2002 use it for probabilities). Between two rows the share is interpolated.
 * What is read of glyphs alone is decided elsewhere, by the engine's own confidence (route.h): the shares here are for those who use the text. */
#ifndef SILLOK_OCR_TRUST_H
#define SILLOK_OCR_TRUST_H

#include "engine.h"
#include "hanja.h"

#define SIL_TRUST_TABLE "rules/ocr-trust.tsv" /* below config/ */

typedef struct sil_evidence {
    const char *model; /* who read it: whole light eng chi_tra chi_sim user, several. Static, as are the others */
    const char *kind;  /* hangul han latin number marks, mixed, gloss: Hangul with its Hanja in brackets behind it, which it is read as; blind: with a character that was not read */
    const char *seen;  /* once; agreed, disputed: two models read the same, another thing; changed: after it was read */
    double raw;        /* the engine's confidence, 0 to 1: the mean of that of its worst glyph and of all */
} sil_evidence;

/* What there is to say of the n glyphs of a word, n > 0. hanja may be NULL. */
sil_evidence sil_evidence_of(const sil_glyph *g, size_t n, const sil_hanja *hanja);

/* The same as four words: "whole hangul once 0.9731"; NULL: no memory. */
char *sil_evidence_text(sil_arena *a, const sil_evidence *e);

typedef struct sil_trust sil_trust;

/* USAGE when the table has a row that it should not have: the sentence names file and line. Free with sil_trust_free. */
sil_status sil_trust_open(const char *path, sil_trust **out, sil_err *err) SIL_CHECK;
void sil_trust_free(sil_trust *t);

/* The share of words with such evidence that are right: of the rows of its model, kind and seen; where there are none, those with `any` in place of
 * the model, then of the kind, too, then of all. Without a table (NULL) and without a row, what the engine said. */
double sil_trust_share(const sil_trust *t, const sil_evidence *e);

#endif
