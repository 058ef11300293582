/* driver/verify_doc.c: one paper: does each layer say what it was made from, is that what lies beside it, and has each layer its form. */
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <stdio.h>
#include <string.h>

#include "sillok/alto.h"
#include "sillok/blocks.h"
#include "sillok/entities.h"
#include "sillok/file.h"
#include "sillok/source.h"
#include "sillok/xml_error.h"
#include "verify.h"

/* ---- TEI against its schema --------------------------------------------------------------------------------------------- */

sil_status verify_schema_open(verify *v, sil_err *err)
{
    sil_xml_error why = {.line = 0};
    char *path = sil_sprintf(v->a, "%s/schemas/sillok-tei.rng", v->d->config);
    xmlRelaxNGParserCtxtPtr p = path ? xmlRelaxNGNewParserCtxt(path) : NULL;
    xmlSetStructuredErrorFunc(&why, sil_xml_first);
    if (p)
        v->rng = xmlRelaxNGParse(p);
    xmlSetStructuredErrorFunc(NULL, NULL);
    xmlRelaxNGFreeParserCtxt(p);
    return v->rng ? SIL_OK : sil_fail(err, SIL_LIBRARY, "cannot use the schema %s: %s", path ? path : "", why.text[0] ? why.text : "out of memory");
}

void verify_schema_close(verify *v)
{
    xmlRelaxNGFree(v->rng);
    v->rng = NULL;
    xmlCleanupParser();
}

static sil_status check_tei(verify *v, sil_arena *a, const char *path, const char *where, sil_err *err)
{
    char *data;
    size_t len;
    sil_xml_error why = {.line = 0};
    sil_status s = sil_file_read(a, path, (size_t)1 << 30, &data, &len, err);
    if (s)
        return s;
    xmlSetStructuredErrorFunc(&why, sil_xml_first);
    xmlDocPtr tree = xmlReadMemory(data, (int)len, NULL, NULL, XML_PARSE_NONET | XML_PARSE_BIG_LINES);
    xmlRelaxNGValidCtxtPtr ctx = tree ? xmlRelaxNGNewValidCtxt(v->rng) : NULL;
    if (ctx)
        xmlRelaxNGSetValidStructuredErrors(ctx, sil_xml_first, &why);
    if (!tree || !ctx || xmlRelaxNGValidateDoc(ctx, tree) != 0)
        verify_tell(v, where, "line %d: %s", why.line, why.text[0] ? why.text : "is not valid against sillok-tei.rng");
    xmlSetStructuredErrorFunc(NULL, NULL);
    if (ctx)
        xmlRelaxNGFreeValidCtxt(ctx);
    xmlFreeDoc(tree);
    return SIL_OK;
}

/* ---- the chain ------------------------------------------------------------------------------------------------------------ */

typedef struct paper {
    verify *v;
    sil_arena *a;
    const char *id;
    sil_source src;
    bool broken; /* the list of files tells of damage here: a broken chain only repeats that */
} paper;

static const char *below(const paper *p, const char *tail)
{
    char *s = sil_sprintf(p->a, "docs/%s/%s", p->id, tail);
    return s ? s : p->id;
}

static bool any_wrong(sil_arena *a, const verify *v, const char *id)
{
    char *dir = sil_sprintf(a, "docs/%s/", id), *corrections = sil_sprintf(a, "corrections/%s.jsonl", id);
    for (size_t i = dir ? manifest_from(&v->m, dir) : v->m.n; i < v->m.n && strncmp(v->m.files[i].path, dir, strlen(dir)) == 0; i++)
        if (v->m.files[i].wrong)
            return true;
    return corrections && verify_wrong(v, corrections);
}

static void told(paper *p, const char *where, const char *what)
{
    if (!p->broken)
        verify_tell(p->v, where, "%s", what);
}

/* The head of a layer, and whether its input is what lies beside it. false: there is no head to go on with, or it failed. */
static bool check_chain(paper *p, sil_layer layer, int page, const char *room, const char *where, bool must)
{
    char *head = NULL, input[SIL_SHA_LEN], *path = sil_layer_path(p->a, p->v->d->corpus, p->id, layer, page);
    sil_err err;
    json_t *j = NULL;
    if (!path || sil_head_read(p->a, path, &head, &err) || !head || sil_json_parse(head, strlen(head), where, &j, &err)) {
        if (must)
            told(p, where, sil_file_exists(path ? path : "") ? "has no head that says what it was made from" : "is not there; `sillok rebuild` makes it");
        return false;
    }
    p->v->layers++;
    const char *said = json_string_value(json_object_get(j, "input")), *by = json_string_value(json_object_get(j, "room"));
    if (!by || strcmp(by, room) != 0)
        told(p, where, "was not written by its room");
    if (sil_layer_input(p->v->d->corpus, p->id, layer, page, input, &err))
        told(p, where, err.text);
    else if (!said || strcmp(said, input) != 0)
        told(p, where, "was made from other bytes than lie beside it; `sillok rebuild` makes it anew");
    bool failed = json_object_get(j, "failed") != NULL;
    json_decref(j);
    return !failed;
}

static void check_file(paper *p, const char *tail, const char *sha)
{
    char now[SIL_SHA_LEN], *path = sil_doc_path(p->a, p->v->d->corpus, p->id, tail);
    sil_err err;
    if (!path || sil_sha256_file(path, now, &err))
        told(p, below(p, tail), "cannot be read, and source.json names it");
    else if (strcmp(now, sha) != 0)
        told(p, below(p, tail), "its bytes are not those that source.json names");
}

/* ---- one layer after the other ------------------------------------------------------------------------------------------ */

static void check_page(paper *p, const sil_source_page *sp)
{
    char tail[32], *path = sil_layer_path(p->a, p->v->d->corpus, p->id, SIL_LAYER_OCR, sp->page);
    snprintf(tail, sizeof tail, "ocr/%04d.xml", sp->page);
    if (sp->image)
        check_file(p, sp->image, sp->sha256);
    if (sp->verdict == SIL_VERDICT_FAILED)
        return;
    bool read = sil_source_needs_ocr(sp);
    if (sp->verdict == SIL_VERDICT_DOUBTFUL && !sil_file_exists(sil_doubtful_path(p->a, p->v->d->corpus, p->id, sp->page)))
        told(p, below(p, "layers"), "the text layer of a doubtful page is not there");
    if (!check_chain(p, SIL_LAYER_OCR, sp->page, read ? "ocr" : "intake", below(p, tail), true))
        return;
    sil_arena *a = sil_arena_new(0);
    sil_page page;
    sil_err err;
    if (!a || sil_alto_read(a, path, &page, &err))
        told(p, below(p, tail), a ? err.text : "out of memory");
    else if (page.page != sp->page || (sp->image && (page.width != sp->width || page.height != sp->height)))
        told(p, below(p, tail), "speaks of another page, or of a page of another size, than source.json");
    sil_arena_free(a);
}

static sil_status check_layers(paper *p, sil_err *err)
{
    verify *v = p->v;
    const char *corpus = v->d->corpus;
    sil_err why;
    for (size_t i = 0; i < p->src.n_pages; i++)
        check_page(p, &p->src.pages[i]);
    if (check_chain(p, SIL_LAYER_TEXT, 0, "text", below(p, "text.jsonl"), true)) {
        sil_text t;
        if (sil_text_read(p->a, sil_layer_path(p->a, corpus, p->id, SIL_LAYER_TEXT, 0), &t, &why))
            told(p, below(p, "text.jsonl"), why.text);
    }
    if (check_chain(p, SIL_LAYER_ENTITIES, 0, "extract", below(p, "entities.jsonl"), true)) {
        sil_entities e;
        if (sil_entities_read(p->a, sil_layer_path(p->a, corpus, p->id, SIL_LAYER_ENTITIES, 0), &e, &why))
            told(p, below(p, "entities.jsonl"), why.text);
    }
    char *tei = sil_layer_path(p->a, corpus, p->id, SIL_LAYER_TEI, 0);
    check_chain(p, SIL_LAYER_TEI, 0, "publish", below(p, "paper.tei.xml"), true);
    if (!sil_file_exists(sil_doc_path(p->a, corpus, p->id, "paper.txt")))
        told(p, below(p, "paper.txt"), "is not there");
    if (p->broken || !sil_file_exists(tei))
        return SIL_OK;
    return check_tei(v, p->a, tei, below(p, "paper.tei.xml"), err);
}

sil_status verify_doc(verify *v, const char *doc_id, sil_err *err)
{
    sil_arena *a = sil_arena_new(0);
    if (!a)
        return sil_fail(err, SIL_NOMEM, "no memory to look at %s", doc_id);
    paper p = {.v = v, .a = a, .id = doc_id, .broken = any_wrong(a, v, doc_id)};
    sil_err why;
    sil_status s = SIL_OK;
    if (sil_source_read(a, v->d->corpus, doc_id, &p.src, &why)) {
        told(&p, below(&p, "source.json"), why.text);
    } else {
        const char *sha8 = strrchr(doc_id, '-');
        check_file(&p, p.src.file, p.src.sha256);
        if (!sha8 || strncmp(sha8 + 1, p.src.sha256, 8) != 0)
            told(&p, below(&p, "source.json"), "its sha256 is not the one that the paper's id names");
        check_chain(&p, SIL_LAYER_SOURCE, 0, "intake", below(&p, "source.json"), true);
        if (!p.src.failed)
            s = check_layers(&p, err);
    }
    sil_arena_free(a);
    return s;
}
