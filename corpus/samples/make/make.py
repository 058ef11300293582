#!/usr/bin/python3
"""Make the sample papers and their truth.

Needs (Debian 12): python3 python3-gi python3-gi-cairo gir1.2-pango-1.0 python3-numpy python3-pil tesseract-ocr tesseract-ocr-eng
fonts-noto-cjk fonts-nanum fonts-baekmuk fonts-liberation. Building or running Sillok needs none of this: what it makes is kept beside it.

  make.py              write papers/ and truth/
  make.py 01 05        only these
  make.py --check      make all again in a temporary folder and compare sha256; exit 1 and name what differs
  make.py --draw DIR   also leave each page as PNG, plain and with the boxes of words.tsv drawn
"""
import argparse
import csv
import hashlib
import importlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile

import cairo
import numpy as np
from PIL import Image, ImageDraw

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True
import pdfout   # noqa: E402
import scan     # noqa: E402
import truth    # noqa: E402
import typeset  # noqa: E402

STEMS = ["p01_thesis_ko", "p02_journal_zh", "p03_paper_en", "p04_paper_ko_en", "p05_rankings", "p06_wrong_layer",
         "p07_digital_en", "p08_notes_ko", "p09_brief_zh_hant"]
FONTS = ["NanumMyeongjo", "NanumGothic", "Noto Serif CJK SC", "Noto Sans CJK SC", "Baekmuk Batang", "Liberation Serif"]


def ink_box(text_layer, box, dpi):
    """The box of the ink within a token's type body, in page pixels."""
    k = dpi / 72
    h, w = text_layer.shape
    x0, y0 = max(0, int(box[0] * k)), max(0, int(box[1] * k))
    x1, y1 = min(w, int(box[2] * k + 1)), min(h, int(box[3] * k + 1))
    ys, xs = np.nonzero(text_layer[y0:y1, x0:x1] < 128)
    if not len(ys):
        return (x0, y0, x1, y1)
    return (x0 + xs.min(), y0 + ys.min(), x0 + xs.max() + 1, y0 + ys.max() + 1)


def wrong_layer(arr, dpi):
    """Words and boxes as `tesseract -l eng` reads this page image: what a careless library put under it."""
    buf = io.BytesIO()
    Image.fromarray(arr).save(buf, "PNG", dpi=(dpi, dpi))
    env = dict(os.environ, OMP_THREAD_LIMIT="1")
    run = subprocess.run(["tesseract", "stdin", "stdout", "-l", "eng", "--psm", "3", "tsv"], input=buf.getvalue(), env=env,
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    words = []
    for row in csv.reader(run.stdout.decode().split("\n")[1:], delimiter="\t", quoting=csv.QUOTE_NONE):
        if len(row) == 12 and row[0] == "5" and row[11].strip():
            x, y, w, h = (int(v) for v in row[6:10])
            words.append((x, y, x + w, y + h, row[11]))
    return words


def make_scan(paper, path, draw):
    dpi, d = paper.dpi, paper.deliver
    clean = [typeset.render(pg, paper.size, dpi) for pg in paper.pages]
    arrays, words, page_rows = [], [], []
    for i, pg in enumerate(paper.pages):
        text, rules = clean[i]
        whole = np.minimum(text, rules)
        spec = dict(d["scan"], **d.get("each", {}).get(pg.number, {}))
        verso = np.minimum(*clean[i ^ 1]) if (i ^ 1) < len(clean) else None
        arr, m = scan.scan(whole, verso, spec, dpi, scan.generator(paper.stem, pg.number))
        h, w = whole.shape
        arrays.append(arr)
        page_rows.append((pg.number, w, h, dpi, spec.get("skew", 0)))
        for ln in pg.lines():
            for tok in ln.tokens:
                words.append((pg.number,) + scan.map_box(m, *ink_box(text, tok[:4], dpi), w, h) + (tok[4],))
    kind = d["file"]
    if kind == "png":
        if len(arrays) != 1:
            raise SystemExit(f"{paper.stem}: a PNG holds one page, the paper has {len(arrays)}")
        Image.fromarray(~arrays[0] if arrays[0].dtype == bool else arrays[0]).save(path, "PNG", dpi=(dpi, dpi), optimize=True)
    elif kind == "tiff":
        pdfout.write_tiff(path, arrays, dpi, d["compression"])
    else:
        pages, layers = [], [] if d.get("wrong_layer") else None
        for a in arrays:
            if a.dtype == bool:
                data, photometric = pdfout.group4(a)
                pages.append(("g4", data, a.shape[1], a.shape[0], photometric))
            else:
                pages.append(("jpeg-rgb" if a.ndim == 3 else "jpeg-gray", pdfout.jpeg(a, d["quality"], dpi), a.shape[1], a.shape[0], None))
            if layers is not None:
                layers.append(wrong_layer(a, dpi))
        pdfout.write_pdf(path, pages, dpi, layers)
    if draw:                                     # for the eye: the pages, and the boxes of words.tsv on them
        for i, a in enumerate(arrays, 1):
            img = Image.fromarray(~a if a.dtype == bool else a).convert("RGB")
            img.save(os.path.join(draw, f"{paper.stem}-{i}.png"))
            pen = ImageDraw.Draw(img)
            for p, x0, y0, x1, y1, _ in words:
                if p == i:
                    pen.rectangle((x0, y0, x1 - 1, y1 - 1), outline=(220, 0, 0))
            img.save(os.path.join(draw, f"{paper.stem}-{i}-boxes.png"))
    return words, page_rows


def make_digital(paper, path):
    w, h = paper.size
    s = cairo.PDFSurface(path, w, h)
    s.set_metadata(cairo.PDF_METADATA_CREATE_DATE, "2021-03-02T09:00:00Z")
    s.set_metadata(cairo.PDF_METADATA_TITLE, paper.deliver["title"])
    s.set_metadata(cairo.PDF_METADATA_AUTHOR, paper.deliver["author"])
    cr = cairo.Context(s)
    words, page_rows = [], []
    for pg in paper.pages:
        typeset.paint(cr, pg)
        cr.show_page()
        text, _ = typeset.render(pg, paper.size, paper.dpi)
        page_rows.append((pg.number, text.shape[1], text.shape[0], paper.dpi, 0))
        for ln in pg.lines():
            for tok in ln.tokens:
                words.append((pg.number,) + tuple(int(v) for v in ink_box(text, tok[:4], paper.dpi)) + (tok[4],))
    s.finish()
    return words, page_rows


def make_text(paper, path):
    """Plain text as people keep it: a paragraph a line, blank lines between, a page number, a form feed."""
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        f.write("\f".join("\n\n".join(l.text for l in pg.lines()) + "\n" for pg in paper.pages))
    return [], [(pg.number, 0, 0, 0, 0) for pg in paper.pages]


def make_one(module, out, draw=None):
    paper = importlib.import_module("papers." + module).paper()
    if paper.deliver["file"] == "text":
        import plain
        plain.flow(paper)
    else:
        paper.pages = typeset.Flow(paper).run(paper.blocks)
    missed = truth.forgotten(paper)
    if missed:
        raise SystemExit("names or years without a mark:\n" + "\n".join(missed))
    os.makedirs(os.path.join(out, "papers"), exist_ok=True)
    ext = {"pdf": "pdf", "digital": "pdf", "tiff": "tif", "png": "png", "text": "txt"}[paper.deliver["file"]]
    path = os.path.join(out, "papers", f"{paper.stem}.{ext}")
    if paper.deliver["file"] == "digital":
        words, page_rows = make_digital(paper, path)
    elif paper.deliver["file"] == "text":
        words, page_rows = make_text(paper, path)
    else:
        words, page_rows = make_scan(paper, path, draw)
    truth.write(paper, os.path.join(out, "truth", paper.stem), words, page_rows)
    print(f"{os.path.basename(path)}: {len(paper.pages)} pages, {os.path.getsize(path) / 1024:.0f} KiB", file=sys.stderr)


def sums(root):
    out = {}
    for top in ("papers", "truth"):
        for folder, _, names in os.walk(os.path.join(root, top)):
            for n in names:
                p = os.path.join(folder, n)
                with open(p, "rb") as f:
                    out[os.path.relpath(p, root)] = hashlib.sha256(f.read()).hexdigest()
    return out


def check():
    """Regenerate and compare. Also: no paper beyond 8 MiB in all, every word box inside its page and holding text."""
    tmp = tempfile.mkdtemp()
    try:
        for m in STEMS:
            make_one(m, tmp)
        new, old = sums(tmp), sums(os.path.dirname(HERE))
        bad = [f"differs: {n}" for n in sorted(new.keys() & old.keys()) if new[n] != old[n]]
        bad += [f"missing: {n}" for n in sorted(new.keys() - old.keys())] + [f"not made by this program: {n}" for n in sorted(old.keys() - new.keys())]
        size = sum(os.path.getsize(os.path.join(tmp, n)) for n in new)
        if size > 8 * 1024 * 1024:
            bad.append(f"the samples are {size} bytes, more than 8 MiB")
        for stem in sorted(os.listdir(os.path.join(tmp, "truth"))):
            bad += consistent(os.path.join(tmp, "truth", stem))
        print("\n".join(bad) if bad else f"same bytes: {len(new)} files, {size} bytes")
        return 1 if bad else 0
    finally:
        shutil.rmtree(tmp)


def consistent(folder):
    """What must hold within one paper's truth, whoever wrote it."""
    def rows(name):
        with open(os.path.join(folder, name), encoding="utf-8") as f:
            return [l.rstrip("\n").split("\t") for l in f][1:]
    bad = []
    pages = {r[0]: (int(r[1]), int(r[2])) for r in rows("pages.tsv")}
    with open(os.path.join(folder, "text.txt"), encoding="utf-8") as f:
        text = f.read().split("\f")
    if len(text) != len(pages):
        bad.append(f"{folder}: text.txt has {len(text)} pages, pages.tsv {len(pages)}")
    seen = {p: [] for p in pages}
    for p, x0, y0, x1, y1, t in rows("words.tsv"):
        w, h = pages[p]
        if not (0 <= int(x0) < int(x1) <= w and 0 <= int(y0) < int(y1) <= h):
            bad.append(f"{folder}: page {p}: the box of {t} is not on the page")
        seen[p].append(t)
    for p in pages:
        if seen[p] and "".join(seen[p]) != "".join(text[int(p) - 1].split()):
            bad.append(f"{folder}: page {p}: words.tsv and text.txt do not say the same")
    with open(os.path.join(folder, "paragraphs.jsonl"), encoding="utf-8") as f:
        blocks = [json.loads(l) for l in f]
    for p, kind, printed, _, _ in rows("mentions.tsv"):
        if not any(b["page"] <= int(p) and printed in b["text"] for b in blocks):
            bad.append(f"{folder}: page {p}: no block holds the mention {printed}")
    return bad


def fonts_missing():
    from gi.repository import PangoCairo
    have = {f.get_name() for f in PangoCairo.font_map_get_default().list_families()}
    return [f for f in FONTS if f not in have]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("only", nargs="*")
    ap.add_argument("--check", action="store_true")
    ap.add_argument("--draw", metavar="DIR")
    ap.add_argument("--out", default=os.path.dirname(HERE))
    a = ap.parse_args()
    if fonts_missing():
        print("make.py: fonts are missing: " + ", ".join(fonts_missing()) +
              "; install fonts-noto-cjk fonts-nanum fonts-baekmuk fonts-liberation", file=sys.stderr)
        return 4
    if a.check:
        return check()
    if a.draw:
        os.makedirs(a.draw, exist_ok=True)
    for m in STEMS:
        if not a.only or m[1:3] in a.only:
            make_one(m, a.out, a.draw)
    return 0


if __name__ == "__main__":
    sys.exit(main())
