"""Typesetting: blocks of a paper become pages, and every line knows where it stands.

Lengths are points (1/72 inch) from the page's top left. Pango breaks and justifies the lines; frames (columns),
footnotes, tables, running heads and page numbers are placed here.
"""
import re

import cairo
import gi
gi.require_version("Pango", "1.0")
gi.require_version("PangoCairo", "1.0")
from gi.repository import Pango, PangoCairo  # noqa: E402

from markup import SHY, Rich  # noqa: E402

MM = 72 / 25.4
HANGUL = re.compile(r"[가-힣]")

_surface = cairo.RecordingSurface(cairo.CONTENT_COLOR_ALPHA, None)
_cr = cairo.Context(_surface)
_fo = cairo.FontOptions()
_fo.set_hint_metrics(cairo.HINT_METRICS_OFF)
_fo.set_hint_style(cairo.HINT_STYLE_NONE)
_fo.set_antialias(cairo.ANTIALIAS_GRAY)
_cr.set_font_options(_fo)


def new_layout():
    lay = PangoCairo.create_layout(_cr)
    ctx = lay.get_context()
    PangoCairo.context_set_resolution(ctx, 72)
    PangoCairo.context_set_font_options(ctx, _fo)
    ctx.set_round_glyph_positions(False)
    return lay


def escape(s):
    return s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def pango_markup(rich, st):
    """The Pango markup of a rich text; words that must hold together are wrapped so that no line breaks inside."""
    text = rich.plain
    if st.get("nbsp"):
        text = text.replace(" ", "\u00a0")
    tags = [[] for _ in text]
    for a, b, kind in rich.fmt:
        for i in range(a, b):
            tags[i].append(kind)
    hold = [False] * (len(text) + 1)            # hold[i]: no break before character i
    for a, b, _ in rich.marks:
        for i in range(a, b):
            tags[i].append("sup")
        for i in range(max(a - 1, 1), b):
            hold[i] = True
    if st.get("keep_words"):
        for m in re.finditer(r"\S+", text):
            if HANGUL.search(m[0]) and len(m[0]) <= st.get("keep_max", 14):
                for i in range(m.start() + 1, m.end()):
                    hold[i] = True
    out, i = [], 0
    while i < len(text):
        j = i + 1
        while j < len(text) and hold[j]:
            j += 1
        chunk, k = "", i
        while k < j:
            e = k + 1
            while e < j and tags[e] == tags[k]:
                e += 1
            piece = escape(text[k:e])
            for t in tags[k]:
                if t == "sup":
                    small, up = (80, 0.14) if "①" <= text[k] <= "⑳" else (66, 0.34)
                    piece = '<span size="%d%%" rise="%d">%s</span>' % (small, st["size"] * up * Pango.SCALE, piece)
                else:
                    piece = "<%s>%s</%s>" % (t, piece, t)
            chunk += piece
            k = e
        out.append('<span allow_breaks="false">%s</span>' % chunk if j - i > 1 else chunk)
        i = j
    return "".join(out)


class Block:
    """One block of the truth. rels: (subject, predicate, object, value, as printed)."""
    count = 0

    def __init__(self, kind, source="", lang=None, rels=(), notes=None, **style):
        self.kind, self.lang, self.style, self.rels = kind, lang, style, list(rels)
        self.rich = Rich(source)
        self.notes = notes or {}
        self.where = []                          # (start, end, page)
        self.order = None
        self.rows = None


class Table(Block):
    """rows: lists of source strings; a dict {"t": text, "span": n} spans columns. head: number of head rows."""

    def __init__(self, rows, head=1, rule="grid", width=1.0, cols=None, align="c", lang=None, breakable=False,
                 label="", again="", rank=None, rels=(), **style):
        super().__init__("table", "", lang, rels, **style)
        self.src, self.head, self.rule, self.width = rows, head, rule, width
        self.cols, self.align, self.breakable, self.again = cols, align, breakable, again
        self.label, self.rank = label, rank
        self.cells = [[(Rich(c["t"]), c["span"]) if isinstance(c, dict) else (Rich(c), 1) for c in r] for r in rows]
        self.row_page = {}


class Line:
    """A printed line or table row: its text, its tokens with boxes in points, the part of the block it holds."""

    def __init__(self, block, text, tokens, start, end, row=None):
        self.block, self.text, self.tokens, self.start, self.end, self.row = block, text, tokens, start, end, row


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


class Laid:
    """A block set to a width: its Pango layout and, for each line, where it begins and ends."""

    def __init__(self, rich, st, width):
        self.rich, self.st, self.width = rich, st, width
        lay = self.lay = new_layout()
        fd = Pango.FontDescription(st["font"])
        fd.set_absolute_size(st["size"] * Pango.SCALE)
        lay.set_font_description(fd)
        if st.get("lang"):
            lay.get_context().set_language(Pango.Language.from_string(st["lang"]))
        m = lay.get_context().get_metrics(fd, Pango.Language.from_string("en"))
        self.asc, self.desc = m.get_ascent() / Pango.SCALE, m.get_descent() / Pango.SCALE
        lay.set_width(int(width * Pango.SCALE))
        lay.set_wrap(Pango.WrapMode.WORD)
        al = st.get("align", "j")
        lay.set_alignment({"j": Pango.Alignment.LEFT, "l": Pango.Alignment.LEFT, "c": Pango.Alignment.CENTER,
                           "r": Pango.Alignment.RIGHT}[al])
        lay.set_justify(al == "j")
        lay.set_indent(int(st.get("indent", 0) * Pango.SCALE))
        mk = pango_markup(rich, st)
        if st.get("spacing"):
            mk = '<span letter_spacing="%d">%s</span>' % (int(st["spacing"] * Pango.SCALE), mk)
        lay.set_markup(mk, -1)
        if lay.get_unknown_glyphs_count():
            raise ValueError("no glyph for some character of: " + rich.plain[:60])
        text = rich.plain
        byte_at = [0]
        for c in text:
            byte_at.append(byte_at[-1] + len(c.encode()))
        if st.get("nbsp"):
            raise ValueError("nbsp is not measured")
        index = {b: i for i, b in enumerate(byte_at)}
        self.byte_at = byte_at
        self.lines = []
        it = lay.get_iter()
        while True:
            ln = it.get_line_readonly()
            _, logical = it.get_line_extents()
            a = index[ln.start_index]
            b = index[ln.start_index + ln.length]
            self.lines.append((ln, logical.x / Pango.SCALE, logical.width / Pango.SCALE, a, b))
            if not it.next_line():
                break
        self.leading = st.get("leading", st["size"] * 1.5)

    def natural_width(self):
        return max(l[2] for l in self.lines)

    def height(self):
        return self.leading * len(self.lines)

    def printed(self, i):
        _, _, _, a, b = self.lines[i]
        t = self.rich.plain[a:b].strip()
        return t[:-1].replace(SHY, "") + "-" if t.endswith(SHY) else t.replace(SHY, "")

    def tokens(self, i, x, base):
        """Whitespace-delimited tokens of line i: (x0, y0, x1, y1, text) of the line's type body."""
        _, _, _, a, b = self.lines[i]
        text = self.rich.plain
        out = []
        for m in re.finditer(r"\S+", text[a:b]):
            s, e = a + m.start(), a + m.end()
            r0 = self.lay.index_to_pos(self.byte_at[s])
            r1 = self.lay.index_to_pos(self.byte_at[e - 1])
            x0, x1 = r0.x / Pango.SCALE, (r1.x + r1.width) / Pango.SCALE
            t = text[s:e]
            t = t[:-1] + "-" if t.endswith(SHY) and e == b else t
            if t.endswith("-") and text[e - 1] == SHY:
                x1 += self.st["size"] * 0.35
            t = t.replace(SHY, "")
            if t:
                out.append((x + min(x0, x1), base - self.asc, x + max(x0, x1), base + self.desc, t))
        return out


class Flow:
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

    # -- tables ---------------------------------------------------------
    def lay_table(self, t):
        st = self.style("table", t.style)
        ncol = max(sum(s for _, s in r) for r in t.cells)
        pad = st.get("pad", 4)
        total = self.cur.w * t.width
        hst = dict(st, **st.get("head_style", {}))
        if t.cols:
            ws = [total * c / sum(t.cols) for c in t.cols]
        else:
            ws = [0.0] * ncol
            for ri, r in enumerate(t.cells):
                c = 0
                for rich, span in r:
                    if span == 1:
                        laid = Laid(rich, dict(hst if ri < t.head else st, align="l"), 2000)
                        ws[c] = max(ws[c], laid.natural_width() + 2 * pad)
                    c += span
            spare = max(0, total - sum(ws))
            ws = [w + spare / ncol for w in ws]
        laid_rows = []
        for ri, r in enumerate(t.cells):
            c, cells, h = 0, [], 0
            for rich, span in r:
                al = t.align[c] if len(t.align) > 1 else t.align
                if ri < t.head:
                    al = "c" if t.rule != "none" or span > 1 else al
                w = sum(ws[c:c + span])
                laid = Laid(rich, dict(hst if ri < t.head else st, align=al, indent=0), w - 2 * pad)
                cells.append((laid, sum(ws[:c]) + pad, w, c, span))
                h = max(h, laid.height())
                c += span
            laid_rows.append((cells, h + 2 * st.get("vpad", 2.5)))
        return laid_rows, ws, pad

    def place_table(self, t):
        rows, ws, pad = self.lay_table(t)
        total = sum(ws)
        st = self.style("table", t.style)
        self.cur.y += st.get("before", 2)
        if not t.breakable and self.room() < sum(h for _, h in rows):
            raise ValueError("a table does not fit: " + t.label)
        x = self.cur.x + (self.cur.w - total) / 2
        start_y = self.cur.y
        drawn = 0
        for ri, (cells, h) in enumerate(rows):
            if t.breakable and self.room() < h:
                self.rule_table(t, x, ws, rows[:t.head] * bool(drawn) + rows[drawn:ri], start_y)
                self.next_frame()
                x = self.cur.x + (self.cur.w - total) / 2
                if t.again:
                    self.place(Block("caption", t.again, lang=t.lang))
                start_y, drawn = self.cur.y, ri
                for hr in range(t.head):
                    self.put_row(t, hr, rows[hr], x, repeated=True)
            self.put_row(t, ri, (cells, h), x)
        self.rule_table(t, x, ws, rows[:t.head] * bool(drawn) + rows[drawn:], start_y)
        self.cur.y += st.get("after", 2)
        self.p.blocks_placed.append(t)

    def put_row(self, t, ri, row, x, repeated=False):
        cells, h = row
        texts, toks = [], []
        for laid, dx, w, c, span in cells:
            y = self.cur.y + (h - laid.height()) / 2
            words = []
            for i in range(len(laid.lines)):
                base = y + (laid.leading - laid.asc - laid.desc) / 2 + laid.asc
                ln, lx, lw, a, e = laid.lines[i]
                self.page.draw.append((laid, i, x + dx + lx, base))
                toks += laid.tokens(i, x + dx, base)
                words.append(laid.printed(i))
                y += laid.leading
            texts.append(join_lines(laid, words))
        self.page.body.append(Line(t, "\t".join(texts), toks, ri, ri + 1, row=-1 if repeated else ri))
        if not repeated:
            t.row_page[ri] = self.page.number
            t.where.append((ri, ri + 1, self.page.number))
        if t.order is None:
            t.order = self.order
            self.order += 1
        self.cur.y += h

    def rule_table(self, t, x, ws, shown, y0):
        total, R = sum(ws), self.page.rules
        ys = [y0]
        for _, h in shown:
            ys.append(ys[-1] + h)
        heavy, thin = 1.0, 0.4
        if t.rule == "none":
            return
        R.append((x, ys[0], x + total, ys[0], heavy))
        R.append((x, ys[-1], x + total, ys[-1], heavy))
        hd = min(t.head, len(ys) - 1)
        R.append((x, ys[hd], x + total, ys[hd], thin if t.rule != "grid" else 0.6))
        if t.rule == "book":
            if t.head == 2:
                for laid, dx, w, c, span in shown[0][0]:
                    if span > 1:
                        R.append((x + dx, ys[1], x + dx + w - 2 * 4, ys[1], thin))
            return
        for i, y in enumerate(ys[1:-1], 1):
            if t.head == 2 and i == 1:
                for laid, dx, w, c, span in shown[0][0]:
                    if span > 1:
                        xx = x + sum(ws[:c])
                        R.append((xx, y, xx + w, y, thin))
            elif i != hd:
                R.append((x, y, x + total, y, thin))
        for i, (cells, h) in enumerate(shown):
            for laid, dx, w, c, span in cells:
                if c > 0:
                    xx = x + sum(ws[:c])
                    R.append((xx, ys[i], xx, ys[i] + h, thin))
        if t.rule == "grid":
            R.append((x, ys[0], x, ys[-1], thin))
            R.append((x + total, ys[0], x + total, ys[-1], thin))

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


def join_lines(laid, words):
    """The printed lines of a cell as one text: with a space where the source has one."""
    out = ""
    for i, w in enumerate(words):
        if i:
            a = laid.lines[i][3]
            gap = laid.rich.plain[a - 1:a].isspace() or laid.rich.plain[a:a + 1].isspace()
            out = out[:-1] if out.endswith("-") and laid.rich.plain[a - 1] == SHY else out
            out += (" " if gap else "") + w
        else:
            out = w
    return out


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
