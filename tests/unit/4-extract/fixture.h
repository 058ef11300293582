/* A tiny authority of our own beside the real rule tables, in a temporary folder; and papers made of a few blocks. */
#ifndef EXTRACT_FIXTURE_H
#define EXTRACT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "../temp.h"
#include "sillok/file.h"
#include "work.h"

typedef struct fixture {
    char dir[TEMP_LEN];
    sil_arena *a;
    sil_authority au;
    sil_rules rules;
    sil_err err;
} fixture;

static inline const char *rules_dir(void)
{
    static char path[4400];
    char exe[4096];
    ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
    assert_true(n > 0);
    exe[n] = 0;
    for (int i = 0; i < 4; i++) { /* build/unit/<room>/test */
        char *slash = strrchr(exe, '/');
        assert_non_null(slash);
        *slash = 0;
    }
    const char *set = getenv("SILLOK_CONFIG");
    snprintf(path, sizeof path, "%s%s/rules", set ? set : exe, set ? "" : "/config");
    return path;
}

static inline void put_file(const char *dir, const char *tail, const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", dir, tail);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static inline int open_fixture(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    char path[256];
    assert_non_null(temp_folder(f->dir, "extract"));
    snprintf(path, sizeof path, "%s/authority", f->dir);
    assert_int_equal(sil_mkdirs(path, &f->err), SIL_OK);
    snprintf(path, sizeof path, "%s/rules", f->dir);
    assert_int_equal(symlink(rules_dir(), path), 0);
    put_file(f->dir, "authority/cities.tsv",
             "city_id\tcountry\tkind\tlat\tlon\tpopulation\tname_en\tname_ko\tname_zh_hans\tname_zh_hant\taliases\tweak\n"
             "gn:1\tKR\tcapital\t0\t0\t10000000\tSeoul\t서울\t首尔\t首爾\t서울특별시\t\n"
             "gn:2\tCN\tcapital\t0\t0\t19000000\tBeijing\t베이징\t北京\t北京\t북경\t\n"
             "gn:3\tCN\tcity\t0\t0\t9000000\tSuzhou\t쑤저우\t苏州\t蘇州\t\t소주\n"
             "gn:4\tCN\tcity\t0\t0\t300000\tSuzhou\t\t宿州\t宿州\t\t\n"
             "gn:5\tFR\tcapital\t0\t0\t2100000\tParis\t파리\t巴黎\t巴黎\t\t\n"
             "gn:6\tCA\tcity\t0\t0\t2700000\tToronto\t토론토\t多伦多\t多倫多\t\t\n"
             "gn:7\tUS\tcity\t0\t0\t9000\tUnion\t\t\t\t\t\n"
             "gn:8\tUS\tcity\t0\t0\t8000000\tNew York\t뉴욕\t纽约\t紐約\t\t\n"
             "gn:9\tGB\tcapital\t0\t0\t8900000\tLondon\t런던\t伦敦\t倫敦\t\t\n"
             "gn:10\tJP\tcapital\t0\t0\t9000000\tTokyo\t도쿄\t东京\t東京\t\t\n");
    put_file(f->dir, "authority/organizations.tsv",
             "org_id\tacronym\tname_en\tname_ko\tname_zh_hans\tname_zh_hant\tfounded\tseat_city_id\tkind\taliases\n"
             "wd:Q1\tSCO\tShanghai Cooperation Organisation\t상하이협력기구\t上海合作组织\t上海合作組織\t2001\tgn:2\tigo\t\n"
             "wd:Q2\tSI\tSeoul Institute\t서울연구원\t\t\t1992\tgn:1\tnational\t\n");
    put_file(f->dir, "authority/indices.tsv",
             "index_id\tacronym\tname_en\tname_ko\tname_zh\tpublisher\tentity_type\tmeasures\taliases\n"
             "gpci\tGPCI\tGlobal Power City Index\t\t全球城市实力指数\twd:Q2\tcity\trank|score\t\n"
             "gci\tGCI\tGlobal Cities Index\t\t\t\tcity\trank\t\n");
    f->a = sil_arena_new(0);
    assert_non_null(f->a);
    sil_status st = sil_authority_open(f->a, f->dir, 100000, &f->au, &f->err);
    if (st == SIL_OK)
        st = sil_rules_open(f->a, f->dir, &f->rules, &f->err);
    if (st != SIL_OK)
        fail_msg("%s", f->err.text);
    *state = f;
    return 0;
}

static inline int close_fixture(void **state)
{
    fixture *f = *state;
    sil_authority_close(&f->au);
    sil_rules_close(&f->rules);
    sil_arena_free(f->a);
    sil_err err;
    int bad = sil_remove_tree(f->dir, &err) != SIL_OK;
    free(f);
    return bad;
}

/* One block of text in, what was found out. */
static inline sil_entities extract_block(fixture *f, sil_block_type type, const char *lang, const char *text)
{
    sil_block b = {.id = (char *)"t0001", .type = type, .lang = (char *)lang, .page = 1, .text = (char *)text, .conf = 0.5};
    sil_text t = {.blocks = &b, .n_blocks = 1};
    sil_entities e = {0};
    if (sil_extract(f->a, &f->au, &f->rules, &t, &e, &f->err) != SIL_OK)
        fail_msg("%s", f->err.text);
    return e;
}

static inline const sil_mention *mention(const sil_entities *e, const char *type, const char *printed)
{
    for (size_t i = 0; i < e->n_mentions; i++)
        if (strcmp(e->mentions[i].type, type) == 0 && strcmp(e->mentions[i].as_printed, printed) == 0)
            return &e->mentions[i];
    return NULL;
}

#endif
