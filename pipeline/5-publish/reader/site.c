/* Room 5, publish: the reader's pages of all papers (site.h): the list of papers, the rankings, the index of entities. */
#include "site.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sillok/file.h"

static sil_status no_memory(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "out of memory while writing the reader");
}

sil_status sil_write_changed(const char *path, const char *data, size_t len, sil_err *err)
{
    FILE *f = fopen(path, "rb");
    bool same = f != NULL;
    char part[65536];
    size_t at = 0, got;
    while (same && (got = fread(part, 1, sizeof part, f)) > 0) {
        same = at + got <= len && memcmp(part, data + at, got) == 0;
        at += got;
    }
    same = same && !ferror(f) && at == len;
    if (f)
        fclose(f);
    return same ? SIL_OK : sil_file_write(path, data, len, err);
}

static sil_status write_page(sil_arena *a, const sil_site *site, const char *name, const sil_buf *b, sil_err *err)
{
    const char *path = sil_sprintf(a, "%s/%s", site->dir, name);
    sil_status s = sil_buf_ok(b, err);
    if (s == SIL_OK)
        s = path ? sil_write_changed(path, b->data, b->len, err) : no_memory(err);
    return s;
}

static sil_status put_rankings(sil_site *site, const sil_buf *b, sil_err *err)
{
    sil_status s = sil_buf_ok(b, err);
    if (s == SIL_OK && b->len && fwrite(b->data, 1, b->len, site->rankings) != b->len)
        s = sil_fail(err, SIL_IO, "cannot write %s: %s", site->rankings_path, strerror(errno));
    return s;
}

const char *const sil_site_assets[] = {"reader.css", "reader.js", "correct.js", NULL};

sil_status sil_site_open(sil_arena *a, const char *corpus, const char *config, sil_site *site, sil_err *err)
{
    memset(site, 0, sizeof *site);
    site->dir = sil_sprintf(a, "%s/site", corpus);
    site->rankings_path = sil_sprintf(a, "%s/site/rankings.html", corpus);
    if (!site->dir || !site->rankings_path)
        return no_memory(err);
    sil_status s = sil_mkdirs(site->dir, err);
    for (size_t i = 0; sil_site_assets[i] && s == SIL_OK; i++) {
        const char *from = sil_sprintf(a, "%s/site/%s", config, sil_site_assets[i]), *to = sil_sprintf(a, "%s/%s", site->dir, sil_site_assets[i]);
        char *data;
        size_t len;
        s = from && to ? sil_file_read(a, from, 0, &data, &len, err) : no_memory(err);
        if (s == SIL_OK)
            s = sil_write_changed(to, data, len, err);
    }
    if (s == SIL_OK)
        s = sil_file_temp(a, site->rankings_path, &site->rankings_tmp, err);
    if (s == SIL_OK && !(site->rankings = fopen(site->rankings_tmp, "wb")))
        s = sil_fail(err, SIL_IO, "cannot write %s: %s", site->rankings_tmp, strerror(errno));
    sil_buf b = {0};
    sil_html_begin(&b, "Rankings", "en", "rankings.html");
    sil_buf_puts(&b, "<h1>Rankings</h1>\n<p class=\"lead\">Ranking values as the papers print them. A value leads to its page. "
                     "† marks one that was repaired, ? one on which the checks disagree; the printed form is in its tooltip.</p>\n");
    if (s == SIL_OK)
        s = put_rankings(site, &b, err);
    sil_buf_free(&b);
    return s;
}

void sil_site_drop(sil_site *site)
{
    sil_buf_free(&site->papers);
    if (site->rankings) {
        fclose(site->rankings);
        unlink(site->rankings_tmp);
    }
    site->rankings = NULL;
}

sil_status sil_site_add(sil_site *site, const char *status, size_t pages, size_t values, const char *row, const char *ranks, sil_err *err)
{
    sil_buf b = {0};
    site->n_papers++;
    site->n_pages += pages;
    site->n_values += values;
    *(*status == 'o' ? &site->n_ok : *status == 'p' ? &site->n_partial : &site->n_failed) += 1;
    sil_buf_puts(&site->papers, row);
    sil_buf_puts(&b, ranks);
    sil_status s = put_rankings(site, &b, err);
    sil_buf_free(&b);
    return s;
}

/* ---- the end ----------------------------------------------------------------------------------------------------------- */

/* The most named first: what the papers are about stands at the top. */
static int by_mentions(const void *x, const void *y)
{
    const sil_known *a = *(const sil_known *const *)x, *b = *(const sil_known *const *)y;
    if (a->mentions != b->mentions)
        return a->mentions > b->mentions ? -1 : 1;
    return strcmp(a->id, b->id);
}

static int by_name(const void *x, const void *y)
{
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/* The name, as a link where the city has a page. */
static void entity_name(sil_arena *a, sil_buf *b, const sil_site *site, const sil_gather *g, const sil_known *k)
{
    const char *page = k->city ? sil_site_city_name(a, k->id) : NULL;
    bool linked = page && site->n_cities && bsearch(&page, site->cities, site->n_cities, sizeof *site->cities, by_name);
    if (linked)
        sil_buf_printf(b, "<a href=\"%s\">", page);
    sil_html(b, sil_gather_name(g, k->id));
    sil_buf_puts(b, linked ? "</a>" : "");
}

static void entity_rows(sil_arena *a, sil_buf *b, const sil_site *site, const sil_gather *g, const sil_known **list, bool cities)
{
    size_t n = 0;
    for (size_t i = 0; i < g->n; i++)
        if (g->e[i].city == cities)
            list[n++] = &g->e[i];
    if (n)
        qsort(list, n, sizeof *list, by_mentions);
    for (size_t i = 0; i < n; i++) {
        const sil_known *k = list[i];
        const sil_city *c = sil_city_find(g->auth, k->id);
        const sil_organization *o = sil_organization_find(g->auth, k->id);
        sil_buf_puts(b, "<tr id=\"");
        sil_html(b, k->id);
        sil_buf_puts(b, "\"><th scope=\"row\">");
        entity_name(a, b, site, g, k);
        if (o && *o->acronym) {
            sil_buf_puts(b, " <span class=\"from\">");
            sil_html(b, o->acronym);
            sil_buf_puts(b, "</span>");
        }
        sil_buf_puts(b, "</th><td lang=\"ko\">");
        sil_html(b, c ? c->name_ko : o ? o->name_ko : k->name_ko);
        sil_buf_puts(b, "</td><td lang=\"zh\">");
        sil_html(b, c ? c->name_zh_hans : o ? o->name_zh_hans : k->name_zh);
        sil_buf_puts(b, "</td><td>");
        sil_html(b, c ? c->country : o ? o->founded : k->founded);
        sil_buf_puts(b, "</td><td class=\"id\">");
        const char *links[][2] = {{"gn:", "https://www.geonames.org/"}, {"wd:", "https://www.wikidata.org/wiki/"}, {"ror:", "https://ror.org/"}};
        bool linked = false;
        for (size_t l = 0; l < sizeof links / sizeof *links; l++)
            if (strncmp(k->id, links[l][0], strlen(links[l][0])) == 0) {
                sil_buf_printf(b, "<a href=\"%s", links[l][1]);
                sil_html(b, k->id + strlen(links[l][0]));
                sil_buf_puts(b, "\">");
                linked = true;
            }
        sil_html(b, k->id);
        sil_buf_puts(b, linked ? "</a>" : "");
        sil_buf_printf(b, "</td><td class=\"num\">%zu</td><td class=\"num\">%zu</td></tr>\n", k->mentions, k->documents);
    }
}

static sil_status entities_page(sil_arena *a, const sil_site *site, const sil_gather *g, sil_err *err)
{
    sil_buf b = {0};
    const sil_known **list = sil_alloc(a, (g->n + 1) * sizeof *list);
    if (!list)
        return no_memory(err);
    sil_html_begin(&b, "Cities and organizations", "en", "entities.html");
    sil_buf_puts(&b, "<h1>Cities and organizations</h1>\n<p class=\"find\"><label>Find <input type=\"search\" data-filter=\"tbody tr\"></label></p>\n");
    for (int i = 0; i < 2; i++) {
        sil_buf_printf(&b, "<h2>%s</h2>\n<div class=\"grid\" tabindex=\"0\" role=\"group\" aria-label=\"%s\"><table class=\"list\"><thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Korean</th>"
                           "<th scope=\"col\">Chinese</th><th scope=\"col\">%s</th><th scope=\"col\">Id</th><th scope=\"col\" class=\"num\">Mentions</th><th scope=\"col\" class=\"num\">Papers</th></tr></thead>\n<tbody>\n",
                       i ? "Organizations" : "Cities", i ? "Organizations" : "Cities", i ? "Founded" : "Country");
        entity_rows(a, &b, site, g, list, i == 0);
        sil_buf_puts(&b, "</tbody></table></div>\n");
    }
    sil_buf_puts(&b, "<p class=\"from\">Places: GeoNames, CC BY 4.0.</p>\n");
    sil_html_end(&b);
    sil_status s = write_page(a, site, "entities.html", &b, err);
    sil_buf_free(&b);
    return s;
}

static sil_status index_page(sil_arena *a, const sil_site *site, sil_err *err)
{
    sil_buf b = {0};
    sil_html_begin(&b, "Papers", "en", "index.html");
    sil_buf_printf(&b, "<h1>Papers</h1>\n<p class=\"lead\">%zu %s, %zu %s, %zu ranking values: %zu ok, %zu partial, %zu failed. "
                       "The data: <a href=\"../datasets/datapackage.json\">datapackage.json</a>, <a href=\"../datasets/documents.csv\">documents</a>, "
                       "<a href=\"../datasets/mentions.csv\">mentions</a>, <a href=\"../datasets/rankings.csv\">rankings</a>, <a href=\"../datasets/corpus.db\">corpus.db</a>.</p>\n"
                       "<p class=\"find\"><label>Find <input type=\"search\" data-filter=\"tbody tr\"></label></p>\n",
                   site->n_papers, site->n_papers == 1 ? "paper" : "papers", site->n_pages, site->n_pages == 1 ? "page" : "pages", site->n_values, site->n_ok,
                   site->n_partial, site->n_failed);
    sil_buf_puts(&b, "<div class=\"grid\" tabindex=\"0\" role=\"group\" aria-label=\"Papers\"><table class=\"list\"><thead><tr><th scope=\"col\">Status</th><th scope=\"col\">Paper</th><th scope=\"col\">Date</th>"
                     "<th scope=\"col\">Languages</th><th scope=\"col\" class=\"num\">Pages</th><th scope=\"col\" class=\"num\">Mentions</th><th scope=\"col\" class=\"num\">Ranking values</th><th scope=\"col\" class=\"num\">Confidence</th></tr></thead>\n<tbody>\n");
    if (site->papers.len)
        sil_buf_add(&b, site->papers.data, site->papers.len);
    sil_buf_puts(&b, "</tbody></table></div>\n");
    sil_html_end(&b);
    sil_status s = sil_buf_ok(&site->papers, err);
    if (s == SIL_OK)
        s = write_page(a, site, "index.html", &b, err);
    sil_buf_free(&b);
    return s;
}

sil_status sil_site_close(sil_arena *a, sil_site *site, const sil_gather *g, sil_err *err)
{
    sil_buf b = {0};
    if (site->n_values == 0)
        sil_buf_puts(&b, "<p>No ranking was found in the papers.</p>\n");
    sil_html_end(&b);
    sil_status s = put_rankings(site, &b, err);
    sil_buf_free(&b);
    if (s == SIL_OK) {
        bool bad = fclose(site->rankings) != 0;
        site->rankings = NULL;
        s = bad ? sil_fail(err, SIL_IO, "cannot write %s: %s", site->rankings_path, strerror(errno)) : sil_file_commit(site->rankings_tmp, site->rankings_path, err);
    }
    if (site->n_cities)
        qsort(site->cities, site->n_cities, sizeof *site->cities, by_name);
    if (s == SIL_OK)
        s = entities_page(a, site, g, err);
    return s == SIL_OK ? index_page(a, site, err) : s;
}
