/* The second opinion on doubtful places of a Chinese line: what takes the place of what, what is dropped, what comes in; and marks told by their shape. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <leptonica/allheaders.h>
#include <string.h>

#include "mend.h"
#include "once.h"
#include "second.h"
#include "sillok/text.h"

enum { EM = 40 };

static sil_arena *arena;

static int setup(void **state)
{
    (void)state;
    arena = sil_arena_new(0);
    return arena ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    sil_arena_free(arena);
    return 0;
}

/* A line of characters one em apart, all read with conf. */
static sil_reading line_of(const char *text, double conf, sil_model m)
{
    sil_reading r = {.box = {0, 0, 0, EM}, .conf = conf};
    for (size_t i = 0, len = strlen(text); i < len;) {
        size_t from = i;
        sil_glyph *g = SIL_PUSH(arena, r.glyphs, r.n, r.cap);
        assert_non_null(g);
        *g = (sil_glyph){.cp = sil_cp_next(text, len, &i), .conf = conf, .model = m, .token = true};
        memcpy(g->text, text + from, i - from);
        g->box = (sil_box){(int)(r.n - 1) * EM, 0, (int)r.n * EM - 4, EM};
        r.box.x1 = g->box.x1;
    }
    return r;
}

static const char *text_of(const sil_reading *r)
{
    sil_buf b = {.limit = 4096};
    sil_buf_puts(&b, "");
    for (size_t i = 0; i < r->n; i++)
        sil_buf_puts(&b, r->glyphs[i].text);
    char *s = sil_strdup(arena, b.data ? b.data : "");
    sil_buf_free(&b);
    return s;
}

/* What becomes of the doubtful place of a line; `sure` of ours is the confidence of all it reads. */
static const char *weighed(const char *line, size_t at, size_t n, double conf, sil_model m, const char *ours, double sure, bool *unsure)
{
    sil_reading r = line_of(line, 0.95, m), got = line_of(ours, sure, SIL_MODEL_WHOLE), out;
    sil_place p;
    sil_err err;
    for (size_t i = at; i < at + n; i++)
        r.glyphs[i].conf = conf;
    assert_true(sil_second_next(&r, 0, &p));
    assert_int_equal(p.i, at);
    assert_int_equal(p.j, at + n);
    assert_int_equal(sil_second_weigh(arena, NULL, &r, &p, m, &got, NULL, &out, unsure, &err), SIL_OK);
    return text_of(&out);
}

static void test_a_rare_character_comes_from_ours(void **state)
{
    (void)state;
    bool unsure;
    assert_string_equal(weighed("从此一踊不振", 3, 1, 0.10, SIL_MODEL_HANS, "一蹶不", 0.80, &unsure), "蹶");
    assert_string_equal(weighed("从此一踊不振", 3, 1, 0.10, SIL_MODEL_HANS, "一蹶不", 0.05, &unsure), "踊"); /* ours was no surer: asked once more, alone */
    assert_true(unsure);
    assert_string_equal(weighed("大片闲置的", 2, 1, 0.48, SIL_MODEL_HANS, "片閑置", 0.80, &unsure), "闲"); /* simplified print stays so */
    assert_string_equal(weighed("學徒歇宿", 2, 1, 0.30, SIL_MODEL_HANT, "徒殲宿", 0.05, &unsure), "殲"); /* traditional print is what ours knows */
    assert_string_equal(weighed("學徒歇宿", 2, 1, 0.30, SIL_MODEL_HANT, "之殲是", 0.90, &unsure), "歇"); /* nothing shows that the place is the same */
}

static void test_a_sure_line_is_not_asked_about(void **state)
{
    (void)state;
    sil_reading r = line_of("从此一踊不振。", 0.90, SIL_MODEL_HANS);
    sil_place p;
    assert_false(sil_second_next(&r, 0, &p));
}

static void test_marks_come_from_ours(void **state)
{
    (void)state;
    bool unsure;
    assert_string_equal(weighed("不全，所有", 2, 1, 0.60, SIL_MODEL_HANS, "全;所", 0.80, &unsure), ";");
    assert_string_equal(weighed("不全，所有", 2, 1, 0.60, SIL_MODEL_HANS, "全>所", 0.80, &unsure), "，"); /* no mark of a sentence */
    assert_string_equal(weighed("抵押;，其次", 2, 2, 0.55, SIL_MODEL_HANS, "押;其", 0.80, &unsure), ";"); /* one mark seen as two */
}

static void test_one_character_seen_as_two_is_one(void **state)
{
    (void)state;
    bool unsure;
    sil_reading r = line_of("来源信和贷款", 0.95, SIL_MODEL_HANS), got = line_of("信贷", 0.20, SIL_MODEL_WHOLE), out;
    sil_place p;
    sil_err err;
    r.glyphs[3].conf = 0.57;
    r.glyphs[3].box = (sil_box){3 * EM, 0, 3 * EM + EM / 2, EM}; /* 和 and 贷 share the place of one */
    r.glyphs[4].box = (sil_box){3 * EM + EM / 2, 0, 4 * EM, EM};
    assert_true(sil_second_next(&r, 0, &p));
    assert_int_equal(sil_second_weigh(arena, NULL, &r, &p, SIL_MODEL_HANS, &got, NULL, &out, &unsure, &err), SIL_OK);
    assert_string_equal(text_of(&out), "");
    assert_string_equal(weighed("来源信和贷款", 3, 1, 0.57, SIL_MODEL_HANS, "信贷", 0.20, &unsure), "和"); /* it has a place of its own */
}

/* ---- shapes ---- */

static void blob(PIX *ink, int x, int y, int w, int h) { pixRasterop(ink, x, y, w, h, PIX_SET, NULL, 0, 0); }

/* Squares for characters; `marks` says what is printed at each third place: ';', ':' or ','. */
static PIX *print(const char *marks)
{
    int n = (int)strlen(marks);
    PIX *ink = pixCreate((n * 3 + 1) * EM, EM + 20, 1);
    for (int i = 0; i < n; i++) {
        int x = i * 3 * EM + 10;
        blob(ink, x, 10, EM - 6, EM - 4), blob(ink, x + EM, 10, EM - 6, EM - 4);
        x += 2 * EM;
        if (marks[i] != ',')
            blob(ink, x, 10 + EM / 3, 5, 5);
        blob(ink, x, 10 + EM - 9, 5, 5);
        if (marks[i] != ':')
            blob(ink, x + 2, 10 + EM - 4, 3, 5);
    }
    return ink;
}

static const char *settled(const char *printed, const char *read, int off)
{
    PIX *ink = print(printed);
    sil_reading r = line_of(read, 0.9, SIL_MODEL_HANS);
    sil_err err;
    for (size_t i = 0; i < r.n; i++)
        r.glyphs[i].box.y0 += 10, r.glyphs[i].box.y1 += 10, r.glyphs[i].box.x0 += 10, r.glyphs[i].box.x1 = r.glyphs[i].box.x0 + (i % 3 == 2 ? 8 : EM - 6), r.glyphs[i].box.x0 += off, r.glyphs[i].box.x1 += off;
    r.box = (sil_box){10, 10, pixGetWidth(ink) - 2 * EM, 10 + EM};
    assert_int_equal(sil_mend_marks(ink, &r, &err), SIL_OK);
    pixDestroy(&ink);
    return text_of(&r);
}

static void test_semicolons_are_told_by_their_shape(void **state)
{
    (void)state;
    assert_string_equal(settled(",;:", "方案，公司，目的，", 0), "方案，公司；目的：");
    assert_string_equal(settled(",;:", "方案，公司，目的，", EM * 9 / 10), "方案，公司；目的："); /* the engine's boxes may be off by a character */
    assert_string_equal(settled(",,", "方案;公司，", 0), "方案，公司，");
    assert_string_equal(settled(";;", "方案;公司；", 0), "方案;公司；"); /* what was right stays as it is */
}

static void test_other_languages_keep_their_marks(void **state)
{
    (void)state;
    assert_string_equal(settled(";", "도시，", 0), "도시，");
}

static void test_marks_of_chinese_lines(void **state)
{
    (void)state;
    sil_reading a = line_of("来自商业!这与", 0.9, SIL_MODEL_HANS), b = line_of("一九一0年間", 0.9, SIL_MODEL_HANT), c = line_of("折算〈见附录", 0.9, SIL_MODEL_HANS), d = line_of("《江〈上〉河》", 0.9, SIL_MODEL_HANS), e = line_of("共10年", 0.9, SIL_MODEL_HANS);
    sil_mend_chinese(&a), sil_mend_chinese(&b), sil_mend_chinese(&c), sil_mend_chinese(&d), sil_mend_chinese(&e);
    assert_string_equal(text_of(&a), "来自商业！这与");
    assert_string_equal(text_of(&b), "一九一〇年間");
    assert_string_equal(text_of(&c), "折算（见附录");
    assert_string_equal(text_of(&d), "《江〈上〉河》");
    assert_string_equal(text_of(&e), "共10年");
}

/* ---- once ---- */

static void test_no_print_is_read_by_two_lines(void **state)
{
    (void)state;
    sil_reading lines[2] = {line_of("개념과이론다른행위자", 0.9, SIL_MODEL_KO), line_of("도시외교국제다른행위자", 0.9, SIL_MODEL_KO)};
    lines[0].box.y1 = EM * 3; /* its box reaches over the next line, whose last words it has read, too */
    lines[1].box.y0 = EM * 3 / 2, lines[1].box.y1 = EM * 5 / 2;
    for (size_t i = 5; i < lines[0].n; i++)
        lines[0].glyphs[i].box = lines[1].glyphs[i + 1].box;
    sil_read_once(lines, 2);
    assert_string_equal(text_of(&lines[0]), "개념과이론");
    assert_string_equal(text_of(&lines[1]), "도시외교국제다른행위자");
}

static void test_two_lines_that_say_the_same_both_stay(void **state)
{
    (void)state;
    sil_reading lines[2] = {line_of("부산광역시", 0.9, SIL_MODEL_KO), line_of("부산광역시", 0.9, SIL_MODEL_KO)};
    lines[1].box.y0 = EM * 3 / 2, lines[1].box.y1 = EM * 5 / 2;
    sil_read_once(lines, 2);
    assert_string_equal(text_of(&lines[0]), "부산광역시");
    assert_string_equal(text_of(&lines[1]), "부산광역시");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_rare_character_comes_from_ours),
        cmocka_unit_test(test_a_sure_line_is_not_asked_about),
        cmocka_unit_test(test_marks_come_from_ours),
        cmocka_unit_test(test_one_character_seen_as_two_is_one),
        cmocka_unit_test(test_semicolons_are_told_by_their_shape),
        cmocka_unit_test(test_other_languages_keep_their_marks),
        cmocka_unit_test(test_marks_of_chinese_lines),
        cmocka_unit_test(test_no_print_is_read_by_two_lines),
        cmocka_unit_test(test_two_lines_that_say_the_same_both_stay),
    };
    return cmocka_run_group_tests_name("2-ocr second", tests, setup, teardown);
}
