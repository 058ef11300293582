/* Room 5, publish: the teiHeader: what is known of the paper, of the file it came in, and of the programs and models that read it.
 * Nothing of the day of the run stands here: the same layers give the same bytes. */
#include <ctype.h>
#include <string.h>

#include "sillok/json.h"
#include "sillok/layer.h"
#include "tei.h"

static void leaf_lang(sil_tei *t, const char *name, const char *type, const sil_lang_text *v)
{
    sil_xml_line(&t->x);
    sil_xml_open(&t->x, name);
    sil_xml_attr(&t->x, "type", type);
    if (sil_lang_ok(v->lang))
        sil_xml_attr(&t->x, "xml:lang", v->lang);
    sil_xml_puts(&t->x, v->text);
    sil_xml_close(&t->x, name);
}

static void open_line(sil_tei *t, const char *name)
{
    sil_xml_line(&t->x);
    sil_xml_open(&t->x, name);
}

static void close_line(sil_tei *t, const char *name)
{
    sil_xml_close_line(&t->x, name);
}

static void leaf_typed(sil_tei *t, const char *name, const char *type, const char *value)
{
    if (!value || !*value)
        return;
    sil_xml_line(&t->x);
    sil_xml_open(&t->x, name);
    sil_xml_attr(&t->x, "type", type);
    sil_xml_puts(&t->x, value);
    sil_xml_close(&t->x, name);
}

static void titles(sil_tei *t, bool fallback)
{
    const sil_paper *p = &t->doc->text.paper;
    long main_title = sil_lang_pick(p->titles, p->n_titles, p->lang);
    for (size_t i = 0; i < p->n_titles; i++)
        leaf_lang(t, "title", (long)i == main_title ? "main" : "alt", &p->titles[i]);
    if (p->n_titles == 0 && fallback)
        leaf_typed(t, "title", "file", t->doc->source.source_name && *t->doc->source.source_name ? t->doc->source.source_name : t->doc->id);
    for (size_t i = 0; i < p->n_authors; i++)
        leaf_lang(t, "author", NULL, &p->authors[i]);
}

static void title_stmt(sil_tei *t)
{
    open_line(t, "titleStmt");
    titles(t, true);
    close_line(t, "titleStmt");
}

static void publication(sil_tei *t)
{
    open_line(t, "publicationStmt");
    sil_xml_line(&t->x);
    sil_xml_leaf(&t->x, "publisher", "Sillok");
    leaf_typed(t, "idno", "sillok", t->doc->id);
    open_line(t, "availability");
    sil_xml_line(&t->x);
    sil_xml_leaf(&t->x, "p", "Made from a scan or file by program; the rights in the paper remain with its owners.");
    close_line(t, "availability");
    close_line(t, "publicationStmt");
}

static void source_desc(sil_tei *t)
{
    const sil_paper *p = &t->doc->text.paper;
    const sil_source *s = &t->doc->source;
    open_line(t, "sourceDesc");
    if (p->n_titles || p->n_authors || p->n_identifiers || (p->date && *p->date) || (p->institution && *p->institution)) {
        open_line(t, "bibl");
        sil_xml_attr(&t->x, "type", "paper");
        titles(t, false);
        leaf_typed(t, "orgName", "institution", p->institution);
        leaf_typed(t, "note", "degree", p->degree);
        if (p->date && *p->date) {
            sil_xml_line(&t->x);
            sil_xml_open(&t->x, "date");
            sil_xml_attr(&t->x, "when", sil_w3c_date(p->date) ? p->date : NULL);
            sil_xml_puts(&t->x, p->date);
            sil_xml_close(&t->x, "date");
        }
        for (size_t i = 0; i < p->n_identifiers; i++) {
            char type[32] = "";
            size_t n = 0;
            for (const char *c = p->identifiers[i].lang; c && *c && n + 1 < sizeof type; c++)
                if (isalnum((unsigned char)*c))
                    type[n++] = *c;
            leaf_typed(t, "idno", n ? type : "other", p->identifiers[i].text);
        }
        close_line(t, "bibl");
    }
    open_line(t, "bibl");
    sil_xml_attr(&t->x, "type", "file");
    leaf_typed(t, "title", "file", s->source_name && *s->source_name ? s->source_name : t->doc->id);
    if (s->sha256 && strlen(s->sha256) == 64 && strspn(s->sha256, "0123456789abcdef") == 64)
        leaf_typed(t, "idno", "sha256", s->sha256);
    if (s->n_pages) {
        sil_xml_line(&t->x);
        sil_xml_open(&t->x, "extent");
        sil_xml_puts(&t->x, sil_sprintf(t->a, "%zu %s", s->n_pages, s->n_pages == 1 ? "page" : "pages"));
        sil_xml_close(&t->x, "extent");
    }
    leaf_typed(t, "note", "media-type", s->media_type);
    static const char *const kinds[] = {"scan", "digital", "mixed", "text"};
    for (size_t i = 0; s->kind && i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(s->kind, kinds[i]) == 0)
            leaf_typed(t, "note", "kind", s->kind);
    close_line(t, "bibl");
    close_line(t, "sourceDesc");
}

/* ---- programs and models ------------------------------------------------------------------------------------------- */

static void application(sil_tei *t, const char *ident, const char *version, const char *what)
{
    sil_xml_line(&t->x);
    sil_xml_open(&t->x, "application");
    sil_xml_attr(&t->x, "ident", ident);
    sil_xml_attr(&t->x, "version", version);
    sil_xml_leaf(&t->x, "desc", what);
    sil_xml_close(&t->x, "application");
}

/* One application a room whose layer has a head: its version, and the models it used. The rule and authority files stand in the heads of
 * the layers, which the reader of an edition need not see. */
static void room_application(sil_tei *t, const char *head, const char *what)
{
    json_t *j = NULL;
    sil_err ignored;
    if (!head || sil_json_parse(head, strlen(head), "head", &j, &ignored) != SIL_OK)
        return;
    char *room = sil_json_text(t->a, j, "room"), *version = sil_json_text(t->a, j, "sillok");
    sil_buf files = {.limit = 1 << 16};
    sil_buf_puts(&files, what);
    const char *name;
    json_t *hash, *list = json_object_get(j, "files");
    size_t n = 0;
    if (json_is_object(list))
        json_object_foreach(list, name, hash)
            if (strstr(name, "traineddata") || strncmp(name, "models/", strlen("models/")) == 0)
                sil_buf_printf(&files, "%s%s (sha256 %.12s)", n++ ? ", " : "; models: ", name, json_is_string(hash) ? json_string_value(hash) : "");
    if (version) /* "0.1.0+ab12": TEI wants numbers; the rest stands in the layer's head */
        version[strspn(version, "0123456789.")] = '\0';
    bool shaped = version && isdigit((unsigned char)*version) && version[strlen(version) - 1] != '.';
    if (room && *room && !files.failed)
        application(t, sil_sprintf(t->a, "sillok-%s", room), shaped ? version : SIL_VERSION, files.data);
    sil_buf_free(&files);
    json_decref(j);
}

/* Engines as the pages name them: "Tesseract 5.3.0" with the models "Hangul eng". */
static void engines(sil_tei *t)
{
    for (size_t i = 0; i < t->doc->n_pages; i++) {
        const sil_page *p = &t->doc->pages[i];
        bool known = !p->engine || !*p->engine;
        for (size_t k = 0; k < i && !known; k++)
            known = t->doc->pages[k].engine && strcmp(t->doc->pages[k].engine, p->engine) == 0 &&
                    strcmp(t->doc->pages[k].models ? t->doc->pages[k].models : "", p->models ? p->models : "") == 0;
        if (known)
            continue;
        char ident[64] = "";
        size_t n = 0;
        for (const char *c = p->engine; *c && *c != ' ' && n + 1 < sizeof ident; c++)
            if (isalnum((unsigned char)*c) || (n && (*c == '-' || *c == '_')))
                ident[n++] = *c;
        const char *v = strchr(p->engine, ' ');
        size_t len = v ? strspn(v + 1, "0123456789.") : 0;
        while (len && v[len] == '.')
            len--;
        char *version = len ? sil_strndup(t->a, v + 1, len) : NULL;
        if (n && isalpha((unsigned char)ident[0]))
            application(t, ident, version ? version : "0", sil_sprintf(t->a, "read pages%s%s", p->models && *p->models ? " with the models " : "", p->models ? p->models : ""));
    }
}

static void encoding(sil_tei *t, const char *head)
{
    open_line(t, "encodingDesc");
    open_line(t, "appInfo");
    room_application(t, t->doc->source.head, "took the file in");
    for (size_t i = 0; i < t->doc->n_pages; i++)
        if (t->doc->pages[i].head) {
            room_application(t, t->doc->pages[i].head, "wrote the pages as ALTO");
            break;
        }
    engines(t);
    room_application(t, t->doc->text.head, "normalized the text and found its structure");
    room_application(t, t->doc->entities.head, "found cities, organizations, dates and rankings");
    room_application(t, head, "wrote this file");
    close_line(t, "appInfo");
    open_line(t, "editorialDecl");
    sil_xml_line(&t->x);
    sil_xml_leaf(&t->x, "p",
                 sil_sprintf(t->a,
                             "The text is in Unicode NFC; words divided at a line's end are joined and the line start within them has break=\"no\". "
                             "Words read with a confidence below %.2f are marked unclear. Lines that could not be read are a gap; what the "
                             "engine made of them stands in the ALTO of the page. facs leads to a zone of the page image, in pixels.",
                             t->unclear_below));
    close_line(t, "editorialDecl");
    close_line(t, "encodingDesc");
}

/* ---- languages and subject ------------------------------------------------------------------------------------------ */

static const char *language_name(const char *tag)
{
    static const char *const names[][2] = {{"ko", "Korean"}, {"en", "English"}, {"zh", "Chinese"}, {"zh-Hans", "Chinese in simplified characters"},
                                           {"zh-Hant", "Chinese in traditional characters, Hanja"}, {"ko-Hani", "Korean in Hanja"}, {"ja", "Japanese"}, {"und", "unknown"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i][0], tag) == 0)
            return names[i][1];
    return tag;
}

static void profile(sil_tei *t)
{
    const sil_paper *p = &t->doc->text.paper;
    open_line(t, "profileDesc");
    open_line(t, "langUsage");
    const char *rest = p->langs && *p->langs ? p->langs : p->lang && *p->lang ? p->lang : "und";
    size_t any = 0;
    while (*rest) {
        size_t n = strcspn(rest, " ");
        char *tag = sil_strndup(t->a, rest, n);
        rest += n + strspn(rest + n, " ");
        bool last = !*rest && !any;
        if (!tag || (!sil_lang_ok(tag) && !last))
            continue;
        if (!sil_lang_ok(tag))
            tag = sil_strdup(t->a, "und");
        sil_xml_line(&t->x);
        sil_xml_open(&t->x, "language");
        sil_xml_attr(&t->x, "ident", tag);
        sil_xml_puts(&t->x, tag ? language_name(tag) : NULL);
        sil_xml_close(&t->x, "language");
        any++;
    }
    close_line(t, "langUsage");
    if (p->n_keywords) {
        open_line(t, "textClass");
        for (size_t i = 0; i < p->n_keywords; i++) { /* one list a language */
            const char *lang = p->keywords[i].lang;
            if (i == 0 || strcmp(lang, p->keywords[i - 1].lang) != 0) {
                open_line(t, "keywords");
                if (sil_lang_ok(lang))
                    sil_xml_attr(&t->x, "xml:lang", lang);
            }
            sil_xml_line(&t->x);
            sil_xml_leaf(&t->x, "term", p->keywords[i].text);
            if (i + 1 == p->n_keywords || strcmp(lang, p->keywords[i + 1].lang) != 0)
                close_line(t, "keywords");
        }
        close_line(t, "textClass");
    }
    close_line(t, "profileDesc");
}

void sil_tei_header(sil_tei *t, const char *head)
{
    open_line(t, "teiHeader");
    open_line(t, "fileDesc");
    title_stmt(t);
    publication(t);
    source_desc(t);
    close_line(t, "fileDesc");
    encoding(t, head);
    profile(t);
    close_line(t, "teiHeader");
}
