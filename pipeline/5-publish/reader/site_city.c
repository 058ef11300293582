/* Room 5, publish: a page for each city that papers rank or pair with another (site.h): its ranks over the years as a chart, its sister cities on
 * a map, every value with the paper and page it stands on. Read out of the finished corpus.db, as any other user of the data would. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sillok/file.h"
#include "site.h"

enum { WORLD_W = 3600, WORLD_H = 1800 }; /* ten units a degree, plate carrée */

typedef struct cities {
    sil_arena *a;
    sil_site *site;
    const sil_gather *g;
    sqlite3 *db;
    const char *dir;
} cities;

static sil_status no_memory(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "out of memory while writing the pages of cities");
}

static sil_status asked(const cities *k, const char *sql, const char *id, sqlite3_stmt **out, sil_err *err)
{
    if (sqlite3_prepare_v2(k->db, sql, -1, out, NULL) != SQLITE_OK || (id && sqlite3_bind_text(*out, 1, id, -1, SQLITE_STATIC) != SQLITE_OK))
        return sil_fail(err, SIL_IO, "corpus.db cannot be asked for the pages of cities: %s", sqlite3_errmsg(k->db));
    return SIL_OK;
}

static const char *text(sqlite3_stmt *row, int i)
{
    const char *v = (const char *)sqlite3_column_text(row, i);
    return v ? v : "";
}

/* "gn:1835848" -> "city-gn-1835848.html" */
char *sil_site_city_name(sil_arena *a, const char *id)
{
    char *name = sil_sprintf(a, "city-%s.html", id);
    for (char *c = name; c && *c; c++)
        if (!((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') || *c == '.' || *c == '-'))
            *c = '-';
    return name;
}

static bool where(const cities *k, const char *id, double *x, double *y)
{
    const sil_city *c = sil_city_find(k->g->auth, id);
    if (!c || !*c->lat || !*c->lon)
        return false;
    *x = (strtod(c->lon, NULL) + 180) * WORLD_W / 360;
    *y = (90 - strtod(c->lat, NULL)) * WORLD_H / 180;
    return true;
}

/* ---- the map's ground: a dot for each city of the authority file ---------------------------------------------------- */

static sil_status world(const cities *k, sil_err *err)
{
    sil_buf b = {0};
    double x, y;
    sil_buf_printf(&b, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">\n<!-- cities of GeoNames, CC BY 4.0 -->\n"
                       "<path fill=\"none\" stroke=\"#c4bcae\" stroke-width=\"2\" stroke-linecap=\"round\" d=\"", WORLD_W, WORLD_H, WORLD_W, WORLD_H);
    for (size_t i = 0; i < k->g->auth->n_cities; i++)
        if (where(k, k->g->auth->cities[i].id, &x, &y))
            sil_buf_printf(&b, "M%.1f %.1fh0", x, y);
    sil_buf_puts(&b, "\"/>\n</svg>\n");
    const char *path = sil_sprintf(k->a, "%s/world.svg", k->dir);
    sil_status s = sil_buf_ok(&b, err);
    if (s == SIL_OK)
        s = path ? sil_write_changed(path, b.data, b.len, err) : no_memory(err);
    sil_buf_free(&b);
    return s;
}

/* ---- ranks over the years ------------------------------------------------------------------------------------------------ */

typedef struct point {
    const char *index;
    int year, papers;
    double rank;
} point;

static void chart(sil_buf *b, const point *p, size_t n)
{
    enum { W = 680, H = 320, LEFT = 46, RIGHT = 120, TOP = 18, BOTTOM = 34, TICKS = 5 };
    int y0 = p[0].year, y1 = p[0].year;
    double worst = 1;
    for (size_t i = 0; i < n; i++) {
        y0 = p[i].year < y0 ? p[i].year : y0;
        y1 = p[i].year > y1 ? p[i].year : y1;
        worst = p[i].rank > worst ? p[i].rank : worst;
    }
    double sx = (double)(W - LEFT - RIGHT) / (y1 > y0 ? y1 - y0 : 1), sy = (double)(H - TOP - BOTTOM) / (worst > 1 ? worst - 1 : 1);
    sil_buf_printf(b, "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Ranks over the years; the same values stand in the table below\">\n", W, H);
    int last = 0;
    for (int t = 0; t < TICKS; t++) {
        int rank = 1 + (int)((worst - 1) * t / (TICKS - 1) + 0.5);
        if (rank != last)
            sil_buf_printf(b, "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d</text>\n", LEFT, W - RIGHT,
                           TOP + (rank - 1) * sy, TOP + (rank - 1) * sy, LEFT - 8, TOP + (rank - 1) * sy + 4, rank);
        last = rank;
    }
    for (int y = y0, step = (y1 - y0) / 10 + 1; y <= y1; y += step)
        sil_buf_printf(b, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>\n", LEFT + (y - y0) * sx, H - 10, y);
    for (size_t i = 0, series = 0; i < n; series++) {
        size_t e = i;
        sil_buf_printf(b, "<g class=\"s%zu\"><polyline points=\"", series % 6);
        for (; e < n && strcmp(p[e].index, p[i].index) == 0; e++)
            sil_buf_printf(b, "%.1f,%.1f ", LEFT + (p[e].year - y0) * sx, TOP + (p[e].rank - 1) * sy);
        sil_buf_puts(b, "\"/>");
        for (size_t q = i; q < e; q++) {
            sil_buf_printf(b, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\"><title>", LEFT + (p[q].year - y0) * sx, TOP + (p[q].rank - 1) * sy);
            sil_html(b, p[q].index);
            sil_buf_printf(b, " %d: %g (%d %s)</title></circle>", p[q].year, p[q].rank, p[q].papers, p[q].papers == 1 ? "paper" : "papers");
        }
        sil_buf_printf(b, "<text x=\"%.1f\" y=\"%.1f\">", LEFT + (p[e - 1].year - y0) * sx + 9, TOP + (p[e - 1].rank - 1) * sy + 4);
        sil_html(b, p[i].index);
        sil_buf_puts(b, "</text></g>\n");
        i = e;
    }
    sil_buf_puts(b, "</svg>\n");
}

static sil_status ranks(const cities *k, sil_arena *a, const char *id, sil_buf *b, sil_err *err)
{
    static const char sql[] = "SELECT coalesce(index_id, index_name, ''), CAST(substr(coalesce(period, edition), 1, 4) AS INTEGER) AS year, CAST(value AS REAL) AS rank, "
                              "count(DISTINCT doc_id) FROM rankings WHERE entity_id = ?1 AND measure = 'rank' AND category IS NULL AND status <> 'conflict' "
                              "AND coalesce(period, edition) GLOB '[12][0-9][0-9][0-9]*' AND CAST(value AS REAL) >= 1 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3";
    sqlite3_stmt *q = NULL;
    point *p = NULL;
    size_t n = 0, cap = 0;
    sil_status s = asked(k, sql, id, &q, err);
    while (s == SIL_OK && sqlite3_step(q) == SQLITE_ROW) {
        point *x = SIL_PUSH(a, p, n, cap);
        const sil_index *index = sil_index_find(k->g->auth, text(q, 0));
        if (!x || !(x->index = sil_strdup(a, index && *index->acronym ? index->acronym : text(q, 0))))
            s = no_memory(err);
        else
            x->year = sqlite3_column_int(q, 1), x->rank = sqlite3_column_double(q, 2), x->papers = sqlite3_column_int(q, 3);
    }
    sqlite3_finalize(q);
    if (s == SIL_OK && n) {
        sil_buf_puts(b, "<h2>Ranks over the years</h2>\n");
        chart(b, p, n);
    }
    return s;
}

static sil_status values(const cities *k, const char *id, sil_buf *b, sil_err *err)
{
    static const char sql[] = "SELECT coalesce(index_name, index_id, ''), coalesce(period, edition, ''), measure, coalesce(category, ''), value, coalesce(as_printed, ''), status, "
                              "coalesce(evidence, ''), doc_id, coalesce(page, 1) FROM rankings WHERE entity_id = ?1 ORDER BY coalesce(index_id, index_name), 2, measure, doc_id, page";
    sqlite3_stmt *q = NULL;
    size_t n = 0;
    sil_status s = asked(k, sql, id, &q, err);
    while (s == SIL_OK && sqlite3_step(q) == SQLITE_ROW) {
        if (n++ == 0)
            sil_buf_puts(b, "<h2>Ranking values</h2>\n<div class=\"grid\" tabindex=\"0\" role=\"group\" aria-label=\"Ranking values\"><table class=\"list\"><thead><tr><th scope=\"col\">Index</th>"
                            "<th scope=\"col\">Year</th><th scope=\"col\">Measure</th><th scope=\"col\" class=\"num\">Value</th><th scope=\"col\">Paper</th></tr></thead>\n<tbody>\n");
        sil_buf_puts(b, "<tr><th scope=\"row\">");
        sil_html(b, text(q, 0));
        sil_buf_puts(b, "</th><td>");
        sil_html(b, text(q, 1));
        sil_buf_puts(b, "</td><td>");
        sil_html(b, text(q, 2));
        sil_buf_puts(b, *text(q, 3) ? ", " : "");
        sil_html(b, text(q, 3));
        sil_buf_printf(b, "</td><td class=\"num\"><span class=\"v %s\" title=\"%s; printed: ", text(q, 6), text(q, 6));
        sil_html(b, text(q, 5));
        sil_buf_puts(b, *text(q, 7) ? "; " : "");
        sil_html(b, text(q, 7));
        sil_buf_puts(b, "\">");
        sil_html(b, text(q, 4));
        sil_buf_puts(b, strcmp(text(q, 6), "printed") == 0 ? "</span>" : strcmp(text(q, 6), "repaired") == 0 ? "†</span>" : "?</span>");
        sil_buf_printf(b, "</td><td><a href=\"%s.html#p%04d\">%s</a>, page %d</td></tr>\n", text(q, 8), sqlite3_column_int(q, 9), text(q, 8), sqlite3_column_int(q, 9));
    }
    sqlite3_finalize(q);
    sil_buf_puts(b, n ? "</tbody></table></div>\n" : "");
    return s;
}

/* ---- sister cities ----------------------------------------------------------------------------------------------------- */

static void map(const cities *k, sil_buf *b, const char *id, const char *const *others, size_t n)
{
    double x, y, ox, oy, x0, y0, x1, y1;
    size_t on = 0;
    if (!where(k, id, &x, &y))
        return;
    x0 = x1 = x, y0 = y1 = y;
    for (size_t i = 0; i < n; i++)
        if (where(k, others[i], &ox, &oy)) {
            x0 = ox < x0 ? ox : x0, x1 = ox > x1 ? ox : x1, y0 = oy < y0 ? oy : y0, y1 = oy > y1 ? oy : y1;
            on++;
        }
    if (!on)
        return;
    double w = (x1 - x0) * 1.3 + 160, h = w / 2 > (y1 - y0) * 1.3 + 100 ? w / 2 : (y1 - y0) * 1.3 + 100, unit;
    w = h * 2 > w ? h * 2 : w;
    unit = w / 900;
    sil_buf_printf(b, "<svg class=\"map\" viewBox=\"%.0f %.0f %.0f %.0f\" role=\"img\" aria-label=\"Map of the cities in the list\"><image href=\"world.svg\" width=\"%d\" height=\"%d\"/>\n",
                   (x0 + x1 - w) / 2, (y0 + y1 - h) / 2, w, h, WORLD_W, WORLD_H);
    for (size_t i = 0; i < n; i++)
        if (where(k, others[i], &ox, &oy)) {
            sil_buf_printf(b, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke-width=\"%.2f\"/><circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.2f\"/><text x=\"%.1f\" y=\"%.1f\" font-size=\"%.2f\">", x, y,
                           ox, oy, 1.5 * unit, ox, oy, 5 * unit, ox + 8 * unit, oy + 5 * unit, 15 * unit);
            sil_html(b, sil_gather_name(k->g, others[i]));
            sil_buf_puts(b, "</text>\n");
        }
    sil_buf_printf(b, "<circle class=\"self\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.2f\"/></svg>\n", x, y, 7 * unit);
}

static sil_status sisters(const cities *k, sil_arena *a, const char *id, sil_buf *b, sil_err *err)
{
    static const char sql[] = "SELECT CASE WHEN subject_id = ?1 THEN object_id ELSE subject_id END, predicate, coalesce(date, ''), doc_id, coalesce(page, 1) FROM relations "
                              "WHERE predicate IN ('sister_city', 'friendly_city') AND (subject_id = ?1 OR object_id = ?1) AND object_id IS NOT NULL ORDER BY 1, 3, doc_id, 5";
    sqlite3_stmt *q = NULL;
    const char **others = NULL;
    size_t n = 0, cap = 0;
    sil_buf rows = {0};
    sil_status s = asked(k, sql, id, &q, err);
    while (s == SIL_OK && sqlite3_step(q) == SQLITE_ROW) {
        bool known = n && strcmp(others[n - 1], text(q, 0)) == 0;
        const char **x = known ? NULL : SIL_PUSH(a, others, n, cap);
        if (!known && (!x || !(*x = sil_strdup(a, text(q, 0))))) {
            s = no_memory(err);
            break;
        }
        sil_buf_puts(&rows, "<tr><th scope=\"row\">");
        sil_html(&rows, sil_gather_name(k->g, text(q, 0)));
        sil_buf_printf(&rows, "</th><td>%s</td><td>", strcmp(text(q, 1), "sister_city") == 0 ? "sister city" : "friendly city");
        sil_html(&rows, text(q, 2));
        sil_buf_printf(&rows, "</td><td><a href=\"%s.html#p%04d\">%s</a>, page %d</td></tr>\n", text(q, 3), sqlite3_column_int(q, 4), text(q, 3), sqlite3_column_int(q, 4));
    }
    sqlite3_finalize(q);
    if (s == SIL_OK && n) {
        sil_buf_puts(b, "<h2>Sister and friendly cities</h2>\n");
        map(k, b, id, others, n);
        sil_buf_puts(b, "<div class=\"grid\" tabindex=\"0\" role=\"group\" aria-label=\"Sister and friendly cities\"><table class=\"list\"><thead><tr><th scope=\"col\">City</th><th scope=\"col\">Relation</th>"
                        "<th scope=\"col\">Date</th><th scope=\"col\">Paper</th></tr></thead>\n<tbody>\n");
        sil_buf_add(b, rows.data, rows.len);
        sil_buf_puts(b, "</tbody></table></div>\n");
    }
    sil_buf_free(&rows);
    return s;
}

static sil_status papers(const cities *k, const char *id, sil_buf *b, sil_err *err)
{
    static const char sql[] = "SELECT m.doc_id, coalesce(d.title, d.source_name, d.doc_id), count(*), min(coalesce(m.page, 1)) FROM mentions m JOIN documents d ON d.doc_id = m.doc_id "
                              "WHERE m.entity_id = ?1 GROUP BY m.doc_id ORDER BY 3 DESC, 1";
    sqlite3_stmt *q = NULL;
    sil_status s = asked(k, sql, id, &q, err);
    sil_buf_puts(b, "<h2>Papers that name it</h2>\n<ul>\n");
    while (s == SIL_OK && sqlite3_step(q) == SQLITE_ROW) {
        sil_buf_printf(b, "<li><a href=\"%s.html#p%04d\">", text(q, 0), sqlite3_column_int(q, 3));
        sil_html(b, text(q, 1));
        sil_buf_printf(b, "</a> <span class=\"from\">%d %s</span></li>\n", sqlite3_column_int(q, 2), sqlite3_column_int(q, 2) == 1 ? "time" : "times");
    }
    sqlite3_finalize(q);
    sil_buf_puts(b, "</ul>\n");
    return s;
}

/* ---- a city --------------------------------------------------------------------------------------------------------------- */

static sil_status one_city(const cities *k, sil_arena *a, const char *id, sil_err *err)
{
    const sil_city *c = sil_city_find(k->g->auth, id);
    const char *name = sil_gather_name(k->g, id), *file = sil_site_city_name(k->site->arena, id), *path = file ? sil_sprintf(a, "%s/%s", k->dir, file) : NULL;
    sil_buf b = {0};
    const char **slot = path ? SIL_PUSH(k->site->arena, k->site->cities, k->site->n_cities, k->site->cap_cities) : NULL;
    if (!slot)
        return no_memory(err);
    *slot = file;
    sil_html_begin(&b, name, "en", "entities.html");
    sil_buf_puts(&b, "<h1>");
    sil_html(&b, name);
    sil_buf_puts(&b, "</h1>\n<p class=\"lead\">");
    if (c) {
        sil_buf_puts(&b, "<span lang=\"ko\">");
        sil_html(&b, c->name_ko);
        sil_buf_puts(&b, "</span> <span lang=\"zh\">");
        sil_html(&b, c->name_zh_hans);
        sil_buf_puts(&b, "</span> ");
        sil_html(&b, c->country);
        sil_buf_putc(&b, ' ');
    }
    sil_buf_puts(&b, "<a class=\"id\" href=\"entities.html#");
    sil_html(&b, id);
    sil_buf_puts(&b, "\">");
    sil_html(&b, id);
    sil_buf_puts(&b, "</a></p>\n");
    sil_status s = ranks(k, a, id, &b, err);
    if (s == SIL_OK)
        s = sisters(k, a, id, &b, err);
    if (s == SIL_OK)
        s = values(k, id, &b, err);
    if (s == SIL_OK)
        s = papers(k, id, &b, err);
    sil_buf_puts(&b, "<p class=\"from\">Places: GeoNames, CC BY 4.0.</p>\n");
    sil_html_end(&b);
    if (s == SIL_OK)
        s = sil_buf_ok(&b, err);
    if (s == SIL_OK)
        s = sil_write_changed(path, b.data, b.len, err);
    sil_buf_free(&b);
    return s;
}

sil_status sil_site_cities(sil_arena *a, sil_site *site, const sil_gather *g, const char *db_path, sil_err *err)
{
    static const char sql[] = "SELECT entity_id FROM rankings WHERE entity_id IN (SELECT city_id FROM cities) UNION SELECT subject_id FROM relations WHERE predicate IN ('sister_city', "
                              "'friendly_city') AND subject_id IN (SELECT city_id FROM cities) UNION SELECT object_id FROM relations WHERE predicate IN ('sister_city', 'friendly_city') AND object_id IN "
                              "(SELECT city_id FROM cities) ORDER BY 1";
    cities k = {.a = a, .site = site, .g = g, .dir = site->dir};
    sqlite3_stmt *q = NULL;
    site->arena = a;
    if (sqlite3_open_v2(db_path, &k.db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) {
        sil_status s = sil_fail(err, SIL_IO, "cannot open %s: %s", db_path, k.db ? sqlite3_errmsg(k.db) : "out of memory");
        sqlite3_close(k.db);
        return s;
    }
    sil_status s = asked(&k, sql, NULL, &q, err);
    while (s == SIL_OK && sqlite3_step(q) == SQLITE_ROW) {
        sil_arena *one = sil_arena_new(0);
        s = one ? one_city(&k, one, text(q, 0), err) : no_memory(err);
        sil_arena_free(one);
    }
    sqlite3_finalize(q);
    sqlite3_close(k.db);
    return s == SIL_OK ? world(&k, err) : s;
}
