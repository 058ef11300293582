/* changes.c: room 4, tables: change = before - now, row by row, and what an arrow that was not read becomes. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "checks.h"

static void check_change(sil_value *c, sil_value *now, sil_value *before, int turn)
{
    for (int k = 0; k < 2; k++) { /* nothing ranks 0th: a digit was misread */
        sil_value *rank = k ? before : now;
        if (rank->present && rank->n.ok && !rank->n.dash && rank->n.value <= 0) {
            sil_value_conflict(rank, "no-number");
            rank->n.ok = false;
        }
    }
    for (int k = 0; k < 2; k++) { /* a rank out of its sequence that the change bears out is a gap */
        sil_value *rank = k ? before : now;
        if (rank->present && rank->n.ok && rank->status == SIL_CONFLICT && !sil_value_says(rank, "no-number") && now->n.ok && before->n.ok && c->n.ok && c->n.sign != '?' &&
            (c->n.sign || c->n.dash) && c->n.value == (before->n.value - now->n.value) * turn)
            rank->status = SIL_PRINTED;
    }
    bool nn = sil_value_number(now), bb = sil_value_number(before);
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
                if (o[0] != '-' && strcmp(o, before->n.digits) != 0 && sil_digits_alike(o, before->n.digits)) {
                    sil_value_conflict(c, "change-arithmetic");
                    sil_value_conflict(before, "change-arithmetic");
                    return;
                }
            }
        }
        if ((same && c->n.sign == 0) || c->n.sign == '?' || !c->n.ok) { /* a sign that was read and is the other one may as well be right, and a rank wrong */
            sil_value_set_whole(c, want, same ? "change-sign" : "change-arithmetic");
            return;
        }
        double other = now->n.value + c->n.value * turn; /* before, if the change is right */
        char o[32];
        snprintf(o, sizeof o, "%.0f", other);
        bool arrow_as_digit = c->n.sign == 0 && strlen(c->n.digits) == strlen(d) + 1 && strcmp(c->n.digits + 1, d) == 0;
        bool fix_change = same || arrow_as_digit || sil_digits_alike(d, c->n.digits);
        bool fix_before = other > 0 && sil_digits_alike(o, before->n.digits), down = false, fix_now = false;
        bool sure = sil_value_says(now, "rank-sequence");
        if (!sure) { /* the rank of today may be the wrong one as well */
            char p[32];
            double today = before->n.value - c->n.value * turn;
            snprintf(p, sizeof p, "%.0f", today);
            fix_now = today > 0 && sil_digits_alike(p, now->n.digits);
        }
        if (c->n.sign == 0 && !arrow_as_digit) { /* its arrow is lost: the change may as well have been the other way */
            char p[32];
            snprintf(p, sizeof p, "%.0f", now->n.value - c->n.value * turn);
            down = p[0] != '-' && sil_digits_alike(p, before->n.digits);
        }
        if (fix_change && !fix_before && !down && !fix_now)
            sil_value_set_whole(c, want, "change-arithmetic");
        else if (fix_before && !fix_change && !down && !fix_now)
            sil_value_set_whole(before, other, "change-arithmetic");
        else if (fix_now && !fix_change && !fix_before && !down)
            sil_value_set_whole(now, before->n.value - c->n.value * turn, "change-arithmetic");
        else {
            if (!sure)
                sil_value_conflict(now, "change-arithmetic");
            sil_value_conflict(c, "change-arithmetic");
            sil_value_conflict(before, "change-arithmetic");
        }
        return;
    }
    bool read = now->present && now->n.ok && before->present && before->n.ok;
    if (c->present && c->n.ok && read && c->n.value != (before->n.value - now->n.value) * turn) { /* one of the ranks is doubted already; so is this */
        sil_value_conflict(c, "change-arithmetic");
        return;
    }
    if (c->present && c->n.ok && c->n.sign != '?' && (c->n.sign || c->n.dash || c->n.value == 0)) {
        if (nn && before->present && !before->n.ok)
            sil_value_set_whole(before, now->n.value + c->n.value * turn, "change-arithmetic");
        else if (bb && now->present && !now->n.ok)
            sil_value_set_whole(now, before->n.value - c->n.value * turn, "change-arithmetic");
    } else if (c->present)
        sil_value_conflict(c, c->n.ok ? "change-sign" : "no-number");
}

void sil_check_changes(sil_value *change, sil_value *now, sil_value *before, size_t n)
{
    sil_value none = {0};
    int plus = 0, minus = 0; /* which way the table counts */
    for (size_t i = 0; now && before && i < n; i++)
        if (sil_value_number(&now[i]) && sil_value_number(&before[i]) && sil_value_number(&change[i]) && change[i].n.value != 0 && (change[i].n.sign == '+' || change[i].n.sign == '-')) {
            plus += change[i].n.value == before[i].n.value - now[i].n.value;
            minus += change[i].n.value == now[i].n.value - before[i].n.value;
        }
    for (size_t i = 0; i < n; i++)
        check_change(&change[i], now ? &now[i] : &none, before ? &before[i] : &none, minus > plus ? -1 : 1);
    /* a change that was not read at all follows from the ranks, if the other rows add up */
    size_t agree = 0;
    for (size_t i = 0; i < n; i++)
        agree += change[i].present && change[i].status != SIL_CONFLICT;
    for (size_t i = 0; now && before && agree >= 3 && i < n; i++)
        if (!change[i].present && sil_value_number(&now[i]) && sil_value_number(&before[i]))
            sil_value_set_whole(&change[i], (before[i].n.value - now[i].n.value) * (minus > plus ? -1 : 1), "change-arithmetic");
}
