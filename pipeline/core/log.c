/* core/log.c: messages for people, on stderr. One write a line, so that lines of several workers do not mix. */
#include "sillok/log.h"

#include <stdio.h>
#include <string.h>

#include "sillok/json.h"
#include "sillok/mem.h"

static struct {
    const char *program;
    sil_level level;
    bool json;
} to = {"sillok", SIL_LOG_INFO, false};

void sil_log_open(const char *program, sil_level level, bool json)
{
    to.program = program;
    to.level = level;
    to.json = json;
}

void sil_log(sil_level level, const char *fmt, ...)
{
    static const char *const names[] = {"error", "warning", "info", "debug"};
    if (level > to.level)
        return;
    char text[2048];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    sil_buf b = {.limit = 1 << 16};
    if (to.json) {
        sil_buf_printf(&b, "{\"level\":\"%s\",\"program\":\"%s\",\"message\":", names[level], to.program);
        sil_json_put(&b, text);
        sil_buf_puts(&b, "}\n");
    } else {
        sil_buf_printf(&b, "%s: %s%s\n", to.program, level == SIL_LOG_WARN ? "warning: " : "", text);
    }
    if (!b.failed)
        fwrite(b.data, 1, b.len, stderr);
    sil_buf_free(&b);
}
