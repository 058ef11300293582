/* Cities, organizations, pairs, terms over the tiny authority. */
#include "fixture.h"
#include "orgs.h"
#include "tables.h"

static void link_and_span(void **state)
{
    sil_entities e = extract_block(*state, SIL_PARAGRAPH, "ko", "서울시는 베이징(北京)과");
    const sil_mention *m = mention(&e, "city", "서울시");
    assert_non_null(m);
    assert_string_equal(m->entity, "gn:1");
    assert_string_equal(m->rule, "city-actor");
    assert_int_equal(m->start, 0);
    assert_int_equal(m->end, 3);
    assert_true(m->conf > 0.4 && m->conf < 0.5); /* the decision's times the block's 0.5 */
    m = mention(&e, "city", "北京");
    assert_non_null(m);
    assert_string_equal(m->entity, "gn:2");
    assert_int_equal(m->start, 9);
    assert_int_equal(e.n_mentions, 3);
    assert_string_equal(e.mentions[0].id, "m0001");
}

static void weak_names(void **state)
{
    fixture *f = *state;
    sil_entities e = extract_block(f, SIL_PARAGRAPH, "ko", "소주 한 잔");
    assert_int_equal(e.n_mentions, 0);
    e = extract_block(f, SIL_PARAGRAPH, "ko", "소주(蘇州)에서");
    assert_non_null(mention(&e, "city", "소주"));
    assert_string_equal(mention(&e, "city", "소주")->rule, "city-beside");
    e = extract_block(f, SIL_PARAGRAPH, "en", "The Union of workers"); /* a small place that is a word */
    assert_null(mention(&e, "city", "Union"));
    e = extract_block(f, SIL_PARAGRAPH, "en", "in Union, USA");
    assert_non_null(mention(&e, "city", "Union"));
}

static void population_decides(void **state)
{
    sil_entities e = extract_block(*state, SIL_PARAGRAPH, "en", "Suzhou and others");
    assert_string_equal(mention(&e, "city", "Suzhou")->entity, "gn:3");
    assert_string_equal(mention(&e, "city", "Suzhou")->rule, "city-population");
}

static void furniture(void **state)
{
    fixture *f = *state;
    assert_int_equal(extract_block(f, SIL_PAGE_HEADER, "en", "Seoul 2020").n_mentions, 0);
    assert_int_equal(extract_block(f, SIL_FOOTNOTE, "en", "Seoul 2020").n_mentions, 2);
    sil_block b = {.id = (char *)"t0001", .type = SIL_PARAGRAPH, .lang = (char *)"en", .page = 1, .text = (char *)"Seoul", .unreadable = true};
    sil_text t = {.blocks = &b, .n_blocks = 1};
    sil_entities e = {0};
    assert_int_equal(sil_extract(f->a, &f->au, &f->rules, &t, &e, &f->err), SIL_OK);
    assert_int_equal(e.n_mentions, 0);
}

static void acronyms(void **state)
{
    fixture *f = *state;
    sil_entities e = extract_block(f, SIL_PARAGRAPH, "en", "the SCO and SI units"); /* SI needs its name */
    assert_non_null(mention(&e, "organization", "SCO"));
    assert_null(mention(&e, "organization", "SI"));
    e = extract_block(f, SIL_PARAGRAPH, "en", "the Seoul Institute says; SI adds");
    assert_string_equal(mention(&e, "organization", "SI")->entity, "wd:Q2");
    assert_null(mention(&e, "city", "Seoul")); /* inside the longer name */
}

/* What a paper introduces holds against the authority. */
static void introduced(void **state)
{
    sil_entities e = extract_block(*state, SIL_PARAGRAPH, "en", "the Southern Coast Organization (SCO) met. SCO agreed.");
    const sil_mention *m = mention(&e, "organization", "Southern Coast Organization");
    assert_non_null(m);
    assert_string_equal(m->entity, "loc:southern-coast-organization");
    for (size_t i = 0; i < e.n_mentions; i++)
        if (strcmp(e.mentions[i].as_printed, "SCO") == 0)
            assert_string_equal(e.mentions[i].entity, "loc:southern-coast-organization");
    assert_int_equal(e.n_entities, 1);
    assert_string_equal(e.entities[0].acronym, "SCO");
}

static void long_forms(void **state)
{
    fixture *f = *state;
    sil_view v;
    const char *text = "by the United Cities and Local Governments";
    assert_int_equal(sil_view_make(f->a, text, false, &v, &f->err), SIL_OK);
    static const int32_t uclg[] = {'U', 'C', 'L', 'G'}, xy[] = {'X', 'Y', 'Z'};
    assert_int_equal(sil_long_form(&v, v.n, uclg, 4), 7);
    assert_int_equal(sil_long_form(&v, v.n, xy, 3), -1);
}

static void near_names(void **state)
{
    fixture *f = *state;
    sil_text t = {0};
    sil_entities e = {0};
    sil_work w = {.a = f->a, .au = &f->au, .rules = &f->rules, .text = &t, .out = &e};
    assert_int_equal(sil_work_open(&w, &f->err), SIL_OK);
    bool ambiguous;
    assert_int_equal(sil_near_city(&w, "Pairs", &ambiguous), sil_city_find(&f->au, "gn:5"));
    assert_int_equal(sil_near_city(&w, "Tornado", &ambiguous), sil_city_find(&f->au, "gn:6"));
    assert_int_equal(sil_near_city(&w, "Xyzzy", &ambiguous), -1);
    assert_int_equal(sil_near_city(&w, "12", &ambiguous), -1);
}

static void missing_table(void **state)
{
    fixture *f = *state;
    sil_authority au;
    sil_rules r;
    sil_err err;
    assert_int_not_equal(sil_authority_open(f->a, "/nonexistent", 1, &au, &err), SIL_OK);
    assert_non_null(strstr(err.text, "cities.tsv"));
    assert_int_not_equal(sil_rules_open(f->a, "/nonexistent", &r, &err), SIL_OK);
}

/* Memory that ends at any point gives NOMEM, never less; with enough of it the result is whole. */
static void memory_ends(void **state)
{
    fixture *f = *state;
    static const char table[] = "Ranking\tCity\tScore\n1\tLondon\t1661.1\n2\tNew York\t15149\n3\tTokyo\t1368.5\nz\tPairs\t1325.4\n5\tToronto\t1262.1";
    sil_cell cells[18];
    int at = 0;
    for (int i = 0; i < 18; i++) {
        int end = at + (int)strcspn(table + at, "\t\n");
        cells[i] = (sil_cell){i / 3, i % 3, 1, 1, at, end, i < 3};
        at = end + 1;
    }
    sil_block b[] = {{.id = (char *)"t0001", .type = SIL_CAPTION, .lang = (char *)"en", .page = 1, .text = (char *)"Table 1. 2020 Global Power City Index"},
                     {.id = (char *)"t0002", .type = SIL_TABLE, .lang = (char *)"en", .page = 1, .text = (char *)table, .table = (char *)"tbl001", .caption = (char *)"t0001",
                      .rows = 6, .cols = 3, .cells = cells, .n_cells = 18},
                     {.id = (char *)"t0003", .type = SIL_PARAGRAPH, .lang = (char *)"ko", .page = 1,
                      .text = (char *)"도시외교(城市外交)와 1993년 서울과 베이징(北京)은 자매결연을 맺었다. Southern Coast Organization (SCO) 서울한강연구원"}};
    sil_text t = {.blocks = b, .n_blocks = 3};
    size_t failures = 0, limit = 2048;
    for (;; limit += limit / 16) {
        sil_arena *a = sil_arena_new(limit);
        assert_non_null(a);
        sil_entities e = {0};
        sil_status st = sil_extract(a, &f->au, &f->rules, &t, &e, &f->err);
        if (st == SIL_OK) {
            assert_int_equal(e.n_rankings, 10);
            assert_int_equal(e.n_relations, 1);
            assert_int_equal(e.n_terms, 1);
            assert_string_equal(e.rankings[3].value, "1514.9");
            assert_string_equal(e.rankings[3].status, "repaired");
            assert_string_equal(e.rankings[6].value, "4");
            assert_string_equal(e.rankings[6].entity, "gn:5");
            sil_arena_free(a);
            break;
        }
        assert_int_equal(st, SIL_NOMEM);
        failures++;
        sil_arena_free(a);
        assert_true(limit < 1u << 26);
    }
    assert_true(failures > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(link_and_span), cmocka_unit_test(weak_names), cmocka_unit_test(population_decides),
                                       cmocka_unit_test(furniture),     cmocka_unit_test(acronyms),   cmocka_unit_test(introduced),
                                       cmocka_unit_test(long_forms),    cmocka_unit_test(near_names), cmocka_unit_test(missing_table), cmocka_unit_test(memory_ends)};
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
