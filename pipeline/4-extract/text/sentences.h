/* sentences.h: a stretch of a block as sentences. Ends: 。！？ anywhere; . ! ? before a space, with closing quotes and brackets taken along, but not after
 * an initial (R. Smith), a number of a list or one of the abbreviations of extract-alignment.tsv. */
#ifndef EXTRACT_SENTENCES_H
#define EXTRACT_SENTENCES_H

#include "rules.h"
#include "view.h"

typedef struct sil_sentence {
    int start, end; /* code points, half-open, without spaces at the edges */
} sil_sentence;

/* Sentences of v[from, to), into the arena. */
sil_status sil_sentences(sil_arena *a, const sil_rules *r, const sil_view *v, int from, int to, sil_sentence **out, size_t *n, sil_err *err) SIL_CHECK;

#endif
