"""The files inside a Tesseract .traineddata: the container, the recoder and the unicharset, read and written byte for byte.

Place in the flow: everything here that makes a model stands on this file and on network.py; nothing of it is needed to run Sillok.
Container (all little-endian): int32 number of entries, as many int64 offsets (-1: absent), then the entries one after another; an entry
ends where the next present one begins. Recoder: uint32 number of codes, then for each a byte (1: the code is its character's own),
int32 length, the int32 codes. Unicharset: text, the number of characters, then a line for each.
Method: tesseract-ocr/tesseract, src/ccutil/{tessdatamanager,unicharcompress,unicharset}.cpp (Apache-2.0), read, not copied.
Errors are Damaged, whose text is a sentence. Only the standard library is used.
"""
import struct

# The order of the entries is the format; their names are the suffixes that combine_tessdata gives them.
NAMES = ["config", "unicharset", "unicharambigs", "inttemp", "pffmtable", "normproto", "punc-dawg", "word-dawg", "number-dawg",
         "freq-dawg", "fixed-length-dawgs", "cube-unicharset", "cube-word-dawg", "shapetable", "bigram-dawg", "unambig-dawg",
         "params-model", "lstm", "lstm-punc-dawg", "lstm-word-dawg", "lstm-number-dawg", "lstm-unicharset", "lstm-recoder", "version"]
MAX_ENTRIES = 1000   # more than this means that the file is not a .traineddata
MAX_CODE = 9         # RecodedCharID::kMaxCodeLen: a character's code has at most so many parts


class Damaged(Exception):
    """What is wrong with a model file, where, and what to do, in one sentence."""


class Bytes:
    """A cursor over bytes that never reads past the end."""

    def __init__(self, data, what):
        self.data, self.at, self.what = data, 0, what

    def take(self, n):
        if n < 0 or self.at + n > len(self.data):
            raise Damaged(f"{self.what} ends at byte {len(self.data)}, but {n} bytes were to follow byte {self.at}: "
                          "the file is cut off or damaged; install or make it again.")
        piece = self.data[self.at:self.at + n]
        self.at += n
        return piece

    def get(self, form):
        """Unpack one struct format, little-endian; a single value comes bare."""
        values = struct.unpack("<" + form, self.take(struct.calcsize("<" + form)))
        return values[0] if len(values) == 1 else values

    def end(self):
        if self.at != len(self.data):
            raise Damaged(f"{self.what} has {len(self.data) - self.at} bytes too many after byte {self.at}: "
                          "it is not of the form that this program knows; install or make it again.")


def read(data, what="the .traineddata file"):
    """Bytes of a .traineddata -> {entry name: bytes}, in the file's order."""
    b = Bytes(data, what)
    count = b.get("i")
    if not 0 < count <= MAX_ENTRIES:
        raise Damaged(f"{what} says that it has {count} entries; a .traineddata has 1 to {MAX_ENTRIES}: it is another kind of file.")
    offsets = [b.get("q") for _ in range(count)]
    present = [i for i in range(count) if offsets[i] != -1]
    parts, end = {}, b.at
    for k, i in enumerate(present):
        stop = offsets[present[k + 1]] if k + 1 < len(present) else len(data)
        if offsets[i] != end or stop < offsets[i] or stop > len(data):
            raise Damaged(f"{what} says that its entry {i} lies at bytes {offsets[i]} to {stop}, where it cannot lie in a file of "
                          f"{len(data)} bytes: it is damaged; install or make it again.")
        if i >= len(NAMES):
            raise Damaged(f"{what} has an entry number {i}, which Tesseract 5 does not know: it is of a newer form.")
        parts[NAMES[i]] = data[offsets[i]:stop]
        end = stop
    if end != len(data):
        raise Damaged(f"{what} has no entry at all, but {len(data) - end} bytes after the table: it is damaged.")
    return parts


def entries(data):
    """How many entries a .traineddata has places for: older files have fewer than NAMES."""
    return Bytes(data, "the .traineddata file").get("i")


def write(parts, places=len(NAMES)):
    """{entry name: bytes} -> bytes of a .traineddata with so many places, entries in the order the format wants."""
    names = NAMES[:places]
    unknown = set(parts) - set(names)
    if unknown:
        raise Damaged(f"A .traineddata has no entry named {sorted(unknown)[0]}; its entries are {', '.join(names)}.")
    at, offsets = 4 + 8 * places, []
    for name in names:
        offsets.append(at if name in parts else -1)
        at += len(parts.get(name, b""))
    return struct.pack(f"<i{places}q", places, *offsets) + b"".join(parts[n] for n in names if n in parts)


def read_recoder(data, what="the recoder"):
    """Bytes of a recoder -> [(own, [codes])], one for each character of the unicharset, in its order."""
    b = Bytes(data, what)
    codes = []
    for i in range(b.get("I")):
        own, length = b.get("Bi")
        if not 0 < length <= MAX_CODE:
            raise Damaged(f"{what} gives character {i} a code of {length} parts; 1 to {MAX_CODE} are possible: it is damaged.")
        code = [b.get("i") for _ in range(length)]
        if min(code) < 0:
            raise Damaged(f"{what} gives character {i} the code {code}, which has a negative part: it is damaged.")
        codes.append((own, code))
    b.end()
    return codes


def write_recoder(codes):
    return struct.pack("<I", len(codes)) + b"".join(
        struct.pack(f"<Bi{len(code)}i", own, len(code), *code) for own, code in codes)


def read_unicharset(data, what="the unicharset"):
    """Bytes of a unicharset -> its lines, one for each character; the character is what stands before the first space."""
    try:
        lines = data.decode("utf-8").split("\n")
    except UnicodeDecodeError as e:
        raise Damaged(f"{what} is not UTF-8 at byte {e.start}: it is damaged; install or make it again.") from e
    if lines[-1] != "" or not lines[0].strip().isdigit() or int(lines[0]) != len(lines) - 2:
        raise Damaged(f"{what} opens with '{lines[0][:20]}', but {max(len(lines) - 2, 0)} lines follow: "
                      "it is cut off or damaged; install or make it again.")
    return lines[1:-1]


def write_unicharset(lines):
    return "".join(f"{line}\n" for line in [len(lines), *lines]).encode("utf-8")


def characters(lines):
    """The characters of a unicharset's lines, in order (the first, NULL, stands for the space)."""
    return [" " if line.startswith("NULL ") else line.split(" ")[0] for line in lines]
