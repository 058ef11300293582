/* rules.c: room 4, at the start of the program: the rule tables that a linguist may change. */
#include "rules.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ustring.h>

#include "sillok/text.h"
#include "sillok/tsv.h"
#include "view.h"

static sil_status nomem(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "out of memory for the rule tables");
}

static sil_status read_table(sil_arena *a, const char *config, const char *name, const char *const *need, sil_tsv *t, sil_err *err)
{
    char *path = sil_sprintf(a, "%s/rules/%s", config, name);
    return path ? sil_tsv_read(a, path, need, t, err) : nomem(err);
}

static const char *at(const sil_tsv *t, size_t row, const char *column)
{
    int c = sil_tsv_column(t, column);
    return c < 0 ? "" : t->rows[row][c];
}

static int32_t *points(sil_arena *a, const char *s, int *n)
{
    size_t len = strlen(s);
    int32_t *cp = sil_alloc(a, (len + 1) * sizeof *cp);
    *n = 0;
    for (size_t i = 0; cp && i < len;)
        cp[(*n)++] = sil_cp_next(s, len, &i);
    return cp;
}

static sil_status compile(const sil_tsv *t, size_t row, const char *pattern, uint32_t flags, URegularExpression **out, sil_err *err)
{
    UChar u[8192];
    int32_t n = 0;
    UErrorCode e = U_ZERO_ERROR;
    u_strFromUTF8(u, 8192, &n, pattern, -1, &e);
    UParseError where = {0};
    *out = U_SUCCESS(e) ? uregex_open(u, n, flags, &where, &e) : NULL;
    if (U_FAILURE(e))
        return sil_fail(err, SIL_FORMAT, "%s line %zu: the regular expression is not valid near character %d: %s", t->path, t->lines[row], where.offset, u_errorName(e));
    uregex_setTimeLimit(*out, 20000, &e); /* steps, not time: the same bytes on any machine */
    return SIL_OK;
}

static int choose(const char *word, const char *const *words)
{
    for (int i = 0; words[i]; i++)
        if (strcmp(words[i], word) == 0)
            return i;
    return -1;
}

static sil_status load_tails(sil_arena *a, const char *config, sil_rules *r, sil_err *err)
{
    static const char *const need[] = {"form", "kind", NULL}, *const kinds[] = {"particle", "suffix", "follow", NULL};
    sil_tsv t;
    sil_status st = read_table(a, config, "extract-particles.tsv", need, &t, err);
    if (st != SIL_OK)
        return st;
    r->tails.f = sil_alloc(a, (t.n_rows + 1) * sizeof *r->tails.f);
    if (!r->tails.f)
        return nomem(err);
    r->tails.n = t.n_rows;
    for (size_t i = 0; i < t.n_rows; i++) {
        sil_form *f = &r->tails.f[i];
        f->cp = points(a, at(&t, i, "form"), &f->n);
        f->kind = choose(at(&t, i, "kind"), kinds);
        if (!f->cp)
            return nomem(err);
        if (f->kind < 0 || f->n == 0)
            return sil_fail(err, SIL_FORMAT, "%s line %zu: kind must be particle, suffix or follow", t.path, t.lines[i]);
    }
    return SIL_OK;
}

static sil_status load_triggers(sil_arena *a, const char *config, const char *file, sil_rules *r, size_t *cap, sil_err *err)
{
    static const char *const need[] = {"lang", "kind", "words", NULL}, *const kinds[] = {"strong", "weak", "generic", "lead", "stop", "proper", "short", "long",
                             "ending", "tail", "whole", "actor", "sound", "head", "company", "before",
                             "not-after", "not-before", "place-before", "person", "word", "fine", "facility", "civic", NULL};
    sil_tsv t;
    sil_status st = read_table(a, config, file, need, &t, err);
    for (size_t i = 0; st == SIL_OK && i < t.n_rows; i++) {
        int kind = choose(at(&t, i, "kind"), kinds);
        if (kind < 0)
            return sil_fail(err, SIL_FORMAT, "%s line %zu: \"%s\" is none of the kinds that the head of the table lists", t.path, t.lines[i], at(&t, i, "kind"));
        char **w = sil_tsv_values(a, at(&t, i, "words"));
        for (size_t k = 0; w && w[k]; k++) {
            sil_trigger *g = SIL_PUSH(a, r->triggers, r->n_triggers, *cap);
            if (!g || !(g->cp = points(a, w[k], &g->n)))
                return nomem(err);
            if (g->n == 0)
                return sil_fail(err, SIL_FORMAT, "%s line %zu: an empty word", t.path, t.lines[i]);
            g->word = w[k];
            g->kind = (sil_trigger_kind)kind;
            if (!(g->lang = sil_strdup(a, at(&t, i, "lang"))))
                return nomem(err);
        }
        if (!w)
            return nomem(err);
    }
    return st;
}

static void chain_triggers(sil_rules *r)
{
    for (int b = 0; b < 256; b++)
        r->first_bucket[b] = r->last_bucket[b] = -1;
    for (size_t i = r->n_triggers; i-- > 0;) {
        sil_trigger *g = &r->triggers[i];
        int *f = &r->first_bucket[g->cp[0] & 255], *l = &r->last_bucket[g->cp[g->n - 1] & 255];
        g->by_first = *f;
        g->by_last = *l;
        *f = *l = (int)i;
    }
}

static char **folded(sil_arena *a, const char *values)
{
    char **v = sil_tsv_values(a, values);
    for (size_t i = 0; v && v[i]; i++)
        if (!(v[i] = sil_fold_name(a, v[i], false)))
            return NULL;
    return v;
}

static sil_status load_regions(sil_arena *a, const char *config, sil_rules *r, sil_err *err)
{
    static const char *const need[] = {"country", "lat", "lon", "reach", "forms", "short", NULL};
    sil_tsv t;
    sil_status st = read_table(a, config, "extract-regions.tsv", need, &t, err);
    if (st != SIL_OK)
        return st;
    r->regions = sil_alloc(a, (t.n_rows + 1) * sizeof *r->regions);
    if (!r->regions)
        return nomem(err);
    for (size_t i = 0; i < t.n_rows; i++) {
        sil_region *g = &r->regions[i];
        *g = (sil_region){sil_strdup(a, at(&t, i, "country")), strtod(at(&t, i, "lat"), NULL), strtod(at(&t, i, "lon"), NULL), strtod(at(&t, i, "reach"), NULL),
                          folded(a, at(&t, i, "forms")), folded(a, at(&t, i, "short"))};
        if (!g->country || !g->forms || !g->shorts)
            return nomem(err);
        if (g->reach <= 0)
            return sil_fail(err, SIL_FORMAT, "%s line %zu: reach must be a number of km above 0", t.path, t.lines[i]);
    }
    r->n_regions = t.n_rows;
    return SIL_OK;
}

static sil_status load_eras(sil_arena *a, const char *config, sil_rules *r, sil_buf *all, sil_err *err)
{
    static const char *const need[] = {"era", "offset", NULL};
    sil_tsv t;
    sil_status st = read_table(a, config, "extract-eras.tsv", need, &t, err);
    if (st != SIL_OK)
        return st;
    r->eras = sil_alloc(a, (t.n_rows + 1) * sizeof *r->eras);
    r->era_offset = sil_alloc(a, (t.n_rows + 1) * sizeof *r->era_offset);
    if (!r->eras || !r->era_offset)
        return nomem(err);
    for (size_t i = 0; i < t.n_rows; i++) {
        r->eras[i] = sil_strdup(a, at(&t, i, "era"));
        r->era_offset[i] = atoi(at(&t, i, "offset"));
        if (!r->eras[i])
            return nomem(err);
        sil_buf_printf(all, "%s%s", i ? "|" : "", r->eras[i] ? r->eras[i] : "");
    }
    r->n_eras = t.n_rows;
    return SIL_OK;
}

/* pattern with {ERAS}, {MON} and {H} written out */
static char *expand(sil_arena *a, const char *pattern, const char *eras)
{
    static const char months[] = "January|February|March|April|May|June|July|August|September|October|November|December|"
                                 "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec";
    const char *const names[][2] = {{"{ERAS}", eras}, {"{MON}", months}, {"{H}", "[〇○零一二三四五六七八九十百千]"}};
    sil_buf b = {.limit = 1 << 16};
    for (const char *p = pattern; *p;) {
        size_t k = 0;
        while (k < 3 && strncmp(p, names[k][0], strlen(names[k][0])) != 0)
            k++;
        if (k < 3) {
            sil_buf_puts(&b, names[k][1]);
            p += strlen(names[k][0]);
        } else
            sil_buf_putc(&b, *p++);
    }
    char *s = sil_buf_ok(&b, NULL) == SIL_OK ? sil_strdup(a, b.data ? b.data : "") : NULL;
    sil_buf_free(&b);
    return s;
}

static sil_status load_dates(sil_arena *a, const char *config, sil_rules *r, sil_err *err)
{
    static const char *const need[] = {"name", "handler", "starts", "flag", "regex", NULL}, *const starts[] = {"digit", "han", "hangul", "latin", "other", NULL};
    sil_buf eras = {.limit = 1 << 16};
    sil_tsv t;
    sil_status st = load_eras(a, config, r, &eras, err);
    if (st == SIL_OK)
        st = read_table(a, config, "extract-dates.tsv", need, &t, err);
    r->dates = st == SIL_OK ? sil_alloc(a, (t.n_rows + 1) * sizeof *r->dates) : NULL;
    for (size_t i = 0; st == SIL_OK && i < t.n_rows; i++) {
        sil_date_rule *d = r->dates ? &r->dates[i] : NULL;
        char **w = sil_tsv_values(a, at(&t, i, "starts"));
        char *p = eras.data ? expand(a, at(&t, i, "regex"), eras.data) : NULL;
        if (!d || !w || !p) {
            st = nomem(err);
            break;
        }
        d->name = sil_strdup(a, at(&t, i, "name"));
        d->handler = sil_strdup(a, at(&t, i, "handler"));
        d->flag = sil_strdup(a, at(&t, i, "flag"));
        if (!d->name || !d->handler || !d->flag) {
            st = nomem(err);
            break;
        }
        for (size_t k = 0; w[k]; k++) {
            int s = choose(w[k], starts);
            if (s < 0)
                st = sil_fail(err, SIL_FORMAT, "%s line %zu: starts must be digit, han, hangul, latin or other", t.path, t.lines[i]);
            else
                d->starts |= 1u << s;
        }
        if (st == SIL_OK)
            st = compile(&t, i, p, 0, &d->re, err);
        if (st == SIL_OK)
            d->can_start = sil_starts_new(d->re, p);
        r->n_dates = i + 1;
    }
    sil_buf_free(&eras);
    sil_starts **each = st == SIL_OK ? sil_alloc(a, (r->n_dates + 1) * sizeof *each) : NULL;
    for (size_t i = 0; each && i < r->n_dates; i++)
        each[i] = r->dates[i].can_start;
    r->date_starts = each ? sil_starts_set_new(each, r->n_dates) : NULL;
    return st == SIL_OK && !r->date_starts ? nomem(err) : st;
}

static sil_status load_patterns(sil_arena *a, const char *config, const char *name, sil_patterns *out, sil_err *err)
{
    static const char *const need[] = {"kind", "value", "regex", NULL};
    sil_tsv t;
    sil_status st = read_table(a, config, name, need, &t, err);
    if (st != SIL_OK)
        return st;
    out->p = sil_alloc(a, (t.n_rows + 1) * sizeof *out->p);
    if (!out->p)
        return nomem(err);
    for (size_t i = 0; i < t.n_rows; i++) {
        sil_pattern *p = &out->p[i];
        p->kind = sil_strdup(a, at(&t, i, "kind"));
        p->value = sil_strdup(a, at(&t, i, "value"));
        p->lang = sil_strdup(a, at(&t, i, "lang"));
        if (!p->kind || !p->value || !p->lang)
            return nomem(err);
        st = compile(&t, i, at(&t, i, "regex"), UREGEX_CASE_INSENSITIVE, &p->re, err);
        if (st != SIL_OK)
            return st;
        out->n = i + 1;
    }
    return SIL_OK;
}

/* The expression with its parts, which stand in braces, written out. */
static char *assemble(sil_arena *a, const sil_tsv *t, const char *regex)
{
    sil_buf b = {.limit = 1 << 15};
    for (const char *p = regex; *p; p++) {
        size_t n = *p == '{' ? strspn(p + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") : 0;
        const char *with = NULL;
        for (size_t i = 0; n && p[n + 1] == '}' && i < t->n_rows && !with; i++)
            if (strcmp(at(t, i, "kind"), "part") == 0 && strlen(at(t, i, "value")) == n && strncmp(at(t, i, "value"), p + 1, n) == 0)
                with = at(t, i, "regex");
        if (with) {
            sil_buf_puts(&b, with);
            p += n + 1;
        } else {
            sil_buf_putc(&b, *p);
        }
    }
    char *s = b.failed || !b.data ? NULL : sil_strdup(a, b.data);
    sil_buf_free(&b);
    return s;
}

static sil_status load_bibliography(sil_arena *a, const char *config, sil_patterns *out, sil_err *err)
{
    static const char *const need[] = {"kind", "value", "rule", "regex", "example", NULL};
    sil_tsv t;
    sil_status st = read_table(a, config, "extract-bibliography.tsv", need, &t, err);
    out->p = st == SIL_OK ? sil_alloc(a, (t.n_rows + 1) * sizeof *out->p) : NULL;
    if (st == SIL_OK && !out->p)
        return nomem(err);
    for (size_t i = 0; st == SIL_OK && i < t.n_rows; i++) {
        if (strcmp(at(&t, i, "kind"), "part") == 0)
            continue;
        sil_pattern *p = &out->p[out->n];
        char *regex = assemble(a, &t, at(&t, i, "regex"));
        p->kind = sil_strdup(a, at(&t, i, "kind"));
        p->value = sil_strdup(a, at(&t, i, "value"));
        p->lang = sil_strdup(a, at(&t, i, "rule"));
        if (!regex || !p->kind || !p->value || !p->lang)
            return nomem(err);
        st = compile(&t, i, regex, 0, &p->re, err);
        out->n += st == SIL_OK;
    }
    return st;
}

static sil_status load_acronyms(sil_arena *a, const char *config, sil_rules *r, sil_err *err)
{
    static const char *const need[] = {"acronym", "decision", NULL};
    sil_tsv t;
    sil_status st = read_table(a, config, "extract-acronyms.tsv", need, &t, err);
    if (st != SIL_OK)
        return st;
    r->acronyms = sil_alloc(a, (t.n_rows + 1) * sizeof *r->acronyms);
    r->acronym_rule = sil_alloc(a, (t.n_rows + 1) * sizeof *r->acronym_rule);
    if (!r->acronyms || !r->acronym_rule)
        return nomem(err);
    for (size_t i = 0; i < t.n_rows; i++) {
        r->acronyms[i] = sil_strdup(a, at(&t, i, "acronym"));
        r->acronym_rule[i] = sil_strdup(a, at(&t, i, "decision"));
        if (!r->acronyms[i] || !r->acronym_rule[i])
            return nomem(err);
    }
    r->n_acronyms = t.n_rows;
    return SIL_OK;
}

sil_status sil_rules_open(sil_arena *a, const char *config, sil_rules *out, sil_err *err)
{
    *out = (sil_rules){0};
    size_t cap = 0;
    sil_status st = load_tails(a, config, out, err);
    if (st == SIL_OK)
        st = load_triggers(a, config, "extract-org-triggers.tsv", out, &cap, err);
    if (st == SIL_OK)
        st = load_triggers(a, config, "extract-city-context.tsv", out, &cap, err);
    if (st == SIL_OK)
        chain_triggers(out);
    if (st == SIL_OK)
        st = load_regions(a, config, out, err);
    if (st == SIL_OK)
        st = load_dates(a, config, out, err);
    if (st == SIL_OK)
        st = load_patterns(a, config, "extract-columns.tsv", &out->columns, err);
    if (st == SIL_OK)
        st = load_patterns(a, config, "extract-categories.tsv", &out->categories, err);
    if (st == SIL_OK)
        st = load_patterns(a, config, "extract-relations.tsv", &out->relations, err);
    if (st == SIL_OK)
        st = load_patterns(a, config, "extract-rankprose.tsv", &out->rankprose, err);
    if (st == SIL_OK)
        st = load_patterns(a, config, "extract-alignment.tsv", &out->alignment, err);
    if (st == SIL_OK)
        st = load_bibliography(a, config, &out->bibliography, err);
    if (st == SIL_OK)
        st = load_acronyms(a, config, out, err);
    if (st == SIL_OK)
        st = sil_persons_open(config, &out->persons, err);
    if (st != SIL_OK)
        sil_rules_close(out);
    return st;
}

static void close_patterns(sil_patterns *p)
{
    for (size_t i = 0; i < p->n; i++)
        uregex_close(p->p[i].re);
    p->n = 0;
}

void sil_rules_close(sil_rules *r)
{
    sil_starts_set_free(r->date_starts);
    r->date_starts = NULL;
    for (size_t i = 0; i < r->n_dates; i++) {
        if (r->dates[i].re)
            uregex_close(r->dates[i].re);
        sil_starts_free(r->dates[i].can_start);
    }
    r->n_dates = 0;
    close_patterns(&r->columns);
    close_patterns(&r->categories);
    close_patterns(&r->relations);
    close_patterns(&r->rankprose);
    close_patterns(&r->alignment);
    close_patterns(&r->bibliography);
    sil_persons_close(r->persons);
    r->persons = NULL;
}

static bool stands(const sil_form *f, const int32_t *cp, int n, int at)
{
    return at + f->n <= n && memcmp(f->cp, cp + at, (size_t)f->n * sizeof *cp) == 0;
}

/* Only particles up to the end of the Hangul, at most four. */
static bool particles(const sil_rules *r, const int32_t *cp, int n, int at, int depth)
{
    if (at >= n || !sil_is_hangul(cp[at]))
        return true;
    if (depth == 4)
        return false;
    for (size_t i = 0; i < r->tails.n; i++)
        if (r->tails.f[i].kind == SIL_PARTICLE && stands(&r->tails.f[i], cp, n, at) && particles(r, cp, n, at + r->tails.f[i].n, depth + 1))
            return true;
    return false;
}

bool sil_tail_ok(const sil_rules *r, const int32_t *cp, int n, int at, int *suffix)
{
    *suffix = 0;
    if (particles(r, cp, n, at, 0))
        return true;
    for (size_t i = 0; i < r->tails.n; i++) {
        const sil_form *f = &r->tails.f[i];
        if (f->kind == SIL_FOLLOW && stands(f, cp, n, at) && particles(r, cp, n, at + f->n, 0))
            return true;
    }
    for (size_t i = 0; i < r->tails.n; i++) {
        const sil_form *f = &r->tails.f[i];
        if (f->kind != SIL_SUFFIX || !stands(f, cp, n, at))
            continue;
        int s;
        if (particles(r, cp, n, at + f->n, 0) || (at + f->n < n && f->n < 3 && sil_tail_ok(r, cp, n, at + f->n, &s) && s == 0)) {
            *suffix = f->n;
            return true;
        }
    }
    return false;
}

const sil_pattern *sil_pattern_find(const sil_patterns *p, const char *text, const char *kind)
{
    UChar u[2048];
    int32_t n = 0;
    UErrorCode e = U_ZERO_ERROR;
    u_strFromUTF8(u, 2048, &n, text, -1, &e);
    if (U_FAILURE(e))
        return NULL; /* longer than any header, caption or cell is */
    for (size_t i = 0; i < p->n; i++) {
        if (kind && strcmp(p->p[i].kind, kind) != 0)
            continue;
        e = U_ZERO_ERROR;
        uregex_setText(p->p[i].re, u, n, &e);
        if (uregex_find(p->p[i].re, -1, &e) && U_SUCCESS(e))
            return &p->p[i];
    }
    return NULL;
}

bool sil_pattern_hits(const sil_pattern *p, const char *text)
{
    UChar small[1024], *u = small;
    int32_t n = 0, cap = (int32_t)strlen(text) + 1;
    UErrorCode e = U_ZERO_ERROR;
    if (cap > 1024 && !(u = malloc((size_t)cap * sizeof *u)))
        return false;
    u_strFromUTF8(u, cap, &n, text, -1, &e);
    uregex_setText(p->re, u, n, &e);
    bool hit = uregex_find(p->re, 0, &e) && U_SUCCESS(e);
    e = U_ZERO_ERROR;
    uregex_setText(p->re, small, 0, &e); /* it keeps no text of ours */
    if (u != small)
        free(u);
    return hit;
}

int sil_pattern_at(const sil_patterns *p, const char *text, const char *kind)
{
    UChar u[2048];
    int32_t n = 0, best = 0;
    UErrorCode e = U_ZERO_ERROR;
    u_strFromUTF8(u, 2048, &n, text, -1, &e);
    if (U_FAILURE(e))
        return 0;
    for (size_t i = 0; i < p->n; i++) {
        if (strcmp(p->p[i].kind, kind) != 0)
            continue;
        e = U_ZERO_ERROR;
        uregex_setText(p->p[i].re, u, n, &e);
        if (uregex_lookingAt(p->p[i].re, 0, &e) && U_SUCCESS(e) && uregex_end(p->p[i].re, 0, &e) > best)
            best = uregex_end(p->p[i].re, 0, &e);
    }
    return u_countChar32(u, best);
}
