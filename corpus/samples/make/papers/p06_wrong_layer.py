"""06: a Korean paper whose PDF carries a hidden text layer made by an English-only OCR run: garbage that must be noticed and read again. A4."""
from typeset import MM, Block as B, Paper, Table
from papers.data import BEIJING, SEOUL

FONT = "Noto Serif CJK KR,Noto Serif CJK SC"
BOLD = "Noto Serif CJK KR Bold"
EN = "Liberation Serif,Noto Serif CJK KR"
NOTES = {"1)": "1) 결연의 명칭은 자매, 우호, 친선 등으로 다양하나 여기서는 ‘자매결연’으로 통일한다.",
         "2)": "2) ⟦TPO⟧의 정식 명칭은 ⟦Tourism Promotion Organization for Asia Pacific Cities⟧이며, 사무국은 ⟦부산⟧에 있다.",
         "3)": "3) 중국 측의 통계에는 성(省)과 구(區)·현(縣) 단위의 결연이 함께 들어 있다."}


def P(text, **k):
    return B("paragraph", text, notes=NOTES, **k)


BLOCKS = [
    B("title", "한중 지방정부 교류의 기원과 확산", size=18, leading=28, before=8, space_always=True),
    B("title", "― ⟦목포⟧와 ⟦롄윈강⟧에서 ⟦서울⟧과 ⟦베이징⟧까지 ―", size=12, leading=22),
    B("author", "도하람", size=12, leading=22, before=6),
    B("affiliation", "⟦org:Yeoul University=여울대학교⟧ 중국학과 부교수", size=9.8, leading=15, after=12),
    B("heading", "1. 바다를 사이에 둔 첫 결연"),
    P("한국과 중국의 지방정부가 처음으로 손을 잡은 곳은 수도가 아니라 항구였다. ⟦1993년 7월 1일⟧, 전라남도 ⟦목포시⟧와 중국 장쑤성의 ⟦롄윈강시⟧(⟦連雲港⟧)가 자매결연을 체결하였다.⟦^1)⟧ 두 나라가 ⟦1992년 8월 24일⟧ 국교를 "
      "맺은 지 한 해가 채 되지 않은 때였다. 당시 지방정부의 관심은 무엇보다 경제에 있었다. 서해를 건너는 항로를 열고 기업의 진출을 돕는 일이 결연의 주된 목적이었으며, 항구도시끼리의 결연이 잇따른 것도 그 때문이다.",
      rels=[("gn:1841066", "sister_city", "gn:1788694", "1993-07-01", "1993년 7월 1일, 전라남도 목포시와 중국 장쑤성의 롄윈강시(連雲港)가")]),
    P("같은 해 ⟦부산⟧은 ⟦상하이⟧(⟦上海⟧)와, ⟦대구⟧는 ⟦칭다오⟧와, ⟦인천⟧은 ⟦톈진⟧(⟦天津⟧)과 결연하였다. 그리고 ⟦1993-23=1993년 가을⟧, ⟦서울⟧과 ⟦베이징⟧(⟦北京⟧)이 마침내 자매도시가 되었다. 이듬해인 ⟦1994년⟧에는 ⟦울산⟧이 ⟦창춘⟧과, "
      "⟦대전⟧이 ⟦난징⟧(⟦南京⟧)과 관계를 맺었고, ⟦1996년⟧에는 ⟦광주⟧가 ⟦광저우⟧와 결연하여 이른바 광역시의 대중국 교류망이 갖추어졌다.",
      rels=[("gn:1838524", "sister_city", "gn:1796236", "1993", "같은 해 부산은 상하이(上海)와"), ("gn:1835329", "sister_city", "gn:1797929", "1993", "대구는 칭다오와"),
            ("gn:1843564", "sister_city", "gn:1792947", "1993", "인천은 톈진(天津)과"), (SEOUL, "sister_city", BEIJING, "1993", "1993년 가을, 서울과 베이징(北京)이"),
            ("gn:1833747", "sister_city", "gn:2038180", "1994", "1994년에는 울산이 창춘과"), ("gn:1835235", "sister_city", "gn:1799962", "1994", "대전이 난징(南京)과"),
            ("gn:1841811", "sister_city", "gn:1809858", "1996", "1996년에는 광주가 광저우와")]),
    B("heading", "2. 확산의 동력"),
    P("교류가 빠르게 퍼진 까닭은 세 가지로 설명할 수 있다. 첫째는 거리이다. 황해를 사이에 둔 도시들은 배편과 항공편으로 하루 안에 오갈 수 있었다. 둘째는 제도이다. 한국에서는 ⟦1995년⟧ 지방자치단체장 선거가 전면 실시되어 지방정부가 "
      "스스로 대외 정책을 세우게 되었고, 중국에서는 개혁개방 이래 지방의 대외 경제 권한이 넓어졌다. 셋째는 지원 조직이다. 중국에서는 ⟦1954년⟧에 설립된 ⟦중국인민대외우호협회⟧(⟦CPAFFC⟧)가, 한국에서는 ⟦1999년⟧에 출범한 "
      "⟦대한민국시도지사협의회⟧가 교류의 창구 구실을 하였다.",
      rels=[("", "founded", "", "1954", "1954년에 설립된 중국인민대외우호협회(CPAFFC)"), ("", "founded", "", "1999", "1999년에 출범한 대한민국시도지사협의회")]),
    P("교류의 내용도 바뀌었다. 처음에는 무역과 투자가 중심이었으나 점차 문화, 관광, 교육, 환경, 보건으로 넓어졌다. ⟦2020년 9월⟧까지 한중 지방정부의 자매결연은 206쌍에 이르러, 한국은 일본과 미국 다음으로 중국과 많은 결연을 맺은 나라가 되었다.⟦^3)⟧ "
      "도시들은 양자 관계에 머물지 않고 ⟦2002년⟧에 창설된 ⟦아시아태평양도시관광진흥기구⟧(⟦TPO⟧)와 같은 다자 기구에도 함께 참여하였다.⟦^2)⟧".replace("나라가 되었다.⟦^3)⟧", "나라가 되었다.⟦^2)⟧").replace(
          "참여하였다.⟦^2)⟧", "참여하였다.⟦^3)⟧"),
      rels=[("", "founded", "", "2002", "2002년에 창설된 아시아태평양도시관광진흥기구(TPO)")]),
    B("heading", "3. 수도의 역할"),
    P("수도 사이의 교류는 다른 도시의 본보기가 된다. ⟦서울⟧과 ⟦베이징⟧은 ⟦2013년⟧ 통합위원회를 두어 교류의 주제를 경제, 문화, 교육, 환경으로 나누고 담당 부서를 정하였다. 이러한 상설 협의체는 담당자가 바뀌어도 사업이 이어지게 하는 "
      "장치이다. 또한 ⟦베이징⟧은 ⟦2012년⟧ ⟦세계관광도시연합회⟧(⟦WTCF⟧)를 창립하였고 ⟦서울⟧은 그 회원으로 참여하고 있으니, 양자 관계가 다자 무대로 옮겨 간 예라고 하겠다.",
      rels=[("", "founded", "", "2012", "2012년 세계관광도시연합회(WTCF)를 창립"), (SEOUL, "member_of", "wtcf", "", "세계관광도시연합회(WTCF)를 창립하였고 서울은 그 회원으로 참여하고")]),
    P("그러나 수도의 교류는 국가 관계의 바람을 가장 먼저 맞는다. 외교 현안이 생기면 고위급 방문이 미루어지고, 행사의 규모가 줄어들며, 때로는 소식조차 끊긴다. 이에 견주어 ⟦목포⟧와 ⟦롄윈강⟧ 같은 항구도시의 교류는 규모는 작으나 꾸준하였다. "
      "작은 도시의 오랜 사귐에서 큰 도시가 배울 점이 적지 않다."),
    B("heading", "4. 맺음말"),
    P("한중 지방정부의 교류는 항구에서 시작하여 수도에 이르렀고, 이제 다시 내륙의 도시로 번져 가고 있다. 앞으로의 과제는 늘어난 결연의 수에 걸맞은 내용을 채우는 일이다. 형식만 남은 결연을 되살리고, 시민이 체감할 수 있는 사업을 고르며, "
      "도시들이 함께 참여하는 국제기구를 적극 활용하여야 한다. 서른 해의 경험은 그 밑거름이 될 것이다."),
]
NOTES["2)"], NOTES["3)"] = NOTES["3)"].replace("3)", "2)", 1), NOTES["2)"].replace("2)", "3)", 1)


def header(n):
    return [("동아시아 지역연구 제15집", "l", 46, True)] if n % 2 else [("한중 지방정부 교류의 기원과 확산", "r", 46, True)]


def footer(n):
    return [(f"{n + 210}", "c", 297 * MM - 38, False)]


def paper():
    return Paper(
        "06-wrong-layer", "ko", (210 * MM, 297 * MM), (26 * MM, 31 * MM, 26 * MM, 31 * MM),
        dict(font=FONT, size=10.5, leading=18.6, align="j", indent=11, lang="ko"),
        {"heading": dict(font=BOLD, size=11.8, leading=22, indent=0, align="l", before=9, after=3),
         "title": dict(font=BOLD, align="c", indent=0), "author": dict(align="c", indent=0), "affiliation": dict(align="c", indent=0),
         "footnote": dict(size=8.6, leading=13, indent=0),
         "page-header": dict(size=8.8, leading=11, indent=0), "page-number": dict(font=EN, size=9.5, leading=11, indent=0)},
        BLOCKS, dict(file="pdf", quality=55, wrong_layer=True,
                     scan=dict(mode="gray", skew=-0.4, blur=0.8, noise=0.014, shade=0.08, bleed=0.04, paper=0.94, ink=0.15, shift=(-4, 3), lid=0.86),
                     each={2: dict(skew=0.65, shift=(5, -3))}),
        dpi=200, header=header, footer=footer,
        about=dict(authors=["도하람"], institution="여울대학교 중국학과", journal="동아시아 지역연구"))
