/* evaluate.h: what the files of `sillok evaluate` share: scores of one paper against its truth. The truth's files are described in
 * corpus/FORMATS.md. Comparing is by multisets: what is said twice must be found twice. */
#ifndef SILLOK_EVALUATE_H
#define SILLOK_EVALUATE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

#include "sillok/err.h"
#include "sillok/mem.h"

typedef struct eval_score { /* of one kind of thing; sums over papers add up */
    size_t truth, found, right;
} eval_score;

typedef enum eval_what { /* in the order they are printed */
    EVAL_WORDS, EVAL_CITY_SPAN, EVAL_CITY_ENTITY, EVAL_ORG_SPAN, EVAL_ORG_ENTITY, EVAL_INDEX_SPAN, EVAL_INDEX_ENTITY, EVAL_DATE_SPAN, EVAL_DATE_VALUE,
    EVAL_RELATIONS, EVAL_WHATS
} eval_what;

typedef struct eval_cells { /* ranking values of the truth by what became of them; extra: values the truth does not have, flagged ones only */
    size_t truth, right, repaired, repaired_wrong, conflict, silent, missing, extra;
} eval_cells;

typedef struct eval_paper {
    bool has[EVAL_WHATS], has_text, has_cells;
    eval_score score[EVAL_WHATS];
    size_t errors, characters; /* of the text, spaces left out; the character error rate is their quotient */
    eval_cells cells;
} eval_paper;

typedef struct eval_keys { /* a multiset of strings, in an arena */
    char **k;
    size_t n, cap;
} eval_keys;

/* Adds what was formatted; false: out of memory. */
bool eval_key(sil_arena *a, eval_keys *set, const char *fmt, ...) SIL_PRINTF(3, 4);

/* Sorts both. */
eval_score eval_compare(eval_keys *truth, eval_keys *found);

/* As two readings are compared: NFC, no spaces, one form of each quote, dash, bracket and middle dot. NULL: out of memory. */
char *eval_fold(sil_arena *a, const char *s);

/* Least number of characters to change, add or take away (Levenshtein), by the bit vectors of Myers (J. ACM 46, 1999) as Hyyrö 2003 gives them:
 * a block of 64 rows at a time. n = 0 or m = 0 is fine. SIZE_MAX: out of memory. */
size_t eval_distance(sil_arena *a, const char *one, const char *other);

/* truth/text.txt against paper.txt, characters and words. */
sil_status eval_text(sil_arena *a, const char *truth, const char *found, eval_paper *out, sil_err *err) SIL_CHECK;

/* mentions.tsv, relations.tsv, rankings.tsv of the folder, those that are there, against corpus.db. */
sil_status eval_facts(sil_arena *a, const char *folder, sqlite3 *db, const char *doc_id, eval_paper *out, sil_err *err) SIL_CHECK;
sil_status eval_rankings(sil_arena *a, const char *path, sqlite3 *db, const char *doc_id, eval_paper *out, sil_err *err) SIL_CHECK;

/* One statement of corpus.db with its first parameter set to doc_id; the caller finalizes. */
sil_status eval_query(sqlite3 *db, const char *sql, const char *doc_id, sqlite3_stmt **out, sil_err *err) SIL_CHECK;
const char *eval_column(sqlite3_stmt *s, int c); /* "" for NULL; until the next step */

#endif
