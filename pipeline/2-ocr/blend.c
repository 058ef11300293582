/* 2-ocr/blend.c: see blend.h. Called by read_han.c. */
#include "blend.h"

#include <stdint.h>
#include <string.h>

#include "sillok/text.h"

enum { MOST = 512 }; /* glyphs of a line that are laid side by side */

/* Confidence of the Chinese model: to take the place of what stands there; to come in where nothing stands. */
static const double TAKE = 0.50, ADD = 0.85;

static bool is_han(const sil_glyph *g) { return g->cp == SIL_BLIND || sil_script_of(g->cp) == SIL_SCRIPT_HAN; }

/* What it costs to lay a beside b. */
static int apart(const sil_forms *f, const sil_glyph *a, const sil_glyph *b)
{
    enum { SAME = 0, FORM = 1, OTHER_HAN = 3, OTHER_MARK = 3, OTHER_KIND = 7 };
    if (a->cp == b->cp)
        return SAME;
    if (is_han(a) && is_han(b))
        return sil_forms_same(f, a->cp, b->cp) ? FORM : OTHER_HAN;
    sil_script s = sil_script_of(a->cp), t = sil_script_of(b->cp);
    return is_han(a) || is_han(b) || s != t ? OTHER_KIND : OTHER_MARK;
}

/* step[i][j]: how the best way to (i, j) ends: 'x' both, 'b' base alone, 'h' han alone. */
static void lay(const sil_forms *f, const sil_reading *b, const sil_reading *h, int *cost, char *step)
{
    enum { GAP = 4 };
    size_t w = h->n + 1;
    for (size_t i = 0; i <= b->n; i++)
        for (size_t j = 0; j <= h->n; j++) {
            int best = i || j ? INT32_MAX : 0;
            char how = 0;
            if (i && j && cost[(i - 1) * w + j - 1] + apart(f, &b->glyphs[i - 1], &h->glyphs[j - 1]) < best)
                best = cost[(i - 1) * w + j - 1] + apart(f, &b->glyphs[i - 1], &h->glyphs[j - 1]), how = 'x';
            if (i && cost[(i - 1) * w + j] + GAP < best)
                best = cost[(i - 1) * w + j] + GAP, how = 'b';
            if (j && cost[i * w + j - 1] + GAP < best)
                best = cost[i * w + j - 1] + GAP, how = 'h';
            cost[i * w + j] = best, step[i * w + j] = how;
        }
}

static sil_status push(sil_arena *a, sil_reading *out, const sil_glyph *g, sil_err *err)
{
    sil_glyph *to = SIL_PUSH(a, out->glyphs, out->n, out->cap);
    if (!to)
        return sil_fail(err, SIL_NOMEM, "no memory for a line of text");
    *to = *g;
    return SIL_OK;
}

/* The Han character of h in the place of b, of which the line says that it is read as the syllable `said` (0: nothing). */
static bool wins(const sil_forms *f, const sil_glyph *b, const sil_glyph *h, sil_model m, const sil_hanja *hanja, int32_t said)
{
    if (!is_han(b) || !is_han(h) || b->cp == h->cp)
        return false;
    if (b->cp == SIL_BLIND)
        return true;
    if (said && sil_hanja_reads(hanja, b->cp, said) != sil_hanja_reads(hanja, h->cp, said))
        return sil_hanja_reads(hanja, h->cp, said);
    if (sil_forms_same(f, b->cp, h->cp))
        return m == SIL_MODEL_HANS && (sil_form_of(f, h->cp, NULL) == SIL_FORM_MAINLAND || sil_form_of(f, h->cp, NULL) == SIL_FORM_BOTH);
    return h->conf >= TAKE && (h->conf >= b->conf || m == SIL_MODEL_HANS);
}

sil_status sil_blend(sil_arena *a, const sil_forms *f, const sil_reading *base, const sil_reading *han, sil_model m, const sil_gloss *gloss, sil_reading *out, size_t *taken, sil_err *err)
{
    *out = *base, *taken = 0;
    if (!base->n || !han->n || base->n > MOST || han->n > MOST)
        return SIL_OK;
    size_t w = han->n + 1, i = base->n, j = han->n, k = 0;
    int *cost = sil_alloc(a, sizeof *cost * (base->n + 1) * w);
    char *step = sil_alloc(a, (base->n + 1) * w), *path = sil_alloc(a, base->n + w);
    if (!cost || !step || !path)
        return sil_fail(err, SIL_NOMEM, "no memory for a line of text");
    lay(f, base, han, cost, step);
    while (i || j) {
        char how = path[k++] = step[i * w + j];
        i -= how != 'h', j -= how != 'b';
    }
    *out = (sil_reading){.box = base->box};
    sil_status st = SIL_OK;
    bool beside = false; /* the character before lay on a Han character: what is between it and the next one was seen, not dreamt */
    for (; st == SIL_OK && k-- > 0; j += path[k] != 'b', i += path[k] != 'h') {
        const sil_glyph *b = path[k] != 'h' ? &base->glyphs[i] : NULL, *h = path[k] != 'b' ? &han->glyphs[j] : NULL;
        bool next = k > 0 && path[k - 1] == 'x' && is_han(&base->glyphs[i]) && is_han(&han->glyphs[j + 1]);
        if (b) {
            sil_glyph g = *b;
            if (h && is_han(b) && is_han(h)) {
                g.model = m;
                if (wins(f, b, h, m, gloss ? gloss->hanja : NULL, gloss ? gloss->said[i] : 0)) {
                    if (!g.other && b->cp != SIL_BLIND && !(g.other = sil_strdup(a, b->text)))
                        return sil_fail(err, SIL_NOMEM, "no memory for a line of text");
                    g.cp = h->cp, g.conf = h->conf, *taken += 1;
                    memcpy(g.text, h->text, sizeof g.text);
                } else if (b->cp == h->cp && h->conf > b->conf) {
                    g.conf = h->conf; /* two models agree */
                }
            }
            st = push(a, out, &g, err);
        } else if (is_han(h) && h->conf >= ADD && beside && next) {
            sil_glyph g = *h;
            g.space = g.token = false, g.spaced = true;
            *taken += 1;
            st = push(a, out, &g, err);
        }
        beside = path[k] == 'x' ? is_han(b) && is_han(h) : beside;
    }
    for (size_t q = 0; q < out->n; q++)
        out->conf += out->glyphs[q].conf / (double)out->n;
    return st;
}

/* A Latin letter that no English model has. */
static bool accented(int32_t c) { return (c >= 0xc0 && c < 0x250 && c != 0xd7 && c != 0xf7); }

static bool plain(int32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

sil_status sil_blend_accents(sil_arena *a, const sil_reading *base, const sil_reading *ours, sil_reading *out, sil_err *err)
{
    *out = *base;
    if (!base->n || !ours->n || base->n > MOST || ours->n > MOST)
        return SIL_OK;
    size_t w = ours->n + 1, i = base->n, j = ours->n;
    int *cost = sil_alloc(a, sizeof *cost * (base->n + 1) * w);
    char *step = sil_alloc(a, (base->n + 1) * w);
    if (!cost || !step)
        return sil_fail(err, SIL_NOMEM, "no memory for a line of text");
    lay(NULL, base, ours, cost, step);
    while (i || j) {
        char how = step[i * w + j];
        i -= how != 'h', j -= how != 'b';
        sil_glyph *b = how == 'x' ? &base->glyphs[i] : NULL;
        if (!b || !(plain(b->cp) || accented(b->cp)) || !accented(ours->glyphs[j].cp))
            continue;
        b->cp = ours->glyphs[j].cp;
        memcpy(b->text, ours->glyphs[j].text, sizeof b->text);
    }
    return SIL_OK;
}

bool sil_blend_has_accents(const sil_reading *r)
{
    for (size_t i = 0; i < r->n; i++)
        if (accented(r->glyphs[i].cp))
            return true;
    return false;
}
