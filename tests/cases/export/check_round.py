"""Out and in again: check_round.py A.xml B.xml ...: pairs of ALTO files, before and after. Zones, lines, words, spaces, hyphens, boxes and confidence must be the same; lines that cannot be
read and zones of text without a line go nowhere and are left out."""
import sys
import xml.etree.ElementTree as ET

NS = '{http://www.loc.gov/standards/alto/ns-v4#}'


def box(e):
    return tuple(int(e.get(k)) for k in ('HPOS', 'VPOS', 'WIDTH', 'HEIGHT'))


def lines(zone):
    out = []
    for line in zone.findall(NS + 'TextLine'):
        if line.get('TAGREFS') == 'unreadable':
            continue
        parts = []
        for e in line:
            if e.tag == NS + 'String':
                parts.append((e.get('CONTENT'), box(e), float(e.get('WC'))))
            elif e.tag == NS + 'SP':
                parts.append(' ')
            elif e.tag == NS + 'HYP':
                parts[-1] = (parts[-1][0] + '-',) + parts[-1][1:]
        out.append((box(line), parts))
    return out


def page(path):
    tree = ET.parse(path)
    zones = []
    for z in tree.find('.//' + NS + 'PrintSpace'):
        inner = [(box(c), lines(c)) for c in z.findall(NS + 'TextBlock')]
        own = lines(z)
        if own or inner or not z.tag.endswith('TextBlock'):
            zones.append((z.tag, box(z), z.get('ROTATION'), own, inner))
    p = tree.find('.//' + NS + 'Page')
    return (p.get('WIDTH'), p.get('HEIGHT')), zones


bad = words = 0
for before, after in zip(sys.argv[1::2], sys.argv[2::2]):
    a, b = page(before), page(after)
    words += sum(1 for z in a[1] for ls in [z[3]] + [c[1] for c in z[4]] for l in ls for w in l[1] if w != ' ')
    if a != b:
        bad += 1
        print('FAILED: %s comes back different' % before)
        for x, y in zip(a[1], b[1]):
            if x != y:
                print('   ', str(x)[:300], '\n   ', str(y)[:300])
                break
print('%d words out and in again' % words)
sys.exit(bad > 0 or words == 0)
