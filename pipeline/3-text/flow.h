/* flow.h: a paper on its way through the text room, and the steps in the order they are taken.
 *
 *   gather    pages of ALTO -> lines in reading order            gather.c order.c
 *   normalize characters and spaces of each line                 normalize.c
 *   furniture page numbers, running headers and footers          furniture.c
 *   notes     footnotes at the foot of a column                  notes.c
 *   tables    ruled, unruled, typewriter; over pages             table_ruled.c table_geometry.c table_text.c
 *   doubt     lines among unreadable ones                        doubt.c
 *   structure captions, headings, paragraphs ...                 structure.c paragraphs.c captions.c
 *   join      ends of lines inside a paragraph                   join.c
 *   language  of blocks and of runs inside them                  language.c
 *   header    what the paper says of itself                      header.c
 *   emit      blocks of text.jsonl                               emit.c
 *
 * All of a paper lives in tx_doc.arena; a page of ALTO lives in an arena of its own that dies when its lines are taken over. */
#ifndef TX_FLOW_H
#define TX_FLOW_H

#include "rules.h"
#include "run.h"
#include "sillok/alto.h"
#include "sillok/blocks.h"
#include "sillok/source.h"

typedef struct tx_word {
    char *id;
    sil_box box;
    float conf;
    int line;              /* index of its line */
} tx_word;

typedef enum tx_kind { TX_LINE, TX_RULE, TX_FIGURE, TX_RULED } tx_kind; /* TX_RULED: a table whose cells came with it */

typedef enum tx_role { TX_BODY, TX_PAGE_HEADER, TX_PAGE_FOOTER, TX_PAGE_NUMBER, TX_NOTE, TX_IN_TABLE } tx_role;

typedef struct tx_line {
    tx_kind kind;
    tx_role role;
    tx_run run;            /* normalized */
    sil_box box;
    int page;              /* from 1 */
    int column;            /* counts columns over the whole paper: lines of one column follow each other */
    int left, right;       /* edges of its column */
    int height;            /* of its words, median; on a typewriter grid 20 */
    int gap;               /* blank above it in its column, in tenths of the page's usual line distance beyond one line; 99 = first of the column */
    int table;             /* index of its table, or -1 */
    int note;              /* number of its footnote, counted over the paper, or -1 */
    char *zone;
    const char *lang;      /* "ko", "zh", "en": by its scripts */
    bool pixels, unreadable, hyphen;
    bool soft_page;        /* a typewriter page begins here although no form feed stood */
} tx_line;

typedef struct tx_cell {
    int row, col, rowspan, colspan;
    bool header;
    tx_run run;
} tx_cell;

typedef struct tx_table {
    int page, last_page;
    int rows, cols;
    tx_cell *cells;
    size_t n_cells, cap_cells;
    char *zone;
    sil_box box;
    int head_rows;         /* rows at the top that are headers */
    int first, last;       /* indices of its first and last line */
    int into;              /* index of the table it goes on from, or -1 */
    int caption;           /* index of the caption's line when the table's finder saw it, or -1 */
    int source;            /* the same for the source line */
} tx_table;

typedef struct tx_page {
    int page, width, height;
    bool pixels;
    int line_height;       /* median height of its lines */
    int pitch;             /* median distance of baselines within a paragraph */
    double conf;
    char *note;
} tx_page;

typedef struct tx_block {
    sil_block_type type;
    tx_run run;
    int page, level, table;
    int line;              /* its first line, or -1 */
    char *zone, *mark;
    const char *lang;
    bool unreadable;
    int ref;               /* captions: index of the block they belong to, else -1 */
    int caption, source;   /* tables, figures: indices, or -1 */
    sil_span *spans;
    size_t n_spans, cap_spans;
    bool damaged;          /* a caption whose label could not be read */
    bool figure_label;     /* a caption that says it is one of a figure */
    bool is_source;        /* 자료:, Source: */
} tx_block;

typedef struct tx_doc {
    sil_arena *arena;
    tx_rules *rules;
    tx_word *words;   size_t n_words, cap_words;
    tx_line *lines;   size_t n_lines, cap_lines;
    tx_table *tables; size_t n_tables, cap_tables;
    tx_page *pages;   size_t n_pages, cap_pages;
    tx_block *blocks; size_t n_blocks, cap_blocks;
    tx_words known;        /* words of this paper that stood inside lines: the dictionary of join.c */
    const char *lang;      /* of most of it: "ko", "zh", "en" */
    int body;              /* median line height over the pixel pages, 0 when there are none */
    bool indents;          /* paragraphs begin with an indent */
    bool breaks_words;     /* Korean lines of this paper end inside words */
    int n_columns;
    sil_paper paper;
} tx_doc;

#define TX_NOMEM(err) sil_fail((err), SIL_NOMEM, "no memory for the text of this paper")

/* --- steps ------------------------------------------------------------------------------------------------------------------ */

/* Take over one page: its zones put in reading order, its lines appended to doc. The page may be freed afterwards. */
sil_status tx_gather(tx_doc *d, const sil_page *p, sil_err *err) SIL_CHECK;
/* After the last page: languages of lines, usual heights and distances, the paper's own dictionary. */
sil_status tx_measure(tx_doc *d, sil_err *err) SIL_CHECK;

/* Reading order of n boxes: fills order[0..n) with indices and column[i] with the number of the column (from 0) box i stands in.
 * Recursive X-Y cut (Nagy & Seth 1984), gutters first, bands with the same gutter taken together. */
sil_status tx_order(sil_arena *a, const sil_box *box, size_t n, int unit, size_t *order, int *column, sil_err *err) SIL_CHECK;

sil_status tx_normalize(tx_doc *d, tx_run *run, unsigned lang, sil_err *err) SIL_CHECK;
void tx_furniture(tx_doc *d);
void tx_notes(tx_doc *d);
/* Lines that passed as text among lines that did not are looked at again with their neighbours; and names the first page needs are taken back. */
void tx_doubt(tx_doc *d);
int tx_known_share(const tx_doc *d, const tx_run *r); /* per cent of the Latin letters of a run that stand in English words */

sil_status tx_table_from_zone(tx_doc *d, const sil_zone *z, int page, int *index, sil_err *err) SIL_CHECK;
sil_status tx_tables_geometry(tx_doc *d, sil_err *err) SIL_CHECK;
sil_status tx_tables_text(tx_doc *d, sil_err *err) SIL_CHECK;
sil_status tx_tables_join(tx_doc *d, sil_err *err) SIL_CHECK;
tx_table *tx_table_new(tx_doc *d, int page, sil_err *err);
/* Add a cell with the text of run[start, end). */
tx_cell *tx_cell_new(tx_doc *d, tx_table *t, int row, int col);

/* Whether the Korean lines of this paper end inside words; before tx_structure. */
void tx_join_habit(tx_doc *d);
sil_status tx_structure(tx_doc *d, sil_err *err) SIL_CHECK;
/* What the first page says before its text begins: role of each of its lines as a block type, or -1. front[i] for lines [0, n). */
size_t tx_front(tx_doc *d, int *front, size_t n);
/* Whether line b, read right after line a of the same kind of text, begins a new paragraph. */
bool tx_breaks(const tx_doc *d, const tx_line *a, const tx_line *b);
bool tx_is_short(const tx_doc *d, const tx_line *l);     /* ends well before the right edge of its column */
bool tx_full(const tx_line *l);                          /* fills most of its column */
bool tx_is_indented(const tx_doc *d, const tx_line *l);
bool tx_is_centred(const tx_doc *d, const tx_line *l);
sil_status tx_captions_bind(tx_doc *d, sil_err *err) SIL_CHECK;

/* Add the next line to the end of a paragraph: a space, nothing, or a hyphen dropped, by language. */
sil_status tx_join(tx_doc *d, tx_run *into, const tx_line *before, const tx_line *line, sil_err *err) SIL_CHECK;

sil_status tx_languages(tx_doc *d, sil_err *err) SIL_CHECK;
sil_status tx_header(tx_doc *d, const sil_source *source, sil_err *err) SIL_CHECK;
sil_status tx_emit(tx_doc *d, sil_text *out, sil_err *err) SIL_CHECK;

/* All steps over pages already gathered. */
sil_status tx_flow(tx_doc *d, const sil_source *source, sil_text *out, sil_err *err) SIL_CHECK;

/* --- small things shared by the steps ------------------------------------------------------------------------------------------ */
unsigned tx_lang_bit(const char *lang);           /* "ko", "ko-Hani" -> TX_KO ... ; unknown -> TX_ANY */
const char *tx_run_lang(const tx_run *r, const char *otherwise); /* "ko", "zh", "en" by the scripts of a run */
bool tx_ends_sentence(const tx_run *r);           /* . ! ? 。 and so on, closing quotes and brackets passed over */
bool tx_is_opening(int32_t c);
bool tx_is_closing(int32_t c);
int tx_int_median(int *v, size_t n);              /* sorts v; 0 when n is 0 */

#endif
