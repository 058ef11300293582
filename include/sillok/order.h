/* sillok/order.h: the order in which a person reads the blocks of a page.
 *
 * Recursive X-Y cut (Nagy and Seth 1984) with three changes that columns of prose need: a gutter is looked for before blank bands; bands that share a
 * gutter are taken together, so that a blank line that happens to run through both columns does not tear them apart; and what stands across a gutter
 * with text at both its sides (a figure in the middle of a magazine's page, its caption) does not end the gutter: it is read after the
 * columns. What stands across with nothing beside it (a heading, a wide table) does. */
#ifndef SILLOK_ORDER_H
#define SILLOK_ORDER_H

#include <stddef.h>

#include "sillok/alto.h"
#include "sillok/mem.h"

/* Fills order[0..n) with indices and column[i] with the number of the column (from 0) that box i stands in. unit: about the height of a line. */
sil_status sil_order(sil_arena *a, const sil_box *box, size_t n, int unit, size_t *order, int *column, sil_err *err) SIL_CHECK;

#endif
