/* core/json.c: helpers over jansson for the layers. */
#include "sillok/json.h"

#include <errno.h>
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

sil_status sil_json_lines(sil_arena *a, const char *path, sil_json_plain *plain, sil_json_line *line, void *out, sil_err *err)
{
    FILE *f;
    sil_status s = sil_file_open(path, 0, &f, err);
    if (s)
        return s;
    char *text = NULL;
    size_t cap = 0;
    ssize_t got;
    for (int n = 1; !s && (errno = 0, got = getline(&text, &cap, f)) > 0; n++) {
        size_t len = (size_t)got - (text[got - 1] == '\n');
        if (!len || (plain && plain(a, text, len, out)))
            continue;
        char where[4200];
        json_t *j = NULL;
        snprintf(where, sizeof where, "%s line %d", path, n);
        if (!(s = sil_json_parse(text, len, where, &j, err)))
            s = line(a, j, where, out, err);
        json_decref(j);
    }
    if (!s && !feof(f))
        s = sil_fail(err, errno == ENOMEM ? SIL_NOMEM : SIL_IO, "cannot read %s: %s", path, strerror(errno));
    free(text);
    fclose(f);
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
    for (const char *p = s, *from = s;; p++) {
        unsigned char c = (unsigned char)*p;
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F)
            continue;
        sil_buf_add(b, from, (size_t)(p - from)); /* what needs no escape, at once */
        from = p + 1;
        switch (c) {
        case '\0': sil_buf_putc(b, '"'); return;
        case '"': sil_buf_puts(b, "\\\""); break;
        case '\\': sil_buf_puts(b, "\\\\"); break;
        case '\n': sil_buf_puts(b, "\\n"); break;
        case '\t': sil_buf_puts(b, "\\t"); break;
        case '\r': sil_buf_puts(b, "\\r"); break;
        default: sil_buf_printf(b, "\\u%04x", c);
        }
    }
}
