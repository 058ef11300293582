/* core/tokens.c: text divided for full-text search (sillok/tokens.h). */
#include "sillok/tokens.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "sillok/text.h"

enum {
    HAN_FIRST = 0x3400, HAN_LAST = 0x9FFF,
    ONE = 64,    /* bytes of one folded character at most */
    WORD = 256   /* bytes of one folded word at most; the rest of a longer one is not indexed */
};

struct sil_tokenizer {
    const UNormalizer2 *fold, *apart; /* NFKC_Casefold; NFKD */
    UTransliterator *simple;          /* NULL: characters stay as they are */
    uint16_t han[HAN_LAST - HAN_FIRST + 1]; /* 0: not asked yet */
};

sil_tokenizer *sil_tokenizer_new(void)
{
    UErrorCode e = U_ZERO_ERROR;
    sil_tokenizer *t = calloc(1, sizeof *t);
    if (!t)
        return NULL;
    t->fold = unorm2_getNFKCCasefoldInstance(&e);
    t->apart = unorm2_getNFKDInstance(&e);
    t->simple = utrans_openU(u"Traditional-Simplified", -1, UTRANS_FORWARD, NULL, 0, NULL, &e);
    if (U_FAILURE(e)) {
        sil_tokenizer_free(t);
        return NULL;
    }
    return t;
}

void sil_tokenizer_free(sil_tokenizer *t)
{
    if (t && t->simple)
        utrans_close(t->simple);
    free(t);
}

static bool pairs(int32_t c) /* whether c belongs to a run of pairs */
{
    sil_script k = c < 0x1100 ? SIL_SCRIPT_OTHER : sil_script_of(c);
    if (c == 0x30FC) /* ー, which lengthens a vowel of Kana and belongs to no script */
        return true;
    return (k == SIL_SCRIPT_HANGUL || k == SIL_SCRIPT_HAN || k == SIL_SCRIPT_KANA) && u_isalnum(c);
}

static int32_t simplified(sil_tokenizer *t, int32_t c)
{
    if (c < HAN_FIRST || c > HAN_LAST)
        return c;
    uint16_t *known = &t->han[c - HAN_FIRST];
    if (!*known) {
        UChar u[8] = {(UChar)c};
        int32_t n = 1, limit = 1;
        UErrorCode e = U_ZERO_ERROR;
        utrans_transUChars(t->simple, u, &n, 8, 0, &limit, &e);
        *known = U_SUCCESS(e) && n == 1 && !U16_IS_SURROGATE(u[0]) ? u[0] : (uint16_t)c;
    }
    return *known;
}

/* One character folded, as UTF-8 into out; its bytes. Marks give nothing. */
static size_t fold(sil_tokenizer *t, int32_t c, char out[ONE])
{
    if (c < 0x80) {
        out[0] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
        return 1;
    }
    UChar one[2], u[32], v[32];
    char plain[ONE], cp[5];
    int32_t k = 0, m, bytes = 0;
    size_t n = 0;
    UErrorCode e = U_ZERO_ERROR;
    u_strFromUTF32(one, 2, &k, &c, 1, &e);
    m = unorm2_normalize(t->fold, one, k, u, 32, &e);
    if (U_SUCCESS(e) && m && sil_script_of(c) == SIL_SCRIPT_LATIN) { /* the letter without what stands on it */
        int32_t w = unorm2_normalize(t->apart, u, m, v, 32, &e);
        m = 0;
        for (int32_t i = 0; U_SUCCESS(e) && i < w; i++)
            if (u_charType(v[i]) != U_NON_SPACING_MARK)
                u[m++] = v[i];
    }
    u_strToUTF8(plain, ONE, &bytes, u, m, &e);
    for (size_t i = 0; U_SUCCESS(e) && i < (size_t)bytes;) {
        size_t l = sil_cp_put(cp, simplified(t, sil_cp_next(plain, (size_t)bytes, &i)));
        if (n + l < ONE)
            memcpy(out + n, cp, l);
        n += n + l < ONE ? l : 0;
    }
    return n;
}

/* The next character of the text with the marks on it; *i goes behind them. */
static int32_t next(const char *s, size_t len, size_t *i)
{
    int32_t c = sil_cp_next(s, len, i);
    for (size_t behind = *i; *i < len; *i = behind) {
        if (!((unsigned char)s[*i] & 0x80))
            break;
        int32_t d = sil_cp_next(s, len, &behind);
        if (!u_getCombiningClass(d) && !(d >= 0x1160 && d <= 0x11FF))
            break;
    }
    return c;
}

typedef int token_fn(void *ctx, const char *token, size_t n, size_t start, size_t end);

static int run_of_pairs(sil_tokenizer *t, const char *s, size_t len, size_t *i, bool query, token_fn *fn, void *ctx)
{
    char token[2 * ONE];
    size_t start = *i, behind = *i, first = 0;
    int rc = 0;
    int32_t c = next(s, len, &behind);
    first = fold(t, c, token);
    for (bool lone = true;; lone = false) {
        size_t after = behind;
        int32_t d = behind < len ? next(s, len, &after) : 0;
        if (after == behind || !pairs(d)) {
            if (lone || !query)
                rc = fn(ctx, token, first, start, behind);
            break;
        }
        size_t second = fold(t, d, token + first);
        if ((rc = fn(ctx, token, first + second, start, after)) != 0)
            break;
        memmove(token, token + first, second);
        first = second;
        start = behind;
        behind = after;
    }
    *i = behind;
    return rc;
}

/* A word, or a number: points stay in it, commas between thousands do not. */
static int word(sil_tokenizer *t, const char *s, size_t len, size_t *i, token_fn *fn, void *ctx)
{
    char token[WORD + ONE];
    size_t n = 0, start = *i, end = *i;
    while (end < len) {
        size_t behind = end;
        int32_t c = next(s, len, &behind);
        bool digits = end > start && behind < len && s[end - 1] >= '0' && s[end - 1] <= '9' && s[behind] >= '0' && s[behind] <= '9';
        if (!(u_isalnum(c) && !pairs(c)) && !(digits && (c == '.' || c == ',')))
            break;
        if (c != ',' && n < WORD)
            n += fold(t, c, token + n);
        end = behind;
    }
    *i = end;
    return n ? fn(ctx, token, n, start, end) : 0;
}

int sil_tokens(sil_tokenizer *t, const char *s, size_t len, bool query, token_fn *fn, void *ctx)
{
    int rc = 0;
    for (size_t i = 0; i < len && !rc && len <= INT32_MAX;) {
        size_t behind = i;
        int32_t c = next(s, len, &behind);
        if (pairs(c))
            rc = run_of_pairs(t, s, len, &i, query, fn, ctx);
        else if (u_isalnum(c))
            rc = word(t, s, len, &i, fn, ctx);
        else
            i = behind;
    }
    return rc;
}
