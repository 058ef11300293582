/* test_flow.c: made pages through all steps: order, furniture, notes, paragraphs, tables, captions, languages, header. */
#include "fixture.h"
#include "sillok/order.h"

static fixture f;

static int open_fixture(void **state)
{
    (void)state;
    fixture_open(&f);
    return 0;
}

static int close_fixture(void **state)
{
    (void)state;
    fixture_close(&f);
    return 0;
}

/* Boxes: a title over two columns, a blank band through both columns. */
static void order_of_columns(void **state)
{
    (void)state;
    const sil_box box[] = {{520, 200, 900, 500}, {100, 100, 900, 150}, {100, 200, 480, 500}, {520, 540, 900, 900}, {100, 540, 480, 900}, {100, 1000, 900, 1050}};
    const size_t expected[] = {1, 2, 4, 0, 3, 5};
    size_t order[6];
    int column[6];
    sil_err err = {0};
    assert_int_equal(sil_order(f.arena, box, 6, 30, order, column, &err), SIL_OK);
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(order[i], expected[i]);
    assert_int_equal(column[2], column[4]);
    assert_int_not_equal(column[2], column[0]);
}

static void two_columns_read_on(void **state)
{
    (void)state;
    sil_page *p = fixture_page(&f, true);
    sil_zone *right = fixture_zone(&f, p, SIL_ZONE_TEXT, (sil_box){0}), *left = fixture_zone(&f, p, SIL_ZONE_TEXT, (sil_box){0});
    for (int i = 0; i < 6; i++) {
        fixture_line(&f, left, i ? 100 : 120, 200 + 40 * i, 24, 10, i == 0 ? "Cities became actors in a field once" : "reserved to states and their envoys xx");
        fixture_line(&f, right, 520, 200 + 40 * i, 24, 10, i == 5 ? "the end of it." : "and went on in the second column as");
    }
    fixture_run(&f);
    assert_int_equal(f.text.n_blocks, 1);
    assert_true(strstr(f.text.blocks[0].text, "Cities became") == f.text.blocks[0].text);
    assert_non_null(strstr(f.text.blocks[0].text, "envoys xx and went on in the second"));
    assert_true(f.text.blocks[0].n_words > 60);
}

static void running_headers_and_page_numbers(void **state)
{
    (void)state;
    for (int k = 0; k < 3; k++) {
        sil_page *p = fixture_page(&f, true);
        sil_zone *z = fixture_zone(&f, p, SIL_ZONE_TEXT, (sil_box){0});
        char number[16];
        fixture_line(&f, z, 100, 60, 20, 10, "도시외교 연구 제3호");
        static const char *const body[] = {"서울은 세계의 여러 도시와 자매결연을 맺고 교류를 넓혀 왔으며 이를", "국가의 외교와 나란히 이루어지는 활동으로 보는 견해가 많고 또한", "그 제도는 의례에서 실무로 옮겨 왔다는 것이 이 글의 주장이며 다음"};
        for (int i = 0; i < 10; i++)
            fixture_line(&f, z, 100, 200 + 40 * i, 24, 10, body[(i + k) % 3]);
        snprintf(number, sizeof number, "- %d -", 41 + k);
        fixture_line(&f, z, 460, 1340, 20, 10, number);
    }
    fixture_run(&f);
    for (size_t k = 0; k < 3; k++) {
        assert_string_equal(fixture_nth(&f, SIL_PAGE_HEADER, k), "도시외교 연구 제3호");
        assert_non_null(fixture_block(&f, SIL_PAGE_NUMBER, k));
    }
    assert_null(strstr(fixture_nth(&f, SIL_PARAGRAPH, 0), "제3호"));
    assert_int_equal(fixture_block(&f, SIL_PARAGRAPH, 0)->page, 1);
}

static void notes_leave_the_paragraph_open(void **state)
{
    (void)state;
    for (int k = 0; k < 2; k++) {
        sil_page *p = fixture_page(&f, true);
        sil_zone *z = fixture_zone(&f, p, SIL_ZONE_TEXT, (sil_box){0});
        for (int i = 0; i < 12; i++)
            fixture_line(&f, z, k == 0 && i == 0 ? 140 : 100, 200 + 40 * i, 24, 10, k && i == 11 ? "그 끝에 이르렀다." : "도시는 국가와 나란히 세계의 여러 도시와 관계를 맺고 사람과 지식이");
        fixture_zone(&f, p, SIL_ZONE_RULE, (sil_box){100, 1000, 300, 1003});
        sil_zone *n = fixture_zone(&f, p, SIL_ZONE_TEXT, (sil_box){0});
        fixture_line(&f, n, 100, 1020, 16, 7, k ? "3) 서울특별시, 국제교류 현황." : "1) 외교부 누리집을 보라.");
        fixture_line(&f, n, 100, 1050, 16, 7, k ? "4) 같은 글." : "2) 여기서 도시외교는 지방정부의");
        if (!k)
            fixture_line(&f, n, 100, 1080, 16, 7, "대외 활동을 말한다.");
    }
    fixture_run(&f);
    assert_string_equal(fixture_nth(&f, SIL_FOOTNOTE, 0), "1) 외교부 누리집을 보라.");
    assert_string_equal(fixture_nth(&f, SIL_FOOTNOTE, 1), "2) 여기서 도시외교는 지방정부의 대외 활동을 말한다.");
    assert_string_equal(fixture_block(&f, SIL_FOOTNOTE, 3)->mark, "4");
    assert_null(fixture_block(&f, SIL_PARAGRAPH, 1)); /* one paragraph over both pages */
    assert_non_null(strstr(fixture_nth(&f, SIL_PARAGRAPH, 0), "그 끝에 이르렀다."));
}

static void typewriter_table_with_wrapped_rows(void **state)
{
    (void)state;
    fixture_text(&f, "[3% 3-7] Status of International Organizations in Beijing\n\n. Year of\nTitle .\nEstablishment\n\nShanghai Cooperation Organization(SCO) 2001\n"
                     "United Nations Educational, Scientific and Cultural 2017\nOrganization(UNESCO-Beijing)\n\nWorld Tourism Cities Federation(WTCF) 2019\n");
    fixture_text(&f, "Center for Sustainable Mechanization(CSAM) 2002\nCities Climate leadership group(C40) 2006\nMetropolis 1987\n\nSource: Office, 2019\n");
    fixture_run(&f);
    const sil_block *t = fixture_block(&f, SIL_TABLE, 0), *c = fixture_block(&f, SIL_CAPTION, 0), *s = fixture_block(&f, SIL_CAPTION, 1);
    assert_non_null(t);
    assert_null(fixture_block(&f, SIL_TABLE, 1));
    assert_int_equal(t->rows, 7);
    assert_int_equal(t->cols, 2);
    assert_string_equal(fixture_cell(&f, t, 0, 1), "Year of Establishment");
    assert_string_equal(fixture_cell(&f, t, 2, 0), "United Nations Educational, Scientific and Cultural Organization(UNESCO-Beijing)");
    assert_string_equal(fixture_cell(&f, t, 2, 1), "2017");
    assert_string_equal(fixture_cell(&f, t, 6, 0), "Metropolis");
    assert_true(t->cells[0].header);
    assert_string_equal(c->mark, "3-7");
    assert_string_equal(c->ref, t->id);
    assert_string_equal(t->caption, c->id);
    assert_string_equal(s->text, "Source: Office, 2019");
    assert_string_equal(t->source, s->id);
    assert_true(!strncmp(t->words[0].word, "p0001_", 6) && !strncmp(t->words[t->n_words - 1].word, "p0002_", 6));
}

static void typewriter_rankings(void **state)
{
    (void)state;
    fixture_text(&f, "Madrid Spain\nToronto Canada\nMexico City Mexico\nSeoul South Korea\nAlpha- Zurich Switzerland\n\nSource: GaWC Data, 2021\n\n"
                     "[3% 3-5] Ranking of the Global Dynamic Cities Index\n\nRanking Country/Region City CUENED e\nRanking\n1 Japan Tokyo -\n2 China Shanghai 1\n4 UK. London !\n7 Singapore Singapore\n"
                     "10 Hong Kong, China Hong Kong )\n\nSource: Academy, 2021\n\n"
                     "[3 3-3IBeijing & Seoul Function-Specific Rankin\n\nBeijing Seoul\nItem\nRanking Point Ranking Ponit\nEconomy 3 295.0 20 2245\nR&D 12 94.3 6 132.0\nCultural\n. 14 144.5 11 158.8\nInteraction\n"
                     "Livability 43 271.9 39 300.5\n");
    fixture_run(&f);
    const sil_block *a = fixture_block(&f, SIL_TABLE, 0), *b = fixture_block(&f, SIL_TABLE, 1), *c = fixture_block(&f, SIL_TABLE, 2);
    assert_non_null(c);
    assert_null(a->caption);
    assert_int_equal(a->cols, 3);
    assert_string_equal(fixture_cell(&f, a, 2, 1), "Mexico City");
    assert_string_equal(fixture_cell(&f, a, 3, 2), "South Korea");
    assert_string_equal(fixture_cell(&f, a, 4, 0), "Alpha-");
    assert_int_equal(b->cols, 4);
    assert_string_equal(fixture_cell(&f, b, 3, 3), "!");
    assert_string_equal(fixture_cell(&f, b, 4, 2), "Singapore");
    assert_string_equal(fixture_cell(&f, b, 5, 1), "Hong Kong, China");
    assert_int_equal(c->cols, 5);
    assert_string_equal(fixture_cell(&f, c, 4, 0), "Cultural Interaction");
    assert_string_equal(fixture_cell(&f, c, 4, 4), "158.8");
    assert_string_equal(fixture_cell(&f, c, 1, 0), "");
}

static void prose_with_years_is_no_table(void **state)
{
    (void)state;
    fixture_text(&f, "Seoul and Beijing became sister cities in 1993, a year after their states had established\nrelations in August 1992. The committee of both cities has met since\nits founding in 2013. The "
                     "rankings of 2020 show both among the leading\ncities of Asia, and the congresses held between 2010 and 2019\nconfirm it.\n");
    fixture_run(&f);
    assert_null(fixture_block(&f, SIL_TABLE, 0));
    assert_int_equal(f.text.n_blocks, 1);
}

static void unruled_table_by_blanks(void **state)
{
    (void)state;
    static const char *const rows[][3] = {{"순위", "도시", "점수"}, {"1", "런던", "1661.1"}, {"2", "뉴욕", "1514.9"}, {"3", "도쿄", "1368.5"}, {"4", "파리", "1325.4"}};
    sil_page *p = fixture_page(&f, true);
    sil_zone *z = fixture_zone(&f, p, SIL_ZONE_TEXT, (sil_box){0});
    fixture_line(&f, z, 100, 160, 24, 10, "<표 3-2> 2020 GPCI 종합 순위");
    for (int i = 0; i < 5; i++) {
        sil_line *l = fixture_line(&f, z, 120, 220 + 44 * i, 24, 10, rows[i][0]);
        sil_zone tail = {0};
        for (int c = 1; c < 3; c++) {
            sil_line *x = fixture_line(&f, &tail, 120 + 260 * c, 220 + 44 * i, 24, 10, rows[i][c]);
            sil_word *w = SIL_PUSH(f.arena, l->words, l->n_words, l->cap_words);
            *w = x->words[0];
            l->words[l->n_words - 2].space_after = true;
            l->box = sil_box_union(l->box, w->box);
        }
    }
    z->box = (sil_box){100, 160, 760, 430};
    fixture_line(&f, z, 100, 460, 24, 10, "자료: 모리기념재단(2020).");
    fixture_run(&f);
    const sil_block *t = fixture_block(&f, SIL_TABLE, 0);
    assert_non_null(t);
    assert_int_equal(t->rows, 5);
    assert_int_equal(t->cols, 3);
    assert_string_equal(fixture_cell(&f, t, 2, 1), "뉴욕");
    assert_string_equal(fixture_cell(&f, t, 4, 2), "1325.4");
    assert_string_equal(fixture_block(&f, SIL_CAPTION, 0)->mark, "표 3-2");
    assert_string_equal(fixture_block(&f, SIL_CAPTION, 0)->ref, t->id);
    assert_non_null(t->source);
}

/* Few words a line, spread to both edges of a narrow column: blanks as wide as those of a table, one of them under another by chance. */
static void spread_words_are_no_table(void **state)
{
    (void)state;
    static const char *const lines[][5] = {{"점포를", "따라다니며", "적은", "관찰", "일지를"}, {"바탕에", "장사", "시간이", "도시의", "시간과는"}, {"어떻게", "서로", "맞물리는지를", "이글", "에서"}, {"처음에", "개념으로", "써", "정하려고", "하였다"}};
    sil_page *p = fixture_page(&f, true);
    sil_zone *z = fixture_zone(&f, p, SIL_ZONE_TEXT, (sil_box){0});
    for (int i = 0; i < 4; i++) {
        int letters = 0, x = 100;
        for (int c = 0; c < 5; c++)
            letters += (int)sil_cp_count(lines[i][c]);
        int blank = (520 - 22 * letters) / 4;
        sil_line *l = fixture_line(&f, z, x, 220 + 40 * i, 24, 11, lines[i][0]);
        sil_zone tail = {0};
        for (int c = 1; c < 5; c++) {
            x += 22 * (int)sil_cp_count(lines[i][c - 1]) + blank;
            sil_line *rest = fixture_line(&f, &tail, x, 220 + 40 * i, 24, 11, lines[i][c]);
            l->words[l->n_words - 1].space_after = true;
            for (size_t k = 0; k < rest->n_words; k++)
                *SIL_PUSH(f.arena, l->words, l->n_words, l->cap_words) = rest->words[k];
            l->box = sil_box_union(l->box, rest->box);
        }
    }
    z->box = (sil_box){100, 220, 620, 364};
    fixture_run(&f);
    assert_null(fixture_block(&f, SIL_TABLE, 0));
    assert_int_equal(f.text.n_blocks, 1);
    assert_string_equal(f.text.blocks[0].text, "점포를 따라다니며 적은 관찰 일지를 바탕에 장사 시간이 도시의 시간과는 어떻게 서로 맞물리는지를 이글 에서 처음에 개념으로 써 정하려고 하였다");
}

static void ruled_table_with_a_wide_cell(void **state)
{
    (void)state;
    sil_page *p = fixture_page(&f, true);
    sil_zone *z = fixture_zone(&f, p, SIL_ZONE_TABLE, (sil_box){100, 100, 700, 250});
    static const struct {
        sil_box box;
        const char *text;
    } cells[] = {{{100, 100, 300, 150}, "City"}, {{300, 100, 700, 150}, "Ranking"}, {{100, 150, 300, 200}, "Seoul"}, {{300, 150, 500, 200}, "17"}, {{500, 150, 700, 200}, "13"}, {{100, 200, 300, 250}, "Beijing"}, {{300, 200, 500, 250}, "5"}, {{500, 200, 700, 250}, "9"}};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        sil_zone *c = SIL_PUSH(f.arena, z->cells, z->n_cells, z->cap_cells);
        *c = (sil_zone){.kind = SIL_ZONE_TEXT};
        fixture_line(&f, c, cells[i].box.x0 + 10, cells[i].box.y0 + 10, 24, 10, cells[i].text);
        c->box = cells[i].box;
    }
    fixture_run(&f);
    const sil_block *t = fixture_block(&f, SIL_TABLE, 0);
    assert_int_equal(t->rows, 3);
    assert_int_equal(t->cols, 3);
    assert_int_equal(t->cells[1].colspan, 2);
    assert_true(t->cells[1].header);
    assert_string_equal(fixture_cell(&f, t, 2, 2), "9");
    assert_string_equal(t->text, "City\tRanking\t\nSeoul\t17\t13\nBeijing\t5\t9");
}

static void unreadable_never_joins_readable(void **state)
{
    (void)state;
    sil_page *p = fixture_page(&f, false);
    sil_zone *z = fixture_zone(&f, p, SIL_ZONE_TEXT, (sil_box){0});
    fixture_line(&f, z, 0, 0, 20, 10, "The cities of both countries have exchanged delegations for years and");
    fixture_line(&f, z, 0, 20, 20, 10, "Al =7kelale] WS AZsHA Asfsta =2l GAe]")->unreadable = true;
    fixture_line(&f, z, 0, 40, 20, 10, "AEFAI AR, 2IRT, 9% AAFY 9= & JAAE")->unreadable = true;
    fixture_line(&f, z, 0, 60, 20, 10, "they agreed on a joint committee that meets every year in one of them.");
    fixture_run(&f);
    assert_int_equal(f.text.n_blocks, 3);
    assert_false(f.text.blocks[0].unreadable);
    assert_true(f.text.blocks[1].unreadable);
    assert_string_equal(f.text.blocks[1].lang, "und");
    assert_false(f.text.blocks[2].unreadable);
}

static void languages_of_runs(void **state)
{
    (void)state;
    fixture_text(&f, "도시외교(城市外交, city diplomacy)는 국가가 아닌 도시가 세계와 맺는 관계를 말한다.\n\n城市外交是城市为维护自身利益与其他行为体交往的制度与过程。\n\n城市外交與國際關係學會的研究，關於兩個首都。\n");
    fixture_run(&f);
    const sil_block *b = &f.text.blocks[0];
    assert_string_equal(b->lang, "ko");
    assert_int_equal(b->n_spans, 2);
    assert_string_equal(b->spans[0].lang, "ko-Hani");
    assert_string_equal(sil_cp_slice(f.arena, b->text, (size_t)b->spans[0].start, (size_t)b->spans[0].end), "城市外交");
    assert_string_equal(b->spans[1].lang, "en");
    assert_string_equal(sil_cp_slice(f.arena, b->text, (size_t)b->spans[1].start, (size_t)b->spans[1].end), "city diplomacy");
    assert_string_equal(f.text.blocks[1].lang, "zh-Hans");
    assert_string_equal(f.text.blocks[2].lang, "zh-Hant");
}

static void header_of_a_catalogue_page(void **state)
{
    (void)state;
    fixture_text(&f, "Font Size: a A A\n\nStudy On Two Capitals And Their City Diplomacy\n\nPosted on:2022-06-01Degree:DoctorType:Dissertation\nCountry:ChinaCandidate:F XuFull Text:PDF\n"
                     "GTID:1486306533953929Subject:International politics\nAbstract/Summary:PDF Full Text Request\nIt has been nearly thirty years since both states established relations.\n"
                     "Keywords/Search Tags:Multi-level diplomacy theory, sister city, city diplomacy\nPDF Full Text Request\n");
    fixture_run(&f);
    const sil_paper *p = &f.text.paper;
    assert_int_equal(p->n_titles, 1);
    assert_string_equal(p->titles[0].text, "Study On Two Capitals And Their City Diplomacy");
    assert_string_equal(p->authors[0].text, "F Xu");
    assert_string_equal(p->date, "2022-06-01");
    assert_string_equal(p->degree, "Doctor");
    assert_string_equal(p->identifiers[0].lang, "gtid");
    assert_string_equal(p->identifiers[0].text, "1486306533953929");
    assert_int_equal(p->n_keywords, 3);
    assert_string_equal(p->keywords[2].text, "city diplomacy");
    assert_non_null(fixture_block(&f, SIL_ABSTRACT, 0));
}

static void header_over_two_lines(void **state)
{
    (void)state;
    fixture_text(&f, "An Analysis of the Mechanisms and Current Situation of Exchanges and Cooperation\nbetween the Local Governments of Korea and China\nZhao, Li-Xin / Li, Dan\n\n"
                     "Based on the system and field of international exchange and cooperation\nbetween local governments this paper analyzes the future of it:\n\nFirst, sister cities of friendship have developed.\n");
    fixture_run(&f);
    assert_string_equal(f.text.paper.titles[0].text, "An Analysis of the Mechanisms and Current Situation of Exchanges and Cooperation between the Local Governments of Korea and China");
    assert_int_equal(f.text.paper.n_authors, 2);
    assert_string_equal(f.text.paper.authors[0].text, "Zhao, Li-Xin");
    assert_string_equal(f.text.paper.authors[1].text, "Li, Dan");
    assert_string_equal(fixture_nth(&f, SIL_PARAGRAPH, 1), "First, sister cities of friendship have developed.");
}

#define TEST(x) cmocka_unit_test_setup_teardown(x, open_fixture, close_fixture)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(order_of_columns), TEST(two_columns_read_on), TEST(running_headers_and_page_numbers), TEST(notes_leave_the_paragraph_open), TEST(typewriter_table_with_wrapped_rows),
        TEST(typewriter_rankings), TEST(prose_with_years_is_no_table), TEST(unruled_table_by_blanks), TEST(spread_words_are_no_table), TEST(ruled_table_with_a_wide_cell), TEST(unreadable_never_joins_readable),
        TEST(languages_of_runs), TEST(header_of_a_catalogue_page), TEST(header_over_two_lines)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
