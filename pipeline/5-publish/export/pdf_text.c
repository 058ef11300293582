/* sillok-export, PDF: the words of a page as text that nobody sees (render mode 3), each stretched into its box on the scan.
 *
 * Programs that read PDF find words by the gaps between letters (Poppler: a tenth of the type size and more). So where no space follows, a word reaches to the next
 * one, however far apart the print stands (Chinese marks of half a square); where one follows, it ends so far before the next that nobody can miss it, and the
 * space is written too. All words of a line have one type size and one baseline, the line's. */
#include <math.h>
#include <string.h>

#include "pdf.h"
#include "sillok/text.h"

enum { FAR = 2 }; /* heights of a line: what stands farther apart is two things, though no space is there: the parts of a page header */

/* A box in a frame in which text runs to the right and its head is up, in points. */
typedef struct span {
    double start, end, foot, head;
} span;

/* How the text of a zone stands on the page, and where a line of it stands in that frame: scans slant, so its middle is fitted to its words. */
typedef struct direction {
    double a, b, c, d, scale; /* of the text matrix; points a pixel */
    int turn, height;         /* quarters clockwise; of the page, pixels */
    double at, slope, tall;   /* middle of the line at 0, its rise, and how tall it is */
} direction;

static span span_of(const direction *f, sil_box b)
{
    double x0 = b.x0 * f->scale, x1 = b.x1 * f->scale, y0 = (f->height - b.y1) * f->scale, y1 = (f->height - b.y0) * f->scale;
    switch (f->turn) {
    case 1: return (span){-y1, -y0, x0, x1};
    case 2: return (span){-x1, -x0, -y1, -y0};
    case 3: return (span){y0, y1, -x1, -x0};
    default: return (span){x0, x1, y0, y1};
    }
}

static direction direction_of(const export_word *w, double scale, int height)
{
    static const double matrix[4][4] = {{1, 0, 0, 1}, {0, -1, 1, 0}, {-1, 0, 0, -1}, {0, 1, -1, 0}};
    direction f = {.scale = scale, .turn = (w->zone->rotation % 360 + 360) % 360 / 90, .height = height};
    const double *m = matrix[f.turn];
    double sum = 0, x = 0, y = 0, xx = 0, xy = 0;
    f.a = m[0], f.b = m[1], f.c = m[2], f.d = m[3];
    for (size_t i = 0; i < w->line->n_words; i++) {
        span s = span_of(&f, w->line->words[i].box);
        f.tall = fmax(f.tall, s.head - s.foot);
    }
    for (size_t i = 0; i < w->line->n_words; i++) { /* least squares; a dash or a comma says little of the middle */
        span s = span_of(&f, w->line->words[i].box);
        double weight = s.head - s.foot < f.tall * 0.7 ? 1e-6 : s.end - s.start, mx = (s.start + s.end) / 2, my = (s.foot + s.head) / 2;
        sum += weight, x += weight * mx, y += weight * my, xx += weight * mx * mx, xy += weight * mx * my;
    }
    double spread = sum > 0 ? xx / sum - x * x / sum / sum : 0;
    if (spread > 1)
        f.slope = (xy / sum - x * y / sum / sum) / spread;
    span all = span_of(&f, w->line->box);
    if (fabs(f.slope) > 0.1 || fabs(f.slope) * (all.end - all.start) < 0.7 * f.tall) /* one odd word; or so little that a line is better level: readers ask for one baseline */
        f.slope = 0;
    f.at = sum > 0 ? y / sum - f.slope * x / sum : 0;
    return f;
}

/* Text from `from` to `to`: one string, stretched; its middle at the height that the line has at `centre`. */
static void show(sil_buf *b, const direction *f, double from, double to, double centre, const char *text, bool hyphen, pdf_codes *codes)
{
    size_t len = strlen(text);
    double natural = hyphen ? pdf_font_width('-') : 0, size = fmax(f->tall, 1); /* letters are about as tall as their em */
    for (size_t i = 0; i < len;)
        natural += pdf_font_width(sil_cp_next(text, len, &i));
    if (natural <= 0 || to <= from)
        return;
    double base = f->at + f->slope * centre - (PDF_ASCENT + PDF_DESCENT) / 2 * size;
    sil_buf_printf(b, "%g %g %g %g %.2f %.2f Tm %.2f Tz /F %.2f Tf <", f->a, f->b, f->c, f->d, f->a * from + f->c * base, f->b * from + f->d * base,
                   100 * (to - from) / (natural * size), size);
    for (size_t i = 0; i < len;)
        sil_buf_printf(b, "%04X", (unsigned)pdf_font_code(codes, sil_cp_next(text, len, &i)));
    if (hyphen)
        sil_buf_printf(b, "%04X", (unsigned)pdf_font_code(codes, '-'));
    sil_buf_puts(b, "> Tj\n");
}

/* How many words from the first on stand on the same line without a space between them. */
static size_t run_of(const export_word *w, size_t n)
{
    size_t k = 1;
    while (k < n && w[k].line == w->line && !w[k - 1].space)
        k++;
    return k;
}

sil_status pdf_text(const export_word *words, size_t n, double scale, int height, pdf_codes *codes, sil_buf *b, sil_err *err)
{
    direction f = {.turn = 0};
    sil_buf_puts(b, "BT\n3 Tr\n");
    for (size_t i = 0, k; i < n; i += k) {
        if (i == 0 || words[i - 1].line != words[i].line)
            f = direction_of(&words[i], scale, height);
        k = run_of(words + i, n - i);
        double centre = (span_of(&f, words[i].word->box).start + span_of(&f, words[i + k - 1].word->box).end) / 2;
        for (size_t j = i; j < i + k; j++) {
            const export_word *w = &words[j], *next = j + 1 < n && words[j + 1].line == w->line ? &words[j + 1] : NULL;
            span at = span_of(&f, w->word->box);
            double end = at.end, follows = next ? span_of(&f, next->word->box).start : at.start;
            if (follows > at.start && w->space)
                end = fmax(fmin(at.end, follows - 0.2 * f.tall), (at.start + at.end) / 2);
            else if (follows > at.start && follows < at.end + FAR * f.tall)
                end = follows;
            show(b, &f, at.start, end, centre, w->text, w->word->hyphen, codes);
            if (w->space && follows > end)
                show(b, &f, end, follows, centre, " ", false, codes);
        }
    }
    sil_buf_puts(b, "ET\n");
    return sil_buf_ok(b, err);
}
