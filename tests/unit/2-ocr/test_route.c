/* Which glyphs are read again, and which of several readings is kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "glyphs.h"
#include "route.h"

static sil_arena *arena;

static int setup(void **state) { (void)state; return (arena = sil_arena_new(0)) ? 0 : -1; }
static int teardown(void **state) { (void)state; sil_arena_free(arena); return 0; }

/* What is read again, others shown as '_'. */
static const char *doubts(const sil_reading *r)
{
    static char out[1024];
    bool again[256] = {false};
    *out = '\0';
    sil_route_doubts(r->glyphs, r->n, again);
    for (size_t i = 0; i < r->n; i++)
        strcat(out, again[i] ? r->glyphs[i].text : "_");
    return out;
}

static void test_believed_korean_is_left_alone(void **state)
{
    (void)state;
    sil_reading r = glyphs_of(arena, "도시외교란 도시가 자신의 이익을 대표하고", 0.95, SIL_MODEL_KO);
    assert_string_equal(doubts(&r), "__________________");
}

static void test_doubtful_bracket_is_read_again_with_its_brackets(void **state)
{
    (void)state;
    sil_reading r = glyphs_of(arena, "도쿄(봇퍼)의 교류", 0.93, SIL_MODEL_KO);
    set_conf(&r, 3, 5, 0.0);
    assert_string_equal(doubts(&r), "__(봇퍼)___");
    sil_reading lost = glyphs_of(arena, "베이징()을", 0.93, SIL_MODEL_KO); /* Hanja that the Korean model did not see at all */
    assert_string_equal(doubts(&lost), "___()_");
}

static void test_one_rare_syllable_in_a_word_stays(void **state)
{
    (void)state;
    sil_reading r = glyphs_of(arena, "상호보완적이며 협력의", 0.94, SIL_MODEL_KO);
    set_conf(&r, 0, 1, 0.1);
    set_conf(&r, 7, 8, 0.0);
    assert_string_equal(doubts(&r), "__________");
}

static void test_odd_marks_inside_words_are_strokes(void **state)
{
    (void)state;
    sil_reading r = glyphs_of(arena, "자매도시%%채) 협정을 78.0%", 0.93, SIL_MODEL_KO);
    set_conf(&r, 4, 7, 0.1);
    const char *d = doubts(&r);
    assert_non_null(strstr(d, "%%채)"));
    assert_int_equal(strncmp(d, "____%", 5), 0);
}

static void test_misread_numbers(void **state)
{
    (void)state;
    sil_reading r = glyphs_of(arena, "2,189", 0.9, SIL_MODEL_EN), k = glyphs_of(arena, "2013년", 0.3, SIL_MODEL_KO), w = glyphs_of(arena, "서울", 0.9, SIL_MODEL_KO);
    assert_true(sil_route_number(r.glyphs, r.n));
    assert_int_equal(sil_route_digits(r.glyphs, r.n), 4);
    assert_false(sil_route_number(k.glyphs, k.n));
    assert_true(sil_route_counted(k.glyphs, k.n));
    assert_false(sil_route_counted(r.glyphs, r.n));
    assert_false(sil_route_number(w.glyphs, w.n));
}

static void test_the_plausible_reading_wins(void **state)
{
    (void)state;
    sil_reading ko = glyphs_of(arena, "봇퍼", 0.0, SIL_MODEL_KO), en = glyphs_of(arena, "=~}", 0.60, SIL_MODEL_EN), han = glyphs_of(arena, "東京", 0.86, SIL_MODEL_HANT);
    const sil_reading *all[3] = {&ko, &en, &han};
    const sil_model models[3] = {SIL_MODEL_KO, SIL_MODEL_EN, SIL_MODEL_HANT};
    assert_int_equal(sil_route_choose(all, models, 3), 2);
    /* confident marks without a letter do not beat a doubtful word */
    sil_reading word = glyphs_of(arena, "크게", 0.58, SIL_MODEL_KO), mark = glyphs_of(arena, "|", 0.95, SIL_MODEL_EN);
    const sil_reading *two[2] = {&word, &mark};
    assert_int_equal(sil_route_choose(two, models, 2), 0);
    /* equal readings: the first stays */
    sil_reading a = glyphs_of(arena, "THAAD", 0.90, SIL_MODEL_KO), b = glyphs_of(arena, "THAAD", 0.91, SIL_MODEL_EN);
    const sil_reading *same[2] = {&a, &b};
    assert_int_equal(sil_route_choose(same, models, 2), 0);
    /* nothing there yet */
    const sil_reading *none[3] = {NULL, NULL, &han};
    assert_int_equal(sil_route_choose(none, models, 3), 2);
}

static void test_a_model_fits_its_language(void **state)
{
    (void)state;
    sil_reading ko = glyphs_of(arena, "위원회는 2년마다 전체회의를 열어", 0.92, SIL_MODEL_KO), junk = glyphs_of(arena, "%쉬씀 회츠하 보더", 0.30, SIL_MODEL_KO);
    sil_reading en = glyphs_of(arena, "Cities in International Politics", 0.95, SIL_MODEL_EN), zh = glyphs_of(arena, "自1992年中韩建交以来", 0.93, SIL_MODEL_HANS);
    assert_true(sil_route_fits(SIL_MODEL_KO, &ko, 1));
    assert_false(sil_route_fits(SIL_MODEL_KO, &junk, 1));
    assert_true(sil_route_fits(SIL_MODEL_EN, &en, 1));
    assert_false(sil_route_fits(SIL_MODEL_KO, &en, 1));
    assert_true(sil_route_fits(SIL_MODEL_HANS, &zh, 1));
    assert_false(sil_route_fits(SIL_MODEL_EN, &zh, 1));
    /* a bibliography in three languages stays with the Korean model, its other lines are routed one by one */
    sil_reading mixed[4] = {ko, en, zh, junk};
    assert_true(sil_route_fits(SIL_MODEL_KO, mixed, 4));
}

static void test_neighbours_are_trimmed_at_brackets(void **state)
{
    (void)state;
    sil_reading base = glyphs_of(arena, "(풋포)", 0.0, SIL_MODEL_KO), got = glyphs_of(arena, "三(東京)引", 0.9, SIL_MODEL_HANT);
    sil_route_keep_brackets(base.glyphs, base.n, &got);
    assert_string_equal(text_of(&got), "(東京)");
}

static void test_hanja_that_the_light_model_saw(void **state)
{
    (void)state;
    sil_reading r = glyphs_of(arena, "베이징시(〓〓〓)와 협정을", 0.95, SIL_MODEL_KO), none = glyphs_of(arena, "베이징시와 협정을", 0.95, SIL_MODEL_KO);
    assert_string_equal(doubts(&r), "____(〓〓〓)____"); /* however sure it was */
    assert_true(sil_route_blind(r.glyphs, r.n));
    assert_false(sil_route_blind(none.glyphs, none.n));
    assert_true(sil_share_doubt(&none) == 0);
    assert_true(sil_share_doubt(&r) > 0.2 && sil_share_doubt(&r) < 0.25); /* 3 of 13 */
    /* numbers are read again by a rule of their own and say nothing about Hanja */
    sil_reading number = glyphs_of(arena, "협정을 1993년 10월", 0.95, SIL_MODEL_KO);
    assert_true(sil_share_doubt(&number) == 0);
}

static void test_a_page_of_hanja_is_not_one_of_the_light_model(void **state)
{
    (void)state;
    sil_reading zh = glyphs_of(arena, "〓1992〓〓〓〓〓〓〓〓", 0.97, SIL_MODEL_KO), mixed = glyphs_of(arena, "〓〓〓의 〓〓을 〓〓하여", 0.95, SIL_MODEL_KO);
    assert_false(sil_route_fits(SIL_MODEL_KO, &zh, 1));
    assert_true(sil_share_script(&zh, SIL_SCRIPT_HAN) >= 0.6);
    assert_true(sil_route_fits(SIL_MODEL_KO, &mixed, 1));
    assert_true(sil_share_doubt(&mixed) > 0.35);
    /* the same lines as the whole model has them */
    sil_reading han = glyphs_of(arena, "自1992年中韓建交以來", 0.93, SIL_MODEL_WHOLE), ko = glyphs_of(arena, "韓中 地方外交의 現況과 課題", 0.85, SIL_MODEL_WHOLE);
    assert_false(sil_route_fits(SIL_MODEL_WHOLE, &han, 1));
    assert_true(sil_route_fits(SIL_MODEL_WHOLE, &ko, 1));
    assert_string_equal(doubts(&ko), "____________");
}

static void test_any_character_is_better_than_a_geta(void **state)
{
    (void)state;
    sil_reading light = glyphs_of(arena, "〓〓", 0.96, SIL_MODEL_KO), han = glyphs_of(arena, "東京", 0.55, SIL_MODEL_WHOLE);
    const sil_reading *all[2] = {&light, &han};
    const sil_model models[2] = {SIL_MODEL_KO, SIL_MODEL_WHOLE};
    assert_int_equal(sil_route_choose(all, models, 2), 1);
    /* bare syllables in doubt give way to the whole model, which knows them as well, and to a Chinese one only when that is sure */
    sil_reading ko = glyphs_of(arena, "둥경", 0.2, SIL_MODEL_KO);
    assert_true(sil_route_may_replace(ko.glyphs, ko.n, &han, SIL_MODEL_WHOLE));
    assert_false(sil_route_may_replace(ko.glyphs, ko.n, &han, SIL_MODEL_HANT));
}

static void test_empty_lines(void **state)
{
    (void)state;
    sil_reading none = {0};
    assert_true(sil_route_worth(&none, SIL_MODEL_EN) == 0);
    assert_true(sil_share_hangul(&none) == 0);
    assert_true(sil_share_doubt(&none) == 0);
    assert_false(sil_route_fits(SIL_MODEL_KO, &none, 1));
    assert_false(sil_route_number(NULL, 0));
}

/* What stays in a cell that two models have read; ours: the first is a model of our own. */
static const char *cell(const char *first, double conf, const char *digits, double sure, bool ours)
{
    sil_reading a = glyphs_of(arena, first, conf, SIL_MODEL_WHOLE), b = glyphs_of(arena, digits, sure, SIL_MODEL_EN);
    return text_of(sil_route_cell(&a, &b, ours));
}

static void test_cells_that_two_models_have_read(void **state)
{
    (void)state;
    assert_string_equal(cell("2.189", 0.85, "2,189", 0.95, false), "2,189"); /* of stock models eng knows digits */
    assert_string_equal(cell("2.189", 0.99, "2,189", 0.70, false), "2.189");
    assert_string_equal(cell("146", 0.80, "116", 0.90, true), "146"); /* ours was taught tables */
    assert_string_equal(cell("4", 0.30, "1", 0.95, true), "1");       /* but not when it is far less sure */
    assert_string_equal(cell("울란바토르", 0.40, "21", 0.90, true), "울란바토르");
    assert_string_equal(cell("l2", 0.60, "12", 0.90, true), "12");
    assert_string_equal(cell("2019年", 0.60, "201948", 0.90, true), "2019年");
    assert_string_equal(cell("ll", 0.60, "11", 0.30, true), "ll"); /* a number nobody is sure of is none */
    assert_string_equal(cell("", 0, "87", 0.60, true), "87");
}

static void test_numbers_agreed_and_disputed(void **state)
{
    (void)state;
    sil_reading a = glyphs_of(arena, "146", 0.85, SIL_MODEL_WHOLE), b = glyphs_of(arena, "116", 0.90, SIL_MODEL_EN), same = glyphs_of(arena, "146", 0.85, SIL_MODEL_EN);
    assert_true(sil_route_cell(&a, &same, true)->glyphs[0].agreed);
    assert_true(sil_route_cell(&a, &b, true)->glyphs[0].disputed);
    assert_false(a.glyphs[0].agreed);
    assert_ptr_equal(sil_route_cell(&a, NULL, true), &a);
    assert_null(sil_route_cell(NULL, NULL, true));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_believed_korean_is_left_alone), cmocka_unit_test(test_doubtful_bracket_is_read_again_with_its_brackets),
        cmocka_unit_test(test_one_rare_syllable_in_a_word_stays), cmocka_unit_test(test_odd_marks_inside_words_are_strokes),
        cmocka_unit_test(test_misread_numbers), cmocka_unit_test(test_the_plausible_reading_wins),
        cmocka_unit_test(test_a_model_fits_its_language), cmocka_unit_test(test_neighbours_are_trimmed_at_brackets),
        cmocka_unit_test(test_hanja_that_the_light_model_saw), cmocka_unit_test(test_a_page_of_hanja_is_not_one_of_the_light_model),
        cmocka_unit_test(test_any_character_is_better_than_a_geta), cmocka_unit_test(test_empty_lines),
        cmocka_unit_test(test_cells_that_two_models_have_read), cmocka_unit_test(test_numbers_agreed_and_disputed),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
