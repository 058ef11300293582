/* citycontext.c: room 4, cities: what the words right beside a name say of it: that it is part of another name (Manchester United, 廣島灣, 柯尼斯堡), a person's, a place for
 * certain (in Nottingham), or which of several it is (Jackson, Mississippi). The words are in extract-city-context.tsv and extract-regions.tsv of config/rules. */
#include "citycontext.h"

#include <math.h>
#include <string.h>

#include "orgwords.h"

static bool capital(int32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE);
}

static const char *lang_at(const sil_view *v, int i)
{
    return sil_is_hangul(v->cp[i]) ? "ko" : sil_is_han(v->cp[i]) ? "zh" : "en";
}

static bool letter(int32_t c)
{
    return sil_is_latin(c) || sil_is_hangul(c) || sil_is_digit(c);
}

/* A word of the kind begins at `at` and ends where a word may end. */
static bool word_at(const sil_work *w, const sil_view *v, int at, const char *lang, sil_trigger_kind kind)
{
    int suffix, n = sil_word_after(w->rules, lang, kind, v->cp, at, v->n), e = at + n;
    if (n == 0)
        return false;
    if (strcmp(lang, "zh") == 0)
        return true;
    if (strcmp(lang, "ko") == 0)
        return e >= v->n || !sil_is_hangul(v->cp[e]) || sil_tail_ok(w->rules, v->cp, v->n, e, &suffix);
    return e >= v->n || !letter(v->cp[e]);
}

/* The Latin word before `at`, over one space: its range. */
static bool word_before(const sil_view *v, int at, int *s, int *e)
{
    if (at < 2 || v->cp[at - 1] != ' ')
        return false;
    *e = *s = at - 1;
    while (*s > 0 && (sil_is_latin(v->cp[*s - 1]) || ((v->cp[*s - 1] == '-' || v->cp[*s - 1] == '\'' || v->cp[*s - 1] == 0x2019) && *s < *e)))
        (*s)--;
    return *s < *e;
}

/* Two characters of foreign names by sound stand right before or behind a foreign name in Chinese: it is a piece of a longer one. */
static bool inside_sound(const sil_work *w, const sil_view *v, const sil_hit *h)
{
    int s = h->start, e = h->end, n = 0;
    if (e - s > 3 || !sil_is_han(v->cp[s]))
        return false;
    while (n < 2 && s - n > 0 && sil_word_is(w->rules, "zh", SIL_TRIGGER_SOUND, v->cp + s - n - 1, 1))
        n++;
    if (n == 2)
        return true;
    for (n = 0; n < 2 && e + n < v->n && sil_word_is(w->rules, "zh", SIL_TRIGGER_SOUND, v->cp + e + n, 1);)
        n++;
    return n == 2;
}

/* 北京长城饭店, 合肥旅游车站: within a few characters, with no stop between, comes what makes it a house's or a body's name. */
static bool facility(const sil_work *w, const sil_piece *p, int from)
{
    enum { FAR = 8 };
    const sil_view *v = &p->view;
    bool country;
    for (int i = from; i < v->n && i - from <= FAR && sil_is_han(v->cp[i]) && !p->taken[i]; i++) {
        if (sil_word_after(w->rules, "zh", SIL_CITY_FACILITY, v->cp, i, v->n) > 0)
            return true;
        if (sil_word_is(w->rules, "zh", SIL_TRIGGER_STOP, v->cp + i, 1) || (i + 1 < v->n && sil_word_is(w->rules, "zh", SIL_TRIGGER_STOP, v->cp + i, 2)) || sil_place_end(p, i, &country) > 0)
            return false;
    }
    return false;
}

/* 合江 in 结合江苏: a greater place begins inside it and goes on. */
static bool overlapped(const sil_work *w, const sil_piece *p, const sil_hit *h, const sil_city *c)
{
    for (size_t i = sil_hits_from(p, h->start + 1); i < p->n_hits && p->hits[i].start < h->end; i++) {
        const sil_sense *o = p->hits[i].end > h->end && sil_strong_city(&p->hits[i]) ? sil_sense_of(&p->hits[i], SIL_NAME_CITY) : NULL;
        if (o && (w->au->cities[o->item].population > 5 * c->population || strcmp(w->au->cities[o->item].kind, "province") == 0))
            return true;
    }
    return false;
}

/* Delaware, Florida: the state, not the town of that name. */
static bool is_region(const sil_work *w, const sil_piece *p, const sil_hit *h)
{
    const sil_fold *f = &p->view.exact;
    size_t from = (size_t)f->at[h->start], n = (size_t)f->at[h->end] - from;
    for (size_t i = 0; i < w->rules->n_regions; i++)
        for (char *const *name = w->rules->regions[i].forms; *name; name++)
            if (strlen(*name) == n && memcmp(f->bytes + from, *name, n) == 0)
                return true;
    return false;
}

bool sil_city_is_part(const sil_work *w, const sil_piece *p, const sil_hit *h, const sil_city *c, bool weak)
{
    const sil_view *v = &p->view;
    const char *lang = lang_at(v, h->start), *after = lang_at(v, h->end - 1);
    int e = h->end + h->suffix, s, t;
    bool home = strcmp(c->country, "KR") == 0 || strcmp(c->country, "CN") == 0 || strcmp(c->country, "TW") == 0 || strcmp(c->country, "JP") == 0;
    if (p->city_cell && p->city_cell[h->start])
        return false;
    if (h->suffix == 0 && (word_at(w, v, e, after, SIL_CITY_NOT_AFTER) || (e + 1 < v->n && v->cp[e] == ' ' && word_at(w, v, e + 1, after, SIL_CITY_NOT_AFTER))))
        return true;
    int before = h->start > 0 && v->cp[h->start - 1] == ' ' ? h->start - 1 : h->start;
    if (strcmp(lang, "zh") == 0 && (facility(w, p, e) || overlapped(w, p, h, c)))
        return true;
    if (strcmp(lang, "en") != 0)
        return (before > 0 && sil_word_before(w->rules, lang, SIL_CITY_NOT_BEFORE, v->cp, before) > 0) || (!home && inside_sound(w, v, h));
    bool prose = p->block->type == SIL_PARAGRAPH || p->block->type == SIL_ABSTRACT || p->block->type == SIL_FOOTNOTE || p->block->type == SIL_LIST_ITEM;
    if (weak && is_region(w, p, h))
        return true;
    bool country, place;
    if (prose && c->population < 5e5 && e + 1 < v->n && v->cp[e] == ' ' && capital(v->cp[e + 1])) { /* Hassan Nasrallah, Gilbert Agius */
        int next = e + 1;
        while (next < v->n && sil_is_latin(v->cp[next]))
            next++;
        place = sil_place_end(p, e + 1, &country) > 0;
        if (!place && !sil_word_is(w->rules, "en", SIL_CITY_FINE, v->cp + e + 1, next - e - 1) && !sil_word_is(w->rules, "en", SIL_TRIGGER_STRONG, v->cp + e + 1, next - e - 1) &&
            sil_city_region(w, p, h) < 0)
            return true;
    }
    if (!word_before(v, h->start, &s, &t) || !capital(v->cp[s]))
        return false;
    place = sil_place_end(p, s, &country) == t;
    if (sil_word_is(w->rules, "en", SIL_CITY_PERSON, v->cp + s, t - s))
        return true;
    return prose && !place && (weak || c->population < 3e6) && !sil_word_is(w->rules, "en", SIL_CITY_FINE, v->cp + s, t - s);
}

bool sil_city_is_located(const sil_work *w, const sil_piece *p, const sil_hit *h, const sil_city *c)
{
    const sil_view *v = &p->view;
    int s, t, e = h->end;
    if (!sil_is_latin(v->cp[h->start]) || h->end - h->start < 4 || sil_word_is(w->rules, "en", SIL_CITY_WORD, v->cp + h->start, h->end - h->start))
        return false;
    if (!word_before(v, h->start, &s, &t))
        return false;
    int32_t low[16];
    if (t - s > 15)
        return false;
    for (int i = s; i < t; i++)
        low[i - s] = v->cp[i] >= 'A' && v->cp[i] <= 'Z' && i == s ? v->cp[i] + 32 : v->cp[i];
    if (t - s == 2 && low[0] == 't' && low[1] == 'o' && c->population < 1e5)
        return false; /* forwarded to Brant */
    bool of = t - s == 2 && low[0] == 'o' && low[1] == 'f';
    if (of) { /* the city of X */
        int s2, t2;
        if (!word_before(v, s, &s2, &t2) || !(t2 - s2 >= 4 && (memcmp(v->cp + t2 - 4, (int32_t[]){'c', 'i', 't', 'y'}, 16) == 0 || memcmp(v->cp + t2 - 4, (int32_t[]){'t', 'o', 'w', 'n'}, 16) == 0 ||
                                                               memcmp(v->cp + t2 - 4, (int32_t[]){'a', 'y', 'o', 'r'}, 16) == 0)))
            return false;
    } else if (!sil_word_is(w->rules, "en", SIL_CITY_PLACE_BEFORE, low, t - s))
        return false;
    if (e + 1 < v->n && v->cp[e] == ' ' && (capital(v->cp[e + 1]) || v->cp[e + 1] == '(')) /* in Jackson Pollock, in Smith (1999) */
        return sil_city_region(w, p, h) >= 0;
    return true;
}

/* A region named right behind the hit (", Texas", " (Texas)") or before it (텍사스주 댈러스, 加州帕薩迪納). */
int sil_city_region(const sil_work *w, const sil_piece *p, const sil_hit *h)
{
    const sil_view *v = &p->view;
    const sil_fold *f = &v->exact;
    int e = h->end + h->suffix, from = e;
    while (from < v->n && from - e < 2 && (v->cp[from] == ',' || v->cp[from] == ' ' || v->cp[from] == '('))
        from++;
    for (size_t i = 0; i < w->rules->n_regions; i++) {
        const sil_region *g = &w->rules->regions[i];
        for (int side = 0; side < 2; side++)
            for (char *const *name = side ? g->forms : g->shorts; *name; name++) {
                size_t n = strlen(*name), at = (size_t)f->at[from];
                if (from > e && at + n <= f->len && memcmp(f->bytes + at, *name, n) == 0 && (f->cp_of[at + n] >= v->n || !letter(v->cp[f->cp_of[at + n]])))
                    return (int)i;
                size_t end = (size_t)f->at[h->start];
                if (side && end > 0 && f->bytes[end - 1] == ' ')
                    end--;
                if (side && end >= n && (unsigned char)(*name)[0] >= 0x80 && memcmp(f->bytes + end - n, *name, n) == 0)
                    return (int)i;
            }
    }
    return -1;
}

bool sil_city_lies_in(const sil_city *c, const sil_region *g)
{
    if (strcmp(c->country, g->country) != 0)
        return false;
    double rad = acos(-1) / 180, dy = (c->lat - g->lat) * 111, dx = (c->lon - g->lon) * 111 * cos(g->lat * rad);
    return dx * dx + dy * dy <= g->reach * g->reach;
}
