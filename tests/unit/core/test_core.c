/* The ground the rooms stand on: errors, memory, files, text, tables, settings, layers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "../temp.h"
#include "sillok/file.h"
#include "sillok/hash.h"
#include "sillok/layer.h"
#include "sillok/settings.h"
#include "sillok/source.h"
#include "sillok/text.h"
#include "sillok/tsv.h"

static char dir[TEMP_LEN];

static int make_dir(void **state)
{
    (void)state;
    return temp_folder(dir, "core") ? 0 : -1;
}

static int drop_dir(void **state)
{
    (void)state;
    return sil_remove_tree(dir, NULL) == SIL_OK ? 0 : -1;
}

static void write_text(const char *name, const char *text)
{
    char path[256];
    sil_err err;
    snprintf(path, sizeof path, "%s/%s", dir, name);
    assert_int_equal(sil_file_write(path, text, strlen(text), &err), SIL_OK);
}

static void an_error_names_its_places_from_outside_in(void **state)
{
    (void)state;
    sil_err e;
    assert_int_equal(sil_fail(&e, SIL_FORMAT, "no %s", "JPEG"), SIL_FORMAT);
    assert_int_equal(sil_in(&e, "page %d: ", 7), SIL_FORMAT);
    assert_string_equal(e.text, "page 7: no JPEG");
}

static void a_long_korean_error_is_cut_at_a_character(void **state)
{
    (void)state;
    sil_err e;
    char text[2048] = "a";
    for (int i = 0; i < 600; i++)
        strcat(text, "가");
    assert_int_equal(sil_fail(&e, SIL_IO, "%s", text), SIL_IO);
    assert_true(strlen(e.text) > 1000);
    assert_true(sil_utf8_valid(e.text, strlen(e.text)));
    sil_in(&e, "%s", "가나다: ");
    assert_true(sil_utf8_valid(e.text, strlen(e.text)));
}

static void exit_codes_are_those_of_the_design(void **state)
{
    (void)state;
    assert_int_equal(sil_exit_code(SIL_OK), 0);
    assert_int_equal(sil_exit_code(SIL_FORMAT), 1);
    assert_int_equal(sil_exit_code(SIL_USAGE), 2);
    assert_int_equal(sil_exit_code(SIL_LIBRARY), 4);
    assert_int_equal(sil_exit_code(SIL_IO), 6);
}

static void an_arena_keeps_what_it_gave_and_stops_at_its_limit(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(1 << 20);
    char *first = sil_strdup(a, "서울");
    for (int i = 0; i < 1000; i++)
        assert_non_null(sil_alloc(a, 100));
    assert_string_equal(first, "서울");
    assert_null(sil_alloc(a, 1 << 20));
    assert_null(sil_alloc(a, SIZE_MAX));
    assert_non_null(sil_alloc(a, 16));
    sil_arena_free(a);
}

static void an_array_grows_and_keeps_its_elements(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(0);
    int *v = NULL;
    size_t n = 0, cap = 0;
    for (int i = 0; i < 1000; i++) {
        int *p = SIL_PUSH(a, v, n, cap);
        assert_non_null(p);
        *p = i;
    }
    for (int i = 0; i < 1000; i++)
        assert_int_equal(v[i], i);
    sil_arena_free(a);
}

static void a_buffer_over_its_limit_says_so_once_at_the_end(void **state)
{
    (void)state;
    sil_buf b = {.limit = 10};
    sil_buf_puts(&b, "12345");
    sil_buf_puts(&b, "1234567890");
    sil_buf_puts(&b, "1");
    sil_err err;
    assert_int_equal(sil_buf_ok(&b, &err), SIL_NOMEM);
    assert_string_equal(b.data, "12345");
    sil_buf_free(&b);
}

static void a_file_is_replaced_whole_and_leaves_no_temporary(void **state)
{
    (void)state;
    write_text("x.json", "old");
    write_text("x.json", "new and longer");
    sil_arena *a = sil_arena_new(0);
    char path[256], *data, **names;
    size_t n;
    sil_err err;
    snprintf(path, sizeof path, "%s/x.json", dir);
    assert_int_equal(sil_file_read(a, path, 0, &data, &n, &err), SIL_OK);
    assert_string_equal(data, "new and longer");
    assert_int_equal(sil_file_read(a, path, 5, &data, &n, &err), SIL_LIMIT);
    assert_int_equal(sil_list_dir(a, dir, &names, &n, &err), SIL_OK);
    assert_int_equal(n, 1);
    snprintf(path, sizeof path, "%s/absent/x.json", dir);
    assert_int_equal(sil_file_write(path, "a", 1, &err), SIL_IO);
    assert_non_null(strstr(err.text, "absent"));
    sil_arena_free(a);
}

static void removing_a_tree_does_not_follow_links(void **state)
{
    (void)state;
    char path[256], target[256];
    sil_err err;
    write_text("keep", "me");
    snprintf(path, sizeof path, "%s/tree/deep", dir);
    assert_int_equal(sil_mkdirs(path, &err), SIL_OK);
    snprintf(target, sizeof target, "%s/keep", dir);
    snprintf(path, sizeof path, "%s/tree/deep/link", dir);
    assert_int_equal(symlink(target, path), 0);
    snprintf(path, sizeof path, "%s/tree", dir);
    assert_int_equal(sil_remove_tree(path, &err), SIL_OK);
    assert_false(sil_file_exists(path));
    assert_true(sil_file_exists(target));
}

static void sha256_is_that_of_the_standard(void **state)
{
    (void)state;
    char sha[SIL_SHA_LEN];
    sil_err err;
    assert_int_equal(sil_sha256("abc", 3, sha, &err), SIL_OK); /* FIPS 180-4, example */
    assert_string_equal(sha, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void positions_are_code_points(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(0);
    assert_int_equal(sil_cp_count("서울 a𠀀"), 5);
    assert_int_equal(sil_cp_to_byte("서울 a𠀀", 4), 8);
    assert_string_equal(sil_cp_slice(a, "베이징(北京)에서", 4, 6), "北京");
    sil_arena_free(a);
}

static void characters_know_their_script(void **state)
{
    (void)state;
    const struct {
        int32_t cp;
        sil_script s;
    } t[] = {{0xC11C, SIL_SCRIPT_HANGUL}, {0x6F22, SIL_SCRIPT_HAN}, {0x3007, SIL_SCRIPT_HAN}, {'e', SIL_SCRIPT_LATIN}, {0xE9, SIL_SCRIPT_LATIN},
             {'7', SIL_SCRIPT_DIGIT},     {0xFF17, SIL_SCRIPT_DIGIT}, {0xB7, SIL_SCRIPT_PUNCT}, {0x300C, SIL_SCRIPT_PUNCT}, {0x3000, SIL_SCRIPT_SPACE},
             {0x3042, SIL_SCRIPT_KANA},   {0x2460, SIL_SCRIPT_PUNCT}};
    for (size_t i = 0; i < sizeof t / sizeof *t; i++)
        if (sil_script_of(t[i].cp) != t[i].s)
            fail_msg("U+%04X has script %d, not %d", (unsigned)t[i].cp, sil_script_of(t[i].cp), t[i].s);
}

static void a_language_is_guessed_from_the_scripts(void **state)
{
    (void)state;
    assert_string_equal(sil_guess_lang("서울시의 도시외교(城市外交)는"), "ko");
    assert_string_equal(sil_guess_lang("首尔与北京的城市外交关系"), "zh-Hans");
    assert_string_equal(sil_guess_lang("首爾與北京的城市外交關係"), "zh-Hant");
    assert_string_equal(sil_guess_lang("City diplomacy of Seoul"), "en");
    assert_string_equal(sil_guess_lang("2020 1163.1"), "und");
}

static void a_paper_is_named_by_its_file_and_its_bytes(void **state)
{
    (void)state;
    char id[SIL_ID_LEN];
    sil_err err;
    const char sha[SIL_SHA_LEN] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_int_equal(sil_doc_id("papers/서울 도시외교.pdf", sha, id, &err), SIL_OK);
    assert_string_equal(id, "seoul-dosioegyo-ba7816bf");
    assert_true(sil_doc_id_valid(id));
    assert_int_equal(sil_doc_id("../../../etc/…", sha, id, &err), SIL_OK);
    assert_true(sil_doc_id_valid(id));
    char longname[3000];
    memset(longname, 'x', sizeof longname - 1);
    longname[sizeof longname - 1] = '\0';
    assert_int_equal(sil_doc_id(longname, sha, id, &err), SIL_OK);
    assert_true(sil_doc_id_valid(id));
    assert_false(sil_doc_id_valid("../x"));
    assert_false(sil_doc_id_valid(""));
}

static void a_table_names_file_and_line_of_what_is_wrong(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(0);
    char path[256];
    sil_tsv t;
    sil_err err;
    static const char *const need[] = {"id", "ko", NULL}, *const other[] = {"zh", NULL};
    write_text("t.tsv", "# what it is\nid\tko\ten\r\n1\t서울|한성\tSeoul\n\n2\t베이징\n");
    snprintf(path, sizeof path, "%s/t.tsv", dir);
    assert_int_equal(sil_tsv_read(a, path, need, &t, &err), SIL_OK);
    assert_int_equal(t.n_rows, 2);
    assert_string_equal(t.rows[0][2], "Seoul");
    assert_string_equal(t.rows[1][2], "");
    assert_int_equal(t.lines[1], 5);
    char **v = sil_tsv_values(a, t.rows[0][1]);
    assert_string_equal(v[1], "한성");
    assert_null(v[2]);
    assert_int_equal(sil_tsv_read(a, path, other, &t, &err), SIL_FORMAT);
    assert_non_null(strstr(err.text, "\"zh\""));
    write_text("t.tsv", "a\tb\n1\t2\t3\n");
    assert_int_equal(sil_tsv_read(a, path, NULL, &t, &err), SIL_FORMAT);
    assert_non_null(strstr(err.text, "line 2"));
    sil_arena_free(a);
}

static void a_setting_out_of_range_is_refused_by_name(void **state)
{
    (void)state;
    sil_settings *s = sil_settings_new();
    sil_err err;
    char path[256], one[SIL_SHA_LEN], two[SIL_SHA_LEN];
    static const char *const ocr[] = {"ocr", NULL}, *const intake[] = {"intake", NULL};
    assert_int_equal(sil_settings_hash(s, ocr, one, &err), SIL_OK);
    assert_int_equal(sil_settings_set(s, "intake.max_pages", "0", &err), SIL_USAGE);
    assert_non_null(strstr(err.text, "intake.max_pages"));
    assert_int_equal(sil_settings_set(s, "intake.max_pages", "12x", &err), SIL_USAGE);
    assert_int_equal(sil_settings_set(s, "no.such", "1", &err), SIL_USAGE);
    write_text("s.ini", "; comment\n[intake]\nmax_pages = 77\n");
    snprintf(path, sizeof path, "%s/s.ini", dir);
    assert_int_equal(sil_settings_read(s, path, &err), SIL_OK);
    assert_int_equal(sil_setting_int(s, "intake.max_pages"), 77);
    assert_int_equal(sil_settings_hash(s, ocr, two, &err), SIL_OK);
    assert_string_equal(one, two); /* a setting of intake makes no OCR stale */
    assert_int_equal(sil_settings_hash(s, intake, two, &err), SIL_OK);
    assert_string_not_equal(one, two);
    write_text("s.ini", "[intake]\nmax_pages = many\n");
    assert_int_equal(sil_settings_read(s, path, &err), SIL_USAGE);
    assert_non_null(strstr(err.text, "line 2"));
    sil_settings_free(s);
}

static void heads_are_equal_but_for_the_failure(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(0);
    char *x, *y, *z;
    sil_err err;
    const char *recipe = "{\"room\":\"ocr\",\"files\":{}}";
    assert_int_equal(sil_head_make(a, recipe, "aa", NULL, &x, &err), SIL_OK);
    assert_int_equal(sil_head_make(a, recipe, "aa", "page 3: ends here ?> early", &y, &err), SIL_OK);
    assert_int_equal(sil_head_make(a, recipe, "bb", NULL, &z, &err), SIL_OK);
    assert_true(sil_head_same(x, y));
    assert_false(sil_head_same(x, z));
    assert_null(sil_head_failed(a, x));
    assert_non_null(strstr(sil_head_failed(a, y), "page 3"));
    assert_null(strstr(y, "?>")); /* it will stand in a processing instruction */
    sil_arena_free(a);
}

static void source_json_comes_back_as_it_was_written(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(0);
    sil_err err;
    char path[256];
    snprintf(path, sizeof path, "%s/docs/p-00000000", dir);
    assert_int_equal(sil_mkdirs(path, &err), SIL_OK);
    sil_source_page pages[2] = {{.page = 1, .verdict = SIL_VERDICT_BAD, .reason = "wrong \"language\"", .image = "pages/0001.jpg", .sha256 = "ab", .width = 10, .height = 20, .dpi = 300},
                                {.page = 2, .verdict = SIL_VERDICT_FAILED, .reason = "no image"}};
    sil_source s = {.head = "{\"room\":\"intake\"}", .doc_id = "p-00000000", .source_name = "논문.pdf", .file = "source.pdf", .sha256 = "ff", .bytes = 5, .media_type = "application/pdf", .kind = "scan", .pages = pages, .n_pages = 2};
    assert_int_equal(sil_source_write(dir, &s, &err), SIL_OK);
    sil_source t;
    assert_int_equal(sil_source_read(a, dir, "p-00000000", &t, &err), SIL_OK);
    assert_string_equal(t.source_name, "논문.pdf");
    assert_int_equal(t.n_pages, 2);
    assert_string_equal(t.pages[0].reason, "wrong \"language\"");
    assert_true(sil_source_needs_ocr(&t.pages[0]));
    assert_false(sil_source_needs_ocr(&t.pages[1]));
    assert_string_equal(t.title, "");
    char *head;
    snprintf(path, sizeof path, "%s/docs/p-00000000/source.json", dir);
    assert_int_equal(sil_head_read(a, path, &head, &err), SIL_OK);
    assert_string_equal(head, "{\"room\":\"intake\"}");
    pages[0].image = "pages/../../../etc/passwd";
    assert_int_equal(sil_source_write(dir, &s, &err), SIL_OK);
    assert_int_equal(sil_source_read(a, dir, "p-00000000", &t, &err), SIL_FORMAT);
    sil_arena_free(a);
}

static void the_print_of_the_mainland_is_told_from_that_of_taiwan(void **state)
{
    (void)state;
    static const struct { const char *text; size_t simplified, traditional; } t[] = {
        {"自1992年中韩建交以来", 2, 0}, {"自1992年中韓建交以來", 0, 2}, {"中國人民日報、人民日报", 1, 2}, {"北京, 서울 and so on", 0, 0}, {"", 0, 0},
    };
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
        size_t simplified, traditional;
        sil_han_forms(t[i].text, strlen(t[i].text), &simplified, &traditional);
        if (simplified != t[i].simplified || traditional != t[i].traditional)
            fail_msg("%s: %zu simplified, %zu traditional", t[i].text, simplified, traditional);
    }
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, make_dir, drop_dir)
    const struct CMUnitTest tests[] = {
        T(an_error_names_its_places_from_outside_in), T(a_long_korean_error_is_cut_at_a_character), T(exit_codes_are_those_of_the_design),
        T(an_arena_keeps_what_it_gave_and_stops_at_its_limit), T(an_array_grows_and_keeps_its_elements), T(a_buffer_over_its_limit_says_so_once_at_the_end),
        T(a_file_is_replaced_whole_and_leaves_no_temporary), T(removing_a_tree_does_not_follow_links), T(sha256_is_that_of_the_standard),
        T(positions_are_code_points), T(characters_know_their_script), T(the_print_of_the_mainland_is_told_from_that_of_taiwan), T(a_language_is_guessed_from_the_scripts), T(a_paper_is_named_by_its_file_and_its_bytes),
        T(a_table_names_file_and_line_of_what_is_wrong), T(a_setting_out_of_range_is_refused_by_name), T(heads_are_equal_but_for_the_failure),
        T(source_json_comes_back_as_it_was_written)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
