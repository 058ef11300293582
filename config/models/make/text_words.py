"""The words of the training text: lists, tables, the alphabet, sounds and particles (see text.py).

Reads text_*.tsv beside it, the stock Hangul model's word list, libhangul's hanja.txt, wamerican and config/authority; gives Bank, which
text_pages.py draws from. Words whose hash falls into one of 16 classes belong to the judge, the others to training.
"""
import collections, hashlib, os, re, subprocess, sys, tempfile, unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.normpath(os.path.join(HERE, '../../..'))
HANJA_TXT = '/usr/share/libhangul/hanja/hanja.txt'
WORDS_EN = '/usr/share/dict/american-english'
HANGUL_DATA = '/usr/share/tesseract-ocr/5/tessdata/script/Hangul.traineddata'
HANGUL_DATA2 = '/usr/share/tesseract-ocr/5/tessdata/Hangul.traineddata'
TRA_DATA = '/usr/share/tesseract-ocr/5/tessdata/chi_tra.traineddata'


def is_hangul(c): return '가' <= c <= '힣'
def is_han(c): return '\u3400' <= c <= '\u9fff' or '\uf900' <= c <= '\ufaff' or c > '\U0001ffff'
def is_latin(c): return c.isascii() and c.isalnum()
def width(c): return 1.0 if is_hangul(c) or is_han(c) or ord(c) > 0x2e7f else 0.5
def em(s): return sum(map(width, s))
def digest(w): return int(hashlib.md5(w.encode()).hexdigest()[:8], 16)


def ks_x_1001():
    """Syllables and Hanja of KS X 1001 (the 268 duplicates of Hanja fold to one by NFC)."""
    syl, han = set(), set()
    for a in range(0xa1, 0xff):
        for b in range(0xa1, 0xff):
            try: c = unicodedata.normalize('NFC', bytes([a, b]).decode('euc-kr'))
            except UnicodeDecodeError: continue
            if is_hangul(c): syl.add(c)
            elif is_han(c): han.add(c)
    return syl, han


def read_table(name):
    rows = []
    with open(os.path.join(HERE, name), encoding='utf-8') as f:
        for line in f:
            line = line.rstrip('\n')
            if line and not line.startswith('# '): rows.append(line.split('\t'))
    return rows[1:]


def read_alphabet(path):
    if os.path.exists(path):
        out = set()
        with open(path, encoding='utf-8') as f:
            for line in f:
                if not line.startswith('# whole') and '\t' in line: out.add(line.split('\t')[0])
        return out
    syl, han = ks_x_1001()
    print('text.py: no alphabet.tsv yet, taking KS X 1001', file=sys.stderr)
    return syl | han | set(map(chr, range(32, 127))) | set('·「」『』〈〉《》“”‘’…～–—①②③④⑤⑥⑦⑧⑨⑩ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ%℃㎢○●□■△▲▼▽★☆※→←↑↓×÷±≤≥≠αβγ†§¶°′″€£¥•◆◇【】〔〕、。々')


def dawg_words(traineddata, lang):
    """Words of a stock model's word dawg, by Tesseract's own tools."""
    with tempfile.TemporaryDirectory() as d:
        p = os.path.join(d, lang + '.')
        subprocess.run(['combine_tessdata', '-u', traineddata, p], check=True, capture_output=True)
        subprocess.run(['dawg2wordlist', p + 'lstm-unicharset', p + 'lstm-word-dawg', d + '/w'], check=True, capture_output=True)
        with open(d + '/w', encoding='utf-8') as f: return sorted({l.strip() for l in f})


# --- sounds and particles ------------------------------------------------------------------------------------------------------------
DIGIT_SOUND = {'0': '영', '1': '일', '2': '이', '3': '삼', '4': '사', '5': '오', '6': '육', '7': '칠', '8': '팔', '9': '구', '%': '트'}
LETTER_SOUND = dict(zip('ABCDEFGHIJKLMNOPQRSTUVWXYZ', '이비시디이프지치이이이엘엠엔오피큐알스티유이유스이트'))
JOSA = {'은': ('은', '는'), '이': ('이', '가'), '을': ('을', '를'), '과': ('과', '와'), '으로': ('으로', '로'), '이다': ('이다', '다'),
        '이라': ('이라', '라'), '이나': ('이나', '나'), '이며': ('이며', '며'), '이란': ('이란', '란'), '이고': ('이고', '고'), '이었': ('이었', '였')}


class Sounds:
    def __init__(self, readings): self.readings = readings

    def last(self, s):
        depth = 0
        for c in reversed(s):
            if c in ')]〉》」』”’': depth += c in ')]'; continue
            if c in '([': depth -= 1; continue
            if depth > 0: continue
            if is_hangul(c): return c
            if c in self.readings: return self.readings[c]
            if c in DIGIT_SOUND: return DIGIT_SOUND[c]
            if c.upper() in LETTER_SOUND: return LETTER_SOUND[c.upper()]
        return '가'

    def josa(self, s, j):
        if j not in JOSA: return j
        tail = (ord(self.last(s)) - 0xac00) % 28
        if j == '으로' and tail == 8: tail = 0
        return JOSA[j][0 if tail else 1]


# --- verbs: forms that hold the rare syllables of prose (갰, 꿨, 쐤 ...) ------------------------------------------------------------------
def conjugate(stem):
    """Forms of a regular stem (without 다): the ones that papers and prose use."""
    def jamo(c): k = ord(c) - 0xac00; return k // 588, k // 28 % 21, k % 28
    def syl(a, b, c=0): return chr(0xac00 + a * 588 + b * 28 + c)
    head, last = stem[:-1], stem[-1]
    a, b, c = jamo(last)
    light = b in (0, 2, 8)                                    # ㅏ ㅑ ㅗ
    out = [stem + e for e in ('다', '고', '지만', '던', '게', '기', '거나', '자', '지')]
    out += [(head + syl(a, b) if c == 8 else stem) + e for e in ('는', '는데')]
    if c == 0 or c == 8:
        base = head + syl(a, b)
        out += [head + syl(a, b, 4), head + syl(a, b, 8), head + syl(a, b, 16), head + syl(a, b, 17) + '니다', base + '니', head + syl(a, b, 4) + '다']
        out += [stem + '면', stem + '며', stem + '려고']
    else:
        out += [stem + e for e in ('은', '을', '음', '습니다', '으니', '으면', '으며', '는다', '으려고')]
    if c: p = stem + ('아' if light else '어')
    elif b == 8: p = head + syl(a, 9)                         # ㅗ+아 = ㅘ
    elif b == 13: p = head + syl(a, 14)                       # ㅜ+어 = ㅝ
    elif b == 20: p = head + syl(a, 6)                        # ㅣ+어 = ㅕ
    elif b == 11: p = head + syl(a, 10)                       # ㅚ+어 = ㅙ
    elif b == 18: p = head + syl(a, 4)                        # ㅡ+어 = ㅓ
    elif b in (0, 4, 1, 5, 6, 7): p = head + last             # ㅏ ㅓ ㅐ ㅔ ㅕ ㅖ
    else: p = stem + '어'
    q = p[:-1] + chr(ord(p[-1]) + 20)                         # … + ㅆ
    out += [p, p + '서', p + '도', p + '야', q + '다', q + '고', q + '으며', q + '던', q + '을', q + '습니다', q + '지만', q + '으나', q + '는데']
    return out


class Bank:
    """The words, divided by hash into those for training and those for judging."""

    def __init__(self, alphabet, judge):
        self.alphabet, self.judge = alphabet, judge
        keep = lambda w: all(c in alphabet for c in w)
        mine = lambda w: (digest(w) % 16 == 0) == judge
        ok = lambda w: keep(w) and mine(w)
        nfc = lambda s: unicodedata.normalize('NFC', s)
        # hanja.txt
        words, singles, reading = [], collections.defaultdict(list), {}
        with open(HANJA_TXT, encoding='utf-8') as f:
            for line in f:
                p = nfc(line.rstrip('\n')).split(':')
                if line.startswith('#') or len(p) < 3 or not p[0]: continue
                if len(p[1]) == 1:
                    reading.setdefault(p[1], p[0]); singles[p[1]].append(p[0])
                else: words.append((p[0], p[1]))
        self.reading, self.singles = reading, singles
        self.sounds = Sounds(reading)
        hangul = dawg_words(HANGUL_DATA if os.path.exists(HANGUL_DATA) else HANGUL_DATA2, 'Hangul')
        hangul_set = set(hangul)
        tra = set(dawg_words(TRA_DATA, 'chi_tra')) if os.path.exists(TRA_DATA) else set()
        bad = re.compile('[ㄱ-ㅎ]|읍니|시구요|더라구|할수|을수|될수|쓰[^레]?$')
        self.free = [w for w in hangul if re.fullmatch('[가-힣]{2,7}', w) and not bad.search(w) and ok(w)]
        self.foreign = [w for w in self.free if len(w) >= 4 and re.search('[스트크르드즈]', w[-1]) or len(w) >= 5]
        self.foreign = [w for w in self.foreign if not re.search('(하|되|습니|으로|에서|이다|라고|면서)', w)]
        full = [(k, h) for k, h in words if keep(k) and keep(h) and len(h) <= 7]
        mixed = [x for x in full if mine(x[1])]
        self.sino_all = [x for x in mixed if all(is_han(c) for c in x[1])]
        self.sino = [x for x in self.sino_all if x[0] in hangul_set]            # its reading is in use
        self.common = [x for x in self.sino if x[1] in tra]                    # … and so is its Hanja form
        self.by_han = collections.defaultdict(list)
        for k, h in mixed:
            for c in set(h):
                if is_han(c) and len(self.by_han[c]) < 400: self.by_han[c].append((k, h))
        # own tables
        self.kinds = collections.defaultdict(list)
        for kind, cell in read_table('text_nouns.tsv'):
            for w in cell.split('|'):
                k, _, h = w.partition(' ')
                if keep(k + h) : self.kinds[kind].append((k, h or None))
        # words of every day stay in both texts, unlike the others: nothing is judged by them alone
        if judge:
            for k in 'NVA': self.kinds[k] = [x for i, x in enumerate(self.kinds[k]) if i % 3 == 0]
        self.templates = collections.defaultdict(list)
        for i, row in enumerate(read_table('text_templates.tsv')):
            kind, t = row[0], row[1]
            if not keep(re.sub(r'\{[^}]*\}', '', t)): continue
            if kind == 'S' and (digest(t) % 12 == 0) != judge: continue
            self.templates[kind].append(t)
        self.dense = [t for t in self.templates['S'] if len(re.findall(r'\{(?:N|W)[}|]', t)) >= 3]
        self.lists = collections.defaultdict(list)
        for row in read_table('text_lists.tsv'):
            for w in row[1].split('|'):
                w = nfc(w)
                if keep(w): self.lists[row[0]].append(w)
        self.signs = collections.defaultdict(list)
        for sign, pieces in read_table('text_signs.tsv'):
            self.signs[sign] += re.split(r'\|(?![^{]*})', pieces) if sign != '|' else ['{N} | {N}']
        for w in self.lists['accent']:
            for c in set(w):
                if not c.isascii() and c != '’': self.signs[c] += [w, w, f'{{E}} {w}', f'{w} ({{Y}})', f'{w}, {{P}}', f'({w})']
        # Chinese words for the forms that stand in no Korean word, and Japanese ones
        for w in sorted(tra) + 3 * self.lists['japanese']:
            if 1 < len(w) < 6 and all(map(is_han, w)) and keep(w):
                for c in set(w):
                    if len(self.by_han[c]) < 60: self.by_han[c].append((None, w))
        # places, organizations
        self.places, self.orgs, self.places_en, self.orgs_en, self.places_zh = [], [], [], [], []
        for name, out, out_en in (('cities.tsv', self.places, self.places_en), ('organizations.tsv', self.orgs, self.orgs_en)):
            with open(os.path.join(ROOT, 'config/authority', name), encoding='utf-8') as f:
                rows = [l.rstrip('\n').split('\t') for l in f if not l.startswith('#')]
            head = rows[0]
            for r in rows[1:]:
                d = dict(zip(head, r))
                if d.get('name_ko') and ok(d['name_ko']) and len(d['name_ko']) < 18: out.append(d['name_ko'])
                if d.get('name_en') and ok(d['name_en']) and len(d['name_en']) < 40: out_en.append(d['name_en'])
                zh = d.get('name_zh_hant')
                if zh and name == 'cities.tsv' and ok(zh) and len(zh) <= 5 and d.get('country') in ('CN', 'TW', 'KR', 'JP'): self.places_zh.append(zh)
        self.english = []
        with open(WORDS_EN, encoding='utf-8') as f:
            for w in f:
                w = w.strip()
                if re.fullmatch('[A-Za-z]{2,14}', w) and ok(w): self.english.append(w)
        self.english = [w for w in self.english if w[1:].islower()]
        # words that hold a syllable
        self.by_syl, self.linking, self.closing = collections.defaultdict(list), [], []
        pool = self.free + [k for k, h in self.sino_all] + [w for w in self.lists['rare'] if not judge or digest(w) % 4 == 0]
        for stem in self.lists['stem']:
            for w in conjugate(stem):
                if not ok(w): continue
                pool.append(w)
                if len(w) > 1: self.free.append(w)
                if len(w) > 1 and w.endswith(('다', '았다', '었다')) and w != stem + '다': self.closing.append(w)
                if len(w) > 1 and w.endswith(('고', '며', '는데', '지만', '면', '서', '으나', '으니', '던', '는', '은', '려고')): self.linking.append(w)
        for w in pool:
            for c in set(w):
                if is_hangul(c) and len(self.by_syl[c]) < 300: self.by_syl[c].append(w)
        self.han_common = collections.Counter(c for _, h in self.sino for c in h)
        self.han_list = sorted(self.han_common)
        self.han_cum, t = [], 0
        for c in self.han_list: t += self.han_common[c]; self.han_cum.append(t)
        self.alpha_han = sorted(c for c in alphabet if is_han(c))
