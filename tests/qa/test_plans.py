"""Plans: targets by table and text, meanings, reasons, what is bound and what expected."""

from pathlib import Path

import pytest

from qa.contract import Status
from tests.qa.asking import Ask, asking

PLAN = """关于印发“十五五”养老服务规划的通知

各区县人民政府，云岫市人民政府各部门：

一、基础
“十四五”期间，全市新增养老床位640张。

二、目标
到2030年，全市新增养老床位900张。2028年全市计划筹集养老用房3000套。力争到2029年底累计筹集不少于1700套。

专栏 主要指标
序号 | 指标 | 单位 | 2025年 | 2030年 | 属性
1 | 人均活动场地面积 | 平方米 | 1.4 | 2.3 | 预期性
2 | 护理员持证率 | % | 61.5 | 80 | 约束性
3 | 社区食堂数 | 个 | 45 | 96 | 预期性

三、任务
优待办理时间由8个工作日压缩至3个工作日，办理费率降至0.6%以下。
本规划所称长者食堂，是指向老年人提供助餐服务的场所。
申请人同意提交材料。会议不同意民政处提出的购车请示。

四、附则
责任单位：市民政处
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("plans"), {"plan.txt": PLAN})


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("云岫人均活动场地面积2030年目标是多少？", "2.3平方米"),
        ("云岫2025年护理员持证率是多少？", "61.5%"),
        ("云岫“十五五”打算新增多少张养老床位？", "900张"),
        ("云岫十四五期间增加了多少张养老床位？", "640张"),
        ("云岫优待办理时间要压到多少？", "3个工作日"),
        ("云岫办理费率要降到多少以下？", "0.6%以下"),
    ],
)
def test_figures_of_a_plan(ask: Ask, question: str, answer: str) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert response.answer == answer


def test_a_meaning_is_told_where_it_is_given(ask: Ask) -> None:
    assert "提供助餐服务的场所" in ask("云岫规划里长者食堂指什么？").answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("云岫人均活动场地面积是约束性指标吗？", "否"),
        ("云岫护理员持证率是约束性指标吗？", "是"),
        ("云岫同意民政处购车的请示了吗？", "否"),
    ],
)
def test_bound_or_expected(ask: Ask, question: str, answer: str) -> None:
    assert ask(question).answer.startswith(answer)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("云岫规划有哪些预期性指标？", ("人均活动场地面积", "社区食堂数")),
    ],
)
def test_rows_by_what_a_cell_says(ask: Ask, question: str, items: tuple[str, ...]) -> None:
    assert ask(question).items == items


def test_what_a_figure_rises_from_dates_no_later_one(tmp_path: Path) -> None:
    text = (
        "云岫港口情况\n\n2030年，全港泊位有45个；货物吞吐量由2025年的0.7亿吨提高到1.1亿吨，"
        "集装箱吞吐量达到85万标箱。\n"
    )
    ask = asking(tmp_path, {"port.txt": text})
    assert ask("云岫货物吞吐量2030年是多少？").answer == "1.1亿吨"
    assert ask("云岫货物吞吐量2025年是多少？").answer == "0.7亿吨"
    assert ask("云岫集装箱吞吐量2030年是多少？").answer == "85万标箱"
