/* orgzh.c: room 4, open names of organizations in Chinese: from a place, a known organization, a lead word or a foreign name written by sound to a trigger, with no
 * stop word between. Chinese has no spaces, so what may begin a name decides its left edge. */
#include "orgwords.h"

#include <string.h>

/* A stop word stands at `at`, or ends there. */
static bool stop_at(const sil_rules *r, const sil_view *v, int at)
{
    return sil_word_is(r, "zh", SIL_TRIGGER_STOP, v->cp + at, 1) || (at + 1 < v->n && sil_word_is(r, "zh", SIL_TRIGGER_STOP, v->cp + at, 2)) ||
           (at > 0 && sil_word_is(r, "zh", SIL_TRIGGER_STOP, v->cp + at - 1, 2));
}

/* A city's, country's or organization's name stands over `at` and ends before `limit`: 上 of 上海 is no stop. */
static bool in_name(const sil_piece *p, int at, int limit)
{
    for (size_t i = sil_hits_from(p, at - 12); i < p->n_hits && p->hits[i].start <= at; i++) {
        const sil_hit *h = &p->hits[i];
        if (h->end > at && h->end <= limit && h->end - h->start > 1 && (sil_strong_city(h) || sil_sense_of(h, SIL_NAME_COUNTRY) || sil_known_org_end(p, h->start) == h->end))
            return true;
    }
    return false;
}

static bool han(const sil_view *v, int i)
{
    return i >= 0 && i < v->n && (sil_is_han(v->cp[i]) || v->cp[i] == 0xB7);
}

/* The trigger that ends at `end`: its length, and whether it takes any stem. */
static int trigger_of(const sil_rules *r, const sil_view *v, int end, bool *weak)
{
    int n = sil_word_before(r, "zh", SIL_TRIGGER_STRONG, v->cp, end), k = sil_word_before(r, "zh", SIL_TRIGGER_WEAK, v->cp, end);
    *weak = k > n;
    return k > n ? k : n;
}

/* 威廉瑪麗 before 學院: the run of characters that write foreign names by sound. */
static int sound_run(const sil_rules *r, const sil_view *v, int end)
{
    int s = end;
    while (han(v, s - 1) && end - s < 12 && (v->cp[s - 1] == 0xB7 || sil_word_is(r, "zh", SIL_TRIGGER_SOUND, v->cp + s - 1, 1)))
        s--;
    return s;
}

/* 第十五次 before 全国代表大会 belongs to it. */
static int ordinal(const sil_view *v, int s)
{
    static const int32_t digits[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341};
    int i = s - 1;
    if (i < 2 || (v->cp[i] != 0x6B21 && v->cp[i] != 0x5C4A && v->cp[i] != 0x5C46))
        return s;
    for (i--; i > 0; i--) {
        bool digit = sil_is_digit(v->cp[i]);
        for (size_t k = 0; !digit && k < sizeof digits / sizeof *digits; k++)
            digit = v->cp[i] == digits[k];
        if (!digit)
            break;
    }
    return i < s - 2 && v->cp[i] == 0x7B2C ? i : s;
}

bool sil_zh_name(const sil_work *w, const sil_piece *p, int end, int *start)
{
    const sil_view *v = &p->view;
    const sil_rules *r = w->rules;
    bool weak, country = false, place_only = false;
    int n = trigger_of(r, v, end, &weak), best = -1;
    if (n == 0)
        return false;
    for (int s = end - 1; s >= 0 && end - s <= 24; s--) {
        if (!han(v, s) || p->taken[s])
            break;
        if (s < end - n && stop_at(r, v, s) && !in_name(p, s, end - n))
            break;
        if (s > end - n - 1)
            continue;
        int place = sil_place_end(p, s, &country), org = sil_known_org_end(p, s);
        bool begins = (place > 0 && place <= end - n) || (org > 0 && org <= end - n);
        bool whole = place == end - n && country;
        for (int k = 1; !begins && k <= 3 && s + k <= end - n; k++) /* 国际, not 国际性 or 国际化 */
            begins = sil_word_is(r, "zh", SIL_TRIGGER_LEAD, v->cp + s, k) && v->cp[s + k] != 0x6027 && v->cp[s + k] != 0x5316;
        if (begins) {
            best = s;
            place_only = whole;
        }
    }
    int sound = sound_run(r, v, end - n);
    if (best < 0 && end - n - sound >= 2)
        best = sound;
    int stem = end - n, most = n >= 4 ? 10 : 4; /* 有限公司 says enough */
    while (han(v, stem - 1) && !p->taken[stem - 1] && end - n - stem <= most && !stop_at(r, v, stem - 1))
        stem--;
    if (best < 0 && sil_word_before(r, "zh", SIL_TRIGGER_SHORT, v->cp, end) >= n && end - n - stem >= 2 && end - n - stem <= most) /* a short word of its own before 大学 */
        best = stem;
    if (best > 0 && sil_is_hangul(v->cp[best - 1]))
        return false;
    if (best < 0 || end - best < 4 || sil_word_is(r, "zh", SIL_TRIGGER_GENERIC, v->cp + best, end - best))
        return false;
    if (place_only && (weak || end - best - n == 0))
        return false; /* 美国政府, 英國學校: a country and a common noun */
    int no = sil_word_before(r, "zh", SIL_TRIGGER_ENDING, v->cp, end);
    if (no > 0 && end - no <= best + 1)
        return false; /* 有限公司, 国立大学 and little else */
    *start = ordinal(v, best);
    return true;
}

sil_status sil_orgs_chinese(sil_work *w, sil_piece *p, sil_err *err)
{
    const sil_view *v = &p->view;
    for (int end = v->n; end > 3; end--) { /* from the right: 北京大学出版社 before 北京大学 */
        int start;
        if (!sil_is_han(v->cp[end - 1]) || p->taken[end - 1] || !sil_zh_name(w, p, end, &start) || sil_is_taken(p, start, end) || sil_is_imprint(p, start))
            continue;
        sil_status st = sil_org_add(w, p, start, end, "zh", "org-open-zh", 0.8, err);
        if (st != SIL_OK)
            return st;
        end = start + 1;
    }
    return SIL_OK;
}

sil_status sil_orgs_nested(sil_work *w, sil_piece *p, sil_err *err)
{
    enum { FAR = 14 };
    const sil_view *v = &p->view;
    for (size_t k = 0; k < p->n_hits; k++) {
        int s = p->hits[k].start, known = sil_known_org_end(p, s), best = -1;
        bool weak;
        if (known != p->hits[k].end || !sil_is_han(v->cp[s]) || !sil_is_han(v->cp[known - 1]) || sil_is_taken(p, s, known))
            continue;
        bool school = v->cp[known - 2] == 0x5927, joined = false; /* 大学: its institutes may bear an "and" in their names */
        for (int e = known + 1; e <= v->n && e - known <= FAR && han(v, e - 1); e++) {
            bool and = v->cp[e - 1] == 0x4E0E || v->cp[e - 1] == 0x8207 || v->cp[e - 1] == 0x548C;
            if (sil_known_org_end(p, e - 1) > e || (stop_at(w->rules, v, e - 1) && !(school && and && e - known > 2)))
                break; /* the next organization begins, or something else */
            joined = joined || and;
            int n = trigger_of(w->rules, v, e, &weak);
            if (e - known >= 3 && n > 0 && n <= e - known && (!joined || v->cp[e - 2] == 0x7814 || n > 2 || v->cp[e - 1] == 0x9662 || v->cp[e - 1] == 0x5FC3))
                best = e;
        }
        if (best < 0)
            continue;
        sil_status st = sil_org_add(w, p, s, best, "zh", "org-open-zh", 0.8, err);
        if (st != SIL_OK)
            return st;
    }
    return SIL_OK;
}
