"""The weights file that start.py writes, train.c trains and ship.py puts into a .traineddata.

Magic SILLOKW1, int32 codes of the whole model, int32 codes of the light one, then float32 arrays, row by row, the bias in the last column:
the Hangul body, the Han body, the whole softmax, the light softmax. Little-endian, as everything here.
"""
import struct

import numpy

from traineddata import Damaged

MAGIC = b"SILLOKW1"


def body(top):
    """Shapes of a body's matrices in the order of the file and of Tesseract's own: convolution, LSTM over y, forward, backward, top."""
    return [("conv", (16, 10))] + [(f"{layer}{gate}", shape) for layer, shape in
                                   (("lfys", (64, 81)), ("lfx", (96, 161)), ("lrx", (96, 193)), ("top", (top, 96 + top + 1)))
                                   for gate in range(4)]


HANGUL, HAN = 192, 384   # outputs of the two bodies


def shapes(whole, light):
    return ([("A." + n, s) for n, s in body(HANGUL)] + [("B." + n, s) for n, s in body(HAN)]
            + [("whole", (whole, HANGUL + HAN + 1)), ("light", (light, HANGUL + 1))])


def write(path, arrays):
    whole, light = arrays["whole"].shape[0], arrays["light"].shape[0]
    with open(path, "wb") as f:
        f.write(MAGIC + struct.pack("<ii", whole, light))
        for name, shape in shapes(whole, light):
            if arrays[name].shape != shape:
                raise Damaged(f"The array {name} is {arrays[name].shape}, but the weights file wants {shape}.")
            f.write(arrays[name].astype("<f4").tobytes())


def read(path):
    """-> {name: array of doubles}, names as in shapes()."""
    with open(path, "rb") as f:
        data = f.read()
    if data[:8] != MAGIC or len(data) < 16:
        raise Damaged(f"{path} is no weights file of this project (it does not open with {MAGIC.decode()}): make it with start.py or train.")
    whole, light = struct.unpack_from("<ii", data, 8)
    at, arrays = 16, {}
    for name, shape in shapes(whole, light):
        size = 4 * shape[0] * shape[1]
        if at + size > len(data):
            raise Damaged(f"{path} ends within the array {name}: it is cut off; make it again or take an older checkpoint.")
        arrays[name] = numpy.frombuffer(data, "<f4", size // 4, at).reshape(shape).astype("f8")
        at += size
    if at != len(data):
        raise Damaged(f"{path} is {len(data) - at} bytes longer than {whole} and {light} codes ask for: it is of another form.")
    if not all(numpy.isfinite(a).all() for a in arrays.values()):
        raise Damaged(f"{path} has weights that are not numbers: the training broke down; take an older checkpoint.")
    return arrays
