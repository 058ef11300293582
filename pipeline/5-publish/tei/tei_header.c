/* Room 5, publish: the teiHeader: what is known of the paper and of the file it came in. How it was read: tei_encoding.c. */
#include <ctype.h>
#include <string.h>

#include "sillok/text.h"
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
        sil_tei_persons(t, p->authors[i].text, p->authors[i].lang, true);
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

/* How much of the text is in a language, in per cent; -1 when nothing was read. Runs in another language count for that one. */
static int share_of(const sil_tei *t, const char *tag)
{
    const sil_text *x = &t->doc->text;
    long all = 0, own = 0;
    for (size_t i = 0; i < x->n_blocks; i++) {
        const sil_block *b = &x->blocks[i];
        if (b->unreadable)
            continue;
        long n = (long)sil_cp_count(b->text), rest = n;
        for (size_t k = 0; k < b->n_spans; k++) {
            long len = b->spans[k].end - b->spans[k].start;
            rest -= len;
            own += strcmp(b->spans[k].lang, tag) == 0 ? len : 0;
        }
        all += n;
        own += rest > 0 && strcmp(b->lang, tag) == 0 ? rest : 0;
    }
    return all ? (int)((own * 200 + all) / (all * 2)) : -1;
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
        int usage = tag ? share_of(t, tag) : -1;
        if (usage >= 0)
            sil_xml_attrf(&t->x, "usage", "%d", usage);
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
    sil_tei_encoding(t, head);
    profile(t);
    sil_tei_revision(t, head);
    close_line(t, "teiHeader");
}
