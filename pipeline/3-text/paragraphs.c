/* paragraphs.c: where one paragraph ends and the next begins; called by structure.c for two lines that follow each other.
 *
 * Signs, from the clearest: a blank line, another size of letters, an indent, a last line that ends short after a full stop. Over a column's or page's end
 * blank and indent count anew: a paragraph whose last line ends no sentence goes on. */
#include "flow.h"

#include <stdlib.h>

#include "sillok/text.h"

static int em(const sil_tx_doc *d, const sil_tx_line *l)
{
    return l->pixels ? (d->body ? d->body : l->height) : 20;
}

bool sil_tx_is_short(const sil_tx_doc *d, const sil_tx_line *l)
{
    int slack = l->right - l->box.x1, width = l->right - l->left, unit = em(d, l) * 3 / 2;
    return slack > (unit > width / 12 ? unit : width / 12);
}

bool sil_tx_full(const sil_tx_line *l)
{
    return (l->box.x1 - l->left) * 10 >= (l->right - l->left) * 7;
}

bool sil_tx_is_indented(const sil_tx_doc *d, const sil_tx_line *l)
{
    int in = l->box.x0 - l->left;
    return l->pixels ? in * 10 >= em(d, l) * 6 : in >= 20;
}

bool sil_tx_is_centred(const sil_tx_doc *d, const sil_tx_line *l)
{
    int left = l->box.x0 - l->left, right = l->right - l->box.x1, width = l->right - l->left;
    int unit = em(d, l), more = left > right ? left : right;
    if (left * 10 > unit * 8 && right * 10 > unit * 8 && abs(left - right) * 3 < more)
        return true; /* nearly full, but even on both sides */
    return left > unit * 3 / 2 && right > unit * 3 / 2 && abs(left - right) * 6 < width;
}

bool sil_tx_ends_sentence(const sil_tx_run *r)
{
    size_t n = r->n;
    while (n) {
        int32_t c = r->cp[n - 1];
        if (c == ')' || c == ']' || c == '"' || c == '\'' || c == 0x201D || c == 0x2019 || c == 0xFF09 || c == 0x300D || c == 0x300F || c == ' ') {
            n--;
            continue;
        }
        if (c >= '0' && c <= '9' && n > 1) { /* a note's number after the full stop: "... 있다.12)" */
            size_t k = n;
            while (k && r->cp[k - 1] >= '0' && r->cp[k - 1] <= '9')
                k--;
            if (k && n - k <= 3 && n < r->n && (r->cp[k - 1] == '.' || r->cp[k - 1] == 0x3002))
                return true;
        }
        return c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x2026 || c == 0xFF0E;
    }
    return false;
}

/* Centred and clearly narrower than the column. */
static bool in_middle(const sil_tx_doc *d, const sil_tx_line *l)
{
    return sil_tx_is_centred(d, l) && (l->box.x1 - l->box.x0) * 4 < (l->right - l->left) * 3;
}

static bool small_start(const sil_tx_run *r)
{
    return r->n && r->cp[0] >= 'a' && r->cp[0] <= 'z';
}

bool sil_tx_breaks(const sil_tx_doc *d, const sil_tx_line *a, const sil_tx_line *b)
{
    bool ended = sil_tx_ends_sentence(&a->run), brief = sil_tx_is_short(d, a), indented = sil_tx_is_indented(d, b);
    if (a->column != b->column || a->page != b->page) {
        if (small_start(&b->run))
            return false;
        if (!ended)
            return sil_tx_is_centred(d, a);
        if (a->pixels && d->indents)
            return indented;
        return brief || !a->pixels || (b->gap == 99 && indented);
    }
    if (a->pixels && b->gap >= 3 && (a->height * 100 > b->height * 140 || b->height * 100 > a->height * 140) && a->run.n > 12 && b->run.n > 12)
        return true;
    if (!a->pixels && a->right > 2000)
        return true; /* pages whose lines are whole paragraphs */
    /* Typewriter pages made by OCR have blank lines inside paragraphs. */
    if (!a->pixels && b->gap >= 10 && b->gap < 15 && !ended && a->run.cp[a->run.n - 1] != ':' && sil_tx_full(a) && *a->lang == 'e' && *b->lang == 'e')
        return false;
    if (b->gap >= (a->pixels ? 6 : 10))
        return !(small_start(&b->run) && !ended && a->pixels && b->gap < 9);
    if (in_middle(d, b) != in_middle(d, a) && brief)
        return true;
    if (indented && b->box.x0 - a->box.x0 >= em(d, b) / 2) {
        /* An indent stands out from the line below as well; where the next line begins as far in, the whole text is set in. */
        const sil_tx_line *c = (size_t)(b - d->lines) + 1 < d->n_lines ? b + 1 : NULL;
        bool stands_out = c && c->column == b->column && c->kind == SIL_TX_LINE && b->box.x0 - c->box.x0 >= em(d, b) / 2;
        if (ended || (stands_out && a->pixels))
            return true;
    }
    if (brief && indented && d->indents && a->pixels && (a->right - a->box.x1) * 3 > a->right - a->left && !small_start(&b->run) && (b->right - b->box.x1) * 3 > b->right - b->left)
        return true; /* lines of a list of offices and names, each a paragraph */
    if (brief && ended && (!small_start(&b->run))) {
        /* Ragged right: only a clearly short line ends a paragraph. */
        int slack = a->right - a->box.x1, width = a->right - a->left;
        if (*a->lang != 'e' || !d->indents || indented)
            return slack * 6 > width || (d->indents && indented);
    }
    return false;
}

enum { QUOTE_MOST = 40 };

/* Whether a line can be one of a quotation: text of the body with room on its left, and on paper on its right. */
static bool set_apart(const sil_tx_doc *d, const sil_tx_line *l, const sil_tx_line *first)
{
    if (l->kind != SIL_TX_LINE || l->role != SIL_TX_BODY || l->unreadable || !l->run.n || l->column != first->column)
        return false;
    int unit = em(d, l);
    if (!l->pixels)
        return l->box.x0 - l->left >= 30 && l->box.x0 == first->box.x0;
    return (l->box.x0 - l->left) * 10 >= unit * 12 && (l->right - l->box.x1) * 10 >= unit * 7;
}

size_t sil_tx_quoted(const sil_tx_doc *d, size_t i)
{
    const sil_tx_line *first = &d->lines[i];
    size_t n = 0;
    if (!first->pixels && first->gap < 10)
        return 0;
    while (i + n < d->n_lines && n < QUOTE_MOST && set_apart(d, &d->lines[i + n], first) && (!n || d->lines[i + n].gap < (first->pixels ? 5 : 10)))
        n++;
    if (n < 2 || n == QUOTE_MOST)
        return 0;
    if (!first->pixels)
        return n;
    int unit = em(d, first), edge = d->lines[i + 1].box.x0, in = first->box.x0 - edge;
    if (in * 2 < -unit || in * 2 > 5 * unit)
        return 0;
    for (size_t k = 0; k < n; k++) {
        const sil_tx_line *l = &d->lines[i + k];
        bool last = k + 1 == n;
        if ((k && abs(l->box.x0 - edge) * 2 > unit) || (!last && abs(l->box.x1 - first->box.x1) > unit) || (last && l->box.x1 > first->box.x1 + unit))
            return 0;
        if (l->height * 100 > d->body * 112)
            return 0; /* a title of several lines */
    }
    /* The text around it is wider: else the whole column stands in. */
    for (size_t k = i + n; k < d->n_lines && k < i + n + 12; k++)
        if (d->lines[k].column == first->column && d->lines[k].kind == SIL_TX_LINE && d->lines[k].role == SIL_TX_BODY && (edge - d->lines[k].box.x0) * 10 >= unit * 8)
            return n;
    for (size_t k = i; k-- > 0 && k + 12 > i;)
        if (d->lines[k].column == first->column && d->lines[k].kind == SIL_TX_LINE && d->lines[k].role == SIL_TX_BODY && (edge - d->lines[k].box.x0) * 10 >= unit * 8)
            return n;
    return 0;
}
