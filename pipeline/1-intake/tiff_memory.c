/* Room 1: TIFF in memory, and CCITT data of a PDF made a TIFF as it is. */
#include "tiff_memory.h"

#include <stdlib.h>
#include <string.h>

static tmsize_t read_some(thandle_t h, void *to, tmsize_t n)
{
    tiff_memory *m = h;
    size_t left = m->at < m->len ? m->len - m->at : 0, want = n < 0 ? 0 : (size_t)n;
    if (want > left)
        want = left;
    memcpy(to, m->data + m->at, want);
    m->at += want;
    return (tmsize_t)want;
}

static tmsize_t write_some(thandle_t h, void *from, tmsize_t n)
{
    tiff_memory *m = h;
    if (!m->writing || n < 0 || (m->limit && m->at + (size_t)n > m->limit))
        return -1;
    size_t end = m->at + (size_t)n;
    if (end > m->cap) {
        size_t cap = end * 2 + 4096;
        unsigned char *p = realloc(m->data, cap);
        if (!p)
            return -1;
        memset(p + m->cap, 0, cap - m->cap);
        m->data = p;
        m->cap = cap;
    }
    memcpy(m->data + m->at, from, (size_t)n);
    m->at = end;
    if (end > m->len)
        m->len = end;
    return n;
}

static toff_t seek_to(thandle_t h, toff_t off, int whence)
{
    tiff_memory *m = h;
    size_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? m->at : m->len;
    m->at = base + (size_t)off;
    return (toff_t)m->at;
}

static int close_it(thandle_t h)
{
    (void)h;
    return 0;
}

static toff_t size_of(thandle_t h)
{
    return (toff_t)((tiff_memory *)h)->len;
}

TIFF *tiff_memory_open(tiff_memory *m, const char *mode)
{
    m->writing = mode[0] == 'w';
    m->at = 0;
    TIFFSetErrorHandler(NULL);
    TIFFSetWarningHandler(NULL);
    return TIFFClientOpen("delivered", m->writing ? "w" : "rm", m, read_some, write_some, seek_to, close_it, size_of, NULL, NULL);
}

sil_status tiff_wrap_ccitt(const void *code, size_t len, const ccitt_form *form, tiff_memory *m, sil_err *err)
{
    TIFF *t = tiff_memory_open(m, "w");
    if (!t)
        return sil_fail(err, SIL_NOMEM, "libtiff cannot begin a TIFF");
    bool ok = TIFFSetField(t, TIFFTAG_IMAGEWIDTH, (uint32_t)form->width) && TIFFSetField(t, TIFFTAG_IMAGELENGTH, (uint32_t)form->height) &&
              TIFFSetField(t, TIFFTAG_BITSPERSAMPLE, 1) && TIFFSetField(t, TIFFTAG_SAMPLESPERPIXEL, 1) &&
              TIFFSetField(t, TIFFTAG_COMPRESSION, form->k < 0 ? COMPRESSION_CCITTFAX4 : COMPRESSION_CCITTFAX3) &&
              TIFFSetField(t, TIFFTAG_PHOTOMETRIC, form->black_is_zero ? PHOTOMETRIC_MINISBLACK : PHOTOMETRIC_MINISWHITE) &&
              TIFFSetField(t, TIFFTAG_ROWSPERSTRIP, (uint32_t)form->height) && TIFFSetField(t, TIFFTAG_FILLORDER, FILLORDER_MSB2LSB) &&
              TIFFSetField(t, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    if (ok && form->k > 0)
        ok = TIFFSetField(t, TIFFTAG_GROUP3OPTIONS, (uint32_t)GROUP3OPT_2DENCODING);
    if (ok && form->dpi > 0)
        ok = TIFFSetField(t, TIFFTAG_XRESOLUTION, (double)form->dpi) && TIFFSetField(t, TIFFTAG_YRESOLUTION, (double)form->dpi) &&
             TIFFSetField(t, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
    ok = ok && TIFFWriteRawStrip(t, 0, (void *)(size_t)code, (tmsize_t)len) == (tmsize_t)len && TIFFWriteDirectory(t);
    TIFFClose(t);
    if (!ok) {
        free(m->data);
        *m = (tiff_memory){0};
        return sil_fail(err, SIL_FORMAT, "the CCITT data of the page cannot be wrapped as TIFF");
    }
    return SIL_OK;
}
