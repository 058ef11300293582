"""An English history article: title, author below, no abstract, sections headed by Roman figures alone in the middle, long notes with raised figures that go on over the page, block quotations, a list of archives, bibliography with hanging indent and repeated author as a dash."""
from typeset import MM, Block as B, Paper, Table

FONT = "Liberation Serif"
BOLD = "Liberation Serif Bold"
N = {"1": "⟦^1⟧ Port Selwyn City Archives (hereafter PSA), Harbour Board, minutes, 4 March 1871.", "2": "⟦^2⟧ Rosa Hale, Lamps on the Water (Port Selwyn: Harbour Press, 1998), 40–58; Emil Quist, “The Price of Oil,” Journal of Northern Trade 12 (2003): 201–230.",
     "3": "⟦^3⟧ PSA, Harbour Board, letters received, A. Finch to the Board, 9 November 1874. Finch wrote eleven such letters between 1872 and 1876; only four of the answers survive, and none of them is signed by the master of the port himself.", "4": "⟦^4⟧ Hale, Lamps, 61.", "5": "⟦^5⟧ Ibid., 63."}


def P(t, **k):
    return B("paragraph", t, notes=N, **k)


def H(level, t, **k):
    return B("heading", t, level=level, **k)


BLOCKS = [
    B("title", "Who Lit the Harbour? Lamps, Ratepayers, and Night Work in Port Selwyn, 1868–1880", size=17, leading=23, before=10, space_always=True), B("author", "MARGARET OYELARAN", size=10.6, leading=24, after=14),
    P("On the night of 4 March 1871 the harbour of Port Selwyn was dark. The lamplighter had not been paid, and the ship that waited outside the bar waited until morning.⟦^1⟧ Historians of the port have treated the episode as a curiosity. This article takes it as a beginning.", indent=0),
    P("Light was a matter of money before it was one of technology. Who paid for it, and who worked by it, divided the town for twelve years. The literature has followed the merchants, who wanted light and did not wish to pay.⟦^2⟧ It has overlooked the women who mended nets and sorted fish at night, and whose wages depended on the lamps."),
    B("heading", "I", level=1, align="c"),
    P("Before 1868 the harbour had nine lamps, all of them kept by publicans. The law obliged a publican to keep a lamp at his door until midnight; after that hour the harbour belonged to those who carried their own."),
    P("The first petition for public lamps came not from merchants but from the net menders of Tannery Row. It was drawn up by Agnes Finch, who kept a school:"),
    B("block-quote", "We do not ask for light to walk home by, which we know well enough in the dark, but for light to work by, since the boats come in when the tide brings them and not when the sun does.", size=9.8, leading=13, left=24, right=24, indent=0, before=5, after=6),
    P("The Board did not answer.⟦^3⟧ It noted the petition under “sundries” and passed to the price of coal."),
    B("heading", "II", level=1, align="c"),
    P("The quarrel over the rate of 1872 is well known. Ratepayers above the hill refused to pay for lamps below it, and the Board divided the town into a lit and an unlit half.⟦^4⟧ What is less well known is that the unlit half began to light itself. Finch collected a penny a week from four hundred households and hired the lamplighter whom the Board had dismissed."),
    P("The penny lamps, as they were called, burned until four in the morning. They were placed where work was done and not where carriages passed. By 1876 there were thirty-one of them, and the harbour master had begun to steer by them.⟦^5⟧"),
    B("heading", "III", level=1, align="c"),
    P("When gas came in 1878 the Board took the penny lamps down. It replaced them with eighteen gas lamps along the quay, brighter and farther apart. Night work in Tannery Row ended within the year. The town was better lit than before, and fewer people could work in it."),
    B("heading", "Bibliography", level=1, align="c"),
    B("heading", "Archives", level=2), B("bibliography-item", "Port Selwyn City Archives. Harbour Board, minutes and letters received, 1868–1880."),
    B("heading", "Printed Works", level=2), B("bibliography-item", "Hale, Rosa. Lamps on the Water. Port Selwyn: Harbour Press, 1998."), B("bibliography-item", "———. “Oil and Order.” Northern History Review 7, no. 1 (2001): 3–29."),
    B("bibliography-item", "Quist, Emil. “The Price of Oil.” Journal of Northern Trade 12 (2003): 201–230."),
]


def paper():
    return Paper("history-en", "en", (156 * MM, 234 * MM), (22 * MM, 20 * MM, 22 * MM, 20 * MM),
                 dict(font=FONT, size=10.6, leading=14, align="j", indent=14, lang="en"),
                 {"heading": dict(font=FONT, size=11, leading=18, indent=0, align="l", before=8, after=4), "title": dict(font=BOLD, align="c", indent=0), "author": dict(align="c", indent=0), "footnote": dict(size=8.6, leading=11, indent=10),
                  "bibliography-item": dict(size=9.8, leading=13, left=20, indent=-20), "page-number": dict(size=9, leading=12, indent=0), "page-header": dict(size=8.8, leading=12, indent=0)},
                 BLOCKS, {}, header=lambda n: [] if n == 1 else [(str(n + 410), "l", 38, False), ("NORTHERN HISTORY REVIEW", "c", 38, False)] if n % 2 == 0 else [("WHO LIT THE HARBOUR?", "c", 38, False), (str(n + 410), "r", 38, False)], footer=lambda n: [("Northern History Review 14, no. 3 (2009): 411–430", "l", 234 * MM - 36, False)] if n == 1 else [])
