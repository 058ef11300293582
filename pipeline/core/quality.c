/* core/quality.c: is a line of text what somebody wrote? Used by room 1 for text layers and plain text, and by whoever has to tell
 * worthless lines. The words and symbols are data: config/rules/quality.tsv and a dictionary of English words. */
#include "quality_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WORD_MAX = 40 };
enum { REACH = 6, FRAGMENT = 4, FRAGMENTS = 4, CHANCE_LINES = 15, CHANCE_HANGUL = 80, CHANCE_HAN = 100 };

/* Weights: see sillok/quality.h. */
static const double odd_weight = 1.5, case_weight = 0.5, good_from = 0.5, bad_below = 0.35;

/* A line of which this share of the tokens is nothing is no text, whatever words stand between: a name left over in a line that a wrong model read; less
 * of it counts where the letters say little for the line. Lines of print at hand have none above 0.2. */
static const double torn_most = 0.45, torn_some = 0.25, torn_score = 0.65, torn_score_many = 0.85;
enum { TORN_TOKENS = 5, TORN_MANY = 4 };

/* ---- one line ----------------------------------------------------------------------------------------------------- */

typedef struct tally {
    double good, bad, half; /* letters; half: neither speaks for nor against, weighs half */
    double odd, odd_case, words;
    double caps, caps_words; /* runs of capitals that are no word */
    size_t chars, numbers;
    unsigned langs; /* besides English, quality_latin.c */
} tally;

static bool is_word(const sil_quality *q, const char *w, size_t n)
{
    if (sil_words_has(&q->words, w, n))
        return n >= 4;
    for (size_t i = 0; n >= 8 && i < q->n_prefixes; i++) {
        size_t k = strlen(q->prefixes[i]);
        if (n >= k + 4 && !memcmp(w, q->prefixes[i], k) && sil_words_has(&q->words, w + k, n - k))
            return true;
    }
    return false;
}

static void judge_latin(const sil_quality *q, const int32_t *cp, size_t n, bool with_digit, bool before_dot, tally *t);

/* Words that lost the space between them ("ChinaCandidate"): true when all but a little of it is words, which are then judged each. */
static bool judge_glued(const sil_quality *q, const int32_t *cp, size_t n, tally *t)
{
    tally parts = {.langs = t->langs};
    size_t from = 0, humps = 1;
    for (size_t i = 1; i < n; i++)
        humps += cp[i] >= 'A' && cp[i] <= 'Z' && cp[i - 1] >= 'a' && cp[i - 1] <= 'z';
    if (humps < 2 || humps > 4)
        return false;
    for (size_t i = 1; i <= n; i++) {
        if (i < n && !(cp[i] >= 'A' && cp[i] <= 'Z' && cp[i - 1] >= 'a' && cp[i - 1] <= 'z'))
            continue;
        judge_latin(q, cp + from, i - from, false, false, &parts);
        from = i;
    }
    if (parts.good < 0.65 * (double)n || parts.odd_case > 0)
        return false;
    t->good += parts.good;
    t->half += parts.half;
    t->bad += parts.bad;
    t->words += (double)humps;
    return true;
}

/* A run of Latin letters. */
static void judge_latin(const sil_quality *q, const int32_t *cp, size_t n, bool with_digit, bool before_dot, tally *t)
{
    char low[WORD_MAX + 1];
    size_t upper = 0, k = 0;
    bool ascii = true;
    for (size_t i = 0; i < n; i++) {
        bool up = cp[i] >= 'A' && cp[i] <= 'Z';
        upper += up;
        if (cp[i] > 127)
            ascii = false;
        else if (k < WORD_MAX)
            low[k++] = (char)(up ? cp[i] + 32 : cp[i]);
    }
    double len = (double)n;
    if (ascii && upper > 1 && upper < n && n >= 6 && !with_digit && judge_glued(q, cp, n, t))
        return;
    bool first_up = cp[0] >= 'A' && cp[0] <= 'Z', orderly = upper == 0 || upper == n || (upper == 1 && first_up);
    t->words++;
    if (!orderly && n > 1)
        t->odd_case++;
    if (t->langs && orderly && !with_digit) {
        char folded[WORD_MAX + 1];
        size_t f = n <= WORD_MAX ? sil_latin_fold(cp, n, folded, sizeof folded) : 0;
        if (f && sil_latin_fits(q, t->langs, folded, f)) {
            t->good += len;
            return;
        }
    }
    if (!ascii) { /* Bogotá, São */
        t->half += len;
    } else if (n == 1) {
        if (low[0] == 'a' || cp[0] == 'I' || (first_up && before_dot))
            t->good += first_up ? 0.5 : 1;
        else
            t->bad += with_digit ? 0.5 : 1;
    } else if (with_digit) {
        if (upper == n && n <= 5)
            t->half += len; /* C40, G20, COVID-19 */
        else
            t->bad += len;
    } else if (orderly && upper < n && (is_word(q, low, k) || sil_words_has(&q->shorts, low, k))) {
        t->good += len;
    } else if (upper == n && n >= 4 && is_word(q, low, k)) {
        t->good += len;
    } else if (upper == n && n >= 2 && n <= 9) {
        t->half += len; /* OECD */
        t->caps += len;
        t->caps_words++;
    } else if (orderly && upper < n && sil_words_has(&q->words, low, k)) {
        t->half += len; /* dictionaries know many words of three letters */
    } else if (orderly && first_up && upper < n && n >= 5) {
        t->half += len; /* a name */
    } else {
        t->bad += len;
    }
}

static bool begins_with_particle(const sil_quality *q, const int32_t *cp, size_t n)
{
    char utf8[4 * 5];
    size_t len = 0;
    for (size_t i = 0; i < n && i < 4; i++) {
        len += sil_cp_put(utf8 + len, cp[i]);
        if (sil_words_has(&q->particles, utf8, len))
            return true;
    }
    return false;
}

/* A run of Hangul syllables; before and after: the script beside it in the same token. */
static void judge_hangul(const sil_quality *q, const int32_t *cp, size_t n, sil_script before, sil_script after, tally *t)
{
    double known = 0;
    for (size_t i = 0; i < n; i++)
        known += (q->flags[cp[i] & 0xffff] & KS) != 0;
    double bad = ((double)n - known) * 2, good = known;
    bool attached = before == SIL_SCRIPT_LATIN || before == SIL_SCRIPT_DIGIT;
    if (attached && !begins_with_particle(q, cp, n)) {
        bad += good / 2;
        good /= 2;
    }
    if (after == SIL_SCRIPT_LATIN) {
        bad += good;
        good = 0;
    }
    if (n == 1 && before == SIL_SCRIPT_OTHER && after == SIL_SCRIPT_OTHER && !(q->flags[cp[0] & 0xffff] & SINGLE)) {
        t->half += good;
        good = 0;
    }
    t->good += good;
    t->bad += bad;
}

static bool is_web(const int32_t *cp, size_t n)
{
    static const char *const marks[] = {"://", "www.", "http", ".com", ".org", ".html", ".kr/", ".cn/", "@"};
    char s[64];
    for (size_t from = 0; from < n; from += 40) {
        size_t k = 0;
        for (; k < sizeof s - 1 && from + k < n; k++)
            s[k] = cp[from + k] < 128 ? (char)cp[from + k] : '?';
        s[k] = 0;
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
            if (strstr(s, marks[i]) && n >= 8)
                return true;
    }
    return false;
}

static sil_script script_at(const int32_t *cp, size_t n, size_t i)
{
    return i < n ? sil_script_of(cp[i]) : SIL_SCRIPT_OTHER;
}

static bool is_letter(sil_script s)
{
    return s == SIL_SCRIPT_LATIN || s == SIL_SCRIPT_HANGUL || s == SIL_SCRIPT_HAN || s == SIL_SCRIPT_KANA;
}

static void judge_token(const sil_quality *q, const int32_t *cp, size_t n, tally *t)
{
    t->chars += n;
    if (is_web(cp, n)) {
        t->good += (double)(n < 20 ? n : 20);
        return;
    }
    bool digits = false;
    for (size_t i = 0; i < n;) {
        sil_script s = script_at(cp, n, i), before = i ? sil_script_of(cp[i - 1]) : SIL_SCRIPT_OTHER;
        size_t k = i + 1;
        bool jamo = (cp[i] >= 0x1100 && cp[i] < 0x1200) || (cp[i] >= 0x3130 && cp[i] < 0x3190);
        if (jamo) {
            t->odd += k < n && (cp[k] == '.' || cp[k] == ')') && i == 0 ? 0 : 1; /* "ㄱ." numbers a list */
        } else if (is_letter(s) || s == SIL_SCRIPT_DIGIT) {
            while (k < n && script_at(cp, n, k) == s && !(cp[k] >= 0x3130 && cp[k] < 0x3190))
                k++;
            sil_script after = script_at(cp, n, k);
            if (s == SIL_SCRIPT_LATIN) {
                bool unit = before == SIL_SCRIPT_DIGIT && k - i <= 2; /* 21st, 300km, 16th */
                if (unit && cp[i] >= 'a')
                    t->half += (double)(k - i);
                else
                    judge_latin(q, cp + i, k - i, before == SIL_SCRIPT_DIGIT || after == SIL_SCRIPT_DIGIT, k < n && cp[k] == '.', t);
                if (before == SIL_SCRIPT_HANGUL)
                    t->odd++;
            } else if (s == SIL_SCRIPT_HANGUL) {
                judge_hangul(q, cp + i, k - i, before, after, t);
            } else if (s == SIL_SCRIPT_DIGIT) {
                digits = true;
            } else {
                for (size_t c = i; c < k; c++) {
                    bool known = s == SIL_SCRIPT_KANA || cp[c] > 0xffff || (q->flags[cp[c]] & (HAN_KNOWN | SYMBOL)) || cp[c] >= 0xF900;
                    t->good += known && cp[c] <= 0xffff;
                    t->odd += !known;
                }
            }
        } else {
            uint8_t f = cp[i] >= 0 && cp[i] <= 0xffff ? q->flags[cp[i]] : 0;
            while (k < n && cp[k] == cp[i]) /* dot leaders, rules of dashes: one symbol */
                k++;
            t->odd += f & RARE ? 0.5 : f & SYMBOL ? 0 : (double)(k - i);
        }
        i = k;
    }
    t->numbers += digits;
}

static sil_line_quality judge_line(const sil_quality *q, const char *line, unsigned langs)
{
    enum { TOKEN = 512 };
    int32_t cp[TOKEN];
    tally t = {.langs = langs};
    size_t n = 0, tokens = 0, torn = 0, len = strlen(line);
    for (size_t i = 0; i <= len;) {
        int32_t c = i < len ? sil_cp_next(line, len, &i) : (i++, ' ');
        if (c > 32 && sil_script_of(c) != SIL_SCRIPT_SPACE && n < TOKEN) {
            cp[n++] = c;
        } else if (n) {
            tally was = t;
            judge_token(q, cp, n, &t);
            tokens++;
            torn += t.bad - was.bad + odd_weight * (t.odd - was.odd) > t.good - was.good + (t.half - was.half) / 2 + (double)(t.numbers - was.numbers);
            n = 0;
        }
    }
    sil_line_quality r = {.chars = t.chars};
    if (!t.chars) {
        r.worth = SIL_WORTH_WEAK;
        return r;
    }
    if (t.caps_words >= 3 && t.caps_words * 3 > t.words) { /* nobody abbreviates every third word; noise is full of such runs */
        t.bad += t.caps;
        t.half -= t.caps;
    }
    double weight = t.good + t.bad + t.half / 2;
    double share = weight > 0 ? (t.good + t.half / 4) / weight : t.numbers ? 0.6 : 0.3;
    r.score = share - odd_weight * t.odd / (double)t.chars - (t.words >= 3 ? case_weight * t.odd_case / t.words : 0);
    /* A row of a table: mostly numbers, the rest not against it. */
    if (tokens >= 3 && (double)t.numbers >= 0.6 * (double)tokens && t.bad + t.half / 2 <= fmax(3, t.good) && t.odd == 0 && r.score < 0.6)
        r.score = 0.6;
    if (tokens >= TORN_TOKENS && (double)torn >= (r.score < (torn >= TORN_MANY ? torn_score_many : torn_score) ? torn_some : torn_most) * (double)tokens && r.score > 0.3)
        r.score = 0.3;
    bool enough = weight + (double)t.numbers >= 6 || (tokens >= 3 && t.numbers >= 3);
    r.worth = !enough ? SIL_WORTH_WEAK : r.score >= good_from ? SIL_WORTH_GOOD : r.score < bad_below ? SIL_WORTH_BAD : SIL_WORTH_WEAK;
    return r;
}

sil_line_quality sil_quality_line(const sil_quality *q, const char *line)
{
    unsigned langs;
    sil_latin_langs(q, &line, 1, &langs);
    return judge_line(q, line, langs);
}

typedef struct cjk {
    double n[2], common[2]; /* Hangul, Han */
} cjk;

static cjk count_cjk(const sil_quality *q, const char *text)
{
    cjk r = {{0, 0}, {0, 0}};
    size_t len = strlen(text);
    for (size_t i = 0; i < len;) {
        int32_t c = sil_cp_next(text, len, &i);
        if (c < 0x3000 || c > 0xffff)
            continue;
        sil_script s = sil_script_of(c);
        int k = s == SIL_SCRIPT_HANGUL ? 0 : s == SIL_SCRIPT_HAN ? 1 : -1;
        if (k >= 0) {
            r.n[k]++;
            r.common[k] += (q->flags[c] & COMMON) != 0;
        }
    }
    return r;
}

/* Spread as chance would spread them: a wrong model of a neighbour's language. Running text has 0.66 to 0.9, such layers 0.37 to 0.52. */
static bool by_chance(const cjk *c)
{
    if (c->n[0] >= CHANCE_HANGUL && c->n[0] > c->n[1])
        return c->common[0] < 0.58 * c->n[0];
    return c->n[1] >= CHANCE_HAN && c->n[0] * 4 < c->n[1] && c->common[1] < 0.57 * c->n[1];
}

double sil_quality_common(const sil_quality *q, const char *text, sil_script script, size_t *n)
{
    size_t all = 0, common = 0, len = strlen(text);
    for (size_t i = 0; i < len;) {
        int32_t c = sil_cp_next(text, len, &i);
        if (c < 0x10000 && sil_script_of(c) == script) {
            all++;
            common += (q->flags[c] & COMMON) != 0;
        }
    }
    *n = all;
    return all ? (double)common / (double)all : 0;
}

bool sil_quality_backwards(const sil_quality *q, const char *const *lines, size_t n)
{
    size_t there = 0, back = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < q->n_forwards; k++) {
            there += strstr(lines[i], q->forwards[k]) != NULL;
            back += strstr(lines[i], q->backwards[k]) != NULL;
        }
    return back >= 4 && back >= 3 * there;
}

/* ---- lines together ----------------------------------------------------------------------------------------------- */


/* What the firm lines near line i say, from -2 (all bad) to 2 (all good); nearer and longer ones are louder. firm[] = 1 good, -1 bad,
 * 0 unsure. *close: the two nearest on each side are good. */
static double neighbours(const signed char *firm, const sil_line_quality *out, size_t n, size_t i, bool *close)
{
    double sum = 0, weight = 10;
    *close = true;
    for (int way = -1; way <= 1; way += 2) {
        int seen = 0;
        for (size_t k = i; seen < REACH;) {
            if ((way < 0 && k == 0) || (way > 0 && k + 1 >= n))
                break;
            k = way < 0 ? k - 1 : k + 1;
            if (!out[k].chars)
                continue;
            double w = fmin(40, (double)out[k].chars) / ++seen;
            sum += (firm[k] > 0 ? 1 : firm[k] < 0 ? -1 : 0) * w;
            weight += firm[k] ? w : 0;
            *close = *close && (seen > 2 || firm[k] > 0);
        }
    }
    return 2 * sum / weight;
}

/* Too short to be a line; two Hangul syllables or Han characters may be a word. */
static bool is_fragment(const char *line, const sil_line_quality *o)
{
    size_t at = 0;
    if (!o->chars || o->chars > FRAGMENT)
        return false;
    while (*line == ' ' || *line == '\t')
        line++;
    sil_script s = sil_script_of(sil_cp_next(line, strlen(line), &at));
    bool wide = s == SIL_SCRIPT_HANGUL || s == SIL_SCRIPT_HAN;
    return o->score < 0.8 || (o->chars <= 2 && !wide);
}

static void mark_fragments(const char *const *lines, const sil_line_quality *out, signed char *firm, size_t n)
{
    size_t from = 0, count = 0;
    for (size_t i = 0; i <= n; i++) {
        bool blank = i < n && !out[i].chars, small = i < n && is_fragment(lines[i], &out[i]);
        if (small) {
            if (!count++)
                from = i;
        } else if (!blank) {
            for (size_t k = from; count >= FRAGMENTS && k < i; k++)
                if (out[k].chars)
                    firm[k] = -1;
            count = 0;
        }
    }
}

/* Lines of Hangul or Han that, with those around them, are spread as by chance. */
static void mark_chance(const sil_quality *q, const char *const *lines, const sil_line_quality *out, signed char *firm, size_t n)
{
    cjk *c = calloc(n ? n : 1, sizeof *c);
    for (size_t i = 0; c && i < n; i++)
        c[i] = count_cjk(q, lines[i]);
    for (size_t i = 0; c && i < n; i++) {
        cjk sum = c[i];
        if ((sum.n[0] + sum.n[1]) * 2 < (double)out[i].chars)
            continue;
        for (size_t d = 1; d <= CHANCE_LINES && sum.n[0] < CHANCE_HANGUL && sum.n[1] < CHANCE_HAN; d++)
            for (int k = 0; k < 2; k++) {
                if (i >= d)
                    sum.n[k] += c[i - d].n[k], sum.common[k] += c[i - d].common[k];
                if (i + d < n)
                    sum.n[k] += c[i + d].n[k], sum.common[k] += c[i + d].common[k];
            }
        if (by_chance(&sum))
            firm[i] = -2; /* nothing can save it */
    }
    free(c);
}

void sil_quality_lines(const sil_quality *q, const char *const *lines, size_t n, sil_line_quality *out)
{
    signed char *firm = calloc(n ? n : 1, 1);
    unsigned *langs = calloc(n ? n : 1, sizeof *langs);
    if (langs)
        sil_latin_langs(q, lines, n, langs);
    for (size_t i = 0; i < n; i++) {
        out[i] = judge_line(q, lines[i], langs ? langs[i] : 0);
        if (firm)
            firm[i] = out[i].worth == SIL_WORTH_GOOD ? 1 : out[i].worth == SIL_WORTH_BAD ? -1 : 0;
    }
    if (firm) {
        mark_fragments(lines, out, firm, n);
        mark_chance(q, lines, out, firm, n);
    }
    for (size_t i = 0; i < n; i++) {
        if (!out[i].chars)
            continue;
        bool close = false;
        double side = firm ? neighbours(firm, out, n, i, &close) : 0;
        if (firm && firm[i] < -1)
            out[i].worth = SIL_WORTH_BAD;
        else if (firm && firm[i] < 0) /* names and initials inside good text look bad alone */
            out[i].worth = close && side > 1.2 && out[i].score >= 0 && out[i].chars > FRAGMENT ? SIL_WORTH_GOOD : SIL_WORTH_BAD;
        else if (out[i].worth == SIL_WORTH_WEAK)
            out[i].worth = out[i].score + 0.35 * side >= 0.45 ? SIL_WORTH_GOOD : SIL_WORTH_BAD;
        else if (out[i].worth == SIL_WORTH_GOOD && side < -0.8 && out[i].score < (out[i].chars < 12 ? 0.9 : 0.7))
            out[i].worth = SIL_WORTH_BAD;
    }
    free(langs);
    free(firm);
}
