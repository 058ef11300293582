/* structure.c: lines become blocks: titles, headings, paragraphs, lists, notes, bibliography, captions, tables. After the tables are found.
 *
 * One pass over the lines in reading order. Notes, furniture and floats make blocks of their own and leave the open paragraph open: it goes on behind them
 * when its last line ends no sentence. */
#include "pass.h"

#include <stdlib.h>
#include <string.h>

#include "sillok/text.h"

static sil_status block_new(pass *p, sil_block_type type, size_t line, int *index)
{
    sil_tx_doc *d = p->d;
    const sil_tx_line *l = &d->lines[line];
    sil_tx_block *b = SIL_PUSH(d->arena, d->blocks, d->n_blocks, d->cap_blocks);
    if (!b)
        return SIL_TX_NOMEM(p->err);
    *b = (sil_tx_block){.type = type, .page = l->page, .zone = l->zone, .table = -1, .line = (int)line, .ref = -1, .caption = -1, .source = -1};
    *index = (int)d->n_blocks - 1;
    return SIL_OK;
}

sil_status sil_tx_begin(pass *p, sil_block_type type, size_t line, int *index)
{
    sil_status s = block_new(p, type, line, index);
    if (s)
        return s;
    return sil_tx_run_add(p->d->arena, &p->d->blocks[*index].run, &p->d->lines[line].run) ? SIL_OK : SIL_TX_NOMEM(p->err);
}

/* A block of text that may go on with the next line. */
sil_status sil_tx_open_block(pass *p, sil_block_type type, size_t line)
{
    p->open_line = line;
    p->interrupted = false;
    return sil_tx_begin(p, type, line, &p->open);
}

sil_status sil_tx_go_on(pass *p, size_t line)
{
    const sil_tx_line *before = &p->d->lines[p->open_line];
    p->open_line = line;
    p->interrupted = false;
    return sil_tx_join(p->d, &p->d->blocks[p->open].run, before, &p->d->lines[line], p->err);
}

char *sil_tx_mark_text(sil_tx_doc *d, const sil_tx_run *r, const sil_tx_match *m)
{
    int g = m->start[1] >= 0 ? 1 : 0;
    sil_tx_run part = {.cp = r->cp + m->start[g], .src = r->src + m->start[g], .n = (size_t)(m->end[g] - m->start[g])};
    part.cap = part.n;
    size_t lead = 0;
    while (lead < part.n && sil_tx_is_space(part.cp[lead]))
        lead++;
    while (part.n > lead && sil_tx_is_space(part.cp[part.n - 1]))
        part.n--;
    return sil_tx_run_slice(d->arena, &part, lead, part.n);
}

/* --- one kind after the other; each says whether it took the line ------------------------------------------------------------------- */

static sil_status unreadable(pass *p, size_t i)
{
    sil_tx_doc *d = p->d;
    const sil_tx_line *l = &d->lines[i];
    sil_status s = SIL_OK;
    if (p->gap_block >= 0 && d->blocks[p->gap_block].page == l->page) {
        sil_tx_run *r = &d->blocks[p->gap_block].run;
        if (!sil_tx_run_put(d->arena, r, ' ', -1) || !sil_tx_run_add(d->arena, r, &l->run))
            s = SIL_TX_NOMEM(p->err);
    } else {
        s = sil_tx_begin(p, SIL_PARAGRAPH, i, &p->gap_block);
        if (!s)
            d->blocks[p->gap_block].unreadable = true;
    }
    p->open = -1;
    return s;
}

static sil_status note(pass *p, size_t i)
{
    sil_tx_doc *d = p->d;
    const sil_tx_line *l = &d->lines[i];
    if (p->note_block >= 0 && p->note == l->note) {
        sil_status s = sil_tx_join(d, &d->blocks[p->note_block].run, &d->lines[p->note_line], l, p->err);
        p->note_line = i;
        return s;
    }
    sil_status s = sil_tx_begin(p, SIL_FOOTNOTE, i, &p->note_block);
    if (s)
        return s;
    p->note = l->note;
    p->note_line = i;
    sil_tx_match m;
    if (sil_tx_rule_match(d->rules, &d->rules->lists, "note", SIL_TX_ANY, &l->run, true, &m))
        d->blocks[p->note_block].mark = l->run.cp[m.start[1]] == ')' ? NULL : sil_tx_mark_text(d, &l->run, &m);
    return SIL_OK;
}

static const sil_tx_line *next_text(const sil_tx_doc *d, size_t i)
{
    for (size_t k = i + 1; k < d->n_lines; k++)
        if (d->lines[k].role == SIL_TX_BODY || d->lines[k].role == SIL_TX_IN_TABLE)
            return &d->lines[k];
    return NULL;
}

/* Whether a caption with a damaged label stands where captions stand: over a table, or under a source line or figure. */
static bool over_table(const pass *p, size_t i, sil_tx_match *m)
{
    sil_tx_doc *d = p->d;
    const sil_tx_line *after = next_text(d, i);
    return after && after->role == SIL_TX_IN_TABLE && after->column == d->lines[i].column && sil_tx_rule_match(d->rules, &d->rules->tables, "spoilt-caption", SIL_TX_ANY, &d->lines[i].run, true, m);
}

static bool placed_as_caption(const pass *p, size_t i)
{
    const sil_tx_doc *d = p->d;
    for (size_t t = 0; t < d->n_tables; t++)
        if (d->tables[t].caption == (int)i)
            return true;
    const sil_tx_line *after = next_text(d, i);
    if (after && after->role == SIL_TX_IN_TABLE && after->column == d->lines[i].column)
        return true;
    for (size_t k = d->n_blocks; k-- > 0;) {
        const sil_tx_block *b = &d->blocks[k];
        if (b->type == SIL_FOOTNOTE || b->type == SIL_PAGE_NUMBER || b->type == SIL_PAGE_HEADER || b->type == SIL_PAGE_FOOTER)
            continue;
        if (b->is_source || b->type == SIL_FIGURE) {
            sil_script_counts n = sil_count_scripts(sil_tx_run_text(d->arena, &d->lines[i].run));
            return n.n[SIL_SCRIPT_HANGUL] + n.n[SIL_SCRIPT_HAN] > 3 || sil_tx_known_share(d, &d->lines[i].run) >= 40;
        }
        break;
    }
    return sil_tx_known_share(d, &d->lines[i].run) >= 60; /* nothing to stand by: then the words must be words */
}

static sil_status caption(pass *p, size_t i, const sil_tx_match *m, size_t *used)
{
    sil_tx_doc *d = p->d;
    const sil_tx_line *l = &d->lines[i];
    int b;
    bool source = !strcmp(m->rule->kind, "source");
    sil_status s = sil_tx_begin(p, SIL_CAPTION, i, &b);
    if (s)
        return s;
    d->blocks[b].is_source = source;
    d->blocks[b].is_unit = !strcmp(m->rule->kind, "unit");
    bool label = !source && !d->blocks[b].is_unit;
    bool bare = label && (size_t)m->end[0] >= l->run.n; /* TABLE I, and what it is called on the next line */
    if (label) {
        d->blocks[b].mark = sil_tx_mark_text(d, &l->run, m);
        d->blocks[b].damaged = !strcmp(m->rule->kind, "damaged") || !strcmp(m->rule->kind, "spoilt-caption");
        d->blocks[b].figure_label = !strcmp(m->rule->kind, "figure");
    }
    /* It goes on while its lines fill most of the column and the next stands close. */
    size_t k = i + 1, last = i;
    for (; k < d->n_lines && k < i + 4; k++) {
        const sil_tx_line *n = &d->lines[k], *a = &d->lines[last];
        bool middle = sil_tx_is_centred(d, a);
        int used_width = middle ? a->box.x1 - a->box.x0 : a->box.x1 - a->left, width = a->right - a->left;
        bool broken = n->unreadable && !n->pixels && n->run.n < 20 && n->gap < 5; /* one spoilt word ends a source line */
        bool named = bare && k == i + 1;
        if (n->kind != SIL_TX_LINE || n->role != SIL_TX_BODY || (n->unreadable && !broken) || n->column != l->column || (used_width * 4 < width * 3 && !named) || d->blocks[b].is_unit)
            break;
        int32_t end = a->run.cp[a->run.n - 1];
        bool over_blank = !n->pixels && n->gap < 15 && sil_tx_full(a) && sil_script_of(end) == SIL_SCRIPT_LATIN && sil_tx_known_share(d, &n->run) >= 60;
        if (n->gap >= 5 && !over_blank)
            break;
        if (sil_tx_ends_sentence(&a->run))
            break;
        if (sil_tx_rule_match(d->rules, &d->rules->captions, NULL, SIL_TX_ANY, &n->run, true, NULL))
            break;
        if (n->pixels && n->height * 100 > a->height * 125)
            break;
        if ((s = sil_tx_join(d, &d->blocks[b].run, a, n, p->err)))
            return s;
        last = k;
    }
    *used = k - i;
    p->interrupted = true;
    return SIL_OK;
}

sil_status sil_tx_heading(pass *p, size_t i, const sil_tx_match *m, int level)
{
    sil_tx_doc *d = p->d;
    int b;
    sil_status s = sil_tx_begin(p, SIL_HEADING, i, &b);
    if (s)
        return s;
    d->blocks[b].rank = level;
    p->part_line = i;
    if (m && (m->end[0] > m->start[0]))
        d->blocks[b].mark = sil_tx_mark_text(d, &d->lines[i].run, m);
    p->open = -1;
    return SIL_OK;
}

/* A line that names an institution, right under names. */
static bool under_names(const sil_tx_doc *d, const sil_tx_line *l)
{
    const sil_tx_block *b = d->n_blocks ? &d->blocks[d->n_blocks - 1] : NULL;
    return b && (b->type == SIL_AUTHOR || b->type == SIL_AFFILIATION) && b->page == l->page && l->gap < 5 && sil_tx_rule_match(d->rules, &d->rules->header, "affiliation", SIL_TX_ANY, &l->run, false, NULL);
}

static bool ends_with_colon(const sil_tx_run *r)
{
    return r->n && (r->cp[r->n - 1] == ':' || r->cp[r->n - 1] == 0xFF1A);
}

/* Right under the heading of an abstract a title may stand once more. */
static bool under_abstract(const pass *p)
{
    const sil_tx_doc *d = p->d;
    return p->where == ABSTRACT && p->open < 0 && d->n_blocks && d->blocks[d->n_blocks - 1].type == SIL_HEADING;
}

/* "1. ..." with the lines below it hanging, or behind such an item. */
static bool numbered_item(const pass *p, size_t i, sil_tx_match *m)
{
    sil_tx_doc *d = p->d;
    const sil_tx_line *l = &d->lines[i], *n = i + 1 < d->n_lines ? l + 1 : NULL, *first = p->open >= 0 && d->blocks[p->open].type == SIL_LIST_ITEM ? &d->lines[d->blocks[p->open].line] : NULL;
    if (!l->pixels || !sil_tx_rule_match(d->rules, &d->rules->lists, "list-number", SIL_TX_ANY, &l->run, true, m))
        return false;
    int em = d->body ? d->body : l->height;
    if (n && n->kind == SIL_TX_LINE && n->role == SIL_TX_BODY && n->column == l->column && n->gap < 3 && n->box.x0 - l->box.x0 >= em / 2 && n->box.x0 - l->box.x0 < 4 * em && !sil_tx_is_centred(d, n))
        return true;
    return first && d->blocks[p->open].mark && sil_script_of(d->blocks[p->open].run.cp[0]) == SIL_SCRIPT_DIGIT && abs(first->box.x0 - l->box.x0) < em / 2;
}

/* A line without a label right over a table, in the middle: what the table is called. */
static bool unlabelled_caption(const pass *p, size_t i)
{
    const sil_tx_doc *d = p->d;
    const sil_tx_line *l = &d->lines[i], *n = next_text(d, i);
    if (!l->pixels || !n || n->role != SIL_TX_IN_TABLE || n->page != l->page || l->run.n > 60 || l->run.n < 4 || !sil_tx_is_centred(d, l) || !sil_tx_is_short(d, l) || sil_tx_ends_sentence(&l->run) || sil_tx_large_heading(d, l))
        return false;
    int k = n->table;
    if (k < 0 || d->tables[k].first != (int)(n - d->lines) || d->tables[k].caption >= 0 || d->tables[k].into >= 0)
        return false;
    int under = d->tables[k].box.y0 - l->box.y1;
    unsigned lang = sil_tx_lang_bit(l->lang) | sil_tx_lang_bit(d->lang);
    return under >= 0 && under < 2 * l->height && !sil_tx_rule_match(d->rules, &d->rules->headings, NULL, lang, &l->run, true, NULL) && !sil_tx_rule_match(d->rules, &d->rules->sections, NULL, lang, &l->run, true, NULL) &&
           (p->open < 0 || sil_tx_ends_sentence(&d->lines[p->open_line].run));
}

static sil_status text_line(pass *p, size_t i, size_t *used)
{
    sil_tx_doc *d = p->d;
    const sil_tx_line *l = &d->lines[i];
    size_t names = sil_tx_second_front(p, i);
    if (names) {
        *used = names;
        return sil_tx_second_front_take(p, i, names);
    }
    unsigned lang = sil_tx_lang_bit(l->lang) | sil_tx_lang_bit(d->lang);
    sil_tx_match m;
    if (sil_tx_rule_match(d->rules, &d->rules->sections, NULL, lang, &l->run, true, &m)) {
        bool apart = l->gap >= 3 || sil_tx_is_short(d, l) || m.end[0] < (int)l->run.n;
        if (apart && (p->where == BIBLIOGRAPHY || strcmp(m.rule->kind, "bib-part")))
            return sil_tx_section_line(p, i, &m);
    }
    /* An author's line may close a heading of several lines; a heading that goes on in the same large letters. */
    if (d->n_blocks && d->blocks[d->n_blocks - 1].type == SIL_HEADING && l->pixels && d->body) {
        sil_tx_block *h = &d->blocks[d->n_blocks - 1];
        const sil_tx_line *a = &d->lines[h->line];
        if (h->rank != SIL_TX_SECTION && a->column == l->column && l->gap < 4 && a->height * 100 >= d->body * 115 && l->height * 100 >= a->height * 90 && l->height * 100 <= a->height * 111 && h->run.n < 120 && i == (size_t)h->line + 1 && (!sil_tx_is_short(d, a) || sil_tx_is_centred(d, a)) &&
            !sil_tx_rule_match(d->rules, &d->rules->headings, NULL, lang, &l->run, true, NULL))
            return sil_tx_join(d, &h->run, a, l, p->err);
    }
    if (sil_tx_rule_match(d->rules, &d->rules->headings, NULL, lang, &l->run, true, &m) && sil_tx_looks_like_heading(d, l, &m)) {
        bool listed = (p->where == BIBLIOGRAPHY || p->where == ENDNOTES) && !strcmp(m.rule->kind, "number");
        if (p->where != CONTENTS || m.rule->level <= 10) {
            if (!listed)
                p->where = BODY;
            if (!listed)
                return sil_tx_heading(p, i, &m, m.rule->level);
        }
    } else if (sil_tx_large_heading(d, l) && !under_abstract(p)) {
        p->where = BODY;
        return sil_tx_heading(p, i, NULL, l->height * 100 >= d->body * 150 ? SIL_TX_LARGE : SIL_TX_LESS_LARGE);
    } else if (p->where == BODY && sil_tx_spaced_heading(d, l)) {
        return sil_tx_heading(p, i, NULL, SIL_TX_SPACED);
    }
    if (p->where == BIBLIOGRAPHY)
        return sil_tx_bibliography(p, i);
    if (p->where == KEYWORDS) {
        const sil_tx_line *a = &d->lines[p->open_line];
        if (p->open >= 0 && a->column == l->column && l->gap < 5 && d->blocks[p->open].type == SIL_KEYWORDS && (!sil_tx_is_short(d, a) || (sil_tx_full(a) && l->box.x1 < a->box.x1 && abs(l->box.x0 - d->lines[d->blocks[p->open].line].box.x0) < 3 * l->height)))
            return sil_tx_go_on(p, i);
        p->where = BODY;
        p->open = -1;
    }
    if (p->where == ENDNOTES) {
        bool took;
        sil_status s = sil_tx_endnote(p, i, &took);
        if (s || took)
            return s;
        p->where = BODY;
        p->open = -1;
    }
    if (numbered_item(p, i, &m)) {
        sil_status s = sil_tx_open_block(p, SIL_LIST_ITEM, i);
        if (!s)
            d->blocks[p->open].mark = sil_tx_mark_text(d, &l->run, &m);
        return s;
    }
    bool may_list = p->open < 0 || l->gap >= 3 || d->blocks[p->open].type == SIL_LIST_ITEM || sil_tx_ends_sentence(&d->lines[p->open_line].run) || ends_with_colon(&d->lines[p->open_line].run);
    if (may_list && sil_tx_rule_match(d->rules, &d->rules->lists, "list", lang, &l->run, true, &m)) {
        sil_status s = sil_tx_open_block(p, SIL_LIST_ITEM, i);
        if (!s)
            d->blocks[p->open].mark = sil_tx_mark_text(d, &l->run, &m);
        return s;
    }
    bool in_item = p->open >= 0 && d->blocks[p->open].type == SIL_LIST_ITEM && l->gap < 3;
    size_t quoted = (p->where == BODY || p->where == FRONT) && !in_item ? sil_tx_quoted(d, i) : 0;
    if (quoted) {
        sil_status s = sil_tx_open_block(p, SIL_BLOCK_QUOTE, i);
        for (size_t k = i + 1; k < i + quoted && !s; k++)
            s = sil_tx_go_on(p, k);
        *used = quoted;
        p->interrupted = true;
        return s;
    }
    sil_block_type type = p->where == ABSTRACT ? SIL_ABSTRACT : SIL_PARAGRAPH;
    bool aside = (l->box.x0 - l->left) * 4 > l->right - l->left; /* set to the right, as names are */
    const sil_tx_line *n = i + 1 < d->n_lines && d->lines[i + 1].column == l->column ? &d->lines[i + 1] : NULL;
    bool prose = n && abs(n->box.x0 - l->box.x0) < l->height * 5 / 2 && abs(n->box.x1 - l->box.x1) * 4 < l->height; /* two lines of one width */
    bool paired = n && abs(n->box.x0 + n->box.x1 - l->box.x0 - l->box.x1) * 2 < l->height && abs(n->box.x0 - l->box.x0) * 4 > l->height; /* two lines about one middle */
    if (p->where == ABSTRACT && p->open < 0 && l->pixels && !prose && (sil_tx_is_short(d, l) || sil_tx_is_centred(d, l) || aside || paired || under_names(d, l)) && !sil_tx_ends_sentence(&l->run))
        return sil_tx_abstract_front(p, i);
    bool entry = l->page == d->lines[0].page && sil_tx_rule_match(d->rules, &d->rules->header, "catalogue", SIL_TX_ANY, &l->run, true, NULL);
    if (p->open >= 0 && !entry) {
        const sil_tx_line *a = &d->lines[p->open_line];
        sil_tx_block *b = &d->blocks[p->open];
        bool item = b->type == SIL_LIST_ITEM;
        if (item || b->type == type) {
            bool breaks = sil_tx_breaks(d, a, l);
            if (p->interrupted)
                breaks = sil_tx_ends_sentence(&a->run) || sil_tx_is_indented(d, l);
            bool done = l->pixels && sil_tx_ends_sentence(&a->run) && sil_tx_is_short(d, a);
            if (item && a->column == l->column && l->gap < 5 && l->box.x0 > d->lines[b->line].box.x0 + (l->pixels ? 4 : 0))
                breaks = done; /* hangs under its item */
            if (!breaks)
                return sil_tx_go_on(p, i);
        }
    }
    return sil_tx_open_block(p, type, i);
}

/* What OCR makes of the dashes around a subtitle (text-header.tsv, spoilt-dash) becomes dashes again. */
static bool mend_dashes(sil_tx_doc *d, sil_tx_line *l)
{
    static const char rule[] = "subtitle-dash", example[] = "\xE4\xB8\x80\xE4\xB8\x80\xE4\xBB\xA5 => \xE2\x80\x94\xE2\x80\x94\xE4\xBB\xA5";
    sil_tx_run *r = &l->run;
    unsigned lang = sil_tx_lang_bit(l->lang);
    sil_tx_match m, e;
    bool ok = true, ends = sil_tx_rule_match(d->rules, &d->rules->header, "spoilt-dash-end", lang, r, true, &e);
    if (sil_tx_rule_match(d->rules, &d->rules->header, "spoilt-dash", lang, r, true, &m) && m.end[1] > m.start[1] && (!m.rule->level || ends)) {
        int keep = *l->lang == 'z' ? 2 : 1, n = m.end[1] - m.start[1];
        int first = n > keep ? n - keep : 0;
        for (int k = first; k < n && ok; k++) {
            int from = k == first ? 0 : k;
            if (r->cp[k] != 0x2014 || from < k)
                ok = sil_tx_changed(d, r, (size_t)k, SIL_TX_AT, 1, rule, example, &r->cp[from], (size_t)(k - from + 1));
        }
        for (int k = first; k < n; k++)
            r->cp[k] = 0x2014;
        sil_tx_run_cut(r, 0, (size_t)first);
        for (int k = 0; k < 10 && ends; k++) {
            e.start[k] -= first;
            e.end[k] -= first;
        }
    }
    bool opened = r->n > 4 && (r->cp[0] == 0x2014 || r->cp[0] == 0x2013 || r->cp[0] == 0x2015 || r->cp[0] == '-');
    if (ok && opened && ends && r->cp[e.start[1]] != r->cp[0]) {
        size_t at = (size_t)e.start[1];
        ok = sil_tx_changed(d, r, at, SIL_TX_AT, 1, rule, example, &r->cp[at], r->n - at);
        r->cp[at] = r->cp[0];
        r->n = at + 1;
    }
    return ok;
}

static sil_status front_line(pass *p, size_t i)
{
    sil_tx_doc *d = p->d;
    if (p->front[i] == SIL_TITLE && d->n_blocks && !mend_dashes(d, &d->lines[i]))
        return SIL_TX_NOMEM(p->err);
    sil_block_type type = (sil_block_type)p->front[i];
    sil_tx_block *b = d->n_blocks ? &d->blocks[d->n_blocks - 1] : NULL;
    const sil_tx_line *l = &d->lines[i], *a = b && b->line >= 0 ? &d->lines[i - 1] : NULL;
    bool other = a && sil_tx_run_lang(&b->run, NULL) && l->lang && strcmp(sil_tx_run_lang(&b->run, l->lang), l->lang) && (*l->lang == 'e' || l->gap >= 3);
    int32_t c = l->run.cp[0];
    bool dash = c == '-' || c == 0x2014 || c == 0x2013 || (c == 0x4E00 && l->run.n > 1 && l->run.cp[1] == 0x4E00); /* a subtitle; OCR makes 一一 of its dash */
    bool size = a && l->pixels && (l->height * 100 < a->height * 85 || a->height * 100 < l->height * 85);
    if (b && type == SIL_TITLE && b->type == SIL_TITLE && !other && !dash && !size && l->gap < (l->pixels ? 12 : 10) && l->column == a->column)
        return sil_tx_join(d, &b->run, a, l, p->err);
    if (b && type == SIL_AFFILIATION && b->type == SIL_AFFILIATION && b->run.n && b->run.cp[b->run.n - 1] == ',' && l->column == a->column && l->gap < 5)
        return sil_tx_join(d, &b->run, a, l, p->err);
    int index;
    p->open = -1;
    return sil_tx_begin(p, type, i, &index);
}

static sil_status table(pass *p, size_t i)
{
    sil_tx_doc *d = p->d;
    int k = d->lines[i].table, b;
    if (k < 0 || d->tables[k].first != (int)i || d->tables[k].into >= 0)
        return SIL_OK;
    sil_status s = block_new(p, SIL_TABLE, i, &b);
    if (s)
        return s;
    d->blocks[b].table = k;
    p->interrupted = true;
    return SIL_OK;
}

/* Whether this paper begins its paragraphs with an indent: such lines after a line that ended a sentence. */
static void habits(sil_tx_doc *d)
{
    size_t indents = 0, ends = 0;
    for (size_t i = 1; i < d->n_lines; i++) {
        const sil_tx_line *a = &d->lines[i - 1], *b = &d->lines[i];
        if (a->kind != SIL_TX_LINE || b->kind != SIL_TX_LINE || a->role != SIL_TX_BODY || b->role != SIL_TX_BODY || a->column != b->column || !b->pixels || b->gap > 5)
            continue;
        if (!sil_tx_ends_sentence(&a->run) || sil_tx_is_centred(d, b) || !b->run.n || !a->run.n)
            continue;
        if (!sil_tx_is_short(d, a) && !sil_tx_is_indented(d, b))
            continue;
        ends++;
        if (sil_tx_is_indented(d, b) && !sil_tx_is_indented(d, a))
            indents++;
    }
    d->indents = indents >= 2 && indents * 3 >= ends;
}

sil_status sil_tx_structure(sil_tx_doc *d, sil_err *err)
{
    pass p = {.d = d, .err = err, .where = FRONT, .open = -1, .note_block = -1, .note = -1, .gap_block = -1};
    sil_status s = SIL_OK;
    habits(d);
    sil_tx_join_habit(d);
    p.front = sil_alloc(d->arena, (d->n_lines + 1) * sizeof *p.front);
    if (!p.front)
        return SIL_TX_NOMEM(err);
    sil_tx_head_height(d, p.front); /* its memory serves twice */
    sil_tx_front(d, p.front, d->n_lines);
    for (size_t i = 0; i < d->n_lines && !s; i++) {
        const sil_tx_line *l = &d->lines[i];
        sil_tx_match m;
        int b;
        if (l->kind == SIL_TX_RULE || (l->kind == SIL_TX_LINE && !l->run.n))
            continue;
        if (l->role == SIL_TX_PAGE_HEADER || l->role == SIL_TX_PAGE_FOOTER || l->role == SIL_TX_PAGE_NUMBER) {
            s = sil_tx_begin(&p, l->role == SIL_TX_PAGE_HEADER ? SIL_PAGE_HEADER : l->role == SIL_TX_PAGE_FOOTER ? SIL_PAGE_FOOTER
                                                                                                          : SIL_PAGE_NUMBER,
                      i, &b);
            continue;
        }
        if (l->unreadable) {
            s = unreadable(&p, i);
            continue;
        }
        p.gap_block = -1;
        if (l->role == SIL_TX_NOTE) {
            s = note(&p, i);
        } else if (l->kind == SIL_TX_FIGURE) {
            s = block_new(&p, SIL_FIGURE, i, &b);
            p.interrupted = true;
        } else if (l->role == SIL_TX_IN_TABLE) {
            s = table(&p, i);
        } else if (p.front[i] >= 0) {
            s = front_line(&p, i);
        } else if (sil_tx_rule_match(d->rules, &d->rules->header, "web-noise", SIL_TX_ANY, &l->run, true, NULL)) {
            s = sil_tx_begin(&p, SIL_PAGE_FOOTER, i, &b);
        } else if (sil_tx_rule_match(d->rules, &d->rules->captions, NULL, SIL_TX_ANY, &l->run, true, &m) &&
                   (strcmp(m.rule->kind, "damaged") || placed_as_caption(&p, i))) {
            size_t used = 1;
            s = caption(&p, i, &m, &used);
            i += used - 1;
        } else if (over_table(&p, i, &m)) {
            size_t used = 1;
            s = caption(&p, i, &m, &used);
            i += used - 1;
        } else if (unlabelled_caption(&p, i)) {
            s = sil_tx_begin(&p, SIL_CAPTION, i, &b);
            p.interrupted = true;
        } else {
            size_t used = 1;
            s = text_line(&p, i, &used);
            i += used - 1;
        }
    }
    return s;
}
