/* Room 1, single images: PNG, JPEG, JPEG 2000, WebP. The page is the delivered file itself, byte by byte (of JPEG 2000 its
 * pixels as PNG), once it is known that it can be decoded to its end; a JPEG that a camera turned (EXIF orientation) is set upright. */
#include <leptonica/allheaders.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "intake.h"

static unsigned u16(const unsigned char *p, bool big)
{
    return (unsigned)(big ? p[0] << 8 | p[1] : p[1] << 8 | p[0]);
}

/* The tag in a TIFF structure of n bytes (what follows "Exif" in an APP1 segment); 0 when it is not there. */
static int orientation_tag(const unsigned char *p, size_t n)
{
    bool big = p[0] == 'M';
    size_t at = big ? (size_t)u16(p + 4, big) << 16 | u16(p + 6, big) : (size_t)u16(p + 6, big) << 16 | u16(p + 4, big);
    if (at + 2 > n)
        return 0;
    unsigned entries = u16(p + at, big);
    for (size_t k = 0, e = at + 2; k < entries && e + 12 <= n; k++, e += 12)
        if (u16(p + e, big) == 274)
            return (int)u16(p + e + 8, big);
    return 0;
}

/* Orientation of a JPEG by its EXIF data (CIPA DC-008, tag 274): 1 to 8, 1 when there is none. */
static int exif_orientation(const unsigned char *s, size_t len)
{
    for (size_t i = 2; i + 4 <= len && s[i] == 0xff;) {
        const unsigned char *segment = s + i;
        size_t size = (size_t)segment[2] << 8 | segment[3];
        if (segment[1] == 0xda || size < 2 || i + 2 + size > len)
            break;
        i += 2 + size;
        if (segment[1] != 0xe1 || size < 16 || memcmp(segment + 4, "Exif\0\0", 6))
            continue;
        int v = orientation_tag(segment + 10, size - 8);
        if (v >= 1 && v <= 8)
            return v;
    }
    return 1;
}

static PIX *set_upright(PIX *pix, int orientation)
{
    static const int quarter[] = {0, 0, 0, 2, 2, 1, 1, 3, 3};
    PIX *out = quarter[orientation] ? pixRotateOrth(pix, quarter[orientation]) : pixClone(pix);
    if (out && (orientation == 2 || orientation == 4 || orientation == 5 || orientation == 7)) {
        PIX *flipped = pixFlipLR(NULL, out);
        pixDestroy(&out);
        out = flipped;
    }
    return out;
}

sil_status intake_take_image(intake_job *j, sil_err *err)
{
    const l_uint8 *bytes = (const l_uint8 *)j->bytes;
    int format = 0, w = 0, h = 0, bps = 0, spp = 0, cmap = 0, orientation = 1;
    l_int32 warnings = 0;
    sil_source_page p = {.page = 1, .verdict = SIL_VERDICT_SCAN, .reason = ""};
    setMsgSeverity(L_SEVERITY_NONE);
    intake_tell_count(j, 1);
    intake_tell_begin(j, 1, "decoding the image");
    if (pixReadHeaderMem(bytes, j->len, &format, &w, &h, &bps, &spp, &cmap))
        return sil_fail(err, SIL_FORMAT, "the head of the image (%s) is damaged or cut off; deliver it again", j->kind.what);
    if (intake_check_pixels(j, w, h, err))
        return err->code;
    PIX *pix = j->kind.format == INTAKE_JPEG ? pixReadMemJpeg(bytes, j->len, 0, 1, &warnings, 0) : pixReadMem(bytes, j->len);
    if (!pix)
        return sil_fail(err, SIL_FORMAT, "the image (%s, %d x %d pixels) cannot be decoded: it is damaged, cut off, or of a kind that Leptonica does not read", j->kind.what, w, h);
    if (j->kind.format == INTAKE_JPEG) {
        if (warnings && !memmem(bytes + j->len - (j->len < 4096 ? j->len : 4096), j->len < 4096 ? j->len : 4096, "\xff\xd9", 2)) {
            pixDestroy(&pix);
            return sil_fail(err, SIL_FORMAT, "the JPEG is cut off before its end; deliver it again");
        }
        orientation = exif_orientation(bytes, j->len);
    }
    int dpi = pixGetXRes(pix);
    sil_arena *a = sil_arena_new(0);
    sil_status s = a ? SIL_OK : sil_fail(err, SIL_NOMEM, "no memory for the page");
    bool png_of = orientation != 1 || j->kind.format == INTAKE_JP2; /* pages/ holds only what every browser shows */
    if (!s && png_of) {
        PIX *up = set_upright(pix, orientation);
        l_uint8 *png = NULL;
        size_t len = 0;
        if (!up || pixWriteMemPng(&png, &len, up, 0) || !png)
            s = sil_fail(err, SIL_NOMEM, "the image cannot be written as PNG");
        else
            s = intake_save_bytes(j, &p, a, "png", png, len, pixGetWidth(up), pixGetHeight(up), dpi, err);
        free(png);
        pixDestroy(&up);
        p.reason = orientation != 1 ? "set upright as its EXIF orientation asks" : "";
    } else if (!s) {
        s = intake_save_bytes(j, &p, a, j->kind.ext, bytes, j->len, pixGetWidth(pix), pixGetHeight(pix), dpi, err);
    }
    if (!s)
        intake_tell_page(j, &p, true);
    pixDestroy(&pix);
    sil_arena_free(a);
    return s;
}
