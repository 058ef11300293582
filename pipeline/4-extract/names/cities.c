/* cities.c: room 4, cities: which hits are cities, and which of the cities of one name is meant.
 *
 * A strong name links at once. A weak one (an ordinary word, a small place, a single character) needs context beside it; the kind of context
 * found is the rule's name. Among several owners of a name the best by context and population wins. What an organization has taken is left
 * alone. Two rounds: the first counts what is certain (cities and, through them, countries), the second decides the rest. */
#include <math.h>
#include <string.h>
#include <unicode/ubrk.h>

#include "citycontext.h"
#include "work.h"

enum { NEAR = 48 }; /* names that begin further back have no say */

typedef struct choice {
    int city;
    const char *rule;
    double sure;
} choice;

static bool country_in(const sil_work *w, const sil_piece *p, const char *code)
{
    for (size_t i = 0; i < p->n_countries; i++)
        if (strcmp(w->au->countries[p->countries[i]], code) == 0)
            return true;
    return false;
}

/* Only separators between two names of a list: spaces, commas, middle dots, and the short words that join (와 과 및 and ...). */
static bool list_gap(const sil_view *v, int from, int to)
{
    static const int32_t joins[] = {0xC640, 0xACFC, 0xBC0F, 0x548C, 0x4E0E, 0x8207, 0xC758, 'a', 'n', 'd', 0x53CA, 0xB791};
    if (to < from || to - from > 6)
        return false;
    bool any = false;
    for (int i = from; i < to; i++) {
        int32_t c = v->cp[i];
        bool ok = sil_is_space(c) || c == ',' || c == 0xFF0C || c == 0x3001 || c == 0xB7 || c == '/' || c == '&' || c == 0x318D || c == 0x30FB || c == '-' || c == 0x2013;
        for (size_t k = 0; !ok && k < sizeof joins / sizeof *joins; k++)
            ok = c == joins[k];
        if (!ok)
            return false;
        any = any || !sil_is_space(c);
    }
    return any;
}

static bool city_named(const sil_hit *h, int city)
{
    size_t n;
    const sil_sense *s = sil_senses(h, &n);
    for (size_t i = 0; i < n; i++)
        if (s[i].kind == SIL_NAME_CITY && s[i].item == city)
            return true;
    return false;
}

/* In brackets directly after the hit, or the hit in brackets directly after it: another name of the same city. */
static bool named_beside(const sil_piece *p, const sil_hit *h, int city)
{
    int end = h->end + h->suffix;
    for (size_t i = sil_hits_from(p, h->start - NEAR); i < p->n_hits && p->hits[i].start <= end + 2; i++) {
        const sil_hit *o = &p->hits[i];
        int gap_from = o->start > end ? end : o->end + o->suffix, gap_to = o->start > end ? o->start : h->start;
        if (o == h || gap_to <= gap_from || gap_to - gap_from > 2 || !city_named(o, city) || !sil_strong_city(o))
            continue;
        for (int k = gap_from; k < gap_to; k++)
            if (sil_is_open(p->view.cp[k]))
                return true;
    }
    return false;
}

static bool in_list(const sil_piece *p, const sil_hit *h)
{
    for (size_t i = sil_hits_from(p, h->start - NEAR); i < p->n_hits; i++) {
        const sil_hit *o = &p->hits[i];
        if (o->start > h->end + 12)
            break;
        if (o == h || o->end < h->start - 12 || !sil_strong_city(o))
            continue;
        if (list_gap(&p->view, h->end + h->suffix, o->start) || list_gap(&p->view, o->end + o->suffix, h->start))
            return true;
    }
    return false;
}

/* A province or the country directly before it: 경기도 고양, 중국 소주, 강원도의 화천. */
static bool in_region(const sil_work *w, const sil_piece *p, const sil_hit *h, const char *code)
{
    for (size_t i = sil_hits_from(p, h->start - NEAR); i < p->n_hits && p->hits[i].start < h->start; i++) {
        const sil_hit *o = &p->hits[i];
        int end = o->end + o->suffix, gap = h->start - end;
        const sil_sense *country = sil_sense_of(o, SIL_NAME_COUNTRY), *city = sil_sense_of(o, SIL_NAME_CITY);
        if (gap < 1 || gap > 2 || !sil_is_space(p->view.cp[h->start - 1]) || (gap == 2 && p->view.cp[end] != 0xC758))
            continue;
        if (country && strcmp(w->au->countries[country->item], code) == 0)
            return true;
        if (city && strcmp(w->au->cities[city->item].kind, "province") == 0 && strcmp(w->au->cities[city->item].country, code) == 0)
            return true;
    }
    return false;
}

/* The country named within 30 code points after the name, or 12 before it. */
static bool country_near(const sil_work *w, const sil_piece *p, const sil_hit *h, const char *code)
{
    for (size_t i = sil_hits_from(p, h->start - NEAR); i < p->n_hits; i++) {
        const sil_hit *o = &p->hits[i];
        if (o->start > h->end + 30)
            break;
        if (o == h || o->end < h->start - 12 || (o->start < h->end && o->end > h->start))
            continue;
        const sil_sense *s = sil_sense_of(o, SIL_NAME_COUNTRY);
        if (s && strcmp(w->au->countries[s->item], code) == 0)
            return true;
    }
    return false;
}

static bool word_after(const sil_view *v, int at, const char *word)
{
    while (at < v->n && sil_is_space(v->cp[at]))
        at++;
    for (; *word; word++, at++)
        if (at >= v->n || v->cp[at] != *word)
            return false;
    return at >= v->n || !sil_is_latin(v->cp[at]);
}

/* A person, not a place: "J. London", "London, J." */
static bool person(const sil_view *v, const sil_hit *h)
{
    int s = h->start, e = h->end;
    if (!sil_is_latin(v->cp[s]))
        return false;
    if (s >= 3 && sil_is_space(v->cp[s - 1]) && v->cp[s - 2] == '.' && v->cp[s - 3] >= 'A' && v->cp[s - 3] <= 'Z' && (s < 4 || !sil_is_latin(v->cp[s - 4])) &&
        !(s >= 5 && v->cp[s - 4] == '.'))
        return true;
    return e + 3 < v->n && v->cp[e] == ',' && v->cp[e + 1] == ' ' && v->cp[e + 2] >= 'A' && v->cp[e + 2] <= 'Z' && v->cp[e + 3] == '.' &&
           !(e + 5 < v->n && v->cp[e + 5] == '.'); /* Washington, D.C. */
}

/* The place of a reference: ", Oxford: Oxford University Press". */
static bool imprint(const sil_piece *p, const sil_hit *h)
{
    const sil_view *v = &p->view;
    int s = h->start, e = h->end;
    if ((p->block->type != SIL_BIBLIOGRAPHY_ITEM && p->block->type != SIL_FOOTNOTE) || s < 3 || e + 3 >= v->n || !sil_is_latin(v->cp[s]))
        return false;
    return v->cp[e] == ':' && sil_is_space(v->cp[e + 1]) && v->cp[e + 2] >= 'A' && v->cp[e + 2] <= 'Z' && sil_is_space(v->cp[s - 1]) &&
           (v->cp[s - 2] == ',' || v->cp[s - 2] == '.' || sil_is_close(v->cp[s - 2]));
}

/* Why a weak name may be this city here, or NULL. region: sil_city_region's. */
static const char *context(const sil_work *w, const sil_piece *p, const sil_hit *h, int city, int region)
{
    const sil_city *c = &w->au->cities[city];
    const sil_view *v = &p->view;
    if (p->city_cell && p->city_cell[h->start])
        return "city-column";
    if (named_beside(p, h, city))
        return "city-beside";
    bool cheng = sil_is_han(v->cp[h->end - 1]) && v->cp[h->end - 1] == 0x57CE; /* 繁华城市: the word city */
    if (h->suffix && !cheng)
        return "city-suffix";
    if (sil_is_latin(v->cp[h->start]) && word_after(v, h->end, "City"))
        return "city-suffix";
    bool one = h->end - h->start < 2;
    if (imprint(p, h))
        return "city-imprint";
    if (!one && in_list(p, h))
        return "city-list";
    if (region >= 0)
        return sil_city_lies_in(c, &w->rules->regions[region]) ? "city-in-region" : NULL;
    bool syllables = h->end - h->start == 2 && sil_is_hangul(v->cp[h->start]); /* 중국 무협, 중국 여성: two syllables are too often a word */
    if (!one && (!syllables || c->population >= 500000 || strcmp(c->country, "KR") == 0) && in_region(w, p, h, c->country))
        return "city-in-region";
    if (sil_city_is_located(w, p, h, c))
        return "city-located";
    if (!one && country_near(w, p, h, c->country) && (sil_is_latin(v->cp[h->start]) ? h->end - h->start >= 4 : h->end - h->start >= 3))
        return "city-country";
    if (!one && w->city_count[city] && !sil_is_latin(v->cp[h->start]))
        return "city-in-paper";
    return NULL;
}

static double score(const sil_work *w, const sil_piece *p, const sil_hit *h, int city, bool weak, int region)
{
    const sil_city *c = &w->au->cities[city];
    double s = log10(c->population + 10);
    int k = sil_country_find(w->au, c->country);
    s += strcmp(c->kind, "capital") == 0 ? 1 : 0;
    s += country_in(w, p, c->country) ? 2 : 0;
    s += k >= 0 && w->country_count[k] ? 1 : 0;
    s += w->city_count[city] ? 2.5 : 0;
    s += named_beside(p, h, city) ? 10 : 0;
    s += country_near(w, p, h, c->country) ? 3 : 0;
    s += region >= 0 && sil_city_lies_in(c, &w->rules->regions[region]) ? 10 : 0;
    s += (c->ko[0] ? 0.5 : 0) + (c->hans[0] ? 0.5 : 0); /* known widely enough to have these names */
    return weak ? s - 2 : s;
}

/* A city-state's name is its city; another country's is the country unless the column or a list says city. */
static bool country_wins(const sil_work *w, const sil_piece *p, const sil_hit *h)
{
    const sil_sense *s = sil_sense_of(h, SIL_NAME_COUNTRY);
    if (!s)
        return false;
    static const char *const states[] = {"SG", "HK", "MO", "MC", "VA", "GI"};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (strcmp(w->au->countries[s->item], states[i]) == 0)
            return false;
    return !(p->city_cell && p->city_cell[h->start]);
}

/* 都城市 in 首都城市 begins inside a word: foreign names in Chinese text must begin where ICU's dictionary lets a word begin. */
static bool inside_word(const sil_piece *p, const sil_hit *h)
{
    enum { BACK = 8, AHEAD = 8 };
    UChar u[BACK + AHEAD + 4];
    const sil_view *v = &p->view;
    int from = h->start > BACK ? h->start - BACK : 0, to = h->end + AHEAD < v->n ? h->end + AHEAD : v->n;
    int32_t n = 0, at = 0;
    if (!sil_is_han(v->cp[h->start]) || h->start == 0 || !sil_is_han(v->cp[h->start - 1]) || h->end - h->start > 3)
        return false;
    while (from < h->start && !sil_is_han(v->cp[from]))
        from++;
    for (int i = from; i < to && n < BACK + AHEAD + 3; i++) {
        at = i == h->start ? n : at;
        u[n++] = v->cp[i] > 0xFFFF ? 0x4E00 : (UChar)v->cp[i];
    }
    UErrorCode e = U_ZERO_ERROR;
    UBreakIterator *b = ubrk_open(UBRK_WORD, "zh", u, n, &e);
    bool inside = b && U_SUCCESS(e) && !ubrk_isBoundary(b, at);
    if (b)
        ubrk_close(b);
    return inside;
}

static bool decide(const sil_work *w, const sil_piece *p, const sil_hit *h, choice *out)
{
    if (country_wins(w, p, h) || person(&p->view, h))
        return false;
    size_t n, found = 0;
    const sil_sense *s = sil_senses(h, &n);
    double best = -100, second = -100;
    int region = sil_city_region(w, p, h);
    for (size_t i = 0; i < n; i++) {
        if (s[i].kind != SIL_NAME_CITY)
            continue;
        bool weak = s[i].flags & SIL_SENSE_WEAK;
        const char *why = weak ? context(w, p, h, s[i].item, region) : strcmp(w->au->cities[s[i].item].kind, "province") == 0 ? "province-name" : "city-name";
        const char *country = w->au->cities[s[i].item].country;
        if (!why || (strcmp(country, "KR") != 0 && strcmp(country, "CN") != 0 && strcmp(why, "city-column") != 0 && strcmp(why, "city-beside") != 0 && inside_word(p, h)))
            continue;
        if (sil_city_is_part(w, p, h, &w->au->cities[s[i].item], weak) || (strcmp(why, "city-located") == 0 && sil_strong_city(h)))
            continue; /* in Barcelona: the one that needs no context */
        found++;
        double v = score(w, p, h, s[i].item, weak, region);
        if (v > best) {
            second = best;
            best = v;
            *out = (choice){s[i].item, why, weak ? 0.85 : 0.98};
        } else if (v > second)
            second = v;
    }
    if (found > 1) {
        out->sure = best - second > 1 ? 0.9 : 0.7;
        if (strcmp(out->rule, "city-name") == 0)
            out->rule = "city-population";
    }
    return found > 0;
}

/* 서울시는 …: the city as one who acts. It stays a mention of the city; the rule keeps the difference. */
static bool acts(const sil_view *v, const sil_hit *h, int end)
{
    if (end <= h->start || end >= v->n)
        return false;
    bool city_word = v->cp[end - 1] == 0xC2DC; /* 시 */
    int32_t next = v->cp[end];
    return city_word && (next == 0xB294 || next == 0xAC00) && (end + 1 >= v->n || !sil_is_hangul(v->cp[end + 1]));
}

static const sil_hit *longest_from(const sil_piece *p, size_t *i)
{
    const sil_hit *h = &p->hits[*i];
    size_t k = *i + 1;
    while (k < p->n_hits && p->hits[k].start == h->start)
        k++;
    *i = k;
    return h;
}

static void count_certain(sil_work *w)
{
    for (size_t i = 0; i < w->n_pieces; i++) {
        sil_piece *p = &w->pieces[i];
        int free_from = 0;
        for (size_t k = 0; k < p->n_hits;) {
            const sil_hit *h = longest_from(p, &k);
            size_t n, owners = 0;
            const sil_sense *s = sil_senses(h, &n), *one = NULL;
            for (size_t j = 0; j < n; j++) {
                if (s[j].kind != SIL_NAME_CITY)
                    continue;
                if (!(s[j].flags & SIL_SENSE_WEAK)) {
                    owners++;
                    one = &s[j];
                } else if (country_near(w, p, h, w->au->cities[s[j].item].country))
                    owners = 2; /* 西班牙的科爾多瓦: the other one, perhaps */
            }
            if (h->start < free_from || owners != 1 || sil_is_taken(p, h->start, h->end) || country_wins(w, p, h) || person(&p->view, h) ||
                sil_city_is_part(w, p, h, &w->au->cities[one->item], false))
                continue;
            free_from = h->end;
            if (w->city_count[one->item] < 60000)
                w->city_count[one->item]++;
            int c = sil_country_find(w->au, w->au->cities[one->item].country);
            if (c < 0)
                continue;
            w->country_count[c]++;
            int *slot = SIL_PUSH(w->a, p->countries, p->n_countries, p->cap_countries);
            if (slot)
                *slot = c;
        }
    }
}

sil_status sil_find_cities(sil_work *w, sil_err *err)
{
    count_certain(w);
    for (size_t i = 0; i < w->n_pieces; i++) {
        sil_piece *p = &w->pieces[i];
        for (size_t k = 0; k < p->n_hits; k++) {
            const sil_hit *h = &p->hits[k];
            choice c = {-1, "", 0};
            if (sil_is_taken(p, h->start, h->end) || !decide(w, p, h, &c))
                continue;
            int end = h->end + h->suffix;
            if (sil_is_taken(p, h->end, end))
                end = h->end;
            if (acts(&p->view, h, end) && strcmp(c.rule, "city-name") == 0)
                c.rule = "city-actor";
            const sil_city *city = &w->au->cities[c.city];
            if (!sil_mention_add(w, p, h->start, end, "city", city->id, sil_city_name(city), c.sure, c.rule))
                return sil_fail(err, SIL_NOMEM, "out of memory for the cities of the paper");
        }
    }
    return SIL_OK;
}
