"""What counts as a right word, and what the reliability table says. Argument: the folder of reliability.py. Last line: "N passed, N failed"."""
import os
import sys
import tempfile

from checks import check, finish

sys.path.insert(0, sys.argv[1])
import reliability  # noqa: E402


def page(lines, truth, wc="0.90"):
    """lines: words divided by spaces, all with one confidence. -> {word: right}"""
    alto = "".join('<TextLine>' + "<SP/>".join(f'<String CONTENT="{w}" WC="{wc}"/>' for w in l.split()) + "</TextLine>" for l in lines)
    with tempfile.TemporaryDirectory() as d:
        os.mkdir(d + "/ocr")
        with open(d + "/ocr/0001.xml", "w", encoding="utf-8") as f:
            f.write(f'<?xml version="1.0"?><?sillok {{}}?><alto xmlns="http://www.loc.gov/standards/alto/ns-v4#">{alto}</alto>')
        return reliability.words(d, truth)


def wrong(lines, truth):
    return [w["text"] for w in page(lines, truth) if not w["right"]]


check(wrong(["도시외교는 城市外交 이다"], "도시외교는 城市外交 이다"), [], "all right")
check(wrong(["도시외고는 城市外交 이다"], "도시외교는 城市外交 이다"), ["도시외고는"], "one character of a word")
check(wrong(["도시교는 이다"], "도시외교는 이다"), ["도시교는"], "one missing inside")
check(wrong(["도시외교 이다"], "도시외교는 이다"), ["도시외교"], "one missing at its end")
check(wrong(["시외교는 이다"], "도시외교는 이다"), ["시외교는"], "one missing at its beginning")
check(wrong(["도시외교는 이다"], "도시외교는 큰 이다"), [], "a word that is missing is the error of no other word")
check(wrong(["도시외교는 ; 이다"], "도시외교는 이다"), [";"], "a word that is not printed")
check(wrong(["도시 외교는"], "도시외교는"), [], "spaces are not counted")
check(wrong(["“서울” (北京)"], "\"서울\" （北京）"), [], "forms of punctuation are not counted")
check(wrong(["12 34 서울", "56 78 부산"], "12 34 서울\n56 78 부산\n"), [], "rows")
check(wrong(["세계 도시 순위를 비교한다", "나가사키와 부산은 가깝다"], "나가사키와 부산은 가깝다\n세계 도시 순위를 비교한다"), [], "lines in another order")

# evidence: a processing instruction behind its word; a hyphen belongs to the word
with tempfile.TemporaryDirectory() as folder:
    os.mkdir(folder + "/ocr")
    with open(folder + "/ocr/0001.xml", "w", encoding="utf-8") as f:
        f.write('<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><TextLine><String CONTENT="diplo" WC="0.97"/><?evidence eng latin once 0.9100?><HYP CONTENT="-"/></TextLine>'
                '<TextLine><String CONTENT="macv" WC="0.40"/></TextLine></alto>')
    check([(w["text"], w["evidence"], w["right"]) for w in reliability.words(folder, "diplo-\nmacy\n")], [("diplo-", "eng latin once 0.9100", True), ("macv", "", False)], "evidence and hyphen")
    check(reliability.pairs(folder, "diplo-\nmacy\n"), [(0.97, True), (0.4, False)], "pairs")

# 10 words at 0.9 of which 9 are right: no error. 10 at 0.98 of which 5 are: off by 0.48, half of all words
good = [(0.9, k != 0) for k in range(10)]
bad = [(0.98, k < 5) for k in range(10)]
check(round(reliability.error(good), 6), 0.0, "no calibration error")
check(round(reliability.error(good + bad), 6), 0.24, "calibration error")
check([b[2:4] for b in reliability.bins(good + bad + [(1.0, True), (0.0, False)])], [(1, 0), (0, 0), (0, 0), (0, 0), (10, 9), (10, 5), (1, 1)], "bins hold their lower edge, the last one both")
check(reliability.lines_of(good)[5].split(), ["0.90", "-", "0.95", "10", "9", "0.900", "0.900"], "a row of the table")

finish()
