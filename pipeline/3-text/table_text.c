/* table_text.c: tables of typewriter text, where a row is words with single spaces between them and no boxes tell the columns ("3 Tokyo 1368.5",
 * "Madrid Spain", "World Food Programme(WFP) 2005"). After table_geometry.c, on pages without pixels only.
 *
 * A table is a run of at least three rows of one shape (table_shape.h): so many numbers at the end, a number in front, the name of a country at one end.
 * Lines of words alone between them are wrapped parts of rows. Above it: its headings, back to the caption. */
#include <string.h>

#include "table_shape.h"

typedef struct layout { /* columns of one table, from left to right */
    bool lead, class_left, class_right, country_left, country_right;
    int trail;
    int cols;
} layout;

typedef struct region {
    size_t from, to; /* rows */
    size_t head;     /* first line of its headings, == from when it has none */
    int caption;     /* line of its caption, or -1 */
    layout shape;
} region;

static bool plain(const sil_tx_doc *d, size_t i)
{
    return d->lines[i].kind == SIL_TX_LINE && d->lines[i].role == SIL_TX_BODY && d->lines[i].table < 0 && d->lines[i].run.n;
}

static bool caption_or_source(sil_tx_doc *d, size_t i)
{
    return sil_tx_rule_match(d->rules, &d->rules->captions, NULL, SIL_TX_ANY, &d->lines[i].run, true, NULL);
}

/* Words alone that may belong to a row above or below: short, no end of a sentence, not another thing. */
static bool wrapped(sil_tx_doc *d, size_t i, const sil_tx_shape *s)
{
    return plain(d, i) && !d->lines[i].unreadable && s->n && d->lines[i].run.n <= 70 && !sil_tx_ends_sentence(&d->lines[i].run) && !caption_or_source(d, i);
}

static bool agree(const sil_tx_shape *a, const sil_tx_shape *b)
{
    if (!a->trail != !b->trail)
        return a->lead && b->lead && (a->country_left || a->country_right) && (b->country_left || b->country_right);
    int apart = a->trail - b->trail;
    return apart >= -1 && apart <= 1 ? (a->trail == b->trail || a->lead == b->lead || a->trail > 1) : false;
}

static layout layout_of(const sil_tx_doc *d, const sil_tx_shape *s, size_t from, size_t to)
{
    int rows = 0, lead = 0, words = 0, left = 0, right = 0, class_left = 0, class_right = 0, trail[SIL_TX_TOKENS] = {0}, bare = 0;
    for (size_t i = from; i < to; i++) {
        if (!s[i].strong)
            continue;
        rows++;
        lead += s[i].lead && s[i].words;
        words += s[i].words > 0;
        bare += s[i].words == 0;
        left += s[i].country_left > 0;
        right += s[i].country_right > 0;
        class_left += s[i].class_left;
        class_right += s[i].class_right;
        trail[s[i].trail]++;
    }
    layout l = {0};
    (void)d;
    for (int k = 1; k < SIL_TX_TOKENS; k++)
        if (trail[k] > trail[l.trail])
            l.trail = k;
    l.lead = lead * 10 >= rows * 6;
    l.country_left = words && left * 10 >= words * 5 && left > right;
    l.country_right = words && right * 10 >= words * 5 && !l.country_left;
    bool names = l.country_left || l.country_right;
    l.class_left = class_left > (names ? 0 : 1);
    l.class_right = class_right > (names ? 0 : 1);
    l.cols = l.lead + l.class_left + 1 + names + l.trail + l.class_right;
    return l;
}

static sil_tx_cell *cell_at(sil_tx_doc *d, sil_tx_table *t, int row, int col)
{
    for (size_t k = t->n_cells; k-- > 0;)
        if (t->cells[k].row == row && t->cells[k].col == col)
            return &t->cells[k];
    return sil_tx_cell_new(d, t, row, col);
}

static bool put(sil_tx_doc *d, sil_tx_table *t, int row, int col, const sil_tx_run *run, size_t start, size_t end)
{
    if (start >= end)
        return true;
    sil_tx_cell *c = cell_at(d, t, row, col);
    if (!c)
        return false;
    return (!c->run.n || sil_tx_run_put(d->arena, &c->run, ' ', -1)) && sil_tx_run_add_range(d->arena, &c->run, run, start, end);
}

/* One row with its words dealt out to the columns. */
static bool row_cells(sil_tx_doc *d, sil_tx_table *t, int row, const sil_tx_run *run, const sil_tx_shape *s, const layout *l)
{
    int from = 0, to = s->n, col = 0, last = l->cols;
    /* Numbers at the end fill the last columns from the right; those too many stay with the words. */
    int k = s->trail < l->trail ? s->trail : l->trail;
    if (!s->lead && !s->words && k == s->n)
        k--; /* 2010 140 121: the first is the label */
    if (l->class_right) {
        last--;
        if (s->class_right && !put(d, t, row, last, run, s->token[s->n - s->trail - 1].start, s->token[s->n - s->trail - 1].end))
            return false;
    }
    for (int i = 0; i < k; i++) {
        const sil_tx_token *x = &s->token[--to];
        if (!put(d, t, row, last - 1 - i, run, x->start, x->end))
            return false;
    }
    if (l->class_right && s->class_right)
        to--;
    if (l->lead) {
        bool short_mark = s->token[0].end - s->token[0].start <= 3 && to > 1;
        if (s->lead || (short_mark && !s->class_left && to - from > 1)) {
            if (!put(d, t, row, 0, run, s->token[0].start, s->token[0].end))
                return false;
            from = 1;
        }
        col = 1;
    }
    if (l->class_left) {
        if (s->class_left && from < to) {
            if (!put(d, t, row, col, run, s->token[from].start, s->token[from].end))
                return false;
            from++;
        }
        col++;
    }
    if (from >= to)
        return true;
    int cut = from; /* first word of the second column of names */
    if (l->country_left)
        cut = from + (s->country_left ? s->country_left : 1);
    if (l->country_right)
        cut = s->country_right ? to - s->country_right : to;
    if (!l->country_left && !l->country_right)
        return put(d, t, row, col, run, s->token[from].start, s->token[to - 1].end);
    if (cut > to)
        cut = to;
    return (cut == from || put(d, t, row, col, run, s->token[from].start, s->token[cut - 1].end)) &&
           (cut == to || put(d, t, row, col + 1, run, s->token[cut].start, s->token[to - 1].end));
}

/* --- headings --------------------------------------------------------------------------------------------------------------------- */

typedef struct label {
    size_t start, end;
    bool known;
} label;

/* The words of a heading line divided by the table's list of headings; unknown words hold together. */
static int labels_of(sil_tx_doc *d, const sil_tx_run *run, label *out, int cap)
{
    int n = 0;
    for (size_t i = 0; i < run->n && n < cap;) {
        if (sil_tx_is_space(run->cp[i])) {
            i++;
            continue;
        }
        sil_tx_match m;
        if (sil_tx_rule_match_from(d->rules, &d->rules->tables, "heading", SIL_TX_ANY, run, i, true, &m) && m.end[0] > (int)i) {
            out[n++] = (label){i, (size_t)m.end[0], true};
            i = (size_t)m.end[0];
        } else {
            size_t e = i;
            while (e < run->n && !sil_tx_is_space(run->cp[e]))
                e++;
            bool noise = e - i == 1 && (run->cp[i] == '.' || run->cp[i] == ',');
            if (!noise) {
                if (n && !out[n - 1].known)
                    out[n - 1].end = e;
                else
                    out[n++] = (label){i, e, false};
            }
            i = e;
        }
    }
    return n;
}

static bool headings(sil_tx_doc *d, sil_tx_table *t, size_t from, size_t to, const layout *l, int *rows)
{
    int row = 0;
    bool filled = false;
    for (size_t i = from; i < to; i++) {
        const sil_tx_run *run = &d->lines[i].run;
        label x[SIL_TX_TOKENS];
        int n = labels_of(d, run, x, SIL_TX_TOKENS);
        while (n > l->cols) { /* an unknown piece joins the one after it, else the last two hold together */
            int k = n - 2;
            for (int j = 0; j + 1 < n; j++)
                if (!x[j].known)
                    k = j;
            x[k].end = x[k + 1].end;
            x[k].known = x[k + 1].known;
            for (int j = k + 1; j + 1 < n; j++)
                x[j] = x[j + 1];
            n--;
        }
        if (!n)
            continue;
        int numbers = l->trail, names = l->cols - numbers;
        if (n == l->cols) {
            if (filled && n > 1)
                row++;
            for (int c = 0; c < n; c++)
                if (!put(d, t, row, c, run, x[c].start, x[c].end))
                    return false;
            filled = true;
        } else if (n > 1 && numbers > n && numbers % n == 0) { /* Beijing | Seoul over four columns */
            if (filled)
                row++;
            for (int c = 0; c < n; c++) {
                if (!put(d, t, row, names + c * (numbers / n), run, x[c].start, x[c].end))
                    return false;
                cell_at(d, t, row, names + c * (numbers / n))->colspan = numbers / n;
            }
            filled = true;
        } else if (n == numbers && n > 1) {
            if (filled)
                row++;
            for (int c = 0; c < n; c++)
                if (!put(d, t, row, names + c, run, x[c].start, x[c].end))
                    return false;
            filled = true;
        } else if (n == 1) { /* a part of a heading: the first empty column of names, else the end of the last column */
            int c = l->cols - 1;
            bool empty_first = true, last_taken = false;
            for (size_t k = 0; k < t->n_cells; k++) {
                if (t->cells[k].row == row && t->cells[k].col == 0)
                    empty_first = false;
                if (t->cells[k].row == row && t->cells[k].col == c)
                    last_taken = true;
            }
            bool measure = sil_tx_rule_match_from(d->rules, &d->rules->tables, "heading-last", SIL_TX_ANY, run, x[0].start, true, NULL);
            if (empty_first && !measure)
                c = 0;
            (void)last_taken;
            if (!put(d, t, row, c, run, x[0].start, x[0].end))
                return false;
            filled = true;
        } else {
            int shift = n < l->cols && n >= numbers && n + 1 == l->cols ? 1 : 0;
            for (int c = 0; c < n; c++)
                if (!put(d, t, row, c + shift < l->cols ? c + shift : l->cols - 1, run, x[c].start, x[c].end))
                    return false;
            filled = true;
        }
    }
    *rows = filled ? row + 1 : 0;
    return true;
}

/* --- regions ---------------------------------------------------------------------------------------------------------------------- */

static bool empty_label(const sil_tx_run *run, const sil_tx_shape *s)
{ /* ". 14 144.5": the label stands on the lines around */
    return s->words == 0 || (s->words == 1 && s->token[0].end - s->token[0].start == 1 && run->cp[s->token[0].start] < 0x80 && s->token[0].kind == SIL_TX_WORDS &&
                             !(run->cp[s->token[0].start] >= 'A' && run->cp[s->token[0].start] <= 'z'));
}

static sil_status build(sil_tx_doc *d, const sil_tx_shape *s, const region *g, sil_err *err)
{
    sil_tx_table *t = sil_tx_table_new(d, d->lines[g->from].page, err);
    if (!t)
        return SIL_TX_NOMEM(err);
    int index = (int)d->n_tables - 1, row;
    const layout *l = &g->shape;
    t->first = (int)g->head;
    t->last = (int)g->to - 1;
    t->caption = g->caption;
    t->zone = d->lines[g->head].zone;
    if (!headings(d, t, g->head, g->from, l, &row))
        return SIL_TX_NOMEM(err);
    t->head_rows = row;
    int label_row = -1; /* a row whose label has to be made from the lines around it */
    for (size_t i = g->from; i < g->to; i++) {
        const sil_tx_run *run = &d->lines[i].run;
        bool ok = true;
        if (s[i].strong) {
            bool bare = l->trail > 1 && !l->lead && empty_label(run, &s[i]) && i > g->from && !s[i - 1].strong;
            if (bare) {
                sil_tx_shape cut = s[i];
                int skip = s[i].words; /* the dot */
                memmove(cut.token, cut.token + skip, sizeof cut.token - (size_t)skip * sizeof *cut.token);
                cut.n -= skip;
                cut.words = 0;
                cut.lead = false;
                label_row = row;
                for (int k = 0; ok && k < cut.n && k < l->trail; k++)
                    ok = put(d, t, row, l->cols - 1 - k, run, cut.token[cut.n - 1 - k].start, cut.token[cut.n - 1 - k].end);
                ok = ok && put(d, t, row, 0, &d->lines[i - 1].run, 0, d->lines[i - 1].run.n);
            } else {
                ok = row_cells(d, t, row, run, &s[i], l);
                label_row = -1;
            }
            row++;
        } else {
            bool before_bare = i + 1 < g->to && s[i + 1].strong && l->trail > 1 && !l->lead && empty_label(&d->lines[i + 1].run, &s[i + 1]);
            if (!before_bare && row > t->head_rows)
                ok = put(d, t, label_row >= 0 ? label_row : row - 1, l->lead + l->class_left, run, 0, run->n);
        }
        if (!ok)
            return SIL_TX_NOMEM(err);
    }
    t->rows = row;
    t->cols = l->cols;
    for (size_t i = g->head; i < g->to; i++) {
        d->lines[i].role = SIL_TX_IN_TABLE;
        d->lines[i].table = index;
        d->lines[i].unreadable = false;
        t->box = sil_box_union(t->box, d->lines[i].box);
    }
    for (size_t k = 0; k < t->n_cells; k++)
        t->cells[k].header = t->cells[k].row < t->head_rows;
    return SIL_OK;
}

/* Lines above the rows: headings, back to a caption at most seven lines up; without a caption only lines made of known headings. */
static void look_above(sil_tx_doc *d, region *g)
{
    g->head = g->from;
    g->caption = -1;
    for (size_t i = g->from, n = 0; i-- > 0 && n < 7; n++) {
        const sil_tx_line *l = &d->lines[i];
        if (l->column != d->lines[g->from].column || l->table >= 0 || l->role != SIL_TX_BODY || l->kind != SIL_TX_LINE || l->unreadable)
            break;
        sil_tx_match m;
        if (sil_tx_rule_match(d->rules, &d->rules->captions, NULL, SIL_TX_ANY, &l->run, true, &m)) {
            if (strcmp(m.rule->kind, "source") && strcmp(m.rule->kind, "figure")) {
                g->caption = (int)i;
                g->head = i + 1;
            }
            break;
        }
        if (l->run.n > 70 || sil_tx_ends_sentence(&l->run))
            break;
    }
    if (g->caption >= 0)
        return;
    for (size_t i = g->from; i-- > 0;) {
        const sil_tx_line *l = &d->lines[i];
        label x[SIL_TX_TOKENS];
        if (l->column != d->lines[g->from].column || !plain(d, i) || l->unreadable || l->run.n > 70)
            break;
        int n = labels_of(d, &l->run, x, SIL_TX_TOKENS), known = 0;
        for (int k = 0; k < n; k++)
            known += x[k].known;
        if (!n || known < n)
            break;
        g->head = i;
    }
}

sil_status sil_tx_tables_text(sil_tx_doc *d, sil_err *err)
{
    bool any = false;
    for (size_t k = 0; k < d->n_pages; k++)
        any |= !d->pages[k].pixels;
    if (!any)
        return SIL_OK;
    sil_tx_countries countries = {0};
    sil_tx_shape *s = sil_alloc(d->arena, (d->n_lines + 1) * sizeof *s);
    sil_status status = SIL_OK;
    if (!s || !sil_tx_countries_load(&countries, d->rules)) {
        sil_tx_countries_free(&countries);
        return SIL_TX_NOMEM(err);
    }
    for (size_t i = 0; i < d->n_lines; i++)
        if (!d->lines[i].pixels && plain(d, i) && !caption_or_source(d, i))
            sil_tx_shape_of(d, &countries, &d->lines[i].run, &s[i]);
    for (size_t i = 0; i < d->n_lines && !status; i++) {
        if (!s[i].strong || d->lines[i].unreadable || !plain(d, i))
            continue;
        region g = {.from = i, .to = i + 1};
        size_t strong = 1, last = i, between = 0;
        for (size_t j = i + 1; j < d->n_lines && d->lines[j].column == d->lines[i].column && d->lines[j].gap < 30; j++) {
            if (s[j].strong && agree(&s[last], &s[j]) && plain(d, j)) {
                strong++;
                last = j;
                between = 0;
                g.to = j + 1;
            } else if (d->lines[j].unreadable || !wrapped(d, j, &s[j]) || ++between > 2) {
                break;
            }
        }
        if (strong < 3 || strong * 2 < g.to - g.from) {
            continue;
        }
        /* A wrapped part of the last row. */
        while (g.to < d->n_lines && d->lines[g.to].column == d->lines[i].column && d->lines[g.to].gap < 5 && !d->lines[g.to].unreadable && !s[g.to].strong && wrapped(d, g.to, &s[g.to]) && g.to - last <= 2)
            g.to++;
        g.shape = layout_of(d, s, g.from, g.to);
        look_above(d, &g);
        /* The label of a first row that stands above its numbers: one line of words next to rows without words. */
        status = build(d, s, &g, err);
        i = g.to - 1;
    }
    sil_tx_countries_free(&countries);
    return status;
}
