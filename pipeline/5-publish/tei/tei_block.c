/* Room 5, publish: one block of text.jsonl as the TEI element of its type, with what belongs to it (a table's caption and source). */
#include <string.h>

#include "sillok/text.h"
#include "tei.h"

bool sil_block_is_furniture(const sil_block *b)
{
    return b->type == SIL_PAGE_HEADER || b->type == SIL_PAGE_FOOTER || b->type == SIL_PAGE_NUMBER || (b->type == SIL_FOOTNOTE && !b->endnote);
}

bool sil_block_is_grid(const sil_block *b)
{
    return b->type == SIL_TABLE && b->n_cells > 0 && b->rows > 0 && b->cols > 0 && !b->unreadable;
}

enum { CAPTIONS_NEAR = 6 }; /* blocks between a table and what belongs to it, at most */

static void fresh_line(sil_tei *t)
{
    if (!t->inside)
        sil_xml_line(&t->x);
}

/* Lines of the scan that a block was read from. */
static int lines_of(const sil_tei *t, const sil_block *b)
{
    int n = 0;
    int line = -1;
    for (size_t i = 0; i < b->n_words; i++) {
        const sil_place *p = sil_doc_word(t->doc, b->words[i].word);
        if (p && p->line_no != line) {
            line = p->line_no;
            n++;
        }
    }
    if (n == 0) {
        n = 1;
        for (const char *s = b->text; *s; s++)
            n += *s == '\n';
    }
    return n;
}

static void gap(sil_tei *t, const sil_block *b)
{
    sil_xml_open(&t->x, "gap");
    sil_xml_attr(&t->x, "reason", "illegible");
    sil_xml_attr(&t->x, "unit", "line");
    sil_xml_attrf(&t->x, "quantity", "%d", lines_of(t, b));
    sil_xml_close(&t->x, "gap");
}

static void content(sil_tei *t, size_t i, bool milestones)
{
    const sil_block *b = &t->doc->text.blocks[i];
    if (b->unreadable)
        gap(t, b);
    else
        sil_tei_inline(t, i, 0, (int)sil_cp_count(b->text), milestones, true);
}

/* Whether a mark in the text points at footnote i. */
static bool called(const sil_tei *t, size_t i)
{
    const sil_block *b = &t->doc->text.blocks[i];
    long at = sil_doc_block(t->doc, b->ref);
    for (size_t k = at >= 0 ? t->first_note[at] : 0; k; k = t->next_note[k - 1])
        if (k - 1 == i)
            return true;
    return false;
}

/* <name type= n= facs= xml:lang=>the block</name> */
static void element(sil_tei *t, size_t i, const char *name, const char *type, const char *n, bool milestones)
{
    const sil_block *b = &t->doc->text.blocks[i];
    const char *lang = t->lang;
    sil_xml_open(&t->x, name);
    if (b->type == SIL_FOOTNOTE && called(t, i))
        sil_xml_attr(&t->x, "xml:id", b->id);
    sil_xml_attr(&t->x, "type", type);
    sil_xml_attr(&t->x, "n", n);
    if (t->reference[i])
        sil_xml_attrf(&t->x, "corresp", "#%s", t->reference[i]->id);
    if (strcmp(name, "note") == 0 && b->type == SIL_FOOTNOTE)
        sil_xml_attr(&t->x, "place", b->endnote ? "end" : "bottom");
    sil_tei_facs(t, sil_doc_spot(t->doc, b->zone));
    sil_tei_lang(t, b->lang);
    if (sil_lang_ok(b->lang) && strcmp(b->lang, "und") != 0)
        t->lang = b->lang;
    content(t, i, milestones);
    sil_xml_close(&t->x, name);
    t->lang = lang;
    t->written[i] = true;
}

/* The caption or source block of a table or figure, written where the table wants it. */
static void attached(sil_tei *t, const char *id, const char *name, const char *type)
{
    long i = sil_doc_block(t->doc, id);
    if (i < 0 || t->written[i])
        return;
    fresh_line(t);
    element(t, (size_t)i, name, type, t->doc->text.blocks[i].mark, false);
}

/* Other captions of a table or figure: what its figures count stands before it (unit), a second line of sources behind it. */
static void other_captions(sil_tei *t, size_t i, bool before)
{
    const sil_text *x = &t->doc->text;
    for (size_t k = i > CAPTIONS_NEAR ? i - CAPTIONS_NEAR : 0; k < x->n_blocks && k <= i + CAPTIONS_NEAR; k++)
        if (sil_tei_other_caption(x, k) == (long)i && (k < i) == before)
            attached(t, x->blocks[k].id, "note", before ? "unit" : "source");
}

long sil_tei_other_caption(const sil_text *x, size_t k)
{
    const sil_block *c = &x->blocks[k];
    if (c->type != SIL_CAPTION || !c->ref)
        return -1;
    for (size_t i = k > CAPTIONS_NEAR ? k - CAPTIONS_NEAR : 0; i < x->n_blocks && i <= k + CAPTIONS_NEAR; i++) {
        const sil_block *b = &x->blocks[i];
        if (strcmp(b->id, c->ref) == 0)
            return (sil_block_is_grid(b) || b->type == SIL_FIGURE) && !(b->caption && strcmp(b->caption, c->id) == 0) && !(b->source && strcmp(b->source, c->id) == 0) ? (long)i : -1;
    }
    return -1;
}

static bool ranked(const sil_tei *t, const char *table)
{
    for (size_t i = 0; table && i < t->doc->entities.n_rankings; i++)
        if (strcmp(t->doc->entities.rankings[i].table, table) == 0)
            return true;
    return false;
}

/* The word that cell c begins with, or NULL. */
static const sil_place *cell_place(const sil_tei *t, const sil_block *b, const sil_cell *c)
{
    for (size_t i = 0; i < b->n_words && b->words[i].start < c->end; i++)
        if (b->words[i].start >= c->start) {
            const sil_place *p = sil_doc_word(t->doc, b->words[i].word);
            if (p)
                return p;
        }
    return NULL;
}

static void row(sil_tei *t, size_t i, int r)
{
    const sil_block *b = &t->doc->text.blocks[i];
    bool any = false, label = true;
    int page = 0;
    for (size_t k = 0; k < b->n_cells; k++)
        if (b->cells[k].row == r) {
            const sil_place *p = page ? NULL : cell_place(t, b, &b->cells[k]);
            page = p ? p->page : page;
            any = true;
            label = label && b->cells[k].header;
        }
    if (!any)
        return;
    sil_tei_page(t, page);
    fresh_line(t);
    sil_xml_open(&t->x, "row");
    if (label)
        sil_xml_attr(&t->x, "role", "label");
    for (size_t k = 0; k < b->n_cells; k++) {
        const sil_cell *c = &b->cells[k];
        if (c->row != r)
            continue;
        const sil_place *p = cell_place(t, b, c);
        sil_xml_open(&t->x, "cell");
        if (c->header)
            sil_xml_attr(&t->x, "role", "label");
        if (c->rowspan > 1)
            sil_xml_attrf(&t->x, "rows", "%d", c->rowspan);
        if (c->colspan > 1)
            sil_xml_attrf(&t->x, "cols", "%d", c->colspan);
        sil_tei_facs(t, !p ? NULL : p->zone_spot && strcmp(p->zone_spot->kind, "cell") == 0 ? p->zone_spot : p->line_spot);
        sil_tei_inline(t, i, c->start, c->end, false, false);
        sil_xml_close(&t->x, "cell");
    }
    sil_xml_close(&t->x, "row");
}

static void table(sil_tei *t, size_t i)
{
    const sil_block *b = &t->doc->text.blocks[i];
    const char *lang = t->lang;
    sil_xml_open(&t->x, "table");
    if (ranked(t, b->table))
        sil_xml_attr(&t->x, "xml:id", b->table);
    sil_xml_attrf(&t->x, "rows", "%d", b->rows);
    sil_xml_attrf(&t->x, "cols", "%d", b->cols);
    sil_tei_facs(t, sil_doc_spot(t->doc, b->zone));
    sil_tei_lang(t, b->lang);
    if (sil_lang_ok(b->lang) && strcmp(b->lang, "und") != 0)
        t->lang = b->lang;
    attached(t, b->caption, "head", NULL);
    other_captions(t, i, true);
    for (int r = 0; r < b->rows; r++)
        row(t, i, r);
    attached(t, b->source, "note", "source");
    other_captions(t, i, false);
    sil_xml_close_line(&t->x, "table");
    t->lang = lang;
}

static void figure(sil_tei *t, size_t i)
{
    const sil_block *b = &t->doc->text.blocks[i];
    sil_xml_open(&t->x, "figure");
    sil_tei_facs(t, sil_doc_spot(t->doc, b->zone));
    attached(t, b->caption, "head", NULL);
    if (*b->text) {
        fresh_line(t);
        element(t, i, "p", NULL, NULL, true);
    }
    attached(t, b->source, "note", "source");
    other_captions(t, i, true);
    other_captions(t, i, false);
    sil_xml_close(&t->x, "figure");
}

static void title_block(sil_tei *t, size_t i)
{
    const sil_block *b = &t->doc->text.blocks[i];
    bool title = b->type == SIL_TITLE;
    sil_xml_open(&t->x, title ? "docTitle" : "byline");
    element(t, i, title ? "titlePart" : b->type == SIL_AUTHOR ? "docAuthor" : "affiliation", NULL, NULL, true);
    sil_xml_close(&t->x, title ? "docTitle" : "byline");
}

void sil_tei_block(sil_tei *t, size_t i, bool in_title)
{
    const sil_block *b = &t->doc->text.blocks[i];
    if (t->written[i] || t->attached[i])
        return;
    if (b->page > t->page)
        sil_tei_page(t, b->page); /* may write this very block, when it is a page's header */
    if (t->written[i])
        return;
    t->written[i] = true;
    fresh_line(t);
    switch (b->type) {
    case SIL_TITLE:
    case SIL_AUTHOR:
    case SIL_AFFILIATION:
        if (in_title)
            title_block(t, i);
        else
            element(t, i, "ab", sil_block_type_name(b->type), NULL, true);
        break;
    case SIL_HEADING:
        element(t, i, "head", NULL, b->mark, true);
        break;
    case SIL_LIST_ITEM:
        element(t, i, "item", NULL, b->mark, true);
        break;
    case SIL_BLOCK_QUOTE:
        element(t, i, "quote", NULL, NULL, true);
        break;
    case SIL_TABLE:
        if (sil_block_is_grid(b))
            table(t, i);
        else
            element(t, i, "ab", "table", NULL, true);
        break;
    case SIL_FIGURE:
        figure(t, i);
        break;
    case SIL_CAPTION:
        element(t, i, "ab", "caption", b->mark, true);
        break;
    case SIL_FOOTNOTE:
        element(t, i, "note", NULL, b->mark, false);
        break;
    case SIL_BIBLIOGRAPHY_ITEM:
        element(t, i, "bibl", NULL, NULL, true);
        break;
    case SIL_PAGE_HEADER:
        element(t, i, "fw", "header", NULL, false);
        break;
    case SIL_PAGE_FOOTER:
        element(t, i, "fw", "footer", NULL, false);
        break;
    case SIL_PAGE_NUMBER:
        element(t, i, "fw", "pageNum", NULL, false);
        break;
    case SIL_ABSTRACT:
    case SIL_KEYWORDS:
    case SIL_PARAGRAPH:
    case SIL_BLOCK_TYPES:
        element(t, i, "p", NULL, NULL, true);
        break;
    }
}
