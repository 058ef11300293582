/* scores.c: room 4, tables: columns of scores. They fall (or rise) with the ranks. Which of them keep the order is told by the longest subsequences
 * in order: a value that is in all of them is believed, one that is in none is wrong, one that is in some may as well be wrong as its neighbour. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "checks.h"

enum { MOST_ROWS = 2048 };

typedef struct column {
    sil_value *v;
    size_t n;
    int decimals;             /* that most have, -1 when they differ */
    double x[MOST_ROWS];      /* what the cell says, a lost point put back */
    bool has[MOST_ROWS];      /* it says something */
    bool lone[MOST_ROWS];     /* its point was lost */
    unsigned char in[MOST_ROWS]; /* 0 in no longest subsequence, 1 in some, 2 in all */
} column;

/* Decimals that most numbers of the column have. */
static int usual_decimals(const sil_value *v, size_t n, size_t *with)
{
    size_t count[8] = {0}, all = 0, best = 0;
    for (size_t i = 0; i < n; i++)
        if (sil_value_number(&v[i]) && !v[i].n.dash) {
            count[v[i].n.decimals < 7 ? v[i].n.decimals : 7]++;
            all++;
        }
    for (size_t d = 1; d < 8; d++)
        if (count[d] > count[best])
            best = d;
    *with = count[best];
    return all && count[best] * 10 >= all * 6 ? (int)best : -1;
}

/* digits with the point put d places from the end; false when it cannot be */
static bool with_point(const char *digits, int d, char *out, size_t size)
{
    size_t n = strlen(digits);
    if (strchr(digits, '.') || d <= 0 || n <= (size_t)d)
        return false;
    snprintf(out, size, "%.*s.%s", (int)(n - (size_t)d), digits, digits + n - (size_t)d);
    return true;
}

void sil_check_decimals(sil_value *v, size_t n)
{
    size_t with;
    int d = usual_decimals(v, n, &with);
    double lo = INFINITY, hi = 0;
    if (d <= 0 || with < 3)
        return;
    for (size_t i = 0; i < n; i++)
        if (sil_value_number(&v[i]) && v[i].n.decimals == d) {
            lo = fmin(lo, v[i].n.value);
            hi = fmax(hi, v[i].n.value);
        }
    for (size_t i = 0; i < n; i++) {
        char s[32];
        if (v[i].present && !v[i].n.ok && v[i].status != SIL_CONFLICT && sil_digits_meant(v[i].cell->text, d, s, sizeof s) && strchr(s, '.') && strtod(s, NULL) >= lo / 4 &&
            strtod(s, NULL) <= hi * 4)
            sil_value_set(&v[i], s, "decimals");
        if (!sil_value_number(&v[i]) || v[i].n.decimals == d || v[i].n.dash)
            continue;
        double x = with_point(v[i].n.digits, d, s, sizeof s) ? strtod(s, NULL) : -1;
        if (x >= lo / 4 && x <= hi * 4 && v[i].n.value > hi * 2)
            sil_value_set(&v[i], s, "decimals");
        else
            sil_value_conflict(&v[i], "decimals");
    }
}

typedef struct bounds {
    double lo, hi;
} bounds;

static bool within(double x, bounds b)
{
    return x >= b.lo && x <= b.hi;
}

/* How many there are in the longest subsequence in order; ties are in order. dir: -1 falling, 1 rising. Fills in[]. */
static size_t longest(column *c, int dir)
{
    size_t up[MOST_ROWS], down[MOST_ROWS], level[MOST_ROWS + 1];
    size_t best = 0;
    memset(level, 0, sizeof level);
    for (size_t i = 0; i < c->n; i++) {
        up[i] = c->has[i];
        for (size_t k = 0; c->has[i] && k < i; k++)
            if (c->has[k] && (c->x[i] - c->x[k]) * dir >= 0 && up[k] + 1 > up[i])
                up[i] = up[k] + 1;
        best = up[i] > best ? up[i] : best;
    }
    for (size_t i = c->n; i-- > 0;) {
        down[i] = c->has[i];
        for (size_t k = i + 1; c->has[i] && k < c->n; k++)
            if (c->has[k] && (c->x[k] - c->x[i]) * dir >= 0 && down[k] + 1 > down[i])
                down[i] = down[k] + 1;
    }
    for (size_t i = 0; i < c->n; i++)
        if (c->has[i] && up[i] + down[i] - 1 == best)
            level[up[i]]++;
    for (size_t i = 0; i < c->n; i++)
        c->in[i] = !c->has[i] || up[i] + down[i] - 1 != best ? 0 : level[up[i]] == 1 ? 2 : 1;
    return best;
}

/* The nearest values that are believed. */
static bounds between(const column *c, size_t i, int dir)
{
    double before = dir > 0 ? -INFINITY : INFINITY, after = -before;
    for (size_t k = i; k-- > 0;)
        if (c->in[k] == 2) {
            before = c->x[k];
            break;
        }
    for (size_t k = i + 1; k < c->n; k++)
        if (c->in[k] == 2) {
            after = c->x[k];
            break;
        }
    return dir > 0 ? (bounds){before, after} : (bounds){after, before};
}

static bool fits_decimals(const column *c, const char *s)
{
    const char *p = strchr(s, '.');
    return c->decimals < 0 || (p ? (int)strlen(p + 1) : 0) == c->decimals;
}

/* Mend one value so that it lies within its neighbours and has the column's decimals: what its letters mean, else one character. */
static void mend(column *c, size_t i, bounds b)
{
    sil_value *v = &c->v[i];
    char s[32], one[32] = "";
    int found = 0, state = 0;
    if (isinf(b.lo) || isinf(b.hi)) {
        sil_value_conflict(v, v->n.ok ? "score-order" : "no-number");
        return;
    }
    if (!v->n.ok) {
        if (sil_digits_meant(v->cell->text, c->decimals, s, sizeof s) && fits_decimals(c, s) && within(strtod(s, NULL), b)) {
            sil_value_set(v, s, "score-order");
            sil_value_evidence(v, "digit");
        } else
            sil_value_conflict(v, "no-number");
        return;
    }
    while (sil_digits_near(v->n.digits, &state, s, sizeof s))
        if (fits_decimals(c, s) && within(strtod(s, NULL), b) && strcmp(s, one) != 0) {
            found++;
            snprintf(one, sizeof one, "%s", s);
        }
    if (found == 1) {
        sil_value_set(v, one, "score-order");
        sil_value_evidence(v, "digit");
    } else
        sil_value_conflict(v, "score-order");
}

/* What each cell says; returns how many say a number. */
static size_t read_column(column *c, size_t *with)
{
    size_t numbers = 0;
    c->decimals = usual_decimals(c->v, c->n, with);
    for (size_t i = 0; i < c->n; i++) {
        const sil_value *v = &c->v[i];
        char s[32];
        c->lone[i] = false;
        c->has[i] = sil_value_number(v);
        c->x[i] = v->n.value;
        numbers += c->has[i];
        if (!c->has[i] || c->decimals <= 0 || *with < 3 || v->n.decimals == c->decimals)
            continue;
        c->lone[i] = v->n.decimals == 0 && with_point(v->n.digits, c->decimals, s, sizeof s);
        c->has[i] = c->lone[i];
        if (c->lone[i])
            c->x[i] = strtod(s, NULL);
    }
    return numbers;
}

/* The share of neighbours that fall where the column rises, or rise where it falls. */
static bool mostly(const column *c, int dir)
{
    size_t pairs = 0, turns = 0, last = c->n;
    for (size_t i = 0; i < c->n; i++) {
        if (!c->has[i])
            continue;
        if (last < c->n) {
            pairs++;
            turns += (c->x[i] - c->x[last]) * dir < 0;
        }
        last = i;
    }
    return turns * 20 <= pairs * 7;
}

/* The first or last value, which has a neighbour on one side only, lies far off all the others do from theirs: a digit lost or put before it. */
static void check_ends(column *c)
{
    double widest = 1;
    size_t first = c->n, last = c->n, p = c->n;
    for (size_t i = 0; i < c->n; i++)
        if (c->in[i] == 2 && c->x[i] > 0) {
            first = first < c->n ? first : i;
            last = i;
        }
    for (size_t i = first; i <= last && i < c->n; i++) {
        if (c->in[i] != 2 || c->x[i] <= 0)
            continue;
        if (p < c->n && p != first && i != last)
            widest = fmax(widest, fmax(c->x[i] / c->x[p], c->x[p] / c->x[i]));
        p = i;
    }
    for (int side = 0; side < 2 && last < c->n; side++) {
        size_t i = side ? last : first, k = i;
        do
            k += side ? (size_t)-1 : 1;
        while (k < c->n && !(c->in[k] == 2 && c->x[k] > 0));
        if (k >= c->n || i == k)
            continue;
        double ratio = fmax(c->x[i] / c->x[k], c->x[k] / c->x[i]);
        if (widest < 1.6 && ratio > 2.5)
            sil_value_conflict(&c->v[i], "score-jump");
    }
}

void sil_check_scores(sil_value *v, size_t n)
{
    column c = {.n = n};
    if (n > MOST_ROWS)
        return;
    c.v = v;
    size_t with, numbers = read_column(&c, &with), d = longest(&c, -1), u = longest(&c, 1);
    int dir = d >= u ? -1 : 1;
    size_t kept = d >= u ? longest(&c, -1) : u;
    if (numbers < 4 || kept * 20 < numbers * 13 || !mostly(&c, dir)) { /* not in the order of this column */
        sil_check_decimals(v, n);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        char s[32];
        if (!v[i].present)
            continue;
        if (c.in[i] == 2 && c.lone[i] && with_point(v[i].n.digits, c.decimals, s, sizeof s)) {
            sil_value_set(&v[i], s, "decimals");
            sil_value_evidence(&v[i], "score-order");
        } else if (c.in[i] == 2)
            sil_value_evidence(&v[i], "score-order");
        else if (c.in[i] == 1) /* its neighbour could as well be the wrong one */
            sil_value_conflict(&v[i], "score-order");
        else if (!c.lone[i])
            mend(&c, i, between(&c, i, dir));
        else
            sil_value_conflict(&v[i], "score-order");
    }
    check_ends(&c);
}
