/* sillok/tokens.h: text as full-text search sees it, in three scripts. Runs of Hangul, Han and Kana give overlapping pairs of characters, so
 * that 서울 is found in 서울에서 and 北京 in 北京市; letters and digits of other scripts give words. Each is folded: NFKC_Casefold (UAX #31),
 * marks on Latin letters off, traditional Chinese characters to simplified by ICU, so that 首爾 and 首尔, Zürich and zurich are one.
 *
 * Method: overlapping bigrams, as Lucene's CJKBigramFilter and SQLite's own discussion of FTS5 tokenizers have them. The last character of
 * a run stands alone in a text; a query of one character is asked as a prefix. */
#ifndef SILLOK_TOKENS_H
#define SILLOK_TOKENS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct sil_tokenizer sil_tokenizer;

sil_tokenizer *sil_tokenizer_new(void); /* NULL: out of memory, or ICU's data is missing. One thread at a time. */
void sil_tokenizer_free(sil_tokenizer *t);

/* Call fn for each token of text (UTF-8, len bytes) in order: the folded token and the bytes [start, end) it stands for. query: a text to be
 * looked for, whose last character of a run gives no token of its own. Ends early with what fn returned when that is not 0. */
int sil_tokens(sil_tokenizer *t, const char *text, size_t len, bool query, int (*fn)(void *ctx, const char *token, size_t n, size_t start, size_t end), void *ctx);

#endif
