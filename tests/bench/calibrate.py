"""Make config/rules/ocr-trust.tsv: how often words are right, by who read them, what they are made of, and how sure the engine was.

Before: the shipped models and room 2 as they are now. Pages with known text are read: those of pages.tsv (tests/bench/pages) and the samples
(corpus/samples), as they are and spoilt in several ways; never the typeset pages of ../shared, with which the outcome is judged.
`make calibrate` runs it; a few minutes on two cores.
"""
import argparse
import csv
import glob
import io
import json
import os
import subprocess
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from PIL import Image, ImageFilter

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, HERE)
import pages as drawing  # noqa: E402
import reliability  # noqa: E402

# What is done to a page. The last three are worse than what is judged: a share below a half wants words that are wrong.
BENCH = ("clean", "scan", "d150", "uneven", "poor", "faint", "coarse")
SAMPLES = ("as-is", "scan", "poor", "coarse")


def spoil(im, how, name):
    """-> image, dpi, JPEG quality"""
    rng = np.random.default_rng(zlib.crc32((name + "." + how).encode()))
    if how == "poor":  # a photocopy of a photocopy
        return drawing.noise(drawing.to_dpi(drawing.blur(drawing.turn(im, 0.5), 2.2), 170), 22, rng), 170, 30
    if how == "coarse":
        return drawing.noise(drawing.to_dpi(drawing.blur(im, 1.5), 110), 6, rng), 110, 50
    if how == "faint":  # little toner: 1 bit, strokes broken
        a = np.asarray(drawing.blur(im, 1.6), np.float64) + rng.normal(0, 30, (im.height, im.width))
        return drawing.to_dpi(Image.fromarray(np.where(a > 95, 255, 0).astype(np.uint8)), 200), 200, 60
    return drawing.spoil(im, how, name)


# ---- pages ----
def save(im, dpi, quality, path):
    im.save(path, quality=quality, dpi=(dpi, dpi))


def spoilt(im, how, name, out):
    path = os.path.join(out, f"{name}.{how}.jpg")
    if not os.path.exists(path):
        save(*spoil(im, how, name), path)
    return path


def turn_about(conditions, k, few):
    """The conditions of the k-th page: three of them, or one, each page others."""
    return [conditions[(k + i * 2) % len(conditions)] for i in range(1 if few else 3)]


def bench_pages(a, out):
    """-> [(image, text)]"""
    with open(os.path.join(HERE, "pages.tsv"), encoding="utf-8") as f:
        rows = list(csv.DictReader((l for l in f if not l.startswith("#")), delimiter="\t"))
    made = []
    for k, r in enumerate(rows):
        images, truth = drawing.make(r, os.path.join(HERE, r["file"]), out)
        with open(truth, encoding="utf-8") as f:
            text = f.read()
        im = Image.open(images["clean"])
        made += [(images.get(how) or spoilt(im, how, r["page"], out), text) for how in turn_about(BENCH, k, a.few)]
    return made


def sample_pages(a, out):
    """The scanned pages of the samples, as room 1 gives them. -> [(image, text)]"""
    corpus, made, seen = os.path.join(out, "samples"), [], set()
    papers = sorted(glob.glob(os.path.join(ROOT, "corpus", "samples", "papers", "*")))
    subprocess.run([a.bin + "/sillok-intake", "-q", "-C", corpus, *papers], check=True)
    for source in sorted(glob.glob(os.path.join(corpus, "docs", "*", "source.json"))):
        with open(source, encoding="utf-8") as f:
            s = json.load(f)
        name = s["source_name"].rsplit(".", 1)[0]
        with open(os.path.join(ROOT, "corpus", "samples", "truth", name, "text.txt"), encoding="utf-8") as f:
            texts = f.read().rstrip("\f\n").split("\f")
        for p in s["pages"]:
            if p["verdict"] not in ("scan", "bad-layer"):
                continue
            im = Image.open(os.path.join(os.path.dirname(source), p["image"])).convert("L")
            scale = drawing.DPI / (p["dpi"] or drawing.DPI)
            if scale != 1:
                im = im.resize((round(im.width * scale), round(im.height * scale)), Image.BICUBIC)
            for how in turn_about(SAMPLES, len(seen), a.few):
                page = f"{name}-{p['page']}"
                seen.add(page)
                path = os.path.join(out, f"{page}.as-is.png") if how == "as-is" else spoilt(im, how, page, out)
                if how == "as-is" and not os.path.exists(path):
                    save(im, drawing.DPI, 90, path)
                made.append((path, texts[p["page"] - 1]))
    return made


# ---- reading ----
def read(a, out, images):
    """Rooms 1 and 2 for all images; ALTO says of each word what its confidence was made of. -> {image: folder}"""
    corpus = os.path.join(out, "corpus")
    env = dict(os.environ, OMP_THREAD_LIMIT="1")

    def folder(image):
        with open(image, "rb") as f:
            import hashlib
            found = glob.glob(os.path.join(corpus, "docs", "*-" + hashlib.sha256(f.read()).hexdigest()[:8]))
        return found[0] if found else ""

    new = [i for i in images if not folder(i)]
    if new:
        subprocess.run([a.bin + "/sillok-intake", "-q", "-C", corpus, *new], env=env, check=True)
    folders = {i: folder(i) for i in images}

    def room2(part):
        subprocess.run([a.bin + "/sillok-ocr", "-q", "-C", corpus, "-o", "ocr.evidence=1", *part], env=env, check=False)

    docs = sorted({os.path.basename(f) for f in folders.values()})
    if a.reuse:
        docs = [d for d in docs if not os.path.exists(os.path.join(corpus, "docs", d, "ocr", "0001.xml"))]
    with ThreadPoolExecutor(a.jobs) as pool:
        list(pool.map(room2, [docs[k:k + 6] for k in range(0, len(docs), 6)]))
    return folders


# ---- shares ----
# Edges of the bins of raw confidence; they are joined until each has FEW words.
EDGES = [k / 10 for k in range(8)] + [.75, .8, .85, .9, .92, .94, .96, .98, 1.01]
FEW, LEAST = 25, 60  # words a bin, words a key
PULL = 4             # so many words weighs what the wider key says
HIGHEST = 0.998      # nothing is surer than this
ANY = "any"


def at(rows, raw):
    """What room 2 takes for a word: between two rows the share is interpolated (trust.c)."""
    return float(np.interp(raw, [r[0] for r in rows], [r[3] for r in rows]))


def rising(bins):
    """Pool adjacent violators. bins: [raw, weight, share] by raw."""
    out = []
    for raw, n, share, *rest in bins:
        out.append([raw, n, share, *rest])
        while len(out) > 1 and out[-2][2] >= out[-1][2]:
            b, a = out.pop(), out.pop()
            n = a[1] + b[1]
            out.append([(a[0] * a[1] + b[0] * b[1]) / n, n, (a[2] * a[1] + b[2] * b[1]) / n, a[3] + b[3], a[4] + b[4]])
    return out


def shares(words, wider):
    """words: [(raw, right)]; wider: rows of the wider key, or None. -> rows [raw, words, right, share]"""
    bins, some = [], []
    words = sorted(words)
    for k, (raw, right) in enumerate(words):
        some.append((raw, right))
        edge = k + 1 == len(words) or np.searchsorted(EDGES, words[k + 1][0], "right") != np.searchsorted(EDGES, raw, "right")
        if (edge and len(some) >= FEW and len(words) - k - 1 >= FEW) or k + 1 == len(words):
            mean, hits = sum(x for x, _ in some) / len(some), sum(r for _, r in some)
            before = at(wider, mean) if wider else hits / len(some)
            bins.append([mean, len(some) + PULL, (hits + PULL * before) / (len(some) + PULL), len(some), hits])
            some = []
    return [[b[0], b[3], b[4], min(b[2], HIGHEST)] for b in rising(bins)]


def keys(model, kind, seen):
    """The key of a word and the wider ones, as trust.c asks them, the narrowest first."""
    return [(model, kind, seen), (ANY, kind, seen), (ANY, ANY, seen), (ANY, ANY, ANY)]


def fit(words):
    """words: [((model, kind, seen), raw, right)] -> {key: rows}"""
    groups = {}
    for key, raw, right in words:
        for k in set(keys(*key)):
            groups.setdefault(k, []).append((raw, right))
    table = {}
    for key in sorted(groups, key=lambda k: -sum(x == ANY for x in k)):
        wider = next((table[k] for k in keys(*key)[1:] if k in table and k != key and all(b in (a, ANY) for a, b in zip(key, k))), None)
        if len(groups[key]) >= LEAST or not wider:  # the widest is always there
            table[key] = shares(groups[key], wider)
    return table


def share(table, key, raw):
    return at(next(table[k] for k in keys(*key) if k in table), raw)


def write(table, path, words, pages):
    head = f"""# How often words are right: by who read them (model: whole and light are ours; any), what they are made of (kind), what else was seen (once: read by one
# model; agreed, disputed: by two, the same, another thing; changed after reading), and the engine's confidence (raw: mean of that of its worst glyph and of all).
# Each row: words with about that confidence, how many were right, the share that room 2 writes as WC; between rows it is interpolated
# (pipeline/2-ocr/trust.h). Shares of few words lean on those of the wider key, and never fall as raw grows.
# Source: own work; {words} words on {pages} pages of tests/bench/pages and corpus/samples, as they are and spoilt. Made by `make calibrate`. Licence: Apache-2.0.
"""
    with open(path + ".new", "w", encoding="utf-8") as f:
        f.write(head + "model\tkind\tseen\traw\twords\tright\tshare\n")
        for key in sorted(table, key=lambda k: [(x == ANY, x) for x in k]):
            for raw, n, right, s in table[key]:
                f.write("\t".join([*key, f"{raw:.3f}", str(n), str(right), f"{s:.3f}"]) + "\n")
    os.replace(path + ".new", path)


def arguments():
    p = argparse.ArgumentParser(description="Make config/rules/ocr-trust.tsv from pages with known text")
    p.add_argument("build", help="the build folder")
    p.add_argument("--jobs", type=int, default=2, help="pages read at a time")
    p.add_argument("--few", action="store_true", help="a third of the pages")
    p.add_argument("--reuse", action="store_true", help="take what the last run has read")
    a = p.parse_args()
    a.bin = os.path.join(os.path.abspath(a.build), "bin")
    return a


def main():
    a = arguments()
    out = os.path.join(os.path.abspath(a.build), "calibrate")
    os.makedirs(out, exist_ok=True)
    made = bench_pages(a, out) + sample_pages(a, out)
    print(len(made), "pages")
    folders = read(a, out, [i for i, _ in made])
    words, where = [], []
    for image, text in made:
        for w in reliability.words(folders[image], text):
            if w["evidence"]:
                model, kind, seen, raw = w["evidence"].split()[:4]
                words.append(((model, kind, seen), float(raw), w["right"]))
                where.append(os.path.basename(image).split(".")[0])
    if len(words) < 2000:
        sys.exit(f"only {len(words)} words were read on {len(made)} pages: too few to say how often words are right")
    # what the table is worth on pages it was not made from: a fifth of the papers kept apart, in turn
    names, judged = sorted(set(where)), []
    for k in range(5):
        kept = set(names[k::5])
        part = fit([w for w, n in zip(words, where) if n not in kept])
        judged += [(share(part, key, raw), right) for (key, raw, right), n in zip(words, where) if n in kept]
    print("said by the engine:")
    reliability.table([(raw, right) for _, raw, right in words])
    print("by a table made from other pages:")
    reliability.table(judged)
    table = fit(words)
    write(table, os.path.join(ROOT, "config", "rules", "ocr-trust.tsv"), len(words), len(made))
    return 0


if __name__ == "__main__":
    sys.exit(main())
