/* Lines of glyphs for tests, written as text: "부산은 (釜山)" with one confidence for all. Glyphs are 40 pixels apart. */
#ifndef TEST_GLYPHS_H
#define TEST_GLYPHS_H

#include <stdio.h>
#include <string.h>

#include "engine.h"
#include "sillok/text.h"

static inline sil_reading glyphs_of(sil_arena *a, const char *text, double conf, sil_model model)
{
    sil_reading r = {.box = {0, 0, 0, 50}, .conf = conf};
    size_t len = strlen(text);
    bool space = false;
    int x = 0;
    for (size_t i = 0; i < len; x += 40) {
        size_t from = i;
        int32_t cp = sil_cp_next(text, len, &i);
        if (cp == ' ') {
            space = true;
            continue;
        }
        sil_glyph *g = SIL_PUSH(a, r.glyphs, r.n, r.cap);
        *g = (sil_glyph){.cp = cp, .conf = conf, .space = space && r.n > 1, .token = r.n == 1 || space, .model = model, .spaced = sil_model_korean(model), .box = {x, 5, x + 36, 45}};
        snprintf(g->text, sizeof g->text, "%.*s", (int)(i - from), text + from);
        space = false;
    }
    r.box.x1 = x;
    return r;
}

static inline void set_conf(sil_reading *r, size_t from, size_t to, double conf)
{
    for (size_t i = from; i < to && i < r->n; i++)
        r->glyphs[i].conf = conf;
}

static inline const char *text_of(const sil_reading *r)
{
    static char out[1024];
    *out = '\0';
    for (size_t i = 0; i < r->n; i++) {
        if (r->glyphs[i].space)
            strcat(out, " ");
        strcat(out, r->glyphs[i].text);
    }
    return out;
}

#endif
