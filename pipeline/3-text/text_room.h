/* text_room.h: what main.c's descriptor points at: the room's files, its rules in memory, one paper from ALTO to text.jsonl. */
#ifndef SIL_TX_TEXT_ROOM_H
#define SIL_TX_TEXT_ROOM_H

#include "sillok/room.h"

sil_status sil_tx_room_files(sil_arena *a, const sil_room_ctx *ctx, char ***names, size_t *n, sil_err *err) SIL_CHECK;
sil_status sil_tx_room_open(sil_room_ctx *ctx, sil_err *err) SIL_CHECK;
void sil_tx_room_close(sil_room_ctx *ctx);
sil_status sil_tx_room_run(sil_room_ctx *ctx, const char *target, int page, sil_err *err) SIL_CHECK;
sil_status sil_tx_room_fail(sil_room_ctx *ctx, const char *target, int page, const char *reason, sil_err *err) SIL_CHECK;

#endif
