/* core/layer.c: where the layers stand and what each was made from. */
#include "sillok/layer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sillok/file.h"
#include "sillok/json.h"
#include "sillok/text.h"

char *sil_doc_dir(sil_arena *a, const char *corpus, const char *doc_id)
{
    return sil_sprintf(a, "%s/docs/%s", corpus, doc_id);
}

char *sil_doc_path(sil_arena *a, const char *corpus, const char *doc_id, const char *tail)
{
    return sil_sprintf(a, "%s/docs/%s/%s", corpus, doc_id, tail);
}

char *sil_layer_path(sil_arena *a, const char *corpus, const char *doc_id, sil_layer layer, int page)
{
    switch (layer) {
    case SIL_LAYER_SOURCE: return sil_doc_path(a, corpus, doc_id, "source.json");
    case SIL_LAYER_OCR: return sil_sprintf(a, "%s/docs/%s/ocr/%04d.xml", corpus, doc_id, page);
    case SIL_LAYER_TEXT: return sil_doc_path(a, corpus, doc_id, "text.jsonl");
    case SIL_LAYER_ENTITIES: return sil_doc_path(a, corpus, doc_id, "entities.jsonl");
    case SIL_LAYER_TEI: return sil_doc_path(a, corpus, doc_id, "paper.tei.xml");
    }
    return NULL;
}

char *sil_doubtful_path(sil_arena *a, const char *corpus, const char *doc_id, int page)
{
    char *tail = sil_sprintf(a, "layers/%04d.xml", page);
    return tail ? sil_doc_path(a, corpus, doc_id, tail) : NULL;
}

sil_status sil_doc_id(const char *source_name, const char sha256[SIL_SHA_LEN], char out[SIL_ID_LEN], sil_err *err)
{
    sil_arena *a = sil_arena_new(0);
    if (!a)
        return sil_fail(err, SIL_NOMEM, "no memory to name a paper");
    const char *slash = strrchr(source_name, '/'), *name = slash ? slash + 1 : source_name, *dot = strrchr(name, '.');
    char *stem = sil_strndup(a, name, dot && dot != name ? (size_t)(dot - name) : strlen(name)), *slug = NULL;
    sil_status s = stem ? sil_slug(a, stem, &slug, err) : sil_fail(err, SIL_NOMEM, "no memory to name a paper");
    if (!s)
        snprintf(out, SIL_ID_LEN, "%.48s-%.8s", slug, sha256);
    sil_arena_free(a);
    return s;
}

bool sil_doc_id_valid(const char *id)
{
    size_t n = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-");
    return n > 0 && id[n] == '\0' && n < SIL_ID_LEN;
}

sil_status sil_docs(sil_arena *a, const char *corpus, char ***ids, size_t *n, sil_err *err)
{
    *ids = NULL;
    *n = 0;
    char *dir = sil_sprintf(a, "%s/docs", corpus);
    if (!dir)
        return sil_fail(err, SIL_NOMEM, "no memory to list %s", corpus);
    if (!sil_is_dir(dir))
        return SIL_OK;
    char **names;
    size_t m;
    sil_status s = sil_list_dir(a, dir, &names, &m, err);
    if (s)
        return s;
    size_t k = 0;
    for (size_t i = 0; i < m; i++)
        if (sil_doc_id_valid(names[i]))
            names[k++] = names[i];
    *ids = names;
    *n = k;
    return SIL_OK;
}

/* Canonical head out of a JSON text; NULL when it is none. */
static char *head_of_json(sil_arena *a, const char *text, size_t len, bool wrapped)
{
    json_t *j = NULL;
    if (sil_json_parse(text, len, "head", &j, NULL))
        return NULL;
    const json_t *h = wrapped ? json_object_get(j, "head") : j;
    char *out = json_is_object(h) ? sil_json_dump(a, h) : NULL;
    json_decref(j);
    return out;
}

sil_status sil_head_read(sil_arena *a, const char *path, char **head, sil_err *err)
{
    enum { START = 1 << 16 };
    *head = NULL;
    if (!sil_file_exists(path))
        return SIL_OK;
    char *data;
    size_t len;
    const char *dot = strrchr(path, '.');
    if (dot && strcmp(dot, ".json") == 0) {
        sil_status s = sil_file_read(a, path, 0, &data, &len, err);
        if (!s)
            *head = head_of_json(a, data, len, true);
        return s;
    }
    data = sil_alloc(a, START + 1);
    if (!data)
        return sil_fail(err, SIL_NOMEM, "no memory to read the head of %s", path);
    sil_status s = sil_file_read_start(path, data, START, &len, err);
    if (s)
        return s;
    data[len] = '\0';
    if (dot && strcmp(dot, ".jsonl") == 0) {
        char *nl = strchr(data, '\n');
        if (nl)
            *head = head_of_json(a, data, (size_t)(nl - data), true);
    } else {
        char *pi = strstr(data, "<?sillok "), *end = pi ? strstr(pi, "?>") : NULL;
        if (end) {
            pi += strlen("<?sillok ");
            *head = head_of_json(a, pi, (size_t)(end - pi), false);
        }
    }
    return SIL_OK;
}

sil_status sil_head_make(sil_arena *a, const char *recipe, const char *input_sha, const char *failed, char **head, sil_err *err)
{
    json_t *j = NULL;
    sil_status s = sil_json_parse(recipe, strlen(recipe), "the recipe of a room", &j, err);
    if (s)
        return s;
    json_object_set_new(j, "input", json_string(input_sha));
    if (failed) {
        char *clean = NULL; /* a reason may quote bytes that are no UTF-8; and "?>" would end the instruction in XML */
        if (!sil_nfc(a, failed, &clean, NULL) && clean) {
            for (char *p = clean; (p = strstr(p, "?>"));)
                *p = '.';
            json_object_set_new(j, "failed", json_string(clean));
        } else {
            json_object_set_new(j, "failed", json_string("the reason could not be written down"));
        }
    }
    *head = sil_json_dump(a, j);
    json_decref(j);
    return *head ? SIL_OK : sil_fail(err, SIL_NOMEM, "no memory for the head of a layer");
}

char *sil_head_failed(sil_arena *a, const char *head)
{
    json_t *j = NULL;
    if (!head || sil_json_parse(head, strlen(head), "head", &j, NULL))
        return NULL;
    char *out = sil_json_text_or_null(a, j, "failed");
    json_decref(j);
    return out;
}

bool sil_head_same(const char *head, const char *other)
{
    json_t *x = NULL, *y = NULL;
    bool same = false;
    if (head && other && !sil_json_parse(head, strlen(head), "head", &x, NULL) && !sil_json_parse(other, strlen(other), "head", &y, NULL)) {
        json_object_del(x, "failed");
        json_object_del(y, "failed");
        same = json_equal(x, y) == 1;
    }
    json_decref(x);
    json_decref(y);
    return same;
}

/* Add name, length-free: the sha256 of the file, or "absent", so that files cannot run into each other. */
static sil_status add_file(sil_hash *h, const char *path, bool may_be_absent, sil_err *err)
{
    char sha[SIL_SHA_LEN] = "absent";
    if (!may_be_absent || sil_file_exists(path)) {
        sil_status s = sil_sha256_file(path, sha, err);
        if (s)
            return s;
    }
    sil_hash_add(h, sha, strlen(sha) + 1);
    return SIL_OK;
}

/* "source.pdf" of a paper: the one file of that stem which is not source.json. */
static char *delivered(sil_arena *a, const char *dir)
{
    char **names;
    size_t n;
    if (sil_list_dir(a, dir, &names, &n, NULL))
        return NULL;
    for (size_t i = 0; i < n; i++)
        if (strncmp(names[i], "source.", 7) == 0 && strcmp(names[i], "source.json") != 0)
            return sil_sprintf(a, "%s/%s", dir, names[i]);
    return NULL;
}

/* "pages/0007.png" of a paper: the one file with that number, or NULL. */
static char *page_image(sil_arena *a, const char *dir, int page)
{
    char *pages = sil_sprintf(a, "%s/pages", dir), **names;
    char want[16];
    size_t n;
    snprintf(want, sizeof want, "%04d.", page);
    if (!pages || !sil_is_dir(pages) || sil_list_dir(a, pages, &names, &n, NULL))
        return NULL;
    for (size_t i = 0; i < n; i++)
        if (strncmp(names[i], want, strlen(want)) == 0)
            return sil_sprintf(a, "%s/%s", pages, names[i]);
    return NULL;
}

static sil_status add_all(sil_hash *h, sil_arena *a, const char *corpus, const char *doc_id, sil_layer layer, sil_err *err)
{
    sil_status s = add_file(h, sil_layer_path(a, corpus, doc_id, SIL_LAYER_SOURCE, 0), false, err);
    char *ocr = sil_doc_path(a, corpus, doc_id, "ocr"), **names;
    size_t n = 0;
    if (!s && sil_is_dir(ocr))
        s = sil_list_dir(a, ocr, &names, &n, err);
    for (size_t i = 0; !s && i < n; i++)
        s = add_file(h, sil_sprintf(a, "%s/%s", ocr, names[i]), false, err);
    char *mended = sil_sprintf(a, "%s/corrections/%s.jsonl", corpus, doc_id);
    if (!s && !mended)
        s = sil_fail(err, SIL_NOMEM, "no memory to look at %s", doc_id);
    if (s || layer == SIL_LAYER_TEXT)
        return s || !sil_file_exists(mended) ? s : add_file(h, mended, false, err);
    s = add_file(h, sil_layer_path(a, corpus, doc_id, SIL_LAYER_TEXT, 0), true, err);
    if (!s)
        s = add_file(h, sil_layer_path(a, corpus, doc_id, SIL_LAYER_ENTITIES, 0), true, err);
    if (!s)
        s = add_file(h, mended, true, err);
    return s;
}

sil_status sil_layer_input(const char *corpus, const char *doc_id, sil_layer layer, int page, char out[SIL_SHA_LEN], sil_err *err)
{
    sil_arena *a = sil_arena_new(0);
    if (!a)
        return sil_fail(err, SIL_NOMEM, "no memory to look at %s", doc_id);
    char *dir = sil_doc_dir(a, corpus, doc_id), *one = NULL;
    sil_status s;
    if (layer == SIL_LAYER_OCR)
        one = page_image(a, dir, page);
    if (layer == SIL_LAYER_SOURCE || (layer == SIL_LAYER_OCR && !one)) {
        if (!(one = delivered(a, dir))) {
            sil_arena_free(a);
            return sil_fail(err, SIL_IO, "%s has no delivered file source.*", doc_id);
        }
    } else if (layer == SIL_LAYER_ENTITIES) {
        one = sil_layer_path(a, corpus, doc_id, SIL_LAYER_TEXT, 0);
    }
    char *beside = layer == SIL_LAYER_OCR ? sil_doubtful_path(a, corpus, doc_id, page) : NULL;
    if (one && beside && sil_file_exists(beside)) {
        sil_hash *h = sil_hash_new();
        s = h ? add_file(h, one, false, err) : sil_fail(err, SIL_LIBRARY, "libcrypto cannot start SHA-256");
        if (!s)
            s = add_file(h, beside, false, err);
        if (h)
            sil_hash_end(h, out);
    } else if (one) {
        s = sil_sha256_file(one, out, err);
    } else {
        sil_hash *h = sil_hash_new();
        s = h ? add_all(h, a, corpus, doc_id, layer, err) : sil_fail(err, SIL_LIBRARY, "libcrypto cannot start SHA-256");
        if (h)
            sil_hash_end(h, out);
    }
    sil_arena_free(a);
    return s;
}
