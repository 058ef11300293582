/* Room 5, publish: what one paper gives to the reader (site.h): its own page with scan and text side by side, its row in the list of
 * papers, its part of the page of rankings. */
#include <string.h>

#include "site.h"
#include "sillok/text.h"
#include "tei.h"

static bool browser_shows(const char *image)
{
    const char *dot = image ? strrchr(image, '.') : NULL;
    static const char *const known[] = {".png", ".jpg", ".jpeg", ".webp", ".gif"};
    for (size_t i = 0; dot && i < sizeof known / sizeof *known; i++)
        if (strcmp(dot, known[i]) == 0)
            return true;
    return false;
}

static void scan(sil_buf *b, const sil_doc *doc, size_t p)
{
    const sil_source_page *sp = &doc->source.pages[p];
    const sil_page *pg = &doc->pages[p];
    int w = pg->page && pg->pixels && pg->width > 0 ? pg->width : sp->width, h = pg->page && pg->pixels && pg->height > 0 ? pg->height : sp->height;
    if (w <= 0 || h <= 0) {
        sil_buf_puts(b, "<div class=\"scan none\"><p>This page came as text, without an image.</p></div>\n");
        return;
    }
    sil_buf_printf(b, "<div class=\"scan\" data-w=\"%d\" data-h=\"%d\" style=\"aspect-ratio:%d/%d\">", w, h, w, h);
    if (browser_shows(sp->image)) {
        sil_buf_printf(b, "<a class=\"full\" href=\"../docs/%s/%s\"><img loading=\"lazy\" width=\"%d\" height=\"%d\" src=\"../docs/%s/%s\" alt=\"Page %zu as scanned\"></a>",
                       doc->id, sp->image, w, h, doc->id, sp->image, p + 1);
    } else if (sp->image) {
        sil_buf_printf(b, "<p class=\"blank\">A browser cannot show this scan: <a href=\"../docs/%s/%s\">", doc->id, sp->image);
        sil_html(b, sp->image);
        sil_buf_puts(b, "</a>. Boxes are drawn on an empty page of its size.</p>");
    }
    sil_buf_puts(b, "<span class=\"hl\" hidden></span></div>\n");
}

static const char *paper_title(const sil_doc *doc)
{
    const sil_paper *p = &doc->text.paper;
    long t = sil_lang_pick(p->titles, p->n_titles, p->lang);
    return t >= 0 ? p->titles[t].text : doc->source.source_name && *doc->source.source_name ? doc->source.source_name : doc->id;
}

static void facts(sil_buf *b, const sil_doc *doc, const char *status, const char *reason)
{
    const sil_paper *p = &doc->text.paper;
    sil_buf_puts(b, "<dl class=\"facts\">");
    sil_buf_printf(b, "<dt>Status</dt><dd><span class=\"st %s\">%s</span> ", status, status);
    sil_html(b, reason);
    sil_buf_puts(b, "</dd>");
    if (p->n_authors)
        sil_buf_puts(b, "<dt>Authors</dt><dd>");
    for (size_t i = 0; i < p->n_authors; i++) {
        sil_buf_puts(b, i ? "; " : "");
        sil_html(b, p->authors[i].text);
    }
    sil_buf_puts(b, p->n_authors ? "</dd>" : "");
    if (p->date && *p->date) {
        sil_buf_puts(b, "<dt>Date</dt><dd>");
        sil_html(b, p->date);
        sil_buf_puts(b, "</dd>");
    }
    sil_buf_puts(b, "<dt>File</dt><dd>");
    sil_html(b, doc->source.source_name);
    sil_buf_printf(b, ", %zu %s</dd><dt>Files</dt><dd>", doc->n_pages, doc->n_pages == 1 ? "page" : "pages");
    sil_buf_printf(b, "<a href=\"../docs/%s/paper.tei.xml\">TEI</a> <a href=\"../docs/%s/paper.txt\">text</a> <a href=\"../docs/%s/text.jsonl\">text.jsonl</a> "
                      "<a href=\"../docs/%s/entities.jsonl\">entities.jsonl</a></dd></dl>\n", doc->id, doc->id, doc->id, doc->id);
}

static void page_section(sil_arena *a, sil_buf *b, const sil_doc *doc, size_t p, double unclear_below)
{
    sil_buf_printf(b, "<section class=\"page\" id=\"p%04zu\" data-n=\"%zu\" aria-label=\"Page %zu\">\n<h2>Page %zu</h2>\n", p + 1, p + 1, p + 1, p + 1);
    scan(b, doc, p);
    sil_buf_puts(b, "<div class=\"text\">\n");
    if (*doc->page_reason[p]) {
        sil_buf_puts(b, "<p class=\"gap\">");
        sil_html(b, doc->page_reason[p]);
        sil_buf_puts(b, "</p>\n");
    }
    for (size_t i = doc->page_at[p + 1]; i < doc->page_at[p + 2]; i++)
        sil_html_block(a, b, doc, doc->by_page[i], unclear_below);
    sil_buf_puts(b, "</div>\n</section>\n");
}

void sil_site_row(const sil_doc *doc, const char *status, const char *reason, sil_buf *b)
{
    double conf = sil_doc_confidence(doc);
    const sil_paper *p = &doc->text.paper;
    sil_buf_printf(b, "<tr><td><span class=\"st %s\">%s</span></td><th scope=\"row\"><a href=\"%s.html\"", status, status, doc->id);
    if (sil_lang_ok(p->lang) && p->n_titles)
        sil_buf_printf(b, " lang=\"%s\"", p->lang);
    sil_buf_putc(b, '>');
    sil_html(b, paper_title(doc));
    sil_buf_puts(b, "</a><span class=\"from\">");
    sil_html(b, *reason ? reason : doc->source.source_name);
    sil_buf_puts(b, "</span></th><td class=\"when\">");
    sil_html(b, p->date);
    sil_buf_puts(b, "</td><td>");
    sil_html(b, p->langs);
    sil_buf_printf(b, "</td><td class=\"num\">%zu</td><td class=\"num\">%zu</td><td class=\"num\">%zu</td><td class=\"num\">", doc->n_pages, doc->entities.n_mentions,
                   doc->entities.n_rankings);
    if (conf >= 0)
        sil_buf_printf(b, "%.2f", conf);
    sil_buf_puts(b, "</td></tr>\n");
}

void sil_site_ranks(sil_arena *a, const sil_doc *doc, const sil_gather *g, sil_buf *b)
{
    const char *page = sil_sprintf(a, "%s.html", doc->id);
    if (!doc->entities.n_rankings || !page)
        return;
    sil_buf_printf(b, "<section><h2><a href=\"%s\">", page);
    sil_html(b, paper_title(doc));
    sil_buf_puts(b, "</a></h2>\n");
    (void)sil_html_rankings(a, b, doc, g, page);
    sil_buf_puts(b, "</section>\n");
}

void sil_site_page(sil_arena *a, const sil_doc *doc, const sil_gather *g, const char *status, const char *reason, double unclear_below, sil_buf *b)
{
    sil_html_begin(b, paper_title(doc), "en", "");
    sil_buf_printf(b, "<article class=\"paper\" data-doc=\"%s\">\n<h1", doc->id);
    if (sil_lang_ok(doc->text.paper.lang) && doc->text.paper.n_titles)
        sil_buf_printf(b, " lang=\"%s\"", doc->text.paper.lang);
    sil_buf_putc(b, '>');
    sil_html(b, paper_title(doc));
    sil_buf_puts(b, "</h1>\n");
    facts(b, doc, status, reason);
    sil_buf_puts(b, "<div class=\"tools\"><label><input type=\"checkbox\" id=\"boxes\"> all word boxes</label> "
                     "<span class=\"legend\"><mark class=\"e city\">city</mark> <mark class=\"e organization\">organization</mark> <mark class=\"e date\">date</mark> "
                     "<mark class=\"e index\">index</mark> <mark class=\"e term\">term</mark> <span class=\"w u\">unclear word</span></span> "
                     "<output id=\"say\" aria-live=\"polite\"></output></div>\n");
    if (doc->n_pages > 1) {
        sil_buf_puts(b, "<nav class=\"pages\" aria-label=\"Pages\">");
        for (size_t p = 0; p < doc->n_pages; p++)
            sil_buf_printf(b, "<a href=\"#p%04zu\">%zu</a>", p + 1, p + 1);
        if (doc->entities.n_rankings)
            sil_buf_puts(b, "<a href=\"#rankings\">Rankings</a>");
        sil_buf_puts(b, "</nav>\n");
    }
    for (size_t p = 0; p < doc->n_pages; p++)
        page_section(a, b, doc, p, unclear_below);
    if (doc->entities.n_rankings) {
        sil_buf_puts(b, "<section id=\"rankings\"><h2>Rankings read from this paper</h2>\n");
        (void)sil_html_rankings(a, b, doc, g, "");
        sil_buf_puts(b, "</section>\n");
    }
    sil_buf_puts(b, "</article>\n");
    sil_html_end(b);
}
