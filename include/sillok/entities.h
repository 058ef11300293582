/* sillok/entities.h: entities.jsonl: line 1 {"head":…}, then mentions, ranking values, relations, terms and the entities met only
 * here, one a line ("kind": "mention" | "ranking" | "relation" | "term" | "entity"). Each record points at mentions' place: block and range. */
#ifndef SILLOK_ENTITIES_H
#define SILLOK_ENTITIES_H

#include <stddef.h>

#include "sillok/err.h"
#include "sillok/mem.h"

/* Strings are never NULL after reading; "" = unknown. start, end: code points in the block's text, half-open. */
typedef struct sil_mention {
    char *id;          /* m0007 */
    char *type;        /* city | organization | date | index | term */
    char *entity;      /* gn:… wd:… ror:… loc:… or an index_id; "" for dates and what could not be linked */
    char *as_printed, *normalized; /* normalized: English name of the authority, EDTF for dates */
    char *lang, *block;
    int start, end;
    double conf;       /* 0 to 1: of the decision, times that of the words read */
    char *rule;        /* name of the rule or table line that made it */
    char *from, *to;   /* dates: YYYY or YYYY-MM or YYYY-MM-DD, "" open or unknown */
    char *flag;        /* dates: "" | citation | repaired | impossible | uncertain … */
} sil_mention;

typedef struct sil_ranking { /* one value of one row of a ranking */
    char *id;          /* r0012 */
    char *table;       /* tbl003, "" when from prose */
    int row;           /* row of the table as printed, from 1 (header rows counted); 0 from prose */
    char *index, *index_name, *edition, *publisher;
    char *entity_type, *entity, *entity_as_printed;
    char *measure;     /* rank | score | change | count | class | … */
    char *category, *period;
    char *value;       /* plain number with "." as decimal point, or a class name */
    char *as_printed;
    char *status;      /* printed | repaired | conflict */
    char *evidence;    /* the checks that spoke, space separated names */
    char *block;
    int start, end;    /* of the value */
    double conf;
} sil_ranking;

typedef struct sil_relation {
    char *id, *subject, *predicate, *object, *object_value, *date, *as_printed, *block;
    int start, end;
    double conf;
    char *rule;
} sil_relation;

typedef struct sil_term {
    char *id, *ko, *zh, *en, *block;
    int occurrences;
} sil_term;

typedef struct sil_alignment { /* sentences of an abstract and what they are in its counterpart in another language */
    char *id;          /* a0003 */
    char *kind;        /* 1-1, 2-1, 1-2, 2-2: how many sentences of each */
    char *lang, *block;
    int start, end;
    char *other_lang, *other_block;
    int other_start, other_end;
    double conf;
    char *evidence;    /* "length" or "length names:3": how many names, dates and terms both have */
} sil_alignment;

typedef struct sil_reference { /* an item of the bibliography, in its parts */
    char *id;          /* ref0012 */
    char *block;
    char *label;       /* "[3]" -> "3", or "" */
    char *kind;        /* article | book | chapter | thesis | report | web | other */
    char *authors;     /* as printed, divided by "; " */
    char *year;        /* 2004, 2004a */
    char *title, *container, *volume, *issue, *pages, *place, *publisher, *url;
    double conf;
    char *rule;
} sil_reference;

typedef struct sil_citation { /* where the text cites an item */
    char *id;          /* c0007 */
    char *block;
    int start, end;
    char *reference;   /* ref0012 */
    char *as_printed;
    double conf;
    char *rule;
} sil_citation;

typedef struct sil_entity { /* met only in this paper: loc:<slug> */
    char *id, *type, *name_en, *name_ko, *name_zh, *acronym, *founded, *seat;
} sil_entity;

typedef struct sil_entities {
    char *head;
    sil_mention *mentions;   size_t n_mentions, cap_mentions;
    sil_ranking *rankings;   size_t n_rankings, cap_rankings;
    sil_relation *relations; size_t n_relations, cap_relations;
    sil_term *terms;         size_t n_terms, cap_terms;
    sil_entity *entities;    size_t n_entities, cap_entities;
    sil_alignment *alignments; size_t n_alignments, cap_alignments;
    sil_reference *references; size_t n_references, cap_references;
    sil_citation *citations; size_t n_citations, cap_citations;
} sil_entities;

sil_status sil_entities_read(sil_arena *a, const char *path, sil_entities *out, sil_err *err) SIL_CHECK;
sil_status sil_entities_write(const char *path, const sil_entities *e, sil_err *err) SIL_CHECK;
sil_status sil_entities_format(const sil_entities *e, sil_buf *out, sil_err *err) SIL_CHECK;

#endif
