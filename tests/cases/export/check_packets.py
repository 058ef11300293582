"""METS and IIIF of papers: check_packets.py CORPUS BASE DOC-ID...: what the standards ask for, and that every file they name is there, with the size and hash said. Where the METS schema
lies in SILLOK_SHARED/schemas/mets.xsd, or a JSON schema of IIIF in iiif-3.json, they judge too."""
import hashlib, json, os, subprocess, sys
import xml.etree.ElementTree as ET

corpus, base = sys.argv[1:3]
schemas = os.path.join(os.environ.get('SILLOK_SHARED') or 'none', 'schemas')
M, XL = '{http://www.loc.gov/METS/}', '{http://www.w3.org/1999/xlink}'
bad = []


def must(what, ok):
    if not ok:
        bad.append(what)
        print('FAILED: ' + what)


for doc in sys.argv[3:]:
    source = json.load(open('%s/docs/%s/source.json' % (corpus, doc)))
    folder = '%s/export/mets/%s/' % (corpus, doc)
    if os.path.exists(schemas + '/mets.xsd'):
        must(doc + ': METS is valid', subprocess.run(['xmllint', '--noout', '--nonet', '--schema', schemas + '/mets.xsd', folder + 'mets.xml'], capture_output=True).returncode == 0)
    mets = ET.parse(folder + 'mets.xml').getroot()
    files = {}
    for f in mets.iter(M + 'file'):
        name = f.find(M + 'FLocat').get(XL + 'href')
        data = open(folder + name, 'rb').read()
        files[f.get('ID')] = name
        must('%s: %s has the size and hash that METS says' % (doc, name), f.get('SIZE') == str(len(data)) and f.get('CHECKSUM') == hashlib.sha256(data).hexdigest() and f.get('CHECKSUMTYPE') == 'SHA-256')
    pages = [d for d in mets.iter(M + 'div') if d.get('TYPE') == 'page']
    must(doc + ': a division a page, each with its image and its ALTO', [[files[p.get('FILEID')] for p in d.findall(M + 'fptr')] for d in pages] ==
         [['images/' + os.path.basename(p['image']), 'alto/%04d.xml' % p['page']] for p in source['pages']])
    must(doc + ': a title in MODS', any(e.tag.endswith('}title') and e.text for e in mets.iter()))
    ids = [e.get('ID') for e in mets.iter() if e.get('ID')]
    must(doc + ': ids are unique', len(ids) == len(set(ids)))

    m = json.load(open('%s/export/iiif/%s/manifest.json' % (corpus, doc)))
    must(doc + ': a manifest of IIIF 3', m['@context'] == 'http://iiif.io/api/presentation/3/context.json' and m['type'] == 'Manifest' and m['id'] == base + 'export/iiif/%s/manifest.json' % doc)
    must(doc + ': label and metadata are language maps', isinstance(m['label'], dict) and all(isinstance(v, list) for v in m['label'].values()))
    must(doc + ': a canvas a page', len(m['items']) == len(source['pages']))
    canvases = set()
    for canvas, p in zip(m['items'], source['pages']):
        note = canvas['items'][0]['items'][0]
        canvases.add(canvas['id'])
        must(doc + ': a canvas in pixels, painted with the page image', (canvas['type'], canvas['width'], canvas['height'], note['motivation'], note['target'], note['body']['id']) ==
             ('Canvas', p['width'], p['height'], 'painting', canvas['id'], base + 'docs/%s/%s' % (doc, p['image'])))
        for thing in [note['body']] + canvas['seeAlso']:
            must('%s: %s is there' % (doc, thing['id']), thing['id'].startswith(base) and os.path.exists(os.path.join(corpus, thing['id'][len(base):])))
        must(doc + ': ALTO by its profile', canvas['seeAlso'][0]['profile'].startswith('http://www.loc.gov/standards/alto'))
    for r in m.get('structures', []):
        must(doc + ': a range stands on a canvas', r['type'] == 'Range' and all(i['id'] in canvases for i in r['items']))
    for thing in m.get('rendering', []) + m.get('seeAlso', []):
        must('%s: %s is there' % (doc, thing['id']), os.path.exists(os.path.join(corpus, thing['id'][len(base):])))
    if os.path.exists(schemas + '/iiif-3.json'):
        import jsonschema
        must(doc + ': IIIF is valid', not list(jsonschema.Draft7Validator(json.load(open(schemas + '/iiif-3.json'))).iter_errors(m)))
sys.exit(len(bad) > 0)
