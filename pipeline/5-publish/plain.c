/* Room 5, publish: paper.txt (plain.h). */
#include "plain.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "sillok/text.h"
#include "tei.h"

static int page_of(const sil_word_ref *w)
{
    return (int)strtol(w->word + 1, NULL, 10); /* p0003_w0123 */
}

/* The part of b that is printed on page, in code points; false when there is none. */
static bool part_on(const sil_block *b, int page, size_t *start, size_t *end)
{
    *start = 0;
    *end = (size_t)-1;
    int last = b->n_words ? page_of(&b->words[b->n_words - 1]) : b->page;
    if (page < b->page || (page > b->page && page > last))
        return false;
    for (size_t i = 0; i < b->n_words; i++) {
        int at = page_of(&b->words[i]);
        if (at < page || (at == page && i > 0 && page_of(&b->words[i - 1]) < page))
            *start = (size_t)b->words[i].start;
        if (at > page) {
            *end = (size_t)b->words[i].start;
            break;
        }
    }
    return true;
}

/* What of a block stands on the page, as one line; of a table as one line a row. */
static sil_status put_block(sil_buf *out, const sil_block *b, int page, sil_err *err)
{
    size_t start, end;
    if (!part_on(b, page, &start, &end))
        return SIL_OK;
    sil_arena *a = sil_arena_new(0);
    char *text = a ? sil_cp_slice(a, b->text, start, end) : NULL;
    if (!text) {
        sil_arena_free(a);
        return sil_fail(err, SIL_NOMEM, "no memory for the text of page %d", page);
    }
    for (size_t n = strlen(text); n && (text[n - 1] == ' ' || text[n - 1] == '\n'); n--)
        text[n - 1] = '\0';
    for (char *c = text; b->type != SIL_TABLE && *c; c++)
        if (*c == '\n' || *c == '\t' || *c == '\f' || *c == '\r')
            *c = ' ';
    sil_buf_puts(out, text);
    sil_buf_putc(out, '\n');
    sil_arena_free(a);
    return SIL_OK;
}

static size_t lines_of(const sil_doc *doc, const sil_block *b)
{
    size_t n = 0;
    int line = -1;
    for (size_t i = 0; i < b->n_words; i++) {
        const sil_place *p = sil_doc_word(doc, b->words[i].word);
        if (p && p->line_no != line) {
            line = p->line_no;
            n++;
        }
    }
    return n ? n : 1;
}

enum { PART_HEAD, PART_BODY, PART_NOTES, PART_FOOT, PARTS };

/* Which part of its page a block stands in; `body_seen`: text that begins on the page came before it. */
static int part_of(const sil_block *b, bool body_seen)
{
    switch (b->type) {
    case SIL_PAGE_HEADER:
        return PART_HEAD;
    case SIL_FOOTNOTE:
        return b->endnote ? PART_BODY : PART_NOTES;
    case SIL_PAGE_FOOTER:
        return PART_FOOT;
    case SIL_PAGE_NUMBER:
        return body_seen ? PART_FOOT : PART_HEAD;
    default:
        return PART_BODY;
    }
}

static void put_lost(sil_buf *out, size_t *lost)
{
    if (*lost)
        sil_buf_printf(out, "[%zu %s unreadable]\n", *lost, *lost == 1 ? "line" : "lines");
    *lost = 0;
}

/* Number of the first word b has on page: the order in which room 2 read them. 0 when it has none there. */
static long first_word(const sil_block *b, int page)
{
    for (size_t i = 0; i < b->n_words; i++)
        if (page_of(&b->words[i]) == page) {
            const char *number = strchr(b->words[i].word, 'w');
            return number ? strtol(number + 1, NULL, 10) : 0;
        }
    return 0;
}

typedef struct open_blocks { /* blocks that began on an earlier page and go on to this one or beyond, in reading order */
    size_t *v, n;
} open_blocks;

/* What goes on here of blocks that began on an earlier page, and was read before word `before`; each is put once. */
static sil_status put_rest(sil_buf *out, const sil_text *t, const open_blocks *o, int page, int part, long from, long before, sil_err *err)
{
    size_t start, end;
    sil_status s = SIL_OK;
    for (size_t i = 0; !s && i < o->n; i++) {
        const sil_block *b = &t->blocks[o->v[i]];
        if (b->unreadable || part_of(b, true) != part || !part_on(b, page, &start, &end))
            continue;
        long at = first_word(b, page);
        if (at >= from && at < before)
            s = put_block(out, b, page, err);
    }
    return s;
}

/* One part of one page: blocks that begin there, and, where it was read among them, what goes on there of earlier ones. */
static sil_status put_part(sil_buf *out, const sil_doc *doc, const open_blocks *o, int page, int part, bool below, sil_err *err)
{
    const sil_text *t = &doc->text;
    size_t lost = 0;
    long done = 0;
    bool seen = !below;
    sil_status s = SIL_OK;
    for (size_t i = doc->page_at[page]; !s && i < doc->page_at[page + 1]; i++) {
        const sil_block *b = &t->blocks[doc->by_page[i]];
        bool mine = part_of(b, seen) == part;
        seen = seen || !sil_block_is_furniture(b);
        long at = mine ? first_word(b, page) : 0;
        if (at > done) {
            s = put_rest(out, t, o, page, part, done, at, err);
            done = at;
        }
        if (mine && b->unreadable) {
            lost += lines_of(doc, b);
        } else if (mine && !s) {
            put_lost(out, &lost);
            s = put_block(out, b, page, err);
        }
    }
    put_lost(out, &lost);
    return s ? s : put_rest(out, t, o, page, part, done, LONG_MAX, err);
}

static int by_number(const void *x, const void *y)
{
    size_t a = *(const size_t *)x, b = *(const size_t *)y;
    return a < b ? -1 : a > b;
}

/* From page - 1 to page: those that ended are taken out, those that began there and go on are taken in. */
static void go_on(open_blocks *o, const sil_doc *doc, int page)
{
    const sil_block *b = doc->text.blocks;
    size_t n = 0;
    for (size_t i = doc->page_at[page - 1]; i < doc->page_at[page]; i++)
        o->v[o->n++] = doc->by_page[i];
    for (size_t i = 0; i < o->n; i++) {
        const sil_block *k = &b[o->v[i]];
        if (k->n_words && page_of(&k->words[k->n_words - 1]) >= page)
            o->v[n++] = o->v[i];
    }
    o->n = n;
    if (n > 1)
        qsort(o->v, n, sizeof *o->v, by_number);
}

static sil_status put_page(sil_buf *out, const sil_doc *doc, const open_blocks *o, int page, sil_err *err)
{
    bool below = false; /* text begins on this page: a number before it stands at the top */
    sil_status s = SIL_OK;
    for (size_t i = doc->page_at[page]; i < doc->page_at[page + 1]; i++)
        below = below || !sil_block_is_furniture(&doc->text.blocks[doc->by_page[i]]);
    for (int part = PART_HEAD; !s && part < PARTS; part++)
        s = put_part(out, doc, o, page, part, below, err);
    sil_buf_putc(out, '\f');
    return s;
}

sil_status sil_plain_format(const sil_doc *doc, sil_buf *out, sil_err *err)
{
    open_blocks o = {.v = malloc((doc->text.n_blocks + 1) * sizeof *o.v)};
    if (!o.v)
        return sil_fail(err, SIL_NOMEM, "no memory for the text of the paper");
    sil_status s = SIL_OK;
    for (int page = 1; !s && page <= doc->last_page; page++) {
        go_on(&o, doc, page);
        s = put_page(out, doc, &o, page, err);
    }
    free(o.v);
    return s ? s : sil_buf_ok(out, err);
}
