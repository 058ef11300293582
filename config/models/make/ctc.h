/* config/models/make/ctc.h: connectionist temporal classification (Graves, Fernandez, Gomez, Schmidhuber, ICML 2006): the likelihood of a
 * label sequence under the outputs of each time step, and its gradient. */
#ifndef SILLOK_MODEL_CTC_H
#define SILLOK_MODEL_CTC_H

/* y: probabilities, [T] rows of `stride` floats, `classes` used. dlogit (same layout, or NULL) receives weight * (y - expected use).
 * Returns the negative log likelihood, or -1 when the label cannot be aligned with T steps (dlogit is zeroed then). */
double ctc(const float *y, int T, int classes, int stride, const int *label, int n, int blank, double weight, float *dlogit);

#endif
