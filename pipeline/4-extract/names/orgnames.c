/* orgnames.c: room 4, organizations that no authority file holds: by trigger words and shape. Here what the three languages share;
 * orgko.c, orgzh.c and orgen.c know each language. The words are in config/rules/extract-org-triggers.tsv. */
#include "orgwords.h"

#include <string.h>

bool sil_word_is(const sil_rules *r, const char *lang, sil_trigger_kind kind, const int32_t *cp, int n)
{
    for (int i = n > 0 ? r->first_bucket[cp[0] & 255] : -1; i >= 0; i = r->triggers[i].by_first) {
        const sil_trigger *t = &r->triggers[i];
        if (t->kind == kind && t->n == n && t->cp[0] == cp[0] && strcmp(t->lang, lang) == 0 && memcmp(t->cp, cp, (size_t)n * sizeof *cp) == 0)
            return true;
    }
    return false;
}

int sil_word_before(const sil_rules *r, const char *lang, sil_trigger_kind kind, const int32_t *cp, int end)
{
    int best = 0;
    for (int i = end > 0 ? r->last_bucket[cp[end - 1] & 255] : -1; i >= 0; i = r->triggers[i].by_last) {
        const sil_trigger *t = &r->triggers[i];
        if (t->cp[t->n - 1] == cp[end - 1] && t->kind == kind && t->n > best && t->n <= end && strcmp(t->lang, lang) == 0 &&
            memcmp(t->cp, cp + end - t->n, (size_t)t->n * sizeof *cp) == 0)
            best = t->n;
    }
    return best;
}

int sil_word_after(const sil_rules *r, const char *lang, sil_trigger_kind kind, const int32_t *cp, int at, int n)
{
    int best = 0;
    for (int i = at < n ? r->first_bucket[cp[at] & 255] : -1; i >= 0; i = r->triggers[i].by_first) {
        const sil_trigger *t = &r->triggers[i];
        if (t->cp[0] == cp[at] && t->kind == kind && t->n > best && at + t->n <= n && strcmp(t->lang, lang) == 0 && memcmp(t->cp, cp + at, (size_t)t->n * sizeof *cp) == 0)
            best = t->n;
    }
    return best;
}

int sil_place_end(const sil_piece *p, int at, bool *country)
{
    *country = false;
    for (size_t lo = sil_hits_from(p, at); lo < p->n_hits && p->hits[lo].start == at; lo++) {
        const sil_sense *s = sil_sense_of(&p->hits[lo], SIL_NAME_CITY), *c = sil_sense_of(&p->hits[lo], SIL_NAME_COUNTRY);
        if ((s && !(s->flags & SIL_SENSE_WEAK)) || c) {
            *country = c != NULL;
            return p->hits[lo].end + p->hits[lo].suffix;
        }
    }
    return -1;
}

int sil_known_org_end(const sil_piece *p, int at)
{
    for (size_t lo = sil_hits_from(p, at); lo < p->n_hits && p->hits[lo].start == at; lo++) {
        size_t n;
        const sil_sense *s = sil_senses(&p->hits[lo], &n);
        for (size_t i = 0; i < n; i++)
            if (s[i].kind == SIL_NAME_ORG && !(s[i].flags & (SIL_SENSE_WEAK | SIL_SENSE_ACRONYM)))
                return p->hits[lo].end;
    }
    return -1;
}

sil_status sil_org_add(sil_work *w, sil_piece *p, int start, int end, const char *lang, const char *rule, double sure, sil_err *err)
{
    char *name = sil_view_slice(w->a, &p->view, start, end);
    if (!name)
        return sil_fail(err, SIL_NOMEM, "out of memory for the organizations of the paper");
    const sil_entity *e = sil_local_org(w, name, lang, NULL, err);
    if (!e || !sil_local_add(w, name, false, e->id, name) || !sil_mention_add(w, p, start, end, "organization", e->id, name, sure, rule))
        return sil_fail(err, SIL_NOMEM, "out of memory for the organizations of the paper");
    return SIL_OK;
}

bool sil_open_name_before(const sil_work *w, const sil_piece *p, int end, int *start)
{
    const sil_view *v = &p->view;
    if (end <= 0)
        return false;
    if (sil_is_hangul(v->cp[end - 1]))
        return sil_ko_name(w, p, end, start);
    if (sil_is_han(v->cp[end - 1]))
        return sil_zh_name(w, p, end, start);
    return false;
}

sil_status sil_find_open_names(sil_work *w, sil_err *err)
{
    for (size_t i = 0; i < w->n_pieces; i++) {
        sil_status st = sil_orgs_korean(w, &w->pieces[i], err);
        if (st == SIL_OK)
            st = sil_orgs_chinese(w, &w->pieces[i], err);
        if (st == SIL_OK)
            st = sil_orgs_english(w, &w->pieces[i], err);
        if (st != SIL_OK)
            return st;
    }
    return SIL_OK;
}
