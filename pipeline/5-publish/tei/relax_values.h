/* relax_values.h: the values of a RELAX NG grammar: XML Schema types with the facets pattern, minLength and maxInclusive, judged by libxml2. */
#ifndef SILLOK_PUBLISH_RELAX_VALUES_H
#define SILLOK_PUBLISH_RELAX_VALUES_H

#include <stdbool.h>
#include <stddef.h>

#include <libxml/tree.h>
#include <libxml/xmlregexp.h>
#include <libxml/xmlschemastypes.h>

typedef struct sil_rv_type {
    xmlSchemaTypePtr type; /* NULL: string or token, which any text is */
    xmlRegexpPtr pattern;  /* NULL: none */
    size_t min_length;     /* 0 or 1 */
    bool string;           /* white space counts */
    int first;             /* lowest value of a whole number that needs no asking: 0 or 1; -1: not of that kind */
    long most;             /* maxInclusive of a whole number; -1: none */
} sil_rv_type;

/* From <data>. false: a type or facet that is not understood here, or memory is out. The caller frees it. */
bool sil_rv_open(sil_rv_type *t, const xmlNode *data);
void sil_rv_free(sil_rv_type *t);

/* Whether the value is of the type. Values with white space that the type would take out are left to libxml2's validation: false. */
bool sil_rv_is(const sil_rv_type *t, const char *value, size_t n);

#endif
