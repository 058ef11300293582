"""An English policy paper: executive summary, unnumbered headings, bullets, a table and a figure, recommendations numbered 1. to 3., endnotes instead of footnotes, about the author."""
from typeset import MM, Block as B, Paper, Table

FONT = "Liberation Serif"
BOLD = "Liberation Sans Bold"
N = {}


def P(t, **k):
    return B("paragraph", t, notes=N, **k)


def H(level, t, **k):
    return B("heading", t, level=level, **({"size": 11.6} if level == 2 else {}), **k)


BLOCKS = [
    B("paragraph", "POLICY BRIEF NO. 17", font=BOLD, size=9.4, leading=14, align="l", indent=0, after=16),
    B("title", "Keeping the Night Trains", size=24, leading=30, space_always=True), B("title", "What Six Cities Gained from Sleeper Services", size=14, leading=20, after=6),
    B("author", "Orla Brennan and Tomas Lindqvist", size=11, leading=16), B("paragraph", "October 2018", size=10, leading=14, indent=0, align="l", after=12),
    B("heading", "Executive Summary", level=1),
    B("abstract", "Night trains were given up across the continent between 2000 and 2015. Six cities kept or revived them. This brief shows that sleeper services brought these cities visitors who stayed longer and travelled out of season, and that the cost to the public purse was smaller than that of the airport subsidies they replaced."),
    B("abstract", "Cities that wish to follow should secure track access first, share rolling stock with neighbours, and treat the station as part of the service."),
    B("heading", "Why Night Trains Disappeared", level=1),
    P("By 2015 a traveller who wished to cross the continent overnight had half as many choices as in 2000.⟦^1⟧ Operators blamed low fares in the air, ageing carriages and track charges that did not distinguish between an express at noon and a sleeper at three in the morning."),
    P("Passengers told another story. In a survey of 2,140 former users, two thirds said that they had stopped because timetables had become unreliable, and only one in ten because of the price.⟦^2⟧"),
    B("heading", "What the Six Cities Did", level=1),
    H(2, "Track before trains"),
    P("All six negotiated access to track at night before they looked for carriages. In four of them the city itself signed the agreement with the infrastructure manager, an unusual step that gave operators the certainty they needed."),
    H(2, "Shared carriages"),
    P("Carriages are the largest cost. Table 1 shows that the cities which shared them with a neighbour paid less than half per berth."),
    (B("caption", "Table 1. Cost of carriages per berth and year, 2017", align="l", before=6, bound="next"),
     Table([["City", "Berths", "Shared with", "Cost (€)"], ["Aldhaven", "240", "Brunsee", "1,910"], ["Brunsee", "180", "Aldhaven", "1,870"], ["Carrow", "96", "none", "4,350"], ["Dunmark", "120", "Eskil", "2,040"]], rule="book", width=0.85, label="Table 1"),
     B("caption", "Source: operators’ annual reports; authors’ calculations.", size=8.6, leading=12, indent=0, after=8, bound="prev")),
    P("Sharing has a price of its own. Timetables must be agreed two years ahead, and a delay in one city becomes a delay in the other. Nevertheless every pair that began to share has renewed its agreement."),
    H(2, "The station as part of the service"),
    P("The cities improved their stations in ways that passengers notice at six in the morning:"),
    B("list-item", "• showers and lockers that open before the first train arrives;"), B("list-item", "• a café run by a local baker rather than by a chain, with a lease that obliges it to open whenever a sleeper is due, however late it may be;"), B("list-item", "• buses that wait."),
    (("figure", 120), B("caption", "Figure 1. Arrivals by night train in six cities, 2008–2017", align="l", after=8, bound="prev")),
    P("Figure 1 shows what followed. Arrivals doubled in five years in Aldhaven and Brunsee and rose by half in the others.⟦^3⟧ Hotels reported that guests who came by night train stayed 0.8 nights longer than those who came by air."),
    B("heading", "Recommendations", level=1),
    B("list-item", "1. Cities should negotiate track access themselves, for at least ten years, before they invite operators to bid."),
    B("list-item", "2. National governments should charge for track at night by wear and not by time, as three of them already do."),
    B("list-item", "3. Neighbouring cities should found a common pool of carriages."),
    B("heading", "Endnotes", level=1),
    B("footnote", "1. Continental Rail Forum, Timetable Review 2000–2015 (Aldhaven: CRF, 2016), 12–19."),
    B("footnote", "2. O. Brennan, “Why passengers left,” Journal of Slow Travel 4, no. 2 (2016): 55–71. The survey was carried out in stations and by post; the share of those who answered was 31 per cent."),
    B("footnote", "3. Figures for Carrow exclude 2012, when the line was closed for repairs."),
    B("heading", "About the Authors", level=1),
    P("Orla Brennan teaches transport history at Aldhaven College. Tomas Lindqvist is an engineer and advises the city of Brunsee."),
]


def paper():
    return Paper("policy-en", "en", (210 * MM, 280 * MM), (28 * MM, 30 * MM, 26 * MM, 30 * MM),
                 dict(font=FONT, size=11, leading=15.4, align="l", indent=0, after=6, lang="en"),
                 {"heading": dict(font=BOLD, size=13, leading=19, indent=0, align="l", before=10, after=4), "title": dict(font=BOLD, align="l", indent=0), "author": dict(indent=0, align="l"), "abstract": dict(size=11, leading=15.4, indent=0, after=6),
                  "list-item": dict(left=16, indent=-12, after=3), "caption": dict(font="Liberation Sans", size=9.2, leading=13, indent=0), "table": dict(size=9.6, leading=12.6, indent=0, vpad=1.6), "footnote": dict(size=9.2, leading=12.6, left=14, indent=-14, after=3),
                  "page-number": dict(size=9.4, leading=12, indent=0), "page-header": dict(size=9, leading=12, indent=0)},
                 BLOCKS, {}, footer=lambda n: [] if n == 1 else [("Keeping the Night Trains", "l", 280 * MM - 40, False), (str(n), "r", 280 * MM - 40, False)])
