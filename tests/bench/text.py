#!/usr/bin/env python3
"""How fast rooms 3 to 5 are, and how much memory they take, on long papers: text.py BUILD [--pages N] [--corpus DIR] [--keep]

A long paper is a sample's pages of ALTO again and again, each under its new number, so that the text is as varied as the sample's and the paper as
long as a book. One paper a language. Each room runs as its own program, one thread. Printed for each: MB of text a second of CPU (user and system;
the text is paper.txt as bytes of UTF-8), peak memory of the process. What a program needs to start (reading tables and
authority files, compiling the schema, loading transliterators) is left out of the rate, for the driver starts a worker once for many papers: the rate is
what a second paper costs in the same run. Told apart: the start, and what a paper of one page costs beyond it.
"""
import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys

PAPERS = [("ko", "01-thesis-ko"), ("zh", "02-journal-zh"), ("en", "03-paper-en"), ("mixed", "")]
ROOMS = ["text", "extract", "publish"]
TOGETHER, ROOM_4, MATCHER, MEMORY = 5.0, 5.0, 20.0, 100 # to reach: MB/s of rooms 3 to 5, of room 4, of its matcher; MB of each room


def samples(corpus, name):
    """ALTO pages of the sample (of all samples when name is empty), as (image, text)."""
    docs = os.path.join(corpus, "docs")
    found = []
    for doc in sorted(os.listdir(docs)) if os.path.isdir(docs) else []:
        if doc.startswith(name):
            folder = os.path.join(docs, doc, "ocr")
            for page in sorted(os.listdir(folder)):
                with open(os.path.join(folder, page), encoding="utf-8") as f:
                    found.append(f.read())
    return found


def build_paper(root, doc, pages, count):
    """docs/<doc> of `count` pages under root."""
    folder = os.path.join(root, "docs", doc)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(os.path.join(folder, "ocr"))
    listed = []
    for i in range(count):
        alto, number = pages[i % len(pages)], i + 1
        old = re.search(r'<Page ID="p(\d+)"', alto).group(1)
        alto = re.sub(r'"p%s(?=[_"])' % old, '"p%04d' % number, alto)
        alto = re.sub(r'PHYSICAL_IMG_NR="\d+"', 'PHYSICAL_IMG_NR="%d"' % number, alto)
        width, height = (int(re.search(r'<Page [^>]*\b%s="(\d+)"' % k, alto).group(1)) for k in ("WIDTH", "HEIGHT"))
        with open(os.path.join(folder, "ocr", "%04d.xml" % number), "w", encoding="utf-8") as f:
            f.write(alto)
        listed.append({"page": number, "verdict": "scan", "reason": "", "image": "pages/%04d.jpg" % number, "sha256": "0" * 64,
                       "width": width, "height": height, "dpi": 300})
    with open(os.path.join(folder, "source.json"), "w", encoding="utf-8") as f:
        json.dump({"head": {}, "doc_id": doc, "source_name": doc + ".pdf", "file": "source.pdf", "sha256": "0" * 64, "bytes": 1,
                   "media_type": "application/pdf", "kind": "scan", "title": "", "authors": "", "date": "", "pages": listed}, f)
    return folder


def run(program, root, *docs):
    """CPU seconds and peak memory (MB) of one room on some papers."""
    child = subprocess.Popen([program, "-q", "-C", root, *docs])
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit("%s failed on %s" % (os.path.basename(program), " ".join(docs)))
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def verdict(value, goal, unit, most=False):
    """A figure against what is to reach."""
    return "%.2f %s (to reach: %s %g, %s)" % (value, unit, "under" if most else "at least", goal, "reached" if (value < goal if most else value >= goal) else "short")


def matcher(build, papers):
    """MB/s in which the names of the authority files are found in the text of the papers; None where tests/bench/matcher.c was not built."""
    program = os.path.join(build, "bench", "matcher")
    if not os.path.exists(program) or not papers:
        return None
    return float(subprocess.run([program, *papers], stdout=subprocess.PIPE, text=True, check=True).stdout.split()[0])


def main():
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("build")
    ask.add_argument("--pages", type=int, default=500)
    ask.add_argument("--corpus", default="corpus/build", help="where the samples were ingested (make corpus)")
    ask.add_argument("--only", default="", help="ko, zh, en or mixed")
    ask.add_argument("--repeat", type=int, default=3, help="the best of so many runs")
    ask.add_argument("--floor", type=float, default=0, help="exit 1 when the three rooms together are slower than this, MB/s")
    ask.add_argument("--ceiling", type=float, default=0, help="exit 1 when a room takes more memory than this, MB")
    o = ask.parse_args()
    root = os.path.join(o.build, "bench", "text")
    os.makedirs(root, exist_ok=True)
    env_config = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", "config"))
    os.environ.setdefault("SILLOK_CONFIG", env_config)
    slow, texts = False, []
    print("%d pages; MB/s of text on one core (start left out), start in s, peak memory in MB" % o.pages)
    print("%-6s %8s  %s" % ("paper", "text MB", "  ".join("%-22s" % r for r in ROOMS) + "  together"))
    for lang, name in PAPERS:
        if o.only and o.only != lang:
            continue
        pages = samples(o.corpus, name)
        if not pages:
            sys.exit("no sample papers in %s: run make corpus first" % o.corpus)
        ones = ["one-%s-%d" % (lang, i) for i in range(20)]
        for one in ones:
            build_paper(root, one, pages, 1)
        folder = build_paper(root, "long-" + lang, pages, o.pages)
        build_paper(root, "again-" + lang, pages, o.pages)
        measured = []
        for room in ROOMS:
            program = os.path.join(o.build, "bin", "sillok-" + room)
            start, small, second, memory = [], [], [], 0.0
            for _ in range(o.repeat):
                begin = run(program, root, ones[0])[0]
                start.append(begin)
                small.append((run(program, root, *ones)[0] - begin) / (len(ones) - 1))
                cpu, peak = run(program, root, "long-" + lang)
                second.append(run(program, root, "long-" + lang, "again-" + lang)[0] - cpu)
                memory = max(memory, peak)
            measured.append((max(min(second), 1e-4), min(start), min(small), memory))
        texts.append(os.path.join(folder, "paper.txt"))
        size = os.path.getsize(texts[-1]) / 1e6
        alto = sum(os.path.getsize(os.path.join(folder, "ocr", f)) for f in os.listdir(os.path.join(folder, "ocr"))) / 1e6
        tei = os.path.getsize(os.path.join(folder, "paper.tei.xml")) / 1e6
        total = sum(m[0] for m in measured)
        cells = ["%6.2f %5.2f s %4.0f MB   " % (size / cpu, start, memory) for cpu, start, _, memory in measured]
        peak = max(m[3] for m in measured)
        slow = slow or bool(o.ceiling and peak > o.ceiling) or bool(o.floor and size / total < o.floor)
        print("%-6s %8.3f  %s  %5.2f MB/s" % (lang, size, "  ".join("%-22s" % c for c in cells), size / total))
        print("       ALTO %.0f MB, TEI %.0f MB; a paper of one page: %s ms" % (alto, tei, " + ".join("%.0f" % (m[2] * 1e3) for m in measured)))
        print("       together %s; room 4 %s; memory %s" % (verdict(size / total, TOGETHER, "MB/s"), verdict(size / measured[1][0], ROOM_4, "MB/s"), verdict(peak, MEMORY, "MB", True)), flush=True)
    names = matcher(o.build, texts)
    if names:
        print("matcher of room 4 alone: %s" % verdict(names, MATCHER, "MB/s"))
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
