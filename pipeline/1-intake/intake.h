/* intake.h: what the parts of room 1 share.
 *
 *   intake.c     a delivered file becomes CORPUS/docs/<id>/: the order of the work, source.json last
 *   worker.c     the child in which all decoding is done, under limits; it tells the parent what it made, page by page
 *   detect.c     what the bytes are
 *   pdf.c ...    one reader a format: intake_take_<format>(), run in the child
 *
 * A reader makes page images and, where the text can be trusted, ALTO, and tells each page. It returns SIL_OK when all pages were
 * told, or fails for the paper as a whole. A page that fails is told as SIL_VERDICT_FAILED and costs nothing but itself. */
#ifndef INTAKE_H
#define INTAKE_H

#include <stdio.h>

#include "detect.h"
#include "sillok/alto.h"
#include "sillok/quality.h"
#include "sillok/room.h"
#include "sillok/source.h"

typedef struct intake_job {
    const sil_settings *settings;
    const char *recipe;     /* for the heads of ALTO layers */
    const char *dir;        /* CORPUS/docs/<id> */
    const char *sha;        /* of the delivered bytes */
    const char *bytes;      /* the delivered bytes */
    size_t len;
    intake_kind kind;
    const sil_quality *quality;
    char text_before[SIL_SHA_LEN], image_before[SIL_SHA_LEN]; /* text layer and image of the page before, "" at first */
    int first_page;         /* pages before it were told by an earlier child that died */
    FILE *out;              /* to the parent */
} intake_job;

sil_status intake_take_pdf(intake_job *j, sil_err *err) SIL_CHECK;
sil_status intake_take_tiff(intake_job *j, sil_err *err) SIL_CHECK;
sil_status intake_take_image(intake_job *j, sil_err *err) SIL_CHECK; /* PNG, JPEG, JPEG 2000, WebP */
sil_status intake_take_text(intake_job *j, sil_err *err) SIL_CHECK;
sil_status intake_take_alto(intake_job *j, sil_err *err) SIL_CHECK;
sil_status intake_take_hocr(intake_job *j, sil_err *err) SIL_CHECK;
sil_status intake_take_page_xml(intake_job *j, sil_err *err) SIL_CHECK;

/* What a reader tells the parent (worker.c). Call count once, then begin and page for each page from first_page on. */
void intake_tell_count(intake_job *j, int pages);
void intake_tell_begin(intake_job *j, int page, const char *doing); /* doing: "drawing the page": named when the child dies here */
void intake_tell_page(intake_job *j, const sil_source_page *p, bool scanned); /* scanned: the page was one image */
void intake_tell_about(intake_job *j, const char *title, const char *authors, const char *date);

/* Do the job in a child, again from the page after each one at which a child died. Fills pages, title, authors, date and kind of s.
 * SIL_FORMAT or SIL_LIMIT: nothing came of the paper. The job's out and first_page are set here. */
sil_status intake_work(sil_arena *a, intake_job *j, sil_source *s, sil_err *err) SIL_CHECK;

/* page_file.c: write a page's image and fill image, sha256, width, height and dpi of p. */
sil_status intake_save_bytes(intake_job *j, sil_source_page *p, sil_arena *a, const char *ext, const void *data, size_t len, int w, int h, int dpi, sil_err *err) SIL_CHECK;
/* Write ocr/NNNN.xml (layers/NNNN.xml of a doubtful layer) of page p->number: head made from the page's image, or from the delivered bytes when it has none. */
sil_status intake_save_alto(intake_job *j, sil_arena *a, const sil_source_page *sp, sil_page *p, sil_err *err) SIL_CHECK;
/* SIL_LIMIT with the setting's name when w x h is more than the settings allow or no image. */
sil_status intake_check_pixels(const intake_job *j, double w, double h, sil_err *err) SIL_CHECK;

#endif
