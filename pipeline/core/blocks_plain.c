/* core/blocks_plain.c: a block as blocks.c writes it, member by member in that order (blocks_plain.h). */
#include "blocks_plain.h"

#include <string.h>

static bool plain_words(sil_arena *a, sil_scan *s, sil_block *k)
{
    size_t n = 0;
    if (!sil_scan_char(s, '['))
        return false;
    for (const char *p = s->p; p < s->end && *p != '}'; p++)
        n += *p == '[';
    k->words = sil_alloc(a, n * sizeof *k->words);
    k->cap_words = k->words ? n : 0;
    while (k->n_words < k->cap_words) {
        sil_word_ref *w = &k->words[k->n_words++];
        if (!sil_scan_char(s, '[') || !sil_scan_int(s, &w->start) || !sil_scan_char(s, ',') || !sil_scan_int(s, &w->end) || !sil_scan_char(s, ',') ||
            !sil_scan_text(a, s, &w->word) || !sil_scan_char(s, ']') || (k->n_words < n && !sil_scan_char(s, ',')))
            return false;
    }
    return k->n_words == n && sil_scan_char(s, ']');
}

static bool plain_changes(sil_arena *a, sil_scan *s, sil_block *k)
{
    if (!sil_scan_char(s, '['))
        return false;
    do {
        sil_change *x = SIL_PUSH(a, k->changes, k->n_changes, k->cap_changes);
        if (!x || !sil_scan_char(s, '[') || !sil_scan_int(s, &x->start) || !sil_scan_char(s, ',') || !sil_scan_int(s, &x->end) || !sil_scan_char(s, ',') ||
            !sil_scan_text(a, s, &x->printed) || !sil_scan_char(s, ',') || !sil_scan_text(a, s, &x->rule) || !sil_scan_char(s, ']'))
            return false;
    } while (sil_scan_char(s, ','));
    return sil_scan_char(s, ']');
}

static bool plain_spans(sil_arena *a, sil_scan *s, sil_block *k)
{
    if (!sil_scan_char(s, '['))
        return false;
    do {
        sil_span *x = SIL_PUSH(a, k->spans, k->n_spans, k->cap_spans);
        if (!x || !sil_scan_char(s, '[') || !sil_scan_int(s, &x->start) || !sil_scan_char(s, ',') || !sil_scan_int(s, &x->end) || !sil_scan_char(s, ',') ||
            !sil_scan_text(a, s, &x->lang) || !sil_scan_char(s, ']'))
            return false;
    } while (sil_scan_char(s, ','));
    return sil_scan_char(s, ']');
}

static bool plain_cells(sil_arena *a, sil_scan *s, sil_block *k)
{
    static const struct {
        const char *key;
        size_t at;
    } numbers[] = {{"row", offsetof(sil_cell, row)}, {"col", offsetof(sil_cell, col)}, {"start", offsetof(sil_cell, start)}, {"end", offsetof(sil_cell, end)},
                   {"rowspan", offsetof(sil_cell, rowspan)}, {"colspan", offsetof(sil_cell, colspan)}};
    enum { NUMBERS = sizeof numbers / sizeof *numbers };
    if (!sil_scan_char(s, '['))
        return false;
    if (sil_scan_char(s, ']'))
        return true;
    do {
        sil_cell *c = SIL_PUSH(a, k->cells, k->n_cells, k->cap_cells);
        if (!c || !sil_scan_char(s, '{'))
            return false;
        c->rowspan = c->colspan = 1;
        size_t next = 0; /* keys stand in the order of the table */
        do {
            const char *key;
            size_t n;
            if (!sil_scan_key(s, &key, &n))
                return false;
            while (next < NUMBERS && (strlen(numbers[next].key) != n || memcmp(numbers[next].key, key, n) != 0))
                next++;
            if (next < NUMBERS ? !sil_scan_int(s, (int *)(void *)((char *)c + numbers[next].at)) : n != 6 || memcmp(key, "header", 6) != 0 || c->header || !sil_scan_bool(s, &c->header))
                return false;
            next++;
        } while (sil_scan_char(s, ','));
        if (!sil_scan_char(s, '}'))
            return false;
    } while (sil_scan_char(s, ','));
    return sil_scan_char(s, ']');
}

bool sil_block_plain(sil_arena *a, sil_scan *s, sil_block *k)
{
    enum { TEXT, INT, REAL, BOOL, TYPE, WORDS, SPANS, CHANGES, CELLS };
    static const struct {
        const char *key;
        int kind;
        size_t at;
    } members[] = {{"id", TEXT, offsetof(sil_block, id)}, {"type", TYPE, 0}, {"lang", TEXT, offsetof(sil_block, lang)}, {"page", INT, offsetof(sil_block, page)},
                   {"zone", TEXT, offsetof(sil_block, zone)}, {"level", INT, offsetof(sil_block, level)}, {"mark", TEXT, offsetof(sil_block, mark)},
                   {"ref", TEXT, offsetof(sil_block, ref)}, {"at", INT, offsetof(sil_block, at)}, {"at_end", INT, offsetof(sil_block, at_end)},
                   {"table", TEXT, offsetof(sil_block, table)}, {"caption", TEXT, offsetof(sil_block, caption)}, {"source", TEXT, offsetof(sil_block, source)},
                   {"unreadable", BOOL, offsetof(sil_block, unreadable)}, {"conf", REAL, offsetof(sil_block, conf)}, {"text", TEXT, offsetof(sil_block, text)},
                   {"rows", INT, offsetof(sil_block, rows)}, {"cols", INT, offsetof(sil_block, cols)}, {"cells", CELLS, 0}, {"spans", SPANS, 0}, {"changes", CHANGES, 0},
                   {"words", WORDS, 0}};
    enum { MEMBERS = sizeof members / sizeof *members };
    size_t next = 0; /* members stand in the order of the table, as they are written: none can come twice */
    int type = -1;
    k->page = 1;
    if (!sil_scan_char(s, '{'))
        return false;
    do {
        const char *key;
        size_t n;
        bool ok = false;
        if (!sil_scan_key(s, &key, &n))
            return false;
        while (next < MEMBERS && (strlen(members[next].key) != n || memcmp(members[next].key, key, n) != 0))
            next++;
        if (next == MEMBERS)
            return false;
        void *to = (char *)k + members[next].at;
        switch (members[next++].kind) {
        case TEXT: ok = sil_scan_text(a, s, to); break;
        case INT: ok = sil_scan_int(s, to); break;
        case REAL: ok = sil_scan_real(s, to); break;
        case BOOL: ok = sil_scan_bool(s, to); break;
        case WORDS: ok = plain_words(a, s, k); break;
        case SPANS: ok = plain_spans(a, s, k); break;
        case CHANGES: ok = plain_changes(a, s, k); break;
        case CELLS: ok = plain_cells(a, s, k); break;
        case TYPE: {
            const char *name;
            ok = sil_scan_plain(s, &name, &n);
            for (int t = 0; ok && type < 0 && t < SIL_BLOCK_TYPES; t++)
                if (strlen(sil_block_type_name((sil_block_type)t)) == n && memcmp(sil_block_type_name((sil_block_type)t), name, n) == 0)
                    type = t;
        }
        }
        if (!ok)
            return false;
    } while (sil_scan_char(s, ','));
    if (!sil_scan_char(s, '}') || s->p != s->end || !k->id || type < 0)
        return false;
    k->type = (sil_block_type)type;
    return (k->lang || (k->lang = sil_strdup(a, ""))) && (k->text || (k->text = sil_strdup(a, "")));
}
