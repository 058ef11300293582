/* sillok/alto.h: a page as room 2 sees it, and its form on disk: ALTO 4.4 (Library of Congress).
 *
 * Boxes are whole pixels of the image in pages/, origin top left, half-open. For a page without an image (verdict "text") they are a
 * typewriter grid: 10 units a column (a wide character takes two columns), 20 units a line; they order things and lead to no pixel.
 *
 *   zone TEXT          TextBlock              lines
 *   zone TABLE         ComposedBlock TYPE="table"   cells: child TextBlocks, room 3 finds rows and columns from their boxes
 *   zone FIGURE        Illustration
 *   zone RULE          GraphicalElement       a printed rule that divides (footnote rule, column rule), not those of a table
 *
 * A word is what is printed between two spaces; where the script has no spaces, what the engine gives (then space_after is false).
 * On disk: String / SP; WC is confidence 0 to 1 with two digits; ALTERNATIVE keeps readings that lost; CS="true" marks a word that was changed
 * after the engine read it. LANG is BCP 47. Ids as in the design: p0001_b03, p0001_l012, p0001_w0123; cells p0001_b03_c02. */
#ifndef SILLOK_ALTO_H
#define SILLOK_ALTO_H

#include <stdbool.h>
#include <stddef.h>

#include "sillok/err.h"
#include "sillok/mem.h"

typedef struct sil_box {
    int x0, y0, x1, y1;
} sil_box;
sil_box sil_box_union(sil_box a, sil_box b); /* an empty box (x0 == x1) is neutral */
bool sil_box_empty(sil_box b);

typedef struct sil_word {
    char *id;
    char *text;         /* as read, NFC */
    sil_box box;
    double conf;        /* 0 to 1 */
    bool space_after;
    bool hyphen;        /* last of the line and ended by a printed hyphen that divides it (HYP follows); the hyphen is not in text */
    bool changed;       /* CS */
    const char *lang;   /* NULL = that of the line */
    char **others;      /* readings that lost, best first */
    size_t n_others, cap_others;
    char *corrected;    /* NULL, or what was read before a person corrected it (corrections.h); never on disk */
    char *evidence;     /* NULL, or what conf was made of: a processing instruction <?evidence ...?> behind the String; never read back */
} sil_word;

typedef struct sil_line {
    char *id;
    sil_box box;
    const char *lang;   /* BCP 47, NULL = unknown */
    sil_word *words;
    size_t n_words, cap_words;
    bool unreadable;    /* what stands here is no text: bad layer, noise. Words are kept in ALTO, nothing passes them on as text (a Tag in ALTO) */
} sil_line;

typedef enum sil_zone_kind { SIL_ZONE_TEXT, SIL_ZONE_TABLE, SIL_ZONE_FIGURE, SIL_ZONE_RULE } sil_zone_kind;

typedef struct sil_zone {
    char *id;
    sil_zone_kind kind;
    sil_box box;
    const char *lang;
    int rotation;             /* degrees the text is turned clockwise, 0 mostly */
    sil_line *lines;          /* TEXT and cells */
    size_t n_lines, cap_lines;
    struct sil_zone *cells;   /* TABLE: kind TEXT */
    size_t n_cells, cap_cells;
} sil_zone;

typedef struct sil_page {
    char *head;               /* canonical JSON, see layer.h */
    int page;                 /* from 1 */
    int width, height;        /* pixels (or units) */
    char *image;              /* "pages/0001.jpg" or NULL */
    bool pixels;              /* false: boxes are a typewriter grid */
    double conf;              /* mean word confidence weighted by length; PC in ALTO */
    char *engine;             /* "Tesseract 5.3.0" … ; "" = text layer */
    char *models;             /* names used, "Hangul eng"; "" = none */
    char *note;               /* a sentence: why the page is empty or failed, or what was done to it; "" */
    sil_zone *zones;          /* in reading order */
    size_t n_zones, cap_zones;
} sil_page;

/* Give ids to zones, lines and words in order. Call before writing. */
sil_status sil_page_number(sil_arena *a, sil_page *p, sil_err *err) SIL_CHECK;

/* As ALTO bytes, and to the layer's file. The text of words is cleaned of characters XML cannot hold. */
sil_status sil_alto_format(const sil_page *p, sil_buf *out, sil_err *err) SIL_CHECK;
sil_status sil_alto_write(const char *path, const sil_page *p, sil_err *err) SIL_CHECK;

/* Read our own or foreign ALTO (2, 3, 4). Tolerant of what others leave out (ids, boxes, PrintSpace); HYP, SP, SUBS_*, ComposedBlock
 * understood; measurement units other than pixel scaled by `dpi` (0 = 300). Nothing is read from outside the bytes. */
sil_status sil_alto_parse(sil_arena *a, const char *xml, size_t len, int dpi, sil_page *out, sil_err *err) SIL_CHECK;
sil_status sil_alto_read(sil_arena *a, const char *path, sil_page *out, sil_err *err) SIL_CHECK;

#endif
