/* test_rules.c: every example in the tables of config/rules/text-*.tsv does what its line says, and normalization is idempotent and keeps the way back. */
#include "fixture.h"
#include "sillok/tsv.h"

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

/* Idempotent, in NFC, and every character leads back to one of the text, in order. */
static void holds(const char *s, unsigned lang)
{
    sil_tx_run once, twice;
    char *a = normalized(s, lang, &once), *b = normalized(a, lang, &twice), *nfc;
    sil_err err = {0};
    if (strcmp(a, b))
        fail_msg("\"%s\" becomes \"%s\" and that \"%s\"", s, a, b);
    assert_int_equal(sil_nfc(f.arena, a, &nfc, &err), SIL_OK);
    if (strcmp(a, nfc))
        fail_msg("\"%s\" becomes \"%s\", which is not in NFC", s, a);
    int32_t before = -1, n = (int32_t)sil_cp_count(s);
    for (size_t i = 0; i < once.n; i++) {
        int32_t src = once.src[i];
        if (src < 0)
            continue;
        if (src < before || src >= n)
            fail_msg("\"%s\": character %zu of \"%s\" leads back to %d", s, i, a, src);
        before = src;
    }
}

static const unsigned each_lang[] = {SIL_TX_KO, SIL_TX_ZH, SIL_TX_EN, SIL_TX_ZH | SIL_TX_ZH_PAPER};

/* What the column `example` of text-normalize.tsv shows: before => after, in each language of the rule. */
static void examples_of_normalization_hold(void **state)
{
    (void)state;
    sil_tsv t;
    sil_err err = {0};
    char path[4300];
    snprintf(path, sizeof path, "%s/rules/text-normalize.tsv", f.config);
    assert_int_equal(sil_tsv_read(f.arena, path, NULL, &t, &err), SIL_OK);
    int lang = sil_tsv_column(&t, "lang"), example = sil_tsv_column(&t, "example");
    size_t shown = 0;
    for (size_t r = 0; r < t.n_rows; r++) {
        char *before = t.rows[r][example], *arrow = strstr(before, " => ");
        if (!arrow)
            fail_msg("text-normalize.tsv line %zu has no example", t.lines[r]);
        *arrow = '\0';
        const char *l = t.rows[r][lang];
        unsigned bits = strstr(l, "zh-paper") ? SIL_TX_ZH | SIL_TX_ZH_PAPER : strstr(l, "ko") || *l == '*' ? SIL_TX_KO : strstr(l, "zh") ? SIL_TX_ZH : SIL_TX_EN;
        sil_tx_run out;
        char *got = normalized(before, bits, &out);
        if (strcmp(got, arrow + 4))
            fail_msg("text-normalize.tsv line %zu: \"%s\" becomes \"%s\", the example says \"%s\"", t.lines[r], before, got, arrow + 4);
        shown++;
    }
    assert_true(shown > 40);
}

/* Every character there is, alone between two others, and behind it one that composes. */
static void every_character_settles(void **state)
{
    (void)state;
    for (int32_t c = 0x20; c < 0x20000; c++) {
        char one[5], text[64];
        if ((c >= 0xD800 && c < 0xE000) || (c >= 0xAC00 && c < 0xD7A4 && c % 53) || (c >= 0x3400 && c < 0xA000 && c % 61) || (c >= 0x17000 && c < 0x1B000 && c % 97))
            continue; /* syllables and ideographs behave alike */
        sil_cp_put(one, c);
        snprintf(text, sizeof text, "가 %s漢 (%s) %s\xCC\x81z", one, one, one);
        for (size_t l = 0; l < 4; l++)
            holds(text, each_lang[l]);
        fixture_reset(&f);
    }
}

/* Unicode's own strings, NormalizationTest.txt (UAX #15): what is canonically equivalent must come out the same. */
static void strings_of_unicode_settle(void **state)
{
    (void)state;
    static const char file[] = "/usr/share/unicode/NormalizationTest.txt.bz2";
    FILE *in = access(file, R_OK) ? NULL : popen("bzcat /usr/share/unicode/NormalizationTest.txt.bz2", "r");
    if (!in) {
        print_message("skipped: no %s (package unicode-data)\n", file);
        skip();
    }
    char line[4096];
    size_t seen = 0;
    while (fgets(line, sizeof line, in)) {
        char *column[3] = {line, NULL, NULL};
        if (*line == '#' || *line == '@')
            continue;
        for (int i = 1; i < 3 && column[i - 1] && (column[i] = strchr(column[i - 1], ';')); i++)
            *column[i]++ = '\0';
        if (!column[2])
            continue;
        *strchr(column[2], ';') = '\0';
        char text[3][512], *out[3];
        for (int i = 0; i < 3; i++) {
            char *p = column[i];
            size_t n = 0;
            while (*p && n < 500) {
                char one[5];
                size_t k = sil_cp_put(one, (int32_t)strtol(p, &p, 16));
                memcpy(text[i] + n, one, k);
                n += k;
            }
            text[i][n] = '\0';
        }
        unsigned lang = each_lang[seen++ % 4];
        for (int i = 0; i < 3; i++) {
            sil_tx_run r;
            out[i] = normalized(text[i], lang, &r);
        }
        if (strcmp(out[0], out[1]) || strcmp(out[0], out[2]))
            fail_msg("%s: \"%s\", \"%s\" and \"%s\" are equivalent and come out unlike", column[0], out[0], out[1], out[2]);
        holds(text[0], lang);
        fixture_reset(&f);
    }
    pclose(in);
    assert_true(seen > 18000);
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
    const struct CMUnitTest tests[] = {cmocka_unit_test(examples_match), cmocka_unit_test(normalization_settles), cmocka_unit_test(normalization_keeps_the_way_back),
                                       cmocka_unit_test(examples_of_normalization_hold), cmocka_unit_test(every_character_settles), cmocka_unit_test(strings_of_unicode_settle)};
    return cmocka_run_group_tests(tests, open_rules, close_rules);
}
