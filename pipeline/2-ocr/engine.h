/* 2-ocr/engine.h: the one place where engines that read meet Sillok. An engine gets gray pixels and a box and gives lines of glyphs with
 * boxes; which model reads what is decided in read.c, and nobody else knows Tesseract. Another engine joins as another model here.
 *
 * A model is loaded when it is first asked to read, and kept; reading leaves no state behind that a later reading sees (the page is read in a
 * forked child anyway, see child.h). */
#ifndef SILLOK_OCR_ENGINE_H
#define SILLOK_OCR_ENGINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sillok/alto.h"
#include "sillok/err.h"
#include "sillok/mem.h"

struct Pix;

typedef enum sil_model {
    SIL_MODEL_KO,    /* Hangul with Latin, no Hanja; ours (config/models) writes SIL_BLIND for each */
    SIL_MODEL_WHOLE, /* Hangul, Hanja and Latin in one: ours, at three times the time; may be missing */
    SIL_MODEL_EN,
    SIL_MODEL_HANT,
    SIL_MODEL_HANS,
    SIL_MODEL_USER, /* whatever ocr.languages names, read by Tesseract as one */
    SIL_MODELS
} sil_model;

static inline bool sil_model_korean(sil_model m) { return m == SIL_MODEL_KO || m == SIL_MODEL_WHOLE; }

/* The geta mark 〓, as printers set it for a type they had not: a Hanja stands here. It never leaves the room. */
enum { SIL_BLIND = 0x3013 };

typedef struct sil_glyph {
    char text[32];   /* one character with its marks, UTF-8 */
    int32_t cp;      /* its first code point */
    sil_box box;     /* pixels of the image read */
    double conf;     /* 0 to 1, of the engine's token it belongs to */
    bool space;      /* a space stands before it */
    bool spaced;     /* `space` is what is printed: our models know, the stock Chinese ones do not */
    bool token;      /* first of a token of the engine */
    bool changed;    /* put there by a check after reading */
    bool agreed, disputed; /* a second model read the same here, another thing */
    sil_model model; /* who read it */
    const char *also;  /* Han characters the whole model weighed here besides, the likeliest first, UTF-8; NULL: it was not asked */
    const char *other; /* at the first glyph of a run that was read twice: what the loser read, else NULL */
} sil_glyph;

typedef struct sil_reading { /* a line */
    sil_box box;
    sil_glyph *glyphs;
    size_t n, cap;
    double conf; /* mean over glyphs, 0 when there is none */
} sil_reading;

/* LINE: the whole model tells what else it weighed (a third more time, so not in BLOCK). RAW: the box is one line and nothing but the line; the engine does not look for lines itself, where it now and then finds none.
 * DIGITS: the same, and nothing but digits stands there. */
typedef enum sil_read_mode { SIL_READ_BLOCK, SIL_READ_LINE, SIL_READ_RAW, SIL_READ_DIGITS } sil_read_mode;

typedef struct sil_engine sil_engine;

/* languages: "auto", or a list as Tesseract's users write it (kor+chi_tra+eng): models not named are not used; a name that is none of
 * ours opens all names as one user model. tessdata: folder, or "" to look in config/models and then in that of the packages.
 * SIL_LIBRARY when a model is missing: the sentence names the file and the package. */
sil_status sil_engine_open(const char *languages, const char *tessdata, const char *config, sil_engine **out, sil_err *err) SIL_CHECK;
void sil_engine_close(sil_engine *e);

/* Sets of models, a bit 1 << sil_model each: have these loaded and no others; which have been read with. SIL_LIBRARY when one cannot be read. */
sil_status sil_engine_keep(sil_engine *e, unsigned models, sil_err *err) SIL_CHECK;
unsigned sil_engine_used(const sil_engine *e);

/* The files the models come from, for the recipe; absolute or relative to config. Needs no open engine. */
sil_status sil_engine_files(sil_arena *a, const char *languages, const char *tessdata, const char *config, char ***names, size_t *n, sil_err *err) SIL_CHECK;

bool sil_engine_has(const sil_engine *e, sil_model m);
const char *sil_engine_version(void);                     /* "Tesseract 5.3.0" */
const char *sil_engine_model_name(const sil_engine *e, sil_model m); /* "Hangul", "eng" … */

/* Read the box of gray, whose paper has that level, as a block of lines or as one line. Lines without glyphs are left out. */
sil_status sil_engine_read(sil_engine *e, sil_arena *a, sil_model m, struct Pix *gray, int paper, sil_box box, sil_read_mode mode, sil_reading **lines, size_t *n, sil_err *err) SIL_CHECK;

#endif
