/* Room 5, publish: the check between writing a TEI document and giving it its name (schema.h). */
#include "schema.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/hash.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/relaxng.h>

struct sil_schema {
    xmlRelaxNGPtr rng;
};

/* libxml2 reports in pieces; the first is the one that tells. */
typedef struct first_error {
    char text[512];
    int line;
} first_error;

static void keep_first(void *data, xmlErrorPtr e)
{
    first_error *f = data;
    if (f->text[0] || !e || !e->message)
        return;
    snprintf(f->text, sizeof f->text, "%s", e->message);
    f->text[strcspn(f->text, "\r\n")] = '\0';
    f->line = e->line;
}

sil_status sil_schema_open(const char *config, sil_schema **out, sil_err *err)
{
    char path[4096];
    first_error why = {0};
    *out = NULL;
    int n = snprintf(path, sizeof path, "%s/schemas/sillok-tei.rng", config);
    if (n < 0 || (size_t)n >= sizeof path)
        return sil_fail(err, SIL_USAGE, "the name of the configuration folder is too long: %s", config);
    sil_schema *s = calloc(1, sizeof *s);
    if (!s)
        return sil_fail(err, SIL_NOMEM, "out of memory while reading %s", path);
    xmlRelaxNGParserCtxtPtr p = xmlRelaxNGNewParserCtxt(path);
    if (p) {
        xmlRelaxNGSetParserStructuredErrors(p, keep_first, &why);
        xmlSetStructuredErrorFunc(&why, keep_first); /* a file that is not there is told to the parser below */
        s->rng = xmlRelaxNGParse(p);
        xmlSetStructuredErrorFunc(NULL, NULL);
        xmlRelaxNGFreeParserCtxt(p);
    }
    if (!s->rng) {
        free(s);
        return sil_fail(err, SIL_LIBRARY, "cannot use the schema %s: %s", path, why.text[0] ? why.text : "out of memory");
    }
    *out = s;
    return SIL_OK;
}

void sil_schema_free(sil_schema *s)
{
    if (!s)
        return;
    xmlRelaxNGFree(s->rng);
    free(s);
}

/* ---- pointers ------------------------------------------------------------------------------------------------------ */

typedef struct pointers {
    xmlHashTablePtr ids;     /* id -> 1 seen, 2 pointed at (as a small number in the pointer) */
    const char *wrong;       /* what is wrong, and with which id and line */
    char name[128];
    long line;
} pointers;

static char marks[3];

static void note(pointers *p, const char *what, const char *id, const xmlNode *n)
{
    if (p->wrong)
        return;
    p->wrong = what;
    snprintf(p->name, sizeof p->name, "%s", id);
    p->line = n ? xmlGetLineNo(n) : 0;
}

static void collect_id(pointers *p, xmlNode *n)
{
    xmlChar *id = xmlGetNsProp(n, BAD_CAST "id", XML_XML_NAMESPACE);
    if (id && xmlHashAddEntry(p->ids, id, &marks[1]) != 0)
        note(p, "two elements have the xml:id", (const char *)id, n);
    xmlFree(id);
}

static void follow(pointers *p, xmlNode *n)
{
    static const char *const names[] = {"facs", "ref", "corresp", "fVal", "active", "passive", "mutual"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        xmlChar *v = n->properties ? xmlGetNoNsProp(n, BAD_CAST names[i]) : NULL;
        char *save = NULL;
        for (char *one = v ? strtok_r((char *)v, " ", &save) : NULL; one; one = strtok_r(NULL, " ", &save)) {
            if (*one != '#' || !xmlHashLookup(p->ids, BAD_CAST one + 1))
                note(p, "a pointer leads nowhere:", one, n);
            else if (xmlHashUpdateEntry(p->ids, BAD_CAST one + 1, &marks[2], NULL) != 0)
                note(p, "out of memory at", one, n);
        }
        xmlFree(v);
    }
}

static void walk(pointers *p, xmlNode *root, void (*visit)(pointers *, xmlNode *))
{
    xmlNode *n = root;
    while (n) {
        if (n->type == XML_ELEMENT_NODE)
            visit(p, n);
        if (n->children && n->type == XML_ELEMENT_NODE) {
            n = n->children;
            continue;
        }
        while (n && n != root && !n->next)
            n = n->parent;
        n = !n || n == root ? NULL : n->next;
    }
}

static void unused(void *mark, void *data, const xmlChar *id)
{
    if (mark != &marks[2])
        note(data, "nothing points at the xml:id", (const char *)id, NULL);
}

static sil_status check_pointers(xmlDoc *doc, sil_err *err)
{
    pointers p = {.ids = xmlHashCreate(1024)};
    if (!p.ids)
        return sil_fail(err, SIL_NOMEM, "out of memory while checking TEI");
    walk(&p, xmlDocGetRootElement(doc), collect_id);
    if (!p.wrong)
        walk(&p, xmlDocGetRootElement(doc), follow);
    if (!p.wrong)
        xmlHashScan(p.ids, unused, &p);
    xmlHashFree(p.ids, NULL);
    return p.wrong ? sil_fail(err, SIL_FORMAT, "line %ld: %s %s", p.line, p.wrong, p.name) : SIL_OK;
}

/* ---- the check ----------------------------------------------------------------------------------------------------- */

sil_status sil_schema_check(sil_schema *s, const char *xml, size_t len, sil_err *err)
{
    first_error why = {0};
    if (len > (size_t)1 << 30)
        return sil_fail(err, SIL_LIMIT, "the document has %zu bytes, more than can be checked", len);
    xmlParserCtxtPtr ctx = xmlCreateMemoryParserCtxt(xml, (int)len);
    if (!ctx)
        return sil_fail(err, SIL_NOMEM, "out of memory while checking TEI");
    xmlCtxtUseOptions(ctx, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    ctx->loadsubset |= XML_SKIP_IDS; /* libxml2's own table of ids is quadratic in their number; after the options, which reset it */
    xmlParseDocument(ctx);
    xmlDoc *doc = ctx->myDoc;
    if (!doc || !ctx->wellFormed) {
        const xmlError *e = xmlCtxtGetLastError(ctx);
        sil_status bad = sil_fail(err, SIL_FORMAT, "line %d: not well-formed: %.300s", e ? e->line : 0, e && e->message ? e->message : "unknown");
        xmlFreeDoc(doc);
        xmlFreeParserCtxt(ctx);
        return bad;
    }
    xmlFreeParserCtxt(ctx);
    sil_status st = SIL_OK;
    xmlRelaxNGValidCtxtPtr v = xmlRelaxNGNewValidCtxt(s->rng);
    if (!v) {
        st = sil_fail(err, SIL_NOMEM, "out of memory while checking TEI");
    } else {
        xmlRelaxNGSetValidStructuredErrors(v, keep_first, &why);
        if (xmlRelaxNGValidateDoc(v, doc) != 0)
            st = sil_fail(err, SIL_FORMAT, "line %d: %s", why.line, why.text[0] ? why.text : "not valid against sillok-tei.rng");
        xmlRelaxNGFreeValidCtxt(v);
    }
    if (st == SIL_OK)
        st = check_pointers(doc, err);
    xmlFreeDoc(doc);
    return st;
}
