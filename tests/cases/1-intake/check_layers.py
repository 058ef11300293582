"""Verdicts on text layers, against the truth table layers.tsv:  check_layers.py BUILD [WORKDIR] [CASE...]

Each paper is made by make_layers.py and goes through rooms 1 and 2. Prints what is wrong, then the share right."""
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

import make_layers


def note_of(path):
    with open(path, encoding="utf-8") as f:
        xml = f.read()
    m = re.search(r"<processingStepDescription>(.*?)</", xml)
    return m.group(1) if m else ""


def main():
    build = os.path.abspath(sys.argv[1])
    work = sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp(prefix="sillok-layers-")
    only = set(sys.argv[3:])
    env = dict(os.environ, OMP_THREAD_LIMIT="1")
    config = ["--config", os.path.join(os.path.dirname(build), "config")]
    make_layers.make(os.path.join(work, "papers"))
    right = {"room 1": 0, "in the end": 0}
    cases = [r for r in make_layers.rows("layers.tsv") if not only or r["case"] in only]
    wrong = []
    for r in cases:
        corpus = os.path.join(work, "corpus", r["case"])
        shutil.rmtree(corpus, ignore_errors=True)
        subprocess.run([build + "/bin/sillok-intake", "-q", "-C", corpus, *config, os.path.join(work, "papers", r["case"] + ".pdf")], env=env, check=True)
        doc = glob.glob(corpus + "/docs/*")[0]
        with open(doc + "/source.json", encoding="utf-8") as f:
            page = json.load(f)["pages"][-1]
        final, note = "used", ""
        if page["verdict"] == "doubtful-layer":
            subprocess.run([build + "/bin/sillok-ocr", "-q", "-C", corpus, *config, os.path.basename(doc)], env=env, check=True)
            note = note_of(doc + "/ocr/%04d.xml" % page["page"])
            final = "used" if "the text layer is used" in note else "read"
        elif page["verdict"] != "layer":
            final = "read"
        ok1, ok2 = page["verdict"] in r["room1"].split("|"), final in r["final"].split("|")
        right["room 1"] += ok1
        right["in the end"] += ok2
        line = "%-20s %-14s %-5s %s | %s" % (r["case"], page["verdict"], final, page["reason"], note)
        if os.environ.get("SHOW"):
            print("  " if ok1 and ok2 else "! ", line, sep="")
        if not (ok1 and ok2):
            wrong.append(line)
        if page["verdict"] not in ("layer", "scan") and not page["reason"]:
            wrong.append(r["case"] + ": no reason is given")
    for line in wrong:
        print("wrong:", line)
    for k, v in right.items():
        print("%s: %d of %d verdicts right (%.1f %%)" % (k, v, len(cases), 100 * v / len(cases)))
    print("%d passed, %d failed" % (len(cases) - len(wrong), len(wrong)))
    if len(sys.argv) < 3:
        shutil.rmtree(work)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
