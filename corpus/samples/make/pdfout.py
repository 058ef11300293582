"""Files as a library delivers them, without a date in them: PDF of page images (JPEG or CCITT G4, with or without a hidden text layer), multi-page TIFF."""
import hashlib
import io
import struct

from PIL import Image, TiffImagePlugin

TiffImagePlugin.STRIP_SIZE = 1 << 30        # one strip a page, so that a strip is the page's G4 data


def jpeg(arr, quality, dpi):
    buf = io.BytesIO()
    Image.fromarray(arr).save(buf, "JPEG", quality=quality, dpi=(dpi, dpi), subsampling=2 if arr.ndim == 3 else -1, optimize=True)
    return buf.getvalue()


def group4(bits):
    """CCITT G4 data of a bool array (True = ink): the one strip of a TIFF that libtiff wrote."""
    buf = io.BytesIO()
    img = Image.fromarray(~bits)
    img.save(buf, "TIFF", compression="group4")
    data = buf.getvalue()
    ifd = struct.unpack_from("<I", data, 4)[0]
    tags = {}
    for i in range(struct.unpack_from("<H", data, ifd)[0]):
        tag, typ, n, val = struct.unpack_from("<HHII", data, ifd + 2 + 12 * i)
        tags[tag] = (n, val if typ == 4 else val & 0xFFFF)
    n, off = tags[273]
    if n != 1:
        raise ValueError("libtiff wrote more than one strip")
    return data[off:off + tags[279][1]], tags[262][1]


def pdf_string(raw):
    return b"(" + raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"


def hidden_text(words, height, dpi):
    """Content-stream operators for invisible words: (x0, y0, x1, y1, text) in pixels, y down."""
    s = 72 / dpi
    out = [b"BT 3 Tr"]
    for x0, y0, x1, y1, text in words:
        raw = text.encode("cp1252", "replace")
        size = max(4.0, (y1 - y0) * s)
        natural = max(0.1, sum(HELVETICA.get(c, 556) for c in raw) * size / 1000)
        out.append(b"/F1 %.2f Tf %.1f Tz 1 0 0 1 %.2f %.2f Tm %s Tj" % (
            size, 100 * (x1 - x0) * s / natural, x0 * s, (height - y1) * s + size * 0.2, pdf_string(raw + b" ")))
    out.append(b"ET")
    return b"\n".join(out)


HELVETICA = dict(zip(b" .,:;!|'ijltfrI()[]{}-", [278] * 7 + [191, 222, 222, 222, 278, 278, 333, 278] + [333] * 2 + [278] * 2 + [334] * 2 + [333]))
HELVETICA.update({c: 722 for c in b"CDHNRUwG"})
HELVETICA.update({c: 667 for c in b"ABEKPSVXY"})
HELVETICA.update({c: 500 for c in b"cksvxyzJ"})
HELVETICA.update({ord("m"): 833, ord("M"): 833, ord("W"): 944, ord("O"): 778, ord("Q"): 778, ord("F"): 611, ord("T"): 611, ord("Z"): 611})


def write_pdf(path, pages, dpi, layers=None, producer=b"LibScan 4.2"):
    """pages: list of (kind, data, width, height, extra): kind jpeg-gray, jpeg-rgb or g4. layers: words a page for the hidden text."""
    objs = []

    def add(body):
        objs.append(body)
        return len(objs)

    catalog, tree, info = add(b""), add(b""), add(b"")
    font = add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>") if layers else 0
    kids = []
    for i, (kind, data, w, h, extra) in enumerate(pages):
        if kind == "g4":
            flt = b"/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns %d /Rows %d /BlackIs1 %s >>" % (
                w, h, b"true" if extra == 1 else b"false")
        else:
            flt = b"/ColorSpace %s /BitsPerComponent 8 /Filter /DCTDecode" % (b"/DeviceRGB" if kind == "jpeg-rgb" else b"/DeviceGray")
        img = add(b"<< /Type /XObject /Subtype /Image /Width %d /Height %d %s /Length %d >>\nstream\n%s\nendstream" % (w, h, flt, len(data), data))
        wp, hp = w * 72 / dpi, h * 72 / dpi
        ops = b"q %.2f 0 0 %.2f 0 0 cm /Im0 Do Q" % (wp, hp)
        if layers:
            ops += b"\n" + hidden_text(layers[i], h, dpi)
        content = add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(ops), ops))
        res = b"/XObject << /Im0 %d 0 R >>" % img + (b" /Font << /F1 %d 0 R >>" % font if layers else b"")
        kids.append(add(b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %.2f %.2f] /Resources << %s >> /Contents %d 0 R >>" % (tree, wp, hp, res, content)))
    objs[catalog - 1] = b"<< /Type /Catalog /Pages %d 0 R >>" % tree
    objs[tree - 1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % k for k in kids))
    objs[info - 1] = b"<< /Producer %s >>" % pdf_string(producer)
    out, offs = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for n, body in enumerate(objs, 1):
        offs.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    ident = hashlib.md5(bytes(out)).hexdigest().encode()
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objs) + 1) + b"".join(b"%010d 00000 n \n" % o for o in offs)
    out += b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID [<%s> <%s>] >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objs) + 1, catalog, info, ident, ident, start)
    with open(path, "wb") as f:
        f.write(out)


def write_tiff(path, arrays, dpi, compression):
    imgs = [Image.fromarray(~a if a.dtype == bool else a) for a in arrays]
    imgs[0].save(path, "TIFF", save_all=True, append_images=imgs[1:], compression=compression, dpi=(dpi, dpi))
