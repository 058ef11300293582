/* Room 1, PDF: the text layer of a page as words with boxes, the verdict on it, and the ALTO of a good one. */
#include "pdf_text.h"

#include <stdlib.h>
#include <string.h>

#include "layer_fit.h"
#include "layer_judge.h"
#include "sillok/file.h"
#include "text_zones.h"

typedef struct layer {
    placed_word *words;
    size_t n_words, cap_words;
    char **lines;
    size_t n_lines, cap_lines;
} layer;

static sil_status no_memory(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "no memory for the text layer");
}

/* Latin ligatures are two or three letters; soft hyphens divide only at a line's end. */
static void add_clean(sil_buf *b, gunichar c)
{
    static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    char one[5];
    if (c >= 0xFB00 && c <= 0xFB06)
        sil_buf_puts(b, ligatures[c - 0xFB00]);
    else if (c == 0xAD)
        sil_buf_puts(b, "\xc2\xad"); /* settled when the word is whole */
    else if (c != 0x200B && c != 0xFEFF && c != 0x200D && c != 0x200C) {
        sil_cp_put(one, (int32_t)c);
        sil_buf_puts(b, one);
    }
}

/* A soft hyphen that ends the line's last word was printed; any other was not. */
static void settle_soft_hyphens(char *s, bool line_end)
{
    size_t n = 0, len = strlen(s);
    for (size_t i = 0; i < len;) {
        if (!memcmp(s + i, "\xc2\xad", 2)) {
            if (line_end && i + 2 == len)
                s[n++] = '-';
            i += 2;
        } else {
            s[n++] = s[i++];
        }
    }
    s[n] = 0;
}

static sil_status end_word(sil_arena *a, layer *l, sil_buf *b, PopplerRectangle box, const pdf_map *m, bool line_end, sil_err *err)
{
    if (b->len) {
        placed_word *w = SIL_PUSH(a, l->words, l->n_words, l->cap_words);
        char *text = w ? sil_strndup(a, b->data, b->len) : NULL, *nfc;
        if (!text)
            return no_memory(err);
        settle_soft_hyphens(text, line_end);
        if (sil_nfc(a, text, &nfc, err))
            return err->code;
        b->len = 0;
        *w = (placed_word){nfc, (box.x1 - m->x0) * m->sx, (box.y1 - m->y0) * m->sy, (box.x2 - m->x0) * m->sx, (box.y2 - m->y0) * m->sy, false};
        if (!*nfc)
            l->n_words--;
    }
    if (line_end && l->n_words)
        l->words[l->n_words - 1].line_end = true;
    return SIL_OK;
}

static void widen(PopplerRectangle *box, const PopplerRectangle *r, bool first)
{
    PopplerRectangle n = {MIN(r->x1, r->x2), MIN(r->y1, r->y2), MAX(r->x1, r->x2), MAX(r->y1, r->y2)};
    if (first) {
        *box = n;
        return;
    }
    box->x1 = MIN(box->x1, n.x1);
    box->y1 = MIN(box->y1, n.y1);
    box->x2 = MAX(box->x2, n.x2);
    box->y2 = MAX(box->y2, n.y2);
}

/* Poppler joins what stands in neighbouring columns when no space was printed between: a leap, or another line, ends a word. */
static bool leaps(const PopplerRectangle *box, const PopplerRectangle *r)
{
    double h = box->y2 - box->y1, x0 = MIN(r->x1, r->x2), middle = (r->y1 + r->y2) / 2;
    return x0 - box->x2 > 0.6 * h || x0 < box->x1 - h || middle < box->y1 - 0.3 * h || middle > box->y2 + 0.3 * h;
}

static sil_status read_layer(sil_arena *a, const char *text, const PopplerRectangle *r, size_t n, const pdf_map *m, layer *l, sil_err *err)
{
    sil_buf b = {.limit = 1 << 20};
    PopplerRectangle box = {0, 0, 0, 0};
    sil_status s = SIL_OK;
    size_t i = 0;
    for (const char *p = text; !s && *p && i < n; p = g_utf8_next_char(p), i++) {
        gunichar c = g_utf8_get_char(p);
        if (c == '\n' || g_unichar_isspace(c)) {
            s = end_word(a, l, &b, box, m, c == '\n', err);
        } else {
            if (b.len && leaps(&box, &r[i]))
                s = end_word(a, l, &b, box, m, false, err);
            widen(&box, &r[i], b.len == 0);
            add_clean(&b, c);
        }
    }
    if (!s)
        s = sil_buf_ok(&b, err);
    if (!s)
        s = end_word(a, l, &b, box, m, true, err);
    sil_buf_free(&b);
    return s;
}

/* Words that stand on the page, and the lines they make. */
static sil_status keep_visible(sil_arena *a, layer *l, const pdf_map *m, sil_err *err)
{
    size_t n = 0;
    sil_buf b = {.limit = 1 << 20};
    sil_status s = SIL_OK;
    for (size_t i = 0; !s && i < l->n_words; i++) {
        placed_word w = l->words[i];
        bool end = w.line_end;
        if (w.x1 > 0 && w.y1 > 0 && w.x0 < m->w && w.y0 < m->h) {
            if (b.len)
                sil_buf_putc(&b, ' ');
            sil_buf_puts(&b, w.s);
            l->words[n++] = w;
        }
        if (end && n)
            l->words[n - 1].line_end = true;
        if (end && b.len) {
            char **line = SIL_PUSH(a, l->lines, l->n_lines, l->cap_lines);
            if (!line || !(*line = sil_strndup(a, b.data, b.len)))
                s = no_memory(err);
            b.len = 0;
        }
    }
    l->n_words = n;
    if (!s)
        s = sil_buf_ok(&b, err);
    sil_buf_free(&b);
    return s;
}

/* Say why in the page's record, after what was said before. */
static sil_status add_reason(sil_arena *a, sil_source_page *p, sil_verdict v, const char *why, sil_err *err)
{
    p->verdict = v;
    if (why)
        p->reason = *p->reason ? sil_sprintf(a, "%s; %s", p->reason, why) : sil_strdup(a, why);
    return why && p->reason ? SIL_OK : no_memory(err);
}

static bool usable(sil_verdict v)
{
    return v == SIL_VERDICT_LAYER || v == SIL_VERDICT_DOUBTFUL;
}

/* Programs that lost count leave the same text on two pages that look otherwise. */
static sil_status look_at_page_before(intake_job *j, sil_arena *a, const char *text, sil_source_page *p, sil_err *err)
{
    char sha[SIL_SHA_LEN];
    sil_status s = sil_sha256(text, strlen(text), sha, err);
    if (!s && strlen(text) >= 120 && !strcmp(sha, j->text_before) && strcmp(p->sha256, j->image_before))
        s = add_reason(a, p, SIL_VERDICT_DOUBTFUL, "the text layer is that of the page before", err);
    memcpy(j->text_before, sha, sizeof sha);
    memcpy(j->image_before, p->sha256, sizeof sha);
    return s;
}

/* An OCR program's words stand on the print that they were read from. Where they do not, they may have been moved, or belong to another page. */
static sil_status look_at_places(sil_arena *a, layer *l, PIX *pix, sil_source_page *p, sil_err *err)
{
    layer_fit f = layer_fit_at(pix, l->words, l->n_words, 0, 0);
    int dx, dy;
    if (layer_fits(&f))
        return SIL_OK;
    if (!layer_find_shift(pix, l->words, l->n_words, &dx, &dy))
        return add_reason(a, p, SIL_VERDICT_DOUBTFUL,
                          sil_sprintf(a, "the text layer does not stand on the print: %d of %d words are on ink, %d of %d spaces are blank", f.inked, f.words, f.blank, f.gaps), err);
    double h = l->words[l->n_words / 2].y1 - l->words[l->n_words / 2].y0;
    if (abs(dx) < 0.3 * h && abs(dy) < 0.3 * h) /* loose boxes, and no others */
        return SIL_OK;
    for (size_t i = 0; i < l->n_words; i++) {
        placed_word *w = &l->words[i];
        w->x0 += dx, w->x1 += dx, w->y0 += dy, w->y1 += dy;
    }
    return add_reason(a, p, SIL_VERDICT_DOUBTFUL, sil_sprintf(a, "the text layer stood beside the print and was moved by %d, %d pixels", dx, dy), err);
}

/* A layer whose words are good may still lack some of what is printed. An OCR program's boxes are too loose to look for letters between them. */
static sil_status look_at_page(intake_job *j, sil_arena *a, layer *l, bool scan, sil_source_page *p, sil_err *err)
{
    char *path = sil_sprintf(a, "%s/%s", j->dir, p->image);
    PIX *pix = path ? pixRead(path) : NULL;
    if (!pix)
        return SIL_OK;
    sil_status s = scan ? look_at_places(a, l, pix, p, err) : SIL_OK;
    int lines = layer_lines_outside(pix, l->words, l->n_words), gaps = scan ? 0 : layer_gaps_inked(pix, l->words, l->n_words);
    pixDestroy(&pix);
    if (s)
        return s;
    if (lines >= 3 && lines * 4 > (int)l->n_lines)
        return add_reason(a, p, SIL_VERDICT_PARTIAL, sil_sprintf(a, "the text layer covers part of the page: %d lines of print stand outside its %zu lines; the whole page is read", lines, l->n_lines), err);
    if (gaps >= 4 && gaps * 15 > (int)l->n_words)
        return add_reason(a, p, SIL_VERDICT_PARTIAL, sil_sprintf(a, "the text layer lacks letters that are printed: something stands in %d of the spaces between its %zu words; the whole page is read", gaps, l->n_words), err);
    return SIL_OK;
}

static sil_status write_layer(intake_job *j, sil_arena *a, const layer *l, const sil_source_page *p, sil_err *err)
{
    sil_page page = {.width = p->width, .height = p->height, .pixels = true, .conf = 1, .engine = "", .models = "", .note = ""};
    sil_status s = text_build_zones(a, l->words, l->n_words, &page, err);
    return s ? s : intake_save_alto(j, a, p, &page, err);
}

/* The verdict; what was said of the page's image stays when the layer has nothing to add. */
static sil_status judge(intake_job *j, sil_arena *a, const layer *l, bool scan, sil_source_page *p, sil_err *err)
{
    char *reason = NULL;
    sil_status s = layer_judge_text(a, j->quality, (const char *const *)l->lines, l->n_lines, scan, &p->verdict, &reason, err);
    if (!s && *reason)
        p->reason = *p->reason ? sil_sprintf(a, "%s; %s", p->reason, reason) : reason;
    return s || p->reason ? s : no_memory(err);
}

sil_status pdf_page_text(intake_job *j, sil_arena *a, PopplerPage *page, const pdf_map *map, bool scan, bool mute, sil_source_page *p, sil_err *err)
{
    layer l = {0};
    PopplerRectangle *r = NULL;
    guint n = 0;
    char *text = poppler_page_get_text(page);
    sil_status s = SIL_OK;
    if (text && *text && g_utf8_validate(text, -1, NULL)) {
        bool placed = poppler_page_get_text_layout(page, &r, &n);
        if (placed)
            s = read_layer(a, text, r, n, map, &l, err);
        if (!s)
            s = keep_visible(a, &l, map, err);
        if (!s)
            s = judge(j, a, &l, scan, p, err);
        if (!s && mute && p->verdict == SIL_VERDICT_BAD && !strstr(p->reason, "ToUnicode"))
            s = add_reason(a, p, SIL_VERDICT_BAD, "its fonts are coded by numbers of glyphs and lack a ToUnicode table", err);
        if (!s && scan && usable(p->verdict))
            s = look_at_page_before(j, a, text, p, err);
    }
    g_free(text);
    g_free(r);
    if (s || !usable(p->verdict))
        return s;
    s = look_at_page(j, a, &l, scan, p, err);
    if (s || !usable(p->verdict))
        return s;
    return write_layer(j, a, &l, p, err);
}
