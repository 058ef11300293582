/* Room 5, publish: the ranking values of a paper as tables for the reader: a row an entity, a column a measure, one table for each
 * printed table, index and edition. */
#include <string.h>

#include "sillok/text.h"
#include "site.h"

static bool same(const sil_ranking *a, const sil_ranking *b)
{
    return strcmp(a->table, b->table) == 0 && strcmp(a->index, b->index) == 0 && strcmp(a->index_name, b->index_name) == 0;
}

static bool same_row(const sil_ranking *a, const sil_ranking *b)
{
    return a->row == b->row && strcmp(a->entity, b->entity) == 0 && strcmp(a->entity_as_printed, b->entity_as_printed) == 0 && strcmp(a->edition, b->edition) == 0;
}

static bool same_column(const sil_ranking *a, const sil_ranking *b)
{
    return strcmp(a->measure, b->measure) == 0 && strcmp(a->category, b->category) == 0 && strcmp(a->period, b->period) == 0;
}

static void value(sil_buf *b, const sil_doc *doc, const sil_ranking *r, const char *back)
{
    sil_where w = sil_doc_where(doc, r->block, r->start, r->end);
    sil_buf_printf(b, "<a class=\"v %s\" href=\"%s#p%04d\"", r->status, back, w.page > 0 ? w.page : 1);
    if (w.has_box)
        sil_buf_printf(b, " data-p=\"%d\" data-b=\"%d %d %d %d\"", w.page, w.box.x0, w.box.y0, w.box.x1, w.box.y1);
    if (strcmp(r->status, "printed") != 0 || strcmp(r->value, r->as_printed) != 0) {
        sil_buf_puts(b, " title=\"");
        sil_html(b, r->status);
        sil_buf_puts(b, "; printed: ");
        sil_html(b, r->as_printed);
        if (*r->evidence) {
            sil_buf_puts(b, "; ");
            sil_html(b, r->evidence);
        }
        sil_buf_putc(b, '"');
    }
    sil_buf_putc(b, '>');
    sil_html(b, r->value);
    sil_buf_puts(b, "</a>");
    if (strcmp(r->status, "printed") != 0)
        sil_buf_puts(b, strcmp(r->status, "repaired") == 0 ? "<sup title=\"repaired\">†</sup>" : "<sup title=\"checks disagree\">?</sup>");
}

static void caption(sil_buf *b, const sil_doc *doc, const sil_ranking *r)
{
    sil_html(b, *r->index_name ? r->index_name : *r->index ? r->index : "Ranking");
    for (size_t i = 0; *r->table && i < doc->text.n_blocks; i++) {
        const sil_block *k = &doc->text.blocks[i];
        if (!k->table || strcmp(k->table, r->table) != 0)
            continue;
        long c = sil_doc_block(doc, k->caption);
        if (c >= 0) {
            sil_buf_puts(b, " <span class=\"from\">");
            sil_html(b, doc->text.blocks[c].text);
            sil_buf_puts(b, "</span>");
        }
        sil_buf_printf(b, " <span class=\"from\">page %d</span>", k->page);
        return;
    }
}

typedef struct group { /* the values that are `same`, in the order they were read: next[first], next[that] ... */
    size_t first, last, n;
} group;

/* One table of a group. */
static void one_table(sil_arena *a, sil_buf *b, const sil_doc *doc, const sil_gather *g, const group *of, const size_t *next, const char *back)
{
    const sil_ranking *r = doc->entities.rankings;
    size_t first = of->first, n = of->n, n_cols = 0, n_rows = 0;
    size_t *cols = sil_alloc(a, n * sizeof *cols), *rows = sil_alloc(a, n * sizeof *rows);
    struct member {
        size_t i, col, next; /* number of the value and its column; 1 + the next member of its row */
    } *m = sil_alloc(a, n * sizeof *m);
    size_t *head = sil_alloc(a, n * sizeof *head), *tail = sil_alloc(a, n * sizeof *tail); /* per row: its members, as m[head - 1] */
    if (!cols || !rows || !m || !head || !tail)
        return;
    bool editions = false;
    for (size_t k = 0, i = first; k < n; k++, i = next[i]) {
        size_t c = 0, row;
        while (c < n_cols && !same_column(&r[cols[c]], &r[i]))
            c++;
        if (c == n_cols)
            cols[n_cols++] = i;
        for (row = n_rows; row > 0 && !same_row(&r[rows[row - 1]], &r[i]); row--) /* mostly the last */
            ;
        if (row == 0) {
            rows[n_rows++] = i;
            row = n_rows;
        }
        m[k] = (struct member){i, c, 0};
        if (head[row - 1])
            m[tail[row - 1] - 1].next = k + 1;
        else
            head[row - 1] = k + 1;
        tail[row - 1] = k + 1;
        editions = editions || *r[i].edition;
    }
    sil_buf_puts(b, "<div class=\"grid\" tabindex=\"0\" role=\"group\" aria-label=\"Ranking\"><table class=\"rank\"><caption>");
    caption(b, doc, &r[first]);
    sil_buf_puts(b, "</caption>\n<thead><tr><th scope=\"col\">As printed</th><th scope=\"col\">Entity</th>");
    if (editions)
        sil_buf_puts(b, "<th scope=\"col\">Edition</th>");
    for (size_t c = 0; c < n_cols; c++) {
        const sil_ranking *x = &r[cols[c]];
        sil_buf_puts(b, "<th scope=\"col\" class=\"num\">");
        sil_html(b, x->measure);
        if (*x->category) {
            sil_buf_puts(b, ", ");
            sil_html(b, x->category);
        }
        if (*x->period) {
            sil_buf_puts(b, " <span class=\"from\">");
            sil_html(b, x->period);
            sil_buf_puts(b, "</span>");
        }
        sil_buf_puts(b, "</th>");
    }
    sil_buf_puts(b, "</tr></thead>\n<tbody>\n");
    for (size_t k = 0; k < n_rows; k++) {
        const sil_ranking *x = &r[rows[k]];
        sil_buf_puts(b, "<tr><th scope=\"row\">");
        sil_html(b, x->entity_as_printed);
        sil_buf_puts(b, "</th><td>");
        sil_html_entity_link(b, g, x->entity, *x->entity ? sil_gather_name(g, x->entity) : "");
        sil_buf_puts(b, "</td>");
        if (editions) {
            sil_buf_puts(b, "<td>");
            sil_html(b, x->edition);
            sil_buf_puts(b, "</td>");
        }
        for (size_t c = 0; c < n_cols; c++) {
            sil_buf_puts(b, "<td class=\"num\">");
            for (size_t i = head[k], got = 0; i; i = m[i - 1].next)
                if (m[i - 1].col == c) {
                    sil_buf_puts(b, got++ ? " " : "");
                    value(b, doc, &r[m[i - 1].i], back);
                }
            sil_buf_puts(b, "</td>");
        }
        sil_buf_puts(b, "</tr>\n");
    }
    sil_buf_puts(b, "</tbody></table></div>\n");
}

size_t sil_html_rankings(sil_arena *a, sil_buf *b, const sil_doc *doc, const sil_gather *g, const char *back)
{
    const sil_ranking *r = doc->entities.rankings;
    size_t n = doc->entities.n_rankings, n_groups = 0;
    size_t *next = sil_alloc(a, (n + 1) * sizeof *next);
    group *groups = sil_alloc(a, (n + 1) * sizeof *groups);
    if (!next || !groups)
        return n;
    for (size_t i = 0; i < n; i++) {
        size_t k = n_groups;
        while (k > 0 && !same(&r[groups[k - 1].first], &r[i])) /* mostly the last */
            k--;
        if (k == 0) {
            groups[n_groups++] = (group){i, i, 1};
            continue;
        }
        next[groups[k - 1].last] = i;
        groups[k - 1].last = i;
        groups[k - 1].n++;
    }
    for (size_t k = 0; k < n_groups; k++)
        one_table(a, b, doc, g, &groups[k], next, back);
    return n;
}
