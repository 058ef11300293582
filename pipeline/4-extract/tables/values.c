/* values.c: room 4, tables: one value under the checks, and what readers make of digits. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "checks.h"
#include "sillok/text.h"

bool sil_value_says(const sil_value *v, const char *name)
{
    size_t k = strlen(name);
    for (const char *s = v->evidence; (s = strstr(s, name)); s += k)
        if ((s == v->evidence || s[-1] == ' ') && (s[k] == 0 || s[k] == ' '))
            return true;
    return false;
}

void sil_value_evidence(sil_value *v, const char *name)
{
    size_t len = strlen(v->evidence);
    if (!sil_value_says(v, name) && len + strlen(name) + 2 < sizeof v->evidence)
        snprintf(v->evidence + len, sizeof v->evidence - len, "%s%s", len ? " " : "", name);
}

static void canonical(sil_value *v)
{
    if (v->n.dash)
        strcpy(v->value, "0");
    else
        snprintf(v->value, sizeof v->value, "%s%.30s", v->n.sign == '-' && v->n.value != 0 ? "-" : "", v->n.digits);
}

void sil_value_read(sil_value *v, const sil_tcell *cell)
{
    memset(v, 0, sizeof *v);
    v->cell = cell;
    v->present = cell->text[0] != 0;
    v->n = sil_cell_number(cell->text);
    if (v->present && v->n.ok)
        canonical(v);
    if (v->present && v->n.ok && v->n.specks) {
        v->status = SIL_REPAIRED;
        sil_value_evidence(v, "specks");
    }
}

bool sil_value_number(const sil_value *v)
{
    return v->present && v->n.ok && v->status != SIL_CONFLICT;
}

void sil_value_set(sil_value *v, const char *digits, const char *check)
{
    snprintf(v->n.digits, sizeof v->n.digits, "%s", digits);
    v->n.ok = true;
    v->n.dash = false;
    v->n.sign = 0;
    v->n.value = strtod(digits, NULL);
    const char *point = strchr(digits, '.');
    v->n.decimals = point ? (int)strlen(point + 1) : 0;
    v->present = true;
    v->status = SIL_REPAIRED;
    canonical(v);
    sil_value_evidence(v, check);
}

void sil_value_conflict(sil_value *v, const char *check)
{
    v->status = SIL_CONFLICT;
    sil_value_evidence(v, check);
}

void sil_value_set_whole(sil_value *v, double x, const char *check)
{
    char d[32];
    snprintf(d, sizeof d, "%.0f", fabs(x));
    sil_value_set(v, d, check);
    if (x < 0) {
        v->n.sign = '-';
        v->n.value = x;
        canonical(v);
    }
}

bool sil_digits_meant(const char *printed, int decimals, char *out, size_t size)
{
    static const char letters[][2] = {{'l', '1'}, {'I', '1'}, {'|', '1'}, {'i', '1'}, {'!', '1'}, {'O', '0'}, {'o', '0'}, {'Q', '0'}, {'D', '0'}, {'S', '5'},
                                      {'s', '5'}, {'B', '8'}, {'Z', '2'}, {'z', '2'}, {'A', '4'}, {'g', '9'}, {'q', '9'}, {'b', '6'}, {'G', '6'}};
    size_t k = 0, len = strlen(printed);
    bool point = false;
    for (size_t i = 0; i < len && k + 1 < size; i++) {
        char c = printed[i];
        for (size_t j = 0; j < sizeof letters / sizeof *letters; j++)
            if (c == letters[j][0])
                c = letters[j][1];
        if (c >= '0' && c <= '9') {
            out[k++] = c;
        } else if ((c == ',' || c == ' ' || c == '.') && !point && decimals > 0 && len - i - 1 == (size_t)decimals && k > 0) {
            out[k++] = '.';
            point = true;
        } else if (!((c == ',' || c == ' ') && k > 0 && len - i > 3)) {
            return false;
        }
    }
    out[k] = 0;
    return k > 0;
}

bool sil_digits_alike(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b), diff = 0;
    if (n == m) {
        for (size_t i = 0; i < n; i++)
            diff += a[i] != b[i];
        return diff <= 1;
    }
    const char *l = n > m ? a : b, *s = n > m ? b : a;
    size_t k = n > m ? m : n;
    if ((n > m ? n - m : m - n) != 1)
        return false;
    size_t i = 0;
    while (i < k && l[i] == s[i])
        i++;
    return strcmp(l + i + 1, s + i) == 0;
}

bool sil_digits_confused(const char *a, const char *b)
{
    /* pairs that engines mix up in small or worn print; met on scans of this project */
    static const char pairs[] = "06 08 09 17 14 27 38 35 49 56 68";
    size_t n = strlen(a);
    if (!sil_digits_alike(a, b) || strcmp(a, b) == 0)
        return false;
    if (n != strlen(b))
        return true;
    for (size_t i = 0; i < n; i++)
        if (a[i] != b[i]) {
            char l = a[i] < b[i] ? a[i] : b[i], h = a[i] < b[i] ? b[i] : a[i], both[3] = {l, h, 0};
            return strstr(pairs, both) != NULL;
        }
    return false;
}

bool sil_digits_near(const char *printed, int *state, char *out, size_t size)
{
    int n = (int)strlen(printed);
    if (n == 0 || (size_t)n + 2 > size)
        return false;
    for (;; ++*state) { /* first each character another digit, then one lost, then one put back */
        int k = *state, change = n * 10, lose = n;
        if (k < change) {
            int at = k / 10;
            if (printed[at] == '.' || printed[at] == '0' + k % 10)
                continue;
            memcpy(out, printed, (size_t)n + 1);
            out[at] = (char)('0' + k % 10);
        } else if (k < change + lose) {
            int at = k - change;
            if (n < 2 || printed[at] == '.' || (at > 0 && printed[at] == printed[at - 1])) /* of two alike either may go: once is enough */
                continue;
            memcpy(out, printed, (size_t)at);
            memcpy(out + at, printed + at + 1, (size_t)(n - at));
        } else if (k < change + lose + (n + 1) * 10) {
            int at = (k - change - lose) / 10;
            char d = (char)('0' + (k - change - lose) % 10);
            if (at > 0 && printed[at - 1] == d)
                continue;
            memcpy(out, printed, (size_t)at);
            out[at] = d;
            memcpy(out + at + 1, printed + at, (size_t)(n - at) + 1);
        } else {
            return false;
        }
        ++*state;
        if (out[0] == '0' && out[1] && out[1] != '.') /* no number begins so */
            return sil_digits_near(printed, state, out, size);
        return true;
    }
}
