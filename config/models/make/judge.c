/* config/models/make/judge.c: how a network reads lines it has never seen: errors by kind of character. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "material.h"

static int *alphabet_order; /* code points, those with more codes first */
static int alphabet_n;

static int more_codes(const void *a, const void *b)
{
    const sign *x = alphabet.of[*(const int *)a], *y = alphabet.of[*(const int *)b];
    return (x->n[0] < y->n[0]) - (x->n[0] > y->n[0]);
}

/* The longest character that begins with these codes wins; codes that begin none are left out. */
static int decode(const int *codes, int n, int head, int *cps, int cap)
{
    static int *bucket[1024], size[1024];
    if (!alphabet_n) {
        alphabet_order = malloc(sizeof(int) * 0x110000);
        for (int c = 0; c < 0x110000; c++)
            if (alphabet.of[c])
                alphabet_order[alphabet_n++] = c;
        qsort(alphabet_order, (size_t)alphabet_n, sizeof(int), more_codes);
    }
    memset(size, 0, sizeof size);
    for (int k = 0; k < alphabet_n; k++) {
        const sign *s = alphabet.of[alphabet_order[k]];
        int c = s->code[head][0];
        bucket[c] = realloc(bucket[c], sizeof(int) * (size_t)(size[c] + 1));
        bucket[c][size[c]++] = alphabet_order[k];
    }
    int out = 0;
    for (int i = 0; i < n && out < cap;) {
        int used = 0;
        for (int k = 0; k < size[codes[i]] && !used; k++) {
            const sign *s = alphabet.of[bucket[codes[i]][k]];
            if (i + s->n[head] <= n && memcmp(codes + i, s->code[head], sizeof(int) * (size_t)s->n[head]) == 0)
                used = s->n[head], cps[out++] = bucket[codes[i]][k];
        }
        i += used ? used : 1;
    }
    return out;
}

enum { HANGUL, HANJA, LATIN, OTHER, SPACE, KINDS };
static const char *KIND[KINDS] = {"Hangul", "Hanja", "Latin and digits", "other", "space"};

static int kind_of(int c)
{
    return c == ' ' ? SPACE : c >= 0xAC00 && c <= 0xD7A3 ? HANGUL : (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || c >= 0x20000 ? HANJA
         : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0x24F) ? LATIN : OTHER;
}

typedef struct tally { long n[KINDS], wrong[KINDS], added; } tally;

/* Levenshtein alignment; a wrong or lost character counts for the kind of the true one. Hanja all look alike to the light head. */
static void count(const int *a, int n, const int *b, int m, bool light, bool pairs, tally *t)
{
    int (*d)[600] = malloc(sizeof(int[600]) * 600);
    for (int i = 0; i <= n; i++)
        for (int k = 0; k <= m; k++) {
            bool same = i && k && (a[i - 1] == b[k - 1] || (light && kind_of(a[i - 1]) == HANJA && kind_of(b[k - 1]) == HANJA));
            int best = i == 0 ? k : k == 0 ? i : d[i - 1][k - 1] + !same;
            if (i && k && d[i - 1][k] + 1 < best)
                best = d[i - 1][k] + 1;
            if (i && k && d[i][k - 1] + 1 < best)
                best = d[i][k - 1] + 1;
            d[i][k] = best;
        }
    for (int i = n, k = m; i || k;) {
        bool same = i && k && (a[i - 1] == b[k - 1] || (light && kind_of(a[i - 1]) == HANJA && kind_of(b[k - 1]) == HANJA));
        if (i && k && d[i][k] == d[i - 1][k - 1] + !same) {
            if (!same && pairs)
                printf("pair\t%lc\t%lc\n", (wint_t)a[i - 1], (wint_t)b[k - 1]);
            t->n[kind_of(a[i - 1])]++, t->wrong[kind_of(a[i - 1])] += !same, i--, k--;
        } else if (i && d[i][k] == d[i - 1][k] + 1)
            t->n[kind_of(a[i - 1])]++, t->wrong[kind_of(a[i - 1])]++, i--;
        else
            t->added++, k--;
    }
    free(d);
}

void judge(const char *folder, const net_shape *s, const char *weights, const char *role, int lines, bool pairs)
{
    texts t = read_texts(in_folder(folder, "judge.txt"));
    float *theta = load_weights(weights, s);
    net_packed *packed = net_pack_new(s);
    net_pack(packed, theta, true);
    net_work *work = net_work_new(s);
    sil_lines *fonts;
    char why[512];
    if (sil_lines_open(in_folder(folder, "fonts.tsv"), role, &fonts, why, sizeof why) != 0)
        die("%s", why);
    tally all[2] = {0};
    drawn *d = malloc(sizeof *d);
    for (int i = 0, done = 0; done < lines && i < (int)t.n; i++) {
        if (!draw(fonts, t.line[i], 99 + (uint64_t)i * 31, i % 2 ? 1.0 : 0.3, d))
            continue;
        done++;
        net_line line = d->line;
        line.label[0] = line.label[1] = NULL;
        net_run(work, packed, &line, 1, alphabet.blank, (const double[]){1, 1}, true, (uint64_t)i, NULL);
        int truth[600], n = 0;
        for (const char *q = d->text; *q && n < 599;)
            truth[n++] = next_cp(&q);
        for (int h = 0; h < 2; h++) {
            int codes[1200], read[599], k = net_best(work, 0, h, alphabet.blank[h], codes, 1200);
            k = decode(codes, k, h, read, 599);
            count(truth, n, read, k, h == 1, pairs && h == 0, &all[h]);
        }
        free(d->px);
    }
    for (int h = 0; h < 2; h++) {
        printf("%s:", h ? "light" : "whole");
        for (int k = 0; k < KINDS; k++)
            printf("  %s %ld/%ld=%.2f%%", KIND[k], all[h].wrong[k], all[h].n[k], all[h].n[k] ? 100.0 * (double)all[h].wrong[k] / (double)all[h].n[k] : 0);
        printf("  added %ld\n", all[h].added);
    }
}

