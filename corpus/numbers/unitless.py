"""What a number measures whose unit is left out: 收入330亿, 税收66亿, 人口1.2亿."""

import re

__all__ = ["speaks_of_money"]

# Heads that make 亿 or 万 without a unit an amount of money, and heads that make it something else;
# collected from the words in front of such figures in public work reports. The nearer one decides.
_MONEY_WORDS = """
收入 税收 资金 产值 投资 贷款 融资 交易额 成交额 授信 营收 利润 金额 总额 GDP 支出 生产总值
增加值 销售额 消费额 零售额 进出口 出口额 进口额 合同额 财政 补贴 补助 奖励 资产 存款 余额 市值
估值 资本 税 费 财力 债券 债务 基金 外资 内资 经费 拨款 预算 薪 工资 担保 保费 赔付 成本 货值
经济总量 服务额 订单 价值 销售 人民币 美元 美金 港币 港元 欧元 日元 英镑 新台币 台币 [$€£￥¥]
"""
_OTHER_WORDS = """
人口 用户 人次 网民 面积 产量 件数 人数 户数 客户 游客 旅客 粮食 数量 申请量 授权量 拥有量
注册量 存量 销量 保有量 吞吐量 客流 人 次数 总数 装机 用电量 发电量 下载量 访问量 点击 阅读 浏览
播放 专利 商标 企业 主体 家庭 申请 件 惠及 参保 覆盖
"""


def _any(words: str) -> "re.Pattern[str]":
    return re.compile("|".join(sorted(words.split(), key=len, reverse=True)))


_MONEY, _OTHER = _any(_MONEY_WORDS), _any(_OTHER_WORDS)
_CLAUSE_END = re.compile(r"[。；！？\n]")
_WINDOW = 40  # characters in front of the number: two clauses of a sentence


def speaks_of_money(text: str, start: int, last_money: int = -1) -> bool:
    """True when the sentence in front of the number at `start` speaks of money last.

    `last_money` is where the last amount of money in front of it ends, or -1.
    """
    window = _CLAUSE_END.split(text[max(0, start - _WINDOW) : start])[-1]
    begin = start - len(window)
    money = max((m.end() for m in _MONEY.finditer(window)), default=-1)
    other = max((m.end() for m in _OTHER.finditer(window)), default=-1)
    return max(money, last_money - begin) > max(other, -1) if last_money > begin else money > other
