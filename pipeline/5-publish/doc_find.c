/* Room 5, publish: questions to a paper that was read (doc.h): where a word, a block, a value stands; how well the paper came off. */
#include <string.h>

#include "doc.h"

#include "sillok/text.h"

/* A number of an id of ours, four digits or more and no zero in front of more; the position behind it, NULL when there is none. */
static const char *number(const char *s, size_t *n)
{
    size_t digits = 0;
    *n = 0;
    for (; s[digits] >= '0' && s[digits] <= '9' && digits < 9; digits++)
        *n = *n * 10 + (size_t)(s[digits] - '0');
    return digits < 4 || (digits > 4 && *s == '0') ? NULL : s + digits;
}

/* p0003_ of an id; what stands behind it, NULL when it does not begin so. */
static const char *page_of(const char *id, size_t *page)
{
    const char *rest = id && *id == 'p' ? number(id + 1, page) : NULL;
    return rest && *rest == '_' ? rest + 1 : NULL;
}

bool sil_doc_own_id(const char *id, size_t *page, size_t *n)
{
    const char *rest = page_of(id, page);
    return rest && *rest == 'w' && (rest = number(rest + 1, n)) && !*rest && *page >= 1 && *n >= 1;
}

const sil_place *sil_doc_word(const sil_doc *doc, const char *word_id)
{
    size_t page, n;
    if (sil_doc_own_id(word_id, &page, &n) && page <= doc->n_pages && n <= doc->index[page - 1].n_places && !doc->index[page - 1].places[n - 1].id)
        return &doc->index[page - 1].places[n - 1];
    size_t lo = 0, hi = word_id ? doc->n_odd_places : 0;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int c = strcmp(doc->odd_places[mid]->id, word_id);
        if (c == 0)
            return doc->odd_places[mid];
        if (c < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}

sil_spot *sil_doc_spot(const sil_doc *doc, const char *id)
{
    size_t page;
    if (page_of(id, &page) && page >= 1 && page <= doc->n_pages)
        for (size_t i = 0; i < doc->index[page - 1].n_spots; i++)
            if (strcmp(doc->index[page - 1].spots[i].id, id) == 0)
                return &doc->index[page - 1].spots[i];
    size_t lo = 0, hi = id ? doc->n_odd_spots : 0;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int c = strcmp(doc->odd_spots[mid]->id, id);
        if (c == 0)
            return doc->odd_spots[mid];
        if (c < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}

long sil_doc_block(const sil_doc *doc, const char *block_id)
{
    size_t lo = 0, hi = block_id ? doc->text.n_blocks : 0;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int c = strcmp(doc->text.blocks[doc->block_order[mid]].id, block_id);
        if (c == 0)
            return (long)doc->block_order[mid];
        if (c < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return -1;
}

const sil_mention *const *sil_doc_mentions(const sil_doc *doc, size_t block, size_t *n)
{
    size_t lo = 0, hi = doc->entities.n_mentions;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (doc->mention_block[mid] < (int)block)
            lo = mid + 1;
        else
            hi = mid;
    }
    *n = 0;
    while (lo + *n < doc->entities.n_mentions && doc->mention_block[lo + *n] == (int)block)
        ++*n;
    return doc->mentions + lo;
}

sil_where sil_doc_where(const sil_doc *doc, const char *block_id, int start, int end)
{
    sil_where at = {0};
    long b = sil_doc_block(doc, block_id);
    if (b < 0)
        return at;
    const sil_block *blk = &doc->text.blocks[b];
    at.page = blk->page;
    int line = -1;
    for (size_t i = 0; i < blk->n_words; i++) {
        const sil_word_ref *r = &blk->words[i];
        if (r->end <= start || r->start >= end)
            continue;
        const sil_place *p = sil_doc_word(doc, r->word);
        if (!p || (line >= 0 && p->line_no != line))
            continue;
        if (line < 0) {
            line = p->line_no;
            at.page = p->page;
            at.spot = p->zone_spot && strcmp(p->zone_spot->kind, "cell") == 0 ? p->zone_spot : p->line_spot;
        }
        if (p->line_spot) {
            at.box = sil_box_union(at.box, p->box);
            at.has_box = !sil_box_empty(at.box);
        }
    }
    if (!at.has_box)
        at.spot = NULL;
    return at;
}

const char *sil_doc_status(sil_arena *a, const sil_doc *doc, double partial_share, char **reason)
{
    *reason = "";
    if (doc->failed || doc->failed_tei) {
        *reason = doc->failed ? doc->failed : doc->failed_tei;
        return "failed";
    }
    size_t lost = 0;
    sil_buf why = {.limit = 4096}; /* a sentence for a table; a thousand failed pages need not all be named */
    for (size_t i = 0; i < doc->n_pages; i++)
        if (*doc->page_reason[i]) {
            if (lost < 8)
                sil_buf_printf(&why, "%spage %zu: %s", lost ? "; " : "", i + 1, doc->page_reason[i]);
            lost++;
        }
    if (lost > 8)
        sil_buf_printf(&why, "; and %zu more pages", lost - 8);
    size_t bad = 0;
    for (size_t i = 0; i < doc->n_lines; i++)
        bad += doc->line_unreadable[i];
    bool dim = doc->n_lines > 0 && (double)bad > partial_share * (double)doc->n_lines;
    if (dim)
        sil_buf_printf(&why, "%s%zu of %zu lines could not be read", lost ? "; " : "", bad, doc->n_lines);
    if (lost || dim) {
        char *copy = why.failed || !why.data ? NULL : sil_strdup(a, why.data);
        *reason = copy ? copy : "some pages could not be read";
    }
    sil_buf_free(&why);
    if (lost && lost == doc->n_pages)
        return "failed";
    return lost || dim ? "partial" : "ok";
}

double sil_doc_confidence(const sil_doc *doc)
{
    double sum = 0, weight = 0;
    for (size_t i = 0; i < doc->n_pages; i++)
        for (size_t k = 0; k < doc->index[i].n_places; k++) {
            const sil_place *p = &doc->index[i].places[k];
            sum += p->length * p->conf;
            weight += p->length;
        }
    return weight > 0 ? sum / weight : -1;
}

long sil_lang_pick(const sil_lang_text *list, size_t n, const char *lang)
{
    for (size_t i = 0; i < n; i++)
        if (lang && list[i].lang && strcmp(list[i].lang, lang) == 0)
            return (long)i;
    return n ? 0 : -1;
}
