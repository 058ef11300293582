/* table_shape.h: the shape of one row of typewriter text: what its words are and where columns could be. Shared by table_shape.c and table_text.c. */
#ifndef SIL_TX_TABLE_SHAPE_H
#define SIL_TX_TABLE_SHAPE_H

#include "flow.h"

#define SIL_TX_TOKENS 64

typedef enum sil_tx_token_kind { SIL_TX_WORDS,
                                 SIL_TX_NUMBER,
                                 SIL_TX_CHANGE,
                                 SIL_TX_CLASS } sil_tx_token_kind;

typedef struct sil_tx_token {
    size_t start, end;
    sil_tx_token_kind kind;
    bool whole; /* a number of digits alone */
} sil_tx_token;

typedef struct sil_tx_shape {
    sil_tx_token token[SIL_TX_TOKENS];
    int n;                           /* tokens; 0 = no row */
    int trail;                       /* numbers and changes at its end */
    bool lead;                       /* begins with a whole number of at most four digits and goes on with words */
    int class_left, class_right;     /* 1 when a class name stands first (after lead) or last */
    int country_left, country_right; /* tokens of a country's name at the start or end of its words, 0 = none */
    int words;                       /* tokens that are none of lead, trail, class */
    bool strong;                     /* looks like a row by itself */
} sil_tx_shape;

/* Names of countries in English, Korean and Chinese: ICU's, and those the table adds. */
typedef struct sil_tx_countries {
    sil_tx_words names;
    bool ready;
} sil_tx_countries;
bool sil_tx_countries_load(sil_tx_countries *c, const sil_tx_rules *r);
void sil_tx_countries_free(sil_tx_countries *c);

void sil_tx_shape_of(sil_tx_doc *d, const sil_tx_countries *countries, const sil_tx_run *run, sil_tx_shape *out);

#endif
