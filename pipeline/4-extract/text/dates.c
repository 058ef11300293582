/* dates.c: room 4, dates: rules of extract-dates.tsv tried where a date may begin, and their groups turned into EDTF.
 *
 * Handlers: year month date range range-short range-months range-days decade century plan era bce same-year short-year approx quarter part-NN (a season
 * or half of EDTF's own numbers: 21 spring to 24 winter, 40 and 41 the halves). What a calendar does not know (September 31) is flagged "impossible":
 * the day is left open (2020-09-XX), nothing is moved to another day. */
#include "dates.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ustring.h>

#include "work.h"

typedef struct place { /* a text as ICU's regular expressions want it */
    bool *set; /* of each rule: it has this text */
    const sil_view *v;
    UChar *u;
    int32_t n;
    int32_t *u_at; /* code point -> UTF-16 unit */
    int *cp_of;    /* UTF-16 unit -> code point */
} place;

static sil_status to_utf16(sil_arena *a, const sil_view *v, place *p, sil_err *err)
{
    p->v = v;
    p->u = sil_alloc(a, ((size_t)v->n * 2 + 2) * sizeof *p->u);
    p->u_at = sil_alloc(a, ((size_t)v->n + 1) * sizeof *p->u_at);
    p->cp_of = sil_alloc(a, ((size_t)v->n * 2 + 2) * sizeof *p->cp_of);
    if (!p->u || !p->u_at || !p->cp_of)
        return sil_fail(err, SIL_NOMEM, "out of memory for the dates of a block of %d characters", v->n);
    int32_t k = 0;
    for (int i = 0; i < v->n; i++) {
        p->u_at[i] = k;
        int32_t c = v->cp[i];
        if (c >= 0xFF10 && c <= 0xFF19) /* full width digits are digits */
            c -= 0xFEE0;
        p->cp_of[k] = i;
        if (c > 0xFFFF) {
            p->u[k++] = (UChar)(0xD7C0 + (c >> 10));
            p->cp_of[k] = i;
            p->u[k++] = (UChar)(0xDC00 + (c & 0x3FF));
        } else
            p->u[k++] = (UChar)c;
    }
    p->u_at[v->n] = k;
    p->cp_of[k] = v->n;
    p->n = k;
    return SIL_OK;
}

/* Value of a named group, or -1 when the rule has no such group or it took no part; where: code points, may be NULL. */
static long group(const place *p, const sil_date_rule *r, const char *name, int *from, int *to)
{
    UErrorCode e = U_ZERO_ERROR;
    int32_t g = uregex_groupNumberFromCName(r->re, name, -1, &e);
    int32_t s = U_SUCCESS(e) ? uregex_start(r->re, g, &e) : -1;
    int32_t t = U_SUCCESS(e) ? uregex_end(r->re, g, &e) : -1;
    if (U_FAILURE(e) || s < 0 || t <= s)
        return -1;
    int a = p->cp_of[s], b = p->cp_of[t];
    if (from)
        *from = a;
    if (to)
        *to = b;
    return sil_number_read(p->v->cp + a, b - a);
}

static int month_of(const place *p, const sil_date_rule *r)
{
    static const char names[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    int a, b;
    UErrorCode e = U_ZERO_ERROR;
    int32_t g = uregex_groupNumberFromCName(r->re, "mon", -1, &e);
    if (U_FAILURE(e))
        return (int)group(p, r, "m", NULL, NULL);
    a = p->cp_of[uregex_start(r->re, g, &e)];
    b = p->cp_of[uregex_end(r->re, g, &e)];
    for (int i = 0; i < 12 && b - a >= 3; i++)
        if (p->v->cp[a] == names[i][0] && p->v->cp[a + 1] == names[i][1] && p->v->cp[a + 2] == names[i][2])
            return i + 1;
    return -1;
}

static int days_in(long y, int m)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
    return m == 2 && leap ? 29 : days[m - 1];
}

static bool set_year(sil_date *o, long y)
{
    if (y < -9999 || y > 9999)
        return false;
    snprintf(o->edtf, sizeof o->edtf, y < 0 ? "-%04ld" : "%04ld", y < 0 ? -y : y);
    snprintf(o->from, sizeof o->from, "%s", o->edtf);
    snprintf(o->to, sizeof o->to, "%s", o->edtf);
    o->year = (int)y;
    return true;
}

static bool set_range(sil_date *o, long y, long y2)
{
    if (y2 < y || y < 1 || y2 > 9999)
        return false;
    snprintf(o->edtf, sizeof o->edtf, "%04ld/%04ld", y, y2);
    snprintf(o->from, sizeof o->from, "%04ld", y);
    snprintf(o->to, sizeof o->to, "%04ld", y2);
    o->year = (int)y;
    return true;
}

static bool set_month(sil_date *o, long y, int m)
{
    if (m < 1 || m > 12) {
        set_year(o, y);
        strcpy(o->flag, "impossible");
        return true;
    }
    o->year = (int)y;
    snprintf(o->edtf, sizeof o->edtf, "%04ld-%02d", y, m);
    snprintf(o->from, sizeof o->from, "%s", o->edtf);
    snprintf(o->to, sizeof o->to, "%s", o->edtf);
    return true;
}

static bool set_date(sil_date *o, long y, int m, int d)
{
    if (m < 1 || m > 12 || d < 1)
        return set_month(o, y, m < 1 || m > 12 ? 0 : m) && strcpy(o->flag, "impossible");
    set_month(o, y, m);
    if (d > days_in(y, m)) {
        snprintf(o->edtf, sizeof o->edtf, "%04ld-%02d-XX", y, m);
        strcpy(o->flag, "impossible");
        return true;
    }
    snprintf(o->edtf, sizeof o->edtf, "%04ld-%02d-%02d", y, m, d);
    snprintf(o->from, sizeof o->from, "%s", o->edtf);
    snprintf(o->to, sizeof o->to, "%s", o->edtf);
    return true;
}

static bool set_decade(const place *p, const sil_date_rule *r, sil_date *o)
{
    long y = group(p, r, "y", NULL, NULL), c = group(p, r, "c", NULL, NULL), n = group(p, r, "n", NULL, NULL);
    if (y < 0 && n >= 0)
        y = (c > 0 ? (c - 1) * 100 : 1900) + n * 10; /* 90년대 without a century is the twentieth */
    if (y < 1000 || y > 2990)
        return false;
    snprintf(o->edtf, sizeof o->edtf, "%03ldX", y / 10);
    o->year = (int)y;
    long from = y, to = y + 9;
    if (strcmp(r->flag, "early") == 0)
        to = y + 3;
    else if (strcmp(r->flag, "mid") == 0) {
        from = y + 4;
        to = y + 6;
    } else if (strcmp(r->flag, "late") == 0)
        from = y + 7;
    snprintf(o->from, sizeof o->from, "%04ld", from);
    snprintf(o->to, sizeof o->to, "%04ld", to);
    return true;
}

static bool set_era(const place *p, const sil_rules *rules, const sil_date_rule *r, sil_date *o)
{
    int a = 0, b = 0;
    long n = group(p, r, "n", NULL, NULL);
    group(p, r, "era", &a, &b);
    const char *s = p->v->text + p->v->byte_at[a];
    size_t len = (size_t)(p->v->byte_at[b] - p->v->byte_at[a]);
    for (size_t i = 0; n > 0 && i < rules->n_eras; i++)
        if (strlen(rules->eras[i]) == len && memcmp(rules->eras[i], s, len) == 0)
            return set_year(o, n + rules->era_offset[i]);
    return false;
}

/* Quarters (33 to 36), halves (40, 41) and seasons (21 to 24), as EDTF numbers them; a season's months differ from land to land, so it has its year alone. */
static bool set_part(sil_date *o, long y, int part)
{
    int first = part >= 40 ? (part - 40) * 6 + 1 : (part - 33) * 3 + 1, last = part >= 40 ? first + 5 : first + 2;
    if (part < 21 || (part > 24 && part < 33) || (part > 36 && part < 40) || part > 41 || !set_year(o, y))
        return false;
    snprintf(o->edtf, sizeof o->edtf, "%04ld-%02d", y, part);
    if (part >= 33) {
        snprintf(o->from, sizeof o->from, "%04ld-%02d", y, first);
        snprintf(o->to, sizeof o->to, "%04ld-%02d", y, last);
    }
    return true;
}

/* From a month or day to another: 1993년 7월~9월, 1999년 11월부터 2000년 3월까지, 5월 4일~6일. */
static bool set_span(sil_date *o, const sil_date *from, const sil_date *to)
{
    char edtf[sizeof o->edtf];
    if (from->flag[0] || to->flag[0] || strlen(from->edtf) != strlen(to->edtf) || strcmp(from->edtf, to->edtf) >= 0)
        return false;
    int n = snprintf(edtf, sizeof edtf, "%.20s/%.20s", from->edtf, to->edtf);
    snprintf(o->edtf, sizeof o->edtf, "%.*s", n, edtf);
    snprintf(o->from, sizeof o->from, "%s", from->from);
    snprintf(o->to, sizeof o->to, "%s", to->to);
    o->year = from->year;
    return true;
}

static bool handle_span(const place *p, const sil_date_rule *r, long y, int m, int d, sil_date *o)
{
    long y2 = group(p, r, "y2", NULL, NULL);
    int m2 = (int)group(p, r, "m2", NULL, NULL), d2 = (int)group(p, r, "d2", NULL, NULL);
    sil_date a = {.start = 0}, b = {.start = 0};
    bool days = strcmp(r->handler, "range-days") == 0;
    y2 = y2 < 0 ? y : y2;
    m2 = m2 < 0 ? m : m2;
    if (y < 100 || !(days ? set_date(&a, y, m, d) && set_date(&b, y2, m2, d2) : set_month(&a, y, m) && set_month(&b, y2, m2)))
        return false;
    return set_span(o, &a, &b);
}

static bool handle(const place *p, const sil_rules *rules, const sil_date_rule *r, int last_year, sil_date *o)
{
    const char *h = r->handler;
    int from = 0, to = 0;
    long y = group(p, r, "y", &from, &to), n = group(p, r, "n", NULL, NULL);
    int m = month_of(p, r), d = (int)group(p, r, "d", NULL, NULL);
    if (strcmp(h, "year") == 0)
        return y >= 100 && set_year(o, y);
    if (strcmp(h, "month") == 0)
        return y >= 100 && set_month(o, y, m);
    if (strcmp(h, "date") == 0)
        return y >= 100 && set_date(o, y, m, d);
    if (strcmp(h, "range") == 0)
        return set_range(o, y, group(p, r, "y2", NULL, NULL));
    if (strcmp(h, "range-short") == 0) {
        long y2 = group(p, r, "y2", NULL, NULL);
        return y2 > y % 100 && set_range(o, y, y - y % 100 + y2);
    }
    if (strcmp(h, "decade") == 0)
        return set_decade(p, r, o);
    if (strcmp(h, "century") == 0) {
        long c = group(p, r, "c", NULL, NULL);
        return c >= 1 && c <= 30 && set_range(o, (c - 1) * 100 + 1, c * 100);
    }
    if (strcmp(h, "plan") == 0) { /* China's five-year plans: the third began in 1966, then every five years */
        if (strcmp(r->name, "plan-short") == 0)
            n += 10;
        return n >= 3 && n <= 20 && set_range(o, 1966 + 5 * (n - 3), 1970 + 5 * (n - 3));
    }
    if (strcmp(h, "era") == 0) {
        if (!set_era(p, rules, r, o))
            return false;
        return d > 0 ? set_date(o, o->year, m, d) : m > 0 ? set_month(o, o->year, m) : true;
    }
    if (strcmp(h, "bce") == 0) /* there is a year 0 in EDTF: 221 BCE is -0220 */
        return n > 0 && set_year(o, 1 - n);
    if (strncmp(h, "part-", 5) == 0)
        return y >= 100 && set_part(o, y, atoi(h + 5));
    if (strcmp(h, "quarter") == 0)
        return y >= 100 && n >= 1 && n <= 4 && set_part(o, y, 32 + (int)n);
    if (strncmp(h, "range-months", 12) == 0 || strcmp(h, "range-days") == 0)
        return handle_span(p, r, y, m, d, o);
    if (strcmp(h, "short-year") == 0) /* '97: of the last century from 30 on */
        return n >= 0 && n <= 99 && set_year(o, n + (n < 30 ? 2000 : 1900));
    if (strcmp(h, "approx") == 0) {
        if (y < 100 || !set_year(o, y))
            return false;
        strcat(o->edtf, "~");
        return true;
    }
    if (strcmp(h, "same-year") == 0)
        return last_year > 0 && set_date(o, last_year, m, d);
    return false;
}

static unsigned start_class(const sil_view *v, int i)
{
    int32_t c = v->cp[i];
    if (sil_is_digit(c))
        return SIL_START_DIGIT;
    if (sil_is_han(c) || c == 0x25CB)
        return SIL_START_HAN;
    if (sil_is_hangul(c))
        return SIL_START_HANGUL;
    if (sil_is_latin(c))
        return (c >= 'A' && c <= 'Z') || strchr("lwsfaec", (int)(c & 0x7F)) ? SIL_START_LATIN : 0; /* l for 1, winter, spring, summer, fall, autumn, early, circa */
    return c == '\'' || c == 0x2018 || c == 0x2019 || c == '|' ? SIL_START_OTHER : 0;
}

/* A number does not begin inside another one, nor in an address of the web. */
static bool may_begin(const sil_view *v, int i, unsigned cls)
{
    int32_t b = i > 0 ? v->cp[i - 1] : ' ', bb = i > 1 ? v->cp[i - 2] : ' ';
    if (cls == SIL_START_DIGIT) {
        if (sil_is_digit(b) || ((b == '.' || b == ',' || b == ':') && sil_is_digit(bb)))
            return false;
        return !(b >= 'A' && b <= 'Z') && b != '_' && b != '=' && b != '$';
    }
    if (cls == SIL_START_LATIN)
        return !sil_is_latin(b);
    if (cls == SIL_START_HANGUL)
        return !sil_is_hangul(b);
    return true;
}

static int skip_address(const sil_view *v, int i)
{
    static const char *const heads[] = {"http", "www.", "doi.", "DOI:"};
    for (size_t k = 0; k < 4; k++) {
        int j = 0;
        while (j < 4 && i + j < v->n && v->cp[i + j] == heads[k][j])
            j++;
        if (j == 4) {
            while (i < v->n && v->cp[i] > ' ' && v->cp[i] < 0x80)
                i++;
            return i;
        }
    }
    return i;
}

/* The best rule at code point i. */
static bool read_at(const place *p, const sil_rules *r, int i, unsigned cls, int last_year, sil_date *best)
{
    best->end = i;
    const uint64_t *may = sil_starts_at(r->date_starts, p->u + p->u_at[i], p->n - p->u_at[i]);
    for (size_t k = 0; k < r->n_dates; k++) {
        const sil_date_rule *d = &r->dates[k];
        uint64_t rest = may[k / 64] >> (k % 64);
        if (!rest) {
            k |= 63; /* none of this word any more */
            continue;
        }
        if (!(rest & 1) || !(d->starts & cls))
            continue;
        UErrorCode e = U_ZERO_ERROR;
        if (!p->set[k]) {
            p->set[k] = true;
            uregex_setText(d->re, p->u, p->n, &e);
            uregex_useTransparentBounds(d->re, true, &e);
            uregex_useAnchoringBounds(d->re, false, &e);
        }
        uregex_setRegion(d->re, p->u_at[i], p->n, &e);
        if (!uregex_lookingAt(d->re, -1, &e) || U_FAILURE(e))
            continue;
        int end = p->cp_of[uregex_end(d->re, 0, &e)];
        if (end <= best->end)
            continue;
        sil_date o = {.start = i, .end = end, .rule = d->name};
        snprintf(o.flag, sizeof o.flag, "%s", d->flag);
        if (handle(p, r, d, last_year, &o))
            *best = o;
    }
    return best->end > i;
}

sil_status sil_dates_read(sil_arena *a, const sil_rules *r, const sil_view *v, int *last_year, sil_date **out, size_t *n, sil_err *err)
{
    *out = NULL;
    *n = 0;
    size_t cap = 0;
    place p;
    sil_status st = to_utf16(a, v, &p, err);
    if (st != SIL_OK)
        return st;
    p.set = sil_alloc(a, (r->n_dates + 1) * sizeof *p.set);
    if (!p.set)
        return sil_fail(err, SIL_NOMEM, "out of memory for the dates of a block");
    for (int i = 0; i < v->n;) {
        int past = skip_address(v, i);
        if (past > i) {
            i = past;
            continue;
        }
        unsigned cls = start_class(v, i);
        sil_date d = {0};
        if (!cls || !may_begin(v, i, cls) || !read_at(&p, r, i, cls, *last_year, &d)) {
            i++;
            continue;
        }
        if (strcmp(d.flag, "after") == 0)
            d.to[0] = 0;
        else if (strcmp(d.flag, "before") == 0)
            d.from[0] = 0;
        sil_date *slot = SIL_PUSH(a, *out, *n, cap);
        if (!slot)
            return sil_fail(err, SIL_NOMEM, "out of memory for the dates of a block");
        *slot = d;
        *last_year = d.year;
        i = d.end;
    }
    return SIL_OK;
}

static sil_status find_in(sil_work *w, sil_piece *p, sil_arena *room, sil_err *err)
{
    sil_date *d;
    size_t n;
    sil_status st = sil_dates_read(room, w->rules, &p->view, &w->last_year, &d, &n, err);
    if (st != SIL_OK)
        return st;
    for (size_t k = 0; k < n; k++) {
        if (sil_is_taken(p, d[k].start, d[k].end))
            continue;
        double sure = strcmp(d[k].flag, "impossible") == 0 ? 0.5 : strcmp(d[k].flag, "repaired") == 0 ? 0.8 : 0.98;
        sil_mention *m = sil_mention_add(w, p, d[k].start, d[k].end, "date", "", d[k].edtf, sure, d[k].rule);
        if (!m)
            return sil_fail(err, SIL_NOMEM, "out of memory for the dates of the paper");
        m->from = sil_strdup(w->a, d[k].from);
        m->to = sil_strdup(w->a, d[k].to);
        m->flag = sil_strdup(w->a, d[k].flag);
        if (p->block->type == SIL_BIBLIOGRAPHY_ITEM && !m->flag[0])
            m->flag = (char *)"citation";
        if (!m->from || !m->to || !m->flag)
            return sil_fail(err, SIL_NOMEM, "out of memory for the dates of the paper");
    }
    return SIL_OK;
}

sil_status sil_find_dates(sil_work *w, sil_err *err)
{
    sil_arena *room = sil_arena_new(0); /* for the dates of one block */
    sil_status st = room ? SIL_OK : sil_fail(err, SIL_NOMEM, "out of memory for the dates of the paper");
    for (size_t i = 0; st == SIL_OK && i < w->n_pieces; i++) {
        st = find_in(w, &w->pieces[i], room, err);
        sil_arena_clear(room);
    }
    sil_arena_free(room);
    return st;
}
