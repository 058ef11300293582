/* plain.h: paper.txt, the paper as users of pdftotext know it: every page ends with a form feed, a paragraph is a line, cells of a
 * table are divided by tabs, a page's footnotes stand at its end, headers, footers and page numbers where they are printed. A paragraph
 * or table that goes on over a page is divided there. Lines that could not be read leave one line in brackets that says how many. */
#ifndef SILLOK_PUBLISH_PLAIN_H
#define SILLOK_PUBLISH_PLAIN_H

#include "doc.h"

sil_status sil_plain_format(const sil_doc *doc, sil_buf *out, sil_err *err) SIL_CHECK;

#endif
