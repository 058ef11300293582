/* Room 1, text layer: the known ways in which a text layer goes wrong, each told by its own trace. Part of layer_judge.c. */
#include <string.h>

#include "layer_judge.h"
#include "sillok/text.h"

/* The byte that a character of cp1252 stands for, or -1. */
static int byte_of(int32_t c)
{
    static const int32_t high[32] = {0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
                                     0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178};
    if (c >= 0xA0 && c <= 0xFF)
        return (int)c;
    for (int i = 0; i < 32; i++)
        if (high[i] == c)
            return 0x80 + i;
    return -1;
}

const char *layer_mojibake(const char *const *lines, size_t n)
{
    double chars = 0, utf8 = 0, high = 0, pairs = 0;
    for (size_t i = 0; i < n; i++) {
        size_t len = strlen(lines[i]);
        int before = -1, want = 0;
        for (size_t k = 0; k < len;) {
            int32_t c = sil_cp_next(lines[i], len, &k);
            int b = byte_of(c);
            if (sil_script_of(c) == SIL_SCRIPT_SPACE && c != 0xA0) {
                before = -1, want = 0;
                continue;
            }
            chars++;
            high += c >= 0xA0 && c <= 0xFF;
            pairs += c >= 0xA0 && c <= 0xFF && before >= 0xA0;
            if (want && b >= 0x80 && b < 0xC0) { /* a byte that only goes on after a first one */
                want--;
                utf8 += want == 0;
            } else {
                want = b >= 0xC2 && b < 0xE0 ? 1 : b >= 0xE0 && b < 0xF0 ? 2 : 0;
            }
            before = b;
        }
    }
    if (utf8 >= 3 && utf8 * 150 > chars)
        return "the bytes of UTF-8 were taken for Latin letters";
    if (high * 3 > chars && pairs * 4 > chars)
        return "the bytes of a Korean or Chinese encoding were taken for Latin letters";
    return NULL;
}

/* A mark that ends a sentence, or closes, at the beginning of a word, more often than at the end. */
bool layer_runs_backwards(const char *const *lines, size_t n)
{
    size_t first = 0, last = 0;
    for (size_t i = 0; i < n; i++) {
        size_t len = strlen(lines[i]);
        int32_t before = ' ';
        for (size_t k = 0; k <= len;) {
            int32_t c = k < len ? sil_cp_next(lines[i], len, &k) : (k++, ' ');
            bool blank = sil_script_of(c) == SIL_SCRIPT_SPACE, was_blank = sil_script_of(before) == SIL_SCRIPT_SPACE;
            bool ends = c == '.' || c == ',' || c == ')' || c == 0x3002 || c == 0xFF0C || c == 0x3001 || c == 0xFF09;
            bool ended = before == '.' || before == ',' || before == ')' || before == 0x3002 || before == 0xFF0C || before == 0x3001 || before == 0xFF09;
            first += was_blank && ends;
            last += blank && ended;
            before = c;
        }
    }
    return first >= 3 && first > 3 * last;
}

static bool reads_well(const sil_quality *q, const char *const *lines, size_t n, sil_line_quality *out)
{
    double bad = 0, all = 0;
    sil_quality_lines(q, lines, n, out);
    for (size_t i = 0; i < n; i++)
        all += (double)out[i].chars, bad += out[i].worth == SIL_WORTH_BAD ? (double)out[i].chars : 0;
    return all > 0 && bad < 0.3 * all;
}

/* The same lines with each letter moved by `by`, or each line from its end to its beginning (by = 0). */
static char *changed(sil_arena *a, const char *line, int by)
{
    size_t len = strlen(line), n = 0;
    int32_t *cp = sil_alloc(a, (len + 1) * sizeof *cp);
    char *out = sil_alloc(a, len * 4 + 1), *to = out;
    if (!cp || !out)
        return NULL;
    for (size_t i = 0; i < len;)
        cp[n++] = sil_cp_next(line, len, &i);
    for (size_t i = 0; i < n; i++) {
        int32_t c = by ? cp[i] : cp[n - 1 - i];
        c = by && c > 32 && c + by < 127 ? c + by : c;
        to += sil_cp_put(to, c);
    }
    *to = 0;
    return out;
}

const char *layer_reason_of_bad(sil_arena *a, const sil_quality *q, const char *const *lines, size_t n)
{
    enum { GLYPH_NUMBERS = 29 }; /* glyph 3 of most TrueType fonts is the space, character 32 */
    static const struct {
        int by;
        const char *why;
    } ways[] = {{0, "its lines run backwards"}, {GLYPH_NUMBERS, "it holds the numbers of glyphs in place of letters, as its fonts lack a ToUnicode table"}};
    sil_line_quality *out = sil_alloc(a, (n + 1) * sizeof *out);
    char **other = sil_alloc(a, (n + 1) * sizeof *other);
    for (size_t w = 0; out && other && w < 2; w++) {
        bool all = true;
        for (size_t i = 0; i < n && all; i++)
            all = (other[i] = changed(a, lines[i], ways[w].by)) != NULL;
        if (all && reads_well(q, (const char *const *)other, n, out))
            return ways[w].why;
    }
    return NULL;
}
