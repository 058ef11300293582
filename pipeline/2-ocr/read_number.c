/* 2-ocr/read_number.c: short lines that are the number of the page. Beside read.c, which asks before it reads such a line as text. */
#include "read.h"
#include "route.h"
#include "signs.h"

static sil_status push(sil_reader *r, sil_reading *line, const sil_glyph *g, sil_err *err)
{
    sil_glyph *to = SIL_PUSH(r->arena, line->glyphs, line->n, line->cap);
    if (!to)
        return sil_fail(err, SIL_NOMEM, "no memory for a line of text");
    *to = *g;
    return SIL_OK;
}

static sil_status dash(sil_reader *r, sil_reading *line, sil_box box, sil_err *err)
{
    return push(r, line, &(sil_glyph){.text = "-", .cp = '-', .box = box, .conf = 0.9, .changed = true, .model = SIL_MODEL_EN, .token = line->n == 0}, err);
}

/* A short line by itself is often the number of the page, whose few digits and dashes the models take for letters: -43- is told by its dashes. */
sil_status sil_read_page_number(sil_reader *r, sil_box box, sil_box wide, sil_reading **out, size_t *n, sil_err *err)
{
    *n = 0;
    if (r->main == SIL_MODEL_USER || wide.x1 - wide.x0 > 6 * r->layout->unit || !sil_engine_has(r->engine, SIL_MODEL_EN))
        return SIL_OK;
    sil_cell_ink ink;
    sil_status st = sil_cell_look(r->layout->ink, sil_read_grown(r, box, r->layout->unit / 3, r->layout->unit / 3), r->layout->unit, &ink, err);
    bool between = st == SIL_OK && ink.one_line && ink.lead == SIL_SIGN_DASH && ink.tail == SIL_SIGN_DASH;
    if (st == SIL_OK && between)
        st = sil_read_with(r, SIL_MODEL_EN, sil_read_grown(r, ink.rest, 1, 1), SIL_READ_DIGITS, out, n, err);
    else if (st == SIL_OK && r->main != SIL_MODEL_EN)
        st = sil_read_with(r, SIL_MODEL_EN, wide, SIL_READ_LINE, out, n, err);
    if (st != SIL_OK || *n != 1 || (*out)->conf < (between ? 0.2 : 0.5) || !sil_route_number((*out)->glyphs, (*out)->n)) {
        *n = 0;
        return st;
    }
    if (between) {
        sil_reading *number = *out, line = {.box = ink.all, .conf = number->conf};
        st = dash(r, &line, ink.lead_box, err);
        for (size_t i = 0; st == SIL_OK && i < number->n; i++)
            st = push(r, &line, &number->glyphs[i], err);
        if (st == SIL_OK)
            st = dash(r, &line, ink.tail_box, err);
        *number = line;
    }
    return st;
}
