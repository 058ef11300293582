#!/usr/bin/python3
"""Set the papers beside this script as pages that nobody had to read: every line with its box, as a perfect room 2 would hand it on; and their truth.

Needs what corpus/samples/make/make.py needs. Written into the folder above, and kept there: NAME.pages, truth-made.tsv.

A .pages file, fields divided by tabs: `page N width height`; then in reading order `zone` (text follows), `rule x0 y0 x1 y1`, `figure x0 y0 x1 y1`, `table x0 y0 x1 y1`,
`cell x0 y0 x1 y1`, `line x0,y0,x1,y1,word ...` (one field a word; boxes are those of the ink, 300 dpi).
"""
import importlib
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path[:0] = [os.path.join(HERE, "../../../../../corpus/samples/make"), HERE]
import typeset  # noqa: E402
from make import ink_box  # noqa: E402  (of corpus/samples/make)
from tables import Table  # noqa: E402
from truth import block_key, block_text, joined  # noqa: E402

NAMES = ["thesis_ko", "journal_ko", "journal_zh", "article_en", "thesis_zhhant", "conference_ko", "airports_zh", "report_ko", "policy_en", "proceedings_en", "humanities_ko", "yearbook_zh", "law_ko", "history_en"]
DPI = 300


class Flow(typeset.Flow):
    """As the samples' own, and a tuple ("figure", height) leaves room for a picture: placed at once, or it waits like any float."""

    def columns(self, top):
        super().columns(top)
        self.page.column_top = top

    def run(self, blocks):
        return super().run([(b,) if isinstance(b, tuple) and b[0] == "figure" else b for b in blocks])

    def place(self, b):
        return self.picture(b[1]) if isinstance(b, tuple) else super().place(b)

    def group_height(self, group):
        return sum(x[1] + 12 if isinstance(x, tuple) else super(Flow, self).group_height((x,)) for x in group)

    def picture(self, height):
        fr = self.cur
        self.page.body.append(("figure", (fr.x + fr.w * 0.15, fr.y + 4, fr.x + fr.w * 0.85, fr.y + height)))
        b = typeset.Block("figure", "")
        b.where.append((0, 0, self.page.number))
        b.order = self.order
        self.order += 1
        self.p.blocks_placed.append(b)
        fr.y += height + 8


def px(box):
    return [round(v * DPI / 72) for v in box]


def write_line(out, text_layer, tokens):
    boxes = [(ink_box(text_layer, t[:4], DPI), t[4]) for t in tokens]
    if boxes:
        out.append("line\t" + "\t".join("%d,%d,%d,%d,%s" % (*b, t) for b, t in boxes))


def cells_of(line):
    """Tokens of a row by its cells: each cell takes the tokens that make its text."""
    toks, out = list(line.tokens), []
    for cell in line.text.split("\t"):
        want, took = "".join(cell.split()), []
        while toks and len("".join(t[4] for t in took)) < len(want):
            took.append(toks.pop(0))
        out.append(took)
    return out


def note_rules(page):
    for r in page.rules:
        if abs(r[1] - r[3]) < 0.1 and any(0 < ln.tokens[0][1] - r[1] < 14 and abs(ln.tokens[0][0] - r[0]) < 30 for ln in page.notes if ln.tokens):
            yield "rule\t%d\t%d\t%d\t%d" % tuple(px((r[0], r[1] - 0.3, r[2], r[3] + 0.3)))


def write_bucket(out, bucket, text, column_top=0):
    kind, last, table, edges = None, None, None, []
    for ln in bucket:
        if isinstance(ln, tuple):
            out.append("figure\t%d\t%d\t%d\t%d" % tuple(px(ln[1])))
            kind = None
            continue
        if isinstance(ln.block, Table):
            if table is not ln.block or kind != "table":
                rows = [x for x in bucket if not isinstance(x, tuple) and x.block is ln.block]
                xs = [t for x in rows for t in x.tokens]
                out.append("table\t%d\t%d\t%d\t%d" % tuple(px((min(t[0] for t in xs) - 4, min(t[1] for t in xs) - 2, max(t[2] for t in xs) + 4, max(t[3] for t in xs) + 2))))
                edges = [min(cells_of(x)[c][0][0] for x in rows) - 4 for c in range(len(rows[0].text.split("\t")))] + [max(t[2] for t in xs) + 4]
            table, kind = ln.block, "table"
            for c, cell in enumerate(cells_of(ln)):
                out.append("cell\t%d\t%d\t%d\t%d" % tuple(px((edges[c], min(t[1] for t in ln.tokens), edges[c + 1], max(t[3] for t in ln.tokens)))))
                write_line(out, text, cell)
            continue
        x0, y0 = ln.tokens[0][:2]
        if kind != "text" or y0 < last[1] - 20 or abs(x0 - last[0]) > 200 and abs(y0 - last[1]) < 3 or last[1] < column_top <= y0:
            out.append("zone")
        kind, last = "text", (x0, y0)
        write_line(out, text, ln.tokens)


def write_pages(paper, path):
    out = []
    w, h = (round(v * DPI / 72) for v in paper.size)
    for pg in paper.pages:
        text, _ = typeset.render(pg, paper.size, DPI)
        out.append("page\t%d\t%d\t%d" % (pg.number, w, h))
        for bucket in (pg.head, pg.body, pg.notes, pg.foot):
            if bucket is pg.notes and bucket:
                out += note_rules(pg)
            write_bucket(out, bucket, text, pg.column_top)
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        f.write("\n".join(out) + "\n")


def fold(s):
    return re.sub(r"\s+", " ", s).strip()


def caption_of(blocks, i):
    step = 1 if blocks[i].style["bound"] == "next" else -1
    k = i + step
    while blocks[k].kind not in ("table", "figure"):
        k += step
    return blocks[k].kind + (" " + fold(joined(blocks[k].cells[0][0][0])) if blocks[k].kind == "table" else "")


def mark_of(blocks, note):
    end = not note.rich.marks  # "1. ...", in a list of notes
    mark = note.rich.plain.split(".")[0] if end else note.rich.plain[note.rich.marks[0][0]:note.rich.marks[0][1]]
    for o in blocks:
        for s, _, m in [] if isinstance(o, Table) or o.kind in ("footnote", "figure") else o.rich.marks:
            if m == mark and (end or m in o.notes):
                return fold(o.rich.plain[max(0, s - 12):s]) if s else "^"
    raise ValueError("a note without its mark: " + mark)


def truth_rows(paper, stem):
    rows = []
    blocks = sorted(paper.blocks_placed, key=block_key)
    for i, b in enumerate(blocks):
        table = isinstance(b, Table)
        text = fold(block_text(b).replace("\n", " ")) if b.kind != "figure" else ""
        first = fold(joined(b.cells[0][0][0])) if table else text[:14]
        last = fold(joined(b.cells[-1][-1][0])) if table else text[-14:]
        level = b.style.get("level", "") if b.kind == "heading" else ""
        bound = caption_of(blocks, i) if b.kind == "caption" else mark_of(blocks, b) if b.kind == "footnote" else ""
        kind = "page-footer" if b.kind == "page-number" and len(text) > 8 and not text.split()[0].isnumeric() else b.kind
        if rows and b.kind == "caption" and rows[-1][2] == "caption" and rows[-1][3] == "TABLE I":  # the label on a line of its own
            rows[-1] = rows[-1][:4] + (last,) + rows[-1][5:]
            continue
        rows.append((stem, b.where[0][2], kind, first, last, level, bound))
    return rows


def main():
    out = os.path.dirname(HERE)
    rows = []
    for name in NAMES:
        paper = importlib.import_module(name).paper()
        paper.pages = Flow(paper).run(paper.blocks)
        stem = name.replace("_", "-")
        write_pages(paper, os.path.join(out, stem + ".pages"))
        rows += truth_rows(paper, stem)
    with open(os.path.join(out, "truth-made.tsv"), "w", encoding="utf-8", newline="\n") as f:
        f.write("paper\tpage\ttype\tbegins\tends\tlevel\tbound\n")
        f.writelines("\t".join(str(c) for c in r) + "\n" for r in rows)


main()
