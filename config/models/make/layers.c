/* config/models/make/layers.c: products by OpenBLAS, everything else in loops that become vectors. Used by net.c. */
#include "layers.h"

#include <cblas.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Compiled with -ffast-math so that these become vectors; held within +-40, where fast reciprocals still know what to do. */
static inline float held(float x) { return fminf(fmaxf(x, -40), 40); }
static inline float logistic(float x) { return 1 / (1 + expf(-held(x))); }
static inline float hyperbolic(float x) { return 2 / (1 + expf(-held(2 * x))) - 1; }

void *need(size_t n)
{
    void *p = aligned_alloc(64, (n + 63) / 64 * 64);
    if (!p)
        abort(); /* a training program: there is nothing to save that the last checkpoint does not hold */
    return p;
}

matrix matrix_new(int ni, int no)
{
    size_t n = sizeof(float) * (size_t)ni * (size_t)no;
    return (matrix){need(n), need(n), need(sizeof(float) * (size_t)no)};
}

void matrix_free(matrix *m) { free(m->up), free(m->down), free(m->bias); }

/* What a row becomes when it is kept as int8 times one scale (Tesseract's WeightMatrix::ConvertToInt). */
void row_of(const float *w, int n, bool quantised, float *row)
{
    float most = 0;
    for (int i = 0; i < n; i++)
        most = fmaxf(most, fabsf(w[i]));
    float scale = most > 0 ? most / 127 : 1;
    for (int i = 0; i < n; i++)
        row[i] = quantised ? nearbyintf(w[i] / scale) * scale : w[i];
}

void matrix_put(matrix *m, int no, int o, const float *row, int ni)
{
    for (int i = 0; i < ni; i++)
        m->up[(size_t)i * (size_t)no + (size_t)o] = m->down[(size_t)o * (size_t)ni + (size_t)i] = row[i];
}

float *room(buffer *b, size_t n)
{
    if (n > b->cap) {
        free(b->p);
        b->cap = n + n / 4;
        b->p = need(sizeof(float) * b->cap);
    }
    return b->p;
}

/* ---- convolution and pooling ---- */

static inline float noise(uint64_t *r)
{
    *r = *r * 6364136223846793005u + 1442695040888963407u;
    return (float)((int64_t)(*r >> 33) - (1 << 30)) / (float)(1 << 30);
}

/* The image with one pixel of noise around it, column by column, as Tesseract's Convolve sees it. */
float *framed(const net_line *l, uint64_t seed)
{
    size_t H = NET_HEIGHT + 2, W = (size_t)l->width + 2;
    float *f = need(sizeof *f * H * W);
    uint64_t r = seed * 2654435761u + 12345;
    for (size_t x = 0; x < W; x++)
        for (size_t y = 0; y < H; y++)
            f[x * H + y] = x == 0 || y == 0 || x == W - 1 || y == H - 1 ? noise(&r) : l->px[(y - 1) * (size_t)l->width + x - 1];
    return f;
}

/* out and argmax: [step][NET_ROWS][NET_CONV], steps `stride` apart. The largest before tanh is the largest after it. */
void conv_up(const float (*w)[NET_CONV], const float *f, int T, float *out, unsigned char *arg, size_t stride)
{
    const size_t H = NET_HEIGHT + 2;
    for (int t = 0; t < T; t++)
        for (int y = 0; y < NET_ROWS; y++) {
            float best[NET_CONV];
            int which[NET_CONV];
            for (int o = 0; o < NET_CONV; o++)
                best[o] = -1e30f, which[o] = 0;
            for (int k = 0; k < 9; k++) {
                const float *at = f + (size_t)(t * 3 + k / 3) * H + (size_t)(y * 3 + k % 3);
                float v[NET_CONV];
                for (int o = 0; o < NET_CONV; o++)
                    v[o] = w[9][o];
                for (int i = 0; i < 9; i++) {
                    float a = at[(size_t)(i / 3) * H + (size_t)(i % 3)];
                    for (int o = 0; o < NET_CONV; o++)
                        v[o] += a * w[i][o];
                }
                for (int o = 0; o < NET_CONV; o++) {
                    which[o] = v[o] > best[o] ? k : which[o];
                    best[o] = v[o] > best[o] ? v[o] : best[o];
                }
            }
            float *to = out + (size_t)t * stride + (size_t)y * NET_CONV;
            unsigned char *a = arg + (size_t)t * stride + (size_t)y * NET_CONV;
            for (int o = 0; o < NET_CONV; o++)
                to[o] = hyperbolic(best[o]), a[o] = (unsigned char)which[o];
        }
}

void conv_down(const float *f, int T, const float *out, const unsigned char *arg, const float *dout, size_t stride, float *grad)
{
    const int H = NET_HEIGHT + 2;
    float sum[10][NET_CONV] = {{0}};
    for (int t = 0; t < T; t++)
        for (int y = 0; y < NET_ROWS; y++) {
            size_t at = (size_t)t * stride + (size_t)(y * NET_CONV);
            const float *from = f + (t * 3 * H + y * 3);
            float d[NET_CONV];
            int where[NET_CONV];
            for (int o = 0; o < NET_CONV; o++) {
                d[o] = dout[at + (size_t)o] * (1 - out[at + (size_t)o] * out[at + (size_t)o]);
                where[o] = arg[at + (size_t)o] / 3 * H + arg[at + (size_t)o] % 3;
            }
            for (int i = 0; i < 9; i++)
                for (int o = 0; o < NET_CONV; o++)
                    sum[i][o] += d[o] * from[where[o] + i / 3 * H + i % 3];
            for (int o = 0; o < NET_CONV; o++)
                sum[9][o] += d[o];
        }
    for (int i = 0; i < 10; i++)
        for (int o = 0; o < NET_CONV; o++)
            grad[o * 10 + i] += sum[i][o];
}

/* Adds the sum over rows of g [rows][n] to the last column of grad [n][width]. */
void bias_down(const float *g, size_t rows, int n, float *grad, int width)
{
    float sum[2048] = {0};
    for (size_t r = 0; r < rows; r++, g += n)
        for (int k = 0; k < n; k++)
            sum[k] += g[k];
    for (int k = 0; k < n; k++)
        grad[(size_t)k * (size_t)width + (size_t)(width - 1)] += sum[k];
}

/* ---- LSTM ---- */

void product(int m, int n, int k, const float *a, const float *b, float beta, float *c)
{
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1, a, k, b, n, beta, c, n);
}

static void cells(int m, int no, float *restrict g, const float *restrict before, float *restrict c, float *restrict h)
{
    for (int i = 0; i < m; i++, g += 4 * no, c += no, h += no) {
        const float *was = before ? before + (size_t)i * (size_t)no : NULL;
        for (int k = 0; k < no; k++) {
            float a = hyperbolic(g[k]), in = logistic(g[no + k]), fo = logistic(g[2 * no + k]), o = logistic(g[3 * no + k]);
            float v = a * in + (was ? was[k] * fo : 0);
            v = fminf(fmaxf(v, -100), 100);
            g[k] = a, g[no + k] = in, g[2 * no + k] = fo, g[3 * no + k] = o;
            c[k] = v;
            h[k] = o * hyperbolic(v);
        }
    }
}

static void cells_back(int m, int no, float *restrict g, const float *restrict before, const float *restrict c, const float *restrict dh, float *restrict dc)
{
    for (int i = 0; i < m; i++, g += 4 * no, c += no, dh += no, dc += no) {
        const float *was = before ? before + (size_t)i * (size_t)no : NULL;
        for (int k = 0; k < no; k++) {
            float a = g[k], in = g[no + k], fo = g[2 * no + k], o = g[3 * no + k], tc = hyperbolic(c[k]);
            float d = dc[k] + dh[k] * o * (1 - tc * tc);
            g[k] = d * in * (1 - a * a);
            g[no + k] = d * a * in * (1 - in);
            g[2 * no + k] = was ? d * was[k] * fo * (1 - fo) : 0;
            g[3 * no + k] = dh[k] * tc * o * (1 - o);
            dc[k] = d * fo;
        }
    }
}

void fill_bias(float *g, size_t rows, int n, const float *bias)
{
    for (size_t r = 0; r < rows; r++)
        memcpy(g + r * (size_t)n, bias, sizeof *bias * (size_t)n);
}

/* in [T][B][ni] -> st->out [T][B][no]; running[t] lines are alive at step t, the rest stays zero. */
void lstm_up(const matrix *x, const matrix *h, int ni, int no, int T, int B, const int *running, const float *in, state *st)
{
    size_t rows = (size_t)T * (size_t)B, N = (size_t)no;
    float *g = room(&st->gates, rows * 4 * N), *c = room(&st->cell, rows * N), *out = room(&st->out, rows * N);
    memset(out, 0, sizeof *out * rows * N);
    fill_bias(g, rows, 4 * no, x->bias);
    product((int)rows, 4 * no, ni, in, x->up, 1, g);
    for (int t = 0; t < T; t++) {
        size_t at = (size_t)t * (size_t)B;
        int m = running ? running[t] : B;
        if (t)
            product(m, 4 * no, no, out + (at - (size_t)B) * N, h->up, 1, g + at * 4 * N);
        cells(m, no, g + at * 4 * N, t ? c + (at - (size_t)B) * N : NULL, c + at * N, out + at * N);
    }
}

/* dout [T][B][no], or only the last step's when last_only, is used up; dx [T][B][ni] may be NULL. grad: this layer's [4 no][ni + no + 1]. */
void lstm_down(buffer scratch[2], const matrix *x, const matrix *h, int ni, int no, int T, int B, const int *running, const float *in, state *st, const float *dout, bool last_only, float *dx,
                      float *grad)
{
    size_t rows = (size_t)T * (size_t)B, N = (size_t)no;
    float *g = st->gates.p, *c = st->cell.p;
    float *dh = room(&scratch[0], (size_t)B * N), *dc = room(&scratch[1], (size_t)B * N);
    memset(dh, 0, sizeof *dh * (size_t)B * N), memset(dc, 0, sizeof *dc * (size_t)B * N);
    for (int t = T - 1; t >= 0; t--) {
        size_t at = (size_t)t * (size_t)B;
        int m = running ? running[t] : B;
        if (m < B)
            memset(g + (at + (size_t)m) * 4 * N, 0, sizeof *g * (size_t)(B - m) * 4 * N);
        if (!last_only || t == T - 1) {
            const float *d = dout + (last_only ? 0 : at * N);
            for (size_t i = 0; i < (size_t)m * N; i++)
                dh[i] += d[i];
        }
        cells_back(m, no, g + at * 4 * N, t ? c + (at - (size_t)B) * N : NULL, c + at * N, dh, dc);
        if (t)
            product(m, no, 4 * no, g + at * 4 * N, h->down, 0, dh);
    }
    if (dx)
        product((int)rows, ni, 4 * no, g, x->down, 0, dx);
    int width = ni + no + 1;
    cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, 4 * no, ni, (int)rows, 1, g, 4 * no, in, ni, 1, grad, width);
    if (T > 1)
        cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, 4 * no, no, (T - 1) * B, 1, g + (size_t)B * 4 * N, 4 * no, st->out.p, no, 1, grad + ni, width);
    bias_down(g, rows, 4 * no, grad, width);
}
