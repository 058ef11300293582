/* tablechecks.c: room 4, rankings: all checks over one table, in an order in which each can lean on the last: classes, scores by their order, ranks by
 * their sequence, changes between ranks, ranks that stand twice, sums and shares. What no check could read in the end is a conflict. */
#include <stdio.h>
#include <string.h>

#include "checks.h"

/* A class as classes are written: a letter with + or -, which a reader may take for 十, t or a dash. True when it had to be mended. */
static bool read_class(const char *printed, char *out, size_t size)
{
    static const char *const plus[] = {"\u5341", "\uFF0B", "\u2020", "t", "\u30CA"}, *const minus[] = {"\u2013", "\u2014", "\u2212", "\u4E00", "\uFF0D"};
    snprintf(out, size, "%s", printed);
    if (printed[0] < 'A' || printed[0] > 'E' || !printed[1])
        return false;
    const char *rest = printed + 1;
    while (*rest == ' ')
        rest++;
    for (size_t i = 0; i < 5; i++)
        if (strcmp(rest, plus[i]) == 0 || strcmp(rest, minus[i]) == 0) {
            snprintf(out, size, "%c%c", printed[0], strcmp(rest, plus[i]) == 0 ? '+' : '-');
            return true;
        }
    return false;
}

/* The class of a group of rows stands once, in its middle: groups that fill the column exactly from such middles are believed. */
static void spread_classes(const sil_ttable *t, int col, sil_value *v)
{
    size_t from = 0, n = t->n_rows, empty = 0;
    for (size_t r = 0; r < n; r++) {
        if (read_class(v[r].cell->text, v[r].value, sizeof v[r].value)) {
            v[r].status = SIL_REPAIRED;
            sil_value_evidence(&v[r], "class-shape");
        }
        empty += !v[r].present;
        if (v[r].present && t->rows[r].cell[col].spanned)
            sil_value_evidence(&v[r], "class-span");
    }
    if (empty * 4 <= n || empty == n) /* a class a row; what is blank was lost, or blank */
        return;
    size_t end[256], at[256], groups = 0;
    for (size_t r = 0; r < n && groups < 256; r++) {
        if (!v[r].present)
            continue;
        /* the group lies about r: from .. to with r its middle (upper or lower of two) */
        size_t to = r + (r - from);
        at[groups] = r;
        end[groups++] = to;
        from = to + 1;
    }
    bool fits = from == n;
    for (size_t g = 0; g + 1 < groups && fits; g++)
        fits = end[g] < at[g + 1];
    if (!fits) { /* the middle of an even group may be the upper row: then each group is one longer */
        from = 0;
        fits = true;
        for (size_t g = 0; g < groups; g++) {
            if (at[g] < from) {
                fits = false;
                break;
            }
            end[g] = at[g] + (at[g] - from) + 1;
            from = end[g] + 1;
        }
        fits = fits && from == n;
    }
    if (!fits) /* the first row of each group, the most common other habit */
        fits = at[0] == 0;
    else {
        for (size_t g = 0, r = 0; g < groups; g++)
            for (; r <= end[g] && r < n; r++)
                if (r != at[g]) {
                    v[r] = v[at[g]];
                    sil_value_evidence(&v[r], "class-span");
                }
        return;
    }
    for (size_t r = 0; r < n; r++) { /* how far each class reaches is not told: the rows between have one that nobody knows */
        if (fits && !v[r].present && r > 0)
            v[r] = v[r - 1];
        v[r].present = true;
        v[r].status = SIL_CONFLICT;
        sil_value_evidence(&v[r], "class-span");
    }
}

/* Two ranked alike have the same score, or one of the four numbers is wrong. */
static void check_ties(sil_value *rank, sil_value *score, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (rank[i].status == SIL_CONFLICT && sil_value_says(&rank[i], "rank-tie") && sil_value_number(&score[i]) && sil_value_number(&score[i - 1]) &&
            score[i].n.value != score[i - 1].n.value) {
            sil_value_conflict(&score[i], "rank-tie");
            sil_value_conflict(&score[i - 1], "rank-tie");
        }
}

static void check_ranks(const sil_ttable *t, sil_value *const *col, size_t from, size_t n)
{
    int now = -1, before = -1, change = -1, score = sil_col_find(t, SIL_COL_SCORE, 0), ordered = -1;
    size_t most = 0;
    for (int c = 0; c < t->cols; c++) {
        if (col[c] && t->col[c].type == SIL_COL_CHANGE)
            change = c;
        if (!col[c] || t->col[c].type != SIL_COL_RANK)
            continue;
        size_t kept = sil_ranks_kept(col[c] + from, n);
        if (ordered < 0 || kept > most) { /* of several columns the rows are ordered by one */
            ordered = c;
            most = kept;
        }
        if (now < 0 || strcmp(t->col[c].period, t->col[now].period) > 0) {
            before = now;
            now = c;
        } else if (before < 0 || strcmp(t->col[c].period, t->col[before].period) > 0)
            before = c;
    }
    if (ordered >= 0) {
        sil_check_ranks(col[ordered] + from, score >= 0 && col[score] ? col[score] + from : NULL, n);
        if (score >= 0 && col[score])
            check_ties(col[ordered] + from, col[score] + from, n);
    }
    bool both = now >= 0 && before >= 0;
    if (change >= 0)
        sil_check_changes(col[change] + from, both ? col[now] + from : NULL, both ? col[before] + from : NULL, n);
    for (int c = 0; c < t->cols; c++) {
        if (col[c] && c != change && t->col[c].type == SIL_COL_CHANGE) /* a second column of changes has nothing to be held against */
            sil_check_changes(col[c] + from, NULL, NULL, n);
        if (col[c] && t->col[c].type == SIL_COL_RANK)
            sil_check_ranks_once(col[c] + from, n, false);
    }
}

static void check_sums(const sil_ttable *t, sil_value **col, size_t total)
{
    bool adds[256] = {false}, share[256] = {false};
    if (t->cols > 256)
        return;
    for (int c = 0; c < t->cols; c++) {
        adds[c] = t->col[c].type == SIL_COL_COUNT || t->col[c].type == SIL_COL_SCORE;
        share[c] = t->col[c].type == SIL_COL_SHARE;
    }
    sil_sums s = {col, t->cols, t->n_rows, total, adds, share, -1};
    if (!t->across)
        s.row_total = sil_find_row_total(&s);
    sil_check_sums(&s);
}

void sil_check_table(const sil_ttable *t, sil_value **col, bool series)
{
    size_t total = 0, rows = t->n_rows;
    while (total < rows && !t->rows[total].total)
        total++;
    size_t from = total == 0 && rows > 0 ? 1 : 0, n = total + 1 == rows ? total : rows - from;
    for (int c = 0; c < t->cols; c++)
        if (col[c] && t->col[c].type == SIL_COL_CLASS)
            spread_classes(t, c, col[c]);
    for (int c = 0; c < t->cols; c++)
        if (col[c] && t->col[c].type == SIL_COL_SCORE)
            (t->across || series ? sil_check_decimals : sil_check_scores)(col[c] + from, n);
    if (!t->across && !series)
        check_ranks(t, col, from, n);
    for (int c = 0; (t->across || series) && c < t->cols; c++)
        if (col[c] && t->col[c].type == SIL_COL_RANK)
            sil_check_ranks_once(col[c] + from, n, true);
    check_sums(t, col, total);
    for (int c = 0; c < t->cols; c++)
        for (size_t r = 0; col[c] && r < rows; r++) {
            sil_value *v = &col[c][r];
            if (v->present && !v->n.ok && v->status == SIL_PRINTED && t->col[c].type != SIL_COL_CLASS)
                sil_value_conflict(v, "no-number");
            if (v->present && t->col[c].type == SIL_COL_COUNT && !t->col[c].header[0] && c > 0 && v->evidence[0] == 0) /* nothing says what is counted */
                sil_value_conflict(v, "no-header");
        }
}
