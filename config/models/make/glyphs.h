/* glyphs.h - the fonts of fonts.tsv, opened: which characters each can really write, choice by weight, one glyph as gray coverage.
 * Used by lines.c only. One sil_faces a thread (FreeType libraries are not shared). */
#ifndef SIL_GLYPHS_H
#define SIL_GLYPHS_H
#include "degrade.h"
#include <stddef.h>
#include <stdint.h>

enum { SIL_LENDS_HANGUL, SIL_LENDS_HANJA, SIL_LENDS_LATIN, SIL_LENDS_ANY };
enum { SIL_SERIF, SIL_GOTHIC, SIL_HAND };

typedef struct {
    void *ft;             /* FT_Face */
    double weight, upem;  /* share; units of the font an em */
    int lends[3], style, bold;
    unsigned char *known; /* for each BMP character 0 = not asked yet, 1 = has it, 2 = lacks it or its glyph is empty */
} sil_face;

typedef struct {
    void *lib; /* FT_Library */
    sil_face *f;
    int n;
} sil_faces;

/* How a glyph is set: em in pixels, condensed width, turn and shear of the line, outlines grown by this many pixels. */
typedef struct {
    double em, wide, turn, shear, grow;
} sil_setting;

typedef struct {
    unsigned char *px;
    int w, h;
} sil_canvas; /* 0 = paper .. 255 = ink */

int sil_faces_open(const char *tsv, const char *role, sil_faces *out, char *why, size_t n); /* 0 ok */
void sil_faces_close(sil_faces *s);
int sil_face_has(sil_face *f, uint32_t cp);

/* A face by weight among those that lend this kind and, where style >= 0, have that style, and have every one of the n characters.
 * -1 when there is none. */
int sil_faces_pick(sil_faces *s, sil_rng *r, int lends, int style, const uint32_t *cp, int n);

double sil_face_advance(sil_face *f, uint32_t cp); /* in em */

/* Draws a glyph with its origin at (x, y), y down, onto the canvas (the darker of old and new stays). */
void sil_face_draw(sil_faces *s, int face, uint32_t cp, const sil_setting *set, double x, double y, sil_canvas *c);
#endif
