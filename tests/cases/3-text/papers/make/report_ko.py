"""A Korean report of a research institute: summary with bullets ○ and –, then a chapter numbered Ⅰ. 1. 가. 1) (1) ①, a table with its unit, source and note, a box of text, recommendations."""
from typeset import MM, Block as B, Paper, Table

FONT = "Noto Serif CJK KR"
BOLD = "Noto Sans CJK KR Bold"
N = {"1)": "⟦^1)⟧ 여기서 작은 항구란 연간 화물 처리량이 10만 톤에 못 미치는 항구를 말한다.", "2)": "⟦^2)⟧ 누리해양연구원, 『연안 항구 실태 조사』, 2016, 23쪽."}


def P(t, **k):
    return B("paragraph", t, notes=N, **k)


def H(level, t, **k):
    return B("heading", t, level=level, **k)


def L(t, left=20, **k):
    return B("list-item", t, notes=N, left=left, indent=-12, **k)


BLOCKS = [
    B("heading", "요 약", level=1, size=16, leading=28, align="c", after=8),
    L("○ 작은 항구의 쇠퇴는 화물의 감소보다 배편의 감소에서 비롯됨"), L("– 2005년부터 2015년까지 정기 여객선이 다니는 항구는 64곳에서 37곳으로 줄었음", left=34),
    L("– 배편이 사라진 항구에서는 5년 안에 수산물 위판장의 절반이 문을 닫았으며, 인구의 감소 속도도 배편이 남은 항구의 두 배에 이름", left=34),
    L("○ 항구를 되살린 세 곳의 경험은 서로 다름"), L("– 가람항은 시장, 솔빛항은 학교, 여울항은 정비소를 중심으로 다시 사람이 모였음", left=34),
    L("○ 정부는 시설의 확충보다 배편의 유지에 힘써야 함"),
    "page",
    B("heading", "Ⅰ. 서론", level=1, size=15, leading=26, before=2, after=6),
    H(2, "1. 연구의 배경"),
    P("작은 항구⟦^1)⟧는 오랫동안 섬과 뭍을 잇는 문이었다. 도로와 다리가 놓이면서 그 역할은 크게 줄었지만, 아직도 서른 곳이 넘는 항구가 주민의 통학과 진료, 장보기를 떠맡고 있다. 그러나 여객선의 적자가 쌓이면서 배편은 해마다 줄고 있다."),
    H(2, "2. 연구의 범위와 방법"),
    H(3, "가. 범위"),
    P("이 연구는 2005년부터 2015년까지 여객선이 다닌 적이 있는 64개 항구를 대상으로 한다. 공간적 범위는 남해안과 서해안이며, 동해안과 제주는 제외하였다."),
    H(3, "나. 방법"),
    H(4, "1) 자료의 수집"),
    P("운항 기록은 여객선사와 지방자치단체의 문서에서, 위판 실적은 수산업협동조합의 통계에서 얻었다.⟦^2)⟧ 수집한 항목은 다음과 같다."),
    L("① 항구별 정기 여객선의 하루 운항 횟수"), L("② 위판장의 수와 연간 위판액. 다만 2008년 이전의 자료는 열두 항구에서 빠져 있어 앞뒤 해의 값으로 채웠다."), L("③ 항구가 있는 읍면의 주민등록인구"),
    H(4, "2) 면담"),
    P("세 항구의 주민과 선장, 공무원 등 31명을 면담하였다."),
    B("heading", "Ⅱ. 작은 항구의 실태", level=1, size=15, leading=26, before=10, after=6),
    H(2, "1. 배편의 변화"),
    P("<표 2-1>은 해역별로 배편의 변화를 보인 것이다. 서해안의 감소가 남해안보다 컸으며, 특히 다리가 놓인 섬에서 두드러졌다."),
    (B("caption", "<표 2-1> 해역별 여객선 취항 항구의 변화", align="c", before=6, bound="next"), B("caption", "(단위: 곳, %)", align="r", size=8.8, leading=12, bound="next"),
     Table([["구분", "2005년", "2010년", "2015년", "증감률"], ["남해안", "35", "30", "24", "-31.4"], ["서해안", "29", "20", "13", "-55.2"], ["합계", "64", "50", "37", "-42.2"]], rule="grid", width=0.9, label="<표 2-1>"),
     B("caption", "자료: 누리해양연구원(2016).", size=8.6, leading=12.6, indent=0, bound="prev"), B("caption", "주: 한 해에 30일 이상 다닌 배만 헤아렸다.", size=8.6, leading=12.6, indent=0, after=8, bound="prev")),
    H(2, "2. 항구와 생활"),
    H(3, "가. 위판장"),
    P("배편이 사라지면 위판장이 먼저 문을 닫는다. 상인이 오지 못하고, 얼음과 기름을 실어 나를 길이 없어지기 때문이다."),
    H(3, "나. 학교와 병원"),
    P("통학선이 없어진 섬에서는 학생이 뭍으로 옮겨 살고, 그 가족도 뒤따라 섬을 떠난다. 진료를 위하여 하루를 온전히 써야 하는 노인도 늘었다."),
    H(4, "1) 통학"), P("통학선이 남아 있는 섬의 학생 수는 열 해 동안 2할이 줄었으나, 없어진 섬에서는 7할이 줄었다."),
    H(5, "(1) 가람항의 사례"), P("가람항에서는 주민이 배를 사서 스스로 통학선을 운영하였다."),
    B("heading", "Ⅲ. 정책 제언", level=1, size=15, leading=26, before=10, after=6),
    P("이상의 분석을 바탕으로 다음과 같이 제언한다."),
    L("• 여객선의 적자를 항구 시설비와 같은 예산에서 메운다."), L("• 배편이 줄어드는 항구에는 줄기 전에 주민과 협의하는 절차를 둔다. 협의는 늦어도 여섯 달 전에 시작하고, 그 결과를 공개한다."), L("• 세 항구의 경험을 다른 항구와 나누는 모임을 지원한다."),
]


def paper():
    return Paper("report-ko", "ko", (190 * MM, 260 * MM), (26 * MM, 24 * MM, 24 * MM, 24 * MM),
                 dict(font=FONT, size=10.4, leading=18.4, align="j", indent=10, lang="ko"),
                 {"heading": dict(font=BOLD, size=11.4, leading=22, indent=0, align="l", before=8, after=3), "list-item": dict(), "caption": dict(font=BOLD, size=9.6, leading=15, indent=0), "table": dict(size=9.4, leading=13, indent=0, vpad=2),
                  "footnote": dict(size=8.8, leading=13, indent=0), "page-number": dict(size=9.4, leading=12, indent=0), "page-header": dict(size=9, leading=12, indent=0)},
                 BLOCKS, {}, header=lambda n: [] if n == 1 else [("작은 항구의 쇠퇴와 되살림", "r", 44, False)], footer=lambda n: [(("ⅰ" if n == 1 else str(n - 1)), "c", 260 * MM - 40, False)])
