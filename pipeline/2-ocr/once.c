/* 2-ocr/once.c: no print is read by two lines. Called by page.c when a block has been read; see once.h. */
#include "once.h"

#include <stdlib.h>

enum { LEAST = 3 }; /* glyphs in a row that two lines share: fewer may be chance */

/* Whether the line reads the same in the place of g. */
static bool shows(const sil_reading *line, const sil_glyph *g, int reach)
{
    for (size_t i = 0; i < line->n; i++) {
        const sil_glyph *o = &line->glyphs[i];
        if (o->cp == g->cp && abs(o->box.x0 + o->box.x1 - g->box.x0 - g->box.x1) <= 2 * reach)
            return true;
    }
    return false;
}

/* Take out of tall what low has read, too. */
static void drop(sil_reading *tall, const sil_reading *low)
{
    int reach = (low->box.y1 - low->box.y0) / 2;
    size_t out = 0;
    for (size_t i = 0, j; i < tall->n; i = j) {
        for (j = i; j < tall->n && shows(low, &tall->glyphs[j], reach);)
            j++;
        if (j - i >= LEAST)
            continue;
        j = j > i ? j : i + 1;
        for (size_t k = i; k < j; k++)
            tall->glyphs[out++] = tall->glyphs[k];
    }
    tall->n = out;
}

void sil_read_once(sil_reading *lines, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++) {
            sil_box a = lines[i].box, b = lines[k].box;
            int high = a.y1 - a.y0, low = b.y1 - b.y0, y0 = a.y0 > b.y0 ? a.y0 : b.y0, y1 = a.y1 < b.y1 ? a.y1 : b.y1;
            if (i != k && lines[i].n && lines[k].n && high * 10 >= low * 14 && (y1 - y0) * 10 >= low * 7)
                drop(&lines[i], &lines[k]);
        }
}
