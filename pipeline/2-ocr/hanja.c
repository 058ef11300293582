/* 2-ocr/hanja.c: the dictionary of Sino-Korean words as a check on what was read in brackets. Called by page.c for each line. */
#include "hanja.h"

#include <stdlib.h>
#include <string.h>

#include "sillok/file.h"
#include "sillok/text.h"

/* A Han character that was believed more than this is not changed: 도시(城市) is written so although its reading is another. */
static const double SURE = 0.80;

/* The same of our whole model, when nothing that it weighed besides has the reading: the dictionary has another word for it, as 都市 for 도시(城市). */
static const double SURE_OURS = 0.50;

typedef struct entry {
    const char *hangul, *han; /* NUL-terminated, in the file's text */
} entry;

struct sil_hanja {
    sil_arena *a;
    entry *words; /* sorted by hangul, then as in the file */
    size_t n_words, cap_words;
    uint64_t *readings; /* han << 32 | syllable, sorted */
    size_t n_readings, cap_readings;
};

static int by_hangul(const void *x, const void *y)
{
    const entry *a = x, *b = y;
    int c = strcmp(a->hangul, b->hangul);
    return c ? c : (a->han > b->han) - (a->han < b->han);
}

static int by_value(const void *x, const void *y)
{
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return (a > b) - (a < b);
}

static int32_t only_char(const char *s)
{
    size_t i = 0, len = strlen(s);
    int32_t c = len ? sil_cp_next(s, len, &i) : 0;
    return i == len ? c : 0;
}

sil_status sil_hanja_open(const char *path, sil_hanja **out, sil_err *err)
{
    *out = NULL;
    sil_arena *a = sil_arena_new(0);
    sil_hanja *h = a ? sil_alloc(a, sizeof *h) : NULL;
    if (!h) {
        sil_arena_free(a);
        return sil_fail(err, SIL_NOMEM, "no memory for the dictionary of Hanja");
    }
    h->a = a;
    char *text;
    size_t len;
    sil_status st = sil_file_exists(path) ? sil_file_read(a, path, 0, &text, &len, err)
                                          : sil_fail(err, SIL_LIBRARY, "the dictionary of Hanja %s is missing: apt-get install libhangul-data", path);
    for (size_t i = 0; st == SIL_OK && i < len; i++)
        h->cap_words += text[i] == '\n';
    if (st == SIL_OK && !(h->words = sil_alloc(a, sizeof *h->words * ++h->cap_words)))
        st = sil_fail(err, SIL_NOMEM, "no memory for the dictionary of Hanja");
    for (char *line = st == SIL_OK ? text : NULL; line && *line;) {
        char *end = strchr(line, '\n'), *next = end ? end + 1 : line + strlen(line);
        if (end)
            *end = '\0';
        char *c1 = *line == '#' ? NULL : strchr(line, ':'), *c2 = c1 ? strchr(c1 + 1, ':') : NULL;
        if (c2) {
            *c1 = *c2 = '\0';
            int32_t syl = only_char(line), han = only_char(c1 + 1);
            if (syl && han) {
                uint64_t *r = SIL_PUSH(a, h->readings, h->n_readings, h->cap_readings);
                if (r)
                    *r = (uint64_t)han << 32 | (uint64_t)syl;
            } else {
                entry *e = SIL_PUSH(a, h->words, h->n_words, h->cap_words);
                if (e)
                    *e = (entry){line, c1 + 1};
            }
            if (!h->readings && !h->words) {
                st = sil_fail(err, SIL_NOMEM, "no memory for the dictionary of Hanja");
                break;
            }
        }
        line = next;
    }
    if (st == SIL_OK && (!h->n_words || !h->n_readings))
        st = sil_fail(err, SIL_LIBRARY, "%s is not the dictionary of Hanja that libhangul-data installs", path);
    if (st != SIL_OK) {
        sil_arena_free(a);
        return st;
    }
    bool sorted = true; /* as the file of the package is; sorting what is sorted takes a tenth of a second */
    for (size_t i = 1; sorted && i < h->n_words; i++)
        sorted = strcmp(h->words[i - 1].hangul, h->words[i].hangul) <= 0;
    if (!sorted)
        qsort(h->words, h->n_words, sizeof *h->words, by_hangul);
    qsort(h->readings, h->n_readings, sizeof *h->readings, by_value);
    *out = h;
    return SIL_OK;
}

void sil_hanja_free(sil_hanja *h)
{
    if (h)
        sil_arena_free(h->a);
}

bool sil_hanja_reads(const sil_hanja *h, int32_t han, int32_t syllable)
{
    uint64_t key = (uint64_t)han << 32 | (uint64_t)syllable;
    return bsearch(&key, h->readings, h->n_readings, sizeof key, by_value) != NULL;
}

static const entry *first_word(const sil_hanja *h, const char *hangul)
{
    size_t lo = 0, hi = h->n_words;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (strcmp(h->words[mid].hangul, hangul) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < h->n_words && strcmp(h->words[lo].hangul, hangul) == 0 ? &h->words[lo] : NULL;
}

/* The character that must stand at `at` when the n glyphs of han are the word that hangul says: the dictionary's most usual word with this
 * reading that is what was read everywhere else. 0 when there is none. */
static int32_t must_be(const sil_hanja *h, const sil_glyph *hangul, const sil_glyph *han, size_t n, size_t at, char out[5])
{
    char key[128] = "";
    for (size_t i = 0; i < n; i++) {
        if (strlen(key) + strlen(hangul[i].text) >= sizeof key)
            return 0;
        strcat(key, hangul[i].text);
    }
    int32_t found = 0;
    const entry *end = h->words + h->n_words;
    for (const entry *e = first_word(h, key); e && e < end && strcmp(e->hangul, key) == 0; e++) {
        size_t len = strlen(e->han), i = 0, k = 0;
        int32_t here = 0;
        bool same = true;
        for (; same && i < len && k < n; k++) {
            int32_t c = sil_cp_next(e->han, len, &i);
            if (k == at)
                here = c;
            else
                same = c == han[k].cp;
        }
        if (!same || k != n || i != len || !here)
            continue;
        found = here; /* words of one reading stand in the file by how usual they are */
        break;
    }
    if (found)
        sil_cp_put(out, found);
    return found;
}

/* The likeliest character of `also` that is read as the syllable; 0 when there is none. */
static int32_t weighed(const sil_hanja *h, const char *also, int32_t syllable, char out[5])
{
    for (size_t i = 0, len = also ? strlen(also) : 0; i < len;) {
        int32_t c = sil_cp_next(also, len, &i);
        if (sil_hanja_reads(h, c, syllable)) {
            sil_cp_put(out, c);
            return c;
        }
    }
    return 0;
}

static bool hangul(int32_t c) { return c >= 0xac00 && c <= 0xd7a3; }

static sil_status check(const sil_hanja *h, sil_arena *a, const sil_glyph *before, sil_glyph *han, size_t n, sil_err *err)
{
    enum { MOST = 8 };
    size_t right = 0;
    for (size_t i = 0; i < n; i++)
        right += sil_hanja_reads(h, han[i].cp, before[i].cp);
    for (size_t i = 0; i < n && right; i++) { /* 타이베이(臺北): the name is no reading of its Hanja, so that it says nothing about them */
        if (han[i].conf >= SURE || sil_hanja_reads(h, han[i].cp, before[i].cp))
            continue;
        char better[5];
        int32_t c = weighed(h, han[i].also, before[i].cp, better);
        bool dictionary = han[i].model != SIL_MODEL_WHOLE || han[i].conf < SURE_OURS;
        for (size_t w = n < MOST ? n : MOST; dictionary && !c && w >= 2; w--) /* the longest word around it that the dictionary has */
            for (size_t s = i + 1 >= w ? i + 1 - w : 0; !c && s <= i && s + w <= n; s++)
                c = must_be(h, before + s, han + s, w, i - s, better);
        if (!c || c == han[i].cp)
            continue;
        char *was = sil_strdup(a, han[i].text);
        if (!was)
            return sil_fail(err, SIL_NOMEM, "no memory to check Hanja");
        if (!han[i].other)
            han[i].other = was;
        strcpy(han[i].text, better);
        han[i].cp = c;
        han[i].changed = true;
    }
    return SIL_OK;
}

/* The gloss whose bracket is glyph i: *n Hanja in it, which are those of as many syllables from *from on. The syllables before the bracket, or, after an
 * ending of up to two, those of which all but one at most are read so: 고상한(高尙), 도시외교에서(都市外交). */
static bool gloss_at(const sil_hanja *h, const sil_glyph *g, size_t all, size_t i, size_t *n, size_t *from)
{
    enum { ENDING = 2 };
    size_t before = 0;
    *n = 0;
    if (i == 0 || i + 1 >= all || (g[i].cp != '(' && g[i].cp != 0xff08))
        return false;
    while (i + 1 + *n < all && (g[i + 1 + *n].cp == SIL_BLIND || sil_script_of(g[i + 1 + *n].cp) == SIL_SCRIPT_HAN))
        *n += 1;
    while (before < *n + ENDING && before < i && hangul(g[i - 1 - before].cp) && (before == 0 || !g[i - before].space))
        before++;
    if (*n < 2 || before < *n)
        return false;
    size_t most = 0;
    for (size_t end = 0; end <= ENDING && *n + end <= before; end++) {
        size_t right = 0, at = i - end - *n;
        for (size_t q = 0; q < *n; q++)
            right += sil_hanja_reads(h, g[i + 1 + q].cp, g[at + q].cp);
        if (end == 0 || (right > most && right >= 2 && right + 1 >= *n))
            *from = at, most = right;
    }
    return !g[i].space || most == *n; /* wide justified text shows spaces before brackets */
}

bool sil_hanja_word(const sil_hanja *h, const sil_glyph *han, const int32_t *said, size_t n)
{
    char key[128] = "", word[128] = "", one[5];
    for (size_t i = 0; i < n; i++) {
        sil_cp_put(one, said[i]);
        if (strlen(key) + strlen(one) >= sizeof key || strlen(word) + strlen(han[i].text) >= sizeof word)
            return false;
        strcat(key, one), strcat(word, han[i].text);
    }
    for (const entry *e = first_word(h, key), *end = h->words + h->n_words; e && e < end && strcmp(e->hangul, key) == 0; e++)
        if (strcmp(e->han, word) == 0)
            return true;
    return false;
}

bool sil_hanja_said(const sil_hanja *h, const sil_glyph *g, size_t n, int32_t *said)
{
    bool wrong = false;
    for (size_t i = 1, k, from; i + 1 < n; i++)
        for (size_t q = gloss_at(h, g, n, i, &k, &from) ? 0 : k; q < k; q++) {
            said[i + 1 + q] = g[from + q].cp;
            wrong |= !sil_hanja_reads(h, g[i + 1 + q].cp, said[i + 1 + q]);
        }
    return wrong;
}

sil_status sil_hanja_check(const sil_hanja *h, sil_arena *a, sil_reading *r, sil_err *err)
{
    sil_status st = SIL_OK;
    for (size_t i = 1, n, from; st == SIL_OK && i + 1 < r->n; i++)
        if (gloss_at(h, r->glyphs, r->n, i, &n, &from))
            st = check(h, a, r->glyphs + from, r->glyphs + i + 1, n, err);
    return st;
}
