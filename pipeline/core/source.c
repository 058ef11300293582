/* core/source.c: source.json to and from disk. */
#include "sillok/source.h"

#include <stdio.h>
#include <string.h>

#include "sillok/file.h"
#include "sillok/json.h"
#include "sillok/layer.h"

static const char *const verdicts[] = {"scan", "layer", "bad-layer", "partial-layer", "doubtful-layer", "text", "failed"};

const char *sil_verdict_name(sil_verdict v)
{
    return (unsigned)v < sizeof verdicts / sizeof *verdicts ? verdicts[v] : "failed";
}

static sil_verdict verdict_find(const char *name)
{
    for (unsigned i = 0; i < sizeof verdicts / sizeof *verdicts; i++)
        if (strcmp(verdicts[i], name) == 0)
            return (sil_verdict)i;
    return SIL_VERDICT_FAILED;
}

bool sil_source_needs_ocr(const sil_source_page *p)
{
    return p->image && (p->verdict == SIL_VERDICT_SCAN || p->verdict == SIL_VERDICT_BAD || p->verdict == SIL_VERDICT_PARTIAL || p->verdict == SIL_VERDICT_DOUBTFUL);
}

static sil_status read_pages(sil_arena *a, const json_t *j, sil_source *out, const char *doc_id, sil_err *err)
{
    size_t i;
    const json_t *p;
    json_array_foreach(json_object_get(j, "pages"), i, p) {
        sil_source_page *q = SIL_PUSH(a, out->pages, out->n_pages, out->cap_pages);
        if (!q)
            return sil_fail(err, SIL_NOMEM, "no memory for the pages of %s", doc_id);
        q->page = sil_json_int(p, "page", (int)i + 1);
        q->verdict = verdict_find(sil_json_text(a, p, "verdict"));
        q->reason = sil_json_text(a, p, "reason");
        q->image = sil_json_text_or_null(a, p, "image");
        snprintf(q->sha256, sizeof q->sha256, "%s", sil_json_text(a, p, "sha256"));
        q->width = sil_json_int(p, "width", 0);
        q->height = sil_json_int(p, "height", 0);
        q->dpi = sil_json_int(p, "dpi", 0);
        if (q->image && (strncmp(q->image, "pages/", 6) != 0 || strstr(q->image, "..")))
            return sil_fail(err, SIL_FORMAT, "source.json of %s names an image outside its folder", doc_id);
    }
    return SIL_OK;
}

sil_status sil_source_read(sil_arena *a, const char *corpus, const char *doc_id, sil_source *out, sil_err *err)
{
    memset(out, 0, sizeof *out);
    char *data, *path = sil_layer_path(a, corpus, doc_id, SIL_LAYER_SOURCE, 0);
    size_t len;
    json_t *j = NULL;
    if (!path)
        return sil_fail(err, SIL_NOMEM, "no memory to read source.json of %s", doc_id);
    sil_status s = sil_file_read(a, path, 0, &data, &len, err);
    if (!s)
        s = sil_json_parse(data, len, path, &j, err);
    if (s)
        return s;
    const json_t *h = json_object_get(j, "head");
    out->head = h ? sil_json_dump(a, h) : NULL;
    out->doc_id = sil_strdup(a, doc_id);
    out->source_name = sil_json_text(a, j, "source_name");
    out->file = sil_json_text(a, j, "file");
    out->sha256 = sil_json_text(a, j, "sha256");
    out->bytes = (size_t)json_integer_value(json_object_get(j, "bytes"));
    out->media_type = sil_json_text(a, j, "media_type");
    out->kind = sil_json_text(a, j, "kind");
    out->title = sil_json_text(a, j, "title");
    out->authors = sil_json_text(a, j, "authors");
    out->date = sil_json_text(a, j, "date");
    out->failed = sil_head_failed(a, out->head);
    s = read_pages(a, j, out, doc_id, err);
    json_decref(j);
    return s;
}

static void put(sil_buf *b, const char *key, const char *value)
{
    sil_buf_printf(b, ",\n \"%s\":", key);
    sil_json_put(b, value ? value : "");
}

sil_status sil_source_write(const char *corpus, const sil_source *s, sil_err *err)
{
    sil_buf b = {.limit = 0};
    sil_buf_printf(&b, "{\"head\":%s", s->head ? s->head : "null");
    put(&b, "doc_id", s->doc_id);
    put(&b, "source_name", s->source_name);
    put(&b, "file", s->file);
    put(&b, "sha256", s->sha256);
    sil_buf_printf(&b, ",\n \"bytes\":%zu", s->bytes);
    put(&b, "media_type", s->media_type);
    put(&b, "kind", s->kind);
    put(&b, "title", s->title);
    put(&b, "authors", s->authors);
    put(&b, "date", s->date);
    sil_buf_puts(&b, ",\n \"pages\":[");
    for (size_t i = 0; i < s->n_pages; i++) {
        const sil_source_page *p = &s->pages[i];
        sil_buf_printf(&b, "%s\n  {\"page\":%d,\"verdict\":\"%s\",\"reason\":", i ? "," : "", p->page, sil_verdict_name(p->verdict));
        sil_json_put(&b, p->reason ? p->reason : "");
        if (p->image) {
            sil_buf_puts(&b, ",\"image\":");
            sil_json_put(&b, p->image);
            sil_buf_printf(&b, ",\"sha256\":\"%s\",\"width\":%d,\"height\":%d,\"dpi\":%d", p->sha256, p->width, p->height, p->dpi);
        }
        sil_buf_putc(&b, '}');
    }
    sil_buf_puts(&b, "]}\n");
    sil_status st = sil_buf_ok(&b, err);
    sil_arena *a = st ? NULL : sil_arena_new(0);
    char *path = a ? sil_layer_path(a, corpus, s->doc_id, SIL_LAYER_SOURCE, 0) : NULL;
    if (!st)
        st = path ? sil_file_write(path, b.data, b.len, err) : sil_fail(err, SIL_NOMEM, "no memory to write source.json of %s", s->doc_id);
    sil_arena_free(a);
    sil_buf_free(&b);
    return st;
}
