"""Pages of a Chinese yearbook: column heads, entries opened by 【...】, a table, a table that goes on over the page, officials listed by office."""
from typeset import MM, Block as B, Paper, Table

FONT = "Noto Serif CJK SC"
BOLD = "Noto Sans CJK SC Bold"
N = {}


def P(t, **k):
    return B("paragraph", t, notes=N, **k)


def H(level, t, **k):
    return B("heading", t, level=level, **k)


ROWS = [["友好城市", "国家", "结好日期", "签字人"]] + [[a, b, c, d] for a, b, c, d in (
    ("北谷市", "日本", "1984-05-11", "柳青山"), ("东堤市", "韩国", "1993-09-02", "柳青山"), ("阿尔德港", "挪威", "1995-06-20", "何以安"), ("布伦湖", "瑞士", "1998-10-08", "何以安"), ("南卡罗市", "美国", "2001-04-17", "何以安"),
    ("圣安妮", "加拿大", "2004-08-30", "卢镜明"), ("塞尔温港", "新西兰", "2007-03-12", "卢镜明"), ("白河市", "俄罗斯", "2010-07-25", "卢镜明"), ("瓦拉市", "哈萨克斯坦", "2013-09-16", "秦岳"), ("拉瑙市", "马来西亚", "2016-11-03", "秦岳"))]

BLOCKS = [
    B("heading", "外事·侨务", level=1, size=20, leading=34, align="c", after=8),
    H(2, "综述", align="c"),
    P("2016年，云河市外事工作以服务开放型经济为重点，全年接待来访团组一百零三批、八百七十四人次，派出团组五十八批、三百一十二人次；新增友好城市一座，友好城市总数达到十座。"),
    H(2, "友好往来", align="c"),
    P("<b>【与拉瑙市缔结友好城市】</b>　11月3日，市长秦岳与拉瑙市市长在云河市签署建立友好城市关系协议书。两市自2012年起在渔业与职业教育方面开展合作，已互派学员六批。"),
    P("<b>【东堤市代表团来访】</b>　5月18日至21日，韩国东堤市代表团一行十二人访问云河市，参观水上博物馆和第二中学，并就青少年交流达成三项意向。"),
    P("<b>【国际友城青年论坛】</b>　8月9日，第四届国际友城青年论坛在云河大学举行，七座友好城市的六十名青年参加。论坛以“河流与城市”为主题，通过《云河青年倡议》。"),
    H(2, "侨务", align="c"),
    P("<b>【侨情普查】</b>　6月至9月，市侨务办公室完成第三次侨情普查。普查显示，全市有归侨、侨眷两万一千余人，海外乡亲分布在三十四个国家。"),
    (B("caption", "2012—2016年云河市接待来访与派出情况", align="c", before=8, bound="next"),
     Table([["年份", "来访团组（批）", "来访人次", "派出团组（批）", "派出人次"], ["2012", "74", "601", "41", "233"], ["2013", "81", "655", "44", "247"], ["2014", "90", "702", "49", "270"], ["2015", "97", "811", "55", "298"], ["2016", "103", "874", "58", "312"]], rule="grid", width=1.0, label="2012")),
    H(2, "友好城市名录", align="c"),
    P("截至2016年底，云河市与十个国家的十座城市建立友好城市关系，其名录如下。"),
    (B("caption", "云河市友好城市一览表", align="c", before=8, bound="next"), Table(ROWS, rule="grid", width=1.0, label="云河市")),
    H(2, "机构负责人", align="c"),
    P("市外事办公室主任：陆清和"), P("副主任：苏白、江砚秋"), P("市侨务办公室主任：石映雪"), P("（撰稿：江砚秋）", align="r"),
]


def paper():
    return Paper("yearbook-zh", "zh", (190 * MM, 265 * MM), (26 * MM, 24 * MM, 24 * MM, 24 * MM),
                 dict(font=FONT, size=10.4, leading=18, align="j", indent=20.8, lang="zh-cn"),
                 {"heading": dict(font=BOLD, size=13, leading=24, indent=0, align="l", before=9, after=4), "caption": dict(font=BOLD, size=9.8, leading=16, indent=0), "table": dict(size=9.2, leading=13, indent=0, vpad=2),
                  "page-number": dict(size=9.4, leading=12, indent=0), "page-header": dict(size=9, leading=12, indent=0)},
                 BLOCKS, {}, header=lambda n: [("云河年鉴（2017）", "l" if n % 2 == 0 else "r", 44, True)], footer=lambda n: [(str(n + 187), "l" if n % 2 == 0 else "r", 265 * MM - 40, False)])
