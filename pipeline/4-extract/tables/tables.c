/* tables.c: room 4, tables, first step: blocks of type table to logical rows. Spans are filled, header rows set apart, lines of one cell that
 * were read as rows joined, and a table without a caption of its own that follows one with as many columns is that one's continuation. */
#include "tables.h"

#include <stdlib.h>
#include <string.h>

#include "sillok/text.h"

static sil_status nomem(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "out of memory for the tables of the paper");
}

const char *sil_col_name(sil_col_type t)
{
    static const char *const names[] = {"text", "rank", "score", "change", "class", "year", "count", "city", "country", "organization", "seat", "item", "share"};
    return t < SIL_COL_TYPES ? names[t] : "text";
}

int sil_col_find(const sil_ttable *t, sil_col_type type, int from)
{
    for (int c = from; c < t->cols; c++)
        if (t->col[c].type == type)
            return c;
    return -1;
}

sil_number sil_cell_number(const char *text)
{
    static const struct {
        const char *mark;
        char sign;
    } marks[] = {{"+", '+'}, {"-", '-'}, {"\u2212", '-'}, {"\u2013", '-'}, {"\u2014", '-'}, {"\u25B2", '+'}, {"\u25B3", '+'}, {"\u2191", '+'}, {"\u25BC", '-'},
                 {"\u25BD", '-'}, {"\u2193", '-'}, {"\u2015", '-'}, {"\u30FC", '-'}, {"\u4E00", '-'}, {"_", '-'}, {"~", '-'}, {"\uFF0B", '+'}, {"\uFF0D", '-'}};
    static const char specks[] = " .,*'`~|:;_";
    sil_number n = {0};
    const char *s = text;
    while (*s == ' ')
        s++;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(s, marks[i].mark, strlen(marks[i].mark)) == 0 && !((*s == '~' || *s == '_') && s[1])) {
            n.sign = marks[i].sign;
            s += strlen(marks[i].mark);
            break;
        }
    while (*s == ' ')
        s++;
    if (!*s && n.sign == '-') {
        n.ok = n.dash = true;
        strcpy(n.digits, "0");
        return n;
    }
    size_t dirt = strspn(s, specks);
    if (dirt && s[dirt] >= '0' && s[dirt] <= '9') {
        n.specks = true;
        s += dirt;
    }
    if (!n.sign && *s && !(*s >= '0' && *s <= '9')) { /* one strange sign before digits: an arrow that was not read */
        const char *q = s + 1;
        while ((*q & 0xC0) == 0x80)
            q++;
        while (*q == ' ')
            q++;
        if (*q >= '0' && *q <= '9') {
            n.sign = '?';
            s = q;
        }
    }
    size_t k = 0;
    bool point = false;
    for (; *s && k + 1 < sizeof n.digits; s++) {
        if (*s >= '0' && *s <= '9') {
            n.digits[k++] = *s;
            n.decimals += point;
        } else if (*s == '.' && !point && k > 0 && s[1] >= '0' && s[1] <= '9') {
            n.digits[k++] = '.';
            point = true;
        } else if ((*s == ',' || *s == ' ') && k > 0 && !point && strspn(s + 1, "0123456789") == 3)
            continue; /* thousands */
        else
            break;
    }
    n.digits[k] = 0;
    while (*s == ' ' || *s == '%')
        s++;
    while (*s && k > 0) { /* what is neither letter nor digit behind a number is dirt */
        size_t len = strlen(s), i = 0;
        int32_t c = sil_cp_next(s, len, &i);
        if (sil_is_digit(c) || sil_is_latin(c) || sil_is_hangul(c) || sil_is_han(c) || c == '(' || c == '/')
            break;
        n.specks = n.specks || c != ' ';
        s += i;
    }
    n.ok = k > 0 && !*s;
    n.value = n.ok ? strtod(n.digits, NULL) : 0;
    if (n.sign == '-')
        n.value = -n.value;
    return n;
}

const sil_hit *sil_cell_hit(const sil_piece *p, const sil_tcell *c, sil_name_kind kind, bool strong)
{
    const sil_hit *best = NULL;
    for (size_t i = sil_hits_from(p, c->start); i < p->n_hits && p->hits[i].start < c->end; i++) {
        const sil_hit *h = &p->hits[i];
        if (h->end > c->end)
            continue;
        size_t n;
        const sil_sense *s = sil_senses(h, &n);
        bool has = false;
        for (size_t k = 0; k < n; k++)
            has = has || (s[k].kind == kind && !(strong && (s[k].flags & SIL_SENSE_WEAK)));
        if (has && (!best || h->end - h->start > best->end - best->start))
            best = h;
    }
    return best;
}

typedef struct raw { /* one block as a grid */
    sil_trow *row;
    int rows, cols, head;
} raw;

static sil_status cell_text(sil_work *w, const sil_piece *p, int start, int end, sil_tcell *out, sil_err *err)
{
    const sil_view *v = &p->view;
    if (start < 0 || end > v->n || start > end)
        start = end = 0;
    while (start < end && sil_is_space(v->cp[start]))
        start++;
    while (end > start && sil_is_space(v->cp[end - 1]))
        end--;
    out->text = sil_view_slice(w->a, v, start, end);
    out->start = start;
    out->end = end;
    if (!out->text)
        return nomem(err);
    for (char *c = out->text; *c; c++)
        if (*c == '\n' || *c == '\t')
            *c = ' ';
    return SIL_OK;
}

static sil_status grid(sil_work *w, sil_piece *p, raw *g, sil_err *err)
{
    const sil_block *b = p->block;
    int rows = b->rows, cols = b->cols;
    for (size_t i = 0; i < b->n_cells; i++) {
        if (b->cells[i].row + 1 > rows)
            rows = b->cells[i].row + 1;
        if (b->cells[i].col + 1 > cols)
            cols = b->cells[i].col + 1;
    }
    if (rows <= 0 || cols <= 0 || rows > 20000 || cols > 200)
        rows = cols = 0;
    *g = (raw){sil_alloc(w->a, ((size_t)rows + 1) * sizeof *g->row), rows, cols, 0};
    if (!g->row)
        return nomem(err);
    for (int r = 0; r < rows; r++) {
        g->row[r] = (sil_trow){p, r + 1, sil_alloc(w->a, ((size_t)cols + 1) * sizeof(sil_tcell)), false};
        if (!g->row[r].cell)
            return nomem(err);
        for (int c = 0; c < cols; c++)
            g->row[r].cell[c].text = (char *)"";
    }
    for (size_t i = 0; i < b->n_cells; i++) {
        const sil_cell *k = &b->cells[i];
        if (k->row < 0 || k->col < 0 || k->row >= rows || k->col >= cols)
            continue;
        sil_tcell cell = {0};
        sil_status st = cell_text(w, p, k->start, k->end, &cell, err);
        if (st != SIL_OK)
            return st;
        for (int r = k->row; r < k->row + (k->rowspan > 0 ? k->rowspan : 1) && r < rows; r++)
            for (int c = k->col; c < k->col + (k->colspan > 0 ? k->colspan : 1) && c < cols; c++) {
                g->row[r].cell[c] = cell;
                g->row[r].cell[c].spanned = r != k->row || c != k->col;
            }
        if (k->header && k->row + 1 > g->head && k->row < 4)
            g->head = k->row + 1;
    }
    return SIL_OK;
}

static bool numeric(const char *t)
{
    sil_number n = sil_cell_number(t);
    return n.ok && !n.dash;
}

static bool year_like(const char *t)
{
    sil_number n = sil_cell_number(t);
    return n.ok && !n.sign && !n.decimals && n.value >= 1500 && n.value <= 2100;
}

static int filled(const raw *g, int r, int *numbers)
{
    int k = 0;
    *numbers = 0;
    for (int c = 0; c < g->cols; c++) {
        k += g->row[r].cell[c].text[0] != 0;
        *numbers += numeric(g->row[r].cell[c].text) && !year_like(g->row[r].cell[c].text);
    }
    return k;
}

/* Header rows: those marked, as long as they hold no plain number; unmarked: leading rows of words of which one is a header word. */
static void find_head(const sil_work *w, raw *g)
{
    int n, marked = g->head, found = 0;
    for (int r = 0; r < g->rows && r < 4 && r < g->rows - 1; r++) {
        filled(g, r, &n);
        bool word = false, all_years = true, any = false, year = false;
        for (int c = 0; c < g->cols; c++) {
            const char *t = g->row[r].cell[c].text;
            word = word || (t[0] && sil_pattern_find(&w->rules->columns, t, "header") && !sil_cell_hit(g->row[r].piece, &g->row[r].cell[c], SIL_NAME_CITY, true));
            if (t[0]) {
                any = true;
                year = year || year_like(t);
                all_years = all_years && year_like(t);
            }
        }
        int cities = 0;
        for (int c = 1; c < g->cols; c++)
            cities += sil_cell_hit(g->row[r].piece, &g->row[r].cell[c], SIL_NAME_CITY, true) != NULL;
        if (n || !any || (r >= marked && !word && cities < 2) || all_years || (year && r >= marked && r > 0))
            break;
        if (r >= marked && cities >= 2 && r > 0 && !word)
            break;
        found = r + 1;
        if (r >= marked && marked == 0 && r >= 1 && !word)
            break;
    }
    g->head = found;
}

static bool only_first(const raw *g, int r)
{
    if (!g->row[r].cell[0].text[0])
        return false;
    for (int c = 1; c < g->cols; c++)
        if (g->row[r].cell[c].text[0] && !g->row[r].cell[c].spanned)
            return false;
    return true;
}

static bool values_only(const raw *g, int r)
{
    const char *t = g->row[r].cell[0].text;
    int any = 0;
    for (int c = 1; c < g->cols; c++)
        any += g->row[r].cell[c].text[0] != 0;
    return any > 0 && strlen(t) <= 1;
}

static sil_status join(sil_work *w, sil_tcell *into, const sil_tcell *more, bool before, sil_err *err)
{
    const char *l = before ? more->text : into->text, *r = before ? into->text : more->text;
    if (strcmp(into->text, ".") == 0)
        l = r = more->text;
    char *t = l == r ? sil_strdup(w->a, l) : sil_sprintf(w->a, "%s%s%s", l, l[0] && r[0] ? " " : "", r);
    if (!t)
        return nomem(err);
    if (!into->text[0] || strcmp(into->text, ".") == 0) {
        into->start = more->start;
        into->end = more->end;
    } else if (before)
        into->start = more->start;
    else
        into->end = more->end;
    into->text = t;
    return SIL_OK;
}

static bool ends_in_bracket(const char *s)
{
    size_t n = strlen(s);
    return n && (s[n - 1] == ')' || (n >= 3 && strcmp(s + n - 3, "\uFF09") == 0));
}

/* A line of a cell that was read as a row of its own: its words go to the row they belong to. */
static sil_status join_rows(sil_work *w, raw *g, sil_err *err)
{
    int out = g->head;
    int pending = -1;
    for (int r = g->head; r < g->rows; r++) {
        bool alone = g->cols > 1 && only_first(g, r);
        sil_status st = SIL_OK;
        if (alone && r + 1 < g->rows && values_only(g, r + 1)) {
            pending = r;
            continue;
        }
        if (alone && out > g->head && (values_only(g, r - 1) || !ends_in_bracket(g->row[out - 1].cell[0].text) || (g->row[r].cell[0].text[0] >= 'a' && g->row[r].cell[0].text[0] <= 'z')) &&
            pending < 0) {
            st = join(w, &g->row[out - 1].cell[0], &g->row[r].cell[0], false, err);
            if (st != SIL_OK)
                return st;
            continue;
        }
        if (alone && pending < 0 && r + 1 < g->rows && !only_first(g, r + 1)) {
            pending = r;
            continue;
        }
        sil_trow row = g->row[r];
        if (pending >= 0) {
            st = join(w, &row.cell[0], &g->row[pending].cell[0], true, err);
            pending = -1;
            if (st != SIL_OK)
                return st;
        }
        g->row[out++] = row;
    }
    g->rows = out;
    return SIL_OK;
}

static const sil_block *beside(const sil_work *w, const sil_piece *p, int step, const char *kind)
{
    for (int k = 1; k <= 2; k++) {
        size_t i = p->order + (size_t)(step * k);
        if (i >= w->text->n_blocks)
            return NULL;
        const sil_block *b = &w->text->blocks[i];
        bool source = sil_pattern_find(&w->rules->columns, b->text ? b->text : "", "source") != NULL;
        if (b->type == SIL_TABLE)
            return NULL;
        if (strcmp(kind, "source") == 0 ? source : b->type == SIL_CAPTION && !source)
            return b;
    }
    return NULL;
}

static bool says_continued(const char *s)
{
    return strstr(s, "계속") || strstr(s, "ontinued") || strstr(s, "续表") || strstr(s, "續表") || strstr(s, "接上");
}

/* A head that was read as one cell over all columns (城市2020年2019年变化): cut where header words, years and cities meet. The pieces must cover it
 * and be as many as the columns; else it says nothing about any column. */
static sil_status cut_head(sil_work *w, raw *g, sil_err *err)
{
    sil_tcell *first = g->head == 1 && g->cols > 2 ? g->row[0].cell : NULL;
    if (!first || !first[0].text[0])
        return SIL_OK;
    for (int c = 1; c < g->cols; c++)
        if (first[c].text[0] && !(first[c].spanned && first[c].start == first[0].start))
            return SIL_OK;
    const sil_piece *p = g->row[0].piece;
    sil_tcell cut[64];
    int n = 0, at = first[0].start, end = first[0].end;
    while (at < end && n < 64) {
        if (sil_is_space(p->view.cp[at])) {
            at++;
            continue;
        }
        char *rest = sil_view_slice(w->a, &p->view, at, end);
        if (!rest)
            return nomem(err);
        int len = sil_pattern_at(&w->rules->columns, rest, "header");
        if (strspn(rest, "0123456789") == 4) {
            len = 4;
            if (at + 4 < end && (p->view.cp[at + 4] == 0x5E74 || p->view.cp[at + 4] == 0xB144))
                len = 5;
        }
        for (size_t i = sil_hits_from(p, at); i < p->n_hits && p->hits[i].start == at; i++)
            if (p->hits[i].end <= end && p->hits[i].end - at > len && sil_sense_of(&p->hits[i], SIL_NAME_CITY))
                len = p->hits[i].end - at;
        if (len <= 0)
            break;
        sil_status st = cell_text(w, p, at, at + len, &cut[n++], err);
        if (st != SIL_OK)
            return st;
        at += len;
    }
    bool fits = at >= end && n == g->cols;
    for (int c = 0; c < g->cols; c++)
        first[c] = fits ? cut[c] : (sil_tcell){.text = (char *)""};
    return SIL_OK;
}

static sil_status headers(sil_work *w, sil_ttable *t, const raw *g, sil_err *err)
{
    t->col = sil_alloc(w->a, ((size_t)g->cols + 1) * sizeof *t->col);
    if (!t->col)
        return nomem(err);
    for (int c = 0; c < g->cols; c++) {
        sil_tcol *k = &t->col[c];
        sil_buf b = {.limit = 1 << 16};
        for (int r = 0; r < g->head; r++)
            if (g->row[r].cell[c].text[0] && !(r > 0 && g->row[r].cell[c].spanned && g->row[r].cell[c].start == g->row[r - 1].cell[c].start))
                sil_buf_printf(&b, "%s%s", b.len ? " " : "", g->row[r].cell[c].text);
        k->header = sil_strdup(w->a, b.data ? b.data : "");
        sil_buf_free(&b);
        k->period = (char *)"";
        k->city = -1;
        if (!k->header)
            return nomem(err);
    }
    return SIL_OK;
}

static sil_status one(sil_work *w, sil_piece *p, sil_err *err)
{
    raw g;
    sil_status st = grid(w, p, &g, err);
    if (st != SIL_OK || g.rows == 0)
        return st;
    find_head(w, &g);
    st = cut_head(w, &g, err);
    if (st == SIL_OK)
        st = join_rows(w, &g, err);
    if (st != SIL_OK)
        return st;
    const sil_block *caption = p->block->caption ? sil_block_find(w->text, p->block->caption) : NULL;
    const sil_block *source = p->block->source ? sil_block_find(w->text, p->block->source) : NULL;
    if (!caption)
        caption = beside(w, p, -1, "caption");
    if (!source)
        source = beside(w, p, 1, "source");
    sil_ttable *last = w->n_tables ? &w->tables[w->n_tables - 1] : NULL;
    bool goes_on = last && last->cols == g.cols && (!caption || says_continued(caption->text)) && p->order - last->rows[last->n_rows ? last->n_rows - 1 : 0].piece->order <= 6;
    sil_ttable *t = goes_on && last->n_rows ? last : SIL_PUSH(w->a, w->tables, w->n_tables, w->cap_tables);
    if (!t)
        return nomem(err);
    if (t != last || !goes_on) {
        t->piece = p;
        t->cols = g.cols;
        t->caption = caption;
        st = headers(w, t, &g, err);
        if (st != SIL_OK)
            return st;
        /* entities side by side: cities over two columns or more */
        for (int c = 1; c < g.cols; c++)
            for (int r = 0; r < g.head; r++) {
                const sil_hit *h = sil_cell_hit(p, &g.row[r].cell[c], SIL_NAME_CITY, true);
                if (!h || h->end - h->start < (g.row[r].cell[c].end - g.row[r].cell[c].start) * 2 / 3)
                    continue;
                t->col[c].city = sil_sense_of(h, SIL_NAME_CITY)->item;
                t->col[c].city_printed = g.row[r].cell[c].text;
            }
    }
    if (source)
        t->source = source;
    t->caption_text = t->caption && t->caption->text ? t->caption->text : (char *)"";
    t->source_text = t->source && t->source->text ? t->source->text : (char *)"";
    for (int r = g.head; r < g.rows; r++) {
        sil_trow *row = SIL_PUSH(w->a, t->rows, t->n_rows, t->cap_rows);
        if (!row)
            return nomem(err);
        *row = g.row[r];
        row->total = sil_pattern_find(&w->rules->columns, row->cell[0].text, "total") != NULL;
    }
    return SIL_OK;
}

sil_status sil_tables_build(sil_work *w, sil_err *err)
{
    for (size_t i = 0; i < w->n_pieces; i++)
        if (w->pieces[i].block->type == SIL_TABLE) {
            sil_status st = one(w, &w->pieces[i], err);
            if (st != SIL_OK)
                return st;
        }
    for (size_t i = 0; i < w->n_tables; i++) {
        sil_status st = sil_table_unfold(w, &w->tables[i], err);
        if (st != SIL_OK)
            return st;
    }
    return SIL_OK;
}
