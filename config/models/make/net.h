/* config/models/make/net.h: the line network as `make model` trains it, in 32-bit floats, forward and backward, many lines at a time.
 *
 * What Tesseract calls Series[Input 1,48,0,1; Parallel[Hangul body, Han body]; Softmax], with a second, light softmax on the Hangul body
 * alone. A body is Ct3,3,16 Mp3,3 Lfys64 Lfx96 Lrx96 Lfx<top>. Cells as in Tesseract's lstm.cpp (no peepholes, states held within +-100;
 * Hochreiter and Schmidhuber 1997, Gers 2000). Loss: connectionist temporal classification (Graves 2006), see ctc.h.
 *
 * All weights are one vector in the order of the .weights files: body A (conv, lfys, lfx, lrx, top), body B, whole softmax, light softmax;
 * a matrix has a row for each output and the bias as its last column; the gates of a layer follow each other as CI, GI, GF1, GO. */
#ifndef SILLOK_MODEL_NET_H
#define SILLOK_MODEL_NET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NET_HEIGHT = 48, NET_POOL = 3, NET_ROWS = NET_HEIGHT / NET_POOL, NET_CONV = 16, NET_LAYERS = 4, NET_BODIES = 2 };

typedef struct net_layer { int ni, no; size_t at; } net_layer; /* at: where its weights begin, [4 * no][ni + no + 1] */

typedef struct net_shape {
    size_t conv[NET_BODIES];
    net_layer layer[NET_BODIES][NET_LAYERS]; /* lfys, lfx, lrx, top */
    int classes[2];                          /* outputs of the whole and of the light softmax */
    size_t head[2];                          /* [classes][inputs + 1] */
    int head_inputs[2];
    size_t n;                                /* weights in all */
} net_shape;

/* A line to learn from or to read. px is row-major [48][width], -1 black to 1 white; label[k] holds the codes of head k. */
typedef struct net_line {
    const float *px;
    int width;
    const int *label[2];
    int n_label[2];
} net_line;

void net_shape_make(int whole, int light, net_shape *s);

/* Weights laid out for the products; made anew after each change of theta. Quantised: as they will be in eight bits a row. */
typedef struct net_packed net_packed;
net_packed *net_pack_new(const net_shape *s);
void net_pack(net_packed *p, const float *theta, bool quantised);
void net_pack_free(net_packed *p);

/* The room one thread works in; grows to the largest batch it has met. */
typedef struct net_work net_work;
net_work *net_work_new(const net_shape *s);
void net_work_free(net_work *w);

typedef struct net_loss {
    double loss[2]; /* summed negative log likelihood by head */
    int lines;      /* that could be aligned; others (label longer than the line) count nothing */
} net_loss;

/* Forward and backward over n lines; adds the gradient to grad (may be NULL: forward alone). heads_only: nothing is learnt below the
 * softmax. blank: the null code of both heads; weight: of each head's loss. seed: for the noise Tesseract puts around an image. */
net_loss net_run(net_work *w, const net_packed *p, const net_line *lines, int n, const int blank[2], const double weight[2], bool heads_only, uint64_t seed, float *grad);

/* After net_run: greedy codes of line i by head (best path, Graves 2006), at most cap; returns how many. */
int net_best(const net_work *w, int i, int head, int blank, int *codes, int cap);

#endif
