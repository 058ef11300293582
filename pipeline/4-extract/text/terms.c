/* terms.c: room 4, glosses: 도시외교(城市外交, city diplomacy), 결절점(結節點, node), paradiplomacy(平行外交) -> one term in up to three languages.
 *
 * What stands before the bracket is the word that ends there; what stands inside, divided by commas, must be in other scripts than that word.
 * Names that are mentions are no terms, but the acronym that a paper gives an organization or an index is: 세계지방정부연합(UCLG), 글로벌도시지수(GCI). */
#include <string.h>

#include "sillok/text.h"
#include "work.h"

typedef struct gloss {
    char *ko, *zh, *en;
} gloss;

/* digits: they may stand in it (한중일3국협력사무국, ANMC21). */
static bool put(sil_arena *a, const sil_view *v, int s, int e, bool digits, gloss *g)
{
    while (s < e && sil_is_space(v->cp[s]))
        s++;
    while (e > s && sil_is_space(v->cp[e - 1]))
        e--;
    int hangul = 0, han = 0, latin = 0, other = 0;
    for (int i = s; i < e; i++) {
        int32_t c = v->cp[i];
        if (sil_is_hangul(c))
            hangul++;
        else if (sil_is_han(c))
            han++;
        else if (sil_is_latin(c))
            latin++;
        else if (!sil_is_space(c) && !(digits && sil_is_digit(c)) && c != '-' && c != '\'' && c != 0x2019 && c != 0xB7)
            other++;
    }
    char **slot = NULL;
    if (other || e - s > 60)
        return false;
    if (hangul >= 2 && !han && !latin)
        slot = &g->ko;
    else if (han >= 2 && !hangul && !latin)
        slot = &g->zh;
    else if (latin >= 3 && !hangul && !han)
        slot = &g->en;
    if (!slot || *slot)
        return false;
    *slot = sil_view_slice(a, v, s, e);
    return *slot != NULL;
}

/* First code point of the word that ends at `end`: one script, without a space for Hangul and Han, up to three words for Latin. */
static int head_start(const sil_view *v, int end)
{
    int s = end;
    if (end <= 0)
        return end;
    if (sil_is_hangul(v->cp[end - 1]))
        while (s > 0 && (sil_is_hangul(v->cp[s - 1]) || (v->cp[s - 1] == 0xB7 && s > 1)))
            s--;
    else if (sil_is_han(v->cp[end - 1]))
        while (s > 0 && sil_is_han(v->cp[s - 1]))
            s--;
    else if (sil_is_latin(v->cp[end - 1]))
        while (s > 0 && (sil_is_latin(v->cp[s - 1]) || v->cp[s - 1] == '-'))
            s--;
    return s;
}

static int hangul_count(const char *s)
{
    return (int)sil_cp_count(s);
}

static sil_status add(sil_work *w, const sil_piece *p, gloss g, sil_err *err)
{
    const char *ko = g.ko ? g.ko : "", *zh = g.zh ? g.zh : "", *en = g.en ? g.en : "";
    for (size_t i = 0; i < w->out->n_terms; i++) {
        sil_term *t = &w->out->terms[i];
        if (strcmp(t->ko, ko) == 0 && (!zh[0] || !t->zh[0] || strcmp(t->zh, zh) == 0) && (ko[0] || strcmp(t->zh, zh) == 0)) {
            t->occurrences++;
            if (!t->zh[0] && g.zh)
                t->zh = g.zh;
            if (!t->en[0] && g.en)
                t->en = g.en;
            return SIL_OK;
        }
    }
    sil_term *t = SIL_PUSH(w->a, w->out->terms, w->out->n_terms, w->out->cap_terms);
    if (!t)
        return sil_fail(err, SIL_NOMEM, "out of memory for the terms of the paper");
    *t = (sil_term){(char *)"", (char *)ko, (char *)zh, (char *)en, p->block->id, 1};
    return SIL_OK;
}

/* The organization or index whose name ends at `end`, or NULL. */
static const sil_mention *named_at(const sil_work *w, const sil_piece *p, int end)
{
    const sil_mention *m = NULL, *found = NULL;
    while ((m = sil_mention_next(w, p->block, m)))
        if (m->end == end && (strcmp(m->type, "organization") == 0 || strcmp(m->type, "index") == 0))
            found = m;
    return found;
}

/* A name in Hangul or Han with its acronym or its English name first in the bracket. */
static sil_status named_gloss(sil_work *w, const sil_piece *p, int open, int close, bool *done, sil_err *err)
{
    const sil_view *v = &p->view;
    const sil_mention *m = named_at(w, p, open);
    gloss g = {0};
    int e = open + 1;
    *done = false;
    while (e < close && v->cp[e] != ',' && v->cp[e] != 0xFF0C && v->cp[e] != ';')
        e++;
    if (!m || !put(w->a, v, m->start, m->end, true, &g) || g.en || !put(w->a, v, open + 1, e, true, &g) || !g.en)
        return SIL_OK;
    *done = true;
    return add(w, p, g, err);
}

static sil_status in_piece(sil_work *w, const sil_piece *p, sil_err *err)
{
    const sil_view *v = &p->view;
    for (int k = 1; k + 2 < v->n; k++) {
        if (!sil_is_open(v->cp[k]) || v->cp[k] == '[')
            continue;
        int close = k + 1, end = k;
        while (close < v->n && close - k < 80 && !sil_is_close(v->cp[close]))
            close++;
        if (close >= v->n || !sil_is_close(v->cp[close]))
            continue;
        bool done;
        sil_status named = named_gloss(w, p, k, close, &done, err);
        if (named != SIL_OK)
            return named;
        if (done)
            continue;
        int s = head_start(v, end);
        if (s < end && sil_is_han(v->cp[s]) && end - s <= 40) {
            char *head = sil_view_slice(w->a, v, s, end);
            s += head ? sil_pattern_at(&w->rules->alignment, head, "lead") : 0;
        }
        if (s == end || sil_is_taken(p, s, end) || sil_is_taken(p, k + 1, close))
            continue;
        gloss g = {0};
        if (!put(w->a, v, s, end, false, &g))
            continue;
        int from = k + 1;
        bool ok = true, any = false;
        for (int i = k + 1; i <= close && ok; i++)
            if (i == close || v->cp[i] == ',' || v->cp[i] == 0xFF0C || v->cp[i] == 0x3001 || v->cp[i] == ';') {
                ok = put(w->a, v, from, i, false, &g);
                any = any || ok;
                from = i + 1;
            }
        if (!any || !ok)
            continue;
        /* a Korean compound before shorter Hanja: the Hanja gloss its end (수교(修交) in 한중수교) */
        if (g.ko && g.zh && hangul_count(g.ko) > hangul_count(g.zh) && v->script[end - 1] == SIL_SCRIPT_HANGUL && !g.en) {
            int n = (int)sil_cp_count(g.zh);
            g.ko = sil_view_slice(w->a, v, end - n, end);
        }
        sil_status st = add(w, p, g, err);
        if (st != SIL_OK)
            return st;
    }
    return SIL_OK;
}

sil_status sil_find_terms(sil_work *w, sil_err *err)
{
    for (size_t i = 0; i < w->n_pieces; i++) {
        sil_status st = in_piece(w, &w->pieces[i], err);
        if (st != SIL_OK)
            return st;
    }
    return SIL_OK;
}
