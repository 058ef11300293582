"""The driver and what surrounds recognition: make bench-engine (BENCH="--papers N --pages N").
engine.py BUILD [--papers N] [--pages N]     N tiny text papers (10000) for the rebuilds; pages (500) of a long scanned paper for the memory
Figures are of this machine and of what else it is doing; ratios travel better."""
import os, resource, shutil, subprocess, sys, tempfile, time

here = os.path.dirname(os.path.abspath(__file__))
root = os.path.dirname(os.path.dirname(here))
sys.path.insert(0, os.path.join(root, 'tests/fault'))
from common import draw  # noqa: E402

build = os.path.abspath(sys.argv[1])
option = dict(zip(sys.argv[2::2], map(int, sys.argv[3::2])))
n_papers, n_pages = option.get('--papers', 10000), option.get('--pages', 500)
bin_ = os.path.join(build, 'bin')
base = tempfile.mkdtemp(dir='/dev/shm' if os.access('/dev/shm', os.W_OK) else None)


def run(*args, ok=(0, 1)):
    """Wall seconds, CPU seconds, of the command and all it started."""
    a, t = resource.getrusage(resource.RUSAGE_CHILDREN), time.time()
    code = subprocess.run([os.path.join(bin_, args[0]), *args[1:]], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE).returncode
    b = resource.getrusage(resource.RUSAGE_CHILDREN)
    if code not in ok:
        sys.exit('%s ended with %d' % (' '.join(args), code))
    return time.time() - t, b.ru_utime + b.ru_stime - a.ru_utime - a.ru_stime


def peak(*args):
    """Peak resident MB of any one process of a run, by a shell of its own so that earlier runs do not count."""
    code = 'import resource,subprocess,sys;subprocess.run(sys.argv[1:],stderr=subprocess.DEVNULL);print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)'
    return int(subprocess.run([sys.executable, '-c', code, os.path.join(bin_, args[0]), *args[1:]], capture_output=True, text=True).stdout) / 1024


try:
    # ---- the wall
    exe = base + '/wall'
    libs = subprocess.run(['pkg-config', '--libs', 'libseccomp'], capture_output=True, text=True).stdout.split()
    subprocess.run(['cc', '-std=c11', '-D_GNU_SOURCE', '-O2', '-I', root + '/include', '-o', exe, here + '/wall.c', build + '/lib/libsillok.a', *libs], check=True)
    print(subprocess.run([exe], capture_output=True, text=True).stdout.strip())

    # ---- pages a second, and what is not recognition
    paper = os.path.join(root, 'corpus/samples/papers', [n for n in os.listdir(root + '/corpus/samples/papers') if n.startswith('01-')][0])
    one, cpu = run('sillok', 'ingest', '-qq', '-j', '1', '-C', base + '/one', paper)
    two, cpu2 = run('sillok', 'ingest', '-qq', '-j', '2', '-C', base + '/two', paper)
    doc = os.listdir(base + '/one/docs')[0]
    pages = len(os.listdir(base + '/one/docs/' + doc + '/ocr'))
    recognized = run('sillok-ocr', '-q', '-C', base + '/one', doc)[1]
    print('%d scanned pages: %.2f pages/s by 1 worker, %.2f by 2 (efficiency %.0f %%); not recognition: %.1f %% of the CPU'
          % (pages, pages / one, pages / two, 100 * one / two / 2, 100 * max(0, cpu - recognized) / cpu))

    # ---- a long paper
    draw(base + '/page.tif', 0)
    from PIL import Image
    page = Image.open(base + '/page.tif').copy()
    peaks = []
    for n in (max(2, n_pages // 10), n_pages):
        page.save(base + '/long.tif', save_all=True, append_images=[page] * (n - 1), dpi=(200, 200), compression='tiff_lzw')
        peaks.append((n, peak('sillok', 'ingest', '-qq', '-C', base + '/long%d' % n, base + '/long.tif')))
    print('peak memory of a process: ' + ', '.join('%d pages %.0f MB' % p for p in peaks))

    # ---- many papers
    os.makedirs(base + '/in')
    for i in range(n_papers):
        open(base + '/in/paper-%05d.txt' % i, 'w').write('Paper %d on cities\n\nSeoul and Beijing signed an agreement in %d.\n' % (i, 1950 + i % 70))
    wall, cpu = run('sillok', 'ingest', '-qq', '-C', base + '/many', base + '/in')
    time.sleep(2)
    run('sillok', 'rebuild', '-qq', '-C', base + '/many')  # files younger than a second when the run ended are looked at once more
    nothing = run('sillok', 'rebuild', '-qq', '-C', base + '/many')[0]
    os.remove(base + '/many/docs/' + sorted(os.listdir(base + '/many/docs'))[n_papers // 2] + '/entities.jsonl')
    stale = run('sillok', 'rebuild', '-qq', '-C', base + '/many')[0]
    verify = run('sillok', 'verify', '-q', '-C', base + '/many')[0]
    print('%d text papers: taken in in %.0f s (%.0f ms CPU a paper); rebuild with nothing stale %.2f s, with one stale %.2f s; verify %.1f s'
          % (n_papers, wall, 1000 * cpu / n_papers, nothing, stale, verify))
finally:
    shutil.rmtree(base, ignore_errors=True)
