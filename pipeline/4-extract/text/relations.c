/* relations.c: room 4, relations that a row of a table says: organizations with year and seat, members, sister cities. */
#include "relations.h"

#include <string.h>

static sil_status nomem(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "out of memory for the relations of the paper");
}

static bool same(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}

sil_status sil_fact_add(sil_work *w, const sil_piece *p, int start, int end, sil_fact f, sil_err *err)
{
    sil_relation *o = NULL;
    bool mutual = same(f.predicate, "sister_city") || same(f.predicate, "friendly_city");
    for (size_t i = 0; i < w->out->n_relations && !o; i++) {
        sil_relation *r = &w->out->relations[i];
        bool pair = (same(r->subject, f.subject) && same(r->object, f.object)) || (mutual && same(r->subject, f.object) && same(r->object, f.subject));
        if (!pair || !same(r->predicate, f.predicate))
            continue;
        bool told = same(r->date, f.date) && same(r->object_value, f.object_value) && (mutual || r->block == p->block->id);
        if (told || (mutual && (!f.date || !f.date[0])))
            return SIL_OK;
        if (mutual && !r->date[0])
            o = r; /* this one knows the date */
    }
    if (!o)
        o = SIL_PUSH(w->a, w->out->relations, w->out->n_relations, w->out->cap_relations);
    if (!o)
        return nomem(err);
    o->id = (char *)"";
    o->subject = sil_strdup(w->a, f.subject ? f.subject : "");
    o->predicate = (char *)f.predicate;
    o->object = sil_strdup(w->a, f.object ? f.object : "");
    o->object_value = sil_strdup(w->a, f.object_value ? f.object_value : "");
    o->date = sil_strdup(w->a, f.date ? f.date : "");
    o->as_printed = sil_view_slice(w->a, &p->view, start, end);
    o->block = p->block->id;
    o->start = start;
    o->end = end;
    o->conf = f.sure * (p->block->conf > 0 ? p->block->conf : 1);
    o->rule = (char *)f.rule;
    if (!o->subject || !o->object || !o->object_value || !o->date || !o->as_printed)
        return nomem(err);
    for (char *c = o->as_printed; *c; c++)
        if (*c == '\n' || *c == '\t')
            *c = ' ';
    return SIL_OK;
}

/* The organization of a cell: a mention in it, else the cell's own words are the name of one met only here. */
static const char *organization(sil_work *w, sil_piece *p, const sil_tcell *c, sil_err *err)
{
    const sil_mention *m = sil_mention_in(w, p, c, "organization");
    if (m)
        return m->entity;
    int end = c->start;
    while (end < c->end && !sil_is_open(p->view.cp[end]))
        end++;
    while (end > c->start && sil_is_space(p->view.cp[end - 1]))
        end--;
    char *name = end - c->start >= 2 ? sil_view_slice(w->a, &p->view, c->start, end) : NULL;
    for (char *s = name; s && *s; s++)
        if (*s == '\t' || *s == '\n')
            *s = ' ';
    bool letters = false;
    for (int i = c->start; i < end; i++)
        letters = letters || sil_is_latin(p->view.cp[i]) || sil_is_hangul(p->view.cp[i]) || sil_is_han(p->view.cp[i]);
    if (!name || !letters || sil_is_taken(p, c->start, end))
        return "";
    const sil_entity *e = sil_local_org(w, name, sil_is_hangul(p->view.cp[c->start]) ? "ko" : sil_is_han(p->view.cp[c->start]) ? "zh" : "en", NULL, err);
    if (!e || !sil_mention_add(w, p, c->start, end, "organization", e->id, name, 0.75, "org-column"))
        return NULL;
    return e->id;
}

/* The city that the caption names, be it inside the name of its government (Seoul Metropolitan Government). */
static const char *city_of_caption(sil_work *w, const sil_ttable *t)
{
    const sil_piece *p = t->caption ? sil_piece_find(w, t->caption->id) : NULL;
    const sil_mention *m = NULL;
    while ((m = sil_mention_next(w, t->caption, m)))
        if (strcmp(m->type, "city") == 0)
            return m->entity;
    for (size_t i = 0; p && i < p->n_hits; i++) {
        const sil_sense *s = sil_sense_of(&p->hits[i], SIL_NAME_CITY);
        if (s && !(s->flags & SIL_SENSE_WEAK))
            return w->au->cities[s->item].id;
    }
    return NULL;
}

static bool caption_says(const sil_work *w, const sil_ttable *t, const char *predicate)
{
    for (size_t i = 0; i < w->rules->relations.n; i++) {
        const sil_pattern *p = &w->rules->relations.p[i];
        if (strcmp(p->kind, "caption") != 0 || strcmp(p->value, predicate) != 0)
            continue;
        const sil_patterns one = {(sil_pattern *)(uintptr_t)p, 1};
        if (sil_pattern_find(&one, t->caption_text, "caption"))
            return true;
    }
    return false;
}

static sil_status organizations(sil_work *w, const sil_ttable *t, int org, int year, int seat, sil_err *err)
{
    const char *city = city_of_caption(w, t);
    bool member = city && caption_says(w, t, "member_of"), here = city && caption_says(w, t, "seat");
    for (size_t r = 0; r < t->n_rows; r++) {
        sil_piece *p = t->rows[r].piece;
        const sil_tcell *name = &t->rows[r].cell[org], *y = year >= 0 ? &t->rows[r].cell[year] : NULL;
        if (!name->text[0] || t->rows[r].total)
            continue;
        const char *id = organization(w, p, name, err);
        if (!id)
            return nomem(err);
        if (!id[0])
            continue;
        const sil_mention *date = y ? sil_mention_in(w, p, y, "date") : NULL;
        const char *when = date ? date->normalized : "";
        sil_status st = SIL_OK;
        if (member)
            st = sil_fact_add(w, p, name->start, name->end, (sil_fact){city, "member_of", id, NULL, when, "table-member", 0.85}, err);
        else if (when[0]) {
            int k = sil_org_find(w->au, id);
            bool differs = k >= 0 && w->au->orgs[k].founded[0] && strncmp(w->au->orgs[k].founded, when, 4) != 0;
            st = sil_fact_add(w, p, name->start < y->start ? name->start : y->start, name->end > y->end ? name->end : y->end,
                              (sil_fact){id, "founded", NULL, when, when, differs ? "table-founded-differs" : "table-founded", differs ? 0.5 : 0.9}, err);
        }
        const sil_mention *place = seat >= 0 ? sil_mention_in(w, p, &t->rows[r].cell[seat], "city") : NULL;
        if (st == SIL_OK && place)
            st = sil_fact_add(w, p, name->start, t->rows[r].cell[seat].end > name->start ? t->rows[r].cell[seat].end : name->end,
                              (sil_fact){id, "seat", place->entity, NULL, NULL, "table-seat", 0.9}, err);
        else if (st == SIL_OK && here && !member) { /* an office of it, rather, where its seat is known to be elsewhere */
            int k = sil_org_find(w->au, id);
            bool differs = k >= 0 && w->au->orgs[k].seat[0] && strcmp(w->au->orgs[k].seat, city) != 0;
            st = sil_fact_add(w, p, name->start, name->end, (sil_fact){id, "seat", city, NULL, NULL, differs ? "table-caption-seat-differs" : "table-caption-seat", differs ? 0.4 : 0.8}, err);
        }
        if (st != SIL_OK)
            return st;
    }
    return SIL_OK;
}

static sil_status sisters(sil_work *w, const sil_ttable *t, int first, int second, int year, sil_err *err)
{
    const char *city = city_of_caption(w, t);
    const char *predicate = strstr(t->caption_text, "우호") || strstr(t->caption_text, "친선") || strstr(t->caption_text, "riendly") ? "friendly_city" : "sister_city";
    for (size_t r = 0; r < t->n_rows; r++) {
        sil_piece *p = t->rows[r].piece;
        sil_tcell *c = t->rows[r].cell;
        const sil_mention *l = second >= 0 ? sil_mention_in(w, p, &c[first], "city") : NULL, *b = sil_mention_in(w, p, &c[second >= 0 ? second : first], "city");
        const sil_mention *d = sil_mention_in(w, p, &c[year], "date");
        const char *a = second < 0 ? city : l ? l->entity : NULL;
        if (!a || !b || strcmp(a, b->entity) == 0)
            continue;
        int start = c[first].start, end = c[year].end > start ? c[year].end : c[first].end;
        sil_status st = sil_fact_add(w, p, start, end, (sil_fact){a, predicate, b->entity, NULL, d ? d->normalized : NULL, "table-sister", 0.92}, err);
        if (st != SIL_OK)
            return st;
    }
    return SIL_OK;
}

static sil_status one(sil_work *w, const sil_ttable *t, sil_err *err)
{
    int year = sil_col_find(t, SIL_COL_YEAR, 0), city = sil_col_find(t, SIL_COL_CITY, 0), org = sil_col_find(t, SIL_COL_ORGANIZATION, 0), seat = sil_col_find(t, SIL_COL_SEAT, 0);
    bool ranks = sil_col_find(t, SIL_COL_RANK, 0) >= 0 && sil_col_find(t, SIL_COL_SCORE, 0) >= 0;
    if (t->across || ranks || sil_pattern_find(&w->rules->columns, t->caption_text, "skip"))
        return SIL_OK;
    int second = city >= 0 ? sil_col_find(t, SIL_COL_CITY, city + 1) : -1;
    if (second < 0 && city >= 0 && seat >= 0 && org < 0) /* two columns of cities of which one was taken for a seat */
        second = seat;
    if (city >= 0 && year >= 0 && (second >= 0 || caption_says(w, t, "sister_city")))
        return sisters(w, t, city, second, year, err);
    if (org < 0 && year > 0 && city < 0 && t->col[0].type == SIL_COL_TEXT)
        org = 0;
    if (seat < 0 && org >= 0 && city >= 0)
        seat = city;
    return org >= 0 && (year >= 0 || seat >= 0) ? organizations(w, t, org, year, seat, err) : SIL_OK;
}

sil_status sil_find_relations(sil_work *w, sil_err *err)
{
    for (size_t i = 0; i < w->n_tables; i++) {
        sil_status st = one(w, &w->tables[i], err);
        if (st != SIL_OK)
            return st;
    }
    sil_status st = sil_relations_from_prose(w, err);
    if (st == SIL_OK)
        st = sil_relations_chains(w, err);
    return st == SIL_OK ? sil_relations_counts(w, err) : st;
}
