#!/bin/sh
# Papers we did not make, in one run that does not stop: the seeds, the typeset pages, public test files, and files made to do harm.
# Each ends as ok, partial or failed with a reason. They stand beside the clone (SILLOK_SHARED, or ../shared).
set -u
build=$(cd "${1:?build}" && pwd)
root=$(cd "$(dirname "$0")/../.." && pwd)
shared=${SILLOK_SHARED:-}
if [ ! -d "$shared/papers" ]; then
    echo "skipped: no papers beside the clone"
    echo "0 passed, 0 failed, 1 skipped"
    exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. "$root/tests/check.sh"
corpus=$work/corpus
start=$(date +%s)
"$build/bin/sillok" ingest -C "$corpus" "$shared/seeds" "$shared/papers/typeset" "$shared/papers/real" >"$work/log" 2>&1
code=$?
check "seeds, typeset and real in one run: exit 0 or 1, not $code" [ "$code" -le 1 ]
echo "$(tail -n 1 "$work/log") in $(($(date +%s) - start)) s"
n=$(find "$shared/seeds" "$shared/papers/typeset" "$shared/papers/real" -type f -exec sha256sum {} + | cut -c1-64 | sort -u | wc -l)
check "every file is a paper: $n" [ "$(tail -n +2 "$corpus/datasets/documents.csv" | grep -c .)" -eq "$n" ]
"$build/bin/sillok" status -C "$corpus" >"$work/status"
check "nothing is stale afterwards" grep -q "^$n papers, 0 stale" "$work/status"
check "no paper ends without a state" [ "$(grep -cE '^(ok|partial|failed) ' "$work/status")" -eq "$n" ]
check "each that is not ok has its reason" awk '/^(partial|failed) /{want=1;next} want{if($0!~/^ +[^ ]/)bad=1;want=0} END{exit bad||want}' "$work/status"
check "every TEI passes tei_all" xmllint --noout --relaxng "$shared/schemas/tei_all.rng" "$corpus"/docs/*/paper.tei.xml 2>"$work/tei"
grep -v validates "$work/tei" | head -n 5
check "every ALTO passes its XSD" xmllint --noout --nonet --schema "$shared/schemas/alto-4-4-local.xsd" "$corpus"/docs/*/ocr/*.xml 2>"$work/alto"
grep -v validates "$work/alto" | head -n 5
/usr/bin/python3 "$root/tests/e2e/check_seeds.py" "$corpus" >"$work/seeds"
check "the seeds are what a reader finds in them" [ $? -eq 0 ]
sed '$d' "$work/seeds"
passed=$((passed + $(sed -n 's/^\([0-9]*\) passed.*/\1/p' "$work/seeds")))

# Files made to do harm, with a good paper among them.
start=$(date +%s)
"$build/bin/sillok" ingest -C "$work/hostile" "$shared/papers/hostile" "$root/corpus/samples/papers/08-notes-ko.txt" >"$work/log" 2>&1
code=$?
took=$(($(date +%s) - start))
check "hostile files: some fail, the run goes on: exit 1, not $code" [ "$code" -eq 1 ]
echo "hostile files in $took s"
check "hostile files: none hangs the run" [ "$took" -lt 300 ]
"$build/bin/sillok" status -C "$work/hostile" >"$work/status"
check "the good paper among them is ok" grep -q '^ok .*08-notes-ko' "$work/status"
check "a password is named as such" grep -qi 'password\|encrypted' "$work/status"
check "every failure has its reason" awk '/^(partial|failed) /{want=1;next} want{if($0!~/^ +[^ ]/)bad=1;want=0} END{exit bad||want}' "$work/status"
check "no file lands outside the corpus" [ -z "$(find "$work" -newer "$work/tei" -type f -not -path "$work/hostile/*" -not -path "$work/corpus/*" -not -name log -not -name status -not -name seeds -not -name alto)" ]

finish
