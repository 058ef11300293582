/* tables.h: the datasets as a contract (design, section 3): one master copy of every table's name, columns, types, keys and foreign
 * keys. CSV headers, datapackage.json, the SQL of corpus.db and the order in which rows are written all come from here. */
#ifndef SILLOK_PUBLISH_TABLES_H
#define SILLOK_PUBLISH_TABLES_H

#include <stdbool.h>
#include <stddef.h>

enum { SIL_COLUMNS_MAX = 24 };

typedef struct sil_column {
    const char *name;
    char type;         /* 't' text, 'i' whole number, 'r' real */
    bool required;
    const char *help;  /* for datapackage.json */
    const char *values; /* NULL, or the values allowed, divided by "|" */
} sil_column;

typedef struct sil_foreign {
    const char *columns, *table, *target; /* "doc_id,mention_id", "mentions", "doc_id,mention_id" */
} sil_foreign;

typedef enum sil_table {
    SIL_T_DOCUMENTS, SIL_T_MENTIONS, SIL_T_CITIES, SIL_T_ORGANIZATIONS, SIL_T_DATES, SIL_T_RANKINGS, SIL_T_RELATIONS, SIL_T_TERMS, SIL_T_TABLES,
    SIL_T_ALIGNMENTS, SIL_T_REFERENCES, SIL_T_CITATIONS,
    SIL_T_COUNT
} sil_table;

typedef struct sil_table_spec {
    const char *name, *help, *key; /* key: "doc_id,mention_id" */
    const sil_column *columns;
    size_t n_columns;
    sil_foreign foreign[3];        /* until .columns is NULL */
    const char *indexes[4];        /* for corpus.db: columns, until NULL */
} sil_table_spec;

extern const sil_table_spec sil_tables[SIL_T_COUNT];

#endif
