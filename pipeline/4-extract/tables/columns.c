/* columns.c: room 4, tables, second step: what each column holds, by the words over it and by what stands in it. Where they disagree the content
 * wins: headers are read as badly as anything. */
#include <stdlib.h>
#include <string.h>

#include "tables.h"

typedef struct tally { /* of the cells of a column */
    int filled, numbers, whole, points, years, dashes, signs, classes, cities, countries, orgs, steps, pairs, words;
} tally;

static bool is_class(const char *s)
{
    static const char *const words[] = {"Alpha", "Beta", "Gamma", "Sufficiency", "High Sufficiency"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strncmp(s, words[i], strlen(words[i])) == 0)
            return strlen(s) <= strlen(words[i]) + 3;
    size_t n = strspn(s, "ABCDESabcde");
    return n >= 1 && n <= 3 && strspn(s + n, "+-") == strlen(s + n);
}

static bool covers(const sil_hit *h, const sil_tcell *c)
{
    return h && (h->end + h->suffix - h->start) * 10 >= (c->end - c->start) * 4;
}

static tally count(const sil_ttable *t, int col)
{
    tally k = {0};
    double last = 0;
    bool have = false;
    for (size_t r = 0; r < t->n_rows; r++) {
        const sil_tcell *c = &t->rows[r].cell[col];
        const sil_piece *p = t->rows[r].piece;
        if (!c->text[0] || t->rows[r].total)
            continue;
        k.filled++;
        sil_number n = sil_cell_number(c->text);
        if (n.ok && !n.dash) {
            k.numbers++;
            k.whole += n.decimals == 0;
            k.points += n.decimals > 0;
            bool year = !n.sign && !n.decimals && strlen(n.digits) == 4 && n.value >= 1500 && n.value <= 2100;
            k.years += year;
            if (have) {
                k.pairs++;
                k.steps += n.value - last == 1;
            }
            last = n.value;
            have = true;
        } else
            k.words++;
        k.dashes += n.dash;
        k.signs += n.sign != 0 && !n.dash;
        k.classes += is_class(c->text);
        k.cities += covers(sil_cell_hit(p, c, SIL_NAME_CITY, false), c);
        k.countries += covers(sil_cell_hit(p, c, SIL_NAME_COUNTRY, false), c);
        k.orgs += sil_cell_hit(p, c, SIL_NAME_ORG, true) != NULL;
    }
    return k;
}

static sil_col_type by_header(const sil_work *w, const char *header)
{
    const sil_pattern *p = header[0] ? sil_pattern_find(&w->rules->columns, header, "header") : NULL;
    for (int i = 0; p && i < SIL_COL_TYPES; i++)
        if (strcmp(p->value, sil_col_name((sil_col_type)i)) == 0)
            return (sil_col_type)i;
    return SIL_COL_TEXT;
}

/* The caption says that the numbers below it are ranks. */
static bool caption_ranks(const sil_work *w, const char *caption)
{
    const sil_patterns *p = &w->rules->columns;
    for (size_t i = 0; i < p->n; i++)
        if (strcmp(p->p[i].kind, "header") == 0 && strcmp(p->p[i].value, "rank") == 0 && sil_pattern_hits(&p->p[i], caption))
            return !sil_pattern_find(p, caption, "measure");
    return false;
}

static bool most(int part, int whole)
{
    return whole > 0 && part * 10 >= whole * 6;
}

static sil_col_type by_content(const tally *k)
{
    if (k->filled == 0)
        return SIL_COL_TEXT;
    if (most(k->years, k->filled))
        return SIL_COL_YEAR;
    if (most(k->numbers, k->filled) && most(k->points, k->numbers))
        return SIL_COL_SCORE;
    if (most(k->signs + k->dashes, k->filled) && k->signs + k->numbers > 0)
        return SIL_COL_CHANGE;
    if (most(k->numbers, k->filled) && k->pairs >= 2 && most(k->steps, k->pairs))
        return SIL_COL_RANK;
    if (most(k->numbers, k->filled))
        return SIL_COL_COUNT;
    if (most(k->classes, k->filled))
        return SIL_COL_CLASS;
    if (most(k->cities, k->filled) && k->cities >= k->countries)
        return SIL_COL_CITY;
    if (most(k->countries, k->filled))
        return SIL_COL_COUNTRY;
    if (k->orgs * 10 >= k->filled * 3)
        return SIL_COL_ORGANIZATION;
    return SIL_COL_TEXT;
}

static sil_col_type decide(sil_col_type head, const tally *k, int n_rows)
{
    sil_col_type seen = by_content(k);
    switch (head) {
    case SIL_COL_RANK:
        if (k->dashes >= 2 || (k->signs > 1 && k->signs * 2 > k->filled))
            return SIL_COL_CHANGE;
        return k->numbers * 2 >= k->filled && k->points * 2 <= k->numbers ? SIL_COL_RANK : seen;
    case SIL_COL_SCORE:
    case SIL_COL_COUNT:
    case SIL_COL_SHARE:
        if (seen == SIL_COL_YEAR)
            return SIL_COL_YEAR;
        return k->numbers * 2 >= k->filled && k->filled ? head : seen;
    case SIL_COL_CHANGE:
        return k->numbers + k->dashes > 0 || k->filled * 2 < n_rows ? SIL_COL_CHANGE : seen;
    case SIL_COL_CLASS:
        return k->numbers * 2 < k->filled || k->filled < n_rows ? SIL_COL_CLASS : seen;
    case SIL_COL_YEAR: /* dates in words count too */
        return k->cities + k->countries == 0 && k->points == 0 ? SIL_COL_YEAR : seen;
    case SIL_COL_CITY:
    case SIL_COL_SEAT:
        return k->cities * 10 >= k->filled * 3 && !most(k->numbers, k->filled) ? head : seen;
    case SIL_COL_COUNTRY:
        return k->countries * 10 >= k->filled * 3 ? head : seen;
    case SIL_COL_ORGANIZATION:
        return seen == SIL_COL_TEXT || seen == SIL_COL_ORGANIZATION ? head : seen;
    default:
        return head == SIL_COL_ITEM && seen == SIL_COL_TEXT ? head : seen;
    }
}

static char *year_in(sil_arena *a, const char *s)
{
    for (; *s; s++)
        if ((strncmp(s, "19", 2) == 0 || strncmp(s, "20", 2) == 0) && strspn(s, "0123456789") == 4)
            return sil_strndup(a, s, 4);
    return sil_strdup(a, "");
}

static sil_status mark(sil_work *w, sil_piece *p, const sil_tcell *c, sil_err *err)
{
    if (!p->city_cell && !(p->city_cell = sil_alloc(w->a, (size_t)p->view.n + 1)))
        return sil_fail(err, SIL_NOMEM, "out of memory for the tables of the paper");
    memset(p->city_cell + c->start, 1, (size_t)(c->end - c->start));
    return SIL_OK;
}

/* A header that spans its columns but was read over one of them only covers those up to the next city. */
static void spread_cities(sil_ttable *t)
{
    int n = 0, first = -1;
    for (int c = 1; c < t->cols; c++)
        if (t->col[c].city >= 0 && (first < 0 || t->col[c].city != t->col[first].city)) {
            n++;
            first = first < 0 ? c : first;
        }
    t->across = n >= 2;
    if (!t->across)
        return;
    int group = (t->cols - 1) / n;
    if (group * n != t->cols - 1)
        return;
    int order = 0, city[64];
    char *printed[64];
    for (int c = 1; c < t->cols && order < 64; c++)
        if (t->col[c].city >= 0 && (order == 0 || t->col[c].city != city[order - 1])) {
            city[order] = t->col[c].city;
            printed[order++] = t->col[c].city_printed;
        }
    for (int c = 1; c < t->cols; c++) {
        int k = (c - 1) / group;
        if (k < order) {
            t->col[c].city = city[k];
            t->col[c].city_printed = printed[k];
        }
    }
}

sil_status sil_columns_type(sil_work *w, sil_ttable *t, sil_err *err)
{
    spread_cities(t);
    for (int c = 0; c < t->cols; c++) {
        tally k = count(t, c);
        sil_tcol *col = &t->col[c];
        col->period = year_in(w->a, col->header);
        if (!col->period)
            return sil_fail(err, SIL_NOMEM, "out of memory for the tables of the paper");
        sil_col_type head = by_header(w, col->header);
        bool year_alone = col->period[0] && strlen(col->header) <= 4 + 2 * 3; /* 2020, 2020年, 2020년 over numbers: ranks of that year, if the caption says so */
        if (year_alone && most(k.whole, k.filled) && by_header(w, t->caption_text) == SIL_COL_RANK)
            head = SIL_COL_RANK;
        if (t->across && c > 0)
            head = head == SIL_COL_RANK || head == SIL_COL_SCORE || head == SIL_COL_COUNT || head == SIL_COL_CHANGE || head == SIL_COL_SHARE ? head : SIL_COL_TEXT;
        col->type = decide(head, &k, (int)t->n_rows);
        if (t->across && c == 0 && col->type != SIL_COL_YEAR)
            col->type = SIL_COL_ITEM;
        if (t->across && c > 0 && head == SIL_COL_TEXT && most(k.numbers, k.filled)) /* whole numbers that happen to rise are counts here */
            col->type = k.points ? SIL_COL_SCORE : caption_ranks(w, t->caption_text) ? SIL_COL_RANK : SIL_COL_COUNT;
        if (col->type != SIL_COL_CITY && col->type != SIL_COL_SEAT)
            continue;
        for (size_t r = 0; r < t->n_rows; r++) {
            sil_status st = mark(w, t->rows[r].piece, &t->rows[r].cell[c], err);
            if (st != SIL_OK)
                return st;
        }
    }
    return SIL_OK;
}

sil_status sil_find_columns(sil_work *w, sil_err *err)
{
    sil_status st = sil_tables_build(w, err);
    for (size_t i = 0; st == SIL_OK && i < w->n_tables; i++)
        st = sil_columns_type(w, &w->tables[i], err);
    return st;
}

const sil_mention *sil_mention_in(const sil_work *w, const sil_piece *p, const sil_tcell *c, const char *type)
{
    const sil_mention *m = NULL;
    while ((m = sil_mention_next(w, p->block, m)))
        if (m->start >= c->start && m->end <= c->end && strcmp(m->type, type) == 0)
            return m;
    return NULL;
}
