/* straighten.c: the boxes of a page that lies aslant, on its side or on its head turned back, before everything else. Room 2 gives boxes in pixels of the page as it was scanned; order, tables
 * and indents are about the page as it was typeset. Only the copies in memory change: what is written leads back to words by their ids.
 *
 * The slant is the median slope of the lines, from the middle of their first word to that of their last, and of the rows of tables by their cells;
 * small angles, so a shear does. */
#include "flow.h"

#include <math.h>
#include <stdlib.h>

enum { LINES_NEEDED = 5, MOST = 4096 };

static int by_value(const void *x, const void *y)
{
    double a = *(const double *)x, b = *(const double *)y;
    return a < b ? -1 : a > b;
}

/* From the middle of a to that of b, when they are as high as each other and far enough apart to tell. */
static void add_slope(const sil_box *a, const sil_box *b, double *slope, size_t *n)
{
    int width = b->x0 + b->x1 - a->x0 - a->x1, height = a->y1 - a->y0;
    if (*n < MOST && height > 0 && width > 16 * height && abs(b->y1 - b->y0 - height) * 3 < height)
        slope[(*n)++] = (double)(b->y0 + b->y1 - a->y0 - a->y1) / width;
}

static void add_slopes(const sil_zone *z, double *slope, size_t *n)
{
    for (size_t i = 0; i < z->n_lines; i++)
        if (z->lines[i].n_words > 1)
            add_slope(&z->lines[i].words[0].box, &z->lines[i].words[z->lines[i].n_words - 1].box, slope, n);
    /* The cells of a table come row by row: a row ends where the next cell stands further left. */
    for (size_t i = 0, first = 0; i < z->n_cells; i++)
        if (i + 1 == z->n_cells || z->cells[i + 1].box.x0 <= z->cells[i].box.x0) {
            add_slope(&z->cells[first].box, &z->cells[i].box, slope, n);
            first = i + 1;
        }
}

/* How a box comes to stand: first by quarters of a circle, clockwise, then by the shear. */
typedef struct turn {
    int quarters, width, height; /* of the page as scanned */
    double slope, cx, cy;
} turn;

static sil_box quartered(const turn *t, sil_box b)
{
    switch (t->quarters) {
    case 1: return (sil_box){t->height - b.y1, b.x0, t->height - b.y0, b.x1};
    case 2: return (sil_box){t->width - b.x1, t->height - b.y1, t->width - b.x0, t->height - b.y0};
    case 3: return (sil_box){b.y0, t->width - b.x1, b.y1, t->width - b.x0};
    default: return b;
    }
}

static sil_box turned(const turn *t, sil_box b)
{
    b = quartered(t, b);
    double x = (b.x0 + b.x1) / 2.0, y = (b.y0 + b.y1) / 2.0;
    int dx = (int)lround(t->slope * (y - t->cy)), dy = (int)lround(-t->slope * (x - t->cx));
    return (sil_box){b.x0 + dx, b.y0 + dy, b.x1 + dx, b.y1 + dy};
}

static void turn_zone(const turn *t, sil_zone *z)
{
    sil_box all = {0, 0, 0, 0};
    for (size_t i = 0; i < z->n_lines; i++) {
        sil_line *l = &z->lines[i];
        sil_box line = {0, 0, 0, 0};
        for (size_t k = 0; k < l->n_words; k++) {
            l->words[k].box = turned(t, l->words[k].box);
            line = sil_box_union(line, l->words[k].box);
        }
        l->box = sil_box_empty(line) ? turned(t, l->box) : line;
        all = sil_box_union(all, l->box);
    }
    for (size_t i = 0; i < z->n_cells; i++) {
        sil_box ruled = turned(t, z->cells[i].box); /* a cell is as large as its rules make it, not as its words */
        turn_zone(t, &z->cells[i]);
        z->cells[i].box = ruled;
        all = sil_box_union(all, ruled);
    }
    z->box = sil_box_empty(all) ? turned(t, z->box) : all;
}

/* Quarters that set the page upright, when all that has lines stands the same way. */
static int quarters_of(const sil_page *p)
{
    int rotation = -1;
    for (size_t i = 0; i < p->n_zones; i++) {
        const sil_zone *z = &p->zones[i];
        if (z->n_lines + z->n_cells == 0)
            continue;
        if (rotation >= 0 && z->rotation != rotation)
            return 0;
        rotation = z->rotation;
    }
    return rotation > 0 && rotation % 90 == 0 ? (360 - rotation) / 90 % 4 : 0;
}

static void set_upright(sil_page *p)
{
    turn t = {.quarters = p->pixels ? quarters_of(p) : 0, .width = p->width, .height = p->height};
    if (!t.quarters)
        return;
    for (size_t i = 0; i < p->n_zones; i++)
        turn_zone(&t, &p->zones[i]);
    if (t.quarters % 2) {
        p->width = t.height;
        p->height = t.width;
    }
}

void sil_tx_straighten(sil_page *p)
{
    set_upright(p);
    double slope[MOST];
    size_t n = 0;
    for (size_t i = 0; p->pixels && i < p->n_zones; i++) {
        add_slopes(&p->zones[i], slope, &n);
        for (size_t k = 0; k < p->zones[i].n_cells; k++)
            add_slopes(&p->zones[i].cells[k], slope, &n);
    }
    if (n < LINES_NEEDED)
        return;
    qsort(slope, n, sizeof *slope, by_value);
    turn t = {.slope = slope[n / 2], .cx = p->width / 2.0, .cy = p->height / 2.0};
    if (fabs(t.slope) < 0.002 || fabs(t.slope) > 0.2) /* 0.1 degrees; more than 11 degrees is no slant */
        return;
    for (size_t i = 0; i < p->n_zones; i++)
        turn_zone(&t, &p->zones[i]);
}
