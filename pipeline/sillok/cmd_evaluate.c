/* driver/cmd_evaluate.c: how right the corpus is, held against truth that a person wrote: a folder a paper, named as the paper's file or id.
 * Prints a line a paper and kind of thing, and the sums; one JSON object a line with --json. Reads datasets/corpus.db and paper.txt. */
#include <stdio.h>
#include <string.h>

#include "evaluate.h"
#include "sillok.h"
#include "sillok/file.h"
#include "sillok/log.h"

static const char *const names[EVAL_WHATS] = {"words",         "city, as printed", "city, id",  "organization, as printed", "organization, id",
                                              "index, as printed", "index, id",   "date, as printed", "date, value",        "relations"};

static double part(size_t a, size_t b)
{
    return b ? (double)a / (double)b : 0;
}

static void show_score(const driver *d, const char *paper, const char *what, const eval_score *s)
{
    double p = part(s->right, s->found), r = part(s->right, s->truth), f = p + r > 0 ? 2 * p * r / (p + r) : 0;
    if (d->json)
        printf("{\"paper\":\"%s\",\"what\":\"%s\",\"truth\":%zu,\"found\":%zu,\"right\":%zu,\"precision\":%.4f,\"recall\":%.4f,\"f1\":%.4f}\n", paper, what, s->truth, s->found,
               s->right, p, r, f);
    else
        printf("%-24s %-26s %6zu %6zu %6zu %9.3f %9.3f %9.3f\n", paper, what, s->truth, s->found, s->right, p, r, f);
}

static void show(const driver *d, const char *paper, const eval_paper *e)
{
    if (e->has_text && d->json)
        printf("{\"paper\":\"%s\",\"what\":\"characters\",\"truth\":%zu,\"errors\":%zu,\"cer\":%.5f}\n", paper, e->characters, e->errors, part(e->errors, e->characters));
    else if (e->has_text)
        printf("%-24s %-26s %6zu, %zu errors: %.2f %%\n", paper, "characters, no spaces", e->characters, e->errors, 100 * part(e->errors, e->characters));
    for (int i = 0; i < EVAL_WHATS; i++)
        if (e->has[i] && e->score[i].truth + e->score[i].found > 0)
            show_score(d, paper, names[i], &e->score[i]);
    const eval_cells *c = &e->cells;
    if (!e->has_cells || c->truth + c->silent + c->extra == 0)
        return;
    if (d->json)
        printf("{\"paper\":\"%s\",\"what\":\"ranking values\",\"truth\":%zu,\"right\":%zu,\"repaired_right\":%zu,\"repaired_wrong\":%zu,\"conflict\":%zu,\"silently_wrong\":%zu,"
               "\"missing\":%zu,\"extra_flagged\":%zu}\n",
               paper, c->truth, c->right, c->repaired, c->repaired_wrong, c->conflict, c->silent, c->missing, c->extra);
    else
        printf("%-24s %-26s %6zu: %zu right, %zu repaired right, %zu repaired wrong, %zu conflict, %zu silently wrong, %zu missing, %zu too many but flagged\n", paper, "ranking values",
               c->truth, c->right, c->repaired, c->repaired_wrong, c->conflict, c->silent, c->missing, c->extra);
}

static void sum(eval_paper *all, const eval_paper *e)
{
    size_t *to = (size_t *)&all->cells;
    const size_t *from = (const size_t *)&e->cells;
    for (int i = 0; i < EVAL_WHATS; i++) {
        all->has[i] = all->has[i] || e->has[i];
        all->score[i].truth += e->score[i].truth;
        all->score[i].found += e->score[i].found;
        all->score[i].right += e->score[i].right;
    }
    all->has_text = all->has_text || e->has_text;
    all->has_cells = all->has_cells || e->has_cells;
    all->errors += e->errors;
    all->characters += e->characters;
    for (size_t i = 0; i < sizeof all->cells / sizeof *to; i++)
        to[i] += from[i];
}

/* The paper whose file (without its ending) or id is that name; "" when there is none. */
static sil_status find_paper(sil_arena *a, sqlite3 *db, const char *name, char **doc_id, sil_err *err)
{
    sqlite3_stmt *s;
    *doc_id = sil_strdup(a, "");
    sil_status st = *doc_id ? eval_query(db, "select doc_id from documents where doc_id = ?1 or source_name = ?1 or substr(source_name, 1, length(?1) + 1) = ?1 || '.' order by doc_id", name, &s, err)
                            : sil_fail(err, SIL_NOMEM, "out of memory for the name of a paper");
    if (st != SIL_OK)
        return st;
    if (sqlite3_step(s) == SQLITE_ROW)
        *doc_id = sil_strdup(a, eval_column(s, 0));
    sqlite3_finalize(s);
    return *doc_id ? SIL_OK : sil_fail(err, SIL_NOMEM, "out of memory for the name of a paper");
}

static bool holds_truth(sil_arena *a, const char *folder)
{
    static const char *const files[] = {"text.txt", "mentions.tsv", "relations.tsv", "rankings.tsv"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char *p = sil_sprintf(a, "%s/%s", folder, files[i]);
        if (p && sil_file_exists(p))
            return true;
    }
    return false;
}

static sil_status one(driver *d, sil_arena *a, sqlite3 *db, const char *folder, const char *name, eval_paper *e, bool *there, sil_err *err)
{
    char *doc_id, *truth = NULL, *found = NULL;
    size_t len;
    *e = (eval_paper){.errors = 0};
    sil_status st = find_paper(a, db, name, &doc_id, err);
    *there = st == SIL_OK && doc_id[0];
    if (!*there)
        return st;
    char *path = sil_sprintf(a, "%s/text.txt", folder), *text = sil_sprintf(a, "%s/docs/%s/paper.txt", d->corpus, doc_id);
    if (!path || !text)
        return sil_fail(err, SIL_NOMEM, "out of memory for the paths of a paper");
    if (sil_file_exists(path)) {
        st = sil_file_read(a, path, 0, &truth, &len, err);
        if (st == SIL_OK)
            st = sil_file_read(a, text, 0, &found, &len, err);
        if (st == SIL_OK)
            st = eval_text(a, truth, found, e, err);
    }
    return st == SIL_OK ? eval_facts(a, folder, db, doc_id, e, err) : st;
}

/* All papers of the folder. *judged, *absent: how many. */
static sil_status judge(driver *d, sqlite3 *db, const char *root, eval_paper *all, size_t *judged, size_t *absent, sil_err *err)
{
    char **names_in = NULL;
    size_t n = 0;
    bool alone = holds_truth(d->arena, root); /* TRUTH is itself the truth of one paper */
    sil_status st = alone ? SIL_OK : sil_list_dir(d->arena, root, &names_in, &n, err);
    for (size_t i = 0; st == SIL_OK && i < (alone ? 1 : n); i++) {
        sil_arena *a = sil_arena_new(0);
        char *path = a && alone ? sil_strdup(a, root) : a ? sil_sprintf(a, "%s/%s", root, names_in[i]) : NULL;
        if (!path) {
            sil_arena_free(a);
            return sil_fail(err, SIL_NOMEM, "out of memory for the truth of a paper");
        }
        for (size_t k = strlen(path); alone && k > 1 && path[k - 1] == '/'; k--)
            path[k - 1] = 0;
        const char *name = alone ? (strrchr(path, '/') ? strrchr(path, '/') + 1 : path) : names_in[i];
        if (sil_is_dir(path) && holds_truth(a, path)) {
            eval_paper e;
            bool there;
            st = one(d, a, db, path, name, &e, &there, err);
            if (st == SIL_OK && there) {
                show(d, name, &e);
                sum(all, &e);
                ++*judged;
            } else if (st == SIL_OK) {
                sil_log(SIL_LOG_ERROR, "%s: no paper of this name is in the corpus", name);
                ++*absent;
            }
        }
        sil_arena_free(a);
    }
    return st;
}

int cmd_evaluate(driver *d, sil_err *err)
{
    char *path = sil_sprintf(d->arena, "%s/datasets/corpus.db", d->corpus);
    size_t judged = 0, absent = 0;
    eval_paper all = {.errors = 0};
    sqlite3 *db = NULL;
    sil_status st = SIL_OK;
    if (d->n_paths != 1 || !sil_is_dir(d->paths[0]))
        st = sil_fail(err, SIL_USAGE, d->n_paths == 1 ? "%s is no folder; evaluate wants the folder of the truth" : "%sevaluate wants one folder: sillok evaluate -C CORPUS TRUTH",
                      d->n_paths == 1 ? d->paths[0] : "");
    else if (!path || !sil_file_exists(path))
        st = sil_fail(err, SIL_USAGE, "%s is not there; bring the corpus up to date first: sillok rebuild -C %s", path ? path : "corpus.db", d->corpus);
    else if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
        st = sil_fail(err, SIL_IO, "%s cannot be opened: %s", path, db ? sqlite3_errmsg(db) : "out of memory");
    if (st == SIL_OK && !d->json)
        printf("%-24s %-26s %6s %6s %6s %9s %9s %9s\n", "paper", "what", "truth", "found", "right", "precision", "recall", "F1");
    if (st == SIL_OK)
        st = judge(d, db, d->paths[0], &all, &judged, &absent, err);
    sqlite3_close(db);
    if (st != SIL_OK) {
        sil_log(SIL_LOG_ERROR, "%s", err->text);
        return sil_exit_code(st);
    }
    if (judged > 1)
        show(d, "all", &all);
    if (judged + absent == 0)
        sil_log(SIL_LOG_ERROR, "%s holds no truth: a folder a paper with text.txt, mentions.tsv, relations.tsv or rankings.tsv (corpus/FORMATS.md)", d->paths[0]);
    return judged == 0 ? 3 : absent ? 1 : 0;
}
