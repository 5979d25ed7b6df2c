"""Which of several things rose or fell, keep to a limit or come first, by column or by turns."""

import pytest

from qa.asking.criterion import criterion
from qa.contract import RefusalCode, Status
from tests.qa.asking import Ask, asking

BULLETIN = """梧岭州2031年统计公报

一、农业
全年水稻播种面积86万亩，比上年减少3万亩；油菜播种面积41万亩，增加2万亩；棉麻播种面积9万亩，减少1万亩。
全年茶叶产量12万吨，增产5.1%。蜂蜜产量3万吨，减产2.4%。

二、贸易
- 表1 2031年主要商品外销数量、金额及其增长速度
- 商品名称 单位 数量 比上年增长% 金额（万元） 比上年增长%
- 竹 椅 万把 36 -4.1 820 2.2
- 瓷瓶 万个 51 6.3 940 -1.7
- 茶 饼 万块 77 -9.8 1330 -3.5
- 铜锁 万把 18 0.9 260 4.4

三、投资
- 表2 2031年分行业投资及其增长速度
- 单位：亿元
- 行 业 投资额 比上年增长%
- **总 计** **364** **8.6**
- 采掘业 131 11.8
- 建造业 40 24.6
- 仓储业 98 33.0
- 住宿业 51 -2.2
"""
QUARTERS = """禾丰市夜市街区简报

| 街区 | 所在片区 | 摊位数(个) | 2032年营业额(万元) | 同比增长(%) |
|---|---|---|---|---|
| 桥头街 | 河东片区 | 320 | 1260 | 18.5 |
| 灯笼巷 | 河西片区 | 145 | 520 | -3.0 |
| 船坞里 | 河东片区 | 96 | 280 | -4.1 |
| 钟楼街 | 河北片区 | 210 | 790 | 9.6 |
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    documents = {"bulletin.md": BULLETIN, "quarters.md": QUARTERS}
    return asking(tmp_path_factory.mktemp("kept"), documents)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("2031年梧岭州外销数量下降的商品有哪些？", ["竹椅", "茶饼"]),
        ("2031年梧岭州哪些商品的外销金额减少了？", ["瓷瓶", "茶饼"]),
        ("2031年梧岭州播种面积减少的作物是哪些？", ["水稻", "棉麻"]),
        ("2031年梧岭州哪些作物播种面积增加了？", ["油菜"]),
        ("2031年梧岭州投资增速最高的两个行业是哪些？", ["仓储业", "建造业"]),
        ("2031年梧岭州投资增速超过20%的行业有哪些？", ["建造业", "仓储业"]),
        ("禾丰市哪些街区2032年营业额同比下降？", ["灯笼巷", "船坞里"]),
        ("禾丰市位于河东片区的夜间经济街区有哪些？", ["桥头街", "船坞里"]),
        ("禾丰市哪些街区的摊位数超过200个？", ["桥头街", "钟楼街"]),
        ("禾豐市營業額成長的街區有哪些？", ["桥头街", "钟楼街"]),
    ],
)
def test_the_things_that_keep_to_it_are_listed(ask: Ask, question: str, items: list[str]) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert [one.replace("橋頭", "桥头").replace("鐘樓", "钟楼") for one in response.items] == items


def test_of_another_year_nothing_is_told(ask: Ask) -> None:
    response = ask("2027年梧岭州外销数量下降的商品有哪些？")
    assert response.status is Status.NOT_FOUND
    assert response.refusal is not None
    assert response.refusal.code is not RefusalCode.AMBIGUOUS


@pytest.mark.parametrize(
    ("view", "way"),
    [
        ("哪些商品的出口下降了", -1),
        ("减少的是哪几类", -1),
        ("上升的指标有哪些", 1),
        ("哪些措施减少了排放", 0),
        ("产值增长了多少", 0),
    ],
)
def test_which_way_things_are_asked_for_that_went_it(view: str, way: int) -> None:
    assert criterion(view).way == way
