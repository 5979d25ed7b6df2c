"""The units that policy texts count and measure in.

A measure word is listed where it follows a number in official Chinese; the list was drawn from the
tables of GB 3100 (units of measurement) and from the words that follow figures in the public work
reports of the State Council and the provinces. The scales 万 亿 are no part of it: they are read with
the number.
"""

from dataclasses import dataclass
from decimal import Decimal

from corpus.document import QuantityType

__all__ = [
    "ARABIC_ONLY",
    "DENOMINATORS",
    "MONEY_WORDS",
    "OPENS_A_WORD",
    "OTHER_WORDS",
    "UNITS",
    "Unit",
    "longest",
]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: what it measures, the name it is normalised to, and how many of those it is."""

    type: QuantityType
    name: str
    factor: Decimal = Decimal(1)


def _same(kind: QuantityType, words: str) -> dict[str, Unit]:
    return {word: Unit(kind, word) for word in words.split()}


_COUNT = QuantityType.COUNT
_MONEY = QuantityType.MONEY
_DURATION = QuantityType.DURATION

# Things, people, events.
_COUNTED = _same(
    _COUNT,
    """件 家 个 人 名 项 次 所 支 类 批 场 届 条 种 户 位 套 座 台 辆 艘 架 只 头 匹 株 棵 张 份 册 部 本 篇 幅 首 款 处
    栋 幢 间 道 门 桩 起 宗 例 笔 轮 岁 对 双 组 队 班 枚 颗 粒 根 把 盒 瓶 箱 袋 桶 杯 桌 床 剂 针 端 盏 副 尊 席
    张床位 张床 张病床 床位 间次 课时 人次 人份 户次 家次 架次 台次 车次 班次 批次 场次 例次 件次 项次 辆次 艘次 剂次
    标箱 标准箱 台套 台件 部集 册次 盘次 家(次) 人(次) 次(项) 个(次) 项(次) 件(套) 件(次) 个(家) 套(台) 台(套)
    机架 标准机架 机柜 标台 名次 个点 大""",
)
# Words that count only behind Arabic digits: behind Chinese ones they name or rank
# (三级医院, 四方, 九省通衢, 三期).
_ARABIC_ONLY = _same(
    _COUNT,
    "省 市 区 县 乡 镇 村 国 州 校 院 港 城 街道 社区 站 点 期 字 句 页 层 节 课 口 分 度 卷 集 队次 级 包 块 片 团 格 排 梯 卡 单 步 招 方 股",
)
ARABIC_ONLY = frozenset(_ARABIC_ONLY)
# A measure word that opens another word is none: 三部门, 5支持, 两位一体.
OPENS_A_WORD = {
    "大": "家学型道量小于多批桥楼厦会河洋陆",
    "部": "门委队署分件级长",
    "个": "体性别税案",
    "家": "庭长居电族乡具政",
    "条": "件例约款",
    "类": "型似别",
    "种": "植子养业",
    "所": "有在属得需以谓示",
    "支": "持撑付出部柱援",
    "次": "数要序级年日生贷",
    "名": "单牌录师优校企义称城镇录医",
    "人": "民才口员大均工类事文力",
    "场": "景所地馆面",
    "处": "理置于罚分级",
    "位": "于置居列数一",
    "道": "路德",
    "头": "部衔",
    "台": "账阶风湾资胞",
    "对": "接外于口标应照",
    "起": "步草到来点",
    "例": "如会行",
    "轮": "流岗值",
    "批": "准复示发",
    "份": "额",
    "本": "科市地级土报次区省年月级",
    "门": "类户店槛诊",
    "首": "先位次家批个府",
    "户": "籍外口均",
    "把": "握关控",
    "班": "子列",
    "套": "餐",
    "队": "伍",
    "根": "据本",
    "床": "位",
    "组": "织成建",
    "间": "接隔",
    "架": "构",
    "只": "要有能是",
    "针": "对",
    "端": "午正",
    "箱": "体",
    "项": "目",
    "区": "域",
    "市": "场民",
    "国": "家际内外",
    "省": "级",
    "县": "域级",
    "村": "庄",
    "港": "口",
    "院": "校",
    "校": "园企",
    "点": "对击多余名",
    "分": "别布为",
    "成": "",
    "年": "龄轻",
    "天": "然津河下地空气",
    "日": "均常本",
    "度": "假",
    "元": "素",
    "口": "岸",
    "亩": "",
    "斤": "",
    "节": "能约点",
    "层": "面级次",
    "期": "间",
    "单": "位一元",
    "方": "面式案向",
    "股": "份权东",
    "步": "入伐",
    "级": "别",
    "片": "区",
    "团": "队体",
    "块": "链",
    "卡": "",
    "站": "式",
}

_SIZES = {
    **_same(
        _COUNT,
        """公里 平方公里 米 平方米 立方米 厘米 毫米 微米 纳米 海里 公顷 亩 吨 公斤 克 毫克 微克 斤 升 毫升 里
        标准煤 吨标准煤 吨标煤 千瓦 千瓦时 瓦 瓦时 兆瓦 兆瓦时 吉瓦 吉瓦时 度 度电 伏 千伏 伏安 千伏安 安时 马力 焦 焦耳 卡 大卡
        立方 方 平方 平 车公里 人公里 吨公里 延米 车道公里 皮长公里 芯公里 标准立方米 载重吨 总吨 吨级 美吨
        比特 字节 兆 赫兹 兆赫 兆赫兹 吉赫 分贝 摄氏度 ℃ °C 度电 转 帧 像素 分 名次
        EFLOPS PFLOPS Gbps Mbps kWh MW GW kW kV kVA GWh MWh TWh km km² m² m³ mm cm kg mg μg ㎡ m t dB
        GB TB PB EB MB TEU 万TEU MPa kPa Pa Hz kHz MHz GHz L mL""",
    ),
    "千米": Unit(_COUNT, "公里"),
    "平方千米": Unit(_COUNT, "平方公里"),
    "千克": Unit(_COUNT, "公斤"),
    "立方千米": Unit(_COUNT, "立方公里"),
    "立方公里": Unit(_COUNT, "立方公里"),
    "平米": Unit(_COUNT, "平方米"),
    "m²": Unit(_COUNT, "平方米"),
    "㎡": Unit(_COUNT, "平方米"),
    "km²": Unit(_COUNT, "平方公里"),
    "km": Unit(_COUNT, "公里"),
    "kWh": Unit(_COUNT, "千瓦时"),
    "kW": Unit(_COUNT, "千瓦"),
    "kg": Unit(_COUNT, "公斤"),
    "℃": Unit(_COUNT, "摄氏度"),
}
_CURRENCIES = {
    **_same(
        _MONEY,
        "元 美元 欧元 日元 英镑 港元 澳门元 新台币 韩元 加元 澳元 卢布 瑞士法郎 新加坡元 卢比 泰铢",
    ),
    "元人民币": Unit(_MONEY, "元"),
    "人民币元": Unit(_MONEY, "元"),
    "人民币": Unit(_MONEY, "元"),
    "块钱": Unit(_MONEY, "元"),
    "元钱": Unit(_MONEY, "元"),
    "圆": Unit(_MONEY, "元"),
    "角": Unit(_MONEY, "元", Decimal("0.1")),
    "港币": Unit(_MONEY, "港元"),
    "元港币": Unit(_MONEY, "港元"),
    "美金": Unit(_MONEY, "美元"),
    "日圆": Unit(_MONEY, "日元"),
    "台币": Unit(_MONEY, "新台币"),
    "元新台币": Unit(_MONEY, "新台币"),
    "加拿大元": Unit(_MONEY, "加元"),
    "澳大利亚元": Unit(_MONEY, "澳元"),
}
_TIMES = {
    **_same(
        _DURATION,
        "年 天 周 小时 分钟 秒 工作日 学时 季度 学年 学期 周年 年级 世纪 旬 昼夜 毫秒 微秒",
    ),
    "个月": Unit(_DURATION, "月"),
    "日": Unit(_DURATION, "天"),
    "个工作日": Unit(_DURATION, "工作日"),
    "个自然日": Unit(_DURATION, "天"),
    "自然日": Unit(_DURATION, "天"),
    "日历天": Unit(_DURATION, "天"),
    "个小时": Unit(_DURATION, "小时"),
    "个半小时": Unit(_DURATION, "小时"),
    "个季度": Unit(_DURATION, "季度"),
    "个年度": Unit(_DURATION, "年"),
    "年度": Unit(_DURATION, "年"),
    "年时间": Unit(_DURATION, "年"),
    "个学期": Unit(_DURATION, "学期"),
    "个学时": Unit(_DURATION, "学时"),
    "个星期": Unit(_DURATION, "周"),
    "星期": Unit(_DURATION, "周"),
    "个周": Unit(_DURATION, "周"),
    "个世纪": Unit(_DURATION, "世纪"),
}
_SHARES = {
    "%": Unit(QuantityType.PERCENT, "%"),
    "‰": Unit(QuantityType.PERCENT, "%", Decimal("0.1")),
    "成": Unit(QuantityType.PERCENT, "%", Decimal(10)),
    "个百分点": Unit(QuantityType.PERCENTAGE_POINT, "百分点"),
    "百分点": Unit(QuantityType.PERCENTAGE_POINT, "百分点"),
    "个点": Unit(_COUNT, "个点"),
    "倍": Unit(QuantityType.MULTIPLE, "倍"),
}
UNITS: dict[str, Unit] = {**_COUNTED, **_ARABIC_ONLY, **_SIZES, **_CURRENCIES, **_TIMES, **_SHARES}
_LONGEST = max(len(word) for word in UNITS)

# What may stand behind a slash, 每 or 每个: 亿元/平方公里, 每万人.
DENOMINATORS = frozenset(
    ["平方公里", "平方千米", "km²", "人", "人次", "人年", "户", "亩", "公顷", "平方米", "m²", "㎡", "立方米", "m³", "吨", "公斤", "千克", "千瓦时", "kWh", "千瓦", "度", "年", "月", "日", "天", "小时", "分钟", "秒", "次", "件", "家", "个", "项", "名", "座", "辆", "台", "套", "公里", "千米", "万人", "十万人", "千人", "百人", "百户", "万户", "万元", "亿元", "亿", "升", "L", "斤", "季", "季度", "周", "位", "户籍人口", "万人口", "千人口", "千名", "万名", "张", "株", "头", "只", "场", "百公里", "标准立方米", "床", "班", "学时", "课时", "学年", "生", "生年", "米", "元"]
)

# Heads that make 亿 or 万 without a unit an amount of money, and heads that make it something else.
# The nearer one to the number decides.
MONEY_WORDS = (
    "收入 税收 资金 产值 投资 贷款 融资 交易额 成交额 授信 营收 利润 金额 总额 GDP 支出 生产总值 增加值 销售额 "
    "销售总额 消费额 零售额 进出口 出口额 进口额 合同额 财政 补贴 补助 奖励 资产 存款 余额 市值 估值 注册资本 资本 "
    "税 费 财力 债券 债务 基金 外资 内资 经费 拨款 预算 薪 工资 担保 保费 赔付 成本 货值 税额 利税 经济总量 服务额 质押额 订单 价值"
)
OTHER_WORDS = (
    "人口 用户 人次 网民 面积 产量 件数 人数 户数 客户 游客 旅客 粮食 数量 申请量 授权量 拥有量 注册量 存量 保有量 销量 "
    "吞吐量 客流 人 次数 总数 装机 用电量 发电量 下载量 访问量 点击 阅读 浏览 播放 专利 商标 企业 主体 家庭"
)


def longest(text: str, start: int, words: "dict[str, Unit] | frozenset[str]" = UNITS) -> str:
    """Return the longest of `words` that stands at `start`, or ""."""
    for length in range(min(_LONGEST, len(text) - start), 0, -1):
        word = text[start : start + length]
        if word in words:
            return word
    return ""
