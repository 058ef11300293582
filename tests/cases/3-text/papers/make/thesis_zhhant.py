"""A thesis from Taiwan: cover with a year of the Minguo era, 摘要 with keywords, 第一章 第一節 壹、一、（一）, list, block quotation, notes, table, 參考文獻."""
from typeset import MM, Block as B, Paper, Table

FONT = "Noto Serif CJK TC"
BOLD = "Noto Sans CJK TC Bold"
N = {"1": "⟦^1⟧ 本文所稱老屋，係指屋齡五十年以上而未經公告為文化資產之建築。", "2": "⟦^2⟧ 訪談於民國108年3月至9月進行，受訪者以代號表示，訪談稿均經受訪者確認。訪談地點多在受訪者家中，少數在里辦公處。",
     "3": "⟦^3⟧ 同前註，頁33。"}


def P(t, **k):
    return B("paragraph", t, notes=N, **k)


def H(level, t, **k):
    return B("heading", t, level=level, **k)


BLOCKS = [
    40, B("affiliation", "國立雲溪大學文學院歷史學系", size=15, leading=28), B("paragraph", "碩士論文", size=15, leading=28, align="c", indent=0),
    B("affiliation", "Department of History, College of Liberal Arts", lang="en", font="Liberation Serif", size=12, leading=20), B("affiliation", "National Yunxi University", lang="en", font="Liberation Serif", size=12, leading=20),
    B("paragraph", "Master’s Thesis", lang="en", font="Liberation Serif", size=12, leading=20, align="c", indent=0), 50,
    B("title", "老屋再生與街區記憶：\n鹽埕舊街的經驗", size=21, leading=36), 10,
    B("title", "Old Houses and the Memory of a Street:\nThe Case of Yancheng", lang="en", font="Liberation Serif", size=14, leading=22), 40,
    B("author", "溫以恆", size=15, leading=26), B("author", "Yi-Heng Wen", lang="en", font="Liberation Serif", size=13, leading=22), 40,
    B("paragraph", "指導教授：鄭書宇 博士", size=13, leading=24, align="c", indent=0), 40,
    B("paragraph", "中華民國 109 年 7 月", size=13, leading=24, align="c", indent=0), B("paragraph", "July 2020", lang="en", font="Liberation Serif", size=12, leading=22, align="c", indent=0),
    "page",
    B("heading", "摘要", level=1, align="c", size=15, leading=32, after=6),
    B("abstract", "本論文以鹽埕舊街為例，探討老屋再生如何影響居民對街區的記憶。鹽埕因港而興，因港遷而衰，近年則因青年返鄉開設書店與旅宿而重新受到注意。本文以檔案、舊照片與訪談為材料，比較再生前後居民對同一地點的敘述。"),
    B("abstract", "研究發現，再生並非只是保存，而是一種選擇：被修復的房屋成為記憶的地標，未被修復者則逐漸淡出敘述。居民的記憶因此較以往更為集中，也更為單一。", after=12),
    B("keywords", "<b>關鍵詞：</b>老屋再生、街區記憶、鹽埕、口述歷史"),
    "page",
    B("heading", "第二章　舊街的形成與變遷", level=1, align="c", size=16, leading=36, after=8), H(2, "第一節　港口與市街", size=13, leading=26), H(3, "一、築港與填地"),
    P("鹽埕之名得自曬鹽。築港以前，此地多為鹽田與魚塭，居民散居於高地。築港之後，挖出的泥沙填成新地，街道以棋盤形劃設，商店與旅社隨之而來。老屋⟦^1⟧多建於此一時期，其形制混合了騎樓與洋樓。"),
    H(3, "二、戰後的繁榮"), H(4, "（一）市場與戲院"),
    P("戰後二十年間，鹽埕是全市最熱鬧的地方。市場清晨開張，戲院深夜散場，街上的招牌一塊疊著一塊。據受訪者回憶，⟦^2⟧當時的繁榮可以從下列三點看出："),
    B("list-item", "（1）銀樓與布莊集中於同一條街，逢年過節須排隊才能入店。"), B("list-item", "（2）戲院共有九家，其中三家設有冷氣，票價雖高而座無虛席，外地人亦專程前來觀看首輪電影。"), B("list-item", "（3）夜市營業至凌晨兩點。"),
    P("一位布莊的第二代經營者如此描述童年的街景："),
    B("block-quote", "我家樓上就是工廠，樓下是店面，晚上布匹收起來，我們小孩就睡在櫃台上。外面的人聲到半夜都不停，我是聽著人聲睡著的，後來搬到安靜的地方反而睡不著。", font="AR PL UKai TW,Noto Serif CJK TC", left=24, right=24, indent=0, before=4, after=6),
    H(4, "（二）人口的外移"),
    P("港口外移之後，人口逐年減少。表2-1列出三個里在四個年份的人口，其中以新樂里減少最多。⟦^3⟧"),
    (B("caption", "表2-1　鹽埕三里人口之變化", align="c", before=6, bound="next"),
     Table([["里名", "民國60年", "民國75年", "民國90年", "民國105年"], ["新樂里", "6,204", "4,118", "2,530", "1,477"], ["中山里", "3,960", "3,015", "2,204", "1,690"], ["江西里", "2,845", "2,190", "1,733", "1,402"]], width=0.95, label="表2-1"),
     B("caption", "資料來源：市政府民政局歷年人口統計。", size=8.8, leading=13.5, indent=0, after=9, bound="prev")),
    H(2, "第二節　再生的開始", size=13, leading=26),
    P("民國一百年前後，第一家由老屋改成的書店開張。店主保留了磨石子地板與木窗，只在天井加了一片玻璃。書店的成功引來了咖啡館、旅宿與工作室，街區的面貌在數年之間改變。圖2-1標示了歷年修復的房屋。"),
    (("figure", 120), B("caption", "圖2-1　鹽埕舊街修復房屋之分布", align="c", after=8, bound="prev")),
    P("然而修復集中於兩條街，其餘街道並未受惠。未修復的房屋多因產權複雜而閒置，屋頂塌落之後便難以回復。"),
    "page",
    B("heading", "參考文獻", level=1, align="c", size=15, leading=32, after=6), H(2, "一、中文部分"),
    B("bibliography-item", "白若安，2012，《填地之城》，高雄：海風出版社。"), B("bibliography-item", "紀承翰，2015，〈騎樓的社會史〉，《街區研究》，第7期，頁21-48。"), H(2, "二、英文部分"),
    B("bibliography-item", "Hayden, Dolores, 1995, The Power of Place: Urban Landscapes as Public History. Cambridge, MA: MIT Press.", lang="en"),
    B("bibliography-item", "Halbwachs, Maurice, 1992, On Collective Memory. Chicago: University of Chicago Press.", lang="en"),
]


def paper():
    return Paper("thesis-zhhant", "zh", (210 * MM, 297 * MM), (30 * MM, 28 * MM, 28 * MM, 30 * MM),
                 dict(font=FONT, size=11, leading=19, align="j", indent=22, lang="zh-tw"),
                 {"heading": dict(font=BOLD, size=12, leading=23, indent=0, align="l", before=8, after=3), "title": dict(font=BOLD, align="c", indent=0), "author": dict(align="c", indent=0), "affiliation": dict(align="c", indent=0),
                  "keywords": dict(indent=0, align="l"), "list-item": dict(left=36, indent=-26), "caption": dict(font=BOLD, size=9.6, leading=15.6, indent=0), "table": dict(size=9.6, leading=13, indent=0, vpad=1.6),
                  "footnote": dict(size=9, leading=13.4, indent=0), "bibliography-item": dict(left=24, indent=-24, leading=17), "page-number": dict(size=10, leading=12, indent=0), "page-header": dict(size=9, leading=12, indent=0)},
                 BLOCKS, {}, footer=lambda n: [] if n == 1 else [(["", "i", "12", "13", "14", "15", "16"][n - 1], "c", 297 * MM - 44, False)], about=dict(
                     titles=["zh|老屋再生與街區記憶：鹽埕舊街的經驗", "en|Old Houses and the Memory of a Street: The Case of Yancheng"], authors=["溫以恆", "Yi-Heng Wen"], date="2020-07", degree="碩士論文",
                     institution="國立雲溪大學|國立雲溪大學文學院歷史學系", identifiers=[], keywords=["老屋再生", "街區記憶", "鹽埕", "口述歷史"]))
