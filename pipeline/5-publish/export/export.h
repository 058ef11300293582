/* export.h: what the files of sillok-export share: a paper's layers as other programs want them (PDF, hOCR, PAGE, METS, IIIF).
 *
 *   main.c       the command line; one paper after the other, behind a wall (sillok/wall.h)
 *   paper.c      a paper: source.json, text.jsonl, one page of ALTO at a time, and which words of it stand in the text, in which order
 *   pdf.c        the pages' own images and invisible text as a PDF, by qpdf; pdf_image.c, pdf_text.c, pdf_font.c its parts
 *   hocr.c page.c mets.c iiif.c    one format each
 *
 * A program of its own beside sillok-publish: what it writes is no layer, so a change here makes no layer stale. */
#ifndef SILLOK_EXPORT_H
#define SILLOK_EXPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "sillok/alto.h"
#include "sillok/blocks.h"
#include "sillok/corrections.h"
#include "sillok/source.h"

/* A word as the text has it. */
typedef struct export_word {
    const sil_word *word;
    const sil_line *line;
    const sil_zone *zone;   /* innermost: of a table the cell */
    const char *text;       /* letters as read, spaces within as text.jsonl has them */
    bool space;             /* a space, or the end of the line's text, follows */
} export_word;

typedef struct export_ref { /* a word_ref of text.jsonl */
    size_t block, ref;
} export_ref;

typedef struct export_paper {
    sil_arena *a;
    const char *corpus, *id;
    const char *out;        /* folder of this format */
    const char *base;       /* of URIs, with "/" at the end (IIIF) */
    sil_source source;
    sil_text text;
    bool has_text;
    sil_corrections *corrections; /* a person's */
    export_ref *refs;       /* of all pages, those of a page together and in reading order */
    size_t *refs_at;        /* those of page p: refs_at[p] to refs_at[p + 1], p from 1 */
} export_paper;

/* The layers of a paper but for its pages. SIL_FORMAT: source.json is not there or failed. A paper without text.jsonl has has_text false. */
sil_status export_paper_read(sil_arena *a, const char *corpus, const char *id, export_paper *p, sil_err *err) SIL_CHECK;

/* ALTO of page k (from 0 in source.pages) into the arena, words as a person has corrected them. *usable false: the layer is not there or failed. */
sil_status export_page_read(const export_paper *p, sil_arena *a, size_t k, sil_page *page, bool *usable, sil_err *err) SIL_CHECK;

/* Words of a page that stand in text.jsonl, in reading order; all that can be read, in the order of ALTO, when the paper has no text. */
sil_status export_words(const export_paper *p, sil_arena *a, const sil_page *page, export_word **words, size_t *n, sil_err *err) SIL_CHECK;

/* Title for a person: of the paper, else of the file, else its name. Language of the paper, "und" when unknown. */
const char *export_title(const export_paper *p);
const char *export_language(const export_paper *p);

/* Type of the first block that begins in the zone, or -1. */
int export_zone_type(const export_paper *p, const char *zone_id);

/* out/<id><tail> */
char *export_path(const export_paper *p, sil_arena *a, const char *tail);

/* One a format. *made: how many files or pages were written; 0: this paper has nothing for the format, and *why says so (static). */
typedef sil_status export_format(export_paper *p, int *made, const char **why, sil_err *err);
export_format export_pdf, export_hocr, export_page_xml, export_mets, export_iiif;

#endif
