/* doubt.c: which lines of a typewriter page are text, seen among their neighbours. After the tables, before structure.c.
 *
 * Whoever made the page judged each line alone. A line or two that passed between lines that did not, and whose words are no English words, are noise like
 * their neighbours. The other way: a line of names or of a catalogue on the first page is text although no dictionary has its words. */
#include "flow.h"

#include "sillok/text.h"

int sil_tx_known_share(const sil_tx_doc *d, const sil_tx_run *r)
{
    size_t all = 0, known = 0;
    for (size_t i = 0; i < r->n;) {
        int32_t w[40];
        size_t n = 0, k = i;
        while (k < r->n && sil_script_of(r->cp[k]) == SIL_SCRIPT_LATIN && r->cp[k] < 0x80) {
            if (n < 40)
                w[n++] = r->cp[k] | 32;
            k++;
        }
        if (k == i) {
            int32_t c = r->cp[i++];
            bool odd = !sil_tx_is_space(c) && c != '.' && c != ',' && c != '-' && c != ')' && c != '(' && sil_script_of(c) == SIL_SCRIPT_PUNCT;
            all += odd;
            continue;
        }
        all += n;
        if (n >= 3 && n < 40 && sil_tx_words_has(&d->rules->english, w, n))
            known += n;
        i = k;
    }
    return all ? (int)(known * 100 / all) : 0;
}

static bool stands(sil_tx_doc *d, const sil_tx_line *l)
{ /* what has a form of its own needs no dictionary */
    const sil_tx_rules *r = d->rules;
    return sil_tx_rule_match(d->rules, &r->captions, "source", SIL_TX_ANY, &l->run, true, NULL) || sil_tx_rule_match(d->rules, &r->join, "address", SIL_TX_ANY, &l->run, true, NULL) ||
           sil_tx_rule_match(d->rules, &r->sections, NULL, SIL_TX_ANY, &l->run, true, NULL);
}

static void take_back(sil_tx_doc *d)
{
    int page = d->lines[0].page, seen = 0;
    for (size_t i = 0; i < d->n_lines && d->lines[i].page == page && seen < 12; i++) {
        sil_tx_line *l = &d->lines[i];
        if (l->kind != SIL_TX_LINE || !l->run.n)
            continue;
        seen++;
        if (!l->unreadable)
            continue;
        bool names = i && !d->lines[i - 1].unreadable && sil_tx_rule_match(d->rules, &d->rules->header, "author-line", SIL_TX_ANY, &l->run, true, NULL);
        if (names || sil_tx_rule_match(d->rules, &d->rules->header, "catalogue", SIL_TX_ANY, &l->run, true, NULL))
            l->unreadable = false;
    }
}

void sil_tx_doubt(sil_tx_doc *d)
{
    if (!d->n_lines)
        return;
    take_back(d);
    if (!d->rules->english.n)
        return;
    size_t bad = 0, all = 0;
    for (size_t i = 0; i < d->n_lines; i++) {
        all += d->lines[i].kind == SIL_TX_LINE && !d->lines[i].pixels;
        bad += d->lines[i].unreadable && !d->lines[i].pixels;
    }
    if (bad * 5 < all)
        return;
    for (size_t i = 0; i < d->n_lines;) {
        const sil_tx_line *l = &d->lines[i];
        if (l->unreadable || l->kind != SIL_TX_LINE || l->pixels || l->role != SIL_TX_BODY) {
            i++;
            continue;
        }
        size_t e = i;
        int share = 0, n = 0;
        bool form = false;
        while (e < d->n_lines && !d->lines[e].unreadable && d->lines[e].column == l->column && d->lines[e].role == l->role && e - i < 3) {
            share += sil_tx_known_share(d, &d->lines[e].run);
            form = form || stands(d, &d->lines[e]);
            n++;
            e++;
        }
        bool above = i && d->lines[i - 1].unreadable, below = e < d->n_lines && d->lines[e].unreadable;
        bool edge_above = !i || d->lines[i - 1].column != l->column || d->lines[i - 1].role != SIL_TX_BODY;
        bool edge_below = e >= d->n_lines || d->lines[e].column != l->column || d->lines[e].role != SIL_TX_BODY;
        bool shut = (above || edge_above) && (below || edge_below) && (above || below);
        for (size_t k = i; k < e; k++) /* line by line where all stand between noise; a good line keeps its place */
            if (shut && !form && (share < 50 * n ? sil_tx_known_share(d, &d->lines[k].run) < 60 : sil_tx_known_share(d, &d->lines[k].run) < 25))
                d->lines[k].unreadable = true;
        i = e > i ? e : i + 1;
    }
}
