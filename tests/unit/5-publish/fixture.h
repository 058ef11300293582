/* fixture.h: a corpus made by hand for the tests of room 5, through the writers of the core. Words get boxes on a plain raster:
 * line n of a page stands at y = 100 n, words follow each other at 20 pixels a character. */
#ifndef SILLOK_TEST_FIXTURE_H
#define SILLOK_TEST_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../temp.h"
#include "sillok/alto.h"
#include "sillok/blocks.h"
#include "sillok/entities.h"
#include "sillok/file.h"
#include "sillok/layer.h"
#include "sillok/room.h"
#include "sillok/source.h"
#include "sillok/text.h"

#include "publish.h"

static sil_err err;

static inline void check_ok(sil_status s, const char *call)
{
    if (s != SIL_OK)
        fail_msg("%s: %s", call, err.text);
}
#define OK(call) check_ok((call), #call)

typedef struct fixture {
    sil_arena *a;
    char dir[TEMP_LEN];          /* of the corpus */
    const char *id;
    sil_source source;
    sil_page pages[8];
    int lines[8];          /* used so far on each page */
    sil_text text;
    sil_entities ent;
    sil_settings *settings;
    sil_room_ctx ctx;
} fixture;

/* Config: the real folder of the tree the tests run in. */
static inline const char *config_dir(void)
{
    static const char *const tries[] = {"config", "../config", "../../config", "../../../config"};
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        char path[64];
        snprintf(path, sizeof path, "%s/schemas/sillok-tei.rng", tries[i]);
        if (access(path, R_OK) == 0)
            return tries[i];
    }
    return "config";
}

static inline fixture *fx_new(const char *id, int pages)
{
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    f->a = sil_arena_new(0);
    assert_non_null(temp_folder(f->dir, "publish"));
    f->id = id;
    f->source = (sil_source){.head = "{\"room\":\"intake\",\"sillok\":\"0.1.0\"}", .doc_id = sil_strdup(f->a, id), .source_name = "논문 하나.pdf", .file = "source.pdf",
                             .sha256 = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff", .bytes = 12, .media_type = "application/pdf",
                             .kind = "scan", .title = "", .authors = "", .date = ""};
    for (int i = 0; i < pages; i++) {
        sil_source_page *p = SIL_PUSH(f->a, f->source.pages, f->source.n_pages, f->source.cap_pages);
        *p = (sil_source_page){.page = i + 1, .verdict = SIL_VERDICT_SCAN, .reason = "", .image = sil_sprintf(f->a, "pages/%04d.png", i + 1),
                               .width = 2000, .height = 3000, .dpi = 300};
        f->pages[i] = (sil_page){.head = "{\"files\":{\"models/Hangul.traineddata\":\"abcdef0123456789\"},\"room\":\"ocr\",\"sillok\":\"0.1.0\"}", .page = i + 1,
                                 .width = 2000, .height = 3000, .image = p->image, .pixels = true, .conf = 0.9,
                                 .engine = "Tesseract 5.3.0", .models = "Hangul eng", .note = ""};
    }
    f->text.head = "{\"room\":\"text\",\"sillok\":\"0.1.0\"}";
    f->text.paper = (sil_paper){.date = "", .degree = "", .institution = "", .lang = "ko", .langs = "ko en"};
    f->ent.head = "{\"room\":\"extract\",\"sillok\":\"0.1.0\"}";
    f->settings = sil_settings_new();
    f->ctx = (sil_room_ctx){.corpus = f->dir, .config = config_dir(), .settings = f->settings,
                            .recipe = "{\"files\":{},\"room\":\"publish\",\"settings\":\"0\",\"sillok\":\"0.1.0\"}"};
    return f;
}

/* Lines (divided by \n) of a block on a page: they become a zone of ALTO and are added to the block's text after `join`. A word that
 * begins with ~ is read with confidence 0.3. */
static inline sil_block *fx_add(fixture *f, sil_block *b, int page, const char *lines, const char *join)
{
    sil_page *p = &f->pages[page - 1];
    sil_zone *z = SIL_PUSH(f->a, p->zones, p->n_zones, p->cap_zones);
    z->kind = SIL_ZONE_TEXT;
    char *rest = sil_strdup(f->a, lines), *save = NULL;
    for (char *ln = strtok_r(rest, "\n", &save); ln; ln = strtok_r(NULL, "\n", &save)) {
        sil_line *l = SIL_PUSH(f->a, z->lines, z->n_lines, z->cap_lines);
        int y = 100 * ++f->lines[page - 1], x = 100;
        char *save2 = NULL;
        if (*b->text)
            b->text = sil_sprintf(f->a, "%s%s", b->text, join);
        bool first = true;
        for (char *w = strtok_r(ln, " ", &save2); w; w = strtok_r(NULL, " ", &save2)) {
            bool dim = *w == '~';
            w += dim;
            int n = (int)sil_cp_count(w);
            sil_word *word = SIL_PUSH(f->a, l->words, l->n_words, l->cap_words);
            *word = (sil_word){.text = w, .box = {x, y, x + 20 * n, y + 60}, .conf = dim ? 0.3 : 0.9, .space_after = true};
            x += 20 * n + 20;
            l->box = sil_box_union(l->box, word->box);
            if (!first)
                b->text = sil_sprintf(f->a, "%s ", b->text);
            first = false;
            sil_word_ref *r = SIL_PUSH(f->a, b->words, b->n_words, b->cap_words);
            r->start = (int)sil_cp_count(b->text);
            r->end = r->start + n;
            r->word = (char *)(intptr_t)0;
            b->text = sil_sprintf(f->a, "%s%s", b->text, w);
        }
        z->box = sil_box_union(z->box, l->box);
    }
    return b;
}

static inline sil_block *fx_block(fixture *f, sil_block_type type, const char *lang, int page, const char *lines)
{
    sil_block *b = SIL_PUSH(f->a, f->text.blocks, f->text.n_blocks, f->text.cap_blocks);
    *b = (sil_block){.id = sil_sprintf(f->a, "t%04zu", f->text.n_blocks), .type = type, .lang = sil_strdup(f->a, lang), .page = page, .text = "", .conf = 0.9};
    return fx_add(f, b, page, lines, " ");
}

/* A mention of the first `what` in block number n. */
static inline void fx_mention(fixture *f, size_t n, const char *type, const char *entity, const char *what, const char *normalized)
{
    const sil_block *b = &f->text.blocks[n];
    const char *at = strstr(b->text, what);
    assert_non_null(at);
    sil_mention *m = SIL_PUSH(f->a, f->ent.mentions, f->ent.n_mentions, f->ent.cap_mentions);
    int start = (int)sil_cp_count(sil_strndup(f->a, b->text, (size_t)(at - b->text)));
    *m = (sil_mention){.id = sil_sprintf(f->a, "m%04zu", f->ent.n_mentions), .type = (char *)type, .entity = (char *)entity, .as_printed = (char *)what,
                       .normalized = (char *)normalized, .lang = b->lang, .block = b->id, .start = start, .end = start + (int)sil_cp_count(what),
                       .conf = 0.95, .rule = "test", .from = "", .to = "", .flag = ""};
}

/* Number the pages, give the blocks the ids of words and zones in the order they were added, write all layers. */
static inline void fx_write(fixture *f)
{
    for (size_t i = 0; i < f->source.n_pages; i++)
        OK(sil_page_number(f->a, &f->pages[i], &err));
    size_t zone[8] = {0}, line[8] = {0}, word[8] = {0};
    for (size_t i = 0; i < f->text.n_blocks; i++) {
        sil_block *b = &f->text.blocks[i];
        int page = b->page - 1;
        for (size_t k = 0; k < b->n_words; k++) {
            while (zone[page] < f->pages[page].n_zones) { /* the next word that is left on this page */
                sil_zone *z = &f->pages[page].zones[zone[page]];
                if (line[page] >= z->n_lines) {
                    zone[page]++;
                    line[page] = word[page] = 0;
                    if (k > 0) { /* the block's zone on this page is used up: it goes on over the page */
                        page++;
                    }
                    continue;
                }
                if (word[page] >= z->lines[line[page]].n_words) {
                    line[page]++;
                    word[page] = 0;
                    continue;
                }
                break;
            }
            sil_zone *z = &f->pages[page].zones[zone[page]];
            if (k == 0)
                b->zone = z->id;
            b->words[k].word = z->lines[line[page]].words[word[page]++].id;
        }
        /* leave the zone */
        if (b->n_words) {
            zone[page]++;
            line[page] = word[page] = 0;
        }
    }
    char *dir = sil_sprintf(f->a, "%s/docs/%s/ocr", f->dir, f->id);
    OK(sil_mkdirs(dir, &err));
    OK(sil_file_write(sil_doc_path(f->a, f->dir, f->id, "source.pdf"), "%PDF-1.4 x\n", 11, &err));
    OK(sil_source_write(f->dir, &f->source, &err));
    for (size_t i = 0; i < f->source.n_pages; i++)
        if (f->pages[i].page)
            OK(sil_alto_write(sil_layer_path(f->a, f->dir, f->id, SIL_LAYER_OCR, (int)i + 1), &f->pages[i], &err));
    OK(sil_text_write(sil_layer_path(f->a, f->dir, f->id, SIL_LAYER_TEXT, 0), &f->text, &err));
    OK(sil_entities_write(sil_layer_path(f->a, f->dir, f->id, SIL_LAYER_ENTITIES, 0), &f->ent, &err));
}

/* The file under the corpus, as text. */
static inline char *fx_read(fixture *f, const char *tail)
{
    char *data = NULL;
    size_t len = 0;
    OK(sil_file_read(f->a, sil_sprintf(f->a, "%s/%s", f->dir, tail), 0, &data, &len, &err));
    return sil_strdup(f->a, data); /* a copy, so that gcc does not take it for a pointer to `data` */
}

static inline char *fx_doc_read(fixture *f, const char *tail)
{
    return fx_read(f, sil_sprintf(f->a, "docs/%s/%s", f->id, tail));
}

static inline void fx_free(fixture *f)
{
    if (getenv("SILLOK_KEEP"))
        fprintf(stderr, "kept %s\n", f->dir);
    else
        OK(sil_remove_tree(f->dir, &err));
    sil_settings_free(f->settings);
    sil_arena_free(f->a);
    free(f);
}

/* A whole Korean paper: title page, abstract, a section whose paragraph runs over the page, footnote, ranking table with caption and
 * source, an unreadable block, a list, a bibliography. Block numbers in comments. */
static inline fixture *fx_korean(void)
{
    fixture *f = fx_new("paper-00112233", 3);
    sil_paper *p = &f->text.paper;
    *SIL_PUSH(f->a, p->titles, p->n_titles, p->cap_titles) = (sil_lang_text){"ko", "서울시의 도시외교"};
    *SIL_PUSH(f->a, p->titles, p->n_titles, p->cap_titles) = (sil_lang_text){"en", "City Diplomacy of Seoul"};
    *SIL_PUSH(f->a, p->authors, p->n_authors, p->cap_authors) = (sil_lang_text){"ko", "김하나"};
    *SIL_PUSH(f->a, p->keywords, p->n_keywords, p->cap_keywords) = (sil_lang_text){"ko", "도시외교"};
    *SIL_PUSH(f->a, p->keywords, p->n_keywords, p->cap_keywords) = (sil_lang_text){"ko", "베이징"};
    *SIL_PUSH(f->a, p->identifiers, p->n_identifiers, p->cap_identifiers) = (sil_lang_text){"doi", "10.1000/xyz"};
    p->date = "2022-06";
    fx_block(f, SIL_TITLE, "ko", 1, "서울시의 도시외교");                                             /* 0 */
    fx_block(f, SIL_AUTHOR, "ko", 1, "김하나");                                                       /* 1 */
    fx_block(f, SIL_HEADING, "en", 1, "Abstract");                                                    /* 2 */
    fx_block(f, SIL_ABSTRACT, "en", 1, "Seoul and Beijing became sister\ncities in 1993 <& \"friends\">.");    /* 3 */
    fx_block(f, SIL_PAGE_NUMBER, "und", 1, "1");                                                      /* 4 */
    f->text.blocks[2].level = 1;
    sil_block *h = fx_block(f, SIL_HEADING, "ko", 2, "제1장 서론");                                   /* 5 */
    h->level = 1;
    h->mark = "제1장";
    sil_block *b = fx_block(f, SIL_PARAGRAPH, "ko", 2, "서울은 ~1993년 베이징(北京)과\n자매도시가 되었다."); /* 6 */
    fx_add(f, b, 3, "그 뒤 OECD에 협력하\n였다.", " ");
    b = fx_block(f, SIL_FOOTNOTE, "ko", 2, "1) 서울시 누리집.");                                     /* 7 */
    b->mark = "1";
    fx_block(f, SIL_PAGE_NUMBER, "und", 2, "2");                                                      /* 8 */
    fx_block(f, SIL_PAGE_HEADER, "ko", 3, "도시외교 연구");                                          /* 9 */
    b = fx_block(f, SIL_CAPTION, "ko", 3, "<표 1> GPCI 2021");                                        /* 10 */
    b->mark = "표 1";
    b->ref = "t0012";
    b = fx_block(f, SIL_TABLE, "ko", 3, "도시 순위\n서울 8\n베이징 17");                              /* 11 */
    b->text = "도시\t순위\n서울\t8\n베이징\t17";
    b->table = "tbl001";
    b->caption = "t0011";
    b->source = "t0013";
    b->rows = 3;
    b->cols = 2;
    static const int cell[6][2] = {{0, 2}, {3, 5}, {6, 8}, {9, 10}, {11, 14}, {15, 17}};
    for (int i = 0; i < 6; i++)
        *SIL_PUSH(f->a, b->cells, b->n_cells, b->cap_cells) = (sil_cell){.row = i / 2, .col = i % 2, .rowspan = 1, .colspan = 1, .start = cell[i][0], .end = cell[i][1], .header = i < 2};
    fx_block(f, SIL_CAPTION, "ko", 3, "자료: 모리재단");                                              /* 12 */
    b = fx_block(f, SIL_PARAGRAPH, "und", 3, "J ㄱ {r ET\nof x 2R 3k");                               /* 13 */
    b->unreadable = true;
    b = fx_block(f, SIL_LIST_ITEM, "ko", 3, "① 협력");                                               /* 14 */
    b->mark = "①";
    fx_block(f, SIL_HEADING, "ko", 3, "참고문헌");                                                   /* 15 */
    fx_block(f, SIL_BIBLIOGRAPHY_ITEM, "ko", 3, "김하나 (2020), 도시외교.");                          /* 16 */
    fx_block(f, SIL_PAGE_NUMBER, "und", 3, "3");                                                      /* 17 */
    *SIL_PUSH(f->a, f->text.blocks[6].spans, f->text.blocks[6].n_spans, f->text.blocks[6].cap_spans) = (sil_span){14, 16, "zh-Hant"};

    fx_mention(f, 3, "city", "gn:1835848", "Seoul", "Seoul");
    fx_mention(f, 3, "city", "gn:1816670", "Beijing", "Beijing");
    fx_mention(f, 3, "date", "", "1993", "1993");
    fx_mention(f, 6, "city", "gn:1835848", "서울", "Seoul");
    fx_mention(f, 6, "date", "", "1993년", "1993");
    fx_mention(f, 6, "city", "gn:1816670", "베이징(北京)", "Beijing");
    fx_mention(f, 6, "organization", "wd:Q41550", "OECD", "OECD");
    fx_mention(f, 6, "term", "", "협력하 였", "");
    fx_mention(f, 10, "index", "gpci", "GPCI", "Global Power City Index");
    fx_mention(f, 11, "city", "gn:1835848", "서울", "Seoul");
    fx_mention(f, 11, "city", "gn:1816670", "베이징", "Beijing");
    static const char *const who[2][4] = {{"gn:1835848", "서울", "8", "9"}, {"gn:1816670", "베이징", "17", "15"}};
    for (int i = 0; i < 2; i++)
        *SIL_PUSH(f->a, f->ent.rankings, f->ent.n_rankings, f->ent.cap_rankings) =
            (sil_ranking){.id = sil_sprintf(f->a, "r%04d", i + 1), .table = "tbl001", .row = i + 2, .index = "gpci", .index_name = "GPCI", .edition = "2021",
                          .publisher = "loc:ius", .entity_type = "city", .entity = (char *)who[i][0], .entity_as_printed = (char *)who[i][1], .measure = "rank",
                          .category = "", .period = "2021", .value = (char *)who[i][2], .as_printed = (char *)who[i][2], .status = "printed", .evidence = "",
                          .block = "t0012", .start = atoi(who[i][3]), .end = atoi(who[i][3]) + (int)strlen(who[i][2]), .conf = 0.9};
    *SIL_PUSH(f->a, f->ent.relations, f->ent.n_relations, f->ent.cap_relations) =
        (sil_relation){.id = "rel001", .subject = "gn:1835848", .predicate = "sister_city", .object = "gn:1816670", .object_value = "", .date = "1993",
                       .as_printed = "자매도시", .block = "t0007", .start = 18, .end = 22, .conf = 0.8, .rule = "sister"};
    *SIL_PUSH(f->a, f->ent.terms, f->ent.n_terms, f->ent.cap_terms) = (sil_term){.id = "term001", .ko = "도시외교", .zh = "城市外交", .en = "city diplomacy", .block = "t0001", .occurrences = 3};
    return f;
}

#endif
