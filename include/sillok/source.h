/* sillok/source.h: source.json, room 1's record of what was delivered and what became of each page. */
#ifndef SILLOK_SOURCE_H
#define SILLOK_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "sillok/err.h"
#include "sillok/hash.h"
#include "sillok/mem.h"

/* What room 1 decided for a page. */
typedef enum sil_verdict {
    SIL_VERDICT_SCAN,    /* an image, no text layer: to be read by room 2                                        */
    SIL_VERDICT_LAYER,   /* the text layer is good: ALTO written by room 1, page image rendered, room 2 passes over */
    SIL_VERDICT_BAD,     /* a text layer that is worthless: to be read by room 2; `reason` says why               */
    SIL_VERDICT_PARTIAL, /* a text layer that covers part of the page: the whole page is read by room 2           */
    SIL_VERDICT_DOUBTFUL, /* a text layer that may be right, kept in layers/NNNN.xml: room 2 reads some lines of the image, holds the two together,
                             and takes over the layer or reads the page; `reason` says what is doubtful, the note of ocr/NNNN.xml what came of it */
    SIL_VERDICT_TEXT,    /* a page of a plain text or foreign ALTO without image: ALTO written by room 1, no image */
    SIL_VERDICT_FAILED   /* no image could be had: `reason` says why; the other pages go on                       */
} sil_verdict;
const char *sil_verdict_name(sil_verdict v); /* "scan", "layer", "bad-layer", "partial-layer", "doubtful-layer", "text", "failed" */

typedef struct sil_source_page {
    int page;                  /* from 1, the order of delivery */
    sil_verdict verdict;
    char *reason;              /* a sentence, "" when there is nothing to say */
    char *image;               /* "pages/0001.jpg" below the paper's folder, or NULL */
    char sha256[SIL_SHA_LEN];  /* of the image, "" without one */
    int width, height;         /* pixels of the image, 0 without one */
    int dpi;                   /* 0 = unknown */
} sil_source_page;

typedef struct sil_source {
    char *head;                /* canonical JSON, see layer.h */
    char *doc_id;
    char *source_name;         /* file name as delivered, without folders, UTF-8 (broken bytes replaced) */
    char *file;                /* "source.pdf" below the paper's folder */
    char *sha256;              /* of the delivered bytes */
    size_t bytes;
    char *media_type;          /* "application/pdf", "image/tiff", … */
    char *kind;                /* "scan", "digital", "mixed", "text" */
    sil_source_page *pages;
    size_t n_pages, cap_pages;
    char *title, *authors, *date; /* what the file says about itself (PDF info), "" when nothing */
    char *failed;              /* why nothing came of it (also in the head), or NULL */
} sil_source;

sil_status sil_source_read(sil_arena *a, const char *corpus, const char *doc_id, sil_source *out, sil_err *err) SIL_CHECK;
sil_status sil_source_write(const char *corpus, const sil_source *s, sil_err *err) SIL_CHECK;

/* Whether room 2 has to read this page (scan, bad, partial, doubtful). */
bool sil_source_needs_ocr(const sil_source_page *p);

#endif
