"""What a person corrects in a corpus (tests/cases/correct.sh): correct.py SILLOK CORPUS"""
import glob
import json
import re
import sqlite3
import subprocess
import sys

sillok, corpus = sys.argv[1:3]
doc = glob.glob(corpus + "/docs/*")[0]
doc_id = doc.rsplit("/", 1)[1]
alto = doc + "/ocr/0001.xml"
passed = failed = 0


def check(what, good, why=""):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good:
        print("FAILED:", what, why)


def run(*args):
    p = subprocess.run([sillok, *args, "-C", corpus], capture_output=True, text=True)
    return p.returncode, p.stdout, p.stderr


def box_of(word, nth=0):
    s = [m for m in re.finditer(r"<String [^>]*>", open(alto, encoding="utf-8").read()) if 'CONTENT="%s"' % word in m[0]][nth][0]
    x, y, w, h = (int(re.search(r'\b%s="(\d+)"' % k, s)[1]) for k in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
    return [x, y, x + w, y + h]


def patch(*lines):
    path = corpus + "/../patch.jsonl"
    with open(path, "w", encoding="utf-8") as f:
        for l in lines:
            f.write(l if isinstance(l, str) else json.dumps(l, ensure_ascii=False))
            f.write("\n")
    return path


def line(kind, word, old, new, nth=0, **more):
    return {"doc_id": doc_id, "kind": kind, "page": 1, "box": box_of(word, nth), "from": old, "to": new, **more}


def blocks():
    return [j for j in map(json.loads, open(doc + "/text.jsonl", encoding="utf-8")) if "id" in j]


def rebuild():
    code, _, err = run("rebuild", "-q")
    check("the rebuild ends well", code == 0, err)


def ask(sql, *args):
    return sqlite3.connect(corpus + "/datasets/corpus.db").execute(sql, args).fetchall()


# ---- filed and applied
two = box_of("thirty")
two[2] = box_of("years,")[2]
good = [line("word", "Barcelona,", "Barcelona,", "Madrid,"),
        {"doc_id": doc_id, "kind": "word", "page": 1, "box": two, "from": "thirty years,", "to": "forty-odd"},
        line("entity", "Bonn.", "Bonn", "", type="city"),
        line("entity", "Centre", "Centre", "wd:Q7809", type="organization", by="a test"),
        line("block", "matter", "heading", "paragraph")]
code, _, err = run("correct", patch(*good))
check("five corrections are filed", code == 0 and "5 filed" in err, err)
check("a line each in the paper's file", len(open(corpus + "/corrections/" + doc_id + ".jsonl").readlines()) == 5)
code, out, _ = run("correct")
check("before the rebuild they are not yet applied", code == 0 and out.count("\tnot yet\t") == 5, out)
code, _, err = run("correct", patch(*good))
check("the same again is no news", code == 0 and "0 filed, 5 were there" in err, err)
rebuild()
txt = open(doc + "/paper.txt", encoding="utf-8").read()
check("the text says what the person said", "is in Madrid, and that" in txt and "In the past forty-odd however" in txt, txt[:900])
check("and not what was read", "Barcelona" not in txt.split("Table 1.")[0] and "thirty years" not in txt)
b = next(b for b in blocks() if "Madrid," in b["text"])
at = b["text"].index("Madrid,")
check("what was read is kept beside it", [at, at + 7, "Barcelona,", "correction"] in b.get("changes", []), b.get("changes"))
check("the corrected city is the city of the datasets", ask("SELECT entity_id, confidence > 0.9 FROM mentions WHERE as_printed = 'Madrid'") == [("gn:3117735", 1)])
x = ask("SELECT x0, y0, x1, y1 FROM mentions WHERE as_printed = 'Madrid'")[0]
check("with the box of the word", list(x) == good[0]["box"], x)
check("what names nothing is no mention", not ask("SELECT 1 FROM mentions WHERE as_printed = 'Bonn' AND page = 1 AND type = 'city' AND x0 = ?", box_of("Bonn.")[0]))
check("what a person names is that", ask("SELECT entity_id, rule, confidence FROM mentions WHERE as_printed = 'Centre'") == [("wd:Q7809", "correction", 1.0)])
check("a block has the type the person gave it", next(b for b in blocks() if b["text"] == "1. Seats matter")["type"] == "paragraph")
check("the TEI says so", "4 corrections by a person" in open(doc + "/paper.tei.xml", encoding="utf-8").read() or "5 corrections by a person" in open(doc + "/paper.tei.xml", encoding="utf-8").read())
code, out, _ = run("correct")
check("all are listed as applied", code == 0 and out.count("\tapplied\t") == 5, out)
code, out, err = run("verify")
check("the corpus is sound", code == 0, out + err)

# ---- what does not fit
for what, bad, why in (
        ("another word for the same place", line("word", "Barcelona,", "Barcelona,", "Lisbon,"), "line 1 of corrections/"),
        ("an old reading that is not there", line("word", "Secretariats", "Sekretariats", "Offices"), '"Secretariats" stands'),
        ("an empty place", {**line("word", "Bonn.", "x", "y"), "box": [1, 1, 3, 3]}, "no word of page 1"),
        ("a page that is not there", {**line("word", "Bonn.", "Bonn.", "Berlin."), "page": 99}, "no page 99"),
        ("no old reading", line("word", "Bonn.", "", "Berlin."), '"from" is what was read'),
        ("a paper that is not there", {**line("word", "Bonn.", "Bonn.", "Berlin."), "doc_id": "../../etc"}, "names no paper"),
        ("a box of three numbers", {**line("word", "Bonn.", "Bonn.", "Berlin."), "box": [1, 2, 3]}, '"box" is four'),
        ("a type that is none", line("block", "matter", "heading", "chapter"), "no type of block"),
        ("no JSON", '{"doc_id": ', "patch.jsonl")):
    code, _, err = run("correct", patch(bad))
    check(what + ": refused, with the reason", code == 1 and why in err, err)
check("nothing of it was filed", len(open(corpus + "/corrections/" + doc_id + ".jsonl").readlines()) == 5)

# ---- the page is read anew
old = open(alto, encoding="utf-8").read()
moved = re.sub(r'\b(HPOS|VPOS)="(\d+)"', lambda m: '%s="%d"' % (m[1], int(m[2]) + 3), re.sub(r"_w0", "_w9", old))
open(alto, "w", encoding="utf-8").write(moved)
rebuild()
code, out, _ = run("correct")
check("other boxes and other ids: all apply as before", code == 0 and out.count("\tapplied\t") == 5, out)
check("the text, too", "is in Madrid, and that" in open(doc + "/paper.txt", encoding="utf-8").read())
open(alto, "w", encoding="utf-8").write(old.replace('CONTENT="Barcelona,"', 'CONTENT="Madrid,"', 1))
rebuild()
code, out, _ = run("correct")
check("the new reading is right by itself: met", code == 0 and out.count("\tmet\t") == 1, out)
open(alto, "w", encoding="utf-8").write(old.replace('CONTENT="Barcelona,"', 'CONTENT="Barcelono,"', 1))
rebuild()
code, out, err = run("correct")
check("the new reading is neither: open, told, exit 1", code == 1 and out.count("\topen\t") == 1 and "Barcelono," in out and "1 corrections are open" in err, out + err)
check("and nothing is guessed", "is in Barcelono, and that" in open(doc + "/paper.txt", encoding="utf-8").read())

# ---- and taken back
open(alto, "w", encoding="utf-8").write(old)
open(corpus + "/corrections/" + doc_id + ".jsonl", "w").write("no correction\n")
rebuild()
check("without corrections the paper is what was read", "is in Barcelona, and that" in open(doc + "/paper.txt", encoding="utf-8").read())
check("a slip in the file costs no paper", ask("SELECT status FROM documents") == [("ok",)])

print("%d passed, %d failed" % (passed, failed))
sys.exit(failed > 0)
