/* The map from the work image back to the page, as numbers and on an image that is really turned and scaled. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <leptonica/allheaders.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "image.h"

static void near_box(sil_box got, sil_box want, int tol)
{
    if (abs(got.x0 - want.x0) > tol || abs(got.y0 - want.y0) > tol || abs(got.x1 - want.x1) > tol || abs(got.y1 - want.y1) > tol)
        fail_msg("box %d,%d-%d,%d is not within %d of %d,%d-%d,%d", got.x0, got.y0, got.x1, got.y1, tol, want.x0, want.y0, want.x1, want.y1);
}

static void test_quarter_turns_are_exact(void **state)
{
    (void)state;
    for (int turns = 0; turns < 4; turns++) {
        PIX *p = pixCreate(300, 200, 8);
        pixSetAll(p);
        pixSetPixel(p, 37, 121, 0);
        PIX *q = turns ? pixRotateOrth(p, turns) : pixClone(p);
        int fx = -1, fy = -1;
        for (int y = 0; y < pixGetHeight(q); y++)
            for (int x = 0; x < pixGetWidth(q); x++) {
                l_uint32 v;
                pixGetPixel(q, x, y, &v);
                if (v == 0)
                    fx = x, fy = y;
            }
        sil_map m = sil_map_quarter(turns, 300, 200);
        near_box(sil_map_box(&m, (sil_box){fx, fy, fx + 1, fy + 1}, 300, 200), (sil_box){37, 121, 38, 122}, 0);
        pixDestroy(&p);
        pixDestroy(&q);
    }
}

static void test_scale_and_clip(void **state)
{
    (void)state;
    sil_map m = sil_map_scale(0.5, 0.5);
    near_box(sil_map_box(&m, (sil_box){100, 200, 140, 260}, 1000, 1000), (sil_box){50, 100, 70, 130}, 0);
    near_box(sil_map_box(&m, (sil_box){1990, 1990, 2100, 2100}, 1000, 1000), (sil_box){995, 995, 1000, 1000}, 0);
    sil_box thin = sil_map_box(&m, (sil_box){5000, 5000, 5001, 5001}, 1000, 1000);
    assert_true(thin.x1 > thin.x0 && thin.x1 <= 1000);
}

/* Lines of bars as text has them; one solid mark that can be found again. */
static PIX *page_of_bars(int w, int h)
{
    PIX *p = pixCreate(w, h, 8);
    pixSetAll(p);
    unsigned seed = 1;
    for (int y = h / 12; y < h - h / 12; y += 34)
        for (int x = w / 10; x < w - w / 10;) {
            seed = seed * 1103515245u + 12345u;
            int len = 4 + (int)(seed >> 16) % 14, tall = 14 + (int)(seed >> 20) % 6;
            pixRasterop(p, x, y + 20 - tall, len, tall, PIX_CLR, NULL, 0, 0);
            x += len + 3 + ((seed >> 24) % 6 == 0 ? 10 : 0);
        }
    pixRasterop(p, w / 2, h / 2, 130, 60, PIX_SET, NULL, 0, 0);
    pixRasterop(p, w / 2 + 20, h / 2 + 10, 90, 40, PIX_CLR, NULL, 0, 0);
    return p;
}

static sil_box largest(PIX *gray_or_bin)
{
    PIX *b = pixGetDepth(gray_or_bin) == 8 ? pixThresholdToBinary(gray_or_bin, 128) : pixClone(gray_or_bin);
    BOXA *boxes = pixConnCompBB(b, 8);
    sil_box best = {0};
    long top = 0;
    for (int i = 0; i < boxaGetCount(boxes); i++) {
        l_int32 x, y, w, h;
        boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
        if ((long)w * h > top)
            top = (long)w * h, best = (sil_box){x, y, x + w, y + h};
    }
    boxaDestroy(&boxes);
    pixDestroy(&b);
    return best;
}

static void test_turned_and_scaled_page_maps_back(void **state)
{
    (void)state;
    const double angles[] = {0, 1.5, -2.2};
    for (int turns = 0; turns < 4; turns += 1)
        for (int i = 0; i < 3; i++) {
            PIX *flat = page_of_bars(1240, 1754), *skewed = angles[i] == 0 ? pixClone(flat) : pixRotateAMGray(flat, (l_float32)(angles[i] * M_PI / 180), 255);
            PIX *page = turns ? pixRotateOrth(skewed, 4 - turns) : pixCopy(NULL, skewed);
            sil_box want = largest(page);
            sil_image m;
            sil_err err = {0};
            assert_int_equal(sil_image_prepare(page, 150, turns, &m, &err), SIL_OK);
            assert_true(fabs(m.skew + angles[i]) < 0.3); /* found, to within a third of a degree */
            assert_true(m.scaled);
            int w = turns & 1 ? 1754 : 1240, h = turns & 1 ? 1240 : 1754;
            sil_box got = sil_map_box(&m.to_page, largest(m.bin), w, h);
            near_box(got, want, 6);
            sil_image_free(&m);
            pixDestroy(&flat);
            pixDestroy(&skewed);
        }
}

static void test_dark_edge_goes_and_text_stays(void **state)
{
    (void)state;
    PIX *p = page_of_bars(1240, 1754);
    pixRasterop(p, 0, 0, 40, 1754, PIX_CLR, NULL, 0, 0);
    sil_box mark = largest(p);
    assert_int_equal(mark.x0, 0); /* the edge is the largest thing on the page */
    sil_image m;
    sil_err err = {0};
    assert_int_equal(sil_image_prepare(p, 300, 0, &m, &err), SIL_OK);
    assert_true(m.edges);
    assert_true(largest(m.bin).x0 > 500);
    sil_image_free(&m);
}

/* Pixels of ink in the columns of a page that is not scaled. */
static int ink_between(const sil_image *m, int x0, int x1)
{
    BOX *b = boxCreate(x0, 0, x1 - x0, pixGetHeight(m->bin));
    PIX *part = pixClipRectangle(m->bin, b, NULL);
    l_int32 n = 0;
    pixCountPixels(part, &n, NULL);
    pixDestroy(&part);
    boxDestroy(&b);
    return n;
}

static void test_a_streak_along_the_side_goes(void **state)
{
    (void)state;
    PIX *p = page_of_bars(1240, 1754);
    for (int y = 30; y < 1200; y += 260) /* broken, and not quite straight */
        pixRasterop(p, 1205 + y / 200, y, 5, 235, PIX_CLR, NULL, 0, 0);
    pixRasterop(p, 1220, 1500, 4, 9, PIX_CLR, NULL, 0, 0);
    sil_image m;
    sil_err err = {0};
    assert_int_equal(sil_image_prepare(p, 300, 0, &m, &err), SIL_OK);
    assert_int_equal(ink_between(&m, 1180, 1240), 0);
    assert_true(ink_between(&m, 200, 1100) > 10000);
    l_uint32 v;
    pixGetPixel(m.gray, 1207, 100, &v);
    assert_true((int)v >= m.paper - 2); /* nor does the engine see it */
    sil_image_free(&m);
}

static void test_numbers_of_lines_at_the_side_stay(void **state)
{
    (void)state;
    PIX *p = page_of_bars(1240, 1754);
    for (int y = 200; y < 1500; y += 34) /* as high as the print, one below the other */
        pixRasterop(p, 1205, y, 8, 20, PIX_CLR, NULL, 0, 0);
    sil_image m;
    sil_err err = {0};
    assert_int_equal(sil_image_prepare(p, 300, 0, &m, &err), SIL_OK);
    assert_true(ink_between(&m, 1180, 1240) >= 39 * 8 * 18);
    sil_image_free(&m);
}

static void test_what_is_no_image_is_said_to_be_so(void **state)
{
    (void)state;
    sil_image m;
    sil_err err = {0};
    assert_int_equal(sil_image_open("not an image", 12, 300, 0, 10, &m, &err), SIL_FORMAT);
    PIX *p = pixCreate(2000, 2000, 1);
    l_uint8 *data = NULL;
    size_t len = 0;
    assert_int_equal(pixWriteMemPng(&data, &len, p, 0), 0);
    assert_int_equal(sil_image_open(data, len, 300, 0, 3, &m, &err), SIL_LIMIT);
    assert_non_null(strstr(err.text, "intake.max_page_mpixels"));
    lept_free(data);
    pixDestroy(&p);
}

int main(void)
{
    setMsgSeverity(L_SEVERITY_NONE);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quarter_turns_are_exact),   cmocka_unit_test(test_scale_and_clip),
        cmocka_unit_test(test_turned_and_scaled_page_maps_back), cmocka_unit_test(test_dark_edge_goes_and_text_stays),
        cmocka_unit_test(test_a_streak_along_the_side_goes),     cmocka_unit_test(test_numbers_of_lines_at_the_side_stay),
        cmocka_unit_test(test_what_is_no_image_is_said_to_be_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
