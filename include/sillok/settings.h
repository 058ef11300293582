/* sillok/settings.h: all that can be set, in one table (pipeline/core/settings.c): section.key, type, range, default, help.
 * Read from config/sillok.ini (by inih), then CORPUS/sillok.ini, then -o section.key=value. An unknown key or a value out of range
 * is an error that names file, key and range. Every limit the rooms have stands here by name. */
#ifndef SILLOK_SETTINGS_H
#define SILLOK_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "sillok/err.h"
#include "sillok/hash.h"

typedef struct sil_settings sil_settings;

sil_settings *sil_settings_new(void); /* all defaults; NULL when memory is out */
void sil_settings_free(sil_settings *s);
sil_status sil_settings_read(sil_settings *s, const char *ini_path, sil_err *err) SIL_CHECK; /* absent file: SIL_OK */
sil_status sil_settings_set(sil_settings *s, const char *key, const char *value, sil_err *err) SIL_CHECK;

/* The key must be in the table ("intake.max_pages"); asking for another is a fault of the program and gives 0 / "". */
long sil_setting_int(const sil_settings *s, const char *key);
double sil_setting_real(const sil_settings *s, const char *key);
const char *sil_setting_text(const sil_settings *s, const char *key); /* lives as long as s or until set again */

/* Hash of all values of the sections named (NULL-terminated), independent of where they came from. */
sil_status sil_settings_hash(const sil_settings *s, const char *const *sections, char out[SIL_SHA_LEN], sil_err *err) SIL_CHECK;

/* The table, for --help, the README and sillok.ini. */
typedef struct sil_setting_info {
    const char *key;
    char type; /* 'i' whole number, 'r' real, 't' text */
    const char *def;
    double min, max;
    const char *help;
} sil_setting_info;
const sil_setting_info *sil_settings_table(size_t *n);

#endif
