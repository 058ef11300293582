/* sillok/file.h: files read whole and written whole.
 *
 * A file is written to a temporary name beside its target, flushed, synced, renamed, and the folder is synced: a reader sees
 * the old file or the new one, never a part. Temporary names begin with ".sil-" and may be deleted by anybody at any time. */
#ifndef SILLOK_FILE_H
#define SILLOK_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "sillok/err.h"
#include "sillok/mem.h"

/* Whole file into memory of the arena, NUL added after the last byte (not counted). limit: bytes, 0 = 256 MiB. */
sil_status sil_file_read(sil_arena *a, const char *path, size_t limit, char **data, size_t *len, sil_err *err) SIL_CHECK;

/* A regular file of at most limit bytes (0 = 256 MiB) for reading piece by piece. The caller closes it with fclose. */
sil_status sil_file_open(const char *path, size_t limit, FILE **f, sil_err *err) SIL_CHECK;

/* The first n bytes at most; for heads of layers and magic numbers. */
sil_status sil_file_read_start(const char *path, char *buf, size_t n, size_t *got, sil_err *err) SIL_CHECK;

sil_status sil_file_write(const char *path, const void *data, size_t len, sil_err *err) SIL_CHECK;

/* The same of a file made piece by piece, so that it is never whole in memory: next fills the emptied buffer, *more false with the last piece. */
typedef sil_status sil_file_next(void *from, sil_buf *piece, bool *more, sil_err *err);
sil_status sil_file_write_pieces(const char *path, sil_file_next *next, void *from, sil_err *err) SIL_CHECK;

sil_status sil_file_copy(const char *from, const char *to, sil_err *err) SIL_CHECK;

/* A temporary name beside path for a library that wants to write by itself, and the step that makes it the file:
 *   sil_file_temp(a, path, &tmp, err); pixWrite(tmp, ...); sil_file_commit(tmp, path, err);   commit syncs and renames. */
sil_status sil_file_temp(sil_arena *a, const char *path, char **tmp, sil_err *err) SIL_CHECK;
sil_status sil_file_commit(const char *tmp, const char *path, sil_err *err) SIL_CHECK;

bool sil_file_exists(const char *path);
bool sil_is_dir(const char *path);
sil_status sil_mkdirs(const char *path, sil_err *err) SIL_CHECK;           /* like mkdir -p */
sil_status sil_remove_tree(const char *path, sil_err *err) SIL_CHECK;      /* no links followed; absent is fine */

/* Names in a folder without "." entries and temporary names, sorted by byte value. Absent folder: SIL_IO. */
sil_status sil_list_dir(sil_arena *a, const char *path, char ***names, size_t *n, sil_err *err) SIL_CHECK;

#endif
