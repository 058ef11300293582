/* given.c: what a person said (sillok/corrections.h) stands before every rule: the place is taken, so that nothing else is found there. Room 3 led
 * the correction from its box to the words of a block. */
#include <string.h>

#include "work.h"

static sil_status take(sil_work *w, sil_piece *p, const sil_given *g, sil_err *err)
{
    const char *name = NULL;
    if (g->start < 0 || g->end <= g->start || g->end > p->view.n)
        return SIL_OK;
    memset(p->taken + g->start, 1, (size_t)(g->end - g->start));
    if (!*g->entity)
        return SIL_OK; /* it names nothing */
    if (strcmp(g->type, "city") == 0) {
        int c = sil_city_find(w->au, g->entity);
        name = c >= 0 ? sil_city_name(&w->au->cities[c]) : NULL;
    } else {
        for (size_t i = 0; i < w->au->n_orgs && !name; i++)
            if (strcmp(w->au->orgs[i].id, g->entity) == 0)
                name = sil_org_name(&w->au->orgs[i]);
    }
    if (!name && !(name = sil_view_slice(w->a, &p->view, g->start, g->end)))
        return sil_fail(err, SIL_NOMEM, "out of memory for a correction");
    sil_mention *m = sil_mention_add(w, p, g->start, g->end, strcmp(g->type, "city") == 0 ? "city" : "organization", g->entity, name, 1, "correction");
    if (!m)
        return sil_fail(err, SIL_NOMEM, "out of memory for a correction");
    m->conf = 1;
    return SIL_OK;
}

sil_status sil_find_given(sil_work *w, sil_err *err)
{
    for (size_t i = 0; i < w->n_pieces; i++)
        for (size_t k = 0; k < w->pieces[i].block->n_given; k++) {
            sil_status s = take(w, &w->pieces[i], &w->pieces[i].block->given[k], err);
            if (s != SIL_OK)
                return s;
        }
    return SIL_OK;
}
