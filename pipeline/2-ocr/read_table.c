/* 2-ocr/read_table.c: the cells of a table are read, column by column. Beside read.c, called by page.c. */
#include <leptonica/allheaders.h>

#include "read.h"
#include "route.h"
#include "sillok/text.h"

static bool holds(sil_box cell, const sil_reading *line)
{
    int y = (line->box.y0 + line->box.y1) / 2;
    return y >= cell.y0 && y < cell.y1;
}

static sil_status put(sil_reader *r, sil_cell_text *c, const sil_reading *line, sil_err *err)
{
    sil_reading *out = SIL_PUSH(r->arena, c->lines, c->n, c->cap);
    if (!out)
        return sil_fail(err, SIL_NOMEM, "no memory for the cells of a table");
    *out = *line;
    return SIL_OK;
}

/* A line of a cell as two models read it: the number when one of them sees a number, else the first one. */
static const sil_reading *better(const sil_reading *main, const sil_reading *digits)
{
    if (!digits || !digits->n)
        return main;
    bool number = sil_route_number(digits->glyphs, digits->n) && digits->conf >= 0.45;
    if (!main || !main->n)
        return digits;
    if (number && sil_share_hangul(main) < 0.5 && !(sil_route_number(main->glyphs, main->n) && main->conf > digits->conf + 0.2))
        return digits;
    return main;
}

static bool doubtful(const sil_reading *lines, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (sil_share_hangul(&lines[i]) < 0.5)
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

/* One cell by itself: those that span columns, and those of which the column showed nothing. */
static sil_status alone(sil_reader *r, sil_box box, sil_cell_text *cell, sil_err *err)
{
    sil_band *band;
    size_t bands, n = 0, k = 0;
    sil_box inner = {box.x0 + 4, box.y0 + 4, box.x1 - 4, box.y1 - 4};
    sil_status st = sil_bands(r->arena, r->layout->ink, inner, r->layout->unit, &band, &bands, err);
    if (st != SIL_OK || !bands)
        return st;
    inner = sil_read_grown(r, (sil_box){inner.x0, band[0].y0, inner.x1, band[bands - 1].y1}, 0, r->layout->unit / 6);
    sil_reading *lines, *other = NULL;
    sil_read_mode mode = bands > 1 ? SIL_READ_BLOCK : SIL_READ_LINE;
    st = sil_read_with(r, r->main, inner, mode, &lines, &n, err);
    if (st == SIL_OK && r->main != SIL_MODEL_USER && doubtful(lines, n))
        st = sil_read_with(r, SIL_MODEL_EN, inner, mode, &other, &k, err);
    if (st == SIL_OK && n == 0)
        lines = other, n = k, k = 0;
    for (size_t i = 0; st == SIL_OK && i < n; i++) {
        const sil_reading *b = k == n ? better(&lines[i], &other[i]) : &lines[i];
        if (b == &lines[i])
            st = sil_read_routed(r, &lines[i], r->main, err);
        if (st == SIL_OK)
            st = put(r, cell, b, err);
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
    sil_reading *lines, *other = NULL;
    sil_status st = sil_read_with(r, r->main, strip, SIL_READ_BLOCK, &lines, &n, err);
    if (st == SIL_OK && r->main != SIL_MODEL_USER && r->main != SIL_MODEL_EN && doubtful(lines, n))
        st = sil_read_with(r, SIL_MODEL_EN, strip, SIL_READ_BLOCK, &other, &k, err);
    for (size_t i = 0; st == SIL_OK && i < t->n_slots; i++) {
        const sil_slot *s = &t->slots[i];
        if (s->col != col || s->colspan != 1)
            continue;
        for (size_t q = 0; st == SIL_OK && q < n; q++) {
            if (!holds(s->box, &lines[q]))
                continue;
            const sil_reading *b = better(&lines[q], line_at(other, k, lines[q].box));
            if (b == &lines[q])
                st = sil_read_routed(r, &lines[q], r->main, err);
            if (st == SIL_OK)
                st = put(r, &cells[i], b, err);
        }
        for (size_t q = 0; st == SIL_OK && cells[i].n == 0 && q < k; q++) /* what only the other model saw */
            if (holds(s->box, &other[q]))
                st = put(r, &cells[i], &other[q], err);
    }
    return st;
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
        if (!cells[i].n)
            st = alone(r, t->slots[i].box, &cells[i], err);
    *out = cells;
    return st;
}
