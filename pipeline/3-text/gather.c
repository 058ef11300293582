/* gather.c: the first step: a page of ALTO becomes lines in reading order, with the columns they stand in.
 * Zones first, then the lines of each zone; lines that stand side by side are columns nobody found, or the cells of a row. */
#include "flow.h"

#include <stdlib.h>
#include <string.h>

#include "sillok/order.h"
#include "sillok/text.h"

static int by_int(const void *x, const void *y)
{
    int a = *(const int *)x, b = *(const int *)y;
    return a < b ? -1 : a > b;
}

int sil_tx_int_median(int *v, size_t n)
{
    if (!n)
        return 0;
    qsort(v, n, sizeof *v, by_int);
    return v[n / 2];
}

unsigned sil_tx_lang_bit(const char *lang)
{
    if (!lang)
        return SIL_TX_ANY;
    if (!strncmp(lang, "ko", 2))
        return SIL_TX_KO;
    if (!strncmp(lang, "zh", 2) || !strncmp(lang, "ja", 2))
        return SIL_TX_ZH;
    if (!strncmp(lang, "en", 2))
        return SIL_TX_EN;
    return SIL_TX_ANY;
}

const char *sil_tx_run_lang(const sil_tx_run *r, const char *otherwise)
{
    size_t hangul = 0, han = 0, latin = 0;
    for (size_t i = 0; i < r->n; i++) {
        switch (sil_script_of(r->cp[i])) {
        case SIL_SCRIPT_HANGUL:
            hangul++;
            break;
        case SIL_SCRIPT_HAN:
        case SIL_SCRIPT_KANA:
            han++;
            break;
        case SIL_SCRIPT_LATIN:
            latin++;
            break;
        default:
            break;
        }
    }
    if (hangul && hangul * 12 >= latin)
        return "ko";
    if (han && han * 12 >= latin)
        return "zh";
    return latin ? "en" : otherwise;
}

/* --- one page ------------------------------------------------------------------------------------------------------------------ */

/* The characters from first on are a person's; the page reads otherwise. */
static bool corrected(sil_tx_doc *d, sil_tx_run *r, size_t first, const char *printed)
{
    size_t len = strlen(printed), n = 0;
    int32_t *cp = sil_alloc(d->arena, (len + 1) * sizeof *cp);
    if (!cp)
        return false;
    for (size_t i = 0; i < len;)
        cp[n++] = sil_cp_next(printed, len, &i);
    if (!sil_tx_changed(d, r, first, SIL_TX_AT, 1, "correction", "a person's correction (corrections/)", cp, n))
        return false;
    for (size_t i = first + 1; i < r->n; i++)
        r->src[i] = r->src[first];
    return true;
}

static bool add_words(sil_tx_doc *d, sil_tx_line *l, const sil_line *from, int index)
{
    size_t room = 0;
    for (size_t i = 0; i < from->n_words; i++)
        room += 1 + (from->words[i].text ? sil_cp_count(from->words[i].text) : 0);
    if (!sil_tx_run_room(d->arena, &l->run, room))
        return false;
    for (size_t i = 0; i < from->n_words; i++) {
        const sil_word *w = &from->words[i];
        sil_tx_word *x = SIL_PUSH_LONG(d->arena, d->words, d->n_words, d->cap_words);
        if (!x)
            return false;
        *x = (sil_tx_word){.id = sil_strdup(d->arena, w->id ? w->id : ""), .box = w->box, .conf = (float)w->conf, .line = index};
        if (!x->id || !w->text)
            return false;
        size_t first = l->run.n;
        if (!sil_tx_run_puts(d->arena, &l->run, w->text, (int32_t)(d->n_words - 1)))
            return false;
        if (w->corrected && !corrected(d, &l->run, first, w->corrected))
            return false;
        bool last = i + 1 == from->n_words;
        bool apart = w->space_after;
        if (!apart && !last && l->pixels) { /* a layer without space characters: the blank says it */
            int blank = from->words[i + 1].box.x0 - w->box.x1, h = w->box.y1 - w->box.y0;
            size_t n = l->run.n;
            bool narrow = n && sil_script_of(l->run.cp[n - 1]) != SIL_SCRIPT_HAN && sil_script_of(l->run.cp[n - 1]) != SIL_SCRIPT_HANGUL;
            apart = blank * 10 > h * (narrow ? 4 : 9);
        }
        if (apart && !last && !sil_tx_run_put(d->arena, &l->run, ' ', -1))
            return false;
        if (last && w->hyphen)
            l->hyphen = true;
    }
    return true;
}

/* Brackets and marks are higher than letters and would make one line of a paragraph larger than the next. Latin words are as high as their letters: `scale` (in
 * hundredths) brings each to the height of one with an ascender and a descender. */
static bool tells_height(const sil_word *w, bool *wide, int *scale)
{
    bool letter = false, up = false, down = false;
    size_t len = w->text ? strlen(w->text) : 0;
    *wide = false;
    for (size_t i = 0; i < len;) {
        int32_t c = sil_cp_next(w->text, len, &i);
        sil_script s = sil_script_of(c);
        if (sil_tx_is_opening(c) || c == ')' || c == ']' || c == '|' || c == '/' || c == '<' || c == '>' || c == 0x300D || c == 0x300B)
            return false;
        if (s == SIL_SCRIPT_HANGUL || s == SIL_SCRIPT_HAN)
            *wide = true;
        letter = letter || *wide || s == SIL_SCRIPT_LATIN || s == SIL_SCRIPT_DIGIT;
        if (s == SIL_SCRIPT_LATIN || s == SIL_SCRIPT_DIGIT) {
            up = up || s == SIL_SCRIPT_DIGIT || c > 0x7F || !strchr("acegmnopqrsuvwxyz", (int)c);
            down = down || (c < 0x80 && strchr("gjpqyQ", (int)c));
        }
        down = down || c == ',' || c == ';';
    }
    *scale = up && down ? 100 : up ? 128
                     : down        ? 138
                                   : 195;
    return letter;
}

/* Of Hangul and Han the median, of Latin (which has long and short letters) that of its scaled words. */
static int usual_height(sil_arena *a, const sil_line *l)
{
    int *wide = sil_alloc(a, (l->n_words * 2 + 1) * sizeof *wide), *latin = wide ? wide + l->n_words : NULL;
    size_t n = 0, m = 0;
    if (!wide || !l->n_words)
        return l->box.y1 - l->box.y0;
    for (size_t i = 0; i < l->n_words; i++) {
        bool is_wide;
        int h = l->words[i].box.y1 - l->words[i].box.y0, scale;
        if (!tells_height(&l->words[i], &is_wide, &scale))
            continue;
        if (is_wide)
            wide[n++] = h;
        else
            latin[m++] = h * scale / 100;
    }
    if (n)
        return sil_tx_int_median(wide, n);
    return m ? sil_tx_int_median(latin, m) : l->box.y1 - l->box.y0;
}

typedef struct item { /* a line of the page with its zone, or a zone that is no text */
    const sil_line *line;
    const sil_zone *zone;
    int column;
} item;

static sil_status add_item(sil_tx_doc *d, const sil_page *p, const item *it, int column, sil_err *err)
{
    int index = (int)d->n_lines;
    sil_tx_line *l = SIL_PUSH_LONG(d->arena, d->lines, d->n_lines, d->cap_lines);
    if (!l)
        return SIL_TX_NOMEM(err);
    *l = (sil_tx_line){.page = p->page, .column = column, .table = -1, .note = -1, .pixels = p->pixels, .box = it->line ? it->line->box : it->zone->box};
    l->zone = it->zone->id ? sil_strdup(d->arena, it->zone->id) : NULL;
    if (it->line) {
        l->kind = SIL_TX_LINE;
        l->unreadable = it->line->unreadable;
        l->height = p->pixels ? usual_height(d->arena, it->line) : 20;
        return add_words(d, l, it->line, index) ? SIL_OK : SIL_TX_NOMEM(err);
    }
    l->height = 0;
    if (it->zone->kind == SIL_ZONE_FIGURE)
        l->kind = SIL_TX_FIGURE;
    else if (it->zone->kind == SIL_ZONE_RULE)
        l->kind = SIL_TX_RULE;
    else {
        l->kind = SIL_TX_RULED;
        l->role = SIL_TX_IN_TABLE;
        int t = -1;
        sil_status s = sil_tx_table_from_zone(d, it->zone, p->page, &t, err);
        if (s)
            return s;
        d->lines[index].table = t;
        if (t >= 0)
            d->tables[t].first = d->tables[t].last = index;
    }
    return SIL_OK;
}

static int overlap(int a0, int a1, int b0, int b1)
{
    int lo = a0 > b0 ? a0 : b0, hi = a1 < b1 ? a1 : b1;
    return hi > lo ? hi - lo : 0;
}

static bool same_row(sil_box a, sil_box b)
{
    int h = a.y1 - a.y0 < b.y1 - b.y0 ? a.y1 - a.y0 : b.y1 - b.y0;
    return overlap(a.y0, a.y1, b.y0, b.y1) * 2 > h;
}

/* Lines that stand side by side in one zone: the columns of a page whose layout nobody found (then they are put in order), or the cells of rows
 * (then each row becomes one line, in `rows`). */
static sil_status lines_of(sil_arena *a, const sil_zone *z, bool pixels, sil_line **out, int **column, size_t *n_out, sil_err *err)
{
    size_t n = z->n_lines, m = 0;
    sil_line *rows = sil_alloc(a, (n + 1) * sizeof *rows);
    int *col = sil_alloc(a, (n + 1) * sizeof *col);
    if (!rows || !col)
        return SIL_TX_NOMEM(err);
    *out = rows;
    *column = col;
    size_t beside = 0;
    long widths = 0, height = 0;
    for (size_t i = 0; i < n; i++) {
        if (i && same_row(z->lines[i - 1].box, z->lines[i].box))
            beside++;
        widths += z->lines[i].box.x1 - z->lines[i].box.x0;
        height += z->lines[i].box.y1 - z->lines[i].box.y0;
    }
    bool far = false; /* the order goes back up the zone: columns one after the other, or a mess */
    for (size_t i = 1; i < n && pixels; i++)
        if (z->lines[i].box.y1 < z->lines[i - 1].box.y0)
            far = true;
    if (!pixels || n < 2 || (!beside && !far)) {
        for (size_t i = 0; i < n; i++)
            rows[m++] = z->lines[i];
        *n_out = m;
        return SIL_OK;
    }
    sil_box *box = sil_alloc(a, n * sizeof *box);
    size_t *order = sil_alloc(a, n * sizeof *order);
    int *c = sil_alloc(a, n * sizeof *c);
    if (!box || !order || !c)
        return SIL_TX_NOMEM(err);
    for (size_t i = 0; i < n; i++)
        box[i] = z->lines[i].box;
    sil_status s = sil_order(a, box, n, (int)(height / (long)n), order, c, err);
    if (s)
        return s;
    int columns = 0;
    for (size_t i = 0; i < n; i++)
        if (c[i] + 1 > columns)
            columns = c[i] + 1;
    /* Prose fills its columns; the cells of a table do not. */
    long zone_width = z->box.x1 - z->box.x0 > 0 ? z->box.x1 - z->box.x0 : 1;
    if (columns == 1 || widths / (long)n * columns * 10 >= zone_width * 6) {
        for (size_t i = 0; i < n; i++) {
            col[m] = c[order[i]];
            rows[m++] = z->lines[order[i]];
        }
    } else {
        size_t *top = sil_alloc(a, n * sizeof *top);
        if (!top)
            return SIL_TX_NOMEM(err);
        for (size_t i = 0; i < n; i++) { /* insertion sort by top: zones are small */
            size_t k = i;
            while (k && box[top[k - 1]].y0 > box[i].y0) {
                top[k] = top[k - 1];
                k--;
            }
            top[k] = i;
        }
        for (size_t i = 0; i < n; i++)
            rows[m++] = z->lines[top[i]];
    }
    /* One line a row: words from left to right. */
    size_t k = 0;
    for (size_t i = 0; i < m; i++) {
        if (k && col[k - 1] == col[i] && same_row(rows[k - 1].box, rows[i].box)) {
            sil_line *x = &rows[k - 1], joined = *x;
            const sil_line *first = x->box.x0 <= rows[i].box.x0 ? x : &rows[i], *second = first == x ? &rows[i] : x;
            joined.words = sil_alloc(a, (first->n_words + second->n_words) * sizeof *joined.words);
            if (!joined.words)
                return SIL_TX_NOMEM(err);
            if (first->n_words)
                memcpy(joined.words, first->words, first->n_words * sizeof *joined.words);
            if (second->n_words)
                memcpy(joined.words + first->n_words, second->words, second->n_words * sizeof *joined.words);
            if (first->n_words)
                joined.words[first->n_words - 1].space_after = true;
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

/* Strokes and points without a letter; a rule that stands upright (between columns, the edge of the paper) divides no text. */
static bool holds_nothing(const sil_zone *z)
{
    if (z->kind == SIL_ZONE_RULE)
        return z->box.y1 - z->box.y0 > 2 * (z->box.x1 - z->box.x0);
    if (z->kind != SIL_ZONE_TEXT)
        return false;
    size_t chars = 0;
    for (size_t i = 0; i < z->n_lines; i++)
        for (size_t k = 0; k < z->lines[i].n_words; k++) {
            sil_script_counts c = sil_count_scripts(z->lines[i].words[k].text ? z->lines[i].words[k].text : "");
            if (c.total > c.n[SIL_SCRIPT_PUNCT])
                return false;
            chars += c.total;
        }
    return chars < 4;
}

/* The box of a zone for the order of reading: where most of its lines begin and end, so that a speck beside one line bridges no gutter. */
static sil_box bulk_of(const sil_zone *z)
{
    int x0[64], x1[64];
    size_t n = z->n_lines < 64 ? z->n_lines : 64;
    if (z->kind != SIL_ZONE_TEXT || n < 5)
        return z->box;
    for (size_t i = 0; i < n; i++) {
        x0[i] = z->lines[i].box.x0;
        x1[i] = z->lines[i].box.x1;
    }
    qsort(x0, n, sizeof *x0, by_int);
    qsort(x1, n, sizeof *x1, by_int);
    sil_box b = z->box;
    b.x0 = x0[n / 6];
    b.x1 = x1[n - 1 - n / 6];
    return b.x1 > b.x0 ? b : z->box;
}

/* A line at the head or foot of a page with a blank of a line's height towards the text. */
static bool at_edge(const sil_page *p, const sil_line *l)
{
    bool head = l->box.y1 * 8 < p->height, foot = l->box.y0 * 8 > p->height * 7;
    int h = l->box.y1 - l->box.y0;
    if (!head && !foot)
        return false;
    for (size_t i = 0; i < p->n_zones; i++) {
        const sil_zone *z = &p->zones[i];
        for (size_t k = 0; k < z->n_lines + z->n_cells; k++) {
            sil_box b = k < z->n_lines ? z->lines[k].box : z->cells[k - z->n_lines].box;
            int blank = head ? b.y0 - l->box.y1 : l->box.y0 - b.y1;
            if (!same_row(b, l->box) && blank * 10 < h * 8 && blank > -h)
                return false;
        }
    }
    return true;
}

/* A running head and the page's number stand on one line, far apart: each is a line of its own. */
static sil_status add_pieces(sil_tx_doc *d, const sil_page *p, const item *it, int column, sil_err *err)
{
    const sil_line *l = it->line;
    int h = l->box.y1 - l->box.y0;
    if (!p->pixels || l->n_words < 2 || !at_edge(p, l))
        return add_item(d, p, it, column, err);
    for (size_t from = 0; from < l->n_words;) {
        sil_line piece = *l;
        size_t to = from + 1;
        piece.box = l->words[from].box;
        while (to < l->n_words && l->words[to].box.x0 - l->words[to - 1].box.x1 < 3 * h) {
            piece.box = sil_box_union(piece.box, l->words[to].box);
            to++;
        }
        piece.words = l->words + from;
        piece.n_words = to - from;
        sil_status s = add_item(d, p, &(item){.zone = it->zone, .line = from || to < l->n_words ? &piece : l}, column, err);
        if (s)
            return s;
        from = to;
    }
    return SIL_OK;
}

sil_status sil_tx_gather(sil_tx_doc *d, const sil_page *p, sil_err *err)
{
    sil_status s;
    sil_arena *a = sil_arena_new(0);
    if (!a)
        return SIL_TX_NOMEM(err);
    sil_tx_page *page = SIL_PUSH(d->arena, d->pages, d->n_pages, d->cap_pages);
    size_t n = p->n_zones;
    sil_box *box = sil_alloc(a, (n + 1) * sizeof *box);
    size_t *order = sil_alloc(a, (n + 1) * sizeof *order);
    int *column = sil_alloc(a, (n + 1) * sizeof *column);
    if (!page || !box || !order || !column) {
        s = SIL_TX_NOMEM(err);
        goto done;
    }
    *page = (sil_tx_page){.page = p->page, .width = p->width, .height = p->height, .pixels = p->pixels, .conf = p->conf, .note = sil_strdup(d->arena, p->note ? p->note : "")};
    long height = 0, lines = 0;
    size_t *which = sil_alloc(a, (n + 1) * sizeof *which), kept = 0; /* zones that hold something */
    if (!which) {
        s = SIL_TX_NOMEM(err);
        goto done;
    }
    for (size_t i = 0; i < n; i++) {
        const sil_zone *z = &p->zones[i];
        if (p->pixels && holds_nothing(z))
            continue;
        box[kept] = p->pixels ? bulk_of(z) : z->box;
        order[kept] = kept;
        which[kept++] = i;
        for (size_t k = 0; k < z->n_lines; k++, lines++)
            height += z->lines[k].box.y1 - z->lines[k].box.y0;
    }
    if (p->pixels && (s = sil_order(a, box, kept, lines ? (int)(height / lines) : 30, order, column, err)))
        goto done;
    int base = d->n_columns, top = base;
    size_t first = d->n_lines;
    /* Side notes of reading order: `extra` keeps the columns found inside zones apart from those of the page. */
    int extra = 1000;
    for (size_t i = 0; i < kept; i++) {
        const sil_zone *z = &p->zones[which[order[i]]];
        int c = base + (p->pixels ? column[order[i]] : 0);
        if (c + 1 > top)
            top = c + 1;
        bool cells = z->kind == SIL_ZONE_TABLE && z->n_cells;
        if (cells || z->kind == SIL_ZONE_FIGURE || z->kind == SIL_ZONE_RULE) {
            if ((s = add_item(d, p, &(item){.zone = z}, c, err)))
                goto done;
            continue;
        }
        sil_line *row = NULL;
        int *inner = NULL;
        size_t m = 0;
        if ((s = lines_of(a, z, p->pixels, &row, &inner, &m, err)))
            goto done;
        for (size_t k = 0; k < m; k++)
            if ((s = add_pieces(d, p, &(item){.zone = z, .line = &row[k]}, inner[k] ? base + extra + inner[k] : c, err)))
                goto done;
        if (m && inner[m - 1])
            extra += 100;
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
