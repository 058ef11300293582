/* driver/cmd_verify.c: sillok verify: is the corpus what the last run left, in every byte, and does every part fit the others. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sillok/file.h"
#include "sillok/log.h"
#include "verify.h"

void verify_tell(verify *v, const char *where, const char *fmt, ...)
{
    char text[2048];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    v->problems++;
    if (!v->d->json) {
        printf("%s: %s\n", where, text);
        return;
    }
    sil_buf b = {.limit = 1 << 16};
    sil_buf_puts(&b, "{\"where\":");
    sil_json_put(&b, where);
    sil_buf_puts(&b, ",\"what\":");
    sil_json_put(&b, text);
    sil_buf_putc(&b, '}');
    if (!b.failed)
        puts(b.data);
    sil_buf_free(&b);
}

bool verify_wrong(const verify *v, const char *path)
{
    const manifest_file *f = manifest_find(&v->m, path);
    return f && f->wrong;
}

static bool is_input(const char *path)
{
    return strncmp(path, "corrections/", 12) == 0 || strcmp(path, "sillok.ini") == 0;
}

/* Every byte against the list that the last run left. */
static sil_status check_files(verify *v, sil_err *err)
{
    char **paths, sha[SIL_SHA_LEN];
    size_t n, odd;
    sil_status s = manifest_read(v->a, v->d->corpus, &v->m, err);
    if (!s)
        s = manifest_walk(v->a, v->d->corpus, &paths, &n, &odd, err);
    if (s)
        return s;
    if (!v->m.there)
        verify_tell(v, MANIFEST_NAME, "is not there: the last run did not end; `sillok rebuild -C %s` ends it", v->d->corpus);
    else if (!v->m.sound)
        verify_tell(v, MANIFEST_NAME, "is damaged; `sillok rebuild -C %s` writes it anew, after the files were looked at", v->d->corpus);
    for (size_t i = 0; !s && i < n; i++) {
        manifest_file *f = manifest_find(&v->m, paths[i]);
        char *path = sil_sprintf(v->a, "%s/%s", v->d->corpus, paths[i]);
        if (!path)
            return sil_fail(err, SIL_NOMEM, "no memory to look through the corpus");
        v->files++;
        if (f)
            f->seen = true;
        else if (v->m.sound)
            verify_tell(v, paths[i], is_input(paths[i]) ? "was added since the last run; `sillok rebuild` takes it over" : "was not there when the last run ended");
        if (!f)
            continue;
        sil_err why;
        if (sil_sha256_file(path, sha, &why)) {
            f->wrong = true;
            verify_tell(v, paths[i], "%s", why.text);
        } else if (strcmp(sha, f->sha) != 0) {
            f->wrong = true;
            verify_tell(v, paths[i], is_input(paths[i]) ? "was changed since the last run; when that was you, `sillok rebuild` takes it over" : "its bytes are not those that the last run left");
        }
    }
    for (size_t i = 0; i < v->m.n; i++)
        if (!v->m.files[i].seen) {
            v->m.files[i].wrong = true;
            verify_tell(v, v->m.files[i].path, "is gone");
        }
    if (odd)
        verify_tell(v, ".", "%zu links, specials or odd names lie among the files of the corpus", odd);
    return s;
}

static sil_status check_all(verify *v, sil_err *err)
{
    char **ids;
    size_t n;
    sil_status s = sil_docs(v->a, v->d->corpus, &ids, &n, err);
    if (!s)
        s = verify_schema_open(v, err);
    if (!s)
        s = check_files(v, err);
    if (!s)
        s = verify_data(v, err);
    for (size_t i = 0; !s && i < n; i++)
        if (!(s = verify_doc(v, ids[i], err)) && v->db)
            s = verify_rows(v, ids[i], err);
    if (!s && !v->d->json && !v->d->quiet)
        printf("%zu papers, %zu files, %zu layers, %zu rows: %zu problem%s\n", n, v->files, v->layers, v->rows, v->problems, v->problems == 1 ? "" : "s");
    return s;
}

int cmd_verify(driver *d, sil_err *err)
{
    verify v = {.d = d, .a = d->arena};
    if (!sil_is_dir(d->corpus)) {
        sil_log(SIL_LOG_ERROR, "there is no corpus at %s; sillok ingest makes one", d->corpus);
        return 2;
    }
    int lock = -1;
    sil_status s = access(d->corpus, W_OK) == 0 ? corpus_lock(d->corpus, false, &lock, err) : SIL_OK; /* nobody changes what cannot be written */
    if (!s)
        s = check_all(&v, err);
    verify_schema_close(&v);
    sqlite3_close(v.db);
    if (lock >= 0)
        close(lock);
    if (s) {
        sil_log(SIL_LOG_ERROR, "%s", err->text);
        return sil_exit_code(s) == 1 ? 5 : sil_exit_code(s);
    }
    return v.problems ? 1 : 0;
}
