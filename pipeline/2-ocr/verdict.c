/* 2-ocr/verdict.c: see verdict.h. Last step of reading a page, asked by page.c. */
#include "verdict.h"

#include <string.h>

#include "sillok/text.h"

/* Mean confidence below which nothing of a line, of a page, is text. The engine's confidence alone does not condemn a line: one Hanja of a
 * strange cut takes that of the whole cell 대구(大邱) down, though its reading bears it out. */
static const double LINE_SAID = 0.38, PAGE_SAID = 0.48;
static const double LINE_RIGHT = 0.10; /* share of a line's words that are right, as the table of trust has it */
/* The same of lines of Hangul or Han on a page that is English by this share of its characters: stamps and stains come out as Hanja. */
static const double STRANGE_RIGHT = 0.50, ENGLISH = 0.80;

/* Share of words right below which a page is not passed on: nobody can use it, and what looks like a name on it is none. */
static const double PAGE_RIGHT = 0.33;
static const double PAGE_SURE = 0.80; /* unless the engine is this sure on the whole: a Korean page with Hanja read by a model that has none is poor, but print */

/* Share from which on a word is likely right; and glyphs of a page that can be dirt. */
static const double LIKELY = 0.80;
enum { FEW_GLYPHS = 40 };

static size_t letters(const char *text)
{
    size_t n = 0;
    for (size_t i = 0, len = strlen(text); i < len;) {
        sil_script s = sil_script_of(sil_cp_next(text, len, &i));
        n += s == SIL_SCRIPT_HANGUL || s == SIL_SCRIPT_HAN || s == SIL_SCRIPT_LATIN || s == SIL_SCRIPT_DIGIT;
    }
    return n;
}

/* Share of what is written on the line that is right, each word counted by its length. */
static double right_of(const sil_line *line)
{
    double length = 0, right = 0;
    for (size_t i = 0; i < line->n_words; i++) {
        double n = (double)sil_cp_count(line->words[i].text);
        length += n, right += n * line->words[i].conf;
    }
    return length > 0 ? right / length : 0;
}

void sil_seen_line(sil_seen *s, const sil_reading *r, const sil_line *line)
{
    s->glyphs += (double)r->n;
    s->said += r->conf * (double)r->n;
    for (size_t i = 0; i < line->n_words; i++) {
        const sil_word *w = &line->words[i];
        s->solid += w->conf >= LIKELY && letters(w->text) >= 2;
    }
    s->right += right_of(line) * (double)r->n;
}

sil_verdict sil_verdict_of(const sil_seen *s)
{
    if (s->glyphs <= 0)
        return SIL_PAGE_EMPTY;
    bool bad = s->said < PAGE_SAID * s->glyphs || (s->right < PAGE_RIGHT * s->glyphs && s->said < PAGE_SURE * s->glyphs);
    if (s->glyphs < FEW_GLYPHS && s->solid < 1)
        return SIL_PAGE_MARKS;
    return bad ? SIL_PAGE_UNREADABLE : SIL_PAGE_TEXT;
}

bool sil_line_unreadable(const sil_reading *r, const sil_line *line) { return r->conf < LINE_SAID && right_of(line) < LINE_RIGHT; }

void sil_strange_lines(sil_page *p)
{
    size_t english = 0, all = 0;
    for (int pass = 0; pass < 2; pass++)
        for (size_t z = 0; z < p->n_zones; z++)
            for (size_t i = 0; i < p->zones[z].n_lines; i++) {
                sil_line *l = &p->zones[z].lines[i];
                bool strange = l->lang && strcmp(l->lang, "en") != 0;
                size_t n = 0;
                for (size_t k = 0; k < l->n_words; k++)
                    n += sil_cp_count(l->words[k].text);
                if (!pass)
                    all += n, english += strange ? 0 : n;
                else if (strange && (double)english >= ENGLISH * (double)all && right_of(l) < STRANGE_RIGHT)
                    l->unreadable = true;
            }
}
