/* config/models/make/net.c: the network's forward and backward passes; products by OpenBLAS, one thread each caller.
 * Lines of a batch are sorted by width, the widest first, so that at every step those still running are the first ones. */
#include "net.h"

#include <cblas.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ctc.h"
#include "layers.h"

enum { STRIP = 64 }; /* columns that climb through lfys together: their gates stay in the cache */

static const int TOPS[NET_BODIES] = {192, 384};

void net_shape_make(int whole, int light, net_shape *s)
{
    size_t at = 0;
    for (int b = 0; b < NET_BODIES; b++) {
        const int no[NET_LAYERS] = {64, 96, 96, TOPS[b]};
        s->conv[b] = at;
        at += NET_CONV * 10;
        for (int k = 0, ni = NET_CONV; k < NET_LAYERS; ni = no[k++]) {
            s->layer[b][k] = (net_layer){ni, no[k], at};
            at += (size_t)(4 * no[k]) * (size_t)(ni + no[k] + 1);
        }
    }
    s->classes[0] = whole, s->classes[1] = light;
    s->head_inputs[0] = TOPS[0] + TOPS[1], s->head_inputs[1] = TOPS[0];
    for (int h = 0; h < 2; h++) {
        s->head[h] = at;
        at += (size_t)s->classes[h] * (size_t)(s->head_inputs[h] + 1);
    }
    s->n = at;
}

/* ---- weights laid out ---- */

struct net_packed {
    net_shape s;
    float conv[NET_BODIES][10][NET_CONV]; /* bias last */
    matrix x[NET_BODIES][NET_LAYERS], h[NET_BODIES][NET_LAYERS], head[2];
};

net_packed *net_pack_new(const net_shape *s)
{
    net_packed *p = need(sizeof *p);
    p->s = *s;
    for (int b = 0; b < NET_BODIES; b++)
        for (int k = 0; k < NET_LAYERS; k++) {
            const net_layer *l = &s->layer[b][k];
            p->x[b][k] = matrix_new(l->ni, 4 * l->no), p->h[b][k] = matrix_new(l->no, 4 * l->no);
        }
    for (int h = 0; h < 2; h++)
        p->head[h] = matrix_new(s->head_inputs[h], s->classes[h]);
    return p;
}

void net_pack_free(net_packed *p)
{
    for (int b = 0; p && b < NET_BODIES; b++)
        for (int k = 0; k < NET_LAYERS; k++)
            matrix_free(&p->x[b][k]), matrix_free(&p->h[b][k]);
    for (int h = 0; p && h < 2; h++)
        matrix_free(&p->head[h]);
    free(p);
}

void net_pack(net_packed *p, const float *theta, bool quantised)
{
    float row[1024];
    for (int b = 0; b < NET_BODIES; b++) {
        for (int o = 0; o < NET_CONV; o++) {
            row_of(theta + p->s.conv[b] + o * 10, 10, quantised, row);
            for (int i = 0; i < 10; i++)
                p->conv[b][i][o] = row[i];
        }
        for (int k = 0; k < NET_LAYERS; k++) {
            const net_layer *l = &p->s.layer[b][k];
            int in = l->ni + l->no + 1;
            for (int o = 0; o < 4 * l->no; o++) {
                row_of(theta + l->at + (size_t)o * (size_t)in, in, quantised, row);
                matrix_put(&p->x[b][k], 4 * l->no, o, row, l->ni);
                matrix_put(&p->h[b][k], 4 * l->no, o, row + l->ni, l->no);
                p->x[b][k].bias[o] = row[in - 1];
            }
        }
    }
    for (int h = 0; h < 2; h++) {
        int in = p->s.head_inputs[h];
        for (int o = 0; o < p->s.classes[h]; o++) {
            row_of(theta + p->s.head[h] + (size_t)o * (size_t)(in + 1), in + 1, quantised, row);
            matrix_put(&p->head[h], p->s.classes[h], o, row, in);
            p->head[h].bias[o] = row[in];
        }
    }
}

/* ---- room to work in ---- */

struct net_work {
    net_shape s;
    int n, T;         /* lines, steps of the widest */
    int *order, *len, *running; /* order[i]: place in the caller's array; len: steps of line i; running: lines alive at step t */
    size_t cap_n, cap_t;
    state st[NET_BODIES][NET_LAYERS];
    buffer pooled[NET_BODIES], dpool, joined, y[2], dy[2], dout[2], dx, scratch[2];
    unsigned char *argmax[NET_BODIES];
    size_t cap_arg;
};

net_work *net_work_new(const net_shape *s)
{
    net_work *w = need(sizeof *w);
    memset(w, 0, sizeof *w);
    w->s = *s;
    return w;
}

void net_work_free(net_work *w)
{
    if (!w)
        return;
    for (int b = 0; b < NET_BODIES; b++) {
        for (int k = 0; k < NET_LAYERS; k++)
            free(w->st[b][k].gates.p), free(w->st[b][k].cell.p), free(w->st[b][k].out.p), free(w->st[b][k].in.p);
        free(w->pooled[b].p), free(w->y[b].p), free(w->dy[b].p), free(w->dout[b].p), free(w->argmax[b]);
    }
    free(w->dpool.p), free(w->joined.p), free(w->dx.p), free(w->scratch[0].p), free(w->scratch[1].p);
    free(w->order), free(w->len), free(w->running);
    free(w);
}

/* Each line turned round within its own length. */
static void turn(const net_work *w, const float *in, int no, float *out)
{
    memset(out, 0, sizeof *out * (size_t)w->T * (size_t)w->n * (size_t)no);
    for (int i = 0; i < w->n; i++)
        for (int t = 0; t < w->len[i]; t++)
            memcpy(out + ((size_t)t * (size_t)w->n + (size_t)i) * (size_t)no, in + ((size_t)(w->len[i] - 1 - t) * (size_t)w->n + (size_t)i) * (size_t)no, sizeof *out * (size_t)no);
}

/* ---- a body ---- */

/* Columns are [T * B]; a strip's data is [NET_ROWS][STRIP][..], strips follow each other. */
static size_t strips(const net_work *w) { return ((size_t)w->T * (size_t)w->n + STRIP - 1) / STRIP; }

static void lfys_up(net_work *w, const net_packed *p, int b, float *summed)
{
    state *st = &w->st[b][0];
    size_t columns = (size_t)w->T * (size_t)w->n, ns = strips(w), no = 64, cellsz = NET_ROWS * STRIP;
    float *in = room(&st->in, ns * cellsz * NET_CONV), *g = room(&st->gates, ns * cellsz * 4 * no), *c = room(&st->cell, ns * cellsz * no), *out = room(&st->out, ns * cellsz * no);
    for (size_t s = 0; s < ns; s++) {
        for (size_t k = 0; k < STRIP; k++)
            for (size_t y = 0; y < NET_ROWS; y++) {
                float *to = in + ((s * NET_ROWS + y) * STRIP + k) * NET_CONV;
                if (s * STRIP + k < columns)
                    memcpy(to, w->pooled[b].p + ((s * STRIP + k) * NET_ROWS + y) * NET_CONV, sizeof *to * NET_CONV);
                else
                    memset(to, 0, sizeof *to * NET_CONV);
            }
        state one = {{g + s * cellsz * 4 * no, SIZE_MAX}, {c + s * cellsz * no, SIZE_MAX}, {out + s * cellsz * no, SIZE_MAX}, {NULL, 0}};
        lstm_up(&p->x[b][0], &p->h[b][0], NET_CONV, (int)no, NET_ROWS, STRIP, NULL, in + s * cellsz * NET_CONV, &one);
        size_t m = columns - s * STRIP < STRIP ? columns - s * STRIP : STRIP;
        memcpy(summed + s * STRIP * no, one.out.p + (NET_ROWS - 1) * STRIP * no, sizeof *summed * m * no);
    }
}

static void body_up(net_work *w, const net_packed *p, int b, const net_line *lines, uint64_t seed)
{
    size_t rows = (size_t)w->T * (size_t)w->n, per = NET_ROWS * NET_CONV;
    float *pooled = room(&w->pooled[b], rows * per);
    memset(pooled, 0, sizeof *pooled * rows * per);
    for (int i = 0; i < w->n; i++) {
        float *f = framed(&lines[w->order[i]], seed + (uint64_t)i);
        conv_up(p->conv[b], f, w->len[i], pooled + (size_t)i * per, w->argmax[b] + (size_t)i * per, (size_t)w->n * per);
        free(f);
    }
    state *st = w->st[b];
    float *in = room(&st[1].in, rows * 64);
    lfys_up(w, p, b, in);
    lstm_up(&p->x[b][1], &p->h[b][1], 64, 96, w->T, w->n, w->running, in, &st[1]);
    turn(w, st[1].out.p, 96, room(&st[2].in, rows * 96));
    lstm_up(&p->x[b][2], &p->h[b][2], 96, 96, w->T, w->n, w->running, st[2].in.p, &st[2]);
    turn(w, st[2].out.p, 96, room(&st[3].in, rows * 96));
    lstm_up(&p->x[b][3], &p->h[b][3], 96, TOPS[b], w->T, w->n, w->running, st[3].in.p, &st[3]);
}

static void body_down(net_work *w, const net_packed *p, int b, const net_line *lines, uint64_t seed, float *dtop, float *grad)
{
    const net_layer *l = w->s.layer[b];
    state *st = w->st[b];
    size_t rows = (size_t)w->T * (size_t)w->n, per = NET_ROWS * NET_CONV;
    float *dx = room(&w->dx, rows * 96), *d2 = room(&w->dpool, rows * per > rows * 96 ? rows * per : rows * 96);
    lstm_down(w->scratch, &p->x[b][3], &p->h[b][3], 96, TOPS[b], w->T, w->n, w->running, st[3].in.p, &st[3], dtop, false, dx, grad + l[3].at);
    turn(w, dx, 96, d2);
    lstm_down(w->scratch, &p->x[b][2], &p->h[b][2], 96, 96, w->T, w->n, w->running, st[2].in.p, &st[2], d2, false, dx, grad + l[2].at);
    turn(w, dx, 96, d2);
    lstm_down(w->scratch, &p->x[b][1], &p->h[b][1], 64, 96, w->T, w->n, w->running, st[1].in.p, &st[1], d2, false, dx, grad + l[1].at);
    size_t cellsz = NET_ROWS * STRIP;
    float last[STRIP * 64], din[NET_ROWS * STRIP * NET_CONV];
    for (size_t s = 0; s < strips(w); s++) {
        size_t m = rows - s * STRIP < STRIP ? rows - s * STRIP : STRIP;
        memset(last, 0, sizeof last);
        memcpy(last, dx + s * STRIP * 64, sizeof *last * m * 64);
        state one = {{st[0].gates.p + s * cellsz * 256, SIZE_MAX}, {st[0].cell.p + s * cellsz * 64, SIZE_MAX}, {st[0].out.p + s * cellsz * 64, SIZE_MAX}, {NULL, 0}};
        lstm_down(w->scratch, &p->x[b][0], &p->h[b][0], NET_CONV, 64, NET_ROWS, STRIP, NULL, st[0].in.p + s * cellsz * NET_CONV, &one, last, true, din, grad + l[0].at);
        for (size_t k = 0; k < m; k++)
            for (size_t y = 0; y < NET_ROWS; y++)
                memcpy(d2 + ((s * STRIP + k) * NET_ROWS + y) * NET_CONV, din + (y * STRIP + k) * NET_CONV, sizeof *d2 * NET_CONV);
    }
    for (int i = 0; i < w->n; i++) {
        float *f = framed(&lines[w->order[i]], seed + (uint64_t)i);
        conv_down(f, w->len[i], w->pooled[b].p + (size_t)i * per, w->argmax[b] + (size_t)i * per, d2 + (size_t)i * per, (size_t)w->n * per, grad + w->s.conv[b]);
        free(f);
    }
}

/* ---- the heads and the whole ---- */

static void softmax_rows(float *y, size_t rows, int n)
{
    for (size_t r = 0; r < rows; r++, y += n) {
        float most = y[0], sum = 0;
        for (int k = 1; k < n; k++)
            most = y[k] > most ? y[k] : most;
        for (int k = 0; k < n; k++)
            sum += y[k] = expf(fmaxf(y[k] - most, -80));
        for (int k = 0; k < n; k++)
            y[k] /= sum;
    }
}

static void arrange(net_work *w, const net_line *lines, int n)
{
    if ((size_t)n > w->cap_n) {
        w->cap_n = (size_t)n;
        free(w->order), free(w->len);
        w->order = need(sizeof(int) * w->cap_n), w->len = need(sizeof(int) * w->cap_n);
    }
    w->n = n;
    for (int i = 0; i < n; i++) { /* by insertion, the widest first */
        int k = i;
        for (; k > 0 && lines[w->order[k - 1]].width < lines[i].width; k--)
            w->order[k] = w->order[k - 1];
        w->order[k] = i;
    }
    for (int i = 0; i < n; i++)
        w->len[i] = lines[w->order[i]].width / NET_POOL;
    w->T = w->len[0];
    if ((size_t)w->T > w->cap_t) {
        w->cap_t = (size_t)w->T;
        free(w->running);
        w->running = need(sizeof(int) * w->cap_t);
    }
    for (int t = 0, m = n; t < w->T; t++) {
        while (m > 0 && w->len[m - 1] <= t)
            m--;
        w->running[t] = m;
    }
    size_t args = (size_t)w->T * (size_t)n * NET_ROWS * NET_CONV;
    if (args > w->cap_arg) {
        w->cap_arg = args;
        for (int b = 0; b < NET_BODIES; b++)
            free(w->argmax[b]), w->argmax[b] = need(args);
    }
}

net_loss net_run(net_work *w, const net_packed *p, const net_line *lines, int n, const int blank[2], const double weight[2], bool heads_only, uint64_t seed, float *grad)
{
    net_loss out = {{0, 0}, 0};
    arrange(w, lines, n);
    size_t rows = (size_t)w->T * (size_t)n;
    for (int b = 0; b < NET_BODIES; b++)
        body_up(w, p, b, lines, seed);
    const int J = TOPS[0] + TOPS[1];
    float *joined = room(&w->joined, rows * (size_t)J);
    for (size_t r = 0; r < rows; r++) {
        memcpy(joined + r * (size_t)J, w->st[0][3].out.p + r * (size_t)TOPS[0], sizeof *joined * (size_t)TOPS[0]);
        memcpy(joined + r * (size_t)J + TOPS[0], w->st[1][3].out.p + r * (size_t)TOPS[1], sizeof *joined * (size_t)TOPS[1]);
    }
    for (int h = 0; h < 2; h++) {
        int K = w->s.classes[h], in = w->s.head_inputs[h];
        float *y = room(&w->y[h], rows * (size_t)K), *dy = room(&w->dy[h], rows * (size_t)K);
        fill_bias(y, rows, K, p->head[h].bias);
        product((int)rows, K, in, h == 0 ? joined : w->st[0][3].out.p, p->head[h].up, 1, y);
        softmax_rows(y, rows, K);
        memset(dy, 0, sizeof *dy * rows * (size_t)K);
        for (int i = 0; i < n; i++) {
            const net_line *l = &lines[w->order[i]];
            if (!l->label[h])
                continue;
            double loss = ctc(y + (size_t)i * (size_t)K, w->len[i], K, n * K, l->label[h], l->n_label[h], blank[h], weight[h], grad ? dy + (size_t)i * (size_t)K : NULL);
            if (loss >= 0)
                out.loss[h] += loss, out.lines += h == 0;
        }
    }
    if (!grad)
        return out;
    float *da = room(&w->dout[0], rows * (size_t)TOPS[0]), *db = room(&w->dout[1], rows * (size_t)TOPS[1]);
    for (int h = 0; h < 2; h++) {
        int K = w->s.classes[h], in = w->s.head_inputs[h];
        float *g = grad + w->s.head[h];
        const float *x = h == 0 ? joined : w->st[0][3].out.p;
        cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, K, in, (int)rows, 1, w->dy[h].p, K, x, in, 1, g, in + 1);
        bias_down(w->dy[h].p, rows, K, g, in + 1);
    }
    if (heads_only)
        return out;
    int K = w->s.classes[0];
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (int)rows, TOPS[0], K, 1, w->dy[0].p, K, p->head[0].down, J, 0, da, TOPS[0]);
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (int)rows, TOPS[1], K, 1, w->dy[0].p, K, p->head[0].down + TOPS[0], J, 0, db, TOPS[1]);
    K = w->s.classes[1];
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (int)rows, TOPS[0], K, 1, w->dy[1].p, K, p->head[1].down, TOPS[0], 1, da, TOPS[0]);
    body_down(w, p, 0, lines, seed, da, grad);
    body_down(w, p, 1, lines, seed, db, grad);
    return out;
}

int net_best(const net_work *w, int line, int head, int blank, int *codes, int cap)
{
    int i = 0, n = 0, last = blank, K = w->s.classes[head];
    while (i < w->n && w->order[i] != line)
        i++;
    for (int t = 0; i < w->n && t < w->len[i]; t++) {
        const float *y = w->y[head].p + ((size_t)t * (size_t)w->n + (size_t)i) * (size_t)K;
        int best = 0;
        for (int k = 1; k < K; k++)
            best = y[k] > y[best] ? k : best;
        if (best != last && best != blank && n < cap)
            codes[n++] = best;
        last = best;
    }
    return n;
}
