/* matcher.c: room 4, first step: where names of the authority files stand in a text. See matcher.h for the method. */
#include "matcher.h"

#include <stdlib.h>
#include <string.h>

struct sil_matcher {
    int32_t *base, *check; /* check: parent state + 1, 0 = free */
    size_t cap, next_free;
};

typedef struct builder {
    sil_matcher *m;
    const char *const *keys;
} builder;

static int reserve(sil_matcher *m, size_t need)
{
    if (need <= m->cap)
        return 0;
    size_t cap = m->cap ? m->cap : 4096;
    while (cap < need)
        cap *= 2;
    if (cap > INT32_MAX / 2)
        return -1;
    int32_t *b = realloc(m->base, cap * sizeof *b);
    if (b)
        m->base = b;
    int32_t *c = realloc(m->check, cap * sizeof *c);
    if (c)
        m->check = c;
    if (!b || !c)
        return -1;
    memset(m->base + m->cap, 0, (cap - m->cap) * sizeof *b);
    memset(m->check + m->cap, 0, (cap - m->cap) * sizeof *c);
    m->cap = cap;
    return 0;
}

/* A base under which all codes are free. Cells below next_free are all but full and are not looked at again. */
static long find_base(sil_matcher *m, const int *codes, int n)
{
    size_t pos = m->next_free > (size_t)codes[0] + 1 ? m->next_free : (size_t)codes[0] + 1;
    size_t seen = 0, busy = 0, from = pos;
    for (;; pos++) {
        if (reserve(m, pos + 300) != 0)
            return -1;
        seen++;
        if (m->check[pos]) {
            busy++;
            continue;
        }
        size_t b = pos - (size_t)codes[0];
        int ok = 1;
        for (int i = 1; i < n && ok; i++)
            ok = m->check[b + (size_t)codes[i]] == 0;
        if (ok) {
            if (seen > 16 && busy * 20 >= seen * 19)
                m->next_free = pos;
            else if (from == pos && pos == m->next_free)
                m->next_free = pos + 1;
            return (long)b;
        }
    }
}

/* Place the children of state: keys [lo, hi) agree in their first depth bytes. */
static int place(builder *bd, size_t state, size_t lo, size_t hi, size_t depth)
{
    int codes[257];
    size_t from[258];
    int n = 0;
    for (size_t i = lo; i < hi; i++) {
        unsigned char c = (unsigned char)bd->keys[i][depth];
        int code = c ? c + 1 : 0;
        if (n == 0 || codes[n - 1] != code) {
            codes[n] = code;
            from[n++] = i;
        }
    }
    from[n] = hi;
    long b = find_base(bd->m, codes, n);
    if (b < 0)
        return -1;
    bd->m->base[state] = (int32_t)b;
    for (int i = 0; i < n; i++)
        bd->m->check[(size_t)b + (size_t)codes[i]] = (int32_t)state + 1;
    for (int i = 0; i < n; i++) {
        size_t t = (size_t)b + (size_t)codes[i];
        if (codes[i] == 0)
            bd->m->base[t] = (int32_t)from[i];
        else if (place(bd, t, from[i], from[i + 1], depth + 1) != 0)
            return -1;
    }
    return 0;
}

sil_status sil_matcher_new(const char *const *keys, size_t n, sil_matcher **out, sil_err *err)
{
    *out = NULL;
    for (size_t i = 0; i < n; i++) {
        if (!keys[i][0] || (i && strcmp(keys[i - 1], keys[i]) >= 0))
            return sil_fail(err, SIL_USAGE, "the list of names is not sorted or has an empty or double name at %zu", i);
        if (strlen(keys[i]) > 1000)
            return sil_fail(err, SIL_LIMIT, "a name of the authority files is longer than 1000 bytes: %.60s...", keys[i]);
    }
    sil_matcher *m = calloc(1, sizeof *m);
    if (!m || reserve(m, 1024) != 0) {
        sil_matcher_free(m);
        return sil_fail(err, SIL_NOMEM, "out of memory for the names of the authority files");
    }
    m->check[0] = 1;
    m->next_free = 1;
    builder bd = {m, keys};
    if (n && place(&bd, 0, 0, n, 0) != 0) {
        sil_matcher_free(m);
        return sil_fail(err, SIL_NOMEM, "out of memory for the names of the authority files");
    }
    *out = m;
    return SIL_OK;
}

void sil_matcher_free(sil_matcher *m)
{
    if (!m)
        return;
    free(m->base);
    free(m->check);
    free(m);
}

static int step(const sil_matcher *m, size_t *state, int code)
{
    size_t t = (size_t)m->base[*state] + (size_t)code;
    if (t >= m->cap || m->check[t] != (int32_t)*state + 1)
        return 0;
    *state = t;
    return 1;
}

size_t sil_matcher_prefixes(const sil_matcher *m, const char *s, size_t len, sil_match *out, size_t max)
{
    size_t state = 0, n = 0;
    for (size_t i = 0; i < len && n < max; i++) {
        if (!step(m, &state, (unsigned char)s[i] + 1))
            break;
        size_t t = state;
        if (step(m, &t, 0)) {
            out[n].end = i + 1;
            out[n++].value = m->base[t];
        }
    }
    return n;
}

int sil_matcher_find(const sil_matcher *m, const char *s, size_t len)
{
    size_t state = 0;
    for (size_t i = 0; i < len; i++)
        if (!step(m, &state, (unsigned char)s[i] + 1))
            return -1;
    return step(m, &state, 0) ? m->base[state] : -1;
}
