/* sillok-export, PAGE XML (PRImA, schema 2019-07-15): a file a page, regions, lines and words of its ALTO with their boxes, and what kind of text a region is, as room 3 found.
 *
 * PAGE has no element for a space: the text of a line says where they are. It asks for a date; Sillok writes no clock, so it is $SOURCE_DATE_EPOCH or the epoch itself.
 * Lines that cannot be read are left out. sil_page_xml_parse (sillok/foreign.h) reads all of this back. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "xml.h"
#include "export.h"
#include "sillok/file.h"
#include "sillok/layer.h"

static const char *language_name(const char *lang)
{
    static const char *const names[][2] = {{"ko", "Korean"}, {"en", "English"}, {"zh", "Chinese"}, {"ja", "Japanese"}};
    for (size_t i = 0; lang && i < sizeof names / sizeof *names; i++)
        if (strncmp(lang, names[i][0], 2) == 0)
            return names[i][1];
    return NULL;
}

/* TextTypeSimpleType of PAGE. */
static const char *type_name(int type)
{
    switch (type) {
    case SIL_TITLE:
    case SIL_HEADING: return "heading";
    case SIL_CAPTION: return "caption";
    case SIL_PAGE_HEADER: return "header";
    case SIL_PAGE_FOOTER: return "footer";
    case SIL_PAGE_NUMBER: return "page-number";
    case SIL_FOOTNOTE: return "footnote";
    case SIL_AUTHOR:
    case SIL_AFFILIATION: return "credit";
    case -1: return "other";
    default: return "paragraph";
    }
}

static void coords(sil_xml *x, sil_box b)
{
    int x0 = b.x0 > 0 ? b.x0 : 0, y0 = b.y0 > 0 ? b.y0 : 0, x1 = b.x1 > x0 ? b.x1 : x0, y1 = b.y1 > y0 ? b.y1 : y0;
    sil_xml_line(x);
    sil_xml_open(x, "Coords");
    sil_xml_attrf(x, "points", "%d,%d %d,%d %d,%d %d,%d", x0, y0, x1, y0, x1, y1, x0, y1);
    sil_xml_close(x, "Coords");
}

static void open_region(sil_xml *x, const char *name, const char *id)
{
    sil_xml_line(x);
    sil_xml_open(x, name);
    sil_xml_attr(x, "id", id);
}

/* conf below 0: not said. */
static void text_equiv(sil_xml *x, const char *text, size_t n, double conf, int index)
{
    sil_xml_line(x);
    sil_xml_open(x, "TextEquiv");
    if (index >= 0)
        sil_xml_attrf(x, "index", "%d", index);
    if (conf >= 0)
        sil_xml_attrf(x, "conf", "%.2f", conf > 1 ? 1 : conf);
    sil_xml_open(x, "Unicode");
    sil_xml_text(x, text, n);
    sil_xml_close(x, "Unicode");
    sil_xml_close(x, "TextEquiv");
}

static void line(sil_xml *x, const sil_line *l, sil_buf *text)
{
    sil_buf own = {.limit = 0};
    open_region(x, "TextLine", l->id);
    sil_xml_attr(x, "primaryLanguage", language_name(l->lang));
    coords(x, l->box);
    for (size_t i = 0; i < l->n_words; i++) {
        const sil_word *w = &l->words[i];
        sil_buf word = {.limit = 0};
        sil_buf_printf(&word, "%s%s", w->text, w->hyphen ? "-" : "");
        open_region(x, "Word", w->id);
        sil_xml_attr(x, "language", language_name(w->lang));
        coords(x, w->box);
        text_equiv(x, word.data ? word.data : "", word.len, w->conf < 0 ? 0 : w->conf, 0);
        for (size_t k = 0; k < w->n_others; k++)
            text_equiv(x, w->others[k], strlen(w->others[k]), -1, (int)k + 1);
        sil_xml_close_line(x, "Word");
        sil_buf_printf(&own, "%s%s", word.data ? word.data : "", w->space_after && i + 1 < l->n_words ? " " : "");
        x->out->failed |= word.failed;
        sil_buf_free(&word);
    }
    text_equiv(x, own.data ? own.data : "", own.len, -1, -1);
    sil_xml_close_line(x, "TextLine");
    sil_buf_printf(text, "%s%s", text->len ? "\n" : "", own.data ? own.data : "");
    x->out->failed |= own.failed;
    sil_buf_free(&own);
}

static void zone(const export_paper *p, sil_xml *x, const sil_zone *z, bool cell)
{
    static const char *const names[] = {"TextRegion", "TableRegion", "ImageRegion", "SeparatorRegion"};
    sil_buf text = {.limit = 0};
    open_region(x, names[z->kind], z->id);
    if (z->kind == SIL_ZONE_TEXT) {
        if (z->rotation)
            sil_xml_attrf(x, "orientation", "%d", z->rotation > 180 ? z->rotation - 360 : z->rotation);
        sil_xml_attr(x, "type", cell ? "other" : type_name(export_zone_type(p, z->id)));
        sil_xml_attr(x, "primaryLanguage", language_name(z->lang));
    }
    coords(x, z->box);
    for (size_t i = 0; i < z->n_cells; i++)
        zone(p, x, &z->cells[i], true);
    for (size_t i = 0; z->kind == SIL_ZONE_TEXT && i < z->n_lines; i++)
        if (z->lines[i].n_words && !z->lines[i].unreadable)
            line(x, &z->lines[i], &text);
    if (text.len)
        text_equiv(x, text.data, text.len, -1, -1);
    x->out->failed |= text.failed;
    sil_buf_free(&text);
    sil_xml_close_line(x, names[z->kind]);
}

static void reading_order(sil_xml *x, const sil_page *page)
{
    int n = 0;
    for (size_t i = 0; i < page->n_zones; i++) {
        if (page->zones[i].kind == SIL_ZONE_RULE)
            continue;
        if (!n) {
            sil_xml_line(x);
            sil_xml_open(x, "ReadingOrder");
            sil_xml_line(x);
            sil_xml_open(x, "OrderedGroup");
            sil_xml_attr(x, "id", "reading");
        }
        sil_xml_line(x);
        sil_xml_open(x, "RegionRefIndexed");
        sil_xml_attrf(x, "index", "%d", n++);
        sil_xml_attr(x, "regionRef", page->zones[i].id);
        sil_xml_close(x, "RegionRefIndexed");
    }
    if (n) {
        sil_xml_close_line(x, "OrderedGroup");
        sil_xml_close_line(x, "ReadingOrder");
    }
}

static void format_page(const export_paper *p, const sil_source_page *sp, const sil_page *page, sil_buf *b)
{
    sil_xml x = {.out = b};
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    time_t seconds = (time_t)strtoll(epoch ? epoch : "0", NULL, 10);
    struct tm t;
    char date[32] = "1970-01-01T00:00:00Z";
    if (gmtime_r(&seconds, &t))
        strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", &t);
    sil_buf_puts(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    sil_xml_open(&x, "PcGts");
    sil_xml_attr(&x, "xmlns", "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15");
    sil_xml_line(&x);
    sil_xml_open(&x, "Metadata");
    static const char *const leaves[] = {"Creator", "Created", "LastChange"};
    for (int i = 0; i < 3; i++) {
        sil_xml_line(&x);
        sil_xml_leaf(&x, leaves[i], i ? date : "Sillok " SIL_VERSION);
    }
    sil_xml_close_line(&x, "Metadata");
    sil_xml_line(&x);
    sil_xml_open(&x, "Page");
    sil_xml_attr(&x, "imageFilename", sp->image ? sp->image : "none");
    sil_xml_attrf(&x, "imageWidth", "%d", page->width);
    sil_xml_attrf(&x, "imageHeight", "%d", page->height);
    if (sp->dpi) {
        sil_xml_attrf(&x, "imageXResolution", "%d", sp->dpi);
        sil_xml_attrf(&x, "imageYResolution", "%d", sp->dpi);
        sil_xml_attr(&x, "imageResolutionUnit", "PPI");
    }
    reading_order(&x, page);
    for (size_t i = 0; i < page->n_zones; i++)
        zone(p, &x, &page->zones[i], false);
    sil_xml_close_line(&x, "Page");
    sil_xml_close_line(&x, "PcGts");
    sil_buf_puts(b, "\n");
    sil_status whole = sil_xml_end(&x, NULL);
    b->failed |= whole != SIL_OK;
}

static sil_status one_page(export_paper *p, size_t k, int *made, sil_err *err)
{
    sil_page page;
    bool usable = false;
    sil_buf b = {.limit = 0};
    sil_arena *a = sil_arena_new(0);
    sil_status s = a ? export_page_read(p, a, k, &page, &usable, err) : sil_fail(err, SIL_NOMEM, "out of memory");
    if (!s && usable && page.pixels) {
        char *path = sil_sprintf(a, "%s/%s/%04d.xml", p->out, p->id, page.page);
        format_page(p, &p->source.pages[k], &page, &b);
        s = path ? sil_buf_ok(&b, err) : sil_fail(err, SIL_NOMEM, "out of memory");
        if (!s)
            s = sil_file_write(path, b.data, b.len, err);
        ++*made;
    }
    sil_buf_free(&b);
    sil_arena_free(a);
    return s;
}

sil_status export_page_xml(export_paper *p, int *made, const char **why, sil_err *err)
{
    const char *dir = export_path(p, p->a, "");
    *why = "no page has boxes in pixels, so there is no PAGE of it";
    sil_status s = dir ? sil_mkdirs(dir, err) : sil_fail(err, SIL_NOMEM, "out of memory");
    for (size_t k = 0; !s && k < p->source.n_pages; k++)
        s = one_page(p, k, made, err);
    return s;
}
