"""Typesetting: blocks of a paper become pages, and every line knows where it stands.

Lengths are points (1/72 inch) from the page's top left. Frames (columns), footnotes, floats, running heads and page
numbers are placed here; lines.py breaks the lines, tables.py sets the tables.
"""
import re

import cairo

from lines import MM, Block, Laid, Line, PangoCairo  # noqa: F401
from tables import Table, TableFlow


class Page:
    def __init__(self, number):
        self.number, self.draw, self.rules = number, [], []
        self.head, self.body, self.notes, self.foot = [], [], [], []

    def lines(self):
        return self.head + self.body + self.notes + self.foot


class Frame:
    def __init__(self, x, y, w, bottom):
        self.x, self.y, self.w, self.bottom, self.top = x, y, w, bottom, y
        self.notes = []                          # laid footnotes: list of Laid
        self.note_h = 0.0


class Flow(TableFlow):
    def __init__(self, paper):
        self.p = paper
        self.pages, self.frames, self.cur = [], [], None
        self.pending = []                        # floats that wait for the next frame
        self.order = 0
        self.new_page()

    # -- frames ---------------------------------------------------------
    def style(self, kind, extra):
        st = dict(self.p.base)
        st.update(self.p.styles.get(kind, {}))
        st.update(extra)
        return st

    def new_page(self):
        self.finish_page()
        self.page = Page(len(self.pages) + 1)
        self.pages.append(self.page)
        w, h = self.p.size
        t, r, b, l = self.p.margins
        self.columns(t)

    def columns(self, top):
        w, h = self.p.size
        t, r, b, l = self.p.margins
        n, gap = self.p.cols, self.p.gap
        cw = (w - l - r - gap * (n - 1)) / n
        self.frames = [Frame(l + i * (cw + gap), top, cw, h - b) for i in range(n)]
        self.fi, self.cur = 0, self.frames[0]

    def next_frame(self):
        if self.fi + 1 < len(self.frames):
            self.fi += 1
            self.cur = self.frames[self.fi]
        else:
            self.new_page()
        while self.pending and (self.group_height(self.pending[0]) <= self.room() or self.cur.y == self.cur.top):
            for b in self.pending.pop(0):
                self.place(b)

    def finish_page(self):
        if not self.pages:
            return
        pg = self.page
        for fr in self.frames:
            if not fr.notes:
                continue
            y = fr.bottom - fr.note_h
            pg.rules.append((fr.x, y + 3, fr.x + fr.w * 0.3, y + 3, 0.5))
            y += 9
            for b, laid in fr.notes:
                for i in range(len(laid.lines)):
                    base = y + (laid.leading - laid.asc - laid.desc) / 2 + laid.asc
                    self.put_line(pg.notes, b, laid, i, fr.x, base)
                    y += laid.leading
        w, h = self.p.size
        for kind, bucket, items in (("page-header", pg.head, self.p.header(pg.number)),
                                    ("page-number", pg.foot, self.p.footer(pg.number))):
            for text, align, y, rule in items:
                b = Block(kind if not re.fullmatch(r"[-–· ]*\d+[-–· ]*", text) else "page-number", text)
                st = self.style(kind, {"align": align})
                laid = Laid(b.rich, st, w - self.p.margins[1] - self.p.margins[3])
                self.put_line(bucket, b, laid, 0, self.p.margins[3], y)
                self.p.blocks_placed.append(b)
                if rule:
                    pg.rules.append((self.p.margins[3], y + 5, w - self.p.margins[1], y + 5, 0.5))

    # -- lines ----------------------------------------------------------
    def put_line(self, bucket, block, laid, i, x, base):
        ln, lx, lw, a, b = laid.lines[i]
        self.page.draw.append((laid, i, x + lx, base))
        text = laid.printed(i)
        bucket.append(Line(block, text, laid.tokens(i, x, base), a, b))
        block.where.append((a, b, self.page.number))
        if block.order is None:
            block.order = self.order
            self.order += 1

    def note_height(self, block, a, b):
        """Footnotes whose marks stand in [a, b): laid out, with their height."""
        out, h = [], 0.0
        for s, _, mark in block.rich.marks:
            if a <= s < b and mark in block.notes:
                nb = Block("footnote", block.notes[mark])
                laid = Laid(nb.rich, self.style("footnote", {}), self.cur.w)
                out.append((nb, laid))
                h += laid.height()
        return out, h

    def room(self):
        return self.cur.bottom - self.cur.note_h - self.cur.y

    def place(self, b):
        if isinstance(b, Table):
            return self.place_table(b)
        st = self.style(b.kind, b.style)
        left, right = st.get("left", 0), st.get("right", 0)
        laid = Laid(b.rich, st, self.cur.w - left - right)
        n = len(laid.lines)
        keep = 2.1 * self.p.base["leading"] + st.get("after", 0) if b.kind == "heading" else 0   # two lines of text stay with a heading
        at_top = self.cur.y == self.cur.top
        if not at_top or st.get("space_always"):
            self.cur.y += st.get("before", 0)
        if not at_top and self.room() < laid.leading * min(n, 2) + keep:
            self.next_frame()
        i = 0
        while i < n:
            _, _, _, a, e = laid.lines[i]
            notes, nh = self.note_height(b, a, e)
            extra = nh + (14 if notes and not self.cur.notes else 0)
            widow = n - i == 2 and i > 0
            if self.room() < laid.leading * (2 if widow else 1) + extra - 0.01 and self.cur.y > self.cur.top:
                self.next_frame()
                continue
            base = self.cur.y + (laid.leading - laid.asc - laid.desc) / 2 + laid.asc
            self.put_line(self.page.body, b, laid, i, self.cur.x + left, base)
            self.cur.y += laid.leading
            if notes:
                self.cur.notes += notes
                self.cur.note_h += extra
                self.p.blocks_placed += [nb for nb, _ in notes]
            i += 1
        self.cur.y += st.get("after", 0)
        self.p.blocks_placed.append(b)

    # -- all ------------------------------------------------------------
    def run(self, blocks):
        """A tuple of blocks is a float: kept together, moved to the next frame's top when it does not fit."""
        spanning = False
        for b in blocks:
            if b == "page":
                self.flush()
                self.new_page()
            elif b == "span":
                spanning = True
                w, h = self.p.size
                t, r, bt, l = self.p.margins
                self.frames = [Frame(l, self.cur.y, w - l - r, h - bt)]
                self.fi, self.cur = 0, self.frames[0]
            elif b == "columns":
                notes, top = self.cur.notes, self.cur.y + 8
                self.columns(top)
                self.cur.notes = [(nb, Laid(nb.rich, laid.st, self.cur.w)) for nb, laid in notes]
                self.cur.note_h = sum(l.height() for _, l in self.cur.notes) + 14 * bool(notes)
            elif isinstance(b, (int, float)):
                self.cur.y += b
            elif isinstance(b, tuple):
                if self.group_height(b) > self.room():
                    self.pending.append(b)
                else:
                    for x in b:
                        self.place(x)
            else:
                self.place(b)
        self.flush()
        self.finish_page()
        return self.pages

    def flush(self):
        while self.pending:
            self.next_frame()

    def group_height(self, group):
        h = 0.0
        for b in group:
            if isinstance(b, Table):
                rows, _, _ = self.lay_table(b)
                h += (min(len(rows), 5) * rows[0][1] if b.breakable else sum(r[1] for r in rows)) + 8
            else:
                st = self.style(b.kind, b.style)
                h += Laid(b.rich, st, self.cur.w).height() + st.get("before", 0) + st.get("after", 0)
        return h


def render(page, size, dpi):
    """The page as two gray images (text, rules), 0 = ink, and the ink box of each token in pixels."""
    import numpy as np
    w, h = round(size[0] * dpi / 72), round(size[1] * dpi / 72)
    out = []
    for what in ("text", "rules"):
        s = cairo.ImageSurface(cairo.FORMAT_A8, w, h)
        cr = cairo.Context(s)
        cr.scale(dpi / 72, dpi / 72)
        paint(cr, page, what)
        s.flush()
        buf = np.frombuffer(s.get_data(), np.uint8).reshape(h, s.get_stride())[:, :w]
        out.append(255 - buf.copy())
    return out[0], out[1]


def paint(cr, page, what="all"):
    cr.set_source_rgba(0, 0, 0, 1)
    if what in ("text", "all"):
        for laid, i, x, base in page.draw:
            cr.move_to(x, base)
            PangoCairo.show_layout_line(cr, laid.lines[i][0])
    if what in ("rules", "all"):
        for x0, y0, x1, y1, lw in page.rules:
            cr.set_line_width(lw)
            cr.move_to(x0, y0)
            cr.line_to(x1, y1)
            cr.stroke()


class Paper:
    """What a source module fills in. size and margins in points (top, right, bottom, left)."""

    def __init__(self, stem, lang, size, margins, base, styles, blocks, deliver, cols=1, gap=0.0,
                 header=lambda n: [], footer=lambda n: [], dpi=300, about=None):
        self.stem, self.lang, self.size, self.margins = stem, lang, size, margins
        self.base, self.styles, self.blocks, self.deliver = base, styles, blocks, deliver
        self.cols, self.gap, self.header, self.footer, self.dpi = cols, gap, header, footer, dpi
        self.about = about or {}
        self.blocks_placed = []
