/* rankhead.c: room 4, rankings: index, edition, publisher of a table. */
#include "rankhead.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const sil_mention *mention_in(const sil_work *w, const sil_block *block, const char *type)
{
    const sil_mention *best = NULL, *m = NULL;
    while ((m = sil_mention_next(w, block, m)))
        if (strcmp(m->type, type) == 0 && (!best || m->end - m->start > best->end - best->start))
            best = m;
    return best;
}

static int index_by_id(const sil_authority *au, const char *id)
{
    for (size_t i = 0; i < au->n_indices; i++)
        if (strcmp(au->indices[i].id, id) == 0)
            return (int)i;
    return -1;
}

/* Words of letters, lower case, plural endings off. */
static size_t words_of(sil_arena *a, const char *s, char **out, size_t max)
{
    char *f = sil_fold_name(a, s, false);
    size_t n = 0;
    for (char *p = f; p && *p && n < max;) {
        while (*p && !((*p | 32) >= 'a' && (*p | 32) <= 'z'))
            p++;
        char *q = p;
        for (; (*q | 32) >= 'a' && (*q | 32) <= 'z'; q++)
            *q = (char)(*q | 32);
        size_t k = (size_t)(q - p);
        if (k >= 3) {
            char *w = sil_strndup(a, p, k);
            if (w && k > 4 && strcmp(w + k - 3, "ies") == 0)
                strcpy(w + k - 3, "y");
            else if (w && k > 3 && w[k - 1] == 's')
                w[k - 1] = 0;
            if (w && strcmp(w, "the") != 0 && strcmp(w, "and") != 0)
                out[n++] = w;
        }
        p = q;
    }
    return n;
}

static bool near(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b), same = 0;
    if (strcmp(a, b) == 0)
        return true;
    if (n != m || n < 4)
        return false;
    for (size_t i = 0; i < n; i++)
        same += a[i] == b[i];
    return same + 1 >= n; /* Dity, City */
}

/* The index whose English name the caption nearly says: three words of four, the longest name of those. */
static int nearly(const sil_work *w, const char *text)
{
    char *have[64], *want[16];
    size_t n = words_of(w->a, text, have, 64), best_same = 0;
    double best = 0.74;
    int found = -1;
    for (size_t i = 0; i < w->au->n_indices; i++) {
        size_t m = words_of(w->a, w->au->indices[i].en, want, 16), same = 0;
        for (size_t k = 0; k < m; k++)
            for (size_t j = 0; j < n; j++)
                if (near(want[k], have[j])) {
                    same++;
                    break;
                }
        double share = m >= 3 ? (double)same / (double)m : 0;
        if (share > best || (share == best && found >= 0 && same > best_same) || (share >= 0.99 && same > best_same)) {
            best = share;
            best_same = same;
            found = (int)i;
        }
    }
    return found;
}

/* The index whose publisher the source line names, if the paper names that index. */
static int by_publisher(const sil_work *w, const sil_ttable *t)
{
    int found = -1;
    const sil_mention *m = NULL;
    while ((m = sil_mention_next(w, t->source, m))) {
        if (strcmp(m->type, "organization") != 0)
            continue;
        for (size_t k = 0; k < w->au->n_indices; k++) {
            if (strcmp(w->au->indices[k].publisher, m->entity) != 0)
                continue;
            if (found >= 0 && found != (int)k)
                return -1;
            found = (int)k;
        }
    }
    return found;
}

/* The index named last before the table, at most 8 blocks back and not behind another table. */
static int named_before(const sil_work *w, const sil_ttable *t)
{
    for (size_t back = 1; back <= 8 && back <= t->piece->order; back++) {
        const sil_block *b = &w->text->blocks[t->piece->order - back];
        if (b->type == SIL_TABLE)
            return -1;
        const sil_mention *m = mention_in(w, b, "index");
        if (m)
            return index_by_id(w->au, m->entity);
    }
    return -1;
}

static int find_index(const sil_work *w, const sil_ttable *t, const char **how)
{
    const sil_mention *m = t->caption ? mention_in(w, t->caption, "index") : NULL;
    int i = m ? index_by_id(w->au, m->entity) : -1;
    *how = "index-caption";
    if (i >= 0)
        return i;
    i = t->caption_text[0] ? nearly(w, t->caption_text) : -1;
    *how = "index-caption-near";
    if (i >= 0)
        return i;
    m = t->source ? mention_in(w, t->source, "index") : NULL;
    i = m ? index_by_id(w->au, m->entity) : -1;
    *how = "index-source";
    if (i >= 0)
        return i;
    i = by_publisher(w, t);
    *how = "index-publisher";
    if (i >= 0)
        return i;
    i = named_before(w, t);
    *how = i >= 0 ? "index-before" : "";
    return i;
}

static bool year_rows(const sil_ttable *t)
{
    return t->cols > 1 && t->col[0].type == SIL_COL_YEAR && t->across;
}

/* A year or a span of years that the block names, as printed in a title: 2020, 2019-2020. */
static const char *edition_in(sil_work *w, const sil_block *b, bool spans)
{
    const sil_mention *m = NULL;
    while ((m = sil_mention_next(w, b, m))) {
        if (strcmp(m->type, "date") != 0 || strcmp(m->flag, "impossible") == 0)
            continue;
        bool span = strchr(m->normalized, '/') != NULL;
        if (strlen(m->normalized) < 4 || (span && !spans))
            continue;
        char *s = span ? sil_strdup(w->a, m->normalized) : sil_strndup(w->a, m->normalized, 4);
        for (char *c = s; c && *c; c++)
            if (*c == '/')
                *c = '-';
        return s;
    }
    return NULL;
}

/* "Foundation,202035)": the year with the number of a footnote after it. */
static const char *year_with_note(sil_work *w, const char *s)
{
    for (const char *p = s; *p; p++) {
        size_t k = strspn(p, "0123456789");
        if (k == 0)
            continue;
        if ((k == 5 || k == 6) && (strncmp(p, "19", 2) == 0 || strncmp(p, "20", 2) == 0) && (p[k] == 0 || p[k] == ')' || p[k] == ' ') && strlen(p + k) <= 2)
            return sil_strndup(w->a, p, 4);
        p += k - 1;
    }
    return NULL;
}

sil_status sil_rankhead_find(sil_work *w, const sil_ttable *t, sil_rankhead *out, sil_err *err)
{
    *out = (sil_rankhead){"", "", "", "", "city", "", ""};
    int i = find_index(w, t, &out->how);
    if (i >= 0) {
        const sil_index *x = &w->au->indices[i];
        out->index = x->id;
        out->name = x->en;
        out->publisher = x->publisher;
        if (x->entity_type[0])
            out->entity_type = x->entity_type;
    } else
        out->name = t->caption_text;
    const char *e = edition_in(w, t->caption, !year_rows(t));
    if (!e)
        e = edition_in(w, t->source, false);
    if (!e)
        e = year_with_note(w, t->source_text);
    out->edition = e ? e : "";
    if (!out->publisher[0] && t->source) {
        const sil_mention *m = mention_in(w, t->source, "organization");
        out->publisher = m ? m->entity : "";
    }
    char *all = sil_sprintf(w->a, "%.800s %.800s", t->caption_text, t->source_text);
    if (!all)
        return sil_fail(err, SIL_NOMEM, "out of memory for the rankings of the paper");
    const sil_pattern *p = sil_pattern_find(&w->rules->columns, all, "measure");
    out->category = p ? p->value : "";
    return SIL_OK;
}
