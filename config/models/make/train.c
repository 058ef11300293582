/* config/models/make/train.c: trains the network of net.h on lines it draws while it goes (lines.h). `make model` runs it.
 *
 *   train FOLDER [--steps N] [--rate R] [--threads N] [--minutes M] [--warm N]   goes on from FOLDER/checkpoint, or begins with FOLDER/start.bin
 *   train FOLDER --judge WEIGHTS [--lines N] [--role train|judge] [--pairs]   errors by kind of character on lines it has never seen
 *   train FOLDER --check                                                the gradient against finite differences
 * FOLDER holds alphabet.tsv, train.txt, judge.txt, fonts.tsv; it receives checkpoint, current.weights, log.tsv.
 *
 * Adam (Kingma and Ba 2015) with a warm start and a cosine's fall; the heads alone for the first steps, since their new rows know nothing yet.
 * The same seed, text, fonts give the same weights, whatever the number of threads: a step is always UNITS batches added up in order. */
#include <cblas.h>
#include <errno.h>
#include <locale.h>
#include <math.h>
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "material.h"

enum { BATCH = 16, UNITS = 2, POOL = 512, STEPS_A_POOL = POOL / BATCH / UNITS };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int by_width(const void *a, const void *b)
{
    const drawn *x = a, *y = b;
    return (x->line.width > y->line.width) - (x->line.width < y->line.width);
}

/* ---- weights on disk ---- */

static const char MAGIC[8] = "SILLOKW1";

static void save_weights(const char *path, const net_shape *s, const float *theta)
{
    FILE *f = fopen(in_folder(path, "current.part"), "wb");
    int32_t n[2] = {s->classes[0], s->classes[1]};
    if (!f || fwrite(MAGIC, 8, 1, f) != 1 || fwrite(n, sizeof n, 1, f) != 1 || fwrite(theta, sizeof *theta, s->n, f) != s->n || fclose(f) != 0 ||
        rename(in_folder(path, "current.part"), in_folder(path, "current.weights")) != 0)
        die("%s/current.weights could not be written: %s", path, strerror(errno));
}

typedef struct progress { int64_t step, next_line; double norm; } progress;

static void save_checkpoint(const char *folder, const net_shape *s, const progress *p, const float *theta, const float *m, const float *v)
{
    FILE *f = fopen(in_folder(folder, "checkpoint.part"), "wb");
    if (!f || fwrite(p, sizeof *p, 1, f) != 1 || fwrite(theta, 4, s->n, f) != s->n || fwrite(m, 4, s->n, f) != s->n || fwrite(v, 4, s->n, f) != s->n || fclose(f) != 0 ||
        rename(in_folder(folder, "checkpoint.part"), in_folder(folder, "checkpoint")) != 0)
        die("%s/checkpoint could not be written: %s", folder, strerror(errno));
    save_weights(folder, s, theta);
}

static bool load_checkpoint(const char *folder, const net_shape *s, progress *p, float *theta, float *m, float *v)
{
    FILE *f = fopen(in_folder(folder, "checkpoint"), "rb");
    if (!f)
        return false;
    if (fread(p, sizeof *p, 1, f) != 1 || fread(theta, 4, s->n, f) != s->n || fread(m, 4, s->n, f) != s->n || fread(v, 4, s->n, f) != s->n)
        die("%s/checkpoint is of another network; take it away to begin anew", folder);
    fclose(f);
    return true;
}

/* ---- training ---- */

typedef struct plan {
    const char *folder;
    int64_t steps, warm_heads;
    double rate, heads, minutes;
    int threads;
    bool quantised;
} plan;

static const double WEIGHT[2] = {1.0, 0.7};

/* Bad copies are rarer at first. A pool of lines of next_line on, sorted by width, so that the units of a step are alike in width; the steps shuffled. */
static void fill_pool(sil_lines **fonts, const plan *p, const texts *t, progress *at, drawn *pool)
{
    double hardness = at->step < 1000 ? 0.4 + 0.6 * (double)at->step / 1000 : 1;
    int have = 0;
    while (have < POOL) {
        int want = POOL - have;
        drawn *d = pool + have;
        bool ok[POOL];
#pragma omp parallel for schedule(dynamic, 8) num_threads(p->threads)
        for (int i = 0; i < want; i++) {
            uint64_t k = (uint64_t)at->next_line + (uint64_t)i;
            ok[i] = draw(fonts[omp_get_thread_num()], t->line[k % t->n], 0x51110Cu + k * 7919, hardness, &d[i]);
        }
        at->next_line += want;
        int kept = 0;
        for (int i = 0; i < want; i++)
            if (ok[i]) {
                if (kept != i)
                    d[kept] = d[i];
                kept++;
            }
        if (!kept)
            die("none of %d lines could be drawn; are the fonts of fonts.tsv installed?", want);
        have += kept;
    }
    qsort(pool, POOL, sizeof *pool, by_width);
    for (int i = 0; i < POOL; i++)
        draw_settle(&pool[i]);
}

static void train(const plan *p, const net_shape *s)
{
    texts t = read_texts(in_folder(p->folder, "train.txt"));
    float *theta = load_weights(in_folder(p->folder, "start.bin"), s), *m = calloc(s->n, 4), *v = calloc(s->n, 4);
    float *grad[UNITS];
    for (int u = 0; u < UNITS; u++)
        grad[u] = malloc(4 * s->n);
    progress at = {0, 0, 0};
    bool resumed = load_checkpoint(p->folder, s, &at, theta, m, v);
    fprintf(stderr, "%s at step %lld of %lld, %zu lines of text, %zu weights\n", resumed ? "taken up again" : "begun", (long long)at.step, (long long)p->steps, t.n, s->n);
    sil_lines *fonts[64];
    char why[512];
    for (int i = 0; i < p->threads; i++)
        if (sil_lines_open(in_folder(p->folder, "fonts.tsv"), "train", &fonts[i], why, sizeof why) != 0)
            die("%s", why);
    FILE *log = fopen(in_folder(p->folder, "log.tsv"), "a");
    if (!log)
        die("log.tsv could not be opened");
    if (!resumed)
        fputs("step\tlines\tloss_whole\tloss_light\trate\tseconds\n", log);
    net_packed *packed = net_pack_new(s);
    net_work *work[UNITS];
    for (int u = 0; u < UNITS; u++)
        work[u] = net_work_new(s);
    drawn *pool = calloc(POOL, sizeof *pool);
    double began = now(), sum[2] = {0, 0};
    int counted = 0, order[STEPS_A_POOL], next = STEPS_A_POOL;
    while (at.step < p->steps && (p->minutes <= 0 || now() - began < p->minutes * 60)) {
        if (next >= STEPS_A_POOL) {
            for (int i = 0; i < POOL; i++)
                free(pool[i].px), pool[i].px = NULL;
            fill_pool(fonts, p, &t, &at, pool);
            uint64_t r = (uint64_t)at.next_line * 2862933555777941757u + 3037000493u;
            for (int i = 0; i < STEPS_A_POOL; i++)
                order[i] = i;
            for (int i = STEPS_A_POOL - 1; i > 0; i--) {
                r = r * 6364136223846793005u + 1442695040888963407u;
                int k = (int)((r >> 33) % (uint64_t)(i + 1)), o = order[i];
                order[i] = order[k], order[k] = o;
            }
            next = 0;
        }
        net_pack(packed, theta, p->quantised);
        bool heads_only = at.step < p->warm_heads;
        net_loss loss[UNITS];
#pragma omp parallel for schedule(static, 1) num_threads(p->threads)
        for (int u = 0; u < UNITS; u++) {
            net_line batch[BATCH];
            for (int i = 0; i < BATCH; i++)
                batch[i] = pool[(order[next] * UNITS + u) * BATCH + i].line;
            memset(grad[u], 0, 4 * s->n);
            loss[u] = net_run(work[u], packed, batch, BATCH, alphabet.blank, WEIGHT, heads_only, (uint64_t)at.step * UNITS + (uint64_t)u, grad[u]);
        }
        next++;
        int lines = 0;
        double norm = 0;
        for (int u = 0; u < UNITS; u++) {
            lines += loss[u].lines;
            sum[0] += loss[u].loss[0], sum[1] += loss[u].loss[1];
        }
        counted += lines;
        double share = 1.0 / (lines > 0 ? lines : 1);
        size_t from = heads_only ? s->head[0] : 0;
#pragma omp parallel for reduction(+ : norm) num_threads(p->threads)
        for (size_t i = from; i < s->n; i++) {
            float g = 0;
            for (int u = 0; u < UNITS; u++)
                g += grad[u][i];
            grad[0][i] = g *= (float)share;
            norm += (double)g * (double)g;
        }
        norm = sqrt(norm);
        if (!isfinite(norm) || norm > 1e6) {
            fprintf(stderr, "step %lld: gradient norm %g, step left out\n", (long long)at.step, norm);
            at.step++;
            continue;
        }
        double limit = at.norm > 0 ? 3 * at.norm : norm, clip = norm > limit ? limit / norm : 1;
        at.norm = at.norm > 0 ? 0.98 * at.norm + 0.02 * norm * clip : norm;
        double warm = fmin(1, (double)(at.step - (heads_only ? 0 : p->warm_heads) + 1) / 200), fall = 0.5 * (1 + cos(3.14159265358979 * fmin(1, (double)at.step / (double)p->steps)));
        double rate = p->rate * warm * (0.01 + 0.99 * fall), c1 = 1 - pow(0.9, (double)(at.step + 1)), c2 = 1 - pow(0.999, (double)(at.step + 1));
#pragma omp parallel for num_threads(p->threads)
        for (size_t i = from; i < s->n; i++) {
            float g = grad[0][i] * (float)clip;
            m[i] = 0.9f * m[i] + 0.1f * g;
            v[i] = 0.999f * v[i] + 0.001f * g * g;
            theta[i] -= (float)(rate * (i >= s->head[0] ? p->heads : 1)) * (m[i] / (float)c1) / (sqrtf(v[i] / (float)c2) + 1e-8f);
        }
        at.step++;
        if (at.step % 20 == 0) {
            fprintf(log, "%lld\t%lld\t%.3f\t%.3f\t%.2e\t%.0f\n", (long long)at.step, (long long)at.next_line, sum[0] / counted, sum[1] / counted, rate, now() - began);
            fflush(log);
            sum[0] = sum[1] = 0, counted = 0;
        }
        if (at.step % 100 == 0)
            save_checkpoint(p->folder, s, &at, theta, m, v);
    }
    save_checkpoint(p->folder, s, &at, theta, m, v);
    fclose(log);
}

/* ---- the gradient, checked ---- */

static int check(const net_shape *s, const char *folder)
{
    float *theta = load_weights(in_folder(folder, "start.bin"), s), *grad = calloc(s->n, 4);
    enum { LINES = 3 };
    const int widths[LINES] = {60, 90, 75};
    net_line line[LINES];
    int label[2][3] = {{3, 3, 7}, {5, 8, 5}};
    for (int i = 0; i < LINES; i++) {
        float *px = malloc(sizeof *px * NET_HEIGHT * (size_t)widths[i]);
        for (int k = 0; k < NET_HEIGHT * widths[i]; k++)
            px[k] = sinf((float)(k * (i + 3)) * 0.37f);
        line[i] = (net_line){px, widths[i], {label[0], label[1]}, {3, 3}};
    }
    net_packed *p = net_pack_new(s);
    net_work *w = net_work_new(s);
    net_pack(p, theta, false);
    net_run(w, p, line, LINES, alphabet.blank, WEIGHT, false, 5, grad);
    int bad = 0;
    const size_t places[] = {s->conv[0] + 4, s->conv[1] + 19, s->layer[0][0].at + 100, s->layer[1][0].at + 5000, s->layer[0][1].at + 7777, s->layer[0][2].at + 20000, s->layer[1][2].at + 191,
                             s->layer[0][3].at + 288, s->layer[1][3].at + 700000, s->head[0] + 3 * 577 + 20, s->head[0] + 7 * 577 + 576, s->head[1] + 8 * 193 + 4};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        float was = theta[places[i]], h = 0.01f;
        double l[2];
        for (int k = 0; k < 2; k++) {
            theta[places[i]] = was + (k ? -h : h);
            net_pack(p, theta, false);
            net_loss r = net_run(w, p, line, LINES, alphabet.blank, WEIGHT, false, 5, NULL);
            l[k] = WEIGHT[0] * r.loss[0] + WEIGHT[1] * r.loss[1];
        }
        theta[places[i]] = was;
        double numeric = (l[0] - l[1]) / (2 * (double)h), g = (double)grad[places[i]], off = fabs(numeric - g) / (fabs(numeric) + fabs(g) + 1e-3);
        printf("weight %zu: by differences %.5f, by the program %.5f%s\n", places[i], numeric, g, off > 0.05 ? "  DIFFERENT" : "");
        bad += off > 0.05;
    }
    return bad;
}

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "C.UTF-8");
    if (argc < 2)
        die("usage: train FOLDER [--steps N] [--rate R] [--threads N] [--minutes M] [--warm N] | --judge WEIGHTS [--lines N] [--role ROLE] | --check");
    plan p = {argv[1], 6000, 150, 6e-4, 2.5, 0, 2, true};
    const char *weights = NULL, *role = "judge";
    int lines = 400;
    bool checking = false, pairs = false;
    for (int i = 2; i < argc; i++) {
        bool more = i + 1 < argc;
        if (strcmp(argv[i], "--check") == 0)
            checking = true;
        else if (strcmp(argv[i], "--pairs") == 0)
            pairs = true;
        else if (strcmp(argv[i], "--steps") == 0 && more)
            p.steps = strtoll(argv[++i], NULL, 10);
        else if (strcmp(argv[i], "--rate") == 0 && more)
            p.rate = strtod(argv[++i], NULL);
        else if (strcmp(argv[i], "--minutes") == 0 && more)
            p.minutes = strtod(argv[++i], NULL);
        else if (strcmp(argv[i], "--warm") == 0 && more)
            p.warm_heads = strtoll(argv[++i], NULL, 10);
        else if (strcmp(argv[i], "--threads") == 0 && more)
            p.threads = (int)strtol(argv[++i], NULL, 10);
        else if (strcmp(argv[i], "--judge") == 0 && more)
            weights = argv[++i];
        else if (strcmp(argv[i], "--role") == 0 && more)
            role = argv[++i];
        else if (strcmp(argv[i], "--lines") == 0 && more)
            lines = (int)strtol(argv[++i], NULL, 10);
        else
            die("%s is not known here", argv[i]);
    }
    if (p.threads < 1 || p.threads > 64)
        die("--threads: 1 to 64");
    openblas_set_num_threads(1);
    read_alphabet(in_folder(p.folder, "alphabet.tsv"));
    net_shape s;
    net_shape_make(alphabet.classes[0], alphabet.classes[1], &s);
    if (checking)
        return check(&s, p.folder) ? 1 : 0;
    if (weights)
        judge(p.folder, &s, weights, role, lines, pairs);
    else
        train(&p, &s);
    return 0;
}
