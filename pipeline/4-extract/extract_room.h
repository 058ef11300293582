/* extract_room.h: what main.c's descriptor of room 4 names; see sillok/room.h for what each has to do. */
#ifndef EXTRACT_ROOM_H
#define EXTRACT_ROOM_H

#include "sillok/room.h"

sil_status sil_extract_files(sil_arena *a, const sil_room_ctx *ctx, char ***names, size_t *n, sil_err *err) SIL_CHECK;
sil_status sil_extract_open(sil_room_ctx *ctx, sil_err *err) SIL_CHECK;
void sil_extract_close(sil_room_ctx *ctx);
sil_status sil_extract_run(sil_room_ctx *ctx, const char *target, int page, sil_err *err) SIL_CHECK;
sil_status sil_extract_fail(sil_room_ctx *ctx, const char *target, int page, const char *reason, sil_err *err) SIL_CHECK;

#endif
