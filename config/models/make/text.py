#!/usr/bin/python3
"""Text lines for training and judging the line model (first of the steps of `make model`).

Flow: tables of our own (text_*.tsv) + word lists (stock Hangul model's dawg, libhangul's hanja.txt, wamerican, config/authority)
  -> paragraphs of several kinds -> cut into lines as a printed page cuts them -> build/model/train.txt, judge.txt.
First the natural mixture is made; then what the alphabet still lacks is asked for by name (the "demand": words that hold the rare
syllable, Hanja or sign), until each has its number of samples. Words whose hash falls into one of 16 classes stand only in judge.txt, and
so do some of the sentences. Same seed, same text. A part of the lines, by itself, is Chinese with simplified characters: text_chinese.py.

  text.py [--out build/model] [--lines 400000] [--judge 3000] [--seed 3] [--name train.txt] [--judge-name judge.txt]
  text.py --judge 0 --name train2.txt     # another text beside the first
  text.py --lines 0 --name train2.txt     # lines to judge with alone, none of them in that text
  text.py --report build/model/train.txt
"""
import argparse, collections, os, random, re, sys, unicodedata

from text_chinese import SHARE, Chinese
from text_pages import SURNAMES, Maker
from text_words import ROOT, Bank, em, is_han, is_hangul, is_latin, ks_x_1001, read_alphabet

# How often each character shall stand in 400,000 lines or more, at least (less in proportion where fewer lines are made).
WANT_SYLLABLE, WANT_HANJA_KS, WANT_HANJA, WANT_SIGN = 450, 400, 160, 300
RARE = 700      # a character that stands less often than this in all the text is rare: lines that hold one are never thinned out


def clean(s, alphabet):
    """The line as it is written, None where it is empty, too long or has a character the model has not."""
    s = unicodedata.normalize('NFC', s)
    s = re.sub(' +', ' ', s).strip()
    if not s or any(c not in alphabet for c in s): return None
    return s if em(s) <= 46 else None


def shortfall(counter, alphabet, ks_syl, ks_han, scale):
    """What is still wanted, as {character: number}."""
    out = {}
    for c in sorted(alphabet):
        if c == ' ' or len(c) != 1: continue
        want = (WANT_SYLLABLE if c in ks_syl else 60) if is_hangul(c) else (WANT_HANJA_KS if c in ks_han else WANT_HANJA) if is_han(c) else WANT_SIGN
        want = int(want * scale)
        if counter[c] < want: out[c] = want - counter[c]
    return out


def demand_words(maker, lack, rng):
    """Words that hold what is lacking: in words of the lists where there are some, else in names and titles made up."""
    b, out = maker.b, []
    have = collections.Counter()
    items = [c for c, n in lack.items() for _ in range(n)]
    rng.shuffle(items)
    for c in items:
        if have[c] >= lack[c]: continue
        if is_hangul(c):
            ws = b.by_syl.get(c)
            if ws and rng.random() < .85: w = ws[int(rng.random() * len(ws))]
            else:
                f = b.lists['noun_syl']
                w = c + rng.choice(f) if rng.random() < .5 else rng.choice(f) + c + (rng.choice(f) if rng.random() < .4 else '')
        elif is_han(c):
            ws = b.by_han.get(c)
            x = rng.random()
            if ws and x < .55:
                k, h = ws[int(rng.random() * len(ws))]
                w = h if x < .38 or not k else f'{k}({h})' if x < .51 else f'{h}({k})'
            elif x < .80:
                o = [i for i in (c, rng.choice(items), maker.hanrun(1)) if is_han(i)]
                rng.shuffle(o); w = ''.join(o)
            elif x < .88: w = rng.choice(SURNAMES)[0] + (c + maker.hanrun(1) if rng.random() < .5 else maker.hanrun(1) + c)
            elif x < .94 and c in b.reading: w = rng.choice([f'{b.reading[c]}({c})', f'‘{c}’', f'{c}字', f'{c}({b.reading[c]})'])
            else: w = f'『{maker.hanrun(1)}{c}{maker.hanrun(1)}{rng.choice(["", "錄", "集", "傳", "記"])}』'
        else: w = maker.symbol(c)
        if any(ch not in b.alphabet for ch in w): w = c
        for ch in w:
            if ch in lack: have[ch] += 1
        out.append(w)
    rng.shuffle(out)
    return out


def make(bank, total, seed, ks, scale, avoid=(), kept=(), each=None):
    rng = random.Random(seed)
    m = Maker(bank, rng)
    seen, lines, count = set(kept), list(kept), collections.Counter()

    def add(block):
        for s in block:
            s = clean(s, bank.alphabet)
            if s is None: continue
            if s in seen and em(s) > 3 or em(s) > 4 and s in avoid: continue
            seen.add(s); lines.append(s); count.update(s)
        return len(lines)
    chinese = Chinese(bank, Maker(bank, rng), rng)

    def take(block):
        before = len(lines)
        return add(block) - before
    take.count = count
    n = chinese.lines(int(total * SHARE), scale, take, each)
    print(f'text.py: {n} lines of Chinese, {len(chinese.new)} simplified characters that only they have', file=sys.stderr)
    if kept:
        rng.shuffle(lines)
        return lines
    count.clear()                                            # the wishes below are as if these lines were not there
    ours = bank.alphabet - chinese.new
    base = n + int((total - n) * .5)
    while len(lines) < base: add(m.block())
    for round_ in range(6):
        lack = shortfall(count, ours, *ks, scale)
        if not lack: break
        words = demand_words(m, lack, rng)
        m.han = [w for i, w in enumerate(words) if i % 20 < 13 and all(is_han(c) or c in '『』' for c in w)]
        m.demand = [w for i, w in enumerate(words) if not (i % 20 < 13 and all(is_han(c) or c in '『』' for c in w))]
        m.rate = .8
        print(f'text.py: {len(lines)} lines, {len(lack)} characters want {sum(lack.values())} more samples: {len(m.demand)} and {len(m.han)} words', file=sys.stderr)
        while m.demand: add(m.block())
        while m.han: add(m.cut(m.hanprose()))
    while len(lines) < total: add(m.block())
    rng.shuffle(lines)
    return lines


def write(path, lines):
    with open(path + '.tmp', 'w', encoding='utf-8') as f: f.write('\n'.join(lines) + '\n')
    os.replace(path + '.tmp', path)


def thin(lines, share, rng):
    count = collections.Counter(c for l in lines for c in l)
    return [l for l in lines if min(map(count.__getitem__, l)) < RARE or rng.random() < share]


def report(path, alphabet, ks_syl, ks_han):
    with open(path, encoding='utf-8') as f: lines = f.read().split('\n')[:-1]
    count = collections.Counter(c for l in lines for c in l)
    total = sum(count.values())
    kinds = [('Hangul', is_hangul), ('Hanja', is_han), ('Latin and digits', is_latin), ('space', lambda c: c == ' '), ('other', lambda c: not (is_hangul(c) or is_han(c) or is_latin(c) or c == ' '))]
    print(f'{path}: {len(lines)} lines, {len(set(lines))} different, {total} characters')
    for name, f in kinds:
        cs = [c for c in alphabet if f(c)]
        n = sorted(count[c] for c in cs)
        print(f'  {name}: {100 * sum(n) / total:.1f} % of characters, {len(cs)} in the alphabet, least {n[0] if n else 0}, median {n[len(n) // 2] if n else 0}, below 60: {sum(x < 60 for x in n)}, below 150: {sum(x < 150 for x in n)}')
    for name, s, w in (('KS syllables', ks_syl, 150), ('KS Hanja', ks_han, 150)):
        miss = [c for c in sorted(s & alphabet) if count[c] < w]
        print(f'  {name} in the alphabet: {len(s & alphabet)}, below {w}: {len(miss)} {"".join(miss[:60])}')
    e = [em(l) for l in lines]
    print(f'  em: below 8 {100 * sum(x < 8 for x in e) / len(e):.1f} %, 8 to 22 {100 * sum(8 <= x < 22 for x in e) / len(e):.1f} %, 22 to 40 {100 * sum(22 <= x <= 40 for x in e) / len(e):.1f} %, longer {100 * sum(x > 40 for x in e) / len(e):.1f} %, mean {sum(e) / len(e):.1f}')
    print(f'  lines with Hanja {100 * sum(any(map(is_han, l)) for l in lines) / len(lines):.1f} %, without Hangul {100 * sum(not any(map(is_hangul, l)) for l in lines) / len(lines):.1f} %')
    low = [(c, count[c]) for c in sorted(alphabet) if c != ' ' and not is_hangul(c) and not is_han(c) and count[c] < 200]
    print('  signs below 200: ' + ' '.join(f'{c}{n}' for c, n in low))
    bad = collections.Counter(c for l in lines for c in l if c not in alphabet)
    print('  outside the alphabet:', dict(bad))


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--out', default=os.path.join(ROOT, 'build/model'))
    p.add_argument('--lines', type=int, default=400000)
    p.add_argument('--judge', type=int, default=3000)
    p.add_argument('--seed', type=int, default=3)
    p.add_argument('--name', default='train.txt')
    p.add_argument('--judge-name', default='judge.txt')
    p.add_argument('--judge-each', type=int, default=0, help='samples of each simplified character in the judged text, at least (its share grows)')
    p.add_argument('--keep', help='a text made before: its lines stay, only the Chinese ones are made and mixed in, to --lines in all')
    p.add_argument('--thin', type=float, default=1, help='share kept of the training lines in which no character is rare (below RARE in all): the rare ones are seen more often in the same time')
    p.add_argument('--report')
    a = p.parse_args()
    alphabet = read_alphabet(os.path.join(a.out, 'alphabet.tsv'))
    ks = ks_x_1001()
    if a.report: return report(a.report, alphabet, *ks)
    os.makedirs(a.out, exist_ok=True)
    avoid = set()                                            # no line of the training text is judged
    if not a.lines: avoid = set(open(os.path.join(a.out, a.name), encoding='utf-8').read().split('\n'))
    for judge, name, n in ((False, a.name, a.lines), (True, a.judge_name, a.judge)):
        if not n: continue
        bank = Bank(alphabet, judge)
        kept = [] if judge or not a.keep else open(a.keep, encoding='utf-8').read().split('\n')[:-1]
        lines = make(bank, n, a.seed + judge, ks, min(1, n / 400000), avoid, kept, a.judge_each if judge else None)
        if judge: lines = lines[:n]
        else:
            avoid = set(lines)
            if a.thin < 1: lines = thin(lines, a.thin, random.Random(a.seed))
        write(os.path.join(a.out, name), lines)
        print(f'text.py: {name} {len(lines)} lines', file=sys.stderr)


if __name__ == '__main__': main()
