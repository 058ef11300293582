/* checks.c: room 4, tables: values that contradict each other are mended where only one mending fits, else marked. Never silent. */
#include "checks.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void sil_value_evidence(sil_value *v, const char *name)
{
    size_t len = strlen(v->evidence), k = strlen(name);
    for (const char *s = v->evidence; (s = strstr(s, name)); s += k)
        if ((s == v->evidence || s[-1] == ' ') && (s[k] == 0 || s[k] == ' '))
            return;
    if (len + k + 2 < sizeof v->evidence)
        snprintf(v->evidence + len, sizeof v->evidence - len, "%s%s", len ? " " : "", name);
}

static void canonical(sil_value *v)
{
    if (v->n.dash)
        strcpy(v->value, "0");
    else
        snprintf(v->value, sizeof v->value, "%s%.30s", v->n.sign == '-' && v->n.value != 0 ? "-" : "", v->n.digits);
}

void sil_value_read(sil_value *v, const sil_tcell *cell)
{
    memset(v, 0, sizeof *v);
    v->cell = cell;
    v->present = cell->text[0] != 0;
    v->n = sil_cell_number(cell->text);
    if (v->present && v->n.ok)
        canonical(v);
    if (v->present && v->n.ok && v->n.specks) {
        v->status = SIL_REPAIRED;
        sil_value_evidence(v, "specks");
    }
}

static bool number(const sil_value *v)
{
    return v->present && v->n.ok && v->status != SIL_CONFLICT;
}

static void set(sil_value *v, const char *digits, const char *check)
{
    snprintf(v->n.digits, sizeof v->n.digits, "%s", digits);
    v->n.ok = true;
    v->n.dash = false;
    v->n.sign = 0;
    v->n.value = strtod(digits, NULL);
    const char *point = strchr(digits, '.');
    v->n.decimals = point ? (int)strlen(point + 1) : 0;
    v->status = SIL_REPAIRED;
    canonical(v);
    sil_value_evidence(v, check);
}

static void conflict(sil_value *v, const char *check)
{
    v->status = SIL_CONFLICT;
    sil_value_evidence(v, check);
}

static void set_whole(sil_value *v, double x, const char *check)
{
    char d[32];
    snprintf(d, sizeof d, "%.0f", fabs(x));
    set(v, d, check);
    if (x < 0) {
        v->n.sign = '-';
        v->n.value = x;
        canonical(v);
    }
}

void sil_check_ranks(sil_value *v, size_t n)
{
    size_t pairs = 0, steps = 0, falls = 0;
    for (size_t i = 0, last = n; i < n; i++) {
        if (!number(&v[i]))
            continue;
        if (last < n) {
            pairs++;
            steps += v[i].n.value - v[last].n.value == (double)(i - last);
            falls += v[i].n.value < v[last].n.value;
        }
        last = i;
    }
    bool sequence = pairs > 0 && steps * 10 >= pairs * 6, order = pairs > 1 && falls == 0;
    for (size_t i = 0; i < n; i++) {
        if (!v[i].present)
            continue;
        if (!sequence) {
            if (!v[i].n.ok)
                conflict(&v[i], "no-number");
            else if (order)
                sil_value_evidence(&v[i], "rank-order");
            continue;
        }
        size_t p = i, q = i + 1;
        while (p > 0 && !number(&v[p - 1]))
            p--;
        while (q < n && !number(&v[q]))
            q++;
        bool before = p > 0, after = q < n;
        double from = before ? v[p - 1].n.value + (double)(i - (p - 1)) : 0, to = after ? v[q].n.value - (double)(q - i) : 0;
        if (v[i].n.ok) {
            double x = v[i].n.value;
            bool fits = (!before || x == from) && (!after || x == to);
            bool tie_or_gap = (!before || x >= v[p - 1].n.value) && (!after || x <= v[q].n.value);
            if (fits || (before && x == from) || (after && x == to && !(before && x < v[p - 1].n.value))) {
                sil_value_evidence(&v[i], "rank-sequence");
                continue;
            }
            if (tie_or_gap && !(before && after && from == to)) {
                sil_value_evidence(&v[i], "rank-order");
                continue;
            }
        }
        bool one_sided = before != after && !v[i].n.ok && ((before && p >= 2 && number(&v[p - 2])) || (after && q + 1 < n));
        if (before && after && from == to)
            set_whole(&v[i], from, "rank-sequence");
        else if (one_sided)
            set_whole(&v[i], before ? from : to, "rank-sequence");
        else
            conflict(&v[i], "rank-sequence");
    }
}

/* Decimals that most numbers of the column have. */
static int usual_decimals(const sil_value *v, size_t n, size_t *with)
{
    size_t count[8] = {0}, all = 0, best = 0;
    for (size_t i = 0; i < n; i++)
        if (number(&v[i]) && !v[i].n.dash) {
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
        if (number(&v[i]) && v[i].n.decimals == d) {
            lo = fmin(lo, v[i].n.value);
            hi = fmax(hi, v[i].n.value);
        }
    for (size_t i = 0; i < n; i++) {
        char s[32];
        if (!number(&v[i]) || v[i].n.decimals == d || v[i].n.dash)
            continue;
        double x = with_point(v[i].n.digits, d, s, sizeof s) ? strtod(s, NULL) : -1;
        if (x >= lo / 4 && x <= hi * 4 && v[i].n.value > hi * 2)
            set(&v[i], s, "decimals");
        else
            conflict(&v[i], "decimals");
    }
}

typedef struct bounds {
    double lo, hi;
} bounds;

static bool within(double x, bounds b)
{
    return x >= b.lo && x <= b.hi;
}

/* Mend one value so that it lies within its neighbours: first a lost point, then one wrong digit. */
static void mend(sil_value *v, bounds b, int decimals)
{
    char s[32], one[32] = "";
    int found = 0;
    if (v->n.ok && with_point(v->n.digits, decimals, s, sizeof s)) {
        if (within(strtod(s, NULL), b)) {
            set(v, s, "decimals");
            sil_value_evidence(v, "score-order");
        } else
            conflict(v, "score-order");
        return;
    }
    if (!v->n.ok || isinf(b.lo) || isinf(b.hi)) {
        conflict(v, v->n.ok ? "score-order" : "no-number");
        return;
    }
    for (size_t i = 0; v->n.digits[i]; i++)
        for (char c = '0'; c <= '9'; c++) {
            if (v->n.digits[i] == '.' || v->n.digits[i] == c)
                continue;
            snprintf(s, sizeof s, "%s", v->n.digits);
            s[i] = c;
            if (within(strtod(s, NULL), b)) {
                found++;
                snprintf(one, sizeof one, "%s", s);
            }
        }
    if (found == 1) {
        set(v, one, "score-order");
        sil_value_evidence(v, "digit");
    } else
        conflict(v, "score-order");
}

/* Marks a longest subsequence in order; returns its length. dir: -1 falling, 1 rising. Ties are in order. */
static size_t longest(const sil_value *v, size_t n, int dir, bool *in)
{
    enum { CAP = 4096 };
    static const size_t NONE = (size_t)-1;
    size_t len[CAP], prev[CAP], best = NONE;
    if (n > CAP)
        n = CAP;
    for (size_t i = 0; i < n; i++) {
        in[i] = false;
        len[i] = 0;
        prev[i] = NONE;
        if (!number(&v[i]))
            continue;
        len[i] = 1;
        for (size_t j = 0; j < i; j++)
            if (len[j] && (v[i].n.value - v[j].n.value) * dir >= 0 && len[j] + 1 > len[i]) {
                len[i] = len[j] + 1;
                prev[i] = j;
            }
        if (best == NONE || len[i] > len[best])
            best = i;
    }
    size_t total = best == NONE ? 0 : len[best];
    for (size_t i = best; i != NONE; i = prev[i])
        in[i] = true;
    return total;
}

/* The neighbours of i that are in order. */
static bounds between(const sil_value *v, const bool *in, size_t n, size_t i, int dir)
{
    double before = dir > 0 ? -INFINITY : INFINITY, after = -before;
    for (size_t k = i; k-- > 0;)
        if (in[k]) {
            before = v[k].n.value;
            break;
        }
    for (size_t k = i + 1; k < n; k++)
        if (in[k]) {
            after = v[k].n.value;
            break;
        }
    return dir > 0 ? (bounds){before, after} : (bounds){after, before};
}

void sil_check_scores(sil_value *v, size_t n)
{
    bool down[4096], up[4096];
    size_t numbers = 0, with;
    if (n > 4096)
        return;
    for (size_t i = 0; i < n; i++)
        numbers += number(&v[i]);
    int decimals = usual_decimals(v, n, &with);
    size_t d = longest(v, n, -1, down), u = longest(v, n, 1, up);
    int dir = d >= u ? -1 : 1;
    bool *in = dir < 0 ? down : up;
    size_t kept = dir < 0 ? d : u;
    if (numbers < 4 || kept * 10 < numbers * 6) { /* not in the order of this column */
        sil_check_decimals(v, n);
        for (size_t i = 0; i < n; i++)
            if (v[i].present && !v[i].n.ok)
                conflict(&v[i], "no-number");
        return;
    }
    for (size_t i = 0; i < n; i++) { /* a number without its point is out of order even where order alone would let it stand */
        char s[32];
        if (in[i] && decimals > 0 && v[i].n.decimals == 0 && with_point(v[i].n.digits, decimals, s, sizeof s) && with >= 3)
            in[i] = false;
    }
    for (size_t i = 0; i < n; i++) {
        if (!v[i].present)
            continue;
        if (in[i]) {
            sil_value_evidence(&v[i], "score-order");
            continue;
        }
        /* where the neighbour could as well be the wrong one, nothing is mended */
        bounds b = between(v, in, n, i, dir);
        bool lone_point = v[i].n.ok && decimals > 0 && v[i].n.decimals == 0;
        bool unsure = false;
        for (size_t side = 0; side < 2 && v[i].n.ok && !lone_point; side++) {
            size_t k = side ? i + 1 : i - 1;
            if (k >= n || !in[k])
                continue;
            bool keep = in[k];
            in[k] = false;
            bounds without = between(v, in, n, i, dir);
            in[k] = keep;
            if (within(v[i].n.value, without)) {
                unsure = true;
                conflict(&v[k], "score-order");
            }
        }
        if (unsure)
            conflict(&v[i], "score-order");
        else
            mend(&v[i], b, decimals);
    }
}

/* One character of a number is another, or one too many, or one too few. */
static bool alike(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b), diff = 0;
    if (n == m) {
        for (size_t i = 0; i < n; i++)
            diff += a[i] != b[i];
        return diff <= 1;
    }
    const char *l = n > m ? a : b, *s = n > m ? b : a;
    size_t k = n > m ? m : n;
    if ((n > m ? n - m : m - n) != 1)
        return false;
    size_t i = 0;
    while (i < k && l[i] == s[i])
        i++;
    return strcmp(l + i + 1, s + i) == 0;
}

static void check_change(sil_value *c, sil_value *now, sil_value *before, int turn)
{
    for (int k = 0; k < 2; k++) { /* nothing ranks 0th: a digit was misread */
        sil_value *rank = k ? before : now;
        if (rank->present && rank->n.ok && !rank->n.dash && rank->n.value <= 0) {
            conflict(rank, "no-number");
            rank->n.ok = false;
        }
    }
    bool nn = number(now), bb = number(before);
    if (nn && bb) {
        double want = (before->n.value - now->n.value) * turn;
        char d[32];
        snprintf(d, sizeof d, "%.0f", fabs(want));
        if (!c->present)
            return;
        if (c->n.ok && c->n.sign != '?' && c->n.value == want) {
            const char *name = "change-arithmetic";
            sil_value_evidence(c, name);
            sil_value_evidence(now, name);
            sil_value_evidence(before, name);
            return;
        }
        bool same = c->n.ok && fabs(c->n.value) == fabs(want); /* the sign or the arrow alone is lost */
        if (same && c->n.sign == 0 && strlen(c->n.digits) > 1) { /* or its arrow was read as a digit, and a digit of the rank is lost: 4 11 for 14 \u21931 */
            for (int up = -1; up <= 1; up += 2) {
                char o[32];
                snprintf(o, sizeof o, "%.0f", now->n.value + up * strtod(c->n.digits + 1, NULL));
                if (o[0] != '-' && strcmp(o, before->n.digits) != 0 && alike(o, before->n.digits)) {
                    conflict(c, "change-arithmetic");
                    conflict(before, "change-arithmetic");
                    return;
                }
            }
        }
        if (same || !c->n.ok) {
            set_whole(c, want, same ? "change-sign" : "change-arithmetic");
            return;
        }
        double other = now->n.value + c->n.value * turn; /* before, if the change is right */
        char o[32];
        snprintf(o, sizeof o, "%.0f", other);
        bool arrow_as_digit = c->n.sign == 0 && strlen(c->n.digits) == strlen(d) + 1 && strcmp(c->n.digits + 1, d) == 0;
        bool fix_change = arrow_as_digit || alike(d, c->n.digits);
        bool fix_before = other > 0 && alike(o, before->n.digits), down = false;
        if (c->n.sign == 0 && !arrow_as_digit) { /* its arrow is lost: the change may as well have been the other way */
            char p[32];
            snprintf(p, sizeof p, "%.0f", now->n.value - c->n.value * turn);
            down = p[0] != '-' && alike(p, before->n.digits);
        }
        if (fix_change && !fix_before && !down)
            set_whole(c, want, "change-arithmetic");
        else if (fix_before && !fix_change && !down)
            set_whole(before, other, "change-arithmetic");
        else {
            conflict(c, "change-arithmetic");
            conflict(before, "change-arithmetic");
        }
        return;
    }
    if (c->present && c->n.ok && c->n.sign != '?' && (c->n.sign || c->n.dash || c->n.value == 0)) {
        if (nn && before->present && !before->n.ok)
            set_whole(before, now->n.value + c->n.value * turn, "change-arithmetic");
        else if (bb && now->present && !now->n.ok)
            set_whole(now, before->n.value - c->n.value * turn, "change-arithmetic");
    } else if (c->present)
        conflict(c, c->n.ok ? "change-sign" : "no-number");
}

void sil_check_changes(sil_value *change, sil_value *now, sil_value *before, size_t n)
{
    sil_value none = {0};
    int plus = 0, minus = 0; /* which way the table counts */
    for (size_t i = 0; now && before && i < n; i++)
        if (number(&now[i]) && number(&before[i]) && number(&change[i]) && change[i].n.value != 0 && (change[i].n.sign == '+' || change[i].n.sign == '-')) {
            plus += change[i].n.value == before[i].n.value - now[i].n.value;
            minus += change[i].n.value == now[i].n.value - before[i].n.value;
        }
    for (size_t i = 0; i < n; i++)
        check_change(&change[i], now ? &now[i] : &none, before ? &before[i] : &none, minus > plus ? -1 : 1);
    /* a dash that was not read at all: where nothing stands, nothing changed, if the other rows add up */
    size_t agree = 0;
    for (size_t i = 0; i < n; i++)
        agree += change[i].present && change[i].status != SIL_CONFLICT;
    for (size_t i = 0; now && before && agree >= 3 && i < n; i++)
        if (!change[i].present && number(&now[i]) && number(&before[i]) && now[i].n.value == before[i].n.value) {
            change[i].present = true;
            set(&change[i], "0", "change-arithmetic");
        }
}

static double places(double x, int d)
{
    double k = pow(10, d);
    return round(x * k) / k;
}

void sil_check_total(sil_value *v, size_t n, size_t total)
{
    double sum = 0;
    int d = v[total].n.decimals;
    size_t bad = 0, parts = 0, fixes = 0, who = 0;
    char fix[32] = "";
    if (!v[total].present || !v[total].n.ok)
        return;
    for (size_t i = 0; i < n; i++) {
        if (i == total || !v[i].present)
            continue;
        parts++;
        bad += !v[i].n.ok;
        sum += v[i].n.ok ? v[i].n.value : 0;
        d = v[i].n.decimals > d ? v[i].n.decimals : d;
    }
    if (parts < 2)
        return;
    double diff = places(v[total].n.value - sum, d);
    if (bad == 0 && diff == 0) {
        for (size_t i = 0; i < n; i++)
            if (v[i].present)
                sil_value_evidence(&v[i], "total");
        return;
    }
    for (size_t i = 0; i < n; i++) {
        if (!v[i].present || (bad && v[i].n.ok))
            continue;
        double want = !v[i].n.ok ? diff : i == total ? sum : v[i].n.value + diff;
        char s[32];
        snprintf(s, sizeof s, "%.*f", d, want);
        if (want >= 0 && (!v[i].n.ok || (strlen(s) == strlen(v[i].n.digits) && alike(s, v[i].n.digits)))) {
            fixes++;
            who = i;
            snprintf(fix, sizeof fix, "%s", s);
        }
    }
    if (fixes == 1) {
        set(&v[who], fix, "total");
        return;
    }
    for (size_t i = 0; i < n; i++)
        if (v[i].present)
            conflict(&v[i], "total");
}
