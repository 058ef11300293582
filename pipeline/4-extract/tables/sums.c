/* sums.c: room 4, tables: sums of columns, sums of rows, shares of 100. Each is an equation over some cells. Those that hold bear out their cells; one
 * that does not is mended in a cell that no other equation bears out, where one value alone is one character away from what is printed and keeps all
 * other equations of that cell. Several such values, or none: all cells of the equation that nothing bears out are doubtful. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "checks.h"

typedef enum kind { TOTAL, ROW, SHARE } kind;

typedef struct equation {
    kind kind;
    int col;    /* TOTAL: the column; SHARE: the column of shares */
    int base;   /* SHARE: the column of counts */
    size_t row; /* ROW, SHARE: the row; SHARE with row == n: the shares make 100 */
} equation;

enum { MOST = 2048 };

typedef struct system {
    const sil_sums *s;
    equation e[MOST];
    size_t n;
} system_;

static const char *name(const equation *e)
{
    return e->kind == TOTAL ? "total" : e->kind == ROW ? "row-total" : "share";
}

static sil_value *at(const system_ *y, int c, size_t r)
{
    return &y->s->col[c][r];
}

static bool known(const sil_value *v)
{
    return v->present && v->n.ok;
}

static bool in(const system_ *y, const equation *e, int c, size_t r)
{
    const sil_sums *s = y->s;
    switch (e->kind) {
    case TOTAL: return c == e->col && r < s->n;
    case ROW: return r == e->row && s->col[c] && (s->adds[c] || c == s->row_total);
    default: return e->row == s->n ? c == e->col && r != s->total : (r == e->row && (c == e->col || c == e->base)) || (c == e->base && r == s->total);
    }
}

/* Sum of the cells [of a column or a row] but one; -1 row or column: none left out. *unknown: cells that say no number; *decimals: the most of any. */
static double sum(const system_ *y, const equation *e, int not_c, size_t not_r, size_t *unknown, int *decimals)
{
    const sil_sums *s = y->s;
    double x = 0;
    for (int c = 0; c < s->cols; c++)
        for (size_t r = 0; s->col[c] && r < s->n; r++) {
            if (!in(y, e, c, r) || (e->kind != SHARE && (e->kind == TOTAL ? r == s->total : c == s->row_total)))
                continue;
            const sil_value *v = at(y, c, r);
            *decimals = known(v) && v->n.decimals > *decimals ? v->n.decimals : *decimals;
            if (c == not_c && r == not_r)
                continue;
            *unknown += v->present && !v->n.ok;
            x += known(v) ? v->n.value : 0;
        }
    return x;
}

/* What the cell must be, within lo and hi, for the equation to hold; false when others of it are not known. */
static bool wanted(const system_ *y, const equation *e, int c, size_t r, double *lo, double *hi, int *decimals)
{
    const sil_sums *s = y->s;
    size_t unknown = 0;
    *decimals = 0;
    if (e->kind == SHARE && e->row < s->n) {
        const sil_value *part = at(y, e->base, e->row), *all = at(y, e->base, s->total), *share = at(y, e->col, e->row);
        bool is_share = c == e->col, is_part = c == e->base && r == e->row;
        *decimals = is_share ? y->s->col[e->col][e->row].n.decimals : 0;
        if (is_share)
            for (size_t k = 0; k < s->n; k++)
                *decimals = known(at(y, c, k)) && at(y, c, k)->n.decimals > *decimals ? at(y, c, k)->n.decimals : *decimals;
        double half = 0.5 * pow(10, -share->n.decimals) + 1e-9;
        if (is_share) {
            if (!known(part) || !known(all) || all->n.value <= 0)
                return false;
            double x = 100 * part->n.value / all->n.value, wide = 0.5 * pow(10, -*decimals) + 1e-9;
            *lo = x - wide;
            *hi = x + wide;
            return true;
        }
        if (!known(share) || share->n.value <= 0 || !known(is_part ? all : part))
            return false;
        double l = share->n.value - half, h = share->n.value + half;
        *lo = is_part ? l * all->n.value / 100 : 100 * part->n.value / h;
        *hi = is_part ? h * all->n.value / 100 : l > 0 ? 100 * part->n.value / l : INFINITY;
        return true;
    }
    double x = sum(y, e, c, r, &unknown, decimals), slack = 1e-6;
    if (e->kind == SHARE) { /* make 100, each rounded */
        if (unknown)
            return false;
        slack = 0.51 * pow(10, -*decimals) * sqrt((double)s->n);
        *lo = 100 - x - slack;
        *hi = 100 - x + slack;
        return true;
    }
    const sil_value *all = e->kind == TOTAL ? at(y, e->col, s->total) : at(y, s->row_total, e->row);
    bool is_all = e->kind == TOTAL ? r == s->total : c == s->row_total;
    *decimals = known(all) && all->n.decimals > *decimals ? all->n.decimals : *decimals;
    if (unknown || (!is_all && !known(all)))
        return false;
    x = is_all ? x : all->n.value - x;
    *lo = x - slack;
    *hi = x + slack;
    return true;
}

/* 1 it holds, 0 it does not, -1 not to be told: a cell says no number, or a share is off by one in its last digit, bent so that all make 100. */
static int holds(const system_ *y, const equation *e)
{
    const sil_sums *s = y->s;
    int c = e->kind == ROW ? s->row_total : e->col, d;
    size_t r = e->kind == TOTAL ? s->total : e->row < s->n ? e->row : 0;
    double lo, hi;
    while (e->kind == SHARE && e->row == s->n && r < s->n && !known(at(y, c, r)))
        r++;
    if (r >= s->n || !known(at(y, c, r)) || !wanted(y, e, c, r, &lo, &hi, &d))
        return -1;
    double x = at(y, c, r)->n.value, bent = e->kind == SHARE && e->row < s->n ? pow(10, -d) : 0;
    if (x >= lo - 1e-9 && x <= hi + 1e-9)
        return 1;
    return bent > 0 && x >= lo - bent && x <= hi + bent ? -1 : 0;
}

/* A share all of whose numbers can be read and that is off by one in its last digit: nothing to mend, and it bears out nobody. */
static bool bent(const system_ *y, const equation *e)
{
    return e->kind == SHARE && e->row < y->s->n && known(at(y, e->col, e->row)) && known(at(y, e->base, e->row)) && known(at(y, e->base, y->s->total)) && holds(y, e) == -1;
}

/* The shares of a column make 100 to the last digit. */
static bool exact(const system_ *y, int c)
{
    double x = 0;
    for (size_t r = 0; r < y->s->n; r++)
        x += r != y->s->total && known(at(y, c, r)) ? at(y, c, r)->n.value : 0;
    return fabs(x - 100) < 1e-6;
}

static size_t borne_out(const system_ *y, int c, size_t r)
{
    size_t n = 0;
    for (size_t k = 0; k < y->n; k++)
        n += in(y, &y->e[k], c, r) && holds(y, &y->e[k]) == 1;
    return n;
}

typedef struct repair {
    int c;
    size_t r;
    char digits[32];
    size_t score; /* equations of the cell that hold with it */
    bool likely;
} repair;

/* How many equations of the cell hold with that value; 0 when one that can be told does not. */
static size_t try_value(const system_ *y, int c, size_t r, const char *digits)
{
    sil_value *v = at(y, c, r), keep = *v;
    size_t good = 0;
    sil_value_set(v, digits, "try");
    for (size_t k = 0; k < y->n; k++) {
        int h = in(y, &y->e[k], c, r) ? holds(y, &y->e[k]) : -1;
        if (h == 0) {
            good = 0;
            break;
        }
        good += h == 1;
    }
    *v = keep;
    return good;
}

static void offer(const system_ *y, int c, size_t r, const char *digits, const char *printed, repair *best, size_t *equal)
{
    size_t score = try_value(y, c, r, digits);
    if (score == 0 || (best->score == score && best->c == c && best->r == r && strcmp(best->digits, digits) == 0))
        return;
    if (score > best->score) {
        *best = (repair){.c = c, .r = r, .score = score, .likely = !printed[0] || strcmp(printed, digits) == 0 || sil_digits_confused(printed, digits)};
        snprintf(best->digits, sizeof best->digits, "%s", digits);
        *equal = 1;
    } else if (score == best->score)
        ++*equal;
}

/* All values of one cell that would mend the equation. */
static void offers(const system_ *y, const equation *e, int c, size_t r, repair *best, size_t *equal)
{
    const sil_value *v = at(y, c, r);
    double lo, hi;
    int d, state = 0;
    char printed[32] = "", s[32];
    if (!wanted(y, e, c, r, &lo, &hi, &d) || hi < 0)
        return;
    sil_number n = sil_cell_number(v->cell->text);
    if (n.ok)
        snprintf(printed, sizeof printed, "%s", n.digits);
    else if (v->cell->text[0] && !sil_digits_meant(v->cell->text, d, printed, sizeof printed))
        return;
    if (!printed[0]) { /* nothing was read: only an exact value follows */
        snprintf(s, sizeof s, "%.*f", d, (lo + hi) / 2);
        if (hi - lo < 1e-3 && lo >= 0 && strtod(s, NULL) > 0)
            offer(y, c, r, s, "", best, equal);
        return;
    }
    if (!n.ok && strtod(printed, NULL) >= lo && strtod(printed, NULL) <= hi)
        offer(y, c, r, printed, printed, best, equal);
    while (sil_digits_near(printed, &state, s, sizeof s)) {
        double x = strtod(s, NULL);
        const char *point = strchr(s, '.');
        if (x >= lo - 1e-9 && x <= hi + 1e-9 && (point ? (int)strlen(point + 1) : 0) <= d)
            offer(y, c, r, s, printed, best, equal);
    }
    if (d > 0 && !strchr(printed, '.') && strlen(printed) > (size_t)d) { /* its point lost */
        size_t k = strlen(printed) - (size_t)d;
        snprintf(s, sizeof s, "%.*s.%s", (int)k, printed, printed + k);
        if (strtod(s, NULL) >= lo && strtod(s, NULL) <= hi)
            offer(y, c, r, s, s, best, equal);
    }
}

static bool mend(system_ *y, const equation *e)
{
    const sil_sums *s = y->s;
    repair best = {.c = -1};
    size_t equal = 0, doubted = 0;
    for (int c = 0; c < s->cols; c++)
        for (size_t r = 0; s->col[c] && r < s->n; r++)
            if (in(y, e, c, r) && at(y, c, r)->present && at(y, c, r)->n.ok && at(y, c, r)->status == SIL_CONFLICT) {
                if (doubted++ == 0)
                    offers(y, e, c, r, &best, &equal);
            }
    if (doubted != 1 || equal != 1 || !(best.score > 1 || best.likely)) /* the one that another check doubts already comes first */
        best = (repair){.c = -1};
    equal = best.c < 0 ? 0 : equal;
    for (int pass = 0; pass < 2 && best.c < 0; pass++) /* cells that nothing bears out; where all are, any of them */
        for (int c = 0; c < s->cols; c++)
            for (size_t r = 0; s->col[c] && r < s->n; r++) {
                const sil_value *v = at(y, c, r);
                bool lost = !v->present && e->kind != SHARE && r != s->total;
                if (in(y, e, c, r) && (v->present || lost) && (pass || borne_out(y, c, r) == 0))
                    offers(y, e, c, r, &best, &equal);
            }
    if (best.c < 0 || equal != 1 || !(best.score > 1 || best.likely))
        return false;
    sil_value_set(at(y, best.c, best.r), best.digits, name(e));
    return true;
}

static void doubt(const system_ *y, const equation *e)
{
    const sil_sums *s = y->s;
    bool any = false;
    for (int pass = 0; pass < 2 && !any; pass++)
        for (int c = 0; c < s->cols; c++)
            for (size_t r = 0; s->col[c] && r < s->n; r++)
                if (in(y, e, c, r) && at(y, c, r)->present && (pass || borne_out(y, c, r) == 0)) {
                    sil_value_conflict(at(y, c, r), name(e));
                    any = true;
                }
}

static void add(system_ *y, equation e)
{
    if (y->n < MOST)
        y->e[y->n++] = e;
}

int sil_find_row_total(const sil_sums *s)
{
    int parts[64], n = 0;
    for (int c = 0; c < s->cols && n < 64; c++)
        if (s->col[c] && s->adds[c])
            parts[n++] = c;
    for (int side = 0; side < 2 && n >= 3; side++) {
        int t = side ? parts[0] : parts[n - 1];
        size_t good = 0, all = 0;
        for (size_t r = 0; r < s->n; r++) {
            double x = 0;
            bool whole = r != s->total;
            for (int k = 0; k < n && whole; k++) {
                whole = known(&s->col[parts[k]][r]);
                x += parts[k] == t ? 0 : s->col[parts[k]][r].n.value;
            }
            all += whole;
            good += whole && fabs(x - s->col[t][r].n.value) < 1e-6;
        }
        if (good >= 3 && good * 10 >= all * 5)
            return t;
    }
    return -1;
}

void sil_check_sums(const sil_sums *s)
{
    system_ y = {.s = s, .n = 0};
    if (s->n > MOST / 4)
        return;
    for (int c = 0; c < s->cols; c++) {
        if (!s->col[c])
            continue;
        size_t parts = 0;
        for (size_t r = 0; r < s->n; r++)
            parts += r != s->total && s->col[c][r].present;
        if (s->adds[c] && s->total < s->n && s->col[c][s->total].present && parts >= 2)
            add(&y, (equation){TOTAL, c, -1, 0});
        if (!s->share[c])
            continue;
        double x = 0;
        for (size_t r = 0; r < s->n; r++)
            x += r != s->total && known(&s->col[c][r]) ? s->col[c][r].n.value : 0;
        bool hundred = s->total < s->n && known(&s->col[c][s->total]) && s->col[c][s->total].n.value == 100;
        if (parts >= 3 && (hundred || fabs(x - 100) <= 0.2))
            add(&y, (equation){SHARE, c, -1, s->n});
        int base = c;
        while (--base >= 0 && !(s->col[base] && s->adds[base]))
            ;
        size_t fit = 0, all = 0;
        for (size_t r = 0; base >= 0 && s->total < s->n && r < s->n; r++)
            if (r != s->total && known(&s->col[c][r]) && known(&s->col[base][r])) {
                all++;
                fit += holds(&y, &(equation){SHARE, c, base, r}) == 1;
            }
        for (size_t r = 0; all >= 3 && fit * 10 >= all * 6 && r < s->n; r++)
            if (r != s->total && s->col[c][r].present)
                add(&y, (equation){SHARE, c, base, r});
    }
    for (size_t r = 0; s->row_total >= 0 && r < s->n; r++)
        if (r != s->total && s->col[s->row_total][r].present)
            add(&y, (equation){ROW, -1, -1, r});
    bool more = true;
    for (int round = 0; round < 8 && more; round++) {
        more = false;
        for (size_t k = 0; k < y.n; k++)
            if (holds(&y, &y.e[k]) != 1 && !bent(&y, &y.e[k]))
                more = mend(&y, &y.e[k]) || more;
    }
    for (size_t k = 0; k < y.n; k++) {
        int h = holds(&y, &y.e[k]);
        if (h != 1) {
            if (!bent(&y, &y.e[k]))
                doubt(&y, &y.e[k]);
            else if (!exact(&y, y.e[k].col)) /* bent, and yet they do not make 100: it is not bent, it is wrong */
                sil_value_conflict(at(&y, y.e[k].col, y.e[k].row), "share");
            continue;
        }
        for (int c = 0; c < s->cols; c++)
            for (size_t r = 0; s->col[c] && r < s->n; r++)
                if (in(&y, &y.e[k], c, r) && at(&y, c, r)->present) {
                    sil_value *v = at(&y, c, r);
                    if (v->status == SIL_CONFLICT && known(v) && !sil_value_says(v, "decimals") && !v->n.specks) /* it was doubted beside a neighbour; the sum knows better */
                        v->status = SIL_PRINTED;
                    sil_value_evidence(v, name(&y.e[k]));
                }
    }
}
