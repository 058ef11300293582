/* sillok-export, first step: a paper's layers, and which words of a page stand in its text (export.h). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export.h"
#include "sillok/file.h"
#include "sillok/layer.h"
#include "sillok/text.h"

static sil_status no_memory(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "out of memory while reading the layers of a paper");
}

/* Page of a word id (p0003_w0012), 0 when it says none. */
static size_t page_of(const char *id)
{
    unsigned page = 0;
    return id && sscanf(id, "p%u_", &page) == 1 && page <= 999999 ? page : 0;
}

/* References of all blocks by page: a counting sort, which keeps the reading order. */
static sil_status sort_refs(export_paper *p, sil_err *err)
{
    size_t pages = p->source.n_pages, n = 0;
    p->refs_at = sil_alloc(p->a, (pages + 3) * sizeof *p->refs_at);
    for (size_t i = 0; i < p->text.n_blocks; i++)
        n += p->text.blocks[i].n_words;
    p->refs = sil_alloc(p->a, (n + 1) * sizeof *p->refs);
    if (!p->refs_at || !p->refs)
        return no_memory(err);
    for (int fill = 0; fill < 2; fill++) {
        for (size_t i = 0; i < p->text.n_blocks; i++)
            for (size_t k = 0; k < p->text.blocks[i].n_words; k++) {
                size_t page = page_of(p->text.blocks[i].words[k].word);
                if (p->text.blocks[i].unreadable || page < 1 || page > pages)
                    continue;
                if (fill)
                    p->refs[p->refs_at[page + 1]++] = (export_ref){i, k};
                else
                    p->refs_at[page + 2]++;
            }
        for (size_t k = 1; !fill && k <= pages + 2; k++)
            p->refs_at[k] += p->refs_at[k - 1];
    }
    return SIL_OK; /* filling has moved each start to the start of the next */
}

sil_status export_paper_read(sil_arena *a, const char *corpus, const char *id, export_paper *p, sil_err *err)
{
    char *text = sil_layer_path(a, corpus, id, SIL_LAYER_TEXT, 0), *head = NULL;
    p->a = a;
    p->corpus = corpus;
    p->id = id;
    if (!text)
        return no_memory(err);
    sil_status s = sil_source_read(a, corpus, id, &p->source, err);
    if (s)
        return s;
    if (p->source.failed)
        return sil_fail(err, SIL_FORMAT, "nothing came of the paper: %s", p->source.failed);
    if (sil_file_exists(text) && !(s = sil_head_read(a, text, &head, err)) && head && !sil_head_failed(a, head)) {
        s = sil_text_read(a, text, &p->text, err);
        p->has_text = !s;
    }
    p->corrections = sil_alloc(a, sizeof *p->corrections);
    if (!s)
        s = p->corrections ? sil_corrections_read(a, corpus, id, p->corrections, err) : no_memory(err);
    return s ? s : sort_refs(p, err);
}

sil_status export_page_read(const export_paper *p, sil_arena *a, size_t k, sil_page *page, bool *usable, sil_err *err)
{
    char *path = sil_layer_path(a, p->corpus, p->id, SIL_LAYER_OCR, p->source.pages[k].page), *head = NULL;
    *usable = false;
    if (!path)
        return no_memory(err);
    if (!sil_file_exists(path))
        return SIL_OK;
    sil_status s = sil_head_read(a, path, &head, err);
    if (s || (head && sil_head_failed(a, head)))
        return s;
    if ((s = sil_alto_read(a, path, page, err)) != SIL_OK)
        return sil_in(err, "page %d: ", p->source.pages[k].page);
    page->page = p->source.pages[k].page;
    if (!sil_corrections_page(p->a, p->corrections, page, false))
        return no_memory(err);
    *usable = true;
    return SIL_OK;
}

/* ---- the words of a page ------------------------------------------------------------------------------------------------ */

typedef struct list {
    export_word *v;
    size_t n, cap;
} list;

static bool add_zone(sil_arena *a, list *l, const sil_zone *z)
{
    for (size_t i = 0; i < z->n_lines; i++)
        for (size_t k = 0; k < z->lines[i].n_words; k++) {
            const sil_word *w = &z->lines[i].words[k];
            if (z->lines[i].unreadable)
                continue;
            export_word *e = SIL_PUSH(a, l->v, l->n, l->cap);
            if (!e)
                return false;
            *e = (export_word){w, &z->lines[i], z, w->text, w->space_after || k + 1 == z->lines[i].n_words};
        }
    for (size_t i = 0; i < z->n_cells; i++)
        if (!add_zone(a, l, &z->cells[i]))
            return false;
    return true;
}

static int by_id(const void *x, const void *y)
{
    const char *a = ((const export_word *)x)->word->id, *b = ((const export_word *)y)->word->id;
    return strcmp(a ? a : "", b ? b : "");
}

static const export_word *find_word(const list *l, const char *id)
{
    const sil_word word = {.id = (char *)(size_t)id};
    const export_word key = {.word = &word};
    return bsearch(&key, l->v, l->n, sizeof *l->v, by_id);
}

static bool same_but_spaces(const char *a, const char *b)
{
    for (;;) {
        while (*a == ' ')
            a++;
        while (*b == ' ')
            b++;
        if (*a != *b)
            return false;
        if (!*a)
            return true;
        a++, b++;
    }
}

/* What text.jsonl says of the word: spaces within it, and whether one follows. */
static sil_status read_ref(const export_paper *p, sil_arena *a, export_ref at, export_word *e, sil_err *err)
{
    const sil_block *b = &p->text.blocks[at.block];
    const sil_word_ref *r = &b->words[at.ref];
    size_t from = sil_cp_to_byte(b->text, (size_t)r->start), to = sil_cp_to_byte(b->text, (size_t)r->end);
    char *here = sil_strndup(a, b->text + from, to - from);
    if (!here)
        return no_memory(err);
    if (same_but_spaces(here, e->word->text))
        e->text = here;
    bool last = at.ref + 1 == b->n_words;
    e->space = last || (b->text[to] && strchr(" \t\n", b->text[to])) || b->words[at.ref + 1].start > r->end;
    return SIL_OK;
}

sil_status export_words(const export_paper *p, sil_arena *a, const sil_page *page, export_word **words, size_t *n, sil_err *err)
{
    list all = {NULL, 0, 0}, told = {NULL, 0, 0};
    for (size_t i = 0; i < page->n_zones; i++)
        if (!add_zone(a, &all, &page->zones[i]))
            return no_memory(err);
    *words = all.v;
    *n = all.n;
    if (!p->has_text || page->page < 1 || (size_t)page->page > p->source.n_pages)
        return SIL_OK;
    if (all.n)
        qsort(all.v, all.n, sizeof *all.v, by_id);
    for (size_t i = p->refs_at[page->page]; i < p->refs_at[page->page + 1]; i++) {
        const export_word *found = find_word(&all, p->text.blocks[p->refs[i].block].words[p->refs[i].ref].word);
        if (!found || (told.n && told.v[told.n - 1].word == found->word)) /* a word divided between two cells is told once */
            continue;
        export_word *e = SIL_PUSH(a, told.v, told.n, told.cap);
        if (!e)
            return no_memory(err);
        *e = *found;
        sil_status s = read_ref(p, a, p->refs[i], e, err);
        if (s)
            return s;
    }
    *words = told.v;
    *n = told.n;
    return SIL_OK;
}

/* ---- what the paper is ------------------------------------------------------------------------------------------------------ */

const char *export_title(const export_paper *p)
{
    if (p->has_text && p->text.paper.n_titles)
        return p->text.paper.titles[0].text;
    return p->source.title && *p->source.title ? p->source.title : p->source.source_name;
}

const char *export_language(const export_paper *p)
{
    return p->has_text && p->text.paper.lang && *p->text.paper.lang ? p->text.paper.lang : "und";
}

int export_zone_type(const export_paper *p, const char *zone_id)
{
    for (size_t i = 0; zone_id && i < p->text.n_blocks; i++)
        if (p->text.blocks[i].zone && strcmp(p->text.blocks[i].zone, zone_id) == 0)
            return (int)p->text.blocks[i].type;
    return -1;
}

char *export_path(const export_paper *p, sil_arena *a, const char *tail)
{
    return sil_sprintf(a, "%s/%s%s", p->out, p->id, tail);
}
