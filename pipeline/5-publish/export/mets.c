/* sillok-export, METS (Library of Congress, 1.12): a folder a paper that a library can take as it is: mets.xml, the page images, their ALTO and the TEI, each with its size and SHA-256; what
 * the paper says of itself as MODS. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "xml.h"
#include "export.h"
#include "sillok/file.h"
#include "sillok/hash.h"
#include "sillok/layer.h"

typedef struct packet {
    export_paper *p;
    sil_xml x;
    sil_arena *a;
    bool *has_image, *has_alto; /* of each page */
} packet;

static void leaf(sil_xml *x, const char *name, const char *text)
{
    if (!text || !*text)
        return;
    sil_xml_line(x);
    sil_xml_leaf(x, name, text);
}

static void leaf_with(sil_xml *x, const char *name, const char *attribute, const char *value, const char *text)
{
    sil_xml_line(x);
    sil_xml_open(x, name);
    sil_xml_attr(x, attribute, value);
    sil_xml_puts(x, text);
    sil_xml_close(x, name);
}

static void mods(packet *m)
{
    const sil_paper *paper = &m->p->text.paper;
    sil_xml *x = &m->x;
    const char *title = export_title(m->p), *lang = export_language(m->p);
    sil_xml_line(x);
    sil_xml_open(x, "mods:mods");
    for (size_t i = 0; i < paper->n_titles || i == 0; i++) {
        sil_xml_line(x);
        sil_xml_open(x, "mods:titleInfo");
        if (paper->n_titles)
            sil_xml_attr(x, "lang", paper->titles[i].lang);
        if (i)
            sil_xml_attr(x, "type", "alternative");
        leaf(x, "mods:title", paper->n_titles ? paper->titles[i].text : title);
        sil_xml_close_line(x, "mods:titleInfo");
    }
    for (size_t i = 0; i < paper->n_authors; i++) {
        sil_xml_line(x);
        sil_xml_open(x, "mods:name");
        sil_xml_attr(x, "lang", paper->authors[i].lang);
        leaf(x, "mods:namePart", paper->authors[i].text);
        sil_xml_line(x);
        sil_xml_open(x, "mods:role");
        leaf_with(x, "mods:roleTerm", "type", "text", "author");
        sil_xml_close_line(x, "mods:role");
        sil_xml_close_line(x, "mods:name");
    }
    if (paper->date && *paper->date) {
        sil_xml_line(x);
        sil_xml_open(x, "mods:originInfo");
        leaf_with(x, "mods:dateIssued", "encoding", "edtf", paper->date);
        sil_xml_close_line(x, "mods:originInfo");
    }
    if (strcmp(lang, "und") != 0) {
        sil_xml_line(x);
        sil_xml_open(x, "mods:language");
        sil_xml_line(x);
        sil_xml_open(x, "mods:languageTerm");
        sil_xml_attr(x, "type", "code");
        sil_xml_attr(x, "authority", "rfc5646");
        sil_xml_puts(x, lang);
        sil_xml_close(x, "mods:languageTerm");
        sil_xml_close_line(x, "mods:language");
    }
    for (size_t i = 0; i < paper->n_keywords; i++) {
        sil_xml_line(x);
        sil_xml_open(x, "mods:subject");
        sil_xml_attr(x, "lang", paper->keywords[i].lang);
        leaf(x, "mods:topic", paper->keywords[i].text);
        sil_xml_close_line(x, "mods:subject");
    }
    for (size_t i = 0; i < paper->n_identifiers; i++)
        leaf_with(x, "mods:identifier", "type", paper->identifiers[i].lang, paper->identifiers[i].text);
    leaf_with(x, "mods:identifier", "type", "local", m->p->id);
    sil_xml_close_line(x, "mods:mods");
}

/* Copy one file of the paper and list it. from: below the paper's folder; to: below the packet. *there false: there is none. */
static sil_status add_file(packet *m, const char *id, const char *from, const char *to, const char *type, bool *there, sil_err *err)
{
    char sha[SIL_SHA_LEN], *source = sil_doc_path(m->a, m->p->corpus, m->p->id, from), *target = sil_sprintf(m->a, "%s/%s/%s", m->p->out, m->p->id, to);
    struct stat st;
    *there = false;
    if (!source || !target)
        return sil_fail(err, SIL_NOMEM, "out of memory");
    if (!sil_file_exists(source))
        return SIL_OK;
    sil_status s = sil_file_copy(source, target, err);
    if (!s)
        s = sil_sha256_file(target, sha, err);
    if (s)
        return s;
    *there = true;
    sil_xml_line(&m->x);
    sil_xml_open(&m->x, "mets:file");
    sil_xml_attr(&m->x, "ID", id);
    sil_xml_attr(&m->x, "MIMETYPE", type);
    if (stat(target, &st) == 0)
        sil_xml_attrf(&m->x, "SIZE", "%lld", (long long)st.st_size);
    sil_xml_attr(&m->x, "CHECKSUM", sha);
    sil_xml_attr(&m->x, "CHECKSUMTYPE", "SHA-256");
    sil_xml_line(&m->x);
    sil_xml_open(&m->x, "mets:FLocat");
    sil_xml_attr(&m->x, "LOCTYPE", "URL");
    sil_xml_attr(&m->x, "xlink:href", to);
    sil_xml_close(&m->x, "mets:FLocat");
    sil_xml_close_line(&m->x, "mets:file");
    return SIL_OK;
}

static void open_group(packet *m, const char *use)
{
    sil_xml_line(&m->x);
    sil_xml_open(&m->x, "mets:fileGrp");
    sil_xml_attr(&m->x, "USE", use);
}

static sil_status files(packet *m, bool *tei, sil_err *err)
{
    const sil_source *src = &m->p->source;
    sil_status s = SIL_OK;
    size_t images = 0;
    sil_xml_line(&m->x);
    sil_xml_open(&m->x, "mets:fileSec");
    for (size_t k = 0; k < src->n_pages; k++)
        images += src->pages[k].image != NULL;
    if (images) { /* a group of METS is not empty */
        open_group(m, "DEFAULT");
        for (size_t k = 0; !s && k < src->n_pages; k++) {
            const char *image = src->pages[k].image, *id = sil_sprintf(m->a, "image_%04d", src->pages[k].page), *to = image ? sil_sprintf(m->a, "images/%s", strrchr(image, '/') + 1) : NULL;
            if (image)
                s = id && to ? add_file(m, id, image, to, strstr(image, ".jpg") ? "image/jpeg" : "image/png", &m->has_image[k], err) : sil_fail(err, SIL_NOMEM, "out of memory");
        }
        sil_xml_close_line(&m->x, "mets:fileGrp");
    }
    open_group(m, "FULLTEXT");
    for (size_t k = 0; !s && k < src->n_pages; k++) {
        char id[32], from[32], to[32];
        snprintf(id, sizeof id, "alto_%04d", src->pages[k].page);
        snprintf(from, sizeof from, "ocr/%04d.xml", src->pages[k].page);
        snprintf(to, sizeof to, "alto/%04d.xml", src->pages[k].page);
        s = add_file(m, id, from, to, "application/alto+xml", &m->has_alto[k], err);
    }
    sil_xml_close_line(&m->x, "mets:fileGrp");
    char *path = s ? NULL : sil_layer_path(m->a, m->p->corpus, m->p->id, SIL_LAYER_TEI, 0);
    if (path && sil_file_exists(path)) {
        open_group(m, "TEI");
        s = add_file(m, "tei", "paper.tei.xml", "paper.tei.xml", "application/tei+xml", tei, err);
        sil_xml_close_line(&m->x, "mets:fileGrp");
    }
    sil_xml_close_line(&m->x, "mets:fileSec");
    return s;
}

static void pointer(packet *m, const char *kind, int page)
{
    sil_xml_line(&m->x);
    sil_xml_open(&m->x, "mets:fptr");
    sil_xml_attrf(&m->x, "FILEID", page ? "%s_%04d" : "%s", kind, page);
    sil_xml_close(&m->x, "mets:fptr");
}

static void structure(packet *m, bool tei)
{
    sil_xml *x = &m->x;
    sil_xml_line(x);
    sil_xml_open(x, "mets:structMap");
    sil_xml_attr(x, "TYPE", "PHYSICAL");
    sil_xml_line(x);
    sil_xml_open(x, "mets:div");
    sil_xml_attr(x, "TYPE", "physSequence");
    sil_xml_attr(x, "DMDID", "mods");
    if (tei)
        pointer(m, "tei", 0);
    for (size_t k = 0; k < m->p->source.n_pages; k++) {
        int page = m->p->source.pages[k].page;
        sil_xml_line(x);
        sil_xml_open(x, "mets:div");
        sil_xml_attrf(x, "ID", "page_%04d", page);
        sil_xml_attr(x, "TYPE", "page");
        sil_xml_attrf(x, "ORDER", "%d", page);
        if (m->has_image[k])
            pointer(m, "image", page);
        if (m->has_alto[k])
            pointer(m, "alto", page);
        sil_xml_close_line(x, "mets:div");
    }
    sil_xml_close_line(x, "mets:div");
    sil_xml_close_line(x, "mets:structMap");
}

static sil_status format_mets(packet *m, sil_err *err)
{
    sil_xml *x = &m->x;
    bool tei = false;
    sil_buf_puts(x->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    sil_xml_open(x, "mets:mets");
    sil_xml_attr(x, "xmlns:mets", "http://www.loc.gov/METS/");
    sil_xml_attr(x, "xmlns:mods", "http://www.loc.gov/mods/v3");
    sil_xml_attr(x, "xmlns:xlink", "http://www.w3.org/1999/xlink");
    sil_xml_attr(x, "OBJID", m->p->id);
    sil_xml_attr(x, "LABEL", export_title(m->p));
    sil_xml_line(x);
    sil_xml_open(x, "mets:metsHdr");
    sil_xml_line(x);
    sil_xml_open(x, "mets:agent");
    sil_xml_attr(x, "ROLE", "CREATOR");
    sil_xml_attr(x, "TYPE", "OTHER");
    sil_xml_attr(x, "OTHERTYPE", "SOFTWARE");
    leaf(x, "mets:name", "Sillok " SIL_VERSION);
    sil_xml_close_line(x, "mets:agent");
    sil_xml_close_line(x, "mets:metsHdr");
    sil_xml_line(x);
    sil_xml_open(x, "mets:dmdSec");
    sil_xml_attr(x, "ID", "mods");
    sil_xml_line(x);
    sil_xml_open(x, "mets:mdWrap");
    sil_xml_attr(x, "MDTYPE", "MODS");
    sil_xml_line(x);
    sil_xml_open(x, "mets:xmlData");
    mods(m);
    sil_xml_close_line(x, "mets:xmlData");
    sil_xml_close_line(x, "mets:mdWrap");
    sil_xml_close_line(x, "mets:dmdSec");
    sil_status s = files(m, &tei, err);
    structure(m, tei);
    sil_xml_close_line(x, "mets:mets");
    sil_buf_puts(x->out, "\n");
    sil_status whole = sil_xml_end(x, s ? NULL : err);
    return s ? s : whole;
}

sil_status export_mets(export_paper *p, int *made, const char **why, sil_err *err)
{
    sil_buf b = {.limit = 0};
    packet m = {.p = p, .x = {.out = &b}, .a = p->a};
    const char *images = export_path(p, p->a, "/images"), *alto = export_path(p, p->a, "/alto"), *path = export_path(p, p->a, "/mets.xml");
    m.has_image = sil_alloc(p->a, p->source.n_pages + 1);
    m.has_alto = sil_alloc(p->a, p->source.n_pages + 1);
    *why = "the paper has no page";
    if (!images || !alto || !path || !m.has_image || !m.has_alto)
        return sil_fail(err, SIL_NOMEM, "out of memory");
    if (!p->source.n_pages)
        return SIL_OK;
    sil_status s = sil_mkdirs(images, err);
    if (!s)
        s = sil_mkdirs(alto, err);
    if (!s)
        s = format_mets(&m, err);
    if (!s)
        s = sil_file_write(path, b.data, b.len, err);
    *made = 1;
    sil_buf_free(&b);
    return s;
}
