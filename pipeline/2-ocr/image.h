/* 2-ocr/image.h: a page image made ready to be read, and the way back from it to the pixels of pages/.
 *
 * What is done is chosen from what is measured on the page itself: turn (quarter turns), size (about 300 dpi, or text about 40 pixels high where the
 * resolution is unknown or wrong), dark edges of the scanner, noise (3x3 mean), uneven light (division by the background), skew.
 * Methods are Leptonica's (Bloomberg): pixFindSkew, pixRotateAMGray, pixBackgroundNorm, pixBackgroundNormMorph, pixBlockconv, pixOtsuAdaptiveThreshold.
 * The engine gets gray: the binary image is for layout and for cutting lines at blank columns only. */
#ifndef SILLOK_OCR_IMAGE_H
#define SILLOK_OCR_IMAGE_H

#include <stdbool.h>

#include "sillok/alto.h"
#include "sillok/err.h"

struct Pix;

/* page = (ax*x + bx*y + cx, ay*x + by*y + cy) for a point of the work image; pixels' corners, not centres. */
typedef struct sil_map {
    double ax, bx, cx, ay, by, cy;
} sil_map;

sil_map sil_map_unit(void);
/* The map of a work image that was made from an inner one: first the step back to that one, then on to the page. */
sil_map sil_map_join(sil_map step_back, sil_map rest);
sil_map sil_map_scale(double sx, double sy);                    /* inner = work * s */
sil_map sil_map_rotate(double radians, int width, int height);  /* undoes pixRotateAMGray(radians) of an image of that size */
sil_map sil_map_quarter(int turns, int width, int height);      /* undoes pixRotateOrth(turns) of an image of that size before the turn */
/* Smallest whole-pixel box of the page that holds the box of the work image, inside width x height; never empty. */
sil_box sil_map_box(const sil_map *m, sil_box b, int width, int height);

/* Which way lines of text run: down where the page lies on its side, or where its text is set from top to bottom. */
typedef enum sil_run { SIL_RUN_UNKNOWN, SIL_RUN_ACROSS, SIL_RUN_DOWN } sil_run;

typedef struct sil_image {
    struct Pix *gray;    /* 8 bits, upright, about 300 dpi */
    struct Pix *bin;     /* 1 bit, ink = 1, same size */
    sil_map to_page;
    int page_width, page_height; /* pixels of the file's image */
    int text_height;     /* height of the ink of a usual line, pixels of the work image; 0 = no text seen */
    int paper;           /* gray level of the paper */
    bool evened, smoothed, scaled, edges; /* what was done */
    double skew;         /* degrees that were taken out */
    sil_run run;         /* down: it is not scaled by its text */
} sil_image;

/* data, len: the bytes of the image file. dpi: of the page, 0 = unknown. turns: quarter turns clockwise to apply first.
 * SIL_FORMAT when it cannot be decoded, SIL_LIMIT when larger than max_mpixels. Free with sil_image_free. */
sil_status sil_image_open(const void *data, size_t len, int dpi, int turns, int max_mpixels, sil_image *out, sil_err *err) SIL_CHECK;
void sil_image_free(sil_image *m);

/* The work image from gray pixels that are there already (tests); takes `gray` over. */
sil_status sil_image_prepare(struct Pix *gray, int dpi, int turns, sil_image *out, sil_err *err) SIL_CHECK;

#endif
