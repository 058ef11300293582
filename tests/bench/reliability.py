"""Whether words that are said to be 0.9 sure are right nine times in ten: confidence in ALTO held against known text.

    pairs(folder, truth)   every word of a document (a folder of CORPUS/docs) -> [(confidence said, right)]
    table(pairs)           prints the reliability table
    error(pairs)           -> expected calibration error, 0 to 1 (Naeini and others 2015)

Used by the bench programs and by calibrate.py, which makes the table behind the confidence; tests/cases/bench proves it on small pairs.
Reading and truth are laid side by side, without spaces, by the fewest edits; punctuation is folded as in count.py. A word is right when each of its
characters is the truth's, and none that is printed together with it is missing. Lines that stand elsewhere in the truth than they were read (cells, columns) are
looked for where they are missing, so that a wrong order of lines does not count as wrong words.
"""
import glob
import os
import re
import sys
import xml.etree.ElementTree as ET

import Levenshtein

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import count  # noqa: E402

EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0)  # the last bin holds 1
LOST = 0.6  # a line of which less is found in its place is looked for elsewhere


def squeeze(s):
    return count.fold(s).replace(" ", "")


# ---- ALTO ----
def alto_lines(path):
    """Lines in reading order, each a list of words: dicts of text (folded, without spaces), said, evidence (what stands in <?evidence?>, or "")."""
    with open(path, "rb") as f:
        root = ET.fromstring(f.read(), ET.XMLParser(target=ET.TreeBuilder(insert_pis=True)))
    ns = root.tag[:root.tag.index("}") + 1]
    lines = []
    for line in root.iter(ns + "TextLine"):
        words = []
        for e in line:
            if e.tag is ET.ProcessingInstruction:
                if words and e.text.startswith("evidence "):
                    words[-1]["evidence"] = e.text[len("evidence "):]
            elif e.tag == ns + "String":
                words.append(dict(text=squeeze(e.get("CONTENT")), said=float(e.get("WC", "1")), evidence=""))
            elif e.tag == ns + "HYP" and words:
                words[-1]["text"] += squeeze(e.get("CONTENT", "-"))
        words = [w for w in words if w["text"]]
        if words:
            lines.append(words)
    return lines


# ---- truth beside reading ----
class Truth:
    def __init__(self, text):
        self.chars, self.apart = [], []  # apart: a space or the end of a line stands before the character
        space = True
        for c in count.clean(text).translate(count.FOLD):
            if c == " ":
                space = True
            else:
                self.chars.append(c)
                self.apart.append(space)
                space = False
        self.apart.append(True)
        self.text = "".join(self.chars)
        self.used = [False] * len(self.chars)


def lay(truth, first, last, read, loose=False):
    """truth[first:last] beside `read` -> (for each character read whether it is right, characters of the truth that were found). loose: what the
    truth has at both ends beyond the reading is nobody's error."""
    ok, found, i0, gap = [True] * len(read), [], first, None
    ops = Levenshtein.opcodes(truth.text[first:last], read)
    for n, (op, a, b, c, d) in enumerate(ops):
        a, b = a + first, b + first
        if op == "equal":
            found += range(a, b)
        else:
            for k in range(c, d):
                ok[k] = False
        if op == "delete" and not (loose and n in (0, len(ops) - 1)):
            if not truth.apart[a] and c > 0:
                ok[c - 1] = False
            if not truth.apart[b] and c < len(read):
                ok[c] = False
    return ok, found


def anchor(holes, line):
    """Where in the truth's missing stretches the line may stand: (start, end) or None."""
    best = None
    for text, at in holes:
        for size in range(min(len(line), 12), 2, -1):
            if best and size <= best[2]:
                break
            for k in range(0, len(line) - size + 1):
                p = text.find(line[k:k + size])
                if p >= 0:
                    best = (max(0, at + p - k - 2), at + p - k + len(line) + 2, size)
                    break
            else:
                continue
            break
    return best[:2] if best else None


def judge(lines, text):
    """Sets right of each word of a page."""
    truth = Truth(text)
    words = [w for l in lines for w in l]
    ok, found = lay(truth, 0, len(truth.chars), "".join(w["text"] for w in words))
    at = 0
    for w in words:
        w["ok"] = ok[at:at + len(w["text"])]
        at += len(w["text"])
    lost = []
    for l in lines:
        hits = [x for w in l for x in w["ok"]]
        if len(hits) >= 2 and sum(hits) < LOST * len(hits):
            lost.append(l)
    for i in found:
        truth.used[i] = True
    for l in lost:
        read = "".join(w["text"] for w in l)
        holes = [(m.group(), m.start()) for m in re.finditer(r"[^\0]{2,}", "".join("\0" if u else c for u, c in zip(truth.used, truth.chars)))]
        where = anchor(holes, read)
        if not where:
            continue
        again, here = lay(truth, *where, read, loose=True)
        before = sum(x for w in l for x in w["ok"])
        if sum(again) <= before:
            continue
        at = 0
        for w in l:
            w["ok"] = again[at:at + len(w["text"])]
            at += len(w["text"])
        for i in here:
            truth.used[i] = True
    for w in words:
        w["right"] = all(w["ok"])
    return words


def words(folder, truth):
    """Every word of the document as a dict: text, said, right, evidence. truth: the text, pages divided by form feeds (or one for all)."""
    pages = [alto_lines(p) for p in sorted(glob.glob(os.path.join(folder, "ocr", "*.xml")))]
    texts = truth.rstrip("\f\n").split("\f")
    if len(texts) != len(pages):
        pages, texts = [[l for p in pages for l in p]], ["\n".join(texts)]
    return [w for p, t in zip(pages, texts) for w in judge(p, t)]


def pairs(folder, truth):
    return [(w["said"], w["right"]) for w in words(folder, truth)]


# ---- the table ----
def bins(said_right):
    """-> [(from, to, words, right, mean of what was said)]"""
    out = []
    for lo, hi in zip(EDGES, EDGES[1:]):
        some = [(s, r) for s, r in said_right if lo <= s < hi or (hi == 1.0 and s >= 1.0)]
        out.append((lo, hi, len(some), sum(r for _, r in some), sum(s for s, _ in some) / len(some) if some else 0.0))
    return out


def error(said_right):
    """How far, on the mean over words, what is said of a bin is from what is right in it."""
    n = len(said_right)
    return sum(abs(said * k - right) for _, _, k, right, said in bins(said_right)) / n if n else 0.0


def lines_of(said_right):
    """The reliability table as lines of text."""
    rows = [f"{'said':>11}  {'words':>7}  {'right':>7}  {'share':>6}  {'mean said':>9}"]
    for lo, hi, k, right, said in bins(said_right):
        rows.append(f"{lo:4.2f} - {hi:4.2f}  {k:7d}  {right:7d}  {right / k if k else 0:6.3f}  {said:9.3f}" if k else f"{lo:4.2f} - {hi:4.2f}  {0:7d}  {0:7d}  {'-':>6}  {'-':>9}")
    rows.append(f"{'all':>11}  {len(said_right):7d}  {sum(r for _, r in said_right):7d}  expected calibration error {error(said_right):.4f}")
    return rows


def table(said_right):
    print("\n".join(lines_of(said_right)))


def main():
    """reliability.py CORPUS TRUTHS: documents of a corpus whose source name begins as TRUTHS/<name>.truth.txt does."""
    import json
    corpus, truths = sys.argv[1:3]
    all_ = []
    for source in sorted(glob.glob(os.path.join(corpus, "docs", "*", "source.json"))):
        with open(source, encoding="utf-8") as f:
            name = os.path.basename(json.load(f)["source_name"]).split(".")[0]
        path = os.path.join(truths, name + ".truth.txt")
        if os.path.exists(path):
            with open(path, encoding="utf-8") as f:
                all_ += pairs(os.path.dirname(source), f.read())
    table(all_)


if __name__ == "__main__":
    main()
