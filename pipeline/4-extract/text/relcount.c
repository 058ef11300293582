/* relcount.c: room 4, relations: counts that a sentence dates. "China and ROK have twined 206 pairs of sister cities up to September 30, 2020": the number is the
 * object_value, the date the day for which it holds. Whose count it is, is the city, organization or pair of countries named last before it. */
#include <stdio.h>
#include <string.h>
#include <unicode/ustring.h>

#include "relations.h"
#include "sentences.h"

typedef struct part { /* a sentence under work */
    sil_work *w;
    sil_piece *p;
    sil_sentence s;
    UChar *u;
    int *cp;
    int32_t n;
} part;

static sil_status nomem(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "out of memory for the counts of the paper");
}

static sil_status units(part *x, sil_err *err)
{
    int len = x->s.end - x->s.start;
    x->u = sil_alloc(x->w->a, ((size_t)len * 2 + 2) * sizeof *x->u);
    x->cp = sil_alloc(x->w->a, ((size_t)len * 2 + 2) * sizeof *x->cp);
    x->n = 0;
    if (!x->u || !x->cp)
        return nomem(err);
    for (int i = x->s.start; i < x->s.end; i++) {
        int32_t c = x->p->view.cp[i];
        x->cp[x->n] = i;
        if (c > 0xFFFF) {
            x->u[x->n++] = (UChar)(0xD7C0 + (c >> 10));
            x->cp[x->n] = i;
            c = 0xDC00 + (c & 0x3FF);
        }
        x->u[x->n++] = (UChar)c;
    }
    x->cp[x->n] = x->s.end;
    return SIL_OK;
}

static const char *words(const part *x, int from, int to)
{
    const char *s = sil_view_slice(x->w->a, &x->p->view, from < x->s.start ? x->s.start : from, to > x->s.end ? x->s.end : to);
    return s ? s : "";
}

/* The last country, city or organization before `at`; of two countries joined by a word both. */
static void owner(const part *x, int at, const char **subject, const char **object)
{
    int best = -1;
    const char *last = NULL;
    *subject = *object = NULL;
    for (const sil_mention *m = NULL; (m = sil_mention_next(x->w, x->p->block, m));)
        if (m->start >= x->s.start && m->end <= at && m->end > best && m->entity[0] && (strcmp(m->type, "city") == 0 || strcmp(m->type, "organization") == 0)) {
            best = m->end;
            *subject = m->entity;
        }
    int last_end = -1;
    for (size_t i = sil_hits_from(x->p, x->s.start); i < x->p->n_hits && x->p->hits[i].start < at; i++) {
        const sil_hit *h = &x->p->hits[i];
        const sil_sense *s = sil_sense_of(h, SIL_NAME_COUNTRY);
        if (!s || h->end > at)
            continue;
        const char *code = x->w->au->countries[s->item];
        if (h->end > best) {
            bool joined = last && h->start - last_end <= 6 && strcmp(last, code) != 0;
            *subject = joined ? last : code;
            *object = joined ? code : NULL;
            best = h->end;
        }
        last = code;
        last_end = h->end;
    }
}

/* A date of the sentence that says for which day the count holds: behind it or before it, by its words; else the only date behind it. */
static const sil_mention *dated(const part *x, int start, int end)
{
    const sil_mention *near = NULL;
    for (const sil_mention *m = NULL; (m = sil_mention_next(x->w, x->p->block, m));) {
        if (strcmp(m->type, "date") != 0 || m->start < x->s.start || m->end > x->s.end || strcmp(m->flag, "citation") == 0)
            continue;
        bool behind = m->start >= end && m->start - end <= 60, before = m->end <= start && start - m->end <= 30;
        if ((behind || before) && (sil_pattern_find(&x->w->rules->relations, words(x, m->start - 20, m->start), "upto") || sil_pattern_find(&x->w->rules->relations, words(x, m->end, m->end + 6), "upto")))
            near = near ? near : m;
    }
    return near;
}

static sil_status counts(part *x, sil_err *err)
{
    const sil_patterns *rules = &x->w->rules->relations;
    for (size_t k = 0; k < rules->n; k++) {
        const sil_pattern *r = &rules->p[k];
        UErrorCode e = U_ZERO_ERROR;
        if (strcmp(r->kind, "count") != 0)
            continue;
        uregex_setText(r->re, x->u, x->n, &e);
        while (uregex_findNext(r->re, &e) && U_SUCCESS(e)) {
            int32_t s = -1, t = -1;
            for (int g = 0; g < 2 && s < 0; g++) {
                UErrorCode none = U_ZERO_ERROR;
                int32_t n = uregex_groupNumberFromCName(r->re, g ? "n2" : "n", -1, &none);
                s = U_SUCCESS(none) ? uregex_start(r->re, n, &none) : -1;
                t = s >= 0 ? uregex_end(r->re, n, &none) : -1;
            }
            if (s < 0 || t <= s)
                continue;
            char number[24];
            size_t len = 0;
            for (int32_t i = s; i < t && len + 1 < sizeof number; i++)
                if (x->u[i] >= '0' && x->u[i] <= '9')
                    number[len++] = (char)x->u[i];
            number[len] = 0;
            int from = x->cp[uregex_start(r->re, 0, &e)], to = x->cp[uregex_end(r->re, 0, &e)];
            const char *subject, *object;
            owner(x, x->cp[s], &subject, &object);
            const sil_mention *d = dated(x, from, to);
            bool year = len == 4 && (strncmp(number, "19", 2) == 0 || strncmp(number, "20", 2) == 0) && sil_is_taken(x->p, x->cp[s], x->cp[t]);
            if (!subject || year)
                continue;
            sil_status st = sil_fact_add(x->w, x->p, from, to, (sil_fact){subject, r->value, object, number, d ? d->normalized : NULL, "prose-count", d ? 0.85 : 0.7}, err);
            if (st != SIL_OK)
                return st;
        }
    }
    return SIL_OK;
}

sil_status sil_relations_counts(sil_work *w, sil_err *err)
{
    for (size_t i = 0; i < w->n_pieces; i++) {
        sil_piece *p = &w->pieces[i];
        sil_sentence *s = NULL;
        size_t n = 0;
        bool any = false;
        for (size_t k = 0; p->block->type != SIL_TABLE && p->block->type != SIL_BIBLIOGRAPHY_ITEM && k < w->rules->relations.n && !any; k++)
            any = strcmp(w->rules->relations.p[k].kind, "count") == 0 && sil_pattern_hits(&w->rules->relations.p[k], p->block->text);
        if (!any)
            continue;
        sil_status st = sil_sentences(w->a, w->rules, &p->view, 0, p->view.n, &s, &n, err);
        for (size_t k = 0; st == SIL_OK && k < n; k++) {
            part x = {.w = w, .p = p, .s = s[k]};
            st = units(&x, err);
            if (st == SIL_OK)
                st = counts(&x, err);
        }
        if (st != SIL_OK)
            return st;
    }
    return SIL_OK;
}
