/* The arithmetic of tables: one repair is taken, none or several is a conflict, what is right is left alone. */
#include "checks.h"
#include "fixture.h"

enum { MAX = 16 };
static sil_tcell cell[4][MAX];

static size_t fill(int k, sil_value *v, const char *const *texts)
{
    size_t n = 0;
    for (; texts[n]; n++) {
        cell[k][n] = (sil_tcell){.text = (char *)texts[n]};
        sil_value_read(&v[n], &cell[k][n]);
    }
    return n;
}

static void expect(const sil_value *v, const char *value, sil_value_status status)
{
    assert_string_equal(v->value, value);
    assert_int_equal(v->status, status);
}

static void ranks(void **state)
{
    (void)state;
    sil_value v[MAX];
    size_t n = fill(0, v, (const char *const[]){"1", "2", "z", "4", "13", "6", "7", NULL});
    sil_check_ranks(v, NULL, n);
    expect(&v[0], "1", SIL_PRINTED);
    expect(&v[2], "3", SIL_REPAIRED);
    expect(&v[4], "5", SIL_REPAIRED);
    expect(&v[6], "7", SIL_PRINTED);
    assert_non_null(strstr(v[2].evidence, "rank-sequence"));

    n = fill(0, v, (const char *const[]){"1", "2", "3", "3", "5", "6", "9", NULL}); /* a tie and a gap keep the order */
    sil_check_ranks(v, NULL, n);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(v[i].status, SIL_PRINTED);

    n = fill(0, v, (const char *const[]){"1", "2", "3", "4", "8", "6", "5", "7", "9", "10", NULL}); /* not ordered by it at the end: the values of two rows changed places */
    sil_check_ranks(v, NULL, n);
    expect(&v[4], "5", SIL_REPAIRED);
    expect(&v[6], "7", SIL_REPAIRED);

    n = fill(0, v, (const char *const[]){"1", "2", "3", "4", "5", "6", "7", "8", "10", "9", NULL}); /* the last two: which gap there may be is not told */
    sil_check_ranks(v, NULL, n);
    assert_int_equal(v[8].status, SIL_CONFLICT);
    assert_int_equal(v[9].status, SIL_CONFLICT);

    n = fill(0, v, (const char *const[]){"1", "2", "3", "4", "5", "8", "17", NULL}); /* the first five and two cities more: an excerpt */
    sil_check_ranks(v, NULL, n);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(v[i].status, SIL_PRINTED);
    n = fill(0, v, (const char *const[]){"1", "2", "3", "4", "5", "8", NULL}); /* 6 is read as 8: a gap or an error, that is not told */
    sil_check_ranks(v, NULL, n);
    assert_int_equal(v[5].status, SIL_CONFLICT);

    sil_value s[MAX]; /* a tie that the scores bear out, and one that they do not */
    n = fill(0, v, (const char *const[]){"1", "2", "3", "3", "5", "6", "8", "8", NULL});
    fill(1, s, (const char *const[]){"9.9", "9.5", "9.1", "9.1", "8.8", "8.5", "8.1", "7.9", NULL});
    sil_check_ranks(v, s, n);
    expect(&v[3], "3", SIL_PRINTED);
    assert_non_null(strstr(v[3].evidence, "rank-tie"));
    assert_int_not_equal(v[6].status, SIL_PRINTED);

    n = fill(0, v, (const char *const[]){"2", "5", "3", "6", "4", "17", "6", NULL}); /* ranks of another year: in any order, each once */
    sil_check_ranks_once(v, n, false);
    expect(&v[0], "2", SIL_PRINTED);
    assert_int_equal(v[3].status, SIL_CONFLICT);
    assert_int_equal(v[5].status, SIL_CONFLICT); /* 17 of seven, and there is no 1 and no 7 */
    assert_int_equal(v[6].status, SIL_CONFLICT);

    n = fill(0, v, (const char *const[]){"1", "2", "3", "4", "x", "y", "9", "10", NULL}); /* two unread, and a gap: several readings */
    sil_check_ranks(v, NULL, n);
    assert_int_equal(v[4].status, SIL_CONFLICT);
    assert_int_equal(v[5].status, SIL_CONFLICT);
}

static void scores(void **state)
{
    (void)state;
    sil_value v[MAX];
    size_t n = fill(0, v, (const char *const[]){"1368.5", "13254", "1262.1", "11874", "1092.0", "1031.9", "1085.0", "1084.9", NULL});
    sil_check_scores(v, n);
    expect(&v[1], "1325.4", SIL_REPAIRED);
    expect(&v[3], "1187.4", SIL_REPAIRED);
    expect(&v[5], "1091.9", SIL_REPAIRED);
    expect(&v[0], "1368.5", SIL_PRINTED);
    expect(&v[7], "1084.9", SIL_PRINTED);

    n = fill(0, v, (const char *const[]){"90.5", "88.1", "68.9", "84.0", "80.2", "77.7", NULL}); /* 85.9 .. 88.9 all fit */
    sil_check_scores(v, n);
    assert_int_equal(v[2].status, SIL_CONFLICT);
    assert_string_equal(v[2].value, "68.9"); /* as printed */

    n = fill(0, v, (const char *const[]){"90.5", "88.1", "84.0", "86.0", "80.2", "77.7", NULL}); /* either of two may be wrong */
    sil_check_scores(v, n);
    assert_int_equal(v[2].status, SIL_CONFLICT);
    assert_int_equal(v[3].status, SIL_CONFLICT);
    assert_int_equal(v[1].status, SIL_PRINTED);
}

static void changes(void **state)
{
    (void)state;
    sil_value now[MAX], before[MAX], change[MAX];
    size_t n = fill(0, now, (const char *const[]){"5", "6", "9", "12", "17", NULL});
    fill(1, before, (const char *const[]){"9", "5", "6", "1g", "19", NULL});
    fill(2, change, (const char *const[]){"+4", "1", "-3", "+7", "+1", NULL});
    for (size_t i = 0; i < n; i++) /* the rows are ordered by them */
        sil_value_evidence(&now[i], "rank-sequence");
    sil_check_changes(change, now, before, n);
    expect(&change[0], "4", SIL_PRINTED);
    expect(&change[1], "-1", SIL_REPAIRED); /* the arrow was lost */
    expect(&before[3], "19", SIL_REPAIRED);
    assert_int_equal(change[4].status, SIL_CONFLICT); /* 18 before, or +2: two repairs */
    assert_int_equal(before[4].status, SIL_CONFLICT);
    assert_int_equal(now[4].status, SIL_PRINTED);

    fill(0, now, (const char *const[]){"0", "0", NULL}); /* nothing ranks 0th: a digit was misread */
    fill(1, before, (const char *const[]){"5", "5", NULL});
    fill(2, change, (const char *const[]){"-1", "", NULL});
    sil_check_changes(change, now, before, 2);
    expect(&now[0], "6", SIL_REPAIRED);
    expect(&change[0], "-1", SIL_PRINTED);
    assert_int_equal(now[1].status, SIL_CONFLICT);

    fill(2, change, (const char *const[]){"-", "1", "\u25B22", "!", "", NULL}); /* nothing to hold them against */
    sil_check_changes(change, NULL, NULL, 5);
    expect(&change[0], "0", SIL_PRINTED);
    assert_int_equal(change[1].status, SIL_CONFLICT);
    expect(&change[2], "2", SIL_PRINTED);
    assert_int_equal(change[3].status, SIL_CONFLICT);
}

/* One column, its last row the sum. */
static void total_of(sil_value *v, size_t n)
{
    sil_value *col[1] = {v};
    const bool adds[1] = {true}, share[1] = {false};
    sil_check_sums(&(sil_sums){col, 1, n, n - 1, adds, share, -1});
}

static void totals(void **state)
{
    (void)state;
    sil_value v[MAX];
    size_t n = fill(0, v, (const char *const[]){"140", "126", "137", "403", NULL});
    total_of(v, n);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(v[i].status, SIL_PRINTED);
        assert_string_equal(v[i].evidence, "total");
    }
    n = fill(0, v, (const char *const[]){"140", "x26", "137", "403", NULL}); /* a letter that is no digit: what it was is not told */
    total_of(v, n);
    assert_int_equal(v[1].status, SIL_CONFLICT);
    n = fill(0, v, (const char *const[]){"140", "l26", "137", "403", NULL});
    v[1].n.ok = false;
    total_of(v, n);
    expect(&v[1], "126", SIL_REPAIRED);
    n = fill(0, v, (const char *const[]){"140", "126", "137", "103", NULL}); /* only the sum can be mended by one digit, and 4 is read as 1 */
    total_of(v, n);
    expect(&v[3], "403", SIL_REPAIRED);
    n = fill(0, v, (const char *const[]){"140", "127", "137", "403", NULL}); /* any of four */
    total_of(v, n);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(v[i].status, SIL_CONFLICT);
    n = fill(0, v, (const char *const[]){"140", "", "137", "403", NULL}); /* lost: it follows */
    total_of(v, n);
    expect(&v[1], "126", SIL_REPAIRED);
}

static void shares(void **state)
{
    (void)state;
    sil_value v[MAX], p[MAX], *col[2] = {v, p};
    const bool adds[2] = {true, false}, share[2] = {false, true};
    size_t n = fill(0, v, (const char *const[]){"120", "60", "30", "20", "280", NULL});
    fill(1, p, (const char *const[]){"42.9", "21.4", "28.6", "7.1", "100.0", NULL});
    sil_check_sums(&(sil_sums){col, 2, n, n - 1, adds, share, -1});
    expect(&v[2], "80", SIL_REPAIRED); /* the sum and its share say so */
    assert_non_null(strstr(v[2].evidence, "total"));
    expect(&p[0], "42.9", SIL_PRINTED);
    assert_non_null(strstr(p[0].evidence, "share"));
    fill(0, v, (const char *const[]){"120", "60", "80", "20", "280", NULL});
    fill(1, p, (const char *const[]){"42.9", "27.4", "28.6", "7.1", "100.0", NULL});
    sil_check_sums(&(sil_sums){col, 2, n, n - 1, adds, share, -1});
    expect(&p[1], "21.4", SIL_REPAIRED);
    expect(&v[1], "60", SIL_PRINTED);
}

static void rows_that_add_up(void **state)
{
    (void)state;
    sil_value a[MAX], b[MAX], sum[MAX], *col[3] = {a, b, sum};
    const bool adds[3] = {true, true, true}, share[3] = {false, false, false};
    size_t n = fill(0, a, (const char *const[]){"10.5", "20.5", "30.0", "41.0", NULL});
    fill(1, b, (const char *const[]){"1.0", "2.5", "8.0", "4.0", NULL});
    fill(2, sum, (const char *const[]){"11.5", "23.0", "33.0", "45.0", NULL});
    sil_sums s = {col, 3, n, n, adds, share, -1};
    assert_int_equal(s.row_total = sil_find_row_total(&s), 2);
    sil_check_sums(&s);
    expect(&a[0], "10.5", SIL_PRINTED);
    assert_string_equal(a[0].evidence, "row-total");
    assert_int_equal(a[2].status, SIL_CONFLICT); /* 3.0 for 8.0, 38.0 for 33.0: two repairs, and neither silent */
    assert_int_equal(b[2].status, SIL_CONFLICT);
    assert_int_equal(sum[2].status, SIL_CONFLICT);
}

static void decimals(void **state)
{
    (void)state;
    sil_value v[MAX];
    size_t n = fill(0, v, (const char *const[]){"2245", "132.0", "158.8", "300.5", "165.3", NULL});
    sil_check_decimals(v, n);
    expect(&v[0], "224.5", SIL_REPAIRED);
    expect(&v[1], "132.0", SIL_PRINTED);
    n = fill(0, v, (const char *const[]){"200", "132.0", "158.8", "300.5", "165.3", NULL}); /* 20.0 or 200: not told */
    sil_check_decimals(v, n);
    assert_int_equal(v[0].status, SIL_CONFLICT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(ranks), cmocka_unit_test(scores), cmocka_unit_test(changes), cmocka_unit_test(totals), cmocka_unit_test(shares), cmocka_unit_test(rows_that_add_up), cmocka_unit_test(decimals)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
