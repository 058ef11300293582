/* sillok/json.h: small helpers over jansson for the layers: strict reading, sorted compact writing. */
#ifndef SILLOK_JSON_H
#define SILLOK_JSON_H

#include <jansson.h>

#include "sillok/err.h"
#include "sillok/mem.h"

/* Parse one JSON value; duplicates rejected. The caller decrefs. what: name of the text for the sentence ("text.jsonl line 3"). */
sil_status sil_json_parse(const char *text, size_t len, const char *what, json_t **out, sil_err *err) SIL_CHECK;

/* Read a file of JSON lines and call `line` with each value and its place ("text.jsonl line 3"), in order, until one fails. The value
 * is freed after the call. Empty lines are passed over. plain (or NULL): is asked first with the bytes of the line; false: it left `out` as it was, and a
 * value is made. One line is in memory at a time. */
typedef sil_status sil_json_line(sil_arena *a, const json_t *value, const char *where, void *out, sil_err *err);
typedef bool sil_json_plain(sil_arena *a, const char *line, size_t len, void *out);
sil_status sil_json_lines(sil_arena *a, const char *path, sil_json_plain *plain, sil_json_line *line, void *out, sil_err *err) SIL_CHECK;

/* Canonical text (sorted keys, no spaces) in the arena; NULL when memory is out. */
char *sil_json_dump(sil_arena *a, const json_t *j);

/* Member as text in the arena ("" when absent or not text), as number (dflt when absent). */
char *sil_json_text(sil_arena *a, const json_t *o, const char *key);
char *sil_json_text_or_null(sil_arena *a, const json_t *o, const char *key);
int sil_json_int(const json_t *o, const char *key, int dflt);
double sil_json_real(const json_t *o, const char *key, double dflt);

/* For writers: JSON string with quotes, escaped, added to a buffer. */
void sil_json_put(sil_buf *b, const char *s);

#endif
