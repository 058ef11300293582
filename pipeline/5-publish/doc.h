/* doc.h: one paper as room 5 reads it: all layers to its left, and the way from a range of text back to its words and boxes.
 *
 * Everything lives in the arena given. Layers that are missing or failed are no error here: `failed` says so, and a paper that
 * failed still gets its row in the datasets and its page in the reader. */
#ifndef SILLOK_PUBLISH_DOC_H
#define SILLOK_PUBLISH_DOC_H

#include <stdbool.h>
#include <stddef.h>

#include "sillok/alto.h"
#include "sillok/blocks.h"
#include "sillok/entities.h"
#include "sillok/err.h"
#include "sillok/mem.h"
#include "sillok/source.h"

/* A zone, cell or line of a page image that something may refer to. */
typedef struct sil_spot {
    const char *id;
    sil_box box;
    int page;
    const char *kind; /* "block", "table", "figure", "cell", "line" */
    bool pointed;     /* set by whoever refers to it; only these become zones of the facsimile */
} sil_spot;

/* Where a word stands. */
typedef struct sil_place {
    const char *id;   /* only of another engine's words: ours are p0003_w0012, the twelfth of page 3 */
    sil_box box;
    double conf;
    sil_spot *line_spot, *zone_spot; /* innermost zone: the cell of a table; NULL on a page without pixels */
    int page;
    int line_no;      /* running number of the line in the paper */
    int length;       /* code points */
} sil_place;

typedef struct sil_page_index { /* what is kept of a page's ALTO when the next page is read */
    sil_place *places; /* in document order */
    sil_spot *spots;
    size_t n_places, n_spots;
} sil_page_index;

typedef struct sil_doc {
    const char *id;
    sil_source source;
    bool has_source, has_text, has_entities;
    sil_page *pages;      /* n_pages of them, without zones, pages[i].page == i + 1, or 0 when its layer is missing or failed */
    char **page_reason;   /* per page: why it failed or is empty, "" when it is fine */
    size_t n_pages;
    sil_text text;
    sil_entities entities;
    char *failed;         /* why nothing, or not all, came of the paper; NULL when all layers are there */
    char *failed_tei;     /* sentence of a failed paper.tei.xml, or NULL (read by the corpus's work only) */

    /* indexes */
    sil_page_index *index; /* n_pages of them */
    sil_place **odd_places; /* words whose id is not ours, sorted by it */
    size_t n_odd_places, cap_odd_places;
    sil_spot **odd_spots;  /* spots whose id does not begin with their page's, sorted by it */
    size_t n_odd_spots, cap_odd_spots;
    size_t *block_order;   /* block numbers sorted by id */
    size_t *by_page;       /* block numbers sorted by the page they begin on, those of a page in reading order */
    size_t *page_at;       /* where the blocks of page p begin in by_page: page_at[p] to page_at[p + 1], p from 0 to last_page */
    int last_page;         /* n_pages, or more where blocks stand on pages the source does not know */
    const sil_mention **mentions; /* sorted by block number, start, longer first */
    int *mention_block;           /* block number of each, -1 unknown (these come first) */
    bool *line_unreadable;        /* per line_no */
    size_t n_lines, cap_lines;
} sil_doc;

/* Where a value stands: the union of the boxes of its words on the first line it touches. */
typedef struct sil_where {
    int page;          /* from 1 */
    bool has_box;      /* false: a page without pixels, or no word to go by */
    sil_box box;
    sil_spot *spot;    /* the cell, or the line; NULL without box */
} sil_where;

/* doc_pages.c: the ALTO of all pages, one in memory at a time, into pages, page_reason and the indexes. Part of sil_doc_read. */
sil_status sil_doc_pages(sil_arena *a, const char *corpus, sil_doc *doc, sil_err *err) SIL_CHECK;

sil_status sil_doc_read(sil_arena *a, const char *corpus, const char *doc_id, sil_doc *doc, sil_err *err) SIL_CHECK;

const sil_place *sil_doc_word(const sil_doc *doc, const char *word_id);      /* NULL when unknown */
sil_spot *sil_doc_spot(const sil_doc *doc, const char *id);                  /* NULL when unknown */
bool sil_doc_own_id(const char *id, size_t *page, size_t *n);                /* p0003_w0012: page 3, word 12; false for any other id */
long sil_doc_block(const sil_doc *doc, const char *block_id);                /* number of the block, -1 when unknown */
/* Mentions of block number i: first of them and how many. */
const sil_mention *const *sil_doc_mentions(const sil_doc *doc, size_t block, size_t *n);
sil_where sil_doc_where(const sil_doc *doc, const char *block_id, int start, int end);

/* "ok", "partial" or "failed" (static), and why ("" when ok). partial_share: share of lines, 0 to 1. */
const char *sil_doc_status(sil_arena *a, const sil_doc *doc, double partial_share, char **reason);

/* Mean confidence of all words read, weighted by their length; negative when nothing was read. */
double sil_doc_confidence(const sil_doc *doc);

/* Of several titles, authors …: number of the first in the paper's own language, else of the first at all; -1 when there is none. */
long sil_lang_pick(const sil_lang_text *list, size_t n, const char *lang);

#endif
