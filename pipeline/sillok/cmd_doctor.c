/* driver/cmd_doctor.c: what this machine has and lacks: the rooms' programs, models, dictionaries; the apt line for what is missing. */
#include <stdio.h>
#include <string.h>

#include "sillok.h"
#include "sillok/file.h"
#include "sillok/log.h"
#include "sillok/tsv.h"
#include "sillok/wall.h"

/* A room starts only when its libraries load; its recipe needs every model and table it depends on. */
static int check_rooms(driver *d, sil_err *err)
{
    static const char *const ask[] = {"--recipe", NULL};
    int bad = 0;
    for (int r = 0; r < ROOMS; r++) {
        sil_buf b = {.limit = 1 << 20};
        int code = 0;
        sil_status s = room_run(d, (room_id)r, ask, &b, &code, err);
        bool ok = !s && code == 0;
        printf("%-8s program sillok-%s%s%s\n", ok ? "ok" : "MISSING", room_names[r], s ? ": " : ok ? "" : ": does not start, see above", s ? err->text : "");
        bad += !ok;
        sil_buf_free(&b);
    }
    return bad;
}

/* The wall around the processes that decode delivered files: less of it is no reason not to work. */
static void check_wall(void)
{
    unsigned kinds = sil_wall_kinds();
    printf("%-8s Landlock: delivered files are decoded out of reach of other files%s\n", kinds & SIL_WALL_LANDLOCK ? "ok" : "LACKING",
           kinds & SIL_WALL_LANDLOCK ? "" : "; this kernel (older than 5.13?) or the box around us does not have it, the other limits hold");
    printf("%-8s seccomp: they are decoded without network, programs and other processes%s\n", kinds & SIL_WALL_SECCOMP ? "ok" : "LACKING",
           kinds & SIL_WALL_SECCOMP ? "" : "; this kernel or the box around us does not have it, the other limits hold");
}

int cmd_doctor(driver *d, sil_err *err)
{
    static const char *const need[] = {"package", "need", "why", "proof", NULL};
    sil_tsv t;
    sil_buf line = {.limit = 1 << 16};
    char *path = sil_sprintf(d->arena, "%s/packages.tsv", d->config);
    sil_status s = path ? sil_tsv_read(d->arena, path, need, &t, err) : sil_fail(err, SIL_NOMEM, "no memory to look around");
    if (s) {
        sil_log(SIL_LOG_ERROR, "%s", err->text);
        return sil_exit_code(s);
    }
    for (size_t i = 0; i < t.n_rows; i++) {
        char **r = t.rows[i];
        const char *package = r[sil_tsv_column(&t, "package")], *proof = r[sil_tsv_column(&t, "proof")];
        if (!*proof)
            continue;
        bool there = sil_file_exists(proof);
        printf("%-8s %s (%s)\n", there ? "ok" : "MISSING", package, r[sil_tsv_column(&t, "why")]);
        if (!there)
            sil_buf_printf(&line, " %s", package);
    }
    int bad = check_rooms(d, err);
    check_wall();
    if (line.len)
        printf("\nto install what is missing:\n    apt-get install -y --no-install-recommends%s\n", line.data);
    bad += line.len > 0;
    sil_buf_free(&line);
    return bad ? 4 : 0;
}
