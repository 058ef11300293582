/* The matcher: all names that a text begins with, among many; bad lists refused. */
#include "fixture.h"

static void prefixes(void **state)
{
    (void)state;
    static const char *const keys[] = {"A", "AB", "ABCD", "B", "首尔", "서울", "서울시"};
    sil_matcher *m;
    sil_err err;
    sil_match out[8];
    assert_int_equal(sil_matcher_new(keys, 7, &m, &err), SIL_OK);
    assert_int_equal(sil_matcher_prefixes(m, "ABCE", 4, out, 8), 2);
    assert_int_equal(out[0].value, 0);
    assert_int_equal(out[1].value, 1);
    assert_int_equal(out[1].end, 2);
    assert_int_equal(sil_matcher_prefixes(m, "서울시는", strlen("서울시는"), out, 8), 2);
    assert_int_equal(out[1].value, 6);
    assert_int_equal(out[1].end, strlen("서울시"));
    assert_int_equal(sil_matcher_prefixes(m, "서", 3, out, 8), 0);
    assert_int_equal(sil_matcher_prefixes(m, "ABCD", 3, out, 8), 2); /* the length counts, not what follows */
    assert_int_equal(sil_matcher_find(m, "ABCD", 4), 2);
    assert_int_equal(sil_matcher_find(m, "ABC", 3), -1);
    assert_int_equal(sil_matcher_find(m, "首尔", 6), 4);
    sil_matcher_free(m);
}

static int compare(const void *x, const void *y)
{
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/* 20,000 names of pseudo-random letters: each is found, none that is not there. */
static void many(void **state)
{
    (void)state;
    enum { N = 20000 };
    char(*text)[16] = malloc(N * sizeof *text);
    const char **keys = malloc(N * sizeof *keys);
    assert_non_null(text);
    assert_non_null(keys);
    uint32_t r = 1;
    for (int i = 0; i < N; i++) {
        for (int k = 0; k < 9; k++) {
            r = r * 1664525u + 1013904223u;
            text[i][k] = (char)('a' + (r >> 24) % 26);
        }
        snprintf(text[i] + 9, 7, "%05d", i); /* all differ */
        keys[i] = text[i];
    }
    qsort(keys, N, sizeof *keys, compare);
    sil_matcher *m;
    sil_err err;
    assert_int_equal(sil_matcher_new(keys, N, &m, &err), SIL_OK);
    for (int i = 0; i < N; i++) {
        assert_int_equal(sil_matcher_find(m, keys[i], 14), i);
        assert_int_equal(sil_matcher_find(m, keys[i], 13), -1);
    }
    sil_matcher_free(m);
    free(keys);
    free(text);
}

static void refused(void **state)
{
    (void)state;
    static const char *const unsorted[] = {"b", "a"}, *const twice[] = {"a", "a"}, *const empty[] = {"", "a"};
    sil_matcher *m;
    sil_err err;
    assert_int_equal(sil_matcher_new(unsorted, 2, &m, &err), SIL_USAGE);
    assert_int_equal(sil_matcher_new(twice, 2, &m, &err), SIL_USAGE);
    assert_int_equal(sil_matcher_new(empty, 2, &m, &err), SIL_USAGE);
    assert_int_equal(sil_matcher_new(NULL, 0, &m, &err), SIL_OK);
    assert_int_equal(sil_matcher_find(m, "a", 1), -1);
    sil_matcher_free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(prefixes), cmocka_unit_test(many), cmocka_unit_test(refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
