/* work.h: what the steps of room 4 share while they work on one paper: its blocks decoded, the places where names stand, and what
 * the paper as a whole says (countries named, cities linked, organizations named in full, acronyms introduced). */
#ifndef EXTRACT_WORK_H
#define EXTRACT_WORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "authority.h"
#include "rules.h"
#include "sillok/blocks.h"
#include "sillok/entities.h"
#include "sillok/err.h"
#include "sillok/mem.h"
#include "view.h"

typedef struct sil_hit { /* a name of the authority files stands here, with legal edges */
    int start, end;      /* code points */
    int suffix;          /* code points after end that belong to a city's name (시, 市) */
    const sil_names *names;
    int name;
} sil_hit;

typedef struct sil_piece { /* a block under work */
    const sil_block *block;
    size_t order;          /* among all blocks */
    sil_view view;
    sil_hit *hits;         /* by start, longer first */
    size_t n_hits, cap_hits;
    unsigned char *taken;  /* per code point: a mention stands here */
    unsigned char *city_cell; /* per code point: in a column of cities (set by tables), or NULL */
    int *countries;        /* numbers of countries named in the block */
    size_t n_countries, cap_countries;
} sil_piece;

typedef struct sil_local { /* an acronym or a name met in this paper */
    char *name;            /* folded as printed: what is looked for */
    char *entity, *normalized;
    bool acronym;
} sil_local;

typedef struct sil_work {
    sil_arena *a;
    const sil_authority *au;
    const sil_rules *rules;
    const sil_text *text;
    sil_entities *out;
    sil_piece *pieces;
    size_t n_pieces;
    int *country_count;        /* per country: times named, or a city of it linked */
    unsigned short *city_count;/* per city: times linked */
    unsigned char *org_named;  /* per organization: its full name stands in the paper */
    sil_local *locals;
    size_t n_locals, cap_locals;
    size_t *order;             /* of each mention: number of its block */
    size_t n_order, cap_order;
    size_t *next;              /* of each mention: the next of its block, counted from 1, 0 = none */
    size_t n_next, cap_next;
    size_t *first, *last;      /* of each block: its first and last mention, counted from 1, 0 = none */
    int last_year;             /* year of the last date read, 0 = none */
    struct sil_ttable *tables; /* tables.h */
    size_t n_tables, cap_tables;
} sil_work;

/* Decode the blocks that are extracted from and find where names stand (scan.c). */
sil_status sil_work_open(sil_work *w, sil_err *err) SIL_CHECK;

/* Steps, in this order. Each adds mentions or records to w->out. */
sil_status sil_find_columns(sil_work *w, sil_err *err) SIL_CHECK;       /* tables.c: marks the cells that name cities */
sil_status sil_find_organizations(sil_work *w, sil_err *err) SIL_CHECK; /* organizations.c, orgnames.c, pairs.c */
sil_status sil_find_cities(sil_work *w, sil_err *err) SIL_CHECK;        /* cities.c */
sil_status sil_find_dates(sil_work *w, sil_err *err) SIL_CHECK;         /* dates.c */
sil_status sil_find_rankings(sil_work *w, sil_err *err) SIL_CHECK;      /* rankings.c */
sil_status sil_find_relations(sil_work *w, sil_err *err) SIL_CHECK;     /* relations.c */
sil_status sil_find_terms(sil_work *w, sil_err *err) SIL_CHECK;         /* terms.c */
sil_status sil_find_alignments(sil_work *w, sil_err *err) SIL_CHECK;    /* align.c */
sil_status sil_find_references(sil_work *w, sil_err *err) SIL_CHECK;    /* references.c */
sil_status sil_find_citations(sil_work *w, sil_err *err) SIL_CHECK;     /* citations.c */

/* The whole of room 4 but for files: blocks in, entities out (in arena a). out->head is left alone. */
sil_status sil_extract(sil_arena *a, const sil_authority *au, const sil_rules *rules, const sil_text *text, sil_entities *out, sil_err *err) SIL_CHECK;

/* A new mention over code points [start, end) of the piece; marks them as taken. sure: confidence of the decision, 0 to 1. NULL: out of memory. */
sil_mention *sil_mention_add(sil_work *w, sil_piece *p, int start, int end, const char *type, const char *entity, const char *normalized, double sure, const char *rule);

/* The mention of the block that was added next after `after` (NULL: the first), or NULL. NULL for no block. */
const sil_mention *sil_mention_next(const sil_work *w, const sil_block *b, const sil_mention *after);

bool sil_is_taken(const sil_piece *p, int start, int end);
sil_piece *sil_piece_find(sil_work *w, const char *block_id);

/* First hit of the piece that begins at code point `at` or behind it. */
size_t sil_hits_from(const sil_piece *p, int at);

/* Senses of a hit's name. */
const sil_sense *sil_senses(const sil_hit *h, size_t *n);

/* Whether the name means a city on sight, without context. */
bool sil_strong_city(const sil_hit *h);
/* The first sense of that kind, or NULL. */
const sil_sense *sil_sense_of(const sil_hit *h, sil_name_kind kind);

/* Display name of an authority city or organization: English, else another. */
const char *sil_city_name(const sil_city *c);
const char *sil_org_name(const sil_org *o);

/* Names of organizations that no authority holds. Adds or finds entity loc:<slug>; NULL: out of memory. */
sil_entity *sil_local_org(sil_work *w, const char *name, const char *lang, const char *acronym, sil_err *err);

/* given.c: what a person said words name, before anything else is looked for. */
sil_status sil_find_given(sil_work *w, sil_err *err) SIL_CHECK;

#endif
