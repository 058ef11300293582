/* Room 5, publish: reads a paper's layers and builds the indexes that lead from text back to the page (doc.h). First step of
 * everything this room writes. */
#include "doc.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sillok/file.h"
#include "sillok/layer.h"
#include "sillok/text.h"

static sil_status no_memory(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "out of memory while reading the layers of a paper");
}

/* ---- indexes ------------------------------------------------------------------------------------------------------ */

typedef struct block_key {
    const char *id;
    size_t number;
} block_key;

static int by_block(const void *x, const void *y)
{
    return strcmp(((const block_key *)x)->id, ((const block_key *)y)->id);
}

typedef struct mention_key {
    const sil_mention *m;
    int block;
} mention_key;

static int by_mention(const void *x, const void *y)
{
    const mention_key *a = x, *b = y;
    if (a->block != b->block)
        return a->block < b->block ? -1 : 1;
    if (a->m->start != b->m->start)
        return a->m->start < b->m->start ? -1 : 1;
    if (a->m->end != b->m->end)
        return a->m->end > b->m->end ? -1 : 1;
    return strcmp(a->m->id, b->m->id);
}

static int by_start(const void *x, const void *y)
{
    const sil_word_ref *a = x, *b = y;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return a->end < b->end ? -1 : a->end > b->end;
}

/* Blocks by the page they begin on (a counting sort). */
static sil_status index_block_pages(sil_arena *a, sil_doc *doc, sil_err *err)
{
    size_t n = doc->text.n_blocks;
    const sil_block *b = doc->text.blocks;
    doc->last_page = (int)doc->n_pages;
    for (size_t i = 0; i < n; i++)
        if (b[i].page > doc->last_page)
            doc->last_page = b[i].page;
    doc->by_page = sil_alloc(a, (n + 1) * sizeof *doc->by_page);
    doc->page_at = sil_alloc(a, ((size_t)doc->last_page + 2) * sizeof *doc->page_at);
    size_t *next = sil_alloc(a, ((size_t)doc->last_page + 2) * sizeof *next);
    if (!doc->by_page || !doc->page_at || !next)
        return no_memory(err);
    for (size_t i = 0; i < n; i++)
        doc->page_at[(b[i].page > 0 ? b[i].page : 0) + 1]++;
    for (int p = 0; p <= doc->last_page; p++) {
        doc->page_at[p + 1] += doc->page_at[p];
        next[p] = doc->page_at[p];
    }
    for (size_t i = 0; i < n; i++)
        doc->by_page[next[b[i].page > 0 ? b[i].page : 0]++] = i;
    return SIL_OK;
}

static sil_status index_blocks(sil_arena *a, sil_doc *doc, sil_err *err)
{
    size_t n = doc->text.n_blocks;
    block_key *keys = sil_alloc(a, (n + 1) * sizeof *keys);
    doc->block_order = sil_alloc(a, (n + 1) * sizeof *doc->block_order);
    if (!keys || !doc->block_order)
        return no_memory(err);
    for (size_t i = 0; i < n; i++) {
        sil_block *b = &doc->text.blocks[i];
        keys[i] = (block_key){b->id, i};
        bool sorted = true;
        for (size_t k = 1; k < b->n_words; k++)
            sorted = sorted && b->words[k - 1].start <= b->words[k].start;
        if (!sorted)
            qsort(b->words, b->n_words, sizeof *b->words, by_start);
    }
    if (n)
        qsort(keys, n, sizeof *keys, by_block);
    for (size_t i = 0; i < n; i++)
        doc->block_order[i] = keys[i].number;

    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; doc->text.blocks[i].unreadable && k < doc->text.blocks[i].n_words; k++) {
            const sil_place *p = sil_doc_word(doc, doc->text.blocks[i].words[k].word);
            if (p)
                doc->line_unreadable[p->line_no] = true;
        }
    return SIL_OK;
}

/* A word that a person corrected is sure, however the machine read it. */
static void trust_corrections(sil_doc *doc)
{
    for (size_t i = 0; i < doc->text.n_blocks; i++) {
        const sil_block *b = &doc->text.blocks[i];
        for (size_t k = 0; k < b->n_changes; k++)
            for (size_t w = 0; strcmp(b->changes[k].rule, "correction") == 0 && w < b->n_words; w++) {
                sil_place *p = b->words[w].start < b->changes[k].end && b->words[w].end > b->changes[k].start ? (sil_place *)(intptr_t)sil_doc_word(doc, b->words[w].word) : NULL;
                if (p)
                    p->conf = 1;
            }
    }
}

static sil_status index_mentions(sil_arena *a, sil_doc *doc, sil_err *err)
{
    size_t n = doc->entities.n_mentions;
    mention_key *keys = sil_alloc(a, (n + 1) * sizeof *keys);
    doc->mentions = sil_alloc(a, (n + 1) * sizeof *doc->mentions);
    doc->mention_block = sil_alloc(a, (n + 1) * sizeof *doc->mention_block);
    if (!keys || !doc->mentions || !doc->mention_block)
        return no_memory(err);
    for (size_t i = 0; i < n; i++)
        keys[i] = (mention_key){&doc->entities.mentions[i], (int)sil_doc_block(doc, doc->entities.mentions[i].block)};
    if (n)
        qsort(keys, n, sizeof *keys, by_mention);
    for (size_t i = 0; i < n; i++) {
        doc->mentions[i] = keys[i].m;
        doc->mention_block[i] = keys[i].block;
    }
    return SIL_OK;
}

/* ---- the whole ---------------------------------------------------------------------------------------------------- */

/* A layer that is there but did not come off, or is not there: one sentence for doc->failed. */
static sil_status layer_state(sil_arena *a, sil_doc *doc, const char *path, const char *name, bool *usable, sil_err *err)
{
    *usable = false;
    char *why = NULL;
    if (!path)
        return no_memory(err);
    if (!sil_file_exists(path)) {
        why = sil_sprintf(a, "%s is not there yet", name);
    } else {
        char *head = NULL;
        sil_status s = sil_head_read(a, path, &head, err);
        if (s == SIL_NOMEM || s == SIL_IO)
            return s;
        char *failed = s == SIL_OK && head ? sil_head_failed(a, head) : NULL;
        if (s != SIL_OK)
            why = sil_sprintf(a, "%s: %s", name, err->text);
        else if (failed)
            why = failed;
        else
            *usable = true;
    }
    if (!*usable && !why)
        return no_memory(err);
    if (!*usable && !doc->failed)
        doc->failed = why;
    return SIL_OK;
}

static sil_status note_failure(sil_arena *a, sil_doc *doc, const char *name, const sil_err *err)
{
    if (!doc->failed)
        doc->failed = sil_sprintf(a, "%s: %s", name, err->text);
    return doc->failed ? SIL_OK : SIL_NOMEM;
}

/* A reason goes into the datasets, where the place of this corpus on this machine has no business. */
static sil_status without_place(sil_arena *a, const char *corpus, const char *doc_id, char **reason, sil_err *err)
{
    const char *dir = sil_sprintf(a, "%s/docs/%s/", corpus, doc_id);
    char *at, *copy = dir ? sil_strdup(a, *reason) : NULL;
    if (!copy)
        return no_memory(err);
    while ((at = strstr(copy, dir)) != NULL)
        memmove(at, at + strlen(dir), strlen(at + strlen(dir)) + 1);
    *reason = copy;
    return SIL_OK;
}

sil_status sil_doc_read(sil_arena *a, const char *corpus, const char *doc_id, sil_doc *doc, sil_err *err)
{
    memset(doc, 0, sizeof *doc);
    doc->id = sil_strdup(a, doc_id);
    if (!doc->id)
        return no_memory(err);
    sil_err why = {0};
    const char *source = sil_doc_path(a, corpus, doc_id, "source.json");
    if (!source)
        return no_memory(err);
    sil_status s = sil_file_exists(source) ? sil_source_read(a, corpus, doc_id, &doc->source, &why) : sil_fail(&why, SIL_FORMAT, "the file is not there");
    if (s == SIL_NOMEM)
        return sil_fail(err, s, "%s", why.text);
    if (s == SIL_OK) {
        doc->has_source = true;
        doc->failed = doc->source.failed;
    } else {
        memset(&doc->source, 0, sizeof doc->source);
        if (note_failure(a, doc, "source.json", &why) != SIL_OK)
            return no_memory(err);
    }
    doc->n_pages = doc->source.n_pages;
    if ((s = sil_doc_pages(a, corpus, doc, err)) != SIL_OK)
        return s;

    const char *path = sil_layer_path(a, corpus, doc_id, SIL_LAYER_TEXT, 0);
    if ((s = layer_state(a, doc, path, "text.jsonl", &doc->has_text, err)) != SIL_OK)
        return s;
    if (doc->has_text && (s = sil_text_read(a, path, &doc->text, &why)) != SIL_OK) {
        if (s == SIL_NOMEM || s == SIL_IO || note_failure(a, doc, "text.jsonl", &why) != SIL_OK)
            return sil_fail(err, s, "%s", why.text);
        memset(&doc->text, 0, sizeof doc->text);
        doc->has_text = false;
    }
    path = sil_layer_path(a, corpus, doc_id, SIL_LAYER_ENTITIES, 0);
    if ((s = layer_state(a, doc, path, "entities.jsonl", &doc->has_entities, err)) != SIL_OK)
        return s;
    if (doc->has_entities && (s = sil_entities_read(a, path, &doc->entities, &why)) != SIL_OK) {
        if (s == SIL_NOMEM || s == SIL_IO || note_failure(a, doc, "entities.jsonl", &why) != SIL_OK)
            return sil_fail(err, s, "%s", why.text);
        memset(&doc->entities, 0, sizeof doc->entities);
        doc->has_entities = false;
    }
    if (doc->failed && (s = without_place(a, corpus, doc_id, &doc->failed, err)) != SIL_OK)
        return s;
    for (size_t i = 0; i < doc->n_pages; i++)
        if (*doc->page_reason[i] && (s = without_place(a, corpus, doc_id, &doc->page_reason[i], err)) != SIL_OK)
            return s;
    trust_corrections(doc);
    if ((s = index_blocks(a, doc, err)) != SIL_OK || (s = index_block_pages(a, doc, err)) != SIL_OK)
        return s;
    return index_mentions(a, doc, err);
}
