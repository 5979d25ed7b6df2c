"""The pattern that finds the times a text names; each alternative is a named group."""

import re

__all__ = ["DAY", "MASTER", "MONTH"]

# Years of the Republic (1 is 1912): with its name, and from 100 on also where no stretch of time
# stands so: at the head of a clause, behind a preposition, in front of 底 or a month.
_REPUBLIC = (
    r"(?:中华)?民国 ?[0-9]{1,3}(?= ?年)"
    r"|(?:(?<![㐀-鿿0-9A-Za-z.])|(?<=[自至于较比在及与和市县府局院会部省区校司乡镇署厅中业]))1[0-2][0-9]"
    r"(?= ?年(?![的来前后多余间代历以一华寿]))"
    r"|(?<![0-9.第])1[0-2][0-9]"
    r"(?= ?年(?:底|度|[0-9]{1,2}月|年报|统计年|目标|版|施政|工作[报计]|业务报)|[-至~]1[0-2][0-9]年)"
)
_YEAR = (
    r"(?:(?<![0-9.])(?:1[89]|20)[0-9]{2}|[一二][零〇○0九八][零〇○0一二三四五六七八九]{2}"
    rf"|{_REPUBLIC})"
)
MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
DAY = (
    r"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二十[一二三四五六七八九]?"
    r"|十[一二三四五六七八九]?|[一二三四五六七八九])"
)
_DASH = r" ?(?:-|－|—{1,2}|–|~|～|至|到) ?"
_QUARTER = (
    rf"(?:第?[一二三四1-4]季度{_DASH}第?[一二三四1-4]季度"
    r"|第?[一二三四1-4](?:、[二三四2-4])?季度|前[一二三两123]个?季度"
    r"|[一二三四]至[一二三四]季度|[1-4]-[1-4]季度|第[一二三四1-4]季(?![度节军风])|(?:首|(?:首|前)[二三两23]个?)季(?![度节军风]))"
)
_MONTHS = rf"(?:前{MONTH}个?月|{MONTH} ?(?:月份?)?{_DASH}{MONTH} ?月份?)"
_OF_MONTH = r" ?(?:[底末]|初(?![中级一二三四五六七八九十])|[上中下]旬)"
_PART = rf"(?:{_QUARTER}|[上下]半年|{_MONTHS})"
_SINCE_OR_UNTIL = r"(?P<after>以来|起始?|开始|至今|以后|之后)|(?P<before>以前|之前|前(?!后))"
_PLAN_TAIL = r"时期|期间|以来|末期?|初期?|中期|规划期?|计划"
# Without quotes only what is no numeral names a plan: 十二五; 十五, 二十五 need a word behind.
_PLAN = (
    r"(?:[“‘](?P<quoted>[一二]?十[一二三四五六七八九]?|[六七八九])五[”’]"
    r"|(?<![一二三四五六七八九十百千])(?P<plain>十[一二三四六七八九])五"
    r"(?![十百千万亿年月日天个家件项])"
    r"|(?<![一二三四五六七八九十百千])(?P<named>[一二]?十|[六七八九])五"
    rf"(?={_PLAN_TAIL})|第(?P<counted>[一二]?十[一二三四五六七八九]?|[六七八九])个五年(?=计划|规划))"
    rf"(?P<plan_tail>{_PLAN_TAIL})?"
)
_YEARS = (
    rf"(?P<ya>{_YEAR}) ?年?(?: ?(?P<ma>{MONTH}) ?月)?{_DASH}"
    rf"(?P<yb>{_YEAR})(?: ?年(?: ?(?P<mb>{MONTH}) ?月)?[底末]?|(?![0-9]))"
)
# 2021至22年度, 2021/22学年: a year of account or of school that runs over New Year.
_ACCOUNT = (
    rf"(?P<account>{_YEAR}) ?(?:年?{_DASH}|[/／]) ?"
    r"(?:(?P<account_end>[0-9]{2}|[一二三四五六七八九零〇]{2}(?= ?年度))"
    r" ?(?:财政|财务|学)?年度?|(?P<account_full>20[0-9]{2}) ?(?:财政|财务|学)年度?)"
)
# 2021年3月1日至4月30日.
_DAYS = (
    rf"(?P<sy>{_YEAR}) ?年 ?(?P<sm>{MONTH}) ?月 ?(?P<sd>{DAY}) ?[日号]起?{_DASH}"
    rf"(?:(?P<ty>{_YEAR}) ?年 ?)?(?P<tm>{MONTH}) ?月 ?(?P<td>{DAY}) ?[日号]"
)
# 2014、2015年: a year that shares the 年 of a later one.
_SHARES_YEAR = rf"(?=(?: ?[、和与及] ?{_YEAR}){{1,6}} ?年)"
_WITHIN = (
    rf"(?P<part>{_PART})末?|(?P<m>{MONTH}) ?月份?(?: ?(?P<d>{DAY}) ?[日号]|{_OF_MONTH})?"
    r"|中期|年?底|年?末|初(?![中级一二三四五六七八九十])|全年度?|度(?![假过])|间"
)
_DATE = (
    r"(?:(?P<until>截至|截止到?|(?<![达得提感见看想遇高加升降少大长增减扩涨跌落])[到至]) ?)?"
    rf"(?P<y>{_YEAR}) ?(?:年|{_SHARES_YEAR})(?: ?(?:{_WITHIN}))?(?: ?(?:{_SINCE_OR_UNTIL}))?"
)
_ISO = (
    r"(?P<iy>(?<![0-9./])(?:19|20)[0-9]{2})(?P<isep>[-/.])(?P<im>1[0-2]|0?[1-9])(?P=isep)"
    r"(?P<id>3[01]|[12][0-9]|0?[1-9])(?![0-9.])"
)
_ROC = (
    r"民国 ?(?P<roc>[一二三四五六七八九十百零〇]{1,5}) ?年"
    r"(?: ?(?P<rm>1[0-2]|0?[1-9]) ?月)?"
)
_COUNT = r"(?:[0-9]{1,3}|[一二两三四五六七八九十几多数]{1,3})"
_RECENT = (
    r"(?P<near>近|最近|过去的?|这(?!一年)|(?:(?<=[㐀-鿿])前|前(?![0-9一二三四五六七八九十]{1,2}个月))"
    rf"|未来|今后|此后|连续|持续) ?(?P<n1>{_COUNT})(?:{_DASH}(?P<n1_most>{_COUNT}))? ?"
    r"(?P<near_unit>多?年多?|个多?月|年)(?:以来|来|间|内)?"
    rf"|(?P<n2>{_COUNT}) ?(?P<ago_unit>多?年多?|个多?月)(?:多?以来|来)"
    r"|(?<=的)(?P<n3>[三四五])年(?=[，。]|$)"  # 极不平凡的五年
)
# 上世纪90年代, 八十年代以来.
_DECADE = (
    r"(?:(?P<century>上|本|1[89]|2[01]|二十一?|十[八九])世纪)?"
    r"(?<![0-9])(?P<tens>[1-9]0|[一二三四五六七八九]十)年代(?:初期?|末期?|中期|[前后]期)?"
    r"(?P<decade_since>以来|起|开始)?"
)
_WORDS = (
    "截至目前|截止目前|截至当前|到目前为止|迄今为止|截至今日|(?<![项题科栏])目前|当前|现阶段|迄今|至今|如今|"
    "(?<![体实表发出展呈])现在|眼下|今年以来|去年|今年|(?<!说)明年|(?<![以目])前年|当年|同年(?![龄级代])|"
    "(?<![首初再])次年|翌年|(?<!以)上年度?|本年度?|上一年度?|(?<!健)全年度?|年度|同期|历年|每年|近期|"
    "(?<![临接将])近年来?|近些年来?|多年来|一直以来|长期以来|当月|本月|上月|下月|同月|当日|[本上下]季度|"
    "试点期间?|创建期间?|规划期内?|建设期内?|评价期内?|考核期内?"
)
# 去年11月, 今年上半年: a part of a year that is told from today, or from a year named before.
_TOLD = (
    r"(?P<told_year>今年|去年|(?<!以)上年|本年|(?<!说)明年|(?<![以目])前年|当年|同年"
    r"|(?<![首初再])次年|翌年) ?"
    rf"(?P<told_part>{_PART}|{MONTH}月(?:{DAY}[日号]|份|{_OF_MONTH})?|年?[底末])"
)
_BARE = (
    rf"(?<![0-9.]){MONTH}月{DAY}[日号]{_DASH}(?:{MONTH}月)?{DAY}[日号]|(?<![0-9年]){_PART}末?"
    rf"|(?<![0-9.]){MONTH}月(?:{DAY}[日号]|份|{_OF_MONTH})|(?<![0-9.])(?:1[0-2]|[1-9])月"
)
# 年底前, 年内 of the year spoken of; 三年内 is a length.
_THIS_YEAR = r"(?:(?<![㐀-鿿0-9])|(?<=[在于争取保划将须应]))年(?:[底末](?=前)|内(?![部容在]))"
_TILL = "截至|截止到?"
_BY = r" ?(?:以前|之前|前(?![后十]|[一二三四五六七八九两1-4]个?季))"

MASTER = re.compile(
    "|".join(
        (
            rf"(?P<roc_date>{_ROC})",
            rf"(?P<iso>{_ISO})",
            rf"(?P<days>{_DAYS})",
            rf"(?P<accounts>{_ACCOUNT})",
            rf"(?P<years>{_YEARS})",
            rf"(?P<date>{_DATE})",
            rf"(?P<five>{_PLAN})",
            rf"(?P<recent>{_RECENT})",
            rf"(?P<decade>{_DECADE})",
            rf"(?P<told>(?P<told_till>{_TILL})?{_TOLD}(?P<told_by>{_BY})?)",
            rf"(?P<word>{_WORDS})",
            rf"(?P<bare>(?P<bare_till>{_TILL})?(?P<bare_part>{_BARE}|{_THIS_YEAR})(?P<bare_by>{_BY})?)",
            r"(?P<since>以来)",
        )
    )
)
