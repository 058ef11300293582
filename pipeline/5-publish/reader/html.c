/* Room 5, publish: what all pages of the reader share: escaping, the frame, links (site.h). */
#include <string.h>

#include "site.h"
#include "xml.h"

void sil_html(sil_buf *b, const char *s)
{
    if (s)
        sil_xml_escape(b, s, strlen(s), true);
}

void sil_html_begin(sil_buf *b, const char *title, const char *lang, const char *here)
{
    static const char *const menu[][2] = {{"index.html", "Papers"}, {"entities.html", "Cities and organizations"}, {"rankings.html", "Rankings"}};
    sil_buf_printf(b, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>", lang);
    sil_html(b, title);
    sil_buf_printf(b, "</title>\n<link rel=\"stylesheet\" href=\"reader.css\">\n<script src=\"reader.js\" defer></script>%s\n</head>\n<body>\n"
                    "<a class=\"skip\" href=\"#main\">To the content</a>\n<header class=\"top\"><a class=\"name\" href=\"index.html\">Sillok <span lang=\"ko\">實錄</span></a>\n<nav aria-label=\"Reader\">",
                   *here ? "" : "<script src=\"correct.js\" defer></script>");
    for (size_t i = 0; i < sizeof menu / sizeof *menu; i++)
        sil_buf_printf(b, "<a href=\"%s\"%s>%s</a>", menu[i][0], strcmp(here, menu[i][0]) == 0 ? " aria-current=\"page\"" : "", menu[i][1]);
    sil_buf_puts(b, "</nav></header>\n<main id=\"main\">\n");
}

void sil_html_end(sil_buf *b)
{
    sil_buf_puts(b, "</main>\n</body>\n</html>\n");
}

void sil_html_entity_link(sil_buf *b, const sil_gather *g, const char *id, const char *text)
{
    if (!id || !*id || !sil_gather_find(g, id)) {
        sil_html(b, text);
        return;
    }
    sil_buf_puts(b, "<a href=\"entities.html#");
    sil_html(b, id);
    sil_buf_puts(b, "\">");
    sil_html(b, text && *text ? text : id);
    sil_buf_puts(b, "</a>");
}
