/* 2-ocr/page.c: the way of a page through this room: image.c -> layout.c -> read.c -> mend.c, hanja.c -> words.c -> sil_page. */
#include "page.h"

#include <leptonica/allheaders.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "layer_check.h"
#include "layout.h"
#include "mend.h"
#include "once.h"
#include "read.h"
#include "sillok/text.h"
#include "verdict.h"
#include "words.h"

/* What a few lines of a page that lies on its side are worth once it is turned; text that is set from top to bottom comes to less either way. */
static const double TURNED_READS = 0.60;

typedef struct work {
    sil_arena *a;
    const sil_page_job *job;
    sil_image image;
    sil_layout layout;
    sil_reader reader;
    sil_page *out;
    sil_seen seen; /* what was read so far */
    sil_err *err;
    int turns; /* quarters, clockwise, that set the page upright */
} work;

static sil_box to_page(const work *w, sil_box b) { return sil_map_box(&w->image.to_page, b, w->image.page_width, w->image.page_height); }

static sil_status add_lines(work *w, sil_zone *z, sil_reading *lines, size_t n)
{
    double seen[4] = {0};
    const sil_words_how how = {&w->image, w->job->trust, w->job->hanja, w->job->evidence};
    static const char *const langs[] = {"ko", "zh-Hans", "zh-Hant", "en"};
    for (size_t i = 0; i < n; i++) {
        sil_reading *r = &lines[i];
        if (!r->n)
            continue;
        sil_mend_blind(r);
        sil_status st = sil_engine_has(w->job->engine, SIL_MODEL_WHOLE) ? SIL_OK : sil_mend_dots(w->a, w->layout.ink, r, w->err); /* ours have the dot */
        if (st == SIL_OK)
            st = sil_mend_marks(w->layout.ink, r, w->err);
        if (st == SIL_OK)
            sil_mend_chinese(r);
        if (st == SIL_OK && sil_model_korean(w->reader.main))
            st = sil_mend_stops(w->a, w->layout.ink, r, w->err);
        if (st == SIL_OK)
            st = sil_mend_brackets(w->a, r, w->err);
        if (st == SIL_OK && sil_model_korean(w->reader.main))
            st = sil_forms_settle(w->job->forms, w->job->hanja, w->a, r, w->err);
        if (st == SIL_OK && w->job->hanja)
            st = sil_hanja_check(w->job->hanja, w->a, r, w->err);
        sil_line *l = st == SIL_OK ? SIL_PUSH(w->a, z->lines, z->n_lines, z->cap_lines) : NULL;
        if (!l)
            return st != SIL_OK ? st : sil_fail(w->err, SIL_NOMEM, "no memory for the lines of a page");
        if ((st = sil_words_make(w->a, r, &how, i + 1 == n, l, w->err)) != SIL_OK)
            return st;
        l->unreadable = sil_line_unreadable(r, l);
        sil_seen_line(&w->seen, r, l);
        for (int k = 0; l->lang && k < 4; k++)
            if (strcmp(langs[k], l->lang) == 0)
                seen[k] += (double)r->n;
    }
    int top = 0;
    for (int k = 1; k < 4; k++)
        top = seen[k] > seen[top] ? k : top;
    z->lang = seen[top] > 0 ? langs[top] : NULL;
    return SIL_OK;
}

static sil_status add_table(work *w, sil_zone *z, const sil_part *p)
{
    sil_cell_text *text;
    sil_status st = sil_read_table(&w->reader, p, &text, w->err);
    for (size_t i = 0; st == SIL_OK && i < p->n_slots; i++) {
        sil_zone *c = SIL_PUSH(w->a, z->cells, z->n_cells, z->cap_cells);
        if (!c)
            return sil_fail(w->err, SIL_NOMEM, "no memory for a table");
        *c = (sil_zone){.kind = SIL_ZONE_TEXT, .box = to_page(w, p->slots[i].box), .rotation = z->rotation};
        st = add_lines(w, c, text[i].lines, text[i].n);
    }
    return st;
}

static sil_status add_part(work *w, const sil_part *p)
{
    sil_zone *z = SIL_PUSH(w->a, w->out->zones, w->out->n_zones, w->out->cap_zones);
    if (!z)
        return sil_fail(w->err, SIL_NOMEM, "no memory for the zones of a page");
    *z = (sil_zone){.kind = p->kind, .box = to_page(w, p->box), .rotation = (4 - w->turns) % 4 * 90};
    if (p->kind == SIL_ZONE_TABLE)
        return add_table(w, z, p);
    if (p->kind != SIL_ZONE_TEXT)
        return SIL_OK;
    sil_reading *lines;
    size_t n;
    sil_status st = sil_read_part(&w->reader, p->box, p->lines, &lines, &n, w->err);
    if (st == SIL_OK) {
        sil_read_once(lines, n);
        st = add_lines(w, z, lines, n);
    }
    if (st == SIL_OK && z->n_lines == 0)
        w->out->n_zones--; /* a blot */
    return st;
}

static sil_status open_image(work *w, int turns)
{
    const sil_page_job *j = w->job;
    sil_status st = sil_image_open(j->image, j->image_len, j->dpi, turns, j->max_mpixels, &w->image, w->err);
    if (st == SIL_OK && (st = sil_layout_find(w->a, &w->image, &w->layout, w->err)) != SIL_OK)
        sil_image_free(&w->image);
    if (st == SIL_OK)
        w->reader = (sil_reader){.engine = j->engine, .arena = w->a, .layout = &w->layout, .hanja = j->hanja, .forms = j->forms};
    return st;
}

static void close_image(work *w)
{
    sil_layout_free(&w->layout);
    sil_image_free(&w->image);
}

static sil_status open_and_probe(work *w, int turns, double *worth)
{
    sil_status st = open_image(w, turns);
    if (st == SIL_OK && (st = sil_read_probe(&w->reader, worth, w->err)) != SIL_OK)
        close_image(w);
    return st;
}

/* The way up: as delivered when a few lines read well, else whichever quarter turn reads clearly better. Where lines run down the page it lies on
 * its side, or else its text is set from top to bottom, which no model here reads (columns). */
static sil_status upright(work *w, int *turns, bool *columns)
{
    double best = 0, other = 0;
    *turns = 0, *columns = false;
    sil_status st = open_image(w, 0);
    if (st != SIL_OK)
        return st;
    const sil_run run = w->image.run;
    bool down = run == SIL_RUN_DOWN;
    if (!down && (st = sil_read_probe(&w->reader, &best, w->err)) != SIL_OK) {
        close_image(w);
        return st;
    }
    if ((!down && best > 0.72) || w->layout.n == 0)
        return SIL_OK;
    int top = 0, now = 0;
    for (int t = run == SIL_RUN_ACROSS ? 2 : 1; st == SIL_OK && t < 4 && !(down && best > 0.85); t += run == SIL_RUN_UNKNOWN ? 1 : 2) {
        close_image(w);
        now = t;
        st = open_and_probe(w, t, &other);
        if (st == SIL_OK && other > best + (top || down ? 0 : 0.12))
            best = other, top = t;
    }
    if (st == SIL_OK && down && best < TURNED_READS)
        *columns = true, top = 0;
    if (st == SIL_OK && top != now) {
        close_image(w);
        st = *columns ? open_image(w, 0) : open_and_probe(w, top, &other);
    }
    *turns = top;
    return st;
}

static char *describe(work *w)
{
    sil_buf b = {.limit = 1024};
    const sil_image *m = &w->image;
    if (w->turns)
        sil_buf_printf(&b, "; turned by %d degrees", w->turns * 90);
    if (m->scaled)
        sil_buf_printf(&b, "; scaled by %.2f", 1 / hypot(m->to_page.ax, m->to_page.ay));
    if (fabs(m->skew) > 0)
        sil_buf_printf(&b, "; skew of %.2f degrees taken out", m->skew);
    if (m->evened)
        sil_buf_puts(&b, "; light evened");
    if (m->smoothed)
        sil_buf_puts(&b, "; noise smoothed");
    char *s = b.data ? sil_strdup(w->a, b.data + 2) : sil_strdup(w->a, "");
    sil_buf_free(&b);
    return s;
}

/* Pictures stay, what was read beside them goes; how many there are. */
static size_t keep_figures(sil_page *p)
{
    size_t n = 0;
    for (size_t i = 0; i < p->n_zones; i++)
        if (p->zones[i].kind == SIL_ZONE_FIGURE)
            p->zones[n++] = p->zones[i];
    return n;
}

sil_status sil_page_read(sil_arena *a, const sil_page_job *job, sil_page *out, sil_err *err)
{
    work w = {.a = a, .job = job, .out = out, .err = err};
    bool columns;
    sil_status st = upright(&w, &w.turns, &columns);
    if (st != SIL_OK)
        return st;
    out->width = w.image.page_width, out->height = w.image.page_height;
    out->pixels = true;
    char *said = NULL;
    if (job->layer) {
        bool kept;
        st = sil_layer_check(a, &w.reader, &w.image, job->layer, job->layer_len, out, &kept, &said, err);
        if (st != SIL_OK || kept) {
            close_image(&w);
            return st;
        }
    }
    out->note = describe(&w);
    bool text = false, figures = false;
    for (size_t i = 0; st == SIL_OK && !columns && i < w.layout.n; i++) {
        st = add_part(&w, &w.layout.parts[i]);
        text |= w.layout.parts[i].kind == SIL_ZONE_TEXT || w.layout.parts[i].kind == SIL_ZONE_TABLE;
        figures |= w.layout.parts[i].kind == SIL_ZONE_FIGURE;
    }
    out->conf = w.seen.glyphs > 0 ? w.seen.right / w.seen.glyphs : 0;
    sil_verdict verdict = sil_verdict_of(&w.seen);
    sil_strange_lines(out);
    if (st == SIL_OK && columns)
        st = sil_fail(err, SIL_FORMAT, "the text of this page is set from top to bottom (vertical columns), which no model here reads");
    else if (st == SIL_OK && verdict == SIL_PAGE_UNREADABLE)
        st = sil_fail(err, SIL_FORMAT, "nothing on this page can be read as print (mean confidence %.2f, perhaps %.0f of 100 words right): handwriting, noise, a picture or a script that no model has",
                      w.seen.said / w.seen.glyphs, 100 * out->conf);
    if (st == SIL_OK && verdict != SIL_PAGE_TEXT) {
        out->n_zones = figures ? keep_figures(out) : 0;
        out->conf = 0;
        out->note = sil_strdup(a, figures                        ? "no text on this page, only pictures"
                                  : verdict == SIL_PAGE_MARKS ? "no text on this page, only a few marks: dirt, or print that shows through"
                                  : text                        ? "what stands on this page cannot be read as text"
                                                                : "the page is blank");
    }
    out->engine = sil_strdup(a, sil_engine_version());
    sil_buf names = {.limit = 1024};
    for (int k = 0; k < SIL_MODELS; k++)
        if (w.reader.used[k])
            sil_buf_printf(&names, "%s%s", names.len ? " " : "", sil_engine_model_name(job->engine, (sil_model)k));
    out->models = sil_strdup(a, names.data ? names.data : "");
    sil_buf_free(&names);
    close_image(&w);
    if (said && out->note)
        out->note = sil_sprintf(a, "%s%s%s", said, *out->note ? "; " : "", out->note);
    if (st == SIL_OK && (!out->note || !out->engine || !out->models))
        st = sil_fail(err, SIL_NOMEM, "no memory for a page");
    return st;
}
