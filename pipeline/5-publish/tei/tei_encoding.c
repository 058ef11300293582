/* Room 5, publish: how the text was made, for the teiHeader: programs and models, the rules that changed something and how often (encodingDesc), and
 * the steps from the file to this edition (revisionDesc). Nothing of the day of the run stands here: the same layers give the same bytes. */
#include <ctype.h>
#include <string.h>

#include "sillok/json.h"
#include "sillok/layer.h"
#include "tei.h"

static void open_line(sil_tei *t, const char *name)
{
    sil_xml_line(&t->x);
    sil_xml_open(&t->x, name);
}

static void leaf_line(sil_tei *t, const char *name, const char *text)
{
    sil_xml_line(&t->x);
    sil_xml_leaf(&t->x, name, text);
}

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

/* Each rule of normalization that changed something in this paper: what it does, by its example, and how often. */
static void rules(sil_tei *t)
{
    const sil_paper *p = &t->doc->text.paper;
    if (!p->n_rules)
        return;
    open_line(t, "classDecl");
    open_line(t, "taxonomy");
    sil_xml_attr(&t->x, "n", "normalization");
    leaf_line(t, "desc", "Rules that changed something in this paper, each with an example and how often. Which places, what was printed there and the words it was read from stand in the field changes of text.jsonl.");
    for (size_t i = 0; i < p->n_rules; i++) {
        open_line(t, "category");
        const char *example = p->rules[i].example;
        sil_xml_attr(&t->x, "n", p->rules[i].rule);
        sil_xml_leaf(&t->x, "catDesc", sil_sprintf(t->a, "%s%s%d %s", example, *example ? "; " : "", p->rules[i].times, p->rules[i].times == 1 ? "time" : "times"));
        sil_xml_close(&t->x, "category");
    }
    sil_xml_close_line(&t->x, "taxonomy");
    sil_xml_close_line(&t->x, "classDecl");
}

static void declared(sil_tei *t, const char *name, const char *attribute, const char *value, const char *text)
{
    open_line(t, name);
    if (attribute)
        sil_xml_attr(&t->x, attribute, value);
    sil_xml_leaf(&t->x, "p", text);
    sil_xml_close(&t->x, name);
}

static void editorial(sil_tei *t)
{
    open_line(t, "editorialDecl");
    declared(t, "normalization", "method", "silent",
             "The text is in Unicode NFC; width, dashes, middle dots, ligatures and spaces have one form by language. The taxonomy normalization counts every rule that changed something here.");
    declared(t, "hyphenation", "eol", "some",
             "Words divided at a line's end are joined and the line start within them has break=\"no\"; between Han characters, where nobody can tell, break=\"maybe\". Hyphens that only divide are dropped, those of the word are kept.");
    declared(t, "quotation", "marks", "all", "Quotation marks stand as printed; quotations set apart are quote.");
    size_t mended = 0;
    for (size_t i = 0; i < t->doc->text.paper.n_corrections; i++)
        mended += strcmp(t->doc->text.paper.corrections[i].state, "applied") == 0;
    declared(t, "correction", "method", "silent",
             sil_sprintf(t->a,
                         "%s Words read with a confidence below %.2f are marked unclear. Lines that could not be read are a gap; what the engine made of them stands in the ALTO of the page.",
                         mended ? sil_sprintf(t->a, "%zu corrections by a person are applied; what was read there stands in the field changes of text.jsonl.", mended)
                                : "Nothing is corrected.",
                         t->unclear_below));
    declared(t, "segmentation", NULL, NULL, "Sections by their headings, paragraphs, lists, tables, notes as printed; what goes on over a page or column is one element with pb and lb inside. Sentences are marked where an abstract stands in two languages.");
    declared(t, "interpretation", NULL, NULL,
             "Places, organizations, dates, indices and terms were found by program and by authority files, and stand in standOff. facs leads to a zone of the page image, in pixels.");
    sil_xml_close_line(&t->x, "editorialDecl");
}

void sil_tei_encoding(sil_tei *t, const char *head)
{
    open_line(t, "encodingDesc");
    open_line(t, "projectDesc");
    sil_xml_leaf(&t->x, "p", "Sillok reads papers in Korean, Chinese and English and keeps for every value the way back to its box on a page.");
    sil_xml_close(&t->x, "projectDesc");
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
    sil_xml_close_line(&t->x, "appInfo");
    editorial(t);
    rules(t);
    sil_xml_close_line(&t->x, "encodingDesc");
}

/* ---- revisionDesc: the steps, in their order; what each was made from, so that two editions of one paper can be told apart ---------- */

static void step(sil_tei *t, int n, const char *head, const char *what)
{
    json_t *j = NULL;
    sil_err ignored;
    if (!head || !what || sil_json_parse(head, strlen(head), "head", &j, &ignored) != SIL_OK)
        return;
    char *room = sil_json_text(t->a, j, "room"), *version = sil_json_text(t->a, j, "sillok"), *input = sil_json_text(t->a, j, "input"), *settings = sil_json_text(t->a, j, "settings");
    sil_xml_line(&t->x);
    sil_xml_open(&t->x, "change");
    sil_xml_attrf(&t->x, "n", "%d", n);
    sil_xml_puts(&t->x, sil_sprintf(t->a, "sillok-%s %s %s", room && *room ? room : "?", version ? version : "", what));
    if (input && *input)
        sil_xml_puts(&t->x, sil_sprintf(t->a, "; made from %.12s", input));
    if (settings && *settings)
        sil_xml_puts(&t->x, sil_sprintf(t->a, ", settings %.12s", settings));
    sil_xml_close(&t->x, "change");
    json_decref(j);
}

void sil_tei_revision(sil_tei *t, const char *head)
{
    const sil_doc *d = t->doc;
    const sil_paper *p = &d->text.paper;
    const char *ocr = NULL;
    size_t failed = 0;
    long changed = 0;
    for (size_t i = 0; i < d->n_pages; i++) {
        ocr = ocr ? ocr : d->pages[i].head;
        failed += *d->page_reason[i] != '\0';
    }
    for (size_t i = 0; i < p->n_rules; i++)
        changed += p->rules[i].times;
    double sure = sil_doc_confidence(d);
    open_line(t, "revisionDesc");
    open_line(t, "listChange");
    sil_xml_attr(&t->x, "ordered", "true");
    step(t, 1, d->source.head, sil_sprintf(t->a, "took in %zu %s", d->source.n_pages, d->source.n_pages == 1 ? "page" : "pages"));
    step(t, 2, ocr, sure < 0 ? "found no text" : sil_sprintf(t->a, "read the pages, mean confidence %.2f, %zu without text", sure, failed));
    step(t, 3, d->text.head, sil_sprintf(t->a, "made %zu blocks; normalization changed %ld places", d->text.n_blocks, changed));
    step(t, 4, d->entities.head, sil_sprintf(t->a, "found %zu mentions, %zu ranking values, %zu items of a bibliography, %zu citations", d->entities.n_mentions, d->entities.n_rankings, d->entities.n_references, d->entities.n_citations));
    step(t, 5, head, "wrote this edition");
    sil_xml_close_line(&t->x, "listChange");
    sil_xml_close_line(&t->x, "revisionDesc");
}
