"""Sillok beside plain Tesseract and OCRmyPDF on the same pages in one run: the table of `make bench-ocr`.

Each page goes through each program as somebody would use it, a process of its own with its models to load: `sillok ingest` of the image (all five rooms;
its paper.txt is judged), `tesseract IMAGE -l ...`, `ocrmypdf`. measure.py counts. CPU is the user time of the process and all its children, memory the
largest of these processes. Before: pages.py draws the pages kept apart; the typeset pages of ../shared come besides. See README.md for the options.
"""
import argparse
import csv
import glob
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import bench  # noqa: E402
import measure  # noqa: E402
from bench import CONDITIONS, figure, places  # noqa: E402

try:
    import reliability  # the table of confidence against truth
except ImportError:
    reliability = None

TYPESET = {"01_kor_serif": "Korean", "04_eng_abs": "English", "05_chi_serif": "Chinese", "07_bib": "mixed", "08_table_ruled": "table, ruled", "10_twocol": "two columns"}
CLASSES = ("Korean", "mixed", "Chinese", "English", "two columns", "table, ruled", "table, unruled", "rare words")
TITLES = {"Korean": "Korean with Hanja", "mixed": "mixed, bibliography", "two columns": "two columns with notes"}
BASE = "kor+chi_tra+eng"
FITTING = {"Chinese": "chi_sim+eng", "English": "eng"}  # what somebody would choose who knows the page
SINGLE = {"Chinese": "chi_sim", "English": "eng"}       # one pass of one model; else the stock Hangul model
# what the project set out to reach: clean, degraded; recalls are to be reached from below
TO_REACH = {
    "Korean": dict(cer=(0.9, 1.6), spaced=(1.5, 2.5), han=(92, 92)),
    "mixed": dict(cer=(1.5, 2.5), han=(92, 92)),
    "Chinese": dict(cer=(0.4, 1.0)),
    "English": dict(cer=(0.1, 0.3)),
    "two columns": dict(cer=(1.2, 2.0), han=(92, 92)),
    "table, ruled": dict(cer=(1.0, 2.0), han=(92, 92)),
    "table, unruled": dict(cer=(1.0, 2.0), han=(92, 92)),
}
CPU_OF = {"Chinese": ("single", 1.0), "English": ("single", 1.0)}  # engine that CPU is held against, share to reach
CPU_KOREAN = ("base", 0.5)
MEMORY = 250  # MB
SECONDS = 300  # a page and engine


# ---- pages ----
def find_pages(a, out, shared):
    """Dicts of set, page, cls, condition, image, truths (the first is the order in which Sillok prints), rows (cells of its table)."""
    pages = []
    if "kept" in a.sets:
        with open(os.path.join(HERE, "pages.tsv"), encoding="utf-8") as f:
            rows = list(csv.DictReader((l for l in f if not l.startswith("#")), delimiter="\t"))
        bench.complain_if_trained(rows)
        rows = [r for r in rows if not a.pages or any(x in r["page"] for x in a.pages)]
        # drawn by a process of its own: the programs below begin with the memory of this one, and it is theirs that is measured
        subprocess.run([sys.executable, "-B", os.path.join(HERE, "pages.py"), os.path.join(out, "pages"), *(r["page"] for r in rows)], check=True)
        for r in rows:
            images, truth = places(r["page"], os.path.join(out, "pages"))
            other = truth.replace(".truth.txt", ".other.txt")
            cells = truth.replace(".truth.txt", ".cells.tsv")
            texts = [open(p, encoding="utf-8").read() for p in (truth, other) if os.path.exists(p)]
            table = [l.split("\t") for l in open(cells, encoding="utf-8").read().splitlines()] if os.path.exists(cells) else []
            pages += [dict(set="kept", page=r["page"], cls=r["class"], condition=c, image=images[c], truths=texts, rows=table) for c in CONDITIONS]
    folder = os.path.join(shared, "papers", "typeset")
    if "typeset" in a.sets and not (shared and os.path.isdir(folder)):
        print("typeset pages: skipped (neither SILLOK_SHARED nor ../shared has papers/typeset)")
    elif "typeset" in a.sets:
        for p, cls in TYPESET.items():
            with open(os.path.join(folder, p + ".truth.txt"), encoding="utf-8") as f:
                text = f.read()
            for c in CONDITIONS:
                pages.append(dict(set="typeset", page=p, cls=cls, condition=c, image=bench.first(*glob.glob(os.path.join(folder, f"{p}.{c}.*"))), truths=[text],
                                  rows=ranking_rows(text) if cls.startswith("table") else []))
    keep = [p for p in pages if p["condition"] in a.conditions and p["image"] and (not a.pages or any(x in p["page"] for x in a.pages))]
    for p in keep:
        p["id"] = f"{p['page']}.{p['condition']}"
    return keep


def ranking_rows(text):
    """Cells of a ranking whose truth has spaces alone between them: rank, name (of one word or more), country, then numbers."""
    rows = []
    for l in text.splitlines():
        m = re.fullmatch(r"(\d+) (.+?) ([^\d\s]\S*)((?: -?\d[\d,.]*){2,})", l.strip())
        if m:
            rows.append([m[1], m[2], m[3], *m[4].split()])
    return rows


# ---- engines ----
def engines(a, cls):
    """Keys and commands for a page of this class; IMAGE and OUT are put in. A key that is missing is not installed or not fitting."""
    tess = lambda l: ["tesseract", "IMAGE", "OUT/paper", "-l", l]  # noqa: E731
    e = {"sillok": [a.bin + "/sillok", "ingest", "-q", "-C", "OUT/corpus", "-j", "1", "IMAGE"], "base": tess(BASE)}
    if cls in FITTING:
        e["fitting"] = tess(FITTING[cls])
    single = SINGLE.get(cls) or a.hangul
    if single:
        e["single"] = tess(single)
    if shutil.which("ocrmypdf"):
        e["ocrmypdf"] = ["ocrmypdf", "-q", "--jobs", "1", "--image-dpi", "300", "--deskew", "--output-type", "pdf", "--sidecar", "OUT/paper.txt", "-l", BASE, "IMAGE", "OUT/paper.pdf"]
    return {k: v for k, v in e.items() if not a.engines or k in a.engines or k == "sillok"}


def hangul_model():
    """How the stock Hangul model is called on this machine; empty: not there."""
    here = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True).stdout.split()
    return next((m for m in ("script/Hangul", "Hangul") if m in here), "")


def run(command, image, seconds=SECONDS):
    """-> text, user seconds, largest process in MB, ALTO of the page (empty: none)"""
    with tempfile.TemporaryDirectory() as out, tempfile.TemporaryFile() as said:
        args = [x.replace("IMAGE", image).replace("OUT", out) for x in command]
        p = subprocess.Popen(["timeout", str(seconds), *args], env=dict(os.environ, OMP_THREAD_LIMIT="1"), stdout=subprocess.DEVNULL, stderr=said)
        _, status, used = os.wait4(p.pid, 0)
        p.returncode = os.waitstatus_to_exitcode(status)
        texts = glob.glob(out + "/paper.txt") + glob.glob(out + "/corpus/docs/*/paper.txt")
        text = open(texts[0], encoding="utf-8", errors="replace").read() if texts else ""
        alto = next(iter(glob.glob(out + "/corpus/docs/*/ocr/0001.xml")), "")
        alto = open(alto, encoding="utf-8").read() if alto else ""
        if p.returncode and not text:
            said.seek(0)
            print(f"{os.path.basename(image)}: {os.path.basename(command[0])} ended with {p.returncode}: {said.read().decode(errors='replace').strip()[-300:]}", file=sys.stderr)
    return text, used.ru_utime, used.ru_maxrss / 1024, alto


def long_runs(a, pages):
    """All pages of a set and class through one `sillok ingest`, the clean ones and the spoilt ones -> {(set, class, clean): (user seconds a page, MB)}.
    Models are loaded once a run and not once a page, as when papers are ingested; memory must not grow with the pages."""
    groups = {}
    for p in pages:
        groups.setdefault((p["set"], p["cls"], p["condition"] == "clean"), []).append(p["image"])
    runs = {}
    for group, images in groups.items():
        with tempfile.TemporaryDirectory() as folder:
            for image in images:
                shutil.copy(image, folder)
            _, cpu, mb, _ = run([a.bin + "/sillok", "ingest", "-q", "-C", "OUT/corpus", "-j", "1", "IMAGE"], folder, SECONDS * len(images))
        runs[group] = (cpu / len(images), mb)
    return runs


def recipe(a):
    """What Sillok's readings depend on besides the page; 8 digits of its hash."""
    h = hashlib.sha256()
    for p in sorted(glob.glob(a.bin + "/sillok*")):
        h.update(bench.sha8(p).encode())
    for p in sorted(glob.glob(os.path.join(bench.ROOT, "config", "**", "*"), recursive=True)):
        if os.path.isfile(p) and "/models/make/" not in p:
            h.update(bench.sha8(p).encode())
    return h.hexdigest()[:8]


def read_all(a, out, pages):
    """-> {(engine, page id): dict(text, cpu, mb, alto)}; page by page through all engines, so that all meet the machine in the same state."""
    readings, mine, kept = {}, recipe(a), 0
    for n, p in enumerate(pages):
        for key, command in engines(a, p["cls"]).items():
            folder = os.path.join(out, "ocr", key)
            os.makedirs(folder, exist_ok=True)
            saved = os.path.join(folder, p["id"] + ".json")
            stamp = " ".join([bench.sha8(p["image"]), mine if key == "sillok" else " ".join(command)])
            old = json.load(open(saved, encoding="utf-8")) if a.reuse and os.path.exists(saved) else {}
            if old.get("of") != stamp:
                text, cpu, mb, alto = run(command, p["image"])
                old = {"of": stamp, "cpu": round(cpu, 2), "mb": round(mb), "text": text, "alto": alto}
                with open(saved, "w", encoding="utf-8") as f:
                    json.dump(old, f, ensure_ascii=False)
            else:
                kept += 1
            readings[key, p["id"]] = old
            if a.verbose or sys.stderr.isatty():
                print(f"\r{n + 1} of {len(pages)}: {p['id']} {key}          ", end="", file=sys.stderr, flush=True)
    if a.verbose or sys.stderr.isatty():
        print(file=sys.stderr)
    return readings, kept


# ---- figures ----
def judge(p, text):
    """The measures of one page. Of two orders that are right the one that fits better counts."""
    t = min(p["truths"], key=lambda t: measure.cer(t, text))
    return dict(cer=measure.cer(t, text), spaced=measure.cer_spaces(t, text), free=measure.order_free(t, text), han=measure.han_words(t, text),
                numbers=measure.numbers(t, text), cells=measure.cells(p["rows"], text) if p["rows"] else (0, 0))


def mean(values):
    values = [v for v in values if v is not None]
    return sum(values) / len(values) if values else None


def pooled(pairs):
    right, n = sum(p[0] for p in pairs), sum(p[1] for p in pairs)
    return 100 * right / n if n else None


ROWS = (("cer", "CER without spaces", mean, 2), ("spaced", "CER with spaces", mean, 2), ("free", "order-free error", mean, 2), ("han", "Hanja words right, of 100", pooled, 1),
        ("numbers", "numbers right, of 100", pooled, 1), ("cells", "table cells right, of 100", pooled, 1), ("cpu", "CPU s a page, alone (user)", mean, 2), ("mb", "memory MB, at most", lambda v: max(v, default=None), 0))
COLUMNS = (("sillok", "Sillok"), ("base", BASE), ("fitting", "fitting -l"), ("single", "one model"), ("ocrmypdf", "OCRmyPDF"))


def two(values, digits):
    return "" if values == (None, None) else " / ".join(figure(v, digits) for v in values)


def short(goal, got, upward):
    """By how much the figures miss the goal: 'ok', or a shortfall for each that is given."""
    out = []
    for g, v in zip(goal, got):
        if v is None:
            out.append("-")
        else:
            gap = round(g - v if upward else v - g, 2)
            out.append("ok" if gap <= 0 else f"{gap:g}")
    return "ok" if set(out) <= {"ok", "-"} else " / ".join(out)


def table(title, pages, marks, columns, runs):
    rows = []
    for cls in CLASSES:
        some = [p for p in pages if p["cls"] == cls]
        if not some:
            continue
        clean, spoilt = [p for p in some if p["condition"] == "clean"], [p for p in some if p["condition"] != "clean"]
        rows.append([f"{TITLES.get(cls, cls)} ({len({p['page'] for p in some})})"] + [""] * (len(columns) + 3))
        for name, said, total, digits in ROWS:
            if cls in ("Chinese", "English") and name == "han" or cls == "rare words" and name in ("numbers", "han"):
                continue
            got = {k: tuple(total([marks[k, p["id"]][name] for p in side if (k, p["id"]) in marks]) for side in (clean, spoilt)) for k, _ in columns}
            if all(v in ((None, None), (0, 0)) for v in got.values()):
                continue
            goal, lack, upward = TO_REACH.get(cls, {}).get(name), "", name in ("han", "numbers", "cells")
            if name == "cpu" and runs:
                two_runs = [runs.get((some[0]["set"], cls, side), (None, None))[0] for side in (True, False)]
            if name == "cpu":
                against, share = CPU_OF.get(cls, CPU_KOREAN)
                goal = tuple(share * v if v is not None else None for v in got.get(against, (None, None)))
                goal = goal if None not in [g for g, v in zip(goal, got["sillok"]) if v is not None] else None
            elif name == "mb":
                goal = (MEMORY, MEMORY)
            if goal:
                goal = tuple(g if g is not None else 0 for g in goal)
                lack = short(goal, got["sillok"], upward)
            ratio = " / ".join(figure(s / b if s is not None and b else None) for s, b in zip(got["sillok"], got.get("base", (None, None)))) if not upward else ""
            rows.append(["  " + said, *(two(got[k], digits) for k, _ in columns), ratio if "base" in got else "", two(goal, digits) if goal else "", lack])
            if name == "cpu" and runs:
                ratio = " / ".join(figure(s / b if s is not None and b else None) for s, b in zip(two_runs, got.get("base", (None, None))))
                rows.append(["  the same, pages in one run", two(tuple(two_runs), digits), *("" for _ in columns[1:]), ratio if "base" in got else "", two(goal, digits) if goal else "",
                             short(goal, two_runs, False) if goal else ""])
    if rows:
        print(f"{title}: clean / the four degraded copies; means over pages, recalls over all that is counted")
        bench.show(["", *(t for _, t in columns), "Sillok : " + BASE, "to reach", "short by"], rows, 34)


def a_page(title, pages, marks, columns):
    rows = []
    for page in dict.fromkeys(p["page"] for p in pages):
        by = {p["condition"]: p["id"] for p in pages if p["page"] == page}
        rows.append([page, *(" ".join(figure(marks[k, by[c]]["cer"] if c in by and (k, by[c]) in marks else None) for c in CONDITIONS) for k, _ in columns[:2])])
    print(f"{title}: CER without spaces a page ({', '.join(CONDITIONS)})")
    bench.show(["", *(t for _, t in columns[:2])], rows, 24)


def errors(pages, readings, most):
    """What Sillok read wrong, most frequent first, and where."""
    for cls in CLASSES:
        seen, where = Counter(), {}
        for p in pages:
            if p["cls"] == cls and ("sillok", p["id"]) in readings:
                text = readings["sillok", p["id"]]["text"]
                t = min(p["truths"], key=lambda t: measure.cer(t, text))
                for truth, read, around in measure.mistakes(t, text):
                    key = (truth[:24], read[:24])
                    seen[key] += max(len(truth), len(read))
                    where.setdefault(key, []).append(f"{p['id']}: {around if len(around) < 60 else around[:60] + '…'}")
        if seen:
            print(f"{TITLES.get(cls, cls)}: what Sillok read wrong, most characters first (truth > read, characters; the first place)")
            for (truth, read), n in seen.most_common(most):
                places = where[truth, read]
                print(f"  {truth or '∅'} > {read or '∅'}   {n} in {len(places)}   {places[0]}")
            print()


def arguments():
    p = argparse.ArgumentParser(description="Sillok beside other programs on the same pages; see tests/bench/README.md")
    p.add_argument("build", help="the build folder")
    p.add_argument("--pages", type=lambda s: [x for x in s.split(",") if x], default=[], help="parts of page names")
    p.add_argument("--conditions", type=lambda s: s.split(","), default=list(CONDITIONS), help=",".join(CONDITIONS))
    p.add_argument("--sets", type=lambda s: s.split(","), default=["kept", "typeset"], help="kept,typeset")
    p.add_argument("--engines", type=lambda s: s.split(","), default=[], help="sillok,base,fitting,single,ocrmypdf (Sillok always runs)")
    p.add_argument("--errors", type=int, default=6, help="how many kinds of error to print a class")
    p.add_argument("--reuse", action="store_true", help="take readings of an earlier run where page and program are the same (their CPU is of that run)")
    p.add_argument("--alone", action="store_true", help="leave out the runs of many pages, in which models are loaded once")
    p.add_argument("--json", metavar="FILE", help="all figures, a page and engine each")
    p.add_argument("-v", "--verbose", action="store_true")
    a = p.parse_args()
    a.bin = os.path.join(os.path.abspath(a.build), "bin")
    a.hangul = hangul_model()
    return a


def main():
    a = arguments()
    out, shared = os.path.join(os.path.abspath(a.build), "bench"), bench.shared_folder()
    os.makedirs(out, exist_ok=True)
    pages = find_pages(a, out, shared)
    if not pages:
        sys.exit("no page has such a name")
    readings, kept = read_all(a, out, pages)
    runs = {} if a.alone else long_runs(a, pages)
    marks = {}
    for p in pages:
        for key in [k for k, i in readings if i == p["id"]]:
            r = readings[key, p["id"]]
            marks[key, p["id"]] = dict(judge(p, r["text"]), cpu=r["cpu"], mb=r["mb"])
    columns = [(k, t) for k, t in COLUMNS if any(key == k for key, _ in readings)]
    for name, title in (("kept", "Pages kept apart (fonts never trained on)"), ("typeset", "Typeset pages")):
        some = [p for p in pages if p["set"] == name]
        if some:
            table(title, some, marks, columns, runs)
            a_page(title, some, marks, columns)
    print("Fitting: chi_sim+eng for Chinese, eng for English. One model: the stock Hangul model, chi_sim, eng; CPU of Chinese and English pages is held against it,"
          " all other CPU against half of " + BASE + ".")
    if not a.hangul:
        print("The stock Hangul model is not installed (tesseract-ocr-script-hang): one model is not run on Korean pages.")
    if not shutil.which("ocrmypdf"):
        print("OCRmyPDF: not installed.")
    if kept:
        print(f"{kept} of {len(readings)} readings are of an earlier run: their CPU is not of this one.")
    print()
    errors(pages, readings, a.errors)
    if reliability:
        confidence(pages, readings)
    if a.json:
        with open(a.json, "w", encoding="utf-8") as f:
            json.dump([dict(engine=k, page=p["page"], condition=p["condition"], cls=p["cls"], set=p["set"], **marks[k, p["id"]]) for p in pages for k, _ in columns if (k, p["id"]) in marks],
                      f, ensure_ascii=False, indent=1)
    return 0


def confidence(pages, readings):
    """The reliability of what Sillok says of its words; apart, for `make calibrate` fits it on the pages kept apart, so that the typeset ones alone judge it."""
    for name, title in (("kept", "Pages kept apart, on which the confidence was fitted, so they flatter it"), ("typeset", "Typeset pages, on which nothing was fitted")):
        pairs = []
        with tempfile.TemporaryDirectory() as folder:
            for p in pages:
                if p["set"] != name:
                    continue
                doc = os.path.join(folder, p["id"])
                os.makedirs(doc + "/ocr")
                with open(doc + "/ocr/0001.xml", "w", encoding="utf-8") as f:
                    f.write(readings["sillok", p["id"]]["alto"])
                pairs += list(reliability.pairs(doc, p["truths"][0]))
        if pairs:
            print(title + ": words by the confidence Sillok gives them, and how many of them are right")
            reliability.table(pairs)


if __name__ == "__main__":
    sys.exit(main())
