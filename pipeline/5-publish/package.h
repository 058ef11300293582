/* package.h: datapackage.json (Frictionless Data Package 1.0) for the datasets, from the master copy in tables.h. */
#ifndef SILLOK_PUBLISH_PACKAGE_H
#define SILLOK_PUBLISH_PACKAGE_H

#include "sillok/err.h"
#include "sillok/mem.h"

/* dir: CORPUS/datasets with the CSV files in place; their sizes and hashes are written down. */
sil_status sil_package_write(const char *dir, sil_err *err) SIL_CHECK;

#endif
