"""03: an English paper as a multi-page TIFF: abstract, keywords, two tables, footnotes, references. US-style journal page, Liberation Serif."""
from typeset import MM, Block as B, Paper, Table
from papers.data import EN, FUNCTIONS, GCI_2020, BEIJING, SEOUL, by_row, change, functions, m

SERIF = "Liberation Serif,Noto Serif CJK KR"
BOLD = "Liberation Serif Bold"
NOTES = {"1": "⟦^1⟧ The agreement between ⟦Mokpo⟧ and ⟦Lianyungang⟧, signed on ⟦1993-07-01=1 July 1993⟧, is counted as the first between local governments of the two countries.",
         "2": "⟦^2⟧ The maximum is 2,600 points, summed over six functions and seventy indicators."}


def P(text, **k):
    return B("paragraph", text, notes=NOTES, **k)


def fn_records(t):
    """Rank and score of both cities in each function."""
    for ri in range(t.head, len(t.cells)):
        cells = [r.clean() for r, _ in t.cells[ri]]
        cat = FUNCTIONS[ri - t.head][0]
        for c, (ident, printed, measure) in {1: (BEIJING, "Beijing", "rank"), 2: (BEIJING, "Beijing", "score"),
                                             3: (SEOUL, "Seoul", "rank"), 4: (SEOUL, "Seoul", "score")}.items():
            yield ri, ("gpci", "2020", ident, printed, measure, cat, "", cells[c], cells[c])


BLOCKS = [
    B("title", "Capital Cities as Diplomatic Actors:\n⟦Seoul⟧ and ⟦Beijing⟧ between Networks and Rankings", size=16, leading=22, before=10, space_always=True),
    B("author", "Mira Kovalenko and Jisoo Hahn", size=11.5, leading=18, before=8),
    B("affiliation", "Department of Urban Affairs, ⟦org:Northfield University=Northfield University⟧", font="Liberation Serif Italic", size=10, leading=15, after=10),
    B("abstract", "<b>Abstract.</b> Cities are no longer only the stage of diplomacy; many have become players on it. This paper examines how ⟦Seoul⟧ and ⟦Beijing⟧ "
      "combine bilateral ties, membership of city net\u00adworks and the symbolic capital of global rankings. It finds that the two capitals rely on different resources: "
      "⟦Seoul⟧ on the initiative of an elected metro\u00adpolitan government, ⟦Beijing⟧ on its closeness to national strategy. Rankings published in ⟦2020⟧ mirror this difference, since "
      "each index rewards another kind of strength."),
    B("keywords", "<b>Keywords:</b> city diplomacy; sister cities; city networks; global rankings; ⟦Seoul⟧; ⟦Beijing⟧", after=8),
    B("heading", "1. Introduction"),
    P("When ⟦Hocking (1993)⟧".replace("⟦Hocking (1993)⟧", "Hocking (⟦1993⟧)") + " described foreign policy as a multi-layered process, he gave local govern\u00adments a place between the state and "
      "society. Later work went further. Van der Pluijm and Melissen (⟦2007⟧) treated the city as an actor that represents its own interests, and Acuto (⟦2013⟧) showed that the "
      "leaders of global cities had built an infra\u00adstructure of their own for climate policy. What remains open is how durable such activity is, and on which resources it rests.", indent=0),
    P("East Asia offers a useful pair of cases. The ⟦1992⟧ normali\u00adzation of relations between the Republic of Korea and China opened the way for local contacts, and in ⟦1993⟧ ⟦Seoul⟧ and "
      "⟦Beijing⟧ became sister cities.⟦^1⟧ Both are capitals, both have hosted the Olympic Games, and both appear near the top of most lists of world cities. Yet they differ in their autonomy, "
      "in the way their leaders are chosen and in the kind of inter\u00adnational body they attract.",
      rels=[(SEOUL, "sister_city", BEIJING, "1993", "in 1993 Seoul and Beijing became sister cities")]),
    B("heading", "2. Ties between two cities"),
    P("⟦Beijing⟧ concluded its first agreement with ⟦Tokyo⟧ in ⟦1979⟧, followed by ⟦New York⟧ and ⟦Belgrade⟧ in ⟦1980⟧, ⟦Lima⟧ in ⟦1983⟧ and ⟦Madrid⟧ in ⟦1985⟧. ⟦Seoul⟧ had begun earlier, with "
      "⟦Taipei⟧ in ⟦1968⟧ and ⟦Ankara⟧ in ⟦1971⟧; ⟦San Francisco⟧ joined in ⟦1976⟧ and ⟦Bogota⟧ in ⟦1982⟧. In both capitals the early ⟦1990s⟧ were the years of fastest growth, and in both the list "
      "is weighted towards Asia and Europe.",
      indent=0,
      rels=[(BEIJING, "sister_city", "gn:1850147", "1979", "Tokyo in 1979"), (BEIJING, "sister_city", "gn:5128581", "1980", "New York and Belgrade in 1980"),
            (BEIJING, "sister_city", "gn:792680", "1980", "New York and Belgrade in 1980"), (BEIJING, "sister_city", "gn:3936456", "1983", "Lima in 1983"),
            (BEIJING, "sister_city", "gn:3117735", "1985", "Madrid in 1985"), (SEOUL, "sister_city", "gn:1668341", "1968", "Taipei in 1968"),
            (SEOUL, "sister_city", "gn:323786", "1971", "Ankara in 1971"), (SEOUL, "sister_city", "gn:5391959", "1976", "San Francisco joined in 1976"),
            (SEOUL, "sister_city", "gn:3688689", "1982", "Bogota in 1982")]),
    P("What distinguishes the pair from most others is that their agreement did not stay on paper. Twenty years after it was signed, in ⟦2013⟧, the two govern\u00adments set up a joint committee with working "
      "groups for the economy, culture, education and the environ\u00adment. A standing body of this kind lowers the cost of cooperation, because each side knows its counterpart; it also "
      "shows quickly when relations between the states grow cold."),
    B("heading", "3. Membership and seats"),
    P("The second resource is the network. The ⟦International Union of Local Authorities⟧, founded in ⟦1913⟧, merged with others in ⟦2004⟧ to form ⟦United Cities and Local Governments⟧, whose world secretariat "
      "is in ⟦Barcelona⟧. ⟦Metropolis⟧ dates from ⟦1985⟧, ⟦CityNet⟧ from ⟦1987⟧, ⟦ICLEI⟧ from ⟦1990⟧ and ⟦C40⟧ from ⟦2005⟧. ⟦Seoul⟧ helped to found the ⟦World Smart Sustainable Cities Organization⟧ (⟦WeGO⟧) "
      "in ⟦2010⟧ and hosts its secretariat. ⟦Beijing⟧ is the seat of the ⟦World Tourism Cities Federation⟧ (⟦2012⟧) and of three inter\u00adgovern\u00admental bodies: the ⟦International Bamboo and Rattan "
      "Organisation⟧ (⟦1997⟧), the ⟦Shanghai Cooperation Organisation⟧ (⟦2001⟧) and the ⟦Asian Infrastructure Investment Bank⟧ (⟦2015⟧).", indent=0,
      rels=[("", "founded", "", "1913", "International Union of Local Authorities, founded in 1913"),
            ("", "founded", "", "2004", "in 2004 to form United Cities and Local Governments"),
            ("", "seat", "gn:3128760", "", "United Cities and Local Governments, whose world secretariat is in Barcelona"),
            ("", "founded", "", "1985", "Metropolis dates from 1985"), ("", "founded", "", "1987", "CityNet from 1987"),
            ("", "founded", "", "1990", "ICLEI from 1990"), ("", "founded", "", "2005", "C40 from 2005"),
            ("", "founded", "", "2010", "World Smart Sustainable Cities Organization (WeGO) in 2010"),
            ("", "seat", SEOUL, "", "(WeGO) in 2010 and hosts its secretariat"),
            ("", "founded", "", "2012", "World Tourism Cities Federation (2012)"),
            ("wd:Q6052145", "founded", "", "1997", "International Bamboo and Rattan Organisation (1997)"),
            ("wd:Q485207", "founded", "", "2001", "Shanghai Cooperation Organisation (2001)"),
            ("wd:Q18109843", "founded", "", "2015", "Asian Infrastructure Investment Bank (2015)"),
            ("wtcf", "seat", BEIJING, "", "Beijing is the seat of the World Tourism Cities Federation"),
            ("wd:Q6052145", "seat", BEIJING, "", "Beijing is the seat of"), ("wd:Q485207", "seat", BEIJING, "", "Beijing is the seat of"),
            ("wd:Q18109843", "seat", BEIJING, "", "Beijing is the seat of")]),
    B("heading", "4. The mirror of rankings"),
    P("Rankings are neither neutral nor harmless, but they are read. Table 1 gives the places of the two capitals in the six functions of the ⟦Global Power City Index⟧ ⟦2020⟧.⟦^2⟧ ⟦Beijing⟧ is third in the world "
      "in economy, where ⟦Seoul⟧ is only twentieth; ⟦Seoul⟧ leads in research and development, culture and, by a wide margin, the environ\u00adment. Neither scores well in livability.", indent=0),
    (B("caption", "<b>Table 1.</b> ⟦Beijing⟧ and ⟦Seoul⟧ in the ⟦Global Power City Index⟧ ⟦2020⟧, by function", before=6),
     Table([["Function", {"t": "⟦Beijing⟧", "span": 2}, {"t": "⟦Seoul⟧", "span": 2}], ["", "Rank", "Score", "Rank", "Score"]] +
           [[n[0].upper() + n[1:], str(a), b, str(c), d] for n, a, b, c, d in FUNCTIONS],
           head=2, rule="book", width=0.82, cols=[2.3, 1, 1, 1, 1], align="lcccc", label="Table 1", rank=fn_records),
     B("caption", "Source: ⟦Institute for Urban Strategies⟧, ⟦The Mori Memorial Foundation⟧ (⟦2020⟧).", size=8.6, leading=12, after=8)),
    P("The ⟦Global Cities Index⟧, published by ⟦Kearney⟧, tells another story (Table 2). In ⟦2020⟧ ⟦Beijing⟧ rose from ninth to fifth place, while ⟦Seoul⟧ fell from thirteenth to seventeenth. The index counts "
      "head\u00adquarters, human capital and political engage\u00adment, and so it rewards the city whose firms and ministries weigh most."),
    (B("caption", "<b>Table 2.</b> ⟦Global Cities Index⟧ ⟦2020⟧, first twenty cities", before=6),
     Table([["City", "⟦2020⟧ rank", "⟦2019⟧ rank", "Change"]] + [[m(k, EN), str(a), str(b), change(a, b, "+", "−", "–")] for k, a, b in GCI_2020],
           rule="none", width=0.74, cols=[2, 1, 1, 1], align="lccc", label="Table 2",
           rank=by_row("gci", "2020", 0, {1: ("rank", "", "2020"), 2: ("rank", "", "2019"), 3: ("change", "", "")})),
     B("caption", "Source: ⟦Kearney⟧ (⟦2020⟧).", size=8.6, leading=12, after=8)),
    P("The two indices agree on little else. Fifteen of the twenty cities in Table 2 also stand among the first twenty of the ⟦Global Power City Index⟧, but their order differs, and the distance between ⟦Seoul⟧ and "
      "⟦Beijing⟧ changes its sign. A city that wishes to rise must therefore decide which audience it wants to convince. ⟦Seoul⟧ has answered with smart-city services and with conven­tions: between ⟦2010⟧ and ⟦2019⟧ it "
      "held 1,343 meetings by the rules of the ⟦International Congress and Convention Association⟧, against 1,228 in ⟦Beijing⟧. ⟦Beijing⟧ has answered with the events of a national capital, from the Olympic Games of "
      "⟦2008⟧ to forums on trade and infra­structure."),
    B("heading", "5. Discussion"),
    P("Three observations follow. First, ties that have become institutions survive changes of mayor and party secretary better than ties that live on visits. Second, the seat of an organization is worth more than its "
      "membership, since it brings staff, meetings and a reason to return; yet a seat granted by the state and a seat won by the city are different assets. Third, a place in a ranking is a means and not an end. It opens "
      "doors, but it does not tell a city what to say when it has entered.", indent=0),
    P("The comparison has limits. It counts agree­ments and seats rather than what was done under them, it relies on indices whose weights are chosen by their publishers, and it leaves aside the many contacts of "
      "districts, universities and firms. A fuller account would follow the minutes of the joint committee year by year."),
    B("heading", "6. Conclusion"),
    P("City diplomacy rests on ties, seats and reputation. ⟦Seoul⟧ and ⟦Beijing⟧ have all three, in different mixtures. For scholars, the lesson is that the count of sister cities says little unless one asks what the "
      "agree\u00adments became. For practi\u00adtioners, it is that networks which already exist, such as ⟦CityNet⟧ and ⟦C40⟧, may carry bilateral work through periods in which capitals find it hard to talk.", indent=0),
    B("heading", "References"),
    B("bibliography-item", "Acuto, M. (⟦2013⟧). <i>Global Cities, Governance and Diplomacy: The Urban Link</i>. ⟦London⟧: Routledge."),
    B("bibliography-item", "Beaverstock, J. V., Smith, R. G. and Taylor, P. J. (⟦1999⟧). A roster of world cities. <i>Cities</i>, 16(6), 445–458."),
    B("bibliography-item", "Curtis, S. (⟦2016⟧). <i>Global Cities and Global Order</i>. ⟦Oxford⟧: OUP."),
    B("bibliography-item", "Friedmann, J. (⟦1986⟧). The world city hypothesis. <i>Development and Change</i>, 17(1), 69–83."),
    B("bibliography-item", "Hocking, B. (⟦1993⟧). <i>Localizing Foreign Policy: Non-Central Governments and Multilayered Diplomacy</i>. ⟦London⟧: Macmillan."),
    B("bibliography-item", "⟦Kearney⟧ (⟦2020⟧). <i>⟦2020⟧ ⟦Global Cities Index⟧: New Priorities for a New World</i>."),
    B("bibliography-item", "Sassen, S. (⟦1991⟧). <i>The Global City: ⟦New York⟧, ⟦London⟧, ⟦Tokyo⟧</i>. ⟦Princeton⟧: PUP."),
    B("bibliography-item", "⟦The Mori Memorial Foundation⟧ (⟦2020⟧). <i>⟦Global Power City Index⟧ ⟦2020⟧</i>. ⟦Tokyo⟧: ⟦Institute for Urban Strategies⟧."),
    B("bibliography-item", "Van der Pluijm, R. and Melissen, J. (⟦2007⟧). <i>City Diplomacy: The Expanding Role of Cities in International Politics</i>. ⟦The Hague⟧: Clingendael."),
]


def header(n):
    if n == 1:
        return [("Journal of Urban and Regional Diplomacy, Vol. 4, No. 1", "c", 42, True)]
    return [("M. Kovalenko and J. Hahn" if n % 2 == 0 else "Capital Cities as Diplomatic Actors", "c", 42, True)]


def footer(n):
    return [(str(n + 16), "c", 297 * MM - 34, False)]


def paper():
    return Paper(
        "03-paper-en", "en", (210 * MM, 297 * MM), (24 * MM, 27 * MM, 24 * MM, 27 * MM),
        dict(font=SERIF, size=10.8, leading=15.2, align="j", indent=15, lang="en"),
        {"heading": dict(font=BOLD, size=11.5, leading=18, indent=0, align="l", before=9, after=3),
         "title": dict(font=BOLD, align="c", indent=0), "author": dict(align="c", indent=0), "affiliation": dict(align="c", indent=0),
         "abstract": dict(size=9.8, leading=13.4, indent=0, left=26, right=26, after=5), "keywords": dict(size=9.8, leading=13.4, indent=0, left=26, right=26, align="l"),
         "caption": dict(size=9.5, leading=14, align="c", indent=0), "table": dict(size=9.6, leading=12.6, indent=0, vpad=1.3),
         "bibliography-item": dict(size=9.6, leading=12.8, indent=-16, after=2), "footnote": dict(size=8.6, leading=11, indent=0),
         "page-header": dict(font="Liberation Serif Italic", size=9, leading=11, indent=0), "page-number": dict(size=9.5, leading=11, indent=0)},
        BLOCKS, dict(file="tiff", compression="group4",
                     scan=dict(mode="bit", skew=-0.5, blur=0.8, noise=0.03, shade=0.10, paper=0.94, ink=0.12, threshold=0.57, specks=40, shift=(-3, 6)),
                     each={2: dict(skew=0.7), 3: dict(skew=-0.3)}),
        dpi=300, header=header, footer=footer,
        about=dict(authors=["Mira Kovalenko", "Jisoo Hahn"], institution="Northfield University", journal="Journal of Urban and Regional Diplomacy"))
