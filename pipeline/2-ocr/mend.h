/* 2-ocr/mend.h: what no model can write or what is lost at the seams of two models, put back by what the image or the line itself shows.
 * Every glyph put in is marked as changed. */
#ifndef SILLOK_OCR_MEND_H
#define SILLOK_OCR_MEND_H

#include "engine.h"

/* The middle dot (U+00B7) that no stock model has: a small blob alone in its columns at half height of the line. It takes the place of the mark that
 * was read there (: - . ,), or is put in between two letters. */
sil_status sil_mend_dots(sil_arena *a, struct Pix *ink, sil_reading *r, sil_err *err) SIL_CHECK;

/* The full stop or comma that stands under a closing quote (城市.”), where all models see the quote alone: a small blob on the foot of the line, alone in its place. */
sil_status sil_mend_stops(sil_arena *a, struct Pix *ink, sil_reading *r, sil_err *err) SIL_CHECK;

/* 거버넌스multi-level governance): a bracket closed and never opened (or opened and never closed) gets its partner where Hangul meets another
 * script without a space. */
sil_status sil_mend_brackets(sil_arena *a, sil_reading *r, sil_err *err) SIL_CHECK;

/* What the models write for （, for 〇, for dashes and for full-width marks in Chinese: 《WTCF） is （WTCF）, 2010一2019 is 2010—2019, 联系一一中国 is 联系——中国, 一九一0年 is
 * 一九一〇年, 商业! is 商业！ (mend_zh.c). */
void sil_mend_chinese(sil_reading *r);

/* ； ： and ， told by their shape in a Chinese line: two small blobs above one another are a colon, or with a tail at the lower one a semicolon; one alone is neither (mend_zh.c). */
sil_status sil_mend_marks(struct Pix *ink, sil_reading *r, sil_err *err) SIL_CHECK;

/* A Hanja that was seen and that no model could read becomes U+FFFD, believed little. */
void sil_mend_blind(sil_reading *r);

#endif
