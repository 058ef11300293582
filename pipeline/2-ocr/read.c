/* 2-ocr/read.c: third step of reading a page: parts -> lines of glyphs. Before: layout.c. Next: words.c.
 *
 * Korean is read by the Hangul model, which has no Hanja: what it gives there is of low confidence or odd, and such runs are cut out at blank
 * columns and read alone by eng, chi_tra and chi_sim. Lines with hardly any Hangul are read whole by another model. */
#include "read.h"

#include <leptonica/allheaders.h>
#include <string.h>

#include "route.h"
#include "sillok/text.h"

/* chi_tra writes simplified characters as traditional ones and believes it (0.81 where chi_sim has 0.77); on traditional print chi_sim falls behind
 * by 0.07 to 0.10 of a page's confidence, on simplified print it leads by 0.01 to 0.13. */
static const double HANT_FLATTERY = 0.10;

sil_status sil_read_with(sil_reader *r, sil_model m, sil_box box, sil_read_mode mode, sil_reading **out, size_t *n, sil_err *err)
{
    *out = NULL, *n = 0;
    if (!sil_engine_has(r->engine, m))
        return SIL_OK;
    r->used[m] = true;
    return sil_engine_read(r->engine, r->arena, m, r->layout->gray, r->layout->paper, box, mode, out, n, err);
}

/* Read as one line; when the engine sees several they are joined. *line = NULL when there is nothing. */
static sil_status read_line(sil_reader *r, sil_model m, sil_box box, sil_reading **line, sil_err *err)
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

/* ---- runs of a Korean line that are read again ---- */

typedef struct profile { /* ink of the columns of a line */
    int x0, n;
    int *ink;
} profile;

static sil_status profile_of(sil_reader *r, sil_box box, profile *p, sil_err *err)
{
    *p = (profile){box.x0, box.x1 - box.x0, sil_alloc(r->arena, sizeof(int) * (size_t)(box.x1 - box.x0 + 1))};
    BOX *b = boxCreate(box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0);
    PIX *part = pixClipRectangle(r->layout->ink, b, NULL);
    NUMA *cols = part ? pixCountPixelsByColumn(part) : NULL;
    for (int i = 0; p->ink && cols && i < numaGetCount(cols) && i < p->n; i++)
        numaGetIValue(cols, i, &p->ink[i]);
    bool ok = p->ink && cols;
    numaDestroy(&cols);
    pixDestroy(&part);
    boxDestroy(&b);
    return ok ? SIL_OK : sil_fail(err, SIL_NOMEM, "no memory to cut a line");
}

/* The blank column nearest to x, at most reach away; x itself when there is none. */
static int blank_near(const profile *p, int x, int reach, int toward)
{
    for (int d = 0; d < reach; d++) {
        int a = x + toward * d, b = x - toward * d;
        if (a >= 0 && a < p->n && !p->ink[a])
            return a;
        if (b >= 0 && b < p->n && !p->ink[b])
            return b;
    }
    return x < 0 ? 0 : x > p->n ? p->n : x;
}

static char *glyphs_text(sil_reader *r, const sil_glyph *g, size_t n)
{
    sil_buf b = {.limit = 65536};
    for (size_t i = 0; i < n; i++) {
        if (i && g[i].space)
            sil_buf_putc(&b, ' ');
        sil_buf_puts(&b, g[i].text);
    }
    char *s = b.data ? sil_strdup(r->arena, b.data) : NULL;
    sil_buf_free(&b);
    return s;
}

static sil_status append(sil_reader *r, sil_reading *line, const sil_glyph *g, size_t n, sil_err *err)
{
    for (size_t i = 0; i < n; i++) {
        sil_glyph *out = SIL_PUSH(r->arena, line->glyphs, line->n, line->cap);
        if (!out)
            return sil_fail(err, SIL_NOMEM, "no memory for a line of text");
        *out = g[i];
    }
    return SIL_OK;
}

/* Brackets at the ends of a piece are kept: trimmed to where the new reading has them, added where it has lost them. */
static sil_status keep_brackets(sil_reader *r, const sil_glyph *base, size_t n, sil_reading *best, sil_err *err)
{
    sil_route_keep_brackets(base, n, best);
    if (!n || !best->n)
        return SIL_OK;
    sil_glyph first = best->glyphs[0], last = best->glyphs[best->n - 1];
    bool open = base[0].cp == '(' && first.cp != '(' && first.cp != 0xff08, close = base[n - 1].cp == ')' && last.cp != ')' && last.cp != 0xff09 && n > 1;
    if (!open && !close)
        return SIL_OK;
    sil_reading out = {.box = best->box, .conf = best->conf};
    sil_status st = SIL_OK;
    if (open)
        st = append(r, &out, base, 1, err);
    if (st == SIL_OK)
        st = append(r, &out, best->glyphs, best->n, err);
    if (st == SIL_OK && close)
        st = append(r, &out, base + n - 1, 1, err);
    for (size_t i = 0; st == SIL_OK && i < out.n; i++)
        if (i == 0 || (close && i + 1 == out.n))
            out.glyphs[i].conf = best->conf;
    if (st == SIL_OK && open)
        out.glyphs[1].space = false;
    if (st == SIL_OK)
        *best = out;
    return st;
}

/* Read the piece [x0, x1) of the line with the other models and keep what is best; base may be empty (then anything plausible is taken). */
static sil_status piece(sil_reader *r, sil_box box, const sil_glyph *base, size_t n, sil_reading *best, sil_err *err)
{
    static const sil_model order[] = {SIL_MODEL_KO, SIL_MODEL_EN, SIL_MODEL_HANT, SIL_MODEL_HANS};
    sil_reading first = {.box = box, .glyphs = (sil_glyph *)base, .n = n, .cap = n};
    for (size_t i = 0; i < n; i++)
        first.conf = i == 0 || base[i].conf < first.conf ? base[i].conf : first.conf;
    const sil_reading *all[4] = {n ? &first : NULL, NULL, NULL, NULL};
    bool number = sil_route_number(base, n), letters = (!number || first.conf < 0.30) && !sil_route_counted(base, n); /* a number needs no Chinese model */
    sil_status st = SIL_OK;
    r->again++;
    for (size_t k = 1; st == SIL_OK && k < 4; k++) {
        double sofar = 0;
        size_t c = sil_route_choose(all, order, 4);
        if (all[c])
            sofar = sil_route_worth(all[c], order[c]);
        if (k == 2 && (sofar >= 0.80 || !letters || box.x1 - box.x0 < r->layout->unit / 2))
            break;
        if (k == 3 && sofar >= 0.70)
            break;
        sil_reading *line;
        st = read_line(r, order[k], box, &line, err);
        /* a number that another model sees as a number of another length was cut badly */
        all[k] = line && number && sil_route_number(line->glyphs, line->n) && sil_route_digits(line->glyphs, line->n) != sil_route_digits(base, n) ? NULL : line;
        if (all[k] && !sil_route_may_replace(base, n, all[k], order[k]))
            all[k] = NULL;
    }
    size_t c = sil_route_choose(all, order, 4);
    *best = all[c] ? *all[c] : (sil_reading){0};
    for (size_t i = 1; c >= 2 && i < best->n; i++) /* the Chinese models see spaces in wide print */
        best->glyphs[i].space &= sil_script_of(best->glyphs[i].cp) == SIL_SCRIPT_LATIN || sil_script_of(best->glyphs[i - 1].cp) == SIL_SCRIPT_LATIN;
    if (c && st == SIL_OK)
        st = keep_brackets(r, base, n, best, err);
    return st;
}

/* The run [from, to) of the line anew: cut out at blank columns, divided where spaces are seen, each piece read by itself. */
static sil_status run_again(sil_reader *r, const sil_reading *line, const profile *p, sil_box box, size_t from, size_t to, sil_reading *out, sil_err *err)
{
    const sil_glyph *g = line->glyphs;
    int height = box.y1 - box.y0, reach = height / 2;
    int left = from ? (g[from - 1].box.x1 + g[from].box.x0) / 2 - p->x0 : 0;
    int right = to < line->n ? (g[to].box.x0 + g[to - 1].box.x1) / 2 - p->x0 : p->n;
    if (from)
        left = blank_near(p, left, reach, -1);
    if (to < line->n)
        right = blank_near(p, right, reach, 1);
    size_t start = out->n;
    const char *was = glyphs_text(r, g + from, to - from);
    if (right - left < 5)
        return append(r, out, g + from, to - from, err);
    size_t next = from; /* glyphs of the first reading that were used up */
    sil_status st = SIL_OK;
    for (int x = left; st == SIL_OK && x < right;) {
        while (x < right && !p->ink[x])
            x++;
        if (x >= right)
            break;
        int end = x, gap = 0;
        for (int q = x; q < right && gap < height * 3 / 10; q++) {
            gap = p->ink[q] ? 0 : gap + 1;
            end = p->ink[q] ? q + 1 : end;
        }
        size_t upto = next;
        while (upto < to && (g[upto].box.x0 + g[upto].box.x1) / 2 - p->x0 < end + gap / 2)
            upto++;
        sil_box piece_box = {p->x0 + x - 2, box.y0, p->x0 + end + 2, box.y1};
        sil_reading best;
        size_t at = out->n;
        st = piece(r, piece_box, g + next, upto - next, &best, err);
        if (st == SIL_OK)
            st = append(r, out, best.glyphs, best.n, err);
        if (st == SIL_OK && out->n > at && at > start)
            out->glyphs[at].space = true;
        next = upto;
        x = end + 1;
    }
    if (st == SIL_OK && out->n == start) /* no ink was found where the run should be: it stays as it was */
        st = append(r, out, g + from, to - from, err);
    if (st == SIL_OK && out->n > start) {
        out->glyphs[start].space = g[from].space;
        const char *now = glyphs_text(r, out->glyphs + start, out->n - start);
        if (was && now && strcmp(was, now) != 0)
            out->glyphs[start].other = was;
    }
    return st;
}

/* The Korean model fills wide gaps with dots: what has no ink in its place was not printed. */
static void drop_inkless(sil_reading *line, const profile *p)
{
    size_t n = 0;
    for (size_t i = 0; i < line->n; i++) {
        const sil_glyph *g = &line->glyphs[i];
        bool ink = sil_script_of(g->cp) != SIL_SCRIPT_PUNCT && g->cp != 0x318d;
        ink |= n > 0 && (g->cp == ',' || g->cp == '.') && !g->space && g->box.x0 - line->glyphs[n - 1].box.x1 <= 2; /* its ink is in the box of the letter before */
        for (int x = g->box.x0 - p->x0; !ink && x < g->box.x1 - p->x0; x++)
            ink = x < 0 || x >= p->n || p->ink[x] > 0;
        if (ink)
            line->glyphs[n++] = *g;
        else if (i + 1 < line->n)
            line->glyphs[i + 1].space |= g->space, line->glyphs[i + 1].token |= g->token;
    }
    line->n = n;
}

static sil_status mend_runs(sil_reader *r, sil_reading *line, sil_err *err)
{
    bool *again = sil_alloc(r->arena, line->n + 1);
    if (!again)
        return sil_fail(err, SIL_NOMEM, "no memory for a line of text");
    sil_box box = sil_read_grown(r, line->box, 6, 4);
    profile p;
    sil_status st = profile_of(r, box, &p, err);
    if (st == SIL_OK)
        drop_inkless(line, &p);
    sil_route_doubts(line->glyphs, line->n, again);
    sil_reading out = {.box = line->box};
    for (size_t i = 0; st == SIL_OK && i < line->n;) {
        size_t j = i;
        while (j < line->n && again[j] == again[i])
            j++;
        bool number = again[i] && sil_route_number(line->glyphs + i, j - i);
        double least = 1;
        for (size_t k = i; k < j; k++)
            least = line->glyphs[k].conf < least ? line->glyphs[k].conf : least;
        bool counted = again[i] && sil_route_counted(line->glyphs + i, j - i) && least >= 0.10;
        if (!again[i] || counted || (number && least >= (j - i > 1 ? 0.60 : 0.40)))
            st = append(r, &out, line->glyphs + i, j - i, err);
        else
            st = run_again(r, line, &p, box, i, j, &out, err);
        i = j;
    }
    for (size_t i = 0; i < out.n; i++)
        out.conf += out.glyphs[i].conf / (double)out.n;
    if (st == SIL_OK)
        *line = out;
    return st;
}

/* ---- lines ---- */

/* Read well, in a script that the model is for (the Korean model has Latin, too): no other model need be asked. */
static bool settled(const sil_reading *x, sil_model m)
{
    return sil_route_worth(x, m) > 0.8 && (sil_route_fits(m, x, 1) || sil_route_fits(SIL_MODEL_EN, x, 1));
}

/* A line that its model could not make much of: read whole by the others, the best is kept. */
static sil_status reroute(sil_reader *r, sil_reading *line, sil_model had, sil_model *now, sil_err *err)
{
    static const sil_model order[] = {SIL_MODEL_EN, SIL_MODEL_KO, SIL_MODEL_HANS, SIL_MODEL_HANT};
    const sil_reading *all[5] = {line};
    sil_model models[5] = {had};
    sil_box box = sil_read_grown(r, line->box, 6, 4);
    size_t n = 1;
    sil_status st = SIL_OK;
    for (size_t k = 0; st == SIL_OK && k < 4; k++) {
        if (order[k] == had)
            continue;
        size_t c = sil_route_choose(all, models, n);
        if (n > 1 && settled(all[c], models[c]))
            break;
        sil_reading *other;
        st = read_line(r, order[k], box, &other, err);
        if (other && order[k] == SIL_MODEL_HANT && r->main != SIL_MODEL_HANT)
            other->conf -= HANT_FLATTERY;
        if (other)
            all[n] = other, models[n++] = order[k];
    }
    if (st != SIL_OK)
        return st;
    size_t c = sil_route_choose(all, models, n);
    if (had == SIL_MODEL_KO && line->n > 3 && !settled(all[c], models[c])) { /* several languages in one line: run by run */
        sil_reading pieces = *line;
        if ((st = mend_runs(r, &pieces, err)) != SIL_OK)
            return st;
        if (pieces.n && sil_share_script(&pieces, SIL_SCRIPT_HANGUL) >= 0.08 && sil_route_worth(&pieces, SIL_MODEL_USER) >= sil_route_worth(all[c], models[c])) {
            *line = pieces;
            *now = SIL_MODEL_USER; /* nothing is left to ask */
            return SIL_OK;
        }
    }
    *now = models[c];
    if (c) {
        const char *was = glyphs_text(r, line->glyphs, line->n);
        *line = *all[c];
        line->glyphs[0].other = line->conf < 0.7 ? was : NULL; /* a clear winner needs no memory of garbage */
    }
    return SIL_OK;
}

sil_status sil_read_routed(sil_reader *r, sil_reading *line, sil_model m, sil_err *err)
{
    sil_status st = SIL_OK;
    if (m == SIL_MODEL_USER || !line->n)
        return SIL_OK;
    bool poor = m == SIL_MODEL_KO ? sil_share_hangul(line) < 0.20 && !(sil_route_number(line->glyphs, line->n) && line->conf >= 0.6) && !(line->conf > 0.93 && settled(line, m)) &&
                                      !(line->conf > 0.70 && sil_share_script(line, SIL_SCRIPT_HANGUL) >= 0.12)
                                  : line->conf < (m == SIL_MODEL_EN ? 0.72 : 0.60);
    if (m == SIL_MODEL_KO && line->conf < 0.72 && sil_share_script(line, SIL_SCRIPT_HANGUL) > 0.3) { /* cut out alone it may read better: warped lines */
        sil_reading *alone;
        if ((st = read_line(r, m, sil_read_grown(r, line->box, 6, 4), &alone, err)) != SIL_OK)
            return st;
        if (alone && alone->n * 10 > line->n * 7 && sil_route_worth(alone, m) > sil_route_worth(line, m) + 0.05) {
            *line = *alone;
            poor = sil_share_hangul(line) < 0.20;
        }
    }
    if (poor)
        st = reroute(r, line, m, &m, err);
    if (st == SIL_OK && m == SIL_MODEL_KO)
        st = mend_runs(r, line, err);
    return st;
}

/* ---- parts ---- */

/* seen, when not NULL: what each model that was asked made of the line is added to it. */
static sil_status find_model(sil_reader *r, sil_box line, sil_model *m, double *worth, double *seen, sil_err *err)
{
    static const sil_model order[] = {SIL_MODEL_USER, SIL_MODEL_KO, SIL_MODEL_EN, SIL_MODEL_HANS, SIL_MODEL_HANT};
    double top = -1;
    *m = SIL_MODEL_KO, *worth = 0;
    for (size_t k = 0; k < 5; k++) {
        sil_reading *x;
        sil_status st = read_line(r, order[k], line, &x, err);
        if (st != SIL_OK)
            return st;
        if (!x)
            continue;
        double w = sil_route_worth(x, order[k]) - (order[k] == SIL_MODEL_HANT ? HANT_FLATTERY / 2 : 0);
        bool fits = sil_route_fits(order[k], x, 1);
        if (seen)
            seen[order[k]] += w;
        if (fits + w > top)
            top = fits + w, *m = order[k], *worth = w;
        /* Hangul and Latin are told safely; the two Chinese models must be compared */
        if (fits && order[k] != SIL_MODEL_HANS && (order[k] != SIL_MODEL_EN || w > 0.8))
            break;
    }
    return SIL_OK;
}

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
                pick[(*n)++] = (sil_box){p->box.x0, band[k].y0, p->box.x1, band[k].y1};
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
    double votes[SIL_MODELS] = {0}, seen[SIL_MODELS] = {0};
    sil_model last = SIL_MODELS;
    for (size_t i = 0; st == SIL_OK && i < n; i++) {
        sil_model m;
        double w;
        st = find_model(r, sil_read_grown(r, pick[i], 8, r->layout->unit / 6), &m, &w, seen, err);
        votes[m] += w;
        *best = w > *best ? w : *best;
        if (w > 0.85 && (m == SIL_MODEL_KO || (m == SIL_MODEL_EN && m == last))) /* a Korean line makes a Korean page: its model comes first, others follow line by line */
            break;
        last = m;
    }
    for (int m = 0; m < SIL_MODELS; m++)
        if (votes[m] > votes[r->main] + (r->main == SIL_MODEL_KO && votes[SIL_MODEL_KO] > 0.5 ? 10 : 0))
            r->main = (sil_model)m;
    if (r->main == SIL_MODEL_HANS || r->main == SIL_MODEL_HANT) /* told by all lines together */
        r->main = seen[SIL_MODEL_HANT] > seen[SIL_MODEL_HANS] ? SIL_MODEL_HANT : SIL_MODEL_HANS;
    return st;
}

sil_status sil_read_part(sil_reader *r, sil_box box, int lines, sil_reading **out, size_t *n, sil_err *err)
{
    sil_read_mode mode = lines <= 1 ? SIL_READ_LINE : SIL_READ_BLOCK;
    sil_box wide = sil_read_grown(r, box, r->layout->unit / 4, r->layout->unit / 5);
    sil_model m = r->main;
    sil_status st = SIL_OK;
    if (lines <= 1 && ((st = sil_read_page_number(r, box, wide, out, n, err)) != SIL_OK || *n))
        return st;
    st = sil_read_with(r, m, wide, mode, out, n, err);
    if (st == SIL_OK && m != SIL_MODEL_USER && lines > 1 && !sil_route_fits(m, *out, *n)) {
        sil_band *band;
        size_t bands;
        double worth = 0;
        sil_model other = m;
        st = sil_bands(r->arena, r->layout->ink, box, r->layout->unit, &band, &bands, err);
        if (st == SIL_OK && bands)
            st = find_model(r, sil_read_grown(r, (sil_box){box.x0, band[bands / 2].y0, box.x1, band[bands / 2].y1}, 8, r->layout->unit / 6), &other, &worth, NULL, err);
        if (st == SIL_OK && other != m && worth > 0.5) {
            m = other;
            st = sil_read_with(r, m, wide, mode, out, n, err);
            if (st == SIL_OK && sil_route_fits(m, *out, *n))
                r->main = m;
        }
    }
    for (size_t i = 0; st == SIL_OK && i < *n; i++)
        st = sil_read_routed(r, &(*out)[i], m, err);
    return st;
}
