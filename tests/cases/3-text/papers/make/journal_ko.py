"""A Korean journal paper: volume line with ISSN and DOI, title with subtitle and note, two authors, abstracts in two languages, Roman figures, sources, bibliography."""
from typeset import MM, Block as B, Paper, Table

FONT = "Noto Serif CJK KR"
BOLD = "Noto Sans CJK KR Bold"
EN = "Liberation Serif,Noto Serif CJK KR"
N = {"*": "⟦^*⟧ 이 논문은 2020년 가온학술재단의 지원을 받아 수행된 연구이다.",
     "**": "⟦^**⟧ 다솜대학교 지리교육과 교수, 제1저자.", "***": "⟦^***⟧ 솔내연구원 책임연구원, 교신저자.",
     "1)": "⟦^1)⟧ 여기서 강은 국가하천과 지방하천을 함께 이른다.",
     "2)": "⟦^2)⟧ 유역위원회의 회의록은 2018년부터 공개되었다. 공개된 회의록은 모두 서른두 건이며, 그 가운데 일곱 건은 일부가 가려져 있다.",
     "3)": "⟦^3)⟧ 주민 설문은 2019년 10월에 412명을 대상으로 하였다."}


def P(t, **k):
    return B("paragraph", t, notes=N, **k)


def H(level, t, **k):
    return B("heading", t, level=level, **k)


BLOCKS = [
    B("page-header", "강과 사람 제14권 제2호(2021. 6. 30.) 87-112쪽", size=8.8, leading=12, indent=0, align="l"),
    B("page-header", "ISSN 2799-0123 https://doi.org/10.90001/rp.2021.14.2.87", size=8.8, leading=12, indent=0, align="l"), 16,
    B("title", "유역 거버넌스의 갈등 조정 기제⟦^*⟧", size=18, leading=30, notes=N),
    B("title", "―한내강 상류와 하류의 물 나눔을 중심으로―", size=12.5, leading=22), 8,
    B("author", "오세린⟦^**⟧·류건우⟦^***⟧", size=11.5, leading=22, notes=N), 10,
    B("heading", "요 약", level=1, align="c", size=10.5, leading=20, before=4),
    B("abstract", "이 글은 한내강 유역에서 상류와 하류가 물을 나누는 과정에서 나타난 갈등과 그 조정의 기제를 밝힌다. 유역위원회의 회의록과 주민 설문을 분석한 결과, 갈등은 물의 양보다 정보의 비대칭에서 커졌으며, 자료를 함께 만드는 절차가 "
      "갈등을 누그러뜨렸다. 이 글은 공동 관측을 유역 거버넌스의 핵심으로 제안한다."),
    B("keywords", "<b>주제어</b>: 유역 거버넌스, 물 갈등, 공동 관측, 한내강, 정보 비대칭", after=10),
    H(1, "Ⅰ. 서론"),
    P("강은 행정의 경계를 따라 흐르지 않는다. 상류의 저수지와 하류의 취수장은 서로 다른 시군에 놓여 있고, 가뭄이 들면 같은 물을 두고 다툰다. 지난 스무 해 동안 한내강⟦^1)⟧ 유역에서는 크고 작은 분쟁이 열일곱 차례 있었다."),
    P("선행 연구는 두 갈래로 나뉜다. 한쪽은 법과 제도의 미비를 탓하고(문해솔, 2012; 배도윤, 2016), 다른 쪽은 지역 사이의 신뢰가 모자란 점을 든다(Ostrom, 1990). 이 글은 두 갈래를 잇는 자리에 정보를 놓는다."),
    H(1, "Ⅱ. 이론적 논의와 분석틀"),
    H(2, "1. 유역 거버넌스의 개념"),
    P("유역 거버넌스란 한 유역에 사는 이들이 물에 관한 결정을 함께 내리는 짜임새를 말한다. 이 짜임새는 정부와 주민, 기업과 전문가를 모두 포함하며, 결정의 정당성은 절차에서 나온다."),
    H(2, "2. 갈등 조정의 조건"),
    P("갈등이 조정되려면 세 가지 조건이 필요하다. 무엇을 두고 다투는지가 분명해야 하고, 다투는 이들이 같은 자료를 보아야 하며, 합의를 지키지 않았을 때의 책임이 정해져 있어야 한다. 〈표 1〉은 이를 정리한 것이다."),
    (B("caption", "〈표 1〉 갈등 조정의 세 조건과 지표", align="c", before=6, bound="next"),
     Table([["조건", "지표", "자료"], ["쟁점의 명료성", "안건의 수", "회의록"], ["자료의 공유", "공동 관측 지점", "관측 연보"], ["책임의 규정", "협약의 조항", "협약문"]], rule="book", width=0.9, label="표 1"),
     B("caption", "출처: 필자 작성.", size=8.3, leading=12.5, indent=0, after=8, bound="prev")),
    H(1, "Ⅲ. 한내강의 사례"),
    P("2018년 여름의 가뭄은 유역위원회를 시험하였다. 위원회는 두 달 동안 아홉 번 모였고,⟦^2)⟧ 상류의 방류량을 시간마다 재어 누구나 볼 수 있게 하였다. 그러자 하류의 농민들은 더 이상 상류를 의심하지 않게 되었다. 설문에서도 "
      "자료를 믿는다는 응답이 크게 늘었다.⟦^3)⟧"),
    (("figure", 95), B("caption", "〈그림 1〉 공동 관측 이전과 이후의 신뢰도", align="c", bound="prev"), B("caption", "자료: 주민 설문(2019)", size=8.3, leading=12.5, align="c", indent=0, after=8, bound="prev2")),
    P("물론 모든 갈등이 사라진 것은 아니다. 수질을 둘러싼 다툼은 여전히 남아 있으며, 새로 들어선 공장은 관측에 참여하지 않았다. 그럼에도 위원회의 경험은 다른 유역에 좋은 본보기가 된다."),
    H(1, "Ⅳ. 결론"),
    P("이 글은 정보의 비대칭이 물 갈등을 키우며 공동 관측이 이를 누그러뜨린다는 점을 보였다. 앞으로는 수질과 생태의 자료까지 함께 만드는 절차를 마련하여야 한다."),
    B("heading", "참고문헌", level=1, align="c"),
    B("bibliography-item", "문해솔(2012), 「하천 분쟁의 법적 쟁점」, 『환경과 법』 제8권 제1호, 55-83쪽."),
    B("bibliography-item", "배도윤(2016), 『물의 정치』, 서울: 물결."),
    B("bibliography-item", "Ostrom, E. (1990), Governing the Commons: The Evolution of Institutions for Collective Action, Cambridge: Cambridge University Press.", lang="en"),
    B("bibliography-item", "Sabatier, P. A. (ed.) (2005), Swimming Upstream: Collaborative Approaches to Watershed Management, Cambridge, MA: MIT Press.", lang="en"),
    B("heading", "Abstract", level=1, align="c", lang="en", font="Liberation Serif Bold", size=12, before=14),
    B("title", "Mechanisms of Conflict Resolution in Watershed Governance:\nSharing Water between the Upper and Lower Hannae River", lang="en", font="Liberation Serif Bold", size=12, leading=16),
    B("author", "Oh, Serin / Ryu, Gunwoo", lang="en", font=EN, size=10, leading=18),
    B("abstract", "This article examines how conflicts over water between the upper and the lower reaches of the Hannae River were settled. An analysis of minutes and of a survey shows that conflict grew from unequal information rather than from the "
      "quantity of water, and that observing together eased it. The article proposes joint observation as the core of watershed governance.", lang="en", font=EN, size=10, leading=14),
    B("keywords", "<b>Key words</b>: watershed governance, water conflict, joint observation, Hannae River", lang="en", font=EN, size=10, leading=15, align="l", after=6),
    B("paragraph", "논문접수일: 2021. 4. 30. 심사완료일: 2021. 5. 28. 게재확정일: 2021. 6. 11.", size=8.8, leading=13, indent=0, align="l"),
]


def paper():
    return Paper("journal-ko", "ko", (188 * MM, 257 * MM), (24 * MM, 26 * MM, 24 * MM, 26 * MM),
                 dict(font=FONT, size=9.8, leading=16.6, align="j", indent=10, lang="ko", keep_words=True),
                 {"heading": dict(font=BOLD, size=11, leading=21, indent=0, align="l", before=9, after=3), "title": dict(font=BOLD, align="c", indent=0),
                  "author": dict(align="r", indent=0), "affiliation": dict(align="r", indent=0), "abstract": dict(size=9, leading=14.6, indent=0, left=20, right=20, after=4),
                  "keywords": dict(size=9, leading=14.6, indent=0, left=20, right=20, align="l"), "caption": dict(font=BOLD, size=9, leading=14.6, indent=0),
                  "table": dict(size=8.8, leading=12.4, indent=0, vpad=1.4), "footnote": dict(size=8.2, leading=12.2, indent=0),
                  "bibliography-item": dict(left=20, indent=-20, leading=15), "page-number": dict(size=9, leading=12, indent=0), "page-header": dict(size=8.4, leading=12, indent=0)},
                 BLOCKS, {}, header=lambda n: [] if n == 1 else [("%d" % (n + 86), "l", 44, False), ("강과 사람 제14권 제2호", "r", 44, True)] if n % 2 == 0 else
                 [("유역 거버넌스의 갈등 조정 기제", "l", 44, True), ("%d" % (n + 86), "r", 44, False)], about=dict(
                     titles=["ko|유역 거버넌스의 갈등 조정 기제 ―한내강 상류와 하류의 물 나눔을 중심으로―",
                             "en|Mechanisms of Conflict Resolution in Watershed Governance: Sharing Water between the Upper and Lower Hannae River"],
                     authors=["오세린", "류건우", "Oh, Serin", "Ryu, Gunwoo"], date="2021-06-30", degree="", institution="",
                     identifiers=["doi|10.90001/rp.2021.14.2.87", "issn|2799-0123"],
                     keywords=["유역 거버넌스", "물 갈등", "공동 관측", "한내강", "정보 비대칭", "watershed governance", "water conflict", "joint observation", "Hannae River"]))
