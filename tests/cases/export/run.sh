#!/bin/sh
# sillok export: what other programs find in the PDF, hOCR, PAGE, METS and IIIF of two papers. tests/cases/export/run.sh BUILD
set -u
build=$(cd "${1:?build}" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. "$here/../../check.sh"
python=/usr/bin/python3
SILLOK_CONFIG=$here/../../../config
export SILLOK_CONFIG
c=$work/c s=$build/bin/sillok
for paper in korean-thesis-0badcafe english-chinese-0badf00d; do
    mkdir -p "$c/docs/$paper/pages"
    cp -R "$here/../../golden/${paper%-*}/source.json" "$here/../../golden/${paper%-*}/ocr" "$c/docs/$paper/"
    "$python" -B "$here/images.py" "$c/docs/$paper" $([ $paper = english-chinese-0badf00d ] && echo 4)
    "$build/bin/sillok-text" -q -C "$c" $paper
done
for paper in korean-thesis-0badcafe english-chinese-0badf00d; do
    "$build/bin/sillok-extract" -q -C "$c" $paper
    "$build/bin/sillok-publish" -q -C "$c" $paper
done
(cd "$c/docs" && find . -type f | sort | xargs sha256sum) >"$work/before"
says() { # what, output, sentence
    check "$1" grep -qF -- "$3" "$2"
}

# ---- PDF
"$s" export -q -C "$c" --to pdf 2>"$work/err"
check "sillok export --to pdf ends with 0" [ $? -eq 0 ]
for paper in korean-thesis-0badcafe english-chinese-0badf00d; do
    pdf=$c/export/pdf/$paper.pdf
    check "$paper: pdftotext finds each word in its box, pdfimages the scan as it was" "$python" -B "$here/check_pdf.py" "$c" $paper "$pdf"
    if command -v qpdf >/dev/null; then
        check "$paper: qpdf finds no fault" qpdf --check "$pdf" >"$work/out" 2>&1
    fi
    pdftotext "$pdf" "$work/$paper.txt" 2>"$work/said"
    pdftotext -layout "$pdf" "$work/$paper.layout" 2>>"$work/said"
    check "$paper: Poppler complains of nothing" [ ! -s "$work/said" ]
done
ko=$work/korean-thesis-0badcafe en=$work/english-chinese-0badf00d
says "a Korean line with its spaces" "$ko.txt" "나아갈 수 있는지를 보여 준다."
says "and laid out as on the page" "$ko.layout" "나아갈 수 있는지를 보여 준다."
says "Hanja in brackets" "$ko.txt" "베이징(北京)은"
says "a Chinese line without spaces" "$en.txt" "首尔与北京于1993年结为友好城市。本文说明这一协议如何在2013年发展为联合"
says "an English line" "$en.txt" "Seoul and Beijing became sister cities in 1993."
check "a table's row stands in a line" grep -qE '8 +서울 +1156\.0' "$ko.layout"
check "what cannot be read is not there" [ "$(pdftotext "$c/export/pdf/korean-thesis-0badcafe.pdf" - | grep -cF "4|^")" -eq 0 ]
check "title for the window, language, bookmarks" "$python" - "$c/export/pdf/korean-thesis-0badcafe.pdf" <<'END'
import subprocess, sys
info = subprocess.run(['pdfinfo', sys.argv[1]], capture_output=True, text=True).stdout
raw = subprocess.run(['qpdf', '--json', sys.argv[1]], capture_output=True, text=True)
sys.exit(not ('Pages:           3' in info and (raw.returncode == 127 or ('제2장 수도의 도시외교' in raw.stdout and '"/Lang": "u:ko"' in raw.stdout))))
END
"$s" export -q -C "$c" --to pdf --out "$work/again"
check "the same bytes once more" cmp -s "$pdf" "$work/again/$paper.pdf"

# ---- hOCR and PAGE: out and in again
"$s" export -q -C "$c" --to hocr && "$s" export -q -C "$c" --to page
check "sillok export --to hocr and page end with 0" [ $? -eq 0 ]
check "hOCR is well-formed XHTML" xmllint --noout "$c"/export/hocr/*.hocr
check "hOCR as others read it: pages, lines, words with their boxes and text" "$python" -B "$here/check_hocr.py" "$c" korean-thesis-0badcafe english-chinese-0badf00d
schema=${SILLOK_SHARED:-none}/schemas/page-2024-07-15.xsd
[ -f "$schema" ] || echo "the schema of PAGE: skipped, it is in the shared material"
for f in "$c"/export/page/*/*.xml; do
    [ -f "$schema" ] || continue
    sed 's|pagecontent/2019-07-15|pagecontent/2024-07-15|' "$f" >"$work/page.xml" # what we write is the same in both
    check "PAGE $(basename "$f") is valid" xmllint --noout --nonet --schema "$schema" "$work/page.xml" 2>"$work/said"
done
mkdir "$work/in"
pairs=
for paper in korean-thesis-0badcafe english-chinese-0badf00d; do
    cp "$c/export/hocr/$paper.hocr" "$work/in/hocr-$paper.hocr"
    for f in "$c/docs/$paper"/ocr/*.xml; do
        cp "$c/export/page/$paper/$(basename "$f")" "$work/in/page-$paper-$(basename "$f")"
    done
done
"$s" ingest -q -C "$work/back" "$work/in" 2>"$work/said"
check "hOCR and PAGE of another engine are taken in" [ $? -eq 0 ]
cat "$work/said"
for paper in korean-thesis-0badcafe english-chinese-0badf00d; do
    for f in "$c/docs/$paper"/ocr/*.xml; do
        n=$(basename "$f" .xml)
        pairs="$pairs $f $(ls "$work/back"/docs/hocr-${paper%-*}*/ocr/$n.xml) $f $(ls "$work/back"/docs/page-${paper%-*}-*-$n-*/ocr/0001.xml)"
    done
done
# shellcheck disable=SC2086
check "the same zones, lines, words, spaces and boxes come back" "$python" -B "$here/check_round.py" $pairs
sed '/lines unreadable/d' "$c/docs/korean-thesis-0badcafe/paper.txt" >"$work/text"
check "and the same text" cmp -s "$work/text" "$work/back"/docs/hocr-korean*/paper.txt
printf '<html><body><div class="ocr_page" title="bbox 0 0 9 9"><p>' >"$work/cut.hocr"
printf '<!DOCTYPE PcGts [<!ENTITY a SYSTEM "file:///etc/passwd">]><PcGts><Page imageWidth="9" imageHeight="9"><TextRegion id="a"><TextEquiv><Unicode>&a;</Unicode></TextEquiv></TextRegion></Page></PcGts>' >"$work/evil.xml"
"$s" ingest -q -C "$work/evil" "$work/evil.xml" 2>"$work/said"
check "PAGE that names a file of ours: nothing usable came in" [ $? -eq 3 ]
check "and a sentence that says why" grep -q 'declares entities' "$work/evil/docs"/evil-*/source.json

# ---- METS and IIIF
"$s" export -q -C "$c" --to mets && "$s" export -q -C "$c" --to iiif --base https://example.org/corpus
check "sillok export --to mets and iiif end with 0" [ $? -eq 0 ]
check "METS: files, sizes, hashes, pages; IIIF: canvases, images, ALTO" "$python" -B "$here/check_packets.py" "$c" https://example.org/corpus/ korean-thesis-0badcafe english-chinese-0badf00d
(cd "$c/docs" && find . -type f | sort | xargs sha256sum) >"$work/after"
check "no layer was touched" cmp -s "$work/before" "$work/after"

# ---- what a person has corrected
mkdir "$c/corrections"
"$python" - "$c" english-chinese-0badf00d <<'END'
import json, sys, xml.etree.ElementTree as ET
corpus, doc = sys.argv[1:]
for w in ET.parse('%s/docs/%s/ocr/0001.xml' % (corpus, doc)).iter('{http://www.loc.gov/standards/alto/ns-v4#}String'):
    if w.get('CONTENT') == 'Institute':
        x, y, width, height = (int(w.get(k)) for k in ('HPOS', 'VPOS', 'WIDTH', 'HEIGHT'))
        json.dump({'kind': 'word', 'page': 1, 'box': [x, y, x + width, y + height], 'from': 'Institute', 'to': 'Academy'}, open('%s/corrections/%s.jsonl' % (corpus, doc), 'w'))
END
"$build/bin/sillok-text" -q -C "$c" english-chinese-0badf00d
"$s" export -q -C "$c" --to pdf english-chinese-0badf00d && "$s" export -q -C "$c" --to hocr english-chinese-0badf00d
pdftotext "$c/export/pdf/english-chinese-0badf00d.pdf" "$work/en.txt"
says "the PDF says what a person has corrected" "$work/en.txt" "Academy of Urban Affairs"
says "and hOCR" "$c/export/hocr/english-chinese-0badf00d.hocr" ">Academy<"

# ---- a page image that was damaged
cp -R "$c/docs" "$work/docs" && mkdir "$work/broken" && mv "$work/docs" "$work/broken/docs"
printf 'no image' >"$work/broken/docs/korean-thesis-0badcafe/pages/0002.png"
"$s" export -C "$work/broken" --to pdf 2>"$work/said"
check "a damaged page image costs its paper: exit 1" [ $? -eq 1 ]
check "with paper, page and reason" grep -q 'korean-thesis-0badcafe: page 2: the page image cannot be read' "$work/said"
check "the other paper is there, and nothing by halves" [ "$(ls -A "$work/broken/export/pdf")" = english-chinese-0badf00d.pdf ]

# ---- what a person may type
"$s" export -q -C "$c" --to docx 2>"$work/said"
check "another format: exit 2" [ $? -eq 2 ]
"$s" export -q -C "$c" --to pdf nobody-00000000 2>"$work/said"
check "a paper that is not there: exit 2" [ $? -eq 2 ]
"$s" export -q -C "$c" --to iiif --base ftp://x 2>"$work/said"
check "a base that no browser takes: exit 2" [ $? -eq 2 ]
"$s" export -q -C "$work/back" --to pdf 2>"$work/said"
check "papers without images: no PDF, exit 3" [ $? -eq 3 ]
check "which is said" grep -q 'no page has an image' "$work/said"
finish
