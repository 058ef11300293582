/* sillok/hash.h: SHA-256 (FIPS 180-4, by libcrypto) as 64 lower-case hex digits. What is stale is decided by these alone. */
#ifndef SILLOK_HASH_H
#define SILLOK_HASH_H

#include <stddef.h>

#include "sillok/err.h"

#define SIL_SHA_LEN 65 /* 64 digits and the NUL */

typedef struct sil_hash sil_hash;
sil_hash *sil_hash_new(void); /* NULL when libcrypto refuses */
void sil_hash_add(sil_hash *h, const void *data, size_t len);
void sil_hash_end(sil_hash *h, char out[SIL_SHA_LEN]); /* also frees h */

sil_status sil_sha256(const void *data, size_t len, char out[SIL_SHA_LEN], sil_err *err) SIL_CHECK;
sil_status sil_sha256_file(const char *path, char out[SIL_SHA_LEN], sil_err *err) SIL_CHECK;

#endif
