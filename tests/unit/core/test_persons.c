/* test_persons.c: lines of names as Korean, Chinese and English papers print them, and the persons a reader sees in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "sillok/persons.h"
#include "sillok/tsv.h"

static char config[4300];
static sil_persons *table;

static int open_table(void **state)
{
    (void)state;
    sil_err err = {0};
    char exe[4096] = "";
    const char *set = getenv("SILLOK_CONFIG");
    ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
    if (n > 0)
        exe[n] = '\0';
    for (int i = 0; i < 4 && strrchr(exe, '/'); i++)
        *strrchr(exe, '/') = '\0';
    snprintf(config, sizeof config, "%s%s", set ? set : exe, set ? "" : "/config");
    return sil_persons_open(config, &table, &err) ? -1 : 0;
}

static int close_table(void **state)
{
    (void)state;
    sil_persons_close(table);
    return 0;
}

/* "family|given; …": [name] an institution or a name not told apart, +word more authors, (ed) (tr) roles. */
static char *shown(sil_arena *a, const char *line)
{
    sil_err err = {0};
    sil_person *p;
    size_t n;
    assert_int_equal(sil_persons_split(a, table, line, &p, &n, &err), SIL_OK);
    char *out = sil_strdup(a, "");
    for (size_t i = 0; i < n; i++) {
        const char *role = p[i].role == SIL_ROLE_EDITOR ? "(ed)" : p[i].role == SIL_ROLE_TRANSLATOR ? "(tr)" : "";
        char *one = p[i].others ? sil_sprintf(a, "+%s", p[i].name) : !*p[i].family ? sil_sprintf(a, "[%s]%s", p[i].name, role)
                                                                                  : sil_sprintf(a, "%s|%s%s", p[i].family, p[i].given, role);
        out = sil_sprintf(a, "%s%s%s", out, i ? "; " : "", one);
    }
    return out;
}

static const struct {
    const char *line, *want;
} lines[] = {
    /* Korean */
    {"홍길동", "홍|길동"},
    {"홍길동·김철수", "홍|길동; 김|철수"},
    {"김민수*·이영희**", "김|민수; 이|영희"},
    {"남궁은율", "남궁|은율"},
    {"선우연", "선우|연"},
    {"홍길동, 김철수, 박하늘 공저", "홍|길동; 김|철수; 박|하늘"},
    {"홍길동 외", "홍|길동; +외"},
    {"홍길동 외 2인", "홍|길동; +외 2인"},
    {"김민수·박지영 외", "김|민수; 박|지영; +외"},
    {"정해룡(鄭海龍)", "정|해룡"},
    {"표해솔 편", "표|해솔(ed)"},
    {"표해솔·민가온 엮음", "표|해솔(ed); 민|가온(ed)"},
    {"김민수 옮김", "김|민수(tr)"},
    {"김 민 수", "김|민수"},
    {"홍길동 및 김철수", "홍|길동; 김|철수"},
    {"서울특별시", "[서울특별시]"},
    {"대한민국시도지사협의회", "[대한민국시도지사협의회]"},
    {"외교부", "[외교부]"},
    {"김철수; 한국지방행정연구원", "김|철수; [한국지방행정연구원]"},
    {"사스키아 사센", "[사스키아 사센]"},
    {"尹瑞河", "尹|瑞河"},
    /* Chinese */
    {"林知远，周若溪", "林|知远; 周|若溪"},
    {"林知远① 周若溪", "林|知远; 周|若溪"},
    {"林知远@。周若溪", "林|知远; 周|若溪"},
    {"陈志敏", "陈|志敏"},
    {"欧阳明", "欧阳|明"},
    {"赵可金、陈维", "赵|可金; 陈|维"},
    {"赵可金·陈维", "赵|可金; 陈|维"},
    {"本杰明·巴伯", "[本杰明·巴伯]"},
    {"王逸舟编", "王|逸舟(ed)"},
    {"王逸舟，李明主编", "王|逸舟(ed); 李|明(ed)"},
    {"张三，李四，等", "张|三; 李|四; +等"},
    {"张三丰等", "张|三丰; +等"},
    {"王 晓明，李丹", "王|晓明; 李|丹"},
    {"北京市人民政府外事办公室", "[北京市人民政府外事办公室]"},
    {"鄭書宇、林大山", "鄭|書宇; 林|大山"},
    /* English: family name first */
    {"Friedmann, J.", "Friedmann|J."},
    {"Friedmann, J., & Wolff, G.", "Friedmann|J.; Wolff|G."},
    {"van der Pluijm, R., & Melissen, J.", "van der Pluijm|R.; Melissen|J."},
    {"Taylor, P. J., Derudder, B., and Witlox, F.", "Taylor|P. J.; Derudder|B.; Witlox|F."},
    {"Smith, John, and Mary Jones", "Smith|John; Jones|Mary"},
    {"Putnam, Robert", "Putnam|Robert"},
    {"Yoon, Seoha", "Yoon|Seoha"},
    {"Zhao, Li-Xin / Li, Dan", "Zhao|Li-Xin; Li|Dan"},
    {"Kim, M.-S., Lee, Y.", "Kim|M.-S.; Lee|Y."},
    {"King, Martin L., Jr.", "King|Martin L., Jr."},
    {"Acuto M, Rayner S.", "Acuto|M; Rayner|S."},
    {"Curtis, S. (Ed.)", "Curtis|S.(ed)"},
    {"Brown, A., & Green, B. (Eds.)", "Brown|A.(ed); Green|B.(ed)"},
    {"Hocking, B. et al.", "Hocking|B.; +et al."},
    {"Kovalenko, Hahn, and Park", "Kovalenko|; Hahn|; Park|"},
    /* given name first */
    {"Mira Kovalenko, Jisoo Hahn", "Kovalenko|Mira; Hahn|Jisoo"},
    {"Jane Smith and John Miller", "Smith|Jane; Miller|John"},
    {"by F. Xu", "Xu|F."},
    {"Jean van der Berg", "van der Berg|Jean"},
    {"Kim Min-su", "Kim|Min-su"},
    {"Li Qinghe", "Li|Qinghe"},
    {"Min Kim", "Kim|Min"},
    {"Sassen S", "Sassen|S"},
    /* institutions */
    {"The Mori Memorial Foundation", "[The Mori Memorial Foundation]"},
    {"Institute for Urban Strategies", "[Institute for Urban Strategies]"},
    {"UCLG", "[UCLG]"},
    {"Kearney", "[Kearney]"},
    {"World Bank; Smith, J.", "[World Bank]; Smith|J."},
    {"", ""},
};

static void names_are_taken_apart(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        sil_arena *a = sil_arena_new(0);
        char *got = shown(a, lines[i].line);
        if (strcmp(got, lines[i].want)) {
            print_message("\"%s\" is taken for \"%s\", a reader sees \"%s\"\n", lines[i].line, got, lines[i].want);
            wrong++;
        }
        sil_arena_free(a);
    }
    assert_int_equal(wrong, 0);
}

/* Names that were split and joined with "; " are split into the same again: what stands in the datasets can be read back. */
static void a_list_can_be_read_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        sil_arena *a = sil_arena_new(0);
        sil_err err = {0};
        sil_person *p, *q;
        size_t n, m;
        assert_int_equal(sil_persons_split(a, table, lines[i].line, &p, &n, &err), SIL_OK);
        assert_int_equal(sil_persons_split(a, table, sil_persons_join(a, p, n), &q, &m, &err), SIL_OK);
        assert_int_equal(n, m);
        for (size_t k = 0; k < n; k++) {
            assert_string_equal(p[k].family, q[k].family);
            assert_string_equal(p[k].given, q[k].given);
        }
        sil_arena_free(a);
    }
}

/* Every row of the table takes its example. */
static void examples_of_the_table_hold(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(0);
    sil_err err = {0};
    sil_tsv t;
    char path[4400];
    snprintf(path, sizeof path, "%s/" SIL_PERSONS_FILE, config);
    assert_int_equal(sil_tsv_read(a, path, NULL, &t, &err), SIL_OK);
    int kind = sil_tsv_column(&t, "kind"), example = sil_tsv_column(&t, "example");
    for (size_t r = 0; r < t.n_rows; r++) {
        const char *k = t.rows[r][kind], *x = t.rows[r][example];
        char *got = shown(a, x);
        bool ok = !strcmp(k, "corporate") ? *got == '[' : !strcmp(k, "others") ? strstr(got, "; +") != NULL
                                                      : !strcmp(k, "editor")  ? strstr(got, "(ed)") != NULL
                                                      : !strcmp(k, "translator") ? strstr(got, "(tr)") != NULL
                                                                                 : strchr(got, '|') != NULL;
        if (!ok)
            fail_msg("persons.tsv line %zu: \"%s\" is taken for %s", t.lines[r], x, got);
    }
    sil_arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(names_are_taken_apart), cmocka_unit_test(a_list_can_be_read_back), cmocka_unit_test(examples_of_the_table_hold)};
    return cmocka_run_group_tests(tests, open_table, close_table);
}
