"""How well each Tesseract model reads Korean papers, alone and as Sillok routes them: the table of `make bench-model`.

Before: pages.py draws the pages kept apart. Each model reads every page through room 2 (its cleaning, its layout); count.py holds the reading
against the truth. One run prints every figure; CPU is compared with the stock Hangul model of the same run. See README.md for the options.
"""
import argparse
import csv
import glob
import hashlib
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ET

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, HERE)
import count  # noqa: E402

PACKAGES = "/usr/share/tesseract-ocr/5/tessdata"
CONDITIONS = ("clean", "scan", "d150", "skew", "uneven")
# Korean pages in one column; of 10_twocol the truth is not in reading order
TYPESET = ("01_kor_serif", "07_bib", "08_table_ruled")
LITTLE_HANJA = 0.02  # share of a page's characters
TO_REACH = {"hangul": "0.3 / 0.6", "rare": "2 / 4", "hanja": "2 / 4", "simplified": "", "latin": "0.5 / 1", "other": "2 / 4"}


def shared_folder():
    d = os.environ.get("SILLOK_SHARED") or os.path.join(ROOT, "..", "shared")
    return os.path.abspath(d) if os.path.isdir(d) else ""


# ---- models ----
def first(*paths):
    return next((p for p in paths if p and os.path.exists(p)), "")


def find_models(shared):
    """key, title, traineddata (empty: Sillok's own routing); those that are there."""
    ours = os.path.join(ROOT, "config", "models")
    trial = os.path.join(shared, "lab", "tune", "HJu-trial.traineddata") if shared else ""
    stock = first(PACKAGES + "/Hangul.traineddata", PACKAGES + "/script/Hangul.traineddata")
    if not stock:
        sys.exit("the stock Hangul model is missing, against which all is measured: apt-get install tesseract-ocr-script-hang")
    all_ = [("stock", "stock Hangul", stock),
            ("trial", "trial", first(trial)),
            ("light", "our light", first(os.path.join(ours, "sillok_ko_light.traineddata"))),
            ("whole", "our whole", first(os.path.join(ours, "sillok_ko.traineddata")))]
    return [m for m in all_ if m[2]] + [("auto", "Sillok auto", "")]


def component(path, index):
    """One component of a traineddata file: a count, as many 64-bit offsets (-1: absent), the components in order."""
    with open(path, "rb") as f:
        data = f.read()
    n = struct.unpack_from("<I", data)[0]
    at = struct.unpack_from(f"<{n}q", data, 4)
    end = min([o for o in at if o > at[index]] + [len(data)])
    return data[at[index]:end] if at[index] >= 0 else b""


def stock_syllables(path):
    LSTM_UNICHARSET = 21
    names = [l.split(" ")[0] for l in component(path, LSTM_UNICHARSET).decode().split("\n")[1:]]
    return {c for c in names if len(c) == 1 and "가" <= c <= "힣"}


# ---- pages ----
def places(name, folder):
    """Where pages.py leaves a page: {condition: image}, truth."""
    return {c: os.path.join(folder, f"{name}.{c}." + ("png" if c == "clean" else "jpg")) for c in CONDITIONS}, os.path.join(folder, name + ".truth.txt")


def find_pages(a, out, shared):
    """Pages to be read: dicts of set, page, kind, condition, image, truth."""
    pages = []
    if "kept" in a.sets:
        import pages as drawing
        with open(os.path.join(HERE, "pages.tsv"), encoding="utf-8") as f:
            rows = list(csv.DictReader((l for l in f if not l.startswith("#")), delimiter="\t"))
        complain_if_trained(rows)
        for r in (r for r in rows if r["models"] == "yes"):
            images, truth = drawing.make(r, os.path.join(HERE, r["file"]), os.path.join(out, "pages"))
            pages += [dict(set="kept", page=r["page"], kind=r["kind"], condition=c, image=images[c], truth=truth) for c in CONDITIONS]
    if "typeset" in a.sets:
        folder = os.path.join(shared, "papers", "typeset")
        if not shared or not os.path.isdir(folder):
            print("typeset pages: skipped (neither SILLOK_SHARED nor ../shared has papers/typeset)")
        else:
            for p in TYPESET:
                for c in CONDITIONS:
                    pages.append(dict(set="typeset", page=p, kind=p[3:], condition=c, image=first(*glob.glob(os.path.join(folder, f"{p}.{c}.*"))),
                                      truth=os.path.join(folder, p + ".truth.txt")))
    keep = [p for p in pages if p["condition"] in a.conditions and (not a.pages or any(x in p["page"] for x in a.pages))]
    for p in keep:
        with open(p["truth"], encoding="utf-8") as f:
            p["text"] = f.read()
        p["id"] = f"{p['page']}.{p['condition']}"
    return keep


def complain_if_trained(rows):
    """A page kept apart is worthless when its font was trained on."""
    path = os.path.join(ROOT, "config", "models", "make", "fonts.tsv")
    if not os.path.exists(path):
        return
    with open(path, encoding="utf-8") as f:
        trained = {os.path.basename(r["file"]) for r in csv.DictReader((l for l in f if not l.startswith("#")), delimiter="\t") if r["role"] == "train"}
    for family in sorted({x.strip() for r in rows for x in r["family"].split(",")}):
        files = subprocess.run(["fc-list", family, "file"], capture_output=True, text=True).stdout
        bad = [os.path.basename(p) for p in re.findall(r"[^\s:]+\.(?:ttf|ttc|otf)", files) if os.path.basename(p) in trained]
        if bad:
            print(f"WARNING: {', '.join(sorted(set(bad)))} ({family}) is a font of training: pages drawn in it judge nothing")


# ---- reading ----
def sha8(path):
    with open(path, "rb") as f:
        return hashlib.sha256(f.read()).hexdigest()[:8]


def take_in(a, out, images):
    """Room 1 for all pages, once. -> {image: document}"""
    corpus = os.path.join(out, "corpus")
    env = dict(os.environ, OMP_THREAD_LIMIT="1")
    docs = {}
    for image in images:
        found = glob.glob(os.path.join(corpus, "docs", "*-" + sha8(image), "source.json"))
        if not found:
            subprocess.run([a.bin + "/sillok-intake", "-q", "-C", corpus, image], env=env, check=True)
            found = glob.glob(os.path.join(corpus, "docs", "*-" + sha8(image), "source.json"))
        docs[image] = os.path.basename(os.path.dirname(found[0]))
    return docs


def cpu_of(pid):
    """CPU seconds, user and system, of a process and of the children it has waited for."""
    with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as f:
        fields = f.read().rsplit(")", 1)[1].split()
    return sum(int(x) for x in fields[11:15]) / os.sysconf("SC_CLK_TCK")


def link_models(out, models):
    """Each model under a name that no part of Sillok's own routing has: it then reads alone."""
    folder = os.path.join(out, "models")
    os.makedirs(folder, exist_ok=True)
    for key, _, model in models:
        link = os.path.join(folder, f"bench_{key}.traineddata")
        if os.path.lexists(link):
            os.unlink(link)
        if model and not key.startswith("plain"):
            os.symlink(model, link)


def choice(out, key, model):
    """The settings that make room 2 read with this model alone."""
    return ["-o", "ocr.languages=bench_" + key, "-o", "ocr.tessdata=" + os.path.join(out, "models")] if model else []


def recipe(a, out, key, model):
    """What a reading depends on besides the page: program, settings, models; 8 digits of its hash."""
    if key.startswith("plain"):
        return "plain" + sha8(model)
    r = subprocess.run([a.bin + "/sillok-ocr", *choice(out, key, model), "--recipe"], capture_output=True, check=True)
    return hashlib.sha256(r.stdout).hexdigest()[:8]


class Room2:
    """sillok-ocr as a worker with one choice of models: its models are loaded once, as in a long run, and their loading is not counted."""

    def __init__(self, a, out, key, model):
        self.corpus = os.path.join(out, "corpus-" + key)
        args = [a.bin + "/sillok-ocr", "-q", "-C", self.corpus, "--serve", *choice(out, key, model)]
        self.process = subprocess.Popen(args, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=dict(os.environ, OMP_THREAD_LIMIT="1"), text=True)

    def read(self, out, doc):
        target = os.path.join(self.corpus, "docs", doc)
        if not os.path.isdir(target):
            shutil.copytree(os.path.join(out, "corpus", "docs", doc), target)
        before = cpu_of(self.process.pid)
        self.process.stdin.write(json.dumps({"target": doc, "page": 1}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        answer = json.loads(line) if line else {"status": "error", "message": "the worker ended"}
        if answer["status"] == "error":
            sys.exit(f"{doc}: {answer['message']}")
        if answer["status"] == "failed":
            print(f"{doc}: not read: {answer['message']}", file=sys.stderr)
        return alto_text(os.path.join(target, "ocr", "0001.xml")), cpu_of(self.process.pid) - before

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def alto_text(path):
    """The lines of a page of one column from top to bottom; what stands side by side (cells) from left to right."""
    root = ET.parse(path).getroot()
    ns = root.tag[:root.tag.index("}") + 1]
    said = re.search(r"skew of (-?[\d.]+) degrees", " ".join(e.text or "" for e in root.iter(ns + "processingStepDescription")))
    slope = float(said.group(1)) * 3.14159265 / 180 if said else 0.0
    lines = []
    for l in root.iter(ns + "TextLine"):
        text = "".join(e.get("CONTENT") if e.tag in (ns + "String", ns + "HYP") else " " for e in l if e.tag in (ns + "String", ns + "SP", ns + "HYP"))
        x, y, w, h = (float(l.get(k)) for k in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
        lines.append((y + h / 2 + (x + w / 2) * slope, x, h, text))
    if not lines:
        return ""
    reach = sorted(l[2] for l in lines)[len(lines) // 2] / 2
    rows = []
    for l in sorted(lines):
        if rows and l[0] - rows[-1][0][0] < reach:
            rows[-1].append(l)
        else:
            rows.append([l])
    return "\n".join(" ".join(l[3] for l in sorted(r, key=lambda l: l[1])) for r in rows)


def plain_text(model, key, image, out):
    """What a user of plain `tesseract` gets from the page, with no option but the block mode."""
    link = os.path.join(out, "models")
    before = os.times()
    r = subprocess.run(["tesseract", image, "stdout", "--psm", "6", "--tessdata-dir", link, "-l", "bench_" + key], capture_output=True, env=dict(os.environ, OMP_THREAD_LIMIT="1"))
    after = os.times()
    return r.stdout.decode(errors="replace"), after.children_user + after.children_system - before.children_user - before.children_system


def read_all(a, out, models, pages):
    """-> {(model, page id): (text, CPU seconds)}; each reading is also left in build/bench/read."""
    docs = take_in(a, out, [p["image"] for p in pages])
    readings = {}
    link_models(out, models)
    for key, title, model in models:
        folder = os.path.join(out, "read", key)
        os.makedirs(folder, exist_ok=True)
        room, depends = None, recipe(a, out, key, model)
        for n, p in enumerate(pages):
            saved = os.path.join(folder, p["id"] + ".json")
            stamp = sha8(p["image"]) + depends
            old = json.load(open(saved, encoding="utf-8")) if a.reuse and os.path.exists(saved) else {}
            if old.get("of") != stamp:
                if not key.startswith("plain") and not room:
                    room = Room2(a, out, key, model)
                text, cpu = plain_text(model, key[6:], p["image"], out) if key.startswith("plain") else room.read(out, docs[p["image"]])
                old = {"of": stamp, "cpu": round(cpu, 3), "text": text}
                with open(saved, "w", encoding="utf-8") as f:
                    json.dump(old, f, ensure_ascii=False)
                if sys.stderr.isatty() or a.verbose:
                    print(f"\r{title}: {n + 1} of {len(pages)} ", end="", file=sys.stderr, flush=True)
            readings[key, p["id"]] = (old["text"], old["cpu"])
        if room:
            room.close()
            if sys.stderr.isatty() or a.verbose:
                print(file=sys.stderr)
    return readings


# ---- figures ----
def total(counts, key, pages, choose):
    c = count.Count()
    for p in pages:
        if choose(p):
            c.add(counts[key, p["id"]])
    return c


def figure(x, digits=2):
    return "-" if x is None else f"{x:.{digits}f}"


def show(head, rows, first_width=38):
    wide = [max(len(r[i]) for r in [head, *rows]) for i in range(len(head))]
    wide[0] = max(wide[0], first_width)
    for r in [head, ["-" * w for w in wide], *rows]:
        print("  ".join(x.ljust(wide[0]) if i == 0 else x.rjust(wide[i]) for i, x in enumerate(r)).rstrip())
    print()


def clean(p):
    return p["condition"] == "clean"


def spoilt(p):
    return p["condition"] != "clean"


def table(name, counts, models, pages):
    keys = [m[0] for m in models]
    both = {k: (total(counts, k, pages, clean), total(counts, k, pages, spoilt)) for k in keys}
    n, rows = both[keys[0]], []

    def row(title, what, goal=""):
        rows.append([title, *(f"{what(both[k][0])} / {what(both[k][1])}" for k in keys), goal])

    for kind in count.KINDS:
        if n[0].n[kind] or n[1].n[kind]:
            row(f"{count.TITLES[kind]} ({n[0].n[kind] or n[1].n[kind]})", lambda c: figure(c.rate(kind)), TO_REACH[kind])
    if any(sum(c.geta()) for k in keys for c in both[k]):
        row("  Hanja neither read nor marked 〓", lambda c: figure(100 * (c.wrong["hanja"] + c.wrong["simplified"] - c.geta()[0]) / (c.n["hanja"] + c.n["simplified"]) if c.n["hanja"] + c.n["simplified"] else None))
        row("  〓 where no Hanja is, a page", lambda c: figure(c.geta()[1] / c.pages if c.pages else None, 1))
    row("  punctuation to the letter, not folded", lambda c: figure(100 * c.exact_wrong / c.exact_n if c.exact_n else None))
    row("all characters", lambda c: figure(c.all_kinds()))
    row("added, of 100 characters", lambda c: figure(100 * c.added / c.length if c.length else None))
    row("CER without spaces", lambda c: figure(c.cer()))
    row("spaces missing, a page", lambda c: figure(c.spaces_missing / c.pages if c.pages else None, 1))
    row("spaces added, a page", lambda c: figure(c.spaces_added / c.pages if c.pages else None, 1))
    row("spaces wrong, a page", lambda c: figure((c.spaces_missing + c.spaces_added) / c.pages if c.pages else None, 1), "2")
    row("CPU seconds a page", lambda c: figure(c.cpu / c.pages if c.pages else None))
    little = lambda p: p["little"]  # noqa: E731
    for title, choose, goal in (("CPU of stock's, pages with little Hanja", little, "1.5"), ("CPU of stock's, pages with Hanja", lambda p: not p["little"], "1.9")):
        cells = []
        for k in keys:
            two = [total(counts, k, pages, lambda p: choose(p) and side(p)) for side in (clean, spoilt)]
            cells.append(" / ".join(figure(c.cpu / c.stock_cpu if c.stock_cpu else None) for c in two))
        rows.append([title, *cells, goal])
    print(f"{name}: {n[0].pages} clean, {n[1].pages} degraded; wrong of 100, clean / degraded")
    show(["", *(m[1] for m in models), "to reach"], rows)

    rows = []
    for page in dict.fromkeys(p["page"] for p in pages):
        mine = [p for p in pages if p["page"] == page]
        rows.append([f"{page} ({mine[0]['kind']})", *(" / ".join(figure(total(counts, k, mine, side).cer()) for side in (clean, spoilt)) for k in keys)])
    for c in CONDITIONS[1:]:
        if any(p["condition"] == c for p in pages):
            rows.append(["all pages, " + c, *(figure(total(counts, k, pages, lambda p: p["condition"] == c).cer()) for k in keys)])
    print(f"{name}: CER a page, clean / degraded")
    show(["", *(m[1] for m in models)], rows)


def confusions(counts, models, pages, most):
    for key, title, _ in models:
        c = total(counts, key, pages, lambda p: True)
        print(f"{title}: most frequent, all conditions (truth > read, times)")
        for kind in (*count.KINDS, "added"):
            top = c.confused[kind].most_common(most)
            if top:
                print(f"  {count.TITLES.get(kind, kind)}: " + "  ".join(f"{t or '∅'}>{r or '∅'} {n}" for (t, r), n in top))
        print()


# ---- real pages: what truth can be had ----
def real_pages(out, shared):
    """Rendered pages of real Korean papers: dicts of page, image, text (the PDF's own text layer, or None)."""
    folder = os.path.join(shared, "papers", "real")
    if not shared or not os.path.isdir(folder):
        print("real pages: skipped (neither SILLOK_SHARED nor ../shared has papers/real)")
        return []
    made = os.path.join(out, "real")
    os.makedirs(made, exist_ok=True)
    pages = []
    for name in ("korean-text-with-tables.pdf", "korean_noembed_cid_3p.pdf", "english-and-korean.png"):
        path, stem = os.path.join(folder, name), name.rsplit(".", 1)[0]
        if not os.path.exists(path):
            continue
        if name.endswith(".png"):
            pages.append(dict(page=stem, image=path, text=None))
            continue
        if not glob.glob(os.path.join(made, stem + "-*.png")):
            subprocess.run(["pdftoppm", "-r", "300", "-gray", "-png", path, os.path.join(made, stem)], check=True)
        for image in sorted(glob.glob(os.path.join(made, stem + "-*.png"))):
            n = re.search(r"-(\d+)\.png$", image).group(1)
            text = subprocess.run(["pdftotext", "-f", n, "-l", n, path, "-"], capture_output=True, check=True).stdout.decode()
            pages.append(dict(page=f"{stem}-{int(n)}", image=image, text=text if len(count.clean(text)) > 50 else None))
    for p in pages:
        p["id"] = p["page"]
    return pages


def dictionary_words(text):
    """Hangul words of two syllables or more -> (how many, how many hunspell's Korean dictionary has); None without hunspell."""
    if not shutil.which("hunspell"):
        return None
    words = [w for w in re.findall(r"[가-힣]{2,}", unicodedata.normalize("NFC", text))]
    r = subprocess.run(["hunspell", "-d", "ko_KR", "-i", "UTF-8", "-G"], input="\n".join(words) + "\n", capture_output=True, text=True)
    return (len(words), len(r.stdout.split())) if r.returncode == 0 else None


def real(a, out, models, shared):
    pages = real_pages(out, shared)
    pages = [p for p in pages if not a.pages or any(x in p["page"] for x in a.pages)]
    if not pages:
        return {}
    readings, rows, data = read_all(a, out, models, pages), [], {}
    for p in pages:
        words = {k: dictionary_words(readings[k, p["id"]][0]) for k, _, _ in models}
        if p["text"]:
            same = {k: count.shared(p["text"], readings[k, p["id"]][0]) for k, _, _ in models}
            rows.append([p["page"] + ": characters", *(figure(same[k][0], 1) for k, _, _ in models)])
            rows.append([p["page"] + ": words", *(figure(same[k][1], 1) for k, _, _ in models)])
        if any(words.values()):
            rows.append([p["page"] + ": in dictionary", *(f"{w[1]} of {w[0]}" if w else "-" for w in words.values())])
        rows.append([p["page"] + ": CPU seconds", *(figure(readings[k, p["id"]][1]) for k, _, _ in models)])
        data[p["page"]] = {k: dict(shared=count.shared(p["text"], readings[k, p["id"]][0]) if p["text"] else None, words=words[k], cpu=readings[k, p["id"]][1]) for k, _, _ in models}
    print("real pages: of 100, what is the same as in the PDF's text layer (order set aside); Hangul words that hunspell-ko has")
    show(["", *(m[1] for m in models)], rows)
    return data


# ---- one run ----
def arguments():
    p = argparse.ArgumentParser(description="Models held against pages with exact truth; see tests/bench/README.md")
    p.add_argument("build", help="the build folder")
    p.add_argument("--models", type=lambda s: s.split(","), default=[], help="stock,trial,light,whole,auto (default: all that exist; stock is always read)")
    p.add_argument("--sets", type=lambda s: s.split(","), default=["kept", "typeset"], help="kept,typeset")
    p.add_argument("--conditions", type=lambda s: s.split(","), default=list(CONDITIONS), help=",".join(CONDITIONS))
    p.add_argument("--pages", type=lambda s: s.split(","), default=[], help="parts of page names")
    p.add_argument("--real", action="store_true", help="also real pages of ../shared/papers/real")
    p.add_argument("--plain", action="store_true", help="also plain tesseract --psm 6 with each model")
    p.add_argument("--confusions", type=int, nargs="?", const=8, default=0, help="the N most frequent of each kind")
    p.add_argument("--json", metavar="FILE", help="all counts, a page and model each")
    p.add_argument("--reuse", action="store_true", help="take readings of the last run where page, model and room 2 are the same")
    p.add_argument("-v", "--verbose", action="store_true")
    a = p.parse_args()
    a.bin = os.path.join(os.path.abspath(a.build), "bin")
    return a


def main():
    a = arguments()
    out, shared = os.path.join(os.path.abspath(a.build), "bench"), shared_folder()
    os.makedirs(out, exist_ok=True)
    models = [m for m in find_models(shared) if not a.models or m[0] in a.models or m[0] == "stock"]
    kind = count.kinds_of(stock_syllables(models[0][2]))
    if a.plain:
        models += [("plain-" + k, "plain " + t, m) for k, t, m in models if m]
    pages, counts = find_pages(a, out, shared), {}
    for p in pages:
        t = count.fold(p["text"]).replace(" ", "")
        p["little"] = sum(kind(c) in ("hanja", "simplified") for c in t) < LITTLE_HANJA * len(t)
    readings = read_all(a, out, models, pages)
    for key, _, _ in models:
        for p in pages:
            text, cpu = readings[key, p["id"]]
            c = counts[key, p["id"]] = count.count(p["text"], text, kind)
            c.cpu, c.stock_cpu = cpu, readings["stock", p["id"]][1]
    for name, title in (("kept", "Pages kept apart (fonts never trained on)"), ("typeset", "Typeset pages")):
        some = [p for p in pages if p["set"] == name]
        if some:
            table(title, counts, models, some)
    if a.confusions:
        confusions(counts, models, pages, a.confusions)
    seen = real(a, out, models, shared) if a.real else {}
    if a.json:
        data = [dict(model=k, set=p["set"], page=p["page"], condition=p["condition"], n=counts[k, p["id"]].n, wrong=counts[k, p["id"]].wrong,
                     added=counts[k, p["id"]].added, edits=counts[k, p["id"]].edits, length=counts[k, p["id"]].length,
                     spaces_missing=counts[k, p["id"]].spaces_missing, spaces_added=counts[k, p["id"]].spaces_added,
                     cpu=counts[k, p["id"]].cpu, stock_cpu=counts[k, p["id"]].stock_cpu) for k, _, _ in models for p in pages]
        with open(a.json, "w", encoding="utf-8") as f:
            json.dump({"models": {k: (sha8(m) if m else "") for k, _, m in models}, "pages": data, "real": seen}, f, ensure_ascii=False, indent=1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
