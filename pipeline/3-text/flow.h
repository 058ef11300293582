/* flow.h: a paper on its way through the text room, and the steps in the order they are taken.
 *
 *   straighten boxes of a turned or slanted page turned back     straighten.c
 *   gather    pages of ALTO -> lines in reading order            gather.c, sillok/order.h
 *   measure   edges, heights, distances, languages              measure.c
 *   normalize characters and spaces of each line                 normalize.c; what changed: changes.c
 *   furniture page numbers, running headers and footers          furniture.c
 *   notes     footnotes at the foot of a column                  notes.c
 *   tables    ruled, unruled, typewriter; over pages             table_ruled.c table_geometry.c table_text.c table_lines.c
 *   doubt     lines among unreadable ones                        doubt.c
 *   structure captions, headings, paragraphs ...                 structure.c headings.c sections.c paragraphs.c front.c
 *   bind      captions to tables, notes to marks, levels         captions.c notes_bind.c levels.c
 *   join      ends of lines inside a paragraph                   join.c
 *   language  of blocks and of runs inside them                  language.c
 *   header    what the paper says of itself                      header.c
 *   emit      blocks of text.jsonl                               emit.c
 *
 * All of a paper lives in sil_tx_doc.arena; a page of ALTO lives in an arena of its own that dies when its lines are taken over. */
#ifndef SIL_TX_FLOW_H
#define SIL_TX_FLOW_H

#include "rules.h"
#include "run.h"
#include "sillok/alto.h"
#include "sillok/blocks.h"
#include "sillok/corrections.h"
#include "sillok/source.h"

typedef struct sil_tx_word {
    char *id;
    sil_box box;
    float conf;
    int line;   /* index of its line */
    int change; /* 1 + index of the last change (sil_tx_doc.changes) that its characters went through, 0 none; see changes.c */
} sil_tx_word;

typedef enum sil_tx_place { SIL_TX_AT,       /* the character came of it */
                            SIL_TX_BEFORE,   /* it happened right before the character */
                            SIL_TX_BEHIND } sil_tx_place;

typedef struct sil_tx_change { /* something was written otherwise than printed */
    const char *rule, *example; /* of the rules; example may be NULL */
    char *printed;
    sil_tx_place place;
    int width;    /* BEFORE, BEHIND: characters that stand there now: 0 or 1 */
    int earlier;  /* 1 + index of the change before this one, 0 none */
    int32_t word; /* index of the word as it was read */
} sil_tx_change;

typedef enum sil_tx_kind { SIL_TX_LINE,
                           SIL_TX_RULE,
                           SIL_TX_FIGURE,
                           SIL_TX_RULED } sil_tx_kind; /* SIL_TX_RULED: a table whose cells came with it */

typedef enum sil_tx_role { SIL_TX_BODY,
                           SIL_TX_PAGE_HEADER,
                           SIL_TX_PAGE_FOOTER,
                           SIL_TX_PAGE_NUMBER,
                           SIL_TX_NOTE,
                           SIL_TX_IN_TABLE } sil_tx_role;

typedef struct sil_tx_line {
    sil_tx_kind kind;
    sil_tx_role role;
    sil_tx_run run; /* normalized */
    sil_box box;
    int page;        /* from 1 */
    int column;      /* counts columns over the whole paper: lines of one column follow each other */
    int left, right; /* edges of its column */
    int height;      /* of its words, median; on a typewriter grid 20 */
    int gap;         /* blank above it in its column, in tenths of the page's usual line distance beyond one line; 99 = first of the column */
    int table;       /* index of its table, or -1 */
    int note;        /* number of its footnote, counted over the paper, or -1 */
    char *zone;
    const char *lang; /* "ko", "zh", "en": by its scripts */
    bool pixels, unreadable, hyphen;
    bool soft_page; /* a typewriter page begins here although no form feed stood */
} sil_tx_line;

typedef struct sil_tx_cell {
    int row, col, rowspan, colspan;
    bool header;
    sil_tx_run run;
} sil_tx_cell;

typedef struct sil_tx_table {
    int page, last_page;
    int rows, cols;
    sil_tx_cell *cells;
    size_t n_cells, cap_cells;
    char *zone;
    sil_box box;
    int head_rows;   /* rows at the top that are headers */
    int first, last; /* indices of its first and last line */
    int into;        /* index of the table it goes on from, or -1 */
    int caption;     /* index of the caption's line when the table's finder saw it, or -1 */
    int source;      /* the same for the source line */
} sil_tx_table;

typedef struct sil_tx_page {
    int page, width, height;
    bool pixels;
    int line_height; /* median height of its lines */
    int pitch;       /* median distance of baselines within a paragraph */
    bool sure;       /* measured on full lines */
    double conf;
    char *note;
} sil_tx_page;

typedef struct sil_tx_block {
    sil_block_type type;
    sil_tx_run run;
    int page, level, table;
    int line; /* its first line, or -1 */
    char *zone, *mark;
    const char *lang;
    bool unreadable;
    int ref;             /* captions: index of the block they belong to; footnotes: of the block that holds their mark; else -1 */
    int at, at_end;      /* footnotes: where their mark stands in it */
    int rank;            /* headings, before levels.c: see there */
    int caption, source; /* tables, figures: indices, or -1 */
    sil_span *spans;
    size_t n_spans, cap_spans;
    bool damaged;      /* a caption whose label could not be read */
    bool figure_label; /* a caption that says it is one of a figure */
    bool is_source;    /* 자료:, Source: */
    bool is_unit;      /* a caption that says what the figures count: (단위: 명) */
    bool endnote;      /* a note of a list of notes, not of the foot of its page */
} sil_tx_block;

typedef struct sil_tx_doc {
    sil_arena *arena;
    sil_tx_rules *rules;
    sil_tx_word *words;
    size_t n_words, cap_words;
    sil_tx_change *changes;
    size_t n_changes, cap_changes;
    sil_tx_line *lines;
    size_t n_lines, cap_lines;
    sil_tx_table *tables;
    size_t n_tables, cap_tables;
    sil_tx_page *pages;
    size_t n_pages, cap_pages;
    sil_tx_block *blocks;
    size_t n_blocks, cap_blocks;
    sil_tx_words known; /* words of this paper that stood inside lines: the dictionary of join.c */
    const char *lang;   /* of most of it: "ko", "zh", "en" */
    int heading_percent; /* letters this much higher than the body's make a heading; 0 = 115 */
    int head_height;    /* of headings with signs, the median; 0 when there are fewer than two */
    int body;           /* median line height over the pixel pages, 0 when there are none */
    bool indents;       /* paragraphs begin with an indent */
    bool breaks_words;  /* Korean lines of this paper end inside words */
    int n_columns;
    sil_paper paper;
} sil_tx_doc;

#define SIL_TX_NOMEM(err) sil_fail((err), SIL_NOMEM, "no memory for the text of this paper")

/* --- steps ------------------------------------------------------------------------------------------------------------------ */

/* Turn the boxes of a page back, in place: by quarters as its zones' rotation says, by the slant of its lines when there are enough. */
void sil_tx_straighten(sil_page *p);
/* Take over one page: its zones put in reading order, its lines appended to doc. The page may be freed afterwards. */
sil_status sil_tx_gather(sil_tx_doc *d, const sil_page *p, sil_err *err) SIL_CHECK;
/* After the last page: languages of lines, usual heights and distances, the paper's own dictionary. */
sil_status sil_tx_measure(sil_tx_doc *d, sil_err *err) SIL_CHECK;

/* changes.c: remember that `rule` made what stands at, before or behind character i of run out of the characters printed[0, n). false: out of memory. */
bool sil_tx_changed(sil_tx_doc *d, sil_tx_run *run, size_t i, sil_tx_place place, int width, const char *rule, const char *example, const int32_t *printed, size_t n);
/* The changes of a block's run, in the order of the text; and, added up, in paper.rules. */
sil_status sil_tx_changes_emit(sil_tx_doc *d, const sil_tx_run *r, sil_block *out, sil_err *err) SIL_CHECK;

sil_status sil_tx_normalize(sil_tx_doc *d, sil_tx_run *run, unsigned lang, sil_err *err) SIL_CHECK;
void sil_tx_furniture(sil_tx_doc *d);
void sil_tx_notes(sil_tx_doc *d);
/* Lines that passed as text among lines that did not are looked at again with their neighbours; and names the first page needs are taken back. */
void sil_tx_doubt(sil_tx_doc *d);
int sil_tx_known_share(const sil_tx_doc *d, const sil_tx_run *r); /* per cent of the Latin letters of a run that stand in English words */

sil_status sil_tx_table_from_zone(sil_tx_doc *d, const sil_zone *z, int page, int *index, sil_err *err) SIL_CHECK;
sil_status sil_tx_tables_geometry(sil_tx_doc *d, sil_err *err) SIL_CHECK;
sil_status sil_tx_tables_text(sil_tx_doc *d, sil_err *err) SIL_CHECK;
sil_status sil_tx_tables_lines(sil_tx_doc *d, sil_err *err) SIL_CHECK;
sil_status sil_tx_tables_join(sil_tx_doc *d, sil_err *err) SIL_CHECK;
sil_tx_table *sil_tx_table_new(sil_tx_doc *d, int page, sil_err *err);
/* Add a cell with the text of run[start, end). */
sil_tx_cell *sil_tx_cell_new(sil_tx_doc *d, sil_tx_table *t, int row, int col);

/* Whether the Korean lines of this paper end inside words; before sil_tx_structure. */
void sil_tx_join_habit(sil_tx_doc *d);
sil_status sil_tx_structure(sil_tx_doc *d, sil_err *err) SIL_CHECK;
/* What the first page says before its text begins: role of each of its lines as a block type, or -1. front[i] for lines [0, n). */
size_t sil_tx_front(sil_tx_doc *d, int *front, size_t n);
/* Whether the line is one of names: it looks so, and a CJK one begins with a family name. */
bool sil_tx_is_names(sil_tx_doc *d, const sil_tx_line *l);
/* Whether line b, read right after line a of the same kind of text, begins a new paragraph. */
bool sil_tx_breaks(const sil_tx_doc *d, const sil_tx_line *a, const sil_tx_line *b);
bool sil_tx_is_short(const sil_tx_doc *d, const sil_tx_line *l); /* ends well before the right edge of its column */
bool sil_tx_full(const sil_tx_line *l);                          /* fills most of its column */
bool sil_tx_is_indented(const sil_tx_doc *d, const sil_tx_line *l);
bool sil_tx_is_centred(const sil_tx_doc *d, const sil_tx_line *l);
/* How many lines from i on are a quotation set in on both sides (typewriter: on the left) of the column; 0 when none. */
size_t sil_tx_quoted(const sil_tx_doc *d, size_t i);
sil_status sil_tx_captions_bind(sil_tx_doc *d, sil_err *err) SIL_CHECK;
sil_status sil_tx_notes_bind(sil_tx_doc *d, sil_err *err) SIL_CHECK; /* footnotes find their marks in the text */
void sil_tx_levels(sil_tx_doc *d);                                   /* ranks of headings become levels from 1 on */

/* What a heading ranks as when no rule numbers it: a named part (References), a part of the bibliography, larger letters, blanks around it. */
enum { SIL_TX_SECTION = -1, SIL_TX_BIB_PART = -2, SIL_TX_LARGE = -3, SIL_TX_LESS_LARGE = -4, SIL_TX_SPACED = -5 };

/* Add the next line to the end of a paragraph: a space, nothing, or a hyphen dropped, by language. */
sil_status sil_tx_join(sil_tx_doc *d, sil_tx_run *into, const sil_tx_line *before, const sil_tx_line *line, sil_err *err) SIL_CHECK;

sil_status sil_tx_languages(sil_tx_doc *d, sil_err *err) SIL_CHECK;
sil_status sil_tx_header(sil_tx_doc *d, const sil_source *source, sil_err *err) SIL_CHECK;
sil_status sil_tx_emit(sil_tx_doc *d, sil_text *out, sil_err *err) SIL_CHECK;

/* All steps over pages already gathered. */
sil_status sil_tx_flow(sil_tx_doc *d, const sil_source *source, sil_text *out, sil_err *err) SIL_CHECK;

/* --- small things shared by the steps ------------------------------------------------------------------------------------------ */
unsigned sil_tx_lang_bit(const char *lang);                              /* "ko", "ko-Hani" -> SIL_TX_KO ... ; unknown -> SIL_TX_ANY */
const char *sil_tx_run_lang(const sil_tx_run *r, const char *otherwise); /* "ko", "zh", "en" by the scripts of a run */
bool sil_tx_ends_sentence(const sil_tx_run *r);                          /* . ! ? 。 and so on, closing quotes and brackets passed over */
bool sil_tx_is_opening(int32_t c);
bool sil_tx_is_closing(int32_t c);
int sil_tx_int_median(int *v, size_t n); /* sorts v; 0 when n is 0 */

/* corrected.c: after the flow: what a person said of blocks and of what words name, and what became of each correction, into out. */
sil_status sil_tx_corrected(sil_tx_doc *d, sil_corrections *list, sil_text *out, sil_err *err) SIL_CHECK;

#endif
