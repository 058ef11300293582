/* 2-ocr/forms.c: see forms.h. read_han.c asks it for the model of a line, page.c has each line settled before hanja.c checks readings. */
#include "forms.h"

#include <stdlib.h>
#include <string.h>

#include "sillok/text.h"
#include "sillok/tsv.h"

typedef struct entry {
    int32_t cp, korean;
    sil_form form;
} entry;

struct sil_forms {
    sil_arena *a;
    entry *e; /* sorted by cp */
    size_t n, cap;
};

/* An entry in Hanja alone: what was read less sure than this gives way to Korea's form. */
static const double SURE = 0.60;

static int by_cp(const void *x, const void *y)
{
    const entry *a = x, *b = y;
    return (a->cp > b->cp) - (a->cp < b->cp);
}

static const entry *find(const sil_forms *f, int32_t cp)
{
    entry key = {.cp = cp};
    return f ? bsearch(&key, f->e, f->n, sizeof key, by_cp) : NULL;
}

static int32_t only_char(const char *s)
{
    size_t i = 0, len = strlen(s);
    int32_t c = len ? sil_cp_next(s, len, &i) : 0;
    return i == len ? c : 0;
}

static sil_status add_row(sil_forms *f, const sil_tsv *t, size_t row, const int col[3], sil_err *err)
{
    static const struct {
        const char *name;
        sil_form form;
    } KINDS[] = {{"shape", SIL_FORM_SHAPE}, {"mainland", SIL_FORM_MAINLAND}, {"both", SIL_FORM_BOTH}, {"japan", SIL_FORM_JAPAN}};
    int32_t cp = only_char(t->rows[row][col[0]]), korean = only_char(t->rows[row][col[1]]);
    sil_form form = SIL_FORM_ONE;
    for (size_t k = 0; k < sizeof KINDS / sizeof *KINDS; k++)
        form = strcmp(t->rows[row][col[2]], KINDS[k].name) == 0 ? KINDS[k].form : form;
    if (sil_script_of(cp) != SIL_SCRIPT_HAN || sil_script_of(korean) != SIL_SCRIPT_HAN || cp == korean || form == SIL_FORM_ONE)
        return sil_fail(err, SIL_FORMAT, "%s line %zu: form and korean must be one Han character each, kind one of shape, mainland, both, japan", t->path, t->lines[row]);
    for (int k = 0; k < (form == SIL_FORM_SHAPE ? 1 : 2); k++) { /* what has a reformed form is a sign of Korea's (or Taiwan's) writing */
        entry *e = SIL_PUSH(f->a, f->e, f->n, f->cap);
        if (!e)
            return sil_fail(err, SIL_NOMEM, "no memory for the forms of Hanja");
        *e = k ? (entry){korean, korean, SIL_FORM_KOREAN} : (entry){cp, korean, form};
    }
    return SIL_OK;
}

/* Korea's forms come in once for each other form. */
static void drop_doubles(sil_forms *f)
{
    size_t n = 0;
    for (size_t i = 0; i < f->n; i++)
        if (!n || f->e[i].cp != f->e[n - 1].cp)
            f->e[n++] = f->e[i];
    f->n = n;
}

sil_status sil_forms_open(const char *config, sil_forms **out, sil_err *err)
{
    static const char *const need[] = {"form", "korean", "kind", NULL};
    *out = NULL;
    sil_arena *a = sil_arena_new(0), *rows = sil_arena_new(0);
    sil_forms *f = a && rows ? sil_alloc(a, sizeof *f) : NULL;
    char *path = f ? sil_sprintf(rows, "%s/" SIL_FORMS_RULES, config) : NULL;
    sil_tsv t = {0};
    sil_status st = path ? sil_tsv_read(rows, path, need, &t, err) : sil_fail(err, SIL_NOMEM, "no memory for the forms of Hanja");
    if (st == SIL_OK) {
        f->a = a;
        int col[3];
        for (int k = 0; k < 3; k++)
            col[k] = sil_tsv_column(&t, need[k]);
        for (size_t i = 0; st == SIL_OK && i < t.n_rows; i++)
            st = add_row(f, &t, i, col, err);
    }
    sil_arena_free(rows);
    if (st != SIL_OK) {
        sil_arena_free(a);
        return st;
    }
    qsort(f->e, f->n, sizeof *f->e, by_cp);
    drop_doubles(f);
    *out = f;
    return SIL_OK;
}

void sil_forms_free(sil_forms *f)
{
    if (f)
        sil_arena_free(f->a);
}

sil_form sil_form_of(const sil_forms *f, int32_t cp, int32_t *korean)
{
    const entry *e = find(f, cp);
    if (korean)
        *korean = e ? e->korean : cp;
    return e ? e->form : SIL_FORM_ONE;
}

bool sil_forms_same(const sil_forms *f, int32_t a, int32_t b)
{
    int32_t ka, kb;
    sil_form_of(f, a, &ka), sil_form_of(f, b, &kb);
    return ka == kb;
}

static bool han(const sil_glyph *g) { return sil_script_of(g->cp) == SIL_SCRIPT_HAN; }

sil_form_count sil_forms_count(const sil_forms *f, const sil_glyph *g, size_t n)
{
    sil_form_count c = {0};
    for (size_t i = 0; i < n; i++) {
        c.hangul += sil_script_of(g[i].cp) == SIL_SCRIPT_HANGUL;
        if (!han(&g[i]))
            continue;
        sil_form form = sil_form_of(f, g[i].cp, NULL);
        c.han++, c.korean += form == SIL_FORM_KOREAN, c.mainland += form == SIL_FORM_MAINLAND, c.both += form == SIL_FORM_BOTH, c.japan += form == SIL_FORM_JAPAN;
    }
    return c;
}

sil_model sil_forms_model(const sil_form_count *c) { return c->mainland > c->japan && c->mainland + c->both >= c->korean ? SIL_MODEL_HANS : SIL_MODEL_HANT; }

static sil_status set(sil_arena *a, sil_glyph *g, int32_t cp, sil_err *err)
{
    if (!g->other && !(g->other = sil_strdup(a, g->text)))
        return sil_fail(err, SIL_NOMEM, "no memory to settle forms of Hanja");
    sil_cp_put(g->text, cp);
    g->cp = cp;
    g->changed = true;
    return SIL_OK;
}

/* 청주(淸州): every Hanja of the run [i, j) is, in Korea's form, read as the line says. */
static bool glosses(const sil_forms *f, const sil_hanja *h, const sil_reading *r, const int32_t *said, size_t i, size_t j)
{
    for (size_t k = i; said && k < j; k++) {
        int32_t to;
        sil_form_of(f, r->glyphs[k].cp, &to);
        if (!said[k] || !sil_hanja_reads(h, to, said[k]))
            return false;
    }
    return said != NULL;
}

sil_status sil_forms_settle(const sil_forms *f, const sil_hanja *h, sil_arena *a, sil_reading *r, sil_err *err)
{
    sil_form_count line = sil_forms_count(f, r->glyphs, r->n);
    bool korean = line.hangul > 0, dated = false; /* a line of Hanja alone with a number may be an entry of a bibliography, so Chinese of Taiwan */
    for (size_t i = 0; i < r->n; i++)
        dated |= !korean && sil_script_of(r->glyphs[i].cp) == SIL_SCRIPT_DIGIT;
    if (!f || !line.han || (!korean && line.mainland + line.both + line.japan > line.korean))
        return SIL_OK;
    int32_t *said = h ? sil_alloc(a, sizeof *said * r->n) : NULL;
    if (h && !said)
        return sil_fail(err, SIL_NOMEM, "no memory to settle forms of Hanja");
    if (h)
        sil_hanja_said(h, r->glyphs, r->n, said);
    for (size_t i = 0, j; i < r->n; i = j) {
        for (j = i; j < r->n && han(&r->glyphs[j]);)
            j++;
        if (j == i) {
            j++;
            continue;
        }
        sil_form_count run = sil_forms_count(f, r->glyphs + i, j - i);
        bool chinese = false;
        for (size_t k = i; k < j; k++)
            chinese |= r->glyphs[k].model == SIL_MODEL_HANS || r->glyphs[k].model == SIL_MODEL_USER;
        size_t reformed = run.mainland + run.both + run.japan;
        bool quoted = i && (r->glyphs[i - 1].cp == '(' || r->glyphs[i - 1].cp == 0xff08); /* 거리가 없다(天涯若比鄰): no word of the line */
        bool gloss = glosses(f, h, r, said, i, j), ours = run.korean > 0 || (reformed == 0 && line.korean >= line.mainland + line.both + line.japan);
        for (size_t k = i; k < j; k++) {
            sil_glyph *g = &r->glyphs[k];
            int32_t to;
            sil_form form = sil_form_of(f, g->cp, &to);
            bool sure = g->conf >= SURE;
            bool take = form == SIL_FORM_SHAPE ? gloss || (!quoted && ours && reformed <= run.korean) : !dated && form != SIL_FORM_ONE && form != SIL_FORM_KOREAN && reformed <= (gloss ? 1 : run.korean);
            if (!take || chinese || (dated && sure))
                continue;
            sil_status st = set(a, g, to, err);
            if (st != SIL_OK)
                return st;
        }
    }
    return SIL_OK;
}
