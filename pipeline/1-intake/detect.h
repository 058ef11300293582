/* detect.h: what a delivered file is, by its bytes and never by its name.
 * Signatures: ISO 32000 (PDF header within the first 1024 bytes), TIFF 6.0 and BigTIFF, PNG (RFC 2083), JFIF, JPEG 2000
 * (ISO 15444-1, boxes and bare code stream), RIFF WebP. */
#ifndef INTAKE_DETECT_H
#define INTAKE_DETECT_H

#include <stdbool.h>
#include <stddef.h>

typedef enum intake_format {
    INTAKE_UNKNOWN, /* none of those below: `what` says what it looks like, for the sentence */
    INTAKE_EMPTY,
    INTAKE_PDF,
    INTAKE_TIFF,
    INTAKE_PNG,
    INTAKE_JPEG,
    INTAKE_JP2,
    INTAKE_WEBP,
    INTAKE_TEXT,
    INTAKE_ALTO,
    INTAKE_HOCR,
    INTAKE_PAGE
} intake_format;

typedef struct intake_kind {
    intake_format format;
    const char *ext;        /* of source.<ext>: "pdf", "bin" when unknown */
    const char *media_type; /* "application/octet-stream" when unknown */
    const char *what;       /* in a sentence: "a PDF", "a GIF image", "bytes of no known kind" */
} intake_kind;

/* Looks at all bytes only where nothing else decides (plain text). Static strings. */
intake_kind intake_detect(const char *bytes, size_t len);

#endif
