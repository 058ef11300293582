/* notes_bind.c: footnotes find the marks in the text that call them; after structure.c.
 *
 * All that looks like a mark (text-lists.tsv, kinds anchor-*) is gathered first. Then the notes take their marks in the order in which they stand: same page, same
 * number or sign, behind the mark of the note before. What OCR spoilt is taken where exactly one spoilt mark stands between two good ones. */
#include "flow.h"

#include <string.h>

#include "sillok/text.h"

typedef enum { BRACKET,
               SIGN,
               BARE,
               YEAR,
               SPOILT,
               KINDS } anchor_kind;

static const char *const kind_name[KINDS] = {"anchor-bracket", "anchor-sign", "anchor-bare", "anchor-year", "anchor-spoilt"};

typedef struct anchor {
    int block, start, end; /* code points of its text */
    int page;
    anchor_kind kind;
    bool taken, in_latin; /* in_latin: behind a Latin letter, where a bracket mostly closes one */
} anchor;

typedef struct anchors {
    anchor *v;
    size_t n, cap;
} anchors;

static bool holds_marks(const sil_tx_block *b)
{
    switch (b->type) {
    case SIL_TITLE:
    case SIL_AUTHOR:
    case SIL_AFFILIATION:
    case SIL_ABSTRACT:
    case SIL_HEADING:
    case SIL_PARAGRAPH:
    case SIL_LIST_ITEM:
    case SIL_BLOCK_QUOTE:
    case SIL_CAPTION:
        return !b->unreadable;
    default:
        return false;
    }
}

static int page_at(const sil_tx_doc *d, const sil_tx_block *b, int at)
{
    int32_t src = b->run.src[at];
    return src >= 0 ? d->lines[d->words[src].line].page : b->page;
}

/* Marks of one kind in one block, in order. */
static bool scan(sil_tx_doc *d, int block, anchor_kind kind, anchors *out)
{
    const sil_tx_block *b = &d->blocks[block];
    sil_tx_match m;
    for (size_t from = 0; from < b->run.n;) {
        if (!sil_tx_rule_match_from(d->rules, &d->rules->lists, kind_name[kind], SIL_TX_ANY, &b->run, from, false, &m) || m.start[1] < 0)
            break;
        anchor *a = SIL_PUSH(d->arena, out->v, out->n, out->cap);
        if (!a)
            return false;
        *a = (anchor){.block = block, .start = m.start[1], .end = m.end[0], .page = page_at(d, b, m.start[1]), .kind = kind, .in_latin = m.start[1] > 0 && sil_script_of(b->run.cp[m.start[1] - 1]) == SIL_SCRIPT_LATIN};
        from = (size_t)m.end[0] > from ? (size_t)m.end[0] : from + 1;
    }
    return true;
}

static bool before(const anchor *a, const anchor *b)
{
    return a->block < b->block || (a->block == b->block && a->start < b->start);
}

static int32_t plain_digit(int32_t c)
{
    static const int32_t super[] = {0x2070, 0xB9, 0xB2, 0xB3, 0x2074, 0x2075, 0x2076, 0x2077, 0x2078, 0x2079};
    for (int k = 0; k < 10; k++)
        if (super[k] == c)
            return '0' + k;
    return c;
}

/* Whether the anchor says what the note's mark says: ¹ is 1. */
static bool same_mark(const sil_tx_doc *d, const anchor *a, const char *mark)
{
    const sil_tx_run *r = &d->blocks[a->block].run;
    size_t len = strlen(mark), i = 0;
    int k = a->start;
    while (i < len && k < a->end) {
        int32_t c = sil_cp_next(mark, len, &i);
        if (plain_digit(c) != plain_digit(r->cp[k++]))
            return false;
    }
    if (i < len)
        return false;
    int32_t next = k < a->end ? r->cp[k] : 0; /* * is not ** */
    return !((next >= '0' && next <= '9') || next == '*');
}

static void bind(sil_tx_doc *d, sil_tx_block *note, anchor *a)
{
    a->taken = true;
    note->ref = a->block;
    note->at = a->start;
    note->at_end = a->end;
    (void)d;
}

/* The mark of a note: first one behind `last` on its page, by kind. Bare figures count only for notes whose own mark is bare. */
static anchor *find(const sil_tx_doc *d, anchors *all, const sil_tx_block *note, const anchor *last)
{
    const sil_tx_run *r = &note->run;
    size_t k = 0;
    while (k < r->n && sil_script_of(r->cp[k]) == SIL_SCRIPT_DIGIT)
        k++;
    bool dressed = k && k < r->n && (r->cp[k] == ')' || r->cp[k] == 0xFF09);
    anchor *best = NULL;
    for (int pass = 0; pass < 2 && !best; pass++) /* a mark before that of the note before only when there is no other */
        for (int kind = 0; kind < SPOILT && !best; kind++) {
            if (dressed ? kind == BARE : kind == BRACKET)
                continue;
            for (size_t i = 0; i < all->n; i++) {
                anchor *a = &all->v[i];
                if (a->taken || (int)a->kind != kind || (a->page != note->page && !note->endnote) || !same_mark(d, a, note->mark))
                    continue;
                if (!pass && last && !before(last, a))
                    continue;
                if (!best || before(a, best))
                    best = a;
            }
        }
    return best;
}

/* The only mark that may be that of a note whose own mark is lost, between two marks of one page. `bracket`: a bracket is left of it. */
static anchor *only_one(anchors *all, int page, bool bracket, const anchor *from, const anchor *to)
{
    anchor *only = NULL;
    for (size_t i = 0; i < all->n; i++) {
        anchor *a = &all->v[i];
        bool kind = bracket ? a->kind == BRACKET || a->kind == SPOILT : a->kind == SIGN || a->kind == SPOILT;
        if (a->taken || !kind || (a->kind == BRACKET && a->in_latin) || a->page != page || (from && !before(from, a)) || (to && !before(a, to)))
            continue;
        if (only)
            return NULL;
        only = a;
    }
    return only;
}

/* The first note of a paper, unmarked, on the page of its title: thanks, who paid for it. The mark at the title was not read. */
static void bind_title(sil_tx_doc *d, sil_tx_block *note)
{
    for (size_t i = 0; i < d->n_blocks && d->blocks[i].page == note->page; i++) {
        sil_tx_block *b = &d->blocks[i];
        if (b->type == SIL_FOOTNOTE && b != note)
            return;
        if (b->type == SIL_TITLE) {
            note->ref = (int)i;
            note->at = note->at_end = (int)b->run.n;
            return;
        }
    }
}

static anchor *anchor_of(anchors *all, const sil_tx_block *note)
{
    for (size_t i = 0; note->ref >= 0 && i < all->n; i++)
        if (all->v[i].taken && all->v[i].block == note->ref && all->v[i].start == note->at)
            return &all->v[i];
    return NULL;
}

sil_status sil_tx_notes_bind(sil_tx_doc *d, sil_err *err)
{
    anchors all = {0};
    size_t notes = 0;
    int first = 0, last_page = 0;
    for (size_t i = 0; i < d->n_blocks; i++)
        if (d->blocks[i].type == SIL_FOOTNOTE && !d->blocks[i].unreadable) {
            notes++;
            first = d->blocks[i].endnote ? 1 : first ? first : d->blocks[i].page;
            last_page = d->blocks[i].page;
        }
    if (!notes)
        return SIL_OK;
    for (size_t i = 0; i < d->n_blocks; i++)
        for (int kind = 0; kind < KINDS && holds_marks(&d->blocks[i]) && d->blocks[i].page + 1 >= first && d->blocks[i].page <= last_page; kind++)
            if (!scan(d, (int)i, (anchor_kind)kind, &all))
                return SIL_TX_NOMEM(err);
    const anchor *last = NULL;
    int page = 0;
    for (size_t i = 0; i < d->n_blocks; i++) {
        sil_tx_block *b = &d->blocks[i];
        if (b->type != SIL_FOOTNOTE || b->unreadable)
            continue;
        if (b->page != page && !b->endnote)
            last = NULL;
        page = b->page;
        anchor *a = b->mark ? find(d, &all, b, last) : NULL;
        if (a) {
            bind(d, b, a);
            last = a;
        }
    }
    anchor *from = NULL;
    for (size_t i = 0; i < d->n_blocks; i++) {
        sil_tx_block *b = &d->blocks[i];
        if (b->type != SIL_FOOTNOTE || b->unreadable)
            continue;
        if (b->ref < 0 && !b->endnote) {
            anchor *to = NULL, *here = NULL;
            bool lonely = true; /* no other note without its mark before the next good one */
            for (size_t k = i + 1; k < d->n_blocks && !to && d->blocks[k].page == b->page; k++)
                if (d->blocks[k].type == SIL_FOOTNOTE) {
                    to = anchor_of(&all, &d->blocks[k]);
                    lonely = lonely && (to || d->blocks[k].mark || d->blocks[k].run.cp[0] == ')');
                }
            bool bracket = b->run.n && b->run.cp[0] == ')';
            bool unmarked = !b->mark || *b->mark == '*';
            if (lonely && (here = only_one(&all, b->page, bracket, from && from->page == b->page ? from : NULL, to)))
                bind(d, b, here);
            else if (unmarked && !bracket)
                bind_title(d, b);
        }
        anchor *mine = anchor_of(&all, b);
        from = mine ? mine : from;
    }
    return SIL_OK;
}
