#!/usr/bin/python3
"""What the line model can write, and in which codes: alphabet.py OUT/alphabet.tsv

Place in the flow: first step of `make model`; text.py writes lines of these characters only, train.c learns these codes, start.py gives
them weights to begin with, ship.py puts them into the recoder.
The set: the 2,350 syllables and 4,888 Hanja (4,622 after NFC) of KS X 1001, what the stock models Hangul and HanT have, symbols.tsv, more.tsv;
at the end the simplified characters: what the stock model HanS has beside these and level 1 of GB 2312.
The codes of the whole model: those of the stock Hangul model as they are (0 the space, a syllable = lead, vowel, tail; its null stays
null), new ones for five tails and the new signs, then the Han codes of the stock HanT model. HanT codes a Hanja by the letters of its
Wubi 86 stem, one range of codes for each place, and a code more where two share a stem; a Hanja that HanT lacks gets its code in the same
way from Rime's table (Debian: rime-data-wubi), so that the parts of it that HanT knows are asked for by the codes HanT knows them by.
Simplified characters get theirs in the same way and last, so that no other character's codes change and the network has no output more;
one for which that is not possible is left out (LEFT_OUT says so of the ones that we know).
The light model has the same codes without the Han ones, and one code, the last, for every Hanja.
Output: a comment with the numbers of codes and the nulls, then: character, tab, whole codes, tab, light codes.
"""
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import traineddata

HERE = Path(__file__).parent
STOCK = Path("/usr/share/tesseract-ocr/5/tessdata")
WUBI = Path("/usr/share/rime-data/wubi86.dict.yaml")
GETA = "〓"
TAILS = {3: 1, 12: 8, 13: 8, 14: 8, 24: 1}   # tails the stock model lacks (ㄳ ㄽ ㄾ ㄿ ㅋ) -> the tail whose weights they start from
HAN_FIRST = 137                              # HanT: codes below are of signs and Latin, from here to its null those of Hanja
SAME_STEM = {3: [212], 4: [238, 239]}        # HanT: codes added to a stem of this length when another Hanja has it already

LEFT_OUT = "丨"                              # of HanS: the stroke alone; in print it is the sign |. No other one had to be left out


def is_syllable(c):
    return "가" <= c <= "힣"


def is_han(c):
    return len(c) == 1 and ("\u3400" <= c <= "\u9fff" or "\uf900" <= c <= "\ufaff")


def table(name):
    """A TSV of this folder -> list of dicts; comment lines left out."""
    lines = [x for x in (HERE / name).read_text("utf-8").splitlines() if x and not x.startswith("#")]
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines[1:]]


def stock(model):
    """A stock script model -> {character: its codes}."""
    path = STOCK / f"{model}.traineddata"
    parts = traineddata.read(path.read_bytes(), str(path))
    names = traineddata.characters(traineddata.read_unicharset(parts["lstm-unicharset"]))
    codes = [code for _, code in traineddata.read_recoder(parts["lstm-recoder"])]
    return {c: codes[i] for i, c in enumerate(names) if i not in (1, 2)}   # 1 and 2 are Tesseract's own marks


def rows(first, last, encoding="euc-kr"):
    """The characters of rows first to last of KS X 1001 (or of GB 2312: "gb2312"), in its order, NFC, each once."""
    found = []
    for row in range(first, last + 1):
        for cell in range(1, 95):
            try:
                found.append(unicodedata.normalize("NFC", bytes([0xA0 + row, 0xA0 + cell]).decode(encoding)))
            except UnicodeDecodeError:
                pass                          # a place of the table that is empty
    return list(dict.fromkeys(found))


def simplified():
    """The simplified characters: those of the stock model HanS, then those of GB 2312 level 1; NFC, each once."""
    return [c for c in dict.fromkeys(unicodedata.normalize("NFC", c) for c in stock("HanS") if is_han(c)) if c not in LEFT_OUT] + rows(16, 55, "gb2312")


def wubi():
    """{Hanja: its Wubi 86 stems, shortest first, as lists of numbers 0 to 24}."""
    found = {}
    for line in WUBI.read_text("utf-8").split("\n...\n")[1].splitlines():
        fields = line.lstrip("#").split("\t")
        if len(fields) > 1 and is_han(fields[0]) and "z" not in fields[1]:
            found.setdefault(fields[0], set()).add(fields[1])
    return {c: [[ord(x) - 97 for x in stem] for stem in sorted(stems, key=lambda s: (len(s), s))] for c, stems in found.items()}


def hanja_codes(extra, last=()):
    """[Hanja], and their codes in HanT's numbers: {Hanja: codes}; numbers from 1000 on are codes that HanT lacks. Those of last get codes
    without a number that the others do not need, or are left out."""
    have = {c: k for c, k in stock("HanT").items() if is_han(c)}
    stems, place = wubi(), {}
    for at in range(4):                       # HanT's own code for each letter at each place, learnt from what it has
        for letter in range(25):
            votes = Counter(k[at] for c, k in have.items() if len(k) > at for s in stems.get(c, []) if len(s) > at and s[at] == letter)
            place[at, letter] = votes.most_common(1)[0][0]
    if len(set(place.values())) != 100:
        raise traineddata.Damaged("HanT's codes are not the letters of Wubi stems: another HanT model or table than these programs know.")
    used = {tuple(k) for k in have.values()}
    codes, numbers = dict(have), None
    for c in dict.fromkeys(rows(42, 93) + extra + [""] + list(last)):
        if not c:                             # what follows must do with the numbers there are
            numbers = {x for k in codes.values() for x in k}
            continue
        if c in codes:
            continue
        if c not in stems and numbers:
            continue
        if c not in stems:
            raise traineddata.Damaged(f"{WUBI} has no stem for {c} (U+{ord(c):04X}): leave it out of more.tsv.")
        free = [[place[at, letter] for at, letter in enumerate(s)] for s in stems[c]]
        free += [k + [more] for k in free[::-1] for more in SAME_STEM.get(len(k), [])]
        if numbers:                           # a code that marks a second of the same stem will do for a stem of any length
            free += [free[0] + [more] for added in SAME_STEM.values() for more in added]
        free += [free[len(stems[c]) - 1] + [1000 + n] for n in range(20)]
        code = next((k for k in free if tuple(k) not in used and (numbers is None or numbers.issuperset(k))), None)
        if code is None:
            continue
        codes[c] = code
        used.add(tuple(codes[c]))
    return codes


def build():
    """-> {whole, light: numbers of codes; null; codes: {character: (whole, light)} in the order they are written in; new: [(code, stock
    code to start from or None)]; dropped: stock codes that no character has any more; han: {whole code: HanT's code or None}}."""
    hangul, symbols, more = stock("Hangul"), table("symbols.tsv"), table("more.tsv")
    null = max(k for code in hangul.values() for k in code) + 1
    taken = {chr(int(u[2:], 16)) for s in symbols for u in s["also"].split()} | {s["stock"] for s in symbols}
    taken -= {s["char"] for s in symbols}
    light = {" ": [0]}
    light.update((c, k) for c, k in hangul.items() if not is_syllable(c) and c not in taken)
    parts = [{}, {}, {}]
    for c, code in hangul.items():
        if is_syllable(c):
            o = ord(c) - 0xAC00
            for part, jamo, k in zip(parts, (o // 588, o % 588 // 28, o % 28), code):
                part[jamo] = k
    new = []

    def another(source):
        new.append((null + 1 + len(new), source))
        return new[-1][0]

    for tail, source in TAILS.items():
        parts[2][tail] = another(parts[2][source])
    for s in symbols:
        if s["stock"]:
            light[s["char"]] = hangul[s["stock"]]
        else:
            light[s["char"]] = [another(hangul[s["like"]][0] if s["like"] in hangul else None)]
    syllables = [c for c in hangul if is_syllable(c)] + rows(16, 40) + [c for m in more if m["kind"] == "hangul" for c in m["characters"]]
    for c in dict.fromkeys(syllables):
        o = ord(c) - 0xAC00
        light[c] = [parts[0][o // 588], parts[1][o % 588 // 28], parts[2][o % 28]]
    first_han = null + 1 + len(new)           # in the light model this is the one code of all Hanja
    hanja = hanja_codes([c for m in more if m["kind"] == "hanja" for c in m["characters"]], simplified())
    renumber = {k: first_han + i for i, k in enumerate(sorted({k for code in hanja.values() for k in code}))}
    codes = {c: (k, k) for c, k in light.items()}
    codes.update((c, ([renumber[x] for x in k], [first_han])) for c, k in hanja.items())
    if len({tuple(w) for w, _ in codes.values()}) != len(codes):
        raise traineddata.Damaged("Two characters have the same codes: look for one that stands twice in symbols.tsv or more.tsv.")
    in_use = {k for c, (w, _) in codes.items() for k in w}
    return {"whole": first_han + len(renumber), "light": first_han + 1, "null": null, "codes": codes, "new": new,
            "dropped": sorted(set(range(null)) - in_use), "han": {v: (k if k < 1000 else None) for k, v in renumber.items()},
            "also": {chr(int(u[2:], 16)): s["char"] for s in symbols for u in s["also"].split()}}


def main(out):
    a = build()
    with open(out, "w", encoding="utf-8") as f:
        print(f"# whole {a['whole']} {a['null']} light {a['light']} {a['null']}", file=f)
        for c, codes in a["codes"].items():
            print(c, *(" ".join(map(str, k)) for k in codes), sep="\t", file=f)
    kinds = Counter("syllables" if is_syllable(c) else "Hanja" if is_han(c) else "others" for c in a["codes"])
    missing = list(dict.fromkeys(c for c in simplified() if c not in a["codes"]))
    if missing:
        print(f"{out}: left out, no code without a new output: {''.join(missing)}")
    print(f"{out}: {len(a['codes'])} characters ({', '.join(f'{n} {k}' for k, n in kinds.items())}); "
          f"{a['whole']} codes, {a['light']} in the light model, null {a['null']}")


if __name__ == "__main__":
    main(sys.argv[1])
