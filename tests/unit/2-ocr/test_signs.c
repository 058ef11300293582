/* Signs of table cells told by their shape, on drawn images: triangles, arrows, dash, plus; letters and digits that look like them are none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <leptonica/allheaders.h>
#include <stdlib.h>

#include "signs.h"

enum { UNIT = 40 };

static void fill(PIX *p, int x, int y, int w, int h) { pixRasterop(p, x, y, w, h, PIX_SET, NULL, 0, 0); }

static void triangle(PIX *p, int x, int y, int w, int h, bool up)
{
    for (int k = 0; k < h; k++) {
        int wide = w * (k + 1) / h;
        fill(p, x + (w - wide) / 2, up ? y + k : y + h - 1 - k, wide, 1);
    }
}

/* A stem with a head of two slanted strokes. */
static void arrow(PIX *p, int x, int y, bool up)
{
    fill(p, x + 7, y, 3, 30);
    for (int k = 0; k < 8; k++) {
        int row = up ? y + k : y + 29 - k;
        fill(p, x + 7 - k, row, 3, 1), fill(p, x + 7 + k, row, 3, 1);
    }
}

static sil_sign sign_of(PIX *p)
{
    PIX *tight = NULL;
    pixClipToForeground(p, &tight, NULL);
    sil_sign s = sil_sign_of(tight, UNIT);
    pixDestroy(&tight);
    pixDestroy(&p);
    return s;
}

static void test_shapes(void **state)
{
    (void)state;
    PIX *p = pixCreate(100, 60, 1);
    triangle(p, 10, 10, 34, 30, true);
    assert_int_equal(sign_of(p), SIL_SIGN_UP);
    p = pixCreate(100, 60, 1);
    triangle(p, 10, 10, 34, 30, false);
    assert_int_equal(sign_of(p), SIL_SIGN_DOWN);
    p = pixCreate(100, 60, 1);
    arrow(p, 10, 10, true);
    assert_int_equal(sign_of(p), SIL_SIGN_ARROW_UP);
    p = pixCreate(100, 60, 1);
    arrow(p, 10, 10, false);
    assert_int_equal(sign_of(p), SIL_SIGN_ARROW_DOWN);
    p = pixCreate(100, 60, 1);
    fill(p, 10, 30, 16, 3);
    assert_int_equal(sign_of(p), SIL_SIGN_DASH);
    p = pixCreate(100, 60, 1);
    fill(p, 10, 28, 18, 3), fill(p, 18, 20, 3, 18);
    assert_int_equal(sign_of(p), SIL_SIGN_PLUS);
}

static void test_what_is_no_sign(void **state)
{
    (void)state;
    PIX *p = pixCreate(100, 60, 1); /* T */
    fill(p, 10, 10, 24, 4), fill(p, 20, 10, 4, 30);
    assert_int_equal(sign_of(p), SIL_SIGN_NONE);
    p = pixCreate(100, 60, 1); /* 1 */
    fill(p, 10, 10, 4, 28);
    assert_int_equal(sign_of(p), SIL_SIGN_NONE);
    p = pixCreate(100, 60, 1); /* A: legs, no base */
    for (int k = 0; k < 30; k++)
        fill(p, 26 - k / 2, 10 + k, 4, 1), fill(p, 24 + k / 2, 10 + k, 4, 1);
    fill(p, 18, 28, 14, 3);
    assert_int_equal(sign_of(p), SIL_SIGN_NONE);
    p = pixCreate(100, 60, 1); /* t: the bar stands high */
    fill(p, 10, 16, 16, 3), fill(p, 16, 10, 4, 30);
    assert_int_equal(sign_of(p), SIL_SIGN_NONE);
    p = pixCreate(100, 60, 1); /* a block */
    fill(p, 10, 10, 30, 30);
    assert_int_equal(sign_of(p), SIL_SIGN_NONE);
}

static sil_cell_ink look(PIX *p)
{
    sil_cell_ink ink;
    sil_err err = {0};
    assert_int_equal(sil_cell_look(p, (sil_box){0, 0, 200, 80}, UNIT, &ink, &err), SIL_OK);
    pixDestroy(&p);
    return ink;
}

static void test_cells(void **state)
{
    (void)state;
    PIX *p = pixCreate(200, 80, 1); /* ▲ and two digits, a speck and the rest of a rule */
    triangle(p, 40, 24, 34, 30, true), fill(p, 84, 26, 4, 28), fill(p, 96, 26, 14, 28), fill(p, 150, 60, 2, 2), fill(p, 0, 4, 200, 2);
    sil_cell_ink ink = look(p);
    assert_int_equal(ink.lead, SIL_SIGN_UP);
    assert_int_equal(ink.tail, SIL_SIGN_NONE);
    assert_int_equal(ink.blobs, 2);
    assert_int_equal(ink.rest.x0, 84);
    assert_int_equal(ink.rest.x1, 110);

    p = pixCreate(200, 80, 1); /* a dash that the scan has broken */
    fill(p, 90, 40, 8, 2), fill(p, 100, 40, 9, 2);
    ink = look(p);
    assert_int_equal(ink.lead, SIL_SIGN_DASH);
    assert_int_equal(ink.blobs, 0);

    p = pixCreate(200, 80, 1); /* a letter and a plus */
    fill(p, 60, 24, 5, 30), fill(p, 60, 24, 16, 5), fill(p, 84, 38, 18, 3), fill(p, 92, 30, 3, 18);
    ink = look(p);
    assert_int_equal(ink.lead, SIL_SIGN_NONE);
    assert_int_equal(ink.tail, SIL_SIGN_PLUS);
    assert_int_equal(ink.rest.x1, 76);

    ink = look(pixCreate(200, 80, 1));
    assert_true(sil_box_empty(ink.all));
    assert_int_equal(ink.lead, SIL_SIGN_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_shapes), cmocka_unit_test(test_what_is_no_sign), cmocka_unit_test(test_cells)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
