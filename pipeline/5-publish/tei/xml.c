/* Room 5, publish: the XML writer under the TEI (xml.h). */
#include "xml.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "sillok/text.h"

static bool xml_char(int32_t c)
{
    return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

/* Stands for itself everywhere. */
static bool plain(char c)
{
    return (unsigned char)c >= 0x20 && (unsigned char)c < 0x80 && c != '&' && c != '<' && c != '>' && c != '"';
}

void sil_xml_escape(sil_buf *b, const char *s, size_t n, bool quote)
{
    size_t i = 0;
    while (i < n) {
        size_t at = i;
        while (i < n && plain(s[i]))
            i++;
        if (i > at) {
            sil_buf_add(b, s + at, i - at);
            continue;
        }
        int32_t c = sil_cp_next(s, n, &i);
        if (!xml_char(c))
            continue;
        if (c == '&')
            sil_buf_puts(b, "&amp;");
        else if (c == '<')
            sil_buf_puts(b, "&lt;");
        else if (c == '>')
            sil_buf_puts(b, "&gt;");
        else if (c == '"' && quote)
            sil_buf_puts(b, "&quot;");
        else if (c == '\r')
            sil_buf_puts(b, "&#13;");
        else if (quote && (c == '\n' || c == '\t'))
            sil_buf_putc(b, ' ');
        else if (c == 0xFFFD)
            sil_buf_puts(b, "\xEF\xBF\xBD"); /* what broken bytes become */
        else
            sil_buf_add(b, s + at, i - at);
    }
}

static void end_tag_open(sil_xml *x)
{
    if (x->tag_open) {
        sil_buf_putc(x->out, '>');
        x->tag_open = false;
    }
}

void sil_xml_open(sil_xml *x, const char *name)
{
    end_tag_open(x);
    if (x->depth >= SIL_XML_DEPTH) {
        x->wrong = true;
        return;
    }
    x->stack[x->depth++] = name;
    sil_buf_putc(x->out, '<');
    sil_buf_puts(x->out, name);
    x->tag_open = true;
}

void sil_xml_close(sil_xml *x, const char *name)
{
    if (x->depth == 0 || strcmp(x->stack[x->depth - 1], name) != 0) {
        x->wrong = true;
        return;
    }
    x->depth--;
    if (x->tag_open) {
        sil_buf_puts(x->out, "/>");
        x->tag_open = false;
        return;
    }
    sil_buf_puts(x->out, "</");
    sil_buf_puts(x->out, name);
    sil_buf_putc(x->out, '>');
}

void sil_xml_attr(sil_xml *x, const char *name, const char *value)
{
    if (!value || !*value)
        return;
    if (!x->tag_open) {
        x->wrong = true;
        return;
    }
    sil_buf_putc(x->out, ' ');
    sil_buf_puts(x->out, name);
    sil_buf_puts(x->out, "=\"");
    sil_xml_escape(x->out, value, strlen(value), true);
    sil_buf_putc(x->out, '"');
}

void sil_xml_attrf(sil_xml *x, const char *name, const char *fmt, ...)
{
    char value[256];
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(value, sizeof value, fmt, ap);
    va_end(ap);
    if (n < 0 || (size_t)n >= sizeof value)
        x->wrong = true;
    else
        sil_xml_attr(x, name, value);
}

void sil_xml_text(sil_xml *x, const char *s, size_t n)
{
    if (n == 0)
        return;
    end_tag_open(x);
    sil_xml_escape(x->out, s, n, false);
}

void sil_xml_puts(sil_xml *x, const char *s)
{
    if (s)
        sil_xml_text(x, s, strlen(s));
}

void sil_xml_leaf(sil_xml *x, const char *name, const char *text)
{
    sil_xml_open(x, name);
    sil_xml_puts(x, text);
    sil_xml_close(x, name);
}

void sil_xml_line(sil_xml *x)
{
    end_tag_open(x);
    sil_buf_putc(x->out, '\n');
    for (int i = 0; i < x->depth; i++)
        sil_buf_putc(x->out, ' ');
}

void sil_xml_close_line(sil_xml *x, const char *name)
{
    end_tag_open(x);
    sil_buf_putc(x->out, '\n');
    for (int i = 1; i < x->depth; i++)
        sil_buf_putc(x->out, ' ');
    sil_xml_close(x, name);
}

sil_status sil_xml_end(sil_xml *x, sil_err *err)
{
    sil_status s = sil_buf_ok(x->out, err);
    if (s != SIL_OK)
        return s;
    if (x->wrong || x->depth != 0)
        return sil_fail(err, SIL_NOMEM, "the XML writer was used wrongly: %d elements are open%s%s; this is a fault of sillok-publish, please report it",
                        x->depth, x->depth ? ", the innermost is " : "", x->depth ? x->stack[x->depth - 1] : "");
    return SIL_OK;
}
