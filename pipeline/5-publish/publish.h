/* publish.h: the work of room 5, so that main.c is a descriptor and a test can call it.
 *
 * A paper: source.json, ocr/, text.jsonl, entities.jsonl -> paper.tei.xml, paper.txt, its rows and its page of the reader (slice.h). The TEI,
 * which carries the head, is written last: where it is fresh all else is, too.
 * The corpus: the rows of all papers, one paper at a time -> datasets/ and the reader's common pages. */
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
