/* driver/evaluate_facts.c: `sillok evaluate`, mentions and relations of a paper in corpus.db against mentions.tsv and relations.tsv. */
#include <string.h>

#include "evaluate.h"
#include "sillok/file.h"
#include "sillok/tsv.h"

static sil_status nomem(sil_err *err)
{
    return sil_fail(err, SIL_NOMEM, "out of memory for comparing a paper with its truth");
}

sil_status eval_query(sqlite3 *db, const char *sql, const char *doc_id, sqlite3_stmt **out, sil_err *err)
{
    *out = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, out, NULL) != SQLITE_OK)
        return sil_fail(err, SIL_FORMAT, "corpus.db cannot be asked (%s): it may be of another version; run sillok rebuild", sqlite3_errmsg(db));
    if (sqlite3_bind_text(*out, 1, doc_id, -1, SQLITE_TRANSIENT) != SQLITE_OK) {
        sqlite3_finalize(*out);
        return nomem(err);
    }
    return SIL_OK;
}

const char *eval_column(sqlite3_stmt *s, int c)
{
    const unsigned char *t = sqlite3_column_text(s, c);
    return t ? (const char *)t : "";
}

typedef struct pair { /* what is said of one kind, on both sides */
    eval_keys truth, found;
} pair;

static const struct {
    const char *type;
    eval_what span, link;
} kinds[] = {{"city", EVAL_CITY_SPAN, EVAL_CITY_ENTITY},
             {"organization", EVAL_ORG_SPAN, EVAL_ORG_ENTITY},
             {"index", EVAL_INDEX_SPAN, EVAL_INDEX_ENTITY},
             {"date", EVAL_DATE_SPAN, EVAL_DATE_VALUE}};
enum { KINDS = sizeof kinds / sizeof *kinds };

static int kind_of(const char *type)
{
    for (int i = 0; i < KINDS; i++)
        if (strcmp(kinds[i].type, type) == 0)
            return i;
    return -1;
}

static bool among(const eval_keys *set, const char *key)
{
    for (size_t i = 0; i < set->n; i++)
        if (strcmp(set->k[i], key) == 0)
            return true;
    return false;
}

/* A mention's two keys: page and words; page and what it stands for. nameless: the truth says it has no id, then what the corpus calls it is not judged. */
static bool add(sil_arena *a, int kind, const char *page, const char *printed, const char *link, eval_keys *span, eval_keys *linked, eval_keys *nameless, bool truth)
{
    char *p = eval_fold(a, printed), *key = p ? sil_sprintf(a, "%s\t%s", page, p) : NULL;
    if (!key || !eval_key(a, span, "%s", key))
        return false;
    bool value = kinds[kind].link == EVAL_DATE_VALUE;
    if (truth && !link[0] && !value)
        return eval_key(a, nameless, "%s", key);
    if (!truth && !value && (!link[0] || among(nameless, key)))
        return true;
    return eval_key(a, linked, "%s\t%s", page, link);
}

static sil_status mentions(sil_arena *a, const char *path, sqlite3 *db, const char *doc_id, eval_paper *out, sil_err *err)
{
    static const char *const need[] = {"page", "type", "as_printed", "entity_id", "normalized", NULL};
    sil_tsv t;
    pair span[KINDS] = {0}, link[KINDS] = {0};
    eval_keys nameless[KINDS] = {0};
    sil_status st = sil_tsv_read(a, path, need, &t, err);
    int c[5];
    for (int i = 0; st == SIL_OK && i < 5; i++)
        c[i] = sil_tsv_column(&t, need[i]);
    for (size_t r = 0; st == SIL_OK && r < t.n_rows; r++) {
        char **f = t.rows[r];
        int k = kind_of(f[c[1]]);
        if (k < 0)
            st = sil_fail(err, SIL_FORMAT, "%s line %zu: type is city, organization, index or date, not \"%s\"", path, t.lines[r], f[c[1]]);
        else if (!add(a, k, f[c[0]], f[c[2]], k == KINDS - 1 ? f[c[4]] : f[c[3]], &span[k].truth, &link[k].truth, &nameless[k], true))
            st = nomem(err);
    }
    sqlite3_stmt *s = NULL;
    if (st == SIL_OK)
        st = eval_query(db, "select page, type, as_printed, entity_id, normalized from mentions where doc_id = ?", doc_id, &s, err);
    while (st == SIL_OK && sqlite3_step(s) == SQLITE_ROW) {
        int k = kind_of(eval_column(s, 1));
        if (k >= 0 && !add(a, k, eval_column(s, 0), eval_column(s, 2), eval_column(s, k == KINDS - 1 ? 4 : 3), &span[k].found, &link[k].found, &nameless[k], false))
            st = nomem(err);
    }
    sqlite3_finalize(s);
    for (int k = 0; st == SIL_OK && k < KINDS; k++) {
        out->has[kinds[k].span] = out->has[kinds[k].link] = true;
        out->score[kinds[k].span] = eval_compare(&span[k].truth, &span[k].found);
        out->score[kinds[k].link] = eval_compare(&link[k].truth, &link[k].found);
    }
    return st;
}

/* A relation as a key: cities of a friendship in either order, a date wherever it was written. */
static bool relation(sil_arena *a, eval_keys *set, const char *predicate, const char *subject, const char *object, const char *value)
{
    bool mutual = strcmp(predicate, "sister_city") == 0 || strcmp(predicate, "friendly_city") == 0, turn = mutual && strcmp(subject, object) > 0;
    return eval_key(a, set, "%s\t%s\t%s\t%s", predicate, turn ? object : subject, turn ? subject : object, value);
}

/* What the truth calls the entity: by id where the truth has ids for it, else by one of its names. */
static const char *called(sil_arena *a, const eval_keys *truth_ids, const eval_keys *truth_names, const char *id, const char *const names[3])
{
    if (!id[0] || among(truth_ids, id))
        return sil_strdup(a, id);
    for (int i = 0; i < 3; i++) {
        char *f = eval_fold(a, names[i]), *key = f ? sil_sprintf(a, "name:%s", f) : NULL;
        if (!key)
            return NULL;
        if (f[0] && among(truth_names, key))
            return key;
    }
    return sil_strdup(a, id);
}

static sil_status relations(sil_arena *a, const char *path, sqlite3 *db, const char *doc_id, eval_paper *out, sil_err *err)
{
    static const char *const need[] = {"subject_id", "predicate", "object_id", "object_value", "subject_name", "object_name", NULL};
    sil_tsv t;
    pair all = {0};
    eval_keys ids = {0}, names = {0};
    sil_status st = sil_tsv_read(a, path, need, &t, err);
    int c[6];
    for (int i = 0; st == SIL_OK && i < 6; i++)
        c[i] = sil_tsv_column(&t, need[i]);
    for (size_t r = 0; st == SIL_OK && r < t.n_rows; r++) {
        char **f = t.rows[r], *end[2];
        for (int k = 0; k < 2 && st == SIL_OK; k++) { /* subject, object */
            const char *id = f[c[k ? 2 : 0]], *folded = id[0] ? "" : eval_fold(a, f[c[k ? 5 : 4]]);
            end[k] = !folded ? NULL : id[0] || !folded[0] ? sil_strdup(a, id) : sil_sprintf(a, "name:%s", folded);
            if (!end[k] || !eval_key(a, id[0] ? &ids : &names, "%s", end[k]))
                st = nomem(err);
        }
        if (st == SIL_OK && !relation(a, &all.truth, f[c[1]], end[0], end[1], f[c[3]]))
            st = nomem(err);
    }
    sqlite3_stmt *s = NULL;
    if (st == SIL_OK)
        st = eval_query(db,
                        "select r.subject_id, r.predicate, r.object_id, coalesce(nullif(r.object_value, ''), r.date), s.name_en, s.name_ko, s.name_zh, o.name_en, o.name_ko, o.name_zh from relations r "
                        "left join organizations s on s.org_id = r.subject_id left join organizations o on o.org_id = r.object_id where r.doc_id = ?",
                        doc_id, &s, err);
    while (st == SIL_OK && sqlite3_step(s) == SQLITE_ROW) {
        const char *sn[3] = {eval_column(s, 4), eval_column(s, 5), eval_column(s, 6)}, *on[3] = {eval_column(s, 7), eval_column(s, 8), eval_column(s, 9)};
        const char *subject = called(a, &ids, &names, eval_column(s, 0), sn), *object = called(a, &ids, &names, eval_column(s, 2), on);
        if (!subject || !object || !relation(a, &all.found, eval_column(s, 1), subject, object, eval_column(s, 3)))
            st = nomem(err);
    }
    sqlite3_finalize(s);
    if (st == SIL_OK) {
        out->has[EVAL_RELATIONS] = true;
        out->score[EVAL_RELATIONS] = eval_compare(&all.truth, &all.found);
    }
    return st;
}

sil_status eval_facts(sil_arena *a, const char *folder, sqlite3 *db, const char *doc_id, eval_paper *out, sil_err *err)
{
    static const struct {
        const char *name;
        sil_status (*read)(sil_arena *, const char *, sqlite3 *, const char *, eval_paper *, sil_err *);
    } files[] = {{"mentions.tsv", mentions}, {"relations.tsv", relations}, {"rankings.tsv", eval_rankings}};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char *path = sil_sprintf(a, "%s/%s", folder, files[i].name);
        if (!path)
            return nomem(err);
        sil_status st = sil_file_exists(path) ? files[i].read(a, path, db, doc_id, out, err) : SIL_OK;
        if (st != SIL_OK)
            return st;
    }
    return SIL_OK;
}
