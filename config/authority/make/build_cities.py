#!/usr/bin/python3
"""Builds config/authority/cities.tsv. Not needed to build or to run Sillok: the result is kept in the repository.

Place in the flow: Debian's GeoNames packages + our supplements (*.tsv beside this file) -> cities.tsv, which room 4 reads.

Needs Debian 12 with libgeonames0 (the list of cities, inside the library as a GResource), libgeonames-common (names by
language, .mo), libglib2.0-bin (gresource), icu-devtools (uconv), libhangul-data (readings of Hanja), wamerican (words).
Python's standard library only. The same packages give the same bytes.

    /usr/bin/python3 config/authority/make/build_cities.py > config/authority/cities.tsv
"""
import gettext
import glob
import os
import re
import struct
import subprocess
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
RESOURCE = "/com/lomiri/geonames/cities.compiled"
LOCALE = "/usr/share/locale/%s/LC_MESSAGES/geonames.mo"
WORDS = "/usr/share/dict/american-english"
HANJA = "/usr/share/libhangul/hanja/hanja.txt"
COLUMNS = ("city_id country kind lat lon population name_en name_ko name_zh_hans name_zh_hant "
           "aliases weak").split()
ENGLISH = set("US GB CA AU NZ IE ZA JM PH".split())   # where small towns mostly bear surnames
HAN_COUNTRIES = set("CN HK JP KP KR MO SG TW".split())   # elsewhere a short name in Chinese or Korean is mere sound, often a person's
BIG = 5          # a shared name belongs to the biggest place when it is this many times the next
SMALL = 100000   # below this a name that is also a word or another place's needs context

HEAD = """# cities.tsv: places that Sillok knows, with names in English, Korean and Chinese (both scripts).
# Built by config/authority/make/build_cities.py; do not edit by hand: change the tables in config/authority/make/ and build again.
# Source: GeoNames (https://www.geonames.org/), Creative Commons Attribution 4.0 (https://creativecommons.org/licenses/by/4.0/),
# as packed by Debian (libgeonames0 and libgeonames-common 0.3.0). Changed: selected columns, Chinese converted between the scripts,
# names, ids and aliases added and corrected from our own tables (own work, licence of the project).
# city_id: gn:<GeoNames id>; loc:<slug> where GeoNames had none when we looked. population 0: unknown. Order: country, then id.
# A form that stands in `weak` needs context even when it is one of the four names; every other name and alias always means this
# place. No form is strong for two places.
"""


def die(message):
    sys.exit("build_cities.py: " + message)


def read_geonames():
    """-> {id: [country, lat, lon, population, name, state code]}. The resource is a GVariant a(sssssssudd)."""
    libs = sorted(glob.glob("/usr/lib/*/libgeonames.so.0"))
    if not libs:
        die("libgeonames.so.0 is not there; install libgeonames0")
    data = subprocess.run(["gresource", "extract", libs[0], RESOURCE], check=True, stdout=subprocess.PIPE).stdout
    end_of_items = struct.unpack("<I", data[-4:])[0]
    ends = struct.unpack("<%dI" % ((len(data) - end_of_items) // 4), data[end_of_items:])
    cities, start = {}, 0
    for end in ends:
        item, at, text = data[start:end], 0, []
        for _ in range(7):
            stop = item.index(b"\0", at)
            text.append(item[at:stop].decode("utf-8"))
            at = stop + 1
        at = (at + 3) // 4 * 4
        population = struct.unpack("<I", item[at:at + 4])[0]
        at = (at + 4 + 7) // 8 * 8
        lat, lon = struct.unpack("<dd", item[at:at + 16])
        cities[text[0]] = [text[4], lat, lon, population, text[1], text[2]]
        start = (end + 7) // 8 * 8
    return cities


def read_names(language):
    with open(LOCALE % language, "rb") as f:
        return gettext.GNUTranslations(f)._catalog


def read_table(name):
    rows = []
    with open(os.path.join(HERE, name), encoding="utf-8") as f:
        columns = None
        for line in f:
            line = line.rstrip("\n")
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            if columns is None:
                columns = cells
                continue
            if len(cells) != len(columns):
                die("%s: %d cells where the head has %d: %s" % (name, len(cells), len(columns), line))
            rows.append(dict(zip(columns, cells)))
    return rows


def uconv(transform, text):
    return subprocess.run(["uconv", "-f", "utf-8", "-t", "utf-8", "-x", transform], input=text.encode("utf-8"),
                          check=True, stdout=subprocess.PIPE).stdout.decode("utf-8")


class Scripts:
    """Traditional and simplified, character by character (names are mostly sounds, so words do not help)."""
    # characters that ICU turns where place names keep them
    KEEP_HANT = dict(zip("干于里台后谷松丰斗岳布范郁沈系志周克岩准回制志", "干于里台后谷松豐斗岳布范郁沈系志周克岩準回制志"))

    def __init__(self, texts):
        chars = sorted({c for t in texts for c in t if is_han(c)})
        plain = "\n".join(chars)
        self.hans = dict(zip(chars, uconv("Hant-Hans", plain).split("\n")))
        self.hant = dict(zip(chars, uconv("Hans-Hant", plain).split("\n")))
        self.hant.update(self.KEEP_HANT)

    def to_hans(self, text):
        return "".join(self.hans.get(c, c) for c in text)

    def to_hant(self, text):
        return "".join(self.hant.get(c, c) for c in text)


def is_han(c):
    return "\u3400" <= c <= "\u9fff" or "\uf900" <= c <= "\ufaff" or "\U00020000" <= c <= "\U0003ffff"


def is_hangul(c):
    return "\uac00" <= c <= "\ud7a3"


def script_of(form):
    if any(is_hangul(c) for c in form):
        return "ko"
    if any(is_han(c) for c in form):
        return "zh"
    return "en"


def clean_ko(name, country):
    name = unicodedata.normalize("NFC", name).strip()
    if not any(is_hangul(c) for c in name) or re.search(r"[A-Za-z]{3}", name):
        return ""
    name = re.sub(r"\s*\(.*\)$", "", name)
    return re.sub(r" (시|구|현|지구|군|섬|주)$", "", name) if country != "KR" else name


def clean_zh(name):
    name = unicodedata.normalize("NFC", name).strip()
    if not name or not all(is_han(c) or c in "·-‧・" for c in name):
        return ""
    name = name.replace("-", "·").replace("・", "·").replace("‧", "·")
    return name[:-1] if len(name) > 2 and name[-1] == "市" else name


def plain_latin(name):
    """São Paulo -> Sao Paulo; the marks of transcription go too."""
    table = {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe",
             "ə": "a", "Ə": "A", "þ": "th", "ð": "d", "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "ʿ": "'", "ʾ": "'"}
    text = "".join(table.get(c, c) for c in name)
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return text


def clean_en(name):
    name = unicodedata.normalize("NFC", name).strip().replace("’", "'").replace("‘", "'").replace("`", "'")
    return re.sub(r"\s*\(.*\)$", "", name).rstrip("'")


class Place:
    def __init__(self, city_id, country):
        self.id, self.country, self.kind = city_id, country, "city"
        self.lat = self.lon = ""
        self.population = 0
        self.names = {"name_en": "", "name_ko": "", "name_zh_hans": "", "name_zh_hant": ""}
        self.strong, self.weak = {}, {}     # ordered sets; what a person wrote is True, what a rule found False
        self.asked = ""    # the supplement it stands in

    def weight(self):
        return max(self.population, 1000000 if self.kind == "capital" else 0)

    def key(self):
        head, tail = self.id.split(":", 1)
        return (self.country, head != "gn", int(tail) if head == "gn" else 0, tail)


def load_places():
    names = {k: read_names(k) for k in ("en", "ko", "zh", "zh_CN", "zh_TW")}
    base = read_geonames()
    for r in read_table("same.tsv"):
        if r["drop"] in base:
            base[r["keep"]] = base.pop(r["drop"])
    countries = {v for k, v in names["en"].items() if re.fullmatch("[A-Z]{2}", k)}
    regions = {}
    for code, name in names["en"].items():
        if re.fullmatch(r"[A-Z]{2}\..+", code):
            regions.setdefault(clean_en(name), set()).add(code)
    supplements = [dict(r, file=n) for n in ("korea.tsv", "china.tsv", "world.tsv") for r in read_table(n)]
    raw = [names[k].get(i, "") for i in base for k in ("zh", "zh_CN", "zh_TW")]
    raw += [r[k] for r in supplements for k in ("name_zh_hans", "name_zh_hant", "aliases", "weak")]
    scripts = Scripts(raw)
    places = {}
    for i, (country, lat, lon, population, name, _) in base.items():
        p = places["gn:" + i] = Place("gn:" + i, country)
        p.lat, p.lon, p.population = "%.4f" % lat, "%.4f" % lon, population
        p.names["name_en"] = clean_en(names["en"].get(i) or name)
        if country == "JP":
            p.names["name_en"] = re.sub("-shi$", "", p.names["name_en"])
        p.names["name_ko"] = clean_ko(names["ko"].get(i, ""), country)
        any_zh = clean_zh(names["zh"].get(i, ""))
        hans, hant = clean_zh(names["zh_CN"].get(i, "")), clean_zh(names["zh_TW"].get(i, ""))
        hans = hans or any_zh or hant
        # the traditional name is kept when it is one, not when it is a simplified one under another label
        source = hant or (any_zh if any_zh != scripts.to_hans(any_zh) else hans)
        p.names["name_zh_hans"], p.names["name_zh_hant"] = scripts.to_hans(hans), scripts.to_hant(source)
        for form in (plain_latin(p.names["name_en"]),):
            if form != p.names["name_en"]:
                p.strong[form] = False
        if country in ("JP", "KP", "CN", "TW"):
            if p.names["name_zh_hans"] and len(p.names["name_zh_hans"]) > 1:
                for form in (p.names["name_zh_hans"], p.names["name_zh_hant"]):
                    if form[-1] not in "市区區县縣镇鎮州盟旗":
                        p.strong[form + "市"] = False
            if p.names["name_ko"] and country != "KP" and not p.names["name_ko"].endswith("시"):
                p.strong[p.names["name_ko"] + "시"] = False
    for row in supplements:
        p = places.setdefault(row["city_id"], Place(row["city_id"], row["country"]))
        if p.country != row["country"]:
            die("%s is in %s, the supplement says %s" % (p.id, p.country, row["country"]))
        if p.asked:
            die("%s stands twice in the supplements" % p.id)
        p.asked = row["file"]
        p.kind = row["kind"]
        p.strong.clear()
        for k in p.names:
            p.names[k] = row[k] or p.names[k]
        if row["lat"]:
            p.lat, p.lon = row["lat"], row["lon"]
        if not p.lat:
            die("%s has no coordinates" % p.id)
        if row["population"]:
            p.population = int(row["population"])
        for form in filter(None, row["aliases"].split("|")):
            p.strong[form] = True
        for form in filter(None, row["weak"].split("|")):
            p.weak[form] = True
    return places, countries, regions, names["en"], base


def word_lists():
    words, titles = set(), set()
    with open(WORDS, encoding="utf-8") as f:
        for line in f:
            w = line.strip()
            if "'" in w:
                continue
            (words if w.islower() else titles).add(w)
    given = {r["form"]: r["why"] for r in read_table("weak_words.tsv")}
    return words, titles, given


def korean_nouns():
    """Forms of two or more syllables that hanja.txt knows as at least two words: as likely a noun as a place."""
    seen = {}
    with open(HANJA, encoding="utf-8") as f:
        for line in f:
            if line.startswith("#") or line.count(":") < 2:
                continue
            hangul, hanja, _ = line.split(":", 2)
            if len(hangul) > 1:
                seen[hangul] = seen.get(hangul, 0) + 1
    return seen


def readings():
    table = {}
    with open(HANJA, encoding="utf-8") as f:
        for line in f:
            if line.startswith("#") or line.count(":") < 2:
                continue
            hangul, hanja, _ = line.split(":", 2)
            if len(hanja) == 1 and len(hangul) == 1:
                table.setdefault(hanja, []).append(hangul)
    return table


INITIAL = {"라": "나", "락": "낙", "란": "난", "람": "남", "랍": "납", "랑": "낭", "래": "내", "랭": "냉", "량": "양", "려": "여",
           "력": "역", "련": "연", "렬": "열", "렴": "염", "령": "영", "례": "예", "로": "노", "록": "녹", "뢰": "뇌", "료": "요",
           "룡": "용", "루": "누", "류": "유", "륙": "육", "륜": "윤", "률": "율", "륭": "융", "릉": "능", "리": "이", "린": "인",
           "림": "임", "립": "입", "녀": "여", "년": "연", "념": "염", "녕": "영", "뇨": "요", "뉴": "유", "니": "이"}


def sino_korean(hant, table):
    """The reading a Korean gives a Chinese name; empty where a character has several."""
    out = []
    for at, c in enumerate(hant):
        given = [h for h in table.get(c, []) if h not in INITIAL.values() or INITIAL.keys().isdisjoint(table.get(c, []))]
        given = [h for h in given if not any(INITIAL.get(g) == h for g in table.get(c, []))]
        if len(given) != 1:
            return ""
        out.append(INITIAL.get(given[0], given[0]) if at == 0 else given[0])
    return "".join(out)


def decide(places, countries, regions, english, base):
    words, titles, given = word_lists()
    nouns, table = korean_nouns(), readings()
    for p in places.values():
        for form in p.names.values():
            if form and form not in p.strong and form not in p.weak:
                p.strong[form] = False
        if p.country == "CN" and p.id.startswith("gn:") and p.asked != "china.tsv" and len(p.names["name_zh_hant"]) in (2, 3, 4):
            reading = sino_korean(p.names["name_zh_hant"], table)
            if reading and reading not in p.strong:
                (p.strong if len(reading) > 2 else p.weak)[reading] = False
    # 1. what one form alone says
    for p in places.values():
        code = base.get(p.id[3:], [""] * 6)
        home = "%s.%s" % (code[0], code[5])
        for form in [f for f, hand in p.strong.items() if not hand]:
            kind, n, far = script_of(form), p.weight(), p.country not in HAN_COUNTRIES
            if form in given:
                weak = True
            elif kind == "en":
                one = " " not in form and "-" not in form
                ordinary = all(w.lower() in words for w in re.split("[ -]", form))
                weak = (len(form) <= 3
                        or (len(form) == 4 and n < 300000)
                        or one and form.lower() in words and n < 3000000
                        or one and form in titles and n < 700000
                        or one and p.country in ENGLISH and n < 50000
                        or one and len(form) == 5 and n < SMALL
                        or not one and ordinary and n < 3 * SMALL
                        or form in countries and p.kind != "capital"
                        or form in regions and home not in regions[form] and n < 500000)
            elif kind == "ko":
                weak = (len(form) == 1
                        or len(form) == 2 and (nouns.get(form, 0) > 0 or n < SMALL)
                        or nouns.get(form, 0) > 0 and n < SMALL
                        or far and len(form) == 3 and n < 50000)
            else:
                weak = (len(form) == 1
                        or len(form) == 2 and n < (3 * SMALL if far else SMALL) and p.kind != "capital"
                        or far and len(form) == 3 and n < SMALL and p.kind != "capital")
            if weak:
                p.weak[form] = False
                del p.strong[form]
        # "…城市" is the word city to most readers (奥运城市 is not 运城市)
        for form in [f for f in p.strong if len(f) == 3 and f.endswith("城市")]:
            p.weak[form] = p.strong.pop(form)
    # 2. what the others say: a form that a person gave to one place is weak on all others
    owners = {}
    for p in places.values():
        for form in list(p.strong) + list(p.weak):
            owners.setdefault(form, []).append(p)
    clashes = []
    for form, who in owners.items():
        if len(who) < 2:
            continue
        by_hand = [p for p in who if p.strong.get(form)]
        if len(by_hand) > 1:
            clashes.append("%s: %s" % (form, ", ".join(p.id for p in by_hand)))
        if by_hand:
            keep = by_hand[0]
        else:
            claim = sorted(who, key=lambda p: (-p.weight(), p.key()))
            keep = claim[0] if claim[0].weight() >= BIG * max(1, claim[1].weight()) and form in claim[0].strong else None
        for p in who:
            if p is not keep and form in p.strong:
                p.weak[form] = p.strong.pop(form)
    if clashes:
        die("always this place, says a supplement for two places:\n  " + "\n  ".join(sorted(clashes)))


def write(places, out):
    out.write(HEAD)
    out.write("\t".join(COLUMNS) + "\n")
    for p in sorted(places.values(), key=Place.key):
        names = [p.names[k] for k in COLUMNS[6:10]]
        aliases = [f for f in p.strong if f not in names]
        out.write("\t".join([p.id, p.country, p.kind, p.lat, p.lon, str(p.population)] + names +
                            ["|".join(aliases), "|".join(p.weak)]) + "\n")


def main():
    places, countries, regions, english, base = load_places()
    decide(places, countries, regions, english, base)
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    write(places, sys.stdout)


if __name__ == "__main__":
    main()
