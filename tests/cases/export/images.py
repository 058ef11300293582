"""Page images for a paper that has only ALTO: images.py FOLDER. A bar where each word stands, on white; each page another kind of file, so that every way into a
PDF is taken: 1 gray JPEG, 2 black and white PNG, 3 PNG with a palette; 4 PNG in RGB, 5 with transparency. source.json is made to fit."""
import hashlib, json, sys
import xml.etree.ElementTree as ET
from PIL import Image, ImageDraw

folder = sys.argv[1]
first = int(sys.argv[2]) if len(sys.argv) > 2 else 1
source = json.load(open(folder + '/source.json'))
for i, page in enumerate(source['pages']):
    kind = (first + i - 1) % 5
    im = Image.new('L', (page['width'], page['height']), 255)
    draw = ImageDraw.Draw(im)
    for w in ET.parse('%s/ocr/%04d.xml' % (folder, page['page'])).iter('{http://www.loc.gov/standards/alto/ns-v4#}String'):
        x, y, width, height = (int(w.get(k)) for k in ('HPOS', 'VPOS', 'WIDTH', 'HEIGHT'))
        draw.rectangle((x, y, x + width - 1, y + height - 1), 60)
    page['image'] = 'pages/%04d.%s' % (page['page'], 'png' if kind else 'jpg')
    name = folder + '/' + page['image']
    if kind == 1:
        im = im.convert('1')
    elif kind == 2:
        im = im.convert('P')
    elif kind == 3:
        im = im.convert('RGB')
    elif kind == 4:
        im = im.convert('RGBA')
    im.save(name)
    page['sha256'] = hashlib.sha256(open(name, 'rb').read()).hexdigest()
json.dump(source, open(folder + '/source.json', 'w'))
