/* 2-ocr/forms.h: forms of one Han character (淸 in Korea, 清 in China; 國, 国): which language a line shows by them, and the form that a Korean text means.
 * The forms are data: config/rules/ocr-hanja-forms.tsv (Unihan's variants, KS X 1001).
 *
 * Models mix forms up and believe it (教 at 0.9 where 敎 is printed). Korean text is set in the forms of KS X 1001, since no other can be typed; where
 * the context is not Chinese or Japanese, they take the place of the others. What was read stays as an alternative. */
#ifndef SILLOK_OCR_FORMS_H
#define SILLOK_OCR_FORMS_H

#include "engine.h"
#include "hanja.h"

#define SIL_FORMS_RULES "rules/ocr-hanja-forms.tsv" /* below config/ */

typedef enum sil_form {
    SIL_FORM_ONE,      /* one form everywhere, or none that is known */
    SIL_FORM_KOREAN,   /* Korea's form of a character that China or Japan write otherwise since their reforms: 國 */
    SIL_FORM_SHAPE,    /* drawn otherwise in Korea, no sign of a language: 清 */
    SIL_FORM_MAINLAND, /* reformed in China alone: 们 */
    SIL_FORM_BOTH,     /* in China and Japan alike: 国 */
    SIL_FORM_JAPAN     /* in Japan alone: 県 */
} sil_form;

typedef struct sil_forms sil_forms;

/* config: the folder of settings and tables. Free with sil_forms_free. */
sil_status sil_forms_open(const char *config, sil_forms **out, sil_err *err) SIL_CHECK;
void sil_forms_free(sil_forms *f);

/* What form cp is; *korean (may be NULL): Korea's form of it, cp itself when there is none. f NULL: SIL_FORM_ONE. */
sil_form sil_form_of(const sil_forms *f, int32_t cp, int32_t *korean);
bool sil_forms_same(const sil_forms *f, int32_t a, int32_t b); /* two forms of one character, or the same */

typedef struct sil_form_count {
    size_t han, korean, mainland, both, japan; /* glyphs; han: all Han characters */
    size_t hangul;
} sil_form_count;
sil_form_count sil_forms_count(const sil_forms *f, const sil_glyph *g, size_t n);

/* Which model is for the Han characters of a line or word of those counts: SIL_MODEL_HANS where forms of China alone are and Korea's do not outweigh the reformed ones, else
 * SIL_MODEL_HANT (which is also nearest to Japan's and Korea's). */
sil_model sil_forms_model(const sil_form_count *c);

/* Put Korea's forms in the place of others in a Korean line: shapes everywhere, reformed ones in a run of Hanja where they are not more than Korea's, or that is
 * the gloss of a word with its reading (h may be NULL); not in a bracket that holds another thing. An entry of a bibliography without Hangul keeps what was read with confidence, as Chinese of Taiwan may stand there. */
sil_status sil_forms_settle(const sil_forms *f, const sil_hanja *h, sil_arena *a, sil_reading *r, sil_err *err) SIL_CHECK;

#endif
