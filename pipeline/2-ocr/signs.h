/* 2-ocr/signs.h: signs that no model has, told by their shape, in cells of tables: ▲3, ↓, –, A+. Called by read_table.c.
 *
 * Method: the run of the left and right edge of a connected component over its rows (its outline), and how much of the outline is ink. */
#ifndef SILLOK_OCR_SIGNS_H
#define SILLOK_OCR_SIGNS_H

#include <stdbool.h>

#include "sillok/alto.h"
#include "sillok/err.h"

struct Pix;

typedef enum sil_sign { SIL_SIGN_NONE, SIL_SIGN_UP, SIL_SIGN_DOWN, SIL_SIGN_UP_HOLLOW, SIL_SIGN_DOWN_HOLLOW, SIL_SIGN_ARROW_UP, SIL_SIGN_ARROW_DOWN, SIL_SIGN_DASH, SIL_SIGN_PLUS } sil_sign;

/* What one component, cut out tightly (1 bit), is. unit: height of a line's ink, in its pixels. */
sil_sign sil_sign_of(struct Pix *blob, int unit);
const char *sil_sign_text(sil_sign s); /* UTF-8, "" for none */

/* What stands in a cell. lead: ▲ and its like before what else is there; tail: + or - behind it; a lone sign is lead; -5- has both. Specks and what rules left at
 * the edges of the cell are passed over. */
typedef struct sil_cell_ink {
    sil_box all;  /* the ink, empty when there is none */
    sil_box rest; /* without the signs */
    int blobs;    /* components of the rest */
    bool one_line;
    sil_sign lead, tail;
    sil_box lead_box, tail_box;
} sil_cell_ink;

/* ink: of the page. Errors: memory. */
sil_status sil_cell_look(struct Pix *ink, sil_box cell, int unit, sil_cell_ink *out, sil_err *err) SIL_CHECK;

#endif
