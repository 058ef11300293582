/* authority.c: room 4, at the start of the program: cities, organizations, indices and countries from config/. */
#include "authority.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uloc.h>
#include <unicode/utrans.h>
#include <unicode/ustring.h>

#include "names.h"
#include "sillok/text.h"
#include "sillok/tsv.h"
#include "view.h"

typedef struct lists {
    sil_name_list exact, loose;
    UTransliterator *script[2]; /* simplified to traditional and back; NULL where ICU lacks them */
} lists;

static sil_status nomem(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "out of memory for the authority files");
}

static sil_status read_table(sil_arena *a, const char *config, const char *tail, const char *const *need, sil_tsv *t, sil_err *err)
{
    char *path = sil_sprintf(a, "%s/%s", config, tail);
    return path ? sil_tsv_read(a, path, need, t, err) : nomem(err);
}

static char *field(const sil_tsv *t, size_t row, const char *name)
{
    int c = sil_tsv_column(t, name);
    return c < 0 ? (char *)"" : t->rows[row][c];
}

typedef struct shape {
    int letters, upper, hangul, han, words;
} shape;

static shape shape_of(const char *s)
{
    shape r = {0};
    size_t len = strlen(s);
    bool in = false;
    for (size_t i = 0; i < len;) {
        int32_t c = sil_cp_next(s, len, &i);
        r.hangul += sil_is_hangul(c);
        r.han += sil_is_han(c);
        if (sil_is_latin(c)) {
            r.letters++;
            r.upper += (c >= 'A' && c <= 'Z');
        }
        bool w = !sil_is_space(c);
        r.words += w && !in;
        in = w;
    }
    return r;
}

/* Long enough to be found with its spaces, hyphens and capitals gone. */
static bool long_enough(const char *s)
{
    shape r = shape_of(s);
    return r.han + r.hangul >= 5 || (r.words >= 2 && r.letters >= 10);
}

static char *upper_of(sil_arena *a, const char *s)
{
    UChar u[256], up[256];
    UErrorCode e = U_ZERO_ERROR;
    int32_t n = 0;
    u_strFromUTF8(u, 256, &n, s, -1, &e);
    int32_t m = U_SUCCESS(e) ? u_strToUpper(up, 256, u, n, "", &e) : 0;
    char out[768];
    int32_t k = 0;
    u_strToUTF8(out, sizeof out - 1, &k, up, m, &e);
    return U_SUCCESS(e) ? sil_strndup(a, out, (size_t)k) : NULL;
}

static void add_city_name(lists *l, const char *name, int item, bool weak)
{
    if (!name[0])
        return;
    size_t chars = sil_cp_count(name);
    shape s = shape_of(name);
    int flags = weak || chars < 2 || (s.letters && chars < 3) ? SIL_SENSE_WEAK : 0;
    sil_name_add(&l->exact, name, SIL_NAME_CITY, item, flags);
    if (s.letters >= 4 && s.letters > s.upper) {
        char *up = upper_of(l->exact.a, name);
        if (up)
            sil_name_add(&l->exact, up, SIL_NAME_CITY, item, flags | SIL_SENSE_UPPER);
    }
    if (!flags && long_enough(name))
        sil_name_add(&l->loose, name, SIL_NAME_CITY, item, 0);
}

static sil_status load_cities(sil_arena *a, const char *config, double strong, sil_authority *au, lists *l, sil_err *err)
{
    static const char *const need[] = {"city_id", "country", "kind", "population", "name_en", "name_ko", "name_zh_hans", "name_zh_hant", "aliases", "weak", NULL};
    sil_tsv t;
    sil_status st = read_table(a, config, "authority/cities.tsv", need, &t, err);
    if (st != SIL_OK)
        return st;
    au->cities = sil_alloc(a, (t.n_rows + 1) * sizeof *au->cities);
    if (!au->cities)
        return nomem(err);
    for (size_t r = 0; r < t.n_rows; r++) {
        sil_city *c = &au->cities[r];
        c->id = field(&t, r, "city_id");
        c->country = field(&t, r, "country");
        c->kind = field(&t, r, "kind");
        c->population = strtod(field(&t, r, "population"), NULL);
        c->lat = strtod(field(&t, r, "lat"), NULL);
        c->lon = strtod(field(&t, r, "lon"), NULL);
        c->en = field(&t, r, "name_en");
        c->ko = field(&t, r, "name_ko");
        c->hans = field(&t, r, "name_zh_hans");
        c->hant = field(&t, r, "name_zh_hant");
        char **aliases = sil_tsv_values(a, field(&t, r, "aliases"));
        char **weak = sil_tsv_values(a, field(&t, r, "weak"));
        if (!aliases || !weak)
            return nomem(err);
        bool home = strcmp(c->country, "KR") == 0 || strcmp(c->country, "CN") == 0;
        bool small = !home && strcmp(c->kind, "capital") != 0 && strcmp(c->kind, "province") != 0 && c->population < strong;
        size_t n_aliases = 0;
        while (aliases[n_aliases])
            n_aliases++;
        c->names = sil_alloc(a, (n_aliases + 5) * sizeof *c->names);
        if (!c->names)
            return nomem(err);
        size_t k = 0;
        char *own[] = {c->en, c->ko, c->hans, c->hant};
        for (size_t i = 0; i < 4; i++)
            if (own[i][0])
                c->names[k++] = own[i];
        for (size_t i = 0; i < n_aliases; i++)
            c->names[k++] = aliases[i];
        for (size_t i = 0; i < k; i++) {
            bool listed = false; /* a name that stands under weak too is weak */
            for (size_t j = 0; weak[j] && !listed; j++)
                listed = strcmp(weak[j], c->names[i]) == 0;
            add_city_name(l, c->names[i], (int)r, small || listed);
        }
        for (size_t j = 0; weak[j]; j++)
            add_city_name(l, weak[j], (int)r, true);
    }
    au->n_cities = t.n_rows;
    return SIL_OK;
}

static char *convert(sil_arena *a, UTransliterator *t, const char *s)
{
    UChar u[512];
    char out[1536];
    int32_t n = 0, len = 0;
    UErrorCode e = U_ZERO_ERROR;
    u_strFromUTF8(u, 512, &n, s, -1, &e);
    int32_t limit = n;
    utrans_transUChars(t, u, &n, 512, 0, &limit, &e);
    u_strToUTF8(out, sizeof out - 1, &len, u, n, &e);
    return U_SUCCESS(e) ? sil_strndup(a, out, (size_t)len) : NULL;
}

static UTransliterator *script_change(const char *id)
{
    UChar u[64];
    UErrorCode e = U_ZERO_ERROR;
    u_strFromUTF8(u, 64, NULL, id, -1, &e);
    UTransliterator *t = utrans_openU(u, -1, UTRANS_FORWARD, NULL, 0, NULL, &e);
    return U_SUCCESS(e) ? t : NULL;
}

static void add_org_name(lists *l, const char *name, sil_name_kind kind, int item)
{
    if (!name[0])
        return;
    shape s = shape_of(name);
    bool acronym = s.hangul + s.han == 0 && s.words == 1 && s.letters >= 2 && s.upper * 2 > s.letters;
    bool weak = sil_cp_count(name) < 2;
    sil_name_add(&l->exact, name, kind, item, (acronym ? SIL_SENSE_ACRONYM : 0) | (weak ? SIL_SENSE_WEAK : 0));
    if (!acronym && long_enough(name))
        sil_name_add(&l->loose, name, kind, item, 0);
    for (size_t k = 0; s.han >= 2 && k < 2; k++) { /* the same in the other Chinese script */
        char *other = l->script[k] ? convert(l->exact.a, l->script[k], name) : NULL;
        if (other && strcmp(other, name) != 0) {
            sil_name_add(&l->exact, other, kind, item, weak ? SIL_SENSE_WEAK : 0);
            if (long_enough(other))
                sil_name_add(&l->loose, other, kind, item, 0);
        }
    }
}

static sil_status load_orgs(sil_arena *a, const char *config, sil_authority *au, lists *l, sil_err *err)
{
    static const char *const need[] = {"org_id", "acronym", "name_en", "name_ko", "name_zh_hans", "name_zh_hant", "founded", "seat_city_id", "kind", "aliases", NULL};
    sil_tsv t;
    sil_status st = read_table(a, config, "authority/organizations.tsv", need, &t, err);
    if (st != SIL_OK)
        return st;
    au->orgs = sil_alloc(a, (t.n_rows + 1) * sizeof *au->orgs);
    if (!au->orgs)
        return nomem(err);
    for (size_t r = 0; r < t.n_rows; r++) {
        sil_org *o = &au->orgs[r];
        *o = (sil_org){field(&t, r, "org_id"),       field(&t, r, "acronym"),      field(&t, r, "name_en"), field(&t, r, "name_ko"),     field(&t, r, "name_zh_hans"),
                       field(&t, r, "name_zh_hant"), field(&t, r, "founded"), field(&t, r, "seat_city_id"), field(&t, r, "kind")};
        const char *own[] = {o->acronym, o->en, o->ko, o->hans, o->hant};
        for (size_t i = 0; i < 5; i++)
            add_org_name(l, own[i], SIL_NAME_ORG, (int)r);
        char **aliases = sil_tsv_values(a, field(&t, r, "aliases"));
        if (!aliases)
            return nomem(err);
        for (size_t i = 0; aliases[i]; i++)
            add_org_name(l, aliases[i], SIL_NAME_ORG, (int)r);
    }
    au->n_orgs = t.n_rows;
    return SIL_OK;
}

static sil_status load_indices(sil_arena *a, const char *config, sil_authority *au, lists *l, sil_err *err)
{
    static const char *const need[] = {"index_id", "acronym", "name_en", "name_ko", "name_zh", "publisher", "entity_type", "measures", "aliases", NULL};
    sil_tsv t;
    sil_status st = read_table(a, config, "authority/indices.tsv", need, &t, err);
    if (st != SIL_OK)
        return st;
    au->indices = sil_alloc(a, (t.n_rows + 1) * sizeof *au->indices);
    if (!au->indices)
        return nomem(err);
    for (size_t r = 0; r < t.n_rows; r++) {
        sil_index *x = &au->indices[r];
        *x = (sil_index){field(&t, r, "index_id"), field(&t, r, "acronym"),   field(&t, r, "name_en"),     field(&t, r, "name_ko"),
                         field(&t, r, "name_zh"),  field(&t, r, "publisher"), field(&t, r, "entity_type"), field(&t, r, "measures")};
        const char *own[] = {x->acronym, x->en, x->ko, x->zh};
        for (size_t i = 0; i < 4; i++)
            add_org_name(l, own[i], SIL_NAME_INDEX, (int)r);
        char **aliases = sil_tsv_values(a, field(&t, r, "aliases"));
        if (!aliases)
            return nomem(err);
        for (size_t i = 0; aliases[i]; i++)
            add_org_name(l, aliases[i], SIL_NAME_INDEX, (int)r);
    }
    au->n_indices = t.n_rows;
    return SIL_OK;
}

static sil_status load_countries(sil_arena *a, const char *config, sil_authority *au, lists *l, sil_err *err)
{
    static const char *const need[] = {"country", "forms", NULL};
    static const char *const tongues[] = {"en", "ko", "zh_Hans", "zh_Hant"};
    size_t n = 0;
    const char *const *codes = uloc_getISOCountries();
    while (codes[n])
        n++;
    au->countries = sil_alloc(a, (n + 1) * sizeof *au->countries);
    if (!au->countries)
        return nomem(err);
    au->n_countries = n;
    for (size_t i = 0; i < n; i++) {
        snprintf(au->countries[i], 4, "%s", codes[i]);
        char locale[8];
        memcpy(locale, "und_", 4);
        snprintf(locale + 4, 4, "%s", codes[i]);
        for (size_t k = 0; k < 4; k++) {
            UChar u[128];
            char name[512];
            UErrorCode e = U_ZERO_ERROR;
            int32_t len = 0, m = uloc_getDisplayCountry(locale, tongues[k], u, 128, &e);
            u_strToUTF8(name, sizeof name - 1, &len, u, m, &e);
            name[U_SUCCESS(e) ? len : 0] = 0;
            sil_name_add(&l->exact, name, SIL_NAME_COUNTRY, (int)i, 0);
        }
    }
    sil_tsv t;
    sil_status st = read_table(a, config, "rules/extract-countries.tsv", need, &t, err);
    if (st != SIL_OK)
        return st;
    for (size_t r = 0; r < t.n_rows; r++) {
        int k = sil_country_find(au, field(&t, r, "country"));
        if (k < 0)
            return sil_fail(err, SIL_FORMAT, "%s line %zu: \"%s\" is no country code of ISO 3166-1", t.path, t.lines[r], field(&t, r, "country"));
        char **forms = sil_tsv_values(a, field(&t, r, "forms"));
        if (!forms)
            return nomem(err);
        for (size_t i = 0; forms[i]; i++)
            sil_name_add(&l->exact, forms[i], SIL_NAME_COUNTRY, k, 0);
    }
    return SIL_OK;
}

static int by_id(const void *x, const void *y, void *au)
{
    const sil_city *c = ((const sil_authority *)au)->cities;
    return strcmp(c[*(const int *)x].id, c[*(const int *)y].id);
}

sil_status sil_authority_open(sil_arena *a, const char *config, double strong_population, sil_authority *out, sil_err *err)
{
    *out = (sil_authority){0};
    lists l = {{.a = a, .loose = false}, {.a = a, .loose = true}, {script_change("Simplified-Traditional"), script_change("Traditional-Simplified")}};
    sil_status st = load_cities(a, config, strong_population, out, &l, err);
    if (st == SIL_OK)
        st = load_orgs(a, config, out, &l, err);
    if (st == SIL_OK)
        st = load_indices(a, config, out, &l, err);
    for (size_t i = 0; i < 2; i++)
        if (l.script[i])
            utrans_close(l.script[i]);
    if (st == SIL_OK)
        st = load_countries(a, config, out, &l, err);
    if (st == SIL_OK)
        st = sil_names_make(&l.exact, &out->exact, err);
    if (st == SIL_OK)
        st = sil_names_make(&l.loose, &out->loose, err);
    if (st != SIL_OK) {
        sil_authority_close(out);
        return st;
    }
    int *order = sil_alloc(a, (out->n_cities + 1) * sizeof *order);
    if (!order) {
        sil_authority_close(out);
        return nomem(err);
    }
    for (size_t i = 0; i < out->n_cities; i++)
        order[i] = (int)i;
    if (out->n_cities)
        qsort_r(order, out->n_cities, sizeof *order, by_id, out);
    out->city_by_id = order;
    return SIL_OK;
}

void sil_authority_close(sil_authority *au)
{
    sil_matcher_free(au->exact.matcher);
    sil_matcher_free(au->loose.matcher);
    au->exact.matcher = au->loose.matcher = NULL;
}

int sil_country_find(const sil_authority *au, const char *code)
{
    for (size_t i = 0; i < au->n_countries; i++)
        if (strcmp(au->countries[i], code) == 0)
            return (int)i;
    return -1;
}

int sil_city_find(const sil_authority *au, const char *id)
{
    size_t lo = 0, hi = au->n_cities;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        int c = strcmp(au->cities[au->city_by_id[mid]].id, id);
        if (c == 0)
            return au->city_by_id[mid];
        if (c < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return -1;
}

int sil_org_find(const sil_authority *au, const char *id)
{
    for (size_t i = 0; i < au->n_orgs; i++)
        if (strcmp(au->orgs[i].id, id) == 0)
            return (int)i;
    return -1;
}
