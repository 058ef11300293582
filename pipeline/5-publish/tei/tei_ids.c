/* Room 5, publish: what the TEI points with: entity ids, zones, languages, dates. `xml:id` is given only to what is asked for here. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "tei.h"

void sil_tei_facs(sil_tei *t, sil_spot *spot)
{
    if (!spot)
        return;
    spot->pointed = true;
    sil_xml_attrf(&t->x, "facs", "#%s", spot->id);
}

bool sil_lang_ok(const char *lang)
{
    size_t run = 0;
    bool first = true;
    if (!lang || !*lang)
        return false;
    for (const char *p = lang;; p++) {
        if (*p == '-' || *p == '\0') {
            if (run < 1 || run > 8)
                return false;
            if (!*p)
                return true;
            run = 0;
            first = false;
        } else if (isalpha((unsigned char)*p) || (!first && isdigit((unsigned char)*p))) {
            run++;
        } else {
            return false;
        }
    }
}

void sil_tei_lang(sil_tei *t, const char *lang)
{
    if (sil_lang_ok(lang) && strcmp(lang, "und") != 0 && (!t->lang || strcmp(lang, t->lang) != 0))
        sil_xml_attr(&t->x, "xml:lang", lang);
}

/* An xml:id from an entity id: letters, digits, "-", "_" and "." stay, ":" becomes "."; anything else cannot be kept apart safely
 * and gets a running number instead. */
static char *xml_id_of(sil_tei *t, const char *id)
{
    bool clean = isalpha((unsigned char)id[0]) != 0;
    for (const char *p = id; *p; p++)
        clean = clean && (isalnum((unsigned char)*p) || strchr("-_.:", *p));
    char *x = clean ? sil_strdup(t->a, id) : sil_sprintf(t->a, "ent.%zu", t->n_entities + 1);
    for (char *p = x; p && *p; p++)
        if (*p == ':')
            *p = '.';
    return x;
}

const char *sil_tei_ref(sil_tei *t, const char *entity, const char *type, const char *name)
{
    if (!entity || !*entity)
        return NULL;
    for (size_t i = 0; i < t->n_entities; i++)
        if (strcmp(t->entities[i].id, entity) == 0)
            return t->entities[i].xml_id;
    bool bare = strchr(entity, ':') == NULL; /* an index: keep its slug apart from page and block ids */
    char *x = xml_id_of(t, bare ? sil_sprintf(t->a, "%s:%s", type, entity) : entity);
    sil_tei_entity *e = x ? SIL_PUSH(t->a, t->entities, t->n_entities, t->cap_entities) : NULL;
    if (!e) {
        t->failed = true;
        return NULL;
    }
    *e = (sil_tei_entity){entity, type, name ? name : "", x};
    return x;
}

bool sil_w3c_date(const char *s)
{
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    size_t n = s ? strlen(s) : 0;
    if (n != 4 && n != 7 && n != 10)
        return false;
    for (size_t i = 0; i < n; i++)
        if (i == 4 || i == 7 ? s[i] != '-' : !isdigit((unsigned char)s[i]))
            return false;
    int y = atoi(s), m = n > 4 ? atoi(s + 5) : 1, d = n > 7 ? atoi(s + 8) : 1;
    if (y < 1 || m < 1 || m > 12 || d < 1 || d > days[m - 1])
        return false;
    bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
    return !(m == 2 && d == 29 && !leap);
}
