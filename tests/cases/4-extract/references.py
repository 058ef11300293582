"""Room 4 on bibliographies, citations and abstracts in two languages; called by run.py with its helpers. Prints the share that is right beside the count."""
import json
import os


def rules(config):
    with open(os.path.join(config, "rules", "extract-bibliography.tsv"), encoding="utf-8") as f:
        lines = [line.rstrip("\n").split("\t") for line in f if line.strip() and not line.startswith("#")]
    return [dict(zip(lines[0], line)) for line in lines[1:]]


def items(run, config):
    """Each form takes its own example; the parts of bibliography.tsv are found."""
    forms = [r for r in rules(config) if r["kind"] == "item"]
    papers = run.Papers()
    papers.add([run.block(i + 1, "bibliography-item", "und", r["example"]) for i, r in enumerate(forms)])
    cases = list(run.rows("bibliography.tsv"))
    papers.add([run.block(i + 1, "bibliography-item", "und", c[1][0]) for i, c in enumerate(cases)])
    found = [[x for x in paper if x["kind"] == "reference"] for paper in papers.run()]
    for r, x in zip(forms, found[0]):
        run.say("extract-bibliography.tsv", 0, r["example"], r["rule"], x.get("rule", "no form"))
    fields = ("form", "authors", "year", "title", "container", "pages")
    right = total = 0
    for (n, (text, *want)), x in zip(cases, found[1]):
        got = [x.get(f, "") for f in fields]
        want = (want + [""] * 6)[:6]
        total += len(fields)
        right += sum(a == b for a, b in zip(want, got))
        run.say("bibliography.tsv", n, text, want, got)
    print("bibliography: %d of %d parts right (%.1f %%)" % (right, total, 100 * right / total))


def citations(run):
    """citations.tsv: items (bib) and then texts with what they cite: printed = item's number."""
    cases = list(run.rows("citations.tsv"))
    bibliography = [c[1][1] for c in cases if c[1][0] == "bib"]
    texts = [(n, c) for n, c in cases if c[0] != "bib"]
    papers = run.Papers()
    for _, (lang, text, _) in texts:
        papers.add([run.block(1, "paragraph", lang, text)] + [run.block(i + 2, "bibliography-item", "und", b) for i, b in enumerate(bibliography)])
    for (n, (_, text, want)), found in zip(texts, papers.run()):
        got = " | ".join("%s = %d" % (x["as_printed"], int(x["reference"][3:])) for x in found if x["kind"] == "citation") or "-"
        run.say("citations.tsv", n, text, want, got)


def alignments(run, here):
    """alignments.txt: abstracts divided by blank lines, a bead a line: language, sentences, language, sentences (tabs); an empty side stands alone."""
    with open(os.path.join(here, "alignments.txt"), encoding="utf-8") as f:
        text = "".join(line for line in f if not line.startswith("#"))
    cases = [[bead.split("\t") for bead in case.split("\n") if bead] for case in text.split("\n\n") if case.strip()]
    papers = run.Papers()
    for beads in cases:
        (one, _, other, _) = beads[0]
        glue = {"zh-Hans": "", "zh-Hant": ""}
        papers.add([run.block(1, "abstract", one, glue.get(one, " ").join(b[1] for b in beads if b[1])), run.block(2, "abstract", other, " ".join(b[3] for b in beads if b[3]))])
    right = found_all = want_all = 0
    for beads, found in zip(cases, papers.run()):
        glue = "" if beads[0][0].startswith("zh") else " "
        one, other = glue.join(b[1] for b in beads if b[1]), " ".join(b[3] for b in beads if b[3])
        got = {(one[x["start"]:x["end"]], other[x["other_start"]:x["other_end"]]) for x in found if x["kind"] == "alignment"}
        want = {(b[1], b[3]) for b in beads if b[1] and b[3]}
        right += len(got & want)
        found_all += len(got)
        want_all += len(want)
        for a, b in sorted(want - got):
            print("    not aligned: %s = %s" % (a, b))
    print("alignments: %d of %d right, %d found" % (right, want_all, found_all))
    run.say("alignments.txt", 0, "share right", True, right >= 0.95 * want_all and right >= 0.95 * found_all)


def glosses(run, here):
    """The samples' text as it should have been read: precision and recall of the terms against glosses.tsv."""
    truth = os.path.join(here, "..", "..", "..", "corpus", "samples", "truth")
    samples = sorted(os.listdir(truth))
    papers = run.Papers()
    for s in samples:
        with open(os.path.join(truth, s, "paragraphs.jsonl"), encoding="utf-8") as f:
            texts = [json.loads(line).get("text") for line in f]
        papers.add([run.block(i + 1, "paragraph", "zh-Hans" if "zh" in s else "ko", t) for i, t in enumerate(filter(None, texts))])
    got = {(s, x.get("ko", ""), x.get("zh", ""), x.get("en", "")) for s, found in zip(samples, papers.run()) for x in found if x["kind"] == "term"}
    want = {tuple((c + [""] * 4)[:4]) for _, c in run.rows("glosses.tsv")}
    for x in sorted(got ^ want):
        print("    %s: %s" % ("not there" if x in got else "not found", " ".join(x)))
    right = len(got & want)
    print("glosses: precision %.3f, recall %.3f of %d" % (right / len(got), right / len(want), len(want)))
    run.say("glosses.tsv", 0, "precision", True, right >= 0.95 * len(got))
    run.say("glosses.tsv", 0, "recall", True, right >= 0.9 * len(want))


def main(run, here):
    config = os.environ.get("SILLOK_CONFIG") or os.path.join(here, "..", "..", "..", "config")
    items(run, config)
    citations(run)
    alignments(run, here)
    glosses(run, here)
