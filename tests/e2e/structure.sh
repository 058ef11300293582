#!/bin/sh
# Paragraphs, headings, lists, notes, captions and headers of papers, held against a truth of some 640 blocks: the samples (as samples.sh left them in corpus/build), papers set
# for this without any reading errors, and pages of text. tests/e2e/structure.sh BUILD
set -u
build=$(cd "${1:?build}" && pwd)
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. "$root/tests/check.sh"
for doc in $(/usr/bin/python3 "$root/tests/cases/3-text/papers/alto.py" "$work/set"); do
    check "room 3 reads $doc" "$build/bin/sillok-text" -q -C "$work/set" "$doc"
done
"$build/bin/sillok" ingest -q -C "$work/text" "$root"/tests/cases/3-text/papers/*.txt
check "ingest of the papers of text ends with 0" [ $? -eq 0 ]
if [ -d "${SILLOK_SHARED:-}/seeds" ]; then
    "$build/bin/sillok" ingest -q -C "$work/text" "$SILLOK_SHARED/seeds"
else
    echo "skipped: the seeds are not beside the clone"
fi
samples=$root/corpus/build
if [ ! -d "$samples/docs" ]; then
    "$build/bin/sillok" ingest -q -C "$work/samples" "$root/corpus/samples/papers"
    samples=$work/samples
fi
/usr/bin/python3 "$root/tests/e2e/structure/check_structure.py" --show none "$samples" "$work/set" "$work/text" >"$work/checks"
check "papers have the structure that a reader sees" [ $? -eq 0 ]
sed '$d' "$work/checks"
/usr/bin/python3 "$root/tests/e2e/structure/check_changes.py" "$samples" "$work/set" "$work/text" >"$work/changes"
check "every word that was changed says by which rule" [ $? -eq 0 ]
sed '$d' "$work/changes"
finish
