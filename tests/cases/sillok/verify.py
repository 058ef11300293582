"""What `sillok verify` must find: verify.py SILLOK CORPUS (a small corpus with an English digital paper, a text paper, a failed one)."""
import glob, hashlib, os, random, shutil, sqlite3, subprocess, sys

sillok, corpus = sys.argv[1:3]
passed = failed = 0


def check(what, ok, more=''):
    global passed, failed
    passed += bool(ok)
    failed += not ok
    if not ok:
        print('FAILED:', what, more[:600])


def verify():
    r = subprocess.run([sillok, 'verify', '-C', corpus], capture_output=True, text=True)
    return r.returncode, r.stdout + r.stderr


def read(path):
    return open(os.path.join(corpus, path), 'rb').read()


def write(path, data):
    open(os.path.join(corpus, path), 'wb').write(data)


def one(pattern):
    return os.path.relpath(sorted(glob.glob(os.path.join(corpus, pattern)))[0], corpus)


def renew_list():
    """SHA256SUMS as a liar would make it anew."""
    lines = []
    for d, _, names in os.walk(corpus):
        for n in names:
            p = os.path.relpath(os.path.join(d, n), corpus)
            if not n.startswith('.') and '/' in p:
                lines.append('%s  %s\n' % (hashlib.sha256(read(p)).hexdigest(), p))
    body = ''.join(sorted(lines, key=lambda l: l[66:].encode())).encode()
    write('SHA256SUMS', b'# sillok %s\n' % hashlib.sha256(body).hexdigest().encode() + body)


code, out = verify()
check('a sound corpus has no problem', code == 0 and ' 0 problems' in out, out)
listed = [l[66:] for l in read('SHA256SUMS').decode().splitlines()[1:]]
check('the list names every file', len(listed) > 40 and all(os.path.exists(os.path.join(corpus, p)) for p in listed))
check('sha256sum agrees', subprocess.run(['sha256sum', '-c', '--quiet', 'SHA256SUMS'], cwd=corpus, capture_output=True).returncode == 0)

# One bit in every file, the place drawn by a fixed seed.
draw = random.Random(7)
for path in listed + ['SHA256SUMS']:
    data = read(path)
    if not data:
        continue
    at, bit = draw.randrange(len(data)), draw.randrange(8)
    broken = bytearray(data)
    broken[at] ^= 1 << bit
    write(path, broken)
    code, out = verify()
    check('bit %d of byte %d of %s is found and the file named' % (bit, at, path), code == 1 and out.startswith(path + ': '), out)
    write(path, data)

# Files that go and come.
path = one('docs/08-*/text.jsonl')
data = read(path)
os.remove(os.path.join(corpus, path))
code, out = verify()
check('a file that is gone is named', code == 1 and path + ': is gone' in out, out)
write(path, data)
write('docs/stray.txt', b'x')
code, out = verify()
check('a file that nobody wrote is named', code == 1 and 'docs/stray.txt' in out, out)
os.remove(corpus + '/docs/stray.txt')
data = read('SHA256SUMS')
os.remove(corpus + '/SHA256SUMS')
code, out = verify()
check('without the list: the run did not end, and how to go on', code == 1 and 'sillok rebuild' in out, out)

# The list was made anew behind somebody's back: the layers' own hashes speak.
def lie(pattern, change, word, what):
    p = one(pattern)
    before = read(p)
    write(p, change(before))
    renew_list()
    c, o = verify()
    check(what, c == 1 and word in o, o)
    write(p, before)


flip = lambda b: b[:-20] + bytes([b[-20] ^ 1]) + b[-19:]
lie('docs/07-*/source.pdf', flip, 'source.pdf', 'delivered bytes against source.json')
lie('docs/07-*/pages/0001.*', flip, 'pages/0001', 'a page image against source.json')
lie('docs/07-*/ocr/0001.xml', lambda b: b.replace(b'</alto>', b'</alto> '), 'text.jsonl: was made from other bytes', 'ALTO against the head of the text')
lie('docs/08-*/text.jsonl', lambda b: b.replace(b'"conf":', b'"conf": ', 1), 'entities.jsonl: was made from other bytes', 'the text against the head of the entities')
lie('docs/08-*/entities.jsonl', lambda b: b + b'\n', 'paper.tei.xml: was made from other bytes', 'the entities against the head of the TEI')
lie('docs/08-*/paper.tei.xml', lambda b: b.replace(b'<body>', b'<body><nonsense/>'), 'paper.tei.xml: line', 'TEI against its schema')
lie('docs/07-*/ocr/0002.xml', lambda b: b[:len(b) // 2], 'ocr/0002.xml', 'half an ALTO file')
lie('datasets/mentions.csv', lambda b: b.replace(b',city,', b',town,', 1), 'none of the values allowed', 'a value outside its list')
lie('datasets/mentions.csv', lambda b: b.replace(b'Seoul', b'Seoui', 1), 'datasets/mentions.csv', 'CSV against datapackage.json and JSON lines')
lie('datasets/mentions.jsonl', lambda b: b.replace(b'Seoul', b'Seoui', 1), 'mentions.csv row', 'JSON lines against CSV')
lie('datasets/cities.csv', lambda b: b.replace(b'lat', b'lot', 1), 'its header', 'the header of a CSV')


def ask(sql, word, what):
    before = read('datasets/corpus.db')
    db = sqlite3.connect(corpus + '/datasets/corpus.db')
    db.execute('PRAGMA foreign_keys = OFF')
    n = db.execute(sql).rowcount
    db.commit()
    db.close()
    renew_list()
    c, o = verify()
    check(what, n > 0 and c == 1 and word in o, '%d rows. %s' % (n, o))
    write('datasets/corpus.db', before)


doc = "(SELECT min(doc_id) FROM mentions)"
ask("UPDATE mentions SET x1 = 99999 WHERE mention_id = 'm0002' AND doc_id = " + doc, 'is not on the image', 'a box outside its page')
ask("UPDATE mentions SET x0 = 1, y0 = 1, x1 = 2, y1 = 2 WHERE mention_id = 'm0002' AND doc_id = " + doc, 'no word of its text stands in its box', 'a box beside its words')
ask("UPDATE mentions SET start = start + 1 WHERE mention_id = 'm0002' AND doc_id = " + doc, 'as_printed is', 'a range moved by one')
ask("UPDATE mentions SET block_id = 't9999' WHERE mention_id = 'm0002' AND doc_id = " + doc, 'is not in text.jsonl', 'a block that is not there')
ask("UPDATE mentions SET page = 77 WHERE mention_id = 'm0002' AND doc_id = " + doc, 'page 77 is no page', 'a page that is not there')
ask("UPDATE mentions SET normalized = 'x' WHERE mention_id = 'm0002' AND doc_id = " + doc, 'not the same in corpus.db', 'corpus.db against CSV')
ask("DELETE FROM mentions WHERE type = 'date' AND doc_id = " + doc, 'is not in corpus.db', 'rows lost from corpus.db')
renew_list()
code, out = verify()
check('all put back: no problem', code == 0, out)
print('%d passed, %d failed' % (passed, failed))
sys.exit(failed > 0)
