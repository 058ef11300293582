/* driver/lock.c: one driver a corpus. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "sillok.h"
#include "sillok/log.h"

sil_status corpus_lock(const char *corpus, bool shared, int *fd, sil_err *err)
{
    char path[4096], who[64] = "";
    snprintf(path, sizeof path, "%s/.lock", corpus);
    *fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (*fd < 0)
        return sil_fail(err, SIL_IO, "cannot open %s: %s", path, strerror(errno));
    for (int i = 0; flock(*fd, (shared ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0; i++) {
        if (errno != EWOULDBLOCK && errno != EINTR) {
            close(*fd);
            *fd = -1;
            return sil_fail(err, SIL_IO, "cannot lock %s: %s", path, strerror(errno));
        }
        ssize_t n = pread(*fd, who, sizeof who - 1, 0);
        who[n > 0 ? n : 0] = '\0';
        if (i == 0)
            sil_log(SIL_LOG_WARN, "another sillok (process %s) works on this corpus; waiting", who);
        if (interrupt_came()) {
            close(*fd);
            *fd = -1;
            return sil_fail(err, SIL_IO, "interrupted while waiting for another sillok");
        }
        if (i >= 100) {
            close(*fd);
            *fd = -1;
            return sil_fail(err, SIL_IO, "another sillok (process %s) still works on %s; try again when it is done", who, corpus);
        }
        usleep(100000);
    }
    int n = snprintf(who, sizeof who, "%ld", (long)getpid());
    if (ftruncate(*fd, 0) != 0 || pwrite(*fd, who, (size_t)n, 0) != n) {
        close(*fd);
        *fd = -1;
        return sil_fail(err, SIL_IO, "cannot write %s: %s", path, strerror(errno));
    }
    return SIL_OK;
}
