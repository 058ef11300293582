/* pdf_text.h: the text layer of a PDF page. */
#ifndef INTAKE_PDF_TEXT_H
#define INTAKE_PDF_TEXT_H

#include "pdf.h"

/* Read the layer, judge it, write ALTO when it is good; sets p->verdict and p->reason (in the arena). The page image must stand.
 * scan: the page is images, its layer the work of an OCR program. mute: it has fonts whose letters nobody names (pdf.h), which explains a bad layer. */
sil_status pdf_page_text(intake_job *j, sil_arena *a, PopplerPage *page, const pdf_map *map, bool scan, bool mute, sil_source_page *p, sil_err *err) SIL_CHECK;

#endif
