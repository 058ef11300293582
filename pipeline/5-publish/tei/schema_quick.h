/* schema_quick.h: the quick way to say that a TEI document is as it must be. It never says what is wrong with one that is not: libxml2's own validation (schema.c) does, and has
 * the last word. */
#ifndef SILLOK_PUBLISH_SCHEMA_QUICK_H
#define SILLOK_PUBLISH_SCHEMA_QUICK_H

#include <stdbool.h>
#include <stddef.h>

#include "relax.h"

/* Whether xml is well-formed, valid against the grammar, and each of its pointers leads to one xml:id and each xml:id is led to. false: no, or nobody knows (memory). */
bool sil_schema_quick(sil_relax *r, const char *xml, size_t len);

/* The attributes that point: facs, ref, target ... */
bool sil_schema_points(const char *attribute);

#endif
