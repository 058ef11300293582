/* sillok/mem.h: memory in two shapes: arenas (what lives in one dies with it) and growing buffers with a limit.
 *
 * One arena a page, one a document. Nothing taken from an arena is freed alone. Both shapes fail by returning NULL or by a
 * sticky flag; neither ever aborts. */
#ifndef SILLOK_MEM_H
#define SILLOK_MEM_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "sillok/err.h"

typedef struct sil_arena sil_arena;

/* limit: bytes this arena may hand out, 0 = the default (1 GiB). NULL when memory is out. The caller frees it. */
sil_arena *sil_arena_new(size_t limit);
void sil_arena_free(sil_arena *a); /* NULL is fine */
void sil_arena_clear(sil_arena *a); /* all that it gave out is gone; for work that is done again and again */

/* All return memory aligned for any type, zeroed, that lives as long as the arena; NULL when out of memory or over the limit. */
void *sil_alloc(sil_arena *a, size_t size);
char *sil_strdup(sil_arena *a, const char *s);            /* NULL in, NULL out */
char *sil_strndup(sil_arena *a, const char *s, size_t n); /* n bytes at most */
char *sil_sprintf(sil_arena *a, const char *fmt, ...) SIL_PRINTF(2, 3);

/* Make room for one more element in an array of *cap elements of `size` bytes of which n are used. Returns the array (moved
 * perhaps, old contents kept, the old copy stays in the arena until it dies), or NULL. Use through SIL_PUSH. */
void *sil_grow(sil_arena *a, void *array, size_t n, size_t *cap, size_t size);

/* Pointer to a fresh zeroed element at the end of array `ptr` (count n, capacity cap), or NULL when memory is out.
 *   sil_line *l = SIL_PUSH(arena, b->lines, b->n_lines, b->cap_lines);  if (!l) return sil_fail(err, SIL_NOMEM, ...); */
#define SIL_PUSH(a, ptr, n, cap) \
    (((ptr) = sil_grow((a), (ptr), (n), &(cap), sizeof *(ptr))) ? &(ptr)[(n)++] : NULL)

/* The same for the few arrays that grow to many megabytes: the old copy is gone when the array moves, so no pointer into it may be kept over a push. */
void *sil_grow_moving(sil_arena *a, void *array, size_t n, size_t *cap, size_t size);
#define SIL_PUSH_LONG(a, ptr, n, cap) \
    (((ptr) = sil_grow_moving((a), (ptr), (n), &(cap), sizeof *(ptr))) ? memset(&(ptr)[(n)++], 0, sizeof *(ptr)) : NULL)

/* A growing byte buffer, always NUL-terminated once something was added. Start with `sil_buf b = {.limit = N}` (0 = 256 MiB).
 * A failed addition sets `failed` and later additions do nothing: check once at the end with sil_buf_ok(). */
typedef struct sil_buf {
    char *data;
    size_t len, cap, limit;
    bool failed;
} sil_buf;

void sil_buf_add(sil_buf *b, const void *bytes, size_t n);
void sil_buf_puts(sil_buf *b, const char *s);
void sil_buf_putc(sil_buf *b, char c);
void sil_buf_printf(sil_buf *b, const char *fmt, ...) SIL_PRINTF(2, 3);
void sil_buf_int(sil_buf *b, long long n);  /* as %lld, ten times as fast: the layers have a million of them */
void sil_buf_milli(sil_buf *b, double v);   /* as %.3f */
sil_status sil_buf_ok(const sil_buf *b, sil_err *err) SIL_CHECK;
void sil_buf_free(sil_buf *b);

#endif
