/* nearcity.c: room 4, tables: a cell of a column of cities that is nearly a city's name. Pairs is Paris, Tornado is Toronto.
 *
 * Edit distance (Damerau 1964: insertion, deletion, substitution, transposition of neighbours) over code points, case ignored. Cities of this paper
 * come first, then capitals and cities of a million and more, then others of 100,000 and more; each group allows less. Two as near: none. */
#include <string.h>

#include "sillok/text.h"
#include "tables.h"

enum { MAX = 40 };

static int decode(const char *s, int32_t *out)
{
    size_t len = strlen(s), i = 0;
    int n = 0;
    while (i < len && n < MAX) {
        int32_t c = sil_cp_next(s, len, &i);
        if (c == ' ' || c == '.' || c == '\'')
            continue;
        out[n++] = c >= 'A' && c <= 'Z' ? c + 32 : c;
    }
    return n;
}

static int distance(const int32_t *a, int n, const int32_t *b, int m, int limit)
{
    int d[MAX + 1][MAX + 1];
    if (n - m > limit || m - n > limit)
        return limit + 1;
    for (int i = 0; i <= n; i++)
        d[i][0] = i;
    for (int j = 0; j <= m; j++)
        d[0][j] = j;
    for (int i = 1; i <= n; i++) {
        int least = limit + 1;
        for (int j = 1; j <= m; j++) {
            int v = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            if (d[i - 1][j] + 1 < v)
                v = d[i - 1][j] + 1;
            if (d[i][j - 1] + 1 < v)
                v = d[i][j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && d[i - 2][j - 2] + 1 < v)
                v = d[i - 2][j - 2] + 1;
            d[i][j] = v;
            least = v < least ? v : least;
        }
        if (least > limit)
            return limit + 1;
    }
    return d[n][m];
}

/* How far a name may be from what is printed: cities of the paper 3 of 7 letters, great ones 3 of 7, others 1 of 6. */
static int allowed(int group, int n, bool letters)
{
    if (!letters)
        return group == 2 || n < 3 ? 0 : n >= 5 ? 2 : 1;
    if (group == 2)
        return n >= 6 ? 1 : 0;
    return n >= 7 ? 3 : n >= 5 ? 2 : n >= 4 ? 1 : 0;
}

int sil_near_city(const sil_work *w, const char *printed, bool *ambiguous)
{
    char *folded = sil_fold_name(w->a, printed, false);
    int32_t a[MAX], b[MAX];
    *ambiguous = false;
    if (!folded)
        return -1;
    char *bracket = strpbrk(folded, "([");
    if (bracket && bracket > folded)
        *bracket = 0;
    int n = decode(folded, a);
    bool letters = n > 0 && a[0] < 0x250;
    for (int i = 0; i < n; i++)
        if (a[i] >= '0' && a[i] <= '9')
            return -1;
    for (int group = 0; group < 3; group++) {
        int limit = allowed(group, n, letters), best = limit + 1, city = -1;
        bool tie = false;
        if (limit == 0)
            continue;
        for (size_t k = 0; k < w->au->n_cities; k++) {
            const sil_city *c = &w->au->cities[k];
            bool great = strcmp(c->kind, "capital") == 0 || c->population >= 1e6;
            if (group == 0 ? !w->city_count[k] : group == 1 ? !great : c->population < 1e5)
                continue;
            for (char *const *name = c->names; *name; name++) {
                char *f = (unsigned char)(*name)[0] < 0x80 || !letters ? *name : NULL;
                if (!f || ((unsigned char)f[0] < 0x80) != letters)
                    continue;
                int m = decode(f, b);
                if (m == 0 || (letters && b[0] != a[0] && limit > 1))
                    continue;
                int d = distance(a, n, b, m, limit);
                if (d < best) {
                    best = d;
                    city = (int)k;
                    tie = false;
                } else if (d == best && d <= limit && city != (int)k)
                    tie = true;
            }
        }
        if (city >= 0 && best <= limit) {
            *ambiguous = tie;
            return tie ? -1 : city;
        }
    }
    return -1;
}
