/* Room 5, publish: alignments, items of bibliographies and citations of one paper as rows of the datasets (rows.h). */
#include "rows.h"

#include <string.h>

#include "sillok/text.h"

static const sil_block *block_of(const sil_doc *doc, const char *id)
{
    long b = sil_doc_block(doc, id);
    return b < 0 ? NULL : &doc->text.blocks[b];
}

static sil_status slice_text(sil_sink *sink, const sil_block *b, int start, int end, sil_err *err)
{
    sil_arena *a = sil_arena_new(0);
    char *s = a && b && start >= 0 && end >= start ? sil_cp_slice(a, b->text, (size_t)start, (size_t)end) : NULL;
    if (s)
        sil_row_text(sink, s);
    sil_arena_free(a);
    return s ? SIL_OK : sil_fail(err, b ? SIL_NOMEM : SIL_FORMAT, "entities.jsonl: an alignment points at a block that is not there");
}

static sil_status alignment_rows(sil_sink *sink, const sil_doc *doc, sil_err *err)
{
    sil_status st = SIL_OK;
    for (size_t i = 0; i < doc->entities.n_alignments && st == SIL_OK; i++) {
        const sil_alignment *x = &doc->entities.alignments[i];
        sil_row_begin(sink, SIL_T_ALIGNMENTS);
        sil_row_text(sink, x->id);
        sil_row_text(sink, doc->id);
        sil_row_text(sink, x->kind);
        sil_row_text(sink, x->lang);
        st = slice_text(sink, block_of(doc, x->block), x->start, x->end, err);
        sil_row_text(sink, x->other_lang);
        if (st == SIL_OK)
            st = slice_text(sink, block_of(doc, x->other_block), x->other_start, x->other_end, err);
        if (st != SIL_OK)
            return st;
        sil_row_text(sink, x->block);
        sil_row_int(sink, x->start);
        sil_row_int(sink, x->end);
        sil_row_text(sink, x->other_block);
        sil_row_int(sink, x->other_start);
        sil_row_int(sink, x->other_end);
        sil_row_real(sink, x->conf);
        sil_row_text(sink, x->evidence);
        st = sil_row_end(sink, err);
    }
    return st;
}

static sil_status reference_rows(sil_sink *sink, const sil_doc *doc, sil_err *err)
{
    sil_status st = SIL_OK;
    for (size_t i = 0; i < doc->entities.n_references && st == SIL_OK; i++) {
        const sil_reference *r = &doc->entities.references[i];
        const sil_block *b = block_of(doc, r->block);
        sil_row_begin(sink, SIL_T_REFERENCES);
        sil_row_text(sink, r->id);
        sil_row_text(sink, doc->id);
        sil_row_text(sink, r->label);
        sil_row_text(sink, r->kind);
        sil_row_text(sink, r->authors);
        sil_row_text(sink, r->year);
        sil_row_text(sink, r->title);
        sil_row_text(sink, r->container);
        sil_row_text(sink, r->volume);
        sil_row_text(sink, r->issue);
        sil_row_text(sink, r->pages);
        sil_row_text(sink, r->place);
        sil_row_text(sink, r->publisher);
        sil_row_text(sink, r->url);
        sil_row_text(sink, b ? b->text : "");
        sil_row_int(sink, b ? b->page : 0);
        sil_row_text(sink, r->block);
        sil_row_real(sink, r->conf);
        sil_row_text(sink, r->rule);
        st = sil_row_end(sink, err);
    }
    return st;
}

static sil_status citation_rows(sil_sink *sink, const sil_doc *doc, sil_err *err)
{
    sil_status st = SIL_OK;
    for (size_t i = 0; i < doc->entities.n_citations && st == SIL_OK; i++) {
        const sil_citation *c = &doc->entities.citations[i];
        sil_row_begin(sink, SIL_T_CITATIONS);
        sil_row_text(sink, c->id);
        sil_row_text(sink, doc->id);
        sil_row_text(sink, c->reference);
        sil_row_text(sink, c->as_printed);
        sil_row_where(sink, sil_doc_where(doc, c->block, c->start, c->end));
        sil_row_text(sink, c->block);
        sil_row_int(sink, c->start);
        sil_row_int(sink, c->end);
        sil_row_real(sink, c->conf);
        sil_row_text(sink, c->rule);
        st = sil_row_end(sink, err);
    }
    return st;
}

sil_status sil_rows_refs(sil_sink *sink, const sil_doc *doc, sil_err *err)
{
    sil_status s = alignment_rows(sink, doc, err);
    if (s == SIL_OK)
        s = reference_rows(sink, doc, err);
    return s == SIL_OK ? citation_rows(sink, doc, err) : s;
}
