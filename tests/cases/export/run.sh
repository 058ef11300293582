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
finish
