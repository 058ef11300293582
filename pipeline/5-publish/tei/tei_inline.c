/* Room 5, publish: a stretch of text with what lies in it: mentions, other languages, words that are hard to read, and where lines
 * and pages begin. Ranges come from three rooms and may cross; elements may not. Mentions are kept whole (of two that cross, the
 * first), the others are cut at their ends. */
#include <stdlib.h>
#include <string.h>

#include "sillok/text.h"
#include "tei.h"

enum { RUN_SENTENCE, RUN_FOREIGN, RUN_CITATION, RUN_MENTION, RUN_NOTE, RUN_UNCLEAR }; /* from the outside in, where ranges are equal */

typedef struct run {
    int start, end, kind;
    const sil_mention *m;
    const char *lang;
    const char *id; /* of what it is (RUN_SENTENCE) or points to (RUN_CITATION, RUN_NOTE) */
} run;

typedef struct runs {
    run *r;
    size_t n, cap;
} runs;

static void add_run(sil_tei *t, runs *rs, run r)
{
    run *p = SIL_PUSH(t->a, rs->r, rs->n, rs->cap);
    if (p)
        *p = r;
    else
        t->failed = true;
}

static bool crosses(const run *a, const run *b)
{
    return (a->start < b->start && b->start < a->end && a->end < b->end) || (b->start < a->start && a->start < b->end && b->end < a->end);
}

/* Add r; where it crosses one of the first n runs of rs it is cut at that one's end or start. */
static void add_cut(sil_tei *t, runs *rs, size_t n, run r)
{
    for (size_t i = 0; i < n && !t->failed; i++)
        if (crosses(&rs->r[i], &r)) {
            int at = rs->r[i].start > r.start ? rs->r[i].start : rs->r[i].end;
            run rest = r;
            r.end = at;
            rest.start = at;
            add_cut(t, rs, n, r);
            add_cut(t, rs, n, rest);
            return;
        }
    add_run(t, rs, r);
}

static int by_range(const void *x, const void *y)
{
    const run *a = x, *b = y;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    if (a->end != b->end)
        return a->end > b->end ? -1 : 1;
    return a->kind - b->kind;
}

/* The first word that begins at or after start; words are sorted by start (doc.c). */
static size_t first_word(const sil_block *b, int start)
{
    size_t lo = 0, hi = b->n_words;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (b->words[mid].start < start)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* Sentences that an alignment names, and citations; a range that crosses one that is there is left out. */
static void add_pointers(sil_tei *t, size_t i, int start, int end, runs *rs)
{
    const sil_block *b = &t->doc->text.blocks[i];
    const sil_entities *e = &t->doc->entities;
    for (size_t k = 0; b->type == SIL_ABSTRACT && k < e->n_alignments; k++) {
        const sil_alignment *x = &e->alignments[k];
        bool one = strcmp(x->block, b->id) == 0;
        if ((one || strcmp(x->other_block, b->id) == 0) && sil_tei_aligned(t, k))
            add_run(t, rs, (run){one ? x->start : x->other_start, one ? x->end : x->other_end, RUN_SENTENCE, NULL, NULL, sil_sprintf(t->a, "%s-%d", x->id, one ? 1 : 2)});
    }
    for (const sil_citation *c = t->citation[i]; c && c < e->citations + e->n_citations && strcmp(c->block, b->id) == 0; c++) {
        const char *to = c->reference;
        while (c + 1 < e->citations + e->n_citations && strcmp(c[1].block, b->id) == 0 && c[1].start == c->start && c[1].end == c->end) { /* [3-5] */
            c++;
            to = sil_sprintf(t->a, "%s #%s", to, c->reference);
        }
        run r = {c->start, c->end, RUN_CITATION, NULL, NULL, to};
        bool fits = r.start >= start && r.end <= end && r.start < r.end;
        for (size_t j = 0; j < rs->n && fits; j++)
            fits = !crosses(&rs->r[j], &r) && !(rs->r[j].kind == RUN_CITATION && rs->r[j].start < r.end && r.start < rs->r[j].end);
        if (fits)
            add_run(t, rs, r);
    }
}

/* All runs that lie in [start, end) of block i, nested properly, outer ones first. */
static runs collect(sil_tei *t, size_t i, int start, int end)
{
    const sil_block *b = &t->doc->text.blocks[i];
    runs rs = {0};
    size_t n;
    const sil_mention *const *m = sil_doc_mentions(t->doc, i, &n);
    for (size_t k = 0; k < n; k++) { /* sorted by start, the longer first */
        run r = {m[k]->start, m[k]->end, RUN_MENTION, m[k], NULL, NULL};
        bool fits = r.start >= start && r.end <= end && r.start < r.end;
        for (size_t j = rs.n; fits && j-- > 0;) {
            if (crosses(&rs.r[j], &r) || (rs.r[j].start == r.start && rs.r[j].end == r.end))
                fits = false;
            else if (rs.r[j].end >= r.end)
                break; /* lies within this one, and so in all around it */
        }
        if (fits)
            add_run(t, &rs, r);
    }
    size_t mentions = rs.n;
    add_pointers(t, i, start, end, &rs);
    size_t whole_ones = rs.n;
    for (size_t k = 0; k < b->n_spans; k++) {
        const sil_span *s = &b->spans[k];
        run r = {s->start > start ? s->start : start, s->end < end ? s->end : end, RUN_FOREIGN, NULL, s->lang, NULL};
        if (r.start >= r.end || !sil_lang_ok(s->lang) || strcmp(s->lang, "und") == 0 || (t->lang && strcmp(s->lang, t->lang) == 0))
            continue;
        bool whole = false; /* a mention of just this range carries the language itself */
        for (size_t j = 0; j < mentions; j++)
            if (rs.r[j].start == r.start && rs.r[j].end == r.end) {
                rs.r[j].lang = s->lang;
                whole = true;
            }
        if (!whole)
            add_cut(t, &rs, whole_ones, r);
    }
    for (size_t k = t->first_note[i]; k; k = t->next_note[k - 1]) { /* marks of notes */
        const sil_block *note = &t->doc->text.blocks[k - 1];
        if (note->at >= start && note->at_end <= end)
            add_cut(t, &rs, rs.n, (run){note->at, note->at_end, RUN_NOTE, NULL, NULL, note->id});
    }
    size_t fixed = rs.n;
    for (size_t k = first_word(b, start); k < b->n_words && b->words[k].start < end; k++) {
        const sil_word_ref *w = &b->words[k];
        if (w->end > end || w->start >= w->end)
            continue;
        const sil_place *p = sil_doc_word(t->doc, w->word);
        if (p && p->conf < t->unclear_below)
            add_cut(t, &rs, fixed, (run){w->start, w->end, RUN_UNCLEAR, NULL, NULL, NULL});
    }
    if (rs.n)
        qsort(rs.r, rs.n, sizeof *rs.r, by_range);
    return rs;
}

/* ---- dates -------------------------------------------------------------------------------------------------------- */

/* EDTF to the attributes of TEI: a plain date is when, an interval is from and to, a date known roughly lies notBefore and notAfter. */
static void date_attributes(sil_tei *t, const sil_mention *m)
{
    const char *n = m->normalized;
    bool real = strcmp(m->flag, "impossible") != 0;
    if (real && sil_w3c_date(n)) {
        sil_xml_attr(&t->x, "when", n);
    } else if (real) {
        bool interval = strchr(n, '/') != NULL, from = sil_w3c_date(m->from), to = sil_w3c_date(m->to);
        if (!interval && from && to && strcmp(m->from, m->to) == 0) {
            sil_xml_attr(&t->x, "when", m->from);
        } else {
            if (from)
                sil_xml_attr(&t->x, interval ? "from" : "notBefore", m->from);
            if (to)
                sil_xml_attr(&t->x, interval ? "to" : "notAfter", m->to);
        }
    }
    if (strpbrk(n, "?~%") || strcmp(m->flag, "uncertain") == 0)
        sil_xml_attr(&t->x, "cert", "low");
    if (strcmp(m->flag, "citation") == 0 || strcmp(m->flag, "repaired") == 0 || strcmp(m->flag, "impossible") == 0)
        sil_xml_attr(&t->x, "type", m->flag);
}

static const char *mention_element(const char *type)
{
    if (strcmp(type, "city") == 0)
        return "placeName";
    if (strcmp(type, "organization") == 0)
        return "orgName";
    if (strcmp(type, "date") == 0)
        return "date";
    return strcmp(type, "index") == 0 ? "name" : "term";
}

/* Which list of standOff an element points into. */
static const char *entity_type(const char *element)
{
    return strcmp(element, "placeName") == 0 ? "city" : strcmp(element, "orgName") == 0 ? "organization" : strcmp(element, "name") == 0 ? "index" : "term";
}

static const char *open_run(sil_tei *t, const run *r)
{
    static const char *const names[] = {[RUN_SENTENCE] = "seg", [RUN_FOREIGN] = "foreign", [RUN_CITATION] = "ref", [RUN_NOTE] = "ref", [RUN_UNCLEAR] = "unclear"};
    const char *name = r->kind == RUN_MENTION ? mention_element(r->m->type) : names[r->kind];
    sil_xml_open(&t->x, name);
    if (r->kind == RUN_UNCLEAR)
        sil_xml_attr(&t->x, "cert", "low");
    if (r->kind == RUN_SENTENCE) {
        sil_xml_attr(&t->x, "type", "sentence");
        sil_xml_attr(&t->x, "xml:id", r->id);
    }
    if (r->kind == RUN_CITATION || r->kind == RUN_NOTE) {
        sil_xml_attr(&t->x, "type", r->kind == RUN_NOTE ? "note" : "bibr");
        sil_xml_attrf(&t->x, "target", "#%s", r->id);
    }
    sil_xml_attr(&t->x, "xml:lang", r->lang);
    if (r->kind == RUN_MENTION) {
        if (strcmp(name, "name") == 0)
            sil_xml_attr(&t->x, "type", "ranking");
        if (strcmp(name, "date") == 0) {
            date_attributes(t, r->m);
        } else {
            const char *ref = sil_tei_ref(t, r->m->entity, entity_type(name), *r->m->normalized ? r->m->normalized : r->m->as_printed);
            if (ref)
                sil_xml_attrf(&t->x, "ref", "#%s", ref);
        }
    }
    return name;
}

/* ---- pages and lines ---------------------------------------------------------------------------------------------- */

/* Blocks of one page that stand where the page turns: at its foot (footnotes, footer, number) or at its head. */
static void hoist(sil_tei *t, int page, bool foot)
{
    const sil_doc *d = t->doc;
    for (size_t k = d->page_at[page]; k < d->page_at[page + 1]; k++) {
        size_t i = d->by_page[k];
        const sil_block *b = &d->text.blocks[i];
        if (t->written[i] || !sil_block_is_furniture(b))
            continue;
        if (foot || b->type == SIL_PAGE_HEADER)
            sil_tei_block(t, i, false);
    }
}

void sil_tei_page(sil_tei *t, int page)
{
    while (t->page < page && (size_t)t->page < t->doc->n_pages) {
        if (t->page > 0)
            hoist(t, t->page, true);
        t->page++;
        if (!t->inside)
            sil_xml_line(&t->x);
        sil_xml_open(&t->x, "pb");
        sil_xml_attrf(&t->x, "n", "%d", t->page);
        sil_xml_attrf(&t->x, "facs", "#p%04d", t->page);
        sil_xml_close(&t->x, "pb");
        const char *why = t->doc->page_reason[t->page - 1];
        if (*why) {
            sil_xml_open(&t->x, "gap");
            sil_xml_attr(&t->x, "reason", "illegible");
            sil_xml_attr(&t->x, "unit", "page");
            sil_xml_attr(&t->x, "quantity", "1");
            sil_xml_leaf(&t->x, "desc", why);
            sil_xml_close(&t->x, "gap");
        }
        hoist(t, t->page, false);
    }
}

/* Whether the line that begins at byte `at` of s divides a word: no space before it, and letters on both sides that are not Han
 * (between Han characters nobody can tell: "maybe"). */
static const char *break_kind(const char *s, size_t at)
{
    if (at == 0 || s[at - 1] == ' ' || s[at - 1] == '\n' || s[at - 1] == '\t')
        return NULL;
    size_t before = at - 1, i = at, len = strlen(s);
    while (before > 0 && ((unsigned char)s[before] & 0xC0) == 0x80)
        before--;
    sil_script l = sil_script_of(sil_cp_next(s, len, &before)), r = i < len ? sil_script_of(sil_cp_next(s, len, &i)) : SIL_SCRIPT_SPACE;
    if (l == SIL_SCRIPT_HAN && r == SIL_SCRIPT_HAN)
        return "maybe";
    bool left = l == SIL_SCRIPT_HANGUL || l == SIL_SCRIPT_LATIN || l == SIL_SCRIPT_HAN || l == SIL_SCRIPT_DIGIT;
    bool right = r == SIL_SCRIPT_HANGUL || r == SIL_SCRIPT_LATIN || r == SIL_SCRIPT_HAN || r == SIL_SCRIPT_DIGIT;
    return left && right ? "no" : NULL;
}

static void line_start(sil_tei *t, const sil_place *p, const char *s, size_t byte)
{
    sil_xml_open(&t->x, "lb");
    sil_xml_attr(&t->x, "break", break_kind(s, byte));
    sil_tei_facs(t, p->line_spot);
    sil_xml_close(&t->x, "lb");
}

/* ---- the stretch -------------------------------------------------------------------------------------------------- */

/* Byte offset of each code point of s from start to end, both included. */
static size_t *offsets(sil_tei *t, const char *s, int start, int end)
{
    size_t *off = sil_alloc(t->a, ((size_t)(end - start) + 1) * sizeof *off), i = sil_cp_to_byte(s, (size_t)start), len = strlen(s);
    if (!off) {
        t->failed = true;
        return NULL;
    }
    for (int k = 0; k <= end - start; k++) {
        off[k] = i;
        if (i < len)
            sil_cp_next(s, len, &i);
    }
    return off;
}

void sil_tei_inline(sil_tei *t, size_t i, int start, int end, bool milestones, bool first_lb)
{
    const sil_block *b = &t->doc->text.blocks[i];
    int len = (int)sil_cp_count(b->text);
    if (end > len)
        end = len;
    if (start < 0 || start >= end)
        return;
    size_t *off = offsets(t, b->text, start, end);
    if (!off)
        return;
    runs rs = collect(t, i, start, end);
    const char *open[SIL_XML_DEPTH];
    int open_end[SIL_XML_DEPTH], depth = 0;
    size_t next = 0, word = first_word(b, start);
    int line = -1;
    int pos = start;
    t->inside++;
    while (pos < end && !t->failed) {
        while (depth > 0 && open_end[depth - 1] <= pos)
            sil_xml_close(&t->x, open[--depth]);
        while (word < b->n_words && b->words[word].start < pos)
            word++;
        for (; word < b->n_words && b->words[word].start == pos; word++) {
            const sil_place *p = sil_doc_word(t->doc, b->words[word].word);
            if (!p || p->line_no == line)
                continue;
            bool first = line < 0;
            line = p->line_no;
            if (milestones)
                sil_tei_page(t, p->page);
            if (!first || first_lb)
                line_start(t, p, b->text, off[pos - start]);
        }
        while (next < rs.n && rs.r[next].start == pos && depth < SIL_XML_DEPTH / 2) {
            open[depth] = open_run(t, &rs.r[next]);
            open_end[depth++] = rs.r[next++].end;
        }
        while (next < rs.n && rs.r[next].start <= pos)
            next++; /* deeper than any real text nests */
        int to = end;
        if (depth > 0 && open_end[depth - 1] < to)
            to = open_end[depth - 1];
        if (next < rs.n && rs.r[next].start < to)
            to = rs.r[next].start;
        if (word < b->n_words && b->words[word].start < to)
            to = b->words[word].start;
        sil_xml_text(&t->x, b->text + off[pos - start], off[to - start] - off[pos - start]);
        pos = to;
    }
    while (depth > 0)
        sil_xml_close(&t->x, open[--depth]);
    t->inside--;
}
