/* rules.h: the tables of config/rules/text-*.tsv in memory.
 *
 * All but text-normalize.tsv have the columns  kind  lang  level  pattern  example:  `pattern` is a regular expression of ICU, tried at the start of
 * a line (or anywhere, as the table's head says); `lang` is "*" or primary languages divided by `|` (zh-paper: any line of a Chinese paper); every example must match its own pattern (a unit
 * test sees to it). Order in the file is order of trial: the first that matches wins. */
#ifndef SIL_TX_RULES_H
#define SIL_TX_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <unicode/uregex.h>

#include "korean.h"
#include "run.h"
#include "sillok/err.h"
#include "sillok/mem.h"
#include "sillok/persons.h"
#include "sillok/starts.h"

typedef enum sil_tx_lang { SIL_TX_KO = 1,
                           SIL_TX_ZH = 2,
                           SIL_TX_EN = 4,
                           SIL_TX_ANY = 7,
                           SIL_TX_ZH_PAPER = 8 } sil_tx_lang;

typedef struct sil_tx_rule {
    char *kind;
    char *name; /* text-normalize.tsv: the column `rule`; else NULL */
    unsigned langs; /* sil_tx_lang bits */
    int level;
    char *pattern, *example;
    URegularExpression *re;
    sil_starts *starts; /* NULL: any character may begin a match */
} sil_tx_rule;

typedef struct sil_tx_table_rules { /* one TSV */
    sil_tx_rule *v;
    size_t n, cap;
} sil_tx_table_rules;

typedef struct sil_tx_char_rule { /* text-normalize.tsv, kinds char, shift, nfkc */
    int32_t from, to;             /* range of code points, inclusive */
    unsigned langs;
    int32_t shift; /* added when `with` is NULL */
    int32_t *with; /* code points instead */
    size_t n_with;
    char *name, *example;
} sil_tx_char_rule;

typedef struct sil_tx_rules {
    sil_arena *arena;
    sil_tx_char_rule *chars; /* sorted by from */
    size_t n_chars, cap_chars;
    sil_tx_table_rules spaces; /* regex rules of text-normalize.tsv; kind holds the replacement ("" = cut) */
    sil_tx_table_rules join, furniture, headings, captions, sections, lists, tables, header;
    sil_persons *persons; /* names of authors */
    sil_tx_words english; /* lower case */
    sil_tx_korean korean;
    sil_tx_utf16 u16;     /* scratch */
} sil_tx_rules;

/* Where the English word list stands; hyphens at line ends are decided without it when it is not there. */
#define SIL_TX_ENGLISH_WORDS "/usr/share/dict/words"

/* Names of the tables below the config folder, NULL-terminated. */
extern const char *const sil_tx_rule_files[];

sil_status sil_tx_rules_open(const char *config, sil_tx_rules **out, sil_err *err) SIL_CHECK;
void sil_tx_rules_close(sil_tx_rules *r);

/* A match: code point ranges of group 0 to 9, -1 where a group took no part. */
typedef struct sil_tx_match {
    const sil_tx_rule *rule;
    int start[10], end[10];
} sil_tx_match;

/* First rule of t with this kind (NULL = any) and language that matches at the start of run (at = true) or anywhere. The u16 scratch must hold the run
 * already when `ready`. */
bool sil_tx_rule_match(sil_tx_rules *r, const sil_tx_table_rules *t, const char *kind, unsigned lang, const sil_tx_run *run, bool at_start, sil_tx_match *m);
/* The same from code point `from` on. */
bool sil_tx_rule_match_from(sil_tx_rules *r, const sil_tx_table_rules *t, const char *kind, unsigned lang, const sil_tx_run *run, size_t from, bool at_start, sil_tx_match *m);

#endif
