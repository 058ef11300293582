"""Runs the cases of room 4: each line becomes a paper of one block (a table case: caption, table, source), sillok-extract reads them all."""
import json
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import references  # noqa: E402

BUILD, HERE = sys.argv[1], sys.argv[2]
passed = failed = 0


def rows(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as f:
        for n, line in enumerate(f, 1):
            line = line.rstrip("\n")
            if line and not line.startswith("#"):
                yield n, line.split("\t")


def block(i, kind, lang, text, **more):
    return dict(id="t%04d" % i, type=kind, lang=lang, page=1, text=text, conf=1, **more)


def table(i, lang, grid, head, caption, source):
    text, cells, pos = [], [], 0
    for r, row in enumerate(grid):
        for c, cell in enumerate(row):
            cells.append(dict(row=r, col=c, start=pos, end=pos + len(cell), header=r < head))
            pos += len(cell) + 1
    more = dict(table="tbl001", rows=len(grid), cols=max(map(len, grid)), cells=cells)
    if caption:
        more["caption"] = caption
    if source:
        more["source"] = source
    return block(i, "table", lang, "\n".join("\t".join(row) for row in grid), **more)


class Papers:
    def __init__(self):
        self.root, self.blocks = tempfile.mkdtemp(), []

    def add(self, blocks):
        self.blocks.append(blocks)

    def run(self):
        ids = []
        for i, blocks in enumerate(self.blocks):
            doc = "case-%08x" % i
            folder = os.path.join(self.root, "docs", doc)
            os.makedirs(folder)
            with open(os.path.join(folder, "text.jsonl"), "w", encoding="utf-8") as f:
                f.write('{"head":{}}\n{"paper":{}}\n')
                for b in blocks:
                    f.write(json.dumps(b, ensure_ascii=False) + "\n")
            ids.append(doc)
        subprocess.run([os.path.join(BUILD, "bin", "sillok-extract"), "-q", "-C", self.root] + ids, check=True)
        out = []
        for doc in ids:
            with open(os.path.join(self.root, "docs", doc, "entities.jsonl"), encoding="utf-8") as f:
                out.append([json.loads(line) for line in f][1:])
        return out


def say(name, n, text, want, got):
    global passed, failed
    if want == got:
        passed += 1
    else:
        failed += 1
        print("%s line %d: %s\n    expected %s\n    found    %s" % (name, n, text, want, got))


def lines(name, show):
    """columns: language, text, expected (several divided by ' | ', none: -)"""
    papers, cases = Papers(), list(rows(name))
    for _, (lang, text, _) in cases:
        kind = "paragraph"
        for k in ("bibliography-item", "footnote", "caption", "page-header"):
            if lang.endswith("/" + k):
                kind, lang = k, lang[: -len(k) - 1]
        papers.add([block(1, kind, lang, text)])
    for (n, (lang, text, want)), found in zip(cases, papers.run()):
        got = " | ".join(filter(None, (show(x) for x in found))) or "-"
        say(name, n, text, want, got)


def date(x):
    if x.get("kind") != "mention" or x["type"] != "date":
        return None
    return "%s = %s%s" % (x["as_printed"], x["normalized"], " " + x["flag"] if x.get("flag") else "")


def span(x):
    if x.get("kind") != "mention" or x["type"] != "date":
        return None
    return "%s..%s" % (x.get("from", ""), x.get("to", ""))


def city(x):
    return "%s = %s" % (x["as_printed"], x["normalized"]) if x.get("kind") == "mention" and x["type"] == "city" else None


def org(x):
    return "%s = %s" % (x["as_printed"], x["normalized"]) if x.get("kind") == "mention" and x["type"] in ("organization", "index") else None


def term(x):
    return "%s / %s / %s" % (x.get("ko", ""), x.get("zh", ""), x.get("en", "")) if x.get("kind") == "term" else None


def ranked(x):
    if x.get("kind") != "ranking" or x.get("table"):
        return None
    return " ".join(x.get(k) or "-" for k in ("index", "entity_as_printed", "measure", "category", "period", "value"))


CITIES = {}


def relation(x):
    if x.get("kind") != "relation":
        return None
    return " ".join(filter(None, (x.get("subject", ""), x["predicate"], x.get("object", ""), x.get("object_value") or x.get("date", ""))))


def tables(name):
    """Cases divided by lines '====': caption, source, then the rows (tabs), a line '----', then the records expected."""
    with open(os.path.join(HERE, name), encoding="utf-8") as f:
        text = "\n".join(l for l in f.read().split("\n") if not l.startswith("# "))
    papers, cases = Papers(), []
    for case in text.split("====\n")[1:]:
        top, want = case.split("----\n")
        caption, source, head, *grid = top.rstrip("\n").split("\n")
        grid = [row.split("\t") for row in grid]
        wide = max(map(len, grid))
        grid = [row + [""] * (wide - len(row)) for row in grid]
        papers.add([block(1, "caption", "en", caption), table(2, "en", grid, int(head), "t0001", "t0003"), block(3, "caption", "en", source)])
        cases.append((caption, want.strip("\n").split("\n")))
    for (caption, want), found in zip(cases, papers.run()):
        got = []
        for x in found:
            if x.get("kind") == "ranking":
                parts = [x.get("index", ""), x.get("edition", ""), str(x["row"]), x["entity_as_printed"], x.get("entity", ""), x["measure"], x.get("category", ""), x.get("period", ""),
                         x["value"], x["status"]]
                got.append("\t".join(parts))
            r = relation(x)
            if r:
                got.append(r)
        for w in want:
            if w.startswith("has "):
                say(name, 0, caption, True if w[4:] in got else w[4:], True if w[4:] in got else "not among " + "; ".join(g.replace("\t", " ") for g in got if g.split("\t")[2:4] == w[4:].split("\t")[2:4]))
            elif w.startswith("count "):
                say(name, 0, caption, int(w[6:]), len(got))
            elif w.startswith("no "):
                say(name, 0, caption, 0, sum(g.endswith("\t" + w[3:]) for g in got))


def year_forms():
    """spans.tsv says of every form of the table of year forms what that table says, where it stands beside the clone."""
    path = os.path.join(os.environ.get("SILLOK_SHARED") or os.path.join(HERE, "..", "..", "..", "..", "shared"), "data", "year_forms.tsv")
    if not os.path.exists(path):
        print("skipped: year_forms.tsv is not beside the clone")
        return
    here = {c[1]: c[2] for _, c in rows("spans.tsv")}
    with open(path, encoding="utf-8") as f:
        for n, line in enumerate(f, 1):
            form, first, last, kind = line.rstrip("\n").split("\t")[:4]
            if n == 1:
                continue
            ends = here.get(form, "missing").split("..")
            got = ["%d" % (int(e[:5 if e[0] == "-" else 4]) - (e[0] == "-")) if e.strip("-") else "" for e in ends]  # in EDTF -0220 is 221 BCE
            if not first and not last:
                got, first = ["" if here.get(form) == "-" else here.get(form, "missing")], ""
            want = [first, last] if first or last else [""]
            say("year_forms.tsv", n, form, want, got)


year_forms()
lines("dates.tsv", date)
lines("spans.tsv", span)
lines("cities.tsv", city)
lines("organizations.tsv", org)
lines("relations.tsv", relation)
lines("terms.tsv", term)
lines("rankprose.tsv", ranked)
tables("tables.txt")
references.main(sys.modules[__name__], HERE)
print("%d passed, %d failed" % (passed, failed))
sys.exit(failed > 0)
