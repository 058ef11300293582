/* core/alto_value.c: the values of ALTO's attributes. A word has nine of them, a book a million: what costs nothing here counts. */
#include "alto_value.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

char *sil_alto_value(sil_arena *a, const char *v, size_t n)
{
    char *s = sil_strndup(a, v, n);
    if (!s)
        return NULL;
    char *to = strchr(s, '&');
    for (const char *from = to; from && *from; *to = '\0') {
        *to++ = *from;
        from += strncmp(from, "&#38;", 5) == 0 ? 5 : 1;
    }
    return s;
}

/* As strtod, which is asked about all that is no plain number of few digits: the quotient of two numbers that a double holds exactly is rounded once. */
double sil_alto_number(const char *v, size_t n)
{
    static const double tens[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8};
    double whole = 0;
    size_t digits = 0, after = 0;
    bool point = false, plain = n > 0 && n < 9;
    for (size_t i = 0; i < n && plain; i++) {
        if (v[i] >= '0' && v[i] <= '9') {
            whole = whole * 10 + (v[i] - '0');
            digits++;
            after += point;
        } else if (v[i] == '.' && !point) {
            point = true;
        } else {
            plain = false;
        }
    }
    if (plain && digits)
        return whole / tens[after];
    char copy[64];
    n = n < sizeof copy ? n : sizeof copy - 1;
    memcpy(copy, v, n);
    copy[n] = '\0';
    return strtod(copy, NULL);
}

int sil_alto_pixels(double v)
{
    if (!(v > -1e8))
        return 0;
    return v < 1e8 ? (int)lround(v) : 100000000;
}

double sil_alto_confidence(const sil_page *p)
{
    double sum = 0, weight = 0;
    for (size_t i = 0; i < p->n_zones; i++)
        for (size_t c = 0; c <= p->zones[i].n_cells; c++) {
            const sil_zone *z = c ? &p->zones[i].cells[c - 1] : &p->zones[i];
            for (size_t l = 0; l < z->n_lines; l++)
                for (size_t k = 0; k < z->lines[l].n_words; k++) {
                    double n = (double)strlen(z->lines[l].words[k].text);
                    sum += n * z->lines[l].words[k].conf;
                    weight += n;
                }
        }
    return weight > 0 ? sum / weight : 0;
}
