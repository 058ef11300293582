"""02: a Chinese journal paper in two columns: title, authors, affiliation, 摘要, 关键词, a ranking table, 参考文献. A4, CCITT G4."""
from typeset import MM, Block as B, Paper, Table
from papers.data import GCI_2020, ICCA, ZH, BEIJING, SEOUL, by_column, by_row, change, m, meetings

SONG = "Noto Serif CJK SC"
HEI = "Noto Sans CJK SC Bold"
EN = "Liberation Serif,Noto Serif CJK SC"
PICK = [r for r in GCI_2020 if r[1] <= 6 or r[0] in ("chicago", "singapore", "shanghai", "berlin", "seoul", "moscow")]
NOTES = {"①": "① 收稿日期：⟦2021-03-15=2021年3月15日⟧。作者简介：林知远，教授，主要研究城市外交与东北亚区域合作；周若溪，讲师，主要研究国际组织。"}


def P(text, **k):
    return B("paragraph", text, notes=NOTES, **k)


BLOCKS = [
    "span",
    B("title", "首都城市外交的比较研究", size=19, leading=30, before=6, space_always=True),
    B("title", "——以⟦北京⟧与⟦首尔⟧为例", size=13, leading=24),
    B("author", "林知远⟦^①⟧　周若溪", size=12, leading=24, notes=NOTES),
    B("affiliation", "（⟦org:Dongling University=东陵大学⟧ 国际关系学院，⟦北京⟧）", size=9, leading=18, after=6),
    B("abstract", "<b>摘　要：</b>城市外交是城市为维护自身利益、在国际舞台上与其他行为体交往的制度与过程。本文以⟦北京⟧和⟦首尔⟧两座首都为例，从双边友好城市、多边城市网络和全球城市"
      "评价三个方面比较其城市外交的发展。研究发现，两市自⟦1993年⟧结为友好城市以来，交往由礼仪性往来逐步走向机制化合作；⟦首尔⟧更重视城市自主，⟦北京⟧更重视与国家总体外交的配合。"
      "两种路径各有长短，可以相互借鉴。"),
    B("keywords", "<b>关键词：</b>城市外交；友好城市；国际组织；⟦北京⟧；⟦首尔⟧", after=4),
    "columns",
    B("heading", "一、问题的提出"),
    P("在全球化与城市化的共同推动下，城市已经不再只是国家对外交往的舞台，而日益成为具有自身诉求的行为体。城市之间缔结友好关系、组建国际网络、承办国际会议，都属于城市外交的内容。"
      "与主权国家的外交相比，城市外交议题具体、形式灵活、参与者众多，往往能够在国家关系遇到困难时保持往来的渠道。"),
    P("⟦北京⟧和⟦首尔⟧都是历史悠久的首都，也都是东亚地区人口、资本与知识高度集中的大都市。⟦1992-08-24=1992年8月24日⟧中韩两国正式建交，次年两市即缔结友好城市关系。此后近三十年间，"
      "两市的交往经历了起步、扩展和机制化三个阶段，为比较首都城市外交提供了合适的案例。",
      rels=[(BEIJING, "sister_city", SEOUL, "1993", "次年两市即缔结友好城市关系")]),
    P("既有研究大致沿两条线索展开。一是次国家政府的对外事务，强调地方在国家外交中的补充作用；二是多层外交理论，强调各级政府与社会力量围绕同一议题的互动。前者重视权限，后者重视过程。"
      "本文在两者基础上，以机制化程度作为比较的尺度。"),
    B("heading", "二、双边层面：友好城市"),
    P("⟦北京⟧的友好城市始于⟦1979年⟧与⟦东京⟧的结好。⟦1980年⟧，⟦纽约⟧与⟦贝尔格莱德⟧先后与⟦北京⟧结好；⟦1984年⟧又有⟦华盛顿⟧，⟦1987年⟧有⟦科隆⟧。进入⟦1990年代⟧，"
      "⟦开罗⟧、⟦雅加达⟧、⟦曼谷⟧、⟦首尔⟧、⟦柏林⟧和⟦莫斯科⟧相继加入，布局由发达国家扩展到周边和发展中国家。",
      rels=[(BEIJING, "sister_city", "gn:1850147", "1979", "1979年与东京的结好"),
            (BEIJING, "sister_city", "gn:5128581", "1980", "1980年，纽约与贝尔格莱德"),
            (BEIJING, "sister_city", "gn:792680", "1980", "1980年，纽约与贝尔格莱德"),
            (BEIJING, "sister_city", "gn:4140963", "1984", "1984年又有华盛顿"),
            (BEIJING, "sister_city", "gn:2886242", "1987", "1987年有科隆")] +
           [(BEIJING, "sister_city", k, "199X", "1990年代，开罗、雅加达、曼谷、首尔、柏林和莫斯科") for k in
            ("gn:360630", "gn:1642911", "gn:1609350", SEOUL, "gn:2950159", "gn:524901")]),
    P("⟦首尔⟧的友好城市可以追溯到⟦1968年⟧与⟦台北⟧的结好。⟦1988年⟧奥运会前后，⟦东京⟧、⟦莫斯科⟧和⟦巴黎⟧成为新的伙伴，⟦首尔⟧的对外交往由此越出冷战的界线。⟦2013年⟧，"
      "在结好二十周年之际，两市设立联合委员会，下设若干工作组，交往从项目走向机制。",
      rels=[(SEOUL, "sister_city", "gn:1668341", "1968", "1968年与台北的结好")]),
    P("中韩地方交往并不限于首都。⟦1993-07-01=1993年7月1日⟧，⟦连云港⟧与⟦木浦⟧结为友好城市，这是两国之间的第一对友好城市。此后⟦上海⟧与⟦釜山⟧、⟦天津⟧与⟦仁川⟧、⟦青岛⟧与⟦大邱⟧、"
      "⟦南京⟧与⟦大田⟧、⟦长春⟧与⟦蔚山⟧、⟦广州⟧与⟦光州⟧等相继结好，形成了覆盖沿海并向内陆延伸的网络。",
      rels=[("gn:1788694", "sister_city", "gn:1841066", "1993-07-01", "1993年7月1日，连云港与木浦结为友好城市"),
            ("gn:1796236", "sister_city", "gn:1838524", "", "上海与釜山"),
            ("gn:1792947", "sister_city", "gn:1843564", "", "天津与仁川"),
            ("gn:1797929", "sister_city", "gn:1835329", "", "青岛与大邱"),
            ("gn:1799962", "sister_city", "gn:1835235", "", "南京与大田"),
            ("gn:2038180", "sister_city", "gn:1833747", "", "长春与蔚山"),
            ("gn:1809858", "sister_city", "gn:1841811", "", "广州与光州")]),
    B("heading", "三、评价层面：全球城市排名"),
    P("国际评价是观察城市地位的一面镜子。表1列出⟦科尔尼⟧公司⟦2020年⟧⟦全球城市指数⟧（⟦GCI⟧）中部分城市的名次。⟦北京⟧由第9位升至第5位，首次进入前五；⟦首尔⟧受疫情冲击，由第13位降至第17位。"
      "该指数重视商业活动、人力资本、信息交流、文化体验和政治参与五个方面，总部经济发达的城市因而占有优势。"),
    (B("caption", "表1　⟦2020年⟧⟦全球城市指数⟧中部分城市的名次", before=4),
     Table([["城市", "⟦2020年⟧", "⟦2019年⟧", "变化"]] + [[m(k, ZH), str(a), str(b), change(a, b, "↑", "↓", "—")] for k, a, b in PICK],
           rule="book", width=0.94, label="表1", cols=[1.3, 1, 1, 1], lang="zh",
           rank=lambda t: arrows(by_row("gci", "2020", 0, {1: ("rank", "", "2020"), 2: ("rank", "", "2019"), 3: ("change", "", "")})(t))),
     B("caption", "资料来源：⟦Kearney⟧, ⟦2020⟧ ⟦Global Cities Index⟧。", size=8, leading=12, after=8)),
    P("会议数量是另一项常用的指标。表2根据⟦国际大会及会议协会⟧（⟦ICCA⟧）的统计整理。⟦2010/2019=2010—2019年⟧，⟦首尔⟧共举办国际会议1343次，⟦北京⟧为1228次。⟦2012年⟧以前⟦北京⟧领先，"
      "⟦2013年⟧以后⟦首尔⟧反超，并于⟦2017年⟧达到159次的高点。"),
    (B("caption", "表2　⟦icca=ICCA⟧国际会议数量（⟦2010/2019=2010—2019年⟧）", before=4),
     Table([["年份", "⟦北京⟧", "⟦首尔⟧"]] + [[f"⟦{y}⟧", str(a), str(b)] for y, a, b in ICCA] + [["合计", "1228", "1343"]],
           rule="book", width=0.8, label="表2", lang="zh",
           rank=by_column("icca", "2019", {1: (BEIJING, "北京", "count"), 2: (SEOUL, "首尔", "count")}, meetings(0, ""))),
     B("caption", "资料来源：⟦2019⟧ ⟦ICCA Statistics Report⟧。", size=8, leading=12, after=8)),
    B("heading", "四、多边层面：国际组织"),
    P("在多边层面，两市都参加了⟦世界城市和地方政府联合组织⟧（⟦UCLG⟧，⟦2004年⟧成立，总部⟦巴塞罗那⟧）等综合性网络。⟦首尔⟧于⟦2010年⟧推动成立⟦世界智慧可持续城市组织⟧（⟦WeGO⟧）并设秘书处，"
      "⟦亚太城市网络⟧（⟦CityNet⟧）的秘书处也于⟦2013年⟧由⟦横滨⟧迁至⟦首尔⟧。⟦北京⟧则在⟦2012年⟧发起⟦世界旅游城市联合会⟧（⟦WTCF⟧），这是第一个总部设在中国的国际性旅游组织。",
      rels=[("", "founded", "", "2004", "世界城市和地方政府联合组织（UCLG，2004年成立"),
            ("", "seat", "gn:3128760", "", "世界城市和地方政府联合组织（UCLG，2004年成立，总部巴塞罗那"),
            ("", "founded", "", "2010", "2010年推动成立世界智慧可持续城市组织（WeGO）"),
            ("wego", "seat", SEOUL, "", "推动成立世界智慧可持续城市组织（WeGO）并设秘书处"),
            ("citynet", "seat", SEOUL, "", "亚太城市网络（CityNet）的秘书处也于2013年由横滨迁至首尔"),
            (BEIJING, "member_of", "uclg", "", "两市都参加了世界城市和地方政府联合组织（UCLG"),
            (SEOUL, "member_of", "uclg", "", "两市都参加了世界城市和地方政府联合组织（UCLG"),
            ("wtcf", "seat", BEIJING, "", "北京则在2012年发起世界旅游城市联合会（WTCF），这是第一个总部设在中国"),
            ("", "founded", "", "2012", "2012年发起世界旅游城市联合会（WTCF）")]),
    P("⟦北京⟧还是多个政府间国际组织的所在地：⟦国际竹藤组织⟧（⟦INBAR⟧）成立于⟦1997年⟧，⟦上海合作组织⟧（⟦SCO⟧）成立于⟦2001年⟧，⟦亚洲基础设施投资银行⟧（⟦AIIB⟧）成立于⟦2015年⟧。这些机构服务于国家外交，"
      "却也为城市带来了人员、会议和声誉。",
      rels=[("wd:Q6052145", "founded", "", "1997", "国际竹藤组织（INBAR）成立于1997年"),
            ("wd:Q485207", "founded", "", "2001", "上海合作组织（SCO）成立于2001年"),
            ("wd:Q18109843", "founded", "", "2015", "亚洲基础设施投资银行（AIIB）成立于2015年")]),
    B("heading", "五、问题与展望"),
    P("两市的城市外交仍面临三方面的问题。第一，制度上的限制。中国的城市外事工作由中央统一领导，地方的自主空间较小；韩国虽实行地方自治，但外交权限属于中央政府，城市的对外协定缺少明确的法律地位。"
      "第二，网络上的不平衡。两市的友好城市多集中在亚洲和欧洲，与非洲和大洋洲城市的往来较少，交往对象也以首都和大城市为主。第三，参与上的不足。企业、大学和市民团体大多只在活动层面参与，"
      "很少进入议题的设定与评估。"),
    P("针对上述问题，可以考虑以下几点。其一，理顺与中央政府的关系，在国家总体外交的框架内明确城市可以自主决定的事项。其二，扩大合作的地理范围，以专题网络带动与不同地区城市的交往，"
      "⟦C40⟧、⟦ICLEI⟧等环境领域的网络已有成熟的经验。其三，建立常设的民间协商平台，使青年、学者和媒体的交流不因一时的政治气氛而中断。其四，重视数字手段，把线上会议与线下互访结合起来，降低交往的成本。"),
    P("需要指出的是，机制化并不等于官僚化。机制的意义在于使交往有章可循、有始有终，而不在于机构的多少。两市联合委员会设立以来的经验表明，议题越具体，合作越稳定；层级越接近业务部门，效果越明显。"
      "这一点对其他城市同样具有参考价值。"),
    B("heading", "六、结论"),
    P("比较表明，⟦首尔⟧的路径以城市自主为基础，市长的意愿和市民社会的参与是主要动力；⟦北京⟧的路径以国家总体外交为依托，稳定而集中。前者易受选举周期影响，后者易受国家关系影响。今后两市可在气候变化、"
      "公共卫生、老龄化和文化遗产等议题上加强合作，并借助已有的城市网络把双边合作带入多边场合。"),
    B("heading", "参考文献", size=10),
    B("bibliography-item", "[1] 陈志敏. 次国家政府与对外事务[M]. ⟦北京⟧：长征出版社，⟦2001⟧."),
    B("bibliography-item", "[2] 龚铁鹰. 国际关系视野中的城市——地位、功能及政治走向[J]. 世界经济与政治，⟦2004⟧（8）：37-42."),
    B("bibliography-item", "[3] 赵可金，陈维. 城市外交：探寻全球都市的外交角色[J]. 外交评论，⟦2013⟧（6）：61-77."),
    B("bibliography-item", "[4] Hocking B. Localizing Foreign Policy[M]. ⟦London⟧: Macmillan, ⟦1993⟧.", lang="en"),
    B("bibliography-item", "[5] van der Pluijm R, Melissen J. City Diplomacy[R]. ⟦The Hague⟧: Clingendael, ⟦2007⟧.", lang="en"),
    B("bibliography-item", "[6] Acuto M. Global Cities, Governance and Diplomacy[M]. ⟦London⟧: Routledge, ⟦2013⟧.", lang="en"),
    B("bibliography-item", "[7] ⟦Kearney⟧. ⟦2020⟧ ⟦Global Cities Index⟧: New Priorities for a New World[R]. ⟦2020⟧.", lang="en"),
    B("bibliography-item", "[8] ⟦Institute for Urban Strategies⟧. ⟦Global Power City Index⟧ ⟦2020⟧[R]. ⟦Tokyo⟧: ⟦The Mori Memorial Foundation⟧, ⟦2020⟧.", lang="en"),
    B("bibliography-item", "[9] Friedmann J. The World City Hypothesis[J]. Development and Change, ⟦1986⟧, 17(1): 69-83.", lang="en"),
    B("bibliography-item", "[10] Sassen S. The Global City: ⟦New York⟧, ⟦London⟧, ⟦Tokyo⟧[M]. ⟦Princeton⟧: PUP, ⟦1991⟧.", lang="en"),
]


def arrows(records):
    """↑4 is +4, ↓2 is -2, — is 0."""
    for ri, rec in records:
        rec = list(rec)
        rec[7] = rec[7].replace("↑", "").replace("↓", "-").replace("—", "0")
        yield ri, tuple(rec)


def header(n):
    y = 15 * MM
    if n == 1:
        return [("第12卷第2期", "l", y, True), ("东陵大学学报（社会科学版）", "c", y, False), ("Vol.12 No.2", "r", y, False)]
    return [("林知远等：首都城市外交的比较研究", "c", y, True)]


def footer(n):
    return [(f"· {n + 56} ·", "c", 297 * MM - 12 * MM, False)]


def paper():
    return Paper(
        "02-journal-zh", "zh", (210 * MM, 297 * MM), (21 * MM, 18 * MM, 19 * MM, 18 * MM),
        dict(font=SONG, size=9.5, leading=15.4, align="j", indent=19, lang="zh-cn"),
        {"heading": dict(font=HEI, size=10.5, leading=19, indent=0, align="l", before=4, after=1),
         "title": dict(font=HEI, align="c", indent=0), "author": dict(font="Noto Sans CJK SC", align="c", indent=0), "affiliation": dict(align="c", indent=0),
         "abstract": dict(size=9, leading=14, indent=0, left=20, right=20), "keywords": dict(size=9, leading=15, indent=0, left=20, right=20, align="l"),
         "caption": dict(font="Noto Sans CJK SC", size=8.6, leading=13, align="c", indent=0),
         "table": dict(size=8.6, leading=11.2, indent=0, vpad=1.4),
         "bibliography-item": dict(size=8.2, leading=12, indent=-12, align="l"),
         "footnote": dict(size=7.8, leading=11, indent=0),
         "page-header": dict(size=8.5, leading=11, indent=0), "page-number": dict(font=EN, size=9, leading=11, indent=0)},
        BLOCKS, dict(file="pdf", scan=dict(mode="bit", skew=-1.6, blur=0.75, noise=0.035, shade=0.12, paper=0.93, ink=0.12, threshold=0.55, specks=60, shift=(6, 3)),
                     each={2: dict(skew=-0.75, shift=(-4, 5))}),
        cols=2, gap=7 * MM, dpi=300, header=header, footer=footer,
        about=dict(authors=["林知远", "周若溪"], institution="东陵大学 国际关系学院", journal="东陵大学学报（社会科学版）"))
