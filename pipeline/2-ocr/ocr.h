/* 2-ocr/ocr.h: the room's descriptor, apart from main() so that tests can link it. */
#ifndef SILLOK_OCR_H
#define SILLOK_OCR_H

#include "sillok/room.h"

extern const sil_room sil_ocr_room;

#endif
