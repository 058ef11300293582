/* extract.c: room 4's flow over one paper, and what its steps share: mentions, local organizations. */
#include <stdlib.h>
#include <string.h>

#include "sillok/text.h"
#include "work.h"

const char *sil_city_name(const sil_city *c)
{
    return c->en[0] ? c->en : c->ko[0] ? c->ko : c->hans;
}

const char *sil_org_name(const sil_org *o)
{
    return o->en[0] ? o->en : o->ko[0] ? o->ko : o->hans;
}

bool sil_is_taken(const sil_piece *p, int start, int end)
{
    for (int i = start; i < end; i++)
        if (p->taken[i])
            return true;
    return false;
}

sil_piece *sil_piece_find(sil_work *w, const char *block_id)
{
    for (size_t i = 0; block_id && i < w->n_pieces; i++)
        if (strcmp(w->pieces[i].block->id, block_id) == 0)
            return &w->pieces[i];
    return NULL;
}

/* Language of what is printed: by script, and among Chinese characters by the block. */
static const char *lang_of(const sil_piece *p, int start, int end)
{
    bool han = false;
    for (int i = start; i < end; i++) {
        if (p->view.script[i] == SIL_SCRIPT_HANGUL)
            return "ko";
        if (p->view.script[i] == SIL_SCRIPT_HAN)
            han = true;
    }
    const char *b = p->block->lang ? p->block->lang : "und";
    if (han)
        return strncmp(b, "zh", 2) == 0 || strncmp(b, "ja", 2) == 0 ? b : "zh-Hant";
    for (int i = start; i < end; i++)
        if (p->view.script[i] == SIL_SCRIPT_LATIN)
            return "en";
    return b;
}

sil_mention *sil_mention_add(sil_work *w, sil_piece *p, int start, int end, const char *type, const char *entity, const char *normalized, double sure, const char *rule)
{
    sil_mention *m = SIL_PUSH(w->a, w->out->mentions, w->out->n_mentions, w->out->cap_mentions);
    size_t *order = SIL_PUSH(w->a, w->order, w->n_order, w->cap_order);
    char *printed = sil_view_slice(w->a, &p->view, start, end);
    size_t *next = SIL_PUSH(w->a, w->next, w->n_next, w->cap_next);
    if (!m || !order || !next || !printed)
        return NULL;
    *order = p->order;
    *next = 0;
    if (w->last[p->order])
        w->next[w->last[p->order] - 1] = w->n_next;
    else
        w->first[p->order] = w->n_next;
    w->last[p->order] = w->n_next;
    for (char *c = printed; *c; c++)
        if (*c == '\n' || *c == '\t')
            *c = ' ';
    m->id = (char *)"";
    m->type = (char *)type;
    m->entity = sil_strdup(w->a, entity);
    m->as_printed = printed;
    m->normalized = sil_strdup(w->a, normalized);
    m->lang = (char *)lang_of(p, start, end);
    m->block = p->block->id;
    m->start = start;
    m->end = end;
    m->conf = sure * (p->block->conf > 0 ? p->block->conf : 1);
    m->rule = (char *)rule;
    m->from = m->to = m->flag = (char *)"";
    memset(p->taken + start, 1, (size_t)(end - start));
    return m->entity && m->normalized ? m : NULL;
}

const sil_mention *sil_mention_next(const sil_work *w, const sil_block *b, const sil_mention *after)
{
    size_t i = !b ? 0 : after ? w->next[after - w->out->mentions] : w->first[b - w->text->blocks];
    return i ? &w->out->mentions[i - 1] : NULL;
}

sil_entity *sil_local_org(sil_work *w, const char *name, const char *lang, const char *acronym, sil_err *err)
{
    char *slug = NULL;
    if (sil_slug(w->a, name, &slug, err) != SIL_OK)
        return NULL;
    char *id = sil_sprintf(w->a, "loc:%s", slug);
    for (size_t i = 0; id && i < w->out->n_entities; i++)
        if (strcmp(w->out->entities[i].id, id) == 0)
            return &w->out->entities[i];
    sil_entity *e = id ? SIL_PUSH(w->a, w->out->entities, w->out->n_entities, w->out->cap_entities) : NULL;
    char *copy = sil_strdup(w->a, name);
    if (!e || !copy)
        return NULL;
    char *none = (char *)"", *short_form = sil_strdup(w->a, acronym ? acronym : "");
    if (!short_form)
        return NULL;
    *e = (sil_entity){id, (char *)"organization", none, none, none, short_form, none, none};
    if (strcmp(lang, "ko") == 0)
        e->name_ko = copy;
    else if (strncmp(lang, "zh", 2) == 0)
        e->name_zh = copy;
    else
        e->name_en = copy;
    return e;
}

typedef struct placed {
    size_t order;
    sil_mention m;
} placed;

static int by_place(const void *x, const void *y)
{
    const placed *p = x, *q = y;
    if (p->order != q->order)
        return p->order < q->order ? -1 : 1;
    if (p->m.start != q->m.start)
        return p->m.start < q->m.start ? -1 : 1;
    if (p->m.end != q->m.end)
        return p->m.end > q->m.end ? -1 : 1;
    return strcmp(p->m.type, q->m.type);
}

/* Mentions in reading order; ids for everything. */
static sil_status number(sil_work *w, sil_err *err)
{
    sil_entities *o = w->out;
    placed *all = sil_alloc(w->a, (o->n_mentions + 1) * sizeof *all);
    if (!all)
        return sil_fail(err, SIL_NOMEM, "out of memory for %zu mentions", o->n_mentions);
    for (size_t i = 0; i < o->n_mentions; i++) {
        all[i] = (placed){w->order[i], o->mentions[i]};
    }
    if (o->n_mentions)
        qsort(all, o->n_mentions, sizeof *all, by_place);
    bool ok = true;
    for (size_t i = 0; i < o->n_mentions; i++) {
        o->mentions[i] = all[i].m;
        ok = (o->mentions[i].id = sil_sprintf(w->a, "m%04zu", i + 1)) && ok;
    }
    for (size_t i = 0; i < o->n_rankings; i++)
        ok = (o->rankings[i].id = sil_sprintf(w->a, "r%04zu", i + 1)) && ok;
    for (size_t i = 0; i < o->n_relations; i++)
        ok = (o->relations[i].id = sil_sprintf(w->a, "rel%04zu", i + 1)) && ok;
    for (size_t i = 0; i < o->n_terms; i++)
        ok = (o->terms[i].id = sil_sprintf(w->a, "term%04zu", i + 1)) && ok;
    for (size_t i = 0; i < o->n_alignments; i++)
        ok = (o->alignments[i].id = sil_sprintf(w->a, "a%04zu", i + 1)) && ok;
    for (size_t i = 0; i < o->n_citations; i++)
        ok = (o->citations[i].id = sil_sprintf(w->a, "c%04zu", i + 1)) && ok;
    return ok ? SIL_OK : sil_fail(err, SIL_NOMEM, "out of memory for ids");
}

sil_status sil_extract(sil_arena *a, const sil_authority *au, const sil_rules *rules, const sil_text *text, sil_entities *out, sil_err *err)
{
    static sil_status (*const steps[])(sil_work *, sil_err *) = {sil_work_open,    sil_find_given,    sil_find_columns,  sil_find_organizations, sil_find_cities, sil_find_dates,
                                                                 sil_find_rankings, sil_find_relations, sil_find_terms,
                                                                 sil_find_alignments, sil_find_references, sil_find_citations,   number};
    sil_work w = {.a = a, .au = au, .rules = rules, .text = text, .out = out};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        sil_status st = steps[i](&w, err);
        if (st != SIL_OK)
            return st;
    }
    return SIL_OK;
}
