/* Lines in our own form are read without a tree (core/json_scan.h). Whatever stands in a line, what comes of it must be what jansson makes of it: a space behind the first
 * brace has jansson read the same line. */
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
#include "sillok/blocks.h"
#include "sillok/entities.h"

static char path[TEMP_LEN];

/* What is read from a line, written again; "" with the code when it is refused. */
static sil_status read_back(sil_arena *a, const char *line, bool blocks, bool tree, char **out)
{
    sil_err err;
    sil_buf b = {.limit = 0};
    sil_text t;
    sil_entities e;
    char *file = sil_sprintf(a, "%c%s%s\n", line[0], tree ? " " : "", line + 1);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_true(fputs(file, f) >= 0 && fclose(f) == 0);
    sil_status s = blocks ? sil_text_read(a, path, &t, &err) : sil_entities_read(a, path, &e, &err);
    if (!s)
        s = blocks ? sil_text_format(&t, &b, &err) : sil_entities_format(&e, &b, &err);
    *out = sil_strdup(a, s ? "" : b.data);
    sil_buf_free(&b);
    return s;
}

static void same(const char *line, bool blocks)
{
    sil_arena *a = sil_arena_new(0);
    char *plain, *tree;
    sil_status s = read_back(a, line, blocks, false, &plain), t = read_back(a, line, blocks, true, &tree);
    if (s != t || strcmp(plain, tree) != 0)
        fail_msg("read otherwise than by jansson (%d, %d):\n%s%s%s", (int)s, (int)t, line, plain, tree);
    sil_arena_free(a);
}

static const char *const block_lines[] = {
    "{\"id\":\"t0001\",\"type\":\"paragraph\",\"lang\":\"ko\",\"page\":12,\"zone\":\"p0001_b01\",\"conf\":0.875,\"text\":\"서울(首爾)\\t\\\"x\\\" \\\\ \\u007f\\u0001\",\"spans\":[[3,5,\"ko-Hani\"]],\"changes\":[[2,3,\"（\",\"width\"],[4,4,\"\",\"gone\"]],\"words\":[[0,2,\"p0001_w0001\"],[3,5,\"p0001_w0002\"]]}",
    "{\"id\":\"t0002\",\"type\":\"table\",\"lang\":\"und\",\"page\":2,\"table\":\"tbl001\",\"caption\":\"t0003\",\"conf\":0.000,\"text\":\"순위\\n1\",\"rows\":2,\"cols\":2,\"cells\":[{\"row\":0,\"col\":1,\"start\":0,\"end\":2,\"rowspan\":2,\"header\":true},{\"row\":1,\"col\":0,\"start\":3,\"end\":4}],\"words\":[]}",
    "{\"id\":\"t0003\",\"type\":\"footnote\",\"lang\":\"en\",\"page\":2,\"mark\":\"1\",\"ref\":\"t0001\",\"at\":3,\"at_end\":5,\"unreadable\":true,\"conf\":1.000,\"text\":\"𝟙 [,{\",\"words\":[]}"};
static const char *const entity_lines[] = {
    "{\"kind\":\"mention\",\"id\":\"m0001\",\"type\":\"city\",\"entity\":\"gn:1835848\",\"as_printed\":\"서\\\"울\",\"block\":\"t0001\",\"start\":0,\"end\":2,\"conf\":0.900,\"rule\":\"x\"}",
    "{\"kind\":\"ranking\",\"id\":\"r0001\",\"row\":-2,\"value\":\"1163.1\",\"start\":0,\"end\":0,\"conf\":0.333}",
    "{\"kind\":\"term\",\"id\":\"k0001\",\"ko\":\"도시외교\",\"occurrences\":3}"};

static void our_own_lines(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof block_lines / sizeof *block_lines; i++)
        same(block_lines[i], true);
    for (size_t i = 0; i < sizeof entity_lines / sizeof *entity_lines; i++)
        same(entity_lines[i], false);
}

/* Every byte of every line cut out, doubled, and made something else. */
static void damaged_lines(void **state)
{
    (void)state;
    static const char other[] = "\"0-.e{[,\\ \xEA\x01";
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < 3; i++) {
            const char *line = k ? entity_lines[i] : block_lines[i];
            size_t n = strlen(line);
            char *copy = malloc(n + 3);
            assert_non_null(copy);
            for (size_t at = 1; at < n; at++) {
                memcpy(copy, line, at);
                memcpy(copy + at, line + at + 1, n - at);
                same(copy, k == 0);
                copy[at] = line[at];
                memcpy(copy + at + 1, line + at, n - at + 1);
                same(copy, k == 0);
                memcpy(copy, line, n + 1);
                copy[at] = other[at % (sizeof other - 1)];
                same(copy, k == 0);
            }
            free(copy);
        }
}

static void numbers_and_escapes(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "{\"kind\":\"ranking\",\"id\":\"r\",\"row\":007,\"conf\":1}", "{\"kind\":\"ranking\",\"id\":\"r\",\"row\":12345678901,\"conf\":1}",
        "{\"kind\":\"ranking\",\"id\":\"r\",\"row\":1.5,\"conf\":1e-3}", "{\"kind\":\"ranking\",\"id\":\"r\",\"row\":-0,\"conf\":0.1234567890123456789}",
        "{\"kind\":\"ranking\",\"id\":\"r\\u00e9\\ud55c\\/\\b\",\"row\":1}", "{\"kind\":\"ranking\",\"id\":\"\\ud800\"}", "{\"kind\":\"ranking\",\"id\":\"\\u0000\"}",
        "{\"kind\":\"ranking\",\"id\":\"a\",\"id\":\"b\"}", "{\"kind\":\"ranking\",\"row\":3,\"id\":\"late\"}", "{\"kind\":\"ranking\",\"id\":7}", "{\"kind\":\"ranking\",\"ghost\":7}",
        "{\"kind\":\"ranking\",\"id\":\"\xED\xA0\x80\"}", "{\"kind\":\"ranking\",\"id\":\"\xC0\xAF\"}", "{\"kind\":\"ranking\",\"id\":\"\xF4\x90\x80\x80\"}", "{\"kind\":\"ranking\"}"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        same(lines[i], false);
}

static void numbers_are_written_as_printf_does(void **state)
{
    (void)state;
    sil_buf b = {.limit = 0};
    char want[64];
    for (int i = -2000; i < 60000; i++) {
        double v[] = {i / 20000.0, i * 0.0005, i / 3.0, i * 1e7, i * 1e-7};
        for (size_t k = 0; k < sizeof v / sizeof *v; k++) {
            b.len = 0;
            sil_buf_milli(&b, v[k]);
            snprintf(want, sizeof want, "%.3f", v[k]);
            assert_string_equal(b.data, want);
        }
    }
    const long long whole[] = {0, -1, 9, 10, -2147483648LL, 9223372036854775807LL, -9223372036854775807LL - 1};
    for (size_t k = 0; k < sizeof whole / sizeof *whole; k++) {
        b.len = 0;
        sil_buf_int(&b, whole[k]);
        snprintf(want, sizeof want, "%lld", whole[k]);
        assert_string_equal(b.data, want);
    }
    sil_buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(our_own_lines), cmocka_unit_test(damaged_lines), cmocka_unit_test(numbers_and_escapes), cmocka_unit_test(numbers_are_written_as_printf_does)};
    int fd = temp_file(path, "scan");
    if (fd < 0)
        return 1;
    close(fd);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    remove(path);
    return failed;
}
