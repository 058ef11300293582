/* sillok-export, PDF: a page's image. PDF takes the bytes of a JPEG as they are, and the compressed rows of a PNG (RFC 2083; ISO 32000-1, 7.4.4.4) when it has no
 * interlacing and no transparency. What is left is packed anew without loss by Leptonica. */
#include <leptonica/allheaders.h>
#include <stdio.h>
#include <string.h>

#include "pdf.h"
#include "sillok/file.h"

static unsigned long number(const char *at)
{
    const unsigned char *u = (const unsigned char *)at;
    return (unsigned long)u[0] << 24 | (unsigned long)u[1] << 16 | (unsigned long)u[2] << 8 | u[3];
}

/* The rows of a PNG as they are. false: it is none, or one whose rows PDF cannot hold. */
static bool png_rows(qpdf_data q, const char *png, size_t len, qpdf_oh *image)
{
    static const int samples[] = {1, 0, 3, 1}; /* by colour type: gray, -, RGB, palette */
    if (len < 33 || memcmp(png, "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16) != 0)
        return false;
    unsigned long width = number(png + 16), height = number(png + 20), n;
    int bits = png[24], type = png[25], n_samples = type >= 0 && type < 4 ? samples[type] : 0;
    bool plain = n_samples && !png[26] && !png[27] && !png[28] && bits >= 1 && bits <= 16, end = false;
    sil_buf rows = {.limit = 0}, palette = {.limit = 1 << 16};
    for (size_t i = 33; plain && !end && i + 12 <= len; i += 12 + n) {
        const char *name = png + i + 4;
        n = number(png + i);
        if (n > len - i - 12 || memcmp(name, "tRNS", 4) == 0)
            plain = false;
        else if (memcmp(name, "IDAT", 4) == 0)
            sil_buf_add(&rows, name + 4, n);
        else if (memcmp(name, "PLTE", 4) == 0 && type == 3 && n >= 3 && n <= 768 && !palette.len) {
            sil_buf_printf(&palette, "[ /Indexed /DeviceRGB %lu <", n / 3 - 1);
            for (size_t k = 0; k < n; k++)
                sil_buf_printf(&palette, "%02X", (unsigned)(unsigned char)name[4 + k]);
        }
        end = memcmp(name, "IEND", 4) == 0;
    }
    sil_buf_puts(&palette, "> ]");
    plain = plain && end && rows.len && !rows.failed && !palette.failed && (type != 3 || palette.len > 3);
    if (plain) {
        char dict[256], parms[128];
        snprintf(dict, sizeof dict, "/Type /XObject /Subtype /Image /Width %lu /Height %lu /BitsPerComponent %d", width, height, bits);
        snprintf(parms, sizeof parms, "<< /Predictor 15 /Colors %d /BitsPerComponent %d /Columns %lu >>", n_samples, bits, width);
        *image = pdf_stream(q, rows.data, rows.len, dict, "/FlateDecode", parms);
        qpdf_oh_replace_key(q, qpdf_oh_get_dict(q, *image), "/ColorSpace", qpdf_oh_parse(q, type == 3 ? palette.data : type == 2 ? "/DeviceRGB" : "/DeviceGray"));
    }
    sil_buf_free(&rows);
    sil_buf_free(&palette);
    return plain;
}

static sil_status by_leptonica(qpdf_data q, const char *path, qpdf_oh *image, sil_err *err)
{
    L_COMP_DATA *c = NULL;
    if (l_generateCIDataForPdf(path, NULL, 0, &c) || !c)
        return sil_fail(err, SIL_FORMAT, "the page image cannot be read");
    char dict[512], *palette = NULL, parms[128];
    const char *space = c->spp == 1 ? "/DeviceGray" : c->spp == 3 ? "/DeviceRGB" : "/DeviceCMYK", *filter = "/FlateDecode";
    sil_buf b = {.limit = 1 << 20};
    *parms = 0;
    if (c->ncolors > 0 && c->cmapdatahex) {
        sil_buf_printf(&b, "[ /Indexed /DeviceRGB %d %s ]", c->ncolors - 1, c->cmapdatahex);
        palette = b.data;
    }
    if (c->type == L_JPEG_ENCODE)
        filter = "/DCTDecode";
    else if (c->type == L_FLATE_ENCODE && c->predictor)
        snprintf(parms, sizeof parms, "<< /Predictor 15 /Colors %d /BitsPerComponent %d /Columns %d >>", c->spp, c->bps, c->w);
    snprintf(dict, sizeof dict, "/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent %d%s", c->w, c->h, c->bps,
             c->type == L_JPEG_ENCODE && c->spp == 4 ? " /Decode [ 1 0 1 0 1 0 1 0 ]" : c->bps == 1 && !palette && !c->predictor ? " /Decode [ 1 0 ]" : ""); /* CMYK as Adobe
                writes it; black is 1 in Leptonica */
    sil_status s = c->type == L_JPEG_ENCODE || c->type == L_FLATE_ENCODE ? SIL_OK : sil_fail(err, SIL_FORMAT, "the page image is of no kind that PDF holds");
    if (!s && !b.failed) {
        *image = pdf_stream(q, c->datacomp, c->nbytescomp, dict, filter, *parms ? parms : NULL);
        qpdf_oh_replace_key(q, qpdf_oh_get_dict(q, *image), "/ColorSpace", qpdf_oh_parse(q, palette ? palette : space));
    }
    sil_buf_free(&b);
    l_CIDataDestroy(&c);
    return s;
}

sil_status pdf_image(qpdf_data q, const char *path, qpdf_oh *image, sil_err *err)
{
    sil_arena *a = sil_arena_new(0);
    char *bytes;
    size_t len;
    sil_status s = a ? sil_file_read(a, path, 0, &bytes, &len, err) : sil_fail(err, SIL_NOMEM, "out of memory");
    bool taken = !s && png_rows(q, bytes, len, image);
    sil_arena_free(a);
    return s || taken ? s : by_leptonica(q, path, image, err);
}
