"""08: a short Korean paper as plain UTF-8 text: a paragraph a line, pages divided by form feeds, a page number at each page's end."""
from typeset import Block as B, Paper
from papers.data import BEIJING, SEOUL


def P(text, **k):
    return B("paragraph", text, **k)


BLOCKS = [
    B("title", "도시외교 연구 노트: ⟦서울⟧과 ⟦베이징⟧의 도시 네트워크"),
    B("author", "서다온"),
    B("affiliation", "⟦org:Haeoreum Institute of Urban Studies=해오름도시연구소⟧"),
    B("heading", "1. 들어가며"),
    P("도시 네트워크는 도시외교의 가장 흔한 형식이다. ⟦1913년⟧의 ⟦국제지방자치단체연합⟧(⟦IULA⟧)에서 시작하여 ⟦1985년⟧의 ⟦메트로폴리스⟧, ⟦1987년⟧의 ⟦시티넷⟧, ⟦1990년⟧의 ⟦이클레이⟧(⟦ICLEI⟧), "
      "⟦2004년⟧의 ⟦세계지방정부연합⟧(⟦UCLG⟧), ⟦2005년⟧의 ⟦C40⟧으로 이어지는 흐름은 도시의 관심이 행정에서 환경과 기후로 옮겨 왔음을 보여 준다.",
      rels=[("", "founded", "", "1913", "1913년의 국제지방자치단체연합(IULA)"), ("", "founded", "", "1985", "1985년의 메트로폴리스"), ("", "founded", "", "1987", "1987년의 시티넷"),
            ("", "founded", "", "1990", "1990년의 이클레이(ICLEI)"), ("", "founded", "", "2004", "2004년의 세계지방정부연합(UCLG)"), ("", "founded", "", "2005", "2005년의 C40")]),
    P("이 노트는 ⟦서울⟧과 ⟦베이징⟧이 어떤 네트워크에서 무슨 구실을 하는지를 간추린다. 두 도시는 ⟦1993년⟧에 자매결연을 맺었으나, 같은 네트워크 안에서 함께 일하는 경우는 생각보다 많지 않다.",
      rels=[(SEOUL, "sister_city", BEIJING, "1993", "두 도시는 1993년에 자매결연을 맺었으나")]),
    B("heading", "2. 서울".replace("서울", "⟦서울⟧")),
    P("⟦서울⟧은 네트워크를 만들고 끌어오는 도시이다. ⟦2010년⟧ ⟦위고⟧(⟦WeGO⟧)의 창립을 이끌었고, ⟦2013년⟧에는 ⟦요코하마⟧에 있던 ⟦시티넷⟧ 사무국을 옮겨 왔다. ⟦글로벌녹색성장연구소⟧(⟦GGGI⟧)와 "
      "⟦한중일3국협력사무국⟧(⟦TCS⟧)도 ⟦서울⟧에 있다.",
      rels=[("", "founded", "", "2010", "2010년 위고(WeGO)의 창립을"), ("citynet", "seat", SEOUL, "", "2013년에는 요코하마에 있던 시티넷 사무국을 옮겨 왔다"),
            ("wd:Q12586353", "seat", SEOUL, "", "글로벌녹색성장연구소(GGGI)와"), ("", "seat", SEOUL, "", "한중일3국협력사무국(TCS)도 서울에")]),
    "page",
    B("heading", "3. ⟦베이징⟧"),
    P("⟦베이징⟧은 국가가 만든 국제기구의 소재지이자, 관광 분야에서는 네트워크의 창립자이다. ⟦국제대나무등나무기구⟧(⟦INBAR⟧, ⟦1997년⟧), ⟦상하이협력기구⟧(⟦SCO⟧, ⟦2001년⟧), ⟦아시아인프라투자은행⟧(⟦AIIB⟧, ⟦2015년⟧)의 "
      "본부가 이곳에 있으며, ⟦2012년⟧에는 ⟦세계관광도시연합회⟧(⟦WTCF⟧)를 세웠다.",
      rels=[("wd:Q6052145", "founded", "", "1997", "국제대나무등나무기구(INBAR, 1997년)"), ("wd:Q485207", "founded", "", "2001", "상하이협력기구(SCO, 2001년)"),
            ("wd:Q18109843", "founded", "", "2015", "아시아인프라투자은행(AIIB, 2015년)"),
            ("inbar", "seat", BEIJING, "", "국제대나무등나무기구(INBAR, 1997년)"), ("sco", "seat", BEIJING, "", "상하이협력기구(SCO, 2001년)"),
            ("aiib", "seat", BEIJING, "", "아시아인프라투자은행(AIIB, 2015년)의 본부가 이곳에 있으며"), ("", "founded", "", "2012", "2012년에는 세계관광도시연합회(WTCF)를")]),
    P("순위에서도 두 도시의 성격 차이가 드러난다. ⟦2020년⟧ ⟦GPCI⟧에서 ⟦서울⟧은 8위, ⟦베이징⟧은 15위였으나, 같은 해 ⟦GCI⟧에서는 ⟦베이징⟧이 5위, ⟦서울⟧이 17위였다."),
    B("heading", "4. 나가며"),
    P("두 도시가 양자 관계의 경험을 다자 무대로 옮기려면 서로가 이끄는 네트워크에 교차로 가입하는 일부터 시작할 수 있다. 작은 약속이라도 꾸준히 지키는 것이 도시외교의 기본이다."),
]


def paper():
    return Paper("08-notes-ko", "ko", (595, 842), (0, 0, 0, 0), dict(size=10, leading=14), {}, BLOCKS, dict(file="text"),
                 footer=lambda n: [(f"- {n} -", "c", 0, False)],
        about=dict(authors=["서다온"], institution="해오름도시연구소"))
