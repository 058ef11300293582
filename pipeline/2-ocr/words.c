/* 2-ocr/words.c: fourth step of reading a page: glyphs -> words in pixels of the page. Before: read.c, hanja.c. Next: page.c. */
#include "words.h"

#include <string.h>

#include "sillok/text.h"

static bool latin_letter(int32_t c) { return sil_script_of(c) == SIL_SCRIPT_LATIN; }

/* Han, Kana and the punctuation of Chinese: what is set without spaces. */
static bool unspaced(int32_t c)
{
    sil_script s = sil_script_of(c);
    return s == SIL_SCRIPT_HAN || s == SIL_SCRIPT_KANA || (c >= 0x3001 && c <= 0x3011) || (c >= 0xff00 && c <= 0xff65) || c == 0x201c || c == 0x201d || c == 0x2018 || c == 0x2019;
}

/* Confidence of a syllable that makes a line of Hanja Korean: 權力의 志向. */
static const double SEEN = 0.50;

const char *sil_line_lang(const sil_reading *r)
{
    size_t n[SIL_SCRIPT_SPACE + 1] = {0}, hans = 0, hant = 0, ours = 0;
    sil_buf text = {.limit = 65536};
    for (size_t i = 0; i < r->n; i++) {
        const sil_glyph *g = &r->glyphs[i];
        sil_script s = sil_script_of(g->cp);
        n[s]++;
        ours += s == SIL_SCRIPT_HANGUL && g->model == SIL_MODEL_WHOLE && g->conf >= SEEN;
        if (s == SIL_SCRIPT_HAN) {
            hans += g->model == SIL_MODEL_HANS, hant += g->model == SIL_MODEL_HANT;
            sil_buf_puts(&text, g->text);
        }
    }
    const char *lang = NULL;
    size_t letters = n[SIL_SCRIPT_HANGUL] + n[SIL_SCRIPT_HAN] + n[SIL_SCRIPT_LATIN] + n[SIL_SCRIPT_KANA];
    if (ours || (n[SIL_SCRIPT_HANGUL] && n[SIL_SCRIPT_HANGUL] * 5 >= letters))
        lang = "ko";
    else if (n[SIL_SCRIPT_HAN] * 3 >= letters && n[SIL_SCRIPT_HAN])
        lang = hans > hant ? "zh-Hans" : hant > hans ? "zh-Hant" : text.data ? sil_guess_lang(text.data) : "zh-Hans";
    else if (n[SIL_SCRIPT_LATIN])
        lang = "en";
    sil_buf_free(&text);
    return lang;
}

/* Whether a new word begins at glyph i; *space: with a space before it. */
static bool begins(const sil_reading *r, size_t i, bool chinese, bool *space)
{
    const sil_glyph *g = &r->glyphs[i], *p = &r->glyphs[i - 1];
    bool tight = unspaced(g->cp) && unspaced(p->cp);
    if (chinese && g->spaced && p->spaced) {
        *space = g->space;
        return *space || g->token;
    }
    if (chinese) {
        *space = g->space && !unspaced(g->cp) && !unspaced(p->cp);
        bool attached = sil_script_of(g->cp) == SIL_SCRIPT_PUNCT && !g->space; /* marks stay with what they follow */
        return *space || (g->token && !attached) || (g->space && !tight);
    }
    *space = g->space;
    return *space;
}

/* How far the word of glyphs [i, j) can be believed; below 0: no memory. *evidence: from what, when that is wanted. */
static double confidence(sil_arena *a, const sil_reading *r, size_t i, size_t j, const sil_words_how *how, char **evidence)
{
    sil_evidence e = sil_evidence_of(r->glyphs + i, j - i, how->hanja);
    if (how->evidence && !(*evidence = sil_evidence_text(a, &e)))
        return -1;
    return sil_trust_share(how->trust, &e);
}

sil_status sil_words_make(sil_arena *a, const sil_reading *r, const sil_words_how *how, bool last, sil_line *out, sil_err *err)
{
    *out = (sil_line){.lang = sil_line_lang(r)};
    const sil_image *m = how->image;
    bool chinese = out->lang && strncmp(out->lang, "zh", 2) == 0;
    for (size_t i = 0; i < r->n;) {
        size_t j = i + 1;
        bool space = false;
        while (j < r->n && !begins(r, j, chinese, &space))
            j++;
        sil_word *w = SIL_PUSH(a, out->words, out->n_words, out->cap_words);
        if (!w)
            return sil_fail(err, SIL_NOMEM, "no memory for the words of a line");
        sil_buf text = {.limit = 65536};
        sil_box box = {0};
        size_t letters[SIL_SCRIPT_SPACE + 1] = {0};
        for (size_t k = i; k < j; k++) {
            const sil_glyph *g = &r->glyphs[k];
            sil_buf_puts(&text, g->text);
            box = sil_box_union(box, g->box);
            w->changed |= g->changed;
            letters[sil_script_of(g->cp)]++;
            if (g->other) {
                char **o = SIL_PUSH(a, w->others, w->n_others, w->cap_others);
                if (!o || !(*o = sil_strdup(a, g->other))) {
                    sil_buf_free(&text);
                    return sil_fail(err, SIL_NOMEM, "no memory for the words of a line");
                }
            }
        }
        if ((w->conf = confidence(a, r, i, j, how, &w->evidence)) < 0) {
            sil_buf_free(&text);
            return sil_fail(err, SIL_NOMEM, "no memory for the words of a line");
        }
        sil_status st = text.data ? sil_nfc(a, text.data, &w->text, err) : sil_fail(err, SIL_NOMEM, "no memory for the words of a line");
        sil_buf_free(&text);
        if (st != SIL_OK)
            return st;
        w->box = sil_map_box(&m->to_page, sil_box_empty(box) ? r->box : box, m->page_width, m->page_height);
        w->space_after = j < r->n && space;
        if (out->lang && strcmp(out->lang, "en") != 0 && letters[SIL_SCRIPT_LATIN] >= 2 && !letters[SIL_SCRIPT_HANGUL] && !letters[SIL_SCRIPT_HAN])
            w->lang = "en";
        out->box = sil_box_union(out->box, w->box);
        i = j;
    }
    if (!last && r->n > 2 && out->n_words) { /* Latin words are divided by a hyphen at the end of a line */
        sil_word *w = &out->words[out->n_words - 1];
        int32_t c = r->glyphs[r->n - 1].cp;
        size_t len = strlen(w->text);
        if ((c == '-' || c == 0x2010) && latin_letter(r->glyphs[r->n - 2].cp) && len > strlen(r->glyphs[r->n - 1].text)) {
            w->hyphen = true;
            w->text[len - strlen(r->glyphs[r->n - 1].text)] = '\0';
        }
    }
    return SIL_OK;
}
