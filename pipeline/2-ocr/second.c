/* 2-ocr/second.c: see second.h. Called by read_zh.c. */
#include "second.h"

#include <stdint.h>
#include <string.h>

#include "sillok/text.h"

/* Confidence of a Chinese model below which a Han character, a mark is asked about: of 100 above it 1 in 500 is wrong, below it every fifth. */
static const double DOUBT_HAN = 0.70, DOUBT_SQUEEZED = 0.80, DOUBT_MARK = 0.85;

/* A Han character of ours takes the place of one below TAKE_HAN; above it, and of a simplified character, where it is as sure as VERY. Simplified print is not what ours
 * knows best: there it must be as sure as SURE in any case, or say the same alone (ALONE). */
static const double TAKE_HAN = 0.60, SURE = 0.20, VERY = 0.40, ALONE = 0.40;

/* A mark of ours takes the place of another from MARK on. What ours does not see is dropped below DROP_MARK, DROP_HAN; a mark that only ours sees comes in from ADD_MARK on. */
static const double MARK = 0.10, DROP_MARK = 0.60, DROP_HAN = 0.45, ADD_MARK = 0.60;

enum { MOST = 24, REACH = 2 }; /* glyphs of a place; neighbours that may show in it besides */

static bool han(int32_t c) { return sil_script_of(c) == SIL_SCRIPT_HAN; }
static bool mark(int32_t c) { return sil_script_of(c) == SIL_SCRIPT_PUNCT || sil_script_of(c) == SIL_SCRIPT_OTHER; }

/* One mark in all its widths. */
static int32_t plain(int32_t c)
{
    if (c >= 0xff01 && c <= 0xff5e)
        return c - 0xfee0;
    return c == 0x3002 ? '.' : c;
}

/* Marks that ours may put in the place of others of their kind. */
static bool pause(int32_t c)
{
    c = plain(c);
    return c && (c < 128 ? strchr(",;:.?!", (int)c) != NULL : c == 0x3001 || c == 0xb7);
}
static bool bracket(int32_t c)
{
    c = plain(c);
    return c && (c < 128 ? strchr("()\"'", (int)c) != NULL : (c >= 0x2018 && c <= 0x201d) || (c >= 0x3008 && c <= 0x300f));
}
static bool sentence(int32_t c) { return pause(c) || bracket(c); }

/* Whether a Han character stands nearer to the next one than characters of one size do: one that was seen as two (人小 for 小). Boxes are rough: a hint. */
static bool squeezed(const sil_reading *line, size_t k)
{
    const sil_glyph *g = line->glyphs;
    if (k + 1 >= line->n || !han(g[k].cp) || !han(g[k + 1].cp))
        return false;
    return (g[k + 1].box.x0 + g[k + 1].box.x1 - g[k].box.x0 - g[k].box.x1) * 5 < (line->box.y1 - line->box.y0) * 8;
}

static bool doubt(const sil_reading *line, size_t k)
{
    const sil_glyph *g = &line->glyphs[k];
    return g->conf < (mark(g->cp) ? DOUBT_MARK : squeezed(line, k) ? DOUBT_SQUEEZED : DOUBT_HAN);
}

bool sil_second_next(const sil_reading *line, size_t at, sil_place *out)
{
    size_t n = line->n;
    while (at < n && !doubt(line, at))
        at++;
    if (at >= n)
        return false;
    size_t j = at + 1;
    for (size_t k = j; k < n && k < j + 2 && k - at < MOST; k++)
        if (doubt(line, k))
            j = k + 1;
    *out = (sil_place){at ? at - 1 : at, at, j, j < n ? j + 1 : j};
    return true;
}

static bool equal(const sil_glyph *a, const sil_glyph *b) { return plain(a->cp) == plain(b->cp); }

static int apart(const sil_forms *f, const sil_glyph *a, const sil_glyph *b)
{
    enum { SAME = 0, FORM = 1, OTHER = 3, OTHER_KIND = 7 };
    if (equal(a, b))
        return SAME;
    if (han(a->cp) && han(b->cp))
        return f && sil_forms_same(f, a->cp, b->cp) ? FORM : OTHER;
    return mark(a->cp) && mark(b->cp) ? OTHER : OTHER_KIND;
}

enum { NOBODY = -1 };

/* Lay got beside base[lo, hi); what of base lies outside [p->i, p->j) may be missing at the ends for little. with[k - lo]: the glyph of got that lies on base[k], NOBODY: none;
 * lone[j]: glyphs of base that lie before the j-th of got, which lies on none; NOBODY: it lies on one. */
static bool lay(const sil_forms *f, const sil_reading *line, size_t lo, size_t hi, const sil_place *p, const sil_reading *got, int *with, int *lone)
{
    enum { GAP = 4, NARROW = 3, MISSED = 2, ROWS = MOST + 2 * REACH + 4, COLUMNS = ROWS * 2 };
    static int cost[ROWS][COLUMNS];
    static char how[ROWS][COLUMNS];
    const sil_glyph *base = line->glyphs;
    size_t n = hi - lo, m = got->n;
    if (n + 1 > ROWS || m + 1 > COLUMNS)
        return false;
    for (size_t i = 0; i <= n; i++)
        for (size_t j = 0; j <= m; j++) {
            int best = i || j ? INT32_MAX : 0;
            char way = 0;
            if (i && j)
                best = cost[i - 1][j - 1] + apart(f, &base[lo + i - 1], &got->glyphs[j - 1]), way = 'x';
            size_t k = lo + i - 1; /* of the line */
            bool outer = i && ((j == 0 && k < p->i) || (j == m && k >= p->j));
            int gone = outer ? (k + 1 == p->i || k == p->j ? MISSED : 0) : i && squeezed(line, k) ? NARROW : GAP;
            if (i && cost[i - 1][j] + gone < best)
                best = cost[i - 1][j] + gone, way = 'b';
            if (j && cost[i][j - 1] + GAP < best)
                best = cost[i][j - 1] + GAP, way = 'g';
            cost[i][j] = best, how[i][j] = way;
        }
    for (size_t i = n, j = m; i || j;) {
        char way = how[i][j];
        if (way != 'g')
            with[i - 1] = way == 'x' ? (int)j - 1 : NOBODY;
        if (way != 'b')
            lone[j - 1] = way == 'x' ? NOBODY : (int)i;
        i -= way != 'g', j -= way != 'b';
    }
    return true;
}

static sil_status push(sil_arena *a, sil_reading *out, const sil_glyph *g, sil_err *err)
{
    sil_glyph *to = SIL_PUSH(a, out->glyphs, out->n, out->cap);
    if (!to)
        return sil_fail(err, SIL_NOMEM, "no memory for a line of text");
    *to = *g;
    return SIL_OK;
}

static bool shows(const sil_reading *r, const sil_glyph *g)
{
    for (size_t i = 0; r && i < r->n; i++)
        if (r->glyphs[i].cp == g->cp && r->glyphs[i].conf >= ALONE)
            return true;
    return false;
}

/* Whether x of ours takes the place of y. */
static bool wins(const sil_forms *f, const sil_glyph *y, const sil_glyph *x, sil_model m, const sil_reading *alone, bool *unsure)
{
    if (x->cp == SIL_BLIND)
        return false;
    if (mark(y->cp) && mark(x->cp))
        return x->conf >= MARK && ((bracket(x->cp) && bracket(y->cp)) || (pause(x->cp) && !bracket(y->cp))) && !(x->cp == 0xb7 && (plain(y->cp) == ',' || plain(y->cp) == '.'));
    if (!han(y->cp) || !han(x->cp) || (f && sil_forms_same(f, y->cp, x->cp)))
        return false;
    sil_form xf = f ? sil_form_of(f, x->cp, NULL) : SIL_FORM_ONE, yf = f ? sil_form_of(f, y->cp, NULL) : SIL_FORM_ONE;
    size_t simplified, traditional;
    sil_han_forms(x->text, strlen(x->text), &simplified, &traditional);
    if (m == SIL_MODEL_HANT ? xf == SIL_FORM_MAINLAND || simplified : xf == SIL_FORM_KOREAN || traditional) /* the other print: 閑 for 闲 */
        return false;
    bool careful = y->conf >= TAKE_HAN || yf == SIL_FORM_MAINLAND || yf == SIL_FORM_BOTH;
    if (x->conf >= (careful ? VERY : m == SIL_MODEL_HANT ? 0 : SURE) || shows(alone, x))
        return true;
    *unsure = true;
    return false;
}

sil_status sil_second_weigh(sil_arena *a, const sil_forms *f, const sil_reading *line, const sil_place *p, sil_model m, const sil_reading *got, const sil_reading *alone, sil_reading *out, bool *unsure, sil_err *err)
{
    int with[MOST + 2 * REACH + 4], lone[2 * (MOST + 2 * REACH + 4)];
    const sil_glyph *g = line->glyphs;
    size_t lo = p->from > REACH ? p->from - REACH : 0, hi = p->to + REACH < line->n ? p->to + REACH : line->n;
    *out = (sil_reading){.box = line->box};
    *unsure = false;
    bool laid = got && got->n && lay(f, line, lo, hi, p, got, with, lone), anchored = false;
    for (size_t k = lo; laid && k < hi; k++)
        anchored |= with[k - lo] != NOBODY && equal(&g[k], &got->glyphs[with[k - lo]]);
    sil_status st = SIL_OK;
    for (size_t k = p->i; st == SIL_OK && k < p->j; k++) {
        sil_glyph y = g[k];
        const sil_glyph *x = anchored && with[k - lo] != NOBODY ? &got->glyphs[with[k - lo]] : NULL;
        bool left = anchored && k > lo && with[k - lo - 1] != NOBODY && equal(&g[k - 1], &got->glyphs[with[k - lo - 1]]);
        for (size_t q = 0; anchored && left && q < got->n && st == SIL_OK; q++) /* a mark that only ours sees */
            if (lone[q] == (int)(k - lo) && sentence(got->glyphs[q].cp) && got->glyphs[q].conf >= ADD_MARK && x && equal(&y, x)) {
                sil_glyph add = got->glyphs[q];
                add.space = false, add.spaced = y.spaced, add.token = true, add.also = NULL;
                st = push(a, out, &add, err);
            }
        if (x && equal(&y, x)) {
            y.agreed = true;
        } else if (x && wins(f, &y, x, m, alone, unsure)) {
            if (!y.other && !(y.other = sil_strdup(a, y.text)))
                return sil_fail(err, SIL_NOMEM, "no memory for a line of text");
            y.cp = x->cp, y.conf = x->conf, y.model = x->model;
            memcpy(y.text, x->text, sizeof y.text);
        } else if (anchored && !x && y.conf < (mark(y.cp) ? DROP_MARK : squeezed(line, k) ? DOUBT_SQUEEZED : DROP_HAN) && (mark(y.cp) || han(y.cp))) {
            size_t next = k + 1;
            bool right = next < hi && with[next - lo] != NOBODY && (next >= p->j ? equal(&g[next], &got->glyphs[with[next - lo]]) : true);
            bool beside = squeezed(line, k) && k > lo && with[k - lo - 1] != NOBODY && next < hi && with[next - lo] != NOBODY;
            if ((left && right) || beside)
                continue; /* one character seen as two */
        }
        if (st == SIL_OK)
            st = push(a, out, &y, err);
    }
    return st;
}
