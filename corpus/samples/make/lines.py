"""Blocks and lines: a block's text set to a width by Pango, and for each printed line its text and the boxes of its tokens.

Lengths are points (1/72 inch).
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


class Line:
    """A printed line or table row: its text, its tokens with boxes in points, the part of the block it holds."""

    def __init__(self, block, text, tokens, start, end, row=None):
        self.block, self.text, self.tokens, self.start, self.end, self.row = block, text, tokens, start, end, row


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
