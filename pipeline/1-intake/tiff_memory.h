/* tiff_memory.h: TIFF in memory by libtiff, and CCITT data wrapped as TIFF without touching a bit of it (TIFF 6.0, section 11). */
#ifndef INTAKE_TIFF_MEMORY_H
#define INTAKE_TIFF_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <tiffio.h>

#include "sillok/err.h"
#include "sillok/mem.h"

/* What a TIFF handle in memory stands on; must outlive it. Reading: data and len set. Writing: all zero but limit; free(data) after. */
typedef struct tiff_memory {
    unsigned char *data;
    size_t len, cap, at, limit;
    bool writing;
} tiff_memory;

TIFF *tiff_memory_open(tiff_memory *m, const char *mode); /* "r" or "w"; NULL when libtiff refuses */

typedef struct ccitt_form {
    int width, height;
    int k;              /* of PDF: < 0 Group 4, 0 Group 3 1-D, > 0 Group 3 2-D */
    bool black_is_zero; /* the pixels that the code calls black mean white */
    int dpi;            /* 0 unknown */
} ccitt_form;

/* The TIFF's bytes in m (m->data is the caller's to free). */
sil_status tiff_wrap_ccitt(const void *code, size_t len, const ccitt_form *form, tiff_memory *m, sil_err *err) SIL_CHECK;

#endif
