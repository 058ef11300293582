/* pdf_content.h: the operators of a PDF content stream, one by one (ISO 32000-1, 7.8.2 and Annex A). Only as much as is needed to know
 * what a page paints: the last numbers and the last name before each operator. */
#ifndef INTAKE_PDF_CONTENT_H
#define INTAKE_PDF_CONTENT_H

#include <stdbool.h>
#include <stddef.h>

enum { PDF_OPERANDS = 6 };

typedef struct pdf_content {
    const char *s;
    size_t len, at;
    char op[8];              /* "Do", "cm", "BI" (an inline image, skipped whole) */
    double num[PDF_OPERANDS]; /* the last numbers, oldest first */
    int n_num;
    char name[128];          /* the last name operand, without the slash; "" none */
} pdf_content;

void pdf_content_open(pdf_content *c, const char *bytes, size_t len);
bool pdf_content_next(pdf_content *c); /* false at the end */

/* 2 x 3 matrices of PDF: [a b c d e f], points are rows. */
typedef struct pdf_matrix {
    double a, b, c, d, e, f;
} pdf_matrix;
pdf_matrix pdf_multiply(pdf_matrix m, pdf_matrix n); /* m first, then n */

typedef struct pdf_rect {
    double x0, y0, x1, y1;
} pdf_rect;
pdf_rect pdf_map_rect(pdf_matrix m, double x0, double y0, double x1, double y1); /* bounding box of the image of a rectangle */

#endif
