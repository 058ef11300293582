/* Room 5, publish: the check between writing a TEI document and giving it its name (schema.h). */
#include "schema.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/hash.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/xmlreader.h>

#include "relax.h"
#include "schema_quick.h"
#include "sillok/mem.h"
#include "sillok/xml_error.h"

struct sil_schema {
    xmlRelaxNGPtr rng;
    sil_relax *quick; /* NULL: the schema uses something it does not know */
};

sil_status sil_schema_open(const char *config, sil_schema **out, sil_err *err)
{
    char path[4096];
    sil_xml_error why = {0};
    *out = NULL;
    int n = snprintf(path, sizeof path, "%s/schemas/sillok-tei.rng", config);
    if (n < 0 || (size_t)n >= sizeof path)
        return sil_fail(err, SIL_USAGE, "the name of the configuration folder is too long: %s", config);
    sil_schema *s = calloc(1, sizeof *s);
    if (!s)
        return sil_fail(err, SIL_NOMEM, "out of memory while reading %s", path);
    xmlRelaxNGParserCtxtPtr p = xmlRelaxNGNewParserCtxt(path);
    if (p) {
        xmlRelaxNGSetParserStructuredErrors(p, sil_xml_first, &why);
        xmlSetStructuredErrorFunc(&why, sil_xml_first); /* a file that is not there is told to the parser below */
        s->rng = xmlRelaxNGParse(p);
        xmlSetStructuredErrorFunc(NULL, NULL);
        xmlRelaxNGFreeParserCtxt(p);
    }
    if (!s->rng) {
        free(s);
        return sil_fail(err, SIL_LIBRARY, "cannot use the schema %s: %s", path, why.text[0] ? why.text : "out of memory");
    }
    s->quick = sil_relax_open(path);
    *out = s;
    return SIL_OK;
}

void sil_schema_free(sil_schema *s)
{
    if (!s)
        return;
    xmlRelaxNGFree(s->rng);
    sil_relax_free(s->quick);
    free(s);
}

/* ---- pointers ------------------------------------------------------------------------------------------------------ */

typedef struct target { /* an xml:id that was met, or is only pointed at so far */
    bool seen, pointed;
    long line;
} target;

typedef struct pointers {
    sil_arena *a;
    xmlHashTablePtr ids; /* id -> target */
    const char *wrong;   /* what is wrong, and with which id and line */
    char name[128];
    long line;
} pointers;

static void note(pointers *p, const char *what, const char *id, long line)
{
    if (p->wrong)
        return;
    p->wrong = what;
    snprintf(p->name, sizeof p->name, "%.120s", id);
    p->line = line;
}

static target *target_of(pointers *p, const char *id, long line)
{
    target *t = xmlHashLookup(p->ids, BAD_CAST id);
    if (t)
        return t;
    t = sil_alloc(p->a, sizeof *t);
    if (!t || xmlHashAddEntry(p->ids, BAD_CAST id, t) != 0) {
        note(p, "out of memory at", id, line);
        return NULL;
    }
    t->line = line;
    return t;
}

static void collect(pointers *p, const xmlNode *n)
{
    long line = xmlGetLineNo(n);
    for (const xmlAttr *x = n->properties; x; x = x->next) {
        const char *name = (const char *)x->name, *v = x->children && x->children->content ? (const char *)x->children->content : "";
        if (x->ns && strcmp(name, "id") == 0 && strcmp((const char *)x->ns->href, (const char *)XML_XML_NAMESPACE) == 0) {
            target *t = target_of(p, v, line);
            if (t && t->seen)
                note(p, "two elements have the xml:id", v, line);
            if (t)
                t->seen = true;
        }
        bool points = !x->ns && sil_schema_points(name);
        for (const char *one = v, *end; points && *one; one = end + strspn(end, " ")) {
            char id[256];
            end = one + strcspn(one, " ");
            size_t k = (size_t)(end - one);
            if (strncmp(one, "http", 4) == 0) /* out of the paper */
                continue;
            if (*one != '#' || k < 2 || k >= sizeof id) {
                snprintf(id, sizeof id, "%.*s", (int)(k < 200 ? k : 200), one);
                note(p, "a pointer leads nowhere:", id, line);
                continue;
            }
            memcpy(id, one + 1, k - 1);
            id[k - 1] = '\0';
            target *t = target_of(p, id, line);
            if (t)
                t->pointed = true;
        }
    }
}

/* xmlHashScan promises no order: of several the first in the document is told. */
static void look(void *found, void *data, const xmlChar *id)
{
    const target *t = found;
    pointers *p = data;
    if ((!t->seen || !t->pointed) && (!p->wrong || t->line < p->line || (t->line == p->line && strcmp((const char *)id, p->name + (*p->name == '#')) < 0))) {
        p->wrong = NULL;
        char name[120];
        snprintf(name, sizeof name, "%s%.100s", t->seen ? "" : "#", (const char *)id);
        note(p, t->seen ? "nothing points at the xml:id" : "a pointer leads nowhere:", name, t->line);
    }
}

/* ---- the check ----------------------------------------------------------------------------------------------------- */

static void say_nothing(void *data, xmlErrorPtr e)
{
    (void)data, (void)e;
}

/* The document goes by element by element; no more of it is in memory than the schema needs for what is open. */
static sil_status read_through(xmlTextReaderPtr r, pointers *p, const sil_xml_error *why, sil_err *err)
{
    int more;
    while ((more = xmlTextReaderRead(r)) == 1)
        if (xmlTextReaderNodeType(r) == XML_READER_TYPE_ELEMENT)
            collect(p, xmlTextReaderCurrentNode(r));
    if (more < 0) {
        const xmlError *e = xmlGetLastError();
        return sil_fail(err, SIL_FORMAT, "line %d: not well-formed: %.300s", e ? e->line : 0, e && e->message ? e->message : "unknown");
    }
    if (xmlTextReaderIsValid(r) != 1 || why->text[0])
        return sil_fail(err, SIL_FORMAT, "line %d: %s", why->line, why->text[0] ? why->text : "not valid against sillok-tei.rng");
    if (!p->wrong)
        xmlHashScan(p->ids, look, p);
    return p->wrong ? sil_fail(err, SIL_FORMAT, "line %ld: %s %s", p->line, p->wrong, p->name) : SIL_OK;
}

sil_status sil_schema_check(sil_schema *s, const char *xml, size_t len, sil_err *err)
{
    return s->quick && sil_schema_quick(s->quick, xml, len) ? SIL_OK : sil_schema_check_slowly(s, xml, len, err);
}

bool sil_schema_is_quick(const sil_schema *s)
{
    return s->quick != NULL;
}

sil_status sil_schema_check_slowly(sil_schema *s, const char *xml, size_t len, sil_err *err)
{
    sil_xml_error why = {0};
    if (len > (size_t)1 << 30)
        return sil_fail(err, SIL_LIMIT, "the document has %zu bytes, more than can be checked", len);
    xmlResetLastError();
    pointers p = {.a = sil_arena_new(0), .ids = xmlHashCreate(1024)};
    xmlTextReaderPtr r = xmlReaderForMemory(xml, (int)len, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    xmlRelaxNGValidCtxtPtr v = xmlRelaxNGNewValidCtxt(s->rng);
    sil_status st = p.a && p.ids && r && v ? SIL_OK : sil_fail(err, SIL_NOMEM, "out of memory while checking TEI");
    if (st == SIL_OK) {
        xmlRelaxNGSetValidStructuredErrors(v, sil_xml_first, &why);
        if (xmlTextReaderRelaxNGValidateCtxt(r, v, 0) != 0)
            st = sil_fail(err, SIL_NOMEM, "out of memory while checking TEI");
        else {
            xmlSetStructuredErrorFunc(NULL, say_nothing); /* what the reader says of ids is found below too */
            st = read_through(r, &p, &why, err);
            xmlSetStructuredErrorFunc(NULL, NULL);
        }
    }
    xmlFreeTextReader(r);
    if (v)
        xmlRelaxNGFreeValidCtxt(v);
    xmlHashFree(p.ids, NULL);
    sil_arena_free(p.a);
    return st;
}
