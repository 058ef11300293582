/* 2-ocr/read_run.c: what is doubtful in a line is read again: where our whole model is, by it, the words in which that stands, from space to space;
 * where it is not, runs cut out at blank columns, divided where spaces are seen, each piece read alone by the models of the ladder. Beside
 * read.c, which has read the line. */
#include <leptonica/allheaders.h>
#include <string.h>

#include "read.h"
#include "route.h"
#include "sillok/text.h"

/* Who is asked, in this order, as long as nothing was read that is worth `enough`. `letters`: not for numbers, nor for pieces too narrow for a
 * character of its script. */
static const struct rung {
    sil_model model;
    double enough;
    bool letters;
} LADDER[] = {
    {SIL_MODEL_EN, 2, false},
    {SIL_MODEL_HANT, 0.80, true},
    {SIL_MODEL_HANS, 0.70, true},
};
enum { RUNGS = sizeof LADDER / sizeof *LADDER };

sil_status sil_read_profile(sil_reader *r, sil_box box, sil_profile *p, sil_err *err)
{
    *p = (sil_profile){box.x0, box.x1 - box.x0, sil_alloc(r->arena, sizeof(int) * (size_t)(box.x1 - box.x0 + 1))};
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
static int blank_near(const sil_profile *p, int x, int reach, int toward)
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

int sil_gap_near(const sil_profile *p, int x, int reach)
{
    int best = x, width = 0, run = 0, from = x - reach > 0 ? x - reach : 0, to = x + reach < p->n ? x + reach : p->n;
    for (int i = from; i < to; i++) {
        run = p->ink[i] ? 0 : run + 1;
        if (run > width)
            width = run, best = i - run / 2;
    }
    return best < 0 ? 0 : best > p->n ? p->n : best;
}

char *sil_read_text(sil_reader *r, const sil_glyph *g, size_t n)
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

sil_status sil_read_append(sil_reader *r, sil_reading *line, const sil_glyph *g, size_t n, sil_err *err)
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
        st = sil_read_append(r, &out, base, 1, err);
    if (st == SIL_OK)
        st = sil_read_append(r, &out, best->glyphs, best->n, err);
    if (st == SIL_OK && close)
        st = sil_read_append(r, &out, base + n - 1, 1, err);
    for (size_t i = 0; st == SIL_OK && i < out.n; i++)
        if (i == 0 || (close && i + 1 == out.n))
            out.glyphs[i].conf = best->conf;
    if (st == SIL_OK && open)
        out.glyphs[1].space = false;
    if (st == SIL_OK)
        *best = out;
    return st;
}

/* Read the piece in box with the models of the ladder and keep what is best; base, what `had` read there, may be empty (then anything plausible is taken). */
static sil_status piece(sil_reader *r, sil_box box, const sil_glyph *base, size_t n, sil_model had, sil_reading *best, sil_err *err)
{
    sil_reading first = {.box = box, .glyphs = (sil_glyph *)base, .n = n, .cap = n};
    for (size_t i = 0; i < n; i++)
        first.conf = i == 0 || base[i].conf < first.conf ? base[i].conf : first.conf;
    const sil_reading *all[1 + RUNGS] = {n && !sil_route_blind(base, n) ? &first : NULL};
    sil_model models[1 + RUNGS] = {had};
    bool number = sil_route_number(base, n), letters = (!number || first.conf < 0.30) && !sil_route_counted(base, n); /* a number needs no Chinese model */
    letters &= box.x1 - box.x0 >= r->layout->unit / 2;
    sil_status st = SIL_OK;
    r->again++;
    for (size_t k = 0; st == SIL_OK && k < RUNGS; k++) {
        sil_model m = models[k + 1] = LADDER[k].model;
        size_t c = sil_route_choose(all, models, 1 + RUNGS);
        double sofar = all[c] ? sil_route_worth(all[c], models[c]) : 0;
        if (m == had || !sil_engine_has(r->engine, m) || (LADDER[k].letters && !letters) || sofar >= LADDER[k].enough)
            continue;
        sil_reading *line;
        st = sil_read_line(r, m, box, &line, err);
        /* a number that another model sees as a number of another length was cut badly */
        bool other = line && number && sil_route_number(line->glyphs, line->n) && sil_route_digits(line->glyphs, line->n) != sil_route_digits(base, n);
        if (line && !other && sil_route_may_replace(base, n, line, m))
            all[k + 1] = line;
    }
    size_t c = sil_route_choose(all, models, 1 + RUNGS);
    *best = all[c] ? *all[c] : first;
    bool chinese = all[c] && (models[c] == SIL_MODEL_HANT || models[c] == SIL_MODEL_HANS);
    for (size_t i = 1; chinese && i < best->n; i++) /* the Chinese models see spaces in wide print */
        best->glyphs[i].space &= sil_script_of(best->glyphs[i].cp) == SIL_SCRIPT_LATIN || sil_script_of(best->glyphs[i - 1].cp) == SIL_SCRIPT_LATIN;
    if (c && all[c] && st == SIL_OK)
        st = keep_brackets(r, base, n, best, err);
    return st;
}

/* The run [from, to) of the line anew: cut out at blank columns, divided where spaces are seen, each piece read by itself. */
static sil_status run_again(sil_reader *r, const sil_reading *line, sil_model had, const sil_profile *p, sil_box box, size_t from, size_t to, sil_reading *out, sil_err *err)
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
    const char *was = sil_read_text(r, g + from, to - from);
    if (right - left < 5)
        return sil_read_append(r, out, g + from, to - from, err);
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
        st = piece(r, piece_box, g + next, upto - next, had, &best, err);
        if (st == SIL_OK)
            st = sil_read_append(r, out, best.glyphs, best.n, err);
        if (st == SIL_OK && out->n > at && at > start)
            out->glyphs[at].space = true;
        next = upto;
        x = end + 1;
    }
    if (st == SIL_OK && out->n == start) /* no ink was found where the run should be: it stays as it was */
        st = sil_read_append(r, out, g + from, to - from, err);
    if (st == SIL_OK && out->n > start) {
        out->glyphs[start].space = g[from].space;
        const char *now = sil_read_text(r, out->glyphs + start, out->n - start);
        if (was && now && strcmp(was, now) != 0)
            out->glyphs[start].other = was;
    }
    return st;
}

/* Words [i, j) that stand together and hold doubt: j, or i when the word at i holds none. Numbers are no doubt; () is. */
static size_t doubtful_words(const sil_glyph *g, size_t n, size_t i, const bool *again)
{
    for (size_t j = i; j < n;) {
        bool doubt = false;
        size_t k = j;
        for (; k < n && (k == j || !g[k].space); k++) {
            sil_script s = g[k].cp == SIL_BLIND ? SIL_SCRIPT_HAN : sil_script_of(g[k].cp);
            doubt |= again[k] && ((s != SIL_SCRIPT_DIGIT && s != SIL_SCRIPT_PUNCT) || (k > j && g[k].cp == ')' && g[k - 1].cp == '('));
        }
        if (!doubt)
            return j;
        j = k;
    }
    return n;
}

static size_t spaces(const sil_glyph *g, size_t n)
{
    size_t k = 0;
    for (size_t i = 1; i < n; i++)
        k += g[i].space;
    return k;
}

static bool same(const sil_glyph *a, const sil_glyph *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (a[i].cp != b[i].cp)
            return false;
    return true;
}

/* Cut off the word before or after [i, j) of the line that `got` shows, too: the engine's boxes were off by a letter. */
static void drop_neighbours(const sil_reading *line, size_t i, size_t j, sil_reading *got)
{
    size_t n = 1, extra = spaces(got->glyphs, got->n), own = spaces(line->glyphs + i, j - i);
    while (j + n < line->n && !line->glyphs[j + n].space)
        n++;
    if (extra > own && j < line->n && got->n > n && got->glyphs[got->n - n].space && same(got->glyphs + got->n - n, line->glyphs + j, n))
        got->n -= n, extra--;
    for (n = 1; i > n && !line->glyphs[i - n].space;)
        n++;
    if (extra > own && i >= n && got->n > n && got->glyphs[n].space && same(got->glyphs, line->glyphs + i - n, n))
        got->glyphs += n, got->n -= n, got->cap -= n;
}

sil_box sil_read_word_box(const sil_profile *p, const sil_reading *line, size_t i, size_t j, sil_box box)
{
    const sil_glyph *g = line->glyphs;
    int reach = box.y1 - box.y0;
    int left = i ? sil_gap_near(p, (g[i - 1].box.x1 + g[i].box.x0) / 2 - p->x0, reach) : 0;
    int right = j < line->n ? sil_gap_near(p, (g[j].box.x0 + g[j - 1].box.x1) / 2 - p->x0, reach) : p->n;
    return (sil_box){p->x0 + left, box.y0, p->x0 + right, box.y1};
}

/* Doubtful words of the line, as the light model has read it, by the whole one: no word is cut, so no place can be wrong. */
static sil_status read_words(sil_reader *r, sil_reading *line, const sil_profile *p, sil_box box, const bool *again, sil_err *err)
{
    const sil_glyph *g = line->glyphs;
    sil_reading out = {.box = line->box};
    sil_status st = SIL_OK;
    for (size_t i = 0, j; st == SIL_OK && i < line->n; i = j) {
        j = doubtful_words(g, line->n, i, again);
        if (j == i) {
            st = sil_read_append(r, &out, g + i, 1, err);
            for (j = i + 1; st == SIL_OK && j < line->n && !g[j].space; j++)
                st = sil_read_append(r, &out, g + j, 1, err);
            continue;
        }
        sil_box cut = sil_read_word_box(p, line, i, j, box);
        sil_reading base = {.box = line->box, .glyphs = (sil_glyph *)g + i, .n = j - i, .cap = j - i}, *got = NULL;
        for (size_t k = 0; k < base.n; k++)
            base.conf += base.glyphs[k].conf / (double)base.n;
        r->again++;
        if (cut.x1 - cut.x0 >= 5)
            st = sil_read_line(r, SIL_MODEL_WHOLE, cut, &got, err);
        if (got)
            drop_neighbours(line, i, j, got);
        bool agreed = got && got->n == base.n && same(got->glyphs, base.glyphs, base.n);
        if (got && got->n * 2 > base.n && (sil_route_blind(base.glyphs, base.n) || sil_route_worth(got, SIL_MODEL_WHOLE) > sil_route_worth(&base, SIL_MODEL_KO))) {
            const char *was = sil_read_text(r, base.glyphs, base.n), *now = sil_read_text(r, got->glyphs, got->n);
            got->glyphs[0].space = g[i].space;
            got->glyphs[0].other = was && now && strcmp(was, now) != 0 && !sil_route_blind(base.glyphs, base.n) ? was : NULL;
            base = *got;
        }
        for (size_t k = 0; k < base.n; k++)
            base.glyphs[k].agreed = agreed;
        if (st == SIL_OK)
            st = sil_read_append(r, &out, base.glyphs, base.n, err);
    }
    *line = out;
    return st;
}

/* The Korean models fill wide gaps with dots and dashes: what has no ink in its place was not printed. Ours put brackets beside their place: those stay. */
static void drop_inkless(sil_reading *line, const sil_profile *p, bool brackets)
{
    size_t n = 0;
    for (size_t i = 0; i < line->n; i++) {
        const sil_glyph *g = &line->glyphs[i];
        bool ink = sil_script_of(g->cp) != SIL_SCRIPT_PUNCT && g->cp != 0x318d;
        ink |= brackets && (g->cp == '(' || g->cp == ')' || (g->cp >= 0x3008 && g->cp <= 0x3011));
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

/* The runs of doubt, one after the other, by the ladder. */
static sil_status read_pieces(sil_reader *r, sil_reading *line, sil_model m, const sil_profile *p, sil_box box, const bool *again, sil_err *err)
{
    sil_reading out = {.box = line->box};
    sil_status st = SIL_OK;
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
            st = sil_read_append(r, &out, line->glyphs + i, j - i, err);
        else
            st = run_again(r, line, m, p, box, i, j, &out, err);
        i = j;
    }
    *line = out;
    return st;
}

sil_status sil_read_runs(sil_reader *r, sil_reading *line, sil_model m, sil_err *err)
{
    sil_box box = sil_read_grown(r, line->box, 6, 4);
    sil_profile p = {0};
    bool whole = sil_engine_has(r->engine, SIL_MODEL_WHOLE), *again = sil_alloc(r->arena, line->n + 1);
    sil_status st = again ? sil_read_profile(r, box, &p, err) : sil_fail(err, SIL_NOMEM, "no memory for a line of text");
    if (st != SIL_OK)
        return st;
    drop_inkless(line, &p, whole);
    sil_route_doubts(line->glyphs, line->n, again);
    if (!whole)
        st = read_pieces(r, line, m, &p, box, again, err);
    else if (m == SIL_MODEL_KO)
        st = read_words(r, line, &p, box, again, err);
    if (st == SIL_OK && whole && r->forms)
        st = sil_read_han_words(r, line, &p, box, err);
    line->conf = 0;
    for (size_t i = 0; i < line->n; i++)
        line->conf += line->glyphs[i].conf / (double)line->n;
    return st;
}
