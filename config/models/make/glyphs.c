/* glyphs.c - see glyphs.h. Outlines are loaded in font units, without hinting, and turned, condensed and thickened as outlines, so that
 * the gray of a pixel is the part of it that ink covers, as a scanner's sensor sees it. */
#include "glyphs.h"
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BMP = 65536, COLUMNS = 10 };

static int style_of(const char *s) { return !strcmp(s, "serif") ? SIL_SERIF : !strcmp(s, "gothic") ? SIL_GOTHIC : SIL_HAND; }

static int split(char *line, char **col)
{
    int n = 0;
    line[strcspn(line, "\r\n")] = 0;
    for (char *p = line; p && n < COLUMNS; n++) {
        col[n] = p;
        p = strchr(p, '\t');
        if (p) *p++ = 0;
    }
    return n;
}

static int add_face(sil_faces *s, char **col, char *why, size_t n)
{
    FT_Face ft;
    if (FT_New_Face(s->lib, col[0], strtol(col[1], 0, 10), &ft)) {
        snprintf(why, n, "The font %s (face %s) cannot be opened; install the package %s (config/setup.sh model).", col[0], col[1], col[7]);
        return 1;
    }
    sil_face *more = realloc(s->f, (size_t)(s->n + 1) * sizeof *more);
    unsigned char *known = calloc(BMP, 1);
    if (more) s->f = more;
    if (!more || !known || FT_Select_Charmap(ft, FT_ENCODING_UNICODE)) {
        snprintf(why, n, "The font %s has no Unicode table, or memory is short.", col[0]);
        free(known);
        FT_Done_Face(ft);
        return 1;
    }
    sil_face *f = s->f + s->n++;
    *f = (sil_face){.ft = ft, .weight = strtod(col[6], 0), .upem = ft->units_per_EM, .style = style_of(col[9]), .known = known};
    for (int i = 0; i < 3; i++) f->lends[i] = col[3 + i][0] == '1';
    const char *cut = ft->style_name ? ft->style_name : "";
    f->bold = strstr(cut, "Bold") || strstr(cut, "Black") || strstr(cut, "Heavy");
    return 0;
}

int sil_faces_open(const char *tsv, const char *role, sil_faces *out, char *why, size_t n)
{
    char line[2048], *col[COLUMNS];
    memset(out, 0, sizeof *out);
    FILE *in = fopen(tsv, "r");
    if (!in) {
        snprintf(why, n, "The table of fonts %s cannot be opened.", tsv);
        return 1;
    }
    FT_Library lib;
    if (FT_Init_FreeType(&lib)) {
        snprintf(why, n, "FreeType cannot be started.");
        fclose(in);
        return 1;
    }
    out->lib = lib;
    int bad = 0, head = 1;
    while (!bad && fgets(line, sizeof line, in)) {
        if (line[0] == '#' || line[0] == '\n') continue;
        int k = split(line, col);
        if (head) {
            head = 0;
            continue;
        }
        if (k < COLUMNS) snprintf(why, n, "%s: a line has %d columns instead of %d.", tsv, k, COLUMNS), bad = 1;
        else if (!strcmp(col[2], role)) bad = add_face(out, col, why, n);
    }
    fclose(in);
    if (!bad && !out->n) snprintf(why, n, "%s has no font for the role %s.", tsv, role), bad = 1;
    if (bad) sil_faces_close(out);
    return bad;
}

void sil_faces_close(sil_faces *s)
{
    for (int i = 0; i < s->n; i++) {
        FT_Done_Face(s->f[i].ft);
        free(s->f[i].known);
    }
    free(s->f);
    if (s->lib) FT_Done_FreeType(s->lib);
    memset(s, 0, sizeof *s);
}

int sil_face_has(sil_face *f, uint32_t cp)
{
    if (cp >= BMP) return 0;
    if (!f->known[cp]) {
        FT_Face ft = f->ft;
        FT_UInt g = FT_Get_Char_Index(ft, cp);
        int ok = g != 0 && !FT_Load_Glyph(ft, g, FT_LOAD_NO_SCALE | FT_LOAD_NO_BITMAP) && ft->glyph->format == FT_GLYPH_FORMAT_OUTLINE &&
                 ft->glyph->outline.n_points > 2;
        /* a hyphen as long as a dash (Baekmuk Gulim and Dotum) would teach the wrong thing */
        if (ok && cp == '-' && (double)ft->glyph->metrics.width > 0.6 * f->upem) ok = 0;
        f->known[cp] = ok ? 1 : 2;
    }
    return f->known[cp] == 1;
}

static int fits(sil_face *f, int lends, int style, const uint32_t *cp, int n)
{
    if (lends != SIL_LENDS_ANY && !f->lends[lends]) return 0;
    if (style >= 0 && f->style != style) return 0;
    for (int i = 0; i < n; i++)
        if (!sil_face_has(f, cp[i])) return 0;
    return 1;
}

int sil_faces_pick(sil_faces *s, sil_rng *r, int lends, int style, const uint32_t *cp, int n)
{
    double all = 0;
    for (int i = 0; i < s->n; i++)
        if (fits(s->f + i, lends, style, 0, 0)) all += s->f[i].weight;
    for (int attempt = 0; attempt < 6 && all > 0; attempt++) { /* quick: most faces have everything */
        double u = sil_rng_unit(r) * all;
        for (int i = 0; i < s->n; i++) {
            if (!fits(s->f + i, lends, style, 0, 0)) continue;
            u -= s->f[i].weight;
            if (u > 0) continue;
            if (fits(s->f + i, lends, style, cp, n)) return i;
            break;
        }
    }
    all = 0;
    for (int i = 0; i < s->n; i++)
        if (fits(s->f + i, lends, style, cp, n)) all += s->f[i].weight;
    double u = sil_rng_unit(r) * all;
    int last = -1;
    for (int i = 0; i < s->n; i++) {
        if (!fits(s->f + i, lends, style, cp, n)) continue;
        last = i;
        u -= s->f[i].weight;
        if (u <= 0) break;
    }
    return last;
}

double sil_face_advance(sil_face *f, uint32_t cp)
{
    FT_Face ft = f->ft;
    FT_Fixed a = 0;
    FT_UInt g = FT_Get_Char_Index(ft, cp);
    if (!g || FT_Load_Glyph(ft, g, FT_LOAD_NO_SCALE | FT_LOAD_NO_BITMAP)) return 0.5;
    a = ft->glyph->metrics.horiAdvance;
    return (double)a / f->upem;
}

/* Puts a rendered glyph on the canvas; what lies outside is cut off. */
static void lay(const FT_Bitmap *b, int x0, int y0, sil_canvas *c)
{
    for (int y = 0; y < (int)b->rows; y++) {
        int v = y0 + y;
        if (v < 0 || v >= c->h) continue;
        const unsigned char *from = b->buffer + (ptrdiff_t)y * b->pitch;
        unsigned char *to = c->px + (size_t)v * (size_t)c->w;
        for (int x = 0; x < (int)b->width; x++) {
            int u = x0 + x;
            if (u >= 0 && u < c->w && from[x] > to[u]) to[u] = from[x];
        }
    }
}

void sil_face_draw(sil_faces *s, int face, uint32_t cp, const sil_setting *set, double x, double y, sil_canvas *c)
{
    sil_face *f = s->f + face;
    FT_Face ft = f->ft;
    FT_UInt g = FT_Get_Char_Index(ft, cp);
    if (!g || FT_Load_Glyph(ft, g, FT_LOAD_NO_SCALE | FT_LOAD_NO_BITMAP)) return;
    FT_Outline *o = &ft->glyph->outline;
    if (o->n_points < 3) return;
    double k = set->em * 64 / f->upem * 65536, cs = cos(set->turn), sn = sin(set->turn), sh = set->shear;
    FT_Matrix m = {.xx = lround(k * set->wide * cs), .xy = lround(k * (sh * cs - sn)), .yx = lround(k * set->wide * sn), .yy = lround(k * (sh * sn + cs))};
    FT_Outline_Transform(o, &m);
    FT_Pos grow = lround(set->grow * 64);
    if (grow > 3 || grow < -3) {
        FT_Outline_EmboldenXY(o, grow, grow);
        FT_Outline_Translate(o, -grow / 2, -grow / 2);
    }
    FT_Outline_Translate(o, lround(x * 64), lround(-y * 64));
    FT_BBox box;
    FT_Outline_Get_CBox(o, &box);
    int x0 = (int)(box.xMin >> 6), x1 = (int)((box.xMax + 63) >> 6), y0 = (int)(box.yMin >> 6), y1 = (int)((box.yMax + 63) >> 6);
    int w = x1 - x0, h = y1 - y0;
    if (w < 1 || h < 1 || w > 1000 || h > 1000) return;
    FT_Outline_Translate(o, -(FT_Pos)x0 * 64, -(FT_Pos)y0 * 64);
    unsigned char *px = calloc((size_t)w * (size_t)h, 1);
    if (!px) return;
    FT_Bitmap b = {.rows = (unsigned)h, .width = (unsigned)w, .pitch = w, .buffer = px, .num_grays = 256, .pixel_mode = FT_PIXEL_MODE_GRAY};
    if (!FT_Outline_Get_Bitmap(s->lib, o, &b)) lay(&b, x0, -y1, c);
    free(px);
}
