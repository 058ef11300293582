/* sillok/quality.h: is a line of text what somebody wrote, or what a wrong-language OCR, a font without ToUnicode or noise left behind?
 *
 * A line is judged by its tokens: words of a dictionary for Latin, syllables of KS X 1001 for Hangul, numbers by their shape; odd
 * symbols, odd case and scripts mixed inside one token count against it. Short lines say little by themselves, so a run of lines is
 * judged together (sil_quality_lines). Which short words, symbols and particles are good stands in config/rules/quality.tsv.
 *
 * Method: share of Latin letters in dictionary words minus weighted shares of odd symbols and odd case, measured on wrong-language
 * OCR of Korean pages against right readings; the same idea as the garbage-string rules of Taghva et al., "Automatic removal of
 * garbage strings in OCR text" (2001). */
#ifndef SILLOK_QUALITY_H
#define SILLOK_QUALITY_H

#include <stdbool.h>
#include <stddef.h>

#include "sillok/err.h"
#include "sillok/text.h"

#define SIL_QUALITY_RULES "rules/quality.tsv" /* below config/ */

typedef struct sil_quality sil_quality;

typedef enum sil_worth {
    SIL_WORTH_GOOD,   /* text */
    SIL_WORTH_WEAK,   /* too short or too odd to tell alone */
    SIL_WORTH_BAD     /* not text */
} sil_worth;

typedef struct sil_line_quality {
    double score;     /* about 1 = all of it is plausible, 0 and below = none */
    size_t chars;     /* code points that are not spaces */
    sil_worth worth;
} sil_line_quality;

/* dictionary: English words, a line each (wamerican's /usr/share/dict/words). Loaded once, owned by the caller.
 * SIL_LIBRARY with the apt line when the dictionary is not there. */
sil_status sil_quality_open(const char *config, const char *dictionary, sil_quality **out, sil_err *err) SIL_CHECK;
void sil_quality_close(sil_quality *q); /* NULL is fine */

/* One line alone. */
sil_line_quality sil_quality_line(const sil_quality *q, const char *line);

/* n lines in order, "" for a blank one; out[n]. Weak lines take the side of their neighbours, and runs of fragments fall together:
 * no `worth` is WEAK afterwards but that of blank lines. */
void sil_quality_lines(const sil_quality *q, const char *const *lines, size_t n, sil_line_quality *out);

/* Words, of *words in all, that nobody writes and that OCR programs leave behind: digits, marks or capitals inside a word, marks that print does not
 * use, unknown words in lower case (English only), syllables beyond KS X 1001. Names and numbers do not count. */
size_t sil_quality_slips(const sil_quality *q, const char *const *lines, size_t n, size_t *words);

/* Korean or Chinese lines that run from their end to their beginning: words of the table that are met backwards and hardly ever forwards. */
bool sil_quality_backwards(const sil_quality *q, const char *const *lines, size_t n);

/* Share of the Hangul syllables or Han characters of a text that are among the most frequent of running text; *n: how many there
 * are. Prose has 0.5 and more; a wrong model or a font without ToUnicode spreads evenly. */
double sil_quality_common(const sil_quality *q, const char *text, sil_script script, size_t *n);

#endif
