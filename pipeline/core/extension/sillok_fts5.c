/* core/extension/sillok_fts5.c: the full text of corpus.db for any SQLite 3.20 or later. In the sqlite3 shell:
 *
 *   .load build/lib/sillok_fts5
 *   SELECT doc_id, page, text FROM blocks WHERE id IN (SELECT rowid FROM fulltext WHERE fulltext MATCH '서울');
 *
 * Python: con.enable_load_extension(True); con.load_extension('build/lib/sillok_fts5'). */
#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT1

#include "sillok/fts5.h"

__attribute__((visibility("default"))) int sqlite3_sillokfts_init(sqlite3 *db, char **message, const sqlite3_api_routines *api);

int sqlite3_sillokfts_init(sqlite3 *db, char **message, const sqlite3_api_routines *api)
{
    SQLITE_EXTENSION_INIT2(api);
    int rc = sil_fts5_register(db);
    if (rc != SQLITE_OK)
        *message = sqlite3_mprintf("sillok_fts5: this SQLite has no FTS5, or ICU's data is missing");
    return rc;
}
