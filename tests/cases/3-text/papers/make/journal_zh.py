"""A Chinese journal paper in two columns: class numbers, English abstract, 一、（一）1. headings, notes ①, figure, table with source, GB/T 7714."""
from typeset import MM, Block as B, Paper, Table

FONT = "Noto Serif CJK SC"
BOLD = "Noto Sans CJK SC Bold"
EN = "Liberation Serif,Noto Serif CJK SC"
N = {"①": "⟦^①⟧ 本文所称社区图书馆，指由街道或居民委员会举办、面向居民开放的小型图书馆。", "②": "⟦^②⟧ 数据截至2019年12月31日。",
     "③": "⟦^③⟧ 参见陆文澜：《阅读的邻里》，上海：江岸出版社，2015年，第88页。"}


def P(t, **k):
    return B("paragraph", t, notes=N, **k)


def H(level, t, **k):
    return B("heading", t, level=level, **k)


BLOCKS = [
    B("title", "社区图书馆与邻里交往", size=20, leading=32, before=6, space_always=True), B("title", "——以云河市三个街道为例", size=13, leading=24),
    B("author", "沈若川¹，顾明舒²", size=11.5, leading=22), B("affiliation", "（1. 云河大学 信息管理学院，云河 310099；2. 江岸研究院 社会研究所，江岸 200099）", size=8.8, leading=15),
    B("abstract", "<b>摘　要：</b>社区图书馆不仅提供阅读服务，也是居民相识与交往的场所。本文以云河市三个街道为例，通过问卷与访谈考察社区图书馆对邻里交往的影响。研究发现，开放时间与活动的连续性比馆舍面积更能促进交往；志愿者的参与使图书馆成为"
      "居民共同维护的空间。", before=6),
    B("keywords", "<b>关键词：</b>社区图书馆；邻里交往；公共空间；志愿者"),
    B("paragraph", "中图分类号：G258.23　文献标识码：A　文章编号：1008-0999（2020）03-0045-08　DOI：10.90002/j.cnki.lib.2020.03.006", size=8.8, leading=15, indent=0, align="l", left=20, right=20, after=6),
    B("title", "Community Libraries and Neighbourhood Ties: Evidence from Three Streets of Yunhe", lang="en", font="Liberation Serif Bold", size=11.5, leading=17),
    B("author", "SHEN Ruochuan, GU Mingshu", lang="en", font=EN, size=9.5, leading=16),
    B("abstract", "<b>Abstract:</b> Community libraries lend books and also let residents meet. With a survey and interviews in three streets of Yunhe, this paper finds that opening hours and steady programmes matter more for ties among neighbours than floor space, and that "
      "volunteers turn a library into a place which residents keep up together.", lang="en", font=EN, size=9.2, leading=13.4),
    B("keywords", "<b>Key words:</b> community library; neighbourhood ties; public space; volunteers", lang="en", font=EN, size=9.2, leading=13.4, after=4),
    "columns",
    H(1, "一、问题的提出"),
    P("城市居民住得越来越近，彼此却越来越陌生。楼道里相遇而不相识，已成为许多小区的常态。近年来，不少城市在街道一级建起社区图书馆，⟦^①⟧希望以阅读带动交往。然而，图书馆建成之后是否真的改变了邻里关系，尚缺少细致的考察。"),
    P("本文选取云河市的三个街道，比较其社区图书馆的运营方式与居民交往的变化，以回答两个问题：什么样的图书馆能够促进交往？交往又如何反过来支撑图书馆？"),
    H(1, "二、文献回顾与研究方法"), H(2, "（一）文献回顾"),
    P("关于公共空间与社会交往的研究由来已久。早期研究强调空间的形态，认为开敞的场所自然会吸引人群；后来的研究则指出，空间需要有人经营，才能成为交往的场所。⟦^③⟧"),
    H(2, "（二）研究方法"), H(3, "1. 问卷调查"),
    P("问卷于2019年9月至11月发放，共回收有效问卷九百一十六份。⟦^②⟧问卷内容包括使用频率、认识的邻居数量和参加活动的次数。"), H(3, "2. 深度访谈"),
    P("访谈对象包括馆员六人、志愿者十一人和居民二十三人。一位常去图书馆的退休教师这样描述她的经历："),
    B("block-quote", "我搬来七年，只认识对门。图书馆开了以后，每周三下午有读书会，去了几次，整栋楼的人差不多都认得了。现在谁家有事，群里喊一声就有人来。", font="AR PL KaitiM GB,Noto Serif CJK SC", size=9.2, leading=15, left=20, right=20, indent=0, before=4, after=6),
    H(1, "三、研究发现"),
    P("三个街道的比较表明，开放时间与交往的关系最为密切。表1列出了三个图书馆的基本情况。"),
    (B("caption", "表1　三个社区图书馆的基本情况", align="c", before=6, bound="next"),
     Table([["街道", "面积（㎡）", "每周开放（小时）", "志愿者（人）"], ["柳桥", "180", "56", "42"], ["石湾", "420", "30", "9"], ["南渡", "260", "48", "31"]], rule="book", width=1.0, label="表1"),
     B("caption", "资料来源：作者根据访谈整理。", size=8.2, leading=12.4, indent=0, after=8, bound="prev")),
    P("石湾的馆舍最大，但每周只开放三十小时，居民认识的新邻居也最少。柳桥的馆舍最小，却因志愿者众多而能够开到晚上九点，成为下班居民的去处（见图1）。"),
    (("figure", 90), B("caption", "图1　开放时间与新识邻居数量", align="c", after=6, bound="prev")),
    P("志愿者的作用不限于值班。他们挑选图书、组织活动、调解噪音引起的纠纷，使图书馆由政府提供的设施变为居民共同维护的空间。"),
    H(1, "四、结语"),
    P("社区图书馆能否促进邻里交往，关键在于时间与人，而不在于面积。政府在投入馆舍的同时，应当为开放时间和志愿者队伍提供稳定的支持。"),
    B("heading", "参考文献", level=1),
    B("bibliography-item", "[1] 陆文澜. 阅读的邻里[M]. 上海: 江岸出版社, 2015: 80-96."),
    B("bibliography-item", "[2] 何以宁, 汪子墨. 街道图书馆的运营模式研究[J]. 图书与社会, 2018, 36(4): 21-29."),
    B("bibliography-item", "[3] OLDENBURG R. The great good place[M]. New York: Paragon House, 1989.", lang="en"),
    B("bibliography-item", "[4] AUDUNSON R. The public library as a meeting-place in a multicultural and digital context[J]. Journal of Documentation, 2005, 61(3): 429-441.", lang="en"),
    B("paragraph", "收稿日期：2020-02-18", size=8.6, leading=13, indent=0, align="l", before=6),
    B("paragraph", "作者简介：沈若川（1984— ），女，云河大学信息管理学院副教授，研究方向为公共图书馆。", size=8.6, leading=13, indent=0, align="l"),
]


def paper():
    return Paper("journal-zh", "zh", (210 * MM, 285 * MM), (24 * MM, 20 * MM, 22 * MM, 20 * MM),
                 dict(font=FONT, size=9.8, leading=16, align="j", indent=19.6, lang="zh-cn"),
                 {"heading": dict(font=BOLD, size=11, leading=20, indent=0, align="l", before=7, after=2), "title": dict(font=BOLD, align="c", indent=0),
                  "author": dict(align="c", indent=0), "affiliation": dict(align="c", indent=0), "abstract": dict(size=9.2, leading=15, indent=0, left=20, right=20, after=3),
                  "keywords": dict(size=9.2, leading=15, indent=0, left=20, right=20, align="l"), "caption": dict(font=BOLD, size=8.8, leading=14, indent=0),
                  "table": dict(size=8.6, leading=12, indent=0, vpad=1.4), "footnote": dict(size=8.2, leading=12.2, indent=0), "bibliography-item": dict(size=8.8, leading=13.6, left=16, indent=-16, align="l"),
                  "page-number": dict(size=9, leading=12, indent=0), "page-header": dict(size=8.6, leading=12, indent=0)},
                 ["span"] + BLOCKS, {}, cols=2, gap=22, header=lambda n: [("图书与邻里", "l", 42, True), ("2020年第3期", "r", 42, False)], footer=lambda n: [("· %d ·" % (n + 44), "c", 285 * MM - 36, False)], about=dict(
                     titles=["zh|社区图书馆与邻里交往——以云河市三个街道为例", "en|Community Libraries and Neighbourhood Ties: Evidence from Three Streets of Yunhe"],
                     authors=["沈若川", "顾明舒", "SHEN Ruochuan", "GU Mingshu"], date="2020", degree="", institution="",
                     identifiers=["doi|10.90002/j.cnki.lib.2020.03.006"],
                     keywords=["社区图书馆", "邻里交往", "公共空间", "志愿者", "community library", "neighbourhood ties", "public space", "volunteers"]))
