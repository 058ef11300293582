/* front.c: title, authors and their institutions on the first page, before the text begins; called by structure.c.
 *
 * Title: the largest letters near the top; without sizes (typewriter pages) the lines before a line of names or before the entries of a catalogue. */
#include "flow.h"

#include <string.h>

#include "sillok/text.h"

static bool is(sil_tx_doc *d, const sil_tx_table_rules *t, const char *kind, const sil_tx_line *l)
{
    return sil_tx_rule_match(d->rules, t, kind, SIL_TX_ANY, &l->run, true, NULL);
}

static bool usable(const sil_tx_line *l)
{
    return l->kind == SIL_TX_LINE && l->role == SIL_TX_BODY && l->run.n && !l->unreadable;
}

bool sil_tx_is_names(sil_tx_doc *d, const sil_tx_line *l)
{
    sil_person *p = NULL;
    size_t n = 0;
    sil_err err = {0};
    if (!is(d, &d->rules->header, "author-line", l))
        return false;
    char *line = sil_tx_run_text(d->arena, &l->run);
    if (!line || sil_persons_split(d->arena, d->rules->persons, line, &p, &n, &err))
        return true;
    sil_script s = n ? sil_script_of(l->run.cp[0]) : SIL_SCRIPT_OTHER;
    if (s != SIL_SCRIPT_HAN && s != SIL_SCRIPT_HANGUL)
        return true;
    for (size_t i = 0; i < n; i++)
        if (*p[i].family)
            return true;
    return sil_tx_rule_match(d->rules, &d->rules->header, "author-label", SIL_TX_ANY, &l->run, true, NULL);
}

static bool other_use(sil_tx_doc *d, const sil_tx_line *l)
{ /* names, institutions, the kind of thesis: never the title */
    return sil_tx_is_names(d, l) || sil_tx_rule_match(d->rules, &d->rules->header, "affiliation", SIL_TX_ANY, &l->run, false, NULL) ||
           is(d, &d->rules->header, "degree", l) || is(d, &d->rules->header, "date", l) || is(d, &d->rules->header, "advisor", l);
}

/* A heading in the middle, between the size of the title and that of the text, over two lines of prose. */
static bool begins_with_heading(sil_tx_doc *d, size_t i, size_t n)
{
    const sil_tx_line *l = &d->lines[i];
    return i && i + 2 < n && l->pixels && d->body && l->height * 100 >= d->body * 112 && l->gap >= 5 && l->run.n <= 20 && sil_tx_is_centred(d, l) && sil_tx_is_short(d, l) && !other_use(d, l) && usable(&d->lines[i + 1]) && usable(&d->lines[i + 2]) &&
           !sil_tx_is_short(d, &d->lines[i + 1]) && !sil_tx_is_short(d, &d->lines[i + 2]) && d->lines[i + 2].gap < 3;
}

static size_t seen_usable(const sil_tx_doc *d, size_t end)
{
    size_t n = 0;
    for (size_t i = 0; i < end; i++)
        n += usable(&d->lines[i]);
    return n;
}

/* The text begins: a heading of a section, an abstract, a line of a paragraph. */
static bool text_begins(sil_tx_doc *d, size_t i, size_t n)
{
    const sil_tx_line *l = &d->lines[i];
    const sil_tx_rules *r = d->rules;
    if (is(d, &r->sections, NULL, l) || is(d, &r->headings, "chapter", l) || is(d, &r->captions, NULL, l))
        return true;
    if (i && is(d, &r->headings, "number", l))
        return true;
    bool large = l->pixels && d->body && l->height * 100 > d->body * 120;
    if (large)
        return false;
    if (!l->pixels && l->run.n > 200)
        return true;
    if (begins_with_heading(d, i, n))
        return true;
    bool full = !sil_tx_is_short(d, l) && !sil_tx_is_centred(d, l) && (l->box.x0 - l->left) * 4 < l->right - l->left; /* not a name set to the right */
    bool follows = i + 1 < n && usable(&d->lines[i + 1]) && d->lines[i + 1].column == l->column && d->lines[i + 1].gap < 6;
    if (full && follows && !sil_tx_is_short(d, &d->lines[i + 1]))
        return true;
    return sil_tx_ends_sentence(&l->run) && l->run.n > 60;
}

size_t sil_tx_front(sil_tx_doc *d, int *front, size_t n)
{
    size_t end = 0, largest = 0, names = n, catalogue = n;
    int height = 0, seen = 0;
    for (size_t i = 0; i < n; i++)
        front[i] = -1;
    if (!n)
        return 0;
    int page = d->lines[0].page;
    for (; end < n && d->lines[end].page == page && seen < 30; end++) {
        const sil_tx_line *l = &d->lines[end];
        if (l->kind == SIL_TX_RULED || l->kind == SIL_TX_FIGURE) {
            if (l->kind == SIL_TX_FIGURE && seen < 4)
                continue;
            break;
        }
        if (l->role == SIL_TX_IN_TABLE || l->unreadable)
            break;
        if (!usable(l))
            continue;
        seen++;
        if (is(d, &d->rules->header, "web-noise", l))
            continue;
        if (is(d, &d->rules->header, "catalogue", l)) {
            catalogue = end;
            break;
        }
        if (text_begins(d, end, n))
            break;
        if (names == n && seen > 1 && sil_tx_is_names(d, l))
            names = end;
        if (l->pixels && l->height > height && l->run.n > 3 && !other_use(d, l)) {
            height = l->height;
            largest = end;
        }
    }
    bool sized = d->body && height * 100 >= d->body * 115;
    if (!sized && names == n && catalogue == n)
        return 0;
    if (!sized && catalogue == n && seen < 2)
        return 0;
    /* One short line right over a heading, and nobody's name: the head of a part (a yearbook's), no title. */
    const sil_tx_line *only = seen_usable(d, end) == 1 ? &d->lines[largest] : NULL;
    if (sized && only && names == n && catalogue == n && end < n && only->run.n <= 10 && *only->lang != 'e' && begins_with_heading(d, end, n))
        return 0;
    bool below = false;
    for (size_t i = 0; i < end; i++) {
        const sil_tx_line *l = &d->lines[i];
        if (!usable(l))
            continue;
        if (is(d, &d->rules->header, "web-noise", l)) {
            front[i] = SIL_PAGE_HEADER;
            continue;
        }
        bool as_large = sized && l->height * 100 >= height * 86;
        if (sized) {
            if (as_large && !other_use(d, l) && (i >= largest ? i - largest : largest - i) < 6)
                front[i] = SIL_TITLE;
        } else if (i < (names < catalogue ? names : catalogue)) {
            front[i] = SIL_TITLE;
        }
        if (front[i] == SIL_TITLE)
            continue;
        if (sil_tx_rule_match(d->rules, &d->rules->header, "degree", SIL_TX_ANY, &l->run, false, NULL) || is(d, &d->rules->header, "advisor", l) || (is(d, &d->rules->header, "date", l) && l->run.n < 30))
            front[i] = SIL_PARAGRAPH;
        else if (is(d, &d->rules->header, "affiliation", l) || sil_tx_rule_match(d->rules, &d->rules->header, "affiliation", SIL_TX_ANY, &l->run, false, NULL))
            front[i] = SIL_AFFILIATION;
        else if (sil_tx_is_names(d, l))
            front[i] = SIL_AUTHOR;
        else if (sized && i > largest && !below && !other_use(d, l) && (sil_tx_is_short(d, l) || sil_tx_is_centred(d, l)) && l->run.n > 5)
            front[i] = SIL_TITLE; /* a subtitle, the title in another language */
        else if (sized)
            front[i] = SIL_PARAGRAPH;
        if ((front[i] == SIL_AUTHOR || front[i] == SIL_AFFILIATION) && (!sized || i > largest))
            below = true;
    }
    return end;
}
