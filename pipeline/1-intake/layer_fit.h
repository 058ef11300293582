/* layer_fit.h: do the words of a text layer stand where the page has print? No text is read here: ink is counted. */
#ifndef INTAKE_LAYER_FIT_H
#define INTAKE_LAYER_FIT_H

#include <leptonica/allheaders.h>

#include "sillok/err.h"
#include "text_zones.h"

/* Lines of ink on the page that no word of the layer covers. image: the page, any depth; boxes in its pixels. */
int layer_lines_outside(PIX *image, const placed_word *words, size_t n);

/* Spaces between neighbouring words of a line that are full of ink: letters for which the layer has none. */
int layer_gaps_inked(PIX *image, const placed_word *words, size_t n);

typedef struct layer_fit {
    int words, inked;  /* words looked at, and those with ink in the middle of their box */
    int gaps, blank;   /* spaces between words looked at, and those without ink */
} layer_fit;

/* The same count for boxes moved by dx, dy pixels. Zeros when the image cannot be looked at. */
layer_fit layer_fit_at(PIX *image, const placed_word *words, size_t n, int dx, int dy);

/* false: so many words stand on blank paper, or spaces on print, that the words are those of other print, or their boxes are off. */
bool layer_fits(const layer_fit *f);

/* By how many pixels the layer has to be moved so that its words stand on print and its spaces do not; false when no such place is found within
 * some lines of where it is. */
bool layer_find_shift(PIX *image, const placed_word *words, size_t n, int *dx, int *dy);

#endif
