/* 2-ocr/layout.c: second step of reading a page: from the clean image to its parts in reading order. Before: image.c. Next: read.c. */
#include "layout.h"

#include <leptonica/allheaders.h>
#include <string.h>

/* Underlines belong to their words: ink stands close above most of the rule. */
static bool underline(const sil_rule *r, PIX *ink, int unit)
{
    int w = r->box.x1 - r->box.x0, reach = unit / 3;
    BOX *b = boxCreate(r->box.x0, r->box.y0 - reach, w, reach);
    PIX *p = pixClipRectangle(ink, b, NULL);
    boxDestroy(&b);
    if (!p)
        return false;
    PIX *closed = pixCloseSafeBrick(NULL, p, unit * 2, 1);
    NUMA *cols = closed ? pixCountPixelsByColumn(closed) : NULL;
    int n = numaGetCount(cols), full = 0;
    for (int i = 0; i < n; i++) {
        l_int32 v;
        numaGetIValue(cols, i, &v);
        full += v > 0;
    }
    numaDestroy(&cols);
    pixDestroy(&closed);
    pixDestroy(&p);
    return full * 10 > w * 6;
}

static bool inside(sil_box b, sil_box outer)
{
    int x = (b.x0 + b.x1) / 2, y = (b.y0 + b.y1) / 2;
    return x >= outer.x0 && x < outer.x1 && y >= outer.y0 && y < outer.y1;
}

static sil_status push(sil_arena *a, sil_part **p, size_t *n, size_t *cap, sil_zone_kind kind, sil_box box, sil_err *err)
{
    sil_part *out = SIL_PUSH(a, *p, *n, *cap);
    if (!out)
        return sil_fail(err, SIL_NOMEM, "no memory for the parts of a page");
    *out = (sil_part){.kind = kind, .box = box};
    return SIL_OK;
}

/* Figures: components far larger than letters. One that is thin for its size and holds nothing but air is a frame: its ink goes, what
 * it frames stays text. Figures that overlap are one. */
static sil_status figures(sil_arena *a, PIX *ink, int unit, sil_part **parts, size_t *n, size_t *cap, sil_err *err)
{
    BOXA *boxes = pixConnCompBB(ink, 8);
    if (!boxes)
        return sil_fail(err, SIL_NOMEM, "no memory to look for figures");
    sil_status st = SIL_OK;
    size_t first = *n;
    for (int i = 0; st == SIL_OK && i < boxaGetCount(boxes); i++) {
        l_int32 x, y, w, h, count = 0;
        boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
        if (h < unit * 4 || w < unit * 3)
            continue;
        BOX *b = boxCreate(x, y, w, h);
        PIX *p = pixClipRectangle(ink, b, NULL);
        sil_box box = {x, y, x + w, y + h};
        bool known = false;
        for (size_t k = 0; k < first; k++)
            known |= inside(box, (*parts)[k].box);
        if (p && !known) {
            pixCountPixels(p, &count, NULL);
            /* the component itself, to see how thin it is: what touches the sides of its box */
            PIX *comp = pixExtractBorderConnComps(p, 8);
            l_int32 own = 0;
            if (comp)
                pixCountPixels(comp, &own, NULL);
            bool frame = comp && (double)own < 0.05 * w * h && (double)(count - own) > 0.03 * w * h;
            if (frame)
                pixRasterop(ink, x, y, w, h, PIX_DST & PIX_NOT(PIX_SRC), comp, 0, 0);
            else
                st = push(a, parts, n, cap, SIL_ZONE_FIGURE, box, err);
            pixDestroy(&comp);
        }
        pixDestroy(&p);
        boxDestroy(&b);
    }
    boxaDestroy(&boxes);
    for (size_t i = first; i < *n; i++) /* unite until nothing overlaps */
        for (size_t k = i + 1; k < *n;) {
            sil_box p = (*parts)[i].box, q = (*parts)[k].box;
            if (p.x0 < q.x1 && q.x0 < p.x1 && p.y0 < q.y1 && q.y0 < p.y1) {
                (*parts)[i].box = sil_box_union(p, q);
                (*parts)[k] = (*parts)[--*n];
                k = i + 1;
            } else {
                k++;
            }
        }
    return st;
}

sil_status sil_layout_find(sil_arena *a, const sil_image *m, sil_layout *out, sil_err *err)
{
    memset(out, 0, sizeof *out);
    out->paper = m->paper;
    out->unit = m->text_height < 12 ? 40 : m->text_height > 90 ? 90 : m->text_height;
    sil_rules rules = {0};
    sil_part *objects = NULL;
    size_t n = 0, cap = 0;
    sil_status st = sil_rules_find(a, m->bin, out->unit, &rules, err);
    if (st != SIL_OK)
        return st;
    out->ink = pixSubtract(NULL, m->bin, rules.mask);
    out->gray = pixCopy(NULL, m->gray);
    if (!out->ink || !out->gray)
        st = sil_fail(err, SIL_NOMEM, "no memory for the layout of a page");
    if (st == SIL_OK)
        st = sil_grids_find(a, &rules, out->ink, out->unit, &objects, &n, &cap, err);
    if (st == SIL_OK)
        st = figures(a, out->ink, out->unit, &objects, &n, &cap, err);
    size_t blocks = n;
    for (size_t i = 0; st == SIL_OK && i < rules.n; i++) {
        const sil_rule *r = &rules.r[i];
        bool within = false;
        for (size_t k = 0; k < blocks; k++)
            within |= inside(r->box, objects[k].box);
        if (!r->used && !r->vertical && !within && !underline(r, out->ink, out->unit))
            st = push(a, &objects, &n, &cap, SIL_ZONE_RULE, r->box, err);
    }
    if (st == SIL_OK)
        pixSetMasked(out->gray, rules.mask, (l_uint32)m->paper);
    for (size_t i = 0; st == SIL_OK && i < n; i++)
        if (objects[i].kind == SIL_ZONE_FIGURE) {
            const sil_box *b = &objects[i].box;
            BOX *box = boxCreate(b->x0, b->y0, b->x1 - b->x0, b->y1 - b->y0);
            pixSetInRectArbitrary(out->gray, box, (l_uint32)m->paper);
            boxDestroy(&box);
        }
    if (st == SIL_OK)
        st = sil_cut(a, out->ink, objects, n, &rules, out->unit, out, err);
    for (size_t i = 0; st == SIL_OK && i < rules.n; i++) { /* a rule between columns stands for itself, at the end */
        const sil_rule *r = &rules.r[i];
        bool within = false;
        for (size_t k = 0; k < blocks; k++)
            within |= inside(r->box, objects[k].box);
        if (r->vertical && !r->used && !within && r->box.y1 - r->box.y0 > out->unit * 6)
            st = push(a, &out->parts, &out->n, &out->cap, SIL_ZONE_RULE, r->box, err);
    }
    pixDestroy(&rules.mask);
    if (st != SIL_OK)
        sil_layout_free(out);
    return st;
}

void sil_layout_free(sil_layout *l)
{
    pixDestroy(&l->gray);
    pixDestroy(&l->ink);
}
