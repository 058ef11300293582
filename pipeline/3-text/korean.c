/* korean.c: whether a stretch of Hangul is a Korean word, whole with its particle or ending; asked by join.c at the end of a line.
 *
 * Stems come from the dictionary hunspell-ko (its list of words alone; without it nothing is known), particles and endings from text-korean.tsv. A verb is taken apart
 * by the last consonant of its stem: 건넜다 is 건너 + ㅆ + 다, 건널 is 건너 + ㄹ. */
#include "korean.h"

#include <stdlib.h>
#include <string.h>

#include "sillok/file.h"
#include "sillok/text.h"
#include "sillok/tsv.h"

enum { N = 4, L = 8, M = 16, B = 17, SS = 20, MOST = 16 }; /* closing consonants as Unicode counts them; syllables of the longest word */

static int32_t closing(int32_t c)
{
    return c >= 0xAC00 && c <= 0xD7A3 ? (c - 0xAC00) % 28 : 0;
}

/* Letters of the dictionary's list are single jamo (NFD); composed by UAX #15. */
static size_t compose(const char *s, size_t len, int32_t *out)
{
    size_t n = 0;
    for (size_t i = 0; i < len;) {
        int32_t c = sil_cp_next(s, len, &i);
        int32_t *last = n ? &out[n - 1] : NULL;
        if (last && c >= 0x1161 && c <= 0x1175 && *last >= 0x1100 && *last <= 0x1112)
            *last = 0xAC00 + ((*last - 0x1100) * 21 + c - 0x1161) * 28;
        else if (last && c > 0x11A7 && c <= 0x11C2 && *last >= 0xAC00 && *last <= 0xD7A3 && !closing(*last))
            *last += c - 0x11A7;
        else if (n < MOST)
            out[n++] = c;
        else
            return 0;
    }
    return n;
}

static bool flag(const char *flags, size_t len, const char *want)
{
    size_t w = strlen(want);
    for (size_t i = 0; i < len; i += strcspn(flags + i, ",\n") + 1)
        if (len - i >= w && !strncmp(flags + i, want, w) && (i + w == len || flags[i + w] == ','))
            return true;
    return false;
}

static sil_status read_dictionary(sil_tx_korean *k, sil_err *err)
{
    char *data = NULL;
    size_t len = 0;
    sil_arena *a = sil_arena_new(0);
    sil_status s = a ? sil_file_read(a, SIL_TX_KOREAN_WORDS, 64u << 20, &data, &len, err) : sil_fail(err, SIL_NOMEM, "no memory for the Korean dictionary");
    for (size_t i = 0; !s && i < len;) {
        size_t e = i + strcspn(data + i, "\n"), slash = i;
        while (slash < e && data[slash] != '/')
            slash++;
        int32_t w[MOST];
        size_t n = compose(data + i, slash - i, w), flags = slash < e ? e - slash - 1 : 0;
        bool ok = true, hangul = n > 0;
        for (size_t j = 0; j < n && hangul; j++)
            hangul = w[j] >= 0xAC00 && w[j] <= 0xD7A3;
        if (hangul) {
            bool form = flag(data + slash + 1, flags, "2") || flag(data + slash + 1, flags, "4"), noun = !flags || flag(data + slash + 1, flags, "10") || flag(data + slash + 1, flags, "25");
            bool verb = n > 1 && w[n - 1] == 0xB2E4 && !noun;
            if (form)
                ok = sil_tx_words_add(&k->forms, w, n);
            if (ok && verb)
                ok = sil_tx_words_add(&k->verbs, w, n - 1);
            else if (ok && !form)
                ok = sil_tx_words_add(&k->nouns, w, n);
            else if (ok && noun)
                ok = sil_tx_words_add(&k->nouns, w, n);
        }
        if (!ok)
            s = sil_fail(err, SIL_NOMEM, "no memory for the Korean dictionary");
        i = e + 1;
    }
    sil_arena_free(a);
    return s;
}

static sil_status read_table(sil_tx_korean *k, const char *config, sil_err *err)
{
    static const char *const need[] = {"kind", "text", NULL};
    const struct {
        const char *kind;
        sil_tx_words *to;
    } kinds[] = {{"josa", &k->josa}, {"suffix", &k->suffix}, {"ending", &k->ending}, {"linked", &k->linked}, {"past", &k->past}, {"then-n", &k->then_n}, {"then-l", &k->then_l}, {"then-b", &k->then_b}, {"light", &k->light}, {"light-form", &k->light_form}, {"word", &k->words}};
    sil_arena *a = sil_arena_new(0);
    char *path = a ? sil_sprintf(a, "%s/" SIL_TX_KOREAN_FILE, config) : NULL;
    sil_tsv t;
    sil_status s = path ? sil_tsv_read(a, path, need, &t, err) : sil_fail(err, SIL_NOMEM, "no memory for the table of endings");
    int kind = s ? 0 : sil_tsv_column(&t, "kind"), text = s ? 0 : sil_tsv_column(&t, "text");
    for (size_t r = 0; !s && r < t.n_rows; r++) {
        sil_tx_words *to = NULL;
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
            if (!strcmp(kinds[i].kind, t.rows[r][kind]))
                to = kinds[i].to;
        if (!to) {
            s = sil_fail(err, SIL_USAGE, "%s line %zu: the kind \"%s\" is not known; see the head of the file", path, t.lines[r], t.rows[r][kind]);
            break;
        }
        char **v = sil_tsv_values(a, t.rows[r][text]);
        for (size_t i = 0; v && v[i] && !s; i++) {
            int32_t w[MOST];
            size_t n = compose(v[i], strlen(v[i]), w);
            if (n && !sil_tx_words_add(to, w, n))
                s = sil_fail(err, SIL_NOMEM, "no memory for the table of endings");
        }
    }
    sil_arena_free(a);
    return s;
}

sil_status sil_tx_korean_open(const char *config, sil_tx_korean *k, sil_err *err)
{
    sil_status s = read_table(k, config, err);
    return s || !sil_file_exists(SIL_TX_KOREAN_WORDS) ? s : read_dictionary(k, err);
}

void sil_tx_korean_close(sil_tx_korean *k)
{
    sil_tx_words *all[] = {&k->nouns, &k->verbs, &k->forms, &k->josa, &k->suffix, &k->ending, &k->linked, &k->past, &k->then_n, &k->then_l, &k->then_b, &k->light, &k->light_form, &k->words};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        sil_tx_words_free(all[i]);
}

#define HAS(set, w, n) ((n) > 0 && sil_tx_words_has(&(set), (w), (n)))

/* A stem of `verbs` or a form of `forms` with what may follow it, up to the end of w. */
static bool verb(const sil_tx_korean *k, const sil_tx_words *verbs, const sil_tx_words *forms, const int32_t *w, size_t n)
{
    int32_t open[MOST];
    for (size_t i = 1; i <= n && i < MOST; i++) {
        const int32_t *rest = w + i;
        size_t left = n - i;
        if (left && sil_tx_words_has(verbs, w, i) && HAS(k->ending, rest, left))
            return true;
        if (sil_tx_words_has(forms, w, i) && (!left || HAS(k->linked, rest, left)))
            return true;
        int32_t f = closing(w[i - 1]);
        if (!f)
            continue;
        memcpy(open, w, i * sizeof *w);
        open[i - 1] -= f;
        bool stem = sil_tx_words_has(verbs, open, i);
        if (f == SS) {
            bool tense = i > 1 && (w[i - 1] == 0xC558 || w[i - 1] == 0xC5C8 || w[i - 1] == 0xC600) && sil_tx_words_has(verbs, w, i - 1); /* 았 었 였 */
            if ((tense || stem || sil_tx_words_has(forms, open, i)) && HAS(k->past, rest, left))
                return true;
            continue;
        }
        if (!stem)
            continue;
        if ((f == N && (!left || HAS(k->then_n, rest, left))) || (f == L && (!left || HAS(k->then_l, rest, left))) || (f == M && (!left || HAS(k->josa, rest, left))) || (f == B && HAS(k->then_b, rest, left)))
            return true;
    }
    return false;
}

sil_tx_korean_word sil_tx_korean_is(const sil_tx_korean *k, const int32_t *w, size_t n)
{
    if (!n || n >= MOST)
        return SIL_TX_NO_WORD;
    if (n > 1 && (HAS(k->words, w, n) || verb(k, &k->verbs, &k->forms, w, n)))
        return SIL_TX_WHOLE;
    for (size_t i = n - 1; i >= 1; i--) {
        bool noun = (i > 1 || HAS(k->words, w, i) || n - i > 1) && HAS(k->nouns, w, i);
        bool made = i > 2 && HAS(k->nouns, w, i - 1) && HAS(k->suffix, w + i - 1, 1);
        if ((noun || made) && (HAS(k->josa, w + i, n - i) || (i > 1 && verb(k, &k->light, &k->light_form, w + i, n - i))))
            return SIL_TX_WHOLE;
    }
    if (n > 1 && (HAS(k->nouns, w, n) || (n > 2 && HAS(k->nouns, w, n - 1) && HAS(k->suffix, w + n - 1, 1))))
        return SIL_TX_BARE;
    return HAS(k->words, w, n) || HAS(k->nouns, w, n) ? SIL_TX_SHORT : SIL_TX_NO_WORD;
}
