/* references.c: room 4, the items of the bibliography in their parts, by the forms of extract-bibliography.tsv; before citations.c. */
#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>

#include "sillok/text.h"
#include "work.h"

static sil_status nomem(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "out of memory for the bibliography");
}

typedef struct item { /* an item as ICU's expressions want it */
    sil_arena *a;
    UChar *u;
    int32_t n;
} item;

static bool to_utf16(item *it, const char *s)
{
    int32_t len = (int32_t)strlen(s);
    UErrorCode e = U_ZERO_ERROR;
    it->u = sil_alloc(it->a, ((size_t)len + 1) * sizeof *it->u);
    if (it->u)
        u_strFromUTF8WithSub(it->u, len + 1, &it->n, s, len, 0xFFFD, NULL, &e);
    return it->u && U_SUCCESS(e);
}

/* "" when the form has no such group or it took no part; spaces and odd points at its edges are left out. */
static char *part(const item *it, URegularExpression *re, const char *name)
{
    static const char *const suffixes[] = {"", "2", "3"}; /* issue, issue2, issue3 */
    for (size_t k = 0; k < 3; k++) {
        char group[24];
        UErrorCode e = U_ZERO_ERROR;
        snprintf(group, sizeof group, "%s%s", name, suffixes[k]);
        int32_t g = uregex_groupNumberFromCName(re, group, -1, &e);
        int32_t s = U_SUCCESS(e) ? uregex_start(re, g, &e) : -1, t = U_SUCCESS(e) ? uregex_end(re, g, &e) : -1;
        if (U_FAILURE(e) || s < 0)
            continue;
        while (s < t && (u_isUWhiteSpace(it->u[s]) || it->u[s] == ',' || it->u[s] == '.'))
            s++;
        while (t > s && (u_isUWhiteSpace(it->u[t - 1]) || it->u[t - 1] == ',' || it->u[t - 1] == 0xFF0C || it->u[t - 1] == ';' || it->u[t - 1] == ':'))
            t--;
        char *out = sil_alloc(it->a, (size_t)(t - s) * 3 + 1);
        if (out)
            u_strToUTF8WithSub(out, (t - s) * 3 + 1, NULL, it->u + s, t - s, 0xFFFD, NULL, &e);
        if (!out || *out)
            return out;
    }
    return sil_alloc(it->a, 1);
}

/* "[3]", "{3]", "3." before the item; the brackets are what the engine often misreads. *after: bytes it takes. */
static char *label_of(sil_arena *a, const char *text, size_t *after)
{
    *after = 0;
    size_t open = strspn(text, "[{(");
    const char *wide = "\xEF\xBC\xBB"; /* ［ */
    if (!open && strncmp(text, wide, 3) == 0)
        open = 3;
    size_t digits = strspn(text + open, "0123456789"), at = open + digits;
    if (digits && digits < 4) {
        size_t close = strspn(text + at, "]})");
        if (!close && strncmp(text + at, "\xEF\xBC\xBD", 3) == 0)
            close = 3;
        if (open && close)
            *after = at + close;
        else if (!open && digits < 3 && text[at] == '.' && text[at + 1] == ' ')
            *after = at + 1;
    }
    char *label = sil_strndup(a, text + open, *after ? digits : 0);
    if (!*after && text[0] && text[1] == ']') /* "U] ": a number nobody can read */
        *after = 2;
    while (*after && text[*after] == ' ')
        ++*after;
    return label;
}

/* "王逸舟 (编)": what the datasets show can be read back, the role with it. */
static char *roles_too(sil_arena *a, const sil_person *p, size_t n)
{
    char *out = sil_strdup(a, "");
    for (size_t i = 0; out && i < n; i++) {
        size_t at = 0;
        int32_t c = *p[i].name ? sil_cp_next(p[i].name, strlen(p[i].name), &at) : 0;
        int lang = sil_is_hangul(c) ? 0 : sil_is_han(c) ? 1 : 2;
        static const char *const said[][3] = {{"", "", ""}, {" (\xED\x8E\xB8)", " (\xE7\xBC\x96)", " (ed.)"}, {" (\xEC\x97\xAD)", " (\xE8\xAF\x91)", " (trans.)"}};
        out = sil_sprintf(a, "%s%s%s%s", out, i ? "; " : "", p[i].name, said[p[i].role][lang]);
    }
    return out;
}

static sil_status one(sil_work *w, const sil_block *b, sil_err *err)
{
    sil_reference *r = SIL_PUSH(w->a, w->out->references, w->out->n_references, w->out->cap_references);
    size_t after;
    char *label = r ? label_of(w->a, b->text, &after) : NULL;
    item it = {.a = w->a};
    if (!label || !to_utf16(&it, b->text + after))
        return nomem(err);
    char *none = (char *)"";
    *r = (sil_reference){.block = b->id, .label = label, .kind = (char *)"other", .authors = none, .year = none, .title = none, .container = none,
                         .volume = none, .issue = none, .pages = none, .place = none, .publisher = none, .url = none, .rule = none, .conf = 0};
    r->id = sil_sprintf(w->a, "ref%04zu", w->out->n_references);
    for (size_t i = 0; r->id && i < w->rules->bibliography.n; i++) {
        const sil_pattern *p = &w->rules->bibliography.p[i];
        UErrorCode e = U_ZERO_ERROR;
        uregex_setText(p->re, it.u, it.n, &e);
        if (!uregex_lookingAt(p->re, 0, &e) || U_FAILURE(e))
            continue;
        r->kind = p->value;
        r->rule = p->lang;
        char **const slots[] = {&r->authors, &r->year, &r->title, &r->container, &r->volume, &r->issue, &r->pages, &r->place, &r->publisher, &r->url};
        static const char *const names[] = {"authors", "year", "title", "container", "volume", "issue", "pages", "place", "publisher", "url"};
        for (size_t k = 0; k < sizeof names / sizeof *names; k++)
            if (!(*slots[k] = part(&it, p->re, names[k])))
                return nomem(err);
        sil_person *persons; /* as printed, divided by "; " */
        size_t n_persons;
        sil_status st = sil_persons_split(w->a, w->rules->persons, r->authors, &persons, &n_persons, err);
        if (st != SIL_OK)
            return st;
        if (n_persons && !(r->authors = roles_too(w->a, persons, n_persons)))
            return nomem(err);
        bool full = *r->authors && *r->year && *r->title;
        r->conf = (full ? 0.9 : 0.6) * (b->conf > 0 ? b->conf : 1);
        break;
    }
    return r->id ? SIL_OK : nomem(err);
}

sil_status sil_find_references(sil_work *w, sil_err *err)
{
    sil_status st = SIL_OK;
    for (size_t i = 0; st == SIL_OK && i < w->n_pieces; i++)
        if (w->pieces[i].block->type == SIL_BIBLIOGRAPHY_ITEM)
            st = one(w, w->pieces[i].block, err);
    return st;
}
