/* Room 5, publish: the whole TEI document of a paper (tei.h). */
#include "tei.h"

#include <string.h>

sil_status sil_tei_format(sil_arena *a, const sil_doc *doc, const sil_authority *auth, double unclear_below, const char *head, const char *failed,
                          sil_buf *out, sil_err *err)
{
    sil_buf body = {0}, front = {0};
    sil_tei t = {.a = a, .doc = doc, .auth = auth, .unclear_below = unclear_below};
    const char *lang = doc->text.paper.lang;
    t.lang = sil_lang_ok(lang) ? lang : "und";
    t.written = sil_alloc(a, doc->text.n_blocks + 1);
    t.attached = sil_alloc(a, doc->text.n_blocks + 1);
    t.first_note = sil_alloc(a, (doc->text.n_blocks + 1) * sizeof *t.first_note);
    t.next_note = sil_alloc(a, (doc->text.n_blocks + 1) * sizeof *t.next_note);
    if (!t.written || !t.attached || !t.first_note || !t.next_note || !sil_tei_refs_index(&t))
        return sil_fail(err, SIL_NOMEM, "out of memory while writing TEI");
    for (size_t i = 0; i < doc->text.n_blocks; i++) {
        const sil_block *b = &doc->text.blocks[i];
        if (!sil_block_is_grid(b) && b->type != SIL_FIGURE)
            continue;
        long caption = sil_doc_block(doc, b->caption), source = sil_doc_block(doc, b->source);
        if (caption >= 0 && caption != (long)i)
            t.attached[caption] = true;
        if (source >= 0 && source != (long)i)
            t.attached[source] = true;
    }
    for (size_t i = 0; i < doc->text.n_blocks; i++)
        t.attached[i] = t.attached[i] || sil_tei_other_caption(&doc->text, i) >= 0;
    for (size_t i = doc->text.n_blocks; i-- > 0;) {
        const sil_block *b = &doc->text.blocks[i];
        long at = b->type == SIL_FOOTNOTE && b->at_end > b->at ? sil_doc_block(doc, b->ref) : -1;
        if (at < 0 || doc->text.blocks[at].type == SIL_TABLE || doc->text.blocks[at].unreadable)
            continue;
        t.next_note[i] = t.first_note[at];
        t.first_note[at] = i + 1;
    }
    for (size_t i = 0; i < doc->n_pages; i++)
        for (size_t k = 0; k < doc->index[i].n_spots; k++)
            doc->index[i].spots[k].pointed = false;

    /* text and standOff first: they decide which zones there are; depth 1 stands for the root that is opened below */
    t.x = (sil_xml){.out = &body, .depth = 1, .stack = {"TEI"}};
    sil_tei_text(&t, failed);
    if (!failed)
        sil_tei_standoff(&t);
    sil_xml_close_line(&t.x, "TEI");
    sil_buf_putc(&body, '\n');
    sil_status s = sil_xml_end(&t.x, err);

    if (s == SIL_OK) {
        t.x = (sil_xml){.out = &front};
        sil_buf_puts(&front, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?sillok ");
        sil_buf_puts(&front, head ? head : "{}");
        sil_buf_puts(&front, "?>\n");
        sil_xml_open(&t.x, "TEI");
        sil_xml_attr(&t.x, "xmlns", "http://www.tei-c.org/ns/1.0");
        sil_xml_attr(&t.x, "xml:lang", t.lang);
        sil_tei_header(&t, head);
        sil_tei_facsimile(&t);
        t.x.wrong = t.x.wrong || t.x.depth != 1 || t.x.tag_open;
        t.x.depth = 0;
        s = sil_xml_end(&t.x, err);
    }
    if (s == SIL_OK) {
        size_t n = body.len; /* moved up for what stands before it: no second copy of a long paper */
        sil_buf_add(&body, front.data, front.len);
        s = sil_buf_ok(&body, err);
        if (s == SIL_OK) {
            memmove(body.data + front.len, body.data, n);
            memcpy(body.data, front.data, front.len);
            sil_buf_free(out);
            *out = body;
            body = (sil_buf){0};
        }
    }
    sil_buf_free(&front);
    sil_buf_free(&body);
    if (s == SIL_OK && t.failed)
        s = sil_fail(err, SIL_NOMEM, "out of memory while writing TEI");
    return s;
}
