/* citycontext.h: what the words right beside a name of a city say of it. Words and regions: extract-city-context.tsv and extract-regions.tsv of config/rules. */
#ifndef EXTRACT_CITYCONTEXT_H
#define EXTRACT_CITYCONTEXT_H

#include "work.h"

/* The name is part of another name, or a person's. weak: it needs context for this city anyway. */
bool sil_city_is_part(const sil_work *w, const sil_piece *p, const sil_hit *h, const sil_city *c, bool weak);

/* English: a preposition of place stands before it, and the name is no word of its own. */
bool sil_city_is_located(const sil_work *w, const sil_piece *p, const sil_hit *h, const sil_city *c);

/* Number of the region of extract-regions.tsv named right beside the hit, or -1. */
int sil_city_region(const sil_work *w, const sil_piece *p, const sil_hit *h);

/* Near enough to the region's middle, on a plane (good enough for regions of some hundred km). */
bool sil_city_lies_in(const sil_city *c, const sil_region *g);

#endif
