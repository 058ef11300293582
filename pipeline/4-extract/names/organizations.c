/* organizations.c: room 4, organizations and indices: names and acronyms of the authority files, then what the paper itself introduces.
 *
 * Order: full names of the authority (they also allow their acronyms in this paper), pairs "Name (ABC)" (pairs.c) and what they introduce, acronyms (those of no authority: acronyms.c), open names by
 * triggers and shape (orgnames.c), last the acronyms and names that the paper introduced. A name that is a strong city name too (서울특별시)
 * is the city's. */
#include "orgwords.h"

#include <string.h>

static sil_status nomem(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "out of memory for the organizations of the paper");
}

const char *sil_acronym_rule(const sil_rules *r, const char *acronym)
{
    for (size_t i = 0; i < r->n_acronyms; i++)
        if (strcmp(r->acronyms[i], acronym) == 0)
            return r->acronym_rule[i];
    return NULL;
}

static bool acronym_ok(const sil_work *w, const sil_piece *p, const sil_hit *h, const sil_sense *s)
{
    if (s->kind == SIL_NAME_ORG && w->org_named[s->item])
        return true;
    char *printed = sil_view_slice(w->a, &p->view, h->start, h->end);
    const char *rule = printed ? sil_acronym_rule(w->rules, printed) : NULL;
    if (rule)
        return strcmp(rule, "always") == 0 || strcmp(rule, "open") == 0;
    return h->end - h->start >= 3;
}

static bool introduced_here(const sil_work *w, const char *printed)
{
    for (size_t i = 0; i < w->n_locals; i++)
        if (w->locals[i].acronym && strcmp(w->locals[i].name, printed) == 0)
            return true;
    return false;
}

bool sil_is_imprint(const sil_piece *p, int start)
{
    const sil_view *v = &p->view;
    int i = start;
    if (p->block->type != SIL_BIBLIOGRAPHY_ITEM && p->block->type != SIL_FOOTNOTE)
        return false;
    while (i > 0 && sil_is_space(v->cp[i - 1]))
        i--;
    if (i < 2 || (v->cp[i - 1] != ':' && v->cp[i - 1] != 0xFF1A))
        return false;
    for (size_t k = sil_hits_from(p, i - 48); k < p->n_hits && p->hits[k].start < i; k++)
        if (p->hits[k].end == i - 1 && sil_sense_of(&p->hits[k], SIL_NAME_CITY))
            return true;
    return false;
}

/* "Institute for Urban Strategies, The Mori Memorial Foundation" are two. */
static bool two_names(const sil_piece *p, const sil_hit *h)
{
    for (int i = h->start; i + 6 < h->end; i++)
        if (p->view.cp[i] == ',' && p->view.cp[i + 2] == 'T' && p->view.cp[i + 3] == 'h' && p->view.cp[i + 4] == 'e')
            return true;
    return false;
}

/* An index before an organization of the same name: GPCI is printed for the ranking. */
static const sil_sense *pick(const sil_work *w, const sil_hit *h, bool acronyms)
{
    size_t n;
    const sil_sense *s = sil_senses(h, &n), *best = NULL;
    for (size_t i = 0; i < n; i++) {
        if ((s[i].kind != SIL_NAME_ORG && s[i].kind != SIL_NAME_INDEX) || !!(s[i].flags & SIL_SENSE_ACRONYM) != acronyms)
            continue;
        if (!best || s[i].kind > best->kind || (s[i].kind == SIL_NAME_ORG && w->org_named[s[i].item] && best->kind == SIL_NAME_ORG && !w->org_named[best->item]))
            best = &s[i];
    }
    return best;
}

static sil_status add_authority(sil_work *w, sil_piece *p, const sil_hit *h, const sil_sense *s, const char *rule, double sure, sil_err *err)
{
    bool index = s->kind == SIL_NAME_INDEX;
    const char *id = index ? w->au->indices[s->item].id : w->au->orgs[s->item].id;
    const char *name = index ? w->au->indices[s->item].en : sil_org_name(&w->au->orgs[s->item]);
    return sil_mention_add(w, p, h->start, h->end, index ? "index" : "organization", id, name, sure, rule) ? SIL_OK : nomem(err);
}

static bool inside_longer(const sil_piece *p, size_t k, bool acronyms, const sil_work *w)
{
    const sil_hit *h = &p->hits[k];
    for (size_t i = k; i-- > 0 && p->hits[i].start + 200 > h->start;) {
        const sil_hit *o = &p->hits[i];
        if (o->end >= h->end && o->end - o->start > h->end - h->start && pick(w, o, acronyms) && !two_names(p, o))
            return true;
    }
    return false;
}

static sil_status authority_names(sil_work *w, bool acronyms, sil_err *err)
{
    for (size_t i = 0; i < w->n_pieces; i++) {
        sil_piece *p = &w->pieces[i];
        for (size_t k = 0; k < p->n_hits; k++) {
            const sil_hit *h = &p->hits[k];
            const sil_sense *s = pick(w, h, acronyms);
            if (!s || (s->flags & SIL_SENSE_WEAK) || sil_is_taken(p, h->start, h->end))
                continue;
            if (two_names(p, h) || sil_is_imprint(p, h->start))
                continue;
            if (sil_strong_city(h) && (s->kind == SIL_NAME_ORG || (p->city_cell && p->city_cell[h->start])))
                continue;
            if (acronyms) {
                char *printed = sil_view_slice(w->a, &p->view, h->start, h->end);
                if (!printed)
                    return nomem(err);
                if (!acronym_ok(w, p, h, s) || introduced_here(w, printed))
                    continue;
            } else if (inside_longer(p, k, false, w))
                continue;
            sil_status st = add_authority(w, p, h, s, acronyms ? "org-acronym" : s->kind == SIL_NAME_INDEX ? "index-name" : "org-name", acronyms ? 0.93 : 0.97, err);
            if (st != SIL_OK)
                return st;
            if (!acronyms && s->kind == SIL_NAME_ORG)
                w->org_named[s->item] = 1;
        }
    }
    return SIL_OK;
}

/* Names and acronyms that the paper introduced, wherever else they stand. */
static sil_status local_names(sil_work *w, sil_err *err)
{
    for (size_t l = 0; l < w->n_locals; l++) {
        const sil_local *loc = &w->locals[l];
        size_t len = strlen(loc->name);
        if (len < 2)
            continue;
        for (size_t i = 0; i < w->n_pieces; i++) {
            sil_piece *p = &w->pieces[i];
            for (const char *s = p->view.exact.bytes; (s = strstr(s, loc->name)); s += len) {
                size_t at = (size_t)(s - p->view.exact.bytes);
                int start = p->view.exact.cp_of[at], end = p->view.exact.cp_of[at + len - 1] + 1;
                if (sil_is_taken(p, start, end) || !sil_edges_ok(w, &p->view, start, end))
                    continue;
                if (!sil_mention_add(w, p, start, end, "organization", loc->entity, loc->normalized, 0.9, loc->acronym ? "org-introduced-acronym" : "org-introduced"))
                    return nomem(err);
            }
        }
    }
    return SIL_OK;
}

/* An acronym that is an association's and a ranking's (ICCA) is the ranking's over a table. */
static sil_status index_captions(sil_work *w, sil_err *err)
{
    for (size_t i = 0; i < w->n_pieces; i++) {
        sil_piece *p = &w->pieces[i];
        for (size_t k = 0; p->block->type == SIL_CAPTION && k < p->n_hits; k++) {
            const sil_sense *s = sil_sense_of(&p->hits[k], SIL_NAME_INDEX);
            if (!s || sil_is_taken(p, p->hits[k].start, p->hits[k].end))
                continue;
            sil_status st = add_authority(w, p, &p->hits[k], s, "index-caption", 0.93, err);
            if (st != SIL_OK)
                return st;
        }
    }
    return SIL_OK;
}

bool sil_edges_ok(const sil_work *w, const sil_view *v, int start, int end)
{
    sil_script first = (sil_script)v->script[start], last = (sil_script)v->script[end - 1];
    sil_script before = start > 0 ? (sil_script)v->script[start - 1] : SIL_SCRIPT_SPACE, next = end < v->n ? (sil_script)v->script[end] : SIL_SCRIPT_SPACE;
    int suffix;
    if ((first == SIL_SCRIPT_LATIN || first == SIL_SCRIPT_HANGUL || first == SIL_SCRIPT_DIGIT) && before == first)
        return false;
    if (last == SIL_SCRIPT_HANGUL && next == SIL_SCRIPT_HANGUL)
        return sil_tail_ok(w->rules, v->cp, v->n, end, &suffix) && suffix == 0;
    return !((last == SIL_SCRIPT_LATIN || last == SIL_SCRIPT_DIGIT) && next == last);
}

sil_status sil_find_organizations(sil_work *w, sil_err *err)
{
    sil_status st = SIL_OK;
    for (size_t i = 0; st == SIL_OK && i < w->n_pieces; i++)
        st = sil_orgs_nested(w, &w->pieces[i], err);
    if (st == SIL_OK)
        st = authority_names(w, false, err);
    if (st == SIL_OK)
        st = sil_find_pairs(w, err);
    if (st == SIL_OK)
        st = index_captions(w, err);
    if (st == SIL_OK)
        st = local_names(w, err);
    if (st == SIL_OK)
        st = authority_names(w, true, err);
    if (st == SIL_OK)
        st = sil_find_open_acronyms(w, err);
    if (st == SIL_OK)
        st = sil_find_open_names(w, err);
    if (st == SIL_OK)
        st = local_names(w, err);
    return st;
}
