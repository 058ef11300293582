/* papers.h: which papers a run is about: files and folders that people name become papers by the sha256 of their bytes, or turn out to be papers that
 * the corpus has already. */
#ifndef SILLOK_DRIVER_PAPERS_H
#define SILLOK_DRIVER_PAPERS_H

#include <sys/stat.h>

#include "sillok.h"

typedef struct papers {
    doc *docs;            /* in order of arrival */
    size_t n, cap;
    int unusable;         /* paths that could not be read */
    struct papers_known { /* of one paper: its id and, as far as known, the sha256 of its bytes */
        const char *id, *sha;
        bool named;       /* this run is about it */
        size_t next;      /* in its chain, number + 1 */
    } *known;
    size_t n_known, cap_known;
    size_t *heads, n_heads; /* chains by the last 8 digits of the id */
    ino_t corpus_ino;
    dev_t corpus_dev;
} papers;

/* All papers of the corpus. A folder in docs/ that has no delivered bytes is what a killed delivery left: it is taken away. */
sil_status papers_all(driver *d, papers *l, sil_err *err) SIL_CHECK;

/* The papers behind d->paths: files, and the regular files of folders, their folders too; hidden names, links and specials are passed over. The same bytes are one
 * paper under whatever names they come. What cannot be read is told and counted. */
sil_status papers_named(driver *d, papers *l, sil_err *err) SIL_CHECK;

/* Temporary files that killed runs left in a paper's folder (doc_id), or (NULL) in the folders of the corpus as a whole. Nobody else may be at work. */
sil_status papers_sweep(const char *corpus, const char *doc_id, sil_err *err) SIL_CHECK;

#endif
