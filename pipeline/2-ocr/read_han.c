/* 2-ocr/read_han.c: Han characters of a line that our whole model has read, again by the model of their kind: simplified Chinese, or, where ours was not
 * sure, traditional. Beside read.c, which asks for each line. What the other model reads is laid into the line (blend.c): ours knows spaces, quotes,
 * digits and Hangul, chi_sim and chi_tra know more characters. */
#include <string.h>

#include "blend.h"
#include "read.h"
#include "route.h"
#include "sillok/text.h"

/* Confidence of the other model's line from which on it is one in its script at all. */
static const double READABLE = 0.55;

static sil_status lay_in(sil_reader *r, sil_reading *line, const sil_reading *other, sil_model m, size_t *taken, sil_err *err)
{
    sil_reading out;
    int32_t *said = r->hanja ? sil_alloc(r->arena, sizeof *said * line->n) : NULL;
    sil_gloss gloss = {r->hanja, said};
    if (said)
        sil_hanja_said(r->hanja, line->glyphs, line->n, said);
    sil_status st = sil_blend(r->arena, r->forms, line, other, m, said ? &gloss : NULL, &out, taken, err);
    if (st != SIL_OK || !out.n)
        return st;
    *line = out;
    return SIL_OK;
}

sil_status sil_read_han(sil_reader *r, sil_reading *line, bool poor, bool *done, sil_err *err)
{
    sil_form_count c = sil_forms_count(r->forms, line->glyphs, line->n);
    sil_model m = sil_route_han(&c, line->conf, r->chinese, poor && sil_share_script(line, SIL_SCRIPT_HAN) >= 0.30);
    *done = false;
    if (m == SIL_MODELS || !sil_engine_has(r->engine, m)) {
        r->chinese &= c.hangul == 0 && c.korean == 0 && c.han > 0;
        return SIL_OK;
    }
    sil_reading *other;
    size_t taken;
    sil_status st = sil_read_line(r, m, sil_read_grown(r, line->box, 6, 4), &other, err);
    if (st != SIL_OK || !other || other->conf < READABLE)
        return st;
    r->again++;
    *done = true;
    r->chinese = m == SIL_MODEL_HANS;
    return lay_in(r, line, other, m, &taken, err);
}

/* One word of a Korean line. */
static sil_status word(sil_reader *r, sil_reading *w, sil_model m, sil_box box, sil_err *err)
{
    sil_reading *other;
    size_t taken = 0;
    sil_status st = sil_engine_has(r->engine, m) ? sil_read_line(r, m, box, &other, err) : SIL_OK;
    if (st != SIL_OK || !sil_engine_has(r->engine, m) || !other)
        return st;
    r->again++;
    return lay_in(r, w, other, m, &taken, err);
}

/* Whether all Hanja of the word are glossed, and are a word of the dictionary with that reading. */
static bool known(const sil_reader *r, const sil_reading *w, const int32_t *said)
{
    size_t from = 0, to = w->n;
    while (from < to && !said[from] && sil_script_of(w->glyphs[from].cp) != SIL_SCRIPT_HAN)
        from++;
    while (to > from && !said[to - 1] && sil_script_of(w->glyphs[to - 1].cp) != SIL_SCRIPT_HAN)
        to--;
    for (size_t k = from; k < to; k++)
        if (!said[k])
            return false;
    return from < to && sil_hanja_word(r->hanja, w->glyphs + from, said + from, to - from);
}

sil_status sil_read_han_words(sil_reader *r, sil_reading *line, const sil_profile *p, sil_box box, sil_err *err)
{
    const sil_glyph *g = line->glyphs;
    sil_reading out = {.box = line->box};
    sil_form_count all = sil_forms_count(r->forms, g, line->n);
    sil_status st = SIL_OK;
    for (size_t i = 0, j; st == SIL_OK && i < line->n; i = j) {
        double least = 1;
        for (j = i; j < line->n && (j == i || !g[j].space); j++)
            if (sil_script_of(g[j].cp) == SIL_SCRIPT_HAN || g[j].cp == SIL_BLIND)
                least = g[j].conf < least ? g[j].conf : least;
        sil_reading w = {.box = line->box, .glyphs = (sil_glyph *)g + i, .n = j - i, .cap = j - i};
        sil_form_count c = sil_forms_count(r->forms, w.glyphs, w.n);
        bool blind = sil_route_blind(w.glyphs, w.n);
        sil_model m = sil_route_han_word(&c, &all, least, blind);
        int32_t *said = m == SIL_MODEL_HANT && r->hanja ? sil_alloc(r->arena, sizeof *said * w.n) : NULL;
        if (said && !sil_hanja_said(r->hanja, w.glyphs, w.n, said) && known(r, &w, said)) /* 조사(調査) was read right; 상하이(上海) tells nothing */
            m = SIL_MODELS;
        if (m != SIL_MODELS) {
            sil_box b = sil_read_word_box(p, line, i, j, box);
            bool space = w.glyphs[0].space;
            st = b.x1 - b.x0 >= 5 ? word(r, &w, m, b, err) : SIL_OK;
            if (st == SIL_OK && w.n)
                w.glyphs[0].space = space;
        }
        for (size_t k = 0; st == SIL_OK && k < w.n; k++) {
            sil_glyph *to = SIL_PUSH(r->arena, out.glyphs, out.n, out.cap);
            if (!to)
                st = sil_fail(err, SIL_NOMEM, "no memory for a line of text");
            else
                *to = w.glyphs[k];
        }
    }
    *line = out;
    return st;
}
