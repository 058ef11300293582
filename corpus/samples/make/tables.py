"""Tables: their columns, rows, rules, and the one that goes on over a page."""
from lines import Block, Laid, Line
from markup import SHY, Rich


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


class TableFlow:
    """The part of Flow that places tables."""

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
