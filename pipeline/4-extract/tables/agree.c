/* agree.c: room 4, rankings, last: the same value in another table or in the text. Values of one index, year, city, measure and field are held
 * against each other: where they agree each is borne out (same-value) and a doubt is lifted; where they do not, what the arithmetic of its own table bears
 * out stands, and what is one character away from it is repaired; else all of them are doubtful. Fields that make up a city's total are added up (function-sum). */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "checks.h"
#include "rankhead.h"

typedef struct place {
    sil_ranking *r;
    const char *year; /* the period, or else the year of the edition */
    size_t order;
} place;

static int compare(const place *p, const place *q, bool fields)
{
    int c = strcmp(p->r->index, q->r->index);
    c = c ? c : strcmp(p->year, q->year);
    c = c ? c : strcmp(p->r->entity, q->r->entity);
    c = c ? c : strcmp(p->r->measure, q->r->measure);
    return c || !fields ? c : strcmp(p->r->category, q->r->category);
}

static int by_key(const void *a, const void *b)
{
    const place *p = a, *q = b;
    int c = compare(p, q, true);
    return c ? c : p->order < q->order ? -1 : 1;
}

static bool says(const sil_ranking *r, const char *name)
{
    size_t k = strlen(name);
    for (const char *s = r->evidence; (s = strstr(s, name)); s += k)
        if ((s == r->evidence || s[-1] == ' ') && (s[k] == 0 || s[k] == ' '))
            return true;
    return false;
}

/* The arithmetic of its table holds only with this very value. */
static bool borne_out(const sil_ranking *r)
{
    return strcmp(r->status, "conflict") != 0 && (says(r, "rank-sequence") || says(r, "change-arithmetic") || says(r, "total") || says(r, "row-total") || says(r, "share"));
}

static bool note(sil_work *w, sil_ranking *r, const char *name)
{
    if (says(r, name))
        return true;
    r->evidence = sil_sprintf(w->a, "%s%s%s", r->evidence, r->evidence[0] ? " " : "", name);
    return r->evidence != NULL;
}

static bool equal(const char *x, const char *y)
{
    char *e, *f;
    double p = strtod(x, &e), q = strtod(y, &f);
    return *e || *f || !*x || !*y ? strcmp(x, y) == 0 : p == q;
}

static bool settle(sil_work *w, sil_ranking *r, const char *status, double sure)
{
    r->status = (char *)status;
    r->conf = sure;
    return note(w, r, "same-value");
}

/* All that is said of one value. */
static bool judge(sil_work *w, place *p, size_t n)
{
    sil_ranking *sure = NULL;
    bool same = true, doubt = false;
    for (size_t i = 0; i < n; i++) {
        same = same && equal(p[i].r->value, p[0].r->value);
        if (borne_out(p[i].r)) {
            doubt = doubt || (sure && !equal(sure->value, p[i].r->value));
            sure = sure ? sure : p[i].r;
        }
    }
    size_t most = 0, second = 0; /* what most places say, where three or more speak */
    sil_ranking *common = NULL;
    for (size_t i = 0; i < n; i++) {
        size_t like = 0;
        for (size_t k = 0; k < n; k++)
            like += equal(p[i].r->value, p[k].r->value) && strcmp(p[k].r->status, "conflict") != 0;
        if (like > most && (!common || !equal(common->value, p[i].r->value))) {
            second = most;
            most = like;
            common = p[i].r;
        } else if (common && !equal(common->value, p[i].r->value) && like > second)
            second = like;
    }
    if (!sure && most >= 2 && second <= 1)
        sure = common;
    for (size_t i = 0; i < n; i++) {
        sil_ranking *r = p[i].r;
        if (same) {
            bool doubted = strcmp(r->status, "conflict") == 0;
            if (!(doubted ? r->value[0] && settle(w, r, equal(r->value, r->as_printed) ? "printed" : "repaired", 0.8) : note(w, r, "same-value")))
                return false;
        } else if (sure && !doubt && r != sure && !equal(r->value, sure->value)) {
            if (sil_digits_confused(r->value, sure->value)) {
                r->value = sil_strdup(w->a, sure->value);
                if (!r->value || !settle(w, r, "repaired", 0.8))
                    return false;
            } else if (!settle(w, r, "conflict", 0.3))
                return false;
        } else if (sure && !doubt) {
            if (strcmp(r->status, "conflict") == 0 && equal(r->value, r->as_printed))
                r->status = (char *)"printed";
            if (!note(w, r, "same-value"))
                return false;
        } else if (!settle(w, r, "conflict", 0.3))
            return false;
    }
    return true;
}

/* Scores by field (at least three, each known) against the score of all: their sum, each rounded. Where it fails and one character of one of them
 * would mend it, the fields are doubtful; else there may be fields that the table does not show. */
static bool add_fields(sil_work *w, place *p, size_t n)
{
    sil_ranking *total = NULL;
    double sum = 0;
    size_t parts = 0;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(p[i].r->measure, "score") != 0)
            return true;
        if (!p[i].r->category[0])
            total = p[i].r;
        else if (i == 0 || strcmp(p[i].r->category, p[i - 1].r->category) != 0) {
            sum += strtod(p[i].r->value, NULL);
            parts++;
        }
    }
    if (!total || parts < 3)
        return true;
    double want = strtod(total->value, NULL), slack = 0.05 * (double)(parts + 1) + 1e-9;
    bool holds = fabs(sum - want) <= slack, near = false;
    for (size_t i = 0; i < n && !holds && !near; i++) {
        char s[32];
        double miss = want - sum, v = strtod(p[i].r->value, NULL);
        for (int state = 0; p[i].r->category[0] && sil_digits_near(p[i].r->value, &state, s, sizeof s);)
            near = near || fabs(strtod(s, NULL) - v - miss) <= slack;
    }
    for (size_t i = 0; i < n; i++) {
        if (holds && !note(w, p[i].r, "function-sum"))
            return false;
        if (near && strcmp(p[i].r->status, "printed") == 0) {
            p[i].r->status = (char *)"conflict";
            p[i].r->conf = 0.3;
            if (!note(w, p[i].r, "function-sum"))
                return false;
        }
    }
    return true;
}

sil_status sil_rankings_agree(sil_work *w, sil_err *err)
{
    size_t n = 0, all = w->out->n_rankings;
    place *p = sil_alloc(w->a, (all + 1) * sizeof *p);
    if (!p)
        return sil_fail(err, SIL_NOMEM, "out of memory for comparing the rankings of the paper");
    for (size_t i = 0; i < all; i++) {
        sil_ranking *r = &w->out->rankings[i];
        const char *year = r->period[0] ? r->period : r->edition;
        if (!r->index[0] || !r->entity[0] || !year[0] || strcmp(r->measure, "rank_before") == 0)
            continue;
        p[n++] = (place){r, year, i};
    }
    if (n > 1)
        qsort(p, n, sizeof *p, by_key);
    bool ok = true;
    for (size_t i = 0, k; ok && i < n; i = k) {
        for (k = i + 1; k < n && compare(&p[i], &p[k], true) == 0; k++)
            ;
        ok = k - i < 2 || judge(w, p + i, k - i);
    }
    for (size_t i = 0, k; ok && i < n; i = k) {
        for (k = i + 1; k < n && compare(&p[i], &p[k], false) == 0; k++)
            ;
        ok = k - i < 4 || add_fields(w, p + i, k - i);
    }
    return ok ? SIL_OK : sil_fail(err, SIL_NOMEM, "out of memory for comparing the rankings of the paper");
}
