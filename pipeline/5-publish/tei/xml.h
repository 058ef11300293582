/* xml.h: writing XML so that it is well-formed by construction.
 *
 * Elements are opened and closed in pairs kept on a stack; text and attribute values are escaped and cleaned of what XML 1.0 cannot
 * hold; line breaks stand only where the caller asks for one (sil_xml_line), so that running text gets no spaces of ours. We write
 * this ourselves because libxml2's writer turns every quotation mark of running text into &quot; and indents mixed content.
 * Errors are sticky: sil_xml_end() says whether all went well. */
#ifndef SILLOK_PUBLISH_XML_H
#define SILLOK_PUBLISH_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "sillok/err.h"
#include "sillok/mem.h"

#define SIL_XML_DEPTH 64

typedef struct sil_xml {
    sil_buf *out;                     /* the caller's */
    const char *stack[SIL_XML_DEPTH]; /* names of open elements: static strings */
    int depth;
    bool tag_open; /* "<name" is written, ">" is not */
    bool wrong;    /* opened too deep, closed what was not open, attribute after text */
} sil_xml;

void sil_xml_open(sil_xml *x, const char *name); /* name: static, lives until closed */
void sil_xml_close(sil_xml *x, const char *name);
void sil_xml_attr(sil_xml *x, const char *name, const char *value); /* NULL or "": nothing is written */
void sil_xml_attrf(sil_xml *x, const char *name, const char *fmt, ...) SIL_PRINTF(3, 4);
void sil_xml_text(sil_xml *x, const char *s, size_t n); /* n bytes */
void sil_xml_puts(sil_xml *x, const char *s);
void sil_xml_leaf(sil_xml *x, const char *name, const char *text); /* open, text, close */
void sil_xml_line(sil_xml *x);                                    /* a line break and one space a level */
void sil_xml_close_line(sil_xml *x, const char *name);            /* close on a line of its own */
sil_status sil_xml_end(sil_xml *x, sil_err *err) SIL_CHECK;      /* all closed, no step wrong, buffer whole */

/* Add s to b escaped for text (quote false) or for a double-quoted attribute; also used for HTML. */
void sil_xml_escape(sil_buf *b, const char *s, size_t n, bool quote);

#endif
