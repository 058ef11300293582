/* table_shape.c: reads the shape of one row of typewriter text, where no boxes tell the columns; called by table_text.c. */
#include "table_shape.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "sillok/text.h"

/* Letters and digits in lower case: "U.S." and "US", "Hong Kong," and "Hong Kong" are one. */
static size_t fold(const int32_t *cp, size_t n, int32_t *out, size_t cap)
{
    size_t m = 0;
    for (size_t i = 0; i < n && m < cap; i++) {
        sil_script s = sil_script_of(cp[i]);
        if (s == SIL_SCRIPT_PUNCT || s == SIL_SCRIPT_SPACE)
            continue;
        out[m++] = cp[i] >= 'A' && cp[i] <= 'Z' ? cp[i] + 32 : cp[i];
    }
    return m;
}

static bool add_name(sil_tx_countries *c, const UChar *u, int32_t n)
{
    int32_t cp[128], low[128], k = 0;
    UErrorCode code = U_ZERO_ERROR;
    u_strToUTF32((UChar32 *)cp, 128, &k, u, n, &code);
    if (U_FAILURE(code) || k > 127)
        return true;
    size_t m = fold(cp, (size_t)k, low, 128);
    return m < 2 || sil_tx_words_add(&c->names, low, m);
}

bool sil_tx_countries_load(sil_tx_countries *c, const sil_tx_rules *r)
{
    static const char *const languages[] = {"en", "ko", "zh_Hans", "zh_Hant"};
    const char *const *iso = uloc_getISOCountries();
    for (size_t l = 0; l < 4; l++) {
        UErrorCode code = U_ZERO_ERROR;
        ULocaleDisplayNames *names = uldn_open(languages[l], ULDN_STANDARD_NAMES, &code);
        if (U_FAILURE(code))
            continue;
        for (size_t i = 0; iso[i]; i++) {
            UChar u[128];
            code = U_ZERO_ERROR;
            int32_t n = uldn_regionDisplayName(names, iso[i], u, 128, &code);
            if (U_SUCCESS(code) && !add_name(c, u, n)) {
                uldn_close(names);
                return false;
            }
        }
        uldn_close(names);
    }
    for (size_t i = 0; i < r->tables.n; i++) { /* kind "country": the pattern is a list of names divided by | */
        const sil_tx_rule *x = &r->tables.v[i];
        if (strcmp(x->kind, "country"))
            continue;
        for (const char *p = x->pattern; *p;) {
            size_t len = strcspn(p, "|");
            int32_t cp[128], low[128];
            size_t n = 0;
            for (size_t k = 0; k < len && n < 128;)
                cp[n++] = sil_cp_next(p, len, &k);
            n = fold(cp, n, low, 128);
            if (n && !sil_tx_words_add(&c->names, low, n))
                return false;
            p += len + (p[len] == '|');
        }
    }
    c->ready = true;
    return true;
}

void sil_tx_countries_free(sil_tx_countries *c)
{
    sil_tx_words_free(&c->names);
}

static bool country(const sil_tx_countries *c, const sil_tx_run *run, const sil_tx_token *from, const sil_tx_token *to)
{
    int32_t low[128];
    size_t n = fold(run->cp + from->start, to->end - from->start, low, 128);
    return sil_tx_words_has(&c->names, low, n);
}

static sil_tx_token_kind kind_of(sil_tx_doc *d, const sil_tx_run *run, size_t start, size_t end)
{
    sil_tx_run part = {.cp = run->cp + start, .src = run->src + start, .n = end - start, .cap = end - start};
    static const struct {
        const char *name;
        sil_tx_token_kind kind;
    } kinds[] = {{"number", SIL_TX_NUMBER}, {"change", SIL_TX_CHANGE}, {"class", SIL_TX_CLASS}};
    for (size_t i = 0; i < 3; i++)
        if (sil_tx_rule_match(d->rules, &d->rules->tables, kinds[i].name, SIL_TX_ANY, &part, true, NULL))
            return kinds[i].kind;
    return SIL_TX_WORDS;
}

void sil_tx_shape_of(sil_tx_doc *d, const sil_tx_countries *countries, const sil_tx_run *run, sil_tx_shape *out)
{
    memset(out, 0, sizeof *out);
    if (run->n > 160)
        return;
    for (size_t i = 0; i < run->n;) {
        size_t e = i;
        while (e < run->n && !sil_tx_is_space(run->cp[e]))
            e++;
        if (e > i) {
            if (out->n == SIL_TX_TOKENS) {
                out->n = 0;
                return;
            }
            sil_tx_token *t = &out->token[out->n++];
            *t = (sil_tx_token){.start = i, .end = e, .whole = e - i <= 4};
            t->kind = kind_of(d, run, i, e);
            for (size_t k = i; k < e; k++)
                t->whole = t->whole && run->cp[k] >= '0' && run->cp[k] <= '9';
        }
        i = e + 1;
    }
    if (!out->n)
        return;
    int from = 0, to = out->n;
    while (to > 1 && (out->token[to - 1].kind == SIL_TX_NUMBER || out->token[to - 1].kind == SIL_TX_CHANGE)) {
        to--;
        out->trail++;
    }
    if (out->n > 1 && out->token[0].kind == SIL_TX_NUMBER && out->token[0].whole) {
        out->lead = to > 1;
        from = 1;
    }
    if (to > from + 1 && out->token[to - 1].kind == SIL_TX_CLASS) {
        out->class_right = 1;
        to--;
    }
    if (to > from + 1 && out->token[from].kind == SIL_TX_CLASS) {
        out->class_left = 1;
        from++;
    }
    out->words = to > from ? to - from : 0;
    for (int k = out->words > 5 ? 5 : out->words; k > 0 && !out->country_right; k--)
        if (country(countries, run, &out->token[to - k], &out->token[to - 1]))
            out->country_right = k;
    for (int k = out->words > 5 ? 5 : out->words; k > 0 && !out->country_left; k--)
        if (country(countries, run, &out->token[from], &out->token[from + k - 1]))
            out->country_left = k;
    if (out->country_left == out->words)
        out->country_left = 0; /* a country alone divides nothing */
    if (out->country_right == out->words)
        out->country_right = 0;
    /* Prose that ends with a year is no row. */
    int32_t last = run->cp[run->n - 1];
    bool sentence = out->words > 9 || (last == '.' && out->words > 5);
    bool placed = out->words >= 2 && out->words <= 7 && (out->country_left || out->country_right);
    out->strong = !sentence && ((out->trail >= 1 && (out->words || out->n >= 3)) || placed || (out->lead && out->words && out->words <= 4 && out->class_right));
}
