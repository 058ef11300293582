/* core/starts.c: first characters of regular expressions, learned as they are met (starts.h). */
#include "sillok/starts.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ustring.h>

enum { PAGE = 256, UNKNOWN = 0, MAY = 1, CANNOT = 2 };

struct sil_starts {
    URegularExpression *re; /* a copy: the caller's keeps its own text */
    bool edges;             /* it asks where words begin and end: tried behind a letter and behind a space */
    unsigned char *page[PAGE];
};

/* End of the group that begins at p, which is its bracket; NULL when it has none. Character classes and quoted characters are passed over. */
static const char *group_end(const char *p)
{
    int depth = 0, class = 0;
    for (; *p; p++) {
        if (*p == '\\' && p[1])
            p++;
        else if (*p == '[')
            class++;
        else if (*p == ']' && class)
            class--;
        else if (!class && *p == '(')
            depth++;
        else if (!class && *p == ')' && --depth == 0)
            return p + 1;
    }
    return NULL;
}

/* Whether it is a choice at its outermost level. */
static bool divided(const char *p)
{
    int class = 0;
    for (; *p; p++) {
        const char *end = !class && *p == '(' ? group_end(p) : NULL;
        if (end)
            p = end - 1;
        else if (*p == '\\' && p[1])
            p++;
        else if (*p == '[')
            class++;
        else if (*p == ']' && class)
            class--;
        else if (!class && *p == '|')
            return true;
    }
    return false;
}

/* The pattern without what it asks, first of all, of the text before it: what is left must match where the whole does. NULL when that cannot be told. */
static const char *forward(const char *pattern)
{
    const char *p = pattern;
    for (;;) {
        if (strncmp(p, "(?<=", 4) == 0 || strncmp(p, "(?<!", 4) == 0) {
            if (!(p = group_end(p)))
                return NULL;
        } else if (strncmp(p, "\\b", 2) == 0 || strncmp(p, "\\B", 2) == 0) {
            p += 2;
        } else {
            break;
        }
    }
    bool refers = strstr(pattern, "\\k<") != NULL;
    for (const char *c = pattern; *c; c++)
        if (*c == '\\' && c[1])
            refers = refers || (*++c >= '1' && *c <= '9');
    if (p != pattern && (!*p || strchr("?*+{", *p) || refers || divided(pattern)))
        return NULL;
    return strstr(p, "(?<=") || strstr(p, "\\G") || ((strstr(p, "\\b") || strstr(p, "\\B")) && strstr(p, "(?<!")) ? NULL : p;
}

sil_starts *sil_starts_new(const URegularExpression *re, const char *pattern)
{
    const char *rest = forward(pattern);
    if (!rest)
        return NULL;
    sil_starts *s = calloc(1, sizeof *s);
    UErrorCode e = U_ZERO_ERROR;
    if (s && rest == pattern) {
        s->re = uregex_clone(re, &e);
    } else if (s) {
        UParseError where;
        int32_t flags = uregex_flags(re, &e), steps = uregex_getTimeLimit(re, &e);
        int32_t n = 0;
        UChar *u = calloc(strlen(rest) + 1, sizeof *u);
        if (u)
            u_strFromUTF8(u, (int32_t)strlen(rest) + 1, &n, rest, -1, &e);
        s->re = u && U_SUCCESS(e) ? uregex_open(u, n, (uint32_t)flags, &where, &e) : NULL;
        if (s->re)
            uregex_setTimeLimit(s->re, steps, &e);
        free(u);
    }
    if (s && (U_FAILURE(e) || !s->re)) {
        uregex_close(s->re);
        free(s);
        return NULL;
    }
    if (s) {
        s->edges = strstr(rest, "\\b") || strstr(rest, "\\B");
        uregex_useTransparentBounds(s->re, true, &e);
        uregex_useAnchoringBounds(s->re, false, &e);
    }
    return s;
}

void sil_starts_free(sil_starts *s)
{
    if (!s)
        return;
    for (size_t i = 0; i < PAGE; i++)
        free(s->page[i]);
    uregex_close(s->re);
    free(s);
}

/* Whether a text that begins with these units can match. */
static unsigned char try(const sil_starts *s, const UChar *text, int32_t n)
{
    UErrorCode e = U_ZERO_ERROR;
    uregex_setText(s->re, text, n, &e);
    if (uregex_lookingAt(s->re, 0, &e) || uregex_hitEnd(s->re, &e) || U_FAILURE(e))
        return MAY;
    if (!s->edges)
        return CANNOT;
    UChar behind[SIL_STARTS + 1];
    memcpy(behind + 1, text, (size_t)n * sizeof *text);
    for (int i = 0; i < 2; i++) {
        behind[0] = i ? 'a' : ' ';
        uregex_setText(s->re, behind, n + 1, &e);
        uregex_setRegion(s->re, 1, n + 1, &e);
        if (uregex_lookingAt(s->re, -1, &e) || uregex_hitEnd(s->re, &e) || U_FAILURE(e))
            return MAY;
    }
    return CANNOT;
}

bool sil_starts_may(sil_starts *s, int32_t c)
{
    if (!s || c < 0 || c > 0xFFFF || (c >= 0xD800 && c < 0xE000))
        return true;
    unsigned char **page = &s->page[c >> 8];
    if (!*page && !(*page = calloc(PAGE, 1)))
        return true;
    unsigned char *known = &(*page)[c & 0xFF];
    if (*known == UNKNOWN)
        *known = try(s, (const UChar[]){(UChar)c}, 1);
    return *known == MAY;
}

/* ---- sets ----------------------------------------------------------------------------------------------------------- */

enum { BEGINNINGS = 1 << 14 }; /* kept at most; slots are twice as many */

typedef struct beginning {
    UChar u[SIL_STARTS];
    bool used;
} beginning;

struct sil_starts_set {
    sil_starts **each;
    size_t n, words;
    beginning *keys;
    uint64_t *masks, *other; /* of each slot; of what has none */
    size_t n_kept;
};

sil_starts_set *sil_starts_set_new(sil_starts *const *each, size_t n)
{
    sil_starts_set *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->n = n;
    s->words = n / 64 + 1;
    s->each = calloc(n + 1, sizeof *s->each);
    s->keys = calloc(2 * BEGINNINGS, sizeof *s->keys);
    s->masks = calloc(2 * BEGINNINGS * s->words, sizeof *s->masks);
    s->other = calloc(s->words, sizeof *s->other);
    if (!s->each || !s->keys || !s->masks || !s->other) {
        sil_starts_set_free(s);
        return NULL;
    }
    if (n)
        memcpy(s->each, each, n * sizeof *each);
    return s;
}

void sil_starts_set_free(sil_starts_set *s)
{
    if (!s)
        return;
    free(s->each);
    free(s->keys);
    free(s->masks);
    free(s->other);
    free(s);
}

static void judge(const sil_starts_set *s, const UChar *text, bool beyond_first, uint64_t *mask)
{
    memset(mask, 0, s->words * sizeof *mask);
    for (size_t i = 0; i < s->n; i++) {
        bool may = sil_starts_may(s->each[i], text[0]);
        if (may && beyond_first && s->each[i])
            may = try(s->each[i], text, SIL_STARTS) == MAY;
        mask[i / 64] |= (uint64_t)may << (i % 64);
    }
}

/* The mask of a beginning, found or made; NULL when there is no room for more. */
static const uint64_t *kept(sil_starts_set *s, const UChar key[SIL_STARTS], bool beyond_first)
{
    uint64_t h = 14695981039346656037u; /* FNV-1a by units */
    for (int i = 0; i < SIL_STARTS; i++)
        h = (h ^ key[i]) * 1099511628211u;
    size_t slot = (size_t)(h ^ h >> 29) % (2 * BEGINNINGS);
    while (s->keys[slot].used && memcmp(s->keys[slot].u, key, sizeof s->keys[slot].u) != 0)
        slot = (slot + 1) % (2 * BEGINNINGS);
    uint64_t *mask = s->masks + slot * s->words;
    if (s->keys[slot].used)
        return mask;
    if (s->n_kept >= BEGINNINGS)
        return NULL;
    judge(s, key, beyond_first, mask);
    memcpy(s->keys[slot].u, key, sizeof s->keys[slot].u);
    s->keys[slot].used = true;
    s->n_kept++;
    return mask;
}

const uint64_t *sil_starts_at(sil_starts_set *s, const UChar *text, int32_t left)
{
    UChar first[SIL_STARTS] = {text[0]};
    const uint64_t *mask = kept(s, first, false), *more = NULL;
    uint64_t any = 0;
    if (!mask) {
        judge(s, text, false, s->other);
        mask = s->other;
    }
    for (size_t i = 0; i < s->words; i++)
        any |= mask[i];
    if (any && left >= SIL_STARTS && (text[SIL_STARTS - 1] & 0xFC00) != 0xD800) /* long enough, and no character is cut */
        more = kept(s, text, true);
    return more ? more : mask;
}
