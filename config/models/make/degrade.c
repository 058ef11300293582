/* degrade.c - see degrade.h. Called by lines.c between drawing and cropping. Everything works on a line of some 1,500 x 80 pixels and
 * takes a few milliseconds. */
#include "degrade.h"
#include <leptonica/allheaders.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

void sil_damage_draw(sil_rng *r, double hardness, sil_damage *d)
{
    double h = hardness < 0 ? 0 : hardness > 1 ? 1 : hardness, u = sil_rng_unit(r);
    memset(d, 0, sizeof *d);
    d->grade = u < 0.25 * h ? 2 : u < 0.75 * h ? 1 : 0;
    d->dpi = 300;
    d->paper = 1.0;
    d->weight = sil_rng_in(r, -0.004, 0.006);
    if (sil_rng_chance(r, 0.04)) {
        d->tint = sil_rng_in(r, 0.03, 0.2);
        d->tint_from = sil_rng_chance(r, 0.6) ? -1 : sil_rng_unit(r);
        d->tint_to = sil_rng_chance(r, 0.6) ? 2 : sil_rng_unit(r);
    }
    if (d->grade == 0) {
        u = sil_rng_unit(r);
        d->dpi = u < 0.75 ? 300 : u < 0.85 ? 400 : u < 0.93 ? 250 : 200;
        d->blur = sil_rng_chance(r, 0.6) ? 0 : sil_rng_in(r, 0.2, 0.5);
        d->ink = sil_rng_chance(r, 0.8) ? 0 : sil_rng_in(r, 0, 0.3);
        if (sil_rng_chance(r, 0.2)) d->grain = sil_rng_in(r, 0, 4);
        if (sil_rng_chance(r, 0.15)) d->jpeg = 75 + sil_rng_below(r, 20);
        if (sil_rng_chance(r, 0.12)) d->onebit = 1, d->threshold = sil_rng_in(r, 0.42, 0.6), d->edge = 2;
        return;
    }
    int bad = d->grade == 2;
    u = sil_rng_unit(r);
    if (bad) d->dpi = u < 0.35 ? 150 : u < 0.62 ? 200 : u < 0.70 ? 250 : u < 0.96 ? 300 : 400;
    else d->dpi = u < 0.10 ? 150 : u < 0.32 ? 200 : u < 0.40 ? 250 : u < 0.92 ? 300 : 400;
    double top = bad ? 0.7 : 0.35;
    d->turn = sil_rng_chance(r, 0.25) ? 0 : sil_rng_gauss(r) * 0.4 * top;
    if (d->turn > 0.7) d->turn = 0.7;
    if (d->turn < -0.7) d->turn = -0.7;
    if (sil_rng_chance(r, 0.3)) d->shear = sil_rng_gauss(r) * 0.012;
    double scale = d->dpi / 300.0;
    d->blur = (bad ? sil_rng_in(r, 0.4, 1.6) : sil_rng_in(r, 0.25, 1.15)) * (scale < 1 ? 0.35 + 0.65 * scale : scale);
    d->weight += sil_rng_in(r, bad ? -0.012 : -0.006, bad ? 0.016 : 0.010);
    d->paper = bad ? sil_rng_in(r, 0.55, 1.0) : sil_rng_in(r, 0.8, 1.0);
    d->ink = bad ? sil_rng_in(r, 0.0, 0.45) : sil_rng_in(r, 0.0, 0.3);
    double least = bad && d->blur < 0.9 ? 0.3 : 0.42; /* contrast that a person can still read */
    if (d->paper < least) d->paper = least;
    if (d->ink > d->paper - least) d->ink = d->paper - least;
    if (sil_rng_chance(r, bad ? 0.5 : 0.25)) d->uneven = sil_rng_in(r, 0.05, bad ? 0.45 : 0.2);
    if (sil_rng_chance(r, bad ? 0.25 : 0.1)) d->bleed = sil_rng_in(r, 0.03, bad ? 0.25 : 0.12);
    d->grain = bad ? sil_rng_in(r, 2, 22) : sil_rng_in(r, 0, 9);
    if (d->grain > 33 * (d->paper - d->ink)) d->grain = 33 * (d->paper - d->ink);
    if (d->bleed > 0.3 * (d->paper - d->ink)) d->bleed = 0.3 * (d->paper - d->ink);
    if (sil_rng_chance(r, 0.4)) d->grain_blur = sil_rng_in(r, 0.4, 0.9);
    if (sil_rng_chance(r, bad ? 0.3 : 0.08)) d->specks = exp(sil_rng_in(r, log(0.0003), log(bad ? 0.01 : 0.003)));
    if (sil_rng_chance(r, 0.2)) d->sharpen = sil_rng_in(r, 0.3, 1.2);
    if (sil_rng_chance(r, 0.22)) {
        d->onebit = 1;
        d->threshold = bad ? sil_rng_in(r, 0.3, 0.72) : sil_rng_in(r, 0.38, 0.65);
        d->edge = sil_rng_in(r, 2, bad ? 22 : 10);
        if (d->dpi < 200) d->dpi = 200;
        d->blur *= 0.7;
        d->uneven *= 0.25; /* scanners threshold against the light of the place */
        if (d->weight < -0.004) d->weight = -0.004;
    } else if (sil_rng_chance(r, 0.7)) {
        d->jpeg = bad ? 30 + sil_rng_below(r, 50) : 50 + sil_rng_below(r, 43);
    }
}

/* One pass of a gauss along x (step 1) or y (step w), borders repeated. tmp holds w*h. */
static void blur(float *a, float *tmp, int w, int h, double s)
{
    float k[16];
    int n = (int)ceil(2.6 * s);
    if (s < 0.15) return;
    if (n > 7) n = 7;
    double sum = 0;
    for (int i = 0; i <= n; i++) {
        k[i] = (float)exp(-i * i / (2 * s * s));
        sum += i ? 2 * k[i] : k[i];
    }
    for (int i = 0; i <= n; i++) k[i] /= (float)sum;
    for (int y = 0; y < h; y++) {
        const float *p = a + (size_t)y * (size_t)w;
        float *q = tmp + (size_t)y * (size_t)w;
        for (int x = 0; x < w; x++) q[x] = k[0] * p[x];
        for (int i = 1; i <= n; i++) {
            for (int x = i; x < w - i; x++) q[x] += k[i] * (p[x - i] + p[x + i]);
            for (int x = 0; x < i && x < w; x++) q[x] += k[i] * (p[0] + p[x + i < w ? x + i : w - 1]);
            for (int x = w - i > i ? w - i : i; x < w; x++) q[x] += k[i] * (p[x - i] + p[w - 1]);
        }
    }
    for (int y = 0; y < h; y++) {
        float *q = a + (size_t)y * (size_t)w;
        const float *m = tmp + (size_t)y * (size_t)w;
        for (int x = 0; x < w; x++) q[x] = k[0] * m[x];
        for (int i = 1; i <= n; i++) {
            const float *u = tmp + (size_t)(y - i < 0 ? 0 : y - i) * (size_t)w, *v = tmp + (size_t)(y + i >= h ? h - 1 : y + i) * (size_t)w;
            for (int x = 0; x < w; x++) q[x] += k[i] * (u[x] + v[x]);
        }
    }
}

/* Deviation d, one value a pixel, four bytes of a random word added up. */
static void add_grain(float *a, size_t n, double d, sil_rng *r)
{
    float f = (float)(d / 147.8);
    for (size_t i = 0; i + 1 < n; i += 2) {
        uint64_t z = sil_rng_next(r);
        int p = (int)(z & 255) + (int)(z >> 8 & 255) + (int)(z >> 16 & 255) + (int)(z >> 24 & 255) - 510;
        int q = (int)(z >> 32 & 255) + (int)(z >> 40 & 255) + (int)(z >> 48 & 255) + (int)(z >> 56) - 510;
        a[i] += f * (float)p;
        a[i + 1] += f * (float)q;
    }
}

static void add_specks(float *g, int w, int h, const sil_damage *d, sil_rng *r)
{
    int n = (int)(d->specks * w * h / 2.5);
    for (int i = 0; i < n; i++) {
        int x = sil_rng_below(r, w), y = sil_rng_below(r, h), s = d->dpi <= 200 || sil_rng_chance(r, 0.75) ? 1 : sil_rng_chance(r, 0.92) ? 2 : 3; /* larger ones are full stops */
        float v = sil_rng_chance(r, 0.6) ? (float)(255 * d->ink) : (float)(255 * d->paper);
        for (int b = y; b < y + s && b < h; b++)
            for (int a = x; a < x + s && a < w; a++) g[(size_t)b * (size_t)w + (size_t)a] = v;
    }
}

/* Light: a slope along the line, one slow wave, and sometimes the shadow of a page's fold at one end. */
static void light(float *g, int w, int h, const sil_damage *d, sil_rng *r)
{
    double slope = sil_rng_in(r, -1, 1), wave = sil_rng_in(r, 0, 1), phase = sil_rng_in(r, 0, 6.28), len = sil_rng_in(r, 0.4, 2.0);
    double across = sil_rng_in(r, -0.3, 0.3);
    int fold = sil_rng_chance(r, 0.2), left = sil_rng_chance(r, 0.5);
    for (int x = 0; x < w; x++) {
        double t = (double)x / w, m = 0.5 * slope * (t - 0.5) + 0.3 * wave * sin(phase + 6.28 * t / len) - 0.35;
        if (fold) m -= 0.8 * exp(-(left ? t : 1 - t) / 0.06);
        for (int y = 0; y < h; y++) {
            double v = 1 + d->uneven * (m + across * ((double)y / h - 0.5));
            g[(size_t)y * (size_t)w + (size_t)x] *= (float)(v < 0.15 ? 0.15 : v);
        }
    }
}

static PIX *to_pix(const float *g, int w, int h)
{
    PIX *p = pixCreate(w, h, 8);
    if (!p) return 0;
    l_uint32 *data = pixGetData(p);
    int wpl = pixGetWpl(p);
    for (int y = 0; y < h; y++) {
        l_uint32 *row = data + (size_t)y * (size_t)wpl;
        for (int x = 0; x < w; x++) {
            float v = g[(size_t)y * (size_t)w + (size_t)x] + 0.5f;
            SET_DATA_BYTE(row, x, (l_uint8)(v < 0 ? 0 : v > 255 ? 255 : v));
        }
    }
    return p;
}

static PIX *through_jpeg(PIX *p, int quality)
{
    l_uint8 *data = 0;
    size_t n = 0;
    if (pixWriteMemJpeg(&data, &n, p, quality, 0)) return p;
    PIX *q = pixReadMemJpeg(data, n, 0, 1, 0, 0);
    lept_free(data);
    if (!q) return p;
    pixDestroy(&p);
    return q;
}

struct Pix *sil_damage_apply(const sil_damage *d, sil_rng *r, float *ink, const float *back, int w, int h)
{
    size_t n = (size_t)w * (size_t)h;
    float *tmp = malloc(n * sizeof *tmp);
    if (!tmp) return 0;
    blur(ink, tmp, w, h, d->blur);
    if (d->sharpen > 0) {
        float *soft = malloc(n * sizeof *soft);
        if (soft) {
            memcpy(soft, ink, n * sizeof *soft);
            blur(soft, tmp, w, h, 1.2);
            for (size_t i = 0; i < n; i++) ink[i] += (float)d->sharpen * (ink[i] - soft[i]);
            free(soft);
        }
    }
    float paper = (float)(255 * d->paper), range = (float)(255 * (d->paper - d->ink)), through = (float)(d->bleed * 255);
    for (size_t i = 0; i < n; i++) {
        float cover = ink[i];
        ink[i] = paper - range * cover;
        if (back) ink[i] -= through * back[i] * (1 - (cover < 0 ? 0 : cover > 1 ? 1 : cover));
    }
    if (d->tint > 0 && !d->onebit)
        for (int x = 0; x < w; x++)
            if (x >= d->tint_from * w && x <= d->tint_to * w)
                for (int y = 0; y < h; y++) ink[(size_t)y * (size_t)w + (size_t)x] *= (float)(1 - d->tint);
    if (d->uneven > 0) light(ink, w, h, d, r);
    if (d->specks > 0 && !d->onebit) add_specks(ink, w, h, d, r);
    if (d->grain > 0.3 && !d->onebit) {
        if (d->grain_blur > 0) {
            float *g = calloc(n, sizeof *g);
            if (g) {
                add_grain(g, n, d->grain * (1 + d->grain_blur), r);
                blur(g, tmp, w, h, d->grain_blur);
                for (size_t i = 0; i < n; i++) ink[i] += g[i];
                free(g);
            }
        } else {
            add_grain(ink, n, d->grain, r);
        }
    }
    if (d->onebit) {
        float at = paper - range * (float)(1 - d->threshold);
        if (d->uneven > 0) at *= (float)(1 - 0.35 * d->uneven);
        add_grain(ink, n, d->edge, r);
        for (size_t i = 0; i < n; i++) ink[i] = ink[i] < at ? 0.0f : 255.0f;
        if (d->specks > 0) {
            sil_damage one = *d;
            one.ink = 0, one.paper = 1;
            add_specks(ink, w, h, &one, r);
        }
    }
    free(tmp);
    PIX *p = to_pix(ink, w, h);
    if (p && d->jpeg) p = through_jpeg(p, d->jpeg);
    return p;
}
