/* preview.c - draws training lines so that a person sees them, and measures how fast they come.
 * preview FONTS ROLE TEXTFILE N OUT.png [HARDNESS [SEED [net]]]   N lines stacked; net: as the network gets them (contrast stretched)
 * preview FONTS ROLE TEXTFILE N -       [HARDNESS [SEED]]         no picture, only lines a second */
#include "lines.h"
#include <leptonica/allheaders.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { STEP = 54 };

static void put(PIX *out, const float *px, int w, int y0)
{
    int most = (int)pixGetWidth(out);
    for (int y = 0; y < 48; y++) {
        l_uint32 *row = pixGetData(out) + (size_t)pixGetWpl(out) * (size_t)(y0 + y);
        for (int x = 0; x < w && x < most; x++) SET_DATA_BYTE(row, x, (l_uint8)((px[(size_t)y * (size_t)w + (size_t)x] + 1) * 127.5f));
    }
}

static void put_gray(PIX *out, const unsigned char *px, int w, int y0)
{
    int most = (int)pixGetWidth(out);
    for (int y = 0; y < 48; y++) {
        l_uint32 *row = pixGetData(out) + (size_t)pixGetWpl(out) * (size_t)(y0 + y);
        for (int x = 0; x < w && x < most; x++) SET_DATA_BYTE(row, x, px[(size_t)y * (size_t)w + (size_t)x]);
    }
}

int main(int argc, char **argv)
{
    if (argc < 6) {
        fprintf(stderr, "preview FONTS ROLE TEXTFILE N OUT.png|- [HARDNESS [SEED [net]]]\n");
        return 2;
    }
    char why[300], line[4096];
    sil_lines *l;
    if (sil_lines_open(argv[1], argv[2], &l, why, sizeof why)) {
        fprintf(stderr, "%s\n", why);
        return 1;
    }
    FILE *in = fopen(argv[3], "r");
    int n = atoi(argv[4]), done = 0, skipped = 0, look = strcmp(argv[5], "-") != 0, net = argc > 8;
    double hardness = argc > 6 ? atof(argv[6]) : 1, wide = 0;
    uint64_t seed = argc > 7 ? strtoull(argv[7], 0, 10) : 1;
    PIX *out = look ? pixCreate(1900, n * STEP, 8) : 0;
    if (out) pixSetAllGray(out, 150);
    struct timespec a, b;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
    for (int i = 0; in && done < n; i++) {
        if (!fgets(line, sizeof line, in)) break;
        float *px = 0;
        unsigned char *g = 0;
        int w = 0, bad = look && !net ? sil_line_gray(l, line, seed * 1000003 + (uint64_t)i, hardness, &g, &w)
                                      : sil_line_make(l, line, seed * 1000003 + (uint64_t)i, hardness, &px, &w);
        if (bad) {
            skipped++;
            if (skipped <= 5) fprintf(stderr, "not written: %s", line);
            continue;
        }
        if (out && px) put(out, px, w, done * STEP);
        if (out && g) put_gray(out, g, w, done * STEP);
        wide += w;
        done++;
        free(px);
        free(g);
    }
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
    double t = (double)(b.tv_sec - a.tv_sec) + 1e-9 * (double)(b.tv_nsec - a.tv_nsec);
    printf("%d lines, %d skipped, %.0f lines a second of CPU, mean width %.0f\n", done, skipped, done / (t > 0 ? t : 1), wide / (done ? done : 1));
    if (out) pixWrite(argv[5], out, IFF_PNG), pixDestroy(&out);
    if (in) fclose(in);
    sil_lines_close(l);
    return 0;
}
