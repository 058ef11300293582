/* publish.h: the work of room 5, so that main.c is a descriptor and a test can call it.
 *
 * A paper: source.json, ocr/, text.jsonl, entities.jsonl -> paper.tei.xml and paper.txt. The text is written first, the TEI, which carries the
 * head, last: where the TEI is fresh the text is, too.
 * The corpus: all papers, one at a time -> datasets/ and site/. */
#ifndef SILLOK_PUBLISH_H
#define SILLOK_PUBLISH_H

#include "authority.h"
#include "schema.h"
#include "sillok/room.h"

typedef struct sil_publish {
    sil_arena *arena; /* of what lives as long as the process */
    sil_authority authority;
    sil_schema *schema;
} sil_publish; /* ctx->state */

sil_status sil_publish_files(sil_arena *a, const sil_room_ctx *ctx, char ***names, size_t *n, sil_err *err) SIL_CHECK;
sil_status sil_publish_open(sil_room_ctx *ctx, sil_err *err) SIL_CHECK;
void sil_publish_close(sil_room_ctx *ctx);
sil_status sil_publish_run(sil_room_ctx *ctx, const char *doc_id, int page, sil_err *err) SIL_CHECK;
sil_status sil_publish_fail(sil_room_ctx *ctx, const char *doc_id, int page, const char *reason, sil_err *err) SIL_CHECK;
sil_status sil_publish_corpus(sil_room_ctx *ctx, sil_err *err) SIL_CHECK;

#endif
