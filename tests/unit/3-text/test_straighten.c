/* The boxes of a slanted page are turned back before anything is measured. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "flow.h"

enum { LINES = 12, WORDS = 6 };
static sil_word words[2][LINES][WORDS];
static sil_line lines[2][LINES];
static sil_zone zones[2];

/* Two columns of a page 2000 wide, as they stand on a sheet that lies aslant by `slope`. */
static sil_page two_columns(double slope, size_t n_lines)
{
    memset(words, 0, sizeof words);
    memset(lines, 0, sizeof lines);
    for (int c = 0; c < 2; c++) {
        zones[c] = (sil_zone){.kind = SIL_ZONE_TEXT, .lines = lines[c], .n_lines = n_lines};
        for (size_t i = 0; i < n_lines; i++) {
            lines[c][i].words = words[c][i];
            lines[c][i].n_words = WORDS;
            for (int k = 0; k < WORDS; k++) {
                double x = 150 + c * 800 + k * 130, y = 300 + (double)i * 150;
                int px = (int)(x - slope * y), py = (int)(y + slope * x);
                words[c][i][k] = (sil_word){.text = "word", .box = {px, py, px + 110, py + 30}};
                lines[c][i].box = sil_box_union(lines[c][i].box, words[c][i][k].box);
            }
            zones[c].box = sil_box_union(zones[c].box, lines[c][i].box);
        }
    }
    return (sil_page){.page = 1, .width = 2000, .height = 2600, .pixels = true, .zones = zones, .n_zones = 2};
}

static void a_slanted_page_stands_upright(void **state)
{
    (void)state;
    sil_page p = two_columns(0.028, LINES); /* 1.6 degrees */
    assert_true(zones[0].box.x1 > zones[1].box.x0); /* the slant closes the gutter */
    sil_tx_straighten(&p);
    for (int c = 0; c < 2; c++)
        for (int i = 0; i < LINES; i++)
            assert_true(abs(words[c][i][0].box.y0 - words[c][i][WORDS - 1].box.y0) <= 2);
    assert_true(zones[1].box.x0 - zones[0].box.x1 >= 36);
    assert_true(abs(zones[0].box.y0 - zones[1].box.y0) <= 3);
    assert_true(abs(lines[0][0].box.x0 - lines[0][LINES - 1].box.x0) <= 3); /* the left edge is straight again */
    assert_int_equal(words[0][0][0].box.x1 - words[0][0][0].box.x0, 110);
}

static void an_upright_page_keeps_every_box(void **state)
{
    (void)state;
    sil_page p = two_columns(0, LINES);
    sil_box before = words[1][5][3].box;
    sil_tx_straighten(&p);
    assert_memory_equal(&before, &words[1][5][3].box, sizeof before);
}

static void few_lines_say_nothing_about_the_page(void **state)
{
    (void)state;
    sil_page p = two_columns(0.028, 2);
    sil_box before = words[1][1][3].box;
    sil_tx_straighten(&p);
    assert_memory_equal(&before, &words[1][1][3].box, sizeof before);
}

/* A page that is all table has no long line: its rows tell. */
static void the_rows_of_a_table_tell_the_slant(void **state)
{
    (void)state;
    sil_zone cells[8][5] = {0};
    for (int r = 0; r < 8; r++)
        for (int c = 0; c < 5; c++) {
            int x = 200 + c * 300, y = 400 + r * 60;
            int px = x - 28 * y / 1000, py = y + 28 * x / 1000;
            cells[r][c] = (sil_zone){.kind = SIL_ZONE_TEXT, .box = {px, py, px + 300, py + 60}};
        }
    sil_zone table = {.kind = SIL_ZONE_TABLE, .cells = &cells[0][0], .n_cells = 40};
    sil_page p = {.page = 1, .width = 2000, .height = 2600, .pixels = true, .zones = &table, .n_zones = 1};
    assert_true(cells[0][4].box.y0 - cells[0][0].box.y0 > 30); /* more than half a row */
    sil_tx_straighten(&p);
    for (int r = 0; r < 8; r++)
        assert_true(abs(cells[r][4].box.y0 - cells[r][0].box.y0) <= 2);
}

/* A page scanned on its head, or on its side, is read from its own top. */
static void a_turned_page_is_set_upright(void **state)
{
    (void)state;
    for (int quarters = 1; quarters < 4; quarters++) {
        sil_page p = two_columns(0, LINES);
        sil_box upright = words[1][2][3].box, lying = upright;
        int w = p.width, h = p.height; /* as a scanner would have it: turned counter-clockwise by the quarters */
        if (quarters % 2) {
            p.width = h;
            p.height = w;
        }
        for (int c = 0; c < 2; c++) {
            zones[c].rotation = (4 - quarters) * 90;
            for (size_t i = 0; i < LINES; i++)
                for (int k = 0; k < WORDS; k++) {
                    sil_box b = words[c][i][k].box;
                    words[c][i][k].box = quarters == 1   ? (sil_box){b.y0, w - b.x1, b.y1, w - b.x0}
                                         : quarters == 2 ? (sil_box){w - b.x1, h - b.y1, w - b.x0, h - b.y0}
                                                         : (sil_box){h - b.y1, b.x0, h - b.y0, b.x1};
                }
        }
        lying = words[1][2][3].box;
        assert_memory_not_equal(&lying, &upright, sizeof lying);
        sil_tx_straighten(&p);
        assert_memory_equal(&words[1][2][3].box, &upright, sizeof upright);
        assert_int_equal(p.width, w);
        assert_true(zones[0].box.x1 < zones[1].box.x0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_slanted_page_stands_upright), cmocka_unit_test(an_upright_page_keeps_every_box),
                                       cmocka_unit_test(few_lines_say_nothing_about_the_page), cmocka_unit_test(the_rows_of_a_table_tell_the_slant),
                                       cmocka_unit_test(a_turned_page_is_set_upright)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
