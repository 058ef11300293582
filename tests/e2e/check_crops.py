"""Cut the boxes of ranking scores out of the page images and let plain Tesseract read each alone: check_crops.py CORPUS

What a dataset row says must stand in the pixels its box leads to. Scores are digits, which the judge reads well by itself."""
import csv
import os
import subprocess
import sys
import tempfile

from PIL import Image


def main():
    corpus = sys.argv[1]
    pages = {}
    rows = [r for r in csv.DictReader(open(os.path.join(corpus, "datasets", "rankings.csv"), encoding="utf-8", newline=""))
            if r["measure"] == "score" and r["status"] == "printed" and r["x0"]]
    step = max(1, len(rows) // 24)
    seen = right = 0
    wrong = []
    with tempfile.TemporaryDirectory() as work:
        for r in rows[::step]:
            folder = os.path.join(corpus, "docs", r["doc_id"], "pages")
            key = (r["doc_id"], int(r["page"]))
            if key not in pages:
                name = next(n for n in sorted(os.listdir(folder)) if n.startswith("%04d." % key[1]))
                pages[key] = Image.open(os.path.join(folder, name)).convert("L")
            image = pages[key]
            box = [int(r[k]) for k in ("x0", "y0", "x1", "y1")]
            if not (0 <= box[0] < box[2] <= image.width and 0 <= box[1] < box[3] <= image.height):
                wrong.append(f"{r['doc_id']} {r['record_id']}: box {box} leaves the page")
                seen += 1
                continue
            cut = image.crop((max(0, box[0] - 6), max(0, box[1] - 6), box[2] + 6, box[3] + 6))
            cut = cut.resize((cut.width * 2, cut.height * 2), Image.LANCZOS)
            sheet = Image.new("L", (cut.width + 60, cut.height + 60), cut.getpixel((0, 0)))
            sheet.paste(cut, (30, 30))
            path = os.path.join(work, "cut.png")
            sheet.save(path)
            out = subprocess.run(["tesseract", path, "-", "-l", "eng", "--psm", "7", "--dpi", "300"], capture_output=True, text=True).stdout
            seen += 1
            if "".join(c for c in r["as_printed"] if c.isdigit()) in "".join(c for c in out if c.isdigit()):
                right += 1
            else:
                wrong.append(f"{r['doc_id']} {r['record_id']} {r['entity_as_printed']} {r['as_printed']}: the cut reads {out.strip()!r}")
    print(f"boxes of scores cut out and read alone: {right} of {seen} say the same")
    for w in wrong[:5]:
        print("   ", w)
    ok = seen >= 12 and right >= 0.9 * seen
    print("1 passed, 0 failed" if ok else "0 passed, 1 failed")
    return 0 if ok else 1


sys.exit(main())
