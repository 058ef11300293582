"""The figures that the sample tables share (facts, as their publishers printed them), and how a table's cells become ranking records.

GPCI 2020: The Mori Memorial Foundation. GCI 2020: Kearney. GDCI 2021: China Academy of Urban Planning & Design. GCG 2019-2020: Chinese Academy of
Social Sciences and UN-Habitat. Meetings 2010-2019: ICCA.
"""
import re

GPCI_2020 = [("london", "1661.1"), ("newyork", "1514.9"), ("tokyo", "1368.5"), ("paris", "1325.4"), ("singapore", "1262.1"),
             ("amsterdam", "1187.4"), ("berlin", "1185.4"), ("seoul", "1163.1"), ("hongkong", "1149.7"), ("shanghai", "1108.9"),
             ("sydney", "1101.7"), ("losangeles", "1099.0"), ("madrid", "1097.0"), ("melbourne", "1092.0"), ("beijing", "1091.9"),
             ("vienna", "1085.0"), ("dubai", "1084.9"), ("toronto", "1082.1"), ("copenhagen", "1080.5"), ("zurich", "1073.5")]
GCI_2020 = [("newyork", 1, 1), ("london", 2, 2), ("paris", 3, 3), ("tokyo", 4, 4), ("beijing", 5, 9), ("hongkong", 6, 5),
            ("losangeles", 7, 7), ("chicago", 8, 8), ("singapore", 9, 6), ("washington", 10, 10), ("sydney", 11, 11), ("shanghai", 12, 19),
            ("sanfrancisco", 13, 22), ("brussels", 14, 12), ("berlin", 15, 14), ("madrid", 16, 15), ("seoul", 17, 13), ("melbourne", 18, 16),
            ("toronto", 19, 17), ("moscow", 20, 18)]
GDCI_2021 = ["tokyo", "shanghai", "beijing", "london", "sanfrancisco", "newyork", "singapore", "seoul", "losangeles", "hongkong"]
GCG_2019 = [("newyork", "A+"), ("london", "A+"), ("tokyo", "A+"), ("beijing", "A+"), ("paris", "A+"), ("seoul", "B+"), ("shanghai", "B+"),
            ("chicago", "B+"), ("sydney", "B+"), ("dublin", "B+")]
ICCA = [(2010, 140, 121), (2011, 126, 113), (2012, 137, 124), (2013, 136, 144), (2014, 124, 148), (2015, 120, 141), (2016, 146, 150),
        (2017, 100, 159), (2018, 108, 129), (2019, 91, 114)]
FUNCTIONS = [("economy", 3, "295.0", 20, "224.5"), ("research and development", 12, "94.3", 6, "132.0"),
             ("cultural interaction", 14, "144.5", 11, "158.8"), ("livability", 43, "271.9", 39, "300.5"),
             ("environment", 45, "105.2", 15, "165.3"), ("accessibility", 13, "181.1", 12, "181.9")]

KO = dict(london="런던", newyork="뉴욕", tokyo="도쿄", paris="파리", singapore="싱가포르", amsterdam="암스테르담", berlin="베를린", seoul="서울",
          hongkong="홍콩", shanghai="상하이", sydney="시드니", losangeles="로스앤젤레스", madrid="마드리드", melbourne="멜버른", beijing="베이징",
          vienna="빈", dubai="두바이", toronto="토론토", copenhagen="코펜하겐", zurich="취리히", chicago="시카고", washington="워싱턴",
          sanfrancisco="샌프란시스코", brussels="브뤼셀", moscow="모스크바", dublin="더블린")
ZH = dict(london="伦敦", newyork="纽约", tokyo="东京", paris="巴黎", singapore="新加坡", seoul="首尔", hongkong="香港", shanghai="上海",
          losangeles="洛杉矶", beijing="北京", chicago="芝加哥", washington="华盛顿", sydney="悉尼", berlin="柏林", moscow="莫斯科", toronto="多伦多")
EN = dict(london="London", newyork="New York", tokyo="Tokyo", paris="Paris", singapore="Singapore", amsterdam="Amsterdam", berlin="Berlin",
          seoul="Seoul", hongkong="Hong Kong", shanghai="Shanghai", sydney="Sydney", losangeles="Los Angeles", madrid="Madrid",
          melbourne="Melbourne", beijing="Beijing", vienna="Vienna", dubai="Dubai", toronto="Toronto", copenhagen="Copenhagen", zurich="Zurich",
          chicago="Chicago", washington="Washington DC", sanfrancisco="San Francisco", brussels="Brussels", moscow="Moscow", dublin="Dublin")


def change(now, before, up="+", down="-", same="-"):
    d = before - now
    return same if d == 0 else (f"{up}{d}" if d > 0 else f"{down}{-d}")


def m(key, names):
    """A city's name, marked."""
    return f"⟦{key}={names[key]}⟧"


def value(printed):
    """The number or class that a cell prints."""
    p = printed.replace(",", "").replace("−", "-").replace("–", "-").strip()
    if p == "-":
        return "0"
    if re.fullmatch(r"[▲△]\s?\d+", p):
        return p[1:].strip()
    if re.fullmatch(r"[▼▽]\s?\d+", p):
        return "-" + p[1:].strip()
    return p.lstrip("+") if re.fullmatch(r"\+\d.*", p) else p


def by_row(index, edition, entity_col, cols):
    """Ranking records of a table with an entity a row. cols: column -> (measure, category, period)."""
    def records(t):
        for ri in range(t.head, len(t.cells)):
            cells = [r for r, _ in t.cells[ri]]
            ent = cells[entity_col]
            ident = next((x[3] for x in ent.mentions if x[2] == "city"), "")
            for c, (measure, category, period) in cols.items():
                p = cells[c].clean()
                yield ri, (index, edition, ident, ent.clean(), measure, category, period, value(p), p)
    return records


def by_column(index, edition, ents, row_is):
    """Records of a table with entities across. ents: column -> (city id, printed, measure); row_is(first cell's text) -> (category, period)."""
    def records(t):
        for ri in range(t.head, len(t.cells)):
            cells = [r for r, _ in t.cells[ri]]
            category, period = row_is(cells[0].clean(), ri - t.head)
            for c, (ident, printed, measure) in ents.items():
                p = cells[c].clean()
                yield ri, (index, edition, ident, printed, measure, category, period, value(p), p)
    return records


SEOUL, BEIJING = "gn:1835848", "gn:1816670"


def meetings(first, word):
    """row_is for the ICCA table: a year a row, the sum last."""
    return lambda text, i: ("meetings", text if re.fullmatch(r"\d{4}", text) else "2010/2019")


def functions(text, i):
    return (FUNCTIONS[i][0], "")
