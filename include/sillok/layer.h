/* sillok/layer.h: where the layers of a paper stand and what each was made from (design, section 2).
 *
 * Every layer carries a head: a JSON object
 *   {"room":"ocr","sillok":"0.1.0","settings":"<sha256>","files":{"models/eng.traineddata":"<sha256>",…},"input":"<sha256>"}
 * and, when the room could not make it, "failed":"<sentence>" (such a layer holds nothing else of worth, but is valid).
 * A layer is fresh when its head without "failed" equals the head the room would write now; nothing else decides it.
 * Heads stand: source.json member "head"; *.jsonl first line {"head":{…}}; XML in a processing instruction <?sillok {…}?>
 * before the root element. They are written with sorted keys and no spaces, so equal heads are equal bytes. */
#ifndef SILLOK_LAYER_H
#define SILLOK_LAYER_H

#include <stdbool.h>
#include <stddef.h>

#include "sillok/err.h"
#include "sillok/hash.h"
#include "sillok/mem.h"

#define SIL_VERSION "0.1.0"
#define SIL_ID_LEN 64 /* a doc-id and its NUL: slug of at most 48 bytes, "-", 8 hex digits */

typedef enum sil_layer {
    SIL_LAYER_SOURCE,   /* source.json                      room 1 */
    SIL_LAYER_OCR,      /* ocr/0001.xml, one a page          room 2 (room 1 for text layers that can be trusted) */
    SIL_LAYER_TEXT,     /* text.jsonl                       room 3 */
    SIL_LAYER_ENTITIES, /* entities.jsonl                   room 4 */
    SIL_LAYER_TEI       /* paper.tei.xml (paper.txt beside) room 5 */
} sil_layer;

/* CORPUS/docs/<id>, CORPUS/docs/<id>/<tail>, and the path of a layer (page from 1 for SIL_LAYER_OCR, else 0). NULL: out of memory. */
char *sil_doc_dir(sil_arena *a, const char *corpus, const char *doc_id);
char *sil_doc_path(sil_arena *a, const char *corpus, const char *doc_id, const char *tail);
char *sil_layer_path(sil_arena *a, const char *corpus, const char *doc_id, sil_layer layer, int page);

/* layers/NNNN.xml of a paper: ALTO that room 1 made of a text layer which room 2 has to hold against the image (source.h, doubtful). */
char *sil_doubtful_path(sil_arena *a, const char *corpus, const char *doc_id, int page);

/* "<slug of the name without its extension>-<first 8 digits of the sha256>". */
sil_status sil_doc_id(const char *source_name, const char sha256[SIL_SHA_LEN], char out[SIL_ID_LEN], sil_err *err) SIL_CHECK;
bool sil_doc_id_valid(const char *id); /* only [a-z0-9-], fits: anything else never becomes a path */

/* Doc-ids of a corpus, sorted. A corpus without docs/ has none. */
sil_status sil_docs(sil_arena *a, const char *corpus, char ***ids, size_t *n, sil_err *err) SIL_CHECK;

/* Head of the layer at path as canonical JSON in the arena; *head = NULL when the file is absent or has no head. */
sil_status sil_head_read(sil_arena *a, const char *path, char **head, sil_err *err) SIL_CHECK;

/* recipe: the canonical JSON that `--recipe` of a room prints (a head without "input"). Joins recipe, input and, when not NULL,
 * the reason of a failure. */
sil_status sil_head_make(sil_arena *a, const char *recipe, const char *input_sha, const char *failed, char **head, sil_err *err) SIL_CHECK;

/* The "failed" sentence of a head, or NULL; and whether two heads are the same but for it. */
char *sil_head_failed(sil_arena *a, const char *head);
bool sil_head_same(const char *head, const char *other);

/* sha256 of what a layer is built on, the same in the room and in the driver:
 *   SOURCE: the delivered bytes (source.<ext>);  OCR page n: the bytes of its page image (for a text page: of source.<ext>),
 *   followed by those of layers/NNNN.xml when there is one;
 *   TEXT: source.json and all ocr layers in page order, and CORPUS/corrections/<id>.jsonl when there;  ENTITIES: text.jsonl;
 *   TEI: source.json, all ocr layers, text.jsonl, entities.jsonl, and CORPUS/corrections/<id>.jsonl when there. */
sil_status sil_layer_input(const char *corpus, const char *doc_id, sil_layer layer, int page, char out[SIL_SHA_LEN], sil_err *err) SIL_CHECK;

#endif
