/* pass.h: the one pass over the lines that makes blocks (structure.c), shared with what it calls for the parts of a paper (sections.c). */
#ifndef SIL_TX_PASS_H
#define SIL_TX_PASS_H

#include "flow.h"

typedef enum { FRONT,
               BODY,
               ABSTRACT,
               KEYWORDS,
               BIBLIOGRAPHY,
               ENDNOTES,
               CONTENTS } section;

typedef struct pass {
    sil_tx_doc *d;
    sil_err *err;
    section where;
    int open;             /* block that the next line of text may go on with, or -1 */
    size_t open_line;     /* its last line */
    bool interrupted;     /* a float stood since */
    int note_block, note; /* the last footnote block and its number */
    size_t note_line;
    int gap_block; /* the last unreadable block while nothing else came, or -1 */
    size_t gap_line;
    size_t part_line; /* of the last heading */
    int *front;
} pass;

/* A new block from line i; *index is its number. */
sil_status sil_tx_begin(pass *p, sil_block_type type, size_t line, int *index) SIL_CHECK;
/* The same, for text that may go on with the next line; and that line. */
sil_status sil_tx_open_block(pass *p, sil_block_type type, size_t line) SIL_CHECK;
sil_status sil_tx_go_on(pass *p, size_t line) SIL_CHECK;
/* A heading; level: the rule's rank, or SIL_TX_SECTION for a named part; levels.c makes levels of them. */
sil_status sil_tx_heading(pass *p, size_t i, const sil_tx_match *m, int level) SIL_CHECK;
char *sil_tx_mark_text(sil_tx_doc *d, const sil_tx_run *r, const sil_tx_match *m);

/* headings.c: whether a line that begins with a sign is a heading; one in larger letters; one of the text's letters with blanks around it; and how high those with signs are set (v: room for d->n_lines). */
bool sil_tx_looks_like_heading(sil_tx_doc *d, const sil_tx_line *l, const sil_tx_match *m);
bool sil_tx_large_heading(const sil_tx_doc *d, const sil_tx_line *l);
bool sil_tx_spaced_heading(const sil_tx_doc *d, const sil_tx_line *l);
void sil_tx_head_height(sil_tx_doc *d, int *v);

/* sections.c: a line that opens a part; a line of the bibliography; title and names over an abstract. */
sil_status sil_tx_section_line(pass *p, size_t i, const sil_tx_match *m) SIL_CHECK;
sil_status sil_tx_bibliography(pass *p, size_t i) SIL_CHECK;
/* A line of a list of notes; false in *took: it is none, the list is at its end. */
sil_status sil_tx_endnote(pass *p, size_t i, bool *took) SIL_CHECK;
sil_status sil_tx_abstract_front(pass *p, size_t i) SIL_CHECK;
/* Lines from i on that are title and names in another language, over an abstract in it: how many (0: none); and take them. */
size_t sil_tx_second_front(const pass *p, size_t i);
sil_status sil_tx_second_front_take(pass *p, size_t i, size_t n) SIL_CHECK;

#endif
