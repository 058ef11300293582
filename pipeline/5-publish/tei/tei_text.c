/* Room 5, publish: the order of blocks as TEI's front, body and back. Front: title pages, abstracts, keywords before the first section.
 * Body: sections by the levels of their headings. Back: what stands last and is bibliography, abstract, title in another language. */
#include <string.h>

#include "sillok/text.h"
#include "tei.h"

enum { KIND_TITLE, KIND_ABSTRACT, KIND_KEYWORDS, KIND_BIBLIOGRAPHY, KIND_NOTES, KIND_HEADING, KIND_OTHER, KIND_FURNITURE };

static int kind_of(const sil_block *b)
{
    if (sil_block_is_furniture(b))
        return KIND_FURNITURE;
    switch (b->type) {
    case SIL_TITLE:
    case SIL_AUTHOR:
    case SIL_AFFILIATION:
        return KIND_TITLE;
    case SIL_ABSTRACT:
        return KIND_ABSTRACT;
    case SIL_KEYWORDS:
        return KIND_KEYWORDS;
    case SIL_BIBLIOGRAPHY_ITEM:
        return KIND_BIBLIOGRAPHY;
    case SIL_FOOTNOTE: /* of a list of notes */
        return KIND_NOTES;
    case SIL_HEADING:
        return KIND_HEADING;
    default:
        return KIND_OTHER;
    }
}

/* Kind of what stands under the heading(s) at i: the next block that is neither heading nor furniture. */
static int kind_below(const sil_text *t, size_t i)
{
    for (; i < t->n_blocks; i++) {
        int k = kind_of(&t->blocks[i]);
        if (k != KIND_FURNITURE && k != KIND_HEADING)
            return k;
    }
    return KIND_OTHER;
}

enum { STRAY_MAX = 12 }; /* other blocks (journal name, date of receipt, lines of a cover) that may stand between parts of the front */

/* Number of blocks that make the front. */
static size_t front_end(const sil_text *t)
{
    size_t last = 0, stray = 0;
    for (size_t i = 0; i < t->n_blocks && stray <= STRAY_MAX; i++) {
        int k = kind_of(&t->blocks[i]);
        if (k == KIND_HEADING) {
            int below = kind_below(t, i);
            if (below != KIND_ABSTRACT && below != KIND_KEYWORDS)
                break;
        } else if (k == KIND_TITLE || k == KIND_ABSTRACT || k == KIND_KEYWORDS) {
            last = i + 1;
            stray = 0;
        } else if (k != KIND_FURNITURE) {
            stray++;
        }
    }
    return last;
}

enum { COVER_LINE = 60 }; /* code points of the longest line that may end a cover: a place, a date */

/* A cover ends with lines that are no title (a date, a university): what is left of the front's last page belongs to the front when
 * all of it is short. */
static size_t cover_end(const sil_text *t, size_t front)
{
    size_t i = front;
    for (; i < t->n_blocks && t->blocks[i].page == t->blocks[front - 1].page; i++) {
        int k = kind_of(&t->blocks[i]);
        if (k != KIND_FURNITURE && (k != KIND_OTHER || i - front >= STRAY_MAX || t->blocks[i].type == SIL_TABLE || sil_cp_count(t->blocks[i].text) > COVER_LINE))
            return front;
    }
    return i < t->n_blocks ? i : front; /* not when nothing follows: then it is the body */
}

/* First block of the back. */
static size_t back_start(const sil_text *t, size_t from)
{
    size_t start = t->n_blocks;
    for (size_t i = t->n_blocks; i-- > from;) {
        int k = kind_of(&t->blocks[i]);
        if (k == KIND_OTHER || (k == KIND_HEADING && start == t->n_blocks))
            break;
        if (k != KIND_FURNITURE)
            start = i;
    }
    return start;
}

static bool has_content(const sil_tei *t, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (kind_of(&t->doc->text.blocks[i]) != KIND_FURNITURE && !t->attached[i])
            return true;
    return false;
}

/* ---- lists within whatever is open ---------------------------------------------------------------------------------- */

static const char *list_for(const sil_block *b)
{
    return b->type == SIL_LIST_ITEM ? "list" : b->type == SIL_BIBLIOGRAPHY_ITEM ? "listBibl" : NULL;
}

static void list_close(sil_tei *t, const char **list)
{
    if (*list) {
        sil_xml_close_line(&t->x, *list);
    }
    *list = NULL;
}

/* Write block i, in a list where its type asks for one. */
static void in_list(sil_tei *t, size_t i, const char **list)
{
    const sil_block *b = &t->doc->text.blocks[i];
    const char *want = list_for(b);
    bool bibl = *list && strcmp(*list, "listBibl") == 0; /* a footnote may stand in a list, but not in a listBibl */
    if (*list && (sil_block_is_furniture(b) ? bibl : !want || strcmp(*list, want) != 0 || (bibl && b->page > t->page)))
        list_close(t, list);
    if (want && !*list) {
        sil_tei_page(t, b->page);
        sil_xml_line(&t->x);
        sil_xml_open(&t->x, want);
        *list = want;
    }
    sil_tei_block(t, i, false);
}

/* ---- front and back ------------------------------------------------------------------------------------------------ */

typedef struct matter {
    int kind; /* what is open: KIND_TITLE a titlePage, KIND_FURNITURE nothing, else a div */
    const char *lang;
    bool filled;
    const char *list;
} matter;

static void matter_close(sil_tei *t, matter *m)
{
    list_close(t, &m->list);
    if (m->kind != KIND_FURNITURE) {
        sil_xml_close_line(&t->x, m->kind == KIND_TITLE ? "titlePage" : "div");
    }
    m->kind = KIND_FURNITURE;
}

static void matter_open(sil_tei *t, matter *m, int kind, const sil_block *b)
{
    static const char *const types[] = {NULL, "abstract", "keywords", "bibliography", "notes", "section", "section"};
    matter_close(t, m);
    sil_tei_page(t, b->page);
    sil_xml_line(&t->x);
    sil_xml_open(&t->x, kind == KIND_TITLE ? "titlePage" : "div");
    sil_xml_attr(&t->x, "type", types[kind]);
    *m = (matter){kind, b->lang, false, NULL};
}

/* Blocks [from, to) as title pages and divs. titles: titlePage may be used (not in a body). */
static void matter_write(sil_tei *t, size_t from, size_t to, bool titles)
{
    const sil_text *text = &t->doc->text;
    matter m = {.kind = KIND_FURNITURE};
    for (size_t i = from; i < to; i++) {
        const sil_block *b = &text->blocks[i];
        int k = kind_of(b);
        if (t->written[i] || t->attached[i])
            continue;
        if (k == KIND_HEADING) {
            int below = kind_below(text, i);
            matter_open(t, &m, below == KIND_TITLE ? KIND_OTHER : below, b);
            sil_tei_block(t, i, false);
            continue;
        }
        if (k == KIND_TITLE && !titles)
            k = KIND_OTHER;
        bool other_lang = m.filled && (k == KIND_ABSTRACT || k == KIND_KEYWORDS) && m.lang && b->lang && strcmp(m.lang, b->lang) != 0;
        if (k != KIND_FURNITURE && (m.kind != k || other_lang))
            matter_open(t, &m, k, b);
        if (k != KIND_FURNITURE) {
            m.filled = true;
            m.lang = b->lang;
        }
        if (m.kind == KIND_TITLE)
            sil_tei_block(t, i, true);
        else
            in_list(t, i, &m.list);
    }
    matter_close(t, &m);
}

/* ---- body ---------------------------------------------------------------------------------------------------------- */

enum { LEVELS = 8 };

static void body_write(sil_tei *t, size_t from, size_t to)
{
    int levels[LEVELS], depth = 0;
    const char *list = NULL;
    for (size_t i = from; i < to; i++) {
        const sil_block *b = &t->doc->text.blocks[i];
        if (t->written[i] || t->attached[i])
            continue;
        if (b->type != SIL_HEADING) {
            in_list(t, i, &list);
            continue;
        }
        int level = b->level > 0 ? b->level : 1;
        list_close(t, &list);
        while (depth > 0 && (levels[depth - 1] >= level || depth == LEVELS)) {
            sil_xml_close_line(&t->x, "div");
            depth--;
        }
        sil_tei_page(t, b->page);
        sil_xml_line(&t->x);
        sil_xml_open(&t->x, "div");
        levels[depth++] = level;
        sil_tei_block(t, i, false);
    }
    list_close(t, &list);
    for (; depth > 0; depth--) {
        sil_xml_close_line(&t->x, "div");
    }
}

/* A body may not be empty: where there is no text, a paragraph says why. */
static void no_text(sil_tei *t, const char *failed)
{
    sil_xml_line(&t->x);
    sil_xml_open(&t->x, "p");
    sil_xml_open(&t->x, "gap");
    sil_xml_attr(&t->x, "reason", failed ? "failed" : "illegible");
    sil_xml_attr(&t->x, "unit", "page");
    if (t->doc->n_pages)
        sil_xml_attrf(&t->x, "quantity", "%zu", t->doc->n_pages);
    sil_xml_leaf(&t->x, "desc", failed ? failed : "no text was found on the pages");
    sil_xml_close(&t->x, "gap");
    sil_xml_close(&t->x, "p");
}

void sil_tei_text(sil_tei *t, const char *failed)
{
    const sil_text *text = &t->doc->text;
    size_t n = failed ? 0 : text->n_blocks;
    size_t front = n ? front_end(text) : 0, back = n ? back_start(text, front) : 0;
    bool sections = has_content(t, front, back);
    if (!sections) { /* title and abstract are all there is: the abstract is the body */
        for (front = 0; front < n && (kind_of(&text->blocks[front]) == KIND_TITLE || kind_of(&text->blocks[front]) == KIND_FURNITURE);)
            front++;
        front = has_content(t, 0, front) ? front : 0;
        back = n;
    }
    while (front > 0 && front < n && kind_of(&text->blocks[front]) == KIND_FURNITURE && text->blocks[front].page == text->blocks[front - 1].page)
        front++; /* the foot of its last page belongs to the front */
    if (front > 0 && front < n && sections)
        front = cover_end(text, front);
    back = back < front ? front : back;
    sil_xml_line(&t->x);
    sil_xml_open(&t->x, "text");
    if (has_content(t, 0, front)) {
        sil_xml_line(&t->x);
        sil_xml_open(&t->x, "front");
        matter_write(t, 0, front, true);
        sil_xml_close_line(&t->x, "front");
    }
    sil_xml_line(&t->x);
    sil_xml_open(&t->x, "body");
    if (!has_content(t, front, back))
        no_text(t, failed);
    if (sections) {
        bool figures = true; /* TEI counts a figure among what may stand anywhere: alone it makes no body */
        for (size_t i = front; i < back; i++)
            figures = figures && (t->attached[i] || kind_of(&text->blocks[i]) == KIND_FURNITURE || text->blocks[i].type == SIL_FIGURE);
        if (figures) {
            sil_xml_line(&t->x);
            sil_xml_leaf(&t->x, "p", NULL);
        }
        body_write(t, front, back);
    } else
        matter_write(t, front, back, false);
    bool tail = has_content(t, back, n);
    if (!tail && !failed)
        sil_tei_page(t, (int)t->doc->n_pages); /* empty pages at the end are pages too */
    sil_xml_close_line(&t->x, "body");
    if (tail) {
        sil_xml_line(&t->x);
        sil_xml_open(&t->x, "back");
        matter_write(t, back, n, true);
        sil_tei_page(t, (int)t->doc->n_pages);
        sil_xml_close_line(&t->x, "back");
    }
    sil_xml_close_line(&t->x, "text");
}
