"""Questions over work reports: the words people use, what is a part, what was reached."""

from pathlib import Path

import pytest

from qa.contract import RefusalCode, Status
from tests.qa.asking import Ask, asking

TEXT = """# 政府工作报告

2032年1月16日在青海省第十三届人民代表大会第二次会议上

各位代表：

我代表省人民政府，向大会报告工作。

**2031年工作回顾** 过去一年，全省上下奋力拼搏。地区生产总值达2605亿元，增长7.4%；\
实现税收195亿元，增长8.7%；三次产业结构调整为12.2：50.4：37.4。\
非公有制经济上缴税收73亿元，增长42.6%。地区生产总值过百亿的县突破10个。税收过20亿元的县有6个。居民消费价格涨幅控制在2.9%。

高速公路通车里程新增510公里，突破5300公里。一般公共预算收入达到283亿元，中欧班列累计突破1200列。

青海生产建设兵团经济保持平稳较快发展。实现生产总值预计61亿元，增长13%。完成固定资产投资30亿元。全社会固定资产投资完成825亿元。

**2032年工作任务**

一、目标

地区生产总值增长6.5%左右，居民消费价格涨幅控制在3%左右，三次产业结构调整为11.8：49.9：38.3。

到2035年中欧班列开行350列以上。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    folder: Path = tmp_path_factory.mktemp("report")
    return asking(folder, {"report.md": TEXT})


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("青海2031年GDP是多少？", "2605亿元"),
        ("青海2031年GDP多少", "2605亿元"),
        ("青海2031年兵团的GDP是多少？", "61亿元"),
        ("青海2031年财政收入有多少？", "283亿元"),
        ("青海2031年经济总量是多少？", "2605亿元"),
        ("青海中欧班列累计开行多少列？", "突破1200列"),
        ("2031年青海经济增长了多少？", "7.4%"),
        ("青海2032年经济增长的目标是多少？", "6.5%左右"),
        ("青海2031年税收增长多少？", "8.7%"),
        ("青海2031年税收有多少亿元？", "195亿元"),
        ("青海2032年地区生产总值预期增长多少？", "6.5%左右"),
        ("青海2032年地区生产总值目标增速是多少？", "6.5%左右"),
        ("青海2032年物价涨幅控制在多少？", "控制在3%左右"),
        ("青海2031年三次产业的结构是多少？", "12.2：50.4：37.4"),
        ("青海2032年一二三产业比例要调整成多少？", "11.8：49.9：38.3"),
        ("到2031年底青海高速公路总里程有多少公里？", "突破5300公里"),
        ("青海2031年新增了多少公里高速公路？", "510公里"),
    ],
)
def test_answers(ask: Ask, question: str, answer: str) -> None:
    response = ask(question)
    assert (response.status, response.answer) == (Status.ANSWERED, answer)


def test_another_year(ask: Ask) -> None:
    response = ask("青海2030年三次产业的结构是多少？")
    assert response.status is Status.NOT_FOUND
    assert response.refusal is not None
    assert response.refusal.code in (RefusalCode.OTHER_PERIOD, RefusalCode.OTHER_MEASURE)
