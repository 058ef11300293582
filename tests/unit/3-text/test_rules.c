/* test_rules.c: every example in the tables of config/rules/text-*.tsv does what its line says, and normalization is idempotent and keeps the way back. */
#include "fixture.h"

static fixture f;

static int open_rules(void **state)
{
    (void)state;
    fixture_open(&f);
    return 0;
}

static int close_rules(void **state)
{
    (void)state;
    fixture_close(&f);
    return 0;
}

static sil_tx_run run_of(const char *s)
{
    sil_tx_run r = {0};
    size_t n = strlen(s);
    for (size_t i = 0; i < n;) {
        int32_t src = (int32_t)r.n, c = sil_cp_next(s, n, &i);
        assert_true(sil_tx_run_put(f.arena, &r, c, c == ' ' ? -1 : src));
    }
    return r;
}

static void examples_match(void **state)
{
    (void)state;
    const sil_tx_table_rules *tables[] = {&f.rules->join, &f.rules->furniture, &f.rules->headings, &f.rules->captions, &f.rules->sections, &f.rules->lists, &f.rules->tables, &f.rules->header};
    size_t seen = 0;
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
        for (size_t i = 0; i < tables[t]->n; i++) {
            sil_tx_rule *x = &tables[t]->v[i];
            if (!strcmp(x->kind, "country"))
                continue;
            sil_tx_run r = run_of(x->example);
            sil_tx_table_rules one = {.v = x, .n = 1};
            assert_true(r.n > 0);
            if (!sil_tx_rule_match(f.rules, &one, NULL, SIL_TX_ANY, &r, false, NULL))
                fail_msg("kind %s: the example \"%s\" does not match its pattern %s", x->kind, x->example, x->pattern);
            seen++;
        }
    assert_true(seen > 120);
}

static char *normalized(const char *s, unsigned lang, sil_tx_run *out)
{
    sil_err err = {0};
    sil_tx_doc d = {.arena = f.arena, .rules = f.rules, .lang = "ko"};
    *out = run_of(s);
    assert_int_equal(sil_tx_normalize(&d, out, lang, &err), SIL_OK);
    return sil_tx_run_text(f.arena, out);
}

static void normalization_settles(void **state)
{
    (void)state;
    static const char *const text[] = {"도시외교 (城市外交)는  서울（首爾）의 ２０２１년 정책이다 .", "城市 外交 是 ＧＰＣＩ 的 指数， 北京 ( 2020 ) 。", "eﬀect of “ofﬁce” – state-of-the-art",
                                       "한ㆍ중ㆍ일 ∼ 2010―2019", "가\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8 e\xCC\x81", "표 3‐1 〈서울〉 […] (a) ) ( ,, ;;"};
    static const unsigned langs[] = {SIL_TX_KO, SIL_TX_ZH, SIL_TX_EN, SIL_TX_ZH | SIL_TX_ZH_PAPER};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        for (size_t l = 0; l < 4; l++) {
            sil_tx_run once, twice;
            char *a = normalized(text[i], langs[l], &once), *b = normalized(a, langs[l], &twice);
            assert_string_equal(a, b);
        }
}

static void normalization_keeps_the_way_back(void **state)
{
    (void)state;
    sil_tx_run r;
    assert_string_equal(normalized("（ＵＣＬＧ） ﬁn", SIL_TX_EN, &r), "(UCLG) fin");
    assert_int_equal(r.src[1], 1);              /* U of ＵＣＬＧ was the second character */
    assert_int_equal(r.src[r.n - 1], 8);        /* n */
    assert_int_equal(r.src[r.n - 2], r.src[r.n - 3]); /* f and i both from the ligature */
    assert_string_equal(normalized("城市 外交", SIL_TX_ZH, &r), "城市外交");
    assert_int_equal(r.src[2], 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(examples_match), cmocka_unit_test(normalization_settles), cmocka_unit_test(normalization_keeps_the_way_back)};
    return cmocka_run_group_tests(tests, open_rules, close_rules);
}
