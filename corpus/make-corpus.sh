#!/bin/sh
# make corpus: ingest corpus/samples into corpus/build and say what was found: make-corpus.sh BIN
set -eu
here=$(cd "$(dirname "$0")" && pwd)
bin=$1
out=$here/build
code=0
"$bin/sillok" ingest -C "$out" "$here/samples/papers" || code=$?
[ "$code" -le 1 ] || exit "$code"

count() { # rows of a dataset, the header not counted
    tail -n +2 "$out/datasets/$1.csv" | wc -l | tr -d ' '
}
cat <<END

The corpus is in corpus/build:
  $(count documents) papers        corpus/build/docs/<paper>/paper.tei.xml, paper.txt
  $(count mentions) mentions     corpus/build/datasets/mentions.csv   ($(count cities) cities, $(count organizations) organizations, $(count dates) dates)
  $(count rankings) ranking values corpus/build/datasets/rankings.csv   (from $(count tables) tables)
  $(count relations) relations    corpus/build/datasets/relations.csv
  as SQLite            corpus/build/datasets/corpus.db
  to read in a browser corpus/build/site/index.html
END
exit "$code"
