/* The quick check of TEI (relax.h, schema_quick.h) says what libxml2's validation says: on what rooms 3 to 5 write, and on what comes of it when a tag, an attribute, a value or an
 * element is changed, taken out or doubled. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <libxml/parser.h>

#include "../temp.h"
#include "relax.h"
#include "schema.h"
#include "schema_quick.h"
#include "sillok/file.h"
#include "sillok/mem.h"

static const char *const papers[] = {"tests/golden/korean-thesis/expected/paper.tei.xml", "tests/golden/english-chinese/expected/paper.tei.xml"};
static char root[64];
static sil_schema *schema;
static sil_relax *quick;

/* The folder of the tree the tests run in. */
static int find_root(void **state)
{
    (void)state;
    static const char *const tries[] = {".", "..", "../..", "../../.."};
    char path[256];
    sil_err err;
    for (size_t i = 0; !*root && i < sizeof tries / sizeof *tries; i++) {
        snprintf(path, sizeof path, "%s/config/schemas/sillok-tei.rng", tries[i]);
        if (access(path, R_OK) == 0)
            strcpy(root, tries[i]);
    }
    snprintf(path, sizeof path, "%s/config/schemas/sillok-tei.rng", root);
    quick = sil_relax_open(path);
    snprintf(path, sizeof path, "%s/config", root);
    return sil_schema_open(path, &schema, &err) == SIL_OK ? 0 : -1;
}

static int close_all(void **state)
{
    (void)state;
    sil_relax_free(quick);
    sil_schema_free(schema);
    xmlCleanupParser();
    return 0;
}

/* A schema with something new in it is checked by libxml2 alone, ten times as slow: relax.c and relax_values.c want to learn it. */
static void the_schema_is_understood(void **state)
{
    (void)state;
    assert_true(sil_schema_is_quick(schema));
    assert_non_null(quick);
}

static char *paper(sil_arena *a, size_t i, size_t *n)
{
    char *data;
    sil_err err;
    assert_int_equal(sil_file_read(a, sil_sprintf(a, "%s/%s", root, papers[i]), 0, &data, n, &err), SIL_OK);
    return data;
}

static void papers_pass(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        sil_arena *a = sil_arena_new(0);
        size_t n;
        sil_err err;
        char *tei = paper(a, i, &n);
        assert_true(sil_schema_quick(quick, tei, n));
        assert_int_equal(sil_schema_check_slowly(schema, tei, n, &err), SIL_OK);
        sil_arena_free(a);
    }
}

static size_t yes, no;

static void compare(const char *tei, const char *what, size_t at)
{
    sil_err err = {0};
    bool one = sil_schema_quick(quick, tei, strlen(tei)), other = sil_schema_check_slowly(schema, tei, strlen(tei), &err) == SIL_OK;
    if (one != other)
        fail_msg("%s at byte %zu: quick says %d, libxml2 %d %s: %.120s", what, at, (int)one, (int)other, err.text, tei + (at > 40 ? at - 40 : 0));
    *(one ? &yes : &no) += 1;
}

/* tei with n bytes at `at` replaced. */
static char *edited(sil_arena *a, const char *tei, size_t at, size_t n, const char *with)
{
    return sil_sprintf(a, "%.*s%s%s", (int)at, tei, with, tei + at + n);
}

/* End of the element that begins at `at`, 0 when there is none. */
static size_t element_end(const char *tei, size_t at)
{
    int depth = 0;
    for (const char *p = tei + at; (p = strchr(p, '<')) != NULL;) {
        const char *end = strchr(p, '>');
        if (!end || p[1] == '?' || p[1] == '!')
            return 0;
        depth += p[1] == '/' ? -1 : end[-1] == '/' ? 0 : 1;
        p = end + 1;
        if (depth == 0)
            return (size_t)(p - tei);
    }
    return 0;
}

static void tags_changed(void **state)
{
    (void)state;
    static const char *const names[] = {"p", "div", "row", "cell", "lb", "note", "f", "zone", "title", "ghost"};
    for (size_t i = 0; i < 2; i++) {
        sil_arena *a = sil_arena_new(0);
        size_t n, k = 0;
        char *tei = paper(a, i, &n);
        const char *body = strstr(tei, "<teiHeader>");
        for (const char *p = body; (p = strchr(p + 1, '<')) != NULL;) {
            if (p[1] == '/' || k++ % 13 != i) /* every thirteenth: a check takes some ms */
                continue;
            sil_arena *one = sil_arena_new(0);
            size_t at = (size_t)(p - tei), len = strcspn(p + 1, " />"), end = element_end(tei, at);
            if (!end)
                continue;
            const char *element = sil_strndup(one, tei + at, end - at), *name = names[(k / 13) % 10];
            compare(edited(one, tei, at, end - at, ""), "element out", at);
            compare(edited(one, tei, at, 0, element), "element twice", at);
            compare(edited(one, tei, at, 0, " word "), "text before it", at);
            char *other = edited(one, tei, end - (tei[end - 2] == '/' ? 0 : len + 1), tei[end - 2] == '/' ? 0 : len, tei[end - 2] == '/' ? "" : name);
            compare(edited(one, other, at + 1, len, name), "another name", at);
            sil_arena_free(one);
        }
        sil_arena_free(a);
    }
}

static void attributes_changed(void **state)
{
    (void)state;
    static const char *const values[] = {"", "0", "-1", "7", "x", "2021-13", "2021-02-28", "2021", "#p0001", "#", "a b", "ko", "ko-Hani-x-y-toolongforatag", "low", "http://x.org/?a=1&amp;b=2", "&lt;",
                                         "1.5", "note", "section", "p0001_l001"};
    enum { VALUES = sizeof values / sizeof *values };
    for (size_t i = 0; i < 2; i++) {
        sil_arena *a = sil_arena_new(0);
        size_t n, k = 0;
        char *tei = paper(a, i, &n);
        for (const char *p = strstr(tei, "<teiHeader>"); (p = strstr(p + 1, "=\"")) != NULL; k++) {
            if (k % 9 != i)
                continue;
            sil_arena *one = sil_arena_new(0);
            size_t at = (size_t)(p - tei) + 2, len = strcspn(tei + at, "\""), name = at - 2;
            while (tei[name - 1] != ' ')
                name--;
            compare(edited(one, tei, at, len, values[(k / 9) % VALUES]), "another value", at);
            compare(edited(one, tei, at, len, values[(k / 9 + 7) % VALUES]), "another value", at);
            compare(edited(one, tei, name - 1, at + len + 1 - (name - 1), ""), "attribute out", at);
            compare(edited(one, tei, name, 0, "rend=\"x\" "), "attribute more", at);
            compare(edited(one, tei, name, 0, "xml:lang=\"en\" "), "language", at);
            sil_arena_free(one);
        }
        sil_arena_free(a);
    }
}

static void both_were_asked(void **state)
{
    (void)state;
    assert_true(yes > 30); /* what stays valid, as an element twice */
    assert_true(no > 150);
}

static void other_grammars(void **state)
{
    (void)state;
    static const char head[] = "<grammar xmlns=\"http://relaxng.org/ns/structure/1.0\" ns=\"urn:x\" datatypeLibrary=\"http://www.w3.org/2001/XMLSchema-datatypes\">";
    static const struct {
        const char *start;
        bool known;
    } cases[] = {{"<start><element name=\"a\"><text/></element></start>", true},
                 {"<start><element name=\"a\"><interleave><text/><empty/></interleave></element></start>", false},
                 {"<start><ref name=\"b\"/></start><define name=\"b\"><element name=\"a\"><optional><ref name=\"b\"/></optional></element></define>", true},
                 {"<start><ref name=\"b\"/></start><define name=\"b\"><optional><ref name=\"b\"/></optional></define>", false},
                 {"<start><element><anyName/><text/></element></start>", false},
                 {"<start><element name=\"a\"><data type=\"decimal\"><param name=\"totalDigits\">3</param></data></element></start>", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char path[TEMP_LEN];
        int fd = temp_file(path, "rng");
        FILE *f = fd < 0 ? NULL : fdopen(fd, "wb");
        assert_non_null(f);
        assert_true(fprintf(f, "%s%s</grammar>", head, cases[i].start) > 0 && fclose(f) == 0);
        sil_relax *r = sil_relax_open(path);
        remove(path);
        assert_int_equal(r != NULL, cases[i].known);
        if (i == 2) {
            static const char good[] = "<a xmlns='urn:x'><a><a/></a></a>", bad[] = "<a xmlns='urn:x'><a/><a/></a>", other[] = "<a/>", broken[] = "<a xmlns='urn:x'><a></a>";
            assert_true(sil_schema_quick(r, good, strlen(good)));
            assert_false(sil_schema_quick(r, bad, strlen(bad)));
            assert_false(sil_schema_quick(r, other, strlen(other)));
            assert_false(sil_schema_quick(r, broken, strlen(broken)));
        }
        sil_relax_free(r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_schema_is_understood), cmocka_unit_test(papers_pass), cmocka_unit_test(tags_changed),
                                       cmocka_unit_test(attributes_changed), cmocka_unit_test(both_were_asked), cmocka_unit_test(other_grammars)};
    return cmocka_run_group_tests(tests, find_root, close_all);
}
