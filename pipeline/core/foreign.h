/* core/foreign.h: what hocr_read.c and page_read.c share. */
#ifndef SIL_CORE_FOREIGN_H
#define SIL_CORE_FOREIGN_H

#include <libxml/tree.h>

#include "sillok/foreign.h"

enum { SIL_FOREIGN_DEPTH = 200 };

/* Words of a line out of text, divided at white space; the box by letters, a wide one counting twice. false: memory is out. after: white space ends it. */
bool sil_foreign_words(sil_arena *a, sil_line *line, const char *text, sil_box box, double conf, const char *lang, bool *after);

/* The hyphen that divides the last word of each line becomes word.hyphen; boxes of lines and zones that have none; size and confidence of the page. */
void sil_foreign_finish(sil_page *page);

/* BCP 47 of a name of a language: Tesseract's codes (kor, chi_tra), PAGE's names (Korean), BCP 47 itself; static, NULL when unknown. */
const char *sil_foreign_lang(const char *name);

/* An attribute's value in the arena, NULL when it is not there. */
char *sil_foreign_attr(sil_arena *a, const xmlNode *node, const char *name);

#endif
