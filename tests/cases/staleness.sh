#!/bin/sh
# What a change makes stale, by content alone: a setting, an authority file, a rule redo the layers that used them and no others; taking the change back gives the old bytes; a
# paper that is taken away leaves nothing behind. And who comes second: two drivers, Ctrl-C. tests/cases/staleness.sh BUILD
set -u
build=$(cd "${1:?build}" && pwd)
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. "$root/tests/check.sh"
s=$build/bin/sillok c=$work/c
mkdir -p "$work/config" "$work/in"
for f in "$root"/config/*; do
    case $(basename "$f") in
    authority | rules) cp -R "$f" "$work/config/" ;;
    *) ln -s "$f" "$work/config/" ;;
    esac
done
export SILLOK_CONFIG="$work/config"
cp "$root"/corpus/samples/papers/08-* "$work/in/"
printf 'City Diplomacy of Busan\n\nBusan and Shanghai became sister cities in 1993.\n' >"$work/in/zz-busan.txt"
sums() { (cd "$1" && find . -type f -not -path './.*' | LC_ALL=C sort | xargs sha256sum); }
layer() { cat "$c"/docs/*/"$1" | sha256sum; }

"$s" ingest -q -C "$c" "$work/in"
check "two papers: exit 0" [ $? -eq 0 ]
sums "$c" >"$work/first"
"$s" rebuild --dry-run -C "$c" >"$work/out"
check "nothing is stale" [ ! -s "$work/out" ]

changed() { # what, room, word: the dry run names this room for both papers, and nothing else
    "$s" rebuild --dry-run -C "$c" >"$work/out"
    check "$1: the dry run says which layers and why" [ "$(cut -f 2,3 "$work/out" | sort -u)" = "$2	$3" ]
    check "$1: of both papers" [ "$(wc -l <"$work/out")" -eq 2 ]
    "$s" rebuild -q -C "$c"
    check "$1: redone, exit 0" [ $? -eq 0 ]
    "$s" rebuild --dry-run -C "$c" >"$work/out"
    check "$1: then nothing is stale" [ ! -s "$work/out" ]
    "$s" verify -q -C "$c" >"$work/out"
    check "$1: and the corpus is whole" [ $? -eq 0 ]
}

text=$(layer text.jsonl) entities=$(layer entities.jsonl)
printf '[publish]\nunclear_below = 0.4\n' >"$c/sillok.ini"
changed "a setting of publish" publish "settings changed"
check "a setting of publish: text and entities are the same bytes" [ "$(layer text.jsonl) $(layer entities.jsonl)" = "$text $entities" ]
rm "$c/sillok.ini"
changed "the setting taken back" publish "settings changed"
sums "$c" >"$work/now"
check "and everything is as at first" cmp -s "$work/first" "$work/now"

cp "$work/config/authority/indices.tsv" "$work/kept"
echo "# a remark" >>"$work/config/authority/indices.tsv"
changed "an authority file" extract "authority/indices.tsv changed"
check "an authority file: the text is the same bytes" [ "$(layer text.jsonl)" = "$text" ]
cp "$work/kept" "$work/config/authority/indices.tsv"
rule=$(head -n 1 "$c"/docs/zz-*/text.jsonl | grep -o 'rules/text[a-z-]*\.tsv' | head -n 1)
"$s" rebuild -q -C "$c"
sums "$c" >"$work/now"
check "the authority file taken back: everything is as at first" cmp -s "$work/first" "$work/now"
echo "# a remark" >>"$work/config/$rule"
changed "a rule of room 3 ($rule)" text "$rule changed"

# A paper that goes: the corpus is as if it had never been there.
"$s" ingest -q -C "$work/one" "$root"/corpus/samples/papers/08-*
rm -rf "$c"/docs/zz-*
"$s" rebuild -q -C "$c"
check "a paper taken away: exit 0" [ $? -eq 0 ]
check "no row and no page of it is left" [ -z "$(grep -rl 'zz-busan' "$c" --include='*.csv' --include='*.jsonl' --include='*.html' --include='*.json' --include=SHA256SUMS; ls "$c/site" "$c/datasets/tables" | grep zz-busan)" ]
check "nor in corpus.db" [ "$(sqlite3 "$c/datasets/corpus.db" "select (select count(*) from documents where doc_id like 'zz-%') + (select count(*) from mentions where doc_id like 'zz-%')")" = 0 ]
sums "$c" >"$work/now"
sums "$work/one" >"$work/alone"
check "the corpus is as if it had never been there" cmp -s "$work/now" "$work/alone"
diff "$work/now" "$work/alone" | head -n 4

# Two drivers: the second waits, and goes on when the first is done.
flock "$c/.lock" sleep 2 &
sleep 0.3
start=$(date +%s%N)
"$s" rebuild -C "$c" 2>"$work/err"
check "the second driver waits and then works" [ $? -eq 0 ]
check "it says so" grep -q "another sillok" "$work/err"
check "it did wait" [ $((($(date +%s%N) - start) / 1000000)) -gt 1000 ]
wait

# Shares of a rebuild side by side, one of them twice, as a cluster may run them; the datasets come behind them.
for i in 1 2 3 4 5; do printf 'Note %d\n\nBusan and Osaka met in 200%d.\n' $i $i >"$work/in/note-$i.txt"; done
"$s" ingest -q -C "$work/many" "$work/in"
sums "$work/many" >"$work/alone"
rm "$work/many"/docs/*/text.jsonl
for share in 1/3 2/3 3/3 2/3; do "$s" rebuild -q -C "$work/many" --shard $share & done
wait
check "the shares did all papers" [ "$(ls "$work/many"/docs/*/paper.tei.xml "$work/many"/docs/*/text.jsonl | wc -l)" -eq 14 ]
check "no list before the datasets are written" [ ! -f "$work/many/SHA256SUMS" ]
"$s" rebuild -q -C "$work/many"
check "a rebuild behind them: exit 0" [ $? -eq 0 ]
sums "$work/many" >"$work/now"
check "shares side by side leave the bytes of one run" cmp -s "$work/now" "$work/alone"
diff "$work/now" "$work/alone" | head -n 4
"$s" rebuild -q -C "$work/many" --shard 4/3 2>/dev/null
check "a share that cannot be: exit 2" [ $? -eq 2 ]

# Ctrl-C while pages are being read.
"$s" ingest -q -C "$work/stop" "$root"/corpus/samples/papers 2>"$work/err" &
pid=$!
sleep 2
start=$(date +%s%N)
kill -INT $pid
wait $pid
code=$?
took=$((($(date +%s%N) - start) / 1000000))
check "Ctrl-C: exit 130, not $code" [ $code -eq 130 ]
check "Ctrl-C: within a second, not $took ms" [ $took -lt 1000 ]
check "Ctrl-C: it says how to go on" grep -q "sillok rebuild -C $work/stop" "$work/err"
check "Ctrl-C: no process is left" sh -c "! pgrep -f -- '-C $work/[s]top' >/dev/null"
finish
