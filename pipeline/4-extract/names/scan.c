/* scan.c: room 4, first step on a paper: its blocks decoded, names of the authority files found in them with legal edges.
 *
 * An edge is legal by script: Latin names stand between non-letters; a Korean name begins where Hangul begins and is followed by particles or
 * known words (rules.h); a Chinese name may stand anywhere, the longest wins later. */
#include <stdlib.h>
#include <string.h>

#include "sillok/text.h"
#include "work.h"

static sil_status nomem(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "out of memory for the names found in the paper");
}

static bool furniture(const sil_block *b)
{
    return b->unreadable || b->type == SIL_PAGE_HEADER || b->type == SIL_PAGE_FOOTER || b->type == SIL_PAGE_NUMBER;
}

static bool start_ok(const sil_view *v, int i)
{
    sil_script s = (sil_script)v->script[i];
    sil_script before = i > 0 ? (sil_script)v->script[i - 1] : SIL_SCRIPT_SPACE;
    switch (s) {
    case SIL_SCRIPT_LATIN:
        return before != SIL_SCRIPT_LATIN && (before != SIL_SCRIPT_DIGIT || (i >= 4 && v->script[i - 2] == SIL_SCRIPT_DIGIT && v->script[i - 4] == SIL_SCRIPT_DIGIT));
    case SIL_SCRIPT_DIGIT:
        return before != SIL_SCRIPT_LATIN && before != SIL_SCRIPT_DIGIT;
    case SIL_SCRIPT_HANGUL:
        return before != SIL_SCRIPT_HANGUL;
    case SIL_SCRIPT_HAN:
        return true;
    default:
        return false;
    }
}

/* 市 here begins the next word (市场, 市民, 市长 ...). */
static bool other_word(const sil_view *v, int at)
{
    static const int32_t others[] = {0x573A, 0x5834, 0x6C11, 0x533A, 0x5340, 0x5167, 0x5185, 0x90CA, 0x4E2D, 0x9762, 0x957F, 0x9577};
    for (size_t i = 0; at + 1 < v->n && i < sizeof others / sizeof *others; i++)
        if (v->cp[at + 1] == others[i])
            return true;
    return false;
}

/* 市 after a name belongs to it. */
static int han_suffix(const sil_view *v, int end)
{
    return end < v->n && v->cp[end] == 0x5E02 && !other_word(v, end);
}

static bool end_ok(const sil_work *w, const sil_view *v, int start, int end, int *suffix)
{
    *suffix = 0;
    sil_script last = (sil_script)v->script[end - 1];
    sil_script next = end < v->n ? (sil_script)v->script[end] : SIL_SCRIPT_SPACE;
    switch (last) {
    case SIL_SCRIPT_LATIN:
        return next != SIL_SCRIPT_LATIN && (next != SIL_SCRIPT_DIGIT || end - start >= 4);
    case SIL_SCRIPT_DIGIT:
        return next != SIL_SCRIPT_LATIN && next != SIL_SCRIPT_DIGIT;
    case SIL_SCRIPT_HANGUL:
        if (next == SIL_SCRIPT_HAN)
            *suffix = han_suffix(v, end);
        return next != SIL_SCRIPT_HANGUL || sil_tail_ok(w->rules, v->cp, v->n, end, suffix);
    case SIL_SCRIPT_HAN:
        *suffix = han_suffix(v, end);
        return end - start < 3 || v->cp[end - 1] != 0x5E02 || !other_word(v, end - 1);
    default:
        return true;
    }
}

static bool has_hit(const sil_piece *p, int start, int end)
{
    for (size_t i = p->n_hits; i-- > 0 && p->hits[i].start == start;)
        if (p->hits[i].end == end)
            return true;
    return false;
}

static sil_status scan_with(sil_work *w, sil_piece *p, const sil_names *names, const sil_fold *f, int at, sil_err *err)
{
    sil_match m[24];
    size_t from = (size_t)f->at[at];
    size_t n = sil_matcher_prefixes(names->matcher, f->bytes + from, f->len - from, m, 24);
    for (size_t k = n; k-- > 0;) {
        int end = f->cp_of[from + m[k].end - 1] + 1, suffix;
        if (!end_ok(w, &p->view, at, end, &suffix) || has_hit(p, at, end))
            continue;
        sil_hit *h = SIL_PUSH(w->a, p->hits, p->n_hits, p->cap_hits);
        if (!h)
            return nomem(err);
        *h = (sil_hit){at, end, suffix, names, m[k].value};
    }
    return SIL_OK;
}

static int by_place(const void *x, const void *y)
{
    const sil_hit *p = x, *q = y;
    if (p->start != q->start)
        return p->start < q->start ? -1 : 1;
    if (p->end != q->end)
        return p->end > q->end ? -1 : 1;
    return 0;
}

/* Countries named in the block; the longest name at a place counts, what lies inside it does not. */
static sil_status count_countries(sil_work *w, sil_piece *p, sil_err *err)
{
    int free_from = 0;
    for (size_t i = 0; i < p->n_hits; i++) {
        const sil_hit *h = &p->hits[i];
        if (h->start < free_from)
            continue;
        free_from = h->end;
        const sil_sense *s = sil_sense_of(h, SIL_NAME_COUNTRY);
        if (!s)
            continue;
        int *c = SIL_PUSH(w->a, p->countries, p->n_countries, p->cap_countries);
        if (!c)
            return nomem(err);
        *c = s->item;
        w->country_count[s->item]++;
    }
    return SIL_OK;
}

sil_status sil_work_open(sil_work *w, sil_err *err)
{
    w->pieces = sil_alloc(w->a, (w->text->n_blocks + 1) * sizeof *w->pieces);
    w->country_count = sil_alloc(w->a, (w->au->n_countries + 1) * sizeof *w->country_count);
    w->city_count = sil_alloc(w->a, (w->au->n_cities + 1) * sizeof *w->city_count);
    w->org_named = sil_alloc(w->a, w->au->n_orgs + 1);
    w->first = sil_alloc(w->a, (w->text->n_blocks + 1) * sizeof *w->first);
    w->last = sil_alloc(w->a, (w->text->n_blocks + 1) * sizeof *w->last);
    if (!w->pieces || !w->country_count || !w->city_count || !w->org_named || !w->first || !w->last)
        return nomem(err);
    for (size_t i = 0; i < w->text->n_blocks; i++) {
        const sil_block *b = &w->text->blocks[i];
        if (furniture(b) || !b->text || !b->text[0])
            continue;
        sil_piece *p = &w->pieces[w->n_pieces++];
        p->block = b;
        p->order = i;
        sil_status st = sil_view_make(w->a, b->text, b->type == SIL_TABLE, &p->view, err);
        if (st != SIL_OK)
            return st;
        p->taken = sil_alloc(w->a, (size_t)p->view.n + 1);
        if (!p->taken)
            return nomem(err);
        for (int k = 0; k < p->view.n; k++) {
            if (!start_ok(&p->view, k))
                continue;
            st = scan_with(w, p, &w->au->exact, &p->view.exact, k, err);
            if (st == SIL_OK)
                st = scan_with(w, p, &w->au->loose, &p->view.loose, k, err);
            if (st != SIL_OK)
                return st;
        }
        if (p->n_hits)
            qsort(p->hits, p->n_hits, sizeof *p->hits, by_place);
        st = count_countries(w, p, err);
        if (st != SIL_OK)
            return st;
    }
    return SIL_OK;
}

size_t sil_hits_from(const sil_piece *p, int at)
{
    size_t lo = 0, hi = p->n_hits;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (p->hits[mid].start < at)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

const sil_sense *sil_senses(const sil_hit *h, size_t *n)
{
    *n = (size_t)(h->names->first[h->name + 1] - h->names->first[h->name]);
    return h->names->senses + h->names->first[h->name];
}

const sil_sense *sil_sense_of(const sil_hit *h, sil_name_kind kind)
{
    size_t n;
    const sil_sense *s = sil_senses(h, &n);
    for (size_t i = 0; i < n; i++)
        if (s[i].kind == kind)
            return &s[i];
    return NULL;
}

bool sil_strong_city(const sil_hit *h)
{
    size_t n;
    const sil_sense *s = sil_senses(h, &n);
    for (size_t i = 0; i < n; i++)
        if (s[i].kind == SIL_NAME_CITY && !(s[i].flags & SIL_SENSE_WEAK))
            return true;
    return false;
}
