/* Room 5, publish: the table of patterns (relax_pattern.h). */
#include "relax_pattern.h"

#include <stdlib.h>

enum { PATTERNS_MOST = 1 << 20 };

static uint64_t mix(uint64_t x) /* the finalizer of splitmix64 (Vigna) */
{
    x ^= x >> 30;
    x *= 0xBF58476D1CE4E5B9u;
    x ^= x >> 27;
    x *= 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

static sil_rp_cell *cell(const sil_rp_map *m, uint64_t key)
{
    size_t i = (size_t)mix(key) & (m->size - 1);
    while (m->v[i].key && m->v[i].key != key)
        i = (i + 1) & (m->size - 1);
    return &m->v[i];
}

static bool put(sil_rp_map *m, uint64_t key, sil_rp value)
{
    if (m->n * 2 >= m->size) {
        sil_rp_map bigger = {.size = m->size ? m->size * 2 : 1024};
        bigger.v = calloc(bigger.size, sizeof *bigger.v);
        if (!bigger.v)
            return false;
        for (size_t i = 0; i < m->size; i++)
            if (m->v[i].key)
                *cell(&bigger, m->v[i].key) = m->v[i];
        bigger.n = m->n;
        free(m->v);
        *m = bigger;
    }
    sil_rp_cell *c = cell(m, key);
    m->n += !c->key;
    *c = (sil_rp_cell){key, value};
    return true;
}

bool sil_rp_open(sil_rp_table *t)
{
    *t = (sil_rp_table){0};
    sil_rp_make(t, RP_NONE, 0, 0);
    sil_rp_make(t, RP_EMPTY, 0, 0);
    sil_rp_make(t, RP_TEXT, 0, 0);
    return !t->failed;
}

void sil_rp_close(sil_rp_table *t)
{
    free(t->v);
    free(t->nodes.v);
    free(t->derived.v);
}

sil_rp sil_rp_make(sil_rp_table *t, sil_rp_kind kind, uint32_t a, uint32_t b)
{
    uint64_t key = (uint64_t)kind << 56 | (uint64_t)(a + 1) << 28 | (b + 1); /* numbers stay below 2^21 */
    if (t->failed)
        return RP_NONE;
    if (t->nodes.size) {
        const sil_rp_cell *c = cell(&t->nodes, key);
        if (c->key)
            return c->value;
    }
    if (t->n == t->cap) {
        size_t cap = t->cap ? t->cap * 2 : 1024;
        sil_rp_node *v = cap > PATTERNS_MOST ? NULL : realloc(t->v, cap * sizeof *v);
        if (!v) {
            t->failed = true;
            return RP_NONE;
        }
        t->v = v;
        t->cap = cap;
    }
    sil_rp_node x = {.kind = kind, .a = a, .b = b};
    const sil_rp_node *v = t->v;
    switch (kind) {
    case RP_EMPTY:
    case RP_TEXT: x.nullable = true; break;
    case RP_CHOICE:
        x.nullable = v[a].nullable || v[b].nullable;
        x.judged = v[a].judged || v[b].judged;
        break;
    case RP_GROUP:
        x.nullable = v[a].nullable && v[b].nullable;
        x.judged = v[a].judged || (v[a].nullable && v[b].judged);
        break;
    case RP_MORE:
        x.nullable = v[a].nullable;
        x.judged = v[a].judged;
        break;
    case RP_MIXED: x.nullable = v[a].nullable; break;
    case RP_AFTER: x.judged = v[a].judged; break;
    case RP_DATA:
    case RP_VALUE:
    case RP_LIST: x.judged = true; break;
    case RP_NONE:
    case RP_ELEMENT:
    case RP_ATTRIBUTE: break;
    }
    t->v[t->n] = x;
    if (!put(&t->nodes, key, (sil_rp)t->n)) {
        t->failed = true;
        return RP_NONE;
    }
    return (sil_rp)t->n++;
}

/* A choice is a chain of what may be, without doubles, sorted by number. */
static sil_rp insert(sil_rp_table *t, sil_rp one, sil_rp chain)
{
    if (chain == RP_NONE || one == chain)
        return one;
    if (t->v[chain].kind != RP_CHOICE)
        return one < chain ? sil_rp_make(t, RP_CHOICE, one, chain) : sil_rp_make(t, RP_CHOICE, chain, one);
    sil_rp first = t->v[chain].a, rest = t->v[chain].b;
    if (one == first)
        return chain;
    return one < first ? sil_rp_make(t, RP_CHOICE, one, chain) : sil_rp_make(t, RP_CHOICE, first, insert(t, one, rest));
}

sil_rp sil_rp_choice(sil_rp_table *t, sil_rp a, sil_rp b)
{
    for (; t->v[a].kind == RP_CHOICE; a = t->v[a].b)
        b = insert(t, t->v[a].a, b);
    return a == RP_NONE ? b : insert(t, a, b);
}

sil_rp sil_rp_group(sil_rp_table *t, sil_rp a, sil_rp b)
{
    if (a == RP_NONE || b == RP_NONE)
        return RP_NONE;
    if (a == RP_EMPTY || b == RP_EMPTY)
        return a == RP_EMPTY ? b : a;
    if (t->v[a].kind == RP_GROUP)
        return sil_rp_make(t, RP_GROUP, t->v[a].a, sil_rp_group(t, t->v[a].b, b));
    return sil_rp_make(t, RP_GROUP, a, b);
}

sil_rp sil_rp_after(sil_rp_table *t, sil_rp a, sil_rp b)
{
    return a == RP_NONE || b == RP_NONE ? RP_NONE : sil_rp_make(t, RP_AFTER, a, b);
}

sil_rp sil_rp_more(sil_rp_table *t, sil_rp a)
{
    return a == RP_NONE || a == RP_EMPTY || t->v[a].kind == RP_MORE ? a : sil_rp_make(t, RP_MORE, a, 0);
}

sil_rp sil_rp_mixed(sil_rp_table *t, sil_rp a)
{
    return a == RP_NONE ? a : a == RP_EMPTY ? RP_TEXT : sil_rp_make(t, RP_MIXED, a, 0);
}

static uint64_t question_key(sil_rp p, uint32_t question)
{
    return (uint64_t)(question + 1) << 32 | p;
}

bool sil_rp_known(const sil_rp_table *t, sil_rp p, uint32_t question, sil_rp *out)
{
    if (!t->derived.size)
        return false;
    const sil_rp_cell *c = cell(&t->derived, question_key(p, question));
    *out = c->value;
    return c->key != 0;
}

void sil_rp_keep(sil_rp_table *t, sil_rp p, uint32_t question, sil_rp out)
{
    if (!t->failed && !put(&t->derived, question_key(p, question), out))
        t->failed = true;
}
