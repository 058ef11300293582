/* relax_grammar.h: a RELAX NG grammar as relax_grammar.c reads it and relax.c uses it. */
#ifndef SILLOK_PUBLISH_RELAX_GRAMMAR_H
#define SILLOK_PUBLISH_RELAX_GRAMMAR_H

#include <libxml/tree.h>

#include "relax.h"
#include "relax_pattern.h"
#include "relax_values.h"
#include "sillok/mem.h"

enum { SIL_RELAX_DEPTH = 256 };

typedef struct sil_relax_one { /* an element of the grammar */
    uint32_t name;
    sil_rp content;
    const xmlNode *node; /* while the grammar is read */
} sil_relax_one;

struct sil_relax {
    sil_arena *a;
    sil_rp_table t;
    char **names, **values;
    size_t n_names, cap_names, n_values, cap_values;
    uint32_t *slots; /* names by hash, 0 free */
    size_t n_slots;
    sil_rv_type *types;
    size_t n_types, cap_types;
    sil_relax_one *elements;
    size_t n_elements, cap_elements;
    char *ns;
    sil_rp start;
    /* of the document that goes by */
    sil_rp at;
    bool child[SIL_RELAX_DEPTH]; /* of open elements: whether an element stood in it */
    int depth;
    bool blank;        /* the text since the last tag is white space */
    sil_buf text;      /* it, where a pattern judges it */
};

/* Number of a name from 1; 0 when it is not known and not to be added, or there is no room. prefix: "" or "xml:". */
uint32_t sil_relax_name(sil_relax *r, const char *prefix, const char *name, bool add);

#endif
