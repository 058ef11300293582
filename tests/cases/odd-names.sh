#!/bin/sh
# Ten thousand files with names in three scripts and names made to trip programs; links, pipes and a socket among them. Every content becomes one paper or one named
# failure, no name becomes a path, an option or a command, nothing is read through a link, nothing hangs. tests/cases/odd-names.sh BUILD [FILES]
set -u
build=$(cd "${1:?build}" && pwd)
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. "$root/tests/check.sh"
cd "$work" || exit 1
n=$(/usr/bin/python3 "$root/tests/cases/sillok/odd_names.py" "$work/in" "${2:-10000}" "$root/corpus/samples/papers/08-notes-ko.txt")
start=$(date +%s)
timeout 120 "$build/bin/sillok" ingest -C "$work/c" "$work/in" >"$work/log" 2>&1
code=$?
took=$(($(date +%s) - start))
check "some are no papers: exit 1, not $code" [ "$code" -eq 1 ]
echo "$(find "$work/in" | wc -l) names, $n contents: $(tail -n 1 "$work/log") in $took s"
check "it does not hang" [ "$took" -lt 60 ]
check "every content is one paper" [ "$(ls "$work/c/docs" | wc -l)" -eq "$n" ]
"$build/bin/sillok" status -C "$work/c" >"$work/status" 2>/dev/null
check "the good one is ok" grep -q '^ok ' "$work/status"
check "every failure has its reason" awk '/^(partial|failed) /{want=1;next} want{if($0!~/^ +[^ ]/)bad=1;want=0} END{exit bad||want}' "$work/status"
check "nothing is stale" grep -q " 0 stale" "$work/status"
check "doc-ids are plain" [ -z "$(ls "$work/c/docs" | grep -v '^[a-z0-9-]*$')" ]
check "no command was run" [ -z "$(find "$work" -name owned)" ]
check "nothing was read through a link" [ -z "$(grep -rl 'root:x:0' "$work/c")" ]
check "nothing lies outside the corpus" [ "$(ls "$work" | tr '\n' ' ')" = "c in log status " ]
"$build/bin/sillok" verify -q -C "$work/c"
check "the corpus is whole" [ $? -eq 0 ]
"$build/bin/sillok" ingest -q -C "$work/c" "$work/in" >"$work/log" 2>&1
"$build/bin/sillok" status -C "$work/c" >"$work/again" 2>/dev/null
check "a second time changes nothing" cmp -s "$work/status" "$work/again"
finish
