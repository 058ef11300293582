/* schema.h: is a TEI document what it should be, asked before it takes its name: well-formed, valid against
 * config/schemas/sillok-tei.rng (RELAX NG), every xml:id once and pointed at, every pointer to something that is there. relax.h says yes in a tenth of the time
 * libxml2 takes; where it does not say yes, libxml2's validation decides, and says what is wrong. Tests hold the two against each other. */
#ifndef SILLOK_PUBLISH_SCHEMA_H
#define SILLOK_PUBLISH_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

#include "sillok/err.h"

typedef struct sil_schema sil_schema;

/* Compile once, check many. The caller frees. SIL_LIBRARY when the schema cannot be read. */
sil_status sil_schema_open(const char *config, sil_schema **out, sil_err *err) SIL_CHECK;
void sil_schema_free(sil_schema *s); /* NULL is fine */

/* SIL_FORMAT with what is wrong and the line it is in. */
sil_status sil_schema_check(sil_schema *s, const char *xml, size_t len, sil_err *err) SIL_CHECK;

/* The two by themselves, for tests: libxml2 alone; and whether the schema is one that relax.h understands. */
sil_status sil_schema_check_slowly(sil_schema *s, const char *xml, size_t len, sil_err *err) SIL_CHECK;
bool sil_schema_is_quick(const sil_schema *s);

#endif
