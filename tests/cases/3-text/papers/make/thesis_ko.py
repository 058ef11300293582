"""A Korean master's thesis: cover, abstract, contents, a chapter with five levels of headings, list, block quotation, table over two pages, figures, bibliography."""
from typeset import MM, Block as B, Paper, Table

FONT = "NanumMyeongjo,Noto Serif CJK KR"
BOLD = "NanumGothic Bold,Noto Sans CJK KR Bold"
N = {"1)": "⟦^1)⟧ 이 논문에서 기록물은 문서, 사진, 지도와 행정 박물을 함께 이르는 말로 쓴다.",
     "2)": "⟦^2)⟧ 정하윤, 「지역 기록관의 형성」, 『기록과 사회』 제3권 제2호, 2014, 41-66쪽.",
     "4)": "⟦^4)⟧ Cook, T., “Evidence, Memory, Identity”, Archival Science, Vol. 13, 2013, pp. 95-120.",
     "3)": "⟦^3)⟧ 면담은 2019년 5월 2일부터 6월 14일까지 다섯 차례 진행하였으며, 면담에 응한 사람의 이름은 적지 않는다. 녹음한 파일은 기록관에 기증하였고, 공개 시기는 기증자와 따로 정하였다.",
     "5)": "⟦^5)⟧ 위의 글, 52쪽."}


def P(t, **k):
    return B("paragraph", t, notes=N, **k)


def H(level, t, **k):
    return B("heading", t, level=level, **k)


def L(t, **k):
    return B("list-item", t, notes=N, **k)


ROWS = [["구분", "전담 인력", "예산(백만 원)", "소장 기록물"]] + [[n, str(a), str(b), c] for n, a, b, c in (
    ("누리시", 5, 420, "18,402점"), ("가람군", 2, 95, "3,120점"), ("솔빛구", 3, 160, "7,515점"), ("한내시", 4, 310, "12,087점"), ("여울군", 1, 60, "1,944점"), ("다솜시", 6, 505, "22,630점"),
    ("미르군", 2, 88, "2,871점"), ("새별구", 3, 145, "6,290점"))]

BLOCKS = [
    60, B("paragraph", "석사학위논문", size=15, leading=24, align="c", indent=0), 40,
    B("title", "지역 기록관의 설립과 운영에\n관한 비교 연구", size=22, leading=36), 4,
    B("title", "- 누리시와 가람군의 사례를 중심으로 -", size=14, leading=24), 30,
    B("title", "A Comparative Study on the Establishment and\nOperation of Local Archives", lang="en", font="Liberation Serif", size=14, leading=22), 120,
    B("paragraph", "2020년 8월", size=13, leading=22, align="c", indent=0), 60,
    B("affiliation", "가온대학교 대학원", size=15, leading=26), B("affiliation", "기록관리학과", size=13, leading=24), B("author", "한 서 윤", size=15, leading=28),
    "page",
    B("heading", "국문초록", level=1, align="c", size=14, leading=30, after=8),
    B("abstract", "이 논문은 지역 기록관이 어떠한 조건에서 세워지고 어떻게 운영되는지를 두 지방자치단체의 사례를 견주어 살핀 것이다. 누리시는 조례를 먼저 만들고 전담 조직을 둔 뒤에 기록관을 열었으나, 가람군은 문화원에 "
      "업무를 맡긴 채 건물부터 지었다. 두 사례의 차이는 재정보다 제도의 순서에서 비롯되었다."),
    B("abstract", "분석 결과 다음과 같은 사실이 확인되었다. 첫째, 전담 인력의 신분이 안정될수록 수집의 범위가 넓어졌다. 둘째, 주민이 참여하는 위원회가 있는 곳에서는 민간 기록의 기증이 꾸준히 늘었다. 이 연구는 제도의 순서가 "
      "운영의 성과를 좌우한다는 점을 밝혔다는 데 뜻이 있다.", after=14),
    B("keywords", "<b>주제어</b>: 지역 기록관, 기록 자치, 조례, 민간 기록, 누리시, 가람군"),
    "page",
    B("heading", "제2장 지역 기록관의 제도와 현황", level=1, align="c", size=16, leading=34, after=10),
    H(2, "제1절 제도의 형성", size=13, leading=26),
    H(3, "1. 법률과 조례"),
    P("공공기록물법이 제정된 뒤에도 지방의 기록물은 오랫동안 중앙의 기준에 따라 폐기되거나 옮겨졌다.⟦^1)⟧ 법률은 시도마다 영구기록물관리기관을 두도록 정하였지만, 시군구의 기록관은 권고에 머물렀다. 그 결과 지방의 기억은 "
      "행정의 필요에 따라 남거나 사라졌다."),
    P("조례의 제정은 이러한 사정을 바꾸는 계기가 되었다. 누리시는 2011년에 기록관 설치 조례를 만들었고, 이듬해에는 시행 규칙을 두어 수집과 평가의 절차를 정하였다.⟦^2)⟧ 조례의 내용은 크게 세 가지로 나눌 수 있다."),
    L("① 기록관의 지위와 소속을 밝히고 전문요원의 배치를 의무로 하였다."),
    L("② 민간 기록물의 기증과 위탁을 받을 수 있는 근거를 두고, 이에 필요한 보존 공간과 예산을 해마다 확보하도록 시장의 책무를 정하였다."),
    L("③ 기록관리위원회에 주민 대표가 참여하도록 하였다."),
    P("가람군의 사정은 이와 달랐다. 군은 건물을 먼저 지은 뒤 문화원에 운영을 맡겼고, 조례는 다섯 해가 지나서야 마련되었다. 당시 담당자는 이렇게 말하였다.⟦^3)⟧"),
    B("block-quote", "건물은 다 되었는데 무엇을 넣어야 할지 아무도 몰랐습니다. 기록을 모으는 사람이 없으니 서가는 비어 있었고, 사진 몇 장을 걸어 두고 문을 열 수밖에 없었습니다. 조례가 있었다면 달랐을 것입니다.", size=9.3, leading=15, left=24, right=24, indent=0, before=5, after=7),
    P("이 말은 제도가 공간보다 앞서야 한다는 점을 잘 보여 준다. 기록학의 이론에서도 기록관은 건물이 아니라 권한과 책임의 묶음으로 이해된다.⟦^4)⟧"),
    H(3, "2. 조직과 인력"),
    H(4, "1) 전담 조직의 유무"),
    P("전담 조직을 둔 곳은 여덟 곳 가운데 다섯 곳이었다. 조직이 있는 곳에서는 평가와 폐기가 정해진 절차에 따라 이루어졌고, 그렇지 않은 곳에서는 담당자가 바뀔 때마다 기준이 달라졌다. <표 2-1>은 여덟 지방자치단체의 현황을 견준 것이다."),
    H(4, "2) 인력의 신분"),
    H(5, "(1) 전문요원"),
    P("전문요원의 절반은 기간을 정하여 채용된 사람이었다. 신분이 불안하면 민간 기록을 가진 이들과 오래 사귀기 어렵고, 수집은 일회의 행사로 끝나기 쉽다."),
    (B("caption", "<표 2-1> 지방자치단체 기록관의 현황", align="c", before=8, bound="next"), Table(ROWS[:5] + ROWS[5:], label="표 2-1", width=0.96),
     B("caption", "자료: 각 지방자치단체 누리집(2019)을 바탕으로 정리하였음.", size=8.5, leading=13, indent=0, after=10, bound="prev")),
    H(2, "제2절 운영의 실제", size=13, leading=26),
    P("운영의 실제를 보면 두 지역의 차이는 더욱 뚜렷하다. [그림 2-1]에서 보듯이 누리시의 기증 건수는 해마다 늘어났지만 가람군은 처음의 두 해를 빼면 거의 그대로였다.⟦^5)⟧"),
    (("figure", 110), B("caption", "[그림 2-1] 연도별 민간 기록물 기증 건수", align="c", size=9.2, leading=15, indent=0, bound="prev")),
    B("caption", "출처: 누리시 기록관 연보(2018), 12쪽.", align="c", size=8.5, leading=13, indent=0, after=10, bound="prev2"),
    P("기증이 늘어난 까닭은 위원회의 활동에서 찾을 수 있다. 위원회에 참여한 주민은 이웃의 집에 무엇이 있는지를 알고 있었고, 기록관이 믿을 만한 곳이라는 사실을 몸으로 보여 주었다."),
    "page",
    B("heading", "참고문헌", level=1, align="c", size=14, leading=30, after=8),
    B("heading", "1. 국내 문헌", level=2),
    B("bibliography-item", "강도현, 『기록 자치의 길』, 서울: 나루터, 2016."),
    B("bibliography-item", "문지후·서예린, 「시군구 기록관의 인력 구조에 관한 연구」, 『기록학의 지평』 제21호, 2017, 5-38쪽."),
    B("bibliography-item", "정하윤, 「지역 기록관의 형성」, 『기록과 사회』 제3권 제2호, 2014, 41-66쪽."),
    B("heading", "2. 국외 문헌", level=2),
    B("bibliography-item", "Cook, T., “Evidence, Memory, Identity, and Community: Four Shifting Archival Paradigms”, Archival Science, Vol. 13, 2013, pp. 95-120.", lang="en"),
    B("bibliography-item", "Flinn, A., “Community Histories, Community Archives: Some Opportunities and Challenges”, Journal of the Society of Archivists, Vol. 28, No. 2, 2007, pp. 151-176.", lang="en"),
    B("bibliography-item", "Ketelaar, E., Archiving People: A Social History of Dutch Archives, The Hague: Stichting Archiefpublicaties, 2020.", lang="en"),
]


def paper():
    return Paper("thesis-ko", "ko", (182 * MM, 257 * MM), (25 * MM, 24 * MM, 24 * MM, 24 * MM),
                 dict(font=FONT, size=10.2, leading=17.4, align="j", indent=11, lang="ko"),
                 {"heading": dict(font=BOLD, size=11, leading=21, indent=0, align="l", before=8, after=2), "title": dict(font=BOLD, align="c", indent=0),
                  "author": dict(align="c", indent=0), "affiliation": dict(align="c", indent=0), "list-item": dict(left=12, indent=-12),
                  "keywords": dict(indent=0, align="l"), "caption": dict(font=BOLD, size=9.2, leading=15, indent=0), "table": dict(size=9, leading=12.5, indent=0, vpad=1.6),
                  "footnote": dict(size=8.4, leading=12.6, indent=0), "bibliography-item": dict(left=22, indent=-22, after=2, leading=16),
                  "page-number": dict(size=9.3, leading=12, indent=0), "page-header": dict(size=8.5, leading=12, indent=0)},
                 BLOCKS, {}, footer=lambda n: [("- %d -" % (n + 14), "c", 257 * MM - 38, False)] if n > 1 else [], about=dict(
                     titles=["ko|지역 기록관의 설립과 운영에 관한 비교 연구 - 누리시와 가람군의 사례를 중심으로 -", "en|A Comparative Study on the Establishment and Operation of Local Archives"],
                     authors=["한서윤"], date="2020-08", degree="석사학위논문", institution="가온대학교 대학원",
                     keywords=["지역 기록관", "기록 자치", "조례", "민간 기록", "누리시", "가람군"], identifiers=[]))
