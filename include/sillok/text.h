/* sillok/text.h: UTF-8 and code points, scripts, slugs. Strings are UTF-8, NUL-terminated; positions in the layers are code points.
 * The heavier work (normalization by table, dictionaries) is room 3's; this is what every room needs. By ICU. */
#ifndef SILLOK_TEXT_H
#define SILLOK_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sillok/err.h"
#include "sillok/mem.h"

/* Next code point of s at byte *i (of len bytes), moving *i; a broken sequence gives U+FFFD. Call only while *i < len. */
int32_t sil_cp_next(const char *s, size_t len, size_t *i);
size_t sil_cp_count(const char *s);            /* code points in s */
size_t sil_cp_to_byte(const char *s, size_t n); /* byte offset of code point n (or the length when s is shorter) */
size_t sil_cp_put(char out[5], int32_t cp);    /* encode, NUL added; returns bytes */
bool sil_utf8_valid(const char *s, size_t len);

/* Code points [start, end) of s as a new string in the arena. */
char *sil_cp_slice(sil_arena *a, const char *s, size_t start, size_t end);

typedef enum sil_script {
    SIL_SCRIPT_OTHER,
    SIL_SCRIPT_HANGUL, /* syllables and jamo */
    SIL_SCRIPT_HAN,    /* Hanja, Hanzi, 々〇 */
    SIL_SCRIPT_KANA,
    SIL_SCRIPT_LATIN,
    SIL_SCRIPT_DIGIT, /* any Nd, full width ones too */
    SIL_SCRIPT_PUNCT, /* punctuation and symbols */
    SIL_SCRIPT_SPACE
} sil_script;
sil_script sil_script_of(int32_t cp);

/* How many characters of the text are written so in simplified print alone (国 们 发), and so in traditional print alone (國 們 發): judged by the
 * character sets of the People's Republic (GB 2312), of Taiwan (Big5) and of Korea (KS X 1001). Most are in neither number. */
void sil_han_forms(const char *s, size_t len, size_t *simplified, size_t *traditional);

typedef struct sil_script_counts {
    size_t n[SIL_SCRIPT_SPACE + 1]; /* indexed by sil_script */
    size_t total;                   /* all but spaces */
} sil_script_counts;
sil_script_counts sil_count_scripts(const char *s);

/* Unicode NFC (UAX #15). */
sil_status sil_nfc(sil_arena *a, const char *s, char **out, sil_err *err) SIL_CHECK;

/* ASCII slug of a name: ICU "Any-Latin; Latin-ASCII; Lower", the rest to single dashes, at most 48 bytes, "paper" if nothing is left. */
sil_status sil_slug(sil_arena *a, const char *name, char **out, sil_err *err) SIL_CHECK;

/* BCP 47 guess for a run of text from its scripts: "ko", "zh-Hans", "zh-Hant", "ja", "en", or "und". Static strings.
 * Hans or Hant is told by ICU's Simplified/Traditional conversions of the characters seen; even counts give zh-Hans. */
const char *sil_guess_lang(const char *s);

#endif
