/* 2-ocr/read_table.c: the cells of a table are read, column by column. Beside read.c, called by page.c. */
#include <leptonica/allheaders.h>
#include <string.h>

#include "read.h"
#include "route.h"
#include "signs.h"
#include "sillok/text.h"

static bool holds(sil_box cell, const sil_reading *line)
{
    int y = (line->box.y0 + line->box.y1) / 2;
    return y >= cell.y0 && y < cell.y1;
}

/* Confidence of our models from which on eng is not asked about digits. */
static const double SURE_DIGITS = 0.90;
/* Below this the words of a cell are read once more, by themselves. */
static const double DOUBTED = 0.60;

/* Whether a model of our own read the line: they were taught tables, the stock ones were not. */
static bool ours(const sil_reader *r, const sil_reading *line)
{
    return sil_engine_has(r->engine, SIL_MODEL_WHOLE) && line->n > 0 && (line->glyphs[0].model == SIL_MODEL_KO || line->glyphs[0].model == SIL_MODEL_WHOLE);
}

static sil_status put(sil_reader *r, sil_cell_text *c, const sil_reading *line, sil_err *err)
{
    sil_reading *out = SIL_PUSH(r->arena, c->lines, c->n, c->cap);
    if (!out)
        return sil_fail(err, SIL_NOMEM, "no memory for the cells of a table");
    *out = *line;
    return SIL_OK;
}

static const sil_reading *better(const sil_reader *r, sil_reading *main, const sil_reading *digits) { return sil_route_cell(main, digits, main && ours(r, main)); }

/* Whether eng is asked, too: where there is no Hangul, and ours, which know digits, were not sure. */
static bool doubtful(const sil_reader *r, const sil_reading *lines, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (sil_share_hangul(&lines[i]) < 0.5 && !(ours(r, &lines[i]) && (lines[i].conf >= SURE_DIGITS || sil_route_blind(lines[i].glyphs, lines[i].n))))
            return true;
    return n == 0;
}

static const sil_reading *line_at(const sil_reading *lines, size_t n, sil_box box)
{
    for (size_t i = 0; i < n; i++)
        if (holds(box, &lines[i]))
            return &lines[i];
    return NULL;
}

/* The lines of a cell as its ink shows them. What is no higher than a line is one, even when a row through it is blank. */
static sil_status bands_of(sil_reader *r, sil_box cell, sil_band **band, size_t *n, sil_err *err)
{
    int unit = r->layout->unit;
    sil_status st = sil_bands(r->arena, r->layout->ink, (sil_box){cell.x0 + 4, cell.y0 + 4, cell.x1 - 4, cell.y1 - 4}, unit, band, n, err);
    if (st == SIL_OK && *n > 1 && ((*band)[*n - 1].y1 - (*band)[0].y0) * 10 < unit * 14) {
        (*band)[0].y1 = (*band)[*n - 1].y1;
        *n = 1;
    }
    return st;
}

/* One cell by itself: those that span columns, and those of which the column showed nothing. */
static sil_status alone(sil_reader *r, sil_box box, sil_cell_text *cell, sil_err *err)
{
    sil_band *band;
    size_t bands, n = 0, k = 0;
    sil_status st = bands_of(r, box, &band, &bands, err);
    if (st != SIL_OK || !bands)
        return st;
    sil_box inner = sil_read_grown(r, (sil_box){box.x0 + 4, band[0].y0, box.x1 - 4, band[bands - 1].y1}, 0, r->layout->unit / 6);
    sil_reading *lines, *other = NULL;
    sil_read_mode mode = bands > 1 ? SIL_READ_BLOCK : SIL_READ_LINE;
    st = sil_read_with(r, r->main, inner, mode, &lines, &n, err);
    if (st == SIL_OK && r->main != SIL_MODEL_USER && doubtful(r, lines, n))
        st = sil_read_with(r, SIL_MODEL_EN, inner, mode, &other, &k, err);
    if (st == SIL_OK && n == 0)
        lines = other, n = k, k = 0;
    for (size_t i = 0; st == SIL_OK && i < n; i++) {
        const sil_reading *b = k == n ? better(r, &lines[i], &other[i]) : &lines[i];
        if (b == &lines[i])
            st = sil_read_routed(r, &lines[i], r->main, err);
        if (st == SIL_OK)
            st = put(r, cell, b, err);
    }
    return st;
}

/* Whether the engine has torn a line of the cell in two (중국 in a font that sets its parts apart), or has put it together with what stands in
 * the next row: the ink tells how many lines there are. */
static bool beyond(const sil_reader *r, sil_box cell, const sil_reading *line)
{
    int slack = r->layout->unit / 4;
    return line->box.y0 < cell.y0 - slack || line->box.y1 > cell.y1 + slack;
}

/* What belongs to another row and reaches far into this one: it has taken some of this row's ink with it. */
static bool intrudes(const sil_reader *r, sil_box cell, const sil_reading *line)
{
    int y0 = line->box.y0 > cell.y0 ? line->box.y0 : cell.y0, y1 = line->box.y1 < cell.y1 ? line->box.y1 : cell.y1;
    return !holds(cell, line) && y1 - y0 > r->layout->unit / 2;
}

/* Whether ink of the cell stands beside what was read of it. Signs (▲) are no line for the engine: they are looked at later. */
static sil_status unread(const sil_reader *r, sil_box cell, sil_box seen, bool *is, sil_err *err)
{
    sil_cell_ink ink;
    int slack = r->layout->unit / 2;
    sil_status st = sil_cell_look(r->layout->ink, cell, r->layout->unit, &ink, err);
    *is = st == SIL_OK && !ink.lead && !ink.tail && !sil_box_empty(ink.all) && (ink.all.x0 < seen.x0 - slack || ink.all.x1 > seen.x1 + slack);
    return st;
}

static sil_status seen_wrong(sil_reader *r, sil_box cell, const sil_reading *lines, size_t n, bool *wrong, sil_err *err)
{
    size_t here = 0, bands;
    sil_box seen = {0};
    *wrong = false;
    for (size_t i = 0; i < n; i++)
        if (holds(cell, &lines[i])) {
            here++, *wrong |= beyond(r, cell, &lines[i]);
            for (size_t k = 0; k < lines[i].n; k++)
                seen = sil_box_union(seen, lines[i].glyphs[k].box);
        } else {
            *wrong |= intrudes(r, cell, &lines[i]);
        }
    if (!here || *wrong)
        return SIL_OK;
    if (here == 1)
        return unread(r, cell, seen, wrong, err);
    sil_band *band;
    sil_status st = bands_of(r, cell, &band, &bands, err);
    *wrong = st == SIL_OK && bands > 0 && bands < here;
    return st;
}

/* A column of cells, one close below the other as lines of text stand: rows of a table are often so far apart that the engine sees lines where there are none. */
typedef struct stack {
    PIX *gray;
    sil_box strip; /* where on the page the column stands */
    struct piece { int from, to, y; } *p; /* rows [from, to) of gray come from row y on of the page */
    size_t n, cap;
} stack;

static void move(sil_box *b, int dx, int dy) { b->x0 += dx, b->x1 += dx, b->y0 += dy, b->y1 += dy; }

static sil_status stack_up(sil_reader *r, const sil_part *t, int col, stack *s, sil_err *err)
{
    int margin = r->layout->unit / 3, high = margin;
    for (size_t i = 0; i < t->n_slots; i++) {
        const sil_slot *c = &t->slots[i];
        sil_band *band;
        size_t bands;
        if (c->col != col || c->colspan != 1)
            continue;
        sil_status st = bands_of(r, c->box, &band, &bands, err);
        if (st != SIL_OK)
            return st;
        if (!bands)
            continue;
        int y0 = band[0].y0 - margin > c->box.y0 + 3 ? band[0].y0 - margin : c->box.y0 + 3, y1 = band[bands - 1].y1 + margin < c->box.y1 - 3 ? band[bands - 1].y1 + margin : c->box.y1 - 3;
        struct piece *p = y1 > y0 ? SIL_PUSH(r->arena, s->p, s->n, s->cap) : NULL;
        if (y1 > y0 && !p)
            return sil_fail(err, SIL_NOMEM, "no memory for the cells of a table");
        if (p)
            *p = (struct piece){high, high + y1 - y0, y0}, high = p->to;
    }
    int w = s->strip.x1 - s->strip.x0;
    s->gray = w > 0 && s->n ? pixCreate(w, high + margin, 8) : NULL;
    if (!s->gray)
        return w > 0 && s->n ? sil_fail(err, SIL_NOMEM, "no memory for the cells of a table") : SIL_OK;
    pixSetAllArbitrary(s->gray, (l_uint32)r->layout->paper);
    for (size_t i = 0; i < s->n; i++)
        pixRasterop(s->gray, 0, s->p[i].from, w, s->p[i].to - s->p[i].from, PIX_SRC, r->layout->gray, s->strip.x0, s->p[i].y);
    return SIL_OK;
}

/* The lines of the stack, in their places on the page. */
static sil_status read_stack(sil_reader *r, const stack *s, sil_model m, sil_reading **lines, size_t *n, sil_err *err)
{
    *lines = NULL, *n = 0;
    if (!s->gray || !sil_engine_has(r->engine, m))
        return SIL_OK;
    r->used[m] = true;
    sil_box all = {0, 0, pixGetWidth(s->gray), pixGetHeight(s->gray)};
    sil_status st = sil_engine_read(r->engine, r->arena, m, s->gray, r->layout->paper, all, SIL_READ_BLOCK, lines, n, err);
    for (size_t i = 0; st == SIL_OK && i < *n; i++) {
        sil_reading *l = &(*lines)[i];
        int y = (l->box.y0 + l->box.y1) / 2;
        size_t k = 0;
        while (k + 1 < s->n && y >= s->p[k].to)
            k++;
        int dy = s->p[k].y - s->p[k].from;
        move(&l->box, s->strip.x0, dy);
        for (size_t q = 0; q < l->n; q++)
            move(&l->glyphs[q].box, s->strip.x0, dy);
    }
    return st;
}

static sil_status column(sil_reader *r, const sil_part *t, int col, sil_cell_text *cells, sil_err *err)
{
    sil_box strip = {0};
    size_t count = 0, n, k = 0;
    for (size_t i = 0; i < t->n_slots; i++)
        if (t->slots[i].col == col && t->slots[i].colspan == 1) {
            sil_box b = t->slots[i].box;
            strip = count++ ? (sil_box){b.x0 > strip.x0 ? b.x0 : strip.x0, strip.y0, b.x1 < strip.x1 ? b.x1 : strip.x1, b.y1} : b;
        }
    if (!count)
        return SIL_OK;
    strip = (sil_box){strip.x0 + 4, strip.y0 + 3, strip.x1 - 4, strip.y1 - 3};
    sil_reading *lines = NULL, *other = NULL;
    stack pile = {.strip = strip};
    sil_status st = stack_up(r, t, col, &pile, err);
    n = 0;
    if (st == SIL_OK)
        st = read_stack(r, &pile, r->main, &lines, &n, err);
    if (st == SIL_OK && r->main != SIL_MODEL_USER && r->main != SIL_MODEL_EN && doubtful(r, lines, n))
        st = read_stack(r, &pile, SIL_MODEL_EN, &other, &k, err);
    pixDestroy(&pile.gray);
    for (size_t i = 0; st == SIL_OK && i < t->n_slots; i++) {
        const sil_slot *s = &t->slots[i];
        if (s->col != col || s->colspan != 1)
            continue;
        bool wrong;
        if ((st = seen_wrong(r, s->box, lines, n, &wrong, err)) == SIL_OK && wrong) {
            st = alone(r, s->box, &cells[i], err);
            continue;
        }
        for (size_t q = 0; st == SIL_OK && q < n; q++) {
            if (!holds(s->box, &lines[q]))
                continue;
            const sil_reading *b = better(r, &lines[q], line_at(other, k, lines[q].box));
            if (b == &lines[q])
                st = sil_read_routed(r, &lines[q], r->main, err);
            if (st == SIL_OK)
                st = put(r, &cells[i], b, err);
        }
        for (size_t q = 0; st == SIL_OK && cells[i].n == 0 && q < k; q++) /* numbers that only the other model saw; words are read again, alone */
            if (holds(s->box, &other[q]) && !beyond(r, s->box, &other[q]) && sil_route_number(other[q].glyphs, other[q].n))
                st = put(r, &cells[i], &other[q], err);
    }
    return st;
}

/* Ink in which the engine sees no line: told that it is one, it reads it. Of two margins the surer reading. */
static sil_status raw(sil_reader *r, const sil_cell_ink *ink, sil_model m, sil_reading **best, sil_err *err)
{
    *best = NULL;
    for (int k = 0; k < 2; k++) {
        sil_reading *line;
        size_t n;
        sil_status st = sil_read_with(r, m, sil_read_grown(r, ink->rest, ink->lead || ink->tail ? 1 : r->layout->unit / 5, k * r->layout->unit / 5), SIL_READ_RAW, &line, &n, err);
        if (st != SIL_OK)
            return st;
        while (n && line->n > 1 && sil_script_of(line->glyphs[0].cp) == SIL_SCRIPT_PUNCT) /* the frame seen as marks */
            line->glyphs++, line->n--, line->cap--;
        while (n && line->n > 1 && sil_script_of(line->glyphs[line->n - 1].cp) == SIL_SCRIPT_PUNCT)
            line->n--;
        if (n && line->n && (!*best || line->conf > (*best)->conf))
            *best = line;
    }
    return SIL_OK;
}

static sil_status put_sign(sil_reader *r, sil_reading *line, sil_sign sign, sil_box box, sil_err *err)
{
    sil_glyph *g = SIL_PUSH(r->arena, line->glyphs, line->n, line->cap);
    if (!g)
        return sil_fail(err, SIL_NOMEM, "no memory for the cells of a table");
    const char *text = sil_sign_text(sign);
    size_t i = 0;
    *g = (sil_glyph){.box = box, .conf = 0.9, .changed = true, .model = r->main, .token = line->n == 1};
    strcpy(g->text, text);
    g->cp = sil_cp_next(text, strlen(text), &i);
    return SIL_OK;
}

static sil_status put_glyph(sil_reader *r, sil_reading *line, const sil_glyph *glyph, sil_err *err)
{
    sil_glyph *g = SIL_PUSH(r->arena, line->glyphs, line->n, line->cap);
    if (!g)
        return sil_fail(err, SIL_NOMEM, "no memory for the cells of a table");
    *g = *glyph;
    return SIL_OK;
}

static bool capital(int32_t c) { return c >= 'A' && c <= 'Z'; }

/* Read as capitals and one more mark: the mark is the sign, the capitals are right. */
static bool grade(const sil_cell_text *c)
{
    bool is = c->n == 1 && c->lines[0].n >= 2 && c->lines[0].n <= 4 && !capital(c->lines[0].glyphs[c->lines[0].n - 1].cp);
    for (size_t i = 0; is && i + 1 < c->lines[0].n; i++)
        is = capital(c->lines[0].glyphs[i].cp);
    return is;
}

/* What stands beside a sign: a number, or a grade of few letters. *ok: it was read as that. */
static sil_status beside_sign(sil_reader *r, const sil_cell_ink *ink, sil_reading *out, bool *ok, sil_err *err)
{
    sil_reading *line = NULL;
    size_t n = 0;
    sil_box box = sil_read_grown(r, ink->rest, 1, r->layout->unit / 6); /* nothing of the sign */
    sil_status st = sil_read_with(r, SIL_MODEL_EN, box, SIL_READ_LINE, &line, &n, err);
    if (st == SIL_OK && (n == 0 || (ink->lead && !sil_route_number(line->glyphs, line->n))))
        st = raw(r, ink, SIL_MODEL_EN, &line, err);
    if (st != SIL_OK)
        return st;
    *ok = line != NULL && line->n > 0 && line->conf >= (ink->lead ? 0.3 : 0.5);
    for (size_t i = 0; *ok && i < line->n; i++) {
        sil_glyph *g = &line->glyphs[i];
        if (ink->lead && g->cp < 128 && strchr("lI|i]", (int)g->cp))
            g->cp = '1', strcpy(g->text, "1");
        bool digit = g->cp >= '0' && g->cp <= '9';
        *ok = ink->lead ? digit || g->cp == '.' || g->cp == ',' || g->cp == '%' : capital(g->cp);
        if (*ok && (st = put_glyph(r, out, g, err)) != SIL_OK)
            return st;
    }
    return SIL_OK;
}

/* A cell with a sign that no model has: what is beside the sign is read alone, the sign comes from its shape. */
static sil_status with_sign(sil_reader *r, const sil_cell_ink *ink, sil_cell_text *cell, sil_err *err)
{
    sil_reading line = {.box = ink->all};
    bool ok = true;
    sil_status st = ink->lead ? put_sign(r, &line, ink->lead, ink->lead_box, err) : SIL_OK;
    if (st == SIL_OK && ink->tail && grade(cell))
        for (size_t i = 0; st == SIL_OK && i + 1 < cell->lines[0].n; i++)
            st = put_glyph(r, &line, &cell->lines[0].glyphs[i], err);
    else if (st == SIL_OK && ink->blobs)
        st = beside_sign(r, ink, &line, &ok, err);
    if (st == SIL_OK && ok && ink->tail)
        st = put_sign(r, &line, ink->tail, ink->tail_box, err);
    if (st != SIL_OK || !ok)
        return st;
    for (size_t i = 0; i < line.n; i++)
        line.conf += line.glyphs[i].conf / (double)line.n;
    cell->n = 0;
    return put(r, cell, &line, err);
}

/* The column counts in Han digits: its lone strokes are ones. */
static bool counts_in_han(const sil_part *t, const sil_cell_text *cells, int col)
{
    for (size_t i = 0; i < t->n_slots; i++)
        if (t->slots[i].col == col && cells[i].n && cells[i].lines[0].n == 1 && (cells[i].lines[0].glyphs[0].cp == 0x4e8c || cells[i].lines[0].glyphs[0].cp == 0x4e09))
            return true;
    return false;
}

/* A cell of one line that the column's pass read unsurely, read by itself: the surer reading stands. */
static sil_status doubted(sil_reader *r, sil_box cell, sil_cell_text *text, sil_err *err)
{
    sil_cell_text again = {0};
    sil_status st = alone(r, cell, &again, err);
    if (st == SIL_OK && again.n == 1 && again.lines[0].conf > text->lines[0].conf)
        *text = again;
    return st;
}

/* What the column pass could not do: signs, doubtful words, and ink of which nothing was read. */
static sil_status look_again(sil_reader *r, const sil_part *t, size_t i, sil_cell_text *cells, sil_err *err)
{
    sil_cell_ink ink;
    sil_status st = sil_cell_look(r->layout->ink, t->slots[i].box, r->layout->unit, &ink, err);
    if (st != SIL_OK || sil_box_empty(ink.all))
        return st;
    bool sign = (ink.lead || ink.tail) && !(ink.lead == SIL_SIGN_DASH && counts_in_han(t, cells, t->slots[i].col));
    if (sign && sil_engine_has(r->engine, SIL_MODEL_EN))
        st = with_sign(r, &ink, &cells[i], err);
    if (st == SIL_OK && !sign && cells[i].n == 1 && ink.one_line && ink.blobs > 2 && cells[i].lines[0].conf < DOUBTED)
        st = doubted(r, t->slots[i].box, &cells[i], err);
    if (st == SIL_OK && !cells[i].n)
        st = alone(r, t->slots[i].box, &cells[i], err);
    if (st == SIL_OK && !cells[i].n && ink.one_line && ink.blobs) {
        sil_reading *line;
        st = raw(r, &ink, r->main, &line, err);
        if (st == SIL_OK && line && (line->conf < 0.6 || sil_route_blind(line->glyphs, line->n)))
            st = sil_read_routed(r, line, r->main, err);
        if (st == SIL_OK && line && line->n && line->conf >= 0.3)
            st = put(r, &cells[i], line, err);
    }
    return st;
}

/* The one line of a cell that is a number. */
static bool holds_number(const sil_cell_text *c) { return c->n == 1 && sil_route_number(c->lines[0].glyphs, c->lines[0].n); }

/* In a column of numbers what is none, though as short as one, was read badly. */
static sil_status numbers(sil_reader *r, const sil_part *t, int col, sil_cell_text *cells, sil_err *err)
{
    size_t all = 0, good = 0;
    for (size_t i = 0; i < t->n_slots; i++)
        if (t->slots[i].col == col && t->slots[i].colspan == 1 && t->slots[i].row > 0)
            all++, good += holds_number(&cells[i]);
    if (all < 4 || good * 10 < all * 6 || !sil_engine_has(r->engine, SIL_MODEL_EN))
        return SIL_OK;
    for (size_t i = 0; i < t->n_slots; i++) {
        const sil_slot *s = &t->slots[i];
        if (s->col != col || s->colspan != 1 || s->row == 0 || cells[i].n != 1 || holds_number(&cells[i]))
            continue;
        sil_cell_ink ink;
        sil_status st = sil_cell_look(r->layout->ink, s->box, r->layout->unit, &ink, err);
        if (st != SIL_OK)
            return st;
        if (ink.lead || ink.tail || !ink.one_line || ink.blobs == 0 || ink.blobs > 8)
            continue;
        sil_reading *line = NULL;
        size_t n = 0;
        st = sil_read_with(r, SIL_MODEL_EN, sil_read_grown(r, ink.rest, r->layout->unit / 5, r->layout->unit / 6), SIL_READ_LINE, &line, &n, err);
        if (st == SIL_OK && (n != 1 || !sil_route_number(line->glyphs, line->n)))
            st = raw(r, &ink, SIL_MODEL_EN, &line, err);
        if (line && line->n == 1 && ink.blobs == 1 && (ink.rest.x1 - ink.rest.x0) * 2 < ink.rest.y1 - ink.rest.y0) /* one upright stroke */
            line->glyphs[0].cp = '1', strcpy(line->glyphs[0].text, "1"), line->conf = line->glyphs[0].conf = 0.8;
        if (st == SIL_OK && line && line->conf >= 0.4 && sil_route_number(line->glyphs, line->n))
            cells[i].lines[0] = *line;
        if (st != SIL_OK)
            return st;
    }
    return SIL_OK;
}

sil_status sil_read_table(sil_reader *r, const sil_part *t, sil_cell_text **out, sil_err *err)
{
    sil_cell_text *cells = sil_alloc(r->arena, sizeof *cells * (t->n_slots + 1));
    if (!cells)
        return sil_fail(err, SIL_NOMEM, "no memory for the cells of a table");
    int width = 0;
    for (size_t i = 0; i < t->n_slots; i++)
        width = t->slots[i].col + t->slots[i].colspan > width ? t->slots[i].col + t->slots[i].colspan : width;
    sil_status st = SIL_OK;
    for (int c = 0; st == SIL_OK && c < width; c++)
        st = column(r, t, c, cells, err);
    for (size_t i = 0; st == SIL_OK && i < t->n_slots; i++)
        st = look_again(r, t, i, cells, err);
    for (int c = 0; st == SIL_OK && c < width; c++)
        st = numbers(r, t, c, cells, err);
    *out = cells;
    return st;
}
