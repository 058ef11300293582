/* relations.h: relations from tables (relations.c) and from sentences (relprose.c). */
#ifndef EXTRACT_RELATIONS_H
#define EXTRACT_RELATIONS_H

#include "tables.h"

typedef struct sil_fact { /* a relation about to be recorded; strings may be NULL for "" */
    const char *subject, *predicate, *object, *object_value, *date, *rule;
    double sure;
} sil_fact;

/* Record it over code points [start, end) of the piece. The same fact twice is recorded once; one without a date gives way to one with it. */
sil_status sil_fact_add(sil_work *w, const sil_piece *p, int start, int end, sil_fact f, sil_err *err) SIL_CHECK;

sil_status sil_relations_from_prose(sil_work *w, sil_err *err) SIL_CHECK;

/* Counts with the day for which they hold (relcount.c): predicates sister_city_pairs, sister_cities, members, international_organizations, ... */
sil_status sil_relations_counts(sil_work *w, sil_err *err) SIL_CHECK;

/* One city's partners in a row, and organizations by the year they began (relchain.c). */
sil_status sil_relations_chains(sil_work *w, sil_err *err) SIL_CHECK;

#endif
