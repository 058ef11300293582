/* Room 1, text layer: worthless layers are valid Unicode too. Each is judged by its lines, its letters, and by what stands on the page. */
#include "layer_judge.h"

#include <string.h>

/* Shares measured on the papers and on wrong-language OCR of the same pages: see tests/unit/1-intake. */
static const double letters_least = 0.3, meaningless_most = 0.05, bad_lines_most = 0.25, bad_lines_scan = 0.5;

/* Layers of scans: share of words that only an OCR program's slip leaves behind, above which they are held against the image. Print that was
 * typed has up to 0.018 (rare words), and holding a layer against the image costs little. */
static const double slips_most = 0.02;

static sil_status say(sil_arena *a, sil_verdict v, sil_verdict *verdict, char **reason, const char *text, sil_err *err)
{
    *verdict = v;
    *reason = sil_strdup(a, text);
    return *reason ? SIL_OK : sil_fail(err, SIL_NOMEM, "no memory to judge the text layer");
}

sil_status layer_judge_text(sil_arena *a, const sil_quality *q, const char *const *lines, size_t n, bool scan, sil_verdict *verdict, char **reason, sil_err *err)
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
    const char *mojibake = layer_mojibake(lines, n);
    if (mojibake) {
        char *why = sil_sprintf(a, "the text layer is no text: %s", mojibake);
        return say(a, SIL_VERDICT_BAD, verdict, reason, why ? why : "", err);
    }
    if (layer_runs_backwards(lines, n) || sil_quality_backwards(q, lines, n))
        return say(a, SIL_VERDICT_BAD, verdict, reason, "the text layer is no text: its lines run backwards", err);
    sil_quality_lines(q, lines, n, quality);
    for (size_t i = 0; i < n; i++) {
        inked += quality[i].chars > 0;
        judged += quality[i].chars;
        bad += quality[i].worth == SIL_WORTH_BAD ? quality[i].chars : 0;
        bad_lines += quality[i].worth == SIL_WORTH_BAD && quality[i].chars;
    }
    if (scan && (double)bad > bad_lines_most * (double)judged && (double)bad <= bad_lines_scan * (double)judged) { /* formulas, a figure, poor print: the image tells */
        char *why = sil_sprintf(a, "the text layer of the scan is doubtful: %zu of its %zu lines look like no text", bad_lines, inked);
        return say(a, SIL_VERDICT_DOUBTFUL, verdict, reason, why ? why : "", err);
    }
    if ((double)bad > bad_lines_most * (double)judged) {
        const char *known = layer_reason_of_bad(a, q, lines, n);
        char *why = sil_sprintf(a, "the text layer is no text in %zu of its %zu lines: %s", bad_lines, inked,
                                known ? known : "it was read with a model of another language, or its letters do not mean what its fonts show");
        return say(a, SIL_VERDICT_BAD, verdict, reason, why ? why : "", err);
    }
    size_t words, slips = scan ? sil_quality_slips(q, lines, n, &words) : 0;
    if (slips > 2 && (double)slips > slips_most * (double)words) {
        char *why = sil_sprintf(a, "the text layer of the scan is doubtful: %zu of its %zu words look misread", slips, words);
        return say(a, SIL_VERDICT_DOUBTFUL, verdict, reason, why ? why : "", err);
    }
    if (scan && (double)meaningless > 0) {
        char *why = sil_sprintf(a, "the text layer of the scan is doubtful: %zu of its characters have no meaning in Unicode", meaningless);
        return say(a, SIL_VERDICT_DOUBTFUL, verdict, reason, why ? why : "", err);
    }
    return say(a, SIL_VERDICT_LAYER, verdict, reason, "", err);
}
