/* relax_pattern.h: the table of patterns under relax.c: each stands there once, so that equal patterns have equal numbers, and what becomes of one is kept. */
#ifndef SILLOK_PUBLISH_RELAX_PATTERN_H
#define SILLOK_PUBLISH_RELAX_PATTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint32_t sil_rp; /* number of a pattern */

typedef enum sil_rp_kind {
    RP_NONE, /* notAllowed; also what comes of a fault */
    RP_EMPTY, RP_TEXT,
    RP_CHOICE, RP_GROUP, RP_AFTER, RP_MORE, RP_LIST, RP_MIXED, /* of patterns a, b */
    RP_ELEMENT,   /* a: number of the element */
    RP_ATTRIBUTE, /* a: name, b: pattern of the value */
    RP_DATA,      /* a: number of the type */
    RP_VALUE      /* a: number of the string */
} sil_rp_kind;

typedef struct sil_rp_node {
    uint32_t kind, a, b;
    bool nullable, judged; /* judged: whether a text fits depends on what it says */
} sil_rp_node;

typedef struct sil_rp_cell {
    uint64_t key;
    sil_rp value;
} sil_rp_cell;

typedef struct sil_rp_map { /* open addressing; key 0 is free */
    sil_rp_cell *v;
    size_t n, size;
} sil_rp_map;

typedef struct sil_rp_table {
    sil_rp_node *v;
    size_t n, cap;
    sil_rp_map nodes, derived;
    bool failed; /* memory ran out, or more patterns came than any document of ours makes */
} sil_rp_table;

bool sil_rp_open(sil_rp_table *t);
void sil_rp_close(sil_rp_table *t);

sil_rp sil_rp_make(sil_rp_table *t, sil_rp_kind kind, uint32_t a, uint32_t b); /* of the last five kinds, and RP_LIST */
sil_rp sil_rp_choice(sil_rp_table *t, sil_rp a, sil_rp b);
sil_rp sil_rp_group(sil_rp_table *t, sil_rp a, sil_rp b);
sil_rp sil_rp_after(sil_rp_table *t, sil_rp a, sil_rp b);
sil_rp sil_rp_more(sil_rp_table *t, sil_rp a);  /* oneOrMore */
sil_rp sil_rp_mixed(sil_rp_table *t, sil_rp a); /* with text anywhere in it */

/* What was found before for (pattern, question); false when nothing was. question: below 2^31. */
bool sil_rp_known(const sil_rp_table *t, sil_rp p, uint32_t question, sil_rp *out);
void sil_rp_keep(sil_rp_table *t, sil_rp p, uint32_t question, sil_rp out);

#endif
