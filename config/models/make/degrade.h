/* degrade.h - what a scanner, a copier and an image file do to a clean line: blur, gray paper, uneven light, bleed-through, grain,
 * specks, one bit, JPEG. Also the small random generator that the renderer shares (deterministic, no global state). */
#ifndef SIL_DEGRADE_H
#define SIL_DEGRADE_H
#include <stdint.h>

typedef struct {
    uint64_t s;
} sil_rng;

static inline uint64_t sil_rng_next(sil_rng *r) /* splitmix64 (Steele, Lea, Flood 2014) */
{
    uint64_t z = (r->s += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}
static inline double sil_rng_unit(sil_rng *r) { return (double)(sil_rng_next(r) >> 11) * (1.0 / 9007199254740992.0); }
static inline double sil_rng_in(sil_rng *r, double lo, double hi) { return lo + (hi - lo) * sil_rng_unit(r); }
static inline int sil_rng_chance(sil_rng *r, double p) { return sil_rng_unit(r) < p; }
static inline int sil_rng_below(sil_rng *r, int n) { return (int)(sil_rng_next(r) % (uint64_t)(n > 0 ? n : 1)); }
static inline double sil_rng_gauss(sil_rng *r) /* sum of uniforms: mean 0, deviation 1, never beyond 4 */
{
    double a = 0;
    for (int i = 0; i < 6; i++) a += sil_rng_unit(r);
    return (a - 3.0) * 1.41421356;
}

typedef struct {
    int grade;           /* 0 clean, 1 ordinary scan, 2 bad scan */
    int dpi;             /* at which the line is drawn and damaged */
    double turn, shear;  /* degrees; tangent */
    double weight;       /* outlines grow (or shrink) by this part of the em */
    double blur;         /* gauss, pixels */
    double paper, ink;   /* gray of paper and ink, 0..1 */
    double uneven;       /* how much the light changes along the line, 0..1 */
    double tint, tint_from, tint_to; /* a tinted table cell: its gray, and where along the line, 0..1 */
    double bleed;        /* darkness of the other side's text, 0 = none */
    double grain;        /* deviation of the noise, gray levels of 255 */
    double grain_blur;   /* the noise is smeared by this much, pixels */
    double specks;       /* salt and pepper, part of all pixels */
    int onebit;          /* 1 = the file had one bit a pixel */
    double threshold;    /* of the one bit, 0..1 between ink and paper */
    double edge;         /* roughness of one-bit edges, gray levels */
    int jpeg;            /* quality, 0 = none */
    double sharpen;      /* scanner's unsharp mask, 0 = none */
} sil_damage;

/* Draws the damage of a line from the generator. hardness 0..1. */
void sil_damage_draw(sil_rng *r, double hardness, sil_damage *d);

/* ink: w*h coverage 0..1 of the line (changed); back: the same size, text of the other side, or 0. Result: a new 8-bit Leptonica Pix,
 * at d->dpi, destroyed by the caller; 0 when memory is short. */
struct Pix *sil_damage_apply(const sil_damage *d, sil_rng *r, float *ink, const float *back, int w, int h);
#endif
