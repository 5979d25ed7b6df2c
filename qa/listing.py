"""What a list question asks for: how many members, of which class, and what it takes as given."""

import re
from dataclasses import dataclass

import rjieba

from corpus.numerals import number

_NUMERAL = r"(?:[两二三四五六七八九十]{1,3}|\d{1,2})"
_MEASURE = r"(?:个|大|类|种|项|条|点|方面|家|款|所|间|名|位|座|份|批|支|对|步|样|部分|级|套|块|环)"
# 哪三种, 哪26家; N个…是什么/有哪些/分别…
_NUMBERED = (
    re.compile(rf"哪\s*(?P<n>{_NUMERAL})"),
    re.compile(
        rf"(?<![第\d.年月前])(?P<n>{_NUMERAL})(?={_MEASURE})[^，？。]{{0,24}}?"
        r"(?:是|为|指|有|叫|包括|分别|具体|各)[^，？。]{0,6}(?:什么|哪|谁|名|内容|列)"
    ),
    re.compile(rf"(?:列出|列举|说出|说明|介绍)[^，？。]{{0,16}}?(?P<n>{_NUMERAL})(?={_MEASURE})"),
    re.compile(rf"“(?P<n>{_NUMERAL})(?=个|大|类|种|项|条|点)[^”]{{0,8}}”[^，？。]*(?:什么|哪)"),
)
_BEHIND_ASKING = re.compile(
    rf"哪(?:些|几|{_NUMERAL}|个|方)?{_MEASURE}?(?:的)?(?P<class>[㐀-鿿A-Za-z“”]{{1,14}})"
)
_BEFORE_ASKING = re.compile(
    r"(?P<class>[㐀-鿿A-Za-z”]{2,14})(?:都|分别|主要|具体|各)*(?:有哪|有什么|包括|包含|是哪|是什么|为哪|为何|指|为什么|列出)"
)
# Abstract words for what is listed; documents seldom say them.
ABSTRACT = frozenset(
    "部分 方面 环节 特征 特点 特色 类型 种类 类 种 领域 因素 要素 内容 举措 措施 手段 途径 渠道 形式 商品 产品 "
    "东西 事项 事 点 步骤 情形 情况 单位 机构 对象 成员 组成 构成 组成部分 主体 名单 名称 名字 专案 项目 专项 做法 办法 动作 "
    "工作 任务 要求 方式 方法 渠道 词 字 说法 原则 目标 服务 关系 角色 板块 层次 层面 角度 维度 条件 "
    "问题 不足 好处 益处 优势 贡献 作品 文件 政策 地方 地区 区域 城市 行业 产业 公司 企业 部门 业者 厂商".split()
)
_GIVEN = re.compile(r"除(?:了|去)?(?P<given>[^，？。]{1,30}?)(?:之外|以外|外|，)")


@dataclass(frozen=True, slots=True)
class Asked:
    """A list question read. `kind` is the noun of the members' class, "" where none stands."""

    count: int | None
    kind: str
    excepted: str  # what is asked for beside: 除了X还有哪些


def asked_list(view: str) -> Asked:
    """Read what a list question asks for from its search form."""
    given = _GIVEN.search(view)
    return Asked(_count(view), _kind(view), given["given"] if given else "")


def _count(view: str) -> int | None:
    for pattern in _NUMBERED:
        found = pattern.search(view)
        if found:
            value = int(number(found["n"].replace("两", "二")))
            return value if value > 1 else None
    return None


def _kind(view: str) -> str:
    behind = _BEHIND_ASKING.search(view)
    if behind:
        noun = _noun(behind["class"], forward=True)
        if noun:
            return noun
    before = _BEFORE_ASKING.search(view)
    return _noun(before["class"], forward=False) if before else ""


def _noun(text: str, *, forward: bool) -> str:
    """Return the last noun of a noun phrase that opens (or closes) a text."""
    words = rjieba.tag(text.strip("“”"))
    last = ""
    for word, tag in words if forward else words[::-1]:
        noun = tag[0] == "n" or tag in ("l", "j", "vn", "i", "an", "b", "s", "q", "m", "v")
        if not noun or (forward and last and tag == "v"):
            break
        if tag[0] == "n" or tag in ("l", "j", "vn", "an") or word in ABSTRACT:
            last = word
            if not forward:
                return last
        elif not forward:
            break
    return last
