"""01: a Korean master's thesis, an excerpt: title page, a chapter with Hanja, glosses and footnotes, one ranking table, the English abstract. B5."""
from typeset import MM, Block as B, Paper, Table
from papers.data import GPCI_2020, KO, by_row, m

FONT = "NanumMyeongjo,Noto Serif CJK SC,Noto Serif CJK KR"
BOLD = "NanumMyeongjo Bold,Noto Serif CJK KR Bold"
EN = "Liberation Serif,Noto Serif CJK KR"


def P(text, **k):
    return B("paragraph", text, notes=NOTES, **k)


NOTES = {
    "1)": "1) van der Pluijm, R. and Melissen, J. (⟦2007⟧), <i>City Diplomacy: The Expanding Role of Cities in International Politics</i>, "
          "⟦The Hague⟧: Clingendael, p. 11.",
    "2)": "2) 평행외교(平行外交)라는 용어는 중앙정부의 외교와 나란히 이루어지는 하위정부의 대외 활동을 가리킨다. Hocking, B. (⟦1993⟧), "
          "<i>Localizing Foreign Policy</i>, ⟦London⟧: Macmillan.",
    "3)": "3) 陈志敏(⟦2001⟧), 《次国家政府与对外事务》, ⟦北京⟧: 长征出版社.",
    "4)": "4) 결연 연도는 양 시 정부가 공표한 협정 체결일을 따랐다. 다만 ‘자매도시’와 ‘친선도시’라는 명칭은 시기에 따라 섞여 쓰였으므로 이 글에서는 구별하지 않는다.",
    "5)": "5) 점수의 만점은 2,600점이며, 경제·연구개발·문화교류·거주·환경·교통접근성의 여섯 분야를 합한 값이다.",
    "6)": "6) ⟦Kearney⟧ (⟦2020⟧), <i>⟦2020⟧ ⟦Global Cities Index⟧: New Priorities for a New World</i>.",
    "7)": "7) ⟦시티넷⟧ 사무국은 ⟦2013년⟧ ⟦요코하마⟧(⟦橫濱⟧)에서 ⟦서울⟧로 옮겨 왔다.",
}

BLOCKS = [
    B("paragraph", "碩 士 學 位 論 文", before=40, space_always=True, size=13, align="c", indent=0),
    B("title", "도시외교의 제도화에 관한 비교 연구", before=46, size=20, leading=30),
    B("title", "― ⟦서울⟧과 ⟦베이징⟧(⟦北京⟧)을 중심으로 ―", size=14, leading=26),
    B("title", "A Comparative Study on the Institutionalization of City Diplomacy:\nFocusing on ⟦Seoul⟧ and ⟦Beijing⟧",
      lang="en", size=11.5, leading=19, before=18, font=EN),
    B("affiliation", "⟦org:Gaon University=가온대학교⟧ 국제대학원", before=120, size=14, leading=26),
    B("affiliation", "국제학과 동아시아전공", size=13, leading=26),
    B("author", "尹  瑞  河", size=17, leading=34, before=10),
    B("paragraph", "⟦2022-02=2022年 2月⟧", size=13, leading=24, before=44, align="c", indent=0),
    "page",
    B("heading", "제3장 두 수도의 도시외교", size=15, leading=34, align="c", after=14),
    B("heading", "제1절 개념과 이론"),
    P("도시외교(都市外交, city diplomacy)란 도시가 국제정치의 무대에서 다른 행위자와 관계를 맺고 스스로의 이익을 대변하는 제도와 과정을 말한다.⟦^1)⟧ "
      "외교의 주체(主體)를 주권국가(主權國家)로만 보던 전통적 관점에서 도시는 국가의 하위 단위에 지나지 않았다. 그러나 세계화(世界化)와 분권화(分權化)가 함께 진행되면서 "
      "도시는 자본과 사람과 지식이 모이고 흩어지는 결절점(結節點, node)이 되었고, 그에 걸맞은 목소리를 요구하게 되었다."),
    P("이론의 흐름은 크게 둘로 나뉜다. 하나는 하위정부의 대외 활동을 국가 외교와 나란히 놓는 평행외교(paradiplomacy)의 전통이고,⟦^2)⟧ 다른 하나는 여러 층위의 정부가 하나의 "
      "사안을 두고 함께 움직인다고 보는 다층외교(多層外交, multi-layered diplomacy)의 전통이다. 중국 학계에서도 ⟦2000년대⟧ 초부터 ‘차국가정부(次國家政府)’라는 "
      "이름 아래 지방의 대외사무를 연구하기 시작하였다.⟦^3)⟧ 이 글은 두 번째 전통을 따르되, 관계가 어떤 규범(規範)과 기구로 굳어지는가, 곧 제도화(institutionalization)의 정도에 주목한다."),
    P("제도화의 수준은 세 가지로 살필 수 있다. 첫째, 양자(兩者) 관계에서 결연(結緣)이 정기적인 협의기구로 이어졌는가. 둘째, 다자(多者) 관계에서 도시가 국제기구에 가입하는 "
      "데 그치지 않고 그 사무국을 유치하거나 창립을 주도하였는가. 셋째, 국제적 평가에서 도시의 위상(位相)이 꾸준히 확인되는가. 아래에서는 이 순서대로 두 도시를 비교한다."),
    B("heading", "제2절 양자외교의 전개"),
    P("⟦서울⟧의 양자외교는 ⟦1968년⟧ ⟦타이베이⟧(⟦臺北⟧)와의 자매결연(姉妹結緣)에서 비롯되었다. 이후 ⟦1971년⟧ ⟦앙카라⟧, ⟦1973년⟧ ⟦호놀룰루⟧, ⟦1976년⟧ ⟦샌프란시스코⟧, "
      "⟦1977년⟧ ⟦상파울루⟧로 이어졌고, 올림픽이 열린 ⟦1988년⟧에는 ⟦도쿄⟧(⟦東京⟧)와도 손을 잡았다.⟦^4)⟧ 냉전(冷戰)이 끝나자 ⟦1991년⟧에 ⟦모스크바⟧와 ⟦파리⟧가, "
      "⟦1995년⟧에 ⟦울란바토르⟧가, ⟦1996년⟧에 ⟦하노이⟧와 ⟦바르샤바⟧가 그 뒤를 따랐다.",
      rels=[("gn:1835848", "sister_city", "gn:1668341", "1968", "1968년 타이베이(臺北)와의 자매결연"),
            ("gn:1835848", "sister_city", "gn:323786", "1971", "1971년 앙카라"),
            ("gn:1835848", "sister_city", "gn:5856195", "1973", "1973년 호놀룰루"),
            ("gn:1835848", "sister_city", "gn:5391959", "1976", "1976년 샌프란시스코"),
            ("gn:1835848", "sister_city", "gn:3448439", "1977", "1977년 상파울루"),
            ("gn:1835848", "sister_city", "gn:1850147", "1988", "1988년에는 도쿄(東京)와도"),
            ("gn:1835848", "sister_city", "gn:524901", "1991", "1991년에 모스크바와 파리가"),
            ("gn:1835848", "sister_city", "gn:2988507", "1991", "1991년에 모스크바와 파리가"),
            ("gn:1835848", "sister_city", "gn:2028462", "1995", "1995년에 울란바토르가"),
            ("gn:1835848", "sister_city", "gn:1581130", "1996", "1996년에 하노이와 바르샤바가"),
            ("gn:1835848", "sister_city", "gn:756135", "1996", "1996년에 하노이와 바르샤바가")]),
    P("⟦베이징⟧의 출발은 개혁개방(改革開放)과 겹친다. ⟦1979년 3월⟧ ⟦도쿄⟧와 맺은 결연이 첫 사례이며, ⟦1980년⟧에는 ⟦뉴욕⟧과 ⟦베오그라드⟧가, ⟦1983년⟧에는 ⟦리마⟧가, "
      "⟦1986년⟧에는 ⟦리우데자네이루⟧가, ⟦1987년⟧에는 ⟦쾰른⟧이 더해졌다. ⟦1990년대⟧에는 ⟦카이로⟧, ⟦자카르타⟧, ⟦부에노스아이레스⟧, ⟦베를린⟧, ⟦브뤼셀⟧, ⟦모스크바⟧로 넓어져, "
      "결연의 지도는 우호(友好)와 실리(實利)를 함께 담게 되었다.",
      rels=[("gn:1816670", "sister_city", "gn:1850147", "1979", "1979년 3월 도쿄와 맺은 결연"),
            ("gn:1816670", "sister_city", "gn:5128581", "1980", "1980년에는 뉴욕과 베오그라드가"),
            ("gn:1816670", "sister_city", "gn:792680", "1980", "1980년에는 뉴욕과 베오그라드가"),
            ("gn:1816670", "sister_city", "gn:3936456", "1983", "1983년에는 리마가"),
            ("gn:1816670", "sister_city", "gn:3451190", "1986", "1986년에는 리우데자네이루가"),
            ("gn:1816670", "sister_city", "gn:2886242", "1987", "1987년에는 쾰른이")] +
           [("gn:1816670", "sister_city", k, "199X", "1990년대에는 카이로, 자카르타, 부에노스아이레스, 베를린, 브뤼셀, 모스크바로") for k in
            ("gn:360630", "gn:1642911", "gn:3435910", "gn:2950159", "gn:2800866", "gn:524901")]),
    P("두 수도가 만난 것은 ⟦1992년 8월 24일⟧ 한중 수교(修交)가 이루어진 이듬해이다. ⟦1993년⟧ ⟦서울⟧과 ⟦베이징⟧은 자매결연을 체결하였고, 같은 해 ⟦7월⟧ 1일에는 "
      "⟦목포⟧(⟦木浦⟧)와 ⟦롄윈강⟧(⟦連雲港⟧)이 한중 지방정부로는 처음으로 결연을 맺었다. 결연 20주년을 맞은 ⟦2013년⟧, 두 시는 통합위원회(統合委員會)를 두어 경제·문화·교육·환경의 "
      "분과를 설치하기로 하였다. 행사 중심의 교류가 상설(常設) 협의체로 옮겨 간 것으로, 양자외교가 제도화된 대표적 사례라 할 수 있다.".replace("같은 해 ⟦7월⟧ 1일", "같은 해 ⟦1993-07-01=7월 1일⟧"),
      rels=[("gn:1835848", "sister_city", "gn:1816670", "1993", "1993년 서울과 베이징은 자매결연을 체결"),
            ("gn:1841066", "sister_city", "gn:1788694", "1993-07-01", "7월 1일에는 목포(木浦)와 롄윈강(連雲港)이")]),
    B("heading", "제3절 세계도시 순위로 본 위상"),
    P("도시외교의 성과는 도시의 국제적 위상과 떼어 놓고 말하기 어렵다. <표 3-1>은 ⟦모리기념재단⟧이 발표한 ⟦2020년⟧ ⟦세계도시종합경쟁력지수⟧(⟦Global Power City Index⟧, "
      "이하 ⟦GPCI⟧)의 상위 15개 도시이다.⟦^5)⟧ ⟦서울⟧은 1163.1점으로 8위, ⟦베이징⟧은 1091.9점으로 15위에 올랐다. ⟦런던⟧, ⟦뉴욕⟧, ⟦도쿄⟧, ⟦파리⟧가 앞의 네 자리를 "
      "차지한 가운데 아시아에서는 ⟦싱가포르⟧, ⟦홍콩⟧, ⟦상하이⟧가 함께 이름을 올렸다."),
    (B("caption", "<표 3-1> ⟦2020⟧ ⟦Global Power City Index⟧ 종합 순위(상위 15개 도시)", before=6),
     Table([["순위", "도시", "점수"]] + [[str(i), m(k, KO), s] for i, (k, s) in enumerate(GPCI_2020[:15], 1)],
           rule="open", width=0.62, cols=[1, 2, 1.4], label="표 3-1", size=9.5, leading=12.2, vpad=2,
           rank=by_row("gpci", "2020", 1, {0: ("rank", "", ""), 2: ("score", "", "")})),
     B("caption", "자료: ⟦Institute for Urban Strategies⟧, ⟦The Mori Memorial Foundation⟧, ⟦2020⟧.", size=8.5, leading=13, after=12, before=2)),
    P("평가의 틀이 달라지면 순서도 달라진다. 같은 해 ⟦커니⟧가 내놓은 ⟦글로벌도시지수⟧(⟦GCI⟧)에서는 ⟦베이징⟧이 5위, ⟦서울⟧이 17위였다.⟦^6)⟧ 기업 활동과 정치적 참여에 무게를 두는 "
      "지수에서는 ⟦베이징⟧이 앞서고, 연구개발·환경·거주를 두루 보는 지수에서는 ⟦서울⟧이 앞선다. 따라서 한 가지 순위만으로 우열(優劣)을 가리기보다, 두 도시가 서로 다른 "
      "강점(强點)을 지닌다는 점에 주목하는 편이 옳다. 국제회의(國際會議) 개최 실적에서도 두 도시는 ⟦2010/2019=2010년부터 2019년까지⟧ 각각 1,228건과 1,343건으로 아시아의 앞자리를 지켰다."),
    B("heading", "제4절 다자외교와 국제기구"),
    P("다자외교의 무대는 도시 간 국제기구이다. ⟦1913년⟧에 창설된 ⟦국제지방자치단체연합⟧(⟦IULA⟧)의 전통은 ⟦2004년⟧ ⟦세계지방정부연합⟧(⟦UCLG⟧)으로 이어졌고, 그 본부는 ⟦바르셀로나⟧에 있다. "
      "⟦1985년⟧의 ⟦메트로폴리스⟧(⟦Metropolis⟧), ⟦1987년⟧의 ⟦시티넷⟧(⟦CityNet⟧),⟦^7)⟧ ⟦1990년⟧의 ⟦이클레이⟧(⟦ICLEI⟧), ⟦2005년⟧의 ⟦C40⟧도 빼놓을 수 없다. "
      "⟦서울⟧은 ⟦2010년⟧ ⟦위고⟧(⟦WeGO⟧)의 창립을 이끌어 사무국을 두었고, ⟦글로벌녹색성장연구소⟧(⟦GGGI⟧)와 ⟦한중일3국협력사무국⟧(⟦TCS⟧)도 품었다.",
      rels=[("", "founded", "", "1913", "1913년에 창설된 국제지방자치단체연합(IULA)"),
            ("", "founded", "", "2004", "2004년 세계지방정부연합(UCLG)"),
            ("", "seat", "gn:3128760", "", "세계지방정부연합(UCLG)으로 이어졌고, 그 본부는 바르셀로나에"),
            ("", "founded", "", "1985", "1985년의 메트로폴리스(Metropolis)"),
            ("", "founded", "", "1987", "1987년의 시티넷(CityNet)"),
            ("", "founded", "", "1990", "1990년의 이클레이(ICLEI)"),
            ("", "founded", "", "2005", "2005년의 C40"),
            ("", "founded", "", "2010", "2010년 위고(WeGO)의 창립"),
            ("wego", "seat", "gn:1835848", "", "서울은 2010년 위고(WeGO)의 창립을 이끌어 사무국을 두었고"),
            ("gggi", "seat", "gn:1835848", "", "글로벌녹색성장연구소(GGGI)와 한중일3국협력사무국(TCS)도 품었다"),
            ("tcs", "seat", "gn:1835848", "", "글로벌녹색성장연구소(GGGI)와 한중일3국협력사무국(TCS)도 품었다")]),
    P("⟦베이징⟧의 다자외교는 국가의 전략과 더 가깝게 움직인다. ⟦1997년⟧에 세워진 ⟦국제대나무등나무기구⟧(⟦INBAR⟧)는 중국에 본부를 둔 첫 정부 간 국제기구이며, ⟦2001년⟧의 "
      "⟦상하이협력기구⟧(⟦SCO⟧), ⟦2015년⟧의 ⟦아시아인프라투자은행⟧(⟦AIIB⟧)이 모두 ⟦베이징⟧에 본부를 두었다. 도시가 직접 만든 기구로는 ⟦2012년⟧의 ⟦세계관광도시연합회⟧(⟦WTCF⟧)가 있다. "
      "요컨대 ⟦서울⟧이 도시의 자율(自律)을, ⟦베이징⟧이 국가와의 조응(照應)을 바탕으로 제도화를 이루었다는 점에서 두 수도의 길은 뚜렷이 갈린다.",
      rels=[("wd:Q6052145", "founded", "", "1997", "1997년에 세워진 국제대나무등나무기구(INBAR)"),
            ("wd:Q485207", "founded", "", "2001", "2001년의 상하이협력기구(SCO)"),
            ("wd:Q18109843", "founded", "", "2015", "2015년의 아시아인프라투자은행(AIIB)"),
            ("wd:Q485207", "seat", "gn:1816670", "", "모두 베이징에 본부를"),
            ("wd:Q18109843", "seat", "gn:1816670", "", "모두 베이징에 본부를"),
            ("", "founded", "", "2012", "2012년의 세계관광도시연합회(WTCF)")]),
    B("heading", "제5절 소결"),
    P("이 장에서는 양자외교, 국제적 위상, 다자외교의 세 측면에서 두 수도를 비교하였다. 양자외교에서는 ⟦1993년⟧의 결연이 ⟦2013년⟧의 통합위원회로 이어져 제도화의 문턱을 넘었으나, "
      "협의의 주기와 의제가 양국 관계의 부침(浮沈)에 좌우되는 한계가 남았다. 다자외교에서는 ⟦서울⟧이 창립과 유치를 아울러 꾀한 데 비하여 ⟦베이징⟧은 국가 간 기구의 소재지(所在地)라는 "
      "성격이 짙었다. 순위가 보여 주는 위상 또한 어느 한쪽의 우위로 환원(還元)되지 않는다."),
    P("그러므로 두 도시의 협력은 서로 닮은 점을 찾기보다 다른 점을 나누는 데서 출발하여야 한다. 다음 장에서는 이러한 인식 위에서 양자 협의체와 도시 네트워크를 잇는 방안(方案)을 검토한다."),
    B("heading", "참고문헌(발췌)"),
    B("bibliography-item", "⟦대한민국시도지사협의회⟧, 「지방자치단체 국제교류 현황」."),
    B("bibliography-item", "赵可金·陈维(⟦2013⟧), 「城市外交: 探寻全球都市的外交角色」, 《外交评论》 第6期, 61-77쪽."),
    B("bibliography-item", "Acuto, M. (⟦2013⟧), <i>Global Cities, Governance and Diplomacy: The Urban Link</i>, ⟦London⟧: Routledge.", lang="en"),
    B("bibliography-item", "Sassen, S. (⟦1991⟧), <i>The Global City: ⟦New York⟧, ⟦London⟧, ⟦Tokyo⟧</i>, ⟦Princeton⟧: PUP.", lang="en"),
    B("bibliography-item", "van der Pluijm, R. and Melissen, J. (⟦2007⟧), <i>City Diplomacy: The Expanding Role of Cities in International Politics</i>, "
      "⟦The Hague⟧: Clingendael.", lang="en"),
    "page",
    B("heading", "Abstract", lang="en", font="Liberation Serif Bold", size=14, align="c", leading=26, after=6),
    B("title", "A Comparative Study on the Institutionalization of City Diplomacy:\nFocusing on ⟦Seoul⟧ and ⟦Beijing⟧", lang="en",
      font="Liberation Serif Bold", size=11.5, leading=17, after=8),
    B("author", "Yoon, Seoha", lang="en", font=EN, size=10.5, align="r", leading=15),
    B("affiliation", "Dept. of International Studies, Graduate School of International Studies\n⟦org:Gaon University=Gaon University⟧", lang="en", font=EN,
      size=10.5, align="r", leading=15, after=12),
    B("abstract", "Cities have become actors of diplomacy in their own right. This thesis compares how ⟦Seoul⟧ and ⟦Beijing⟧, the capitals of two "
      "countries that established diplo\u00admatic relations in ⟦1992⟧, have turned occasional ex\u00adchanges into lasting institutions. It asks three questions: whether sister-city "
      "agreements grew into standing committees, whether member\u00adship of city networks grew into the hosting of secre\u00adtariats, and whether inter\u00adnational "
      "rankings confirm the standing of the two cities.", lang="en", font=EN, size=10.5, leading=17.5, indent=16),
    B("abstract", "The findings are as follows. First, the agreement that the two capitals concluded in ⟦1993⟧ led, twenty years later, to a joint commit\u00adtee with "
      "working groups. Second, ⟦Seoul⟧ has attracted and founded networks such as ⟦CityNet⟧ and ⟦WeGO⟧, while ⟦Beijing⟧ hosts inter\u00adgovern\u00admental bodies, "
      "among them ⟦INBAR⟧, the ⟦Shanghai Cooperation Organisation⟧ and the ⟦Asian Infrastructure Investment Bank⟧. Third, in ⟦2020⟧ ⟦Seoul⟧ ranked eighth in the "
      "⟦Global Power City Index⟧ and seventeenth in the ⟦Global Cities Index⟧, where ⟦Beijing⟧ came fifteenth and fifth.", lang="en", font=EN, size=10.5,
      leading=17.5, indent=16),
    B("abstract", "⟦Seoul⟧ thus built its institutions on munici\u00adpal autonomy, ⟦Beijing⟧ on close agree\u00adment with national strategy. Both paths carry a risk: the first "
      "depends on elected mayors, the second on the state of relations between governments.", lang="en", font=EN, size=10.5, leading=17.5, indent=16, after=14),
    B("keywords", "<b>Keywords</b>: city diplomacy, institutionalization, sister cities, city networks, ⟦Seoul⟧, ⟦Beijing⟧", lang="en", font=EN, size=10.5,
      leading=17, align="l", indent=0),
]


def footer(n):
    return [] if n == 1 else [(f"- {n + 40} -", "c", 257 * MM - 42, False)]


def paper():
    return Paper(
        "01-thesis-ko", "ko", (182 * MM, 257 * MM), (26 * MM, 24 * MM, 26 * MM, 25 * MM),
        dict(font=FONT, size=10.5, leading=18.4, align="j", indent=11, lang="ko"),
        {"heading": dict(font=BOLD, size=12, leading=22, indent=0, align="l", before=12, after=5),
         "title": dict(font=BOLD, align="c", indent=0), "author": dict(align="c", indent=0), "affiliation": dict(align="c", indent=0),
         "caption": dict(font="NanumGothic,Noto Sans CJK KR", size=9, leading=14, align="c", indent=0, after=2),
         "table": dict(font="NanumMyeongjo,Noto Serif CJK KR", indent=0, head_style=dict(font=BOLD)),
         "bibliography-item": dict(size=9.5, leading=16, indent=-18),
         "footnote": dict(font=FONT, size=8.5, leading=12.4, indent=0),
         "page-number": dict(font=EN, size=10, leading=12, indent=0)},
        BLOCKS, dict(file="pdf", quality=55, scan=dict(mode="gray", skew=0.55, blur=0.9, noise=0.016, shade=0.10, bleed=0.05, paper=0.93, ink=0.16,
                                                       gutter=("left", 40), shift=(5, -4)),
                     each={1: dict(skew=-0.35), 2: dict(skew=0.9, gutter=("right", 34)), 3: dict(skew=-0.6), 4: dict(skew=0.4, gutter=("right", 45)),
                           5: dict(skew=-0.8), 6: dict(skew=0.3, gutter=("right", 36)), 7: dict(skew=-0.45)}),
        dpi=200, footer=footer,
        about=dict(authors=["尹瑞河"], date="2022-02", degree="master", institution="가온대학교 국제대학원"))
