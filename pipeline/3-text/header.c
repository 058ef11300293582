/* header.c: what the paper says of itself: titles, authors, date, degree, institution, keywords, identifiers. After the languages.
 *
 * From the blocks that structure.c found (title, author, keywords) and the patterns of text-header.tsv over the first and last pages; what the file says of
 * itself (PDF info) fills what is still empty. */
#include "flow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sillok/text.h"

static sil_status put(sil_tx_doc *d, sil_lang_text **list, size_t *n, size_t *cap, const char *lang, char *text, sil_err *err)
{
    if (!text)
        return SIL_TX_NOMEM(err);
    if (!*text)
        return SIL_OK;
    for (size_t i = 0; i < *n; i++)
        if (!strcmp((*list)[i].text, text))
            return SIL_OK;
    sil_lang_text *x = SIL_PUSH(d->arena, *list, *n, *cap);
    if (!x)
        return SIL_TX_NOMEM(err);
    x->lang = sil_strdup(d->arena, lang);
    x->text = text;
    return x->lang ? SIL_OK : SIL_TX_NOMEM(err);
}

/* Pieces of a run between separators, trailing points cut off. */
static sil_status split(sil_tx_doc *d, const sil_tx_run *r, size_t from, const char *separators, sil_lang_text **list, size_t *n, size_t *cap, const char *lang, sil_err *err)
{
    size_t start = from;
    for (size_t i = from; i <= r->n; i++) {
        bool cut = i == r->n;
        if (!cut) {
            char one[5];
            sil_cp_put(one, r->cp[i]);
            cut = strstr(separators, one) != NULL;
        }
        if (!cut)
            continue;
        size_t b = start, e = i;
        while (b < e && (sil_tx_is_space(r->cp[b]) || r->cp[b] == '-' || r->cp[b] == ':'))
            b++;
        while (e > b) {
            int32_t c = r->cp[e - 1];
            if (!sil_tx_is_space(c) && c != '.' && c != 0x3002 && c != ';')
                break;
            e--;
        }
        if (e > b) {
            char *text = sil_tx_run_slice(d->arena, r, b, e);
            sil_status s = put(d, list, n, cap, lang, text, err);
            if (s)
                return s;
        }
        start = i + 1;
    }
    return SIL_OK;
}

static sil_status authors(sil_tx_doc *d, const sil_tx_run *r, const char *lang, sil_err *err)
{
    sil_paper *p = &d->paper;
    sil_tx_match label;
    size_t from = sil_tx_rule_match(d->rules, &d->rules->header, "author-label", SIL_TX_ANY, r, true, &label) ? (size_t)label.end[0] : 0;
    char *line = sil_tx_run_slice(d->arena, r, from, r->n);
    sil_person *who = NULL;
    size_t n = 0;
    sil_status s = line ? sil_persons_split(d->arena, d->rules->persons, line, &who, &n, err) : SIL_TX_NOMEM(err);
    for (size_t i = 0; i < n && !s; i++)
        if (!who[i].others)
            s = put(d, &p->authors, &p->n_authors, &p->cap_authors, lang, who[i].name, err);
    return s;
}

/* A number in figures or in Han numerals: 二〇二一, 一百一十, 十二. */
static int number(const sil_tx_run *r, const sil_tx_match *m, int g)
{
    static const int32_t han[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};
    int v = 0, digit = -1;
    if (m->start[g] < 0)
        return 0;
    for (int i = m->start[g]; i < m->end[g]; i++) {
        int32_t c = r->cp[i];
        int now = c >= '0' && c <= '9' ? c - '0' : c == 0x96F6 ? 0
                                                               : -1;
        for (int k = 0; k < 10 && now < 0; k++)
            now = han[k] == c ? k : -1;
        if (now >= 0) {
            if (digit >= 0)
                v = v * 10 + digit;
            digit = now;
        } else if (c == 0x5341 || c == 0x767E) { /* ten, hundred */
            v += (digit > 0 ? digit : 1) * (c == 0x5341 ? 10 : 100);
            digit = -1;
        }
    }
    bool places = false; /* 一百一十: what follows ten or hundred is added */
    for (int i = m->start[g]; i < m->end[g]; i++)
        places = places || r->cp[i] == 0x5341 || r->cp[i] == 0x767E;
    return digit < 0 ? v : places ? v + digit
                                  : v * 10 + digit;
}

static int month_name(const sil_tx_run *r, const sil_tx_match *m, int g)
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    if (m->start[g] < 0 || m->end[g] - m->start[g] < 3)
        return 0;
    for (int k = 0; k < 12; k++) {
        bool same = true;
        for (int i = 0; i < 3; i++) {
            int32_t c = r->cp[m->start[g] + i];
            if (c >= 'A' && c <= 'Z')
                c += 32;
            same = same && c == names[k * 3 + i];
        }
        if (same)
            return k + 1;
    }
    return 0;
}

static char *edtf(sil_tx_doc *d, const sil_tx_run *r, const sil_tx_match *m)
{
    int year = number(r, m, 1) + m->rule->level, month = number(r, m, 2), day = number(r, m, 3);
    if (!month)
        month = month_name(r, m, 2);
    if (year < 1400 || year > 2100)
        return NULL;
    if (month < 1 || month > 12)
        return sil_sprintf(d->arena, "%04d", year);
    if (day < 1 || day > 31)
        return sil_sprintf(d->arena, "%04d-%02d", year, month);
    return sil_sprintf(d->arena, "%04d-%02d-%02d", year, month, day);
}

static char *group(sil_tx_doc *d, const sil_tx_run *r, const sil_tx_match *m)
{
    int g = m->start[1] >= 0 ? 1 : 0;
    size_t b = (size_t)m->start[g], e = (size_t)m->end[g];
    while (b < e && sil_tx_is_space(r->cp[b]))
        b++;
    while (e > b && (sil_tx_is_space(r->cp[e - 1]) || r->cp[e - 1] == '.' || r->cp[e - 1] == ',' || r->cp[e - 1] == ';'))
        e--;
    return sil_tx_run_slice(d->arena, r, b, e);
}

static sil_status from_patterns(sil_tx_doc *d, const sil_tx_block *b, bool early, sil_err *err)
{
    static const char *const schemes[] = {"doi", "issn", "uci", "gtid", NULL};
    const sil_tx_table_rules *t = &d->rules->header;
    sil_paper *p = &d->paper;
    sil_tx_match m;
    sil_status s = SIL_OK;
    for (size_t i = 0; schemes[i] && !s; i++)
        if (sil_tx_rule_match(d->rules, t, schemes[i], SIL_TX_ANY, &b->run, false, &m))
            s = put(d, &p->identifiers, &p->n_identifiers, &p->cap_identifiers, schemes[i], group(d, &b->run, &m), err);
    if (s || !early)
        return s;
    if (!*p->date && sil_tx_rule_match(d->rules, t, "date", SIL_TX_ANY, &b->run, false, &m)) {
        char *date = edtf(d, &b->run, &m);
        if (date)
            p->date = date;
    }
    if (!*p->degree && sil_tx_rule_match(d->rules, t, "degree", SIL_TX_ANY, &b->run, false, &m))
        p->degree = group(d, &b->run, &m);
    bool names_itself = b->type == SIL_AFFILIATION && !*p->institution && !sil_tx_rule_match(d->rules, t, "institution", SIL_TX_ANY, &b->run, false, &m);
    if (names_itself && sil_tx_rule_match(d->rules, t, "institute", SIL_TX_ANY, &b->run, false, &m))
        p->institution = group(d, &b->run, &m);
    if (!*p->institution && b->type != SIL_PAGE_HEADER && b->type != SIL_PAGE_FOOTER && sil_tx_rule_match(d->rules, t, "institution", SIL_TX_ANY, &b->run, false, &m))
        p->institution = group(d, &b->run, &m);
    if (sil_tx_rule_match(d->rules, t, "author", SIL_TX_ANY, &b->run, false, &m)) {
        sil_tx_run part = {.cp = b->run.cp + m.start[1], .src = b->run.src + m.start[1], .n = (size_t)(m.end[1] - m.start[1])};
        part.cap = part.n;
        s = authors(d, &part, sil_tx_run_lang(&part, "en"), err);
    }
    return s;
}

/* What the PDF says of itself is often the name of a file or of a program. */
static bool worth(const char *title)
{
    size_t n = sil_cp_count(title);
    if (n < 6 || strstr(title, ".hwp") || strstr(title, ".doc") || strstr(title, ".pdf") || strstr(title, ".indd") || strstr(title, "Microsoft Word"))
        return false;
    return strcasecmp(title, "untitled") != 0;
}

static sil_status from_file(sil_tx_doc *d, const sil_source *src, sil_err *err)
{
    sil_paper *p = &d->paper;
    sil_status s = SIL_OK;
    if (!src)
        return SIL_OK;
    if (!p->n_titles && src->title && worth(src->title))
        s = put(d, &p->titles, &p->n_titles, &p->cap_titles, sil_guess_lang(src->title), sil_strdup(d->arena, src->title), err);
    return s;
}

/* The title without the marks of notes that stand in it. */
static sil_status clean_title(sil_tx_doc *d, int index, sil_tx_run *out, sil_err *err)
{
    const sil_tx_run *r = &d->blocks[index].run;
    size_t from = 0;
    bool ok = true;
    for (size_t i = 0; i < d->n_blocks && ok; i++) {
        const sil_tx_block *n = &d->blocks[i];
        if (n->type != SIL_FOOTNOTE || n->ref != index || n->at_end <= n->at || (size_t)n->at < from)
            continue;
        ok = sil_tx_run_add_range(d->arena, out, r, from, (size_t)n->at);
        from = (size_t)n->at_end;
    }
    ok = ok && sil_tx_run_add_range(d->arena, out, r, from, r->n);
    while (ok && out->n && (out->cp[out->n - 1] == '*' || out->cp[out->n - 1] == ' '))
        out->n--;
    return ok ? SIL_OK : SIL_TX_NOMEM(err);
}

/* Whether a title goes on with the next block: a subtitle in dashes, or after a colon. */
static bool subtitle(sil_tx_doc *d, const sil_tx_run *title, int next)
{
    if (next >= (int)d->n_blocks || d->blocks[next].type != SIL_TITLE || !title->n)
        return false;
    int32_t last = title->cp[title->n - 1];
    if (last == ':' || last == 0xFF1A)
        return true;
    return sil_tx_rule_match(d->rules, &d->rules->header, "subtitle", SIL_TX_ANY, &d->blocks[next].run, true, NULL);
}

/* A title right below in the same language and smaller letters, without a dash. */
static bool smaller_title(const sil_tx_doc *d, size_t i, size_t next)
{
    if (next >= d->n_blocks || d->blocks[next].type != SIL_TITLE || d->blocks[i].page != d->blocks[next].page || strcmp(d->blocks[i].lang, d->blocks[next].lang))
        return false;
    const sil_tx_line *a = d->blocks[i].line >= 0 ? &d->lines[d->blocks[i].line] : NULL, *b = d->blocks[next].line >= 0 ? &d->lines[d->blocks[next].line] : NULL;
    return a && b && a->pixels && b->height * 100 < a->height * 85 && b->height * 100 > a->height * 40;
}

/* The title that begins at block *i, with its subtitles; *i moves to the last of them. */
static sil_status title(sil_tx_doc *d, size_t *i, sil_err *err)
{
    sil_paper *p = &d->paper;
    const char *lang = d->blocks[*i].lang;
    sil_tx_run all = {0};
    sil_status s = clean_title(d, (int)*i, &all, err);
    while (!s && subtitle(d, &all, (int)*i + 1)) {
        bool tight = !strncmp(lang, "zh", 2);
        ++*i;
        if (!tight && !sil_tx_run_put(d->arena, &all, ' ', -1))
            return SIL_TX_NOMEM(err);
        s = clean_title(d, (int)*i, &all, err);
    }
    if (!s && smaller_title(d, *i, *i + 1)) {
        if (!sil_tx_run_puts(d->arena, &all, strncmp(lang, "zh", 2) ? ": " : "\xEF\xBC\x9A", -1))
            return SIL_TX_NOMEM(err);
        s = clean_title(d, (int)++*i, &all, err);
    }
    return s ? s : put(d, &p->titles, &p->n_titles, &p->cap_titles, lang, sil_tx_run_text(d->arena, &all), err);
}

sil_status sil_tx_header(sil_tx_doc *d, const sil_source *source, sil_err *err)
{
    sil_paper *p = &d->paper;
    sil_status s = SIL_OK;
    char *empty = sil_strdup(d->arena, "");
    if (!empty)
        return SIL_TX_NOMEM(err);
    p->date = p->degree = p->institution = empty;
    int first = d->n_pages ? d->pages[0].page : 1, last = d->n_pages ? d->pages[d->n_pages - 1].page : 1;
    bool begun = false;
    for (size_t i = 0; i < d->n_blocks && !s; i++) {
        const sil_tx_block *b = &d->blocks[i];
        if (b->unreadable || b->type == SIL_TABLE || b->type == SIL_FIGURE || b->type == SIL_BIBLIOGRAPHY_ITEM)
            continue;
        if (b->type == SIL_TITLE) {
            s = title(d, &i, err);
            continue;
        }
        if (b->type == SIL_AUTHOR && !s)
            s = authors(d, &b->run, b->lang, err);
        if (b->type == SIL_KEYWORDS && !s) {
            sil_tx_match m;
            size_t from = sil_tx_rule_match(d->rules, &d->rules->sections, "keywords", SIL_TX_ANY, &b->run, true, &m) ? (size_t)m.end[0] : 0;
            s = split(d, &b->run, from, ",;\xE3\x80\x81\xEF\xBC\x8C\xEF\xBC\x9B", &p->keywords, &p->n_keywords, &p->cap_keywords, b->lang, err);
        }
        if (!s && b->type == SIL_FOOTNOTE && !*p->institution && b->page <= first + 1 && b->ref >= 0 && d->blocks[b->ref].type == SIL_AUTHOR) { /* * 누리대학교 국어국문학과 교수 */
            sil_tx_match m;
            if (sil_tx_rule_match(d->rules, &d->rules->header, "institution", SIL_TX_ANY, &b->run, false, &m))
                p->institution = group(d, &b->run, &m);
        }
        bool prose = b->type == SIL_PARAGRAPH && (b->run.n >= 120 || (b->run.n >= 60 && sil_tx_ends_sentence(&b->run)));
        if (b->type == SIL_HEADING || b->type == SIL_ABSTRACT || b->type == SIL_KEYWORDS || prose)
            begun = true;
        bool catalogue = b->page == first && sil_tx_rule_match(d->rules, &d->rules->header, "catalogue", SIL_TX_ANY, &b->run, true, NULL);
        /* Before the text begins, and in what stands around it; what the text speaks of is not the paper's own. */
        bool early = b->page <= first + 1 && (catalogue || b->type == SIL_PAGE_HEADER || b->type == SIL_PAGE_FOOTER || b->type == SIL_AFFILIATION || (!begun && b->type == SIL_PARAGRAPH && b->page == first && b->run.n < 200));
        if (!s && (b->page <= first + 1 || b->page == last))
            s = from_patterns(d, b, early, err);
    }
    return s ? s : from_file(d, source, err);
}
