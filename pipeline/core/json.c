/* core/json.c: helpers over jansson for the layers. */
#include "sillok/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sillok/file.h"

sil_status sil_json_parse(const char *text, size_t len, const char *what, json_t **out, sil_err *err)
{
    json_error_t e;
    *out = json_loadb(text, len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &e);
    if (!*out)
        return sil_fail(err, SIL_FORMAT, "%s is not valid JSON: %s at byte %d", what, e.text, e.position);
    return SIL_OK;
}

sil_status sil_json_lines(sil_arena *a, const char *path, sil_status (*line)(sil_arena *a, const json_t *value, const char *where, void *out, sil_err *err), void *out, sil_err *err)
{
    char *data;
    size_t len;
    sil_status s = sil_file_read(a, path, 0, &data, &len, err);
    int n = 0;
    for (char *p = data, *end = s ? NULL : data + len; !s && p < end;) {
        char *nl = memchr(p, '\n', (size_t)(end - p));
        size_t m = nl ? (size_t)(nl - p) : (size_t)(end - p);
        char where[4200];
        json_t *j = NULL;
        snprintf(where, sizeof where, "%s line %d", path, ++n);
        if (m && !(s = sil_json_parse(p, m, where, &j, err)))
            s = line(a, j, where, out, err);
        json_decref(j);
        p += m + 1;
    }
    return s;
}

char *sil_json_dump(sil_arena *a, const json_t *j)
{
    char *s = json_dumps(j, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY);
    char *copy = sil_strdup(a, s);
    free(s);
    return copy;
}

char *sil_json_text_or_null(sil_arena *a, const json_t *o, const char *key)
{
    const json_t *v = json_object_get(o, key);
    return json_is_string(v) ? sil_strdup(a, json_string_value(v)) : NULL;
}

char *sil_json_text(sil_arena *a, const json_t *o, const char *key)
{
    char *s = sil_json_text_or_null(a, o, key);
    return s ? s : sil_alloc(a, 1);
}

int sil_json_int(const json_t *o, const char *key, int dflt)
{
    const json_t *v = json_object_get(o, key);
    return json_is_integer(v) ? (int)json_integer_value(v) : dflt;
}

double sil_json_real(const json_t *o, const char *key, double dflt)
{
    const json_t *v = json_object_get(o, key);
    return json_is_number(v) ? json_number_value(v) : dflt;
}

void sil_json_put(sil_buf *b, const char *s)
{
    sil_buf_putc(b, '"');
    for (const unsigned char *p = (const unsigned char *)s; *p; p++) {
        switch (*p) {
        case '"': sil_buf_puts(b, "\\\""); break;
        case '\\': sil_buf_puts(b, "\\\\"); break;
        case '\n': sil_buf_puts(b, "\\n"); break;
        case '\t': sil_buf_puts(b, "\\t"); break;
        case '\r': sil_buf_puts(b, "\\r"); break;
        default:
            if (*p < 0x20 || *p == 0x7F)
                sil_buf_printf(b, "\\u%04x", *p);
            else
                sil_buf_putc(b, (char)*p);
        }
    }
    sil_buf_putc(b, '"');
}
