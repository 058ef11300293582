/* sillok/foreign.h: pages that other OCR engines have read, in the two formats beside ALTO: hOCR 1.2 (Tesseract, Kraken, OCRopus) and PAGE XML (PRImA; Transkribus,
 * eScriptorium, OCR-D), as pages of alto.h.
 *
 * Tolerant of what others leave out: words (a line's text is divided at its spaces, its box by letters), lines, reading order, sizes. Where white space stands between two
 * words of hOCR, or in a PAGE line's text, a space follows; a hyphen behind a letter at the end of a line, U+00AD or "-", divides the word. Boxes around polygons. Ids are
 * given by sil_page_number afterwards. Hostile bytes cost no more than an error: nothing is read from outside them, a document that declares entities is refused. */
#ifndef SILLOK_FOREIGN_H
#define SILLOK_FOREIGN_H

#include "sillok/alto.h"

/* All pages of a hOCR file, in order. SIL_FORMAT: it holds no element of class ocr_page. */
sil_status sil_hocr_parse(sil_arena *a, const char *html, size_t len, sil_page **pages, size_t *n, sil_err *err) SIL_CHECK;

/* The page of a PAGE file (schemas 2010 to 2024). SIL_FORMAT: not well-formed, or its root is not PcGts. */
sil_status sil_page_xml_parse(sil_arena *a, const char *xml, size_t len, sil_page *page, sil_err *err) SIL_CHECK;

#endif
