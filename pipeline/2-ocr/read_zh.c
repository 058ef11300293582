/* 2-ocr/read_zh.c: doubtful places of a line that chi_sim or chi_tra has read, cut out with a neighbour at each side and read by our whole model. Beside read.c,
 * which has read the line; second.c weighs the two. */
#include <leptonica/allheaders.h>

#include "read.h"
#include "second.h"

/* Our whole model's reading of glyphs [from, to); NULL: nothing. */
static sil_status cut_out(sil_reader *r, const sil_reading *line, const sil_profile *p, sil_box box, size_t from, size_t to, sil_reading **got, sil_err *err)
{
    const sil_glyph *g = line->glyphs;
    int em = line->box.y1 - line->box.y0, reach = em * 2 / 5;
    int x0 = from ? sil_gap_near(p, (g[from - 1].box.x1 + g[from].box.x0) / 2 - p->x0, reach) : 0;
    int x1 = to < line->n ? sil_gap_near(p, (g[to].box.x0 + g[to - 1].box.x1) / 2 - p->x0, reach) : p->n;
    *got = NULL;
    if (x1 - x0 < em / 4)
        return SIL_OK;
    r->again++;
    return sil_read_line(r, SIL_MODEL_WHOLE, (sil_box){p->x0 + x0, box.y0, p->x0 + x1, box.y1}, got, err);
}

sil_status sil_read_zh(sil_reader *r, sil_reading *line, sil_model m, sil_err *err)
{
    sil_place at;
    if (!sil_engine_has(r->engine, SIL_MODEL_WHOLE) || !sil_second_next(line, 0, &at))
        return SIL_OK;
    sil_box box = sil_read_grown(r, line->box, 6, 4);
    sil_profile p;
    sil_reading out = {.box = line->box};
    sil_status st = sil_read_profile(r, box, &p, err);
    for (size_t k = 0; st == SIL_OK && k < line->n;) {
        bool more = sil_second_next(line, k, &at), unsure = false;
        st = sil_read_append(r, &out, line->glyphs + k, (more ? at.i : line->n) - k, err);
        if (st != SIL_OK || !more)
            break;
        sil_reading *got, *alone, now;
        st = cut_out(r, line, &p, box, at.from, at.to, &got, err);
        if (st == SIL_OK)
            st = sil_second_weigh(r->arena, r->forms, line, &at, m, got, NULL, &now, &unsure, err);
        if (st == SIL_OK && unsure && (st = cut_out(r, line, &p, box, at.i, at.j, &alone, err)) == SIL_OK)
            st = sil_second_weigh(r->arena, r->forms, line, &at, m, got, alone, &now, &unsure, err);
        if (st == SIL_OK)
            st = sil_read_append(r, &out, now.glyphs, now.n, err);
        k = at.j;
    }
    if (st != SIL_OK || !out.n)
        return st;
    for (size_t k = 0; k < out.n; k++)
        out.conf += out.glyphs[k].conf / (double)out.n;
    *line = out;
    return SIL_OK;
}
