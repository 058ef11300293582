"""Put the .pages files beside this script into a corpus as room 2 would have left them: alto.py CORPUS. The format stands in make/make.py."""
import glob
import hashlib
import json
import os
import re
import sys
from xml.sax.saxutils import quoteattr

HERE = os.path.dirname(os.path.abspath(__file__))
HAN = re.compile(r"[\u3001-\u303f\u3400-\u9fff\uff00-\uffef]")


def words(fields):
    """The words of a line; where Han stands without spaces, a word a character, as engines give them."""
    out = []
    for k, f in enumerate(fields):
        *b, text = f.split(",", 4)
        (x0, y0, x1, y1), last = map(int, b), k + 1 == len(fields)
        pieces = [text]
        if HAN.search(text) and not re.search(r"[\uac00-\ud7a3]", text):
            pieces = re.findall(r"[!-~\u00a0-\u02ff\u2010-\u2027]+|.", text)
        units, at = sum(1 if ord(c) >= 0x1100 else 0.5 for c in text), 0.0
        for i, p in enumerate(pieces):
            n = sum(1 if ord(c) >= 0x1100 else 0.5 for c in p)
            out.append((x0 + round((x1 - x0) * at / units), y0, x0 + round((x1 - x0) * (at + n) / units), y1, p, i + 1 == len(pieces) and not last))
            at += n
    return out


def box(x0, y0, x1, y1):
    return f'HPOS="{x0}" VPOS="{y0}" WIDTH="{max(1, x1 - x0)}" HEIGHT="{max(1, y1 - y0)}"'


class Page:
    def __init__(self, number, w, h):
        self.n, self.w, self.h, self.zones = number, w, h, []

    def alto(self):
        n, lines, count = self.n, 0, 0
        out = ['<?xml version="1.0" encoding="UTF-8"?>', '<?sillok {"room":"ocr","sillok":"0.1.0"}?>', '<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout>',
               f'<Page ID="p{n:04d}" PHYSICAL_IMG_NR="{n}" WIDTH="{self.w}" HEIGHT="{self.h}" PC="0.950"><PrintSpace HPOS="0" VPOS="0" WIDTH="{self.w}" HEIGHT="{self.h}">']

        def text_block(ident, ls, b):
            nonlocal lines, count
            out.append(f'<TextBlock ID="{ident}" {box(*b)}>')
            for ws in ls:
                lines += 1
                out.append(f'<TextLine ID="p{n:04d}_l{lines:03d}" {box(*bounds([ws]))}>')
                for w in ws:
                    count += 1
                    out.append(f'<String ID="p{n:04d}_w{count:04d}" {box(*w[:4])} CONTENT={quoteattr(w[4])} WC="0.95"/>' + ("<SP/>" if w[5] else ""))
                out.append("</TextLine>")
            out.append("</TextBlock>")

        def bounds(ls):
            ws = [w for l in ls for w in l]
            return min(w[0] for w in ws), min(w[1] for w in ws), max(w[2] for w in ws), max(w[3] for w in ws)
        for i, z in enumerate(self.zones, 1):
            ident = f"p{n:04d}_b{i:02d}"
            if z[0] == "zone":
                text_block(ident, z[1], bounds(z[1]))
            elif z[0] == "rule":
                out.append(f'<GraphicalElement ID="{ident}" {box(*z[1])}/>')
            elif z[0] == "figure":
                out.append(f'<Illustration ID="{ident}" {box(*z[1])}/>')
            else:
                out.append(f'<ComposedBlock ID="{ident}" TYPE="table" {box(*z[1])}>')
                for k, (b, ls) in enumerate(z[2], 1):
                    text_block(f"{ident}_c{k:02d}", ls, b)
                out.append("</ComposedBlock>")
        return "\n".join(out + ["</PrintSpace></Page></Layout></alto>"]) + "\n"


def read(path):
    pages = []
    for row in open(path, encoding="utf-8"):
        f = row.rstrip("\n").split("\t")
        nums = [int(v) for v in f[1:]] if f[0] != "line" else []
        if f[0] == "page":
            pages.append(Page(*nums))
        elif f[0] == "line":
            into = pages[-1].zones[-1]
            (into[2][-1][1] if into[0] == "table" else into[1]).append(words(f[1:]))
        elif f[0] == "zone":
            pages[-1].zones.append(("zone", []))
        elif f[0] == "cell":
            pages[-1].zones[-1][2].append((nums, []))
        else:
            pages[-1].zones.append((f[0], nums, []))
    return pages


def main():
    for path in sorted(glob.glob(os.path.join(HERE, "*.pages"))):
        stem, sha = os.path.basename(path)[:-6], hashlib.sha256(open(path, "rb").read()).hexdigest()
        doc = f"{stem}-{sha[:8]}"
        home, pages = os.path.join(sys.argv[1], "docs", doc), read(path)
        os.makedirs(os.path.join(home, "ocr"), exist_ok=True)
        for p in pages:
            with open(os.path.join(home, "ocr", f"{p.n:04d}.xml"), "w", encoding="utf-8") as f:
                f.write(p.alto())
        source = {"head": {"room": "intake", "sillok": "0.1.0"}, "doc_id": doc, "source_name": stem + ".pdf", "file": "source.pdf", "sha256": sha, "bytes": 1000, "media_type": "application/pdf",
                  "kind": "scan", "title": "", "authors": "", "date": "",
                  "pages": [{"page": p.n, "verdict": "scan", "reason": "", "image": f"pages/{p.n:04d}.png", "sha256": "0" * 60 + f"{p.n:04d}", "width": p.w, "height": p.h, "dpi": 300} for p in pages]}
        with open(os.path.join(home, "source.json"), "w", encoding="utf-8") as f:
            json.dump(source, f, ensure_ascii=False)
        print(doc)


main()
