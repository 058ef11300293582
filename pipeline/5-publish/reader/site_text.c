/* Room 5, publish: one block of a paper as HTML for the reader: every word knows its box on the page, entities are marked. */
#include <string.h>

#include "sillok/text.h"
#include "site.h"
#include "tei.h"

/* Mentions of the block that do not lie in or cross an earlier one; the reader marks the outermost only. */
typedef struct marks {
    const sil_mention **m;
    size_t n;
} marks;

static marks outermost(sil_arena *a, const sil_doc *doc, size_t i, int start, int end)
{
    size_t n;
    const sil_mention *const *m = sil_doc_mentions(doc, i, &n);
    marks out = {sil_alloc(a, (n + 1) * sizeof *out.m), 0};
    int from = start;
    for (size_t k = 0; out.m && k < n; k++)
        if (m[k]->start >= from && m[k]->end <= end && m[k]->start < m[k]->end) {
            out.m[out.n++] = m[k];
            from = m[k]->end;
        }
    return out;
}

static void open_mention(sil_buf *b, const sil_mention *m)
{
    const char *label = *m->normalized ? m->normalized : m->as_printed;
    bool link = *m->entity && (strcmp(m->type, "city") == 0 || strcmp(m->type, "organization") == 0);
    sil_buf_puts(b, link ? "<a href=\"entities.html#" : "<mark");
    if (link) {
        sil_html(b, m->entity);
        sil_buf_putc(b, '"');
    }
    sil_buf_puts(b, " class=\"e ");
    sil_html(b, m->type);
    sil_buf_puts(b, "\" title=\"");
    sil_html(b, m->type);
    sil_buf_puts(b, ": ");
    sil_html(b, label);
    if (*m->entity) {
        sil_buf_puts(b, " (");
        sil_html(b, m->entity);
        sil_buf_putc(b, ')');
    }
    if (*m->flag) {
        sil_buf_puts(b, ", ");
        sil_html(b, m->flag);
    }
    sil_buf_puts(b, "\">");
}

static void close_mention(sil_buf *b, const sil_mention *m)
{
    bool link = *m->entity && (strcmp(m->type, "city") == 0 || strcmp(m->type, "organization") == 0);
    sil_buf_puts(b, link ? "</a>" : "</mark>");
}

static void open_word(sil_buf *b, const sil_place *p, int page, double unclear_below)
{
    sil_box x = p->box;
    sil_buf_printf(b, "<span class=\"w%s\" data-c=\"%.2f\"", p->conf < unclear_below ? " u" : "", p->conf);
    if (p->line_spot)
        sil_buf_printf(b, " data-b=\"%d %d %d %d\"", x.x0, x.y0, x.x1, x.y1);
    if (p->page != page)
        sil_buf_printf(b, " data-p=\"%d\"", p->page);
    sil_buf_putc(b, '>');
}

/* Code points [start, end) of block i. Words are cut where a mention begins or ends. */
static void stretch(sil_arena *a, sil_buf *b, const sil_doc *doc, size_t i, int start, int end, double unclear_below)
{
    const sil_block *k = &doc->text.blocks[i];
    marks ms = outermost(a, doc, i, start, end);
    size_t word = 0, mention = 0, at = sil_cp_to_byte(k->text, (size_t)start);
    while (word < k->n_words && k->words[word].end <= start)
        word++;
    for (int pos = start; pos < end;) {
        while (word < k->n_words && k->words[word].end <= pos)
            word++;
        const sil_word_ref *w = word < k->n_words && k->words[word].start <= pos ? &k->words[word] : NULL;
        const sil_mention *m = mention < ms.n && ms.m[mention]->start <= pos ? ms.m[mention] : NULL;
        int to = w && w->end < end ? w->end : end;
        if (!w && word < k->n_words && k->words[word].start < to)
            to = k->words[word].start;
        if (m && m->end < to)
            to = m->end;
        if (!m && mention < ms.n && ms.m[mention]->start < to)
            to = ms.m[mention]->start;
        size_t next = at + sil_cp_to_byte(k->text + at, (size_t)(to - pos));
        const sil_place *p = w ? sil_doc_word(doc, w->word) : NULL;
        if (m && m->start == pos)
            open_mention(b, m);
        if (p)
            open_word(b, p, k->page, unclear_below);
        sil_xml_escape(b, k->text + at, next - at, true);
        if (p)
            sil_buf_puts(b, "</span>");
        if (m && m->end == to) {
            close_mention(b, m);
            mention++;
        }
        if (next == at)
            break; /* a range beyond the text */
        pos = to;
        at = next;
    }
}

static void lang_attribute(sil_buf *b, const sil_block *k)
{
    if (sil_lang_ok(k->lang) && strcmp(k->lang, "und") != 0)
        sil_buf_printf(b, " lang=\"%s\"", k->lang);
}

static void grid(sil_arena *a, sil_buf *b, const sil_doc *doc, size_t i, double unclear_below)
{
    const sil_block *k = &doc->text.blocks[i];
    sil_buf_puts(b, "<div class=\"grid\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table");
    lang_attribute(b, k);
    sil_buf_puts(b, ">\n");
    for (int r = 0; r < k->rows; r++) {
        sil_buf_puts(b, "<tr>");
        for (size_t c = 0; c < k->n_cells; c++) {
            const sil_cell *x = &k->cells[c];
            if (x->row != r)
                continue;
            sil_buf_puts(b, x->header ? "<th" : "<td");
            if (x->rowspan > 1)
                sil_buf_printf(b, " rowspan=\"%d\"", x->rowspan);
            if (x->colspan > 1)
                sil_buf_printf(b, " colspan=\"%d\"", x->colspan);
            sil_buf_putc(b, '>');
            stretch(a, b, doc, i, x->start, x->end, unclear_below);
            sil_buf_puts(b, x->header ? "</th>" : "</td>");
        }
        sil_buf_puts(b, "</tr>\n");
    }
    sil_buf_puts(b, "</table></div>\n");
}

void sil_html_block(sil_arena *a, sil_buf *b, const sil_doc *doc, size_t i, double unclear_below)
{
    const sil_block *k = &doc->text.blocks[i];
    if (k->unreadable) {
        size_t lines = 0;
        int line = -1;
        for (size_t w = 0; w < k->n_words; w++) {
            const sil_place *p = sil_doc_word(doc, k->words[w].word);
            lines += p && p->line_no != line;
            line = p ? p->line_no : line;
        }
        lines = lines ? lines : 1;
        sil_buf_printf(b, "<p class=\"gap\">%zu %s unreadable</p>\n", lines, lines == 1 ? "line" : "lines");
        return;
    }
    if (sil_block_is_grid(k)) {
        grid(a, b, doc, i, unclear_below);
        return;
    }
    /* headings of the paper stand below the page's own h1 and the h2 of each page */
    int level = k->level > 3 ? 3 : k->level < 1 ? 1 : k->level;
    char tag[8] = "p";
    if (k->type == SIL_HEADING || k->type == SIL_TITLE) {
        tag[0] = 'h';
        tag[1] = (char)('2' + (k->type == SIL_TITLE ? 1 : level));
        tag[2] = '\0';
    }
    sil_buf_printf(b, "<%s class=\"b %s\"", tag, sil_block_type_name(k->type));
    lang_attribute(b, k);
    sil_buf_putc(b, '>');
    stretch(a, b, doc, i, 0, (int)sil_cp_count(k->text), unclear_below);
    sil_buf_printf(b, "</%s>\n", tag);
}
