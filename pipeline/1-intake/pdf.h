/* pdf.h: what the parts of the PDF reader share.
 *   pdf.c          the loop over the pages: image, text, verdict
 *   pdf_triage.c   qpdf: can it be opened, and is a page one image?
 *   pdf_image.c    the image of a page: its own bytes, its own pixels, or a rendering
 *   pdf_text.c     the text layer as words with boxes
 *   text_zones.c   words to lines, zones and reading order
 *   layer_judge.c  can the layer be trusted? */
#ifndef INTAKE_PDF_H
#define INTAKE_PDF_H

#include <leptonica/allheaders.h>
#include <poppler.h>
#include <qpdf/qpdf-c.h>

#include "intake.h"
#include "pdf_content.h"

typedef enum pdf_filter { PDF_RAW, PDF_DCT, PDF_JPX, PDF_CCITT, PDF_OTHER } pdf_filter;

/* What qpdf says of one page. */
typedef struct pdf_page_facts {
    pdf_rect box;          /* crop box, PDF user space */
    int rotate;            /* /Rotate: 0, 90, 180, 270 clockwise */
    int images;            /* image XObjects painted */
    bool text;             /* visible text is painted */
    bool mute_fonts;       /* a font of the page is coded by numbers of glyphs (Identity) and has no ToUnicode table */
    double covered;        /* share of the page that its largest image covers */
    double image_dpi;      /* of that image, 0 none */
    bool missing;          /* something is painted that the file does not hold */
    bool one_image;        /* nothing but one image can be seen */
    const char *why_not;   /* static: why it is not; "" */
    pdf_rect where;        /* one_image: where the image stands, user space */
    int turn;              /* one_image: degrees clockwise from the image's rows to what a viewer shows; -1 mirrored or skewed */
    qpdf_oh image;
    int width, height;     /* one_image: of the image */
    int bits, components;  /* 0 unknown */
    pdf_filter filter;     /* PDF_CCITT only for a single filter */
    bool inverted;         /* /Decode [1 0] */
    bool plain;            /* no /Decode but the default one or [1 0], no colour key, not CMYK: its bytes mean what they look like */
    int ccitt_k, ccitt_columns, ccitt_rows;
    bool ccitt_black_is_1, ccitt_byte_align;
} pdf_page_facts;

/* NULL qpdf: the file cannot be read by qpdf; pages are rendered. */
qpdf_data pdf_triage_open(const char *bytes, size_t len, int *pages, bool *needs_password, bool *damaged);
void pdf_triage_page(qpdf_data q, int page, pdf_page_facts *f); /* page from 1; facts without one_image when anything is odd */

/* Map from points of the displayed page (origin top left) to pixels of the page image. */
typedef struct pdf_map {
    double x0, y0;         /* point that becomes pixel 0,0 */
    double sx, sy;         /* pixels a point */
    int w, h;              /* pixels */
} pdf_map;

/* Make the page image: fills p (image, size, dpi) and the map. */
sil_status pdf_page_image(intake_job *j, sil_arena *a, PopplerPage *page, qpdf_data q, const pdf_page_facts *f, sil_source_page *p, pdf_map *map, sil_err *err) SIL_CHECK;

bool pdf_is_scan(const pdf_page_facts *f); /* what can be seen is images, not type */

bool pdf_is_blank(PopplerPage *page); /* a small rendering shows no ink */

/* Draw the rectangle of the displayed page (points) at w x h pixels: 32 bpp, the caller destroys it. */
PIX *pdf_render(PopplerPage *page, double x, double y, double width, double height, int w, int h);
/* 8 bpp gray when there is no colour, 32 bpp else; 1 bpp when `two` and only black and white occur. Eats pix. */
PIX *pdf_plain_depth(PIX *pix, bool two);

#endif
