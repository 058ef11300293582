"""tests/bench/count.py on pairs whose answer a person can see: check_count.py FOLDER_OF_BENCH"""
import os
import sys
import tempfile

from checks import check, finish

sys.path.insert(0, sys.argv[1])
import bench  # noqa: E402
import count  # noqa: E402

kind = count.kinds_of(set("북경은진시에서본도"))


def wrong(truth, read):
    return dict(count.count(truth, read, kind).wrong)


# kinds
for c, k in {"진": "hangul", "톈": "rare", "京": "hanja", "絕": "hanja", "\uf9b5": "hanja", "发": "simplified", "A": "latin", "é": "latin", "7": "latin", "·": "other",
             "℃": "other", "①": "other", "Ⅲ": "other", "㎢": "other", "α": "other", "²": "other", "〓": "other", "ㄱ": "other"}.items():
    check(kind(c), k, "kind of " + c)

# nothing wrong: quotes, dots, brackets in any form; decomposed Hangul; a compatibility form of a Hanja
check(wrong("“북경”·『은』–진", "\"북경\"ㆍ《은》-진"), {}, "folded punctuation")
check(wrong("북경", "\u1107\u116e\u11a8\u1100\u1167\u11bc"), {}, "decomposed Hangul")
check(wrong("例", "\uf9b5"), {}, "a compatibility form")

# one of each
check(wrong("톈진(天津)은 A7,", "텐진(夭津)온 A1."), {"rare": 1, "hanja": 1, "hangul": 1, "latin": 1, "other": 1}, "one error of each kind")
c = count.count("톈진(天津)은 A7,", "텐진(夭津)온 A1.", kind)
check((c.edits, c.length, c.added), (5, 10, 0), "edits, length, added")
check(c.rate("hanja"), 50.0, "rate of Hanja")
check(c.cer(), 50.0, "CER")
check(c.confused["rare"][("톈", "텐")], 1, "a confusion")

# missing and added
c = count.count("북경은", "북은", kind)
check((dict(c.wrong), c.added, c.confused["hangul"][("경", "")]), ({"hangul": 1}, 0, 1), "a missing syllable")
c = count.count("북은", "북경은", kind)
check((dict(c.wrong), c.added, c.edits, c.cer()), ({}, 1, 1, 50.0), "an added syllable is in the CER and in no kind")
check(count.count("북경", "", kind).cer(), 100.0, "an empty reading")

# spaces: the end of a line is a space, too
c = count.count("북경에서 본\n도시", "북경에서본 도시", kind)
check((c.spaces, c.spaces_missing, c.spaces_added, c.edits), (2, 1, 0, 0), "a missing space")
c = count.count("북경에서 본 도시", "북경에 서  본 도 시", kind)
check((c.spaces_missing, c.spaces_added), (0, 2), "two added spaces")

# to the letter
c = count.count("『북』", "《북》", kind)
check((c.exact_n, c.exact_wrong, c.wrong["other"]), (2, 2, 0), "brackets to the letter")

# the mark for "a Hanja is here"
check(count.count("북(天津)은", "〓(〓津)〓은", kind).geta(), (1, 2), "marks at Hanja and elsewhere")

# sums
total = count.Count()
for t, r in (("톈진", "텐진"), ("톈진", "톈진")):
    total.add(count.count(t, r, kind))
check((total.pages, total.rate("rare"), total.rate("hangul"), total.rate("latin")), (2, 50.0, 0.0, None), "sums over pages")

# order set aside
check(count.shared("북경 진시", "진시 북경"), (100.0, 100.0), "other order")
check(count.shared("북경 진시", "북경"), (200 * 2 / 6, 200 / 3), "half of it")
check(count.shared("북경", "진시"), (0.0, 0.0), "nothing of it")

# lines of a page that lies aslant: two rows of cells, the right one of the first row as high as the left one of the second
ALTO = """<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Description><Processing>
<processingStepDescription>skew of 1.60 degrees taken out</processingStepDescription></Processing></Description><Layout><Page><PrintSpace><TextBlock>
<TextLine HPOS="1800" VPOS="452" WIDTH="100" HEIGHT="40"><String CONTENT="둘"/></TextLine>
<TextLine HPOS="200" VPOS="550" WIDTH="100" HEIGHT="40"><String CONTENT="셋"/><SP/><String CONTENT="넷"/></TextLine>
<TextLine HPOS="100" VPOS="500" WIDTH="100" HEIGHT="40"><String CONTENT="하나"/></TextLine>
<TextLine HPOS="1800" VPOS="504" WIDTH="100" HEIGHT="40"><String CONTENT="다섯"/></TextLine>
</TextBlock></PrintSpace></Page></Layout></alto>"""
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "a.xml")
    with open(path, "w", encoding="utf-8") as f:
        f.write(ALTO)
    check(bench.alto_text(path), "하나 둘\n셋 넷 다섯", "rows of a page that lies aslant")

finish()
