/* core/json_scan.c: lines of our own JSON without a tree (json_scan.h). */
#include "json_scan.h"

#include <string.h>

bool sil_scan_char(sil_scan *s, char c)
{
    if (s->p == s->end || *s->p != c)
        return false;
    s->p++;
    return true;
}

/* Length of the well-formed UTF-8 sequence at p (Unicode, table 3-7), 0 when it is none. */
static size_t sequence(const unsigned char *p, size_t n)
{
    size_t len = *p < 0x80 ? 1 : *p >= 0xC2 && *p < 0xE0 ? 2 : *p >= 0xE0 && *p < 0xF0 ? 3 : *p >= 0xF0 && *p < 0xF5 ? 4 : 0;
    if (!len || len > n)
        return 0;
    for (size_t i = 1; i < len; i++)
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    if ((*p == 0xE0 && p[1] < 0xA0) || (*p == 0xED && p[1] >= 0xA0) || (*p == 0xF0 && p[1] < 0x90) || (*p == 0xF4 && p[1] >= 0x90))
        return 0;
    return len;
}

bool sil_scan_plain(sil_scan *s, const char **text, size_t *n)
{
    const char *p = s->p;
    if (p == s->end || *p != '"')
        return false;
    *text = ++p;
    while (p < s->end && *p != '"') {
        if ((unsigned char)*p < 0x20 || *p == '\\')
            return false;
        size_t k = (unsigned char)*p < 0x80 ? 1 : sequence((const unsigned char *)p, (size_t)(s->end - p));
        if (!k)
            return false;
        p += k;
    }
    if (p == s->end)
        return false;
    *n = (size_t)(p - *text);
    s->p = p + 1;
    return true;
}

bool sil_scan_key(sil_scan *s, const char **key, size_t *n)
{
    return sil_scan_plain(s, key, n) && sil_scan_char(s, ':');
}

bool sil_scan_int(sil_scan *s, int *v)
{
    const char *p = s->p;
    bool minus = p < s->end && *p == '-';
    int value = 0, digits = 0;
    for (p += minus; p < s->end && *p >= '0' && *p <= '9'; p++, digits++) {
        if (digits == 9 || (digits && value == 0))
            return false; /* longer, or a zero in front */
        value = value * 10 + (*p - '0');
    }
    if (!digits || (p < s->end && (*p == '.' || *p == 'e' || *p == 'E')))
        return false;
    *v = minus ? -value : value;
    s->p = p;
    return true;
}

/* The quotient of two numbers that a double holds exactly is rounded once, as strtod would. */
bool sil_scan_real(sil_scan *s, double *v)
{
    static const double tens[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    const char *p = s->p;
    bool minus = p < s->end && *p == '-';
    double whole = 0;
    int digits = 0, after = 0;
    const char *first = p += minus;
    for (; p < s->end && *p >= '0' && *p <= '9'; p++, digits++)
        whole = whole * 10 + (*p - '0');
    if (!digits || (digits > 1 && *first == '0'))
        return false;
    if (p < s->end && *p == '.') {
        for (p++; p < s->end && *p >= '0' && *p <= '9'; p++, digits++, after++)
            whole = whole * 10 + (*p - '0');
        if (!after)
            return false;
    }
    if (digits > 15 || (p < s->end && (*p == 'e' || *p == 'E')))
        return false;
    *v = (minus ? -whole : whole) / tens[after];
    s->p = p;
    return true;
}

bool sil_scan_bool(sil_scan *s, bool *v)
{
    size_t n = (size_t)(s->end - s->p);
    *v = n >= 4 && memcmp(s->p, "true", 4) == 0;
    if (!*v && (n < 5 || memcmp(s->p, "false", 5) != 0))
        return false;
    s->p += *v ? 4 : 5;
    return true;
}

/* Four hex digits of a control character: what sil_json_put writes. Others are rare. */
static int control(const char *p, const char *end)
{
    if (end - p < 4 || p[0] != '0' || p[1] != '0' || p[2] < '0' || p[2] > '7')
        return 0;
    int low = p[3] >= '0' && p[3] <= '9' ? p[3] - '0' : p[3] >= 'a' && p[3] <= 'f' ? p[3] - 'a' + 10 : -1;
    return low < 0 ? 0 : (p[2] - '0') * 16 + low;
}

bool sil_scan_text(sil_arena *a, sil_scan *s, char **text)
{
    const char *from;
    size_t n;
    if (sil_scan_plain(s, &from, &n))
        return (*text = sil_strndup(a, from, n)) != NULL;
    const char *p = s->p, *end = p;
    if (p == s->end || *p != '"')
        return false;
    for (end = ++p; end < s->end && *end != '"'; end += *end == '\\' ? 2 : 1)
        ;
    if (end >= s->end)
        return false;
    char *out = *text = sil_strndup(a, p, (size_t)(end - p)); /* escapes are longer than what they stand for */
    if (!out)
        return false;
    while (p < end) {
        if (*p != '\\') {
            size_t k = (unsigned char)*p < 0x20 ? 0 : sequence((const unsigned char *)p, (size_t)(end - p));
            if (!k)
                return false;
            memcpy(out, p, k);
            out += k;
            p += k;
            continue;
        }
        static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
        const char *known = strchr(names, p[1]);
        int c = known && p[1] ? values[known - names] : p[1] == 'u' ? control(p + 2, end) : 0;
        if (!c)
            return false;
        *out++ = (char)c;
        p += p[1] == 'u' ? 6 : 2;
    }
    *out = '\0';
    s->p = end + 1;
    return true;
}
