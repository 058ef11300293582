/* 2-ocr/layer_check.c: the second judge of a doubtful text layer. Before: room 1 (layers/NNNN.xml and why it is doubtful), image.c, layout.c and the
 * probe of read.c. Next: page.c, which takes the layer over or reads the page. */
#include "layer_check.h"

#include <leptonica/allheaders.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sillok/text.h"

enum { LINES = 6, LETTERS = 10, LONGEST = 400 };

/* A line that differs by more than half is another text. */
static const double APART = 0.5;

/* Measured on right layers, shabby ones and those of other pages (tests/cases/1-intake/layers.tsv): right ones differ by 0 to 0.04, those that an OCR program of
 * twenty years ago made by 0.07 to 0.2, others by 0.6 and more. */
static const double SAME = 0.05, ALIKE = 0.30, SURE = 0.70;

/* ---- two lines ---- */

/* Latin letters with marks to those without (U+00C0 to U+017F); a space where nothing is left to compare. */
static char plain(int32_t c)
{
    static const char table[] = "aaaaaaaceeeeiiiidnooooo ouuuuy saaaaaaaceeeeiiiidnooooo ouuuuy y"
                                "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
                                "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
    return c >= 0xC0 && c <= 0x17F ? table[c - 0xC0] : ' ';
}

/* Letters and digits of s, folded. */
static size_t letters(const char *s, int32_t out[LONGEST])
{
    size_t n = 0, len = strlen(s);
    for (size_t i = 0; i < len && n < LONGEST;) {
        int32_t c = sil_cp_next(s, len, &i);
        sil_script k = sil_script_of(c);
        if (c >= 'A' && c <= 'Z')
            c += 32;
        else if (c >= 0xC0 && c <= 0x17F)
            c = plain(c);
        if (c != ' ' && (k == SIL_SCRIPT_HANGUL || k == SIL_SCRIPT_HAN || k == SIL_SCRIPT_KANA || k == SIL_SCRIPT_LATIN || k == SIL_SCRIPT_DIGIT))
            out[n++] = c;
    }
    return n;
}

sil_status sil_layer_distance(sil_arena *a, const char *x, const char *y, size_t *apart, size_t *n, sil_err *err)
{
    int32_t *p = sil_alloc(a, 2 * LONGEST * sizeof *p), *q = p ? p + LONGEST : NULL;
    if (!p)
        return sil_fail(err, SIL_NOMEM, "no memory to compare two lines");
    size_t np = letters(x, p), nq = letters(y, q), row[LONGEST + 1];
    for (size_t k = 0; k <= nq; k++)
        row[k] = k;
    for (size_t i = 1; i <= np; i++) {
        size_t before = row[0];
        row[0] = i;
        for (size_t k = 1; k <= nq; k++) {
            size_t best = before + (p[i - 1] != q[k - 1]);
            before = row[k];
            best = row[k] + 1 < best ? row[k] + 1 : best;
            row[k] = row[k - 1] + 1 < best ? row[k - 1] + 1 : best;
        }
    }
    *apart = row[nq];
    *n = np > nq ? np : nq;
    return SIL_OK;
}

bool sil_layer_keep(sil_arena *a, const sil_layer_evidence *e, char **why)
{
    bool same = e->distance <= SAME, unsure = e->conf < SURE && e->distance <= ALIKE;
    if (!e->lines) {
        *why = sil_strdup(a, "the text layer is not used: no line of it could be held against the image");
        return false;
    }
    const char *so = same ? "" : unsure ? ", and the image is too poor to say more" : e->apart * 2 > e->lines ? ": it is another text, or stands elsewhere" : "";
    *why = sil_sprintf(a, "the text layer is %s: in %d of its lines, read again from the image, %.1f %% of the letters differ (confidence of that reading %.2f)%s", same || unsure ? "used" : "not used",
                       e->lines, 100 * e->distance, e->conf, so);
    return same || unsure;
}

/* ---- which lines ---- */

typedef struct pick {
    const sil_line *line;
    size_t letters;
} pick;

static char *text_of(sil_arena *a, const sil_line *l)
{
    sil_buf b = {.limit = 65536};
    for (size_t i = 0; i < l->n_words; i++) {
        sil_buf_puts(&b, l->words[i].text);
        if (l->words[i].space_after)
            sil_buf_putc(&b, ' ');
    }
    char *s = b.failed ? NULL : sil_strdup(a, b.data ? b.data : "");
    sil_buf_free(&b);
    return s;
}

static sil_status add_zone(sil_arena *a, const sil_zone *z, pick **all, size_t *n, size_t *cap, sil_err *err)
{
    for (size_t i = 0; i < z->n_lines; i++) {
        int32_t some[LONGEST];
        char *s = text_of(a, &z->lines[i]);
        pick *p = s ? SIL_PUSH(a, *all, *n, *cap) : NULL;
        if (!p)
            return sil_fail(err, SIL_NOMEM, "no memory for the lines of a text layer");
        *p = (pick){&z->lines[i], letters(s, some)};
    }
    for (size_t i = 0; i < z->n_cells; i++) {
        sil_status st = add_zone(a, &z->cells[i], all, n, cap, err);
        if (st != SIL_OK)
            return st;
    }
    return SIL_OK;
}

/* The longest line of each of LINES equal parts of the page; short ones only where the page has nothing else. */
static size_t choose(const pick *all, size_t n, const pick *chosen[LINES])
{
    size_t k = 0, longest = 0;
    for (size_t i = 0; i < n; i++)
        longest = all[i].letters > longest ? all[i].letters : longest;
    size_t least = longest < LETTERS ? 1 : LETTERS;
    for (size_t part = 0; part < LINES; part++) {
        const pick *best = NULL;
        for (size_t i = part * n / LINES; i < (part + 1) * n / LINES; i++)
            if (all[i].letters >= least && (!best || all[i].letters > best->letters))
                best = &all[i];
        if (best)
            chosen[k++] = best;
    }
    return k;
}

/* ---- where they stand ---- */

/* The box of the work image that holds a box of the page: the corners taken back through the map. */
static sil_box to_work(const sil_image *m, sil_box b)
{
    const sil_map *t = &m->to_page;
    double det = t->ax * t->by - t->bx * t->ay, x0 = 1e9, y0 = 1e9, x1 = -1e9, y1 = -1e9;
    int w = pixGetWidth(m->gray), h = pixGetHeight(m->gray);
    if (fabs(det) < 1e-9)
        return (sil_box){0, 0, 0, 0};
    for (int i = 0; i < 4; i++) {
        double px = (i & 1 ? b.x1 : b.x0) - t->cx, py = (i & 2 ? b.y1 : b.y0) - t->cy;
        double x = (t->by * px - t->bx * py) / det, y = (t->ax * py - t->ay * px) / det;
        x0 = fmin(x0, x), y0 = fmin(y0, y), x1 = fmax(x1, x), y1 = fmax(y1, y);
    }
    return (sil_box){(int)fmax(0, floor(x0)), (int)fmax(0, floor(y0)), (int)fmin(w, ceil(x1)), (int)fmin(h, ceil(y1))};
}

/* Boxes of text layers are as high as their font, or loose: the band of ink at the middle of the box is the line. */
static sil_status line_of_ink(sil_reader *r, sil_box *box, sil_err *err)
{
    sil_band *band;
    size_t n, best = 0;
    int middle = (box->y0 + box->y1) / 2, least = 1 << 30;
    sil_status st = sil_bands(r->arena, r->layout->ink, *box, r->layout->unit, &band, &n, err);
    if (st != SIL_OK || !n)
        return st;
    for (size_t i = 0; i < n; i++) {
        int away = abs((band[i].y0 + band[i].y1) / 2 - middle);
        if (away < least)
            least = away, best = i;
    }
    box->y0 = band[best].y0, box->y1 = band[best].y1;
    *box = sil_read_grown(r, *box, 0, r->layout->unit / 6);
    return SIL_OK;
}

static sil_status read_there(sil_arena *a, sil_reader *r, sil_box box, char **text, double *conf, size_t *glyphs, sil_err *err)
{
    sil_reading *lines = NULL;
    size_t n = 0;
    sil_buf b = {.limit = 65536};
    sil_status st = line_of_ink(r, &box, err);
    *conf = 0, *glyphs = 0;
    if (st == SIL_OK && box.x1 - box.x0 > 4 && box.y1 - box.y0 > 4)
        st = sil_read_part(r, box, 1, &lines, &n, err);
    for (size_t i = 0; st == SIL_OK && i < n; i++)
        for (size_t k = 0; k < lines[i].n; k++) {
            if (lines[i].glyphs[k].cp != SIL_BLIND)
                sil_buf_puts(&b, lines[i].glyphs[k].text);
            *conf += lines[i].glyphs[k].conf;
            ++*glyphs;
        }
    *text = st == SIL_OK && !b.failed ? sil_strdup(a, b.data ? b.data : "") : NULL;
    sil_buf_free(&b);
    return st != SIL_OK ? st : *text ? SIL_OK : sil_fail(err, SIL_NOMEM, "no memory to compare a line");
}

static sil_status compare(sil_arena *a, sil_reader *r, const sil_image *image, const sil_page *layer, sil_layer_evidence *e, sil_err *err)
{
    pick *all = NULL;
    const pick *chosen[LINES];
    size_t n = 0, cap = 0, apart = 0, letters_all = 0, glyphs_all = 0;
    double conf_all = 0;
    *e = (sil_layer_evidence){0};
    for (size_t i = 0; i < layer->n_zones; i++) {
        sil_status st = add_zone(a, &layer->zones[i], &all, &n, &cap, err);
        if (st != SIL_OK)
            return st;
    }
    size_t k = choose(all, n, chosen);
    for (size_t i = 0; i < k; i++) {
        char *seen, *said = text_of(a, chosen[i]->line);
        size_t d, m, glyphs;
        double conf;
        if (!said)
            return sil_fail(err, SIL_NOMEM, "no memory to compare a line");
        sil_status st = read_there(a, r, to_work(image, chosen[i]->line->box), &seen, &conf, &glyphs, err);
        if (st == SIL_OK)
            st = sil_layer_distance(a, said, seen, &d, &m, err);
        if (st != SIL_OK)
            return st;
        e->lines++;
        e->apart += (double)d > APART * (double)m;
        apart += d, letters_all += m;
        conf_all += conf, glyphs_all += glyphs;
    }
    e->distance = letters_all ? (double)apart / (double)letters_all : 1;
    e->conf = glyphs_all ? conf_all / (double)glyphs_all : 0;
    return SIL_OK;
}

/* Words of a layer that is kept are as sure as the lines looked at were right. */
static void set_confidence(sil_zone *z, double conf)
{
    for (size_t i = 0; i < z->n_lines; i++)
        for (size_t k = 0; k < z->lines[i].n_words; k++)
            z->lines[i].words[k].conf = conf;
    for (size_t i = 0; i < z->n_cells; i++)
        set_confidence(&z->cells[i], conf);
}

sil_status sil_layer_check(sil_arena *a, sil_reader *r, const sil_image *image, const char *alto, size_t len, sil_page *out, bool *kept, char **why, sil_err *err)
{
    sil_page layer;
    sil_layer_evidence e;
    *kept = false, *why = NULL;
    sil_status st = sil_alto_parse(a, alto, len, 0, &layer, err);
    if (st == SIL_OK)
        st = compare(a, r, image, &layer, &e, err);
    if (st != SIL_OK)
        return sil_in(err, "the text layer: ");
    *kept = sil_layer_keep(a, &e, why);
    if (!*why)
        return sil_fail(err, SIL_NOMEM, "no memory to say what a text layer is worth");
    if (!*kept)
        return SIL_OK;
    out->zones = layer.zones, out->n_zones = layer.n_zones, out->cap_zones = layer.cap_zones;
    out->conf = 1 - e.distance;
    for (size_t i = 0; i < out->n_zones; i++)
        set_confidence(&out->zones[i], out->conf);
    out->engine = out->models = "";
    out->note = *why;
    return SIL_OK;
}
