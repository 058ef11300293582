/* Room 1, plain text: lines, and where one page ends and the next begins. Form feeds say so; without them, the page numbers that stand
 * alone on a line do, and the single space that converters leave in place of a form feed. */
#include <stdlib.h>
#include <string.h>

#include "plain_text.h"

static bool is_blank(const char *s)
{
    return s[strspn(s, " \t")] == 0;
}

static sil_status no_memory(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "no memory for the lines of the text");
}

/* One line, cleaned: controls and soft hyphens go (one at the line's end is a hyphen), exotic spaces become plain ones. */
static sil_status add_line(sil_arena *a, text_lines *out, const char *s, size_t len, bool page_start, sil_err *err)
{
    char *clean = sil_alloc(a, len * 3 + 4);
    size_t n = 0;
    if (!clean)
        return no_memory(err);
    for (size_t i = 0; i < len;) {
        int32_t cp = sil_cp_next(s, len, &i);
        if ((cp < 32 && cp != '\t') || (cp >= 0x7f && cp < 0xa0) || cp == 0xfeff || cp == 0x200b || (cp == 0xad && i < len))
            continue;
        if (cp == 0xa0 || cp == 0x2007 || cp == 0x202f)
            cp = ' ';
        n += sil_cp_put(clean + n, cp == 0xad ? '-' : cp);
    }
    while (n && (clean[n - 1] == ' ' || clean[n - 1] == '\t'))
        n--;
    clean[n] = 0;
    text_line *l = SIL_PUSH(a, out->at, out->n, out->cap);
    if (!l)
        return no_memory(err);
    l->page_start = page_start;
    return sil_nfc(a, clean, &l->s, err);
}

int text_page_number(const char *line, bool *decorated)
{
    static const char *const around[] = {"-", "_", "–", "—", "―", "~", "·", "[", "]", "(", ")", "<", ">", " ", "\t", "|"};
    int value = 0, digits = 0;
    bool after = false;
    *decorated = false;
    while (*line) {
        if (*line >= '0' && *line <= '9') {
            if (after || ++digits > 4)
                return -1;
            value = value * 10 + (*line++ - '0');
            continue;
        }
        size_t k = 0, i = 0;
        for (; i < sizeof around / sizeof *around && !k; i++)
            if (!strncmp(line, around[i], strlen(around[i])))
                k = strlen(around[i]);
        if (!k)
            return -1;
        if (*line != ' ' && *line != '\t')
            *decorated = true;
        after = digits > 0;
        line += k;
    }
    return digits ? value : -1;
}

typedef struct number_line {
    size_t line;
    int value;
    bool decorated;
    int chain, before; /* longest chain that ends here, and the candidate before it in the chain */
} number_line;

static bool alone(const text_lines *t, size_t i)
{
    return (i == 0 || t->at[i].page_start || is_blank(t->at[i - 1].s)) && (i + 1 == t->n || t->at[i + 1].page_start || is_blank(t->at[i + 1].s));
}

/* Decorated numbers divide by themselves; bare ones only in a chain that counts up, a page's worth of lines apart: the numbers on the
 * axis of a chart do not. */
static sil_status by_numbers(sil_arena *a, text_lines *t, bool *any, sil_err *err)
{
    number_line *c = NULL;
    size_t n = 0, cap = 0;
    for (size_t i = 0; i < t->n; i++) {
        bool decorated;
        int v = text_page_number(t->at[i].s, &decorated);
        if (v < 0 || !alone(t, i))
            continue;
        number_line *l = SIL_PUSH(a, c, n, cap);
        if (!l)
            return no_memory(err);
        *l = (number_line){i, v, decorated, 1, -1};
    }
    int best = -1;
    for (size_t i = 0; i < n; i++) {
        for (size_t k = i > 200 ? i - 200 : 0; k < i; k++) {
            int step = c[i].value - c[k].value;
            if (step >= 1 && step <= 3 && c[i].line - c[k].line >= 8 * (size_t)step && c[k].chain + 1 > c[i].chain) {
                c[i].chain = c[k].chain + 1;
                c[i].before = (int)k;
            }
        }
        if (best < 0 || c[i].chain > c[best].chain)
            best = (int)i;
    }
    bool head = n && t->n && c[0].line < 2 && c[0].value > 0; /* numbers at the top of pages */
    if (best >= 0 && c[best].chain < 3)
        best = -1;
    for (size_t i = n; i-- > 0;) {
        bool chained = best == (int)i;
        if (chained)
            best = c[i].before;
        if (!chained && !c[i].decorated)
            continue;
        size_t at = head ? c[i].line : c[i].line + 1;
        while (!head && at < t->n && is_blank(t->at[at].s) && !t->at[at].page_start)
            at++;
        if (at < t->n && at > 0) {
            t->at[at].page_start = true;
            *any = true;
        }
    }
    return SIL_OK;
}

/* A file whose first line begins with one space, as do few others, while no line is indented further. */
static bool by_spaces(text_lines *t)
{
    size_t starts = 0, lines = 0;
    if (!t->n || t->at[0].s[0] != ' ')
        return false;
    for (size_t i = 0; i < t->n; i++) {
        const char *s = t->at[i].s;
        if (is_blank(s))
            continue;
        lines++;
        if (s[0] == '\t' || (s[0] == ' ' && s[1] == ' '))
            return false;
        starts += s[0] == ' ';
    }
    if (starts < 2 || lines < 12 * starts)
        return false;
    size_t since = 0; /* a page has some lines: a run of such starts is torn print */
    for (size_t i = 0; i < t->n; i++) {
        if (is_blank(t->at[i].s))
            continue;
        if (t->at[i].s[0] == ' ' && since >= 5)
            t->at[i].page_start = true;
        since = t->at[i].page_start ? 1 : since + 1;
    }
    return true;
}

sil_status text_to_lines(sil_arena *a, const char *utf8, text_lines *out, sil_err *err)
{
    *out = (text_lines){.how = ""};
    bool fed = false, start = true;
    const char *s = utf8;
    while (*s) {
        size_t len = strcspn(s, "\r\n\f\v\x1a");
        bool more = s[len] != 0, feed = s[len] == '\f';
        sil_status st = SIL_OK;
        if (len || !feed) /* a feed right behind a newline adds no line of its own */
            if ((st = add_line(a, out, s, len, start, err)))
                return st;
        if (len || !feed)
            start = false;
        if (feed) {
            if (start && (st = add_line(a, out, "", 0, true, err))) /* an empty page between two feeds stays a page */
                return st;
            start = true;
            fed = fed || s[len + 1 + strspn(s + len + 1, "\r\n\t ")] != 0;
        }
        s += len + (more ? 1 : 0);
        if (more && s[-1] == '\r' && *s == '\n')
            s++;
    }
    if (fed) {
        out->how = "pages divided at form feeds";
        return SIL_OK;
    }
    bool numbers = false;
    sil_status st = by_numbers(a, out, &numbers, err);
    if (st)
        return st;
    bool spaces = by_spaces(out);
    out->how = spaces && numbers ? "pages divided at page numbers and where a form feed was turned into a space"
             : spaces ? "pages divided where a form feed was turned into a space" : numbers ? "pages divided at page numbers" : "";
    /* Page numbers that stand before a converter's space: no page of blank lines in between. */
    for (size_t i = 0, last = 0; i < out->n; i++) {
        if (!out->at[i].page_start || i == 0)
            continue;
        bool ink = false;
        for (size_t k = last; k < i && !ink; k++)
            ink = !is_blank(out->at[k].s);
        if (!ink)
            out->at[i].page_start = false;
        else
            last = i;
    }
    return SIL_OK;
}
