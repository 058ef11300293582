/* gather.h: what all papers together say of entities: how often each is mentioned and in how many papers. Grows with the number of
 * entities, not of mentions. */
#ifndef SILLOK_PUBLISH_GATHER_H
#define SILLOK_PUBLISH_GATHER_H

#include <stdbool.h>
#include <stddef.h>

#include "authority.h"
#include "doc.h"
#include "sillok/err.h"
#include "sillok/mem.h"
#include "sink.h"

typedef struct sil_known {
    const char *id;
    bool city; /* else an organization */
    size_t mentions, documents;
    /* of an entity that no authority file knows: from the first paper that says so; "" unknown */
    const char *name, *name_en, *name_ko, *name_zh, *acronym, *founded, *seat;
    size_t next; /* in its chain, number + 1 */
} sil_known;

typedef struct sil_gather {
    sil_arena *a;
    const sil_authority *auth;
    sil_known *e;
    size_t n, cap;
    size_t *heads, n_heads; /* chains by hash of the id */
} sil_gather;

/* One paper into an empty gather; papers are brought together by their lines. */
sil_status sil_gather_paper(sil_gather *g, const sil_doc *doc, sil_err *err) SIL_CHECK;

/* What one paper says of entities as lines of its rows.tsv (fields.h): "@entity", id, city or organization, mentions, documents, name, name_en,
 * name_ko, name_zh, acronym, founded, seat. And such a line into what all papers say; a line of another shape is SIL_FORMAT. */
enum { SIL_GATHER_FIELDS = 12 };
void sil_gather_lines(const sil_gather *g, sil_buf *out);
sil_status sil_gather_line(sil_gather *g, char *const *fields, size_t n, sil_err *err) SIL_CHECK;

/* Rows of cities and organizations, sorted by id; seats of organizations come in as cities. */
sil_status sil_gather_rows(sil_gather *g, sil_sink *sink, sil_err *err) SIL_CHECK;

/* Sorted by type (cities first) and id, after sil_gather_rows; for the reader. */
const sil_known *sil_gather_find(const sil_gather *g, const char *id); /* NULL when unknown */

/* The best name for a person: English, else any. Never NULL. */
const char *sil_gather_name(const sil_gather *g, const char *id);

/* Whether an id of a record names a city rather than an organization. */
bool sil_is_city(const sil_authority *auth, const sil_doc *doc, const char *id);

#endif
