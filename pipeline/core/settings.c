/* core/settings.c: the master table of all that can be set, and its values. */
#include "sillok/settings.h"

#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Sorted by section; a room's layers depend on the sections its descriptor names. */
static const sil_setting_info table[] = {
    {"intake.max_pages", 'i', "2000", 1, 100000, "pages of one paper; a longer one is refused"},
    {"intake.max_file_mb", 'i', "512", 1, 16384, "megabytes of one delivered file"},
    {"intake.max_page_mpixels", 'i', "200", 1, 2000, "million pixels of one page image"},
    {"intake.max_memory_mb", 'i', "2048", 128, 65536, "memory of the child that decodes a paper"},
    {"intake.max_seconds", 'i', "300", 1, 86400, "CPU seconds of a child that decodes; it is relieved between pages when half of them are used"},
    {"intake.max_output_mb", 'i', "1024", 16, 65536, "megabytes of one page image that the child may write"},
    {"intake.page_seconds", 'i', "60", 1, 86400, "seconds one page may take to be decoded before it is given up"},
    {"intake.dictionary", 't', "/usr/share/dict/words", 0, 0, "English words by which text layers are judged (package wamerican)"},
    {"intake.render_dpi", 'i', "300", 72, 1200, "resolution at which a page that is not one image is rendered"},
    {"ocr.languages", 't', "auto", 0, 0, "languages as Tesseract's users know them (kor+chi_tra+eng), or auto"},
    {"ocr.tessdata", 't', "", 0, 0, "folder of the models; empty: config/models, then the one of Tesseract's packages"},
    {"ocr.page_seconds", 'i', "120", 1, 86400, "CPU seconds one page may take to be read"},
    {"ocr.memory_mb", 'i', "1536", 128, 65536, "memory of the child that reads a page"},
    {"ocr.evidence", 'i', "0", 0, 1, "1: ALTO says of each word what its confidence was made of (for `make calibrate`)"},
    {"text.heading_scale", 'r', "1.15", 1, 5, "a line this much higher than the body's is set as a heading"},
    {"extract.strong_population", 'r', "100000", 0, 100000000, "a place outside Korea and China with fewer people needs context to be taken for meant"},
    {"publish.unclear_below", 'r', "0.5", 0, 1, "words read with less confidence are marked unclear in TEI"},
    {"publish.partial_share", 'r', "0.2", 0, 1, "share of unreadable lines from which a paper is called partial"},
    {"driver.stage_seconds", 'i', "1800", 1, 864000, "seconds one room may take over one paper before it is stopped"},
};
enum { N = sizeof table / sizeof *table };

struct sil_settings {
    char *value[N];
};

const sil_setting_info *sil_settings_table(size_t *n)
{
    *n = N;
    return table;
}

static int find(const char *key)
{
    for (int i = 0; i < N; i++)
        if (strcmp(table[i].key, key) == 0)
            return i;
    return -1;
}

sil_settings *sil_settings_new(void)
{
    sil_settings *s = calloc(1, sizeof *s);
    for (int i = 0; s && i < N; i++)
        if (!(s->value[i] = strdup(table[i].def))) {
            sil_settings_free(s);
            s = NULL;
        }
    return s;
}

void sil_settings_free(sil_settings *s)
{
    for (int i = 0; s && i < N; i++)
        free(s->value[i]);
    free(s);
}

sil_status sil_settings_set(sil_settings *s, const char *key, const char *value, sil_err *err)
{
    int i = find(key);
    if (i < 0)
        return sil_fail(err, SIL_USAGE, "there is no setting \"%s\"; config/sillok.ini lists them all", key);
    const sil_setting_info *t = &table[i];
    if (t->type != 't') {
        char *end;
        errno = 0;
        double v = t->type == 'i' ? (double)strtol(value, &end, 10) : strtod(value, &end);
        if (end == value || *end || errno || !(v >= t->min && v <= t->max))
            return sil_fail(err, SIL_USAGE, "%s = \"%s\": it must be a %snumber from %g to %g", key, value, t->type == 'i' ? "whole " : "", t->min, t->max);
    }
    char *copy = strdup(value);
    if (!copy)
        return sil_fail(err, SIL_NOMEM, "no memory for the settings");
    free(s->value[i]);
    s->value[i] = copy;
    return SIL_OK;
}

typedef struct reading {
    sil_settings *s;
    sil_err err;
} reading;

static int on_line(void *user, const char *section, const char *name, const char *value)
{
    reading *r = user;
    char key[128];
    snprintf(key, sizeof key, "%s.%s", section, name);
    return sil_settings_set(r->s, key, value, &r->err) == SIL_OK;
}

sil_status sil_settings_read(sil_settings *s, const char *ini_path, sil_err *err)
{
    if (access(ini_path, F_OK) != 0)
        return SIL_OK;
    reading r = {.s = s};
    int line = ini_parse(ini_path, on_line, &r);
    if (line == 0)
        return SIL_OK;
    if (line < 0)
        return sil_fail(err, SIL_IO, "cannot read the settings %s: %s", ini_path, strerror(errno));
    return sil_fail(err, SIL_USAGE, "%s line %d: %s", ini_path, line, r.err.code ? r.err.text : "not a line of the form name = value, nor a [section]");
}

static const char *value_of(const sil_settings *s, const char *key)
{
    int i = find(key);
    return i < 0 ? "" : s->value[i];
}

long sil_setting_int(const sil_settings *s, const char *key)
{
    return strtol(value_of(s, key), NULL, 10);
}

double sil_setting_real(const sil_settings *s, const char *key)
{
    return strtod(value_of(s, key), NULL);
}

const char *sil_setting_text(const sil_settings *s, const char *key)
{
    return value_of(s, key);
}

sil_status sil_settings_hash(const sil_settings *s, const char *const *sections, char out[SIL_SHA_LEN], sil_err *err)
{
    sil_hash *h = sil_hash_new();
    if (!h)
        return sil_fail(err, SIL_LIBRARY, "libcrypto cannot start SHA-256");
    for (int i = 0; i < N; i++)
        for (const char *const *sec = sections; *sec; sec++) {
            size_t n = strlen(*sec);
            if (strncmp(table[i].key, *sec, n) == 0 && table[i].key[n] == '.') {
                sil_hash_add(h, table[i].key, strlen(table[i].key) + 1);
                sil_hash_add(h, s->value[i], strlen(s->value[i]) + 1);
            }
        }
    sil_hash_end(h, out);
    return SIL_OK;
}
