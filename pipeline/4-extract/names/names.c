/* names.c: room 4, at the start of the program: names of the authority files, folded, sorted, joined with their senses. */
#include "names.h"

#include <stdlib.h>
#include <string.h>

#include "view.h"

void sil_name_add(sil_name_list *l, const char *name, sil_name_kind kind, int item, int flags)
{
    if (l->failed || !name || !name[0])
        return;
    char *key = sil_fold_name(l->a, name, l->loose);
    sil_name_entry *e = key ? SIL_PUSH(l->a, l->e, l->n, l->cap) : NULL;
    if (!e) {
        l->failed = true;
        return;
    }
    if (!key[0]) {
        l->n--;
        return;
    }
    e->key = key;
    e->sense = (sil_sense){(unsigned char)kind, (unsigned char)flags, item};
    e->order = l->n;
}

static int compare(const void *x, const void *y)
{
    const sil_name_entry *p = x, *q = y;
    int c = strcmp(p->key, q->key);
    if (c)
        return c;
    if (p->sense.kind != q->sense.kind)
        return p->sense.kind < q->sense.kind ? -1 : 1;
    if (p->sense.item != q->sense.item)
        return p->sense.item < q->sense.item ? -1 : 1;
    return p->order < q->order ? -1 : 1;
}

sil_status sil_names_make(sil_name_list *l, sil_names *out, sil_err *err)
{
    if (l->failed)
        return sil_fail(err, SIL_NOMEM, "out of memory for the names of the authority files");
    if (l->n)
        qsort(l->e, l->n, sizeof *l->e, compare);
    out->keys = sil_alloc(l->a, (l->n + 1) * sizeof *out->keys);
    out->senses = sil_alloc(l->a, (l->n + 1) * sizeof *out->senses);
    out->first = sil_alloc(l->a, (l->n + 1) * sizeof *out->first);
    if (!out->keys || !out->senses || !out->first)
        return sil_fail(err, SIL_NOMEM, "out of memory for the names of the authority files");
    size_t ns = 0;
    out->n = 0;
    for (size_t i = 0; i < l->n; i++) {
        const sil_name_entry *e = &l->e[i];
        if (i == 0 || strcmp(e->key, l->e[i - 1].key) != 0) {
            out->keys[out->n] = e->key;
            out->first[out->n++] = (int)ns;
        } else {
            sil_sense *last = &out->senses[ns - 1];
            if (last->kind == e->sense.kind && last->item == e->sense.item) { /* said twice: the weaker word counts */
                unsigned char weak = (unsigned char)((last->flags | e->sense.flags) & SIL_SENSE_WEAK);
                last->flags = (unsigned char)((last->flags & e->sense.flags) | weak);
                continue;
            }
        }
        out->senses[ns++] = e->sense;
    }
    out->first[out->n] = (int)ns;
    return sil_matcher_new(out->keys, out->n, &out->matcher, err);
}

int sil_names_find(sil_arena *a, const sil_names *n, const char *text, bool loose)
{
    char *key = sil_fold_name(a, text, loose);
    return key && key[0] ? sil_matcher_find(n->matcher, key, strlen(key)) : -1;
}
