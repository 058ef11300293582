/* config/models/make/layers.h: the layers of net.h one by one, forward ("up") and backward ("down"): convolution with pooling, LSTM.
 * Arrays are [step][line][value]. A backward pass adds to the gradient it is given and uses up what the forward pass kept. */
#ifndef SILLOK_MODEL_LAYERS_H
#define SILLOK_MODEL_LAYERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "net.h"

void *need(size_t n); /* memory for vectors; ends the program when there is none */

typedef struct matrix { float *up, *down, *bias; } matrix; /* up [inputs][outputs], down [outputs][inputs] */
matrix matrix_new(int ni, int no);
void matrix_free(matrix *m);
void matrix_put(matrix *m, int no, int o, const float *row, int ni); /* the weights of output o */

/* A row of weights as it is, or as it will be kept: int8 times one scale (Tesseract's WeightMatrix::ConvertToInt). */
void row_of(const float *w, int n, bool quantised, float *row);

typedef struct buffer { float *p; size_t cap; } buffer;
float *room(buffer *b, size_t n); /* at least n; what stood there is lost when it grows */

typedef struct state { buffer gates, cell, out, in; } state; /* of one layer: [T][B][..] */

/* c [m][n] = a [m][k] b [k][n] + beta c */
void product(int m, int n, int k, const float *a, const float *b, float beta, float *c);
void fill_bias(float *g, size_t rows, int n, const float *bias);
void bias_down(const float *g, size_t rows, int n, float *grad, int width); /* adds the sum over rows to the last column of grad [n][width] */

/* The image with one pixel of noise around it, column by column, as Tesseract's Convolve sees it; free(). */
float *framed(const net_line *l, uint64_t seed);
/* out and arg: [step][NET_ROWS][NET_CONV], steps `stride` apart; arg: which of the nine pooled places won. w: bias last. */
void conv_up(const float (*w)[NET_CONV], const float *f, int T, float *out, unsigned char *arg, size_t stride);
void conv_down(const float *f, int T, const float *out, const unsigned char *arg, const float *dout, size_t stride, float *grad);

/* in [T][B][ni] -> st->out [T][B][no]; running[t] lines are alive at step t (NULL: all), the rest stays zero. */
void lstm_up(const matrix *x, const matrix *h, int ni, int no, int T, int B, const int *running, const float *in, state *st);
/* dout [T][B][no], or only the last step's when last_only; dx [T][B][ni] may be NULL; grad: [4 no][ni + no + 1]; scratch: two buffers. */
void lstm_down(buffer scratch[2], const matrix *x, const matrix *h, int ni, int no, int T, int B, const int *running, const float *in, state *st, const float *dout, bool last_only, float *dx,
               float *grad);

#endif
