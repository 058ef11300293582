/* orgnames.c: room 4, organizations that no authority file holds: by trigger words and shape, in three languages.
 *
 * Korean: a word that ends in a trigger, with the lead words and places before it. Chinese: from a place or a lead word to a trigger with no stop
 * word between. English: capitalized words around a trigger, joined by of, for, on, and. The words are in config/rules/extract-org-triggers.tsv. */
#include "orgs.h"

#include <string.h>

static const sil_trigger *word_is(const sil_rules *r, const char *lang, sil_trigger_kind kind, const int32_t *cp, int n)
{
    for (int i = n > 0 ? r->first_bucket[cp[0] & 255] : -1; i >= 0; i = r->triggers[i].by_first) {
        const sil_trigger *t = &r->triggers[i];
        if (t->kind == kind && t->n == n && t->cp[0] == cp[0] && strcmp(t->lang, lang) == 0 && memcmp(t->cp, cp, (size_t)n * sizeof *cp) == 0)
            return t;
    }
    return NULL;
}

/* The longest trigger of that kind that ends at `end`. */
static int trigger_before(const sil_rules *r, const char *lang, sil_trigger_kind kind, const int32_t *cp, int end)
{
    int best = 0;
    for (int i = end > 0 ? r->last_bucket[cp[end - 1] & 255] : -1; i >= 0; i = r->triggers[i].by_last) {
        const sil_trigger *t = &r->triggers[i];
        if (t->cp[t->n - 1] == cp[end - 1] && t->kind == kind && t->n > best && t->n <= end && strcmp(t->lang, lang) == 0 && memcmp(t->cp, cp + end - t->n, (size_t)t->n * sizeof *cp) == 0)
            best = t->n;
    }
    return best;
}

/* End of the longest strong city or country name that begins at `at`, or -1. */
static int place_end(const sil_piece *p, int at)
{
    for (size_t lo = sil_hits_from(p, at); lo < p->n_hits && p->hits[lo].start == at; lo++) {
        const sil_sense *s = sil_sense_of(&p->hits[lo], SIL_NAME_CITY);
        if ((s && !(s->flags & SIL_SENSE_WEAK)) || sil_sense_of(&p->hits[lo], SIL_NAME_COUNTRY))
            return p->hits[lo].end + p->hits[lo].suffix;
    }
    return -1;
}

/* A name that the authority knows begins the word [s, e), whatever follows inside it: 한국지방행정연구원, 베이징대학교. */
static bool proper_prefix(const sil_work *w, const sil_piece *p, int s, int e)
{
    sil_match m[16];
    const sil_fold *f = &p->view.exact;
    size_t from = (size_t)f->at[s], n = sil_matcher_prefixes(w->au->exact.matcher, f->bytes + from, (size_t)f->at[e] - from, m, 16);
    for (size_t i = 0; i < n; i++)
        for (int k = w->au->exact.first[m[i].value]; k < w->au->exact.first[m[i].value + 1]; k++) {
            const sil_sense *x = &w->au->exact.senses[k];
            if (x->kind == SIL_NAME_COUNTRY || (x->kind == SIL_NAME_CITY && !(x->flags & SIL_SENSE_WEAK)))
                return true;
        }
    for (int k = s + 1; k <= e; k++)
        if (word_is(w->rules, "ko", SIL_TRIGGER_PROPER, p->view.cp + s, k - s))
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

static bool ko_name(const sil_work *w, const sil_piece *p, int end, int *start)
{
    const sil_view *v = &p->view;
    int s = word_start(v, end), n = trigger_before(w->rules, "ko", SIL_TRIGGER_STRONG, v->cp, end);
    bool strong = n > 0;
    int weak = trigger_before(w->rules, "ko", SIL_TRIGGER_WEAK, v->cp, end);
    if (weak > n) {
        n = weak;
        strong = false;
    }
    if (n == 0 || end - s < n || word_is(w->rules, "ko", SIL_TRIGGER_GENERIC, v->cp + s, end - s))
        return false;
    int stem = end - n - s;
    bool proper = stem > 0 && proper_prefix(w, p, s, end - n);
    for (int words = 0; words < 4 && s >= 2 && v->cp[s - 1] == ' ' && hangul_like(v, s - 2); words++) {
        int before = word_start(v, s - 1);
        if (before >= s - 1 || p->taken[before])
            break;
        bool place = place_end(p, before) == s - 1;
        if (!place && !word_is(w->rules, "ko", SIL_TRIGGER_LEAD, v->cp + before, s - 1 - before) &&
            !word_is(w->rules, "ko", SIL_TRIGGER_PROPER, v->cp + before, s - 1 - before))
            break;
        proper = proper || place || word_is(w->rules, "ko", SIL_TRIGGER_PROPER, v->cp + before, s - 1 - before);
        s = before;
    }
    *start = s;
    return proper ? end - s > n : strong && stem >= (n >= 3 ? 2 : 3);
}

static bool zh_stop(const sil_rules *r, const sil_view *v, int at)
{
    return word_is(r, "zh", SIL_TRIGGER_STOP, v->cp + at, 1) || (at + 1 < v->n && word_is(r, "zh", SIL_TRIGGER_STOP, v->cp + at, 2));
}

static bool zh_name(const sil_work *w, const sil_piece *p, int end, int *start)
{
    const sil_view *v = &p->view;
    int n = trigger_before(w->rules, "zh", SIL_TRIGGER_STRONG, v->cp, end), best = -1;
    if (n == 0)
        return false;
    for (int s = end - 1; s >= 0 && end - s <= 24; s--) {
        if ((!sil_is_han(v->cp[s]) && !(v->cp[s] == 0xB7)) || p->taken[s])
            break;
        if (s < end - n && zh_stop(w->rules, v, s))
            break;
        if (s > end - n - 1)
            continue;
        bool begins = place_end(p, s) > 0 && place_end(p, s) <= end - n;
        for (int k = 1; !begins && k <= 3 && s + k <= end - n; k++) /* 国际, not 国际性 or 国际化 */
            begins = word_is(w->rules, "zh", SIL_TRIGGER_LEAD, v->cp + s, k) != NULL && v->cp[s + k] != 0x6027 && v->cp[s + k] != 0x5316;
        if (begins)
            best = s;
    }
    int stem = end - n;
    while (stem > 0 && sil_is_han(v->cp[stem - 1]) && end - n - stem < 5)
        stem--;
    bool university = n == 2 && v->cp[end - 2] == 0x5927 && end - n - stem >= 2 && end - n - stem <= 4; /* a short word of its own before 大学 */
    if (best < 0 && university && (stem == 0 || !sil_is_han(v->cp[stem - 1])))
        best = stem;
    if (best > 0 && sil_is_hangul(v->cp[best - 1]))
        return false;
    if (best < 0 || end - best < 4 || word_is(w->rules, "zh", SIL_TRIGGER_GENERIC, v->cp + best, end - best))
        return false;
    *start = best;
    return true;
}

typedef struct token {
    int start, end;
    bool capital, joint; /* joint: of, for, on, and, the, & */
} token;

static bool is_word(const sil_view *v, const token *t, const char *word)
{
    int i = t->start;
    for (; *word; word++, i++)
        if (i >= t->end || v->cp[i] != *word)
            return false;
    return i == t->end;
}

static bool latin_part(const sil_view *v, int i)
{
    int32_t c = v->cp[i];
    if (sil_is_latin(c) || sil_is_digit(c))
        return true;
    bool inner = i > 0 && i + 1 < v->n && sil_is_latin(v->cp[i - 1]) && (sil_is_latin(v->cp[i + 1]) || sil_is_digit(v->cp[i + 1]));
    return inner && (c == '-' || c == '\'' || c == 0x2019 || c == 0x2013 || c == 0x2014);
}

static sil_status tokens_of(sil_arena *a, const sil_view *v, token **out, size_t *n, sil_err *err)
{
    static const char *const joints[] = {"of", "for", "on", "and", "the", "&", "de", "des"};
    size_t cap = 0;
    *out = NULL;
    *n = 0;
    for (int i = 0; i < v->n;) {
        if (!sil_is_latin(v->cp[i]) && v->cp[i] != '&') {
            i++;
            continue;
        }
        int s = i++;
        while (i < v->n && latin_part(v, i))
            i++;
        token *t = SIL_PUSH(a, *out, *n, cap);
        if (!t)
            return sil_fail(err, SIL_NOMEM, "out of memory for the words of a block");
        t->start = s;
        t->end = i;
        t->capital = v->cp[s] >= 'A' && v->cp[s] <= 'Z';
        for (size_t k = 0; k < sizeof joints / sizeof *joints; k++)
            t->joint = t->joint || is_word(v, t, joints[k]);
    }
    return SIL_OK;
}

/* One space between two words, nothing else. */
static bool next_to(const sil_view *v, const token *l, const token *r)
{
    return r->start - l->end == 1 && sil_is_space(v->cp[l->end]) && v->cp[l->end] != '\t' && v->cp[l->end] != '\n';
}

static bool en_trigger(const sil_work *w, const sil_view *v, const token *t)
{
    return t->capital && word_is(w->rules, "en", SIL_TRIGGER_STRONG, v->cp + t->start, t->end - t->start);
}

static bool name_word(const sil_work *w, const sil_view *v, const token *t)
{
    return t->capital && !word_is(w->rules, "en", SIL_TRIGGER_STOP, v->cp + t->start, t->end - t->start);
}

/* The name around trigger token k. */
static bool en_name(const sil_work *w, const sil_piece *p, const token *t, size_t n, size_t k, int *start, int *end)
{
    const sil_view *v = &p->view;
    size_t l = k, r = k;
    while (l > 0 && next_to(v, &t[l - 1], &t[l]) && !p->taken[t[l - 1].start]) {
        size_t j = l - 1;
        if (t[j].joint) { /* joints are crossed only towards another word of the name */
            size_t q = j;
            while (q > 0 && t[q].joint && next_to(v, &t[q - 1], &t[q]))
                q--;
            bool and = is_word(v, &t[j], "and") || is_word(v, &t[j], "&");
            if (t[q].joint || !name_word(w, v, &t[q]) || p->taken[t[q].start] || (and && (en_trigger(w, v, &t[q]) || place_end(p, t[q].start) == t[q].end)))
                break;
            if (is_word(v, &t[j], "the") && !is_word(v, &t[j - 1], "of") && !is_word(v, &t[j - 1], "for"))
                break;
            l = q;
        } else if (name_word(w, v, &t[j]))
            l = j;
        else
            break;
    }
    while (r + 1 < n && next_to(v, &t[r], &t[r + 1]) && !p->taken[t[r + 1].start]) {
        size_t j = r + 1;
        if (t[j].joint) {
            size_t q = j;
            while (q + 1 < n && t[q].joint && next_to(v, &t[q], &t[q + 1]))
                q++;
            bool and = is_word(v, &t[j], "and") || is_word(v, &t[j], "&");
            if (t[q].joint || !name_word(w, v, &t[q]) || p->taken[t[q].start] || (and && r == k))
                break;
            if (and && q + 1 < n && next_to(v, &t[q], &t[q + 1]) && en_trigger(w, v, &t[q + 1]))
                break;
            r = q;
        } else if (name_word(w, v, &t[j]))
            r = j;
        else
            break;
    }
    *start = t[l].start;
    *end = t[r].end;
    if (r == l || r - l > 14)
        return false;
    return !word_is(w->rules, "en", SIL_TRIGGER_GENERIC, v->cp + *start, *end - *start);
}

bool sil_open_name_before(const sil_work *w, const sil_piece *p, int end, int *start)
{
    const sil_view *v = &p->view;
    if (end <= 0)
        return false;
    if (sil_is_hangul(v->cp[end - 1]))
        return ko_name(w, p, end, start);
    if (sil_is_han(v->cp[end - 1]))
        return zh_name(w, p, end, start);
    return false;
}

static sil_status add(sil_work *w, sil_piece *p, int start, int end, const char *lang, const char *rule, double sure, sil_err *err)
{
    char *name = sil_view_slice(w->a, &p->view, start, end);
    if (!name)
        return sil_fail(err, SIL_NOMEM, "out of memory for the organizations of the paper");
    const sil_entity *e = sil_local_org(w, name, lang, NULL, err);
    if (!e || !sil_local_add(w, name, false, e->id, name) || !sil_mention_add(w, p, start, end, "organization", e->id, name, sure, rule))
        return sil_fail(err, SIL_NOMEM, "out of memory for the organizations of the paper");
    return SIL_OK;
}

static sil_status korean(sil_work *w, sil_piece *p, sil_err *err)
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
            if ((end < e && !(sil_tail_ok(w->rules, v->cp, v->n, end, &suffix) && suffix == 0)) || !ko_name(w, p, end, &start) || sil_is_taken(p, start, end))
                continue;
            sil_status st = add(w, p, start, end, "ko", "org-open-ko", 0.8, err);
            if (st != SIL_OK)
                return st;
            break;
        }
        i = e;
    }
    return SIL_OK;
}

static sil_status chinese(sil_work *w, sil_piece *p, sil_err *err)
{
    const sil_view *v = &p->view;
    for (int end = v->n; end > 3; end--) { /* from the right: 北京大学出版社 before 北京大学 */
        int start;
        if (!sil_is_han(v->cp[end - 1]) || p->taken[end - 1] || !zh_name(w, p, end, &start) || sil_is_taken(p, start, end))
            continue;
        sil_status st = add(w, p, start, end, "zh", "org-open-zh", 0.8, err);
        if (st != SIL_OK)
            return st;
        end = start + 1;
    }
    return SIL_OK;
}

/* A heading or title in Title Case: every word looks like part of a name. */
static bool title_case(const sil_piece *p, const token *t, size_t n)
{
    size_t capital = 0, other = 0;
    if (p->block->type != SIL_TITLE && p->block->type != SIL_HEADING && p->block->type != SIL_CAPTION)
        return false;
    for (size_t i = 0; i < n; i++) {
        capital += t[i].capital;
        other += !t[i].capital && !t[i].joint;
    }
    return capital > other * 3;
}

static sil_status english(sil_work *w, sil_piece *p, sil_err *err)
{
    token *t;
    size_t n;
    sil_status st = tokens_of(w->a, &p->view, &t, &n, err);
    if (st != SIL_OK || title_case(p, t, n))
        return st;
    for (size_t k = 0; k < n; k++) {
        int start, end;
        if (p->taken[t[k].start] || !en_trigger(w, &p->view, &t[k]) || !en_name(w, p, t, n, k, &start, &end) || sil_is_taken(p, start, end) || sil_is_imprint(p, start))
            continue;
        st = add(w, p, start, end, "en", "org-open-en", 0.8, err);
        if (st != SIL_OK)
            return st;
    }
    return SIL_OK;
}

sil_status sil_find_open_names(sil_work *w, sil_err *err)
{
    for (size_t i = 0; i < w->n_pieces; i++) {
        sil_status st = korean(w, &w->pieces[i], err);
        if (st == SIL_OK)
            st = chinese(w, &w->pieces[i], err);
        if (st == SIL_OK)
            st = english(w, &w->pieces[i], err);
        if (st != SIL_OK)
            return st;
    }
    return SIL_OK;
}
