/* core/hocr_read.c: hOCR as pages (sillok/foreign.h), by libxml2's reader of HTML, which takes XHTML and what only looks like it. */
#include <libxml/HTMLparser.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "alto_value.h"
#include "foreign.h"
#include "sillok/text.h"

typedef struct reader {
    sil_arena *a;
    sil_page *pages;
    size_t n_pages, cap_pages;
    bool nomem, in_page, in_cell;
    sil_zone *table;            /* open table: careas in it are cells */
    sil_box around;             /* of the innermost open block */
    const char *lang;           /* of the innermost open element that says it */
    bool fresh;                 /* the next line begins a zone */
    sil_line *line;
    bool has_words;             /* the open line has elements of words */
    char *engine;
    int depth;
} reader;

/* What a class name means to us. */
typedef enum role { R_NONE, R_PAGE, R_BLOCK, R_TABLE, R_FIGURE, R_RULE, R_LINE, R_WORD } role;

static role role_of(const char *classes)
{
    static const struct { const char *name; role r; } known[] = {
        {"ocr_page", R_PAGE}, {"ocr_carea", R_BLOCK}, {"ocrx_block", R_BLOCK}, {"ocr_par", R_BLOCK}, {"ocr_table", R_TABLE}, {"ocr_photo", R_FIGURE}, {"ocr_image", R_FIGURE},
        {"ocr_linedrawing", R_FIGURE}, {"ocr_separator", R_RULE}, {"ocr_line", R_LINE}, {"ocrx_line", R_LINE}, {"ocr_header", R_LINE}, {"ocr_footer", R_LINE}, {"ocr_caption", R_LINE},
        {"ocr_textfloat", R_LINE}, {"ocr_pageno", R_LINE}, {"ocrx_word", R_WORD}, {"ocr_word", R_WORD}};
    for (const char *c = classes; c && *c;) {
        size_t n = strcspn(c, " \t\r\n");
        for (size_t i = 0; i < sizeof known / sizeof *known; i++)
            if (strlen(known[i].name) == n && strncmp(c, known[i].name, n) == 0)
                return known[i].r;
        c += n + strspn(c + n, " \t\r\n");
    }
    return R_NONE;
}

/* What stands behind a property's name in a title: `bbox 1 2 3 4; x_wconf 93`; NULL when it is not there. */
static const char *property(const char *title, const char *name)
{
    size_t n = strlen(name);
    for (const char *t = title; t && *t;) {
        t += strspn(t, " \t\r\n;");
        if (strncmp(t, name, n) == 0 && (t[n] == ' ' || t[n] == '\t'))
            return t + n + 1;
        for (bool quoted = false; *t && (quoted || *t != ';'); t++) /* a file's name may hold anything */
            quoted ^= *t == '"';
    }
    return NULL;
}

static bool box_of(const char *title, sil_box *b)
{
    const char *s = property(title, "bbox");
    double v[4];
    for (int i = 0; s && i < 4; i++) {
        char *end;
        v[i] = strtod(s, &end);
        if (end == s)
            return false;
        s = end;
    }
    if (s)
        *b = (sil_box){sil_alto_pixels(v[0]), sil_alto_pixels(v[1]), sil_alto_pixels(v[2]), sil_alto_pixels(v[3])};
    return s != NULL;
}

static sil_page *page_now(reader *r)
{
    return &r->pages[r->n_pages - 1];
}

static sil_zone *add_zone(reader *r, sil_zone_kind kind, sil_box box)
{
    sil_page *p = page_now(r);
    sil_zone *z = r->table && kind == SIL_ZONE_TEXT ? SIL_PUSH(r->a, r->table->cells, r->table->n_cells, r->table->cap_cells) : SIL_PUSH(r->a, p->zones, p->n_zones, p->cap_zones);
    if (z)
        *z = (sil_zone){.kind = kind, .box = box};
    r->nomem |= !z;
    return z;
}

static void visit_all(reader *r, const xmlNode *first);

static void page(reader *r, const xmlNode *n, const char *title)
{
    sil_page *p = SIL_PUSH(r->a, r->pages, r->n_pages, r->cap_pages);
    sil_box b = {0, 0, 0, 0};
    if (!p) {
        r->nomem = true;
        return;
    }
    box_of(title, &b);
    p->page = (int)r->n_pages;
    p->width = b.x1 > 0 ? b.x1 : 0;
    p->height = b.y1 > 0 ? b.y1 : 0;
    p->engine = r->engine;
    r->around = b;
    r->in_page = r->fresh = true;
    visit_all(r, n->children);
    r->in_page = false;
}

static void line(reader *r, const xmlNode *n, const char *title)
{
    sil_page *p = page_now(r);
    sil_zone *z = r->table ? (r->table->n_cells ? &r->table->cells[r->table->n_cells - 1] : NULL) : p->n_zones ? &p->zones[p->n_zones - 1] : NULL;
    if (r->fresh || !z || z->kind != SIL_ZONE_TEXT) {
        z = add_zone(r, SIL_ZONE_TEXT, r->around);
        if (!z)
            return;
        const char *angle = property(title, "textangle");
        double turned = angle ? strtod(angle, NULL) : 0;
        z->rotation = turned > -3600 && turned < 3600 ? ((360 - sil_alto_pixels(turned)) % 360 + 360) % 360 : 0;
        r->fresh = false;
    }
    if (!z->lang)
        z->lang = r->lang;
    sil_line *l = SIL_PUSH(r->a, z->lines, z->n_lines, z->cap_lines);
    if (!l) {
        r->nomem = true;
        return;
    }
    box_of(title, &l->box);
    l->lang = r->lang;
    r->line = l;
    r->has_words = false;
    visit_all(r, n->children);
    if (!r->has_words) { /* an engine that finds lines only */
        xmlChar *text = xmlNodeGetContent(n);
        bool after;
        r->nomem |= text && !sil_foreign_words(r->a, l, (const char *)text, l->box, 1, NULL, &after);
        xmlFree(text);
    }
    r->line = NULL;
    if (!l->n_words)
        z->n_lines--;
}

static void word(reader *r, const xmlNode *n, const char *title)
{
    sil_box b = {0, 0, 0, 0};
    const char *conf = property(title, "x_wconf");
    double c = conf ? strtod(conf, NULL) / 100 : 1;
    xmlChar *text = xmlNodeGetContent(n);
    bool after = false;
    r->has_words = true;
    box_of(title, &b);
    if (text && !sil_foreign_words(r->a, r->line, (const char *)text, b, c >= 0 && c <= 1 ? c : 1, r->lang == r->line->lang ? NULL : r->lang, &after))
        r->nomem = true;
    if (after && r->line->n_words)
        r->line->words[r->line->n_words - 1].space_after = true;
    xmlFree(text);
}

/* An element: what it is by its class, and what stands in it. */
static void visit(reader *r, const xmlNode *n)
{
    char *classes = sil_foreign_attr(r->a, n, "class"), *title = sil_foreign_attr(r->a, n, "title"), *lang = sil_foreign_attr(r->a, n, "lang");
    const char *old_lang = r->lang, *own = sil_foreign_lang(lang);
    sil_box old_around = r->around, box = r->around;
    role what = role_of(classes);
    if (own)
        r->lang = own;
    if (what == R_PAGE && !r->in_page) {
        page(r, n, title);
    } else if (!r->in_page || (what == R_WORD && !r->line) || (what == R_LINE && r->line)) {
        visit_all(r, n->children);
    } else if (what == R_LINE) {
        line(r, n, title);
    } else if (what == R_WORD) {
        word(r, n, title);
    } else if (what == R_FIGURE || what == R_RULE) {
        if (box_of(title, &box))
            add_zone(r, what == R_RULE ? SIL_ZONE_RULE : SIL_ZONE_FIGURE, box);
        r->fresh = true;
    } else if (what == R_TABLE && !r->table) {
        box_of(title, &box);
        r->table = add_zone(r, SIL_ZONE_TABLE, box);
        r->fresh = true;
        if (r->table)
            visit_all(r, n->children);
        r->table = NULL;
        r->fresh = true;
    } else if (what == R_BLOCK && r->table && !r->line && !r->in_cell) { /* a cell is a cell, be it empty */
        box_of(title, &r->around);
        if (add_zone(r, SIL_ZONE_TEXT, r->around)) {
            r->in_cell = true;
            r->fresh = false;
            visit_all(r, n->children);
        }
        r->in_cell = false;
        r->fresh = true;
    } else {
        bool block = what == R_BLOCK && !r->line && !r->in_cell;
        if (block) {
            box_of(title, &r->around);
            r->fresh = true;
        }
        visit_all(r, n->children);
        if (block)
            r->fresh = true;
    }
    r->around = old_around;
    r->lang = old_lang;
}

static void visit_all(reader *r, const xmlNode *first)
{
    if (r->depth >= SIL_FOREIGN_DEPTH)
        return;
    r->depth++;
    for (const xmlNode *n = first; n && !r->nomem; n = n->next) {
        if (n->type == XML_ELEMENT_NODE)
            visit(r, n);
        else if (n->type == XML_TEXT_NODE && r->line && r->line->n_words && n->content && n->content[strspn((const char *)n->content, " \t\r\n")] == 0 && *n->content)
            r->line->words[r->line->n_words - 1].space_after = true;
    }
    r->depth--;
}

/* <meta name="ocr-system" content="...">, anywhere in the head. */
static char *find_engine(reader *r, const xmlNode *n, int depth)
{
    for (; n && depth < 6; n = n->next) {
        char *name = n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, "meta") == 0 ? sil_foreign_attr(r->a, n, "name") : NULL;
        char *found = name && strcmp(name, "ocr-system") == 0 ? sil_foreign_attr(r->a, n, "content") : n->type == XML_ELEMENT_NODE ? find_engine(r, n->children, depth + 1) : NULL;
        if (found)
            return found;
    }
    return NULL;
}

sil_status sil_hocr_parse(sil_arena *a, const char *html, size_t len, sil_page **pages, size_t *n, sil_err *err)
{
    enum { QUIET = HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_RECOVER };
    reader r = {.a = a};
    *pages = NULL;
    *n = 0;
    if (len > INT_MAX)
        return sil_fail(err, SIL_LIMIT, "a hOCR file of %zu bytes is too long", len);
    htmlDocPtr doc = len ? htmlReadMemory(html, (int)len, NULL, sil_utf8_valid(html, len) ? "UTF-8" : NULL, QUIET) : NULL;
    if (!doc)
        return sil_fail(err, SIL_FORMAT, "this is no HTML that can be read");
    r.engine = find_engine(&r, doc->children, 0);
    visit_all(&r, doc->children);
    xmlFreeDoc(doc);
    if (r.nomem)
        return sil_fail(err, SIL_NOMEM, "no memory to read a hOCR file");
    if (!r.n_pages)
        return sil_fail(err, SIL_FORMAT, "this HTML is not hOCR: no element has the class ocr_page");
    for (size_t i = 0; i < r.n_pages; i++) {
        sil_page *p = &r.pages[i];
        sil_foreign_finish(p);
        p->engine = p->engine ? p->engine : sil_strdup(a, "hOCR");
        p->models = sil_strdup(a, "");
        p->note = sil_strdup(a, "taken over from hOCR");
        if (!p->engine || !p->models || !p->note)
            return sil_fail(err, SIL_NOMEM, "no memory to read a hOCR file");
    }
    *pages = r.pages;
    *n = r.n_pages;
    return SIL_OK;
}
