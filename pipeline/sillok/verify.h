/* verify.h: the parts of `sillok verify`.
 *
 *   cmd_verify.c   the command: the list of files (manifest.h), then each part below
 *   verify_doc.c   one paper: the chain of hashes through its layers, the form of each layer
 *   verify_data.c  the datasets against datapackage.json, each other and corpus.db, as a consumer would
 *   verify_row.c   each row's way back to its block, its words and its page
 *
 * Nothing here uses code of the rooms: what they promise is held against what is published (corpus/FORMATS.md, datapackage.json). */
#ifndef SILLOK_DRIVER_VERIFY_H
#define SILLOK_DRIVER_VERIFY_H

#include <sqlite3.h>

#include "manifest.h"
#include "sillok.h"
#include "sillok/json.h"

typedef struct verify {
    driver *d;
    sil_arena *a;      /* lives as long as the command */
    manifest m;
    void *rng;         /* compiled config/schemas/sillok-tei.rng */
    sqlite3 *db;       /* datasets/corpus.db, read only; NULL when it cannot be used */
    size_t problems, layers, rows, files;
} verify;

/* Tell of a problem at `where` (a path below the corpus, or a row). */
void verify_tell(verify *v, const char *where, const char *fmt, ...) SIL_PRINTF(3, 4);

/* Whether the bytes of the file at this path below the corpus were told to be wrong already: what follows from that need not be told. */
bool verify_wrong(const verify *v, const char *path);

sil_status verify_schema_open(verify *v, sil_err *err) SIL_CHECK;
void verify_schema_close(verify *v);

sil_status verify_doc(verify *v, const char *doc_id, sil_err *err) SIL_CHECK;
sil_status verify_data(verify *v, sil_err *err) SIL_CHECK;                     /* opens v->db */
sil_status verify_rows(verify *v, const char *doc_id, sil_err *err) SIL_CHECK; /* after verify_data */

#endif
