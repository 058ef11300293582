/* Room 5, publish: what points from one text to another: sentences of an abstract to their translation (linkGrp), items of the bibliography in their
 * parts (listBibl of biblStruct), to which the printed items (bibl) and the citations in the text (ref) point. */
#include <string.h>

#include "tei.h"

/* Mentions stay whole: a range that cuts one is not marked. */
static bool cuts(const sil_tei *t, const char *block, int start, int end)
{
    size_t n;
    long b = sil_doc_block(t->doc, block);
    const sil_mention *const *m = b < 0 ? NULL : sil_doc_mentions(t->doc, (size_t)b, &n);
    for (size_t i = 0; m && i < n; i++)
        if ((m[i]->start < start && m[i]->end > start) || (m[i]->start < end && m[i]->end > end))
            return true;
    return b < 0;
}

bool sil_tei_aligned(const sil_tei *t, size_t i)
{
    const sil_alignment *x = &t->doc->entities.alignments[i];
    return !cuts(t, x->block, x->start, x->end) && !cuts(t, x->other_block, x->other_start, x->other_end);
}

bool sil_tei_refs_index(sil_tei *t)
{
    const sil_entities *e = &t->doc->entities;
    size_t n = t->doc->text.n_blocks + 1;
    t->reference = sil_alloc(t->a, n * sizeof *t->reference);
    t->citation = sil_alloc(t->a, n * sizeof *t->citation);
    if (!t->reference || !t->citation)
        return false;
    for (size_t i = e->n_references; i-- > 0;) {
        const sil_reference *r = &e->references[i];
        long b = *r->title || *r->authors || *r->year ? sil_doc_block(t->doc, r->block) : -1; /* an item of which no part is known stays a bibl */
        if (b >= 0)
            t->reference[b] = r;
    }
    for (size_t i = e->n_citations; i-- > 0;) { /* those of a block follow each other */
        long b = sil_doc_block(t->doc, e->citations[i].block);
        if (b >= 0)
            t->citation[b] = &e->citations[i];
    }
    return true;
}

static void links(sil_tei *t)
{
    const sil_entities *e = &t->doc->entities;
    bool open = false;
    for (size_t i = 0; i < e->n_alignments; i++) {
        if (!sil_tei_aligned(t, i))
            continue;
        if (!open) {
            sil_xml_line(&t->x);
            sil_xml_open(&t->x, "linkGrp");
            sil_xml_attr(&t->x, "type", "translation");
            open = true;
        }
        sil_xml_line(&t->x);
        sil_xml_open(&t->x, "link");
        sil_xml_attr(&t->x, "n", e->alignments[i].kind);
        sil_xml_attrf(&t->x, "target", "#%s-1 #%s-2", e->alignments[i].id, e->alignments[i].id);
        sil_xml_close(&t->x, "link");
    }
    if (open)
        sil_xml_close_line(&t->x, "linkGrp");
}

static void leaf(sil_tei *t, const char *name, const char *attribute, const char *value, const char *text)
{
    if (!text || !*text)
        return;
    sil_xml_open(&t->x, name);
    if (attribute)
        sil_xml_attr(&t->x, attribute, value);
    sil_xml_puts(&t->x, text);
    sil_xml_close(&t->x, name);
}

static void imprint(sil_tei *t, const sil_reference *r)
{
    sil_xml_open(&t->x, "imprint");
    leaf(t, "pubPlace", NULL, NULL, r->place);
    leaf(t, "publisher", NULL, NULL, r->publisher);
    sil_xml_open(&t->x, "date"); /* always: an imprint may not be empty */
    char *year = sil_strndup(t->a, r->year, strspn(r->year, "0123456789"));
    sil_xml_attr(&t->x, "when", year && sil_w3c_date(year) ? year : NULL);
    sil_xml_puts(&t->x, r->year);
    sil_xml_close(&t->x, "date");
    leaf(t, "biblScope", "unit", "volume", r->volume);
    leaf(t, "biblScope", "unit", "issue", r->issue);
    leaf(t, "biblScope", "unit", "page", r->pages);
    sil_xml_close(&t->x, "imprint");
}

static void structure(sil_tei *t, const sil_reference *r)
{
    bool part = *r->container != 0, article = strcmp(r->kind, "article") == 0;
    sil_xml_line(&t->x);
    sil_xml_open(&t->x, "biblStruct");
    sil_xml_attr(&t->x, "xml:id", r->id);
    sil_xml_attr(&t->x, "type", r->kind);
    sil_xml_attr(&t->x, "n", r->label);
    if (part) {
        sil_xml_open(&t->x, "analytic");
        sil_tei_persons(t, r->authors, NULL, false);
        sil_xml_open(&t->x, "title");
        sil_xml_attr(&t->x, "level", "a");
        sil_xml_puts(&t->x, r->title);
        sil_xml_close(&t->x, "title");
        sil_xml_close(&t->x, "analytic");
    }
    sil_xml_open(&t->x, "monogr");
    if (!part)
        sil_tei_persons(t, r->authors, NULL, false);
    sil_xml_open(&t->x, "title");
    sil_xml_attr(&t->x, "level", article ? "j" : "m");
    sil_xml_puts(&t->x, part ? r->container : r->title);
    sil_xml_close(&t->x, "title");
    imprint(t, r);
    sil_xml_close(&t->x, "monogr");
    if (strncmp(r->url, "http", 4) == 0 && !strpbrk(r->url, " <>\"{}|\\^`")) {
        sil_xml_open(&t->x, "ptr"); /* tei_all takes no idno here */
        sil_xml_attr(&t->x, "target", r->url);
        sil_xml_close(&t->x, "ptr");
    }
    sil_xml_close(&t->x, "biblStruct");
}

void sil_tei_refs(sil_tei *t)
{
    bool open = false;
    links(t);
    for (size_t i = 0; i < t->doc->text.n_blocks; i++) {
        if (!t->reference[i])
            continue;
        if (!open) {
            sil_xml_line(&t->x);
            sil_xml_open(&t->x, "listBibl");
            open = true;
        }
        structure(t, t->reference[i]);
    }
    if (open)
        sil_xml_close_line(&t->x, "listBibl");
}
