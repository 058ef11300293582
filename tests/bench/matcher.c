/* How fast the matcher of room 4 is by itself: matcher FILE...: MB of text a second in which all names of the authority files are looked for, in both foldings (view.h), at every
 * character. Reading, decoding and folding are left out. make bench-text runs it on the papers it has made. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "authority.h"
#include "sillok/file.h"
#include "sillok/room.h"
#include "view.h"

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Names that begin at any character. */
static size_t names_in(const sil_names *names, const sil_fold *f, int n)
{
    size_t found = 0;
    sil_match m[24];
    for (int i = 0; i < n; i++)
        found += sil_matcher_prefixes(names->matcher, f->bytes + f->at[i], f->len - (size_t)f->at[i], m, 24);
    return found;
}

int main(int argc, char **argv)
{
    sil_err err;
    sil_authority au;
    sil_arena *a = sil_arena_new(0), *line = sil_arena_new(0);
    char *config;
    if (!a || !line || sil_config_dir(a, &config, &err) || sil_authority_open(a, config, 100000, &au, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    double seconds = 0, bytes = 0;
    size_t found = 0;
    for (int i = 1; i < argc; i++) {
        char *text;
        size_t len;
        if (sil_file_read(a, argv[i], 0, &text, &len, &err)) {
            fprintf(stderr, "%s\n", err.text);
            return 1;
        }
        for (char *p = strtok(text, "\n\f"); p; p = strtok(NULL, "\n\f")) {
            sil_view v;
            sil_arena_clear(line);
            if (sil_view_make(line, p, false, &v, &err))
                return 1;
            double from = now();
            found += names_in(&au.exact, &v.exact, v.n) + names_in(&au.loose, &v.loose, v.n);
            seconds += now() - from;
            bytes += (double)strlen(p);
        }
    }
    printf("%.1f MB/s, %zu names in %.1f MB\n", bytes / 1e6 / (seconds > 0 ? seconds : 1), found, bytes / 1e6);
    sil_authority_close(&au);
    sil_arena_free(line);
    sil_arena_free(a);
    return 0;
}
