/* Room 5, publish: entities over the whole corpus, for the tables cities and organizations (gather.h). */
#include "gather.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fields.h"

static sil_status no_memory(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "out of memory while counting entities");
}

static uint32_t hash(const char *s) /* FNV-1a */
{
    uint32_t h = 2166136261u;
    for (; *s; s++)
        h = (h ^ (unsigned char)*s) * 16777619u;
    return h;
}

static bool grow_heads(sil_gather *g)
{
    size_t want = g->n_heads ? g->n_heads * 2 : 1024;
    size_t *heads = sil_alloc(g->a, want * sizeof *heads);
    if (!heads)
        return false;
    for (size_t i = 0; i < g->n; i++) {
        size_t h = hash(g->e[i].id) % want;
        g->e[i].next = heads[h];
        heads[h] = i + 1;
    }
    g->heads = heads;
    g->n_heads = want;
    return true;
}

static sil_known *find(const sil_gather *g, const char *id)
{
    if (g->n_heads == 0)
        return NULL;
    for (size_t i = g->heads[hash(id) % g->n_heads]; i; i = g->e[i - 1].next)
        if (strcmp(g->e[i - 1].id, id) == 0)
            return &g->e[i - 1];
    return NULL;
}

const sil_known *sil_gather_find(const sil_gather *g, const char *id)
{
    return find(g, id);
}

/* The entry of id, made when it is new. NULL: out of memory. */
static sil_known *entry(sil_gather *g, const char *id, bool city)
{
    sil_known *k = find(g, id);
    if (k)
        return k;
    if (g->n >= g->n_heads * 2 && !grow_heads(g))
        return NULL;
    k = SIL_PUSH(g->a, g->e, g->n, g->cap);
    if (!k || !(k->id = sil_strdup(g->a, id)))
        return NULL;
    k->city = city;
    k->name = k->name_en = k->name_ko = k->name_zh = k->acronym = k->founded = k->seat = "";
    size_t h = hash(id) % g->n_heads;
    k->next = g->heads[h];
    g->heads[h] = g->n;
    return k;
}

bool sil_is_city(const sil_authority *auth, const sil_doc *doc, const char *id)
{
    if (strncmp(id, "gn:", 3) == 0 || sil_city_find(auth, id))
        return true;
    for (size_t i = 0; doc && i < doc->entities.n_entities; i++)
        if (strcmp(doc->entities.entities[i].id, id) == 0)
            return strcmp(doc->entities.entities[i].type, "city") == 0;
    return false;
}

static bool take(sil_gather *g, const char **to, const char *from)
{
    if (!**to && from && *from)
        *to = sil_strdup(g->a, from);
    return *to != NULL;
}

/* An id that a record points at gets a row even when no mention names it. */
static bool reference(sil_gather *g, const sil_doc *doc, const char *id, const char *name)
{
    if (!id || !strchr(id, ':'))
        return true;
    sil_known *k = entry(g, id, sil_is_city(g->auth, doc, id));
    return k && take(g, &k->name, name);
}

sil_status sil_gather_paper(sil_gather *g, const sil_doc *doc, sil_err *err)
{
    const sil_entities *en = &doc->entities;
    for (size_t i = 0; i < en->n_mentions; i++) {
        const sil_mention *m = &en->mentions[i];
        bool city = strcmp(m->type, "city") == 0;
        if (!*m->entity || (!city && strcmp(m->type, "organization") != 0))
            continue;
        sil_known *k = entry(g, m->entity, city);
        if (!k || !take(g, &k->name, *m->normalized ? m->normalized : m->as_printed))
            return no_memory(err);
        k->mentions++;
        k->documents = 1;
    }
    for (size_t i = 0; i < en->n_entities; i++) {
        const sil_entity *e = &en->entities[i];
        sil_known *k = *e->id ? find(g, e->id) : NULL;
        if (k && (!take(g, &k->name_en, e->name_en) || !take(g, &k->name_ko, e->name_ko) || !take(g, &k->name_zh, e->name_zh) ||
                  !take(g, &k->acronym, e->acronym) || !take(g, &k->founded, e->founded) || !take(g, &k->seat, e->seat)))
            return no_memory(err);
    }
    for (size_t i = 0; i < en->n_rankings; i++)
        if (!reference(g, doc, en->rankings[i].entity, en->rankings[i].entity_as_printed) || !reference(g, doc, en->rankings[i].publisher, ""))
            return no_memory(err);
    for (size_t i = 0; i < en->n_relations; i++)
        if (!reference(g, doc, en->relations[i].subject, "") || !reference(g, doc, en->relations[i].object, en->relations[i].object_value))
            return no_memory(err);
    return SIL_OK;
}

void sil_gather_lines(const sil_gather *g, sil_buf *out)
{
    for (const sil_known *k = g->e; k < g->e + g->n; k++) {
        const char *const names[] = {k->name, k->name_en, k->name_ko, k->name_zh, k->acronym, k->founded, k->seat};
        sil_buf_puts(out, "@entity\t");
        sil_field_put(out, k->id);
        sil_buf_printf(out, "\t%s\t%zu\t%zu", k->city ? "city" : "organization", k->mentions, k->documents);
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
            sil_buf_putc(out, '\t');
            sil_field_put(out, names[i]);
        }
        sil_buf_putc(out, '\n');
    }
}

sil_status sil_gather_line(sil_gather *g, char *const *f, size_t n, sil_err *err)
{
    bool whole = n == SIL_GATHER_FIELDS;
    for (size_t i = 0; whole && i < n; i++)
        whole = f[i] != NULL;
    if (!whole)
        return sil_fail(err, SIL_FORMAT, "a line of an entity has %zu of %d fields", n, SIL_GATHER_FIELDS);
    sil_known *k = entry(g, f[1], strcmp(f[2], "city") == 0);
    if (!k || !take(g, &k->name, f[5]) || !take(g, &k->name_en, f[6]) || !take(g, &k->name_ko, f[7]) || !take(g, &k->name_zh, f[8]) || !take(g, &k->acronym, f[9]) ||
        !take(g, &k->founded, f[10]) || !take(g, &k->seat, f[11]))
        return no_memory(err);
    k->mentions += strtoul(f[3], NULL, 10);
    k->documents += strtoul(f[4], NULL, 10);
    return SIL_OK;
}

static int by_id(const void *x, const void *y)
{
    const sil_known *a = x, *b = y;
    return a->city != b->city ? (a->city ? -1 : 1) : strcmp(a->id, b->id);
}

static sil_status city_row(sil_gather *g, sil_sink *sink, const sil_known *k, sil_err *err)
{
    const sil_city *c = sil_city_find(g->auth, k->id);
    const char *en = c ? c->name_en : k->name_en;
    sil_row_begin(sink, SIL_T_CITIES);
    sil_row_text(sink, k->id);
    sil_row_text(sink, *en || c || *k->name_ko || *k->name_zh ? en : k->name);
    sil_row_text(sink, c ? c->name_ko : k->name_ko);
    sil_row_text(sink, c ? c->name_zh_hans : k->name_zh);
    sil_row_text(sink, c ? c->name_zh_hant : "");
    sil_row_text(sink, c ? c->country : "");
    sil_row_number(sink, c ? c->lat : "");
    sil_row_number(sink, c ? c->lon : "");
    sil_row_int(sink, (long)k->mentions);
    sil_row_int(sink, (long)k->documents);
    return sil_row_end(sink, err);
}

static const char *seat_of(const sil_gather *g, const sil_known *k)
{
    const sil_organization *o = sil_organization_find(g->auth, k->id);
    return o ? o->seat : k->seat;
}

static sil_status organization_row(sil_gather *g, sil_sink *sink, const sil_known *k, sil_err *err)
{
    const sil_organization *o = sil_organization_find(g->auth, k->id);
    const char *en = o ? o->name_en : k->name_en;
    sil_row_begin(sink, SIL_T_ORGANIZATIONS);
    sil_row_text(sink, k->id);
    sil_row_text(sink, *en || o || *k->name_ko || *k->name_zh ? en : k->name);
    sil_row_text(sink, o ? o->name_ko : k->name_ko);
    sil_row_text(sink, o ? (*o->name_zh_hans ? o->name_zh_hans : o->name_zh_hant) : k->name_zh);
    sil_row_text(sink, o ? o->acronym : k->acronym);
    sil_row_text(sink, o ? o->founded : k->founded);
    sil_row_text(sink, seat_of(g, k));
    sil_row_int(sink, (long)k->mentions);
    sil_row_int(sink, (long)k->documents);
    return sil_row_end(sink, err);
}

sil_status sil_gather_rows(sil_gather *g, sil_sink *sink, sil_err *err)
{
    for (size_t i = 0, n = g->n; i < n; i++) {
        const char *seat = g->e[i].city ? "" : seat_of(g, &g->e[i]);
        if (*seat && !entry(g, seat, true))
            return no_memory(err);
    }
    if (g->n)
        qsort(g->e, g->n, sizeof *g->e, by_id);
    if (g->n_heads)
        memset(g->heads, 0, g->n_heads * sizeof *g->heads);
    for (size_t i = 0; i < g->n; i++) { /* the chains again, after sorting */
        size_t h = hash(g->e[i].id) % g->n_heads;
        g->e[i].next = g->heads[h];
        g->heads[h] = i + 1;
    }
    for (size_t i = 0; i < g->n; i++) {
        sil_status s = g->e[i].city ? city_row(g, sink, &g->e[i], err) : organization_row(g, sink, &g->e[i], err);
        if (s != SIL_OK)
            return s;
    }
    return SIL_OK;
}

static const char *first(const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (names[i] && *names[i])
            return names[i];
    return "";
}

const char *sil_gather_name(const sil_gather *g, const char *id)
{
    const sil_city *c = sil_city_find(g->auth, id);
    if (c)
        return first((const char *[]){c->name_en, c->name_ko, c->name_zh_hans, c->id}, 4);
    const sil_organization *o = sil_organization_find(g->auth, id);
    if (o)
        return first((const char *[]){o->name_en, o->acronym, o->name_ko, o->name_zh_hans, o->id}, 5);
    const sil_known *k = find(g, id);
    return k ? first((const char *[]){k->name_en, k->name_ko, k->name_zh, k->acronym, k->name, k->id}, 6) : id;
}
