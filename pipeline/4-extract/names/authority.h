/* authority.h: the authority files of config/authority/ in memory, and the matchers over all their names.
 *
 * A name may have several owners (senses): Gwangju is two cities, ICCA an association and an index. Country names are known too (from ICU's
 * CLDR data and config/rules/extract-countries.tsv): they are no mentions, but they decide between cities. */
#ifndef EXTRACT_AUTHORITY_H
#define EXTRACT_AUTHORITY_H

#include <stdbool.h>
#include <stddef.h>

#include "matcher.h"
#include "sillok/err.h"
#include "sillok/mem.h"

typedef struct sil_city {
    char *id, *country, *kind;
    double population, lat, lon; /* degrees */
    char *en, *ko, *hans, *hant;
    char **names; /* all of them, NULL-terminated: for cells that are nearly a name */
} sil_city;

typedef struct sil_org {
    char *id, *acronym, *en, *ko, *hans, *hant, *founded, *seat, *kind;
} sil_org;

typedef struct sil_index {
    char *id, *acronym, *en, *ko, *zh, *publisher, *entity_type, *measures;
} sil_index;

typedef enum sil_name_kind { SIL_NAME_CITY, SIL_NAME_ORG, SIL_NAME_INDEX, SIL_NAME_COUNTRY } sil_name_kind;

enum {
    SIL_SENSE_WEAK = 1,    /* needs context */
    SIL_SENSE_ACRONYM = 2, /* letters that stand for a name */
    SIL_SENSE_UPPER = 4    /* the name in capitals, added by us */
};

typedef struct sil_sense {
    unsigned char kind, flags;
    int item; /* number in cities, orgs, indices, countries */
} sil_sense;

typedef struct sil_names { /* names of one folding; name i has senses[first[i]] to senses[first[i + 1] - 1] */
    sil_matcher *matcher;
    const char **keys;
    size_t n;
    sil_sense *senses;
    int *first;
} sil_names;

typedef struct sil_authority {
    sil_city *cities;
    size_t n_cities;
    sil_org *orgs;
    size_t n_orgs;
    sil_index *indices;
    size_t n_indices;
    char (*countries)[4]; /* ISO 3166-1 alpha-2 */
    size_t n_countries;
    sil_names exact, loose; /* see view.h */
    const int *city_by_id;  /* numbers sorted by id */
} sil_authority;

/* Read config/authority/{cities,organizations,indices}.tsv and config/rules/extract-countries.tsv below the folder config. An absent file is
 * SIL_IO. strong_population: a foreign place with fewer people needs context to be taken. The caller calls sil_authority_close. */
sil_status sil_authority_open(sil_arena *a, const char *config, double strong_population, sil_authority *out, sil_err *err) SIL_CHECK;
void sil_authority_close(sil_authority *au);

/* Number of the country with this code, of the city or organization with this id, or -1. */
int sil_country_find(const sil_authority *au, const char *code);
int sil_city_find(const sil_authority *au, const char *id);
int sil_org_find(const sil_authority *au, const char *id);

/* Number of the name equal to text in the given folding, or -1. */
int sil_names_find(sil_arena *a, const sil_names *n, const char *text, bool loose);

#endif
