/* 2-ocr/page.h: a page image read: the steps of this room in order. */
#ifndef SILLOK_OCR_PAGE_H
#define SILLOK_OCR_PAGE_H

#include "engine.h"
#include "forms.h"
#include "hanja.h"
#include "sillok/alto.h"
#include "trust.h"

typedef struct sil_page_job {
    sil_engine *engine;
    const sil_hanja *hanja; /* NULL: no check */
    const sil_forms *forms; /* NULL: forms of Hanja are left as they are */
    const sil_trust *trust; /* NULL: confidence of words is what the engine says */
    bool evidence;          /* ALTO says of each word what its confidence was made of */
    const void *image;      /* bytes of the image file */
    size_t image_len;
    int dpi;                /* 0 = unknown */
    int max_mpixels;
    const char *layer;      /* ALTO of a text layer that is to be held against the image (layer_check.h); NULL: none */
    size_t layer_len;
} sil_page_job;

/* Fill width, height, zones, conf, engine, models and note of `out`; the rest is the caller's. A page on which no text stands is
 * no error: it has none, and the note says why. SIL_FORMAT when there may be text and nothing of it can be read. */
sil_status sil_page_read(sil_arena *a, const sil_page_job *job, sil_page *out, sil_err *err) SIL_CHECK;

#endif
