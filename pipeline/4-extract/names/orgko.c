/* orgko.c: room 4, open names of organizations in Korean: a word that ends in a trigger, with the lead words before it.
 *
 * How long the stem before the trigger must be says the trigger's kind: 연구원 wants two syllables, 센터 four, 위원회 of the kind 추진위원회 the word before it.
 * A place before a name that stands by itself is a place (영국 서리대학교, 서울 강남경찰서); before one that does not it belongs to the name (한국 관광공사).
 * 정부 as one who acts is an organization of its own; with a country before it, that country's. */
#include "orgwords.h"

#include <string.h>

/* A name that the authority knows begins the word [s, e), whatever follows inside it: 한국지방행정연구원, 베이징대학교. whole: it is all of it. */
static bool proper_prefix(const sil_work *w, const sil_piece *p, int s, int e, bool whole)
{
    sil_match m[16];
    const sil_fold *f = &p->view.exact;
    size_t from = (size_t)f->at[s], len = (size_t)f->at[e] - from, n = sil_matcher_prefixes(w->au->exact.matcher, f->bytes + from, len, m, 16);
    for (size_t i = 0; i < n; i++)
        for (int k = w->au->exact.first[m[i].value]; k < w->au->exact.first[m[i].value + 1]; k++) {
            const sil_sense *x = &w->au->exact.senses[k];
            bool city = x->kind == SIL_NAME_CITY && !(x->flags & SIL_SENSE_WEAK);
            if (whole ? city && m[i].end == len : city || x->kind == SIL_NAME_COUNTRY)
                return true;
        }
    for (int k = s + 1; !whole && k <= e; k++)
        if (sil_word_is(w->rules, "ko", SIL_TRIGGER_PROPER, p->view.cp + s, k - s))
            return true;
    return false;
}

static bool hangul_like(const sil_view *v, int i)
{
    return sil_is_hangul(v->cp[i]) || v->cp[i] == 0xB7 || v->cp[i] == 0x318D || v->cp[i] == 0x30FB || sil_is_digit(v->cp[i]) ||
           (v->cp[i] == '-' && i > 0 && i + 1 < v->n && sil_is_hangul(v->cp[i - 1]) && sil_is_hangul(v->cp[i + 1]));
}

static int word_start(const sil_view *v, int end)
{
    int s = end;
    while (s > 0 && hangul_like(v, s - 1))
        s--;
    while (s < end && !sil_is_hangul(v->cp[s]))
        s++;
    return s;
}

/* Looks like a noun that goes on into the next word: no particle and no ending of a verb stands at its end. */
static bool goes_on(const sil_work *w, const sil_view *v, int s, int e)
{
    for (int i = s; i < e; i++)
        if (!sil_is_hangul(v->cp[i]) && v->cp[i] != 0xB7)
            return false;
    return e - s >= 2 && sil_word_before(w->rules, "ko", SIL_TRIGGER_STOP, v->cp, e) == 0;
}

typedef struct ending {
    int n;                 /* code points of the trigger, 0 = none */
    sil_trigger_kind kind;
} ending;

static ending trigger_of(const sil_rules *r, const sil_view *v, int end)
{
    static const sil_trigger_kind kinds[] = {SIL_TRIGGER_STRONG, SIL_TRIGGER_SHORT, SIL_TRIGGER_LONG, SIL_TRIGGER_TAIL, SIL_TRIGGER_WEAK, SIL_TRIGGER_WHOLE, SIL_TRIGGER_CIVIC};
    ending best = {0, SIL_TRIGGER_WEAK};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        int n = sil_word_before(r, "ko", kinds[i], v->cp, end);
        if (n > best.n)
            best = (ending){n, kinds[i]};
    }
    return best;
}

/* The word is a name by itself. */
static bool stands(const sil_work *w, const sil_piece *p, ending t, int s, int end, bool proper)
{
    int stem = end - t.n - s;
    switch (t.kind) {
    case SIL_TRIGGER_STRONG:
        return (proper && stem > 0) || stem >= (t.n >= 3 ? 2 : 3);
    case SIL_TRIGGER_CIVIC:
        return proper || stem >= 2;
    case SIL_TRIGGER_SHORT:
        return stem >= 2;
    case SIL_TRIGGER_LONG:
        return (proper && stem >= 2) || stem >= 4;
    case SIL_TRIGGER_WHOLE:
        return stem >= 2 && proper_prefix(w, p, s, end - t.n, true);
    case SIL_TRIGGER_WEAK:
        return proper && stem >= 2;
    case SIL_TRIGGER_TAIL:
        return stem >= 3;
    default:
        return false;
    }
}

bool sil_ko_name(const sil_work *w, const sil_piece *p, int end, int *start)
{
    const sil_view *v = &p->view;
    const sil_rules *r = w->rules;
    int s = word_start(v, end);
    ending t = trigger_of(r, v, end);
    if (t.n == 0 || end - s < t.n || sil_word_is(r, "ko", SIL_TRIGGER_GENERIC, v->cp + s, end - s))
        return false;
    int no = sil_word_before(r, "ko", SIL_TRIGGER_ENDING, v->cp, end);
    bool proper = end - t.n > s && proper_prefix(w, p, s, end - t.n, false);
    if (no > 0 && no <= end - s && !proper)
        return false;
    bool alone = stands(w, p, t, s, end, proper);
    int words = 0, first = s;
    for (; words < 4 && s >= 2 && v->cp[s - 1] == ' ' && hangul_like(v, s - 2); words++) {
        int before = word_start(v, s - 1), n = s - 1 - before;
        bool country;
        if (n <= 0 || p->taken[before] || (before >= 2 && v->cp[before - 1] == ' ' && v->cp[before - 2] == 0xC5D0)) /* …에 대한 */
            break;
        bool lead = sil_word_is(r, "ko", SIL_TRIGGER_LEAD, v->cp + before, n), name = sil_word_is(r, "ko", SIL_TRIGGER_PROPER, v->cp + before, n);
        bool place = sil_place_end(p, before, &country) == s - 1;
        bool noun = t.kind == SIL_TRIGGER_TAIL && words < 2 && !alone && !place && goes_on(w, v, before, s - 1);
        int stem = end - first - t.n;
        bool bare = !country && (t.kind == SIL_TRIGGER_CIVIC || (stem == 0 && t.n >= 2 && t.kind == SIL_TRIGGER_STRONG)); /* 서울 시청, 서울 강남경찰서 */
        if ((place && !lead && !bare && (alone || stem < 2)) || !(place || lead || name || noun))
            break;
        proper = proper || place || name || noun;
        s = before;
    }
    *start = s;
    if (t.kind == SIL_TRIGGER_TAIL)
        return alone || s < first;
    return alone || (proper && s < first && t.kind != SIL_TRIGGER_WHOLE);
}

/* 정부는 …: who acts, or NULL. With a country or city before it, whose government it is. */
static sil_status government(sil_work *w, sil_piece *p, int s, int e, bool *done, sil_err *err)
{
    const sil_view *v = &p->view;
    *done = false;
    if (p->block->type != SIL_PARAGRAPH && p->block->type != SIL_ABSTRACT && p->block->type != SIL_LIST_ITEM && p->block->type != SIL_FOOTNOTE)
        return SIL_OK;
    if (e + 1 < v->n && v->cp[e] == ' ' && sil_word_is(w->rules, "ko", SIL_TRIGGER_ENDING, v->cp + e + 1, 1))
        return SIL_OK; /* 정부 간 */
    if (e < v->n && sil_word_is(w->rules, "ko", SIL_TRIGGER_ENDING, v->cp + e, 1))
        return SIL_OK; /* 정부간 */
    char *whole = NULL;
    if (s >= 2 && v->cp[s - 1] == ' ' && hangul_like(v, s - 2)) {
        int before = word_start(v, s - 1);
        bool country;
        if (sil_place_end(p, before, &country) == s - 1) {
            whole = sil_view_slice(w->a, v, before, e);
            s = country && !sil_is_taken(p, before, s) ? before : s;
        }
        else if (before >= s - 1 || sil_word_before(w->rules, "ko", SIL_TRIGGER_BEFORE, v->cp, s - 1) > 0)
            return SIL_OK;
    }
    if (!whole)
        whole = sil_view_slice(w->a, v, s, e);
    const sil_entity *x = whole ? sil_local_org(w, whole, "ko", NULL, err) : NULL;
    if (!x || !sil_mention_add(w, p, s, e, "organization", x->id, whole, 0.6, "org-government"))
        return sil_fail(err, SIL_NOMEM, "out of memory for the organizations of the paper");
    *done = true;
    return SIL_OK;
}

sil_status sil_orgs_korean(sil_work *w, sil_piece *p, sil_err *err)
{
    const sil_view *v = &p->view;
    for (int i = 0; i < v->n;) {
        if (!sil_is_hangul(v->cp[i])) {
            i++;
            continue;
        }
        int e = i;
        while (e < v->n && sil_is_hangul(v->cp[e]))
            e++;
        for (int end = e; end > i + 1; end--) {
            int suffix, start;
            if (p->taken[end - 1] || (end < e && !(sil_tail_ok(w->rules, v->cp, v->n, end, &suffix) && suffix == 0)))
                continue;
            if (sil_word_is(w->rules, "ko", SIL_TRIGGER_ACTOR, v->cp + i, end - i) && (i == 0 || !sil_is_latin(v->cp[i - 1]))) {
                bool done;
                sil_status st = government(w, p, i, end, &done, err);
                if (st != SIL_OK)
                    return st;
                if (done)
                    break;
            }
            int shorter; /* 위원회의 is 위원회 with a particle, not 회의 */
            if (!sil_ko_name(w, p, end, &start) || sil_is_taken(p, start, end) || sil_is_imprint(p, start) || (v->cp[end - 1] == 0xC758 && sil_ko_name(w, p, end - 1, &shorter)))
                continue;
            sil_status st = sil_org_add(w, p, start, end, "ko", "org-open-ko", 0.8, err);
            if (st != SIL_OK)
                return st;
            break;
        }
        i = e;
    }
    return SIL_OK;
}
