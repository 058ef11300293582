/* sentences.c: room 4, where sentences end (sentences.h); for align.c. */
#include "sentences.h"

#include <string.h>

static bool closes(int32_t c)
{
    return sil_is_close(c) || c == '"' || c == '\'' || c == 0x2019 || c == 0x201D || c == 0x300D || c == 0x300F;
}

/* The word before the point at i: an initial, or an abbreviation the table knows. */
static bool abbreviated(sil_arena *a, const sil_rules *r, const sil_view *v, int from, int i)
{
    int s = i;
    while (s > from && !sil_is_space(v->cp[s - 1]) && !sil_is_open(v->cp[s - 1]))
        s--;
    if (i - s == 1 && v->cp[s] >= 'A' && v->cp[s] <= 'Z')
        return true;
    char *word = sil_view_slice(a, v, s, i + 1);
    return word && sil_pattern_find(&r->alignment, word, "abbreviation") != NULL;
}

sil_status sil_sentences(sil_arena *a, const sil_rules *r, const sil_view *v, int from, int to, sil_sentence **out, size_t *n, sil_err *err)
{
    size_t cap = 0;
    *out = NULL;
    *n = 0;
    for (int i = from, start = from; i < to; i++) {
        int32_t c = v->cp[i];
        bool wide = c == 0x3002 || c == 0xFF01 || c == 0xFF1F, narrow = c == '.' || c == '!' || c == '?';
        int end = i + 1;
        while ((wide || narrow) && end < to && closes(v->cp[end]))
            end++;
        bool ends = wide || (narrow && (end == to || sil_is_space(v->cp[end])) && !(c == '.' && end < to && abbreviated(a, r, v, from, i)));
        if (!ends && i + 1 < to)
            continue;
        int s = start, e = ends ? end : to;
        while (s < e && sil_is_space(v->cp[s]))
            s++;
        while (e > s && sil_is_space(v->cp[e - 1]))
            e--;
        if (e > s) {
            sil_sentence *x = SIL_PUSH(a, *out, *n, cap);
            if (!x)
                return sil_fail(err, SIL_NOMEM, "out of memory for the sentences of a block");
            *x = (sil_sentence){s, e};
        }
        start = ends ? end : to;
        i = start - 1;
    }
    return SIL_OK;
}
