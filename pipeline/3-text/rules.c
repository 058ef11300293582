/* rules.c: reads config/rules/text-*.tsv and matches their patterns; used by every step of this room. */
#include "rules.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include "sillok/file.h"
#include "sillok/text.h"
#include "sillok/tsv.h"

const char *const sil_tx_rule_files[] = {"rules/text-normalize.tsv", "rules/text-join.tsv", "rules/text-furniture.tsv", "rules/text-headings.tsv",
                                         "rules/text-captions.tsv", "rules/text-sections.tsv", "rules/text-lists.tsv", "rules/text-tables.tsv",
                                         "rules/text-header.tsv", SIL_PERSONS_FILE, SIL_TX_KOREAN_FILE, NULL};

static uint64_t hash_of(const int32_t *cp, size_t n)
{
    uint64_t h = 1469598103934665603u;
    for (size_t i = 0; i < n; i++) {
        h ^= (uint64_t)(uint32_t)cp[i];
        h *= 1099511628211u;
    }
    return h ? h : 1;
}

static bool words_put(sil_tx_words *w, uint64_t h)
{
    size_t i = (size_t)h & (w->cap - 1);
    while (w->slot[i] && w->slot[i] != h)
        i = (i + 1) & (w->cap - 1);
    if (w->slot[i])
        return false;
    w->slot[i] = h;
    return true;
}

bool sil_tx_words_add(sil_tx_words *w, const int32_t *cp, size_t n)
{
    if ((w->n + 1) * 2 > w->cap) {
        sil_tx_words bigger = {.cap = w->cap ? w->cap * 2 : 1024};
        bigger.slot = calloc(bigger.cap, sizeof *bigger.slot);
        if (!bigger.slot)
            return false;
        for (size_t i = 0; i < w->cap; i++)
            if (w->slot[i])
                words_put(&bigger, w->slot[i]);
        bigger.n = w->n;
        free(w->slot);
        *w = bigger;
    }
    if (words_put(w, hash_of(cp, n)))
        w->n++;
    return true;
}

bool sil_tx_words_has(const sil_tx_words *w, const int32_t *cp, size_t n)
{
    if (!w->cap || !n)
        return false;
    uint64_t h = hash_of(cp, n);
    size_t i = (size_t)h & (w->cap - 1);
    while (w->slot[i] && w->slot[i] != h)
        i = (i + 1) & (w->cap - 1);
    return w->slot[i] == h;
}

void sil_tx_words_free(sil_tx_words *w)
{
    free(w->slot);
    *w = (sil_tx_words){0};
}

static unsigned langs_of(const char *field)
{
    unsigned bits = 0;
    if (!*field || strchr(field, '*'))
        return SIL_TX_ANY;
    if (strstr(field, "ko"))
        bits |= SIL_TX_KO;
    if (strstr(field, "zh-paper"))
        return SIL_TX_ZH_PAPER;
    if (strstr(field, "zh"))
        bits |= SIL_TX_ZH;
    if (strstr(field, "en"))
        bits |= SIL_TX_EN;
    return bits ? bits : SIL_TX_ANY;
}

static sil_status compile(const char *path, size_t line, const char *pattern, URegularExpression **re, sil_err *err)
{
    UErrorCode code = U_ZERO_ERROR;
    UChar u[2048];
    int32_t n = 0;
    u_strFromUTF8(u, 2048, &n, pattern, -1, &code);
    UParseError where = {0};
    *re = U_SUCCESS(code) ? uregex_open(u, n, 0, &where, &code) : NULL;
    if (U_FAILURE(code))
        return sil_fail(err, SIL_USAGE, "%s line %zu: the pattern \"%s\" is no regular expression of ICU (%s at character %d); mend it", path, line, pattern, u_errorName(code), where.offset);
    uregex_setStackLimit(*re, 1 << 20, &code);
    uregex_setTimeLimit(*re, 200, &code);
    return SIL_OK;
}

static sil_status read_patterns(sil_tx_rules *r, const char *path, sil_tx_table_rules *t, sil_err *err)
{
    static const char *const need[] = {"kind", "lang", "level", "pattern", "example", NULL};
    sil_tsv tsv;
    sil_status s = sil_tsv_read(r->arena, path, need, &tsv, err);
    if (s)
        return s;
    int kind = sil_tsv_column(&tsv, "kind"), lang = sil_tsv_column(&tsv, "lang"), level = sil_tsv_column(&tsv, "level");
    int pattern = sil_tsv_column(&tsv, "pattern"), example = sil_tsv_column(&tsv, "example");
    for (size_t i = 0; i < tsv.n_rows; i++) {
        sil_tx_rule *x = SIL_PUSH(r->arena, t->v, t->n, t->cap);
        if (!x)
            return sil_fail(err, SIL_NOMEM, "%s: no memory for the rules", path);
        x->kind = tsv.rows[i][kind];
        x->langs = langs_of(tsv.rows[i][lang]);
        x->level = atoi(tsv.rows[i][level]);
        x->pattern = tsv.rows[i][pattern];
        x->example = tsv.rows[i][example];
        if ((s = compile(path, tsv.lines[i], x->pattern, &x->re, err)))
            return s;
        x->starts = sil_starts_new(x->re, x->pattern);
    }
    return SIL_OK;
}

/* "U+FF01..U+FF5E", "U+00AD" or the characters themselves. */
static int32_t code_point(const char **p)
{
    if (!strncmp(*p, "U+", 2)) {
        char *end;
        long v = strtol(*p + 2, &end, 16);
        *p = end;
        return (int32_t)v;
    }
    size_t i = 0;
    int32_t c = sil_cp_next(*p, strlen(*p), &i);
    *p += i;
    return c;
}

/* What U+2F08 is in NFKC, when it is one character. */
static sil_status compatible(const char *path, size_t line, int32_t c, int32_t *to, sil_err *err)
{
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&code);
    UChar from[2] = {0}, out[32] = {0};
    UChar32 form = 0;
    int32_t n = 0;
    U16_APPEND_UNSAFE(from, n, c);
    n = unorm2_normalize(nfkc, from, n, out, 32, &code);
    if (U_SUCCESS(code) && n)
        form = U16_IS_LEAD(out[0]) && n > 1 ? (UChar32)U16_GET_SUPPLEMENTARY(out[0], out[1]) : out[0];
    *to = form;
    return form && n == U16_LENGTH(form) ? SIL_OK : sil_fail(err, SIL_USAGE, "%s line %zu: U+%04X has no compatibility form of one character; leave it out", path, line, (unsigned)c);
}

typedef struct char_row { /* a row of text-normalize.tsv that is no regular expression */
    const char *kind, *from, *to;
    char *name, *example;
    unsigned langs;
    size_t line;
} char_row;

static sil_status add_range(sil_tx_rules *r, const char *path, const char_row *row, int32_t a, int32_t b, const sil_tx_char_rule *what, sil_err *err)
{
    bool each = !strcmp(row->kind, "nfkc");
    for (int32_t c = a; c <= b; c++) {
        sil_tx_char_rule *x = SIL_PUSH(r->arena, r->chars, r->n_chars, r->cap_chars);
        int32_t *form = each ? sil_alloc(r->arena, sizeof *form) : NULL;
        if (!x || (each && !form))
            return sil_fail(err, SIL_NOMEM, "%s: no memory for the rules", path);
        *x = *what;
        x->from = each ? c : a;
        x->to = each ? c : b;
        if (!each)
            break;
        sil_status s = compatible(path, row->line, c, form, err);
        if (s)
            return s;
        x->with = form;
        x->n_with = 1;
    }
    return SIL_OK;
}

static sil_status add_chars(sil_tx_rules *r, const char *path, const char_row *row, sil_err *err)
{
    sil_tx_char_rule what = {.langs = row->langs, .name = row->name, .example = row->example};
    size_t cap_with = 0;
    bool shift = !strcmp(row->kind, "shift");
    if (shift)
        what.shift = (int32_t)strtol(row->to, NULL, 0);
    for (const char *p = shift ? "" : row->to; *p;) {
        int32_t *c = SIL_PUSH(r->arena, what.with, what.n_with, cap_with);
        if (!c)
            return sil_fail(err, SIL_NOMEM, "%s: no memory for the rules", path);
        *c = code_point(&p);
    }
    if (!shift && !what.with && !(what.with = sil_alloc(r->arena, sizeof *what.with))) /* replaced by nothing */
        return sil_fail(err, SIL_NOMEM, "%s: no memory for the rules", path);
    for (const char *p = row->from; *p;) {
        int32_t a = code_point(&p), b = a;
        if (!strncmp(p, "..", 2)) {
            p += 2;
            b = code_point(&p);
        }
        if (b < a)
            return sil_fail(err, SIL_USAGE, "%s line %zu: the range in \"%s\" runs backwards", path, row->line, row->from);
        sil_status s = add_range(r, path, row, a, b, &what, err);
        if (s)
            return s;
        while (*p == ' ')
            p++;
    }
    return SIL_OK;
}

static int by_from(const void *x, const void *y)
{
    const sil_tx_char_rule *a = x, *b = y;
    return a->from < b->from ? -1 : a->from > b->from;
}

static sil_status read_normalize(sil_tx_rules *r, const char *path, sil_err *err)
{
    static const char *const need[] = {"kind", "rule", "lang", "from", "to", "example", NULL};
    sil_tsv tsv;
    sil_status s = sil_tsv_read(r->arena, path, need, &tsv, err);
    if (s)
        return s;
    int kind = sil_tsv_column(&tsv, "kind"), lang = sil_tsv_column(&tsv, "lang"), from = sil_tsv_column(&tsv, "from"), to = sil_tsv_column(&tsv, "to"), name = sil_tsv_column(&tsv, "rule"), example = sil_tsv_column(&tsv, "example");
    for (size_t i = 0; i < tsv.n_rows; i++) {
        char **row = tsv.rows[i];
        unsigned langs = langs_of(row[lang]);
        if (strcmp(row[kind], "regex")) {
            const char_row c = {row[kind], row[from], row[to], row[name], row[example], langs, tsv.lines[i]};
            if ((s = add_chars(r, path, &c, err)))
                return s;
            continue;
        }
        sil_tx_rule *x = SIL_PUSH(r->arena, r->spaces.v, r->spaces.n, r->spaces.cap);
        if (!x)
            return sil_fail(err, SIL_NOMEM, "%s: no memory for the rules", path);
        *x = (sil_tx_rule){.kind = row[to], .name = row[name], .langs = langs, .pattern = row[from], .example = row[example]};
        if ((s = compile(path, tsv.lines[i], x->pattern, &x->re, err)))
            return s;
    }
    qsort(r->chars, r->n_chars, sizeof *r->chars, by_from);
    return SIL_OK;
}

/* The English word list, words of letters only, in lower case. Its absence is no error: it is in the recipe when it is there. */
static sil_status read_english(sil_tx_rules *r, sil_err *err)
{
    if (!sil_file_exists(SIL_TX_ENGLISH_WORDS))
        return SIL_OK;
    sil_arena *a = sil_arena_new(0);
    char *data = NULL;
    size_t len = 0;
    if (!a)
        return sil_fail(err, SIL_NOMEM, "no memory for the English word list");
    sil_status s = sil_file_read(a, SIL_TX_ENGLISH_WORDS, 64u << 20, &data, &len, err);
    int32_t word[64];
    size_t n = 0;
    bool letters = true;
    for (size_t i = 0; !s && i < len; i++) {
        unsigned char c = (unsigned char)data[i];
        if (c == '\n') {
            if (letters && n && n < 64 && !sil_tx_words_add(&r->english, word, n))
                s = sil_fail(err, SIL_NOMEM, "no memory for the English word list");
            n = 0;
            letters = true;
        } else if (n < 64 && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) {
            word[n++] = c | 32;
        } else {
            letters = false;
        }
    }
    sil_arena_free(a);
    return s;
}

sil_status sil_tx_rules_open(const char *config, sil_tx_rules **out, sil_err *err)
{
    *out = NULL;
    sil_arena *a = sil_arena_new(0);
    sil_tx_rules *r = a ? sil_alloc(a, sizeof *r) : NULL;
    if (!r) {
        sil_arena_free(a);
        return sil_fail(err, SIL_NOMEM, "no memory for the rules of the text room");
    }
    r->arena = a;
    sil_tx_table_rules *tables[] = {&r->join, &r->furniture, &r->headings, &r->captions, &r->sections, &r->lists, &r->tables, &r->header};
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", config, sil_tx_rule_files[0]);
    sil_status s = read_normalize(r, path, err);
    for (size_t i = 0; !s && i < sizeof tables / sizeof *tables; i++) {
        snprintf(path, sizeof path, "%s/%s", config, sil_tx_rule_files[i + 1]);
        s = read_patterns(r, path, tables[i], err);
    }
    if (!s)
        s = sil_persons_open(config, &r->persons, err);
    if (!s)
        s = sil_tx_korean_open(config, &r->korean, err);
    if (!s)
        s = read_english(r, err);
    if (s) {
        sil_tx_rules_close(r);
        return s;
    }
    *out = r;
    return SIL_OK;
}

static void close_table(sil_tx_table_rules *t)
{
    for (size_t i = 0; i < t->n; i++) {
        uregex_close(t->v[i].re);
        sil_starts_free(t->v[i].starts);
    }
}

void sil_tx_rules_close(sil_tx_rules *r)
{
    if (!r)
        return;
    sil_tx_table_rules *tables[] = {&r->spaces, &r->join, &r->furniture, &r->headings, &r->captions, &r->sections, &r->lists, &r->tables, &r->header};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        close_table(tables[i]);
    sil_persons_close(r->persons);
    sil_tx_korean_close(&r->korean);
    sil_tx_words_free(&r->english);
    sil_tx_utf16_free(&r->u16);
    sil_arena_free(r->arena);
}

bool sil_tx_rule_match_from(sil_tx_rules *r, const sil_tx_table_rules *t, const char *kind, unsigned lang, const sil_tx_run *run, size_t from, bool at_start, sil_tx_match *m)
{
    bool ready = false;
    int32_t unit = 0;
    for (size_t i = 0; i < t->n; i++) {
        sil_tx_rule *x = &t->v[i];
        if ((kind && strcmp(x->kind, kind)) || !(x->langs & lang))
            continue;
        if (at_start && from < run->n && !sil_starts_may(x->starts, run->cp[from]))
            continue;
        if (!ready) {
            if (!sil_tx_utf16_of(&r->u16, run))
                return false;
            while (unit < r->u16.n && (size_t)r->u16.at[unit] < from)
                unit++;
            ready = true;
        }
        UErrorCode code = U_ZERO_ERROR;
        uregex_setText(x->re, r->u16.u, r->u16.n, &code);
        UBool hit = false;
        if (at_start) {
            uregex_setRegion(x->re, unit, r->u16.n, &code);
            hit = uregex_lookingAt(x->re, -1, &code);
        } else {
            hit = uregex_find(x->re, unit, &code);
        }
        if (U_FAILURE(code) || !hit)
            continue;
        if (m) {
            m->rule = x;
            for (int g = 0; g < 10; g++) {
                UErrorCode none = U_ZERO_ERROR;
                int32_t b = uregex_start(x->re, g, &none), e = uregex_end(x->re, g, &none);
                m->start[g] = m->end[g] = -1;
                if (U_SUCCESS(none) && b >= 0) {
                    m->start[g] = r->u16.at[b];
                    m->end[g] = r->u16.at[e];
                }
            }
        }
        return true;
    }
    return false;
}

bool sil_tx_rule_match(sil_tx_rules *r, const sil_tx_table_rules *t, const char *kind, unsigned lang, const sil_tx_run *run, bool at_start, sil_tx_match *m)
{
    return sil_tx_rule_match_from(r, t, kind, lang, run, 0, at_start, m);
}
