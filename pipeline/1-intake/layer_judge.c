/* Room 1, text layer: worthless layers are valid Unicode too. Each is judged by its lines, its letters, and by what stands on the page. */
#include "layer_judge.h"

#include <string.h>

/* Shares measured on the papers and on wrong-language OCR of the same pages: see tests/unit/1-intake. */
static const double letters_least = 0.3, meaningless_most = 0.05, bad_lines_most = 0.25;

static sil_status say(sil_arena *a, sil_verdict v, sil_verdict *verdict, char **reason, const char *text, sil_err *err)
{
    *verdict = v;
    *reason = sil_strdup(a, text);
    return *reason ? SIL_OK : sil_fail(err, SIL_NOMEM, "no memory to judge the text layer");
}

sil_status layer_judge_text(sil_arena *a, const sil_quality *q, const char *const *lines, size_t n, sil_verdict *verdict, char **reason, sil_err *err)
{
    sil_line_quality *quality = sil_alloc(a, (n + 1) * sizeof *quality);
    size_t chars = 0, letters = 0, meaningless = 0, bad = 0, judged = 0, bad_lines = 0, inked = 0;
    if (!quality)
        return sil_fail(err, SIL_NOMEM, "no memory to judge the text layer");
    for (size_t i = 0; i < n; i++) {
        size_t len = strlen(lines[i]);
        int32_t before = 0;
        for (size_t k = 0; k < len;) {
            int32_t cp = sil_cp_next(lines[i], len, &k);
            sil_script s = sil_script_of(cp);
            if (s == SIL_SCRIPT_SPACE || (cp == before && s == SIL_SCRIPT_PUNCT)) /* leaders of a list of contents count once */
                continue;
            before = cp;
            chars++;
            letters += s != SIL_SCRIPT_PUNCT && s != SIL_SCRIPT_OTHER;
            meaningless += cp == 0xFFFD || cp < 32 || (cp >= 0xE000 && cp < 0xF900) || cp >= 0xF0000;
        }
    }
    if (!chars)
        return say(a, SIL_VERDICT_SCAN, verdict, reason, "", err);
    if ((double)meaningless > meaningless_most * (double)chars)
        return say(a, SIL_VERDICT_BAD, verdict, reason, "the text layer holds characters without a meaning in Unicode: its fonts lack a ToUnicode table", err);
    if ((double)letters < letters_least * (double)chars)
        return say(a, SIL_VERDICT_BAD, verdict, reason, "the text layer holds hardly a letter or digit", err);
    sil_quality_lines(q, lines, n, quality);
    for (size_t i = 0; i < n; i++) {
        inked += quality[i].chars > 0;
        judged += quality[i].chars;
        bad += quality[i].worth == SIL_WORTH_BAD ? quality[i].chars : 0;
        bad_lines += quality[i].worth == SIL_WORTH_BAD && quality[i].chars;
    }
    if ((double)bad > bad_lines_most * (double)judged) {
        char *why = sil_sprintf(a, "the text layer is no text in %zu of its %zu lines: it was read with a model of another language, or its fonts lack a ToUnicode table", bad_lines, inked);
        return say(a, SIL_VERDICT_BAD, verdict, reason, why ? why : "", err);
    }
    return say(a, SIL_VERDICT_LAYER, verdict, reason, "", err);
}

int layer_lines_outside(PIX *image, const placed_word *words, size_t n)
{
    double heights = 0;
    for (size_t i = 0; i < n; i++)
        heights += words[i].y1 - words[i].y0;
    double line = n ? heights / (double)n : 0;
    if (!(line >= 2))
        return 0;
    /* Bring a line to about ten pixels: enough to tell lines, small enough to be quick. */
    float scale = (float)(10 / line);
    if (scale > 1)
        scale = 1;
    PIX *gray = pixConvertTo8(image, 0), *small = gray ? pixScale(gray, scale, scale) : NULL, *ink = small ? pixThresholdToBinary(small, 180) : NULL, *joined = NULL;
    int found = 0;
    if (ink) {
        for (size_t i = 0; i < n; i++) { /* what the layer covers, and a little around it */
            int x0 = (int)(words[i].x0 * scale) - 3, y0 = (int)(words[i].y0 * scale) - 3;
            pixClearInRect(ink, &(BOX){x0, y0, (int)((words[i].x1 - words[i].x0) * scale) + 7, (int)((words[i].y1 - words[i].y0) * scale) + 7, 1});
        }
        joined = pixCloseSafeBrick(NULL, ink, 9, 1);
    }
    BOXA *boxes = joined ? pixConnCompBB(joined, 8) : NULL;
    int h = (int)(line * scale + 0.5);
    for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
        l_int32 x, y, bw, bh;
        if (!boxaGetBoxGeometry(boxes, i, &x, &y, &bw, &bh) && bh * 2 >= h && bh <= h * 2 && bw >= 6 * h) {
            /* A line of print, not a bar: its ink is neither solid nor thin. */
            PIX *part = pixClipRectangle(ink, &(BOX){x, y, bw, bh, 1}, NULL);
            l_int32 dark = 0;
            if (part)
                pixCountPixels(part, &dark, NULL);
            double share = (double)dark / bw / bh;
            found += share > 0.08 && share < 0.7;
            pixDestroy(&part);
        }
    }
    boxaDestroy(&boxes);
    pixDestroy(&joined);
    pixDestroy(&ink);
    pixDestroy(&small);
    pixDestroy(&gray);
    return found;
}

int layer_gaps_inked(PIX *image, const placed_word *words, size_t n)
{
    PIX *gray = pixConvertTo8(image, 0), *ink = gray ? pixThresholdToBinary(gray, 160) : NULL;
    int found = 0;
    for (size_t i = 0; ink && i + 1 < n; i++) {
        const placed_word *w = &words[i], *next = w + 1;
        double h = w->y1 - w->y0, gap = next->x0 - w->x1;
        if (w->line_end || gap < 0.2 * h || gap > 4 * h)
            continue;
        BOX box = {(int)(w->x1 + 0.1 * gap), (int)(w->y0 + 0.2 * h), (int)(0.8 * gap), (int)(0.6 * h), 1};
        PIX *part = box.w > 0 && box.h > 0 ? pixClipRectangle(ink, &box, NULL) : NULL;
        l_int32 dark = 0;
        if (part) {
            pixCountPixels(part, &dark, NULL);
            double share = (double)dark / pixGetWidth(part) / pixGetHeight(part);
            found += share > 0.08 && share < 0.8;
        }
        pixDestroy(&part);
    }
    pixDestroy(&ink);
    pixDestroy(&gray);
    return found;
}
