/* normalize.c: characters and spaces of one line, by the table text-normalize.tsv; called by gather.c when the language of a line is known.
 *
 * In this order: Unicode NFC (UAX #15), single characters (width, ligatures, quotes, what is dropped), NFC again for what they made, regular expressions for spaces. Each replacement
 * takes over the way back of the character it stands for, so the range of a word survives every rule. */
#include "flow.h"

#include <string.h>

#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include "sillok/text.h"

static const sil_tx_char_rule *rule_for(const sil_tx_rules *r, int32_t c, unsigned lang)
{
    size_t lo = 0, hi = r->n_chars;
    while (lo < hi) { /* first rule whose range begins behind c */
        size_t mid = (lo + hi) / 2;
        if (r->chars[mid].from <= c)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (size_t i = lo; i-- > 0;) {
        const sil_tx_char_rule *x = &r->chars[i];
        if (x->to >= c && (x->langs & lang))
            return x;
        if (c - x->from > 0x2000)
            break; /* no range of the table is longer */
    }
    return NULL;
}

typedef struct lost { /* characters that a rule dropped, waiting for the next that stays */
    const sil_tx_char_rule *rule;
    const sil_tx_run *run;
    size_t first, last;
} lost;

static bool dropped(sil_tx_doc *d, sil_tx_run *out, lost *gone)
{
    if (!gone->rule)
        return true;
    const sil_tx_char_rule *rule = gone->rule;
    gone->rule = NULL;
    return sil_tx_changed(d, out, out->n - 1, SIL_TX_BEFORE, 0, rule->name, rule->example, gone->run->cp + gone->first, gone->last + 1 - gone->first);
}

static bool map_chars(sil_tx_doc *d, sil_tx_run *run, unsigned lang)
{
    size_t first = 0;
    const sil_tx_char_rule *rule = NULL;
    while (first < run->n && (run->cp[first] < 0x80 ? run->cp[first] >= 0x20 && run->cp[first] != 0x7F : !(rule = rule_for(d->rules, run->cp[first], lang))))
        first++;
    if (first == run->n)
        return true;
    sil_tx_run out = {0};
    lost gone = {0};
    if (!sil_tx_run_add_range(d->arena, &out, run, 0, first))
        return false;
    for (size_t i = first; i < run->n; i++) {
        int32_t c = run->cp[i];
        rule = c >= 0x20 && c < 0x7F ? NULL : rule_for(d->rules, c, lang);
        if (!rule) {
            if (!sil_tx_run_put(d->arena, &out, c, run->src[i]) || !dropped(d, &out, &gone))
                return false;
            continue;
        }
        size_t at = out.n, n = rule->with ? rule->n_with : 1;
        for (size_t k = 0; k < n; k++) {
            int32_t to = rule->with ? rule->with[k] : c + rule->shift;
            if (!sil_tx_run_put(d->arena, &out, to, to == ' ' ? -1 : run->src[i]))
                return false;
        }
        bool same = n == 1 && out.cp[at] == c;
        if (n && !same && !sil_tx_changed(d, &out, at, SIL_TX_AT, 1, rule->name, rule->example, &c, 1))
            return false;
        for (size_t k = 1; k < n; k++)
            out.src[at + k] = out.src[at];
        if (n && !dropped(d, &out, &gone))
            return false;
        if (!n) { /* said by the next character, or at the end by the last */
            if (!gone.rule)
                gone.first = i;
            gone = (lost){.rule = rule, .run = run, .first = gone.first, .last = i};
        }
    }
    if (gone.rule && out.n && !sil_tx_changed(d, &out, out.n - 1, SIL_TX_BEHIND, 0, gone.rule->name, gone.rule->example, run->cp + gone.first, gone.last + 1 - gone.first))
        return false;
    *run = out;
    return true;
}

static bool compose(sil_tx_doc *d, sil_tx_run *run)
{
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&code);
    bool plain = true;
    for (size_t i = 0; plain && i < run->n; i++)
        plain = run->cp[i] < 0x300;
    if (plain)
        return true;
    if (!sil_tx_utf16_of(&d->rules->u16, run))
        return false;
    const sil_tx_utf16 *u = &d->rules->u16;
    if (unorm2_isNormalized(nfc, u->u, u->n, &code) || U_FAILURE(code))
        return true;
    sil_tx_run out = {0};
    for (size_t i = 0; i < run->n;) {
        size_t e = i + 1;
        while (e < run->n && !unorm2_hasBoundaryBefore(nfc, run->cp[e]))
            e++;
        UChar from[256], to[512];
        int32_t n = 0;
        for (size_t k = i; k < e && n < 250; k++) {
            UBool bad = false;
            U16_APPEND(from, n, 256, run->cp[k], bad);
            if (bad)
                break;
        }
        code = U_ZERO_ERROR;
        int32_t m = unorm2_normalize(nfc, from, n, to, 512, &code);
        size_t at = out.n;
        for (int32_t k = 0; U_SUCCESS(code) && k < m;) {
            int32_t c = to[k++];
            if (c >= 0xD800 && c < 0xDC00 && k < m)
                c = 0x10000 + ((c - 0xD800) << 10) + (to[k++] - 0xDC00);
            if (!sil_tx_run_put(d->arena, &out, c, run->src[i]))
                return false;
        }
        if (U_FAILURE(code) && !sil_tx_run_add_range(d->arena, &out, run, i, e))
            return false;
        bool same = out.n - at == e - i;
        for (size_t k = 0; k < e - i && same; k++)
            same = out.cp[at + k] == run->cp[i + k];
        if (!same && !sil_tx_changed(d, &out, at, SIL_TX_AT, 1, "nfc", "e\xCC\x81 => \xC3\xA9", run->cp + i, e - i))
            return false;
        for (size_t k = at + 1; k < out.n && !same; k++)
            out.src[k] = out.src[at];
        i = e;
    }
    *run = out;
    return true;
}

typedef struct cut { /* what a rule took away in front of the character that comes at out[at] */
    size_t from, to, at;
    int width;
} cut;

static bool say_pending(sil_tx_doc *d, const sil_tx_run *run, sil_tx_run *out, const sil_tx_rule *rule, cut *c)
{
    size_t n = c->to - c->from;
    bool ok = true;
    if (n && c->at < out->n)
        ok = sil_tx_changed(d, out, c->at, SIL_TX_BEFORE, c->width, rule->name, rule->example, run->cp + c->from, n);
    else if (n && c->at > (size_t)c->width)
        ok = sil_tx_changed(d, out, c->at - 1 - (size_t)c->width, SIL_TX_BEHIND, c->width, rule->name, rule->example, run->cp + c->from, n);
    *c = (cut){0};
    return ok;
}

/* The characters [b, e) of run became those of out from `at` on. */
static bool say(sil_tx_doc *d, const sil_tx_run *run, size_t b, size_t e, sil_tx_run *out, size_t at, const sil_tx_rule *rule, cut *pending)
{
    size_t n = out->n - at;
    bool same = n == e - b;
    for (size_t i = 0; i < n && same; i++)
        same = out->cp[at + i] == run->cp[b + i];
    if (same)
        return true;
    bool space = n == 1 && out->cp[at] == ' ';
    if (!n || space) { /* a space: its neighbour says it */
        *pending = (cut){.from = b, .to = e, .at = out->n, .width = space};
        return true;
    }
    for (size_t i = b; i < e && out->src[at] < 0; i++) /* " (": the bracket's word, not the space's */
        out->src[at] = run->src[i];
    if (!sil_tx_changed(d, out, at, SIL_TX_AT, 1, rule->name, rule->example, run->cp + b, e - b))
        return false;
    for (size_t i = at + 1; i < out->n; i++)
        out->src[i] = out->src[at];
    return true;
}

static bool replace(sil_tx_doc *d, sil_tx_run *run, const sil_tx_rule *rule)
{
    sil_tx_rules *r = d->rules;
    UErrorCode code = U_ZERO_ERROR;
    if (!sil_tx_utf16_of(&r->u16, run))
        return false;
    uregex_setText(rule->re, r->u16.u, r->u16.n, &code);
    if (!uregex_find(rule->re, 0, &code) || U_FAILURE(code))
        return true;
    sil_tx_run out = {0};
    size_t done = 0;
    cut pending = {0};
    do {
        size_t b = (size_t)r->u16.at[uregex_start(rule->re, 0, &code)], e = (size_t)r->u16.at[uregex_end(rule->re, 0, &code)];
        if (U_FAILURE(code))
            break;
        if (!sil_tx_run_add_range(d->arena, &out, run, done, b) || (b > done && !say_pending(d, run, &out, rule, &pending)))
            return false;
        size_t len = strlen(rule->kind), at = out.n;
        for (size_t i = 0; i < len;) {
            int32_t c = sil_cp_next(rule->kind, len, &i);
            if (!sil_tx_run_put(d->arena, &out, c, c == ' ' || b >= run->n ? -1 : run->src[b]))
                return false;
        }
        if (!say(d, run, b, e, &out, at, rule, &pending))
            return false;
        done = e;
    } while (uregex_findNext(rule->re, &code) && U_SUCCESS(code));
    if (!sil_tx_run_add_range(d->arena, &out, run, done, run->n) || !say_pending(d, run, &out, rule, &pending))
        return false;
    *run = out;
    return true;
}

enum { HELD = 0xE000 }; /* private use: nothing of it is left when this is called */

static bool is_han(int32_t c)
{
    return sil_script_of(c) == SIL_SCRIPT_HAN;
}

/* A blank as wide as a character between Han words is a space that was printed (two names, 第一章 绪论): it is held while the rules take the others away. Single
 * characters set apart (摘　要) are one word. */
static void keep_wide(sil_tx_doc *d, sil_tx_run *r, bool hold)
{
    size_t last = 0; /* start of the piece before */
    for (size_t i = 1; i + 1 < r->n; i++) {
        if (!hold && r->cp[i] == HELD)
            r->cp[i] = ' ';
        if (!hold || r->cp[i] != ' ' || !is_han(r->cp[i - 1]) || !is_han(r->cp[i + 1]))
            continue;
        int32_t a = r->src[i - 1], b = r->src[i + 1];
        if (a < 0 || b < 0 || (size_t)a >= d->n_words || (size_t)b >= d->n_words)
            continue;
        const sil_box *x = &d->words[a].box, *y = &d->words[b].box;
        int high = x->y1 - x->y0 > y->y1 - y->y0 ? x->y1 - x->y0 : y->y1 - y->y0;
        bool single = i - last < 2 && (i + 2 >= r->n || sil_tx_is_space(r->cp[i + 2]));
        if ((y->x0 - x->x1) * 10 >= high * 8 && !single)
            r->cp[i] = HELD;
        last = i + 1;
    }
}

sil_status sil_tx_normalize(sil_tx_doc *d, sil_tx_run *run, unsigned lang, sil_err *err)
{
    if (!compose(d, run) || !map_chars(d, run, lang) || !compose(d, run))
        return SIL_TX_NOMEM(err);
    if (lang & SIL_TX_ZH)
        keep_wide(d, run, true);
    bool ascii = true; /* English without odd spaces needs none of the rules */
    bool space = false;
    for (size_t i = 0; i < run->n; i++) {
        if (run->cp[i] >= 0x80)
            ascii = false;
        if (run->cp[i] == ' ')
            space = true;
    }
    for (size_t i = 0; (space || !ascii) && i < d->rules->spaces.n; i++)
        if ((d->rules->spaces.v[i].langs & lang) && !replace(d, run, &d->rules->spaces.v[i]))
            return SIL_TX_NOMEM(err);
    if (lang & SIL_TX_ZH)
        keep_wide(d, run, false);
    sil_tx_run_trim(run);
    return SIL_OK;
}
