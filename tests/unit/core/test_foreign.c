/* Pages of other OCR engines: hOCR and PAGE as they come, and as nobody should send them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "sillok/foreign.h"

static sil_arena *arena;
static sil_err err;

static int setup(void **state)
{
    (void)state;
    arena = sil_arena_new(64 << 20);
    return !arena;
}

static int teardown(void **state)
{
    (void)state;
    sil_arena_free(arena);
    return 0;
}

static void assert_box(sil_box b, int x0, int y0, int x1, int y1)
{
    assert_int_equal(b.x0, x0);
    assert_int_equal(b.y0, y0);
    assert_int_equal(b.x1, x1);
    assert_int_equal(b.y1, y1);
}

static void hocr_of_tesseract(void **state)
{
    (void)state;
    static const char html[] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">\n"
        "<html><head><meta name='ocr-system' content='tesseract 5.3.0' /></head><body>\n"
        "<div class='ocr_page' id='page_1' title='image \"a; bbox 9 9 9 9.png\"; bbox 0 0 1000 2000; ppageno 0; scan_res 300 300'>\n"
        " <div class='ocr_carea' title=\"bbox 10 20 500 90\"><p class='ocr_par' lang='kor' title=\"bbox 10 20 500 90\">\n"
        "  <span class='ocr_line' title=\"bbox 10 20 500 50; baseline 0 -5; x_size 30\">\n"
        "   <span class='ocrx_word' title='bbox 10 20 100 50; x_wconf 96'>서울과</span>\n   <span class='ocrx_word' title='bbox 120 20 200 50; x_wconf 40' lang='eng'><strong>diplo-</strong></span>\n  </span>\n"
        "  <span class='ocr_line' title=\"bbox 10 60 500 90\"><span class='ocrx_word' title='bbox 10 60 60 90'>北</span><span class='ocrx_word' title='bbox 60 60 99 90'>京</span></span>\n"
        " </p></div>\n <div class='ocr_separator' title='bbox 0 100 1000 103'></div></div>\n"
        "<div class='ocr_page' title='bbox 0 0 10 10'></div></body></html>";
    sil_page *p;
    size_t n;
    assert_int_equal(sil_hocr_parse(arena, html, strlen(html), &p, &n, &err), SIL_OK);
    assert_int_equal(n, 2);
    assert_int_equal(p[0].width, 1000);
    assert_int_equal(p[0].height, 2000);
    assert_string_equal(p[0].engine, "tesseract 5.3.0");
    assert_int_equal(p[0].n_zones, 2);
    assert_int_equal(p[0].zones[1].kind, SIL_ZONE_RULE);
    const sil_zone *z = &p[0].zones[0];
    assert_string_equal(z->lang, "ko");
    assert_int_equal(z->n_lines, 2);
    assert_int_equal(z->lines[0].n_words, 2);
    const sil_word *w = z->lines[0].words;
    assert_string_equal(w[0].text, "서울과");
    assert_true(w[0].space_after);
    assert_box(w[0].box, 10, 20, 100, 50);
    assert_int_equal((int)(w[0].conf * 100 + 0.5), 96);
    assert_string_equal(w[1].text, "diplo");
    assert_true(w[1].hyphen);
    assert_string_equal(w[1].lang, "en");
    assert_false(z->lines[1].words[0].space_after); /* 北京 */
    assert_int_equal(p[1].n_zones, 0);
}

static void hocr_of_lines(void **state)
{
    (void)state;
    static const char html[] = "<html><body><div class=ocr_page><span class=ocr_line title='bbox 0 0 100 10'>ab <b>cd</b>\n  efgh</span>"
                               "<div class=ocr_table title='bbox 0 50 90 99'><div class=ocr_carea title='bbox 0 50 40 99'></div><div class=ocr_carea title='bbox 50 50 90 99'>"
                               "<p class=ocr_par><span class=ocr_line title='bbox 50 50 90 60'>1.5</span></p></div></div></div>";
    sil_page *p;
    size_t n;
    assert_int_equal(sil_hocr_parse(arena, html, strlen(html), &p, &n, &err), SIL_OK);
    const sil_line *l = &p[0].zones[0].lines[0];
    assert_int_equal(l->n_words, 3);
    assert_string_equal(l->words[1].text, "cd");
    assert_box(l->words[1].box, 30, 0, 50, 10); /* letters 3 and 4 of ten places */
    assert_true(l->words[1].space_after);
    assert_int_equal(p[0].zones[1].kind, SIL_ZONE_TABLE);
    assert_int_equal(p[0].zones[1].n_cells, 2); /* an empty cell is a cell */
    assert_string_equal(p[0].zones[1].cells[1].lines[0].words[0].text, "1.5");
    assert_int_equal(p[0].width, 100); /* as far as its zones reach */
}

static void page_of_lines_in_their_order(void **state)
{
    (void)state;
    static const char xml[] = "<PcGts xmlns='http://schema.primaresearch.org/PAGE/gts/pagecontent/2013-07-15'><Metadata><Creator>Transkribus</Creator></Metadata>"
                              "<Page imageFilename='a.jpg' imageWidth='800' imageHeight='900'><ReadingOrder><OrderedGroup id='g'><RegionRefIndexed index='1' regionRef='r1'/>"
                              "<RegionRefIndexed index='0' regionRef='r2'/></OrderedGroup></ReadingOrder>"
                              "<TextRegion id='r1' primaryLanguage='Chinese'><Coords points='0,0 100,0 100,50 0,50'/><TextLine id='l1'><Coords points='0,5 100,0 100,20 0,25'/>"
                              "<Word id='w1'><Coords points='0,0 40,20'/><TextEquiv index='1'><Unicode>比</Unicode></TextEquiv><TextEquiv index='0' conf='0.7'><Unicode>北</Unicode></TextEquiv></Word>"
                              "<Word id='w2'><Coords points='40,0 80,20'/><TextEquiv><Unicode>京</Unicode></TextEquiv></Word><TextEquiv><Unicode>北京</Unicode></TextEquiv></TextLine></TextRegion>"
                              "<TextRegion id='r2' orientation='-90'><Coords points='0,100 100,200'/><TextLine id='l2'><Coords points='10,100 90,120'/><TextEquiv><Unicode>City of &amp;c</Unicode></TextEquiv></TextLine></TextRegion>"
                              "<SeparatorRegion id='s'><Coords points='0,300 100,302'/></SeparatorRegion></Page></PcGts>";
    sil_page p;
    assert_int_equal(sil_page_xml_parse(arena, xml, strlen(xml), &p, &err), SIL_OK);
    assert_string_equal(p.engine, "Transkribus");
    assert_int_equal(p.width, 800);
    assert_int_equal(p.n_zones, 3);
    assert_int_equal(p.zones[0].rotation, 270);
    assert_int_equal(p.zones[0].lines[0].n_words, 3);
    assert_string_equal(p.zones[0].lines[0].words[2].text, "&c");
    const sil_line *l = &p.zones[2].lines[0]; /* the rule stands behind r2, as in the file */
    assert_int_equal(p.zones[1].kind, SIL_ZONE_RULE);
    assert_box(l->box, 0, 0, 100, 25);
    assert_string_equal(l->words[0].text, "北");
    assert_string_equal(l->words[0].others[0], "比");
    assert_int_equal((int)(l->words[0].conf * 100 + 0.5), 70);
    assert_false(l->words[0].space_after);
}

static void page_of_2010_and_of_text_alone(void **state)
{
    (void)state;
    static const char xml[] = "<PcGts><Page imageWidth='10' imageHeight='10'><TextRegion id='a'><Coords><Point x='1' y='2'/><Point x='9' y='10'/></Coords>"
                              "<TextEquiv><Unicode>one two\nthree</Unicode></TextEquiv></TextRegion></Page></PcGts>";
    sil_page p;
    assert_int_equal(sil_page_xml_parse(arena, xml, strlen(xml), &p, &err), SIL_OK);
    assert_int_equal(p.zones[0].n_lines, 2);
    assert_box(p.zones[0].lines[1].box, 1, 6, 9, 10);
    assert_string_equal(p.zones[0].lines[1].words[0].text, "three");
}

static void hostile_bytes_cost_an_error(void **state)
{
    (void)state;
    sil_page page, *pages;
    size_t n;
    static const char laughs[] = "<!DOCTYPE PcGts [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]><PcGts><Page><TextRegion><TextEquiv><Unicode>&b;</Unicode></TextEquiv></TextRegion></Page></PcGts>";
    static const char outside[] = "<!DOCTYPE PcGts [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><PcGts><Page>&a;</Page></PcGts>";
    assert_int_equal(sil_page_xml_parse(arena, laughs, strlen(laughs), &page, &err), SIL_FORMAT);
    assert_non_null(strstr(err.text, "entities"));
    assert_int_equal(sil_page_xml_parse(arena, outside, strlen(outside), &page, &err), SIL_FORMAT);
    assert_int_equal(sil_page_xml_parse(arena, "<PcGts><Page>", 13, &page, &err), SIL_FORMAT);
    assert_int_equal(sil_page_xml_parse(arena, "<alto/>", 7, &page, &err), SIL_FORMAT);
    assert_non_null(strstr(err.text, "<alto>"));
    assert_int_equal(sil_page_xml_parse(arena, "", 0, &page, NULL), SIL_FORMAT);
    assert_int_equal(sil_hocr_parse(arena, "<html><p>no page", 16, &pages, &n, &err), SIL_FORMAT);
    assert_int_equal(sil_hocr_parse(arena, "", 0, &pages, &n, &err), SIL_FORMAT);
    sil_buf b = {.limit = 0};
    sil_buf_puts(&b, "<div class=ocr_page title='bbox nan -1e300 1e300 inf'>");
    for (int i = 0; i < 100000; i++)
        sil_buf_puts(&b, "<div class='ocr_carea ocr_line ocrx_word' title='bbox 0 0'>");
    sil_buf_puts(&b, "deep");
    sil_status s = sil_hocr_parse(arena, b.data, b.len, &pages, &n, &err); /* it may be read or not; it must not bring us down */
    assert_true(s == SIL_OK || s == SIL_FORMAT);
    b.len = 0;
    sil_buf_puts(&b, "<PcGts><Page>");
    for (int i = 0; i < 200; i++)
        sil_buf_puts(&b, "<TextRegion id='x' orientation='1e99'>");
    for (int i = 0; i < 200; i++)
        sil_buf_puts(&b, "</TextRegion>");
    sil_buf_puts(&b, "</Page></PcGts>");
    assert_int_equal(sil_page_xml_parse(arena, b.data, b.len, &page, &err), SIL_OK);
    assert_int_equal(page.n_zones, 0);
    sil_buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(hocr_of_tesseract, setup, teardown),           cmocka_unit_test_setup_teardown(hocr_of_lines, setup, teardown),
        cmocka_unit_test_setup_teardown(page_of_lines_in_their_order, setup, teardown), cmocka_unit_test_setup_teardown(page_of_2010_and_of_text_alone, setup, teardown),
        cmocka_unit_test_setup_teardown(hostile_bytes_cost_an_error, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
