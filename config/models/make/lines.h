/* lines.h - training lines made on the fly: a text line and a seed become the 48 rows of gray that Tesseract's line recognizer would
 * see if that line stood on a scanned page.
 *
 * Place in the flow: fonts.tsv + one line of train.txt -> sil_line_make -> train.c. Training only; Sillok itself never links this.
 * Threads: one sil_lines handle a thread. The same (text, seed, hardness) always gives the same pixels.
 * Source of method: Tesseract 5.3 LSTMRecognizeWord / GetRectImage (crop of the row's ink grown to its ascender and descender, plus
 * 4 pixels), ImageData::PreScale (pixScale to 48 rows), NetworkIO::ComputeBlackWhite and Copy2DImage (stretch of contrast). */
#ifndef SIL_LINES_H
#define SIL_LINES_H
#include <stddef.h>
#include <stdint.h>

typedef struct sil_lines sil_lines; /* fonts opened, coverage known; role "train" or "judge" */

/* Opens the fonts of one role. Returns 0, or 1 with a sentence in why (at most n bytes with its end). Close with sil_lines_close. */
int sil_lines_open(const char *fonts_tsv, const char *role, sil_lines **out, char *why, size_t n);
void sil_lines_close(sil_lines *l);

/* Makes one line. *px: row-major [48][*width], -1 = black .. 1 = white, clipped to that; the caller frees it with free().
 * hardness 0..1 scales the damage: 0 = as born-digital, 1 = a quarter clean, half ordinary scans, a quarter bad ones.
 * Returns 0, or 1 when no font can write the line or it comes out empty (the caller skips it). */
int sil_line_make(sil_lines *l, const char *utf8, uint64_t seed, double hardness, float **px, int *width);

/* The same as bytes, for looking at: the crop before the contrast is stretched, [48][*width], 0 = black .. 255 = white; free(). */
int sil_line_gray(sil_lines *l, const char *utf8, uint64_t seed, double hardness, unsigned char **px, int *width);

/* For tests of the fonts: 1 if a font of this handle can write the character with ink (or it is a space), else 0. */
int sil_lines_can(sil_lines *l, uint32_t cp);
#endif
