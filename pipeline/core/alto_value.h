/* core/alto_value.h: the values of ALTO's attributes; for alto_read.c. */
#ifndef SIL_ALTO_VALUE_H
#define SIL_ALTO_VALUE_H

#include "sillok/alto.h"

/* n bytes as libxml2's SAX2 hands them over, as a string in the arena; NULL when memory is out. "&#38;" stands for "&" there. */
char *sil_alto_value(sil_arena *a, const char *v, size_t n);

/* The number n bytes say, as strtod reads it; 0 when they say none. */
double sil_alto_number(const char *v, size_t n);

/* Value in pixels, kept within what an int holds. */
int sil_alto_pixels(double v);

/* Mean word confidence of a page, weighted by length. */
double sil_alto_confidence(const sil_page *p);

#endif
