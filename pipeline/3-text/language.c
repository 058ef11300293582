/* language.c: the language of each block and of the runs inside it that are written in another script; BCP 47. After the blocks are made.
 *
 * Script decides: Hangul is Korean; Han without Hangul is Chinese, simplified or traditional by the characters that ICU's converters would change; Hanja
 * inside Korean is ko-Hani; Latin is taken for English. A run counts from two letters on. */
#include "flow.h"

#include <string.h>

#include <unicode/utrans.h>

#include "sillok/text.h"

/* What ICU's converters do to a character, asked once for each: a bit for "simplified to traditional changes it", one for the other way. */
enum { ASKED = 1, COMPLETED = 2, SIMPLIFIED = 4, FIRST_HAN = 0x3400, LAST_HAN = 0x9FFF };

typedef struct converters {
    UTransliterator *to_traditional, *to_simplified;
    unsigned char seen[LAST_HAN - FIRST_HAN + 1];
} converters;

static bool changes(const UTransliterator *t, UChar c)
{
    UChar text[8] = {c};
    int32_t len = 1, limit = 1;
    UErrorCode code = U_ZERO_ERROR;
    if (t)
        utrans_transUChars(t, text, &len, 8, 0, &limit, &code);
    return t && U_SUCCESS(code) && text[0] != c;
}

static unsigned char form_of(converters *c, int32_t cp)
{
    if (cp < FIRST_HAN || cp > LAST_HAN)
        return ASKED;
    unsigned char *seen = &c->seen[cp - FIRST_HAN];
    if (!*seen)
        *seen = (unsigned char)(ASKED | (changes(c->to_traditional, (UChar)cp) ? COMPLETED : 0) | (changes(c->to_simplified, (UChar)cp) ? SIMPLIFIED : 0));
    return *seen;
}

/* Han text: "zh-Hans", "zh-Hant", or `even` when no character tells. */
static const char *han(converters *c, const sil_tx_run *r, size_t start, size_t end, const char *even)
{
    size_t simplified = 0, traditional = 0;
    for (size_t i = start; i < end; i++) {
        unsigned char f = form_of(c, r->cp[i]);
        simplified += (f & COMPLETED) != 0;
        traditional += (f & SIMPLIFIED) != 0;
    }
    return simplified > traditional ? "zh-Hans" : traditional > simplified ? "zh-Hant"
                                                                           : even;
}

typedef struct counts {
    size_t hangul, han, kana, latin;
} counts;

static counts count(const sil_tx_run *r)
{
    counts n = {0};
    for (size_t i = 0; i < r->n; i++) {
        switch (sil_script_of(r->cp[i])) {
        case SIL_SCRIPT_HANGUL:
            n.hangul++;
            break;
        case SIL_SCRIPT_HAN:
            n.han++;
            break;
        case SIL_SCRIPT_KANA:
            n.kana++;
            break;
        case SIL_SCRIPT_LATIN:
            n.latin++;
            break;
        default:
            break;
        }
    }
    return n;
}

static const char *language_of(const sil_tx_doc *d, converters *c, const sil_tx_run *r)
{
    counts n = count(r);
    if (n.kana > n.hangul && n.kana * 4 > n.han)
        return "ja";
    /* How many Latin letters one Hangul or Han character outweighs: many where names and acronyms stand in Latin, two in an English paper. */
    size_t weight = *d->lang == 'e' ? 2 : 8;
    if (n.hangul && n.hangul * weight >= n.latin && (*d->lang == 'z' ? n.hangul > n.han : n.hangul * 3 >= n.han))
        return "ko";
    if (*d->lang == 'k' && n.hangul && n.hangul * 8 >= n.han && n.hangul * weight >= n.latin && strcmp(han(c, r, 0, r->n, "ko"), "zh-Hans") != 0)
        return "ko"; /* mixed script: 韓中 地方外交의 現況 */
    if (n.han && n.han * (*d->lang == 'e' ? 2 : 6) >= n.latin) {
        if (*d->lang == 'k') {
            const char *l = han(c, r, 0, r->n, "ko-Hani");
            return n.han < 9 && !strcmp(l, "zh-Hant") ? "ko-Hani" : !strcmp(l, "ko-Hani") && n.han >= 9 ? "zh-Hant"
                                                                                                        : l;
        }
        return han(c, r, 0, r->n, "zh-Hans");
    }
    if (n.hangul > n.latin)
        return "ko";
    if (n.latin)
        return "en";
    return *d->lang == 'k' ? "ko" : *d->lang == 'z' ? "zh-Hans"
                                                    : "en";
}

static sil_script run_script(int32_t c)
{
    sil_script s = sil_script_of(c);
    return s == SIL_SCRIPT_KANA ? SIL_SCRIPT_HAN : s;
}

/* Spaces and the marks that stand inside names and phrases do not end a run of Latin. */
static bool holds(sil_script script, int32_t c)
{
    if (run_script(c) == script)
        return true;
    if (script == SIL_SCRIPT_LATIN)
        return c == ' ' || c == '-' || c == '\'' || c == 0x2019 || c == '&' || c == '.' || c == ',' || (c >= '0' && c <= '9') || c == 0x301;
    return script == SIL_SCRIPT_HAN && (c == 0xB7 || c == 0x3005);
}

static sil_status spans(sil_tx_doc *d, converters *c, sil_tx_block *b, sil_err *err)
{
    const sil_tx_run *r = &b->run;
    bool korean = !strncmp(b->lang, "ko", 2), chinese = !strncmp(b->lang, "zh", 2) || !strncmp(b->lang, "ja", 2), english = !strcmp(b->lang, "en");
    for (size_t i = 0; i < r->n;) {
        sil_script s = run_script(r->cp[i]);
        bool other = (s == SIL_SCRIPT_LATIN && !english) || (s == SIL_SCRIPT_HAN && !chinese && strcmp(b->lang, "ko-Hani")) || (s == SIL_SCRIPT_HANGUL && !korean);
        if (!other) {
            i++;
            continue;
        }
        size_t e = i, last = i, letters = 0;
        while (e < r->n && r->cp[e] != '\t' && r->cp[e] != '\n' && holds(s, r->cp[e])) {
            if (run_script(r->cp[e]) == s) {
                letters++;
                last = e + 1;
            }
            e++;
        }
        if (letters >= 2) {
            sil_span *x = SIL_PUSH(d->arena, b->spans, b->n_spans, b->cap_spans);
            if (!x)
                return SIL_TX_NOMEM(err);
            const char *lang = s == SIL_SCRIPT_LATIN ? "en" : s == SIL_SCRIPT_HANGUL ? "ko"
                                                                                     : NULL;
            if (!lang) {
                const sil_span *before = b->n_spans > 1 ? x - 1 : NULL; /* 광주, 光州: what stands right behind Hangul is Hanja */
                bool hanja = before && !strcmp(before->lang, "ko") && (int)i - before->end <= 3;
                lang = han(c, r, i, last, korean || hanja ? "ko-Hani" : "zh-Hans");
                if (korean && !strcmp(lang, "zh-Hant"))
                    lang = "ko-Hani";
            }
            *x = (sil_span){.start = (int)i, .end = (int)last, .lang = sil_strdup(d->arena, lang)};
            if (!x->lang)
                return SIL_TX_NOMEM(err);
        }
        i = last > i ? last : i + 1;
    }
    return SIL_OK;
}

static UTransliterator *open_converter(const char *name)
{
    UChar id[64];
    int32_t n = 0;
    for (; name[n]; n++)
        id[n] = (UChar)name[n];
    UErrorCode code = U_ZERO_ERROR;
    UTransliterator *t = utrans_openU(id, n, UTRANS_FORWARD, NULL, 0, NULL, &code);
    return U_SUCCESS(code) ? t : NULL;
}

sil_status sil_tx_languages(sil_tx_doc *d, sil_err *err)
{
    static converters c; /* for the life of the program: opening them takes as long as ten pages */
    if (!c.to_traditional)
        c.to_traditional = open_converter("Simplified-Traditional");
    if (!c.to_simplified)
        c.to_simplified = open_converter("Traditional-Simplified");
    static const char *const names[] = {"ko", "zh-Hans", "zh-Hant", "en", "ja", "ko-Hani"};
    size_t chars[6] = {0};
    sil_status s = SIL_OK;
    for (size_t i = 0; i < d->n_blocks && !s; i++) {
        sil_tx_block *b = &d->blocks[i];
        b->lang = b->unreadable ? "und" : language_of(d, &c, &b->run);
        if (b->unreadable)
            continue;
        if (b->type == SIL_FIGURE)
            b->lang = "und";
        for (size_t k = 0; k < 6; k++)
            if (!strcmp(b->lang, names[k]))
                chars[k] += b->run.n * (*names[k] == 'e' || k == 5 ? 1 : 3);
        s = spans(d, &c, b, err);
    }
    if (s)
        return s;
    /* Languages of the paper: the main one, and all with a share worth naming, most frequent first. */
    sil_buf all = {.limit = 256};
    size_t sum = 0;
    for (size_t k = 0; k < 5; k++)
        sum += chars[k];
    d->paper.lang = sil_strdup(d->arena, "und");
    for (int n = 0; n < 5; n++) {
        size_t best = 0;
        for (size_t k = 1; k < 5; k++)
            if (chars[k] > chars[best])
                best = k;
        if (!chars[best] || (n && chars[best] * 200 < sum))
            break;
        if (!n)
            d->paper.lang = sil_strdup(d->arena, names[best]);
        if (n)
            sil_buf_putc(&all, ' ');
        sil_buf_puts(&all, names[best]);
        chars[best] = 0;
    }
    d->paper.langs = sil_strdup(d->arena, all.data ? all.data : "");
    bool bad = all.failed || !d->paper.lang || !d->paper.langs;
    sil_buf_free(&all);
    return bad ? SIL_TX_NOMEM(err) : SIL_OK;
}
