/* orgen.c: room 4, open names of organizations in English: capitalized words around a trigger (Council, Institute, Ministry ...).
 *
 * To the left the capitalized words before it, over "of" only where a trigger or a head word stands before it (School of the Institute); to the right what of, for, on and
 * bind to it, and further triggers; a capitalized word without either begins something else (Reserve Bank of India Governor ...). */
#include "orgwords.h"

#include <string.h>

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

static sil_status tokens_of(sil_arena *a, const sil_rules *r, const sil_view *v, token **out, size_t *n, sil_err *err)
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
        bool owner = i - s > 2 && v->cp[i - 1] == 's' && (v->cp[i - 2] == '\'' || v->cp[i - 2] == 0x2019);
        t->start = s;
        t->end = owner && !sil_word_is(r, "en", SIL_TRIGGER_LEAD, v->cp + s, i - s) ? i - 2 : i; /* Seoul's ends a name, People's does not */
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

static bool of_kind(const sil_work *w, const sil_view *v, const token *t, sil_trigger_kind kind)
{
    return t->capital && sil_word_is(w->rules, "en", kind, v->cp + t->start, t->end - t->start);
}

static bool trigger(const sil_work *w, const sil_view *v, const token *t)
{
    return of_kind(w, v, t, SIL_TRIGGER_STRONG);
}

static bool name_word(const sil_work *w, const sil_view *v, const token *t)
{
    return t->capital && !of_kind(w, v, t, SIL_TRIGGER_STOP);
}

static bool place(const sil_piece *p, const token *t)
{
    bool country;
    return sil_place_end(p, t->start, &country) == t->end;
}

static bool and_word(const sil_view *v, const token *t)
{
    return is_word(v, t, "and") || is_word(v, t, "&");
}

static size_t leftmost(const sil_work *w, const sil_piece *p, const token *t, size_t k)
{
    const sil_view *v = &p->view;
    size_t l = k;
    while (l > 0 && next_to(v, &t[l - 1], &t[l]) && !p->taken[t[l - 1].start]) {
        size_t j = l - 1, q = j;
        if (!t[j].joint) {
            if (!name_word(w, v, &t[j]))
                break;
            l = j;
            continue;
        }
        while (q > 0 && t[q].joint && next_to(v, &t[q - 1], &t[q])) /* joints are crossed only towards another word of the name */
            q--;
        if (t[q].joint || !name_word(w, v, &t[q]) || p->taken[t[q].start])
            break;
        bool head = trigger(w, v, &t[q]) || of_kind(w, v, &t[q], SIL_TRIGGER_HEAD);
        if (and_word(v, &t[j]) ? head || place(p, &t[q]) : !head)
            break;
        if (is_word(v, &t[j], "the") && !is_word(v, &t[j - 1], "of") && !is_word(v, &t[j - 1], "for"))
            break;
        l = q;
    }
    return l;
}

static size_t rightmost(const sil_work *w, const sil_piece *p, const token *t, size_t n, size_t k)
{
    const sil_view *v = &p->view;
    size_t r = k;
    bool bound = false; /* of, for or on stands between the trigger and here */
    while (r + 1 < n && next_to(v, &t[r], &t[r + 1]) && !p->taken[t[r + 1].start]) {
        size_t j = r + 1, q = j;
        if (!t[j].joint) {
            bool school = is_word(v, &t[r], "University") || is_word(v, &t[r], "College");
            if (!name_word(w, v, &t[j]) || !(bound || trigger(w, v, &t[j]) || (school && place(p, &t[j]))))
                break;
            r = j;
            continue;
        }
        while (q + 1 < n && t[q].joint && next_to(v, &t[q], &t[q + 1]))
            q++;
        bool and = and_word(v, &t[j]);
        if (t[q].joint || !name_word(w, v, &t[q]) || p->taken[t[q].start] || (and && r == k))
            break;
        if (and && q + 1 < n && next_to(v, &t[q], &t[q + 1]) && trigger(w, v, &t[q + 1]))
            break;
        bound = true;
        r = q;
    }
    return r;
}

/* The name around trigger token k. */
static bool en_name(const sil_work *w, const sil_piece *p, const token *t, size_t n, size_t k, int *start, int *end)
{
    const sil_view *v = &p->view;
    size_t l = leftmost(w, p, t, k), r = rightmost(w, p, t, n, k);
    *start = t[l].start;
    *end = t[r].end;
    if (r == l || r - l > 14)
        return false;
    int s = *start;
    if (s >= 5 && v->cp[s - 1] == ' ' && v->cp[s - 2] == '.' && v->cp[s - 4] == '.' && v->cp[s - 5] == 'U' && (v->cp[s - 3] == 'S' || v->cp[s - 3] == 'N' || v->cp[s - 3] == 'K') &&
        (s == 5 || !sil_is_latin(v->cp[s - 6])))
        *start = s - 5; /* U.S. Department of State */
    return !sil_word_is(w->rules, "en", SIL_TRIGGER_GENERIC, v->cp + *start, *end - *start);
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

sil_status sil_orgs_english(sil_work *w, sil_piece *p, sil_err *err)
{
    token *t;
    size_t n;
    sil_status st = tokens_of(w->a, w->rules, &p->view, &t, &n, err);
    if (st != SIL_OK || title_case(p, t, n))
        return st;
    for (size_t k = 0; k < n; k++) {
        int start, end;
        if (p->taken[t[k].start] || !trigger(w, &p->view, &t[k]) || !en_name(w, p, t, n, k, &start, &end) || sil_is_taken(p, start, end) || sil_is_imprint(p, start))
            continue;
        st = sil_org_add(w, p, start, end, "en", "org-open-en", 0.8, err);
        if (st != SIL_OK)
            return st;
    }
    return SIL_OK;
}
