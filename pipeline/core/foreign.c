/* core/foreign.c: what other engines' pages need until they are pages of ours (sillok/foreign.h). */
#include "foreign.h"

#include <string.h>

#include "alto_value.h"
#include "sillok/text.h"

static bool is_space(int32_t c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200B) || c == 0x202F;
}

static int width_of(int32_t c)
{
    return c < 0x1100 ? 1 : 2;
}

bool sil_foreign_words(sil_arena *a, sil_line *line, const char *text, sil_box box, double conf, const char *lang, bool *after)
{
    size_t len = strlen(text);
    int all = 0, at = 0, gap = 0; /* white space counts as one letter, and not at the ends */
    for (size_t i = 0; i < len;) {
        int32_t c = sil_cp_next(text, len, &i);
        if (is_space(c)) {
            gap = all > 0;
        } else {
            all += gap + width_of(c);
            gap = 0;
        }
    }
    *after = false;
    bool begun = false;
    for (size_t i = 0; i < len;) {
        size_t from = i, to = i;
        int first = at;
        while (i < len) {
            int32_t c = sil_cp_next(text, len, &i);
            if (is_space(c))
                break;
            at += width_of(c);
            to = i;
        }
        bool space = i > to;
        if (to > from) {
            sil_word *w = SIL_PUSH(a, line->words, line->n_words, line->cap_words);
            if (!w || !(w->text = sil_strndup(a, text + from, to - from)))
                return false;
            int64_t wide = box.x1 - box.x0;
            w->box = (sil_box){box.x0 + (int)(wide * first / all), box.y0, box.x0 + (int)(wide * at / all), box.y1};
            w->conf = conf;
            w->lang = lang;
            w->space_after = space;
            begun = true;
        } else if (space && !begun && line->n_words) { /* white space before the first word */
            line->words[line->n_words - 1].space_after = true;
        }
        at += to > from && space;
        *after = space;
    }
    return true;
}

/* ---- the page as a whole --------------------------------------------------------------------------------------------------------- */

static void end_line(sil_line *l)
{
    if (!l->n_words)
        return;
    sil_word *last = &l->words[l->n_words - 1];
    size_t len = strlen(last->text), n = 0, i = 0;
    last->space_after = false;
    int32_t before = 0, c = 0;
    while (i < len) {
        n = i;
        before = c;
        c = sil_cp_next(last->text, len, &i);
    }
    sil_script script = before ? sil_script_of(before) : SIL_SCRIPT_OTHER;
    bool letter = script == SIL_SCRIPT_LATIN || script == SIL_SCRIPT_HANGUL || script == SIL_SCRIPT_OTHER;
    if (before && (c == 0xAD || (letter && (c == '-' || c == 0x2010)))) {
        last->text[n] = 0;
        last->hyphen = true;
    }
    if (sil_box_empty(l->box))
        for (size_t k = 0; k < l->n_words; k++)
            l->box = sil_box_union(l->box, l->words[k].box);
}

static void end_zone(sil_page *p, sil_zone *z)
{
    for (size_t i = 0; i < z->n_lines; i++)
        end_line(&z->lines[i]);
    for (size_t i = 0; i < z->n_cells; i++)
        end_zone(p, &z->cells[i]);
    if (sil_box_empty(z->box)) {
        for (size_t i = 0; i < z->n_lines; i++)
            z->box = sil_box_union(z->box, z->lines[i].box);
        for (size_t i = 0; i < z->n_cells; i++)
            z->box = sil_box_union(z->box, z->cells[i].box);
    }
    if (z->box.x1 > p->width)
        p->width = z->box.x1;
    if (z->box.y1 > p->height)
        p->height = z->box.y1;
}

void sil_foreign_finish(sil_page *p)
{
    for (size_t i = 0; i < p->n_zones; i++)
        end_zone(p, &p->zones[i]);
    p->pixels = true;
    p->conf = sil_alto_confidence(p);
}

const char *sil_foreign_lang(const char *name)
{
    static const char *const names[][2] = {{"kor", "ko"}, {"Korean", "ko"}, {"Hangul", "ko"}, {"ko", "ko"}, {"eng", "en"}, {"English", "en"}, {"en", "en"}, {"chi_sim", "zh-Hans"}, {"HanS", "zh-Hans"},
                                           {"zh-Hans", "zh-Hans"}, {"zh-CN", "zh-Hans"}, {"chi_tra", "zh-Hant"}, {"HanT", "zh-Hant"}, {"zh-Hant", "zh-Hant"}, {"zh-TW", "zh-Hant"}, {"zh", "zh"},
                                           {"zho", "zh"}, {"Chinese", "zh"}, {"jpn", "ja"}, {"ja", "ja"}, {"Japanese", "ja"}, {"ko-Hani", "ko-Hani"}};
    for (size_t i = 0; name && i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i][0]) == 0)
            return names[i][1];
    return NULL;
}

char *sil_foreign_attr(sil_arena *a, const xmlNode *node, const char *name)
{
    for (const xmlAttr *p = node->properties; p; p = p->next)
        if (strcmp((const char *)p->name, name) == 0) {
            xmlChar *v = xmlNodeListGetString(node->doc, p->children, 1);
            char *s = sil_strdup(a, v ? (const char *)v : "");
            xmlFree(v);
            return s;
        }
    return NULL;
}
