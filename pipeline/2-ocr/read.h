/* 2-ocr/read.h: the parts of a page become lines of glyphs: which model reads what, and what is read twice. See route.h for the decisions. */
#ifndef SILLOK_OCR_READ_H
#define SILLOK_OCR_READ_H

#include "engine.h"
#include "layout.h"

typedef struct sil_reader {
    sil_engine *engine;
    sil_arena *arena;
    const sil_layout *layout;
    sil_model main;      /* that of the last block; starts with the page's */
    bool used[SIL_MODELS];
    int again;           /* runs read a second time, for the log */
} sil_reader;

/* Find the page's main model from up to three of its longer lines. *best: worth of those lines, 0 to 1 (0: nothing readable). */
sil_status sil_read_probe(sil_reader *r, double *best, sil_err *err) SIL_CHECK;

/* Lines of a text part, or of one cell (numbers: try the model of digits first). */
sil_status sil_read_part(sil_reader *r, sil_box box, int lines, sil_reading **out, size_t *n, sil_err *err) SIL_CHECK;
sil_status sil_read_cell(sil_reader *r, sil_box box, bool numbers, sil_reading **out, size_t *n, sil_err *err) SIL_CHECK;

#endif
