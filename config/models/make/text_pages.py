"""Paragraphs, titles, tables and single pieces as papers print them, cut into lines (see text.py).

Maker draws words from text_words.Bank. `demand` and `han` hold words that were asked for because they hold a rare character; noun() and word()
take from them at `rate`. `mix` says how much of a paragraph's Sino-Korean stands in Hanja, `gloss` how often a noun carries its Hanja in brackets.
"""
import re

from text_words import em, is_han, is_hangul, is_latin, width


SURNAMES = '金김 李이 朴박 崔최 鄭정 姜강 趙조 尹윤 張장 林임 吳오 韓한 申신 徐서 權권 黃황 安안 宋송 柳유 洪홍 全전 高고 文문 孫손 梁양 裵배 白백 曺조 許허 南남 沈심 劉유 盧노 河하 兪유 丁정 成성 郭곽 車차 具구 禹우 朱주 羅나 任임 田전 閔민 陳진 池지 嚴엄 元원 蔡채 千천 方방 康강 玄현 咸함 卞변 廉염 邊변 秋추 都도 石석 慎신 蘇소 薛설 宣선 周주 吉길 魏위 延연 表표 明명 奇기 潘반 琴금 王왕 玉옥 陸육 印인 孟맹 諸제 卓탁 魚어 殷은 片편 龍용'.split()
GIVEN = '永영 洙수 哲철 秀수 民민 俊준 浩호 成성 鎭진 英영 姬희 淑숙 順순 子자 美미 京경 賢현 宇우 東동 錫석 基기 泰태 正정 明명 光광 國국 相상 宗종 鍾종 益익 昌창 熙희 奎규 元원 炳병 根근 植식 善선 惠혜 恩은 珍진 志지 潤윤 瑞서 允윤 敏민 廷정 在재 載재 容용 鎔용 勳훈 勇용 吉길 烈열 燮섭 默묵 佑우 祐우 煥환 弼필 赫혁 學학 會회 興흥 喜희 道도 承승 仁인 義의 禮례 智지 信신 孝효 忠충 範범 燦찬 彬빈 琇수 旭욱 玟민 玹현 晟성 晙준 淵연 澤택 洪홍 海해 潭담 河하 妍연 娟연 媛원 秉병 彰창 佐좌 弘홍 翼익'.split()
INITIALS = 'ABCDEFGHIJKLMNOPRSTWYZ'


class Maker:
    def __init__(self, bank, rng):
        self.b, self.r = bank, rng
        self.mix = 0.0          # how much of Sino-Korean is written in Hanja
        self.gloss = 0.02       # how often a noun carries its Hanja in brackets
        self.demand, self.han, self.rate = [], [], 0.0      # words asked for: any, and those for lines of Hanja

    # -- words
    def pick(self, seq): return seq[int(self.r.random() * len(seq))]

    def show(self, k, h):
        """A word as this paragraph writes it."""
        if not h: return k
        x = self.r.random()
        if x < self.mix: return h
        if self.r.random() < self.gloss:
            y = self.r.random()
            return f'{k}({h})' if y < .8 else f'{h}({k})' if y < .92 else f'{k}({h}, {self.term()})'
        return k

    def take(self):
        """Next word of the demand: (kind, text)."""
        return self.demand.pop()

    def noun(self):
        r = self.r
        if self.demand and r.random() < self.rate: return self.take()
        x = r.random()
        if x < .58: return self.show(*self.pick(self.b.kinds['N']))
        if x < .74: return self.show(*self.pick(self.b.common))
        if x < .90: return self.show(*self.pick(self.b.sino))
        if x < .93: return self.show(*self.pick(self.b.sino_all))
        if x < .96: return self.pick(self.b.foreign)
        return self.pick(self.b.lists['noun'])

    def korean(self):
        s, n = self.pick(SURNAMES), self.pick(GIVEN) + (self.pick(GIVEN) if self.r.random() < .9 else '')
        han, han_s = s[0] + n[0::2], s[1] + n[1::2]
        if self.r.random() < .15 and all(c in self.b.alphabet for c in '○'): return s[1] + '○○'
        if not all(c in self.b.alphabet for c in han): return han_s
        x = self.r.random()
        if x < self.mix: return han
        if x > .95: return f'{han_s}({han})'
        return han_s

    def place(self):
        return self.pick(self.b.lists['place']) if self.r.random() < .55 else self.pick(self.b.places)

    def word(self):
        r = self.r
        if self.demand and r.random() < self.rate:
            w = self.take()
            return w + self.b.sounds.josa(w, self.pick(('은', '이', '을', '의', '에', '과', '으로', '도'))) if r.random() < .6 and (is_hangul(w[-1]) or is_han(w[-1])) else w
        x = r.random()
        if x < .7: return self.pick(self.b.free)
        if x < .85: return self.pick(self.b.lists['adverb'])
        w = self.noun()
        return w + self.b.sounds.josa(w, self.pick(('은', '이', '을', '의', '에', '에서', '과', '으로', '도', '까지', '부터', '에게')))

    def year(self):
        x = self.r.random()
        if x < .75: return str(self.r.randint(1960, 2026))
        return str(self.r.randint(1392, 1959))

    def number(self):
        r = self.r; x = r.random()
        if x < .25: return str(r.randint(1, 99))
        if x < .45: return str(r.randint(100, 9999))
        if x < .75: return f'{r.randint(1000, 9999999):,}'
        return f'{r.random() * 10 ** r.randint(0, 3):.{r.randint(1, 2)}f}'

    def amount(self):
        r = self.r; x = r.random()
        if x < .85: return self.number() + self.pick(self.b.lists['unit'])
        if x < .92: return f'{r.randint(1, 40)}~{r.randint(41, 99)}{self.pick(self.b.lists["unit"])}'
        return f'US$ {r.random() * 10:.1f}억' if x < .95 else f'{r.randint(1, 900)}만 {r.randint(1, 9)},{r.randint(100, 999)}{self.pick(["명", "원", "부", "호", "권"])}'

    def percent(self): return f'{self.r.random() * 100:.{self.r.randint(0, 2)}f}%'

    def term(self):
        """An English term."""
        r = self.r
        n = r.choice((1, 1, 2, 2, 2, 3))
        ws = [self.pick(self.b.lists['english']) if r.random() < .55 else self.pick(self.b.english) for _ in range(n)]
        s = ' '.join(ws)
        x = r.random()
        return s if x < .7 else s.title() if x < .94 else s.upper()

    def acronym(self):
        if self.r.random() < .5: return self.pick(self.b.lists['acronym'])
        return ''.join(self.pick('ABCDEFGHIKLMNOPRSTUVW') for _ in range(self.r.randint(2, 5)))

    def surname(self):
        if self.r.random() < .75: return self.pick(self.b.lists['surname'])
        return self.pick(self.b.english).capitalize()

    def author(self):
        s = self.surname()
        i = ' '.join(self.pick(INITIALS) + '.' for _ in range(self.r.randint(1, 2)))
        return f'{s}, {i}'

    def citation(self):
        r = self.r; x = r.random(); y = self.year()
        a = self.korean() if r.random() < .6 else self.surname()
        if x < .35: return f'{a}, {y}'
        if x < .55: return f'{a}, {y}: {r.randint(1, 300)}-{r.randint(301, 420)}'
        if x < .68: return f'{a}·{self.korean()}, {y}'
        if x < .78: return f'{self.surname()} & {self.surname()}, {y}'
        if x < .88: return f'{a}, {y}; {self.surname()}, {self.year()}'
        return f'{a} 외, {y}: {r.randint(1, 400)}' if r.random() < .5 else f'{self.surname()} et al., {y}'

    def law(self): return self.pick(self.b.lists['law'])

    def title(self):
        r = self.r; x = r.random()
        if x < .4:
            t = self.fill(self.pick(self.b.templates['NP']))
            return t + self.pick(['', ' 연구', '의 이해', '론', '에 관한 연구', '의 역사', ': ' + self.noun() + '을 중심으로', ' 개론', '사', '의 전개와 특성'])
        if x < .6: return self.hantitle()
        if x < .7: return self.pick(self.b.lists['book'])
        return self.fill(self.pick(self.b.templates['NP']))

    def hantitle(self):
        r = self.r
        h = lambda: self.pick(self.b.common if r.random() < .5 else self.b.sino)[1]
        if r.random() < .35: return self.pick(self.b.lists['hanbook'])
        return h() + (h() if r.random() < .6 else '') + self.pick(['', '論', '史', '硏究', '集', '誌', '考', '志', '錄', '槪論', '槪說', '全書', '年報', '學報', '叢書', '之硏究', '大系', '原論', '要覽', '辭典'])

    def hanrun(self, n):
        """n Hanja, common ones as often as in words."""
        return ''.join(self.r.choices(self.b.han_list, cum_weights=self.b.han_cum, k=n))

    def foreign(self):
        x = self.r.random()
        if x < .5: return self.surname()
        if x < .75: return f'{self.pick(self.b.foreign)}({self.surname()})'
        return self.pick(self.b.foreign)

    SLOT = re.compile(r'\{([A-Za-z][A-Za-z0-9]*)(?:\|([^}]*))?\}')

    def slot(self, k):
        r = self.r
        if k == 'N': return self.noun()
        if k == 'NP': return self.fill(self.pick(self.b.templates['NP'])) if r.random() < .6 else self.noun()
        if k == 'V': return self.show(*self.pick(self.b.kinds['V']))
        if k == 'A':
            a, h = self.pick(self.b.kinds['A'])
            return self.show(a, h)
        if k == 'P': return self.place()
        if k == 'C': return self.pick(self.b.lists['country'])
        if k == 'O': return self.pick(self.b.orgs) if r.random() < .5 else self.pick(self.b.lists['org'])
        if k == 'K': return self.korean()
        if k == 'F': return self.foreign()
        if k == 'Y': return self.year()
        if k == 'n': return self.amount()
        if k == 'N3': return f'{r.randint(1, 9999)},{r.randint(0, 999):03d}'
        if k == 'M': return self.number() + self.pick(['억 원', '조 원', '만 원', '천만 원', '달러', '억 달러', '만 달러', '백만 달러', '원', '엔', '유로', '억'])
        if k == 'p': return self.percent()
        if k == 'E': return self.term()
        if k == 'AC': return self.acronym()
        if k == 'W': return self.word()
        if k == 'T': return self.title()
        if k == 'L': return self.law()
        if k == 'c': return self.citation()
        if k == 'B': return self.pick(self.b.lists['ending'])
        if k == 'm': return str(r.randint(1, 12))
        if k == 'd': return str(r.randint(1, 31))
        if k == 'dd': return f'{r.randint(1, 999):03d}'
        if k == 'i': return str(r.randint(1, 9) if r.random() < .7 else r.randint(10, 99))
        if k == 'x': return f'{r.randint(10, 29)}.{r.randint(0, 9)}'
        if k == 'R': return self.pick([c for c in 'ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ' if c in self.b.alphabet] or ['I', 'II', 'III', 'IV', 'V']) if r.random() < .7 else self.pick(['I', 'II', 'III', 'IV', 'V', 'VI'])
        if k == 'g': return self.pick('가나다라마바사아자')
        if k == 'q': return self.pick([c for c in '①②③④⑤⑥⑦⑧⑨⑩' if c in self.b.alphabet] or ['1)'])
        if k == 'k': return ''                                # the particle 라고 after a quotation: see fill()
        if k == 'v': return self.pick(self.b.linking)
        if k == 'v2': return self.pick(self.b.closing)
        if k == 'G1': return self.hanrun(1)
        if k == 'U': return self.url()
        if k == 'Un': return self.pick(self.b.lists['univ'])
        if k == 'G': return self.hanrun(r.randint(2, 4))
        if k == 'GT': return self.hantitle()
        if k == 'PE': return self.pick(self.b.places_en)
        if k == 'S': return self.pick(self.b.lists['journal'])
        raise ValueError('slot ' + k)

    def fill(self, t):
        out, pos = '', 0
        for m in self.SLOT.finditer(t):
            out += t[pos:m.start()]
            s = self.slot(m.group(1))
            out += s
            if m.group(1) == 'k': out += '이라고' if (ord(self.b.sounds.last(out)) - 0xac00) % 28 else '라고'
            if m.group(2): out += self.b.sounds.josa(s, m.group(2))
            pos = m.end()
        return out + t[pos:]

    def url(self):
        r = self.r; w = lambda: self.pick(self.b.english).lower()
        x = r.random()
        if x < .45: return f'https://{r.choice(["www.", "", "www."])}{w()}.{r.choice(["go.kr", "or.kr", "com", "org", "ac.kr", "co.kr", "net", "cn"])}/{w()}' + r.choice(['', f'/{w()}.html', f'?id={r.randint(1, 9999)}', f'/{r.randint(1000, 99999)}'])
        if x < .6: return f'http://www.{w()}.{r.choice(["go.kr", "com", "org"])}'
        if x < .85: return f'https://doi.org/10.{r.randint(1000, 29999)}/{w()[:5]}.{self.year()}.{r.randint(1, 40)}.{r.randint(1, 4)}.{r.randint(1, 400)}'
        return f'{w()}{r.randint(1, 99)}@{w()}.ac.kr'

    # -- paragraphs: streams of text that are cut into lines
    OPEN = re.compile('첫째|둘째|셋째|넷째|따라서|그러|즉|다시|한편|특히|또한|왜냐|비록|물론|최근|이[ 러에를상때]|[“*『「\\[<〈{]?$')

    def prose(self):
        out = []
        for _ in range(self.r.randint(4, 9)):
            s = self.fill(self.pick(self.b.dense if self.demand and self.r.random() < .6 else self.b.templates['S']))
            x = self.r.random()
            if x < .28 and not self.OPEN.match(s): s = self.pick(self.b.lists['opening']) + ' ' + s
            if x > .94: s = s[:-1] + f'({self.citation()}).' if s.endswith('.') else s
            elif x > .90 and s.endswith('.'): s += f'{self.r.randint(1, 60)})'
            elif x > .87:
                w = s.split(' ')
                i = self.r.randrange(len(w))
                w[i] = self.quote(w[i]); s = ' '.join(w)
            out.append(s)
        return ' '.join(out)

    def quote(self, w):
        a, b = self.pick([('‘', '’'), ('“', '”'), ('‘', '’'), ('「', '」'), ('『', '』'), ('"', '"'), ("'", "'"), ('〈', '〉'), ('《', '》'), ('[', ']'), ('(', ')'), ('<', '>')])
        if a not in self.b.alphabet or b not in self.b.alphabet or re.search(r'[‘’“”「」『』()\[\]<>]', w): return w
        m = re.match(r'^(.{2,}?)(은|는|이|가|을|를|의|에|와|과|로|으로|에서|도)?([.,]?)$', w)
        return f'{a}{m.group(1)}{b}{m.group(2) or ""}{m.group(3)}' if m else w

    def english(self):
        r = self.r
        if r.random() < .5:                                     # own phrases with slots
            out = []
            for _ in range(r.randint(2, 4)):
                s = self.pick(self.b.lists['ensentence'])
                s = re.sub(r'\{(\w)\}', lambda m: {'w': lambda: self.pick(self.b.lists['english']) if r.random() < .6 else self.pick(self.b.english).lower(), 'P': lambda: self.pick(self.b.places_en), 'Y': self.year,
                                                   'n': self.number, 'a': self.surname, 'O': lambda: self.pick(self.b.orgs_en)}[m.group(1)](), s)
                out.append(s)
            return ' '.join(out)
        ws, small = [], ['the', 'of', 'and', 'in', 'to', 'a', 'for', 'on', 'with', 'by', 'as', 'is', 'that', 'from', 'this', 'are', 'an', 'which', 'between', 'their', 'its', 'was', 'were', 'has', 'not', 'more', 'than', 'through', 'can']
        start = True
        for _ in range(r.randint(20, 50)):
            x = r.random()
            w = self.pick(small) if x < .42 else self.pick(self.b.lists['english']) if x < .65 else self.pick(self.b.english) if x < .96 else self.pick([self.year(), self.acronym(), f'({self.surname()}, {self.year()})', self.percent()])
            if start: w = w[:1].upper() + w[1:]
            start = False
            y = r.random()
            if y < .07: w += ','
            elif y < .12: w += '.'; start = True
            elif y < .125: w += r.choice([';', ':', '?'])
            elif y < .14 and w.isalpha(): w += '-' + self.pick(self.b.english).lower()
            elif y < .15: w = self.pick(['“' + w + '”', '"' + w + '"', '‘' + w + '’', "'" + w + "'"])
            elif y < .155: w += self.pick(["'s", "’s"])
            ws.append(w)
        return ' '.join(ws) + '.'

    def biblio(self):
        r = self.r; x = r.random(); y = self.year()
        pp = f'{r.randint(1, 300)}{r.choice(["-", "-", "–", "~"])}{r.randint(301, 480)}'
        vol = f'{r.randint(1, 60)}({r.randint(1, 6)})'
        if x < .2: return f'{self.korean()} ({y}). {self.title()}. 『{self.journal()}』, {vol}, {pp}.'
        if x < .3: return f'{self.korean()}·{self.korean()}({y}), 「{self.title()}」, 『{self.journal()}』 제{r.randint(1, 60)}권 제{r.randint(1, 6)}호, {pp}쪽.'
        if x < .38: return f'{self.korean()}, 『{self.title()}』, {self.pick(self.b.lists["place"])}: {self.press()}, {y}.'
        if x < .44: return f'{self.korean()}, “{self.title()},” 『{self.journal()}』, 제{r.randint(1, 60)}집 {r.randint(1, 4)}호, {y}, pp.{pp}.'
        if x < .62:
            art = self.entitle()
            au = ', '.join(self.author() for _ in range(r.randint(1, 3)))
            if r.random() < .4: au += f', & {self.author()}'
            return f'{au} ({y}). {art}. {self.entitle().title()}, {vol}, {pp}.' + (f' {self.url()}' if r.random() < .25 else '')
        if x < .7: return f'{self.author()} {y}. {self.entitle().title()}. {self.pick(self.b.lists["encity"])}: {self.pick(self.b.english).capitalize()} University Press.'
        if x < .74: return f'{self.surname()}, {self.pick(self.b.lists["given"])}. “{self.entitle().title()}.” {self.entitle().title()} {r.randint(1, 60)}, no. {r.randint(1, 6)} ({y}): {pp}.'
        def han_name():
            s, g = self.pick(SURNAMES)[0], self.pick(GIVEN)[0] + (self.pick(GIVEN)[0] if r.random() < .6 else '')
            return ''.join(c for c in s + g if c in self.b.alphabet)
        if x < .9:
            return self.pick([f'{han_name()}, 『{self.hantitle()}』, {self.pick(self.b.lists["hancity"])}: {self.hanpress()}, {y}.', f'{han_name()}, 「{self.hantitle()}」, 『{self.hantitle()}』 第{r.randint(1, 60)}卷 第{r.randint(1, 6)}號, {y}, {pp}面.',
                              f'{han_name()}({y}), 『{self.hantitle()}』, {self.hanpress()}.', f'{han_name()} 編, 『{self.hantitle()}』 上·下, {self.hanpress()}, {y}年.', f'{han_name()}·{han_name()}, 「{self.hantitle()}의 {self.hantitle()}」, 『{self.hantitle()}』 {r.randint(1, 90)}, {y}.'])
        return f'『{self.pick(self.b.lists["hanbook"])}』 卷{r.randint(1, 99)}, {self.hanrun(2)} {r.randint(1, 40)}年 {r.randint(1, 12)}月 {self.pick("甲乙丙丁戊己庚辛壬癸")}{self.pick("子丑寅卯辰巳午未申酉戌亥")}條.'

    def journal(self):
        x = self.r.random()
        if x < .6: return self.pick(self.b.lists['journal'])
        return self.noun() + self.pick(['연구', '학보', '논총', '학회보', '저널', '학연구', '논집'])

    def press(self): return self.pick(self.b.lists['press'])
    def hanpress(self): return self.pick(self.b.lists['hanpress']) if self.r.random() < .6 else self.pick(self.b.common)[1] + self.pick(['社', '出版社', '書店', '書局', '閣', '堂', '文化社', '大學出版部'])

    def entitle(self):
        r = self.r
        ws = [self.pick(self.b.lists['english']) if r.random() < .6 else self.pick(self.b.english).lower() for _ in range(r.randint(3, 7))]
        for i in range(1, len(ws) - 1):
            if r.random() < .4: ws[i] = self.pick(['of', 'and', 'in', 'for', 'the', 'of the', 'on', 'as'])
        s = ' '.join(ws)
        if r.random() < .3: s += ': ' + self.pick(['The case of ', 'A study on ', 'Evidence from ', 'Lessons from ']) + self.pick(self.b.places_en)
        return s[:1].upper() + s[1:]

    def hanprose(self):
        """Old prose in Hanja only, as quoted in papers of history."""
        r = self.r; out = ''; form = r.random()
        for _ in range(r.randint(8, 18)):
            x = r.random()
            w = self.pick(self.b.common)[1] if x < .4 else self.hanrun(1) + self.pick('之以而不其者也有爲於所與及上下大小人年月日') + self.hanrun(1) if x < .7 else self.pick(self.b.sino)[1]
            if self.han and r.random() < .85: w = self.han.pop()
            w = ''.join(c for c in w if c in self.b.alphabet)
            out += w + (self.pick(['', '', '', '', ',', '.', '·', '。', '、', ', ']) if form < .45 else self.pick('·, ') if form < .75 else ' ' if form < .85 else ', ')
        return ''.join(c for c in out if c in self.b.alphabet)

    # -- lines that stand alone
    def table(self):
        r = self.r; x = r.random()
        if x < .2:
            s = f'{r.randint(1, 200)} {self.place()} {self.number()}'
            if r.random() < .6: s += ' ' + self.pick(['▲', '▼', '△', '▽', '-', '↑', '↓', '+', '']) + str(r.randint(1, 30))
            return s
        if x < .45: return self.pick([self.place(), self.noun(), self.fill('{NP}'), '합계', '계', '전체', '평균', self.year(), self.year() + '년']) + ' ' + ' '.join(self.number() for _ in range(r.randint(2, 6)))
        if x < .55: return self.place() + ' ' + ' '.join(str(r.randint(1, 50)) for _ in range(r.randint(3, 8)))
        if x < .65: return ' '.join(self.pick([self.noun(), self.place(), '구분', '순위', '비고', '연도', '도시', '국가', '점수', '합계', '비율(%)', '단위: 명', 'n', 'M', 'SD', 't', 'p', 'β', 'F']) for _ in range(r.randint(3, 6)))
        if x < .78: return f'{self.noun()} ' + ' '.join(f'{r.choice(["", "-"])}{"" if r.random() < .5 else "0"}.{r.randint(1, 999):03d}{r.choice(["", "", "*", "**", "***"])}' for _ in range(r.randint(2, 6)))
        if x < .9: return f'{self.fill("{NP}")} {self.number()}({self.percent()}) {self.number()}({self.percent()})'
        return ' '.join(self.number() for _ in range(r.randint(3, 8)))

    def symbol(self, c):
        """A piece that holds the sign, as papers print it."""
        rows = self.b.signs.get(c)
        if rows: return self.fill(self.pick(rows))
        return self.pick([f'{self.number()}{c}', f'{c} {self.noun()}', f'{self.noun()}{c}{self.noun()}', f'{self.noun()} {c} {self.noun()}', f'{c}{self.number()}'])

    def short(self):
        r = self.r; x = r.random()
        if self.demand and r.random() < self.rate * .7:
            w = self.take()
            return w if r.random() < .6 else w + ' ' + self.noun()
        if x < .22: return self.noun()
        if x < .34: return self.fill('{NP}')
        if x < .46: return self.number()
        if x < .52: return self.place()
        if x < .57: return self.percent()
        if x < .62: return self.amount()
        if x < .66: return self.korean()
        if x < .70: return self.term()
        if x < .74: return self.pick(self.b.common)[1]
        if x < .78: return self.hanrun(r.randint(2, 5))
        if x < .82: return self.fill(self.pick(['{Y}년 {m}월', '{Y}. {m}. {d}.', '{Y}', '제{i}장', '제{i}조', '{i}쪽', '{i}위', '- {i} -', '({i})', '[{i}]', '{i})', '{q}', '{R}.', 'p. {i}', '{Y}-{Y}', '{m}월 {d}일', '({Y})']))
        if x < .86: return self.fill('{W} {W}')
        if x < .90: return self.acronym()
        if x < .94: return self.pick(self.b.places_en)
        if x < .97: return self.pick(self.b.lists['country'])
        return self.pick(self.b.lists['headword'])

    def misc(self):
        r = self.r
        return self.pick([lambda: f'Tel: 02-{r.randint(200, 9999)}-{r.randint(0, 9999):04d}, Fax: 02-{r.randint(200, 9999)}-{r.randint(0, 9999):04d}', lambda: f'ISBN 978-89-{r.randint(100, 9999)}-{r.randint(100, 999)}-{r.randint(0, 9)}',
                          lambda: f'ISSN {r.randint(1000, 2999)}-{r.randint(1000, 9999)}', lambda: f'E-mail: {self.pick(self.b.english).lower()}{r.randint(1, 99)}@{self.pick(self.b.english).lower()}.ac.kr', self.url, lambda: f'* {self.korean()}, {self.noun()}대학교 {self.noun()}학과 {self.pick(["교수", "부교수", "조교수", "강사", "박사과정"])}',
                          lambda: f'{self.journal()} 제{r.randint(1, 60)}권 제{r.randint(1, 4)}호({self.year()}년 {r.randint(1, 12)}월)', lambda: f'Keywords: {self.term()}, {self.term()}, {self.term()}', lambda: f'{self.entitle()}',
                          lambda: f'{self.fill("{R}. {NP}")} ' + '·' * r.randint(6, 20) + f' {r.randint(1, 300)}', lambda: f'{self.fill("{i}. {NP}")} ' + '…' * r.randint(3, 9) + f' {r.randint(1, 300)}'])()

    # -- cutting
    NOSTART, NOEND = set('.,;:!?)]}〉》」』”’%…·、。℃-–~～'), set('([{〈《「『“‘')

    def cut(self, text, rng_width=None):
        """The lines of a paragraph, as a page breaks it."""
        r = self.r
        w = rng_width or min(45.0, max(20.0, r.gauss(31, 6)))
        by_word = r.random() < .35
        lines, i, n = [], 0, len(text)
        if r.random() < .5: i = int(r.random() * min(n // 3, 40))              # a page may begin inside
        while i < n:
            while i < n and text[i] == ' ': i += 1
            x, j = 0.0, i
            while j < n and x + width(text[j]) <= w: x += width(text[j]); j += 1
            if j < n:
                k = j
                while k > i + 1 and not self.may_break(text, k, by_word): k -= 1
                if k > i + 1 and em(text[i:k]) > w * .6: j = k
                elif is_latin(text[j]) and text[j - 1].isalpha() and text[j - 1].isascii() and text[j].isalpha():
                    lines.append(text[i:j] + '-'); i = j; continue
                if r.random() < .3 and re.search(r'[a-z]{3}$', text[i:j]) is None and j < n:
                    m = re.match(r' ?([a-z]{4,})[a-z]{3,}', text[j:])
                    if m and em(text[i:j]) + len(m.group(0)) * .3 < w + 3:
                        q = j + (text[j] == ' ') + r.randint(3, len(m.group(1)))
                        lines.append((text[i:q] + '-')); i = q; continue
            s = text[i:j].strip()
            if s: lines.append(s)
            i = j
        return lines

    def may_break(self, t, k, by_word):
        a, b = t[k - 1], t[k]
        if b == ' ' or a == ' ': return True
        if by_word and not (is_han(a) and is_han(b)): return False
        if b in self.NOSTART or a in self.NOEND: return False
        if is_hangul(a) or is_han(a): return True
        return is_hangul(b) or is_han(b)

    # -- the mixture
    def block(self):
        r = self.r; x = r.random(); self.mix, self.gloss = 0.0, .02
        if self.demand and x < .8: self.mix = r.choice((0, 0, .3, .8)); return self.cut(self.prose())
        if x < .475: self.gloss = r.choice((0, 0, .02, .04)); return self.cut(self.prose())
        if x < .545: self.mix = r.choice((.3, .6, .85, .95)); return self.cut(self.prose())
        if x < .60: self.gloss = .35; return self.cut(self.prose())
        if x < .63: return self.cut(self.english())
        if x < .69: return self.cut(' '.join(self.biblio() for _ in range(1)) if r.random() < .7 else self.biblio(), 40.0)
        if x < .72: return self.cut(self.prose()) if r.random() < .5 else self.cut(self.hanprose())
        # single lines count once against the several lines of a paragraph, hence these numbers
        out = []
        for _ in range(r.randint(3, 6)):
            y = r.random()
            self.mix = .15 if r.random() < .1 else 0.0
            if y < .55: out.append(self.short())
            elif y < .70: out.append(self.fill(self.pick(self.b.templates['H'])))
            elif y < .80: out.append(self.fill(self.pick(self.b.templates['L'])))
            elif y < .96: out.append(self.table())
            else: out.append(self.misc())
        return out
