/* driver/cmd_export.c: `sillok export`: papers in the formats of other programs. sillok-export does it and takes this process over. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "sillok.h"
#include "sillok/log.h"

int cmd_export(driver *d, sil_err *err)
{
    size_t n = 0;
    char **v = sil_alloc(d->arena, (12 + d->n_paths) * sizeof *v), *program = sil_sprintf(d->arena, "%s/sillok-export", d->bin);
    if (!v || !program) {
        sil_log(SIL_LOG_ERROR, "no memory to start the export");
        return 5;
    }
    const char *const given[][2] = {{"-C", d->corpus}, {"--to", d->to}, {"--out", d->out}, {"--base", d->base}};
    v[n++] = program;
    for (size_t i = 0; i < sizeof given / sizeof *given; i++)
        if (given[i][1]) {
            v[n++] = (char *)(size_t)given[i][0];
            v[n++] = (char *)(size_t)given[i][1];
        }
    if (d->quiet)
        v[n++] = (char *)(size_t)"-q";
    for (size_t i = 0; i < d->n_paths; i++)
        v[n++] = d->paths[i];
    execv(program, v);
    sil_fail(err, SIL_LIBRARY, "cannot start %s: %s; run make", program, strerror(errno));
    sil_log(SIL_LOG_ERROR, "%s", err->text);
    return sil_exit_code(err->code);
}
