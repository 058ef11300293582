/* 2-ocr/layout.h: where on a page text, tables, figures and rules stand, in reading order. Boxes are pixels of the work image (image.h).
 *
 * Method: rules by morphological opening; grids of rules are tables (grid.c); large components are figures; what is left are lines that end at
 * gutters: blank stripes with full lines of text at both sides (Breuel 2002 asks the same of his whitespace rectangles), found anywhere on the page, so that
 * the gaps of a table or wide word spaces never divide it (gutter.c). Blocks are put in order by an XY-cut (sillok/order.h). Tesseract divides nothing. */
#ifndef SILLOK_OCR_LAYOUT_H
#define SILLOK_OCR_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "image.h"
#include "sillok/alto.h"
#include "sillok/mem.h"

typedef struct sil_slot { /* a cell of a table, spans told by its box */
    sil_box box;
    int row, col, rowspan, colspan;
} sil_slot;

typedef struct sil_part {
    sil_zone_kind kind;
    sil_box box;
    int lines;         /* TEXT: bands of ink seen in it, at least 1 */
    sil_slot *slots;   /* TABLE: row by row */
    size_t n_slots, cap_slots;
} sil_part;

typedef struct sil_layout {
    sil_part *parts;
    size_t n, cap;
    struct Pix *gray; /* the work image with rules and figures painted white: what is read */
    struct Pix *ink;  /* 1 bit, the same without rules and figures */
    int unit;         /* height of a line's ink, never 0 */
    int paper;        /* gray level of the paper */
} sil_layout;

/* Free with sil_layout_free; parts live in the arena. A page without ink has no parts. */
sil_status sil_layout_find(sil_arena *a, const sil_image *m, sil_layout *out, sil_err *err) SIL_CHECK;
void sil_layout_free(sil_layout *l);

/* ---- between layout.c, rules.c, grid.c and cut.c ---- */

typedef struct sil_rule {
    sil_box box;
    bool vertical;
    bool used; /* part of a table */
} sil_rule;

typedef struct sil_rules {
    sil_rule *r;
    size_t n, cap;
    struct Pix *mask; /* their pixels, a little widened */
} sil_rules;

/* Straight printed rules of bin. Caller destroys mask. */
sil_status sil_rules_find(sil_arena *a, struct Pix *bin, int unit, sil_rules *out, sil_err *err) SIL_CHECK;

/* Tables told by their rules; marks those rules as used. ink: without rules. */
sil_status sil_grids_find(sil_arena *a, sil_rules *rules, struct Pix *ink, int unit, sil_part **tables, size_t *n, size_t *cap, sil_err *err) SIL_CHECK;

/* What no line of text passes: gutters, rules between columns, figures and tables. In cells of the raster; `at` is where lines are cut. */
typedef struct sil_wall {
    int x0, x1, y0, y1, at;
} sil_wall;
struct sil_raster;
/* all: text and objects; lines: the same with the spaces between words closed (gutter.c). */
sil_status sil_walls_find(sil_arena *a, const struct sil_raster *all, const struct sil_raster *lines, const sil_part *objects, size_t n_objects, const sil_rules *rules, int unit, sil_wall **walls, size_t *n, sil_err *err) SIL_CHECK;

/* Divide the page: objects (tables, figures, rules) are atoms that are put among the text in reading order. */
sil_status sil_cut(sil_arena *a, struct Pix *ink, const sil_part *objects, size_t n_objects, const sil_rules *rules, int unit, sil_layout *out, sil_err *err) SIL_CHECK;

/* A small map of ink that can be asked in O(1): cells of SIL_GRAIN x SIL_GRAIN pixels. */
enum { SIL_GRAIN = 4 };
typedef struct sil_raster {
    int w, h;
    unsigned *sum; /* (w+1) x (h+1), summed area of cells with ink */
} sil_raster;
sil_status sil_raster_new(sil_arena *a, struct Pix *bin, sil_raster *out, sil_err *err) SIL_CHECK;
unsigned sil_raster_count(const sil_raster *r, int x0, int y0, int x1, int y1); /* cells with ink; the rectangle is clipped */

/* Bands of ink of a box, top to bottom: runs of rows with ink, in pixels; thin ones (dots, accents) are joined to their neighbour. */
typedef struct sil_band {
    int y0, y1;
} sil_band;
sil_status sil_bands(sil_arena *a, struct Pix *ink, sil_box box, int unit, sil_band **out, size_t *n, sil_err *err) SIL_CHECK;

#endif
