/* 2-ocr/mend_zh.c: marks of Chinese text, see mend.h. Called by page.c for each line, beside mend.c. */
#include <leptonica/allheaders.h>
#include <stdlib.h>
#include <string.h>

#include "mend.h"
#include "sillok/text.h"
#include "words.h"

static bool digit(int32_t c) { return c >= '0' && c <= '9'; }
static bool han(const sil_glyph *g) { return sil_script_of(g->cp) == SIL_SCRIPT_HAN; }

static void set(sil_glyph *g, const char *text)
{
    size_t i = 0;
    strcpy(g->text, text);
    g->cp = sil_cp_next(text, strlen(text), &i);
    g->changed = true;
}

static bool opens_title(int32_t c) { return c == 0x300a || c == 0x3008; }

/* 《（WTCF）: one bracket seen as two, when nothing closes the first. */
static void drop_double(sil_reading *r, size_t i)
{
    bool closed = false;
    for (size_t k = i + 1; k < r->n; k++)
        closed |= r->glyphs[k].cp == 0x300b || r->glyphs[k].cp == 0x3009;
    if (i == 0 || !opens_title(r->glyphs[i - 1].cp) || closed)
        return;
    memmove(&r->glyphs[i - 1], &r->glyphs[i], (r->n - i) * sizeof *r->glyphs);
    r->n--;
}

/* 〈 that nothing closes on its line, outside of 《》: simplified print has it inside of titles alone, so that it is （. */
static void lone_angle(sil_reading *r, size_t i)
{
    bool hans = false, inside = false;
    for (size_t k = 0; k < r->n; k++) {
        hans |= r->glyphs[k].model == SIL_MODEL_HANS;
        if (k > i && (r->glyphs[k].cp == 0x3009 || r->glyphs[k].cp == 0x300b))
            return;
        if (k < i)
            inside = r->glyphs[k].cp == 0x300a || (inside && r->glyphs[k].cp != 0x300b);
    }
    if (hans && !inside)
        set(&r->glyphs[i], "（");
}

/* A nought among the Han digits of a year. */
static bool nought(const sil_reading *r, size_t i)
{
    static const int32_t digits[] = {0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d, 0x3007};
    bool counts = false;
    for (size_t k = 0; i > 0 && k < sizeof digits / sizeof *digits; k++)
        counts |= r->glyphs[i - 1].cp == digits[k];
    return counts && i + 1 < r->n && han(&r->glyphs[i + 1]) && (r->glyphs[i].cp == '0' || r->glyphs[i].cp == 'O' || r->glyphs[i].cp == 'o');
}

void sil_mend_chinese(sil_reading *r)
{
    const char *lang = sil_line_lang(r);
    bool chinese = lang && strncmp(lang, "zh", 2) == 0;
    for (size_t i = 0; i < r->n; i++) {
        sil_glyph *g = &r->glyphs[i];
        if (g->cp == 0x4e00 && i > 0 && i + 1 < r->n && digit(g[-1].cp) && digit(g[1].cp)) { /* 2010一2019 */
            set(g, "—");
            continue;
        }
        if (g->cp == 0x4e00 && i + 1 < r->n && g[1].cp == 0x4e00 && !g[1].space) { /* 联系一一中国: a dash of two ems */
            set(g, "—"), set(&r->glyphs[++i], "—");
            continue;
        }
        if (chinese && (g->cp == '!' || g->cp == '?') && i > 0 && (han(g - 1) || sil_script_of(g[-1].cp) == SIL_SCRIPT_PUNCT)) {
            bool was = g->changed; /* its width alone, no other mark */
            set(g, g->cp == '!' ? "！" : "？");
            g->changed = was;
        }
        if (chinese && nought(r, i))
            set(g, "〇");
        if (!opens_title(g->cp))
            continue;
        for (size_t k = i + 1; k < r->n; k++) { /* what closes it says what it is */
            int32_t c = r->glyphs[k].cp;
            if (c == 0xff09 || c == ')')
                set(g, c == ')' ? "(" : "（");
            if (c == 0xff09 || c == ')' || c == 0x300b || c == 0x3009 || c == '(' || c == 0xff08 || opens_title(c))
                break;
        }
        if (g->cp == 0x3008)
            lone_angle(r, i);
        if (!opens_title(g->cp))
            drop_double(r, i);
    }
}

/* ---- by shape ---- */

/* What stands alone in its columns and is low and narrow: one blob, or two above one another. */
typedef struct speck {
    sil_box top, low; /* one blob: low alone */
    int blobs;
    int left, right; /* blank columns beside it */
} speck;

static int by_x(const void *a, const void *b)
{
    const sil_box *p = a, *q = b;
    return p->x0 != q->x0 ? (p->x0 < q->x0 ? -1 : 1) : p->y0 < q->y0 ? -1 : p->y0 > q->y0;
}

static int by_y(const void *a, const void *b)
{
    const sil_box *p = a, *q = b;
    return p->y0 != q->y0 ? (p->y0 < q->y0 ? -1 : 1) : p->x0 < q->x0 ? -1 : p->x0 > q->x0;
}

/* Blobs that share columns, as one or two: the tail of a comma may have come off its head. False: they are more, or larger than marks are. */
static bool as_speck(sil_box *b, int n, int em, speck *out)
{
    int used = 0;
    qsort(b, (size_t)n, sizeof *b, by_y);
    for (int i = 0; i < n; i++) {
        if (used && b[i].y0 - b[used - 1].y1 <= em / 12)
            b[used - 1] = sil_box_union(b[used - 1], b[i]);
        else
            b[used++] = b[i];
    }
    *out = (speck){.top = b[0], .low = b[used - 1], .blobs = used};
    sil_box all = sil_box_union(out->top, out->low);
    return used <= 2 && (all.x1 - all.x0) * 100 <= em * 36 && (out->top.y1 - out->top.y0) * 100 <= em * 45 && (out->low.y1 - out->low.y0) * 100 <= em * 45;
}

/* The specks of a line, left to right; at most `most`. */
static size_t specks(PIX *part, int em, speck *out, size_t most)
{
    enum { MOST_BLOBS = 1024 };
    BOXA *boxes = pixConnCompBB(part, 8);
    int n = boxaGetCount(boxes) < MOST_BLOBS ? boxaGetCount(boxes) : 0;
    sil_box *b = calloc((size_t)n + 1, sizeof *b);
    size_t found = 0;
    int used = 0;
    for (int i = 0; b && i < n; i++) {
        l_int32 x, y, w, h;
        boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
        if (w * 14 > em || h * 14 > em) /* less is dirt */
            b[used++] = (sil_box){x, y, x + w, y + h};
    }
    if (used)
        qsort(b, (size_t)used, sizeof *b, by_x);
    for (int i = 0, j, before = -em; i < used && found < most; i = j) { /* blobs [i, j) share columns */
        int left = b[i].x0, right = b[i].x1;
        for (j = i + 1; j < used && b[j].x0 < right; j++)
            right = b[j].x1 > right ? b[j].x1 : right;
        int after = j < used ? b[j].x0 : right + em;
        if (as_speck(b + i, j - i, em, &out[found])) {
            out[found].left = left - before, out[found].right = after - right;
            found++;
        }
        before = right;
    }
    free(b);
    boxaDestroy(&boxes);
    return found;
}

/* Whether that much of the box is ink, in per cent: a ring is less than a dot. */
static bool solid(PIX *part, sil_box b, int share)
{
    BOX *box = boxCreate(b.x0, b.y0, b.x1 - b.x0, b.y1 - b.y0);
    PIX *p = pixClipRectangle(part, box, NULL);
    l_int32 ink = 0;
    if (p)
        pixCountPixels(p, &ink, NULL);
    pixDestroy(&p);
    boxDestroy(&box);
    return ink * 100 >= (b.x1 - b.x0) * (b.y1 - b.y0) * share;
}

/* The mark that two blobs are: ':' or ';', 0 = neither. Pieces of broken characters stand closer to others, or at the head of the line. */
static int32_t two_blobs(PIX *part, const speck *s, int em)
{
    if (s->left * 10 < em || s->right * 10 < em || (s->left + s->right) * 2 < em || s->top.y0 * 100 < em * 18)
        return 0;
    int wt = s->top.x1 - s->top.x0, ht = s->top.y1 - s->top.y0, wl = s->low.x1 - s->low.x0, hl = s->low.y1 - s->low.y0;
    int gap = s->low.y0 - s->top.y1;
    bool dot = wt * 10 <= ht * 16 && ht * 10 <= wt * 16 && ht * 100 <= em * 26 && gap * 100 >= em * 8 && gap * 100 <= em * 60 && solid(part, s->top, 40) && solid(part, s->low, 25);
    if (!dot || abs(s->top.x0 + s->top.x1 - s->low.x0 - s->low.x1) * 100 > em * 24)
        return 0;
    if (wl * hl * 10 <= wt * ht * 14 && hl * 10 <= ht * 13)
        return ':';
    return hl * 10 >= ht * 14 ? ';' : 0;
}

static bool pausing(int32_t c) { return c == ',' || c == 0xff0c || c == ';' || c == 0xff1b || c == ':' || c == 0xff1a || c == 0x3001; }
static bool wide(int32_t c) { return c >= 0xff00 || c == 0x3001; }

static void put_mark(sil_glyph *g, int32_t is)
{
    int32_t now = g->cp >= 0xff00 ? g->cp - 0xfee0 : g->cp;
    if (is != now)
        set(g, is == ';' ? (wide(g->cp) ? "；" : ";") : is == ':' ? (wide(g->cp) ? "：" : ":") : "，");
}

/* The pausing mark of the line nearest to column x and at most `reach` from it; NULL: there is none. */
static sil_glyph *nearest(sil_reading *r, int x, int reach)
{
    sil_glyph *best = NULL;
    for (size_t i = 0; i < r->n; i++) {
        int away = abs((r->glyphs[i].box.x0 + r->glyphs[i].box.x1) / 2 - x);
        if (pausing(r->glyphs[i].cp) && away <= reach)
            best = &r->glyphs[i], reach = away - 1;
    }
    return best;
}

sil_status sil_mend_marks(PIX *ink, sil_reading *r, sil_err *err)
{
    enum { MOST = 128 };
    const char *lang = sil_line_lang(r);
    int em = r->box.y1 - r->box.y0;
    if (!lang || strncmp(lang, "zh", 2) != 0 || em < 16)
        return SIL_OK;
    BOX *b = boxCreate(r->box.x0 - 4, r->box.y0, r->box.x1 - r->box.x0 + em, em), *used = NULL;
    PIX *part = pixClipRectangle(ink, b, &used);
    l_int32 ux = 0;
    speck *s = calloc(MOST, sizeof *s);
    sil_status st = s ? SIL_OK : sil_fail(err, SIL_NOMEM, "no memory for a line of text");
    if (used)
        boxGetGeometry(used, &ux, NULL, NULL, NULL);
    size_t n = part && s ? specks(part, em, s, MOST) : 0;
    const sil_glyph *told[MOST];
    size_t n_told = 0;
    for (size_t i = 0; i < n; i++) { /* the engine's boxes may be off by a whole character */
        int32_t is = s[i].blobs == 2 ? two_blobs(part, &s[i], em) : 0;
        sil_glyph *g = is ? nearest(r, ux + (s[i].low.x0 + s[i].low.x1) / 2, em * 13 / 10) : NULL;
        bool comma = g && (g->cp == ',' || g->cp == 0xff0c || g->cp == 0x3001);
        if (comma) /* which of the two it is the models know better where print is blurred */
            put_mark(g, is);
        if (g)
            told[n_told++] = g;
    }
    for (size_t i = 0; i < n; i++) { /* one blob alone is no semicolon, nor a colon */
        int w = s[i].low.x1 - s[i].low.x0, h = s[i].low.y1 - s[i].low.y0;
        sil_glyph *g = s[i].blobs == 1 ? nearest(r, ux + (s[i].low.x0 + s[i].low.x1) / 2, em * 4 / 10) : NULL;
        bool known = false;
        for (size_t k = 0; k < n_told; k++)
            known |= told[k] == g;
        bool comma = h * 100 <= em * 36 && h * 100 >= em * 12 && h * 10 >= w * 12;
        if (g && !known && (g->cp == ';' || g->cp == 0xff1b || g->cp == ':' || g->cp == 0xff1a) && comma && solid(part, s[i].low, 25))
            put_mark(g, ',');
    }
    free(s);
    pixDestroy(&part);
    boxDestroy(&used);
    boxDestroy(&b);
    return st;
}
