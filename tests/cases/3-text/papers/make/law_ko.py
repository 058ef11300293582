"""A Korean law journal paper: contents of the article under the title, summary in brackets, headings Ⅰ. 1. (1) 1), many short notes, a statute quoted, dates of review, English summary <Abstract>."""
from typeset import MM, Block as B, Paper, Table

FONT = "Noto Serif CJK KR"
BOLD = "Noto Sans CJK KR Bold"
EN = "Liberation Serif,Noto Serif CJK KR"
N = {"*": "⟦^*⟧ 이 논문은 2015년도 다온대학교 학술연구비의 지원을 받았다.", "**": "⟦^**⟧ 다온대학교 법학전문대학원 부교수, 법학박사.", "1)": "⟦^1)⟧ 「하천법」 제2조 제1호.", "2)": "⟦^2)⟧ 누리지방법원 2009. 4. 16. 선고 2008구합123 판결.",
     "3)": "⟦^3)⟧ 엄도윤, “나루의 법적 성격”, 『다온법학』 제8권 제1호(2011), 55면 이하; 빈하늘, 『하천과 법』, 다온출판, 2013, 201면.", "4)": "⟦^4)⟧ Hale, R., Rivers and Rights, Port Selwyn: Harbour Press, 2006, p. 77.", "5)": "⟦^5)⟧ 빈하늘, 앞의 책, 203면."}


def P(t, **k):
    return B("paragraph", t, notes=N, **k)


def H(level, t, **k):
    return B("heading", t, level=level, **k)


BLOCKS = [
    B("title", "나루터 이용권의 법적 보호⟦^*⟧", size=18, leading=30, before=8, space_always=True, notes=N),
    B("author", "빈 하 늘⟦^**⟧", size=11.5, leading=26, notes=N, align="r", after=6),
    B("heading", "<국문초록>", level=1, size=10.6, leading=20, align="c"),
    B("abstract", "다리가 놓인 뒤에도 나루터를 이용하던 주민의 지위는 법으로 보호되어야 하는가. 이 논문은 나루터 이용을 반사적 이익으로 본 판례를 비판하고, 오랜 이용에서 비롯된 관습상의 권리로 볼 것을 제안한다."),
    B("keywords", "주제어: 나루터, 하천, 관습법, 공물 이용권", after=8),
    B("heading", "Ⅰ. 문제의 제기", level=1, align="c"),
    P("하천에는 나루터가 있다. 하천법은 나루터를 하천시설의 하나로 들고 있을 뿐,⟦^1)⟧ 그 이용에 관하여는 아무런 규정을 두지 않는다. 그 결과 나루터가 없어져도 주민은 다툴 길이 없다. 법원도 나루터의 이용을 반사적 이익으로 보았다.⟦^2)⟧"),
    B("heading", "Ⅱ. 나루터의 법적 성격", level=1, align="c"),
    H(2, "1. 학설"), H(3, "(1) 반사적 이익설"),
    P("나루터는 공물이므로 누구나 쓸 수 있고, 그 이용은 시설이 있음에 따르는 이익에 지나지 않는다고 한다."),
    H(3, "(2) 권리설"),
    P("오래 이용하여 온 주민에게는 그 이용이 생활의 바탕이 되므로 권리로 보아야 한다고 한다.⟦^3)⟧ 이 견해는 다시 둘로 나뉜다."),
    H(4, "1) 관습법상 권리로 보는 견해"), P("이 견해는 이용의 기간과 인식을 요건으로 든다. 외국에서도 비슷한 논의가 있었다.⟦^4)⟧"),
    H(4, "2) 공물법상 권리로 보는 견해"), P("이 견해는 인접 주민의 고양된 이용권이라는 개념을 빌린다.⟦^5)⟧"),
    H(2, "2. 판례"),
    P("법원은 다음과 같이 판시하였다."),
    B("block-quote", "나루터는 일반 공중의 교통에 제공된 시설로서 이를 이용하는 주민이 얻는 이익은 시설의 설치에 따른 반사적 이익에 불과하고, 그 폐지를 다툴 법률상 이익이 있다고 할 수 없다.", size=9.6, leading=16.6, left=24, right=24, indent=0, before=5, after=6),
    H(2, "3. 검토"),
    P("생각건대 나루터의 이용은 그 정도에 따라 달리 보아야 한다. 날마다 학교와 시장을 오가는 주민의 이용과 어쩌다 건너는 나그네의 이용이 같을 수 없다. 전자는 권리로, 후자는 반사적 이익으로 보는 것이 옳다."),
    B("heading", "Ⅲ. 입법의 방향", level=1, align="c"),
    P("나루터를 없앨 때에는 주민의 의견을 듣고, 대신할 교통수단을 마련하도록 하천법에 규정을 두어야 한다. 구체적으로는 다음의 세 가지가 필요하다. 첫째, 나루터의 대장을 만든다. 둘째, 폐지의 예고 기간을 둔다. 셋째, 보상의 기준을 정한다."),
    B("heading", "Ⅳ. 결론", level=1, align="c"),
    P("나루터는 낡은 시설이 아니라 지금도 쓰이는 길이다. 길을 쓰던 사람의 지위를 법이 살피지 않는다면, 다리는 누구에게는 이음이 되고 누구에게는 끊음이 된다."),
    P("(논문접수: 2015. 10. 2. / 심사개시: 2015. 10. 20. / 게재확정: 2015. 11. 13.)", align="r", indent=0, size=9, leading=16),
    B("heading", "참고문헌", level=1, align="c"),
    B("bibliography-item", "빈하늘, 『하천과 법』, 다온출판, 2013."), B("bibliography-item", "엄도윤, “나루의 법적 성격”, 『다온법학』 제8권 제1호, 다온대학교 법학연구소, 2011."), B("bibliography-item", "Hale, R., Rivers and Rights, Port Selwyn: Harbour Press, 2006.", lang="en"),
    B("heading", "<Abstract>", level=1, align="c", lang="en", font="Liberation Serif Bold", before=12),
    B("title", "Legal Protection of the Use of River Crossings", lang="en", font="Liberation Serif Bold", size=13, leading=20, align="c"), B("author", "Bin, Haneul", lang="en", font=EN, size=10.4, leading=18, align="r"),
    B("abstract", "Do those who used a ferry landing keep a legal position after a bridge has been built? This paper criticizes decisions that see no more than a reflex interest in such use, and proposes to treat long use as a customary right.", lang="en", font=EN),
    B("keywords", "Key words: ferry landing, river, customary law, public property", lang="en", font=EN),
]


def paper():
    return Paper("law-ko", "ko", (176 * MM, 248 * MM), (24 * MM, 22 * MM, 22 * MM, 22 * MM),
                 dict(font=FONT, size=10.2, leading=18, align="j", indent=10, lang="ko"),
                 {"heading": dict(font=BOLD, size=11.2, leading=22, indent=0, align="l", before=9, after=4), "title": dict(font=BOLD, align="c", indent=0), "author": dict(align="c", indent=0), "abstract": dict(size=9.2, leading=15.8, indent=9, left=16, right=16, after=4),
                  "keywords": dict(size=9.2, leading=15.8, indent=0, left=16, right=16, align="l"), "footnote": dict(size=8.6, leading=12.8, left=12, indent=-12), "bibliography-item": dict(size=9.6, leading=15.8, left=24, indent=-24),
                  "page-number": dict(size=9, leading=12, indent=0), "page-header": dict(size=8.8, leading=12, indent=0)},
                 BLOCKS, {}, header=lambda n: [("다온법학 제12권 제2호(2015. 12.)", "c", 40, False)], footer=lambda n: [("- %d -" % (n + 301), "c", 248 * MM - 38, False)])
