/* A page read in its child with the real models: the same bytes whatever was read before, limits that cost a page and nothing more. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <leptonica/allheaders.h>
#include <stdlib.h>
#include <string.h>

#include "../temp.h"
#include "child.h"
#include "sillok/file.h"

static sil_engine *engine;
static unsigned used; /* models that the last child has used */
static const sil_child_limits usual = {60, 1024, NULL};

static int setup(void **state)
{
    (void)state;
    sil_err err = {0};
    if (sil_engine_open("eng", "", "/nonexistent", &engine, &err) == SIL_OK)
        return 0;
    print_message("%s\n", err.text);
    return -1;
}

static int teardown(void **state)
{
    (void)state;
    sil_engine_close(engine);
    return 0;
}

/* Lines of English as a PNG. */
static l_uint8 *page_of(const char *const *lines, size_t n, size_t *len)
{
    PIX *p = pixCreate(1240, 900, 8);
    pixSetAll(p);
    L_BMF *font = bmfCreate(NULL, 20);
    for (size_t i = 0; i < n; i++)
        pixSetTextline(p, font, lines[i], 0, 80, 200 + (int)i * 130, NULL, NULL);
    bmfDestroy(&font);
    l_uint8 *data = NULL;
    assert_int_equal(pixWriteMemPng(&data, len, p, 0), 0);
    pixDestroy(&p);
    return data;
}

static sil_status read_page(sil_arena *a, const void *image, size_t len, sil_child_limits limits, char **xml, sil_err *err)
{
    sil_page page = {.page = 1, .image = (char *)"pages/0001.png", .pixels = true};
    sil_page_job job = {.engine = engine, .image = image, .image_len = len, .dpi = 150, .max_mpixels = 50};
    size_t n;
    return sil_child_read(a, &job, &page, limits, xml, &n, &used, err);
}

static const char *const one[] = {"The city government signed", "an agreement with Beijing", "in October of the year 1993."};
static const char *const two[] = {"Quite another page of words", "that must not change the first"};

static void test_text_is_read_and_order_does_not_matter(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(0);
    sil_err err = {0};
    size_t n1, n2;
    l_uint8 *p1 = page_of(one, 3, &n1), *p2 = page_of(two, 2, &n2);
    char *first, *between, *again;
    assert_int_equal(read_page(a, p1, n1, usual, &first, &err), SIL_OK);
    assert_int_equal(read_page(a, p2, n2, usual, &between, &err), SIL_OK);
    assert_int_equal(read_page(a, p1, n1, usual, &again, &err), SIL_OK);
    assert_string_equal(first, again);
    assert_non_null(strstr(first, "CONTENT=\"Beijing\""));
    assert_non_null(strstr(first, "CONTENT=\"agreement\""));
    assert_null(strstr(first, "another"));
    lept_free(p1);
    lept_free(p2);
    sil_arena_free(a);
}

static void test_upside_down_page_is_turned(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(0);
    sil_err err = {0};
    size_t n;
    l_uint8 *p = page_of(one, 3, &n), *turned = NULL;
    PIX *pix = pixReadMem(p, n), *half = pixRotateOrth(pix, 2);
    size_t m;
    assert_int_equal(pixWriteMemPng(&turned, &m, half, 0), 0);
    char *xml;
    assert_int_equal(read_page(a, turned, m, usual, &xml, &err), SIL_OK);
    assert_non_null(strstr(xml, "CONTENT=\"Beijing\""));
    assert_non_null(strstr(xml, "turned by 180 degrees"));
    const char *at = strstr(xml, "CONTENT=\"Beijing\"");
    while (at > xml && strncmp(at, "HPOS=\"", 6) != 0)
        at--;
    assert_true(atoi(at + 6) < 1240 / 2 + 200); /* at the left half of the file's image, where it is upside down */
    pixDestroy(&pix);
    pixDestroy(&half);
    lept_free(p);
    lept_free(turned);
    sil_arena_free(a);
}

static void test_blank_page_is_said_to_be_blank(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(0);
    sil_err err = {0};
    size_t n;
    l_uint8 *p = page_of(NULL, 0, &n);
    char *xml;
    assert_int_equal(read_page(a, p, n, usual, &xml, &err), SIL_OK);
    assert_non_null(strstr(xml, "the page is blank"));
    assert_null(strstr(xml, "<String"));
    lept_free(p);
    sil_arena_free(a);
}

static void test_limits_cost_the_page_alone(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(0);
    sil_err err = {0};
    size_t n;
    l_uint8 *p = page_of(one, 3, &n);
    char *xml = NULL;
#if !defined(__SANITIZE_ADDRESS__) /* under which the child has no limit of memory (child.c) */
    sil_status st = read_page(a, p, n, (sil_child_limits){60, 2, NULL}, &xml, &err);
    assert_true(st == SIL_LIMIT || st == SIL_FORMAT);
    assert_non_null(strstr(err.text, "ocr.memory_mb"));
    assert_null(xml);
#endif
    assert_int_equal(read_page(a, "broken", 6, usual, &xml, &err), SIL_FORMAT);
    assert_int_equal(read_page(a, p, n, usual, &xml, &err), SIL_OK); /* the next page is as good as ever */
    lept_free(p);
    sil_arena_free(a);
}

/* The child loads what its page needs and says so; what the parent keeps or drops for the next child changes nothing that is read. */
static void test_models_are_loaded_when_needed(void **state)
{
    (void)state;
    sil_arena *a = sil_arena_new(0);
    sil_engine *own = engine;
    sil_err err = {0};
    char *first, *second;
    size_t len;
    assert_int_equal(sil_engine_open("eng+chi_sim", "", "/nonexistent", &engine, &err), SIL_OK);
    assert_true(sil_engine_has(engine, SIL_MODEL_EN) && sil_engine_has(engine, SIL_MODEL_HANS) && !sil_engine_has(engine, SIL_MODEL_KO));
    l_uint8 *p = page_of(one, 3, &len);
    used = 0;
    assert_int_equal(read_page(a, p, len, usual, &first, &err), SIL_OK);
    assert_int_equal(used, 1u << SIL_MODEL_EN);
    assert_int_equal(sil_engine_used(engine), 0); /* the child's, not ours */
    assert_int_equal(sil_engine_keep(engine, used, &err), SIL_OK);
    assert_int_equal(read_page(a, p, len, usual, &second, &err), SIL_OK);
    assert_string_equal(first, second);
    assert_int_equal(sil_engine_keep(engine, 1u << SIL_MODEL_HANS, &err), SIL_OK); /* what is dropped is loaded again when it is asked for */
    assert_int_equal(read_page(a, p, len, usual, &second, &err), SIL_OK);
    assert_string_equal(first, second);
    sil_engine_close(engine);
    engine = own;
    lept_free(p);
    sil_arena_free(a);
}

static void test_missing_models_are_named(void **state)
{
    (void)state;
    sil_engine *e;
    sil_err err = {0};
    assert_int_equal(sil_engine_open("auto", "/nonexistent", "/nonexistent", &e, &err), SIL_LIBRARY);
    assert_non_null(strstr(err.text, "apt-get install"));
    assert_int_equal(sil_engine_open("tlh", "", "/nonexistent", &e, &err), SIL_LIBRARY);
    assert_non_null(strstr(err.text, "ocr.languages"));
}

/* A folder with empty files of these names; only their being there is asked. */
static void have(const char *dir, const char *const *names, size_t n)
{
    sil_err err = {0};
    assert_int_equal(sil_mkdirs(dir, &err), SIL_OK);
    for (size_t i = 0; i < n; i++) {
        char path[600];
        snprintf(path, sizeof path, "%s/%s.traineddata", dir, names[i]);
        assert_int_equal(sil_file_write(path, "", 0, &err), SIL_OK);
    }
}

static void test_our_models_come_first_and_are_not_needed(void **state)
{
    (void)state;
    static const char *const stock[] = {"Hangul", "eng", "chi_tra", "chi_sim"}, *const ours[] = {"sillok_ko", "sillok_ko_light"};
    sil_arena *a = sil_arena_new(0);
    sil_err err = {0};
    char dir[TEMP_LEN], **names, *all;
    size_t n;
    assert_non_null(temp_folder(dir, "models"));
    have(dir, stock, 4);
    assert_int_equal(sil_engine_files(a, "auto", dir, "/nonexistent", &names, &n, &err), SIL_OK);
    assert_int_equal(n, 4);
    assert_non_null(strstr(names[0], "/Hangul.traineddata"));
    have(dir, ours, 2);
    assert_int_equal(sil_engine_files(a, "auto", dir, "/nonexistent", &names, &n, &err), SIL_OK);
    assert_int_equal(n, 5); /* both in the recipe, so that their hashes stand in every layer; Hangul is no longer used */
    all = sil_sprintf(a, "%s %s", names[0], names[1]);
    assert_non_null(strstr(all, "/sillok_ko_light.traineddata"));
    assert_non_null(strstr(all, "/sillok_ko.traineddata"));
    assert_int_equal(sil_engine_files(a, "eng", dir, "/nonexistent", &names, &n, &err), SIL_OK);
    assert_int_equal(n, 1);
    for (size_t i = 0; i < 6; i++)
        remove(sil_sprintf(a, "%s/%s.traineddata", dir, i < 4 ? stock[i] : ours[i - 4]));
    remove(dir);
    sil_arena_free(a);
}

int main(void)
{
    setMsgSeverity(L_SEVERITY_NONE);
    setenv("OMP_THREAD_LIMIT", "1", 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_is_read_and_order_does_not_matter), cmocka_unit_test(test_upside_down_page_is_turned),
        cmocka_unit_test(test_blank_page_is_said_to_be_blank), cmocka_unit_test(test_limits_cost_the_page_alone), cmocka_unit_test(test_models_are_loaded_when_needed), cmocka_unit_test(test_missing_models_are_named),
        cmocka_unit_test(test_our_models_come_first_and_are_not_needed),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
