#!/usr/bin/python3
"""Weights -> the two models that Sillok ships: ship.py WEIGHTS OUTFOLDER [--float] [--no-words]

Place in the flow: last step of `make model`. Writes OUTFOLDER/sillok_ko.traineddata (Hangul, Hanja, Latin) and sillok_ko_light.traineddata
(without Hanja: 〓 stands for one), int8, from a weights file of start.py or train.c. --float writes the weights as they are: ten times
slower to read with, for comparing and for lstmtraining. --no-words leaves the list of words out, to see what it does.
Spaces are the network's own: Tesseract leaves spaces out between characters of the scripts Hangul and Han, so the unicharset names their
script Kore. The same weights give the same bytes.
"""
import sys
import tempfile
import unicodedata
from pathlib import Path

import alphabet
import network
import traineddata
import weights
import words

VERSION = "1"
BIDI = {"L": 0, "EN": 2, "ES": 3, "ET": 4, "CS": 6, "B": 7, "S": 8, "WS": 9, "ON": 10, "NSM": 17}   # the numbers ICU has for them
MIRRORED = dict(zip("()[]{}<>«»〈〉《》「」『』【】〔〕≤≥", ")(][}{><»«〉〈》《」「』『】【〕〔≥≤"))
ALPHA, LOWER, UPPER, DIGIT, PUNCTUATION = 1, 2, 4, 8, 16
BODY = "Ct3,3,16Mp3,3Lfys64Lfx96Lrx96Lfx"


def unicharset(chars):
    """The lines for characters whose ids are 3, 4, ..., after Tesseract's own three."""
    ids = {c: i + 3 for i, c in enumerate(chars)}
    lines = ["NULL 0 Common 0", "Joined 7 0,255,0,255,0,0,0,0,0,0 Latin 1 0 1 Joined",
             "|Broken|0|1 f 0,255,0,255,0,0,0,0,0,0 Common 2 10 2 |Broken|0|1"]
    for c, i in ids.items():
        kind, name = unicodedata.category(c), unicodedata.name(c)
        what = ALPHA if kind[0] == "L" or c == alphabet.GETA else DIGIT if kind == "Nd" else PUNCTUATION if kind[0] in "PS" else 0
        what |= {"Ll": LOWER, "Lu": UPPER}.get(kind, 0)
        script = ("Kore" if alphabet.is_han(c) or name.startswith("HANGUL") or c == alphabet.GETA else "Latin" if name.startswith("LATIN")
                  else "Greek" if name.startswith("GREEK") else "Common")
        other = ids.get(c.swapcase(), i) if kind in ("Ll", "Lu") else i
        lines.append(f"{c} {what:x} 0,255,0,255,0,0,0,0,0,0 {script} {other} {BIDI[unicodedata.bidirectional(c)]} "
                     f"{ids.get(MIRRORED.get(c), i)} {c}")
    return lines


def layer(kind, name, inputs, outputs, **more):
    """One layer; those with weights learn in the ordinary way, should somebody train the model on."""
    n = {"number": 0, "kind": kind, "name": name, "training": 0, "backward": 0, "flags": 192, "inputs": inputs, "outputs": outputs, **more}
    n["weights"] = sum(m["rows"] * m["columns"] for m in network.matrices(n))
    if "kids" in n:
        n["rates"] = [1e-3] * len(n["kids"])
    return n


def body(name, arrays, prefix, top, pack):
    """Tesseract's layers for one of the two bodies."""
    def lstm(kind, title, key, inputs, outputs):
        return layer(kind, title, inputs, outputs, states=inputs + outputs, gates=[pack(arrays[f"{prefix}{key}{g}"]) for g in range(4)])
    kids = [layer("Series", "ConvSeries", 1, 16, kids=[layer("Convolve", "Convolve", 1, 9, half=[1, 1]),
                                                       layer("Tanh", "ConvNL", 9, 16, matrix=pack(arrays[prefix + "conv"]))]),
            layer("Maxpool", "Maxpool", 16, 16, scale=[3, 3]),
            layer("XYTranspose", "XYTransLSTM", 16, 64, kids=[lstm("SummLSTM", "Lfys64", "lfys", 16, 64)]),
            lstm("LSTM", "Lfx96", "lfx", 64, 96),
            layer("RTLReversed", "RevLSTM", 96, 96, kids=[lstm("LSTM", "Lrx96", "lrx", 96, 96)]),
            lstm("LSTM", f"Lfx{top}", "top", 96, top)]
    return kids if name is None else [layer("Series", name, 1, top, kids=kids)]


def net(arrays, which, pack):
    """-> the network and the words that describe it in Tesseract's own shorthand."""
    start = [layer("Input", "Input", 48, 1, shape=[1, 48, 0, 1, 0])]
    if which == "whole":
        bodies = (body("HangulBody", arrays, "A.", weights.HANGUL, pack) + body("HanBody", arrays, "B.", weights.HAN, pack))
        middle = [layer("Parallel", "Bodies", 1, weights.HANGUL + weights.HAN, kids=bodies)]
        spec = f"([{BODY}{weights.HANGUL}][{BODY}{weights.HAN}])"
    else:
        middle, spec = body(None, arrays, "A.", weights.HANGUL, pack), f"{BODY}{weights.HANGUL}"
    soft = arrays[which]
    end = layer("Softmax", "Output", middle[-1]["outputs"], soft.shape[0], matrix=pack(soft))
    for n in [*middle, end]:
        n["backward"] = int(n["kind"] != "Series")
    return layer("Series", "Series", 48, soft.shape[0], kids=[*start, *middle, end]), f"[1,48,0,1{spec}O1c{soft.shape[0]}]"


def model(a, arrays, which, int8=True, with_words=True):
    """-> name and bytes of a .traineddata: which is whole or light; int8, else doubles."""
    chars = {c: w for c, (w, _) in a["codes"].items()} if which == "whole" else {
        c: light for c, (_, light) in a["codes"].items() if not alphabet.is_han(c)} | {alphabet.GETA: [a["light"] - 1]}
    del chars[" "]
    if arrays[which].shape[0] != a[which]:
        raise traineddata.Damaged(f"The weights have {arrays[which].shape[0]} codes, but the alphabet has {a[which]}: "
                                  "the alphabet was changed after the training began; use the one it began with.")
    network_, spec = net(arrays, which, network.quantized if int8 else network.plain)
    name = "sillok_ko" if which == "whole" else "sillok_ko_light"
    parts = {"lstm": network.write({"net": network_, "spec": spec, "flags": 64 | int(int8), "iteration": 0, "sample": 0,
                                    "null": a["null"], "beta": 0.999, "rate": 1e-3, "momentum": 0.5, "rest": b""}),
             "lstm-unicharset": traineddata.write_unicharset(unicharset(chars)),
             "lstm-recoder": traineddata.write_recoder([(1, [0]), (1, [a["null"]]), (1, [a["null"]])] + [(1, k) for k in chars.values()]),
             "version": f"{name}:{VERSION}:from the stock script models Hangul and HanT (synth20170629):{spec}".encode()}
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        (folder / "ours").write_bytes(parts["lstm-unicharset"])
        for kind, lines in words.build(a, folder, which == "whole").items():
            if kind == "word" and not with_words:
                continue
            (folder / "list").write_text("".join(w + "\n" for w in lines), "utf-8")
            words.run("wordlist2dawg", str(folder / "list"), str(folder / "dawg"), str(folder / "ours"))
            parts[f"lstm-{kind}-dawg"] = (folder / "dawg").read_bytes()
    return name, traineddata.write(parts)


def main(path, out, *options):
    if set(options) - {"--float", "--no-words"}:
        raise traineddata.Damaged(f"ship.py does not know {' '.join(options)}; it knows --float and --no-words.")
    a, arrays = alphabet.build(), weights.read(path)
    Path(out).mkdir(parents=True, exist_ok=True)
    for which in ("whole", "light"):
        name, data = model(a, arrays, which, "--float" not in options, "--no-words" not in options)
        target = Path(out) / f"{name}.traineddata"
        target.write_bytes(data)
        print(f"{target}: {len(data)} bytes")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except traineddata.Damaged as e:
        sys.exit(f"ship.py: {e}")
