/* core/blocks_plain.h: a line of text.jsonl in our own form to a block, without a tree (json_scan.h). */
#ifndef SILLOK_CORE_BLOCKS_PLAIN_H
#define SILLOK_CORE_BLOCKS_PLAIN_H

#include "json_scan.h"
#include "sillok/blocks.h"

/* The block into zeroed *k. false: the line is in another form, or memory is out; what is in *k then is of no worth. A member that is new in blocks.c wants a
 * line in the table here, or its blocks are read the slow way. */
bool sil_block_plain(sil_arena *a, sil_scan *s, sil_block *k);

#endif
