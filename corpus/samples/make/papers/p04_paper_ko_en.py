"""04: a Korean paper with an English abstract and keywords, scanned in colour on yellowed paper. A4, Baekmuk Batang."""
from typeset import MM, Block as B, Paper, Table
from papers.data import BEIJING, SEOUL

FONT = "Baekmuk Batang,Noto Serif CJK KR"
GOTHIC = "NanumGothic Bold,Noto Sans CJK KR Bold"
EN = "Liberation Serif,Noto Serif CJK KR"
NOTES = {"*": "⟦^*⟧ 이 글은 필자가 여러 해 동안 두 도시의 교류 자료를 정리하면서 얻은 생각을 다듬은 것이다. 유익한 논평을 해 준 세 분의 심사위원께 감사드린다.",
         "1)": "⟦^1)⟧ ⟦대한민국시도지사협의회⟧가 공개하는 지방자치단체 국제교류 현황을 참고하였다.",
         "2)": "⟦^2)⟧ 전신인 ⟦한국지방자치단체국제화재단⟧은 ⟦1994년⟧에 설립되었다."}


def P(text, **k):
    return B("paragraph", text, notes=NOTES, **k)


BLOCKS = [
    B("title", "한중 수도 간 도시협력의 성과와 과제⟦^*⟧", size=17, leading=28, before=8, space_always=True, notes=NOTES),
    B("title", "― ⟦서울⟧-⟦베이징⟧ 자매결연을 중심으로 ―", size=12, leading=22),
    B("author", "남궁은율", size=12, leading=22, before=8, align="r"),
    B("affiliation", "⟦org:Haeoreum Institute of Urban Studies=해오름도시연구소⟧ 연구위원", size=9.5, leading=16, align="r", after=10),
    B("heading", "국문초록", size=10.5, align="c", leading=18, before=0),
    B("abstract", "이 글은 ⟦1993년⟧ 자매결연 이후 ⟦서울⟧과 ⟦베이징⟧이 쌓아 온 도시협력의 성과를 정리하고 앞으로의 과제를 제시한다. 두 도시의 협력은 의례적 왕래에서 정책 교류로, 다시 상설 "
      "협의체를 통한 협력으로 발전하였다. 그러나 의제의 편중, 국가 관계에 대한 높은 의존, 시민 참여의 부족이라는 문제도 드러났다. 이 글은 도시 네트워크를 활용한 협력의 다자화와 의제 중심의 협력을 대안으로 제안한다."),
    B("keywords", "<b>주제어</b>: 도시외교, 자매도시, 지방정부, 한중관계, ⟦서울⟧, ⟦베이징⟧", after=10),
    B("heading", "Ⅰ. 머리말"),
    P("도시는 국가보다 오래된 외교의 주체이다. 근대 국가가 외교를 독점하기 전까지 도시들은 스스로 사절을 보내고 조약을 맺었다. 오늘날 기후변화, 감염병, 이주와 같은 문제가 국경을 넘어 도시의 일상으로 들어오면서, "
      "도시가 다시 국제무대에 나서고 있다. 특히 수도는 정치와 문화의 중심이자 각국 공관이 모인 곳이므로 도시외교의 효과와 한계를 함께 보여 준다."),
    P("이 글은 ⟦서울⟧과 ⟦베이징⟧의 사례를 다룬다. 두 도시는 ⟦1992년⟧ 한중 수교 이듬해인 ⟦1993년⟧ 자매결연을 맺은 뒤 서른 해 가까이 관계를 이어 왔다. 아래에서는 협력의 전개를 시기별로 살피고, 성과와 한계를 "
      "따진 다음, 몇 가지 제안을 덧붙인다.",
      rels=[(SEOUL, "sister_city", BEIJING, "1993", "1993년 자매결연을 맺은 뒤")]),
    B("heading", "Ⅱ. 협력의 전개"),
    P("첫 시기는 ⟦1990년대⟧이다. 이 무렵의 교류는 시장의 상호 방문, 공무원 연수, 문화공연이 중심이었다. 수도끼리의 결연에 앞서 ⟦1993년 7월 1일⟧ ⟦목포⟧와 ⟦롄윈강⟧이 결연을 맺었고, 같은 해 ⟦부산⟧은 ⟦상하이⟧와, "
      "⟦대구⟧는 ⟦칭다오⟧와, ⟦인천⟧은 ⟦톈진⟧과 손을 잡았다. ⟦1994년⟧에는 ⟦대전⟧과 ⟦난징⟧, ⟦울산⟧과 ⟦창춘⟧이, ⟦1996년⟧에는 ⟦광주⟧와 ⟦광저우⟧가 뒤를 이었다.⟦^1)⟧ 지방의 교류는 항로와 교역을 따라 서해를 건너 퍼져 나갔다.",
      rels=[("gn:1841066", "sister_city", "gn:1788694", "1993-07-01", "1993년 7월 1일 목포와 롄윈강이"),
            ("gn:1838524", "sister_city", "gn:1796236", "1993", "같은 해 부산은 상하이와"),
            ("gn:1835329", "sister_city", "gn:1797929", "1993", "대구는 칭다오와"),
            ("gn:1843564", "sister_city", "gn:1792947", "1993", "인천은 톈진과"),
            ("gn:1835235", "sister_city", "gn:1799962", "1994", "1994년에는 대전과 난징"),
            ("gn:1833747", "sister_city", "gn:2038180", "1994", "울산과 창춘이"),
            ("gn:1841811", "sister_city", "gn:1809858", "1996", "1996년에는 광주와 광저우가")]),
    P("둘째 시기는 ⟦2000년대⟧로, 두 도시가 함께 참여하는 국제기구가 늘어난 때이다. ⟦2001년⟧에는 ⟦도쿄⟧의 제안으로 ⟦아시아대도시네트워크21⟧(⟦ANMC21⟧)이 출범하였고, ⟦2004년⟧에는 ⟦세계지방정부연합⟧(⟦UCLG⟧)이 창립되었다. "
      "⟦2002년⟧ 월드컵과 ⟦2008년⟧ 올림픽은 두 도시가 서로의 경험을 배우는 계기가 되었다.",
      rels=[("", "founded", "", "2001", "2001년에는 도쿄의 제안으로 아시아대도시네트워크21(ANMC21)이 출범"),
            ("", "founded", "", "2004", "2004년에는 세계지방정부연합(UCLG)이 창립")]),
    P("셋째 시기는 ⟦2013년⟧ 이후이다. 결연 20주년을 맞아 두 시는 통합위원회를 만들고 경제, 문화, 교육, 환경의 분과를 두었다. 대기질 개선을 위한 공동 연구와 청년 교류가 이때 시작되었다. 그러나 ⟦2016년⟧ 이후 "
      "국가 관계가 경색되자 여러 사업이 미루어졌고, ⟦2020년⟧의 감염병 확산은 왕래 자체를 멈추게 하였다."),
    B("heading", "Ⅲ. 성과와 한계"),
    P("가장 큰 성과는 협력의 틀이 생겼다는 점이다. 담당 부서가 정해지고 회의가 정례화되면서 교류의 기억이 사람에게서 제도로 옮겨 갔다. 다음으로 도시의 국제적 위상이 높아졌다. ⟦2020년⟧ ⟦글로벌도시지수⟧(⟦GCI⟧)에서 ⟦베이징⟧은 "
      "5위, ⟦서울⟧은 17위에 올랐고, 같은 해 ⟦GPCI⟧에서는 ⟦서울⟧이 8위, ⟦베이징⟧이 15위를 기록하였다."),
    P("한계도 뚜렷하다. 첫째, 의제가 문화와 관광에 치우쳐 정책 협력의 깊이가 얕다. 둘째, 협력의 온도가 국가 관계에 따라 오르내린다. 셋째, 지원 조직의 전문성이 부족하다. 외국의 경우 일본의 ⟦자치단체국제화협회⟧(⟦CLAIR⟧, ⟦1988년⟧ 설립)나 "
      "중국의 ⟦중국인민대외우호협회⟧(⟦CPAFFC⟧, ⟦1954년⟧ 설립)가 전국의 교류를 뒷받침하고 있으며, 우리나라에서는 ⟦대한민국시도지사협의회⟧가 그 일을 맡고 있다.⟦^2)⟧",
      rels=[("wd:Q2931685", "founded", "", "1988", "자치단체국제화협회(CLAIR, 1988년 설립)"),
            ("", "founded", "", "1954", "중국인민대외우호협회(CPAFFC, 1954년 설립)")]),
    B("heading", "Ⅳ. 맺음말"),
    P("두 수도의 협력은 이제 관계를 맺는 단계를 지나 문제를 푸는 단계로 나아가야 한다. 이를 위해 첫째, ⟦C40⟧, ⟦이클레이⟧, ⟦시티넷⟧과 같은 도시 네트워크 안에서 함께 의제를 내는 다자화가 필요하다. 둘째, 대기, 교통, "
      "고령화처럼 시민의 삶에 닿는 의제를 골라 성과를 쌓아야 한다. 셋째, 청년과 연구자가 참여하는 상설 포럼을 두어 정치의 계절이 바뀌어도 끊어지지 않는 통로를 마련해야 한다."),
    B("heading", "Abstract", lang="en", font="Liberation Serif Bold", size=12, align="c", before=18),
    B("title", "Achievements and Tasks of Cooperation between the Capitals of Korea and China:\nFocusing on the Sister-City Tie of ⟦Seoul⟧ and ⟦Beijing⟧", lang="en",
      font="Liberation Serif Bold", size=11, leading=15, after=4),
    B("author", "Namgung, Eunyul", lang="en", font=EN, size=10, align="r", leading=15, after=4),
    B("abstract", "This paper reviews what ⟦Seoul⟧ and ⟦Beijing⟧ have achieved since they became sister cities in ⟦1993⟧, and what remains to be done. Their co\u00adoperation moved from ceremonial visits "
      "to exchanges of policy, and after ⟦2013⟧ to a standing committee. It nevertheless suffers from a narrow agenda, from its depend\u00adence on relations between the states and from a lack of citizen "
      "partici\u00adpation. The paper proposes to carry bilateral work into city networks such as ⟦C40⟧, ⟦ICLEI⟧ and ⟦CityNet⟧, and to organize it around problems rather than events.", lang="en", font=EN, size=10, leading=14),
    B("keywords", "<b>Keywords</b>: city diplomacy, sister cities, local government, Korea–China relations, ⟦Seoul⟧, ⟦Beijing⟧", lang="en", font=EN, size=10, leading=15, align="l"),
]


def header(n):
    return [("도시와 외교 제8권 제1호", "l", 46, True)] if n % 2 else [("한중 수도 간 도시협력의 성과와 과제", "r", 46, True)]


def footer(n):
    return [(str(n + 108), "c", 297 * MM - 40, False)]


def paper():
    return Paper(
        "04-paper-ko-en", "ko", (210 * MM, 297 * MM), (26 * MM, 30 * MM, 27 * MM, 30 * MM),
        dict(font=FONT, size=10.3, leading=17, align="j", indent=11, lang="ko", keep_words=True),
        {"heading": dict(font=GOTHIC, size=11.5, leading=20, indent=0, align="l", before=9, after=3),
         "title": dict(font=GOTHIC, align="c", indent=0), "author": dict(indent=0), "affiliation": dict(indent=0),
         "abstract": dict(size=9.5, leading=15, indent=0, left=22, right=22, after=4), "keywords": dict(size=9.5, leading=15, indent=0, left=22, right=22, align="l"),
         "footnote": dict(size=8.5, leading=12.4, indent=0),
         "page-header": dict(size=8.8, leading=11, indent=0), "page-number": dict(font=EN, size=9.5, leading=11, indent=0)},
        BLOCKS, dict(file="pdf", quality=34, scan=dict(mode="rgb", skew=-0.8, blur=0.85, noise=0.012, shade=0.08, bleed=0.04, paper=0.95, ink=0.15, lid=0.9, shift=(4, 4)),
                     each={2: dict(skew=0.5, shift=(-5, 2)), 3: dict(skew=-0.3)}),
        dpi=300, header=header, footer=footer,
        about=dict(authors=["남궁은율"], institution="해오름도시연구소", journal="도시와 외교"))
