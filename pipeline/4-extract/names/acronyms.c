/* acronyms.c: room 4, acronyms of organizations that no authority holds, and Korean names that begin with one: KBS, SK그룹, KGC인삼공사.
 *
 * config/rules/extract-acronyms.tsv says which letters are an organization on sight (open) and which never are (GDP, TV). Others are one in Korean text where a word of
 * an organization's follows (AFI 총회, IPIC 측) or goes on without a space (DSP미디어); what the paper introduces in brackets is decided there (pairs.c). */
#include "orgwords.h"

#include <string.h>

static bool upper(int32_t c)
{
    return c >= 'A' && c <= 'Z';
}

/* End of the acronym that begins at s, or -1: two to eight capitals, & and digits inside. */
static int acronym_end(const sil_view *v, int s)
{
    int e = s, letters = 0;
    if (!upper(v->cp[s]) || (s > 0 && (sil_is_latin(v->cp[s - 1]) || sil_is_digit(v->cp[s - 1]) || v->cp[s - 1] == '-' || v->cp[s - 1] == '.' || v->cp[s - 1] == '/')))
        return -1;
    while (e < v->n && (upper(v->cp[e]) || (e > s && (sil_is_digit(v->cp[e]) || v->cp[e] == '&')))) {
        letters += upper(v->cp[e]);
        e++;
    }
    bool more = e < v->n && (sil_is_latin(v->cp[e]) || v->cp[e] == '&' || v->cp[e] == '.' || (v->cp[e] == '-' && e + 1 < v->n && (sil_is_latin(v->cp[e + 1]) || sil_is_digit(v->cp[e + 1]))));
    return letters < 2 || e - s > 8 || !upper(v->cp[e - 1]) || (more && v->cp[e] != '.') ? -1 : e;
}

/* Code points of Hangul after e that belong to a name (그룹, 전자, 인삼공사), particles left out; 0 = none. */
static int company(const sil_work *w, const sil_view *v, int e)
{
    static const sil_trigger_kind kinds[] = {SIL_TRIGGER_COMPANY, SIL_TRIGGER_STRONG, SIL_TRIGGER_SHORT, SIL_TRIGGER_LONG, SIL_TRIGGER_WEAK};
    int h = e, suffix;
    while (h < v->n && sil_is_hangul(v->cp[h]))
        h++;
    for (int end = h; end > e + 1; end--) {
        if (end < h && !(sil_tail_ok(w->rules, v->cp, v->n, end, &suffix) && suffix == 0))
            continue;
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
            int n = sil_word_before(w->rules, "ko", kinds[i], v->cp, end);
            if (n > 0 && n <= end - e)
                return end - e;
        }
    }
    return 0;
}

/* GS 그룹: the word of its own that belongs to the name; 0 = none. */
static int group(const sil_work *w, const sil_view *v, int e)
{
    int suffix;
    if (e + 3 > v->n || v->cp[e] != ' ' || v->cp[e + 1] != 0xADF8 || v->cp[e + 2] != 0xB8F9)
        return 0;
    return e + 3 == v->n || !sil_is_hangul(v->cp[e + 3]) || sil_tail_ok(w->rules, v->cp, v->n, e + 3, &suffix) ? 3 : 0;
}

/* 는, 가, 측: a particle of one who acts, in Korean text. */
static bool acts(const sil_view *v, int e)
{
    static const int32_t particles[] = {0xC740, 0xB294, 0xC774, 0xAC00, 0xCE21, 0xC640, 0xACFC};
    for (size_t i = 0; e < v->n && i < sizeof particles / sizeof *particles; i++)
        if (v->cp[e] == particles[i])
            return e + 1 == v->n || !sil_is_hangul(v->cp[e + 1]);
    return false;
}

/* A word that only an organization has stands behind: 회장, 측, 관계자. */
static bool owner_behind(const sil_work *w, const sil_view *v, int e)
{
    int at = e < v->n && v->cp[e] == ' ' ? e + 1 : e, suffix;
    int n = sil_word_after(w->rules, "ko", SIL_TRIGGER_HEAD, v->cp, at, v->n);
    return n > 0 && (at + n >= v->n || !sil_is_hangul(v->cp[at + n]) || sil_tail_ok(w->rules, v->cp, v->n, at + n, &suffix));
}

sil_status sil_find_open_acronyms(sil_work *w, sil_err *err)
{
    for (size_t i = 0; i < w->n_pieces; i++) {
        sil_piece *p = &w->pieces[i];
        const sil_view *v = &p->view;
        for (int s = 0; s + 1 < v->n; s++) {
            int e = acronym_end(v, s), suffix;
            if (e < 0)
                continue;
            char *name = sil_view_slice(w->a, v, s, e);
            const char *rule = name ? sil_acronym_rule(w->rules, name) : NULL;
            if (!name)
                return sil_fail(err, SIL_NOMEM, "out of memory for the organizations of the paper");
            int at = s;
            s = e;
            if (sil_is_taken(p, at, e) || (rule && strcmp(rule, "never") == 0) || sil_is_imprint(p, at))
                continue;
            bool open = rule && strcmp(rule, "open") == 0;
            bool hangul = e < v->n && sil_is_hangul(v->cp[e]);
            int more = hangul ? company(w, v, e) : group(w, v, e);
            if (more == 0 && hangul && !sil_tail_ok(w->rules, v->cp, v->n, e, &suffix))
                continue;
            if (!open && more == 0 && (e - at < 3 || !(owner_behind(w, v, e) || (e - at >= 4 && acts(v, e)))))
                continue;
            if (sil_is_taken(p, at, e + more))
                continue;
            sil_status st = sil_org_add(w, p, at, e + more, more ? "ko" : "en", "org-open-acronym", open ? 0.85 : 0.7, err);
            if (st != SIL_OK)
                return st;
        }
    }
    return SIL_OK;
}
