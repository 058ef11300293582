/* layer_judge.h: what the text of a layer says of itself: is it text, and whose? Where it stands is layer_fit.h's. */
#ifndef INTAKE_LAYER_JUDGE_H
#define INTAKE_LAYER_JUDGE_H

#include <stdbool.h>

#include "sillok/quality.h"
#include "sillok/source.h"

/* Without a look at the page: SIL_VERDICT_SCAN (no layer), BAD, DOUBTFUL or LAYER; *reason in the arena, "" when there is nothing to say.
 * scan: the layer is the work of an OCR program, which errs; a font that gives right letters gives all of them. */
sil_status layer_judge_text(sil_arena *a, const sil_quality *q, const char *const *lines, size_t n, bool scan, sil_verdict *verdict, char **reason, sil_err *err) SIL_CHECK;

/* layer_reasons.c: what a worthless layer is, as the end of a sentence, static; NULL when its letters alone do not say it. */
const char *layer_reason_of_bad(sil_arena *a, const sil_quality *q, const char *const *lines, size_t n);

/* Letters that are the bytes of another encoding, taken for Latin ones: reason, static; NULL when there are none. */
const char *layer_mojibake(const char *const *lines, size_t n);

/* Words that begin with the marks that end a sentence or close a bracket. */
bool layer_runs_backwards(const char *const *lines, size_t n);

#endif
