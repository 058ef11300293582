/* Room 5, publish: paper.txt (plain.h). */
#include "plain.h"

#include <string.h>

#include "tei.h"

/* A block as one line; a table as one line a row. */
static void put_block(sil_buf *out, const sil_block *b)
{
    if (b->type == SIL_TABLE) {
        sil_buf_puts(out, b->text);
    } else {
        for (const char *s = b->text; *s; s++)
            sil_buf_putc(out, *s == '\n' || *s == '\t' || *s == '\f' || *s == '\r' ? ' ' : *s);
    }
    sil_buf_putc(out, '\n');
}

static size_t lines_of(const sil_doc *doc, const sil_block *b)
{
    size_t n = 0;
    const sil_line *line = NULL;
    for (size_t i = 0; i < b->n_words; i++) {
        const sil_place *p = sil_doc_word(doc, b->words[i].word);
        if (p && p->line != line) {
            line = p->line;
            n++;
        }
    }
    return n ? n : 1;
}

enum { PART_TOP, PART_NOTES, PART_FOOT, PARTS };

/* Which part of its page a block stands in; `body_seen`: text of the page came before it. */
static int part_of(const sil_block *b, bool body_seen)
{
    switch (b->type) {
    case SIL_FOOTNOTE:
        return PART_NOTES;
    case SIL_PAGE_FOOTER:
        return PART_FOOT;
    case SIL_PAGE_NUMBER:
        return body_seen ? PART_FOOT : PART_TOP;
    default:
        return PART_TOP;
    }
}

sil_status sil_plain_format(const sil_doc *doc, sil_buf *out, sil_err *err)
{
    const sil_text *t = &doc->text;
    int pages = (int)doc->n_pages;
    for (size_t i = 0; i < t->n_blocks; i++)
        if (t->blocks[i].page > pages)
            pages = t->blocks[i].page;
    for (int page = 1; page <= pages; page++) {
        size_t lost = 0;
        bool below = false; /* text of this page follows somewhere: a number before it stands at the top */
        for (size_t i = 0; i < t->n_blocks; i++)
            below = below || (t->blocks[i].page == page && !sil_block_is_furniture(t->blocks[i].type));
        for (int part = PART_TOP; part < PARTS; part++) {
            bool seen = !below;
            for (size_t i = 0; i < t->n_blocks; i++) {
                const sil_block *b = &t->blocks[i];
                if (b->page != page)
                    continue;
                bool mine = part_of(b, seen) == part;
                seen = seen || !sil_block_is_furniture(b->type);
                if (mine && b->unreadable)
                    lost += lines_of(doc, b);
                if (lost && mine && !b->unreadable) {
                    sil_buf_printf(out, "[%zu %s unreadable]\n", lost, lost == 1 ? "line" : "lines");
                    lost = 0;
                }
                if (mine && !b->unreadable)
                    put_block(out, b);
            }
            if (lost)
                sil_buf_printf(out, "[%zu %s unreadable]\n", lost, lost == 1 ? "line" : "lines");
            lost = 0;
        }
        sil_buf_putc(out, '\f');
    }
    return sil_buf_ok(out, err);
}
