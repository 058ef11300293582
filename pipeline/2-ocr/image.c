/* 2-ocr/image.c: first step of reading a page: bytes -> gray, cleaned by what the page needs, with the map back. Next: layout.c. */
#include "image.h"

#include <leptonica/allheaders.h>
#include <math.h>
#include <string.h>

enum {
    TARGET_DPI = 300,
    TARGET_HEIGHT = 40,      /* ink of a 10 point line at 300 dpi */
    UNEVEN_RANGE = 45,       /* gray levels between dark and light parts of the paper from which light is evened */
    SPECK_SHARE = 45,        /* per cent of components that are specks from which a page is smoothed */
    SPECKS_PER_MPIXEL = 250,
    RUNS = 3                 /* times the area of lines the other way */
};

sil_map sil_map_unit(void) { return (sil_map){1, 0, 0, 0, 1, 0}; }

sil_map sil_map_join(sil_map s, sil_map r)
{
    return (sil_map){r.ax * s.ax + r.bx * s.ay, r.ax * s.bx + r.bx * s.by, r.ax * s.cx + r.bx * s.cy + r.cx,
                     r.ay * s.ax + r.by * s.ay, r.ay * s.bx + r.by * s.by, r.ay * s.cx + r.by * s.cy + r.cy};
}

sil_map sil_map_scale(double sx, double sy) { return (sil_map){sx, 0, 0, 0, sy, 0}; }

/* pixRotateAMGray takes destination (j, i) from source xc + (j-xc) cos + (i-yc) sin, yc + (i-yc) cos - (j-xc) sin. */
sil_map sil_map_rotate(double t, int width, int height)
{
    double c = cos(t), s = sin(t), xc = width / 2, yc = height / 2;
    return (sil_map){c, s, xc - xc * c - yc * s, -s, c, yc - yc * c + xc * s};
}

sil_map sil_map_quarter(int turns, int width, int height)
{
    switch (turns & 3) {
    case 1: return (sil_map){0, 1, 0, -1, 0, height}; /* x' = h - y, y' = x */
    case 2: return (sil_map){-1, 0, width, 0, -1, height};
    case 3: return (sil_map){0, -1, width, 1, 0, 0};
    default: return sil_map_unit();
    }
}

static int clampi(double v, int lo, int hi) { return v < lo ? lo : v > hi ? hi : (int)v; }

sil_box sil_map_box(const sil_map *m, sil_box b, int width, int height)
{
    double x0 = 1e9, y0 = 1e9, x1 = -1e9, y1 = -1e9;
    for (int i = 0; i < 4; i++) {
        double x = i & 1 ? b.x1 : b.x0, y = i & 2 ? b.y1 : b.y0;
        double px = m->ax * x + m->bx * y + m->cx, py = m->ay * x + m->by * y + m->cy;
        x0 = fmin(x0, px), x1 = fmax(x1, px), y0 = fmin(y0, py), y1 = fmax(y1, py);
    }
    /* a thousandth of a pixel beyond an edge is arithmetic, not ink */
    sil_box r = {clampi(floor(x0 + 1e-3), 0, width - 1), clampi(floor(y0 + 1e-3), 0, height - 1),
                 clampi(ceil(x1 - 1e-3), 0, width), clampi(ceil(y1 - 1e-3), 0, height)};
    if (r.x1 <= r.x0)
        r.x1 = r.x0 + 1;
    if (r.y1 <= r.y0)
        r.y1 = r.y0 + 1;
    return r;
}

void sil_image_free(sil_image *m)
{
    pixDestroy(&m->gray);
    pixDestroy(&m->bin);
}

static bool replace(PIX **p, PIX *with)
{
    if (!with)
        return false;
    pixDestroy(p);
    *p = with;
    return true;
}

/* Levels of the paper: the lightest pixel of each tile, then the given share of them from below. */
static int paper_level(PIX *tiles, double share)
{
    NUMA *h = pixGetGrayHistogram(tiles, 1);
    l_float32 v = 255;
    if (h)
        numaHistogramGetValFromRank(h, (l_float32)share, &v);
    numaDestroy(&h);
    return (int)v;
}

/* Gray of the paper: the most frequent level of the light half; what is painted out gets it, so that no false edge arises. */
static int paper_gray(PIX *gray)
{
    NUMA *h = pixGetGrayHistogram(gray, 4);
    l_float32 most = 0, v;
    int at = 255;
    for (int i = 128; h && i < 256; i++) {
        numaGetFValue(h, i, &v);
        if (v > most)
            most = v, at = i;
    }
    numaDestroy(&h);
    return at;
}

/* What is darker than two thirds of the paper is taken for ink when the level of the paper is mapped: with less, pale print counts as paper. */
static PIX *binary(PIX *gray)
{
    PIX *norm = pixBackgroundNorm(gray, NULL, NULL, 10, 15, paper_gray(gray) * 2 / 3, 50, 200, 2, 2), *level = NULL;
    PIX *from = norm ? norm : gray; /* too small to have a background map */
    l_uint32 threshold = 128;
    if (pixOtsuAdaptiveThreshold(from, pixGetWidth(from), pixGetHeight(from), 0, 0, 0.1f, &level, NULL) == 0 && level)
        pixGetPixel(level, 0, 0, &threshold);
    /* on a blank page Otsu's method divides the grain of the paper: ink is at least a sixth darker */
    l_uint32 most = (l_uint32)paper_gray(from) * 5 / 6;
    PIX *bin = pixThresholdToBinary(from, (int)(threshold < most ? threshold : most));
    pixDestroy(&level);
    pixDestroy(&norm);
    return bin;
}

static bool light_uneven(PIX *gray)
{
    PIX *tiles = pixScaleGrayMinMax(gray, 48, 48, L_CHOOSE_MAX);
    if (!tiles)
        return false;
    int lo = paper_level(tiles, 0.05), hi = paper_level(tiles, 0.95);
    pixDestroy(&tiles);
    return hi - lo > UNEVEN_RANGE;
}

static bool noisy(PIX *bin)
{
    BOXA *b = pixConnCompBB(bin, 8);
    int n = boxaGetCount(b), specks = 0;
    for (int i = 0; i < n; i++) {
        l_int32 w, h;
        boxaGetBoxGeometry(b, i, NULL, NULL, &w, &h);
        specks += w <= 2 && h <= 2;
    }
    boxaDestroy(&b);
    double mpix = pixGetWidth(bin) * (double)pixGetHeight(bin) / 1e6;
    return specks * 100.0 > (double)n * SPECK_SHARE && specks > mpix * SPECKS_PER_MPIXEL;
}

/* Height of the ink of a usual line of an image of half the size: lines are what a horizontal closing makes of letters; each counts by its width. */
static int height_of_lines(PIX *half)
{
    int w = pixGetWidth(half) * 2, h = pixGetHeight(half) * 2;
    PIX *lines = pixCloseSafeCompBrick(NULL, half, w / 80 + 3, 1);
    BOXA *b = pixConnCompBB(lines, 8);
    enum { MAX = 400 };
    double weight[MAX] = {0}, sum = 0;
    for (int i = 0; i < boxaGetCount(b); i++) {
        l_int32 bw, bh;
        boxaGetBoxGeometry(b, i, NULL, NULL, &bw, &bh);
        if (bh >= 4 && bh < MAX && bh * 2 < h / 4 && bw > bh * 3 / 2)
            weight[bh] += bw, sum += bw;
    }
    boxaDestroy(&b);
    pixDestroy(&lines);
    double seen = 0;
    for (int i = 0; sum > 0 && i < MAX; i++)
        if ((seen += weight[i]) >= sum / 2)
            return 2 * i;
    return 0;
}

/* The rules of a table that was scanned aslant look like tall lines: where letters alone are much lower, they are right. */
static int text_height(PIX *bin)
{
    PIX *half = pixReduceRankBinary2(bin, 1, NULL);
    if (!half)
        return 0;
    PIX *letters = pixSelectBySize(half, pixGetWidth(half) / 6, pixGetHeight(half) / 12, 8, L_SELECT_IF_BOTH, L_SELECT_IF_LT, NULL);
    int all = height_of_lines(half), low = letters ? height_of_lines(letters) : 0;
    pixDestroy(&letters);
    pixDestroy(&half);
    return low > 0 && all * 5 > low * 6 ? low : all;
}

/* Area of what a closing along one direction makes of letters, as far as that is long and thin: lines of text. */
static double area_of_lines(PIX *half, int reach, bool down)
{
    PIX *closed = down ? pixCloseSafeBrick(NULL, half, 1, reach) : pixCloseSafeBrick(NULL, half, reach, 1);
    BOXA *b = closed ? pixConnCompBB(closed, 8) : NULL;
    double sum = 0;
    for (int i = 0; b && i < boxaGetCount(b); i++) {
        l_int32 w, h;
        boxaGetBoxGeometry(b, i, NULL, NULL, &w, &h);
        int length = down ? h : w, depth = down ? w : h;
        if (length >= depth * 4 && depth * 5 >= reach * 2 && depth <= reach * 4)
            sum += (double)length * depth;
    }
    boxaDestroy(&b);
    pixDestroy(&closed);
    return sum;
}

/* Which way lines of text run. The letters of a line stand
 * closer to each other than lines do: a closing by some half of a letter joins lines, whichever way they run. */
static sil_run lines_run(PIX *bin)
{
    PIX *half = pixReduceRankBinary2(bin, 1, NULL);
    BOXA *b = half ? pixConnCompBB(half, 8) : NULL;
    enum { MAX = 100 };
    double count[MAX] = {0}, all = 0, seen = 0;
    int size = 0;
    for (int i = 0; b && i < boxaGetCount(b); i++) {
        l_int32 w, h;
        boxaGetBoxGeometry(b, i, NULL, NULL, &w, &h);
        int longer = w > h ? w : h;
        if (longer >= 5 && longer < MAX)
            count[longer] += longer * longer, all += longer * longer;
    }
    while (all > 0 && size + 1 < MAX && (seen += count[size]) * 3 < all * 2)
        size++;
    boxaDestroy(&b);
    double down = 0, across = 0;
    if (half && all > 0) {
        int reach = size * 6 / 10 > 2 ? size * 6 / 10 : 2;
        across = area_of_lines(half, reach, false), down = area_of_lines(half, reach, true);
    }
    pixDestroy(&half);
    return down > across * RUNS ? SIL_RUN_DOWN : across > down * RUNS ? SIL_RUN_ACROSS : SIL_RUN_UNKNOWN;
}

static double scale_for(int dpi, int height)
{
    double by_text = height > 0 ? (double)TARGET_HEIGHT / height : 1;
    double s = by_text;
    if (dpi >= 60 && dpi <= 2400) {
        s = (double)TARGET_DPI / dpi;
        /* a file's resolution can be wrong: believed only when the text then has a height that text can have */
        if (height > 0 && (height * s < 20 || height * s > 110))
            s = by_text;
    } else if (height > 28 && height < 64) {
        s = 1;
    }
    if (s > 0.88 && s < 1.14)
        s = 1;
    return s < 0.2 ? 0.2 : s > 4 ? 4 : s;
}

/* Dark edges: what is connected to the border of the image and is no thin stroke is the scanner's, not the paper's. */
static bool clear_edges(PIX *gray, PIX *bin)
{
    PIX *edge = pixExtractBorderConnComps(bin, 8);
    l_int32 none = 1;
    if (edge)
        pixZero(edge, &none);
    if (!none) {
        PIX *wide = pixDilateBrick(NULL, edge, 7, 7);
        if (wide)
            pixSetMasked(gray, wide, (l_uint32)paper_gray(gray));
        pixSubtract(bin, bin, edge);
        pixDestroy(&wide);
    }
    pixDestroy(&edge);
    return !none;
}

/* What is left at a side of the sheet when its dark edge was taken out: a broken streak along the side, higher than any letter and thin, which joins
 * the lines that it stands beside. It goes, with all specks between it and the side. */
static bool clear_streaks(PIX *gray, PIX *bin, int unit)
{
    enum { SHARE = 6 }; /* of 100 of the width, at each side */
    int w = pixGetWidth(bin), h = pixGetHeight(bin), wide = w * SHARE / 100;
    l_uint32 paper = (l_uint32)paper_gray(gray);
    bool any = false;
    for (int side = 0; side < 2 && unit > 0 && wide > unit; side++) {
        BOX *b = boxCreate(side ? w - wide : 0, 0, wide, h);
        PIX *strip = pixClipRectangle(bin, b, NULL), *closed = strip ? pixCloseSafeBrick(NULL, strip, 1, unit / 8 + 1) : NULL;
        BOXA *runs = closed ? pixConnCompBB(closed, 8) : NULL, *blobs = strip ? pixConnCompBB(strip, 8) : NULL;
        int long_ones = 0, inner = side ? wide : 0;
        for (int i = 0; runs && i < boxaGetCount(runs); i++) {
            l_int32 x, y, bw, bh;
            boxaGetBoxGeometry(runs, i, &x, &y, &bw, &bh);
            bool cut = side ? x == 0 : x + bw == wide; /* it goes on beyond the strip */
            if (cut || bh < unit * 2 || bw > unit || bh < bw * 4)
                continue;
            long_ones += bh;
            inner = side ? (x < inner ? x : inner) : x + bw > inner ? x + bw : inner;
        }
        for (int i = 0; long_ones > unit * 6 && blobs && i < boxaGetCount(blobs); i++) {
            l_int32 x, y, bw, bh;
            boxaGetBoxGeometry(blobs, i, &x, &y, &bw, &bh);
            if (bw > unit || (side ? x < inner - unit / 4 : x + bw > inner + unit / 4))
                continue;
            BOX *at = boxCreate((side ? w - wide : 0) + x - 2, y - 2, bw + 4, bh + 4);
            pixClearInRect(bin, at);
            pixSetInRectArbitrary(gray, at, paper);
            boxDestroy(&at);
            any = true;
        }
        boxaDestroy(&runs);
        boxaDestroy(&blobs);
        pixDestroy(&closed);
        pixDestroy(&strip);
        boxDestroy(&b);
    }
    return any;
}

sil_status sil_image_prepare(PIX *gray, int dpi, int turns, sil_image *m, sil_err *err)
{
    memset(m, 0, sizeof *m);
    m->gray = gray;
    m->page_width = pixGetWidth(gray), m->page_height = pixGetHeight(gray);
    m->to_page = sil_map_unit();
    if (turns & 3) {
        m->to_page = sil_map_quarter(turns, m->page_width, m->page_height);
        if (!replace(&m->gray, pixRotateOrth(gray, turns & 3)))
            goto nomem;
    }
    if (light_uneven(m->gray)) {
        /* the paper's level from a closing wider than strokes; a threshold for ink would fail where the paper is as dark as ink elsewhere */
        PIX *even = pixBackgroundNormMorph(m->gray, NULL, 8, 7, 200);
        m->evened = even && replace(&m->gray, even);
    }
    if (!(m->bin = binary(m->gray)))
        goto nomem;
    if (noisy(m->bin)) {
        if (!replace(&m->gray, pixBlockconv(m->gray, 1, 1)) || !replace(&m->bin, binary(m->gray)))
            goto nomem;
        m->smoothed = true;
    }
    m->edges = clear_edges(m->gray, m->bin);
    m->run = lines_run(m->bin);
    double s = scale_for(dpi, m->run == SIL_RUN_DOWN ? 0 : text_height(m->bin));
    if (s != 1) {
        int w = pixGetWidth(m->gray), h = pixGetHeight(m->gray);
        if (!replace(&m->gray, pixScale(m->gray, (l_float32)s, (l_float32)s)))
            goto nomem;
        m->to_page = sil_map_join(sil_map_scale((double)w / pixGetWidth(m->gray), (double)h / pixGetHeight(m->gray)), m->to_page);
        m->scaled = true;
        if (!replace(&m->bin, binary(m->gray)))
            goto nomem;
    }
    l_float32 angle = 0, conf = 0;
    if (pixFindSkew(m->bin, &angle, &conf) == 0 && conf > 1.8f && fabsf(angle) > 0.06f) {
        double t = angle * M_PI / 180;
        int w = pixGetWidth(m->gray), h = pixGetHeight(m->gray);
        if (!replace(&m->gray, pixRotateAMGray(m->gray, (l_float32)t, (l_uint8)paper_gray(m->gray))) || !replace(&m->bin, binary(m->gray)))
            goto nomem;
        m->to_page = sil_map_join(sil_map_rotate(t, w, h), m->to_page);
        m->skew = angle;
    }
    m->text_height = text_height(m->bin);
    m->edges |= clear_streaks(m->gray, m->bin, m->text_height);
    m->paper = paper_gray(m->gray);
    return SIL_OK;
nomem:
    sil_image_free(m);
    return sil_fail(err, SIL_NOMEM, "no memory to clean an image of %d x %d pixels; see the setting ocr.memory_mb", m->page_width, m->page_height);
}

sil_status sil_image_open(const void *data, size_t len, int dpi, int turns, int max_mpixels, sil_image *m, sil_err *err)
{
    memset(m, 0, sizeof *m);
    l_int32 format, w = 0, h = 0;
    if (pixReadHeaderMem(data, len, &format, &w, &h, NULL, NULL, NULL) == 0 && w > 0 && (double)w * h > max_mpixels * 1e6)
        return sil_fail(err, SIL_LIMIT, "the image has %d x %d pixels; the setting intake.max_page_mpixels allows %d million", w, h, max_mpixels);
    PIX *p = pixReadMem(data, len);
    if (!p)
        return sil_fail(err, SIL_FORMAT, "the page image cannot be decoded; it may be damaged");
    if (pixGetDepth(p) == 32 && pixGetSpp(p) == 4) { /* see-through pixels stand on white paper */
        PIX *flat = pixAlphaBlendUniform(p, 0xffffff00);
        if (flat)
            replace(&p, flat);
    }
    PIX *gray = pixConvertTo8(p, 0);
    pixDestroy(&p);
    if (!gray)
        return sil_fail(err, SIL_NOMEM, "no memory for an image of %d x %d pixels; see the setting ocr.memory_mb", w, h);
    return sil_image_prepare(gray, dpi, turns, m, err);
}
