/* Layout on drawn pages: columns, tables, rules, in reading order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <leptonica/allheaders.h>
#include <stdlib.h>
#include <string.h>

#include "layout.h"

enum { W = 2480, H = 3508, PITCH = 76, TALL = 42 };

static PIX *blank(void)
{
    PIX *p = pixCreate(W, H, 8);
    pixSetAll(p);
    return p;
}

static void fill(PIX *p, int x, int y, int w, int h) { pixRasterop(p, x, y, w, h, PIX_CLR, NULL, 0, 0); }

/* Lines of syllables with spaces between words, from x0 to x1, n of them from y. */
static void prose(PIX *p, int x0, int x1, int y, int n)
{
    unsigned seed = (unsigned)(x0 * 7 + y);
    for (int i = 0; i < n; i++, y += PITCH) {
        int end = i + 1 == n ? x0 + (x1 - x0) * 2 / 3 : x1;
        for (int x = x0; x + 36 <= end;) {
            fill(p, x, y, 34, 6), fill(p, x, y, 6, TALL), fill(p, x + 14, y + 18, 20, 6), fill(p, x, y + TALL - 6, 34, 6);
            seed = seed * 1103515245u + 12345u;
            x += 40 + ((seed >> 20) % 4 == 0 ? 24 : 0);
        }
    }
}

static void lay(PIX *gray, sil_arena *a, sil_layout *out)
{
    sil_image m;
    sil_err err = {0};
    assert_int_equal(sil_image_prepare(gray, 300, 0, &m, &err), SIL_OK);
    assert_int_equal(sil_layout_find(a, &m, out, &err), SIL_OK);
    sil_image_free(&m);
}

static void test_title_over_two_columns(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(0);
    sil_layout l;
    PIX *p = blank();
    prose(p, 500, 2000, 300, 2);
    prose(p, 300, 1180, 600, 20);
    prose(p, 1280, 2160, 600, 20);
    prose(p, 300, 2160, 2400, 4);
    lay(p, a, &l);
    assert_int_equal(l.n, 4);
    const int want[4][2] = {{500, 300}, {300, 600}, {1280, 600}, {300, 2400}}; /* title, left, right, what stands under both */
    for (int i = 0; i < 4; i++) {
        assert_int_equal(l.parts[i].kind, SIL_ZONE_TEXT);
        assert_true(abs(l.parts[i].box.x0 - want[i][0]) < 12 && abs(l.parts[i].box.y0 - want[i][1]) < 12);
    }
    assert_int_equal(l.parts[1].lines, 20);
    sil_layout_free(&l);
    sil_arena_free(a);
}

static void test_gaps_of_an_unruled_table_divide_no_page(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(0);
    sil_layout l;
    PIX *p = blank();
    for (int i = 0; i < 14; i++) {
        int y = 400 + i * PITCH;
        prose(p, 300, 480, y, 1), prose(p, 900, 1100, y, 1), prose(p, 1500, 1640, y, 1), prose(p, 2000, 2160, y, 1);
    }
    lay(p, a, &l);
    assert_int_equal(l.n, 1);
    assert_int_equal(l.parts[0].lines, 14);
    sil_layout_free(&l);
    sil_arena_free(a);
}

static void test_ruled_table_with_a_spanning_cell(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(0);
    sil_layout l;
    PIX *p = blank();
    prose(p, 300, 2160, 200, 3);
    int x[5] = {300, 700, 1200, 1700, 2160}, top = 600, row = 90, rows = 6;
    for (int r = 0; r <= rows; r++)
        fill(p, x[0], top + r * row, x[4] - x[0], 3);
    for (int c = 0; c < 5; c++)
        fill(p, x[c], top + (c == 2 ? row : 0), 3, rows * row - (c == 2 ? row : 0)); /* second and third cell of the first row are one */
    for (int r = 0; r < rows; r++)
        for (int c = 0; c < 4; c++)
            prose(p, x[c] + 30, x[c] + 220, top + r * row + 24, 1);
    lay(p, a, &l);
    assert_int_equal(l.n, 2);
    const sil_part *t = &l.parts[1];
    assert_int_equal(t->kind, SIL_ZONE_TABLE);
    assert_int_equal(t->n_slots, 23);
    assert_int_equal(t->slots[1].colspan, 2);
    assert_int_equal(t->slots[1].row, 0);
    for (size_t i = 0; i < t->n_slots; i++)
        if (i != 1)
            assert_true(t->slots[i].colspan == 1 && t->slots[i].rowspan == 1);
    const sil_slot *last = &t->slots[22];
    assert_true(last->row == 5 && last->col == 3 && abs(last->box.x0 - x[3]) < 6 && abs(last->box.y0 - (top + 5 * row)) < 6);
    /* the rules are gone from what is read, the text is not */
    l_uint32 v;
    pixGetPixel(l.gray, 500, top + row + 1, &v);
    assert_true(v > 200);
    sil_layout_free(&l);
    sil_arena_free(a);
}

static void test_table_of_three_rules(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(0);
    sil_layout l;
    PIX *p = blank();
    fill(p, 300, 500, 1860, 5), fill(p, 300, 600, 1860, 3), fill(p, 300, 600 + 8 * PITCH + 20, 1860, 5);
    fill(p, 740, 597, 60, 3), fill(p, 1440, 597, 60, 3); /* what a slanted rule leaves in the head row */
    for (int i = 0; i < 9; i++) {
        int y = i ? 620 + (i - 1) * PITCH : 530;
        prose(p, 320, 600, y, 1), prose(p, 1000, 1260, y, 1), prose(p, 1700, 1960, y, 1);
    }
    prose(p, 300, 2160, 1500, 6);
    lay(p, a, &l);
    assert_int_equal(l.n, 2);
    assert_int_equal(l.parts[0].kind, SIL_ZONE_TABLE);
    assert_int_equal(l.parts[0].n_slots, 27); /* nine rows, three columns */
    sil_layout_free(&l);
    sil_arena_free(a);
}

static void test_footnote_rule_stands_between_text_and_notes(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(0);
    sil_layout l;
    PIX *p = blank();
    prose(p, 300, 2160, 300, 20);
    fill(p, 300, 2600, 500, 3);
    prose(p, 300, 2160, 2640, 3);
    lay(p, a, &l);
    assert_int_equal(l.n, 3);
    assert_int_equal(l.parts[0].kind, SIL_ZONE_TEXT);
    assert_int_equal(l.parts[1].kind, SIL_ZONE_RULE);
    assert_int_equal(l.parts[2].kind, SIL_ZONE_TEXT);
    assert_true(abs(l.parts[1].box.y0 - 2600) < 6 && abs(l.parts[1].box.x1 - 800) < 8);
    sil_layout_free(&l);
    sil_arena_free(a);
}

static void test_figure_is_no_text(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(0);
    sil_layout l;
    PIX *p = blank();
    prose(p, 300, 2160, 300, 6);
    for (int i = 0; i < 40; i++) /* a drawing: thick strokes that hang together */
        fill(p, 700 + i * 20, 1000 + (i * 37) % 400, 24, 500 - (i * 53) % 300), fill(p, 700, 1300, 820, 20);
    prose(p, 300, 2160, 1900, 6);
    lay(p, a, &l);
    assert_int_equal(l.n, 3);
    assert_int_equal(l.parts[1].kind, SIL_ZONE_FIGURE);
    sil_layout_free(&l);
    sil_arena_free(a);
}

/* The parts of a page in order: kind, left edge, top. */
typedef struct seen {
    sil_zone_kind kind;
    int x0, y0;
} seen;

static void assert_order(const sil_layout *l, const seen *want, size_t n)
{
    for (size_t i = 0; i < l->n && i < n; i++) {
        const sil_part *p = &l->parts[i];
        if (p->kind != want[i].kind || abs(p->box.x0 - want[i].x0) > 14 || abs(p->box.y0 - want[i].y0) > 14)
            fail_msg("part %zu: kind %d at %d, %d instead of kind %d at %d, %d", i, (int)p->kind, p->box.x0, p->box.y0, (int)want[i].kind, want[i].x0, want[i].y0);
    }
    assert_int_equal(l->n, n);
}

static void test_picture_between_columns_ends_no_column(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(0);
    sil_layout l;
    PIX *p = blank();
    prose(p, 300, 1180, 300, 8), prose(p, 1280, 2160, 300, 8);   /* both columns above it */
    prose(p, 300, 800, 920, 12), prose(p, 1660, 2160, 920, 12);  /* narrow beside it */
    fill(p, 900, 930, 660, 760), prose(p, 960, 1500, 1730, 1);   /* the picture and its caption */
    prose(p, 300, 1180, 1860, 8), prose(p, 1280, 2160, 1860, 8); /* and below */
    lay(p, a, &l);
    static const seen want[] = {{SIL_ZONE_TEXT, 300, 300}, {SIL_ZONE_TEXT, 300, 920}, {SIL_ZONE_TEXT, 300, 1860}, {SIL_ZONE_TEXT, 1280, 300},
                                {SIL_ZONE_TEXT, 1660, 920}, {SIL_ZONE_TEXT, 1280, 1860}, {SIL_ZONE_FIGURE, 900, 930}, {SIL_ZONE_TEXT, 960, 1730}};
    assert_order(&l, want, 8);
    sil_layout_free(&l);
    sil_arena_free(a);
}

static void test_headings_over_some_of_the_columns(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(0);
    sil_layout l;
    PIX *p = blank();
    for (int i = 0; i < 4; i++)
        prose(p, 200 + i * 540, 660 + i * 540, 300, 9), prose(p, 200 + i * 540, 660 + i * 540, 1200, 9);
    prose(p, 300, 1120, 1080, 1), prose(p, 1380, 2200, 1080, 1); /* each over two columns; drawn to two thirds */
    lay(p, a, &l);
    assert_int_equal(l.n, 10);
    int heads = 0;
    for (size_t i = 0; i < l.n; i++) {
        int column = (l.parts[i].box.x0 - 200 + 60) / 540;
        if (abs(l.parts[i].box.y0 - 1080) < 14) {
            heads++;
            assert_true(i + 2 < l.n); /* its two columns follow it, left then right */
            assert_true(abs(l.parts[i + 1].box.y0 - 1200) < 14 && abs(l.parts[i + 2].box.y0 - 1200) < 14);
            assert_true(l.parts[i + 1].box.x0 < l.parts[i + 2].box.x0 && (l.parts[i + 1].box.x0 - 200 + 60) / 540 == column);
        } else {
            assert_int_equal(l.parts[i].lines, 9);
        }
    }
    assert_int_equal(heads, 2);
    sil_layout_free(&l);
    sil_arena_free(a);
}

static void test_notes_below_each_column(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(0);
    sil_layout l;
    PIX *p = blank();
    prose(p, 300, 1180, 300, 24), prose(p, 1280, 2160, 300, 25);
    fill(p, 300, 2400, 300, 4), prose(p, 300, 1180, 2440, 3);
    fill(p, 1280, 2470, 300, 4), prose(p, 1280, 2160, 2510, 2);
    lay(p, a, &l);
    static const seen want[] = {{SIL_ZONE_TEXT, 300, 300}, {SIL_ZONE_RULE, 300, 2400}, {SIL_ZONE_TEXT, 300, 2440},
                                {SIL_ZONE_TEXT, 1280, 300}, {SIL_ZONE_RULE, 1280, 2470}, {SIL_ZONE_TEXT, 1280, 2510}};
    assert_order(&l, want, 6);
    sil_layout_free(&l);
    sil_arena_free(a);
}

static void test_title_and_number_in_the_middle_of_three_columns(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(0);
    sil_layout l;
    PIX *p = blank();
    for (int i = 0; i < 3; i++)
        prose(p, 200 + i * 720, 840 + i * 720, 500, 20 + i);
    prose(p, 1060, 1640, 300, 1), prose(p, 1212, 1312, 3300, 1);
    lay(p, a, &l);
    static const seen want[] = {{SIL_ZONE_TEXT, 1060, 300}, {SIL_ZONE_TEXT, 200, 500}, {SIL_ZONE_TEXT, 920, 500}, {SIL_ZONE_TEXT, 1640, 500}, {SIL_ZONE_TEXT, 1212, 3300}};
    assert_order(&l, want, 5);
    sil_layout_free(&l);
    sil_arena_free(a);
}

static void test_specks_make_no_line_longer(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(0);
    sil_layout l;
    PIX *p = blank();
    prose(p, 300, 1800, 300, 12);
    fill(p, 2300, 420, 6, 6), fill(p, 2350, 700, 5, 7), fill(p, 60, 600, 6, 6), fill(p, 1000, 2500, 5, 5);
    lay(p, a, &l);
    assert_int_equal(l.n, 1);
    assert_true(l.parts[0].box.x0 > 290 && l.parts[0].box.x1 < 1810);
    sil_layout_free(&l);
    sil_arena_free(a);
}

static void test_large_letters_are_one_line(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(0);
    sil_layout l;
    PIX *p = blank();
    for (int x = 400; x < 1800; x += 130) /* 110 pixels high, the rest of the page 42 */
        fill(p, x, 200, 100, 14), fill(p, x, 200, 14, 110), fill(p, x, 296, 100, 14);
    prose(p, 300, 2160, 500, 20);
    lay(p, a, &l);
    assert_int_equal(l.n, 2);
    assert_int_equal(l.parts[0].lines, 1);
    assert_int_equal(l.parts[1].lines, 20);
    sil_layout_free(&l);
    sil_arena_free(a);
}

/* A page on its side is noticed, also when a single line stands on it. */
static void test_way_that_lines_run(void **state)
{
    (void)state;
    sil_err err = {0};
    for (int n = 1; n <= 20; n += 19)
        for (int quarter = 0; quarter < 4; quarter++) {
            PIX *p = blank(), *turned;
            prose(p, 300, 2160, 600, n);
            assert_non_null(turned = pixRotateOrth(p, quarter));
            pixDestroy(&p);
            sil_image m;
            assert_int_equal(sil_image_prepare(turned, 300, 0, &m, &err), SIL_OK);
            assert_int_equal(m.run, quarter % 2 ? SIL_RUN_DOWN : SIL_RUN_ACROSS);
            sil_image_free(&m);
        }
}

static void test_blank_page_has_no_parts(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(0);
    sil_layout l;
    lay(blank(), a, &l);
    assert_int_equal(l.n, 0);
    sil_layout_free(&l);
    sil_arena_free(a);
}

int main(void)
{
    setMsgSeverity(L_SEVERITY_NONE);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_title_over_two_columns), cmocka_unit_test(test_gaps_of_an_unruled_table_divide_no_page),
        cmocka_unit_test(test_ruled_table_with_a_spanning_cell), cmocka_unit_test(test_table_of_three_rules),
        cmocka_unit_test(test_footnote_rule_stands_between_text_and_notes), cmocka_unit_test(test_figure_is_no_text),
        cmocka_unit_test(test_blank_page_has_no_parts), cmocka_unit_test(test_picture_between_columns_ends_no_column),
        cmocka_unit_test(test_headings_over_some_of_the_columns), cmocka_unit_test(test_notes_below_each_column),
        cmocka_unit_test(test_title_and_number_in_the_middle_of_three_columns), cmocka_unit_test(test_specks_make_no_line_longer),
        cmocka_unit_test(test_large_letters_are_one_line), cmocka_unit_test(test_way_that_lines_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
