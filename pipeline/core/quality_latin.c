/* core/quality_latin.c: Latin letters that are no English: running French, German, Spanish ... is told by its little words, Korean and Chinese in Latin letters by
 * their syllables. Part of quality.c; the words and syllables are data (config/rules/quality.tsv). */
#include <stdlib.h>
#include <string.h>
#include <unicode/unorm2.h>

#include "quality_words.h"
#include "sillok/text.h"

enum { REACH = 3 };

/* A language is believed when its little words are this share of the words around, and the longer ones of them are met. */
static const double LITTLE_WORDS = 0.18, SYLLABIC = 0.5, ODD_MOST = 0.15;

size_t sil_latin_fold(const int32_t *cp, size_t n, char *out, size_t cap)
{
    UErrorCode e = U_ZERO_ERROR;
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&e);
    size_t k = 0;
    for (size_t i = 0; i < n && k + 1 < cap; i++) {
        int32_t c = cp[i];
        UChar apart[8];
        UErrorCode ignored = U_ZERO_ERROR;
        if (c > 127 && U_SUCCESS(e) && unorm2_getDecomposition(nfd, c, apart, 8, &ignored) > 0 && U_SUCCESS(ignored))
            c = apart[0];
        else if (c == 0xDF)
            c = 's';
        else if (c == 0xE6 || c == 0xC6)
            c = 'a';
        else if (c == 0x153 || c == 0x152 || c == 0xF8 || c == 0xD8)
            c = 'o';
        if (c >= 'A' && c <= 'Z')
            c += 32;
        if (c < 'a' || c > 'z')
            return 0;
        out[k++] = (char)c;
    }
    out[k] = 0;
    return k;
}

/* Whether w[0..n) can be cut into syllables. */
static bool is_syllables(const latin_lang *l, const char *w, size_t n)
{
    bool at[41] = {true};
    if (n == 0 || n > 40)
        return false;
    for (size_t i = 0; i < n; i++) {
        if (!at[i])
            continue;
        for (size_t o = 0; o <= 3 && i + o < n; o++) {
            if (o && !sil_words_has(&l->onset, w + i, o))
                continue;
            for (size_t r = 1; r <= 4 && i + o + r <= n; r++) {
                size_t end = i + o + r;
                if (!sil_words_has(&l->rime, w + i + o, r))
                    continue;
                at[end] = true;
                for (size_t c = 1; c <= 2 && end + c <= n; c++)
                    if (sil_words_has(&l->coda, w + end, c))
                        at[end + c] = true;
            }
        }
    }
    return at[n];
}

/* Vowels and consonants stand as they do in words that are spoken. */
static bool can_be_spoken(const char *w, size_t n)
{
    size_t vowels = 0, run_v = 0, run_c = 0, same = 1;
    for (size_t i = 0; i < n; i++) {
        bool v = strchr("aeiouy", w[i]) != NULL;
        vowels += v;
        run_v = v ? run_v + 1 : 0;
        run_c = v ? 0 : run_c + 1;
        same = i && w[i] == w[i - 1] ? same + 1 : 1;
        if (run_v > 4 || run_c > 5 || same > 2)
            return false;
    }
    return vowels > 0 && vowels * 8 >= n && (vowels < n || n <= 3);
}

bool sil_latin_fits(const sil_quality *q, unsigned langs, const char *folded, size_t n)
{
    for (size_t i = 0; i < q->n_langs; i++) {
        const latin_lang *l = &q->langs[i];
        if (!(langs >> i & 1) || !n)
            continue;
        if (l->function.n ? sil_words_has(&l->function, folded, n) || (n >= 3 && can_be_spoken(folded, n)) : is_syllables(l, folded, n))
            return true;
    }
    return false;
}

/* ---- which languages ---- */

typedef struct count {
    double words, strange, odd;          /* strange: longer ones that are not English; odd: with capitals in the middle */
    double hits[MAX_LANGS], longer[MAX_LANGS];
} count;

static void count_word(const sil_quality *q, const int32_t *cp, size_t n, count *c)
{
    char w[41];
    size_t upper = 0, k = n <= 40 ? sil_latin_fold(cp, n, w, sizeof w) : 0;
    for (size_t i = 0; i < n; i++)
        upper += cp[i] >= 'A' && cp[i] <= 'Z';
    bool first = cp[0] >= 'A' && cp[0] <= 'Z';
    if (n >= 2 && upper && upper < n && (upper > 1 || !first)) {
        c->odd++;
        return;
    }
    if (k < 2)
        return;
    c->words++;
    bool strange = k >= 5 && upper < n && !sil_words_has(&q->words, w, k);
    c->strange += strange;
    for (size_t i = 0; i < q->n_langs; i++) {
        const latin_lang *l = &q->langs[i];
        bool hit = l->function.n ? sil_words_has(&l->function, w, k) : strange && is_syllables(l, w, k);
        c->hits[i] += hit;
        c->longer[i] += hit && k >= 3;
    }
}

static count count_line(const sil_quality *q, const char *line)
{
    count c = {0};
    int32_t word[64];
    size_t n = 0, len = strlen(line);
    for (size_t i = 0; i <= len;) {
        int32_t cp = i < len ? sil_cp_next(line, len, &i) : (i++, ' ');
        if (sil_script_of(cp) == SIL_SCRIPT_LATIN) {
            if (n < 64)
                word[n] = cp;
            n++;
        } else {
            if (n && n < 64)
                count_word(q, word, n, &c);
            n = 0;
        }
    }
    return c;
}

static unsigned believed(const sil_quality *q, const count *c)
{
    unsigned langs = 0;
    double english = 0;
    if (c->odd > ODD_MOST * (c->words + c->odd)) /* a wrong model's work, in which anything may be met */
        return 0;
    for (size_t i = 0; i < q->n_langs; i++)
        english += strcmp(q->langs[i].code, "en") == 0 ? c->hits[i] : 0;
    for (size_t i = 0; i < q->n_langs; i++) {
        bool little = q->langs[i].function.n && c->hits[i] >= 3 && c->longer[i] >= 2 && c->hits[i] >= LITTLE_WORDS * c->words && c->hits[i] > english;
        bool syllabic = !q->langs[i].function.n && c->hits[i] >= 3 && c->hits[i] >= SYLLABIC * c->strange && c->hits[i] * 4 >= c->words;
        if ((little || syllabic) && strcmp(q->langs[i].code, "en") != 0)
            langs |= 1U << i;
    }
    return langs;
}

void sil_latin_langs(const sil_quality *q, const char *const *lines, size_t n, unsigned *langs)
{
    count *c = calloc(n ? n : 1, sizeof *c);
    for (size_t i = 0; i < n; i++) {
        langs[i] = 0;
        if (c)
            c[i] = count_line(q, lines[i]);
    }
    for (size_t i = 0; c && i < n; i++) {
        count sum = {0};
        for (size_t k = i > REACH ? i - REACH : 0; k < n && k <= i + REACH; k++) {
            sum.words += c[k].words, sum.odd += c[k].odd, sum.strange += c[k].strange;
            for (size_t l = 0; l < q->n_langs; l++)
                sum.hits[l] += c[k].hits[l], sum.longer[l] += c[k].longer[l];
        }
        langs[i] = believed(q, &c[i]) | believed(q, &sum);
    }
    free(c);
}

/* ---- slips ---- */

/* Marks that print puts before, inside or after a word without a space. */
static bool inner_mark(int32_t c)
{
    return c == '-' || c == '\'' || c == 0x2019 || c == 0x2018 || c == '.' || c == '/' || c == '&' || c == 0x2010 || c == 0x2011 || c == 0x2013 || c == 0xB7 || c == ':' || c == '@' || c == 0xAD ||
           c == '(' || c == ')' || c == ',' || c == '_' || c == 0x2014 || c == '[' || c == ']' || c == 0x201C || c == 0x201D || c == '"' || c == '%' || c == '+';
}

/* -1: nothing to judge, 0: a word, 1: a slip. */
static int slip(const sil_quality *q, unsigned langs, const int32_t *cp, size_t n)
{
    size_t letters = 0, digits = 0, lower = 0, upper = 0, hangul = 0, from = 0, odd = 0, mixed = 0;
    bool web = false;
    for (size_t i = 0; i < n; i++) {
        sil_script s = sil_script_of(cp[i]);
        letters += s == SIL_SCRIPT_LATIN, digits += s == SIL_SCRIPT_DIGIT, hangul += s == SIL_SCRIPT_HANGUL;
        lower += cp[i] >= 'a' && cp[i] <= 'z', upper += cp[i] >= 'A' && cp[i] <= 'Z';
        web |= (cp[i] == '/' && i && cp[i - 1] == '/') || cp[i] == '@' || (cp[i] == '.' && i + 3 < n && i > 3 && cp[i + 1] >= 'a' && cp[i - 1] >= 'a');
        bool known = s != SIL_SCRIPT_PUNCT && s != SIL_SCRIPT_OTHER;
        uint8_t f = cp[i] <= 0xFFFF ? q->flags[cp[i]] : 0;
        odd += !known && (!(f & SYMBOL) || (f & RARE));
        odd += s == SIL_SCRIPT_HANGUL && !(f & KS);
        odd += !known && !inner_mark(cp[i]) && i && i + 1 < n && sil_script_of(cp[i - 1]) == SIL_SCRIPT_LATIN && sil_script_of(cp[i + 1]) == SIL_SCRIPT_LATIN;
        mixed += s == SIL_SCRIPT_HANGUL && i + 1 < n && cp[i + 1] >= 'a' && cp[i + 1] <= 'z';
    }
    if (letters + hangul < 2 || web)
        return odd && !digits && !web ? 1 : -1;
    if (odd || mixed)
        return 1;
    if (digits && lower && lower + digits + upper == n && !(digits >= n - 3 && cp[0] < 'A')) /* 1st, 300km; C40, G20 have no lower case */
        return 1;
    if (langs || hangul)
        return 0;
    for (size_t i = 0; i <= n; i++) { /* the runs of letters of it */
        bool letter = i < n && sil_script_of(cp[i]) == SIL_SCRIPT_LATIN;
        if (letter)
            continue;
        char w[41];
        size_t len = i - from, k = len >= 4 && len <= 40 ? sil_latin_fold(cp + from, len, w, sizeof w) : 0;
        bool small = k && cp[from] >= 'a' && cp[from] <= 'z';
        from = i + 1;
        if (!small || sil_words_has(&q->words, w, k))
            continue;
        bool joined = false; /* interconnected, ofthe is none */
        for (size_t p = 0; p < q->n_prefixes && !joined; p++) {
            size_t l = strlen(q->prefixes[p]);
            joined = k >= l + 4 && !memcmp(w, q->prefixes[p], l) && sil_words_has(&q->words, w + l, k - l);
        }
        if (!joined && !(i < n && cp[i] == '-' && i + 1 == n)) /* divided at the line's end */
            return 1;
    }
    return 0;
}

size_t sil_quality_slips(const sil_quality *q, const char *const *lines, size_t n, size_t *words)
{
    enum { TOKEN = 80 };
    size_t slips = 0;
    unsigned *langs = calloc(n ? n : 1, sizeof *langs);
    *words = 0;
    if (langs)
        sil_latin_langs(q, lines, n, langs);
    for (size_t l = 0; langs && l < n; l++) {
        int32_t cp[TOKEN];
        size_t k = 0, len = strlen(lines[l]), tokens = 0;
        bool hyphen = false;
        for (size_t i = 0; i <= len;) {
            int32_t c = i < len ? sil_cp_next(lines[l], len, &i) : (i++, ' ');
            if (sil_script_of(c) != SIL_SCRIPT_SPACE) {
                if (k < TOKEN)
                    cp[k++] = c;
                continue;
            }
            if (k && k < TOKEN) {
                bool rest = l && tokens == 0 && *lines[l - 1] && lines[l - 1][strlen(lines[l - 1]) - 1] == '-'; /* of a word divided before */
                hyphen = cp[k - 1] == '-' && i > len;
                int s = rest || hyphen ? -1 : slip(q, langs[l], cp, k);
                *words += s >= 0, slips += s > 0;
                tokens++;
            }
            k = 0;
        }
    }
    free(langs);
    return slips;
}
