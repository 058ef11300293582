/* core/quality.c: is a line of text what somebody wrote? Used by room 1 for text layers and plain text, and by whoever has to tell
 * worthless lines. The words and symbols are data: config/rules/quality.tsv and a dictionary of English words. */
#include "sillok/quality.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/uset.h>

#include "sillok/file.h"
#include "sillok/tsv.h"

enum { KS = 1, HAN_KNOWN = 2, SYMBOL = 4, RARE = 8, COMMON = 16, SINGLE = 32 };
enum { WORD_MAX = 40 };

/* Weights: see sillok/quality.h. */
static const double odd_weight = 1.5, case_weight = 0.5, good_from = 0.5, bad_below = 0.35;

typedef struct word_set {
    const char **slot;
    size_t n, cap; /* cap is a power of two */
} word_set;

struct sil_quality {
    sil_arena *a;
    word_set words, shorts, particles;
    char **prefixes;
    size_t n_prefixes, cap_prefixes;
    uint8_t flags[65536];
};

/* ---- loading ------------------------------------------------------------------------------------------------------ */

static uint32_t hash_of(const char *s, size_t n)
{
    uint32_t h = 2166136261U;
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)s[i]) * 16777619U;
    return h;
}

static bool set_has(const word_set *w, const char *s, size_t n)
{
    if (!w->cap)
        return false;
    for (size_t i = hash_of(s, n) & (w->cap - 1);; i = (i + 1) & (w->cap - 1)) {
        if (!w->slot[i])
            return false;
        if (strlen(w->slot[i]) == n && !memcmp(w->slot[i], s, n))
            return true;
    }
}

static bool set_add(sil_arena *a, word_set *w, const char *word)
{
    if (w->n * 2 >= w->cap) {
        word_set big = {.cap = w->cap ? w->cap * 2 : 256};
        big.slot = sil_alloc(a, big.cap * sizeof *big.slot);
        if (!big.slot)
            return false;
        for (size_t i = 0; i < w->cap; i++)
            if (w->slot[i] && !set_add(a, &big, w->slot[i]))
                return false;
        *w = big;
    }
    size_t n = strlen(word);
    if (set_has(w, word, n))
        return true;
    size_t i = hash_of(word, n) & (w->cap - 1);
    while (w->slot[i])
        i = (i + 1) & (w->cap - 1);
    w->slot[i] = word;
    w->n++;
    return true;
}

static sil_status no_memory(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "no memory for the words that tell text from noise");
}

static sil_status read_words(sil_quality *q, const char *path, sil_err *err)
{
    char *data;
    size_t len;
    sil_err why;
    if (sil_file_read(q->a, path, (size_t)64 << 20, &data, &len, &why))
        return sil_fail(err, SIL_LIBRARY, "cannot read the English dictionary %s (%s): apt-get install wamerican", path, why.text);
    for (char *line = data, *end; line < data + len; line = end + 1) {
        end = memchr(line, '\n', (size_t)(data + len - line));
        if (!end)
            end = data + len;
        *end = 0;
        bool plain = *line != 0;
        for (char *c = line; *c && plain; c++) {
            if (*c >= 'A' && *c <= 'Z')
                *c = (char)(*c + 32);
            plain = *c >= 'a' && *c <= 'z';
        }
        if (plain && strlen(line) >= 3 && !set_add(q->a, &q->words, line))
            return no_memory(err);
    }
    if (q->words.n < 1000)
        return sil_fail(err, SIL_LIBRARY, "%s holds only %zu words; it should be an English dictionary (apt-get install wamerican)", path, q->words.n);
    return SIL_OK;
}

static void flag_all(sil_quality *q, const char *s, uint8_t flag)
{
    size_t len = strlen(s);
    for (size_t i = 0; i < len;) {
        int32_t cp = sil_cp_next(s, len, &i);
        if (cp >= 0 && cp < 65536)
            q->flags[cp] |= flag;
    }
}

static sil_status read_rules(sil_quality *q, const char *config, sil_err *err)
{
    static const char *const need[] = {"kind", "values", NULL};
    sil_tsv t;
    char *path = sil_sprintf(q->a, "%s/%s", config, SIL_QUALITY_RULES);
    if (!path)
        return no_memory(err);
    sil_status s = sil_tsv_read(q->a, path, need, &t, err);
    if (s)
        return s;
    int kind = sil_tsv_column(&t, "kind"), values = sil_tsv_column(&t, "values");
    for (size_t r = 0; r < t.n_rows; r++) {
        const char *k = t.rows[r][kind];
        char **v = sil_tsv_values(q->a, t.rows[r][values]);
        if (!v)
            return no_memory(err);
        for (; *v; v++) {
            bool ok = true;
            if (!strcmp(k, "short"))
                ok = set_add(q->a, &q->shorts, *v);
            else if (!strcmp(k, "particle"))
                ok = set_add(q->a, &q->particles, *v);
            else if (!strcmp(k, "symbol"))
                flag_all(q, *v, SYMBOL);
            else if (!strcmp(k, "rare"))
                flag_all(q, *v, RARE);
            else if (!strcmp(k, "common"))
                flag_all(q, *v, COMMON);
            else if (!strcmp(k, "single"))
                flag_all(q, *v, SINGLE);
            else if (!strcmp(k, "prefix")) {
                char **p = SIL_PUSH(q->a, q->prefixes, q->n_prefixes, q->cap_prefixes);
                ok = p != NULL;
                if (p)
                    *p = *v;
            } else {
                return sil_fail(err, SIL_FORMAT, "%s line %zu: unknown kind \"%s\"", path, t.lines[r], k);
            }
            if (!ok)
                return no_memory(err);
        }
    }
    q->flags['|'] |= RARE;
    return SIL_OK;
}

/* What a national standard can write, by ICU's table of it. */
static sil_status flag_charset(sil_quality *q, const char *charset, int32_t from, int32_t to, uint8_t flag, sil_err *err)
{
    UErrorCode e = U_ZERO_ERROR;
    UConverter *c = ucnv_open(charset, &e);
    USet *set = uset_openEmpty();
    if (U_SUCCESS(e))
        ucnv_getUnicodeSet(c, set, UCNV_ROUNDTRIP_SET, &e);
    if (U_SUCCESS(e))
        for (int32_t cp = from; cp <= to; cp++)
            if (uset_contains(set, cp))
                q->flags[cp] |= flag;
    uset_close(set);
    if (c)
        ucnv_close(c);
    return U_SUCCESS(e) ? SIL_OK : sil_fail(err, SIL_LIBRARY, "ICU has no table of %s (%s); reinstall libicu72", charset, u_errorName(e));
}

sil_status sil_quality_open(const char *config, const char *dictionary, sil_quality **out, sil_err *err)
{
    *out = NULL;
    sil_arena *a = sil_arena_new(0);
    sil_quality *q = a ? sil_alloc(a, sizeof *q) : NULL;
    if (!q) {
        sil_arena_free(a);
        return no_memory(err);
    }
    q->a = a;
    sil_status s = read_rules(q, config, err);
    if (!s)
        s = read_words(q, dictionary, err);
    if (!s)
        s = flag_charset(q, "EUC-KR", 0xAC00, 0xD7A3, KS, err);
    static const char *const han[] = {"EUC-KR", "GB2312", "Big5", "Shift_JIS"};
    for (size_t i = 0; !s && i < 4; i++)
        s = flag_charset(q, han[i], 0x4E00, 0x9FFF, HAN_KNOWN, err);
    if (s)
        sil_arena_free(a);
    else
        *out = q;
    return s;
}

void sil_quality_close(sil_quality *q)
{
    if (q)
        sil_arena_free(q->a);
}

/* ---- one line ----------------------------------------------------------------------------------------------------- */

typedef struct tally {
    double good, bad, half; /* letters; half: neither speaks for nor against, weighs half */
    double odd, odd_case, words;
    size_t chars, numbers;
} tally;

static bool is_word(const sil_quality *q, const char *w, size_t n)
{
    if (set_has(&q->words, w, n))
        return n >= 4;
    for (size_t i = 0; n >= 8 && i < q->n_prefixes; i++) {
        size_t k = strlen(q->prefixes[i]);
        if (n >= k + 4 && !memcmp(w, q->prefixes[i], k) && set_has(&q->words, w + k, n - k))
            return true;
    }
    return false;
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
    bool first_up = cp[0] >= 'A' && cp[0] <= 'Z', orderly = upper == 0 || upper == n || (upper == 1 && first_up);
    t->words++;
    if (!orderly && n > 1)
        t->odd_case++;
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
    } else if (orderly && upper < n && (is_word(q, low, k) || set_has(&q->shorts, low, k))) {
        t->good += len;
    } else if (upper == n && n >= 4 && is_word(q, low, k)) {
        t->good += len;
    } else if (upper == n && n >= 2 && n <= 6) {
        t->half += len; /* OECD; noise has such runs too */
    } else if (orderly && upper < n && set_has(&q->words, low, k)) {
        t->half += len; /* dictionaries know many words of three letters */
    } else if (orderly && first_up && n >= 5) {
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
        if (set_has(&q->particles, utf8, len))
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

sil_line_quality sil_quality_line(const sil_quality *q, const char *line)
{
    enum { TOKEN = 512 };
    int32_t cp[TOKEN];
    tally t = {0};
    size_t n = 0, tokens = 0, len = strlen(line);
    for (size_t i = 0; i <= len;) {
        int32_t c = i < len ? sil_cp_next(line, len, &i) : (i++, ' ');
        if (c > 32 && sil_script_of(c) != SIL_SCRIPT_SPACE && n < TOKEN) {
            cp[n++] = c;
        } else if (n) {
            judge_token(q, cp, n, &t);
            tokens++;
            n = 0;
        }
    }
    sil_line_quality r = {.chars = t.chars};
    if (!t.chars) {
        r.worth = SIL_WORTH_WEAK;
        return r;
    }
    double weight = t.good + t.bad + t.half / 2;
    double share = weight > 0 ? (t.good + t.half / 4) / weight : t.numbers ? 0.6 : 0.3;
    r.score = share - odd_weight * t.odd / (double)t.chars - (t.words ? case_weight * t.odd_case / t.words : 0);
    /* A row of a table: mostly numbers, the rest not against it. */
    if (tokens >= 3 && (double)t.numbers >= 0.6 * (double)tokens && t.bad <= t.good + t.half && t.odd == 0 && r.score < 0.6)
        r.score = 0.6;
    bool enough = weight + (double)t.numbers >= 6 || (tokens >= 3 && t.numbers >= 3);
    r.worth = !enough ? SIL_WORTH_WEAK : r.score >= good_from ? SIL_WORTH_GOOD : r.score < bad_below ? SIL_WORTH_BAD : SIL_WORTH_WEAK;
    return r;
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

/* ---- lines together ----------------------------------------------------------------------------------------------- */

enum { REACH = 6, FRAGMENT = 4, FRAGMENTS = 4 };

/* Sum of what the firm lines near line i say, nearer and longer ones louder; firm[] = 1 good, -1 bad, 0 unsure. */
static double neighbours(const signed char *firm, const sil_line_quality *out, size_t n, size_t i)
{
    double sum = 0;
    for (int way = -1; way <= 1; way += 2) {
        int seen = 0;
        for (size_t k = i; seen < REACH;) {
            if ((way < 0 && k == 0) || (way > 0 && k + 1 >= n))
                break;
            k = way < 0 ? k - 1 : k + 1;
            if (!out[k].chars)
                continue;
            seen++;
            if (firm[k])
                sum += firm[k] * fmin(40, (double)out[k].chars) / seen;
        }
    }
    return sum;
}

static void mark_fragments(const sil_line_quality *out, signed char *firm, size_t n)
{
    size_t from = 0, count = 0;
    for (size_t i = 0; i <= n; i++) {
        bool blank = i < n && !out[i].chars, small = i < n && out[i].chars && out[i].chars <= FRAGMENT && out[i].worth != SIL_WORTH_GOOD;
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

void sil_quality_lines(const sil_quality *q, const char *const *lines, size_t n, sil_line_quality *out)
{
    signed char *firm = calloc(n ? n : 1, 1);
    for (size_t i = 0; i < n; i++) {
        out[i] = sil_quality_line(q, lines[i]);
        if (firm)
            firm[i] = out[i].worth == SIL_WORTH_GOOD ? 1 : out[i].worth == SIL_WORTH_BAD ? -1 : 0;
    }
    if (firm)
        mark_fragments(out, firm, n);
    for (size_t i = 0; i < n; i++) {
        if (!out[i].chars)
            continue;
        double side = firm ? neighbours(firm, out, n, i) / 40 : 0; /* about -3 .. 3 */
        if (firm && firm[i] < 0)
            out[i].worth = SIL_WORTH_BAD;
        else if (out[i].worth == SIL_WORTH_WEAK)
            out[i].worth = out[i].score + 0.25 * side >= 0.45 ? SIL_WORTH_GOOD : SIL_WORTH_BAD;
        else if (out[i].worth == SIL_WORTH_GOOD && out[i].chars < 12 && out[i].score < 0.9 && side < -1.5)
            out[i].worth = SIL_WORTH_BAD;
    }
    free(firm);
}
