/* Views, particles, numbers, dates: the parts that read characters. */
#include "dates.h"
#include "fixture.h"
#include "tables.h"

static void folding(void **state)
{
    fixture *f = *state;
    assert_string_equal(sil_fold_name(f->a, "São  Paulo’s", false), "Sao Paulo's");
    assert_string_equal(sil_fold_name(f->a, "ＧＰＣＩ—２０２０", false), "GPCI-2020");
    assert_string_equal(sil_fold_name(f->a, "Co-operation & Organisation Centre", true), "cooperationandorganizationcenter");
    assert_string_equal(sil_fold_name(f->a, "상하이 협력 기구", true), "상하이협력기구");
    assert_string_equal(sil_fold_name(f->a, "靑島", false), "青島");
}

/* Where a folded byte came from: the way back must be exact, also over characters that fold to nothing. */
static void way_back(void **state)
{
    fixture *f = *state;
    sil_view v;
    assert_int_equal(sil_view_make(f->a, "서울 – Zürich", false, &v, &f->err), SIL_OK);
    assert_int_equal(v.n, 11);
    const char *z = strstr(v.loose.bytes, "zurich");
    assert_non_null(z);
    assert_int_equal(v.loose.cp_of[z - v.loose.bytes], 5);
    assert_int_equal(v.loose.at[5], z - v.loose.bytes);
    assert_string_equal(sil_view_slice(f->a, &v, 5, 11), "Zürich");
    assert_int_equal(sil_view_make(f->a, "New\tYork", true, &v, &f->err), SIL_OK);
    assert_null(strstr(v.exact.bytes, "New York")); /* a name does not run over cells */
}

static bool tail(const fixture *f, const char *s, int *suffix)
{
    sil_view v;
    sil_err err;
    assert_int_equal(sil_view_make(f->a, s, false, &v, &err), SIL_OK);
    return sil_tail_ok(&f->rules, v.cp, v.n, 0, suffix);
}

static void particles(void **state)
{
    fixture *f = *state;
    int suffix;
    assert_true(tail(f, "에서는 열린", &suffix));
    assert_int_equal(suffix, 0);
    assert_true(tail(f, "시가 밝힌", &suffix));
    assert_int_equal(suffix, 1);
    assert_true(tail(f, "특별시는", &suffix));
    assert_int_equal(suffix, 3);
    assert_true(tail(f, "시장은", &suffix));
    assert_int_equal(suffix, 0);
    assert_true(tail(f, "(北京)", &suffix));
    assert_false(tail(f, "꽃", &suffix));
    assert_false(tail(f, "대전", &suffix));
}

static long number(const fixture *f, const char *s)
{
    sil_view v;
    sil_err err;
    assert_int_equal(sil_view_make(f->a, s, false, &v, &err), SIL_OK);
    return sil_number_read(v.cp, v.n);
}

static void numerals(void **state)
{
    fixture *f = *state;
    assert_int_equal(number(f, "二〇二一"), 2021);
    assert_int_equal(number(f, "二千零八"), 2008);
    assert_int_equal(number(f, "三十八"), 38);
    assert_int_equal(number(f, "十"), 10);
    assert_int_equal(number(f, "이천이십일"), 2021);
    assert_int_equal(number(f, "2O2l"), 2021);
    assert_int_equal(number(f, "２０２１"), 2021);
    assert_int_equal(number(f, "元"), 1);
    assert_int_equal(number(f, "가나"), -1);
}

static void cells(void **state)
{
    (void)state;
    sil_number n = sil_cell_number("1,661.1");
    assert_true(n.ok && n.decimals == 1);
    assert_string_equal(n.digits, "1661.1");
    n = sil_cell_number("▼3");
    assert_true(n.ok && n.value == -3 && n.sign == '-');
    n = sil_cell_number("–");
    assert_true(n.ok && n.dash && n.value == 0);
    n = sil_cell_number("A4");
    assert_true(n.ok && n.sign == '?');
    assert_false(sil_cell_number("z").ok);
    assert_false(sil_cell_number("Seoul").ok);
    assert_false(sil_cell_number("12 of 20").ok);
    assert_true(sil_cell_number("1228").ok);
}

static void dates(void **state)
{
    fixture *f = *state;
    sil_view v;
    sil_date *d;
    size_t n;
    int last = 0;
    assert_int_equal(sil_view_make(f->a, "1992년 8월 24일에 그리고 September31,2020, 제1710호", false, &v, &f->err), SIL_OK);
    assert_int_equal(sil_dates_read(f->a, &f->rules, &v, &last, &d, &n, &f->err), SIL_OK);
    assert_int_equal(n, 2);
    assert_string_equal(d[0].edtf, "1992-08-24");
    assert_int_equal(d[0].start, 0);
    assert_int_equal(d[0].end, 12);
    assert_string_equal(d[1].flag, "impossible");
    assert_string_equal(d[1].edtf, "2020-09-XX"); /* the day stays open: not bent to the 30th or to October */
    assert_int_equal(last, 2020);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(folding), cmocka_unit_test(way_back), cmocka_unit_test(particles),
                                       cmocka_unit_test(numerals), cmocka_unit_test(cells), cmocka_unit_test(dates)};
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
