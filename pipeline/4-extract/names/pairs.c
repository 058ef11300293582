/* pairs.c: room 4, organizations: where a paper introduces an acronym. "International Vaccine Institute(IVI)", 세계지방정부연합(UCLG),
 * 世界旅游城市联合会（WTCF）, and with the English name in the brackets. What is introduced holds for this paper, against the authority too:
 * TCS is not always the same organization. */
#include "orgs.h"

#include <string.h>

static sil_status nomem(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "out of memory for the organizations of the paper");
}

bool sil_local_add(sil_work *w, const char *name, bool acronym, const char *entity, const char *normalized)
{
    char *key = sil_fold_name(w->a, name, false);
    if (!key)
        return false;
    for (size_t i = 0; i < w->n_locals; i++)
        if (strcmp(w->locals[i].name, key) == 0)
            return true;
    sil_local *l = SIL_PUSH(w->a, w->locals, w->n_locals, w->cap_locals);
    if (!l)
        return false;
    *l = (sil_local){key, sil_strdup(w->a, entity), sil_strdup(w->a, normalized), acronym};
    return l->entity && l->normalized;
}

static int32_t lower(int32_t c)
{
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

static bool alnum(int32_t c)
{
    return sil_is_latin(c) || sil_is_digit(c);
}

int sil_long_form(const sil_view *v, int end, const int32_t *acronym, int n)
{
    int l = end - 1, words = 0, letters = 0;
    for (int i = 0; i < n; i++)
        letters += alnum(acronym[i]);
    for (int s = n - 1; s >= 0; s--) {
        if (!alnum(acronym[s]))
            continue;
        int32_t c = lower(acronym[s]);
        for (;; l--) {
            if (l < 0 || v->cp[l] == '.' || v->cp[l] == ';' || v->cp[l] == ':' || sil_is_open(v->cp[l]) || sil_is_close(v->cp[l]) || v->cp[l] == '\t' || v->cp[l] == '\n')
                return -1;
            if (sil_is_space(v->cp[l]))
                words++;
            if (words > letters + 5)
                return -1;
            bool first = l == 0 || !alnum(v->cp[l - 1]);
            if (lower(v->cp[l]) == c && (s > 0 || first))
                break;
        }
        if (s > 0)
            l--;
    }
    while (l > 0 && alnum(v->cp[l - 1]))
        l--;
    return l;
}

static bool looks_acronym(const sil_view *v, int s, int e)
{
    int upper = 0;
    if (e - s < 2 || e - s > 12)
        return false;
    for (int i = s; i < e; i++) {
        int32_t c = v->cp[i];
        if (!alnum(c) && c != '-' && c != '&')
            return false;
        upper += c >= 'A' && c <= 'Z';
    }
    return upper >= 2 && upper * 2 >= e - s;
}

/* A word of the range is a trigger of English names. */
static bool has_trigger(const sil_work *w, const sil_view *v, int s, int e)
{
    for (int i = s; i < e;) {
        int k = i;
        while (k < e && sil_is_latin(v->cp[k]))
            k++;
        for (size_t t = 0; k > i && t < w->rules->n_triggers; t++) {
            const sil_trigger *g = &w->rules->triggers[t];
            if (g->kind == SIL_TRIGGER_STRONG && g->n == k - i && strcmp(g->lang, "en") == 0 && memcmp(g->cp, v->cp + i, (size_t)g->n * sizeof *g->cp) == 0)
                return true;
        }
        i = k > i ? k : i + 1;
    }
    return false;
}

/* The authority's organization whose acronym stands at [s, e), or -1; the index likewise in *index. */
static int authority_acronym(const sil_piece *p, int s, int e, int *index)
{
    *index = -1;
    for (size_t i = sil_hits_from(p, s); i < p->n_hits && p->hits[i].start == s; i++) {
        const sil_hit *h = &p->hits[i];
        if (h->end != e)
            continue;
        const sil_sense *x = sil_sense_of(h, SIL_NAME_INDEX), *o = sil_sense_of(h, SIL_NAME_ORG);
        *index = x ? x->item : -1;
        return o ? o->item : -1;
    }
    return -1;
}

/* Share of the words of the authority's English name that the printed long form has too. */
static double likeness(sil_arena *a, const char *name, const char *printed)
{
    char *n = sil_fold_name(a, name, false), *q = sil_fold_name(a, printed, true);
    int words = 0, same = 0;
    for (char *save = NULL, *t = n && q ? strtok_r(n, " -,", &save) : NULL; t; t = strtok_r(NULL, " -,", &save)) {
        char *l = strlen(t) > 3 ? sil_fold_name(a, t, true) : NULL;
        if (!l)
            continue;
        words++;
        same += strstr(q, l) != NULL;
    }
    return words ? (double)same / words : 0;
}

static const sil_mention *ending_at(const sil_work *w, const sil_piece *p, int end)
{
    const sil_mention *m = NULL, *found = NULL;
    while ((m = sil_mention_next(w, p->block, m)))
        if (m->end == end && strcmp(m->type, "organization") == 0)
            found = m;
    return found;
}

/* "Name (ABC)" with the name's end at `end` and the acronym at [s, e). */
static sil_status pair(sil_work *w, sil_piece *p, int end, int s, int e, sil_err *err)
{
    const sil_view *v = &p->view;
    char *acronym = sil_view_slice(w->a, v, s, e);
    if (!acronym)
        return nomem(err);
    const sil_mention *m = ending_at(w, p, end);
    if (m)
        return sil_local_add(w, acronym, true, m->entity, m->normalized) ? SIL_OK : nomem(err);
    int index, org = authority_acronym(p, s, e, &index), start = -1;
    bool latin = alnum(v->cp[end - 1]);
    if (latin)
        start = sil_long_form(v, end, v->cp + s, e - s);
    else if (!sil_open_name_before(w, p, end, &start))
        start = -1;
    if (start < 0 || end - start < 4 || sil_is_taken(p, start, end) || (index >= 0 && org < 0))
        return SIL_OK;
    char *name = sil_view_slice(w->a, v, start, end);
    if (!name)
        return nomem(err);
    bool known = org >= 0 && (!latin || likeness(w->a, w->au->orgs[org].en, name) >= 0.5);
    if (latin && !known && !(has_trigger(w, v, start, end) && v->cp[start] >= 'A' && v->cp[start] <= 'Z'))
        return SIL_OK;
    const char *id, *normalized, *lang = latin ? "en" : sil_is_hangul(v->cp[end - 1]) ? "ko" : "zh";
    if (known) {
        id = w->au->orgs[org].id;
        normalized = sil_org_name(&w->au->orgs[org]);
        w->org_named[org] = 1;
    } else {
        const sil_entity *x = sil_local_org(w, name, lang, acronym, err);
        if (!x)
            return nomem(err);
        id = x->id;
        normalized = name;
    }
    if (!sil_local_add(w, acronym, true, id, normalized) || !sil_local_add(w, name, false, id, normalized) ||
        !sil_mention_add(w, p, start, end, "organization", id, normalized, 0.9, latin ? "org-pair" : "org-pair-cjk"))
        return nomem(err);
    return SIL_OK;
}

sil_status sil_find_pairs(sil_work *w, sil_err *err)
{
    for (size_t i = 0; i < w->n_pieces; i++) {
        sil_piece *p = &w->pieces[i];
        const sil_view *v = &p->view;
        for (int k = 2; k + 3 < v->n; k++) {
            if (!sil_is_open(v->cp[k]))
                continue;
            int s = k + 1, close = s, end = k;
            while (close < v->n && close - s < 90 && !sil_is_close(v->cp[close]) && !sil_is_open(v->cp[close]))
                close++;
            if (close >= v->n || !sil_is_close(v->cp[close]))
                continue;
            while (end > 0 && sil_is_space(v->cp[end - 1]))
                end--;
            /* the acronym: the whole, or the part before or after a comma, or what follows 이하 / 简称 */
            int a = s, b = close;
            for (int q = s; q < close; q++)
                if (v->cp[q] == ',' || v->cp[q] == 0xFF0C || v->cp[q] == ';') {
                    if (looks_acronym(v, s, q))
                        b = q;
                    else
                        a = q + 1;
                }
            while (a < b && (sil_is_space(v->cp[a]) || sil_is_hangul(v->cp[a]) || sil_is_han(v->cp[a])))
                a++;
            while (b > a && sil_is_space(v->cp[b - 1]))
                b--;
            if (end < 2 || !looks_acronym(v, a, b))
                continue;
            sil_status st = pair(w, p, end, a, b, err);
            if (st != SIL_OK)
                return st;
            k = close;
        }
    }
    return SIL_OK;
}
