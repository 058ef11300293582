/* Text as full-text search sees it: pairs, words, numbers; folded; and always the bytes they came from. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "sillok/mem.h"
#include "sillok/text.h"
#include "sillok/tokens.h"

typedef struct seen {
    sil_buf list;
    const char *text;
    size_t len, last;
} seen;

static int see(void *ctx, const char *token, size_t n, size_t start, size_t end)
{
    seen *s = ctx;
    assert_true(start < end && end <= s->len && start >= s->last);
    assert_true(sil_utf8_valid(token, n) && sil_utf8_valid(s->text + start, end - start));
    s->last = start;
    sil_buf_puts(&s->list, s->list.len ? "|" : "");
    sil_buf_add(&s->list, token, n);
    return 0;
}

static char *tokens(const char *text, bool query)
{
    static char out[512];
    sil_tokenizer *t = sil_tokenizer_new();
    seen s = {.text = text, .len = strlen(text)};
    assert_non_null(t);
    assert_int_equal(sil_tokens(t, text, s.len, query, see, &s), 0);
    strcpy(out, s.list.data ? s.list.data : "");
    sil_buf_free(&s.list);
    sil_tokenizer_free(t);
    return out;
}

static void three_scripts(void **state)
{
    (void)state;
    assert_string_equal(tokens("서울에서", false), "서울|울에|에서|서");
    assert_string_equal(tokens("서울", true), "서울");
    assert_string_equal(tokens("울", true), "울");
    assert_string_equal(tokens("베이징(北京)", false), "베이|이징|징|北京|京");
    assert_string_equal(tokens("Seoul's 25 districts", false), "seoul|s|25|districts");
    assert_string_equal(tokens("2019년 GPCI 지수", false), "2019|년|gpci|지수|수");
    assert_string_equal(tokens("東京タワー", true), "东京|京タ|タワ|ワー");
    assert_string_equal(tokens("·,… 「」", false), "");
}

static void what_is_one_word_to_a_reader(void **state)
{
    (void)state;
    assert_string_equal(tokens("首爾", true), tokens("首尔", true));
    assert_string_equal(tokens("圖書館", true), "图书|书馆");
    assert_string_equal(tokens("Zürich ＡＢＣ ﬁne", false), "zurich|abc|fine");
    assert_string_equal(tokens("1,163.1 and 1163.1", false), "1163.1|and|1163.1");
    assert_string_equal(tokens("1, 2. end.", false), "1|2|end");
    assert_string_equal(tokens("ㄱㄴ ①", false), "ᄀᄂ|ᄂ");
    assert_string_equal(tokens("\xef\xa4\x80", true), "岂"); /* U+F900, a compatibility ideograph: 豈, written simply */
}

static void broken_bytes_end_nothing(void **state)
{
    (void)state;
    assert_string_equal(tokens("서\xff울 a\x80z", false), "서|울|a|z");
    char longest[4000];
    memset(longest, 'a', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    assert_true(strlen(tokens(longest, false)) <= 256);
}

static int stop(void *ctx, const char *token, size_t n, size_t start, size_t end)
{
    (void)token, (void)n, (void)start, (void)end;
    return ++*(int *)ctx == 2 ? 7 : 0;
}

static void the_caller_may_end_it(void **state)
{
    (void)state;
    int n = 0;
    sil_tokenizer *t = sil_tokenizer_new();
    assert_int_equal(sil_tokens(t, "서울에서 부산", strlen("서울에서 부산"), false, stop, &n), 7);
    assert_int_equal(n, 2);
    sil_tokenizer_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(three_scripts), cmocka_unit_test(what_is_one_word_to_a_reader), cmocka_unit_test(broken_bytes_end_nothing),
                                       cmocka_unit_test(the_caller_may_end_it)};
    return cmocka_run_group_tests_name("tokens", tests, NULL, NULL);
}
