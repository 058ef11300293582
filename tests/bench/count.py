"""Count what a reading has wrong, by kind of character. Used by bench.py; proven on small pairs by tests/cases/bench.

Truth and reading are laid side by side by the fewest edits (Levenshtein). A character of the truth that is replaced or missing is one error of
its kind; what the reading has beyond the truth is counted as added, in no kind. Rates are of 100 characters of the kind in the truth.
"""
import collections
import re
import unicodedata

import Levenshtein

# Quotes, dashes, dots and brackets count as read when any of their forms is read, as in the figures the project began with.
FOLD = str.maketrans("ㆍ‧・•∙’‘“”–—−―，：；（）〈〉《》「」『』？％｜～∼。、．", "·····''\"\"----,:;()<><><><>?%|~~.,.")
KINDS = ("hangul", "rare", "hanja", "simplified", "latin", "other")
TITLES = {
    "hangul": "Hangul (stock's own 1,076)",
    "rare": "syllables stock cannot write",
    "hanja": "Hanja",
    "simplified": "simplified characters",
    "latin": "Latin and digits",
    "other": "punctuation and other",
}


def clean(s):
    return re.sub(r"[\s\ufeff]+", " ", unicodedata.normalize("NFC", s)).strip()


def fold(s):
    return clean(s).translate(FOLD)


def encodes(c, codec):
    try:
        c.encode(codec)
        return True
    except UnicodeEncodeError:
        return False


def kinds_of(stock):
    """The function that tells the kind of a character. stock: the syllables that the stock Hangul model can write."""
    known = {}

    def find(c):
        if "가" <= c <= "힣":
            return "hangul" if c in stock else "rare"
        if "㐀" <= c <= "鿿" or "豈" <= c <= "﫿" or c >= "\U00020000":
            # printed in the People's Republic only: neither Korea's nor Taiwan's set has it
            return "simplified" if encodes(c, "gb2312") and not encodes(c, "euc_kr") and not encodes(c, "big5") else "hanja"
        return "latin" if c.isalnum() and (c < "\u0250") and unicodedata.category(c)[0] in "LN" and c not in "¹²³¼½¾ªº" else "other"

    def kind(c):
        if c not in known:
            known[c] = find(c)
        return known[c]

    return kind


class Count:
    """Sums over readings; sums of sums by add()."""

    def __init__(self):
        self.n, self.wrong = collections.Counter(), collections.Counter()
        self.added = self.edits = self.length = self.pages = 0
        self.spaces_missing = self.spaces_added = self.spaces = 0
        self.exact_n = self.exact_wrong = 0
        self.confused = collections.defaultdict(collections.Counter)
        self.cpu = self.stock_cpu = 0.0

    def add(self, o):
        self.n += o.n
        self.wrong += o.wrong
        for k, c in o.confused.items():
            self.confused[k] += c
        for name in ("added", "edits", "length", "pages", "spaces_missing", "spaces_added", "spaces", "exact_n", "exact_wrong", "cpu", "stock_cpu"):
            setattr(self, name, getattr(self, name) + getattr(o, name))
        return self

    def rate(self, kind):
        return 100 * self.wrong[kind] / self.n[kind] if self.n[kind] else None

    def geta(self):
        """What the light model marks as a Hanja with 〓 -> Hanja so marked, marks where no Hanja is."""
        n = {k: sum(m for (_, r), m in c.items() if r == "〓") for k, c in self.confused.items()}
        right = n.get("hanja", 0) + n.get("simplified", 0)
        return right, sum(n.values()) - right

    def cer(self):
        return 100 * self.edits / self.length if self.length else None

    def all_kinds(self):
        return 100 * sum(self.wrong.values()) / self.length if self.length else None


def count(truth, read, kind):
    """-> Count of one page."""
    c = Count()
    t, r = fold(truth).replace(" ", ""), fold(read).replace(" ", "")
    c.pages, c.length = 1, len(t)
    c.n = collections.Counter(kind(x) for x in t)
    for op, i, j in Levenshtein.editops(t, r):
        c.edits += 1
        if op == "insert":
            c.added += 1
            c.confused["added"][("", r[j])] += 1
        else:
            k = kind(t[i])
            c.wrong[k] += 1
            c.confused[k][(t[i], r[j] if op == "replace" else "")] += 1
    t, r = fold(truth), fold(read)
    c.spaces = t.count(" ")
    for op, i, j in Levenshtein.editops(t, r):
        if op == "insert":
            c.spaces_added += r[j] == " "
        elif t[i] == " ":
            c.spaces_missing += 1
        elif op == "replace" and r[j] == " ":
            c.spaces_added += 1
    # punctuation to the letter: 『 is not 「, “ is not "
    t, r = clean(truth).replace(" ", ""), clean(read).replace(" ", "")
    c.exact_n = sum(kind(x) == "other" for x in t)
    c.exact_wrong = sum(op != "insert" and kind(t[i]) == "other" for op, i, _ in Levenshtein.editops(t, r))
    return c


def shared(truth, read):
    """For pages whose order is not sure: share of the truth's characters and words that the reading has, order set aside -> (characters, words), of 100."""
    out = []
    for cut in (lambda s: list(s.replace(" ", "")), str.split):
        a, b = collections.Counter(cut(fold(truth))), collections.Counter(cut(fold(read)))
        hit = sum((a & b).values())
        out.append(200 * hit / max(1, sum(a.values()) + sum(b.values())))
    return tuple(out)
