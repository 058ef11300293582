/* sections.c: the named parts of a paper: abstract, keywords, bibliography, contents; called by structure.c. */
#include "pass.h"

#include <string.h>

enum { AROUND = 20 }; /* lines of a bibliography looked at on either side */

static bool starts_item(sil_tx_doc *d, const sil_tx_line *l)
{
    if (sil_tx_rule_match(d->rules, &d->rules->sections, NULL, SIL_TX_ANY, &l->run, true, NULL))
        return false;
    return sil_tx_rule_match(d->rules, &d->rules->lists, "bib-start", SIL_TX_ANY, &l->run, true, NULL);
}

/* Where the items around line i begin: the left edge of those lines that look like the first of an item. */
static int item_edge(sil_tx_doc *d, size_t from, size_t i)
{
    int edge = 1 << 30;
    for (size_t k = i > from + AROUND ? i - AROUND : from; k < i + AROUND && k < d->n_lines; k++) {
        const sil_tx_line *l = &d->lines[k];
        if (l->column == d->lines[i].column && l->role == SIL_TX_BODY && l->kind == SIL_TX_LINE && l->box.x0 < edge && starts_item(d, l))
            edge = l->box.x0;
    }
    return edge == 1 << 30 ? d->lines[i].left : edge;
}

static bool set_in(const sil_tx_doc *d, const sil_tx_line *l, int edge)
{
    int in = l->box.x0 - edge;
    return l->pixels ? in * 10 >= (d->body ? d->body : l->height) * 6 : in >= 20;
}

/* Whether the items around line i have a hanging indent. */
static bool hanging(const sil_tx_doc *d, size_t from, size_t i, int edge)
{
    size_t in = 0, out = 0, after = 0;
    for (size_t k = i > from + AROUND ? i - AROUND : from; k < i + AROUND && k < d->n_lines; k++) {
        const sil_tx_line *l = &d->lines[k];
        if (l->column != d->lines[i].column || l->role != SIL_TX_BODY || l->kind != SIL_TX_LINE)
            continue;
        bool is_in = set_in(d, l, edge);
        in += is_in;
        out += !is_in;
        after += is_in && k && !set_in(d, &d->lines[k - 1], edge) && !sil_tx_is_short(d, &d->lines[k - 1]);
    }
    return in && out && after * 2 >= in / 3 && in * 8 >= out;
}

sil_status sil_tx_bibliography(pass *p, size_t i)
{
    sil_tx_doc *d = p->d;
    const sil_tx_line *l = &d->lines[i];
    bool about = p->open >= 0 && d->blocks[p->open].type == SIL_PARAGRAPH && d->lines[p->open_line].column == l->column && l->gap < 5; /* 作者简介: ... on a second line */
    if (about && (!starts_item(d, l) || (!sil_tx_is_short(d, &d->lines[p->open_line]) && !sil_tx_ends_sentence(&d->lines[p->open_line].run))))
        return sil_tx_go_on(p, i);
    if (p->open < 0 || d->blocks[p->open].type != SIL_BIBLIOGRAPHY_ITEM)
        return sil_tx_open_block(p, SIL_BIBLIOGRAPHY_ITEM, i);
    const sil_tx_line *a = &d->lines[p->open_line];
    bool starts = starts_item(d, l);
    bool ended = sil_tx_ends_sentence(&a->run) || sil_tx_is_short(d, a);
    int edge = item_edge(d, p->part_line, i), edge_before = a->column == l->column ? edge : a->left;
    bool in = set_in(d, l, edge), in_before = set_in(d, a, edge_before);
    bool fresh, hangs = hanging(d, p->part_line, i, edge);
    if (a->column == l->column && l->gap >= (l->pixels ? 5 : 10))
        fresh = true;
    else if (starts && l->run.cp[0] == '[')
        fresh = true;
    else if (hangs)
        fresh = !in;
    else if (in && !in_before)
        fresh = true;
    else if (in)
        fresh = false;
    else
        fresh = starts && ended;
    return fresh ? sil_tx_open_block(p, SIL_BIBLIOGRAPHY_ITEM, i) : sil_tx_go_on(p, i);
}

sil_status sil_tx_endnote(pass *p, size_t i, bool *took)
{
    sil_tx_doc *d = p->d;
    const sil_tx_line *l = &d->lines[i];
    sil_tx_match m;
    sil_status s = SIL_OK;
    *took = true;
    bool open = p->open >= 0 && d->blocks[p->open].endnote;
    bool starts = sil_tx_rule_match(d->rules, &d->rules->lists, "endnote", SIL_TX_ANY, &l->run, true, &m);
    const sil_tx_line *first = open ? &d->lines[d->blocks[p->open].line] : NULL;
    if (starts && first && l->column == first->column && l->box.x0 > first->box.x0 + (l->pixels ? l->height / 2 : 10) && l->gap < 3)
        starts = false; /* a number at the start of a line that hangs under its note */
    if (starts) {
        if ((s = sil_tx_open_block(p, SIL_FOOTNOTE, i)))
            return s;
        d->blocks[p->open].endnote = true;
        d->blocks[p->open].mark = sil_tx_mark_text(d, &l->run, &m);
        return SIL_OK;
    }
    if (open && l->gap < (l->pixels ? 8 : 15))
        return sil_tx_go_on(p, i);
    *took = false;
    return SIL_OK;
}

sil_status sil_tx_section_line(pass *p, size_t i, const sil_tx_match *m)
{
    sil_tx_doc *d = p->d;
    const char *k = m->rule->kind;
    bool whole = (size_t)m->end[0] >= d->lines[i].run.n;
    if (!strcmp(k, "keywords")) {
        p->where = KEYWORDS;
        return sil_tx_open_block(p, SIL_KEYWORDS, i);
    }
    if (!strcmp(k, "abstract") || !strcmp(k, "abstract-inline")) {
        p->where = ABSTRACT;
        if (whole || !strcmp(k, "abstract"))
            return sil_tx_heading(p, i, NULL, SIL_TX_SECTION);
        return sil_tx_open_block(p, SIL_ABSTRACT, i);
    }
    if (!strcmp(k, "about")) {
        p->where = p->where == ABSTRACT || p->where == KEYWORDS ? BODY : p->where;
        return sil_tx_open_block(p, SIL_PARAGRAPH, i);
    }
    if (!strcmp(k, "endnotes")) {
        p->where = ENDNOTES;
        return sil_tx_heading(p, i, NULL, SIL_TX_SECTION);
    }
    if (!strcmp(k, "bib-part"))
        return sil_tx_heading(p, i, NULL, SIL_TX_BIB_PART);
    p->where = !strcmp(k, "bibliography") ? BIBLIOGRAPHY : !strcmp(k, "contents") ? CONTENTS
                                                                                  : BODY;
    return sil_tx_heading(p, i, NULL, SIL_TX_SECTION);
}

/* Title, authors and institution once more, between the heading of an abstract and its text. */
sil_status sil_tx_abstract_front(pass *p, size_t i)
{
    sil_tx_doc *d = p->d;
    const sil_tx_line *l = &d->lines[i];
    sil_tx_block *b = &d->blocks[d->n_blocks - 1];
    int index;
    bool affiliation = sil_tx_rule_match(d->rules, &d->rules->header, "affiliation", SIL_TX_ANY, &l->run, false, NULL);
    bool names = sil_tx_is_names(d, l);
    if (b->type == SIL_TITLE && b->page == l->page && l->gap < 8 && !names && !affiliation && i && d->lines[i - 1].column == l->column)
        return sil_tx_join(d, &b->run, &d->lines[i - 1], l, p->err);
    if (b->type == SIL_AFFILIATION && b->page == l->page && b->run.n && b->run.cp[b->run.n - 1] == ',')
        return sil_tx_join(d, &b->run, &d->lines[i - 1], l, p->err);
    bool first = b->type == SIL_HEADING;
    return sil_tx_begin(p, affiliation && !first ? SIL_AFFILIATION : names && !first ? SIL_AUTHOR
                                                          : first             ? SIL_TITLE
                                                                              : SIL_PARAGRAPH,
                 i, &index);
}

enum { NAMES_MOST = 7 };

size_t sil_tx_second_front(const pass *p, size_t i)
{
    sil_tx_doc *d = p->d;
    const sil_tx_line *l = &d->lines[i];
    if (!l->pixels || (l->gap < 2 && p->open >= 0 && !sil_tx_is_short(d, &d->lines[p->open_line])) || *l->lang == *d->lang || (!sil_tx_is_centred(d, l) && (l->gap < 6 || i + 1 >= d->n_lines || !sil_tx_is_centred(d, l + 1))))
        return 0;
    for (size_t k = i; k < d->n_lines && k <= i + NAMES_MOST; k++) {
        const sil_tx_line *x = &d->lines[k];
        sil_tx_match m;
        if (x->kind != SIL_TX_LINE || x->role != SIL_TX_BODY || x->unreadable || x->column != l->column)
            return 0;
        if (sil_tx_rule_match(d->rules, &d->rules->sections, NULL, SIL_TX_ANY, &x->run, true, &m))
            return !strncmp(m.rule->kind, "abstract", 8) ? k - i : 0;
        if (*x->lang == *d->lang || sil_tx_ends_sentence(&x->run) || (k > i && !sil_tx_is_centred(d, x) && sil_tx_full(x)))
            return 0;
    }
    return 0;
}

sil_status sil_tx_second_front_take(pass *p, size_t i, size_t n)
{
    sil_tx_doc *d = p->d;
    sil_status s = SIL_OK;
    bool names = false;
    int title = -1, index;
    p->open = -1;
    for (size_t k = i; k < i + n && !s; k++) {
        const sil_tx_line *l = &d->lines[k];
        bool affiliation = sil_tx_rule_match(d->rules, &d->rules->header, "affiliation", SIL_TX_ANY, &l->run, false, NULL);
        bool author = k > i && sil_tx_is_names(d, l);
        if (title >= 0 && !names && !affiliation && !author) {
            s = sil_tx_join(d, &d->blocks[title].run, &d->lines[k - 1], l, p->err);
            continue;
        }
        names = names || affiliation || author;
        s = sil_tx_begin(p, affiliation && k > i ? SIL_AFFILIATION : author ? SIL_AUTHOR
                                                             : names        ? SIL_PARAGRAPH
                                                                            : SIL_TITLE,
                         k, &index);
        title = !s && !names ? index : title;
    }
    return s;
}
