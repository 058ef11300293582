/* 2-ocr/once.h: no print is read by two lines: where something beside the text (a streak, a bracket, a rule) makes the engine's box of one line reach over the next, it reads that one's
 * words, too. */
#ifndef SILLOK_OCR_ONCE_H
#define SILLOK_OCR_ONCE_H

#include "engine.h"

/* Out of each line that is much higher than another and covers it go runs of glyphs which that one has in the same places. Lines may become empty. */
void sil_read_once(sil_reading *lines, size_t n);

#endif
