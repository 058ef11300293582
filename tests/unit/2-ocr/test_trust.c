/* How far words can be believed: what there is to say of a word, and the shares of the table. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdlib.h>
#include <unistd.h>

#include "../temp.h"
#include "glyphs.h"
#include "sillok/file.h"
#include "trust.h"

static sil_arena *arena;
static sil_hanja *hanja;
static sil_err err;

static int setup(void **state)
{
    (void)state;
    arena = sil_arena_new(0);
    return arena && sil_hanja_open("/usr/share/libhangul/hanja/hanja.txt", &hanja, &err) == SIL_OK ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    sil_hanja_free(hanja);
    sil_arena_free(arena);
    return 0;
}

static sil_evidence of(const sil_reading *r) { return sil_evidence_of(r->glyphs, r->n, hanja); }

static const char *kind(const char *text)
{
    sil_reading r = glyphs_of(arena, text, 0.9, SIL_MODEL_WHOLE);
    return of(&r).kind;
}

static void test_kinds(void **state)
{
    (void)state;
    assert_string_equal(kind("부산은,"), "hangul");
    assert_string_equal(kind("北京"), "han");
    assert_string_equal(kind("(diplomacy)"), "latin");
    assert_string_equal(kind("1,325.4"), "number");
    assert_string_equal(kind("2019년"), "mixed");
    assert_string_equal(kind("—"), "marks");
    assert_string_equal(kind("도시외교(都市外交)를"), "gloss");
    assert_string_equal(kind("도시외교(城市外交)를"), "mixed"); /* 城 is not read 도 */
    assert_string_equal(kind("를(都市)"), "mixed");             /* more Hanja than syllables */
    assert_string_equal(kind("강점(\xef\xbf\xbd\xef\xbf\xbd)을"), "blind");
}

static void test_evidence(void **state)
{
    (void)state;
    sil_reading r = glyphs_of(arena, "부산은", 0.9, SIL_MODEL_KO);
    assert_string_equal(sil_evidence_text(arena, &(sil_evidence){"whole", "hangul", "once", 0.5}), "whole hangul once 0.5000");
    assert_string_equal(of(&r).model, "light");
    assert_string_equal(of(&r).seen, "once");
    r.glyphs[1].conf = 0.3; /* mean 0.7, worst 0.3 */
    assert_true(of(&r).raw > 0.499 && of(&r).raw < 0.501);
    for (size_t i = 0; i < r.n; i++)
        r.glyphs[i].agreed = true;
    assert_string_equal(of(&r).seen, "agreed");
    r.glyphs[2].other = "온";
    assert_string_equal(of(&r).seen, "disputed");
    r.glyphs[2].changed = true;
    assert_string_equal(of(&r).seen, "changed");
    r.glyphs[0].model = SIL_MODEL_HANT;
    assert_string_equal(of(&r).model, "several");
}

/* A table with these rows, opened; NULL when it is refused (the sentence is in err). */
static sil_trust *table(const char *rows)
{
    char path[TEMP_LEN];
    int fd = temp_file(path, "trust");
    assert_true(fd >= 0);
    FILE *f = fdopen(fd, "w");
    fprintf(f, "# shares\nmodel\tkind\tseen\traw\twords\tright\tshare\n%s", rows);
    fclose(f);
    sil_trust *t = NULL;
    sil_status st = sil_trust_open(path, &t, &err);
    unlink(path);
    assert_int_equal(st == SIL_OK, t != NULL);
    return t;
}

static double share(const sil_trust *t, const char *model, const char *kind_, const char *seen, double raw)
{
    return sil_trust_share(t, &(sil_evidence){model, kind_, seen, raw});
}

static bool near(double a, double b) { return a - b < 1e-9 && b - a < 1e-9; }

static void test_shares(void **state)
{
    (void)state;
    sil_trust *t = table("whole\thangul\tonce\t0.4\t50\t10\t0.2\nwhole\thangul\tonce\t0.8\t50\t30\t0.6\n"
                         "any\thangul\tonce\t0.5\t50\t15\t0.3\nany\tany\tdisputed\t0.5\t50\t10\t0.1\nany\tany\tany\t0.5\t99\t70\t0.7\n");
    assert_true(near(share(t, "whole", "hangul", "once", 0.4), 0.2));
    assert_true(near(share(t, "whole", "hangul", "once", 0.5), 0.3));  /* a quarter of the way */
    assert_true(near(share(t, "whole", "hangul", "once", 0.1), 0.2));  /* below the first row, above the last one */
    assert_true(near(share(t, "whole", "hangul", "once", 0.99), 0.6));
    assert_true(near(share(t, "light", "hangul", "once", 0.9), 0.3));
    assert_true(near(share(t, "whole", "number", "disputed", 0.9), 0.1));
    assert_true(near(share(t, "whole", "number", "agreed", 0.9), 0.7));
    assert_true(near(share(NULL, "whole", "hangul", "once", 0.5), 0.5)); /* no table: as the engine said */
    assert_true(share(t, "whole", "blind", "once", 0.9) <= 0.1); /* not all of it was read */
    sil_trust_free(t);
}

static void test_bad_tables_are_refused_with_their_line(void **state)
{
    (void)state;
    assert_null(table("any\tany\tany\t0.5\t9\t9\tmany\n"));
    assert_int_equal(err.code, SIL_USAGE);
    assert_non_null(strstr(err.text, "line 3"));
    assert_null(table("any\tany\tany\t0.5\t9\t9\t1.5\n"));
    assert_null(table("any\tany\tany\t0.5\t9\t9\t0.8\nany\tany\tany\t0.9\t9\t9\t0.7\n")); /* surer and less often right */
    assert_non_null(strstr(err.text, "line 4"));
    assert_null(table("any\tany\tany\t0.9\t9\t9\t0.8\nany\tany\tany\t0.5\t9\t9\t0.9\n"));
}

/* The table that is shipped: it loads, has a share for whatever comes, doubts what is doubtful and believes what is sure. */
static void test_shipped_table(void **state)
{
    (void)state;
    char exe[4096] = "", path[4300];
    assert_true(readlink("/proc/self/exe", exe, sizeof exe - 1) > 0);
    for (int up = 0; up < 4; up++) /* build/unit/2-ocr/test_trust */
        *strrchr(exe, '/') = '\0';
    const char *set = getenv("SILLOK_CONFIG");
    snprintf(path, sizeof path, "%s%s/%s", set ? set : exe, set ? "" : "/config", SIL_TRUST_TABLE);
    sil_trust *t = NULL;
    if (sil_trust_open(path, &t, &err) != SIL_OK)
        fail_msg("%s", err.text);
    static const char *const models[] = {"whole", "light", "eng"}, *const kinds[] = {"hangul", "hangul", "latin"};
    for (int i = 0; i < 3; i++) {
        assert_true(share(t, models[i], kinds[i], "once", 0.95) > 0.9);
        assert_true(share(t, models[i], kinds[i], "once", 0.10) < 0.4);
    }
    assert_true(share(t, "new-model", "new-kind", "once", 0.2) < share(t, "new-model", "new-kind", "once", 0.95));
    assert_true(share(t, "whole", "marks", "once", 0.5) < share(t, "whole", "gloss", "once", 0.5)); /* a stroke by itself; Hanja that are read as they should be */
    sil_trust_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds), cmocka_unit_test(test_evidence), cmocka_unit_test(test_shares),
        cmocka_unit_test(test_bad_tables_are_refused_with_their_line), cmocka_unit_test(test_shipped_table),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
