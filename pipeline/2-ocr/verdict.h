/* 2-ocr/verdict.h: whether what was read of a page is text, or what an engine makes of handwriting, dirt, print that shows through, a photograph,
 * a script that no model has. Such a page gives no text: it says why (page.c).
 *
 * Evidence, weighted by the length of the words:
 *   said   mean confidence of the engine. A right model has 0.83 to 0.95 on print, a wrong one 0.25 to 0.35 (papers/typeset);
 *   right  the share of words that will be right (trust.h), learnt from print good and bad;
 *   solid  words of two letters or digits and more that are likely right. A few marks without one such word are dirt; the number of
 *          the page alone on a sheet is one.
 * The ink itself is no evidence of its own: what has the size of print and is none shows in these three. Method: quality estimation from recognition
 * confidence, as in Gupta and others, "Automatic assessment of OCR quality in historical documents" (2015). */
#ifndef SILLOK_OCR_VERDICT_H
#define SILLOK_OCR_VERDICT_H

#include "engine.h"

typedef struct sil_seen { /* summed over the lines of a page; begin with {0} */
    double glyphs, said, right, solid;
} sil_seen;

typedef enum sil_verdict {
    SIL_PAGE_TEXT,
    SIL_PAGE_EMPTY,     /* nothing was read */
    SIL_PAGE_MARKS,     /* a few marks that are no text */
    SIL_PAGE_UNREADABLE /* there may be text: no model can read it */
} sil_verdict;

/* line: the words of r, their confidence as trust.h has it. */
void sil_seen_line(sil_seen *s, const sil_reading *r, const sil_line *line);
sil_verdict sil_verdict_of(const sil_seen *s);
/* Whether a line is to be kept in ALTO without being passed on as text: the engine does not believe it, nor does trust.h (line: the words of r). */
bool sil_line_unreadable(const sil_reading *r, const sil_line *line);
/* Marks doubtful lines in another script than an English page's as unreadable, when all of the page is read. */
void sil_strange_lines(sil_page *p);

#endif
