/* sillok-export, IIIF Presentation API 3.0: manifest.json of a paper. Its images and ALTO stay where they are, in the corpus: IIIF names things by URIs, and --base
 * says where the corpus will be served (`python3 -m http.server` in it is enough to look at one). A canvas is a page in pixels; ALTO is its seeAlso. */
#include <stdlib.h>
#include <string.h>

#include "export.h"
#include "sillok/file.h"
#include "sillok/json.h"
#include "sillok/layer.h"

typedef struct maker {
    export_paper *p;
    const char *own, *doc; /* URIs: of the manifest's folder, of the paper's */
} maker;

/* A language map. */
static json_t *words(const char *lang, const char *text)
{
    return json_pack("{s:[s]}", lang && *lang && strcmp(lang, "und") ? lang : "none", text);
}

/* {"id", "type", "format", "label"} with a profile or none. */
static json_t *thing(const char *id, const char *type, const char *format, const char *profile, const char *label)
{
    json_t *j = json_pack("{s:s, s:s, s:s, s:o}", "id", id, "type", type, "format", format, "label", words("en", label));
    if (j && profile)
        json_object_set_new(j, "profile", json_string(profile));
    return j;
}

static json_t *canvas(const maker *m, const sil_source_page *sp, sil_arena *a)
{
    const char *id = sil_sprintf(a, "%scanvas/p%04d", m->own, sp->page), *list = sil_sprintf(a, "%s/page", id), *note = sil_sprintf(a, "%s/image", id);
    const char *image = sil_sprintf(a, "%s%s", m->doc, sp->image), *alto = sil_sprintf(a, "%socr/%04d.xml", m->doc, sp->page), *label = sil_sprintf(a, "%d", sp->page);
    char tail[32];
    snprintf(tail, sizeof tail, "ocr/%04d.xml", sp->page);
    const char *file = sil_doc_path(a, m->p->corpus, m->p->id, tail);
    if (!id || !list || !note || !image || !alto || !label || !file)
        return NULL;
    json_t *body = json_pack("{s:s, s:s, s:s, s:i, s:i}", "id", image, "type", "Image", "format", strstr(sp->image, ".jpg") ? "image/jpeg" : "image/png", "width", sp->width, "height", sp->height);
    json_t *painting = json_pack("{s:s, s:s, s:s, s:o, s:s}", "id", note, "type", "Annotation", "motivation", "painting", "body", body, "target", id);
    json_t *page = json_pack("{s:s, s:s, s:[o]}", "id", list, "type", "AnnotationPage", "items", painting);
    json_t *j = json_pack("{s:s, s:s, s:o, s:i, s:i, s:[o]}", "id", id, "type", "Canvas", "label", words("none", label), "width", sp->width, "height", sp->height, "items", page);
    if (j && sil_file_exists(file))
        json_object_set_new(j, "seeAlso", json_pack("[o]", thing(alto, "Dataset", "application/xml", "http://www.loc.gov/standards/alto/ns-v4#", "ALTO")));
    return j;
}

/* Headings as ranges, one below the other; each holds the page it begins on. NULL: there is none. */
static json_t *contents(const maker *m, sil_arena *a)
{
    json_t *list = json_array();
    for (size_t i = 0; i < m->p->text.n_blocks; i++) {
        const sil_block *b = &m->p->text.blocks[i];
        if (b->type != SIL_HEADING || b->unreadable || !*b->text || b->page < 1 || (size_t)b->page > m->p->source.n_pages || !m->p->source.pages[b->page - 1].image)
            continue;
        const char *id = sil_sprintf(a, "%srange/%s", m->own, b->id), *on = sil_sprintf(a, "%scanvas/p%04d", m->own, b->page);
        if (id && on)
            json_array_append_new(list, json_pack("{s:s, s:s, s:o, s:[{s:s, s:s}]}", "id", id, "type", "Range", "label", words(b->lang, b->text), "items", "id", on, "type", "Canvas"));
    }
    if (json_array_size(list))
        return list;
    json_decref(list);
    return NULL;
}

static json_t *manifest(const maker *m, int *made, sil_arena *a)
{
    const export_paper *p = m->p;
    const char *id = sil_sprintf(a, "%smanifest.json", m->own), *txt = sil_sprintf(a, "%spaper.txt", m->doc), *tei = sil_sprintf(a, "%spaper.tei.xml", m->doc);
    json_t *canvases = json_array(), *facts = json_array(), *list;
    for (size_t k = 0; k < p->source.n_pages; k++)
        if (p->source.pages[k].image && p->source.pages[k].width > 0) {
            json_array_append_new(canvases, canvas(m, &p->source.pages[k], a));
            ++*made;
        }
    for (size_t i = 0; i < p->text.paper.n_authors; i++)
        json_array_append_new(facts, json_pack("{s:o, s:o}", "label", words("en", "Author"), "value", words(p->text.paper.authors[i].lang, p->text.paper.authors[i].text)));
    if (p->text.paper.date && *p->text.paper.date)
        json_array_append_new(facts, json_pack("{s:o, s:o}", "label", words("en", "Date"), "value", words("none", p->text.paper.date)));
    if (!id || !txt || !tei) {
        json_decref(canvases);
        json_decref(facts);
        return NULL;
    }
    json_t *j = json_pack("{s:s, s:s, s:s, s:o, s:o}", "@context", "http://iiif.io/api/presentation/3/context.json", "id", id, "type", "Manifest", "label",
                          words(p->text.paper.n_titles ? p->text.paper.titles[0].lang : "none", export_title(p)), "items", canvases);
    if (j && json_array_size(facts))
        json_object_set(j, "metadata", facts);
    json_decref(facts);
    if (j && p->has_text) {
        json_object_set_new(j, "rendering", json_pack("[o]", thing(txt, "Text", "text/plain", NULL, "Text")));
        json_object_set_new(j, "seeAlso", json_pack("[o]", thing(tei, "Dataset", "application/tei+xml", "http://www.tei-c.org/ns/1.0", "TEI")));
        if ((list = contents(m, a)) != NULL)
            json_object_set_new(j, "structures", list);
    }
    return j;
}

sil_status export_iiif(export_paper *p, int *made, const char **why, sil_err *err)
{
    maker m = {.p = p, .own = sil_sprintf(p->a, "%sexport/iiif/%s/", p->base, p->id), .doc = sil_sprintf(p->a, "%sdocs/%s/", p->base, p->id)};
    const char *dir = export_path(p, p->a, ""), *path = export_path(p, p->a, "/manifest.json");
    *why = "no page has an image, so there is no manifest of it";
    json_t *j = m.own && m.doc && dir && path ? manifest(&m, made, p->a) : NULL;
    char *text = j ? json_dumps(j, JSON_INDENT(1)) : NULL;
    sil_status s = text ? SIL_OK : sil_fail(err, SIL_NOMEM, "out of memory");
    if (!s && *made)
        s = sil_mkdirs(dir, err);
    if (!s && *made)
        s = sil_file_write(path, text, strlen(text), err);
    free(text);
    json_decref(j);
    return s;
}
