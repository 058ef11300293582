/* citations.c: room 4, where the text cites an item of the bibliography: Acuto (2013), (Acuto, 2013: 25), 김민수·박지영(2018), 陈志敏（2001）, [3].
 *
 * A year that some item has, and before it, with nothing but names and marks between, the family name of the first author of that item. Of
 * several such items the one whose name stands nearest is cited. Numbers in square brackets cite by label, where the bibliography is numbered. */
#include <string.h>

#include "sillok/text.h"
#include "work.h"

enum { REACH = 60, YEAR = 8 }; /* code points between a name and its year */

typedef struct key { /* how an item is cited */
    const sil_reference *r;
    int32_t *name; /* family name of the first author, or what stands for it, letters folded */
    int n;
    char year[YEAR];
} key;

static int32_t fold(int32_t c)
{
    return c >= 'A' && c <= 'Z' ? c + 32 : c == 0x2019 ? '\'' : c;
}

static bool letter(int32_t c)
{
    return sil_is_latin(c) || sil_is_hangul(c) || sil_is_han(c);
}

/* The first author's name as it is cited: "van der Pluijm, R." and "van der Pluijm R" give "van der pluijm", 정해룡(鄭海龍) gives 정해룡; who has no
 * family name (Kearney, The Mori Memorial Foundation) is cited in full. */
static bool make_key(sil_arena *a, const sil_reference *r, key *k)
{
    size_t len = strlen(r->authors), n = 0;
    int32_t *cp = sil_alloc(a, (len + 1) * sizeof *cp);
    if (!cp)
        return false;
    for (size_t i = 0; i < len;) {
        int32_t c = sil_cp_next(r->authors, len, &i);
        bool cjk = n && !sil_is_latin(cp[0]);
        if (c == ',' || c == 0xFF0C || c == 0x3001 || c == ';' || c == '(' || c == 0xFF08 || (cjk && (c == 0xB7 || c == ' ' || c == '.')))
            break;
        cp[n++] = fold(c);
    }
    for (size_t i = 0; i + 4 < n; i++) /* "smith and jones" with no comma before */
        if (cp[i] == ' ' && cp[i + 1] == 'a' && cp[i + 2] == 'n' && cp[i + 3] == 'd' && cp[i + 4] == ' ')
            n = i;
    while (n > 2 && (cp[n - 1] == '.' || cp[n - 1] == ' ' || cp[n - 2] == ' ')) /* initials behind the name */
        n--;
    static const int32_t roles[] = {0xD3B8, 0x7F16, 0x7DE8, 0x8457}; /* 편 编 編 著 */
    for (size_t i = 0; n > 2 && i < 4; i++)
        if (cp[n - 1] == roles[i])
            n--;
    *k = (key){.r = r, .name = cp, .n = (int)n};
    strncpy(k->year, r->year, YEAR - 1);
    return true;
}

/* What may stand between a name and its year: other names, marks, "et al.", 외, 等. */
static bool between(const sil_view *v, int from, int to)
{
    int brackets = 0;
    for (int i = from; i < to; i++) {
        int32_t c = v->cp[i];
        if (c == '(' || c == 0xFF08 || c == '[')
            brackets++;
        bool mark = sil_is_space(c) || c == ',' || c == 0xFF0C || c == '.' || c == '&' || c == 0xB7 || c == 0x3001 || c == '-' || c == '(' || c == 0xFF08 || c == '\'' || c == 0x2019 || c == ')' || c == 0xFF09;
        if (!mark && !letter(c))
            return false;
    }
    return brackets < 3;
}

/* The name ends at the nearest place before `year`, or -1; its start in *start. */
static int name_before(const sil_view *v, const key *k, int year, int *start)
{
    for (int e = year; e > year - REACH && e - k->n >= 0; e--) {
        int s = e - k->n, i = 0;
        while (i < k->n && fold(v->cp[s + i]) == k->name[i])
            i++;
        if (i < k->n || (s > 0 && sil_is_latin(k->name[0]) && sil_is_latin(v->cp[s - 1])) || (sil_is_latin(v->cp[e - 1]) && e < v->n && sil_is_latin(v->cp[e])))
            continue;
        if (s > 0 && sil_is_hangul(k->name[0]) && sil_is_hangul(v->cp[s - 1]))
            continue;
        if (!between(v, e, year))
            return -1;
        *start = s;
        return e;
    }
    return -1;
}

static sil_status add(sil_work *w, const sil_piece *p, int start, int end, const sil_reference *r, const char *rule, double sure, sil_err *err)
{
    sil_citation *c = SIL_PUSH(w->a, w->out->citations, w->out->n_citations, w->out->cap_citations);
    char *printed = sil_view_slice(w->a, &p->view, start, end);
    if (!c || !printed)
        return sil_fail(err, SIL_NOMEM, "out of memory for the citations of the paper");
    *c = (sil_citation){.id = (char *)"", .block = p->block->id, .start = start, .end = end, .reference = r->id, .as_printed = printed,
                        .conf = sure * (p->block->conf > 0 ? p->block->conf : 1), .rule = (char *)rule};
    return SIL_OK;
}

/* A year at i that some item has: the item whose name stands before it. */
static sil_status by_year(sil_work *w, const sil_piece *p, const key *keys, size_t n, int i, int len, int *past, sil_err *err)
{
    const sil_view *v = &p->view;
    const key *best = NULL;
    int at = -1, start = 0;
    for (size_t k = 0; k < n; k++) {
        int s = 0, e;
        if ((int)strlen(keys[k].year) != len || keys[k].n < 2)
            continue;
        bool same = true;
        for (int j = 0; j < len && same; j++)
            same = v->cp[i + j] == keys[k].year[j];
        e = same ? name_before(v, &keys[k], i, &s) : -1;
        if (e > at || (e == at && best && keys[k].n > best->n)) {
            if (e < 0 || s < *past)
                continue;
            best = &keys[k];
            at = e;
            start = s;
        }
    }
    if (!best)
        return SIL_OK;
    int end = i + len;
    bool opened = false;
    for (int k = at; k < i; k++)
        opened = opened || v->cp[k] == '(' || v->cp[k] == 0xFF08;
    if (opened && end < v->n && sil_is_close(v->cp[end]))
        end++;
    *past = end;
    return add(w, p, start, end, best->r, "name-year", 0.95, err);
}

/* "[3]" or "[3,5]" where the bibliography is numbered: each number points to its item. */
static sil_status by_label(sil_work *w, const sil_piece *p, int i, sil_err *err)
{
    const sil_view *v = &p->view;
    int e = i + 1;
    while (e < v->n && (sil_is_digit(v->cp[e]) || v->cp[e] == ',' || v->cp[e] == '-' || v->cp[e] == 0x2013 || v->cp[e] == ' '))
        e++;
    if (e >= v->n || v->cp[e] != ']' || e - i > 12)
        return SIL_OK;
    for (int s = i + 1; s < e; s++) {
        int t = s;
        while (t < e && sil_is_digit(v->cp[t]))
            t++;
        char *number = t > s ? sil_view_slice(w->a, v, s, t) : NULL;
        for (size_t k = 0; number && k < w->out->n_references; k++)
            if (strcmp(w->out->references[k].label, number) == 0) {
                bool alone = s == i + 1 && t == e;
                sil_status st = add(w, p, alone ? i : s, alone ? e + 1 : t, &w->out->references[k], "label", 0.95, err);
                if (st != SIL_OK)
                    return st;
                break;
            }
        s = t > s ? t - 1 : s;
    }
    return SIL_OK;
}

sil_status sil_find_citations(sil_work *w, sil_err *err)
{
    size_t n = 0;
    bool labels = false;
    key *keys = sil_alloc(w->a, (w->out->n_references + 1) * sizeof *keys);
    if (!keys)
        return sil_fail(err, SIL_NOMEM, "out of memory for the citations of the paper");
    for (size_t i = 0; i < w->out->n_references; i++) {
        const sil_reference *r = &w->out->references[i];
        labels = labels || *r->label;
        if (!*r->year || !*r->authors || strlen(r->year) >= YEAR)
            continue;
        if (!make_key(w->a, r, &keys[n++]))
            return sil_fail(err, SIL_NOMEM, "out of memory for the citations of the paper");
    }
    for (size_t i = 0; (n || labels) && i < w->n_pieces; i++) {
        const sil_piece *p = &w->pieces[i];
        const sil_view *v = &p->view;
        int past = 0;
        if (p->block->type == SIL_BIBLIOGRAPHY_ITEM)
            continue;
        for (int k = 0; k < v->n; k++) {
            sil_status st = SIL_OK;
            if (labels && v->cp[k] == '[')
                st = by_label(w, p, k, err);
            int e = k;
            while (e < v->n && v->cp[e] >= '0' && v->cp[e] <= '9')
                e++;
            if (e - k == 4 && (k == 0 || !sil_is_digit(v->cp[k - 1]))) {
                int len = e < v->n && v->cp[e] >= 'a' && v->cp[e] <= 'e' && (e + 1 == v->n || !letter(v->cp[e + 1])) ? 5 : 4;
                st = by_year(w, p, keys, n, k, len, &past, err);
            }
            if (st != SIL_OK)
                return st;
            k = e > k ? e - 1 : k;
        }
    }
    return SIL_OK;
}
