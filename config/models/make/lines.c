/* lines.c - see lines.h. Steps: characters -> fonts -> places along the line -> ink on a canvas -> the crop that Tesseract would take ->
 * damage of a scan -> 48 rows -> contrast. */
#include "lines.h"
#include "degrade.h"
#include "glyphs.h"
#include <leptonica/allheaders.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 512, ROWS = 48, PAD = 4 }; /* characters a line; input height of the network; kImagePadding */

struct sil_lines {
    sil_faces faces;
};

typedef struct {
    uint32_t cp;
    int face;              /* -1 = a space */
    double x, up, scale;   /* place along the baseline and above it, pixels; 1 or the size of a raised note number */
} place;

typedef struct {
    place p[MOST];
    int n;
    double em, width; /* pixels at the damage's dpi */
    sil_setting set;
    sil_damage d;
} layout;

enum kind { HANGUL, HANJA, LATIN, ASCII_SIGN, SIGN, SPACE };

static enum kind kind_of(uint32_t c)
{
    if (c == ' ' || c == 0x3000 || c == 0xA0) return SPACE;
    if ((c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x3131 && c <= 0x318E)) return HANGUL;
    if ((c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || c == 0x3007) return HANJA;
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0xC0 && c < 0x250)) return LATIN;
    return c < 128 ? ASCII_SIGN : SIGN;
}

static int decode(const char *s, uint32_t *cp)
{
    int n = 0;
    for (const unsigned char *p = (const unsigned char *)s; *p && *p != '\n' && *p != '\r' && n < MOST; n++) {
        int more = *p < 0x80 ? 0 : *p < 0xE0 ? 1 : *p < 0xF0 ? 2 : 3;
        uint32_t c = more ? *p & (0x3Fu >> more) : *p;
        p++;
        for (; more && (*p & 0xC0) == 0x80; more--) c = c << 6 | (*p++ & 0x3F);
        cp[n] = c;
    }
    while (n && kind_of(cp[n - 1]) == SPACE) n--;
    return n;
}

int sil_lines_open(const char *fonts_tsv, const char *role, sil_lines **out, char *why, size_t n)
{
    *out = calloc(1, sizeof **out);
    if (!*out) {
        snprintf(why, n, "Memory is short.");
        return 1;
    }
    setMsgSeverity(L_SEVERITY_NONE);
    if (!sil_faces_open(fonts_tsv, role, &(*out)->faces, why, n)) return 0;
    free(*out);
    *out = 0;
    return 1;
}

void sil_lines_close(sil_lines *l)
{
    if (!l) return;
    sil_faces_close(&l->faces);
    free(l);
}

int sil_lines_can(sil_lines *l, uint32_t cp)
{
    if (kind_of(cp) == SPACE) return 1;
    for (int i = 0; i < l->faces.n; i++)
        if (sil_face_has(l->faces.f + i, cp)) return 1;
    return 0;
}

/* The faces of a line: its own font, the one for Latin and digits, the one for Hanja, as a word processor's style has them. */
typedef struct {
    int main, latin, hanja;
    int chinese;   /* 1 = Hanja without Hangul: the signs are in the Hanja's font as well */
    int signs_too; /* 1 = ASCII punctuation is in the Latin font as well; 2 = quotation marks and dots too */
} cast;

/* A font to lend Latin or Hanja; bold beside bold and light beside light, mostly. */
static int pick_lender(sil_faces *s, sil_rng *r, int lends, int style, int bold)
{
    int got = -1, same = sil_rng_chance(r, 0.9);
    for (int i = 0; i < 6; i++) {
        got = sil_faces_pick(s, r, lends, style, 0, 0);
        if (got < 0 || !same || s->f[got].bold == bold) break;
    }
    return got;
}

static int choose_fonts(sil_faces *s, sil_rng *r, const uint32_t *cp, int n, cast *c)
{
    uint32_t need[MOST], han[MOST];
    int k = 0, latin = 0, hanja = 0;
    for (int i = 0; i < n; i++) {
        enum kind t = kind_of(cp[i]);
        if (t == HANGUL) need[k++] = cp[i];
        latin += t == LATIN || t == ASCII_SIGN;
        if (t == HANJA) han[hanja++] = cp[i];
    }
    c->main = sil_faces_pick(s, r, SIL_LENDS_HANGUL, -1, need, k);
    if (c->main < 0) return 1;
    int style = s->f[c->main].style == SIL_HAND ? SIL_GOTHIC : s->f[c->main].style;
    c->latin = c->hanja = -1;
    c->signs_too = 0;
    if (latin && (sil_rng_chance(r, 0.55) || !s->f[c->main].lends[SIL_LENDS_LATIN])) {
        c->latin = pick_lender(s, r, SIL_LENDS_LATIN, sil_rng_chance(r, 0.93) ? style : -1, s->f[c->main].bold);
        c->signs_too = sil_rng_chance(r, 0.75) ? sil_rng_chance(r, 0.25) ? 2 : 1 : 0;
    }
    if (hanja && (sil_rng_chance(r, 0.45) || !s->f[c->main].lends[SIL_LENDS_HANJA]))
        c->hanja = pick_lender(s, r, SIL_LENDS_HANJA, sil_rng_chance(r, 0.8) ? style : SIL_SERIF, s->f[c->main].bold);
    c->chinese = hanja && !k;
    /* Simplified characters are in few Korean fonts: a font that has all Hanja of the line then, mostly, rather than another for each. */
    int i = 0, f = c->hanja >= 0 ? c->hanja : c->main;
    while (i < hanja && sil_face_has(s->f + f, han[i])) i++;
    if (i < hanja && sil_rng_chance(r, 0.9)) {
        int got = sil_faces_pick(s, r, SIL_LENDS_HANJA, sil_rng_chance(r, 0.8) ? style : -1, han, hanja);
        if (got < 0) got = sil_faces_pick(s, r, SIL_LENDS_HANJA, -1, han, hanja);
        if (got >= 0) c->hanja = got;
    }
    return 0;
}

/* The face that writes one character, -1 when none can. What a line's own fonts lack comes from one that has it, of the same style. */
static int face_for(sil_faces *s, sil_rng *r, const cast *c, uint32_t cp)
{
    enum kind t = kind_of(cp);
    int first = -1, lends = SIL_LENDS_ANY;
    if (t == LATIN || (t == ASCII_SIGN && c->signs_too) || (t == SIGN && c->signs_too == 2 && cp >= 0x2010 && cp < 0x2030)) first = c->latin;
    if (t == SIGN && c->chinese) first = c->hanja;
    if (t == HANJA) first = c->hanja, lends = SIL_LENDS_HANJA;
    if (t == LATIN || t == ASCII_SIGN) lends = SIL_LENDS_LATIN;
    if (first >= 0 && sil_face_has(s->f + first, cp)) return first;
    if (sil_face_has(s->f + c->main, cp)) return c->main;
    int style = s->f[c->main].style == SIL_HAND ? SIL_GOTHIC : s->f[c->main].style, got = -1;
    for (int i = 0; lends != SIL_LENDS_ANY && i < 6; i++) { /* of the line's weight if it can be had */
        got = sil_faces_pick(s, r, lends, style, &cp, 1);
        if (got < 0 || s->f[got].bold == s->f[c->main].bold) break;
    }
    if (got < 0) got = sil_faces_pick(s, r, SIL_LENDS_HANGUL, style, &cp, 1);
    if (got < 0) got = sil_faces_pick(s, r, SIL_LENDS_ANY, -1, &cp, 1);
    return got;
}

/* Lines of Hanja without Hangul: the signs that the text has in one form only (, : ; ! ? and brackets) are drawn full-width in most of
 * those lines that have no space after their commas and colons, as Chinese sets them. */
static void full_width(sil_rng *r, uint32_t *cp, int n)
{
    int hanja = 0, signs = 0, brackets = 0;
    for (int i = 0; i < n; i++) {
        if (kind_of(cp[i]) == HANGUL) return;
        hanja += kind_of(cp[i]) == HANJA;
        if (cp[i] < 128 && strchr(",:;", (int)cp[i]) && i + 1 < n && kind_of(cp[i + 1]) == SPACE) return;
        signs += cp[i] < 128 && strchr(",:;!?", (int)cp[i]) != 0;
        brackets += cp[i] == '(' || cp[i] == ')';
    }
    if (!hanja || signs + brackets == 0) return;
    int wide = sil_rng_chance(r, 0.7), wide_brackets = wide && sil_rng_chance(r, 0.6);
    for (int i = 0; i < n; i++) {
        int bracket = cp[i] == '(' || cp[i] == ')';
        if (cp[i] > 127 || cp[i] < '!' || (bracket ? !wide_brackets : !wide || !strchr(",:;!?", (int)cp[i]))) continue;
        int near = (i && kind_of(cp[i - 1]) != LATIN && cp[i - 1] > 127) || (i + 1 < n && kind_of(cp[i + 1]) == HANJA);
        if (near || bracket) cp[i] += 0xFEE0;
    }
}

/* Note numbers such as 12) straight after a word, without a bracket opened before: their length, or 0. */
static int note_number(const uint32_t *cp, int n, int i)
{
    int k = i;
    if (i == 0 || kind_of(cp[i - 1]) == SPACE || kind_of(cp[i - 1]) == LATIN || cp[i - 1] == '(' || cp[i - 1] == '-') return 0;
    while (k < n && cp[k] >= '0' && cp[k] <= '9') k++;
    if (k == i || k - i > 3 || k >= n || cp[k] != ')') return 0;
    for (int j = i - 1; j >= 0; j--) {
        if (cp[j] == ')') break;
        if (cp[j] == '(') return 0;
    }
    return k + 1 - i;
}

static int lay_out(sil_lines *l, sil_rng *r, uint32_t *cp, int n, double hardness, layout *o)
{
    cast c;
    int face[MOST]; /* the same character is in the same font everywhere in its line */
    full_width(r, cp, n);
    if (choose_fonts(&l->faces, r, cp, n, &c)) return 1;
    sil_damage_draw(r, hardness, &o->d);
    double u = sil_rng_unit(r);
    double pt = u < 0.1 ? sil_rng_in(r, 7.8, 9) : u < 0.88 ? sil_rng_in(r, 9, 12) : u < 0.96 ? sil_rng_in(r, 12, 15) : sil_rng_in(r, 15, 20);
    o->em = pt * o->d.dpi / 72;
    o->set = (sil_setting){.em = o->em, .wide = 1, .turn = o->d.turn * 3.14159265 / 180, .shear = o->d.shear};
    if (sil_rng_chance(r, 0.5)) o->set.wide = sil_rng_in(r, 0.85, 1.05);
    double bold = sil_rng_chance(r, 0.06) ? sil_rng_in(r, 0.018, 0.035) : 0;
    o->set.grow = (o->d.weight + bold) * o->em;
    double apart = sil_rng_chance(r, 0.5) ? 0 : sil_rng_in(r, -0.10, 0.05);
    double gap = sil_rng_in(r, 0.22, 0.6) + (sil_rng_chance(r, 0.35) ? sil_rng_in(r, 0, 0.5) : 0);
    if (gap + apart < 0.2) gap = 0.2 - apart;
    int table = sil_rng_chance(r, 0.05); /* a row of a table: some gaps are wide, but not so wide that Tesseract parts the line */
    if (o->d.onebit) { /* small print breaks sooner */
        double least = 0.36 + 0.2 * (o->em >= 50 ? 0 : o->em <= 20 ? 1 : (50 - o->em) / 30) + 0.12 * o->d.blur;
        if (least > 0.66) least = 0.66;
        if (o->d.threshold < least) o->d.threshold = least;
    }
    double jitter = sil_rng_chance(r, 0.2) ? sil_rng_in(r, 0, 0.008) : 0;
    double smaller = sil_rng_chance(r, 0.5) ? sil_rng_in(r, 0.55, 0.68) : 1, raised = sil_rng_in(r, 0.28, 0.42);
    double x = 0;
    int note = 0;
    for (int i = 0; i < n; i++) {
        place *p = o->p + i;
        *p = (place){.cp = cp[i], .x = x, .face = -1, .scale = 1};
        if (note) note--;
        else note = note_number(cp, n, i);
        if (kind_of(cp[i]) == SPACE) {
            x += (gap * (cp[i] == 0x3000 ? 1.6 : sil_rng_in(r, 0.95, 1.05)) + apart) * o->em * o->set.wide;
            if (table && sil_rng_chance(r, 0.6)) x += sil_rng_in(r, 0.2, 1.7) * o->em;
            face[i] = -1;
            continue;
        }
        face[i] = -2;
        for (int j = 0; j < i && face[i] == -2; j++)
            if (cp[j] == cp[i]) face[i] = face[j];
        if (face[i] == -2) face[i] = face_for(&l->faces, r, &c, cp[i]);
        if (face[i] < 0) return 1;
        p->face = face[i];
        if (note && smaller < 1) p->scale = smaller, p->up = raised * o->em;
        if (jitter > 0) p->up += sil_rng_gauss(r) * jitter * o->em;
        double a = sil_face_advance(l->faces.f + p->face, cp[i]);
        x += a * p->scale * (1 + apart) * o->em * o->set.wide;
        if (x < p->x) x = p->x;
    }
    o->n = n;
    o->width = x;
    return 0;
}

/* Draws the places [from, to) with the line's origin at (x0, y0), turned about it. */
static void draw(sil_lines *l, const layout *o, int from, int to, double x0, double y0, sil_canvas *c)
{
    double cs = cos(o->set.turn), sn = sin(o->set.turn), base = from < o->n ? o->p[from].x : 0;
    for (int i = from; i < to; i++) {
        const place *p = o->p + i;
        if (p->face < 0) continue;
        sil_setting s = o->set;
        s.em *= p->scale;
        double dx = p->x - (from ? base : 0);
        sil_face_draw(&l->faces, p->face, p->cp, &s, x0 + dx * cs - p->up * sn, y0 - dx * sn - p->up * cs, c);
    }
}

typedef struct {
    int x0, y0, x1, y1; /* half open */
} area;

static int ink_area(const sil_canvas *c, area *a)
{
    *a = (area){c->w, c->h, 0, 0};
    for (int y = 0; y < c->h; y++) {
        const unsigned char *row = c->px + (size_t)y * (size_t)c->w;
        for (int x = 0; x < c->w; x++) {
            if (row[x] < 100) continue;
            if (x < a->x0) a->x0 = x;
            if (x >= a->x1) a->x1 = x + 1;
            if (y < a->y0) a->y0 = y;
            a->y1 = y + 1;
        }
    }
    return a->x1 <= a->x0 + 1 || a->y1 <= a->y0 + 1;
}

static void fill(sil_canvas *c, double x0, double y0, double x1, double y1, int v)
{
    for (int y = (int)lround(y0); y < (int)lround(y1); y++)
        for (int x = (int)lround(x0); x < (int)lround(x1); x++)
            if (x >= 0 && y >= 0 && x < c->w && y < c->h && c->px[(size_t)y * (size_t)c->w + (size_t)x] < v)
                c->px[(size_t)y * (size_t)c->w + (size_t)x] = (unsigned char)v;
}

/* Pieces of the lines above and below, and of table rules, that reach into the crop by a few pixels. top, bottom: edges of the crop. */
static void neighbours(sil_lines *l, sil_rng *r, const layout *o, const area *ink, double top, double bottom, double left, double right, sil_canvas *c)
{
    double p = o->d.grade == 2 ? 0.28 : o->d.grade == 1 ? 0.16 : 0.07;
    for (int below = 0; below < 2; below++) {
        if (!sil_rng_chance(r, p)) continue;
        int from = sil_rng_below(r, o->n), to = from + 1 + sil_rng_below(r, o->n);
        double room = below ? bottom - ink->y1 : ink->y0 - top, reach = sil_rng_in(r, 1, room + 0.04 * o->em);
        double x0 = ink->x0 + sil_rng_in(r, -0.5, 0.8) * (ink->x1 - ink->x0), tilt = (x0 - ink->x0) * sin(o->set.turn);
        if (to > o->n) to = o->n;
        draw(l, o, from, to, x0, (below ? bottom - reach + 0.84 * o->em : top + reach - 0.13 * o->em) - tilt, c);
    }
    double thick = fmax(1, o->em * sil_rng_in(r, 0.02, 0.07));
    int dark = 140 + sil_rng_below(r, 116);
    if (sil_rng_chance(r, 0.02)) fill(c, left, top + sil_rng_in(r, 0, 2), left + sil_rng_in(r, 0.1, 1) * (right - left), top + 2 + thick, dark);
    if (sil_rng_chance(r, 0.025)) fill(c, left + sil_rng_in(r, 0, 0.5) * (right - left), bottom - 2 - thick, right, bottom - sil_rng_in(r, 0, 2), dark);
    if (sil_rng_chance(r, 0.015)) fill(c, left, top, left + thick, bottom, dark);
    if (sil_rng_chance(r, 0.015)) fill(c, right - thick, top, right, bottom, dark);
    if (sil_rng_chance(r, 0.012)) { /* underlined */
        double y = ink->y1 + o->em * sil_rng_in(r, -0.02, 0.06), a = ink->x0, b = ink->x1;
        if (sil_rng_chance(r, 0.5)) a += sil_rng_in(r, 0, 0.6) * (b - a), b -= sil_rng_in(r, 0, 0.6) * (b - a);
        fill(c, a, y, b, y + thick, 255);
    }
}

/* Cuts the wanted part out of the canvas as coverage 0..1; outside the canvas is paper. */
static float *cut(const sil_canvas *c, int x0, int y0, int w, int h)
{
    float *f = calloc((size_t)w * (size_t)h, sizeof *f);
    if (!f) return 0;
    for (int y = 0; y < h; y++) {
        int v = y + y0;
        if (v < 0 || v >= c->h) continue;
        for (int x = 0; x < w; x++) {
            int u = x + x0;
            if (u >= 0 && u < c->w) f[(size_t)y * (size_t)w + (size_t)x] = (float)c->px[(size_t)v * (size_t)c->w + (size_t)u] * (1.0f / 255);
        }
    }
    return f;
}

/* The other side of the sheet: the same writing mirrored, moved and blurred by reading it coarsely. */
static float *other_side(const float *ink, int w, int h, sil_rng *r)
{
    float *b = malloc((size_t)w * (size_t)h * sizeof *b);
    if (!b) return 0;
    int dx = sil_rng_below(r, w), dy = sil_rng_below(r, h);
    for (int y = 0; y < h; y++) {
        int v = (y + dy) % h, v2 = v + 1 < h ? v + 1 : v, v0 = v ? v - 1 : v;
        for (int x = 0; x < w; x++) {
            int u = (2 * w - 1 - x + dx) % w, u0 = u > 1 ? u - 2 : u, u2 = u + 2 < w ? u + 2 : u;
            const float *m = ink + (size_t)v * (size_t)w, *up = ink + (size_t)v0 * (size_t)w, *dn = ink + (size_t)v2 * (size_t)w;
            b[(size_t)y * (size_t)w + (size_t)x] = 0.2f * (m[u] + m[u0] + m[u2] + up[u] + dn[u]);
        }
    }
    return b;
}

/* How much a side of the crop differs from exact: boxes of real lines are never exact. Pixels of Tesseract's picture. */
static double inexact(sil_rng *r) { return sil_rng_chance(r, 0.45) ? 0 : sil_rng_in(r, -3, 6); }

static PIX *make(sil_lines *l, const char *utf8, uint64_t seed, double hardness)
{
    uint32_t cp[MOST];
    int n = decode(utf8, cp);
    sil_rng r = {seed * 0x2545F4914F6CDD1Du + 0x51ED270B};
    layout o;
    if (!n || lay_out(l, &r, cp, n, hardness, &o) || o.width < 2) return 0;
    int m = (int)(1.2 * o.em) + 24, tilt = (int)ceil(fabs(sin(o.set.turn)) * o.width);
    sil_canvas c = {.w = (int)o.width + 2 * m, .h = (int)(1.3 * o.em) + tilt + 2 * m};
    c.px = c.w < 20000 ? calloc((size_t)c.w * (size_t)c.h, 1) : 0;
    if (!c.px) return 0;
    draw(l, &o, 0, o.n, m, m + 1.05 * o.em + (o.set.turn > 0 ? tilt : 0), &c);
    area ink;
    if (ink_area(&c, &ink)) {
        free(c.px);
        return 0;
    }
    double s = 1, u = sil_rng_unit(&r); /* room 2 brings small scans to about 300 dpi */
    if (o.d.dpi < 250) s = u < 0.8 ? 300.0 / o.d.dpi : u < 0.9 ? 2 : 1;
    double high = ink.y1 - ink.y0;
    /* the row's ascender and descender lie outside its ink: a little on a page of one size, much where sizes are mixed */
    double grow_top = sil_rng_chance(&r, 0.5) ? 0 : sil_rng_in(&r, 0, 0.15) * high, grow_bottom = sil_rng_chance(&r, 0.4) ? 0 : sil_rng_in(&r, 0, 0.27) * high;
    if (sil_rng_chance(&r, 0.12)) grow_top = sil_rng_in(&r, 0, 0.55) * high, grow_bottom = sil_rng_in(&r, 0.1, 0.5) * high;
    double top = ink.y0 - grow_top - (PAD + inexact(&r)) / s, bottom = ink.y1 + grow_bottom + (PAD + inexact(&r)) / s;
    double left = ink.x0 - (PAD + inexact(&r)) / s, right = ink.x1 + (PAD + inexact(&r)) / s;
    if (sil_rng_chance(&r, 0.06)) { /* room 2 frames what it cuts out itself */
        double frame = sil_rng_in(&r, 3, 14) / s;
        top -= frame, bottom += frame, left -= frame, right += frame;
    }
    neighbours(l, &r, &o, &ink, top, bottom, left, right, &c);
    int edge = 6 + sil_rng_below(&r, 8); /* so that blur and JPEG blocks do not know of the crop */
    int x0 = (int)floor(left) - edge, y0 = (int)floor(top) - edge, w = (int)ceil(right) + edge - x0, h = (int)ceil(bottom) + edge - y0;
    float *f = cut(&c, x0, y0, w, h), *back = f && o.d.bleed > 0 ? other_side(f, w, h, &r) : 0;
    free(c.px);
    PIX *page = f ? sil_damage_apply(&o.d, &r, f, back, w, h) : 0, *t;
    free(f);
    free(back);
    if (page && s > 1) {
        t = pixScale(page, (float)s, (float)s);
        pixDestroy(&page);
        page = t;
    }
    if (!page) return 0;
    BOX *box = boxCreate((int)lround((left - x0) * s), (int)lround((top - y0) * s), (int)lround((right - left) * s), (int)lround((bottom - top) * s));
    PIX *line = pixClipRectangle(page, box, 0);
    boxDestroy(&box);
    pixDestroy(&page);
    if (!line) return 0;
    for (int i = 0; i < 2 && line && pixGetHeight(line) != ROWS; i++) { /* PreScale, then PreparePixInput if that missed a row */
        float k = (float)ROWS / (float)pixGetHeight(line);
        t = pixScale(line, k, k);
        pixDestroy(&line);
        line = t;
    }
    if (line && (pixGetHeight(line) != ROWS || pixGetWidth(line) < 6 || pixGetDepth(line) != 8)) pixDestroy(&line);
    return line;
}

/* Tesseract's STATS::ile over a histogram of 256. */
static double ile(const int *count, int total, double part)
{
    double target = part * total;
    int sum = 0, i = 0;
    if (target < 1) target = 1;
    if (target > total) target = total;
    while (i < 256 && sum < target) sum += count[i++];
    return i > 0 ? i - (sum - target) / count[i - 1] : 0;
}

/* NetworkIO::ComputeBlackWhite: quartiles of the local minima and maxima along the middle row. */
static void black_white(PIX *p, float *black, float *white)
{
    int w = pixGetWidth(p), lows[256] = {0}, highs[256] = {0}, nl = 0, nh = 0;
    l_uint32 *row = pixGetData(p) + (size_t)pixGetWpl(p) * (ROWS / 2);
    int prev = (int)GET_DATA_BYTE(row, 0), curr = (int)GET_DATA_BYTE(row, 1);
    for (int x = 1; x + 1 < w; x++) {
        int next = (int)GET_DATA_BYTE(row, x + 1);
        if ((curr < prev && curr <= next) || (curr <= prev && curr < next)) lows[curr]++, nl++;
        if ((curr > prev && curr >= next) || (curr >= prev && curr > next)) highs[curr]++, nh++;
        prev = curr;
        curr = next;
    }
    if (!nl) lows[0] = nl = 1;
    if (!nh) highs[255] = nh = 1;
    *black = (float)ile(lows, nl, 0.25);
    *white = (float)ile(highs, nh, 0.75);
}

int sil_line_make(sil_lines *l, const char *utf8, uint64_t seed, double hardness, float **px, int *width)
{
    PIX *p = make(l, utf8, seed, hardness);
    *px = 0;
    if (!p) return 1;
    int w = pixGetWidth(p);
    float *f = malloc(sizeof *f * ROWS * (size_t)w), black, white;
    if (f) {
        black_white(p, &black, &white);
        float contrast = (white - black) / 2;
        if (contrast <= 0) contrast = 1;
        for (int y = 0; y < ROWS; y++) {
            l_uint32 *row = pixGetData(p) + (size_t)pixGetWpl(p) * (size_t)y;
            for (int x = 0; x < w; x++) {
                float v = ((float)GET_DATA_BYTE(row, x) - black) / contrast - 1;
                f[(size_t)y * (size_t)w + (size_t)x] = v < -1 ? -1 : v > 1 ? 1 : v;
            }
        }
    }
    pixDestroy(&p);
    *px = f;
    *width = w;
    return f ? 0 : 1;
}

int sil_line_gray(sil_lines *l, const char *utf8, uint64_t seed, double hardness, unsigned char **px, int *width)
{
    PIX *p = make(l, utf8, seed, hardness);
    *px = 0;
    if (!p) return 1;
    int w = pixGetWidth(p);
    unsigned char *g = malloc(ROWS * (size_t)w);
    for (int y = 0; g && y < ROWS; y++) {
        l_uint32 *row = pixGetData(p) + (size_t)pixGetWpl(p) * (size_t)y;
        for (int x = 0; x < w; x++) g[(size_t)y * (size_t)w + (size_t)x] = (unsigned char)GET_DATA_BYTE(row, x);
    }
    pixDestroy(&p);
    *px = g;
    *width = w;
    return g ? 0 : 1;
}
