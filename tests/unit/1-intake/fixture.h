/* What the tests of room 1 share: a corpus in a temporary folder, and papers made on the spot. */
#ifndef INTAKE_FIXTURE_H
#define INTAKE_FIXTURE_H

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
#include "intake_room.h"
#include "sillok/file.h"
#include "sillok/source.h"

typedef struct fixture {
    char dir[TEMP_LEN], corpus[80], config[4200];
    sil_settings *settings;
    sil_room_ctx ctx;
    sil_arena *a;
    sil_err err;
} fixture;

/* config/ of this clone: $SILLOK_CONFIG, else four folders above the test program (build/unit/<room>/test). */
static inline void find_config(char *out, size_t n)
{
    char exe[4096] = "";
    const char *env = getenv("SILLOK_CONFIG");
    if (env && *env) {
        snprintf(out, n, "%s", env);
        return;
    }
    ssize_t len = readlink("/proc/self/exe", exe, sizeof exe - 1);
    assert_true(len > 0);
    exe[len] = 0;
    for (int i = 0; i < 4; i++)
        *strrchr(exe, '/') = 0;
    snprintf(out, n, "%s/config", exe);
}

static inline int fixture_open(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    if (!temp_folder(f->dir, "intake"))
        return -1;
    snprintf(f->corpus, sizeof f->corpus, "%s/corpus", f->dir);
    find_config(f->config, sizeof f->config);
    f->settings = sil_settings_new();
    f->a = sil_arena_new(0);
    f->ctx = (sil_room_ctx){.corpus = f->corpus, .config = f->config, .settings = f->settings, .recipe = "{\"room\":\"intake\"}"};
    if (sil_mkdirs(f->corpus, &f->err) || intake_open(&f->ctx, &f->err)) {
        fprintf(stderr, "%s\n", f->err.text);
        return -1;
    }
    *state = f;
    return 0;
}

static inline int fixture_close(void **state)
{
    fixture *f = *state;
    intake_close(&f->ctx);
    sil_settings_free(f->settings);
    sil_arena_free(f->a);
    int r = sil_remove_tree(f->dir, NULL) == SIL_OK ? 0 : -1;
    free(f);
    return r;
}

/* Write a delivery and return its path. */
static inline char *deliver(fixture *f, const char *name, const void *bytes, size_t len)
{
    char *path = sil_sprintf(f->a, "%s/%s", f->dir, name);
    assert_non_null(path);
    assert_int_equal(sil_file_write(path, bytes, len, &f->err), SIL_OK);
    return path;
}

/* The only paper of the corpus. */
static inline char *only_paper(fixture *f)
{
    char **ids;
    size_t n;
    assert_int_equal(sil_docs(f->a, f->corpus, &ids, &n, &f->err), SIL_OK);
    assert_int_equal(n, 1);
    return ids[0];
}

static inline void read_source(fixture *f, sil_source *s)
{
    assert_int_equal(sil_source_read(f->a, f->corpus, only_paper(f), s, &f->err), SIL_OK);
}

/* Take in a delivery that must be readable. */
static inline void take(fixture *f, const char *name, const void *bytes, size_t len, sil_source *s)
{
    char *path = deliver(f, name, bytes, len);
    if (intake_run(&f->ctx, path, 0, &f->err))
        fail_msg("%s", f->err.text);
    read_source(f, s);
}

/* ---- a PDF of a few objects ---- */

typedef struct pdf_maker {
    sil_buf b;
    size_t at[64];
    int n;
} pdf_maker;

static inline void pdf_object(pdf_maker *m, const char *dict, const void *stream, size_t len)
{
    if (!m->b.len)
        sil_buf_puts(&m->b, "%PDF-1.4\n");
    m->at[++m->n] = m->b.len;
    sil_buf_printf(&m->b, "%d 0 obj\n", m->n);
    if (stream) {
        sil_buf_printf(&m->b, "<< %s /Length %zu >>\nstream\n", dict, len);
        sil_buf_add(&m->b, stream, len);
        sil_buf_puts(&m->b, "\nendstream\nendobj\n");
    } else {
        sil_buf_printf(&m->b, "<< %s >>\nendobj\n", dict);
    }
}

static inline void pdf_end(pdf_maker *m)
{
    size_t xref = m->b.len;
    sil_buf_printf(&m->b, "xref\n0 %d\n0000000000 65535 f \n", m->n + 1);
    for (int i = 1; i <= m->n; i++)
        sil_buf_printf(&m->b, "%010zu 00000 n \n", m->at[i]);
    sil_buf_printf(&m->b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n", m->n + 1, xref);
}

/* One page of 144 x 216 points: image (object 4) and content (object 5), font Helvetica (object 6). image: dictionary and data, or NULL. */
static inline void pdf_one_page(pdf_maker *m, const char *page, const char *image, const void *data, size_t len, const char *content)
{
    char dict[512];
    *m = (pdf_maker){.b = {.limit = 1 << 24}};
    pdf_object(m, "/Type /Catalog /Pages 2 0 R", NULL, 0);
    pdf_object(m, "/Type /Pages /Kids [3 0 R] /Count 1", NULL, 0);
    snprintf(dict, sizeof dict, "/Type /Page /Parent 2 0 R /MediaBox [0 0 144 216] %s /Contents 5 0 R /Resources << /Font << /F 6 0 R >> %s >>", page,
             image ? "/XObject << /Im 4 0 R >>" : "");
    pdf_object(m, dict, NULL, 0);
    snprintf(dict, sizeof dict, "/Type /XObject /Subtype /Image %s", image ? image : "/Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray");
    pdf_object(m, dict, image ? data : "\0", image ? len : 1);
    pdf_object(m, "", content, strlen(content));
    pdf_object(m, "/Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding", NULL, 0);
    pdf_end(m);
}

#endif
