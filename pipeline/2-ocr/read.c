/* 2-ocr/read.c: third step of reading a page: parts -> lines of glyphs. Before: layout.c. Next: words.c.
 *
 * Korean is read by the light model first, which has no Hanja: where it says so, or what it gives is of low confidence or odd, the run is cut out
 * and read alone by others (read_run.c). A line that is much of that is read whole by the whole model, where there is one, and a block or page
 * likewise. Lines with hardly any Hangul are read whole by another model. */
#include "read.h"

#include <leptonica/allheaders.h>
#include <string.h>

#include "blend.h"
#include "route.h"
#include "sillok/text.h"

/* chi_tra writes simplified characters as traditional ones and believes it (0.81 where chi_sim has 0.77); on traditional print chi_sim falls behind
 * by 0.07 to 0.10 of a page's confidence, on simplified print it leads by 0.01 to 0.13. */
static const double HANT_FLATTERY = 0.10;

/* Share of doubt in a line, a block, a page from which on reading all of it by the whole model is quicker than run by run. */
static const double MUCH_DOUBT = 0.35;

/* Share of Hangul in a line that the whole model has read, from which on it is Korean: one particle among Hanja. */
static const double SOME_HANGUL = 0.05;

/* The same in a line that our light model has read: it is Korean, and the whole model reads its doubtful words. */
static const double LIGHT_HANGUL = 0.25;

/* Confidence from which on a line of Latin read by a Korean model needs no eng: stock, and ours, which was taught Latin in the same lines. */
static const double LATIN_STOCK = 0.93, LATIN_OURS = 0.80;

/* Confidence from which on a line of Hanja, with some Hangul, that our whole model has read is asked of nobody; below, what it is worth more than
 * the Chinese models, which believe what they make of Hangul. */
static const double SURE_OURS = 0.55, SURE_KOREAN = 0.40, OURS_FIRST = 0.10;

sil_status sil_read_with(sil_reader *r, sil_model m, sil_box box, sil_read_mode mode, sil_reading **out, size_t *n, sil_err *err)
{
    *out = NULL, *n = 0;
    if (!sil_engine_has(r->engine, m))
        return SIL_OK;
    r->used[m] = true;
    return sil_engine_read(r->engine, r->arena, m, r->layout->gray, r->layout->paper, box, mode, out, n, err);
}

/* Read as one line; when the engine sees several they are joined. *line = NULL when there is nothing. */
sil_status sil_read_line(sil_reader *r, sil_model m, sil_box box, sil_reading **line, sil_err *err)
{
    size_t n;
    sil_status st = sil_read_with(r, m, box, SIL_READ_LINE, line, &n, err);
    if (st != SIL_OK || n == 0) {
        *line = NULL;
        return st;
    }
    sil_reading *all = *line;
    for (size_t i = 1; i < n; i++)
        for (size_t k = 0; k < all[i].n; k++) {
            sil_glyph *g = SIL_PUSH(r->arena, all->glyphs, all->n, all->cap);
            if (!g)
                return sil_fail(err, SIL_NOMEM, "no memory for a line of text");
            *g = all[i].glyphs[k];
            g->space |= k == 0;
        }
    if (n > 1) {
        all->conf = 0;
        for (size_t k = 0; k < all->n; k++)
            all->conf += all->glyphs[k].conf / (double)all->n;
    }
    return SIL_OK;
}

sil_box sil_read_grown(const sil_reader *r, sil_box b, int dx, int dy)
{
    int w = pixGetWidth(r->layout->gray), h = pixGetHeight(r->layout->gray);
    b.x0 = b.x0 > dx ? b.x0 - dx : 0, b.y0 = b.y0 > dy ? b.y0 - dy : 0;
    b.x1 = b.x1 + dx < w ? b.x1 + dx : w, b.y1 = b.y1 + dy < h ? b.y1 + dy : h;
    return b;
}

/* ---- lines ---- */

/* Read well, in a script that the model is for (the Korean models have Latin, too; the whole one has all): no other model need be asked. */
static bool settled(const sil_reading *x, sil_model m)
{
    return sil_route_worth(x, m) > 0.8 && (m == SIL_MODEL_WHOLE || sil_route_fits(m, x, 1) || sil_route_fits(SIL_MODEL_EN, x, 1));
}

/* A line that its model could not make much of: read whole by the others, the best is kept. */
static sil_status reroute(sil_reader *r, sil_reading *line, sil_model had, sil_model *now, sil_err *err)
{
    static const sil_model order[] = {SIL_MODEL_EN, SIL_MODEL_WHOLE, SIL_MODEL_KO, SIL_MODEL_HANS, SIL_MODEL_HANT};
    sil_reading first = *line;
    const sil_reading *all[6] = {&first};
    sil_model models[6] = {had};
    bool han = sil_share_script(line, SIL_SCRIPT_HAN) >= 0.30; /* seen, or even read, by one of the Korean models */
    sil_box box = sil_read_grown(r, line->box, 6, 4);
    size_t n = 1;
    sil_status st = SIL_OK;
    first.conf += had == SIL_MODEL_WHOLE ? OURS_FIRST : 0;
    for (size_t k = 0; st == SIL_OK && k < 5; k++) {
        if (order[k] == had || (order[k] == SIL_MODEL_EN && han && sil_model_korean(had)) || (order[k] == SIL_MODEL_KO && sil_engine_has(r->engine, SIL_MODEL_WHOLE)))
            continue;
        size_t c = sil_route_choose(all, models, n);
        if (n > 1 && settled(all[c], models[c]))
            break;
        sil_reading *other;
        st = sil_read_line(r, order[k], box, &other, err);
        if (other) {
            other->conf += order[k] == SIL_MODEL_WHOLE ? OURS_FIRST : order[k] == SIL_MODEL_HANT && r->main != SIL_MODEL_HANT ? -HANT_FLATTERY : 0;
            all[n] = other, models[n++] = order[k];
        }
    }
    if (st != SIL_OK)
        return st;
    size_t c = sil_route_choose(all, models, n);
    if (sil_model_korean(had) && line->n > 3 && !settled(all[c], models[c])) { /* several languages in one line: run by run */
        sil_reading pieces = *line;
        if ((st = sil_read_runs(r, &pieces, had, err)) != SIL_OK)
            return st;
        bool better = pieces.n && sil_share_script(&pieces, SIL_SCRIPT_HANGUL) >= 0.08 && sil_route_worth(&pieces, SIL_MODEL_USER) >= sil_route_worth(all[c], models[c]);
        if (better || c == 0) {
            *line = pieces;
            *now = SIL_MODEL_USER; /* nothing is left to ask */
            return SIL_OK;
        }
    }
    *now = models[c];
    if (c) {
        const char *was = sil_read_text(r, line->glyphs, line->n);
        sil_reading best = *all[c], *ours = &first;
        if (models[c] == SIL_MODEL_EN && sil_model_korean(had) && (sil_blend_has_accents(&first) || sil_blend_has_accents(&best))) { /* no English: ours was taught more letters */
            if (had != SIL_MODEL_WHOLE && sil_engine_has(r->engine, SIL_MODEL_WHOLE))
                st = sil_read_line(r, SIL_MODEL_WHOLE, box, &ours, err);
            if (st == SIL_OK && ours)
                st = sil_blend_accents(r->arena, all[c], ours, &best, err);
            if (st != SIL_OK)
                return st;
        }
        *line = best;
        line->conf -= models[c] == SIL_MODEL_WHOLE ? OURS_FIRST : 0;
        line->glyphs[0].other = line->conf < 0.7 ? was : NULL; /* a clear winner needs no memory of garbage */
    }
    return SIL_OK;
}

/* Whether a line that m has read is to be read by models of other languages. */
static bool poor(const sil_reader *r, const sil_reading *line, sil_model m)
{
    bool whole = sil_engine_has(r->engine, SIL_MODEL_WHOLE);
    double latin = whole ? LATIN_OURS : LATIN_STOCK;
    if (!sil_model_korean(m))
        return line->conf < (m == SIL_MODEL_EN ? 0.72 : 0.60);
    double hangul = sil_share_script(line, SIL_SCRIPT_HANGUL);
    if (m == SIL_MODEL_WHOLE ? hangul >= (line->conf > SURE_KOREAN ? SOME_HANGUL : 2 * SOME_HANGUL) : whole && hangul >= LIGHT_HANGUL)
        return false; /* nobody else reads Korean better */
    if (m == SIL_MODEL_WHOLE && line->conf > (sil_model_korean(r->main) ? SURE_KOREAN : SURE_OURS) && sil_share_script(line, SIL_SCRIPT_HAN) >= 0.30)
        return false; /* nor Hanja, the less so on a page in Korean */
    return sil_share_hangul(line) < 0.20 && !(sil_route_number(line->glyphs, line->n) && line->conf >= 0.6) && !(line->conf > latin && settled(line, m)) &&
           !(line->conf > 0.70 && hangul >= 0.12);
}

/* Whether lines that the light model has read are Korean with so much else in it that the whole model reads all of them quicker. */
static bool much_doubt(const sil_reader *r, const sil_reading *lines, size_t n)
{
    double doubt = 0, all = 0;
    bool korean = false;
    for (size_t i = 0; i < n; i++) {
        korean |= sil_share_hangul(&lines[i]) >= 0.20 || sil_route_blind(lines[i].glyphs, lines[i].n);
        doubt += sil_share_doubt(&lines[i]) * (double)lines[i].n, all += (double)lines[i].n;
    }
    return korean && sil_engine_has(r->engine, SIL_MODEL_WHOLE) && doubt >= MUCH_DOUBT * all;
}

/* A Korean line of which the light model made little: cut out alone it may read better (warped lines), and the whole model reads more of it. */
static sil_status read_alone(sil_reader *r, sil_reading *line, sil_model *m, sil_err *err)
{
    bool whole = sil_engine_has(r->engine, SIL_MODEL_WHOLE), weak = line->conf < 0.72 && sil_share_script(line, SIL_SCRIPT_HANGUL) > (whole ? SOME_HANGUL : 0.3);
    if (!weak && !much_doubt(r, line, 1))
        return SIL_OK;
    sil_model by = whole ? SIL_MODEL_WHOLE : SIL_MODEL_KO;
    sil_reading *alone;
    sil_status st = sil_read_line(r, by, sil_read_grown(r, line->box, 6, 4), &alone, err);
    if (st == SIL_OK && alone && alone->n * 10 > line->n * 7 && (sil_route_blind(line->glyphs, line->n) || sil_route_worth(alone, by) >= sil_route_worth(line, SIL_MODEL_KO) + (whole ? 0 : 0.05)))
        *line = *alone, *m = by;
    return st;
}

sil_status sil_read_routed(sil_reader *r, sil_reading *line, sil_model m, sil_err *err)
{
    if (m == SIL_MODEL_USER || !line->n)
        return SIL_OK;
    sil_status st = m == SIL_MODEL_KO ? read_alone(r, line, &m, err) : SIL_OK;
    bool done = false;
    if (st == SIL_OK && m == SIL_MODEL_WHOLE && r->forms)
        st = sil_read_han(r, line, poor(r, line, m), &done, err);
    if (st != SIL_OK || done)
        return st;
    if (poor(r, line, m)) {
        st = reroute(r, line, m, &m, err);
        if (st == SIL_OK && m == SIL_MODEL_WHOLE && r->forms)
            st = sil_read_han(r, line, false, &done, err);
    }
    if (st == SIL_OK && sil_model_korean(m))
        st = sil_read_runs(r, line, m, err);
    else if (st == SIL_OK && (m == SIL_MODEL_HANS || m == SIL_MODEL_HANT))
        st = sil_read_zh(r, line, m, err);
    return st;
}

/* ---- parts ---- */

static bool holds_han(const sil_reading *lines, size_t n)
{
    double han = 0, all = 0;
    for (size_t i = 0; i < n; i++)
        han += sil_share_script(&lines[i], SIL_SCRIPT_HAN) * (double)lines[i].n, all += (double)lines[i].n;
    return han >= 0.05 * all;
}

/* What is known of a line, or of several, so far. */
typedef struct found {
    sil_model model;
    double worth, top;
    double seen[SIL_MODELS];        /* what each model that was asked made of the lines */
    size_t simplified, traditional; /* characters of the one print and of the other, see sil_han_forms */
} found;

/* Whether what the light model has read is Chinese or all Hanja: it marks every Han character and sees no Hangul. */
static bool all_han(const sil_reader *r, const sil_reading *x)
{
    return sil_engine_has(r->engine, SIL_MODEL_WHOLE) && sil_route_blind(x->glyphs, x->n) && sil_share_script(x, SIL_SCRIPT_HAN) >= 0.60 && sil_share_script(x, SIL_SCRIPT_HANGUL) <= 0.04;
}

/* Our whole model writes both prints: on simplified print a third to a half of what tells them apart is simplified, on traditional print next to nothing.
 * The Chinese models' own confidence tells them badly. */
static bool forms_tell(const found *f) { return f->simplified + f->traditional >= 3; }
static sil_model by_forms(const found *f) { return f->simplified * 5 >= f->simplified + f->traditional ? SIL_MODEL_HANS : SIL_MODEL_HANT; }

/* Let one model read the line. *enough: nobody else need be asked; *han: see all_han. */
static sil_status ask(sil_reader *r, sil_box line, sil_model by, found *f, bool *enough, bool *han, sil_err *err)
{
    sil_reading *x;
    sil_status st = sil_read_line(r, by, line, &x, err);
    *enough = false;
    if (st == SIL_OK && x && by == SIL_MODEL_KO && much_doubt(r, x, 1)) {
        *han = all_han(r, x);
        st = sil_read_line(r, by = SIL_MODEL_WHOLE, line, &x, err);
        char *text = st == SIL_OK && x && *han ? sil_read_text(r, x->glyphs, x->n) : NULL;
        size_t simplified, traditional;
        if (text) {
            sil_han_forms(text, strlen(text), &simplified, &traditional);
            f->simplified += simplified, f->traditional += traditional;
        }
    }
    if (st != SIL_OK || !x)
        return st;
    double w = sil_route_worth(x, by) - (by == SIL_MODEL_HANT ? HANT_FLATTERY / 2 : 0);
    bool fits = sil_route_fits(by, x, 1);
    f->seen[by] += w;
    if (fits + w > f->top)
        f->top = fits + w, f->model = by, f->worth = w;
    /* Hangul and Latin are told safely; the two Chinese models must be compared */
    *enough = fits && by != SIL_MODEL_HANS && (by != SIL_MODEL_EN || w > 0.8);
    return SIL_OK;
}

/* Which model reads the line best: f->model, f->worth. */
static sil_status find_model(sil_reader *r, sil_box line, found *f, sil_err *err)
{
    static const sil_model order[] = {SIL_MODEL_USER, SIL_MODEL_KO, SIL_MODEL_EN, SIL_MODEL_HANS, SIL_MODEL_HANT};
    bool enough = false, han = false, none;
    sil_status st = SIL_OK;
    f->top = -1, f->model = SIL_MODEL_KO, f->worth = 0;
    for (size_t k = 0; st == SIL_OK && !enough && k < 5; k++) {
        bool chinese = order[k] == SIL_MODEL_HANS || order[k] == SIL_MODEL_HANT;
        if (han && (chinese ? forms_tell(f) && order[k] != by_forms(f) : order[k] == SIL_MODEL_EN))
            continue;
        st = ask(r, line, order[k], f, &enough, &han, err);
    }
    if (st == SIL_OK && han && f->worth < 0.6) /* it was not Chinese after all */
        st = ask(r, line, SIL_MODEL_EN, f, &none, &none, err);
    return st;
}

enum { PROBE_WIDTH = 20 }; /* heights of the print */

/* Up to `most` lines spread evenly over the text of the page, one that is short for its part passed over where there is another. */
static sil_status sample(sil_reader *r, sil_box *pick, size_t most, size_t *n, sil_err *err)
{
    int total = 0, seen = 0;
    for (size_t i = 0; i < r->layout->n; i++)
        total += r->layout->parts[i].kind == SIL_ZONE_TEXT ? r->layout->parts[i].lines : 0;
    *n = 0;
    for (size_t i = 0; i < r->layout->n && *n < most; i++) {
        const sil_part *p = &r->layout->parts[i];
        if (p->kind != SIL_ZONE_TEXT)
            continue;
        int next = (int)(*n * 2 + 1) * total / (int)(most * 2); /* line of the page that is wanted */
        if (next < seen + p->lines) {
            sil_band *band;
            size_t bands;
            sil_status st = sil_bands(r->arena, r->layout->ink, p->box, r->layout->unit, &band, &bands, err);
            if (st != SIL_OK)
                return st;
            while (*n < most && bands && (next = (int)(*n * 2 + 1) * total / (int)(most * 2)) < seen + p->lines) {
                size_t k = next > seen ? (size_t)(next - seen) : 0;
                k = k < bands ? k : bands - 1;
                int reach = p->box.x0 + PROBE_WIDTH * r->layout->unit; /* its beginning shows what it is */
                pick[(*n)++] = (sil_box){p->box.x0, band[k].y0, p->box.x1 < reach ? p->box.x1 : reach, band[k].y1};
            }
        }
        seen += p->lines;
    }
    for (size_t i = 0; i < r->layout->n && total == 0; i++) /* a page of tables: some of its cells */
        for (size_t s = r->layout->parts[i].n_slots; s-- > 0 && *n < most;)
            pick[(*n)++] = r->layout->parts[i].slots[s].box;
    return SIL_OK;
}

sil_status sil_read_probe(sil_reader *r, double *best, sil_err *err)
{
    enum { MOST = 4 };
    sil_box pick[MOST];
    size_t n = 0;
    *best = 0;
    r->main = sil_engine_has(r->engine, SIL_MODEL_USER) ? SIL_MODEL_USER : SIL_MODEL_KO;
    sil_status st = sample(r, pick, MOST, &n, err);
    double votes[SIL_MODELS] = {0};
    sil_model last = SIL_MODELS;
    found f = {0};
    for (size_t i = 0; st == SIL_OK && i < n; i++) {
        st = find_model(r, sil_read_grown(r, pick[i], 8, r->layout->unit / 6), &f, err);
        sil_model m = f.model;
        bool chinese = m == SIL_MODEL_HANS || m == SIL_MODEL_HANT;
        votes[m] += f.worth;
        *best = f.worth > *best ? f.worth : *best;
        if (f.worth > 0.85 && (sil_model_korean(m) || (m == SIL_MODEL_EN && m == last))) /* a Korean line makes a Korean page: its model comes first, others follow line by line */
            break;
        if (f.worth > 0.72 && chinese && m == last && f.simplified + f.traditional >= 8)
            break;
        last = m;
    }
    bool whole = votes[SIL_MODEL_WHOLE] > votes[SIL_MODEL_KO];
    votes[SIL_MODEL_KO] += votes[SIL_MODEL_WHOLE], votes[SIL_MODEL_WHOLE] = 0;
    for (int m = 0; m < SIL_MODELS; m++)
        if (votes[m] > votes[r->main] + (r->main == SIL_MODEL_KO && votes[SIL_MODEL_KO] > 0.5 ? 10 : 0))
            r->main = (sil_model)m;
    if (r->main == SIL_MODEL_KO && whole)
        r->main = SIL_MODEL_WHOLE;
    if (r->main == SIL_MODEL_HANS || r->main == SIL_MODEL_HANT) /* told by all lines together */
        r->main = forms_tell(&f) ? by_forms(&f) : f.seen[SIL_MODEL_HANT] > f.seen[SIL_MODEL_HANS] ? SIL_MODEL_HANT : SIL_MODEL_HANS;
    return st;
}

/* Confidence of a line that the engine has passed over in its block and that is read by itself. */
static const double FOUND = 0.60;

static bool seen(const sil_reading *lines, size_t n, const sil_band *b)
{
    for (size_t i = 0; i < n; i++) {
        int y0 = lines[i].box.y0 > b->y0 ? lines[i].box.y0 : b->y0, y1 = lines[i].box.y1 < b->y1 ? lines[i].box.y1 : b->y1;
        if ((y1 - y0) * 4 > b->y1 - b->y0)
            return true;
    }
    return false;
}

/* The ink of the box; empty when there is none. */
static sil_box ink_of(const sil_reader *r, sil_box b)
{
    BOX *at = boxCreate(b.x0, b.y0, b.x1 - b.x0, b.y1 - b.y0), *used = NULL, *tight = NULL;
    PIX *part = at ? pixClipRectangle(r->layout->ink, at, &used) : NULL;
    l_int32 ux = 0, uy = 0, x, y, w, h;
    sil_box out = {0};
    if (part && used && pixClipToForeground(part, NULL, &tight) == 0 && tight && boxGetGeometry(used, &ux, &uy, NULL, NULL) == 0 && boxGetGeometry(tight, &x, &y, &w, &h) == 0)
        out = (sil_box){ux + x, uy + y, ux + x + w, uy + y + h};
    boxDestroy(&tight);
    boxDestroy(&used);
    boxDestroy(&at);
    pixDestroy(&part);
    return out;
}

/* The engine now and then passes over a short line at the end of a paragraph: ink as high as a line that no line has read is read by itself. */
static sil_status passed_over(sil_reader *r, sil_box box, sil_model m, sil_reading **lines, size_t *n, sil_err *err)
{
    sil_band *band;
    size_t bands;
    int unit = r->layout->unit;
    sil_status st = sil_bands(r->arena, r->layout->ink, box, unit, &band, &bands, err);
    for (size_t i = 0; st == SIL_OK && *n && i < bands; i++) {
        int high = band[i].y1 - band[i].y0;
        if (high * 10 < unit * 6 || high * 10 > unit * 16 || seen(*lines, *n, &band[i]))
            continue;
        sil_box ink = ink_of(r, (sil_box){box.x0, band[i].y0, box.x1, band[i].y1});
        sil_reading *line;
        size_t k;
        if (ink.x1 - ink.x0 < unit)
            continue;
        st = sil_read_with(r, m, sil_read_grown(r, ink, unit / 4, unit / 5), SIL_READ_RAW, &line, &k, err);
        if (st != SIL_OK || k != 1 || line->n < 2 || line->conf < FOUND)
            continue;
        sil_reading *all = sil_alloc(r->arena, sizeof *all * (*n + 1));
        if (!all)
            return sil_fail(err, SIL_NOMEM, "no memory for the lines of a block");
        size_t at = 0;
        while (at < *n && (*lines)[at].box.y0 < line->box.y0)
            at++;
        memcpy(all, *lines, at * sizeof *all);
        all[at] = *line;
        memcpy(all + at + 1, *lines + at, (*n - at) * sizeof *all);
        *lines = all, *n += 1;
    }
    return st;
}

sil_status sil_read_part(sil_reader *r, sil_box box, int lines, sil_reading **out, size_t *n, sil_err *err)
{
    sil_read_mode mode = lines <= 1 ? SIL_READ_LINE : SIL_READ_BLOCK;
    sil_box wide = sil_read_grown(r, box, r->layout->unit / 4, r->layout->unit / 5);
    sil_model m = r->main;
    sil_status st = SIL_OK;
    r->chinese = false;
    if (lines <= 1 && ((st = sil_read_page_number(r, box, wide, out, n, err)) != SIL_OK || *n))
        return st;
    st = sil_read_with(r, m, wide, mode, out, n, err);
    if (st == SIL_OK && m != SIL_MODEL_USER && lines > 1 && !sil_route_fits(m, *out, *n)) {
        sil_band *band;
        size_t bands;
        found f = {.model = m};
        st = sil_bands(r->arena, r->layout->ink, box, r->layout->unit, &band, &bands, err);
        if (st == SIL_OK && bands)
            st = find_model(r, sil_read_grown(r, (sil_box){box.x0, band[bands / 2].y0, box.x1, band[bands / 2].y1}, 8, r->layout->unit / 6), &f, err);
        if (st == SIL_OK && f.model != m && f.worth > 0.5) {
            m = f.model;
            st = sil_read_with(r, m, wide, mode, out, n, err);
            if (st == SIL_OK && sil_route_fits(m, *out, *n))
                r->main = m;
        }
    }
    if (st == SIL_OK && m == SIL_MODEL_KO && lines > 1 && much_doubt(r, *out, *n)) {
        r->main = m = SIL_MODEL_WHOLE;
        st = sil_read_with(r, m, wide, mode, out, n, err);
    } else if (m == SIL_MODEL_WHOLE && lines > 1 && *n && !holds_han(*out, *n)) {
        r->main = SIL_MODEL_KO; /* the next block is tried with the light one again */
    }
    if (st == SIL_OK && lines > 1)
        st = passed_over(r, box, m, out, n, err);
    for (size_t i = 0; st == SIL_OK && i < *n; i++)
        st = sil_read_routed(r, &(*out)[i], m, err);
    return st;
}
