"""hOCR as a program reads it that knows only the standard: check_hocr.py CORPUS DOC-ID...: every page has its image and size, every line holds its words, each with the text and the box of
ALTO; what stands between two words in the file is a space exactly where ALTO has one."""
import re, sys
import xml.etree.ElementTree as ET

X, A = '{http://www.w3.org/1999/xhtml}', '{http://www.loc.gov/standards/alto/ns-v4#}'
corpus, bad, n = sys.argv[1], 0, 0
for doc in sys.argv[2:]:
    tree = ET.parse('%s/export/hocr/%s.hocr' % (corpus, doc))
    metas = {m.get('name'): m.get('content') for m in tree.iter(X + 'meta')}
    bad += not ('ocr_page' in metas['ocr-capabilities'] and metas['ocr-system'].startswith('Sillok'))
    for k, page in enumerate((e for e in tree.iter(X + 'div') if e.get('class') == 'ocr_page'), 1):
        alto = ET.parse('%s/docs/%s/ocr/%04d.xml' % (corpus, doc, k))
        p = alto.find('.//' + A + 'Page')
        bad += 'bbox 0 0 %s %s' % (p.get('WIDTH'), p.get('HEIGHT')) not in page.get('title') or 'image "pages/%04d.' % k not in page.get('title')
        said = {}
        for e in page.iter(X + 'span'):
            if e.get('class') == 'ocr_line':
                words = list(e)
                for i, w in enumerate(words):
                    said[w.get('id')] = (w.text, tuple(map(int, re.search(r'bbox (\d+) (\d+) (\d+) (\d+)', w.get('title')).groups())), bool((w.tail or '').strip(' \n') == '' and w.tail and i + 1 < len(words)))
        for line in alto.iter(A + 'TextLine'):
            if line.get('TAGREFS') == 'unreadable':
                continue
            parts = [e for e in line if e.tag in (A + 'String', A + 'SP')]
            for i, s in enumerate(parts):
                if s.tag == A + 'String':
                    x, y, w, h = (int(s.get(a)) for a in ('HPOS', 'VPOS', 'WIDTH', 'HEIGHT'))
                    n += 1
                    want = (s.get('CONTENT'), (x, y, x + w, y + h), i + 1 < len(parts) and parts[i + 1].tag == A + 'SP')
                    have = said.get(s.get('ID'), ('', (), False))
                    if (have[0].rstrip('\u00ad'),) + have[1:] != want:
                        bad += 1
                        print(doc, s.get('ID'), have, want)
print('%d words of hOCR' % n)
sys.exit(bad > 0 or n == 0)
