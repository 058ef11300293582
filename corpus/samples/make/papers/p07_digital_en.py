"""07: a small born-digital PDF with a good text layer. A4, Liberation Serif."""
from typeset import MM, Block as B, Paper, Table
from papers.data import BEIJING, SEOUL

SERIF = "Liberation Serif"
BOLD = "Liberation Serif Bold"
NOTES = {"1": "⟦^1⟧ Years are those of the founding assembly or agreement, not of the opening of an office."}
ORGS = [("⟦CityNet⟧", "", "1987", SEOUL, "Seoul", "moved from ⟦Yokohama⟧ in ⟦2013⟧"), ("⟦WeGO⟧", "", "2010", SEOUL, "Seoul", "founded there"),
        ("⟦Global Green Growth Institute⟧", "wd:Q12586353", "2010", SEOUL, "Seoul", "treaty body since ⟦2012⟧"), ("⟦Trilateral Cooperation Secretariat⟧", "", "2011", SEOUL, "Seoul", "three governments"),
        ("⟦INBAR⟧", "wd:Q6052145", "1997", BEIJING, "Beijing", "treaty body"), ("⟦Shanghai Cooperation Organisation⟧", "wd:Q485207", "2001", BEIJING, "Beijing", "secretariat"),
        ("⟦World Tourism Cities Federation⟧", "", "2012", BEIJING, "Beijing", "founded there"), ("⟦Asian Infrastructure Investment Bank⟧", "wd:Q18109843", "2015", BEIJING, "Beijing", "headquarters")]


def P(text, **k):
    return B("paragraph", text, notes=NOTES, **k)


BLOCKS = [
    B("title", "Where City Networks Keep Their Offices:\nA Note on ⟦Seoul⟧ and ⟦Beijing⟧", size=16, leading=22, before=6, space_always=True),
    B("author", "Ines Albrecht", size=11.5, leading=18, before=8),
    B("affiliation", "Centre for Urban Records, ⟦org:Northfield University=Northfield University⟧", font="Liberation Serif Italic", size=10, leading=15),
    B("paragraph", "⟦2021-03=March 2021⟧", size=10, leading=15, align="c", indent=0, after=10),
    B("abstract", "<b>Abstract.</b> Secretariats make a city visible in a way that membership does not. This note lists eight inter\u00adnational organizations seated in ⟦Seoul⟧ or ⟦Beijing⟧, "
      "with the year in which each was founded, and draws two conclusions for the study of city diplomacy."),
    B("keywords", "<b>Keywords:</b> city networks; secretariats; ⟦Seoul⟧; ⟦Beijing⟧", after=8),
    B("heading", "1. Seats matter"),
    P("A member of a network pays a fee, sends a delegate and receives a newsletter. The host of its secretariat receives the meetings, the staff and the attention. This is why cities compete for "
      "seats, and why the list of seats says more about a city’s diplomacy than the list of its member\u00adships. The oldest networks sit in Europe: the world secretariat of ⟦United Cities and Local Governments⟧, "
      "formed in ⟦2004⟧, is in ⟦Barcelona⟧, and that of ⟦ICLEI⟧, formed in ⟦1990⟧, is in ⟦Bonn⟧. In the past thirty years, however, the two capitals considered here have gained seats of their own.", indent=0,
      rels=[("", "founded", "", "2004", "United Cities and Local Governments, formed in 2004"), ("", "seat", "gn:3128760", "", "United Cities and Local Governments, formed in 2004, is in Barcelona"),
            ("", "founded", "", "1990", "ICLEI, formed in 1990"), ("", "seat", "gn:2946447", "", "ICLEI, formed in 1990, is in Bonn")]),
    P("Table 1 sets them side by side.⟦^1⟧ The first impression is of balance: four in ⟦Seoul⟧, four in ⟦Beijing⟧. A closer look shows two patterns. The bodies in ⟦Seoul⟧ were founded by cities, or were attracted "
      "by a city that offered rooms and money. Those in ⟦Beijing⟧ were, with one exception, founded by states, and the city is their address rather than their parent."),
    (B("caption", "<b>Table 1.</b> Organizations seated in ⟦Seoul⟧ and ⟦Beijing⟧", before=6),
     Table([["Organization", "Founded", "Seat", "Note"]] + [[o, f"⟦{y}⟧", f"⟦{s}⟧", n] for o, _, y, _, s, n in ORGS], rule="book", width=1.0, cols=[3.2, 1, 1, 2.6], align="lccl",
           label="Table 1", rels=[x for i, (o, ident, y, seat, s, n) in enumerate(ORGS, 1) for x in ((i, (ident, "founded", "", y, y)), (i, (ident, "seat", seat, "", s)))]),
     B("caption", "Source: the organizations’ own websites.", size=8.8, leading=13, after=8)),
    B("heading", "2. From agreements to addresses"),
    P("None of this began with networks. ⟦Seoul⟧ and ⟦Beijing⟧ became sister cities in ⟦1993⟧, one year after their states had estab\u00adlished relations, and in ⟦2013⟧ they created a joint committee. What the "
      "networks added was a third party: an office with its own staff and calendar, which continues when the two govern\u00adments are busy with other things. When ⟦CityNet⟧ moved from ⟦Yokohama⟧ to ⟦Seoul⟧, it brought "
      "with it more than a hundred members from the whole region, and the ⟦World Tourism Cities Federation⟧ did the same for ⟦Beijing⟧.", indent=0,
      rels=[(SEOUL, "sister_city", BEIJING, "1993", "Seoul and Beijing became sister cities in 1993"), ("citynet", "seat", SEOUL, "", "CityNet moved from Yokohama to Seoul")]),
    P("Two conclusions follow. First, a study of city diplomacy should record the seat and the founder of each organization, not only its members. Second, the differ\u00adence between a city that founds and a city that "
      "hosts should be kept in any ranking that counts inter\u00adnational offices, as the ⟦Global Power City Index⟧ and the ⟦Global Cities Index⟧ do in their several ways."),
    B("heading", "References"),
    B("bibliography-item", "Acuto, M. (⟦2013⟧). <i>Global Cities, Governance and Diplomacy: The Urban Link</i>. ⟦London⟧: Routledge."),
    B("bibliography-item", "Curtis, S. (⟦2016⟧). <i>Global Cities and Global Order</i>. ⟦Oxford⟧: OUP."),
    B("bibliography-item", "Van der Pluijm, R. and Melissen, J. (⟦2007⟧). <i>City Diplomacy: The Expanding Role of Cities in International Politics</i>. ⟦The Hague⟧: Clingendael."),
]


def header(n):
    return [] if n == 1 else [("I. Albrecht", "l", 46, True)]


def footer(n):
    return [(str(n), "c", 297 * MM - 36, False)]


def paper():
    return Paper(
        "07-digital-en", "en", (210 * MM, 297 * MM), (26 * MM, 30 * MM, 27 * MM, 30 * MM),
        dict(font=SERIF, size=11.2, leading=16.4, align="j", indent=16, lang="en"),
        {"heading": dict(font=BOLD, size=12, leading=20, indent=0, align="l", before=9, after=3),
         "title": dict(font=BOLD, align="c", indent=0), "author": dict(align="c", indent=0), "affiliation": dict(align="c", indent=0),
         "abstract": dict(size=10, leading=14, indent=0, left=26, right=26, after=5), "keywords": dict(size=10, leading=14, indent=0, left=26, right=26, align="l"),
         "caption": dict(size=10, leading=15, align="c", indent=0), "table": dict(size=9.8, leading=13, indent=0, vpad=1.8),
         "bibliography-item": dict(size=10, leading=14, indent=-16, after=2), "footnote": dict(size=8.8, leading=12, indent=0),
         "page-header": dict(font="Liberation Serif Italic", size=9, leading=11, indent=0), "page-number": dict(size=10, leading=11, indent=0)},
        BLOCKS, dict(file="digital", title="Where City Networks Keep Their Offices: A Note on Seoul and Beijing", author="Ines Albrecht"),
        dpi=300, header=header, footer=footer,
        about=dict(authors=["Ines Albrecht"], date="2021-03", institution="Northfield University"))
