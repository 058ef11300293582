"""PDF files with text layers of every kind that layers.tsv names: a page drawn from one text, the layer made from the same or another and then spoilt.

  make_layers.py OUTDIR        OUTDIR/<case>.pdf for each row of layers.tsv
"""
import csv
import io
import os
import random
import sys

from PIL import Image, ImageDraw, ImageFont

HERE = os.path.dirname(os.path.abspath(__file__))
DPI, WIDTH, HEIGHT, LEFT, TOP, STEP, SIZE = 200, 1300, 1000, 100, 90, 84, 34
LATIN = "/usr/share/fonts/truetype/nanum/NanumMyeongjo.ttf"
HAN = "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"


def rows(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as f:
        return list(csv.DictReader((l for l in f if not l.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE))


def texts():
    out = {}
    for r in rows("layer_texts.tsv"):
        out.setdefault(r["text"], []).append(r["line"])
    return out


def draw(lines, font):
    """The page, and per line its words with boxes (x0, y0, x1, y1, word)."""
    page = Image.new("L", (WIDTH, HEIGHT), 250)
    d = ImageDraw.Draw(page)
    placed = []
    for i, line in enumerate(lines):
        y, x = TOP + i * STEP, LEFT
        d.text((x, y), line, fill=20, font=font)
        words = []
        for w in line.split(" "):
            x1 = x + font.getlength(w)
            words.append((x, y, x1, y + SIZE * 1.15, w))
            x = x1 + font.getlength(" ")
        placed.append(words)
    return page, placed


def place(lines, font):
    return draw(lines, font)[1]


# ---- what becomes of a layer ----

def each_word(change):
    return lambda placed, rng: [[(*w[:4], change(w[4], rng)) for w in line] for line in placed]


def moved(dx, dy):
    return lambda placed, rng: [[(w[0] + dx, w[1] + dy, w[2] + dx, w[3] + dy, w[4]) for w in line] for line in placed]


def shabby(share):
    """As an OCR program of twenty years ago: letters taken for others, specks taken for marks, words broken."""
    alike = {"e": "c", "h": "b", "n": "u", "l": "1", "i": "j", "a": "n", "o": "0", "t": "f", "r": "i", "s": "a", "m": "rn", "c": "e", "u": "ii", "d": "cl", "w": "vv", "y": "v"}

    def change(word, rng):
        out = "".join(alike.get(c, c) if rng.random() < share else c for c in word)
        return out + rng.choice(".^*'»■") if rng.random() < share else out
    return each_word(change)


def shuffle(word, rng):
    s = list(word)
    rng.shuffle(s)
    return "".join(s)


def shift_code(word, rng):
    return "".join(chr(ord(c) - 29) if ord(c) > 61 and ord(c) < 127 else c for c in word)


def cipher(word, rng):
    """Every letter stands for another: a font whose table of names is wrong."""
    a, b = "abcdefghijklmnopqrstuvwxyz", "qxzjvkwpfmbgychdlutnroseai"
    return word.translate(str.maketrans(a + a.upper(), b + b.upper()))


def marks(word, rng):
    return "".join(rng.choice(".,-'·:") for _ in word[:2])


def ligatures(word, rng):
    for s, l in (("ffi", "\ufb03"), ("ffl", "\ufb04"), ("ff", "\ufb00"), ("fi", "\ufb01"), ("fl", "\ufb02")):
        word = word.replace(s, l)
    return word


def some_private(word, rng):
    return word.replace("fi", "\ue001").replace("th", "\ue002").replace("er", "\ue003")


CHANGES = {
    "same": lambda placed, rng: placed,
    "shabby-2": shabby(0.02), "shabby-6": shabby(0.06), "shabby-15": shabby(0.15),
    "shuffled": each_word(shuffle),
    "no-tounicode": each_word(shift_code),
    "cipher": each_word(cipher),
    "private": each_word(lambda w, rng: "".join(chr(0xE000 + ord(c) % 256) for c in w)),
    "some-private": each_word(some_private),
    "ligatures": each_word(ligatures),
    "marks": each_word(marks),
    "utf8-as-latin1": each_word(lambda w, rng: w.encode("utf-8").decode("cp1252", "replace")),
    "euckr-as-latin1": each_word(lambda w, rng: w.encode("euc-kr", "replace").decode("latin-1")),
    "gbk-as-euckr": each_word(lambda w, rng: w.encode("gbk", "replace").decode("euc-kr", "replace")),
    "reversed": lambda placed, rng: [[(*w[:4], line[-1 - i][4][::-1]) for i, w in enumerate(line)] for line in placed],
    "words-reversed": each_word(lambda w, rng: w[::-1]),
    "first-third": lambda placed, rng: placed[:len(placed) // 3],
    "title-only": lambda placed, rng: [[(*w[:4], "Page") for w in placed[0][:1]]],
    "moved-little": moved(3, 4), "moved-right": moved(70, 0), "moved-down": moved(0, 40), "moved-line": moved(0, STEP), "moved-both": moved(-45, 27),
    "halves": lambda placed, rng: [[((w[0] - LEFT) * 0.5 + LEFT, (w[1] - TOP) * 0.5 + TOP, (w[2] - LEFT) * 0.5 + LEFT, (w[3] - TOP) * 0.5 + TOP, w[4]) for w in line] for line in placed],
}


# ---- the file ----

def layer_ops(placed):
    """Text that is not painted, in a font without glyphs: two bytes a character, UTF-16, half an em wide each."""
    s, out = 72 / DPI, ["BT 3 Tr"]
    for line in placed:
        for k, (x0, y0, x1, y1, word) in enumerate(line):
            if not word:
                continue
            text = word + (" " if k + 1 < len(line) else "")
            size = (y1 - y0) * s
            out.append("/L %.2f Tf %.2f Tz 1 0 0 1 %.2f %.2f Tm <%s> Tj" % (size, 100 * (x1 - x0) * s / (0.5 * size * len(word)), x0 * s, (HEIGHT - y1) * s + size * 0.2,
                                                                           text.encode("utf-16-be").hex()))
    return "\n".join(out + ["ET"]).encode()


def visible_ops(lines):
    out = ["BT /H 10 Tf 0 Tr"]
    for i, line in enumerate(lines):
        raw = line.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        out.append("1 0 0 1 36 %d Tm (%s) Tj" % (320 - 28 * i, raw.decode("latin-1")))
    return "\n".join(out + ["ET"]).encode("latin-1")


TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap CMapName currentdict /CMap defineresource pop end end"""


def write(path, pages):
    """pages: (image or None, operators)."""
    objs = []

    def add(head, stream=None):
        objs.append(head if stream is None else b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(stream), stream))
        return len(objs)
    w, h = WIDTH * 72 / DPI, HEIGHT * 72 / DPI
    add(b"<< /Type /Catalog /Pages 2 0 R >>")
    add(b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % (8 + 3 * i) for i in range(len(pages))), len(pages)))
    add(b"<< /Type /Font /Subtype /Type0 /BaseFont /NoGlyphs /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>")
    add(b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /NoGlyphs /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 /FontDescriptor 5 0 R >>")
    add(b"<< /Type /FontDescriptor /FontName /NoGlyphs /Flags 5 /Ascent 800 /Descent -200 /CapHeight 800 /ItalicAngle 0 /StemV 80 /FontBBox [0 -200 500 800] >>")
    add(b"", TO_UNICODE)
    add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for image, ops in pages:
        n = len(objs) + 1
        add(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Contents %d 0 R /Resources << /Font << /L 3 0 R /H 7 0 R >> /XObject << /I %d 0 R >> >> >>" % (w, h, n + 1, n + 2))
        add(b"", (b"q %.2f 0 0 %.2f 0 0 cm /I Do Q\n" % (w, h) if image else b"") + ops)
        jpeg = io.BytesIO()
        (image or Image.new("L", (8, 8), 255)).save(jpeg, "JPEG", quality=80, dpi=(DPI, DPI))
        add(b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode" % ((image.size if image else (8, 8))), jpeg.getvalue())
    out, at = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), []
    for n, body in enumerate(objs, 1):
        at.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objs) + 1) + b"".join(b"%010d 00000 n \n" % o for o in at)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objs) + 1, start)
    with open(path, "wb") as f:
        f.write(out)


def make(out):
    os.makedirs(out, exist_ok=True)
    all_texts = texts()
    fonts = {HAN: ImageFont.truetype(HAN, SIZE), LATIN: ImageFont.truetype(LATIN, SIZE)}
    for r in rows("layers.tsv"):
        path = os.path.join(out, r["case"] + ".pdf")
        if r["print"] == "digital":
            placed = CHANGES[r["change"]](place(all_texts[r["layer"]], fonts[LATIN]), random.Random(r["case"]))
            write(path, [(None, visible_ops([" ".join(w[4] for w in line) for line in placed]))])
            continue
        font = fonts[HAN if r["print"].startswith("zh") else LATIN]
        page, _ = draw(all_texts[r["print"]], font)
        placed = place(all_texts[r["layer"]], fonts[HAN if r["layer"].startswith("zh") else LATIN])
        if r["change"] == "repeated":  # the page of the layer's own text before it
            before, _ = draw(all_texts[r["layer"]], font)
            write(path, [(before, layer_ops(placed)), (page, layer_ops(placed))])
            continue
        write(path, [(page, layer_ops(CHANGES[r["change"]](placed, random.Random(r["case"]))))])


if __name__ == "__main__":
    make(sys.argv[1])
