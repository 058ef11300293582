/* Room 1, PDF: the image of a page. Where the page is one image, its own bytes (JPEG) or else its own pixels as PNG (CCITT, JPEG 2000,
 * JBIG2, Flate), for pages/ holds only what every browser shows; every one of them is held against a small rendering of the page, and where the two differ, or the page is more than
 * one image, the page is drawn. */
#include <cairo.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "pdf.h"
#include "tiff_memory.h"

enum { LOOK = 320 /* pixels of the longer side when two pictures of a page are compared */ };

static PIX *from_surface(cairo_surface_t *s)
{
    cairo_surface_flush(s);
    int w = cairo_image_surface_get_width(s), h = cairo_image_surface_get_height(s), stride = cairo_image_surface_get_stride(s);
    const unsigned char *data = cairo_image_surface_get_data(s);
    cairo_format_t format = cairo_image_surface_get_format(s);
    if (!data || w <= 0 || h <= 0 || (format != CAIRO_FORMAT_RGB24 && format != CAIRO_FORMAT_ARGB32))
        return NULL;
    PIX *pix = pixCreateNoInit(w, h, 32);
    if (!pix)
        return NULL;
    l_uint32 *out = pixGetData(pix);
    int wpl = pixGetWpl(pix);
    for (int y = 0; y < h; y++) {
        const uint32_t *row = (const uint32_t *)(const void *)(data + (size_t)y * (size_t)stride);
        l_uint32 *to = out + (size_t)y * (size_t)wpl;
        for (int x = 0; x < w; x++)
            to[x] = row[x] << 8;
    }
    return pix;
}

PIX *pdf_render(PopplerPage *page, double x, double y, double width, double height, int w, int h)
{
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, w, h);
    PIX *pix = NULL;
    if (cairo_surface_status(s) == CAIRO_STATUS_SUCCESS) {
        cairo_t *c = cairo_create(s);
        cairo_set_source_rgb(c, 1, 1, 1);
        cairo_paint(c);
        cairo_scale(c, w / width, h / height);
        cairo_translate(c, -x, -y);
        poppler_page_render(page, c);
        bool ok = cairo_status(c) == CAIRO_STATUS_SUCCESS;
        cairo_destroy(c);
        if (ok)
            pix = from_surface(s);
    }
    cairo_surface_destroy(s);
    return pix;
}

PIX *pdf_plain_depth(PIX *pix, bool two)
{
    if (!pix || pixGetDepth(pix) != 32)
        return pix;
    int w = pixGetWidth(pix), h = pixGetHeight(pix), wpl = pixGetWpl(pix);
    const l_uint32 *data = pixGetData(pix);
    size_t coloured = 0, between = 0;
    for (int y = 0; y < h; y++) {
        const l_uint32 *row = data + (size_t)y * (size_t)wpl;
        for (int x = 0; x < w; x++) {
            int r = (int)(row[x] >> 24), g = (int)(row[x] >> 16 & 255), b = (int)(row[x] >> 8 & 255);
            int most = r > g ? r : g, least = r < g ? r : g;
            most = b > most ? b : most;
            least = b < least ? b : least;
            coloured += most - least > 32;
            between += most != least || (most != 0 && most != 255);
        }
    }
    PIX *out = NULL;
    if (two && between == 0)
        out = pixConvertTo1(pix, 128);
    else if ((double)coloured <= 0.0003 * w * h)
        out = pixConvertRGBToGray(pix, 0.299F, 0.587F, 0.114F);
    else
        return pix;
    if (!out)
        return pix;
    pixDestroy(&pix);
    return out;
}

/* Do two pictures show the same page? Both are brought to the same small size, blurred, and correlated: a turned page, another crop or an
 * inverted one does not correlate, however little stands on it. */
static bool looks_same(PIX *a, PIX *b)
{
    PIX *ga = pixConvertTo8(a, 0), *gb = pixConvertTo8(b, 0), *sa = NULL, *blur_a = NULL, *blur_b = NULL;
    double x = 0, y = 0, xx = 0, yy = 0, xy = 0, n = 0;
    if (ga && gb)
        sa = pixScaleToSize(ga, pixGetWidth(gb), pixGetHeight(gb));
    if (sa) {
        blur_a = pixBlockconv(sa, 2, 2);
        blur_b = pixBlockconv(gb, 2, 2);
    }
    for (int row = 0; blur_a && blur_b && row < pixGetHeight(blur_b); row++)
        for (int col = 0; col < pixGetWidth(blur_b); col++) {
            l_uint32 va = 0, vb = 0;
            pixGetPixel(blur_a, col, row, &va);
            pixGetPixel(blur_b, col, row, &vb);
            x += va;
            y += vb;
            xx += (double)va * va;
            yy += (double)vb * vb;
            xy += (double)va * vb;
            n++;
        }
    pixDestroy(&blur_a);
    pixDestroy(&blur_b);
    pixDestroy(&sa);
    pixDestroy(&gb);
    pixDestroy(&ga);
    if (n < 1)
        return false;
    double vx = xx / n - x / n * (x / n), vy = yy / n - y / n * (y / n), cov = xy / n - x / n * (y / n);
    if (fabs(x - y) / n > 24)
        return false;
    if (vx < 0.5 && vy < 0.5) /* both blank */
        return true;
    return vx > 0 && vy > 0 && cov / sqrt(vx * vy) > 0.8;
}

/* Where the image stands on the displayed page: points, origin top left. */
static pdf_rect displayed(const pdf_page_facts *f)
{
    pdf_rect r = f->where, b = f->box;
    switch (f->rotate) {
    case 90: return (pdf_rect){r.y0 - b.y0, r.x0 - b.x0, r.y1 - b.y0, r.x1 - b.x0};
    case 180: return (pdf_rect){b.x1 - r.x1, r.y0 - b.y0, b.x1 - r.x0, r.y1 - b.y0};
    case 270: return (pdf_rect){b.y1 - r.y1, b.x1 - r.x1, b.y1 - r.y0, b.x1 - r.x0};
    default: return (pdf_rect){r.x0 - b.x0, b.y1 - r.y1, r.x1 - b.x0, b.y1 - r.y0};
    }
}

typedef struct native {
    unsigned char *bytes; /* of a JPEG, malloc'ed; NULL: pix is to be written as PNG */
    size_t len;
    PIX *pix;             /* what a reader of the bytes sees (reduced perhaps) */
    int warnings;         /* of the JPEG decoder */
} native;

static void native_free(native *n)
{
    free(n->bytes);
    pixDestroy(&n->pix);
    *n = (native){0};
}

/* The stream's own bytes where they are a JPEG; the pixels of a CCITT or JPEG 2000 stream. */
static bool own_bytes(qpdf_data q, const pdf_page_facts *f, int dpi, native *n)
{
    QPDF_BOOL filtered = QPDF_FALSE;
    int format = 0, w = 0, h = 0, bps = 0, spp = 0, cmap = 0;
    sil_err ignored;
    if (!f->plain || f->turn != 0 || (f->filter != PDF_DCT && f->filter != PDF_JPX && f->filter != PDF_CCITT) || (f->inverted && f->filter != PDF_CCITT))
        return false;
    if (qpdf_oh_get_stream_data(q, f->image, qpdf_dl_none, &filtered, &n->bytes, &n->len) & QPDF_ERRORS || !n->bytes) {
        if (qpdf_has_error(q))
            (void)qpdf_get_error(q);
        return false;
    }
    if (f->filter == PDF_CCITT) {
        ccitt_form form = {f->width, f->height, f->ccitt_k, f->ccitt_black_is_1 != f->inverted, dpi};
        tiff_memory m = {0};
        if (f->ccitt_byte_align || f->ccitt_columns != f->width || tiff_wrap_ccitt(n->bytes, n->len, &form, &m, &ignored))
            return false;
        n->pix = pixReadMemTiff(m.data, m.len, 0);
        free(m.data);
        free(n->bytes);
        n->bytes = NULL;
        return n->pix && pixGetWidth(n->pix) == f->width && pixGetHeight(n->pix) == f->height;
    }
    if (pixReadHeaderMem(n->bytes, n->len, &format, &w, &h, &bps, &spp, &cmap) || w != f->width || h != f->height || bps != 8 || (spp != 1 && spp != 3))
        return false;
    if (f->filter == PDF_DCT && format == IFF_JFIF_JPEG) {
        n->pix = pixReadMemJpeg(n->bytes, n->len, 0, w > 8 * LOOK ? 4 : w > 4 * LOOK ? 2 : 1, &n->warnings, 0);
    } else if (f->filter == PDF_JPX && format == IFF_JP2) {
        n->pix = pixReadMemJp2k(n->bytes, n->len, 1, NULL, 0, 0);
        free(n->bytes);
        n->bytes = NULL;
    }
    return n->pix != NULL;
}

/* The image's own pixels as Poppler decodes them, turned as the viewer shows them. */
static bool own_pixels(PopplerPage *page, const pdf_page_facts *f, native *n)
{
    GList *list = poppler_page_get_image_mapping(page);
    PIX *pix = NULL;
    for (GList *l = list; l && !pix; l = l->next) {
        cairo_surface_t *s = poppler_page_get_image(page, ((PopplerImageMapping *)l->data)->image_id);
        if (s && cairo_image_surface_get_width(s) == f->width && cairo_image_surface_get_height(s) == f->height)
            pix = from_surface(s);
        if (s)
            cairo_surface_destroy(s);
    }
    poppler_page_free_image_mapping(list);
    pix = pdf_plain_depth(pix, true);
    if (pix && f->turn) {
        PIX *turned = pixRotateOrth(pix, f->turn / 90);
        pixDestroy(&pix);
        pix = turned;
    }
    n->pix = pix;
    return pix != NULL;
}

static bool shows_the_page(PopplerPage *page, const pdf_rect *d, PIX *pix)
{
    double w = d->x1 - d->x0, h = d->y1 - d->y0, scale = LOOK / fmax(w, h);
    PIX *view = pdf_render(page, d->x0, d->y0, w, h, (int)fmax(16, w * scale), (int)fmax(16, h * scale));
    bool same = view && looks_same(pix, view);
    pixDestroy(&view);
    return same;
}

static sil_status save_png(intake_job *j, sil_arena *a, PIX *pix, int dpi, sil_source_page *p, sil_err *err)
{
    l_uint8 *data = NULL;
    size_t len = 0;
    pixSetResolution(pix, dpi, dpi);
    pixSetZlibCompression(pix, 3); /* half the time of the default for a tenth more bytes */
    if (pixWriteMemPng(&data, &len, pix, 0) || !data)
        return sil_fail(err, SIL_NOMEM, "the page image cannot be written as PNG");
    sil_status s = intake_save_bytes(j, p, a, "png", data, len, pixGetWidth(pix), pixGetHeight(pix), dpi, err);
    free(data);
    return s;
}

static sil_status draw(intake_job *j, sil_arena *a, PopplerPage *page, double dpi, sil_source_page *p, pdf_map *map, sil_err *err)
{
    double pw, ph, most = (double)sil_setting_int(j->settings, "intake.max_page_mpixels") * 1e6;
    poppler_page_get_size(page, &pw, &ph);
    if (!(pw > 0 && ph > 0 && pw < 1e6 && ph < 1e6))
        return sil_fail(err, SIL_FORMAT, "the page has no size (%.1f x %.1f points)", pw, ph);
    double fits = fmin(sqrt(most / (pw * ph)), 30000 / fmax(pw, ph)) * 72;
    dpi = fmin(dpi, fits);
    int w = (int)fmax(1, floor(pw * dpi / 72 + 0.5)), h = (int)fmax(1, floor(ph * dpi / 72 + 0.5));
    if (intake_check_pixels(j, w, h, err))
        return err->code;
    PIX *pix = pdf_plain_depth(pdf_render(page, 0, 0, pw, ph, w, h), false);
    if (!pix)
        return sil_fail(err, SIL_LIMIT, "the page cannot be drawn at %d x %d pixels; intake.max_memory_mb or intake.render_dpi may help", w, h);
    sil_status s = save_png(j, a, pix, (int)(dpi + 0.5), p, err);
    pixDestroy(&pix);
    *map = (pdf_map){0, 0, w / pw, h / ph, w, h};
    return s;
}

bool pdf_is_blank(PopplerPage *page)
{
    double w, h;
    poppler_page_get_size(page, &w, &h);
    if (!(w > 0 && h > 0))
        return true;
    PIX *pix = pdf_render(page, 0, 0, w, h, 420, 600), *gray = pix ? pixConvertTo8(pix, 0) : NULL;
    l_int32 dark = 0;
    if (gray) {
        PIX *ink = pixThresholdToBinary(gray, 240);
        pixCountPixels(ink, &dark, NULL);
        pixDestroy(&ink);
    }
    pixDestroy(&gray);
    pixDestroy(&pix);
    return dark == 0;
}

bool pdf_is_scan(const pdf_page_facts *f)
{
    return f->one_image || (f->covered >= 0.6 && !f->text);
}

sil_status pdf_page_image(intake_job *j, sil_arena *a, PopplerPage *page, qpdf_data q, const pdf_page_facts *f, sil_source_page *p, pdf_map *map, sil_err *err)
{
    double dpi = (double)sil_setting_int(j->settings, "intake.render_dpi");
    if (q && pdf_is_scan(f) && f->image_dpi > dpi) /* a scan in layers, or one that stands askew: no finer than it is */
        dpi = fmin(f->image_dpi, 600);
    if (!q || !f->one_image)
        return draw(j, a, page, dpi, p, map, err);
    pdf_rect d = displayed(f);
    bool side = f->turn == 90 || f->turn == 270;
    int w = side ? f->height : f->width, h = side ? f->width : f->height;
    double real = fmax(w / (d.x1 - d.x0), h / (d.y1 - d.y0)) * 72;
    sil_err ignored;
    if (f->turn < 0 || intake_check_pixels(j, w, h, &ignored))
        return draw(j, a, page, fmax(72, fmin(real, 600)), p, map, err);
    native n = {0};
    bool got = own_bytes(q, f, (int)(real + 0.5), &n) && shows_the_page(page, &d, n.pix);
    if (!got) {
        native_free(&n);
        got = own_pixels(page, f, &n) && shows_the_page(page, &d, n.pix);
    }
    sil_status s;
    if (!n.pix && pdf_is_blank(page)) {
        s = sil_fail(err, SIL_FORMAT, "the image of the page is damaged and cannot be decoded; it may have been cut off when it was sent");
    } else if (got) {
        s = n.bytes ? intake_save_bytes(j, p, a, "jpg", n.bytes, n.len, w, h, (int)(real + 0.5), err)
                    : save_png(j, a, n.pix, (int)(real + 0.5), p, err);
        if (n.warnings)
            p->reason = "the JPEG of the page is damaged or cut off: part of the picture may be missing";
        *map = (pdf_map){d.x0, d.y0, w / (d.x1 - d.x0), h / (d.y1 - d.y0), w, h};
    } else {
        s = draw(j, a, page, fmax(72, fmin(real, 600)), p, map, err);
    }
    native_free(&n);
    return s;
}
