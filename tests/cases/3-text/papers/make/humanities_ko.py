"""A Korean humanities journal paper: title with a subtitle after a colon, author with a note *, contents in a box on the first page, 1. 2. headings, long footnotes with Hanja, verse quotation, bibliography in parts, then English title, author, abstract, key words and dates of review at the end."""
from typeset import MM, Block as B, Paper, Table

FONT = "NanumMyeongjo,Noto Serif CJK KR"
BOLD = "NanumGothic Bold,Noto Sans CJK KR Bold"
EN = "Liberation Serif,Noto Serif CJK KR"
N = {"*": "⟦^*⟧ 누리대학교 국어국문학과 교수, example@nuri.example", "1)": "⟦^1)⟧ 표해솔, 「나루의 노래」, 『누리어문』 제21집, 누리어문학회, 2009, 15-17쪽.", "2)": "⟦^2)⟧ “渡”의 훈(訓)은 ‘건너다’이며, 나루를 뜻하는 말로는 “津”이 더 널리 쓰였다. 『江上錄』 권2에 “津人不問名姓”이라는 구절이 보인다.",
     "3)": "⟦^3)⟧ 민가온, 위의 책, 88쪽.", "4)": "⟦^4)⟧ 같은 곳."}


def P(t, **k):
    return B("paragraph", t, notes=N, **k)


def H(level, t, **k):
    return B("heading", t, level=level, **k)


BLOCKS = [
    B("title", "나루터 노래의 두 갈래: 기다림과 건넘", size=18, leading=30, before=6, space_always=True, notes=N),
    B("author", "한바다⟦^*⟧", size=11.5, leading=24, notes=N, align="r", after=8),
    B("heading", "국문초록", level=1, size=10.4, leading=18, align="c", before=4),
    B("abstract", "이 글은 강마을에서 불리던 나루터 노래 마흔두 편을 기다림의 노래와 건넘의 노래로 나누고, 그 말과 가락의 차이를 살핀 것이다. 기다림의 노래는 부르는 이가 강가에 머물며, 건넘의 노래는 배 위에서 불린다. 두 갈래는 같은 마을에서도 서로 섞이지 않았다."),
    B("keywords", "<b>주제어</b>: 나루터 노래, 민요, 강마을, 기다림, 건넘", after=10),
    H(1, "1. 머리말"),
    P("나루는 길이 끊기는 곳이자 다시 이어지는 곳이다. 그래서 나루를 다룬 노래에는 떠남과 만남이 함께 들어 있다. 그동안의 연구는 나루터 노래를 이별가의 하나로 보아 왔다.⟦^1)⟧ 그러나 노래가 불린 자리를 살펴보면 사정이 다르다."),
    P("이 글에서는 세 강의 마을에서 모은 노래 마흔두 편을 대상으로, 노래가 불린 자리와 말의 짜임을 함께 살피고자 한다. 나루를 가리키는 말은 ‘나루’, ‘도(渡)’, ‘진(津)’⟦^2)⟧ 등으로 여럿이지만, 노래에는 ‘나루’만이 쓰인다."),
    H(1, "2. 기다림의 노래"),
    H(2, "1) 부르는 자리"),
    P("기다림의 노래는 강가의 버드나무 아래나 주막의 마루에서 불렸다. 부르는 이는 대개 장에서 돌아오는 사람이었으며, 배가 올 때까지 같은 대목을 되풀이하였다. 다음은 가람마을에서 채록한 노래의 첫머리이다."),
    B("block-quote", "사공아 뱃사공아 해 넘어간다 / 장짐은 무겁고 아이는 운다 / 물 건너 우리 집에 연기 오른다", size=9.8, leading=17, left=28, right=28, indent=0, before=5, after=6),
    P("여기에서 해와 짐과 연기는 모두 기다리는 이의 조바심을 드러낸다. 민가온은 이러한 노래를 “강가에 매인 노래”라고 불렀다.⟦^3)⟧"),
    H(2, "2) 말의 짜임"),
    P("기다림의 노래에는 부르는 말이 많다. 마흔두 편 가운데 스물여섯 편이 기다림의 노래인데, 그 가운데 스물세 편이 ‘사공아’로 시작한다. 이는 노래가 실제로 배를 부르는 구실을 하였음을 보여 준다."),
    H(1, "3. 건넘의 노래"),
    P("건넘의 노래는 배 위에서 불렸고, 노를 젓는 가락에 맞추었다. 부르는 이는 사공이거나 여러 손님이었다. 말은 짧고 되풀이가 많으며, 기다림이나 떠남을 말하지 않는다.⟦^4)⟧"),
    P("두 갈래의 차이는 가락에서도 드러난다. 기다림의 노래가 느린 중모리라면 건넘의 노래는 빠른 자진모리에 가깝다. 같은 마을에서 두 갈래를 다 부르는 사람은 있었으나, 한 노래 안에서 두 갈래가 섞인 예는 찾지 못하였다."),
    H(1, "4. 맺음말"),
    P("나루터 노래는 하나의 갈래가 아니라 두 갈래이다. 노래를 말만으로 나누지 않고 불린 자리와 함께 살필 때 그 차이가 드러난다. 다리가 놓인 뒤 건넘의 노래는 사라졌으나 기다림의 노래는 정류장으로 옮겨 갔다는 점도 앞으로 살필 만하다."),
    B("heading", "참고문헌", level=1, align="c"),
    B("heading", "1. 자료", level=2), B("bibliography-item", "『江上錄』, 누리대학교 도서관 소장본."), B("bibliography-item", "누리민속원 편, 『강마을 민요 자료집』, 누리민속원, 1987."),
    B("heading", "2. 논저", level=2), B("bibliography-item", "민가온, 『강과 노래』, 다온출판, 2001, 1-240쪽."), B("bibliography-item", "표해솔, 「나루의 노래」, 『누리어문』 제21집, 누리어문학회, 2009, 5-38쪽."),
    B("bibliography-item", "Harker, D., Fakesong: The Manufacture of British ‘Folksong’, Milton Keynes: Open University Press, 1985.", lang="en"),
    B("heading", "Abstract", level=1, align="c", lang="en", font="Liberation Serif Bold", before=14),
    B("title", "Two Kinds of Ferry Songs: Waiting and Crossing", lang="en", font="Liberation Serif Bold", size=13, leading=20, align="c"), B("author", "Han, Bada", lang="en", font=EN, size=10.4, leading=18, align="r"),
    B("abstract", "This paper divides forty-two songs of river villages into songs of waiting and songs of crossing. Songs of waiting were sung on the bank and call the ferryman; songs of crossing were sung on the boat and keep the stroke of the oar. The two kinds were never mixed.", lang="en", font=EN),
    B("keywords", "<b>Key Words</b>: ferry songs, folk songs, river villages, waiting, crossing", lang="en", font=EN),
    B("paragraph", "논문접수일: 2013. 4. 10. / 심사완료일: 2013. 5. 22. / 게재확정일: 2013. 6. 3.", size=9, leading=15, indent=0, align="l", before=10),
]


def paper():
    return Paper("humanities-ko", "ko", (153 * MM, 224 * MM), (22 * MM, 20 * MM, 20 * MM, 20 * MM),
                 dict(font=FONT, size=10, leading=17.4, align="j", indent=10, lang="ko"),
                 {"heading": dict(font=BOLD, size=11, leading=22, indent=0, align="l", before=9, after=4), "title": dict(font=BOLD, align="c", indent=0), "author": dict(align="c", indent=0), "abstract": dict(size=9, leading=15.2, indent=9, left=14, right=14, after=4),
                  "keywords": dict(size=9, leading=15.2, indent=0, left=14, right=14, align="l"), "footnote": dict(size=8.4, leading=12.6, left=12, indent=-12), "bibliography-item": dict(size=9.4, leading=15.4, left=24, indent=-24),
                  "page-number": dict(size=9, leading=12, indent=0), "page-header": dict(size=8.6, leading=12, indent=0)},
                 BLOCKS, {}, header=lambda n: [("누리어문 제25집 (2013. 6.) 129-146쪽", "l", 40, False)] if n == 1 else [(str(n + 128), "l", 40, False), ("누리어문 제25집", "r", 40, False)] if n % 2 == 0 else [("나루터 노래의 두 갈래", "l", 40, False), (str(n + 128), "r", 40, False)])
