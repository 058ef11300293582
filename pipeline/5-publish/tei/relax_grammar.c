/* Room 5, publish: RELAX NG: the grammar from its file into patterns (relax_grammar.h). */
#include "relax_grammar.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>

/* ---- names ---------------------------------------------------------------------------------------------------------- */

enum { SLOTS = 1024 }; /* a grammar has some hundred names */

uint32_t sil_relax_name(sil_relax *r, const char *prefix, const char *name, bool add)
{
    uint32_t h = 2166136261u; /* FNV-1a */
    size_t k = strlen(prefix);
    for (const char *c = prefix; *c; c++)
        h = (h ^ (unsigned char)*c) * 16777619u;
    for (const char *c = name; *c; c++)
        h = (h ^ (unsigned char)*c) * 16777619u;
    size_t i = h % SLOTS;
    for (; r->slots[i]; i = (i + 1) % SLOTS) {
        const char *known = r->names[r->slots[i] - 1];
        if (strncmp(known, prefix, k) == 0 && strcmp(known + k, name) == 0)
            return r->slots[i];
    }
    if (!add || r->n_names >= SLOTS / 2)
        return 0;
    char **x = SIL_PUSH(r->a, r->names, r->n_names, r->cap_names);
    if (!x || !(*x = sil_sprintf(r->a, "%s%s", prefix, name)))
        return 0;
    return r->slots[i] = (uint32_t)r->n_names;
}

/* ---- the grammar ---------------------------------------------------------------------------------------------------- */

typedef struct grammar {
    sil_relax *r;
    struct define {
        const char *name;
        const xmlNode *node;
        bool open, done; /* open: we are within it; none may lead to itself but through an element */
        sil_rp pattern;
    } *defines;
    size_t n_defines, cap_defines;
    bool wrong;
} grammar;

static bool is(const xmlNode *n, const char *name)
{
    return n->type == XML_ELEMENT_NODE && n->ns && xmlStrEqual(n->ns->href, BAD_CAST "http://relaxng.org/ns/structure/1.0") && xmlStrEqual(n->name, BAD_CAST name);
}

static sil_rp pattern_of(grammar *g, const xmlNode *n);
static sil_rp all_of(grammar *g, const xmlNode *n);

/* An attribute of the grammar, in the arena; only those in `may` (divided by spaces) may stand there. */
static const char *property(grammar *g, const xmlNode *n, const char *name, const char *may)
{
    const char *found = NULL;
    for (const xmlAttr *x = n->properties; x; x = x->next) {
        const char *at = strstr(may, (const char *)x->name);
        size_t len = strlen((const char *)x->name);
        if (x->ns || !at || (at > may && at[-1] != ' ') || (at[len] && at[len] != ' '))
            g->wrong = true;
        if (!x->ns && strcmp((const char *)x->name, name) == 0) {
            xmlChar *v = xmlNodeListGetString(n->doc, x->children, 1);
            found = sil_strdup(g->r->a, v ? (const char *)v : "");
            xmlFree(v);
        }
    }
    g->wrong = g->wrong || (*name && !found);
    return found ? found : "";
}

static sil_rp reference(grammar *g, const xmlNode *n)
{
    const char *name = property(g, n, "name", "name");
    struct define *d = NULL;
    for (size_t i = 0; i < g->n_defines; i++)
        if (strcmp(g->defines[i].name, name) == 0) {
            g->wrong = g->wrong || d;
            d = &g->defines[i];
        }
    if (!d || d->open || g->wrong) {
        g->wrong = true;
        return RP_NONE;
    }
    if (!d->done) {
        d->open = true;
        d->pattern = all_of(g, d->node);
        d->open = false;
        d->done = true;
    }
    return d->pattern;
}

static sil_rp element_of(grammar *g, const xmlNode *n)
{
    sil_relax *r = g->r;
    uint32_t name = sil_relax_name(r, "", property(g, n, "name", "name"), true);
    for (size_t i = 0; i < r->n_elements; i++)
        if (r->elements[i].node == n)
            return sil_rp_make(&r->t, RP_ELEMENT, (uint32_t)i, 0);
    sil_relax_one *e = SIL_PUSH(r->a, r->elements, r->n_elements, r->cap_elements);
    if (!e || !name) {
        g->wrong = true;
        return RP_NONE;
    }
    *e = (sil_relax_one){.name = name, .node = n}; /* what stands in it is read later: it may lead back here */
    return sil_rp_make(&r->t, RP_ELEMENT, (uint32_t)r->n_elements - 1, 0);
}

static sil_rp value_of(grammar *g, const xmlNode *n)
{
    sil_relax *r = g->r;
    property(g, n, "", "");
    xmlChar *v = xmlNodeGetContent(n);
    char **x = SIL_PUSH(r->a, r->values, r->n_values, r->cap_values);
    if (!x || !v || !(*x = sil_strdup(r->a, (const char *)v)) || strpbrk(*x, " \t\r\n"))
        g->wrong = true;
    xmlFree(v);
    for (size_t i = 0; !g->wrong && i + 1 < r->n_values; i++)
        if (strcmp(r->values[i], *x) == 0)
            return sil_rp_make(&r->t, RP_VALUE, (uint32_t)i, 0);
    return sil_rp_make(&r->t, RP_VALUE, (uint32_t)r->n_values - 1, 0);
}

static sil_rp data_of(grammar *g, const xmlNode *n)
{
    sil_relax *r = g->r;
    property(g, n, "type", "type");
    sil_rv_type *t = SIL_PUSH(r->a, r->types, r->n_types, r->cap_types);
    if (!t || !sil_rv_open(t, n)) {
        r->n_types -= t != NULL;
        g->wrong = true;
        return RP_NONE;
    }
    return sil_rp_make(&r->t, RP_DATA, (uint32_t)r->n_types - 1, 0);
}

static sil_rp pattern_of(grammar *g, const xmlNode *n)
{
    sil_rp_table *t = &g->r->t;
    if (is(n, "element"))
        return element_of(g, n);
    if (is(n, "ref"))
        return reference(g, n);
    if (is(n, "value"))
        return value_of(g, n);
    if (is(n, "data"))
        return data_of(g, n);
    if (is(n, "attribute")) {
        const char *name = property(g, n, "name", "name");
        uint32_t number = sil_relax_name(g->r, "", name, true);
        bool any = xmlFirstElementChild((xmlNode *)(uintptr_t)n) == NULL; /* libxml2's call changes nothing */
        g->wrong = g->wrong || !number || (strchr(name, ':') && strncmp(name, "xml:", 4) != 0);
        return sil_rp_make(t, RP_ATTRIBUTE, number, any ? RP_TEXT : all_of(g, n));
    }
    property(g, n, "", "");
    if (is(n, "text"))
        return RP_TEXT;
    if (is(n, "empty"))
        return RP_EMPTY;
    if (is(n, "group"))
        return all_of(g, n);
    if (is(n, "choice")) {
        sil_rp p = RP_NONE;
        for (const xmlNode *c = n->children; c; c = c->next)
            if (c->type == XML_ELEMENT_NODE)
                p = sil_rp_choice(t, p, pattern_of(g, c));
        return p;
    }
    if (is(n, "optional"))
        return sil_rp_choice(t, RP_EMPTY, all_of(g, n));
    if (is(n, "oneOrMore"))
        return sil_rp_more(t, all_of(g, n));
    if (is(n, "zeroOrMore"))
        return sil_rp_choice(t, RP_EMPTY, sil_rp_more(t, all_of(g, n)));
    if (is(n, "mixed"))
        return sil_rp_mixed(t, all_of(g, n));
    if (is(n, "list"))
        return sil_rp_make(t, RP_LIST, all_of(g, n), 0);
    g->wrong = true;
    return RP_NONE;
}

/* What stands in n, one after the other. */
static sil_rp all_of(grammar *g, const xmlNode *n)
{
    sil_rp p = RP_EMPTY;
    for (const xmlNode *c = n->children; c; c = c->next)
        if (c->type == XML_ELEMENT_NODE)
            p = sil_rp_group(&g->r->t, p, pattern_of(g, c));
    return p;
}

static bool read_grammar(sil_relax *r, const xmlNode *root)
{
    grammar g = {.r = r};
    if (!root || !is(root, "grammar"))
        return false;
    r->ns = sil_strdup(r->a, property(&g, root, "ns", "ns datatypeLibrary"));
    if (strcmp(property(&g, root, "datatypeLibrary", "ns datatypeLibrary"), "http://www.w3.org/2001/XMLSchema-datatypes") != 0 || !r->ns)
        return false;
    size_t starts = 0;
    for (const xmlNode *c = root->children; c; c = c->next)
        if (is(c, "define")) {
            struct define *d = SIL_PUSH(r->a, g.defines, g.n_defines, g.cap_defines);
            if (!d)
                return false;
            *d = (struct define){.name = property(&g, c, "name", "name"), .node = c};
        }
    for (const xmlNode *c = root->children; c; c = c->next) {
        if (is(c, "start")) {
            property(&g, c, "", "");
            r->start = all_of(&g, c);
            starts++;
        } else if (c->type == XML_ELEMENT_NODE && !is(c, "define")) {
            return false;
        }
    }
    for (size_t i = 0; i < r->n_elements && !g.wrong; i++) {
        sil_rp content = all_of(&g, r->elements[i].node); /* may find elements, and move the list */
        r->elements[i].content = content;
    }
    for (size_t i = 0; i < r->n_elements; i++)
        r->elements[i].node = NULL;
    return starts == 1 && !g.wrong && !r->t.failed;
}

static void say_nothing(void *data, xmlErrorPtr e)
{
    (void)data, (void)e;
}

sil_relax *sil_relax_open(const char *path)
{
    sil_arena *a = sil_arena_new(0);
    sil_relax *r = a ? sil_alloc(a, sizeof *r) : NULL;
    if (!r) {
        sil_arena_free(a);
        return NULL;
    }
    r->a = a;
    r->slots = sil_alloc(a, SLOTS * sizeof *r->slots);
    xmlSchemaInitTypes();
    xmlSetStructuredErrorFunc(NULL, say_nothing); /* a schema that cannot be read is told by libxml2's own reading of it */
    xmlDoc *doc = xmlReadFile(path, NULL, XML_PARSE_NONET);
    xmlSetStructuredErrorFunc(NULL, NULL);
    bool ok = sil_rp_open(&r->t) && r->slots && doc && read_grammar(r, xmlDocGetRootElement(doc));
    xmlFreeDoc(doc);
    if (!ok) {
        sil_relax_free(r);
        return NULL;
    }
    return r;
}

void sil_relax_free(sil_relax *r)
{
    if (!r)
        return;
    for (size_t i = 0; i < r->n_types; i++)
        sil_rv_free(&r->types[i]);
    sil_rp_close(&r->t);
    sil_buf_free(&r->text);
    sil_arena_free(r->a);
}
