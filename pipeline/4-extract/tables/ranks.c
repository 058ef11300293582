/* ranks.c: room 4, tables: columns of ranks. Ranks follow each other in stretches; which stretches is found over the whole column, so that two errors side by
 * side do not speak for each other: a row belongs to the stretch v = row + offset, to leave a stretch costs more than one wrong number and less
 * than two (dynamic programming over the offsets that occur, Viterbi 1967). */
#include <math.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include "checks.h"

enum { MOST_ROWS = 2048, MOST_OFFSETS = 24 };

typedef struct stretches {
    int offset[MOST_OFFSETS];
    int n;
    unsigned char state[MOST_ROWS]; /* of each row */
} stretches;

static bool whole(const sil_value *v)
{
    return sil_value_number(v) && v->n.decimals == 0 && !v->n.dash;
}

/* The offsets that two rows share or that no room is lacking for, at most MOST_OFFSETS: the first of them in the order of the rows. */
static void find_offsets(const sil_value *v, size_t n, stretches *s)
{
    s->n = 0;
    for (size_t i = 0; i < n; i++) {
        if (!whole(&v[i]) || v[i].n.value > 1e6)
            continue;
        int o = (int)v[i].n.value - (int)i, k = 0;
        while (k < s->n && s->offset[k] != o)
            k++;
        bool shared = n <= MOST_OFFSETS;
        for (size_t j = i + 1; j < n && !shared; j++)
            shared = whole(&v[j]) && (int)v[j].n.value - (int)j == o;
        if (k == s->n && s->n < MOST_OFFSETS && shared)
            s->offset[s->n++] = o;
    }
}

static double step(const stretches *s, int from, int to)
{
    int d = s->offset[to] - s->offset[from];
    return d == 0 ? 0 : d > 0 || d == -1 ? 1.4 : 2.6;
}

static void find_stretches(const sil_value *v, size_t n, stretches *s)
{
    static const double NEVER = 1e9;
    unsigned char back[MOST_ROWS][MOST_OFFSETS];
    double cost[MOST_OFFSETS] = {0}, next[MOST_OFFSETS];
    for (size_t i = 0; i < n; i++) {
        for (int k = 0; k < s->n; k++) {
            next[k] = NEVER;
            for (int j = 0; j < s->n; j++) {
                double c = i == 0 ? (j == k ? 0 : NEVER) : cost[j] + step(s, j, k);
                if (c < next[k]) {
                    next[k] = c;
                    back[i][k] = (unsigned char)j;
                }
            }
            next[k] += whole(&v[i]) && (int)v[i].n.value != (int)i + s->offset[k] ? 1 : 0;
        }
        memcpy(cost, next, sizeof cost);
    }
    int best = 0;
    for (int k = 1; k < s->n; k++)
        if (cost[k] < cost[best])
            best = k;
    for (size_t i = n; i-- > 0;) {
        s->state[i] = (unsigned char)best;
        best = back[i][best];
    }
}

static double expected(const stretches *s, size_t i)
{
    return (double)((int)i + s->offset[s->state[i]]);
}

static bool same_score(const sil_value *scores, size_t i, size_t j)
{
    return scores && sil_value_number(&scores[i]) && sil_value_number(&scores[j]) && scores[i].n.value == scores[j].n.value;
}

/* The nearest row on that side that keeps to its stretch, or n. */
static size_t keeper(const bool *keeps, size_t n, size_t i, int side)
{
    for (size_t k = side < 0 ? i - 1 : i + 1; k < n; k += side < 0 ? (size_t)-1 : 1)
        if (keeps[k])
            return k;
    return n;
}

/* The nearest number printed on that side, whether it keeps to its stretch or not; `none` when there is none. */
static double printed_beside(const sil_value *v, size_t n, size_t i, int side, double none)
{
    for (size_t k = side < 0 ? i - 1 : i + 1; k < n; k += side < 0 ? (size_t)-1 : 1)
        if (v[k].present && v[k].n.ok)
            return v[k].n.value;
    return none;
}

/* A row that does not keep to its stretch: a tie, a gap, or wrong. */
static void judge(sil_value *v, const sil_value *scores, const stretches *s, const bool *keeps, size_t n, size_t i)
{
    sil_value *x = &v[i];
    size_t p = keeper(keeps, n, i, -1), q = keeper(keeps, n, i, 1);
    double e = expected(s, i), before = p < n ? v[p].n.value : 0, after = q < n ? v[q].n.value : INFINITY;
    bool inside = p < n && q < n && s->state[p] == s->state[q] && s->state[i] == s->state[p];
    char want[32], meant[32];
    snprintf(want, sizeof want, "%.0f", e);
    bool reads = x->present && sil_digits_meant(x->cell->text, 0, meant, sizeof meant) && strcmp(meant, want) == 0;
    if (!x->present && !inside)
        return;
    if (whole(x)) {
        double y = x->n.value;
        bool tie = i > 0 && p == i - 1 && y == before && y < after;
        if (tie && same_score(scores, i, p)) {
            sil_value_evidence(x, "rank-tie");
            return;
        }
        /* scores that differ say that the ranks must too, if they are right themselves */
        bool scored = tie && scores && scores[i].status == SIL_PRINTED && scores[p].status == SIL_PRINTED && sil_value_number(&scores[i]) && sil_value_number(&scores[p]);
        bool misread = sil_digits_confused(x->n.digits, want);
        if (tie && !(scored && misread)) {
            if (scores || misread)
                sil_value_conflict(x, "rank-tie");
            else
                sil_value_evidence(x, "rank-tie");
            return;
        }
        if (misread && strlen(x->n.digits) > strlen(want)) { /* 17 behind 6 is a gap rather than a 7 with a digit too many, 77 is not */
            misread = false;
            for (size_t k = 0; x->n.digits[k + 1]; k++)
                misread = misread || x->n.digits[k] == x->n.digits[k + 1];
        }
        for (size_t k = 0; k < 2 && misread && y > e; k++) { /* "1 to 5, 8, 17": two ranks that leave the sequence upwards are an excerpt, not two errors */
            size_t j = k ? i + 1 : i - 1;
            if (j < n && !keeps[j] && whole(&v[j]) && v[j].n.value > expected(s, j) && (k ? v[j].n.value > y : v[j].n.value < y))
                misread = false;
        }
        if (!inside && y > printed_beside(v, n, i, -1, 0) && y < printed_beside(v, n, i, 1, INFINITY) && !misread) {
            sil_value_evidence(x, "rank-order"); /* a gap */
            return;
        }
    }
    bool first = p == n && q < n && e == 1 && after == (double)q + 1; /* nothing else fits before the second */
    if (e > 0 && (inside || first || (reads && (p < n || q < n))))
        sil_value_set_whole(x, e, "rank-sequence");
    else
        sil_value_conflict(x, x->n.ok ? "rank-sequence" : "no-number");
}

size_t sil_ranks_kept(const sil_value *v, size_t n)
{
    stretches s = {.n = 0};
    size_t kept = 0;
    if (n > MOST_ROWS)
        return 0;
    find_offsets(v, n, &s);
    if (s.n > 0)
        find_stretches(v, n, &s);
    for (size_t i = 0; i < n; i++)
        kept += s.n > 0 && whole(&v[i]) && v[i].n.value == expected(&s, i);
    return kept;
}

void sil_check_ranks(sil_value *v, const sil_value *scores, size_t n)
{
    stretches s = {.n = 0};
    bool keeps[MOST_ROWS];
    size_t numbers = 0, kept = 0, falls = 0, run = 0;
    if (n > MOST_ROWS)
        return;
    find_offsets(v, n, &s);
    if (s.n > 0)
        find_stretches(v, n, &s);
    double last = -INFINITY;
    for (size_t i = 0; i < n; i++) {
        keeps[i] = s.n > 0 && whole(&v[i]) && v[i].n.value == expected(&s, i);
        numbers += sil_value_number(&v[i]);
        kept += keeps[i];
        run += i > 0 && keeps[i] && keeps[i - 1] && s.state[i] == s.state[i - 1];
        if (sil_value_number(&v[i])) {
            falls += v[i].n.value < last;
            last = v[i].n.value;
        }
    }
    bool sequence = numbers >= 2 && kept * 10 >= numbers * 6 && run * 3 >= numbers - 1 && run > 0, order = numbers > 2 && falls == 0;
    for (size_t i = 0; i < n; i++) {
        if (!sequence) {
            if (v[i].present && !v[i].n.ok)
                sil_value_conflict(&v[i], "no-number");
            else if (order && v[i].present)
                sil_value_evidence(&v[i], "rank-order");
        } else if (keeps[i]) {
            bool lone = (i == 0 || !keeps[i - 1] || s.state[i - 1] != s.state[i]) && (i + 1 == n || !keeps[i + 1] || s.state[i + 1] != s.state[i]);
            sil_value_evidence(&v[i], lone ? "rank-order" : "rank-sequence");
        }
    }
    for (size_t i = 0; sequence && i < n; i++)
        if (!keeps[i])
            judge(v, scores, &s, keeps, n, i);
}

static bool stands(const sil_value *v, size_t n, double x)
{
    for (size_t i = 0; i < n; i++)
        if (v[i].present && v[i].n.ok && v[i].n.value == x)
            return true;
    return false;
}

/* A rank beyond the number of rows, where nearly all the others are within it, and one that stands nowhere is easily read so. */
static bool stray(const sil_value *v, size_t n, size_t i)
{
    char d[32];
    size_t inside = 0;
    for (size_t k = 0; k < n; k++)
        inside += whole(&v[k]) && v[k].n.value >= 1 && v[k].n.value <= (double)n;
    if (v[i].n.value <= (double)n || inside * 4 < n * 3)
        return false;
    for (size_t m = 1; m <= n; m++) {
        snprintf(d, sizeof d, "%zu", m);
        if (sil_digits_confused(v[i].n.digits, d) && !stands(v, n, (double)m))
            return true;
    }
    return false;
}

static bool borne_out(const sil_value *v)
{
    return sil_value_says(v, "change-arithmetic") || sil_value_says(v, "rank-sequence") || (sil_value_says(v, "rank-tie") && v->status != SIL_CONFLICT);
}

void sil_check_ranks_once(sil_value *v, size_t n, bool items)
{
    size_t numbers = 0, twice = 0;
    for (size_t i = 0; i < n; i++) {
        if (v[i].present && v[i].n.ok && !v[i].n.dash && (v[i].n.value < 1 || v[i].n.decimals > 0)) { /* nothing ranks 0th */
            sil_value_conflict(&v[i], "no-rank");
            continue;
        }
        if (!whole(&v[i]))
            continue;
        numbers++;
        for (size_t k = 0; k < i; k++)
            if (whole(&v[k]) && v[k].n.value == v[i].n.value) {
                twice++;
                break;
            }
    }
    if (items || numbers < 4)
        return;
    bool once = twice * 5 <= numbers;
    bool doubt[MOST_ROWS] = {false};
    for (size_t i = 0; i < n && i < MOST_ROWS; i++) {
        if (!whole(&v[i]) || borne_out(&v[i]))
            continue;
        doubt[i] = stray(v, n, i);
        for (size_t k = 0; once && k < n; k++)
            if (k != i && v[k].present && v[k].n.ok && v[k].n.value == v[i].n.value)
                doubt[i] = true;
    }
    for (size_t i = 0; i < n && i < MOST_ROWS; i++)
        if (doubt[i])
            sil_value_conflict(&v[i], "rank-once");
}
