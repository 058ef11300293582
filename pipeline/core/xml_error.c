/* core/xml_error.c: the first thing libxml2 says (sillok/xml_error.h). */
#include "sillok/xml_error.h"

#include <stdio.h>
#include <string.h>

void sil_xml_first(void *error, xmlErrorPtr e)
{
    sil_xml_error *f = error;
    if (f->text[0] || !e || !e->message)
        return;
    snprintf(f->text, sizeof f->text, "%s", e->message);
    f->text[strcspn(f->text, "\r\n")] = '\0';
    f->line = e->line;
}
