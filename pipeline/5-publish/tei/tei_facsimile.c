/* Room 5, publish: the facsimile: a surface a page, and a zone for each line, cell and block that the text or a record points at.
 * Called after text and standOff are written, when it is known which these are. */
#include <string.h>

#include "tei.h"

static void zone(sil_tei *t, const sil_spot *s)
{
    sil_xml_line(&t->x);
    sil_xml_open(&t->x, "zone");
    sil_xml_attr(&t->x, "xml:id", s->id);
    sil_xml_attr(&t->x, "type", s->kind);
    sil_xml_attrf(&t->x, "ulx", "%d", s->box.x0);
    sil_xml_attrf(&t->x, "uly", "%d", s->box.y0);
    sil_xml_attrf(&t->x, "lrx", "%d", s->box.x1);
    sil_xml_attrf(&t->x, "lry", "%d", s->box.y1);
    sil_xml_close(&t->x, "zone");
}

void sil_tei_facsimile(sil_tei *t)
{
    const sil_doc *d = t->doc;
    if (d->n_pages == 0)
        return;
    sil_xml_line(&t->x);
    sil_xml_open(&t->x, "facsimile");
    for (size_t i = 0; i < d->n_pages; i++) {
        const sil_source_page *sp = &d->source.pages[i];
        const sil_page *p = &d->pages[i];
        bool pixels = p->page ? p->pixels : sp->width > 0;
        int w = p->page && p->pixels ? p->width : sp->width, h = p->page && p->pixels ? p->height : sp->height;
        sil_xml_line(&t->x);
        sil_xml_open(&t->x, "surface");
        if ((int)i + 1 <= t->page) /* only a page whose pb was written is pointed at */
            sil_xml_attrf(&t->x, "xml:id", "p%04zu", i + 1);
        sil_xml_attrf(&t->x, "n", "%zu", i + 1);
        if (pixels && w > 0 && h > 0) {
            sil_xml_attr(&t->x, "ulx", "0");
            sil_xml_attr(&t->x, "uly", "0");
            sil_xml_attrf(&t->x, "lrx", "%d", w);
            sil_xml_attrf(&t->x, "lry", "%d", h);
        }
        if (sp->image && *sp->image) {
            sil_xml_line(&t->x);
            sil_xml_open(&t->x, "graphic");
            sil_xml_attr(&t->x, "url", sp->image);
            if (w > 0 && h > 0) {
                sil_xml_attrf(&t->x, "width", "%dpx", w);
                sil_xml_attrf(&t->x, "height", "%dpx", h);
            }
            sil_xml_close(&t->x, "graphic");
        }
        for (size_t k = 0; k < d->index[i].n_spots; k++)
            if (d->index[i].spots[k].pointed)
                zone(t, &d->index[i].spots[k]);
        sil_xml_close_line(&t->x, "surface");
    }
    sil_xml_close_line(&t->x, "facsimile");
}
