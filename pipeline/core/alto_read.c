/* core/alto_read.c: ALTO 2, 3 and 4, our own or another engine's, into a page. Nothing is read from outside the bytes. */
#include <limits.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sillok/alto.h"
#include "sillok/file.h"
#include "sillok/json.h"

typedef struct reader {
    sil_arena *a;
    double scale; /* from the file's measurement unit to pixels */
    bool nomem;
} reader;

static bool is(const xmlNode *n, const char *name)
{
    return n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0;
}

static char *attr(reader *r, const xmlNode *n, const char *name)
{
    xmlChar *v = xmlGetNoNsProp(n, BAD_CAST name);
    if (!v)
        return NULL;
    char *s = sil_strdup(r->a, (const char *)v);
    xmlFree(v);
    r->nomem |= !s;
    return s;
}

static double number(reader *r, const xmlNode *n, const char *name, double dflt)
{
    char *s = attr(r, n, name);
    return s && *s ? strtod(s, NULL) : dflt;
}

/* Value in pixels, kept within what an int holds. */
static int pixels(double v)
{
    if (!(v > -1e8))
        return 0;
    return v < 1e8 ? (int)lround(v) : 100000000;
}

static sil_box box_of(reader *r, const xmlNode *n)
{
    double x = number(r, n, "HPOS", 0) * r->scale, y = number(r, n, "VPOS", 0) * r->scale;
    sil_box b = {pixels(x), pixels(y), pixels(x + number(r, n, "WIDTH", 0) * r->scale), pixels(y + number(r, n, "HEIGHT", 0) * r->scale)};
    return b;
}

static xmlNode *child(const xmlNode *n, const char *name)
{
    for (xmlNode *c = n ? n->children : NULL; c; c = c->next)
        if (is(c, name))
            return c;
    return NULL;
}

static char *content(reader *r, const xmlNode *n)
{
    xmlChar *v = n ? xmlNodeGetContent(n) : NULL;
    char *s = v ? sil_strdup(r->a, (const char *)v) : sil_alloc(r->a, 1);
    xmlFree(v);
    r->nomem |= !s;
    return s;
}

static void read_word(reader *r, const xmlNode *n, sil_line *l)
{
    sil_word *w = SIL_PUSH(r->a, l->words, l->n_words, l->cap_words);
    if (!w) {
        r->nomem = true;
        return;
    }
    w->id = attr(r, n, "ID");
    w->text = attr(r, n, "CONTENT");
    if (!w->text)
        w->text = sil_alloc(r->a, 1);
    w->box = box_of(r, n);
    w->conf = number(r, n, "WC", 1);
    w->lang = attr(r, n, "LANG");
    char *cs = attr(r, n, "CS");
    w->changed = cs && (strcmp(cs, "true") == 0 || strcmp(cs, "1") == 0);
    for (xmlNode *c = n->children; c; c = c->next)
        if (is(c, "ALTERNATIVE")) {
            char **o = SIL_PUSH(r->a, w->others, w->n_others, w->cap_others);
            if (o)
                *o = content(r, c);
            else
                r->nomem = true;
        }
}

static void read_line(reader *r, const xmlNode *n, sil_zone *z)
{
    sil_line *l = SIL_PUSH(r->a, z->lines, z->n_lines, z->cap_lines);
    if (!l) {
        r->nomem = true;
        return;
    }
    l->id = attr(r, n, "ID");
    l->lang = attr(r, n, "LANG");
    l->box = box_of(r, n);
    char *tags = attr(r, n, "TAGREFS");
    l->unreadable = tags && strcmp(tags, "unreadable") == 0;
    for (xmlNode *c = n->children; c; c = c->next) {
        if (is(c, "String"))
            read_word(r, c, l);
        else if (l->n_words && is(c, "SP"))
            l->words[l->n_words - 1].space_after = true;
        else if (l->n_words && is(c, "HYP"))
            l->words[l->n_words - 1].hyphen = true;
    }
    if (l->n_words)
        l->words[l->n_words - 1].space_after = false;
    if (sil_box_empty(l->box))
        for (size_t i = 0; i < l->n_words; i++)
            l->box = sil_box_union(l->box, l->words[i].box);
}

static void read_zone(reader *r, const xmlNode *n, sil_zone **list, size_t *count, size_t *cap, int depth);

static bool is_zone(const xmlNode *n)
{
    return is(n, "TextBlock") || is(n, "ComposedBlock") || is(n, "Illustration") || is(n, "GraphicalElement");
}

static void read_zones(reader *r, const xmlNode *parent, sil_zone **list, size_t *count, size_t *cap, int depth)
{
    for (xmlNode *c = parent->children; c; c = c->next)
        if (is_zone(c))
            read_zone(r, c, list, count, cap, depth);
}

static void read_zone(reader *r, const xmlNode *n, sil_zone **list, size_t *count, size_t *cap, int depth)
{
    if (depth > 16)
        return;
    char *type = is(n, "ComposedBlock") ? attr(r, n, "TYPE") : NULL;
    bool table = type && strcmp(type, "table") == 0;
    if (is(n, "ComposedBlock") && !table) { /* a group of another engine: its parts stand for themselves */
        read_zones(r, n, list, count, cap, depth + 1);
        return;
    }
    sil_zone *z = SIL_PUSH(r->a, *list, *count, *cap);
    if (!z) {
        r->nomem = true;
        return;
    }
    z->kind = table ? SIL_ZONE_TABLE : is(n, "Illustration") ? SIL_ZONE_FIGURE : is(n, "GraphicalElement") ? SIL_ZONE_RULE : SIL_ZONE_TEXT;
    z->id = attr(r, n, "ID");
    z->box = box_of(r, n);
    z->lang = attr(r, n, "LANG");
    z->rotation = (360 - pixels(number(r, n, "ROTATION", 0)) % 360) % 360;
    if (table) {
        read_zones(r, n, &z->cells, &z->n_cells, &z->cap_cells, depth + 1);
    } else {
        for (xmlNode *c = n->children; c; c = c->next)
            if (is(c, "TextLine"))
                read_line(r, c, z);
    }
    if (sil_box_empty(z->box)) {
        for (size_t i = 0; i < z->n_lines; i++)
            z->box = sil_box_union(z->box, z->lines[i].box);
        for (size_t i = 0; i < z->n_cells; i++)
            z->box = sil_box_union(z->box, z->cells[i].box);
    }
}

static void read_description(reader *r, const xmlNode *root, sil_page *p, int dpi)
{
    xmlNode *d = child(root, "Description"), *unit = child(d, "MeasurementUnit");
    if (unit) {
        char *u = content(r, unit);
        if (u && strcmp(u, "mm10") == 0)
            r->scale = dpi / 254.0;
        else if (u && strcmp(u, "inch1200") == 0)
            r->scale = dpi / 1200.0;
    }
    xmlNode *img = child(child(d, "sourceImageInformation"), "fileName");
    p->image = img ? content(r, img) : NULL;
    for (xmlNode *c = d ? d->children : NULL; c; c = c->next) {
        if (!is(c, "Processing") && !is(c, "OCRProcessing"))
            continue;
        char *id = attr(r, c, "ID");
        xmlNode *step = is(c, "OCRProcessing") ? child(c, "ocrProcessingStep") : c;
        if (id && strcmp(id, "sillok") == 0) {
            p->note = content(r, child(step, "processingStepDescription"));
        } else {
            xmlNode *soft = child(step, "processingSoftware");
            p->engine = content(r, child(soft, "softwareName"));
            p->models = content(r, child(step, "processingStepSettings"));
        }
    }
}

static void read_head(reader *r, const xmlNode *n, sil_page *p)
{
    for (; n; n = n->prev)
        if (n->type == XML_PI_NODE && strcmp((const char *)n->name, "sillok") == 0 && n->content) {
            json_t *j = NULL;
            if (!sil_json_parse((const char *)n->content, strlen((const char *)n->content), "head", &j, NULL))
                p->head = sil_json_dump(r->a, j);
            json_decref(j);
            return;
        }
}

static void mean_confidence(sil_page *p)
{
    double sum = 0, weight = 0;
    for (size_t i = 0; i < p->n_zones; i++)
        for (size_t c = 0; c <= p->zones[i].n_cells; c++) {
            const sil_zone *z = c ? &p->zones[i].cells[c - 1] : &p->zones[i];
            for (size_t l = 0; l < z->n_lines; l++)
                for (size_t k = 0; k < z->lines[l].n_words; k++) {
                    double n = (double)strlen(z->lines[l].words[k].text);
                    sum += n * z->lines[l].words[k].conf;
                    weight += n;
                }
        }
    p->conf = weight > 0 ? sum / weight : 0;
}

static sil_status read_root(reader *r, const xmlNode *root, int dpi, sil_page *p, sil_err *err)
{
    if (!root || !is(root, "alto"))
        return sil_fail(err, SIL_FORMAT, "this XML is not ALTO: its root element is <%s>", root ? (const char *)root->name : "nothing");
    read_head(r, root, p);
    read_description(r, root, p, dpi);
    xmlNode *page = child(child(root, "Layout"), "Page");
    if (!page)
        return sil_fail(err, SIL_FORMAT, "this ALTO has no Page in its Layout");
    char *id = attr(r, page, "ID"), *class = attr(r, page, "PAGECLASS");
    p->page = id && id[0] == 'p' ? (int)strtol(id + 1, NULL, 10) : 0;
    if (p->page < 1 || p->page > 999999)
        p->page = 1;
    p->pixels = !(class && strcmp(class, "grid") == 0);
    p->width = pixels(number(r, page, "WIDTH", 0) * r->scale);
    p->height = pixels(number(r, page, "HEIGHT", 0) * r->scale);
    static const char *const spaces[] = {"TopMargin", "LeftMargin", "PrintSpace", "RightMargin", "BottomMargin"};
    read_zones(r, page, &p->zones, &p->n_zones, &p->cap_zones, 0);
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++) {
        xmlNode *space = child(page, spaces[i]);
        if (space)
            read_zones(r, space, &p->zones, &p->n_zones, &p->cap_zones, 0);
    }
    mean_confidence(p);
    return SIL_OK;
}

sil_status sil_alto_parse(sil_arena *a, const char *xml, size_t len, int dpi, sil_page *out, sil_err *err)
{
    memset(out, 0, sizeof *out);
    if (len > INT_MAX)
        return sil_fail(err, SIL_LIMIT, "an ALTO of %zu bytes is too long to be a page", len);
    xmlDoc *doc = xmlReadMemory(xml, (int)len, "alto.xml", NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (!doc) {
        const xmlError *e = xmlGetLastError();
        return sil_fail(err, SIL_FORMAT, "not well-formed XML, line %d: %.200s", e ? e->line : 0, e && e->message ? e->message : "");
    }
    reader r = {.a = a, .scale = 1};
    sil_status s = read_root(&r, xmlDocGetRootElement(doc), dpi > 0 ? dpi : 300, out, err);
    xmlFreeDoc(doc);
    if (!s && r.nomem)
        return sil_fail(err, SIL_NOMEM, "no memory to read an ALTO page");
    if (!out->note)
        out->note = sil_alloc(a, 1);
    if (!out->engine)
        out->engine = sil_alloc(a, 1);
    if (!out->models)
        out->models = sil_alloc(a, 1);
    return s;
}

sil_status sil_alto_read(sil_arena *a, const char *path, sil_page *out, sil_err *err)
{
    char *data;
    size_t len;
    sil_status s = sil_file_read(a, path, 0, &data, &len, err);
    if (!s && (s = sil_alto_parse(a, data, len, 0, out, err)))
        sil_in(err, "%s: ", path);
    return s;
}
