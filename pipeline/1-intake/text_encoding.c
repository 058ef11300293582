/* Room 1, plain text: whatever it was written in becomes UTF-8. */
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include "plain_text.h"

/* Names as ICU's detector gives them, and the converter that knows all that people really write under that name. */
static const struct encoding {
    const char *detected, *converter;
} encodings[] = {
    {"EUC-KR", "windows-949"},      {"ISO-2022-KR", "ISO-2022-KR"}, {"GB18030", "GB18030"},     {"Big5", "Big5-HKSCS"},
    {"Shift_JIS", "ibm-943_P15A-2003"}, {"EUC-JP", "EUC-JP"},       {"ISO-2022-JP", "ISO-2022-JP"}, {"UTF-16BE", "UTF-16BE"},
    {"UTF-16LE", "UTF-16LE"},       {"UTF-32BE", "UTF-32BE"},       {"UTF-32LE", "UTF-32LE"},   {"ISO-8859-1", "windows-1252"},
    {"windows-1252", "windows-1252"},
};

/* NULL when the bytes are not of that encoding, or memory is out. */
static char *convert(sil_arena *a, const char *converter, const char *bytes, size_t len)
{
    UErrorCode e = U_ZERO_ERROR;
    UConverter *c = ucnv_open(converter, &e);
    if (U_FAILURE(e))
        return NULL;
    ucnv_setToUCallBack(c, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &e);
    char *out = NULL;
    UChar *wide = sil_alloc(a, (len + 2) * sizeof *wide);
    if (wide && len < (size_t)1 << 30) {
        UChar *to = wide;
        const char *from = bytes;
        ucnv_toUnicode(c, &to, wide + len + 1, &from, bytes + len, NULL, 1, &e);
        UConverter *u = ucnv_open("UTF-8", &e);
        size_t room = (size_t)(to - wide) * 3 + 1;
        out = U_SUCCESS(e) ? sil_alloc(a, room) : NULL;
        if (out)
            ucnv_fromUChars(u, out, (int32_t)room, wide, (int32_t)(to - wide), &e);
        if (u)
            ucnv_close(u);
    }
    ucnv_close(c);
    return U_SUCCESS(e) || e == U_STRING_NOT_TERMINATED_WARNING ? out : NULL;
}

/* How much a conversion looks like running text: detectors confuse the two-byte sets, running text does not. */
static double plausibility(const sil_quality *q, const char *utf8)
{
    size_t hangul, han;
    if (!q)
        return 0.5;
    double a = sil_quality_common(q, utf8, SIL_SCRIPT_HANGUL, &hangul), b = sil_quality_common(q, utf8, SIL_SCRIPT_HAN, &han);
    return hangul + han ? (a * (double)hangul + b * (double)han) / (double)(hangul + han) : 0.3;
}

static sil_status by_detector(sil_arena *a, const sil_quality *q, const char *bytes, size_t len, char **out, const char **name, sil_err *err)
{
    UErrorCode e = U_ZERO_ERROR;
    UCharsetDetector *d = ucsdet_open(&e);
    int32_t n = 0, sample = len < 65536 ? (int32_t)len : 65536;
    double best = -1;
    ucsdet_setText(d, bytes, sample, &e);
    const UCharsetMatch **m = ucsdet_detectAll(d, &n, &e);
    *out = NULL;
    for (int32_t i = 0; U_SUCCESS(e) && i < n; i++) {
        const char *found = ucsdet_getName(m[i], &e);
        for (size_t k = 0; k < sizeof encodings / sizeof *encodings; k++) {
            if (strcmp(encodings[k].detected, found))
                continue;
            char *utf8 = convert(a, encodings[k].converter, bytes, len);
            double worth = utf8 ? ucsdet_getConfidence(m[i], &e) / 100.0 + plausibility(q, utf8) : -1;
            if (worth > best) {
                best = worth;
                *out = utf8;
                *name = encodings[k].detected;
            }
        }
    }
    ucsdet_close(d);
    return *out ? SIL_OK : sil_fail(err, SIL_FORMAT, "the text is in no encoding that ICU recognizes; save it as UTF-8 and deliver it again");
}

sil_status text_to_utf8(sil_arena *a, const sil_quality *q, const char *bytes, size_t len, char **out, const char **name, sil_err *err)
{
    const char *mark = NULL, *converter = NULL;
    if (len >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3)) {
        bytes += 3;
        len -= 3;
    } else if (len >= 2 && !memcmp(bytes, "\xff\xfe", 2)) {
        mark = "UTF-16LE";
    } else if (len >= 2 && !memcmp(bytes, "\xfe\xff", 2)) {
        mark = "UTF-16BE";
    }
    if (mark) {
        converter = mark;
        bytes += 2;
        len -= 2;
    } else if (memchr(bytes, 0, len)) { /* UTF-16 without a mark: ASCII's high bytes are zero */
        size_t even = 0, odd = 0;
        for (size_t i = 0; i < len; i++)
            if (!bytes[i])
                *(i % 2 ? &odd : &even) += 1;
        converter = mark = even > odd ? "UTF-16BE" : "UTF-16LE";
    }
    if (converter) {
        *name = mark;
        *out = convert(a, converter, bytes, len / 2 * 2);
        return *out ? SIL_OK : sil_fail(err, SIL_FORMAT, "the text begins as %s but is broken; save it as UTF-8 and deliver it again", mark);
    }
    if (sil_utf8_valid(bytes, len)) {
        *name = "UTF-8";
        *out = sil_strndup(a, bytes, len);
        return *out ? SIL_OK : sil_fail(err, SIL_NOMEM, "no memory for the text");
    }
    size_t broken = 0, whole = 0; /* UTF-8 with a few broken characters is still UTF-8 */
    for (size_t i = 0; i < len;) {
        unsigned char first = (unsigned char)bytes[i];
        int32_t cp = sil_cp_next(bytes, len, &i);
        if (first >= 0x80)
            *(cp == 0xFFFD ? &broken : &whole) += 1;
    }
    if (whole > 20 * broken) {
        *name = "UTF-8 with broken characters";
        *out = sil_alloc(a, len * 3 + 1);
        for (size_t i = 0, n = 0; *out && i < len;)
            n += sil_cp_put(*out + n, sil_cp_next(bytes, len, &i));
        return *out ? SIL_OK : sil_fail(err, SIL_NOMEM, "no memory for the text");
    }
    return by_detector(a, q, bytes, len, out, name, err);
}
