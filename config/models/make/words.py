"""The word, punctuation and number lists of the line model, as files that wordlist2dawg packs.

Place in the flow: ship.py asks for them. The lists come from the stock Hangul model (Apache-2.0): its Korean words, its English ones as far as
Debian's wamerican (public domain) has them, its patterns of punctuation and numbers. To these come words in Hanja out of libhangul's
hanja.txt (BSD, Choe Hwanjin) whose reading is among the Korean words, and the brackets of Korean papers. A word that the model cannot write
is left out. In the patterns a space stands for the word or the digit.
"""
import os
import subprocess
from pathlib import Path

import alphabet
import traineddata

HANJA = Path("/usr/share/libhangul/hanja/hanja.txt")
ENGLISH = Path("/usr/share/dict/words")
BRACKETS = ["「」", "『』", "〈〉", "《》", "【】", "〔〕", "“”", "‘’"]
AFTER = ["", ".", ",", ";", ":", ")", "·"]


def run(*command):
    """Run one of Tesseract's own tools; what it prints only matters if it fails."""
    try:
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "OMP_THREAD_LIMIT": "1"})
    except FileNotFoundError as e:
        raise traineddata.Damaged(f"There is no program {command[0]}: install the Debian package tesseract-ocr.") from e
    except subprocess.CalledProcessError as e:
        raise traineddata.Damaged(f"{command[0]} failed on {command[1]}: {e.stderr.decode(errors='replace').strip()[-200:]}") from e


def stock(scratch):
    """-> {word, punc, number: lines} of the stock Hangul model."""
    path = alphabet.STOCK / "Hangul.traineddata"
    parts, lists = traineddata.read(path.read_bytes(), str(path)), {}
    (scratch / "unicharset").write_bytes(parts["lstm-unicharset"])
    for kind in ("word", "punc", "number"):
        (scratch / kind).write_bytes(parts[f"lstm-{kind}-dawg"])
        run("dawg2wordlist", str(scratch / "unicharset"), str(scratch / kind), str(scratch / f"{kind}.txt"))
        lists[kind] = (scratch / f"{kind}.txt").read_text("utf-8").splitlines()
    return lists


def build(a, scratch, hanja=True):
    """alphabet.build() -> {word, punc, number: sorted lines}; hanja: whether words in Hanja are wanted."""
    lists = stock(scratch)
    korean = {w for w in lists["word"] if any(alphabet.is_syllable(c) for c in w)}
    english = {w.lower() for w in ENGLISH.read_text("utf-8").split()}
    words = korean | {w for w in lists["word"] if w.lower() in english and len(w) > 1}
    if hanja:
        pairs = (line.split(":") for line in HANJA.read_text("utf-8").splitlines() if line[:1] != "#" and line.count(":") > 1)
        words |= {han for reading, han, *_ in pairs if reading in korean and len(han) > 1}
    lists["word"] = words
    lists["punc"] = set(lists["punc"]) | {left + " " + right + after for left, right in BRACKETS for after in AFTER} | {
        left + " " for left, _ in BRACKETS} | {" " + right for _, right in BRACKETS}
    return {kind: sorted(w for w in ({"".join(a["also"].get(c, c) for c in w) for w in found})
                         if w.strip() and all(c in a["codes"] for c in w)) for kind, found in lists.items()}
