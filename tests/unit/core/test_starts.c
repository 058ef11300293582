/* What sillok/starts.h rules out can never match: patterns of the kinds the rule tables hold, tried at every place of texts made at random from what they speak of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unicode/ustring.h>

#include "sillok/starts.h"

static const char *const patterns[] = {"(?<y>(?:19|20)\\d\\d)년", "(?<=같은 해\\s{0,1}|동년)(?<m>\\d{1,2})월", "\\b[A-Z][a-z]+ \\d{4}\\b", "(?<![0-9])(?:19|20)\\d{2}(?![0-9])", "第[一二三]+(?=章)",
                                       "\\bca?\\. ?\\d+|年", "(?:\\b월|x)1", "(?<=a)b|c", "\\B9+", "[^\\s\\d]{2}\\b", "(?i)ab", "^1", "1$", "𝟙+년", "(?<!년)\\b(?<n>\\d)(?:st|nd)", "(?<=년)\\b월", "(19|20)\\1"};
enum { PATTERNS = sizeof patterns / sizeof *patterns };

static URegularExpression *compiled(const char *pattern)
{
    UChar u[256];
    int32_t n = 0;
    UErrorCode e = U_ZERO_ERROR;
    UParseError where;
    u_strFromUTF8(u, 256, &n, pattern, -1, &e);
    URegularExpression *re = uregex_open(u, n, 0, &where, &e);
    assert_true(U_SUCCESS(e));
    uregex_useTransparentBounds(re, true, &e);
    uregex_useAnchoringBounds(re, false, &e);
    return re;
}

static void what_is_ruled_out_cannot_match(void **state)
{
    (void)state;
    static const char *const parts[] = {"1", "9", "20", "19", "년", "월", " ", "같은 해", "동년", "第", "一", "章", "ca. ", "c", "a", "b", "Ab", "Mar ", "st", "x", "𝟙", "\n", ".", "年", "2019", "AB"};
    URegularExpression *re[PATTERNS];
    sil_starts *each[PATTERNS];
    for (size_t i = 0; i < PATTERNS; i++) {
        re[i] = compiled(patterns[i]);
        each[i] = sil_starts_new(re[i], patterns[i]);
    }
    sil_starts_set *set = sil_starts_set_new(each, PATTERNS);
    assert_non_null(set);
    uint32_t seed = 20261124;
    long matched = 0, ruled_out = 0;
    for (int round = 0; round < 3000; round++) {
        char text[256] = "";
        UChar u[256];
        int32_t n = 0;
        UErrorCode e = U_ZERO_ERROR;
        for (int k = 0; k < 10; k++) {
            seed = seed * 1664525u + 1013904223u;
            strcat(text, parts[(seed >> 16) % (sizeof parts / sizeof *parts)]);
        }
        u_strFromUTF8(u, 256, &n, text, -1, &e);
        for (size_t i = 0; i < PATTERNS; i++)
            uregex_setText(re[i], u, n, &e);
        for (int32_t at = 0; at < n; at++) {
            if ((u[at] & 0xFC00) == 0xDC00)
                continue;
            const uint64_t *may = sil_starts_at(set, u + at, n - at);
            for (size_t i = 0; i < PATTERNS; i++) {
                uregex_setRegion(re[i], at, n, &e);
                bool hit = uregex_lookingAt(re[i], -1, &e), can = may[i / 64] >> (i % 64) & 1;
                if (hit && (!can || !sil_starts_may(each[i], u[at])))
                    fail_msg("%s is ruled out at unit %d of \"%s\", where it matches", patterns[i], (int)at, text);
                matched += hit;
                ruled_out += !can;
            }
        }
        assert_true(U_SUCCESS(e));
    }
    assert_true(matched > 1000);
    assert_true(ruled_out > 100000); /* and it is of use */
    sil_starts_set_free(set);
    for (size_t i = 0; i < PATTERNS; i++) {
        sil_starts_free(each[i]);
        uregex_close(re[i]);
    }
}

static void what_looks_back_from_within_is_not_judged(void **state)
{
    (void)state;
    static const char *const blind[] = {"x?(?<=a)b", "(?<=a)b|c", "\\G1", "(?<=a)*b", "(?<=(a))\\1"};
    for (size_t i = 0; i < sizeof blind / sizeof *blind; i++) {
        UErrorCode e = U_ZERO_ERROR;
        UParseError where;
        UChar u[64];
        int32_t n = 0;
        u_strFromUTF8(u, 64, &n, blind[i], -1, &e);
        URegularExpression *re = uregex_open(u, n, 0, &where, &e);
        if (U_SUCCESS(e))
            assert_null(sil_starts_new(re, blind[i]));
        uregex_close(re);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_ruled_out_cannot_match), cmocka_unit_test(what_looks_back_from_within_is_not_judged)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
