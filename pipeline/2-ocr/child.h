/* 2-ocr/child.h: a page read in a process of its own, so that a crash, a bomb or an endless loop costs that page alone and no state of the
 * engine passes from page to page. A model is loaded by the first child that asks for it; the parent loads what that page used before the next
 * one, whose child shares it by the fork. So a page costs the models it needs and no others, a run of like pages loads each once, and no more is held
 * than pages need. It reads models and what it was given, writes nothing and reaches nothing else (sillok/wall.h). */
#ifndef SILLOK_OCR_CHILD_H
#define SILLOK_OCR_CHILD_H

#include "page.h"

typedef struct sil_child_limits {
    int seconds;   /* of CPU; the clock on the wall may show four times as much */
    int memory_mb; /* beyond what the parent has */
    const char *const *models; /* files the child may read, NULL-terminated; NULL: what stands below /usr/share */
} sil_child_limits;

/* Reads `job` in a child; *models: those it has used (see sil_engine_used). page comes with head, page, image set; *xml: its ALTO in the arena. When the child failed the status tells as usual:
 * SIL_FORMAT when it crashed or could not read, SIL_LIMIT when it met a limit (the sentence names the setting). */
sil_status sil_child_read(sil_arena *a, const sil_page_job *job, const sil_page *page, sil_child_limits limits, char **xml, size_t *len, unsigned *models, sil_err *err) SIL_CHECK;

#endif
