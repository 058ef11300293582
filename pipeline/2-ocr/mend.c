/* 2-ocr/mend.c: see mend.h. Called by page.c for each line, before hanja.c. */
#include "mend.h"

#include <leptonica/allheaders.h>
#include <string.h>

#include "sillok/text.h"

static bool hangul(int32_t c) { return c >= 0xac00 && c <= 0xd7a3; }

static bool letter(int32_t c)
{
    sil_script s = sil_script_of(c);
    return s == SIL_SCRIPT_HANGUL || s == SIL_SCRIPT_HAN || s == SIL_SCRIPT_LATIN;
}

/* Marks that engines write for a middle dot. */
static bool dot_like(int32_t c) { return c == ':' || c == '-' || c == '.' || c == ',' || c == ';' || c == '\'' || c == '*' || c == 0x318d || c == 0x2022 || c == 0x30fb || c == 0xb7; }

static sil_status insert(sil_arena *a, sil_reading *r, size_t at, const char *text, sil_box box, double conf, sil_err *err)
{
    sil_glyph *g = SIL_PUSH(a, r->glyphs, r->n, r->cap);
    if (!g)
        return sil_fail(err, SIL_NOMEM, "no memory for a line of text");
    g = r->glyphs + at;
    memmove(g + 1, g, (r->n - 1 - at) * sizeof *g);
    size_t i = 0;
    *g = (sil_glyph){.box = box, .conf = conf, .changed = true, .model = at ? g[-1].model : SIL_MODEL_KO};
    strcpy(g->text, text);
    g->cp = sil_cp_next(text, strlen(text), &i);
    return SIL_OK;
}

/* Whether nothing but the blob [x0, x1) of `own` rows stands in its columns and beside them. */
static bool stands_alone(NUMA *cols, int x0, int x1, int height)
{
    l_int32 v;
    for (int x = x0 - 2; x < x1 + 2; x++) {
        if (x < 0 || x >= numaGetCount(cols))
            continue;
        numaGetIValue(cols, x, &v);
        if (x < x0 || x >= x1 ? v > 0 : v > height)
            return false;
    }
    return true;
}

static sil_status put_dot(sil_arena *a, sil_reading *r, sil_box dot, int height, sil_err *err)
{
    int x = (dot.x0 + dot.x1) / 2;
    size_t k = 0; /* glyphs before it */
    while (k < r->n && (r->glyphs[k].box.x0 + r->glyphs[k].box.x1) / 2 < x)
        k++;
    for (size_t i = k > 1 ? k - 2 : 0; i < k + 2 && i < r->n; i++) {
        sil_glyph *g = &r->glyphs[i];
        if (!dot_like(g->cp) || g->box.x1 < dot.x0 - height / 4 || g->box.x0 > dot.x1 + height / 4)
            continue;
        if (g->cp != 0xb7) {
            g->changed = true;
            g->cp = 0xb7;
            strcpy(g->text, "\xc2\xb7");
            g->box = dot;
        }
        return SIL_OK;
    }
    if (k == 0 || !hangul(r->glyphs[k - 1].cp) || (k < r->n && !letter(r->glyphs[k].cp)) || r->glyphs[k - 1].box.x1 > dot.x1 + height / 3)
        return SIL_OK;
    return insert(a, r, k, "\xc2\xb7", dot, r->glyphs[k - 1].conf, err);
}

sil_status sil_mend_dots(sil_arena *a, PIX *ink, sil_reading *r, sil_err *err)
{
    int height = r->box.y1 - r->box.y0;
    size_t korean = 0;
    for (size_t i = 0; i < r->n; i++)
        korean += hangul(r->glyphs[i].cp);
    if (height < 16 || korean * 4 < r->n || korean < 2)
        return SIL_OK;
    BOX *b = boxCreate(r->box.x0 - 4, r->box.y0, r->box.x1 - r->box.x0 + height, height), *used = NULL;
    PIX *part = pixClipRectangle(ink, b, &used);
    boxDestroy(&b);
    if (!part) {
        boxDestroy(&used);
        return SIL_OK;
    }
    l_int32 ux, uy;
    boxGetGeometry(used, &ux, &uy, NULL, NULL);
    boxDestroy(&used);
    BOXA *boxes = pixConnCompBB(part, 8);
    NUMA *cols = pixCountPixelsByColumn(part);
    sil_status st = boxes && cols ? SIL_OK : sil_fail(err, SIL_NOMEM, "no memory for a line of text");
    for (int i = 0; st == SIL_OK && i < boxaGetCount(boxes); i++) {
        l_int32 x, y, w, h;
        boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
        int middle = (2 * y + h) * 50 / height; /* per cent of the line's height */
        bool small = w * 100 >= height * 10 && h * 100 >= height * 10 && w * 100 <= height * 28 && h * 100 <= height * 28;
        if (small && w * 5 >= h * 3 && h * 5 >= w * 3 && middle >= 36 && middle <= 64 && stands_alone(cols, x, x + w, h))
            st = put_dot(a, r, (sil_box){ux + x, uy + y, ux + x + w, uy + y + h}, height, err);
    }
    numaDestroy(&cols);
    boxaDestroy(&boxes);
    pixDestroy(&part);
    return st;
}

/* The one small blob on the foot of the line between the columns x0 and x1. *comma: it has a tail. */
static sil_status blob_at_foot(PIX *ink, sil_box line, int x0, int x1, sil_box *out, bool *comma, sil_err *err)
{
    int height = line.y1 - line.y0, found = 0;
    l_int32 ux, uy;
    BOX *b = boxCreate(x0, line.y0, x1 - x0, height), *used = NULL;
    PIX *part = pixClipRectangle(ink, b, &used);
    BOXA *boxes = part ? pixConnCompBB(part, 8) : NULL;
    sil_status st = boxes || !part ? SIL_OK : sil_fail(err, SIL_NOMEM, "no memory for a line of text");
    if (used)
        boxGetGeometry(used, &ux, &uy, NULL, NULL);
    for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
        l_int32 x, y, w, h;
        boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
        bool small = w * 100 >= height * 6 && w * 100 <= height * 20 && h * 100 >= height * 6 && h * 100 <= height * 32 && h * 3 >= w * 2;
        if (small && y * 100 >= height * 62 && x > 0 && x + w < pixGetWidth(part)) {
            *out = (sil_box){ux + x, uy + y, ux + x + w, uy + y + h};
            *comma = h * 10 > w * 15;
            found++;
        }
    }
    if (found != 1)
        *out = (sil_box){0};
    boxaDestroy(&boxes);
    pixDestroy(&part);
    boxDestroy(&used);
    boxDestroy(&b);
    return st;
}

sil_status sil_mend_stops(sil_arena *a, PIX *ink, sil_reading *r, sil_err *err)
{
    sil_status st = SIL_OK;
    int height = r->box.y1 - r->box.y0;
    for (size_t i = 1; st == SIL_OK && height >= 16 && i < r->n; i++) {
        const sil_glyph *quote = &r->glyphs[i], *before = quote - 1;
        if ((quote->cp != 0x201d && quote->cp != 0x2019 && quote->cp != '"') || quote->space || sil_script_of(before->cp) != SIL_SCRIPT_HAN)
            continue;
        int x0 = before->box.x1 - height / 4, x1 = quote->box.x1 + height / 8;
        sil_box dot;
        bool comma = false;
        if (x1 > x0 && (st = blob_at_foot(ink, r->box, x0, x1, &dot, &comma, err)) == SIL_OK && !sil_box_empty(dot))
            st = insert(a, r, i++, comma ? "," : ".", dot, before->conf, err);
    }
    return st;
}

static bool foreign(int32_t c)
{
    sil_script s = sil_script_of(c);
    return s == SIL_SCRIPT_HAN || s == SIL_SCRIPT_LATIN;
}

sil_status sil_mend_brackets(sil_arena *a, sil_reading *r, sil_err *err)
{
    size_t none = (size_t)-1, open = none, seam_in = none, seam_out = none;
    for (size_t i = 0; i < r->n; i++) {
        const sil_glyph *g = &r->glyphs[i];
        if (i > 0 && !g->space && hangul(g[-1].cp) && foreign(g->cp))
            seam_in = i;
        if (i > 0 && !g->space && foreign(g[-1].cp) && hangul(g->cp) && seam_out == none && open != none)
            seam_out = i;
        if (g->cp == '(') {
            if (open != none && seam_out != none && seam_out > open) { /* (城市外交의 … ( : the first was not closed */
                sil_status st = insert(a, r, seam_out, ")", r->glyphs[seam_out - 1].box, r->glyphs[seam_out - 1].conf, err);
                if (st != SIL_OK)
                    return st;
                i++;
            }
            open = i, seam_out = seam_in = none;
        } else if (g->cp == ')') {
            if (open == none && seam_in != none) {
                sil_status st = insert(a, r, seam_in, "(", r->glyphs[seam_in].box, r->glyphs[seam_in].conf, err);
                if (st != SIL_OK)
                    return st;
                i++;
            }
            open = seam_in = seam_out = none;
        }
    }
    return SIL_OK;
}

static void set(sil_glyph *g, const char *text)
{
    size_t i = 0;
    strcpy(g->text, text);
    g->cp = sil_cp_next(text, strlen(text), &i);
    g->changed = true;
}

void sil_mend_blind(sil_reading *r)
{
    static const double NOT_READ = 0.1;
    for (size_t i = 0; i < r->n; i++)
        if (r->glyphs[i].cp == SIL_BLIND) {
            set(&r->glyphs[i], "\xef\xbf\xbd");
            r->glyphs[i].conf = r->glyphs[i].conf < NOT_READ ? r->glyphs[i].conf : NOT_READ;
        }
}
