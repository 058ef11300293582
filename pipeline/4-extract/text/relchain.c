/* relchain.c: room 4, relations: what a paragraph tells of one city or of many organizations in a row.
 *
 * Partners: "서울의 양자외교는 1968년 타이베이와의 자매결연에서 … 1971년 앙카라, 1973년 호놀룰루 …". A sentence with a word for sister cities makes its first city, or the one the
 * paragraph began with, the host; it and the sentences directly behind it that go on with dates and cities give a partner for each city that stands with
 * its date: behind it with hardly a word between, before it ("Tokyo in 1979"), or in a list with one that does. Founding: "1985년의 메트로폴리스", "国际竹藤组织（1997年）",
 * where the sentence says that organizations were founded or where their seats are. */
#include <string.h>

#include "relations.h"
#include "sentences.h"

typedef struct chain {
    sil_work *w;
    sil_piece *p;
    const sil_mention **m; /* mentions of the block by place */
    size_t n;
} chain;

static sil_status nomem(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "out of memory for the relations of the paper");
}

static const char *words(const chain *x, int from, int to)
{
    const char *s = to > from ? sil_view_slice(x->w->a, &x->p->view, from, to) : "";
    return s ? s : "";
}

static bool city(const sil_mention *m)
{
    return strcmp(m->type, "city") == 0 && m->entity[0];
}

static bool date(const sil_mention *m)
{
    return strcmp(m->type, "date") == 0 && strchr(m->normalized, '/') == NULL && m->flag[0] != 'c' && m->flag[0] != 'a' && m->flag[0] != 'b' && strcmp(m->flag, "impossible") != 0;
}

static const char *country_of(const chain *x, const sil_mention *m)
{
    int c = sil_city_find(x->w->au, m->entity);
    return c >= 0 ? x->w->au->cities[c].country : "";
}

static bool says(const chain *x, const char *predicate, const char *text)
{
    for (size_t i = 0; i < x->w->rules->relations.n; i++) {
        const sil_pattern *r = &x->w->rules->relations.p[i];
        if (strcmp(r->kind, "prose") == 0 && strcmp(r->value, predicate) == 0 && sil_pattern_hits(r, text))
            return true;
    }
    return false;
}

static bool linked(const chain *x, const char *kind, const char *text)
{
    return strlen(text) < 200 && sil_pattern_find(&x->w->rules->relations, text, kind) != NULL;
}

/* What stands between, brackets left out. */
static const char *between(const chain *x, int from, int to)
{
    const sil_view *v = &x->p->view;
    sil_buf b = {.limit = 4096};
    for (int i = from; i < to; i++) {
        if (sil_is_open(v->cp[i])) {
            while (i < to && !sil_is_close(v->cp[i]))
                i++;
            continue;
        }
        sil_buf_add(&b, v->text + v->byte_at[i], (size_t)(v->byte_at[i + 1] - v->byte_at[i]));
    }
    const char *s = b.data && !b.failed ? sil_strdup(x->w->a, b.data) : "";
    sil_buf_free(&b);
    return s ? s : "";
}

/* The date that belongs to the city m[i] of the sentence [from, to), or NULL. */
static const sil_mention *date_of(const chain *x, size_t i, int from, int to, const char *host)
{
    const sil_mention *c = x->m[i];
    for (size_t k = i; k-- > 0 && x->m[k]->start >= from;) { /* 1971년 앙카라; in a list: the date of the one before */
        const sil_mention *m = x->m[k];
        if (date(m))
            return linked(x, "datelink", between(x, m->end, c->start)) ? m : NULL;
        if (city(m) && strcmp(m->entity, c->entity) == 0)
            continue;
        if (city(m) && strcmp(m->entity, host) != 0)
            return linked(x, "listlink", between(x, m->end, c->start)) ? date_of(x, k, from, to, host) : NULL;
        if (city(m) && !linked(x, "datelink", between(x, m->end, c->start)))
            return NULL;
    }
    return NULL;
}

static const sil_mention *date_behind(const chain *x, size_t i, int to, const char *host)
{
    const sil_mention *c = x->m[i];
    for (size_t k = i + 1; k < x->n && x->m[k]->end <= to; k++) { /* Tokyo in 1979; in a list: the date of the next */
        const sil_mention *m = x->m[k];
        if (date(m))
            return linked(x, "datebehind", between(x, c->end, m->start)) ? m : NULL;
        if (city(m) && strcmp(m->entity, c->entity) == 0)
            continue;
        if (city(m) && strcmp(m->entity, host) != 0)
            return linked(x, "listlink", between(x, c->end, m->start)) ? date_behind(x, k, to, host) : NULL;
        return NULL;
    }
    return NULL;
}

/* Partners of the host in the sentence; *found counts them. */
static sil_status partners(chain *x, int from, int to, const sil_mention *host, size_t *found, sil_err *err)
{
    *found = 0;
    for (size_t i = 0; i < x->n; i++) {
        const sil_mention *m = x->m[i];
        if (!city(m) || m->start < from || m->end > to || strcmp(m->entity, host->entity) == 0 || strcmp(country_of(x, m), country_of(x, host)) == 0 ||
            strcmp(m->rule, "province-name") == 0)
            continue;
        const sil_mention *d = date_of(x, i, from, to, host->entity);
        if (!d)
            d = date_behind(x, i, to, host->entity);
        if (!d)
            continue;
        bool told = false; /* the sentence before paired it */
        for (size_t k = 0; k < x->w->out->n_relations && !told; k++) {
            const sil_relation *r = &x->w->out->relations[k];
            told = r->block == x->p->block->id && r->start <= m->start && r->end >= m->end && (strcmp(r->predicate, "sister_city") == 0 || strcmp(r->predicate, "friendly_city") == 0);
        }
        ++*found;
        if (told)
            continue;
        int start = d->start < m->start ? d->start : m->start, end = d->end > m->end ? d->end : m->end;
        char *when = sil_strdup(x->w->a, d->normalized);
        if (!when)
            return nomem(err);
        if (strlen(when) == 7 && (when[5] > '1' || (when[5] == '1' && when[6] > '2'))) /* a season: its year */
            when[4] = 0;
        sil_status st = sil_fact_add(x->w, x->p, start, end, (sil_fact){host->entity, "sister_city", m->entity, NULL, when, "prose-sister-list", 0.75}, err);
        if (st != SIL_OK)
            return st;
    }
    return SIL_OK;
}

/* The first city of the sentence, where it is what the sentence speaks of. */
static const sil_mention *topic(const chain *x, int from, int to)
{
    for (size_t i = 0; i < x->n; i++) {
        const sil_mention *m = x->m[i];
        if (m->start < from || m->end > to)
            continue;
        if (city(m))
            return linked(x, "topic", words(x, m->end, m->end + 6 > to ? to : m->end + 6)) ? m : NULL;
    }
    return NULL;
}

static sil_status sisters(chain *x, const sil_sentence *s, size_t n, sil_err *err)
{
    const sil_mention *host = NULL, *first = NULL;
    bool active = false;
    for (size_t i = 0; i < n; i++) {
        const char *text = words(x, s[i].start, s[i].end);
        bool spot = says(x, "sister_city", text);
        const sil_mention *t = topic(x, s[i].start, s[i].end);
        first = first ? first : t;
        if (spot || t)
            host = t ? t : host ? host : first;
        active = spot || (active && (!t || (host && strcmp(t->entity, host->entity) == 0)));
        if (!active || !host)
            continue;
        size_t found = 0;
        sil_status st = partners(x, s[i].start, s[i].end, host, &found, err);
        if (st != SIL_OK)
            return st;
        active = spot || found > 0;
    }
    return SIL_OK;
}

/* "1985년의 메트로폴리스", 国际竹藤组织（1997年）, INBAR (1997): the year an organization began, in a sentence that speaks of such things. */
static sil_status founded(chain *x, const sil_sentence *s, sil_err *err)
{
    const char *text = words(x, s->start, s->end);
    size_t pairs = 0;
    for (int pass = 0; pass < 2; pass++) {
        bool speaks = says(x, "founded", text) || says(x, "seat", text);
        for (size_t i = 0; i + 1 < x->n; i++) {
            const sil_mention *a = x->m[i], *b = x->m[i + 1];
            if (a->start < s->start || b->end > s->end)
                continue;
            bool of = date(a) && strcmp(b->type, "organization") == 0 && strlen(a->normalized) == 4 && linked(x, "yearof", words(x, a->end, b->start));
            size_t k = i + 1; /* the acronym of the name may stand between */
            while (k + 1 < x->n && strcmp(x->m[k]->type, "organization") == 0 && strcmp(x->m[k]->entity, a->entity) == 0)
                k++;
            const sil_mention *d = x->m[k];
            bool bracket = strcmp(a->type, "organization") == 0 && (i == 0 || x->m[i - 1]->entity != a->entity) && strcmp(d->type, "date") == 0 && strlen(d->normalized) == 4 && d->end <= s->end &&
                           linked(x, "yearin", words(x, a->end, d->end + 1));
            const sil_mention *org = of ? b : a, *year = of ? a : d;
            if ((!of && !bracket) || !org->entity[0])
                continue;
            pairs += pass == 0;
            if (pass == 0 || (!speaks && pairs < 2) || (bracket && !speaks))
                continue;
            int o = sil_org_find(x->w->au, org->entity);
            bool differs = o >= 0 && x->w->au->orgs[o].founded[0] && strncmp(x->w->au->orgs[o].founded, year->normalized, 4) != 0;
            int start = org->start < year->start ? org->start : year->start, end = org->end > year->end ? org->end : year->end;
            sil_status st = sil_fact_add(x->w, x->p, start, end,
                                         (sil_fact){org->entity, "founded", NULL, year->normalized, year->normalized, differs ? "prose-year-differs" : "prose-year", differs ? 0.4 : 0.75}, err);
            if (st != SIL_OK)
                return st;
        }
    }
    return SIL_OK;
}

sil_status sil_relations_chains(sil_work *w, sil_err *err)
{
    for (size_t i = 0; i < w->n_pieces; i++) {
        chain x = {.w = w, .p = &w->pieces[i]};
        sil_block_type t = x.p->block->type;
        size_t cap = 0, n = 0, dates = 0;
        sil_sentence *s = NULL;
        if (t != SIL_PARAGRAPH && t != SIL_ABSTRACT && t != SIL_LIST_ITEM && t != SIL_FOOTNOTE)
            continue;
        for (const sil_mention *m = NULL; (m = sil_mention_next(w, x.p->block, m));) {
            const sil_mention **slot = SIL_PUSH(w->a, x.m, x.n, cap);
            if (!slot)
                return nomem(err);
            *slot = m;
            dates += date(m);
            for (size_t k = x.n - 1; k > 0 && x.m[k - 1]->start > x.m[k]->start; k--) { /* few, nearly in order */
                const sil_mention *keep = x.m[k];
                x.m[k] = x.m[k - 1];
                x.m[k - 1] = keep;
            }
        }
        if (!dates || x.n < 2)
            continue;
        sil_status st = sil_sentences(w->a, w->rules, &x.p->view, 0, x.p->view.n, &s, &n, err);
        if (st == SIL_OK)
            st = sisters(&x, s, n, err);
        for (size_t k = 0; st == SIL_OK && k < n; k++)
            st = founded(&x, &s[k], err);
        if (st != SIL_OK)
            return st;
    }
    return SIL_OK;
}
