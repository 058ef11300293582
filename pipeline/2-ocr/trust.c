/* 2-ocr/trust.c: see trust.h. Called by words.c for each word. */
#include "trust.h"

#include <stdlib.h>
#include <string.h>

#include "sillok/text.h"
#include "sillok/tsv.h"

static const char ANY[] = "any", BLIND[] = "blind";

/* A character that was seen and not read (U+FFFD): the word is not right, whatever the rest of it is. */
static const double NOT_READ = 0.05;

/* ---- evidence ---- */

static const char *model_name(sil_model m)
{
    static const char *const names[SIL_MODELS] = {
        [SIL_MODEL_KO] = "light", [SIL_MODEL_WHOLE] = "whole", [SIL_MODEL_EN] = "eng", [SIL_MODEL_HANT] = "chi_tra", [SIL_MODEL_HANS] = "chi_sim", [SIL_MODEL_USER] = "user"};
    return m < SIL_MODELS ? names[m] : "several";
}

/* 도시(都市): as many Hanja as syllables before the bracket, each with that reading. */
static bool gloss(const sil_glyph *g, size_t n, const sil_hanja *hanja)
{
    size_t open = 0, han = 0;
    while (open < n && g[open].cp != '(' && g[open].cp != 0xff08)
        open++;
    while (open + 1 + han < n && sil_script_of(g[open + 1 + han].cp) == SIL_SCRIPT_HAN)
        han++;
    if (!hanja || han == 0 || han > open)
        return false;
    for (size_t i = 0; i < han; i++)
        if (!sil_hanja_reads(hanja, g[open + 1 + i].cp, g[open - han + i].cp))
            return false;
    return true;
}

static const char *kind_of(const sil_glyph *g, size_t n, const sil_hanja *hanja)
{
    size_t k[SIL_SCRIPT_SPACE + 1] = {0};
    bool blind = false;
    for (size_t i = 0; i < n; i++)
        k[sil_script_of(g[i].cp)]++, blind |= g[i].cp == 0xfffd;
    int kinds = (k[SIL_SCRIPT_HANGUL] > 0) + (k[SIL_SCRIPT_HAN] > 0) + (k[SIL_SCRIPT_LATIN] > 0) + (k[SIL_SCRIPT_DIGIT] > 0);
    if (blind)
        return BLIND;
    if (k[SIL_SCRIPT_HANGUL] && k[SIL_SCRIPT_HAN] && gloss(g, n, hanja))
        return "gloss";
    return kinds == 0 ? "marks" : kinds > 1 ? "mixed" : k[SIL_SCRIPT_HANGUL] ? "hangul" : k[SIL_SCRIPT_HAN] ? "han" : k[SIL_SCRIPT_LATIN] ? "latin" : "number";
}

sil_evidence sil_evidence_of(const sil_glyph *g, size_t n, const sil_hanja *hanja)
{
    double mean = 0, least = 1;
    bool agreed = true, disputed = false, changed = false;
    sil_model model = g[0].model;
    for (size_t i = 0; i < n; i++) {
        mean += g[i].conf / (double)n;
        least = g[i].conf < least ? g[i].conf : least;
        agreed &= g[i].agreed;
        disputed |= g[i].disputed || (g[i].other && !g[i].changed);
        changed |= g[i].changed;
        model = g[i].model == model ? model : SIL_MODELS;
    }
    return (sil_evidence){
        .model = model_name(model),
        .kind = kind_of(g, n, hanja),
        .seen = changed ? "changed" : disputed ? "disputed" : agreed ? "agreed" : "once",
        .raw = (mean + least) / 2,
    };
}

char *sil_evidence_text(sil_arena *a, const sil_evidence *e) { return sil_sprintf(a, "%s %s %s %.4f", e->model, e->kind, e->seen, e->raw); }

/* ---- shares ---- */

typedef struct row {
    const char *model, *kind, *seen; /* fields of the table */
    double raw, share;
} row;

struct sil_trust {
    sil_arena *a;
    row *rows; /* as in the file: those of one model, kind and seen stand together, raw ascending */
    size_t n, cap;
};

static bool same(const row *x, const row *y) { return strcmp(x->model, y->model) == 0 && strcmp(x->kind, y->kind) == 0 && strcmp(x->seen, y->seen) == 0; }

static bool part(const char *field, double *out)
{
    char *end;
    *out = strtod(field, &end);
    return end != field && *end == '\0' && *out >= 0 && *out <= 1;
}

static sil_status read_rows(sil_trust *t, const char *path, sil_err *err)
{
    static const char *const need[] = {"model", "kind", "seen", "raw", "share", NULL};
    sil_tsv v;
    sil_status st = sil_tsv_read(t->a, path, need, &v, err);
    for (size_t i = 0; st == SIL_OK && i < v.n_rows; i++) {
        char **f = v.rows[i];
        row *r = SIL_PUSH(t->a, t->rows, t->n, t->cap), *before = r && t->n > 1 ? r - 1 : NULL;
        if (!r)
            return sil_fail(err, SIL_NOMEM, "no memory for %s", path);
        *r = (row){.model = f[sil_tsv_column(&v, "model")], .kind = f[sil_tsv_column(&v, "kind")], .seen = f[sil_tsv_column(&v, "seen")]};
        if (!part(f[sil_tsv_column(&v, "raw")], &r->raw) || !part(f[sil_tsv_column(&v, "share")], &r->share))
            return sil_fail(err, SIL_USAGE, "%s line %zu: raw and share must be numbers from 0 to 1; `make calibrate` writes this file anew", path, v.lines[i]);
        if (before && same(before, r) && (r->raw <= before->raw || r->share < before->share))
            return sil_fail(err, SIL_USAGE, "%s line %zu: in the rows of one model, kind and seen raw must grow, and share must not fall; `make calibrate` writes this file anew", path, v.lines[i]);
    }
    return st;
}

sil_status sil_trust_open(const char *path, sil_trust **out, sil_err *err)
{
    *out = NULL;
    sil_arena *a = sil_arena_new(0);
    sil_trust *t = a ? sil_alloc(a, sizeof *t) : NULL;
    if (!t) {
        sil_arena_free(a);
        return sil_fail(err, SIL_NOMEM, "no memory for %s", path);
    }
    t->a = a;
    sil_status st = read_rows(t, path, err);
    if (st == SIL_OK)
        *out = t;
    else
        sil_trust_free(t);
    return st;
}

void sil_trust_free(sil_trust *t)
{
    if (t)
        sil_arena_free(t->a);
}

/* Interpolated between the rows of the key; *found: there are such. */
static double at(const sil_trust *t, const row *key, double raw, bool *found)
{
    const row *below = NULL, *above = NULL;
    for (size_t i = 0; i < t->n && !above; i++)
        if (same(&t->rows[i], key)) {
            if (t->rows[i].raw <= raw)
                below = &t->rows[i];
            else
                above = &t->rows[i];
        }
    *found = below || above;
    if (!*found)
        return raw;
    if (!below || !above)
        return below ? below->share : above->share;
    return below->share + (above->share - below->share) * (raw - below->raw) / (above->raw - below->raw);
}

double sil_trust_share(const sil_trust *t, const sil_evidence *e)
{
    const row keys[] = {{e->model, e->kind, e->seen, 0, 0}, {ANY, e->kind, e->seen, 0, 0}, {ANY, ANY, e->seen, 0, 0}, {ANY, ANY, ANY, 0, 0}};
    bool found = false;
    double share = e->raw;
    for (size_t i = 0; t && !found && i < sizeof keys / sizeof *keys; i++)
        share = at(t, &keys[i], e->raw, &found);
    return strcmp(e->kind, BLIND) == 0 && share > NOT_READ ? NOT_READ : share;
}
