#!/bin/sh
# tests/golden/run.sh BUILD [--renew]: rooms 3 to 5 on small papers made by hand, byte for byte.
#
# Each folder tests/golden/<name>/ holds a paper's input layers (source.json, ocr/*.xml, made by hand) and expected/, what text, extract and
# publish made of them. The rooms run in a corpus of their own; text.jsonl, entities.jsonl, paper.tei.xml and paper.txt are compared.
# What a layer was made from is not compared: the first line of a *.jsonl becomes {"head":{}}, the line <?sillok ...?> of the TEI becomes
# <?sillok {}?>, the <change> of the TEI header loses its hashes; they are those of rule files and programs that change for other reasons. Everything else must be the same bytes.
# --renew takes what the rooms write now as expected: read the difference (git diff tests/golden) before committing it.
# Last line: "N passed, N failed". Exit 1 when something failed.
set -u
build=${1:?usage: tests/golden/run.sh BUILD [--renew]}
renew=${2:-}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT INT TERM
SILLOK_CONFIG=${SILLOK_CONFIG:-$here/../../config}
export SILLOK_CONFIG
passed=0 failed=0

plain() { # a layer without what it was made from
    sed -e '1s/^{"head":.*$/{"head":{}}/' -e 's/^<?sillok .*?>$/<?sillok {}?>/' \
        -e '/<change n=/{s/+[0-9a-f]* / /;s/; made from [0-9a-f]*//;s/, settings [0-9a-f]*//;}' "$1"
}

for dir in "$here"/*/; do
    name=$(basename "$dir")
    id=$(sed -n 's/^ *"doc_id":"\([a-z0-9-]*\)".*$/\1/p' "$dir/source.json")
    [ -n "$id" ] || { echo "golden: $name: no doc_id in source.json"; failed=$((failed + 1)); continue; }
    doc=$work/docs/$id
    mkdir -p "$doc" && cp -R "$dir/source.json" "$dir/ocr" "$doc/" || exit 1
    for room in text extract publish; do
        "$build/bin/sillok-$room" -q -C "$work" "$id" 2>"$work/said" || { echo "golden: $name: sillok-$room failed:"; cat "$work/said"; }
    done
    for file in text.jsonl entities.jsonl paper.tei.xml paper.txt; do
        if [ ! -f "$doc/$file" ]; then
            echo "golden: $name: $file was not written"
            failed=$((failed + 1))
            continue
        fi
        plain "$doc/$file" >"$work/got"
        if [ "$renew" = --renew ]; then
            mkdir -p "$dir/expected" && cp "$work/got" "$dir/expected/$file" || exit 1
        fi
        if cmp -s "$work/got" "$dir/expected/$file"; then
            passed=$((passed + 1))
        else
            echo "golden: $name: $file differs from expected/$file:"
            diff -u "$dir/expected/$file" "$work/got" 2>&1 | head -40
            failed=$((failed + 1))
        fi
    done
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
