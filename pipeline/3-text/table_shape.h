/* table_shape.h: the shape of one row of typewriter text: what its words are and where columns could be. Shared by table_shape.c and table_text.c. */
#ifndef TX_TABLE_SHAPE_H
#define TX_TABLE_SHAPE_H

#include "flow.h"

#define TX_TOKENS 64

typedef enum tx_token_kind { TX_WORDS, TX_NUMBER, TX_CHANGE, TX_CLASS } tx_token_kind;

typedef struct tx_token {
    size_t start, end;
    tx_token_kind kind;
    bool whole;            /* a number of digits alone */
} tx_token;

typedef struct tx_shape {
    tx_token token[TX_TOKENS];
    int n;                 /* tokens; 0 = no row */
    int trail;             /* numbers and changes at its end */
    bool lead;             /* begins with a whole number of at most four digits and goes on with words */
    int class_left, class_right; /* 1 when a class name stands first (after lead) or last */
    int country_left, country_right; /* tokens of a country's name at the start or end of its words, 0 = none */
    int words;             /* tokens that are none of lead, trail, class */
    bool strong;           /* looks like a row by itself */
} tx_shape;

/* Names of countries in English, Korean and Chinese: ICU's, and those the table adds. */
typedef struct tx_countries {
    tx_words names;
    bool ready;
} tx_countries;
bool tx_countries_load(tx_countries *c, const tx_rules *r);
void tx_countries_free(tx_countries *c);

void tx_shape_of(tx_doc *d, const tx_countries *countries, const tx_run *run, tx_shape *out);

#endif
