"""tests/bench/measure.py on made-up truths and readings whose answer a person can see: check_measure.py FOLDER_OF_BENCH"""
import contextlib
import io
import os
import sys
import tempfile

from checks import check, finish

sys.path.insert(0, sys.argv[1])
import measure  # noqa: E402
import ocr  # noqa: E402

# CER without spaces: quotes, dashes, dots, brackets folded; lines and pages joined
check(measure.cer("“북경”·『은』—진", "\"북경\"ㆍ《은》-진\x0c"), 0.0, "folded punctuation")
check(measure.cer("북경은\n도시다", "북 경은 도시 다\n"), 0.0, "spaces and lines")
check(measure.cer("북경은 도시다", "북경온 도시다!"), 100 * 2 / 6, "one wrong, one added")
check(measure.cer("북경은", ""), 100.0, "an empty reading")
check(measure.cer("북경", "베이징이다아주"), 350.0, "more than all")
check(measure.cer("a―b", "a-b"), 100 / 3, "the horizontal bar is no dash")
check(measure.cer("", "북경"), None, "no truth")

# order set aside
check((measure.cer("북경 도시", "도시 북경"), measure.order_free("북경 도시", "도시 북경")), (100.0, 0.0), "two columns the wrong way round")
check(measure.order_free("북경 도시", "북경 도"), 25.0, "one missing")
check(measure.order_free("북경 도시", "북경 도시시시"), 50.0, "two added")

# with spaces; the end of a printed line is right with a space and without
check(measure.cer_spaces("북경은 큰\n도시다", "북경은 큰 도시다"), 0.0, "lines joined with a space")
check(measure.cer_spaces("북경은 큰 도\n시다", "북경은 큰 도시다"), 0.0, "a word divided by the line's end, joined")
check(measure.cer_spaces("북경은 큰 도시", "북경은큰 도 시"), 100 * 2 / 8, "a space missing, a space added")
check(measure.cer_spaces("북경은 큰\n도시다", "북경온 큰\n도시다"), 100 / 9, "a wrong syllable")
check(measure.cer_spaces("북경은\n큰 도시", "은북경 큰 도시"), 100 * 2 / 8, "the line's end after what was misread")

# Hanja words: whole runs, each as often as it is there; the end of a line does not divide
check(measure.han_words("북경(北京)과 上\n海, 北京", "북경(北京)과 上海, 比京"), (2, 3), "two of three runs")
check(measure.han_words("북경(北京)", "북경北京市"), (0, 1), "a run that grew")
check(measure.han_words("북경", "北京"), (0, 0), "no Hanja in the truth")

# numbers: to the digit, with dots and commas; repeats are counted
check(measure.numbers("2,189 128 97.4 128", "2.189 128 97.4"), (2, 4), "a dot for a comma, a number missing")
check(measure.numbers("1992년 10월", "1992년 l0월"), (1, 2), "a letter for a digit")
check(measure.numbers("18.9%", "18 .9%"), (0, 1), "a number torn in two")

# cells of a table: whole, in their row, in their order
rows = [["1", "베이징(北京)", "2,189"], ["2", "서울", "949"]]
check(measure.cells(rows, "표 1\n1\t베이징(北京)\t2,189\n2\t서울\t949\n"), (6, 6), "all, with tabs")
check(measure.cells(rows, "1 베이징(北京) 2,189\n2 서울 949"), (6, 6), "all, with spaces")
check(measure.cells(rows, "1\t베이징(北京)\t2.189\n2\t서을\t949"), (4, 6), "two wrong")
check(measure.cells(rows, "1\n2\n베이징(北京)\n서울\n2,189\n949"), (2, 6), "read by columns: only one cell stands in each row")
check(measure.cells(rows, "1\t\t2,189\n2\t서울\t949"), (5, 6), "an empty cell")
check(measure.cells(rows, "1\t2,189\n2\t서울\t949"), (5, 6), "a cell that is not there")
check(measure.cells(rows, ""), (0, 6), "an empty reading")
check(measure.cells([["뉴욕 시", "12"]], "뉴욕 시 12"), (2, 2), "a space inside a cell")
check(measure.cells([["1", "12"]], "12 1"), (1, 2), "the wrong order")
check(ocr.ranking_rows("순위 도시 점수\n9 워싱턴 D.C. 미국 69 37 5.5\n자료: 2 3\n"), [["9", "워싱턴 D.C.", "미국", "69", "37", "5.5"]], "cells of a ranking without tabs")

# what was read wrong
check(measure.mistakes("북경은 도시다", "북겅온 도시다라", 2), [("경은", "겅온", "북[경은]도시"), ("", "라", "시다[]")], "neighbours together, and where")

# the table's own sums and shortfalls
check(ocr.mean([1, None, 3]), 2, "a mean")
check(ocr.pooled([(1, 2), (2, 2)]), 75.0, "a recall over pages")
check(ocr.short((0.9, 1.6), (0.85, 2.0), False), "ok / 0.4", "CER short by")
check(ocr.short((92, 92), (95.0, 90.5), True), "ok / 1.5", "a recall short by")
check(ocr.short((1, 2), (0.5, None), False), "ok", "nothing degraded was read")
p = {"truths": ["가나 다라", "다라 가나"], "rows": []}
check(ocr.judge(p, "다라 가나")["cer"], 0.0, "of two orders that are right the better one counts")

# a program is run, timed and measured: 200 MB filled, and its text taken
with tempfile.TemporaryDirectory() as folder:
    command = ["/usr/bin/python3", "-c", "import sys; b = bytearray(200 << 20); b[::4096] = b'x' * len(b[::4096]); open(sys.argv[1] + '/paper.txt', 'w').write(sys.argv[2])", "OUT", "IMAGE"]
    text, cpu, mb, alto = ocr.run(command, "북경")
    check((text, alto, 200 < mb < 400, 0 < cpu < 20), ("북경", "", True, True), "text, CPU and memory of a program")

# the table itself: ratios, goals and shortfalls of one page, clean and spoilt
said = []
ocr.bench.show = lambda head, rows, width: said.extend(rows)
pages = [dict(set="kept", page="x", cls="Korean", condition=c, id="x." + c) for c in ("clean", "scan")]
mark = lambda cer, cpu: dict(cer=cer, spaced=cer, free=cer, han=(9, 10), numbers=(0, 0), cells=(0, 0), cpu=cpu, mb=200)  # noqa: E731
marks = {("sillok", "x.clean"): mark(0.5, 2.0), ("sillok", "x.scan"): mark(2.0, 3.0), ("base", "x.clean"): mark(20.0, 4.0), ("base", "x.scan"): mark(40.0, 4.0)}
with contextlib.redirect_stdout(io.StringIO()):
    ocr.table("made up", pages, marks, [("sillok", "Sillok"), ("base", "base")], {("kept", "Korean", True): (1.5, 100), ("kept", "Korean", False): (2.5, 100)})
rows = {r[0].strip(): r[1:] for r in said}
check(rows["CER without spaces"], ["0.50 / 2.00", "20.00 / 40.00", "0.03 / 0.05", "0.90 / 1.60", "ok / 0.4"], "the row of the CER")
check(rows["Hanja words right, of 100"], ["90.0 / 90.0", "90.0 / 90.0", "", "92.0 / 92.0", "2 / 2"], "the row of Hanja words")
check(rows["CPU s a page, alone (user)"], ["2.00 / 3.00", "4.00 / 4.00", "0.50 / 0.75", "2.00 / 2.00", "ok / 1"], "the row of CPU")
check(rows["the same, pages in one run"], ["1.50 / 2.50", "", "0.38 / 0.62", "2.00 / 2.00", "ok / 0.5"], "the row of CPU in a run")
check(rows["memory MB, at most"], ["200 / 200", "200 / 200", "1.00 / 1.00", "250 / 250", "ok"], "the row of memory")
check("numbers right, of 100" in rows, False, "no row where the truth has no number")

finish()
