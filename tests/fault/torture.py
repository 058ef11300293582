"""kill -9 of the driver, of a room, of a child that decodes, of all, at any moment, again and again; then the run is made anew until it ends: the bytes of an undisturbed run, and no
page that was read is read again. torture.py BUILD KILLS [SEED]"""
import glob, os, random, re, shutil, signal, subprocess, sys, tempfile, time
from common import Count, content, differ, family, papers, sillok

build, kills = sys.argv[1], int(sys.argv[2])
draw = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
binary = os.path.join(build, 'bin/sillok')
base = tempfile.mkdtemp(dir='/dev/shm' if os.access('/dev/shm', os.W_OK) else None)
c = Count()
done = {'driver': 0, 'room': 0, 'all': 0, 'any': 0}
rounds = runs = late = 0


def pages_there(corpus):
    return len([p for p in glob.glob(corpus + '/docs/scan*/ocr/*.xml')])


try:
    papers(base + '/in', 2)
    start = time.time()
    code, out = sillok(binary, 'ingest', '-q', '-C', base + '/good', base + '/in', timeout=600)
    span = time.time() - start
    good = content(base + '/good')
    c.check('an undisturbed run', code == 1 and len(good) > 50, out)
    while sum(done.values()) < kills:
        rounds += 1
        work = base + '/work'
        shutil.rmtree(work, ignore_errors=True)
        for i in range(draw.choice([1, 1, 2, 3])):
            runs += 1
            before = pages_there(work)
            jobs = str(draw.choice([1, 2, 3]))
            # one in three goes on by rebuild, of what was taken in so far
            args = ['rebuild', '-C', work] if os.path.isdir(work + '/docs') and draw.random() < 0.33 else ['ingest', '-C', work, base + '/in']
            run = subprocess.Popen([binary, *args, '-j', jobs], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors='replace')
            time.sleep(draw.random() * span * 1.1)
            all_of_it = family(run.pid)
            whom = draw.choice(list(done))
            rooms = [p for p in all_of_it if p != run.pid]
            targets = {'driver': [run.pid], 'room': rooms and [draw.choice(rooms)], 'all': all_of_it, 'any': [draw.choice(all_of_it)]}[whom]
            if run.poll() is None and targets:
                done[whom] += 1
                for p in targets:
                    try:
                        os.kill(p, signal.SIGKILL)
                    except ProcessLookupError:
                        late += 1
            try:
                err = run.communicate(timeout=120)[1]
            except subprocess.TimeoutExpired:
                c.check('round %d: after a kill of %s the run ends' % (rounds, whom), False)
                run.kill()
                run.communicate()
            c.check('round %d: pages that were read stay' % rounds, pages_there(work) >= before)
        code, out = sillok(binary, 'ingest', '-C', work, base + '/in', timeout=300)
        left = differ(good, content(work))
        c.check('round %d: the bytes of an undisturbed run' % rounds, code == 1 and not left, '%s %s\n%s' % (code, left[:8], out))
        code, out = sillok(binary, 'verify', '-C', work)
        c.check('round %d: the corpus is whole' % rounds, code == 0, out)
    print('%d kills (%s) in %d runs, %d rounds' % (sum(done.values()), ', '.join('%s %d' % x for x in done.items()), runs, rounds))
finally:
    shutil.rmtree(base, ignore_errors=True)
c.finish()
