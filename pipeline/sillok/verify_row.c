/* driver/verify_row.c: each row's way back: its block is in text.jsonl, its range in the block's text, the words of the block in ocr/, its box on
 * the page's image and over a word of its range. */
#include <stdlib.h>
#include <string.h>

#include "sillok/alto.h"
#include "sillok/blocks.h"
#include "sillok/file.h"
#include "sillok/source.h"
#include "sillok/text.h"
#include "verify.h"

typedef struct spot { /* a word of ocr/ */
    const char *id;
    sil_box box;
    int page;
} spot;

typedef struct paper {
    verify *v;
    sil_arena *a;
    const char *id;
    sil_source src;
    sil_text text;
    const sil_block **blocks; /* by id */
    spot *words;              /* by id */
    size_t n_words, cap_words;
    bool *pixels;             /* by page, from 1 */
} paper;

static int block_order(const void *x, const void *y)
{
    return strcmp((*(const sil_block *const *)x)->id, (*(const sil_block *const *)y)->id);
}

static int word_order(const void *x, const void *y)
{
    return strcmp(((const spot *)x)->id, ((const spot *)y)->id);
}

static const spot *word_find(const paper *p, const char *id)
{
    spot key = {.id = id};
    return p->n_words ? bsearch(&key, p->words, p->n_words, sizeof key, word_order) : NULL;
}

static const sil_block *block_find(const paper *p, const char *id)
{
    const sil_block key = {.id = (char *)(size_t)id}, *k = &key;
    const sil_block **b = p->text.n_blocks ? bsearch(&k, p->blocks, p->text.n_blocks, sizeof *p->blocks, block_order) : NULL;
    return b ? *b : NULL;
}

static bool keep_lines(paper *p, const sil_zone *z, int page)
{
    for (size_t i = 0; i < z->n_lines; i++)
        for (size_t k = 0; k < z->lines[i].n_words; k++) {
            const sil_word *w = &z->lines[i].words[k];
            spot *s = SIL_PUSH(p->a, p->words, p->n_words, p->cap_words);
            if (!s)
                return false;
            *s = (spot){.id = w->id ? w->id : "", .box = w->box, .page = page};
        }
    for (size_t i = 0; i < z->n_cells; i++)
        if (!keep_lines(p, &z->cells[i], page))
            return false;
    return true;
}

static sil_status read_words(paper *p, sil_err *err)
{
    p->pixels = sil_alloc(p->a, p->src.n_pages + 2);
    if (!p->pixels)
        return sil_fail(err, SIL_NOMEM, "no memory for the words of %s", p->id);
    for (size_t i = 0; i < p->src.n_pages; i++) {
        int page = p->src.pages[i].page;
        sil_page alto;
        sil_err why;
        if (page < 1 || (size_t)page > p->src.n_pages || sil_alto_read(p->a, sil_layer_path(p->a, p->v->d->corpus, p->id, SIL_LAYER_OCR, page), &alto, &why))
            continue; /* verify_doc tells of it */
        p->pixels[page] = alto.pixels && p->src.pages[i].image;
        for (size_t z = 0; z < alto.n_zones; z++)
            if (!keep_lines(p, &alto.zones[z], page))
                return sil_fail(err, SIL_NOMEM, "no memory for the words of %s", p->id);
    }
    if (p->n_words)
        qsort(p->words, p->n_words, sizeof *p->words, word_order);
    return SIL_OK;
}

/* Words of every block lead to ocr/. */
static void check_blocks(paper *p)
{
    for (size_t i = 0; i < p->text.n_blocks; i++) {
        const sil_block *b = &p->text.blocks[i];
        char *where = sil_sprintf(p->a, "docs/%s/text.jsonl block %s", p->id, b->id);
        int n = (int)sil_cp_count(b->text);
        if (i && strcmp(p->blocks[i - 1]->id, p->blocks[i]->id) == 0)
            verify_tell(p->v, where, "two blocks have the id %s", p->blocks[i]->id);
        for (size_t k = 0; k < b->n_words; k++) {
            const sil_word_ref *r = &b->words[k];
            if (r->start < 0 || r->end < r->start || r->end > n || !word_find(p, r->word)) {
                verify_tell(p->v, where, "word %s at %d to %d is not on its page, or not in the text", r->word, r->start, r->end);
                break;
            }
        }
    }
}

/* ---- rows ---------------------------------------------------------------------------------------------------------------- */

typedef struct row {
    const char *where, *block, *printed; /* NULL: the table has no such column, or it is empty */
    int start, end, page, box[4];
    bool has_range, has_page, has_box;
} row;

static void check_box(paper *p, const row *r, const sil_block *b)
{
    const sil_source_page *sp = NULL;
    for (size_t i = 0; i < p->src.n_pages; i++)
        if (p->src.pages[i].page == r->page)
            sp = &p->src.pages[i];
    if (!sp) {
        verify_tell(p->v, r->where, "page %d is no page of the paper", r->page);
        return;
    }
    if (!r->has_box) {
        if (r->has_range && b && b->n_words && (size_t)r->page <= p->src.n_pages && p->pixels[r->page])
            verify_tell(p->v, r->where, "has no box, and its page has an image");
        return;
    }
    const sil_box x = {r->box[0], r->box[1], r->box[2], r->box[3]};
    if (!sp->image || x.x0 < 0 || x.y0 < 0 || x.x1 <= x.x0 || x.y1 <= x.y0 || x.x1 > sp->width || x.y1 > sp->height) {
        verify_tell(p->v, r->where, "the box %d %d %d %d is not on the image of page %d (%d x %d)", x.x0, x.y0, x.x1, x.y1, r->page, sp->width, sp->height);
        return;
    }
    if (!b || !r->has_range)
        return;
    for (size_t i = 0; i < b->n_words; i++) {
        const spot *w = b->words[i].end > r->start && b->words[i].start < r->end ? word_find(p, b->words[i].word) : NULL;
        if (w && w->page == r->page && w->box.x0 < x.x1 && x.x0 < w->box.x1 && w->box.y0 < x.y1 && x.y0 < w->box.y1)
            return;
    }
    verify_tell(p->v, r->where, "no word of its text stands in its box");
}

static void check_row(paper *p, const row *r)
{
    const sil_block *b = r->block ? block_find(p, r->block) : NULL;
    if (r->block && !b) {
        verify_tell(p->v, r->where, "its block %s is not in text.jsonl", r->block);
        return;
    }
    if (b && r->has_range) {
        if (r->start < 0 || r->end < r->start || r->end > (int)sil_cp_count(b->text)) {
            verify_tell(p->v, r->where, "its range %d to %d is not in the text of block %s", r->start, r->end, b->id);
            return;
        }
        char *s = r->printed ? sil_cp_slice(p->a, b->text, (size_t)r->start, (size_t)r->end) : NULL;
        if (s && strcmp(s, r->printed) != 0)
            verify_tell(p->v, r->where, "as_printed is \"%s\", the text at its range \"%s\"", r->printed, s);
    }
    if (r->has_page)
        check_box(p, r, b);
}

static bool number_at(sqlite3_stmt *q, int column, int *out)
{
    if (column < 0 || sqlite3_column_type(q, column) == SQLITE_NULL)
        return false;
    *out = sqlite3_column_int(q, column);
    return true;
}

static const char *text_at(sqlite3_stmt *q, int column)
{
    return column < 0 ? NULL : (const char *)sqlite3_column_text(q, column);
}

static int column_of(sqlite3_stmt *q, const char *name)
{
    for (int i = 0; i < sqlite3_column_count(q); i++)
        if (strcmp(sqlite3_column_name(q, i), name) == 0)
            return i;
    return -1;
}

/* Rows of this paper in one table. prefix: "" or "other_", for the second text of an alignment. slice: as_printed is the text at the range. */
static sil_status check_rows(paper *p, const char *table, const char *id, const char *prefix, const char *printed, sil_err *err)
{
    char *sql = sil_sprintf(p->a, "SELECT * FROM \"%s\" WHERE doc_id = ?", table);
    sqlite3_stmt *q = NULL;
    if (!sql || sqlite3_prepare_v2(p->v->db, sql, -1, &q, NULL) != SQLITE_OK) {
        verify_tell(p->v, "datasets/corpus.db", "%s: %s", table, sqlite3_errmsg(p->v->db));
        return SIL_OK;
    }
    static const char *const names[] = {"x0", "y0", "x1", "y1"};
    char *block = sil_sprintf(p->a, "%sblock_id", prefix), *start = sil_sprintf(p->a, "%sstart", prefix), *end = sil_sprintf(p->a, "%send", prefix);
    if (!block || !start || !end) {
        sqlite3_finalize(q);
        return sil_fail(err, SIL_NOMEM, "no memory for the rows of %s", p->id);
    }
    int c_id = column_of(q, id), c_block = column_of(q, block), c_start = column_of(q, start), c_end = column_of(q, end), c_page = column_of(q, "page"), c_box[4];
    int c_printed = printed ? column_of(q, printed) : -1;
    for (int i = 0; i < 4; i++)
        c_box[i] = column_of(q, names[i]);
    sqlite3_bind_text(q, 1, p->id, -1, SQLITE_STATIC);
    while (sqlite3_step(q) == SQLITE_ROW) {
        row r = {.block = text_at(q, c_block), .printed = text_at(q, c_printed)};
        const char *name = text_at(q, c_id);
        r.where = sil_sprintf(p->a, "%s %s of %s", table, name ? name : "", p->id);
        r.has_range = number_at(q, c_start, &r.start) && number_at(q, c_end, &r.end);
        r.has_page = !*prefix && number_at(q, c_page, &r.page);
        r.has_box = r.has_page;
        for (int i = 0; i < 4; i++)
            r.has_box = number_at(q, c_box[i], &r.box[i]) && r.has_box;
        if (r.where)
            check_row(p, &r);
    }
    sqlite3_finalize(q);
    return SIL_OK;
}

sil_status verify_rows(verify *v, const char *doc_id, sil_err *err)
{
    static const struct {
        const char *table, *id, *prefix, *printed;
    } all[] = {{"mentions", "mention_id", "", "as_printed"}, {"rankings", "record_id", "", NULL},  {"relations", "relation_id", "", NULL},
               {"terms", "term_id", "", NULL},               {"alignments", "alignment_id", "", "text"}, {"alignments", "alignment_id", "other_", "other_text"},
               {"bibliography", "reference_id", "", NULL},   {"citations", "citation_id", "", "as_printed"}, {"tables", "table_id", "", NULL}};
    sil_arena *a = sil_arena_new(0);
    if (!a)
        return sil_fail(err, SIL_NOMEM, "no memory for the rows of %s", doc_id);
    paper p = {.v = v, .a = a, .id = doc_id};
    sil_err why;
    sil_status s = SIL_OK;
    char *text = sil_layer_path(a, v->d->corpus, doc_id, SIL_LAYER_TEXT, 0);
    if (sil_source_read(a, v->d->corpus, doc_id, &p.src, &why) == SIL_OK && !p.src.failed && text && sil_text_read(a, text, &p.text, &why) == SIL_OK) {
        p.blocks = sil_alloc(a, (p.text.n_blocks + 1) * sizeof *p.blocks);
        s = p.blocks ? read_words(&p, err) : sil_fail(err, SIL_NOMEM, "no memory for the rows of %s", doc_id);
        for (size_t i = 0; !s && i < p.text.n_blocks; i++)
            p.blocks[i] = &p.text.blocks[i];
        if (!s && p.text.n_blocks)
            qsort(p.blocks, p.text.n_blocks, sizeof *p.blocks, block_order);
        if (!s)
            check_blocks(&p);
        for (size_t i = 0; !s && i < sizeof all / sizeof *all; i++)
            s = check_rows(&p, all[i].table, all[i].id, all[i].prefix, all[i].printed, err);
    }
    sil_arena_free(a);
    return s;
}
