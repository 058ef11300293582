/* config/models/make/material.h: what a network learns from and is judged by: the alphabet with its codes, lines of text, lines drawn. */
#ifndef SILLOK_MODEL_MATERIAL_H
#define SILLOK_MODEL_MATERIAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lines.h"
#include "net.h"

enum { MOST_CODES = 9, MOST_LABEL = 512, MOST_WIDTH = 3600 };

/* The program ends with the sentence: a training program leaves its last checkpoint, nothing else has to be saved. */
_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* folder/name; eight such paths are valid at a time. */
const char *in_folder(const char *folder, const char *name);
char *slurp(const char *path, size_t *size); /* whole file, a zero behind it; the caller frees */

/* A character's codes under each head (whole, light). */
typedef struct sign { int n[2], code[2][MOST_CODES]; } sign;

typedef struct material_alphabet {
    int classes[2], blank[2];
    sign *of[0x110000]; /* by code point, NULL where it cannot be written */
} material_alphabet;

extern material_alphabet alphabet;
void read_alphabet(const char *path); /* alphabet.tsv */
int next_cp(const char **p);

typedef struct texts { char *all; char **line; size_t n; } texts;
texts read_texts(const char *path); /* a line of text each */

typedef struct drawn { net_line line; int label[2][MOST_LABEL]; const char *text; float *px; } drawn;

/* Draws the text and finds its labels; false when it cannot be written or is too long. free(d->px). */
bool draw(sil_lines *fonts, const char *text, uint64_t seed, double hardness, drawn *d);
void draw_settle(drawn *d); /* after the structure moved: its line points at its own labels again */

float *load_weights(const char *path, const net_shape *s);

/* Errors by kind of character on `lines` lines of judge.txt in fonts of the role, printed; pairs: each character read as another, too. */
void judge(const char *folder, const net_shape *s, const char *weights, const char *role, int lines, bool pairs);

#endif
