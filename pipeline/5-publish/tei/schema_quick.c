/* Room 5, publish: the check of a TEI document as libxml2 reads it, element by element (schema_quick.h). */
#include "schema_quick.h"

#include <limits.h>
#include <stdint.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "sillok/mem.h"

typedef struct target { /* an xml:id that was met, or is only pointed at so far */
    const char *id;
    bool seen, pointed;
} target;

typedef struct check {
    sil_relax *r;
    sil_arena *a;
    target *targets; /* by hash; id NULL is free */
    size_t n, size;
    bool wrong;
} check;

bool sil_schema_points(const char *attribute)
{
    static const char *const names[] = {"facs", "ref", "target", "corresp", "fVal", "active", "passive", "mutual"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(attribute, names[i]) == 0)
            return true;
    return false;
}

static target *slot(target *v, size_t size, const char *id, size_t n)
{
    uint32_t h = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)id[i]) * 16777619u;
    size_t i = h & (size - 1);
    while (v[i].id && (strncmp(v[i].id, id, n) != 0 || v[i].id[n]))
        i = (i + 1) & (size - 1);
    return &v[i];
}

static target *target_of(check *c, const char *id, size_t n)
{
    if (c->n * 2 >= c->size) {
        size_t size = c->size ? c->size * 4 : 4096;
        target *v = sil_alloc(c->a, size * sizeof *v);
        if (!v)
            return NULL;
        for (size_t i = 0; i < c->size; i++)
            if (c->targets[i].id)
                *slot(v, size, c->targets[i].id, strlen(c->targets[i].id)) = c->targets[i];
        c->targets = v;
        c->size = size;
    }
    target *t = slot(c->targets, c->size, id, n);
    if (!t->id) {
        t->id = sil_strndup(c->a, id, n);
        c->n++;
    }
    return t->id ? t : NULL;
}

static void pointers(check *c, const char *v, size_t n)
{
    for (size_t i = 0, end; i < n; i = end) {
        while (i < n && v[i] == ' ')
            i++;
        for (end = i; end < n && v[end] != ' '; end++)
            ;
        if (end == i || (end - i >= 4 && strncmp(v + i, "http", 4) == 0)) /* out of the paper */
            continue;
        target *t = v[i] == '#' && end - i > 1 ? target_of(c, v + i + 1, end - i - 1) : NULL;
        if (t)
            t->pointed = true;
        else
            c->wrong = true;
    }
}

static void on_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_ns, const xmlChar **ns, int n, int n_default, const xmlChar **attributes)
{
    (void)prefix, (void)n_ns, (void)ns, (void)n_default;
    check *c = data;
    if (c->wrong)
        return;
    sil_relax_element(c->r, (const char *)uri, (const char *)name);
    for (int i = 0; i < n; i++) {
        const xmlChar **a = attributes + 5 * (size_t)i;
        const char *key = (const char *)a[0], *space = (const char *)a[2], *v = (const char *)a[3];
        size_t len = (size_t)(a[4] - a[3]);
        char plain[1024];
        if (memchr(v, '&', len)) { /* this parser hands over an ampersand as &#38; */
            size_t k = 0;
            for (size_t j = 0; j < len && k < sizeof plain; k++) {
                plain[k] = v[j];
                j += len - j >= 5 && strncmp(v + j, "&#38;", 5) == 0 ? 5 : 1;
            }
            c->wrong = c->wrong || k == sizeof plain;
            v = plain;
            len = k;
        }
        sil_relax_attribute(c->r, space, key, v, len);
        if (space && strcmp(space, (const char *)XML_XML_NAMESPACE) == 0 && strcmp(key, "id") == 0) {
            target *t = target_of(c, v, len);
            c->wrong = c->wrong || !t || t->seen;
            if (t)
                t->seen = true;
        }
        if (!space && sil_schema_points(key))
            pointers(c, v, len);
    }
    sil_relax_content(c->r);
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)name, (void)prefix, (void)uri;
    check *c = data;
    if (!c->wrong)
        sil_relax_close(c->r);
}

static void on_text(void *data, const xmlChar *text, int n)
{
    check *c = data;
    if (!c->wrong)
        sil_relax_text(c->r, (const char *)text, (size_t)n);
}

/* Ours have no document type; what one could declare is not looked for. */
static void on_subset(void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
    (void)name, (void)external, (void)system;
    check *c = data;
    c->wrong = true;
}

static void on_reference(void *data, const xmlChar *name)
{
    (void)name;
    check *c = data;
    c->wrong = true;
}

bool sil_schema_quick(sil_relax *r, const char *xml, size_t len)
{
    check c = {.r = r, .a = sil_arena_new(0)};
    xmlParserCtxtPtr ctx = c.a && len && len <= INT_MAX ? xmlCreateMemoryParserCtxt(xml, (int)len) : NULL;
    bool ok = false;
    if (ctx) {
        xmlCtxtUseOptions(ctx, XML_PARSE_NONET);
        memset(ctx->sax, 0, sizeof *ctx->sax); /* nothing but what stands below: no message, no entity, no file */
        ctx->sax->initialized = XML_SAX2_MAGIC;
        ctx->sax->startElementNs = on_start;
        ctx->sax->endElementNs = on_end;
        ctx->sax->characters = ctx->sax->ignorableWhitespace = ctx->sax->cdataBlock = on_text;
        ctx->sax->internalSubset = on_subset;
        ctx->sax->reference = on_reference;
        ctx->userData = &c;
        sil_relax_start(r);
        xmlParseDocument(ctx);
        ok = ctx->wellFormed && sil_relax_end(r) && !c.wrong;
        for (size_t i = 0; ok && i < c.size; i++)
            ok = !c.targets[i].id || (c.targets[i].seen && c.targets[i].pointed);
        if (ctx->myDoc)
            xmlFreeDoc(ctx->myDoc);
        xmlFreeParserCtxt(ctx);
    }
    sil_arena_free(c.a);
    return ok;
}
