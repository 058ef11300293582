/* rankshapes.c: room 4, rankings: shapes of tables beside the usual ones. Ranks as rows and years (or indices) as columns, with cities in the cells; years as
 * rows under the name of one city in the caption. */
#include <string.h>

#include "ranktask.h"

static int index_in(const sil_work *w, const char *header)
{
    for (size_t i = 0; i < w->au->n_indices; i++) {
        const char *a = w->au->indices[i].acronym, *at = a[0] ? strstr(header, a) : NULL;
        size_t n = strlen(a);
        if (at && (at == header || at[-1] == ' ' || at[-1] == '(') && (at[n] == 0 || at[n] == ' ' || at[n] == ')'))
            return (int)i;
    }
    return -1;
}

bool sil_rank_is_by_place(const sil_rank_task *k)
{
    const sil_ttable *t = k->t;
    int cities = 0, ranks = 0;
    for (int c = 0; c < t->cols; c++) {
        sil_col_type type = t->col[c].type;
        ranks += type == SIL_COL_RANK;
        if (type != SIL_COL_CITY && type != SIL_COL_RANK)
            return false;
        if (type == SIL_COL_CITY && !t->col[c].period[0] && index_in(k->w, t->col[c].header) < 0)
            return false;
        cities += type == SIL_COL_CITY;
    }
    return cities >= 2 && ranks == 1;
}

sil_status sil_rank_by_place(sil_rank_task *k, sil_err *err)
{
    const sil_ttable *t = k->t;
    int rank = sil_col_find(t, SIL_COL_RANK, 0);
    sil_rankhead table = k->head;
    for (size_t r = 0; k->col[rank] && r < t->n_rows; r++)
        for (int c = 0; c < t->cols; c++) {
            sil_rank_holder e;
            if (t->col[c].type != SIL_COL_CITY || !t->rows[r].cell[c].text[0] || !k->col[rank][r].present)
                continue;
            int index = index_in(k->w, t->col[c].header);
            k->head = table;
            if (index >= 0) {
                const sil_index *x = &k->w->au->indices[index];
                k->head.index = x->id;
                k->head.name = x->en;
                k->head.publisher = x->publisher;
                k->head.how = "index-header";
            }
            sil_status st = sil_rank_entity(k, r, c, &e, err);
            if (st == SIL_OK)
                st = sil_rank_emit(k, r, &e, "city", "rank", "", t->col[c].period, &k->col[rank][r], err);
            k->head = table;
            if (st != SIL_OK)
                return st;
        }
    return SIL_OK;
}

const sil_mention *sil_rank_caption_city(const sil_work *w, const sil_ttable *t)
{
    const sil_mention *one = NULL;
    if (t->cols < 2 || t->col[0].type != SIL_COL_YEAR)
        return NULL;
    for (const sil_mention *m = NULL; (m = sil_mention_next(w, t->caption, m));)
        if (strcmp(m->type, "city") == 0) {
            if (one && strcmp(one->entity, m->entity) != 0)
                return NULL;
            one = one ? one : m;
        }
    return one;
}

sil_status sil_rank_by_year(sil_rank_task *k, const sil_mention *city, sil_err *err)
{
    const sil_ttable *t = k->t;
    const sil_rank_holder e = {city->entity, city->as_printed, "", false, false};
    for (size_t r = 0; r < t->n_rows; r++) {
        const sil_mention *d = sil_mention_in(k->w, t->rows[r].piece, &t->rows[r].cell[0], "date");
        const char *period = d ? d->normalized : t->rows[r].cell[0].text;
        for (int c = 1; c < t->cols && !t->rows[r].total && period[0]; c++) {
            if (!k->col[c] || !k->col[c][r].present)
                continue;
            const char *category = t->col[c].type != SIL_COL_COUNT ? "" : k->head.category[0] ? k->head.category : t->col[c].header;
            sil_status st = sil_rank_emit(k, r, &e, "city", sil_col_name(t->col[c].type), category, period, &k->col[c][r], err);
            if (st != SIL_OK)
                return st;
        }
    }
    return SIL_OK;
}
