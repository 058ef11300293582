/* The parts of room 1 that need no corpus: what bytes are, how a text is divided, CCITT in a TIFF, content streams, reading order. */
#include "fixture.h"

#include <leptonica/allheaders.h>

#include "detect.h"
#include "layer_fit.h"
#include "pdf_content.h"
#include "plain_text.h"
#include "text_zones.h"
#include "tiff_memory.h"

static intake_format kind(const char *s, size_t n)
{
    return intake_detect(s, n).format;
}
#define KIND(s) kind(s, sizeof(s) - 1)

static void bytes_tell_the_format_not_the_name(void **state)
{
    (void)state;
    assert_int_equal(KIND(""), INTAKE_EMPTY);
    assert_int_equal(KIND("\xef\xbb\xbf junk before %PDF-1.7\n"), INTAKE_PDF);
    assert_int_equal(KIND("II*\0\x08\0\0\0"), INTAKE_TIFF);
    assert_int_equal(KIND("\x89PNG\r\n\x1a\n\0"), INTAKE_PNG);
    assert_int_equal(KIND("\xff\xd8\xff\xe0\0\x10JFIF"), INTAKE_JPEG);
    assert_int_equal(KIND("RIFF\x10\0\0\0WEBPVP8 "), INTAKE_WEBP);
    assert_int_equal(KIND("RIFX\x10\0\0\0WEBPVP8 "), INTAKE_UNKNOWN);
    assert_int_equal(KIND("GIF89a\1\0"), INTAKE_UNKNOWN);
    assert_string_equal(intake_detect("GIF89a\1\0", 8).what, "a GIF image");
    assert_int_equal(KIND("<?xml version=\"1.0\"?><!-- x > y --><a:alto xmlns:a=\"u\"><a:Layout/></a:alto>"), INTAKE_ALTO);
    assert_int_equal(KIND("<html><body>"), INTAKE_UNKNOWN);
    assert_int_equal(KIND("<!DOCTYPE html>\n<html><body><div class='ocr_page'>"), INTAKE_HOCR);
    assert_int_equal(KIND("<?xml version=\"1.0\"?><pc:PcGts xmlns:pc=\"u\"><pc:Page/></pc:PcGts>"), INTAKE_PAGE);
    assert_int_equal(KIND("<!DOCTYPE PcGts [<!ENTITY a '>'>]><PcGts><Page/></PcGts>"), INTAKE_PAGE);
    assert_int_equal(KIND("<root><a/></root>"), INTAKE_UNKNOWN);
    assert_int_equal(KIND("<표 3-2> 2020 Global Power City Index\n1 London"), INTAKE_TEXT);
    assert_int_equal(KIND("BMW and Seoul sign an agreement"), INTAKE_TEXT);
    assert_int_equal(KIND("서울과 베이징\n"), INTAKE_TEXT);
    assert_int_equal(KIND("S\0e\0o\0u\0l\0 \0"), INTAKE_TEXT);
    assert_int_equal(KIND("\0\1\2\3\4\xfe\7"), INTAKE_UNKNOWN);
}

static void page_numbers_alone_on_a_line(void **state)
{
    (void)state;
    bool d;
    assert_int_equal(text_page_number("_73_", &d), 73);
    assert_true(d);
    assert_int_equal(text_page_number("  - 12 -  ", &d), 12);
    assert_true(d);
    assert_int_equal(text_page_number("  12", &d), 12);
    assert_false(d);
    assert_int_equal(text_page_number("12 13", &d), -1);
    assert_int_equal(text_page_number("제12쪽", &d), -1);
    assert_int_equal(text_page_number("20260", &d), -1);
    assert_int_equal(text_page_number("---", &d), -1);
}

static size_t pages_of(sil_arena *a, const char *text)
{
    text_lines t;
    sil_err err;
    size_t n = 0;
    assert_int_equal(text_to_lines(a, text, &t, &err), SIL_OK);
    for (size_t i = 0; i < t.n; i++)
        n += t.at[i].page_start;
    return n;
}

static void a_text_is_divided_into_pages(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(0);
    assert_int_equal(pages_of(a, "one\ntwo\fthree\n"), 2);
    assert_int_equal(pages_of(a, "one\n\f\ntwo\n\f"), 2);        /* a feed at the end begins no page */
    assert_int_equal(pages_of(a, "one\f\fthree"), 3);            /* an empty page is a page */
    assert_int_equal(pages_of(a, "one\n\n- 1 -\n\ntwo\n\n- 2 -\n"), 2);
    assert_int_equal(pages_of(a, "a\r\nb\rc\n"), 1);
    /* Bare numbers count up a page's worth of lines apart; those on the axis of a chart do not. */
    sil_buf b = {.limit = 1 << 16};
    for (int p = 1; p <= 4; p++) {
        for (int i = 0; i < 12; i++)
            sil_buf_puts(&b, "The city diplomacy of Seoul.\n");
        sil_buf_printf(&b, "\n%d\n\n", p);
    }
    assert_int_equal(pages_of(a, b.data), 4);
    b.len = 0;
    for (int v = 2; v <= 16; v += 2)
        sil_buf_printf(&b, "%d\n\n", v);
    assert_int_equal(pages_of(a, b.data), 1);
    /* A converter left one space where a form feed was. */
    b.len = 0;
    for (int p = 0; p < 3; p++) {
        sil_buf_puts(&b, " First line of a page\n");
        for (int i = 0; i < 20; i++)
            sil_buf_puts(&b, "more of it\n");
    }
    assert_int_equal(pages_of(a, b.data), 3);
    sil_buf_free(&b);
    sil_arena_free(a);
}

static void other_encodings_become_utf8(void **state)
{
    (void)state;
    /* "서울과 베이징의 도시외교는 이제 새로운 시대를 맞이하고 있다" in EUC-KR and UTF-16BE without a mark */
    static const char euc[] = "\xbc\xad\xbf\xef\xb0\xfa \xba\xa3\xc0\xcc\xc2\xa1\xc0\xc7 \xb5\xb5\xbd\xc3\xbf\xdc\xb1\xb3\xb4\xc2 \xc0\xcc\xc1\xa6 "
                              "\xbb\xf5\xb7\xce\xbf\xee \xbd\xc3\xb4\xeb\xb8\xa6 \xb8\xc2\xc0\xcc\xc7\xcf\xb0\xed \xc0\xd6\xb4\xd9";
    static const char utf16[] = "\0S\0e\0o\0u\0l\0 \xc1\x1c\xc6\xb8";
    sil_arena *a = sil_arena_new(0);
    sil_err err;
    char *out;
    const char *name;
    assert_int_equal(text_to_utf8(a, NULL, euc, sizeof euc - 1, &out, &name, &err), SIL_OK);
    assert_string_equal(out, "서울과 베이징의 도시외교는 이제 새로운 시대를 맞이하고 있다");
    assert_string_equal(name, "EUC-KR");
    assert_int_equal(text_to_utf8(a, NULL, utf16, sizeof utf16 - 1, &out, &name, &err), SIL_OK);
    assert_string_equal(out, "Seoul 서울");
    assert_int_equal(text_to_utf8(a, NULL, "\xef\xbb\xbfok", 5, &out, &name, &err), SIL_OK);
    assert_string_equal(out, "ok");
    sil_arena_free(a);
}

static void text_stands_on_a_typewriter_grid(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(0);
    text_line lines[] = {{(char *)"서울 City", true}, {(char *)"diplo-", false}, {(char *)"", false}, {(char *)"x\ty", false}};
    sil_line_quality q[] = {{1, 6, SIL_WORTH_GOOD}, {1, 6, SIL_WORTH_GOOD}, {0, 0, SIL_WORTH_WEAK}, {0, 2, SIL_WORTH_BAD}};
    sil_page p;
    size_t bad;
    sil_err err;
    assert_int_equal(text_to_page(a, lines, q, 4, &p, &bad, &err), SIL_OK);
    assert_int_equal(p.n_zones, 2); /* a zone a run of lines that are not blank */
    assert_int_equal(bad, 1);
    assert_false(p.pixels);
    sil_word *w = p.zones[0].lines[0].words;
    assert_string_equal(w[1].text, "City");
    assert_int_equal(w[0].box.x1, 40); /* two wide characters are four columns of ten units */
    assert_int_equal(w[1].box.x0, 50);
    assert_string_equal(p.zones[0].lines[1].words[0].text, "diplo");
    assert_true(p.zones[0].lines[1].words[0].hyphen);
    assert_true(p.zones[1].lines[0].unreadable);
    assert_int_equal(p.zones[1].lines[0].words[1].box.x0, 80); /* a tab goes to the next column of eight */
    assert_int_equal(p.zones[1].box.y0, 60);
    sil_arena_free(a);
}

static void ccitt_is_wrapped_without_touching_it(void **state)
{
    (void)state;
    PIX *pix = pixCreate(300, 200, 1);
    for (int i = 0; i < 40; i++)
        pixRenderLine(pix, 10 + i * 3, 20 + i, 280 - i, 180 - i * 2, 2, L_SET_PIXELS);
    l_uint8 *tif = NULL;
    size_t len = 0;
    assert_int_equal(pixWriteMemTiff(&tif, &len, pix, IFF_TIFF_G4), 0);
    tiff_memory in = {.data = tif, .len = len}, out = {0}, flipped = {0};
    TIFF *t = tiff_memory_open(&in, "r");
    assert_non_null(t);
    assert_int_equal(TIFFNumberOfStrips(t), 1);
    tmsize_t n = TIFFRawStripSize(t, 0);
    char *raw = malloc((size_t)n);
    uint16_t photometric = 0;
    TIFFGetField(t, TIFFTAG_PHOTOMETRIC, &photometric);
    assert_int_equal(TIFFReadRawStrip(t, 0, raw, n), n);
    TIFFClose(t);
    sil_err err;
    ccitt_form form = {300, 200, -1, photometric == PHOTOMETRIC_MINISBLACK, 300};
    assert_int_equal(tiff_wrap_ccitt(raw, (size_t)n, &form, &out, &err), SIL_OK);
    PIX *back = pixReadMemTiff(out.data, out.len, 0);
    l_int32 same = 0;
    assert_non_null(back);
    pixEqual(pix, back, &same);
    assert_true(same);
    assert_int_equal(pixGetXRes(back), 300);
    assert_non_null(memmem(out.data, out.len, raw, (size_t)n)); /* bit by bit */
    form.black_is_zero = !form.black_is_zero;
    assert_int_equal(tiff_wrap_ccitt(raw, (size_t)n, &form, &flipped, &err), SIL_OK);
    PIX *negative = pixReadMemTiff(flipped.data, flipped.len, 0);
    pixInvert(negative, negative);
    pixEqual(pix, negative, &same);
    assert_true(same);
    pixDestroy(&negative);
    pixDestroy(&back);
    pixDestroy(&pix);
    free(raw);
    free(out.data);
    free(flipped.data);
    lept_free(tif);
}

static void content_streams_are_read_by_operator(void **state)
{
    (void)state;
    static const char s[] = "q 1 0 0 -1 .5 +7 cm /Im#31 Do % Do not\n(a \\) Tj ( b) ) Tj [(x) -20 <4142>] TJ BI /W 1 ID \1EI\2 EI Q";
    static const char *const ops[] = {"q", "cm", "Do", "Tj", "TJ", "BI", "Q"};
    pdf_content c;
    size_t n = 0;
    pdf_content_open(&c, s, sizeof s - 1);
    while (pdf_content_next(&c)) {
        assert_true(n < 7);
        assert_string_equal(c.op, ops[n]);
        if (n == 1) {
            assert_int_equal(c.n_num, 6);
            assert_true(c.num[3] == -1 && c.num[4] == 0.5 && c.num[5] == 7);
        }
        if (n == 2)
            assert_string_equal(c.name, "Im1");
        n++;
    }
    assert_int_equal(n, 7);
    pdf_matrix m = pdf_multiply((pdf_matrix){2, 0, 0, 3, 0, 0}, (pdf_matrix){0, 1, -1, 0, 100, 0}); /* scaled, then turned left */
    pdf_rect r = pdf_map_rect(m, 0, 0, 1, 1);
    assert_true(r.x0 == 97 && r.y0 == 0 && r.x1 == 100 && r.y1 == 2);
}

/* Lines of words at a place; each word 60 wide, 20 high, 10 apart. */
static size_t put_line(placed_word *w, size_t n, double x, double y, const char *const *words, size_t k)
{
    for (size_t i = 0; i < k; i++)
        w[n++] = (placed_word){words[i], x + (double)i * 70, y, x + (double)i * 70 + 60, y + 20, i + 1 == k};
    return n;
}

static void columns_are_read_one_after_the_other(void **state)
{
    (void)state;
    static const char *const title[] = {"Seoul", "and", "Beijing", "compared", "through", "city", "networks", "of", "today"};
    static const char *const left[] = {"leftward", "columns", "hold", "text"}, *const right[] = {"rightward", "columns", "come", "later"};
    placed_word w[200];
    size_t n = put_line(w, 0, 100, 50, title, 9);
    for (int i = 0; i < 5; i++) {
        n = put_line(w, n, 100, 120 + i * 25, left, 4);
        n = put_line(w, n, 480, 120 + i * 25, right, 4);
    }
    sil_arena *a = sil_arena_new(0);
    sil_page p = {.width = 900, .height = 400};
    sil_err err;
    assert_int_equal(text_build_zones(a, w, n, &p, &err), SIL_OK);
    assert_int_equal(p.n_zones, 3);
    assert_string_equal(p.zones[0].lines[0].words[0].text, "Seoul");
    assert_int_equal(p.zones[1].n_lines, 5);
    assert_string_equal(p.zones[1].lines[4].words[0].text, "leftward");
    assert_string_equal(p.zones[2].lines[0].words[0].text, "rightward");
    sil_arena_free(a);
}

static void rows_of_short_cells_are_a_table(void **state)
{
    (void)state;
    static const char *const rows[][3] = {{"City", "Rank", "Score"}, {"London", "1", "1661.1"}, {"Tokyo", "3", "1368.5"}, {"Seoul", "8", "1163.1"}};
    placed_word w[12];
    for (size_t r = 0, n = 0; r < 4; r++)
        for (size_t c = 0; c < 3; c++, n++)
            w[n] = (placed_word){rows[r][c], 100 + 200.0 * (double)c, 100 + 30.0 * (double)r, 160 + 200.0 * (double)c, 120 + 30.0 * (double)r, true};
    sil_arena *a = sil_arena_new(0);
    sil_page p = {.width = 900, .height = 400};
    sil_err err;
    assert_int_equal(text_build_zones(a, w, 12, &p, &err), SIL_OK);
    assert_int_equal(p.n_zones, 1);
    assert_int_equal(p.zones[0].kind, SIL_ZONE_TABLE);
    assert_int_equal(p.zones[0].n_cells, 12);
    assert_string_equal(p.zones[0].cells[3].lines[0].words[0].text, "London"); /* row by row */
    assert_string_equal(p.zones[0].cells[5].lines[0].words[0].text, "1661.1");
    sil_arena_free(a);
}

static void print_outside_the_layer_is_seen(void **state)
{
    (void)state;
    PIX *page = pixCreate(1000, 600, 8);
    pixSetAll(page);
    placed_word w[1] = {{"Seoul", 50, 50, 200, 80, true}};
    assert_int_equal(layer_lines_outside(page, w, 1), 0);
    for (int line = 0; line < 4; line++) /* four lines of strokes, as letters are */
        for (int x = 50; x < 800; x += 16)
            pixRasterop(page, x, 150 + line * 60, 4, 28, PIX_CLR, NULL, 0, 0);
    assert_int_equal(layer_lines_outside(page, w, 1), 4);
    pixRasterop(page, 50, 500, 900, 28, PIX_CLR, NULL, 0, 0); /* a solid bar is no print */
    assert_int_equal(layer_lines_outside(page, w, 1), 4);
    pixDestroy(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_tell_the_format_not_the_name), cmocka_unit_test(page_numbers_alone_on_a_line),
        cmocka_unit_test(a_text_is_divided_into_pages),       cmocka_unit_test(other_encodings_become_utf8),
        cmocka_unit_test(text_stands_on_a_typewriter_grid),   cmocka_unit_test(ccitt_is_wrapped_without_touching_it),
        cmocka_unit_test(content_streams_are_read_by_operator), cmocka_unit_test(columns_are_read_one_after_the_other),
        cmocka_unit_test(rows_of_short_cells_are_a_table),    cmocka_unit_test(print_outside_the_layer_is_seen),
    };
    setMsgSeverity(L_SEVERITY_NONE);
    return cmocka_run_group_tests_name("1-intake parts", tests, NULL, NULL);
}
