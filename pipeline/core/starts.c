/* core/starts.c: first characters of regular expressions, learned as they are met (starts.h). */
#include "sillok/starts.h"

#include <stdlib.h>
#include <string.h>

enum { PAGE = 256, UNKNOWN = 0, MAY = 1, CANNOT = 2 };

struct sil_starts {
    URegularExpression *re; /* a copy: the caller's keeps its own text */
    unsigned char *page[PAGE];
};

static bool looks_back(const char *pattern)
{
    return strstr(pattern, "(?<=") || strstr(pattern, "\\b") || strstr(pattern, "\\B") || strstr(pattern, "\\G");
}

sil_starts *sil_starts_new(const URegularExpression *re, const char *pattern)
{
    if (looks_back(pattern))
        return NULL;
    sil_starts *s = calloc(1, sizeof *s);
    UErrorCode e = U_ZERO_ERROR;
    if (s)
        s->re = uregex_clone(re, &e);
    if (s && U_FAILURE(e)) {
        free(s);
        s = NULL;
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

static unsigned char try(sil_starts *s, UChar c)
{
    UErrorCode e = U_ZERO_ERROR;
    UChar text[1] = {c};
    uregex_setText(s->re, text, 1, &e);
    bool hit = uregex_lookingAt(s->re, 0, &e) || uregex_hitEnd(s->re, &e);
    return hit || U_FAILURE(e) ? MAY : CANNOT;
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
        *known = try(s, (UChar)c);
    return *known == MAY;
}
