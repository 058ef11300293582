/* sillok/fts5.h: the tokenizer "sillok" for SQLite's FTS5, by sillok/tokens.h. The code stands in this header because it is compiled
 * against SQLite in three places: room 5, which fills the index; the driver, which asks it; and build/lib/sillok_fts5.so, which gives the same
 * to any sqlite3 (".load build/lib/sillok_fts5"). Include it after sqlite3.h or sqlite3ext.h. */
#ifndef SILLOK_FTS5_H
#define SILLOK_FTS5_H

#include "sillok/tokens.h"

static int sil_fts5_create(void *unused, const char **args, int n, Fts5Tokenizer **out)
{
    (void)unused;
    (void)args;
    if (n > 0)
        return SQLITE_ERROR; /* it has no options */
    *out = (Fts5Tokenizer *)sil_tokenizer_new();
    return *out ? SQLITE_OK : SQLITE_NOMEM;
}

static void sil_fts5_delete(Fts5Tokenizer *t)
{
    sil_tokenizer_free((sil_tokenizer *)t);
}

typedef struct sil_fts5_sink {
    void *ctx;
    int (*token)(void *ctx, int flags, const char *token, int n, int start, int end);
} sil_fts5_sink;

static int sil_fts5_token(void *ctx, const char *token, size_t n, size_t start, size_t end)
{
    const sil_fts5_sink *s = ctx;
    return s->token(s->ctx, 0, token, (int)n, (int)start, (int)end);
}

static int sil_fts5_tokenize(Fts5Tokenizer *t, void *ctx, int flags, const char *text, int n, int (*token)(void *, int, const char *, int, int, int))
{
    sil_fts5_sink s = {ctx, token};
    return n > 0 ? sil_tokens((sil_tokenizer *)t, text, (size_t)n, (flags & FTS5_TOKENIZE_QUERY) != 0, sil_fts5_token, &s) : SQLITE_OK;
}

/* Make the tokenizer known to a connection; SQLITE_OK or SQLite's code. */
static int sil_fts5_register(sqlite3 *db)
{
    static fts5_tokenizer tokenizer = {sil_fts5_create, sil_fts5_delete, sil_fts5_tokenize};
    fts5_api *api = NULL;
    sqlite3_stmt *ask = NULL;
    int rc = sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &ask, NULL);
    if (rc == SQLITE_OK && (rc = sqlite3_bind_pointer(ask, 1, &api, "fts5_api_ptr", NULL)) == SQLITE_OK)
        sqlite3_step(ask);
    sqlite3_finalize(ask);
    if (rc == SQLITE_OK && !api)
        rc = SQLITE_ERROR;
    return rc == SQLITE_OK ? api->xCreateTokenizer(api, "sillok", NULL, &tokenizer, NULL) : rc;
}

#endif
