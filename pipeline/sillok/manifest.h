/* manifest.h: CORPUS/SHA256SUMS, what every file of the corpus was when the last run ended. A layer's head guards what lies to its left; nothing
 * lies to the right of the TEI, the datasets and the reader, so this list guards them, and everything else a second time.
 *
 * The form is that of sha256sum (`cd CORPUS && sha256sum -c SHA256SUMS` checks it without Sillok): "<sha256>  <path>" sorted by path; the first
 * line is a comment with the sha256 of all lines behind it, so that a damaged list is told from damaged files. It is taken away when a run
 * begins to change the corpus and written when the run has ended: where it is missing, a run did not end. */
#ifndef SILLOK_DRIVER_MANIFEST_H
#define SILLOK_DRIVER_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>

#include "sillok/err.h"
#include "sillok/hash.h"
#include "sillok/mem.h"

#define MANIFEST_NAME "SHA256SUMS"

typedef struct manifest_file {
    const char *path;       /* below the corpus */
    const char *sha;        /* 64 digits */
    bool seen, wrong;       /* for verify */
} manifest_file;

typedef struct manifest {
    manifest_file *files;   /* sorted by path */
    size_t n, cap;
    bool there;             /* false: no list */
    bool sound;             /* its own sum is right */
} manifest;

/* Regular files of the corpus that belong to it (docs, datasets, site, corrections, sillok.ini; no hidden names), sorted. odd: how many links,
 * specials and names that no list can hold were passed over; may be NULL. */
sil_status manifest_walk(sil_arena *a, const char *corpus, char ***paths, size_t *n, size_t *odd, sil_err *err) SIL_CHECK;

/* Take the list away while a run works (it is kept as .SHA256SUMS; absent is fine), and write the new one. A paper of which same(ctx, doc_id)
 * says that nothing touched it keeps its old sums, so a corpus of many scans is not read again for one paper; the datasets and the reader
 * keep theirs when datapackage.json, their head, is what it was. */
sil_status manifest_drop(const char *corpus, sil_err *err) SIL_CHECK;
sil_status manifest_write(const char *corpus, bool (*same)(void *ctx, const char *doc_id), void *ctx, sil_err *err) SIL_CHECK;
sil_status manifest_read(sil_arena *a, const char *corpus, manifest *m, sil_err *err) SIL_CHECK;
manifest_file *manifest_find(const manifest *m, const char *path);     /* NULL when not listed */
size_t manifest_from(const manifest *m, const char *prefix);           /* number of the first file whose path is not below prefix in order */

#endif
