"""An English paper of conference proceedings in two columns: Abstract— and Index Terms— in line, I. INTRODUCTION, A. Study Area, Fig. 1., TABLE I over two lines, numbered references [1] cited as [1], [2]–[4]."""
from typeset import MM, Block as B, Paper, Table

FONT = "Liberation Serif"
BOLD = "Liberation Serif Bold"
N = {}


def P(t, **k):
    return B("paragraph", t, notes=N, **k)


def H(level, t, **k):
    return B("heading", t, level=level, **k)


BLOCKS = [
    B("title", "Estimating Crowds at Street Markets from Waste Collection Records", size=20, leading=25, before=4, space_always=True),
    B("author", "Ada Okafor, Kenji Morita, and Lucía Ferrer", size=11, leading=18), B("affiliation", "Department of Urban Informatics, University of Port Selwyn, Port Selwyn", size=9.8, leading=14), B("affiliation", "{okafor, morita, ferrer}@portselwyn.example", size=9.2, leading=14, after=8),
    "columns",
    B("abstract", "<b>Abstract—Counting visitors of street markets is costly. We estimate crowds from the weight of waste collected after each market day. On 14 markets over two years the estimate differs from manual counts by 11% on average. The method needs no sensors and keeps no personal data.</b>", font=BOLD, size=9, leading=11.4),
    B("keywords", "<b>Index Terms—crowd estimation, street markets, waste records, open data</b>", font=BOLD, size=9, leading=11.4, after=4),
    H(1, "I. INTRODUCTION", align="c"),
    P("Street markets draw crowds that cities must plan for: buses are diverted, streets are closed, and waste is collected at night. Manual counts exist for few markets, and cameras raise questions of privacy [1]. Previous work has used mobile phones [2], [3] and sales of drinks [4] as proxies."),
    P("We propose a proxy that every city already records. After a market closes, the weight of the waste is written down for billing. We show that these records, corrected for weather and season, give a useful estimate of the crowd."),
    H(1, "II. DATA AND METHOD", align="c"),
    H(2, "A. Study Area"),
    P("Port Selwyn holds 14 weekly markets. Table I lists the four largest."),
    (B("caption", "TABLE I", align="c", size=8.4, leading=11, before=6, bound="next"), B("caption", "THE FOUR LARGEST MARKETS OF PORT SELWYN", align="c", size=8.4, leading=11, bound="next"),
     Table([["Market", "Stalls", "Days", "Waste (t)"], ["Harbour Row", "212", "104", "611"], ["St Anne", "148", "104", "402"], ["Old Tannery", "96", "52", "118"], ["Mill Lane", "88", "52", "97"]], rule="book", width=1.0, label="TABLE I")),
    H(2, "B. Manual Counts"),
    P("Students counted visitors on 61 market days between March 2016 and February 2018. Each entrance was watched for ten minutes of every hour."),
    H(2, "C. Model"),
    P("Let w be the weight of waste of a day and c the count. We fit log c = a + b log w + s + r, where s is a term for the season and r one for rain. The steps are as follows:"),
    B("list-item", "1) Remove days on which collection was late."), B("list-item", "2) Fit the model to two thirds of the days with manual counts, drawn at random but with every market present."), B("list-item", "3) Compare the estimate with the remaining days."),
    H(1, "III. RESULTS", align="c"),
    P("The mean absolute error is 11%. Fig. 1 shows estimates and counts for Harbour Row. The error is largest in December, when wrapping paper adds weight without visitors."),
    (("figure", 100), B("caption", "Fig. 1. Estimated and counted visitors at Harbour Row, 2017.", align="l", size=8.4, leading=11, after=8, bound="prev")),
    P("Compared with mobile phones [2], the method is coarser in time, since it gives one value a day, but it covers markets of every size [2]–[4]."),
    H(1, "IV. DISCUSSION", align="c"),
    P("Two limits should be named. First, a change of the collector changes the scale. Second, markets that recycle more seem to shrink. Both can be corrected with a handful of counts a year."),
    H(1, "V. CONCLUSION", align="c"),
    P("Waste records estimate crowds at street markets well enough to plan buses and closures. We publish the code and the daily estimates."),
    B("heading", "ACKNOWLEDGMENT", level=1, align="c"), P("We thank the collectors of Port Selwyn, who explained their forms to us."),
    B("heading", "REFERENCES", level=1, align="c"),
    B("bibliography-item", "[1] R. Hale and M. Quist, “Cameras and consent in public space,” J. Urban Ethics, vol. 9, no. 1, pp. 14–29, 2014."),
    B("bibliography-item", "[2] K. Morita, “Phones at the fair,” in Proc. Int. Conf. Crowds, Port Selwyn, 2015, pp. 101–108."),
    B("bibliography-item", "[3] D. Vance, P. Iyer, and S. Lund, “Counting with cell towers,” Urban Data, vol. 3, pp. 44–60, 2016."),
    B("bibliography-item", "[4] L. Ferrer, Thirst and Turnout. Port Selwyn: Harbour Press, 2012."),
]


def paper():
    return Paper("proceedings-en", "en", (216 * MM, 279 * MM), (20 * MM, 17 * MM, 22 * MM, 17 * MM),
                 dict(font=FONT, size=10, leading=12, align="j", indent=10, lang="en"),
                 {"heading": dict(font=FONT, size=10, leading=14, indent=0, align="l", before=7, after=3), "title": dict(font=FONT, align="c", indent=0), "author": dict(align="c", indent=0), "affiliation": dict(align="c", indent=0),
                  "abstract": dict(indent=9, after=4), "keywords": dict(indent=9, align="j"), "list-item": dict(left=20, indent=-12), "caption": dict(font=FONT, size=8.4, leading=11, indent=0), "table": dict(size=8.6, leading=11, indent=0, vpad=1.2),
                  "bibliography-item": dict(size=8.4, leading=10.6, left=16, indent=-16), "page-number": dict(size=9, leading=12, indent=0), "page-header": dict(size=8.4, leading=12, indent=0)},
                 ["span"] + BLOCKS, {}, cols=2, gap=14, header=lambda n: [("Proceedings of the 6th Symposium on Urban Records, Port Selwyn, 2018", "l", 34, False), (str(n + 210), "r", 34, False)])
