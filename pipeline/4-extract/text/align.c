/* align.c: room 4, after all else: an abstract and its counterpart in another language, sentence by sentence.
 *
 * Dynamic programming over beads 1-1, 1-0, 0-1, 2-1, 1-2, 2-2 with the cost of their lengths (Gale and Church, "A program for aligning sentences in
 * bilingual corpora", Computational Linguistics 19, 1993; prior and variance theirs, the ratio of lengths that of the two texts), less a bonus for
 * what both sides name: entities and dates of the mentions, glossed terms, pairs of keywords, the words of extract-alignment.tsv. A sentence stays in
 * its block: beads of two never cross from one paragraph to the next. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sentences.h"
#include "sillok/text.h"
#include "work.h"

enum { SIDE_MOST = 400, ANCHORS = 24 };

typedef struct unit { /* a sentence of one side */
    const sil_piece *piece;
    int start, end, length;
    const char *anchor[ANCHORS];
    size_t n_anchors;
} unit;

typedef struct side {
    const char *lang;
    unit *u;
    size_t n;
} side;

typedef struct pair_of_words { /* one thing in two languages, as this paper says it */
    const char *one, *other;
} pair_of_words;

typedef struct aligner {
    sil_work *w;
    pair_of_words *words;
    size_t n_words, cap_words;
    double ratio; /* characters of the other side for one of the first */
} aligner;

static sil_status nomem(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "out of memory for the sentences of the abstracts");
}

static char primary(const char *lang)
{
    return lang && (strncmp(lang, "ko", 2) == 0 || strncmp(lang, "zh", 2) == 0 || strncmp(lang, "en", 2) == 0) ? lang[0] : 0;
}

/* ---- what both sides name ------------------------------------------------------------------------------------------- */

static bool add_words(aligner *x, const char *one, const char *other)
{
    if (!one || !other || !*one || !*other)
        return true;
    pair_of_words *p = SIL_PUSH(x->w->a, x->words, x->n_words, x->cap_words);
    char *a = sil_fold_name(x->w->a, one, true), *b = sil_fold_name(x->w->a, other, true);
    if (!p || !a || !b)
        return false;
    *p = (pair_of_words){a, b};
    return true;
}

/* Keywords of the paper in two languages stand in the same order, when they are as many. */
static bool keyword_pairs(aligner *x, const char *one, const char *other)
{
    const sil_paper *p = &x->w->text->paper;
    const char *a[64], *b[64];
    size_t n = 0, m = 0;
    for (size_t i = 0; i < p->n_keywords; i++) {
        if (primary(p->keywords[i].lang) == *one && n < 64)
            a[n++] = p->keywords[i].text;
        else if (primary(p->keywords[i].lang) == *other && m < 64)
            b[m++] = p->keywords[i].text;
    }
    bool ok = true;
    for (size_t i = 0; i < n && n == m; i++)
        ok = ok && add_words(x, a[i], b[i]);
    return ok;
}

static void anchor(unit *u, const char *what)
{
    for (size_t i = 0; i < u->n_anchors; i++)
        if (strcmp(u->anchor[i], what) == 0)
            return;
    if (what && *what && u->n_anchors < ANCHORS)
        u->anchor[u->n_anchors++] = what;
}

static bool find_anchors(aligner *x, unit *u)
{
    sil_work *w = x->w;
    const sil_mention *m = NULL;
    while ((m = sil_mention_next(w, u->piece->block, m)))
        if (m->start >= u->start && m->end <= u->end)
            anchor(u, *m->entity ? m->entity : m->normalized);
    char *text = sil_view_slice(w->a, &u->piece->view, u->start, u->end), *folded = text ? sil_fold_name(w->a, text, true) : NULL;
    if (!folded)
        return false;
    for (size_t i = 0; i < x->n_words; i++)
        if (strstr(folded, x->words[i].one) || strstr(folded, x->words[i].other))
            anchor(u, x->words[i].one);
    for (size_t i = 0; i < w->rules->alignment.n; i++) {
        const sil_pattern *p = &w->rules->alignment.p[i];
        if (strcmp(p->kind, "number") == 0 && sil_pattern_hits(p, text))
            anchor(u, p->value);
    }
    /* numbers as printed, from two digits on */
    for (int i = u->start; i < u->end; i++) {
        int e = i;
        while (e < u->end && sil_is_digit(u->piece->view.cp[e]))
            e++;
        if (e - i >= 2)
            anchor(u, sil_view_slice(w->a, &u->piece->view, i, e));
        i = e > i ? e - 1 : i;
    }
    return true;
}

/* ---- the cost of a bead --------------------------------------------------------------------------------------------- */

/* -ln of the chance that texts of these lengths translate each other. */
static double length_cost(double one, double other, double ratio)
{
    double mean = (one + other / ratio) / 2, z = mean > 0 ? fabs(other - one * ratio) / sqrt(6.8 * ratio * mean) : 0;
    double p = erfc(z / sqrt(2.0));
    return p > 1e-20 ? -log(p) : 46;
}

static size_t in_both(const unit *a, size_t n, const unit *b, size_t m)
{
    size_t same = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < a[i].n_anchors; k++) {
            bool met = false;
            for (size_t h = 0; h < i && !met; h++) /* counted once, though two sentences name it */
                for (size_t q = 0; q < a[h].n_anchors; q++)
                    met = met || strcmp(a[h].anchor[q], a[i].anchor[k]) == 0;
            bool found = false;
            for (size_t j = 0; j < m && !met && !found; j++)
                for (size_t q = 0; q < b[j].n_anchors; q++)
                    found = found || strcmp(b[j].anchor[q], a[i].anchor[k]) == 0;
            same += found;
        }
    return same;
}

static const struct bead { size_t n, m; double prior; } beads[] = {
    {1, 1, 0.89}, {1, 0, 0.005}, {0, 1, 0.005}, {2, 1, 0.0445}, {1, 2, 0.0445}, {2, 2, 0.011}};
enum { BEADS = sizeof beads / sizeof *beads };
static const double anchor_bonus = 1.6; /* as much as a length that is off by one and a half standard deviations costs */

static double cost(const aligner *x, const side *a, size_t i, const side *b, size_t j, const struct bead *k)
{
    double one = 0, other = 0;
    for (size_t h = i - k->n; h < i; h++)
        one += a->u[h].length;
    for (size_t h = j - k->m; h < j; h++)
        other += b->u[h].length;
    if ((k->n == 2 && a->u[i - 1].piece != a->u[i - 2].piece) || (k->m == 2 && b->u[j - 1].piece != b->u[j - 2].piece))
        return INFINITY;
    return -log(k->prior) + length_cost(one, other, x->ratio) - anchor_bonus * (double)in_both(a->u + i - k->n, k->n, b->u + j - k->m, k->m);
}

/* ---- one pair of abstracts ------------------------------------------------------------------------------------------ */

static sil_status add(sil_work *w, const side *a, size_t i, const side *b, size_t j, const struct bead *k, sil_err *err)
{
    sil_alignment *x = SIL_PUSH(w->a, w->out->alignments, w->out->n_alignments, w->out->cap_alignments);
    size_t same = in_both(a->u + i - k->n, k->n, b->u + j - k->m, k->m);
    char *kind = sil_sprintf(w->a, "%zu-%zu", k->n, k->m), *evidence = sil_sprintf(w->a, same ? "length names:%zu" : "length", same);
    if (!x || !kind || !evidence)
        return nomem(err);
    const unit *p = &a->u[i - k->n], *q = &b->u[j - k->m];
    *x = (sil_alignment){.id = (char *)"", .kind = kind, .evidence = evidence, .lang = (char *)a->lang, .other_lang = (char *)b->lang,
                         .block = p->piece->block->id, .start = p->start, .end = a->u[i - 1].end,
                         .other_block = q->piece->block->id, .other_start = q->start, .other_end = b->u[j - 1].end,
                         .conf = k->n == 1 && k->m == 1 ? (same ? 0.98 : 0.9) : same ? 0.9 : 0.75};
    return SIL_OK;
}

static sil_status align(aligner *x, const side *a, const side *b, sil_err *err)
{
    size_t w = b->n + 1;
    double *best = sil_alloc(x->w->a, (a->n + 1) * w * sizeof *best), one = 0, other = 0;
    unsigned char *how = sil_alloc(x->w->a, (a->n + 1) * w), *path = sil_alloc(x->w->a, a->n + b->n + 1);
    if (!best || !how || !path)
        return nomem(err);
    for (size_t i = 0; i < a->n; i++)
        one += a->u[i].length;
    for (size_t j = 0; j < b->n; j++)
        other += b->u[j].length;
    x->ratio = one > 0 && other > 0 ? other / one : 1;
    for (size_t i = 0; i <= a->n; i++)
        for (size_t j = 0; j <= b->n; j++) {
            best[i * w + j] = i + j ? INFINITY : 0;
            for (size_t k = 0; k < BEADS; k++) {
                if (i < beads[k].n || j < beads[k].m || i + j == 0)
                    continue;
                double c = best[(i - beads[k].n) * w + j - beads[k].m] + cost(x, a, i, b, j, &beads[k]);
                if (c < best[i * w + j]) {
                    best[i * w + j] = c;
                    how[i * w + j] = (unsigned char)k;
                }
            }
        }
    size_t n = 0, i = a->n, j = b->n;
    while (i + j) {
        path[n] = how[i * w + j];
        i -= beads[path[n]].n;
        j -= beads[path[n++]].m;
    }
    while (n--) {
        const struct bead *k = &beads[path[n]];
        i += k->n;
        j += k->m;
        if (!k->n || !k->m)
            continue; /* said in one language only */
        sil_status s = add(x->w, a, i, b, j, k, err);
        if (s != SIL_OK)
            return s;
    }
    return SIL_OK;
}

/* Sentences of the abstract in one primary language ('k', 'z', 'e'). */
static sil_status read_side(aligner *x, char lang, side *out, sil_err *err)
{
    size_t cap = 0;
    for (size_t i = 0; i < x->w->n_pieces; i++) {
        const sil_piece *p = &x->w->pieces[i];
        if (p->block->type != SIL_ABSTRACT || primary(p->block->lang) != lang)
            continue;
        sil_sentence *s;
        size_t n;
        char *opening = sil_view_slice(x->w->a, &p->view, 0, 40);
        if (!opening)
            return nomem(err);
        int from = sil_pattern_at(&x->w->rules->alignment, opening, "label");
        sil_status st = sil_sentences(x->w->a, x->w->rules, &p->view, from, p->view.n, &s, &n, err);
        for (size_t k = 0; st == SIL_OK && k < n && out->n < SIDE_MOST; k++) {
            unit *u = SIL_PUSH(x->w->a, out->u, out->n, cap);
            if (!u)
                return nomem(err);
            *u = (unit){.piece = p, .start = s[k].start, .end = s[k].end, .length = s[k].end - s[k].start};
        }
        if (st != SIL_OK)
            return st;
        if (!out->lang)
            out->lang = p->block->lang;
    }
    for (size_t k = 0; k < out->n; k++)
        if (!find_anchors(x, &out->u[k]))
            return nomem(err);
    return SIL_OK;
}

sil_status sil_find_alignments(sil_work *w, sil_err *err)
{
    static const char *const pairs[][2] = {{"ko", "en"}, {"zh", "en"}, {"ko", "zh"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        aligner x = {.w = w};
        side a = {0}, b = {0};
        bool ok = keyword_pairs(&x, pairs[i][0], pairs[i][1]);
        for (size_t k = 0; ok && k < w->out->n_terms; k++) {
            const sil_term *t = &w->out->terms[k];
            ok = add_words(&x, *pairs[i][0] == 'k' ? t->ko : t->zh, *pairs[i][1] == 'z' ? t->zh : t->en);
        }
        if (!ok)
            return nomem(err);
        sil_status st = read_side(&x, *pairs[i][0], &a, err);
        if (st == SIL_OK)
            st = read_side(&x, *pairs[i][1], &b, err);
        if (st == SIL_OK && a.n && b.n)
            st = align(&x, &a, &b, err);
        if (st != SIL_OK)
            return st;
    }
    return SIL_OK;
}
