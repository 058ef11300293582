/* core/page_read.c: PAGE XML as a page (sillok/foreign.h). */
#include <libxml/parser.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "alto_value.h"
#include "foreign.h"
#include "sillok/text.h"

typedef struct region {
    char *id;
    sil_zone zone;
    size_t rank; /* in the reading order; those without come last, in the order of the file */
} region;

typedef struct reader {
    sil_arena *a;
    bool nomem;
    region *regions;
    size_t n_regions, cap_regions;
    char **order; /* ids of regions */
    size_t n_order, cap_order;
} reader;

static bool is(const xmlNode *n, const char *name)
{
    return n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0;
}

static const xmlNode *child(const xmlNode *n, const char *name)
{
    for (n = n->children; n && !is(n, name); n = n->next)
        ;
    return n;
}

static int attr_int(reader *r, const xmlNode *n, const char *name)
{
    char *v = sil_foreign_attr(r->a, n, name);
    return v ? sil_alto_pixels(strtod(v, NULL)) : 0;
}

static void include(sil_box *b, double x, double y, bool *first)
{
    int px = sil_alto_pixels(x), py = sil_alto_pixels(y);
    if (*first)
        *b = (sil_box){px, py, px, py};
    *first = false;
    b->x0 = px < b->x0 ? px : b->x0, b->x1 = px > b->x1 ? px : b->x1;
    b->y0 = py < b->y0 ? py : b->y0, b->y1 = py > b->y1 ? py : b->y1;
}

/* The box around the polygon of an element: points="x,y x,y" since 2013, before that <Point x="" y=""/>. */
static sil_box box_of(reader *r, const xmlNode *n)
{
    sil_box b = {0, 0, 0, 0};
    bool first = true;
    const xmlNode *c = child(n, "Coords");
    char *points = c ? sil_foreign_attr(r->a, c, "points") : NULL;
    for (char *p = points; p && *p;) {
        char *comma, *end;
        double x = strtod(p, &comma), y = *comma == ',' ? strtod(comma + 1, &end) : 0;
        if (comma == p || *comma != ',' || end == comma + 1)
            break;
        include(&b, x, y, &first);
        p = end;
    }
    for (const xmlNode *p = c && !points ? c->children : NULL; p; p = p->next)
        if (is(p, "Point"))
            include(&b, attr_int(r, p, "x"), attr_int(r, p, "y"), &first);
    return b;
}

/* The text of an element: of several TextEquiv that with the lowest index. *conf: 1 when it says none. others: the rest, of a word. */
static char *text_of(reader *r, const xmlNode *n, double *conf, sil_word *word)
{
    long best = LONG_MAX;
    char *text = NULL;
    for (const xmlNode *e = n->children; e; e = e->next) {
        const xmlNode *u = is(e, "TextEquiv") ? child(e, "Unicode") : NULL;
        if (!u)
            continue;
        char *index = sil_foreign_attr(r->a, e, "index"), *c = sil_foreign_attr(r->a, e, "conf"), *copy;
        long rank = index ? strtol(index, NULL, 10) : text ? LONG_MAX - 1 : 0;
        xmlChar *s = xmlNodeGetContent(u);
        copy = sil_strdup(r->a, s ? (const char *)s : "");
        xmlFree(s);
        if (!copy) {
            r->nomem = true;
            return NULL;
        }
        char *lost = copy;
        if (rank < best) {
            lost = text;
            best = rank;
            text = copy;
            *conf = c ? strtod(c, NULL) : 1;
        }
        if (word && lost) {
            char **o = SIL_PUSH(r->a, word->others, word->n_others, word->cap_others);
            if (o)
                *o = lost;
            r->nomem |= !o;
        }
    }
    if (!(*conf >= 0 && *conf <= 1))
        *conf = 1;
    return text;
}

/* Where the spaces are: the words of the line are looked for in its own text, one behind the other. */
static void place_spaces(sil_line *l, const char *text)
{
    for (size_t i = 0; i < l->n_words; i++) {
        const char *at = text ? strstr(text, l->words[i].text) : NULL;
        if (at) {
            text = at + strlen(l->words[i].text);
            l->words[i].space_after = *text == ' ' || *text == '\t' || *text == '\n' || strncmp(text, "\xC2\xA0", 2) == 0 || strncmp(text, "\xE3\x80\x80", 3) == 0;
        } else {
            l->words[i].space_after = true;
            text = NULL; /* they do not agree: from here on, a space behind each word */
        }
    }
}

static const char *lang_of(reader *r, const xmlNode *n, const char *name, const char *inherited)
{
    const char *own = sil_foreign_lang(sil_foreign_attr(r->a, n, name));
    return own ? own : inherited;
}

static void line(reader *r, const xmlNode *n, sil_zone *z)
{
    sil_line *l = SIL_PUSH(r->a, z->lines, z->n_lines, z->cap_lines);
    double conf = 1;
    bool after;
    if (!l) {
        r->nomem = true;
        return;
    }
    l->box = box_of(r, n);
    l->lang = lang_of(r, n, "primaryLanguage", z->lang);
    char *text = text_of(r, n, &conf, NULL);
    for (const xmlNode *w = n->children; w && !r->nomem; w = w->next) {
        double c = 1;
        size_t before = l->n_words;
        sil_word found = {.text = NULL};
        char *s = is(w, "Word") ? text_of(r, w, &c, &found) : NULL;
        const char *own = s ? lang_of(r, w, "language", lang_of(r, w, "primaryLanguage", NULL)) : NULL;
        if (s && !sil_foreign_words(r->a, l, s, box_of(r, w), c, own && (!l->lang || strcmp(own, l->lang)) ? own : NULL, &after))
            r->nomem = true;
        if (l->n_words == before + 1) {
            l->words[before].others = found.others;
            l->words[before].n_others = found.n_others;
            l->words[before].cap_others = found.cap_others;
        }
    }
    if (l->n_words)
        place_spaces(l, text);
    else if (text && !sil_foreign_words(r->a, l, text, l->box, conf, NULL, &after))
        r->nomem = true;
    if (!l->n_words)
        z->n_lines--;
}

/* A region of which only the text is given: a line a line of it, of equal heights. */
static void text_alone(reader *r, const xmlNode *n, sil_zone *z)
{
    double conf = 1;
    char *text = text_of(r, n, &conf, NULL);
    int lines = 1, k = 0, height = z->box.y1 - z->box.y0;
    for (const char *c = text; c && *c; c++)
        lines += *c == '\n';
    for (char *at = text, *next; at && !r->nomem; at = next, k++) {
        bool after;
        size_t len = strcspn(at, "\n");
        next = at[len] ? at + len + 1 : NULL;
        at[len] = 0;
        sil_line *l = SIL_PUSH(r->a, z->lines, z->n_lines, z->cap_lines);
        if (!l) {
            r->nomem = true;
            return;
        }
        l->lang = z->lang;
        l->box = (sil_box){z->box.x0, z->box.y0 + (int)((int64_t)height * k / lines), z->box.x1, z->box.y0 + (int)((int64_t)height * (k + 1) / lines)};
        r->nomem |= !sil_foreign_words(r->a, l, at, l->box, conf, NULL, &after);
        if (!l->n_words)
            z->n_lines--;
    }
}

static bool kind_of(const xmlNode *n, sil_zone_kind *kind)
{
    static const struct { const char *name; sil_zone_kind kind; } known[] = {
        {"TextRegion", SIL_ZONE_TEXT}, {"TableCell", SIL_ZONE_TEXT}, {"TableRegion", SIL_ZONE_TABLE}, {"SeparatorRegion", SIL_ZONE_RULE}, {"ImageRegion", SIL_ZONE_FIGURE}, {"GraphicRegion", SIL_ZONE_FIGURE},
        {"ChartRegion", SIL_ZONE_FIGURE}, {"LineDrawingRegion", SIL_ZONE_FIGURE}, {"MapRegion", SIL_ZONE_FIGURE}, {"MathsRegion", SIL_ZONE_FIGURE}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (is(n, known[i].name)) {
            *kind = known[i].kind;
            return true;
        }
    return false;
}

static void visit_region(reader *r, const xmlNode *n, sil_zone_kind kind, sil_zone *table, const char *lang, int depth)
{
    sil_zone z = {.kind = kind, .box = box_of(r, n), .lang = lang_of(r, n, "primaryLanguage", lang)};
    sil_zone_kind inner;
    char *turned = sil_foreign_attr(r->a, n, "orientation");
    double degrees = turned ? strtod(turned, NULL) : 0;
    if (depth > 16)
        return;
    z.rotation = degrees > -3600 && degrees < 3600 ? (sil_alto_pixels(degrees) % 360 + 360) % 360 : 0;
    for (const xmlNode *c = n->children; c && kind == SIL_ZONE_TEXT && !r->nomem; c = c->next)
        if (is(c, "TextLine"))
            line(r, c, &z);
    if (kind == SIL_ZONE_TEXT && !z.n_lines)
        text_alone(r, n, &z);
    for (const xmlNode *c = n->children; c && kind == SIL_ZONE_TABLE && !r->nomem; c = c->next)
        if (kind_of(c, &inner) && inner == SIL_ZONE_TEXT)
            visit_region(r, c, inner, &z, z.lang, depth + 1);
    if (table) {
        sil_zone *to = SIL_PUSH(r->a, table->cells, table->n_cells, table->cap_cells);
        if (to)
            *to = z;
        r->nomem |= !to;
    } else if (kind != SIL_ZONE_TEXT || z.n_lines) {
        region *to = SIL_PUSH(r->a, r->regions, r->n_regions, r->cap_regions);
        if (to)
            *to = (region){sil_foreign_attr(r->a, n, "id"), z, 0};
        r->nomem |= !to;
    }
    for (const xmlNode *c = n->children; c && kind == SIL_ZONE_TEXT && !r->nomem; c = c->next) /* regions within a region of text stand for themselves */
        if (kind_of(c, &inner))
            visit_region(r, c, inner, table, z.lang, depth + 1);
}

/* ---- the order in which they are read ---------------------------------------------------------------------------------------------- */

typedef struct ranked {
    const xmlNode *node;
    long index;
    size_t at;
} ranked;

static int by_index(const void *x, const void *y)
{
    const ranked *a = x, *b = y;
    return a->index != b->index ? (a->index < b->index ? -1 : 1) : a->at < b->at ? -1 : a->at > b->at;
}

static void read_order(reader *r, const xmlNode *group, int depth)
{
    ranked *list = NULL;
    size_t n = 0, cap = 0;
    for (const xmlNode *c = group->children; c && depth < 16; c = c->next) {
        if (c->type != XML_ELEMENT_NODE)
            continue;
        ranked *to = SIL_PUSH(r->a, list, n, cap);
        char *index = sil_foreign_attr(r->a, c, "index");
        if (!to) {
            r->nomem = true;
            return;
        }
        *to = (ranked){c, index ? strtol(index, NULL, 10) : LONG_MAX, n};
    }
    if (n)
        qsort(list, n, sizeof *list, by_index);
    for (size_t i = 0; i < n && !r->nomem; i++) {
        char *ref = sil_foreign_attr(r->a, list[i].node, "regionRef"), **to = ref ? SIL_PUSH(r->a, r->order, r->n_order, r->cap_order) : NULL;
        if (to)
            *to = ref;
        r->nomem |= ref && !to;
        read_order(r, list[i].node, depth + 1);
    }
}

typedef struct place {
    const char *id;
    size_t at;
} place;

static int by_id(const void *x, const void *y)
{
    const place *a = x, *b = y;
    int c = strcmp(a->id, b->id);
    return c ? c : a->at < b->at ? -1 : a->at > b->at;
}

static int by_rank(const void *x, const void *y)
{
    size_t a = ((const region *)x)->rank, b = ((const region *)y)->rank;
    return a < b ? -1 : a > b;
}

/* Rules and whatever the order leaves out keep their place in the file behind the region before them. */
static sil_status put_in_order(reader *r, sil_page *p, sil_err *err)
{
    place *ids = sil_alloc(r->a, (r->n_order + 1) * sizeof *ids);
    sil_zone *zones = sil_alloc(r->a, (r->n_regions + 1) * sizeof *zones);
    if (!ids || !zones)
        return sil_fail(err, SIL_NOMEM, "no memory to read a PAGE file");
    for (size_t i = 0; i < r->n_order; i++)
        ids[i] = (place){r->order[i], i};
    if (r->n_order)
        qsort(ids, r->n_order, sizeof *ids, by_id);
    size_t rank = 0;
    for (size_t i = 0; i < r->n_regions; i++) {
        const place key = {r->regions[i].id ? r->regions[i].id : "", 0}, *found = NULL;
        size_t low = 0, high = r->n_order;
        while (low < high) { /* the first place of this id */
            size_t mid = low + (high - low) / 2;
            if (strcmp(ids[mid].id, key.id) < 0)
                low = mid + 1;
            else
                high = mid;
        }
        if (low < r->n_order && strcmp(ids[low].id, key.id) == 0)
            found = &ids[low];
        rank = found ? (found->at + 1) * (r->n_regions + 1) : rank + 1;
        r->regions[i].rank = rank;
    }
    if (r->n_regions)
        qsort(r->regions, r->n_regions, sizeof *r->regions, by_rank);
    for (size_t i = 0; i < r->n_regions; i++)
        zones[i] = r->regions[i].zone;
    p->zones = zones;
    p->n_zones = p->cap_zones = r->n_regions;
    return SIL_OK;
}

/* ---- the whole --------------------------------------------------------------------------------------------------------------------- */

static sil_status read_doc(sil_arena *a, xmlDocPtr doc, sil_page *p, sil_err *err)
{
    const xmlNode *root = xmlDocGetRootElement(doc), *page, *n;
    reader r = {.a = a};
    sil_zone_kind kind;
    if (doc->intSubset && (doc->intSubset->entities || doc->intSubset->pentities))
        return sil_fail(err, SIL_FORMAT, "it declares entities, which PAGE has no use for");
    if (!root || !is(root, "PcGts"))
        return sil_fail(err, SIL_FORMAT, "this XML is not PAGE: its root element is <%.60s>", root ? (const char *)root->name : "");
    if (!(page = child(root, "Page")))
        return sil_fail(err, SIL_FORMAT, "this PAGE has no Page");
    p->page = 1;
    p->width = attr_int(&r, page, "imageWidth");
    p->height = attr_int(&r, page, "imageHeight");
    const char *lang = lang_of(&r, page, "primaryLanguage", NULL);
    for (n = page->children; n && !r.nomem; n = n->next)
        if (is(n, "ReadingOrder"))
            read_order(&r, n, 0);
        else if (kind_of(n, &kind))
            visit_region(&r, n, kind, NULL, lang, 0);
    n = child(root, "Metadata");
    n = n ? child(n, "Creator") : NULL;
    xmlChar *creator = n ? xmlNodeGetContent(n) : NULL;
    p->engine = sil_strdup(a, creator && *creator ? (const char *)creator : "PAGE");
    xmlFree(creator);
    p->models = sil_strdup(a, "");
    p->note = sil_strdup(a, "taken over from PAGE XML");
    if (r.nomem || !p->engine || !p->models || !p->note)
        return sil_fail(err, SIL_NOMEM, "no memory to read a PAGE file");
    sil_status s = put_in_order(&r, p, err);
    if (!s)
        sil_foreign_finish(p);
    return s;
}

sil_status sil_page_xml_parse(sil_arena *a, const char *xml, size_t len, sil_page *page, sil_err *err)
{
    memset(page, 0, sizeof *page);
    if (len > INT_MAX)
        return sil_fail(err, SIL_LIMIT, "a PAGE file of %zu bytes is too long", len);
    xmlParserCtxtPtr ctx = xmlNewParserCtxt();
    if (!ctx)
        return sil_fail(err, SIL_NOMEM, "no memory to read a PAGE file");
    xmlDocPtr doc = len ? xmlCtxtReadMemory(ctx, xml, (int)len, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING) : NULL;
    const xmlError *e = xmlCtxtGetLastError(ctx);
    sil_status s = doc ? read_doc(a, doc, page, err) : sil_fail(err, SIL_FORMAT, "not well-formed XML, line %d: %.200s", e ? e->line : 0, e && e->message ? e->message : "the file is empty");
    if (s && err) /* the parser ends its sentences with a newline */
        err->text[strcspn(err->text, "\n")] = 0;
    if (doc)
        xmlFreeDoc(doc);
    xmlFreeParserCtxt(ctx);
    return s;
}
