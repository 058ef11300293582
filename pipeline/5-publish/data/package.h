/* package.h: datapackage.json (Frictionless Data Package 1.0) for the datasets, from the master copy in tables.h. */
#ifndef SILLOK_PUBLISH_PACKAGE_H
#define SILLOK_PUBLISH_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "sillok/err.h"
#include "sillok/mem.h"

/* dir: CORPUS/datasets with the CSV files in place; their sizes and hashes are written down, and under "sillok" what all was made of (a sha256)
 * and how many files tables/ has: the head of the datasets, as the layers of a paper have one. */
sil_status sil_package_write(const char *dir, const char *made_of, size_t cells, sil_err *err) SIL_CHECK;

/* Whether the text of a datapackage.json has this head. */
bool sil_package_is(const char *text, size_t len, const char *made_of, size_t cells);

#endif
