/* core/persons.h: the table of names in memory, and what persons.c and persons_name.c share. */
#ifndef SIL_CORE_PERSONS_H
#define SIL_CORE_PERSONS_H

#include <unicode/uregex.h>

#include "sillok/persons.h"

typedef struct sil_name_set {
    UChar **v;
    size_t n, cap;
} sil_name_set;

struct sil_persons {
    sil_arena *arena;
    sil_name_set ko, zh, particle, latin;
    URegularExpression *corporate[3]; /* ko zh en */
    URegularExpression *others, *role[3]; /* by sil_person_role */
};

bool sil_persons_has(const sil_name_set *s, const UChar *u, int32_t n);
bool sil_persons_corporate(sil_persons *t, const UChar *u, int32_t n);
bool sil_persons_cjk_name(const sil_persons *t, const UChar *u, int32_t n); /* begins with a family name and is as long as names are */
bool sil_persons_name(sil_arena *a, sil_persons *t, const UChar *u, int32_t n, sil_person *out); /* false: out of memory */

#endif
