/* core/persons_name.c: one name: what is family name, what given name, what is no person; and the table config/rules/persons.tsv. For persons.c. */
#include "persons.h"

#include <stdio.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/ustring.h>

#include "sillok/tsv.h"

bool sil_persons_has(const sil_name_set *s, const UChar *u, int32_t n)
{
    for (size_t i = 0; i < s->n; i++)
        if (u_strlen(s->v[i]) == n && !u_strncmp(s->v[i], u, n))
            return true;
    return false;
}

static bool hangul(UChar c)
{
    return c >= 0xAC00 && c < 0xD7A4;
}

static bool han(UChar c)
{
    return (c >= 0x3400 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00);
}

/* Units of the family name that a CJK name without spaces begins with: the longest that leaves a given name; 0 none. */
static int32_t family_of(const sil_persons *t, const UChar *u, int32_t n)
{
    const sil_name_set *s = hangul(u[0]) ? &t->ko : &t->zh;
    for (int32_t k = n > 2 ? 2 : 1; k > 0; k--)
        if (n > k && sil_persons_has(s, u, k))
            return k;
    return 0;
}

bool sil_persons_cjk_name(const sil_persons *t, const UChar *u, int32_t n)
{
    if (n < 2 || n > 5)
        return false;
    for (int32_t i = 0; i < n; i++)
        if (hangul(u[0]) ? !hangul(u[i]) : !han(u[i]))
            return false;
    int32_t k = family_of(t, u, n);
    return k && n - k <= (hangul(u[0]) ? 3 : 2);
}

bool sil_persons_corporate(sil_persons *t, const UChar *u, int32_t n)
{
    if (!n)
        return false;
    int which = hangul(u[0]) ? 0 : han(u[0]) ? 1
                                             : 2;
    UErrorCode code = U_ZERO_ERROR;
    URegularExpression *re = t->corporate[which];
    if (!re)
        return false;
    uregex_setText(re, u, n, &code);
    return uregex_find(re, 0, &code) && U_SUCCESS(code);
}

static bool mark(UChar c)
{
    return u_isUWhiteSpace(c) || u_isdigit(c) || c == '*' || c == 0x2020 || c == 0x2021 || c == '@' || c == ';' || c == 0xB9 || c == 0xB2 || c == 0xB3 || (c >= 0x2460 && c <= 0x2473) || (c >= 0x2070 && c <= 0x2079) || c == '"' ||
           c == 0x201D || c == 0x3002 || c == ':' || c == 0xFF1A;
}

static char *utf8(sil_arena *a, const UChar *u, int32_t n)
{
    UErrorCode code = U_ZERO_ERROR;
    char *out = sil_alloc(a, (size_t)n * 3 + 1);
    if (out)
        u_strToUTF8WithSub(out, n * 3 + 1, NULL, u, n, 0xFFFD, NULL, &code);
    return out;
}

static bool take(sil_arena *a, const UChar *u, int32_t s, int32_t e, char **out)
{
    while (s < e && u_isUWhiteSpace(u[s]))
        s++;
    while (e > s && (u_isUWhiteSpace(u[e - 1]) || u[e - 1] == ','))
        e--;
    return (*out = utf8(a, u + s, e - s)) != NULL;
}

/* A name in Latin letters, [0, n) without marks. */
static bool latin(sil_arena *a, const sil_persons *t, const UChar *u, int32_t n, sil_person *out)
{
    for (int32_t i = 0; i < n; i++)
        if (u[i] == ',')
            return take(a, u, 0, i, &out->family) && take(a, u, i + 1, n, &out->given);
    int32_t first = 0, last = n, words = 1;
    while (first < n && !u_isUWhiteSpace(u[first]))
        first++;
    while (last > 0 && !u_isUWhiteSpace(u[last - 1]))
        last--;
    for (int32_t i = 1; i < n; i++)
        words += u_isUWhiteSpace(u[i - 1]) && !u_isUWhiteSpace(u[i]);
    if (words < 2)
        return take(a, u, 0, n, &out->family) && take(a, u, n, n, &out->given);
    bool short_caps = n - last <= 3; /* Smith J, Taylor PJ */
    for (int32_t i = last; i < n; i++)
        short_caps = short_caps && (u_isupper(u[i]) || (u[i] == '.' && i > last));
    bool east = words <= 3 && sil_persons_has(&t->latin, u, first) && !sil_persons_has(&t->latin, u + last, n - last);
    if (short_caps)
        return take(a, u, 0, last, &out->family) && take(a, u, last, n, &out->given);
    if (east)
        return take(a, u, 0, first, &out->family) && take(a, u, first, n, &out->given);
    for (int32_t i = last; i > 0;) { /* particles before the family name */
        int32_t e = i;
        while (e > 0 && u_isUWhiteSpace(u[e - 1]))
            e--;
        int32_t s = e;
        while (s > 0 && !u_isUWhiteSpace(u[s - 1]))
            s--;
        if (!s || !sil_persons_has(&t->particle, u + s, e - s))
            break;
        last = i = s;
    }
    return take(a, u, 0, last, &out->given) && take(a, u, last, n, &out->family);
}

bool sil_persons_name(sil_arena *a, sil_persons *t, const UChar *u, int32_t n, sil_person *out)
{
    *out = (sil_person){.family = (char *)"", .given = (char *)""};
    while (n && mark(u[0])) {
        u++;
        n--;
    }
    for (bool more = true; n && more;) {
        int32_t open = 0, close = 0;
        for (int32_t i = 0; i < n; i++) {
            open += u[i] == '(' || u[i] == 0xFF08;
            close += u[i] == ')' || u[i] == 0xFF09;
        }
        UChar c = u[n - 1];
        bool initial = c == '.' && n > 1 && (u_isupper(u[n - 2]) || (n > 2 && u_islower(u[n - 2]) && u[n - 3] == '-')); /* the point of "J." stays */
        more = mark(c) || (c == ')' && close > open) || (c == 'O' && n > 2 && han(u[n - 2])) || (c == '.' && !initial && !(n > 2 && u[n - 3] == 'J') && !(n > 2 && u[n - 3] == 'S'));
        n -= more;
    }
    for (int32_t i = 0; i < n; i++)
        if (!u_isUWhiteSpace(u[i]) && (i == 0 || u_isUWhiteSpace(u[i - 1])) && i + 2 <= n && u[i] == 'b' && u[i + 1] == 'y' && i == 0 && n > 3 && u_isUWhiteSpace(u[2])) {
            u += 3;
            n -= 3;
        }
    if (!(out->name = utf8(a, u, n)))
        return false;
    if (!n)
        return true;
    int32_t main = 0; /* before a bracket: 정해룡(鄭海龍) */
    while (main < n && u[main] != '(' && u[main] != 0xFF08)
        main++;
    UChar tight[8];
    int32_t m = 0;
    bool script = hangul(u[0]) || han(u[0]);
    for (int32_t i = 0; i < main && m < 8; i++)
        if (!u_isUWhiteSpace(u[i]))
            tight[m++] = u[i];
    out->corporate = sil_persons_corporate(t, u, main);
    if (out->corporate)
        return true;
    if (script && sil_persons_cjk_name(t, tight, m)) {
        int32_t k = family_of(t, tight, m);
        return (out->family = utf8(a, tight, k)) && (out->given = utf8(a, tight + k, m - k));
    }
    return script || latin(a, t, u, main, out);
}

/* --- the table ----------------------------------------------------------------------------------------------------------------------- */

static UChar *utf16(sil_arena *a, const char *s, int32_t *n)
{
    UErrorCode code = U_ZERO_ERROR;
    int32_t cap = (int32_t)strlen(s) + 1;
    UChar *u = sil_alloc(a, (size_t)cap * sizeof *u);
    if (u)
        u_strFromUTF8WithSub(u, cap, n, s, -1, 0xFFFD, NULL, &code);
    return u;
}

static sil_status add_names(sil_persons *t, sil_name_set *s, const char *field, const char *path, sil_err *err)
{
    char **v = sil_tsv_values(t->arena, field);
    for (size_t i = 0; v && v[i]; i++) {
        int32_t len;
        UChar **x = SIL_PUSH(t->arena, s->v, s->n, s->cap);
        if (!x || !(*x = utf16(t->arena, v[i], &len)))
            return sil_fail(err, SIL_NOMEM, "%s: no memory for the names", path);
    }
    return v ? SIL_OK : sil_fail(err, SIL_NOMEM, "%s: no memory for the names", path);
}

static sil_status add_pattern(sil_persons *t, URegularExpression **re, const char *pattern, const char *path, size_t line, sil_err *err)
{
    int32_t n = 0;
    UParseError where = {0};
    UErrorCode code = U_ZERO_ERROR;
    UChar *u = utf16(t->arena, pattern, &n);
    if (!u)
        return sil_fail(err, SIL_NOMEM, "%s: no memory for the names", path);
    if (*re)
        return sil_fail(err, SIL_USAGE, "%s line %zu: this kind stands twice for one language; join the two", path, line);
    *re = uregex_open(u, n, 0, &where, &code);
    if (U_FAILURE(code))
        return sil_fail(err, SIL_USAGE, "%s line %zu: \"%s\" is no regular expression of ICU (%s at character %d); mend it", path, line, pattern, u_errorName(code), where.offset);
    uregex_setTimeLimit(*re, 200, &code);
    return SIL_OK;
}

static sil_status read_rows(sil_persons *t, const char *path, sil_err *err)
{
    static const char *const need[] = {"kind", "lang", "text", "example", NULL};
    sil_tsv tsv;
    sil_status s = sil_tsv_read(t->arena, path, need, &tsv, err);
    int kind = s ? 0 : sil_tsv_column(&tsv, "kind"), lang = s ? 0 : sil_tsv_column(&tsv, "lang"), text = s ? 0 : sil_tsv_column(&tsv, "text");
    for (size_t i = 0; !s && i < tsv.n_rows; i++) {
        const char *k = tsv.rows[i][kind], *l = tsv.rows[i][lang], *x = tsv.rows[i][text];
        size_t line = tsv.lines[i];
        if (!strcmp(k, "family"))
            s = add_names(t, *l == 'k' ? &t->ko : &t->zh, x, path, err);
        else if (!strcmp(k, "particle") || !strcmp(k, "latin"))
            s = add_names(t, *k == 'p' ? &t->particle : &t->latin, x, path, err);
        else if (!strcmp(k, "corporate"))
            s = add_pattern(t, &t->corporate[*l == 'k' ? 0 : *l == 'z' ? 1
                                                                       : 2],
                            x, path, line, err);
        else if (!strcmp(k, "others"))
            s = add_pattern(t, &t->others, x, path, line, err);
        else if (!strcmp(k, "author") || !strcmp(k, "editor") || !strcmp(k, "translator"))
            s = add_pattern(t, &t->role[*k == 'a' ? SIL_ROLE_AUTHOR : *k == 'e' ? SIL_ROLE_EDITOR
                                                                                : SIL_ROLE_TRANSLATOR],
                            x, path, line, err);
        else
            s = sil_fail(err, SIL_USAGE, "%s line %zu: the kind \"%s\" is not known; see the head of the file", path, line, k);
    }
    return s;
}

sil_status sil_persons_open(const char *config, sil_persons **out, sil_err *err)
{
    char path[4200];
    sil_arena *a = sil_arena_new(0);
    sil_persons *t = a ? sil_alloc(a, sizeof *t) : NULL;
    *out = NULL;
    if (!t) {
        sil_arena_free(a);
        return sil_fail(err, SIL_NOMEM, "no memory for the table of names");
    }
    t->arena = a;
    snprintf(path, sizeof path, "%s/" SIL_PERSONS_FILE, config);
    sil_status s = read_rows(t, path, err);
    if (s)
        sil_persons_close(t);
    else
        *out = t;
    return s;
}

void sil_persons_close(sil_persons *t)
{
    if (!t)
        return;
    for (int i = 0; i < 3; i++) {
        uregex_close(t->corporate[i]);
        uregex_close(t->role[i]);
    }
    uregex_close(t->others);
    sil_arena_free(t->arena);
}
