/* Room 1, text layer: its boxes against the ink of the page. Before: pdf_text.c has the words. Next: pdf_text.c makes the verdict. */
#include "layer_fit.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

/* Measured on tests/cases/1-intake: right layers have 0.97 and more of their words on ink and 0.9 and more of their spaces on paper; those of another page
 * 0.5 and less of their spaces. */
static const double INKED_LEAST = 0.75, BLANK_LEAST = 0.6;
enum { ENOUGH = 10, AROUND_X = 40, AROUND_Y = 26, COARSE = 8, FINE = 24 };

int layer_lines_outside(PIX *image, const placed_word *words, size_t n)
{
    double heights = 0;
    for (size_t i = 0; i < n; i++)
        heights += words[i].y1 - words[i].y0;
    double line = n ? heights / (double)n : 0;
    if (!(line >= 2))
        return 0;
    /* Bring a line to about ten pixels: enough to tell lines, small enough to be quick. */
    float scale = (float)(10 / line);
    if (scale > 1)
        scale = 1;
    PIX *gray = pixConvertTo8(image, 0), *small = gray ? pixScale(gray, scale, scale) : NULL, *ink = small ? pixThresholdToBinary(small, 180) : NULL, *joined = NULL;
    int found = 0;
    if (ink) {
        for (size_t i = 0; i < n; i++) { /* what the layer covers, and a little around it */
            int x0 = (int)(words[i].x0 * scale) - 3, y0 = (int)(words[i].y0 * scale) - 3;
            pixClearInRect(ink, &(BOX){x0, y0, (int)((words[i].x1 - words[i].x0) * scale) + 7, (int)((words[i].y1 - words[i].y0) * scale) + 7, 1});
        }
        joined = pixCloseSafeBrick(NULL, ink, 9, 1);
    }
    BOXA *boxes = joined ? pixConnCompBB(joined, 8) : NULL;
    int h = (int)(line * scale + 0.5);
    for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
        l_int32 x, y, bw, bh;
        if (!boxaGetBoxGeometry(boxes, i, &x, &y, &bw, &bh) && bh * 2 >= h && bh <= h * 2 && bw >= 6 * h) {
            /* A line of print, not a bar: its ink is neither solid nor thin. */
            PIX *part = pixClipRectangle(ink, &(BOX){x, y, bw, bh, 1}, NULL);
            l_int32 dark = 0;
            if (part)
                pixCountPixels(part, &dark, NULL);
            double share = (double)dark / bw / bh;
            found += share > 0.08 && share < 0.7;
            pixDestroy(&part);
        }
    }
    boxaDestroy(&boxes);
    pixDestroy(&joined);
    pixDestroy(&ink);
    pixDestroy(&small);
    pixDestroy(&gray);
    return found;
}

int layer_gaps_inked(PIX *image, const placed_word *words, size_t n)
{
    PIX *gray = pixConvertTo8(image, 0), *ink = gray ? pixThresholdToBinary(gray, 160) : NULL;
    int found = 0;
    for (size_t i = 0; ink && i + 1 < n; i++) {
        const placed_word *w = &words[i], *next = w + 1;
        double h = w->y1 - w->y0, gap = next->x0 - w->x1;
        if (w->line_end || gap < 0.2 * h || gap > 4 * h)
            continue;
        BOX box = {(int)(w->x1 + 0.1 * gap), (int)(w->y0 + 0.2 * h), (int)(0.8 * gap), (int)(0.6 * h), 1};
        PIX *part = box.w > 0 && box.h > 0 ? pixClipRectangle(ink, &box, NULL) : NULL;
        l_int32 dark = 0;
        if (part) {
            pixCountPixels(part, &dark, NULL);
            double share = (double)dark / pixGetWidth(part) / pixGetHeight(part);
            found += share > 0.08 && share < 0.8;
        }
        pixDestroy(&part);
    }
    pixDestroy(&ink);
    pixDestroy(&gray);
    return found;
}

/* ---- the fit of words and spaces ---- */

typedef struct ink_map { /* a page at a size at which a line of the layer is so many pixels high */
    double scale;
    int w, h;
    uint32_t *sum; /* (w+1) x (h+1): ink left of and above */
} ink_map;

static double line_height(const placed_word *words, size_t n)
{
    double heights = 0;
    for (size_t i = 0; i < n; i++)
        heights += words[i].y1 - words[i].y0;
    return n ? heights / (double)n : 0;
}

/* The paper evened, ink by a fixed level. Free sum with free(); NULL when that fails. */
static ink_map map_ink(PIX *image, double line, double want)
{
    ink_map m = {.scale = line > want ? want / line : 1};
    PIX *gray = pixConvertTo8(image, 0), *even = gray ? pixBackgroundNormSimple(gray, NULL, NULL) : NULL;
    PIX *small = even || gray ? pixScale(even ? even : gray, (float)m.scale, (float)m.scale) : NULL, *ink = small ? pixThresholdToBinary(small, 170) : NULL;
    if (ink) {
        m.w = pixGetWidth(ink), m.h = pixGetHeight(ink);
        m.sum = calloc((size_t)(m.w + 1) * (size_t)(m.h + 1), sizeof *m.sum);
    }
    for (int y = 0; m.sum && y < m.h; y++) {
        const l_uint32 *row = pixGetData(ink) + (size_t)y * (size_t)pixGetWpl(ink);
        uint32_t *above = m.sum + (size_t)y * (size_t)(m.w + 1), *here = above + m.w + 1, run = 0;
        for (int x = 0; x < m.w; x++) {
            run += GET_DATA_BIT(row, x);
            here[x + 1] = above[x + 1] + run;
        }
    }
    pixDestroy(&ink);
    pixDestroy(&small);
    pixDestroy(&even);
    pixDestroy(&gray);
    return m;
}

/* Share of ink in a rectangle of the page (pixels of the page image), -1 where there is none of the page. */
static double ink_in(const ink_map *m, double x0, double y0, double x1, double y1)
{
    int a = (int)lround(x0 * m->scale), b = (int)lround(y0 * m->scale), c = (int)lround(x1 * m->scale), d = (int)lround(y1 * m->scale);
    c = c > a ? c : a + 1, d = d > b ? d : b + 1;
    if (a < 0 || b < 0 || c > m->w || d > m->h)
        return -1;
    size_t s = (size_t)m->w + 1;
    uint32_t n = m->sum[(size_t)d * s + (size_t)c] + m->sum[(size_t)b * s + (size_t)a] - m->sum[(size_t)b * s + (size_t)c] - m->sum[(size_t)d * s + (size_t)a];
    return n / ((double)(c - a) * (d - b));
}

/* The middle of the space after word i, or false when no space stands there that one could look into. */
static bool space_after(const placed_word *words, size_t n, size_t i, double *x0, double *x1)
{
    if (i + 1 >= n || words[i].line_end)
        return false;
    double h = words[i].y1 - words[i].y0, gap = words[i + 1].x0 - words[i].x1;
    *x0 = words[i].x1 + 0.3 * gap, *x1 = words[i + 1].x0 - 0.3 * gap;
    return gap > 0.1 * h && gap < 3 * h;
}

static layer_fit count_fit(const ink_map *m, const placed_word *words, size_t n, double dx, double dy)
{
    layer_fit f = {0, 0, 0, 0};
    for (size_t i = 0; i < n; i++) {
        const placed_word *w = &words[i];
        double h = w->y1 - w->y0, y0 = w->y0 + 0.3 * h + dy, y1 = w->y1 - 0.3 * h + dy, g0, g1;
        if (w->x1 - w->x0 > 0.5 * h) {
            f.words++;
            f.inked += ink_in(m, w->x0 + dx, y0, w->x1 + dx, y1) > 0.05;
        }
        if (space_after(words, n, i, &g0, &g1)) {
            double ink = ink_in(m, g0 + dx, y0, g1 + dx, y1);
            f.gaps++;
            f.blank += ink >= 0 && ink < 0.06;
        }
    }
    return f;
}

layer_fit layer_fit_at(PIX *image, const placed_word *words, size_t n, int dx, int dy)
{
    layer_fit f = {0, 0, 0, 0};
    double line = line_height(words, n);
    ink_map m = line >= 2 ? map_ink(image, line, 40) : (ink_map){.sum = NULL};
    if (m.sum)
        f = count_fit(&m, words, n, dx, dy);
    free(m.sum);
    return f;
}

bool layer_fits(const layer_fit *f)
{
    return (f->words < ENOUGH || f->inked >= INKED_LEAST * f->words) && (f->gaps < ENOUGH || f->blank >= BLANK_LEAST * f->gaps);
}

/* Ink on words less ink on spaces and between the lines: the higher the better the words stand. */
static double contrast(const ink_map *m, const placed_word *words, size_t n, double dx, double dy)
{
    double on = 0, off = 0, n_on = 0, n_off = 0;
    for (size_t i = 0; i < n; i++) {
        const placed_word *w = &words[i];
        double h = w->y1 - w->y0, y0 = w->y0 + 0.25 * h + dy, y1 = w->y1 - 0.25 * h + dy, g0, g1, ink;
        ink = ink_in(m, w->x0 + dx, y0, w->x1 + dx, y1);
        on += (ink > 0 ? ink : 0) * (w->x1 - w->x0), n_on += w->x1 - w->x0;
        if (space_after(words, n, i, &g0, &g1) && (ink = ink_in(m, g0 + dx, y0, g1 + dx, y1)) >= 0)
            off += ink * h, n_off += h;
        if ((ink = ink_in(m, w->x0 + dx, w->y0 - 0.45 * h + dy, w->x1 + dx, w->y0 - 0.25 * h + dy)) >= 0)
            off += ink * h, n_off += h;
    }
    return n_on > 0 ? on / n_on - (n_off > 0 ? off / n_off : 0) : 0;
}

bool layer_find_shift(PIX *image, const placed_word *words, size_t n, int *dx, int *dy)
{
    double line = line_height(words, n), best = -1, bx = 0, by = 0, cx, cy;
    size_t use = n > 400 ? 400 : n;
    ink_map coarse = line >= 2 ? map_ink(image, line, COARSE) : (ink_map){.sum = NULL}, fine = coarse.sum ? map_ink(image, line, FINE) : coarse;
    bool found = false;
    if (coarse.sum && fine.sum) {
        for (int y = -AROUND_Y; y <= AROUND_Y; y++)
            for (int x = -AROUND_X; x <= AROUND_X; x++) {
                double c = contrast(&coarse, words, use, x / coarse.scale, y / coarse.scale) - 0.0005 * (abs(x) + abs(y));
                if (c > best)
                    best = c, bx = x / coarse.scale, by = y / coarse.scale;
            }
        best = -1, cx = bx, cy = by;
        for (int y = -4; y <= 4; y++)
            for (int x = -4; x <= 4; x++) {
                double c = contrast(&fine, words, n, cx + x / fine.scale, cy + y / fine.scale);
                if (c > best)
                    best = c, bx = cx + x / fine.scale, by = cy + y / fine.scale;
            }
        *dx = (int)lround(bx), *dy = (int)lround(by);
        layer_fit f = count_fit(&fine, words, n, *dx, *dy);
        found = f.words >= ENOUGH && layer_fits(&f);
    }
    if (fine.sum != coarse.sum)
        free(fine.sum);
    free(coarse.sum);
    return found;
}
