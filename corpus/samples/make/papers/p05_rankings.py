"""05: a Korean report whose tables rank cities: ruled, open and unruled tables, Korean and English, one going on over a page; founding years; sister cities. A4."""
from typeset import MM, Block as B, Paper, Table
from papers.data import EN, GCG_2019, GCI_2020, GDCI_2021, GPCI_2020, ICCA, KO, BEIJING, SEOUL, by_column, by_row, change, m, meetings

FONT = "Noto Serif CJK KR,Noto Serif CJK SC"
GOTHIC = "NanumGothic,Noto Sans CJK KR"
COUNTRY = dict(newyork="USA", london="UK", tokyo="Japan", beijing="China", paris="France", seoul="South Korea", shanghai="China", chicago="USA",
               sydney="Australia", dublin="Ireland", sanfrancisco="USA", losangeles="USA")
COUNTRY_KO = dict(tokyo="일본", shanghai="중국", beijing="중국", london="영국", sanfrancisco="미국", newyork="미국", singapore="싱가포르", seoul="한국",
                  losangeles="미국", hongkong="중국")
# organization as printed, id, year, seat key, seat as printed
ORGS = [("⟦세계지방정부연합⟧(⟦UCLG⟧)", "", "2004", "gn:3128760", "⟦바르셀로나⟧"), ("⟦메트로폴리스⟧(⟦Metropolis⟧)", "", "1985", "gn:3128760", "⟦바르셀로나⟧"),
        ("⟦시티넷⟧(⟦CityNet⟧)", "", "1987", SEOUL, "⟦서울⟧"), ("⟦이클레이⟧(⟦ICLEI⟧)", "", "1990", "gn:2946447", "⟦본⟧"),
        ("⟦C40⟧", "", "2005", "gn:2643743", "⟦런던⟧"), ("⟦세계스마트시티기구⟧(⟦WeGO⟧)", "", "2010", SEOUL, "⟦서울⟧"),
        ("⟦글로벌녹색성장연구소⟧(⟦GGGI⟧)", "wd:Q12586353", "2010", SEOUL, "⟦서울⟧"), ("⟦한중일3국협력사무국⟧(⟦TCS⟧)", "", "2011", SEOUL, "⟦서울⟧"),
        ("⟦국제대나무등나무기구⟧(⟦INBAR⟧)", "wd:Q6052145", "1997", BEIJING, "⟦베이징⟧"), ("⟦상하이협력기구⟧(⟦SCO⟧)", "wd:Q485207", "2001", BEIJING, "⟦베이징⟧"),
        ("⟦세계관광도시연합회⟧(⟦WTCF⟧)", "", "2012", BEIJING, "⟦베이징⟧"), ("⟦아시아인프라투자은행⟧(⟦AIIB⟧)", "wd:Q18109843", "2015", BEIJING, "⟦베이징⟧")]
PAIRS = [(SEOUL, "⟦서울⟧", BEIJING, "⟦베이징⟧(⟦北京⟧)", "1993년", "1993"), ("gn:1841066", "⟦목포⟧", "gn:1788694", "⟦롄윈강⟧(⟦連雲港⟧)", "1993년 7월 1일", "1993-07-01"),
         ("gn:1838524", "⟦부산⟧", "gn:1796236", "⟦상하이⟧(⟦上海⟧)", "1993년", "1993"), ("gn:1835329", "⟦대구⟧", "gn:1797929", "⟦칭다오⟧(⟦qingdao=靑島⟧)", "1993년", "1993"),
         ("gn:1843564", "⟦인천⟧", "gn:1792947", "⟦톈진⟧(⟦天津⟧)", "1993년", "1993"), ("gn:1835235", "⟦대전⟧", "gn:1799962", "⟦난징⟧(⟦南京⟧)", "1994년", "1994"),
         ("gn:1833747", "⟦울산⟧", "gn:2038180", "⟦창춘⟧(⟦changchun=長春⟧)", "1994년", "1994"), ("gn:1841811", "⟦광주⟧", "gn:1809858", "⟦광저우⟧(⟦guangzhou=廣州⟧)", "1996년", "1996")]


def P(text, **k):
    return B("paragraph", text, **k)


def source(text):
    return B("caption", text, size=8.4, leading=12.5, after=7, before=1)


BLOCKS = [
    B("title", "세계도시 지표로 본 ⟦서울⟧과 ⟦베이징⟧", size=18, leading=28, before=6, space_always=True),
    B("author", "문가람 · 배해솔", size=11.5, leading=20, before=4),
    B("affiliation", "⟦org:Haeoreum Institute of Urban Studies=해오름도시연구소⟧", size=9.8, leading=15, after=8),
    B("heading", "1. 지표의 종류"),
    P("세계도시를 견주는 지표는 많지만 무엇을 재는가는 저마다 다르다. 이 글은 널리 쓰이는 다섯 가지 지표에서 ⟦서울⟧과 ⟦베이징⟧의 자리를 확인하고, 두 도시가 참여하는 국제기구와 자매도시를 함께 정리한다. "
      "<표 1>은 ⟦모리기념재단⟧의 ⟦GPCI⟧로, 여섯 분야의 점수를 더한 종합 순위이다. ⟦2020년⟧ 조사에서 ⟦서울⟧은 8위, ⟦베이징⟧은 15위였다."),
    B("caption", "<표 1> ⟦2020⟧ ⟦Global Power City Index⟧ 종합 순위", before=4),
    Table([["순위", "도시", "점수"]] + [[str(i), m(k, EN), s] for i, (k, s) in enumerate(GPCI_2020, 1)], rule="grid", width=0.6, cols=[1, 2.2, 1.4],
          label="표 1", leading=11.6, vpad=1.5, rank=by_row("gpci", "2020", 1, {0: ("rank", "", ""), 2: ("score", "", "")})),
    source("자료: ⟦Institute for Urban Strategies⟧, ⟦The Mori Memorial Foundation⟧(⟦2020⟧)."),
    P("⟦커니⟧의 ⟦GCI⟧는 기업 활동, 인적 자본, 정보 교류, 문화 경험, 정치 참여를 본다. <표 2>에서 보듯 ⟦베이징⟧은 ⟦2019년⟧ 9위에서 ⟦2020년⟧ 5위로 네 계단 올랐고, ⟦서울⟧은 13위에서 17위로 내려갔다. "
      "⟦상하이⟧와 ⟦샌프란시스코⟧의 상승도 두드러진다."),
    B("caption", "<표 2> ⟦2020⟧ ⟦Global Cities Index⟧", before=4),
    Table([["도시", "⟦2020년⟧ 순위", "⟦2019년⟧ 순위", "변동"]] + [[m(k, KO), str(a), str(b), change(a, b, "▲", "▼", "-")] for k, a, b in GCI_2020],
          rule="open", width=0.86, cols=[2, 1.3, 1.3, 1], label="표 2", breakable=True, again="<표 2> 계속", leading=12, vpad=1.5,
          rank=by_row("gci", "2020", 0, {1: ("rank", "", "2020"), 2: ("rank", "", "2019"), 3: ("change", "", "")})),
    source("자료: ⟦Kearney⟧, New Priorities for a New World(⟦2020⟧)."),
    P("<표 3>은 중국도시규획설계연구원이 ⟦2021년⟧에 내놓은 ⟦글로벌 활력도시지수⟧(⟦GDCI⟧)의 상위 열 곳이다. ⟦도쿄⟧가 1위, ⟦상하이⟧와 ⟦베이징⟧이 그 뒤를 이었고 ⟦서울⟧은 8위에 올랐다.".replace(
        "중국도시규획설계연구원", "⟦중국도시규획설계연구원⟧")),
    B("caption", "<표 3> ⟦2021⟧ ⟦Global Dynamic Cities Index⟧ 상위 10개 도시", before=4),
    Table([["순위", "국가", "도시"]] + [[str(i), COUNTRY_KO[k] if k != "singapore" else "⟦싱가포르⟧", m(k, KO)] for i, k in enumerate(GDCI_2021, 1)], rule="none", width=0.66,
          cols=[1, 1.6, 2], align="cll", label="표 3", leading=11.6, vpad=1, rank=by_row("gdci", "2021", 2, {0: ("rank", "", "")})),
    source("자료: ⟦China Academy of Urban Planning & Design⟧(⟦2021⟧)."),
    P("⟦중국사회과학원⟧과 ⟦유엔해비타트⟧의 ⟦글로벌 도시 등급⟧(⟦GCG⟧)은 순위와 함께 등급을 매긴다. <표 4>에서 ⟦베이징⟧은 4위로 A+ 등급, ⟦서울⟧은 6위로 B+ 등급이다."),
    B("caption", "<표 4> ⟦2019/2020=2019-2020⟧ ⟦Global Cities Grading⟧ (Top 10)", before=4),
    Table([["Ranking", "City", "Country", "Class"]] + [[str(i), m(k, EN), COUNTRY[k], c] for i, (k, c) in enumerate(GCG_2019, 1)], rule="grid", width=0.8,
          label="표 4", lang="en", cols=[1, 1.6, 1.6, 1], leading=11.6, vpad=1.2, rank=by_row("gcg", "2019-2020", 1, {0: ("rank", "", ""), 3: ("class", "", "")})),
    source("Source: ⟦Chinese Academy of Social Sciences⟧, ⟦UN-Habitat⟧."),
    B("heading", "2. 국제회의와 국제기구"),
    P("국제회의 개최 건수는 도시가 사람을 모으는 힘을 보여 준다. <표 5>와 같이 ⟦2010/2019=2010년부터 2019년까지⟧ ⟦서울⟧은 1,343건, ⟦베이징⟧은 1,228건을 열었다."),
    B("caption", "<표 5> ⟦icca=ICCA⟧ 기준 국제회의 개최 건수(⟦2010-2019⟧)", before=4),
    Table([["연도", "⟦베이징⟧", "⟦서울⟧"]] + [[f"⟦{y}⟧", str(a), str(b)] for y, a, b in ICCA] + [["합계", "1,228", "1,343"]], rule="book", width=0.6, label="표 5",
          leading=11.2, vpad=0.9, rank=by_column("icca", "2019", {1: (BEIJING, "베이징", "count"), 2: (SEOUL, "서울", "count")}, meetings(0, ""))),
    source("자료: ⟦2019⟧ ⟦ICCA Statistics Report: Country & City Rankings⟧."),
    B("caption", "<표 6> 도시 관련 국제기구의 설립연도와 소재지", before=4),
    Table([["기구", "설립연도", "소재지"]] + [[o, f"⟦{y}⟧", s] for o, _, y, _, s in ORGS], rule="open", width=0.9, cols=[3.2, 1, 1.4], align="lcc", label="표 6", leading=11.4, vpad=1.3,
          rels=[x for i, (o, ident, y, seat, s) in enumerate(ORGS, 1) for x in (
              (i, (ident, "founded", "", y, y)), (i, (ident, "seat", seat, "", s.strip("⟦⟧"))))]),
    source("자료: 각 기구 누리집을 바탕으로 필자 작성."),
    B("heading", "3. 자매도시"),
    P("한중 지방정부의 결연은 ⟦1993년⟧에 시작되었다. <표 7>은 광역시와 ⟦목포⟧의 사례를 모은 것이다."),
    B("caption", "<표 7> 한중 도시의 자매결연", before=4),
    Table([["한국 도시", "중국 도시", "체결일"]] + [[a, b, f"⟦{d}⟧"] for _, a, _, b, d, _ in PAIRS], rule="none", width=0.8, cols=[1.2, 2, 1.8], align="l", label="표 7", leading=11.8,
          vpad=0.8, rels=[(i, (x, "sister_city", y, iso, d)) for i, (x, a, y, b, d, iso) in enumerate(PAIRS, 1)]),
    source("자료: ⟦대한민국시도지사협의회⟧."),
]


def grouped(blocks):
    """Each table with its caption above and its source below as one float."""
    out = []
    for b in blocks:
        if isinstance(b, Table) and not b.breakable:
            out[-1] = (out[-1], b)
        elif out and isinstance(out[-1], tuple) and len(out[-1]) == 2:
            out[-1] += (b,)
        else:
            out.append(b)
    return out


def header(n):
    return [("세계도시 지표 비교", "r" if n % 2 else "l", 44, True)]


def footer(n):
    return [(f"- {n} -", "c", 297 * MM - 38, False)]


def paper():
    return Paper(
        "05-rankings", "ko", (210 * MM, 297 * MM), (23 * MM, 28 * MM, 21 * MM, 28 * MM),
        dict(font=FONT, size=10, leading=16.4, align="j", indent=10, lang="ko", keep_words=True),
        {"heading": dict(font=GOTHIC + " Bold", size=11.5, leading=20, indent=0, align="l", before=8, after=2),
         "title": dict(font="Noto Serif CJK KR Bold", align="c", indent=0), "author": dict(align="c", indent=0), "affiliation": dict(align="c", indent=0),
         "caption": dict(font=GOTHIC, size=9.2, leading=14, align="c", indent=0), "table": dict(size=9.2, indent=0, head_style=dict(font=GOTHIC)),
         "page-header": dict(font=GOTHIC, size=8.6, leading=11, indent=0), "page-number": dict(size=9.5, leading=11, indent=0)},
        grouped(BLOCKS), dict(file="pdf", quality=36, scan=dict(mode="gray", skew=1.7, blur=0.8, noise=0.012, shade=0.07, bleed=0.03, paper=0.95, ink=0.14, shift=(3, 5), lid=0.88),
                     each={2: dict(skew=-0.4, shade=0.12), 3: dict(skew=1.1), 4: dict(skew=-0.6)}),
        dpi=300, header=header, footer=footer,
        about=dict(authors=["문가람", "배해솔"], institution="해오름도시연구소"))
