/* fields.h: lines of fields divided by tabs, in the text form of PostgreSQL's COPY: \t \n \r \\ inside a field are escaped, \N is unknown. */
#ifndef SILLOK_PUBLISH_FIELDS_H
#define SILLOK_PUBLISH_FIELDS_H

#include <stddef.h>

#include "sillok/mem.h"

void sil_field_put(sil_buf *b, const char *v); /* one field, NULL is unknown; the tab before it is the caller's */

/* Divide a line (changed in place, no newline at its end) into its fields, at most `most`; unknown ones are NULL. Returns how many
 * there are, which may be more than most; those beyond are not kept. */
size_t sil_fields(char *line, char **fields, size_t most);

#endif
