"""What a page's text is worth, as somebody counts who uses it: the figures of `make bench-ocr`. Called by ocr.py; proven on small pairs by
tests/cases/bench. All functions take the truth (lines as printed) and the text an engine gave; rates are of 100, None where the truth has nothing to count.

Characters are compared as NFC with quotes, dashes, dots and brackets folded; without spaces all white space is dropped, and where paragraphs end is
nobody's question. With spaces the end of a printed line may be a space or none: engines that join lines are not punished for it, nor those that do not.
"""
import collections
import re
import unicodedata

import Levenshtein

from count import FOLD as FOLD_MODELS

# as the issues' figures are counted: all that count.py folds but the horizontal bar, which is no dash there
FOLD = {k: v for k, v in FOLD_MODELS.items() if k != ord("―")}
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


def folded(s):
    return unicodedata.normalize("NFC", s).translate(FOLD).replace("\ufeff", "").replace("\x0c", "\n")


def plain(s):
    return re.sub(r"\s+", "", folded(s))


def cer(truth, read):
    """Edits of 100 characters of the truth, without spaces, in the order of the text."""
    t = plain(truth)
    return 100 * Levenshtein.distance(t, plain(read)) / len(t) if t else None


def order_free(truth, read):
    """Characters missing or added, whichever are more, of 100: what is left when order is set aside."""
    t, r = collections.Counter(plain(truth)), collections.Counter(plain(read))
    n = sum(t.values())
    return 100 * max(sum((t - r).values()), sum((r - t).values())) / n if n else None


def cer_spaces(truth, read):
    """The same as cer, with spaces; the end of a printed line counts as read either way."""
    lines = [" ".join(l.split()) for l in folded(truth).split("\n")]
    lines = [l for l in lines if l]
    r = " ".join(folded(read).split())
    spaced, k = set(), 0  # places of r without spaces that a space stands before
    for c in r:
        if c == " ":
            spaced.add(k)
        else:
            k += 1
    t0, ends, at = plain(truth), set(), 0
    for l in lines[:-1]:
        at += len(l.replace(" ", ""))
        ends.add(at)
    there = {}  # place in t0 -> place in r of the same character
    for op, i0, i1, j0, j1 in Levenshtein.opcodes(t0, plain(read)):
        for d in range(i1 - i0):
            there[i0 + d] = j0 + d if op in ("equal", "replace") and j0 + d < j1 else None
    t, at = [], 0
    for l in lines:
        if at in ends and there.get(at) in spaced:
            t.append(" ")
        t.append(l)
        at += len(l.replace(" ", ""))
    t = "".join(t)
    return 100 * Levenshtein.distance(t, r) / len(t) if t else None


def recall(truth, read, find):
    """(found again, all) of what find() lists, repeats counted."""
    t, r = collections.Counter(find(truth)), collections.Counter(find(read))
    return sum((t & r).values()), sum(t.values())


def han_words(truth, read):
    """Longest runs of Han characters that came out whole, and as runs of their own; lines are joined, so that a word may be divided by their end."""
    return recall(truth, read, lambda s: HAN.findall(plain(s)))


def numbers(truth, read):
    """Numbers, with their dots and commas, that came out to the digit."""
    return recall(truth, read, lambda s: NUMBER.findall(folded(s)))


def cells(rows, read):
    """Cells of a table (rows: lists of cells) that came out whole, in their row and in their order -> (right, all).

    Each row is looked for in the line of the text that is most like it. Where that line has tabs, cells are what stands between them; where it has
    not, a cell must stand between spaces, after the cell before it."""
    lines = [l for l in folded(read).split("\n") if l.strip()]
    flat = [plain(l) for l in lines]
    right = total = 0
    for row in rows:
        want = [" ".join(folded(c).split()) for c in row]
        total += sum(bool(c) for c in want)
        key = "".join(c.replace(" ", "") for c in want)
        best = max(range(len(lines)), key=lambda i: (Levenshtein.ratio(key, flat[i]), -i), default=None)
        if best is None or not key:
            continue
        have = [" ".join(c.split()) for c in lines[best].split("\t")]
        if len(have) == len(want):
            right += sum(w == h for w, h in zip(want, have) if w)
        elif len(have) > 1:
            at = 0
            for w in want:
                if w and w in have[at:]:
                    at = have.index(w, at) + 1
                    right += 1
        else:
            line, at = " " + have[0] + " ", 0
            for w in want:
                k = line.find(" " + w + " ", at) if w else -1
                if k >= 0:
                    right += 1
                    at = k + len(w) + 1
    return right, total


def mistakes(truth, read, around=6):
    """What was read wrong, without spaces, neighbours together -> list of (truth, read, where it stands)."""
    t, r = plain(truth), plain(read)
    runs = []  # [i0, i1, j0, j1]
    for op, i0, i1, j0, j1 in Levenshtein.opcodes(t, r):
        if op == "equal":
            continue
        if runs and runs[-1][1] == i0 and runs[-1][3] == j0:
            runs[-1][1], runs[-1][3] = i1, j1
        else:
            runs.append([i0, i1, j0, j1])
    return [(t[a:b], r[c:d], t[max(0, a - around):a] + "[" + t[a:b] + "]" + t[b:b + around]) for a, b, c, d in runs]
