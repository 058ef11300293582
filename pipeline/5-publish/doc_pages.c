/* Room 5, publish: the pages of a paper, one at a time: of each word its box, line and zone stay (doc.h), the rest of the ALTO goes before the next page is read.
 * A book has a million words, and a word of ALTO is two hundred bytes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "doc.h"
#include "sillok/file.h"
#include "sillok/layer.h"
#include "sillok/text.h"

static sil_status no_memory(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "out of memory while reading the pages of a paper");
}

typedef struct reader {
    sil_arena *a; /* of the paper */
    sil_doc *doc;
    const sil_page *page; /* in an arena of its own */
    sil_page_index *to;
} reader;

static void count(const sil_zone *z, sil_page_index *to)
{
    to->n_spots += 1 + z->n_lines;
    for (size_t i = 0; i < z->n_lines; i++)
        to->n_places += z->lines[i].n_words;
    for (size_t i = 0; i < z->n_cells; i++)
        count(&z->cells[i], to);
}

/* The spot in *to; NULL there when the id cannot be an xml:id. false: out of memory. */
static bool add_spot(reader *r, const char *id, sil_box box, const char *kind, sil_spot **to)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static const char others[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    *to = NULL;
    if (!r->page->pixels || !id || !*id || !strchr(letters, *id) || id[strspn(id, others)])
        return true; /* an id from elsewhere that cannot be an xml:id leads nowhere */
    char prefix[24];
    int n = snprintf(prefix, sizeof prefix, "p%04d_", r->page->page);
    sil_spot *s = &r->to->spots[r->to->n_spots++];
    *s = (sil_spot){.id = sil_strdup(r->a, id), .box = box, .page = r->page->page, .kind = kind};
    if (strncmp(id, prefix, (size_t)n) != 0) {
        sil_spot **odd = SIL_PUSH(r->a, r->doc->odd_spots, r->doc->n_odd_spots, r->doc->cap_odd_spots);
        if (!odd)
            return false;
        *odd = s;
    }
    *to = s;
    return s->id != NULL;
}

static bool add_lines(reader *r, const sil_zone *z, sil_spot *zone)
{
    for (size_t i = 0; i < z->n_lines; i++) {
        const sil_line *l = &z->lines[i];
        sil_spot *line;
        bool *unreadable = SIL_PUSH(r->a, r->doc->line_unreadable, r->doc->n_lines, r->doc->cap_lines);
        if (!unreadable || !add_spot(r, l->id, l->box, "line", &line))
            return false;
        *unreadable = l->unreadable && l->n_words;
        for (size_t k = 0; k < l->n_words; k++) {
            const sil_word *w = &l->words[k];
            sil_place *p = &r->to->places[r->to->n_places++];
            size_t page, n;
            *p = (sil_place){.box = w->box, .conf = w->conf, .line_spot = line, .zone_spot = zone, .page = r->page->page, .line_no = (int)r->doc->n_lines - 1,
                             .length = w->text ? (int)sil_cp_count(w->text) : 0};
            if (sil_doc_own_id(w->id, &page, &n) && page == (size_t)p->page && n == r->to->n_places)
                continue;
            sil_place **odd = SIL_PUSH(r->a, r->doc->odd_places, r->doc->n_odd_places, r->doc->cap_odd_places);
            if (!odd || !(p->id = sil_strdup(r->a, w->id ? w->id : "")))
                return false;
            *odd = p;
        }
    }
    return true;
}

static bool add_zone(reader *r, const sil_zone *z, bool cell)
{
    static const char *const kinds[] = {"block", "table", "figure", "rule"};
    sil_spot *spot;
    if (!add_spot(r, z->id, z->box, cell ? "cell" : kinds[z->kind], &spot) || !add_lines(r, z, spot))
        return false;
    for (size_t i = 0; i < z->n_cells; i++)
        if (!add_zone(r, &z->cells[i], true))
            return false;
    return true;
}

/* Text that mostly is what the page before had. */
static char *kept(sil_arena *a, const char *s, char *before)
{
    return before && s && strcmp(s, before) == 0 ? before : sil_strdup(a, s);
}

/* Take over from `page` what outlives it. */
static sil_status keep(reader *r, size_t i, sil_err *err)
{
    const sil_page *p = r->page;
    sil_page *to = &r->doc->pages[i];
    const sil_page *before = i ? to - 1 : NULL;
    *to = (sil_page){.page = p->page, .width = p->width, .height = p->height, .pixels = p->pixels, .conf = p->conf, .head = kept(r->a, p->head, before ? before->head : NULL),
                     .image = sil_strdup(r->a, p->image), .engine = kept(r->a, p->engine, before ? before->engine : NULL),
                     .models = kept(r->a, p->models, before ? before->models : NULL), .note = kept(r->a, p->note, before ? before->note : NULL)};
    if ((p->head && !to->head) || (p->image && !to->image) || (p->engine && !to->engine) || (p->models && !to->models) || (p->note && !to->note))
        return no_memory(err);
    r->to = &r->doc->index[i];
    for (size_t z = 0; z < p->n_zones; z++)
        count(&p->zones[z], r->to);
    r->to->places = sil_alloc(r->a, r->to->n_places * sizeof *r->to->places);
    r->to->spots = sil_alloc(r->a, r->to->n_spots * sizeof *r->to->spots);
    if (!r->to->places || !r->to->spots)
        return no_memory(err);
    r->to->n_places = r->to->n_spots = 0;
    for (size_t z = 0; z < p->n_zones; z++)
        if (!add_zone(r, &p->zones[z], false))
            return no_memory(err);
    return SIL_OK;
}

/* pa: an arena for this page alone. */
static sil_status read_page(sil_arena *a, sil_arena *pa, const char *corpus, sil_doc *doc, size_t i, sil_err *err)
{
    doc->page_reason[i] = "";
    const sil_source_page *sp = i < doc->source.n_pages ? &doc->source.pages[i] : NULL;
    const char *path = sil_layer_path(pa, corpus, doc->id, SIL_LAYER_OCR, (int)i + 1);
    if (!path)
        return no_memory(err);
    const char *why = sp && sp->verdict == SIL_VERDICT_FAILED ? (*sp->reason ? sp->reason : "no image could be had") : NULL;
    if (!sil_file_exists(path)) {
        doc->page_reason[i] = sil_strdup(a, why ? why : "it has not been read yet");
        return doc->page_reason[i] ? SIL_OK : no_memory(err);
    }
    sil_page page;
    sil_status s = sil_alto_read(pa, path, &page, err);
    if (s == SIL_NOMEM || s == SIL_IO)
        return s;
    if (s != SIL_OK)
        why = err->text;
    else if (page.head && strstr(page.head, "\"failed\"") && sil_head_failed(pa, page.head))
        why = sil_head_failed(pa, page.head);
    if (why) {
        doc->page_reason[i] = sil_strdup(a, why);
        return doc->page_reason[i] ? SIL_OK : no_memory(err);
    }
    page.page = (int)i + 1; /* the file's name counts */
    return keep(&(reader){.a = a, .doc = doc, .page = &page}, i, err);
}

static int by_place(const void *x, const void *y)
{
    return strcmp((*(sil_place *const *)x)->id, (*(sil_place *const *)y)->id);
}

static int by_spot(const void *x, const void *y)
{
    return strcmp((*(sil_spot *const *)x)->id, (*(sil_spot *const *)y)->id);
}

sil_status sil_doc_pages(sil_arena *a, const char *corpus, sil_doc *doc, sil_err *err)
{
    doc->n_pages = doc->source.n_pages;
    doc->pages = sil_alloc(a, (doc->n_pages + 1) * sizeof *doc->pages);
    doc->page_reason = sil_alloc(a, (doc->n_pages + 1) * sizeof *doc->page_reason);
    doc->index = sil_alloc(a, (doc->n_pages + 1) * sizeof *doc->index);
    if (!doc->pages || !doc->page_reason || !doc->index)
        return no_memory(err);
    for (size_t i = 0; i < doc->n_pages; i++) {
        sil_arena *pa = sil_arena_new(0);
        sil_status s = pa ? read_page(a, pa, corpus, doc, i, err) : no_memory(err);
        sil_arena_free(pa);
        if (s != SIL_OK)
            return s;
    }
    if (doc->n_odd_places)
        qsort(doc->odd_places, doc->n_odd_places, sizeof *doc->odd_places, by_place);
    if (doc->n_odd_spots)
        qsort(doc->odd_spots, doc->n_odd_spots, sizeof *doc->odd_spots, by_spot);
    return SIL_OK;
}
