/* core/alto_read.c: ALTO 2, 3 and 4, our own or another engine's, into a page. Nothing is read from outside the bytes.
 *
 * libxml2 reads, and hands over element by element (SAX2): no tree is built, a value is copied once, into the arena. */
#include <limits.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "alto_value.h"
#include "sillok/file.h"
#include "sillok/json.h"

enum { DEPTH = 256, ZONE_DEPTH = 16, SPACES = 6 };

typedef struct zone_list {
    sil_zone *v;
    size_t n, cap;
} zone_list;

/* What an open element is to us. Others (SHAPE, Glyph, styles) are passed over with all they hold. */
typedef enum element {
    E_OTHER, E_ALTO, E_DESCRIPTION, E_UNIT, E_IMAGE, E_FILE_NAME, E_PROCESSING, E_STEP, E_STEP_TEXT, E_STEP_SETTINGS, E_SOFTWARE,
    E_SOFTWARE_NAME, E_LAYOUT, E_PAGE, E_SPACE, E_GROUP, E_ZONE, E_LINE, E_WORD, E_ALTERNATIVE
} element;

typedef struct reader {
    sil_arena *a;
    sil_page *page;
    double scale; /* from the file's measurement unit to pixels */
    int dpi;
    bool nomem, alto, has_page;
    element open[DEPTH];
    int depth, dropped; /* dropped: open elements deeper than DEPTH */
    char root[64];
    zone_list spaces[SPACES], *space; /* zones of the page itself, then of its margins and its print space */
    sil_zone *zones[ZONE_DEPTH + 2];  /* open zones, outermost first */
    int n_zones, n_groups;
    sil_line *line;
    sil_word *word;
    bool seen[E_ALTERNATIVE + 1]; /* of what counts once: was there before */
    bool own_step;                /* the open Processing is the one in which room 2 says what it did */
    sil_buf text;                 /* of the open element whose text is wanted */
    const xmlChar **attributes;
    int n_attributes;
} reader;

/* ---- attributes ------------------------------------------------------------------------------------------------------ */

static char *value(reader *r, const char *v, size_t n)
{
    char *s = sil_alto_value(r->a, v, n);
    r->nomem |= !s;
    return s;
}

static bool find(const reader *r, const char *name, const char **v, size_t *n)
{
    for (int i = 0; i < r->n_attributes; i++) {
        const xmlChar **a = r->attributes + 5 * (size_t)i;
        if (!a[1] && strcmp((const char *)a[0], name) == 0) {
            *v = (const char *)a[3];
            *n = (size_t)(a[4] - a[3]);
            return true;
        }
    }
    return false;
}

static char *attr(reader *r, const char *name)
{
    const char *v;
    size_t n;
    return find(r, name, &v, &n) ? value(r, v, n) : NULL;
}

static double number(const reader *r, const char *name, double dflt)
{
    const char *v;
    size_t n;
    return find(r, name, &v, &n) && n ? sil_alto_number(v, n) : dflt;
}

static sil_box box_from(const reader *r, double x, double y, double width, double height)
{
    x *= r->scale;
    y *= r->scale;
    sil_box b = {sil_alto_pixels(x), sil_alto_pixels(y), sil_alto_pixels(x + width * r->scale), sil_alto_pixels(y + height * r->scale)};
    return b;
}

static sil_box box_of(const reader *r)
{
    return box_from(r, number(r, "HPOS", 0), number(r, "VPOS", 0), number(r, "WIDTH", 0), number(r, "HEIGHT", 0));
}

/* ---- elements -------------------------------------------------------------------------------------------------------- */

static element begin_word(reader *r)
{
    sil_line *l = r->line;
    sil_word *w = SIL_PUSH(r->a, l->words, l->n_words, l->cap_words);
    if (!w) {
        r->nomem = true;
        return E_OTHER;
    }
    double x = 0, y = 0, width = 0, height = 0;
    w->conf = 1;
    for (int i = 0; i < r->n_attributes; i++) {
        const xmlChar **a = r->attributes + 5 * (size_t)i;
        const char *name = (const char *)a[0], *v = (const char *)a[3];
        size_t n = (size_t)(a[4] - a[3]);
        if (a[1])
            continue;
        if (strcmp(name, "HPOS") == 0)
            x = n ? sil_alto_number(v, n) : 0;
        else if (strcmp(name, "VPOS") == 0)
            y = n ? sil_alto_number(v, n) : 0;
        else if (strcmp(name, "WIDTH") == 0)
            width = n ? sil_alto_number(v, n) : 0;
        else if (strcmp(name, "HEIGHT") == 0)
            height = n ? sil_alto_number(v, n) : 0;
        else if (strcmp(name, "WC") == 0)
            w->conf = n ? sil_alto_number(v, n) : 1;
        else if (strcmp(name, "ID") == 0)
            w->id = value(r, v, n);
        else if (strcmp(name, "CONTENT") == 0)
            w->text = value(r, v, n);
        else if (strcmp(name, "LANG") == 0)
            w->lang = value(r, v, n);
        else if (strcmp(name, "CS") == 0)
            w->changed = (n == 4 && memcmp(v, "true", 4) == 0) || (n == 1 && *v == '1');
    }
    if (!w->text && !(w->text = sil_alloc(r->a, 1)))
        r->nomem = true;
    w->box = box_from(r, x, y, width, height);
    r->word = w;
    return E_WORD;
}

static element begin_line(reader *r)
{
    sil_zone *z = r->zones[r->n_zones - 1];
    sil_line *l = SIL_PUSH(r->a, z->lines, z->n_lines, z->cap_lines);
    if (!l) {
        r->nomem = true;
        return E_OTHER;
    }
    const char *tags;
    size_t n;
    l->id = attr(r, "ID");
    l->lang = attr(r, "LANG");
    l->box = box_of(r);
    l->unreadable = find(r, "TAGREFS", &tags, &n) && n == 10 && memcmp(tags, "unreadable", 10) == 0;
    r->line = l;
    return E_LINE;
}

static void end_line(reader *r)
{
    sil_line *l = r->line;
    if (l->n_words)
        l->words[l->n_words - 1].space_after = false;
    if (sil_box_empty(l->box))
        for (size_t i = 0; i < l->n_words; i++)
            l->box = sil_box_union(l->box, l->words[i].box);
    r->line = NULL;
}

static element begin_zone(reader *r, const char *name)
{
    bool composed = strcmp(name, "ComposedBlock") == 0, table = false;
    if (r->n_zones + r->n_groups > ZONE_DEPTH)
        return E_OTHER;
    if (composed) {
        const char *type;
        size_t n;
        table = find(r, "TYPE", &type, &n) && n == 5 && memcmp(type, "table", 5) == 0;
        if (!table) { /* a group of another engine: its parts stand for themselves */
            r->n_groups++;
            return E_GROUP;
        }
    }
    sil_zone *in = r->n_zones ? r->zones[r->n_zones - 1] : NULL, *z;
    z = in ? SIL_PUSH(r->a, in->cells, in->n_cells, in->cap_cells) : SIL_PUSH(r->a, r->space->v, r->space->n, r->space->cap);
    if (!z) {
        r->nomem = true;
        return E_OTHER;
    }
    z->kind = table ? SIL_ZONE_TABLE : strcmp(name, "Illustration") == 0 ? SIL_ZONE_FIGURE : strcmp(name, "GraphicalElement") == 0 ? SIL_ZONE_RULE : SIL_ZONE_TEXT;
    z->id = attr(r, "ID");
    z->box = box_of(r);
    z->lang = attr(r, "LANG");
    z->rotation = (360 - sil_alto_pixels(number(r, "ROTATION", 0)) % 360) % 360;
    r->zones[r->n_zones++] = z;
    return E_ZONE;
}

static void end_zone(reader *r)
{
    sil_zone *z = r->zones[--r->n_zones];
    if (!sil_box_empty(z->box))
        return;
    for (size_t i = 0; i < z->n_lines; i++)
        z->box = sil_box_union(z->box, z->lines[i].box);
    for (size_t i = 0; i < z->n_cells; i++)
        z->box = sil_box_union(z->box, z->cells[i].box);
}

static element begin_page(reader *r)
{
    sil_page *p = r->page;
    const char *v;
    size_t n;
    if (r->has_page)
        return E_OTHER;
    r->has_page = true;
    p->page = 1;
    if (find(r, "ID", &v, &n) && n > 1 && *v == 'p' && sil_alto_number(v + 1, n - 1) >= 1 && sil_alto_number(v + 1, n - 1) <= 999999)
        p->page = (int)sil_alto_number(v + 1, n - 1);
    p->pixels = !(find(r, "PAGECLASS", &v, &n) && n == 4 && memcmp(v, "grid", 4) == 0);
    p->width = sil_alto_pixels(number(r, "WIDTH", 0) * r->scale);
    p->height = sil_alto_pixels(number(r, "HEIGHT", 0) * r->scale);
    r->space = &r->spaces[0];
    return E_PAGE;
}

/* The first of its kind in its parent alone counts. */
static element once(reader *r, element e)
{
    if (r->seen[e])
        return E_OTHER;
    r->seen[e] = true;
    return e;
}

static element in_page(reader *r, element parent, const char *name)
{
    static const char *const spaces[SPACES] = {"", "TopMargin", "LeftMargin", "PrintSpace", "RightMargin", "BottomMargin"};
    if (strcmp(name, "TextBlock") == 0 || strcmp(name, "ComposedBlock") == 0 || strcmp(name, "Illustration") == 0 || strcmp(name, "GraphicalElement") == 0)
        return begin_zone(r, name);
    for (int i = 1; i < SPACES && parent == E_PAGE; i++)
        if (strcmp(name, spaces[i]) == 0 && !r->spaces[i].cap) {
            r->space = &r->spaces[i];
            return E_SPACE;
        }
    return E_OTHER;
}

static element begin(reader *r, element parent, const char *name)
{
    switch (parent) {
    case E_LINE:
        if (strcmp(name, "String") == 0)
            return begin_word(r);
        if (r->line->n_words && strcmp(name, "SP") == 0)
            r->line->words[r->line->n_words - 1].space_after = true;
        else if (r->line->n_words && strcmp(name, "HYP") == 0)
            r->line->words[r->line->n_words - 1].hyphen = true;
        return E_OTHER;
    case E_WORD: return strcmp(name, "ALTERNATIVE") == 0 ? E_ALTERNATIVE : E_OTHER;
    case E_ZONE:
        if (r->zones[r->n_zones - 1]->kind == SIL_ZONE_TABLE)
            return in_page(r, parent, name);
        return strcmp(name, "TextLine") == 0 ? begin_line(r) : E_OTHER;
    case E_PAGE:
    case E_SPACE:
    case E_GROUP: return in_page(r, parent, name);
    case E_ALTO:
        if (strcmp(name, "Description") == 0)
            return once(r, E_DESCRIPTION);
        return strcmp(name, "Layout") == 0 ? once(r, E_LAYOUT) : E_OTHER;
    case E_LAYOUT: return strcmp(name, "Page") == 0 ? begin_page(r) : E_OTHER;
    case E_DESCRIPTION:
        if (strcmp(name, "MeasurementUnit") == 0)
            return once(r, E_UNIT);
        if (strcmp(name, "sourceImageInformation") == 0)
            return once(r, E_IMAGE);
        if (strcmp(name, "Processing") == 0 || strcmp(name, "OCRProcessing") == 0) {
            const char *id;
            size_t n;
            r->own_step = find(r, "ID", &id, &n) && n == 6 && memcmp(id, "sillok", 6) == 0;
            for (int e = E_STEP; e <= E_SOFTWARE_NAME; e++)
                r->seen[e] = false;
            return E_PROCESSING;
        }
        return E_OTHER;
    case E_IMAGE: return strcmp(name, "fileName") == 0 ? once(r, E_FILE_NAME) : E_OTHER;
    case E_PROCESSING:
        if (strcmp(name, "ocrProcessingStep") == 0)
            return once(r, E_STEP);
        /* fall through */
    case E_STEP:
        if (strcmp(name, "processingStepDescription") == 0)
            return once(r, E_STEP_TEXT);
        if (strcmp(name, "processingStepSettings") == 0)
            return once(r, E_STEP_SETTINGS);
        return strcmp(name, "processingSoftware") == 0 ? once(r, E_SOFTWARE) : E_OTHER;
    case E_SOFTWARE: return strcmp(name, "softwareName") == 0 ? once(r, E_SOFTWARE_NAME) : E_OTHER;
    default: return E_OTHER;
    }
}

static bool wants_text(element e)
{
    return e == E_ALTERNATIVE || e == E_UNIT || e == E_FILE_NAME || e == E_STEP_TEXT || e == E_STEP_SETTINGS || e == E_SOFTWARE_NAME;
}

static void on_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_ns, const xmlChar **ns, int n, int n_default, const xmlChar **attributes)
{
    (void)prefix, (void)uri, (void)n_ns, (void)ns, (void)n_default;
    reader *r = data;
    if (r->depth == DEPTH) {
        r->dropped++;
        return;
    }
    element e = E_OTHER;
    r->attributes = attributes;
    r->n_attributes = n;
    if (!r->depth) {
        r->alto = strcmp((const char *)name, "alto") == 0;
        e = r->alto ? E_ALTO : E_OTHER;
        snprintf(r->root, sizeof r->root, "%s", (const char *)name);
    } else if (r->open[r->depth - 1] != E_OTHER) {
        e = begin(r, r->open[r->depth - 1], (const char *)name);
    }
    if (wants_text(e))
        r->text.len = 0;
    r->open[r->depth++] = e;
}

static char *text_so_far(reader *r)
{
    char *s = sil_strndup(r->a, r->text.data ? r->text.data : "", r->text.len);
    r->nomem |= !s || r->text.failed;
    return s;
}

static void end_text(reader *r, element e)
{
    char *s = text_so_far(r);
    if (e == E_ALTERNATIVE) {
        char **o = SIL_PUSH(r->a, r->word->others, r->word->n_others, r->word->cap_others);
        if (o)
            *o = s;
        else
            r->nomem = true;
    } else if (e == E_UNIT) {
        r->scale = s && strcmp(s, "mm10") == 0 ? r->dpi / 254.0 : s && strcmp(s, "inch1200") == 0 ? r->dpi / 1200.0 : r->scale;
    } else if (e == E_FILE_NAME) {
        r->page->image = s;
    } else if (r->own_step) {
        if (e == E_STEP_TEXT)
            r->page->note = s;
    } else if (e == E_SOFTWARE_NAME) {
        r->page->engine = s;
    } else if (e == E_STEP_SETTINGS) {
        r->page->models = s;
    }
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)name, (void)prefix, (void)uri;
    reader *r = data;
    if (r->dropped) {
        r->dropped--;
        return;
    }
    element e = r->open[--r->depth];
    if (wants_text(e))
        end_text(r, e);
    else if (e == E_LINE)
        end_line(r);
    else if (e == E_ZONE)
        end_zone(r);
    else if (e == E_GROUP)
        r->n_groups--;
    else if (e == E_SPACE)
        r->space = &r->spaces[0];
}

static void on_text(void *data, const xmlChar *s, int n)
{
    reader *r = data;
    for (int i = r->depth; i-- > 0 && n > 0;) /* text of what stands inside counts too */
        if (wants_text(r->open[i])) {
            sil_buf_add(&r->text, s, (size_t)n);
            break;
        } else if (r->open[i] != E_OTHER) {
            break;
        }
}

static void on_instruction(void *data, const xmlChar *target, const xmlChar *content)
{
    reader *r = data;
    json_t *j = NULL;
    if (r->depth || r->page->head || strcmp((const char *)target, "sillok") != 0 || !content)
        return;
    if (!sil_json_parse((const char *)content, strlen((const char *)content), "head", &j, NULL))
        r->page->head = sil_json_dump(r->a, j);
    json_decref(j);
}

/* ---- the page -------------------------------------------------------------------------------------------------------- */

/* Zones of the page itself first, then of its margins and its print space in their order. */
static void gather_zones(reader *r)
{
    sil_page *p = r->page;
    for (int i = 0; i < SPACES; i++) {
        zone_list *l = &r->spaces[i];
        if (!p->n_zones) { /* mostly one of them alone has any */
            p->zones = l->v;
            p->n_zones = l->n;
            p->cap_zones = l->cap;
            continue;
        }
        for (size_t k = 0; k < l->n && !r->nomem; k++) {
            sil_zone *z = SIL_PUSH(r->a, p->zones, p->n_zones, p->cap_zones);
            if (z)
                *z = l->v[k];
            else
                r->nomem = true;
        }
    }
}

static sil_status finish(reader *r, sil_err *err)
{
    if (!r->alto)
        return sil_fail(err, SIL_FORMAT, "this XML is not ALTO: its root element is <%s>", r->root);
    if (!r->has_page)
        return sil_fail(err, SIL_FORMAT, "this ALTO has no Page in its Layout");
    gather_zones(r);
    r->page->conf = sil_alto_confidence(r->page);
    return SIL_OK;
}

sil_status sil_alto_parse(sil_arena *a, const char *xml, size_t len, int dpi, sil_page *out, sil_err *err)
{
    memset(out, 0, sizeof *out);
    if (len > INT_MAX)
        return sil_fail(err, SIL_LIMIT, "an ALTO of %zu bytes is too long to be a page", len);
    if (!len)
        return sil_fail(err, SIL_FORMAT, "not well-formed XML: the file is empty");
    xmlParserCtxtPtr ctx = xmlCreateMemoryParserCtxt(xml, (int)len);
    if (!ctx)
        return sil_fail(err, SIL_NOMEM, "no memory to read an ALTO page");
    reader r = {.a = a, .page = out, .scale = 1, .dpi = dpi > 0 ? dpi : 300, .text = {.limit = 16u << 20}};
    xmlCtxtUseOptions(ctx, XML_PARSE_NONET);
    memset(ctx->sax, 0, sizeof *ctx->sax); /* nothing but what stands below: no message, no entity, no file */
    ctx->sax->initialized = XML_SAX2_MAGIC;
    ctx->sax->startElementNs = on_start;
    ctx->sax->endElementNs = on_end;
    ctx->sax->characters = ctx->sax->ignorableWhitespace = ctx->sax->cdataBlock = on_text;
    ctx->sax->processingInstruction = on_instruction;
    ctx->userData = &r;
    xmlParseDocument(ctx);
    const xmlError *e = xmlCtxtGetLastError(ctx);
    sil_status s = ctx->wellFormed ? finish(&r, err) : sil_fail(err, SIL_FORMAT, "not well-formed XML, line %d: %.200s", e ? e->line : 0, e && e->message ? e->message : "");
    if (ctx->myDoc)
        xmlFreeDoc(ctx->myDoc);
    xmlFreeParserCtxt(ctx);
    sil_buf_free(&r.text);
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
