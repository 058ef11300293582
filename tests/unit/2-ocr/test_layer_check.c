/* What a text layer is worth beside what is read from the image. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>

#include "layer_check.h"

static size_t distance(const char *x, const char *y, size_t *n)
{
    sil_arena *a = sil_arena_new(0);
    sil_err err = {0};
    size_t d = 999;
    assert_int_equal(sil_layer_distance(a, x, y, &d, n, &err), SIL_OK);
    sil_arena_free(a);
    return d;
}

static void only_letters_and_digits_count(void **state)
{
    (void)state;
    size_t n;
    assert_int_equal(distance("In Seoul, 1993.", "in seoul 1993", &n), 0);
    assert_int_equal(n, 11);
    assert_int_equal(distance("l'été à Nîmes, Łódź, Straße", "l'ete a Nimes, Lodz, Strase", &n), 0);
    assert_int_equal(distance("서울시와 北京市", "서울시 와北京市", &n), 0);
    assert_int_equal(n, 7);
    assert_int_equal(distance("서울시", "시울서", &n), 2);
    assert_int_equal(distance("autumn", "antunn", &n), 2);
    assert_int_equal(distance("", "harbour", &n), 7);
    assert_int_equal(n, 7);
}

static bool kept(int lines, int apart, double d, double conf, const char *says)
{
    sil_arena *a = sil_arena_new(0);
    sil_layer_evidence e = {lines, apart, d, conf};
    char *why;
    bool k = sil_layer_keep(a, &e, &why);
    assert_non_null(why);
    if (!strstr(why, says))
        fail_msg("%s", why);
    sil_arena_free(a);
    return k;
}

static void the_same_stays_and_another_text_goes(void **state)
{
    (void)state;
    assert_true(kept(6, 0, 0.01, 0.95, "is used: in 6 of its lines, read again from the image, 1.0 % of the letters differ"));
    assert_false(kept(6, 0, 0.12, 0.95, "is not used"));
    assert_true(kept(6, 0, 0.12, 0.40, "too poor to say more")); /* our own reading is no better */
    assert_false(kept(6, 5, 0.80, 0.40, "another text"));
    assert_false(kept(6, 6, 0.90, 0.95, "another text"));
    assert_false(kept(0, 0, 0, 0, "no line of it"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(only_letters_and_digits_count), cmocka_unit_test(the_same_stays_and_another_text_goes)};
    return cmocka_run_group_tests_name("text layers against the image", tests, NULL, NULL);
}
