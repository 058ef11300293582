/* run.c: characters with their way back to the words; used by every step of this room. */
#include "run.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/utf16.h>

#include "sillok/text.h"

static bool reserve(sil_arena *a, sil_tx_run *r, size_t more)
{
    if (r->n + more <= r->cap)
        return true;
    size_t cap = r->cap ? r->cap * 2 : 64;
    while (cap < r->n + more)
        cap *= 2;
    int32_t *cp = sil_alloc(a, cap * sizeof *cp);
    int32_t *src = sil_alloc(a, cap * sizeof *src);
    if (!cp || !src)
        return false;
    if (r->n) {
        memcpy(cp, r->cp, r->n * sizeof *cp);
        memcpy(src, r->src, r->n * sizeof *src);
    }
    r->cp = cp;
    r->src = src;
    r->cap = cap;
    return true;
}

bool sil_tx_run_room(sil_arena *a, sil_tx_run *r, size_t n)
{
    if (r->n || r->cap || !n)
        return reserve(a, r, n);
    r->cp = sil_alloc(a, n * sizeof *r->cp);
    r->src = sil_alloc(a, n * sizeof *r->src);
    r->cap = r->cp && r->src ? n : 0;
    return r->cap == n;
}

bool sil_tx_run_put(sil_arena *a, sil_tx_run *r, int32_t cp, int32_t src)
{
    if (!reserve(a, r, 1))
        return false;
    r->cp[r->n] = cp;
    r->src[r->n++] = src;
    return true;
}

bool sil_tx_run_puts(sil_arena *a, sil_tx_run *r, const char *utf8, int32_t src)
{
    size_t len = strlen(utf8), i = 0;
    if (r->cap - r->n < len && !reserve(a, r, sil_cp_count(utf8)))
        return false;
    while (i < len) {
        r->cp[r->n] = sil_cp_next(utf8, len, &i);
        r->src[r->n++] = src;
    }
    return true;
}

bool sil_tx_run_add_range(sil_arena *a, sil_tx_run *r, const sil_tx_run *more, size_t start, size_t end)
{
    if (end > more->n)
        end = more->n;
    if (start >= end)
        return true;
    if (!reserve(a, r, end - start))
        return false;
    memcpy(r->cp + r->n, more->cp + start, (end - start) * sizeof *r->cp);
    memcpy(r->src + r->n, more->src + start, (end - start) * sizeof *r->src);
    r->n += end - start;
    return true;
}

bool sil_tx_run_add(sil_arena *a, sil_tx_run *r, const sil_tx_run *more)
{
    return sil_tx_run_add_range(a, r, more, 0, more->n);
}

void sil_tx_run_cut(sil_tx_run *r, size_t start, size_t end)
{
    if (end > r->n)
        end = r->n;
    if (start >= end)
        return;
    memmove(r->cp + start, r->cp + end, (r->n - end) * sizeof *r->cp);
    memmove(r->src + start, r->src + end, (r->n - end) * sizeof *r->src);
    r->n -= end - start;
}

void sil_tx_run_trim(sil_tx_run *r)
{
    size_t lead = 0;
    while (r->n && sil_tx_is_space(r->cp[r->n - 1]))
        r->n--;
    while (lead < r->n && sil_tx_is_space(r->cp[lead]))
        lead++;
    sil_tx_run_cut(r, 0, lead);
}

char *sil_tx_run_slice(sil_arena *a, const sil_tx_run *r, size_t start, size_t end)
{
    if (end > r->n)
        end = r->n;
    if (start > end)
        start = end;
    char *out = sil_alloc(a, (end - start) * 4 + 1), *p = out;
    if (!out)
        return NULL;
    for (size_t i = start; i < end; i++) {
        char b[5];
        size_t k = sil_cp_put(b, r->cp[i]);
        memcpy(p, b, k);
        p += k;
    }
    *p = '\0';
    return out;
}

char *sil_tx_run_text(sil_arena *a, const sil_tx_run *r)
{
    return sil_tx_run_slice(a, r, 0, r->n);
}

bool sil_tx_utf16_of(sil_tx_utf16 *b, const sil_tx_run *r)
{
    if (r->n > (1u << 28))
        return false;
    int32_t need = (int32_t)r->n * 2 + 1;
    if (need > b->cap) {
        int32_t cap = b->cap ? b->cap : 256;
        while (cap < need)
            cap *= 2;
        UChar *u = realloc(b->u, (size_t)cap * sizeof *u);
        if (u)
            b->u = u;
        int32_t *at = realloc(b->at, (size_t)cap * sizeof *at);
        if (at)
            b->at = at;
        if (!u || !at)
            return false;
        b->cap = cap;
    }
    int32_t n = 0;
    for (size_t i = 0; i < r->n; i++) {
        int32_t c = r->cp[i];
        b->at[n] = (int32_t)i;
        if (c < 0x10000) {
            b->u[n++] = (UChar)c;
        } else {
            b->u[n++] = (UChar)U16_LEAD(c);
            b->at[n] = (int32_t)i;
            b->u[n++] = (UChar)U16_TRAIL(c);
        }
    }
    b->at[n] = (int32_t)r->n;
    b->n = n;
    return true;
}

void sil_tx_utf16_free(sil_tx_utf16 *b)
{
    free(b->u);
    free(b->at);
    *b = (sil_tx_utf16){0};
}
