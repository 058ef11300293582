/* Room 1, PDF: reading the operators of a page's content. */
#include "pdf_content.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void pdf_content_open(pdf_content *c, const char *bytes, size_t len)
{
    *c = (pdf_content){.s = bytes, .len = len};
}

static bool is_space(char ch)
{
    return ch == ' ' || ch == '\n' || ch == '\r' || ch == '\t' || ch == '\f' || ch == 0;
}

static bool is_delimiter(char ch)
{
    return ch && strchr("()<>[]{}/%", ch);
}

static void skip_string(pdf_content *c)
{
    int depth = 0;
    for (; c->at < c->len; c->at++) {
        char ch = c->s[c->at];
        if (ch == '\\')
            c->at++;
        else if (ch == '(')
            depth++;
        else if (ch == ')' && --depth == 0) {
            c->at++;
            return;
        }
    }
}

/* Behind BI: to the EI that stands between white space, after ID. */
static void skip_inline_image(pdf_content *c)
{
    while (c->at + 2 < c->len) {
        const char *p = c->s + c->at;
        if (is_space(p[0]) && p[1] == 'E' && p[2] == 'I' && (c->at + 3 >= c->len || is_space(p[3]))) {
            c->at += 3;
            return;
        }
        c->at++;
    }
    c->at = c->len;
}

static void add_number(pdf_content *c, double v)
{
    if (c->n_num == PDF_OPERANDS) {
        memmove(c->num, c->num + 1, (PDF_OPERANDS - 1) * sizeof *c->num);
        c->n_num--;
    }
    c->num[c->n_num++] = isfinite(v) ? v : 0;
}

bool pdf_content_next(pdf_content *c)
{
    c->n_num = 0;
    c->name[0] = 0;
    while (c->at < c->len) {
        char ch = c->s[c->at];
        if (is_space(ch)) {
            c->at++;
        } else if (ch == '%') {
            while (c->at < c->len && c->s[c->at] != '\n' && c->s[c->at] != '\r')
                c->at++;
        } else if (ch == '(') {
            skip_string(c);
        } else if (ch == '/') {
            size_t n = 0;
            for (c->at++; c->at < c->len && !is_space(c->s[c->at]) && !is_delimiter(c->s[c->at]); c->at++) {
                char one = c->s[c->at];
                if (one == '#' && c->at + 2 < c->len) {
                    char hex[3] = {c->s[c->at + 1], c->s[c->at + 2], 0}, *end;
                    long v = strtol(hex, &end, 16);
                    if (end == hex + 2 && v) {
                        one = (char)v;
                        c->at += 2;
                    }
                }
                if (n + 1 < sizeof c->name)
                    c->name[n++] = one;
            }
            c->name[n] = 0;
        } else if (is_delimiter(ch)) { /* brackets of arrays, hex strings and dictionaries; what is in them is passed over as operands */
            if (ch == '<' && c->at + 1 < c->len && c->s[c->at + 1] != '<') {
                const char *end = memchr(c->s + c->at, '>', c->len - c->at);
                c->at = end ? (size_t)(end - c->s) + 1 : c->len;
            } else {
                c->at++;
            }
        } else {
            char word[64];
            size_t n = 0;
            while (c->at < c->len && !is_space(c->s[c->at]) && !is_delimiter(c->s[c->at])) {
                if (n + 1 < sizeof word)
                    word[n++] = c->s[c->at];
                c->at++;
            }
            word[n] = 0;
            if (strchr("+-.0123456789", word[0])) {
                char *end;
                double v = strtod(word, &end);
                add_number(c, end == word ? 0 : v);
            } else if (strcmp(word, "true") && strcmp(word, "false") && strcmp(word, "null")) {
                snprintf(c->op, sizeof c->op, "%.7s", word);
                if (!strcmp(c->op, "BI"))
                    skip_inline_image(c);
                return true;
            }
        }
    }
    return false;
}

pdf_matrix pdf_multiply(pdf_matrix m, pdf_matrix n)
{
    return (pdf_matrix){m.a * n.a + m.b * n.c, m.a * n.b + m.b * n.d, m.c * n.a + m.d * n.c, m.c * n.b + m.d * n.d,
                        m.e * n.a + m.f * n.c + n.e, m.e * n.b + m.f * n.d + n.f};
}

pdf_rect pdf_map_rect(pdf_matrix m, double x0, double y0, double x1, double y1)
{
    double x[4] = {x0, x1, x0, x1}, y[4] = {y0, y0, y1, y1};
    pdf_rect r = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (int i = 0; i < 4; i++) {
        double px = m.a * x[i] + m.c * y[i] + m.e, py = m.b * x[i] + m.d * y[i] + m.f;
        r.x0 = fmin(r.x0, px);
        r.y0 = fmin(r.y0, py);
        r.x1 = fmax(r.x1, px);
        r.y1 = fmax(r.y1, py);
    }
    return r;
}
