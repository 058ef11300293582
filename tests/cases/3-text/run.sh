#!/bin/sh
# Lines and what one step of room 3 must make of them: tests/cases/3-text/run.sh BUILD
# STEP.in and STEP.out stand beside this script; line n of the one (comments and empty lines aside) gives line n of the other. STEP is named before the first dash:
# join-ko.in goes through "join". Fields of .in are divided by tabs, see tests/unit/3-text/test_lines.c.
set -u
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "${1:?the build folder}" && pwd)
passed=0 failed=0
for in in "$here"/*.in; do
    name=$(basename "$in" .in)
    got=$(mktemp)
    "$build/unit/3-text/test_lines" "${name%%-*}" <"$in" >"$got" || echo "$name: the program failed"
    n=$(grep -vc '^#\|^$' "$in")
    wrong=$(grep -v '^#\|^$' "$in" | awk -v name="$name" -v want="$here/$name.out" -v got="$got" '
        { w = g = "(nothing)"; getline w < want; getline g < got
          if (w != g) printf "%s: %s\n    expected %s\n    got      %s\n", name, $0, w, g }')
    bad=0
    [ -n "$wrong" ] && bad=$(printf '%s\n' "$wrong" | grep -c '^    expected') && printf '%s\n' "$wrong"
    [ "$(wc -l <"$here/$name.out")" -eq "$n" ] || { echo "$name: $n lines in, $(wc -l <"$here/$name.out") expected"; bad=$((bad + 1)); }
    passed=$((passed + n - bad)) failed=$((failed + bad))
    rm -f "$got"
done
# line-ends-ko.tsv: nobody can be right about all of them; of 100 at least 94 must be.
ends=$here/line-ends-ko.tsv
if [ -r /usr/share/hunspell/ko.dic ]; then
    got=$(mktemp)
    grep -v '^#' "$ends" | cut -f 3 >"$got"
    right=$(grep -v '^#' "$ends" | cut -f 1,2 | "$build/unit/3-text/test_lines" join | paste - "$got" | awk -F '\t' '$1 == $2 { n++ } END { print n + 0 }')
    all=$(wc -l <"$got")
    rm -f "$got"
    echo "Korean line ends: $right of $all right"
    if [ $((right * 100)) -ge $((all * 94)) ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
else
    echo "skipped: Korean line ends, the dictionary hunspell-ko is not there"
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
