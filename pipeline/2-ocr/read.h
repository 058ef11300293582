/* 2-ocr/read.h: the parts of a page become lines of glyphs: which model reads what, and what is read twice. See route.h for the decisions. */
#ifndef SILLOK_OCR_READ_H
#define SILLOK_OCR_READ_H

#include "engine.h"
#include "forms.h"
#include "layout.h"

typedef struct sil_reader {
    sil_engine *engine;
    sil_arena *arena;
    const sil_layout *layout;
    const sil_hanja *hanja; /* NULL: readings of Hanja are not known */
    const sil_forms *forms; /* NULL: forms of Hanja are not known */
    sil_model main;      /* that of the last block; starts with the page's */
    bool used[SIL_MODELS];
    bool chinese;        /* the line before was in simplified Chinese */
    int again;           /* runs read a second time, for the log */
} sil_reader;

/* Find the page's main model from up to three of its longer lines. *best: worth of those lines, 0 to 1 (0: nothing readable). */
sil_status sil_read_probe(sil_reader *r, double *best, sil_err *err) SIL_CHECK;

/* Lines of a text part. */
sil_status sil_read_part(sil_reader *r, sil_box box, int lines, sil_reading **out, size_t *n, sil_err *err) SIL_CHECK;

/* Lines of the cells of a table: cells[i] for slot i. Columns are read as blocks, so that the engine sees the size of the print; numbers by the
 * model that reads digits best (read_table.c). */
typedef struct sil_cell_text {
    sil_reading *lines;
    size_t n, cap;
} sil_cell_text;
sil_status sil_read_table(sil_reader *r, const sil_part *table, sil_cell_text **cells, sil_err *err) SIL_CHECK;

/* ---- between read.c, read_run.c, read_han.c, read_table.c and read_number.c ---- */
sil_status sil_read_with(sil_reader *r, sil_model m, sil_box box, sil_read_mode mode, sil_reading **out, size_t *n, sil_err *err) SIL_CHECK;
sil_status sil_read_line(sil_reader *r, sil_model m, sil_box box, sil_reading **line, sil_err *err) SIL_CHECK; /* NULL when nothing is there */
/* The doubtful runs of a Korean line that m has read are cut out and read again (read_run.c). */
sil_status sil_read_runs(sil_reader *r, sil_reading *line, sil_model m, sil_err *err) SIL_CHECK;
/* The ink of a line's columns, and the box of its words [i, j), cut in the middle of the blanks beside them (read_run.c). */
typedef struct sil_profile {
    int x0, n;
    int *ink;
} sil_profile;
sil_status sil_read_profile(sil_reader *r, sil_box box, sil_profile *p, sil_err *err) SIL_CHECK;
sil_status sil_read_append(sil_reader *r, sil_reading *line, const sil_glyph *g, size_t n, sil_err *err) SIL_CHECK;
/* The middle of the widest blank within reach of x, as between words: the engine's boxes may be off by a letter. x itself when there is none. */
int sil_gap_near(const sil_profile *p, int x, int reach);
sil_box sil_read_word_box(const sil_profile *p, const sil_reading *line, size_t i, size_t j, sil_box box);
/* A line that our whole model has read, its Han characters again by the model of their kind. poor: ours made little of it. *done: nobody else need be
 * asked. The words of a Korean line likewise, where they are in doubt or in simplified characters (read_han.c). */
sil_status sil_read_han(sil_reader *r, sil_reading *line, bool poor, bool *done, sil_err *err) SIL_CHECK;
sil_status sil_read_han_words(sil_reader *r, sil_reading *line, const sil_profile *p, sil_box box, sil_err *err) SIL_CHECK;
/* Doubtful places of a line that m (chi_sim, chi_tra) has read, by our whole model besides (read_zh.c). */
sil_status sil_read_zh(sil_reader *r, sil_reading *line, sil_model m, sil_err *err) SIL_CHECK;
char *sil_read_text(sil_reader *r, const sil_glyph *g, size_t n); /* NULL: no memory */
sil_status sil_read_routed(sil_reader *r, sil_reading *line, sil_model m, sil_err *err) SIL_CHECK; /* what is doubtful in it is read again */
/* The number of the page, when the line in box (wide: with its margin) is that; else *n = 0 (read_number.c). */
sil_status sil_read_page_number(sil_reader *r, sil_box box, sil_box wide, sil_reading **out, size_t *n, sil_err *err) SIL_CHECK;
sil_box sil_read_grown(const sil_reader *r, sil_box b, int dx, int dy);

#endif
