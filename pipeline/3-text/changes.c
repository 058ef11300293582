/* changes.c: what was written otherwise than printed, and by which rule; filled by normalize.c, measure.c, join.c and structure.c, read by emit.c.
 *
 * A character says by run.src which word it came from. One that a rule made says so by a word of its own: a copy of the first that names the change. So the way
 * back goes with the character wherever its run is cut, joined or copied, and what never changed costs nothing. */
#include "flow.h"

#include <stdlib.h>
#include <string.h>

#include "sillok/text.h"

static char *utf8(sil_arena *a, const int32_t *cp, size_t n)
{
    char *out = sil_alloc(a, n * 4 + 1), *p = out;
    for (size_t i = 0; out && i < n; i++) {
        char one[5];
        size_t k = sil_cp_put(one, cp[i]);
        memcpy(p, one, k);
        p += k;
    }
    return out;
}

bool sil_tx_changed(sil_tx_doc *d, sil_tx_run *run, size_t i, sil_tx_place place, int width, const char *rule, const char *example, const int32_t *printed, size_t n)
{
    int32_t src = i < run->n ? run->src[i] : -1;
    if (src < 0 || (size_t)src >= d->n_words)
        return true; /* a space that a rule set: its neighbour says it */
    int earlier = d->words[src].change;
    sil_tx_change *c = SIL_PUSH_LONG(d->arena, d->changes, d->n_changes, d->cap_changes);
    sil_tx_word *w = c ? SIL_PUSH_LONG(d->arena, d->words, d->n_words, d->cap_words) : NULL;
    if (!w)
        return false;
    *c = (sil_tx_change){.rule = rule, .example = example, .printed = utf8(d->arena, printed, n), .place = place, .width = width, .earlier = earlier,
                         .word = earlier ? d->changes[earlier - 1].word : src};
    *w = d->words[src];
    w->change = (int)d->n_changes;
    run->src[i] = (int32_t)(d->n_words - 1);
    return c->printed != NULL;
}

static sil_status count(sil_tx_doc *d, const sil_tx_change *c, sil_err *err)
{
    sil_paper *p = &d->paper;
    for (size_t i = 0; i < p->n_rules; i++)
        if (!strcmp(p->rules[i].rule, c->rule)) {
            p->rules[i].times++;
            return SIL_OK;
        }
    sil_rule_use *u = SIL_PUSH(d->arena, p->rules, p->n_rules, p->cap_rules);
    if (!u)
        return SIL_TX_NOMEM(err);
    *u = (sil_rule_use){.rule = sil_strdup(d->arena, c->rule), .example = sil_strdup(d->arena, c->example ? c->example : ""), .times = 1};
    return u->rule && u->example ? SIL_OK : SIL_TX_NOMEM(err);
}

enum { CHAIN = 16 }; /* changes of one character */

/* Changes of the character at i, oldest first. */
static size_t chain(const sil_tx_doc *d, const sil_tx_run *r, size_t i, int *out)
{
    size_t n = 0;
    for (int c = r->src[i] < 0 ? 0 : d->words[r->src[i]].change; c && n < CHAIN; c = d->changes[c - 1].earlier)
        out[n++] = c - 1;
    for (size_t a = 0; a + 1 < n - a; a++) {
        int t = out[a];
        out[a] = out[n - 1 - a];
        out[n - 1 - a] = t;
    }
    return n;
}

/* Whether the change c at i continues the entry `last`: ２０２１ is one change of four characters. */
static bool goes_on(const sil_tx_doc *d, const sil_block *out, const sil_tx_change *c, const sil_tx_change *before, size_t i)
{
    const sil_change *last = out->n_changes ? &out->changes[out->n_changes - 1] : NULL;
    (void)d;
    return last && before && c->place == SIL_TX_AT && before->place == SIL_TX_AT && last->end == (int)i && before->word == c->word && !strcmp(before->rule, c->rule);
}

sil_status sil_tx_changes_emit(sil_tx_doc *d, const sil_tx_run *r, sil_block *out, sil_err *err)
{
    const sil_tx_change *before = NULL; /* the only one of the last character */
    int last = -1;
    for (size_t i = 0; i < r->n; i++) {
        int of[CHAIN];
        size_t n = chain(d, r, i, of);
        for (size_t k = 0; k < n; k++) {
            const sil_tx_change *c = &d->changes[of[k]];
            if (n == 1 && goes_on(d, out, c, before, i)) {
                sil_change *x = &out->changes[out->n_changes - 1];
                x->end = (int)i + 1;
                if (of[k] != last && !(x->printed = sil_sprintf(d->arena, "%s%s", x->printed, c->printed)))
                    return SIL_TX_NOMEM(err);
                continue;
            }
            int start = (int)i, end = (int)i + 1;
            if (c->place == SIL_TX_BEFORE) {
                start = c->width && i && r->cp[i - 1] == ' ' ? (int)i - 1 : (int)i;
                end = (int)i;
            } else if (c->place == SIL_TX_BEHIND) {
                start = (int)i + 1;
                end = start + (c->width && i + 1 < r->n && r->cp[i + 1] == ' ');
            }
            sil_change *x = SIL_PUSH(d->arena, out->changes, out->n_changes, out->cap_changes);
            if (!x)
                return SIL_TX_NOMEM(err);
            *x = (sil_change){.start = start, .end = end, .printed = c->printed, .rule = sil_strdup(d->arena, c->rule)};
            sil_status s = x->rule ? count(d, c, err) : SIL_TX_NOMEM(err);
            if (s)
                return s;
        }
        before = n == 1 ? &d->changes[of[0]] : NULL;
        last = n == 1 ? of[0] : -1;
    }
    return SIL_OK;
}
