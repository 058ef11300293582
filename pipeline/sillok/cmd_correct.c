/* driver/cmd_correct.c: `sillok correct PATCH...` files a person's corrections (sillok/corrections.h) under corrections/, after looking that each still
 * fits; `sillok correct` alone lists all there are and what became of each. A rebuild applies them. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sillok.h"
#include "sillok/blocks.h"
#include "sillok/corrections.h"
#include "sillok/file.h"
#include "sillok/log.h"

static const char *const kinds[] = {"word", "entity", "block"};

typedef struct patch {
    driver *d;
    int filed, known, refused;
} patch;

/* Whether the box of the correction and its old reading are on the page, as it was read. */
static sil_status fits(driver *d, sil_arena *a, const char *doc_id, sil_correction *c, const char *where, sil_err *err)
{
    const char *path = sil_layer_path(a, d->corpus, doc_id, SIL_LAYER_OCR, c->page);
    sil_corrections one = {.c = c, .n = 1};
    sil_page page;
    if (!path)
        return sil_fail(err, SIL_NOMEM, "no memory to look at %s", doc_id);
    if (!sil_file_exists(path))
        return sil_fail(err, SIL_FORMAT, "%s: %s has no page %d that was read", where, doc_id, c->page);
    sil_status s = sil_alto_read(a, path, &page, err);
    if (s)
        return s;
    page.page = c->page;
    if (!sil_corrections_page(a, &one, &page, true))
        return sil_fail(err, SIL_NOMEM, "no memory to look at %s", doc_id);
    if (c->n_words == 0)
        return sil_fail(err, SIL_FORMAT, "%s: no word of page %d of %s lies in the box %d %d %d %d", where, c->page, doc_id, c->box.x0, c->box.y0, c->box.x1, c->box.y1);
    if (c->kind == SIL_CORRECT_WORD && c->state == SIL_CORRECTION_OPEN)
        return sil_fail(err, SIL_FORMAT, "%s: where \"%s\" should stand on page %d of %s, \"%s\" stands; read the page again and write the correction anew", where, c->from, c->page,
                        doc_id, c->stands);
    return SIL_OK;
}

static bool same_place(const sil_correction *x, const sil_correction *y)
{
    return x->kind == y->kind && x->page == y->page && x->box.x0 < y->box.x1 && y->box.x0 < x->box.x1 && x->box.y0 < y->box.y1 && y->box.y0 < x->box.y1 &&
           (x->kind != SIL_CORRECT_ENTITY || strcmp(x->from, y->from) == 0);
}

/* Whether corrections/<id>.jsonl has it already (*known), or says something else of the same place. */
static sil_status agrees(driver *d, sil_arena *a, const char *doc_id, const sil_correction *c, const char *where, bool *known, sil_err *err)
{
    sil_corrections all;
    sil_status s = sil_corrections_read(a, d->corpus, doc_id, &all, err);
    *known = false;
    for (size_t i = 0; !s && i < all.n; i++) {
        const sil_correction *x = &all.c[i];
        if (!same_place(x, c))
            continue;
        if (strcmp(x->to, c->to) == 0 && strcmp(x->from, c->from) == 0)
            *known = true;
        else
            s = sil_fail(err, SIL_FORMAT, "%s: says \"%s\", and line %d of corrections/%s.jsonl says \"%s\" of the same place; take one of them away", where, c->to, x->line, doc_id,
                         x->to);
    }
    return s;
}

/* Add the line to the file of its paper, which is written whole. */
static sil_status append(driver *d, sil_arena *a, const char *doc_id, const json_t *line, sil_err *err)
{
    char *path = sil_corrections_path(a, d->corpus, doc_id), *dir = sil_sprintf(a, "%s/corrections", d->corpus), *text = sil_json_dump(a, line), *old = NULL;
    size_t len = 0;
    sil_buf b = {0};
    if (!path || !dir || !text)
        return sil_fail(err, SIL_NOMEM, "no memory to file a correction");
    sil_status s = sil_mkdirs(dir, err);
    if (!s && sil_file_exists(path))
        s = sil_file_read(a, path, 0, &old, &len, err);
    if (s)
        return s;
    sil_buf_add(&b, old ? old : "", len);
    if (len && old[len - 1] != '\n')
        sil_buf_putc(&b, '\n');
    sil_buf_puts(&b, text);
    sil_buf_putc(&b, '\n');
    s = sil_buf_ok(&b, err);
    if (!s)
        s = sil_file_write(path, b.data, b.len, err);
    sil_buf_free(&b);
    return s;
}

static sil_status take(sil_arena *outer, const json_t *line, const char *where, void *out, sil_err *err)
{
    (void)outer;
    patch *p = out;
    sil_arena *a = sil_arena_new(0);
    const char *id = json_string_value(json_object_get(line, "doc_id"));
    sil_correction c;
    bool known = false;
    sil_status s = a ? SIL_OK : sil_fail(err, SIL_NOMEM, "no memory to file a correction");
    if (!s && (!id || !sil_doc_id_valid(id) || !sil_is_dir(sil_doc_dir(a, p->d->corpus, id))))
        s = sil_fail(err, SIL_FORMAT, "%s: \"doc_id\" names no paper of this corpus", where);
    if (!s)
        s = sil_correction_read(a, line, where, &c, err);
    if (!s)
        s = agrees(p->d, a, id, &c, where, &known, err);
    if (!s && !known)
        s = fits(p->d, a, id, &c, where, err);
    if (!s && !known)
        s = append(p->d, a, id, line, err);
    sil_arena_free(a);
    p->filed += !s && !known;
    p->known += !s && known;
    if (s != SIL_FORMAT)
        return s;
    sil_log(SIL_LOG_ERROR, "%s", err->text); /* one correction that does not fit costs itself */
    p->refused++;
    return SIL_OK;
}

/* All corrections and what became of them: a line each: paper, line, state, kind, page, from, to, what stands there. */
static sil_status list(driver *d, int *open, sil_err *err)
{
    char *dir = sil_sprintf(d->arena, "%s/corrections", d->corpus), **names;
    size_t n = 0;
    if (!dir || !sil_is_dir(dir))
        return dir ? SIL_OK : sil_fail(err, SIL_NOMEM, "no memory to list corrections");
    sil_status s = sil_list_dir(d->arena, dir, &names, &n, err);
    for (size_t i = 0; !s && i < n; i++) {
        size_t len = strlen(names[i]);
        char *id = len > 6 && strcmp(names[i] + len - 6, ".jsonl") == 0 ? sil_strndup(d->arena, names[i], len - 6) : NULL;
        sil_arena *a = id && sil_doc_id_valid(id) ? sil_arena_new(0) : NULL;
        sil_corrections all = {0};
        sil_text text = {0};
        if (!a)
            continue;
        s = sil_corrections_read(a, d->corpus, id, &all, err);
        const char *path = sil_layer_path(a, d->corpus, id, SIL_LAYER_TEXT, 0);
        if (!s && path && sil_file_exists(path))
            s = sil_text_read(a, path, &text, err);
        for (size_t k = 0; !s && k < all.n; k++) {
            const sil_correction *c = &all.c[k];
            const char *state = "not yet", *stands = "";
            for (size_t j = 0; j < text.paper.n_corrections; j++)
                if (text.paper.corrections[j].line == c->line) {
                    state = text.paper.corrections[j].state;
                    stands = text.paper.corrections[j].stands;
                }
            *open += strcmp(state, "open") == 0;
            printf("%s\t%d\t%s\t%s\t%d\t%s\t%s\t%s\n", id, c->line, state, kinds[c->kind], c->page, c->from, c->to, stands);
        }
        sil_arena_free(a);
    }
    return s;
}

int cmd_correct(driver *d, sil_err *err)
{
    patch p = {.d = d};
    int lock = -1, open = 0;
    sil_status s = sil_is_dir(d->corpus) ? SIL_OK : sil_fail(err, SIL_USAGE, "there is no corpus at %s; sillok ingest makes one", d->corpus);
    if (!s && d->n_paths == 0) {
        s = list(d, &open, err);
        if (!s && open)
            sil_log(SIL_LOG_WARN, "%d corrections are open: neither what they replace nor what they say stands there", open);
    } else if (!s) {
        s = corpus_lock(d->corpus, false, &lock, err);
    }
    for (size_t i = 0; !s && i < d->n_paths; i++)
        if (!sil_file_exists(d->paths[i])) {
            sil_log(SIL_LOG_ERROR, "%s: there is no such file", d->paths[i]);
            p.refused++;
        } else if ((s = sil_json_lines(d->arena, d->paths[i], NULL, take, &p, err)) == SIL_FORMAT) {
            sil_log(SIL_LOG_ERROR, "%s", err->text);
            p.refused++;
            s = SIL_OK;
        }
    if (lock >= 0)
        close(lock);
    if (s) {
        sil_log(SIL_LOG_ERROR, "%s", err->text);
        return sil_exit_code(s);
    }
    if (d->n_paths && !d->quiet)
        sil_log(SIL_LOG_INFO, "%d filed, %d were there, %d refused; sillok rebuild -C %s applies them", p.filed, p.known, p.refused, d->corpus);
    return p.refused || open ? 1 : 0;
}
