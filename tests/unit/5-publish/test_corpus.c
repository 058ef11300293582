/* The datasets, corpus.db and the reader, from papers made by hand: columns as the contract has them, keys that hold, values that are
 * right, papers that failed, and the same bytes again. */
#include "fixture.h"

#include <jansson.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include "sillok/log.h"
#include "tables.h"

static bool has(const char *text, const char *part)
{
    if (strstr(text, part))
        return true;
    fprintf(stderr, "not found: %s\nin: %.1500s\n", part, text);
    return false;
}

/* The Korean paper of the fixture, an empty one whose page failed, a folder in which nothing worked; all published. */
static fixture *corpus(void)
{
    fixture *f = fx_korean();
    fx_write(f);
    OK(sil_publish_open(&f->ctx, &err));
    OK(sil_publish_run(&f->ctx, f->id, 0, &err));
    const char *first = f->id;

    f->id = "failed-00112233";
    f->source.doc_id = (char *)f->id;
    const char *head = f->source.head;
    f->source.head = "{\"failed\":\"the file is encrypted\",\"room\":\"intake\",\"sillok\":\"0.1.0\"}";
    f->source.failed = "the file is encrypted";
    f->source.n_pages = 0;
    OK(sil_mkdirs(sil_sprintf(f->a, "%s/docs/%s", f->dir, f->id), &err));
    OK(sil_source_write(f->dir, &f->source, &err));
    OK(sil_mkdirs(sil_sprintf(f->a, "%s/docs/nothing-00112233", f->dir), &err));
    f->source.head = (char *)(intptr_t)head;
    f->id = first;
    return f;
}

static char *column(sqlite3 *db, fixture *f, const char *sql)
{
    sqlite3_stmt *q;
    if (sqlite3_prepare_v2(db, sql, -1, &q, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    sil_buf b = {0};
    sil_buf_puts(&b, "");
    for (int n = 0; sqlite3_step(q) == SQLITE_ROW; n++) {
        const char *v = (const char *)sqlite3_column_text(q, 0);
        sil_buf_printf(&b, "%s%s", n ? "|" : "", v ? v : "-");
    }
    sqlite3_finalize(q);
    char *text = sil_strdup(f->a, b.data ? b.data : "");
    sil_buf_free(&b);
    return text;
}

/* The contract of the design, word for word: who changes a column changes this test. */
static void columns_of_the_contract(void **state)
{
    (void)state;
    static const char *const want[SIL_T_COUNT] = {
        [SIL_T_DOCUMENTS] = "doc_id,source_name,sha256,kind,pages,language,languages,title,authors,date,degree,identifiers,keywords,mean_confidence,status,reason",
        [SIL_T_MENTIONS] = "mention_id,doc_id,type,entity_id,as_printed,normalized,lang,page,x0,y0,x1,y1,block_id,start,end,confidence,rule",
        [SIL_T_CITIES] = "city_id,name_en,name_ko,name_zh_hans,name_zh_hant,country,lat,lon,mentions,documents",
        [SIL_T_ORGANIZATIONS] = "org_id,name_en,name_ko,name_zh,acronym,founded,seat_city_id,mentions,documents",
        [SIL_T_DATES] = "mention_id,doc_id,edtf,from,to,flag",
        [SIL_T_RANKINGS] = "record_id,doc_id,table_id,row,index_id,index_name,edition,publisher,entity_type,entity_id,entity_as_printed,measure,category,period,"
                           "value,as_printed,status,evidence,page,x0,y0,x1,y1,confidence",
        [SIL_T_RELATIONS] = "relation_id,doc_id,subject_id,predicate,object_id,object_value,date,as_printed,page,x0,y0,x1,y1,confidence,rule",
        [SIL_T_TERMS] = "term_id,doc_id,ko,zh,en,occurrences,block_id",
        [SIL_T_TABLES] = "table_id,doc_id,page,caption,rows,columns,kind",
        [SIL_T_ALIGNMENTS] = "alignment_id,doc_id,beads,lang,text,other_lang,other_text,block_id,start,end,other_block_id,other_start,other_end,confidence,evidence",
        [SIL_T_REFERENCES] = "reference_id,doc_id,label,kind,authors,year,title,container,volume,issue,pages,place,publisher,url,as_printed,page,block_id,confidence,rule",
        [SIL_T_CITATIONS] = "citation_id,doc_id,reference_id,as_printed,page,x0,y0,x1,y1,block_id,start,end,confidence,rule",
    };
    fixture *f = corpus();
    OK(sil_publish_corpus(&f->ctx, &err));
    for (int t = 0; t < SIL_T_COUNT; t++) {
        char *csv = fx_read(f, sil_sprintf(f->a, "datasets/%s.csv", sil_tables[t].name));
        char *end = strstr(csv, "\r\n");
        assert_non_null(end);
        *end = '\0';
        assert_string_equal(csv, want[t]);
    }
    sil_publish_close(&f->ctx);
    fx_free(f);
}

static void rows_say_what_the_paper_says(void **state)
{
    (void)state;
    fixture *f = corpus();
    OK(sil_publish_corpus(&f->ctx, &err));
    char *csv = fx_read(f, "datasets/documents.csv");
    assert_true(has(csv, "\r\nfailed-00112233,논문 하나.pdf,001122"));
    assert_true(has(csv, ",failed,the file is encrypted\r\n"));
    assert_true(has(csv, "\r\nnothing-00112233,,,,,,,,,,,,,,failed,source.json: the file is not there\r\n"));
    assert_true(has(csv, ",scan,3,ko,ko en,서울시의 도시외교,김하나,2022-06,,doi:10.1000/xyz,도시외교; 베이징,0.8"));
    csv = fx_read(f, "datasets/mentions.csv");
    assert_true(has(csv, "\r\nm0002,paper-00112233,city,gn:1816670,Beijing,Beijing,en,1,300,400,440,460,t0004,10,17,0.95,test\r\n"));
    csv = fx_read(f, "datasets/rankings.csv");
    assert_true(has(csv, "\r\nr0002,paper-00112233,tbl001,3,gpci,GPCI,2021,loc:ius,city,gn:1816670,베이징,rank,,2021,17,17,printed,,3,180,700,220,760,0.9\r\n"));
    assert_string_equal(fx_read(f, "datasets/tables/paper-00112233_tbl001.csv"), "도시,순위\r\n서울,8\r\n베이징,17\r\n");
    char *jsonl = fx_read(f, "datasets/dates.jsonl");
    assert_true(has(jsonl, "{\"mention_id\":\"m0003\",\"doc_id\":\"paper-00112233\",\"edtf\":\"1993\",\"from\":null,\"to\":null,\"flag\":null}\n"));

    sqlite3 *db;
    assert_int_equal(sqlite3_open_v2(sil_sprintf(f->a, "%s/datasets/corpus.db", f->dir), &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_string_equal(column(db, f, "SELECT mentions || ' in ' || documents FROM cities WHERE city_id = 'gn:1835848'"), "3 in 1");
    assert_string_equal(column(db, f, "SELECT c.name_ko || ' ' || r.value FROM rankings r JOIN cities c ON c.city_id = r.entity_id ORDER BY CAST(r.value AS REAL)"), "서울 8|베이징 17");
    assert_string_equal(column(db, f, "SELECT status FROM documents ORDER BY doc_id"), "failed|failed|ok");
    /* OECD sits in Paris: a city nobody mentions is there so that the key resolves */
    assert_string_equal(column(db, f, "SELECT c.name_en || ' ' || c.mentions FROM organizations o JOIN cities c ON c.city_id = o.seat_city_id WHERE o.acronym = 'OECD'"), "Paris 0");
    assert_string_equal(column(db, f, "SELECT \"table\" FROM pragma_foreign_key_check"), "");
    assert_string_equal(column(db, f, "SELECT o.org_id FROM rankings r JOIN organizations o ON o.org_id = r.publisher LIMIT 1"), "loc:ius");
    assert_true(has(column(db, f, "SELECT name FROM pragma_index_list('rankings')"), "rankings_1"));
    sqlite3_close(db);
    sil_publish_close(&f->ctx);
    fx_free(f);
}

static void same_bytes_again(void **state)
{
    (void)state;
    static const char *const files[] = {"datasets/corpus.db", "datasets/mentions.csv", "datasets/datapackage.json", "site/index.html", "site/paper-00112233.html"};
    enum { FILES = sizeof files / sizeof *files };
    char first[FILES][SIL_SHA_LEN], second[SIL_SHA_LEN];
    fixture *f = corpus();
    OK(sil_publish_corpus(&f->ctx, &err));
    for (size_t i = 0; i < FILES; i++)
        OK(sil_sha256_file(sil_sprintf(f->a, "%s/%s", f->dir, files[i]), first[i], &err));
    OK(sil_publish_corpus(&f->ctx, &err));
    for (size_t i = 0; i < FILES; i++) {
        OK(sil_sha256_file(sil_sprintf(f->a, "%s/%s", f->dir, files[i]), second, &err));
        assert_string_equal(first[i], second);
    }
    /* a paper that is gone takes its page and its tables with it, and no temporary file stays */
    OK(sil_remove_tree(sil_doc_dir(f->a, f->dir, "paper-00112233"), &err));
    OK(sil_publish_corpus(&f->ctx, &err));
    assert_false(sil_file_exists(sil_sprintf(f->a, "%s/site/paper-00112233.html", f->dir)));
    assert_false(sil_file_exists(sil_sprintf(f->a, "%s/datasets/tables/paper-00112233_tbl001.csv", f->dir)));
    assert_int_equal(system(sil_sprintf(f->a, "test -z \"$(find %s -name '.sil-*')\"", f->dir)), 0);
    sil_publish_close(&f->ctx);
    fx_free(f);
}

static void partial_and_why(void **state)
{
    (void)state;
    fixture *f = fx_new("part-00112233", 2);
    fx_block(f, SIL_PARAGRAPH, "ko", 1, "첫 줄");
    f->pages[1].page = 0;
    f->source.pages[1].verdict = SIL_VERDICT_FAILED;
    f->source.pages[1].reason = "the image is cut off";
    fx_write(f);
    OK(sil_publish_open(&f->ctx, &err));
    OK(sil_publish_run(&f->ctx, f->id, 0, &err));
    OK(sil_publish_corpus(&f->ctx, &err));
    assert_true(has(fx_read(f, "datasets/documents.csv"), ",partial,page 2: the image is cut off\r\n"));
    sil_publish_close(&f->ctx);
    fx_free(f);

    f = fx_new("dim-00112233", 1);
    fx_block(f, SIL_PARAGRAPH, "ko", 1, "첫 줄\n둘째 줄\n셋째 줄");
    fx_block(f, SIL_PARAGRAPH, "und", 1, "x {r\n~ 2k")->unreadable = true;
    fx_write(f);
    OK(sil_publish_open(&f->ctx, &err));
    OK(sil_publish_run(&f->ctx, f->id, 0, &err));
    OK(sil_publish_corpus(&f->ctx, &err));
    assert_true(has(fx_read(f, "datasets/documents.csv"), ",partial,2 of 5 lines could not be read\r\n"));
    sil_publish_close(&f->ctx);
    fx_free(f);

    /* two mentions with one id: the paper keeps its row, the corpus goes on */
    f = fx_korean();
    f->ent.mentions[1].id = f->ent.mentions[0].id;
    fx_write(f);
    OK(sil_publish_open(&f->ctx, &err));
    OK(sil_publish_corpus(&f->ctx, &err));
    assert_true(has(fx_read(f, "datasets/documents.csv"), ",failed,entities.jsonl: two mentions have the id m0001\r\n"));
    sil_publish_close(&f->ctx);
    fx_free(f);
}

static void csv_is_rfc_4180(void **state)
{
    (void)state;
    fixture *f = corpus();
    f->text.paper.titles[0].text = "He said, \"서울\"\nand left";
    f->source.failed = NULL;
    f->source.n_pages = 3;
    f->source.doc_id = (char *)f->id;
    OK(sil_source_write(f->dir, &f->source, &err));
    OK(sil_text_write(sil_layer_path(f->a, f->dir, f->id, SIL_LAYER_TEXT, 0), &f->text, &err));
    OK(sil_publish_run(&f->ctx, f->id, 0, &err));
    OK(sil_publish_corpus(&f->ctx, &err));
    assert_true(has(fx_read(f, "datasets/documents.csv"), ",\"He said, \"\"서울\"\"\nand left\","));
    sil_publish_close(&f->ctx);
    fx_free(f);
}

/* What a paper keeps for the datasets is a cache: gone, or of another TEI, the same bytes come from the layers. Nothing that a title may
 * hold is lost on the way. */
static void kept_rows_are_the_rows(void **state)
{
    (void)state;
    static const char *const made[] = {"datasets/documents.csv", "datasets/mentions.jsonl", "datasets/rankings.csv", "datasets/cities.csv", "datasets/datapackage.json",
                                       "datasets/corpus.db", "site/index.html", "site/rankings.html", "site/paper-00112233.html"};
    static const char forged[] = "{\"room\":\"publish\"}\ndocuments\tforged\n";
    enum { N_MADE = sizeof made / sizeof *made };
    char before[N_MADE][SIL_SHA_LEN], after[SIL_SHA_LEN];
    fixture *f = corpus();
    f->text.paper.titles[0].text = "a tab\there, a \\N there\nand \\t";
    f->source.failed = NULL;
    f->source.n_pages = 3;
    f->source.doc_id = (char *)f->id;
    f->source.head = "{\"room\":\"intake\"}";
    OK(sil_source_write(f->dir, &f->source, &err));
    OK(sil_text_write(sil_layer_path(f->a, f->dir, f->id, SIL_LAYER_TEXT, 0), &f->text, &err));
    OK(sil_publish_run(&f->ctx, f->id, 0, &err));
    OK(sil_publish_corpus(&f->ctx, &err));
    assert_true(has(fx_read(f, "datasets/documents.csv"), ",\"a tab\there, a \\N there\nand \\t\","));
    for (size_t i = 0; i < N_MADE; i++)
        OK(sil_sha256_file(sil_sprintf(f->a, "%s/%s", f->dir, made[i]), before[i], &err));

    const char *rows = sil_doc_path(f->a, f->dir, f->id, "rows.tsv"), *db = sil_sprintf(f->a, "%s/datasets/corpus.db", f->dir);
    char *kept = fx_doc_read(f, "rows.tsv");
    for (int round = 0; round < 3; round++) {
        if (round == 0)
            assert_int_equal(unlink(rows), 0); /* gone */
        else if (round == 1)
            OK(sil_file_write(rows, forged, strlen(forged), &err)); /* of another TEI */
        else
            assert_int_equal(unlink(sil_sprintf(f->a, "%s/site/%s.html", f->dir, f->id)), 0);
        assert_int_equal(unlink(db), 0);
        OK(sil_publish_corpus(&f->ctx, &err));
        for (size_t i = 0; i < N_MADE; i++) {
            OK(sil_sha256_file(sil_sprintf(f->a, "%s/%s", f->dir, made[i]), after, &err));
            assert_string_equal(after, before[i]);
        }
        assert_string_equal(fx_doc_read(f, "rows.tsv"), kept);
    }
    /* and where nothing changed, nothing is written */
    struct stat one, two;
    assert_int_equal(stat(db, &one), 0);
    OK(sil_publish_corpus(&f->ctx, &err));
    assert_int_equal(stat(db, &two), 0);
    assert_true(one.st_ino == two.st_ino);
    sil_publish_close(&f->ctx);
    fx_free(f);
}

static void package_describes_the_files(void **state)
{
    (void)state;
    fixture *f = corpus();
    OK(sil_publish_corpus(&f->ctx, &err));
    char *text = fx_read(f, "datasets/datapackage.json");
    json_t *p = json_loads(text, 0, NULL);
    assert_non_null(p);
    json_t *list = json_object_get(p, "resources");
    assert_int_equal(json_array_size(list), SIL_T_COUNT);
    for (size_t i = 0; i < SIL_T_COUNT; i++) {
        json_t *r = json_array_get(list, i);
        const char *path = json_string_value(json_object_get(r, "path"));
        char sha[SIL_SHA_LEN];
        OK(sil_sha256_file(sil_sprintf(f->a, "%s/datasets/%s", f->dir, path), sha, &err));
        assert_string_equal(json_string_value(json_object_get(r, "hash")), sil_sprintf(f->a, "sha256:%s", sha));
    }
    json_decref(p);
    /* the judge from outside, where it is there */
    const char *shared = getenv("SILLOK_SHARED");
    char *schema = sil_sprintf(f->a, "%s/schemas/frictionless-1.0-datapackage.json", shared ? shared : "../shared");
    if (access(schema, R_OK) != 0 || system("python3 -c 'import jsonschema' 2>/dev/null") != 0) {
        printf("frictionless schema: skipped (needs SILLOK_SHARED and python3-jsonschema)\n");
    } else {
        char *cmd = sil_sprintf(f->a, "python3 -c 'import json,sys,jsonschema; jsonschema.validate(json.load(open(sys.argv[1])), json.load(open(sys.argv[2])))' %s/datasets/datapackage.json %s",
                                f->dir, schema);
        assert_int_equal(system(cmd), 0);
    }
    sil_publish_close(&f->ctx);
    fx_free(f);
}

static void reader_pages(void **state)
{
    (void)state;
    fixture *f = corpus();
    OK(sil_publish_corpus(&f->ctx, &err));
    char *index = fx_read(f, "site/index.html");
    assert_true(has(index, "<a href=\"paper-00112233.html\" lang=\"ko\">서울시의 도시외교</a>"));
    assert_true(has(index, "3 papers, 3 pages, 2 ranking values: 1 ok, 0 partial, 2 failed"));
    char *page = fx_read(f, "site/paper-00112233.html");
    assert_true(has(page, "src=\"../docs/paper-00112233/pages/0003.png\""));
    assert_true(has(page, "<a href=\"entities.html#gn:1816670\" class=\"e city\" title=\"city: Beijing (gn:1816670)\"><span class=\"w\" data-c=\"0.90\" data-b=\"300 400 440 460\">Beijing</span></a>"));
    assert_true(has(page, "<p class=\"gap\">2 lines unreadable</p>"));
    assert_null(strstr(page, "{r ET"));
    assert_null(strstr(page, "<& "));
    assert_true(has(page, "data-p=\"3\" data-b=\"180 700 220 760\">17</a>"));
    assert_true(has(fx_read(f, "site/entities.html"), "<tr id=\"gn:1835848\"><th scope=\"row\"><a href=\"city-gn-1835848.html\">Seoul</a>"));
    char *city = fx_read(f, "site/city-gn-1835848.html");
    assert_true(has(city, "<title>GPCI 2021: 8 (1 paper)</title>"));
    assert_true(has(city, "<a href=\"paper-00112233.html#p0003\">paper-00112233</a>, page 3"));
    assert_true(has(fx_read(f, "site/world.svg"), "GeoNames"));
    sil_publish_close(&f->ctx);
    fx_free(f);
}

int main(void)
{
    sil_log_open("test", SIL_LOG_ERROR, false);
    const struct CMUnitTest tests[] = {cmocka_unit_test(columns_of_the_contract), cmocka_unit_test(rows_say_what_the_paper_says), cmocka_unit_test(same_bytes_again),
                                       cmocka_unit_test(partial_and_why), cmocka_unit_test(csv_is_rfc_4180), cmocka_unit_test(kept_rows_are_the_rows), cmocka_unit_test(package_describes_the_files),
                                       cmocka_unit_test(reader_pages)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
