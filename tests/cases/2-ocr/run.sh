#!/bin/sh
# Pages on which nobody can read a text give none, and say why; a poor page with text is read. Last line: "N passed, N failed".
set -u
build=$(cd "${1:?build}" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. "$root/tests/check.sh"
export OMP_THREAD_LIMIT=1
mkdir "$work/in"
/usr/bin/python3 -B "$here/draw.py" "$work/in" "$root/corpus/samples/papers" || exit 1
"$build/bin/sillok-intake" -q -C "$work/c" "$work"/in/*.jpg
page() { echo "$work"/c/docs/"$1"-*/ocr/0001.xml; }
for name in blank dirt through hand noise poor; do
    "$build/bin/sillok-ocr" -C "$work/c" "$(basename "$work"/c/docs/$name-*)" 2>"$work/$name.err"
    echo $? >"$work/$name.rc"
done
for name in blank dirt through hand noise; do
    check "$name: no word is invented" sh -c '[ -f "$1" ] && ! grep -q "<String" "$1"' - "$(page $name)"
    check "$name: it says why" grep -qE 'the page is blank|no text on this page|cannot be read as text|nothing on this page can be read' "$(page $name)"
done
check "blank: that is no failure" [ "$(cat "$work/blank.rc")" -eq 0 ]
check "hand: the page has failed, and the reason is named" grep -q 'nothing on this page can be read as print' "$work/hand.err"
check "hand: the layer's head keeps it" sh -c 'grep -q "\"failed\":\"[^\"]*nothing on this page" "$1"' - "$(page hand)"
check "poor: it is read" [ "$(cat "$work/poor.rc")" -eq 0 ]
check "poor: most of it" [ "$(grep -c '<TextLine' "$(page poor)")" -ge 5 ]
finish
