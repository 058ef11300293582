/* site.h: the reader: static pages that work from the disk, without a server and without a framework.
 *
 *   site/index.html      the papers, with what became of each        site/entities.html   cities, organizations, how often they are named
 *   site/rankings.html   ranking tables of all papers                site/<doc-id>.html   a paper: scan and text side by side
 *   site/city-<id>.html   a city that is ranked or paired: chart, map     site/world.svg       the ground of the maps
 *   site/reader.css, reader.js, correct.js                            copied from config/site
 *
 * Pages refer to the scans as ../docs/<doc-id>/pages/...; nothing is copied. Written one paper at a time. */
#ifndef SILLOK_PUBLISH_SITE_H
#define SILLOK_PUBLISH_SITE_H

#include <stdio.h>

#include "authority.h"
#include "doc.h"
#include "gather.h"
#include "sillok/err.h"
#include "sillok/mem.h"

typedef struct sil_site {
    const char *dir; /* CORPUS/site */
    sil_buf papers;  /* rows of the list of papers */
    FILE *rankings;
    char *rankings_tmp, *rankings_path;
    size_t n_papers, n_ok, n_partial, n_failed, n_pages, n_values;
    sil_arena *arena;
    const char **cities; /* names of the pages of cities, sorted by the ids */
    size_t n_cities, cap_cities;
} sil_site;

extern const char *const sil_site_assets[]; /* names of the files copied from config/site, until NULL */

sil_status sil_site_open(sil_arena *a, const char *corpus, const char *config, sil_site *site, sil_err *err) SIL_CHECK;
/* A paper, in order of the ids: its row of the list and its part of the rankings as sil_site_row and sil_site_ranks gave them. */
sil_status sil_site_add(sil_site *site, const char *status, size_t pages, size_t values, const char *row, const char *ranks, sil_err *err) SIL_CHECK;
/* The pages of cities and the ground of their maps, out of the finished corpus.db (site_city.c); after sil_gather_rows, before sil_site_close. */
sil_status sil_site_cities(sil_arena *a, sil_site *site, const sil_gather *g, const char *db_path, sil_err *err) SIL_CHECK;
char *sil_site_city_name(sil_arena *a, const char *id); /* name of its page */

sil_status sil_site_close(sil_arena *a, sil_site *site, const sil_gather *g, sil_err *err) SIL_CHECK; /* after sil_gather_rows */
void sil_site_drop(sil_site *site); /* frees; nothing happens after close */

/* Write only when the bytes differ from those on disk: a rebuild of an unchanged corpus syncs nothing. */
sil_status sil_write_changed(const char *path, const char *data, size_t len, sil_err *err) SIL_CHECK;

/* ---- one paper (site_paper.c); g: what this paper says of entities, for the names no authority file knows ---- */
void sil_site_page(sil_arena *a, const sil_doc *doc, const sil_gather *g, const char *status, const char *reason, double unclear_below, sil_buf *b);
void sil_site_row(const sil_doc *doc, const char *status, const char *reason, sil_buf *b);
void sil_site_ranks(sil_arena *a, const sil_doc *doc, const sil_gather *g, sil_buf *b);

/* ---- parts of pages (html.c, site_text.c, site_rank.c) ---- */
void sil_html(sil_buf *b, const char *s);             /* escaped, for text and for attributes in double quotes */
void sil_html_begin(sil_buf *b, const char *title, const char *lang, const char *here); /* here: the page of the menu we are on, or "" */
void sil_html_end(sil_buf *b);
void sil_html_entity_link(sil_buf *b, const sil_gather *g, const char *id, const char *text); /* plain text when there is no id */
void sil_html_block(sil_arena *a, sil_buf *b, const sil_doc *doc, size_t i, double unclear_below);
size_t sil_html_rankings(sil_arena *a, sil_buf *b, const sil_doc *doc, const sil_gather *g, const char *back); /* number of values; back: "" or the paper's page */

#endif
