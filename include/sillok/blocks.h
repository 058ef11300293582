/* sillok/blocks.h: text.jsonl, the paper as text: line 1 {"head":…}, line 2 {"paper":…} (what the paper says of itself), then
 * one block a line in reading order. Ranges are code points, half-open, in the block's text.
 *
 * A table is a block whose text is its cells, row by row, divided by tabs and rows by newlines; `cells` says where each stands. */
#ifndef SILLOK_BLOCKS_H
#define SILLOK_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>

#include "sillok/err.h"
#include "sillok/mem.h"

typedef enum sil_block_type {
    SIL_TITLE, SIL_AUTHOR, SIL_AFFILIATION, SIL_ABSTRACT, SIL_KEYWORDS, SIL_HEADING, SIL_PARAGRAPH, SIL_LIST_ITEM, SIL_BLOCK_QUOTE, SIL_TABLE,
    SIL_CAPTION, SIL_FIGURE, SIL_FOOTNOTE, SIL_BIBLIOGRAPHY_ITEM, SIL_PAGE_HEADER, SIL_PAGE_FOOTER, SIL_PAGE_NUMBER,
    SIL_BLOCK_TYPES
} sil_block_type;
const char *sil_block_type_name(sil_block_type t); /* "title" … "page-number" as in the design */
int sil_block_type_find(const char *name);         /* -1 when unknown */

typedef struct sil_word_ref { /* text[start,end) was read from this word; word ids say their page (p0003_…) */
    int start, end;
    char *word;
} sil_word_ref;

typedef struct sil_cell {
    int row, col;           /* from 0 */
    int rowspan, colspan;   /* 1 mostly */
    int start, end;         /* in the block's text */
    bool header;
} sil_cell;

typedef struct sil_span { /* a run in another language than the block's, BCP 47 */
    int start, end;
    char *lang;
} sil_span;

typedef struct sil_change { /* text[start,end) stood otherwise in the words it was read from */
    int start, end;  /* equal: what stood there is gone */
    char *printed;   /* "" nothing */
    char *rule;      /* config/rules/text-normalize.tsv, column rule; or the name of a step of room 3 */
} sil_change;

typedef struct sil_given { /* what a person says text[start,end) names (corrections.h) */
    int start, end;
    char *type, *entity; /* city or organization and its id; both "": it names nothing */
} sil_given;

typedef struct sil_block {
    char *id;               /* t0042 */
    sil_block_type type;
    char *lang;             /* BCP 47, "und" when unknown */
    int page;               /* where it begins, from 1 */
    char *zone;             /* id of the ALTO zone it begins in, or NULL */
    char *text;             /* NFC, normalized; for a page that could not be read, what stood there */
    sil_word_ref *words;
    size_t n_words, cap_words;
    sil_span *spans;
    size_t n_spans, cap_spans;
    sil_change *changes;    /* in the order of the text; of one place in the order they were made */
    size_t n_changes, cap_changes;
    sil_given *given;
    size_t n_given, cap_given;
    int level;              /* headings: 1 = chapter …; else 0 */
    char *mark;             /* footnotes and list items: "1", "①"; headings: "제2장", "1.1"; captions: "표 3-1"; else NULL */
    char *ref;              /* captions: id of the table or figure block they belong to; footnotes: id of the block that holds their mark; else NULL */
    int at, at_end;         /* footnotes: where the mark stands in the text of block ref; 0, 0 when it was not found */
    bool endnote;           /* footnotes: it stands in a list of notes at the end */
    double conf;            /* mean word confidence weighted by length */
    bool unreadable;        /* no text could be had here: never extracted from, shown as a gap */
    char *table;            /* tables: tbl003, else NULL */
    char *caption;          /* tables and figures: id of the caption block, or NULL */
    char *source;           /* tables and figures: id of the block with the source line (자료:, Source:), or NULL */
    int rows, cols;         /* tables */
    sil_cell *cells;
    size_t n_cells, cap_cells;
} sil_block;

typedef struct sil_lang_text {
    char *lang, *text;
} sil_lang_text;

typedef struct sil_rule_use { /* a rule that changed something in this paper */
    char *rule, *example;   /* example: before => after, or what it does */
    int times;
} sil_rule_use;

typedef struct sil_correction_done { /* what became of a line of corrections/<doc-id>.jsonl (corrections.h) */
    int line;
    char *state;            /* "applied", "met": it stood there already, "open": neither the old reading nor the new one stands there */
    char *stands;           /* what stands there */
} sil_correction_done;

typedef struct sil_paper { /* what the paper says of itself; lists of (language, text) */
    sil_lang_text *titles, *authors, *keywords, *identifiers; /* identifiers: lang holds the scheme: doi, issn, uci, gtid */
    size_t n_titles, cap_titles, n_authors, cap_authors, n_keywords, cap_keywords, n_identifiers, cap_identifiers;
    char *date;             /* EDTF, "" unknown */
    char *degree, *institution; /* as printed, "" unknown */
    char *lang;             /* main language */
    char *langs;            /* all, space separated, most frequent first */
    sil_rule_use *rules;    /* of normalization, most used first */
    size_t n_rules, cap_rules;
    sil_correction_done *corrections;
    size_t n_corrections, cap_corrections;
} sil_paper;

typedef struct sil_text {
    char *head;             /* canonical JSON, see layer.h */
    sil_paper paper;
    sil_block *blocks;
    size_t n_blocks, cap_blocks;
} sil_text;

sil_status sil_text_read(sil_arena *a, const char *path, sil_text *out, sil_err *err) SIL_CHECK;
sil_status sil_text_write(const char *path, const sil_text *t, sil_err *err) SIL_CHECK;
sil_status sil_text_format(const sil_text *t, sil_buf *out, sil_err *err) SIL_CHECK;
sil_block *sil_block_find(const sil_text *t, const char *id); /* NULL when unknown */

#endif
