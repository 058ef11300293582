/* layer_judge.h: can the text layer of a page be trusted? */
#ifndef INTAKE_LAYER_JUDGE_H
#define INTAKE_LAYER_JUDGE_H

#include <leptonica/allheaders.h>

#include "sillok/quality.h"
#include "sillok/source.h"
#include "text_zones.h"

/* What the layer says, without a look at the page: SIL_VERDICT_SCAN (no layer), BAD or LAYER; *reason in the arena. */
sil_status layer_judge_text(sil_arena *a, const sil_quality *q, const char *const *lines, size_t n, sil_verdict *verdict, char **reason, sil_err *err) SIL_CHECK;

/* Lines of ink on the page that no word of the layer covers. image: the page, any depth; boxes in its pixels. */
int layer_lines_outside(PIX *image, const placed_word *words, size_t n);

/* Spaces between neighbouring words of a line that are full of ink: letters for which the layer has none. */
int layer_gaps_inked(PIX *image, const placed_word *words, size_t n);

#endif
