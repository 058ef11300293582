"""Holds an exported PDF against the layers it was made of: check_pdf.py CORPUS DOC-ID PDF, with Poppler's pdftotext and pdfimages as judges.
Prints "FAILED: ..." for what is not so, last the numbers; exit 1 when anything failed."""
import glob, io, json, os, re, subprocess, sys, tempfile, unicodedata
import xml.etree.ElementTree as ET

corpus, doc, pdf = sys.argv[1:4]
folder = os.path.join(corpus, 'docs', doc)
ALTO = '{http://www.loc.gov/standards/alto/ns-v4#}'
failures = []


def fail(text):
    failures.append(text)
    print('FAILED: ' + text)


def run(*args):
    done = subprocess.run(args, capture_output=True)
    if done.returncode or done.stderr.strip():
        fail('%s: exit %d %s' % (args[0], done.returncode, done.stderr.decode()[:200]))
    return done.stdout.decode()


def squeeze(s):
    return re.sub(r'\s+', '', unicodedata.normalize('NFC', s))


def stands(a0, a1, y0, y1, tall):
    """A box is over the word (half of the smaller one at least) and not much taller than the line's letters are (Poppler gives a letter 1.3 times its em)."""
    return min(a1, y1) - max(a0, y0) >= min(a1 - a0, y1 - y0) / 2 and a1 - a0 <= tall * 1.3 + 1


source = json.load(open(folder + '/source.json'))
pages = [p for p in source['pages'] if p['image']]
blocks = [json.loads(l) for l in open(folder + '/text.jsonl')][2:]

# The scan: a JPEG is the same file, a PNG the same pixels.
with tempfile.TemporaryDirectory() as tmp:
    run('pdfimages', '-all', pdf, tmp + '/i')
    images = sorted(glob.glob(tmp + '/i*'))
    if len(images) != len(pages):
        fail('%d images for %d pages' % (len(images), len(pages)))
    for image, page in zip(images, pages):
        mine = folder + '/' + page['image']
        if mine.endswith('.jpg'):
            same = open(image, 'rb').read() == open(mine, 'rb').read()
        else:
            from PIL import Image, ImageChops
            a, b = Image.open(image).convert('RGB'), Image.open(mine).convert('RGB')
            same = a.size == b.size and ImageChops.difference(a, b).getbbox() is None
        if not same:
            fail('page %d: the image in the PDF is not that of the scan' % page['page'])

# The words: what Poppler takes for a word is what stands between two spaces of the text, in its box.
found = misplaced = missing = 0
tree = ET.fromstring(run('pdftotext', '-bbox', pdf, '-'))
H = '{http://www.w3.org/1999/xhtml}'
for page, shown in zip(pages, tree.iter(H + 'page')):
    scale = 72.0 / (page['dpi'] or 300)
    alto = ET.parse('%s/ocr/%04d.xml' % (folder, page['page']))
    box = {}
    line_of, tall = {}, {}
    for line in alto.iter(ALTO + 'TextLine'):
        for w in line.iter(ALTO + 'String'):
            x, y, width, height = (int(w.get(k)) for k in ('HPOS', 'VPOS', 'WIDTH', 'HEIGHT'))
            box[w.get('ID')] = (x * scale, y * scale, (x + width) * scale, (y + height) * scale, w.get('CONTENT'))
            line_of[w.get('ID')] = line.get('ID')
            tall[line.get('ID')] = max(tall.get(line.get('ID'), 0), height * scale)
    have = {}
    for w in shown.iter(H + 'word'):
        have.setdefault(squeeze(w.text), []).append([float(w.get(k)) for k in ('xMin', 'yMin', 'xMax', 'yMax')])
    for b in blocks:
        words = [(s, e, w) for s, e, w in b.get('words', []) if w in box]
        run_of = []
        for i, (s, e, w) in enumerate(words):
            run_of.append(w)
            after = i + 1 < len(words) and words[i + 1]
            if after and after[0] == e and line_of[after[2]] == line_of[w] and box[after[2]][0] - box[w][2] < 2 * tall[line_of[w]]:
                continue
            text = squeeze(''.join(box[x][4] for x in run_of))
            x0, y0, x1, y1 = min(box[x][0] for x in run_of), min(box[x][1] for x in run_of), max(box[x][2] for x in run_of), max(box[x][3] for x in run_of)
            run_of = []
            inside = b['text'][s:e]
            if ' ' in inside or b.get('unreadable'):
                continue
            at = have.get(text) or have.get(text + '-') or []
            if not at:
                missing += 1
                if missing < 4:
                    print('    not found as a word, page %d: %s' % (page['page'], text))
            elif any(abs(a[0] - x0) < 3 and abs(a[2] - x1) < 4 and stands(a[1], a[3], y0, y1, tall[line_of[w]]) for a in at):
                found += 1
            else:
                misplaced += 1
                if misplaced < 4:
                    print('    misplaced, page %d: %s %s %s' % (page['page'], text, [round(v) for v in (x0, y0, x1, y1)], at))
total = found + misplaced + missing
if not total or found < 0.98 * total:
    fail('of %d words %d are found in their boxes, %d elsewhere, %d not at all' % (total, found, misplaced, missing))
print('%s: %d words, %d in their box, %d elsewhere, %d not found' % (doc, total, found, misplaced, missing))
sys.exit(bool(failures))
