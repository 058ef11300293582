#!/bin/sh
# The authority files of room 4 (config/authority): what a person would check before trusting them.
# Reads the tables alone: no network, no build, sh and awk. Last line: "N passed, N failed"; exit 1 on a failure.
cd "$(dirname "$0")/../.." || exit 2
dir=config/authority
cities=$dir/cities.tsv
orgs=$dir/organizations.tsv
indices=$dir/indices.tsv
LC_ALL=C
export LC_ALL
passed=0
failed=0

# check WHAT FINDINGS: passes when nothing was found
check() {
	if [ -z "$2" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf 'FAILED %s\n' "$1"
		printf '%s\n' "$2" | sed -n '1,12s/^/    /p'
	fi
}

for f in "$cities" "$orgs" "$indices"; do
	if [ ! -r "$f" ]; then
		echo "$f cannot be read"
		echo "0 passed, 1 failed"
		exit 1
	fi
done

# table FILE: the rows without comments and head
table() { awk '/^#/ { next } !head { head = 1; next } { print }' "$1"; }
head_of() { awk '!/^#/ { print; exit }' "$1" | tr '\t' ' '; }

# ---- shape
want="city_id country kind lat lon population name_en name_ko name_zh_hans name_zh_hant aliases weak"
check "cities.tsv names its columns" "$([ "$(head_of $cities)" = "$want" ] || head_of $cities)"
want="org_id acronym name_en name_ko name_zh_hans name_zh_hant founded seat_city_id kind aliases"
check "organizations.tsv names its columns" "$([ "$(head_of $orgs)" = "$want" ] || head_of $orgs)"
want="index_id acronym name_en name_ko name_zh publisher entity_type measures aliases"
check "indices.tsv names its columns" "$([ "$(head_of $indices)" = "$want" ] || head_of $indices)"

check "every row of cities.tsv has 12 cells" "$(table $cities | awk -F'\t' 'NF != 12 { print NF ": " $0 }')"
check "every row of organizations.tsv has 10 cells" "$(table $orgs | awk -F'\t' 'NF != 10 { print NF ": " $0 }')"
check "every row of indices.tsv has 9 cells" "$(table $indices | awk -F'\t' 'NF != 9 { print NF ": " $0 }')"
for f in "$cities" "$orgs" "$indices"; do
	check "ids of $f are unique" "$(table $f | awk -F'\t' 'seen[$1]++ { print $1 }')"
	check "no space at the edge of a cell or value in $f" \
		"$(table $f | awk '/(^|[\t|]) / || / ($|[\t|])/ || /\r/ || /\|\|/ || /\t\|/ || /\|(\t|$)/')"
	check "$f says its source and licence" "$(grep -q '^#.*[Ss]ource' $f && grep -qi '^#.*licen[cs]e\|^#.*Creative Commons' $f || echo none)"
done
check "cities.tsv carries the attribution GeoNames asks for" \
	"$(grep -q '^#.*GeoNames.*Creative Commons Attribution 4.0' $cities || echo missing)"

# ---- cities: values
check "at least 24,000 places" "$(table $cities | awk 'END { if (NR < 24000) print NR }')"
check "city ids are gn:<number> or loc:<slug>" "$(table $cities | awk -F'\t' '$1 !~ /^(gn:[1-9][0-9]*|loc:[a-z0-9-]+)$/ { print $1 }')"
check "nearly all ids are GeoNames ids (loc: at most 20)" "$(table $cities | awk -F'\t' '/^loc:/ { n++ } END { if (n > 20) print n }')"
check "countries are two letters, kinds are known" \
	"$(table $cities | awk -F'\t' '$2 !~ /^[A-Z][A-Z]$/ || $3 !~ /^(capital|province|city|county|district)$/')"
check "coordinates are on the earth, populations are numbers" \
	"$(table $cities | awk -F'\t' '$4 !~ /^-?[0-9]+\.[0-9]+$/ || $5 !~ /^-?[0-9]+\.[0-9]+$/ || $4 < -90 || $4 > 90 || $5 < -180 || $5 > 180 || $6 !~ /^[0-9]+$/')"
check "every place has an English name" "$(table $cities | awk -F'\t' '$7 == ""')"
check "rows stand in the order country, id" \
	"$(table $cities | awk -F'\t' '{ c = $2; k = $1 ~ /^gn:/ ? substr($1, 4) + 0 : 1e12 } c < pc || (c == pc && k < pk) { print $1 } { pc = c; pk = k }')"
check "no form is strong for two places" "$(table $cities | awk -F'\t' '
	{
		split("", weak); split("", mine)
		n = split($12, w, "|"); for (i = 1; i <= n; i++) weak[w[i]] = 1
		n = split($7 "|" $8 "|" $9 "|" $10 "|" $11, s, "|")
		for (i = 1; i <= n; i++) {
			if (s[i] == "" || s[i] in weak || s[i] in mine) continue
			mine[s[i]] = 1
			if (s[i] in owner) print s[i] ": " owner[s[i]] " " $1
			owner[s[i]] = $1
		}
	}')"
check "no alias is also weak in the same row" "$(table $cities | awk -F'\t' '
	{ split("", weak); n = split($12, w, "|"); for (i = 1; i <= n; i++) weak[w[i]] = 1
	  n = split($11, s, "|"); for (i = 1; i <= n; i++) if (s[i] != "" && s[i] in weak) print $1 ": " s[i] }')"
check "capitals, Korean and Chinese provinces, Korean cities, counties, districts have their names in three languages" \
	"$(table $cities | awk -F'\t' '($3 == "capital" || $3 == "province" || ($2 == "KR" && ($3 == "county" || $3 == "district"))) && ($8 == "" || $9 == "" || $10 == "")')"

# ---- cities: who must be there
# finds FORM ID STRENGTH(strong|weak)
finds() {
	got=$(table $cities | awk -F'\t' -v form="$1" '
		{ n = split($12, w, "|"); for (i = 1; i <= n; i++) if (w[i] == form) { print "weak " $1; next }
		  n = split($7 "|" $8 "|" $9 "|" $10 "|" $11, s, "|"); for (i = 1; i <= n; i++) if (s[i] == form) { print "strong " $1; next } }')
	case "
$got
" in
	*"
$3 $2
"*) check "$1 is $3 for $2" "" ;;
	*) check "$1 is $3 for $2" "found: ${got:-nothing}" ;;
	esac
}
for form in 서울 서울시 서울특별시 首爾 首尔 漢城 汉城 首爾特別市 Seoul; do finds $form gn:1835848 strong; done
for form in 베이징 베이징시 북경 北京 北京市 Beijing Peking; do finds $form gn:1816670 strong; done
for form in 선양 심양 瀋陽 沈阳 Shenyang; do finds $form gn:2034937 strong; done
for form in 도쿄 동경 東京 东京 Tokyo; do finds $form gn:1850147 strong; done
for form in "Washington DC" "Washington D.C." 워싱턴; do finds "$form" gn:4140963 strong; done
for form in "São Paulo" "San Paolo" "Sao Paulo" 상파울루 圣保罗; do finds "$form" gn:3448439 strong; done
finds "Hong Kong" gn:1819729 strong
finds 홍콩 gn:1819729 strong
finds "Mexico City" gn:3530597 strong
finds Lianyungang gn:1788694 strong
finds 連雲港 gn:1788694 strong
finds "Mokpo City" gn:1841066 strong
finds 광주 gn:1841811 strong
# words, surnames, other places: only with context
finds 광주 gn:1809858 weak
finds 광주 gn:1841810 weak
finds 소주 gn:1886760 weak
finds 무한 gn:1791247 weak
finds 장사 gn:1815577 weak
finds 대련 gn:1814087 weak
finds 청도 gn:1797929 weak
finds 상주 gn:1837706 weak
finds 여수 gn:1884138 weak
finds 진주 gn:1846052 weak
finds 부여 gn:1838508 weak
finds 고성 gn:1842518 weak
finds 고성군 gn:1840179 weak
finds 중구 gn:1845068 weak
finds 빈 gn:2761369 weak
finds 지난 gn:1805753 weak
finds 시안 gn:1790630 weak
finds Nice gn:2990440 weak
finds Reading gn:2639577 weak
finds Mobile gn:4076598 weak
finds 华城市 gn:1843847 weak

# a capital for every member of the United Nations, Taiwan, Kosovo and the Holy See
members="AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU CV CY CZ
DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH
KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM
PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA
UG US UY UZ VA VC VE VN VU WS XK YE ZA ZM ZW"
check "every capital is there" "$(table $cities | awk -F'\t' -v all="$(echo $members)" '
	$3 == "capital" { there[$2] = 1 }
	END { n = split(all, c, " "); for (i = 1; i <= n; i++) if (!(c[i] in there)) print c[i] }')"
check "no country but Bolivia and South Africa could have two; here each has one" \
	"$(table $cities | awk -F'\t' '$3 == "capital" && seen[$2]++ { print $2 ": " $7 }')"
check "Korea: 9 provinces, at least 80 cities, 82 counties, 69 districts" \
	"$(table $cities | awk -F'\t' '$2 == "KR" { n[$3]++ } END { if (n["province"] != 9 || n["city"] < 80 || n["county"] < 82 || n["district"] < 69) print n["province"], n["city"], n["county"], n["district"] }')"
check "China: 27 provinces, at least 330 prefecture-level places with Korean and Chinese names" \
	"$(table $cities | awk -F'\t' '$2 == "CN" && $3 == "province" { p++ } $2 == "CN" && $8 != "" && $9 != "" { c++ } END { if (p != 27 || c < 330) print p, c }')"
# every prefecture-level name, as in the supplement, is found again under both scripts and in Korean
check "what the supplements say is in cities.tsv" "$(
	for f in korea china world; do table $dir/make/$f.tsv; done | awk -F'\t' '
	NR == FNR { if ($0 !~ /^#/) row[$1] = $8 "\t" $9 "\t" $10; next }
	row[$1] != $8 "\t" $9 "\t" $10 { print $1, $7, row[$1] }' $cities -)"

# ---- organizations
check "every organization's seat is in cities.tsv" \
	"$(table $orgs | awk -F'\t' 'NR == FNR { id[$1] = 1; next } $8 != "" && !($8 in id) { print $1, $8 }' $cities -)"
check "org ids are wd:Q…, ror:… or loc:…" "$(table $orgs | awk -F'\t' '$1 !~ /^(wd:Q[1-9][0-9]*|ror:[0-9a-z]+|loc:[a-z0-9-]+)$/ { print $1 }')"
check "years founded are four digits or empty" "$(table $orgs | awk -F'\t' '$7 !~ /^([0-9][0-9][0-9][0-9])?$/ { print $1, $7 }')"
check "no full name or alias of an organization means two" "$(table $orgs | awk -F'\t' '
	{ split("", mine); n = split($3 "|" $4 "|" $5 "|" $6 "|" $10, s, "|")
	  for (i = 1; i <= n; i++) { if (s[i] == "" || s[i] in mine) continue; mine[s[i]] = 1
	    if (s[i] in owner) print s[i] ": " owner[s[i]] " " $1; owner[s[i]] = $1 } }')"
org() {
	check "organization $1 ($2)" "$(table $orgs | awk -F'\t' -v a="$1" -v y="$2" '$2 == a || $3 == a || $4 == a || $5 == a || index("|" $10 "|", "|" a "|") { if ($7 == y) ok = 1 } END { if (!ok) print "not found, or with another year" }')"
}
org INBAR 1997
org SCO 2001
org UCLG 2004
org CITYNET 1987
org AIIB ""
org WTCF 2012
org 세계관광도시연합회 2012
org 中国社会科学院 1977
org "China Academy of Urban Planning & Design" 1954
org "Beijing Municipal People's Government Foreign Affairs Office" ""
org 서울특별시청 ""
org "International Vaccine Institute" 1997

# ---- indices
check "publishers of indices are in organizations.tsv" \
	"$(table $indices | awk -F'\t' 'NR == FNR { id[$1] = 1; next } $6 != "" && !($6 in id) { print $1, $6 }' $orgs -)"
check "indices name what their rows are" "$(table $indices | awk -F'\t' '$7 !~ /^(city|country|organization)$/')"
check "no name or alias of an index means two" "$(table $indices | awk -F'\t' '
	{ split("", mine); n = split($3 "|" $4 "|" $5 "|" $9, s, "|")
	  for (i = 1; i <= n; i++) { if (s[i] == "" || s[i] in mine) continue; mine[s[i]] = 1
	    if (s[i] in owner) print s[i] ": " owner[s[i]] " " $1; owner[s[i]] = $1 } }')"
for i in gpci gci gdci gcg icca gawc gfci eiu-liveability mercer-qol cimi gucr; do
	check "index $i has names in three languages" "$(table $indices | awk -F'\t' -v i=$i '$1 == i && $3 != "" && $4 != "" && $5 != "" { ok = 1 } END { if (!ok) print "no" }')"
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
