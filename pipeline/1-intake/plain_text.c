/* Room 1, plain text: a page of lines becomes ALTO on a typewriter grid, one zone a run of lines without a blank one between; lines that
 * are no text (sillok/quality.h) are marked unreadable, so that nothing passes them on. */
#include "plain_text.h"

#include <string.h>
#include <unicode/uchar.h>

#include "intake.h"

enum { COLUMN = 10, ROW = 20, TAB = 8 };

static sil_status no_memory(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "no memory for the words of the page");
}

static int columns_of(int32_t cp)
{
    int w = u_getIntPropertyValue(cp, UCHAR_EAST_ASIAN_WIDTH);
    if (u_charType(cp) == U_NON_SPACING_MARK)
        return 0;
    return w == U_EA_WIDE || w == U_EA_FULLWIDTH ? 2 : 1;
}

sil_status text_add_word(sil_arena *a, sil_line *line, const char *s, size_t len, sil_box box, double conf, bool last, sil_err *err)
{
    sil_word *w = SIL_PUSH(a, line->words, line->n_words, line->cap_words);
    if (!w)
        return no_memory(err);
    if (last && len > 2) { /* two letters and a hyphen at the least */
        size_t cut = s[len - 1] == '-' ? 1 : len > 4 && (!memcmp(s + len - 3, "\xe2\x80\x90", 3) || !memcmp(s + len - 3, "\xe2\x80\x91", 3)) ? 3 : 0;
        unsigned char before = cut ? (unsigned char)s[len - cut - 1] : 0;
        if ((before >= 'a' && before <= 'z') || (before >= 'A' && before <= 'Z')) {
            len -= cut;
            w->hyphen = true;
        }
    }
    w->text = sil_strndup(a, s, len);
    w->box = box;
    w->conf = conf;
    w->space_after = !last;
    line->box = sil_box_union(line->box, box);
    return w->text ? SIL_OK : no_memory(err);
}

static sil_status add_words(sil_arena *a, sil_line *line, const char *s, int row, double conf, sil_err *err)
{
    size_t len = strlen(s), from = 0, i = 0;
    int col = 0, start = 0;
    bool in = false;
    const char *end = s + len;
    while (end > s && (end[-1] == ' ' || end[-1] == '\t'))
        end--;
    for (;;) {
        size_t at = i;
        int32_t cp = i < len ? sil_cp_next(s, len, &i) : ' ';
        bool space = cp == ' ' || cp == '\t' || sil_script_of(cp) == SIL_SCRIPT_SPACE;
        if (space && in) {
            sil_box b = {start * COLUMN, row * ROW, col * COLUMN, (row + 1) * ROW};
            sil_status st = text_add_word(a, line, s + from, at - from, b, conf, s + at >= end, err);
            if (st)
                return st;
            in = false;
        } else if (!space && !in) {
            in = true;
            from = at;
            start = col;
        }
        if (at >= len)
            return SIL_OK;
        col = cp == '\t' ? (col / TAB + 1) * TAB : col + columns_of(cp);
    }
}

sil_status text_to_page(sil_arena *a, const text_line *lines, const sil_line_quality *quality, size_t n, sil_page *out, size_t *unreadable, sil_err *err)
{
    sil_zone *zone = NULL;
    double sum = 0, chars = 0;
    size_t cap = 0;
    *out = (sil_page){.engine = "", .models = "", .note = ""};
    *unreadable = 0;
    for (size_t i = 0; i < n; i++) {
        if (!quality[i].chars) {
            zone = NULL;
            continue;
        }
        if (!zone) {
            zone = SIL_PUSH(a, out->zones, out->n_zones, cap);
            if (!zone)
                return no_memory(err);
            zone->kind = SIL_ZONE_TEXT;
        }
        sil_line *l = SIL_PUSH(a, zone->lines, zone->n_lines, zone->cap_lines);
        if (!l)
            return no_memory(err);
        l->unreadable = quality[i].worth == SIL_WORTH_BAD;
        l->lang = l->unreadable ? NULL : sil_guess_lang(lines[i].s);
        double conf = l->unreadable ? 0 : 1;
        sil_status s = add_words(a, l, lines[i].s, (int)i, conf, err);
        if (s)
            return s;
        *unreadable += l->unreadable;
        sum += conf * (double)quality[i].chars;
        chars += (double)quality[i].chars;
        zone->box = sil_box_union(zone->box, l->box);
        out->width = l->box.x1 > out->width ? l->box.x1 : out->width;
    }
    out->width = out->width ? out->width : COLUMN;
    out->height = (int)(n ? n : 1) * ROW;
    out->conf = chars > 0 ? sum / chars : 0;
    return SIL_OK;
}

static sil_status one_page(intake_job *j, const text_line *lines, const sil_line_quality *quality, size_t n, int number, const char *why, sil_err *err)
{
    sil_page page;
    size_t unreadable = 0, inked = 0;
    sil_arena *a = sil_arena_new(0);
    if (!a)
        return no_memory(err);
    sil_source_page p = {.page = number, .verdict = SIL_VERDICT_TEXT, .reason = ""};
    intake_tell_begin(j, number, "laying out the text");
    sil_status s = text_to_page(a, lines, quality, n, &page, &unreadable, err);
    for (size_t i = 0; i < n; i++)
        inked += quality[i].chars > 0;
    if (!s && (unreadable || *why)) {
        p.reason = sil_sprintf(a, "%s%s%s", why, *why && unreadable ? "; " : "",
                               unreadable ? sil_sprintf(a, "%zu of %zu lines are no readable text", unreadable, inked) : "");
        s = p.reason ? SIL_OK : no_memory(err);
    }
    if (!s) {
        page.note = p.reason;
        s = intake_save_alto(j, a, &p, &page, err);
    }
    if (!s)
        intake_tell_page(j, &p, false);
    sil_arena_free(a);
    return s;
}

static sil_status divide(intake_job *j, sil_arena *a, const char *name, const text_lines *t, sil_err *err)
{
    const char **s = sil_alloc(a, (t->n + 1) * sizeof *s);
    sil_line_quality *quality = sil_alloc(a, (t->n + 1) * sizeof *quality);
    if (!s || !quality)
        return no_memory(err);
    size_t inked = 0;
    long pages = 0, most = sil_setting_int(j->settings, "intake.max_pages");
    for (size_t i = 0; i < t->n; i++) {
        s[i] = t->at[i].s;
        inked += t->at[i].s[0] != 0;
        pages += t->at[i].page_start;
    }
    if (!inked)
        return sil_fail(err, SIL_FORMAT, "the text holds nothing but white space; deliver it again");
    if (pages > most)
        return sil_fail(err, SIL_LIMIT, "the text has %ld pages, more than intake.max_pages allows (%ld)", pages, most);
    sil_quality_lines(j->quality, s, t->n, quality);
    intake_tell_count(j, (int)pages);
    int number = 0;
    for (size_t from = 0, to; from < t->n; from = to) {
        for (to = from + 1; to < t->n && !t->at[to].page_start;)
            to++;
        const char *why = "";
        if (++number == 1) {
            bool utf8 = !strcmp(name, "UTF-8");
            why = sil_sprintf(a, "%s%s%s%s", utf8 ? "" : "converted from ", utf8 ? "" : name, !utf8 && *t->how ? "; " : "", t->how);
            if (!why)
                return no_memory(err);
        }
        sil_status st = number < j->first_page ? SIL_OK : one_page(j, t->at + from, quality + from, to - from, number, why, err);
        if (st)
            return st;
    }
    return SIL_OK;
}

sil_status intake_take_text(intake_job *j, sil_err *err)
{
    char *utf8;
    const char *name;
    text_lines t;
    sil_arena *a = sil_arena_new(0);
    if (!a)
        return no_memory(err);
    intake_tell_begin(j, 0, "reading the text");
    sil_status s = text_to_utf8(a, j->quality, j->bytes, j->len, &utf8, &name, err);
    if (!s)
        s = text_to_lines(a, utf8, &t, err);
    if (!s)
        s = divide(j, a, name, &t, err);
    sil_arena_free(a);
    return s;
}
