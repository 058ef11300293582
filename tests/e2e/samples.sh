#!/bin/sh
# The samples through all five rooms, as `make corpus` does it, held against their truth; and once more, alone and in another
# order, after a kill -9: the same bytes.
set -u
build=$(cd "${1:?build}" && pwd)
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. "$root/tests/check.sh"
corpus=$root/corpus/build
case $build in *-san) corpus=$work/first ;; esac
"$build/bin/sillok" ingest -q -C "$corpus" "$root/corpus/samples/papers"
check "ingest of the samples ends with 0" [ $? -eq 0 ]

"$build/bin/sillok" verify -C "$corpus" >"$work/verify"
check "every byte, chain, key and way back of the corpus is right" [ $? -eq 0 ]
tail -n 3 "$work/verify"

/usr/bin/python3 "$root/tests/e2e/check_samples.py" "$corpus" "$root/corpus/samples" >"$work/checks"
check "the corpus is what was printed" [ $? -eq 0 ]
sed '$d' "$work/checks"
passed=$((passed + $(sed -n 's/^\([0-9]*\) passed.*/\1/p' "$work/checks")))

"$build/bin/sillok" evaluate -C "$corpus" --json "$root/corpus/samples/truth" >"$work/evaluate"
check "sillok evaluate finds the truth of every sample" [ $? -eq 0 ]
/usr/bin/python3 -c '
import json, sys
rows = {(j["paper"], j["what"]): j for j in map(json.loads, open(sys.argv[1]))}
least = {"city, id": 0.97, "organization, as printed": 0.95, "date, value": 0.99}
low = [(w, rows["all", w]["f1"]) for w, f in least.items() if rows["all", w]["f1"] < f]
c = rows["all", "ranking values"]
print("samples in all: " + ", ".join("F1 of %s %.3f" % (w, rows["all", w]["f1"]) for w in least) + "; ranking values " + ", ".join("%s %d" % kv for kv in c.items() if kv[0] not in ("paper", "what")))
sys.exit(bool(low) or c["silently_wrong"] > 0 or c["repaired_wrong"] > 0 or c["right"] + c["repaired_right"] < 0.995 * c["truth"])' "$work/evaluate" >"$work/figures"
check "in all samples: F1 and ranking values as evaluate counts them" [ $? -eq 0 ]
cat "$work/figures"

"$build/bin/sillok" export -q -C "$corpus" --to pdf --out "$work/pdf" 2>/dev/null
check "the samples as searchable PDF" [ $? -eq 0 ]
for pdf in "$work"/pdf/*.pdf; do
    /usr/bin/python3 -B "$root/tests/cases/export/check_pdf.py" "$corpus" "$(basename "$pdf" .pdf)" "$pdf" >"$work/said"
    check "pdftotext finds the words of $(basename "$pdf") in their boxes" [ $? -eq 0 ]
    grep FAILED "$work/said"
done

/usr/bin/python3 "$root/tests/e2e/check_crops.py" "$corpus" >"$work/crops"
check "what the boxes cut out of the scans is what the datasets say" [ $? -eq 0 ]
sed '$d' "$work/crops"

check "every TEI passes our own schema" xmllint --noout --relaxng "$root/config/schemas/sillok-tei.rng" "$corpus"/docs/*/paper.tei.xml 2>"$work/tei"
tail -n 5 "$work/tei" | grep -v validates
if [ -f "${SILLOK_SHARED:-}/schemas/tei_all.rng" ]; then
    check "every TEI passes tei_all" xmllint --noout --relaxng "$SILLOK_SHARED/schemas/tei_all.rng" "$corpus"/docs/*/paper.tei.xml 2>"$work/tei"
    grep -v validates "$work/tei" | head -n 5
    check "every ALTO passes its XSD" xmllint --noout --nonet --schema "$SILLOK_SHARED/schemas/alto-4-4-local.xsd" "$corpus"/docs/*/ocr/*.xml 2>"$work/alto"
    grep -v validates "$work/alto" | head -n 5
else
    echo "skipped: tei_all and the ALTO schema are not beside the clone"
fi

# A run that is killed in the middle; then one worker, the papers one by one from the last to the first.
"$build/bin/sillok" ingest -q -C "$work/again" "$root/corpus/samples/papers" >/dev/null 2>&1 &
pid=$!
sleep 5
kill -9 $pid 2>/dev/null
wait $pid 2>/dev/null
for p in $(ls -r "$root/corpus/samples/papers"); do
    "$build/bin/sillok" ingest -q -j 1 -C "$work/again" "$root/corpus/samples/papers/$p"
done
for p in $(ls "$corpus/docs"); do # the first corpus may hold other papers of yours
    [ -d "$work/again/docs/$p" ] || echo "only in the first corpus: $p"
done
(cd "$work/again/docs" && find . -type f | sort | xargs sha256sum) >"$work/a"
(cd "$corpus/docs" && find . -type f | sort | xargs sha256sum) >"$work/b"
check "neither a kill, nor the order of arrival, nor the number of workers changes a byte of the papers" cmp -s "$work/a" "$work/b"
diff "$work/a" "$work/b" | head -n 5
(cd "$work/again/datasets" && find . -type f | sort | xargs sha256sum) >"$work/a"
(cd "$corpus/datasets" && find . -type f | sort | xargs sha256sum) >"$work/b"
check "nor of the datasets" cmp -s "$work/a" "$work/b"
diff "$work/a" "$work/b" | head -n 5

finish
