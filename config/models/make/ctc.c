/* config/models/make/ctc.c: forward and backward variables in plain probabilities, scaled at each step (Rabiner 1989) instead of logarithms. */
#include "ctc.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

double ctc(const float *y, int T, int classes, int stride, const int *label, int n, int blank, double weight, float *dlogit)
{
    if (dlogit)
        for (int t = 0; t < T; t++)
            memset(dlogit + (size_t)t * (size_t)stride, 0, sizeof *dlogit * (size_t)classes);
    int repeats = 0;
    for (int i = 1; i < n; i++)
        repeats += label[i] == label[i - 1];
    if (n + repeats > T || T < 1)
        return -1;
    int S = 2 * n + 1;
    size_t cells = (size_t)T * (size_t)S;
    double *alpha = malloc(sizeof *alpha * (cells + 2 * (size_t)(S + 2)));
    int *at = malloc(sizeof *at * (size_t)S);
    unsigned char *skip = calloc((size_t)S + 2, 1);
    double nll = -1;
    if (alpha && at && skip) {
        for (int s = 0; s < S; s++) {
            at[s] = s % 2 ? label[s / 2] : blank;
            skip[s] = s % 2 && s > 1 && label[s / 2] != label[s / 2 - 1];
        }
        nll = 0;
        for (int t = 0; t < T; t++) {
            const float *p = y + (size_t)t * (size_t)stride;
            double *a = alpha + (size_t)t * (size_t)S, *b = a - S, sum = 0;
            int lo = S - 2 * (T - t) > 0 ? S - 2 * (T - t) : 0, hi = 2 * t + 2 < S ? 2 * t + 2 : S;
            memset(a, 0, sizeof *a * (size_t)S);
            for (int s = lo; s < hi; s++) {
                double v = t == 0 ? 1 : b[s] + (s > 0 ? b[s - 1] : 0) + (skip[s] ? b[s - 2] : 0);
                sum += a[s] = v * ((double)p[at[s]] + 1e-30);
            }
            if (sum <= 0) {
                nll = -1;
                break;
            }
            nll -= log(sum);
            for (int s = lo; s < hi; s++)
                a[s] /= sum;
        }
    }
    if (nll >= 0 && dlogit) {
        double *beta = alpha + cells, *next = beta + S + 2; /* beta of step t without its own output; two zeros behind the end */
        memset(beta, 0, sizeof *beta * (size_t)(S + 2)), memset(next, 0, sizeof *next * (size_t)(S + 2));
        for (int t = T - 1; t >= 0; t--) {
            const float *p = y + (size_t)t * (size_t)stride;
            float *d = dlogit + (size_t)t * (size_t)stride;
            const double *a = alpha + (size_t)t * (size_t)S;
            double all = 0, sum = 0;
            for (int s = 0; s < S; s++) {
                beta[s] = t == T - 1 ? (s >= S - 2) : next[s] + next[s + 1] + (s + 2 < S && skip[s + 2] ? next[s + 2] : 0);
                all += a[s] * beta[s];
            }
            for (int k = 0; k < classes; k++)
                d[k] = (float)weight * p[k];
            for (int s = 0; s < S && all > 0; s++)
                d[at[s]] -= (float)(weight * a[s] * beta[s] / all);
            for (int s = 0; s < S; s++)
                sum += next[s] = beta[s] * ((double)p[at[s]] + 1e-30);
            for (int s = 0; s < S && sum > 0; s++)
                next[s] /= sum;
        }
    }
    free(alpha), free(at), free(skip);
    return nll;
}
