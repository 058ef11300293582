/* 2-ocr/layer_check.h: a text layer that room 1 could neither trust nor throw away is held against the image: some of its lines are read where
 * the layer says they stand, and what is read is compared with what the layer says.
 *
 * Distance: letters and digits that differ, as edit distance (Levenshtein) over the longer of the two texts, summed over the lines; case, spaces,
 * punctuation and marks on Latin letters do not count, as the engine may lack them. */
#ifndef SILLOK_OCR_LAYER_CHECK_H
#define SILLOK_OCR_LAYER_CHECK_H

#include "image.h"
#include "read.h"
#include "sillok/alto.h"

typedef struct sil_layer_evidence {
    int lines;          /* held against the image */
    int apart;          /* of them: another text altogether */
    double distance;    /* 0 the same, 1 nothing in common */
    double conf;        /* of what we read there, 0 to 1 */
} sil_layer_evidence;

/* Whether the layer is to be used, and why, as a sentence in the arena. The layer stays when it is the same but for little, or when our own reading is
 * so unsure that it proves nothing and yet resembles it. */
bool sil_layer_keep(sil_arena *a, const sil_layer_evidence *e, char **why); /* *why NULL: no memory */

/* How far apart two lines are: differing letters of the longer one's *n. */
sil_status sil_layer_distance(sil_arena *a, const char *x, const char *y, size_t *apart, size_t *n, sil_err *err) SIL_CHECK;

/* alto: the layer. r has found the page's main model, image is upright. *kept: out has the layer's zones, confidence, note; else out is
 * as before and *why says in a sentence why the page is read. */
sil_status sil_layer_check(sil_arena *a, sil_reader *r, const sil_image *image, const char *alto, size_t len, sil_page *out, bool *kept, char **why, sil_err *err) SIL_CHECK;

#endif
