/* test_lines.c: lines of a case file through one step of room 3; run by tests/cases/3-text/run.sh:  test_lines STEP < in > out
 *   normalize  "ko|zh|en <tab> text"        -> the text normalized
 *   join       "first line <tab> next line" -> the two joined (the paper's other words: third field)
 *   lang       "paper's language <tab> text" -> the language of the block and of the runs in it that are in another: "ko | 城市 = ko-Hani"
 *   kind       "text"                       -> the first table that knows the line and its kind: "captions table 표 3-2", "headings chapter 1 제2장", ...
 * Without an argument it tests itself on one line of each. */
#include "fixture.h"

static fixture f;

static sil_tx_run run_of(const char *s)
{
    sil_tx_run r = {0};
    if (!sil_tx_run_puts(f.arena, &r, s, 0))
        abort();
    return r;
}

static char *normalize(char **field)
{
    sil_err err = {0};
    sil_tx_doc d = {.arena = f.arena, .rules = f.rules, .lang = field[0]};
    sil_tx_run r = run_of(field[1]);
    unsigned lang = sil_tx_lang_bit(field[0]) | (!strcmp(field[0], "zh") ? (unsigned)SIL_TX_ZH_PAPER : 0u);
    return sil_tx_normalize(&d, &r, lang, &err) ? NULL : sil_tx_run_text(f.arena, &r);
}

static char *join(char **field)
{
    sil_err err = {0};
    sil_tx_run first = run_of(field[0]), next = run_of(field[1]), known = run_of(field[2]);
    sil_tx_doc d = {.arena = f.arena, .rules = f.rules, .breaks_words = true};
    for (size_t i = 0; i < known.n;) { /* third field: words of the paper */
        size_t e = i;
        while (e < known.n && known.cp[e] != ' ')
            e++;
        if (e > i && !sil_tx_words_add(&d.known, known.cp + i, e - i))
            return NULL;
        i = e + 1;
    }
    sil_tx_line a = {.run = first, .lang = sil_tx_run_lang(&first, "en")}, b = {.run = next, .lang = sil_tx_run_lang(&next, "en")};
    char *out = sil_tx_join(&d, &first, &a, &b, &err) ? NULL : sil_tx_run_text(f.arena, &first);
    sil_tx_words_free(&d.known);
    return out;
}

static char *lang(char **field)
{
    sil_err err = {0};
    sil_tx_block b = {.type = SIL_PARAGRAPH, .run = run_of(field[1])};
    sil_tx_doc d = {.arena = f.arena, .rules = f.rules, .lang = field[0], .blocks = &b, .n_blocks = 1};
    if (sil_tx_languages(&d, &err))
        return NULL;
    char *out = sil_strdup(f.arena, b.lang);
    for (size_t i = 0; out && i < b.n_spans; i++)
        out = sil_sprintf(f.arena, "%s | %s = %s", out, sil_tx_run_slice(f.arena, &b.run, (size_t)b.spans[i].start, (size_t)b.spans[i].end), b.spans[i].lang);
    return out;
}

static char *kind(char **field)
{
    const struct {
        const char *name;
        const sil_tx_table_rules *t;
    } tables[] = {{"sections", &f.rules->sections}, {"captions", &f.rules->captions}, {"headings", &f.rules->headings}, {"furniture", &f.rules->furniture}, {"header", &f.rules->header}, {"lists", &f.rules->lists}};
    sil_tx_run r = run_of(field[0]);
    unsigned lang = sil_tx_lang_bit(sil_tx_run_lang(&r, "en")) | SIL_TX_KO;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        sil_tx_match m;
        if (!sil_tx_rule_match(f.rules, tables[i].t, NULL, lang, &r, true, &m))
            continue;
        int g = m.start[1] >= 0 ? 1 : 0;
        char *mark = sil_tx_run_slice(f.arena, &r, (size_t)m.start[g], (size_t)m.end[g]);
        return m.rule->level ? sil_sprintf(f.arena, "%s %s %d [%s]", tables[i].name, m.rule->kind, m.rule->level, mark) : sil_sprintf(f.arena, "%s %s [%s]", tables[i].name, m.rule->kind, mark);
    }
    return sil_strdup(f.arena, "-");
}

static int lines(char *(*step)(char **))
{
    char line[8192];
    while (fgets(line, sizeof line, stdin)) {
        char *field[4] = {line, line + strlen(line), line + strlen(line), line + strlen(line)};
        line[strcspn(line, "\n")] = '\0';
        for (int i = 1; i < 4; i++) {
            char *tab = strchr(field[i - 1], '\t');
            if (!tab)
                break;
            *tab = '\0';
            field[i] = tab + 1;
        }
        if (*line == '#' || !*line)
            continue;
        char *out = step(field);
        if (!out)
            return 1;
        puts(out);
    }
    return 0;
}

static void one_of_each(void **state)
{
    (void)state;
    char ko[] = "ko", text[] = "서울（首爾）", none[] = "", a[] = "도시는 국제적인 행위자로", b[] = "서의 역할을", c[] = "제2장 도시외교";
    char zh[] = "zh", seoul[] = "首尔（서울）";
    char *four[] = {zh, seoul, none, none};
    assert_string_equal(lang(four), "zh-Hans | 서울 = ko");
    char *one[] = {ko, text, none, none}, *two[] = {a, b, none, none}, *three[] = {c, none, none, none};
    assert_string_equal(normalize(one), "서울(首爾)");
    assert_string_equal(join(two), "도시는 국제적인 행위자로서의 역할을");
    assert_string_equal(kind(three), "headings chapter 10 [제2장]");
}

int main(int argc, char **argv)
{
    fixture_open(&f);
    int code;
    if (argc < 2) {
        const struct CMUnitTest tests[] = {cmocka_unit_test(one_of_each)};
        code = cmocka_run_group_tests(tests, NULL, NULL);
    } else {
        code = lines(!strcmp(argv[1], "normalize") ? normalize : !strcmp(argv[1], "join") ? join : !strcmp(argv[1], "lang") ? lang : kind);
    }
    fixture_close(&f);
    return code;
}
