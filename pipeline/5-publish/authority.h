/* authority.h: the authority files of config/authority as room 5 needs them: names in languages, places on the map, ids. */
#ifndef SILLOK_PUBLISH_AUTHORITY_H
#define SILLOK_PUBLISH_AUTHORITY_H

#include <stddef.h>

#include "sillok/err.h"
#include "sillok/mem.h"
#include "sillok/persons.h"

/* Strings are never NULL; "" = unknown. */
typedef struct sil_city {
    const char *id, *country, *kind, *lat, *lon, *name_en, *name_ko, *name_zh_hans, *name_zh_hant;
} sil_city;

typedef struct sil_organization {
    const char *id, *acronym, *name_en, *name_ko, *name_zh_hans, *name_zh_hant, *founded, *seat, *kind;
} sil_organization;

typedef struct sil_index {
    const char *id, *acronym, *name_en, *name_ko, *name_zh, *publisher, *entity_type;
} sil_index;

typedef struct sil_authority {
    sil_city *cities;           /* sorted by id, as the others */
    size_t n_cities;
    sil_organization *organizations;
    size_t n_organizations;
    sil_index *indices;
    size_t n_indices;
    sil_persons *persons;       /* names of authors; the caller of sil_authority_read closes it (sil_persons_close) */
} sil_authority;

/* config: folder of config/. Everything lives in the arena. */
sil_status sil_authority_read(sil_arena *a, const char *config, sil_authority *out, sil_err *err) SIL_CHECK;

/* NULL when unknown. */
const sil_city *sil_city_find(const sil_authority *au, const char *id);
const sil_organization *sil_organization_find(const sil_authority *au, const char *id);
const sil_index *sil_index_find(const sil_authority *au, const char *id);

#endif
