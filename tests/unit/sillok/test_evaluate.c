/* `sillok evaluate`: the distance between two texts against a plain table of Levenshtein's, folding, multisets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "evaluate.h"

static size_t plain(const char *x, const char *y)
{
    size_t n = strlen(x), m = strlen(y), *row = malloc((m + 1) * sizeof *row);
    assert_non_null(row);
    for (size_t j = 0; j <= m; j++)
        row[j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t best = corner + (x[i - 1] != y[j - 1]);
            corner = row[j];
            best = row[j] + 1 < best ? row[j] + 1 : best;
            row[j] = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
        }
    }
    size_t d = row[m];
    free(row);
    return d;
}

static void distance(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(0);
    assert_int_equal(eval_distance(a, "", ""), 0);
    assert_int_equal(eval_distance(a, "서울", ""), 2);
    assert_int_equal(eval_distance(a, "kitten", "sitting"), 3);
    assert_int_equal(eval_distance(a, "서울特別市", "서을特別"), 2);
    uint32_t r = 7;
    for (int k = 0; k < 400; k++) { /* lengths about the blocks of 64 rows, few letters, so that much repeats */
        char x[220], y[220];
        size_t n = 0, m = 0;
        r = r * 1664525u + 1013904223u;
        size_t want = 1 + (r >> 20) % 200;
        for (; n < want; n++) {
            r = r * 1664525u + 1013904223u;
            x[n] = (char)('a' + (r >> 28) % 4);
        }
        x[n] = 0;
        for (size_t i = 0; i < n && m < 210; i++) {
            r = r * 1664525u + 1013904223u;
            uint32_t what = (r >> 24) % 12;
            if (what != 0)
                y[m++] = what == 1 ? 'z' : x[i];
            if (what == 2)
                y[m++] = 'b';
        }
        y[m] = 0;
        assert_int_equal(eval_distance(a, x, y), plain(x, y));
    }
    sil_arena_free(a);
}

static void fold(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(0);
    assert_string_equal(eval_fold(a, "도시 외교（都市\n外交）："), "도시외교(都市外交):");
    assert_string_equal(eval_fold(a, "“한·중” — ㆍ‘x’"), "\"한\xC2\xB7중\"-\xC2\xB7'x'");
    assert_string_equal(eval_fold(a, "\xE1\x84\x80\xE1\x85\xA1"), "가"); /* decomposed, composed */
    sil_arena_free(a);
}

static void multisets(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(0);
    eval_keys t = {0}, f = {0};
    const char *const truth[] = {"b", "a", "a", "c"}, *const found[] = {"a", "d", "c", "c"};
    for (int i = 0; i < 4; i++)
        assert_true(eval_key(a, &t, "%s", truth[i]) && eval_key(a, &f, "%s", found[i]));
    eval_score s = eval_compare(&t, &f);
    assert_int_equal(s.truth, 4);
    assert_int_equal(s.found, 4);
    assert_int_equal(s.right, 2); /* one a, one c */
    sil_arena_free(a);
}

static void text(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(0);
    eval_paper e = {0};
    sil_err err;
    assert_int_equal(eval_text(a, "서울은 도시이다. 北京", "서을은 도시이다.北 京", &e, &err), SIL_OK);
    assert_int_equal(e.characters, 10);
    assert_int_equal(e.errors, 1);
    assert_int_equal(e.score[EVAL_WORDS].truth, 4); /* two words, two characters */
    assert_int_equal(e.score[EVAL_WORDS].right, 3);
    sil_arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(distance), cmocka_unit_test(fold), cmocka_unit_test(multisets), cmocka_unit_test(text)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
