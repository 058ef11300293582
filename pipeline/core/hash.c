/* core/hash.c: SHA-256 by libcrypto's EVP interface. */
#include "sillok/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct sil_hash {
    EVP_MD_CTX *ctx;
};

sil_hash *sil_hash_new(void)
{
    sil_hash *h = calloc(1, sizeof *h);
    if (!h)
        return NULL;
    h->ctx = EVP_MD_CTX_new();
    if (!h->ctx || EVP_DigestInit_ex(h->ctx, EVP_sha256(), NULL) != 1) {
        EVP_MD_CTX_free(h->ctx);
        free(h);
        return NULL;
    }
    return h;
}

void sil_hash_add(sil_hash *h, const void *data, size_t len)
{
    EVP_DigestUpdate(h->ctx, data, len);
}

void sil_hash_end(sil_hash *h, char out[SIL_SHA_LEN])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char d[EVP_MAX_MD_SIZE] = {0};
    EVP_DigestFinal_ex(h->ctx, d, NULL);
    for (int i = 0; i < 32; i++) {
        out[2 * i] = digits[d[i] >> 4];
        out[2 * i + 1] = digits[d[i] & 15];
    }
    out[64] = '\0';
    EVP_MD_CTX_free(h->ctx);
    free(h);
}

sil_status sil_sha256(const void *data, size_t len, char out[SIL_SHA_LEN], sil_err *err)
{
    sil_hash *h = sil_hash_new();
    if (!h)
        return sil_fail(err, SIL_LIBRARY, "libcrypto cannot start SHA-256");
    sil_hash_add(h, data, len);
    sil_hash_end(h, out);
    return SIL_OK;
}

sil_status sil_sha256_file(const char *path, char out[SIL_SHA_LEN], sil_err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return sil_fail(err, SIL_IO, "cannot open %s: %s", path, strerror(errno));
    sil_hash *h = sil_hash_new();
    if (!h) {
        close(fd);
        return sil_fail(err, SIL_LIBRARY, "libcrypto cannot start SHA-256");
    }
    char buf[1 << 15];
    ssize_t n;
    while ((n = read(fd, buf, sizeof buf)) > 0 || (n < 0 && errno == EINTR))
        if (n > 0)
            sil_hash_add(h, buf, (size_t)n);
    int e = errno;
    sil_hash_end(h, out);
    close(fd);
    return n < 0 ? sil_fail(err, SIL_IO, "cannot read %s: %s", path, strerror(e)) : SIL_OK;
}
