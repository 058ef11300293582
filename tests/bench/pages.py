"""Draw the pages that models are judged with, and spoil them as scanners do. Before: pages.tsv, pages/*.txt. Next: bench.py reads them.

Text is set by Pango at 300 dpi on A4, justified, in fonts that training must not use. What stands on each printed line is written beside the
image as its truth, one line a line. Everything random has a fixed seed, so the same machine always makes the same pages.
"""
import os
import zlib

import cairo
import gi
import numpy as np
from PIL import Image, ImageFilter

gi.require_version("Pango", "1.0")
gi.require_version("PangoCairo", "1.0")
from gi.repository import Pango, PangoCairo  # noqa: E402

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
            l.set_justify(True)
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
        width = WIDTH - mm(LEFT) - mm(RIGHT)
        layout = self.layout(text, width, bold, size, indent)
        raw, it = text.encode(), layout.get_iter()
        while True:
            line = it.get_line_readonly()
            self.y += pt(self.lead)
            x = mm(LEFT) + it.get_line_extents()[1].x / Pango.SCALE
            self.show(line, x)
            self.truth.append(raw[line.start_index:line.start_index + line.length].decode().strip())
            if not it.next_line():
                break
        self.y += pt(self.lead) * (step - 1)
        if self.y > HEIGHT - mm(TOP):
            raise SystemExit("this text does not fit on one page: " + text[:30])

    def rule(self, width):
        self.cr.set_line_width(width)
        self.cr.move_to(mm(LEFT), self.y)
        self.cr.line_to(WIDTH - mm(RIGHT), self.y)
        self.cr.stroke()

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
            self.truth.append(" ".join(rows[n]))
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


def draw(text, family, size, lead, breaks, hanging=False):
    """A page from its text: `= ` begins a heading, `| ` a row of a table. -> (image, printed lines, names of the fonts used)."""
    sheet, rows = Sheet(family, size, lead, breaks), []
    for line in text.splitlines() + [""]:
        if line.startswith("| "):
            rows.append([c.strip() for c in line[2:].split("|")])
            continue
        if rows:
            sheet.table(rows)
            rows = []
        if line.startswith("= "):
            sheet.paragraph(line[2:], bold=True, size=size + 1.5, step=1.4)
        elif line:
            sheet.paragraph(line, indent=-pt(size * 2) if hanging else pt(size))
    return sheet.image(), sheet.truth, sheet.fonts


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
    """All copies of one page of pages.tsv -> {condition: path}, path of the truth. What is there already and newer is kept."""
    name = row["page"]
    truth = os.path.join(out, name + ".truth.txt")
    paths = {"clean": os.path.join(out, name + ".clean.png"), **{h: os.path.join(out, f"{name}.{h}.jpg") for h in SPOILS}}
    newest = max(os.path.getmtime(p) for p in (source, os.path.abspath(__file__), os.path.join(os.path.dirname(os.path.abspath(__file__)), "pages.tsv")))
    if all(os.path.exists(p) and os.path.getmtime(p) > newest for p in [truth, *paths.values()]):
        return paths, truth
    os.makedirs(out, exist_ok=True)
    with open(source, encoding="utf-8") as f:
        im, lines, fonts = draw(f.read(), row["family"], float(row["size"]), float(row["lead"]), row["break"], row["kind"] == "bibliography")
    strange = {f for f in fonts if f not in [x.strip() for x in row["family"].split(",")]}
    if strange:
        raise SystemExit(f"{name}: drawn in {', '.join(sorted(strange))} instead of {row['family']}: install the fonts named in config/packages.tsv (need: bench)")
    im.save(paths["clean"], dpi=(DPI, DPI))
    for how in SPOILS:
        bad, dpi, quality = spoil(im, how, name)
        bad.save(paths[how], quality=quality, dpi=(dpi, dpi))
    with open(truth, "w", encoding="utf-8") as f:
        f.write("\n".join(lines) + "\n")
    return paths, truth
