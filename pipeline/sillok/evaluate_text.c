/* driver/evaluate_text.c: `sillok evaluate`, how two texts are compared: folded, character by character, and as bags of words. */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "evaluate.h"
#include "sillok/text.h"

bool eval_key(sil_arena *a, eval_keys *set, const char *fmt, ...)
{
    sil_buf b = {.limit = 1 << 20};
    char text[2048];
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    if (n < 0)
        return false;
    sil_buf_puts(&b, text); /* longer ones are cut: both sides alike */
    char **slot = b.failed ? NULL : SIL_PUSH(a, set->k, set->n, set->cap);
    if (slot)
        *slot = sil_strdup(a, b.data ? b.data : "");
    sil_buf_free(&b);
    return slot && *slot;
}

static int by_bytes(const void *x, const void *y)
{
    return strcmp(*(char *const *)x, *(char *const *)y);
}

eval_score eval_compare(eval_keys *truth, eval_keys *found)
{
    eval_score s = {truth->n, found->n, 0};
    if (truth->n)
        qsort(truth->k, truth->n, sizeof *truth->k, by_bytes);
    if (found->n)
        qsort(found->k, found->n, sizeof *found->k, by_bytes);
    for (size_t i = 0, j = 0; i < truth->n && j < found->n;) {
        int c = strcmp(truth->k[i], found->k[j]);
        s.right += c == 0;
        i += c <= 0;
        j += c >= 0;
    }
    return s;
}

static int32_t fold_char(int32_t c)
{
    static const int32_t forms[][2] = {
        {0x318D, 0xB7}, {0x2027, 0xB7}, {0x30FB, 0xB7}, {0x2022, 0xB7}, {0x2219, 0xB7}, {0x22C5, 0xB7}, {0x2019, '\''}, {0x2018, '\''}, {0x201C, '"'}, {0x201D, '"'},
        {0x2013, '-'}, {0x2014, '-'}, {0x2212, '-'}, {0x2015, '-'}, {0x2010, '-'}, {0x3008, '<'}, {0x3009, '>'}, {0x300A, '<'}, {0x300B, '>'}, {0x300C, '<'},
        {0x300D, '>'}, {0x300E, '<'}, {0x300F, '>'}, {0x223C, '~'}, {0x3002, '.'}, {0x3001, ','}};
    if (c >= 0xFF01 && c <= 0xFF5E)
        return c - 0xFEE0;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (c == forms[i][0])
            return forms[i][1];
    return c;
}

char *eval_fold(sil_arena *a, const char *s)
{
    char *n;
    if (sil_nfc(a, s, &n, NULL) != SIL_OK)
        return NULL;
    size_t len = strlen(n), k = 0;
    char *out = sil_alloc(a, len + 5);
    for (size_t i = 0; out && i < len;) {
        int32_t c = sil_cp_next(n, len, &i);
        if (sil_script_of(c) != SIL_SCRIPT_SPACE)
            k += sil_cp_put(out + k, fold_char(c)); /* no form is longer than what it stands for */
    }
    return out;
}

static int by_number(const void *x, const void *y)
{
    int32_t p = *(const int32_t *)x, q = *(const int32_t *)y;
    return (p > q) - (p < q);
}

static int32_t *points(sil_arena *a, const char *s, size_t *n)
{
    size_t len = strlen(s);
    int32_t *cp = sil_alloc(a, (len + 1) * sizeof *cp);
    *n = 0;
    for (size_t i = 0; cp && i < len;)
        cp[(*n)++] = sil_cp_next(s, len, &i);
    return cp;
}

/* Code points of both as numbers from 0 on; returns how many differ, 0 when memory is out. */
static size_t dense(sil_arena *a, int32_t *x, size_t n, int32_t *y, size_t m)
{
    int32_t *all = sil_alloc(a, (n + m + 1) * sizeof *all);
    size_t k = 0;
    if (!all)
        return 0;
    memcpy(all, x, n * sizeof *x);
    memcpy(all + n, y, m * sizeof *y);
    qsort(all, n + m, sizeof *all, by_number);
    for (size_t i = 0; i < n + m; i++)
        if (k == 0 || all[k - 1] != all[i])
            all[k++] = all[i];
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < (side ? m : n); i++) {
            int32_t *c = side ? &y[i] : &x[i];
            const int32_t *at = bsearch(c, all, k, sizeof *all, by_number);
            *c = (int32_t)(at - all);
        }
    return k;
}

size_t eval_distance(sil_arena *a, const char *one, const char *other)
{
    size_t n, m;
    int32_t *x = points(a, one, &n), *y = points(a, other, &m);
    if (!x || !y)
        return SIZE_MAX;
    if (n == 0 || m == 0)
        return n + m;
    size_t letters = dense(a, x, n, y, m);
    uint64_t *equal = letters ? sil_alloc(a, letters * sizeof *equal) : NULL;
    signed char *step = sil_alloc(a, m); /* of each column: how the score changes along the row above the block */
    if (!equal || !step)
        return SIZE_MAX;
    memset(step, 1, m);
    for (size_t from = 0; from < n; from += 64) {
        size_t rows = n - from < 64 ? n - from : 64;
        uint64_t plus = ~(uint64_t)0, minus = 0, last = (uint64_t)1 << (rows - 1);
        memset(equal, 0, letters * sizeof *equal);
        for (size_t r = 0; r < rows; r++)
            equal[x[from + r]] |= (uint64_t)1 << r;
        for (size_t c = 0; c < m; c++) {
            uint64_t eq = equal[y[c]], falls = step[c] < 0, rises = step[c] > 0;
            uint64_t vertical = eq | minus;
            eq |= falls;
            uint64_t diagonal = (((eq & plus) + plus) ^ plus) | eq;
            uint64_t up = minus | ~(diagonal | plus), down = plus & diagonal;
            step[c] = (signed char)((up & last ? 1 : 0) - (down & last ? 1 : 0));
            up = (up << 1) | rises;
            down = (down << 1) | falls;
            plus = down | ~(vertical | up);
            minus = up & vertical;
        }
    }
    size_t d = n;
    for (size_t c = 0; c < m; c++)
        d = (size_t)((long)d + step[c]);
    return d;
}

/* Words between spaces; a Chinese character is a word of its own. */
static bool words(sil_arena *a, const char *s, eval_keys *out)
{
    size_t len = strlen(s), from = 0;
    for (size_t i = 0; i <= len;) {
        size_t at = i;
        int32_t c = i < len ? sil_cp_next(s, len, &i) : ' ';
        if (at == len)
            i++;
        sil_script x = sil_script_of(c);
        if (x != SIL_SCRIPT_SPACE && x != SIL_SCRIPT_HAN)
            continue;
        char *w = at > from ? sil_strndup(a, s + from, at - from) : NULL;
        if (at > from && (!w || !(w = eval_fold(a, w)) || !eval_key(a, out, "%s", w)))
            return false;
        if (x == SIL_SCRIPT_HAN && !eval_key(a, out, "%.*s", (int)(i - at), s + at))
            return false;
        from = at == len ? len : i;
    }
    return true;
}

sil_status eval_text(sil_arena *a, const char *truth, const char *found, eval_paper *out, sil_err *err)
{
    char *t = eval_fold(a, truth), *f = eval_fold(a, found);
    eval_keys tw = {0}, fw = {0};
    size_t d = t && f ? eval_distance(a, t, f) : SIZE_MAX;
    if (d == SIZE_MAX || !words(a, truth, &tw) || !words(a, found, &fw))
        return sil_fail(err, SIL_NOMEM, "out of memory for comparing two texts");
    out->has_text = out->has[EVAL_WORDS] = true;
    out->errors = d;
    out->characters = sil_cp_count(t);
    out->score[EVAL_WORDS] = eval_compare(&tw, &fw);
    return SIL_OK;
}
