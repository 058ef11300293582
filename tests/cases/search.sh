#!/bin/sh
# sillok search: what a person looks for is found in three scripts, with its page and box; the same from sqlite3 itself. tests/cases/search.sh BUILD
set -u
build=$(cd "${1:?build}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/../check.sh"
mkdir "$work/in"
cat >"$work/in/ko.txt" <<'END'
서울과 베이징(北京)의 도시외교

서울에서 열린 제2차 회의에는 1,163명이 참석하였다.

서울특별시는 1993년 北京市와 자매결연을 맺었다. 圖書館 자료와 Zürich의 사례도 있다.
END
cat >"$work/in/en.txt" <<'END'
City diplomacy

Beijing and Seoul became sister cities in 1993. The diplomacy of a city is not city
diplomacy by itself.
END
c=$work/c s=$build/bin/sillok
"$s" ingest -q -C "$c" "$work/in" 2>"$work/err" || cat "$work/err"

lines() { "$s" search -q -C "$c" "$@" 2>/dev/null | wc -l; }
finds() { # what, how many blocks, words
    check "$1" [ "$(shift 2 && lines "$@")" -eq "$2" ]
}
finds "서울 in 서울에서, 서울과, 서울특별시" 3 서울
finds "a part of a word: 울특" 1 울특
finds "北京 in 北京市 and in 베이징(北京)" 2 北京
finds "the simplified form finds the traditional one" 1 图书馆
finds "one character" 2 京
finds "Latin without its marks and case" 1 zurich
finds "a number without its comma" 1 1163
finds "two words anywhere in a block" 1 서울특별시 Zürich
finds "words side by side" 1 '"sister cities"'
finds "no block where they stand apart" 0 '"cities sister"'
finds "a line end is no end" 2 '"city diplomacy"'
finds "a city in all its names, a line each" 4 city:Beijing
check "by id as by name" [ "$("$s" search -q -C "$c" city:gn:1816670 2>/dev/null)" = "$("$s" search -q -C "$c" city:베이징 2>/dev/null)" ]
finds "a word where a city is named too" 1 city:Seoul 圖書館
finds "not more than asked for" 1 --limit 1 서울
finds "nothing" 0 부산광역시

"$s" search -q -C "$c" --json 图书馆 >"$work/out" 2>/dev/null
check "as JSON: the block, the place in it" /usr/bin/python3 - "$work/out" "$c" <<'END'
import glob, json, sys
h = json.loads(open(sys.argv[1]).read())
t = next(b for b in map(json.loads, open(glob.glob(sys.argv[2] + '/docs/' + h['doc_id'] + '/text.jsonl')[0])) if b.get('id') == h['block_id'])
sys.exit(not (t['text'][h['start']:h['end']] == '圖書館' and h['page'] == 1 and h['box'] is None))
END
"$s" search -C "$c" '...' 2>"$work/err"
check "nothing to look for: exit 2" [ $? -eq 2 ]
check "and a sentence that says so" grep -q 'no letter or digit' "$work/err"
"$s" search -C "$work/in" 서울 2>"$work/err"
check "no corpus: exit 2" [ $? -eq 2 ]
check "injection is a word like any other" [ "$(lines "'; DROP TABLE blocks; --" 'OR "')" -eq 0 ]

# The same without Sillok's own programs.
check "sqlite3 with the extension finds 서울" /usr/bin/python3 - "$c/datasets/corpus.db" "$build/lib/sillok_fts5" <<'END'
import sqlite3, sys
con = sqlite3.connect(sys.argv[1])
con.enable_load_extension(True)
con.load_extension(sys.argv[2])
n, = con.execute("SELECT count(*) FROM fulltext WHERE fulltext MATCH '서울'").fetchone()
m, = con.execute("SELECT highlight(fulltext, 0, '[', ']') FROM fulltext WHERE fulltext MATCH '베이징'").fetchone()

sys.exit(not (n == 3 and '[베이징](北京)' in m))
END
check "and without it the tables are read all the same" /usr/bin/python3 - "$c/datasets/corpus.db" <<'END'
import sqlite3, sys
n, = sqlite3.connect(sys.argv[1]).execute("SELECT count(*) FROM blocks").fetchone()
sys.exit(n < 4)
END
finish
