"""Hold a corpus made from corpus/samples/papers against the truth beside them.

  check_samples.py CORPUS SAMPLES

Asserts what a person would check; prints the figures it saw. What is judged here and how low a figure may fall stands in FLOORS:
they say what this version does, and only ever go up.
"""
import collections
import csv
import glob
import json
import os
import re
import sqlite3
import sys
import unicodedata

import Levenshtein

# paper: most CER without spaces, least F1 of cities, dates, share of ranking cells right
FLOORS = {
    "01-thesis-ko": (0.012, 0.95, 0.97, 0.99),
    "02-journal-zh": (0.03, 0.97, 0.97, 0.94),
    "03-paper-en": (0.005, 0.98, 0.98, 0.99),
    "04-paper-ko-en": (0.018, 0.96, 0.97, None),
    "05-rankings": (0.016, 0.97, 0.98, 0.98),
    "06-wrong-layer": (0.008, 0.94, 0.97, None),
    "07-digital-en": (0.002, 0.99, 0.99, None),
    "08-notes-ko": (0.001, 0.99, 0.99, None),
    "09-brief-zh-hant": (0.03, 0.98, 0.95, 0.99),
}
FOLD = str.maketrans("ㆍ‧・•∙’‘“”–—−，：；（）〈〉《》「」『』？％｜～∼。、．―‐", "·····''\"\"---,:;()<><><><>?%|~~.,.--")
passed = failed = 0


def check(ok, what):
    global passed, failed
    if ok:
        passed += 1
    else:
        failed += 1
        print("FAILED:", what)


def fold(s):
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", s).translate(FOLD).replace("\x0c", ""))


def table(path, delimiter="\t"):
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if delimiter == "," else csv.QUOTE_NONE))


def dataset(corpus, name):
    return table(os.path.join(corpus, "datasets", name + ".csv"), ",")


def f1(truth, got):
    """Multisets of keys."""
    t, g = collections.Counter(truth), collections.Counter(got)
    hit = sum((t & g).values())
    p, r = hit / max(1, sum(g.values())), hit / max(1, sum(t.values()))
    return (2 * p * r / (p + r) if p + r else 0.0), t - g, g - t


def plain(value):
    try:
        return "%g" % float(value.replace(",", ""))
    except ValueError:
        return value


def value_key(r, entity):
    return (r["index_id"], entity, r["measure"], r["category"], r["period"], plain(r["value"]))


def meets(word, box):
    """A token of the truth (in Chinese: a run of a line) and a box share ink: half of the smaller one in each direction."""
    x0, y0, x1, y1 = (int(word[k]) for k in ("x0", "y0", "x1", "y1"))
    w, h = min(x1, box[2]) - max(x0, box[0]), min(y1, box[3]) - max(y0, box[1])
    return w >= 0.5 * min(x1 - x0, box[2] - box[0]) and h >= 0.5 * min(y1 - y0, box[3] - box[1])


def check_boxes(stem, mentions, words, pages):
    """The word of the truth that stands in the box of a mention is what the mention says."""
    by_page = collections.defaultdict(list)
    for w in words:
        by_page[int(w["page"])].append(w)
    right = seen = 0
    for m in mentions:
        check(1 <= int(m["page"]) <= pages, f"{stem}: {m['mention_id']} stands on page {m['page']} of {pages}")
        if m["type"] not in ("city", "date") or not m["x0"]:
            continue
        box = [int(m[k]) for k in ("x0", "y0", "x1", "y1")]
        there = "".join(w["text"] for w in by_page[int(m["page"])] if meets(w, box))
        seen += 1
        right += fold(m["as_printed"])[:2] in fold(there)
    return right, seen


def check_paper(corpus, samples, stem, data):
    truth = os.path.join(samples, "truth", stem)
    floors = FLOORS[stem]
    doc = next((d for d in data["documents"] if os.path.splitext(d["source_name"])[0] == stem), None)
    check(doc is not None, f"{stem} is in the corpus")
    if not doc:
        return
    check(doc["status"] == "ok", f"{stem} ended as {doc['status']}: {doc['reason']}")
    home = os.path.join(corpus, "docs", doc["doc_id"])
    text = open(os.path.join(home, "paper.txt"), encoding="utf-8").read()
    want = open(os.path.join(truth, "text.txt"), encoding="utf-8").read()
    a, b = fold(want), fold(text)
    cer = Levenshtein.distance(a, b) / len(a)
    check(cer <= floors[0], f"{stem}: CER {cer:.4f} is above {floors[0]}")
    check("()" in want or "()" not in text, f"{stem}: what stood between brackets is lost without a word")
    pages, printed = text.rstrip("\f\n").count("\f") + 1, want.rstrip("\f\n").count("\f") + 1
    check(pages == printed, f"{stem}: {pages} pages in paper.txt, {printed} were printed")

    own = [m for m in data["mentions"] if m["doc_id"] == doc["doc_id"]]
    marked = table(os.path.join(truth, "mentions.tsv"))
    cities, missing, extra = f1([(m["page"], m["entity_id"]) for m in marked if m["type"] == "city" and m["entity_id"]],
                                [(m["page"], m["entity_id"]) for m in own if m["type"] == "city" and m["entity_id"]])
    check(cities >= floors[1], f"{stem}: F1 of cities {cities:.3f} is under {floors[1]}; missing {list(missing.elements())[:6]}, too many {list(extra.elements())[:6]}")
    dates, missing, extra = f1([(m["page"], m["normalized"]) for m in marked if m["type"] == "date"], [(m["page"], m["normalized"]) for m in own if m["type"] == "date"])
    check(dates >= floors[2], f"{stem}: F1 of dates {dates:.3f} is under {floors[2]}; missing {list(missing.elements())[:6]}, too many {list(extra.elements())[:6]}")
    orgs, missing, extra = f1([(m["page"], fold(m["as_printed"])) for m in marked if m["type"] == "organization"],
                              [(m["page"], fold(m["as_printed"])) for m in own if m["type"] == "organization"])
    if os.environ.get("SHOW"):
        print("organizations missing", list(missing.elements())[:20], "too many", list(extra.elements())[:20])

    cells = table(os.path.join(truth, "rankings.tsv"))
    line = ""
    if cells:
        mine = [r for r in data["rankings"] if r["doc_id"] == doc["doc_id"] and r["table_id"]]  # the truth is of tables; what sentences say is checked below
        t = collections.Counter(value_key(r, r["entity_id"]) for r in cells)
        g = collections.Counter(value_key(r, r["entity_id"]) for r in mine)
        right = sum((t & g).values())
        other = [(k, next(r for r in mine if value_key(r, r["entity_id"]) == k)) for k in (g - t).elements()]
        silent = [k for k, r in other if r["status"] == "printed" and r["entity_id"]]  # a city that no authority knows is flagged as such
        share = right / len(cells)
        line = f"  ranking cells {right}/{len(cells)}, silently wrong {len(silent)}"
        check(not silent, f"{stem}: ranking cells silently wrong: {silent[:5]}")
        if floors[3] is not None:
            check(share >= floors[3], f"{stem}: {right} of {len(cells)} ranking cells right; missing {list((t - g).elements())[:5]}, other {list((g - t).elements())[:5]}")
        told = [r for r in data["rankings"] if r["doc_id"] == doc["doc_id"] and not r["table_id"] and r["measure"] in ("rank", "score")]
        by_year = {(r["index_id"], r["entity_id"], r["measure"], r["category"], r["period"] or r["edition"][:4]): plain(r["value"]) for r in cells}
        against = [r for r in told if r["status"] == "printed" and by_year.get((r["index_id"], r["entity_id"], r["measure"], r["category"], r["period"] or r["edition"][:4]), plain(r["value"])) != plain(r["value"])]
        check(not against, f"{stem}: a sentence is recorded with another value than its table has: {against[:2]}")
    words = table(os.path.join(truth, "words.tsv"))
    boxes = ""
    if doc["kind"] != "text" and words:
        right, seen = check_boxes(stem, own, words, int(doc["pages"]))
        check(seen > 0 and right / seen >= 0.9, f"{stem}: {right} of {seen} boxes of cities and dates hold what the mention says")
        boxes = f"  boxes {right}/{seen}"
    print(f"{stem:16} CER {100 * cer:5.2f} %  cities F1 {cities:.3f}  organizations F1 {orgs:.3f}  dates F1 {dates:.3f}{line}{boxes}")


def check_layers(corpus):
    """What the samples were made to show: a worthless layer is noticed, a good one is used."""
    for path in sorted(glob.glob(os.path.join(corpus, "docs", "*", "source.json"))):
        s = json.load(open(path, encoding="utf-8"))
        verdicts = {p["verdict"] for p in s["pages"]}
        name = s["source_name"]
        if name.startswith("06"):
            check(verdicts == {"bad-layer"}, f"{name}: verdicts {verdicts}, its text layer was read with the wrong model")
            check(all(p["reason"] for p in s["pages"]), f"{name}: a bad layer has its reason")
        elif name.startswith("07"):
            check(verdicts == {"layer"} and s["kind"] == "digital", f"{name}: verdicts {verdicts}, kind {s['kind']}")
        elif name.startswith("08"):
            check(verdicts == {"text"} and s["kind"] == "text", f"{name}: verdicts {verdicts}, kind {s['kind']}")
        else:
            check(verdicts == {"scan"} and s["kind"] == "scan", f"{name}: verdicts {verdicts}, kind {s['kind']}")


def check_datasets(corpus, data):
    ids = {d["doc_id"] for d in data["documents"]}
    cities = {c["city_id"] for c in data["cities"]}
    orgs = {o["org_id"] for o in data["organizations"]}
    for m in data["mentions"]:
        check(m["doc_id"] in ids, f"mention {m['mention_id']} is of no paper")
        known = {"city": cities, "organization": orgs}.get(m["type"])
        if known is not None and m["entity_id"]:
            check(m["entity_id"] in known, f"mention {m['mention_id']}: {m['entity_id']} is in no table")
        check(0 <= float(m["confidence"]) <= 1, f"mention {m['mention_id']}: confidence {m['confidence']}")
    image = {d["doc_id"] for d in data["documents"] if d["kind"] != "text"}
    for name, rows in data.items():
        for r in rows if name in ("mentions", "rankings", "relations") else []:
            if r["doc_id"] in image:
                check(r["x0"] and int(r["x0"]) < int(r["x1"]) and int(r["y0"]) < int(r["y1"]), f"{name}: {r} leads to no box")
    for r in data["rankings"]:
        check(r["status"] in ("printed", "repaired", "conflict"), f"{r['record_id']}: status {r['status']}")
        check(r["page"] and int(r["page"]) >= 1, f"{r['record_id']} leads to no page")
    db = sqlite3.connect("file:" + os.path.join(corpus, "datasets", "corpus.db") + "?mode=ro", uri=True)
    for name, rows in data.items():
        n = db.execute(f"select count(*) from {name}").fetchone()[0]
        check(n == len(rows), f"corpus.db has {n} {name}, {name}.csv {len(rows)}")
    check(db.execute("pragma integrity_check").fetchone()[0] == "ok", "corpus.db is sound")
    check(not db.execute("pragma foreign_key_check").fetchall(), "corpus.db: every foreign key resolves")
    row = db.execute("select r.value from rankings r join cities c on r.entity_id = c.city_id where c.name_en = 'Seoul' and r.index_id = 'gpci' and r.measure = 'rank' "
                     "and coalesce(r.category,'') = '' and r.edition like '2020%'").fetchall()
    check(row and all(str(v[0]) == "8" for v in row), f"Seoul's rank in GPCI 2020 is 8, corpus.db says {row}")


def main():
    corpus, samples = sys.argv[1:3]
    names = ("documents", "mentions", "cities", "organizations", "dates", "rankings", "relations", "terms", "tables", "alignments", "bibliography", "citations")
    data = {n: dataset(corpus, n) for n in names}
    for stem in sorted(FLOORS):
        check_paper(corpus, samples, stem, data)
    check_layers(corpus)
    check_datasets(corpus, data)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
