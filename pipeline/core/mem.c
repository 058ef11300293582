/* core/mem.c: arenas and growing buffers. */
#include "sillok/mem.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK 65536u
#define ALIGN 16u
#define LARGE (CHUNK / 4)

typedef struct chunk {
    struct chunk *next, *before;
    size_t used, size;
    _Alignas(ALIGN) char bytes[];
} chunk;

struct sil_arena {
    chunk *head;
    size_t given, limit;
};

sil_arena *sil_arena_new(size_t limit)
{
    sil_arena *a = calloc(1, sizeof *a);
    if (a)
        a->limit = limit ? limit : (size_t)1 << 30;
    return a;
}

void sil_arena_free(sil_arena *a)
{
    if (!a)
        return;
    for (chunk *c = a->head, *next; c; c = next) {
        next = c->next;
        free(c);
    }
    free(a);
}

void sil_arena_clear(sil_arena *a)
{
    chunk *open = a->head && a->head->size == CHUNK ? a->head : NULL;
    for (chunk *c = a->head, *next; c; c = next) {
        next = c->next;
        if (c != open)
            free(c);
    }
    if (open) {
        memset(open->bytes, 0, open->used);
        open->used = 0;
        open->next = open->before = NULL;
    }
    a->head = open;
    a->given = 0;
}

/* A piece of `size` bytes at an address that `align` divides. Chunks are born zeroed and given out once, so a piece is zeroed without being touched: the part of a
 * large array that is never used costs no memory. */
static char *piece(sil_arena *a, size_t size, size_t align)
{
    if (size > SIZE_MAX - CHUNK || size > a->limit - a->given)
        return NULL;
    chunk *c = a->head;
    bool large = size > LARGE; /* has a chunk of its own, behind the open one */
    size_t at = c ? (c->used + align - 1) & ~(align - 1) : 0;
    if (large || !c || c->size < at || c->size - at < size) {
        size_t want = large ? size : CHUNK;
        chunk *fresh = calloc(1, sizeof *fresh + want);
        if (!fresh)
            return NULL;
        fresh->size = want;
        fresh->before = large ? c : NULL;
        fresh->next = large && c ? c->next : c;
        if (fresh->next)
            fresh->next->before = fresh;
        if (fresh->before)
            fresh->before->next = fresh;
        else
            a->head = fresh;
        c = fresh;
        at = 0;
    }
    c->used = at + size;
    a->given += size;
    return c->bytes + at;
}

void *sil_alloc(sil_arena *a, size_t size)
{
    return piece(a, size ? size : 1, ALIGN);
}

char *sil_strndup(sil_arena *a, const char *s, size_t n)
{
    if (!s)
        return NULL;
    size_t len = strnlen(s, n);
    char *p = piece(a, len + 1, 1); /* text stands close */
    if (p)
        memcpy(p, s, len);
    return p;
}

char *sil_strdup(sil_arena *a, const char *s)
{
    return s ? sil_strndup(a, s, strlen(s)) : NULL;
}

char *sil_sprintf(sil_arena *a, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    char *p = n < 0 ? NULL : sil_alloc(a, (size_t)n + 1);
    if (p)
        vsnprintf(p, (size_t)n + 1, fmt, again);
    va_end(again);
    return p;
}

void *sil_grow(sil_arena *a, void *array, size_t n, size_t *cap, size_t size)
{
    if (n < *cap)
        return array;
    size_t want = *cap ? *cap * 2 : 8;
    if (want < *cap || want > SIZE_MAX / size)
        return NULL;
    void *p = sil_alloc(a, want * size);
    if (!p)
        return NULL;
    if (n)
        memcpy(p, array, n * size);
    *cap = want;
    return p;
}

void *sil_grow_moving(sil_arena *a, void *array, size_t n, size_t *cap, size_t size)
{
    if (n < *cap)
        return array;
    if (*cap == 0 || *cap > SIZE_MAX / 2 / size || *cap * size <= LARGE)
        return sil_grow(a, array, n, cap, size);
    size_t was = *cap * size, more = was, want = was + more;
    if (more > a->limit - a->given)
        return NULL;
    chunk *c = (chunk *)(void *)((char *)array - offsetof(chunk, bytes));
    chunk *moved = realloc(c, sizeof *c + want); /* what is new of it is zeroed as it is given out */
    if (!moved)
        return NULL;
    if (moved->next)
        moved->next->before = moved;
    if (moved->before)
        moved->before->next = moved;
    else
        a->head = moved;
    moved->size = moved->used = want;
    a->given += more;
    *cap *= 2;
    return moved->bytes;
}

static bool reserve(sil_buf *b, size_t more)
{
    if (b->failed)
        return false;
    size_t limit = b->limit ? b->limit : (size_t)256 << 20;
    if (more > limit || b->len > limit - more) {
        b->failed = true;
        return false;
    }
    size_t need = b->len + more + 1;
    if (need > b->cap) {
        size_t cap = b->cap ? b->cap : 256;
        while (cap < need)
            cap *= 2;
        char *p = realloc(b->data, cap);
        if (!p) {
            b->failed = true;
            return false;
        }
        b->data = p;
        b->cap = cap;
    }
    return true;
}

void sil_buf_add(sil_buf *b, const void *bytes, size_t n)
{
    if (!reserve(b, n))
        return;
    if (n)
        memcpy(b->data + b->len, bytes, n);
    b->len += n;
    b->data[b->len] = '\0';
}

void sil_buf_puts(sil_buf *b, const char *s)
{
    sil_buf_add(b, s, strlen(s));
}

void sil_buf_putc(sil_buf *b, char c)
{
    sil_buf_add(b, &c, 1);
}

void sil_buf_printf(sil_buf *b, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (n < 0)
        b->failed = true;
    else if (reserve(b, (size_t)n)) {
        vsnprintf(b->data + b->len, (size_t)n + 1, fmt, again);
        b->len += (size_t)n;
    }
    va_end(again);
}

void sil_buf_int(sil_buf *b, long long n)
{
    char digits[24], *p = digits + sizeof digits;
    unsigned long long u = n < 0 ? 0ULL - (unsigned long long)n : (unsigned long long)n;
    do {
        *--p = (char)('0' + u % 10);
        u /= 10;
    } while (u);
    if (n < 0)
        *--p = '-';
    sil_buf_add(b, p, (size_t)(digits + sizeof digits - p));
}

void sil_buf_milli(sil_buf *b, double v)
{
    double thousands = v * 1000;
    long long n = thousands > 0 && thousands < 1e9 ? (long long)(thousands + 0.5) : -1;
    double off = thousands + 0.5 - (double)n; /* 0 to 1; near either end printf decides how it is rounded */
    if (n < 0 || off < 1e-4 || off > 1 - 1e-4) {
        sil_buf_printf(b, "%.3f", v);
        return;
    }
    sil_buf_int(b, n / 1000);
    sil_buf_add(b, (const char[]){'.', (char)('0' + n / 100 % 10), (char)('0' + n / 10 % 10), (char)('0' + n % 10)}, 4);
}

sil_status sil_buf_ok(const sil_buf *b, sil_err *err)
{
    if (b->failed)
        return sil_fail(err, SIL_NOMEM, "a text grew past its limit of %zu bytes, or memory ran out", b->limit ? b->limit : (size_t)256 << 20);
    return SIL_OK;
}

void sil_buf_free(sil_buf *b)
{
    free(b->data);
    b->data = NULL;
    b->len = b->cap = 0;
}
