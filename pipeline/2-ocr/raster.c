/* 2-ocr/raster.c: ink of a page as sums, for the questions layout asks: is it blank here, where are the lines. */
#include "layout.h"

#include <leptonica/allheaders.h>

sil_status sil_raster_new(sil_arena *a, PIX *bin, sil_raster *out, sil_err *err)
{
    int pw = pixGetWidth(bin), ph = pixGetHeight(bin);
    int w = (pw + SIL_GRAIN - 1) / SIL_GRAIN, h = (ph + SIL_GRAIN - 1) / SIL_GRAIN;
    *out = (sil_raster){w, h, sil_alloc(a, sizeof(unsigned) * (size_t)(w + 1) * (size_t)(h + 1))};
    unsigned char *row = sil_alloc(a, (size_t)w + 1);
    if (!out->sum || !row)
        return sil_fail(err, SIL_NOMEM, "no memory for the map of a page");
    const l_uint32 *data = pixGetData(bin);
    int wpl = pixGetWpl(bin);
    for (int y = 0; y < h; y++) {
        for (int x = 0; x < w; x++)
            row[x] = 0;
        for (int py = y * SIL_GRAIN; py < (y + 1) * SIL_GRAIN && py < ph; py++) {
            const l_uint32 *line = data + (long)py * wpl;
            for (int x = 0; x < w; x++) /* SIL_GRAIN pixels are one hex digit of the word */
                if (!row[x] && (line[x >> 3] >> (28 - 4 * (x & 7)) & 15))
                    row[x] = 1;
        }
        unsigned *above = out->sum + (long)y * (w + 1), *here = above + w + 1, run = 0;
        for (int x = 0; x < w; x++) {
            run += row[x];
            here[x + 1] = above[x + 1] + run;
        }
    }
    return SIL_OK;
}

unsigned sil_raster_count(const sil_raster *r, int x0, int y0, int x1, int y1)
{
    x0 = x0 < 0 ? 0 : x0, y0 = y0 < 0 ? 0 : y0;
    x1 = x1 > r->w ? r->w : x1, y1 = y1 > r->h ? r->h : y1;
    if (x1 <= x0 || y1 <= y0)
        return 0;
    const unsigned *top = r->sum + (long)y0 * (r->w + 1), *bottom = r->sum + (long)y1 * (r->w + 1);
    return bottom[x1] - bottom[x0] - top[x1] + top[x0];
}

sil_status sil_bands(sil_arena *a, PIX *ink, sil_box box, int unit, sil_band **out, size_t *n, sil_err *err)
{
    *out = NULL, *n = 0;
    size_t cap = 0;
    int ph = pixGetHeight(ink), pw = pixGetWidth(ink);
    box.x0 = box.x0 < 0 ? 0 : box.x0, box.y0 = box.y0 < 0 ? 0 : box.y0;
    box.x1 = box.x1 > pw ? pw : box.x1, box.y1 = box.y1 > ph ? ph : box.y1;
    if (sil_box_empty(box) || box.y1 <= box.y0)
        return SIL_OK;
    BOX *b = boxCreate(box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0);
    PIX *part = pixClipRectangle(ink, b, NULL);
    NUMA *rows = part ? pixCountPixelsByRow(part, NULL) : NULL;
    boxDestroy(&b);
    pixDestroy(&part);
    if (!rows)
        return sil_fail(err, SIL_NOMEM, "no memory for the lines of a block");
    sil_status st = SIL_OK;
    int height = box.y1 - box.y0, noise = (box.x1 - box.x0) / 800; /* a stray pixel does not join two lines */
    for (int y = 0; y <= height && st == SIL_OK; y++) {
        l_int32 count = 0;
        if (y < height)
            numaGetIValue(rows, y, &count);
        sil_band *last = *n ? &(*out)[*n - 1] : NULL;
        if (count > noise) {
            if (last && last->y1 == box.y0 + y) {
                last->y1++;
            } else if ((last = SIL_PUSH(a, *out, *n, cap))) {
                *last = (sil_band){box.y0 + y, box.y0 + y + 1};
            } else {
                st = sil_fail(err, SIL_NOMEM, "no memory for the lines of a block");
            }
        }
    }
    numaDestroy(&rows);
    /* thin bands belong to the nearer neighbour when it is close */
    for (size_t i = 0; st == SIL_OK && i < *n;) {
        sil_band *b0 = &(*out)[i];
        if (b0->y1 - b0->y0 >= unit / 3) {
            i++;
            continue;
        }
        int up = i > 0 ? b0->y0 - b0[-1].y1 : 1 << 20, down = i + 1 < *n ? b0[1].y0 - b0->y1 : 1 << 20;
        int near = up < down ? up : down;
        if (near > unit / 3) {
            if (b0->y1 - b0->y0 < unit / 8) { /* a speck far from all text */
                for (size_t k = i; k + 1 < *n; k++)
                    (*out)[k] = (*out)[k + 1];
                --*n;
            } else {
                i++;
            }
            continue;
        }
        if (up <= down)
            b0[-1].y1 = b0->y1;
        else
            b0[1].y0 = b0->y0;
        for (size_t k = i; k + 1 < *n; k++)
            (*out)[k] = (*out)[k + 1];
        --*n;
    }
    return st;
}
