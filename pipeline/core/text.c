/* core/text.c: UTF-8, scripts, NFC, slugs, a guess of the language. By ICU. */
#include "sillok/text.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>
#include <unicode/utrans.h>

/* ICU's UTF-8 macros mix char, uint8_t and int: their warnings are not ours. */
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"

int32_t sil_cp_next(const char *s, size_t len, size_t *i)
{
    UChar32 c;
    U8_NEXT(s, *i, len, c);
    return c < 0 ? 0xFFFD : c;
}

size_t sil_cp_count(const char *s)
{
    size_t len = strlen(s), n = 0;
    for (size_t i = 0; i < len; n++)
        U8_FWD_1(s, i, len);
    return n;
}

size_t sil_cp_to_byte(const char *s, size_t n)
{
    size_t len = strlen(s), i = 0;
    while (n-- && i < len)
        U8_FWD_1(s, i, len);
    return i;
}

size_t sil_cp_put(char out[5], int32_t cp)
{
    if (cp < 0 || cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000))
        cp = 0xFFFD;
    size_t n = 0;
    U8_APPEND_UNSAFE(out, n, cp);
    out[n] = '\0';
    return n;
}

bool sil_utf8_valid(const char *s, size_t len)
{
    for (size_t i = 0; i < len;) {
        UChar32 c;
        U8_NEXT(s, i, len, c);
        if (c < 0)
            return false;
    }
    return true;
}

char *sil_cp_slice(sil_arena *a, const char *s, size_t start, size_t end)
{
    if (end < start)
        end = start;
    size_t from = sil_cp_to_byte(s, start);
    size_t to = from + sil_cp_to_byte(s + from, end - start);
    return sil_strndup(a, s + from, to - from);
}

sil_script sil_script_of(int32_t cp)
{
    if (cp < 0x80) {
        if ((cp | 32) >= 'a' && (cp | 32) <= 'z')
            return SIL_SCRIPT_LATIN;
        if (cp >= '0' && cp <= '9')
            return SIL_SCRIPT_DIGIT;
        return cp > ' ' ? (cp == 0x7F ? SIL_SCRIPT_OTHER : SIL_SCRIPT_PUNCT) : SIL_SCRIPT_SPACE;
    }
    if ((cp >= 0xAC00 && cp <= 0xD7A3) || (cp >= 0x1100 && cp <= 0x11FF) || (cp >= 0x3131 && cp <= 0x318E))
        return SIL_SCRIPT_HANGUL;
    if (cp >= 0x4E00 && cp <= 0x9FFF)
        return SIL_SCRIPT_HAN;
    if (u_isUWhiteSpace(cp))
        return SIL_SCRIPT_SPACE;
    if (u_isdigit(cp))
        return SIL_SCRIPT_DIGIT;
    UErrorCode e = U_ZERO_ERROR;
    switch (uscript_getScript(cp, &e)) {
    case USCRIPT_HANGUL: return SIL_SCRIPT_HANGUL;
    case USCRIPT_HAN: return SIL_SCRIPT_HAN;
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA: return SIL_SCRIPT_KANA;
    case USCRIPT_LATIN: return SIL_SCRIPT_LATIN;
    default: break;
    }
    if (u_ispunct(cp) || (U_GET_GC_MASK(cp) & (U_GC_S_MASK | U_GC_P_MASK | U_GC_NO_MASK | U_GC_NL_MASK)))
        return SIL_SCRIPT_PUNCT;
    return SIL_SCRIPT_OTHER;
}

sil_script_counts sil_count_scripts(const char *s)
{
    sil_script_counts c = {.total = 0};
    size_t len = strlen(s);
    for (size_t i = 0; i < len;) {
        sil_script x = sil_script_of(sil_cp_next(s, len, &i));
        c.n[x]++;
        c.total += x != SIL_SCRIPT_SPACE;
    }
    return c;
}

/* UTF-8 to UTF-16 in the arena; broken sequences become U+FFFD. */
static UChar *to_utf16(sil_arena *a, const char *s, int32_t *n)
{
    size_t len = strlen(s);
    if (len > (1u << 28))
        return NULL;
    UChar *u = sil_alloc(a, (len + 1) * sizeof *u);
    UErrorCode e = U_ZERO_ERROR;
    if (u)
        u_strFromUTF8WithSub(u, (int32_t)len + 1, n, s, (int32_t)len, 0xFFFD, NULL, &e);
    return u && U_SUCCESS(e) ? u : NULL;
}

static char *to_utf8(sil_arena *a, const UChar *u, int32_t n)
{
    char *s = sil_alloc(a, (size_t)n * 3 + 1);
    UErrorCode e = U_ZERO_ERROR;
    if (s)
        u_strToUTF8WithSub(s, n * 3 + 1, NULL, u, n, 0xFFFD, NULL, &e);
    return s && U_SUCCESS(e) ? s : NULL;
}

sil_status sil_nfc(sil_arena *a, const char *s, char **out, sil_err *err)
{
    *out = NULL;
    bool ascii = true;
    for (const char *p = s; *p && ascii; p++)
        ascii = (unsigned char)*p < 0x80;
    if (ascii) {
        *out = sil_strdup(a, s);
        return *out ? SIL_OK : sil_fail(err, SIL_NOMEM, "no memory to normalize a text");
    }
    UErrorCode e = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&e);
    if (U_FAILURE(e))
        return sil_fail(err, SIL_LIBRARY, "ICU gives no NFC normalizer: %s", u_errorName(e));
    int32_t n = 0;
    UChar *u = to_utf16(a, s, &n), *v = u ? sil_alloc(a, ((size_t)n * 3 + 1) * sizeof *v) : NULL;
    int32_t m = v ? unorm2_normalize(nfc, u, n, v, n * 3 + 1, &e) : 0;
    if (v && U_SUCCESS(e))
        *out = to_utf8(a, v, m);
    return *out ? SIL_OK : sil_fail(err, SIL_NOMEM, "no memory to normalize a text");
}

/* One of ICU's transliterators, opened once for the life of the program; NULL when ICU has none of that name. */
static UTransliterator *converter(UTransliterator **kept, const char *id, UErrorCode *e)
{
    UChar name[64];
    if (!*kept) {
        u_charsToUChars(id, name, (int32_t)strlen(id) + 1);
        UTransliterator *t = utrans_openU(name, -1, UTRANS_FORWARD, NULL, 0, NULL, e);
        *kept = U_SUCCESS(*e) ? t : NULL;
    }
    return *kept;
}

sil_status sil_slug(sil_arena *a, const char *name, char **out, sil_err *err)
{
    enum { MOST = 48 };
    static UTransliterator *kept; /* opening it takes longer than a hundred names */
    UErrorCode e = U_ZERO_ERROR;
    UTransliterator *t = converter(&kept, "Any-Latin; Latin-ASCII; Lower", &e);
    if (!t)
        return sil_fail(err, SIL_LIBRARY, "ICU has no transliterator Any-Latin: %s", u_errorName(e));
    char *cut = sil_strndup(a, name, 1024);
    int32_t n = 0, cap = 0;
    UChar *u = cut ? to_utf16(a, cut, &n) : NULL, *v = NULL;
    if (u) {
        cap = n * 8 + 64;
        v = sil_alloc(a, (size_t)cap * sizeof *v);
    }
    char *s = NULL;
    if (v) {
        memcpy(v, u, (size_t)n * sizeof *v);
        int32_t limit = n, len = n;
        utrans_transUChars(t, v, &len, cap, 0, &limit, &e);
        if (U_SUCCESS(e))
            s = to_utf8(a, v, len);
        else
            s = cut; /* too long for the transliterator: what is ASCII of it stays */
    }
    char *slug = s ? sil_alloc(a, MOST + 1) : NULL;
    if (!slug)
        return sil_fail(err, SIL_NOMEM, "no memory to name a paper");
    size_t m = 0;
    for (const char *p = s; *p && m < MOST; p++) {
        char c = *p;
        if (c >= 'A' && c <= 'Z')
            c = (char)(c + 32);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            slug[m++] = c;
        else if (m && slug[m - 1] != '-')
            slug[m++] = '-';
    }
    while (m && slug[m - 1] == '-')
        m--;
    slug[m] = '\0';
    *out = m ? slug : sil_strdup(a, "paper");
    return *out ? SIL_OK : sil_fail(err, SIL_NOMEM, "no memory to name a paper");
}

/* Whether the transliterator changes the character: then it is of the form the transliterator comes from. */
static int count_changed(UTransliterator **kept, const char *id, const UChar *u, int32_t n)
{
    UErrorCode e = U_ZERO_ERROR;
    UTransliterator *t = converter(kept, id, &e);
    if (!t)
        return 0;
    UChar v[512];
    if (n > 200)
        n = 200;
    memcpy(v, u, (size_t)n * sizeof *v);
    int32_t len = n, limit = n;
    utrans_transUChars(t, v, &len, 512, 0, &limit, &e);
    if (U_FAILURE(e) || len != n)
        return 0;
    int changed = 0;
    for (int32_t i = 0; i < n; i++)
        changed += v[i] != u[i];
    return changed;
}

const char *sil_guess_lang(const char *s)
{
    sil_script_counts c = sil_count_scripts(s);
    size_t hangul = c.n[SIL_SCRIPT_HANGUL], han = c.n[SIL_SCRIPT_HAN], kana = c.n[SIL_SCRIPT_KANA], latin = c.n[SIL_SCRIPT_LATIN];
    if (hangul + han + kana + latin == 0)
        return "und";
    /* A Hangul or Han character says as much as three Latin letters. */
    if (3 * hangul >= latin && hangul > 0 && 4 * hangul >= han)
        return "ko";
    if (kana > 0 && 4 * kana >= han && 3 * (kana + han) >= latin)
        return "ja";
    if (3 * han < latin || han == 0)
        return latin ? "en" : "und";
    UChar u[256];
    int32_t n = 0;
    size_t len = strlen(s);
    for (size_t i = 0; i < len && n < 250;) {
        int32_t cp = sil_cp_next(s, len, &i);
        if (cp < 0x10000 && sil_script_of(cp) == SIL_SCRIPT_HAN)
            u[n++] = (UChar)cp;
    }
    static UTransliterator *simplify, *complete;
    return count_changed(&simplify, "Traditional-Simplified", u, n) > count_changed(&complete, "Simplified-Traditional", u, n) ? "zh-Hant" : "zh-Hans";
}

static bool in_charset(UConverter *c, int32_t cp)
{
    UChar text[2];
    char bytes[16];
    int32_t n = 0;
    UErrorCode e = U_ZERO_ERROR;
    U16_APPEND_UNSAFE(text, n, cp);
    return c && ucnv_fromUChars(c, bytes, sizeof bytes, text, n, &e) > 0 && U_SUCCESS(e);
}

static UConverter *charset(const char *name)
{
    UErrorCode e = U_ZERO_ERROR;
    UConverter *c = ucnv_open(name, &e);
    if (c)
        ucnv_setFromUCallBack(c, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &e);
    return c;
}

void sil_han_forms(const char *s, size_t len, size_t *simplified, size_t *traditional)
{
    UConverter *mainland = charset("GB2312"), *taiwan = charset("Big5"), *korea = charset("EUC-KR");
    *simplified = *traditional = 0;
    for (size_t i = 0; mainland && taiwan && korea && i < len;) {
        int32_t cp = sil_cp_next(s, len, &i);
        if (sil_script_of(cp) != SIL_SCRIPT_HAN)
            continue;
        bool gb = in_charset(mainland, cp), others = in_charset(taiwan, cp) || in_charset(korea, cp);
        *simplified += gb && !others;
        *traditional += others && !gb;
    }
    ucnv_close(mainland);
    ucnv_close(taiwan);
    ucnv_close(korea);
}
