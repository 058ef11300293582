"""A Chinese journal paper in one column: class numbers before the text, unnumbered notes of fund and author at the foot of the first page, 一、 （一） 1. （1）, notes ①, GB/T list, English title, abstract and key words at the end."""
from typeset import MM, Block as B, Paper, Table

FONT = "AR PL UMing CN,Noto Serif CJK SC"
BOLD = "Noto Sans CJK SC Bold"
EN = "Liberation Serif,Noto Serif CJK SC"
N = {"①": "⟦^①⟧ 《江岸年鉴》编纂委员会编：《江岸年鉴2018》，江岸：江岸出版社，2019年，第211页。", "②": "⟦^②⟧ 此处所说的“航线”仅指定期客运航线，不包括包机与货运。",
     "③": "⟦^③⟧ 参见韩墨：《机场与城市的边界》，《城市研究》2015年第4期，第30—41页。"}


def P(t, **k):
    return B("paragraph", t, notes=N, **k)


def H(level, t, **k):
    return B("heading", t, level=level, **k)


BLOCKS = [
    B("title", "支线机场与中小城市的对外联系", size=19, leading=30, before=4, space_always=True),
    B("author", "韩墨　秦若水", size=12, leading=22), B("affiliation", "（江岸大学 经济与管理学院，江岸 200092）", size=9.4, leading=16, after=4),
    B("abstract", "<b>[摘　要]</b> 支线机场常被视为亏损的设施。本文以三座中小城市为例，考察支线机场开通前后城市对外联系的变化。结果显示，机场对商务往来的作用大于对旅游的作用，航班的稳定比航线的数量更重要；机场的收益主要体现在城市而不在机场自身。"),
    B("keywords", "<b>[关键词]</b> 支线机场；中小城市；对外联系；航线网络"),
    B("paragraph", "[中图分类号] F562　[文献标识码] A　[文章编号] 1009-0777(2019)05-0062-09", size=9, leading=15, indent=0, align="l", left=20, right=20, after=8),
    H(1, "一、引言"),
    P("近二十年来，全国新建支线机场百余座，其中多数位于人口不足百万的城市。批评者指出，这些机场客流稀少，长期依赖补贴；支持者则认为，机场为中小城市打开了直接通往外部世界的门户。⟦^①⟧两种看法各有依据，却很少有人比较机场开通前后城市自身的变化。"),
    P("本文尝试回答以下问题：支线机场改变了谁与谁之间的联系？这种改变能否持续？"),
    H(1, "二、数据与方法"),
    H(2, "（一）案例的选择"),
    P("案例包括云河、石湾与南渡三市。三市人口相近，机场开通的年份分别为2006年、2009年和2011年，航线⟦^②⟧数量与客流则相差较大。"),
    H(2, "（二）资料来源"),
    P("资料有三类："),
    B("list-item", "（1）机场与航空公司公布的航班时刻和旅客吞吐量；"), B("list-item", "（2）三市商会提供的会员企业出差记录，时间跨度为机场开通前三年至开通后八年，其中石湾缺少开通前第三年的数据；"), B("list-item", "（3）对二十七位企业负责人的访谈。"),
    H(1, "三、结果"),
    H(2, "（一）联系的方向"),
    P("机场开通之后，三市企业的出差目的地由省城转向更远的城市。表2给出了开通前后的比较。"),
    (B("caption", "表2　机场开通前后企业出差目的地的变化", align="c", before=6, bound="next"), B("caption", "单位：%", align="r", size=8.6, leading=12, bound="next"),
     Table([["城市", "省内（前）", "省内（后）", "省外（前）", "省外（后）"], ["云河", "71.2", "48.5", "28.8", "51.5"], ["石湾", "66.0", "59.7", "34.0", "40.3"], ["南渡", "69.4", "45.1", "30.6", "54.9"]], rule="book", width=0.9, label="表2"),
     B("caption", "注：石湾开通前的数据为两年平均值。", size=8.6, leading=13, indent=0, after=8, bound="prev")),
    P("从表2可以看出，云河与南渡的省外出差比例均上升了二十个百分点以上，石湾的变化较小。访谈表明，石湾的航班经常取消，企业因此仍然习惯先乘火车到省城。"),
    H(2, "（二）联系的稳定"),
    P("航班的稳定性可以用年取消率来衡量。云河的年取消率低于百分之四，南渡低于百分之三，石湾则超过百分之十五。一位企业负责人说："),
    B("block-quote", "飞机要是三回里有一回不飞，那就等于没有飞机。我们宁可早上五点去赶火车，心里踏实。", font="AR PL KaitiM GB,Noto Serif CJK SC", size=9.8, leading=16, left=22, right=22, indent=0, before=4, after=6),
    H(3, "1. 取消的原因"),
    P("取消的原因以机型调配为主，其次是天气。机型调配由航空公司决定，地方政府难以影响。"),
    H(3, "2. 补贴的作用"),
    P("补贴能够增加航线，却不能保证航班。三市中补贴最多的是石湾，而取消率最高的也是石湾。⟦^③⟧"),
    H(1, "四、结论与讨论"),
    P("支线机场的意义在于使中小城市的企业与外部直接相连，而实现这一意义的前提是航班可靠。补贴应当以执飞率而不是以航线数量为依据。"),
    P("本文的局限在于案例较少，且没有考虑高速铁路开通以后的变化，这些问题有待进一步研究。"),
    B("heading", "[参考文献]", level=1),
    B("bibliography-item", "[1] 韩墨. 机场与城市的边界[J]. 城市研究, 2015(4): 30-41."),
    B("bibliography-item", "[2] 秦若水, 陆文澜. 中小城市的商务旅行[J]. 区域经济评论, 2017, 12(2): 88-97."),
    B("bibliography-item", "[3] GRAHAM A, DOBRUSZKES F. Air Transport: A Tourism Perspective[M]. Amsterdam: Elsevier, 2019.", lang="en"),
    B("bibliography-item", "[4] 民航发展研究中心. 支线航空发展报告[R]. 北京: 民航发展研究中心, 2018."),
    B("title", "Regional Airports and the Outside Links of Small and Medium-sized Cities", lang="en", font="Liberation Serif Bold", size=12, leading=18, before=12, align="c"),
    B("author", "HAN Mo, QIN Ruoshui", lang="en", font=EN, size=10, leading=16, align="c"),
    B("abstract", "<b>Abstract:</b> Regional airports are often seen as loss-making facilities. Taking three cities as examples, this paper examines how their outside links changed when an airport was opened. Airports matter more for business travel than for tourism, and reliable flights matter more than many routes.", lang="en", font=EN),
    B("keywords", "<b>Key words:</b> regional airport; small and medium-sized cities; outside links; route network", lang="en", font=EN),
]


def paper():
    return Paper("airports-zh", "zh", (185 * MM, 260 * MM), (24 * MM, 22 * MM, 22 * MM, 22 * MM),
                 dict(font=FONT, size=10.5, leading=17.6, align="j", indent=21, lang="zh-cn"),
                 {"heading": dict(font=BOLD, size=11.2, leading=21, indent=0, align="l", before=7, after=2), "title": dict(font=BOLD, align="c", indent=0), "author": dict(align="c", indent=0), "affiliation": dict(align="c", indent=0),
                  "abstract": dict(size=9.6, leading=16, indent=0, left=20, right=20, after=3), "keywords": dict(size=9.6, leading=16, indent=0, left=20, right=20, align="l"), "list-item": dict(indent=21),
                  "caption": dict(font=BOLD, size=9.2, leading=15, indent=0), "table": dict(size=9.2, leading=13, indent=0, vpad=1.4), "footnote": dict(size=8.6, leading=13, indent=0),
                  "bibliography-item": dict(size=9.2, leading=14.6, left=18, indent=-18, align="l"), "page-number": dict(size=9.4, leading=12, indent=0), "page-header": dict(size=9, leading=12, indent=0)},
                 BLOCKS, {}, header=lambda n: [("江岸学刊（社会科学版）　2019年第5期", "c", 44, True)] if n % 2 else [("韩墨，秦若水：支线机场与中小城市的对外联系", "c", 44, True)], footer=lambda n: [("— %d —" % (n + 61), "c", 260 * MM - 36, False)])
