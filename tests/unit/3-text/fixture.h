/* fixture.h: small made pages for the tests of room 3, and the room's rules from config/. */
#ifndef FIXTURE_H
#define FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "flow.h"
#include "sillok/text.h"

typedef struct fixture {
    sil_arena *arena;
    sil_tx_rules *rules;
    sil_page page[8];
    size_t n_pages;
    sil_text text; /* after run() */
    char config[4200];
} fixture;

static inline void fixture_open(fixture *f)
{
    sil_err err = {0};
    *f = (fixture){.arena = sil_arena_new(0)};
    char exe[4096] = "", *config = f->config;
    const char *set = getenv("SILLOK_CONFIG");
    assert_non_null(f->arena);
    if (!set) { /* build/unit/3-text/test_x beside config/ */
        ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
        assert_true(n > 0);
        exe[n] = '\0';
        for (int i = 0; i < 4 && strrchr(exe, '/'); i++)
            *strrchr(exe, '/') = '\0';
    }
    snprintf(config, sizeof f->config, "%s%s", set ? set : exe, set ? "" : "/config");
    if (sil_tx_rules_open(config, &f->rules, &err))
        fail_msg("%s", err.text);
}

/* What was taken from the arena so far is given back. */
static inline void fixture_reset(fixture *f)
{
    sil_arena_free(f->arena);
    f->arena = sil_arena_new(0);
    assert_non_null(f->arena);
}

static inline void fixture_close(fixture *f)
{
    sil_tx_rules_close(f->rules);
    sil_arena_free(f->arena);
}

/* A new page: a typewriter grid, or pixels 1000 x 1400. */
static inline sil_page *fixture_page(fixture *f, bool pixels)
{
    sil_page *p = &f->page[f->n_pages++];
    *p = (sil_page){.page = (int)f->n_pages, .width = 1000, .height = 1400, .pixels = pixels, .conf = 0.9};
    return p;
}

static inline sil_zone *fixture_zone(fixture *f, sil_page *p, sil_zone_kind kind, sil_box box)
{
    sil_zone *z = SIL_PUSH(f->arena, p->zones, p->n_zones, p->cap_zones);
    assert_non_null(z);
    z->kind = kind;
    z->box = box;
    return z;
}

/* A line of words set from x0 on at height y, `unit` pixels a character of width one (two for wide ones). */
static inline sil_line *fixture_line(fixture *f, sil_zone *z, int x0, int y, int height, int unit, const char *text)
{
    sil_line *l = SIL_PUSH(f->arena, z->lines, z->n_lines, z->cap_lines);
    assert_non_null(l);
    *l = (sil_line){0};
    int x = x0;
    size_t len = strlen(text);
    for (size_t i = 0; i < len;) {
        while (i < len && text[i] == ' ') {
            x += unit;
            i++;
        }
        size_t e = i;
        int start = x;
        while (e < len && text[e] != ' ') {
            int32_t c = sil_cp_next(text, len, &e);
            x += c >= 0x1100 ? 2 * unit : unit;
        }
        if (e == i)
            break;
        sil_word *w = SIL_PUSH(f->arena, l->words, l->n_words, l->cap_words);
        assert_non_null(w);
        *w = (sil_word){.text = sil_strndup(f->arena, text + i, e - i), .box = {start, y, x, y + height}, .conf = 0.9, .space_after = e < len};
        l->box = sil_box_union(l->box, w->box);
        i = e;
    }
    z->box = sil_box_union(z->box, l->box);
    return l;
}

/* A typewriter page from its text. */
static inline void fixture_text(fixture *f, const char *text)
{
    sil_page *p = fixture_page(f, false);
    sil_zone *z = fixture_zone(f, p, SIL_ZONE_TEXT, (sil_box){0});
    int y = 0;
    for (const char *s = text; *s; y += 20) {
        size_t n = strcspn(s, "\n");
        if (n)
            fixture_line(f, z, 0, y, 20, 10, sil_strndup(f->arena, s, n));
        s += n + (s[n] == '\n');
    }
    p->height = y;
}

/* All steps of the room over the pages made. */
static inline void fixture_run(fixture *f)
{
    sil_err err = {0};
    sil_tx_doc *d = sil_alloc(f->arena, sizeof *d);
    *d = (sil_tx_doc){.arena = f->arena, .rules = f->rules};
    for (size_t i = 0; i < f->n_pages; i++) {
        assert_int_equal(sil_page_number(f->arena, &f->page[i], &err), SIL_OK);
        assert_int_equal(sil_tx_gather(d, &f->page[i], &err), SIL_OK);
    }
    if (sil_tx_flow(d, NULL, &f->text, &err))
        fail_msg("%s", err.text);
}

/* The nth block (from 0) of a type, or NULL. */
static inline const sil_block *fixture_block(const fixture *f, sil_block_type type, size_t n)
{
    for (size_t i = 0; i < f->text.n_blocks; i++)
        if (f->text.blocks[i].type == type && !n--)
            return &f->text.blocks[i];
    return NULL;
}

static inline const char *fixture_nth(const fixture *f, sil_block_type type, size_t n)
{
    const sil_block *b = fixture_block(f, type, n);
    return b ? b->text : "(no such block)";
}

/* Text of a cell of a table block. */
static inline const char *fixture_cell(fixture *f, const sil_block *b, int row, int col)
{
    for (size_t i = 0; i < b->n_cells; i++)
        if (b->cells[i].row == row && b->cells[i].col == col)
            return sil_cp_slice(f->arena, b->text, (size_t)b->cells[i].start, (size_t)b->cells[i].end);
    return "";
}

#endif
