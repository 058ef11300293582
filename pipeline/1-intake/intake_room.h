/* intake_room.h: the functions of the room's descriptor (sillok/room.h), kept apart from main.c so that tests can call them. */
#ifndef INTAKE_ROOM_H
#define INTAKE_ROOM_H

#include "sillok/room.h"

sil_status intake_files(sil_arena *a, const sil_room_ctx *ctx, char ***names, size_t *n, sil_err *err) SIL_CHECK;
sil_status intake_open(sil_room_ctx *ctx, sil_err *err) SIL_CHECK;
void intake_close(sil_room_ctx *ctx);
sil_status intake_run(sil_room_ctx *ctx, const char *target, int page, sil_err *err) SIL_CHECK;
sil_status intake_fail(sil_room_ctx *ctx, const char *target, int page, const char *reason, sil_err *err) SIL_CHECK;

#endif
