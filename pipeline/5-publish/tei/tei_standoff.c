/* Room 5, publish: standOff: the places, organizations and indices that the text names, relations between them, the glossary, and
 * every ranking value as a feature structure (TEI P5, chapter 19) that points at entity, table and zone. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "tei.h"

static void name_in(sil_tei *t, const char *element, const char *lang, const char *type, const char *text)
{
    if (!text || !*text)
        return;
    sil_xml_line(&t->x);
    sil_xml_open(&t->x, element);
    sil_xml_attr(&t->x, "type", type);
    sil_xml_attr(&t->x, "xml:lang", lang);
    sil_xml_puts(&t->x, text);
    sil_xml_close(&t->x, element);
}

static void idno(sil_tei *t, const char *id)
{
    static const char *const types[][2] = {{"gn:", "geonames"}, {"wd:", "wikidata"}, {"ror:", "ror"}, {"loc:", "local"}};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strncmp(id, types[i][0], strlen(types[i][0])) == 0)
            name_in(t, "idno", NULL, types[i][1], id + strlen(types[i][0]));
}

static const sil_entity *local_entity(const sil_tei *t, const char *id)
{
    for (size_t i = 0; i < t->doc->entities.n_entities; i++)
        if (strcmp(t->doc->entities.entities[i].id, id) == 0)
            return &t->doc->entities.entities[i];
    return NULL;
}

static void place(sil_tei *t, const sil_tei_entity *e)
{
    const sil_city *c = sil_city_find(t->auth, e->id);
    const sil_entity *l = c ? NULL : local_entity(t, e->id);
    sil_xml_open(&t->x, "place");
    sil_xml_attr(&t->x, "xml:id", e->xml_id);
    sil_xml_attr(&t->x, "type", "city");
    if (c) {
        name_in(t, "placeName", "en", NULL, c->name_en);
        name_in(t, "placeName", "ko", NULL, c->name_ko);
        name_in(t, "placeName", "zh-Hans", NULL, c->name_zh_hans);
        name_in(t, "placeName", "zh-Hant", NULL, c->name_zh_hant);
        if (*c->lat && *c->lon) {
            sil_xml_line(&t->x);
            sil_xml_open(&t->x, "location");
            sil_xml_leaf(&t->x, "geo", sil_sprintf(t->a, "%s %s", c->lat, c->lon));
            sil_xml_close(&t->x, "location");
        }
    } else if (l && (*l->name_en || *l->name_ko || *l->name_zh)) {
        name_in(t, "placeName", "en", NULL, l->name_en);
        name_in(t, "placeName", "ko", NULL, l->name_ko);
        name_in(t, "placeName", "zh", NULL, l->name_zh);
    } else {
        name_in(t, "placeName", NULL, NULL, *e->name ? e->name : e->id);
    }
    idno(t, e->id);
    sil_xml_close_line(&t->x, "place");
}

static void founded(sil_tei *t, const char *when)
{
    if (!sil_w3c_date(when))
        return;
    sil_xml_line(&t->x);
    sil_xml_open(&t->x, "event");
    sil_xml_attr(&t->x, "type", "founding");
    sil_xml_attr(&t->x, "when", when);
    sil_xml_leaf(&t->x, "label", "founded");
    sil_xml_close(&t->x, "event");
}

static void organization(sil_tei *t, const sil_tei_entity *e)
{
    const sil_organization *o = sil_organization_find(t->auth, e->id);
    const sil_entity *l = o ? NULL : local_entity(t, e->id);
    sil_xml_open(&t->x, "org");
    sil_xml_attr(&t->x, "xml:id", e->xml_id);
    if (o) {
        name_in(t, "orgName", "en", NULL, o->name_en);
        name_in(t, "orgName", "ko", NULL, o->name_ko);
        name_in(t, "orgName", "zh-Hans", NULL, o->name_zh_hans);
        name_in(t, "orgName", "zh-Hant", NULL, o->name_zh_hant);
        name_in(t, "orgName", NULL, "acronym", o->acronym);
    } else if (l && (*l->name_en || *l->name_ko || *l->name_zh || *l->acronym)) {
        name_in(t, "orgName", "en", NULL, l->name_en);
        name_in(t, "orgName", "ko", NULL, l->name_ko);
        name_in(t, "orgName", "zh", NULL, l->name_zh);
        name_in(t, "orgName", NULL, "acronym", l->acronym);
    } else {
        name_in(t, "orgName", NULL, NULL, *e->name ? e->name : e->id);
    }
    idno(t, e->id);
    founded(t, o ? o->founded : l ? l->founded : "");
    sil_xml_close_line(&t->x, "org");
}

static void object(sil_tei *t, const sil_tei_entity *e)
{
    const sil_index *x = sil_index_find(t->auth, e->id);
    sil_xml_open(&t->x, "object");
    sil_xml_attr(&t->x, "xml:id", e->xml_id);
    sil_xml_attr(&t->x, "type", "index");
    sil_xml_line(&t->x);
    sil_xml_open(&t->x, "objectIdentifier");
    if (x) {
        name_in(t, "objectName", "en", NULL, x->name_en);
        name_in(t, "objectName", "ko", NULL, x->name_ko);
        name_in(t, "objectName", "zh", NULL, x->name_zh);
        name_in(t, "objectName", NULL, "acronym", x->acronym);
    }
    if (!x || (!*x->name_en && !*x->name_ko && !*x->name_zh && !*x->acronym))
        name_in(t, "objectName", NULL, NULL, *e->name ? e->name : e->id);
    name_in(t, "idno", NULL, "sillok", e->id);
    sil_xml_close_line(&t->x, "objectIdentifier");
    sil_xml_close_line(&t->x, "object");
}

/* Entities of one type as <list>...</list>, sorted by id so that the list does not depend on where a name came first. */
static int by_entity(const void *x, const void *y)
{
    const sil_tei_entity *const *a = x, *const *b = y;
    return strcmp((*a)->id, (*b)->id);
}

static void entity_list(sil_tei *t, const char *type, const char *list, void (*write)(sil_tei *, const sil_tei_entity *))
{
    size_t n = 0;
    const sil_tei_entity **e = sil_alloc(t->a, (t->n_entities + 1) * sizeof *e);
    if (!e) {
        t->failed = true;
        return;
    }
    for (size_t i = 0; i < t->n_entities; i++)
        if (strcmp(t->entities[i].type, type) == 0)
            e[n++] = &t->entities[i];
    if (n == 0)
        return;
    qsort(e, n, sizeof *e, by_entity);
    sil_xml_line(&t->x);
    sil_xml_open(&t->x, list);
    for (size_t i = 0; i < n; i++) {
        sil_xml_line(&t->x);
        write(t, e[i]);
    }
    sil_xml_close_line(&t->x, list);
}

/* ---- records ------------------------------------------------------------------------------------------------------- */

/* xml:id of an entity that a record points at; what kind it is, is told by the first mention, else by the authority files, else its id. */
static const char *record_ref(sil_tei *t, const char *id, const char *name)
{
    const sil_entity *l = local_entity(t, id);
    bool city = strncmp(id, "gn:", 3) == 0 || sil_city_find(t->auth, id) || (l && strcmp(l->type, "city") == 0);
    return sil_tei_ref(t, id, city ? "city" : "organization", name);
}

#define NAME_CHARS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-."

static void relations(sil_tei *t)
{
    const sil_entities *en = &t->doc->entities;
    bool open = false;
    for (size_t i = 0; i < en->n_relations; i++) {
        const sil_relation *r = &en->relations[i];
        const char *s = record_ref(t, r->subject, ""), *o = record_ref(t, r->object, r->object_value);
        if (!s || !*r->predicate || r->predicate[strspn(r->predicate, NAME_CHARS)])
            continue;
        if (!open) {
            sil_xml_line(&t->x);
            sil_xml_open(&t->x, "listRelation");
            open = true;
        }
        bool mutual = o && (strcmp(r->predicate, "sister_city") == 0 || strcmp(r->predicate, "friendly_city") == 0);
        sil_xml_line(&t->x);
        sil_xml_open(&t->x, "relation");
        sil_xml_attr(&t->x, "n", r->id);
        sil_xml_attr(&t->x, "name", r->predicate);
        if (mutual) {
            sil_xml_attrf(&t->x, "mutual", "#%s #%s", s, o);
        } else {
            sil_xml_attrf(&t->x, "active", "#%s", s);
            if (o)
                sil_xml_attrf(&t->x, "passive", "#%s", o);
        }
        sil_xml_attr(&t->x, "when", sil_w3c_date(r->date) ? r->date : NULL);
        sil_tei_facs(t, sil_doc_where(t->doc, r->block, r->start, r->end).spot);
        if (*r->as_printed || *r->object_value) {
            bool both = *r->as_printed && *r->object_value && strcmp(r->as_printed, r->object_value) != 0;
            sil_xml_leaf(&t->x, "desc", both ? sil_sprintf(t->a, "%s: %s", r->object_value, r->as_printed) : *r->as_printed ? r->as_printed : r->object_value);
        }
        sil_xml_close(&t->x, "relation");
    }
    if (open) {
        sil_xml_close_line(&t->x, "listRelation");
    }
}

static void terms(sil_tei *t)
{
    const sil_entities *en = &t->doc->entities;
    if (en->n_terms == 0)
        return;
    sil_xml_line(&t->x);
    sil_xml_open(&t->x, "list");
    sil_xml_attr(&t->x, "type", "gloss");
    for (size_t i = 0; i < en->n_terms; i++) {
        const sil_term *m = &en->terms[i];
        const char *id = NULL;
        for (size_t k = 0; k < t->n_entities; k++)
            if (strcmp(t->entities[k].id, m->id) == 0)
                id = t->entities[k].xml_id;
        sil_xml_line(&t->x);
        sil_xml_open(&t->x, "item");
        sil_xml_attr(&t->x, "xml:id", id);
        sil_xml_attr(&t->x, "n", m->id);
        name_in(t, "term", "ko", NULL, m->ko);
        name_in(t, "term", "zh", NULL, m->zh);
        name_in(t, "term", "en", NULL, m->en);
        sil_xml_close_line(&t->x, "item");
    }
    /* terms that the text points at and no record describes */
    for (size_t k = 0; k < t->n_entities; k++) {
        bool known = strcmp(t->entities[k].type, "term") != 0;
        for (size_t i = 0; i < en->n_terms && !known; i++)
            known = strcmp(t->entities[k].id, en->terms[i].id) == 0;
        if (known)
            continue;
        sil_xml_line(&t->x);
        sil_xml_open(&t->x, "item");
        sil_xml_attr(&t->x, "xml:id", t->entities[k].xml_id);
        name_in(t, "term", NULL, NULL, *t->entities[k].name ? t->entities[k].name : t->entities[k].id);
        sil_xml_close_line(&t->x, "item");
    }
    sil_xml_close_line(&t->x, "list");
}

static bool plain_number(const char *s)
{
    size_t i = *s == '-', digits = 0;
    for (; isdigit((unsigned char)s[i]); i++)
        digits++;
    if (s[i] == '.')
        for (i++; isdigit((unsigned char)s[i]); i++)
            digits++;
    return digits > 0 && s[i] == '\0';
}

static void feature(sil_tei *t, const char *name, const char *value)
{
    if (!value || !*value)
        return;
    sil_xml_open(&t->x, "f");
    sil_xml_attr(&t->x, "name", name);
    sil_xml_leaf(&t->x, "string", value);
    sil_xml_close(&t->x, "f");
}

static void feature_ref(sil_tei *t, const char *name, const char *ref)
{
    if (!ref)
        return;
    sil_xml_open(&t->x, "f");
    sil_xml_attr(&t->x, "name", name);
    sil_xml_attrf(&t->x, "fVal", "#%s", ref);
    sil_xml_close(&t->x, "f");
}

static void rankings(sil_tei *t)
{
    const sil_doc *d = t->doc;
    for (size_t i = 0; i < d->entities.n_rankings; i++) {
        const sil_ranking *r = &d->entities.rankings[i];
        sil_xml_line(&t->x);
        sil_xml_open(&t->x, "fs");
        sil_xml_attr(&t->x, "type", "ranking");
        sil_xml_attr(&t->x, "n", r->id);
        for (size_t b = 0; *r->table && b < d->text.n_blocks; b++) /* an id stands only at a table written as one */
            if (d->text.blocks[b].table && strcmp(d->text.blocks[b].table, r->table) == 0 && sil_block_is_grid(&d->text.blocks[b])) {
                sil_xml_attrf(&t->x, "corresp", "#%s", r->table);
                break;
            }
        sil_tei_facs(t, sil_doc_where(d, r->block, r->start, r->end).spot);
        feature_ref(t, "index", sil_tei_ref(t, r->index, "index", r->index_name));
        feature(t, "indexName", r->index_name);
        feature(t, "edition", r->edition);
        feature_ref(t, "entity", record_ref(t, r->entity, r->entity_as_printed));
        feature(t, "entityAsPrinted", r->entity_as_printed);
        feature(t, "measure", r->measure);
        feature(t, "category", r->category);
        feature(t, "period", r->period);
        sil_xml_open(&t->x, "f");
        sil_xml_attr(&t->x, "name", "value");
        if (plain_number(r->value)) {
            sil_xml_open(&t->x, "numeric");
            sil_xml_attr(&t->x, "value", r->value);
            sil_xml_close(&t->x, "numeric");
        } else {
            sil_xml_leaf(&t->x, "string", r->value);
        }
        sil_xml_close(&t->x, "f");
        feature(t, "asPrinted", r->as_printed);
        feature(t, "status", r->status);
        feature(t, "evidence", r->evidence);
        sil_xml_close(&t->x, "fs");
    }
}

void sil_tei_standoff(sil_tei *t)
{
    const sil_entities *en = &t->doc->entities;
    /* what records point at comes into the lists, too; they are written before the records */
    for (size_t i = 0; i < en->n_relations; i++)
        if (*en->relations[i].subject && *en->relations[i].predicate && !en->relations[i].predicate[strspn(en->relations[i].predicate, NAME_CHARS)]) {
            record_ref(t, en->relations[i].subject, "");
            record_ref(t, en->relations[i].object, en->relations[i].object_value);
        }
    for (size_t i = 0; i < en->n_rankings; i++) {
        sil_tei_ref(t, en->rankings[i].index, "index", en->rankings[i].index_name);
        record_ref(t, en->rankings[i].entity, en->rankings[i].entity_as_printed);
    }
    if (t->n_entities == 0 && en->n_terms == 0 && en->n_rankings == 0 && en->n_alignments == 0 && en->n_references == 0)
        return;
    sil_xml_line(&t->x);
    sil_xml_open(&t->x, "standOff");
    entity_list(t, "city", "listPlace", place);
    entity_list(t, "organization", "listOrg", organization);
    entity_list(t, "index", "listObject", object);
    relations(t);
    terms(t);
    sil_tei_refs(t);
    rankings(t);
    sil_xml_close_line(&t->x, "standOff");
}
