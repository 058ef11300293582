"""Every word that stands in text.jsonl otherwise than in ALTO says by which rule: with its changes undone, a block is what its words say, spaces aside. check_changes.py CORPUS..."""
import glob
import json
import os
import re
import sys
import xml.etree.ElementTree as ET


def tight(s):
    return re.sub(r"[\s\u00ad]", "", s)


def contents(doc):
    out = {}
    for path in glob.glob(os.path.join(doc, "ocr", "*.xml")):
        for e in ET.parse(path).iter():
            if e.tag.endswith("}String"):
                out[e.get("ID")] = e.get("CONTENT")
    return out


def undo(b):
    """The block's text as it was before its changes, spaces aside."""
    text = b["text"]
    in_order = sorted(enumerate(b.get("changes", [])), key=lambda x: (x[1][0], x[1][1], x[0]), reverse=True)
    for _, (start, end, printed, rule) in in_order:
        if rule != "edge-dirt":  # words that were left out as a whole
            text = text[:start] + printed + text[end:]
    return text


def main():
    blocks = changes = 0
    wrong, rules = [], {}
    for corpus in sys.argv[1:]:
        for path in sorted(glob.glob(os.path.join(corpus, "docs", "*", "text.jsonl"))):
            doc = os.path.dirname(path)
            words = contents(doc)
            known = {}
            for line in open(path, encoding="utf-8"):
                j = json.loads(line)
                if "paper" in j:
                    known = {r[0]: r[1] for r in j["paper"].get("rules", [])}
                if "id" not in j or j.get("unreadable"):
                    continue
                blocks += 1
                for c in j.get("changes", []):
                    changes += 1
                    known[c[3]] = known.get(c[3], 0) - 1
                    rules[c[3]] = rules.get(c[3], 0) + 1
                seen, want = set(), ""
                for w in j["words"]:
                    if w[2] not in seen:
                        seen.add(w[2])
                        want += words[w[2]]
                got = undo(j)
                if any(c[3] == "line-hyphen" for c in j.get("changes", [])):  # ALTO may hold it as HYP beside the words
                    got, want = got.replace("-", ""), want.replace("-", "")
                if tight(got) != tight(want):
                    wrong.append(f"{os.path.basename(doc)} {j['id']}: undone {tight(got)!r}, the words say {tight(want)!r}")
            off = {r: n for r, n in known.items() if n}
            if off:
                wrong.append(f"{os.path.basename(doc)}: the counts of the rules differ from the changes: {off}")
    for w in wrong[:20]:
        print(w)
    print(f"{blocks} blocks, {changes} changes: " + ", ".join(f"{r} {n}" for r, n in sorted(rules.items(), key=lambda x: -x[1])))
    print(f"{blocks - len(wrong)} passed, {len(wrong)} failed")
    return 1 if wrong or not changes else 0


if __name__ == "__main__":
    sys.exit(main())
