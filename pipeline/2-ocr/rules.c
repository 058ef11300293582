/* 2-ocr/rules.c: printed rules of a page, before its text is looked at. Next: grid.c makes tables of them. */
#include "layout.h"

#include <leptonica/allheaders.h>

/* A short upright stroke is a rule only where one that lies begins, ends or passes: headlines are made of strokes as long as the side of a cell. */
static bool stroke(const sil_rules *found, sil_box b, int unit)
{
    if (b.y1 - b.y0 >= unit * 5)
        return false;
    for (size_t i = 0; i < found->n; i++) {
        const sil_rule *r = &found->r[i];
        if (!r->vertical && r->box.x1 - r->box.x0 >= unit * 4 && r->box.x0 - unit / 2 < b.x1 && b.x0 < r->box.x1 + unit / 2 && r->box.y0 - unit / 2 < b.y1 && b.y0 < r->box.y1 + unit / 2)
            return false;
    }
    return true;
}

/* Thin straight components of an opened image. A closing along the direction first mends hairlines that the scan has broken; letters are no
 * danger, since what is thicker than a rule can be is dropped. */
static sil_status collect(sil_arena *a, PIX *bin, PIX *mask, bool vertical, int unit, sil_rules *out, sil_err *err)
{
    int least = vertical ? unit * 2 + unit / 2 : unit * 3, thick = unit / 3 > 6 ? unit / 3 : 6;
    PIX *open = vertical ? pixOpenCompBrick(NULL, bin, 1, least) : pixOpenCompBrick(NULL, bin, least, 1); /* in two factors: a tenth of the time */
    PIX *join = !open ? NULL : vertical ? pixCloseSafeCompBrick(NULL, open, 3, unit) : pixCloseSafeCompBrick(NULL, open, unit, 3);
    BOXA *boxes = join ? pixConnCompBB(join, 8) : NULL;
    sil_status st = boxes ? SIL_OK : sil_fail(err, SIL_NOMEM, "no memory to look for rules");
    for (int i = 0; st == SIL_OK && i < boxaGetCount(boxes); i++) {
        l_int32 x, y, w, h;
        boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
        int length = vertical ? h : w, depth = vertical ? w : h;
        if (depth > thick + length / 100 || length < 12 * depth / 2)
            continue;
        if (vertical && stroke(out, (sil_box){x, y, x + w, y + h}, unit))
            continue;
        sil_rule *r = SIL_PUSH(a, out->r, out->n, out->cap);
        if (!r) {
            st = sil_fail(err, SIL_NOMEM, "no memory for the rules of a page");
            break;
        }
        *r = (sil_rule){{x, y, x + w, y + h}, vertical, false};
        BOX *b = boxCreate(x, y, w, h);
        PIX *part = pixClipRectangle(open, b, NULL);
        if (part)
            pixRasterop(mask, x, y, w, h, PIX_SRC | PIX_DST, part, 0, 0);
        pixDestroy(&part);
        boxDestroy(&b);
    }
    boxaDestroy(&boxes);
    pixDestroy(&join);
    pixDestroy(&open);
    return st;
}

sil_status sil_rules_find(sil_arena *a, PIX *bin, int unit, sil_rules *out, sil_err *err)
{
    *out = (sil_rules){0};
    PIX *mask = pixCreateTemplate(bin);
    if (!mask)
        return sil_fail(err, SIL_NOMEM, "no memory to look for rules");
    sil_status st = collect(a, bin, mask, false, unit, out, err);
    if (st == SIL_OK)
        st = collect(a, bin, mask, true, unit, out, err);
    if (st == SIL_OK && !(out->mask = pixDilateBrick(NULL, mask, 5, 5)))
        st = sil_fail(err, SIL_NOMEM, "no memory to look for rules");
    pixDestroy(&mask);
    return st;
}
