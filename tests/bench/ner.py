#!/usr/bin/python3
"""How well room 4 finds places, organizations and dates in text that nobody here wrote: sets of sentences with names marked by others.

    /usr/bin/python3 tests/bench/ner.py BUILD [--sets FILE...] [--half even|odd|all] [--errors N] [--only places|organizations|dates] [--json FILE]

Sets: ../shared/data/ner/*.jsonl (or the folder SILLOK_SHARED; or --sets), a sentence a line: {"text", "entities": [{"start", "end", "type"}]};
the language stands in the name (x.ko.jsonl). Each sentence goes through sillok-extract as a paper of its own. Sentences are counted from 0;
rules are made on the even ones, the odd ones are read as numbers only (--errors shows even ones, unless --half odd).

Places: the marked ones whose text is a name of config/authority/cities.tsv (any name, alias or weak form, with or without 시, 市, City).
Which place is meant says ner_ids.tsv where a name has several owners or means something else; else the only or most populous owner.
  recall: found with that id, over these places.  precision: our cities that are right, over all our cities. Right: a marked place of that
  name, a city or province inside a longer marked place (서울 삼성동, 中國甘肅省金塔縣) where a space, its own ending or a country's name divides them, or a marked
  organization of that very name (a city that acts).
Organizations: recall over the marked ones that carry a trigger word (../shared/data/org_triggers.tsv, strong ones), an acronym (two Latin capitals or
more) or stand in config/authority/organizations.tsv; precision: ours that are marked ones to the letter, over all of ours; F1 over all marked ones. A second line counts
what overlaps a marked organization as right. Dates: the marked ones with a year of four digits, found with that year.
"""
import argparse
import collections
import glob
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
CHINA = ("中华人民共和国", "中華人民共和國", "中国", "中國", "澳洲", "美國", "美国", "英國", "英国")
PLACE, ORG, DATE = {"LC", "LOC", "GPE"}, {"OG", "ORG"}, {"DT", "DATE"}
ENDS = "시市省도縣县"
QUOTES = "\"'“”‘’「」『』《》〈〉() 　"


def table(path):
    head = None
    with open(path, encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            if head is None:
                head = cells
            else:
                yield dict(zip(head, cells))


def fold(name):
    name = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", name).replace("’", "'").strip()


class Authority:
    def __init__(self, config, countries):
        self.owners, self.people, self.orgs = collections.defaultdict(set), {}, set()
        for r in table(os.path.join(config, "authority", "cities.tsv")):
            self.people[r["city_id"]] = float(r["population"] or 0) + (1e6 if r["kind"] == "capital" else 0)
            names = [r[k] for k in ("name_en", "name_ko", "name_zh_hans", "name_zh_hant")] + r["aliases"].split("|") + r["weak"].split("|")
            for n in filter(None, names):
                self.owners[fold(n)].add(r["city_id"])
        for r in table(os.path.join(config, "authority", "organizations.tsv")):
            for k in ("acronym", "name_en", "name_ko", "name_zh_hans", "name_zh_hant"):
                self.orgs.add(fold(r[k]).lower())
            self.orgs.update(fold(a).lower() for a in r["aliases"].split("|"))
        self.orgs.discard("")
        self.decided, self.countries = {}, set(CHINA)
        for r in table(countries):
            self.countries.update(filter(None, "|".join(v for k, v in r.items() if k not in ("iso2", "iso3")).split("|")))
        for r in table(os.path.join(HERE, "ner_ids.tsv")):
            self.decided[r["form"], r["where"]] = r["id"]

    def bare(self, text):
        """The name of the authority that the text is, or None."""
        text = fold(text)
        for cut in ("", "시", "市", " City", "區", "区"):
            name = text[: len(text) - len(cut)] if cut and text.endswith(cut) else text if not cut else None
            if name and name in self.owners:
                return name
        if text.isupper() and text.title() in self.owners and len(text) > 3:
            return text.title()
        return None

    def meant(self, text, where):
        """Id of the place that a marked text is: None when it is none."""
        for key in ((fold(text), where), (fold(text), "*")):
            if key in self.decided:
                return None if self.decided[key] == "-" else self.decided[key]
        name = self.bare(text)
        return max(sorted(self.owners[name]), key=lambda i: self.people[i]) if name else None


class Triggers:
    def __init__(self, path):
        self.ends, self.words = [], set()
        for r in table(path):
            if r["strength"] != "strong":
                continue
            if r["lang"] == "en":
                self.words.add(r["trigger"])
            else:
                self.ends += [t for t in (r["trigger"], r["trigger_hant"]) if t]

    def on(self, text):
        return text.endswith(tuple(self.ends)) or any(w in self.words for w in re.findall(r"[A-Za-z]+", text))


def extract(build, sentences, lang):
    """What sillok-extract finds: a list of mentions for each sentence."""
    with tempfile.TemporaryDirectory() as root:
        ids = ["s-%08x" % i for i in range(len(sentences))]
        for doc, s in zip(ids, sentences):
            folder = os.path.join(root, "docs", doc)
            os.makedirs(folder)
            with open(os.path.join(folder, "text.jsonl"), "w", encoding="utf-8") as f:
                f.write('{"head":{}}\n{"paper":{}}\n')
                f.write(json.dumps(dict(id="t0001", type="paragraph", lang=lang, page=1, text=s["text"], conf=1), ensure_ascii=False) + "\n")
        for i in range(0, len(ids), 500):
            if subprocess.run([os.path.join(build, "bin", "sillok-extract"), "-q", "-C", root] + ids[i:i + 500]).returncode:
                sys.exit("sillok-extract failed; what it says stands above")
        for doc in ids:
            with open(os.path.join(root, "docs", doc, "entities.jsonl"), encoding="utf-8") as f:
                yield [x for x in map(json.loads, list(f)[1:]) if x.get("kind") == "mention"]


def tight(text, start, end):
    while start < end and text[start] in QUOTES:
        start += 1
    while end > start and text[end - 1] in QUOTES:
        end -= 1
    if text[start:end].lower().startswith("the ") and end - start > 8:
        start += 4
    return start, end


class Score:
    def __init__(self):
        self.n = collections.Counter()
        self.errors = collections.defaultdict(list)

    def miss(self, kind, where, what, text):
        self.errors[kind].append("%s: %s   | %s" % (where, what, text[:110]))


def places(s, found, au, where, score):
    text, n = s["text"], score.n
    gold = [(tuple(tight(text, e["start"], e["end"])), e["type"]) for e in s["entities"]]
    ours = [(m["start"], m["end"], m["entity"], m["rule"]) for m in found if m["type"] == "city"]
    for (a, b), kind in gold:
        want = au.meant(text[a:b], where) if kind in PLACE else None
        if not want:
            continue
        n["places"] += 1
        hit = [o for o in ours if o[0] >= a and o[1] <= b + 1 and o[0] <= a and o[1] >= b - 2]
        if any(o[2] == want for o in hit):
            n["places found"] += 1
        elif hit:
            score.miss("places: another id", where, "%s is %s, we say %s (%s)" % (text[a:b], want, hit[0][2], hit[0][3]), text)
        else:
            score.miss("places: not found", where, "%s %s" % (text[a:b], want), text)
    for a, b, city, rule in ours:
        n["cities"] += 1
        right = False
        for (x, y), kind in gold:
            if kind in PLACE | ORG and a == x and abs(b - y) <= 1 and fold(text[a:b]).rstrip("시市") == fold(text[x:y]).rstrip("시市"):
                right = au.meant(text[x:y], where) == city
            elif kind in PLACE and x <= a and b <= y:
                inner = au.meant(text[a:b], where) == city
                clear = (b == y or not text[b].isalnum() or text[b - 1] in ENDS) and (a == x or not text[a - 1].isalnum() or text[a - 1] in ENDS + "州" or text[x:a] in au.countries)
                right = right or (inner and clear)
        n["cities right"] += right
        if not right:
            marked = [text[x:y] + "/" + k for (x, y), k in gold if x < b and a < y]
            score.miss("cities: wrong", where, "%s %s (%s), marked: %s" % (text[a:b], city, rule, " ".join(marked) or "nothing"), text)


def organizations(s, found, au, triggers, where, score):
    text, n = s["text"], score.n
    gold = {tight(text, e["start"], e["end"]) for e in s["entities"] if e["type"] in ORG}
    other = [(tight(text, e["start"], e["end"]), e["type"]) for e in s["entities"] if e["type"] not in ORG]
    ours = {tight(text, m["start"], m["end"]): m["rule"] for m in found if m["type"] == "organization"}
    actors = {tight(text, m["start"], m["end"]) for m in found if m["type"] == "city"}
    for a, b in sorted(gold):
        name = text[a:b]
        n["orgs"] += 1
        n["orgs found"] += (a, b) in ours
        touched = any(x < b and a < y for x, y in ours)
        n["orgs touched"] += touched
        kind = "trigger" if triggers.on(name) else "acronym" if re.search(r"(?<![A-Za-z])[A-Z][A-Z&]*[A-Z](?![a-z])", name) else "authority" if fold(name).lower() in au.orgs else ""
        if not kind:
            n["plain orgs found"] += (a, b) in ours
            if (a, b) not in ours and (a, b) not in actors:
                score.miss("organizations: plain, not found", where, name, text)
            continue
        n["named orgs"] += 1
        n["named orgs found"] += (a, b) in ours
        n["named orgs touched"] += touched
        n["orgs with " + kind] += 1
        n["orgs with " + kind + " found"] += (a, b) in ours
        if (a, b) not in ours:
            score.miss("organizations: not found", where, "%s (%s); ours there: %s" % (name, kind, " ".join(text[x:y] for x, y in ours if x < b and a < y) or "-"), text)
    for (a, b), rule in sorted(ours.items()):
        n["our orgs"] += 1
        n["our orgs right"] += (a, b) in gold
        n["our orgs touching"] += any(x < b and a < y for x, y in gold)
        if (a, b) not in gold:
            marked = [text[x:y] for x, y in gold if x < b and a < y] + [text[x:y] + "/" + k for (x, y), k in other if x < b and a < y]
            score.miss("organizations: wrong", where, "%s (%s), marked: %s" % (text[a:b], rule, " ".join(marked) or "nothing"), text)


def dates(s, found, where, score):
    text, n = s["text"], score.n
    for e in s["entities"]:
        year = re.search(r"(?<!\d)(1[0-9]|20)\d\d(?!\d)\s*[年년]?", text[e["start"]:e["end"]]) if e["type"] in DATE else None
        if not year:
            continue
        n["years"] += 1
        hit = [m for m in found if m["type"] == "date" and m["start"] < e["end"] and e["start"] < m["end"]]
        if any(year[0][:4] in m.get("normalized", "") or year[0][:3] + "X" in m.get("normalized", "") for m in hit):  # 1990년대 is 199X
            n["years found"] += 1
        else:
            score.miss("dates: not found", where, "%s; ours: %s" % (text[e["start"]:e["end"]], " ".join(m["as_printed"] for m in hit) or "-"), text)


def share(a, b):
    return "%.3f (%d of %d)" % (a / b, a, b) if b else "none"


def report(name, score):
    n = score.n
    p = n["our orgs right"] / max(1, n["our orgs"])
    r = n["orgs found"] / max(1, n["orgs"])
    print("%s: %d sentences" % (name, n["sentences"]))
    print("  places         recall with id %s, to reach 0.97; precision %s, to reach 0.95" % (share(n["places found"], n["places"]), share(n["cities right"], n["cities"])))
    print("  organizations  recall %s, to reach 0.85; precision %s, to reach 0.85; F1 over all marked %.3f (recall %s)" %
          (share(n["named orgs found"], n["named orgs"]), share(n["our orgs right"], n["our orgs"]), 2 * p * r / max(1e-9, p + r), share(n["orgs found"], n["orgs"])))
    print("                 by %s; touched: recall %s, precision %s" % (", ".join("%s %s" % (k, share(n["orgs with %s found" % k], n["orgs with " + k])) for k in ("trigger", "acronym", "authority")),
                                                                       share(n["named orgs touched"], n["named orgs"]), share(n["our orgs touching"], n["our orgs"])))
    if n["years"]:
        print("  dates          with a year %s, to reach 0.97" % share(n["years found"], n["years"]))


def main():
    a = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    a.add_argument("build")
    a.add_argument("--sets", nargs="*", help="files of sentences; default: those of ../shared/data/ner")
    a.add_argument("--half", choices=("even", "odd", "all"), help="only these sentences; default: both halves, apart")
    a.add_argument("--errors", type=int, default=0, help="show so many errors of each kind (of the even half unless --half says otherwise)")
    a.add_argument("--only", default="", help="errors of this kind only: places, cities, organizations, dates")
    a.add_argument("--limit", type=int, default=0, help="only the first N sentences of each set")
    a.add_argument("--json", help="write the counts there")
    o = a.parse_args()
    shared = os.environ.get("SILLOK_SHARED") or os.path.join(ROOT, "..", "shared")
    sets = o.sets or sorted(glob.glob(os.path.join(shared, "data", "ner", "*.jsonl"))) + sorted(glob.glob(os.path.join(HERE, "ner", "*.jsonl")))
    lists = os.path.join(shared, "data", "org_triggers.tsv")
    if not sets or not os.path.exists(lists):
        print("skipped: ../shared/data/ner is not beside the clone (SILLOK_SHARED names another place)")
        return
    au, triggers, out = Authority(os.environ.get("SILLOK_CONFIG") or os.path.join(ROOT, "config"), os.path.join(shared, "data", "countries_cldr.tsv")), Triggers(lists), {}
    for path in sets:
        name = os.path.basename(path)[: -len(".jsonl")]
        with open(path, encoding="utf-8") as f:
            sentences = [json.loads(line) for line in f if line.strip()]
        if o.limit:
            sentences = sentences[: o.limit]
        halves = {"even": Score(), "odd": Score()}
        for i, (s, found) in enumerate(zip(sentences, extract(o.build, sentences, name.rsplit(".", 1)[-1]))):
            score, where = halves["odd" if i % 2 else "even"], "%s:%d" % (name, i)
            score.n["sentences"] += 1
            places(s, found, au, where, score)
            organizations(s, found, au, triggers, where, score)
            dates(s, found, where, score)
        for half in ("even", "odd"):
            if o.half in (None, "all", half):
                report(name + " " + half, halves[half])
                out[name + " " + half] = dict(halves[half].n)
        shown = halves["odd" if o.half == "odd" else "even"]
        for kind in sorted(shown.errors) if o.errors else ():
            if kind.startswith(o.only):
                print("  -- %s: %d" % (kind, len(shown.errors[kind])))
                for line in shown.errors[kind][: o.errors]:
                    print("     " + line)
    if o.json:
        with open(o.json, "w", encoding="utf-8") as f:
            json.dump(out, f, indent=1, sort_keys=True)


if __name__ == "__main__":
    sys.exit(main())
