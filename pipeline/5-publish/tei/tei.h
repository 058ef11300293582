/* tei.h: a paper as TEI P5 (design, section 2), valid by construction against config/schemas/sillok-tei.rng and tei_all.
 *
 * The text and the stand-off part are written first, into a buffer of their own, because only what they point at becomes a zone
 * of the facsimile or an entry of a list; the file's order is teiHeader, facsimile, text, standOff.
 *
 *   tei.c            the whole               tei_text.c    blocks to front, body, back
 *   tei_header.c     teiHeader               tei_block.c   one block: p, table, figure, note ...
 *   tei_encoding.c   its programs and rules
 *   tei_facsimile.c  surfaces and zones      tei_inline.c  ranges of a text: names, languages, line and page starts
 *   tei_standoff.c   lists, rankings         tei_ids.c     entities and their xml:id
 *   tei_refs.c       translations, bibliography
 *   tei_persons.c    authors and editors */
#ifndef SILLOK_PUBLISH_TEI_H
#define SILLOK_PUBLISH_TEI_H

#include <stdbool.h>
#include <stddef.h>

#include "authority.h"
#include "doc.h"
#include "sillok/err.h"
#include "sillok/mem.h"
#include "xml.h"

/* What the text or a record points at: becomes a place, org, object or term in standOff. */
typedef struct sil_tei_entity {
    const char *id;     /* gn:1835848 */
    const char *type;   /* city | organization | index | term */
    const char *name;   /* as the first mention has it, for one that no authority knows */
    const char *xml_id; /* gn.1835848 */
} sil_tei_entity;

typedef struct sil_tei {
    sil_xml x;
    sil_arena *a;
    const sil_doc *doc;
    const sil_authority *auth;
    double unclear_below;
    int page;            /* the last page whose pb was written */
    bool *written;       /* per block */
    bool *attached;      /* per block: the caption or source of a table or figure, which writes it */
    size_t *first_note;  /* per block: 1 + the first footnote whose mark stands in it, 0 none */
    size_t *next_note;   /* per footnote: 1 + the next one of the same block */
    const sil_reference **reference; /* per block: an item of the bibliography in its parts, or NULL */
    const sil_citation **citation;   /* per block: the first of its citations, or NULL */
    const char *lang;    /* of the element we are in */
    int inside;          /* > 0 within running text, where line breaks of ours would become spaces */
    sil_tei_entity *entities; /* in order of first use */
    size_t n_entities, cap_entities;
    bool failed;         /* memory ran out */
} sil_tei;

/* The whole file, into out. head: canonical JSON for the processing instruction. failed: NULL, or why there is no text (then the
 * document holds what is known of the paper and a gap with the reason). */
sil_status sil_tei_format(sil_arena *a, const sil_doc *doc, const sil_authority *auth, double unclear_below, const char *head, const char *failed,
                          sil_buf *out, sil_err *err) SIL_CHECK;

/* The parts, in the order they are called. */
void sil_tei_text(sil_tei *t, const char *failed);
void sil_tei_standoff(sil_tei *t);
void sil_tei_refs(sil_tei *t); /* within standOff */
void sil_tei_header(sil_tei *t, const char *head);
void sil_tei_encoding(sil_tei *t, const char *head); /* within the header: how the text was made, and */
void sil_tei_revision(sil_tei *t, const char *head); /* by which steps */
void sil_tei_facsimile(sil_tei *t);

/* tei_block.c: block i with all that belongs to it, as the element that its type has in a div, list, listBibl or titlePage (the
 * caller opens those; in_title: within a titlePage). Blocks already written are passed over. */
void sil_tei_block(sil_tei *t, size_t i, bool in_title);
/* Whether a table can be written as one: it has cells and could be read. */
bool sil_block_is_grid(const sil_block *b);
/* The table or figure that caption k of x belongs to beside its caption and source: a line of units, a second source. -1: none. */
long sil_tei_other_caption(const sil_text *x, size_t k);
bool sil_block_is_furniture(const sil_block *b); /* page-header, page-footer, page-number, footnote: may stand anywhere */

/* tei_inline.c: code points [start, end) of block i. first_lb: a line start at the very beginning is written too. */
void sil_tei_inline(sil_tei *t, size_t i, int start, int end, bool milestones, bool first_lb);
/* pb for every page up to `page` that has none yet; between them what must stand at the foot of the old page and the head of the new. */
void sil_tei_page(sil_tei *t, int page);

/* tei_persons.c: names of persons (as printed, or divided by "; ") as author and editor elements, each on a line of its own; lang may be NULL. */
void sil_tei_persons(sil_tei *t, const char *names, const char *lang, bool lines);

/* tei_refs.c */
bool sil_tei_refs_index(sil_tei *t);                    /* false: out of memory */
bool sil_tei_aligned(const sil_tei *t, size_t i);       /* whether alignment i can be marked on both sides */

/* tei_ids.c */
void sil_tei_facs(sil_tei *t, sil_spot *spot);   /* facs="#…" and the spot becomes a zone; nothing for NULL */
void sil_tei_lang(sil_tei *t, const char *lang); /* xml:lang when it differs from that around */
const char *sil_tei_ref(sil_tei *t, const char *entity, const char *type, const char *name); /* xml:id, NULL for "" */
bool sil_lang_ok(const char *lang);              /* BCP 47 in shape */
bool sil_w3c_date(const char *s);                /* YYYY, YYYY-MM or YYYY-MM-DD that exists */

#endif
