#!/usr/bin/python3
"""The weights that training starts from: start.py OUT/start.bin

Place in the flow: after alphabet.py, before train.c; ship.py can also ship these weights as they are (the extension without training).
The bodies are those of the stock script models Hangul and HanT (Apache-2.0). The whole softmax is put together block by block: Hangul's rows
see the Hangul body, HanT's rows for Hanja the Han body, the row of null both. Left as they are, the Han rows lie some seven below Hangul's,
so the merged model reads Hangul as before and learns Hanja from there; weighed evenly (null at 0 in both) it would lose 8 of 10 syllables. A new code starts as a copy of the code that looks most like
it, quieter; codes that no character has any more are silent. The light softmax is Hangul's with the same new rows.
"""
import sys
from pathlib import Path

import numpy

import alphabet
import network
import traineddata
import weights

QUIETER = 4.0    # taken from the bias of a new code: before training it is to lose against what it was copied from
HAN_QUIETER = 2.0  # from the bias of every Han code: the Han body has an opinion of Hangul too
SILENT = -15.0   # bias of a code that no character has


def stock(model):
    """-> the arrays of a stock body, its softmax and its null."""
    path = alphabet.STOCK / f"{model}.traineddata"
    m = network.read(traineddata.read(path.read_bytes(), str(path))["lstm"], str(path))
    arrays = [network.floats(x) for x in network.matrices(m["net"])]
    names = [n for n, _ in weights.body(arrays[-1].shape[1] - 1)]
    if len(arrays) != len(names) + 1:
        raise traineddata.Damaged(f"{path} has {len(arrays)} matrices where {len(names) + 1} are known: it is another network.")
    return dict(zip(names, arrays)), arrays[-1], m["null"]


def build(a):
    """alphabet.build() -> the arrays of a weights file."""
    body_a, soft_a, null_a = stock("Hangul")
    body_b, soft_b, null_b = stock("HanT")
    if null_a != a["null"] or soft_a.shape[0] != null_a + 1:
        raise traineddata.Damaged(f"The stock Hangul model has {soft_a.shape[0]} codes and null {null_a}; expected {a['null'] + 1} and {a['null']}.")
    rows = [soft_a] + [(soft_a[source] if source is not None else soft_a.mean(0))[None, :].copy() for _, source in a["new"]]
    for row in rows[1:]:
        row[0, -1] -= QUIETER
    signs = numpy.vstack(rows)
    signs[a["dropped"]] = 0
    signs[a["dropped"], -1] = SILENT
    geta = soft_a.mean(0)[None, :].copy()
    geta[0, -1] -= QUIETER
    whole = numpy.zeros((a["whole"], weights.HANGUL + weights.HAN + 1))
    whole[:len(signs), :weights.HANGUL] = signs[:, :-1]
    whole[:len(signs), -1] = signs[:, -1]
    for code, source in a["han"].items():
        row = soft_b[source] if source is not None else soft_b[alphabet.HAN_FIRST:null_b].mean(0)
        whole[code, weights.HANGUL:-1] = row[:-1]
        whole[code, -1] = row[-1] - (HAN_QUIETER if source is not None else QUIETER)
    null = a["null"]                           # half of what either body says, and a little more: it is by far the most frequent
    whole[null, :weights.HANGUL] = soft_a[null_a, :-1] / 2
    whole[null, weights.HANGUL:-1] = soft_b[null_b, :-1] / 2
    whole[null, -1] = (soft_a[null_a, -1] + soft_b[null_b, -1]) / 2 + 1
    arrays = {"A." + n: x for n, x in body_a.items()} | {"B." + n: x for n, x in body_b.items()}
    return arrays | {"whole": whole, "light": numpy.vstack([signs, geta])}


def main(out):
    arrays = build(alphabet.build())
    weights.write(out, arrays)
    print(f"{out}: {sum(x.size for x in arrays.values())} weights, {Path(out).stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
