/* slice.h: what one paper gives to datasets/ and site/, made with its TEI and kept beside it, so that the work on the corpus as a whole
 * reads one small file a paper: bringing one paper of ten thousand up to date does not read the pages of the others.
 *
 *   docs/<id>/rows.tsv   line 1: the head of the paper.tei.xml it was made with; then lines of fields (fields.h):
 *     @paper  status pages ranking-values row-of-the-list part-of-the-rankings     the last two as HTML
 *     @cells  name of a file in datasets/tables
 *     @entity (gather.h)   @block (fulltext.h)
 *     <table> the columns of that table (tables.h)
 *   site/<id>.html, datasets/tables/<id>_<table>.csv
 *
 * rows.tsv is a cache: without it, or with another head in it, it is made again from the layers. */
#ifndef SILLOK_PUBLISH_SLICE_H
#define SILLOK_PUBLISH_SLICE_H

#include "authority.h"
#include "doc.h"
#include "sillok/room.h"

/* Write the files above; the lines without the first come back in *lines (arena; lines may be NULL). head: of the TEI, NULL when there is none: rows.tsv is not
 * written then. doc is changed where its records cannot stand in tables with keys. */
sil_status sil_slice_write(sil_arena *a, const sil_room_ctx *ctx, const sil_authority *auth, sil_doc *doc, const char *head, char **lines, sil_err *err) SIL_CHECK;

/* The lines kept for a TEI with this head; NULL when they, or a file they were made with, are not there. */
sil_status sil_slice_read(sil_arena *a, const char *corpus, const char *doc_id, const char *head, char **lines, sil_err *err) SIL_CHECK;

#endif
