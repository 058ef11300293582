/* sillok/corrections.h: what a person says against what was read: CORPUS/corrections/<doc-id>.jsonl, one correction a line. Input: no room
 * writes it (`sillok correct` files it).
 *
 *   {"kind":"word","page":2,"box":[x0,y0,x1,y1],"from":"橫演","to":"橫濱"}                one or more words of one line; "to":"" takes them away
 *   {"kind":"entity","page":1,"box":[…],"from":"광주","type":"city","to":"gn:1841811"}    type city or organization; "to":"" nothing is named here
 *   {"kind":"block","page":3,"box":[…],"from":"heading","to":"paragraph"}               the block that the box lies in
 *
 * Box (pixels of the page image, half-open) and old reading are the anchor, so a correction outlives a new reading of the page: it is applied where
 * the old reading still stands, met where the new reading is what the person said, and open where it is neither; an open one is told and
 * never guessed. Letters and digits count when readings are compared, blanks and signs do not (signs alone must be the same). Members of other names (by, note, doc_id) are kept and mean nothing here. */
#ifndef SILLOK_CORRECTIONS_H
#define SILLOK_CORRECTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "sillok/alto.h"
#include "sillok/err.h"
#include "sillok/json.h"
#include "sillok/mem.h"

typedef enum sil_correction_kind { SIL_CORRECT_WORD, SIL_CORRECT_ENTITY, SIL_CORRECT_BLOCK } sil_correction_kind;

typedef enum sil_correction_state {
    SIL_CORRECTION_NEW,     /* not looked for yet: its page has not come by */
    SIL_CORRECTION_APPLIED, /* the old reading stands there (words: it is replaced; else: its words are known now) */
    SIL_CORRECTION_MET,     /* what the person said stands there already */
    SIL_CORRECTION_OPEN     /* neither */
} sil_correction_state;

typedef struct sil_correction {
    sil_correction_kind kind;
    int line;                  /* in its file, from 1 */
    int page;
    sil_box box;
    char *from, *to, *type;    /* "" where there is none */
    sil_correction_state state;
    char *stands;              /* what stands there, when it is open or met */
    char **words;              /* ids of the words of the anchor */
    size_t n_words, cap_words;
} sil_correction;

typedef struct sil_corrections {
    sil_correction *c;
    size_t n, cap;
} sil_corrections;

/* One correction out of a line; SIL_FORMAT with what is wrong with it. where: "patch.jsonl line 3". */
sil_status sil_correction_read(sil_arena *a, const json_t *line, const char *where, sil_correction *out, sil_err *err) SIL_CHECK;

/* Those of a paper; none when there is no file. A line that is none is told in the log and passed over: a slip of the pen costs no paper. */
sil_status sil_corrections_read(sil_arena *a, const char *corpus, const char *doc_id, sil_corrections *out, sil_err *err) SIL_CHECK;
char *sil_corrections_path(sil_arena *a, const char *corpus, const char *doc_id);

/* Find the anchors of a page's corrections, in boxes of the image. Words are replaced in p (word.text; word.corrected keeps what was read, conf becomes
 * 1), unless look is true: then nothing of p changes. Ids and texts are of arena a. false: out of memory. */
bool sil_corrections_page(sil_arena *a, sil_corrections *list, sil_page *p, bool look);

#endif
