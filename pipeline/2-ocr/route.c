/* 2-ocr/route.c: pure decisions of the reader, see route.h. Next: read.c does what they say. */
#include "route.h"

#include <string.h>

#include "sillok/text.h"

enum { MOST_GLYPHS = 1024 }; /* of a line that are looked at */

static bool common_punct(int32_t c)
{
    if (c < 128)
        return c && strchr("().,-:;!?'\"%~/&<>[]", (int)c) != NULL;
    return (c >= 0x2018 && c <= 0x201d) || (c >= 0x3001 && c <= 0x3003) || (c >= 0x3008 && c <= 0x3011) || c == 0xb7 || c == 0x318d || c == 0x2013 || c == 0x2014 || c == 0x2026 || c == 0x30fb;
}

static bool latin(int32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c < 0x250); }
static bool hangul(int32_t c) { return c >= 0xac00 && c <= 0xd7a3; }
static sil_script script(int32_t c) { return c == SIL_BLIND ? SIL_SCRIPT_HAN : sil_script_of(c); }

sil_glyph_class sil_glyph_classify(const sil_glyph *g)
{
    if (hangul(g->cp))
        return g->conf >= 0.70 ? SIL_GLYPH_HANGUL : SIL_GLYPH_DOUBT;
    if (g->cp >= '0' && g->cp <= '9')
        return SIL_GLYPH_DIGIT;
    if (latin(g->cp))
        return g->conf >= 0.78 ? SIL_GLYPH_LATIN : SIL_GLYPH_DOUBT;
    if (common_punct(g->cp))
        return SIL_GLYPH_NEUTRAL;
    if (g->cp != SIL_BLIND && sil_script_of(g->cp) == SIL_SCRIPT_HAN)
        return g->conf >= 0.70 ? SIL_GLYPH_HAN : SIL_GLYPH_DOUBT;
    return SIL_GLYPH_DOUBT;
}

/* Marks that stand only in some places: elsewhere they are strokes of another script. */
static bool misplaced(const sil_glyph *g, size_t n, size_t i)
{
    int32_t c = g[i].cp, before = i > 0 && !g[i].space ? g[i - 1].cp : 0, after = i + 1 < n && !g[i + 1].space ? g[i + 1].cp : 0;
    if (c == '%')
        return !(before >= '0' && before <= '9');
    if (c == '&' || c == '[' || c == ']')
        return hangul(before) || hangul(after);
    if (c == '?' || c == '!')
        return (after >= '0' && after <= '9') || (hangul(after) && hangul(before));
    return false;
}

/* Syllables in doubt are rare ones rather than another script when they are not all that doubtful, or when one hangs on believed ones. */
static void forgive(const sil_glyph *g, size_t n, sil_glyph_class *c)
{
    for (size_t i = 0; i < n;) {
        if (c[i] != SIL_GLYPH_DOUBT || !hangul(g[i].cp)) {
            i++;
            continue;
        }
        size_t j = i;
        double least = 1;
        for (; j < n && c[j] == SIL_GLYPH_DOUBT && hangul(g[j].cp) && (j == i || !g[j].space); j++)
            least = g[j].conf < least ? g[j].conf : least;
        bool left = i > 0 && c[i - 1] == SIL_GLYPH_HANGUL && !g[i].space, right = j < n && c[j] == SIL_GLYPH_HANGUL && !g[j].space;
        bool glued = (left && right) || ((left || right) && j - i == 1);
        bool alone = (j >= n || c[j] != SIL_GLYPH_DOUBT || g[j].space) && (i == 0 || c[i - 1] != SIL_GLYPH_DOUBT || g[i].space);
        /* the engine's token is as doubtful as its worst part: 도쿄(봇퍼) says nothing against 도쿄 */
        bool gloss = alone && j < n && g[j].cp == '(' && !g[j].space && !g[j].token && j - i <= 8 && (i == 0 || g[i].space);
        gloss |= alone && i > 0 && g[i - 1].cp == ')' && !g[i].space && j - i <= 5;
        bool keep = alone && (least >= 0.50 || gloss || (glued && (j - i == 1 || least >= 0.35)));
        for (size_t k = i; keep && k < j; k++)
            c[k] = SIL_GLYPH_HANGUL;
        i = j;
    }
}

/* Brackets: those that hold more doubt than belief are read again whole; one that was closed and never opened has lost its begin. */
static void brackets(const sil_glyph *g, size_t n, const sil_glyph_class *c, bool *again)
{
    size_t open = n; /* the last one not closed */
    for (size_t i = 0; i < n; i++) {
        if (g[i].cp == '(') {
            size_t j = i + 1, bad = 0, good = 0;
            for (; j < n && g[j].cp != ')' && j - i < 70; j++) {
                bad += c[j] == SIL_GLYPH_DOUBT || c[j] == SIL_GLYPH_DIGIT;
                good += c[j] == SIL_GLYPH_HANGUL || c[j] == SIL_GLYPH_LATIN;
            }
            bool nothing = bad + good == 0 && j > i + 1 && j < n; /* only marks between brackets: strokes taken apart */
            if (j == i + 1 && j < n) /* nobody prints (): what stands between was not seen at all */
                again[i] = again[j] = true;
            for (size_t k = i + 1; (nothing || (bad > 0 && bad >= good)) && k < j; k++)
                again[k] = true;
            open = i;
        } else if (g[i].cp == ')' && open == n) {
            size_t k = i;
            while (k > 0 && g[k - 1].cp != ')' && (c[k - 1] != SIL_GLYPH_HANGUL || (k == i && g[k - 1].conf < 0.75)))
                k--;
            bool doubt = false;
            for (size_t q = k; q < i; q++)
                doubt |= c[q] == SIL_GLYPH_DOUBT || g[q].conf < 0.75;
            for (size_t q = k; doubt && q <= i; q++)
                again[q] = true;
        } else if (g[i].cp == ')') {
            open = n;
        }
    }
}

void sil_route_doubts(const sil_glyph *g, size_t n, bool *again)
{
    sil_glyph_class c[MOST_GLYPHS];
    if (n > MOST_GLYPHS)
        n = MOST_GLYPHS;
    for (size_t i = 0; i < n; i++)
        c[i] = misplaced(g, n, i) ? SIL_GLYPH_DOUBT : sil_glyph_classify(&g[i]);
    forgive(g, n, c);
    for (size_t i = 0; i < n; i++)
        again[i] = c[i] == SIL_GLYPH_DIGIT || c[i] == SIL_GLYPH_DOUBT;
    /* letters that hang on a doubtful run go with it */
    for (size_t i = 1; i < n; i++)
        if (c[i] == SIL_GLYPH_LATIN && again[i - 1] && !g[i].space && g[i - 1].conf < 0.78)
            again[i] = true;
    for (size_t i = n; i-- > 1;)
        if (c[i - 1] == SIL_GLYPH_LATIN && again[i] && !g[i].space && g[i].conf < 0.78)
            again[i - 1] = true;
    brackets(g, n, c, again);
    /* one or two marks between two runs belong to them */
    for (size_t i = 1; i < n; i++) {
        if (again[i] || c[i] != SIL_GLYPH_NEUTRAL || !again[i - 1] || g[i].cp == '(' || g[i].cp == ')')
            continue;
        size_t j = i;
        while (j < n && c[j] == SIL_GLYPH_NEUTRAL && g[j].cp != '(' && g[j].cp != ')')
            j++;
        for (size_t k = i; j < n && again[j] && j - i <= 2 && k < j; k++)
            again[k] = true;
    }
    /* brackets beside a run are cut out with it: their own boxes are the least sure */
    for (size_t i = 0; i < n; i++) {
        bool inner = (g[i].cp == '(' && i + 1 < n && again[i + 1]) || (g[i].cp == ')' && i > 0 && again[i - 1]);
        again[i] |= inner;
    }
}

double sil_share_hangul(const sil_reading *r)
{
    size_t good = 0;
    for (size_t i = 0; i < r->n; i++)
        good += sil_glyph_classify(&r->glyphs[i]) == SIL_GLYPH_HANGUL;
    return r->n ? (double)good / (double)r->n : 0;
}

double sil_share_script(const sil_reading *r, int wanted)
{
    size_t k = 0;
    for (size_t i = 0; i < r->n; i++)
        k += (int)script(r->glyphs[i].cp) == wanted;
    return r->n ? (double)k / (double)r->n : 0;
}

double sil_share_doubt(const sil_reading *r)
{
    bool again[MOST_GLYPHS] = {false};
    size_t k = 0;
    sil_route_doubts(r->glyphs, r->n, again);
    for (size_t i = 0; i < r->n && i < MOST_GLYPHS; i++)
        k += again[i] && script(r->glyphs[i].cp) != SIL_SCRIPT_DIGIT && script(r->glyphs[i].cp) != SIL_SCRIPT_PUNCT;
    return r->n ? (double)k / (double)r->n : 0;
}

bool sil_route_blind(const sil_glyph *g, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (g[i].cp == SIL_BLIND)
            return true;
    return false;
}

bool sil_route_fits(sil_model m, const sil_reading *lines, size_t n)
{
    double conf = 0, found = 0, glyphs = 0, letters = 0;
    int want = m == SIL_MODEL_EN ? SIL_SCRIPT_LATIN : SIL_SCRIPT_HAN;
    for (size_t i = 0; i < n; i++) {
        const sil_reading *r = &lines[i];
        double k = (double)r->n;
        conf += r->conf * k, glyphs += k;
        found += k * (sil_model_korean(m) ? sil_share_hangul(r) : sil_share_script(r, want));
        letters += k * (1 - sil_share_script(r, SIL_SCRIPT_DIGIT) - sil_share_script(r, SIL_SCRIPT_PUNCT));
    }
    if (m == SIL_MODEL_USER)
        return true;
    if (glyphs == 0 || letters < 0.15 * glyphs) /* numbers alone show no language */
        return glyphs > 0 && conf / glyphs >= 0.6;
    if (sil_model_korean(m)) { /* a mixed block stays Korean when some of its lines are */
        size_t korean = 0;
        for (size_t i = 0; i < n; i++)
            korean += sil_share_hangul(&lines[i]) >= 0.25;
        if (n > 2 && korean * 20 >= n)
            return true;
    }
    double least = m == SIL_MODEL_EN ? 0.80 : sil_model_korean(m) ? 0.55 : 0.66;
    return conf / glyphs >= least && found >= letters * (m == SIL_MODEL_KO ? 0.25 : m == SIL_MODEL_WHOLE ? 0.10 : m == SIL_MODEL_EN ? 0.85 : 0.5);
}

double sil_route_worth(const sil_reading *r, sil_model m)
{
    if (!r->n)
        return 0;
    size_t letters = 0, odd = 0, turns = 0, han = 0, lat = 0;
    for (size_t i = 0; i < r->n; i++) {
        int32_t c = r->glyphs[i].cp;
        sil_script s = script(c);
        letters += s != SIL_SCRIPT_PUNCT && s != SIL_SCRIPT_OTHER;
        odd += (s == SIL_SCRIPT_PUNCT && !common_punct(c)) || s == SIL_SCRIPT_OTHER || s == SIL_SCRIPT_KANA || c == SIL_BLIND;
        han += s == SIL_SCRIPT_HAN, lat += s == SIL_SCRIPT_LATIN;
        if (i > 0 && !r->glyphs[i].space) {
            int32_t p = r->glyphs[i - 1].cp;
            turns += p >= 'a' && p <= 'z' && c >= 'A' && c <= 'Z';
            turns += latin(p) && c >= '0' && c <= '9' && r->n < 4;
        }
    }
    double n = (double)r->n, w = r->conf;
    if (!letters)
        w -= 0.35;
    w -= 0.6 * (double)odd / n + 0.25 * (double)turns / n;
    if ((m == SIL_MODEL_HANT || m == SIL_MODEL_HANS) && han && lat)
        w -= 0.15; /* mixed in one run: mostly strokes taken for letters */
    if (m == SIL_MODEL_EN && letters == 1 && r->n <= 2 && lat)
        w -= 0.15; /* a lone letter is easily a stroke */
    return w < 0 ? 0 : w;
}

size_t sil_route_choose(const sil_reading *const *readings, const sil_model *models, size_t n)
{
    size_t best = 0;
    double top = readings[0] ? sil_route_worth(readings[0], models[0]) + 0.03 : -1;
    for (size_t i = 1; i < n; i++) {
        double w = readings[i] && readings[i]->n ? sil_route_worth(readings[i], models[i]) : -1;
        if (w > top)
            top = w, best = i;
    }
    return best;
}

bool sil_route_number(const sil_glyph *g, size_t n)
{
    size_t digits = 0;
    for (size_t i = 0; i < n; i++) {
        bool digit = g[i].cp >= '0' && g[i].cp <= '9';
        if (!digit && !(g[i].cp < 128 && strchr(".,-+%():/", (int)g[i].cp)) && g[i].cp != 0x2013)
            return false;
        digits += digit;
    }
    return digits > 0;
}

size_t sil_route_digits(const sil_glyph *g, size_t n)
{
    size_t k = 0;
    for (size_t i = 0; i < n; i++)
        k += g[i].cp >= '0' && g[i].cp <= '9';
    return k;
}

/* What was read of a piece, made to keep the brackets that the first reading had at its ends. */
void sil_route_keep_brackets(const sil_glyph *base, size_t n, sil_reading *r)
{
    if (!n || !r->n)
        return;
    const sil_glyph *last = &base[n - 1];
    for (size_t i = r->n; last->cp == ')' && i-- > 0 && i + 4 > r->n;)
        if (r->glyphs[i].cp == ')' || r->glyphs[i].cp == 0xff09) { /* beyond it stands what follows the piece */
            r->n = i + 1;
            break;
        }
    for (size_t i = 0; base[0].cp == '(' && i < r->n && i < 3; i++)
        if (r->glyphs[i].cp == '(' || r->glyphs[i].cp == 0xff08) {
            r->glyphs += i;
            r->n -= i;
            r->cap -= i;
            break;
        }
}

bool sil_route_counted(const sil_glyph *g, size_t n)
{
    size_t syllables = 0, digits = sil_route_digits(g, n);
    for (size_t i = 0; i < n; i++)
        syllables += hangul(g[i].cp);
    return digits && syllables && syllables <= 3 && digits + syllables == n;
}

bool sil_route_may_replace(const sil_glyph *base, size_t n, const sil_reading *r, sil_model m)
{
    for (size_t i = 0; i < n; i++)
        if (!hangul(base[i].cp))
            return true;
    double w = sil_route_worth(r, m);
    return n == 0 || m == SIL_MODEL_WHOLE || (m == SIL_MODEL_EN ? w >= 0.90 && r->n >= 3 : w >= 0.70);
}

/* Confidence of a word in Hanja below which it is read again, and that of one in simplified characters. */
static const double WORD_UNSURE = 0.35, WORD_SIMPLIFIED = 0.85;

sil_model sil_route_han(const sil_form_count *c, double conf, bool chinese_before, bool poor)
{
    if (c->mainland && sil_forms_model(c) == SIL_MODEL_HANS && c->hangul * 2 < c->han)
        return SIL_MODEL_HANS;
    if (chinese_before && c->han && !c->hangul && c->korean < 2 && conf < WORD_SIMPLIFIED)
        return SIL_MODEL_HANS; /* the second line of an entry: 88-95页. */
    return poor && c->han >= 2 ? SIL_MODEL_HANT : SIL_MODELS;
}

sil_model sil_route_han_word(const sil_form_count *c, const sil_form_count *line, double least, bool blind)
{
    size_t reformed = c->mainland + c->both;
    /* 横濱 shows one form of each kind: without a form of China alone it is no Chinese */
    if (reformed > c->japan && (reformed > c->korean || (reformed == c->korean && c->mainland && line->mainland + line->both >= line->korean)))
        return least < WORD_SIMPLIFIED ? SIL_MODEL_HANS : SIL_MODELS;
    return blind || (c->han >= 2 && least < WORD_UNSURE) ? SIL_MODEL_HANT : SIL_MODELS;
}

static bool same_glyphs(const sil_reading *a, const sil_reading *b)
{
    for (size_t i = 0; a->n == b->n && i < a->n; i++)
        if (a->glyphs[i].cp != b->glyphs[i].cp)
            return false;
    return a->n == b->n;
}

const sil_reading *sil_route_cell(sil_reading *main, const sil_reading *digits, bool ours)
{
    if (!digits || !digits->n)
        return main;
    if (main && ours && sil_route_number(main->glyphs, main->n) && sil_route_number(digits->glyphs, digits->n)) {
        const sil_reading *best = main->conf + 0.2 < digits->conf ? digits : main;
        bool same = same_glyphs(main, digits);
        for (size_t i = 0; i < best->n; i++)
            best->glyphs[i].agreed = same, best->glyphs[i].disputed = !same;
        return best;
    }
    bool number = sil_route_number(digits->glyphs, digits->n) && digits->conf >= 0.45;
    if (!main || !main->n)
        return digits;
    bool year = main->n > 1 && main->glyphs[main->n - 1].cp == 0x5e74 && main->n <= 5 && sil_route_number(main->glyphs, main->n - 1); /* 2019年, no 201948 */
    double korean = ours ? sil_share_script(main, SIL_SCRIPT_HANGUL) : sil_share_hangul(main); /* ours writes no Hangul for digits */
    if (number && !year && korean < 0.5 && !(sil_route_number(main->glyphs, main->n) && main->conf > digits->conf + 0.2))
        return digits;
    return main;
}
