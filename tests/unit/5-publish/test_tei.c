/* The TEI and the plain text of a paper: that it is valid, that it says what the layers say, and that pages, lines and notes stand
 * where a reader of the edition expects them. */
#include "fixture.h"

#include "doc.h"
#include "sillok/log.h"
#include "tei.h"

static bool has(const char *text, const char *part)
{
    if (strstr(text, part))
        return true;
    fprintf(stderr, "not found: %s\n", part);
    return false;
}

/* What the tests wrote is kept for the judge from outside, who is slow to start: tei_all.rng, for all files at once. */
static char judged[TEMP_LEN];
static int n_judged;

static void keep_for_judge(fixture *f)
{
    if (n_judged == 0)
        assert_non_null(temp_folder(judged, "judge"));
    OK(sil_file_copy(sil_layer_path(f->a, f->dir, f->id, SIL_LAYER_TEI, 0), sil_sprintf(f->a, "%s/%d.xml", judged, ++n_judged), &err));
}

static void judge_from_outside(void **state)
{
    (void)state;
    const char *shared = getenv("SILLOK_SHARED");
    char cmd[4096];
    snprintf(cmd, sizeof cmd, "%s/schemas/tei_all.rng", shared ? shared : "../shared");
    assert_true(n_judged >= 6);
    if (access(cmd, R_OK) != 0 || system("command -v xmllint >/dev/null") != 0) {
        printf("tei_all.rng: skipped (needs SILLOK_SHARED and xmllint)\n");
    } else {
        snprintf(cmd, sizeof cmd, "xmllint --noout --relaxng '%s/schemas/tei_all.rng' %s/*.xml 2>%s/said || { cat %s/said >&2; false; }", shared ? shared : "../shared", judged, judged, judged);
        assert_int_equal(system(cmd), 0);
    }
    OK(sil_remove_tree(judged, &err));
}

static void paper_as_tei(void **state)
{
    (void)state;
    fixture *f = fx_korean();
    fx_write(f);
    OK(sil_publish_open(&f->ctx, &err));
    OK(sil_publish_run(&f->ctx, f->id, 0, &err));
    char *tei = fx_doc_read(f, "paper.tei.xml");

    assert_true(has(tei, "<?sillok {"));
    assert_true(has(tei, "<title type=\"main\" xml:lang=\"ko\">서울시의 도시외교</title>"));
    assert_true(has(tei, "<title type=\"alt\" xml:lang=\"en\">City Diplomacy of Seoul</title>"));
    assert_true(has(tei, "<idno type=\"doi\">10.1000/xyz</idno>"));
    assert_true(has(tei, "<application ident=\"Tesseract\" version=\"5.3.0\">"));
    /* quotation marks stay readable, markup characters are escaped */
    assert_true(has(tei, "&lt;&amp; \"friends\"&gt;"));
    /* the paragraph goes on over the page: note and number of page 2 before the turn, header of page 3 after it */
    char *turn = strstr(tei, "자매도시가 되었다. ");
    assert_non_null(turn);
    char *note = strstr(turn, "<note n=\"1\" place=\"bottom\""), *number = strstr(turn, "<fw type=\"pageNum\""), *pb = strstr(turn, "<pb n=\"3\" facs=\"#p0003\"/>");
    char *header = strstr(turn, "도시외교 연구"), *rest = strstr(turn, "그 뒤 <orgName ref=\"#wd.Q41550\">OECD</orgName>에");
    assert_true(note && number && pb && header && rest);
    assert_true(note < number && number < pb && pb < header && header < rest);
    assert_true(strstr(rest, "</p>") > rest);
    /* a mention with another language in it, a dim word with a date in it */
    assert_true(has(tei, "<placeName ref=\"#gn.1816670\">베이징(<foreign xml:lang=\"zh-Hant\">北京</foreign>)</placeName>과"));
    assert_true(has(tei, "<date when=\"1993\"><unclear cert=\"low\">1993년</unclear></date>"));
    /* a line that divides a word of a name */
    assert_true(has(tei, "협력하 <lb facs=\"#p0003_l"));
    /* table */
    assert_true(has(tei, "<table xml:id=\"tbl001\" rows=\"3\" cols=\"2\""));
    assert_true(has(tei, "<row role=\"label\"><cell role=\"label\""));
    char *table = strstr(tei, "<table "), *head = strstr(table, "<head n=\"표 1\""), *row = strstr(table, "<row"), *source = strstr(table, "<note type=\"source\""), *end = strstr(table, "</table>");
    assert_true(head && row && source && end && head < row && row < source && source < end);
    /* what could not be read is a gap of two lines and its garbage is nowhere */
    assert_true(has(tei, "<gap reason=\"illegible\" unit=\"line\" quantity=\"2\"/>"));
    assert_null(strstr(tei, "{r ET"));
    /* stand-off */
    assert_true(has(tei, "<place xml:id=\"gn.1835848\" type=\"city\">"));
    assert_true(has(tei, "<idno type=\"geonames\">1835848</idno>"));
    assert_true(has(tei, "<relation n=\"rel001\" name=\"sister_city\" mutual=\"#gn.1835848 #gn.1816670\" when=\"1993\" facs=\"#p0002_l"));
    assert_true(has(tei, "<f name=\"value\"><numeric value=\"17\"/></f>"));
    assert_true(has(tei, "<back>") && has(strstr(tei, "<back>"), "<listBibl>"));
    /* the same layers give the same bytes */
    char *again = sil_strdup(f->a, tei);
    OK(sil_publish_run(&f->ctx, f->id, 0, &err));
    assert_string_equal(again, fx_doc_read(f, "paper.tei.xml"));
    keep_for_judge(f);
    sil_publish_close(&f->ctx);
    fx_free(f);
}

static void paper_as_text(void **state)
{
    (void)state;
    fixture *f = fx_korean();
    fx_write(f);
    OK(sil_publish_open(&f->ctx, &err));
    OK(sil_publish_run(&f->ctx, f->id, 0, &err));
    assert_string_equal(fx_doc_read(f, "paper.txt"),
                        "서울시의 도시외교\n김하나\nAbstract\nSeoul and Beijing became sister cities in 1993 <& \"friends\">.\n1\n\f"
                        "제1장 서론\n서울은 1993년 베이징(北京)과 자매도시가 되었다.\n1) 서울시 누리집.\n2\n\f"
                        "도시외교 연구\n그 뒤 OECD에 협력하 였다.\n<표 1> GPCI 2021\n도시\t순위\n서울\t8\n베이징\t17\n자료: 모리재단\n[2 lines unreadable]\n① 협력\n참고문헌\n"
                        "김하나 (2020), 도시외교.\n3\n\f");
    sil_publish_close(&f->ctx);
    fx_free(f);
}

/* A value's box is that of its words on the first line it touches. */
static void value_leads_to_box(void **state)
{
    (void)state;
    fixture *f = fx_korean();
    fx_write(f);
    sil_doc doc;
    OK(sil_doc_read(f->a, f->dir, f->id, &doc, &err));
    const sil_mention *m = &f->ent.mentions[1]; /* Beijing, third word of the first line of the abstract */
    sil_where w = sil_doc_where(&doc, m->block, m->start, m->end);
    assert_true(w.has_box);
    assert_int_equal(w.page, 1);
    assert_int_equal(w.box.x0, 100 + 6 * 20 + 4 * 20); /* after "Seoul " and "and " */
    assert_int_equal(w.box.x1, w.box.x0 + 7 * 20);
    assert_int_equal(w.box.y0, 400);
    m = &f->ent.mentions[7]; /* 협력하 였: two lines of page 3, the box is of the first */
    w = sil_doc_where(&doc, m->block, m->start, m->end);
    assert_int_equal(w.page, 3);
    assert_int_equal(w.box.y0, 100);
    assert_int_equal(w.box.y1, 160);
    assert_string_equal(w.spot->kind, "line");
    fx_free(f);
}

/* Ranges that cross each other still give elements that nest. */
static void crossing_ranges(void **state)
{
    (void)state;
    fixture *f = fx_new("cross-00112233", 1);
    sil_block *b = fx_block(f, SIL_PARAGRAPH, "ko", 1, "서울 베이징 ~도쿄 상하이");
    *SIL_PUSH(f->a, b->spans, b->n_spans, b->cap_spans) = (sil_span){1, 5, "zh-Hans"};
    fx_mention(f, 0, "organization", "wd:Q1", "서울 베이징", "x");
    fx_mention(f, 0, "city", "gn:1", "베이징 도쿄", "y");   /* crosses the first: left out */
    fx_mention(f, 0, "city", "gn:2", "서울", "z");           /* within the first */
    fx_mention(f, 0, "city", "gn:3", "쿄 상", "w");          /* crosses a dim word */
    fx_write(f);
    OK(sil_publish_open(&f->ctx, &err));
    OK(sil_publish_run(&f->ctx, f->id, 0, &err));
    char *tei = fx_doc_read(f, "paper.tei.xml");
    assert_true(has(tei, "<orgName ref=\"#wd.Q1\"><placeName ref=\"#gn.2\">서<foreign xml:lang=\"zh-Hans\">울</foreign></placeName>"
                         "<foreign xml:lang=\"zh-Hans\"> 베이</foreign>징</orgName> <unclear cert=\"low\">도</unclear><placeName ref=\"#gn.3\">"
                         "<unclear cert=\"low\">쿄</unclear> 상</placeName>하이"));
    assert_null(strstr(tei, "#gn.1\""));
    keep_for_judge(f);
    sil_publish_close(&f->ctx);
    fx_free(f);
}

/* Papers of which little came: an abstract alone, nothing at all, a failed one, a page that failed among others. */
static void thin_papers(void **state)
{
    (void)state;
    fixture *f = fx_new("abstract-00112233", 1);
    f->text.paper.lang = "en";
    fx_block(f, SIL_TITLE, "en", 1, "An Analysis");
    fx_block(f, SIL_ABSTRACT, "en", 1, "First, sister cities.");
    fx_write(f);
    OK(sil_publish_open(&f->ctx, &err));
    OK(sil_publish_run(&f->ctx, f->id, 0, &err));
    char *tei = fx_doc_read(f, "paper.tei.xml");
    keep_for_judge(f);
    assert_true(strstr(tei, "<titlePart") && strstr(strstr(tei, "<body>"), "<div type=\"abstract\">"));
    OK(sil_publish_fail(&f->ctx, f->id, 0, "the room died", &err));
    tei = fx_doc_read(f, "paper.tei.xml");
    assert_true(has(tei, "<gap reason=\"failed\" unit=\"page\" quantity=\"1\"><desc>the room died</desc></gap>"));
    assert_true(has(tei, "\"failed\":\"the room died\""));
    assert_string_equal(fx_doc_read(f, "paper.txt"), "");
    keep_for_judge(f);
    sil_publish_close(&f->ctx);
    fx_free(f);

    f = fx_new("empty-00112233", 2);
    f->pages[1].page = 0; /* its layer is never written */
    f->source.pages[1].verdict = SIL_VERDICT_FAILED;
    f->source.pages[1].reason = "the image is cut off";
    fx_write(f);
    OK(sil_publish_open(&f->ctx, &err));
    OK(sil_publish_run(&f->ctx, f->id, 0, &err));
    tei = fx_doc_read(f, "paper.tei.xml");
    assert_true(has(tei, "<pb n=\"2\" facs=\"#p0002\"/><gap reason=\"illegible\" unit=\"page\" quantity=\"1\"><desc>the image is cut off</desc></gap>"));
    assert_string_equal(fx_doc_read(f, "paper.txt"), "\f\f");
    keep_for_judge(f);
    /* a layer that is missing is a failure with its name */
    assert_int_equal(unlink(sil_doc_path(f->a, f->dir, f->id, "entities.jsonl")), 0);
    assert_int_equal(sil_publish_run(&f->ctx, f->id, 0, &err), SIL_FORMAT);
    assert_non_null(strstr(err.text, "entities.jsonl"));
    sil_publish_close(&f->ctx);
    fx_free(f);
}

static void dates(void **state)
{
    (void)state;
    assert_true(sil_w3c_date("2021") && sil_w3c_date("2021-02") && sil_w3c_date("2020-02-29"));
    assert_false(sil_w3c_date("2021-02-29") || sil_w3c_date("2021-13") || sil_w3c_date("201X") || sil_w3c_date("2021-09-31") || sil_w3c_date(""));
    fixture *f = fx_new("dates-00112233", 1);
    fx_block(f, SIL_PARAGRAPH, "ko", 1, "1978년부터 2008년까지 2010년대 2021년 2월 30일 1993년경");
    fx_mention(f, 0, "date", "", "1978년부터 2008년까지", "1978/2008");
    fx_mention(f, 0, "date", "", "2010년대", "201X");
    fx_mention(f, 0, "date", "", "2021년 2월 30일", "2021-02-30");
    fx_mention(f, 0, "date", "", "1993년경", "1993~");
    sil_mention *m = f->ent.mentions;
    m[0].from = "1978", m[0].to = "2008";
    m[1].from = "2010", m[1].to = "2019";
    m[2].flag = "impossible";
    m[3].from = "1993", m[3].to = "1993";
    fx_write(f);
    OK(sil_publish_open(&f->ctx, &err));
    OK(sil_publish_run(&f->ctx, f->id, 0, &err));
    char *tei = fx_doc_read(f, "paper.tei.xml");
    assert_true(has(tei, "<date from=\"1978\" to=\"2008\">"));
    assert_true(has(tei, "<date notBefore=\"2010\" notAfter=\"2019\">"));
    assert_true(has(tei, "<date type=\"impossible\">2021년 2월 30일</date>"));
    assert_true(has(tei, "<date when=\"1993\" cert=\"low\">"));
    keep_for_judge(f);
    sil_publish_close(&f->ctx);
    fx_free(f);
}

/* Everything a text can have in orders nobody planned for: the document is valid all the same. */
static void any_order_of_blocks(void **state)
{
    (void)state;
    unsigned seed = 12345;
    for (int round = 0; round < 60; round++) {
        fixture *f = fx_new("any-00112233", 4);
        int page = 1, tables = 0;
        for (int i = 0; i < 25; i++) {
            seed = seed * 1103515245u + 12345u;
            int type = (int)(seed >> 16) % SIL_BLOCK_TYPES;
            if ((seed >> 8) % 5 == 0 && page < 4)
                page++;
            sil_block *b = fx_block(f, (sil_block_type)type, (seed >> 5) % 3 ? "ko" : "en", page, "서울 ~Beijing\n1993 OECD");
            b->level = type == SIL_HEADING ? (int)(seed >> 20) % 5 : 0;
            b->unreadable = (seed >> 9) % 7 == 0;
            if (type == SIL_TABLE && (seed >> 11) % 2) {
                b->text = "서울\t~";
                b->n_words = 0;
                b->table = sil_sprintf(f->a, "tbl%03d", ++tables);
                b->rows = 2;
                b->cols = 2;
                b->caption = (seed >> 12) % 2 ? sil_sprintf(f->a, "t%04d", i) : NULL;
                *SIL_PUSH(f->a, b->cells, b->n_cells, b->cap_cells) = (sil_cell){.row = 0, .col = 0, .rowspan = 1, .colspan = 2, .start = 0, .end = 2};
                *SIL_PUSH(f->a, b->cells, b->n_cells, b->cap_cells) = (sil_cell){.row = 1, .col = 1, .rowspan = 1, .colspan = 1, .start = 3, .end = 4};
            } else if ((seed >> 13) % 3 == 0 && page < 4 && type != SIL_TABLE) {
                page++;
                fx_add(f, b, page, "다음 쪽", " ");
            }
            if (!b->table && strstr(b->text, "서울 Beijing"))
                fx_mention(f, (size_t)i, "city", "gn:1835848", "서울 Beijing", "Seoul");
        }
        fx_write(f);
        OK(sil_publish_open(&f->ctx, &err));
        OK(sil_publish_run(&f->ctx, f->id, 0, &err));
        OK(sil_publish_corpus(&f->ctx, &err));
        keep_for_judge(f);
        /* every page once, in order */
        char *tei = fx_doc_read(f, "paper.tei.xml"), *at = tei;
        for (int p = 1; p <= 4; p++) {
            at = strstr(at, sil_sprintf(f->a, "<pb n=\"%d\"", p));
            assert_non_null(at);
        }
        assert_null(strstr(at + 1, "<pb "));
        sil_publish_close(&f->ctx);
        fx_free(f);
    }
}

/* The check itself: what is not ours does not pass. */
static void schema_refuses(void **state)
{
    (void)state;
    fixture *f = fx_korean();
    fx_write(f);
    OK(sil_publish_open(&f->ctx, &err));
    OK(sil_publish_run(&f->ctx, f->id, 0, &err));
    sil_schema *s = ((sil_publish *)f->ctx.state)->schema;
    static const char *const edits[][2] = {{"<row>", "<rov>"}, {"cert=\"low\"", "cert=\"dim\""}, {"ref=\"#gn.1835848\"", "ref=\"#gn.183584\""},
                                           {"xml:id=\"gn.1816670\"", "xml:id=\"gn.1835848\""}, {"<titlePart", "<titlePart rend=\"x\""}};
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        char *tei = fx_doc_read(f, "paper.tei.xml"), *at = strstr(tei, edits[i][0]);
        assert_non_null(at);
        char *bad = sil_sprintf(f->a, "%.*s%s%s", (int)(at - tei), tei, edits[i][1], at + strlen(edits[i][0]));
        OK(sil_schema_check(s, tei, strlen(tei), &err));
        assert_int_equal(sil_schema_check(s, bad, strlen(bad), &err), SIL_FORMAT);
        assert_non_null(strstr(err.text, "line"));
    }
    sil_publish_close(&f->ctx);
    fx_free(f);
}

int main(void)
{
    sil_log_open("test", SIL_LOG_ERROR, false);
    const struct CMUnitTest tests[] = {cmocka_unit_test(paper_as_tei), cmocka_unit_test(paper_as_text), cmocka_unit_test(value_leads_to_box),
                                       cmocka_unit_test(crossing_ranges), cmocka_unit_test(thin_papers), cmocka_unit_test(dates),
                                       cmocka_unit_test(schema_refuses), cmocka_unit_test(any_order_of_blocks),
                                       cmocka_unit_test(judge_from_outside)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
