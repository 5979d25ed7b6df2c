"""The units that policy texts count and measure in.

A measure word is listed where it follows a number in official Chinese; the list was drawn from the
tables of GB 3100 (units of measurement) and from the words that follow figures in the public work
reports of the State Council and the provinces. The scales 万 亿 are no part of it: they are read
with the number.
"""

import re
from collections.abc import Container
from dataclasses import dataclass
from decimal import Decimal

from corpus.document import QuantityType
from corpus.numbers.unit_table import unit_rows

__all__ = ["ARABIC_ONLY", "DENOMINATORS", "OPENS_A_WORD", "UNITS", "Unit", "longest"]


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

_COUNTED = _same(
    _COUNT,
    """
    件 家 个 人 名 项 次 所 支 类 批 场 条 种 户 位 套 座 台 辆 艘 架 只 头 匹 株 棵 张 份 册 部
    本 篇 幅 首 款 处 栋 幢 间 道 门 桩 起 宗 例 笔 轮 岁 周岁 对 双 组 队 班 枚 颗 粒 根 把 盒
    瓶 箱 袋 桶 杯 桌 床 剂 针 端 盏 副 尊 席 大 列 担 锭 尺 印张 客位 张床位 张床 张病床 床位
    间次 课时 名次 人次 人份 户次 家次 架次 台次 车次 班次 批次 场次 例次 件次 项次 辆次 艘次
    剂次 盘次 部集 册次 标箱 标准箱 台套 台件 机架 标准机架 机柜 标台 家(次) 人(次) 次(项)
    个(次) 项(次) 件(套) 件(次) 个(家) 套(台) 台(套)
    """,
)
# Words that count only behind Arabic digits: behind Chinese ones they name, rank or belong to a
# place (三级医院, 四方, 九省通衢, 三期, 长三角, 四平).
_ARABIC_COUNTED = _same(
    _COUNT,
    """
    案 届 省 市 区 县 乡 镇 村 国 州 校 院 港 城 街道 社区 站 点 期 字 句 页 层 节 课 口 分 卷 集
    队次 级 包 块 片 团 格 排 梯 卡 单 步 招 方 股 线
    """,
)
# Sizes that no table of units names; the others stand in data/units.tsv.
_SIZES = _same(
    _COUNT,
    """
    吨标准煤 吨标煤 太瓦时 度 伏 千伏 伏安 千伏安 千伏安时 安时 卡 立方 平方 平 车公里 人公里 吨公里
    延米 车道公里 皮长公里 芯公里 标准立方米 载重吨 总吨 吨级 分贝 转 帧 像素 EFLOPS PFLOPS Gbps
    Mbps kV kVA TWh dB TEU MPa kPa Pa
    """,
)
_TABLED = {
    word: Unit(
        _MONEY if row.kind in ("currency", "part") else _COUNT,
        row.policy_name,
        Decimal(row.code) if row.kind == "part" else Decimal(1),
    )
    for row in unit_rows()
    if row.policy_name
    for word in row.words
}
_TIMES = {
    **_same(
        _DURATION,
        "年 天 周 小时 分钟 秒 工作日 学时 季度 学年 学期 周年 昼夜 毫秒 微秒",
    ),
    "个月": Unit(_DURATION, "月"),
    "日": Unit(_DURATION, "天"),
    "个工作日": Unit(_DURATION, "工作日"),
    "工作天": Unit(_DURATION, "工作日"),
    "个工作天": Unit(_DURATION, "工作日"),
    "个自然日": Unit(_DURATION, "天"),
    "自然日": Unit(_DURATION, "天"),
    "日历天": Unit(_DURATION, "天"),
    "个小时": Unit(_DURATION, "小时"),
    "个季度": Unit(_DURATION, "季度"),
    "个年度": Unit(_DURATION, "年"),
    "年度": Unit(_DURATION, "年"),
    "个学期": Unit(_DURATION, "学期"),
    "个学时": Unit(_DURATION, "学时"),
    "个星期": Unit(_DURATION, "周"),
    "星期": Unit(_DURATION, "周"),
    "个世纪": Unit(_DURATION, "世纪"),
}
_SHARES = {
    "%": Unit(QuantityType.PERCENT, "%"),
    "‰": Unit(QuantityType.PERCENT, "%", Decimal("0.1")),
    "成": Unit(QuantityType.PERCENT, "%", Decimal(10)),
    "个百分点": Unit(QuantityType.PERCENTAGE_POINT, "百分点"),
    "百分点": Unit(QuantityType.PERCENTAGE_POINT, "百分点"),
    "倍": Unit(QuantityType.MULTIPLE, "倍"),
}
UNITS: dict[str, Unit] = {
    **_COUNTED,
    **_ARABIC_COUNTED,
    **_SIZES,
    **_TABLED,
    **_TIMES,
    **_SHARES,
}
ARABIC_ONLY = frozenset(
    {*_ARABIC_COUNTED, "角", "平", "里", "度", "卡", "转", "列", "日", "副", "道"}
)
_LONGEST = max(len(word) for word in UNITS)

# Words that open with a measure word: 三部门 counts no 部, though 三项目标 does.
_WORDS = """
部门 部委 部署 部队 部分 部件 部级 部长 家庭 家长 家居 家族 家乡 家具 家政 条例 条约 类型 类似
类别 所有 所在 所属 所得 所需 所谓 所以 支持 支撑 支付 支出 支柱 支一 次数 次要 次序 次级 次年
次生 次日 名单 名牌 名录 名义 名称 名城 名镇 人民 人才 人口 人员 人大 人均 人工 人类 人事 人文
人力 场景 场所 场地 场馆 场面 处理 处置 处罚 处级 处分 位于 位置 位居 位列 位一体 位数 道路 道德
头部 头衔 台账 台阶 台风 台湾 台资 台胞 对接 对外 对于 对口 对标 对照 对应 起步 起草 起到 起来
起点 例如 例会 例行 轮流 轮岗 轮值 批准 批复 批示 批发 份额 本科 本市 本地 本级 本土 本报 本次
本省 本区 本年 本月 门类 门户 门店 门槛 门诊 首先 首位 首次 首家 首批 首个 首府 户籍 户外 户口
户均 把握 把关 把控 班子 套餐 队伍 根据 根本 组织 组成 组建 间接 间隔 架构 只要 只有 只能 只是
案例 案件 案情 案由 案值 案卷
端午 端正 箱体 项目(?![标录]) 年龄 年轻 年代 年级 年画 天然 天津 天河 天下 天地 天空 天气 天府
元素 元化 元结构 元经济 元论 大家 大学(?![科习]) 大型 大道 大量 大小 大于 大多 大批 大桥 大楼
大厦 大会(?!战) 大河 大海 大洋 大陆 列入 列为 列出 列车 列举 区域 市场 国家 国际 国内 国外 省级
县域 县级 口岸 点击 度假 级别 片区 单位 方面 方式 方案 方向 股份 股权 股东 步入 站式 校园 节能
节约 层面 层次 期间 两[个三天年家人次种类位名只条件岁]
升[至到级高温值旗任为降学] 角(?:大楼|度|色|落|逐) 日均 日常 日本 线上 线下 线索 城市 城镇 城乡
"""
OPENS_A_WORD = {
    first: re.compile("|".join(word for word in _WORDS.split() if word[0] == first))
    for first in {word[0] for word in _WORDS.split()}
}

# What may stand behind a slash, 每 or 每个: 亿元/平方公里, 每万人.
_DENOMINATORS = """
平方公里 平方千米 km² 人 人次 人年 户 亩 公顷 平方米 m² ㎡ 立方米 m³ 吨 公斤 千克 千瓦时 kWh
千瓦 度 年 月 日 天 小时 分钟 秒 次 件 家 个 项 名 座 辆 台 套 公里 千米 万人 十万人 千人 百人
百户 万户 万元 亿元 亿 升 L 斤 季 季度 周 位 万人口 千人口 千名 万名 张 株 头 只 场 百公里
标准立方米 床 班 学时 课时 学年 生 生年 米 元
"""
DENOMINATORS = frozenset(_DENOMINATORS.split())


def longest(text: str, start: int, words: Container[str] = UNITS) -> str:
    """Return the longest of `words` that stands at `start`, or ""."""
    for length in range(min(_LONGEST, len(text) - start), 0, -1):
        word = text[start : start + length]
        if word in words and not (
            length > 1 and word[-1] == "次" and text[start + length :][:1] == "之"
        ):
            return word  # 11件次之 counts 件
    return ""
