/* sillok-export, hOCR (hOCR 1.2, Breuel and others): a paper as one XHTML file, every zone, line and word of its ALTO with its box.
 *
 * Words stand side by side as they are printed: white space between two of them is a space in the text, none is none. A hyphen that divides a word
 * is U+00AD, as the standard has it. Lines that cannot be read are left out. sil_hocr_parse (sillok/foreign.h) reads all of this back. */
#include <string.h>

#include "xml.h"
#include "export.h"
#include "sillok/file.h"
#include "sillok/layer.h"

static void open_box(sil_xml *x, const char *element, const char *class, const char *id, sil_box b, const char *more)
{
    sil_xml_line(x);
    sil_xml_open(x, element);
    sil_xml_attr(x, "class", class);
    sil_xml_attr(x, "id", id);
    sil_xml_attrf(x, "title", "bbox %d %d %d %d%s", b.x0, b.y0, b.x1, b.y1, more);
}

static void language(sil_xml *x, const char *lang)
{
    sil_xml_attr(x, "lang", lang);
    sil_xml_attr(x, "xml:lang", lang);
}

static void line(sil_xml *x, const sil_line *l, const char *angle)
{
    open_box(x, "span", "ocr_line", l->id, l->box, angle);
    language(x, l->lang);
    for (size_t i = 0; i < l->n_words; i++) {
        const sil_word *w = &l->words[i];
        int conf = (int)((w->conf < 0 ? 0 : w->conf > 1 ? 1 : w->conf) * 100 + 0.5);
        sil_xml_open(x, "span");
        sil_xml_attr(x, "class", "ocrx_word");
        sil_xml_attr(x, "id", w->id);
        sil_xml_attrf(x, "title", "bbox %d %d %d %d; x_wconf %d", w->box.x0, w->box.y0, w->box.x1, w->box.y1, conf);
        language(x, w->lang);
        sil_xml_puts(x, w->text);
        if (w->hyphen)
            sil_xml_puts(x, "\xC2\xAD");
        sil_xml_close(x, "span");
        if (w->space_after && i + 1 < l->n_words)
            sil_xml_puts(x, " ");
    }
    sil_xml_close(x, "span");
}

static void zone(sil_xml *x, sil_arena *a, const sil_zone *z)
{
    static const char *const classes[] = {"ocr_carea", "ocr_table", "ocr_photo", "ocr_separator"};
    const char *angle = z->rotation ? sil_sprintf(a, "; textangle %d", (360 - z->rotation) % 360) : "";
    open_box(x, "div", classes[z->kind], z->id, z->box, "");
    if (z->kind == SIL_ZONE_TEXT) {
        open_box(x, "p", "ocr_par", NULL, z->box, "");
        language(x, z->lang);
        for (size_t i = 0; i < z->n_lines; i++)
            if (z->lines[i].n_words && !z->lines[i].unreadable)
                line(x, &z->lines[i], angle ? angle : "");
        sil_xml_close_line(x, "p");
    }
    for (size_t i = 0; i < z->n_cells; i++)
        zone(x, a, &z->cells[i]);
    sil_xml_close_line(x, "div");
}

static sil_status add_page(export_paper *p, sil_xml *x, size_t k, int *made, sil_err *err)
{
    const sil_source_page *sp = &p->source.pages[k];
    sil_page page;
    bool usable = false;
    sil_arena *a = sil_arena_new(0);
    sil_status s = a ? export_page_read(p, a, k, &page, &usable, err) : sil_fail(err, SIL_NOMEM, "out of memory");
    if (!s && usable && page.pixels) {
        sil_xml_line(x);
        sil_xml_open(x, "div");
        sil_xml_attr(x, "class", "ocr_page");
        sil_xml_attrf(x, "id", "p%04d", page.page);
        sil_xml_attrf(x, "title", "image \"%s\"; bbox 0 0 %d %d; ppageno %d%s", sp->image ? sp->image : "", page.width, page.height, page.page - 1,
                      sp->dpi ? sil_sprintf(a, "; scan_res %d %d", sp->dpi, sp->dpi) : "");
        for (size_t i = 0; i < page.n_zones; i++)
            zone(x, a, &page.zones[i]);
        sil_xml_close_line(x, "div");
        ++*made;
    }
    sil_arena_free(a);
    return s;
}

static void meta(sil_xml *x, const char *name, const char *content)
{
    sil_xml_line(x);
    sil_xml_open(x, "meta");
    sil_xml_attr(x, "name", name);
    sil_xml_attr(x, "content", content);
    sil_xml_close(x, "meta");
}

sil_status export_hocr(export_paper *p, int *made, const char **why, sil_err *err)
{
    sil_buf b = {.limit = 0};
    sil_xml x = {.out = &b};
    const char *path = export_path(p, p->a, ".hocr"), *lang = export_language(p);
    *why = "no page has boxes in pixels, so there is no hOCR of it";
    sil_buf_puts(&b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n");
    sil_xml_open(&x, "html");
    sil_xml_attr(&x, "xmlns", "http://www.w3.org/1999/xhtml");
    language(&x, strcmp(lang, "und") ? lang : NULL);
    sil_xml_line(&x);
    sil_xml_open(&x, "head");
    sil_xml_line(&x);
    sil_xml_leaf(&x, "title", export_title(p));
    sil_xml_line(&x);
    sil_xml_open(&x, "meta");
    sil_xml_attr(&x, "charset", "UTF-8");
    sil_xml_close(&x, "meta");
    meta(&x, "ocr-system", "Sillok " SIL_VERSION);
    meta(&x, "ocr-capabilities", "ocr_page ocr_carea ocr_par ocr_line ocrx_word ocr_table ocr_photo ocr_separator ocrp_lang ocrp_wconf");
    meta(&x, "ocr-langs", p->has_text ? p->text.paper.langs : "");
    sil_xml_close_line(&x, "head");
    sil_xml_line(&x);
    sil_xml_open(&x, "body");
    sil_status s = path ? SIL_OK : sil_fail(err, SIL_NOMEM, "out of memory");
    for (size_t k = 0; !s && k < p->source.n_pages; k++)
        s = add_page(p, &x, k, made, err);
    sil_xml_close_line(&x, "body");
    sil_xml_close_line(&x, "html");
    sil_buf_puts(&b, "\n");
    sil_status whole = sil_xml_end(&x, s ? NULL : err);
    s = s ? s : whole;
    if (!s && *made)
        s = sil_file_write(path, b.data, b.len, err);
    sil_buf_free(&b);
    return s;
}
