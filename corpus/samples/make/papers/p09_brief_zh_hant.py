"""09: a one-page brief in traditional Chinese with a year of the Minguo era, delivered as a 1-bit PNG. A4."""
from typeset import MM, Block as B, Paper, Table
from papers.data import BEIJING, GDCI_2021, SEOUL, by_row

FONT = "Noto Serif CJK TC"
BOLD = "Noto Sans CJK TC Bold"
ZHT = dict(tokyo="東京", shanghai="上海", beijing="北京", london="倫敦", sanfrancisco="舊金山", newyork="紐約", singapore="新加坡", seoul="首爾",
           losangeles="洛杉磯", hongkong="香港")
LAND = dict(tokyo="日本", shanghai="中國", beijing="中國", london="英國", sanfrancisco="美國", newyork="美國", seoul="韓國", losangeles="美國", hongkong="中國")
NOTES = {"①": "① 締結年份依兩市政府公布之協定。"}


def P(text, **k):
    return B("paragraph", text, notes=NOTES, **k)


BLOCKS = [
    B("title", "首都城市外交之比較：⟦首爾⟧與⟦北京⟧", size=18, leading=30, before=6, space_always=True),
    B("author", "簡若蘭", size=12, leading=22, before=2),
    B("affiliation", "⟦org:Haiyun Research Center=海雲研究中心⟧ 副研究員", size=10, leading=17),
    B("paragraph", "⟦2021-03=民國110年3月⟧", size=10, leading=17, align="c", indent=0, after=8),
    B("abstract", "<b>摘要：</b>本文比較⟦首爾⟧與⟦北京⟧的城市外交。前者以城市自主為基礎，積極爭取國際組織設立秘書處；後者配合國家整體外交，成為政府間組織的所在地。兩市自⟦1993年⟧締結姊妹市以來，"
      "已由禮節性往來走向機制化合作。"),
    B("keywords", "<b>關鍵詞：</b>城市外交、姊妹市、國際組織、⟦首爾⟧、⟦北京⟧", after=6),
    B("heading", "壹、姊妹市的發展"),
    P("⟦首爾⟧的第一個姊妹市是⟦臺北⟧，締結於⟦1968年⟧。⟦①⟧".replace("⟦①⟧", "⟦^①⟧") + "其後⟦1971年⟧有⟦安卡拉⟧，⟦1988年⟧有⟦東京⟧，冷戰結束後又有⟦莫斯科⟧、⟦巴黎⟧與⟦北京⟧。⟦北京⟧則自⟦1979年⟧與⟦東京⟧締結友好城市起，⟦1980年⟧"
      "與⟦紐約⟧、⟦1990年⟧與⟦開羅⟧相繼建立關係。⟦1992年⟧中韓建交，翌年兩市結為姊妹市；⟦2013=二〇一三年⟧，兩市設立聯合委員會，分為經濟、文化、教育與環境等小組。",
      rels=[(SEOUL, "sister_city", "gn:1668341", "1968", "首爾的第一個姊妹市是臺北，締結於1968年"), (SEOUL, "sister_city", "gn:323786", "1971", "1971年有安卡拉"),
            (SEOUL, "sister_city", "gn:1850147", "1988", "1988年有東京"), (SEOUL, "sister_city", BEIJING, "1993", "翌年兩市結為姊妹市"),
            (BEIJING, "sister_city", "gn:1850147", "1979", "1979年與東京締結友好城市"), (BEIJING, "sister_city", "gn:5128581", "1980", "1980年與紐約"),
            (BEIJING, "sister_city", "gn:360630", "1990", "1990年與開羅")]),
    B("heading", "貳、國際組織"),
    P("⟦首爾⟧於⟦2010年⟧推動成立⟦世界智慧永續城市組織⟧（⟦WeGO⟧），⟦2013年⟧又使⟦亞太城市網絡⟧（⟦CityNet⟧）的秘書處由⟦橫濱⟧遷入。⟦北京⟧則是⟦國際竹藤組織⟧（⟦1997年⟧）、⟦上海合作組織⟧（⟦2001年⟧）與"
      "⟦亞洲基礎設施投資銀行⟧（⟦2015年⟧）的總部所在，並於⟦2012年⟧發起⟦世界旅遊城市聯合會⟧（⟦WTCF⟧）。".replace("⟦橫濱⟧", "⟦yokohama=橫濱⟧"),
      rels=[("wego", "founded", "", "2010", "2010年推動成立世界智慧永續城市組織（WeGO）"), ("citynet", "seat", SEOUL, "", "亞太城市網絡（CityNet）的秘書處由橫濱遷入"),
            ("inbar", "founded", "", "1997", "國際竹藤組織（1997年）"), ("sco", "founded", "", "2001", "上海合作組織（2001年）"),
            ("aiib", "founded", "", "2015", "亞洲基礎設施投資銀行（2015年）"), ("inbar", "seat", BEIJING, "", "北京則是國際竹藤組織"),
            ("sco", "seat", BEIJING, "", "上海合作組織（2001年）"), ("aiib", "seat", BEIJING, "", "亞洲基礎設施投資銀行（2015年）的總部所在"),
            ("wtcf", "founded", "", "2012", "2012年發起世界旅遊城市聯合會（WTCF）")]),
    B("heading", "參、城市排名"),
    P("⟦2021年⟧，⟦中國城市規劃設計研究院⟧公布⟦全球活力城市指數⟧（⟦GDCI⟧）。如表1所示，⟦東京⟧居首，⟦上海⟧與⟦北京⟧分列第二、第三，⟦首爾⟧名列第八。前十名中亞洲城市占六席，可見東亞城市地位之提升。"),
    (B("caption", "表1　⟦2021年⟧⟦全球活力城市指數⟧前十名", before=4),
     Table([["排名", "國家／地區", "城市"]] + [[str(i), LAND.get(k, "⟦新加坡⟧"), f"⟦{k}={ZHT[k]}⟧"] for i, k in enumerate(GDCI_2021, 1)], rule="book", width=0.6, label="表1",
           cols=[1, 1.4, 1.4], rank=by_row("gdci", "2021", 2, {0: ("rank", "", "")})),
     B("caption", "資料來源：⟦中國城市規劃設計研究院⟧（⟦2021⟧）。", size=8.6, leading=13, after=8)),
    P("綜言之，兩市的路徑雖異，卻都由雙邊走向多邊。日後如能在彼此主導的網絡中交互參與，當可使合作更為穩固。"),
]


def footer(n):
    return [("- 1 -", "c", 297 * MM - 34, False)]


def paper():
    return Paper(
        "09-brief-zh-hant", "zh", (210 * MM, 297 * MM), (22 * MM, 30 * MM, 21 * MM, 30 * MM),
        dict(font=FONT, size=10.6, leading=16.6, align="j", indent=21.2, lang="zh-tw"),
        {"heading": dict(font=BOLD, size=12, leading=21, indent=0, align="l", before=7, after=2),
         "title": dict(font=BOLD, align="c", indent=0), "author": dict(align="c", indent=0), "affiliation": dict(align="c", indent=0),
         "abstract": dict(size=10, leading=16, indent=0, left=22, right=22, after=3), "keywords": dict(size=10, leading=16, indent=0, left=22, right=22, align="l"),
         "caption": dict(font="Noto Sans CJK TC", size=9.4, leading=15, align="c", indent=0), "table": dict(size=9.4, leading=11.6, indent=0, vpad=1.1),
         "footnote": dict(size=8.6, leading=13, indent=0), "page-number": dict(size=9.5, leading=12, indent=0)},
        BLOCKS, dict(file="png", scan=dict(mode="bit", skew=0.6, blur=0.8, noise=0.03, shade=0.10, paper=0.94, ink=0.12, threshold=0.56, specks=50, shift=(5, -4))),
        dpi=300, footer=footer, about=dict(authors=["簡若蘭"], date="2021-03", institution="海雲研究中心"))
