/* pdf.h: the parts of the PDF (ISO 32000-1) that sillok-export writes by qpdf. */
#ifndef SILLOK_EXPORT_PDF_H
#define SILLOK_EXPORT_PDF_H

#include <qpdf/qpdf-c.h>
#include <stdint.h>

#include "export.h"

enum { PDF_EXTRA = 2048 }; /* characters beyond U+FFFF of one paper: they get the codes of the surrogates, which are no characters */

typedef struct pdf_codes {          /* codes of the font, two bytes each: UTF-16, so that most are their own meaning */
    unsigned char used[65536 / 8];
    int32_t extra[PDF_EXTRA];
    int n_extra;
} pdf_codes;

/* pdf_text.c: the words of a page as invisible text (render mode 3) into the content stream b, each in its box. scale: points a pixel; height: of the page, pixels. */
sil_status pdf_text(const export_word *words, size_t n, double scale, int height, pdf_codes *codes, sil_buf *b, sil_err *err) SIL_CHECK;

/* Of the font, in ems: what Poppler takes for granted whatever a font says, so that a selection lies over the middle of the line. */
#define PDF_ASCENT 0.95
#define PDF_DESCENT (-0.35)

/* pdf_font.c: a font without glyphs that gives codes a width and a meaning. Call after the last page. */
sil_status pdf_font(qpdf_data q, const pdf_codes *codes, qpdf_oh font, sil_err *err) SIL_CHECK;
double pdf_font_width(int32_t cp); /* of a character, in ems */
int pdf_font_code(pdf_codes *codes, int32_t cp);

/* pdf_image.c: the image at path as an image XObject, its bytes as they are wherever PDF has their form (JPEG; PNG without interlacing or alpha). */
sil_status pdf_image(qpdf_data q, const char *path, qpdf_oh *image, sil_err *err) SIL_CHECK;

/* pdf.c: a stream of these bytes; filter: "/DCTDecode" or NULL, parms: a dictionary or NULL, dict: further entries. An indirect object. */
qpdf_oh pdf_stream(qpdf_data q, const void *bytes, size_t len, const char *dict, const char *filter, const char *parms);

#endif
