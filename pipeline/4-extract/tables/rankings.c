/* rankings.c: room 4, rankings: typed tables to tidy records, a row a value. Two shapes: an entity a row (rank, score, change, class columns), and
 * entities side by side over the columns (years or functions as rows). Checks run on whole columns before anything is written. */
#include <stdio.h>
#include <string.h>

#include "checks.h"
#include "ranktask.h"

static sil_status nomem(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "out of memory for the rankings of the paper");
}

static bool measures(sil_col_type t)
{
    return t == SIL_COL_RANK || t == SIL_COL_SCORE || t == SIL_COL_CHANGE || t == SIL_COL_COUNT || t == SIL_COL_SHARE;
}

sil_status sil_rank_entity(sil_rank_task *k, size_t row, int col, sil_rank_holder *e, sil_err *err)
{
    sil_work *w = k->w;
    sil_trow *r = &k->t->rows[row];
    const sil_tcell *c = &r->cell[col];
    *e = (sil_rank_holder){"", c->text, "", false, false};
    sil_col_type type = k->t->col[col].type;
    if (type == SIL_COL_COUNTRY) {
        const sil_hit *h = sil_cell_hit(r->piece, c, SIL_NAME_COUNTRY, false);
        e->id = h ? w->au->countries[sil_sense_of(h, SIL_NAME_COUNTRY)->item] : "";
        return SIL_OK;
    }
    const sil_mention *m = sil_mention_in(w, r->piece, c, type == SIL_COL_CITY ? "city" : "organization");
    if (m) {
        e->id = m->entity;
        if (strcmp(m->rule, "city-column-near") == 0) {
            e->mended = true;
            e->check = "city-column";
        }
        return SIL_OK;
    }
    if (type != SIL_COL_CITY || !c->text[0])
        return SIL_OK;
    bool ambiguous;
    int city = sil_near_city(w, c->text, &ambiguous);
    if (city < 0) {
        e->unknown = true;
        e->check = "city-unknown";
        return SIL_OK;
    }
    const sil_city *x = &w->au->cities[city];
    if (!sil_is_taken(r->piece, c->start, c->end) && !sil_mention_add(w, r->piece, c->start, c->end, "city", x->id, sil_city_name(x), 0.8, "city-column-near"))
        return nomem(err);
    e->id = x->id;
    e->mended = true;
    e->check = "city-column";
    return SIL_OK;
}

sil_status sil_rank_emit(sil_rank_task *k, size_t row, const sil_rank_holder *e, const char *entity_type, const char *measure, const char *category, const char *period, const sil_value *v,
                       sil_err *err)
{
    sil_work *w = k->w;
    const sil_trow *r = &k->t->rows[row];
    sil_ranking *o = SIL_PUSH(w->a, w->out->rankings, w->out->n_rankings, w->out->cap_rankings);
    if (!o)
        return nomem(err);
    sil_value_status status = v->status;
    if (status == SIL_PRINTED && e->mended)
        status = SIL_REPAIRED;
    const char *how = k->head.how;
    o->id = (char *)"";
    o->table = r->piece->block->table ? r->piece->block->table : (char *)"";
    o->row = r->printed;
    o->index = (char *)k->head.index;
    o->index_name = (char *)k->head.name;
    o->edition = (char *)k->head.edition;
    o->publisher = (char *)k->head.publisher;
    o->entity_type = (char *)entity_type;
    o->entity = (char *)e->id;
    o->entity_as_printed = (char *)e->printed;
    o->measure = (char *)measure;
    o->category = (char *)category;
    o->period = (char *)period;
    o->value = sil_strdup(w->a, v->value[0] ? v->value : v->cell->text);
    o->as_printed = v->cell->text;
    o->status = (char *)(status == SIL_PRINTED ? "printed" : status == SIL_REPAIRED ? "repaired" : "conflict");
    o->evidence = sil_sprintf(w->a, "%s%s%s%s%s", v->evidence, v->evidence[0] && e->check[0] ? " " : "", e->check, (v->evidence[0] || e->check[0]) && how[0] ? " " : "", how);
    o->block = r->piece->block->id;
    const sil_tcell *at = v->cell;
    for (int c = 0; at->start == at->end && c < k->t->cols; c++) /* nothing was read in the cell: the value leads to its row */
        at = &r->cell[c];
    o->start = at->start;
    o->end = at->end;
    double sure = status == SIL_PRINTED ? 0.97 : status == SIL_REPAIRED ? 0.8 : 0.3;
    o->conf = sure * (r->piece->block->conf > 0 ? r->piece->block->conf : 1);
    return o->value && o->evidence ? SIL_OK : nomem(err);
}

static sil_status read_values(sil_rank_task *k, sil_err *err)
{
    const sil_ttable *t = k->t;
    k->col = sil_alloc(k->w->a, ((size_t)t->cols + 1) * sizeof(sil_value *));
    if (!k->col)
        return nomem(err);
    for (int c = 0; c < t->cols; c++) {
        if (!measures(t->col[c].type) && t->col[c].type != SIL_COL_CLASS)
            continue;
        k->col[c] = sil_alloc(k->w->a, (t->n_rows + 1) * sizeof(sil_value));
        if (!k->col[c])
            return nomem(err);
        for (size_t r = 0; r < t->n_rows; r++) {
            sil_value *v = &k->col[c][r];
            sil_value_read(v, &t->rows[r].cell[c]);
            if (t->col[c].type != SIL_COL_CHANGE && v->n.sign == '?') /* no arrow stands there: a digit was misread */
                v->n.ok = false;
        }
    }
    return SIL_OK;
}

/* Of several columns of scores, ranks, shares or counts each has its own field; the one that sums them up has none. */
static const char *category_of(const sil_rank_task *k, int col)
{
    const sil_ttable *t = k->t;
    const sil_tcol *c = &t->col[col];
    int like = 0;
    for (int i = 0; i < t->cols; i++)
        like += t->col[i].type == c->type && strcmp(t->col[i].period, c->period) == 0;
    if (c->type == SIL_COL_COUNT || c->type == SIL_COL_SHARE) {
        if (k->head.category[0] && like < 2)
            return k->head.category;
        return c->type == SIL_COL_COUNT || like > 1 ? c->header : "";
    }
    if (like < 2 || (c->type != SIL_COL_SCORE && c->type != SIL_COL_RANK) || sil_pattern_find(&k->w->rules->columns, c->header, "overall"))
        return "";
    const sil_pattern *p = sil_pattern_find(&k->w->rules->categories, c->header, "category");
    return p ? p->value : c->header;
}

static sil_status by_rows(sil_rank_task *k, int col, const char *entity_type, sil_err *err)
{
    const sil_ttable *t = k->t;
    for (size_t r = 0; r < t->n_rows; r++) {
        sil_rank_holder e;
        sil_status st = t->rows[r].total ? SIL_OK : sil_rank_entity(k, r, col, &e, err);
        if (st != SIL_OK)
            return st;
        const sil_tcell *cell = &t->rows[r].cell[col];
        const sil_mention *m = NULL, *list[64];
        size_t several = 0; /* Alpha+: Hong Kong, Singapore, Shanghai */
        while (t->col[col].type == SIL_COL_CITY && several < 64 && (m = sil_mention_next(k->w, t->rows[r].piece->block, m)))
            if (m->start >= cell->start && m->end <= cell->end && strcmp(m->type, "city") == 0 && (several == 0 || strcmp(list[several - 1]->entity, m->entity) != 0))
                list[several++] = m;
        for (int c = 0; c < t->cols && !t->rows[r].total && e.printed[0]; c++) {
            if (!k->col[c] || !k->col[c][r].present)
                continue;
            const char *category = category_of(k, c);
            const char *period = t->col[c].type == SIL_COL_CHANGE ? "" : t->col[c].period;
            bool shared = several > 1 && t->col[c].type == SIL_COL_CLASS;
            for (size_t i = 0; st == SIL_OK && i < (shared ? several : 1); i++) {
                if (shared)
                    e = (sil_rank_holder){list[i]->entity, list[i]->as_printed, "", false, false};
                st = sil_rank_emit(k, r, &e, entity_type, sil_col_name(t->col[c].type), category, period, &k->col[c][r], err);
            }
            if (st != SIL_OK)
                return st;
        }
    }
    return SIL_OK;
}

/* The years that the rows cover, for the row of sums. */
static const char *span_of_rows(sil_rank_task *k)
{
    long first = 0, last = 0;
    for (size_t r = 0; r < k->t->n_rows; r++) {
        sil_number n = sil_cell_number(k->t->rows[r].cell[0].text);
        if (!n.ok || k->t->rows[r].total)
            continue;
        long y = (long)n.value;
        first = !first || y < first ? y : first;
        last = y > last ? y : last;
    }
    return first ? sil_sprintf(k->w->a, "%ld/%ld", first, last) : "";
}

static sil_status by_columns(sil_rank_task *k, sil_err *err)
{
    const sil_ttable *t = k->t;
    bool years = t->col[0].type == SIL_COL_YEAR;
    for (size_t r = 0; r < t->n_rows; r++)
        for (int c = 1; c < t->cols; c++) {
            if (!k->col[c] || !k->col[c][r].present || t->col[c].city < 0)
                continue;
            const char *label = t->rows[r].cell[0].text, *category = k->head.category, *period = "";
            if (years)
                period = t->rows[r].total ? span_of_rows(k) : label;
            else {
                const sil_pattern *p = sil_pattern_find(&k->w->rules->categories, label, "category");
                category = p ? p->value : label;
            }
            sil_rank_holder e = {k->w->au->cities[t->col[c].city].id, t->col[c].city_printed, "", false, false};
            sil_status st = sil_rank_emit(k, r, &e, "city", sil_col_name(t->col[c].type), category, period, &k->col[c][r], err);
            if (st != SIL_OK)
                return st;
        }
    return SIL_OK;
}

/* Its only measure is a column that numbers the rows. */
static bool numbered_only(const sil_ttable *t, const sil_patterns *words)
{
    bool numbered = false;
    for (int c = 0; c < t->cols; c++) {
        if (t->col[c].type == SIL_COL_RANK && sil_pattern_find(words, t->col[c].header, "numbering"))
            numbered = true;
        else if (measures(t->col[c].type) || t->col[c].type == SIL_COL_CLASS)
            return false;
    }
    return numbered && !sil_pattern_find(words, t->caption_text, "ranking");
}

static sil_status one(sil_work *w, const sil_ttable *t, sil_err *err)
{
    int city = sil_col_find(t, SIL_COL_CITY, 0), org = sil_col_find(t, SIL_COL_ORGANIZATION, 0), country = sil_col_find(t, SIL_COL_COUNTRY, 0);
    bool rank = sil_col_find(t, SIL_COL_RANK, 0) >= 0 || sil_col_find(t, SIL_COL_SCORE, 0) >= 0 || sil_col_find(t, SIL_COL_CLASS, 0) >= 0;
    bool any = rank || sil_col_find(t, SIL_COL_COUNT, 0) >= 0 || sil_col_find(t, SIL_COL_CHANGE, 0) >= 0;
    if (!any || sil_pattern_find(&w->rules->columns, t->caption_text, "skip") || (!t->across && city < 0 && !rank))
        return SIL_OK;
    sil_rank_task k = {.w = w, .t = t};
    sil_status st = sil_rankhead_find(w, t, &k.head, err);
    if (st == SIL_OK)
        st = read_values(&k, err);
    if (st != SIL_OK)
        return st;
    const sil_mention *only = t->across || city >= 0 || org >= 0 || country >= 0 ? NULL : sil_rank_caption_city(w, t);
    bool by_place = sil_rank_is_by_place(&k);
    sil_check_table(t, k.col, only != NULL);
    if (t->across)
        return by_columns(&k, err);
    if (only)
        return sil_rank_by_year(&k, only, err);
    if (by_place)
        return sil_rank_by_place(&k, err);
    if (!k.head.index[0] && numbered_only(t, &w->rules->columns)) /* 1, 2, 3 before rows that rank nothing */
        return SIL_OK;
    if (city >= 0)
        return by_rows(&k, city, "city", err);
    if (org >= 0)
        return by_rows(&k, org, "organization", err);
    return country >= 0 ? by_rows(&k, country, "country", err) : SIL_OK;
}

sil_status sil_find_rankings(sil_work *w, sil_err *err)
{
    sil_status st = SIL_OK;
    for (size_t i = 0; st == SIL_OK && i < w->n_tables; i++)
        st = one(w, &w->tables[i], err);
    if (st == SIL_OK)
        st = sil_rankings_from_prose(w, err);
    return st == SIL_OK ? sil_rankings_agree(w, err) : st;
}
