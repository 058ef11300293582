/* ranktask.h: what the shapes of rankings share while one table becomes records: rankings.c (an entity a row, entities side by side) and rankshapes.c (the rest). */
#ifndef EXTRACT_RANKTASK_H
#define EXTRACT_RANKTASK_H

#include "checks.h"
#include "rankhead.h"

typedef struct sil_rank_holder { /* who has the value */
    const char *id, *printed;
    const char *check; /* "city-column" when the name was mended, "city-unknown" */
    bool mended, unknown;
} sil_rank_holder;

typedef struct sil_rank_task {
    sil_work *w;
    const sil_ttable *t;
    sil_rankhead head;
    sil_value **col; /* per column of measures: one value a row, else NULL */
} sil_rank_task;

/* The entity of a cell; a city that is nearly spelled is mended, one that nobody knows has no id. */
sil_status sil_rank_entity(sil_rank_task *k, size_t row, int col, sil_rank_holder *e, sil_err *err) SIL_CHECK;

/* One record. */
sil_status sil_rank_emit(sil_rank_task *k, size_t row, const sil_rank_holder *e, const char *entity_type, const char *measure, const char *category, const char *period, const sil_value *v,
                         sil_err *err) SIL_CHECK;

/* Columns of cities beside a column of ranks, a year or an index each: their rank is that of the row. False: the table has another shape. */
bool sil_rank_is_by_place(const sil_rank_task *k);
sil_status sil_rank_by_place(sil_rank_task *k, sil_err *err) SIL_CHECK;

/* Years as rows and measures as columns, of the one city that the caption names. */
const sil_mention *sil_rank_caption_city(const sil_work *w, const sil_ttable *t);
sil_status sil_rank_by_year(sil_rank_task *k, const sil_mention *city, sil_err *err) SIL_CHECK;

#endif
