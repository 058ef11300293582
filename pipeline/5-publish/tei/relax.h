/* relax.h: a RELAX NG grammar as an automaton that reads a document as it goes by, one pass, nothing of it in memory.
 *
 * libxml2's own validation takes 0.7 s for the TEI of a paper of 500 pages, ten times as long as reading it; it compiles a pattern facet anew for each value and copies a state for each
 * attribute. Here each pattern stands once in a table, and what becomes of it by an element, an attribute or text is looked up after the first time.
 * Method: James Clark, "An algorithm for RELAX NG validation" (derivatives of patterns), https://relaxng.org/jclark/derivative.html; ISO/IEC 19757-2.
 *
 * Of RELAX NG what config/schemas/sillok-tei.rng uses is understood: element and attribute with one name, group, choice, optional, zeroOrMore, oneOrMore, mixed, list, text, empty, value, and
 * data with the facets pattern, minLength (of
 * strings) and maxInclusive (of whole numbers). A grammar with anything else is no grammar for this module, and the caller goes on with libxml2 alone. Values are judged by libxml2
 * (XML Schema types, regular expressions). */
#ifndef SILLOK_PUBLISH_RELAX_H
#define SILLOK_PUBLISH_RELAX_H

#include <stdbool.h>
#include <stddef.h>

typedef struct sil_relax sil_relax;

/* NULL: the file cannot be read, uses something that is not understood here, or memory is out. The caller frees it. */
sil_relax *sil_relax_open(const char *path);
void sil_relax_free(sil_relax *r); /* NULL is fine */

/* One document: start, then for each element in order sil_relax_element, its attributes, sil_relax_content, what stands in it, sil_relax_close; at the end sil_relax_end.
 * ns: of the name, NULL none. After something that the grammar does not allow all else changes nothing, and sil_relax_end says false: also when memory ran out. */
void sil_relax_start(sil_relax *r);
void sil_relax_element(sil_relax *r, const char *ns, const char *name);
void sil_relax_attribute(sil_relax *r, const char *ns, const char *name, const char *value, size_t n);
void sil_relax_content(sil_relax *r);
void sil_relax_text(sil_relax *r, const char *text, size_t n); /* may come in pieces */
void sil_relax_close(sil_relax *r);
bool sil_relax_end(sil_relax *r);

#endif
