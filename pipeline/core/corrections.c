/* core/corrections.c: a person's corrections and the words they mean (sillok/corrections.h). Room 3 applies them, the driver files and lists them. */
#include "sillok/corrections.h"

#include <string.h>
#include <unicode/uchar.h>

#include "sillok/blocks.h"
#include "sillok/file.h"
#include "sillok/log.h"
#include "sillok/text.h"

static const char *const kinds[] = {"word", "entity", "block"};

static sil_status no_memory(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "out of memory while reading corrections");
}

/* ---- lines ------------------------------------------------------------------------------------------------------------ */

static sil_status check(const sil_correction *c, const char *where, sil_err *err)
{
    if (c->page < 1)
        return sil_fail(err, SIL_FORMAT, "%s: \"page\" is the number of the page, from 1", where);
    if (c->box.x0 < 0 || c->box.y0 < 0 || c->box.x1 <= c->box.x0 || c->box.y1 <= c->box.y0)
        return sil_fail(err, SIL_FORMAT, "%s: \"box\" is four pixels of the page image, [x0, y0, x1, y1], right and bottom behind left and top", where);
    if (!*c->from)
        return sil_fail(err, SIL_FORMAT, "%s: \"from\" is what was read there; without it nobody can tell later whether the correction still fits", where);
    if (c->kind == SIL_CORRECT_BLOCK && (sil_block_type_find(c->from) < 0 || sil_block_type_find(c->to) < 0))
        return sil_fail(err, SIL_FORMAT, "%s: \"%s\" is no type of block; they are title, author, heading, paragraph … (corpus/FORMATS.md)", where,
                        sil_block_type_find(c->from) < 0 ? c->from : c->to);
    if (c->kind == SIL_CORRECT_ENTITY && *c->to && strcmp(c->type, "city") != 0 && strcmp(c->type, "organization") != 0)
        return sil_fail(err, SIL_FORMAT, "%s: \"type\" is city or organization", where);
    if (c->kind == SIL_CORRECT_ENTITY && *c->to && !strchr(c->to, ':'))
        return sil_fail(err, SIL_FORMAT, "%s: \"to\" is the id of an entity, as gn:1835848 or wd:Q7809, or empty", where);
    return SIL_OK;
}

sil_status sil_correction_read(sil_arena *a, const json_t *line, const char *where, sil_correction *c, sil_err *err)
{
    const json_t *box = json_object_get(line, "box");
    const char *kind = json_string_value(json_object_get(line, "kind"));
    int b[4] = {0};
    size_t k = 0;
    memset(c, 0, sizeof *c);
    while (kind && k < sizeof kinds / sizeof *kinds && strcmp(kind, kinds[k]) != 0)
        k++;
    if (!kind || k == sizeof kinds / sizeof *kinds)
        return sil_fail(err, SIL_FORMAT, "%s: \"kind\" is word, entity or block", where);
    for (size_t i = 0; i < 4 && json_array_size(box) == 4; i++) {
        const json_t *v = json_array_get(box, i);
        json_int_t n = json_integer_value(v);
        b[i] = json_is_integer(v) && n >= 0 && n < 1000000 ? (int)n : -1;
    }
    c->kind = (sil_correction_kind)k;
    c->page = sil_json_int(line, "page", 0);
    c->box = (sil_box){b[0], b[1], b[2], b[3]};
    c->stands = sil_strdup(a, "");
    sil_status s = sil_nfc(a, sil_json_text(a, line, "from"), &c->from, err);
    if (!s)
        s = sil_nfc(a, sil_json_text(a, line, "to"), &c->to, err);
    c->type = sil_json_text(a, line, "type");
    if (!s && (!c->type || !c->stands))
        s = no_memory(err);
    if (!s && !json_is_string(json_object_get(line, "to")))
        s = sil_fail(err, SIL_FORMAT, "%s: \"to\" is what should stand there (\"\" for nothing)", where);
    return s ? s : check(c, where, err);
}

char *sil_corrections_path(sil_arena *a, const char *corpus, const char *doc_id)
{
    return sil_sprintf(a, "%s/corrections/%s.jsonl", corpus, doc_id);
}

typedef struct reading {
    sil_corrections *list;
    int line;
} reading;

static sil_status take_line(sil_arena *a, const json_t *value, const char *where, void *out, sil_err *err)
{
    reading *r = out;
    sil_correction one;
    sil_status s = sil_correction_read(a, value, where, &one, err);
    r->line++;
    if (s == SIL_FORMAT) {
        sil_log(SIL_LOG_WARN, "%s; left out", err->text);
        return SIL_OK;
    }
    sil_correction *c = s ? NULL : SIL_PUSH(a, r->list->c, r->list->n, r->list->cap);
    if (c) {
        *c = one;
        c->line = r->line;
    }
    return s ? s : c ? SIL_OK : no_memory(err);
}

sil_status sil_corrections_read(sil_arena *a, const char *corpus, const char *doc_id, sil_corrections *out, sil_err *err)
{
    memset(out, 0, sizeof *out);
    char *path = sil_corrections_path(a, corpus, doc_id);
    reading r = {.list = out};
    if (!path)
        return no_memory(err);
    sil_status s = sil_file_exists(path) ? sil_json_lines(a, path, NULL, take_line, &r, err) : SIL_OK;
    if (s == SIL_FORMAT) { /* no JSON from some line on: what was read before it holds */
        sil_log(SIL_LOG_WARN, "%s; the corrections behind it are left out", err->text);
        s = SIL_OK;
    }
    return s;
}

/* ---- anchors ----------------------------------------------------------------------------------------------------------- */

/* Whether the middle of the word lies in the box, which may be a little off. */
static bool in_box(const sil_word *w, sil_box box)
{
    int slack = (box.y1 - box.y0) / 4, x = (w->box.x0 + w->box.x1) / 2, y = (w->box.y0 + w->box.y1) / 2;
    return x >= box.x0 - slack && x < box.x1 + slack && y >= box.y0 - slack && y < box.y1 + slack;
}

/* The next letter or digit of s, full width as half width: what room 3 does to width, quotes and dashes makes no other reading. 0 at the end. */
static int32_t letter(const char **s)
{
    for (size_t len = strlen(*s), i = 0; i < len;) {
        int32_t c = sil_cp_next(*s, len, &i);
        if (u_isalnum(c)) {
            *s += i;
            return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
        }
    }
    *s += strlen(*s);
    return 0;
}

static bool same_letters(const char *x, const char *y)
{
    const char *p = x, *q = y;
    int32_t c, first = letter(&p);
    for (p = x; (c = letter(&p)) == letter(&q);)
        if (!c)
            return first || strcmp(x, y) == 0; /* signs alone must be the same signs */
    return false;
}

/* The words first to last of the line, with their blanks. */
static char *joined(sil_arena *a, const sil_line *l, size_t first, size_t last)
{
    sil_buf b = {0};
    for (size_t i = first; i <= last; i++) {
        sil_buf_puts(&b, l->words[i].text ? l->words[i].text : "");
        if (i < last && l->words[i].space_after)
            sil_buf_putc(&b, ' ');
    }
    char *out = b.failed ? NULL : sil_strdup(a, b.data ? b.data : "");
    sil_buf_free(&b);
    return out;
}

static bool remember(sil_arena *a, sil_correction *c, const char *id)
{
    char **slot = SIL_PUSH(a, c->words, c->n_words, c->cap_words);
    return slot && (*slot = sil_strdup(a, id ? id : ""));
}

/* Put what the person said in place of the words first to last. As many words as before keep their boxes; else one word takes them all. */
static bool replace(sil_arena *a, sil_line *l, size_t first, size_t last, const char *to)
{
    size_t n = last - first + 1, parts = 0, gone = n;
    for (const char *p = to; *p; parts++) {
        p += strspn(p, " ");
        p += strcspn(p, " ");
        p += strspn(p, " ");
    }
    if (*to && parts == n && n > 1) {
        for (size_t i = first; i <= last; i++) {
            size_t k = strcspn(to, " ");
            l->words[i].corrected = l->words[i].text;
            l->words[i].text = sil_strndup(a, to, k);
            l->words[i].conf = 1;
            if (!l->words[i].text)
                return false;
            to += k + strspn(to + k, " ");
        }
        return true;
    }
    if (*to) {
        sil_word *w = &l->words[first];
        w->corrected = joined(a, l, first, last);
        for (size_t i = first; i <= last; i++)
            w->box = sil_box_union(w->box, l->words[i].box);
        w->text = sil_strdup(a, to);
        w->space_after = l->words[last].space_after;
        w->hyphen = l->words[last].hyphen;
        w->conf = 1;
        gone--;
        if (!w->corrected || !w->text)
            return false;
    }
    memmove(&l->words[last + 1 - gone], &l->words[last + 1], (l->n_words - last - 1) * sizeof *l->words);
    l->n_words -= gone;
    return true;
}

typedef struct search {
    sil_arena *a;
    sil_correction *c;
    bool look, good;
} search;

/* The words of this line that the box holds: one run. true: the anchor is dealt with. */
static bool try_line(search *s, sil_line *l)
{
    size_t first = 0, last;
    sil_correction *c = s->c;
    while (first < l->n_words && !in_box(&l->words[first], c->box))
        first++;
    if (first == l->n_words)
        return false;
    for (last = first; last + 1 < l->n_words && in_box(&l->words[last + 1], c->box);)
        last++;
    char *stands = joined(s->a, l, first, last);
    if (!stands) {
        s->good = false;
        return true;
    }
    bool fits = c->kind == SIL_CORRECT_BLOCK || same_letters(stands, c->from) || (c->kind == SIL_CORRECT_ENTITY && strstr(stands, c->from));
    for (size_t i = first; i <= last && s->good; i++)
        s->good = remember(s->a, c, l->words[i].id);
    c->state = fits ? SIL_CORRECTION_APPLIED : c->kind == SIL_CORRECT_WORD && *c->to && same_letters(stands, c->to) ? SIL_CORRECTION_MET : SIL_CORRECTION_OPEN;
    c->stands = stands;
    if (fits && c->kind == SIL_CORRECT_WORD && !s->look && s->good)
        s->good = replace(s->a, l, first, last, c->to);
    return true;
}

static bool try_zone(search *s, sil_zone *z)
{
    bool found = false;
    for (size_t i = 0; i < z->n_lines && !found; i++)
        found = try_line(s, &z->lines[i]);
    for (size_t i = 0; i < z->n_cells && !found; i++)
        found = try_zone(s, &z->cells[i]);
    return found;
}

bool sil_corrections_page(sil_arena *a, sil_corrections *list, sil_page *p, bool look)
{
    for (size_t i = 0; i < list->n; i++) {
        search s = {.a = a, .c = &list->c[i], .look = look, .good = true};
        if (s.c->page != p->page)
            continue;
        s.c->state = SIL_CORRECTION_OPEN;
        s.c->n_words = 0;
        bool found = false;
        for (size_t z = 0; z < p->n_zones && !found; z++)
            found = try_zone(&s, &p->zones[z]);
        if (!found && s.c->kind == SIL_CORRECT_WORD && !*s.c->to)
            s.c->state = SIL_CORRECTION_MET; /* to be nothing, and nothing is there */
        if (!s.good)
            return false;
    }
    return true;
}
