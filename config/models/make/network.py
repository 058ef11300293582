"""The `lstm` entry of a Tesseract .traineddata: the network and its few numbers, read and written byte for byte, float and int8.

Place in the flow: start.py takes the stock models' weights out with this, ship.py writes ours; the test of the format reads and writes
every model there is. A network is a tree of dicts: kind, name, training, backward, flags, inputs, outputs, weights (their number), and by
kind: shape, half, scale, kids and rates, states and gates, matrix. A matrix is {mode, rows, columns, empty, and either int8 and scales
or float (and, in a checkpoint, updates and squares)}; its numbers stay bytes until somebody asks for them (floats()).
What the numbers mean: a row is one output, its last column the bias; an int8 matrix is int8 x the row's scale (the scale in the file is the
largest weight of the row / 127). A gate's columns are input, then the layer's own state, then bias; gates are in the order CI GI GF1 GO.
Convolution columns go x outer, y inner.
Method: tesseract-ocr/tesseract, src/lstm/{network,plumbing,lstm,fullyconnected,weightmatrix,lstmrecognizer}.cpp (Apache-2.0), read, not copied.
Only the standard library is needed to read and write; floats() and quantized() use numpy.
"""
import struct

from traineddata import Bytes, Damaged

OLD_NAMES = ["Invalid", "Input", "Convolve", "Maxpool", "Parallel", "Replicated", "ParBidiLSTM", "DepParUDLSTM", "Par2dLSTM", "Series",
             "Reconfig", "RTLReversed", "TTBReversed", "XYTranspose", "LSTM", "SummLSTM", "Logistic", "LinLogistic", "LinTanh", "Tanh",
             "Relu", "Linear", "Softmax", "SoftmaxNoCTC", "LSTMSoftmax", "LSTMBinarySoftmax", "TensorFlow"]
HOLDERS = {"Parallel", "Replicated", "ParBidiLSTM", "DepParUDLSTM", "Par2dLSTM", "Series", "RTLReversed", "TTBReversed", "XYTranspose"}
FULL = {"Logistic", "LinLogistic", "LinTanh", "Tanh", "Relu", "Linear", "Softmax", "SoftmaxNoCTC"}
INT8, ADAM, DOUBLE = 1, 4, 128   # bits of a matrix's mode
RATES = 64                       # bit of a holder's flags: a learning rate for each kid follows
TRAINING_INT8 = 1                # bit of the recognizer's training flags
MOST = 1 << 28                   # no matrix or list is larger: a damaged length is seen before memory is asked for


def _plane(b, size):
    rows, columns = b.get("ii")
    if not (0 < rows < MOST and 0 < columns < MOST and rows * columns < MOST):
        raise Damaged(f"{b.what} has a matrix of {rows} x {columns} at byte {b.at - 8}: it is damaged; install or make it again.")
    return rows, columns, b.take(size), b.take(rows * columns * size)


def _read_matrix(b, training):
    mode = b.get("B")
    if not mode & DOUBLE or mode & ~(INT8 | ADAM | DOUBLE):
        raise Damaged(f"{b.what} has weights of mode {mode} at byte {b.at - 1}, which is older than Tesseract 4 or damaged: "
                      "use a model for Tesseract 4 or 5.")
    m = {"mode": mode}
    if mode & INT8:
        m["rows"], m["columns"], m["empty"], m["int8"] = _plane(b, 1)
        count = b.get("I")
        if not m["rows"] <= count < MOST:
            raise Damaged(f"{b.what} has {count} scales for {m['rows']} rows at byte {b.at - 4}: it is damaged; install or make it again.")
        m["scales"] = b.take(8 * count)
    else:
        m["rows"], m["columns"], m["empty"], m["float"] = _plane(b, 8)
        if training:
            m["updates"] = _plane(b, 8)
            if mode & ADAM:
                m["squares"] = _plane(b, 8)
    return m


def _write_plane(out, rows, columns, empty, body):
    out.append(struct.pack("<ii", rows, columns) + empty + body)


def _write_matrix(out, m):
    out.append(struct.pack("B", m["mode"]))
    _write_plane(out, m["rows"], m["columns"], m["empty"], m["int8"] if m["mode"] & INT8 else m["float"])
    if m["mode"] & INT8:
        out.append(struct.pack("<I", len(m["scales"]) // 8) + m["scales"])
    for more in ("updates", "squares"):
        if more in m:
            _write_plane(out, *m[more])


def _text(b):
    length = b.get("I")
    if length > 65536:
        raise Damaged(f"{b.what} has a name of {length} bytes at byte {b.at - 4}: it is damaged; install or make it again.")
    try:
        return b.take(length).decode("utf-8")
    except UnicodeDecodeError as e:
        raise Damaged(f"{b.what} has a name that is not text before byte {b.at}: it is damaged; install or make it again.") from e


def _read_layer(b, depth=0):
    if depth > 32:
        raise Damaged(f"{b.what} has layers in layers more than 32 deep at byte {b.at}: it is damaged; install or make it again.")
    number = b.get("b")
    if not 0 <= number < len(OLD_NAMES):
        raise Damaged(f"{b.what} has a layer of unknown kind {number} at byte {b.at - 1}: it is damaged or of a newer form.")
    n = {"number": number, "kind": _text(b) if number == 0 else OLD_NAMES[number]}
    n["training"], n["backward"], n["flags"], n["inputs"], n["outputs"], n["weights"] = b.get("bbiiii")
    n["name"] = _text(b)
    training, kind = n["training"] == 1, n["kind"]
    if kind == "Input":
        n["shape"] = list(b.get("5i"))
    elif kind == "Convolve":
        n["half"] = list(b.get("2i"))
    elif kind in ("Maxpool", "Reconfig"):
        n["scale"] = list(b.get("2i"))
    elif kind in HOLDERS:
        n["kids"] = [_read_layer(b, depth + 1) for _ in range(_count(b))]
        if n["flags"] & RATES:
            n["rates"] = [b.get("f") for _ in range(_count(b))]
    elif kind in ("LSTM", "SummLSTM"):
        n["states"] = b.get("i")
        first = _read_matrix(b, training)
        flat = n["states"] != n["inputs"] + 2 * first["rows"]   # else two-dimensional, with a gate more
        n["gates"] = [first] + [_read_matrix(b, training) for _ in range(3 if flat else 4)]
    elif kind in FULL:
        n["matrix"] = _read_matrix(b, training)
    else:
        raise Damaged(f"{b.what} has a layer of the kind '{kind}' before byte {b.at}, which this program does not know: "
                      "it is damaged or of a newer form.")
    return n


def _count(b):
    count = b.get("I")
    if count > 1000:
        raise Damaged(f"{b.what} has a list of {count} layers at byte {b.at - 4}: it is damaged; install or make it again.")
    return count


def _write_layer(out, n):
    out.append(struct.pack("<b", n["number"]))
    if n["number"] == 0:
        _write_text(out, n["kind"])
    out.append(struct.pack("<bbiiii", n["training"], n["backward"], n["flags"], n["inputs"], n["outputs"], n["weights"]))
    _write_text(out, n["name"])
    for numbers in ("shape", "half", "scale"):
        if numbers in n:
            out.append(struct.pack(f"<{len(n[numbers])}i", *n[numbers]))
    if "kids" in n:
        out.append(struct.pack("<I", len(n["kids"])))
        for kid in n["kids"]:
            _write_layer(out, kid)
        if n["flags"] & RATES:
            out.append(struct.pack(f"<I{len(n['rates'])}f", len(n["rates"]), *n["rates"]))
    if "gates" in n:
        out.append(struct.pack("<i", n["states"]))
    for m in matrices(n, deep=False):
        _write_matrix(out, m)


def _write_text(out, text):
    data = text.encode("utf-8")
    out.append(struct.pack("<I", len(data)) + data)


def read(data, what="the network"):
    """Bytes of the lstm entry -> {net, spec, flags, iteration, sample, null, beta, rate, momentum, rest}.
    rest is what a stock model or checkpoint may hold after these (a character set and recoder of its own): bytes, kept as they are."""
    b = Bytes(data, what)
    model = {"net": _read_layer(b), "spec": _text(b)}
    (model["flags"], model["iteration"], model["sample"], model["null"],
     model["beta"], model["rate"], model["momentum"]) = b.get("iiiifff")
    if not 0 <= model["null"] < max(model["net"]["outputs"], 1):
        raise Damaged(f"{what} says that code {model['null']} stands for no character, but it has the codes 0 to "
                      f"{model['net']['outputs'] - 1}: it is damaged; install or make it again.")
    model["rest"] = data[b.at:]
    return model


def write(model):
    out = []
    _write_layer(out, model["net"])
    _write_text(out, model["spec"])
    out.append(struct.pack("<iiiifff", model["flags"], model["iteration"], model["sample"], model["null"],
                           model["beta"], model["rate"], model["momentum"]))
    return b"".join(out) + model["rest"]


def matrices(n, deep=True):
    """The matrices of a layer in the file's order, those of its kids too if deep."""
    yield from n.get("gates", [])
    if "matrix" in n:
        yield n["matrix"]
    for kid in n.get("kids", []) if deep else []:
        yield from matrices(kid)


def layers(n):
    """A layer and all below it, in the file's order."""
    yield n
    for kid in n.get("kids", []):
        yield from layers(kid)


def floats(m):
    """A matrix's weights as a numpy array of doubles, rows x columns."""
    import numpy
    shape = m["rows"], m["columns"]
    if m["mode"] & INT8:
        scales = numpy.frombuffer(m["scales"], "<f8")[:m["rows"], None]
        return numpy.frombuffer(m["int8"], numpy.int8).reshape(shape) * scales
    return numpy.frombuffer(m["float"], "<f8").reshape(shape).copy()


def plain(weights):
    """A numpy array -> a float matrix (as training programs want it)."""
    return {"mode": DOUBLE | ADAM, "rows": weights.shape[0], "columns": weights.shape[1], "empty": bytes(8),
            "float": weights.astype("<f8").tobytes()}


def quantized(weights):
    """A numpy array -> an int8 matrix, the very bytes that lstmtraining --convert_to_int makes: each row by its own largest weight, halves
    away from zero, and all of it in single precision, in which Debian's Tesseract computes."""
    import numpy
    weights = weights.astype("f4")
    most = numpy.float32(127)
    scales = numpy.abs(weights).max(axis=1) / most
    scaled = weights / numpy.where(scales == 0, numpy.float32(1), scales)[:, None]
    half = numpy.float32(0.5)
    whole = numpy.where(scaled >= 0, numpy.floor(scaled + half), -numpy.floor(half - scaled))
    return {"mode": DOUBLE | ADAM | INT8, "rows": weights.shape[0], "columns": weights.shape[1], "empty": bytes(1),
            "int8": whole.astype(numpy.int8).tobytes(), "scales": (scales / most * most).astype("<f8").tobytes()}
