/* rankhead.h: which ranking a table is: index, edition and publisher, from caption, source line, headings and nearby text. */
#ifndef EXTRACT_RANKHEAD_H
#define EXTRACT_RANKHEAD_H

#include "tables.h"

typedef struct sil_rankhead {
    const char *index, *name, *edition, *publisher; /* "" when unknown */
    const char *entity_type;                        /* city, organization, country */
    const char *how;                                /* evidence: index-caption, index-caption-near, index-source, index-publisher, index-before, "" */
    const char *category;                           /* what is counted (meetings), "" */
} sil_rankhead;

sil_status sil_rankhead_find(sil_work *w, const sil_ttable *t, sil_rankhead *out, sil_err *err) SIL_CHECK;

/* Rankings that sentences say (rankprose.c): records without a table, row 0. */
sil_status sil_rankings_from_prose(sil_work *w, sil_err *err) SIL_CHECK;

/* The same value in several tables and sentences, fields that add up (agree.c). Checks: same-value, function-sum. */
sil_status sil_rankings_agree(sil_work *w, sil_err *err) SIL_CHECK;

#endif
