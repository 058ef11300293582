"""An English article: title with subtitle after a colon, authors with raised figures, numbered sections, block quotation, bullets, unruled and ruled table, figures, hanging references."""
from typeset import MM, Block as B, Paper, Table

FONT = "Liberation Serif"
BOLD = "Liberation Serif Bold"
N = {"1": "⟦^1⟧ A ferry is called small here when it carries fewer than sixty passengers.",
     "2": "⟦^2⟧ The logs are kept in the harbour office at Lunde and were read there in the spring of 2018. They cover the years from 1921 to 1974 with two gaps, one of which is explained by a fire in the winter of 1943.",
     "4": "⟦^4⟧ See Aas (2009), p. 14.", "3": "⟦^3⟧ Fares are given in the prices of 1970."}


def P(t, **k):
    return B("paragraph", t, notes=N, **k)


def H(level, t, **k):
    return B("heading", t, level=level, **k)


BLOCKS = [
    B("title", "The Last Small Ferries:\nEveryday Crossings and the Making of a Coastal Region", size=18, leading=25, before=10, space_always=True), 8,
    B("author", "Ingrid M. Solvang⟦^a⟧ and Peter J. Harland⟦^b⟧", size=11.5, leading=18),
    B("affiliation", "⟦^a⟧ Department of Geography, University of Nordvik, Nordvik, Norway", size=9.4, leading=13),
    B("affiliation", "⟦^b⟧ Institute of Maritime History, Harland College, Leith, United Kingdom", size=9.4, leading=13, after=6),
    B("paragraph", "Received: 2019-11-04; Accepted: 2020-03-18", size=9, leading=13, indent=0, align="c", after=8),
    B("heading", "Abstract", level=1, size=10.5, leading=16, before=2),
    B("abstract", "Small ferries once tied the islands of the Lunde coast to each other rather than to the mainland. Drawing on harbour logs and on interviews, this article shows how a web of short crossings made a region that no map of "
      "administration records, and how it came undone when bridges were built. We argue that mobility of this every\u00adday kind leaves traces in kinship, trade and speech long after the boats have gone."),
    B("keywords", "<b>Keywords:</b> ferries; coastal regions; everyday mobility; Norway; oral history", after=8),
    H(1, "1. Introduction"),
    P("Histories of the sea have mostly been written about great distances. The liner, the container ship and the naval fleet have their archives and their historians, while the boat that took a priest, two cows and the mail across a sound of eleven "
      "hundred metres has left hardly a line.⟦^1⟧ Yet it was on such crossings that most people met the sea at all. This article takes the small ferry seriously as an instru\u00adment of region-making."),
    P("The argument proceeds in three steps. We first describe the sources, then trace the network as it stood in 1935 and in 1970, and finally ask what remained of it after the bridges. Our claim is modest: a region can exist without an "
      "office, a border or a name."),
    H(1, "2. Sources and methods"),
    H(2, "2.1 Harbour logs"),
    P("The harbour office at Lunde kept a log of every departure.⟦^2⟧ For each crossing the log gives the hour, the master, the number of passengers and whatever seemed worth noting. We sampled one week in each season of every fifth year, which gave "
      "4,816 crossings between 1925 and 1970."),
    H(2, "2.2 Interviews"),
    P("We also spoke with thirty-one people who had travelled by ferry as children. The interviews followed no fixed list of questions, but all touched on the same three matters:"),
    B("list-item", "• where people went and how often they went there;"),
    B("list-item", "• whom they visited, and whether these were relatives, friends or customers on the other side of the water;"),
    B("list-item", "• what they remember of the day when the ferry ceased to run."),
    P("One of them, the daughter of a ferryman, put the matter in words which have guided our reading of the logs ever since:"),
    B("block-quote", "We never thought of it as travelling. Travelling was what you did when you went to the city and slept there. The other island was just the far side of the water, the way a kitchen is the far side of a house.",
      size=9.6, leading=13, left=28, right=28, indent=0, before=5, after=7),
    P("Her remark warns against counting every crossing as a journey. It also explains why so few letters and diaries mention the boats at all."),
    H(1, "3. The network of crossings"),
    P("Table 1 shows the five busiest crossings. In 1935 none of them touched the mainland, and the busiest linked two islands of barely nine hundred people each. By 1970 the order had been reversed, and fares had doubled.⟦^3⟧"),
    (B("caption", "Table 1. Crossings a week on the five busiest routes", align="l", before=7, bound="next"),
     Table([["Route", "1935", "1950", "1970"], ["Lunde–Havn", "84", "71", "22"], ["Havn–Skarv", "66", "63", "18"], ["Skarv–Tange", "51", "40", "12"], ["Lunde–Brekke", "35", "58", "97"], ["Brekke–Nordvik", "28", "77", "140"]],
           rule="book", width=0.8, label="Table 1"),
     B("caption", "Source: Harbour logs, Lunde; own count.", size=8.6, leading=12, align="l", after=9, bound="prev")),
    P("Figure 1 draws the same figures as a map. The thick lines of 1935 form a ring among the islands; those of 1970 form a star whose centre is the town. What had been a region had become a hinterland.⟦^4⟧"),
    (("figure", 120), B("caption", "Figure 1. The network in 1935 and in 1970. Line width is proportional to the number of crossings a week.", align="l", after=9, bound="prev")),
    P("The change was not a matter of boats alone. When the school at Havn closed in 1962, its pupils were sent to Brekke, and with them went the afternoon crossing. A shop that had served two islands lost one of them within a year. The logs record the "
      "consequences without comment: fewer names, fewer hours, more fog."),
    H(1, "4. Conclusion"),
    P("Small ferries made a region by repetition. Its borders were those of a day’s errands, and its institutions were kin\u00adship and credit. Bridges replaced the crossings but not the region, which survives in marriages, in accents and in the "
      "habit of looking across the water."),
    B("heading", "Acknowledgements", level=1), P("We thank the harbour office at Lunde for its patience and an anonymous reader for a careful report."),
    B("heading", "References", level=1),
    B("bibliography-item", "Aas, T. (2009). Sounds and Straits: Coastal Traffic in the Twentieth Century. Nordvik: Coastal Press."),
    B("bibliography-item", "Cresswell, T. (2006). On the Move: Mobility in the Modern Western World. New York: Routledge."),
    B("bibliography-item", "Paasi, A. (1986). The institutionalization of regions: A theoretical framework for understanding the emergence of regions and the constitution of regional identity. Fennia, 164(1), 105–146."),
    B("bibliography-item", "Urry, J. (2007). Mobilities. Cambridge: Polity."),
    B("bibliography-item", "Vannini, P. (2012). Ferry Tales: Mobility, Place, and Time on Canada’s West Coast. New York: Routledge. https://doi.org/10.4324/9780203358610"),
]


def paper():
    return Paper("article-en", "en", (178 * MM, 254 * MM), (24 * MM, 22 * MM, 24 * MM, 22 * MM),
                 dict(font=FONT, size=10.6, leading=14.4, align="j", indent=13, lang="en"),
                 {"heading": dict(font=BOLD, size=12, leading=18, indent=0, align="l", before=9, after=3), "title": dict(font=BOLD, align="l", indent=0), "author": dict(indent=0, align="l"), "affiliation": dict(indent=0, align="l"),
                  "abstract": dict(size=9.6, leading=13, indent=0, left=16, right=16, after=4), "keywords": dict(size=9.6, leading=13, indent=0, left=16, right=16, align="l"), "list-item": dict(left=24, indent=-10),
                  "caption": dict(font=FONT, size=9.4, leading=12.6, indent=0), "table": dict(size=9.4, leading=12.4, indent=0, vpad=1.2), "footnote": dict(size=8.6, leading=11.2, indent=0),
                  "bibliography-item": dict(size=9.6, leading=12.8, left=18, indent=-18, after=1), "page-number": dict(size=9.4, leading=12, indent=0), "page-header": dict(size=9, leading=12, indent=0)},
                 BLOCKS, {}, header=lambda n: [("Coastal Studies, Vol. 12, No. 2 (2020), pp. 201–216. https://doi.org/10.90003/cs.2020.12.2.201", "l", 44, False)] if n == 1 else
                 [(str(n + 200), "l", 44, False), ("I. M. Solvang and P. J. Harland", "r", 44, False)] if n % 2 == 0 else [("The Last Small Ferries", "l", 44, False), (str(n + 200), "r", 44, False)],
                 about=dict(titles=["en|The Last Small Ferries: Everyday Crossings and the Making of a Coastal Region"], authors=["Ingrid M. Solvang", "Peter J. Harland"], date="2020-03-18|2020", degree="", institution="",
                            identifiers=["doi|10.90003/cs.2020.12.2.201"], keywords=["ferries", "coastal regions", "everyday mobility", "Norway", "oral history"]))
