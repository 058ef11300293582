#!/usr/bin/env python3
"""What becomes of damaged values in ranking tables: faults.py BUILD [--trials N] [--short] [--seed N] [--show KIND]

Tables whose values are known (the samples' own and tables of several kinds made here) go through room 4, whole and with one to three cells damaged
as readers damage them: 1 for 7, 3 for 8, O for 0, a digit or the decimal point lost, rows swapped, a sign read as a digit, a cell lost, a
letter of a city wrong. A damaged value can be known when something the whole table keeps to is broken by it: ranks that follow each other, an
order, as many decimals as the others have, a change that is the difference of two ranks, sums, shares of 100, the same value in another table or in
the text. That is found out here, from the tables, apart from what room 4 does. Counted, for the damaged values and for the others:

  right            printed and right (the damage left the value as it was)
  repaired right   flagged, what was printed kept beside it, value right
  repaired wrong   flagged, value wrong
  conflict         flagged as doubtful
  silent, knowable     wrong, and nothing says so, though something in the paper could have told
  silent, unknowable   wrong, and nothing in the paper could tell
  missing          no record (the cell was lost)

--short: fewer, the same each time, and it fails when a value that could be known is silently wrong or a value that was not damaged is changed.
"""
import argparse
import collections
import json
import os
import random
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLES = os.path.join(HERE, "..", "..", "corpus", "samples", "truth")
CITIES = {"en": "London|New York|Tokyo|Paris|Singapore|Amsterdam|Berlin|Seoul|Hong Kong|Shanghai|Sydney|Los Angeles|Madrid|Melbourne|Beijing|Vienna|Dubai|Toronto|Copenhagen|Zurich",
          "ko": "런던|뉴욕|도쿄|파리|싱가포르|암스테르담|베를린|서울|홍콩|상하이|시드니|로스앤젤레스|마드리드|멜버른|베이징|빈|두바이|토론토|코펜하겐|취리히",
          "zh": "伦敦|纽约|东京|巴黎|新加坡|阿姆斯特丹|柏林|首尔|香港|上海|悉尼|洛杉矶|马德里|墨尔本|北京|维也纳|迪拜|多伦多|哥本哈根|苏黎世"}
CITIES = {k: v.split("|") for k, v in CITIES.items()}
WORDS = {"en": dict(rank="Rank", city="City", score="Score", change="Change", total="Total", meetings="Meetings", share="Share (%)", country="Country", cls="Class", year="Year"),
         "ko": dict(rank="순위", city="도시", score="점수", change="변동", total="합계", meetings="건수", share="비율(%)", country="국가", cls="등급", year="연도"),
         "zh": dict(rank="排名", city="城市", score="得分", change="变化", total="总计", meetings="数量", share="比重(%)", country="国家", cls="等级", year="年份")}
CAPTION = {"en": "Table 1. 2020 Global Power City Index", "ko": "[표 1] 2020 글로벌 파워 시티 지수", "zh": "表1 2020年全球城市实力指数"}
GCI = {"en": "Table 2. 2020 Global Cities Index", "ko": "[표 2] 2020 글로벌도시지수", "zh": "表2 2020年全球城市指数"}
ICCA = {"en": "Table 3. ICCA Statistics Rankings", "ko": "[표 3] ICCA 순위", "zh": "表3 ICCA排名"}


# ---- tables ------------------------------------------------------------------------------------------------------------

def block(i, kind, lang, text, **more):
    return dict(id="t%04d" % i, type=kind, lang=lang, page=1, text=text, conf=1, **more)


def table(i, number, lang, grid, head, caption, source):
    text, cells, pos = [], [], 0
    for r, row in enumerate(grid):
        for c, cell in enumerate(row):
            cells.append(dict(row=r, col=c, start=pos, end=pos + len(cell), header=r < head))
            pos += len(cell) + 1
    return block(i, "table", lang, "\n".join("\t".join(row) for row in grid), table="tbl%03d" % number, rows=len(grid), cols=len(grid[0]), cells=cells,
                 **({"caption": caption} if caption else {}), **({"source": source} if source else {}))


class Paper:
    """Blocks, of which tables are grids: (lang, caption, grid, header rows)."""

    def __init__(self, kind, parts):
        self.kind, self.parts = kind, parts  # parts: ("text", lang, words) or ("table", lang, caption, grid, head)

    def blocks(self):
        out, n = [], 0
        for part in self.parts:
            i = len(out) + 1
            if part[0] == "table":
                _, lang, caption, grid, head = part
                n += 1
                if caption:
                    out.append(block(i, "caption", lang, caption, ref="t%04d" % (i + 1)))
                    i += 1
                out.append(table(i, n, lang, grid, head, "t%04d" % (i - 1) if caption else "", ""))
            else:
                out.append(block(i, part[0] if part[0] != "text" else "paragraph", part[1], part[2]))
        return out

    def grids(self):
        return [p[3] for p in self.parts if p[0] == "table"]

    def with_grids(self, grids):
        left = list(grids)
        return Paper(self.kind, [p if p[0] != "table" else (p[0], p[1], p[2], left.pop(0), p[4]) for p in self.parts])


def scores(rng, n, top, step, decimals):
    out, x = [], top
    for _ in range(n):
        out.append("%.*f" % (decimals, x))
        x -= rng.uniform(0.15, 1) * step
    return out


def rank_score(rng, lang, n=20, decimals=1, top=1661.1, step=28):
    w = WORDS[lang]
    return [[w["rank"], w["city"], w["score"]]] + [[str(i + 1), c, s] for i, (c, s) in enumerate(zip(CITIES[lang][:n], scores(rng, n, top, step, decimals)))]


def changes(rng, lang, n=20, arrows=False):
    w = WORDS[lang]
    before = list(range(1, n + 1))
    for k in range(0, n - 4, 5):
        part = before[k + 1:k + 5]
        rng.shuffle(part)
        before[k + 1:k + 5] = part
    rows = [[w["city"], "2020 " + w["rank"], "2019 " + w["rank"], w["change"]]]
    for i, (c, b) in enumerate(zip(CITIES[lang], before)):
        d = b - (i + 1)
        rows.append([c, str(i + 1), str(b), "-" if d == 0 else ("▲%d" % d if arrows else "+%d" % d) if d > 0 else ("▼%d" % -d if arrows else "-%d" % -d)])
    return rows


def ties(rng, lang):
    grid = rank_score(rng, lang, 15)
    for k in (3, 9):
        grid[k + 1][0], grid[k + 1][2] = grid[k][0], grid[k][2]
    return grid


def functions(rng, lang):
    w, items = WORDS[lang], {"en": ["Economy", "R&D", "Cultural Interaction", "Livability", "Environment", "Accessibility"],
                             "ko": ["경제", "연구개발", "문화교류", "거주", "환경", "교통·접근성"], "zh": ["经济", "研发", "文化交流", "居住", "环境", "交通"]}[lang]
    two, sums = (CITIES[lang][14], CITIES[lang][7]), [0, 0]
    rows = [["", two[0], two[0], two[1], two[1]], ["", w["rank"], w["score"], w["rank"], w["score"]]]
    for item in items:
        v = [rng.randrange(900, 3000) for _ in two]
        sums = [s + x for s, x in zip(sums, v)]
        rows.append([item, str(rng.randrange(2, 45)), "%.1f" % (v[0] / 10), str(rng.randrange(2, 45)), "%.1f" % (v[1] / 10)])
    rows.append([w["total"], "", "%.1f" % (sums[0] / 10), "", "%.1f" % (sums[1] / 10)])
    return rows


def years(rng, lang):
    w = WORDS[lang]
    rows = [[w["year"], CITIES[lang][14], CITIES[lang][7]]] + [[str(y), str(rng.randrange(90, 160)), str(rng.randrange(90, 160))] for y in range(2010, 2020)]
    return rows + [[w["total"]] + [str(sum(int(r[c]) for r in rows[1:])) for c in (1, 2)]]


def shares(rng, lang):
    w, n = WORDS[lang], 8
    counts = sorted((rng.randrange(40, 260) for _ in range(n)), reverse=True)
    rng.shuffle(counts)
    rows = [[w["city"], w["meetings"], w["share"]]]
    cents = [round(1000 * c / sum(counts)) for c in counts]
    cents[cents.index(max(cents))] += 1000 - sum(cents)
    rows += [[c, str(k), "%.1f" % (p / 10)] for c, k, p in zip(CITIES[lang], counts, cents)]
    return rows + [[w["total"], str(sum(counts)), "100.0"]]


def row_sums(rng, lang):
    parts = {"en": ["Economy Score", "Environment Score", "Culture Score", "Total Score"], "ko": ["경제 점수", "환경 점수", "문화 점수", "총점"], "zh": ["经济得分", "环境得分", "文化得分", "总分"]}[lang]
    rows = [[WORDS[lang]["city"]] + parts]
    lines = []
    for c in CITIES[lang][:12]:
        v = [rng.randrange(600, 3400) for _ in range(3)]
        lines.append((sum(v), [c] + ["%.1f" % (x / 10) for x in v] + ["%.1f" % (sum(v) / 10)]))
    return rows + [r for _, r in sorted(lines, key=lambda x: -x[0])]


def year_columns(rng, lang):
    w, n = WORDS[lang], 12
    rows, cols = [[w["city"]] + ["%d %s" % (y, w["rank"]) for y in (2018, 2019, 2020)]], []
    for _ in range(2):
        order = list(range(1, n + 1))
        for k in range(0, n, 4):
            part = order[k:k + 4]
            rng.shuffle(part)
            order[k:k + 4] = part
        cols.append(order)
    return rows + [[c, str(cols[0][i]), str(cols[1][i]), str(i + 1)] for i, c in enumerate(CITIES[lang][:n])]


def classes(rng, lang):
    w = WORDS[lang]
    return [[w["rank"], w["city"], w["cls"]]] + [[str(i + 1), c, k] for i, (c, k) in enumerate(zip(CITIES[lang], ["A+"] * 3 + ["A"] * 2 + ["B+"] * 5 + ["B"] * 4))]


def said(lang, city, rank, score):
    return {"en": "%s ranked %sth with %s points.", "ko": "%s은 세계 %s위로 %s점을 얻었다.", "zh": "%s位列第%s位，得分为%s。"}[lang] % (city, rank, score)


def papers(rng, rounds):
    out = []
    for k in range(rounds):
        lang = ("en", "ko", "zh")[k % 3]
        one = lambda name, caption, grid, head=1: out.append(Paper(name, [("table", lang, caption[lang], grid, head)]))
        one("rank, score", CAPTION, rank_score(rng, lang))
        one("rank, score with 2 decimals", CAPTION, rank_score(rng, lang, 12, 2, 92.41, 3))
        one("ranks, change", GCI, changes(rng, lang, arrows=k % 2 == 0))
        one("ties", CAPTION, ties(rng, lang))
        one("two cities by function", CAPTION, functions(rng, lang), 2)
        one("years as rows", ICCA, years(rng, lang))
        one("counts and shares", ICCA, shares(rng, lang))
        one("sums of a row", CAPTION, row_sums(rng, lang))
        one("years as columns", GCI, year_columns(rng, lang))
        one("classes", CAPTION, classes(rng, lang))
        grid = rank_score(rng, lang)
        top = [grid[0]] + grid[1:11]
        rest = [("text", lang, said(lang, grid[i][1], grid[i][0], grid[i][2])) for i in (8, 15)]
        out.append(Paper("said twice", [("table", lang, CAPTION[lang], grid, 1)] + rest + [("table", lang, CAPTION[lang] + " (Top 10)", [list(r) for r in top], 1)]))
    return out


def sample_papers():
    out = []
    for stem in sorted(os.listdir(SAMPLES)):
        if os.path.getsize(os.path.join(SAMPLES, stem, "rankings.tsv")) < 200:
            continue
        parts = []
        with open(os.path.join(SAMPLES, stem, "paragraphs.jsonl"), encoding="utf-8") as f:
            for b in map(json.loads, f):
                if b["type"] == "table":
                    caption = parts.pop() if parts and parts[-1][0] == "caption" else None
                    wide = max(map(len, b["rows"]))
                    parts.append(("table", b["lang"], caption[2] if caption else "", [r + [""] * (wide - len(r)) for r in b["rows"]], b.get("head", 1)))
                elif not b["type"].startswith("page-"):
                    parts.append((b["type"], b["lang"], b["text"]))
        out.append(Paper("sample " + stem[:2], parts))
    return out


# ---- what a table keeps to ------------------------------------------------------------------------------------------------

def number(s):
    m = re.fullmatch(r"([+\-−▲▼]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?", s.strip())
    if not m:
        return 0.0 if s.strip() in ("-", "–", "—") else None
    x = float(m.group(2).replace(",", "") + (m.group(3) or ""))
    return -x if m.group(1) in ("-", "−", "▼") else x


def decimals(s):
    return len(s.split(".")[1]) if "." in s else 0


def total_row(row):
    return row[0] in ("Total", "합계", "总计", "總計", "계", "합 계", "소계")


def rules(grid, head):
    """What holds in a whole table: (cells it speaks of, test of a damaged grid: True, False, None when a cell of it says no number)."""
    body = range(head, len(grid))
    rows = [r for r in body if not total_row(grid[r])]
    totals = [r for r in body if total_row(grid[r])]
    cols = range(len(grid[0]))
    val = {(r, c): number(grid[r][c]) for r in body for c in cols}
    numeric = [c for c in cols if len(rows) >= 3 and all(val[r, c] is not None for r in rows)]
    out = []

    def holds(cells, test):
        if test(grid):
            out.append((cells, asked(test)))

    class Unread(Exception):
        pass

    def n(g, r, c):
        x = number(g[r][c])
        if x is None:
            raise Unread
        return x

    def asked(test):
        def told(g):
            try:
                return test(g)
            except Unread:
                return None
        return told

    for r in body:
        for c in cols:
            if val[r, c] is not None and grid[r][c]:
                holds([(r, c)], lambda g, r=r, c=c: number(g[r][c]) is not None)
    for c in numeric:
        if all(val[b, c] - val[a, c] == 1 for a, b in zip(rows, rows[1:])):
            for a, b in zip(rows, rows[1:]):
                holds([(a, c), (b, c)], lambda g, a=a, b=b, c=c: n(g, b, c) - n(g, a, c) == 1)
        for sign in (1, -1):
            if len(rows) >= 4 and all((val[b, c] - val[a, c]) * sign >= 0 for a, b in zip(rows, rows[1:])):
                for i, a in enumerate(rows):
                    for b in rows[i + 1:]:
                        holds([(a, c), (b, c)], lambda g, a=a, b=b, c=c, s=sign: (n(g, b, c) - n(g, a, c)) * s >= 0)
        d = decimals(grid[rows[0]][c])
        if d and all(decimals(grid[r][c]) == d for r in rows):
            for r in rows + totals:
                holds([(r, c)], lambda g, r=r, c=c, d=d: decimals(g[r][c]) == d)
        for t in totals:
            if val[t, c] is not None:
                holds([(r, c) for r in rows + [t]], lambda g, t=t, c=c: abs(sum(n(g, r, c) for r in rows) - n(g, t, c)) < 0.001)
        if len(rows) > 3 and all(decimals(grid[r][c]) == 0 for r in rows) and sorted(val[r, c] for r in rows) == list(range(1, len(rows) + 1)):
            for r in rows:  # a column of ranks, in any order: each once
                holds([(r, c)], lambda g, r=r, c=c: 1 <= n(g, r, c) <= len(rows))
            for i, a in enumerate(rows):
                for b in rows[i + 1:]:
                    holds([(a, c), (b, c)], lambda g, a=a, b=b, c=c: n(g, a, c) != n(g, b, c))
    for c in numeric:
        for a in numeric:
            for b in numeric:
                if len({a, b, c}) == 3 and a < b and any(val[r, c] for r in rows) and all(val[r, c] in (val[r, b] - val[r, a], val[r, a] - val[r, b]) for r in rows):
                    for r in rows:
                        holds([(r, a), (r, b), (r, c)], lambda g, r=r, a=a, b=b, c=c: n(g, r, c) == n(g, r, b) - n(g, r, a))
                        holds([(r, a), (r, b), (r, c)], lambda g, r=r, a=a, b=b, c=c: n(g, r, c) == n(g, r, a) - n(g, r, b))
    last = numeric[-1] if len(numeric) >= 3 else None
    if last is not None and all(abs(sum(val[r, c] for c in numeric[:-1]) - val[r, last]) < 0.001 for r in rows):
        for r in rows:
            holds([(r, c) for c in numeric], lambda g, r=r: abs(sum(n(g, r, c) for c in numeric[:-1]) - n(g, r, last)) < 0.001)
    if len(numeric) == 2 and totals:
        a, b = numeric
        if val[totals[0], b] == 100 and val[totals[0], a]:
            for r in rows:
                holds([(r, a), (r, b), (totals[0], a)], lambda g, r=r: abs(100 * n(g, r, a) / (n(g, totals[0], a) or 1) - n(g, r, b)) < 0.15)
    return out


# ---- damage -----------------------------------------------------------------------------------------------------------

LIKE = {"0": "6896O", "1": "747lI", "2": "72Zz", "3": "8853", "4": "911A", "5": "663S", "6": "5508", "7": "1127", "8": "3360B", "9": "4407g"}


def damage_text(rng, s):
    """One error of a reader in a value; None when there is none to make."""
    digits = [i for i, ch in enumerate(s) if ch.isdigit()]
    kind = rng.choice(["digit"] * 5 + ["lost", "point", "double", "sign", "empty"])
    if kind == "digit" and digits:
        i = rng.choice(digits)
        return s[:i] + rng.choice(LIKE[s[i]]) + s[i + 1:]
    if kind == "lost" and len(digits) > 1:
        i = rng.choice(digits)
        return s[:i] + s[i + 1:]
    if kind == "double" and digits:
        i = rng.choice(digits)
        return s[:i] + s[i] + s[i:]
    if kind == "point" and "." in s:
        return s.replace(".", rng.choice(["", "", ",", " "]))
    if kind == "sign" and s[0] in "+-▲▼" and len(s) > 1:
        return rng.choice(["", "1", "4", "-" if s[0] in "+▲" else "+"]) + s[1:]
    if kind == "sign" and s in ("-", "—"):
        return rng.choice(["1", "~", ""])
    if kind == "empty":
        return ""
    return None


def damage_name(rng, s):
    i = rng.randrange(len(s))
    like = {"a": "o", "o": "a", "e": "c", "i": "l", "l": "i", "n": "u", "r": "n", "t": "l", "u": "n", "s": "a", "g": "q", "h": "b"}
    if s[i].lower() in like and len(s) > 4:
        return s[:i] + like[s[i].lower()] + s[i + 1:]
    return None


def damage(rng, grids, places, names, count):
    """A copy with `count` damaged cells, and those cells."""
    out, hit = [[list(r) for r in g] for g in grids], []  # hit: the cells, those of one error together
    for _ in range(60):
        seen = {p for group in hit for p in group}
        if len(seen) >= count:
            break
        if names and rng.random() < 0.08:
            t, r, c = rng.choice(names)
            new = damage_name(rng, out[t][r][c])
            if new and (t, r, c) not in seen:
                out[t][r][c] = new
                hit.append(((t, r, c),))
            continue
        t, r, c = rng.choice(places)
        if (t, r, c) in seen:
            continue
        if rng.random() < 0.06:  # the values of two rows change places
            other = [p for p in places if p[0] == t and p[2] == c and abs(p[1] - r) == 1 and p not in seen and out[t][p[1]][c] != out[t][r][c]]
            if other and len(seen) + 2 <= max(count, 2):
                _, q, _ = rng.choice(other)
                out[t][r][c], out[t][q][c] = out[t][q][c], out[t][r][c]
                hit.append(((t, r, c), (t, q, c)))
            continue
        new = damage_text(rng, out[t][r][c]) if out[t][r][c] else None
        if new is not None and new != out[t][r][c]:
            out[t][r][c] = new
            hit.append(((t, r, c),))
    return out, hit


# ---- running and counting --------------------------------------------------------------------------------------------

def extract(build, all_blocks):
    with tempfile.TemporaryDirectory() as root:
        ids = []
        for i, blocks in enumerate(all_blocks):
            doc = "fault-%08x" % i
            os.makedirs(os.path.join(root, "docs", doc))
            with open(os.path.join(root, "docs", doc, "text.jsonl"), "w", encoding="utf-8") as f:
                f.write('{"head":{}}\n{"paper":{}}\n' + "".join(json.dumps(b, ensure_ascii=False) + "\n" for b in blocks))
            ids.append(doc)
        subprocess.run([os.path.join(build, "bin", "sillok-extract"), "-q", "-C", root] + ids, check=True)
        out = []
        for doc in ids:
            with open(os.path.join(root, "docs", doc, "entities.jsonl"), encoding="utf-8") as f:
                out.append([r for r in map(json.loads, f) if r.get("kind") == "ranking" and r.get("table")])
        return out


def plain(v):
    try:
        return "%g" % float(v.replace(",", ""))
    except ValueError:
        return v


def places_of(blocks, records):
    """(table, row, col) of each record's cell; of each entity's cell."""
    tables = {b["id"]: (n, b) for n, b in enumerate(b for b in blocks if b["type"] == "table")}
    out, names = {}, set()
    for r in records:
        n, b = tables[r["block"]]
        for c in b["cells"]:
            text = b["text"][c["start"]:c["end"]]
            if c["row"] + 1 == r["row"] and text.strip() == r["entity_as_printed"].strip() and c["start"] < c["end"]:
                names.add((n, c["row"], c["col"]))
            if c["start"] <= r["start"] < r["end"] <= c["end"]:
                out.setdefault((n, c["row"], c["col"]), r)
    return out, sorted(names)


def row_key(t, r):
    return (t, r["row"], r["measure"], r.get("category", ""), r.get("period", ""), r.get("column", ""))


def judge(paper, clean, found, hit, errors, broken, tally, show):
    """Each value of the whole paper: what became of it."""
    places, names = places_of(paper.blocks(), clean)
    left = collections.defaultdict(list)
    for r in found:
        left[(r["table"], r["row"], r["measure"], r.get("category", ""), r.get("period", ""))].append(r)
    damaged_rows = {(t, r) for t, r, c in hit if (t, r, c) in names}
    for place in sorted(places):
        r = places[place]
        key = (r["table"], r["row"], r["measure"], r.get("category", ""), r.get("period", ""))
        mine = left.get(key, [])
        # two values of a row under one key (two cities side by side) are told apart by their entity
        got = next((g for g in mine if g.get("entity") == r.get("entity")), None)
        if got is None and place[:2] in damaged_rows:
            got = next(iter(mine), None)
        touched = place in hit or place[:2] in damaged_rows
        side = "damaged" if touched else "other"
        if got is None:
            what = "missing"
        else:
            mine.remove(got)
            right = plain(got["value"]) == plain(r["value"]) and got.get("entity", "") == r.get("entity", "")
            if got["status"] == "conflict" or ("city-unknown" in got.get("evidence", "")):
                what = "conflict"
            elif got["status"] == "repaired":
                what = "repaired right" if right else "repaired wrong"
            elif right:
                what = "right"
            else:
                what = "silent, knowable" if not touched or place in broken else "silent, unknowable"  # a name that became another city's cannot be known
        tally[paper.kind][side, what] += 1
        if side == "damaged":
            tally[paper.kind]["errors %d" % errors, what] += 1
        if show and (what == "silent, knowable" or (what == "repaired wrong") or (side == "other" and what not in ("right", "conflict"))):
            print("  %s: %s value at %s is %s: %s, was %s; damage %s" % (paper.kind, side, place, what, got and (got["value"], got["status"], got.get("evidence")), r["value"], hit))


def run(build, all_papers, rng, trials, show):
    whole = extract(build, [p.blocks() for p in all_papers])
    tally = collections.defaultdict(collections.Counter)
    work = []
    for p, clean in zip(all_papers, whole):
        places, names = places_of(p.blocks(), clean)
        text = lambda place: p.grids()[place[0]][place[1]][place[2]]
        wrong = [(place, r) for place, r in places.items() if number(text(place)) is not None and plain(r["value"]) != plain(str(number(text(place))))]
        tally[p.kind]["whole", "wrong"] += len(wrong)
        bad = [r for r in clean if r["status"] != "printed"]
        tally[p.kind]["whole", "values"] += len(clean)
        tally[p.kind]["whole", "flagged"] += len(bad)
        if show and bad:
            print("  %s: whole, and flagged: %s" % (p.kind, [(r["value"], r["status"], r.get("evidence")) for r in bad[:4]]))
        if not places:
            continue
        for k in range(trials):
            grids, hit = damage(rng, p.grids(), sorted(places), names, 1 + k % 3)
            if hit:
                work.append((p, clean, grids, hit))
    found = []
    for i in range(0, len(work), 400):
        found += extract(build, [w[0].with_grids(w[2]).blocks() for w in work[i:i + 400]])
    kept = {}
    for (p, clean, grids, hit), records in zip(work, found):
        if id(p) not in kept:
            kept[id(p)] = [rules(part[3], part[4]) for part in p.parts if part[0] == "table"]
        broken, whole_grids = set(), p.grids()
        for group in hit:  # an error can be known when something is broken by it, by itself and as the page stands
            alone = [[list(r) for r in g] for g in whole_grids]
            for t, r, c in group:
                alone[t][r][c] = grids[t][r][c]
            for t, now, by_itself, holds in zip(range(len(grids)), grids, alone, kept[id(p)]):
                mine = [(r, c) for q, r, c in group if q == t]
                spoken = [test for cells, test in holds if any(x in cells for x in mine)]
                if any(test(by_itself) is False for test in spoken) and any(test(now) is False for test in spoken):
                    broken.update(group)
        for t, r, c in (p for group in hit for p in group):  # the same value elsewhere in the paper
            was = whole_grids[t][r][c]
            if p.kind == "said twice" and len(was) >= 2 and (t == 1 or r <= 10 or r == 15) and grids[t][r][c] != was and (t, r, c) in places_of(p.blocks(), clean)[0]:
                broken.add((t, r, c))
        errors, hit = len(hit), {p for group in hit for p in group}
        judge(p, clean, records, hit, errors, broken, tally, show == "all" or show == p.kind)
    return tally


WHATS = ["right", "repaired right", "repaired wrong", "conflict", "silent, knowable", "silent, unknowable", "missing"]


def show_table(tally):
    print("%-28s %6s %7s %5s | %s | not damaged: %s" % ("kind of table", "values", "flagged", "wrong", " ".join("%9s" % h for h in ("as it was", "rep.right", "rep.wrong", "conflict", "SILENT,kn", "silent,un", "missing")),
                                                    " ".join("%8s" % h for h in ("right", "repaired", "rep.wrong", "conflict", "SILENT", "missing"))))
    total = collections.Counter()
    for kind in list(tally) + ["all"]:
        c = total if kind == "all" else tally[kind]
        if kind != "all":
            total.update(c)
        other = [c["other", w] for w in ("right", "repaired right", "repaired wrong", "conflict")] + [c["other", "silent, knowable"] + c["other", "silent, unknowable"], c["other", "missing"]]
        print("%-28s %6d %7d %5d | %s | %13s%s" % (kind, c["whole", "values"], c["whole", "flagged"], c["whole", "wrong"], " ".join("%9d" % c["damaged", w] for w in WHATS), "", " ".join("%8d" % x for x in other)))
    return total


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("build")
    ap.add_argument("--trials", type=int, default=30)
    ap.add_argument("--rounds", type=int, default=3)
    ap.add_argument("--seed", type=int, default=11)
    ap.add_argument("--short", action="store_true")
    ap.add_argument("--show", default="")
    o = ap.parse_args()
    rng = random.Random(o.seed)
    tally = run(o.build, sample_papers() + papers(rng, 3 if o.short else o.rounds), rng, 6 if o.short else o.trials, o.show)
    total = show_table(tally)
    damaged = sum(total["damaged", w] for w in WHATS)
    print("%d damaged values: %.1f %% right (as it was or repaired), %.1f %% flagged, %d repaired wrong, %d silently wrong that could be known, %d that could not, %d without a record" % (
        damaged, 100 * (total["damaged", "right"] + total["damaged", "repaired right"]) / max(1, damaged), 100 * total["damaged", "conflict"] / max(1, damaged),
        total["damaged", "repaired wrong"], total["damaged", "silent, knowable"], total["damaged", "silent, unknowable"], total["damaged", "missing"]))
    for k in (1, 2, 3):
        c = {w: total["errors %d" % k, w] for w in WHATS}
        print("%s: %s" % (("one error a paper", "two errors", "three errors")[k - 1], ", ".join("%s %d" % (w, c[w]) for w in WHATS)))
    if not o.short:
        return 0
    checks = [("no value of a whole table is wrong", total["whole", "wrong"] == 0), ("no value of a whole table is flagged", total["whole", "flagged"] == 0),
              ("of one error, no value that could be known is silently wrong", total["errors 1", "silent, knowable"] == 0),
              ("of several errors at once, hardly one", total["damaged", "silent, knowable"] <= 0.01 * damaged),
              ("no value that was not damaged is changed in silence", total["other", "silent, knowable"] + total["other", "silent, unknowable"] == 0),
              ("hardly a repair is wrong", total["damaged", "repaired wrong"] + total["other", "repaired wrong"] <= 0.005 * damaged),
              ("half of the damaged values come out right", total["damaged", "right"] + total["damaged", "repaired right"] >= 0.5 * damaged)]
    for what, ok in checks:
        if not ok:
            print("FAILED: " + what)
    failed = sum(not ok for _, ok in checks)
    print("%d passed, %d failed" % (len(checks) - failed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
