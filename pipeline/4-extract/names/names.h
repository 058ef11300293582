/* names.h: collecting names with their senses, then making a matcher of them. Used by authority.c alone. */
#ifndef EXTRACT_NAMES_H
#define EXTRACT_NAMES_H

#include "authority.h"

typedef struct sil_name_entry {
    char *key;
    sil_sense sense;
    size_t order;
} sil_name_entry;

typedef struct sil_name_list {
    sil_arena *a;
    bool loose;
    sil_name_entry *e;
    size_t n, cap;
    bool failed; /* memory ran out */
} sil_name_list;

void sil_name_add(sil_name_list *l, const char *name, sil_name_kind kind, int item, int flags);
sil_status sil_names_make(sil_name_list *l, sil_names *out, sil_err *err) SIL_CHECK;

#endif
