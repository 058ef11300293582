"""What the tests of faults share: a small corpus, what is in it, and running sillok on it."""
import hashlib, os, shutil, signal, subprocess, sys, time

root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def papers(folder, scans):
    """Small papers of every way through the rooms: text, a digital PDF, bytes that are no paper, and `scans` pages to be read."""
    os.makedirs(folder)
    samples = os.path.join(root, 'corpus/samples/papers')
    for n in sorted(os.listdir(samples)):
        if n.startswith(('07-', '08-')):
            shutil.copy(os.path.join(samples, n), folder)
    for i in range(3):
        open(os.path.join(folder, 'note-%d.txt' % i), 'w').write('City Diplomacy %d\n\nSeoul and Beijing became sister cities in %d.\n' % (i, 1993 + i))
    open(os.path.join(folder, 'odd.bin'), 'wb').write(b'no paper\0\1')
    for i in range(scans):
        draw(os.path.join(folder, 'scan-%d.tif' % i), i)


def draw(path, i):
    from PIL import Image, ImageDraw, ImageFont
    pages = []
    for k in range(2):
        page = Image.new('L', (900, 260), 255)
        font = ImageFont.truetype('/usr/share/fonts/truetype/nanum/NanumGothic.ttf', 36)
        ImageDraw.Draw(page).text((40, 60), 'The city of Seoul joined the council', font=font, fill=0)
        ImageDraw.Draw(page).text((40, 130), 'in the month of May %d, page %d.' % (1990 + i, k + 1), font=font, fill=0)
        pages.append(page)
    pages[0].save(path, save_all=True, append_images=pages[1:], dpi=(200, 200), compression='tiff_lzw')


def content(corpus):
    """Path -> sha256 of every file a run leaves; hidden ones are the driver's own."""
    out = {}
    for d, dirs, names in os.walk(corpus):
        for n in names:
            p = os.path.join(d, n)
            if not n.startswith('.') or n.startswith('.sil-'):
                out[os.path.relpath(p, corpus)] = hashlib.sha256(open(p, 'rb').read()).hexdigest()
    return out


def differ(a, b):
    return sorted(p for p in set(a) | set(b) if a.get(p) != b.get(p))


class Count:
    passed = failed = 0

    def check(self, what, ok, more=''):
        self.passed += bool(ok)
        self.failed += not ok
        if not ok:
            print('FAILED:', what, str(more)[-800:], flush=True)
        return ok

    def finish(self):
        print('%d passed, %d failed' % (self.passed, self.failed))
        sys.exit(self.failed > 0)


def sillok(binary, *args, env=None, timeout=120):
    try:
        r = subprocess.run([binary, *args], capture_output=True, text=True, errors='replace', timeout=timeout, env=dict(os.environ, **(env or {})))
        return r.returncode, r.stdout + r.stderr
    except subprocess.TimeoutExpired as e:
        return 'hangs', str(e.stdout)


def family(pid):
    """pid and all below it, as far as they can be seen now."""
    kids = {}
    for p in os.listdir('/proc'):
        if p.isdigit():
            try:
                rest = open('/proc/%s/stat' % p).read().rsplit(') ', 1)[1].split()
                if rest[0] != 'Z':
                    kids.setdefault(int(rest[1]), []).append(int(p))
            except OSError:
                pass
    out, todo = [], [pid]
    while todo:
        p = todo.pop()
        out.append(p)
        todo += kids.get(p, [])
    return out
