/* core/persons.c: a line of names becomes persons (sillok/persons.h); what one name is made of: persons_name.c. */
#include "persons.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/ustring.h>

enum { PIECES = 256, LINE = 4000 };

typedef enum { HARD,  /* ; and & */
               COMMA, /* between Latin words: persons or parts of one */
               DOT } joint; /* a middle dot between CJK words: persons, or parts of a foreign name */

typedef struct piece {
    int32_t start, end;
    joint before;
} piece;

static bool blank(UChar c)
{
    return u_isUWhiteSpace(c);
}

static bool cjk(UChar c)
{
    return (c >= 0x3400 && c < 0xA000) || (c >= 0xAC00 && c < 0xD7A4) || (c >= 0xF900 && c < 0xFB00);
}

static bool one_of(UChar c, const UChar *set)
{
    for (; *set; set++)
        if (*set == c)
            return true;
    return false;
}

static void trim(const UChar *u, int32_t *s, int32_t *e)
{
    while (*s < *e && (blank(u[*s]) || u[*s] == ','))
        ++*s;
    while (*e > *s && (blank(u[*e - 1]) || u[*e - 1] == ',' || u[*e - 1] == 0xFF0C || u[*e - 1] == 0x3002))
        --*e;
}

/* Length of the separator at i, 0 none; what kind in *kind. */
static int32_t separator(const UChar *u, int32_t n, int32_t i, joint *kind)
{
    UChar c = u[i], before = i ? u[i - 1] : ' ', after = i + 1 < n ? u[i + 1] : ' ';
    int32_t next = i + 1, last = i;
    while (next < n && blank(u[next]))
        next++;
    while (last > 0 && blank(u[last - 1]))
        last--;
    bool wide = (last > 0 && (cjk(u[last - 1]) || one_of(u[last - 1], u"*)）†‡"))) || (next < n && cjk(u[next]));
    *kind = HARD;
    if (one_of(c, u";；/／\n\t&＆、，。"))
        return 1;
    if (c == ',') {
        *kind = wide ? HARD : COMMA;
        return 1;
    }
    if (one_of(c, u"·ㆍ•・‧")) {
        *kind = cjk(before) && cjk(after) ? DOT : HARD;
        return 1;
    }
    if (blank(c) && next + 1 < n && blank(u[next + 1]) && (u[next] == 0xBC0F || u[next] == 0x548C || u[next] == 0x4E0E || u[next] == 0x8207)) /* 및 和 与 與 between spaces */
        return next + 1 - i;
    if (blank(c) && next + 3 < n && u[next] == 'a' && u[next + 1] == 'n' && u[next + 2] == 'd' && blank(u[next + 3]))
        return next + 3 - i;
    return 0;
}

static int32_t cut(const UChar *u, int32_t n, piece *out)
{
    int32_t count = 0, start = 0, depth = 0;
    joint before = HARD;
    for (int32_t i = 0; i <= n && count < PIECES; i++) {
        joint kind = HARD;
        int32_t len = i == n ? 1 : 0;
        if (i < n) {
            depth += one_of(u[i], u"(（[［");
            depth -= depth && one_of(u[i], u")）]］");
            len = depth ? 0 : separator(u, n, i, &kind);
        }
        if (!len)
            continue;
        piece p = {start, i, before};
        trim(u, &p.start, &p.end);
        if (p.end > p.start) {
            out[count++] = p;
            before = kind;
        } else if (kind == HARD) { /* ", and": one joint, the stronger */
            before = HARD;
        }
        start = i + len;
        i += len - 1;
    }
    return count;
}

/* --- Latin commas ------------------------------------------------------------------------------------------------------------------- */

static int32_t tokens(const UChar *u, const piece *p)
{
    int32_t n = 0;
    for (int32_t i = p->start; i < p->end; i++)
        n += !blank(u[i]) && (i == p->start || blank(u[i - 1]));
    return n;
}

/* "J.", "P. J.", "J.-P.", "JP": nothing but initials. */
static bool initials(const UChar *u, const piece *p)
{
    int32_t letters = 0, run = 0;
    for (int32_t i = p->start; i < p->end; i++) {
        if (u_isupper(u[i])) {
            letters++;
            if (++run > 3)
                return false;
        } else if (u_isalpha(u[i])) {
            if (!(i > p->start && u[i - 1] == '-') && !(i + 1 < p->end && u[i + 1] == '.')) /* "Ph.", "J.-p." */
                return false;
        } else {
            run = 0;
        }
    }
    return letters > 0 && letters < 6;
}

static bool suffix(const UChar *u, const piece *p)
{
    static const UChar *const all[] = {u"Jr", u"Jr.", u"Sr.", u"II", u"III", u"IV"};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (u_strlen(all[i]) == p->end - p->start && !u_strncmp(u + p->start, all[i], p->end - p->start))
            return true;
    return false;
}

/* Nothing but a family name: one word, or particles and one word. */
static bool family_only(sil_persons *t, const UChar *u, const piece *p)
{
    int32_t plain = 0;
    for (int32_t i = p->start; i < p->end;) {
        int32_t e = i;
        while (e < p->end && !blank(u[e]))
            e++;
        bool particle = sil_persons_has(&t->particle, u + i, e - i);
        plain += !particle;
        while (e < p->end && blank(u[e]))
            e++;
        i = e;
    }
    return plain <= 1 && !initials(u, p);
}

/* Pieces of Latin names: "Friedmann" "J." become one. */
static int32_t marry(sil_persons *t, const UChar *u, piece *p, int32_t n)
{
    int32_t out = 0;
    bool surnames = false; /* Kim, Hahn, and Park: the last one has no given name, so none has */
    for (int32_t i = 1; i < n; i++)
        surnames = surnames || (p[i].before == HARD && family_only(t, u, &p[i]) && (i + 1 == n || p[i + 1].before == HARD));
    for (int32_t i = 0; i < n; i++) {
        p[out] = p[i];
        bool more = i + 1 < n && p[i + 1].before == COMMA;
        if (more && family_only(t, u, &p[i]) && !sil_persons_corporate(t, u + p[i].start, p[i].end - p[i].start)) {
            const piece *q = &p[i + 1];
            bool first = initials(u, q) || (!surnames && tokens(u, q) <= 3 && !(i + 2 < n && p[i + 2].before == COMMA && initials(u, &p[i + 2]) && !suffix(u, &p[i + 2])));
            if (first) {
                p[out].end = q->end;
                i++;
            }
        }
        while (i + 1 < n && p[i + 1].before == COMMA && suffix(u, &p[i + 1]))
            p[out].end = p[++i].end;
        out++;
    }
    return out;
}

/* --- middle dots and spaces of CJK --------------------------------------------------------------------------------------------------- */

/* 本杰明·巴伯 is one person, 赵可金·陈维 are two: the parts of the second begin with family names. */
static int32_t undot(sil_persons *t, const UChar *u, piece *p, int32_t n)
{
    int32_t out = 0;
    for (int32_t i = 0; i < n;) {
        int32_t e = i + 1;
        while (e < n && p[e].before == DOT)
            e++;
        bool names = true;
        for (int32_t k = i; k < e && names; k++)
            names = sil_persons_cjk_name(t, u + p[k].start, p[k].end - p[k].start) || sil_persons_corporate(t, u + p[k].start, p[k].end - p[k].start);
        bool hangul = u[p[i].start] >= 0xAC00 && u[p[i].start] < 0xD7A4; /* Hangul writes foreign names with spaces */
        if (names || hangul) {
            for (int32_t k = i; k < e; k++)
                p[out++] = p[k];
        } else {
            p[out] = p[i];
            p[out++].end = p[e - 1].end;
        }
        i = e;
    }
    return out;
}

/* "林知远 周若溪": Han names divided by a space alone; "王 晓明" is one. */
static int32_t unspace(sil_persons *t, const UChar *u, piece *p, int32_t n)
{
    piece in[PIECES];
    int32_t out = 0;
    memcpy(in, p, (size_t)n * sizeof *p);
    for (int32_t i = 0; i < n; i++) {
        piece part[16];
        int32_t k = 0;
        bool names = true;
        for (int32_t s = in[i].start; s < in[i].end && k < 16;) {
            int32_t e = s;
            while (e < in[i].end && !blank(u[e]))
                e++;
            int32_t bare = e;
            while (bare > s && !cjk(u[bare - 1])) /* marks of notes */
                bare--;
            names = names && bare - s >= 2 && u[s] < 0xAC00 && sil_persons_cjk_name(t, u + s, bare - s);
            part[k++] = (piece){s, e, HARD};
            while (e < in[i].end && blank(u[e]))
                e++;
            s = e;
        }
        if (names && k > 1 && out + k <= PIECES) {
            for (int32_t j = 0; j < k; j++)
                p[out++] = part[j];
        } else if (out < PIECES) {
            p[out++] = in[i];
        }
    }
    return out;
}

/* --- the line ------------------------------------------------------------------------------------------------------------------------ */

static char *utf8(sil_arena *a, const UChar *u, int32_t n)
{
    UErrorCode code = U_ZERO_ERROR;
    char *out = sil_alloc(a, (size_t)n * 3 + 1);
    if (out)
        u_strToUTF8WithSub(out, n * 3 + 1, NULL, u, n, 0xFFFD, NULL, &code);
    return out;
}

/* Where the expression matches up to the end, or n; the words of the match in *word. */
static int32_t ending(sil_arena *a, URegularExpression *re, const UChar *u, int32_t n, char **word)
{
    UErrorCode code = U_ZERO_ERROR;
    if (!re)
        return n;
    uregex_setText(re, u, n, &code);
    if (!uregex_find(re, 0, &code) || U_FAILURE(code))
        return n;
    int32_t s = uregex_start(re, 0, &code), w = s;
    while (w < n && (blank(u[w]) || one_of(u[w], u",，、·")))
        w++;
    if (word)
        *word = utf8(a, u + w, n - w);
    return s;
}

sil_status sil_persons_split(sil_arena *a, sil_persons *t, const char *text, sil_person **list, size_t *n, sil_err *err)
{
    UChar u[LINE];
    int32_t len = 0, start = 0;
    UErrorCode code = U_ZERO_ERROR;
    size_t cap = 0;
    char *others = NULL;
    sil_person_role role = SIL_ROLE_AUTHOR;
    *list = NULL;
    *n = 0;
    u_strFromUTF8WithSub(u, LINE, &len, text, -1, 0xFFFD, NULL, &code);
    if (U_FAILURE(code))
        len = 0;
    trim(u, &start, &len);
    for (int round = 0; round < 3; round++) { /* "홍길동 외 공저": two ends, in any order */
        int32_t before = len;
        len = ending(a, t->others, u, len, others ? NULL : &others);
        for (int k = 0; k < 3 && role == SIL_ROLE_AUTHOR; k++) {
            int32_t at = ending(a, t->role[k], u, len, NULL);
            if (at < len && at > start)
                role = (sil_person_role)k;
            len = at > start ? at : len;
        }
        if (before == len)
            break;
    }
    piece p[PIECES];
    int32_t count = cut(u + start, len - start, p);
    count = undot(t, u + start, p, count);
    count = unspace(t, u + start, p, count);
    count = marry(t, u + start, p, count);
    for (int32_t i = 0; i < count; i++) {
        sil_person *x = SIL_PUSH(a, *list, *n, cap);
        if (!x || !sil_persons_name(a, t, u + start + p[i].start, p[i].end - p[i].start, x))
            return sil_fail(err, SIL_NOMEM, "no memory for the names of authors");
        x->role = x->role ? x->role : role;
        if (!*x->name)
            --*n;
    }
    if (others) {
        sil_person *x = SIL_PUSH(a, *list, *n, cap);
        if (!x)
            return sil_fail(err, SIL_NOMEM, "no memory for the names of authors");
        *x = (sil_person){.name = others, .family = (char *)"", .given = (char *)"", .others = true};
    }
    return SIL_OK;
}

char *sil_persons_join(sil_arena *a, const sil_person *list, size_t n)
{
    char *out = sil_strdup(a, "");
    for (size_t i = 0; out && i < n; i++)
        out = sil_sprintf(a, "%s%s%s", out, i ? "; " : "", list[i].name);
    return out;
}
