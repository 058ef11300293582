/* Whether what was read of a page is text: print good and bad, the number of a page, dirt, handwriting, nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "glyphs.h"
#include "verdict.h"

static sil_arena *arena;
static int setup(void **state) { (void)state; return (arena = sil_arena_new(0)) ? 0 : -1; }
static int teardown(void **state) { (void)state; sil_arena_free(arena); return 0; }

/* n lines of one word each: what the engine said of it, and the share of such words that are right. */
static sil_verdict verdict(const char *text, double said, double right, int n)
{
    sil_seen seen = {0};
    sil_reading r = glyphs_of(arena, text, said, SIL_MODEL_WHOLE);
    sil_word w = {.text = (char *)text, .conf = right};
    sil_line l = {.words = &w, .n_words = 1};
    for (int i = 0; i < n; i++)
        sil_seen_line(&seen, &r, &l);
    return sil_verdict_of(&seen);
}

static void test_print_is_text(void **state)
{
    (void)state;
    assert_int_equal(verdict("도시외교는", 0.93, 0.99, 30), SIL_PAGE_TEXT);
    assert_int_equal(verdict("diplomacy", 0.70, 0.55, 30), SIL_PAGE_TEXT); /* a bad copy */
    assert_int_equal(verdict("-43-", 0.90, 0.95, 1), SIL_PAGE_TEXT);      /* nothing but the number of the page */
    assert_int_equal(verdict("附錄", 0.85, 0.90, 1), SIL_PAGE_TEXT);
    assert_int_equal(verdict("都市外交의", 0.92, 0.32, 30), SIL_PAGE_TEXT); /* Hanja, by a model of Hangul alone: -l kor */
}

static void test_handwriting_is_unreadable(void **state)
{
    (void)state;
    assert_int_equal(verdict("스싀ㅡ거", 0.35, 0.20, 30), SIL_PAGE_UNREADABLE);
    assert_int_equal(verdict("스싀ㅡ거", 0.60, 0.20, 30), SIL_PAGE_UNREADABLE); /* an engine that believes its garbage: such words are never right */
    assert_int_equal(verdict("스싀ㅡ거", 0.35, 0.60, 30), SIL_PAGE_UNREADABLE);
}

static void test_dirt_is_no_text(void **state)
{
    (void)state;
    assert_int_equal(verdict(".", 0.95, 0.90, 12), SIL_PAGE_MARKS); /* however sure of its dots the engine is */
    assert_int_equal(verdict("一", 0.95, 0.90, 5), SIL_PAGE_MARKS);
    assert_int_equal(verdict("ab", 0.50, 0.30, 3), SIL_PAGE_MARKS);
    assert_int_equal(verdict("", 0, 0, 0), SIL_PAGE_EMPTY);
}

static bool lost(const char *text, double said, double right)
{
    sil_reading r = glyphs_of(arena, text, said, SIL_MODEL_WHOLE);
    sil_word w = {.text = (char *)text, .conf = right};
    sil_line l = {.words = &w, .n_words = 1};
    return sil_line_unreadable(&r, &l);
}

static void test_lines_that_are_no_text(void **state)
{
    (void)state;
    assert_true(lost("스싀ㅡ거", 0.20, 0.05));
    assert_false(lost("대구(大邱)", 0.32, 0.86)); /* one Hanja of a strange cut; the reading bears the word out */
    assert_false(lost("diplomacy", 0.70, 0.30));  /* doubtful, and said to be so */
}

/* A stamp, a name in Hanja and a page of so many English lines: whether the two are text. */
static void stamp_and_name(size_t english, bool *stamp, bool *name)
{
    sil_word word[] = {{.text = (char *)"防想吨有必轉翊上", .conf = 0.23}, {.text = (char *)"北京", .conf = 0.95}, {.text = (char *)"diplomacy", .conf = 0.4}};
    sil_line line[30] = {{.words = &word[0], .n_words = 1, .lang = (char *)"zh-Hant"}, {.words = &word[1], .n_words = 1, .lang = (char *)"zh-Hant"}};
    for (size_t i = 0; i < english; i++)
        line[2 + i] = (sil_line){.words = &word[2], .n_words = 1, .lang = (char *)"en"};
    sil_zone zone = {.lines = line, .n_lines = 2 + english};
    sil_page page = {.zones = &zone, .n_zones = 1};
    sil_strange_lines(&page);
    *stamp = !line[0].unreadable, *name = !line[1].unreadable;
    assert_false(english && line[2].unreadable);
}

static void test_stamp_on_an_english_page(void **state)
{
    (void)state;
    bool stamp, name;
    stamp_and_name(20, &stamp, &name);
    assert_false(stamp);
    assert_true(name);
    stamp_and_name(2, &stamp, &name); /* as much of the one as of the other: nobody can say */
    assert_true(stamp && name);
}

/* Words are weighed by their length: a long one that is right outweighs two marks that are not. */
static void test_weight(void **state)
{
    (void)state;
    sil_seen seen = {0};
    sil_reading r = glyphs_of(arena, "international .", 0.8, SIL_MODEL_EN);
    sil_word w[] = {{.text = (char *)"international", .conf = 1.0}, {.text = (char *)".", .conf = 0.0}};
    sil_line l = {.words = w, .n_words = 2};
    sil_seen_line(&seen, &r, &l);
    assert_true(seen.right / seen.glyphs > 0.92 && seen.right / seen.glyphs < 0.94); /* 13 of 14 */
    assert_true(seen.solid > 0.9 && seen.solid < 1.1);
    assert_int_equal(sil_verdict_of(&seen), SIL_PAGE_TEXT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_print_is_text), cmocka_unit_test(test_handwriting_is_unreadable), cmocka_unit_test(test_dirt_is_no_text), cmocka_unit_test(test_lines_that_are_no_text), cmocka_unit_test(test_stamp_on_an_english_page), cmocka_unit_test(test_weight),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
