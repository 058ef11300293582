/* text_zones.h: words with boxes become lines, zones and a reading order: a recursive cut at gutters and gaps (after the X-Y cut of Nagy and
 * Seth, 1984), with rows that stand in columns of short cells kept together as a table. */
#ifndef INTAKE_TEXT_ZONES_H
#define INTAKE_TEXT_ZONES_H

#include <stdbool.h>
#include <stddef.h>

#include "sillok/alto.h"

typedef struct placed_word {
    const char *s;          /* UTF-8, no spaces */
    double x0, y0, x1, y1;  /* pixels of the page image */
    bool line_end;          /* last of its line */
} placed_word;

/* Zones, lines and words into out->zones (in reading order, boxes inside width x height of out). Word confidence is 1. */
sil_status text_build_zones(sil_arena *a, const placed_word *words, size_t n, sil_page *out, sil_err *err) SIL_CHECK;

#endif
