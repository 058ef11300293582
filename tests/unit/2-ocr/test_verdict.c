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
        cmocka_unit_test(test_print_is_text), cmocka_unit_test(test_handwriting_is_unreadable), cmocka_unit_test(test_dirt_is_no_text), cmocka_unit_test(test_weight),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
