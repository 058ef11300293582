/* Room 1, TIFF: a directory a page. A single page keeps the delivered bytes; of several each becomes a file of its own: 1-bit as Group 4,
 * all else as PNG. A chain of directories that runs in a circle is followed once, and its page never passed on as it came. */
#include <leptonica/allheaders.h>
#include <stdlib.h>
#include <string.h>

#include "intake.h"
#include "tiff_memory.h"

typedef struct directory {
    uint32_t w, h;
    uint16_t orientation;
    bool reduced; /* a thumbnail of another page */
    float dpi;
} directory;

/* All directories, each once. *broken: the chain does not end as it should. */
static sil_status list_directories(intake_job *j, sil_arena *a, directory **out, size_t *n, bool *broken, sil_err *err)
{
    tiff_memory m = {.data = (unsigned char *)(size_t)j->bytes, .len = j->len};
    size_t cap = 0, most = (size_t)sil_setting_int(j->settings, "intake.max_pages");
    TIFF *t = tiff_memory_open(&m, "r");
    *out = NULL;
    *n = 0;
    *broken = false;
    if (!t)
        return sil_fail(err, SIL_FORMAT, "the TIFF is damaged or cut off: its first directory cannot be read; deliver it again");
    sil_status s = SIL_OK;
    do {
        if (*n == most) {
            s = sil_fail(err, SIL_LIMIT, "the TIFF has more than %zu pages (intake.max_pages)", most);
            break;
        }
        directory *d = SIL_PUSH(a, *out, *n, cap);
        if (!d) {
            s = sil_fail(err, SIL_NOMEM, "no memory for the pages of the TIFF");
            break;
        }
        uint32_t kind = 0;
        uint16_t unit = RESUNIT_INCH;
        d->orientation = ORIENTATION_TOPLEFT;
        TIFFGetField(t, TIFFTAG_IMAGEWIDTH, &d->w);
        TIFFGetField(t, TIFFTAG_IMAGELENGTH, &d->h);
        TIFFGetField(t, TIFFTAG_ORIENTATION, &d->orientation);
        TIFFGetField(t, TIFFTAG_XRESOLUTION, &d->dpi);
        TIFFGetField(t, TIFFTAG_RESOLUTIONUNIT, &unit);
        if (unit == RESUNIT_CENTIMETER)
            d->dpi *= 2.54F;
        if (TIFFGetField(t, TIFFTAG_SUBFILETYPE, &kind))
            d->reduced = (kind & FILETYPE_REDUCEDIMAGE) != 0;
    } while (TIFFReadDirectory(t)); /* libtiff stops where the chain comes back to a directory seen before */
    *broken = !s && !TIFFLastDirectory(t);
    TIFFClose(t);
    return s;
}

static sil_status take_directory(intake_job *j, sil_arena *a, const directory *d, int index, sil_source_page *p, sil_err *err)
{
    if (intake_check_pixels(j, d->w, d->h, err))
        return err->code;
    PIX *pix = pixReadMemTiff((const l_uint8 *)j->bytes, j->len, index);
    if (!pix)
        return sil_fail(err, SIL_FORMAT, "the image (%u x %u pixels) cannot be decoded: it is damaged, cut off, or of a kind that Leptonica does not read", d->w, d->h);
    int dpi = d->dpi > 0 && d->dpi < 10000 ? (int)(d->dpi + 0.5F) : 0, w = pixGetWidth(pix), h = pixGetHeight(pix);
    sil_status s;
    l_uint8 *data = NULL;
    size_t len = 0;
    pixSetResolution(pix, dpi, dpi);
    pixSetText(pix, NULL);
    if (pixWriteMemPng(&data, &len, pix, 0) || !data)
        s = sil_fail(err, SIL_NOMEM, "the page image cannot be written");
    else
        s = intake_save_bytes(j, p, a, "png", data, len, w, h, dpi, err);
    free(data);
    pixDestroy(&pix);
    return s;
}

sil_status intake_take_tiff(intake_job *j, sil_err *err)
{
    directory *d;
    size_t n;
    bool broken;
    sil_arena *list = sil_arena_new(0);
    if (!list)
        return sil_fail(err, SIL_NOMEM, "no memory for the TIFF");
    setMsgSeverity(L_SEVERITY_NONE);
    intake_tell_begin(j, 0, "reading the directories of the TIFF");
    sil_status s = list_directories(j, list, &d, &n, &broken, err);
    int pages = 0, page = 0;
    for (size_t i = 0; !s && i < n; i++)
        pages += !d[i].reduced || n == 1;
    if (!s)
        intake_tell_count(j, pages);
    for (size_t i = 0; !s && i < n; i++) {
        if (d[i].reduced && n > 1)
            continue;
        if (++page < j->first_page)
            continue;
        sil_err page_err = {0};
        sil_arena *a = sil_arena_new(0);
        sil_source_page p = {.page = page, .verdict = SIL_VERDICT_SCAN, .reason = ""};
        if (!a) {
            s = sil_fail(err, SIL_NOMEM, "no memory for page %d", page);
            break;
        }
        intake_tell_begin(j, page, "decoding the image");
        sil_status ps = take_directory(j, a, &d[i], (int)i, &p, &page_err);
        if (ps == SIL_IO) {
            *err = page_err;
            s = ps;
        } else {
            if (ps)
                p = (sil_source_page){.page = page, .verdict = SIL_VERDICT_FAILED, .reason = page_err.text};
            else if (broken && page == pages)
                p.reason = "the TIFF's chain of pages runs in a circle or is cut off here; what it reaches was taken, each page once";
            intake_tell_page(j, &p, true);
        }
        sil_arena_free(a);
    }
    sil_arena_free(list);
    return s;
}
