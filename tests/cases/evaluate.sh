#!/bin/sh
# `sillok evaluate` on a corpus and a truth of a few lines, made here so that every number can be counted by hand.
set -u
build=$(cd "${1:?build}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/../check.sh"
mkdir -p "$work/c/datasets" "$work/c/docs/one-00000001" "$work/t/one" "$work/t/gone" "$work/empty"
printf 'Seoul and Beijmg\n' >"$work/c/docs/one-00000001/paper.txt"
printf 'Seoul and Beijing\n' >"$work/t/one/text.txt"
printf 'x\n' >"$work/t/gone/text.txt"
/usr/bin/python3 - "$work" <<'END'
import sqlite3, sys
work = sys.argv[1]
db = sqlite3.connect(work + "/c/datasets/corpus.db")
db.executescript("""
create table documents (doc_id text, source_name text);
create table mentions (doc_id text, page int, type text, as_printed text, entity_id text, normalized text);
create table organizations (org_id text, name_en text, name_ko text, name_zh text);
create table relations (doc_id text, subject_id text, predicate text, object_id text, object_value text, date text);
create table rankings (doc_id text, table_id text, index_id text, entity_id text, measure text, category text, period text, value text, status text);
insert into documents values ('one-00000001', 'one.pdf');
insert into mentions values ('one-00000001', 1, 'city', 'Seoul', 'gn:1', 'Seoul'), ('one-00000001', 1, 'city', 'Nice', 'gn:9', 'Nice'),
  ('one-00000001', 1, 'organization', 'Our Forum', 'loc:our-forum', 'Our Forum'), ('one-00000001', 2, 'date', '1993년', null, '1993');
insert into organizations values ('loc:our-forum', 'Our Forum', null, null);
insert into relations values ('one-00000001', 'gn:2', 'sister_city', 'gn:1', null, '1993'), ('one-00000001', 'loc:our-forum', 'founded', null, '2001', '2001'),
  ('one-00000001', 'loc:our-forum', 'seat', 'gn:1', null, null);
insert into rankings values
  ('one-00000001', 'tbl001', 'gpci', 'gn:1', 'score', null, null, '1163.1', 'printed'), ('one-00000001', 'tbl001', 'gpci', 'gn:2', 'score', null, null, '1091.9', 'repaired'),
  ('one-00000001', 'tbl001', 'gpci', 'gn:3', 'score', null, null, '7', 'repaired'), ('one-00000001', 'tbl001', 'gpci', 'gn:4', 'score', null, null, '8', 'conflict'),
  ('one-00000001', 'tbl001', 'gpci', 'gn:5', 'score', null, null, '9', 'printed'), ('one-00000001', 'tbl001', 'gpci', 'gn:7', 'rank', null, null, '1', 'printed'),
  ('one-00000001', 'tbl001', 'gpci', null, 'rank', null, null, '2', 'printed');
""")
db.commit()
t = work + "/t/one/"
open(t + "mentions.tsv", "w", encoding="utf-8").write(
    "page\ttype\tas_printed\tentity_id\tnormalized\n1\tcity\tSeoul\tgn:1\tSeoul\n1\tcity\tBeijing\tgn:2\tBeijing\n1\torganization\tOur Forum\t\tOur Forum\n2\tdate\t1993 년\t\t1993\n")
open(t + "relations.tsv", "w", encoding="utf-8").write(
    "page\tsubject_id\tpredicate\tobject_id\tobject_value\tas_printed\tsubject_name\tobject_name\n1\tgn:1\tsister_city\tgn:2\t1993\tx\tSeoul\tBeijing\n1\t\tfounded\t\t2001\tx\tOur Forum\t\n")
head = "page\ttable\trow\tindex_id\tedition\tentity_id\tentity_as_printed\tmeasure\tcategory\tperiod\tvalue\tas_printed\n"
rows = ["gn:1\tSeoul\tscore\t\t\t1,163.10", "gn:2\tB\tscore\t\t\t1091.9", "gn:3\tC\tscore\t\t\t6", "gn:4\tD\tscore\t\t\t8", "gn:5\tE\tscore\t\t\t10", "gn:6\tF\tscore\t\t\t11"]
open(t + "rankings.tsv", "w", encoding="utf-8").write(head + "".join("1\tT\t1\tgpci\t2020\t%s\tx\n" % r for r in rows))
END
out=$work/out
"$build/bin/sillok" evaluate -C "$work/c" "$work/t" >"$out" 2>"$work/err"
check "a paper of the truth that is not in the corpus: exit 1, not $?" [ $? -eq 1 ]
check "and it is named" grep -q 'gone: no paper of this name' "$work/err"
row() { check "$1" grep -qE "$2" "$out"; }
row "14 of 15 letters and one lost" 'one +characters, no spaces +15, 2 errors: 13\.33 %'
row "words: 2 of 3" 'one +words +3 +3 +2 '
row "cities as printed: Seoul of Seoul, Beijing; Nice is too many" 'city, as printed +2 +2 +1 +0\.500 +0\.500 +0\.500'
row "cities by id" 'city, id +2 +2 +1 '
row "an organization whose id the truth does not know is judged by its name alone" 'organization, as printed +1 +1 +1 '
check "and not by id" sh -c "! grep -q 'organization, id' '$out'"
row "dates by value" 'date, value +1 +1 +1 '
row "relations: the pair in the other order and the founding, not the seat" 'relations +2 +3 +2 +0\.667 +1\.000 +0\.800'
row "ranking values" 'ranking values +6: 1 right, 1 repaired right, 1 repaired wrong, 1 conflict, 2 silently wrong, 1 missing, 1 too many but flagged'
"$build/bin/sillok" evaluate -C "$work/c" "$work/t/one/" --json >"$out" 2>&1
check "the truth of one paper alone: exit 0, not $?" [ $? -eq 0 ]
check "JSON lines" /usr/bin/python3 -c "
import json, sys
r = {j['what']: j for j in map(json.loads, open(sys.argv[1]))}
assert r['city, id']['f1'] == 0.5 and r['ranking values']['silently_wrong'] == 2 and abs(r['characters']['cer'] - 2 / 15) < 1e-4, r" "$out"
"$build/bin/sillok" evaluate -C "$work/c" "$work/empty" >"$out" 2>&1
check "a folder without truth: exit 3, not $?" [ $? -eq 3 ]
"$build/bin/sillok" evaluate -C "$work/c" >"$out" 2>&1
check "no folder named: exit 2, not $?" [ $? -eq 2 ]
"$build/bin/sillok" evaluate -C "$work/empty" "$work/t" >"$out" 2>&1
check "a corpus without datasets: exit 2, not $?" [ $? -eq 2 ]
check "and what to do is said" grep -q 'sillok rebuild' "$out"
printf 'page\ttype\n' >"$work/t/one/mentions.tsv"
"$build/bin/sillok" evaluate -C "$work/c" "$work/t/one" >"$out" 2>&1
check "a truth file without its columns: exit 1, not $?" [ $? -eq 1 ]
check "and the column is named" grep -q 'mentions.tsv has no column "as_printed"' "$out"
finish
