/* Room 5, publish: the authority files, read once per process (authority.h). */
#include "authority.h"

#include <stdlib.h>
#include <string.h>

#include "sillok/tsv.h"

/* All three records begin with their id, so one order and one search serve them. */
static int by_id(const void *x, const void *y)
{
    const char *const *a = x, *const *b = y;
    return strcmp(*a, *b);
}

static int to_id(const void *key, const void *y)
{
    const char *const *b = y;
    return strcmp(key, *b);
}

/* Read config/authority/<name> into an array of records of n_cols strings each, columns in the order named. */
static sil_status read_table(sil_arena *a, const char *config, const char *name, const char *const *cols, void **out, size_t *n, sil_err *err)
{
    const char *path = sil_sprintf(a, "%s/authority/%s", config, name);
    sil_tsv t;
    if (!path)
        return sil_fail(err, SIL_NOMEM, "out of memory while reading authority/%s", name);
    sil_status s = sil_tsv_read(a, path, cols, &t, err);
    if (s != SIL_OK)
        return s;
    size_t n_cols = 0;
    while (cols[n_cols])
        n_cols++;
    const char **rows = sil_alloc(a, (t.n_rows * n_cols + 1) * sizeof *rows);
    if (!rows)
        return sil_fail(err, SIL_NOMEM, "out of memory while reading authority/%s", name);
    for (size_t r = 0; r < t.n_rows; r++)
        for (size_t c = 0; c < n_cols; c++)
            rows[r * n_cols + c] = t.rows[r][sil_tsv_column(&t, cols[c])];
    if (t.n_rows)
        qsort(rows, t.n_rows, n_cols * sizeof *rows, by_id);
    *out = rows;
    *n = t.n_rows;
    return SIL_OK;
}

sil_status sil_authority_read(sil_arena *a, const char *config, sil_authority *out, sil_err *err)
{
    /* in the order of the members of the records */
    static const char *const city[] = {"city_id", "country", "kind", "lat", "lon", "name_en", "name_ko", "name_zh_hans", "name_zh_hant", NULL};
    static const char *const org[] = {"org_id", "acronym", "name_en", "name_ko", "name_zh_hans", "name_zh_hant", "founded", "seat_city_id", "kind", NULL};
    static const char *const idx[] = {"index_id", "acronym", "name_en", "name_ko", "name_zh", "publisher", "entity_type", NULL};
    _Static_assert(sizeof(sil_city) == 9 * sizeof(char *), "a city is nine strings");
    _Static_assert(sizeof(sil_organization) == 9 * sizeof(char *), "an organization is nine strings");
    _Static_assert(sizeof(sil_index) == 7 * sizeof(char *), "an index is seven strings");
    memset(out, 0, sizeof *out);
    void *rows = NULL;
    sil_status s = read_table(a, config, "cities.tsv", city, &rows, &out->n_cities, err);
    out->cities = rows;
    if (s == SIL_OK)
        s = read_table(a, config, "organizations.tsv", org, &rows, &out->n_organizations, err);
    out->organizations = rows;
    if (s == SIL_OK)
        s = read_table(a, config, "indices.tsv", idx, &rows, &out->n_indices, err);
    out->indices = rows;
    return s == SIL_OK ? sil_persons_open(config, &out->persons, err) : s;
}

const sil_city *sil_city_find(const sil_authority *au, const char *id)
{
    return au->n_cities ? bsearch(id, au->cities, au->n_cities, sizeof *au->cities, to_id) : NULL;
}

const sil_organization *sil_organization_find(const sil_authority *au, const char *id)
{
    return au->n_organizations ? bsearch(id, au->organizations, au->n_organizations, sizeof *au->organizations, to_id) : NULL;
}

const sil_index *sil_index_find(const sil_authority *au, const char *id)
{
    return au->n_indices ? bsearch(id, au->indices, au->n_indices, sizeof *au->indices, to_id) : NULL;
}
