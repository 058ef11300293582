"""Chinese lines, mostly with simplified characters: bibliographies, prose, names in brackets after Korean, cells (see text.py).

Words: the word lists of the stock models chi_sim and chi_tra (Apache-2.0), names of places and organizations from config/authority, our
own text_chinese.tsv. A line is simplified or traditional as a whole, so no word mixes the two. Signs stand in the one form that the model
writes (, : ; ( ) for their full-width forms too); lines.c draws both. What is kept apart for judging is kept apart as in text_words.py.
"""
import collections, os, re

import alphabet as codes
from text_words import ROOT, dawg_words, digest, is_han, read_table

SIM_DATA = '/usr/share/tesseract-ocr/5/tessdata/chi_sim.traineddata'
TRA_DATA = '/usr/share/tesseract-ocr/5/tessdata/chi_tra.traineddata'
SHARE = .087                        # of all lines
WANT_EACH = 74                      # samples of each character that only these lines have, in 400,000 lines
SLOT = re.compile(r'\{([a-z])\}')


def only_simplified(alphabet):
    """The characters of the alphabet that are there as simplified ones alone."""
    more = [c for m in codes.table('more.tsv') if m['kind'] == 'hanja' for c in m['characters']]
    return (set(codes.simplified()) & alphabet) - set(codes.hanja_codes(more))


class Chinese:
    def __init__(self, bank, maker, rng):
        self.b, self.m, self.r = bank, maker, rng
        keep = lambda w: all(c in bank.alphabet for c in w)
        mine = lambda w: (digest(w) % 16 == 0) == bank.judge
        self.asked = []                                      # words asked for because they hold a rare character
        self.new = only_simplified(bank.alphabet)
        sim, tra = set(dawg_words(SIM_DATA, 'chi_sim')), set(dawg_words(TRA_DATA, 'chi_tra'))
        good = lambda w: len(w) > 1 and all(map(is_han, w)) and keep(w) and mine(w)
        self.words = [sorted(w for w in sim if good(w)), sorted(w for w in tra if good(w) and not self.new & set(w))]
        self.long = [[w for w in ws if 3 <= len(w) <= 4] for ws in self.words]
        self.by = collections.defaultdict(list)
        for w in self.words[0]:
            for c in set(w) & self.new: self.by[c].append(w)
        self.rows = [collections.defaultdict(list), collections.defaultdict(list)]
        pairs, self.dense = [], []
        for kind, hans, hant in read_table('text_chinese.tsv'):
            cut = (lambda s: [s]) if kind == 'S' else list if kind in 'FG' else (lambda s: s.split('|'))
            for s, t in zip(cut(hans), cut(hant), strict=True):
                if kind == 'S' and (digest(s) % 12 == 0) != bank.judge: continue
                if kind == 'X':
                    if keep(s + t): pairs.append((t, s))
                    continue
                for i, x in enumerate((s, t)):
                    if keep(SLOT.sub('', x)): self.rows[i][kind].append(x)
        self.dense = [s for s in self.rows[0]['S'] if len(re.findall(r'\{[wx]\}', s)) * 4 >= len(SLOT.sub('', s))]
        self.pairs, self.cells = 12 * pairs, [[], []]
        self.orgs = [[], []]
        for name in ('cities.tsv', 'organizations.tsv'):
            with open(os.path.join(ROOT, 'config/authority', name), encoding='utf-8') as f:
                table = [l.rstrip('\n').split('\t') for l in f if not l.startswith('#')]
            for row in table[1:]:
                d = dict(zip(table[0], row))
                for i, col in enumerate(('name_zh_hans', 'name_zh_hant')):
                    z = d.get(col, '')
                    if not 1 < len(z) < 13 or not all(map(is_han, z)) or not keep(z) or not mine(z) or i and self.new & set(z): continue
                    if name == 'cities.tsv': self.cells[i] += [z] * (24 if d['country'] == 'CN' and d['kind'] != 'county' else 1)
                    else: self.orgs[i].append(z)
                    k = d.get('name_ko', '')
                    if i == 0 and k and keep(k) and len(k) < 12: self.pairs += [(k, z)] * (4 if d.get('country') == 'CN' else 1)
        for s in self.new & set(''.join(self.cells[0])):
            self.by[s] += [w for w in set(self.cells[0]) if s in w][:20]
        if not (self.rows[0]['S'] and self.words[0]): raise SystemExit('text.py: no Chinese words or sentences: is tesseract-ocr-chi-sim installed?')

    def pick(self, seq): return seq[int(self.r.random() * len(seq))]

    def rare(self, c):
        """A word that holds the character: of the list, a name, or a title of our own making."""
        x = self.r.random()
        if self.by[c] and x < .75: return self.pick(self.by[c])
        o = self.pick(self.words[0])
        if x < .84: return self.pick(self.rows[0]['F']) + c + (self.pick(self.rows[0]['G']) if x < .80 else '')
        if x < .94: return c + self.pick(o) if x < .89 else self.pick(o) + c
        return o[:1] + c + o[1:]

    def word(self, i, long=False):
        if self.asked and i == 0 and self.r.random() < .8: return self.asked.pop()
        return self.pick(self.long[i] if long else self.words[i])

    def name(self, i):
        g = self.rows[i]['G']
        return self.pick(self.rows[i]['F']) + self.pick(g) + (self.pick(g) if self.r.random() < .75 else '')

    def fill(self, t, i):
        def one(m):
            k, r = m.group(1), self.r
            if k in 'wx': return self.word(i, k == 'x')
            if k == 'p': return self.pick(self.cells[i])
            if k == 'n': return self.name(i)
            if k == 'o': return self.pick(self.orgs[i])
            if k == 'y': return str(r.randint(1911, 2026))
            if k == 'i': return str(r.randint(1, 12))
            if k == 'd': return f'{r.randint(1, 99)}.{r.randint(0, 9)}' if r.random() < .5 else str(r.randint(2, 9999))
            return self.fill(self.pick(self.rows[i][{'t': 'T', 'j': 'J'}[k]]), i)
        return SLOT.sub(one, t)

    def title(self, i): return self.fill('{t}', i)

    def prose(self, i):
        s = ''.join(self.fill(self.pick(self.dense if self.asked and self.dense and self.r.random() < .85 else self.rows[i]['S']), i) for _ in range(self.r.randint(3, 6)))
        return self.wide(s)

    def wide(self, s):
        """The same with a space after its signs, as half-width signs are set: a third of the time."""
        return re.sub(r'([,:;])(?=[^ ”」』》)])', r'\1 ', s) if self.r.random() < .33 else s

    def biblio(self, i):
        r = self.r
        page, author, pp = ('页', '頁')[i], self.name(i), (r.randint(1, 280), r.randint(281, 560))
        if r.random() < .25: author += '、' + self.name(i)
        if r.random() < .12: author += ('主编', '主編')[i]
        t, j, y, n = self.title(i), self.fill('{j}', i), r.randint(1950, 2026), r.randint(1, 12)
        city, press = self.pick(self.cells[i]) if r.random() < .3 else self.pick(['北京', '上海', '北京', '广州' if i == 0 else '臺北', '南京', '天津', '重庆' if i == 0 else '香港']), self.fill(self.pick(self.rows[i]['B']), i)
        dash = self.pick('—-–~')
        pages = f'第{pp[0]}{dash}{pp[1]}{page}'
        x = r.random()
        if x < .26: s = f'{author}:《{t}》,{city}:{press},{y}年,{pages}。'
        elif x < .44: s = f'{author}:《{t}》,{("载", "載")[i]}《{j}》,{y}年第{n}期,{pages}。'
        elif x < .54: s = f'{author}:“{t}”,《{j}》{y}年第{n}期。'
        elif x < .68: return f'[{r.randint(1, 90)}] {author}.{t}[J].{j},{y}({n}):{pp[0]}-{pp[1]}.' if x < .62 else f'[{r.randint(1, 90)}] {author}. {t}[M]. {city}: {press}, {y}.'
        elif x < .75: s = f'[{self.pick("美英日德法俄" if i == 0 else "美英日德法")}]{self.pick(self.words[i])}·{self.pick(self.words[i])}著,{self.name(i)}{("译", "譯")[i]}:《{t}》,{press},{y}年。'
        elif x < .86: return f'{author}, “{t},” 『{j}』, {y}年第{n}期, pp.{pp[0]}-{pp[1]}.'
        elif x < .94: return f'{author}, 『{t}』, {city}: {press}, {y}.'
        else: return f'{author}({y}), 「{t}」, 『{j}』, 제{n}기, {pp[0]}-{pp[1]}쪽.'
        return self.wide(s)

    def short(self, i):
        r = self.r; x = r.random()
        if x < .30: return self.pick(self.cells[i])
        if x < .50: return self.word(i)
        if x < .58: return self.name(i)
        if x < .66: return f'{self.pick(self.cells[i])} {r.randint(1, 9999)} {r.randint(1, 99)}.{r.randint(0, 9)}%'
        if x < .74: return ' '.join(self.word(i) for _ in range(r.randint(2, 5)))
        if x < .80: return f'《{self.title(i)}》'
        if x < .86: return self.title(i)
        if x < .92: return self.pick(self.orgs[i])
        return '{}({})'.format(*self.pick(self.pairs))

    def glossed(self):
        """Korean prose with Chinese in brackets: lines that hold some."""
        x = self.r.random()
        def item():
            y = self.r.random() + .3 * bool(self.asked)
            if y < .72: return '{}({})'.format(*self.pick(self.pairs))
            if y < .86 or self.asked and y < 1.1: return f'{self.pick(self.b.kinds["N"])[0]}({self.word(0)})'
            return f'『{self.title(0)}』' if y < .95 else f'‘{self.word(0)}’'
        self.m.demand, self.m.rate, self.m.mix, self.m.gloss = [item() for _ in range(40)], .5, 0.0, 0.0
        lines = self.m.cut(self.m.prose())
        self.m.demand = []
        return [s for s in lines if any(map(is_han, s))]

    def block(self):
        x, i = self.r.random(), int(self.r.random() < .12)
        if self.asked: i, x = 0, x ** .6 * .85               # less of bibliographies, which hold few words
        if x < .22: return self.m.cut(self.biblio(i), 42.0 if self.r.random() < .6 else None)
        if x < .58: return self.m.cut(self.prose(i))
        if x < .74: return self.glossed()
        return [self.short(i) for _ in range(6)]

    def lines(self, total, scale, add, each=None):
        """Calls add(lines), which tells how many of them were taken and counts characters in .count, until there are total of them and
        each simplified character has its samples (each, or its share of WANT_EACH)."""
        n = 0
        while n < total * .4: n += add(self.block())
        for _ in range(8):
            lack = {c: (each if each is not None else int(WANT_EACH * scale)) - add.count[c] for c in sorted(self.new)}
            self.asked = [self.rare(c) for c, k in lack.items() for _ in range(max(0, k))]
            if not self.asked: break
            self.r.shuffle(self.asked)
            while self.asked: n += add(self.block())
        while n < total: n += add(self.block())
        return n
