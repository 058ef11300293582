/* Room 5, publish: RELAX NG as a document goes by (relax.h): the grammar into patterns, and what an element, an attribute or a text makes of a pattern. */
#include "relax.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/tree.h>

#include "relax_pattern.h"
#include "relax_values.h"
#include "sillok/mem.h"

enum { DEPTH = 256 };

/* Questions to a pattern whose answers are kept. An element or attribute asks NAMED + 2 * its name (+ 1). */
enum { ASK_TEXT, ASK_CONTENT, ASK_CLOSE, NAMED };

typedef struct element {
    uint32_t name;
    sil_rp content;
    const xmlNode *node; /* while the grammar is read */
} element;

struct sil_relax {
    sil_arena *a;
    sil_rp_table t;
    char **names, **values;
    size_t n_names, cap_names, n_values, cap_values;
    uint32_t *slots; /* names by hash, 0 free */
    size_t n_slots;
    sil_rv_type *types;
    size_t n_types, cap_types;
    element *elements;
    size_t n_elements, cap_elements;
    char *ns;
    sil_rp start;
    /* of the document that goes by */
    sil_rp at;
    bool child[DEPTH]; /* of open elements: whether an element stood in it */
    int depth;
    bool blank;        /* the text since the last tag is white space */
    sil_buf text;      /* it, where a pattern judges it */
};

/* ---- names ---------------------------------------------------------------------------------------------------------- */

enum { SLOTS = 1024 }; /* a grammar has some hundred names */

/* Number of a name from 1; 0 when it is not known and not to be added, or there is no room. */
static uint32_t name_of(sil_relax *r, const char *prefix, const char *name, bool add)
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
    uint32_t name = name_of(r, "", property(g, n, "name", "name"), true);
    for (size_t i = 0; i < r->n_elements; i++)
        if (r->elements[i].node == n)
            return sil_rp_make(&r->t, RP_ELEMENT, (uint32_t)i, 0);
    element *e = SIL_PUSH(r->a, r->elements, r->n_elements, r->cap_elements);
    if (!e || !name) {
        g->wrong = true;
        return RP_NONE;
    }
    *e = (element){.name = name, .node = n}; /* what stands in it is read later: it may lead back here */
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
        uint32_t number = name_of(g->r, "", name, true);
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

/* ---- derivatives ---------------------------------------------------------------------------------------------------- */

/* p is a choice of after(x, y): each y becomes group(y, b), group(b, y) or after(y, b). */
enum { Y_THEN_B, B_THEN_Y, Y_AFTER_B };

static sil_rp carry(sil_relax *r, sil_rp p, int how, sil_rp b)
{
    sil_rp_table *t = &r->t;
    sil_rp_node n = t->v[p];
    if (n.kind == RP_CHOICE)
        return sil_rp_choice(t, carry(r, n.a, how, b), carry(r, n.b, how, b));
    if (n.kind != RP_AFTER)
        return RP_NONE;
    sil_rp y = how == Y_THEN_B ? sil_rp_group(t, n.b, b) : how == B_THEN_Y ? sil_rp_group(t, b, n.b) : sil_rp_after(t, n.b, b);
    return sil_rp_after(t, n.a, y);
}

/* What is left of p after the start of an element, or the name of an attribute: a choice of after(what must stand in it, what must follow). */
static sil_rp named(sil_relax *r, sil_rp p, uint32_t name, bool attribute)
{
    sil_rp_table *t = &r->t;
    sil_rp out = RP_NONE;
    uint32_t ask = NAMED + 2 * name + attribute;
    if (sil_rp_known(t, p, ask, &out))
        return out;
    sil_rp_node n = t->v[p];
    switch ((sil_rp_kind)n.kind) {
    case RP_CHOICE: out = sil_rp_choice(t, named(r, n.a, name, attribute), named(r, n.b, name, attribute)); break;
    case RP_GROUP:
        out = carry(r, named(r, n.a, name, attribute), Y_THEN_B, n.b);
        if (attribute) /* attributes come in any order */
            out = sil_rp_choice(t, out, carry(r, named(r, n.b, name, true), B_THEN_Y, n.a));
        else if (t->v[n.a].nullable)
            out = sil_rp_choice(t, out, named(r, n.b, name, false));
        break;
    case RP_MORE: out = carry(r, named(r, n.a, name, attribute), Y_THEN_B, sil_rp_choice(t, RP_EMPTY, p)); break;
    case RP_AFTER: out = carry(r, named(r, n.a, name, attribute), Y_AFTER_B, n.b); break;
    case RP_ELEMENT:
        if (!attribute && r->elements[n.a].name == name)
            out = sil_rp_after(t, r->elements[n.a].content, RP_EMPTY);
        break;
    case RP_ATTRIBUTE:
        if (attribute && n.a == name)
            out = sil_rp_after(t, n.b, RP_EMPTY);
        break;
    case RP_NONE:
    case RP_EMPTY:
    case RP_TEXT:
    case RP_LIST:
    case RP_DATA:
    case RP_VALUE: break;
    }
    sil_rp_keep(t, p, ask, out);
    return out;
}

/* No attribute comes any more. */
static sil_rp content(sil_relax *r, sil_rp p)
{
    sil_rp_table *t = &r->t;
    sil_rp out = p;
    if (sil_rp_known(t, p, ASK_CONTENT, &out))
        return out;
    sil_rp_node n = t->v[p];
    if (n.kind == RP_CHOICE)
        out = sil_rp_choice(t, content(r, n.a), content(r, n.b));
    else if (n.kind == RP_GROUP)
        out = sil_rp_group(t, content(r, n.a), content(r, n.b));
    else if (n.kind == RP_MORE)
        out = sil_rp_more(t, content(r, n.a));
    else if (n.kind == RP_AFTER)
        out = sil_rp_after(t, content(r, n.a), n.b);
    else
        out = n.kind == RP_ATTRIBUTE ? RP_NONE : p;
    sil_rp_keep(t, p, ASK_CONTENT, out);
    return out;
}

static sil_rp closed(sil_relax *r, sil_rp p)
{
    sil_rp_table *t = &r->t;
    sil_rp out = RP_NONE;
    if (sil_rp_known(t, p, ASK_CLOSE, &out))
        return out;
    sil_rp_node n = t->v[p];
    if (n.kind == RP_CHOICE)
        out = sil_rp_choice(t, closed(r, n.a), closed(r, n.b));
    else
        out = n.kind == RP_AFTER && t->v[n.a].nullable ? n.b : RP_NONE;
    sil_rp_keep(t, p, ASK_CLOSE, out);
    return out;
}

static bool blank(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] != ' ' && s[i] != '\t' && s[i] != '\n' && s[i] != '\r')
            return false;
    return true;
}

static bool fits_list(sil_relax *r, sil_rp p, const char *s, size_t len);

/* What is left of p after a text; s matters where p judges it. */
static sil_rp texted(sil_relax *r, sil_rp p, const char *s, size_t len)
{
    sil_rp_table *t = &r->t;
    sil_rp out = RP_NONE;
    sil_rp_node n = t->v[p];
    if (!n.judged && sil_rp_known(t, p, ASK_TEXT, &out))
        return out;
    switch ((sil_rp_kind)n.kind) {
    case RP_CHOICE: out = sil_rp_choice(t, texted(r, n.a, s, len), texted(r, n.b, s, len)); break;
    case RP_GROUP:
        out = sil_rp_group(t, texted(r, n.a, s, len), n.b);
        if (t->v[n.a].nullable)
            out = sil_rp_choice(t, out, texted(r, n.b, s, len));
        break;
    case RP_MORE: out = sil_rp_group(t, texted(r, n.a, s, len), sil_rp_choice(t, RP_EMPTY, p)); break;
    case RP_AFTER: out = sil_rp_after(t, texted(r, n.a, s, len), n.b); break;
    case RP_TEXT: out = p; break;
    case RP_DATA: out = sil_rv_is(&r->types[n.a], s, len) ? RP_EMPTY : RP_NONE; break;
    case RP_VALUE: out = strlen(r->values[n.a]) == len && memcmp(r->values[n.a], s, len) == 0 ? RP_EMPTY : RP_NONE; break;
    case RP_LIST: out = fits_list(r, n.a, s, len) ? RP_EMPTY : RP_NONE; break;
    case RP_NONE:
    case RP_EMPTY:
    case RP_ELEMENT:
    case RP_ATTRIBUTE: break;
    }
    if (!n.judged)
        sil_rp_keep(t, p, ASK_TEXT, out);
    return out;
}

static bool fits_list(sil_relax *r, sil_rp p, const char *s, size_t len)
{
    for (size_t i = 0, end; p != RP_NONE; i = end) {
        while (i < len && blank(s + i, 1))
            i++;
        for (end = i; end < len && !blank(s + end, 1); end++)
            ;
        if (end == i)
            break;
        p = texted(r, p, s + i, end - i);
    }
    return r->t.v[p].nullable;
}

static bool fits(sil_relax *r, sil_rp p, const char *s, size_t len)
{
    sil_rp_node n = r->t.v[p];
    if (n.kind == RP_DATA)
        return sil_rv_is(&r->types[n.a], s, len);
    if (n.kind == RP_CHOICE)
        return fits(r, n.a, s, len) || fits(r, n.b, s, len);
    return (n.nullable && blank(s, len)) || r->t.v[texted(r, p, s, len)].nullable;
}

/* ---- a document ------------------------------------------------------------------------------------------------------ */

void sil_relax_start(sil_relax *r)
{
    r->at = sil_rp_after(&r->t, r->start, RP_EMPTY); /* as if in an element around all */
    r->depth = 0;
    r->child[0] = false;
    r->text.len = 0;
    r->blank = true;
}

static void take_text(sil_relax *r)
{
    if (!r->blank)
        r->at = texted(r, r->at, r->text.data ? r->text.data : "", r->text.len);
    r->text.len = 0;
    r->blank = true;
}

void sil_relax_element(sil_relax *r, const char *ns, const char *name)
{
    take_text(r);
    uint32_t n = ns && strcmp(ns, r->ns) == 0 ? name_of(r, "", name, false) : 0;
    r->at = n ? named(r, r->at, n, false) : RP_NONE;
    r->child[r->depth] = true;
    if (r->depth + 1 == DEPTH)
        r->at = RP_NONE;
    else
        r->depth++;
    r->child[r->depth] = false;
}

void sil_relax_attribute(sil_relax *r, const char *ns, const char *name, const char *value, size_t n)
{
    bool xml = ns && strcmp(ns, (const char *)XML_XML_NAMESPACE) == 0;
    uint32_t number = ns && !xml ? 0 : name_of(r, xml ? "xml:" : "", name, false);
    sil_rp p = number ? named(r, r->at, number, true) : RP_NONE, out = RP_NONE;
    sil_rp_table *t = &r->t;
    for (; p != RP_NONE; p = t->v[p].kind == RP_CHOICE ? t->v[p].b : RP_NONE) {
        sil_rp_node one = t->v[t->v[p].kind == RP_CHOICE ? t->v[p].a : p];
        if (fits(r, one.a, value, n))
            out = sil_rp_choice(t, out, one.b);
    }
    r->at = out;
}

void sil_relax_content(sil_relax *r)
{
    r->at = content(r, r->at);
}

void sil_relax_text(sil_relax *r, const char *text, size_t n)
{
    r->blank = r->blank && blank(text, n);
    if (r->t.v[r->at].judged)
        sil_buf_add(&r->text, text, n);
}

void sil_relax_close(sil_relax *r)
{
    bool alone = !r->child[r->depth];
    if (alone && r->blank) /* empty, or white space: as nothing, or as text */
        r->at = sil_rp_choice(&r->t, r->at, texted(r, r->at, r->text.data && r->text.len ? r->text.data : "", r->text.len));
    else
        take_text(r);
    r->text.len = 0;
    r->blank = true;
    r->at = closed(r, r->at);
    if (r->depth)
        r->depth--;
}

bool sil_relax_end(sil_relax *r)
{
    r->at = closed(r, r->at);
    return !r->t.failed && !r->text.failed && r->t.v[r->at].nullable;
}
