"""The source text of a paper and the entities marked in it.

A source line is plain text with
  ⟦form⟧        a name or a year that stands in entities.tsv or reads as a date
  ⟦key=form⟧    the same, said outright (key: a key of entities.tsv, or an EDTF date)
  ⟦^1)⟧         a footnote's mark, set small and high
  <i>…</i> <b>…</b>
and U+00AD where a word may be divided. Page and truth are both made from it.
"""
import os
import re

SHY = "\u00ad"
HERE = os.path.dirname(os.path.abspath(__file__))
TOKEN = re.compile(r"⟦[^⟧]*⟧|</?[ib]>")
EDTF = re.compile(r"-?\d{3}[\dX](-\d\d){0,2}(/(\d{4}(-\d\d){0,2}|\.\.)?)?$")


class Entities:
    def __init__(self, path=os.path.join(HERE, "entities.tsv")):
        self.by_key, self.by_form = {}, {}
        with open(path, encoding="utf-8") as f:
            rows = [l.rstrip("\n").split("\t") for l in f if not l.startswith("#")]
        for key, kind, ident, name, forms in rows[1:]:
            if key in self.by_key:
                raise ValueError(f"entities.tsv: {key} stands there twice")
            self.by_key[key] = (kind, ident, name)
            for form in forms.split("|"):
                if form in self.by_form:
                    raise ValueError(f"entities.tsv: {form} belongs to two entities")
                self.by_form[form] = key


ENT = Entities()


def edtf(form):
    """The EDTF value of a date as the papers print it, or None."""
    f = form.strip()
    m = re.fullmatch(r"(\d{4})(?:년|年)? ?(\d{1,2})(?:월|月) ?(\d{1,2})(?:일|日)", f)
    if m:
        return "%s-%02d-%02d" % (m[1], int(m[2]), int(m[3]))
    m = re.fullmatch(r"(\d{4})(?:년|年) ?(\d{1,2})(?:월|月)", f)
    if m:
        return "%s-%02d" % (m[1], int(m[2]))
    m = re.fullmatch(r"(\d{4})(?:년|年)?\s?[-–—~∼～至]\s?(\d{4})(?:년|年)?", f)
    if m:
        return f"{m[1]}/{m[2]}"
    m = re.fullmatch(r"(\d{3})0(?:년대|年代|s)", f)
    if m:
        return m[1] + "X"
    m = re.fullmatch(r"(\d{4})[a-c]?(?:년도|년|年)?", f)
    if m:
        return m[1]
    return None


class Rich:
    """Plain text with its mentions (start, end, type, id, normalized, key), formats and footnote marks."""

    def __init__(self, source):
        self.plain, self.mentions, self.fmt, self.marks = "", [], [], []
        open_at = {}
        pos = 0
        for m in TOKEN.finditer(source):
            self.plain += source[pos:m.start()]
            pos = m.end()
            tok = m[0]
            if tok.startswith("</"):
                self.fmt.append((open_at.pop(tok[2]), len(self.plain), tok[2]))
            elif tok.startswith("<"):
                open_at[tok[1]] = len(self.plain)
            else:
                self._mark(tok[1:-1])
        self.plain += source[pos:]
        if open_at or "⟦" in self.plain or "<" in self.plain and ">" in self.plain and re.search(r"<[ib/]", self.plain):
            raise ValueError("source with an open mark: " + source[:60])

    def _mark(self, body):
        start = len(self.plain)
        if body.startswith("^"):
            self.plain += body[1:]
            self.marks.append((start, len(self.plain), body[1:]))
            return
        key, form = None, body
        if "=" in body:
            key, form = body.split("=", 1)
        self.plain += form
        lookup = form.replace(SHY, "").replace("\n", " ")
        if key is None:
            key = ENT.by_form.get(lookup)
            if key is None:
                key = edtf(lookup)
        if key is None:
            raise ValueError("no entity and no date: " + body)
        if key in ENT.by_key:
            kind, ident, name = ENT.by_key[key]
        elif EDTF.match(key):
            kind, ident, name = "date", "", key
        elif key.startswith("org:"):            # an organization that no authority holds: org:English name
            kind, ident, name = "organization", "", key[4:]
        else:
            raise ValueError("unknown key: " + body)
        self.mentions.append((start, len(self.plain), kind, ident, name))

    def clean(self):
        return self.plain.replace(SHY, "")


LATIN_WORD = re.compile(r"[A-Za-z]")


def unmarked(rich):
    """Names and years of entities.tsv that stand in the text without a mark: what the author forgot."""
    taken = [False] * len(rich.plain)
    for a, b, *_ in rich.mentions:
        for i in range(a, b):
            taken[i] = True
    found = []
    for form in sorted(ENT.by_form, key=len, reverse=True):
        if len(form) < 2:
            continue
        for m in re.finditer(re.escape(form), rich.plain):
            a, b = m.span()
            if any(taken[a:b]):
                continue
            if LATIN_WORD.match(form[-1]) and b < len(rich.plain) and LATIN_WORD.match(rich.plain[b]):
                continue
            if LATIN_WORD.match(form[0]) and a and LATIN_WORD.match(rich.plain[a - 1]):
                continue
            found.append(form)
            for i in range(a, b):
                taken[i] = True
    for m in re.finditer(r"(?<!\d)(?:19|20)\d\d(?!\d)", rich.plain):
        if not any(taken[m.start():m.end()]):
            found.append(m[0])
    return found
