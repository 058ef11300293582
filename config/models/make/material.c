/* config/models/make/material.c: alphabet, texts, drawn lines, weights on disk. Used by train.c and judge.c. */
#include "material.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void die(const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    fputs("train: ", stderr);
    vfprintf(stderr, format, ap);
    fputc('\n', stderr);
    va_end(ap);
    exit(1);
}

const char *in_folder(const char *folder, const char *name)
{
    static char path[8][4096];
    static int turn;
    turn = (turn + 1) % 8;
    snprintf(path[turn], sizeof path[turn], "%s/%s", folder, name);
    return path[turn];
}

char *slurp(const char *path, size_t *size)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        die("%s: %s", path, strerror(errno));
    fseek(f, 0, SEEK_END);
    long n = ftell(f);
    rewind(f);
    char *p = malloc((size_t)n + 1);
    if (!p || fread(p, 1, (size_t)n, f) != (size_t)n)
        die("%s could not be read", path);
    p[n] = 0;
    fclose(f);
    if (size)
        *size = (size_t)n;
    return p;
}

/* ---- the alphabet ---- */

material_alphabet alphabet;

int next_cp(const char **p)
{
    const unsigned char *s = (const unsigned char *)*p;
    int n = s[0] < 0x80 ? 1 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4, cp = n == 1 ? s[0] : s[0] & (0x7F >> n);
    for (int i = 1; i < n; i++) {
        if ((s[i] & 0xC0) != 0x80)
            die("text that is not UTF-8: %.20s", *p);
        cp = cp << 6 | (s[i] & 0x3F);
    }
    *p += n;
    return cp;
}

void read_alphabet(const char *path)
{
    char *text = slurp(path, NULL);
    if (sscanf(text, "# whole %d %d light %d %d", &alphabet.classes[0], &alphabet.blank[0], &alphabet.classes[1], &alphabet.blank[1]) != 4)
        die("%s does not begin with \"# whole N null light N null\"", path);
    for (char *line = strchr(text, '\n'); line && line[1];) {
        char *end = strchr(++line, '\n');
        if (end)
            *end = 0;
        const char *p = line;
        int cp = next_cp(&p);
        if (*p != '\t')
            die("%s: a line for one character was expected: %s", path, line);
        sign *s = calloc(1, sizeof *s);
        for (int h = 0; h < 2; h++) {
            char *q = (char *)p + 1;
            for (; *q && *q != '\t' && s->n[h] < MOST_CODES; q += *q == ' ')
                s->code[h][s->n[h]++] = (int)strtol(q, &q, 10);
            p = q;
        }
        alphabet.of[cp] = s;
        line = end;
    }
    free(text);
}

/* Codes of a text under a head; -1 when a character is not in the alphabet or the label grows too long. */
static int encode(const char *text, int head, int *label)
{
    int n = 0;
    for (const char *p = text; *p;) {
        const sign *s = alphabet.of[next_cp(&p)];
        if (!s || n + s->n[head] > MOST_LABEL)
            return -1;
        for (int i = 0; i < s->n[head]; i++)
            label[n++] = s->code[head][i];
    }
    return n;
}

/* ---- texts and drawn lines ---- */

texts read_texts(const char *path)
{
    texts t = {slurp(path, NULL), NULL, 0};
    size_t cap = 0;
    for (char *p = t.all; *p;) {
        char *end = strchr(p, '\n');
        if (t.n == cap && !(t.line = realloc(t.line, sizeof *t.line * (cap = cap ? cap * 2 : 1 << 16))))
            die("no memory");
        t.line[t.n++] = p;
        if (!end)
            break;
        *end = 0;
        p = end + 1;
    }
    if (!t.n)
        die("%s holds no lines", path);
    return t;
}

bool draw(sil_lines *fonts, const char *text, uint64_t seed, double hardness, drawn *d)
{
    d->text = text, d->px = NULL;
    for (int h = 0; h < 2; h++) {
        d->line.label[h] = d->label[h];
        if ((d->line.n_label[h] = encode(text, h, d->label[h])) <= 0)
            return false;
    }
    int width = 0;
    if (sil_line_make(fonts, text, seed, hardness, &d->px, &width) != 0)
        return false;
    if (width < 24 || width > MOST_WIDTH || width / NET_POOL < d->line.n_label[0]) {
        free(d->px);
        d->px = NULL;
        return false;
    }
    for (int i = 0; i < NET_HEIGHT * width; i++)
        if (!(d->px[i] >= -1.5f && d->px[i] <= 1.5f))
            die("a drawn line has the pixel %g: %s", (double)d->px[i], text);
    d->line.px = d->px, d->line.width = width;
    return true;
}

void draw_settle(drawn *d)
{
    for (int h = 0; h < 2; h++)
        d->line.label[h] = d->label[h];
}

/* ---- weights on disk ---- */

float *load_weights(const char *path, const net_shape *s)
{
    size_t size;
    char *all = slurp(path, &size);
    int32_t n[2];
    if (size != 16 + sizeof(float) * s->n || memcmp(all, "SILLOKW1", 8) != 0 || (memcpy(n, all + 8, 8), n[0] != s->classes[0]) || n[1] != s->classes[1])
        die("%s does not hold the %zu weights of this alphabet (%d and %d classes)", path, s->n, s->classes[0], s->classes[1]);
    float *w = malloc(sizeof *w * s->n);
    memcpy(w, all + 16, sizeof *w * s->n);
    free(all);
    return w;
}

