/* gather.c: the first step: a page of ALTO becomes lines in reading order, with the columns they stand in; after the last page the usual heights and
 * distances, the language of each line and the paper's own words are measured. */
#include "flow.h"

#include <stdlib.h>
#include <string.h>

#include "sillok/text.h"

static int by_int(const void *x, const void *y) {
    int a = *(const int *)x, b = *(const int *)y;
    return a < b ? -1 : a > b;
}

int tx_int_median(int *v, size_t n) {
    if (!n) return 0;
    qsort(v, n, sizeof *v, by_int);
    return v[n / 2];
}

unsigned tx_lang_bit(const char *lang) {
    if (!lang) return TX_ANY;
    if (!strncmp(lang, "ko", 2)) return TX_KO;
    if (!strncmp(lang, "zh", 2) || !strncmp(lang, "ja", 2)) return TX_ZH;
    if (!strncmp(lang, "en", 2)) return TX_EN;
    return TX_ANY;
}

const char *tx_run_lang(const tx_run *r, const char *otherwise) {
    size_t hangul = 0, han = 0, latin = 0;
    for (size_t i = 0; i < r->n; i++) {
        switch (sil_script_of(r->cp[i])) {
        case SIL_SCRIPT_HANGUL: hangul++; break;
        case SIL_SCRIPT_HAN: case SIL_SCRIPT_KANA: han++; break;
        case SIL_SCRIPT_LATIN: latin++; break;
        default: break;
        }
    }
    if (hangul && hangul * 12 >= latin) return "ko";
    if (han && han * 12 >= latin) return "zh";
    return latin ? "en" : otherwise;
}

/* --- one page ------------------------------------------------------------------------------------------------------------------ */

static bool add_words(tx_doc *d, tx_line *l, const sil_line *from, int index) {
    for (size_t i = 0; i < from->n_words; i++) {
        const sil_word *w = &from->words[i];
        tx_word *x = SIL_PUSH(d->arena, d->words, d->n_words, d->cap_words);
        if (!x) return false;
        *x = (tx_word){.id = sil_strdup(d->arena, w->id ? w->id : ""), .box = w->box, .conf = (float)w->conf, .line = index};
        if (!x->id || !w->text) return false;
        if (!tx_run_puts(d->arena, &l->run, w->text, (int32_t)(d->n_words - 1))) return false;
        bool last = i + 1 == from->n_words;
        bool apart = w->space_after;
        if (!apart && !last && l->pixels) { /* a layer without space characters: the blank says it */
            int blank = from->words[i + 1].box.x0 - w->box.x1, h = w->box.y1 - w->box.y0;
            size_t n = l->run.n;
            bool narrow = n && sil_script_of(l->run.cp[n - 1]) != SIL_SCRIPT_HAN && sil_script_of(l->run.cp[n - 1]) != SIL_SCRIPT_HANGUL;
            apart = blank * 10 > h * (narrow ? 4 : 9);
        }
        if (apart && !last && !tx_run_put(d->arena, &l->run, ' ', -1)) return false;
        if (last && w->hyphen) l->hyphen = true;
    }
    return true;
}

/* Brackets and marks are higher than letters and would make one line of a paragraph larger than the next. */
static bool tells_height(const sil_word *w, bool *wide) {
    bool letter = false;
    size_t len = w->text ? strlen(w->text) : 0;
    *wide = false;
    for (size_t i = 0; i < len;) {
        int32_t c = sil_cp_next(w->text, len, &i);
        sil_script s = sil_script_of(c);
        if (tx_is_opening(c) || c == ')' || c == ']' || c == '|' || c == '/' || c == '<' || c == '>' || c == 0x300D || c == 0x300B) return false;
        if (s == SIL_SCRIPT_HANGUL || s == SIL_SCRIPT_HAN) *wide = true;
        letter = letter || *wide || s == SIL_SCRIPT_LATIN || s == SIL_SCRIPT_DIGIT;
    }
    return letter;
}

/* Of Hangul and Han the median, of Latin (which has long and short letters) the upper quartile. */
static int usual_height(sil_arena *a, const sil_line *l) {
    int *wide = sil_alloc(a, (l->n_words * 2 + 1) * sizeof *wide), *latin = wide ? wide + l->n_words : NULL;
    size_t n = 0, m = 0;
    if (!wide || !l->n_words) return l->box.y1 - l->box.y0;
    for (size_t i = 0; i < l->n_words; i++) {
        bool is_wide;
        int h = l->words[i].box.y1 - l->words[i].box.y0;
        if (!tells_height(&l->words[i], &is_wide)) continue;
        if (is_wide) wide[n++] = h;
        else latin[m++] = h;
    }
    if (n) return tx_int_median(wide, n);
    if (!m) return l->box.y1 - l->box.y0;
    qsort(latin, m, sizeof *latin, by_int);
    return latin[m * 3 / 4];
}

typedef struct item { /* a line of the page with its zone, or a zone that is no text */
    const sil_line *line;
    const sil_zone *zone;
    int column;
} item;

static sil_status add_item(tx_doc *d, const sil_page *p, const item *it, int column, sil_err *err) {
    int index = (int)d->n_lines;
    tx_line *l = SIL_PUSH(d->arena, d->lines, d->n_lines, d->cap_lines);
    if (!l) return TX_NOMEM(err);
    *l = (tx_line){.page = p->page, .column = column, .table = -1, .note = -1, .pixels = p->pixels, .box = it->line ? it->line->box : it->zone->box};
    l->zone = it->zone->id ? sil_strdup(d->arena, it->zone->id) : NULL;
    if (it->line) {
        l->kind = TX_LINE;
        l->unreadable = it->line->unreadable;
        l->height = p->pixels ? usual_height(d->arena, it->line) : 20;
        return add_words(d, l, it->line, index) ? SIL_OK : TX_NOMEM(err);
    }
    l->height = 0;
    if (it->zone->kind == SIL_ZONE_FIGURE) l->kind = TX_FIGURE;
    else if (it->zone->kind == SIL_ZONE_RULE) l->kind = TX_RULE;
    else {
        l->kind = TX_RULED;
        l->role = TX_IN_TABLE;
        int t = -1;
        sil_status s = tx_table_from_zone(d, it->zone, p->page, &t, err);
        if (s) return s;
        d->lines[index].table = t;
        if (t >= 0) d->tables[t].first = d->tables[t].last = index;
    }
    return SIL_OK;
}

static int overlap(int a0, int a1, int b0, int b1) {
    int lo = a0 > b0 ? a0 : b0, hi = a1 < b1 ? a1 : b1;
    return hi > lo ? hi - lo : 0;
}

static bool same_row(sil_box a, sil_box b) {
    int h = a.y1 - a.y0 < b.y1 - b.y0 ? a.y1 - a.y0 : b.y1 - b.y0;
    return overlap(a.y0, a.y1, b.y0, b.y1) * 2 > h;
}

/* Lines that stand side by side in one zone: the columns of a page whose layout nobody found (then they are put in order), or the cells of rows
 * (then each row becomes one line, in `rows`). */
static sil_status lines_of(sil_arena *a, const sil_zone *z, bool pixels, sil_line **out, int **column, size_t *n_out, sil_err *err) {
    size_t n = z->n_lines, m = 0;
    sil_line *rows = sil_alloc(a, (n + 1) * sizeof *rows);
    int *col = sil_alloc(a, (n + 1) * sizeof *col);
    if (!rows || !col) return TX_NOMEM(err);
    *out = rows;
    *column = col;
    size_t beside = 0;
    long widths = 0, height = 0;
    for (size_t i = 0; i < n; i++) {
        if (i && same_row(z->lines[i - 1].box, z->lines[i].box)) beside++;
        widths += z->lines[i].box.x1 - z->lines[i].box.x0;
        height += z->lines[i].box.y1 - z->lines[i].box.y0;
    }
    bool far = false; /* the order goes back up the zone: columns one after the other, or a mess */
    for (size_t i = 1; i < n && pixels; i++)
        if (z->lines[i].box.y1 < z->lines[i - 1].box.y0) far = true;
    if (!pixels || n < 2 || (!beside && !far)) {
        for (size_t i = 0; i < n; i++) rows[m++] = z->lines[i];
        *n_out = m;
        return SIL_OK;
    }
    sil_box *box = sil_alloc(a, n * sizeof *box);
    size_t *order = sil_alloc(a, n * sizeof *order);
    int *c = sil_alloc(a, n * sizeof *c);
    if (!box || !order || !c) return TX_NOMEM(err);
    for (size_t i = 0; i < n; i++) box[i] = z->lines[i].box;
    sil_status s = tx_order(a, box, n, (int)(height / (long)n), order, c, err);
    if (s) return s;
    int columns = 0;
    for (size_t i = 0; i < n; i++)
        if (c[i] + 1 > columns) columns = c[i] + 1;
    /* Prose fills its columns; the cells of a table do not. */
    long zone_width = z->box.x1 - z->box.x0 > 0 ? z->box.x1 - z->box.x0 : 1;
    if (columns == 1 || widths / (long)n * columns * 10 >= zone_width * 6) {
        for (size_t i = 0; i < n; i++) {
            col[m] = c[order[i]];
            rows[m++] = z->lines[order[i]];
        }
    } else {
        size_t *top = sil_alloc(a, n * sizeof *top);
        if (!top) return TX_NOMEM(err);
        for (size_t i = 0; i < n; i++) { /* insertion sort by top: zones are small */
            size_t k = i;
            while (k && box[top[k - 1]].y0 > box[i].y0) { top[k] = top[k - 1]; k--; }
            top[k] = i;
        }
        for (size_t i = 0; i < n; i++) rows[m++] = z->lines[top[i]];
    }
    /* One line a row: words from left to right. */
    size_t k = 0;
    for (size_t i = 0; i < m; i++) {
        if (k && col[k - 1] == col[i] && same_row(rows[k - 1].box, rows[i].box)) {
            sil_line *x = &rows[k - 1], joined = *x;
            const sil_line *first = x->box.x0 <= rows[i].box.x0 ? x : &rows[i], *second = first == x ? &rows[i] : x;
            joined.words = sil_alloc(a, (first->n_words + second->n_words) * sizeof *joined.words);
            if (!joined.words) return TX_NOMEM(err);
            if (first->n_words) memcpy(joined.words, first->words, first->n_words * sizeof *joined.words);
            if (second->n_words) memcpy(joined.words + first->n_words, second->words, second->n_words * sizeof *joined.words);
            if (first->n_words) joined.words[first->n_words - 1].space_after = true;
            joined.n_words = first->n_words + second->n_words;
            joined.box = sil_box_union(first->box, second->box);
            joined.unreadable = first->unreadable && second->unreadable;
            *x = joined;
        } else {
            col[k] = col[i];
            rows[k++] = rows[i];
        }
    }
    *n_out = k;
    return SIL_OK;
}

sil_status tx_gather(tx_doc *d, const sil_page *p, sil_err *err) {
    sil_status s;
    sil_arena *a = sil_arena_new(0);
    if (!a) return TX_NOMEM(err);
    tx_page *page = SIL_PUSH(d->arena, d->pages, d->n_pages, d->cap_pages);
    size_t n = p->n_zones;
    sil_box *box = sil_alloc(a, (n + 1) * sizeof *box);
    size_t *order = sil_alloc(a, (n + 1) * sizeof *order);
    int *column = sil_alloc(a, (n + 1) * sizeof *column);
    if (!page || !box || !order || !column) {
        s = TX_NOMEM(err);
        goto done;
    }
    *page = (tx_page){.page = p->page, .width = p->width, .height = p->height, .pixels = p->pixels, .conf = p->conf, .note = sil_strdup(d->arena, p->note ? p->note : "")};
    long height = 0, lines = 0;
    for (size_t i = 0; i < n; i++) {
        box[i] = p->zones[i].box;
        order[i] = i;
        for (size_t k = 0; k < p->zones[i].n_lines; k++, lines++) height += p->zones[i].lines[k].box.y1 - p->zones[i].lines[k].box.y0;
    }
    if (p->pixels && (s = tx_order(a, box, n, lines ? (int)(height / lines) : 30, order, column, err))) goto done;
    int base = d->n_columns, top = base;
    size_t first = d->n_lines;
    /* Side notes of reading order: `extra` keeps the columns found inside zones apart from those of the page. */
    int extra = 1000;
    for (size_t i = 0; i < n; i++) {
        const sil_zone *z = &p->zones[order[i]];
        int c = base + (p->pixels ? column[order[i]] : 0);
        if (c + 1 > top) top = c + 1;
        bool cells = z->kind == SIL_ZONE_TABLE && z->n_cells;
        if (cells || z->kind == SIL_ZONE_FIGURE || z->kind == SIL_ZONE_RULE) {
            if ((s = add_item(d, p, &(item){.zone = z}, c, err))) goto done;
            continue;
        }
        sil_line *row = NULL;
        int *inner = NULL;
        size_t m = 0;
        if ((s = lines_of(a, z, p->pixels, &row, &inner, &m, err))) goto done;
        for (size_t k = 0; k < m; k++)
            if ((s = add_item(d, p, &(item){.zone = z, .line = &row[k]}, inner[k] ? base + extra + inner[k] : c, err))) goto done;
        if (m && inner[m - 1]) extra += 100;
    }
    /* Number the columns in the order in which they are read. */
    int now = -1, number = d->n_columns - 1;
    for (size_t i = first; i < d->n_lines; i++) {
        if (d->lines[i].column != now) {
            now = d->lines[i].column;
            number++;
        }
        d->lines[i].column = number;
    }
    d->n_columns = number + 1;
    s = SIL_OK;
done:
    sil_arena_free(a);
    return s;
}

/* --- the whole paper ----------------------------------------------------------------------------------------------------------- */

/* A form feed that became a space: on a typewriter page whose lines begin at the edge, a line one column in. */
static void soft_pages(tx_doc *d, size_t from, size_t to) {
    size_t edge = 0, one = 0;
    for (size_t i = from; i < to; i++) {
        if (d->lines[i].box.x0 == 0) edge++;
        if (d->lines[i].box.x0 == 10) one++;
    }
    if (one * 5 > edge) return;
    int shift = 0;
    for (size_t i = from; i < to; i++) {
        if (i > from && d->lines[i].box.x0 == 10) {
            d->lines[i].soft_page = true;
            shift++;
        }
        d->lines[i].column += shift;
    }
    for (size_t i = to; i < d->n_lines; i++) d->lines[i].column += shift;
    d->n_columns += shift;
}

static bool is_letter(int32_t c) {
    sil_script s = sil_script_of(c);
    return s == SIL_SCRIPT_HANGUL || s == SIL_SCRIPT_HAN || s == SIL_SCRIPT_LATIN;
}

/* A stroke beyond the edge of the column is dirt of the scan: the book's gutter, the edge of the paper. */
static void trim_dirt(tx_doc *d, tx_line *l, bool many, int left, int right) {
    int em = l->height > 0 ? l->height : 20;
    for (int side = 0; side < 2 && l->run.n; side++) {
        size_t at = side ? l->run.n - 1 : 0, from = at, to = at + 1;
        int32_t src = l->run.src[at];
        if (src < 0) continue;
        while (side && from > 0 && l->run.src[from - 1] == src) from--;
        while (!side && to < l->run.n && l->run.src[to] == src) to++;
        sil_box b = d->words[src].box;
        if (to - from > 2 || to - from == l->run.n) continue;
        bool outside = many && (side ? b.x0 > right + em / 3 : b.x1 < left - em / 3);
        int32_t c = l->run.cp[from];
        if (outside && is_letter(c) && d->words[src].conf > 0.6f) outside = false;
        bool speck = to - from == 1 && (c == '.' || c == ',' || c == ':' || c == ';' || c == '\'' || c == '`' || c == '|' || c == '!' || c == 0xB7 || c == 0x318D || c == '_');
        if (speck && side && from > 1 && l->run.src[from - 1] < 0 && l->run.src[from - 2] >= 0) outside |= b.x0 - d->words[l->run.src[from - 2]].box.x1 > em / 3;
        if (speck && !side && to + 1 < l->run.n && l->run.src[to] < 0 && l->run.src[to + 1] >= 0) outside = true;
        if (!outside) continue;
        tx_run_cut(&l->run, from, to);
        tx_run_trim(&l->run);
        l->box = (sil_box){0};
        for (size_t i = 0; i < l->run.n; i++)
            if (l->run.src[i] >= 0) l->box = sil_box_union(l->box, d->words[l->run.src[i]].box);
    }
}

static int window_edge(const tx_doc *d, size_t from, size_t to, size_t at, bool right) {
    int v[16];
    size_t n = 0, a = at > from + 6 ? at - 6 : from, b = at + 7 < to ? at + 7 : to;
    for (size_t i = a; i < b; i++)
        if (d->lines[i].kind == TX_LINE && d->lines[i].run.n) v[n++] = right ? -d->lines[i].box.x1 : d->lines[i].box.x0;
    if (!n) return right ? d->lines[at].box.x1 : d->lines[at].box.x0;
    qsort(v, n, sizeof *v, by_int);
    int e = v[n >= 6 ? 1 : 0];
    return right ? -e : e;
}

static void edges_and_gaps(tx_doc *d, size_t from, size_t to, int pitch, int *v) {
    size_t n = 0;
    bool pixels = d->lines[from].pixels;
    for (size_t i = from; i < to; i++)
        if (d->lines[i].kind == TX_LINE) v[n++] = d->lines[i].box.x0;
    if (!n) return;
    qsort(v, n, sizeof *v, by_int);
    int left = v[n / (pixels ? 8 : 20)];
    n = 0;
    for (size_t i = from; i < to; i++)
        if (d->lines[i].kind == TX_LINE) v[n++] = d->lines[i].box.x1;
    qsort(v, n, sizeof *v, by_int);
    int right = v[n - 1 - n / (pixels ? 5 : 10)];
    if (pixels)
        for (size_t i = from; i < to; i++)
            if (d->lines[i].kind == TX_LINE) trim_dirt(d, &d->lines[i], n >= 8, left, right);
    int before = -1;
    for (size_t i = from; i < to; i++) {
        tx_line *l = &d->lines[i];
        /* Pages lean and books curl: the edge is that of the lines around. */
        l->left = left;
        l->right = right;
        if (pixels && l->kind == TX_LINE) {
            int near_left = window_edge(d, from, to, i, false), near_right = window_edge(d, from, to, i, true), lean = l->height * 8 / 10;
            l->left = near_left < left - lean ? left - lean : near_left > left + lean ? left + lean : near_left;
            l->right = near_right < right - lean ? right - lean : near_right > right + lean ? right + lean : near_right;
        }
        int middle = (l->box.y0 + l->box.y1) / 2;
        if (l->kind != TX_LINE) {
            before = -1;
            l->gap = 99;
            continue;
        }
        l->gap = before < 0 ? 99 : pitch > 0 ? (middle - before - pitch) * 10 / pitch : 0;
        if (l->gap > 99) l->gap = 99;
        if (l->gap < 0) l->gap = 0;
        before = middle;
    }
}

/* A page with few lines (a title page, the end of a chapter) has the edges of the others. */
static void borrow_edges(tx_doc *d, int *v) {
    size_t n = 0, m = 0;
    int *w = v + d->n_lines;
    for (size_t i = 0; i < d->n_lines; i++) {
        const tx_line *l = &d->lines[i];
        if (l->kind != TX_LINE || !l->pixels) continue;
        v[n++] = l->left;
        w[m++] = l->right;
    }
    if (n < 30) return;
    int left = tx_int_median(v, n), right = tx_int_median(w, m);
    for (size_t i = 0; i < d->n_lines;) {
        size_t e = i;
        int column = d->lines[i].column, x0 = 1 << 30, x1 = 0;
        while (e < d->n_lines && d->lines[e].column == column) {
            if (d->lines[e].box.x0 < x0) x0 = d->lines[e].box.x0;
            if (d->lines[e].box.x1 > x1) x1 = d->lines[e].box.x1;
            e++;
        }
        if (d->lines[i].pixels && e - i < 14 && x0 >= left - 20 && x1 <= right + 20)
            for (size_t k = i; k < e; k++) {
                d->lines[k].left = left;
                d->lines[k].right = right;
            }
        i = e;
    }
}

/* Distances and edges, column by column. */
static sil_status measure_pages(tx_doc *d, sil_err *err) {
    int *v = malloc((d->n_lines * 2 + 2) * sizeof *v);
    if (!v) return TX_NOMEM(err);
    for (size_t k = 0, i = 0; k < d->n_pages; k++) {
        tx_page *p = &d->pages[k];
        size_t from = i, n = 0;
        while (i < d->n_lines && d->lines[i].page == p->page) i++;
        if (!p->pixels) soft_pages(d, from, i);
        for (size_t j = from; j < i; j++)
            if (d->lines[j].kind == TX_LINE) v[n++] = d->lines[j].height;
        p->line_height = tx_int_median(v, n);
        n = 0;
        for (size_t j = from + 1; j < i; j++) {
            const tx_line *a = &d->lines[j - 1], *b = &d->lines[j];
            if (a->kind != TX_LINE || b->kind != TX_LINE || a->column != b->column) continue;
            int step = (b->box.y0 + b->box.y1 - a->box.y0 - a->box.y1) / 2;
            if (step > 0) v[n++] = step;
        }
        p->pitch = p->pixels ? tx_int_median(v, n) : 20;
        for (size_t j = from; j < i;) {
            size_t e = j;
            while (e < i && d->lines[e].column == d->lines[j].column) e++;
            edges_and_gaps(d, j, e, p->pitch, v);
            j = e;
        }
    }
    size_t n = 0;
    for (size_t i = 0; i < d->n_lines; i++)
        if (d->lines[i].kind == TX_LINE && d->lines[i].pixels) v[n++] = d->lines[i].height;
    d->body = tx_int_median(v, n);
    borrow_edges(d, v);
    free(v);
    return SIL_OK;
}

/* Words inside lines, the first and last of a line left out: they may be halves. Latin in lower case. */
static bool learn(tx_doc *d, const tx_line *l) {
    int32_t w[64];
    size_t n = 0;
    bool first = true;
    for (size_t i = 0; i < l->run.n; i++) {
        int32_t c = l->run.cp[i];
        bool inside = is_letter(c) || (c == '-' && n);
        if (inside && n < 64) w[n++] = c >= 'A' && c <= 'Z' ? c + 32 : c;
        if (!inside) {
            if (!first && n > 1 && n < 64 && !tx_words_add(&d->known, w, n)) return false;
            n = 0;
            if (tx_is_space(c)) first = false;
        }
    }
    return true;
}

sil_status tx_measure(tx_doc *d, sil_err *err) {
    size_t ko = 0, zh = 0, en = 0;
    for (size_t i = 0; i < d->n_lines; i++) {
        const tx_line *l = &d->lines[i];
        if (l->unreadable) continue;
        const char *lang = tx_run_lang(&l->run, NULL);
        if (!lang) continue;
        if (*lang == 'k') ko += l->run.n;
        else if (*lang == 'z') zh += l->run.n * 2;
        else en += l->run.n / 2;
    }
    d->lang = ko >= zh && ko >= en && ko ? "ko" : zh >= en && zh ? "zh" : "en";
    sil_status s = measure_pages(d, err);
    if (s) return s;
    for (size_t i = 0; i < d->n_lines; i++) {
        tx_line *l = &d->lines[i];
        l->lang = tx_run_lang(&l->run, d->lang);
        if (l->kind != TX_LINE) continue;
        if ((s = tx_normalize(d, &l->run, tx_lang_bit(l->lang) | (*d->lang == 'z' ? TX_ZH_PAPER : 0u), err))) return s;
        if (!l->unreadable && !learn(d, l)) return TX_NOMEM(err);
    }
    for (size_t t = 0; t < d->n_tables; t++)
        for (size_t c = 0; c < d->tables[t].n_cells; c++) {
            tx_run *r = &d->tables[t].cells[c].run;
            if ((s = tx_normalize(d, r, tx_lang_bit(tx_run_lang(r, d->lang)) | (*d->lang == 'z' ? TX_ZH_PAPER : 0u), err))) return s;
        }
    return SIL_OK;
}
