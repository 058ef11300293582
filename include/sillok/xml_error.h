/* sillok/xml_error.h: libxml2 reports an error in pieces; the first is the one that tells. Give sil_xml_first to xmlSetStructuredErrorFunc or a
 * context's ...SetStructuredErrors, with a zeroed sil_xml_error as its data. */
#ifndef SILLOK_XML_ERROR_H
#define SILLOK_XML_ERROR_H

#include <libxml/xmlerror.h>

typedef struct sil_xml_error {
    char text[512]; /* "": none; without the newline libxml2 ends it with */
    int line;
} sil_xml_error;

void sil_xml_first(void *error, xmlErrorPtr e);

#endif
