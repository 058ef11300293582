/* rankprose.c: room 4, rankings that a sentence says: "Seoul ranked 8th with 1163.1 points", 서울은 2019년 6위에서 2020년 8위로, 位列第八位. The words are those of
 * extract-rankprose.tsv. A rank belongs to the city named last before it in its sentence, unless that one is only compared with; in a sentence
 * without a city, to the only one of the sentence before. The year is the nearest; index and edition are those named last before in the block or, if none is, in the
 * three blocks before. What cannot be bound to a city is no record. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ustring.h>

#include "dates.h"
#include "rankhead.h"
#include "sentences.h"

enum { MOST = 48 };

typedef struct saying { /* a rank or a score in a sentence, code points of the block */
    int start, end;
    double value;
    bool score, more, before; /* before: it was so, and is no longer */
    const sil_mention *city, *date;
    const char *category;
} saying;

typedef struct prose {
    sil_work *w;
    sil_piece *p;
    const sil_mention **m; /* mentions of the block by place */
    size_t n;
    saying s[MOST];
    size_t n_s;
    UChar *u;        /* the sentence */
    int *cp;         /* its units -> code points of the block */
    int32_t len;
    int from, to;
} prose;

static sil_status nomem(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "out of memory for the rankings in sentences");
}

/* Whether a block is worth looking at: it says a word that a rank needs. */
static bool may_rank(const char *text)
{
    static const char *const words[] = {"위", "第", "首", "rank", "Rank", "place", "position", "topp", "scor", "stood", "rose", "fell", "(1", "점", "points"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strstr(text, words[i]))
            return true;
    return false;
}

static sil_status to_units(prose *x, int from, int to, sil_err *err)
{
    const sil_view *v = &x->p->view;
    x->u = sil_alloc(x->w->a, ((size_t)(to - from) * 2 + 2) * sizeof *x->u);
    x->cp = sil_alloc(x->w->a, ((size_t)(to - from) * 2 + 2) * sizeof *x->cp);
    x->len = 0;
    x->from = from;
    x->to = to;
    if (!x->u || !x->cp)
        return nomem(err);
    for (int i = from; i < to; i++) {
        int32_t c = v->cp[i];
        x->cp[x->len] = i;
        if (c > 0xFFFF) {
            x->u[x->len++] = (UChar)(0xD7C0 + (c >> 10));
            x->cp[x->len] = i;
            c = 0xDC00 + (c & 0x3FF);
        }
        x->u[x->len++] = (UChar)c;
    }
    x->cp[x->len] = to;
    return SIL_OK;
}

static bool is(const sil_pattern *r, const char *kind)
{
    return strcmp(r->kind, kind) == 0;
}

/* The words of the block between two places, for patterns that look at what stands around. */
static const char *words(const prose *x, int from, int to)
{
    const char *s = sil_view_slice(x->w->a, &x->p->view, from < x->from ? x->from : from, to > x->to ? x->to : to);
    return s ? s : "";
}

static double value_of(const prose *x, const sil_pattern *r, int from, int to)
{
    char digits[32];
    size_t k = 0;
    const int32_t *cp = x->p->view.cp;
    if (is(r, "score")) {
        for (int i = from; i < to && k + 1 < sizeof digits; i++)
            if (cp[i] != ',')
                digits[k++] = (char)cp[i];
        digits[k] = 0;
        return strtod(digits, NULL);
    }
    int end = to; /* 8th: the digits alone */
    while (end > from && sil_is_latin(cp[end - 1]) && sil_is_digit(cp[from]))
        end--;
    long n = sil_is_latin(cp[from]) ? -1 : sil_number_read(cp + from, end - from);
    if (n < 0) {
        const char *word = words(x, from, to);
        const sil_pattern *o = sil_pattern_find(&x->w->rules->rankprose, word, "ordinal");
        n = o ? strtol(o->value, NULL, 10) : -1;
    }
    return (double)n;
}

static void add(prose *x, saying s)
{
    for (size_t i = 0; i < x->n_s; i++)
        if (s.start < x->s[i].end && x->s[i].start < s.end) { /* of two that overlap the longer; what is more only behind something */
            if (s.more || s.end - s.start <= x->s[i].end - x->s[i].start)
                return;
            x->s[i] = s;
            return;
        }
    if (x->n_s < MOST)
        x->s[x->n_s++] = s;
}

static int by_place(const void *a, const void *b)
{
    const saying *p = a, *q = b;
    return (p->start > q->start) - (p->start < q->start);
}

static void find_sayings(prose *x)
{
    const sil_patterns *rules = &x->w->rules->rankprose;
    x->n_s = 0;
    for (size_t k = 0; k < rules->n; k++) {
        const sil_pattern *r = &rules->p[k];
        bool first = is(r, "first"), more = is(r, "more"), score = is(r, "score");
        if (!first && !more && !score && !is(r, "rank"))
            continue;
        UErrorCode e = U_ZERO_ERROR;
        uregex_setText(r->re, x->u, x->len, &e);
        while (uregex_findNext(r->re, &e) && U_SUCCESS(e)) {
            UErrorCode g = U_ZERO_ERROR;
            int32_t n = first ? 0 : uregex_groupNumberFromCName(r->re, "n", -1, &g);
            int s = x->cp[uregex_start(r->re, n, &e)], t = x->cp[uregex_end(r->re, n, &e)];
            double v = first ? 1 : U_SUCCESS(g) ? value_of(x, r, s, t) : -1;
            if (v >= 1 && (score || v <= 500))
                add(x, (saying){.start = s, .end = t, .value = v, .score = score, .more = more});
        }
    }
    if (x->n_s > 1)
        qsort(x->s, x->n_s, sizeof *x->s, by_place);
    size_t kept = 0;
    for (size_t i = 0; i < x->n_s; i++) { /* one more of a list stands directly behind the last */
        int gap = kept > 0 ? x->s[i].start - x->s[kept - 1].end : 0;
        bool index = false; /* eighth in the one index and seventeenth in the other */
        for (size_t k = 0; kept > 0 && gap <= 70 && k < x->n; k++)
            index = index || (strcmp(x->m[k]->type, "index") == 0 && x->m[k]->start >= x->s[kept - 1].end && x->m[k]->end <= x->s[i].start);
        bool follows = kept > 0 && !x->s[kept - 1].score && (gap <= 6 || ((gap <= 14 || index) && !strchr(words(x, x->s[kept - 1].end, x->s[i].start), ',')));
        if (!x->s[i].more || follows)
            x->s[kept++] = x->s[i];
    }
    x->n_s = kept;
}

static bool valued(const prose *x, const char *kind, const char *value, const char *text)
{
    const sil_patterns *rules = &x->w->rules->rankprose;
    for (size_t k = 0; k < rules->n; k++)
        if (is(&rules->p[k], kind) && strcmp(rules->p[k].value, value) == 0 && sil_pattern_hits(&rules->p[k], text))
            return true;
    return false;
}

/* The city is there to be compared with. */
static bool aside(const prose *x, const sil_mention *c)
{
    return valued(x, "aside", "after", words(x, c->end, c->end + 8)) || valued(x, "aside", "front", words(x, c->start - 16, c->start));
}

static bool in_sentence(const prose *x, const sil_mention *m, const char *type)
{
    return strcmp(m->type, type) == 0 && m->start >= x->from && m->end <= x->to;
}

/* A name twice, once in brackets, is one city. */
static bool again(const prose *x, size_t i)
{
    return i > 0 && strcmp(x->m[i]->entity, x->m[i - 1]->entity) == 0 && x->m[i]->start - x->m[i - 1]->end <= 2;
}

static const sil_mention *city_before(const prose *x, int from, int at)
{
    const sil_mention *best = NULL;
    for (size_t i = 0; i < x->n; i++)
        if (in_sentence(x, x->m[i], "city") && x->m[i]->end <= at && x->m[i]->start >= from && !again(x, i) && !aside(x, x->m[i]))
            best = x->m[i];
    return best;
}

/* "Seoul and Beijing ranked 8th and 15th respectively": as many cities in a row as ranks. From i on; returns how many were bound. */
static size_t bind_each(prose *x, size_t i)
{
    size_t k = i + 1, cities = 0;
    const sil_mention *row[MOST];
    while (k < x->n_s && !x->s[k].score && x->s[k].start - x->s[k - 1].end <= 8 && !city_before(x, x->s[k - 1].end, x->s[k].start))
        k++;
    const char *around = words(x, x->s[i].start - 24, x->s[k - 1].end + 16);
    if (k - i < 2 || !sil_pattern_find(&x->w->rules->rankprose, around, "each"))
        return 0;
    int from = i > 0 ? x->s[i - 1].end : x->from;
    for (size_t c = 0; c < x->n && cities < MOST; c++)
        if (in_sentence(x, x->m[c], "city") && x->m[c]->start >= from && x->m[c]->end <= x->s[i].start && !again(x, c))
            row[cities++] = x->m[c];
    if (cities < k - i)
        return 0;
    for (size_t j = i; j < k; j++)
        x->s[j].city = row[cities - (k - i) + (j - i)];
    return k - i;
}

static void bind_cities(prose *x, const sil_mention *only)
{
    for (size_t i = 0; i < x->n_s; i++) {
        saying *s = &x->s[i], *last = i > 0 ? &x->s[i - 1] : NULL;
        size_t each = s->score ? 0 : bind_each(x, i);
        if (each) {
            i += each - 1;
            continue;
        }
        s->city = city_before(x, last ? last->end : x->from, s->start);
        /* no other city since the last: its score, or what it rose or fell to */
        if (!s->city && last && (s->score != last->score || last->before || s->more))
            s->city = last->city;
        if (!s->city && !last) { /* "In the Global Power City Index, ranked 8th": of the sentence before; "8th was Seoul" is left alone */
            bool any = false;
            for (size_t k = 0; k < x->n; k++)
                any = any || in_sentence(x, x->m[k], "city");
            s->city = any ? NULL : only;
        }
    }
}

static const sil_mention *date_for(const prose *x, const saying *s, const saying *last)
{
    const sil_mention *best = NULL;
    for (size_t i = 0; i < x->n; i++) {
        const sil_mention *m = x->m[i];
        if (!in_sentence(x, m, "date") || strcmp(m->flag, "citation") == 0 || strcmp(m->flag, "impossible") == 0 || strchr(m->normalized, '/') || strchr(m->normalized, 'X'))
            continue;
        if (m->end <= s->start)
            best = m;
        else if (m->start >= s->end && m->start - s->end <= 16 && (!last || !best || best->end <= last->end || m->start - s->end <= 8) &&
                 strcmp(words(x, m->start - 4, m->start), " in ") == 0 && !strchr(words(x, s->end, m->start), ','))
            return m; /* ranked 8th in 2020 */
    }
    return best;
}

static void bind_rest(prose *x)
{
    for (size_t i = 0; i < x->n_s; i++) {
        saying *s = &x->s[i];
        const char *behind = words(x, s->end, s->end + 22), *front = words(x, s->start - 12, s->start);
        if (!s->score && strncmp(behind, "위", strlen("위")) == 0)
            behind += strlen("위");
        else if (!s->score && (strncmp(behind, "位", 3) == 0 || strncmp(behind, "名", 3) == 0))
            behind += 3;
        s->before = i + 1 < x->n_s && !x->s[i + 1].score && (valued(x, "before", "after", behind) || valued(x, "before", "front", front));
        s->date = date_for(x, s, i > 0 ? &x->s[i - 1] : NULL);
        saying *old = i > 0 ? &x->s[i - 1] : NULL;
        if (old && old->before && old->date == s->date) /* "in 2020 it rose from ninth to fifth": the year is that of the fifth */
            old->date = NULL;
        s->category = "";
        if (valued(x, "scope", "asia", front) || valued(x, "scope", "asia", words(x, s->end, s->end + 24)))
            s->category = "asia";
    }
}

/* The field named before the saying and behind the city or saying before it. */
static const char *field_of(prose *x, const saying *s, int from)
{
    const sil_patterns *rules = &x->w->rules->rankprose;
    const char *best = NULL;
    for (size_t k = 0; k < rules->n; k++) {
        const sil_pattern *r = &rules->p[k];
        UErrorCode e = U_ZERO_ERROR;
        if (!is(r, "field"))
            continue;
        uregex_setText(r->re, x->u, x->len, &e);
        int32_t g = uregex_groupNumberFromCName(r->re, "c", -1, &e);
        while (uregex_findNext(r->re, &e) && U_SUCCESS(e)) {
            int a = x->cp[uregex_start(r->re, g, &e)], b = x->cp[uregex_end(r->re, g, &e)];
            if (a < from || (b > s->start && a - s->end > 12) || (a >= s->end && x->n_s > 1))
                continue;
            const char *printed = words(x, a, b);
            const sil_pattern *known = sil_pattern_find(&x->w->rules->categories, printed, "category");
            best = known ? known->value : printed;
        }
    }
    return best;
}

static const sil_mention *index_of(const prose *x, const saying *s, const saying *next)
{
    const sil_mention *best = NULL;
    int at = s->end, until = next ? next->start : x->to;
    for (size_t i = 0; i < x->n; i++) /* "eighth in the Global Power City Index" */
        if (in_sentence(x, x->m[i], "index") && x->m[i]->entity[0] && x->m[i]->start >= at && x->m[i]->end <= until && x->m[i]->start - at <= 24 &&
            (strstr(words(x, at, x->m[i]->start), " in ") || strstr(words(x, at, x->m[i]->start), " on ") || strstr(words(x, at, x->m[i]->start), " of ")) &&
            !strchr(words(x, at, x->m[i]->start), ','))
            return x->m[i];
    for (size_t i = 0; i < x->n; i++)
        if (strcmp(x->m[i]->type, "index") == 0 && x->m[i]->entity[0] && x->m[i]->start < at)
            best = x->m[i];
    for (size_t i = 0; !best && i < x->n; i++) /* "ranked 8th in the Global Power City Index" */
        if (in_sentence(x, x->m[i], "index") && x->m[i]->entity[0])
            best = x->m[i];
    for (size_t back = 1; !best && back <= 3 && back <= x->p->order; back++) {
        const sil_block *b = &x->w->text->blocks[x->p->order - back];
        const sil_mention *m = NULL;
        while ((m = sil_mention_next(x->w, b, m)))
            if (strcmp(m->type, "index") == 0 && m->entity[0])
                best = m;
    }
    return best;
}

static const char *year_of(const prose *x, const sil_mention *d)
{
    return !d ? "" : strlen(d->normalized) > 4 && d->normalized[4] == '-' ? sil_strndup(x->w->a, d->normalized, 4) : d->normalized;
}

/* The edition: the year that stands beside the index where it is named; in a caption or heading the only year there is. */
static const char *edition_of(const prose *x, const sil_mention *index)
{
    const sil_mention *best = NULL;
    size_t years = 0, k = 0;
    while (index && k < x->w->text->n_blocks && x->w->text->blocks[k].id != index->block)
        k++;
    if (!index || k == x->w->text->n_blocks)
        return "";
    const sil_block *b = &x->w->text->blocks[k];
    for (const sil_mention *m = NULL; (m = sil_mention_next(x->w, b, m));) {
        if (strcmp(m->type, "date") != 0 || strlen(m->normalized) != 4 || strcmp(m->flag, "citation") == 0)
            continue;
        years++;
        if ((m->end <= index->start && index->start - m->end <= 6) || (m->start >= index->end && m->start - index->end <= 3) || b->type == SIL_CAPTION || b->type == SIL_HEADING)
            best = m;
    }
    bool head = b->type == SIL_CAPTION || b->type == SIL_HEADING;
    return best && (!head || years == 1) ? best->normalized : "";
}

static sil_status record(prose *x, const saying *s, const saying *last, const saying *next, sil_err *err)
{
    sil_work *w = x->w;
    const sil_mention *m = index_of(x, s, next);
    const sil_index *index = NULL;
    for (size_t i = 0; m && i < w->au->n_indices; i++)
        if (strcmp(w->au->indices[i].id, m->entity) == 0)
            index = &w->au->indices[i];
    const char *field = s->category[0] ? s->category : field_of(x, s, last && last->city == s->city && !last->before && last->score == s->score ? last->end : x->from);
    sil_ranking *o = SIL_PUSH(w->a, w->out->rankings, w->out->n_rankings, w->out->cap_rankings);
    if (!o)
        return nomem(err);
    int end = s->end;
    o->id = o->table = (char *)"";
    o->edition = (char *)(index ? edition_of(x, m) : "");
    o->index = (char *)(index ? index->id : "");
    o->index_name = (char *)(index ? index->en : "");
    o->publisher = (char *)(index ? index->publisher : "");
    o->entity_type = (char *)"city";
    o->entity = s->city->entity;
    o->entity_as_printed = s->city->as_printed;
    o->measure = (char *)(s->score ? "score" : s->before && !s->date ? "rank_before" : "rank");
    o->category = (char *)(field ? field : "");
    o->period = (char *)year_of(x, s->date);
    o->as_printed = sil_view_slice(w->a, &x->p->view, s->start, end);
    char value[40];
    snprintf(value, sizeof value, "%.10g", s->value);
    if (s->score) { /* digits as printed, 1099.0 */
        size_t k = 0;
        for (const char *c = o->as_printed; c && *c && k + 1 < sizeof value; c++)
            if (*c != ',')
                value[k++] = *c;
        value[k] = 0;
    }
    o->value = sil_strdup(w->a, value);
    o->status = (char *)"printed";
    o->evidence = (char *)(!index ? "prose index-unknown" : m->block == x->p->block->id ? "prose index-named" : "prose index-before");
    o->block = x->p->block->id;
    o->start = s->start;
    o->end = end;
    o->conf = (index ? 0.8 : 0.5) * (x->p->block->conf > 0 ? x->p->block->conf : 1);
    return o->as_printed && o->value && o->period ? SIL_OK : nomem(err);
}

/* One sentence that says two values of one thing has not been understood: both are doubtful. */
static void doubt(sil_work *w, size_t first)
{
    for (size_t i = first; i < w->out->n_rankings; i++)
        for (size_t k = first; k < i; k++) {
            sil_ranking *a = &w->out->rankings[k], *b = &w->out->rankings[i];
            if (strcmp(a->entity, b->entity) == 0 && strcmp(a->measure, b->measure) == 0 && strcmp(a->index, b->index) == 0 && strcmp(a->category, b->category) == 0 &&
                strcmp(a->period, b->period) == 0 && strcmp(a->value, b->value) != 0) {
                a->status = b->status = (char *)"conflict";
                a->evidence = b->evidence = (char *)"prose prose-twice";
                a->conf = b->conf = 0.3;
            }
        }
}

/* The only city of the sentence, or NULL. */
static const sil_mention *only_city(const prose *x, int from, int to)
{
    const sil_mention *one = NULL;
    for (size_t i = 0; i < x->n; i++) {
        const sil_mention *m = x->m[i];
        if (strcmp(m->type, "city") != 0 || m->start < from || m->end > to)
            continue;
        if (one && strcmp(one->entity, m->entity) != 0)
            return NULL;
        one = one ? one : m;
    }
    return one;
}

static sil_status block(sil_work *w, sil_piece *p, sil_err *err)
{
    prose x = {.w = w, .p = p};
    size_t cap = 0, n = 0;
    sil_sentence *sentence = NULL;
    for (const sil_mention *m = NULL; (m = sil_mention_next(w, p->block, m));) {
        const sil_mention **slot = SIL_PUSH(w->a, x.m, x.n, cap);
        if (!slot)
            return nomem(err);
        *slot = m;
        for (size_t k = x.n - 1; k > 0 && x.m[k - 1]->start > x.m[k]->start; k--) { /* few, nearly in order */
            const sil_mention *t = x.m[k];
            x.m[k] = x.m[k - 1];
            x.m[k - 1] = t;
        }
    }
    sil_status st = sil_sentences(w->a, w->rules, &p->view, 0, p->view.n, &sentence, &n, err);
    const sil_mention *only = NULL;
    for (size_t i = 0; st == SIL_OK && i < n; i++) {
        const char *text = sil_view_slice(w->a, &p->view, sentence[i].start, sentence[i].end);
        if (!text)
            return nomem(err);
        if (may_rank(text) && sentence[i].end - sentence[i].start < 2000) {
            st = to_units(&x, sentence[i].start, sentence[i].end, err);
            if (st != SIL_OK)
                return st;
            size_t first = w->out->n_rankings;
            find_sayings(&x);
            bind_rest(&x);
            bind_cities(&x, only);
            for (size_t k = 0; st == SIL_OK && k < x.n_s; k++)
                if (x.s[k].city)
                    st = record(&x, &x.s[k], k > 0 ? &x.s[k - 1] : NULL, k + 1 < x.n_s ? &x.s[k + 1] : NULL, err);
            doubt(w, first);
        }
        const sil_mention *one = only_city(&x, sentence[i].start, sentence[i].end);
        only = one ? one : only;
    }
    return st;
}

sil_status sil_rankings_from_prose(sil_work *w, sil_err *err)
{
    for (size_t i = 0; i < w->n_pieces; i++) {
        sil_piece *p = &w->pieces[i];
        sil_block_type t = p->block->type;
        bool sentences = t == SIL_PARAGRAPH || t == SIL_ABSTRACT || t == SIL_LIST_ITEM || t == SIL_BLOCK_QUOTE || t == SIL_FOOTNOTE;
        bool city = false;
        for (const sil_mention *m = NULL; sentences && !city && (m = sil_mention_next(w, p->block, m));)
            city = strcmp(m->type, "city") == 0;
        if (!city || !may_rank(p->block->text))
            continue;
        sil_status st = block(w, p, err);
        if (st != SIL_OK)
            return st;
    }
    return SIL_OK;
}
