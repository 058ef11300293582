/* Glyphs become words; what is lost at seams is put back; Hanja are checked against their reading. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <leptonica/allheaders.h>

#include "glyphs.h"
#include "hanja.h"
#include "mend.h"
#include "sillok/file.h"
#include "words.h"

static sil_arena *arena;
static sil_image image;
static const sil_words_how how = {.image = &image};
static sil_err err;

static int setup(void **state)
{
    (void)state;
    image.to_page = sil_map_scale(0.5, 0.5);
    image.page_width = 1000, image.page_height = 100;
    return (arena = sil_arena_new(0)) ? 0 : -1;
}
static int teardown(void **state) { (void)state; sil_arena_free(arena); return 0; }

static sil_line words_of(const char *text, sil_model m, bool last)
{
    sil_reading r = glyphs_of(arena, text, 0.9, m);
    sil_line l;
    assert_int_equal(sil_words_make(arena, &r, &how, last, &l, &err), SIL_OK);
    return l;
}

static void test_korean_words_are_between_spaces(void **state)
{
    (void)state;
    sil_reading r = glyphs_of(arena, "부산은 도시외교(城市外交)를 한다.", 0.9, SIL_MODEL_KO);
    r.glyphs[1].token = r.glyphs[2].token = true; /* the engine's tokens: 부/산/은 */
    r.glyphs[2].conf = 0.6;
    sil_line l;
    assert_int_equal(sil_words_make(arena, &r, &how, true, &l, &err), SIL_OK);
    assert_int_equal(l.n_words, 3);
    assert_string_equal(l.words[0].text, "부산은");
    assert_string_equal(l.words[1].text, "도시외교(城市外交)를");
    assert_true(l.words[0].space_after && l.words[1].space_after && !l.words[2].space_after);
    assert_string_equal(l.lang, "ko");
    assert_true(l.words[0].conf > 0.69 && l.words[0].conf < 0.71); /* 0.6 is its worst glyph, 0.8 the mean */
    assert_int_equal(l.words[0].box.x0, 0);
    assert_int_equal(l.words[0].box.x1, 58); /* three glyphs of 36 at 40, halved */
}

static void test_no_space_between_han(void **state)
{
    (void)state;
    sil_line l = words_of("北京 市 与 首尔市， 城市 外交", SIL_MODEL_HANS, true);
    assert_string_equal(l.lang, "zh-Hans");
    for (size_t i = 0; i < l.n_words; i++)
        assert_false(l.words[i].space_after);
    l = words_of("多层治理 multi level 体系", SIL_MODEL_HANS, true);
    assert_true(l.n_words == 4 && l.words[1].space_after);
    assert_string_equal(l.words[1].lang, "en");
}

static void test_one_particle_makes_hanja_korean(void **state)
{
    (void)state;
    sil_line l = words_of("權力의 志向과 國際政治 論叢", SIL_MODEL_WHOLE, true);
    assert_string_equal(l.lang, "ko");
    assert_int_equal(l.n_words, 4);
    assert_true(l.words[0].space_after && l.words[1].space_after && l.words[2].space_after);
    assert_string_equal(l.words[2].text, "國際政治");
    /* a line of Hanja alone keeps the spaces that the whole model saw, and no others */
    l = words_of("國際政治論叢 第三十號", SIL_MODEL_WHOLE, true);
    assert_int_equal(l.n_words, 2);
    assert_true(l.words[0].space_after);
    /* a syllable it hardly believed says nothing about a Chinese line */
    sil_reading r = glyphs_of(arena, "中国城市外交的理论를实践", 0.3, SIL_MODEL_WHOLE);
    assert_string_equal(sil_line_lang(&r), "zh-Hans");
}

static void test_languages(void **state)
{
    (void)state;
    assert_string_equal(words_of("國際政治論叢", SIL_MODEL_HANT, true).lang, "zh-Hant");
    assert_string_equal(words_of("Global Cities", SIL_MODEL_EN, true).lang, "en");
    assert_null(words_of("2,189 97.4", SIL_MODEL_EN, true).lang);
}

static void test_hyphen_at_the_end_of_a_line(void **state)
{
    (void)state;
    sil_line l = words_of("the govern-", SIL_MODEL_EN, false);
    assert_true(l.words[1].hyphen);
    assert_string_equal(l.words[1].text, "govern");
    l = words_of("the govern-", SIL_MODEL_EN, true); /* nothing follows */
    assert_false(l.words[1].hyphen);
    l = words_of("pages 12-", SIL_MODEL_EN, false); /* a range of pages */
    assert_false(l.words[1].hyphen);
}

static void test_what_lost_is_kept(void **state)
{
    (void)state;
    sil_reading r = glyphs_of(arena, "도쿄(東京)", 0.9, SIL_MODEL_HANT);
    r.glyphs[2].other = "(봇퍼)";
    sil_line l;
    assert_int_equal(sil_words_make(arena, &r, &how, true, &l, &err), SIL_OK);
    assert_int_equal(l.words[0].n_others, 1);
    assert_string_equal(l.words[0].others[0], "(봇퍼)");
}

static void test_lost_brackets_come_back(void **state)
{
    (void)state;
    sil_reading r = glyphs_of(arena, "거버넌스multi-level governance)의", 0.9, SIL_MODEL_KO);
    assert_int_equal(sil_mend_brackets(arena, &r, &err), SIL_OK);
    assert_string_equal(text_of(&r), "거버넌스(multi-level governance)의");
    assert_true(r.glyphs[4].changed);
    r = glyphs_of(arena, "institutionalism)의 관점에서 (방문)", 0.9, SIL_MODEL_KO); /* opened on the line before */
    assert_int_equal(sil_mend_brackets(arena, &r, &err), SIL_OK);
    assert_string_equal(text_of(&r), "institutionalism)의 관점에서 (방문)");
}

static void test_what_closes_a_bracket_says_what_it_is(void **state)
{
    (void)state;
    sil_reading r = glyphs_of(arena, "联合会《WTCF），见《城市外交》", 0.9, SIL_MODEL_HANS);
    sil_mend_chinese(&r);
    assert_string_equal(text_of(&r), "联合会（WTCF），见《城市外交》");
    r = glyphs_of(arena, "组织《〈WeGO）。2010一2019", 0.9, SIL_MODEL_HANS); /* one bracket seen as two; the dash of years */
    sil_mend_chinese(&r);
    assert_string_equal(text_of(&r), "组织（WeGO）。2010—2019");
    r = glyphs_of(arena, "《城市（首都）外交》", 0.9, SIL_MODEL_HANS);
    sil_mend_chinese(&r);
    assert_string_equal(text_of(&r), "《城市（首都）外交》");
}

static void test_middle_dot_from_its_blob(void **state)
{
    (void)state;
    PIX *ink = pixCreate(400, 60, 1);
    for (int i = 0; i < 6; i++)
        pixRasterop(ink, i * 40 + (i > 2 ? 20 : 0), 5, 34, 40, PIX_SET, NULL, 0, 0); /* 문화팀 · 교육팀 */
    pixRasterop(ink, 124, 21, 7, 7, PIX_SET, NULL, 0, 0);
    sil_reading r = glyphs_of(arena, "문화팀교육팀", 0.9, SIL_MODEL_KO);
    for (int i = 3; i < 6; i++)
        r.glyphs[i].box.x0 += 20, r.glyphs[i].box.x1 += 20;
    assert_int_equal(sil_mend_dots(arena, ink, &r, &err), SIL_OK);
    assert_string_equal(text_of(&r), "문화팀\xc2\xb7교육팀");
    /* a full stop at the foot of the line is none */
    pixRasterop(ink, 124, 21, 7, 7, PIX_CLR, NULL, 0, 0);
    pixRasterop(ink, 124, 38, 7, 7, PIX_SET, NULL, 0, 0);
    r = glyphs_of(arena, "문화팀교육팀", 0.9, SIL_MODEL_KO);
    assert_int_equal(sil_mend_dots(arena, ink, &r, &err), SIL_OK);
    assert_string_equal(text_of(&r), "문화팀교육팀");
    pixDestroy(&ink);
}

static void test_a_geta_never_comes_out(void **state)
{
    (void)state;
    sil_reading r = glyphs_of(arena, "베이징시(〓京市)", 0.9, SIL_MODEL_KO);
    sil_mend_blind(&r);
    assert_string_equal(text_of(&r), "베이징시(\xef\xbf\xbd京市)");
    assert_true(r.glyphs[5].conf <= 0.1 && r.glyphs[5].changed);
    assert_true(r.glyphs[6].conf == 0.9 && !r.glyphs[6].changed);
}

static void test_hanja_by_their_reading(void **state)
{
    (void)state;
    const char *path = "/usr/share/libhangul/hanja/hanja.txt";
    if (!sil_file_exists(path)) {
        print_message("skipped: no %s\n", path);
        skip();
    }
    sil_hanja *h;
    assert_int_equal(sil_hanja_open(path, &h, &err), SIL_OK);
    assert_true(sil_hanja_reads(h, 0x5317 /* 北 */, 0xbd81 /* 북 */));
    assert_false(sil_hanja_reads(h, 0x5317, 0xb0a8 /* 남 */));
    sil_reading r = glyphs_of(arena, "외교(外女)와", 0.6, SIL_MODEL_HANT);
    assert_int_equal(sil_hanja_check(h, arena, &r, &err), SIL_OK);
    assert_string_equal(text_of(&r), "외교(外交)와");
    assert_true(r.glyphs[4].changed && !r.glyphs[3].changed);
    assert_string_equal(r.glyphs[4].other, "女");
    /* 도시(城市) is written so, though 城 is read otherwise: what was read with confidence stays */
    r = glyphs_of(arena, "도시(城市)", 0.93, SIL_MODEL_HANT);
    assert_int_equal(sil_hanja_check(h, arena, &r, &err), SIL_OK);
    assert_string_equal(text_of(&r), "도시(城市)");
    /* a name stands in no dictionary: of what the model weighed, the first that is read as the Hangul says */
    r = glyphs_of(arena, "정해룡(笨海龍)", 0.6, SIL_MODEL_WHOLE);
    r.glyphs[4].also = "魯鄭程";
    r.glyphs[6].also = "疹渦";
    assert_int_equal(sil_hanja_check(h, arena, &r, &err), SIL_OK);
    assert_string_equal(text_of(&r), "정해룡(鄭海龍)");
    assert_true(r.glyphs[4].changed && !r.glyphs[6].changed);
    /* the whole model half believes 城: the dictionary's other word is no reason to change it; what it hardly believes is */
    r = glyphs_of(arena, "도시(城市)", 0.6, SIL_MODEL_WHOLE);
    assert_int_equal(sil_hanja_check(h, arena, &r, &err), SIL_OK);
    assert_string_equal(text_of(&r), "도시(城市)");
    r = glyphs_of(arena, "외교(外女)와", 0.2, SIL_MODEL_WHOLE);
    assert_int_equal(sil_hanja_check(h, arena, &r, &err), SIL_OK);
    assert_string_equal(text_of(&r), "외교(外交)와");
    /* nor does the name of a city say how its Hanja are read, be the last syllable the reading of one that was weighed */
    r = glyphs_of(arena, "타이베이(臺北)와", 0.6, SIL_MODEL_WHOLE);
    r.glyphs[6].also = "二";
    assert_int_equal(sil_hanja_check(h, arena, &r, &err), SIL_OK);
    assert_string_equal(text_of(&r), "타이베이(臺北)와");
    sil_hanja_free(h);
    assert_int_equal(sil_hanja_open("/nonexistent/hanja.txt", &h, &err), SIL_LIBRARY);
    assert_non_null(strstr(err.text, "libhangul-data"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_korean_words_are_between_spaces), cmocka_unit_test(test_no_space_between_han), cmocka_unit_test(test_one_particle_makes_hanja_korean),
        cmocka_unit_test(test_languages),
        cmocka_unit_test(test_hyphen_at_the_end_of_a_line), cmocka_unit_test(test_what_lost_is_kept), cmocka_unit_test(test_lost_brackets_come_back),
        cmocka_unit_test(test_what_closes_a_bracket_says_what_it_is), cmocka_unit_test(test_middle_dot_from_its_blob), cmocka_unit_test(test_a_geta_never_comes_out), cmocka_unit_test(test_hanja_by_their_reading),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
