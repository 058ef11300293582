/* 2-ocr/engine.c: Tesseract through its C API. Used by read.c alone. */
#include "engine.h"

#include <leptonica/allheaders.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tesseract/capi.h>

#include "sillok/file.h"
#include "sillok/text.h"

static const char PACKAGES_DIR[] = "/usr/share/tesseract-ocr/5/tessdata";

/* Which files can play a part, the best first. */
static const struct {
    sil_model model;
    const char *file;     /* without .traineddata */
    const char *language; /* as users name it */
    const char *package;  /* NULL: we can do without */
} PARTS[] = {
    {SIL_MODEL_KO, "sillok_ko_light", "kor", "tesseract-ocr-script-hang"},
    {SIL_MODEL_KO, "script/Hangul", "kor", "tesseract-ocr-script-hang"},
    {SIL_MODEL_KO, "Hangul", "kor", "tesseract-ocr-script-hang"},
    {SIL_MODEL_WHOLE, "sillok_ko", "kor", NULL},
    {SIL_MODEL_EN, "eng", "eng", "tesseract-ocr-eng"},
    {SIL_MODEL_HANT, "chi_tra", "chi_tra", "tesseract-ocr-chi-tra"},
    {SIL_MODEL_HANS, "chi_sim", "chi_sim", "tesseract-ocr-chi-sim"},
};
enum { N_PARTS = sizeof PARTS / sizeof *PARTS };

/* What the setting asks for: for each model the folder and the file, empty when not wanted. */
typedef struct plan {
    char dir[SIL_MODELS][512];
    char name[SIL_MODELS][64];
} plan;

struct sil_engine {
    plan plan;
    TessBaseAPI *api[SIL_MODELS]; /* NULL: not asked for yet */
    unsigned used;
};

static bool listed(const char *languages, const char *name)
{
    size_t len = strlen(name);
    for (const char *p = languages; *p;) {
        size_t n = strcspn(p, "+");
        if (n == len && strncmp(p, name, n) == 0)
            return true;
        p += n + (p[n] == '+');
    }
    return false;
}

static bool all_known(const char *languages)
{
    for (const char *p = languages; *p;) {
        size_t n = strcspn(p, "+"), i = 0;
        for (; i < N_PARTS; i++)
            if ((strlen(PARTS[i].language) == n && strncmp(PARTS[i].language, p, n) == 0) || (strlen(PARTS[i].file) == n && strncmp(PARTS[i].file, p, n) == 0))
                break;
        if (i == N_PARTS)
            return false;
        p += n + (p[n] == '+');
    }
    return true;
}

static bool find_file(const char *tessdata, const char *config, const char *file, char dir[512])
{
    char folder[512], path[1024];
    for (int i = 0; i < 2; i++) {
        int n = *tessdata ? snprintf(folder, sizeof folder, "%s", tessdata)
              : i == 0   ? snprintf(folder, sizeof folder, "%s/models", config)
                         : snprintf(folder, sizeof folder, "%s", PACKAGES_DIR);
        if (n < 0 || (size_t)n >= sizeof folder)
            continue;
        snprintf(path, sizeof path, "%s/%s.traineddata", folder, file);
        if (sil_file_exists(path)) {
            memcpy(dir, folder, sizeof folder);
            return true;
        }
    }
    return false;
}

static sil_status make_plan(const char *languages, const char *tessdata, const char *config, plan *p, sil_err *err)
{
    memset(p, 0, sizeof *p);
    bool automatic = strcmp(languages, "auto") == 0 || !*languages;
    if (!automatic && !all_known(languages)) {
        char first[64];
        size_t n = strcspn(languages, "+");
        snprintf(first, sizeof first, "%.*s", (int)(n < 63 ? n : 63), languages);
        if (strlen(languages) >= sizeof p->name[0] || !find_file(tessdata, config, first, p->dir[SIL_MODEL_USER]))
            return sil_fail(err, SIL_LIBRARY, "ocr.languages = \"%s\": there is no model \"%s\"; install the package tesseract-ocr-%s or correct the setting", languages, first, first);
        snprintf(p->name[SIL_MODEL_USER], sizeof p->name[0], "%s", languages);
        return SIL_OK;
    }
    for (int i = 0; i < N_PARTS; i++) {
        sil_model m = PARTS[i].model;
        if (!p->name[m][0] && (automatic || listed(languages, PARTS[i].language) || listed(languages, PARTS[i].file)) && find_file(tessdata, config, PARTS[i].file, p->dir[m]))
            snprintf(p->name[m], sizeof p->name[m], "%s", PARTS[i].file);
    }
    for (int i = 0; i < N_PARTS; i++)
        if (PARTS[i].package && !p->name[PARTS[i].model][0] && (automatic || listed(languages, PARTS[i].language) || listed(languages, PARTS[i].file)))
            return sil_fail(err, SIL_LIBRARY, "the model %s.traineddata is missing (looked in %s): apt-get install %s", PARTS[i].file,
                            *tessdata ? tessdata : "config/models and the folder of Tesseract's packages", PARTS[i].package);
    return SIL_OK;
}

sil_status sil_engine_files(sil_arena *a, const char *languages, const char *tessdata, const char *config, char ***names, size_t *n, sil_err *err)
{
    *names = NULL, *n = 0;
    size_t cap = 0;
    plan *p = sil_alloc(a, sizeof *p);
    if (!p)
        return sil_fail(err, SIL_NOMEM, "no memory for the list of models");
    sil_status st = make_plan(languages, tessdata, config, p, err);
    char inside[512];
    snprintf(inside, sizeof inside, "%s/models", config);
    for (int m = 0; st == SIL_OK && m < SIL_MODELS; m++)
        for (const char *s = p->name[m]; *s && st == SIL_OK;) { /* a user model is several files */
            size_t len = m == SIL_MODEL_USER ? strcspn(s, "+") : strlen(s);
            char **out = SIL_PUSH(a, *names, *n, cap);
            if (out) /* what is our own is named from config/, so that the name does not depend on where that stands */
                *out = strcmp(p->dir[m], inside) == 0 ? sil_sprintf(a, "models/%.*s.traineddata", (int)len, s) : sil_sprintf(a, "%s/%.*s.traineddata", p->dir[m], (int)len, s);
            if (!out || !*out)
                st = sil_fail(err, SIL_NOMEM, "no memory for the list of models");
            s += len + (s[len] == '+');
        }
    return st;
}

sil_status sil_engine_open(const char *languages, const char *tessdata, const char *config, sil_engine **out, sil_err *err)
{
    sil_engine *e = *out = calloc(1, sizeof *e);
    sil_status st = e ? make_plan(languages, tessdata, config, &e->plan, err) : sil_fail(err, SIL_NOMEM, "no memory for the models");
    if (st != SIL_OK) {
        sil_engine_close(e);
        *out = NULL;
    }
    return st;
}

/* A tenth of a second and 15 to 90 MB each (4 to 8 KB for each character that it can write, whatever is set); most pages need two of the five. */
static sil_status load(sil_engine *e, sil_model m, sil_err *err)
{
    TessBaseAPI *api = TessBaseAPICreate();
    if (!api || TessBaseAPIInit2(api, e->plan.dir[m], e->plan.name[m], OEM_LSTM_ONLY) != 0) {
        if (api)
            TessBaseAPIDelete(api);
        return sil_fail(err, SIL_LIBRARY, "Tesseract cannot load the model %s/%s.traineddata; the file may be damaged", e->plan.dir[m], e->plan.name[m]);
    }
    /* without it the script models join Korean words (facts of the stock Hangul model) */
    TessBaseAPISetVariable(api, "preserve_interword_spaces", "1");
    TessBaseAPISetVariable(api, "debug_file", "/dev/null");
    e->api[m] = api;
    return SIL_OK;
}

static void drop(sil_engine *e, sil_model m)
{
    if (e->api[m]) {
        TessBaseAPIEnd(e->api[m]);
        TessBaseAPIDelete(e->api[m]);
        e->api[m] = NULL;
    }
}

sil_status sil_engine_keep(sil_engine *e, unsigned models, sil_err *err)
{
    sil_status st = SIL_OK;
    for (int m = 0; m < SIL_MODELS; m++)
        if (!(models >> m & 1))
            drop(e, (sil_model)m);
    for (int m = 0; st == SIL_OK && m < SIL_MODELS; m++)
        if ((models >> m & 1) && sil_engine_has(e, (sil_model)m) && !e->api[m])
            st = load(e, (sil_model)m, err);
    return st;
}

unsigned sil_engine_used(const sil_engine *e) { return e->used; }

void sil_engine_close(sil_engine *e)
{
    for (int m = 0; e && m < SIL_MODELS; m++)
        drop(e, (sil_model)m);
    free(e);
}

bool sil_engine_has(const sil_engine *e, sil_model m) { return e->plan.name[m][0] != 0; }
const char *sil_engine_model_name(const sil_engine *e, sil_model m) { return e->plan.name[m]; }

const char *sil_engine_version(void)
{
    static char text[64];
    if (!*text)
        snprintf(text, sizeof text, "Tesseract %s", TessVersion());
    return text;
}

/* Other Han characters that were weighed for the symbol. */
static sil_status take_also(sil_arena *a, const TessResultIterator *it, sil_glyph *g, sil_err *err)
{
    TessChoiceIterator *choices = TessResultIteratorGetChoiceIterator(it);
    sil_buf b = {.limit = 1024};
    do {
        const char *s = choices ? TessChoiceIteratorGetUTF8Text(choices) : NULL;
        size_t i = 0, len = s ? strlen(s) : 0;
        if (len && strcmp(s, g->text) != 0 && sil_script_of(sil_cp_next(s, len, &i)) == SIL_SCRIPT_HAN && i == len)
            sil_buf_puts(&b, s);
    } while (choices && TessChoiceIteratorNext(choices));
    if (choices)
        TessChoiceIteratorDelete(choices);
    bool lost = b.failed || (b.data && !(g->also = sil_strdup(a, b.data)));
    sil_buf_free(&b);
    return lost ? sil_fail(err, SIL_NOMEM, "no memory for a line of text") : SIL_OK;
}

/* One line of the iterator. Spaces are those of the line's text: the tokens alone do not tell them. */
static sil_status take_line(sil_arena *a, TessResultIterator *it, sil_model m, bool also, int dx, int dy, sil_reading *line, sil_err *err)
{
    const TessPageIterator *p = TessResultIteratorGetPageIteratorConst(it);
    char *text = TessResultIteratorGetUTF8Text(it, RIL_TEXTLINE);
    const char *at = text;
    sil_status st = SIL_OK;
    int x0, y0, x1, y1;
    *line = (sil_reading){0};
    if (TessPageIteratorBoundingBox(p, RIL_TEXTLINE, &x0, &y0, &x1, &y1))
        line->box = (sil_box){x0 + dx, y0 + dy, x1 + dx, y1 + dy};
    for (bool more = text != NULL; more;) {
        char *s = TessResultIteratorGetUTF8Text(it, RIL_SYMBOL);
        if (s && *s && *s != ' ') {
            sil_glyph *g = SIL_PUSH(a, line->glyphs, line->n, line->cap);
            if (!g) {
                TessDeleteText(s);
                st = sil_fail(err, SIL_NOMEM, "no memory for a line of text");
                break;
            }
            size_t len = strlen(s), i = 0;
            snprintf(g->text, sizeof g->text, "%s", len < sizeof g->text ? s : "\xef\xbf\xbd");
            g->cp = sil_cp_next(g->text, strlen(g->text), &i);
            g->conf = (double)TessResultIteratorConfidence(it, RIL_WORD) / 100;
            g->conf = g->conf < 0 ? 0 : g->conf > 1 ? 1 : g->conf;
            g->model = m;
            g->spaced = sil_model_korean(m);
            g->token = TessPageIteratorIsAtBeginningOf(p, RIL_WORD);
            if (TessPageIteratorBoundingBox(p, RIL_SYMBOL, &x0, &y0, &x1, &y1))
                g->box = (sil_box){x0 + dx, y0 + dy, x1 + dx, y1 + dy};
            while (*at == ' ' || *at == '\n') {
                g->space = line->n > 1;
                at++;
            }
            if (strncmp(at, s, len) == 0)
                at += len;
            line->conf += g->conf;
            if (also && sil_script_of(g->cp) == SIL_SCRIPT_HAN && (st = take_also(a, it, g, err)) != SIL_OK) {
                TessDeleteText(s);
                break;
            }
        }
        if (s)
            TessDeleteText(s);
        more = !TessPageIteratorIsAtFinalElement(p, RIL_TEXTLINE, RIL_SYMBOL) && TessResultIteratorNext(it, RIL_SYMBOL);
    }
    if (text)
        TessDeleteText(text);
    line->conf = line->n ? line->conf / (double)line->n : 0;
    return st;
}

/* White print on black: some rows, as high as small print, are mostly dark. Tesseract would try every line it reads badly in negative, too, and so
 * take twice as long for all that it cannot read: lines in another language, specks. */
static bool negative(PIX *gray, int paper)
{
    NUMA *rows = pixAverageByRow(gray, NULL, L_WHITE_IS_MAX);
    int run = 0;
    bool is = false;
    for (int i = 0; rows && !is && i < numaGetCount(rows); i++) {
        l_float32 mean = 255;
        numaGetFValue(rows, i, &mean);
        run = mean < (l_float32)paper * 0.6f ? run + 1 : 0;
        is = run >= 12;
    }
    numaDestroy(&rows);
    return is;
}

sil_status sil_engine_read(sil_engine *e, sil_arena *a, sil_model m, PIX *gray, int paper, sil_box box, sil_read_mode mode, sil_reading **lines, size_t *n, sil_err *err)
{
    enum { MARGIN = 10 };
    *lines = NULL, *n = 0;
    size_t cap = 0;
    if (!sil_engine_has(e, m))
        return sil_fail(err, SIL_USAGE, "this model is not open");
    sil_status loaded = e->api[m] ? SIL_OK : load(e, m, err);
    if (loaded != SIL_OK)
        return loaded;
    e->used |= 1u << m;
    TessBaseAPI *api = e->api[m];
    BOX *b = boxCreate(box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0), *used = NULL;
    PIX *part = b ? pixClipRectangle(gray, b, &used) : NULL, *framed = part ? pixAddBorderGeneral(part, MARGIN, MARGIN, MARGIN, MARGIN, (l_uint32)paper) : NULL;
    l_int32 ux = 0, uy = 0;
    if (used)
        boxGetGeometry(used, &ux, &uy, NULL, NULL);
    boxDestroy(&b);
    boxDestroy(&used);
    pixDestroy(&part);
    if (!framed)
        return SIL_OK; /* nothing of the box lies on the page */
    TessBaseAPISetPageSegMode(api, mode == SIL_READ_LINE ? PSM_SINGLE_LINE : mode == SIL_READ_BLOCK ? PSM_SINGLE_BLOCK : PSM_RAW_LINE);
    bool also = m == SIL_MODEL_WHOLE && mode == SIL_READ_LINE;
    TessBaseAPISetVariable(api, "lstm_choice_mode", also ? "2" : "0");
    TessBaseAPISetVariable(api, "tessedit_char_whitelist", mode == SIL_READ_DIGITS ? "0123456789" : "");
    TessBaseAPISetVariable(api, "invert_threshold", negative(framed, paper) ? "0.7" : "0");
    TessBaseAPISetImage2(api, framed);
    TessBaseAPISetSourceResolution(api, 300);
    sil_status st = SIL_OK;
    if (TessBaseAPIRecognize(api, NULL) != 0)
        st = sil_fail(err, SIL_LIBRARY, "Tesseract could not read a block with the model %s", e->plan.name[m]);
    TessResultIterator *it = st == SIL_OK ? TessBaseAPIGetIterator(api) : NULL;
    while (it && st == SIL_OK) {
        sil_reading line;
        st = take_line(a, it, m, also, ux - MARGIN, uy - MARGIN, &line, err);
        if (st == SIL_OK && line.n) {
            sil_reading *out = SIL_PUSH(a, *lines, *n, cap);
            if (out)
                *out = line;
            else
                st = sil_fail(err, SIL_NOMEM, "no memory for a line of text");
        }
        if (!TessResultIteratorNext(it, RIL_SYMBOL))
            break;
    }
    TessResultIteratorDelete(it);
    TessBaseAPIClear(api);
    pixDestroy(&framed);
    return st;
}
