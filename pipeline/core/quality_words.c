/* core/quality_words.c: loading what quality.c judges by. */
#include "quality_words.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/uset.h>
#include <unicode/utrans.h>

#include "sillok/file.h"
#include "sillok/tsv.h"

static uint32_t hash_of(const char *s, size_t n)
{
    uint32_t h = 2166136261U;
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)s[i]) * 16777619U;
    return h;
}

bool sil_words_has(const word_set *w, const char *s, size_t n)
{
    if (!w->cap)
        return false;
    for (size_t i = hash_of(s, n) & (w->cap - 1);; i = (i + 1) & (w->cap - 1)) {
        if (!w->slot[i])
            return false;
        if (strlen(w->slot[i]) == n && !memcmp(w->slot[i], s, n))
            return true;
    }
}

static bool set_add(sil_arena *a, word_set *w, const char *word)
{
    if (w->n * 2 >= w->cap) {
        word_set big = {.cap = w->cap ? w->cap * 2 : 256};
        big.slot = sil_alloc(a, big.cap * sizeof *big.slot);
        if (!big.slot)
            return false;
        for (size_t i = 0; i < w->cap; i++)
            if (w->slot[i] && !set_add(a, &big, w->slot[i]))
                return false;
        *w = big;
    }
    size_t n = strlen(word);
    if (sil_words_has(w, word, n))
        return true;
    size_t i = hash_of(word, n) & (w->cap - 1);
    while (w->slot[i])
        i = (i + 1) & (w->cap - 1);
    w->slot[i] = word;
    w->n++;
    return true;
}

static sil_status no_memory(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "no memory for the words that tell text from noise");
}

static sil_status read_words(sil_quality *q, const char *path, sil_err *err)
{
    char *data;
    size_t len;
    sil_err why;
    if (sil_file_read(q->a, path, (size_t)64 << 20, &data, &len, &why))
        return sil_fail(err, SIL_LIBRARY, "cannot read the English dictionary %s (%s): apt-get install wamerican", path, why.text);
    for (char *line = data, *end; line < data + len; line = end + 1) {
        end = memchr(line, '\n', (size_t)(data + len - line));
        if (!end)
            end = data + len;
        *end = 0;
        bool plain = *line != 0;
        for (char *c = line; *c && plain; c++) {
            if (*c >= 'A' && *c <= 'Z')
                *c = (char)(*c + 32);
            plain = *c >= 'a' && *c <= 'z';
        }
        if (plain && strlen(line) >= 3 && !set_add(q->a, &q->words, line))
            return no_memory(err);
    }
    if (q->words.n < 1000)
        return sil_fail(err, SIL_LIBRARY, "%s holds only %zu words; it should be an English dictionary (apt-get install wamerican)", path, q->words.n);
    return SIL_OK;
}

static void flag_all(sil_quality *q, const char *s, uint8_t flag)
{
    size_t len = strlen(s);
    for (size_t i = 0; i < len;) {
        int32_t cp = sil_cp_next(s, len, &i);
        if (cp >= 0 && cp < 65536)
            q->flags[cp] |= flag;
    }
}

static char *reversed(sil_arena *a, const char *s)
{
    size_t len = strlen(s), at = len;
    char *out = sil_alloc(a, len + 1);
    for (size_t i = 0; out && i < len;) {
        size_t from = i;
        sil_cp_next(s, len, &i);
        at -= i - from;
        memcpy(out + at, s + from, i - from);
    }
    return out;
}

/* The language that a row of its own names first, made when it is new; NULL when there are too many. */
static latin_lang *lang_of(sil_quality *q, const char *code)
{
    for (size_t i = 0; i < q->n_langs; i++)
        if (strcmp(q->langs[i].code, code) == 0)
            return &q->langs[i];
    if (q->n_langs == MAX_LANGS)
        return NULL;
    q->langs[q->n_langs].code = code;
    return &q->langs[q->n_langs++];
}

/* A row of kind k about a language: its words or parts of syllables, folded as words of a text are. *taken: it is such a row. */
static bool read_lang(sil_quality *q, const char *k, char *const *v, bool *taken)
{
    static const char *const kinds[] = {"function", "onset", "rime", "coda"};
    size_t kind = 0;
    while (kind < 4 && strcmp(k, kinds[kind]) != 0)
        kind++;
    *taken = kind < 4;
    if (!*taken)
        return true;
    latin_lang *l = lang_of(q, v[0] ? v[0] : "");
    word_set *sets[] = {l ? &l->function : NULL, l ? &l->onset : NULL, l ? &l->rime : NULL, l ? &l->coda : NULL};
    for (v += v[0] != NULL; l && *v; v++) {
        int32_t cp[40];
        char folded[41];
        size_t n = 0, len = strlen(*v);
        for (size_t i = 0; i < len && n < 40;)
            cp[n++] = sil_cp_next(*v, len, &i);
        char *word = sil_latin_fold(cp, n, folded, sizeof folded) ? sil_strdup(q->a, folded) : NULL;
        if (!word || !set_add(q->a, sets[kind], word))
            return false;
    }
    return l != NULL;
}

static sil_status read_rules(sil_quality *q, const char *config, sil_err *err)
{
    static const char *const need[] = {"kind", "values", NULL};
    sil_tsv t;
    char *path = sil_sprintf(q->a, "%s/%s", config, SIL_QUALITY_RULES);
    if (!path)
        return no_memory(err);
    sil_status s = sil_tsv_read(q->a, path, need, &t, err);
    if (s)
        return s;
    int kind = sil_tsv_column(&t, "kind"), values = sil_tsv_column(&t, "values");
    for (size_t r = 0; r < t.n_rows; r++) {
        const char *k = t.rows[r][kind];
        char **v = sil_tsv_values(q->a, t.rows[r][values]);
        bool taken = false;
        if (!v || !read_lang(q, k, v, &taken))
            return sil_fail(err, SIL_FORMAT, "%s line %zu: too many languages (%d at the most), or a word that is not in Latin letters", path, t.lines[r], MAX_LANGS);
        for (; *v && !taken; v++) {
            bool ok = true;
            if (!strcmp(k, "short"))
                ok = set_add(q->a, &q->shorts, *v);
            else if (!strcmp(k, "particle"))
                ok = set_add(q->a, &q->particles, *v);
            else if (!strcmp(k, "symbol"))
                flag_all(q, *v, SYMBOL);
            else if (!strcmp(k, "rare"))
                flag_all(q, *v, RARE);
            else if (!strcmp(k, "common"))
                flag_all(q, *v, COMMON);
            else if (!strcmp(k, "single"))
                flag_all(q, *v, SINGLE);
            else if (!strcmp(k, "prefix")) {
                char **p = SIL_PUSH(q->a, q->prefixes, q->n_prefixes, q->cap_prefixes);
                ok = p != NULL;
                if (p)
                    *p = *v;
            } else if (!strcmp(k, "order")) {
                char **word = SIL_PUSH(q->a, q->forwards, q->n_forwards, q->cap_forwards), **back = SIL_PUSH(q->a, q->backwards, q->n_backwards, q->cap_backwards);
                ok = word && back && (*back = reversed(q->a, *v));
                if (word)
                    *word = *v;
            } else {
                return sil_fail(err, SIL_FORMAT, "%s line %zu: unknown kind \"%s\"", path, t.lines[r], k);
            }
            if (!ok)
                return no_memory(err);
        }
    }
    q->flags['|'] |= RARE;
    return SIL_OK;
}

/* Common characters are listed in simplified form: their traditional ones are as common. */
static sil_status flag_traditional(sil_quality *q, sil_err *err)
{
    UErrorCode e = U_ZERO_ERROR;
    static const UChar id[] = u"Simplified-Traditional";
    UTransliterator *t = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &e);
    for (UChar c = 0x4E00; U_SUCCESS(e) && c <= 0x9FFF; c++) {
        UChar one[4] = {c, 0};
        int32_t len = 1, limit = 1;
        if (!(q->flags[c] & COMMON))
            continue;
        utrans_transUChars(t, one, &len, 4, 0, &limit, &e);
        if (U_SUCCESS(e) && len == 1)
            q->flags[one[0]] |= COMMON;
    }
    if (t)
        utrans_close(t);
    return U_SUCCESS(e) ? SIL_OK : sil_fail(err, SIL_LIBRARY, "ICU cannot turn simplified characters into traditional ones (%s); reinstall libicu72", u_errorName(e));
}

/* What a national standard can write, by ICU's table of it. */
static sil_status flag_charset(sil_quality *q, const char *charset, int32_t from, int32_t to, uint8_t flag, sil_err *err)
{
    UErrorCode e = U_ZERO_ERROR;
    UConverter *c = ucnv_open(charset, &e);
    USet *set = uset_openEmpty();
    if (U_SUCCESS(e))
        ucnv_getUnicodeSet(c, set, UCNV_ROUNDTRIP_SET, &e);
    if (U_SUCCESS(e))
        for (int32_t cp = from; cp <= to; cp++)
            if (uset_contains(set, cp))
                q->flags[cp] |= flag;
    uset_close(set);
    if (c)
        ucnv_close(c);
    return U_SUCCESS(e) ? SIL_OK : sil_fail(err, SIL_LIBRARY, "ICU has no table of %s (%s); reinstall libicu72", charset, u_errorName(e));
}

sil_status sil_quality_open(const char *config, const char *dictionary, sil_quality **out, sil_err *err)
{
    *out = NULL;
    sil_arena *a = sil_arena_new(0);
    sil_quality *q = a ? sil_alloc(a, sizeof *q) : NULL;
    if (!q) {
        sil_arena_free(a);
        return no_memory(err);
    }
    q->a = a;
    sil_status s = read_rules(q, config, err);
    if (!s)
        s = read_words(q, dictionary, err);
    if (!s)
        s = flag_traditional(q, err);
    if (!s)
        s = flag_charset(q, "EUC-KR", 0xAC00, 0xD7A3, KS, err);
    static const char *const han[] = {"EUC-KR", "GB2312", "Big5", "Shift_JIS"};
    for (size_t i = 0; !s && i < 4; i++)
        s = flag_charset(q, han[i], 0x4E00, 0x9FFF, HAN_KNOWN, err);
    if (s)
        sil_arena_free(a);
    else
        *out = q;
    return s;
}

void sil_quality_close(sil_quality *q)
{
    if (q)
        sil_arena_free(q->a);
}
