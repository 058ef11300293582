/* citations.c: room 4, where the text cites an item of the bibliography: Acuto (2013), (Acuto & Rayner, 2016: 25), 김민수·박지영(2018), 한바다 외(2019a, b), 陈志敏（2001）, [3-5].
 *
 * A year that some item has, and before it, with nothing but names and marks between, the first author of that item. Of several such items the one whose name stands nearest
 * is cited, and of those of one first author and year the one whose other authors stand there too. Numbers in square brackets cite by label, where the bibliography is numbered. */
#include <string.h>

#include "sillok/text.h"
#include "work.h"

enum { REACH = 60, YEAR = 8, NAMES = 8, RANGE = 30 }; /* code points between a name and its year; authors of an item looked at; numbers of [3-20] */

typedef struct name {
    int32_t *cp;
    int n;
} name;

typedef struct key { /* how an item is cited */
    const sil_reference *r;
    name names[NAMES]; /* what its authors are cited by, letters folded: the family name, or all of a CJK name or an institution */
    int n;
    bool more; /* and others */
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

/* "van der Pluijm, R." is cited as "van der pluijm", 정해룡(鄭海龍) as 정해룡, Kearney and The Mori Memorial Foundation in full. */
static bool make_name(sil_arena *a, const sil_person *p, name *out)
{
    size_t i = 0, len;
    int32_t first = *p->name ? sil_cp_next(p->name, strlen(p->name), &i) : 0;
    const char *s = *p->family && sil_is_latin(first) ? p->family : p->name;
    len = strlen(s);
    *out = (name){.cp = sil_alloc(a, (len + 1) * sizeof *out->cp)};
    if (!out->cp)
        return false;
    for (i = 0; i < len;) {
        int32_t c = sil_cp_next(s, len, &i);
        if (c == '(' || c == 0xFF08 || (c == ' ' && *p->family && !sil_is_latin(first)))
            break;
        out->cp[out->n++] = fold(c);
    }
    while (out->n > 1 && out->cp[out->n - 1] == ' ')
        out->n--;
    return true;
}

static sil_status make_key(sil_work *w, const sil_reference *r, key *k, sil_err *err)
{
    sil_person *p;
    size_t n;
    *k = (key){.r = r};
    strncpy(k->year, r->year, YEAR - 1);
    sil_status st = sil_persons_split(w->a, w->rules->persons, r->authors, &p, &n, err);
    for (size_t i = 0; st == SIL_OK && i < n && k->n < NAMES; i++) {
        if (p[i].others)
            k->more = true;
        else if (!make_name(w->a, &p[i], &k->names[k->n++]))
            return sil_fail(err, SIL_NOMEM, "out of memory for the citations of the paper");
    }
    return st;
}

static bool stands(const sil_view *v, const name *x, int at)
{
    if (at < 0 || at + x->n > v->n)
        return false;
    for (int i = 0; i < x->n; i++)
        if (fold(v->cp[at + i]) != x->cp[i])
            return false;
    return x->n > 0;
}

/* The word at [s, e) may stand between a name and its year: one of the words below, a name with a capital, a CJK name after a mark. */
static bool may_stand(const sil_view *v, const key *k, int s, int e)
{
    static const char *const latin[] = {"and", "et", "al", "eds", "ed", "others", "s", "in", "van", "von", "de", "der", "den", "la", "le"};
    static const int32_t cjk[][3] = {{0xC678}, {0xB4F1}, {0x7B49}, {0x548C}, {0x4E0E}, {0x8207}, {0xBC0F}, {0xC640}, {0xACFC}, {0xC758}, {0xC740}, {0xB294}, {0xC774}, {0xAC00}, {0xD3B8}, {0x7F16}, {0x7DE8}, {0x8457}, {0x7B49, 0x4EBA}}; /* 외 등 等 和 与 與 및 와 과 의 은 는 이 가 편 编 編 著 等人 */
    int len = e - s;
    for (int i = 1; i < k->n; i++)
        if (k->names[i].n <= len && stands(v, &k->names[i], s))
            return true;
    if (sil_is_latin(v->cp[s])) {
        if (v->cp[s] >= 'A' && v->cp[s] <= 'Z')
            return true;
        for (size_t i = 0; i < sizeof latin / sizeof *latin; i++) {
            int n = (int)strlen(latin[i]), j = 0;
            while (j < n && j < len && v->cp[s + j] == latin[i][j])
                j++;
            if (j == n && n == len)
                return true;
        }
        return v->cp[s] > 0x7F;
    }
    for (size_t i = 0; i < sizeof cjk / sizeof *cjk; i++)
        if ((len == 1 && cjk[i][0] == v->cp[s] && !cjk[i][1]) || (len == 2 && cjk[i][0] == v->cp[s] && cjk[i][1] == v->cp[s + 1]))
            return true;
    int32_t before = s ? v->cp[s - 1] : 0;
    return len <= 5 && (before == 0xB7 || before == ',' || before == 0xFF0C || before == 0x3001 || (before == ' ' && s > 1 && v->cp[s - 2] == ','));
}

/* What may stand between a name and its year: other names, marks, "et al.", 외, 等, other years of the same names. *names: other authors of the item among them;
 * *words: words that are none of them. */
static bool between(const sil_view *v, const key *k, int from, int to, int *names, int *words)
{
    int brackets = 0;
    *names = *words = 0;
    for (int i = from; i < to;) {
        int32_t c = v->cp[i];
        int e = i;
        if (letter(c)) {
            bool other = false;
            for (int j = 1; j < k->n && !other; j++)
                if (stands(v, &k->names[j], i) && i + k->names[j].n <= to) {
                    other = true;
                    ++*names;
                    i += k->names[j].n;
                }
            if (other)
                continue;
            while (e < to && letter(v->cp[e]) && sil_is_latin(v->cp[e]) == sil_is_latin(c))
                e++;
            if (!may_stand(v, k, i, e))
                return false;
            ++*words;
            i = e;
            continue;
        }
        if (sil_is_digit(c)) {
            while (e < to && sil_is_digit(v->cp[e]))
                e++;
            if (e - i != 4)
                return false;
            if (e < to && v->cp[e] >= 'a' && v->cp[e] <= 'e')
                e++;
            i = e;
            continue;
        }
        if (c == '(' || c == 0xFF08 || c == '[')
            brackets++;
        bool mark = sil_is_space(c) || c == ',' || c == 0xFF0C || c == '.' || c == '&' || c == 0xB7 || c == 0x3001 || c == '-' || c == 0x2013 || c == '~' || c == '(' || c == 0xFF08 || c == '\'' || c == 0x2019 || c == ')' || c == 0xFF09;
        if (!mark)
            return false;
        i++;
    }
    return brackets < 3;
}

/* The first author's name ends at the nearest place before `year`, or -1; its start in *start; how well the others fit in *fit. */
static int name_before(const sil_view *v, const key *k, int year, int *start, int *fit)
{
    const name *x = &k->names[0];
    for (int e = year; e > year - REACH && e - x->n >= 0; e--) {
        int s = e - x->n, names, words;
        if (!stands(v, x, s) || (s > 0 && sil_is_latin(x->cp[0]) && sil_is_latin(v->cp[s - 1])) || (sil_is_latin(v->cp[e - 1]) && e < v->n && sil_is_latin(v->cp[e])))
            continue;
        if (s > 0 && sil_is_hangul(x->cp[0]) && sil_is_hangul(v->cp[s - 1]))
            continue;
        if (!between(v, k, e, year, &names, &words))
            return -1;
        bool alone = !names && !words;
        *fit = names * 4 + (alone ? k->n == 1 && !k->more ? 2 : 0 : words && k->n + (k->more ? 2 : 0) > 2 ? 1 : 0);
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

static bool same_name(const key *a, const key *b)
{
    return a->names[0].n == b->names[0].n && memcmp(a->names[0].cp, b->names[0].cp, (size_t)a->names[0].n * sizeof(int32_t)) == 0;
}

typedef struct cited { /* the last citation by year in this block */
    const key *k;
    int past; /* its end */
} cited;

/* "2019a, b": the letters behind a year cite items of the same author. */
static sil_status more_letters(sil_work *w, const sil_piece *p, const key *keys, size_t n, const key *k, int *at, sil_err *err)
{
    const sil_view *v = &p->view;
    char year[YEAR];
    strcpy(year, k->year);
    for (int i = *at; strlen(year) == 5;) {
        while (i < v->n && (sil_is_space(v->cp[i]) || v->cp[i] == ',' || v->cp[i] == 0xB7 || v->cp[i] == 0xFF0C || v->cp[i] == 0x3001))
            i++;
        if (i == *at || i >= v->n || v->cp[i] < 'a' || v->cp[i] > 'e' || (i + 1 < v->n && letter(v->cp[i + 1])))
            return SIL_OK;
        year[4] = (char)v->cp[i];
        for (size_t j = 0; j < n; j++)
            if (strcmp(keys[j].year, year) == 0 && same_name(&keys[j], k)) {
                sil_status st = add(w, p, i, i + 1, keys[j].r, "name-year", 0.9, err);
                if (st != SIL_OK)
                    return st;
                break;
            }
        *at = ++i;
    }
    return SIL_OK;
}

/* A year at i that some item has: the item whose name stands before it. */
static sil_status by_year(sil_work *w, const sil_piece *p, const key *keys, size_t n, int i, int len, cited *last, sil_err *err)
{
    const sil_view *v = &p->view;
    const key *best = NULL;
    int at = -1, start = 0, fits = 0;
    for (size_t k = 0; k < n; k++) {
        int s = 0, e, fit = 0;
        if ((int)strlen(keys[k].year) != len || !keys[k].n || keys[k].names[0].n < 2)
            continue;
        bool same = true;
        for (int j = 0; j < len && same; j++)
            same = v->cp[i + j] == keys[k].year[j];
        e = same ? name_before(v, &keys[k], i, &s, &fit) : -1;
        if (e < 0 || e < at || (e == at && best && (fit < fits || (fit == fits && keys[k].names[0].n <= best->names[0].n))))
            continue;
        if (s < last->past) { /* 홍길동(2001, 2005): the second year of a name */
            if (!last->k || !same_name(last->k, &keys[k]) || i < last->past)
                continue;
            s = i;
        }
        best = &keys[k];
        at = e;
        start = s;
        fits = fit;
    }
    if (!best)
        return SIL_OK;
    int end = i + len;
    bool opened = false;
    for (int k = start; k < i; k++)
        opened = opened || v->cp[k] == '(' || v->cp[k] == 0xFF08;
    if (opened && end < v->n && sil_is_close(v->cp[end]))
        end++;
    sil_status st = add(w, p, start, end, best->r, "name-year", 0.95, err);
    if (st == SIL_OK)
        st = more_letters(w, p, keys, n, best, &end, err);
    *last = (cited){best, end};
    return st;
}

static bool dash(int32_t c)
{
    return c == '-' || c == 0x2013 || c == 0x2014 || c == '~' || c == 0xFF5E || c == 0xFF0D;
}

static sil_status cite_label(sil_work *w, const sil_piece *p, int label, int start, int end, sil_err *err)
{
    char *number = sil_sprintf(w->a, "%d", label);
    for (size_t k = 0; number && k < w->out->n_references; k++)
        if (strcmp(w->out->references[k].label, number) == 0)
            return add(w, p, start, end, &w->out->references[k], "label", 0.95, err);
    return number ? SIL_OK : sil_fail(err, SIL_NOMEM, "out of memory for the citations of the paper");
}

/* "[3]", "[3,5]", "[3-5]" where the bibliography is numbered: each number, those between the ends of a range too, points to its item. */
static sil_status by_label(sil_work *w, const sil_piece *p, int i, sil_err *err)
{
    const sil_view *v = &p->view;
    int e = i + 1;
    while (e < v->n && (sil_is_digit(v->cp[e]) || dash(v->cp[e]) || v->cp[e] == ',' || v->cp[e] == 0xFF0C || v->cp[e] == 0x3001 || v->cp[e] == ' '))
        e++;
    if (e >= v->n || (v->cp[e] != ']' && v->cp[e] != 0xFF3D) || e - i > 24)
        return SIL_OK;
    for (int s = i + 1; s < e;) {
        int t = s, from = 0, to = 0;
        while (t < e && sil_is_digit(v->cp[t]) && t - s < 4)
            from = from * 10 + (int)(v->cp[t++] - '0');
        if (t == s) {
            s++;
            continue;
        }
        int d = t;
        while (d < e && v->cp[d] == ' ')
            d++;
        if (d < e && dash(v->cp[d])) {
            int u = d + 1;
            while (u < e && v->cp[u] == ' ')
                u++;
            int digits = u;
            while (u < e && sil_is_digit(v->cp[u]) && u - digits < 4)
                to = to * 10 + (int)(v->cp[u++] - '0');
            t = u > digits ? u : t;
        }
        if (to <= from || to - from > RANGE)
            to = from;
        bool alone = s == i + 1 && t == e;
        for (int n = from; n <= to; n++) {
            sil_status st = cite_label(w, p, n, alone ? i : s, alone ? e + 1 : t, err);
            if (st != SIL_OK)
                return st;
        }
        s = t;
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
        sil_status st = make_key(w, r, &keys[n++], err);
        if (st != SIL_OK)
            return st;
    }
    for (size_t i = 0; (n || labels) && i < w->n_pieces; i++) {
        const sil_piece *p = &w->pieces[i];
        const sil_view *v = &p->view;
        cited last = {0};
        if (p->block->type == SIL_BIBLIOGRAPHY_ITEM)
            continue;
        for (int k = 0; k < v->n; k++) {
            sil_status st = SIL_OK;
            if (labels && (v->cp[k] == '[' || v->cp[k] == 0xFF3B))
                st = by_label(w, p, k, err);
            int e = k;
            while (e < v->n && v->cp[e] >= '0' && v->cp[e] <= '9')
                e++;
            if (e - k == 4 && (k == 0 || !sil_is_digit(v->cp[k - 1]))) {
                int len = e < v->n && v->cp[e] >= 'a' && v->cp[e] <= 'e' && (e + 1 == v->n || !letter(v->cp[e + 1])) ? 5 : 4;
                bool year = e < v->n && (v->cp[e] == 0xB144 || v->cp[e] == 0x5E74); /* 2019년, 2005年 */
                st = year ? SIL_OK : by_year(w, p, keys, n, k, len, &last, err);
            }
            if (st != SIL_OK)
                return st;
            k = e > k ? e - 1 : k;
        }
    }
    return SIL_OK;
}
