/* relprose.c: room 4, relations that a sentence says outright: sister cities with their date, the founding and the seat of organizations.
 *
 * A sentence needs a trigger of extract-relations.tsv. Sister cities: two cities of different countries joined as a pair (A와 B, A는 B와, A与B,
 * A and B, A-B). Founding: an organization and a date beside a trigger. What a sentence only suggests is left alone. */
#include <string.h>
#include <unicode/ustring.h>

#include "relations.h"

typedef struct spot { /* where a trigger stands, code points */
    int start, end;
    const char *predicate;
} spot;

typedef struct prose {
    sil_work *w;
    sil_piece *p;
    const sil_mention **m; /* mentions of the block by place */
    size_t n;
    spot spots[64];
    size_t n_spots;
    const sil_mention *last_date; /* of the sentences before */
    const sil_mention *pair_date; /* of the pairs of the last sentence that had pairs */
} prose;

static sil_status nomem(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "out of memory for the relations of the paper");
}

static bool ends_sentence(const sil_view *v, int i)
{
    int32_t c = v->cp[i], next = i + 1 < v->n ? v->cp[i + 1] : ' ';
    if (c == 0x3002 || c == 0xFF01 || c == 0xFF1F)
        return true;
    if (c != '.' && c != '!' && c != '?')
        return false;
    if (c == '.' && i > 0 && (v->cp[i - 1] >= 'A' && v->cp[i - 1] <= 'Z'))
        return false;
    return sil_is_space(next) || (c == '.' && next >= 'A' && next <= 'Z' && i > 0 && v->cp[i - 1] >= 'a' && v->cp[i - 1] <= 'z');
}

/* All triggers in code points [from, to). */
static sil_status find_spots(prose *x, int from, int to, sil_err *err)
{
    const sil_view *v = &x->p->view;
    UChar *u = sil_alloc(x->w->a, ((size_t)(to - from) * 2 + 2) * sizeof *u);
    int *cp = sil_alloc(x->w->a, ((size_t)(to - from) * 2 + 2) * sizeof *cp);
    int32_t n = 0;
    if (!u || !cp)
        return nomem(err);
    for (int i = from; i < to; i++) {
        int32_t c = v->cp[i];
        cp[n] = i;
        if (c > 0xFFFF) {
            u[n++] = (UChar)(0xD7C0 + (c >> 10));
            cp[n] = i;
            c = 0xDC00 + (c & 0x3FF);
        }
        u[n++] = (UChar)c;
    }
    cp[n] = to;
    x->n_spots = 0;
    for (size_t k = 0; k < x->w->rules->relations.n; k++) {
        const sil_pattern *r = &x->w->rules->relations.p[k];
        if (strcmp(r->kind, "prose") != 0)
            continue;
        UErrorCode e = U_ZERO_ERROR;
        uregex_setText(r->re, u, n, &e);
        while (uregex_findNext(r->re, &e) && U_SUCCESS(e) && x->n_spots < 64) {
            int s = cp[uregex_start(r->re, 0, &e)], t = cp[uregex_end(r->re, 0, &e)];
            x->spots[x->n_spots++] = (spot){s, t, r->value};
        }
    }
    return SIL_OK;
}

static const spot *spot_of(const prose *x, const char *predicate)
{
    for (size_t i = 0; i < x->n_spots; i++)
        if (strcmp(x->spots[i].predicate, predicate) == 0)
            return &x->spots[i];
    return NULL;
}

static bool has(const sil_view *v, int from, int to, const char *word)
{
    int start = v->byte_at[from], end = v->byte_at[to];
    size_t k = strlen(word);
    for (int i = start; i + (int)k <= end; i++)
        if (memcmp(v->text + i, word, k) == 0)
            return true;
    return false;
}

static const char *country(const prose *x, const sil_mention *m)
{
    int c = sil_city_find(x->w->au, m->entity);
    return c >= 0 ? x->w->au->cities[c].country : "";
}

/* What stands between two cities joins them as a pair. Brackets, "City", "in China" between them are passed over. */
static bool joins(const prose *x, int from, int to)
{
    const sil_view *v = &x->p->view;
    char words[64];
    size_t n = 0;
    for (int i = from; i < to; i++) {
        if (sil_is_open(v->cp[i])) {
            while (i < to && !sil_is_close(v->cp[i]))
                i++;
            continue;
        }
        if (n + 5 > sizeof words)
            return false;
        size_t len = (size_t)(v->byte_at[i + 1] - v->byte_at[i]);
        memcpy(words + n, v->text + v->byte_at[i], len);
        n += len;
    }
    words[n] = 0;
    const sil_pattern *p = sil_pattern_find(&x->w->rules->relations, words, "joint");
    return p != NULL;
}

/* "cities in A and B": what stands before them pairs each with others. */
static bool apart(const prose *x, int at, int from)
{
    const char *s = sil_view_slice(x->w->a, &x->p->view, at - 24 < from ? from : at - 24, at);
    return s && sil_pattern_find(&x->w->rules->relations, s, "apart") != NULL;
}

/* A province named to say where the city behind it lies: 전라남도 목포시, 장쑤성의 롄윈강시. */
static bool qualifies(const prose *x, size_t i)
{
    const sil_mention *m = x->m[i], *next = i + 1 < x->n ? x->m[i + 1] : NULL;
    if (strcmp(m->rule, "province-name") != 0 || !next || strcmp(next->type, "city") != 0)
        return false;
    for (int k = m->end; k < next->start; k++)
        if (!sil_is_space(x->p->view.cp[k]) && x->p->view.cp[k] != 0xC758)
            return false;
    return next->start - m->end <= 3;
}

/* The second name of a city in brackets behind the first: 롄윈강(連雲港). */
static bool named_twice(const prose *x, size_t i)
{
    return i > 0 && strcmp(x->m[i - 1]->entity, x->m[i]->entity) == 0 && x->m[i]->start - x->m[i - 1]->end <= 2;
}

static const sil_mention *date_for(const prose *x, int from, int to, int start, int end, bool *same_year)
{
    const sil_view *v = &x->p->view;
    const sil_mention *before = NULL, *after = NULL;
    int dates = 0;
    *same_year = false;
    for (size_t i = 0; i < x->n; i++) {
        const sil_mention *m = x->m[i];
        if (strcmp(m->type, "date") != 0 || m->start < from || m->end > to || strcmp(m->flag, "citation") == 0 || strcmp(m->flag, "before") == 0)
            continue;
        dates++;
        if (m->end <= start)
            before = m;
        else if (m->start >= end && !after)
            after = m;
    }
    /* "... City on July 1, 1993", "... in 1993": directly behind */
    if (after && after->start - end <= 10 && !has(v, end, after->start, ",") && (has(v, end, after->start, " on ") || has(v, end, after->start, " in ")))
        return after;
    for (size_t i = 0; after && i < x->n_spots; i++) { /* "became sister cities in 1993" */
        int gap = after->start - x->spots[i].end;
        if (strcmp(x->spots[i].predicate, "sister_city") == 0 && x->spots[i].start >= end && gap >= 0 && gap <= 6)
            return after;
    }
    if (!before && x->last_date && (has(v, from, start, "같은 해") || has(v, from, start, "同年"))) {
        *same_year = true;
        return x->pair_date ? x->pair_date : x->last_date;
    }
    if (before) {
        *same_year = has(v, before->end, start, "같은 해") || has(v, before->end, start, "同年");
        return before;
    }
    return after && dates == 1 ? after : NULL;
}

static const char *date_text(const prose *x, const sil_mention *d, bool same_year)
{
    if (!d)
        return "";
    bool season = strlen(d->normalized) == 7 && (d->normalized[5] > '1' || (d->normalized[5] == '1' && d->normalized[6] > '2'));
    return (season || same_year) && strlen(d->normalized) > 4 && strchr(d->normalized, '/') == NULL ? sil_strndup(x->w->a, d->normalized, 4) : d->normalized;
}

/* Pairs of cities in the sentence. chain: the sentence before said sister cities and this one goes on with pairs alone. */
static sil_status sisters(prose *x, int from, int to, bool chain, size_t *found, sil_err *err)
{
    const sil_view *v = &x->p->view;
    const char *predicate = spot_of(x, "sister_city") ? "sister_city" : spot_of(x, "friendly_city") ? "friendly_city" : chain ? "sister_city" : NULL;
    const sil_mention *pair[64][2];
    size_t n = 0;
    *found = 0;
    if (!predicate)
        return SIL_OK;
    for (size_t i = 0; i < x->n && n < 64; i++) {
        const sil_mention *a = x->m[i];
        if (strcmp(a->type, "city") != 0 || a->start < from || a->end > to || qualifies(x, i))
            continue;
        for (size_t k = i + 1; k < x->n; k++) {
            const sil_mention *b = x->m[k];
            if (b->end > to)
                break;
            if (strcmp(b->type, "city") != 0 || strcmp(b->entity, a->entity) == 0 || qualifies(x, k))
                continue;
            if (joins(x, a->end, b->start) && !apart(x, a->start, from) && strcmp(country(x, a), country(x, b)) != 0) {
                pair[n][0] = a;
                pair[n++][1] = b;
                i = k;
            }
            break;
        }
    }
    size_t cities = 0;
    for (size_t i = 0; i < x->n; i++)
        cities += strcmp(x->m[i]->type, "city") == 0 && x->m[i]->start >= from && x->m[i]->end <= to && !qualifies(x, i) && !named_twice(x, i);
    if ((!spot_of(x, predicate) && n < 2) || cities > 2 * n + 1) /* cities that stand alone: a list of one city's partners, not pairs */
        return SIL_OK;
    bool jubilee = has(v, from, to, "주년") || has(v, from, to, "周年") || has(v, from, to, "anniversary");
    for (size_t i = 0; i < n; i++) {
        bool same_year;
        const sil_mention *a = pair[i][0], *b = pair[i][1];
        const sil_mention *d = jubilee ? NULL : date_for(x, from, to, a->start, b->end, &same_year);
        const char *date = d ? date_text(x, d, same_year) : "";
        x->pair_date = d ? d : x->pair_date;
        if (!date)
            return nomem(err);
        sil_status st = sil_fact_add(x->w, x->p, a->start, b->end, (sil_fact){a->entity, predicate, b->entity, NULL, date, chain ? "prose-sister-chain" : "prose-sister", 0.85}, err);
        if (st != SIL_OK)
            return st;
    }
    *found = n;
    return SIL_OK;
}

/* The nearest mention of a type around [start, end), not more than reach away, on one side (-1, 1) or both (0). */
static const sil_mention *nearest(const prose *x, const char *type, int start, int end, int reach, int side, int from, int to)
{
    const sil_mention *best = NULL;
    int far = reach + 1;
    for (size_t i = 0; i < x->n; i++) {
        const sil_mention *m = x->m[i];
        if (strcmp(m->type, type) != 0 || m->start < from || m->end > to)
            continue;
        int gap = m->end <= start ? start - m->end : m->start >= end ? m->start - end : 0;
        if ((side < 0 && m->end > start) || (side > 0 && m->start < end) || gap >= far)
            continue;
        far = gap;
        best = m;
    }
    return best;
}

/* Clause: what stands between semicolons around the trigger. */
static void clause(const sil_view *v, int from, int to, int at, int *s, int *e)
{
    *s = *e = at;
    while (*s > from && v->cp[*s - 1] != ';' && v->cp[*s - 1] != 0xFF1B)
        (*s)--;
    while (*e < to && v->cp[*e] != ';' && v->cp[*e] != 0xFF1B)
        (*e)++;
}

/* The date of a founding: directly behind the trigger (成立于2001年, founded in 1913), or before it in the same clause. */
static const sil_mention *founding_date(const prose *x, const spot *s, int from, int to)
{
    const sil_view *v = &x->p->view;
    const sil_mention *after = nearest(x, "date", s->start, s->end, 4, 1, from, to), *before = nearest(x, "date", s->start, s->end, 45, -1, from, to);
    if (before && (has(v, before->end, s->start, ", ") || has(v, before->end, s->start, "，")) && s->start - before->end > 4)
        before = NULL;
    if (after && (has(v, s->end, after->start, ",") || has(v, s->end, after->start, "，")))
        after = NULL;
    const sil_mention *d = before && after ? (s->start - before->end <= after->start - s->end ? before : after) : before ? before : after;
    return !d || strcmp(d->flag, "citation") == 0 || d->flag[0] == 'a' || d->flag[0] == 'b' ? NULL : d;
}

static sil_status founded(prose *x, int from, int to, sil_err *err)
{
    for (size_t i = 0; i < x->n_spots; i++) {
        const spot *s = &x->spots[i];
        if (strcmp(s->predicate, "founded") != 0)
            continue;
        int a, b;
        clause(&x->p->view, from, to, s->start, &a, &b);
        const sil_mention *d = founding_date(x, s, a, b);
        if (!d)
            continue;
        int l = d->start < s->start ? d->start : s->start, r = d->end > s->end ? d->end : s->end;
        const sil_mention *inside = d->end <= s->start ? nearest(x, "organization", s->start, s->start, s->start - d->end, -1, d->end, s->start) : NULL;
        const sil_mention *before = nearest(x, "organization", l, r, 14, -1, a, b), *after = nearest(x, "organization", l, r, 6, 1, a, b);
        const sil_mention *o = inside ? inside : before && after ? (l - before->end <= after->start - r ? before : after) : before ? before : after;
        if (!o)
            continue;
        int start = o->start < l ? o->start : l, end = o->end > r ? o->end : r;
        int k = sil_org_find(x->w->au, o->entity);
        bool differs = k >= 0 && x->w->au->orgs[k].founded[0] && strncmp(x->w->au->orgs[k].founded, d->normalized, 4) != 0;
        sil_status st = sil_fact_add(x->w, x->p, start, end,
                                     (sil_fact){o->entity, "founded", NULL, d->normalized, d->normalized, differs ? "prose-founded-differs" : "prose-founded", differs ? 0.5 : 0.85}, err);
        if (st != SIL_OK)
            return st;
    }
    return SIL_OK;
}

static bool moves(const sil_view *v, int from, int to)
{
    static const char *const words[] = {"옮", "이전", "迁", "遷", "moved", "relocat", "전신"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (from < to && has(v, from, to, words[i]))
            return true;
    return false;
}

/* "whose secretariat is in Barcelona", 总部设在北京, 본부는 바르셀로나에: a city directly behind the trigger, an organization before it. */
static sil_status seats(prose *x, int from, int to, sil_err *err)
{
    const sil_view *v = &x->p->view;
    for (size_t i = 0; i < x->n_spots; i++) {
        const spot *s = &x->spots[i];
        if (strcmp(s->predicate, "seat") != 0)
            continue;
        const sil_mention *c = nearest(x, "city", s->start, s->end, 8, 1, from, to);
        const sil_mention *o = nearest(x, "organization", s->start, s->end, 30, -1, from, to);
        int tail = c && c->end + 24 < to ? c->end + 24 : to;
        if (!c || !o || has(v, s->end, c->start, ".") || moves(v, s->end, c->start) || moves(v, c->end, tail)) /* from where it moved away */
            continue;
        sil_status st = sil_fact_add(x->w, x->p, o->start, c->end, (sil_fact){o->entity, "seat", c->entity, NULL, NULL, "prose-seat", 0.75}, err);
        if (st != SIL_OK)
            return st;
    }
    return SIL_OK;
}

static sil_status mentions_of(prose *x, sil_err *err)
{
    size_t cap = 0;
    x->m = NULL;
    x->n = 0;
    const sil_mention *m = NULL;
    while ((m = sil_mention_next(x->w, x->p->block, m))) {
        const sil_mention **slot = SIL_PUSH(x->w->a, x->m, x->n, cap);
        if (!slot)
            return nomem(err);
        *slot = m;
    }
    for (size_t i = 1; i < x->n; i++) /* few, nearly in order */
        for (size_t k = i; k > 0 && x->m[k - 1]->start > x->m[k]->start; k--) {
            const sil_mention *t = x->m[k];
            x->m[k] = x->m[k - 1];
            x->m[k - 1] = t;
        }
    return SIL_OK;
}

sil_status sil_relations_from_prose(sil_work *w, sil_err *err)
{
    const sil_mention *last_date = NULL, *pair_date = NULL;
    for (size_t i = 0; i < w->n_pieces; i++) {
        prose x = {.w = w, .p = &w->pieces[i], .last_date = last_date, .pair_date = pair_date};
        if (x.p->block->type == SIL_TABLE || x.p->block->type == SIL_BIBLIOGRAPHY_ITEM)
            continue;
        sil_status st = mentions_of(&x, err);
        bool chain = false;
        for (int from = 0, k = 0; st == SIL_OK && k < x.p->view.n && x.n >= 2; k++) {
            if (k + 1 < x.p->view.n && !ends_sentence(&x.p->view, k))
                continue;
            size_t found = 0;
            st = find_spots(&x, from, k + 1, err);
            if (st == SIL_OK)
                st = sisters(&x, from, k + 1, chain, &found, err);
            if (st == SIL_OK)
                st = founded(&x, from, k + 1, err);
            if (st == SIL_OK)
                st = seats(&x, from, k + 1, err);
            chain = found > 0;
            for (size_t m = 0; m < x.n; m++)
                if (strcmp(x.m[m]->type, "date") == 0 && x.m[m]->start >= from && x.m[m]->end <= k + 1)
                    x.last_date = x.m[m];
            from = k + 1;
        }
        if (st != SIL_OK)
            return st;
        last_date = x.last_date;
        pair_date = x.pair_date;
    }
    return SIL_OK;
}
