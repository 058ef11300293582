/* Room 1 as a whole: papers made on the spot are taken in, and what stands in the corpus is looked at. */
#include "fixture.h"

#include <leptonica/allheaders.h>
#include <qpdf/qpdf-c.h>
#include <sys/stat.h>

#include "intake.h"
#include "sillok/alto.h"
#include "sillok/log.h"
#include "tiff_memory.h"

enum { W = 288, H = 432 }; /* 144 x 216 points at 144 dpi */

/* A page that looks different in every orientation: a bar at the top, a block at the lower left. */
static PIX *page_picture(int depth)
{
    PIX *pix = pixCreate(W, H, 1), *out;
    pixRasterop(pix, 20, 20, 240, 30, PIX_SET, NULL, 0, 0);
    for (int i = 0; i < 8; i++)
        pixRasterop(pix, 20, 80 + i * 20, 100 + i * 10, 6, PIX_SET, NULL, 0, 0);
    pixRasterop(pix, 20, 330, 70, 80, PIX_SET, NULL, 0, 0);
    out = depth == 1 ? pixClone(pix) : pixConvertTo8(pix, 0);
    pixDestroy(&pix);
    return out;
}

static PIX *read_page(fixture *f, const sil_source *s, int i)
{
    char *path = sil_doc_path(f->a, f->corpus, s->doc_id, s->pages[i].image);
    PIX *pix = pixRead(path);
    assert_non_null(pix);
    return pix;
}

static void assert_same_picture(PIX *a, PIX *b)
{
    l_int32 same = 0;
    PIX *ga = pixConvertTo8(a, 0), *gb = pixConvertTo8(b, 0);
    pixEqual(ga, gb, &same);
    assert_true(same);
    pixDestroy(&ga);
    pixDestroy(&gb);
}

/* The page's gray samples as a PDF has them. */
static void raw_gray(PIX *pix, unsigned char *out)
{
    for (int y = 0; y < H; y++)
        for (int x = 0; x < W; x++) {
            l_uint32 v;
            pixGetPixel(pix, x, y, &v);
            out[y * W + x] = (unsigned char)v;
        }
}

static const char full_page[] = "q 144 0 0 216 0 0 cm /Im Do Q";
static const char gray_image[] = "/Width 288 /Height 432 /BitsPerComponent 8 /ColorSpace /DeviceGray";

static void a_scan_keeps_its_own_pixels(void **state)
{
    fixture *f = *state;
    static unsigned char raw[W * H];
    PIX *pix = page_picture(8);
    pdf_maker m;
    sil_source s;
    raw_gray(pix, raw);
    pdf_one_page(&m, "", gray_image, raw, sizeof raw, full_page);
    take(f, "scan of Seoul.pdf", m.b.data, m.b.len, &s);
    assert_string_equal(s.kind, "scan");
    assert_string_equal(s.media_type, "application/pdf");
    assert_string_equal(s.source_name, "scan of Seoul.pdf");
    assert_int_equal(s.n_pages, 1);
    assert_int_equal(s.pages[0].verdict, SIL_VERDICT_SCAN);
    assert_int_equal(s.pages[0].dpi, 144);
    PIX *page = read_page(f, &s, 0);
    assert_same_picture(page, pix);
    pixDestroy(&page);
    pixDestroy(&pix);
    sil_buf_free(&m.b);
}

static void a_turned_page_is_shown_as_a_viewer_shows_it(void **state)
{
    fixture *f = *state;
    static unsigned char raw[W * H];
    PIX *pix = page_picture(8);
    pdf_maker m;
    sil_source s;
    raw_gray(pix, raw);
    pdf_one_page(&m, "/Rotate 90", gray_image, raw, sizeof raw, full_page);
    take(f, "turned.pdf", m.b.data, m.b.len, &s);
    assert_int_equal(s.pages[0].width, H);
    PIX *page = read_page(f, &s, 0), *turned = pixRotateOrth(pix, 1);
    assert_same_picture(page, turned);
    pixDestroy(&turned);
    pixDestroy(&page);
    pixDestroy(&pix);
    sil_buf_free(&m.b);
}

static void a_jpeg_page_is_the_jpeg_itself(void **state)
{
    fixture *f = *state;
    PIX *pix = page_picture(8);
    l_uint8 *jpg = NULL;
    size_t len = 0;
    pdf_maker m;
    sil_source s;
    char *page;
    size_t got;
    assert_int_equal(pixWriteMemJpeg(&jpg, &len, pix, 80, 0), 0);
    pdf_one_page(&m, "", "/Width 288 /Height 432 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /DCTDecode", jpg, len, full_page);
    take(f, "jpeg.pdf", m.b.data, m.b.len, &s);
    assert_string_equal(s.pages[0].image, "pages/0001.jpg");
    assert_int_equal(sil_file_read(f->a, sil_doc_path(f->a, f->corpus, s.doc_id, s.pages[0].image), 0, &page, &got, &f->err), SIL_OK);
    assert_int_equal(got, len);
    assert_memory_equal(page, jpg, len);
    pixDestroy(&pix);
    lept_free(jpg);
    sil_buf_free(&m.b);
}

/* CCITT in all four polarities: what the viewer shows is what the page image shows. */
static void a_fax_page_is_a_tiff_of_the_right_colour(void **state)
{
    fixture *f = *state;
    PIX *pix = page_picture(1), *negative = pixInvert(NULL, pix);
    l_uint8 *tif = NULL;
    size_t len = 0;
    assert_int_equal(pixWriteMemTiff(&tif, &len, pix, IFF_TIFF_G4), 0);
    tiff_memory in = {.data = tif, .len = len};
    TIFF *t = tiff_memory_open(&in, "r");
    assert_non_null(t);
    tmsize_t n = TIFFRawStripSize(t, 0);
    char *raw = malloc((size_t)n);
    assert_int_equal(TIFFReadRawStrip(t, 0, raw, n), n);
    TIFFClose(t);
    for (int k = 0; k < 4; k++) {
        char dict[256], name[32];
        pdf_maker m;
        sil_source s;
        snprintf(dict, sizeof dict, "/Width 288 /Height 432 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /CCITTFaxDecode %s /DecodeParms << /K -1 /Columns 288 /Rows 432 /BlackIs1 %s >>",
                 k & 1 ? "/Decode [1 0]" : "", k & 2 ? "true" : "false");
        pdf_one_page(&m, "", dict, raw, (size_t)n, full_page);
        snprintf(name, sizeof name, "fax%d.pdf", k);
        char *path = deliver(f, name, m.b.data, m.b.len);
        assert_int_equal(intake_run(&f->ctx, path, 0, &f->err), SIL_OK);
        read_source(f, &s);
        assert_string_equal(s.pages[0].image, "pages/0001.png");
        PIX *page = read_page(f, &s, 0);
        assert_same_picture(page, k == 0 || k == 3 ? pix : negative);
        pixDestroy(&page);
        sil_buf_free(&m.b);
        assert_int_equal(sil_remove_tree(sil_doc_dir(f->a, f->corpus, s.doc_id), &f->err), SIL_OK);
    }
    free(raw);
    lept_free(tif);
    pixDestroy(&negative);
    pixDestroy(&pix);
}

static void a_good_text_layer_becomes_alto(void **state)
{
    fixture *f = *state;
    pdf_maker m;
    sil_source s;
    sil_page page;
    pdf_one_page(&m, "", NULL, NULL, 0,
                 "BT /F 9 Tf 10 180 Td (City diplomacy of Seoul) Tj 0 -12 Td (and Beijing, two capi\\255) Tj 0 -12 Td (tals of East Asia.) Tj ET");
    take(f, "born.pdf", m.b.data, m.b.len, &s);
    assert_string_equal(s.kind, "digital");
    assert_int_equal(s.pages[0].verdict, SIL_VERDICT_LAYER);
    assert_int_equal(s.pages[0].width, 600); /* 144 points at 300 dpi */
    assert_int_equal(sil_alto_read(f->a, sil_layer_path(f->a, f->corpus, s.doc_id, SIL_LAYER_OCR, 1), &page, &f->err), SIL_OK);
    assert_true(page.pixels);
    assert_int_equal(page.n_zones, 1);
    assert_int_equal(page.zones[0].n_lines, 3);
    sil_line *l = page.zones[0].lines;
    assert_string_equal(l[0].words[3].text, "Seoul");
    assert_string_equal(l[1].words[3].text, "capi");
    assert_true(l[1].words[3].hyphen);
    /* The first line's foot stands at 36 points from the top: 150 pixels. */
    assert_true(l[0].words[0].box.y0 > 105 && l[0].words[0].box.y1 > 140 && l[0].words[0].box.y1 < 165);
    assert_true(l[0].words[0].box.x0 > 38 && l[0].words[0].box.x0 < 46);
    sil_buf_free(&m.b);
}

static void a_worthless_text_layer_is_told(void **state)
{
    fixture *f = *state;
    static unsigned char raw[W * H];
    PIX *pix = page_picture(8);
    pdf_maker m;
    sil_source s;
    raw_gray(pix, raw);
    pdf_one_page(&m, "", gray_image, raw, sizeof raw,
                 "q 144 0 0 216 0 0 cm /Im Do Q BT 3 Tr /F 9 Tf 10 180 Td (o] =7hefn SHI AZEe] FWow ofFolAa) Tj 0 -12 Td (AH AE FAuAuA AFEste FA ue AaAHEE) Tj "
                 "0 -12 Td (wAb sb QC} zpyyHo] tAt =}} q7h TALS]) Tj ET");
    take(f, "wrong.pdf", m.b.data, m.b.len, &s);
    assert_string_equal(s.kind, "scan");
    assert_int_equal(s.pages[0].verdict, SIL_VERDICT_BAD);
    assert_non_null(strstr(s.pages[0].reason, "lines"));
    assert_true(sil_source_needs_ocr(&s.pages[0]));
    PIX *page = read_page(f, &s, 0);
    assert_same_picture(page, pix); /* invisible text does not keep the scan from being taken as it is */
    assert_false(sil_file_exists(sil_layer_path(f->a, f->corpus, s.doc_id, SIL_LAYER_OCR, 1)));
    pixDestroy(&page);
    pixDestroy(&pix);
    sil_buf_free(&m.b);
}

static char *encrypt(fixture *f, const pdf_maker *m, const char *user, size_t *len)
{
    qpdf_data q = qpdf_init();
    assert_false(qpdf_read_memory(q, "x", m->b.data, m->b.len, "") & QPDF_ERRORS);
    assert_false(qpdf_init_write_memory(q) & QPDF_ERRORS);
    qpdf_set_r6_encryption_parameters2(q, user, "owner", 1, 1, 1, 1, 1, 1, qpdf_r3p_full, 1);
    assert_false(qpdf_write(q) & QPDF_ERRORS);
    *len = qpdf_get_buffer_length(q);
    char *copy = sil_alloc(f->a, *len);
    memcpy(copy, qpdf_get_buffer(q), *len);
    qpdf_cleanup(&q);
    return copy;
}

static void a_password_is_asked_for_only_where_one_is_needed(void **state)
{
    fixture *f = *state;
    pdf_maker m;
    sil_source s;
    size_t len;
    pdf_one_page(&m, "", NULL, NULL, 0, "BT /F 9 Tf 10 180 Td (City diplomacy of Seoul and Beijing) Tj ET");
    char *locked = encrypt(f, &m, "secret", &len), *path = deliver(f, "secret.pdf", locked, len);
    assert_int_equal(intake_run(&f->ctx, path, 0, &f->err), SIL_FORMAT);
    assert_non_null(strstr(f->err.text, "needs a password"));
    char *open = encrypt(f, &m, "", &len);
    path = deliver(f, "open.pdf", open, len);
    assert_int_equal(sil_remove_tree(f->corpus, &f->err), SIL_OK);
    assert_int_equal(intake_run(&f->ctx, path, 0, &f->err), SIL_OK);
    read_source(f, &s);
    assert_int_equal(s.pages[0].verdict, SIL_VERDICT_LAYER);
    sil_buf_free(&m.b);
}

/* A failed paper is kept with its bytes and its reason. */
static void what_cannot_be_read_is_kept_with_its_reason(void **state)
{
    fixture *f = *state;
    static const struct {
        const char *name, *bytes;
        size_t len;
        const char *says, *file;
    } bad[] = {{"empty.pdf", "", 0, "empty", "source.bin"},
               {"picture.pdf", "GIF89a\1\0\1\0", 10, "GIF", "source.gif"},
               {"cut.pdf", "%PDF-1.4\n1 0 obj\n<< /Type /Cat", 30, "damaged or cut off", "source.pdf"},
               {"cut.png", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\0\0\0\0", 30, "cut off", "source.png"},
               {"blank.txt", " \n\n\t\n", 5, "white space", "source.txt"},
               {"alto.xml", "<alto><Layout><Page>", 20, "ALTO", "source.xml"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char *path = deliver(f, bad[i].name, bad[i].bytes, bad[i].len);
        sil_source s;
        sil_err why;
        assert_int_equal(sil_remove_tree(f->corpus, &f->err), SIL_OK);
        assert_int_equal(intake_run(&f->ctx, path, 0, &why), SIL_FORMAT);
        if (!strstr(why.text, bad[i].says))
            fail_msg("%s: %s", bad[i].name, why.text);
        assert_int_equal(intake_fail(&f->ctx, path, 0, why.text, &f->err), SIL_OK);
        read_source(f, &s);
        assert_string_equal(s.failed, why.text);
        assert_string_equal(s.file, bad[i].file);
        assert_int_equal(s.n_pages, 0);
        assert_int_equal(s.bytes, bad[i].len);
        assert_true(sil_file_exists(sil_doc_path(f->a, f->corpus, s.doc_id, bad[i].file)));
    }
    assert_int_equal(intake_run(&f->ctx, "/nowhere/paper.pdf", 0, &f->err), SIL_USAGE);
}

static void limits_are_named(void **state)
{
    fixture *f = *state;
    pdf_maker m;
    pdf_one_page(&m, "", NULL, NULL, 0, "BT /F 9 Tf 10 180 Td (Seoul) Tj ET");
    PIX *pix = pixCreate(2000, 1000, 1);
    l_uint8 *png = NULL;
    size_t len = 0;
    assert_int_equal(pixWriteMemPng(&png, &len, pix, 0), 0);
    assert_int_equal(sil_settings_set(f->settings, "intake.max_page_mpixels", "1", &f->err), SIL_OK);
    assert_int_equal(intake_run(&f->ctx, deliver(f, "large.png", png, len), 0, &f->err), SIL_LIMIT);
    assert_non_null(strstr(f->err.text, "intake.max_page_mpixels"));
    assert_int_equal(sil_settings_set(f->settings, "intake.max_pages", "1", &f->err), SIL_OK);
    assert_int_equal(intake_run(&f->ctx, deliver(f, "long.txt", "one\ftwo\fthree", 13), 0, &f->err), SIL_LIMIT);
    assert_non_null(strstr(f->err.text, "intake.max_pages"));
    pixDestroy(&pix);
    lept_free(png);
    sil_buf_free(&m.b);
}

/* Two pages; the second's directory names the first as the next. */
static void a_tiff_that_runs_in_a_circle_ends(void **state)
{
    fixture *f = *state;
    sil_source s;
    tiff_memory mem = {0};
    TIFF *t = tiff_memory_open(&mem, "w");
    for (int i = 0; i < 2; i++) {
        unsigned char row[8] = {0xff, 0, 0xff, 0, 1, 2, 3, 4};
        TIFFSetField(t, TIFFTAG_IMAGEWIDTH, 64);
        TIFFSetField(t, TIFFTAG_IMAGELENGTH, 1);
        TIFFSetField(t, TIFFTAG_BITSPERSAMPLE, 1);
        TIFFSetField(t, TIFFTAG_SAMPLESPERPIXEL, 1);
        TIFFSetField(t, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
        TIFFSetField(t, TIFFTAG_ROWSPERSTRIP, 1);
        assert_int_equal(TIFFWriteScanline(t, row, 0, 0), 1);
        TIFFWriteDirectory(t);
    }
    TIFFClose(t);
    uint32_t first, at;
    uint16_t entries;
    memcpy(&first, mem.data + 4, 4);
    at = first;
    for (int i = 0; i < 2; i++) { /* to the link at the end of the second directory */
        memcpy(&entries, mem.data + at, 2);
        size_t link = at + 2 + 12u * entries;
        if (i == 1)
            memcpy(mem.data + link, &first, 4);
        else
            memcpy(&at, mem.data + link, 4);
    }
    take(f, "circle.tif", mem.data, mem.len, &s);
    assert_int_equal(s.n_pages, 2);
    assert_string_equal(s.pages[1].image, "pages/0002.png");
    assert_non_null(strstr(s.pages[1].reason, "circle"));
    free(mem.data);
}

static void the_delivered_image_is_the_page(void **state)
{
    fixture *f = *state;
    PIX *pix = page_picture(8);
    l_uint8 *png = NULL;
    size_t len = 0, got;
    char *page;
    sil_source s;
    pixSetResolution(pix, 300, 300);
    assert_int_equal(pixWriteMemPng(&png, &len, pix, 0), 0);
    take(f, "scan.jpg", png, len, &s); /* the name lies */
    assert_string_equal(s.file, "source.png");
    assert_string_equal(s.pages[0].image, "pages/0001.png");
    assert_int_equal(s.pages[0].dpi, 300);
    assert_int_equal(sil_file_read(f->a, sil_doc_path(f->a, f->corpus, s.doc_id, s.pages[0].image), 0, &page, &got, &f->err), SIL_OK);
    assert_int_equal(got, len);
    assert_memory_equal(page, png, len);
    pixDestroy(&pix);
    lept_free(png);
}

/* Orientation 6: the camera was turned; a viewer turns the picture a quarter to the right. */
static void a_photograph_is_set_upright(void **state)
{
    fixture *f = *state;
    static const char exif[] = "\xff\xe1\0\x22" "Exif\0\0MM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0\6\0\0\0\0\0\0";
    PIX *pix = page_picture(8);
    l_uint8 *jpg = NULL;
    size_t len = 0;
    sil_source s;
    sil_buf b = {.limit = 1 << 24};
    assert_int_equal(pixWriteMemJpeg(&jpg, &len, pix, 90, 0), 0);
    sil_buf_add(&b, jpg, 2);
    sil_buf_add(&b, exif, sizeof exif - 1);
    sil_buf_add(&b, jpg + 2, len - 2);
    take(f, "photo.jpg", b.data, b.len, &s);
    assert_string_equal(s.pages[0].image, "pages/0001.png");
    assert_int_equal(s.pages[0].width, H);
    PIX *page = read_page(f, &s, 0), *plain = pixReadMem(jpg, len), *turned = pixRotateOrth(plain, 1);
    assert_same_picture(page, turned);
    pixDestroy(&turned);
    pixDestroy(&plain);
    pixDestroy(&page);
    pixDestroy(&pix);
    lept_free(jpg);
    sil_buf_free(&b);
}

static void plain_text_has_pages_and_marks_what_is_no_text(void **state)
{
    fixture *f = *state;
    static const char text[] = "City diplomacy of Seoul and Beijing\n\nThe relations between the two capitals were established in 1992\nand have grown since.\n\f"
                               "o] =7hefn SHI AZEe] FWow ofFolAa Ut} o] FUe A wjH\nwAb sb QC} zpyyHo] tAt =}} q7h TALS] cp ASMA\n"
                               "AH AE FAuAuA AFEste FA ue AaAHEE Bas\n";
    sil_source s;
    sil_page page;
    take(f, "notes.txt", text, sizeof text - 1, &s);
    assert_string_equal(s.kind, "text");
    assert_int_equal(s.n_pages, 2);
    assert_int_equal(s.pages[0].verdict, SIL_VERDICT_TEXT);
    assert_null(s.pages[0].image);
    assert_int_equal(sil_alto_read(f->a, sil_layer_path(f->a, f->corpus, s.doc_id, SIL_LAYER_OCR, 1), &page, &f->err), SIL_OK);
    assert_false(page.pixels);
    assert_int_equal(page.n_zones, 2);
    assert_false(page.zones[0].lines[0].unreadable);
    assert_int_equal(sil_alto_read(f->a, sil_layer_path(f->a, f->corpus, s.doc_id, SIL_LAYER_OCR, 2), &page, &f->err), SIL_OK);
    assert_int_equal(page.zones[0].n_lines, 3);
    assert_true(page.zones[0].lines[1].unreadable);
    assert_non_null(strstr(s.pages[1].reason, "3 of 3 lines"));
}

static void taking_it_again_gives_the_same_bytes(void **state)
{
    fixture *f = *state;
    static const char text[] = "City diplomacy of Seoul and Beijing\n";
    sil_source s;
    char *one, *two, *a1, *a2;
    size_t n1, n2, m1, m2;
    take(f, "again.txt", text, sizeof text - 1, &s);
    char *json = sil_doc_path(f->a, f->corpus, s.doc_id, "source.json"), *alto = sil_doc_path(f->a, f->corpus, s.doc_id, "ocr/0001.xml");
    assert_int_equal(sil_file_read(f->a, json, 0, &one, &n1, &f->err), SIL_OK);
    assert_int_equal(sil_file_read(f->a, alto, 0, &a1, &m1, &f->err), SIL_OK);
    char *target = sil_sprintf(f->a, "@%s", s.doc_id), *left = sil_doc_path(f->a, f->corpus, s.doc_id, "pages/0009.png");
    assert_int_equal(sil_file_write(left, "x", 1, &f->err), SIL_OK); /* of an earlier taking */
    assert_int_equal(intake_run(&f->ctx, target, 0, &f->err), SIL_OK);
    assert_int_equal(sil_file_read(f->a, json, 0, &two, &n2, &f->err), SIL_OK);
    assert_int_equal(sil_file_read(f->a, alto, 0, &a2, &m2, &f->err), SIL_OK);
    assert_true(n1 == n2 && !memcmp(one, two, n1) && m1 == m2 && !memcmp(a1, a2, m1));
    assert_false(sil_file_exists(left));
    assert_int_equal(intake_run(&f->ctx, "@../../etc", 0, &f->err), SIL_USAGE);
}

/* A reader that crashes: the text reader without the words it judges by. */
static void a_crash_costs_the_paper_and_not_the_program(void **state)
{
    fixture *f = *state;
    static const char text[] = "Seoul and Beijing\n";
    sil_source s = {0};
    intake_job j = {.settings = f->settings, .recipe = "{}", .dir = f->dir, .sha = "00", .bytes = text, .len = sizeof text - 1,
                    .kind = intake_detect(text, sizeof text - 1), .quality = NULL};
    assert_int_equal(intake_work(f->a, &j, &s, &f->err), SIL_LIMIT);
    assert_non_null(strstr(f->err.text, "plain text reader"));
    assert_non_null(strstr(f->err.text, "before it came to page 1"));
}

#define ROOM(t) cmocka_unit_test_setup_teardown(t, fixture_open, fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROOM(a_scan_keeps_its_own_pixels),
        ROOM(a_turned_page_is_shown_as_a_viewer_shows_it),
        ROOM(a_jpeg_page_is_the_jpeg_itself),
        ROOM(a_fax_page_is_a_tiff_of_the_right_colour),
        ROOM(a_good_text_layer_becomes_alto),
        ROOM(a_worthless_text_layer_is_told),
        ROOM(a_password_is_asked_for_only_where_one_is_needed),
        ROOM(what_cannot_be_read_is_kept_with_its_reason),
        ROOM(limits_are_named),
        ROOM(a_tiff_that_runs_in_a_circle_ends),
        ROOM(the_delivered_image_is_the_page),
        ROOM(a_photograph_is_set_upright),
        ROOM(plain_text_has_pages_and_marks_what_is_no_text),
        ROOM(taking_it_again_gives_the_same_bytes),
        ROOM(a_crash_costs_the_paper_and_not_the_program),
    };
    setMsgSeverity(L_SEVERITY_NONE);
    sil_log_open("test", SIL_LOG_ERROR, false);
    return cmocka_run_group_tests_name("1-intake room", tests, NULL, NULL);
}
