"""Which quantity a question asks for: its type, its measure word, which face of the measure."""

import re
from dataclasses import dataclass

from corpus.document import Aspect, QuantityType

Q = QuantityType
RATES = frozenset({Q.PERCENT, Q.RATIO, Q.PERCENTAGE_POINT, Q.MULTIPLE})

# How a whole is parted, told by all parts at once: 三次产业结构.
STRUCTURE = re.compile(
    r"(?:三次|三大|一、?二、?三次?|第一产业、第二产业和第三)产业(?:的|之间|增加值|内部|各自|分别)*(?:结构|构成|比例|之?比(?![重上去较]))"
)

_ASK = r"(?:多少|几)"
_NOT_RATE = r"(?!家|件|个(?!百分)|项|元|亿|万|倍|人|批|种)"
# Verbs of growth and fall that ask for a rate when nothing counted follows: 下降了多少.
_MOVED = r"(?:削减|增长|成长|上升|下降|提升|上涨|下跌|下滑|回落|[涨跌降])"
# A growth that is aimed at: 增长目标是多少.
_GROWTH_AIM = rf"(?:{_MOVED}|增速|增幅|涨幅|降幅)的?(?:预期)?(?:目标|指标|任务)"
# What rises or falls by an amount or a share: 工资提高多少.
_CHANGED = re.compile(rf"(?:提高|降低|减少|增加|扩大|压减|减)了?{_ASK}{_NOT_RATE}(?!\d|[㐀-鿿]|钱)")
# Words between a measure and its asking word that say nothing about the quantity.
_HEDGE = re.compile(
    r"(?:现在|目前|如今|现时|当前|大概|大约|大致|差不多|到底|究竟|具体|最后|最终|实际上?)(?=[^，？]{0,4}(?:多少|几))"
)
# What is paid or borne is a sum or a share alike: 银行承担多少, 最多补多少.
_BORNE = re.compile(
    r"(?:承担|分担|负担|补贴?|补助|贴息?|报销|减免|抵扣|分成|让利|加码|上浮|加发|增发|支付|拨付|(?<!应)付)了?多少(?=$|[，？。]|款|风险|责任|损失|费用|成本)"
)
# Things that are counted when they stand right behind the asking word: 多少企业, 覆盖多少农民.
_ANY_NUMBER = re.compile(
    r"多少(?!钱|资金|经费|金额|款|投资|贷款)[^，？的]{0,4}?(?:企业|公司|机构|单位|农民|居民|群众|学生|教师|职工|员工|人员|人才|专家|"
    r"岗位|商标|专利|项目|案件|平台|园区|学校|医院|床位|家庭)(?![资补奖费投融款的金])"
    r"|有多少(?!钱|[万亿千百]*[美港欧日]?元|[㐀-鿿]{0,6}(?:资金|经费|收入|投入|金额|贷款|税|津贴|补贴|补助|奖金|薪|工资|租金|罚款|费用))[㐀-鿿]{2}"
)
# People by their calling are counted in people: 多少专利代理师 are no 件.
_CALLING = re.compile(
    r"多少(?![^，？]{0,8}[的被由])[㐀-鿿]{0,6}?"
    r"(?:(?<!动)(?:[师员]|(?<![记笔读])者)(?!工|资)|(?<!法)(?<!自然)人(?=$|[，？])|人才|教授|博士|硕士|专家|学生|教师|职工|员工|工人|农民|居民|群众|医生|护士)"
    r"(?=$|[，？]|参加|获得|加入|入驻|受益|在岗|从事)"
)
_UNIT = re.compile(
    _ASK
    + r"(?:余|多)?[万亿千百]?(平方公里|公里|平方米|立方米|公斤|公顷|千瓦时?|个?工作[日天]|个百分点|"
    r"个月|个季度|周岁|岁|页|小时|分钟|周|大(?![概小])|站|[人家户架]次|人(?![才员口均])|"
    r"成(?![员果品本交立绩就熟])|分(?![钟之布])|块(?!钱|$)|[件家个项名次倍天年月日条种类批所支届场位份座间款笔宗户只张吨亩台套辆斤米度处盏枚棵株头艘架期段轮例起单栋幢])"
)
_NTH = re.compile(r"第几(?![批届期次])|(?<!提)前几(?![年个家])")
_RANK = re.compile(
    r"第几(?![批届期次])|排名|名次|位次|排第|排在|位列|名列|排行|(?:[居在获拿是列]|全[国省市区县球]|世界)第?几[名位]|^几[名位]"
)
_MULTIPLE = re.compile(rf"{_ASK}倍|倍数|翻{_ASK}番|翻了几")
_DURATION = re.compile(
    r"多久|多长时间|(?:期|期限|周期|时间)(?:是|为|有)?多长|几年(?!几月|级|份)|几天|多少天|多少年|几个月|"
    r"(?:时间|[时期]限|周期|天数|时长)(?!序)[^，？]{0,6}?(?:[到至为是]|控制在)了?多少(?![元钱家件人个项])|个?工作[日天]|时长|期限|时限|周期|几日内"
)
_PERCENT = re.compile(
    "|".join(
        (
            r"百分之[几多]|(?:多少|几)个点|按[^，？]{2,14}的(?:多少|几成)(?=[给予补资奖贴进报]|$)|百分比|持股量?(?=[^，？]{0,6}(?:多少|几))|占比|比例|比重|份额|支出进度|完成进度|执行进度|增长率|增速|增幅|成长率|几成|年增率|(?<!\d)%",
            r"占(?!地(?![区方级]))[㐀-鿿A-Za-z]{0,16}多少",
            r"(?:同比|环比)(?:增长|下降|上升)?了?多少" + _NOT_RATE,
            rf"{_MOVED}了?{_ASK}{_NOT_RATE}",
            r"[升降涨跌]幅|强度(?:[是为有]|达到?)*(?:多少|$)",
            rf"率(?:高|低|多|少)(?:出|于)?了?{_ASK}",
            r"年均增长|增加了?(?:百分|几成)",
            r"率[^，？]{0,4}?有?多高",
            rf"率[到至在]?\d{{4}}年[^，？]{{0,6}}{_ASK}{_NOT_RATE}",
            rf"(?<!产出)(?<!效)(?<!频)(?<!(?<!成)功)率(?:分别)?(?:要|应|将|须)?(?:是|为|有|达到?|控制在|[提升降下上涨增][㐀-鿿]?[到至]|目标|了)*(?:{_ASK}|$)",
            rf"(?<!产出)(?<![效频功])率(?![先领])(?:的?(?:预期|规划|发展)?(?:目标|指标|任务)值?)?(?:，[^，？]{{0,12}}?[年省市区县])?"
            rf"(?!的)[^，？的补奖贴资]{{0,6}}?{_ASK}{_NOT_RATE}",
            rf"{_GROWTH_AIM}[^，？]{{0,6}}?{_ASK}{_NOT_RATE}",
            rf"[涨降加]价了?{_ASK}{_NOT_RATE}(?!钱)",
        )
    )
)
_POINTS = re.compile(r"(?:率|息|点位)[^，？]{0,6}(?:多少|几)个点|(?:多少|几)个点(?=$|[，。？])")
_PER_UNIT = re.compile(r"产出率|地均|人均|每平方公里|每人|万人[㐀-鿿]{0,6}拥有|单位面积")
_MONEY_NOUN = (
    r"(?:金额|资金|收入|税收|税金|产值|融资|交易额|成交额|销售额|授信|(?<!差)额度?|款项?|"
    r"经费|奖金(?!奖)|贷款|投资|财政|支出|利润|的钱|(?i:gdp)|生产总值|增加值|存款|余额|零售总?额|进出口总?额|[进出]口额)"
)
_MONEY = re.compile(
    r"多少(?:钱|资金|公帑|公款|银子|银两|真金白银|款项|万元|[万千百]?亿(?![人吨斤件户家辆台千立平公张株])|[万千百]?[美港欧日]?元|经费|投资|贷款|融资|收入|税|津贴|补助金|奖金|薪[酬水资]|工资|租金|罚款)|几(?:亿|万元|千万|元)|"
    rf"{_MONEY_NOUN}(?!项目|企业|机构|家数|件数)[㐀-鿿]{{0,6}}?(?:是|为|有|达到?|共|合计|累计|总计|突破|超过|了)*(?:{_ASK}|$)"
)
_NUMBER_OF = re.compile(
    rf"(?:件数|家数|人数|个数|次数|(?<![系指参基])数|数量|人次|[请权有存案册售][有]?量)(?:分别)?(?:是|为|有|达到?)*(?:{_ASK}|$)"
)
_TIMES_OF = re.compile(rf"([人家场件]次)(?:分别)?(?:是|为|有|达到?)*(?:{_ASK}|$)")  # 参与人次多少
_COUNT_OF = re.compile(rf"([件家人次项])数(?:分别)?(?:是|为|有|达到?)*(?:{_ASK}|$)")
_TIMES = ("天", "年", "月", "日", "工作日", "个月", "个季度", "小时", "分钟", "周")
_SAME_UNIT = {"间": "家", "工作天": "工作日", "个工作天": "工作日", "个工作日": "工作日"}

# A comparison with an earlier year asks for growth, with anything else for a gap.
_YEAR_BEFORE = re.compile(r"比(?:上一?年|去年|前一?年|一年(?:之|以)?前|往年|同期|上年)")
_ASPECTS = (
    (
        Aspect.GAP,
        rf"(?:(?<![不得能可应要须需])(?:高于|低于)|高出|低出|领先|落后(?!产能|工艺|设备|装备|技术|生产|地区)|(?<![占同环])比(?![例重值率])[^，？]{{1,20}}(?:高|低|多|(?<!至)少|高出|多出)(?<!最[高低多少]))[^，？]{{0,16}}{_ASK}",
    ),
    (
        Aspect.GROWTH,
        r"增长率|增速|增幅|同比|环比|增长了?(?:多少|几|百分)|年均增长|成长率|成长了?多少|年增(?!值)|升幅|按年|"
        rf"{_GROWTH_AIM}|[涨降]价了?多少|(?:增加|提高|降低|减少|扩大|压减|(?<![追参附施添])加)了?多少(?=[？。]*$)|增加了?多少|翻|(?:砍|减|少|多|缩|省|压|涨|跌|降|升)[掉去下]?了?几成|[升降涨跌]幅|{_MOVED}了?(?:多少|几|百分)|[升降涨跌高加减]了?(?:多少|几)个?百分",
    ),
    (
        Aspect.SHARE,
        r"占比|比重|比例|份额|占(?!地(?![区方级]))[^，？领据]{0,20}(?:多少|几|百分|的)|几成",
    ),
    (
        Aspect.TARGET,
        r"目标|(?<![本该此展动助训作育习境援])计划(?=[到在于将用要从再新增建培引投]|每[年月季]|今|明|\d)|力争|争取|预计|要达到|将达到|要[㐀-鿿]{1,3}[到至](?=(?:多少|几)(?![^，？]{0,12}才))|到\d{4}年(?![^，？]{0,40}总[数量额])|拟|要求|规划|每年要|应达|打算|(?:未来)?[一两二三四五十]{1,3}年内(?=[^，？]{0,24}(?:提升|提高|增|达|降|升|减)[加低少]?[到至])",
    ),
    (
        Aspect.NEW,
        r"新[增设建近]|新(?=认定|引[入进]|注册|登记|开[办业设]|成立|入[选驻]|培育|获[批评]|发展|招|聘|添|签|落户|投[产用])",
    ),
    (Aspect.CUMULATIVE, r"累计|累积|总共|合计|截至|一共|总计|总数|总量"),
)
_ASPECT_PATTERNS = tuple((aspect, re.compile(pattern)) for aspect, pattern in _ASPECTS)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What kind of quantity is asked for; empty types: any that counts or measures."""

    types: frozenset[QuantityType]
    unit: str = ""  # measure word, such as 件; "" where the question names none


def wanted_of(view: str) -> Wanted:
    """Return the type and unit of the quantity that a question in search form asks for."""
    if STRUCTURE.search(view):
        return Wanted(frozenset({Q.RATIO}))
    view = _HEDGE.sub("", view)
    match = _UNIT.search(view)
    unit = _SAME_UNIT.get(match.group(1), match.group(1)) if match else ""
    if _MULTIPLE.search(view):
        return Wanted(frozenset({Q.MULTIPLE}), "倍")
    if _NTH.search(view) or (_RANK.search(view) and unit in ("", "名", "位")):
        return Wanted(frozenset({Q.RANK}))
    if unit in _TIMES or (_DURATION.search(view) and unit in ("", "个")):
        return Wanted(frozenset({Q.DURATION}))
    if unit == "个百分点":
        return Wanted(RATES, "百分点")
    if (
        unit == "成"
        or _POINTS.search(view)
        or (_PERCENT.search(view.rstrip("？。！ ")) and not unit)
    ):
        return Wanted(RATES)
    if _PER_UNIT.search(view) and not unit:
        return Wanted(frozenset({Q.PER_UNIT, Q.MONEY, Q.COUNT}))
    stripped = view.rstrip("？。！ ")
    counted = _COUNT_OF.search(stripped)
    if not unit and (times := _TIMES_OF.search(stripped)):
        return Wanted(frozenset({Q.COUNT, Q.NUMBER}), times[1])
    if counted and not unit:
        return Wanted(frozenset({Q.COUNT, Q.NUMBER}), counted[1])
    if not unit and _NUMBER_OF.search(stripped):
        return Wanted(frozenset({Q.COUNT, Q.NUMBER}))
    if not unit and _CALLING.search(stripped):
        return Wanted(frozenset({Q.COUNT, Q.NUMBER}), "人")
    if not unit and _ANY_NUMBER.search(stripped):
        return Wanted(frozenset({Q.COUNT, Q.NUMBER}))
    if not unit and _BORNE.search(stripped):
        return Wanted(frozenset({Q.MONEY, Q.PER_UNIT, Q.PERCENT, Q.RATIO}))
    if not unit and _CHANGED.search(stripped):
        return Wanted(RATES | {Q.MONEY, Q.COUNT, Q.PER_UNIT, Q.NUMBER, Q.DURATION})
    if not unit and _MONEY.search(stripped):
        return Wanted(frozenset({Q.MONEY, Q.PER_UNIT}))
    return Wanted(frozenset({Q.COUNT, Q.NUMBER}), unit) if unit else Wanted(frozenset())


def aspect_asked(view: str) -> Aspect | None:
    """Return which face of the measure a question asks for; None when it says nothing of that."""
    if _YEAR_BEFORE.search(view):
        return Aspect.GROWTH
    return next((aspect for aspect, found in _ASPECT_PATTERNS if found.search(view)), None)
