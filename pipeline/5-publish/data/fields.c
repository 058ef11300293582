/* Room 5, publish: lines of fields divided by tabs (fields.h), for what a paper keeps for the datasets. */
#include "fields.h"

#include <string.h>

void sil_field_put(sil_buf *b, const char *v)
{
    if (!v) {
        sil_buf_puts(b, "\\N");
        return;
    }
    for (;;) {
        size_t n = strcspn(v, "\t\n\r\\");
        sil_buf_add(b, v, n);
        v += n;
        if (!*v)
            return;
        sil_buf_putc(b, '\\');
        sil_buf_putc(b, *v == '\t' ? 't' : *v == '\n' ? 'n' : *v == '\r' ? 'r' : '\\');
        v++;
    }
}

/* Undo the escapes of one field in place; NULL for unknown. */
static char *plain(char *field)
{
    if (strcmp(field, "\\N") == 0)
        return NULL;
    char *to = strchr(field, '\\');
    if (!to)
        return field;
    for (const char *from = to; *from; from++) {
        if (*from == '\\' && from[1]) {
            from++;
            *to++ = *from == 't' ? '\t' : *from == 'n' ? '\n' : *from == 'r' ? '\r' : *from;
        } else {
            *to++ = *from;
        }
    }
    *to = '\0';
    return field;
}

size_t sil_fields(char *line, char **fields, size_t most)
{
    size_t n = 0;
    for (char *at = line; at;) {
        char *tab = strchr(at, '\t');
        if (tab)
            *tab++ = '\0';
        if (n < most)
            fields[n] = plain(at);
        n++;
        at = tab;
    }
    return n;
}
