"""Draw the pages that models are judged with, and spoil them as scanners do. Before: pages.tsv, pages/*.txt. Next: bench.py reads them.

Text is set by Pango at 300 dpi on A4, justified, in fonts that training must not use. What stands on each printed line is written beside the
image as its truth, one line a line. Everything random has a fixed seed, so the same machine always makes the same pages.
"""
import csv
import os
import sys
import zlib

import cairo
import gi
import numpy as np
from PIL import Image, ImageFilter

gi.require_version("Pango", "1.0")
gi.require_version("PangoCairo", "1.0")
from gi.repository import Pango, PangoCairo  # noqa: E402

from bench import places  # noqa: E402

DPI, WIDTH, HEIGHT = 300, 2480, 3508
LEFT, TOP, RIGHT = 30, 32, 30  # margins, millimetres
SPOILS = ("scan", "d150", "skew", "uneven")


def mm(x):
    return x * DPI / 25.4


def pt(x):
    return x * DPI / 72


class Sheet:
    """One page being set: where the next line goes, and what was printed so far."""

    def __init__(self, family, size, lead, breaks):
        self.surface = cairo.ImageSurface(cairo.FORMAT_RGB24, WIDTH, HEIGHT)
        self.cr = cairo.Context(self.surface)
        self.cr.set_source_rgb(1, 1, 1)
        self.cr.paint()
        self.cr.set_source_rgb(0.08, 0.08, 0.08)
        options = cairo.FontOptions()
        options.set_hint_style(cairo.HINT_STYLE_NONE)
        options.set_hint_metrics(cairo.HINT_METRICS_OFF)
        options.set_antialias(cairo.ANTIALIAS_GRAY)
        self.context = PangoCairo.create_context(self.cr)
        PangoCairo.context_set_resolution(self.context, DPI)
        PangoCairo.context_set_font_options(self.context, options)
        self.context.set_language(Pango.Language.from_string("ko"))
        self.context.set_round_glyph_positions(False)
        self.family, self.size, self.lead, self.breaks = family, size, lead, breaks
        self.y, self.truth, self.fonts = mm(TOP), [], set()
        self.left, self.right, self.bottom, self.next = mm(LEFT), WIDTH - mm(RIGHT), HEIGHT - mm(TOP), None
        self.cells, self.other, self.chinese = [], [], False

    def layout(self, text, width, bold=False, size=None, indent=0.0):
        l = Pango.Layout.new(self.context)
        d = Pango.FontDescription(self.family)
        d.set_size(int((size or self.size) * Pango.SCALE))
        if bold:
            d.set_weight(Pango.Weight.BOLD)
        l.set_font_description(d)
        l.set_text(text, -1)
        if width:
            l.set_width(int(width * Pango.SCALE))
            l.set_justify(not self.chinese)  # Pango would tear open the one space of a line
            l.set_wrap(Pango.WrapMode.WORD)
            l.set_indent(int(indent * Pango.SCALE))
            if self.breaks == "word":
                l.set_attributes(unbroken(text))
        return l

    def show(self, line, x):
        self.fonts.update(run.item.analysis.font.describe().get_family() for run in line.runs)
        self.cr.move_to(x, self.y)
        PangoCairo.show_layout_line(self.cr, line)

    def paragraph(self, text, bold=False, size=None, indent=0.0, step=1.0):
        layout = self.layout(text, self.right - self.left, bold, size, indent)
        raw, it = text.encode(), layout.get_iter()
        while True:
            line = it.get_line_readonly()
            if self.y + pt(self.lead) > self.bottom and self.next:
                self.y, self.left, self.right, self.bottom = self.next
                self.next, self.turned = None, len(self.truth)
            self.y += pt(self.lead)
            x = self.left + it.get_line_extents()[1].x / Pango.SCALE
            self.show(line, x)
            self.truth.append(raw[line.start_index:line.start_index + line.length].decode().strip())
            if not it.next_line():
                break
        self.y += pt(self.lead) * (step - 1)
        if self.y > self.bottom:
            raise SystemExit("this text does not fit on one page: " + text[:30])

    def rule(self, width, to=None):
        self.cr.set_line_width(width)
        self.cr.move_to(self.left, self.y)
        self.cr.line_to(to or self.right, self.y)
        self.cr.stroke()

    def columns(self, notes):
        """From here on two columns; notes, the first third of them and the rest, stand at the foot of the one and of the other."""
        gap, foot, size, lead = mm(9), HEIGHT - mm(TOP), self.size * 0.86, self.lead * 0.86
        width, top, sides = (self.right - self.left - gap) / 2, self.y, []
        first = (len(notes) + 2) // 3
        for k, mine in enumerate((notes[:first], notes[first:])):
            left = self.left + k * (width + gap)
            lines = sum(self.layout(n, width, size=size).get_line_count() for n in mine)
            sides.append((left, left + width, foot - (lines * pt(lead) + pt(self.lead) if mine else 0), mine))
        self.left, self.right, self.bottom, _ = sides[0]
        self.next = (top, *sides[1][:3])

        def finish():
            if self.next:
                raise SystemExit("the second column stays empty")
            self.lead, body, notes_end = lead, len(self.truth), []
            for left, right, y, mine in sides:
                self.left, self.right, self.y, self.bottom = left, right, y + pt(lead) * 0.8, foot + 1
                if mine:
                    self.rule(2, left + width / 3)
                for n in mine:
                    self.paragraph(n, size=size)
                notes_end.append(len(self.truth))
            t, left = self.truth, notes_end[0]
            self.other = t[:self.turned] + t[body:left] + t[self.turned:body] + t[left:]
        return finish

    def grid(self, rows):
        """A rule around each cell; numbers flush right, all else centred."""
        sets, x, wide = self.measure(rows)
        high = pt(self.lead) * 1.25
        self.y += pt(self.lead) * 0.5
        top, edges = self.y, [x + sum(wide[:i]) for i in range(len(wide) + 1)]
        for n, s in enumerate(sets):
            self.y = top + n * high + high * 0.68
            for i, cell in enumerate(s):
                w = cell.get_pixel_size()[0]
                number = n and rows[n][i].replace(",", "").replace(".", "").lstrip("+-").isdigit()
                self.show(cell.get_line_readonly(0), edges[i + 1] - w - pt(4) if number else edges[i] + (wide[i] - w) / 2)
            self.print_row(rows[n])
        for n in range(len(rows) + 1):
            self.y = top + n * high
            self.rule(3, edges[-1])
        for e in edges:
            self.cr.move_to(e, top)
            self.cr.line_to(e, self.y)
            self.cr.stroke()
        self.y += pt(self.lead) * 0.2

    def bare(self, rows):
        """No rule at all: columns are told by what is blank between them."""
        sets, x, wide = self.measure(rows)
        self.y += pt(self.lead) * 0.5
        for n, s in enumerate(sets):
            self.y += pt(self.lead)
            at = x
            for i, cell in enumerate(s):
                w = cell.get_pixel_size()[0]
                self.show(cell.get_line_readonly(0), at if 0 < i < 3 else at + (wide[i] - w) / 2 if n == 0 or i == 0 else at + wide[i] - w - pt(10))
                at += wide[i]
            self.print_row(rows[n])
        self.y += pt(self.lead) * 0.6

    def measure(self, rows):
        """-> layouts of the cells, left edge, width of each column such that all fill the page."""
        sets = [[self.layout(c, None) for c in r] for r in rows]
        wide = [max(s[i].get_pixel_size()[0] for s in sets) for i in range(len(rows[0]))]
        spare = (self.right - self.left - sum(wide)) / len(wide)
        return sets, self.left, [w + spare for w in wide]

    def print_row(self, row):
        self.truth.append(" ".join(row))
        self.cells.append(row)

    def table(self, rows):
        """Three rules across, cells centred, the second column flush left."""
        sets = [[self.layout(c, None) for c in r] for r in rows]
        wide = [max(s[i].get_pixel_size()[0] for s in sets) for i in range(len(rows[0]))]
        gap = (WIDTH - mm(LEFT) - mm(RIGHT) - sum(wide)) / len(wide)
        self.y += pt(self.lead) * 0.5
        self.rule(5)
        for n, s in enumerate(sets):
            self.y += pt(self.lead)
            x = mm(LEFT) + gap / 2
            for i, cell in enumerate(s):
                w = cell.get_pixel_size()[0]
                self.show(cell.get_line_readonly(0), x if i == 1 and n else x + (wide[i] - w) / 2)
                x += wide[i] + gap
            self.print_row(rows[n])
            if n in (0, len(sets) - 1):
                self.y += pt(self.lead) * 0.4
                self.rule(3 if n == 0 else 5)
        self.y += pt(self.lead) * 0.2

    def image(self):
        a = np.ndarray((HEIGHT, self.surface.get_stride() // 4, 4), np.uint8, self.surface.get_data())
        return Image.fromarray(a[:, :WIDTH, 0].copy())


def unbroken(text):
    """No break inside a word, as many Korean journals print."""
    attrs, at = Pango.AttrList(), 0
    for word in text.split(" "):
        n = len(word.encode())
        if n > 3:
            a = Pango.attr_allow_breaks_new(False)
            a.start_index, a.end_index = at, at + n
            attrs.insert(a)
        at += n + 1
    return attrs


TABLES = {"| ": Sheet.table, "|# ": Sheet.grid, "|_ ": Sheet.bare}


def draw(text, row):
    """A page from its text: `= ` begins a heading, `^ ` a note at the foot of two columns, `| ` a row of a table with three rules, `|# ` with
    rules around each cell, `|_ ` with none. -> (image, sheet: printed lines, cells of tables, fonts that were used)."""
    size, kind = float(row["size"]), row["kind"]
    sheet, rows, how = Sheet(row["family"], size, float(row["lead"]), row["break"]), [], ""
    sheet.chinese, finish = kind == "Chinese", None
    lines = text.splitlines() + [""]
    notes = [l[2:] for l in lines if l.startswith("^ ")]
    for line in lines:
        mark = line.split(" ", 1)[0] + " "
        if mark in TABLES:
            rows.append([c.strip() for c in line[len(mark):].split("|")])
            how = mark
            continue
        if rows:
            TABLES[how](sheet, rows)
            rows = []
        if line.startswith("= "):
            sheet.paragraph(line[2:], bold=True, size=size + 1.5, step=1.4)
            if kind == "two columns" and not finish:
                finish = sheet.columns(notes)
        elif line and mark != "^ ":
            sheet.paragraph(line, indent=-pt(size * 2) if kind == "bibliography" else pt(size * 2 if sheet.chinese else size))
    if finish:
        finish()
    return sheet.image(), sheet


# ---- what scanners do ----
def turn(im, degrees):
    return im.rotate(degrees, Image.BICUBIC, fillcolor=255)


def noise(im, sigma, rng):
    a = np.asarray(im, np.float64)
    return Image.fromarray(np.clip(a + rng.normal(0, sigma, a.shape), 0, 255).astype(np.uint8))


def blur(im, sigma):
    return im.filter(ImageFilter.GaussianBlur(sigma))


def to_dpi(im, dpi):
    return im.resize((round(im.width * dpi / DPI), round(im.height * dpi / DPI)), Image.BOX)


def shade(im):
    """A lamp at one side and thin paper: light falls off, contrast is low."""
    h, w = im.height, im.width
    y, x = np.mgrid[0:h, 0:w]
    light = 0.45 + 0.55 * np.exp(-(((x - w * .3) / (w * .8)) ** 2 + ((y - h * .3) / (h * .7)) ** 2))
    return Image.fromarray(np.clip((90 + 0.5 * np.asarray(im, np.float64)) * light, 0, 255).astype(np.uint8))


def spoil(im, how, name):
    """-> (image, dpi, JPEG quality)"""
    rng = np.random.default_rng(zlib.crc32((name + "." + how).encode()))
    if how == "scan":
        return noise(to_dpi(blur(turn(im, -0.7), 1.2), 200), 14, rng), 200, 40
    if how == "d150":
        return to_dpi(im, 150), 150, 85
    if how == "skew":
        return turn(im, 1.6), 300, 85
    if how == "uneven":
        return noise(shade(blur(im, .8)), 6, rng), 300, 85
    raise ValueError(how)


def make(row, source, out):
    """All copies of one page of pages.tsv -> {condition: path}, path of the truth. What is there already and newer is kept. Beside the truth lie the cells
    of its tables (NAME.cells.tsv), if any; NAME.other.txt has a page's lines in the other order that is right, too: notes after their column instead of
    after the page."""
    name = row["page"]
    paths, truth = places(name, out)
    newest = max(os.path.getmtime(p) for p in (source, os.path.abspath(__file__), os.path.join(os.path.dirname(os.path.abspath(__file__)), "pages.tsv")))
    if all(os.path.exists(p) and os.path.getmtime(p) > newest for p in [truth, *paths.values()]):
        return paths, truth
    os.makedirs(out, exist_ok=True)
    with open(source, encoding="utf-8") as f:
        im, sheet = draw(f.read(), row)
    strange = {f for f in sheet.fonts if f not in [x.strip() for x in row["family"].split(",")]}
    if strange:
        raise SystemExit(f"{name}: drawn in {', '.join(sorted(strange))} instead of {row['family']}: install the fonts named in config/packages.tsv (need: bench)")
    im.save(paths["clean"], dpi=(DPI, DPI))
    for how in SPOILS:
        bad, dpi, quality = spoil(im, how, name)
        bad.save(paths[how], quality=quality, dpi=(dpi, dpi))
    if sheet.other:
        with open(os.path.join(out, name + ".other.txt"), "w", encoding="utf-8") as f:
            f.write("\n".join(sheet.other) + "\n")
    if sheet.cells:
        with open(os.path.join(out, name + ".cells.tsv"), "w", encoding="utf-8") as f:
            f.write("".join("\t".join(r) + "\n" for r in sheet.cells))
    with open(truth, "w", encoding="utf-8") as f:
        f.write("\n".join(sheet.truth) + "\n")
    return paths, truth


def main():
    """pages.py FOLDER PAGE...: draw these pages of pages.tsv."""
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "pages.tsv"), encoding="utf-8") as f:
        for r in csv.DictReader((l for l in f if not l.startswith("#")), delimiter="\t"):
            if r["page"] in sys.argv[2:]:
                make(r, os.path.join(here, r["file"]), sys.argv[1])


if __name__ == "__main__":
    main()
