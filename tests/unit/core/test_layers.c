/* The formats between the rooms: what one room writes the next one reads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "sillok/alto.h"
#include "sillok/blocks.h"
#include "sillok/entities.h"
#include "sillok/file.h"

static sil_arena *a;

static int open_arena(void **state)
{
    (void)state;
    a = sil_arena_new(0);
    return a ? 0 : -1;
}

static int close_arena(void **state)
{
    (void)state;
    sil_arena_free(a);
    return 0;
}

static void a_page_comes_back_from_alto_as_it_was(void **state)
{
    (void)state;
    sil_err err;
    char *others[] = {"서을"};
    sil_word words[] = {{.text = "서울은", .box = {10, 20, 60, 40}, .conf = 0.93, .space_after = true, .others = others, .n_others = 1, .changed = true},
                        {.text = "<&\"\x01", .box = {70, 20, 90, 40}, .conf = 0.1},
                        {.text = "diplo", .box = {90, 20, 120, 40}, .conf = 1, .lang = "en", .hyphen = true}};
    sil_line lines[] = {{.box = {10, 20, 120, 40}, .lang = "ko", .words = words, .n_words = 3}};
    sil_word garbage[] = {{.text = "AFEF", .box = {10, 50, 60, 70}, .conf = 0}};
    sil_line bad[] = {{.box = {10, 50, 60, 70}, .words = garbage, .n_words = 1, .unreadable = true}};
    sil_zone cells[] = {{.kind = SIL_ZONE_TEXT, .box = {0, 80, 50, 100}}, {.kind = SIL_ZONE_TEXT, .box = {50, 80, 99, 100}, .lines = bad, .n_lines = 1}};
    sil_zone zones[] = {{.kind = SIL_ZONE_TEXT, .box = {10, 20, 120, 40}, .lang = "ko", .lines = lines, .n_lines = 1, .rotation = 90},
                        {.kind = SIL_ZONE_TABLE, .box = {0, 80, 99, 100}, .cells = cells, .n_cells = 2},
                        {.kind = SIL_ZONE_RULE, .box = {0, 150, 50, 152}},
                        {.kind = SIL_ZONE_FIGURE, .box = {0, 160, 50, 190}}};
    sil_page p = {.head = "{\"room\":\"ocr\"}", .page = 12, .width = 200, .height = 300, .image = "pages/0012.jpg", .pixels = true, .engine = "Tesseract 5.3.0", .models = "Hangul eng", .note = "deskewed", .zones = zones, .n_zones = 4};
    assert_int_equal(sil_page_number(a, &p, &err), SIL_OK);
    sil_buf b = {.limit = 0};
    assert_int_equal(sil_alto_format(&p, &b, &err), SIL_OK);
    sil_page q;
    assert_int_equal(sil_alto_parse(a, b.data, b.len, 0, &q, &err), SIL_OK);
    sil_buf_free(&b);
    assert_string_equal(q.head, p.head);
    assert_int_equal(q.page, 12);
    assert_string_equal(q.image, "pages/0012.jpg");
    assert_string_equal(q.models, "Hangul eng");
    assert_string_equal(q.note, "deskewed");
    assert_true(q.pixels);
    assert_int_equal(q.n_zones, 4);
    assert_int_equal(q.zones[0].rotation, 90);
    assert_int_equal(q.zones[1].kind, SIL_ZONE_TABLE);
    assert_int_equal(q.zones[1].n_cells, 2);
    assert_true(q.zones[1].cells[1].lines[0].unreadable);
    assert_int_equal(q.zones[2].kind, SIL_ZONE_RULE);
    assert_int_equal(q.zones[3].kind, SIL_ZONE_FIGURE);
    const sil_line *l = &q.zones[0].lines[0];
    assert_int_equal(l->n_words, 3);
    assert_string_equal(l->words[0].id, "p0012_w0001");
    assert_string_equal(l->words[0].text, "서울은");
    assert_true(l->words[0].space_after);
    assert_true(l->words[0].changed);
    assert_string_equal(l->words[0].others[0], "서을");
    assert_string_equal(l->words[1].text, "<&\""); /* XML cannot hold U+0001 */
    assert_false(l->words[1].space_after);
    assert_true(l->words[2].hyphen);
    assert_string_equal(l->words[2].lang, "en");
    assert_int_equal(l->words[2].box.x1, 120);
    assert_true(l->words[0].conf > 0.925 && l->words[0].conf < 0.935);
}

static void foreign_alto_in_tenths_of_millimetres_is_read(void **state)
{
    (void)state;
    const char *xml = "<?xml version='1.0'?><alto xmlns='http://www.loc.gov/standards/alto/ns-v2#'><Description><MeasurementUnit>mm10</MeasurementUnit></Description>"
                      "<Layout><Page ID='PAGE7' WIDTH='2100' HEIGHT='2970'><PrintSpace><ComposedBlock ID='c'><TextBlock ID='b'><TextLine>"
                      "<String CONTENT='Seoul' HPOS='254' VPOS='127' WIDTH='254' HEIGHT='50'/></TextLine></TextBlock></ComposedBlock></PrintSpace></Page></Layout></alto>";
    sil_page p;
    sil_err err;
    assert_int_equal(sil_alto_parse(a, xml, strlen(xml), 300, &p, &err), SIL_OK);
    assert_int_equal(p.n_zones, 1);
    assert_int_equal(p.zones[0].lines[0].words[0].box.x0, 300);
    assert_int_equal(p.zones[0].box.x1, 600);
    assert_int_equal(p.width, 2480);
}

static void what_is_not_alto_is_refused_with_a_sentence(void **state)
{
    (void)state;
    sil_page p;
    sil_err err;
    assert_int_equal(sil_alto_parse(a, "<html/>", 7, 0, &p, &err), SIL_FORMAT);
    assert_non_null(strstr(err.text, "html"));
    assert_int_equal(sil_alto_parse(a, "<alto><Lay", 10, 0, &p, &err), SIL_FORMAT);
    assert_non_null(strstr(err.text, "well-formed"));
    const char *file = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><alto><Layout><Page><PrintSpace><TextBlock><TextLine><String CONTENT='a'/>"
                       "<String CONTENT='b'><ALTERNATIVE>&x;</ALTERNATIVE></String></TextLine></TextBlock></PrintSpace></Page></Layout></alto>";
    if (sil_alto_parse(a, file, strlen(file), 0, &p, &err) == SIL_OK)
        assert_string_equal(p.zones[0].lines[0].words[1].others[0], ""); /* no file is ever read */
}

static void blocks_come_back_as_they_were(void **state)
{
    (void)state;
    sil_err err;
    sil_lang_text titles[] = {{"ko", "서울시의 도시외교"}, {"en", "City Diplomacy"}};
    sil_word_ref refs[] = {{0, 2, "p0001_w0001"}};
    sil_span spans[] = {{3, 5, "ko-Hani"}};
    sil_cell cells[] = {{0, 0, 1, 2, 0, 2, true}, {1, 0, 1, 1, 3, 5, false}};
    sil_block blocks[] = {{.id = "t0001", .type = SIL_PARAGRAPH, .lang = "ko", .page = 1, .text = "서울(首爾)\t\"x\"", .words = refs, .n_words = 1, .spans = spans, .n_spans = 1, .conf = 0.875},
                          {.id = "t0002", .type = SIL_TABLE, .lang = "und", .page = 2, .text = "순위\n1", .table = "tbl001", .caption = "t0003", .rows = 2, .cols = 2, .cells = cells, .n_cells = 2},
                          {.id = "t0003", .type = SIL_PARAGRAPH, .page = 2, .text = "AFEF", .unreadable = true}};
    sil_text t = {.head = "{\"room\":\"text\"}", .paper = {.lang = "ko", .langs = "ko en", .titles = titles, .n_titles = 2, .date = "2021-08"}, .blocks = blocks, .n_blocks = 3};
    const char *path = "/tmp/sillok-text-test.jsonl";
    assert_int_equal(sil_text_write(path, &t, &err), SIL_OK);
    sil_text u;
    assert_int_equal(sil_text_read(a, path, &u, &err), SIL_OK);
    remove(path);
    assert_string_equal(u.head, t.head);
    assert_int_equal(u.paper.n_titles, 2);
    assert_string_equal(u.paper.titles[1].text, "City Diplomacy");
    assert_string_equal(u.paper.date, "2021-08");
    assert_int_equal(u.n_blocks, 3);
    assert_string_equal(u.blocks[0].text, blocks[0].text);
    assert_string_equal(u.blocks[0].words[0].word, "p0001_w0001");
    assert_string_equal(u.blocks[0].spans[0].lang, "ko-Hani");
    assert_int_equal(u.blocks[1].cells[0].colspan, 2);
    assert_int_equal(u.blocks[1].cells[1].colspan, 1);
    assert_true(u.blocks[1].cells[0].header);
    assert_true(u.blocks[2].unreadable);
    assert_ptr_equal(sil_block_find(&u, "t0003"), &u.blocks[2]);
    assert_null(sil_block_find(&u, "t9"));
}

static void entities_come_back_as_they_were(void **state)
{
    (void)state;
    sil_err err;
    sil_mention m[] = {{.id = "m0001", .type = "city", .entity = "gn:1835848", .as_printed = "서울", .block = "t0001", .start = 0, .end = 2, .conf = 0.9}};
    sil_ranking r[] = {{.id = "r0001", .table = "tbl001", .row = 2, .index = "gpci", .measure = "score", .value = "1163.1", .status = "printed", .conf = 1}};
    sil_relation l[] = {{.id = "l0001", .predicate = "sister_city", .date = "1993-07-01"}};
    sil_term t[] = {{.id = "k0001", .ko = "도시외교", .zh = "城市外交", .occurrences = 3}};
    sil_entity n[] = {{.id = "loc:forum", .type = "organization", .name_en = "Forum"}};
    sil_entities e = {.head = "{}", .mentions = m, .n_mentions = 1, .rankings = r, .n_rankings = 1, .relations = l, .n_relations = 1, .terms = t, .n_terms = 1, .entities = n, .n_entities = 1}, f;
    const char *path = "/tmp/sillok-entities-test.jsonl";
    assert_int_equal(sil_entities_write(path, &e, &err), SIL_OK);
    assert_int_equal(sil_entities_read(a, path, &f, &err), SIL_OK);
    remove(path);
    assert_string_equal(f.mentions[0].as_printed, "서울");
    assert_int_equal(f.mentions[0].end, 2);
    assert_string_equal(f.mentions[0].flag, "");
    assert_string_equal(f.rankings[0].value, "1163.1");
    assert_string_equal(f.relations[0].date, "1993-07-01");
    assert_int_equal(f.terms[0].occurrences, 3);
    assert_string_equal(f.entities[0].name_en, "Forum");
    assert_int_equal(sil_file_write(path, "{\"kind\":\"ghost\"}\n", 17, &err), SIL_OK);
    assert_int_equal(sil_entities_read(a, path, &f, &err), SIL_FORMAT);
    assert_non_null(strstr(err.text, "line 1"));
    remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_comes_back_from_alto_as_it_was), cmocka_unit_test(foreign_alto_in_tenths_of_millimetres_is_read),
        cmocka_unit_test(what_is_not_alto_is_refused_with_a_sentence), cmocka_unit_test(blocks_come_back_as_they_were),
        cmocka_unit_test(entities_come_back_as_they_were)};
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
