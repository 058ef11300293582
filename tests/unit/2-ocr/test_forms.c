/* Forms of Hanja, from the project's own table: which language a line shows, which form Korean text means; glosses with endings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "blend.h"
#include "forms.h"
#include "glyphs.h"
#include "route.h"

static const char HANJA[] = "/usr/share/libhangul/hanja/hanja.txt";

static sil_arena *arena;
static sil_forms *forms;
static sil_hanja *hanja;

static int setup(void **state)
{
    (void)state;
    sil_err err = {0};
    arena = sil_arena_new(0);
    return arena && sil_forms_open("config", &forms, &err) == SIL_OK && sil_hanja_open(HANJA, &hanja, &err) == SIL_OK ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    sil_forms_free(forms);
    sil_hanja_free(hanja);
    sil_arena_free(arena);
    return 0;
}

static void test_kinds_of_form(void **state)
{
    (void)state;
    int32_t to;
    assert_int_equal(sil_form_of(forms, 0x6e05, &to), SIL_FORM_SHAPE); /* 清 */
    assert_int_equal(to, 0x6df8);
    assert_int_equal(sil_form_of(forms, 0x4e1c, &to), SIL_FORM_MAINLAND); /* 东 */
    assert_int_equal(to, 0x6771);
    assert_int_equal(sil_form_of(forms, 0x5b66, NULL), SIL_FORM_BOTH);   /* 学 */
    assert_int_equal(sil_form_of(forms, 0x770c, NULL), SIL_FORM_JAPAN);  /* 県 */
    assert_int_equal(sil_form_of(forms, 0x570b, &to), SIL_FORM_KOREAN);  /* 國 */
    assert_int_equal(to, 0x570b);
    assert_int_equal(sil_form_of(forms, 0x4eba, NULL), SIL_FORM_ONE);    /* 人 */
    assert_int_equal(sil_form_of(forms, 0x53d1, NULL), SIL_FORM_ONE);    /* 发 stands for 發 and 髮 */
    assert_true(sil_forms_same(forms, 0x56fd, 0x570b));
    assert_false(sil_forms_same(forms, 0x56fd, 0x4eba));
}

/* Who reads the Han characters of a line again. */
static sil_model model_of(const char *text, double conf, bool before, bool poor)
{
    sil_reading r = glyphs_of(arena, text, conf, SIL_MODEL_WHOLE);
    sil_form_count c = sil_forms_count(forms, r.glyphs, r.n);
    return sil_route_han(&c, conf, before, poor);
}

static void test_routing_table_of_lines(void **state)
{
    (void)state;
    /* simplified Chinese, also where ours has written some characters in the traditional form */
    assert_int_equal(model_of("刘铁娃编. 2018. 《二十国集团与全球治理的发展》. 北京: 时事出版社.", 0.9, false, false), SIL_MODEL_HANS);
    assert_int_equal(model_of("王逸舟编. 2013. 《創造性介入:中国之全球角色的生成》. 北京大学出版社.", 0.6, false, false), SIL_MODEL_HANS);
    /* an access date in Korean does not make the entry Korean */
    assert_int_equal(model_of("上海市统计局, “统计公报,” 2021年3月19日 (검색일: 2023)", 0.5, false, false), SIL_MODEL_HANS);
    /* a Korean title page, an entry from Taiwan, one from Japan stay with ours, or go to chi_tra when ours made little of them */
    assert_int_equal(model_of("碩士學位論文", 0.88, false, false), SIL_MODELS);
    assert_int_equal(model_of("吳志攀. 2011. 『兩岸城市交流的法律問题』. 臺北", 0.62, false, false), SIL_MODELS);
    assert_int_equal(model_of("橋本和孝. 2010. 『都市社会計画』. 東京", 0.6, false, false), SIL_MODELS);
    assert_int_equal(model_of("橋本和孝. 2010. 『都市社会計画』. 東京", 0.3, false, true), SIL_MODEL_HANT);
    /* the second line of an entry goes with the first */
    assert_int_equal(model_of("88-95頁.", 0.6, true, false), SIL_MODEL_HANS);
    assert_int_equal(model_of("88-95頁.", 0.6, false, false), SIL_MODELS);
    /* Korean with Hanja */
    assert_int_equal(model_of("韓中 地方外交의 現況과 課題와 전망을 살펴본다", 0.3, false, false), SIL_MODELS);
    assert_int_equal(model_of("London: Routledge.", 0.3, true, true), SIL_MODELS);
}

static sil_model word_model(const char *word, const char *line, double least)
{
    sil_reading w = glyphs_of(arena, word, least, SIL_MODEL_WHOLE), l = glyphs_of(arena, line, 0.9, SIL_MODEL_WHOLE);
    sil_form_count c = sil_forms_count(forms, w.glyphs, w.n), all = sil_forms_count(forms, l.glyphs, l.n);
    return sil_route_han_word(&c, &all, least, sil_route_blind(w.glyphs, w.n));
}

static void test_routing_table_of_words(void **state)
{
    (void)state;
    assert_int_equal(word_model("自由贸易区", "자유무역구 自由贸易区", 0.5), SIL_MODEL_HANS);
    assert_int_equal(word_model("自由贸易区", "자유무역구 自由贸易区", 0.95), SIL_MODELS); /* read well */
    assert_int_equal(word_model("韓國과", "韓國과 日本", 0.6), SIL_MODELS);
    assert_int_equal(word_model("韓國과", "韓國과 日本", 0.1), SIL_MODEL_HANT);
    assert_int_equal(word_model("〓〓를", "〓〓를 함께", 0.9), SIL_MODEL_HANT); /* seen by the light model, read by nobody */
    assert_int_equal(word_model("도시외교", "도시외교", 0.1), SIL_MODELS);
    assert_int_equal(word_model("横濱", "요코하마(横濱)", 0.2), SIL_MODEL_HANT); /* one form of each kind, none of China alone */
}

static const char *settled(const char *text, double conf, sil_model m)
{
    sil_reading r = glyphs_of(arena, text, conf, m);
    sil_err err = {0};
    assert_int_equal(sil_forms_settle(forms, hanja, arena, &r, &err), SIL_OK);
    return text_of(&r);
}

static void test_korean_text_means_koreas_forms(void **state)
{
    (void)state;
    assert_string_equal(settled("청주(清州)에서", 0.95, SIL_MODEL_WHOLE), "청주(淸州)에서");
    assert_string_equal(settled("고상한(高尚) 양식", 0.95, SIL_MODEL_WHOLE), "고상한(高尙) 양식"); /* with an ending */
    assert_string_equal(settled("문제(問题)를", 0.9, SIL_MODEL_WHOLE), "문제(問題)를");
    assert_string_equal(settled("旣存의 調查와 研究는", 0.9, SIL_MODEL_WHOLE), "旣存의 調査와 硏究는");
    /* a quotation, Chinese words, a Chinese line stay */
    assert_string_equal(settled("거리가 없다(天涯若比鄰)고", 0.95, SIL_MODEL_WHOLE), "거리가 없다(天涯若比鄰)고");
    assert_string_equal(settled("国际友好城市는 인민대표대회의", 0.9, SIL_MODEL_WHOLE), "国际友好城市는 인민대표대회의");
    assert_string_equal(settled("中国研究", 0.9, SIL_MODEL_HANS), "中国研究");
    /* Hanja alone: a title is Korean; an entry with a year only where the model was not sure */
    assert_string_equal(settled("指導教授 金鎮卿", 0.8, SIL_MODEL_WHOLE), "指導敎授 金鎭卿");
    assert_string_equal(settled("陳光興 2006 亞洲作為方法", 0.9, SIL_MODEL_WHOLE), "陳光興 2006 亞洲作為方法");
    assert_string_equal(settled("孫禎睦 1982 都市變化過程研究", 0.4, SIL_MODEL_WHOLE), "孫禎睦 1982 都市變化過程硏究");
}

static void test_what_loses_is_kept(void **state)
{
    (void)state;
    sil_reading r = glyphs_of(arena, "조사(調查)", 0.9, SIL_MODEL_WHOLE);
    sil_err err = {0};
    assert_int_equal(sil_forms_settle(forms, hanja, arena, &r, &err), SIL_OK);
    assert_true(r.glyphs[4].changed);
    assert_string_equal(r.glyphs[4].other, "查");
    assert_false(r.glyphs[3].changed);
}

static const char *blended(const char *ours, const char *other, double conf, sil_model m, bool spoken)
{
    sil_reading b = glyphs_of(arena, ours, 0.3, SIL_MODEL_WHOLE), h = glyphs_of(arena, other, conf, m), out;
    int32_t said[256] = {0};
    sil_gloss gloss = {hanja, said};
    size_t taken;
    sil_err err = {0};
    if (spoken)
        sil_hanja_said(hanja, b.glyphs, b.n, said);
    assert_int_equal(sil_blend(arena, forms, &b, &h, m, spoken ? &gloss : NULL, &out, &taken, &err), SIL_OK);
    return text_of(&out);
}

static void test_han_of_one_in_the_frame_of_the_other(void **state)
{
    (void)state;
    /* spaces, quotes and digits are ours, characters chi_sim's; what it lost stays, what it dreamt of Hangul is left out */
    assert_string_equal(blended("卫志敏. 2001. 《次国家政府与对外事允》. 北京", "陈志敏.2001.次国家政府对外事务.北京", 0.9, SIL_MODEL_HANS, false), "陈志敏. 2001. 《次国家政府与对外事务》. 北京");
    assert_string_equal(blended("统計公报 (검색일: 2023)", "统计公报(召习旬:2023)", 0.9, SIL_MODEL_HANS, false), "统计公报 (검색일: 2023)");
    assert_string_equal(blended("广省人民", "广东省人民", 0.9, SIL_MODEL_HANS, false), "广东省人民");
    /* what it believes little changes nothing */
    assert_string_equal(blended("政府与对外", "政府年对外", 0.2, SIL_MODEL_HANS, false), "政府与对外");
    /* chi_tra knows no forms of Japan or Korea */
    assert_string_equal(blended("都市社会計劃", "都市社會計画", 0.9, SIL_MODEL_HANT, false), "都市社会計画");
    /* of two characters that which is read as the line says */
    assert_string_equal(blended("완충(緩衝)", "완충(組衝)", 0.9, SIL_MODEL_HANT, true), "완충(緩衝)");
    assert_string_equal(blended("완충(組衝)", "완충(緩衝)", 0.2, SIL_MODEL_HANT, true), "완충(緩衝)");
    /* one that the light model saw and could not write */
    assert_string_equal(blended("〓〓를", "原語言", 0.4, SIL_MODEL_HANT, false), "原語를");
}

static void test_accents_of_ours(void **state)
{
    (void)state;
    sil_reading en = glyphs_of(arena, "Muller, J6rg. Stadte und AuBenpolitik", 0.9, SIL_MODEL_EN), ours = glyphs_of(arena, "Müller Jörg. Städte und Außenpolitik", 0.6, SIL_MODEL_WHOLE), out;
    sil_err err = {0};
    assert_int_equal(sil_blend_accents(arena, &en, &ours, &out, &err), SIL_OK);
    assert_string_equal(text_of(&out), "Müller, Jörg. Städte und Außenpolitik");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds_of_form), cmocka_unit_test(test_routing_table_of_lines), cmocka_unit_test(test_routing_table_of_words),
        cmocka_unit_test(test_korean_text_means_koreas_forms), cmocka_unit_test(test_what_loses_is_kept),
        cmocka_unit_test(test_han_of_one_in_the_frame_of_the_other), cmocka_unit_test(test_accents_of_ours),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
