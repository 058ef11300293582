/* core/alto_write.c: a page as ALTO 4.4. Written by ourselves: Tesseract's own ALTO is lossy (a space between all tokens). */
#include <libxml/xmlwriter.h>
#include <stdio.h>
#include <string.h>

#include "sillok/alto.h"
#include "sillok/file.h"
#include "sillok/text.h"

#define A(name, ...) xmlTextWriterWriteFormatAttribute(w, BAD_CAST(name), __VA_ARGS__)
#define START(name) xmlTextWriterStartElement(w, BAD_CAST(name))
#define END() xmlTextWriterEndElement(w)
#define TEXT(name, s) xmlTextWriterWriteElement(w, BAD_CAST(name), BAD_CAST(s))

sil_box sil_box_union(sil_box a, sil_box b)
{
    if (sil_box_empty(a))
        return b;
    if (sil_box_empty(b))
        return a;
    sil_box u = {a.x0 < b.x0 ? a.x0 : b.x0, a.y0 < b.y0 ? a.y0 : b.y0, a.x1 > b.x1 ? a.x1 : b.x1, a.y1 > b.y1 ? a.y1 : b.y1};
    return u;
}

bool sil_box_empty(sil_box b)
{
    return b.x1 <= b.x0 || b.y1 <= b.y0;
}

/* Attribute text without the characters XML 1.0 cannot hold (Char production). */
static void attribute(xmlTextWriterPtr w, const char *name, const char *value)
{
    sil_buf b = {.limit = 0};
    size_t len = strlen(value);
    for (size_t i = 0; i < len;) {
        size_t from = i;
        int32_t c = sil_cp_next(value, len, &i);
        if (c == 0xFFFD)
            sil_buf_puts(&b, "\xEF\xBF\xBD");
        else if (c >= 0x20 && c != 0xFFFE && c != 0xFFFF)
            sil_buf_add(&b, value + from, i - from);
    }
    xmlTextWriterWriteAttribute(w, BAD_CAST(name), BAD_CAST(b.data ? b.data : ""));
    sil_buf_free(&b);
}

static void box(xmlTextWriterPtr w, sil_box b)
{
    A("HPOS", "%d", b.x0);
    A("VPOS", "%d", b.y0);
    A("WIDTH", "%d", b.x1 - b.x0);
    A("HEIGHT", "%d", b.y1 - b.y0);
}

static void word(xmlTextWriterPtr w, const sil_word *x)
{
    START("String");
    A("ID", "%s", x->id);
    box(w, x->box);
    attribute(w, "CONTENT", x->text);
    double c = x->conf < 0 ? 0 : x->conf > 1 ? 1 : x->conf;
    A("WC", "%.2f", c);
    if (x->changed)
        A("CS", "true");
    if (x->lang)
        A("LANG", "%s", x->lang);
    for (size_t i = 0; i < x->n_others; i++)
        TEXT("ALTERNATIVE", x->others[i]);
    END();
    if (x->evidence)
        xmlTextWriterWritePI(w, BAD_CAST("evidence"), BAD_CAST(x->evidence));
}

static void line(xmlTextWriterPtr w, const sil_line *l)
{
    if (l->n_words == 0) /* a TextLine without a String is not ALTO */
        return;
    START("TextLine");
    A("ID", "%s", l->id);
    if (l->unreadable)
        A("TAGREFS", "unreadable");
    box(w, l->box);
    if (l->lang)
        A("LANG", "%s", l->lang);
    for (size_t i = 0; i < l->n_words; i++) {
        const sil_word *x = &l->words[i];
        word(w, x);
        if (x->space_after && i + 1 < l->n_words) {
            const sil_word *y = &l->words[i + 1];
            START("SP");
            if (y->box.x0 > x->box.x1) {
                A("HPOS", "%d", x->box.x1);
                A("VPOS", "%d", x->box.y0);
                A("WIDTH", "%d", y->box.x0 - x->box.x1);
            }
            END();
        }
    }
    if (l->words[l->n_words - 1].hyphen) {
        START("HYP");
        A("CONTENT", "-");
        END();
    }
    END();
}

static void zone(xmlTextWriterPtr w, const sil_zone *z)
{
    static const char *const element[] = {"TextBlock", "ComposedBlock", "Illustration", "GraphicalElement"};
    START(element[z->kind]);
    A("ID", "%s", z->id);
    box(w, z->box);
    if (z->rotation)
        A("ROTATION", "%d", (360 - z->rotation) % 360);
    if (z->kind == SIL_ZONE_TABLE)
        A("TYPE", "table");
    if (z->kind == SIL_ZONE_TEXT) {
        if (z->lang)
            A("LANG", "%s", z->lang);
        for (size_t i = 0; i < z->n_lines; i++)
            line(w, &z->lines[i]);
    }
    for (size_t i = 0; i < z->n_cells; i++)
        zone(w, &z->cells[i]);
    END();
}

static void description(xmlTextWriterPtr w, const sil_page *p)
{
    START("Description");
    TEXT("MeasurementUnit", "pixel");
    if (p->image) {
        START("sourceImageInformation");
        TEXT("fileName", p->image);
        END();
    }
    START("Processing");
    A("ID", "sillok");
    TEXT("processingCategory", "contentGeneration");
    if (p->note && *p->note)
        TEXT("processingStepDescription", p->note);
    START("processingSoftware");
    TEXT("softwareName", "Sillok");
    END();
    END();
    if (p->engine && *p->engine) {
        START("Processing");
        A("ID", "engine");
        TEXT("processingCategory", "contentGeneration");
        TEXT("processingStepSettings", p->models ? p->models : "");
        START("processingSoftware");
        TEXT("softwareName", p->engine);
        END();
        END();
    }
    END();
    START("Tags");
    START("StructureTag");
    A("ID", "unreadable");
    A("LABEL", "unreadable");
    END();
    END();
}

sil_status sil_alto_format(const sil_page *p, sil_buf *out, sil_err *err)
{
    xmlBufferPtr mem = xmlBufferCreate();
    xmlTextWriterPtr w = mem ? xmlNewTextWriterMemory(mem, 0) : NULL;
    if (!w) {
        if (mem)
            xmlBufferFree(mem);
        return sil_fail(err, SIL_NOMEM, "no memory to write ALTO");
    }
    xmlTextWriterSetIndent(w, 1);
    xmlTextWriterSetIndentString(w, BAD_CAST " ");
    xmlTextWriterStartDocument(w, NULL, "UTF-8", NULL);
    if (p->head)
        xmlTextWriterWritePI(w, BAD_CAST "sillok", BAD_CAST(p->head));
    START("alto");
    A("xmlns", "http://www.loc.gov/standards/alto/ns-v4#");
    A("SCHEMAVERSION", "4.4");
    description(w, p);
    START("Layout");
    START("Page");
    A("ID", "p%04d", p->page);
    A("PHYSICAL_IMG_NR", "%d", p->page);
    A("WIDTH", "%d", p->width);
    A("HEIGHT", "%d", p->height);
    if (!p->pixels)
        A("PAGECLASS", "grid"); /* a typewriter grid: no pixels (the schema has no TAGREFS here) */
    if (p->n_zones)
        A("PC", "%.2f", p->conf < 0 ? 0 : p->conf > 1 ? 1 : p->conf);
    START("PrintSpace");
    sil_box all = {0, 0, p->width, p->height};
    box(w, all);
    for (size_t i = 0; i < p->n_zones; i++)
        zone(w, &p->zones[i]);
    int ok = xmlTextWriterEndDocument(w);
    xmlFreeTextWriter(w);
    if (ok < 0)
        out->failed = true;
    else
        sil_buf_add(out, xmlBufferContent(mem), (size_t)xmlBufferLength(mem));
    xmlBufferFree(mem);
    return sil_buf_ok(out, err);
}

sil_status sil_alto_write(const char *path, const sil_page *p, sil_err *err)
{
    sil_buf b = {.limit = 0};
    sil_status s = sil_alto_format(p, &b, err);
    if (!s)
        s = sil_file_write(path, b.data, b.len, err);
    sil_buf_free(&b);
    return s;
}

/* ---- ids -------------------------------------------------------------------------------------------------------- */

typedef struct counters {
    int page, lines, words;
} counters;

static sil_status number_lines(sil_arena *a, sil_zone *z, counters *n, sil_err *err)
{
    for (size_t i = 0; i < z->n_lines; i++) {
        sil_line *l = &z->lines[i];
        if (!(l->id = sil_sprintf(a, "p%04d_l%03d", n->page, ++n->lines)))
            return sil_fail(err, SIL_NOMEM, "no memory to number page %d", n->page);
        for (size_t k = 0; k < l->n_words; k++)
            if (!(l->words[k].id = sil_sprintf(a, "p%04d_w%04d", n->page, ++n->words)))
                return sil_fail(err, SIL_NOMEM, "no memory to number page %d", n->page);
    }
    return SIL_OK;
}

sil_status sil_page_number(sil_arena *a, sil_page *p, sil_err *err)
{
    counters n = {.page = p->page};
    sil_status s = SIL_OK;
    for (size_t i = 0; !s && i < p->n_zones; i++) {
        sil_zone *z = &p->zones[i];
        if (!(z->id = sil_sprintf(a, "p%04d_b%02zu", p->page, i + 1)))
            return sil_fail(err, SIL_NOMEM, "no memory to number page %d", p->page);
        s = number_lines(a, z, &n, err);
        for (size_t k = 0; !s && k < z->n_cells; k++) {
            if (!(z->cells[k].id = sil_sprintf(a, "%s_c%02zu", z->id, k + 1)))
                return sil_fail(err, SIL_NOMEM, "no memory to number page %d", p->page);
            s = number_lines(a, &z->cells[k], &n, err);
        }
    }
    return s;
}
