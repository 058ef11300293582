/* sillok/log.h: messages for people, on stderr; data goes to stdout. Plain lines "sillok-ocr: page 7: ...", or JSON lines with
 * --log-format json. */
#ifndef SILLOK_LOG_H
#define SILLOK_LOG_H

#include <stdbool.h>

#include "sillok/err.h"

typedef enum sil_level { SIL_LOG_ERROR, SIL_LOG_WARN, SIL_LOG_INFO, SIL_LOG_DEBUG } sil_level;

/* program: static name put before each line. level: the least important that is shown. */
void sil_log_open(const char *program, sil_level level, bool json);
void sil_log(sil_level level, const char *fmt, ...) SIL_PRINTF(2, 3);

#endif
